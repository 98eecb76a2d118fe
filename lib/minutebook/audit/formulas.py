"""Formulas: which columns of a table another column was worked out from, told by its header and then by its rows.

A header says what kind of number a column holds: a change, a share, a rate, an amount. Which columns it is of is mostly
left to the reader, who sees it from the numbers. So every formula of that kind over the other columns is tried, and one
is believed only where most rows bear it out: that three or more rows do so by luck happens once in thousands of tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations, product
from math import comb, prod
from operator import itemgetter

from minutebook.audit.adding import bare
from minutebook.audit.totals import Check, is_total
from minutebook.papers.tables import Cell, Table
from minutebook.papers.values import cell_value
from minutebook.text.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNTESTABLE,
    Given,
    Printed,
    change,
    follows,
    judged,
    percent_change,
    percent_of,
    total,
)

_CHANGE = re.compile(
    r"\b(?:change|difference|variance|variation|movement|increase|decrease|reduction|rise|fall"
    r"|gap|shortfall|(?:over|under)[- ]?spend)\b"
    r"|\+/-|\bover\)? ?/ ?\(?under\b|\bunder\)? ?/ ?\(?over\b",
    re.I,
)
_SINCE = re.compile(r"\b(?:since|from|on|against) (?P<row>[\w /&-]{3,60})\Z", re.I)
_SHARE = re.compile(r"%|\b(?:share|proportion|percent(?:age)?|per cent)\b", re.I)
_PER = re.compile(
    r"\bper (?P<n>1,?000|10,?000|100,?000|(?!cent\b|annum\b)[a-z]+)\b|\brate\b"
    r"|\bunit cost\b|\bcost of (?:each|one)\b",
    re.I,
)
_AMOUNT = re.compile(r"£|\b(?:cost|total|amount|yield|value|income|spend)\b", re.I)
_INDEX = re.compile(r"\bindex\b|(?:19|20)\d\d\S* ?= ?100\b", re.I)
_SO_FAR = re.compile(r"\bcumulative|\brunning total\b|\b(?:year )?to date\b|\bYTD\b", re.I)
_LEFT = re.compile(
    r"\b(?:closing|(?:at|by|to) (?:the )?end|end of|year[- ]end|balance|c/f|carried forward|remain\w*|left|unspent"
    r"|surplus|headroom|range|margin|available|vacan\w+|outstanding|net|(?:not (?:yet )?|un)[a-z]+ed)\b",
    re.I,
)
_MOST, _ENOUGH = Decimal("0.6"), 3
_THOUSAND = Decimal(1000)
_WIDE = 12  # columns to either side that one may be worked out from


@dataclass(frozen=True)
class Formula:
    """A way to work out a column: its kind, and for a row the cells it is of and what they give."""

    kind: str
    columns: tuple[int, ...]
    of: Callable[[Sequence[Cell]], tuple[tuple[Cell, ...], Given | None]]
    own: tuple[int, ...] = ()  # the columns that it is of, where they are those that a reader would take first


def formula_checks(table: Table) -> Iterator[Check]:
    """Yield a check for each number of a column that other columns give.

    Yields:
        "change" and "percent change" between two columns, or since one row; "share" of another column or of the
        column's total; "ratio": a rate, a unit cost, or a number times a price. Where no formula of the kind that the
        header names is borne out, what a change or a share is of can't be told, and its numbers are `untestable`.
    """
    here = {cell.raw.start: cell for cell in table.cells}
    found = [
        replace(check, stated=replace(check.stated, column_label=here[check.stated.raw.start].column_label))
        for check in _by_columns(_opened(table.rows()), table.caption)
    ]
    told = {c.stated.raw.start for c in found if c.verdict != UNTESTABLE}
    for check in _by_columns(_turned(table), ""):
        if check.verdict != UNTESTABLE and check.stated.raw.start not in told:
            told.add(check.stated.raw.start)
            kind = _ALONG.get(check.kind, check.kind)
            stated, parts = here[check.stated.raw.start], tuple(here[c.raw.start] for c in check.parts)
            if kind not in ("column total", "ratio") or not is_total(stated.row_label):
                found.append(replace(check, kind=kind, stated=stated, parts=parts))
    yield from (c for c in found if c.verdict != UNTESTABLE or c.stated.raw.start not in told)


def _by_columns(rows: Sequence[Sequence[Cell]], caption: str) -> Iterator[Check]:
    rows = [[_with_way(cell) for cell in row] for row in rows]
    for column in range(1, len(rows[0]) if rows else 0):
        label = rows[0][column].column_label
        filled = [row for row in rows if row[column].value]
        kind = _kind(label, [row[column] for row in filled])
        if not kind or not filled:
            continue
        tried = [(*_fit(f, filled[:_SHOWN], column), f) for f in _formulas(kind, rows, column, label)]
        best = max(tried, key=lambda one: (one[0], -_reach(one[2], column)), default=None)
        named = kind in _BETWEEN or (kind == "share" and bool(_SHARE.search(f"{label} {caption}")))
        checks = [_check(best[2], row, row[column], best[1]) for row in filled] if best else []
        if best and _is_borne_out(best[2], checks, column, len(tried) if named or kind != "share" else _MANY):
            told = _by_fixed_share(checks) if kind == "share" else checks
            yield from (c for c in told if c.verdict != UNTESTABLE or not is_total(c.stated.row_label))
        elif named and len(filled) >= _ENOUGH:
            why = "what this is a share of" if kind == "share" else "which numbers this is the change between"
            for row in filled:
                yield Check(kind, row[column], (), None, Decimal(0), UNTESTABLE, f"{why} can't be told from the table")


_WAY = re.compile(
    r"\s*(?:(?P<up>[↑▲⬆↗]|up|increased? ?(?:of|by)?|rise of)|[↓▼⬇↘]|down|decreased? ?(?:of|by)?|fall of)"
    r"\ufe0f?\s*(?:by )?(?P<number>[£\d][^A-Za-z]*)",
    re.I,
)


def _with_way(cell: Cell) -> Cell:
    """Return a cell with its number where a word or an arrow before it says which way it goes: "Down 9"."""
    match = _WAY.fullmatch(cell.raw.text) if cell.value is None else None
    if match is None:
        return cell
    text = f"{'+' if match['up'] else '-'}{match['number'].strip()}"
    return replace(cell, raw=replace(cell.raw, text=text), value=cell_value(text, "", cell.row_label))


_ALONG = {"column total": "row total", "row total": "column total"}  # in a table that is turned
_MANY = 100
_SHOWN = 100  # rows from which the formula is chosen, in a longer table too; whether it is borne out all rows say
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_IN_BRACKETS = re.compile(r"[^()\d]*\d[^()]*\((?P<inside>[^()\d]*\d[^()]*)\)\W*")


def _opened(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the rows with a column more for each whose cells print a second number in brackets: "12 (+3)"."""
    out = [list(row) for row in rows]
    for column in range(1, len(rows[0]) if rows else 0):
        found = [_IN_BRACKETS.fullmatch(row[column].raw.text) for row in rows]
        if (many := sum(m is not None for m in found)) < _FEW or many < len(rows) * _MOST:
            continue
        for row, match in zip(out, found, strict=True):
            text, cell = match["inside"].strip() if match else "", row[column]
            if match:  # what a header has in brackets is what the cells have in theirs
                row[column] = replace(cell, column_label=_BRACKETED.sub("", cell.column_label))
            raw = replace(cell.raw, text=text)
            row.append(replace(cell, column=len(row), raw=raw, value=cell_value(text, "", cell.row_label)))
    return out


def _turned(table: Table) -> list[list[Cell]]:
    """Return a table's rows as columns, under what its rows are called; none where it has no header."""
    rows = [row for row in table.rows() if any(c.raw.text for c in row[1:])]
    if not table.header_rows or len(rows) < _FEW or table.n_columns <= _FEW:
        return []
    head = table.cells[(table.header_rows - 1) * table.n_columns : table.header_rows * table.n_columns]
    return [
        [
            replace(
                cell,
                row=cell.column,
                column=n,
                row_label=cell.column_label,
                column_label=cell.row_label.rpartition(" / ")[2],
            )
            for n, cell in enumerate([head[column], *(row[column] for row in rows)])
        ]
        for column in range(1, table.n_columns)
    ]


_FEW = 2


def is_of_change(label: str) -> bool:
    """Tell whether a header says that its column holds changes: "% change", "Variance", "Reduction since 2017"."""
    return _CHANGE.search(label) is not None


def is_percent(cell: Cell) -> bool:
    """Tell whether a cell's number is a percentage."""
    return cell.value is not None and cell.value.unit == "percent"


def _kind(label: str, cells: Sequence[Cell]) -> str:
    percent = any(map(is_percent, cells))
    signed = any(re.match(r"\+\s?[£\d]", c.raw.text.strip()) for c in cells)
    if is_of_change(label) or signed:
        return "percent change" if percent else "change"
    if _SO_FAR.search(label):
        return "so far"
    if percent:
        return "share"
    if _INDEX.search(label):
        return "index"
    return "rate" if _PER.search(label) else _rest(label)


def _rest(label: str) -> str:
    return "left" if _LEFT.search(label) else "amount" if _AMOUNT.search(label) else ""


def _formulas(kind: str, rows: Sequence[Sequence[Cell]], column: int, label: str) -> Iterator[Formula]:
    near = range(max(1, column - _WIDE), min(len(rows[0]), column + _WIDE))
    numeric = [n for n in near if n != column and any(row[n].value for row in rows)]
    changes = [n for n in numeric if is_of_change(rows[0][n].column_label)]
    levels = [n for n in numeric if n not in changes]
    if kind in ("change", "percent change"):
        yield from (_pair(kind, a, b, _BETWEEN[kind]) for a, b in permutations(levels, 2))
        if kind == "percent change":
            yield from (_pair(kind, d, a, percent_of) for d in changes for a in levels)
            points = [n for n in levels if any(is_percent(row[n]) for row in rows)]
            yield from (_pair("change", a, b, change) for a, b in permutations(points, 2))
        yield from _since(kind, rows, levels, label)
    elif kind == "share":
        shares = [n for n in levels if any(is_percent(row[n]) for row in rows)]
        yield from _left(rows, shares, column) if _LEFT.search(label) else ()
        levels = [n for n in levels if n not in shares]
        lead = next((n for n in levels if rows[0][n].raw.start == rows[0][column].raw.start), column - 1)
        yield from (_share(rows, a, b, lead, label) for a, b in permutations(levels, 2))
        yield from (_pair("percent change", d, a, percent_of) for d in changes for a in levels)
        yield from (_of_total(rows, a, whole, lead) for a in levels for whole in _wholes(rows, a))
        yield from (_of_group(rows, a, b, column) for a in levels for b in levels)
    elif kind == "rate":
        named = _PER.search(label)
        n = re.sub(r"\D", "", named["n"] or "") if named else ""
        sizes = [Decimal(n)] if n else [Decimal(1), Decimal(100), _THOUSAND, _THOUSAND * 10, _THOUSAND * 100]
        yield from (_pair("ratio", a, b, _per(size)) for a, b in permutations(levels, 2) for size in sizes)
    elif kind == "index":
        yield from (_of_base(rows, n, column) for n in levels)
    elif kind == "so far":
        yield from (_so_far(rows, n) for n in levels if n < column and len(rows) <= _DAYS)
    elif kind == "left":
        yield from _left(rows, levels, column)
    elif len(levels) > 1:
        yield from (
            _pair("ratio", a, b, _times(s)) for a, b in permutations(levels, 2) if a < b < column for s in (1, 1000)
        )


_BETWEEN: dict[str, Callable[[Printed, Printed], Given | None]] = {"change": change, "percent change": percent_change}


def _pair(kind: str, a: int, b: int, give: Callable[[Printed, Printed], Given | None]) -> Formula:
    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        one, two = bare(row[a]), bare(row[b])
        if kind == "percent change" and one and two and (two if give is percent_of else one).value < 0:
            one, two = replace(one, value=-one.value), replace(two, value=-two.value)  # of a sum printed as negative
        return (row[a], row[b]), give(one, two) if one and two else None

    return Formula(kind, (a, b), of)


def _share(rows: Sequence[Sequence[Cell]], a: int, b: int, lead: int, label: str) -> Formula:
    """Return the share of one column in another; of its own column in the total a reader takes it first."""
    one, whole = rows[0][a].column_label, rows[0][b].column_label
    named = one.casefold() in label.casefold() and len(one) > _FEW
    own = is_total(whole) and (a == lead or named)
    return replace(_pair("share", a, b, percent_of), own=(a, b) if own else ())


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
    """Yield the changes since one row, the one that the header names, else the first; and each since the row before."""
    named = _SINCE.search(label)
    called = next((r for r in rows if named and r[0].raw.text.strip().casefold() == named["row"].casefold()), None)
    base, places = called or rows[0], _places(rows)
    for n, before in product(levels, (False,) if called else (False, True)):

        def of(row: Sequence[Cell], n: int = n, before: bool = before) -> tuple[tuple[Cell, ...], Given | None]:
            at = places[row[0].row]
            first = rows[at - 1] if before and at else base
            one, two = bare(first[n]), bare(row[n])
            return (first[n], row[n]), _BETWEEN[kind](one, two) if one and two and row is not first else None

        yield Formula(kind, (n, n), of)


def _places(rows: Sequence[Sequence[Cell]]) -> dict[int, int]:
    """Return the place of each row by the number that it has in its table."""
    return {row[0].row: n for n, row in enumerate(rows)}


def _of_base(rows: Sequence[Sequence[Cell]], n: int, column: int) -> Formula:
    """Return the index of a column: its numbers as a percentage of that beside the index of 100."""
    base = next((row for row in rows if row[column].value and bare(row[column]) == Printed(Decimal(100))), rows[0])

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        one, two = bare(row[n]), bare(base[n])
        return (row[n], base[n]), percent_of(one, two) if one and two else None

    return Formula("ratio", (n, n), of)


_DAYS = 366  # that a year's running total goes down at most


def _so_far(rows: Sequence[Sequence[Cell]], n: int) -> Formula:
    """Return the sum of a column's numbers down to each row."""
    places = _places(rows)

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        above = [r[n] for r in rows[: places[row[0].row] + 1] if not is_total(r[0].raw.text)]
        numbers = [number for cell in above if (number := bare(cell))]
        return tuple(above), total(numbers) if len(numbers) == len(above) else None

    return Formula("column total", (n,), of)


def _left(rows: Sequence[Sequence[Cell]], levels: Sequence[int], column: int) -> Iterator[Formula]:
    """Yield what is left of the first of some columns right before one when the others are put to it or taken off.

    Two totals do as well, wherever they stand: income and expenditure.
    """
    before = [n for n in levels if n < column]
    totals = [n for n in before if is_total(rows[0][n].column_label)]
    if len(totals) == _FEW:
        yield _signed_sum(totals, (1, -1))
    for many in range(_FEW, min(len(before), _FEW + 2) + 1):
        for signs in product((1, -1), repeat=many - 1):
            yield _signed_sum(before[-many:], (1, *signs))


def _signed_sum(columns: Sequence[int], signs: Sequence[int]) -> Formula:
    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        cells = tuple(row[n] for n in columns)
        numbers = [number for cell in cells if (number := bare(cell))]
        turned = [Printed(sign * number.value, number.step) for sign, number in zip(signs, numbers, strict=False)]
        return cells, total(turned) if len(numbers) == len(cells) else None

    return Formula("row total", tuple(columns), of)


def _is_whole(label: str) -> bool:
    return is_total(label) or _BASE.fullmatch(label.strip()) is not None


_BASE = re.compile(r"(?:unweighted |weighted )?base(?: \(?n\)?)?|n|sample(?: size)?|(?:all )?respondents", re.I)


def _wholes(rows: Sequence[Sequence[Cell]], column: int) -> list[Sequence[Cell] | None]:
    """Return the rows that others may be shares of: one called total, else the last, the first, and all added up."""
    called = next((row for row in rows if _is_whole(row[0].raw.text) and row[column].value), None)
    return [called] if called else [None, *(row for row in (rows[-1], rows[0]) if row[column].value)]


def _of_total(rows: Sequence[Sequence[Cell]], column: int, whole: Sequence[Cell] | None, lead: int) -> Formula:
    """Return the share of a column's total, printed or added up; `lead` is the column that a reader takes first."""
    added = total([n for row in rows if row is not whole and (n := bare(row[column]))])
    base = (bare(whole[column]) if whole else None) or Printed(added.value, added.high - added.low)

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        part = bare(row[column])
        cells = (row[column], whole[column]) if whole else (row[column],)
        own = row is whole and _is_whole(row[0].raw.text)  # added up as a total
        return cells, percent_of(part, base) if part and len(rows) > _FEW and not own else None

    called = whole is not None and _is_whole(whole[0].raw.text)
    return Formula("share", (column,), of, (column,) if called and column == lead else ())


def _of_group(rows: Sequence[Sequence[Cell]], a: int, b: int, column: int) -> Formula:
    """Return the share of the number that heads a group: the last row above that has one and no share of its own."""
    heads = [row for row in rows if row[b].value and not row[column].value]
    begins = [row[0].row for row in heads]

    def of(row: Sequence[Cell]) -> tuple[tuple[Cell, ...], Given | None]:
        above = bisect_left(begins, row[0].row)
        part, head = bare(row[a]), heads[above - 1][b] if above else None
        whole = bare(head) if head else None
        return (row[a], head) if head else (row[a],), percent_of(part, whole) if part and whole else None

    return Formula("share", (a, b), of)


def _fit(formula: Formula, rows: Sequence[Sequence[Cell]], column: int) -> tuple[int, int]:
    """Return in how many rows a column follows from a formula, and the sign: a fall may be printed without its own."""
    pairs = [(_stated(formula, row[column]), formula.of(row)[1]) for row in rows]
    given = [(number, value) for number, value in pairs if number and value]
    signs = (1, -1) if formula.kind in _BETWEEN else (1,)
    return max(((sum(follows(n, _turn(v, sign)) for n, v in given), sign) for sign in signs), key=itemgetter(0))


def _stated(formula: Formula, cell: Cell) -> Printed | None:
    """Return the number of a cell that a formula may give; that of a ratio is rounded, whole or not."""
    number = bare(cell)
    return replace(number, step=number.step or Decimal(1)) if number and formula.kind == "ratio" else number


def _turn(given: Given, sign: int) -> Given:
    return Given(-given.value, -given.high, -given.low) if sign < 0 else given


def _check(formula: Formula, row: Sequence[Cell], stated: Cell, sign: int) -> Check:
    cells, given = formula.of(row)
    number = _stated(formula, stated)
    if given is None or number is None:
        why = (
            "a change from nothing has no percentage"
            if len(cells) == 2 and all(c.value for c in cells)
            else "not all of it is printed"
        )
        return Check(formula.kind, stated, tuple(c for c in cells if c.value), None, Decimal(0), UNTESTABLE, why)
    verdict = judged(number, _turn(given, sign))
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}
    said = (
        f"{words[verdict.word]} {' and '.join(c.raw.text.strip() for c in cells)}, which give {verdict.recomputed:,f}"
    )
    return Check(formula.kind, stated, cells, verdict.recomputed, verdict.tolerance, verdict.word, said)


def _by_fixed_share(found: list[Check]) -> list[Check]:
    """Return the checks of a column of shares; where one percentage is that of all rows, the counts follow from it."""
    pairs = [check for check in found if check.verdict != UNTESTABLE and len(check.parts) == _FEW]
    counts = {check.parts[0].value for check in pairs}
    fixed = len({check.says for check in pairs}) == 1 and len(pairs) == len(found) >= _ENOUGH and len(counts) > 1
    return [_count_of(check) for check in found] if fixed else found


def _count_of(check: Check) -> Check:
    """Return the check of a count that a share of its base gives, as far as the share can have been rounded."""
    part, whole = check.parts
    count, base, share = (bare(cell) for cell in (part, whole, check.stated))
    if not (count and base and share and part.value and part.value.value == count.value):
        return check
    exact, slack = base.value * share.value / 100, base.value * share.step / 200
    verdict = judged(replace(count, step=count.step or Decimal(1)), Given(exact, exact - slack, exact + slack))
    words = {AGREES: "is", ROUNDING: "is, but for rounding,", DIFFERS: "isn't"}[verdict.word]
    said = f"{words} {check.stated.raw.text.strip()} of {whole.raw.text.strip()}, which is {verdict.recomputed:,f}"
    cells = (check.stated, whole)
    return Check(check.kind, part, cells, verdict.recomputed, verdict.tolerance, verdict.word, said)


def _reach(formula: Formula, column: int) -> int:
    return sum(abs(column - n) for n in formula.columns) + (100 if any(n > column for n in formula.columns) else 0)


def _is_borne_out(formula: Formula, found: Sequence[Check], column: int, tried: int) -> bool:
    """Tell whether enough rows follow from a formula: three, or fewer where it is the only one or the nearest.

    Fewer will do as well where that many would hardly follow by luck from any of the formulas tried.
    """
    tested = [check for check in found if check.verdict != UNTESTABLE]
    fitting = [check for check in tested if check.verdict in (AGREES, ROUNDING)]
    if not tested or len(fitting) < _MOST * len(tested):
        return False
    beside = [(column - 2, column - 1), (column - 1, column - 2)][: 1 + (formula.kind == "ratio")]
    if len(fitting) >= _ENOUGH or formula.columns in (*beside, formula.own) or tried == 1:
        return True
    luck = tried * comb(len(tested), len(fitting)) * prod(_luck(check) for check in fitting)
    return len(fitting) > 1 and luck < _HARDLY


_HARDLY = 0.001


def _luck(check: Check) -> float:
    """Return how often a number as large as the one stated would follow by luck."""
    number = bare(check.stated)
    if number is None or not number.value:
        return 1.0
    return min(
        1.0, float(max(2 * check.tolerance, number.step, Decimal(1) if not number.step else 0) / abs(number.value))
    )
