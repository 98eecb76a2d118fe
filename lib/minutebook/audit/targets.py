"""Targets: whether a table's words on a target, and on the way since last year, are those that its numbers give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minutebook.audit.totals import Check
from minutebook.papers.tables import Cell, Table
from minutebook.papers.values import Value, cell_value
from minutebook.text.periods import periods
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE, Printed, judged, percent_of

_TARGET = re.compile(
    r"\b(?:targets?|goal|ambition|standard|plan(?:ned)?)\b(?!.{0,3}\b(?:status|met|achieved|date|rag)\b)", re.I
)
_STATUS = re.compile(
    r"\b(?:RAG|rating|status|met|achieved|(?:on|off) (?:target|track)|off/on track|performance)\b", re.I
)
_TRAVEL = re.compile(r"\b(?:travel|trend|direction|vs\.? last year|compared (?:with|to) last year)\b", re.I)
_MET = re.compile(
    r"\A\W*(?:green|g|(?:target )?(?:met|achieved)|yes|on (?:target|track)|exceed(?:ed|ing)|above target)\W*\Z"
    r"|\A\s*[✓✔]\s*\Z",
    re.I,
)
_MISSED = re.compile(
    r"\A\W*(?:target )?(?:red|r|amber|yellow|a|no|not (?:met|achieved|on track)"
    r"|missed|off (?:target|track)|below target"
    r"|behind)\W*\Z"
    r"|\A\s*[✗✘]\s*\Z",
    re.I,
)
_NEAR_MISS = re.compile(r"\W*(?:amber|yellow|a)\W*", re.I)  # how near isn't mostly printed
_ARROW, _UP = re.compile(r"\s*(?:[↑▲⬆↗↓▼⬇↘]\ufe0f?|up|down)\s*", re.I), re.compile(r"[↑▲⬆↗]|up", re.I)
_BETTER = re.compile(r"\b(?:improv\w+|better)\b", re.I)
_WORSE = re.compile(r"\b(?:deteriorat\w+|worse\w*|declin\w+)\b", re.I)
_MORE_IS_BETTER, _LESS_IS_BETTER = r"(?:higher|bigger|more) is better", r"(?:lower|smaller|less|fewer) is better"
_AT_LEAST = re.compile(rf"≥|>|\b(?:at least|minimum|or (?:more|above|higher)|{_MORE_IS_BETTER}|increase)\b", re.I)
_AT_MOST = re.compile(
    r"≤|<|\b(?:at most|maximum|no more than|fewer than|less than|or (?:less|fewer|below|under|lower)|below|under|within"
    rf"|{_LESS_IS_BETTER}|reduc\w+)\b",
    re.I,
)
#: What a measure's own words say: that it is to grow or to shrink, else that it counts what goes well or ill.
_TO_GROW = re.compile(
    rf"\A\W*(?:increas(?:e|ing)|improv(?:e|ing)|maximis(?:e|ing)|rais(?:e|ing)|more)\b|{_MORE_IS_BETTER}", re.I
)
_TO_SHRINK = re.compile(
    rf"\A\W*(?:reduc(?:e|ing|tion)|decreas(?:e|ing)|minimis(?:e|ing)|lower(?:ing)?|fewer|less)\b|{_LESS_IS_BETTER}",
    re.I,
)
_DONE = re.compile(
    r"\b(?:within|in|under|less than|fewer than) (?:\d+|one|two|three|four|five|six|ten) ?(?:working |calendar )?"
    r"(?:second|minute|hour|day|week|month)s?\b|\b(?:on|in) time\b"
    r"|\b(?:answered|attended|completed|resolved|responded to|dealt with|closed|investigated|reviewed|assessed"
    r"|paid|solved|detected|cleared|avoided|prevented|inspected|delivered)\b",
    re.I,
)
_WELL = re.compile(
    r"\b(?:satisf\w+|recycl\w+|success\w*|uptake|take-up|coverage|immunis\w+|vaccinat\w+|employment|independen\w+"
    r"|screened|complian\w+|attainment|collected|positive outcomes?)\b",
    re.I,
)
_ILL = re.compile(
    r"\b(?:delay\w*|complaints?|(?:re-?)?admissions?|re-?offend\w*|offences?|crimes?|burglar\w+|robber\w+|thefts?"
    r"|injur\w+|deaths?|mortality|falls|sickness|absen\w+|exclusions?|vacan\w+|overdue|missed|waiting|arrears|voids?"
    r"|fires|accidents|collisions|casualties|evict\w+|homeless\w*|rough sleep\w+|unemploy\w+|emissions?|landfill"
    r"|fly-?tip\w*|turnover|backlogs?|errors|breaches|length of stay|time (?:taken )?to|turnaround|infections?"
    r"|abandoned|days lost)\b",
    re.I,
)
_TURNS = re.compile(r"\b(?:not|no|without|never|un\w+ed|refus\w+|declin\w+)\b", re.I)
_SIGNS = re.compile(r"[≥≤<>=]+|\b(?:at least|at most|no more than|fewer than|less than|minimum|maximum|or \w+)\b", re.I)
_LEADING = re.compile(r"[£$€]?\s?\d[\d,]*(?:\.\d+)?\s?%?")
_OF_TARGET = re.compile(r"\((?P<share>\d+(?:\.\d+)?) ?% of (?:the )?target\)", re.I)
_CHANGE = re.compile(r"\b(?:change|variance|difference)\b", re.I)
_OF_AIM = re.compile(r"(?:%|\bper ?cent(?:age)?|\bshare|\bproportion) of\b|\b(?:against|from|vs\.?|versus)\b", re.I)


def targets(table: Table) -> Iterator[Check]:
    """Yield a check for each row's word on whether its target was met, on the way since last year, on its share of it.

    Which way is better is told by a sign, a word of the target or the measure's own. Where it isn't, a target below
    last year's number is taken to want less, and what doesn't fit that is `untestable`; where the words on the target
    and on the way both don't, they fit the other way together.

    Yields:
        "target", "direction" of travel, and "share" for "(93% of target)".
    """
    labels = [c.column_label for c in table.rows()[0]] if table.rows() else []
    words = [n for n, label in enumerate(labels) if n and (_STATUS.search(label) or _TRAVEL.search(label))]
    aims = [n for n, label in enumerate(labels) if n and n not in words and _TARGET.search(label)]
    aims = [n for n in aims if not _OF_AIM.search(labels[n])]
    words = [n for n in words if not any(row[n].value for row in table.rows())]
    if len(aims) != 1 or not words:
        return
    for row in table.rows():
        aim = _number(row[aims[0]])
        levels = [c for c in row[1:] if c.column not in (aims[0], *words) and not _CHANGE.search(c.column_label)]
        same = [c for c in levels if aim and (v := _number(c)) and v.unit == aim.unit]
        if aim and same:
            latest = _latest(same, aims[0], [row[n].column_label for n in words])
            before = next((c for c in same if c.column < latest.column), None)
            yield from _row_checks([row[n] for n in words], row[aims[0]], latest, before)


_QUARTER = re.compile(r"\b(?:Q|Qtr|Quarter) ?([1-4])\b", re.I)


def _latest(levels: Sequence[Cell], aim: int, words: Sequence[str]) -> Cell:
    """Return the number that a word on a target is about: of the time that its header names, else of the last."""
    behind = [c for c in levels if c.column > aim] or levels
    named = [c for c in behind if any(c.column_label.strip().lower() in word.lower() for word in words)]
    if len(named) == 1:
        return named[0]
    quarters = [m[1] for c in behind if (m := _QUARTER.search(c.column_label))]
    years = [[p.end for p in periods(c.column_label)] for c in behind]
    if len(behind) > 1 and len(set(quarters)) == len(behind):
        return max(zip(quarters, behind, strict=True), key=lambda pair: pair[0])[1]
    if len(behind) > 1 and all(len(ends) == 1 for ends in years):
        return max(zip(years, behind, strict=True), key=lambda pair: pair[0])[1]
    return min(behind, key=lambda c: abs(c.column - aim))


def _number(cell: Cell) -> Value | None:
    """Return the number that a cell begins with, its signs and brackets left aside: "17,254 (4.6% reduction)"."""
    if cell.value is not None:
        return cell.value
    first = _LEADING.match(_SIGNS.sub("", cell.raw.text).strip())
    return cell_value(first[0], cell.column_label, cell.row_label) if first else None


def _row_checks(words: Sequence[Cell], target: Cell, latest: Cell, before: Cell | None) -> Iterator[Check]:
    aim, number, past = _number(target), _number(latest), _number(before) if before else None
    if aim is None or number is None:
        return
    told = _wants_less(target.row_label, f"{target.raw.text} {target.column_label}", number.unit)
    signed = _signed(f"{target.raw.text} {target.column_label}") is not None
    if told and not signed and past is not None and aim.value > past.value:
        told = None  # by its words there should be few of them, by its target more
    lower = told if told is not None else past is not None and aim.value < past.value
    fits: list[tuple[str, Cell, tuple[Cell, ...], bool, str]] = []
    for cell in words:
        text = cell.raw.text.strip()
        if _MET.match(text) or _MISSED.match(text):
            reached = number.value == aim.value or (number.value < aim.value) == lower
            if _NEAR_MISS.fullmatch(text) and reached and told is not None:
                continue  # it may be near in another way
            why = f"{latest.raw.text} against a target of {target.raw.text} is called “{text}”"
            fits.append(("target", cell, (latest, target), reached == bool(_MET.match(text)), why))
        elif past and before and (_BETTER.search(text) or _WORSE.search(text)) and past.value != number.value:
            better = (number.value < past.value) == lower
            why = f"{latest.raw.text} after {before.raw.text} is called “{text}”"
            fits.append(("direction", cell, (before, latest), better == bool(_BETTER.search(text)), why))
        elif past and before and _ARROW.fullmatch(text) and past.value != number.value:
            # An arrow is of the number or of how well it goes: only one that is neither is wrong.
            up, rose = bool(_UP.search(text)), number.value > past.value
            why = f"{latest.raw.text} after {before.raw.text} is marked “{text}”"
            fits.append(("direction", cell, (before, latest), up in (rose, (not rose) == lower), why))
    turned = told is None and len(fits) > 1 and not any(right for *_, right, _ in fits)  # then less is better, or more
    for kind, cell, parts, right, why in fits:
        word = AGREES if right or turned else UNTESTABLE if told is None else DIFFERS
        said = why if word != UNTESTABLE else f"{why}; whether more or less is better isn't said"
        yield Check(kind, cell, parts, None, Decimal(0), word, said, number.value)
    if match := _OF_TARGET.search(latest.raw.text):
        stated = Printed(Decimal(match["share"]), Decimal(1).scaleb(-len(match["share"].partition(".")[2])))
        if given := percent_of(Printed(number.value), Printed(aim.value)):
            found = judged(stated, given)
            why = f"{latest.raw.text} beside a target of {target.raw.text}, which give {found.recomputed:,f}"
            yield Check("share", latest, (target,), found.recomputed, found.tolerance, found.word, why, stated.value)


def _wants_less(measure: str, target: str, unit: str) -> bool | None:
    """Tell whether less is better, or nothing where no sign and no word says so.

    A sign or a word of the target says it surely. Else the measure's own words do, where they are plain: delays and
    complaints are to be few, what is done in time is to be much; of what can be wished both ways nothing is said.
    """
    if (signed := _signed(target)) is not None:
        return signed
    grow, shrink = bool(_TO_GROW.search(measure)), bool(_TO_SHRINK.search(measure))
    if grow != shrink:
        return shrink
    if _TURNS.search(measure):
        return None
    if _DONE.search(measure):
        return False if unit == "percent" else None
    well, ill = bool(_WELL.search(measure)), bool(_ILL.search(measure))
    return ill if well != ill else None


def _signed(target: str) -> bool | None:
    at_most, at_least = bool(_AT_MOST.search(target)), bool(_AT_LEAST.search(target))
    return at_most if at_most != at_least else None
