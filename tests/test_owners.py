from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.text.owners import due_of, owner_of, roles_in, status_of

OWNERS = {
    "The Cabinet Member for Parks to review the plan": "Cabinet Member for Parks",
    "Ann Other (Head of Service, North Trust) agreed to send it": "Head of Service, North Trust",
    "Ann Other (Head of Trees) confirmed that it was late, and agreed to write to all": "Head of Trees",
    "The Panel agreed that the Head of Trees would report back": "Head of Trees",
    "It is recommended that the Executive Board review the trees": "Executive Board",
    "The Monitoring Officer was asked to write again": "Monitoring Officer",
    "Local authorities to count the trees": "Local authorities",
    "Head of Trees / Friends of the Park Forum to meet": "Head of Trees / Friends of the Park Forum",
    "Members to be provided with a list from the Head of Trees": "Head of Trees",
    "ask the Director of Roads and Director of Parks to provide a note": "Director of Roads and Director of Parks",
    "It is therefore recommended that the PTB review the trees": "PTB",
    "The PTB needs to look at the trees": "PTB",
    "All Parks Board members would take this forward": "Parks Board members",
    "The parishes need to make sure that trees stand": "",
    "The councils need to make sure that trees stand": "councils",
    "The PTB will be used to buy trees": "",
    "That the Head of Trees bring a further report in May": "Head of Trees",
    "(3) That the Head of Trees, with the Chair, prepare a note": "Head of Trees",
    "The Panel asked that the Town Clerk write to the water board": "Town Clerk",
    "That the report be noted and the Head of Trees bring an update": "Head of Trees",
    "That officers report back in June": "officers",
    "The Section 151 Officer agreed to count the trees": "Section 151 Officer",
    "The Head of Trees and Section 151 Officer would write": "Head of Trees and Section 151 Officer",
    "Under Section 106 the Council will plant trees": "Council",
    "That the Head of Trees be thanked": "",
    "That a letter from the Head of Trees be sent": "",
    # given something, or nobody's
    "Members to receive a copy of the list": "",
    "Members requested a list": "",
    "That the report be noted.": "",
    "A paper to be submitted to the Committee": "",
    "Ann Other to send it": "",
    "Councillor Other to send it": "",
    "": "",
}


@pytest.mark.parametrize(("text", "owner"), OWNERS.items(), ids=OWNERS.keys())
def test_an_owner_is_the_role_or_body_that_is_to_act(text: str, owner: str) -> None:
    assert owner_of(text) == owner


DUES = {
    "to publish the costs by May 2020": "May 2020",
    "to have it rewritten by the end of October": "the end of October",
    "to see it before the next meeting": "before the next meeting",
    "a note would be sent before Christmas": "before Christmas",
    "that a working group should report in November.": "November",
    "adopt the strategy on 13 December": "13 December",
    "that hives be looked at again in twelve months, or sooner": "in twelve months",
    "to report in a year's time": "in a year's time",
    "asked again on 12 December": "",
    "the report in June was late": "",
    "ask the Clerk to review how many hives fell in June were of bees": "",
    "the draft would go out by 16 November": "16 November",
    "an answer within ten working days": "within ten working days",
    "to report to the next meeting": "the next meeting",
    "to be discussed at its meeting in November": "its meeting in November",
    "sent to the forthcoming meeting of the Parks Commission": "the forthcoming meeting of the Parks Commission",
    "progress to be reported each November": "each November",
    "and come back in the spring": "spring",
    "which had been submitted to the meeting in March": "",
    "requirements that began in January 2023": "",
    "by the Director of Parks": "",
    "to be done by 1/4/22": "1/4/22",
    "to be done by 3 February.": "3 February",
    "cut by 5 officers, by 30% or by 12 noon": "",
    "": "",
}


@pytest.mark.parametrize(("text", "due"), DUES.items(), ids=DUES.keys())
def test_until_when_is_read_as_printed(text: str, due: str) -> None:
    assert due_of(text) == due


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("Head of Parks / Friends Forum", "Head of Parks; Friends Forum"),
        ("Ann Other", ""),
        ("Dr P Other; Clerk", "Clerk"),
        ("Customer Services", "Customer Services"),
        ("HR", "HR"),
        ("", ""),
    ],
)
def test_an_owners_cell_gives_roles_and_bodies_alone(cell: str, roles: str) -> None:
    assert roles_in(cell) == roles


def test_a_month_alone_is_a_due_date_only_of_what_is_to_come() -> None:
    assert due_of("A date was agreed for January 2017", ahead=True) == "January 2017"


STATUSES = {
    "Completed.": "completed",
    "Done – in use since 3 October": "completed",
    "Circulated 3 October.": "completed",
    "Sent on 14 June": "completed",
    "In progress. A date has been agreed.": "open",
    "Draft with the Forum for comment.": "open",
    "No reply; chased on 16 September.": "open",
    "Not started": "open",
    "Live in 11 parks": "open",
    "Information requested.": "open",
    "Not complete": "open",
    "Incomplete": "open",
    "Not yet sent": "open",
    "Will be sent in May": "open",
    "Included in the Agenda for the meeting on 21 March.": "closed by paper",
    "Reported in the update at the June meeting.": "closed by paper",
    "": "not stated",
    "–": "not stated",
}


@pytest.mark.parametrize(("text", "status"), STATUSES.items(), ids=STATUSES.keys())
def test_what_a_tracker_says_of_an_action(text: str, status: str) -> None:
    assert status_of(text) == status


WORDS = "The Head of Parks Ann Other Committee agreed that would to be asked ( ) , and A from provided by May".split()


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_an_owner_stands_in_the_sentence(text: str) -> None:
    assert all(part in text for part in owner_of(text).split(" / "))


@pytest.mark.parametrize("part", ["Head of ", "A (", "the Board would ", "by the end of ", "to be provided from "])
def test_a_very_long_sentence_costs_time_in_proportion(part: str) -> None:
    begun = time.process_time()
    owner_of(part * 40_000)
    due_of(part * 40_000)
    assert time.process_time() - begun < 3
