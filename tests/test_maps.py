"""Ward maps: every ward is drawn, not stated is not zero, nothing is cut, and tiles and outlines take one path."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PatchCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from minutebook.facts import wards
from minutebook.facts.wards import wards_on
from minutebook.showing import maps, saving
from minutebook.showing.display import MISSING, Form, number, percent

OLD, NEW = "2016-09-21", "2023-11-23"
WORDS = saving.Words(title="Two wards have half", subtitle="Crime, %", source=[("2016-09-21-board", 3)])
SHARES = pd.DataFrame({"code": ["E05000649", "E05000644", "E05000635", "E05000642"], "share": [30.0, 23.0, 0.0, None]})


@pytest.fixture(autouse=True)
def _no_open_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINUTEBOOK_OPEN_DATA", raising=False)


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name a folder of outlines: the tiles themselves, laid over London."""
    features = []
    for ward in wards_on(OLD):
        x, y = -0.25 + ward.tile[0] / 50, 51.55 - ward.tile[1] / 80
        ring = [[x, y], [x + 1 / 50, y], [x + 1 / 50, y + 1 / 80], [x, y + 1 / 80], [x, y]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": {"GSS_CODE": ward.code}, "geometry": shape})
    made = json.dumps({"type": "FeatureCollection", "features": features})
    (tmp_path / "wards_2018_both.geojson").write_text(made, encoding="utf-8")
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", str(tmp_path))


def draw(data: pd.DataFrame = SHARES, when: str = OLD, shown: Form = percent, **more: Any) -> Figure:
    return maps.ward_map(data, str(data.columns[1]), when, shown=shown, **{**WORDS, **more})


def every_ward(when: str, amount: Callable[[int], object]) -> pd.DataFrame:
    codes = [ward.code for ward in wards_on(when)]
    return pd.DataFrame({"code": codes, "n": [amount(n) for n in range(len(codes))]})


def texts(figure: Figure) -> list[Text]:
    assert not figure.axes[0].axison
    return list(figure.axes[0].texts)


def said(figure: Figure) -> list[str]:
    return [" ".join(t.get_text().split()) for t in texts(figure)]


def shapes(figure: Figure) -> tuple[int, int]:
    """Return how many wards are drawn without hatching and with it."""
    sets = [c for c in figure.axes[0].collections if isinstance(c, PatchCollection)]
    plain = [len(c.get_paths()) for c in sets if not c.get_hatch()]
    return sum(plain), sum(len(c.get_paths()) for c in sets) - sum(plain)


def assert_legible(figure: Figure) -> None:
    with saving.style():
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in texts(figure)]
    for text, box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, text
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        # A number stands close under its name: a point of their empty margins may be shared.
        apart = a.x0 >= b.x1 or b.x0 >= a.x1 or a.y0 >= b.y1 - 3 or b.y0 >= a.y1 - 3
        assert apart, f"overlap: {one!r}, {other!r}"


@pytest.mark.parametrize(
    ("data", "when", "shown", "stated"),
    [
        (SHARES, OLD, percent, 3),
        (SHARES[:0], OLD, percent, 0),
        (SHARES.iloc[3:], OLD, percent, 0),
        (SHARES[:1], OLD, percent, 1),
        (SHARES.iloc[2:3], OLD, percent, 1),
        (every_ward(OLD, lambda n: n), OLD, number, 38),
        (every_ward(NEW, lambda n: 100.0 - n / 10), NEW, percent, 36),
        (every_ward(NEW, lambda n: 1234 + n * 1000), NEW, number, 36),
        (every_ward(NEW, lambda _: 0), NEW, number, 36),
        (every_ward(NEW, lambda n: Decimal("0.1") if n else None), NEW, number, 35),
    ],
)
def test_every_ward_is_drawn_and_named_and_nothing_is_cut(
    data: pd.DataFrame, when: str, shown: Form, stated: int
) -> None:
    figure = draw(data, when, shown)
    total = len(wards_on(when))
    assert_legible(figure)
    assert shapes(figure) == (stated, total - stated)
    assert {ward.name for ward in wards_on(when)} <= set(said(figure))
    assert {"Thames", "Westminster", "Kensington and Chelsea"} <= set(said(figure))
    counted = [t for t in said(figure) if t.startswith(MISSING)]
    assert counted == ([f"not stated: {total - stated} of {total} wards; it does not mean zero"] * (stated < total))
    assert min(float(t.get_fontsize()) for t in texts(figure)) >= 8


def test_zero_has_its_number_and_a_place_in_the_key_and_not_stated_has_neither() -> None:
    assert said(draw()).count("0%") == 2
    assert "0%" not in said(draw(SHARES.drop(index=2)))
    assert {"30%", "23%", "over 0% to 10%", "over 20% to 30%"} <= set(said(draw()))


@pytest.mark.parametrize(
    ("amounts", "ends"),
    [
        ([], []),
        ([0], []),
        ([30, 0], [10, 20, 30]),
        ([3], [1, 2, 3]),
        ([1], [1]),
        ([5], [2, 4, 6]),
        ([36234.5], [10000, 20000, 30000, 40000]),
        (["0.9"], ["0.25", "0.5", "0.75", "1.00"]),
        ([10], ["5", "10"]),
        ([100], [25, 50, 75, 100]),
        (["1e-9"], ["2.5e-10", "5.0e-10", "7.5e-10", "1.00e-9"]),
    ],
)
def test_classes_are_round_and_hold_every_amount(amounts: list[Any], ends: list[Any]) -> None:
    made = maps._classes([Decimal(a) for a in amounts])
    assert [high for _, high, _ in made] == [Decimal(e) for e in ends]
    assert len({shade for *_, shade in made}) == len(made)
    for amount in map(Decimal, amounts):
        shade = maps._fill(amount, made)
        assert [shade] == [s for low, high, s in made if low < amount <= high] or (not amount and shade == "#ffffff")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([("E05000649", 1), ("E05000649", 2)], r"E05000649 \(West End\) stands twice"),
        ([("E05013808", 1)], r"'E05013808' \(West End, westminster-2022\) is not the code of a ward on 21 September"),
        ([("West End", 1)], "'West End' is not the code of a ward"),
        ([(None, 1)], "is not the code of a ward"),
        ([("E05000649", -1)], r"E05000649 \(West End\) has -1: .* no amount below zero"),
        ([("E05000649", "many"), ("E05000644", 2)], "words beside numbers"),
        ([(w.code, f"word {n}") for n, w in enumerate(wards_on(OLD))], "38 different words are too many"),
    ],
)
def test_data_that_cannot_be_drawn_is_refused_in_one_line(rows: list[tuple[Any, Any]], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as caught:
        draw(pd.DataFrame(rows, columns=["code", "n"]))
    assert "\n" not in str(caught.value)


def test_a_missing_column_or_source_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'share'"):
        maps.ward_map(SHARES[["code"]], "share", OLD, **WORDS)
    with pytest.raises(ValueError, match="no column 'ward'"):
        maps.ward_map(SHARES, "share", OLD, code="ward", **WORDS)
    with pytest.raises(ValueError, match="no source"):
        draw(source=[])


def test_words_are_drawn_as_they_are_the_first_the_darkest_and_counted_in_the_key() -> None:
    rows = [("E05000642", "highest"), ("E05000634", "highest"), ("E05000649", "12th"), ("E05000644", "")]
    figure = draw(pd.DataFrame(rows, columns=["code", "rank"]))
    said = [t.get_text() for t in texts(figure)]
    assert said.count("highest") == 2
    assert {"highest: 2 wards", "12th: 1 ward", f"{MISSING}: 35 of 38 wards; it does not mean zero"} <= set(said)
    fills = [to_rgb(p.get_facecolor()) for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    first, second, unstated = map(sum, fills)
    assert first < second < unstated
    assert "Church Street highest, Queen's Park highest, West End 12th" in saving.note_of(figure).alt


def test_wards_of_a_borough_that_is_not_covered_are_told_from_those_not_stated() -> None:
    figure = draw(covers=["Westminster"])
    said = {t.get_text() for t in texts(figure)}
    assert {f"{MISSING}: 17 of 20 wards; it does not mean zero", "not what the paper covers: 18 wards"} <= said
    note = saving.note_of(figure)
    assert note.alt.endswith("The 18 wards of Kensington and Chelsea are not what the paper covers.")
    assert list(note.data["covered"]) == list(note.data["borough"] == "Westminster")


@pytest.mark.parametrize(("covers", "wrong"), [("Brent", "no borough 'Brent'"), ("Kensington and Chelsea", "lies in")])
def test_covering_what_the_data_is_not_about_is_refused(covers: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        draw(covers=[covers])


def test_the_alt_text_lists_what_is_stated_by_borough_and_name_and_counts_the_rest() -> None:
    rows = [("E05000649", 30), ("E05009396", 4), ("E05000644", 23), ("E05000635", 0)]
    note = saving.note_of(draw(pd.DataFrame(rows, columns=["code", "n"])))
    assert note.alt == (
        "Kensington and Chelsea: Golborne 4%. Westminster: Harrow Road 0%, St. James's 23%, West End 30%. "
        "Not stated for 34 of 38 wards, as they stood on 21 September 2016."
    )
    assert saving.note_of(draw(alt="In words")).alt == "In words"


def test_the_csv_has_every_ward_and_empty_is_not_zero() -> None:
    lines = saving.csv_of(saving.note_of(draw(SHARES[::-1])).data).decode().splitlines()
    assert lines[0] == "code,name,borough,share" and len(lines) == 39
    assert "E05000635,Harrow Road,Westminster,0" in lines
    assert "E05000642,Queen's Park,Westminster," in lines
    assert "E05000649,West End,Westminster,30" in lines


def test_the_order_of_the_data_changes_nothing() -> None:
    one, other = (saving.picture(draw(data), "svg") for data in (SHARES, SHARES[::-1]))
    assert one == other


@pytest.mark.usefixtures("real")
def test_outlines_are_drawn_by_the_same_path_with_the_same_note() -> None:
    drawn = draw()
    assert wards.geography(OLD).crs is not None
    assert shapes(drawn) == (3, 35)
    assert_legible(drawn)
    assert {"30%", "23%", "0%", "Thames", "West End"} <= set(said(drawn))


@pytest.mark.usefixtures("real")
def test_outlines_write_a_number_in_every_ward_and_leave_out_names_without_room() -> None:
    assert "Church\nStreet" in [
        t.get_text() for t in texts(draw(pd.DataFrame({"code": ["E05000634"], "n": ["highest"]})))
    ]
    figure = draw(every_ward(OLD, lambda n: 10**9 + n), shown=number)
    assert sum(t.startswith("1,000,000,0") for t in said(figure)) == 38
    assert "Knightsbridge and Belgravia" not in said(figure)


@pytest.mark.parametrize("when", [OLD, NEW])
def test_the_river_runs_along_the_south_and_ends_in_the_east(when: str) -> None:
    figure = draw(SHARES[:0], when)
    line = next(ln for ln in figure.axes[0].lines if ln.get_color() == maps.RIVER)
    xs, ys = (list(map(float, np.asarray(line.get_data())[n])) for n in (0, 1))
    borders = [np.asarray(ln.get_data())[1].min() for ln in figure.axes[0].lines if ln.get_color() == saving.INK]
    assert min(ys) < min(borders) and ys[0] == min(ys)
    assert xs[-1] == max(xs) and ys[-1] > ys[0]
    assert xs == sorted(xs)


def test_a_map_without_a_river_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"E0500000{n},Ward {n},,Alder,alder-1,2010-05-06,,{n},0,false" for n in range(3)]
    header = "code,name,aliases,borough,set,valid_from,valid_to,tile_x,tile_y,river"
    (tmp_path / "wards.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    (tmp_path / "traps.csv").write_text("name,unless,why\n", encoding="utf-8")
    (tmp_path / "neighbours.csv").write_text("code,neighbour\n", encoding="utf-8")
    monkeypatch.setattr(wards, "FOLDER", tmp_path)
    figure = draw(pd.DataFrame({"code": ["E05000001"], "n": [1]}))
    assert shapes(figure) == (1, 2)
    assert "Thames" not in said(figure) and "Alder" in said(figure)
    assert_legible(figure)
