"""Decisions: what is resolved, recommended, asked for, undertaken, and the rows of action tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.blocks import blocks
from minutebook.decisions import Decision, decisions
from minutebook.owners import gist, owner_of, status_of
from minutebook.reports import Document
from minutebook.source import source_of
from minutebook.tables import tables


def found_in(text: str, kind: str = "minutes") -> list[Decision]:
    source = source_of("p", text)
    parts = blocks(source)
    return decisions(source, parts, tables(source, parts), [Document(kind, "", 1, source.n_lines)])


def told(text: str, kind: str = "minutes") -> list[tuple[str, str]]:
    return [(d.kind, d.text) for d in found_in(text, kind)]


MINUTES = {
    "5.1 **RESOLVED:** That the report be noted.": [("resolution", "RESOLVED: That the report be noted.")],
    "**RESOLVED:**\n\nThat the report be noted.\n\nMembers then left.": [("resolution", "That the report be noted.")],
    "RESOLVED, that -\n\n- (a) the budget be agreed; and\n- (b) officers report back.": [
        ("resolution", "the budget be agreed; and"), ("resolution", "officers report back.")],
    "4.2 Members noted the progress made on the tracker.": [
        ("resolution", "Members noted the progress made on the tracker.")],
    "The Committee agreed to:\n\n- (i) Promote the event.\n- (ii) ask the Director of Housing for a briefing.": [
        ("undertaking", "Promote the event."), ("request", "ask the Director of Housing for a briefing.")],
    "Members requested a copy of the plan. It had rained.": [("request", "Members requested a copy of the plan.")],
    "The Panel suggested that the next report should include costs.": [
        ("request", "The Panel suggested that the next report should include costs.")],
    "The Manager agreed to provide a briefing on the scheme.": [
        ("undertaking", "The Manager agreed to provide a briefing on the scheme.")],
    "The figures would be circulated to Members.": [("undertaking", "The figures would be circulated to Members.")],
    # discussion, hopes and work under way
    "Members felt that housing would be included in time.": [],
    "The team worked hard, and recruitment was an issue which would include housing.": [],
    "A conference would take place in May.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MINUTES.items(), ids=MINUTES.keys())
def test_what_minutes_decide(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


REPORTS = {
    "2.1 The Board is asked to:\n\n- Note the allocation.\n- Agree the plan.\n\n3. Background\n\nIt went well.": [
        "Note the allocation.", "Agree the plan."],
    "2.1 The Board is asked to note the report.": ["The Board is asked to note the report."],
    "It is recommended that the Board adopts the plan. It rained.": [
        "It is recommended that the Board adopts the plan."],
    "# Recommendations\n\nTeams should share data. They met in May.\n\n# Next\n\nTeams should rest.": [
        "Teams should share data."],
    "The board met. Nobody was asked anything.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REPORTS.items(), ids=REPORTS.keys())
def test_what_reports_recommend(text: str, expected: list[str]) -> None:
    assert told(text, "report") == [("recommendation", words) for words in expected]
    assert {d.status for d in found_in(text, "report")} <= {"proposed"}


TRACKER = """Agenda Item\tAction\tOwner\tStatus
Item 4 Costs of the scheme\tThe Scrutiny Manager to publish the costs by May 2020\tScrutiny Manager\tCompleted.
Item 5 Parks of the north\tA briefing on parks to be sent to all of the Members\t\tIn progress
"""


def test_a_row_of_an_action_table_has_its_owner_status_and_due() -> None:
    assert [(d.kind, d.owner, d.status, d.due) for d in found_in(TRACKER)] == [
        ("action", "Scrutiny Manager", "completed", "May 2020"),
        ("action", "", "open", ""),
    ]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The Cabinet Member for Parks to review the plan", "Cabinet Member for Parks"),
        ("Ann Other (Head of Service, North Trust) agreed to send it", "Head of Service, North Trust"),
        ("Ann Other to send it", ""),
        ("That the report be noted.", ""),
        ("A paper to be submitted to the Committee", ""),
    ],
)
def test_an_owner_is_a_role_or_a_body(text: str, owner: str) -> None:
    assert owner_of(text) == owner


GISTS = {
    "The Head of Parks to review the benches.": "Review the benches",
    "That the Clerk be requested to provide details of costs": "Provide details of costs",
    "Members to be provided with an update on costs": "An update on costs",
    "A revised plan to be presented to the Panel": "A revised plan to be presented to the Panel",
    "The plan was late, and it was agreed that the plan be\npublished.": "The plan be published",
    "Agreed that the Panel would: i) Promote the fair": "Promote the fair",
    "It was noted that the first meeting of the group on benches and on bridges was planned to follow in May": (
        "The first meeting of the group on benches and on bridges was planned to follow …"
    ),
    "Costs.": "Costs",
    "": "",
}


@pytest.mark.parametrize(("text", "said"), GISTS.items())
def test_a_gist_begins_with_what_is_to_be_done(text: str, said: str) -> None:
    assert gist(text) == said


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Completed.", "completed"),
        ("Briefing sent on 14 June.", "completed"),
        ("In progress. A date has been agreed.", "open"),
        ("Information requested.", "open"),
        ("Included in the Agenda for the meeting on 21 March.", "closed by paper"),
        ("", "not stated"),
    ],
)
def test_what_a_tracker_says_of_an_action(text: str, status: str) -> None:
    assert status_of(text) == status


WORDS = "RESOLVED: That the report be noted. The Board is asked to: - agreed requested would circulate ( ) \n \t Action"


@given(
    st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join),
    st.sampled_from(["minutes", "report", "slides"]),
)
def test_every_decision_is_in_the_text_at_its_characters(text: str, kind: str) -> None:
    last = 0
    for decision in found_in(text, kind):
        assert last <= decision.start < decision.end <= len(text)
        assert decision.text
        last = decision.start
