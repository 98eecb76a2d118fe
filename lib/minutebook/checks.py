"""Checks: the arithmetic that a document states, done again from the parts it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minutebook.tables import Cell, Table
from minutebook.values import THOUSANDS, Value, prints_in_full, unit_named


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
    yield from _units(table)


def _units(table: Table) -> Iterator[Check]:
    """Yield a check for each column whose header or caption says another unit than its cells print.

    The cells are believed: whole amounts under a header of thousands, a pound sign under one of percent.
    """
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.value and not cell.is_header and cell.column:
            columns[cell.column].append(cell)
    for cells in columns.values():
        said = cells[0].column_label if unit_named(cells[0].column_label, "column") else table.caption
        unit, first = unit_named(said, "column"), cells[0]
        thousands = THOUSANDS.search(said) is not None and prints_in_full(c.raw.text for c in cells)
        signed = re.search(r"[£$€%]|\bper ?cent", said, re.I) is not None
        other = [c for c in cells if c.value and c.value.unit_from == "cell" and signed and c.value.unit != unit]
        if thousands:
            words = f"“{said}” says thousands, the cells print whole amounts; the cells are kept"
            yield Check("unit", first, (), None, Decimal(0), "differs", words)
        elif other and 2 * len(other) > len(cells) and other[0].value:
            words = f"“{said}” says {unit}, the cells print {other[0].value.unit}; the cells are kept"
            yield Check("unit", other[0], (), None, Decimal(0), "differs", words)


def _column_totals(table: Table) -> Iterator[Check]:
    rows = table.rows()
    details: list[int] = []
    totals: list[int] = []
    sums: dict[int, Decimal] = defaultdict(Decimal)  # of the details so far, by column
    for r, row in enumerate(rows):
        if len(row) > 2 and not any(cell.raw.text for cell in row[1:]):
            details, sums = [], defaultdict(Decimal)  # a spanning row begins a group
        elif not is_total(row[0].raw.text):
            if _is_unlabelled_subtotal(row, len(details), sums):
                details, sums = [], defaultdict(Decimal)
            details.append(r)
            for cell in row[1:]:
                sums[cell.column] += cell.value.value if cell.value else 0
        else:
            # Right after another total, it is the total of the totals.
            parts = details or totals
            for cell in row[1:]:
                if cell.value and (cell.value.unit != "percent" or cell.value.value == 100):
                    yield _check("column total", cell, cell.value, [rows[i][cell.column] for i in parts])
            totals = [*totals, r] if details else []
            details, sums = [], defaultdict(Decimal)


def _is_unlabelled_subtotal(row: Sequence[Cell], details: int, sums: Mapping[int, Decimal]) -> bool:
    """Tell whether a row that no label calls a total is the sum of all the details above it, in every column."""
    stated = [(sums.get(c.column, Decimal(0)), c.value) for c in row[1:] if c.value and c.value.value]
    return details > 2 and stated != [] and all(abs(s - v.value) <= v.step * details / 2 for s, v in stated)


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
            # What is printed for the whole alone is in no part, but it is in a total that goes down the table too.
            alone = [r[total] for r in rows if r is not row and r[total].value and not _filled(r, total)]
            yield _check("row total", row[total], stated, [*parts, *alone] if is_total(row[0].raw.text) else parts)


def _filled(row: Sequence[Cell], total: int) -> list[Cell]:
    return [cell for cell in row[1:] if cell.column != total and cell.value]


def rounding_of_total(parts: int, step: Decimal = Decimal(1)) -> Decimal:
    """Return how far a total and the sum of its parts may be apart with nobody wrong, all being rounded to `step`.

    Each of the parts and the total itself may be half a step from what it was before rounding.

    Example:
        >>> rounding_of_total(2)  # 60% printed for 35% and 26%
        Decimal('1.5')
    """
    return (parts + 1) * step / 2


def _check(kind: str, total: Cell, stated: Value, parts: Sequence[Cell]) -> Check:
    """Compare a total with its parts; counts of whole things aren't rounded, so have no tolerance."""
    printed = [c for c in parts if c.value is not None]
    values = [c.value for c in printed if c.value is not None]
    blank = sum(not re.search(r"\w", c.raw.text) for c in parts if c.value is None)
    if words_ := [c for c in parts if c.value is None and re.search(r"\d|½|¼|¾", c.raw.text)]:
        said = f"{len(words_)} {'part is' if len(words_) == 1 else 'parts are'} printed in a way that can't be added"
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", said)
    if not values or (len(values) == 1 and values[0].value != stated.value):
        words = f"{'only one part is' if values else 'no parts are'} printed, so it can't be added up"
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", words)
    if any(v.unit != stated.unit for v in values):
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", "the parts are in other units")
    recomputed = sum((v.value for v in values), Decimal(0))
    step = max([stated.step, *(v.step for v in values)])
    exact = stated.unit == "count" and step == 1
    tolerance = Decimal(0) if exact else rounding_of_total(len(values), step)
    gap = abs(stated.value - recomputed)
    verdict = "agrees" if gap == 0 else "rounding" if gap <= tolerance else "differs"
    words = {
        "agrees": f"the {len(values)} printed parts give it" if len(values) > 1 else "it is the one part printed",
        "rounding": f"the {len(values)} printed parts give it but for what rounding explains",
        "differs": f"does not follow from the {len(values)} parts printed",
    }[verdict]
    if any(c.column == total.column and c.row != total.row for c in printed) and kind == "row total":
        words += ", what is printed for the total alone among them"
    if verdict == "differs" and (part := _part_of_the_size(gap, tolerance, printed)):
        size = "the size of" if part.value and abs(part.value.value) == gap else "but for rounding the size of"
        label = part.column_label if kind == "row total" else part.row_label
        over = stated.value > recomputed
        words += f"; the difference is {size} {label}, as if that were {'in twice' if over else 'left out'}"
    note = f"; {blank} {'is' if blank == 1 else 'are'} blank" if blank else ""
    return Check(kind, total, tuple(printed), recomputed, tolerance, verdict, words + note)


def _part_of_the_size(gap: Decimal, tolerance: Decimal, parts: Sequence[Cell]) -> Cell | None:
    """Return the one part that is as large as the difference, if there is just one.

    Small numbers match by luck, so the difference must have at least four digits in the step it is printed to.
    """
    if gap < 1000 * max(c.value.step for c in parts if c.value):
        return None
    near = [c for c in parts if c.value and abs(abs(c.value.value) - gap) <= tolerance]
    return near[0] if len(near) == 1 else None
