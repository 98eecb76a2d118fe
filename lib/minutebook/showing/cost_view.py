"""A table of costs as a notebook studies it: shares of volume and cost, another year's counts, fewer offences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from minutebook.audit.costs import (
    CostTable,
    agencies,
    amounts,
    cost_tables,
    moved,
    saved,
    stated_column,
    unit_costs,
    with_counts_of,
)
from minutebook.errors import MinutebookError
from minutebook.rates import part_of, share
from minutebook.showing.display import Shown, chance, finding
from minutebook.store import read_table

ALL = "all"
_NONE = "No table of costs in the collection could be traced to the counts that it was made from."


@dataclass(frozen=True)
class CostStudy:
    """What can be said of the first table of costs that could be traced to its counts; empty where there is none.

    units: A row for each kind: label, count, what one costs by column, and its shares `of_count` and `of_cost`.
    rows: Those of them that the study is of.
    bearers: The columns of those who bear the costs; `total` is the column that adds them up.
    year, stated: The labels of the counts that the table was made from, and of those that the paper names; "" for none.
    moved: Each column of costs as printed and with the counts of the stated year, as `costs.moved` has it.
    checks: The rows of `checks` that hold the table against the paper's words.
    """

    cost: CostTable | None
    offence: str
    units: pd.DataFrame
    rows: pd.DataFrame
    bearers: list[str]
    total: str
    year: str
    stated: str
    moved: pd.DataFrame
    checks: pd.DataFrame
    documents: pd.DataFrame

    def show(self, make: Callable[[], Shown]) -> Shown:
        """Return what is to be shown, or say that there is no such table."""
        return make() if self.cost else finding(_NONE, read_table("documents"))

    def extremes(self) -> pd.DataFrame:
        """Return the kind that costs most and the kind that there is most of, or the one that the study is of."""
        if self.offence != ALL:
            return self.rows
        ends = [self.units.sort_values(by, ascending=False, kind="stable")[:1] for by in ("of_cost", "of_count")]
        return pd.concat(ends).drop_duplicates("label")

    def alike(self) -> list[list[str]]:
        """Return the labels of kinds that share all their unit costs, a list for each such group."""
        columns = [*self.bearers, self.total]
        same = self.units[self.units.duplicated(columns, keep=False)] if self.bearers else self.units[:0]
        return [list(group["label"]) for _, group in same.groupby(columns, sort=False)] if len(same) else []

    def reworded(self) -> pd.DataFrame:
        """Return the kinds that the table of costs words otherwise than the table of counts."""
        words, others = (self.units[name].str.casefold() for name in ("label", "count_label"))
        return self.units[words != others]

    def words_above(self) -> pd.DataFrame:
        """Return the last paragraph above the table that dates its unit costs, "2003/04 costs", if one does."""
        blocks = read_table("blocks")
        if self.cost is None:
            return blocks[:0]
        first = min(self.cost.lines(self.cost.table_id).values())
        over = blocks[(blocks["document_id"] == self.cost.document_id) & (blocks["last_line"] < first)]
        return over[over["text"].str.contains(r"\b\d{4}/\d{2}\b[^.]{0,20}\b(?:costs|prices)\b")][-1:]

    def covered(self) -> pd.DataFrame:
        """Return how many of all offences the table puts a cost on, a row for each column of counts.

        Returns:
            `year` (the column's label), `costed`, `all` (the greatest total of the column), `percent`, and the pack and
            line of that total. A column without a total has no row.
        """
        columns = ["year", "costed", "all", "percent", "pack_id", "line"]
        if self.cost is None:
            return pd.DataFrame(columns=columns)
        table, rows = self.cost.base.count_table, []
        labels = {c["row"]: c["row_label"] for c in self.cost.cells if c["table_id"] == table}
        for year, column in self.cost.years().items():
            counts = self.cost.counts(column)
            greatest = max(counts, key=lambda row: counts[row])
            if "total" in labels[greatest].lower():
                costed, every = sum(counts.get(row, 0) for row in self.units["count_row"]), counts[greatest]
                line = self.cost.lines(table)[greatest]
                rows.append((year, costed, every, share(costed, every), self.cost.pack_id, line))
        return pd.DataFrame(rows, columns=columns)

    def of_all(self) -> pd.Series[float]:
        """Return what share of all offences each kind is, costed or not, in percent; NaN where no total is printed."""
        covered = self.covered()
        every = covered.loc[covered["year"] == self.year, "all"]
        whole = float(every.iloc[0]) if len(every) else 0.0
        return pd.Series([share(n, whole) for n in self.units["count"]], self.units.index, dtype=float)

    def place(self) -> str:
        """Return the place that most facts of the document are of, "" where it has none."""
        facts, places = read_table("observations"), read_table("mentions")
        inside = pd.Series(False, places.index)
        papers: list[Any] = list(self.documents.itertuples())
        for one in papers:
            inside |= (places["pack_id"] == one.pack_id) & places["line"].between(one.first_line, one.last_line)
        of = facts.loc[
            facts["observation_id"].isin(places.loc[inside, "observation_id"]) & (facts["area"] != ""), "area"
        ]
        return str(of.value_counts().index[0]) if len(of) else ""

    def luck(self) -> str:
        """Return in words the chance that so many rows are multiples of one column of counts by luck alone."""
        return chance(10**self.cost.base.chance) if self.cost else ""

    def saved(self, percent: float) -> pd.DataFrame:
        """Return what so many percent fewer of the kinds would come to, in whole pounds.

        Returns:
            A row for each bearer and for the total: `agency`, `printed` (with the counts that the table was made
            from) and `other` (with those of the stated year, missing where the paper names none).

        Raises:
            MinutebookError: where it is no number from 0 to 100.
        """
        _is_percent(percent)
        columns = [*self.bearers, self.total]
        if self.cost is None:
            return pd.DataFrame(columns=["agency", "printed", "other"])
        at = {"printed": self.rows}
        if self.stated:
            other = with_counts_of(self.cost, self.cost.years()[self.stated])
            at["other"] = other[other["label"].isin(self.rows["label"])]
        made = {name: saved(rows, columns, percent).round() for name, rows in at.items()}
        return pd.DataFrame(made, columns=["printed", "other"]).rename_axis("agency").reset_index()

    def fewer(self, percent: float) -> pd.DataFrame:
        """Return the kinds of the study with how many offences so many percent of them are, `fewer`."""
        _is_percent(percent)
        return self.rows.assign(fewer=[part_of(n, percent) for n in self.rows["count"]])


def _is_percent(value: object) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _WHOLE:
        raise MinutebookError(f"{value!r} is no reduction in percent", todo=f"take a number from 0 to {_WHOLE}")


_WHOLE = 100


def cost_study(offence: str = ALL) -> CostStudy:
    """Return what can be said of the table of costs in the collection, if one can be traced to its counts.

    Args:
        offence: A kind of offence as the table names it, "all" for every kind.

    Raises:
        MinutebookError: where the table has no such kind, saying which it has.

    Example:
        study = mb.cost_study("Robbery"); study.show(lambda: mb.table(study.rows, id="robbery"))
    """
    checks, documents = read_table("checks"), read_table("documents")
    traced = cost_tables({"tables": read_table("tables"), "cells": read_table("cells")})
    blank = pd.DataFrame(columns=["pack_id", "line", "label", "count_label", "count", "of_count", "of_cost"])
    blank = blank.astype({"label": str, "count_label": str})
    if not traced:
        none = pd.DataFrame(columns=["cost", "printed", "other", "more", "percent"])
        return CostStudy(None, offence, blank, blank, [], "", "", "", none, checks[:0], documents[:0])
    cost = traced[0]
    bearers, total = agencies(cost)
    units = unit_costs(cost)
    volume, money = units["count"], amounts(units, [total])[total]
    units = units.assign(
        of_count=[share(n, volume.sum()) for n in volume], of_cost=[share(n, money.sum()) for n in money]
    )
    if offence != ALL and offence not in set(units["label"]):
        raise MinutebookError(f"no kind is called {offence!r}", todo=f"take one of: {', '.join(units['label'])}")
    rows = units if offence == ALL else units[units["label"] == offence]
    stated = stated_column(cost, checks)
    column = stated[1] if stated else cost.base.column
    of = checks[(checks["kind"] == "base") & (checks["document_id"] == cost.document_id)]
    own = documents[documents["document_id"] == cost.document_id]
    label = stated[0] if stated else ""
    return CostStudy(
        cost, offence, units, rows, bearers, total, cost.base.column_label, label, moved(cost, column), of, own
    )
