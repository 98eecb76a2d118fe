"""A map of every ward of both boroughs in the manner of `charts`: numbers printed, and "not stated" drawn as such.

Tiles and real outlines take one path: both come from `wards.geography` with the same columns, are brought to
inches, and are drawn by the same lines. Only whether a text fits differs from ward to ward.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NotRequired, TypeAlias, Unpack

import geopandas as gpd
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from minutebook.facts.wards import GAP as TILE_GAP
from minutebook.facts.wards import Frame, When, day_of, geography, register, wards_on
from minutebook.showing.charts import GAP, LINE, SHADES, WEAK, WIDTH, _breadth, ink_on
from minutebook.showing.display import MISSING, Form, clean, count_of, day, exact, join_words, number
from minutebook.showing.saving import INK, SIZE, Words, keep, noted, style

THAMES, RIVER = "Thames", "#2073bc"  # drawn as a double line and named, so not known by its colour alone
TILE, SQUAT = 1.1, 0.8  # a tile's width in inches at most, and its height for its width, so that a map fits a screen
NAMES = (9.0, 8.5, 8.0, 7.5, 7.0)  # sizes of wards' names in points, as large as fits
HATCH, APART = "////", "#e7e5e4"  # not stated; not what is talked about
Entry: TypeAlias = tuple[str, str, str | None]  # of the key: text, colour, hatch
Class: TypeAlias = tuple[Decimal, Decimal, str]  # over this, up to that, its shade
Stated: TypeAlias = Mapping[str, Decimal | str]  # by the ward's code


class MapWords(Words):
    """What a ward map says of itself."""

    covers: NotRequired[Sequence[str]]  # boroughs


def ward_map(
    data: pd.DataFrame,
    value: str,
    date: When,
    shown: Form = number,
    code: str = "code",
    **words: Unpack[MapWords],
) -> Figure:
    """Draw amounts on a map of all wards that stand on a day, the darker the larger, each with its number.

    `data` has a ward's code and an amount in each row. A ward that it lacks, or whose amount is empty, is hatched and
    counted in the key; zero is white with its number. What is saved as CSV has every ward. Where only words are
    stated, a place in a ranking for instance, words stand for amounts: those in the first row are darkest. `covers`
    names the boroughs that the data is about, all where it is empty; wards of others are grey and counted apart.

    Raises:
        ValueError: for a code that stands twice, is no ward of that day or of a borough that isn't covered, an
            amount below zero, words beside numbers, or more different words than there are shades.

    Example:
        ward_map(knives, "offences", "2020-01-31", title="...", subtitle="...", source=knives)
    """
    frame = geography(date)
    stated = _stated(data, code, value, date)
    covers = words.get("covers", ())
    outside = _outside(frame, stated, covers)
    full = pd.DataFrame(frame[["code", "name", "borough"]]).sort_values(["borough", "name"], ignore_index=True)
    full = pd.concat([full, pd.Series([stated.get(c) for c in full["code"]], name=value, dtype=object)], axis=1)
    texts = {c: one if isinstance(one, str) else shown(one) for c, one in stated.items()}
    if covers:
        full["covered"] = full["borough"].isin(list(covers))
    note = noted(full, [value], words, lambda: _listing(full, texts, outside, date))
    key, fills = _key_and_fills(stated, shown, outside, len(frame))
    with style():
        figure, axes, placed = _canvas(frame, below=(LINE + GAP) * (1 + len(_lines_of(key))))
        _draw_wards(axes, placed, fills, tiled=frame.crs is None)
        _draw_river(axes, placed, [w.code for w in wards_on(date) if w.river])
        _write(axes, placed, texts, fills)
        _draw_key(axes, key)
    return keep(figure, note)


def _stated(data: pd.DataFrame, code: str, value: str, when: When) -> dict[str, Decimal | str]:
    """Return what is stated, by ward, in the order of the rows."""
    if absent := [c for c in (code, value) if c not in data.columns]:
        raise ValueError(f"the data of a ward map has no column {absent[0]!r}")
    wards, at = {w.code: w for w in wards_on(when)}, day(day_of(when))
    given: dict[str, Decimal | str | None] = {}
    for ward, one in zip(data[code], data[value], strict=True):
        if ward not in wards:
            known = next((f" ({w.name}, {w.ward_set})" for w in register().wards if w.code == ward), "")
            raise ValueError(f"{ward!r}{known} is not the code of a ward on {at}")
        if ward in given:
            raise ValueError(f"{ward} ({wards[ward].name}) stands twice in the data of a ward map")
        given[ward] = amount = (clean(one) or None) if isinstance(one, str) else exact(one)
        if isinstance(amount, Decimal) and amount < 0:
            raise ValueError(f"{ward} ({wards[ward].name}) has {one}: a ward map draws no amount below zero")
    stated = {ward: one for ward, one in given.items() if one is not None}
    if len({isinstance(one, str) for one in stated.values()}) > 1:
        raise ValueError("the data of a ward map has words beside numbers: write all as words")
    return stated


def _outside(frame: Frame, stated: Stated, covers: Sequence[str]) -> set[str]:
    """Return the codes of the wards of boroughs that the data isn't about."""
    if unknown := set(covers) - set(frame["borough"]):
        raise ValueError(f"the register has no borough {min(unknown)!r}")
    outside = set(frame["code"][~frame["borough"].isin(list(covers))]) if covers else set()
    if wrong := outside & stated.keys():
        raise ValueError(f"{min(wrong)} has a figure and lies in none of the boroughs that are covered")
    return outside


def _listing(full: pd.DataFrame, texts: Mapping[str, str], outside: Set[str], when: When) -> str:
    """Return what the map says, borough by borough, wards by name."""
    rows = list(zip(full["code"], full["name"], full["borough"], strict=True))
    stated = [(borough, f"{name} {texts[code]}") for code, name, borough in rows if code in texts]
    said = [f"{b}: {', '.join(t for _, t in group)}." for b, group in groupby(stated, itemgetter(0))]
    within = len(rows) - len(outside)
    unstated = f"{MISSING.capitalize()} for {within - len(stated)} of {within} wards"
    said.append(f"{unstated}, as they stood on {day(day_of(when))}.")
    if outside:
        others = join_words(sorted({borough for code, _, borough in rows if code in outside}))
        said.append(f"The {count_of(len(outside), 'ward')} of {others} are not what the paper covers.")
    return clean(" ".join(said))


def _key_and_fills(stated: Stated, shown: Form, outside: Set[str], total: int) -> tuple[list[Entry], dict[str, str]]:
    """Return the key and the wards' fills: by what is stated, or as one that the paper doesn't cover."""
    key, fills = _worded(stated) if any(isinstance(one, str) for one in stated.values()) else _graded(stated, shown)
    within = total - len(outside)
    if unstated := within - len(stated):
        key.append((f"{MISSING}: {unstated} of {within} wards; it does not mean zero", "#ffffff", HATCH))
    if outside:
        key.append((f"not what the paper covers: {count_of(len(outside), 'ward')}", APART, None))
    return key, fills | dict.fromkeys(outside, APART)


def _worded(stated: Stated) -> tuple[list[Entry], dict[str, str]]:
    """Return the key and the wards' fills where words are stated, the first the darkest."""
    wards = Counter(map(str, stated.values()))
    if len(wards) > len(SHADES):
        raise ValueError(f"{len(wards)} different words are too many for a ward map: {len(SHADES)} at most")
    shades = dict(zip(wards, reversed(SHADES), strict=False))
    key: list[Entry] = [(f"{word}: {count_of(wards[word], 'ward')}", shades[word], None) for word in wards]
    return key, {code: shades[str(word)] for code, word in stated.items()}


def _graded(stated: Stated, shown: Form) -> tuple[list[Entry], dict[str, str]]:
    """Return the key and the wards' fills where amounts are stated, the largest the darkest."""
    amounts = {code: Decimal(amount) for code, amount in stated.items()}
    classes = _classes(list(amounts.values()))
    key: list[Entry] = [(f"over {shown(a)} to {shown(b)}", shade, None) for a, b, shade in classes]
    if not all(amounts.values()):
        key.insert(0, (shown(Decimal(0)), "#ffffff", None))
    return key, {code: _fill(amount, classes) for code, amount in amounts.items()}


def _classes(amounts: Sequence[Decimal]) -> list[Class]:
    """Return classes of equal and round width from zero to the largest amount.

    Example:
        >>> [(int(low), int(high)) for low, high, _ in _classes([Decimal(30), Decimal(0)])]
        [(0, 10), (10, 20), (20, 30)]
    """
    largest = max(amounts, default=Decimal(0))
    if not largest:
        return []
    whole = all(a % 1 == 0 for a in amounts)
    size = (largest / len(SHADES)).adjusted()
    steps = [Decimal(m).scaleb(size) for m in ("1", "2", "2.5", "5", "10")]
    step = next(s for s in [*steps, Decimal(1)] if s * len(SHADES) >= largest and not (whole and s % 1))
    count = math.ceil(largest / step)
    return [(step * n, step * (n + 1), SHADES[n]) for n in range(count)]


def _fill(amount: Decimal, classes: Sequence[Class]) -> str:
    return next(shade for _, high, shade in classes if amount <= high) if amount else "#ffffff"


@lru_cache(maxsize=1024)
def _size(text: str, points: float, weight: str = "normal") -> tuple[float, float]:
    """Return the width and height in inches of a text of one or more lines."""
    return _breadth([text], weight, points), 1.2 * points * (text.count("\n") + 1) / 72


def _lines_of(key: Sequence[Entry]) -> list[list[tuple[float, Entry]]]:
    """Return the key's entries line by line, each with where it starts."""
    lines: list[list[tuple[float, Entry]]] = [[]]
    at = GAP
    for entry in key:
        width = 4 * GAP + _size(entry[0], SIZE)[0]
        if lines[-1] and at + width > WIDTH - GAP:
            lines.append([])
            at = GAP
        lines[-1].append((at, entry))
        at += width + 2 * GAP
    return lines


def _draw_key(axes: Axes, key: Sequence[Entry]) -> None:
    lines = _lines_of(key)
    for n, line in enumerate(lines):
        low = GAP + (LINE + GAP) * (len(lines) - 1 - n)
        for at, (text, colour, hatch) in line:
            axes.add_patch(Rectangle((at, low), 3 * GAP, LINE, facecolor=colour, edgecolor=INK, hatch=hatch, lw=0.6))
            axes.text(at + 4 * GAP, low + LINE / 2, text, va="center_baseline")


def _canvas(frame: Frame, below: float) -> tuple[Figure, Axes, Frame]:
    """Return axes in inches over a whole new figure, and the wards' shapes in the same inches."""
    left, low, right, high = frame.total_bounds
    tiled = frame.crs is None
    across = min((WIDTH - 4 * GAP) / (right - left), TILE if tiled else WIDTH)
    up = across * (SQUAT if tiled else 1)
    height = below + (high - low) * up + 2 * GAP
    figure = Figure(figsize=(WIDTH, height), dpi=144)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.axis("off")
    moved = frame.geometry.affine_transform([across, 0, 0, up, 2 * GAP - left * across, below - low * up])
    return figure, axes, gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=list(moved))


def _joined(placed: Frame, beyond: float = 0.0) -> list[Any]:
    """Return the outer rings of shapes taken together, the largest first; `beyond` moves them outward."""
    near = 1.01 * TILE * TILE_GAP  # closes the gaps between tiles, and slivers between outlines
    union = placed.geometry.buffer(near, join_style="mitre").union_all().buffer(-near, join_style="mitre")
    union = union.buffer(beyond, join_style="mitre") if beyond else union
    parts = sorted(getattr(union, "geoms", [union]), key=lambda part: -part.area)
    return [part.exterior for part in parts]


def _draw_wards(axes: Axes, placed: Frame, fills: Mapping[str, str], tiled: bool) -> None:
    """Draw each ward, thick lines around the boroughs, and the boroughs' names in the corners that are free."""
    stated = placed["code"].isin(list(fills))
    edge = {"edgecolor": WEAK if tiled else INK, "linewidth": 0.6, "aspect": None, "ax": axes}
    if stated.any():
        placed[stated].plot(color=[fills[c] for c in placed["code"][stated]], **edge)
    if not stated.all():
        placed[~stated].plot(color="white", hatch=HATCH, **edge)
    for _, wards in placed.groupby("borough"):
        for ring in _joined(wards):
            axes.plot(*ring.xy, color=INK, linewidth=2.4, solid_joinstyle="miter")
    left, low, right, high = placed.total_bounds
    # From Kensal to Millbank the wards run from the north-west to the south-east: the other corners are free.
    *west, east = placed.dissolve("borough").centroid.x.sort_values().index
    axes.text(left, low, "\n".join(map(_wrapped, west)), weight="bold", va="bottom", linespacing=1.2)
    axes.text(right, high, _wrapped(east), weight="bold", ha="right", va="top")


def _draw_river(axes: Axes, placed: Frame, river: Sequence[str]) -> None:
    """Draw the Thames beside the wards on it, from the west round the south to where it turns north, and name it."""
    banks = placed[placed["code"].isin(list(river))]
    if banks.empty:
        return
    ring = _joined(placed, beyond=0.07)[0]
    points = list(ring.coords)[:-1] if ring.is_ccw else list(ring.coords)[:0:-1]
    beside = gpd.points_from_xy([p[0] for p in points], [p[1] for p in points])
    near = gpd.GeoSeries(beside).distance(banks.geometry.union_all()) < 0.15
    candidates = [n for n, close in enumerate(near) if close]
    first = min(candidates, key=lambda n: points[n][0] + points[n][1])
    last = max(candidates, key=lambda n: (round(points[n][0], 2), points[n][1]))
    points = points[first:] + points[:first]
    line = points[: (last - first) % len(points) + 1]
    axes.plot(*zip(*line, strict=True), color=RIVER, linewidth=4, solid_joinstyle="round")
    axes.plot(*zip(*line, strict=True), color="white", linewidth=1, solid_joinstyle="round")
    x, y = line[len(line) // 2]
    axes.text(x + GAP, y - GAP, THAMES, style="italic", va="top")


def _wrapped(name: str) -> str:
    """Return a name in the two lines that are narrowest, or in one where it has one word."""
    words = [name] if name.startswith(("St ", "St. ")) else name.split()
    ways = ["\n".join((" ".join(words[:n]), " ".join(words[n:]))) for n in range(1, len(words))]
    return min(ways, key=lambda way: (_size(way, NAMES[0])[0], way), default=name)


def _write(axes: Axes, placed: Frame, texts: Mapping[str, str], fills: Mapping[str, str]) -> None:
    """Write each ward's number in it, and its name above it; sizes are the same in all wards.

    A name without room is left out unless its ward is one of few that have a number: then it reaches into the next.
    """
    few = 2 * len(texts) < len(placed)
    names = [_wrapped(name) for name in placed["name"]]
    values = [_wrapped(texts.get(code, "")) for code in placed["code"]]
    middles = _middles(placed.geometry)
    large = next((s for s in (SIZE, 10, 9, 8) if all(_fitting(placed, middles, values, s))), NAMES[-1])
    blocks = {s: _fitting(placed, middles, names, s, [_size(v, large, "bold") for v in values]) for s in NAMES}
    small = next((s for s in NAMES if all(blocks[s])), NAMES[-1])
    for n, (code, middle) in enumerate(zip(placed["code"], middles, strict=True)):
        x, y, value = middle.x, middle.y, values[n]
        look: dict[str, Any] = {"ha": "center", "va": "center", "color": ink_on(fills.get(code, "#ffffff"))}
        up, down = _size(value, large)[1] / 2 if value else 0, _size(names[n], small)[1] / 2
        halo = [withStroke(linewidth=2, foreground=fills[code])] if value else []
        named = blocks[small][n] or (few and bool(value))
        if named:
            plate = {"facecolor": "white", "edgecolor": "none", "pad": 1} if code not in fills else None
            axes.text(x, y + up, names[n], size=small, linespacing=1.2, bbox=plate, path_effects=halo, **look)
        if value:
            axes.text(x, y - down * named, value, size=large, weight="bold", path_effects=halo, **look)


def _middles(shapes: Any) -> Any:
    """Return where a text has most room: the middle, unless another place of the shape is wider."""
    circles, middles = shapes.maximum_inscribed_circle(), shapes.centroid
    room = middles.distance(shapes.boundary).where(shapes.contains(middles), 0.0)
    return middles.where(room > 0.95 * circles.length, circles.interpolate(0))


def _fitting(
    placed: Frame, middles: Any, texts: Sequence[str], points: float, below: Sequence[tuple[float, float]] = ()
) -> list[bool]:
    """Tell for each ward whether a text, with something of a size below it, fits into its shape."""
    boxes = []
    for n, (middle, text) in enumerate(zip(middles, texts, strict=True)):
        wide, tall = _size(text, points) if text else (0.01, 0.01)
        more = below[n] if below else (0.0, 0.0)
        x, y, right, up = middle.x, middle.y, max(wide, more[0]) / 2 + GAP / 4, (tall + more[1]) / 2
        corners = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
        boxes.append(f"POLYGON (({', '.join(f'{x + a * right:.6f} {y + b * up:.6f}' for a, b in corners)}))")
    return list(placed.geometry.contains(gpd.GeoSeries.from_wkt(boxes, index=placed.index)))
