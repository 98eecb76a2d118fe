"""Tables and outlines damaged as PDFs do it: what can be undone is, the rest neither crashes nor invents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents
from minutebook.papers.sections import sections
from minutebook.papers.source import source_of
from minutebook.papers.tables import tables

HEAD = ["Aim of the plan", "Action", "Who leads", "Number"]
WORD = st.sampled_from(
    "parks homes streets young people care plan review support safe local work with each team".split()
)
#: A cell is a sentence, so that one that is cut can be told from one that ends.
SENTENCE = st.lists(WORD, min_size=5, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
ROW = st.tuples(SENTENCE, SENTENCE, SENTENCE, st.integers(1, 9_999).map(lambda n: f"{n:,}"))
ROWS = st.lists(ROW, min_size=3, max_size=8, unique=True)
BREAKS = [
    "\n",
    "\nPage 12\n\n",
    "\n\nAction Plan\n\nThe Panel for Parks\n\n\n\n",
    "\nThis page is intentionally left blank\n\n",
]


def grid(text: str) -> list[list[list[str]]]:
    """Return the texts of each table of a paper that has its running header on other pages too."""
    paper = "Action Plan\n\nThe Panel for Parks\n\nOne.\n\n" * 3 + "It begins here.\n\n" + text + "\n\nIt ends here.\n"
    source = source_of("p", paper)
    found = tables(source, blocks(source))
    return [[[c.raw.text for c in t.cells if c.row == r] for r in range(t.n_rows)] for t in found]


def lines_of(rows: list[tuple[str, ...]]) -> list[str]:
    return ["\t".join(row) for row in [tuple(HEAD), *rows]]


def whole(rows: list[tuple[str, ...]]) -> list[list[list[str]]]:
    return [[HEAD, *map(list, rows)]]


@given(ROWS, st.sampled_from(BREAKS), st.booleans(), st.data())
def test_a_page_break_between_rows_changes_nothing(
    rows: list[tuple[str, ...]], gap: str, repeated: bool, data: st.DataObject
) -> None:
    lines = lines_of(rows)
    at = data.draw(st.integers(2, len(lines) - 1))
    again = [lines[0]] if repeated else []
    assert grid("\n".join([*lines[:at], gap, *again, *lines[at:]])) == whole(rows)


@given(ROWS, st.sampled_from(BREAKS), st.integers(0, 2), st.data())
def test_a_page_break_in_a_cell_changes_nothing(
    rows: list[tuple[str, ...]], gap: str, column: int, data: st.DataObject
) -> None:
    lines, n = lines_of(rows), data.draw(st.integers(1, len(rows)))
    words = rows[n - 1][column].split()
    cut = data.draw(st.integers(1, len(words) - 1))
    first, rest = list(rows[n - 1]), [""] * len(HEAD)
    first[column], rest[column] = " ".join(words[:cut]), " ".join(words[cut:])
    damaged = [*lines[:n], "\t".join(first), gap, "\t".join(rest), *lines[n + 1 :]]
    assert grid("\n".join(damaged)) == whole(rows)


@given(ROWS, st.integers(0, 2), st.data())
def test_a_cell_that_wraps_onto_the_next_line_is_one_cell(
    rows: list[tuple[str, ...]], column: int, data: st.DataObject
) -> None:
    lines, n = lines_of(rows), data.draw(st.integers(1, len(rows)))
    words = rows[n - 1][column].split()
    cut = data.draw(st.integers(1, len(words) - 1))
    wrapped = list(rows[n - 1])
    wrapped[column] = " ".join(words[:cut]) + "\n" + " ".join(words[cut:])
    assert grid("\n".join([*lines[:n], "\t".join(wrapped), *lines[n + 1 :]])) == whole(rows)


@given(ROWS, st.integers(1, 99))
def test_a_page_number_and_a_running_header_between_rows_change_nothing(rows: list[tuple[str, ...]], page: int) -> None:
    lines = lines_of(rows)
    pages = "\n\n".join(f"{page + n}\n\nIt goes on with more text.\n" for n in range(3))
    damaged = [*lines[:2], "", str(page + 3), "", "Agenda item 4 – Plan", "", lines[0], *lines[2:]]
    assert grid(pages + "\n" + "\n".join(damaged)) == whole(rows)


@given(ROWS, st.sampled_from(["<p>{}</p>", "<b>{}</b>", "<i>{}</i>", " {} "]))
def test_marks_around_cells_change_nothing(rows: list[tuple[str, ...]], mark: str) -> None:
    marked = ["\t".join(mark.format(cell) for cell in row) for row in rows]
    assert grid("\n".join([lines_of(rows)[0], *marked])) == whole(rows)


@given(ROWS)
def test_upright_strokes_are_a_table_too(rows: list[tuple[str, ...]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in [tuple(HEAD), *rows]]
    assert grid("\n".join([lines[0], "|---|---|---|---|", *lines[1:]])) == whole(rows)


@given(ROWS, st.data())
def test_no_damage_crashes_or_invents_a_word(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    text = "\n".join(lines_of(rows))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(["\n", "\t", "", "<p>", "•", "|", "\nPage 3\n"])) + text[at + 1 :]
    letters = "".join(text.replace("<p>", "").split())
    for table in grid(text):
        for row in table:
            assert len(row) == len(table[0])
            assert all(word.strip(";") in letters for cell in row for word in cell.split())


# Outlines -----------------------------------------------------------------------------------------

TITLES = (
    "Background", "Reasons for Decision", "Options Considered", "Financial Implications", "Legal Implications",
    "Consultation and Engagement", "Risk Management", "Next Steps",
)  # fmt: skip
#: Headings, each with the paragraphs below it.
OUTLINE = st.lists(
    st.tuples(st.sampled_from(TITLES), st.lists(SENTENCE, min_size=1, max_size=3)),
    min_size=2, max_size=5, unique_by=lambda part: part[0],
)  # fmt: skip
Outline = list[tuple[str, list[str]]]


def written(parts: Outline, mark: str = "## ") -> list[str]:
    """Return an outline as a paper's paragraphs: headings and paragraphs with their numbers."""
    return [
        text
        for n, (title, said) in enumerate(parts, 1)
        for text in [f"{mark}{n}. {title}", *(f"{n}.{k} {words}" for k, words in enumerate(said, 1))]
    ]


def outline(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the headings and the numbered paragraphs of a paper, each with its number."""
    source = source_of("p", text)
    found = blocks(source)
    papers = documents(source, found, agenda_items(source))
    headed = [(s.number, s.heading) for paper in papers for s in sections(source, found, paper)]
    return headed, [(b.number, b.passage(source).text) for b in found if b.kind == "numbered paragraph"]


def as_written(parts: Outline) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    headed = [(f"{n}.", title) for n, (title, _) in enumerate(parts, 1)]
    return headed, [(f"{n}.{k}", said) for n, (_, texts) in enumerate(parts, 1) for k, said in enumerate(texts, 1)]


@given(OUTLINE, st.sampled_from(["## ", "", "### "]))
def test_an_outline_reads_the_same_with_its_marks_and_without(parts: Outline, mark: str) -> None:
    assert outline("\n\n".join(written(parts, mark)) + "\n") == as_written(parts)


@given(OUTLINE, st.sampled_from(["\nPage 12\n\n\n", "\n\n\n", "\nPage 12\n\n"]), st.booleans(), st.data())
def test_a_page_break_between_paragraphs_leaves_the_outline(
    parts: Outline, gap: str, marked: bool, data: st.DataObject
) -> None:
    texts = written(parts, "## " if marked else "")
    at = data.draw(st.integers(1, len(texts) - 1))
    assert outline("\n\n".join([*texts[:at], gap + texts[at], *texts[at + 1 :]]) + "\n") == as_written(parts)


@given(OUTLINE, st.booleans(), st.data())
def test_a_page_break_in_a_paragraph_leaves_the_outline(parts: Outline, marked: bool, data: st.DataObject) -> None:
    texts = written(parts, "## " if marked else "")
    n = data.draw(st.sampled_from([n for n, text in enumerate(texts) if text.endswith(".")]))
    words = texts[n].split(" ")
    cut = data.draw(st.integers(5, len(words) - 1))
    texts[n] = " ".join(words[:cut]) + "\n\nPage 13\n\n" + " ".join(words[cut:])
    assert outline("\n\n".join(texts) + "\n") == as_written(parts)


@given(OUTLINE, st.data())
def test_a_blank_lost_below_a_marked_heading_leaves_the_outline(parts: Outline, data: st.DataObject) -> None:
    texts = written(parts)
    n = data.draw(st.sampled_from([n for n, text in enumerate(texts) if text.startswith("#")]))
    texts[n : n + 2] = ["\n".join(texts[n : n + 2])]
    assert outline("\n\n".join(texts) + "\n") == as_written(parts)


@given(OUTLINE, st.booleans(), st.data())
def test_what_is_cut_out_of_an_outline_is_neither_an_error_nor_made_up(
    parts: Outline, marked: bool, data: st.DataObject
) -> None:
    text = "\n\n".join(written(parts, "## " if marked else "")) + "\n"
    first = data.draw(st.integers(0, len(text) - 1))
    left = text[:first] + text[data.draw(st.integers(first, min(first + 60, len(text)))) :]
    headed, said = outline(left)
    plain = " ".join(left.split())
    assert all(" ".join(words.split()) in plain for _, words in [*headed, *said])
