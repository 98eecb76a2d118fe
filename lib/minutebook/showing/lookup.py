"""Lookup: observations and figures by theme, place and time, and the words in the paper that a row comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from minutebook.errors import MinutebookError
from minutebook.facts.indicators import indicators
from minutebook.facts.places import place_named
from minutebook.files import ROOT
from minutebook.registry import raw_text, registered
from minutebook.store import read_table
from minutebook.text.contacts import masked
from minutebook.text.dates import MONTHS
from minutebook.text.periods import periods
from minutebook.text.sentences import sentences

_AROUND = 160  # characters shown on either side of a number


def observations(theme: str = "", area: str = "", period: str = "", indicator: str = "") -> pd.DataFrame:
    """Return the catalogued facts, one a row, with its `label` and how many places state each (`stated`).

    `raw` and `quote` are of the first of these places; `direction` says which way a change went ("decrease").

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
    rows = _catalogued()
    _one_of("indicator", indicator, list(indicators()))
    chosen = _chosen(rows if not indicator else rows[rows["indicator"] == indicator], rows, theme, area, period)
    labels = {name: one.label for name, one in indicators().items()}
    return chosen.assign(label=chosen["indicator"].map(labels)).merge(_stated(), on="observation_id", how="left")


def _catalogued() -> pd.DataFrame:
    rows = read_table("observations")
    return rows[rows["indicator"] != ""]


def _stated() -> pd.DataFrame:
    """Return for each fact how many places state it, and what the first of them prints."""
    by = read_table("mentions").groupby("observation_id", sort=False)
    return by.first()[["source_id", "raw", "quote"]].assign(stated=by.size()).reset_index()


def mentions(facts: pd.DataFrame) -> pd.DataFrame:
    """Return every place that states one of some facts, in their order, to be given to a finding as its sources.

    Example:
        mb.mentions(mb.observations(indicator="knife_injuries"))
    """
    _has(facts, "observation_id")
    found = read_table("mentions")
    return found[found["observation_id"].isin(facts["observation_id"])].reset_index(drop=True)


def in_facts(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the fact that each states: its `observation_id`, place, period, breakdown and coverage.

    A figure that no indicator is known for keeps its own, and its `observation_id` is empty.

    Example:
        mb.in_facts(mb.figures(area="West End"))
    """
    _has(figures, "figure_id")
    facts = _catalogued().set_index("observation_id")
    places = read_table("mentions")
    of = places[places["observation_id"].isin(facts.index)].set_index("source_id")["observation_id"]
    out = figures.assign(observation_id=figures["figure_id"].map(of).fillna(""))
    for column in ("area", "area_code", "period_start", "period_end", "breakdown", "coverage"):
        out[column] = out["observation_id"].map(facts[column]).fillna(out[column])
    return out


def _has(rows: object, column: str) -> None:
    if not isinstance(rows, pd.DataFrame) or column not in rows:
        raise MinutebookError(f"is no table of rows with {column}", todo="give what the lookup returned")


def in_sentences(rows: pd.DataFrame) -> pd.DataFrame:
    """Return figures or ward mentions with the whole `sentence` that their `context` is of, which may be a clause.

    A clause can say the opposite of its sentence: "they are not likelier to be so, but they are". Words that stand
    in no paragraph or bullet are given as they are.

    Example:
        mb.in_sentences(mb.read_table("ward_mentions"))
    """
    _has(rows, "context")
    wanted = set(zip(rows["pack_id"], rows["line"], strict=True))
    texts: dict[tuple[str, int], list[str]] = {}
    blocks: list[Any] = list(read_table("blocks").itertuples())
    for block in blocks:
        for line in range(int(block.first_line), int(block.last_line) + 1):
            if (block.pack_id, line) in wanted:
                texts.setdefault((block.pack_id, line), []).append(str(block.text))
    each = zip(rows["pack_id"], rows["line"], rows["context"], strict=True)
    return rows.assign(sentence=[_sentence_of(words, texts.get((pack, line), [])) for pack, line, words in each])


def _sentence_of(words: str, texts: list[str]) -> str:
    whole = (text[begin:stop].strip() for text in texts for begin, stop in sentences(text))
    return next((sentence for sentence in whole if words in sentence), words)


def figures(
    theme: str = "", area: str = "", period: str = "", catalogued: bool | None = None, inherited: bool = True
) -> pd.DataFrame:
    """Return the quantities of the papers' prose, one a row; those in no indicator too, unless `catalogued` says which.

    Args:
        theme: That of its indicator, or of what is named around it; empty for all.
        area: A place by its name.
        period: "2015", "2020-21", "May 2021": figures whose own period lies inside it.
        catalogued: True for those that the catalogue knows, False for those not yet catalogued.
        inherited: False to leave a place or a time open that only the document as a whole gives, not the sentence, its
            paragraph or a heading. Fewer are told then, and fewer of these wrong: `make score` says how many.

    Raises:
        MinutebookError: where nothing of that name is in the collection, saying what is.

    Example:
        mb.figures(area="Westminster", inherited=False)
    """
    if catalogued not in (None, True, False):
        raise MinutebookError(f"catalogued is {_short(catalogued)}", todo="give True or False, or leave it out")
    if inherited not in (True, False):
        raise MinutebookError(f"inherited is {_short(inherited)}", todo="give True or False, or leave it out")
    rows = read_table("figures")
    if not inherited:
        rows = without_inherited(rows)
    known = rows["indicator"] != ""
    return _chosen(rows if catalogued is None else rows[known == catalogued], rows, theme, area, period)


def without_inherited(rows: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the place and the time left open where only the document as a whole gives them."""
    of_document = {name: rows[f"{name}_from"] == "document" for name in ("area", "period")}
    out = rows.copy()
    for name, columns in _BEARINGS.items():
        out.loc[of_document[name], columns] = ""
    return out.assign(period_inferred=rows["period_inferred"].mask(of_document["period"]))


_BEARINGS = {"area": ["area", "area_code", "area_from"], "period": ["period_start", "period_end", "period_from"]}


def _chosen(rows: pd.DataFrame, table: pd.DataFrame, theme: str, area: str, period: str) -> pd.DataFrame:
    _one_of("theme", theme, sorted(set(table["theme"])))
    area = _named_area(area, sorted({name for names in table["area"] for name in names.split("; ") if name}))
    if theme:
        rows = rows[rows["theme"] == theme]
    if area:
        rows = rows[[area in names.split("; ") for names in rows["area"]]]
    if period:
        start, end = _days_of(str(period))
        inside = (rows["period_start"] >= start) & (rows["period_end"] <= end)
        rows = rows[inside & (rows["period_end"] != "")]
    return rows


_ISO = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?")


def _days_of(period: str) -> tuple[str, str]:
    """Return the first and last day of a period that a text names and says nothing else of."""
    text = period.strip()
    if _ISO.fullmatch(text):  # as the tables write days
        text = f"{text[8:]} {MONTHS[int(text[5:7]) - 1]} {text[:4]}".strip()
    found = list(periods(text))
    if len(found) != 1 or re.search(r"\w", text[: found[0].begin] + text[found[0].stop :]):
        raise MinutebookError(f"{_short(period)} is no period", todo='write one as "2015", "2020-21" or "May 2021"')
    return found[0].start, found[0].end


def _short(text: object) -> str:
    return repr(text) if len(repr(text)) < _LONG else f"{repr(text)[:_LONG]}..."


_LONG = 60


def _named_area(area: str, known: list[str]) -> str:
    """Return a place as the tables call it: "RBKC", "city of westminster" and "St James’s" are known too."""
    plain = {_plain(name): name for name in known}
    for name in (area, place_named(str(area)), plain.get(_plain(str(area)), "")):
        if name in known:
            return str(name)
    _one_of("area", area, known)
    return area


def _plain(name: str) -> str:
    name = re.sub(r"^(?:the )?(?:city|royal borough|london borough) of ", "", " ".join(name.casefold().split()))
    return name.replace("’", "'").replace("&", "and").replace("st. ", "st ")


def _one_of(what: str, name: object, known: list[str]) -> None:
    if name and name not in known:
        raise MinutebookError(f"nothing has the {what} {_short(name)}", todo=f"take one of: {', '.join(known)}")


def choice(name: str, value: object, choices: Sequence[str]) -> None:
    """Stop where a notebook's parameter is none of its choices, in one line that lists them.

    Example:
        >>> choice("side", "left", ["left", "right"])
    """
    if value not in choices:
        raise MinutebookError(f"{_short(value)} is no {name}", todo=f"take one of: {', '.join(choices)}")


def trace(which: Any) -> str:
    """Print where a row comes from, the number marked with ▸ ◂, each place on a line of its own; return the text.

    Args:
        which: An `observation_id`, `figure_id` or `decision_id`, or a row that has one: a named tuple, a series, a
            dictionary or a table of one row. Ids are of their table: where an observation and a figure have the same,
            the id alone means the observation, and the row what it is of.

    Raises:
        MinutebookError: for an id that no table has, and for what is no row.

    Example:
        mb.trace("2020-01-31-parks-board#L937")
    """
    rows = _places(which) if isinstance(which, str) else _places_of_row(which)
    if rows.empty:
        raise MinutebookError(f"no table has the id {_short(which)}", todo=f"give one of: {', '.join(_IDS.values())}")
    text = "\n".join(_traced(row) for row in rows.itertuples())
    print(text)
    return text


#: The tables that say where words stand, each with the column of its ids.
_IDS = {"mentions": "observation_id", "figures": "figure_id", "decisions": "decision_id"}


def _places_of_row(row: Any) -> pd.DataFrame:
    """Return where a row's words stand: of an observation each mention, of what has characters of its own those."""
    if isinstance(row, pd.DataFrame) and len(row) == 1:
        row = row.iloc[0]
    get = row.get if isinstance(row, (dict, pd.Series)) else lambda name, other=None: getattr(row, name, other)
    names = {column: value for column in _IDS.values() if isinstance(value := get(column, None), str) and value}
    own = {name: get(name, None) for name in ("pack_id", "line", "start", "end")}
    if names and not any(value is None for value in own.values()):
        return pd.DataFrame([own])
    if "observation_id" in names and len(names) == 1:
        return _places(names["observation_id"])
    for table, column in _IDS.items():
        if column in names and table != "mentions":
            rows = read_table(table)
            return rows[rows[column] == names[column]]
    raise MinutebookError("is no row with an id", todo=f"give an id, or one row with: {', '.join(_IDS.values())}")


def _places(name: str) -> pd.DataFrame:
    """Return where an id's words stand. One id may be of a row in each of several tables: then the first has it."""
    for table, column in _IDS.items():
        rows = read_table(table)
        if (hits := rows[rows[column] == name]).size:
            break
    return hits


@lru_cache(maxsize=8)
def _masked_text(folder: Path, pack_id: str) -> str:
    line, pack = next((n, p) for n, p in enumerate(registered(folder), start=2) if p.pack_id == pack_id)
    return masked(raw_text(folder, pack, line))


def _traced(row: Any) -> str:
    raw = _masked_text(ROOT / "data" / "raw" / "packs", row.pack_id)
    begin, stop = max(raw.rfind("\n", 0, row.start) + 1, row.start - _AROUND), raw.find("\n", row.end)
    stop = min(len(raw) if stop < 0 else stop, row.end + _AROUND)
    quote = f"{raw[begin : row.start]}▸{raw[row.start : row.end]}◂{raw[row.end : stop]}"
    return f"{row.pack_id}:{row.line}  {' '.join(quote.split())}"
