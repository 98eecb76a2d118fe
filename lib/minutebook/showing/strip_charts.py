"""Where each document of a pack lies in its lines, and where in it there is much to find."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from minutebook.showing.charts import GAP, LINE, STRONG, _breadth, _canvas
from minutebook.showing.display import MISSING, Rows, clean, number
from minutebook.showing.saving import INK, RULE, Words, keep, noted, style

MIDDLE, STRIP, MARK = 3.3, 0.18, 0.045  # inches: the longest pack, the height of a strip, that of a mark under it
ROW = STRIP + MARK + GAP
NAME = 3.2  # inches that a name may take
GROUND, GRID = "#dfe3e6", "#c4c8cb"
STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000)


@dataclass(frozen=True)
class Strip:
    """A document: its pack, name and lines, the lines that something stands on, and the stretches of what runs on."""

    pack_id: str
    name: str
    first: int
    last: int
    lines: tuple[int, ...]
    runs: tuple[tuple[int, int], ...]

    def stacks(self, size: int) -> dict[int, int]:
        """Return how many things stand on each so many lines, by the first of them."""
        return Counter(self.first + (line - self.first) // size * size for line in self.lines)


def strips(
    data: Rows,
    label: str,
    heads: Mapping[str, str],
    rising: tuple[str, Rows],
    under: tuple[str, Rows],
    **words: Unpack[Words],
) -> Figure:
    """Draw each document as a strip where it lies in the lines of its pack, in a panel for each pack.

    Args:
        data: Rows with pack_id, first_line and last_line, each document once, in order.
        label: The column that names them.
        heads: What to call each pack.
        rising: What stands on a line, and its rows: a strip is filled the higher, the more of them there are.
        under: What runs over lines, and its rows: a mark under the strip, where it does.
        **words: What the chart says of itself.
    """
    used = ["pack_id", "first_line", "last_line", label]
    found = _found(data, label, rising[1], under[1]) if set(used) <= set(data.columns) else []

    def listing() -> str:
        counts = [f"{rising[0]} {number(len(s.lines))}, {under[0]} {number(len(s.runs))}" for s in found]
        lines = [f"{s.name}: lines {number(s.first)} to {number(s.last)}" for s in found]
        return "; ".join(f"{at}, {count}" for at, count in zip(lines, counts, strict=True))

    shown = data[[c for c in used if c in data.columns]]
    if found:
        shown = shown.assign(**{rising[0]: [len(s.lines) for s in found], under[0]: [len(s.runs) for s in found]})
    note = noted(shown, used, words, listing)
    with style():
        return keep(_drawn(found, heads, (rising[0], under[0])), note)


def _found(data: Rows, label: str, marks: Rows, runs: Rows) -> list[Strip]:
    lines, spans = _by_pack(marks, ["line"]), _by_pack(runs, ["first_line", "last_line"])
    out = []
    for row in data.to_dict("records"):
        pack, first, last = str(row["pack_id"]), int(row["first_line"]), int(row["last_line"])
        held = sorted(line for (line,) in lines.get(pack, []) if first <= line <= last)
        held_runs = [(a, min(z, last)) for a, z in spans.get(pack, []) if first <= a <= last]
        name = clean(row[label]) or MISSING
        out.append(Strip(pack, name, first, last, tuple(held), tuple(held_runs)))
    return out


def _by_pack(rows: Rows, columns: list[str]) -> dict[str, list[Any]]:
    groups = rows.groupby("pack_id")[columns]
    return {str(pack): list(part.astype(int).itertuples(index=False, name=None)) for pack, part in groups}


def _drawn(found: Sequence[Strip], heads: Mapping[str, str], kinds: tuple[str, str]) -> Figure:
    packs = list(dict.fromkeys(s.pack_id for s in found))
    titles = {pack: textwrap.wrap(clean(heads.get(pack, pack)), 80) for pack in packs}
    names = [_cut(s.name) for s in found]
    counts = [[number(len(s.lines)) for s in found], [number(len(s.runs)) for s in found]]
    rights = [_breadth([kind, *column]) + 2 * GAP for kind, column in zip(kinds, counts, strict=True)]
    left, longest = _breadth(names, "normal") + 2 * GAP, max(s.last for s in found)
    size = max(1, round(longest / 100))
    full = _full([n for s in found for n in s.stacks(size).values()])
    height = sum((len(title) + 2) * LINE + GAP for title in titles.values()) + ROW * len(found) + 2 * LINE
    figure, axes = _canvas(left, MIDDLE, sum(rights), height)
    axes.set(xlim=(0, longest), yticks=[])
    inch = longest / MIDDLE
    at = _key(axes, (-left * inch, inch), kinds, f"full where {number(size)} lines hold {number(full)} or more")
    for pack in packs:
        title = "\n".join(titles[pack])
        axes.text(-left * inch, at, title, va="top", weight="bold")
        at += LINE * (title.count("\n") + 2)
        inside = [n for n, s in enumerate(found) if s.pack_id == pack]
        _ruled(axes, at, ROW * len(inside), max(found[n].last for n in inside))
        for edge, kind in zip((rights[0], sum(rights)), kinds, strict=True):
            axes.text(longest + edge * inch, at - GAP / 2, kind, ha="right", va="bottom")
        for n in inside:
            middle = at + GAP / 2 + STRIP / 2
            axes.text(-left * inch, middle, names[n], va="center_baseline")
            ends = [-left * inch, longest + sum(rights) * inch]
            axes.plot(ends, [at + ROW] * 2, color=GROUND, linewidth=0.8, zorder=0, clip_on=False)
            _strip(axes, at + GAP / 2, found[n], size, full)
            for edge, column in zip((rights[0], sum(rights)), counts, strict=True):
                axes.text(longest + edge * inch, middle, column[n], ha="right", va="center_baseline")
            at += ROW
        at += LINE + GAP
    return figure


def _cut(name: str) -> str:
    """Return a name that fits its column, with a mark where its end is left out."""
    if _breadth([name], "normal") <= NAME:
        return name
    fits = max(n for n in range(len(name)) if n == 0 or _breadth([f"{name[:n]}…"], "normal") <= NAME)
    return f"{name[:fits].rstrip()}…"


def _ruled(axes: Axes, at: float, height: float, last: int) -> None:
    """Draw a rule at each so many lines of a pack, with their number over it."""
    longest = axes.get_xlim()[1]
    room = (_breadth([number(longest)]) + GAP) / MIDDLE * longest
    step = next((s for s in STEPS if s >= room), STEPS[-1])
    for line in range(0, last + 1, step):
        axes.plot([line, line], [at, at + height], color=GRID, linewidth=0.8, zorder=0, clip_on=False)
        axes.text(line, at - GAP / 2, number(line), ha="center", va="bottom", color=RULE)


def _strip(axes: Axes, top: float, strip: Strip, size: int, full: int) -> None:
    """Draw a strip: its ground, what rises in it, and the marks under it, none too thin to be seen."""
    thin = 0.015 / MIDDLE * axes.get_xlim()[1]
    bottom = top + STRIP
    _box(axes, strip.first - 1, max(strip.last + 1 - strip.first, thin), (top, bottom), GROUND)
    for first, n in strip.stacks(size).items():
        width = max(min(size, strip.last + 1 - first), thin)
        _box(axes, first - 1, width, (bottom - STRIP * min(n / full, 1), bottom), STRONG)
    for first, last in strip.runs:
        _box(axes, first - 1, max(last + 1 - first, thin), (bottom + 0.01, bottom + 0.01 + MARK), INK)


def _box(axes: Axes, x: float, width: float, ends: tuple[float, float], colour: str) -> None:
    top, bottom = ends
    axes.add_patch(Rectangle((x, top), width, bottom - top, facecolor=colour, edgecolor="none", clip_on=False))


def _key(axes: Axes, scale: tuple[float, float], kinds: tuple[str, str], full: str) -> float:
    """Say what the strips are made of, each part drawn beside its words, and return where the first panel begins."""
    left, inch = scale
    wide = 4 * GAP * inch
    _box(axes, left, wide, (0, STRIP), GROUND)
    for n in range(4):
        _box(axes, left + n * wide / 4, wide / 4, (STRIP * (3 - n) / 4, STRIP), STRONG)
    _box(axes, left, wide, (STRIP + 0.01, STRIP + 0.01 + MARK), INK)
    said = f"grey, the document; blue in it, {kinds[0].lower()}: {full}; black under it, {kinds[1].lower()}"
    axes.text(left + wide + GAP * inch, STRIP / 2, said, va="center_baseline")
    return 2 * LINE + GAP


def _full(stacks: Sequence[int]) -> int:
    """Return how many things fill a strip: as many as nine of ten stacks keep under, so that one giant hides none."""
    return sorted(stacks)[len(stacks) * 9 // 10] if stacks else 1
