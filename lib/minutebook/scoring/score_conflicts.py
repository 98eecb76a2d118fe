"""How well the conflicts agree with what a careful reader found to differ, to look as if it did, and to be one fact."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from minutebook.rates import wilson_limits
from minutebook.text.dates import ANY_MONTH

Row = dict[str, Any]
Rows = Sequence[Row]
Held = Callable[[Row], bool]
Place = tuple[str, int]  # file and line

#: Dates, years, times and Acts: no figures, so that no observation has them.
_NO_FIGURE = re.compile(rf"\b{ANY_MONTH}\b|\A\W*(?:19|20)\d\d(?:[/–-]\d\d)?\W*\Z|\d ?[ap]m\b|\bAct\b", re.I)
_NEAR = 2  # lines that two readers may point at for one statement


def conflict_lines(
    gold: Mapping[str, Rows], tables: Mapping[str, Rows], files: Mapping[str, str], held: Held
) -> list[str]:
    """Return the report's lines on conflicts, apart for what was seen while rules were written and what was held out.

    Args:
        gold: The reader's `conflicts`, `same_facts` and `look_alikes`; nothing is said of those that are missing.
        tables: The processed `conflicts` and `mentions`.
        files: The first three digits of each pack's raw file, by `pack_id`.
        held: Tells whether a row with `file` and `line` stands in a document that was held out.

    Example:
        >>> conflict_lines({}, {}, {}, lambda row: False)
        []
    """
    if not gold:
        return []
    totals: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for name, apart, counts in _counted(gold, tables, files, held):
        totals[name, apart].update(counts)
    return [
        "Conflicts: ours that nothing explains and a reader has too, a reader's of values found, look-alikes raised,",
        "and places of one fact joined as one observation",
        "",
        *(
            f"  {name + (', held out' if apart else ', seen'):<46} {_share(name, counts)}"
            for (name, apart), counts in sorted(totals.items())
        ),
    ]


_SHARES = {
    "conflicts, unexplained": "precision",
    "conflicts of values": "recall",
    "conflicts of every kind": "recall",
    "look-alikes": "raised",
    "same facts": "joined",
}


def _share(name: str, counts: Counter[str]) -> str:
    low, high = wilson_limits(counts["right"], counts["of"])
    return f"{_SHARES[name]} {counts['right']}/{counts['of']} ({low / 100:.3f} to {high / 100:.3f})"


def _counted(
    gold: Mapping[str, Rows], tables: Mapping[str, Rows], files: Mapping[str, str], held: Held
) -> Iterator[tuple[str, bool, Counter[str]]]:
    ours = [(*_ours(row, files), row["type"]) for row in tables["conflicts"]]
    theirs = [_theirs(row) for row in gold.get("conflicts", ())]
    for left, right, kind in ours:
        if kind == "unexplained":
            apart = any(held({"file": file, "line": line}) for file, line in (left, right))
            yield "conflicts, unexplained", apart, _one(any(_same((left, right), pair) for pair in theirs))
    for row in gold.get("conflicts", ()):
        found = _one(any(_same(_theirs(row), (left, right)) for left, right, _ in ours))
        yield "conflicts of every kind", row["held_out"] == "true", found
        if row["kind"] == "value":
            yield "conflicts of values", row["held_out"] == "true", found
    for row in gold.get("look_alikes", ()):
        raised = any(
            _same(_theirs(row), (left, right), 0) and _has(row, own)
            for own, (left, right, _) in zip(tables["conflicts"], ours, strict=True)
        )
        yield "look-alikes", row["held_out"] == "true", _one(raised)
    facts = _facts(tables["mentions"], files)
    for row in gold.get("same_facts", ()):
        if _NO_FIGURE.search(str(row["left_raw"])):
            continue
        joined = _stated(row, "left", facts) & _stated(row, "right", facts)
        yield "same facts", row["held_out"] == "true", _one(bool(joined))


def _one(right: bool) -> Counter[str]:
    return Counter({"right": int(right), "of": 1})


def _ours(row: Row, files: Mapping[str, str]) -> tuple[Place, Place]:
    left, right = ((files[str(row[f"pack_{side}"])], int(row[f"{side}_line"])) for side in ("left", "right"))
    return left, right


def _theirs(row: Row) -> tuple[Place, Place]:
    left, right = ((str(row[f"{side}_file"]), int(row[f"{side}_line"])) for side in ("left", "right"))
    return left, right


def _same(one: tuple[Place, Place], other: tuple[Place, Place], near: int = _NEAR) -> bool:
    """Tell whether two pairs of places are the same, whichever comes first."""
    return any(
        all(a[0] == b[0] and abs(a[1] - b[1]) <= near for a, b in zip(one, pair, strict=True))
        for pair in (other, other[::-1])
    )


def _has(row: Row, ours: Row) -> bool:
    """Tell whether one of our conflicts is of the two figures that a reader set side by side, not of others there."""
    values = str(ours["explanation"]).partition(":")[0].split(" and ")
    sides = [_bare(str(row[f"{side}_raw"])) for side in ("left", "right")]
    return sorted(map(_bare, values)) == sorted(sides)


def _facts(mentions: Rows, files: Mapping[str, str]) -> dict[Place, list[tuple[str, str]]]:
    out: dict[Place, list[tuple[str, str]]] = defaultdict(list)
    for row in mentions:
        out[files[str(row["pack_id"])], int(row["line"])].append((_bare(str(row["raw"])), str(row["observation_id"])))
    return out


def _stated(row: Row, side: str, facts: Mapping[Place, Sequence[tuple[str, str]]]) -> set[str]:
    raw = _bare(str(row[f"{side}_raw"]))
    here = facts.get((str(row[f"{side}_file"]), int(row[f"{side}_line"])), ())
    return {fact for said, fact in here if said and (said in raw or raw in said)}


def _bare(raw: str) -> str:
    return "".join(raw.split()).strip("%£").casefold()
