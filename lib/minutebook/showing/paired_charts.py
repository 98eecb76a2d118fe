"""Charts to hang on a wall: a square for each of many things by what became of it, and two shares side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import Any, Unpack

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from minutebook.showing.charts import (
    BLUE,
    GAP,
    LINE,
    ORANGE,
    STRONG,
    WEAK,
    WIDTH,
    _amounts,
    _breadth,
    _canvas,
    _label,
    _listed,
    _names,
    _wrapped,
)
from minutebook.showing.display import MISSING, Form, number, percent
from minutebook.showing.saving import INK, RULE, Words, keep, noted, style

#: How a square is drawn for each verdict: fill, edge, and a mark that tells it without colour.
LOOKS: Mapping[str, tuple[str, str, str]] = {
    "agrees": (BLUE, BLUE, ""),
    "rounding": ("#ffffff", BLUE, "."),
    "differs": (ORANGE, INK, "x"),
    "untestable": ("#ffffff", RULE, ""),
}
_SIDE = 0.15  # of a square with the room around it, in inches
_MOST = 600  # squares before each stands for several


def squares(data: pd.DataFrame, label: str, groups: Mapping[str, str], **words: Unpack[Words]) -> Figure:
    """Draw a square for each of many things: a row of squares for each row of data, those of one group in a stretch.

    Args:
        data: A row for each kind, with how many there are of each group.
        label: The column that names the rows.
        groups: The columns that hold the counts, each of `LOOKS`, in the order in which they are drawn, and what to
            call them in the key.
        **words: What the chart says of itself.
    """

    def listing() -> str:
        rows = zip(*(data[g].astype(int) for g in groups), strict=True)
        told = ([f"{n:,} {head}" for n, head in zip(row, groups.values(), strict=True) if n] for row in rows)
        return _listed(_names(data, label), map(", ".join, told))

    note = noted(data, [label, *groups], words, listing)
    names = [_wrapped(name, 30) for name in _names(data, label)]
    counts = data[list(groups)].astype(int).to_numpy().tolist()
    each = max(1, math.ceil(sum(map(sum, counts)) / _MOST))
    totals = [number(sum(row)) for row in counts]
    left, right = _breadth(names) + 2 * GAP, _breadth(totals) + 2 * GAP
    across = max(1, int((WIDTH - left - right) / _SIDE))
    rows = [[g for g, n in zip(groups, row, strict=True) for _ in range(math.ceil(n / each))] for row in counts]
    heights = [
        max(math.ceil(len(r) / across) * _SIDE, LINE * (n.count("\n") + 1)) for r, n in zip(rows, names, strict=True)
    ]
    top = LINE * (len(groups) + (each > 1)) + 2 * GAP
    with style():
        figure, axes = _canvas(left, across * _SIDE, right, top + sum(heights) + GAP * len(rows))
        axes.set(xlim=(0, across * _SIDE), yticks=[])
        _key(axes, left, groups, each)
        for name, total, row, height in zip(names, totals, rows, heights, strict=True):
            axes.text(-GAP, top, name, ha="right", va="top")
            axes.text(across * _SIDE + GAP, top, total, va="top")
            for n, group in enumerate(row):
                _square(axes, (n % across) * _SIDE, top + (n // across) * _SIDE, group)
            top += height + GAP
    return keep(figure, note)


def _square(axes: Axes, x: float, y: float, group: str) -> None:
    """Draw a square whose place with the room around it begins at x and y."""
    fill, edge, mark = LOOKS[group]
    look: dict[str, Any] = {"marker": "s", "markersize": 7.5, "markerfacecolor": fill, "markeredgecolor": edge}
    middle = ([x + _SIDE / 2], [y + _SIDE / 2])
    axes.plot(*middle, linestyle="", markeredgewidth=1, clip_on=False, **look)
    if mark:
        axes.plot(*middle, marker=mark, color=edge, markersize=4.5, linestyle="", markeredgewidth=1.2, clip_on=False)


def _key(axes: Axes, left: float, groups: Mapping[str, str], each: int) -> None:
    for n, (group, head) in enumerate(groups.items()):
        _square(axes, -left, n * LINE + (LINE - _SIDE) / 2, group)
        axes.text(-left + 2 * GAP, n * LINE + LINE / 2, head, va="center_baseline")
    if each > 1:
        said = f"Each square stands for {each}, or fewer."
        axes.text(-left, len(groups) * LINE + LINE / 2, said, va="center_baseline")


def two_bars(
    data: pd.DataFrame,
    label: str,
    sides: Mapping[str, str],
    highlight: Sequence[str] = (),
    shown: Form = percent,
    **words: Unpack[Words],
) -> Figure:
    """Draw two bars for each row side by side, both from zero and of one scale, each with its number.

    Args:
        data: The rows, in their order.
        label: The column that names them.
        sides: The columns of the left and of the right bars, and what stands over each.
        highlight: The names of rows whose bars are of the strong colour and whose texts are bold; all where none is.
        shown: How numbers are written.
        **words: What the chart says of itself.
    """
    amounts = [_amounts(data, column) for column in sides]
    texts = [[MISSING if a is None else shown(a) for a in side] for side in amounts]
    told = ([f"{h} {t}" for h, t in zip(sides.values(), pair, strict=True)] for pair in zip(*texts, strict=True))
    note = noted(data, [label, *sides], words, lambda: _listed(_names(data, label), map(", ".join, told)))
    names, bold = _names(data, label), {n for n, name in enumerate(data[label]) if name in highlight}
    room, left = _breadth([t for side in texts for t in side]) + GAP, _breadth(names) + 2 * GAP
    wide = max(1.3, (WIDTH - left - 2 * room - 2 * GAP) / 2)
    heads = [_wrapped(head, int((wide + room) / 0.1)) for head in sides.values()]
    top, height = LINE * (max(h.count("\n") for h in heads) + 1) + GAP, LINE + 1.2 * GAP
    largest = max([abs(a) for side in amounts for a in side if a is not None], default=1.0) or 1.0
    with style():
        figure, axes = _canvas(left, 2 * (wide + room) + 2 * GAP, GAP, top + height * len(names))
        axes.set_xlim(0, 2 * (wide + room) + 2 * GAP)
        middles = [top + height * (n + 0.5) for n in range(len(names))]
        _label(axes, middles, names, bold)
        for n, begin in enumerate((0.0, wide + room + 2 * GAP)):
            axes.text(begin, top - GAP, heads[n], va="bottom", weight="bold")
            lengths = [wide * abs(a or 0.0) / largest for a in amounts[n]]
            _side(axes, begin, list(zip(middles, lengths, texts[n], strict=True)), bold)
    return keep(figure, note)


def _side(axes: Axes, begin: float, rows: Sequence[tuple[float, float, str]], bold: Set[int]) -> None:
    """Draw the bars of one side from a point on: the middle, the length and the text of each."""
    for n, (middle, length, text) in enumerate(rows):
        strong = n in bold or not bold
        axes.barh(middle, length, left=begin, height=LINE + 0.02, color=STRONG if strong else WEAK)
        weight = "bold" if n in bold else "normal"
        axes.text(begin + length + GAP / 2, middle, text, va="center_baseline", weight=weight)
    ends = [rows[0][0] - LINE, rows[-1][0] + LINE]
    axes.plot([begin, begin], ends, color=RULE, linewidth=1, clip_on=False)
