"""Papers of houses whose labels, marks and headings are in no list: told by how they come again in the same pack."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from minutebook.papers.house_headers import house_headers
from papers import blocks_of, rows_of, source

HEADER = "To whom: Parks Panel\nWhen: {day}\nWhose paper: {who}\nPlaces concerned: All\nWhat it costs: {cost}\n\n"
FIRST = HEADER.format(day="4 May 2021", who="Head of Trees", cost="Nothing")
SECOND = HEADER.format(day="4 May 2021", who="Head of Hives", cost="Within the budget")


def named(text: str) -> list[dict[str, str]]:
    paper = source(text)
    return [{f.name: paper.text[slice(*f.value[0])] for f in fields} for fields in house_headers(paper).values()]


def test_labels_that_come_again_over_two_papers_make_a_header() -> None:
    assert named(f"OLD TREES\n\n{FIRST}They grow.\n\nBEES\n\n{SECOND}They hum.\n") == [
        {
            "body": "Parks Panel",
            "date": "4 May 2021",
            "report_of": who,
            "wards": "All",
            "financial_summary": cost,
        }
        for who, cost in (("Head of Trees", "Nothing"), ("Head of Hives", "Within the budget"))
    ]


NO_HEADERS = {
    "once": f"OLD TREES\n\n{FIRST}They grow.\n",
    "without a day": (FIRST + SECOND).replace("4 May 2021", "soon"),
    "other labels": FIRST + "Oak: 4 May 2021\nElm: two\nAsh: three\nYew: four\n",
    "too few": "To whom: Parks Panel\nWhen: 4 May 2021\n\nTo whom: Parks Panel\nWhen: 4 May 2021\n",
}


@pytest.mark.parametrize("text", NO_HEADERS.values(), ids=NO_HEADERS.keys())
def test_labels_make_no_header_otherwise(text: str) -> None:
    assert not named(text)


def test_papers_under_headers_of_a_house_are_reports() -> None:
    text = f"OLD TREES\n\n{FIRST}They grow.\n\nBEES\n\n{SECOND}They hum.\n"
    found = rows_of(text)["documents"]
    assert [(d["kind"], d["title"], d["report_of"]) for d in found] == [
        ("report", "OLD TREES", "Head of Trees"),
        ("report", "BEES", "Head of Hives"),
    ]


BY_TAB = {
    "paragraphs": (
        "It rained.\n\n2.1\tThe fund paid for 40 trees in the year.\n2.2\tNone has died.\n",
        [
            ("paragraph", "It rained."),
            ("numbered paragraph", "The fund paid for 40 trees in the year."),
            ("numbered paragraph", "None has died."),
        ],
    ),
    "points": (
        "It was resolved that:\n\n(a)\tthe report be noted; and\n(b)\tthe Chair write to the Board.\n",
        [
            ("paragraph", "It was resolved that:"),
            ("bullet", "the report be noted; and"),
            ("bullet", "the Chair write to the Board."),
        ],
    ),
    "rows of a table": (
        "No.\tTree\n1.\tOak\n2.\tElm\n",
        [("table row", "No. Tree"), ("table row", "1. Oak"), ("table row", "2. Elm")],
    ),
    "rows with numbers": ("2.1\t3.2\n2.2\t3.3\n", [("table row", "2.1 3.2"), ("table row", "2.2 3.3")]),
}


@pytest.mark.parametrize(("text", "expected"), BY_TAB.values(), ids=BY_TAB.keys())
def test_a_number_that_a_tab_parts_from_its_words_begins_a_paragraph(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert blocks_of(text) == expected


TITLES = ("Oaks", "Elms", "Ashes", "Limes", "Yews", "Firs", "Pines", "Larches")
SAID = "They were counted again this year and there are more of them than ever."


def test_short_lines_right_over_what_is_said_are_headings_where_a_house_sets_many_so() -> None:
    many = "".join(f"{title}\n{SAID}\n\n" for title in TITLES)
    assert [text for kind, text in blocks_of(many) if kind == "heading"] == list(TITLES)
    few = "".join(f"{n} {title} wood\n{SAID}\n\n" for n, title in enumerate(TITLES[:3], start=4))
    assert not [text for kind, text in blocks_of(few) if kind == "heading"]


def test_pages_of_a_pack_are_marks() -> None:
    text = "".join(f"{SAID}\n\n{mark} {n}\n\n" for n, mark in enumerate(["Pack page", "PPC – page", "p."], start=2))
    assert [kind for kind, _ in blocks_of(text)] == ["paragraph", "page mark"] * 3


def entries(text: str) -> list[str]:
    return [f"{i.item}|{i.title}|{i.part}|{i.first_page or ''}" for i in agenda_items(source(text))]


AGENDAS = {
    "letters under the titles of parts": (
        "Order of business\n\nRef\tBusiness\tPages\n\tOpening\t\nA\tApologies\t\nB\tMinutes of 1 May\t3-6\n"
        "\tScrutiny\t\nC\tKeeping bees\t7-12\n\nPack page 2\n",
        ["A|Apologies|Opening|", "B|Minutes of 1 May|Opening|3", "C|Keeping bees|Scrutiny|7"],
    ),
    "items that say so under a title in no list": (
        "What we shall do\n\nItem 1: Apologies\nItem 2: Minutes of 1 May (pages 3 to 6)\nThey are attached.\n"
        "Item 3: Keeping bees (pages 7 to 12)\n",
        ["1|Apologies||", "2|Minutes of 1 May||3", "3|Keeping bees||7"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), AGENDAS.values(), ids=AGENDAS.keys())
def test_an_agenda_is_read_whatever_marks_its_entries(text: str, expected: list[str]) -> None:
    assert entries(text) == expected


PAGED = (
    "Parks Panel\n\n4 May 2021\n\nAGENDA\n\n1. Apologies\n2. Action log (pages 3 to 4)\n"
    "3. The year in our woods (pages 5 to 8)\n4. Urgent business\n\nPPC – page 2\n\n{log}Action log\n\n"
    "Ref\tAction\tBy\n1\tPlant oaks\tMay\n" + "2\tFell elms\tMay\n" * 12 + "\nPPC – page 4\n\n"
    "{year}The year in our woods\n\nForty oaks were planted.\n\nPPC – page 8\n"
)


@pytest.mark.parametrize("running", ["", "Parks Panel, 4 May 2021\n\n"])
def test_a_paper_without_a_header_begins_on_the_page_that_the_agenda_gives(running: str) -> None:
    found = rows_of(PAGED.format(log=running, year=running))["documents"]
    assert [(d["kind"], d["title"], d["item"]) for d in found] == [
        ("agenda", "Parks Panel", ""),
        ("action tracker", "Action log", "2"),
        ("report", "The year in our woods", "3"),
    ]


def test_an_entry_with_pages_and_no_number_breaks_nothing() -> None:
    text = (
        "Parks Panel\n\n4 May 2021\n\nAGENDA\n\n1. Apologies\n\nWOODS AND HILLS (Pages 3 to 4)\n\n"
        "2. Bees (Pages 5 to 8)\n\n3. Wax (Pages 9 to 10)\n\nPage 2\n\n"
    )
    header = (
        "Report to: Parks Panel\nDate: 4 May 2021\nTitle: {title}\nReport of: Head of Parks\n\n" + "They hum.\n\n" * 4
    )
    found = rows_of(text + header.format(title="Bees") + header.format(title="Wax"))["documents"]
    assert [d["title"] for d in found[1:]] == ["Bees", "Wax"]


RUNNING = "Parks Panel – 4 May 2021"
PAGES = (
    "PARKS PANEL\n\n4 May 2021\n\nAGENDA\n\n1. Minutes of 9 March (pages 2 to 3)\n2. Trees (pages 4 to 5)\n",
    "MINUTES of the meeting of the PARKS PANEL\n\nheld at the Hall on Tuesday 9 March 2021 from 10.00 am.\n\n"
    "PRESENT: Councillors Ash and Elm.\n\n1. It rained.\n",
    "Report to: Parks Panel\nDate: 4 May 2021\nTitle: Trees\nReport of: Head of Trees\n\nThey grow.\n",
    "APPENDIX A: OAKS\n\nForty oaks grow.\n",
    "ACTIONS ARISING FROM EARLIER MEETINGS\n\nNo.\tAction\tBy\n1\tPlant oaks\tMay\n",
)


def test_papers_under_a_running_line_are_told_by_their_own_words() -> None:
    pages = "".join(f"{text}\nPage {n} of 6\n{RUNNING}\n\n" for n, text in enumerate(PAGES, start=1))
    found = rows_of(pages)["documents"]
    assert [(d["kind"], d["date"]) for d in found] == [
        ("agenda", "2021-05-04"),
        ("minutes", "2021-03-09"),
        ("report", "2021-05-04"),
        ("appendix", ""),
        ("action tracker", ""),
    ]
