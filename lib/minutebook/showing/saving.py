"""What belongs to a chart and isn't in the picture, and one `save` that writes both where a run says so.

A chart is a `Figure` with a note: title, subtitle, source and alt text stand in HTML beside the picture. The
person's own matplotlib settings are neither used nor changed, and a picture's bytes depend on its data alone.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, NotRequired, TypedDict, cast
from weakref import WeakKeyDictionary

import matplotlib.style
import pandas as pd
from IPython.display import publish_display_data
from matplotlib.figure import Figure

from minutebook.errors import MinutebookError
from minutebook.files import write_atomically
from minutebook.showing.display import Rows, Source, escaped, links, plain_sources, sources_in, stated

SIZE = 11  # of all text, in points
INK, RULE = "#0b0c0c", "#505a5f"  # text and fine marks: both at least 4.5 to 1 on white
STYLE: list[str | dict[str, Any]] = [
    "afcharts.afcharts",
    {
        "font.family": "DejaVu Sans",  # comes with matplotlib, so it is the same everywhere
        "font.size": SIZE,
        "text.color": INK,
        "text.parse_math": False,  # a dollar sign is itself
        "axes.grid": False,
        "axes.spines.bottom": False,
        "hatch.color": "#bfbfbf",
        "hatch.linewidth": 0.7,
        "svg.fonttype": "path",
        "svg.hashsalt": "minutebook",
    },
]


class Words(TypedDict):
    """What every chart says of itself."""

    title: str  # the finding, in ten words or so
    subtitle: str  # measure, place, period
    alt: NotRequired[str]  # what the numbers say, for who can't see the chart; bars and timelines list them
    source: Rows | Iterable[Source | Rows]


@dataclass(frozen=True)
class Note:
    """What belongs to a chart and isn't in the picture."""

    title: str
    subtitle: str
    alt: str
    source: tuple[Source, ...]
    data: pd.DataFrame


_NOTES: WeakKeyDictionary[Figure, Note] = WeakKeyDictionary()


def note_of(figure: Figure) -> Note:
    """Return what belongs to a chart made here."""
    if figure not in _NOTES:
        raise MinutebookError(
            "figure has no title, source or alt text",
            todo="draw it with bars, two_bars, squares, matrix, timeline, strips or ward_map",
        )
    return _NOTES[figure]


def style() -> AbstractContextManager[None]:
    """Return the context in which charts are drawn and written."""
    context: AbstractContextManager[None] = matplotlib.style.context(STYLE, after_reset=True)
    return context


def keep(figure: Figure, note: Note) -> Figure:
    """Attach a note to a chart for as long as the chart lives."""
    _NOTES[figure] = note
    return figure


def noted(data: pd.DataFrame, used: Sequence[str], words: Words, listing: Callable[[], str] = str) -> Note:
    """Check what every chart needs, before anything is drawn; `listing` is the alt text where none is given."""
    said = {k: stated(str(words.get(k, "")), f"the {k} of a chart") for k in ("title", "subtitle")}
    source = tuple(sources_in(words["source"]))
    if not source:
        raise ValueError(f"chart {said['title']!r} has no source")
    if absent := [c for c in used if c not in data.columns]:
        raise ValueError(f"chart {said['title']!r} has no column {absent[0]!r}")
    if data.columns.has_duplicates:
        raise ValueError(f"chart {said['title']!r} has two columns of one name")
    if data.empty:
        raise ValueError(f"chart {said['title']!r} has no rows")
    alt = stated(words["alt"] if "alt" in words else listing(), "the alt of a chart")
    return Note(**said, alt=alt, source=source, data=data.reset_index(drop=True).rename(columns=str))


@dataclass(frozen=True)
class Saved:
    """A chart as Jupyter shows it: what it found, the picture, where it comes from."""

    name: str
    note: Note
    png: bytes
    width: int

    def _ipython_display_(self) -> None:
        note, publish = self.note, cast(Any, publish_display_data)
        head = f'<p class="mb-subtitle">{escaped(note.subtitle)}</p>'
        foot = f'<p class="mb-source">Source: {links(note.source)}.</p>'
        publish(
            {
                "text/html": f'<p class="mb-title"><strong>{escaped(note.title)}</strong></p>{head}',
                "text/plain": f"{note.title}\n{note.subtitle}",
            }
        )
        publish(
            {"image/png": self.png, "text/plain": note.alt},
            {
                "image/png": {"alt": note.alt, "width": self.width},
                "minutebook": {"name": self.name, "alt": note.alt},
            },
        )
        described = f'<details class="mb-alt"><summary>Description</summary><p>{escaped(note.alt)}</p></details>'
        publish({"text/html": foot + described, "text/plain": f"Source: {plain_sources(note.source)}"})

    def __repr__(self) -> str:
        note = self.note
        return f"{note.title}\n{note.subtitle}\n{note.alt}\nSource: {plain_sources(note.source)}"


def save(figure: Figure, name: str) -> Saved:
    """Return a chart for display and, in a run, write it as SVG and PNG with its data and its words.

    A run says where by MINUTEBOOK_RUN_DIR; without it, in JupyterLab or under nbval, nothing is written.
    """
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", name):
        raise MinutebookError(f"figure name {name!r} is not a slug", todo="use a-z and 0-9, joined by hyphens")
    note = note_of(figure)
    png = picture(figure, "png")
    if run := os.environ.get("MINUTEBOOK_RUN_DIR"):
        place = Path(run, "figures", f"{name}.json")
        if place.exists():
            raise MinutebookError(f"two figures are named {name!r}", todo="give each a name of its own")
        said = {"title": note.title, "subtitle": note.subtitle, "source": note.source, "alt": note.alt}
        write_atomically(place.with_suffix(".svg"), picture(figure, "svg"))
        write_atomically(place.with_suffix(".png"), png)
        write_atomically(place.with_suffix(".csv"), csv_of(note.data))
        write_atomically(place, f"{json.dumps(said, indent=1, ensure_ascii=False)}\n".encode())
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)  # or a figure that pyplot knows would be shown a second time
    return Saved(name, note, png, round(figure.get_figwidth() * 96))


def picture(figure: Figure, kind: str) -> bytes:
    """Return a chart as "svg" or "png", without a date or the name of a program in it."""
    made = BytesIO()
    with style():
        figure.savefig(
            made,
            format=kind,
            metadata={"Software": None} if kind == "png" else {"Date": None, "Creator": None},
        )
    return made.getvalue()


def csv_of(data: pd.DataFrame) -> bytes:
    """Return data as CSV: UTF-8, LF, empty where nothing is stated, whole numbers without a point."""

    def plain(value: Any) -> Any:  # a column of whole numbers with gaps is one of floats to pandas
        return int(value) if isinstance(value, float) and abs(value) < 1e15 and value.is_integer() else value

    rows = {name: pd.Series([plain(v) for v in column], dtype=object) for name, column in data.items()}
    return bytes(pd.DataFrame(rows).to_csv(index=False, lineterminator="\n").encode())
