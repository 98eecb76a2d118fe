"""Bases of costs: which counts a table of costs was worked out from, told by exact division.

A cost that is a count times a unit cost is a whole multiple of the count. Where every row of a table of costs is a
whole multiple of a number in one column of counts, and no other column does that, the table was made from that column,
whatever either calls its rows: a number of four digits divides another by luck once in thousands of times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd, isnan, log10
from operator import itemgetter
from typing import Any

from minutebook.audit.totals import is_total
from minutebook.text.periods import periods
from minutebook.text.verdicts import AGREES, DIFFERS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Multiple:
    """A row of costs that is a whole multiple of a count: both labels, the count, and what one costs by column."""

    row: int
    label: str
    count_label: str
    count_row: int
    count: int
    unit_costs: Mapping[str, int]


@dataclass(frozen=True)
class Base:
    """A column of counts that rows of a table of costs are whole multiples of.

    `rows` is how many rows of costs there are. `chance` is the power of ten of finding as many multiples by luck: for
    each row at most the sum of 1/n over the counts n of the column that are as large as the one found. The amounts of
    one row count as one, since what divides one of them divides them all where they come from one count.
    """

    cost_table: str
    count_table: str
    column: int
    column_label: str
    period: tuple[str, str] | None
    rows: int
    multiples: tuple[Multiple, ...]
    chance: float


def bases(cells: Iterable[Row], cost_table: str) -> list[Base]:
    """Return the columns of counts that a table of costs may have been made from, the likeliest first.

    Args:
        cells: Rows of the table `cells`, of one document: table_id, row, column, is_header, row_label, column_label,
            text, value and unit.
        cost_table: The id of the table of costs among them.

    Returns:
        A base for each column of counts of another table that divides at least two rows, none where there are no costs.
        For each row the largest count is taken that divides all its amounts; of equal ones, the one of the same label.

    Example:
        >>> def cell(table, row, column, value, unit, label, header):
        ...     return {"table_id": table, "row": row, "column": column, "is_header": False, "row_label": label,
        ...             "column_label": header, "value": value, "unit": unit}
        >>> costs = [cell("c", 1, 1, 91_000, "GBP", "Theft", "Cost"), cell("c", 2, 1, 33_900, "GBP", "Arson", "Cost")]
        >>> counts = [cell("n", 1, 1, 910, "count", "Theft", "2014"), cell("n", 2, 1, 113, "count", "Arson", "2014")]
        >>> (base,) = bases(costs + counts, "c")
        >>> base.column_label, [(m.label, m.count, m.unit_costs) for m in base.multiples]
        ('2014', [('Theft', 910, {'Cost': 100}), ('Arson', 113, {'Cost': 300})])
    """
    cells = [c for c in cells if _is_number(c)]
    amounts = _amounts([c for c in cells if c["table_id"] == cost_table])
    columns: dict[tuple[str, int], list[Row]] = {}
    for cell in cells:
        if cell["table_id"] != cost_table and cell["unit"] == "count" and cell["value"] == int(cell["value"]):
            columns.setdefault((cell["table_id"], cell["column"]), []).append(cell)
    short = {key: counts for key, counts in columns.items() if len(counts) <= _LONG >= len(amounts)}
    found = [_base(cost_table, table, column, amounts, counts) for (table, column), counts in short.items()]
    good = [base for base in found if len(base.multiples) > 1]
    return sorted(good, key=lambda b: (b.chance, b.count_table, b.column))


_LONG = 300  # rows: among more counts than these one divides a cost by luck


def _amounts(cells: Sequence[Row]) -> dict[tuple[int, str], dict[str, int]]:
    """Return the whole amounts of money of each row that is no total, by column label."""
    out: dict[tuple[int, str], dict[str, int]] = {}
    for cell in cells:
        if cell["unit"] == "GBP" and cell["value"] == int(cell["value"]) and not is_total(cell["row_label"]):
            out.setdefault((cell["row"], cell["row_label"]), {})[cell["column_label"]] = int(cell["value"])
    return {key: row for key, row in out.items() if any(row.values())}


def _base(
    cost_table: str,
    count_table: str,
    column: int,
    amounts: Mapping[tuple[int, str], Mapping[str, int]],
    counts: Sequence[Row],
) -> Base:
    multiples, chance = [], 0.0
    for (row, label), costs in amounts.items():
        common = reduce(gcd, costs.values())
        dividing = [c for c in counts if c["value"] > 1 and common % int(c["value"]) == 0]
        if not dividing:
            continue
        best = max(dividing, key=lambda c: (c["value"], c["row_label"].casefold() == label.casefold()))
        count = int(best["value"])
        chance += min(0.0, log10(sum(1 / c["value"] for c in counts if c["value"] >= count)))
        each = {name: cost // count for name, cost in costs.items()}
        multiples.append(Multiple(row, label, best["row_label"], best["row"], count, each))
    label = counts[0]["column_label"]
    named = list(periods(label))
    period = (named[0].start, named[0].end) if len(named) == 1 else None
    return Base(cost_table, count_table, column, label, period, len(amounts), tuple(multiples), chance)


def retold(base: Base, cells: Iterable[Row], column: int) -> dict[str, int]:
    """Return what each column of costs would come to with the counts of another column and the same unit costs.

    Args:
        base: What the table of costs was made from.
        cells: The cells of the table of counts.
        column: The column whose counts are to be taken, such as that of the year that the paper states.
    """
    of = (base.count_table, column)
    counts = {c["row"]: int(c["value"]) for c in cells if (c["table_id"], c["column"]) == of and _is_number(c)}
    totals: dict[str, int] = {}
    for multiple in base.multiples:
        for name, each in multiple.unit_costs.items():
            totals[name] = totals.get(name, 0) + each * counts.get(multiple.count_row, 0)
    return totals


def _is_number(cell: Row) -> bool:
    return not cell["is_header"] and cell["value"] is not None and not isnan(cell["value"])


_MANY, _ALL, _FEWER = 5, 0.9, 0.5


def told_base(found: Sequence[Base]) -> Base | None:
    """Return the base that a table of costs was surely made from: nearly all its rows are multiples of one column only.

    Five rows at least, nine in ten of all, by a chance of less than one in a million, no other column of half as many.
    """
    best = max(found, key=lambda b: len(b.multiples), default=None)
    if best is None or len(best.multiples) < max(_MANY, _ALL * best.rows) or best.chance > _SURELY:
        return None
    others = [b for b in found if b is not best]
    return best if all(len(b.multiples) <= _FEWER * len(best.multiples) or b.chance > _SURELY for b in others) else None


_SURELY = -6.0


_TABLES = 16  # tables on either side whose counts the costs may be of
_OVER = 12  # lines over a table that may say which year its costs are of


def base_check_rows(tables: Sequence[Row], cells: Sequence[Row], blocks: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Yield a row, as of `checks` but for its id, for each table of costs that was surely made from one column.

    Where a paragraph over the table names just one of the years that the counts are given for, the table is held
    against it; where none does, nothing is stated that could be tested.

    Args:
        tables: A pack's rows of the table `tables`.
        cells: Those of `cells`.
        blocks: Those of `blocks`.
    """
    of_document: dict[str, list[str]] = {}
    of_table: dict[str, list[Row]] = {}
    for table in tables:
        of_document.setdefault(table["document_id"], []).append(table["table_id"])
    for cell in cells:
        of_table.setdefault(cell["table_id"], []).append(cell)
    place = {name: at for names in of_document.values() for at, name in enumerate(names)}
    blocks = sorted(blocks, key=itemgetter("first_line"))
    for table in tables:
        inside, at = of_document[table["document_id"]], place[table["table_id"]]
        names = inside[max(0, at - _TABLES) : at + _TABLES]
        costs = any(cell["unit"] == "GBP" for cell in of_table.get(table["table_id"], ()))
        near = [cell for name in names for cell in of_table.get(name, ())] if costs and len(names) > 1 else []
        base = told_base(bases(near, table["table_id"]))
        if base is None or base.period is None:
            continue
        labels = {c["column_label"] for c in of_table[base.count_table]}
        years = {(p.start, p.end) for label in labels for p in periods(label)}
        first = bisect_left(blocks, table["first_line"] - _OVER, key=itemgetter("first_line"))
        over = blocks[first : bisect_left(blocks, table["first_line"], key=itemgetter("first_line"))]
        for block in over[::-1]:
            named = {(p.start, p.end) for p in periods(block["text"])} & years
            if len(named) == 1:
                yield _base_row(table, base, block, next(iter(named)))
                break


def _base_row(table: Row, base: Base, block: Row, stated: tuple[str, str]) -> dict[str, Any]:
    says = next((p for p in periods(block["text"]) if (p.start, p.end) == stated), None)
    year = block["text"][says.begin : says.stop] if says else ""
    words = f"{len(base.multiples)} of {base.rows} rows are whole multiples of the counts of {base.column_label}"
    same = stated == base.period
    return {
        "pack_id": table["pack_id"],
        "document_id": table["document_id"],
        "kind": "base",
        "subject": f"costs over {year}",
        **dict.fromkeys(("stated", "recomputed", "difference", "tolerance")),
        "verdict": AGREES if same else DIFFERS,
        "line": block["first_line"],
        "lines": f"{block['first_line']}; {table['first_line']}",
        "explanation": words if same else f"{words}, not of {year}; the labels of rows were left aside",
    }
