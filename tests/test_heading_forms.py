"""Headings that length and large letters don't tell, and lines that only look like them."""

from __future__ import annotations

import pytest

from minutebook.papers.blocks import blocks
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from papers import source

NAMES = {"parks", "panel", "council", "of", "northmere"}


def headings(text: str, kind: str = "report", title: str = "") -> list[str]:
    paper = source(text)
    document = Document(kind, title, 1, paper.n_lines)
    return [s.heading for s in sections(paper, blocks(paper), document, NAMES)]


def below_rain(line: str) -> str:
    return f"It rained.\n\n{line}\n\nThe trees of the park grow in rows.\n"


FOUND = {
    "a counted part": "Priority 2: Old trees",
    "a counted part with a dash": "Outcome 3 – A park that nobody is afraid to walk through by night",
    "a counted part in words": "Theme One: Roots",
    "a counted part with a verb": "Ambition 4: Every tree is safe",
    "an option": "Option B: Leave them",
    "a part in capitals": "DELIVERY AREA 1: BETTER PARKS",
    "a title in capitals": "TREES AND ROADS: ROUND FOUR",
    "several things": "Trees, roads, ponds and benches",
    "several things in large letters": "Age, Height, Girth & Kind",
    "what we do": "The difference we will make",
    "what we have done": "Progress that we have made so far",
    "what residents want": "Changes residents want to see",
    "a year's": "2021/22 planting",
    "a numbered year's": "4. 2021/22 planting",
    "a year and a body": "2019 Survey of trees",
    "a range of ages": "5 – 11 Clubs (Walks and Trees)",
    "glued to a page": "Page 4 OUR TREES",
}


@pytest.mark.parametrize("line", FOUND.values(), ids=FOUND.keys())
def test_a_line_over_prose_heads_it(line: str) -> None:
    heading = line.removeprefix("Page 4 ").removeprefix("4. ")
    assert headings(below_rain(line)) == [heading]


LINES = {
    "small letters go on": "Priority 2 – Preventing harm in the streets and\nin the parks of the north",
    "a small word breaks off": "What the people who live by the park told us of\nTheir Hopes",
    "capitals": "WHAT WE WILL DO FOR TREES IN 2018 AND\nTHE YEARS THAT FOLLOW",
    "three lines": "How the trees that fell in the storm were\nreplaced by the friends of the parks and\nby schools",
    "a caption": "Figure 3: Trees in the parks of the north, by\nage and kind",
    "the months that it is of": "Plan for Trees\nOctober 2021 to January 2022",
    "the years that it is of": "A Strategy for Trees\n2021 to 2026",
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES.keys())
def test_lines_that_go_on_with_each_other_are_one_heading(lines: str) -> None:
    assert headings(below_rain(lines)) == [lines.replace("\n", " ")]


NONE = {
    "a sentence over two lines": "The trees of the park have grown by a third in\nthe last ten years",
    "an address": "Parks Office, Town Hall, Market Street\nNorthmere",
    "a place and a day": "The Long Room, Town Hall, Northmere\nThursday 4 May 2021 at 6 pm",
    "a name and a post": "Ann Other\nDirector of Parks and Open Spaces",
    "words in a picture": "Trees of\nthe north",
    "a label over two lines": "Title: Keeping the trees of the north and\nthe parks that they stand in",
    "people": "Ann Other, Bo Person, Cy Young and Di Elder",
    "a step's day": "Step 1: 4 May 2021",
    "years of an axis": "2019 2020 2021",
    "a count": "24 trees",
    "what was done": "Last year we have lost two trees",
    "a label in a row": "VENUE: THE LONG ROOM UPSTAIRS\n\nWARDS: ALL OF THE NORTH",
    "a page's column": "Page",
    "a range of days": "10 – 12 March at the park",
    "a place with two numbers": "2 – 4 Market Street",
    "a link": "Tap here to watch",
    "a source": "Adapted from Tree Files | Park House",
    "whom a photograph shows": "Tree Aid North and South. Walks Course crew members",
    "a day that is open": "Visit to the nursery – date to be fixed",
    "one who signs": "Dame Ann Other, Independent Chair",
    "an address in capitals": "TOWN HALL\nMarket Street, Northmere",
    "one who signs in capitals": "ANN OTHER\nDirector of Parks and Trees",
}


@pytest.mark.parametrize("line", NONE.values(), ids=NONE.keys())
def test_a_line_that_only_looks_like_one_heads_nothing(line: str) -> None:
    assert headings(below_rain(line)) == []


LISTED = {
    "a led list": ("The panel asked for three:\n\nMore trees\n\nWider roads\n\nA bench\n\nIt was told why.\n", []),
    "the list's end in large letters": (
        "The panel asked for these:\n\nMore trees\n\nWider roads\n\nA bench\n\nSchools and Clubs\n\nThey were glad.\n",
        ["Schools and Clubs"]),
    "a word that heads sections": (
        "It rained.\n\nMore trees\n\nWider roads\n\nA bench\n\nA new hut\n\nPaint\n\nMethodology\n\nWe will count.\n",
        ["Methodology"]),
    "the list's own last line": (
        "It rained.\n\nMore trees\n\nWider roads\n\nA bench\n\nA new hut\n\nSome paint\n\nThey were glad of it.\n", []),
    "names in a list": (
        "It rained.\n\nFriends of Trees\n\nPark Guides\n\nThe Hut\n\nBee Keepers\n\nOld Oaks\n\nThey were glad.\n", []),
    "one heading under a sentence that leads": (
        "The panel was told why:\n\nOld trees\n\nThey fall in storms.\n", ["Old trees"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTED.values(), ids=LISTED.keys())
def test_short_lines_in_a_row_are_a_list_whose_last_may_head_what_follows(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


TOUCHING = {
    "a heading on its paragraph": (
        "It rained.\n\nOld trees\nThe oldest trees of the park were planted before the war, and some of them lean.\n",
        ["Old trees"]),
    "a sentence over two lines": (
        "It rained.\n\nThe oldest trees\nof the park were planted before the war, and some of them lean to the east.\n",
        []),
    "a name over a post": (
        "It rained.\n\nAnn Other\nDirector of Children and Families for the City of Northmere and its partners\n", []),
    "a verse": ("It rained.\n\nOld trees\nSing softly\n", []),
    "capitals on a sentence": (
        "It rained.\n\nPARKS PANEL: LIST OF TREES\nTrees are taken off the list once the Panel has seen them all.\n",
        ["PARKS PANEL: LIST OF TREES"]),
    "capitals on a title": (
        "It rained.\n\nTREES OF THE NORTH\nYearly survey for the Friends of Parks, August 2021\n\nThey grow.\n",
        ["TREES OF THE NORTH"]),
    "who came": ("It rained.\n\nPresent:\nCouncillors Ash and Birch\n\nThey sat.\n", ["Present:"]),
    "minutes over when they were held": (
        "It rained.\n\nMINUTES of the Trees Panel\nheld on Tuesday 4 May 2021 at the Hall\n\nThey sat.\n",
        ["MINUTES of the Trees Panel"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOUCHING.values(), ids=TOUCHING.keys())
def test_a_short_line_right_on_a_sentence_heads_it(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


MASTHEADS = {
    "below its council's name": (
        "NORTHMERE COUNCIL\nPARKS PANEL\nTuesday 4 May 2021 at 2.00 pm\nThe Long Room",
        "agenda",
    ),
    "over a day": ("Parks Panel\nTuesday 4 May 2021", "agenda"),
    "with a day": ("NORTHMERE COUNCIL\nPARKS PANEL – 4 MAY 2021", "minutes"),
}


@pytest.mark.parametrize(("lines", "kind"), MASTHEADS.values(), ids=MASTHEADS.keys())
def test_a_committees_name_among_other_lines_heads_its_paper(lines: str, kind: str) -> None:
    found = headings(f"{lines}\n\nIt rained.\n", kind)
    assert [text.casefold().split(" –")[0] for text in found] == ["parks panel"]


def test_who_a_paper_is_of_is_no_heading() -> None:
    for line in ("Yearly report of the Head of Trees", "A briefing by the Director of Parks"):
        assert headings(f"Old trees\n\n{line}\n\nAims\n\nThey grow.\n", title="Old trees") == ["Old trees", "Aims"]


def test_a_paper_that_begins_anew_with_its_masthead_is_headed_once() -> None:
    text = (
        "List of trees\n\nOaks grow.\n\nElms fall.\n\nAsh is ill.\n\nList of trees\n\n\n\nParks Panel\n\nThey stand.\n"
    )
    assert headings(text, title="List of trees") == ["List of trees"]


def test_a_long_caption_of_several_parts_heads_the_table_under_it() -> None:
    line = "Reasons that were given for trees that were felled, parks of ten acres or more, 2020/21"
    assert headings(f"It rained.\n\n{line}\n\nTree\tAge\nOak\t90\nElm\t80\n") == [line]


PARTNERS = {
    "a partner's part": ("Northmere Council", ["Our partners", "Northmere Council"]),
    "a running line": ("Northmere Council\n\nThey grow.\n\nNorthmere Council", ["Our partners"]),
}


@pytest.mark.parametrize(("name", "expected"), PARTNERS.values(), ids=PARTNERS.keys())
def test_the_name_of_a_body_heads_what_is_told_of_it_once(name: str, expected: list[str]) -> None:
    text = f"It rained.\n\nIt snowed.\n\nOur partners\n\nThey are many.\n\n{name}\n\n"
    assert headings(f"{text}The council gave more trees to schools this year than in any other.\n") == expected


ROOM = "\n\n\n\n"
CAPTION = "The ease with which several kinds of hive were entered, by the size of door, for colonies opened in spring"
CAPTIONS = {
    "a measure and its clause": (f"It rained.\n\n{CAPTION}{ROOM}They hum.\n", [CAPTION]),
    "a clause over a page's end": (
        "It rained.\n\nOur sketch of how the quay will be rebuilt and of where people will wait by 2031/32\n\nPage 3"
        f"{ROOM}With fewer boats they wait.\n",
        ["Our sketch of how the quay will be rebuilt and of where people will wait by 2031/32"]),
    "a clause right under its chart's sentence": (
        "The chart below shows later boats.\n\nWhether the master of the boat was a member.\n\nMost of them were.\n",
        ["Whether the master of the boat was a member."]),
    "a sentence with a measure": (f"It rained.\n\n{CAPTION} is known to nobody at all.{ROOM}They hum.\n", []),
    "a measure without a picture's room": (f"It rained.\n\n{CAPTION}\n\nThey hum.\n", []),
    "a sentence that a page cuts": (
        "It rained.\n\nThe order in which the crews of the northern boats had been called to the quay and then were\n\n"
        f"Page 3{ROOM}told to wait was lost.\n", []),
    "a clause under another sentence": (
        "The panel asked two things.\n\nWhether the master of the boat was a member.\n\nMost were.\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CAPTIONS.values(), ids=CAPTIONS.keys())
def test_the_caption_of_a_lost_picture_may_be_a_long_clause(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


PROSE = "The wardens of the wood have been here for years, and they know all of the trees and the bees in them.\n\n" * 6
LONG = {
    "a thing and what it is for": "Shared way of keeping our oldest oaks and elms safe from the beetle in winter",
    "a scheme and what it is": "Know Your Wood: an outside study of how the wardens treat guests on long walks in May",
    "what was done": "The Young Keepers of the North Wood opened their new hives to all guests on 3 May 2017",
    "what is quoted": "N3 ‘Elms’ (2014) ‘The elms were all felled by then and nobody had planted another’",
}
SAID_AT_LENGTH = {
    "a sentence that lost its stop": "The oldest oaks and elms of the wood are safe from the beetle in winter",
    "a sentence on us": "We opened our new hives to all guests of the North Wood on 3 May 2017",
    "a sentence on members": "Members of the north wood panel praised the keys that the wardens had made for it",
    "what leads to a list": "The wardens of the North Wood asked guests to bring some or all of the following",
    "a label and its value": "Author: the oldest warden of the North Wood and of all the parks of the town",
    "a list of people": "Ann Other for the wood, Bo Person for the park, Cy Young for the hives in both",
}


@pytest.mark.parametrize("line", LONG.values(), ids=LONG.keys())
def test_a_long_line_without_a_stop_heads_what_follows_where_sentences_have_theirs(line: str) -> None:
    assert headings(f"{PROSE}{line}\n\nThe wardens have a tent.\n") == [line]
    assert headings(f"{PROSE}{line}\n\n- a tent\n\n- a key\n") == [line]
    assert headings(f"It rained.\n\n{line}\n\nThe wardens have a tent.\n") == []
    assert headings(f"{PROSE}{line}\n\nPage 3\n\nof the north.\n") == []
    assert headings(f"{PROSE}{line}\n\nThe tent is old.\n\n{line}\n\nThe tent is old.\n") == []


@pytest.mark.parametrize("line", SAID_AT_LENGTH.values(), ids=SAID_AT_LENGTH.keys())
def test_a_long_line_that_says_something_or_leads_heads_nothing(line: str) -> None:
    assert headings(f"{PROSE}{line}\n\nThe wardens have a tent.\n") == []


STORIES = {
    "a story's title": (
        "Example\n\nA new crown for an old elm.\n\nIt was an elm.\n", ["Example", "A new crown for an old elm."]),
    "a title with a clause": (
        "Case study 2\n\nA wood in which two elms were saved.\n\nThey lean a lot.\n",
        ["Case study 2", "A wood in which two elms were saved."]),
    "a sentence": ("Example\n\nA wood was sold by its owner.\n\nIt was dark.\n", ["Example"]),
    "a title under other words": ("Trees\n\nA new crown for an old elm.\n\nIt was an elm.\n", ["Trees"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_storys_title_may_end_with_a_stop(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_a_colon_with_a_dash_leads_to_a_list_as_a_colon_does() -> None:
    assert headings("It rained.\n\nWork to come:-\n \n- Oil the gate.\n\n- Cut wood.\n") == ["Work to come:-"]
    assert headings("It rained.\n\nMembers agreed:-\n\n- to oil the gate.\n\n- to cut wood.\n") == []


def test_capitals_under_a_quotation_say_whose_words_they_are() -> None:
    assert headings("“We walk on and on.”\n\nCOMMENT BY A WALKER\n\nIt rained all day.\n") == []
    assert headings("They walk on and on.\n\nCOMMENTS BY WALKERS\n\nIt rained all day.\n") == ["COMMENTS BY WALKERS"]
