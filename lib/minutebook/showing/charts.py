"""Kinds of chart over matplotlib in the afcharts style: direct labels, bars from zero, never colour alone.

Every function takes a table, the names of its columns and what the chart says of itself (`Words`), and
returns a `Figure` for `save`. A missing amount is said to be so; it is never drawn as zero.
"""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias, Unpack

import pandas as pd
from afcharts.af_colours import get_af_colours
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path

from minutebook.showing.display import EMPTY, EMPTY_NOTE, MISSING, Form, clean, day, exact, missing, number
from minutebook.showing.saving import INK, RULE, SIZE, Words, keep, noted, save, style
from minutebook.text.dates import MONTHS

__all__ = ["bars", "lifelines", "matrix", "save", "timeline"]

WIDTH, LINE, GAP = 7.5, 0.2, 0.1  # of a chart, a line of text and a gap, in inches
STRONG, WEAK = get_af_colours("focus")
PLATE = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # behind a text that something is drawn under
SHADES = get_af_colours("sequential")[:0:-1]  # from light to dark
BLUE, GREEN, PLUM, ORANGE = get_af_colours("categorical", number_of_colours=4)
#: How the end of a line is drawn for each status: a colour, and a mark that tells it without colour.
ENDS = {
    "completed": (BLUE, "o"),
    "closed by paper": (GREEN, "s"),
    "open": (ORANGE, ">"),
    "stale": (PLUM, "X"),
    "not stated": (RULE, "D"),
}
Cell: TypeAlias = tuple[str, str | None, bool]  # text, fill (none where nothing is printed), bold


def _names(data: pd.DataFrame, column: str) -> list[str]:
    return [MISSING if missing(v) else clean(v) or MISSING for v in data[column]]


def _amounts(data: pd.DataFrame, column: str) -> list[float | None]:
    """Return a column's numbers, None where there is none."""
    try:
        return [None if (amount := exact(v)) is None else float(amount) for v in data[column]]
    except ValueError as error:
        raise ValueError(f"column {column!r}: {error}") from None


def _wrapped(text: str, width: int = 28) -> str:
    return "\n".join(textwrap.wrap(text, width)) or text


def _breadth(texts: Sequence[str], weight: str = "bold", size: float = SIZE) -> float:
    """Return the width in inches that the widest of the texts would take."""
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    lines = [line for text in texts for line in text.split("\n")]
    return max(float(text_to_path.get_text_width_height_descent(line, font, False)[0]) / 72 for line in lines)


def _heights(names: Sequence[str]) -> list[float]:
    return [max(LINE * (name.count("\n") + 1), LINE) + 2 * GAP for name in names]


def _canvas(left: float, middle: float, right: float, height: float, below: float = 0) -> tuple[Figure, Axes]:
    """Return axes of a size in inches, with as much room around them as the texts there need."""
    width = left + middle + right
    figure = Figure(figsize=(width, height + below + 2 * GAP), dpi=144)
    total = height + below + 2 * GAP
    axes = figure.add_axes((left / width, (below + GAP) / total, middle / width, height / total))
    axes.set(ylim=(height, 0), xticks=[])
    axes.tick_params(length=0, pad=6, labelcolor=INK)
    return figure, axes


def _rows(axes: Axes, names: Sequence[str], bold: Container[int | None] = (), top: float = 0) -> list[float]:
    """Write the rows' names at the left and return the middles of the rows."""
    heights = _heights(names)
    middles = [top + sum(heights[:n]) + height / 2 for n, height in enumerate(heights)]
    _label(axes, middles, names, bold)
    return middles


def _label(axes: Axes, middles: Sequence[float], names: Sequence[str], bold: Container[int | None]) -> None:
    axes.set_yticks(middles, labels=list(names))
    for n, tick in enumerate(axes.get_yticklabels()):
        tick.set_fontweight("bold" if n in bold else "normal")


def _listed(names: Sequence[str], texts: Iterable[str]) -> str:
    """Return what stands beside each name, as a description says it."""
    return "; ".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))


def bars(
    data: pd.DataFrame,
    label: str,
    value: str,
    highlight: str | None = None,
    shown: Form = number,
    **words: Unpack[Words],
) -> Figure:
    """Draw a bar from zero for each row, in the rows' order, with its number written beside it.

    The row named `highlight` differs in colour and in weight of its texts; a missing amount is said in words.
    """

    def listing() -> str:
        return _listed(_names(data, label), (MISSING if a is None else shown(a) for a in _amounts(data, value)))

    note = noted(data, [label, value], words, listing)
    names, amounts = _names(data, label), _amounts(data, value)
    if highlight is not None and highlight not in names:
        raise ValueError(f"there is no bar {highlight!r} to highlight; there are {', '.join(names)}")
    chosen = None if highlight is None else names.index(highlight)
    known = [a for a in amounts if a is not None]
    largest = max(map(abs, known), default=0) or 1.0
    low, high = min([0.0, *known]) / largest, max([0.0, *known]) / largest
    texts, wrapped = [shown(a) for a in amounts], [_wrapped(name) for name in names]
    left, right = _breadth(wrapped) + 2 * GAP, _breadth(texts) + 2 * GAP
    with style():
        figure, axes = _canvas(left, max(3.0, WIDTH - left - right), right, sum(_heights(wrapped)))
        axes.set_xlim(low, high if high > low else 1.0)
        for n, (middle, amount) in enumerate(zip(_rows(axes, wrapped, [chosen]), amounts, strict=True)):
            length = 0.0 if amount is None else amount / largest
            axes.barh(middle, length, height=LINE + GAP, color=STRONG if chosen in {None, n} else WEAK)
            look: dict[str, Any] = {"fontweight": "bold"} if n == chosen else {}
            # The number of a negative bar stands right of zero, where neither bar nor name is.
            _write_beside(axes, (max(length, 0.0), middle), 5, None if amount is None else texts[n], **look)
        axes.axvline(0, color=RULE, linewidth=1, clip_on=False)
    return keep(figure, note)


def _write_beside(axes: Axes, place: tuple[float, float], points: float, text: str | None, **look: Any) -> None:
    """Write a text so many points to the right of a place, or that there is none."""
    look |= {"textcoords": "offset points", "va": "center_baseline", "annotation_clip": False}
    look |= {"fontstyle": "italic", "color": RULE} if text is None else {}
    axes.annotate(MISSING if text is None else text, place, (points, 0), **look)


def ink_on(colour: str) -> str:
    """Return black or white, whichever stands out more from a colour (as WCAG measures it)."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else INK


def matrix(
    data: pd.DataFrame, label: str, shown: Form = number, totals: Sequence[str] = (), **words: Unpack[Words]
) -> Figure:
    """Draw every column but `label` as cells that hold their number: the darker, the larger.

    A cell where nothing is printed is hatched and holds a dash, which a key explains; zero is white with its
    number. Rows and columns named in `totals` are bold and not shaded: they would outshine their parts.
    """
    note = noted(data, [label], words)
    names, columns = _names(data, label), [str(c) for c in data.columns if c != label]
    if not columns:
        raise ValueError(f"chart {note.title!r} has no column beside {label!r}")
    rows, heads = [_wrapped(name, 18) for name in names], [_wrapped(clean(c), 12) for c in columns]
    bold = (
        {y for y, name in enumerate(names) if name in totals},
        {x for x, c in enumerate(columns) if c in totals},
    )
    cells = _cells([_amounts(note.data, c) for c in columns], bold, shown)
    breadths = [_breadth([head, *(cell[0] for cell in cells[x])]) + 1.5 * GAP for x, head in enumerate(heads)]
    top, heights = max(_heights(heads)), _heights(rows)
    end = top + sum(heights)
    empty = any(fill is None for column in cells for _, fill, _ in column)
    right = max(GAP, _breadth([EMPTY_NOTE]) + 4 * GAP - sum(breadths))
    with style():
        width = sum(breadths)
        figure, axes = _canvas(_breadth(rows) + 2 * GAP, width, right, end + empty * (LINE + 2 * GAP))
        axes.set_xlim(0, width)
        middles = _rows(axes, rows, bold[0], top)
        for x, head in enumerate(heads):
            at, weight = sum(breadths[:x]), "bold" if x in bold[1] else "normal"
            axes.text(at + breadths[x] / 2, top - GAP, head, ha="center", va="bottom", weight=weight)
            for middle, height, cell in zip(middles, heights, cells[x], strict=True):
                _draw_cell(axes, (at, middle - height / 2, breadths[x], height), cell)
        if empty:
            _draw_cell(axes, (0, end + GAP, 2 * GAP, LINE), ("", None, False))
            axes.text(3 * GAP, end + GAP + LINE / 2, EMPTY_NOTE, va="center_baseline")
    return keep(figure, note)


def _cells(columns: list[list[float | None]], bold: tuple[set[int], set[int]], shown: Form) -> list[list[Cell]]:
    """Return what the cells of each column hold, bold in the rows and columns given."""
    sums = [[y in bold[0] or x in bold[1] for y in range(len(c))] for x, c in enumerate(columns)]
    parts = [abs(a) for c, s in zip(columns, sums, strict=True) for a, b in zip(c, s, strict=True) if a and not b]

    def cell(amount: float | None, total: bool) -> Cell:
        if amount is None:
            return EMPTY, None, total
        share = 0.0 if total or not amount else abs(amount) / max(parts)
        shade = SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)] if share else "#ffffff"
        return shown(amount), shade, total

    return [list(map(cell, c, s)) for c, s in zip(columns, sums, strict=True)]


def _draw_cell(axes: Axes, box: tuple[float, float, float, float], cell: Cell) -> None:
    """Draw a cell whose left, top, width and height are given."""
    (x, y, width, height), (text, fill, bold) = box, cell
    hatch, colour = ("////", "#ffffff") if fill is None else (None, fill)
    axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor=WEAK, hatch=hatch, clip_on=False))
    look: dict[str, Any] = {"ha": "center", "va": "center_baseline", "weight": "bold" if bold else "normal"}
    plate = PLATE if fill is None and text else None
    axes.text(x + width / 2, y + height / 2, text, color=ink_on(colour), bbox=plate, **look)


def _ordinal(value: Any) -> int | None:
    """Return a day as a number of days, None where it is missing."""
    try:
        return None if missing(value) else date.fromisoformat(str(value)[:10]).toordinal()
    except ValueError:
        raise ValueError(f"{value!r} is not a day written as 2020-03-19") from None


def _spans(data: pd.DataFrame, start: str, end: str) -> list[tuple[int | None, int | None]]:
    """Return the first and the last day of each row."""
    return list(zip(map(_ordinal, data[start]), map(_ordinal, data[end]), strict=True))


def _ticks(first: float, last: float, apart: float) -> dict[int, str]:
    """Return firsts of months between two days, no closer than so many days, with what to write there."""
    years = range(date.fromordinal(int(first)).year, date.fromordinal(int(last)).year + 1)
    steps = (1, 3, 6, 12, 24, 60, 120, 240, 600)  # months, the shortest of 28 days
    step = next((m for m in steps if 30 * m - 2 > apart), 1200)
    months = [(y, m) for y in years for m in range(1, 13) if (y * 12 + m - 1) % step == 0]
    found = {date(y, m, 1).toordinal(): f"{MONTHS[m - 1][:3]}\n{y}" for y, m in months}
    return {at: text for at, text in found.items() if first <= at <= last}


def timeline(data: pd.DataFrame, start: str, end: str, label: str, **words: Unpack[Words]) -> Figure:
    """Draw a bar from the first to the last day of each row, both included; its dates stand under its name.

    A period whose start or end isn't stated is hatched and reaches the edge on that side.
    """

    def listing() -> str:
        return _listed(_names(data, label), (_dates(*span) for span in _spans(data, start, end)))

    note = noted(data, [start, end, label], words, listing)
    spans = _spans(data, start, end)
    for name, (a, b) in zip(_names(data, label), spans, strict=True):
        if a and b and b < a:
            raise ValueError(f"{name!r} ends before it starts")
    known = [at for span in spans for at in span if at is not None]
    written = [_dates(a, b) for a, b in spans]
    rows = [f"{_wrapped(n)}\n{_wrapped(w, 40)}" for n, w in zip(_names(data, label), written, strict=True)]
    first, last = (min(known), max(known) + 1) if known else (0, 1)
    margin = (last - first) / 20
    left, right = _breadth(rows) + 2 * GAP, _breadth(["Mar 2020"])
    middle = max(3.0, WIDTH - left - right)
    with style():
        figure, axes = _canvas(left, middle, right, sum(_heights(rows)), 2.5 * LINE)
        axes.set_xlim(first - margin, last + margin)
        for at, (a, b) in zip(_rows(axes, rows), spans, strict=True):
            low, high = a or first - margin, (b + 1) if b else last + margin
            whole = {"color": STRONG} if a and b else {"color": "white", "edgecolor": STRONG, "hatch": "////"}
            if a or b:
                axes.barh(at, high - low, left=low, height=LINE + GAP, **whole)
        if known:
            ticks = _ticks(first, last, (_breadth(["2020"]) + GAP / 2) / middle * (last - first + 2 * margin))
            axes.set_xticks(list(ticks), labels=list(ticks.values()))
            axes.grid(axis="x")
    return keep(figure, note)


def _dates(start: int | None, end: int | None) -> str:
    first, last = (None if at is None else day(date.fromordinal(at)) for at in (start, end))
    if first and last:
        return f"{first} to {last}"
    return f"from {first}; end {MISSING}" if first else f"start {MISSING}; to {last}" if last else MISSING


def lifelines(
    data: pd.DataFrame, span: tuple[str, str], label: str, group: str, status: str, **words: Unpack[Words]
) -> Figure:
    """Draw a line for each row from its first day to its last, below the name of its group, in the rows' order.

    A line ends in the colour and the mark of its status; the texts of the column `status` stand beside it and
    begin with one of `ENDS`. A row whose last day is missing has no line: it is a hollow mark on its first.
    """

    def listing() -> str:
        days = (_dates(*days).partition("; end")[0] for days in _spans(data, *span))
        said = (f"{text}, {when}" for text, when in zip(_names(data, status), days, strict=True))
        return _listed(_names(data, label), said)

    note = noted(data, [*span, label, group, status], words, listing)
    names, said, groups = _names(data, label), _names(data, status), _names(data, group)
    lives = [_life(*three) for three in zip(names, said, _spans(data, *span), strict=True)]
    first = min(start for start, _, _ in lives)
    days = max(*(end - first for _, end, _ in lives), 1)
    left, right = min(3.0, _breadth(names) + 3 * GAP), _breadth(said) + 4 * GAP
    middle = max(2.4, WIDTH - left - right)
    room = [left + middle * (start - first) / days - 2.5 * GAP for start, _, _ in lives]
    rows = list(map(_fitted, names, room))
    tops, height = _tops(rows, groups)
    with style():
        figure, axes = _canvas(left, middle, right, height, 2.5 * LINE)
        axes.set(xlim=(first, first + days), yticks=[])
        ticks = _dated(axes, first, first + days, _breadth(["30 Sep"]) / middle * days)
        x = GAP / figure.get_figwidth()
        at_left: dict[str, Any] = {"xycoords": ("figure fraction", "data"), "annotation_clip": False}
        for n, (top, row, life) in enumerate(zip(tops, rows, lives, strict=True)):
            y = top + _height(row) / 2
            if n == 0 or groups[n] != groups[n - 1]:
                axes.annotate(groups[n], (x, top - GAP / 2), va="bottom", weight="bold", **at_left)
            axes.annotate(row, (x, y), va="center", linespacing=1.05, **at_left)
            axes.vlines([at for at in ticks if at > life[0]], top, top + _height(row), color=WEAK, linewidth=0.6)
            _draw_life(axes, y, life, said[n])
    return keep(figure, note)


#: First day, last day, colour and mark of its end if it has one.
Life: TypeAlias = tuple[int, int, tuple[str, str] | None]


def _fitted(text: str, inches: float) -> str:
    """Return a text in lines no wider than so many inches, cut after two of them or, where they are long, after one."""
    most = 1 if inches > 4 else 2
    for width in range(max(int(inches / 0.07), 8), 4, -1):
        wrap = "\n".join(textwrap.wrap(text, width, max_lines=most, placeholder=" …"))
        if _breadth([wrap], "normal") <= inches:
            break
    return wrap


def _height(row: str) -> float:
    return 0.17 * (row.count("\n") + 1) + GAP


def _tops(rows: Sequence[str], groups: Sequence[str]) -> tuple[list[float], float]:
    """Return where the rows begin, a heading having room above the first of its group, and where the last ends."""
    tops, at = list[float](), 2.5 * LINE
    for n, row in enumerate(rows):
        at += 2 * LINE if n == 0 or groups[n] != groups[n - 1] else 0
        tops.append(at)
        at += _height(row)
    return tops, at + GAP


def _dated(axes: Axes, first: int, last: int, apart: float) -> list[int]:
    """Write two days and what months there is room for between them above and below, and return where."""
    ends = {at: f"{(on := date.fromordinal(at)).day} {MONTHS[on.month - 1][:3]}\n{on.year}" for at in (first, last)}
    months = _ticks(first, last, apart)
    ticks = ends | {at: text for at, text in months.items() if min(at - first, last - at) > apart}
    axes.set_xticks(list(ticks), labels=list(ticks.values()))
    for at, text in ticks.items():
        axes.text(at, 2 * LINE, text, ha="center", va="bottom")
    return list(ticks)


def _life(name: str, said: str, span: tuple[int | None, int | None]) -> Life:
    """Return what is drawn for a row; without a last day there is no line."""
    start, end = span
    if start is None:
        raise ValueError(f"{name!r} has no first day")
    if end is None:
        return start, start, None
    if end < start:
        raise ValueError(f"{name!r} ends before it starts")
    look = next((look for status, look in ENDS.items() if said.startswith(status)), None)
    if look is None:
        raise ValueError(f"{name!r} is {said!r}, which is none of {', '.join(ENDS)}")
    return start, end, look


def _draw_life(axes: Axes, y: float, life: Life, said: str) -> None:
    """Draw a line with its end and what is said there, or a hollow mark."""
    start, end, look = life
    text: dict[str, Any] = {"bbox": PLATE} | ({} if look else {"fontstyle": "italic", "color": RULE})
    colour, mark = look or ("white", "o")
    edge = colour if look else RULE
    if look:
        axes.plot([start, end], [y, y], color=colour, linewidth=2.5, marker="|", markeredgewidth=2, clip_on=False)
    axes.plot([end], [y], mark, color=colour, markersize=9, markeredgecolor=edge, markeredgewidth=1.5, clip_on=False)
    at: dict[str, Any] = {"textcoords": "offset points", "va": "center_baseline", "annotation_clip": False}
    axes.annotate(said, (end, y), (10, 0), **at, **text)
