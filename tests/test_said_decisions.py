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
    "It was agreed to put wax back from May to June.": ["resolution"],
    "It was agreed that the Clerk would put wax back to June.": ["undertaking"],
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
    "The Panel resolved unanimously to keep the hives.": ["resolution"],
    "Members voted unanimously to keep the hives.": ["resolution"],
    "Members voted by six to two to keep the hives.": ["resolution"],
    "It was agreed by five votes to two that the hives be kept.": ["resolution"],
    "It was unanimously agreed that the hives be kept.": ["resolution"],
    "By a show of hands it was agreed to keep the hives.": ["resolution"],
    "Resolved unanimously that the hives be kept.": ["resolution"],
    "RESOLVED UNANIMOUSLY: That the hives be kept.": ["resolution"],
    "RESOLVED by six votes to one that the hives be kept.": ["resolution"],
    "RESOLVED (nem con) – That the hives be kept.": ["resolution"],
    "Resolution: That the hives be kept.": ["resolution"],
    "AGREED to keep the hives.": ["resolution"],
    "Agreed: the hives to be kept.": ["resolution"],
    "DECISION – The hives be kept.": ["resolution"],
    "Decision: To keep the hives.": ["resolution"],
    "Recommended: That Cabinet keep the hives.": ["resolution"],
    "NOTED.": ["resolution"],
    "Agreed unanimously.": ["resolution"],
    "RESOLVED accordingly.": ["resolution"],
    "The Board received and noted the report.": ["resolution"],
    "The update was received and noted.": ["resolution"],
    "The Committee noted the report and thanked the Warden.": ["resolution"],
    "The Cabinet agreed the recommendations.": ["resolution"],
    "The Panel accepted the proposals without a vote.": ["resolution"],
    "The minutes of 4 May were agreed subject to a change of date.": ["resolution"],
    "The minutes were taken as read and signed.": ["resolution"],
    "Councillor A. was elected Chair for the year.": ["resolution"],
    "Mrs B. was appointed Vice-Chair.": ["resolution"],
    "Consideration of the item was deferred until May.": ["resolution"],
    "The item was deferred to the next meeting.": ["resolution"],
    "Members asked for the cost of wax to be circulated.": ["request"],
    "The Panel requested an update in six months.": ["request"],
    "A request was made for the figures by ward.": ["request"],
    "A further report was requested.": ["request"],
    "A breakdown by ward was asked for.": ["request"],
    "The Chair instructed the Clerk to write to the makers.": ["request"],
    "The Clerk was instructed to write to the makers.": ["request"],
    "The Warden was tasked with counting the hives.": ["request"],
    "Members urged the Warden to count the hives.": ["request"],
    "The Panel called on the Council to keep the hives.": ["request"],
    "The Panel called for a report on the hives.": ["request"],
    "Members sought further information on the cost of wax.": ["request"],
    "The Chair requested that the Warden attend the next meeting.": ["request"],
    "The Warden would respond to Mrs Other in writing.": ["undertaking"],
    "The Warden took an action to count the hives.": ["undertaking"],
    "Councillor A. would write to the makers.": ["undertaking"],
    "This would be included in the next report.": ["undertaking"],
    "The Director confirmed she would circulate the list.": ["undertaking"],
    "The slides would be circulated with the minutes.": ["undertaking"],
    "The Warden will circulate the slides after the meeting.": ["undertaking"],
    "Head of Parks to circulate the list of hives.": ["action"],
    "JS to circulate the slides.": ["action"],
    "JS/PT to meet the makers before May.": ["action"],
    "ACTION – Clerk to count the hives.": ["action"],
    "Action 1: Clerk to count the hives.": ["action"],
    "Action agreed: Clerk to count the hives.": ["action"],
    "Action Point: Clerk to count the hives.": ["action"],
    "A list of hives would be of use. (Action: JS)": ["action"],
    # nothing is decided
    "It was noted that the numbers fell in 2020.": [],
    "Members noted that the hives were old.": [],
    "The policy says that keepers should report each sting.": [],
    "In 2019 the Council agreed to keep bees, and did so.": [],
    "The Council had agreed to keep bees in 2019.": [],
    "The national review made nine recommendations, the first that hives be counted.": [],
    "The recommendations of the national review were accepted by the Government.": [],
    "Six recommendations were carried out in full.": [],
    "Of the nine recommendations six had been carried out.": [],
    "The report was approved by Cabinet in May.": [],
    "The plan was agreed in 2019.": [],
    "The strategy was adopted by the Council in 2018.": [],
    "The Warden explained that the law would require hives to be licensed.": [],
    "The Chair agreed that bees were important.": [],
    "Members agreed with the Warden that bees matter.": [],
    "It was agreed that the event had been a success.": [],
    "Residents were asked to fill in a form.": [],
    "Keepers are asked to register each year.": [],
    "The scheme would provide 40 places.": [],
    "The Bill will give councils new powers.": [],
    "The Government would publish its guidance in May.": [],
    "The grant had been requested in May.": [],
    "The Panel received a presentation from the Warden.": [],
    "The motion had been carried at the May meeting.": [],
    "Mr Other had been elected Chair of the keepers in 2018.": [],
    "The hive was deferred by the makers until May.": [],
    "Councillor A. voted to keep the hives.": [],
    "Turnout was low: one keeper in five voted.": [],
    "The inspectors asked for evidence that stings were recorded.": [],
    "The contract was awarded to Wax and Sons.": [],
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


DONE = {
    "RESOLVED that the hives be kept.": "completed",
    "RESOLVED that the Panel regrets the sting, and asks Cabinet to find new hives.": "not stated",
    "It was AGREED that a working group of three should report in November.": "not stated",
    "RESOLVED: That Cabinet be recommended to keep the hives.": "not stated",
    "RESOLVED that the hives be looked at again in a year.": "not stated",
    "RECOMMENDED to the Council that the hives be bought.": "proposed",
    "RESOLVED TO RECOMMEND to the Council that the hives be bought.": "proposed",
    "It was RECOMMENDED to the Council: That the hives be bought.": "proposed",
    "RECOMMENDED to the Council:\n\n(1) That the hives be bought.": "proposed",
    "RESOLVED:\n\nThat the Panel –\n\n(a) notes the hives.": "completed",
    "RECOMMENDED:\n\nThat the Panel –\n\n(a) buys the hives.": "proposed",
}


@pytest.mark.parametrize(("sentence", "status"), DONE.items())
def test_what_asks_for_something_later_is_not_done_with_the_meeting(sentence: str, status: str) -> None:
    assert [d["status"] for d in rows_of(f"{MINUTES}{sentence}\n")["decisions"]] == [status]


TOLD = {
    "The Warden has undertaken to tell the Panel in June.": ["undertaking"],
    "The Warden undertakes to bring the sale back to the Panel.": ["undertaking"],
    "The four keepers have agreed to put one form in place by the end of June 2022.": ["undertaking"],
    "The Director has promised to tell the Panel if it slips.": ["undertaking"],
    "The force has agreed to publish the share each month from April 2022, as the Panel asked.": ["undertaking"],
    "The Council has committed to planting 400 trees by 2025.": ["undertaking"],
    "The Warden will bring a yearly report to the Panel on 18 June 2022.": ["undertaking"],
    "A further report will be brought to the Panel in October 2021.": ["undertaking"],
    "The Director will report back to the Committee in June 2022.": ["undertaking"],
    "We will share the count of hives with members by July.": ["undertaking"],
    "We shall publish a version of this report in plain words.": ["undertaking"],
    "The keepers agreed in May to count the hives, and the Warden has undertaken to report on it in June.": [
        "undertaking"
    ],
    "The Chair has asked the Council to confirm its share by May.": ["request"],
    "The Warden will bring it to the Panel in the autumn, as the plan shows.": [],
    "The Head of Hives will bring the yearly report to the Panel in June.": [],
    "Officers recommend that the hives be kept.": ["recommendation"],
    "The task group recommends that Cabinet count the hives.": ["recommendation"],
    "The Panel therefore recommends that Cabinet buys hives.": ["recommendation"],
    "RECOMMENDED – That the hives be kept.": ["recommendation"],
    "Recommendation 1: That the Panel notes the report.": ["recommendation"],
    "Recommendation: To keep the hives.": ["recommendation"],
    "That the Panel be asked to note the report.": ["recommendation"],
    # nothing is decided
    "We will work with the keepers to make the parks safer.": [],
    "We will publish our strategy when it is ready.": [],
    "The review recommends that councils count their hives.": [],
    "The inspectors recommended that hives be licensed.": [],
    "Of the nine recommendations of the national review six are done.": [],
    "The Government has asked councils to count their hives.": [],
    "The Panel has asked for this report.": [],
    "The Director of Care will lead the work from June 2022.": [],
    "The new hives will bring honey to the market in June 2022.": [],
    "The Council agreed its policy on bees in 2019.": [],
    "A yearly report is brought to the Panel each June.": [],
    "The report will be read by all keepers in June 2022.": [],
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
