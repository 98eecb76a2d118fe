"""Papers of houses whose labels, marks and headings are in no list: told by how they come again in the same pack."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from minutebook.papers.contents import contents_entries
from minutebook.papers.header_blocks import house_headers
from minutebook.papers.lines import page_edges
from papers import blocks_of, rows_of, source, tables_of, texts

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
    "letters with numbers": (
        "AGENDA\n\nA1. Apologies\n\nA2. Minutes of 1 May (Pages 3 - 6)\n\nB1. Keeping bees (Pages 7 - 12)\n",
        ["A1|Apologies||", "A2|Minutes of 1 May||3", "B1|Keeping bees||7"],
    ),
    "letters with bare numbers": (
        "AGENDA\n\nA1 Apologies\n\nA2 Minutes of 1 May (Pages 3 - 6)\n\nPART B\n\nB1 Keeping bees (Pages 7 - 12)\n",
        ["A1|Apologies||", "A2|Minutes of 1 May||3", "B1|Keeping bees|PART B|7"],
    ),
    "letters with numbers in rows": (
        "AGENDA\n\nItem\tBusiness\tPages\nA1\tApologies\t\nA2\tMinutes of 1 May\t3-6\nA3\tKeeping bees\t7-12\n",
        ["A1|Apologies||", "A2|Minutes of 1 May||3", "A3|Keeping bees||7"],
    ),
    "letters with numbers apart": (
        "AGENDA\n\nA1\nApologies\n\nA2\nMinutes of 1 May\n(Pages 3 - 6)\n\nA3\nKeeping bees\n(Pages 7 - 12)\n",
        ["A1|Apologies||", "A2|Minutes of 1 May||3", "A3|Keeping bees||7"],
    ),
    "a road among numbers": (
        "AGENDA\n\n1. Apologies\n\n2. The road north\nA1 Corridor works.\n",
        ["1|Apologies||", "2|The road north||"],
    ),
    "capitals of a first page, cut behind it": (
        "AGENDA\n\nPARKS PANEL\n\nTUESDAY 4 MAY 2021\n\nTOWN HALL, NORTHMERE\n\n| Members: | A. Person (Chair) |\n",
        [],
    ),
    "capitals of a first page above the entries": (
        "AGENDA\n\nNORTHMERE\nTOWN HALL\n\n7.00 pm\n\n1. Apologies\n\n2. Keeping bees (Pages 3 - 8)\n",
        ["1|Apologies||", "2|Keeping bees||3"],
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


EDGES = {
    "the number of a page behind a day": ("Parks Board – 4 May 2021 – p. {n}", 3),
    "behind a comma": ("Trees and Hives Panel, page {n}", 3),
    "behind a stroke": ("Annual report of the keepers | {n}", 3),
    "in front of a stroke": ("{n} | Annual report of the keepers", 3),
    "of how many": ("Parks Board - Page {n} of 9", 3),
    "a running title with an item behind it": ("Parks Board\tItem {n}", 3),
    "no number": ("The keepers met", 0),
    "a statement by the number of each page": ("Page {n}\nThey hum.", 0),
    "the item of a paper": ("Item 2", 0),
}


@pytest.mark.parametrize(("mark", "count"), EDGES.values(), ids=EDGES.keys())
def test_what_stands_at_the_edge_of_pages_is_told_by_coming_again(mark: str, count: int) -> None:
    text = "".join(f"Bees {'hum ' * n}here.\n\n{mark.format(n=n)}\n\n" for n in (2, 3, 4))
    found = page_edges(source(text))
    assert len({line for line in found if not source(text).line(line).startswith("Page ")}) == count


def test_a_running_title_below_the_number_of_each_page_parts_no_table() -> None:
    edge = "PB – page {n}\nParks Board, 4 May 2021\n"
    rows = "Hive\tBees\nNorth\t40\n\n{}\nSouth\t50\n\n{}\nAll\t90\n\n{}".format(*(edge.format(n=n) for n in (2, 3, 4)))
    (table,) = tables_of(rows)
    assert texts(table) == [["Hive", "Bees"], ["North", "40"], ["South", "50"], ["All", "90"]]


def test_a_title_that_came_before_parts_no_table() -> None:
    title = "Keepers of the North Board – Annual Report"
    (table,) = tables_of(f"{title}\n\nHive\tBees\nNorth\t40\n\n{title}\n\nSouth\t50\n")
    assert len(texts(table)) == len(("header", "North", "South"))


CELLS = {
    "goes on": ("In hand. The hives open in May and the wood", "\ton 3 March.", 2),
    "a word of its own": ("Yes", "\tno", 3),
    "ended": ("The hives open in May and in June.", "\tnone", 3),
}


@pytest.mark.parametrize(("last", "below", "count"), CELLS.values(), ids=CELLS.keys())
def test_the_rest_of_a_last_cell_hangs_below_it(last: str, below: str, count: int) -> None:
    (table,) = tables_of(f"Action\tWhere it stands\nCount bees\t{last}\n{below}\n")
    assert len(texts(table)) == count


def headings(text: str) -> list[str]:
    return [said for kind, said in blocks_of(text) if kind == "heading"]


HEADS = {
    "below a page": (f"{SAID}\n\nPack page 2\nOur oaks\n\n1. {SAID}\n", ["Our oaks"]),
    "below a page and an item": (f"Page 2\n\nItem B\nOUR OAKS AND ELMS\n\n{SAID}\n", ["OUR OAKS AND ELMS"]),
    "the title of the paper again": (f"Our oaks\n\n{SAID}\n\nPack page 2\nOur oaks\n\n{SAID}\n", ["Our oaks"]),
    "when a meeting was held": (f"MINUTES\n\nHeld in the Hall, 2pm to 4pm\n\n{SAID}\n", ["MINUTES"]),
    "between paragraphs that count on": (f"1. {SAID}\nOur oaks\n\n2. {SAID}\n", ["Our oaks"]),
    "between minutes": (f"2.3\t{SAID}\n3.\tOur oaks\n\n3.1\t{SAID}\n", ["Our oaks"]),
    "the rest of a paragraph": (f"1. {SAID[:-1]} in the\nOld wood\n\n2. {SAID}\n", []),
    "an appendix": ("Pack page 2\nAppendix A: Oaks\nItem 2, spring\n", ["Appendix A: Oaks"]),
    "a list of appendices": ("\nAppendix A: Oaks\nAppendix B: Elms\n", []),
    "capitals and months over a header": (
        f"\nBEES AND OTHER GUESTS: APRIL TO JUNE 2021\n\nTo: Parks Panel\n\n{SAID}\n",
        ["BEES AND OTHER GUESTS: APRIL TO JUNE 2021"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS.keys())
def test_what_heads_a_page_or_a_part(text: str, expected: list[str]) -> None:
    pages = "".join(f"{'They hum. ' * n}\n\nPack page {n}\n\n" for n in (7, 8, 9))
    assert headings(text + "\n" + pages) == expected


def decided(text: str) -> list[str]:
    minutes = f"Minutes of the Parks Panel held on 4 May 2021\n\nPresent: Ann Other\n\n24 Bees\n{SAID}\n{text}\n"
    return [d["text"] for d in rows_of(minutes)["decisions"]]


def test_points_of_a_resolution_are_apart_on_one_line_and_below_what_was_said() -> None:
    assert decided("RESOLVED that (a) the report be noted; and (b) the Clerk be asked to count the bees.") == [
        "RESOLVED that (a) the report be noted; and",
        "(b) the Clerk be asked to count the bees.",
    ]
    assert decided("RESOLVED that\n(a) the report be noted;\n(b) the hives be moved.") == [
        "the report be noted;",
        "the hives be moved.",
    ]


def test_a_label_with_two_meanings_is_clear_among_others() -> None:
    head = "Report to\tParks Panel\nDate of meeting\t4 May 2021\nTitle\tBees\nFrom\tHead of Hives\nMoney\tNone\n"
    (found,) = rows_of(f"{head}\n{SAID}\n")["documents"]
    assert (found["report_of"], found["financial_summary"]) == ("Head of Hives", "None")


def test_a_list_of_contents_needs_no_title_inside_a_pack() -> None:
    entries = ["What we did .......... 4", "Bees in numbers .......... 9", "Money .......... 15"]
    paper = source("\n".join(["A pack", "", *entries, "", "What we did"]))
    assert [e.title for e in contents_entries(paper, 2, 7)] == ["What we did", "Bees in numbers", "Money"]
    assert not contents_entries(paper, 1, 7)


BETWEEN = {
    "a title over rows": ("Income", True),
    "a sentence": ("Income has fallen this year.", False),
    "a caption": ("Table 2: Income of the year by month and by place", False),
}


@pytest.mark.parametrize(("line", "joined"), BETWEEN.values(), ids=BETWEEN.keys())
def test_a_short_line_that_touches_the_rows_around_it_is_a_title_of_theirs(line: str, joined: bool) -> None:
    found = tables_of(f"Service\tBudget\tSpend\nOld\t4\t5\nYoung\t3\t2\n{line}\nFees\t-1\t-2\nGrants\t-3\t-3\n")
    assert len(found) == (1 if joined else 2)
    assert ([line, "", ""] in texts(found[0])) == joined
