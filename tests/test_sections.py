from __future__ import annotations

import pytest

from minutebook.blocks import blocks
from minutebook.reports import Document
from minutebook.sections import sections
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


def test_an_entry_of_the_contents_list_is_a_heading_though_nothing_marks_it() -> None:
    text = "Contents\n\nTrees that are tall   2\nRoads   3\n\nIt rained.\n\n- Roads\n\nThey run.\n"
    assert ("", "Roads") in headings(text)


def test_words_in_a_slides_picture_are_no_headings() -> None:
    text = "# One\n\nSeed\n\nSapling of oak\n\n# Two\n\n- a\n\n# Three\n\n- b\n"
    assert [heading for _, heading in headings(text, "slides")] == ["One", "Two", "Three"]
