"""Headers of reports in the words of many houses, and the papers that stand behind reports."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents, front_matter
from minutebook.papers.reports import Document
from papers import rows_of, source, tables_of, texts

NAMES = ("title", "date", "report_of", "wards", "classification", "policy_context")
EXPECTED = ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Public", "Green parks")

HEADERS = {
    "a strategy's priority": "Report to\tParks Panel\nDate\t15 July 2021\nSubject\tKeeping bees\n"
    "Report of\tHead of Bees\nAccess to information\tPublic\nWards affected\tAll\n"
    "Strategy priority\tGreen parks\nCost\tNone\n",
    "from and to": "To:\tParks Panel\nFrom:\tHead of Bees\nDate of meeting:\t15 July 2021\nSubject:\tKeeping bees\n"
    "Public/private:\tPublic\nDivisions affected:\tAll\nVision outcomes:\tGreen parks\n",
    "a director in front": "Parks Panel – 15 July 2021\n\nCommittee: Parks Panel\nDate of the meeting: 15 July 2021\n"
    "Report title: Keeping bees\nReport sponsor: Head of Bees\nReport classification: Public\n"
    "Electoral divisions affected: All\nLink to priorities: Green parks\n",
    "bold labels": "**Paper title:** Keeping bees\n**Meeting date:** Thursday 15th July 2021\n"
    "**Executive Lead:** Head of Bees\n**Open or confidential:** Public\n**Localities covered:** All\n"
    "**Links to corporate plan:** Green parks\n",
    "wide gaps": "TITLE OF ITEM        Keeping bees\nDATE OF MEETING      15 July 2021\n"
    "SERVICE DIRECTOR     Head of Bees\nWARD IMPLICATIONS    All\nPROTECTIVE MARKING   Public\n"
    "CORPORATE PRIORITY   Green parks\n",
    "a cell that goes on below": "Report to\tParks Panel\nDate\t15 July 2021\nTitle\tKeeping\n\tbees\n"
    "Report of\tHead of\n\tBees\nWards affected\tAll\nClassification\tPublic\nCouncil strategy theme\tGreen\n\tparks\n",
    "labels in a stack": "Report subject\n\nKeeping bees\n\nDate of meeting\n\n15 July 2021\n\nHead of service\n\n"
    "Head of Bees\n\nAreas affected\n\nAll\n\nReport classification\n\nPublic\n\nStrategic objective\n\nGreen parks\n",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_in_any_houses_words_gives_the_same_fields(header: str) -> None:
    rows = rows_of(f"{header}\n1. Background\n\n1.1 They hum.\n")
    document = next(d for d in rows["documents"] if d["kind"] == "report")
    assert tuple(document[name] for name in NAMES) == EXPECTED


NO_HEADERS = {
    "columns": "From\tTo\tDate\tCost\n1 May\t2 May\t3 May\t£4\n",
    "words": "To: be or not to be.\n\nFrom: nowhere.\n\nCost: £4.\n",
}


@pytest.mark.parametrize("text", NO_HEADERS.values(), ids=NO_HEADERS.keys())
def test_words_that_head_columns_or_begin_sentences_are_no_header(text: str) -> None:
    assert not any(d["report_of"] for d in rows_of(text)["documents"])


def test_a_cell_that_goes_on_in_the_next_row_is_one() -> None:
    (table,) = tables_of(
        "Wards\tNorth, South and\n\tEast above all\nCost\tNone,\n\tas things are\nLead\tClerk\n\tWarden\n"
    )
    assert texts(table) == [
        ["Wards", "North, South and East above all"],
        ["Cost", "None, as things are"],
        ["Lead", "Clerk"],
        ["", "Warden"],
    ]


REPORT = (
    "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tHead of Bees\n\n"
    "1. Why\n\n1.1 Hum.\n\n"
)


def kinds(text: str) -> list[tuple[str, str]]:
    paper = source(text)
    found: list[Document] = documents(paper, blocks(paper), agenda_items(paper))
    return [(d.kind, d.title) for d in found[1:]]


FIGURES = [("appendix", "Bees in figures")]
BEHIND = {
    "a letter over a marked title": ("**APPENDIX A**\n\n# Bees in figures\n\nThey are many.\n", FIGURES),
    "letters in a row": (
        "APPENDIX 1\n\nBEES: ANNUAL REVIEW 2020\n\nThey hum, as they did.\n\n\nAPPENDIX 2\n\n"
        "BEE ACTION PLAN 2021 (DRAFT)\n\nPriority\tAction\nWax\tSell it\n",
        [("annual report", "BEES: ANNUAL REVIEW 2020"), ("appendix", "BEE ACTION PLAN 2021 (DRAFT)")],
    ),
    "its title again on each page": (
        "**Appendix A: Bees, quarter 3**\n\nHives are counted.\n\nPage 5\n\nAppendix A: Bees\n\nThey are.\n",
        [("appendix", "Appendix A: Bees, quarter 3")],
    ),
    "its title again, the letter above it at first": (
        "APPENDIX B\n\n# Bees in figures\n\nThey hum.\n\nPage 5\n\nAppendix B – Bees in figures\n\nThey do.\n",
        FIGURES,
    ),
    "a plan's title again, shorter": (
        "APPENDIX 1\n\nTHE BEE ACTION PLAN 2021\n\nA\tB\n1\t2\n\nPage 5\n\nThe Bee Action Plan\n\nC\tD\n3\t4\n",
        [("appendix", "THE BEE ACTION PLAN 2021")],
    ),
    "a forward agenda": (
        "Forward Agenda\n\nDate\tTopic\nMay\tBees\n\nEXTRACT FROM THE FORWARD PLAN\n\nDate\tKey decision\nJune\tWax\n",
        [("work programme", "Forward Agenda")],
    ),
    **{
        title: (f"{title}\n\nNo.\tAction\n1\tHum\n", [(kind, title)])
        for kind, title in (
            ("action tracker", "RECOMMENDATIONS AND ACTIONS TRACKER"),
            ("action tracker", "Matters Arising Schedule"),
            ("action tracker", "Log of Outstanding Actions"),
            ("action tracker", "Parks Panel – Rolling Action List"),
            ("work programme", "Scrutiny Work Plan 2021/22"),
            ("work programme", "Parks Panel: Future Business"),
        )
    },
}


@pytest.mark.parametrize(("text", "expected"), BEHIND.values(), ids=BEHIND.keys())
def test_what_is_attached_is_a_paper_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds("AGENDA\n\n1. Keeping bees (Pages 2 - 3)\n\nPage 2\n\n" + REPORT + "Page 4\n\n" + text)[1:] == expected


DAYS = {
    "a summons with a day of its own": "1 July 2021\n\nPARKS PANEL\n\nYou are summoned to a meeting on THURSDAY,"
    " 15 JULY 2021 at 6.30 pm.\n\nAGENDA\n",
    "dispatched on": "Parks Panel\n\nPublished 1 July 2021\n\nThursday, 15 July 2021\n\nAGENDA\n",
    "an hour": "Parks Panel\n\nDate of despatch: 1 July 2021\n\n15 July 2021, 2 pm\n\nAGENDA\n",
    "held": "Date: as below\n\n1 July 2021\n\nMeeting of the Parks Panel to be held on 15 July 2021\n\nAGENDA\n",
    "minutes of another day": "Parks Panel\n\n15 July 2021\n\nAGENDA\n\n1. Minutes\n\nMINUTES of the Parks Panel"
    " held on 3 June 2021\n",
    "minutes in the agenda": "Parks Panel\n\n15 July 2021\n\nAGENDA\n\n1. Minutes of the meeting held on 3 June 2021\n",
    "one day alone": "Parks Panel\n\n15 July 2021\n\nAGENDA\n",
}


@pytest.mark.parametrize("text", DAYS.values(), ids=DAYS.keys())
def test_a_meetings_day_is_told_from_the_day_of_the_summons(text: str) -> None:
    assert front_matter(source(text))["date"] == "2021-07-15"
