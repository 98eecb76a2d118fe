"""Statements that do not agree, as lines and as a page shows them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from minutebook.schema import TABLES, WORDS
from minutebook.showing import conflict_view

PACK = "2020-01-31-parks-board"
OTHER = "2020-02-28-parks-board"
CLASH = {"conflict_id": "x", "pack_left": PACK, "pack_right": OTHER, "left_line": 7, "right_line": 9}
CLASH |= {"left_quote": "40 trees", "right_quote": "41 trees", "explanation": "40 and 41 trees"}


def conflicts(*given: dict[str, Any]) -> pd.DataFrame:
    """Rows of the table of conflicts, all of one clash but for what is given; what isn't given is blank."""
    blank = dict.fromkeys(TABLES["conflicts"].columns, "")
    return pd.DataFrame([blank | CLASH | row for row in given], columns=list(blank))


def test_conflicts_are_told_in_lines_those_without_a_reason_first_and_numbers_before_names() -> None:
    types = [("name", "unexplained"), ("value", "rounding"), ("value", "unexplained")]
    rows = conflicts(*({"kind": kind, "type": type_} for kind, type_ in types))
    first, *rest = conflict_view.conflict_lines(rows)
    assert first == "3 pairs of statements do not agree, 2 with no reason in sight"
    assert rest[0] == f"{PACK}:7  conflict, unexplained: 40 and 41 trees; {PACK}:7 “40 trees” / {OTHER}:9 “41 trees”"
    assert [line.partition("conflict, ")[2].partition(":")[0] for line in rest[1:]] == ["unexplained", "rounding"]


def test_a_conflict_touches_the_stretch_that_either_side_stands_in() -> None:
    rows = conflicts({"kind": "value", "type": "unexplained"})
    for stretch, many in {(PACK, 1, 7): 1, (OTHER, 9, 9): 1, (PACK, 8, 9): 0, ("none", 1, 9): 0}.items():
        assert len(conflict_view.touching(rows, [stretch])) == many


def test_a_page_groups_conflicts_by_their_reason_with_names_apart_and_those_without_one_first() -> None:
    types = [("value", "vintage"), ("name", "unexplained"), ("name", "definition"), ("date", "unexplained")]
    types += [("list", "unexplained"), ("value", "rounding"), ("value", "geography")]
    shown = conflict_view.conflict_pairs(conflicts(*({"kind": kind, "type": type_} for kind, type_ in types)))
    assert re.findall(r"<strong>(.*?)</strong>: (\d)", shown.html) == [
        ("No reason in sight", "2"),
        ("Names and posts", "1"),
        ("Another definition may explain it", "1"),
        ("Another place may explain it", "1"),
        ("Rounding may explain it", "1"),
        ("A newer paper may explain it", "1"),
    ]


def test_every_type_of_conflict_has_a_heading() -> None:
    assert set(conflict_view._HEADINGS) == set(WORDS["conflicts.type"])
