from __future__ import annotations

import pytest

from papers import rows_of

TOP = """Parks Board

Date: 15 July 2021
Classification: General Release
Title: Keeping the parks
Report of: Director of Parks

1. Trees

They stand in rows.

"""
ROOM = "\n\n\n \n\n"

CHART, MAP = [("chart", "could not search")], [("map", "could not search")]
CUT, GONE = [("cut text", "found nothing")], [("appendix", "found nothing")]

GAPS = {
    "a chart that a sentence shows": ("The chart below shows how many trees fell.\n", CHART),
    "a figure with a number": ("Figure 2 gives the same by age.\n", CHART),
    "a map": ("The map overleaf shows where they stand.\n", MAP),
    "the caption of a map": (f"Map showing benches{ROOM}This has mapping data of others.\n", MAP),
    "the caption of a chart": (f"It rained.\n\nNumber of trees by ward{ROOM}They grow.\n", CHART),
    "a caption over a legend": (f"It rained.\n\nTrees of the north{ROOM}■ Oaks\n■ Elms\n", CHART),
    "a long caption": (
        f"It rained.\n\nWhether the trees that fell stood in a park or a street, in two winters{ROOM}They grow.\n",
        CHART),
    "a long clause over a page's end": (
        f"It rained.\n\nThe ease with which hives of the north were found, for those opened in May\n\nPage 3{ROOM}"
        "They hum.\n",
        CHART),
    "a question over its picture's caption": (
        f"It rained.\n\nDid the trees of the park grow more than in the last summer?\n \nHow trees grew{ROOM}Rain.\n",
        CHART),
    "a caption once more in other words": (
        "The chart below shows boats.\n\nWhether the master of the boat was a member.\n\nMost of them were members.\n\n"
        f"Whether the master was a member or guest, for trips ended in June{ROOM}They sail.\n",
        CHART),
    "a caption of another picture": (
        "The chart below shows boats.\n\nWhether the master of the boat was a member.\n\nMost of them were members.\n\n"
        f"Whether the guests of the boat had paid by card or in coins, for trips ended in June{ROOM}They sail.\n",
        CHART * 2),
    "a list that never comes": (
        f"Walkers look for three things in a park:{ROOM}Page 3\n\nThe yard has a new saw. It is sharp.\n", CUT),
    "a list that comes": (f"Walkers look for three things in a park:{ROOM}- trees\n- roads\n- benches\n", []),
    "a drawing by another name": (f"Trees differ, as the grouping below shows. We walk.{ROOM}It rained.\n", CHART),
    "a drawing's title at a page's end": (
        f"Trees change often. The order of them is set out below:\n\nOaks and Elms of the North 2018\n\nPage 3{ROOM}"
        "It rained. They grow.\n", CHART),
    "a list under what is set out": (
        f"Trees change often. The order of them is set out below:\n\nPage 3{ROOM}- oaks\n- elms\n", []),
    "a name that is cut out": ("Talks were held with the Park Warden by to some 30 walkers.\n", CUT),
    "prepositions that may meet": ("The park was dealt with for 12 days, up to over 30 from of old.\n", []),
    "a list below": (f"Trees differ, as the list below shows. We walk.{ROOM}It rained.\n", []),
    "a drawing by another name without room": ("Trees differ, as the grouping below shows. We walk.\n\nRain.\n", []),
    "a note on a table": (
        "Walk*\tTrees\nNorth\t4\nSouth\t5\n\n* Walks change. Only the usual one is drawn in this chart\n", []),
    "a table that isn't there": ("The table below shows the benches.\n\nIt rained.\n", [("table", "found nothing")]),
    "an appendix that isn't there": ("More is said in Appendix C.\n", [("appendix", "found nothing")]),
    "a part of an appendix that isn't there": ("More is said in Appendix A/1.\n", GONE),
    "another part of an appendix": ("More is said in Appendix A1.\n", GONE),
    "one part of two": (
        "More is said in Appendix A/1 and Appendix A/2.\n\nAppendix A/1\n\nTrees\n\nThey grow.\n", GONE),
    "a part of an appendix that is there": (
        "More is said in Appendix A/1.\n\nAppendix A\n\nTrees\n\nThey grow.\n", []),
    "a page": ("For the signs see the key on the next page.\n", [("page", "found nothing")]),
    "a paragraph that breaks off": ("There were many trees in the north because of the\n", CUT),
    "an item of nothing": ("1. Trees are cut.\n2.\n", CUT),
    "a list that a picture held": (f"We therefore promise:{ROOM}2. Roads\n\nThey are wide.\n", CHART),
    "a numbered heading over nothing": ("It rained.\n\n2. Roads\n\n3. Bridges\n\nThey are wide.\n", CUT),
    "a table of another label": (
        "Table 4 compares the parks.\n\nTable 2: Benches\n\nPark\tBenches\nNorth\t4\nSouth\t5\n",
        [("table", "found nothing")]),
    "a table of another heading": (
        "Table 4 shows the rest.\n\nRoads\n\nThey are wide.\n\nRoad\tYards\nNorth\t4\nSouth\t5\n",
        [("table", "found nothing")]),
    "a table named twice": (
        "Trees that fell are in Table 4. It rained.\n\nTable 4 shows the trees.\n", [("table", "found nothing")]),
    "what is kept with the signed minutes": (
        "He gave a talk (the slides are attached to the signed minutes).\n", [("appendix", "found nothing")]),
    "a cover": ("For the meaning of the signs see the back cover.\n", [("page", "found nothing")]),
    "a place over the end of a page": (f"It rained.\n\nWhere they stand{ROOM}Page 3\n\nRoads\n\nIt rained.\n", MAP),
    "a verb's beginning at a page's end": ("The trees of the north park had\n\nPage 3\n\nThe Board left.\n", CUT),
    "a list that says it is to follow": ("Costs are in Appendix A.\n\nAppendix A – Costs (to follow)\n", GONE),
    "a list that says it is circulated": ("Appendices\n\nAnnex 1: Costs (circulated separately)\n", GONE),
    "a list that says it is exempt": ("Appendices\n\nAppendix 2 - Costs (exempt from publication)\n", GONE),
    "a list that says whom to ask": ("Appendices\n\nAppendix B: Costs (available on request)\n", GONE),
    "a list that says who has it": ("Appendices\n\nAppendix B: Costs (sent to members only)\n", GONE),
    "a map that is an appendix": ("The map at Appendix B gives trees by ward.\n", MAP),
    "a plan of a place": (f"It rained.\n\nPlan of present and proposed sites{ROOM}", MAP),
    "a site plan": (f"It rained.\n\nSite plan{ROOM}", MAP),
    "a plan with its edges": (f"It rained.\n\nPlan showing the new boundary{ROOM}", MAP),
    "a plan of streets": (f"It rained.\n\nPlan of the streets{ROOM}", MAP),
    "where it lies": (f"It rained.\n\nLocation plan{ROOM}", MAP),
    "the picture on the next page": ("The figure on the next page compares us with others.\n", CHART),
    "the picture opposite": ("The graphic opposite is of all the trees.\n", CHART),
    "an object and its preposition": ("We thank the two hundred who gave up a Saturday in\n\n**A. Person**\n", CUT),
    "a clause that has not begun": ("The trees of the north park were cut because\n", CUT),
    "a verb that waits": ("Nobody knows what the trees of the park were\n\nRoads\n\nIt rained.\n", []),
    "a modal": ("Those who want to have a tree of their own should\n\nRoads\n\nIt rained.\n", CUT),
    "whose": ("The trees were given to a school whose\n\nRoads\n\nIt rained.\n", CUT),
    "a paper's last sentence": ("Members are reminded that words on the trees should reach the\n", CUT),
    "a paper's last sentence, without a verb": ("Members are reminded that words on the trees should reach\n", CUT),
    "what was said, without its verb": (
        "4 The clubs have told us that demand for more paint\n\nRoads\n\nIt rained.\n", CUT),
    "a file that ends behind the beginning of a sentence": (
        "1.1 Trees of the north park grow well. The wardens counted them\n", CUT),
    "a file that ends behind a comma": ("- Trees of the north park, which are watered by hand,\n", CUT),
    "a file that ends with a bracket open": ("1.1 In May the wardens cut 40 trees (an increase\n", CUT),
    "a file whose last number stops where others don't": (
        "1.1 They stand in rows.\n\n1.2 They grow all year.\n\n1.3 Each warden waters ten trees by hand every\n", CUT),
    "a short paragraph that a file cuts": ("They grow in rows.\n\nThe trees under\n", []),
    # what is there, or names nothing
    "an address at a file's end": ("They grow well in the park. Town Hall, Northmere\n", []),
    "days of meetings at a file's end": ("Meetings are at noon. They are on 4 May, 6 July and 7 December 2023\n", []),
    "a label at a file's end": ("Contact for this report: Clerk to the Parks Board\n", []),
    "points without stops at a file's end": ("- 40 trees of the park fell\n- 30 are old\n- 20 are ill\n", []),
    "a point that ends with its verb": ("- Of ten who fell, a fall in what they were accused of\n", []),
    "what they live in": ("- The parks and the streets that they all live in\n", []),
    "a plan of action": ("It rained.\n\nPlan of work\n\nTrees are planted.\n", []),
    "an appendix in a header": ("The trees are public.\n", []),
    "a chapter whose first part has no number": ("2. Roads\n\nThe north\n\nThey are wide.\n", []),
    "a table below its sentence": ("Table 4 shows the benches.\n\nPark\tBenches\nNorth\t4\nSouth\t5\n", []),
    "a sentence under a page's header": (
        "All the trees of the north park are\n\nPage 3\n\nKeeping the parks\n\nold by now.\n", []),
    "a table that is there": ("The table below shows the benches.\n\nPark\tBenches\nNorth\t4\nSouth\t5\n", []),
    "the same chart again": (
        "The chart below shows trees.\n\nThe chart shows a fall.\n", CHART),
    "points of a list that end with and": ("The Board is to:\n\n- note the trees of the north; and\n- agree.\n", []),
    "a sentence that goes on below": ("Trees were given to all the schools of the\n\nPage 3\n\nBorough in May.\n", []),
    "a chapter over a picture's room": (f"It rained.\n\nAll our trees{ROOM}They grow.\n", []),
    "words that only look so": ("They charted a course, and mapped the benches; a table was moved.\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GAPS.values(), ids=GAPS.keys())
def test_what_is_missing_from_a_report(text: str, expected: list[tuple[str, str]]) -> None:
    found = rows_of(TOP + text)["gaps"]
    assert [(row["kind"], row["searched"]) for row in found] == expected
    lines = (TOP + text).split("\n")
    assert all(row["quote"].split()[0] in lines[row["line"] - 1] for row in found if row["kind"] != "cut text")


NUMBERED = """Contents

1 Trees ..... 2
2 Birds and bees ..... 3
3 Roads ..... 4

1 Trees

They grow.

Their age

They are old.

3 Roads

They are wide.
"""


def test_a_part_of_another_chapter_is_no_chapter_that_the_contents_list_numbers() -> None:
    found = rows_of(TOP.replace("1. Trees", "Summary") + NUMBERED)["gaps"]
    assert [(row["kind"], row["quote"]) for row in found] == [("cut text", "Birds and bees")]


AGENDA = """AGENDA

Title: Parks Board

1. Apologies

DECLARATIONS OF INTEREST

3. Minutes

6. The libraries (to follow)
"""


def test_entries_of_an_agenda_that_are_lost_or_to_follow() -> None:
    assert [(row["kind"], row["line"]) for row in rows_of(AGENDA)["gaps"]] == [
        ("cut text", 7),
        ("cut text", 11),
        ("page", 11),
    ]


SLIDES = """Parks Board

Date: 15 July 2021
Title: Keeping the parks
Report of: Director of Parks

1.1 The Board is asked to note it.

If you have any queries about this report please contact: A. Person

# Trees for all

# How it works

Seed

Sapling

# What comes next

- More trees

# Requirements

Page 9

# The end

- Thanks
"""


def test_slides_whose_picture_left_only_its_words_or_nothing() -> None:
    found = [(row["kind"], row["quote"]) for row in rows_of(SLIDES)["gaps"]]
    assert found == [("chart", "How it works"), ("page", "Requirements")]
