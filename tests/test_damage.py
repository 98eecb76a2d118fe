"""Tables damaged as PDFs do it: what can be undone gives the undamaged parse, the rest neither crashes nor invents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.blocks import blocks
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
