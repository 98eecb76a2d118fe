"""Decisions in prose, in other words than RESOLVED: what was carried, asked for and promised, and what wasn't."""

from __future__ import annotations

import pytest

from papers import rows_of

MINUTES = (
    "# MINUTES\n\nMinutes of a meeting of the Parks Panel held on 15 July 2021.\n\nPresent: Councillors A. and B.\n\n"
    "1. Bees\n\n"
)
REPORT = "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tDirector of Care\n\n"

SAID = {
    "It was moved, seconded and carried that the hives be moved.": ["resolution"],
    "The motion was put to the vote and carried.": ["resolution"],
    "On being put to the vote the amendment was carried by five votes to two.": ["resolution"],
    "The recommendations were agreed without a vote.": ["resolution"],
    "It was agreed to put wax back from May to June.": ["undertaking"],
    "Members approved the recommendations in the report.": ["resolution"],
    "The Committee noted the report.": ["resolution"],
    "The Panel endorsed the plan.": ["resolution"],
    "Members asked that the next report give the cost of wax.": ["request"],
    "The Chair asked that the map be sent round.": ["request"],
    "The Panel asked for a list of the hives.": ["request"],
    "The Panel asked her for a list of the hives by May.": ["request"],
    "The Panel asked the Warden for a note on the hives.": ["request"],
    "Members would like to see the figures in the next report.": ["request"],
    "Councillor A. requested that the hives be counted.": ["request"],
    "The officer undertook to count the hives.": ["undertaking"],
    "The Warden said that he would raise it with the other towns.": ["undertaking"],
    "The Warden said she would write to members.": ["undertaking"],
    "Mrs Other would be answered in writing by the Clerk.": ["undertaking"],
    "The question would receive a written reply.": ["undertaking"],
    "A written answer would be sent to Mr Other.": ["undertaking"],
    "The Clerk gave an undertaking to publish the list.": ["undertaking"],
    "The Director committed to a review of the hives by May.": ["undertaking"],
    "The Head of Bees would let members know the date.": ["undertaking"],
    "He promised to send Mr Other the list within 14 days.": ["undertaking"],
    "The Clerk was to find out what the hives cost.": ["undertaking"],
    "She would come back to the Panel with the costs.": ["undertaking"],
    "The Panel asked him for a list by May, and the Clerk said that he would raise the fee with the towns.": [
        "request", "undertaking"],
    # nothing is decided
    "Councillor A. moved that the hives be burnt. There was no seconder and the motion fell.": [],
    "The motion was lost by two votes to five.": [],
    "The Treasurer explained that a rise of 1% would bring in about £400.": [],
    "She hoped that the new hives would bring a better harvest.": [],
    "The Chair asked whether bees sting.": [],
    "Councillor A. asked about the cost of wax.": [],
    "Members wondered whether the bees could outlast the grant.": [],
    "A suggestion that the Panel meet in the park was left for the annual meeting.": [],
    "Several members agreed with her.": [],
    "In reply the Warden said that the hives had been moved in May.": [],
    "The Warden did not disagree.": [],
    "He was asked how many hives there were.": [],
    "Members thanked the Warden for his work.": [],
    "It was hoped that the new list would give a better answer by the summer.": [],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "kinds"), SAID.items())
def test_what_a_sentence_of_minutes_decides(sentence: str, kinds: list[str]) -> None:
    assert [d["kind"] for d in rows_of(f"{MINUTES}{sentence}\n")["decisions"]] == kinds


TOLD = {
    "The Warden has undertaken to tell the Panel in June.": ["undertaking"],
    "The Warden undertakes to bring the sale back to the Panel.": ["undertaking"],
    "The four keepers have agreed to put one form in place by the end of June 2022.": ["undertaking"],
    "The Director has promised to tell the Panel if it slips.": ["undertaking"],
    "The force has agreed to publish the share each month from April 2022, as the Panel asked.": ["undertaking"],
    "The Council has committed to planting 400 trees by 2025.": ["undertaking"],
    # nothing is decided
    "The Panel heard of them in May. The cost, for which members asked then, has not been sent to them yet.": [],
    "In answer to the Panel, 64 shops have joined since October.": [],
    "The towns agreed in 2019 that bees are useful.": [],
    "The keepers have agreed to develop this strategy for all bees up to the age of 25.": [],
    "The grant supports much of the work that the keepers of the northern parks undertake to keep bees.": [],
    "The keepers have not agreed to move the hives.": [],
    "The Panel asked about wax.": [],
    "It also answers what the Panel asked.": [],
}


@pytest.mark.parametrize(("sentence", "kinds"), TOLD.items())
def test_what_a_sentence_of_a_report_promises(sentence: str, kinds: list[str]) -> None:
    text = f"{REPORT}1. Bees\n\n1.1 {sentence}\n"
    assert [d["kind"] for d in rows_of(text)["decisions"]] == kinds
