"""Sentences held against the tables of their paper: a rise, a share or a level that the text tells of a table's row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from minutebook.audit.doubts import is_doubtful
from minutebook.audit.held import Held, Stated, hold, hold_loosely, only
from minutebook.audit.named_rows import (
    IN_A_PART,
    WIDE,
    Claim,
    Meant,
    in_its_time,
    is_of_all,
    is_plain,
    is_right_below,
    meant,
    named,
    pairs_of,
    picked,
    possible,
)
from minutebook.audit.named_sums import shares_of_columns, sums_of_rows
from minutebook.audit.named_wholes import shared, shared_along, shared_in_all, shares_of_wholes, sums_of_bands
from minutebook.audit.row_changes import (
    BRACKET,
    CLOSE,
    SAME_PAGE,
    changed,
    changed_beside,
    changed_likewise,
    changed_to,
    held_level,
    is_told_change,
    sized,
    to_a_cell,
)
from minutebook.audit.said import is_garbled, is_misprint
from minutebook.audit.shares_of_shares import shares_of_shares
from minutebook.audit.table_lines import Level, Line, days_of, words_of
from minutebook.facts.bearings import is_wider
from minutebook.text.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    Given,
    Printed,
    percent_of,
)

_OF_ALL = re.compile(
    r"\b(?:of (?:all|the|total|overall)\b|account\w*|mak\w+ up|made up|proportion|share|majority"
    r"|represent\w*|equat\w+)",
    re.I,
)


def held_against(
    claim: Claim, lines: Sequence[Line], further: Sequence[Line] = (), *, by_words: bool = True
) -> Held | None:
    """Return how a figure stands to the one row of its paper's tables that its words name or mean, if they do.

    Of several rows the one named nearest is taken. Nothing is said where two are named as near and neither fits, where
    the figure is of a wider or smaller place than the paper's, or where the row has no number of its kind. What is
    rough can only agree, and so can what stands in a table of the paper before or behind.

    Args:
        claim: A figure in its sentence.
        lines: The rows of the tables of its document.
        further: Those of the documents beside it, such as the appendix of a report.
        by_words: Whether a row may be meant of whose label the text has no more than a word.
    """
    figure, before, after = claim.figure, claim.before, claim.after
    if figure["unit"] == "rank" or is_wider(figure["area"]):
        return None
    supposed = _is_supposed(before[-2 * _CLAUSE :] + after, lines)
    elsewhere = figure["area_code"] or str(figure["area"]).startswith("E01")
    exact = figure["decimals"] is not None and figure["approximation"] in ("", "about")
    if exact and (of_kind := shares_of_shares(claim, lines)):
        return of_kind
    found = shares_of_wholes(claim, lines) or shares_of_columns(claim, lines) if exact else None
    found = found or (sums_of_rows(claim, lines) if exact and not supposed else None)
    if exact and not found and not (supposed or elsewhere):
        found = sums_of_bands(claim, lines) or _of_named(claim, lines)
    found = found or _of_meant(claim, lines, further, sure=exact and not supposed, by_words=by_words)
    return None if found and not found.fits and is_doubtful(claim, found, (*lines, *further)) else found


def _is_supposed(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether a sentence speaks of what may come to be, and of no column of a table that has it."""
    said = _SUPPOSED.search(text)
    if said is None:
        return False
    word = words_of(said[0])
    return not any(word & level.words for line in lines for level in line.levels)


_CLAUSE = 80
_SUPPOSED = re.compile(
    r"\b(?:if|would|could|were to|will be|next year|target|aim|expected|forecast|estimate\w*)\b", re.I
)
_IF = re.compile(r"\b(?:if|could|were to|target|aim)\b", re.I)
_IN_A_YEAR = {"per day": Decimal(1), "per week": Decimal(7), "per month": Decimal("30.42")}


def _of_named(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a figure stands to the row that is named by all the words of its label."""
    figure, before, after = claim.figure, claim.before, claim.after
    if is_told_change(claim):
        return _first((changed(claim, line), sure) for line, sure in named(lines, before, after))
    if figure["unit"] in _IN_A_YEAR:
        return _first((_rate(claim, line), sure) for line, sure in named(lines, before, after, whole=True))
    if level := _first((_level(claim, line), sure) for line, sure in named(lines, before, after)):
        return level
    wide = WIDE.search(after) or WIDE.search(before[-_CLAUSE:]) or IN_A_PART.search(_scope(claim))
    grouped = re.match(r"(?:sex|age|ethnicity)\b", str(figure["breakdown"]))
    if figure["unit"] != "percent" or grouped or wide or not _OF_ALL.search(before[-_CLAUSE:] + after):
        return None
    near = before[-2 * _CLAUSE :] + after
    return _first((shared(claim, line, near), sure) for line, sure in named(lines, before, after, whole=False))


_COMPARED = re.compile(r"\b(?:compared|than|against|versus|whilst|while|whereas)\b", re.I)


def _scope(claim: Claim) -> str:
    """Return the part of a sentence that tells what a number is of: from the last comparison on."""
    return _COMPARED.split(claim.before)[-1] + claim.after


def _first(held: Iterable[tuple[Held | None, bool]]) -> Held | None:
    """Return the only one that is held against its row; an error only where the row is surely the one that is meant."""
    found = [one for one, sure in held if one and (sure or one.verdict != DIFFERS)]
    good = [one for one in found if one.verdict != DIFFERS]
    return good[0] if good else found[0] if len(found) == 1 else None


# Rows that are meant ------------------------------------------------------------------------------


def _of_meant(
    claim: Claim, lines: Sequence[Line], further: Sequence[Line], *, sure: bool, by_words: bool
) -> Held | None:
    """Return how a figure stands to a row that it means: what agrees, the nearest first, or what may be a misprint."""
    if _IF.search(claim.before[-2 * _CLAUSE :] + claim.after):
        return None
    rows = sorted(meant(claim, lines), key=lambda one: one.gap)
    away = (replace(one, gap=max(one.gap, SAME_PAGE + 1)) for one in meant(claim, further))
    for one in itertools.chain(rows, away):
        if one.by_a_word and not by_words:
            continue
        for test in _tests(claim, one):
            if (found := test(claim, one.line)) and found.fits and _is_no_chance(claim, one, found):
                return found
    if is_told_change(claim) and (found := to_a_cell(claim, lines)) and (found.fits or sure):
        return found
    if not sure:
        return None
    if like_it := changed_likewise(claim, rows):
        return like_it
    by_change = changed_to(claim, rows) or changed_beside(claim, rows)
    return by_change or _misprinted(claim, rows, lines) or _garbled(claim, rows, lines)


def _tests(claim: Claim, one: Meant) -> list[Callable[[Claim, Line], Held | None]]:
    rough = claim.figure["approximation"] not in ("", "about") or claim.figure["decimals"] is None
    if rough:
        return [_roughly] if one.gap <= SAME_PAGE and not is_told_change(claim) else []
    if claim.figure["unit"] in _IN_A_YEAR:
        return [_rate]
    if is_told_change(claim):
        return [changed, _moved]
    moved = [_moved] if _MOVES.search(claim.before[-_CLAUSE:]) else []
    if one.below:
        return [*moved, lambda said, line: _printed_in("against table", said, line, line.levels)]
    shared = [shared_in_all] if claim.figure["unit"] == "percent" and one.gap <= SAME_PAGE else []
    return [*moved, _level, *shared, *([shared_along] if shared else [])]


_MOVES = re.compile(
    r"\b(?:over|under|overspen[dt]\w*|underspen[dt]\w*|variance|pressure|rise|increase|fall|drop|reduction|saving\w*"
    r"|back)\b",
    re.I,
)


def _is_no_chance(claim: Claim, one: Meant, found: Held) -> bool:
    """Tell whether a number agrees with a row for more than luck.

    Three digits seldom do so by chance, four in a table far away; fewer need a column that is said, or a table right
    above that "this" is of, and one alone or a rough number a row that is named near by or by a long label.
    """
    digits = _digits(claim, found.levels[0])
    columns = one.line.changes if found.levels[0].moves else one.line.levels
    same = [level for level in columns if level.unit == found.levels[0].unit]
    told = picked(claim, same)[1] or len(found.levels) > 1 or one.below or is_right_below(claim, one.line.sheet)
    rough = claim.figure["decimals"] is None or claim.figure["approximation"] not in ("", "about")
    near = one.gap <= SAME_PAGE
    if one.by_a_word:
        exact = found.kind == "against table" and found.verdict == AGREES and not rough
        label = BRACKET.match(claim.after)  # "4.9% (Ayle)" is of the columns that are Ayle's
        of_it = label and all(words_of(label["label"]) <= level.words for level in found.levels)
        if of_it and found.kind == "percent change" and claim.printed.step < 1:
            return True
        return exact and (digits > _LONG or (near and digits == _LONG))
    if rough or digits == 1:
        named_well = one.alone and one.gap <= CLOSE
        if rough and one.line.is_whole and digits > 1:
            named_well = near
        return told and (named_well or (not rough and len(one.line.words & claim.words) >= _LONG))
    return (
        digits > _LONG
        or (told and (near or digits == _LONG or len(one.line.words & claim.words) >= _LONG))
        or (near and digits == _LONG)
    )


_LONG, _TWO = 3, 2


def _digits(claim: Claim, level: Level) -> int:
    """Return how many digits of a number are compared with a cell's."""
    step = max(claim.printed.step, level.printed.step, Decimal(1) if claim.printed.value >= 1 else Decimal("0.01"))
    step = min(step, Decimal("0.1")) if "." in claim.figure["raw"] and claim.printed.step < 1 else step
    return len(str(int(abs(claim.printed.value) / step)))


def _misprinted(claim: Claim, rows: Sequence[Meant], lines: Sequence[Line]) -> Held | None:
    """Return how a figure differs from the one row and column that it surely means, where it may be a misprint.

    A number that the tables print elsewhere is none.
    """
    sure = [one for one in rows if one.sure and one.gap == rows[0].gap]
    if beside := only([held for one in sure if (held := _unlike_beside(claim, one))]):
        return beside
    by_label = {line.label for line, sure in named(lines, claim.before, claim.after) if sure}
    if len(sure) != 1 or (by_label and sure[0].line.label not in by_label):
        sure = [one for one in rows if one.line.label in by_label and one.gap <= SAME_PAGE]
    found = [held for one in sure if (held := _misprint_of(claim, one.line, lines))]
    return found[0] if found and len(found) == len(sure) else None


def _unlike_beside(claim: Claim, one: Meant) -> Held | None:
    """Return how a share differs from that of the one row which it names, where it stands right beside the table."""
    called = len(one.line.words) >= _TWO or one.line.label.isupper()
    if claim.figure["unit"] != "percent" or not (one.alone and called) or one.gap > _BESIDE:
        return None
    level = in_its_time(claim, one.line)
    found = held_level(claim, level, one.line) if level and is_plain(claim, one.line) else None
    if not level and _OF_ALL.search(claim.before[-_CLAUSE:] + claim.after):
        found = shared_in_all(claim, one.line) if picked(claim, one.line.levels)[1] else None
    if found is None or found.fits or found.recomputed is None:
        return None
    swapped = sorted(str(int(claim.printed.value))) == sorted(str(round(found.recomputed)))
    return found if swapped or is_misprint(claim.printed, found.recomputed) else None


_BESIDE = 8  # lines


def _misprint_of(claim: Claim, line: Line, lines: Sequence[Line]) -> Held | None:
    """Return how a figure differs from a row, where it may be a misprint of what this gives."""
    stated = claim.printed
    if is_told_change(claim):
        found = None if line.changes else changed(claim, line)
        near = found and is_misprint(sized(claim), abs(found.recomputed))
        return found if found and near and not found.fits and is_plain(claim, line) else None
    shared = claim.figure["unit"] == "percent" and not line.is_whole and any(v.unit != "percent" for v in line.whole)
    if shared and _OF_ALL.search(claim.before[-_CLAUSE:] + claim.after):
        single = picked(claim, line.levels)[1]
        found = shared_in_all(claim, line) if single and not WIDE.search(claim.before + claim.after) else None
        return found if found and not found.fits else None
    partner = _beside_its_partner(claim, line)
    if partner:
        return held_level(claim, partner, line)
    if _is_printed(claim, line, lines):
        return None
    level = in_its_time(claim, line)
    long = len(re.sub(r"\D", "", claim.figure["raw"])) >= _LONG  # what is shorter is near to many
    plain = long and is_plain(claim, line) and (not line.is_whole or is_of_all(claim, line))
    if level and plain and is_misprint(stated, level.printed.value):
        return held_level(claim, level, line)
    part_of_all = line.is_whole and claim.figure["role"] in ("part", "whole", "share")
    levels = [] if part_of_all else possible(claim, line)
    cells = {level.printed.value: level for level in levels if is_garbled(stated, level.printed.value)}
    return held_level(claim, next(iter(cells.values())), line) if len(cells) == 1 else None


def _beside_its_partner(claim: Claim, line: Line) -> Level | None:
    """Return the number of a row that goes with the other one of "from A to B", where that is in it."""
    role = claim.figure["role"]
    other = claim.later if role == "from" else claim.earlier if claim.beside else None
    if other is None or {role, other.role} != {"from", "to"}:
        return None
    pairs = [pair[:: 1 if role == "from" else -1] for pair in pairs_of(claim, line)]
    found = [own for own, its in pairs if its.printed.value == other.value and its.unit == other.unit]
    return found[0] if len(found) == 1 and found[0].unit == claim.figure["unit"] else None


def _garbled(claim: Claim, rows: Sequence[Meant], lines: Sequence[Line]) -> Held | None:
    """Return how a long number differs from the only cell near by that it is with two digits swapped or its unit lost.

    The row has to be named, or be the total of a table whose words the sentence has. Short numbers are so by chance.
    """
    digits = len(re.sub(r"\D", "", claim.figure["raw"]).strip("0"))
    short = digits < _LONG if claim.figure["decimals"] else digits <= _LONG
    if is_told_change(claim) or short:
        return None
    found: dict[Decimal, Held] = {}
    for one in rows:
        if one.gap <= SAME_PAGE and (not one.by_a_word or (digits > _LONG and one.gap <= CLOSE)):
            for level in picked(claim, [v for v in one.line.levels if v.unit == claim.figure["unit"]])[0]:
                cell = level.printed
                if is_garbled(claim.printed, cell.value):
                    given = Given(cell.value, cell.low, cell.high)
                    found.setdefault(cell.value, hold("against table", claim.printed, given, [level], one.line.label))
    best = only(list(found.values()))
    printed = best is None or best.fits or any(_is_printed(claim, one.line, lines) for one in rows)
    return None if printed else best


def _is_printed(claim: Claim, line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether the tables print a number somewhere: one of few digits in the row's own table."""
    value = abs(claim.printed.value)
    own = len(re.sub(r"\D", "", claim.figure["raw"])) < _LONG
    return any(
        abs(level.printed.value) == value
        for other in lines
        if not own or other.sheet.first == line.sheet.first
        for level in (*other.levels, *other.changes)
    )


# What a row gives ---------------------------------------------------------------------------------


def _rate(claim: Claim, line: Line) -> Held | None:
    """Return whether so many a day, a week or a month are what a count of the same time comes to."""
    figure = claim.figure
    timed = [
        v
        for v in line.levels
        if v.unit == "count" and v.period and v.period == (figure["period_start"], figure["period_end"])
    ]
    found = []
    for level in timed:
        n = days_of(level) / _IN_A_YEAR[figure["unit"]]
        given = Given(level.printed.value / n, level.printed.low / (n + 1), level.printed.high / n)
        found.append(hold("rate", claim.printed, given, (level,), line.label))
    return only(found)


def _moved(claim: Claim, line: Line) -> Held | None:
    """Return the change that a row prints itself, where a figure gives it."""
    kind = "percent change" if claim.figure["unit"] == "percent" else "change"
    return _printed_in(kind, claim, line, line.changes)


def _level(claim: Claim, line: Line) -> Held | None:
    """Return the cell that a figure gives, where one does: a number that is in no cell may be of another thing."""
    return _printed_in("against table", claim, line, picked(claim, line.levels)[0])


def _roughly(claim: Claim, line: Line) -> Held | None:
    """Return the cell, or the share of a total, that is about, over or under what a figure says, or a fraction."""
    figure = claim.figure
    in_words = figure["decimals"] is None and figure["unit"] == "percent"
    stated = Stated(claim.printed.value, figure["approximation"], Decimal(_POINTS if in_words else 0))
    levels, single = picked(claim, [level for level in line.levels if level.unit == figure["unit"]])
    if in_words and _OF_ALL.search(claim.before[-_CLAUSE:] + claim.after) and not line.is_whole:
        whole = {level.label: level for level in line.whole}
        parts, single = picked(claim, [level for level in line.levels if level.unit != "percent"])
        if single and parts[0].label in whole:
            pair = (parts[0], whole[parts[0].label])
            given = percent_of(pair[0].printed, pair[1].printed)
            return hold_loosely("fraction", stated, given, pair, line.label) if given else None
        return None
    if not single or in_words:
        return None
    cell = levels[0].printed
    given = Given(cell.value, cell.low, cell.high)
    if figure["decimals"] is None and not figure["approximation"]:
        return hold("against table", claim.printed, given, levels, line.label)
    return hold_loosely("against table", stated, given, levels, line.label)


_POINTS = 5  # points that "nearly half" and the like are believed within


def _printed_in(kind: str, claim: Claim, line: Line, levels: Sequence[Level]) -> Held | None:
    printed = claim.printed
    for level in levels:
        unit = "percent" if level.unit == "count" and claim.figure["unit"] == "percent" else level.unit
        if unit == claim.figure["unit"] and printed.value > 0:
            cell = level.printed if level.printed.value >= 0 else Printed(-level.printed.value, level.printed.step)
            one = hold(kind, printed, Given(cell.value, cell.low, cell.high), (level,), line.label)
            coarser = one.verdict == ROUNDING and printed.step > cell.step
            if one.verdict == AGREES or coarser:
                return one
    return None
