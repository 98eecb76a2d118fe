"""Decisions: what is resolved, recommended, asked for, undertaken, and the rows of action tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.decisions.actions import Decision
from minutebook.decisions.decisions import decisions
from minutebook.papers.blocks import blocks
from minutebook.papers.reports import Document
from minutebook.papers.source import source_of
from minutebook.papers.tables import tables
from minutebook.text.owners import gist


def found_in(text: str, kind: str = "minutes") -> list[Decision]:
    source = source_of("p", text)
    parts = blocks(source)
    return decisions(source, parts, tables(source, parts), [Document(kind, "", 1, source.n_lines)])


def told(text: str, kind: str = "minutes") -> list[tuple[str, str]]:
    return [(d.kind, d.text) for d in found_in(text, kind)]


MINUTES = {
    "5.1 **RESOLVED:** That the report be noted.": [("resolution", "RESOLVED: That the report be noted.")],
    "**RESOLVED:**\n\nThat the report be noted.\n\nMembers then left.": [("resolution", "That the report be noted.")],
    "RESOLVED, that - (1) the report be noted; (2) the Clerk report in June; and (3) the plan be agreed.": [
        ("resolution", "RESOLVED, that - (1) the report be noted;"),
        ("resolution", "(2) the Clerk report in June; and"),
        ("resolution", "(3) the plan be agreed."),
    ],
    "RESOLVED: That (i) the report be noted and (ii) the budget be agreed.": [
        ("resolution", "RESOLVED: That (i) the report be noted and"),
        ("resolution", "(ii) the budget be agreed."),
    ],
    "It was resolved that: (i) the report be noted; and (ii) the plan be agreed.": [
        ("resolution", "It was resolved that: (i) the report be noted; and"),
        ("resolution", "(ii) the plan be agreed."),
    ],
    "Members asked for a list. It was resolved that:\n\n(i) the plan be agreed.": [
        ("request", "Members asked for a list."), ("resolution", "the plan be agreed.")],
    "RESOLVED: That rules (1) and (2) be deleted.": [("resolution", "RESOLVED: That rules (1) and (2) be deleted.")],
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
    "RESOLVED (unanimously): that –\n\n(1)   the plan be noted; and\n\n(2)   officers be asked to report back.": [
        ("resolution", "the plan be noted; and"), ("resolution", "officers be asked to report back.")],
    "RESOLVED that\n\n(a) the plan be noted.\n\nReason: to keep the trees.": [("resolution", "the plan be noted.")],
    "On being put to the vote it was\n\nRESOLVED (by 5 votes to 0): that the plan be noted.": [
        ("resolution", "RESOLVED (by 5 votes to 0): that the plan be noted.")],
    "It was AGREED to take the parks in May.": [("resolution", "It was AGREED to take the parks in May.")],
    "The minutes of 4 May were confirmed as a correct record.": [
        ("resolution", "The minutes of 4 May were confirmed as a correct record.")],
    "ACTION: Head of Trees to circulate the list.": [("action", "Head of Trees to circulate the list.")],
    "Actions:\n\n- Director – note on trees\n- Clerk – dates for a visit": [
        ("action", "Director – note on trees"), ("action", "Clerk – dates for a visit")],
    "The Clerk was asked to write again. The list was long.": [("request", "The Clerk was asked to write again.")],
    "It was requested that the list be shared.": [("request", "It was requested that the list be shared.")],
    "She undertook to have it mended by the end of May.": [
        ("undertaking", "She undertook to have it mended by the end of May.")],
    "**It was agreed:**\n\n(a)   the swings be mended; and\n(b)   the Clerk write to the makers.": [
        ("resolution", "the swings be mended; and"), ("resolution", "the Clerk write to the makers.")],
    "**It was unanimously agreed –**\n\n- to note the report; and\n- to mend the swings.": [
        ("resolution", "to note the report; and"), ("resolution", "to mend the swings.")],
    "On a show of hands **it was agreed** (4 to 2) that the swings be mended.": [
        ("resolution", "On a show of hands it was agreed (4 to 2) that the swings be mended.")],
    "Upon a vote being taken it was resolved to mend them.": [
        ("resolution", "Upon a vote being taken it was resolved to mend them.")],
    "Resolved (unanimously): That the Clerk pay for it.": [
        ("resolution", "Resolved (unanimously): That the Clerk pay for it.")],
    "She would nevertheless find out what a swing costs.": [
        ("undertaking", "She would nevertheless find out what a swing costs.")],
    "It was moved by Cllr Person, seconded by Cllr Other, and carried that it be opened.": [
        ("resolution", "It was moved by Cllr Person, seconded by Cllr Other, and carried that it be opened.")],
    "It was moved and carried that standing orders be suspended.": [
        ("resolution", "It was moved and carried that standing orders be suspended.")],
    "On being put to the vote, the motion was carried.": [
        ("resolution", "On being put to the vote, the motion was carried.")],
    "The amendment was put and was declared carried by nine votes to two.": [
        ("resolution", "The amendment was put and was declared carried by nine votes to two.")],
    "The recommendations in the report were agreed unanimously.": [
        ("resolution", "The recommendations in the report were agreed unanimously.")],
    "Proposed by Cllr Person, seconded by Cllr Other and agreed: to mend the swings.": [
        ("resolution", "Proposed by Cllr Person, seconded by Cllr Other and agreed: to mend the swings.")],
    "Members asked that the costs be set out by ward.": [
        ("request", "Members asked that the costs be set out by ward.")],
    "The Chair asked for a note on the swings.": [("request", "The Chair asked for a note on the swings.")],
    "The officer undertook to write to the makers.": [("undertaking", "The officer undertook to write to the makers.")],
    # discussion, hopes and work under way
    "Members had asked for a fence in 2015 and none was built.": [],
    "He moved that the Clerk be asked to buy swings. It rained. The motion was lost by two votes.": [],
    "A proposal that the Clerk be asked to buy swings was withdrawn.": [],
    "The Clerk agreed that the old swings were a sorry sight.": [],
    "It was suggested that a swing might be of interest. The makers would be publishing a list.": [],
    "Draft minutes to be approved at the meeting on 4 May": [],
    "The Chair wondered whether the Council might lend spades.": [],
    "Five clubs were asked to sit on a forum, which met in May.": [],
    "The Panel noted that the plans would be published in May.": [],
    "It was hoped that the trees would be included.": [],
    "It was not agreed that the plan should change.": [],
    "The Committee unanimously resolved to keep the trees.": [
        ("resolution", "The Committee unanimously resolved to keep the trees.")],
    "NOTED: that the trees grow.": [("resolution", "NOTED: that the trees grow.")],
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
    "It is RECOMMENDED that the Panel:\n\n1) note the trees;\n2) ask for benches.\n\n3. How it went": [
        "note the trees;", "ask for benches."],
    "Recommendations\n\nThat the Panel:\n\na) notes the trees\n\nTrees\n\n3. The trees stood on 3 May.": [
        "notes the trees"],
    "2. What the Panel is asked to do\n\n- to note the trees;\n- to visit the benches.\n\nIt rained.": [
        "to note the trees;", "to visit the benches."],
    "It is proposed that Cabinet notes the spending and agrees to\n\n- move money;\n- write to all.": [
        "It is proposed that Cabinet notes the spending and agrees to", "move money;", "write to all."],
    "What comes next\n\n- Paint the rails.\n- Count the boats.\n\nWhat was done\n\n- Nets.": [
        "Paint the rails.", "Count the boats."],
    "We propose that the Panel reads all cards.": ["We propose that the Panel reads all cards."],
    "Its recommendations for the Partnership are that:\n\n- clubs train their staff; and\n- parks open late.": [
        "clubs train their staff; and", "parks open late."],
    "The recommendations are:\n\n- clubs train their staff\n- parks open late": [
        "clubs train their staff", "parks open late"],
    "The recommendations to Cabinet are that:\n\n(i) clubs train their staff\n\n(ii) parks open late": [
        "clubs train their staff", "parks open late"],
    "The review recommends that:\n\n- clubs train their staff\n- parks open late": [
        "clubs train their staff", "parks open late"],
    "The recommendations of the review were as follows:\n\n- clubs train staff\n- parks open late": [
        "clubs train staff", "parks open late"],
    "RECOMMENDED:\n\nThat the trees be kept.\n\nThat the park be opened.\n\nThe trees are old.": [
        "That the trees be kept.", "That the park be opened."],
    "RECOMMENDED that the trees be kept. They are old.": ["RECOMMENDED that the trees be kept."],
    "The dose that is recommended:\n\n- water\n- bread": [],
    "Recommended\n\n- water\n- bread": [],
    "It is the measure members have asked about most often.": [],
    "The councillors who asked for it were invited.": [],
    "Members had asked for the trees by age.": [],
    "It is not recommended to change them.": [],
    "Members are not asked to decide on rents.": [],
    "The board met. Nobody was asked anything.": [],
}  # fmt: skip

LEADS_OF_REPORTS = (
    "RECOMMENDED:", "RECOMMENDED that:", "**RECOMMENDED:**", "Recommended -", "Recommended –", "2.1 RECOMMENDED that:",
    "IT IS RECOMMENDED THAT:", "RECOMMENDED to Cabinet:", "RECOMMENDED that the Panel:",
    "# RECOMMENDATION\n\nRECOMMENDED:", "# RECOMMENDATION\n\n2.1 RECOMMENDED that:",
)  # fmt: skip
LEADS_OF_MINUTES = (
    "It was resolved that:", "It was therefore resolved that", "It was resolved, by 5 votes to 2, that -",
    "5.1 It was resolved that:", "IT WAS RESOLVED THAT:", "The Clerk spoke. It was resolved that:",
    "It was decided to:", "RESOLVED, that -",
)  # fmt: skip
MARKS = ("(a) (b)", "(i) (ii)", "1. 2.", "i. ii.", "- -")


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("lead", [*LEADS_OF_REPORTS, *LEADS_OF_MINUTES])
def test_each_point_below_a_lead_in_is_decided_and_the_lead_in_is_not(lead: str, marks: str) -> None:
    first, second = marks.split()
    text = f"It rained.\n\n{lead}\n\n{first} note the trees; and\n{second} mend the benches.\n\nIt rained again.\n"
    report = lead in LEADS_OF_REPORTS
    kind, status = ("recommendation", "proposed") if report else ("resolution", "completed")
    found = [(d.kind, d.status, d.text) for d in found_in(text, "report" if report else "minutes")]
    assert found == [(kind, status, "note the trees; and"), (kind, status, "mend the benches.")]


@pytest.mark.parametrize(("text", "expected"), REPORTS.items(), ids=REPORTS.keys())
def test_what_reports_recommend(text: str, expected: list[str]) -> None:
    assert told(text, "report") == [("recommendation", words) for words in expected]
    assert {d.status for d in found_in(text, "report")} <= {"proposed"}


NAMED_BELOW = {
    "a line in bold": "5.1 Members asked for a note on swings.\n\n**Action: Head of Parks**\n",
    "capitals and a full stop": "5.1 Members asked for a note on swings.\n\nACTION: Head of Parks.\n",
    "who it is by": "5.1 Members asked for a note on swings.\n\nAction by: Head of Parks\n",
    "in brackets": "5.1 Members asked for a note on swings. (Action: Head of Parks)\n",
    "in square brackets": "5.1 Members asked for a note on swings. It rained. [ACTION: Head of Parks]\n",
    "what nobody asks for": "5.1 It rained. A note on swings is to come.\n\nAction: Head of Parks\n",
}


@pytest.mark.parametrize("text", NAMED_BELOW.values(), ids=NAMED_BELOW.keys())
def test_an_action_line_that_says_only_who_acts_gives_what_stands_above_its_owner(text: str) -> None:
    (found,) = found_in(text)
    assert (found.owner, "note on swings" in found.text) == ("Head of Parks", True)


def test_a_notice_of_one_persons_decision() -> None:
    text = "Decision\n\nHaving read the report, I approve the plan. I have decided that the park be opened. I agree.\n"
    assert told(text, "report") == [
        ("resolution", "Having read the report, I approve the plan."),
        ("resolution", "I have decided that the park be opened."),
    ]


TRACKER = """Agenda Item\tAction\tOwner\tStatus
Item 4 Costs of the scheme\tThe Scrutiny Manager to publish the costs by May 2020\tScrutiny Manager\tCompleted.
Item 5 Parks of the north\tA briefing on parks to be sent to all of the Members\t\tIn progress
"""


def test_a_row_of_an_action_table_has_its_owner_status_and_due() -> None:
    assert [(d.kind, d.owner, d.status, d.due) for d in found_in(TRACKER)] == [
        ("action", "Scrutiny Manager", "completed", "May 2020"),
        ("action", "", "open", ""),
    ]


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
