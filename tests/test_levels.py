"""Which heading stands inside which: papers whose headings are set in many ways, each with the outline it has."""

from __future__ import annotations

from time import perf_counter

import pytest

from minutebook.papers.blocks import blocks
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from papers import source

NAMES = {"parks", "panel", "council", "northmere"}
TEXT = "\n\nIt rained on the park.\n\n"


def outline(text: str, kind: str = "report", title: str = "Old trees") -> list[str]:
    """Return the headings of a paper, each behind as many points as its level."""
    paper = source(text)
    document = Document(kind, title, 1, paper.n_lines)
    found = sections(paper, blocks(paper), document, NAMES)
    for n, section in enumerate(found):
        above = found[section.parent] if section.parent >= 0 else None
        assert section.level == (above.level + 1 if above else section.level) and section.parent < n
        assert above is None or above.first_line < section.first_line <= section.last_line <= above.last_line
    return [f"{'.' * s.level}{f'{s.number} {s.heading}'.strip()}" for s in found]


OUTLINES = {
    "numbers": [".Old trees", "..1. Oaks", "...1.1 Age", "...1.2 Bark", "..2. Elms"],
    "numbers with a nought": [".Old trees", "..1.0 Oaks", "...1.1 Age", "..2.0 Elms"],
    "what no number has between two": [".Old trees", "..1. Oaks", "...Age and height", "..2. Elms"],
    "a number left out": [".Old trees", "..1. Oaks", "..Elms and limes", "..3. Ponds"],
    "a foreword, and what closes": [".Old trees", "..Foreword", "..1. Oaks", "..2. Elms", "..Appendices"],
    "parts of a paper": [".Old trees", "..Part 1: North", "...1. Oaks", "..Part 2: South", "...2. Ponds"],
    "numbers that begin again": [".Old trees", "..North", "...1. Oaks", "...2. Elms", "..South", "...1. Ponds"],
    "numbers under letters": [".Old trees", "..A. North", "...1. Oaks", "...2. Elms", "..B. South", "...1. Ponds"],
    "capitals": [".Old trees", "..NORTH", "...Oaks", "...Elms", "..SOUTH", "...Ponds", "..EAST", "...Walls"],
    "two in capitals": [".Old trees", "..NORTH", "..Oaks", "..Elms", "..SOUTH"],
    "labels": [".Old trees", "..1. Oaks", "...Case Study: Old Oak", "....Age", "...Case Study: Big Oak", "..2. Elms"],
    "flat": [".Old trees", "..Oaks", "..Elms", "..Ponds"],
}  # fmt: skip


@pytest.mark.parametrize("expected", OUTLINES.values(), ids=OUTLINES.keys())
def test_the_outline_of_a_paper_without_marks(expected: list[str]) -> None:
    assert outline(TEXT.join([*(line.lstrip(".") for line in expected), ""])) == expected


MARKED = {
    "hashes": (["# Old trees", "## Oaks", "### Age", "## Elms"], [".Old trees", "..Oaks", "...Age", "..Elms"]),
    "every heading marked as its title": (["# Old trees", "# Oaks", "# Elms"], [".Old trees", "..Oaks", "..Elms"]),
    "one numbering in three marks": (
        ["# Old trees", "### 1. Oaks", "## 2. Elms", "**3. Ponds**", "#### 4. Paths"],
        [".Old trees", "..1. Oaks", "..2. Elms", "..3. Ponds", "..4. Paths"],
    ),
    "the same words in three marks": (
        ["# Old trees", "## 1 OAKS", "#### RESOLVED:", "**2 ELMS**", "## RESOLVED:", "## 3 PONDS", "**RESOLVED:**"],
        [".Old trees", "..1 OAKS", "...RESOLVED:", "..2 ELMS", "...RESOLVED:", "..3 PONDS", "...RESOLVED:"],
    ),
    "bold print under marks": (["# Old trees", "## Oaks", "**Age**"], [".Old trees", "..Oaks", "...Age"]),
    "a paper without a title": (["It rained.", "1. Oaks", "1.1 Age"], ["..1. Oaks", "...1.1 Age"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), MARKED.values(), ids=MARKED.keys())
def test_the_outline_of_a_paper_with_marks(lines: list[str], expected: list[str]) -> None:
    assert outline(TEXT.join([*lines, ""])) == expected


def test_what_a_contents_list_has_outranks_what_it_leaves_out() -> None:
    listed = "Old trees\n\nContents\n\nOaks   2\nElms and limes   3\nPonds   4\n\n"
    text = TEXT.join(["Oaks", "Age and height", "Elms and limes", "Bark", "Leaves", "Ponds", ""])
    expected = ["..Contents", "..Oaks", "...Age and height", "..Elms and limes", "...Bark", "...Leaves", "..Ponds"]
    assert outline(listed + text) == [".Old trees", *expected]


def test_a_contents_list_whose_chapters_count_anew() -> None:
    entries = ["The north   2", "1. Oaks   2", "2. Elms   3", "The south   4", "1. Ponds   4", "2. Paths   5"]
    text = TEXT.join(["The north", "Oaks", "Elms", "Bark", "The south", "Ponds", "Paths", ""])
    expected = ["..Contents", "..The north", "...Oaks", "...Elms", "....Bark", "..The south", "...Ponds", "...Paths"]
    assert outline("Old trees\n\nContents\n\n" + "\n".join(entries) + "\n\n" + text) == [".Old trees", *expected]


def test_the_items_of_minutes_stand_inside_their_title() -> None:
    items = ["", "1 OAKS", "2 ELMS", "2.1 Their age", "3 PONDS", ""]
    text = "DRAFT MINUTES\n\nMINUTES OF PROCEEDINGS\n" + TEXT.join(items)
    titles = [".DRAFT MINUTES", ".MINUTES OF PROCEEDINGS"]
    assert outline(text, "minutes") == [*titles, "..1 OAKS", "..2 ELMS", "...2.1 Their age", "..3 PONDS"]


@pytest.mark.parametrize("line", ["1. Oaks", "Oaks and elms", "**Oaks**", "OAKS", "### Oaks", "Part 1: Oaks"])
def test_thousands_of_headings_take_seconds(line: str) -> None:
    paper = source(TEXT.join(["Old trees", *[line, "Elms and limes"] * 4000, ""]))
    parts = blocks(paper)
    start = perf_counter()
    sections(paper, parts, Document("report", "Old trees", 1, paper.n_lines), NAMES)
    assert perf_counter() - start < 5
