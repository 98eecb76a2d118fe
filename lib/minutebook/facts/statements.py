"""Statements: figures and catalogued cells that can be held against others, with the words that say what they count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from minutebook.text.dates import MONTH_NUMBERS

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Statement:
    """A figure or a cell, with the words that say what it counts: of its clause, and of the whole sentence."""

    place: tuple[str, int, str]  # pack, line, quote
    day: str
    inside: tuple[str, str]  # document, and the section around its own
    key: tuple[str, ...]
    behind: tuple[str, ...]
    value: Decimal
    high: Decimal | None
    unit: str
    step: Decimal
    approximation: str
    noun: str
    area: str
    period: tuple[str, str]
    inferred: bool
    clause: frozenset[str]
    sentence: frozenset[str]
    prose: bool = True
    named: bool = True  # whether the place is named with the figure, where the sentence speaks of "this area"
    told: tuple[str, ...] = ()  # the words behind the figure up to the first comma, bracket or relative clause

    @property
    def row(self) -> Row:
        """What the table of conflicts says of one side."""
        return dict(zip(("pack_id", "line", "quote"), self.place, strict=True))


#: What is aimed at, expected or supposed is no statement of what is; nor is what is said "respectively".
_NOT_SO = re.compile(
    r"\b(?:target\w*|aim\w*|forecast\w*|project(?:ed|ions?)|estimat\w*|expect\w*|predict\w*|planned|ambition|trajectory|assum\w*"
    r"|could|would|may|might|if|should|proposed|respectively|maximum|minimum|upto|per cent change)\b"
)
#: The figure is of a part of what was named before, or of a place that only the text around names.
_OF_PART = re.compile(r"\b(?:of|among|amongst) (?:those|these|them|which|whom|the remaining)\b", re.I)
_HERE = re.compile(
    r"\b(?:this|these|that|each|every|in the) (?:area|ward|group|cohort|site|zone|borough|sample|locality)s?\b", re.I
)


def statements(rows: Rows, copies: set[str]) -> list[Statement]:
    """Return the figures and catalogued cells that can be held against others; those of copies are left out.

    Example:
        statements(rows, copies={"2020-01-31-parks-board#L262"})
    """
    facts = {row["observation_id"]: row for row in rows["observations"]}
    told = ((row["source_id"], facts[row["observation_id"]]) for row in rows["mentions"])
    of = {source_id: fact for source_id, fact in told if fact["indicator"]}
    titles = {row["section_id"] for row in rows["sections"] if row.get("level") == 1}
    around = {
        row["section_id"]: row["section_id"] if row["parent_id"] in titles else row["parent_id"] or row["section_id"]
        for row in rows["sections"]
    }
    days = days_of(rows)
    out = [
        _of_figure({**row, **_bearings(of.get(row["figure_id"]))}, around, days)
        for row in rows["figures"]
        if row["document_id"] not in copies and _can_be_held(row)
    ]
    homes = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    for cell in rows["cells"]:
        fact = of.get(cell_id(cell))
        if fact and homes[cell["table_id"]] not in copies and fact["statistic"] != "change":
            out.append(_of_cell(cell, fact, homes[cell["table_id"]], days))
    return out


def days_of(rows: Rows) -> dict[str, str]:
    """Return the day of each document; the papers of one agenda item, which are read together, are of its last one.

    Example:
        >>> dates = {"a": "2020-01-02", "b": ""}
        >>> papers = [{"pack_id": "p", "document_id": n, "item": "4", "date": d} for n, d in dates.items()]
        >>> days_of({"packs": [{"pack_id": "p", "meeting_date": "2020-01-09"}], "documents": papers})
        {'a': '2020-01-02', 'b': '2020-01-02'}
    """
    packs = {row["pack_id"]: str(row["meeting_date"]) for row in rows["packs"]}
    last: dict[tuple[str, str], str] = {}
    for row in rows["documents"]:
        key = (row["pack_id"], row["item"] or row["document_id"])
        last[key] = max(last.get(key, ""), str(row["date"] or ""))
    return {
        row["document_id"]: last[row["pack_id"], row["item"] or row["document_id"]] or packs[row["pack_id"]]
        for row in rows["documents"]
    }


def _bearings(fact: Row | None) -> Row:
    names = ("area", "period_start", "period_end", "period_inferred")
    return {name: fact[name] for name in names} if fact else {}


def _can_be_held(row: Row) -> bool:
    """Tell whether a figure says how much something is: no change, no aim, no fraction in words."""
    change = row["statistic"] == "change" or row["role"] == "change" or row["direction"]
    worded = row["unit"] == "percent" and not re.search(r"\d", row["raw"])
    return not (change or worded or _is_no_finding(row["context"]))


@lru_cache(maxsize=64)  # asked for each number of a sentence
def _is_no_finding(sentence: str) -> bool:
    return _NOT_SO.search(sentence) is not None


def _of_figure(row: Row, around: Mapping[str, str], days: Mapping[str, str]) -> Statement:
    text, _, stop = _found_in(row)
    clause, sentence = words_around(row)
    words = _words(text[stop:], row["area"])
    key = tuple(str(row[name]) for name in ("indicator", "statistic", "breakdown"))
    named = not _HERE.search(text) or _names(text[stop : stop + _NEAR], row["area"])
    part = bool(_OF_PART.search(text)) or not named
    return Statement(
        (row["pack_id"], row["line"], text),
        days.get(row["document_id"], ""),
        (row["document_id"], around.get(row["section_id"], row["section_id"])),
        key if key[0] and not part else (),
        () if part else tuple(words[:2]),
        Decimal(str(row["value"])),
        None if row["value_high"] in (None, "") else Decimal(str(row["value_high"])),
        row["unit"],
        step_of(row),
        row["approximation"],
        str(row["noun"]).lower(),
        row["area"],
        (str(row["period_start"] or ""), str(row["period_end"] or "")),
        bool(row["period_inferred"]),
        clause,
        sentence,
        named=named,
        told=() if part else tuple(_words(_TAIL_ENDS.split(text[stop:], maxsplit=1)[0], row["area"])),
    )


_TAIL_ENDS = re.compile(r"[,;:.()•\d]|\s[–—-]\s|\b(?:which|who|where|with|so|and then|after|before|since)\b")


def words_around(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the words that say what a figure counts: those of its clause, and of its whole sentence.

    Args:
        row: A row of the table `figures`.

    Example:
        >>> row = {"context": "In May 12 swans nested, and geese left.", "raw": "12", "area": ""}
        >>> [sorted(words) for words in words_around(row)]
        [['nested', 'swans'], ['geese', 'left', 'nested', 'swans']]
    """
    text, begin, stop = _found_in(row)
    left = max((m.end() for m in _BOUND.finditer(text[:begin])), default=0)
    right = next((m.start() for m in _BOUND.finditer(text, stop)), len(text))
    own, whole = text[left:begin] + " " + text[stop:right], text[:begin] + " " + text[stop:]
    return frozenset(_words(own, row["area"])), frozenset(_words(whole, row["area"]))


def cell_id(cell: Row) -> str:
    """Return how a mention names a cell: its table with its row and column.

    Example:
        >>> cell_id({"table_id": "p#L5", "row": 1, "column": 2})
        'p#L5:1,2'
    """
    return f"{cell['table_id']}:{cell['row']},{cell['column']}"


def label_words(text: str, area: str = "") -> frozenset[str]:
    """Return the stems of the words of a label that say what is counted."""
    return frozenset(_words(text, area))


_NEAR = 40  # characters behind a figure where its place is named, if it is named at all
_BOUND = re.compile(
    r"[;:()•]|,\s|\s[–—-]\s|\b(?:compared|while|whilst|whereas|but|than)\b|(?<=\d)%?\sand\s|\band (?=\d)"
)


def _found_in(row: Row) -> tuple[str, int, int]:
    """Return a figure's sentence, and where in it the number stands; at its end where that can't be told."""
    text, raw = row["context"], re.sub(r"<[^>]*>|\s+", " ", row["raw"]).strip()
    at = text.find(raw)
    if len(text) > 2 * _WINDOW:  # no sentence: a list that lost its marks
        low = max(0, at - _WINDOW)
        text, at = text[low : at + _WINDOW], at - low if at >= 0 else at
    return (text, at, at + len(raw)) if at >= 0 else (text, len(text), len(text))


_WINDOW = 600  # characters


def _of_cell(cell: Row, fact: Row, document: str, days: Mapping[str, str]) -> Statement:
    labels = f"{cell['row_label']} | {cell['column_label']}"
    words = frozenset(_words(labels, fact["area"]))
    value = Decimal(str(cell["value"]))
    return Statement(
        (cell["pack_id"], cell["line"], f"{labels} | {cell['text']}"),
        days.get(document, ""),
        (document, cell["table_id"]),
        tuple(str(fact[name]) for name in ("indicator", "statistic", "breakdown")),
        (),
        value,
        None,
        cell["unit"],
        Decimal(str(cell["step"])) if cell["step"] not in (None, "") else Decimal(1),
        "",
        "",
        fact["area"],
        (str(fact["period_start"] or ""), str(fact["period_end"] or "")),
        bool(fact["period_inferred"]),
        words,
        words,
        prose=False,
    )


def step_of(row: Row) -> Decimal:
    """Return what a printed number is rounded to: its last digit, scaled as the number is."""
    value = Decimal(str(row["value"]))
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", row["raw"])
    if digits is None:
        return Decimal(1)
    printed = Decimal(digits[0].replace(",", ""))
    scale = value / printed if printed else Decimal(1)
    zeros = len(digits[0]) - len(digits[0].rstrip("0")) if row["approximation"] and "." not in digits[0] else 0
    return abs(scale).scaleb(zeros - len(digits[0].partition(".")[2]))


_SMALL = set(
    "make makes made making came stood the and for with from that this there these those which who whom are was"
    " were been being has have had its their they not all any than over under more less about around nearly almost"
    " just only also both into out within across between during per cent percent percentage total number numbers"
    " figure figures rate rates level levels average overall proportion share shares account accounts accounted"
    " greatest majority most highest largest main compared comparison year years month months quarter last current"
    " latest data shows showed shown found show offence offences crime crimes annual financial calendar how well"
    " performance".split()
) | set(MONTH_NUMBERS)


def _words(text: str, area: str) -> list[str]:
    """Return the stems of the words that say what is counted; bands of ages among them, the place's name not."""
    names = {w[:6] for w in re.findall(r"[a-z]{3,}", area.lower())}
    ages = r"(?:aged?|under|over) \d\d?(?![\d,.%])(?: ?(?:-|–|to|and) ?\d+)?|(?<!\d)\d{1,3} ?[-–] ?\d{1,3}(?= year)"
    found = re.findall(rf"{ages}|[a-z]+", re.sub(r"['’]s?\b", "", text.lower()))
    kept = (re.sub(r"\s", "", w) if re.search(r"\d", w) else w[:6] for w in found if w not in _SMALL and len(w) > 2)
    return [word for word in kept if word not in names]


def _names(text: str, area: str) -> bool:
    return bool(area) and any(name.lower() in text.lower() for name in area.split("; "))
