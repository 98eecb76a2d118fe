"""Strips: each document where it lies, what stands in it and no more, and nothing cut or overlapping."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from minutebook.showing import saving
from minutebook.showing.charts import STRONG
from minutebook.showing.saving import INK
from minutebook.showing.strip_charts import GROUND, strips
from test_charts import assert_legible, patches, said

ONE, TWO = "2020-01-31-parks-board", "2021-02-01-parks-board"
PAPERS = pd.DataFrame(
    {
        "pack_id": [ONE, ONE, ONE, TWO],
        "name": [
            "agenda",
            "3 report: Trees and how they are counted, street by street, since the storm",
            "map",
            "minutes",
        ],
        "first_line": [1, 101, 600, 1],
        "last_line": [100, 599, 601, 300],
    }
)
NUMBERS = pd.DataFrame({"pack_id": [ONE] * 4 + [TWO], "line": [5, 120, 121, 122, 299]})
TABLES = pd.DataFrame({"pack_id": [ONE, TWO], "first_line": [590, 700], "last_line": [605, 710]})
WORDS = saving.Words(title="Most is in the report", subtitle="Lines, parks", source=[(ONE, 1)])


def draw(data: pd.DataFrame = PAPERS, numbers: pd.DataFrame = NUMBERS, **heads: str) -> Figure:
    return strips(
        data, "name", heads or {ONE: "January", TWO: "February"}, ("Numbers", numbers), ("Tables", TABLES), **WORDS
    )


def boxes(figure: Figure, colour: str) -> list[Rectangle]:
    """Return the boxes of a colour, those of the key aside."""
    found = [p for p in patches(figure) if p.get_x() >= 0]
    return [p for p in found if p.get_facecolor() == to_rgba(colour)]


def test_each_document_lies_where_its_lines_are() -> None:
    grounds = boxes(draw(), GROUND)
    assert [(p.get_x(), p.get_width()) for p in grounds[:2]] == [(0, 100), (100, 499)]
    assert len(grounds) == len(PAPERS) and all(p.get_width() > 0 for p in grounds)


def test_what_is_in_a_document_is_drawn_and_counted_for_it_alone() -> None:
    figure = draw()
    data = saving.note_of(figure).data
    assert data["Numbers"].tolist() == [1, 3, 0, 1]
    assert data["Tables"].tolist() == [0, 1, 0, 0]
    (mark,) = boxes(figure, INK)
    assert (mark.get_x(), mark.get_x() + mark.get_width()) == (589, 599)  # it ends with its document


def test_more_on_the_same_lines_stands_higher() -> None:
    heights = sorted(p.get_height() for p in boxes(draw(numbers=NUMBERS[:4]), STRONG))
    assert len(heights) > 1 and heights[0] < heights[-1]


def test_its_texts_can_be_read_and_a_long_name_is_cut_with_a_mark() -> None:
    figure = draw()
    assert_legible(figure)
    assert {"January", "February", "Numbers", "Tables"} <= set(said(figure))
    assert any(text.startswith("3 report: Trees") and text.endswith("…") for text in said(figure))
    assert "since the storm: lines 101 to 599, Numbers 3, Tables 1" in saving.note_of(figure).alt


def test_a_pack_in_which_nothing_stands_is_drawn_all_the_same() -> None:
    figure = draw(numbers=NUMBERS[:0])
    assert_legible(figure)
    assert boxes(figure, STRONG) == [] and len(boxes(figure, GROUND)) == len(PAPERS)


def test_what_can_not_be_drawn_is_one_clear_line() -> None:
    with pytest.raises(ValueError, match="no column 'last_line'"):
        draw(PAPERS.drop(columns="last_line"))
    with pytest.raises(ValueError, match="has no rows"):
        draw(PAPERS[:0])
