"""What is lost, said in other words: pages by number, tables overleaf, keys to what is shaded, sentences only begun."""

from __future__ import annotations

import pytest

from minutebook.files import ROOT
from papers import rows_of

HEAD = "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tDirector of Care\n\n"
ROWS = "Hive\tBees\nNorth\t400\nSouth\t500\n"
PAGES = "1.1 They hum.\n\n3\n\n1.2 They fly.\n\n4\n\n{said}\n\n6\n\n1.4 They sting.\n\n7\n\n1.5 They sleep.\n"

BEGUN = (
    "1. They hum all day in the park, and have done so for years. {end}\n\n2. They fly by night as well as by day.\n"
)

GAPS = {
    "a page that isn't there": (PAGES.format(said="1.3 For the key see page 5."), ["page"]),
    "a table on a page that isn't there": (PAGES.format(said="1.3 The table on page 5 has them all."), ["page"]),
    "a page that is there": (PAGES.format(said="1.3 For the key see page 6."), []),
    "a page of another book": (PAGES.format(said="1.3 It is told on page 40."), []),
    "a table overleaf": (
        f"1.1 The table overleaf has them.\n\n{ROWS}\n3\n\n1.2 Hum.\n\n4\n\n1.3 Fly.\n\n5\n", ["table"]),
    "a table that is overleaf": (f"1.1 The table overleaf has them.\n\n3\n\n{ROWS}\n4\n\n1.3 Fly.\n\n5\n", []),
    "a table overleaf without pages": (f"1.1 The table overleaf has them.\n\n{ROWS}", []),
    "shaded": (f"1.1 They hum.\n\n{ROWS}\nShaded rows are estimates.\n", ["cut text"]),
    "highlighted": (f"1.1 They hum.\n\n{ROWS}\nItems highlighted are new since May.\n", ["cut text"]),
    "in italics": (f"1.1 They hum.\n\n{ROWS}\nFigures in italics are provisional.\n", ["cut text"]),
    "in bold, lost": (f"1.1 They hum.\n\n{ROWS}\nRows in bold are totals.\n", ["cut text"]),
    "in bold, there": (f"1.1 They hum.\n\n{ROWS}**All**\t900\n\nRows in bold are totals.\n", []),
    "in grey": (f"1.1 They hum.\n\n{ROWS}\nDates shown in grey have passed.\n", ["cut text"]),
    "shade in a park": ("1.1 Bees like shaded lawns, and lines of trees give them shade.\n", []),
    "a sentence only begun": (BEGUN.format(end="The sale of wax"), ["cut text"]),
    "another": (BEGUN.format(end="In the old park of the north"), ["cut text"]),
    "a sentence that ends": (BEGUN.format(end="The sale of wax fell."), []),
    "an address": ("1. Write to the Clerk of the Parks. Town Hall, Northmere\n\n2. They fly by night and day.\n", []),
    "a chart that is seen in": ("1.1 As can be seen from the pie chart, most hum.\n", ["chart"]),
    "a chart in brackets": ("1.1 Most of them hum (see graph).\n", ["chart"]),
    "a line's colour": ("1.1 The blue line is the north and the grey line is the south.\n", ["chart"]),
    "what is illustrated below": ("1.1 The hives have a dashboard like the one illustrated below.\n", ["chart"]),
    "a pyramid": ("1.1 The population pyramid compares the hives.\n", ["chart"]),
    "a line in the park": ("1.1 They fly along the blue line of trees, and a plan of work is agreed.\n", []),
    "a spot on a map": ("1.1 Hot spots are shown in red on the map.\n", ["map"]),
    "a plan's edge": ("1.1 The land is that edged red on the attached plan.\n", ["map"]),
    "a map in an appendix that is there": (
        f"1.1 See the map in Appendix B.\n\n3\n\n1.2 Hum.\n\n4\n\n## Appendix B: Hives\n\n{ROWS}\n5\n", []),
    "several appendices": (
        "1.1 The costs are in Appendices 1 and 2.\n\nAppendix 1: Costs\n\nThey rise.\n", ["appendix"]),
    "charts of two parts": (
        "## 1. Hum\n\nThe chart below shows it.\n\n## 2. Honey\n\nThe graph compares the hives.\n", ["chart", "chart"]),
    "a table of another part": (
        f"## 1. Hum\n\nThe table below shows it.\n\n## 2. Honey\n\nThere is much of it.\n\n{ROWS}", ["table"]),
    "a table in the sentence's part": (f"## 1. Hum\n\nThe table below shows it.\n\nHum by hive\n\n{ROWS}", []),
    "a story's number": ("1.1 They hum.\n\nCase Study: Hive 16\n\n\n \n\nIt hums.\n", []),
    "pages of a part that isn't there": (
        "1.1 They hum.\n\n3\n\n1.2 They fly.\n\n4\n\n1.3 For the key see page 6.\n\n5\n\n1.4 Hum.\n\n8\n\n1.5 Fly.\n\n9"
        "\n\n1.6 Sting.\n\n10\n\n1.7 Sleep.\n\n11\n", ["page"]),
    "a page of a pack that prints few": (
        "1.1 They hum.\n\nPage 3\n\n1.2 For the key see page 12.\n\nPage 8\n\n1.3 Hum.\n\nPage 30\n\n1.4 Fly.\n", []),
    "a map that is overleaf": ("1.1 A map of hives by ward is overleaf.\n", ["map"]),
    "a graph that is opposite": ("1.1 A graph showing hum by month is on the next page.\n", ["chart"]),
    "a map that was of use": ("1.1 A map of hives by ward is of use to beekeepers.\n", []),
    "a picture's place": ("1.1 They hum.\n\n[graph: hum by month]\n\n1.2 They fly.\n", ["chart"]),
    "a place to put one": ("1.1 They hum.\n\n(Insert chart here)\n\n1.2 They fly.\n", ["chart"]),
    "a map's place": ("1.1 They hum.\n\n[map not reproduced]\n\n1.2 They fly.\n", ["map"]),
    "words in brackets": ("1.1 They hum.\n\n(the hives of the north)\n\n1.2 They fly.\n", []),
    "a sentence that lacks its noun": (
        "1.1 The Panel agreed to support timely and appropriate. They hum.\n", ["cut text"]),
    "a sentence that lacks its rest": (
        "1.1 There were 40 swarms between June and November 2020 with further. They hum.\n", ["cut text"]),
    "a sentence that ends with its preposition": (
        "1.1 They are hard to live with. They hum in the time that they are in.\n", []),
    "a point that ends no list": (
        "1.1 It will tell of three things, and they are all new:\n- the hum of the hives;\n- the sale of wax; and\n"
        "- the first honey of the old hives\n\n1.2 They fly by night as well as by day.\n", ["cut text"]),
    "points that end": (
        "1.1 It will tell of three things, and they are all new:\n- the hum of the hives;\n- the sale of wax; and\n"
        "- the first honey of the old hives.\n\n1.2 They fly by night as well as by day.\n", []),
    "a page left blank": ("1.1 They hum.\n\nPage 8 This page has been left blank on purpose\n\n1.2 They fly.\n", []),
    "an appendix that only names where it is": (
        "1.1 What was said is in Appendix A.\n\n3\n\n1.2 Hum.\n\n4\n\nAppendix A – What was said\n\n"
        "(available on the website)\n\n5\n", ["appendix"]),
    "a text without stops": (
        "1. They are in the park all day and hum\n\n2. They are out by night. The wax\n\n3. They are well in the "
        "park and have been so\n\n4. They were well in the park and they had hummed\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), GAPS.values(), ids=GAPS.keys())
def test_what_is_lost_is_told_in_other_words(text: str, kinds: list[str]) -> None:
    assert [gap["kind"] for gap in rows_of(f"{HEAD}{text}")["gaps"]] == kinds


@pytest.mark.parametrize("name", ["nor", "b1", "h5", "h13"])
def test_papers_of_the_agenda_behind_the_end_of_a_pack_are_told(name: str) -> None:
    text = (ROOT / "tests" / "gold" / "fictional" / f"{name}.txt").read_bytes().decode()
    whole, half = rows_of(text), rows_of(text[: len(text) // 2])
    here = {row["item"] for row in half["documents"]} - {""}
    paged = [row for row in whole["agenda_items"] if row["first_page"]]
    begun = max(n for n, row in enumerate(paged) if (row["should_be"] or row["item"]) in here)
    told = {gap["line"] for gap in half["gaps"] if gap["kind"] == "page"}
    assert {row["line"] for row in paged[begun + 1 :]} <= told
    assert not {row["line"] for row in paged} & {gap["line"] for gap in whole["gaps"] if gap["kind"] == "page"}


AGENDA = "# Parks Panel\n\n## AGENDA\n\n" + "".join(
    f"{n}. {title} (Pages {3 * n} - {3 * n + 2})\n\n"
    for n, title in enumerate(["Lime trees", "Benches and litter", "Foxes at night", "Any other business"], start=1)
)
TITLES = ("Felling of lime trees", "Benches and litter in parks", "Foxes", "Swimming lessons")
PAPERS = [
    f"Title: {title}\nDate: 15 July 2021\nReport of: Director of Care\n\n1. Summary\n\n1.1 {said}\n\n"
    "This page is intentionally left blank\n\n"
    for title, said in zip(TITLES, ("They fall.", "They rot.", "They bark.", "They splash."), strict=True)
]
#: What is left of the papers, in their order, and the entries then told as lost.
LEFT: dict[str, tuple[list[int], list[str]]] = {
    "all": ([0, 1, 2, 3], []),
    "without the second": ([0, 2, 3], ["2."]),
    "without two": ([0, 3], ["2.", "3."]),
    "without the first": ([1, 2, 3], ["1."]),
    "without that of any other business, which nothing tells": ([0, 1, 2], []),
}


@pytest.mark.parametrize(("kept", "lost"), LEFT.values(), ids=LEFT.keys())
def test_a_paper_lost_between_others_is_told_by_its_entry(kept: list[int], lost: list[str]) -> None:
    rows = rows_of(AGENDA + "Chief Executive\n\n" + "".join(PAPERS[n] for n in kept))
    assert [gap["quote"][:2] for gap in rows["gaps"]] == lost
    named = {row["title"]: row["item"] for row in rows["documents"][1:]}
    assert {title: named[title] for title in TITLES[:3] if title in named} == {
        TITLES[n]: str(n + 1) for n in kept if n < len(TITLES) - 1
    }


APPENDED = (
    "Appendix A\n\n# Benches and litter in parks: costs\n\nThey rot.\n\nThis page is intentionally left blank\n\n"
)


def test_an_appendix_that_is_left_of_a_paper_is_not_the_paper() -> None:
    whole, left = ([PAPERS[0], *second, PAPERS[2]] for second in ([PAPERS[1], APPENDED], [APPENDED]))
    for papers, lost in ((whole, []), (left, ["2."])):
        found = rows_of(AGENDA + "Chief Executive\n\n" + "".join(papers))["gaps"]
        assert [gap["quote"][:2] for gap in found if gap["kind"] == "page"] == lost


def test_a_paper_of_which_the_pages_number_alone_is_left() -> None:
    agenda = "# Parks Panel\n\n## AGENDA\n\n1. Apologies\n\n2. Bees (Pages 3 - 4)\n\n3. Trees (Pages 5 - 8)\n\n"
    for end, lost in (("", ["3. Trees (Pages 5 - 8)"]), ("Trees\n\nThey grow.\n", [])):
        found = rows_of(f"{agenda}Page 3\n\n{HEAD}1.1 They hum.\n\nPage 4\n\n1.2 They fly.\n\nPage 5\n\n{end}")["gaps"]
        assert [gap["quote"] for gap in found] == lost


OPEN = "# Parks Panel\n\n## AGENDA\n\n1. Apologies\n\n2. Bees (Pages 3 - 4)\n\n"
PRIVATE = "3. Trees (Pages 5 - 8)\n\n## Part 2: EXEMPT\n\n4. The price of land (Pages 9 - 12)\n\nPage 2\n\n"
BEES = (
    f"{HEAD}## Contents\n\nHives ..... 3\nHoney and wax ..... 4\nWinter ..... 6\n\n## Hives\n\nThey hum.\n\nPage 3\n\n"
)


def test_a_contents_list_that_goes_on_behind_the_end_of_a_pack() -> None:
    cut = rows_of(OPEN + PRIVATE + BEES + "## Bears\n\nThey come.\n")["gaps"]
    assert [(gap["kind"], gap["quote"]) for gap in cut] == [
        ("page", "3. Trees (Pages 5 - 8)"), ("cut text", "Honey and wax"), ("cut text", "Winter")]  # fmt: skip
