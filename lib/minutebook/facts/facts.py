"""Facts: what figures and cells state of a catalogued indicator, each once, with every place that states it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from minutebook.facts.bearings import Area, Setting
from minutebook.facts.counted import is_of_age, is_of_narrower
from minutebook.facts.indicators import OTHER, Claim, indicators, mentions
from minutebook.facts.named_places import area_around, named_in
from minutebook.facts.places import place_named
from minutebook.facts.prose_figures import Figure, figures
from minutebook.facts.statements import cell_id
from minutebook.papers.source import Passage
from minutebook.papers.tables import Cell, Table
from minutebook.text.periods import Period, periods

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_CHANGE = re.compile(r"\bchange\b|\+/-|\bvariance\b|\bdifference\b", re.I)
_NO_WORDS = re.compile(r"[\W\d_]*")


@dataclass(frozen=True)
class Measured:
    """What a cell measures, of where and when."""

    claim: Claim
    area: Area
    period: Period | None
    period_from: str
    direction: str = ""


def measured(table: Table, setting: Setting) -> Iterator[tuple[Cell, Measured]]:
    """Yield the cells of a table that state a catalogued indicator, with what their labels say of it.

    The row's label names the indicator, or the column's, the caption, or the heading over the table; the first that
    does decides. Labels that name neither it nor a place nor a time are its breakdown. A list of named homes or
    premises states nothing of an area.
    """
    for cell in () if _lists_premises(table) else table.cells:
        if cell.is_header or cell.value is None or _is_size(cell):
            continue
        named = _named(cell, table.caption, setting.headings[:1])
        if not named or not _fits(cell.value.unit, indicators()[named].unit):
            continue
        unit, labels = indicators()[named].unit, f"{cell.row_label} / {cell.column_label}"
        share = cell.value.unit == "percent" and unit != "percent"
        statistic = "change" if _CHANGE.search(cell.column_label) else "share" if share else "level"
        breakdown = _breakdown(_with_item(_with_words(cell, table), table), named, setting)
        claim = Claim(named, statistic, breakdown)
        over = " ".join([table.caption, *setting.headings[:1]])
        if (statistic == "share" and not breakdown) or is_of_narrower(labels, claim, heading=over):
            continue
        area = _area(labels, [table.caption], setting)
        changed = statistic == "change"
        compared = _compared(cell, table, setting) if changed else None
        period, period_from = (compared, "sentence") if compared else _period([*_labels(cell), table.caption], setting)
        direction = _DIRECTIONS[int(cell.value.value.compare(0))] if changed else ""
        yield cell, Measured(claim, area, period, period_from, direction)


_PREMISES = re.compile(
    r"\b(?:House|Home|Lodge|Court|Close|Hall|Villas?|Manor|Grange|Ltd|Limited|Hospital|School|Academy|Surgery"
    r"|Clinic|Hostel|Hotel|Pharmacy|Road|Street|Avenue|Terrace|Gardens|Mews|Cottage|Residence|Apartments?)\b"
)
_SUM = re.compile(r"\b(?:total|all|average|number|no\.?|count)\b", re.I)


def _lists_premises(table: Table) -> bool:
    """Tell whether the rows of a table are homes, schools or other premises by their names."""
    rows = {cell.row: cell.row_label for cell in table.cells if not cell.is_header and cell.row_label}
    labels = [label for label in rows.values() if not _SUM.search(label)]
    named = [label for label in labels if _PREMISES.search(label) and label[:1].isupper()]
    return len(named) >= _SEVERAL and len(named) * _BOTH >= len(labels)


_SIZES = re.compile(
    r"(?:(?:number|no\.?) of )?(?:registered |total )?(?:units|beds|places|rooms|bedrooms|capacity|size)", re.I
)


def _is_size(cell: Cell) -> bool:
    """Tell whether a cell says how large one named home or site is: "Elm Lodge | Beds | 24"."""
    sized = _SIZES.fullmatch(cell.column_label.split(" / ")[-1].strip())
    return sized is not None and not _SUM.search(cell.row_label) and not place_named(cell.row_label)


_SEVERAL, _BOTH = 3, 2
_DIRECTIONS = {-1: "decrease", 0: "", 1: "increase"}


def _labels(cell: Cell) -> tuple[str, str]:
    return cell.column_label, cell.row_label


def _compared(cell: Cell, table: Table, setting: Setting) -> Period | None:
    """Return the time in which the changes of a column ended, as of one in prose: the later that its table compares.

    Its own header says both, "change 2014 to 2015", or the two columns of numbers before it do; of more than two it
    can't be told which are compared.
    """
    own = list(periods(cell.column_label, setting.anchor))
    if not own:
        labels = [c.column_label for c in table.cells if c.row == cell.row and c.column < cell.column and c.value]
        named = [list(periods(label, setting.anchor)) for label in labels]
        own = [found[0] for found in named if len(found) == 1]
        own = list({(p.start, p.end): p for p in own}.values())
    if len(own) != _BOTH:
        return None
    first, last = sorted(own, key=lambda p: (p.start, p.end))
    return replace(last, inferred=first.inferred or last.inferred) if first.end < last.end else None


_SHORT = 3  # words
_MUCH = 0.3  # of a label that its indicator's words make up: "Burglary in a dwelling", but no question of a survey


def _named(cell: Cell, caption: str, headings: Sequence[str]) -> str:
    """Return the indicator that a cell is of; what only a heading names has to be a count."""
    for label in (cell.row_label, cell.column_label):
        if found := [
            name for name, begin, stop in mentions(label, True) if stop - begin >= _MUCH * len(label.split(" / ")[-1])
        ]:
            return found[-1]
    if len(cell.row_label.split()) > _SHORT:
        return ""  # a label that says something of its own isn't a part of what the caption names
    if found := [name for name, _, _ in mentions(caption, True)]:
        return found[-1]
    over = [name for heading in headings for name, _, _ in mentions(heading, True)]
    counted = cell.value is not None and cell.value.unit == "count"
    return over[-1] if over and counted and indicators()[over[-1]].unit == "count" else ""


def _fits(cell: str, unit: str) -> bool:
    return cell in (unit, "percent") if unit != "count" else cell in ("count", "percent", "")


def _breakdown(cell: Cell, named: str, setting: Setting) -> str:
    """Return what a cell's labels say besides its indicator, its place and its time."""
    out: list[str] = []
    for part in [*cell.row_label.split(" / "), *cell.column_label.split(" / ")]:
        rest = part
        for name, begin, stop in reversed(mentions(part)):
            if name == named and not indicators()[name].is_part(part[begin:stop]):
                rest = rest[:begin] + rest[stop:]
        for period in reversed(list(periods(rest, setting.anchor))):
            rest = rest[: period.begin] + rest[period.stop :]
        said = rest != part  # something of it is the indicator, a place or a time
        if (
            place_named(part)
            or (said and _NO_WORDS.fullmatch(rest))
            or (_LETTER.search(rest) and _FILLER.fullmatch(rest) and not _NUMBERED.search(part))
        ):
            continue
        out += [" ".join(part.split())] if part.strip() else []
    return "; ".join(dict.fromkeys(out))


def _with_words(cell: Cell, table: Table) -> Cell:
    """Return a cell with its stub's header before a row label that is a number alone: "Number of offences: 3-5"."""
    stub = next((c.raw.text.strip() for c in table.cells if c.is_header and not c.column and c.raw.text.strip()), "")
    bare = _NO_WORDS.fullmatch(cell.row_label) and re.search(r"\d", cell.row_label) and ":" not in cell.row_label
    return replace(cell, row_label=f"{stub}: {cell.row_label}") if bare and stub else cell


def _with_item(cell: Cell, table: Table) -> Cell:
    """Return a cell with the item that it counts for a column label, where both stand under one header.

    "Category 1" over "Bag | 12%" names a pair: what is counted is a bag.
    """
    left = next((c for c in table.cells if c.row == cell.row and c.column == cell.column - 1), None)
    if left is None or not left.column or left.value is not None or not _ITEM.fullmatch(left.raw.text.strip()):
        return cell
    header = cell.column_label.removeprefix(left.column_label)
    paired = cell.column_label.startswith(left.column_label) and left.column_label != ""
    if not paired or (header and not _FILLER.fullmatch(header)):
        return cell
    return replace(cell, column_label=left.raw.text.strip())


_ITEM = re.compile(r"(?=.*[A-Za-z]{2})[^\n]{2,60}")
_NUMBERED = re.compile(r"\w: \d")
_LETTER = re.compile(r"[^\W\d]")
_FILLER = re.compile(
    r"[\W\d]*(?:(?:total|number|no|of|all|offences?|crimes?|incidents?|cases|percent|change|allocation|amount|the|and|in|£0*|count|rate"
    r"|year|financial|calendar|BCF|sub|share|proportion|percentage)\b[\W\d]*)*",
    re.I,
)


def _area(labels: str, over: Sequence[str], setting: Setting) -> Area:
    for part in reversed(labels.split(" / ")):
        if found := named_in(part, setting):
            return Area(*found[0], "sentence") if len(found) == 1 else Area()
    return area_around(setting, over[0], "")


def _period(labels: Sequence[str], setting: Setting) -> tuple[Period | None, str]:
    for text in labels:
        found = list(periods(text, setting.anchor))
        if len(found) == 1:
            return found[0], "sentence"
        if found:
            return None, ""
    for heading in setting.headings:
        found = list(periods(heading, setting.anchor))
        if len(found) == 1:
            return found[0], "heading"
    return (setting.period, "document") if setting.period and not setting.of_shares else (None, "")


def facts_told(prose: Passage, setting: Setting) -> Iterator[Figure]:
    """Yield figures without what they measure, where their bare words mean only the people of the heading over them."""
    for figure in figures(prose, setting):
        claim, over = figure.claim, setting.headings[:1]
        narrower = claim and any(
            is_of_age(claim, heading) or is_of_narrower(figure.context, claim, heading=heading) for heading in over
        )
        yield replace(figure, claim=None) if narrower else figure


_FACT = ("indicator", "statistic", "direction", "breakdown", "value", "value_high", "unit")
_BEARINGS = ("area", "period_start", "period_end")


def uncatalogued(rows: Rows, wanted: Set[str]) -> Iterator[Row]:
    """Yield a statement for each figure and cell of those wanted, by `source_id`, for which there is no indicator.

    Args:
        rows: The tables `figures`, `cells` and `tables`.
        wanted: Those that state what another place states too.
    """
    for row in rows["figures"]:
        if row["figure_id"] in wanted:
            yield {**row, "source_id": row["figure_id"], "quote": row["context"], "origin": "prose"}
    documents = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    empty = ("indicator", "statistic", "direction", "breakdown", "coverage", "approximation")
    nowhere = ("area", "area_code", "period_start", "period_end")
    for cell in rows["cells"]:
        if (source_id := cell_id(cell)) in wanted:
            labels = f"{cell['row_label']} | {cell['column_label']} | {cell['text']}"
            said = {"source_id": source_id, "document_id": documents[cell["table_id"]], "quote": labels}
            said |= {"theme": OTHER, "origin": "table", "value_high": None, "period_inferred": None}
            yield {**dict.fromkeys((*empty, *nowhere), ""), **cell, **said}


def gathered(stated: Iterable[Row], repeated: Iterable[tuple[str, str]] = ()) -> tuple[list[Row], list[Row]]:
    """Return the observations that rows of statements come to, and the mentions of each.

    Two statements are one fact where indicator, breakdown, value and unit are the same, and place and period too. One
    that leaves place or period open is the same fact as the only one of its pack that gives them. What `repeated` says
    is one fact too, and is told as the place tells it that says most: of an indicator, precisely, of where and when.

    Args:
        stated: A row for each statement: the columns of both tables that it has, and `home`, the pack whose it is,
            which for a document that is in the collection twice is the first.
        repeated: Pairs of statements, by their `source_id`, that other words say are one.
    """
    facts: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in _as_one_year(_completed(list(stated))):
        open_one = not row["period_end"]
        key = (*_said(row), *(str(row[n]) for n in _BEARINGS), row["home"] if open_one else "")
        facts[key if row["indicator"] else (row["source_id"],)].append(row)
    observations, places = [], []
    given: Counter[str] = Counter()
    for rows in sorted(_joined(list(facts.values()), repeated), key=lambda rows: _order(rows[0])):
        name = f"{rows[0]['pack_id']}#L{rows[0]['line']}"
        given[name] += 1
        observation_id = name + (f"-{given[name]}" if given[name] > 1 else "")
        fullest = min(rows, key=lambda row: (*_lacks(row), _order(row)))
        indicator = indicators().get(fullest["indicator"])
        named = {"theme": indicator.theme, "definition": indicator.definition} if indicator else {"definition": ""}
        origins = dict.fromkeys(row["origin"] for row in rows)
        observations.append(
            {**fullest, **{n: rows[0][n] for n in ("pack_id", "line")}, "observation_id": observation_id, **named}
            | {"origin": "; ".join(origins), "coverage": next((r["coverage"] for r in rows if r["coverage"]), "")}
        )
        places += [{**row, "observation_id": observation_id} for row in rows]
    return observations, sorted(places, key=_order)


def _joined(facts: Sequence[list[Row]], repeated: Iterable[tuple[str, str]]) -> list[list[Row]]:
    """Return the statements of each fact, with those together that are repeated."""
    of = {row["source_id"]: n for n, rows in enumerate(facts) for row in rows}
    first = list(range(len(facts)))

    def root(n: int) -> int:
        while first[n] != n:
            n = first[n]
        return n

    for pair in repeated:
        if all(name in of for name in pair):
            low, high = sorted(root(of[name]) for name in pair)
            first[high] = low
    out: dict[int, list[Row]] = defaultdict(list)
    for n, rows in enumerate(facts):
        out[root(n)] += rows
    return [sorted(rows, key=_order) for rows in out.values()]


def _lacks(row: Row) -> tuple[bool, bool, int, bool, bool]:
    """Return what a statement leaves out, what tells most first."""
    plain = format(Decimal(str(row["value"])).normalize(), "f")
    trailing = len(plain) - len(plain.rstrip("0")) if "." not in plain else 0
    return not row["indicator"], bool(row["approximation"]), trailing, not row["period_end"], not row["area"]


def _order(row: Row) -> tuple[str, int, int]:
    return row["pack_id"], row["line"], row["start"]


def _completed(stated: list[Row]) -> list[Row]:
    """Return the statements with the place and period of the only fuller one of their pack filled in."""
    fuller: dict[tuple[Any, ...], set[tuple[str, ...]]] = defaultdict(set)
    for row in stated:
        if row["area"] and row["period_end"]:
            fuller[_alike(row)].add(tuple(str(row[n]) for n in (*_BEARINGS, "area_code", "period_inferred")))
    out = []
    for row in sorted(stated, key=_order):
        known = (
            [one for one in fuller[_alike(row)] if _agrees(row, one)] if not (row["area"] and row["period_end"]) else []
        )
        filled = dict(zip((*_BEARINGS, "area_code"), known[0], strict=False)) if len(known) == 1 else {}
        inferred = {"period_inferred": known[0][4] == "True"} if filled else {}
        out.append({**row, **filled, **inferred})
    return out


def _alike(row: Row) -> tuple[Any, ...]:
    return (row["home"], *_said(row))


def _said(row: Row) -> tuple[str, ...]:
    """Return what a statement says but for place and time: "fell by 21%" is what a cell prints as -21%."""
    value = abs(row["value"]) if row["direction"] else row["value"]
    return tuple(str(value if n == "value" else row[n]) for n in _FACT)


_YEAR_DAYS, _MOST_OF_IT = range(350, 380), 180


def _as_one_year(stated: Sequence[Row]) -> list[Row]:
    """Return the statements with one time for those of a pack that say the same of "last year", told from two days.

    A covering report and what it covers, of another day, say "in the last year" of the same count: the years are
    worked out, lie over each other for most of their length, and the first is taken for both.
    """
    years: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    out = []
    for row in stated:
        start, end = (date.fromisoformat(row[n] or "0001-01-01") for n in ("period_start", "period_end"))
        told = row
        if row["period_inferred"] and (end - start).days in _YEAR_DAYS:
            same = years[*_alike(row), row["area"]]
            near = [one for one in same if abs(date.fromisoformat(one["period_end"]) - end).days <= _MOST_OF_IT]
            told = {**row, **{n: near[0][n] for n in ("period_start", "period_end")}} if near else row
            same.append(told)
        out.append(told)
    return out


def _agrees(row: Row, fuller: tuple[str, ...]) -> bool:
    return all(not row[n] or row[n] == value for n, value in zip(_BEARINGS, fuller, strict=False))
