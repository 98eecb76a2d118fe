"""Checks of tables: the arithmetic that a table states, done again from the cells it prints."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.audit.column_checks import column_checks
from minutebook.audit.formulas import formula_checks
from minutebook.audit.targets import targets
from minutebook.audit.totals import Check, totals
from minutebook.papers.tables import Table


def checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a table that others in it give: totals, changes, shares, averages, orders."""
    yield from totals(table)
    yield from formula_checks(table)
    yield from column_checks(table)
    yield from targets(table)
