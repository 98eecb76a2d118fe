"""The catalogue of indicators, `indicators.toml`: the words that name each of them, and where a text holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

OTHER = "other"  # the theme of what names no indicator
CATALOGUE = Path(__file__).with_name("indicators.toml")


@dataclass(frozen=True)
class Phrases:
    """The pattern of some phrases, and how a word of each begins: most texts hold none, and are told at once."""

    pattern: re.Pattern[str]
    begin: frozenset[str]

    def found(self, text: str, begin: Set[str]) -> Iterable[re.Match[str]]:
        """Return where a text holds one of them; its own words begin as `begin` says."""
        return () if self.begin.isdisjoint(begin) else self.pattern.finditer(text)


@dataclass(frozen=True)
class Indicator:
    """An entry of the catalogue; `compare_with` are ids that it may be set beside for the same period and place.

    Of its nouns the `weak` name it where a clause names nothing else, those `beside` only with another word around, and
    `base` only where a share is of them; `part` are those that name a part of it.
    """

    name: str
    label: str
    definition: str
    unit: str
    theme: str
    compare_with: tuple[str, ...]
    nouns: Phrases
    weak: Phrases
    base: Phrases
    part: Phrases
    beside: tuple[tuple[Phrases, Phrases], ...]

    def is_part(self, words: str) -> bool:
        """Tell whether words that name it name only a part of it: "residential burglary"."""
        return self.part.pattern.fullmatch(words) is not None


@dataclass(frozen=True)
class Mention:
    """Where a text names an indicator."""

    name: str
    begin: int
    stop: int


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Any]:
    """Return the catalogue as it is written."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


_NO_INDICATOR = ("breakdown", "coverage", "families")


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """Return the catalogue by the indicators' ids, in its order."""
    return {name: _indicator(name, row) for name, row in tables().items() if name not in _NO_INDICATOR}


def _indicator(name: str, row: Mapping[str, Any]) -> Indicator:
    parts: Sequence[str] = row.get("part", ())
    beside = [noun.split(" @ ") for noun in (*row["nouns"], *parts) if "@" in noun]
    return Indicator(
        name,
        row["label"],
        row["definition"],
        row["unit"],
        row["theme"],
        tuple(row["compare_with"]),
        _any_of([noun for noun in (*row["nouns"], *parts) if "@" not in noun]),
        _any_of(row.get("weak", ())),
        _any_of(row.get("base", ())),
        _any_of([noun.split(" @ ")[0] for noun in parts]),
        tuple((_any_of([noun]), _any_of([around])) for noun, around in beside),
    )


@lru_cache(maxsize=1)
def _masks() -> list[tuple[Phrases, Phrases | None]]:
    """Return what holds an indicator's words and isn't it, the `but_not` of all of them, and what has to be around."""
    nouns = [noun for name, row in tables().items() if name not in _NO_INDICATOR for noun in row.get("but_not", ())]
    beside = [noun.split(" @ ") for noun in nouns if "@" in noun]
    anywhere = _any_of([noun for noun in nouns if "@" not in noun])
    return [(anywhere, None), *((_any_of([noun]), _any_of([around])) for noun, around in beside)]


def _any_of(phrases: Sequence[str]) -> Phrases:
    longest = sorted(phrases, key=lambda phrase: -len(phrase.split()))
    either = "|".join(map(_phrase, longest)) or "(?!)"
    begin = frozenset(letters for phrase in phrases for letters in _letters(phrase))
    return Phrases(re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.I), begin)


_LETTERS = 5  # letters at a word's beginning that are looked at


def _letters(phrase: str) -> list[str]:
    """Return what the word of a phrase that says most begins with, in any of its forms; nothing where it may lack."""
    words = [[_word(word).lower() for word in _alternatives(p)] for p in phrase.split() if p != "~" and p[-1] != "?"]
    begin = [[re.split("[^a-z0-9]", form[:_LETTERS])[0] for form in forms] for forms in words]
    return max(begin, key=lambda letters: min(map(len, letters)), default=[""])


def _begin(text: str) -> set[str]:
    """Return how the words of a text begin: the first letter of each, the first two and so on."""
    words = re.findall(rf"(?<![\w-])\w{{1,{_LETTERS}}}", text.casefold())
    return {"", *(word[:n] for word in words for n in range(1, _LETTERS + 1))}


def _phrase(nouns: str) -> str:
    """Return the pattern of a phrase, as the catalogue's head says how they are written."""
    out = ""
    for part in nouns.split():
        if part == "~":
            out += r"(?:\s(?!\d|not\b|never\b)[\w’'/-]+){0,3}?"
            continue
        words = "|".join(_word(word) for word in _alternatives(part.rstrip("?")))
        lead = r"\s" if out else ""
        out += rf"(?:{lead}(?:{words}))?" if part.endswith("?") else rf"{lead}(?:{words})"
    return out


def _alternatives(part: str) -> list[str]:
    """Return what a `|` parts; a family's name in braces stands for its members."""
    families: Mapping[str, str] = tables()["families"]
    words: list[str] = []
    for word in part.split("|"):
        words += _alternatives(families[word.strip("{}")]) if word.startswith("{") else [word]
    return words


_IRREGULAR = {
    "child": "child(?:ren)?",
    "person": "pe(?:rson|ople)",
    "man": "m[ae]n",
    "woman": "wom[ae]n",
    "bus": "bus(?:es)?",
    "#": r"\d[\d,.]*",
}


def _word(word: str) -> str:
    """Return the pattern of a word, plural or singular, its parts joined by a hyphen or a space."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    stem, ending = word, "(?:e?s)?"
    if word.endswith("*"):
        stem, ending = word[:-1], r"\w*"
    elif re.search(r"[^aeiou]y$", word):
        stem, ending = word[:-1], "(?:y|ies)"
    elif word.endswith("s") or not word[-1].isalpha():
        ending = ""
    joined = re.escape(stem).replace(r"\-", r"[-‐–\s]?").replace("_", r"\s")
    return joined.replace("'", "[’']") + ending


@lru_cache(maxsize=4096)  # headings and leads are asked about for each sentence under them
def mentions(text: str, strong: bool = False) -> tuple[tuple[str, int, int], ...]:
    """Return the indicators that a text names, in order: id, and where its words start and end; the longest wins.

    Args:
        text: A sentence, a label or a heading.
        strong: Leave out what names an indicator only for want of another.

    Example:
        >>> [name for name, _, _ in mentions("knife crime with injury offences and robberies")]
        ['knife_injuries', 'robbery']
    """
    kept = _strong(text)
    return tuple((m.name, m.begin, m.stop) for m in (kept if strong else _weak(text, kept)) if m.name)


def _strong(text: str) -> list[Mention]:
    begin = _begin(text)
    masked = [
        Mention("", *m.span())
        for nouns, around in _masks()
        for m in nouns.found(text, begin)
        if around is None or any(around.found(text, begin))
    ]
    named = [
        Mention(name, *m.span())
        for name, indicator in indicators().items()
        for nouns, around in ((indicator.nouns, None), *indicator.beside)
        for m in nouns.found(text, begin)
        if around is None or any(around.found(text, begin))
    ]
    return _longest(masked + named)


#: What says so little that it doesn't keep a weak name beside it from being one.
_WIDE = ("population", "households", "total_notifiable_offences", "")


def _weak(text: str, kept: Sequence[Mention]) -> list[Mention]:
    found, begin = [], _begin(text)
    for name, indicator in indicators().items():
        for m in indicator.weak.found(text, begin):
            based = _AS_BASE.search(text, 0, m.start())
            others = (one for one in kept if one.name not in (name, *_WIDE))
            if based or not any(_same_clause(text, one, m) for one in others):
                found.append(Mention(name, *m.span()))
        for m in indicator.base.found(text, begin):
            if _AS_BASE.search(text, 0, m.start()):
                found.append(Mention(name, *m.span()))
    return _longest(found, kept)


def _longest(found: Sequence[Mention], kept: Sequence[Mention] = ()) -> list[Mention]:
    """Return, in order, what is kept and the longest of what overlaps."""
    out = list(kept)
    for one in sorted(found, key=lambda m: (m.begin - m.stop, not m.name, m.begin)):
        if one.begin < one.stop and all(one.stop <= other.begin or other.stop <= one.begin for other in out):
            out.append(one)
    return sorted(out, key=lambda m: m.begin)


_CLAUSE = re.compile(
    r"(?:[;:(]|[,.](?=\s))(?!\s?(?:\d{3}|with\b|involving\b|including\b|of wh))|\b(?:and|while|whilst|whereas|but)\b",
    re.I,
)


_AS_BASE = re.compile(
    r"(?:%|\bper cent|\bhalf|\bthird|\bquarter|\bfifth|\bproportion|\bshare)\sof\s(?:[\w’']+\s){0,3}\Z"
)


def _same_clause(text: str, one: Mention, match: re.Match[str]) -> bool:
    low, high = sorted((one.begin, one.stop, *match.span()))[1:3]
    return (one.begin < match.end() and match.start() < one.stop) or not _CLAUSE.search(text, low, high)


def theme_of(*texts: str) -> str:
    """Return the theme of the first text that names an indicator, the outer ones asked last; else "other".

    Example:
        >>> theme_of("It took three meetings.", "Reducing robbery")
        'crime'
    """
    return next((indicators()[found[0][0]].theme for text in texts if (found := mentions(text, True))), OTHER)
