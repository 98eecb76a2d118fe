"""Changes between two printed counts, and how often chance alone gives such a change."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pandas as pd

from minutebook.audit.audit import SIGNED, Tables, by_line, lines_of, rows_of
from minutebook.rates import chance_of_change
from minutebook.text.verdicts import AGREES, ROUNDING

#: A change that chance alone gives less often than this is taken to be more than chance.
UNUSUAL = 0.05
#: What is there at a time, and goes on from one to the next: it isn't made of events that come one by one.
_STOCK = re.compile(
    r"\b(?:claimants?|claiming|populations?|residents|inhabitants|households|caseloads?|open cases|dwellings|homes"
    r"|stock|on the (?:register|list|roll)|waiting lists?|in care|looked[- ]after|in receipt|recipients?|registered"
    r"|staff|posts|members(?:hip)?|FTE|vacanc\w+|employees|officers|beds|places|pupils|clients|tenan\w+|snapshot"
    r"|as at|balance)\b",
    re.I,
)


def count_changes(tables: Tables) -> pd.DataFrame:
    """Return the changes that the papers state between two counts, with how often chance alone gives such a change.

    The counts behind a change are the two whole numbers on its lines that give it; where no two do, or the change
    doesn't follow from them, it isn't listed; nor is one of how many there are at a time, such as claimants. The same
    two counts of a pack are listed once. The chance is that of `rates.chance_of_change`: both counts are taken for
    events that come one by one, in periods of one length.

    Args:
        tables: `checks`, `cells` and `figures`.

    Returns:
        pack_id, line, label, before, after, percent (from the counts), chance, and within_chance: a chance of one
        in twenty or more. In the order of the papers.
    """
    checks = tables["checks"]
    place = _Numbers(by_line(tables["cells"]), by_line(tables["figures"]))
    rows: dict[tuple[str, int, int], dict[str, Any]] = {}
    follows = checks["kind"].isin([*SIGNED, "direction"]) & checks["verdict"].isin([AGREES, ROUNDING])
    for check in rows_of(checks[follows]):
        if found := place.pair(check):
            before, after, label = found
            one = {"pack_id": check.pack_id, "line": check.line, "label": label, "before": before, "after": after}
            rows.setdefault((check.pack_id, before, after), one)
    out = pd.DataFrame(rows.values(), columns=["pack_id", "line", "label", "before", "after"])
    pairs = list(zip(out["before"], out["after"], strict=True))
    chances = [chance_of_change(before, after) for before, after in pairs]
    out = out.assign(percent=[100 * (b - a) / a for a, b in pairs], chance=chances)
    return out.assign(within_chance=out["chance"] >= UNUSUAL).sort_values(["pack_id", "line"], ignore_index=True)


class _Numbers:
    """The counts that stand on lines, in cells and in sentences."""

    def __init__(self, cells: dict[tuple[str, int], list[Any]], figures: dict[tuple[str, int], list[Any]]) -> None:
        self.cells, self.figures = cells, figures

    def counts(self, pack_id: str, line: int) -> list[tuple[int, Any]]:
        """Return the whole numbers of things on a line, each with its cell or figure."""
        found = [*self.cells.get((pack_id, line), []), *self.figures.get((pack_id, line), [])]
        counts = [n for n in found if n.unit == "count" and pd.notna(n.value)]
        return [(int(n.value), n) for n in counts if n.value == int(n.value) and n.value > 0]

    def pair(self, check: Any) -> tuple[int, int, str] | None:
        """Return the earlier and the later count that give a change, and what they count."""
        counts = [one for n in lines_of(check.lines)[::-1] for one in self.counts(check.pack_id, n)]
        if check.kind == "direction":
            return self._from_to(check, counts)
        for (one, first), (two, second) in itertools.permutations(counts, 2):
            change = 100 * (two - one) / one if check.kind == "percent change" else two - one
            if one != two and any(abs(change - sign * check.recomputed) < _SAME for sign in (1, -1)):
                if _STOCK.search(f"{check.subject} {_counted(first, second)} {getattr(second, 'context', '')}"):
                    return None
                return one, two, _counted(first, second) or str(check.subject)
        return None

    def _from_to(self, check: Any, counts: list[tuple[int, Any]]) -> tuple[int, int, str] | None:
        """Return the two counts of "from 55 to 134", of which no change is printed."""
        told = [(value, n) for value, n in counts if getattr(n, "role", "") in ("from", "to")]
        for (one, first), (two, second) in itertools.pairwise(told):
            if (first.role, second.role) == ("from", "to") and two == check.stated and one != two:
                words = _counted(first, second) or str(check.subject)
                return None if _STOCK.search(f"{words} {second.context}") else (one, two, words)
        return None


def _counted(first: Any, second: Any) -> str:
    """Say what two counts count: their row, or their column and both rows, or the words of the sentence."""
    if hasattr(first, "row_label") and hasattr(second, "row_label"):
        before, after = (str(c.row_label).rpartition(" / ")[2] for c in (first, second))
        return before if before == after else f"{second.column_label}, {before} to {after}"
    words = [n.noun or n.context for n in (second, first) if hasattr(n, "noun")]
    return next((word for word in words if word), "")


_SAME = 1e-4  # how far a change worked out again may be from one kept with four decimals
