"""Sums and wholes that the words of a sentence name in a table: "0.4% of the net budget", "more than one crime".

Beside a share stands the number that it is for, and the words behind it name the row that is the whole; or words such
as "two or more" say which rows of a table in bands are added up. No other rows are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from minutebook.audit.held import Held, hold, only
from minutebook.audit.named_rows import WIDE, Claim, picked
from minutebook.audit.said import Said, is_misprint
from minutebook.audit.table_lines import Level, Line, Row, days_of, in_time, words_of
from minutebook.audit.totals import is_total
from minutebook.text.numbers import NUMBER, number_in_words
from minutebook.text.verdicts import AGREES, Given, judged, percent_of, total

_BESIDE = re.compile(
    r"[^.;:()%]{0,60}?(?:\(|,|\bor\b|\bwhich|\bthat)[\s,]*(?:(?:or|which|that|is|was|are|were|just|about|some|over|under"
    r"|representing|equal to|equivalent to|the equivalent of|i\.e\.)\s*)*"
)
_GOES_ON = re.compile(
    r"\W*(?:this|that|these|they|the (?:number|total|sum)\b[\w\s]{0,30}?) (?:\w+ )?(?:account\w*|is|was|are|were"
    r"|represent\w*|mak\w+ up|equat\w+)\b[\w\s]{0,20}",
    re.I,
)
_OF_IT = re.compile(r"\s*of (?:the |its |our |their |all |a |total |overall )*(?P<whole>[^.;:,()]{3,60})", re.I)
_SMALL = frozenset("the of and in to for a an all total overall number".split())


def shares_of_wholes(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a share beside the number that it is for stands to the row that the words behind it name as the whole.

    Example: "an overspend of £465,000, or 0.4% of the net budget" beside a table with a row "Net budget".
    """
    part, said = claim.earlier, _OF_IT.match(claim.after)
    if claim.figure["unit"] != "percent" or part is None or said is None or part.unit not in ("count", "GBP"):
        return None
    if not stands_beside(claim, part):
        return None
    named = _all_words(said["whole"])
    rows = [line for line in lines if (words := _all_words(line.label)) and words <= named]
    longest = max((len(_all_words(line.label)) for line in rows), default=0)
    found = []
    for line in rows:
        if len(_all_words(line.label)) == longest:
            levels, _ = picked(claim, [level for level in line.levels if level.unit == part.unit])
            for level in levels:
                if given := percent_of(part.printed, level.printed):
                    found.append(hold("share", claim.printed, given, (level,), line.label))
    found = found or list(_of_columns(claim, part, named, lines))
    best = only(found)
    near = best is not None and best.recomputed > 0 and is_misprint(claim.printed, best.recomputed)
    return best if best and (best.fits or (near and claim.beside)) else None


def stands_beside(claim: Claim, part: Said) -> bool:
    """Tell whether a share follows the number that it is for: "4,660 offences, or 31.1%"."""
    found = _BESIDE.fullmatch(part.after.rstrip() + " ") if claim.beside else _GOES_ON.fullmatch(claim.before)
    return found is not None


def _of_columns(claim: Claim, part: Said, named: frozenset[str], lines: Sequence[Line]) -> Iterator[Held]:
    """Yield the share of another column of its row that a number in a table is: "£22.9 million, or 75% of the plan"."""
    for line in lines:
        own = [level for level in line.levels if level.unit == part.unit and _agrees(part, level)]
        others = [level for level in line.levels if (words := _all_words(level.label)) and words <= named]
        for level in others if len(own) == 1 and own[0] not in others else ():
            if level.unit == part.unit and (given := percent_of(part.printed, level.printed)):
                yield hold("share", claim.printed, given, (own[0], level), line.label)


def _agrees(part: Said, level: Level) -> bool:
    given = Given(level.printed.value, level.printed.low, level.printed.high)
    return judged(part.printed, given).word == AGREES


def _all_words(text: str) -> frozenset[str]:
    """Return the words of a label with those that say little, "all recorded crime"; crimes and offences are one."""
    words = (word.removesuffix("s") for word in re.findall(r"[a-z]+", text.lower()))
    return frozenset("offence" if word == "crime" else word for word in words if word not in _SMALL)


# Bands --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Band:
    """A row of a table in bands: from how many to how many, the last without an end."""

    low: int
    high: int | None
    line: Line


_RANGE = re.compile(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+)|\s*(\+|(?:or|and) (?:more|over|above)))?", re.I)
_MORE = re.compile(
    rf"\b(?:more than|over|above) (?P<over>{NUMBER.pattern})\s+(?P<of_over>[a-z]+)"
    rf"|\b(?:at least )(?P<least>{NUMBER.pattern})\s+(?P<of_least>[a-z]+)"
    rf"|\b(?P<more>{NUMBER.pattern}) or more (?P<of_more>[a-z]+)",
    re.I,
)


def sums_of_bands(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a number stands to the rows of a table in bands that its sentence names together.

    "More than one offence" names the bands from 2 on where the bands are of offences. Which column is meant the words
    behind the number say: "60% of crime" is "Proportion of crime".
    """
    limits = list(_limits(_CLAUSES.split(claim.before)[-1] + " " + _CLAUSES.split(claim.after)[0]))
    found: list[Held] = []
    for _, group in groupby(lines, key=lambda line: line.sheet.first):
        bands = _bands(list(group))
        for low, noun in limits if bands else ():
            rows = [band.line for band in bands if band.low >= low]
            if noun in _all_words(bands[0].line.head) and len(rows) > 1 and rows[0] is not bands[0].line:
                found += [hold("share", claim.printed, *one) for one in _summed(claim.figure, claim.after, rows)]
        if bands and not limits:
            found += _topmost(claim, [band.line for band in bands])
    return only(found)


_CLAUSES = re.compile(r"\band\b|[;,]")
_JUST = re.compile(r"\b(?:just|only|top|responsible|account\w*|a (?:small|handful))\b", re.I)


def _topmost(claim: Claim, rows: Sequence[Line]) -> Iterator[Held]:
    """Yield what the highest bands come to that the share beside a count names: "8% of crime by just 62 offenders"."""
    other = next(
        (s for s in (claim.earlier if claim.beside else None, claim.later) if s and s.decimals is not None), None
    )
    if other is None or {other.unit, claim.figure["unit"]} != {"percent", "count"}:
        return
    if not _JUST.search(claim.figure["context"]) or WIDE.search(claim.figure["context"]):
        return
    said = {"unit": other.unit, "noun": other.noun}
    runs = [rows[n:] for n in range(1, len(rows))]
    fits = [
        run for run in runs for one in _summed(said, other.after, run) if judged(other.printed, one[0]).word == AGREES
    ]
    if len(fits) == 1:
        for one in _summed(claim.figure, claim.after, fits[0]):
            yield hold("share" if other.unit == "count" else "parts of a whole", claim.printed, *one)


def _limits(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield from how many on, and of what, a sentence says that something is."""
    for match in _MORE.finditer(sentence):
        for name in ("over", "least", "more"):
            if (word := match[name]) and (number := _whole_number(word)) is not None:
                yield number + (name == "over"), next(iter(_all_words(match[f"of_{name}"])), "")


def _whole_number(word: str) -> int | None:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else number_in_words(word.lower())


def _bands(inside: Sequence[Line]) -> list[_Band]:
    """Return the rows of a table where they are bands that follow one another, three of them at least."""
    out: list[_Band] = []
    for line in inside:
        match = _RANGE.fullmatch(line.label)
        if match is None:
            continue
        low = int(match[1])
        if out and out[-1].high != low - 1:
            return []
        out.append(_Band(low, None if match[3] else int(match[2] or low), line))
    return out if len(out) >= _FEW else []


_FEW = 3


def _summed(figure: Row, after: str, rows: Sequence[Line]) -> Iterator[tuple[Given, tuple[Level, ...], str]]:
    """Yield what the rows come to in the column of a number's unit that the words behind it name."""
    words = _all_words(f"{figure['noun']} {after[:_BEHIND]}")
    for first in rows[0].levels:
        if first.unit == figure["unit"] and _all_words(first.label) & words:
            levels = tuple(level for line in rows for level in line.levels if level.label == first.label)
            yield total([level.printed for level in levels]), levels, f"rows from {rows[0].label} to {rows[-1].label}"


_BEHIND = 30


# Shares of a row ------------------------------------------------------------------------------------


_AROUND_IT = 80  # characters before a share that may say what it is of


def shared(claim: Claim, line: Line, near: str) -> Held | None:
    """Return the share of a column's total that a row is: in the columns that are named, or that have its period."""
    figure = claim.figure
    whole = {level.label: level for level in line.whole}
    pairs = [(level, whole[level.label]) for level in line.levels if level.label in whole and level.unit != "percent"]
    said = words_of(near)
    by_words = [pair for pair in pairs if pair[0].words and pair[0].words <= said]
    timed = [pair for pair in pairs if pair[0].period == (figure["period_start"], figure["period_end"])]
    meant_by = by_words or timed or pairs
    if not by_words and len(meant_by) > _TWO:  # of all columns together, unless one is said
        totals = [pair for pair in meant_by if is_total(pair[0].label)]
        meant_by = totals or _latest(meant_by)
    found = []
    for part, all_ in meant_by:
        if (given := percent_of(part.printed, all_.printed)) and part.printed != all_.printed:
            found.append(hold("share", claim.printed, given, (part, all_), line.label))
    return only(found)


_TWO = 2


def _latest(pairs: Sequence[tuple[Level, Level]]) -> list[tuple[Level, Level]]:
    """Return the numbers of the last year of a table that has its parts beside it, or none where it has no one year."""
    timed = [part for run in in_time([part for part, _ in pairs]) for part in run[-1:]]
    longest = max((days_of(part) for part in timed), default=0)
    last = [part for part in timed if days_of(part) == longest]
    return [pair for pair in pairs if pair[0] in last] if len(last) == 1 else []


def shared_in_all(claim: Claim, line: Line) -> Held | None:
    """Return the share of its column's total that a row is, where it isn't that total."""
    return None if line.is_whole else shared(claim, line, claim.before[-2 * _AROUND_IT :] + claim.after)


def shared_along(claim: Claim, line: Line) -> Held | None:
    """Return the share of a row's one greater number that the number of the column named is: "the solved rate"."""
    counts = [level for level in line.levels if level.unit in ("count", "GBP")]
    parts, single = picked(claim, counts)
    wholes = [
        level
        for level in counts
        if single
        and (level.unit, level.period) == (parts[0].unit, parts[0].period)
        and level.printed.value > parts[0].printed.value
    ]
    given = percent_of(parts[0].printed, wholes[0].printed) if len(wholes) == 1 else None
    return hold("share", claim.printed, given, (parts[0], wholes[0]), line.label) if given else None
