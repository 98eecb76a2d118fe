"""Wordings: what one pack puts in two ways: bands of ages, definitions, how many a list has.

Works on the blocks of a pack, paper by paper of one agenda item, and yields rows of the table `conflicts`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import Any

from minutebook.conflicts.retold import conflict
from minutebook.facts.statements import label_words
from minutebook.text.numbers import number_in_words
from minutebook.text.verdicts import DIFFERS

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]
_SENTENCES = re.compile(r"(?<=[.;?!])\s+(?=[A-Z“\"‘'])")
_LONG = 200  # characters of a quote


def wording_conflicts(rows: Rows, copies: set[str]) -> Iterator[Row]:
    """Yield what papers of one agenda item put in two ways; documents that are copies are left out.

    Args:
        rows: The tables `documents`, `sections` and `blocks` of all packs.
        copies: Documents that are in the collection twice.
    """
    items = {row["document_id"]: row["item"] or row["document_id"] for row in rows["documents"]}
    papers: dict[tuple[str, str], list[Row]] = defaultdict(list)
    headings = ({**row, "text": row["heading"], "kind": "heading"} for row in rows["sections"])
    told = (row for row in (*rows["blocks"], *headings) if row["document_id"] not in copies)
    for row in sorted(told, key=lambda row: (row["pack_id"], row["first_line"], row["text"])):
        line = {"pack_id": row["pack_id"], "line": row["first_line"], "quote": row["text"][:_LONG]}
        papers[row["pack_id"], items[row["document_id"]]].append({**row, **line})
    rare = _rare(rows["blocks"])
    for (pack, _), blocks in papers.items():
        yield from _bands(blocks, rare[pack])
        yield from _definitions(blocks)
        yield from _lists(blocks)
    by_pack: dict[str, list[Row]] = defaultdict(list)
    for (pack, _), blocks in papers.items():
        by_pack[pack] += blocks
    for blocks in by_pack.values():
        yield from _twice_listed(sorted(blocks, key=lambda row: row["line"]))
    yield from _contents_years(rows, copies)


# --------------------------------------------------------------------------------------------------- bands of ages


@dataclass(frozen=True)
class _Band:
    low: int
    high: int
    row: Row
    said: str
    words: frozenset[str]


_TO = re.compile(r"\b(\d\d?) ?(?:-|–|to|and) ?(\d\d?)(?!\d| ?(?:%|per cent|/))")
_AGED = re.compile(r"\b(?:aged?|ages|years?|year[- ]olds?)\b")
_UNDER = re.compile(r"\bunder (?:the age of )?(\d\d)s?\b(?![.,]\d| ?(?:%|per cent)| (?!years?\b|yrs\b)[a-z]+s\b)")
_AROUND = 14  # characters
_RARE, _ENOUGH = 20, 3  # of so many blocks one has the word; so many such words


def _rare(blocks: Sequence[Row]) -> dict[str, set[str]]:
    """Return the words of each pack that few of its blocks have."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    size = Counter(row["pack_id"] for row in blocks)
    for row in blocks:
        counts[row["pack_id"]].update(label_words(row["text"]))
    return defaultdict(
        set,
        {
            pack: {word for word, n in words.items() if n <= max(_ENOUGH, size[pack] / _RARE)}
            for pack, words in counts.items()
        },
    )


def _bands(blocks: Sequence[Row], rare: set[str]) -> Iterator[Row]:
    """Yield sentences about the same people, by their rarer words, whose bands of ages are a year apart."""
    found = [
        _Band(low, high, {**row, "quote": said[:_LONG]}, name, label_words(said) & rare)
        for row in blocks
        for said in _SENTENCES.split(row["text"])
        for name, low, high in _ages(said)
    ]
    told: set[tuple[int, ...]] = set()
    for one, other in combinations(found, 2):
        shared = [word for word in one.words & other.words if not any(c.isdigit() for c in word)]
        ends = (one.low, one.high, other.low, other.high)
        if (
            one.row["line"] == other.row["line"]
            or len(shared) < _ENOUGH
            or ends in told
            or not _a_year_apart(one, other)
        ):
            continue
        told.add(ends)
        words = f"“{one.said}” in one place and “{other.said}” in another, of what else is put in the same words"
        yield conflict("definition", "definition", one.row, other.row, f"The ages are {words}")


def _ages(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TO.finditer(text):
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if int(match[1]) < int(match[2]) and _AGED.search(around):
            yield match[0], int(match[1]), int(match[2])
    for match in _UNDER.finditer(text):
        yield match[0], 0, int(match[1]) - 1


def _a_year_apart(one: _Band, other: _Band) -> bool:
    lows, highs = abs(one.low - other.low), abs(one.high - other.high)
    return lows <= 1 and highs <= 1 and (highs == 1 or (lows == 1 and min(one.low, other.low) > 0))


# ----------------------------------------------------------------------------------------------------- definitions

_DEFINED = re.compile(
    r"(?:^|[,;] )(?:An? |The |the )?(?P<term>[A-Za-z][\w’' -]{2,50}?),? (?:is|are) defined (?:here )?as"
    r" (?P<text>.{15,400})|\b[Dd]efinition of (?P<name>[\w’' -]{3,50}?)(?: is|:| as) (?P<words>.{15,400})"
)
_QUOTED = re.compile(r"\W*[“\"](?P<text>[^”\"]{30,400})[”\"]\W*")
_HEADED = re.compile(r"\bdefin(?:ition|ed)\b", re.I)
_BELOW = 4  # blocks that may stand under a word of defining
_SAME = 0.5  # of the words


def _definitions(blocks: Sequence[Row]) -> Iterator[Row]:
    """Yield definitions of one term in other words, and quotations that stand in turn where something is defined."""
    defined: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for n, row in enumerate(blocks):
        for said in _SENTENCES.split(row["text"]):
            if match := _DEFINED.search(said):
                term = " ".join(sorted(label_words(match["term"] or match["name"])))
                defined[term].append(({**row, "quote": said[:_LONG]}, match["text"] or match["words"]))
        quoted = _QUOTED.fullmatch(re.sub(r"[*_]+", "", row["text"]).strip())
        if quoted and any(_HEADED.search(b["text"]) for b in blocks[max(0, n - _BELOW) : n]):
            defined["“”"].append((row, quoted["text"]))
    for term, ways in defined.items():
        for (left, one), (right, other) in sorted(combinations(ways, 2), key=_lines_between):
            words, also = label_words(one), label_words(other)
            if term and words & also and len(words & also) < _SAME * len(words | also):
                yield conflict("definition", "definition", left, right, "What is defined is put in two ways")
                break


def _lines_between(pair: Sequence[tuple[Row, str]]) -> int:
    return int(pair[1][0]["line"]) - int(pair[0][0]["line"])


# ----------------------------------------------------------------------------------------------------------- lists

_MARKED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?", re.I)  # no "5.3", which is a paragraph's
_ANNOUNCED = re.compile(
    r"(?P<before>(?:\b[\w’'-]+ ){0,3})\b(?P<number>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?)"
    r" (?P<noun>(?:[a-z’'-]+ ){0,3}?[a-z’'-]+s)"
    r"(?P<after>(?: (?:of|for|in|on|to|that|which|identified|set|as|below)\b[^.;:]{0,80})?):\s*\Z"
)
_ALL_OF = re.compile(r"\b(?:the|these|those|all|each|both|our|their|its|of)\s\Z", re.I)
_CLOSE = 2


def _lists(blocks: Sequence[Row]) -> Iterator[Row]:
    """Yield sentences that announce so many of something and are followed by a list of one or two more or fewer."""
    for n, row in enumerate(blocks):
        match = _ANNOUNCED.search(row["text"].strip())
        if match is None or (_ALL_OF.search(match["before"]) and match["after"]):
            continue  # "the two hospitals in the county:" is said of them, and what follows is what
        below = blocks[n + 1 :]
        marked = takewhile(lambda b: b["kind"] == "bullet" or _MARKED.fullmatch(str(b.get("number") or "")), below)
        listed = [item for item in marked if item["document_id"] == row["document_id"]]
        said = int(match["number"]) if match["number"].isdigit() else number_in_words(match["number"])
        if said and len(listed) > 1 and 0 < abs(len(listed) - said) <= _CLOSE:
            words = f"{match['number']} {match['noun']} are announced, and {len(listed)} are listed"
            yield conflict("list", "unexplained", row, listed[-1], words)


# ------------------------------------------------------------------------------------------------- lists told twice

_Run = list[Row]
_FEWEST, _LONGEST, _MANY_WORDS = 3, 30, 4
_REWORDED, _ONE_WORDING = 0.4, 0.85  # of all the words of two items
_FEW_LISTS = 20


def _twice_listed(blocks: Sequence[Row]) -> Iterator[Row]:
    """Yield what two lists of one pack, most of whose items are the same, put in other words or leave out."""
    runs = [run for run in _runs(blocks) if _FEWEST <= len(run) <= _LONGEST]
    places: dict[str, list[int]] = defaultdict(list)
    for n, run in enumerate(runs):
        for text in {_plain_text(row) for row in run}:
            if len(text.split()) >= _MANY_WORDS:
                places[text].append(n)
    shared = Counter(
        pair for found in places.values() if len(found) <= _FEW_LISTS for pair in combinations(sorted(found), 2)
    )
    for (one, other), same in sorted(shared.items()):
        small = min(len(runs[one]), len(runs[other]))
        if same > 1 and 2 * same >= small:
            yield from _other_items(runs[one], runs[other], blocks)


def _runs(blocks: Sequence[Row]) -> Iterator[_Run]:
    """Yield the lists of a pack: bullets or numbered items of one paper in a row."""
    run: _Run = []
    for row in blocks:
        listed = row["kind"] == "bullet" or _MARKED.fullmatch(str(row.get("number") or ""))
        if run and (not listed or row["document_id"] != run[-1]["document_id"]):
            yield run
            run = []
        if listed:
            run.append(row)
    yield run


def _plain_text(row: Row) -> str:
    return " ".join(re.findall(r"\w+", row["text"].casefold()))


def _other_items(one: _Run, other: _Run, blocks: Sequence[Row]) -> Iterator[Row]:
    """Yield the items of two lists that only one has: with the other's that puts the same in other words, if any."""
    both = {_plain_text(row) for row in one} & {_plain_text(row) for row in other}
    left, right = ([row for row in run if _plain_text(row) not in both] for run in (one, other))
    for row in list(left):
        near = max(right, key=lambda item: _overlap(row, item), default=None)
        if near is None or _overlap(row, near) < _REWORDED:
            continue
        left, right = [r for r in left if r is not row], [r for r in right if r is not near]
        texts = sorted((_plain_text(row), _plain_text(near)), key=len)
        if _overlap(row, near) < _ONE_WORDING and not texts[1].startswith(texts[0]):  # else the one is cut
            yield conflict("definition", "definition", row, near, "Two lists of the same put one item in two ways")
    for short, missing in ((other, left), (one, right)):
        if len(missing) == 1 and not (left and right) and not _is_near_by(missing[0], short, (*one, *other), blocks):
            said = f"Two lists of the same have {len(one)} and {len(other)} items: one is only in the longer"
            yield conflict("list", "unexplained", missing[0], short[-1], said)


def _is_near_by(item: Row, listed: _Run, both: Sequence[Row], blocks: Sequence[Row]) -> bool:
    """Tell whether an item that a list lacks stands near it after all, cut off from it; blocks come by their lines."""
    first = bisect_left(blocks, listed[-1]["line"] - _NEAR_BY, key=_line)
    last = bisect_left(blocks, listed[-1]["line"] + _NEAR_BY, key=_line)
    lines = {row["line"] for row in both}
    return any(_overlap(item, row) >= _REWORDED for row in blocks[first:last] if row["line"] not in lines)


def _line(row: Row) -> int:
    return int(row["line"])


_NEAR_BY = 40  # lines around a list where an item that it lacks may stand after all


def _overlap(one: Row, other: Row) -> float:
    words, also = label_words(one["text"]), label_words(other["text"])
    return len(words & also) / max(1, len(words | also))


# -------------------------------------------------------------------------------------------------- contents lists

_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


def _contents_years(rows: Rows, copies: set[str]) -> Iterator[Row]:
    """Yield entries of contents lists that name other years than the headings that they are of."""
    headings = {(row["pack_id"], str(row["first_line"])): row["heading"] for row in rows["sections"]}
    for check in rows.get("checks", ()):
        if check["kind"] != "contents entry" or check["verdict"] != DIFFERS or check["document_id"] in copies:
            continue
        entry = {"pack_id": check["pack_id"], "line": check["line"], "quote": str(check["subject"])[:_LONG]}
        for line in str(check["lines"]).split("; ")[1:]:
            heading = headings.get((check["pack_id"], line), "")
            years = [set(_YEARS.findall(text)) for text in (str(check["subject"]), heading)]
            if all(years) and not years[0] & years[1]:
                said = f"The contents list has {min(years[0])}, the heading {min(years[1])}"
                found = {"pack_id": check["pack_id"], "line": int(line), "quote": heading[:_LONG]}
                yield conflict("date", "unexplained", entry, found, said)
