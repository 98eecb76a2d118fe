"""Telling: a fact in words, with its unit, its period and what it rests on; and the figures that are in no fact yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from minutebook.showing.display import (
    MISSING,
    Rows,
    Shown,
    count_of,
    day,
    escaped,
    finding,
    join_words,
    missing,
    number,
    percent,
    pounds,
    stated,
    table,
)  # fmt: skip
from minutebook.showing.lookup import figures
from minutebook.text.dates import MONTHS
from minutebook.text.periods import periods

SMALL = 20  # events: the limits of a smaller count are so wide that it is marked
SMALL_NOTE = f"* fewer than {SMALL}: a small number, which luck alone can change by much."
SHARE_NOTE = "Beside a share stands of how many records it is known, where the paper says so."
NO_FACT = "the catalogue has no fact for it"
_SIGNS = {"over": "over", "under": "under", "less than": "under", "about": "about", "up to": "up to"}


def amount(row: Any) -> str:
    """Write the value of a fact or figure with its unit, its approximation and, of a change, its direction.

    Args:
        row: A row of `observations` or of `figures`, as a named tuple or series.

    Example:
        >>> from types import SimpleNamespace as Row
        >>> amount(Row(value=57.0, unit="percent", statistic="change", direction="decrease", approximation=""))
        '57% less'
        >>> amount(Row(value=50.0, unit="percent", statistic="share", direction="", approximation="over"))
        'over 50%'
    """
    if missing(row.value):
        return MISSING
    change = getattr(row, "statistic", "") == "change"
    value = abs(row.value) if change else row.value
    # A third is kept as 33.3333, which nobody printed.
    short = value if value == round(value, 2) else round(value, 1)
    wrote = {"percent": percent, "GBP": pounds}.get(row.unit, number)(short)
    said = f"{_SIGNS.get(row.approximation, row.approximation)} {wrote}".strip()
    said += "" if row.unit in ("percent", "GBP", "count", "") else f" {row.unit}"
    way = _way(row) if change else ""
    return f"{said} {way}" if way else f"a change of {said}" if change else said


def _way(row: Any) -> str:
    told = {"decrease": "less", "increase": "more"}.get(getattr(row, "direction", ""), "")
    if told:
        return told
    tabled = getattr(row, "origin", "") == "table"  # where a fall has its sign
    return "less" if row.value < 0 else "more" if row.value > 0 and tabled else ""


def when(row: Any) -> str:
    """Say the period of a row in the shortest words that are exact, "" where none is given.

    Example:
        >>> from types import SimpleNamespace as Row
        >>> when(Row(period_start="2015-01-01", period_end="2015-12-31", period_inferred=False))
        '2015'
        >>> when(Row(period_start="2020-07-07", period_end="2021-07-06", period_inferred=True))
        "the year to 6 July 2021, reckoned from the paper's day"
    """
    if missing(row.period_start) or missing(row.period_end):
        return ""
    first, last = date.fromisoformat(row.period_start), date.fromisoformat(row.period_end)
    inferred = not missing(row.period_inferred) and bool(row.period_inferred)
    return _span(first, last) + (", reckoned from the paper's day" if inferred else "")


def times_in(text: str) -> list[str]:
    """Return the periods that a text prints, each once and in words, in their order.

    Example:
        >>> times_in("The index (2015) was worked out anew in May 2021.")
        ['2015', '1 May 2021 to 31 May 2021']
    """
    found = [_span(date.fromisoformat(one.start), date.fromisoformat(one.end)) for one in periods(text)]
    return list(dict.fromkeys(found))


def _span(first: date, last: date) -> str:
    after = last + timedelta(1)
    if first == last:
        return day(first)
    if (first.month, first.day) == (1, 1) and after == date(first.year + 1, 1, 1):
        return str(first.year)
    if (after.year - first.year, after.month, after.day) == (1, first.month, first.day):
        return f"the year to {MONTHS[last.month - 1]} {last.year}" if after.day == 1 else f"the year to {day(last)}"
    return f"{day(first)} to {day(last)}"


def _small(row: Any) -> bool:
    return row.unit == "count" and row.statistic == "level" and bool(row.value < SMALL)


def of_kind(
    rows: pd.DataFrame, statistic: str = "", breakdown: str | None = None, area: str = "", year: str = ""
) -> pd.DataFrame:
    """Return the observations that are of one statistic, exactly one breakdown and place, and end in a year.

    Args:
        rows: Observations.
        statistic: "level", "share" or "change"; empty for all.
        breakdown: "sex: female"; "" for what is not broken down, None for all.
        area: The place and no other; empty for all.
        year: The year in which the period ends; empty for all.

    Example:
        mb.of_kind(mb.observations(indicator="homicide"), statistic="level", year="2015")
    """
    for column, wanted in (("statistic", statistic or None), ("breakdown", breakdown), ("area", area or None)):
        rows = rows if wanted is None else rows[rows[column] == wanted]
    return rows[rows["period_end"].str.startswith(year)] if year else rows


def _what(row: Any) -> str:
    """Say what a fact counts: "Victims of crime, share male"."""
    parts = [part.partition(": ") for part in row.breakdown.split("; ") if part]
    said = join_words([f"aged {rest}" if head == "age" else rest or head for head, _, rest in parts])
    if row.statistic == "share":
        return f"{row.label}, share {said}"
    return f"{row.label} ({said})" if said else str(row.label)


def tell(rows: pd.DataFrame, area: bool = False) -> str:
    """Tell facts in a sentence's words, those of one kind together and in the order of time, or say that there is none.

    Args:
        rows: Observations.
        area: Whether to name their places.

    Example:
        mb.finding(mb.tell(found), mb.mentions(found))
    """
    kinds: dict[str, list[Any]] = {}
    each: list[Any] = list(rows.itertuples())
    for row in each:
        where = f", {join_words(row.area.split('; '))}" if area and row.area else ""
        kinds.setdefault(_what(row) + where, []).append(row)
    for told in kinds.values():  # a change is told after the levels that it is of
        told.sort(key=lambda row: (row.statistic == "change", row.period_end))
    return "; ".join(f"{what}: {', '.join(map(_dated, told))}" for what, told in kinds.items()) or NO_FACT


def _dated(row: Any) -> str:
    known = f"known for {row.coverage}" if row.coverage else ""
    beside = [when(row), known, "a small number" if _small(row) else ""]
    told = "; ".join(part for part in beside if part)
    return f"{amount(row)} ({told})" if told else amount(row)


def facts_table(rows: pd.DataFrame, id: str, title: str, nobody: Rows, closed: bool = False) -> Shown:
    """Show facts as a table: what is counted, place and period, amount and what it rests on, and the paper's words.

    Small counts have a star. Where there are no facts it says so, and where that was looked for.

    Args:
        rows: Observations.
        id: The table's name on the page.
        title: What its heading says.
        nobody: Where was looked, if there are no facts.
        closed: Whether the table opens only when it is asked for.

    Example:
        mb.facts_table(found, id="facts", title="Facts on knives", nobody=mb.read_table("documents"))
    """
    if rows.empty:
        return finding(f"{title}: none. {NO_FACT[0].upper()}{NO_FACT[1:]}.", nobody)
    each: list[Any] = list(rows.itertuples())
    shown = rows.assign(
        what=[_what(row) for row in each],
        bearings=[f"{join_words((row.area or 'no place').split('; '))}, {when(row) or 'no period'}" for row in each],
        amount=[_in_full(row) for row in each],
    )
    heads = {"what": "What", "bearings": "Where and when", "amount": "Amount", "quote": "In its words"}
    notes = [SHARE_NOTE] if (rows["statistic"] == "share").any() else []
    notes += [SMALL_NOTE] if any(map(_small, each)) else []
    made = table(shown, id=id, columns=heads, title=title, subtitle=" ".join(notes), where="Line")
    return folded(f"{title}: {count_of(len(rows), 'fact')}", made) if closed else made


def _in_full(row: Any) -> str:
    """Write the amount of a fact as a table has it, with what it rests on and how often it is stated."""
    said = amount(row) + "*" * _small(row)
    known = f"; known for {row.coverage}" if row.coverage else ""
    return said + known + (f"; stated {row.stated} times" if row.stated > 1 else "")


def not_catalogued(
    themes: Sequence[str], id: str, more: Rows | None = None, papers: pd.DataFrame | None = None
) -> Shown:
    """List the figures of some themes that the catalogue has no indicator for, so that nothing is dropped in silence.

    Args:
        themes: As the catalogue calls them.
        id: The table's name on the page.
        more: Figures to be listed as well, whatever their theme, where the catalogue has no indicator for them.
        papers: Rows of the table `documents`: figures of others, which only stand near words of a theme, are counted
            and not listed.

    Example:
        mb.not_catalogued(["serious violence"], id="not-catalogued")
    """
    found = pd.concat([*(figures(theme=theme) for theme in themes), *([] if more is None else [more])])
    found = found.drop_duplicates("figure_id").sort_values(["pack_id", "line", "start"])
    inside = found["document_id"].isin((found if papers is None else papers)["document_id"])
    strays, found = found[~inside], found[inside]
    rest = found[found["indicator"] == ""]
    about = f"{join_words(list(themes))}{', or said of these places,' if more is not None else ''}"
    told = (
        f"{number(len(rest))} of {count_of(len(found), 'figure')} in the papers' sentences on {about} are in no"
        " indicator of the catalogue: it has none for them, or the reading couldn't tell which part of what they are."
        " They are listed as they are printed, so that none is dropped in silence."
    )
    if stray := int((strays["indicator"] == "").sum()):
        told += (
            f" {number(stray)} more, of other papers that only touch on it, {'are' if stray > 1 else 'is'} left out."
        )
    if rest.empty:
        return finding(told, found)
    shown = rest.assign(when=[when(row) for row in rest.itertuples()])
    heads = {"raw": "Printed", "noun": "Of what", "area": "Where", "when": "When"}
    made = table(shown, id=id, columns=heads, where="Line")
    line = f'<p class="mb-finding">{escaped(stated(told, "a finding"))}</p>'
    hidden = folded(f"The {count_of(len(rest), 'figure')}", made)
    return Shown(line + hidden.html, f"{told}\n{made.plain}")


def folded(summary: str, made: Shown) -> Shown:
    """Show something behind a summary, which opens it."""
    return Shown(f"<details><summary>{escaped(summary)}</summary>{made.html}</details>", made.plain)
