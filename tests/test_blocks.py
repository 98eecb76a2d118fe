from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.blocks import PROSE, blocks
from papers import blocks_of, prose_of, source

KINDS = {
    "heading": ("# Aims", [("heading", "Aims")]),
    "heading with a number": ("## 3.1 Efforts", [("heading", "Efforts")]),
    "heading with a page mark": ("# Page 13 Aims", [("heading", "Aims")]),
    "bold line": ("**Aims of the plan**", [("heading", "Aims of the plan")]),
    "plain short line": ("Aims of the plan", [("heading", "Aims of the plan")]),
    "numbered plain heading": ("5 Financial Implications", [("heading", "Financial Implications")]),
    "sentence": ("The plan has aims.", [("paragraph", "The plan has aims.")]),
    "long line": ("Word " * 13, [("paragraph", ("Word " * 13).strip())]),
    "label": ("Date: 15 July", [("paragraph", "Date: 15 July")]),
    "hyphen": ("- One aim", [("bullet", "One aim")]),
    "black dot": ("• One aim", [("bullet", "One aim")]),
    "tick in a list": ("- ✓ One aim", [("bullet", "One aim")]),
    "roman": ("(iv) one aim of it;", [("bullet", "one aim of it;")]),
    "numbered": ("3.2 The plan has aims.", [("numbered paragraph", "The plan has aims.")]),
    "hyphen and number": ("- 3.2 The plan has aims.", [("numbered paragraph", "The plan has aims.")]),
    "number and stop": ("4. The plan has aims.", [("numbered paragraph", "The plan has aims.")]),
    "a share at the start": ("10.5% of all crime is theft.", [("paragraph", "10.5% of all crime is theft.")]),
    "a count at the start": ("28 patients were seen.", [("paragraph", "28 patients were seen.")]),
    "a decimal at the start": ("4.5 days is the mean.", [("paragraph", "4.5 days is the mean.")]),
    "footnote": ("<sup>1</sup> Care Act 2014", [("footnote", "Care Act 2014")]),
    "footnote in Unicode": ("¹² Care Act 2014", [("footnote", "Care Act 2014")]),
    "page": ("Page 13", [("page mark", "Page 13")]),
    "blank page": ("This page is intentionally left blank", None),
    "rule": ("---", None),
    "row": ("a\tb", [("table row", "a b")]),
    "row of a pipe table": ("| a | b |", [("table row", "| a | b |")]),
    "a line of one space": (" ", []),
}


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS.keys())
def test_kind_and_text_of_a_line(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = blocks_of(f"\n{text}\n")
    if expected is None:
        assert found[0][0] in ("page mark", "rule")
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3.2 The plan has aims.", "3.2"),
        ("- 5.1.1 The plan.", "5.1.1"),
        ("4. The plan has aims.", "4."),
        ("(b) the plan;", "(b)"),
        ("## 3.1 Efforts", "3.1"),
        ("5 Financial Implications", "5"),
        ("<sup>7</sup> Act", "7"),
        ("² Act", "²"),
        ("10.5% of all crime.", ""),
    ],
)
def test_printed_numbers(text: str, number: str) -> None:
    assert prose_of(f"\n{text}\n")[0].number == number


@pytest.mark.parametrize(
    ("text", "level"),
    [("# A", 1), ("### A", 3), ("A plan", 2), ("2 Plan of it", 2), ("2.1 Plan of it", 3), ("2.1.4 Plan of it", 4)],
)
def test_levels_of_headings(text: str, level: int) -> None:
    assert prose_of(f"\n{text}\n")[0].level == level


LONG = "It was agreed by all of the members who had come to the meeting that the plan"

JOINED = {
    "lines that touch": ("The plan\nhas two aims.", ["The plan has two aims."]),
    "a blank between sentences": ("It has two aims.\n\nthese are they.", ["It has two aims.", "these are they."]),
    "a page break": (
        "It was agreed that the plan\n\nPage 12\n\nhas two aims.",
        ["It was agreed that the plan has two aims."],
    ),
    "a number range": (
        "This is most marked in the 10\n\n\n-18 age group of all.",
        ["This is most marked in the 10 -18 age group of all."],
    ),
    "a footnote in between": (
        "It was agreed that the plan,\n\n<sup>1</sup> Care Act\n\nhas two aims.",
        ["It was agreed that the plan, has two aims.", "Care Act"],
    ),
    "the rest as a bullet": (
        "It was agreed that the plan\n\n- has two aims.",
        ["It was agreed that the plan has two aims."],
    ),
    "two breaks": (
        "It was agreed that the plan\n\nhas two aims, which\n\nare these.",
        ["It was agreed that the plan has two aims, which are these."],
    ),
    "a capital starts anew": (f"{LONG}\n\nThey had no aims.", [LONG, "They had no aims."]),
    "a colon ends it": (f"{LONG}:\n\nhas two aims.", [f"{LONG}:", "has two aims."]),
    "two bullets": ("- it was agreed that this\n\n- and that", ["it was agreed that this", "and that"]),
    "a number starts anew": (f"{LONG}\n\n3.1 has two aims.", [LONG, "3.1 has two aims."]),
    "a heading in between": (f"{LONG}\n\n# Aims\n\nhas two aims.", [LONG, "has two aims."]),
    "a table in between": (f"{LONG}\n\na\tb\n\nhas two aims.", [LONG, "has two aims."]),
}


@pytest.mark.parametrize(("text", "expected"), JOINED.values(), ids=JOINED.keys())
def test_prose_cut_by_a_page_break_is_joined(text: str, expected: list[str]) -> None:
    paper = source(f"\n{text}\n")
    found = [b.passage(paper).text for b in blocks(paper) if b.kind in PROSE]
    assert found == expected


def test_a_joined_block_keeps_its_lines_and_spans() -> None:
    text = "It was agreed that the plan\n\nPage 12\n\nhas two aims.\n"
    (block,) = [b for b in blocks(source(text)) if b.kind in PROSE]
    assert (block.first_line, block.last_line) == (1, 5)
    assert [text[a:b] for a, b in block.spans] == ["It was agreed that the plan", "has two aims."]


LINE = st.sampled_from(
    [
        "", " ", "# Aims", "Page 3", "a\tb\t1", "\t\t", "- bullet and", "3.2 Numbered.", "the plan that has a",
        "-18 years", "<sup>1</sup> Note", "**Bold**", "---", "| a | b |", "Date: 5", "(iv) x", "²", "10.5% of all",
    ]
)  # fmt: skip


@given(st.one_of(st.lists(LINE, max_size=25).map("\n".join), st.text(max_size=200)))
def test_blocks_of_any_text_stay_inside_it_and_in_order(text: str) -> None:
    paper = source(text)
    found = blocks(paper)
    spans = [span for block in found for span in block.spans]
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert all(1 <= b.first_line <= b.last_line <= paper.n_lines for b in found)
    assert [b.first_line for b in found] == sorted(b.first_line for b in found)
    starts = sorted(paper.line_of(a) for a, _ in spans)
    assert starts == list(range(1, paper.n_lines + 1))  # each line is read once
    for block in found:
        assert block.passage(paper).text == block.passage(paper).text.strip()


SHORT_LINES = {
    "a list that lost its marks": ("Parks\n\nHomes\n\nRoads\n\nBridges\n\nRivers\n\nThey are kept by the council.", []),
    "titles over each other": ("Our parks\n\nTheir trees\n\nThey are old and tall.", ["Our parks", "Their trees"]),
    "a lead-in": ("These areas include:\n\n- parks", []),
    "a question": ("What happened to the trees?\n\nThey were kept.", ["What happened to the trees?"]),
    "a day": ("27 January 2016\n\nIt rained that day.", ["27 January 2016"]),
    "an answer": ("None\n\nThe next one.", []),
    "pages": ("(Pages 5 - 10)\n\nThe next one.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "headings"), SHORT_LINES.values(), ids=SHORT_LINES.keys())
def test_short_lines_are_headings_where_they_head_something(text: str, headings: list[str]) -> None:
    given = source(text)
    assert [b.passage(given).text for b in blocks(given) if b.kind == "heading"] == headings
