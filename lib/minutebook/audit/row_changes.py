"""Changes that sentences tell of a row of a table: a rise between two of its numbers, one beside another, to a cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from minutebook.audit.held import Held, hold, only
from minutebook.audit.named_rows import Claim, Meant, is_before, is_moved_by, pairs_of, pairs_since
from minutebook.audit.said import is_misprint
from minutebook.audit.table_lines import Level, Line, words_of
from minutebook.text.verdicts import Given, Printed, change, percent_change

SAME_PAGE, CLOSE = 40, 12  # lines between a sentence and a table
_LONG = 3  # digits


def is_told_change(claim: Claim) -> bool:
    """Tell whether a number is said to be a change: "up by 12", "12 more", or the percentage behind one."""
    more = re.match(r"\W*(?:more|fewer|less)\b", claim.after)
    told = claim.figure["role"] == "change" or _follows_a_change(claim)
    return bool(told or (claim.figure["unit"] in ("count", "GBP") and more))


def _follows_a_change(claim: Claim) -> bool:
    """Tell whether a percentage puts the change right before it in other words: "down by 46, or 9%"."""
    earlier = claim.earlier if claim.beside and claim.figure["unit"] == "percent" else None
    return bool(
        earlier and earlier.role == "change" and earlier.unit in ("count", "GBP") and _OR.fullmatch(earlier.after)
    )


_OR = re.compile(
    r"(?: [a-z]+)?(?:,|\s*\(|,? or|,? which is|,? that is)\s*(?:a (?:rise|fall|drop|cut|reduction|increase) of )?"
)


BRACKET = re.compile(r"\s*\((?P<label>[A-Za-z][^()\d]{2,40})\)(?:,? and)?\s*")


def changed_likewise(claim: Claim, rows: Sequence[Meant]) -> Held | None:
    """Return how the second of "up 4.9% (Ayle) and 3.2% (Bode)" stands to the row that gives the first.

    The columns have the labels in brackets; the row is the only one in which the first follows.
    """
    first, own = claim.earlier if claim.beside else None, BRACKET.match(claim.after)
    its = BRACKET.fullmatch(first.after) if first else None
    if first is None or own is None or its is None or first.role != "change" or first.printed.step >= 1:
        return None
    if (first.unit, claim.figure["unit"]) != ("percent", "percent"):
        return None
    found: dict[Decimal, Held] = {}
    for line in (one.line for one in rows if one.gap <= SAME_PAGE):
        theirs, ours = (_pairs_labelled(claim, line, match["label"]) for match in (its, own))
        follows = len(theirs) == len(ours) == 1 and is_moved_by(first, *theirs[0])
        if follows and (held := _change_of(claim, *ours[0], line)):
            found[held.recomputed] = held
    return next(iter(found.values())) if len(found) == 1 else None


def _pairs_labelled(claim: Claim, line: Line, label: str) -> list[tuple[Level, Level]]:
    return [pair for pair in pairs_of(claim, line) if all(words_of(label) <= level.words for level in pair)]


def to_a_cell(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a change stands to the row that has the number it is said beside: "a rise of 4.2% to 1,337"."""
    beside = [said for said in (claim.later, claim.earlier if claim.beside else None) if said is not None]
    for said in beside:
        cells = [
            (line, level)
            for line in lines
            if line.sheet.words & claim.spoken_of
            for level in line.levels
            if level.unit == said.unit and level.printed.value == said.value and said.role not in ("from", "change")
        ]
        if len(cells) != 1 or len(str(int(said.value / max(cells[0][1].printed.step, Decimal(1))))) < _LONG:
            continue
        line, last = cells[0]
        same = [level for level in line.levels if level.unit == last.unit]
        first = [one for one, two in itertools.pairwise(same) if two is last and is_before(one, two)]
        since = [one for one, two in pairs_since(claim, same) if two is last]
        for one in since or first:
            found = _change_of(claim, one, last, line)
            to_it = said.role == "to" or (said is claim.later and _TO.fullmatch(claim.after))
            misprint = to_it and found and is_misprint(sized(claim), abs(found.recomputed))
            if found and (found.fits or misprint):
                return found
    return None


_TO = re.compile(r"[^.;:\d]{0,40}\bto £?\s*")


def changed_to(claim: Claim, rows: Sequence[Meant]) -> Held | None:
    """Return how a number differs from what its row comes to by the change said before it: "rose by 24 to 118"."""
    moved = claim.earlier if claim.beside else None
    if moved is None or moved.role != "change" or moved.approximation or not _TO.fullmatch(moved.after):
        return None
    ends: dict[Decimal, Held | None] = {}
    for one in rows:
        if one.by_a_word or one.below or one.gap > CLOSE:
            continue
        for first, last in pairs_of(claim, one.line):
            swapped = sorted(re.sub(r"\D", "", claim.figure["raw"])) == sorted(re.sub(r"\D", "", last.raw))
            near = swapped or is_misprint(claim.printed, last.printed.value)
            if near and last.unit == claim.figure["unit"] and is_moved_by(moved, first, last):
                ends[last.printed.value] = held_level(claim, last, one.line)
    return next(iter(ends.values())) if len(ends) == 1 else None


def changed_beside(claim: Claim, rows: Sequence[Meant]) -> Held | None:
    """Return how a change differs from what the row has that the change beside it is of: "by 928, or 17.8%"."""
    last = claim.earlier if claim.beside and claim.earlier and _OR_BY.fullmatch(claim.earlier.after) else None
    other = last or (claim.later if _OR_BY.fullmatch(claim.after) else None)
    if other is None or not is_told_change(claim) or (other.role != "change" and not _MORE.match(other.after)):
        return None
    given: dict[Decimal, Held] = {}
    for one in rows:
        if one.gap <= CLOSE and not one.below and (not one.by_a_word or other.value >= _HUNDRED):
            for pair in pairs_of(claim, one.line):
                if is_moved_by(other, *pair) and (found := _change_of(claim, *pair, one.line)):
                    given[found.recomputed] = found
    return next(iter(given.values())) if len(given) == 1 else None


_HUNDRED = 100
_OR_BY = re.compile(
    r"[^.;:\d]{0,60}(?:,|\(|\bor\b)\s*(?:(?:or|which is|that is|a rise of|a fall of|an increase of|a decrease of"
    r"|a drop of|a reduction of|up|down|by|,|\()\s*){0,3}"
)
_MORE = re.compile(r"\W*(?:[a-z]+ )?(?:more|fewer|less)\b")


def sized(claim: Claim) -> Printed:
    """Return a number without its sign: "a fall of 12" is held against 12."""
    return Printed(abs(claim.printed.value), claim.printed.step)


def changed(claim: Claim, line: Line) -> Held | None:
    """Return how a change stands to the only pair of a row's numbers that it may be between, or to one that it fits."""
    found = [_change_of(claim, one, two, line) for one, two in pairs_of(claim, line)]
    return only([one for one in found if one])


_ROSE = re.compile(r"\b(?:rose|risen|rise|up|increased?|gr[eo]wn?|growth)\b[^,.;]{0,25}\Z", re.I)


def _change_of(claim: Claim, one: Level, two: Level, line: Line) -> Held | None:
    """Return how a stated change stands to the one between two numbers of a row."""
    figure, printed = claim.figure, claim.printed
    way = figure["direction"] or (claim.earlier.direction if claim.earlier and _follows_a_change(claim) else "")
    falls = way == "decrease" and not _ROSE.search(claim.before)
    falls = falls or bool(re.match(r"\W*(?:fewer|less|lower)\b", claim.after))
    stated = Printed((-1 if falls and printed.value > 0 else 1) * printed.value, printed.step)
    if figure["unit"] == "percent":
        given = percent_change(one.printed, two.printed)
        return hold("percent change", stated, given, (one, two), line.label) if given else None
    if figure["unit"] not in (one.unit, "percentage points"):
        return None
    return hold("change", stated, change(one.printed, two.printed), (one, two), line.label)


def held_level(claim: Claim, level: Level, line: Line) -> Held | None:
    """Return how a number differs from a cell, nothing where it doesn't."""
    cell = level.printed
    found = hold("against table", claim.printed, Given(cell.value, cell.low, cell.high), [level], line.label)
    return None if found.fits else found
