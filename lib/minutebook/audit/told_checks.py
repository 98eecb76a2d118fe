"""Checks of all that a paper states outside one table's own sums: in prose, across tables, in lists; each told once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minutebook.audit.across_tables import across_table_rows
from minutebook.audit.list_counts import list_check_rows
from minutebook.audit.multiples import base_check_rows
from minutebook.audit.prose_checks import prose_check_rows

Row = dict[str, Any]


def told_check_rows(text: str, rows: Mapping[str, list[Row]]) -> Iterator[Row]:
    """Yield a row, as of the table `checks` but for its id, for each relation that a pack states in these ways.

    What makes the same of a number in another way, such as a list and the sentence that it is in, is told once.

    Args:
        text: The pack.
        rows: Its rows of `figures`, `tables`, `cells`, `blocks` and `sections`.
    """
    told = [
        *across_table_rows(dict(rows)),
        *prose_check_rows(text, rows["figures"], rows["tables"], rows["cells"]),
        *base_check_rows(rows["tables"], rows["cells"], rows["blocks"]),
    ]
    counted = {(row["kind"], row["line"]) for row in told}
    told += [row for row in list_check_rows(text, rows["sections"]) if (row["kind"], row["line"]) not in counted]
    yield from _once(told)


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    told: set[tuple[Any, ...]] = set()
    for row in rows:
        key = (row["line"], row["stated"], row["recomputed"])
        if None in key or key not in told:
            yield row
        told.add(key)
