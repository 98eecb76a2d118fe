"""Costs: a printed table of costs taken apart into counts and unit costs, and put together again with other counts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from minutebook.audit.multiples import Base, bases, told_base
from minutebook.text.periods import periods

Row = Mapping[Hashable, Any]
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class CostTable:
    """A table of costs that was surely made from one column of counts: that column, and the cells of its document."""

    pack_id: str
    document_id: str
    table_id: str
    base: Base
    cells: tuple[dict[str, Any], ...]

    def lines(self, table_id: str) -> dict[int, int]:
        """Return the line of each row of one of the document's tables."""
        return {c["row"]: int(c["line"]) for c in reversed(self.cells) if c["table_id"] == table_id}

    def years(self) -> dict[str, int]:
        """Return the columns of counts that stand beside the one the costs are made from, by their labels."""
        of = [c for c in self.cells if c["table_id"] == self.base.count_table and c["unit"] == "count"]
        return {c["column_label"]: int(c["column"]) for c in of if c["column"] and not c["is_header"]}

    def counts(self, column: int) -> dict[int, int]:
        """Return the counts of a column of the table of counts, by row."""
        of = (self.base.count_table, column)
        found = [c for c in self.cells if (c["table_id"], c["column"]) == of and pd.notna(c["value"])]
        return {c["row"]: int(c["value"]) for c in found if not c["is_header"]}


def cost_tables(tables: Tables) -> list[CostTable]:
    """Return the tables of costs for which the counts that they were made from can be told.

    Args:
        tables: `tables` and `cells`, of whatever packs. Each table of money is held against the counts of its document.

    Example:
        found = cost_tables({"tables": mb.read_table("tables"), "cells": mb.read_table("cells")})
    """
    cells = tables["cells"]
    money = set(cells.loc[cells["unit"] == "GBP", "table_id"])
    made = []
    for document, own in tables["tables"].groupby("document_id", sort=False):
        costs = [t for t in own["table_id"] if t in money]
        if not costs or len(own) < 2:
            continue
        records = [{str(k): v for k, v in r.items()} for r in _of(cells, own).to_dict("records")]
        for table in costs:
            if base := told_base(bases(records, table)):
                made.append(CostTable(str(own["pack_id"].iloc[0]), str(document), table, base, tuple(records)))
    return made


def _of(cells: pd.DataFrame, tables: pd.DataFrame) -> pd.DataFrame:
    return cells[cells["table_id"].isin(tables["table_id"])]


def unit_costs(cost: CostTable) -> pd.DataFrame:
    """Return a row for each kind: its label and that of its counts, how many there are, and what one costs by column.

    `line` is that of the row of costs, `count_line` that of the row of counts, `count_row` names the latter.
    """
    lines, counted = cost.lines(cost.table_id), cost.lines(cost.base.count_table)
    rows = [
        {
            "pack_id": cost.pack_id,
            "line": lines[m.row],
            "count_line": counted[m.count_row],
            "count_row": m.count_row,
            "label": m.label,
            "count_label": m.count_label,
            "count": m.count,
            **m.unit_costs,
        }
        for m in cost.base.multiples
    ]
    return pd.DataFrame(rows)


def cost_columns(cost: CostTable) -> list[str]:
    """Return the labels of the columns of costs, in their order."""
    return list(cost.base.multiples[0].unit_costs)


def agencies(cost: CostTable) -> tuple[list[str], str]:
    """Return the columns that another adds up in every row, and that one; no columns and the last where none does.

    Example: of Police, NHS, Fiscal cost, Social cost, where the third is the first two added up, ["Police", "NHS"]
    and "Fiscal cost".
    """
    labels = cost_columns(cost)
    for n in range(2, len(labels)):
        rows = [list(m.unit_costs.values()) for m in cost.base.multiples]
        if all(sum(row[:n]) == row[n] for row in rows):
            return labels[:n], labels[n]
    return [], labels[-1]


def with_counts_of(cost: CostTable, column: int) -> pd.DataFrame:
    """Return the unit costs with the counts of another column, such as that of the year that the paper states."""
    units = unit_costs(cost)
    return units.assign(count=units["count_row"].map(cost.counts(column)).fillna(0).astype(int))


def amounts(units: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return what each kind costs by column: its count times what one costs.

    Example:
        >>> amounts(pd.DataFrame({"count": [3], "Police": [10]}), ["Police"])["Police"].tolist()
        [30]
    """
    return units[columns].mul(units["count"], axis="index")


def saved(units: pd.DataFrame, columns: list[str], percent: float) -> pd.Series[float]:
    """Return what so many percent fewer of each kind would cost less, by column, if each had cost the average.

    Example:
        >>> float(saved(pd.DataFrame({"count": [300, 100], "Police": [10, 50]}), ["Police"], 5)["Police"])
        400.0
    """
    return amounts(units, columns).sum() * percent / 100


def stated_column(cost: CostTable, checks: pd.DataFrame) -> tuple[str, int] | None:
    """Return the column of counts for the year that the paper says its costs are of, where its words were tested.

    Args:
        cost: A table of costs.
        checks: Rows of the table `checks`.
    """
    each: list[Any] = list(checks[checks["kind"] == "base"].itertuples())
    for check in [one for one in each if is_of(cost, one)]:
        said = {(p.start, p.end) for p in periods(str(check.subject))}
        for label, column in cost.years().items():
            if said & {(p.start, p.end) for p in periods(label)}:
                return label, column
    return None


def is_of(cost: CostTable, check: Any) -> bool:
    """Tell whether a check of the kind "base" is of a table of costs: its last line is that of the table's first."""
    first = min(cost.lines(cost.table_id).values())
    return bool(check.document_id == cost.document_id and abs(int(check.lines.rpartition("; ")[2]) - first) <= 1)


def moved(cost: CostTable, column: int) -> pd.DataFrame:
    """Return what each column of costs comes to as printed and with the counts of another column, and the change.

    Returns:
        A row for each column of costs: `cost`, `printed`, `other`, `more` and `percent`.
    """
    labels = cost_columns(cost)
    printed = amounts(unit_costs(cost), labels).sum()
    other = amounts(with_counts_of(cost, column), labels).sum()
    out = pd.DataFrame({"cost": labels, "printed": printed.tolist(), "other": other.tolist()})
    more = out["other"] - out["printed"]
    return out.assign(more=more, percent=100 * more / out["printed"])
