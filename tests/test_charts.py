"""Charts: nothing clipped or overlapping, missing is not zero, and the same bytes every time."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from minutebook.errors import MinutebookError
from minutebook.showing import charts, display, saving
from minutebook.showing.paired_charts import squares, two_bars

SOURCE = [("2021-07-15-health-wellbeing-board", 931)]
WORDS = saving.Words(
    title="Brent <b>claimed</b> most",
    subtitle="Claims, £, boroughs",
    alt='Brent 300, Harrow "0"',
    source=SOURCE,
)
CLAIMS = pd.DataFrame({"who": ["Brent", "Hounslow", "K&C"], "gbp": [300_000.0, 0.0, None]})
SCHEMES = pd.DataFrame(
    {
        "scheme": ["Scheme 1", "Scheme 2", "Scheme 3"],
        "start": ["2020-03-19", "2020-09-01", "2021-04-01"],
        "end": ["2020-08-31", "2021-03-31", "2021-09-30"],
    }
)


def bars(data: pd.DataFrame = CLAIMS, **more: Any) -> Figure:
    return charts.bars(data, "who", "gbp", **{**WORDS, **more})


def matrix(data: pd.DataFrame = CLAIMS, **more: Any) -> Figure:
    return charts.matrix(data, "who", **more, **WORDS)


def timeline(data: pd.DataFrame = SCHEMES, **more: Any) -> Figure:
    data = data.assign(**more)
    return charts.timeline(data, "start", "end", "scheme", **WORDS)


ACTIONS = pd.DataFrame(
    [
        (
            "2020-01-07",
            "2020-09-01",
            "Write to the head of parks about the benches in the north of the town",
            "completed",
        ),
        ("2020-01-07", "2020-09-01", "Publish the costs", "closed by paper"),
        (
            "2020-05-04",
            "2020-09-01",
            "Report back on the bridge, and on what was said of it in the spring",
            "open, 120 days",
        ),
        ("2020-05-04", "2020-09-01", "A visit", "stale, 120 days"),
        ("2020-05-04", "", "Ask the clerk", "not in the tracker"),
    ],
    columns=["start", "end", "what", "became"],
)


def lifelines(data: pd.DataFrame = ACTIONS, **more: Any) -> Figure:
    data = data.assign(**more)
    data = data.assign(meeting=["Meeting of " + str(day) for day in data["start"]])
    return charts.lifelines(data, ("start", "end"), "what", "meeting", "became", **WORDS)


def texts(figure: Figure) -> list[Text]:
    """Return the texts that can be seen."""
    with saving.style():
        FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    found = [t for t in figure.findobj(Text) if isinstance(t, Text) and t.get_visible() and t.get_text()]
    return [t for t in found if t.get_window_extent().width > 0]


def said(figure: Figure) -> list[str]:
    return [t.get_text() for t in texts(figure)]


def assert_legible(figure: Figure) -> None:
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts(figure)]
    assert boxes
    for text, box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, f"cut: {text}"
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        assert not (a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1), f"overlap: {one!r}, {other!r}"


def patches(figure: Figure) -> list[Rectangle]:
    return [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]


names = st.text(st.characters(min_codepoint=32, max_codepoint=382), max_size=70)
amounts = st.none() | st.just(0.0) | st.floats(-1e12, 1e12) | st.sampled_from([1e-9, 1e300, -1e300 / 3, 1.0])
tables = st.lists(st.tuples(names, amounts, amounts), min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=["who", "gbp", "W" * 15])
)


def in_short(value: display.Number) -> str:
    return display.MISSING if display.missing(value) else f"{value:.3g}"


@settings(max_examples=12, deadline=None, derandomize=True)
@given(tables)
def test_whatever_the_table_no_text_is_cut_or_overlaps(data: pd.DataFrame) -> None:
    assert_legible(bars(data, shown=in_short))
    assert_legible(matrix(data, shown=in_short))


days = st.none() | st.dates(min_value=pd.Timestamp("1900-01-01").date(), max_value=pd.Timestamp("2100-01-01").date())
spans = st.tuples(days, days).map(lambda d: d if None in d else sorted(d))  # type: ignore[type-var]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.tuples(names, spans), min_size=1, max_size=5))
def test_whatever_the_periods_no_text_is_cut_or_overlaps(rows: list[tuple[str, Any]]) -> None:
    data = pd.DataFrame(
        {"scheme": [r[0] for r in rows], "start": [r[1][0] for r in rows], "end": [r[1][1] for r in rows]}
    )
    assert_legible(timeline(data.astype(object)))


endings = st.sampled_from([*charts.ENDS, "open, 12 days", "stale, 1,200 days"])


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.tuples(names, spans.filter(lambda span: span[0] is not None), endings), min_size=1, max_size=5))
def test_whatever_the_lives_no_text_is_cut_or_overlaps(rows: list[tuple[str, Any, str]]) -> None:
    data = pd.DataFrame([(a, b, n, s) for n, (a, b), s in rows], columns=list(ACTIONS)).astype(object)
    assert_legible(lifelines(data))


@pytest.mark.parametrize("values", [[None], [0.0], [5.0], [-5.0], [None, None, None], [-1.0, -2.0], [-3.0, 0.0, 4.0]])
def test_every_bar_starts_at_zero_and_a_missing_one_has_no_length(values: list[float | None]) -> None:
    data = pd.DataFrame([(f"n{n}", v) for n, v in enumerate(values)], columns=["who", "gbp"])
    figure = bars(data)
    assert_legible(figure)
    lengths = [p.get_width() for p in patches(figure)]
    largest = max((abs(v) for v in values if v is not None), default=0) or 1
    assert lengths == pytest.approx([(v or 0) / largest for v in values])
    assert all(p.get_x() == 0 for p in patches(figure))
    assert said(figure).count("not stated") == values.count(None)
    low, high = figure.axes[0].get_xlim()
    assert low <= 0 <= high


def test_a_bar_of_zero_and_a_missing_one_read_differently() -> None:
    assert {"£0", "not stated", "£300,000"} <= set(said(bars(shown=display.pounds)))


def test_the_highlighted_bar_differs_in_more_than_colour() -> None:
    figure = bars(highlight="Brent")
    bold = [t.get_text() for t in texts(figure) if t.get_fontweight() == "bold"]
    assert sorted(bold) == ["300,000", "Brent"]
    assert [p.get_facecolor() == patches(figure)[1].get_facecolor() for p in patches(figure)] == [
        False,
        True,
        True,
    ]


def test_a_matrix_keeps_empty_apart_from_zero() -> None:
    figure = matrix(CLAIMS.assign(more=[1.0, float("nan"), 0.0]))
    hatched = [bool(p.get_hatch()) for p in patches(figure)]
    assert hatched == [False, False, True, False, True, False, True]  # the last is the key
    assert said(figure).count("–") == 2 and said(figure).count("0") == 2
    assert display.EMPTY_NOTE in said(figure)
    assert display.EMPTY_NOTE not in said(matrix(CLAIMS[:2]))


def test_totals_do_not_outshine_their_parts() -> None:
    data = pd.DataFrame({"who": ["a", "Total"], "part": [1.0, 9.0], "all": [99.0, 99.0]})
    figure = matrix(data, totals=["Total", "all"])
    fills = [p.get_facecolor()[:3] for p in patches(figure)]
    assert fills[0] == to_rgb(charts.SHADES[-1]) and set(fills[1:]) == {(1.0, 1.0, 1.0)}


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("ground", [*charts.SHADES, "#ffffff"])
def test_text_stands_out_from_its_ground(ground: str) -> None:
    inks = [charts.ink_on(ground)] if ground != "#ffffff" else [saving.INK, saving.RULE]
    for ink in inks:
        light, dark = sorted([luminance(ink), luminance(ground)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_periods_touch_and_say_their_dates() -> None:
    figure = timeline()
    ends = [(p.get_x(), p.get_x() + p.get_width()) for p in patches(figure)]
    assert [a[1] == b[0] for a, b in itertools.pairwise(ends)] == [True, True]
    assert "Scheme 1\n19 March 2020 to 31 August 2020" in said(figure) and "Apr\n2020" in said(figure)


def test_a_period_without_an_end_is_not_drawn_as_if_it_had_one() -> None:
    figure = timeline(end=["2020-08-31", None, None], start=["2020-03-19", "2020-09-01", None])
    assert [bool(p.get_hatch()) for p in patches(figure)] == [False, True]
    assert {"Scheme 2\nfrom 1 September 2020; end not stated", "Scheme 3\nnot stated"} <= set(said(figure))


def test_a_life_ends_in_a_mark_of_its_status_and_without_an_end_is_a_hollow_mark() -> None:
    figure = lifelines()
    assert_legible(figure)
    drawn = [(str(line.get_marker()), len(np.asarray(line.get_xdata()))) for line in figure.axes[0].lines]
    assert drawn == [("|", 2), ("o", 1), ("|", 2), ("s", 1), ("|", 2), (">", 1), ("|", 2), ("X", 1), ("o", 1)]
    assert figure.axes[0].lines[-1].get_markerfacecolor() == "white"
    assert (
        len({mark for _, mark in charts.ENDS.values()}) == len({c for c, _ in charts.ENDS.values()}) == len(charts.ENDS)
    )


def test_lives_stand_under_their_group_with_first_and_last_day_and_what_became_of_them() -> None:
    found = said(lifelines())
    assert [t for t in found if t.startswith("Meeting")] == ["Meeting of 2020-01-07", "Meeting of 2020-05-04"]
    assert found.count("7 Jan\n2020") == found.count("1 Sep\n2020") == 2  # above and below
    assert {"not in the tracker", "open, 120 days", "A visit"} <= set(found)
    assert all(t.count("\n") <= 1 for t in found)
    listed = charts.lifelines(
        ACTIONS[-2:], ("start", "end"), "what", "start", "became", title="t", subtitle="s", source=SOURCE
    )
    alt = "A visit: stale, 120 days, 4 May 2020 to 1 September 2020; Ask the clerk: not in the tracker, from 4 May 2020"
    assert saving.note_of(listed).alt == alt


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: lifelines(became="lost"), "'Write to .*' is 'lost', which is none of completed, "),
        (lambda: lifelines(start=""), "has no first day"),
        (lambda: lifelines(end="2019-01-01"), "ends before it starts"),
        (lambda: bars(CLAIMS[:0]), "has no rows"),
        (lambda: bars(CLAIMS.rename(columns={"gbp": "x"})), "no column 'gbp'"),
        (lambda: bars(CLAIMS.assign(gbp=["1,570", "2", "3"])), "column 'gbp': '1,570' is not a number"),
        (lambda: bars(CLAIMS.assign(gbp=float("inf"))), "is not a number"),
        (lambda: bars(highlight="Ealing"), "no bar 'Ealing' .* Brent, Hounslow, K&C"),
        (lambda: matrix(CLAIMS[["who"]]), "no column beside 'who'"),
        (lambda: matrix(CLAIMS.set_axis(["who", "who"], axis=1)), "two columns of one name"),
        (lambda: timeline(SCHEMES.assign(end="2019-01-01")), "'Scheme 1' ends before it starts"),
        (lambda: timeline(SCHEMES.assign(end="31 August")), "'31 August' is not a day"),
        (lambda: bars(alt=" "), "the alt of a chart is empty"),
        (lambda: bars(title="£nan"), "missing value"),
        (lambda: bars(source=[]), "has no source"),
    ],
)
def test_what_can_not_be_drawn_is_one_clear_line(make: Callable[[], Figure], match: str) -> None:
    with pytest.raises(ValueError, match=match) as caught:
        make()
    assert "\n" not in str(caught.value)


def test_the_reader_s_own_settings_are_neither_used_nor_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = saving.picture(bars(), "svg")
    monkeypatch.setitem(mpl.rcParams, "figure.facecolor", "red")
    monkeypatch.setitem(mpl.rcParams, "svg.fonttype", "none")
    before = dict(mpl.rcParams)
    assert saving.picture(bars(), "svg") == plain
    assert dict(mpl.rcParams) == before


def test_a_dollar_sign_and_a_control_character_are_harmless() -> None:
    data = CLAIMS.assign(who=["$\\frac$", "a\x00b--> <!--", "<script>"])
    assert "$\\frac$" in said(bars(data))
    ET.fromstring(saving.picture(bars(data), "svg"))  # noqa: S314


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    calls: list[tuple[dict[str, Any], dict[str, Any]]] = []
    monkeypatch.setattr(
        saving, "publish_display_data", lambda data, metadata=None: calls.append((data, metadata or {}))
    )
    return calls


Published = list[tuple[dict[str, Any], dict[str, Any]]]


def test_nothing_is_written_outside_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: Published
) -> None:
    monkeypatch.delenv("MINUTEBOOK_RUN_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # a cell may be run again
        charts.save(bars(), "claims")._ipython_display_()
    assert list(tmp_path.iterdir()) == []
    head, image, foot = (data for data, _ in published[:3])
    assert "Brent &lt;b&gt;claimed&lt;/b&gt; most" in head["text/html"] and "Claims, £, boroughs" in head["text/html"]
    assert Image.open(BytesIO(image["image/png"])).width > 700
    assert image["text/plain"] == WORDS["alt"]
    assert published[1][1]["minutebook"] == {"name": "claims", "alt": WORDS["alt"]}
    assert published[1][1]["image/png"]["alt"] == WORDS["alt"]
    assert "#L931" in foot["text/html"] and "<details" in foot["text/html"] and "&quot;0&quot;" in foot["text/html"]
    assert "CSV" not in foot["text/html"]
    assert published[:3] == published[3:]


def test_a_run_gets_the_pictures_the_data_and_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: Published
) -> None:
    monkeypatch.setenv("MINUTEBOOK_RUN_DIR", str(tmp_path))
    saved = charts.save(bars(), "claims")
    saved._ipython_display_()
    place = tmp_path / "figures"
    assert sorted(f.name for f in place.iterdir()) == [
        "claims.csv",
        "claims.json",
        "claims.png",
        "claims.svg",
    ]
    assert (place / "claims.csv").read_bytes() == b"who,gbp\nBrent,300000\nHounslow,0\nK&C,\n"
    words = json.loads((place / "claims.json").read_text(encoding="utf-8"))
    assert words == {**WORDS, "source": [list(pair) for pair in SOURCE]}
    assert (place / "claims.png").read_bytes() == saved.png
    with pytest.raises(MinutebookError, match="two figures are named 'claims'"):
        charts.save(matrix(), "claims")


@pytest.mark.parametrize("name", ["", "../x", "A b", "a.b", "-a"])
def test_a_name_that_is_no_slug_is_an_error(name: str) -> None:
    with pytest.raises(MinutebookError, match="slug"):
        charts.save(bars(), name)


def test_a_figure_without_words_is_an_error() -> None:
    with pytest.raises(MinutebookError, match="no title, source or alt text"):
        charts.save(Figure(), "claims")


def test_pyplot_does_not_hold_a_chart_to_show_it_again() -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    charts.save(bars(), "claims")
    assert pyplot.get_fignums() == []


def digests() -> list[str]:
    return [
        hashlib.sha256(saving.picture(make(), kind)).hexdigest()
        for make in (bars, lifelines, matrix, timeline)
        for kind in ("svg", "png")
    ]


def test_pictures_are_the_same_bytes_under_another_seed_zone_and_locale() -> None:
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "99"}
    code = "import tests.test_charts as t; print(*t.digests())"
    root = Path(__file__).parents[1]
    other = subprocess.run([sys.executable, "-c", code], env=env, cwd=root, check=True, capture_output=True, text=True)
    assert other.stdout.split() == digests()


def test_a_picture_tells_neither_when_nor_with_what_it_was_made() -> None:
    svg, png = saving.picture(bars(), "svg").decode(), saving.picture(bars(), "png")
    assert "<dc:date>" not in svg and "Matplotlib v" not in svg and "<text" not in svg
    assert Image.open(BytesIO(png)).info.keys() <= {"dpi"}


# --- squares and pairs of bars ---------------------------------------------------------------------

UNTOLD: dict[str, Any] = {"title": "Sums", "subtitle": "All", "source": SOURCE}


def test_squares_say_how_many_there_are_of_each() -> None:
    data = pd.DataFrame({"kind": ["share"], "agrees": [2], "differs": [1], "untestable": [0]})
    chart = squares(data, "kind", {"agrees": "follow", "differs": "don't", "untestable": "can't"}, **UNTOLD)
    assert saving.note_of(chart).alt == "share: 2 follow, 1 don't"


def test_many_squares_stand_for_several_each() -> None:
    data = pd.DataFrame({"kind": ["share"], "agrees": [9_000], "differs": [1]})
    chart = squares(data, "kind", {"agrees": "follow", "differs": "don't"}, **UNTOLD)
    texts = [text.get_text() for text in chart.axes[0].texts]
    assert "Each square stands for 16, or fewer." in texts
    assert "9,001" in texts


def test_two_bars_are_of_one_scale() -> None:
    data = pd.DataFrame({"kind": ["Theft", "Murder"], "n": [80.0, 20.0], "cost": [40.0, None]})
    chart = two_bars(data, "kind", {"n": "Offences", "cost": "Cost"}, ["Theft"], **UNTOLD)
    assert saving.note_of(chart).alt == "Theft: Offences 80%, Cost 40%; Murder: Offences 20%, Cost not stated"
    widths = [bar.get_width() for bar in chart.axes[0].patches]  # type: ignore[attr-defined]
    assert widths[0] == pytest.approx(2 * widths[2])
    assert widths[3] == 0
