"""Statements that do not agree, as a notebook, a panel and the command line show them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from minutebook.audit.audit import rows_of
from minutebook.showing.display import Shown, escaped, links
from minutebook.store import read_table

#: The type of a conflict for which no reason is printed.
UNEXPLAINED = "unexplained"
_ALL = ("", "all")
#: Kinds of conflict, what changes more for a reader first; those not named here come last.
_WEIGHTS = ("value", "list", "tracker and work programme", "definition", "date", "name")
#: What stands over conflicts of each type, in this order.
_HEADINGS = {
    UNEXPLAINED: "No reason in sight",
    "definition": "Another definition may explain it",
    "period": "Another period may explain it",
    "geography": "Another place may explain it",
    "unit": "Another unit may explain it",
    "rounding": "Rounding may explain it",
    "vintage": "A newer paper may explain it",
}
_LONG = 420  # characters of a quote
_SHORT = 90  # characters of one where a conflict is told in a line


def disagreements(pack: str = "all") -> pd.DataFrame:
    """Return the pairs of statements that do not agree; `type` says of what kind, where the table tells.

    Args:
        pack: A pack id, or enough of its beginning, that at least one of the two is in; "all" for every pack.
    """
    rows = read_table("conflicts")
    if pack in _ALL:
        return rows
    return rows[rows["pack_left"].str.startswith(pack) | rows["pack_right"].str.startswith(pack)]


def touching(rows: pd.DataFrame, stretches: Iterable[tuple[str, int, int]]) -> pd.DataFrame:
    """Return the conflicts of which a side lies in some stretches, as `by_weight` has them.

    Args:
        rows: Rows of `disagreements`.
        stretches: Pack, first and last line of each.
    """
    lines = {(pack, line) for pack, first, last in stretches for line in range(first, last + 1)}
    held = [
        not lines.isdisjoint({(row.pack_left, int(row.left_line)), (row.pack_right, int(row.right_line))})
        for row in rows_of(rows)
    ]
    return by_weight(rows.loc[pd.Series(held, index=rows.index, dtype=bool)])


def by_weight(rows: pd.DataFrame) -> pd.DataFrame:
    """Return conflicts in the order in which they matter: what nothing explains first, numbers before days and names.

    Example:
        >>> rows = pd.DataFrame({"type": ["unit", "unexplained"] * 2, "kind": ["name", "name", "value", "value"]})
        >>> list(by_weight(rows).index)
        [3, 1, 2, 0]
    """
    place = {kind: n for n, kind in enumerate(_WEIGHTS)}
    keys = {"explained": rows["type"] != UNEXPLAINED, "kind": rows["kind"].map(place).fillna(len(place))}
    return rows.loc[pd.DataFrame(keys, index=rows.index).sort_values(["explained", "kind"], kind="stable").index]


def conflict_pairs(rows: pd.DataFrame) -> Shown:
    """Show conflicts, each with both its quotes and their lines: those without a reason, names, the rest by its reason.

    Args:
        rows: Rows of `disagreements`.
    """
    if rows.empty:
        raise ValueError("there are no conflicts to show: say so in words")
    html, plain = [], []
    for (_, name), group in rows.groupby(_group_of(rows), sort=True):
        html.append(f"<p><strong>{escaped(name)}</strong>: {len(group)}</p><ol>")
        for row in rows_of(by_weight(group)):
            said = [f"“{escaped(q)}” <span class='mb-source'>[{links([at])}]</span>" for q, at in _sides(row, _LONG)]
            html.append(f"<li>{'<br>'.join(said)}<br><em>{escaped(row.explanation)}.</em></li>")
            quotes = " / ".join(f"“{quote}” [{pack} line {line}]" for quote, (pack, line) in _sides(row, _LONG))
            plain.append(f"{name}: {quotes} {row.explanation}")
        html.append("</ol>")
    return Shown("".join(html), "\n".join(plain))


def _group_of(rows: pd.DataFrame) -> pd.Series:
    """Return the place and the heading of the group that each conflict is shown in."""
    names = (rows["type"] == UNEXPLAINED) & (rows["kind"] == "name")
    headings = rows["type"].map(_HEADINGS).where(~names, "Names and posts")
    places = [*_HEADINGS.values()]
    places.insert(1, "Names and posts")
    return headings.map(lambda heading: (places.index(heading), heading))


def _sides(row: Any, long: int) -> Iterator[tuple[str, tuple[str, int]]]:
    for quote, place in (
        (row.left_quote, (row.pack_left, row.left_line)),
        (row.right_quote, (row.pack_right, row.right_line)),
    ):
        yield textwrap.shorten(quote, long, placeholder=" …"), place


def conflict_lines(rows: pd.DataFrame) -> Iterator[str]:
    """Yield conflicts as lines of text, how many first, then as `by_weight` has them.

    Args:
        rows: Rows of the table `conflicts`.

    Example:
        >>> list(conflict_lines(pd.DataFrame({"type": [], "kind": []})))
        ['0 pairs of statements do not agree']
    """
    open_ = int((rows["type"] == UNEXPLAINED).sum())
    many = "1 pair of statements does" if len(rows) == 1 else f"{len(rows):,} pairs of statements do"
    yield f"{many} not agree" + (f", {open_:,} with no reason in sight" if len(rows) else "")
    for row in rows_of(by_weight(rows)):
        quotes = " / ".join(f"{pack}:{line} “{quote}”" for quote, (pack, line) in _sides(row, _SHORT))
        yield f"{row.pack_left}:{row.left_line}  conflict, {row.type}: {' '.join(row.explanation.split())}; {quotes}"
