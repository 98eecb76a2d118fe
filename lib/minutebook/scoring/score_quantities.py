"""How well the figures of the papers' prose agree with what a careful reader noted of every line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from minutebook.facts.places import place_named
from minutebook.rates import wilson_limits

Row = dict[str, Any]
Rows = list[Row]
Pair = tuple[Row | None, Row | None]  # ours and the reader's; nothing where the other has none

_TOLERANCE = 0.01  # two thirds are 66.67 or 66.6667
#: Places under one name: the Bi-Borough is its two boroughs.
_TOGETHER = {"biborough": ("westminster", "kensingtonandchelsea")}


def pairs(ours: list[Row], theirs: list[Row]) -> Iterator[Pair]:
    """Yield our figures and a reader's that stand on one line with one value; then those that have no other.

    Where a value stands twice on a line, the two that agree in most else are paired.
    """
    by_line: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in ours:
        by_line[row["file"], int(row["line"])].append(row)
    for row in theirs:
        here = by_line[row["file"], int(row["line"])]
        alike = [one for one in here if _same_value(one, row)]
        best = max(alike, key=lambda one: sum(test(one, row) for test in _PARTS.values()), default=None)
        if best is not None:
            here.remove(best)
        yield best, row
    yield from ((row, None) for here in by_line.values() for row in here)


def _same_value(ours: Row, theirs: Row) -> bool:
    return all(_near(ours[name], theirs[name]) for name in ("value", "value_high"))


def _near(ours: Any, theirs: Any) -> bool:
    empty = [str(one) in ("", "nan", "None", "<NA>") for one in (ours, theirs)]
    return all(empty) if any(empty) else abs(float(ours) - float(theirs)) <= _TOLERANCE


def _same_unit(ours: Row, theirs: Row) -> bool:
    return bool(ours["unit"] == theirs["unit"])


def _same_period(ours: Row, theirs: Row) -> bool:
    return all(ours[name] == theirs[name] for name in ("period_start", "period_end"))


def _same_area(ours: Row, theirs: Row) -> bool:
    return area_set(ours["area"]) == area_set(theirs["area"])


def area_set(area: str) -> frozenset[str]:
    """Return the places of a list as names that spelling doesn't part.

    Example:
        >>> area_set("Bi-Borough") == area_set("Kensington & Chelsea; Westminster")
        True
        >>> area_set("Ayle and Bode") == area_set("Bode; Ayle")
        True
    """
    named = (name.strip().replace("&", "and") for name in area.split(";"))
    single = (part for name in named for part in ([name] if place_named(name) else name.split(" and ")))
    names = [re.sub(r"['’]s\b|\W", "", name.casefold()) for name in single]
    return frozenset(part for name in names if name for part in _TOGETHER.get(name, (name,)))


_PARTS: dict[str, Callable[[Row, Row], bool]] = {"unit": _same_unit, "period": _same_period, "area": _same_area}


def quantity_counts(ours: list[Row], theirs: list[Row]) -> Iterator[tuple[str, Row, Counter[str]]]:
    """Yield for each measure and pair what is right, of the reader's and of ours; and the row that tells where.

    `all together` takes ours as right where value, unit, period and area are; for its precision a figure that leaves
    the period or the area open, where the reader has one, claims nothing wrong. `not inherited` takes those for
    open that only the document as a whole gives, as `mb.figures(inherited=False)` does.
    """
    for mine, gold in pairs(ours, theirs):
        where = gold or mine or {}
        right = {name: mine is not None and gold is not None and test(mine, gold) for name, test in _PARTS.items()}
        found = mine is not None and gold is not None
        sides = {"of recall": int(gold is not None), "of precision": int(mine is not None)}
        for name, good in {"value": found, **right}.items():
            yield name, where, Counter({"recall": int(good), "precision": int(good), **sides})
        for name in _STATED:
            if gold and gold[_STATED[name]]:
                yield f"{name}, where one is stated", where, Counter({"recall": int(right[name]), "of recall": 1})
        for name, stated in {"all together": _is_stated, "all together, not inherited": _is_told}.items():
            told = {n: stated(mine, n) for n in _STATED}
            claims = right["unit"] and all(right[n] or not told[n] for n in _STATED)
            complete = claims and gold is not None and all(told[n] or not gold[_STATED[n]] for n in _STATED)
            yield name, where, Counter({"recall": int(complete), "precision": int(claims), **sides})


_STATED = {"period": "period_end", "area": "area"}


def _is_stated(ours: Row | None, name: str) -> bool:
    return ours is not None and bool(ours[_STATED[name]])


def _is_told(ours: Row | None, name: str) -> bool:
    return ours is not None and _is_stated(ours, name) and ours[f"{name}_from"] != "document"


def measured(counts: Counter[str]) -> str:
    """Return recall, precision and their F1 with 95 % limits (Wilson's, as if quantities were independent)."""
    parts = [_limits(name, counts[name], counts[f"of {name}"]) for name in ("recall", "precision")]
    both = counts["of recall"] + counts["of precision"]
    if counts["of precision"]:
        parts.append(_limits("F1", counts["recall"] + counts["precision"], both, both / 2))
    return "  ".join(part for part in parts if part)


def _limits(name: str, right: int, of: int, weight: float | None = None) -> str:
    if not of:
        return ""
    share = right / of
    low, high = wilson_limits(share * (weight or of), weight or of)
    shown = f"{right}/{of}" if weight is None else f"{share:.3f}"
    return f"{name} {shown} ({low / 100:.3f} to {high / 100:.3f})"
