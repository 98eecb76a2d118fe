"""What begins a paper of its own, and what each of its pages begins with: titles, running lines, contents lists."""

from __future__ import annotations

import pytest

from papers import rows_of

AGENDA = (
    "# Parks Panel\n\nThursday 15 July 2021\n\nAGENDA\n\n1. Apologies for absence\n2. Keeping bees (Pages 3 to 8)\n"
    "3. Parks of the north: annual report (Pages 9 to 14)\n\n3\n\nReport to:\tParks Panel\nDate:\t15 July 2021\n"
    "Title:\tKeeping bees in the parks\nReport of:\tDirector of Care\n\n1. Background\n\n"
    "1.1 The bees are well.\n\n4\n\n"
)
ROWS = "Hive\tBees\nNorth\t400\nSouth\t500\n\n"
FIGURES = ("appendix", "Appendix A: Bees in figures")

PAPERS = {
    "a running line with the letter over the title": (
        f"Keeping bees – Appendix A\n\nAppendix A: Bees in figures\n\n{ROWS}5\n\n6\n\n", FIGURES),
    "a running line that begins with the body": (
        f"Parks Panel, Keeping bees, Appendix A\n\nAppendix A: Bees in figures\n\n{ROWS}5\n\n6\n\n", FIGURES),
    "a running line with a stroke": (
        f"Keeping bees | Appendix A\n\nAppendix A: Bees in figures\n\n{ROWS}5\n\n6\n\n", FIGURES),
    "a number for a letter": (
        f"Keeping bees: Annex 2\n\nAnnex 2: Bees in figures\n\n{ROWS}5\n\n6\n\n",
        ("appendix", "Annex 2: Bees in figures")),
    "a page later": (
        f"1.2 They hum.\n\n5\n\nItem 2 Appendix A\n\nAppendix A: Bees in figures\n\n{ROWS}6\n\n7\n\n", FIGURES),
    "what is in it": (
        "# Parks of the North\n\n## The annual report of the Friends of Parks 2020/21\n\nIn this report\n\n"
        "Honey\t10\nWax\t11\n\n5\n\n## Honey\n\nIt is sweet.\n\n6\n\n## Wax\n\nIt burns.\n",
        ("annual report", "Parks of the North The annual report of the Friends of Parks 2020/21")),
    "what is in this strategy": (
        "# Parks of the North\n\n## A strategy for parks\n\nWhat is in this strategy\n\nHoney .... 10\n"
        "Wax .... 11\n\n5\n\n## Honey\n\nIt is sweet.\n\n6\n\n## Wax\n\nIt burns.\n",
        ("strategy", "Parks of the North A strategy for parks")),
    "a table of contents": (
        "# Parks of the North\n\n## Our plan for parks\n\nTable of contents\n\nHoney .... 10\nWax .... 11\n\n5\n\n"
        "## Honey\n\nIt is sweet.\n\n6\n\n## Wax\n\nIt burns.\n",
        ("appendix", "Parks of the North Our plan for parks")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAPERS.values(), ids=PAPERS.keys())
def test_a_paper_begins_where_its_first_page_says_so(text: str, expected: tuple[str, str]) -> None:
    found = [(d["kind"], d["title"]) for d in rows_of(AGENDA + text)["documents"]]
    assert found[2:] == [expected]


NONE = {
    "an appendix named in running text": "Appendix A: Bees in figures is in the library.\n\nThey hum.\n",
    "a heading that names a report": "## In this report\n\nWe say how many there are.\n\nThey hum.\n",
    "a sentence over a list": "Bees of the town\n\n5\n\nAppendix B shows them.\n\nAppendix A and the map are kept.\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_only_names_a_paper_begins_none(text: str) -> None:
    assert len(rows_of(AGENDA + text)["documents"]) == 2


RUNNING = {
    "the title": ("Keeping bees in the parks", False),
    "its beginning": ("Keeping bees", False),
    "its beginning, in capitals": ("KEEPING BEES IN THE PARKS", False),
    "its words and others": ("Keeping bees from harm", True),
    "a word of it": ("Parks", True),
    "another heading": ("The hives", True),
}


@pytest.mark.parametrize(("line", "heads"), RUNNING.values(), ids=RUNNING.keys())
def test_a_line_of_the_titles_words_under_a_pages_number_heads_nothing(line: str, heads: bool) -> None:
    text = f"1.2 They hum.\n\n1.3 They are 40.\n\n5\n\n{line}\n\n1.4 They sting.\n\n6\n\n1.5 They fly.\n"
    rows = rows_of(AGENDA + text)["sections"]
    assert (line in {row["heading"] for row in rows if row["first_line"] > AGENDA.count("\n")}) is heads
