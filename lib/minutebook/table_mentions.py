"""Sentences held against the tables of their paper: a rise, a share or a level that the text tells of a table's row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minutebook.bearings import is_wider
from minutebook.indicators import mentions
from minutebook.periods import periods
from minutebook.places import place_named
from minutebook.totals import is_total
from minutebook.verdicts import AGREES, DIFFERS, ROUNDING, Given, Printed, change, judged, percent_change, percent_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Level:
    """A number of a table's row: its column's label and the period that this names, and the number as printed."""

    label: str
    period: tuple[str, str] | None
    printed: Printed
    unit: str
    raw: str
    line: int


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, the words of it, the indicators it names, its levels, and those of the total row."""

    label: str
    words: frozenset[str]
    indicators: frozenset[str]
    levels: tuple[Level, ...]
    whole: tuple[Level, ...]


@dataclass(frozen=True)
class Held:
    """A figure held against a row: kind, verdict, what the row gives, and the cells it rests on."""

    kind: str
    verdict: str
    recomputed: Decimal
    tolerance: Decimal
    levels: tuple[Level, ...]
    explanation: str


_WORD = re.compile(r"[A-Za-z][a-z’']+|[A-Z]{2,}")
_COMMON = frozenset(
    "the of and in to for a an all total overall number no offence offences crime crimes per cent percent rate year"
    " with by on at from against tno".split()
)
_CHANGED = re.compile(r"\b(?:change|difference|variance|movement|increase|decrease|reduction)\b|\+/-", re.I)
_OF_ALL = re.compile(
    r"\b(?:of (?:all|the|total|overall)\b|account\w*|mak\w+ up|made up|proportion|share|majority"
    r"|represent\w*|equat\w+)",
    re.I,
)
_WIDE = re.compile(r"\b(?:MPS|Met|London|England|nationally|national|regionally?|country)\b")


def lines_of(cells: Iterable[Row]) -> list[Line]:
    """Return the rows of one table that hold numbers.

    Args:
        cells: The cells of the table, rows of the table `cells`, in order.
    """
    body: dict[int, list[Row]] = {}
    for cell in cells:
        if not cell["is_header"]:
            body.setdefault(cell["row"], []).append(cell)
    levels = {n: tuple(_levels(row)) for n, row in body.items()}
    labels = {n: (row[0]["text"] or row[0]["row_label"].rpartition(" / ")[2]).strip() for n, row in body.items()}
    totals = [n for n in body if is_total(labels[n]) and levels[n]]
    whole = levels[totals[-1]] if totals else ()
    return [
        Line(labels[n], _words(labels[n]), _indicators(labels[n]), levels[n], whole)
        for n in body
        if levels[n] and labels[n]
    ]


def _levels(row: Sequence[Row]) -> Iterator[Level]:
    for cell in row[1:]:
        if cell["value"] is None or _CHANGED.search(cell["column_label"]):
            continue
        named = list(periods(cell["column_label"]))
        period = (named[0].start, named[0].end) if len(named) == 1 else None
        step = Decimal(0) if cell["unit"] == "count" and cell["step"] == 1 else cell["step"]
        yield Level(
            cell["column_label"], period, Printed(cell["value"], step), cell["unit"], cell["text"], cell["line"]
        )


def _indicators(label: str) -> frozenset[str]:
    """Return the indicators that a label names and nothing else: "Other theft" isn't theft."""
    return frozenset(name for name, begin, stop in mentions(label) if not _words(label[:begin] + " " + label[stop:]))


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in (_stem(m[0]) for m in _WORD.finditer(text)) if w not in _COMMON)


def _stem(word: str) -> str:
    low = word.lower().replace("’s", "").replace("'s", "")
    return low[:-3] + "y" if low.endswith("ies") else low[:-1] if low.endswith("s") and len(low) > 3 else low


def held_against(figure: Row, printed: Printed, lines: Sequence[Line], before: str, after: str) -> Held | None:
    """Return how a figure stands to the one row of its paper's tables that its words name, if one does.

    A row is named by all the words of its label, or by its indicator; of several the one named nearest. Nothing is said
    where two are named as near and neither fits, where the figure is of a wider or smaller place than the paper's, or
    where the row has no number of its kind.

    Args:
        figure: A row of the table `figures`.
        printed: Its number as printed.
        lines: The rows of the tables of its document.
        before: The sentence up to it.
        after: What stands behind it, up to the next number.
    """
    loose = figure["decimals"] is None or figure["approximation"] not in ("", "about") or figure["unit"] == "rank"
    elsewhere = figure["area_code"] or str(figure["area"]).startswith("E01") or is_wider(figure["area"])
    if loose or elsewhere or _SUPPOSED.search(before[-2 * _CLAUSE :] + after):
        return None
    if figure["role"] == "change" or (figure["unit"] == "count" and re.match(r"\W*(?:more|fewer|less)\b", after)):
        return _first((_changed(figure, printed, line), sure) for line, sure in _named(lines, before, after))
    if figure["unit"] in _IN_A_YEAR:
        return _first((_rate(figure, printed, line), sure) for line, sure in _named(lines, before, after, whole=True))
    if level := _first((_level(figure, printed, line), sure) for line, sure in _named(lines, before, after)):
        return level
    wide = _WIDE.search(after) or _WIDE.search(before[-_CLAUSE:])
    grouped = re.match(r"(?:sex|age|ethnicity)\b", str(figure["breakdown"]))
    if figure["unit"] != "percent" or grouped or wide or not _OF_ALL.search(before[-_CLAUSE:] + after):
        return None
    near = before[-2 * _CLAUSE :] + after
    return _first(
        (_shared(figure, printed, line, near), sure) for line, sure in _named(lines, before, after, whole=False)
    )


_CLAUSE = 80
_SUPPOSED = re.compile(r"\b(?:if|would|could|were to|target|aim|expected|forecast|estimate\w*)\b", re.I)
_IN_A_YEAR = {"per day": Decimal(365), "per week": Decimal(52), "per month": Decimal(12)}


def _first(held: Iterable[tuple[Held | None, bool]]) -> Held | None:
    """Return the only one that is held against its row; an error only where the row is surely the one that is meant."""
    found = [one for one, sure in held if one and (sure or one.verdict != DIFFERS)]
    good = [one for one in found if one.verdict != DIFFERS]
    return good[0] if good else found[0] if len(found) == 1 else None


def _named(lines: Sequence[Line], before: str, after: str, *, whole: bool | None = None) -> list[tuple[Line, bool]]:
    """Return the rows that are named nearest to a number, and whether surely; with `whole`, only totals or none."""
    found = []
    behind = {_stem(m[0]): m.start() + _BEHIND for m in reversed(list(_WORD.finditer(after)))}
    ahead = {_stem(m[0]): len(before) - m.end() for m in _WORD.finditer(before)}
    near = {word: min(ahead.get(word, _FAR), behind.get(word, _FAR)) for word in {*ahead, *behind}}
    for line in lines:
        if whole is not None and (line.levels == line.whole) is not whole:
            continue
        by_words, by_indicator = _by_words(line, near), _by_indicator(line, before, after)
        distances = [d for d in (by_words, by_indicator) if d is not None]
        if distances:
            sure = min(distances) <= _NEAR and (
                by_indicator is not None or len(line.words) > 1 or _stands_alone(line, before + " " + after)
            )
            found.append((min(distances), line, sure))
    nearest = min((distance for distance, _, _ in found), default=0)
    return [(line, sure) for distance, line, sure in found if distance == nearest]


_NEAR = 60  # characters
_BESIDE = re.compile(
    r"[\W\d]*(?:\Z|(?:offences?|crimes?|incidents?|cases?|total|has|have|had|is|are|was|were|fell|rose|increased|decreased|accounts?"
    r"|accounted|and|by|in|from|to|at|for|of|the|which|with|remains?|saw|showed?|across|over)\b)",
    re.I,
)


def _stands_alone(line: Line, text: str) -> bool:
    """Tell whether the one word of a label isn't a part of another name: "drugs" of "drug testing"."""
    places = [m for m in _WORD.finditer(text) if _stem(m[0]) in line.words]
    return any(_BESIDE.match(text, m.end()) for m in places)


def _by_words(line: Line, near: Mapping[str, int]) -> int | None:
    """Return how far the farthest of a label's words stands from a number, or nothing where one is missing."""
    if not line.words or not line.words <= near.keys() or place_named(line.label):
        return None
    return max(near[word] for word in line.words)


def _by_indicator(line: Line, before: str, after: str) -> int | None:
    if not line.indicators:
        return None
    ahead = [len(before) - stop for name, _, stop in mentions(before) if name in line.indicators]
    behind = [begin + _BEHIND for name, begin, _ in mentions(after) if name in line.indicators]
    return min(ahead + behind, default=None)


_FAR, _BEHIND = 10_000, 20  # what a number is of stands before it rather than behind


def _pairs(figure: Row, line: Line) -> list[tuple[Level, Level]]:
    same = [level for level in line.levels if level.unit != "percent" or figure["unit"] == "percentage points"]
    pairs = [
        (a, b) for a, b in itertools.pairwise(same) if a.unit == b.unit and (len(same) == 2 or (a.period and b.period))
    ]
    timed = [(a, b) for a, b in pairs if b.period and b.period[1] == figure["period_end"]]
    return timed or pairs


def _rate(figure: Row, printed: Printed, line: Line) -> Held | None:
    """Return whether so many a day, a week or a month are what the total of a year comes to."""
    n = _IN_A_YEAR[figure["unit"]]
    timed = [
        v
        for v in line.levels
        if v.unit == "count" and v.period and v.period == (figure["period_start"], figure["period_end"])
    ]
    held = []
    for level in timed:
        given = Given(level.printed.value / n, level.printed.low / (n + 1), level.printed.high / n)
        held.append(_judged("rate", printed, given, (level,), line))
    return _only(held)


def _changed(figure: Row, printed: Printed, line: Line) -> Held | None:
    pairs = _pairs(figure, line)
    sign = -1 if figure["direction"] == "decrease" and printed.value > 0 else 1
    stated = Printed(sign * printed.value, printed.step)
    kind = "percent change" if figure["unit"] == "percent" else "change"
    held = []
    for one, two in pairs:
        given = (
            percent_change(one.printed, two.printed) if kind == "percent change" else change(one.printed, two.printed)
        )
        if given and (kind == "percent change" or figure["unit"] in (one.unit, "percentage points")):
            held.append(_judged(kind, stated, given, (one, two), line))
    return _only(held)


def _shared(figure: Row, printed: Printed, line: Line, near: str) -> Held | None:
    """Return the share of a column's total that a row is: in the columns that are named, or that have its period."""
    whole = {level.label: level for level in line.whole}
    pairs = [(level, whole[level.label]) for level in line.levels if level.label in whole and level.unit != "percent"]
    said = _words(near)
    named = [pair for pair in pairs if (words := _words(pair[0].label)) and words <= said]
    timed = [pair for pair in pairs if pair[0].period == (figure["period_start"], figure["period_end"])]
    held = []
    for part, all_ in named or timed or pairs:
        if (given := percent_of(part.printed, all_.printed)) and part.printed != all_.printed:
            held.append(_judged("share", printed, given, (part, all_), line))
    return _only(held)


def _level(figure: Row, printed: Printed, line: Line) -> Held | None:
    """Return the cell that a figure gives, where one does: a number that is in no cell may be of another thing."""
    for level in line.levels:
        unit = "percent" if level.unit == "count" and figure["unit"] == "percent" else level.unit
        if unit == figure["unit"] and printed.value > 0:
            held = _judged(
                "against table",
                printed,
                Given(level.printed.value, level.printed.low, level.printed.high),
                (level,),
                line,
            )
            coarser = held.verdict == ROUNDING and printed.step > level.printed.step
            if held.verdict == AGREES or coarser:
                return held
    return None


def _judged(kind: str, stated: Printed, given: Given, levels: tuple[Level, ...], line: Line) -> Held:
    verdict = judged(stated, given)
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}[
        verdict.word
    ]
    numbers = " and ".join(level.raw for level in levels)
    why = f"{words} the table's {line.label}, {numbers}, which give {verdict.recomputed:,f}"
    return Held(kind, verdict.word, verdict.recomputed or Decimal(0), verdict.tolerance, levels, why)


def _only(held: Sequence[Held]) -> Held | None:
    """Return the one that fits; one that doesn't only where it is the only one that could be meant."""
    fits = [one for one in held if one.verdict != DIFFERS]
    return fits[0] if fits else held[0] if len(held) == 1 else None
