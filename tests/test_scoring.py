"""How a reader's rows and ours are counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from minutebook.scoring.score_audit import audit_counts, error_of, seeded
from minutebook.scoring.score_conflicts import conflict_lines

LINE = {"file": "000", "line": "4"}


def relation(kind: str, stated: str, verdict: str) -> dict[str, Any]:
    return {**LINE, "of": "prose", "kind": kind, "stated": stated, "verdict": verdict}


AGREES, DIFFERS = relation("against table", "44%", "agrees"), relation("direction", "44%", "differs")


@pytest.mark.parametrize(
    ("theirs", "wrong"), [([AGREES], 1), ([AGREES, DIFFERS], 0), ([AGREES, relation("share", "9%", "differs")], 1)]
)
def test_an_alarm_is_wrong_unless_a_reader_doubts_the_same_number(theirs: list[dict[str, Any]], wrong: int) -> None:
    ours = [{**LINE, "kind": "direction", "stated": 44, "verdict": "differs"}]
    counts = Counter[str]()
    for name, _, found in audit_counts(ours, theirs):
        counts.update(found if name == "in prose: alarms where all is right" else {})
    assert (counts["recall"], counts["of recall"]) == (wrong, 1)


def test_the_score_counts_a_reader_line_by_line() -> None:
    files = {"p": "000", "q": "001"}
    ours = [
        {
            "pack_left": "p",
            "left_line": 4,
            "pack_right": "q",
            "right_line": 9,
            "type": "unexplained",
            "explanation": "4 and 5: x",
        },
        {
            "pack_left": "p",
            "left_line": 40,
            "pack_right": "q",
            "right_line": 9,
            "type": "unexplained",
            "explanation": "7 and 8: x",
        },
        {
            "pack_left": "p",
            "left_line": 50,
            "pack_right": "q",
            "right_line": 60,
            "type": "period",
            "explanation": "1 and 2: x",
        },
    ]
    places = {"left_file": "001", "left_line": "10", "right_file": "000", "right_line": "3"}
    gold = {
        "conflicts": [{**places, "kind": "value", "held_out": "false"}],
        "look_alikes": [
            {**places, "left_line": "9", "right_line": "40", "left_raw": "8", "right_raw": "7%", "held_out": "false"},
            {**places, "left_line": "9", "right_line": "40", "left_raw": "8", "right_raw": "9", "held_out": "true"},
        ],
        "same_facts": [{**places, "left_raw": "4%", "right_raw": "4", "held_out": "false"}],
    }
    mentions = [
        {"pack_id": "q", "line": 10, "raw": "4%", "observation_id": "f"},
        {"pack_id": "p", "line": 3, "raw": "4", "observation_id": "f"},
    ]
    lines = conflict_lines(gold, {"conflicts": ours, "mentions": mentions}, files, lambda row: row["line"] == 40)
    said = [" ".join(line.split()[:-3]) for line in lines if line.startswith("  ")]
    assert said == [
        "conflicts of every kind, seen recall 1/1",
        "conflicts of values, seen recall 1/1",
        "conflicts, unexplained, seen precision 1/1",
        "conflicts, unexplained, held out precision 0/1",
        "look-alikes, seen raised 1/1",
        "look-alikes, held out raised 0/1",
        "same facts, seen joined 1/1",
    ]


FLOODS = ["The weir was closed 400 times:", "260 for repairs and 140 for floods."]


def test_errors_that_readers_could_show_are_counted_apart() -> None:
    right = {"file": "000", "line": "1", "of": "prose", "kind": "parts of a whole", "stated": "400"}
    right |= {"verdict": "agrees", "parts": "L2: 260; L2: 140"}
    found = seeded(FLOODS, [right], "prose", lambda _, spoilt: Counter({"alarm": int(spoilt is not None)}))
    lost = {"file": "000", "line": 1, "kind": "unit lost", "misprint_line": 1, "at": 20, "old": "400", "new": "400000"}
    silent = seeded(FLOODS, [right], "prose", lambda *_: Counter(), {error_of(lost)})
    assert found["of unit lost"] == found["unit lost"] == 1
    assert (silent["of that two readers can show"], silent["that two readers can show"]) == (1, 0)
