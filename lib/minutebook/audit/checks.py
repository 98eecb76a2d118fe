"""Checks of tables: the arithmetic that a table states, done again from the cells it prints."""

from __future__ import annotations

from collections.abc import Iterator

from minutebook.audit.column_checks import column_checks
from minutebook.audit.formulas import formula_checks
from minutebook.audit.like_rows import like_rows
from minutebook.audit.targets import targets
from minutebook.audit.totals import Check, totals
from minutebook.papers.tables import Table


def checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a table that others in it give: totals, changes, shares, averages, orders."""
    like, rows = like_rows(table)
    told = {check.stated.raw.start for check in like}
    yield from like
    yield from (c for c in totals(table) if c.stated.row not in rows or c.kind == "row total")
    yield from (c for c in formula_checks(table) if c.kind != "column total" or c.stated.raw.start not in told)
    yield from column_checks(table)
    yield from targets(table)
