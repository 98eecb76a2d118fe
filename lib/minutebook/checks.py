"""Checks of tables: the arithmetic that a table states, done again from the cells it prints."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.column_checks import column_checks
from minutebook.formulas import formula_checks
from minutebook.tables import Table
from minutebook.targets import targets
from minutebook.totals import Check, totals


def checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a table that others in it give: totals, changes, shares, averages, orders."""
    yield from totals(table)
    yield from formula_checks(table)
    yield from column_checks(table)
    yield from targets(table)
