"""Tests of the places that figures take from their sentences, paragraphs, headings and documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minutebook.facts.bearings import Setting
from minutebook.facts.places import council_area
from minutebook.facts.prose_figures import figures
from minutebook.facts.settings import Settings
from minutebook.papers.blocks import blocks
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from minutebook.scoring.score_quantities import area_set
from minutebook.text.relative_periods import Anchor
from papers import pack, source, whole

TOWN = Setting("2019-06-30", area="Ayle", own=("Ayle", "Bode"), listed=("Upper Cray",), anchor=Anchor("2019-06-30"))

# A sentence, and for each of its figures the place and what named it.
AREAS = {
    "There were 40 thefts": ["Ayle document"],
    "There were 40 thefts in Brent": ["Brent sentence"],
    "In Brent there were 40 thefts and 12 frauds": ["Brent sentence", "Brent sentence"],
    "It rose by 9% in Brent and by 4% across London": ["Brent sentence", "London sentence"],
    "Of the cases 9% were repeats compared with 12% nationally, 4% were new": [
        "Ayle document",
        "England sentence",
        "Ayle document",
    ],
    "Thefts rose by 16% (London 9%)": ["Ayle document", "London sentence"],
    "Brent and Camden saw rises of 8% and 16.4% respectively": ["Brent sentence", "Camden sentence"],
    "It accounted for 4% of all thefts across London": ["London sentence"],
    "Ayle had the fifth highest number of thefts and 4% of all thefts across London": ["Ayle sentence"] * 2,
    "The wait is six weeks": [""],
    "There were 40 thefts, 12 of them in Brent and 9 in Camden": ["Ayle document", "Brent sentence", "Camden sentence"],
    "In Brent the rate was 14.8%, 2.1 points above England": ["Brent sentence", "Brent sentence"],
    "There are three priorities": [""],
    "MoJ data show that 9% offend again": [""],
    "At Mossford Hill there were 40 thefts": [""],
    "At Ayle College there were 40 concerts": ["Ayle document"],
    "Jo Barnet counted 40 thefts": ["Ayle document"],
    "Levels are higher (9%) compared with Camden rates (4%)": ["Ayle document", "Camden sentence"],
    "Of the 40 thefts 12 were in Upper Cray": ["Ayle document", "Upper Cray sentence"],
    "Wardens met 40 people in Ayle and Bode": ["Ayle; Bode sentence"],
    "In Brent, Camden and Ealing 12% had left": ["Brent; Camden; Ealing sentence"],
    "Thefts fell to 18, though not in Bode, where 6 were seen": ["Ayle document", "Bode sentence"],
    "Repairs took 40 visits, against a target of 95%": ["Ayle document", ""],
    "There were 40 thefts. Of Bode's 12 were solved. Another 9 were not.": [
        "Ayle document",
        "Bode sentence",
        "Ayle document",
    ],
    "Some 12% had left, which was lower than in England. Another 9% had no home.": ["Ayle document"] * 2,
    "London saw a clear increase. There were 146 thefts.": [""],
    "The review looked at three schemes and two charities": ["", ""],
    "The depot is ten miles away": [""],
    "Of the 18 beds, ten are in Bode": ["Ayle document", "Bode sentence"],
    "A bid for £748,000 went to the Home Office": ["Ayle document"],
    "It was agreed by 5 votes to 2": ["", ""],
    "It was agreed (6 in favour, 2 against)": ["", ""],
    "There were 64 waiting, 12 against 9 before": ["Ayle document", "Ayle document", "Ayle document"],
    "Each 1% costs £40,000": ["", "Ayle document"],
    "The table shows the top 5 fines": [""],
    "Confidence fell by four points": ["Ayle document"],
    "It may be refused by a majority of two-thirds": [""],
    "The cost is 9% of sales, lower than the London average of 12%": ["Ayle document", "London sentence"],
    "Delays fell from 62 days to 31 days": ["Ayle document", "Ayle document"],
    "The average wait was 9 days": ["Ayle document"],
    "Lessons took 9 weeks on average; at the other school it was 12 weeks": ["Ayle document"] * 2,
    "It had been 9 years since the flood": [""],
    "We want to close the 9 year gap between them": ["Ayle document"],
    "Lessons are paid for within 9 days": [""],
    "Upper Cray has two 2.5 year courses": ["Upper Cray sentence", ""],
    "Tutors gave 640 hours of lessons": ["Ayle document"],
    "The choir agreed on five work areas and two levers": ["", ""],
    "It falls into three areas of work. The three areas follow from it.": ["", ""],
    "Fires were seen in three areas": ["Ayle document"],
    "There are 40 clubs in each borough": ["Ayle; Bode sentence"],
    "Glass made up 40% (as at Feb 2019)": ["Ayle document"],
    "There were 40 visits similar to the London mean": ["Ayle document"],
    "There were 40 clubs in both Ayle and Bode": ["Ayle; Bode sentence"],
    "It was agreed by all six councils": [""],
    "Clubs are in the two boroughs": ["Ayle; Bode sentence"],
    # who takes part in a meeting, what a body is made of, and rules
    "The quorum is four": [""],
    "Nine of the eleven councillors attended": ["", ""],
    "The Committee has nine councillors": [""],
    "I thank the 31 clubs, and the 14 partners that sit round our table": ["Ayle document", ""],
    "It is a partnership of 9 charities": [""],
    "Of the nine actions six had been done and two were in hand": ["", "", ""],
    "There is a fine of up to £100": [""],
    "Club = a group that holds 9 members or more": [""],
    "In the staff survey 70% felt heard": [""],
    "Juniors are twice as likely to win": [""],
    # the region, and places like this one
    "The average for the region was 9%": [""],
    "Thefts were 40, below the 58 of similar councils": ["Ayle document", ""],
    "Across the region it rose by 9%": [""],
    # what belongs together
    "Of the 40 thefts 12 (30%) were in Brent and 9 (22%) in Camden": [
        "Ayle document",
        "Brent sentence",
        "Brent sentence",
        "Camden sentence",
        "Camden sentence",
    ],
    "It took 54 visits, 40 in Brent and 14 in Camden": ["Ayle document", "Brent sentence", "Camden sentence"],
    "The rate of 9 thefts is over twice that of Camden": ["Ayle document", "Ayle document"],
    "Brent and Camden had 49% of London's thefts": ["Brent; Camden sentence"],
    "There were 40 in Brent or Camden": ["Brent; Camden sentence"],
    "Of cases 6% were new, 9% were repeats the same as in Camden": ["Ayle document", "Ayle document"],
    "Bode runs it with six other councils": [""],
    "There were 243 thefts, or 7 a day": ["Ayle document", "Ayle document"],
    "Here is • 12 thefts in Bode • 9 frauds": ["Bode sentence", "Ayle document"],
    # what a paper or a group is made of
    "There are five tables below": [""],
    "It was agreed that a working group of three be set up": [""],
    # another place that the sentence has named before
    "In Bode thefts doubled, from 17 to 34, but they halved in Upper Cray, where there were 41 against 83": [
        *["Bode sentence"] * 3,
        *["Upper Cray sentence"] * 2,
        "",
    ],
    # regions, the force and places like this one beside a name
    "For the East Midlands the share is 9%": ["East Midlands sentence"],
    "In the force as a whole the rate was 9%, so Ayle remains below it": [""],
    "Among similar areas Ayle has the sixth lowest rate": ["Ayle sentence"],
    "With estimates of a rise in need of 9%": [""],
    "At Bode General the delay was 5.8 days": [""],
    # a building or the town centre, and what goes on with it
    "Marlow Hospital saw 40 people": [""],
    "The Infirmary saw 40 people": [""],
    "Some 40 people waited at Marlow Hospital. Of them 9 went home.": ["", ""],
    "The town centre has wardens. Of these 9 are new.": [""],
    "The town centre has wardens. Ponds were cleared of 9 tonnes.": ["Ayle document"],
}


@pytest.mark.parametrize(("text", "expected"), AREAS.items(), ids=AREAS.keys())
def test_the_place_that_a_figure_is_said_of(text: str, expected: list[str]) -> None:
    assert [f"{f.area.name} {f.area.named_by}".strip() for f in figures(whole(text), TOWN)] == expected


# The same in a paper of two councils that is of neither alone.
OF_BOTH = {
    "Both councils lent halls. Some 40 clubs came.": ["Ayle; Bode paragraph"],
    "Clubs in Ayle and Bode meet weekly. There were 40 clubs.": ["Ayle; Bode paragraph"],
    "Clubs in Ayle meet weekly. Those in Bode don't. There were 40 clubs.": [""],
    "There were 40 clubs": [""],
}


@pytest.mark.parametrize(("text", "expected"), OF_BOTH.items(), ids=OF_BOTH.keys())
def test_the_place_that_a_figure_of_two_councils_is_said_of(text: str, expected: list[str]) -> None:
    joint = replace(TOWN, area="")
    assert [f"{f.area.name} {f.area.named_by}".strip() for f in figures(whole(text), joint)] == expected


HEADED = """Swarms

Ayle 2021-2022

{between}

- 40 swarms were seen
"""


@pytest.mark.parametrize(
    ("between", "place", "start"),
    [
        ("Number of swarms in every quarter, April 2020 to March 2022", "Ayle", "2021-04-01"),
        ("Number of swarms seen by keepers in May 2021", "Ayle", "2021-05-01"),
        ("How keepers heard of swarms, for keepers who answered in the year", "Ayle", "2021-04-01"),
        ("Figure 3: Swarms seen", "Ayle", "2021-04-01"),
        ("Why were there more?", "Ayle", "2021-04-01"),
        ("Number of swarms in every quarter, 2019/20 to 2021/22\n\nThe graph grows.\n\nWhy?", "Ayle", "2021-04-01"),
        ("Swarms in Bode, 2016", "Bode", "2016-01-01"),
        ("It rained.\n\nHoney", "", ""),
    ],
)
def test_a_charts_title_and_a_question_end_no_section(between: str, place: str, start: str) -> None:
    text = HEADED.format(between=between)
    paper = source(text)
    document = Document("report", "Bees", 1, paper.n_lines)
    two = replace(pack(), councils="Ayle Borough Council; Bode Borough Council")
    setting = Settings(paper, two, [document], sections(paper, blocks(paper), document)).at(paper.n_lines - 1)
    (figure,) = figures(whole("40 swarms were seen"), setting)
    assert (figure.area.name, figure.period.start if figure.period else "") == (place, start)


def test_a_question_at_the_head_of_a_paper_takes_nothing_from_the_paper_before() -> None:
    paper = source("Ayle 2021-2022\n\nIt rained.\n\nWhy did it rain?\n\nThere were 40 storms.\n")
    documents = [Document("report", "Ayle 2021-2022", 1, 4), Document("report", "Why did it rain?", 5, 7)]
    found = [s for d in documents for s in sections(paper, blocks(paper), d)]
    two = replace(pack(), councils="Ayle Borough Council; Bode Borough Council")
    assert Settings(paper, two, documents, found).at(7).headings == ("Why did it rain?",)


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("City of Westminster", "Westminster"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Ayle County Council", "Ayle"),
        ("London Borough of Brent", "Brent"),
        ("Bode Metropolitan Borough Council", "Bode"),
        ("Crayshire Combined Authority", "Crayshire Combined"),
    ],
)
def test_the_area_in_a_councils_name(council: str, area: str) -> None:
    assert council_area(council) == area


@pytest.mark.parametrize(
    ("kind", "area"), [("report", "Ayle"), ("agenda", ""), ("action tracker", ""), ("work programme", "")]
)
def test_what_lists_the_work_of_a_committee_gives_its_figures_no_place(kind: str, area: str) -> None:
    text = "Ponds\n\nWardens cleared 40 ponds.\n"
    ours = replace(pack(), councils="Ayle Council")
    assert Settings(source(text), ours, [Document(kind, "Ponds", 1, 3)], []).at(3).area == area


def test_two_boroughs_together_are_one_place_to_the_score() -> None:
    assert area_set("Bi-Borough") == area_set("Kensington & Chelsea; Westminster") != area_set("Westminster")


def test_a_joint_committee_named_after_its_areas_speaks_of_all_of_them() -> None:
    joint = replace(
        pack(), committee="Ayle and Bode Joint Board", councils="Ayle Borough Council; Bode Borough Council"
    )
    found = Settings(source("It rained.\n"), joint, [Document("report", "Rain", 1, 1)], [])
    assert found.at(1).area == "Ayle; Bode"


@pytest.mark.parametrize(
    ("title", "header", "area"),
    [
        ("Clubs", "Sport Services, Ayle and Bode", "Ayle; Bode"),
        ("Clubs in Bode and Ayle", "", "Ayle; Bode"),
        ("Clubs", "Head of Sport, Ayle", "Ayle"),
        ("Clubs in Ayle, Bode and Brent", "", ""),
        ("Clubs", "Head of Sport", ""),
    ],
)
def test_a_paper_whose_title_or_header_names_all_councils_is_of_them_all(title: str, header: str, area: str) -> None:
    two = replace(pack(), councils="Ayle Borough Council; Bode Borough Council")
    paper = Document("report", title, 1, 1, values={"report_of": header})
    assert Settings(source("It rained.\n"), two, [paper], []).at(1).area == area


@pytest.mark.parametrize(
    ("kind", "opening", "sentence", "place"),
    [
        (
            "annual report",
            "A report on the choirs of Ayle and Bode",
            "40 choirs were heard",
            "Ayle; Bode document",
        ),
        ("annual report", "A report on the choirs of Ayle and Bode", "- 40: altos", ""),
        ("annual report", "Choirs of the two boroughs", "40 choirs were heard", "Ayle; Bode document"),
        ("annual report", "A report on choirs. Ayle has some. So has Bode.", "40 choirs were heard", ""),
        ("report", "A report on the choirs of Ayle and Bode", "40 choirs were heard", ""),
    ],
)
def test_an_annual_report_that_names_its_councils_as_one_is_of_both(
    kind: str, opening: str, sentence: str, place: str
) -> None:
    two = replace(pack(), councils="Ayle Borough Council; Bode Borough Council")
    setting = Settings(source(f"Choirs\n\n{opening}\n\nSong\n"), two, [Document(kind, "Choirs", 1, 5)], []).at(5)
    (figure,) = figures(whole(sentence), setting)
    assert f"{figure.area.name} {figure.area.named_by}".strip() == place


def test_a_report_of_both_councils_still_goes_on_about_one() -> None:
    setting = replace(TOWN, area="Ayle; Bode")
    found = figures(whole("In Ayle choirs did well. Some 40 were heard. The borough lent 12 halls."), setting)
    assert [f"{f.area.name} {f.area.named_by}" for f in found] == ["Ayle paragraph"] * 2
