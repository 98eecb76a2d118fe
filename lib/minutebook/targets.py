"""Targets: whether a table's verdict on a target is the one that its number and its target give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from minutebook.tables import Cell, Table
from minutebook.totals import Check
from minutebook.values import Value, cell_value
from minutebook.verdicts import AGREES, DIFFERS, UNTESTABLE

_TARGET = re.compile(r"\b(?:target|goal|ambition|standard|plan(?:ned)?)\b(?! (?:met|achieved|date)\b)", re.I)
_STATUS = re.compile(
    r"\b(?:RAG|rating|status|(?:target )?(?:met|achieved)\??|on target\??|on track\??|performance)\b", re.I
)
_MET = re.compile(r"\A\W*(?:green|met|yes|achieved|on (?:target|track)|exceed(?:ed|ing)|above target|✓|✔)\W*\Z", re.I)
_MISSED = re.compile(
    r"\A\W*(?:red|no|not (?:met|achieved)|missed|off (?:target|track)|below target|behind|✗|✘)\W*\Z", re.I
)
_AT_LEAST = re.compile(r"≥|>|\b(?:at least|minimum|or (?:more|above|higher)|higher is better|bigger is better)\b", re.I)
_AT_MOST = re.compile(
    r"≤|<|\b(?:at most|maximum|no more than|fewer than|less than|or (?:less|fewer|below|under|lower)|below|under|within"
    r"|lower is better|smaller is better)\b",
    re.I,
)
_CHANGE = re.compile(r"\b(?:change|variance|difference)\b", re.I)
_SIGNS = re.compile(r"[≥≤<>=]+|\b(?:at least|at most|no more than|fewer than|less than|minimum|maximum|or \w+)\b", re.I)


def targets(table: Table) -> Iterator[Check]:
    """Yield a check for each row that prints a number, its target and whether this was met.

    Which way is better has to be said, by a sign or in words, for a verdict to be called wrong: fewer delays are good,
    more visits too. Where it isn't, a verdict that would be wrong were more better is `untestable`.
    """
    labels = [c.column_label for c in table.rows()[0]] if table.rows() else []
    aims = [n for n, label in enumerate(labels) if n and _TARGET.search(label)]
    said = [n for n, label in enumerate(labels) if n and n not in aims and _STATUS.search(label)]
    if len(aims) != 1 or not said:
        return
    for row in table.rows():
        told = next((row[n] for n in said[::-1] if _MET.match(row[n].raw.text) or _MISSED.match(row[n].raw.text)), None)
        aim, latest = _aimed(row[aims[0]]), _latest(row, aims[0], row[aims[0]])
        if told is not None and aim and latest and latest.value and latest.value.unit == aim.unit:
            yield _check(told, row[aims[0]], aim.value, latest, latest.value.value)


def _aimed(cell: Cell) -> Value | None:
    return cell.value or cell_value(_SIGNS.sub("", cell.raw.text), cell.column_label, cell.row_label)


def _latest(row: list[Cell], aim: int, target: Cell) -> Cell | None:
    """Return the number that is held against the target: the last of the row, changes left out."""
    cells = [
        c for c in row[1:] if c.column != aim and c.value and not re.search("change|var|diff", c.column_label, re.I)
    ]
    same = [c for c in cells if target.value is None or (c.value and c.value.unit == target.value.unit)]
    return same[-1] if same else None


def _check(told: Cell, target: Cell, aim: Decimal, latest: Cell, number: Decimal) -> Check:
    words = f"{target.row_label} {target.raw.text} {target.column_label}"
    at_most, at_least = bool(_AT_MOST.search(words)), bool(_AT_LEAST.search(words))
    reached = number <= aim if at_most and not at_least else number >= aim
    said = bool(_MET.match(told.raw.text))
    word = AGREES if reached == said else DIFFERS if at_most != at_least else UNTESTABLE
    why = f"{latest.raw.text} against a target of {target.raw.text} is called “{told.raw.text.strip()}”"
    if word == UNTESTABLE:
        why += "; whether more or less is better isn't said"
    return Check("target", told, (latest, target), None, Decimal(0), word, why, number)
