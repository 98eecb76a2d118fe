"""The audit in order: what was recognised and tested, and what differs, first what changes most for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from minutebook.audit.costs import cost_tables, is_of, moved, stated_column
from minutebook.audit.totals import is_total
from minutebook.text.verdicts import AGREES, DIFFERS, ROUNDING, UNTESTABLE

Tables = Mapping[str, pd.DataFrame]

#: What the audit reads of the processed tables.
READS = ("documents", "sections", "blocks", "tables", "cells", "figures", "decisions", "checks")
VERDICTS = (AGREES, ROUNDING, DIFFERS, UNTESTABLE)
#: The columns that `coverage` gives beside those of the verdicts.
COUNTED = ("recognised", "tested")
#: The reasons for which a finding may matter, by column, in words.
REASONS = {
    "money": "money",
    "headline": "a headline total",
    "turns": "it would turn the other way",
    "rests": "a summary or decision rests on it",
}
#: What each kind of relation is called where a reader meets it; a kind that isn't here is called by its own name.
RELATION_NAMES = {
    "row total": "total along a row",
    "column total": "total down a column",
    "subtotal": "subtotal",
    "missing detail": "subtotal with a part missing",
    "change": "change in number",
    "percent change": "change in percent",
    "doubled": "doubled or halved",
    "direction": "a rise or a fall in words",
    "share": "share of a base",
    "shares": "shares that make a hundred",
    "parts of a whole": "parts of a whole in a sentence",
    "fraction": "half, most and the like",
    "ratio": "times as many",
    "rate": "so many a day or month",
    "average": "average",
    "target": "target met or missed",
    "order": "order by rank",
    "against table": "number against a table",
    "count of list": "number of items in a list",
    "base": "year that costs are of",
    "unit": "unit in the header",
    "contents entry": "heading in a contents list",
    "product": "so many at so much each",
    "misprint": "number that begins with a nought",
}
_DOWN = ("column total", "subtotal", "missing detail", "shares", "average")  # whose parts stand above one another
SIGNED = ("change", "percent change")
#: Relations whose verdict is a word on which way something goes, or on which side of a line it is.
_WAYS = ("direction", "target", "order", "fraction")
_SUMMARY = re.compile(r"\b(?:summary|recommendations?|conclusions?|key (?:messages|findings|points|matters))\b", re.I)
_MOST_PARTS = 6


def coverage(checks: pd.DataFrame) -> pd.DataFrame:
    """Return for each kind of relation how many are recognised, tested, and found to be what.

    Args:
        checks: Rows of the table `checks`.

    Returns:
        A row for each kind, the commonest first, with the columns kind, what (in a reader's words), recognised, tested
        and the four verdicts.

    Example:
        >>> found = coverage(pd.DataFrame({"kind": ["share"] * 3, "verdict": ["agrees", "differs", "untestable"]}))
        >>> found[["kind", "recognised", "tested", "differs"]].to_dict("list")
        {'kind': ['share'], 'recognised': [3], 'tested': [2], 'differs': [1]}
    """
    counts = pd.crosstab(checks["kind"], checks["verdict"]).reindex(columns=list(VERDICTS), fill_value=0)
    recognised = counts.sum(axis="columns")
    counts.insert(0, "recognised", recognised)
    counts.insert(1, "tested", recognised - counts[UNTESTABLE])
    out = counts.reset_index().sort_values(["recognised", "kind"], ascending=[False, True], ignore_index=True)
    out.insert(1, "what", out["kind"].map(lambda kind: RELATION_NAMES.get(kind, kind)))
    return out.rename_axis(columns=None)


def in_short(checks: pd.DataFrame) -> str:
    """Say how many relations are recognised, tested and found to be what.

    Example:
        >>> in_short(pd.DataFrame({"verdict": ["agrees", "differs", "untestable"]}))
        '3 relations recognised, 2 tested, 1 untestable: 1 agrees, 0 rounding, 1 differs'
    """
    if checks.empty:
        return "no relation is recognised"
    n = {word: int((checks["verdict"] == word).sum()) for word in VERDICTS}
    tested = len(checks) - n[UNTESTABLE]
    some = f"{len(checks):,} relation{'' if len(checks) == 1 else 's'} recognised"
    agree, differ = ("agrees" if n[AGREES] == 1 else "agree"), ("differs" if n[DIFFERS] == 1 else "differ")
    told = f"{n[AGREES]:,} {agree}, {n[ROUNDING]:,} rounding, {n[DIFFERS]:,} {differ}"
    return f"{some}, {tested:,} tested, {n[UNTESTABLE]:,} untestable: {told}"


def ordered(tables: Tables) -> pd.DataFrame:
    """Return the checks with what each changes for a reader, the most important first.

    A check that differs comes before one that doesn't. Of those that differ, one comes the earlier the more of the
    first two questions have the answer yes, and where as many have, the more of the other two:

    - `money`: is it an amount of money, or does it rest on one?
    - `headline`: is it, or does it rest on, a total that is no part of a larger one, or does a whole table hang on it?
    - `turns`: would what is said go the other way, a rise be a fall, a target met be missed, a majority be none?
    - `rests`: does it stand in a summary, conclusion, recommendation or decision, or does one of the same document
      print the same number, of three digits at least?

    After these the one that is off by more comes first: amounts of money before all else, by how many pounds; the rest
    by `relative`, the difference as a share of what is stated, in percent. One that is ten times as large as what is
    stated, or a tenth of it, is asked none of the questions and comes after all others with a size: so large a
    difference is more often one between two different things than a mistake. What has no size, such as a heading that
    differs from its contents list, comes after what has one and as many reasons, and then the order is that of the
    papers.

    Args:
        tables: The processed tables that `READS` names; checks of documents that repeat others are left out before.

    Returns:
        The rows of `checks` with the columns unit, pounds (by how many an amount of money is off), relative, apart (ten
        times as large or small), money, headline, turns, rests, reasons (how many), quote and parts (the words of what
        is stated and of what it rests on), part_lines (a tuple), reading and related (a tuple: the lines of other
        findings that it rests on or that rest on it).
    """
    checks = tables["checks"]
    place = _Place(tables)
    rows = [_weighed(row, place) for row in rows_of(checks)]
    columns = ["unit", "pounds", "relative", "apart", *REASONS, "reasons", "quote", "parts", "part_lines", "reading"]
    out = pd.concat([checks.reset_index(drop=True), pd.DataFrame(rows, columns=columns)], axis="columns")
    out["related"] = _related(rows_of(checks), place)
    return _sorted(out.astype({"pounds": float, "relative": float}))


def _related(checks: Sequence[Any], place: _Place) -> list[tuple[int, ...]]:
    """Return to each check that differs the lines of others that do and rest on its number, or that it rests on.

    In a table what stands on one line counts as well: a total along it and one down to it, a number and its share.
    """
    resting: dict[tuple[str, int], list[Any]] = {}
    alarms = [check for check in checks if check.verdict == DIFFERS and check.kind != "contents entry"]
    for check in alarms:
        for n in lines_of(check.lines):
            resting.setdefault((check.pack_id, n), []).append(check)
    own = _by_line_of(alarms)
    out = {}
    for check in alarms:
        here = (check.pack_id, int(check.line))
        near = [*resting.get(here, []), *(o for n in lines_of(check.lines) for o in own.get((check.pack_id, n), []))]
        in_table = place.stated_cell(check) is not None
        lines = {int(o.line) for o in near if o.check_id != check.check_id and (in_table or o.line != check.line)}
        out[check.check_id] = tuple(sorted(lines))
    return [out.get(check.check_id, ()) for check in checks]


def _sorted(out: pd.DataFrame) -> pd.DataFrame:
    differs = out["verdict"] == DIFFERS
    asked = differs & ~out["apart"]
    keys = out[["pack_id", "line"]].assign(
        first=differs,
        what=out[["money", "headline"]].sum(axis="columns").where(asked, 0),
        why=out[["turns", "rests"]].sum(axis="columns").where(asked, 0),
        pounds=out["pounds"].where(asked, 0),
        size=out["relative"].where(~out["apart"], 0).where(differs, 0).fillna(-1),
    )
    by = ["first", "what", "why", "pounds", "size", "pack_id", "line"]
    order = keys.sort_values(by, ascending=[False] * 5 + [True] * 2, kind="stable").index
    return out.loc[order].reset_index(drop=True)


def why_it_matters(row: Any) -> str:
    """Say which of the four questions that `ordered` asks have the answer yes, "" where none has."""
    return "; ".join(words for name, words in REASONS.items() if getattr(row, name))


def listed(tables: Tables, packs: Sequence[str], *, everything: bool = False) -> Iterator[str]:
    """Yield the audit as lines: how much was tested, for each pack and in all, and what differs, as `ordered` has it.

    Args:
        tables: The processed tables that `READS` names.
        packs: The ids of the packs audited, those in which nothing is recognised too.
        everything: Whether to list what agrees and what can't be tested as well.
    """
    checks = tables["checks"]
    yield from (f"{pack}: {in_short(checks[checks['pack_id'] == pack])}" for pack in packs)
    if len(packs) != 1:
        yield f"together: {in_short(checks)}"
    found = ordered(tables)
    for row in rows_of(found if everything else found[found["verdict"] == DIFFERS]):
        yield f"{row.pack_id}:{row.line}  {row.verdict + ', ' if everything else ''}{row.kind}: {_in_a_line(row)}"


def _in_a_line(row: Any) -> str:
    """Return what is stated, what the parts give and the explanation, without a break."""
    stated, given = (f"{n:,.4f}".rstrip("0").rstrip(".") if pd.notna(n) else "" for n in (row.stated, row.recomputed))
    numbers = f"; stated {stated}" * bool(stated) + f", the parts give {given}" * bool(given)
    why = why_it_matters(row) if row.verdict == DIFFERS else ""
    return " ".join(f"{row.subject}{numbers}; {row.explanation}{f' [{why}]' * bool(why)}".split())


class _Place:
    """What stands on a line of a pack: cells, figures, blocks, and what rests on it."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.cells = by_line(tables["cells"])
        self.figures = by_line(tables["figures"])
        self.costs = cost_tables(tables)

    @cached_property
    def parts_of_totals(self) -> set[tuple[str, int]]:
        """The lines of rows that are parts of a total further down."""
        checks = self.tables["checks"]
        totals = checks[checks["kind"].isin(["column total", "subtotal"])]
        return {(c.pack_id, n) for c in rows_of(totals) for n in lines_of(c.lines) if n != c.line}

    @cached_property
    def summaries(self) -> dict[str, list[tuple[int, int]]]:
        """The stretches of lines of each document that sum up, recommend or decide."""
        out: dict[str, list[tuple[int, int]]] = {}
        sections = self.tables["sections"]
        for row in rows_of(sections[sections["heading"].str.contains(_SUMMARY)]):
            out.setdefault(row.document_id, []).append((int(row.first_line), int(row.last_line)))
        decisions = self.tables["decisions"]
        for row in rows_of(decisions[decisions["kind"].isin(["recommendation", "resolution"])]):
            out.setdefault(row.document_id, []).append((int(row.line), int(row.line)))
        return out

    @cached_property
    def summed_up(self) -> set[tuple[str, str, float]]:
        """The numbers of three digits at least that those stretches print: document, unit and value."""
        figures = self.tables["figures"]
        return {
            (f.document_id, f.unit, float(f.value))
            for f in rows_of(figures)
            if len(re.sub(r"\D", "", f.raw)) > 2 and self.is_summary(f.document_id, f.line)
        }

    def is_summary(self, document_id: str, line: int) -> bool:
        """Tell whether a line of a document stands where it sums up, recommends or decides."""
        return any(first <= line <= last for first, last in self.summaries.get(document_id, []))

    def stated_cell(self, check: Any) -> Any:
        """Return the cell that a check is of, none where it is of prose."""
        of_line = self.cells.get((check.pack_id, check.line), [])
        return next((c for c in of_line if f"{c.row_label}, {c.column_label}".strip(", ") == check.subject), None)

    def stated_figure(self, check: Any) -> Any:
        """Return the figure that a check is of, none where it is of a cell or of words."""
        of_line = self.figures.get((check.pack_id, check.line), [])
        named = [f for f in of_line if " ".join(f"{f.raw} {f.noun}".split()) == check.subject]
        return next((f for f in named if f.value == check.stated), next(iter(named), None))

    def block(self, pack_id: str, line: int) -> str:
        """Return the words of the block or the heading on a line."""
        for name, text in (("blocks", "text"), ("sections", "heading")):
            rows = self.tables[name]
            here = (rows["pack_id"] == pack_id) & (rows["first_line"] <= line)
            found = rows[here & ((rows["last_line"] >= line) if name == "blocks" else (rows["first_line"] == line))]
            if len(found):
                return str(found[text].iloc[0])
        return ""


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """Return the rows of a frame as named tuples."""
    return list(frame.itertuples())


def by_line(rows: pd.DataFrame) -> dict[tuple[str, int], list[Any]]:
    """Return the rows of a processed table by their pack and line."""
    return _by_line_of(rows_of(rows))


def _by_line_of(rows: Sequence[Any]) -> dict[tuple[str, int], list[Any]]:
    """Return named tuples of rows by their pack and line."""
    out: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        out.setdefault((row.pack_id, int(row.line)), []).append(row)
    return out


def lines_of(text: str) -> list[int]:
    """Return the lines that a check names: "7; 5; 6"."""
    return [int(part) for part in text.split("; ") if part]


def _weighed(check: Any, place: _Place) -> tuple[Any, ...]:
    """Return what `ordered` adds to a check."""
    cell, figure = place.stated_cell(check), place.stated_figure(check)
    parts = list(_parts(check, cell, place))
    unit = cell.unit if cell is not None else figure.unit if figure is not None else ""
    said = check.stated
    if figure is not None and cell is None and check.kind in SIGNED and figure.direction == "decrease":
        said = -abs(said)
    base = _moved_by_base(check, place) if check.kind == "base" else None
    relative = base[1] if base else _relative(said, check.recomputed)
    off = abs(said - check.recomputed) if unit == "GBP" and pd.notna(check.recomputed) else 0.0
    apart = bool(relative > 100) and not abs(said) / _TENFOLD < abs(check.recomputed) < abs(said) * _TENFOLD
    turned = bool(check.kind in SIGNED and pd.notna(check.recomputed) and said * check.recomputed < 0)
    reasons = (
        unit == "GBP" or check.kind == "base" or any(p.unit == "GBP" for p in parts),
        _is_headline(check, parts, cell, place),
        turned or check.kind in _WAYS,
        place.is_summary(check.document_id, check.line)
        or (unit != "" and (check.document_id, unit, check.stated) in place.summed_up),
    )
    where = lines_of(check.lines)
    words = (_quote(check, cell, figure, place), _parts_quote(check, parts, place), tuple(where[1:] or where))
    pounds = base[0] if base else off
    return unit, pounds, relative, apart, *reasons, sum(reasons), *words, _reading(check, apart=apart, turned=turned)


_TENFOLD = 10


def _relative(stated: Any, recomputed: Any) -> float:
    if pd.isna(stated) or pd.isna(recomputed):
        return float("nan")
    gap = abs(stated - recomputed)
    return 100.0 * gap / abs(stated) if stated else (0.0 if not gap else 100.0)


def _moved_by_base(check: Any, place: _Place) -> tuple[float, float] | None:
    """Return by how much the stated year's counts change a column of costs most, in pounds and in percent."""
    for cost in place.costs:
        if cost.document_id == check.document_id:
            one = place.tables["checks"]
            stated = stated_column(cost, one[one["check_id"] == check.check_id])
            if stated:
                of = moved(cost, stated[1])[["more", "percent"]].abs().max()
                return float(of["more"]), float(of["percent"])
    return None


def _parts(check: Any, cell: Any, place: _Place) -> Iterator[Any]:
    """Yield the cells with a number that a check rests on, as far as its lines tell."""
    if check.kind in ("contents entry", "unit", "base"):
        return
    others = [n for n in lines_of(check.lines) if n != check.line]
    beside = [c for n in others for c in place.cells.get((check.pack_id, n), []) if pd.notna(c.value)]
    if cell is None:
        yield from (c for c in beside if c.unit != "percent" or check.kind not in (*SIGNED, "rate"))
        return
    below = [c for c in beside if (c.table_id, c.column) == (cell.table_id, cell.column)]
    own = [c for c in place.cells[check.pack_id, check.line] if pd.notna(c.value) and c.column != cell.column]
    if check.kind in _DOWN:
        yield from below or own
    elif check.kind == "row total":
        yield from (c for c in own if _is_part(c, cell))
        yield from below
    else:
        yield from (c for c in [*beside, *own] if c.unit != "percent" or check.kind not in SIGNED)


def _is_part(part: Any, total: Any) -> bool:
    """Tell whether a cell stands on the side of a row's total on which its parts stand: right where it is first."""
    return bool(part.column > total.column if total.column <= 1 else part.column < total.column)


def _is_headline(check: Any, parts: list[Any], cell: Any, place: _Place) -> bool:
    if check.kind == "base":
        return True
    rows = [cell] if cell is not None else parts
    lasting = [c for c in rows if (c.pack_id, c.line) not in place.parts_of_totals]
    return any(is_total(str(c.row_label).rpartition(" / ")[2]) for c in lasting)


def _quote(check: Any, cell: Any, figure: Any, place: _Place) -> str:
    """Return the words of what a check is of: the sentence, or the labels of a cell with what it prints."""
    if check.kind == "contents entry":
        return str(check.subject)
    if cell is not None:
        return f"{check.subject}: {' '.join(cell.text.split())}"
    if figure is not None:
        return str(figure.context)
    block = place.block(check.pack_id, check.line)
    year = str(check.subject).rpartition(" ")[2]
    said = [part for part in _SENTENCE.split(block) if year in part] if check.kind == "base" else []
    return " ".join(said) or block or str(check.subject)


def _parts_quote(check: Any, parts: Sequence[Any], place: _Place) -> str:
    """Return the words of what a check rests on, "" where it rests on the same sentence."""
    if check.kind == "base":
        return "; ".join(_multiples(check, place))
    if not parts:
        others = [place.block(check.pack_id, n) for n in lines_of(check.lines) if n != check.line]
        return "; ".join(text for text in others if text)
    rows = {c.line for c in parts}
    alike = len({c.column for c in parts}) == 1
    by_column = not alike or check.kind not in _DOWN
    named = [_named(c, by_row=alike or len(rows) > 1 or c.line != check.line, by_column=by_column) for c in parts]
    rest = f"; and {len(named) - _MOST_PARTS} more" if len(named) > _MOST_PARTS + 1 else ""
    return "; ".join(named[: _MOST_PARTS if rest else None]) + rest


def _multiples(check: Any, place: _Place) -> Iterator[str]:
    """Yield how the first rows of a table of costs come from the counts that it was made from."""
    for cost in place.costs:
        if is_of(cost, check):
            for one in cost.base.multiples[:_FEW_MULTIPLES]:
                column, each = next(iter(one.unit_costs.items()))
                counts = f"{one.count:,} ({one.count_label}, {cost.base.column_label})"
                yield f"{one.label}, {column}: £{one.count * each:,} is {counts} times £{each:,}"


_SENTENCE = re.compile(r"(?<=[.;:])\s+")
_FEW_MULTIPLES = 3


def _named(cell: Any, *, by_row: bool, by_column: bool) -> str:
    row, column = (str(label).rpartition(" / ")[2].strip() for label in (cell.row_label, cell.column_label))
    label = ", ".join(part for part in (row if by_row else "", column if by_column else "") if part)
    return f"{label}: {' '.join(cell.text.split())}".lstrip(": ")


#: What may lie behind a difference other than a mistake, by kind; the first of these that its explanation calls for.
_MAY_BE = {
    "column total": "a part may be printed nowhere, or the total may come from a later revision",
    "subtotal": "a row may be missing, lost at a page break for instance",
    "missing detail": "a row may have been lost at a page break, or a kind may not be listed",
    "row total": "a part may be printed nowhere, or shared out in another way than the table shows",
    "change": "it may be of another period or another base",
    "percent change": "it may be of another period or another base, or of numbers revised since",
    "share": "it may be of another base, such as those of whom it is known",
    "rate": "it may be an average of another kind, or of another period or place",
    "fraction": "the words may be of more than the number beside them, or mean the largest group",
    "base": "the words may be of another edition of the table than the one printed",
    "unit": "the header may be left from a table in thousands",
    "contents entry": "the heading may have been reworded after the list was made",
    "parts of a whole": "some may be in several parts, or in none",
    "shares": "some may be in several groups, or in none",
    "against table": "the two may be of different days or definitions",
    "target": "the target may be meant the other way round",
    "order": "the order may be by something else",
    "average": "it may be weighted by numbers that aren't printed",
    "count of list": "one item may be counted as two, be named elsewhere, or have been lost from the page",
    "direction": "the words may be of another place, time or group than the two numbers",
}


#: What is said of a difference that isn't one between a number and its parts.
_SAID = {
    "contents entry": "No heading is worded as the contents list has it.",
    "unit": "The header and the cells don't give the same unit.",
    "base": "The words and the table don't give the same year.",
    "fraction": "The words and the number beside them don't say the same.",
    "direction": "The words and the numbers beside them don't say the same.",
    "order": "The ranks and the numbers beside them don't say the same.",
    "target": "The verdict and the numbers beside it don't say the same.",
}


def _reading(check: Any, *, apart: bool, turned: bool) -> str:
    """Say fairly what a difference means, and what the source may have for a reason."""
    if check.verdict != DIFFERS:
        return ""
    reasons = [_MAY_BE.get(check.kind, "the source may mean it in a way that isn't printed")]
    if "blank" in check.explanation and "total" in check.kind:
        reasons.insert(0, "what is left blank may not be nothing")
    if apart or turned:
        reasons.insert(0, "the sentence may speak of something else, such as what would be, or of another place")
    said = _SAID.get(check.kind, "It does not follow from the parts printed.")
    return f"{said} The source may have its reason: {'; '.join(reasons)}."
