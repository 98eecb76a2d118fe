"""Columns that should be as their table says: shares that make a hundred, averages, orders, units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.audit.formulas import is_of_change, is_percent
from minutebook.audit.totals import Check, is_total
from minutebook.papers.tables import Cell, Table
from minutebook.papers.values import THOUSANDS, Value, prints_in_full, unit_named
from minutebook.text.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNTESTABLE,
    Given,
    Printed,
    judged,
    percent_of,
    total,
)

_AVERAGE = re.compile(
    r"\A(?:overall )?(?:average|mean)\b(?: of (?:the |all )?\w+(?: \w+)?\Z"
    r"|(?! (?:number|cost|length|age|time|wait|of)\b))",
    re.I,
)
_RANK = re.compile(r"\A(?:rank(?:ing)?|position|place|(?P<numbered>no\.?|#))\Z", re.I)
_REST = re.compile(r"\A(?:all )?(?:other|unknown|not (?:known|stated|recorded)|none|rest|remainder|missing)\b", re.I)
_FEW, _OFF = 2, 5


def column_checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a table that stands for others of its row or column.

    Yields:
        "shares" that make 100; "average"; "order" by rank; "unit" where a header says another than its cells.
    """
    rows = table.rows()
    for column in range(table.n_columns):
        cells = [row[column] for row in rows]
        label = cells[0].column_label if cells else ""
        yield from _orders(rows, cells, label)
        if any(map(is_percent, cells)) and not is_of_change(label):
            yield from _hundreds(cells)
    yield from _sorted(table)
    yield from _shares_inside(table)
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


def _hundreds(cells: Sequence[Cell]) -> Iterator[Check]:
    """Yield the check of a column of shares that make 100, or should since a row is of the rest."""
    shares = [c for c in cells if c.value and c.value.unit == "percent" and not is_total(c.row_label)]
    if len(shares) <= _FEW or any(is_total(c.row_label) and c.value for c in cells):
        return
    check = _makes_a_hundred(shares)
    near = check.recomputed is not None and abs(check.recomputed - 100) <= _OFF
    if check.verdict != DIFFERS or (near and any(_REST.search(c.row_label) for c in shares)):
        yield check


def _makes_a_hundred(shares: Sequence[Cell]) -> Check:
    added = total([printed(c.value) for c in shares if c.value])
    step = max(c.value.step for c in shares if c.value)
    gap, tolerance = added.value - 100, len(shares) * step / 2
    word = AGREES if gap == 0 else ROUNDING if abs(gap) <= tolerance else DIFFERS
    words = f"the {len(shares)} shares make {added.value:,f}"
    return Check("shares", shares[0], tuple(shares), added.value, tolerance, word, words, Decimal(100))


def _rows_of_a_hundred(table: Table) -> list[Check]:
    """Return the checks of rows that each make 100: shares, whether or not a sign says so; a few may not make it."""
    rows = table.rows()
    signed = [n for n in range(1, table.n_columns) if all(is_percent(r[n]) for r in rows)]
    found = []
    for row in rows:
        shares = [row[n] for n in signed or range(1, table.n_columns) if row[n].value]
        if (
            len(shares) <= _FEW
            or len(shares) != (len(signed) or len(row) - 1)
            or any(not 0 <= c.value.value <= 100 for c in shares if c.value)
        ):
            return []
        found.append(_makes_a_hundred(shares))
    right = sum(c.verdict != DIFFERS for c in found)
    return found if right >= _FEW and right >= len(found) * _NEARLY else []


_NEARLY = Decimal("0.75")  # of the rows


def _averages(table: Table) -> Iterator[Check]:
    """Yield a check for each cell of a row or column headed average: the mean of the others.

    One that isn't may be weighted by numbers that aren't printed, unless most of the others beside it are plain means.
    """
    rows = table.rows()
    for row in rows:
        if _AVERAGE.search(row[0].raw.text.strip()):
            others = [r for r in rows if r is not row and not is_total(r[0].raw.text)]
            yield from _plain(cell for c in row[1:] for cell in _mean(c, [r[c.column] for r in others]))
    labels = [cell.column_label.rpartition(" / ")[2].strip() for cell in rows[0]] if rows else []
    for column in (n for n, label in enumerate(labels) if n and _AVERAGE.search(label)):
        body = [row for row in rows if not _AVERAGE.search(row[0].raw.text.strip())]
        means = (_mean(row[column], [c for c in row[1:column] if not is_total(c.column_label)]) for row in body)
        yield from _plain(check for found in means for check in found)


def _mean(stated: Cell, cells: Sequence[Cell]) -> Iterator[Check]:
    parts = [c for c in cells if c.value and stated.value and c.value.unit == stated.value.unit]
    values = [printed(c.value) for c in parts if c.value]
    if stated.value and len(values) >= _FEW:
        added, n = total(values), len(values)
        half = stated.value.step / 2  # a mean of whole things is rounded
        yield _check("average", stated, parts, Given(added.value / n, added.low / n - half, added.high / n + half))


def _plain(found: Iterable[Check]) -> Iterator[Check]:
    checks = list(found)
    right = sum(check.verdict != DIFFERS for check in checks)
    for check in checks:
        values = [c.value.value for c in check.parts if c.value]
        inside = check.stated.value is not None and min(values) <= check.stated.value.value <= max(values)
        if check.verdict == DIFFERS and inside and not (right >= _FEW and right > len(checks) / 2):
            why = "not the plain mean of the printed; it may be weighted by numbers that aren't printed"
            yield Check("average", check.stated, check.parts, None, Decimal(0), UNTESTABLE, why)
        else:
            yield check


def _orders(rows: Sequence[Sequence[Cell]], cells: Sequence[Cell], label: str) -> Iterator[Check]:
    """Yield a check for each rank: the number beside it is no larger than the one ranked before."""
    ranks = [c for c in cells if re.search(r"\d", c.raw.text)]
    rank = _RANK.search(label)
    if not rank or [c.raw.text.strip() for c in ranks] != [str(n + 1) for n in range(len(ranks))]:
        return
    by_row = {row[0].row: row for row in rows}
    others = (n for n in range(1, len(rows[0])) if n != cells[0].column)
    column = next((n for n in others if _is_of_one_unit(rows, n)), 0)
    steps = [(by_row[a.row][column], by_row[b.row][column]) for a, b in pairwise(ranks if column else [])]
    found = [check for one, two in steps for check in _in_order(one, two)]
    right = sum(check.verdict == AGREES for check in found)
    yield from found if not rank["numbered"] or right >= len(found) * _NEARLY else ()  # rows may only be numbered


_OF_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:Q|quarter ?)[1-4]\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)", re.I
)
_SORTED = 6  # rows that don't stand in falling order by luck


def _sorted(table: Table) -> Iterator[Check]:
    """Yield the check of a table whose rows stand in falling order of a column, stated by its header.

    What is left for others, or not known, may stand below whatever its number; times are no order of size.
    """
    rows = [r for r in table.rows() if not is_total(r[0].raw.text) and not _REST.search(r[0].raw.text.strip())]
    if not table.header_rows or len(rows) < _SORTED or any(_OF_TIME.search(row[0].raw.text) for row in rows):
        return
    for column in range(table.n_columns - 1, 0, -1):
        cells = [row[column] for row in rows]
        numbers = [c.value.value for c in cells if c.value]
        falls = all(one >= two for one, two in pairwise(numbers))
        told_apart = len(numbers) == len(rows) < 2 * len(set(numbers))
        if falls and told_apart and _is_of_one_unit(rows, column):
            head = table.cells[(table.header_rows - 1) * table.n_columns + column]
            yield Check("order", head, tuple(cells), None, Decimal(0), AGREES, "the rows stand in falling order of it")
            return


def _is_of_one_unit(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    return len({row[column].value.unit for row in rows if row[column].value}) == 1  # type: ignore[union-attr]


_INSIDE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?) ?% ?\((?:n ?= ?)?(?P<part>\d[\d,]*) ?(?:of|out of|/) ?(?:the )?(?P<whole>\d[\d,]*)\b"
)
_INSIDE_TOO = re.compile(
    r"(?<![\d,./])(?P<part>\d[\d,]*) ?(?:of|out of|/) ?(?:the )?(?P<whole>\d[\d,]*)(?: ?\(|,? ?= ?|, )"
    r"(?P<share>\d+(?:\.\d+)?) ?%"
)
_YEARS = re.compile(r"(?:19|20)\d\d ?/")


def _shares_inside(table: Table) -> Iterator[Check]:
    """Yield the check of each cell that prints a share with its numbers: "89% (1,081 of 1,245)"."""
    for cell in table.cells:
        for match in [*_INSIDE.finditer(cell.raw.text), *_INSIDE_TOO.finditer(cell.raw.text)]:
            part, whole = (Printed(Decimal(match[n].replace(",", ""))) for n in ("part", "whole"))
            stated = Printed(Decimal(match["share"]), Decimal(1).scaleb(-len(match["share"].partition(".")[2])))
            given = percent_of(part, whole) if not _YEARS.match(match[0]) else None
            if given and part.value <= whole.value:
                found = judged(stated, given)
                why = f"{match['part']} of {match['whole']} is {found.recomputed:,f}%"
                yield Check("share", cell, (cell,), found.recomputed, found.tolerance, found.word, why, stated.value)


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
        signed &= said == cells[0].column_label or not all(c.value and c.value.unit == "percent" for c in cells)
        other = [c for c in cells if c.value and c.value.unit_from == "cell" and signed and c.value.unit != unit]
        if thousands:
            words = f"“{said}” says thousands, the cells print whole amounts; the cells are kept"
            yield Check("unit", first, (), None, Decimal(0), "differs", words)
        elif other and 2 * len(other) > len(cells) and other[0].value:
            words = f"“{said}” says {unit}, the cells print {other[0].value.unit}; the cells are kept"
            yield Check("unit", other[0], (), None, Decimal(0), "differs", words)
