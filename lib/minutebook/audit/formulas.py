"""Formulas: which columns of a table another column was worked out from, told by its header and then by its rows.

A header says what kind of number a column holds: a change, a share, a rate, an amount. Which columns it is of is mostly
left to the reader, who sees it from the numbers. So every formula of that kind over the other columns is tried, and one
is believed only where most rows bear it out: that three or more rows do so by luck happens once in thousands of tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from minutebook.audit.totals import Check, is_total
from minutebook.papers.tables import Cell, Table
from minutebook.text.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNTESTABLE,
    Given,
    Printed,
    change,
    judged,
    percent_change,
    percent_of,
    total,
)

_CHANGE = re.compile(
    r"\b(?:change|difference|variance|variation|movement|increase|decrease|reduction|rise|fall)\b|\+/-", re.I
)
_SINCE = re.compile(r"\b(?:since|from|on|against) (?P<row>[\w /&-]{3,60})\Z", re.I)
_SHARE = re.compile(r"%|\b(?:share|proportion|percent(?:age)?|per cent)\b", re.I)
_PER = re.compile(
    r"\bper (?P<n>1,?000|10,?000|100,?000|head|person|resident|case|household|hour|day|week|month)\b|\brate\b"
    r"|\bunit cost\b",
    re.I,
)
_AMOUNT = re.compile(r"£|\b(?:cost|total|amount|yield|value|income|spend)\b", re.I)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_NEGATIVE = re.compile(r"\A\W*[-−–]\s?[£$€]?\s?[\d.]|\A\s*\(.*\)\s*\Z")
_MOST, _ENOUGH = Decimal("0.6"), 3
_THOUSAND = Decimal(1000)
_WIDE = 12  # columns to either side that one may be worked out from


@dataclass(frozen=True)
class Formula:
    """A way to work out a column: its kind, and for a row the cells it is of and what they give."""

    kind: str
    columns: tuple[int, ...]
    of: Callable[[Sequence[Cell]], tuple[tuple[Cell, ...], Given | None]]


def formula_checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a column that other columns give.

    Yields:
        "change" and "percent change" between two columns, or since one row; "share" of another column or of the
        column's total; "ratio": a rate, a unit cost, or a number times a price. Where no formula of the kind that the
        header names is borne out, what a change or a share is of can't be told, and its numbers are `untestable`.
    """
    rows = table.rows()
    for column in range(1, table.n_columns if rows else 0):
        label = rows[0][column].column_label
        filled = [row for row in rows if row[column].value]
        kind = _kind(label, table.caption, [row[column] for row in filled])
        if not kind or not filled:
            continue
        tried = [(f, _checked(f, filled, column)) for f in _formulas(kind, rows, column, label)]
        best = max(tried, key=lambda one: (_fit(one[1]), -_reach(one[0], column)), default=None)
        if best and _is_borne_out(*best, column, len(tried)):
            yield from (c for c in best[1] if c.verdict != UNTESTABLE or not is_total(c.stated.row_label))
        elif kind in ("change", "percent change", "share") and len(filled) >= _ENOUGH:
            why = "what this is a share of" if kind == "share" else "which numbers this is the change between"
            for row in filled:
                yield Check(kind, row[column], (), None, Decimal(0), UNTESTABLE, f"{why} can't be told from the table")


def is_of_change(label: str) -> bool:
    """Tell whether a header says that its column holds changes: "% change", "Variance", "Reduction since 2017"."""
    return _CHANGE.search(label) is not None


def bare(cell: Cell) -> Printed | None:
    """Return the number that a cell prints, unscaled, with its step: a table in thousands adds up as it stands."""
    match = _NUMBER.search(cell.raw.text) if cell.value else None
    if match is None or cell.value is None:
        return None
    number = Decimal(match[0].replace(",", ""))
    decimals = len(match[0].partition(".")[2])
    exact = cell.value.unit == "count" and not decimals
    sign = -1 if _NEGATIVE.search(cell.raw.text) or cell.value.value < 0 else 1
    return Printed(sign * number, Decimal(0) if exact else Decimal(1).scaleb(-decimals))


def _kind(label: str, caption: str, cells: Sequence[Cell]) -> str:
    percent = any(c.value and c.value.unit == "percent" for c in cells)
    if is_of_change(label):
        return "percent change" if percent else "change"
    if percent:
        return "share" if _SHARE.search(f"{label} {caption}") else ""
    return "rate" if _PER.search(label) else "amount" if _AMOUNT.search(label) and not is_total(label) else ""


def _formulas(kind: str, rows: Sequence[Sequence[Cell]], column: int, label: str) -> Iterator[Formula]:
    near = range(max(1, column - _WIDE), min(len(rows[0]), column + _WIDE))
    numeric = [n for n in near if n != column and any(row[n].value for row in rows)]
    changes = [n for n in numeric if is_of_change(rows[0][n].column_label)]
    levels = [n for n in numeric if n not in changes]
    if kind in ("change", "percent change"):
        yield from (_pair(kind, a, b, _BETWEEN[kind]) for a, b in permutations(levels, 2))
        if kind == "percent change":
            yield from (_pair(kind, d, a, percent_of) for d in changes for a in levels)
        yield from _since(kind, rows, levels, label)
    elif kind == "share":
        yield from (_pair(kind, a, b, percent_of) for a, b in permutations(levels, 2))
        yield from (_of_total(rows, a) for a in levels)
        yield from (_of_group(rows, a, b, column) for a in levels for b in levels)
    elif kind == "rate":
        named = _PER.search(label)
        n = re.sub(r"\D", "", named["n"] or "") if named else ""
        sizes = [Decimal(n)] if n else [Decimal(1), Decimal(100), _THOUSAND, _THOUSAND * 10, _THOUSAND * 100]
        before = [level for level in levels if level < column]
        yield from (_pair("ratio", a, b, _per(size)) for a, b in permutations(before, 2) for size in sizes)
    elif len(levels) > 1:
        yield from (
            _pair("ratio", a, b, _times(s)) for a, b in permutations(levels, 2) if a < b < column for s in (1, 1000)
        )


_BETWEEN: dict[str, Callable[[Printed, Printed], Given | None]] = {"change": change, "percent change": percent_change}


def _pair(kind: str, a: int, b: int, give: Callable[[Printed, Printed], Given | None]) -> Formula:
    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        one, two = bare(row[a]), bare(row[b])
        return (row[a], row[b]), give(one, two) if one and two else None

    return Formula(kind, (a, b), of)


def _per(size: Decimal) -> Callable[[Printed, Printed], Given | None]:
    def give(one: Printed, two: Printed) -> Given | None:
        share = percent_of(one, two)
        scale = size / 100
        return Given(share.value * scale, share.low * scale, share.high * scale) if share else None

    return give


def _times(scale: int) -> Callable[[Printed, Printed], Given | None]:
    def give(one: Printed, two: Printed) -> Given:
        return Given(one.value * two.value / scale, one.low * two.low / scale, one.high * two.high / scale)

    return give


def _since(kind: str, rows: Sequence[Sequence[Cell]], levels: Sequence[int], label: str) -> Iterator[Formula]:
    """Yield the changes since one row: the one that the header names, else the first."""
    named = _SINCE.search(label)
    base = next((r for r in rows if named and r[0].raw.text.strip().casefold() == named["row"].casefold()), rows[0])
    for n in levels:

        def of(row: Sequence[Cell], n: int = n) -> tuple[tuple[Cell, ...], Given | None]:
            one, two = bare(base[n]), bare(row[n])
            return (base[n], row[n]), _BETWEEN[kind](one, two) if one and two and row is not base else None

        yield Formula(kind, (n, n), of)


def _of_total(rows: Sequence[Sequence[Cell]], column: int) -> Formula:
    """Return the share of a column's total, printed or added up."""
    whole = next((row for row in rows if is_total(row[0].raw.text) and row[column].value), None)
    parts = [n for row in rows if row is not whole and (n := bare(row[column]))]
    printed = bare(whole[column]) if whole else None

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        part, added = bare(row[column]), total(parts)
        base = printed or Printed(added.value, added.high - added.low)
        cells = (row[column], whole[column]) if whole else (row[column],)
        return cells, percent_of(part, base) if part and len(rows) > 2 and row is not whole else None

    return Formula("share", (column,), of)


def _of_group(rows: Sequence[Sequence[Cell]], a: int, b: int, column: int) -> Formula:
    """Return the share of the number that heads a group: the last row above that has one and no share of its own."""

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        heads = [r for r in rows if r[0].row < row[0].row and r[b].value and not r[column].value]
        part, whole = bare(row[a]), bare(heads[-1][b]) if heads else None
        return (row[a], *(h[b] for h in heads[-1:])), percent_of(part, whole) if part and whole else None

    return Formula("share", (a, b), of)


def _checked(formula: Formula, rows: Sequence[Sequence[Cell]], column: int) -> list[Check]:
    """Return the checks of a column by one formula, a fall printed without its sign among them."""
    ways = [[_check(formula, row, row[column], sign) for row in rows] for sign in (1, -1)]
    return max(ways if formula.kind in _BETWEEN else ways[:1], key=_fit)


def _check(formula: Formula, row: Sequence[Cell], stated: Cell, sign: int) -> Check:
    cells, given = formula.of(row)
    number = bare(stated)
    if given is None or number is None:
        why = (
            "a change from nothing has no percentage"
            if len(cells) == 2 and all(c.value for c in cells)
            else "not all of it is printed"
        )
        return Check(formula.kind, stated, tuple(c for c in cells if c.value), None, Decimal(0), UNTESTABLE, why)
    turned = Given(-given.value, -given.high, -given.low) if sign < 0 else given
    verdict = judged(number, turned)
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}
    said = (
        f"{words[verdict.word]} {' and '.join(c.raw.text.strip() for c in cells)}, which give {verdict.recomputed:,f}"
    )
    return Check(formula.kind, stated, cells, verdict.recomputed, verdict.tolerance, verdict.word, said)


def _fit(found: Sequence[Check]) -> int:
    return sum(check.verdict in (AGREES, ROUNDING) for check in found)


def _reach(formula: Formula, column: int) -> int:
    return sum(abs(column - n) for n in formula.columns) + (100 if any(n > column for n in formula.columns) else 0)


def _is_borne_out(formula: Formula, found: Sequence[Check], column: int, tried: int) -> bool:
    """Tell whether enough rows follow from a formula: three, or fewer where it is the only one or the nearest."""
    tested = [check for check in found if check.verdict != UNTESTABLE]
    fits = _fit(found)
    if not tested or fits < _MOST * len(tested):
        return False
    nearest = formula.columns == (column - 2, column - 1) or tried == 1
    return fits >= _ENOUGH or nearest or (fits == len(tested) == 2 and tried <= 6)
