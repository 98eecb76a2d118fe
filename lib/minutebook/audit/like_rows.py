"""Groups of like rows: a group that is all of the others has in each row the sum of theirs of that name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minutebook.audit.totals import Check, add_up, is_total
from minutebook.papers.tables import Cell, Table

_ALL = re.compile(r"\A\W*(?:all|both|total|overall|combined|altogether|everyone)\b|\b(?:all|total|combined)\W*\Z", re.I)
#: What each costs, has or takes, and what is a share of something, doesn't add up.
_NO_SUM = re.compile(r"%|\b(?:rate|per|average|mean|median|change|proportion|share|ratio|each|index|rank)\b", re.I)
_AIM = re.compile(r"\b(?:goal|target|aim|ambition|trajectory|plan(?:ned)?)\b", re.I)
_FEW, _MOST = 2, Decimal("0.6")


@dataclass(frozen=True)
class _Group:
    """Rows that stand under one name, by what each is called inside it."""

    name: str
    rows: tuple[tuple[str, Sequence[Cell]], ...]


def like_rows(table: Table) -> tuple[list[Check], frozenset[int]]:
    """Return the checks of a group that is all of the others, and its rows.

    A group that is called all, both or total is one where most of its numbers are the sums of their namesakes; one
    without such a name where all are. What the rows above it make together says nothing, since they are of two kinds.

    Example:
        "North" and "South" have rows "Bins emptied" and "Bins missed" each; so has "All depots", last or first.
    """
    groups = _groups(table.rows())
    if len(groups) <= _FEW or sum(len(group.rows) >= _FEW for group in groups) < len(groups):
        return [], frozenset()
    for whole, parts in ((groups[-1], groups[:-1]), (groups[0], groups[1:])):
        named = _ALL.search(whole.name) is not None
        alike = _namesakes(whole, parts)
        if len(alike) < _FEW:
            continue
        found = [check for row, others in alike for check in _sums(row, others)]
        right = sum(check.verdict != "differs" for check in found)
        sure = len(found) > _FEW and len({c.stated.row for c in found}) >= _FEW
        own = frozenset(row[0].row for _, row in whole.rows)
        if right >= _FEW and (right >= len(found) * _MOST if named else right == len(found) and sure):
            return found, own
        if is_total(whole.name):
            return [], own
    return [], frozenset()


def _groups(rows: Sequence[Sequence[Cell]]) -> list[_Group]:
    """Return the groups of a table: rows under one name in the first column, or under a row that spans."""
    texts = [row for row in rows if any(cell.raw.text for cell in row[1:])]
    columns = len(texts[0]) if texts else 0
    named = columns > _FEW and all(row[1].raw.text.strip() and row[1].value is None for row in texts)
    held: list[tuple[str, dict[str, Sequence[Cell]]]] = []
    for row in texts:
        label = row[0].row_label
        name, _, own = label.rpartition(" / ")
        if named:
            name = row[0].raw.text.strip() or (held[-1][0] if held else "")
            own = row[1].raw.text
        if not held or held[-1][0] != name or own in held[-1][1]:
            held.append((name, {}))
        held[-1][1][own] = row
    return [_Group(name.rpartition(" / ")[2], tuple(inside.items())) for name, inside in held]


def _namesakes(whole: _Group, parts: Sequence[_Group]) -> list[tuple[Sequence[Cell], list[Sequence[Cell]]]]:
    """Return each row of a group with the row of each other group that is called the same, where all have one.

    A row's name may have a word more in one group than in another: "Registered swimmers" and "Registered".
    """
    by_name: dict[frozenset[str], list[Sequence[Cell]]] = defaultdict(list)
    for group in parts:
        for name, row in group.rows:
            by_name[_words(name)].append(row)
    even = len({len(group.rows) for group in (whole, *parts)}) == 1
    out = []
    for n, (name, row) in enumerate(whole.rows):
        words, others = _words(name), by_name[_words(name)]
        if len(others) != len(parts) and even:
            placed = [group.rows[n] for group in parts]
            near = all(words <= _words(other) or _words(other) <= words for other, _ in placed)
            others = [cells for _, cells in placed] if near else []
        if words and len(others) == len(parts):
            out.append((row, others))
    return out


def _words(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"\w+", name.casefold()))


def _sums(row: Sequence[Cell], others: Sequence[Sequence[Cell]]) -> Iterator[Check]:
    """Yield the check of each number of a row against its namesakes, where these all have one that can be added."""
    if _NO_SUM.search(row[0].row_label) or _NO_SUM.search(row[1].raw.text):
        return
    for cell in row[1:]:
        parts = [other[cell.column] for other in others]
        units = {part.value.unit if part.value else "" for part in parts}
        if cell.value is None or units != {cell.value.unit} or cell.value.unit == "percent":
            continue
        if _NO_SUM.search(cell.column_label) or cell.value.unit not in ("count", "GBP"):
            continue
        yield _rounded_apart(add_up("column total", cell, cell.value, parts))


def _rounded_apart(check: Check) -> Check:
    """Return a check; goals that are each worked out and rounded by themselves may be one or two off together."""
    stated, given = check.says, check.recomputed
    gap = abs(stated - given) if stated is not None and given is not None else Decimal(0)
    allowed = Decimal(len(check.parts) + 1) / 2
    if check.verdict != "differs" or not _AIM.search(check.stated.column_label) or gap > allowed:
        return check
    words = f"the {len(check.parts)} printed parts give it but for what rounding each by itself explains"
    return replace(check, verdict="rounding", tolerance=allowed, explanation=words)
