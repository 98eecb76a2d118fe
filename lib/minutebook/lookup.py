"""Lookup: observations and figures by theme, place and time, and the words in the paper that a row comes from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from minutebook.contacts import masked
from minutebook.errors import MinutebookError
from minutebook.files import ROOT
from minutebook.indicators import indicators
from minutebook.periods import periods
from minutebook.registry import raw_text, registered
from minutebook.store import read_table

_AROUND = 160  # characters shown on either side of a number


def observations(theme: str = "", area: str = "", period: str = "", indicator: str = "") -> pd.DataFrame:
    """Return the facts of the collection, one a row, with its `label` and how many places state each (`stated`).

    `raw` and `quote` are of the first of these places; `direction` is what prose says of a change ("decrease").

    Args:
        theme: As the catalogue calls it; empty for all.
        area: A place by its name, "Westminster"; a ward shared with others counts.
        period: "2015", "2020-21", "May 2021": facts whose own period lies inside it.
        indicator: An id of the catalogue.

    Raises:
        MinutebookError: where nothing of that name is in the collection, saying what is.

    Example:
        mb.observations(theme="serious violence", area="Westminster", period="2015")
    """
    rows = read_table("observations")
    _one_of("indicator", indicator, list(indicators()))
    chosen = _chosen(rows if not indicator else rows[rows["indicator"] == indicator], rows, theme, area, period)
    labels = {name: one.label for name, one in indicators().items()}
    return chosen.assign(label=chosen["indicator"].map(labels)).merge(_stated(), on="observation_id", how="left")


def _stated() -> pd.DataFrame:
    """Return for each fact how many places state it, and what the first of them prints."""
    places = read_table("mentions")
    told = read_table("figures").set_index("figure_id")["direction"]
    places = places.assign(direction=places["source_id"].map(told).fillna(""))
    by = places.groupby("observation_id", sort=False)
    return by.first()[["source_id", "raw", "quote", "direction"]].assign(stated=by.size()).reset_index()


def mentions(facts: pd.DataFrame) -> pd.DataFrame:
    """Return every place that states one of some facts, in their order, to be given to a finding as its sources.

    Example:
        mb.mentions(mb.observations(indicator="knife_injuries"))
    """
    found = read_table("mentions")
    return found[found["observation_id"].isin(facts["observation_id"])].reset_index(drop=True)


def in_facts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the fact that each states: its `observation_id`, place, period, breakdown and coverage.

    A figure that no indicator is known for keeps its own, and its `observation_id` is empty.

    Example:
        mb.in_facts(mb.figures(area="West End"))
    """
    of = read_table("mentions").set_index("source_id")["observation_id"]
    facts = read_table("observations").set_index("observation_id")
    out = figures.assign(observation_id=figures["figure_id"].map(of).fillna(""))
    for column in ("area", "area_code", "period_start", "period_end", "breakdown", "coverage"):
        out[column] = out["observation_id"].map(facts[column]).fillna(out[column])
    return out


def figures(theme: str = "", area: str = "", period: str = "", catalogued: bool | None = None) -> pd.DataFrame:
    """Return the quantities of the papers' prose, one a row; those in no indicator too, unless `catalogued` says which.

    Args:
        theme: That of its indicator, or of what is named around it; empty for all.
        area: A place by its name.
        period: "2015", "2020-21", "May 2021": figures whose own period lies inside it.
        catalogued: True for those that the catalogue knows, False for those not yet catalogued.

    Raises:
        MinutebookError: where nothing of that name is in the collection, saying what is.
    """
    rows = read_table("figures")
    known = rows["indicator"] != ""
    return _chosen(rows if catalogued is None else rows[known == catalogued], rows, theme, area, period)


def _chosen(rows: pd.DataFrame, table: pd.DataFrame, theme: str, area: str, period: str) -> pd.DataFrame:
    _one_of("theme", theme, sorted(set(table["theme"])))
    _one_of("area", area, sorted({name for names in table["area"] for name in names.split("; ") if name}))
    if theme:
        rows = rows[rows["theme"] == theme]
    if area:
        rows = rows[[area in names.split("; ") for names in rows["area"]]]
    if period:
        found = list(periods(period))
        if len(found) != 1:
            raise MinutebookError(f"{period!r} is no period", todo='write one as "2015", "2020-21" or "May 2021"')
        inside = (rows["period_start"] >= found[0].start) & (rows["period_end"] <= found[0].end)
        rows = rows[inside & (rows["period_end"] != "")]
    return rows


def _one_of(what: str, name: str, known: list[str]) -> None:
    if name and name not in known:
        raise MinutebookError(f"nothing has the {what} {name!r}", todo=f"take one of: {', '.join(known)}")


def trace(which: Any) -> str:
    """Print where a row comes from, the number marked with ▸ ◂, each place on a line of its own; return the text.

    Args:
        which: An `observation_id`, `figure_id` or `decision_id`, or a row that has one, as a named tuple or series.

    Raises:
        MinutebookError: for an id that no table has.

    Example:
        mb.trace("2020-01-31-parks-board#L937")
    """
    name = which if isinstance(which, str) else _id_of(which)
    rows = _places(name)
    if rows.empty:
        raise MinutebookError(f"no table has the id {name!r}", todo="take one of observations, figures or decisions")
    text = "\n".join(_traced(row) for row in rows.itertuples())
    print(text)
    return text


_IDS = {"observations": "observation_id", "figures": "figure_id", "decisions": "decision_id"}


def _id_of(row: Any) -> str:
    for column in _IDS.values():
        value = getattr(row, column, None)
        if isinstance(value, str) and value:
            return value
    raise MinutebookError("the row has no id", todo=f"give one with: {', '.join(_IDS.values())}")


def _places(name: str) -> pd.DataFrame:
    """Return where an id's words stand: of an observation each mention, of others the row itself."""
    mentions = read_table("mentions")
    if (hits := mentions[mentions["observation_id"] == name]).size:
        return hits
    for table, column in _IDS.items():
        if table != "observations":
            rows = read_table(table)
            if (hits := rows[rows[column] == name]).size:
                return hits
    return mentions[:0]


def _traced(row: Any) -> str:
    folder = ROOT / "data" / "raw" / "packs"
    line, pack = next((n, p) for n, p in enumerate(registered(folder), start=2) if p.pack_id == row.pack_id)
    raw = masked(raw_text(folder, pack, line))
    begin, stop = max(raw.rfind("\n", 0, row.start) + 1, row.start - _AROUND), raw.find("\n", row.end)
    stop = min(len(raw) if stop < 0 else stop, row.end + _AROUND)
    quote = f"{raw[begin : row.start]}▸{raw[row.start : row.end]}◂{raw[row.end : stop]}"
    return f"{row.pack_id}:{row.line}  {' '.join(quote.split())}"
