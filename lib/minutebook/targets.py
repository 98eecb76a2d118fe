"""Targets: whether a table's words on a target, and on the way since last year, are those that its numbers give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minutebook.tables import Cell, Table
from minutebook.totals import Check
from minutebook.values import Value, cell_value
from minutebook.verdicts import AGREES, DIFFERS, UNTESTABLE, Printed, judged, percent_of

_TARGET = re.compile(
    r"\b(?:targets?|goal|ambition|standard|plan(?:ned)?)\b(?!.{0,3}\b(?:status|met|achieved|date|rag)\b)", re.I
)
_STATUS = re.compile(
    r"\b(?:RAG|rating|status|met|achieved|(?:on|off) (?:target|track)|off/on track|performance)\b", re.I
)
_TRAVEL = re.compile(r"\b(?:travel|trend|direction|vs\.? last year|compared (?:with|to) last year)\b", re.I)
_MET = re.compile(
    r"\A\W*(?:green|(?:target )?(?:met|achieved)|yes|on (?:target|track)|exceed(?:ed|ing)|above target)\W*\Z"
    r"|\A\s*[✓✔]\s*\Z",
    re.I,
)
_MISSED = re.compile(
    r"\A\W*(?:target )?(?:red|no|not (?:met|achieved|on track)|missed|off (?:target|track)|below target|behind)\W*\Z"
    r"|\A\s*[✗✘]\s*\Z",
    re.I,
)
_BETTER = re.compile(r"\b(?:improv\w+|better)\b", re.I)
_WORSE = re.compile(r"\b(?:deteriorat\w+|worse\w*|declin\w+)\b", re.I)
_AT_LEAST = re.compile(
    r"≥|>|\b(?:at least|minimum|or (?:more|above|higher)|(?:higher|bigger|more) is better|increase)\b", re.I
)
_AT_MOST = re.compile(
    r"≤|<|\b(?:at most|maximum|no more than|fewer than|less than|or (?:less|fewer|below|under|lower)|below|under|within"
    r"|(?:lower|smaller|less|fewer) is better|reduc\w+)\b",
    re.I,
)
_SIGNS = re.compile(r"[≥≤<>=]+|\b(?:at least|at most|no more than|fewer than|less than|minimum|maximum|or \w+)\b", re.I)
_LEADING = re.compile(r"[£$€]?\s?\d[\d,]*(?:\.\d+)?\s?%?")
_OF_TARGET = re.compile(r"\((?P<share>\d+(?:\.\d+)?) ?% of (?:the )?target\)", re.I)
_CHANGE = re.compile(r"\b(?:change|variance|difference)\b", re.I)


def targets(table: Table) -> Iterator[Check]:
    """Yield a check for each row's word on whether its target was met, on the way since last year, on its share of it.

    Which way is better is told by a sign or a word. Where it isn't, a target below last year's number is taken to want
    less, and what doesn't fit that is `untestable`; where the words on the target and on the way both don't, they fit
    the other way together.

    Yields:
        "target", "direction" of travel, and "share" for "(93% of target)".
    """
    labels = [c.column_label for c in table.rows()[0]] if table.rows() else []
    words = [n for n, label in enumerate(labels) if n and (_STATUS.search(label) or _TRAVEL.search(label))]
    aims = [n for n, label in enumerate(labels) if n and n not in words and _TARGET.search(label)]
    words = [n for n in words if not any(row[n].value for row in table.rows())]
    if len(aims) != 1 or not words:
        return
    for row in table.rows():
        aim = _number(row[aims[0]])
        levels = [c for c in row[1:] if c.column not in (aims[0], *words) and not _CHANGE.search(c.column_label)]
        same = [c for c in levels if aim and (v := _number(c)) and v.unit == aim.unit]
        if aim and same:
            latest = min(same, key=lambda c: (c.column < aims[0], abs(c.column - aims[0])))
            before = next((c for c in same if c.column < latest.column), None)
            yield from _row_checks([row[n] for n in words], row[aims[0]], latest, before)


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
    told = _wants_less(f"{target.row_label} {target.raw.text} {target.column_label}")
    lower = told if told is not None else past is not None and past.value != aim.value and aim.value < past.value
    fits: list[tuple[str, Cell, tuple[Cell, ...], bool, str]] = []
    for cell in words:
        text = cell.raw.text.strip()
        if _MET.match(text) or _MISSED.match(text):
            reached = number.value == aim.value or (number.value < aim.value) == lower
            why = f"{latest.raw.text} against a target of {target.raw.text} is called “{text}”"
            fits.append(("target", cell, (latest, target), reached == bool(_MET.match(text)), why))
        elif past and before and (_BETTER.search(text) or _WORSE.search(text)) and past.value != number.value:
            better = (number.value < past.value) == lower
            why = f"{latest.raw.text} after {before.raw.text} is called “{text}”"
            fits.append(("direction", cell, (before, latest), better == bool(_BETTER.search(text)), why))
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


def _wants_less(words: str) -> bool | None:
    """Tell whether less is better, or nothing where no sign and no word says so."""
    at_most, at_least = bool(_AT_MOST.search(words)), bool(_AT_LEAST.search(words))
    return at_most if at_most != at_least else None
