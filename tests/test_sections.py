from __future__ import annotations

import pytest

from minutebook.papers.blocks import blocks
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from papers import source

NAMES = {"parks", "panel", "council", "of", "northmere"}


def headings(text: str, kind: str = "report", title: str = "") -> list[tuple[str, str]]:
    paper = source(text)
    document = Document(kind, title, 1, paper.n_lines)
    return [(s.number, s.heading) for s in sections(paper, blocks(paper), document, NAMES)]


FOUND = {
    "hashes": ("# Trees\n\nThey grow.\n", ("", "Trees")),
    "bold": ("**Trees and roads**\n\nThey grow.\n", ("", "Trees and roads")),
    "plain between blanks": ("It rained.\n\nTrees and roads\n\nThey grow.\n", ("", "Trees and roads")),
    "a number": ("It rained.\n\n2. Trees\n\nThey grow.\n", ("2.", "Trees")),
    "a number in bold, no blank above": ("1. It rained on the park.\n2. **Trees**\n3. They grow.\n", ("2.", "Trees")),
    "a running minute number": ("It rained.\n\n27/22   TREES\n\nThey grow.\n", ("27/22", "TREES")),
    "a minute's letters": ("It rained.\n\nCAB.21 APOLOGIES\n\nNone.\n", ("CAB.21", "APOLOGIES")),
    "the word minute": ("It rained.\n\n**Minute 27   TREES**\n\nNone.\n", ("Minute 27", "TREES")),
    "a minute with its year": ("It rained.\n\nMinute 27/22: Old trees\n\nNone.\n", ("Minute 27/22:", "Old trees")),
    "a caption on its table": ("It rained.\n\nTrees that are said to be old\nTree\tAge\nOak\t90\n",
                               ("", "Trees that are said to be old")),
    "a long caption in bold": ("It rained.\n\n**Trees that fell in the storm, parks of ten acres or so, by the "
                               "age of the tree**\n\nTree\tAge\nOak\t90\n",
                               ("", "Trees that fell in the storm, parks of ten acres or so, by the age of the tree")),
    "a question": ("It rained.\n\nWhat is a tree?\n\nA plant.\n", ("", "What is a tree?")),
    "over points": ("It rained.\n\n2. What the Panel is to do\n\n- to note it\n", ("2.", "What the Panel is to do")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "heading"), FOUND.values(), ids=FOUND.keys())
def test_a_heading_is_found_however_it_is_set(text: str, heading: tuple[str, str]) -> None:
    assert heading in headings(text)


NONE = {
    "a sentence": "It rained.\n\nTrees are tall\n\nThey grow.\n",
    "a sentence cut by a page": "It rained.\n\nThe trees of the northern park have\n\nPage 3\n\ngrown again.\n",
    "what announces a list": "It rained.\n\nIn discussion:\n\n- Trees grow.\n",
    "a resolution": "It rained.\n\nRESOLVED, that –\n\n(a) it be noted.\n",
    "who reports": "It rained.\n\nReport by the Director of Trees\n\nThey grow.\n",
    "the running header": "It rained.\n\nNorthmere Council Parks Panel\n\nThey grow.\n",
    "the running header with a day": "It rained.\n\nParks Panel – 15 July 2021\n\nThey grow.\n",
    "which item follows": "It rained.\n\nAgenda item 4 – Trees\n\nThey grow.\n",
    "a signature": "It rained.\n\nAnn Other\n\nDirector of Trees\n\nThey grow.\n",
    "a name and a post": "It rained.\n\nAnn Other, Chief Trees Officer\n\nThey grow.\n",
    "a councillor": "It rained.\n\nCouncillor Ann Other, for the Panel\n\nThey grow.\n",
    "room to sign": "It rained.\n\nSigned ................   (Chair)\n\nThey grow.\n",
    "what was agreed": "It rained.\n\n**It was agreed:**\n\n(a) it be noted.\n",
    "which item follows, alone": "It rained.\n\nItem 4\n\nThey grow.\n",
    "which paper goes on": "It rained.\n\nPage 3\n\nAppendix A to item 4\n\nThey grow.\n",
    "a member of a kind": "It rained.\n\nCO-OPTED MEMBER: A. Person (a club)\n\nALSO PRESENT: the Clerk.\n",
    "a sentence on a table": "It rained.\n\nThe trees are old:\nTree\tAge\nOak\t90\n",
    "a day on a title page": "It rained.\n\n15 July 2021\n\nThey grow.\n",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_what_is_no_heading(text: str) -> None:
    assert headings(text) == []


def test_a_days_line_over_a_table_heads_it() -> None:
    assert headings("It rained.\n\n15 July 2021\n\nTree\tAge\nOak\t90\nElm\t80\n") == [("", "15 July 2021")]


def test_a_title_that_comes_again_on_a_new_page_heads_it_once() -> None:
    text = "Trees of the north\n\nThey grow.\n\nPage 2\n\nTrees of the north\n\nThey fall.\n"
    assert headings(text, "appendix", "Trees of the north") == [("", "Trees of the north")]


def test_the_name_of_a_body_heads_its_minutes_and_its_agenda_once() -> None:
    text = "PARKS PANEL\n\nIt rained.\n\nTrees\n\nThey grow.\n\nPage 2\n\nParks Panel\n\nThey fall.\n"
    for kind in ("minutes", "agenda"):
        assert headings(text, kind) == [("", "PARKS PANEL"), ("", "Trees")]


def test_a_longer_title_over_the_rows_of_a_new_page_is_a_running_header() -> None:
    rows = "Tree\tAge\nOak\t90\n"
    text = f"Tree list\n\nOld ones first.\n\nThey grow.\n\n{rows}\nPage 2\n\nParks tree list, 2021\n\n{rows}"
    assert headings(text, "action tracker", "Tree list") == [("", "Tree list")]


def test_a_title_is_headed_by_the_words_that_it_goes_by() -> None:
    title = "Leaf and limb A strategy for the trees of the north"
    text = "Appendix A\n\nLeaf and limb\n\nA strategy for the trees of the north\n\nAims\n\nThey grow.\n"
    assert headings(text, "strategy", title) == [("", "Leaf and limb"), ("", "Aims")]


def test_a_number_that_the_contents_list_has_is_one_though_none_is_before_it() -> None:
    text = "Contents\n\nAims ..... 1\n3 Trees ..... 2\n\nAims\n\nThey grow.\n\n3 Trees\n\nThey fall.\n"
    assert headings(text)[1:] == [("", "Aims"), ("3", "Trees")]


def test_an_entry_of_the_contents_list_is_a_heading_though_nothing_marks_it() -> None:
    text = "Contents\n\nTrees that are tall   2\nRoads   3\n\nIt rained.\n\n- Roads\n\nThey run.\n"
    assert ("", "Roads") in headings(text)


ENTRIES = "Contents\n\nOur trees   2\nKeeping the roads open   3\nPonds   4\n\n" + 5 * "It rained.\n\n"
LISTED = {
    "a row": ("It rained.\n\nPonds\t\nNorth\t4\nSouth\t5\n", "Ponds"),
    "a line on its paragraph": ("It rained.\n\nOur trees\nare old, and they lean.\n", "Our trees"),
    "nearly the words": ("It rained.\n\n- Keep the road open\n\nThey are.\n", "Keep the road open"),
    "among short lines": ("It rained.\n\nPonds\n\n40\n\nof them\n\nare deep\n\n8\n\nand\n\nIt is wet.\n", "Ponds"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "heading"), LISTED.values(), ids=LISTED.keys())
def test_a_line_that_the_contents_list_has_is_a_heading_whatever_it_looks_like(text: str, heading: str) -> None:
    assert heading in [found for _, found in headings(ENTRIES + text)]


def test_a_sentence_with_the_words_of_an_entry_is_no_heading() -> None:
    text = f"{ENTRIES}Keeping roads open costs much, and more each year.\n\nPonds are deep.\n"
    assert [found for _, found in headings(text)] == ["Contents"]


def test_words_in_a_slides_picture_are_no_headings() -> None:
    text = "# One\n\nSeed\n\nSapling of oak\n\n# Two\n\n- a\n\n# Three\n\n- b\n"
    assert [heading for _, heading in headings(text, "slides")] == ["One", "Two", "Three"]
