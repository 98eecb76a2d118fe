from __future__ import annotations

from typing import Any

import pytest

from minutebook.decisions.ledger import likeness
from minutebook.reading import Rows, linked, rows_of_pack
from papers import pack

MINUTES = """AGENDA

Title: Parks Board
Meeting Date: 15 July 2021

1. Minutes

Chief Executive

MINUTES

Minutes of a meeting of the Parks Board held on Thursday 20 May, 2021.

1 TREES

1.1 The Head of Trees agreed to provide a briefing on the felling of lime trees.

1.2 Members requested a list of benches in the northern gardens.

1.3 The Chairman would write to the water company about the fountains.

RESOLVED: That the report be noted.

This page is intentionally left blank

Action Tracker

20 May 2021

Agenda Item\tAction\tOwner\tDue\tStatus
Item 1\tBriefing to be provided on the felling of lime trees\tHead of Trees\tJune\tSent on 4 June.
Item 1\tList of the benches in the northern gardens to be circulated\tClerk\tby the end of June\tIn progress

1 July 2021

Agenda Item\tAction\tOwner\tDue\tStatus
Item 4\tPaper on the water of the fountains to be brought to the meeting in September\tClerk\t\tNot started
Item 4\tCount of the foxes to be arranged\tClerk\tOctober\tNot started

This page is intentionally left blank

Work Programme 2021

Meeting\tBusiness\tLead
15 July 2021\tTrees and their felling\tClerk
9 September 2021\tPaths of the southern gardens\tClerk
9 September 2021\tPlaygrounds and their swings\tClerk
"""


@pytest.fixture(scope="module")
def rows() -> Rows:
    return linked([rows_of_pack(pack(), MINUTES)])


def of(rows: Rows, words: str) -> dict[str, Any]:
    (row,) = [row for row in rows["decisions"] if words in row["text"]]
    return row


def test_what_minutes_promise_and_ask_leads_to_the_action_that_took_it_up(rows: Rows) -> None:
    assert of(rows, "agreed to provide")["follows"] == of(rows, "Briefing to be provided")["decision_id"]
    assert of(rows, "requested a list")["follows"] == of(rows, "List of the benches")["decision_id"]


def test_what_nothing_took_up_stays_without_a_link(rows: Rows) -> None:
    assert of(rows, "would write")["follows"] == ""
    assert of(rows, "report be noted")["follows"] == ""


def test_an_open_action_is_stale_once_its_due_date_is_past(rows: Rows) -> None:
    assert {
        words: of(rows, words)["status"] for words in ("Briefing to be", "List of", "fountains to be", "foxes")
    } == {
        "Briefing to be": "completed",
        "List of": "stale",
        "fountains to be": "open",
        "foxes": "open",
    }
    assert of(rows, "List of")["due_date"] == "2021-06-30"


def test_an_action_of_a_tracker_has_the_day_of_its_own_meeting(rows: Rows) -> None:
    assert [of(rows, words)["meeting_date"] for words in ("List of", "foxes")] == ["2021-05-20", "2021-07-01"]


def test_what_a_tracker_places_at_a_meeting_that_the_programme_has_nothing_of_is_a_conflict(rows: Rows) -> None:
    (conflict,) = rows["conflicts"]
    assert conflict["kind"] == "tracker and work programme"
    assert "fountains" in conflict["left_quote"]
    assert "[Not started]" in conflict["left_quote"]
    assert "2021-09-09" in conflict["explanation"]


def test_what_a_work_programme_plans_is_in_the_ledger_with_the_day_of_its_meeting(rows: Rows) -> None:
    planned = [row for row in rows["decisions"] if row["kind"] == "planned item"]
    assert [(row["text"], row["due_date"], row["owner"], row["status"]) for row in planned] == [
        ("Trees and their felling", "2021-07-15", "Clerk", "not stated"),
        ("Paths of the southern gardens", "2021-09-09", "Clerk", "open"),
        ("Playgrounds and their swings", "2021-09-09", "Clerk", "open"),
    ]


ROUNDS = """AGENDA

Title: Parks Board
Meeting Date: 15 July 2021

1. Minutes

2. The felling of lime trees

Chief Executive

This page is intentionally left blank

Work Programme 2021

ROUND ONE (15 JULY 2021)

Item\tReason\tRepresented by
1. Felling of lime trees\tAs asked in May\tAnn Other; Friends Forum
2. Benches\tTo see where they stand\tAnn Other

ROUND TWO (9 SEPTEMBER 2021)

Item\tReason\tRepresented by
1. Paths\t\tAt the request of the Water Board
Sub-committee on foxes - tbc\t\t
A count of the foxes\tTo know how many there are\tBen Some-One Clerk Ann Other
"""


def test_rounds_of_a_work_programme_are_told_by_their_titles_and_closed_by_the_agenda_that_has_them() -> None:
    found = linked([rows_of_pack(pack(), ROUNDS)])["decisions"]
    assert [(r["text"], r["due_date"], r["owner"], r["status"], r["about"]) for r in found] == [
        ("1. Felling of lime trees", "2021-07-15", "Friends Forum", "closed by paper", "As asked in May"),
        ("2. Benches", "2021-07-15", "", "not stated", "To see where they stand"),
        ("1. Paths", "2021-09-09", "Water Board", "open", ""),
        ("A count of the foxes", "", "", "not stated", "To know how many there are"),
    ]


def test_linking_leaves_the_rows_of_the_packs_as_they_were() -> None:
    one = rows_of_pack(pack(), MINUTES)
    before = [dict(row) for row in one["decisions"]]
    linked([one])
    assert one["decisions"] == before


@pytest.mark.parametrize(
    ("left", "right", "like"),
    [
        ("A briefing on lime trees and benches", "To circulate the briefing on benches and lime trees", True),
        ("A briefing on lime trees and benches", "A letter to the water company", False),
        ("A note", "A note", False),
        ("", "", False),
    ],
)
def test_texts_are_alike_by_the_words_that_say_what_they_are_about(left: str, right: str, like: bool) -> None:
    assert (likeness(left, right) > 0.5) is like


NUMBERED = """AGENDA

Title: Parks Board
Meeting Date: 15 July 2021

1. Minutes

Chief Executive

MINUTES

Minutes of a meeting of the Parks Board held on Thursday 20 May, 2021.

{} TREES

The Head of Trees agreed to provide a note on limes. It rained.

{} BENCHES

Members requested a list of benches.

RESOLVED: That the report be noted.

This page is intentionally left blank

Action Tracker

Ref\tAction\tOwner\tStatus
{}\tCosts of watering to be shown\tHead of Trees\tSent on 4 June.
{}\tBenches to be listed\tClerk\tIn progress
"""


@pytest.mark.parametrize(
    ("numbers", "linked_rows"),
    [
        (("23/14", "24/14", "23/14", "24/14"), ["Costs of watering to be shown", "Benches to be listed"]),
        (("7.1", "7.2", "Minute 7.1", "Minute 7.2"), ["Costs of watering to be shown", "Benches to be listed"]),
        (("23/14", "24/14", "1", "2"), ["", ""]),
        (("23/14", "24/14", "23/13", "4/2014"), ["", ""]),
    ],
)
def test_a_row_that_names_a_minutes_number_is_linked_to_it(numbers: tuple[str, ...], linked_rows: list[str]) -> None:
    found = linked([rows_of_pack(pack(), NUMBERED.format(*numbers))])["decisions"]
    texts = {row["decision_id"]: row["text"] for row in found}
    said = [row for row in found if row["kind"] in ("undertaking", "request")]
    assert [texts.get(row["follows"], "") for row in said] == linked_rows


def test_what_the_programme_has_for_another_day_is_said_to_be_there() -> None:
    text = MINUTES.replace("9 September 2021\tPlaygrounds and their swings", "4 November 2021\tWater of the fountains")
    (conflict,) = linked([rows_of_pack(pack(), text)])["conflicts"]
    assert conflict["explanation"].endswith("has it at that of 2021-11-04")
    assert conflict["right_quote"] == "Water of the fountains"


def test_briefings_that_a_programme_lists_are_planned_for_no_day() -> None:
    listed = (
        "\nBriefings\tReason\tType\nFoxes\tTo see how many there are.\tNote\nSwings\tTo see whether they last.\tVisit\n"
    )
    found = linked([rows_of_pack(pack(), MINUTES + listed)])["decisions"]
    planned = [row for row in found if row["kind"] == "planned item" and not row["due_date"]]
    assert [(row["text"], row["about"], row["status"]) for row in planned] == [
        ("Foxes", "To see how many there are.", "not stated"),
        ("Swings", "To see whether they last.", "not stated"),
    ]
