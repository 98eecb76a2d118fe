"""Checks: the arithmetic that a document states, done again from the parts it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minutebook.tables import Cell, Table
from minutebook.values import Value


@dataclass(frozen=True)
class Check:
    """A stated total beside what its printed parts give; `recomputed` is empty where nothing can be added."""

    kind: str
    total: Cell
    parts: tuple[Cell, ...]
    recomputed: Decimal | None
    tolerance: Decimal
    verdict: str
    explanation: str


#: "Total", "Robbery Total", "TOTAL (recurrent funding)", but not the indicator "Total number of weeks".
_TOTAL = re.compile(
    r"\A(?:grand |sub-?|overall )?total\b(?! (?:number|cost|amount|weeks?|value)s? )|\btotals?\W*\Z", re.I
)


def checks(table: Table) -> Iterator[Check]:
    """Yield a check for each stated total of a table: label first, then what stands next to it.

    A row whose label says total sums the rows above it, down from the last such row or spanning row. A column
    whose header says total sums the columns of the same unit beside it: those to its right where it comes
    first, else those to its left. No other combination is tried, since any-subset matching finds totals by chance.
    """
    yield from _column_totals(table)
    yield from _row_totals(table)


def _column_totals(table: Table) -> Iterator[Check]:
    details: list[int] = []
    totals: list[int] = []
    for r, row in enumerate(table.rows()):
        if len(row) > 2 and not any(cell.raw.text for cell in row[1:]):
            details = []  # a spanning row begins a group
        elif not is_total(row[0].raw.text):
            details = [r] if _is_unlabelled_subtotal(table, details, r) else [*details, r]
        else:
            # Right after another total, it is the total of the totals.
            parts = details or totals
            for cell in row[1:]:
                if cell.value and (cell.value.unit != "percent" or cell.value.value == 100):
                    yield _check("column total", cell, cell.value, [table.rows()[i][cell.column] for i in parts])
            totals = [*totals, r] if details else []
            details = []


def _is_unlabelled_subtotal(table: Table, details: Sequence[int], r: int) -> bool:
    """Tell whether a row that no label calls a total is the sum of all the details above it, in every column."""
    rows = table.rows()
    columns = [c.column for c in rows[r][1:] if c.value and c.value.value]
    if len(details) < 3 or not columns:
        return False
    sums = ((sum(v.value for i in details if (v := rows[i][c].value)), rows[r][c].value) for c in columns)
    return all(v is not None and abs(total - v.value) <= v.step * len(details) / 2 for total, v in sums)


def is_total(label: str) -> bool:
    """Tell whether a row or column label says that it is a total.

    Example:
        >>> [is_total(t) for t in ("Robbery Total", "TOTAL (recurrent funding)", "Total number of weeks spent")]
        [True, True, False]
    """
    return _TOTAL.search(label.strip()) is not None


def _row_totals(table: Table) -> Iterator[Check]:
    rows = table.rows()
    if not rows:
        return
    totals = [c.column for c in rows[0][1:] if is_total(c.column_label)]
    if len(totals) != 1:
        return
    total = totals[0]
    for row in rows:
        others = [c for c in row[1:] if c.column != total]
        beside = [c for c in others if c.column > total] if total <= 1 else [c for c in others if c.column < total]
        if (stated := row[total].value) and len(beside) > 1:
            parts = [c for c in beside if c.value is None or c.value.unit == stated.unit]
            yield _check("row total", row[total], stated, parts)


def _check(kind: str, total: Cell, stated: Value, parts: Sequence[Cell]) -> Check:
    """Compare a total with its parts; the tolerance for n parts rounded to a step u is (n + 1) u / 2.

    Counts of whole things aren't rounded, so theirs is zero.
    """
    printed = [c for c in parts if c.value is not None]
    values = [c.value for c in printed if c.value is not None]
    blank = len(parts) - len(printed)
    if len(values) < 2:
        words = "no parts are printed" if not values else "only one part is printed"
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", f"{words}, so it can't be added up")
    if any(v.unit != stated.unit for v in values):
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", "the parts are in other units")
    recomputed = sum((v.value for v in values), Decimal(0))
    step = max([stated.step, *(v.step for v in values)])
    exact = stated.unit == "count" and step == 1
    tolerance = Decimal(0) if exact else (len(values) + 1) * step / 2
    gap = abs(stated.value - recomputed)
    verdict = "agrees" if gap == 0 else "rounding" if gap <= tolerance else "differs"
    words = {
        "agrees": f"the {len(values)} printed parts give it",
        "rounding": f"the {len(values)} printed parts give it but for what rounding explains",
        "differs": f"does not follow from the {len(values)} parts printed",
    }[verdict]
    if verdict == "differs" and (part := _part_of_the_size(gap, tolerance, printed)):
        over = stated.value > recomputed
        words += f"; the difference is the size of {part}, as if that were {'counted twice' if over else 'left out'}"
    note = f"; {blank} {'is' if blank == 1 else 'are'} blank" if blank else ""
    return Check(kind, total, tuple(printed), recomputed, tolerance, verdict, words + note)


def _part_of_the_size(gap: Decimal, tolerance: Decimal, parts: Sequence[Cell]) -> str:
    """Return the label of the one part that is as large as the difference, if there is just one.

    Small numbers match by luck, so the difference must have at least four digits in the step it is printed to.
    """
    if gap < 1000 * max(c.value.step for c in parts if c.value):
        return ""
    near = [c for c in parts if c.value and abs(abs(c.value.value) - gap) <= tolerance]
    if len(near) != 1:
        return ""
    same_row = len({c.row for c in parts}) == 1
    return near[0].column_label if same_row else near[0].row_label
