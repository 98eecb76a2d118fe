from __future__ import annotations

import pytest

from minutebook.papers.contents import (
    Entry,
    contents_checks,
    contents_entries,
    lines_of_their_own,
    nearest,
    same_words,
)
from papers import source

LIST = """# Contents

1. Finding trees sooner ...... 6

2. A break from pruning\t7

**Advice that joins up**    8

- How we will know\t- 9 -

Finding trees sooner

They stand 12 metres apart.
"""


def test_the_entries_of_a_contents_list_in_each_form() -> None:
    paper = source(LIST)
    assert [(e.number, e.title, e.page) for e in contents_entries(paper, 1, paper.n_lines)] == [
        ("1.", "Finding trees sooner", "6"),
        ("2.", "A break from pruning", "7"),
        ("", "Advice that joins up", "8"),
        ("", "How we will know", "9"),
    ]


FORMS = {
    "one space": ("Contents\n\n1 Aims 3\n2 Our trees 4\n2.1 Ponds 4\n3 Roads 9\n",
                  ["Aims", "Our trees", "Ponds", "Roads"]),
    "pages": ("Contents\n\nAims\tpage 3\nRoads\tpages 4-6\n", ["Aims", "Roads"]),
    "pages in front": ("In this review\n\n03 Aims\n04 Our trees\n07 Roads\n", ["Aims", "Our trees", "Roads"]),
    "dots parted": ("What's inside\n\nAims . . . . . 3\nRoads . . . . . 4\n", ["Aims", "Roads"]),
    "an entry over two lines": ("Contents\n\nAims\t3\n2. How the trees of the\nnorth grow\t4\nRoads\t9\n",
                               ["Aims", "How the trees of the north grow", "Roads"]),
    "an entry over two pages": ("Contents\n\nAims\t3\nHow the trees of the\n\nPage 2\n\nnorth grow\t4\nRoads\t9\n",
                                ["Aims", "How the trees of the north grow", "Roads"]),
    "upright strokes": ("Contents\n\n| 1 | Aims | 3 |\n| 2 | Roads | 4 |\n", ["Aims", "Roads"]),
    "a count, not pages": ("Contents\n\n1 Aims\n2 Our trees\n3 Roads\n4 Ponds\n", []),
    "years": ("Contents\n\nPlan for 20\nPlan for 30\nIt rained.\n", []),
    "an entry without its page": ("Contents\n\nAims\t3\nPart two\nRoads\t4\nPonds\t6\nIt rained\n",
                                  ["Aims", "Part two", "Roads", "Ponds"]),
    "a line apart": ("Contents\n\nAims\t3\n\nNorthmere\n\nRoads\t4\n", ["Aims", "Roads"]),
    "a part without its page": ("Contents\n\nPart one\nAims\t3\nRoads\t4\n", ["Aims", "Roads"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), FORMS.values(), ids=FORMS.keys())
def test_entries_are_told_by_their_pages_wherever_these_stand(text: str, titles: list[str]) -> None:
    paper = source(text)
    assert [entry.title for entry in contents_entries(paper, 1, paper.n_lines)] == titles


@pytest.mark.parametrize("text", ["Contents\n\nIt rained.\n", "Trees\t4\nRoads\t5\n", "Contents\n\nTrees\t4\n"])
def test_what_is_no_contents_list(text: str) -> None:
    paper = source(text)
    assert contents_entries(paper, 1, paper.n_lines) == []


HEADINGS = [(20, "Finding trees sooner:"), (30, "Breaks from pruning"), (40, "ADVICE THAT JOINS UP"), (50, "The end")]


@pytest.mark.parametrize(
    ("title", "verdict", "lines"),
    [
        ("Finding trees sooner", "agrees", (20,)),
        ("Advice that joins up", "agrees", (40,)),
        ("Breaks from late pruning", "differs", (30,)),
        ("Working gardeners", "differs", ()),
    ],
)
def test_an_entry_is_held_against_the_headings_below(title: str, verdict: str, lines: tuple[int, ...]) -> None:
    others = [Entry("", text, "1", 3) for _, text in HEADINGS if not same_words(text, title)]
    check = contents_checks([*others, Entry("", title, "1", 4)], HEADINGS)[-1]
    assert (check.verdict, check.lines) == (verdict, lines)


LIKE = {
    "a plural and an article": ("A Break from pruning", ["Breaks from pruning"], (20,)),
    "a plural": ("Our tree", ["The oaks", "Our trees"], (30,)),
    "an article": ("The parks panel", ["Parks Panel", "The end"], (20,)),
    "a sign for and": ("Roads & ponds", ["Ponds", "Roads and ponds"], (30,)),
    "a hyphen": ("Tree-planting in towns", ["Tree planting in towns"], (20,)),
    "a spelling": ("How it is organised", ["How it is organized"], (20,)),
    "a number in front": ("Roads", ["1. Ponds", "2. Roads"], (30,)),
    "a part's number in front": ("Healthy roots", ["Priority 2: Healthy roots"], (20,)),
    "a heading that says by whom": ("Foreword", ["Foreword from the Chair of the Panel"], (20,)),
    "a heading that goes on": ("Our older trees", ["Our older trees and how we care for them"], (20,)),
    "an entry that goes on": ("How we care for trees in the north", ["How we care for trees"], (20,)),
    "a heading in two": ("What we did and what we will do", ["What we did", "And what we will do"], (20, 30)),
    "another order": ("Keeping trees healthy", ["How healthy trees are kept", "Keeping healthy trees"], (30,)),
    "a year in another form": ("Planting plan 2020-21", ["Planting plan 2019-20", "PLANTING PLAN 2020/2021"], (30,)),
    "years with a word between": ("Planting plan 2020-22", ["Planting plan 2020 to 2022"], (20,)),
    "a page glued in front": ("Planting plan", ["14Planting plan"], (20,)),
    "a page's mark glued in front": ("Planting plan", ["Page 14Planting plan"], (20,)),
    "a page glued behind": ("Planting plan 2020-21", ["Planting plan 2020-2114"], (20,)),
    "a number without a space": ("Planting plan", ["3.Planting plan"], (20,)),
    "a small number in letters": ("Planting plan", ["iii) Planting plan"], (20,)),
    "a small word less": ("How does the panel work", ["What the panel is", "How the panel works"], (30,)),
    "a small word more": ("Trees parks need", ["Trees our parks need"], (20,)),
    "another small word": ("Reports to gardeners", ["Reports from gardeners"], None),
    "a single word with another before it": ("Ponds", ["For ponds"], None),
    "the last word of a long entry": ("Care: older trees and allotments", ["Allotments"], None),
    "more of its words than the last": (
        "Care: trees and allotments",
        ["Allotments", "Care of trees and allotments"],
        (30,),
    ),
    "a heading that adds a thing": ("Trees", ["Trees and ponds"], ()),
    "a heading of another year": ("Progress with planting 2019/20", ["Progress with planting 2020/21"], None),
    "a part of an entry": ("Trees that are old and trees that are young", ["Trees"], ()),
    "other words": ("Working gardeners", ["Gardeners who work late", "The end"], ()),
}


@pytest.mark.parametrize(("title", "headings", "lines"), LIKE.values(), ids=LIKE.keys())
def test_an_entry_is_the_heading_that_a_reader_takes_it_for(
    title: str, headings: list[str], lines: tuple[int, ...] | None
) -> None:
    there = [*((20 + 10 * n, text) for n, text in enumerate(headings)), (90, "What else"), (95, "Who did it")]
    entries = [Entry("", title, "1", 4), Entry("", "What else", "9", 5), Entry("", "Who did it", "9", 6)]
    check = contents_checks(entries, there)[0]
    assert check.verdict == ("agrees" if lines else "differs")
    assert lines is None or check.lines == lines


PLAIN = {
    "a line": ("Planting plan 2020-21", "It rained.\n\nPlanting Plan 2020/21\n\nIt rained.\n", "agrees", (13,)),
    "a line with the page": ("Planting plan", "It rained.\nPlanting plan 14\nIt rained.\n", "agrees", (12,)),
    "two lines": ("How the trees of the north grow", "\nHow the trees of\nthe north grow\n", "agrees", (12, 13)),
    "one word between blanks": ("Allotments", "It rained.\n\nAllotments\n\nIt rained.\n", "agrees", (13,)),
    "one word inside a text": ("Allotments", "It rained on the\nAllotments\nand they grew.\n", "differs", ()),
    "a bullet": ("Planting plan", "We have a:\n\n- Planting plan\n- Pond\n", "differs", ()),
    "a row": ("Planting plan", "Planting plan\t12\t14\n", "differs", ()),
    "a sentence": ("Planting plan", "We have a\nplanting plan.\n", "differs", ()),
    "another year": ("Progress 2019/20", "\nProgress 2020/21\n\nIt rained.\n", "differs", ()),
    "a line of most words": ("Care: oaks, elms and ponds", "\nCare of elms and ponds\n\nIt grew.\n", "differs", (12,)),
}  # fmt: skip


@pytest.mark.parametrize(("title", "text", "verdict", "lines"), PLAIN.values(), ids=PLAIN.keys())
def test_an_entry_may_stand_on_a_plain_line_that_nothing_sets_as_a_heading(
    title: str, text: str, verdict: str, lines: tuple[int, ...]
) -> None:
    paper = source("\n" * 10 + text)
    entries = [Entry("", "What else", "1", 2), Entry("", title, "4", 3)]
    check = contents_checks(entries, [(5, "What else")], lines_of_their_own(paper, 1, paper.n_lines))[1]
    assert (check.verdict, check.lines) == (verdict, lines)
    assert not lines or "line" in check.explanation


def test_a_heading_between_those_of_an_entrys_neighbours_comes_before_others_like_it() -> None:
    headings = [(10, "Planting plans"), (20, "Foreword"), (30, "The planting plan"), (40, "Ponds")]
    entries = [Entry("", title, "1", 2 + n) for n, title in enumerate(("Foreword", "Planting plan", "Ponds"))]
    assert [check.lines for check in contents_checks(entries, headings)] == [(20,), (30,), (40,)]


def test_a_plain_line_far_from_its_place_is_taken_only_for_an_entry_of_some_length() -> None:
    entries = [Entry("", title, "1", 2 + n) for n, title in enumerate(("Foreword", "Our ponds", "How old oaks grow"))]
    plain = [(10, "Our ponds"), (12, "How old oaks grow")]
    checks = contents_checks(entries, [(20, "Foreword")], plain)
    assert [check.lines for check in checks] == [(20,), (), (12,)]


def test_the_contents_of_another_paper_cannot_be_tested() -> None:
    checks = contents_checks([Entry("", word, "1", 2) for word in ("Foreword", "Bees", "Wasps")], HEADINGS)
    assert {check.verdict for check in checks} == {"untestable"}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("Aims & hopes", "AIMS AND HOPES:", True), ("Aims", "Our aims", False), ("St. Mary’s", "St Mary's", True)],
)
def test_headings_are_the_same_but_for_case_and_marks(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same


def test_nothing_is_nearest_to_an_entry_that_shares_too_little() -> None:
    assert nearest(Entry("", "Bees", "1", 2), HEADINGS) is None
