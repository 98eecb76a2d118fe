"""Columns worked out from others: changes, shares, averages and orders, worked out again from what is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.tables import Cell, Table
from minutebook.totals import Check, is_total
from minutebook.values import THOUSANDS, Value, prints_in_full, unit_named
from minutebook.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNTESTABLE,
    Given,
    Printed,
    change,
    judged,
    percent_change,
    percent_of,
    total,
)

_CHANGE = re.compile(r"\b(?:change|difference|variance|movement|increase|decrease|reduction|rise|fall)\b|\+/-", re.I)
_FALL = re.compile(r"\b(?:decrease|reduction|fall)\b", re.I)
_SINCE = re.compile(r"\b(?:since|from|on|against) (?P<row>[\w /&-]{3,60})\Z", re.I)
_SHARE = re.compile(r"%|\b(?:share|proportion|percent(?:age)?|per cent)\b", re.I)
_AVERAGE = re.compile(r"\A(?:overall )?(?:average|mean)\b(?! (?:number|cost|length|age|time|wait|of)\b)", re.I)
_RANK = re.compile(r"\A(?:rank(?:ing)?|position|place|no\.?|#)\Z", re.I)
_REST = re.compile(r"\A(?:all )?(?:other|unknown|not (?:known|stated|recorded)|none|rest|remainder|missing)\b", re.I)
_MOST, _FEW = Decimal("0.6"), 2


def column_checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a table that its header says is worked out from others.

    Which columns a change or a share is of is told by the header and by what stands beside it, and then by the
    rows: where most of them don't follow from the columns beside it, it is of others, and nothing is said of errors.

    Yields:
        "change" and "percent change" from one column to the next, or since one row; "share" of a column's total;
        "shares" that make 100; "average"; "order" by rank; "unit" where a header says another than its cells.
    """
    for column in range(1, table.n_columns):
        cells = [row[column] for row in table.rows()]
        label = cells[0].column_label if cells else ""
        if _CHANGE.search(label):
            yield from _changes(table, cells, label)
        elif any(c.value and c.value.unit == "percent" for c in cells) and _SHARE.search(f"{label} {table.caption}"):
            yield from _hundreds(cells)
            yield from _shares(table, cells)
        yield from _orders(table, cells, label)
    yield from _rows_of_a_hundred(table)
    yield from _ranks_across(table)
    yield from _averages(table)
    yield from _units(table)


def printed(value: Value) -> Printed:
    """Return a cell's number with the step it was rounded to: none for a count of whole things."""
    return Printed(value.value, Decimal(0) if value.unit == "count" and value.step == 1 else value.step)


def _check(kind: str, stated: Cell, parts: Sequence[Cell], given: Given | None, why: str = "") -> Check:
    """Return the check of a stated cell against what its parts give."""
    if given is None or stated.value is None:
        return Check(kind, stated, tuple(parts), None, Decimal(0), UNTESTABLE, why)
    verdict = judged(printed(stated.value), given)
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}
    named = " and ".join(c.raw.text.strip() for c in parts) if len(parts) < _FEW + 1 else f"the {len(parts)} printed"
    said = f"{words[verdict.word]} {named}, which give {verdict.recomputed:,f}"
    return Check(kind, stated, tuple(parts), verdict.recomputed, verdict.tolerance, verdict.word, said)


def _fit(found: Sequence[Check]) -> int:
    return sum(check.verdict in (AGREES, ROUNDING) for check in found)


def _changes(table: Table, cells: Sequence[Cell], label: str) -> list[Check]:
    """Return the checks of a column of changes: of the two columns before it, or of the rows since one of them."""
    share = any(c.value and c.value.unit == "percent" for c in cells)
    kind, column = "percent change" if share else "change", cells[0].column
    since = _SINCE.search(label)
    rows = table.rows()
    base = next((r for r in rows if since and r[0].raw.text.strip().casefold() == since["row"].casefold()), None)
    number = [n for n in range(1, table.n_columns) if n != column and _is_of_levels(rows, n)]
    before = [n for n in number if n < column][-2:]
    if base is not None and before:
        pairs = [(base[before[-1]], row[before[-1]], row[column]) for row in rows if row is not base]
    elif len(before) == _FEW or len(number) == _FEW:
        first, second = before if len(before) == _FEW else number
        pairs = [(row[first], row[second], row[column]) for row in rows]
    else:
        return []
    ways = [[_changed(kind, *pair, sign=sign) for pair in pairs if pair[2].value] for sign in (1, -1)]
    best = max(ways if not since or not _FALL.search(label) else ways[::-1], key=_fit)
    return _of_a_kind(best, "which columns it compares can't be told from the table")


def _is_of_levels(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    filled = [row[column].value for row in rows if row[column].value]
    return bool(filled) and not _CHANGE.search(rows[0][column].column_label) and len({v.unit for v in filled if v}) == 1


def _changed(kind: str, before: Cell, after: Cell, stated: Cell, *, sign: int) -> Check:
    if before.value is None or after.value is None:
        return _check(kind, stated, [c for c in (before, after) if c.value], None, "one of the two isn't printed")
    first, second = printed(before.value), printed(after.value)
    given = percent_change(first, second) if kind == "percent change" else change(first, second)
    if given is None:
        return _check(kind, stated, [before, after], None, "a change from nothing has no percentage")
    turned = Given(-given.value, -given.high, -given.low) if sign < 0 else given
    return _check(kind, stated, [before, after], turned)


def _of_a_kind(found: list[Check], why: str) -> list[Check]:
    """Return checks of one column, or say that it can't be told what they are of where most of them fail."""
    tested = [check for check in found if check.verdict != UNTESTABLE]
    if tested and _fit(found) >= _MOST * len(tested):
        return found
    return [Check(c.kind, c.stated, (), None, Decimal(0), UNTESTABLE, why) for c in found]


def _shares(table: Table, cells: Sequence[Cell]) -> list[Check]:
    """Return the checks of a column of shares of the counts beside it: of their total, printed or added up."""
    column, rows = cells[0].column, table.rows()
    counts = [
        n for n in range(1, column) if _is_of_levels(rows, n) and rows[0][n].value and _unit(rows, n) != "percent"
    ]
    if not counts or len(rows) <= _FEW:
        return []
    whole_row = next((row for row in rows if is_total(row[0].raw.text) and row[counts[-1]].value), None)
    details = [row for row in rows if row is not whole_row and row[counts[-1]].value]
    found = []
    for row in details:
        stated, part = row[column], row[counts[-1]]
        if stated.value and stated.value.unit == "percent" and part.value:
            wholes = [whole_row[counts[-1]]] if whole_row else [r[counts[-1]] for r in details]
            whole = total([printed(c.value) for c in wholes if c.value])
            base = Printed(whole.value, whole.high - whole.low)
            parts = [part, whole_row[counts[-1]]] if whole_row else [part]
            found.append(_check("share", stated, parts, percent_of(printed(part.value), base)))
    return _of_a_kind(found, "what these are shares of isn't printed in the table")


def _unit(rows: Sequence[Sequence[Cell]], column: int) -> str:
    return next((row[column].value.unit for row in rows if row[column].value), "")  # type: ignore[union-attr]


def _hundreds(cells: Sequence[Cell]) -> Iterator[Check]:
    """Yield the check of a column of shares that make 100, or should since a row is of the rest."""
    shares = [c for c in cells if c.value and c.value.unit == "percent" and not is_total(c.row_label)]
    if len(shares) <= _FEW or any(is_total(c.row_label) and c.value for c in cells):
        return
    check = _makes_a_hundred(shares)
    if check.verdict != DIFFERS or any(_REST.search(c.row_label) for c in shares):
        yield check


def _makes_a_hundred(shares: Sequence[Cell]) -> Check:
    added = total([printed(c.value) for c in shares if c.value])
    step = max(c.value.step for c in shares if c.value)
    gap, tolerance = added.value - 100, len(shares) * step / 2
    word = AGREES if gap == 0 else ROUNDING if abs(gap) <= tolerance else DIFFERS
    words = f"the {len(shares)} shares make {added.value:,f}"
    return Check("shares", shares[0], tuple(shares), added.value, tolerance, word, words, Decimal(100))


def _rows_of_a_hundred(table: Table) -> list[Check]:
    """Return the checks of rows that each make 100: shares, whether or not a sign says so."""
    found = []
    for row in table.rows():
        shares = [c for c in row[1:] if c.value]
        if (
            len(shares) <= _FEW
            or len(shares) != len(row) - 1
            or any(not 0 <= c.value.value <= 100 for c in shares if c.value)
        ):
            return []
        found.append(_makes_a_hundred(shares))
    return found if len(found) >= _FEW and all(c.verdict != DIFFERS for c in found) else []


def _averages(table: Table) -> Iterator[Check]:
    """Yield a check for each cell of a row or column headed average: the mean of the others, or a weighted one."""
    rows = table.rows()
    for row in rows:
        if _AVERAGE.search(row[0].raw.text.strip()):
            for cell in row[1:]:
                yield from _mean(cell, [r[cell.column] for r in rows if r is not row and not is_total(r[0].raw.text)])
        else:
            for cell in row[1:]:
                if _AVERAGE.search(cell.column_label.rpartition(" / ")[2].strip()):
                    yield from _mean(cell, [c for c in row[1 : cell.column] if not is_total(c.column_label)])


def _mean(stated: Cell, cells: Sequence[Cell]) -> Iterator[Check]:
    parts = [c for c in cells if c.value and stated.value and c.value.unit == stated.value.unit]
    values = [printed(c.value) for c in parts if c.value]
    if stated.value and len(values) >= _FEW:
        added, n = total(values), len(values)
        check = _check("average", stated, parts, Given(added.value / n, added.low / n, added.high / n))
        weighted = min(v.value for v in values) <= stated.value.value <= max(v.value for v in values)
        why = "not the plain mean of the printed; it may be weighted by numbers that aren't printed"
        yield (
            Check("average", stated, check.parts, None, Decimal(0), UNTESTABLE, why)
            if (check.verdict == DIFFERS and weighted)
            else check
        )


def _orders(table: Table, cells: Sequence[Cell], label: str) -> Iterator[Check]:
    """Yield a check for each rank: the number beside it is no larger than the one ranked before."""
    ranks = [c for c in cells if c.value]
    if not _RANK.search(label) or [c.value.value for c in ranks if c.value] != list(range(1, len(ranks) + 1)):
        return
    rows = {row[0].row: row for row in table.rows()}
    column = next((n for n in range(1, table.n_columns) if n != cells[0].column and _is_of_levels(table.rows(), n)), 0)
    for earlier, later in pairwise(ranks if column else []):
        yield from _in_order(rows[earlier.row][column], rows[later.row][column])


def _ranks_across(table: Table) -> Iterator[Check]:
    """Yield a check for each number under a header of ranks, "1", "2", "3", that follows another in its row."""
    for row in table.rows():
        ranked = [
            (c.column_label.rpartition(" / ")[2].strip(), c) for c in row[1:] if c.value and c.value.unit == "percent"
        ]
        if len(ranked) > 1 and [label for label, _ in ranked] == [str(n + 1) for n in range(len(ranked))]:
            for (_, one), (_, two) in pairwise(ranked):
                yield from _in_order(one, two)


def _in_order(one: Cell, two: Cell) -> Iterator[Check]:
    if one.value and two.value:
        falls = one.value.value >= two.value.value
        words = f"{two.raw.text} stands behind {one.raw.text}"
        yield Check("order", two, (one, two), None, Decimal(0), AGREES if falls else DIFFERS, words)


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
