"""Totals in tables: what a row or a column says that others add up to, added up again from what is printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minutebook.audit.adding import Run, given
from minutebook.papers.tables import Cell, Table
from minutebook.papers.values import Value


@dataclass(frozen=True)
class Check:
    """A stated number beside what the cells it rests on give; `recomputed` is empty where they give nothing."""

    kind: str
    stated: Cell
    parts: tuple[Cell, ...]
    recomputed: Decimal | None
    tolerance: Decimal
    verdict: str
    explanation: str
    value: Decimal | None = None

    @property
    def says(self) -> Decimal | None:
        """What is stated: the cell's value, or `value` where cells together state another, such as a hundred."""
        if self.value is not None:
            return self.value
        return self.stated.value.value if self.stated.value else None


#: "Total", "Robbery Total", "TOTAL (recurrent funding)", but not the indicator "Total number of weeks".
_TOTAL = re.compile(
    r"\A(?:grand |sub-?|overall )?total\b(?! (?:number|cost|amount|weeks?|value)s? )|\btotals?\W*\Z"
    r"|\A(?:all|overall|all (?:types|areas|wards|districts|boroughs|ages|offences|crimes?|crime types|services|cases)"
    r"|all recorded (?:crime|offences)|net (?:budget|cost|expenditure|total)|gross (?:budget|cost|expenditure))\Z",
    re.I,
)


def totals(table: Table) -> Iterator[Check]:
    """Yield a check for each stated total of a table: label first, then what stands next to it.

    A row whose label says total sums the rows above it, down from the last such row or spanning row. A column
    whose header says total sums the columns of the same unit beside it: those to its right where it comes
    first, else those to its left. No other combination is tried, since any-subset matching finds totals by chance. A
    column without such a label is a total where it is one in nearly every row.

    Yields:
        "column total" of rows, "subtotal" of rows that no label calls so, "row total" of columns, "missing detail"
        where the details fall short of a subtotal that the total of the subtotals bears out.
    """
    headed = list(_headed_totals(table))
    own = {check.stated.raw.start for check in headed}
    found = [c for c in _column_totals(table) if c.stated.raw.start not in own]
    yield from _but_for_missing_rows(_with_missing_details(found))
    yield from headed
    yield from _row_totals(table)
    yield from _unlabelled_row_totals(table)


def _with_missing_details(found: list[Check]) -> Iterator[Check]:
    """Yield checks of one table; a subtotal that its details fall short of may be borne out by the grand total."""
    borne_out = {id(p) for c in found if c.verdict == "agrees" and len(c.parts) > 1 for p in c.parts}
    for check in found:
        value = check.stated.value
        short = check.recomputed is not None and value is not None and check.recomputed < value.value
        if check.verdict == "differs" and short and id(check.stated) in borne_out:
            words = (
                f"{check.explanation}; the total of the subtotals bears it out, so that a detail seems to be missing"
            )
            yield replace(check, kind="missing detail", explanation=words)
        else:
            yield check


def _but_for_missing_rows(found: Iterable[Check]) -> Iterator[Check]:
    """Yield checks of one table; no total of a row is tested where the rows above give none of several, and lie far.

    A number may be wrong, a whole row seldom is: a table that goes over a page has other rows on the page before.
    """
    checks = list(found)
    by_row: dict[int, list[Check]] = defaultdict(list)
    for check in checks:
        by_row[check.stated.row].append(check)
    for check in checks:
        row = [c for c in by_row[check.stated.row] if c.recomputed is not None]
        wrong = len(row) >= _FEW and all(c.verdict == "differs" and c.kind in _OF_ROWS for c in row)
        if check in row and wrong and sum(map(_is_far, row)) >= _FEW:
            words = "the rows above give none of the numbers of its row, so that rows of it seem to stand elsewhere"
            yield replace(check, recomputed=None, tolerance=Decimal(0), verdict="untestable", explanation=words)
        else:
            yield check


def _is_far(check: Check) -> bool:
    stated = check.says
    return (
        stated is not None
        and check.recomputed is not None
        and abs(check.recomputed) < abs(stated) * (1 - 1 / Decimal(_FOUR))
    )


_FOUR = 4
_OF_ROWS = ("column total", "missing detail")


def _column_totals(table: Table) -> Iterator[Check]:
    rows = table.rows()
    run = Run(rows)  # the details
    totals: list[int] = []
    apart: list[int] = []  # the details of the groups before, since a total
    under: dict[int, list[int]] = {}  # the details of each total
    for r, row in enumerate(rows):
        details = run.numbers
        if len(row) > 2 and not any(cell.raw.text for cell in row[1:]):
            apart, run = apart + details, Run(rows)  # a spanning row begins a group
        elif details and _is_of_shares(rows, row, details):
            continue  # shares of the row above add up to nothing here
        elif is_total(row[0].raw.text):
            parts = _parts_of_total(rows, row, details, totals, under)
            parts, apart = _fullest(rows, row, [parts, [*apart, *details]]), []
            twice = _holds_subtotals(rows, row, parts)
            for cell in row[1:]:
                if cell.value and (cell.value.unit != "percent" or _is_of_hundred(rows, cell, parts)):
                    check = _best_total(cell, cell.value, rows, parts, under)
                    check = _halved(check) if twice else _but_for_hidden(check, rows, parts)
                    if check.verdict != "differs" or not _OF_EACH.search(f"{cell.column_label} {cell.value.unit}"):
                        yield check
            under[r] = [d for part in parts for d in under.get(part, [part])]
            summed = set(parts)
            totals = [*(n for n in totals if n not in summed), r] if details else []
            run = Run(rows, [] if parts else [r])
        elif not _OF_WHICH.match(row[0].raw.text):
            if columns := _summed(run, row):
                for column in columns if _is_no_chance(row) else ():
                    if stated := row[column].value:
                        check = add_up("subtotal", row[column], stated, [rows[i][column] for i in details])
                        yield _but_for_hidden(check, rows, details)
                under[r], run = details, Run(rows)
                if not row[0].raw.text.strip():
                    totals.append(r)
                    continue
            run.add(r)


def _holds_subtotals(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], parts: Sequence[int]) -> bool:
    """Tell whether a total's parts are there twice, on their own and in subtotals that nothing calls so."""
    added = [(c.value.value, sum(v.value for n in parts if (v := rows[n][c.column].value))) for c in row[1:] if c.value]
    double = sum(value != 0 and both == 2 * value for value, both in added)
    return len(parts) > _HALVED and double * _FEW >= len(added) > 0 and double > 0


_HALVED = 3


def _halved(check: Check) -> Check:
    """Return a check of a total whose parts are there twice against half their sum."""
    if check.recomputed is None or check.says is None:
        return check
    half = check.recomputed / 2
    word = "agrees" if half == check.says else "differs"
    how = "is" if word == "agrees" else "isn't"
    return replace(
        check, recomputed=half, verdict=word, explanation=f"it {how} half the rows above, subtotals among them"
    )


_HUNDRED = 100
#: What each costs, has or takes doesn't add up; what a row is "of which" is in the row above.
_OF_EACH = re.compile(r"\b(?:rate|average|mean|median|ratio|index|each)\b|\bper (?!cent)", re.I)
_OF_WHICH = re.compile(r"\W*(?:of which|of whom|of these|including|includes)\b", re.I)


def _is_of_hundred(rows: Sequence[Sequence[Cell]], cell: Cell, parts: Sequence[int]) -> bool:
    """Tell whether a percentage in a total's row is the sum of shares: it is a hundred, or those above it make that."""
    shares = [v for n in parts if (v := rows[n][cell.column].value)]
    if cell.value and cell.value.value == _HUNDRED:
        return True
    gap = abs(sum((v.value for v in shares), Decimal(0)) - _HUNDRED)
    return len(shares) > _FEW and gap <= max(v.step for v in shares) * len(shares) / 2


def _headed_totals(table: Table) -> Iterator[Check]:
    """Yield the checks of a first row that is the total of the rows below it, by its label or in most of its columns.

    Where a label says total, one column that they give bears it out; another total below ends what it is of.
    """
    rows = table.rows()
    end = next((n for n, row in enumerate(rows) if n and is_total(row[0].raw.text)), len(rows))
    below = [n for n in range(1, end) if not _OF_WHICH.match(rows[n][0].raw.text)]
    if not rows or any(not any(c.raw.text for c in rows[n][1:]) for n in below) or len(below) < _FEW:
        return
    if is_total(rows[0][0].raw.text):
        adding = [c for c in rows[0][1:] if c.value and c.value.value and c.value.unit != "percent"]
        adding = [c for c in adding if not _OF_EACH.search(f"{c.column_label} {c.value.unit if c.value else ''}")]
        found = given([rows[0][0], *adding], Run(rows, below))
        columns = [c.column for c in adding] if len(found) >= _HALF_OF * len(adding) and found else []
    elif end < len(rows) and given(rows[end], Run(rows, [0, *below])):
        columns = []  # the total below takes it for one of the rows
    else:
        columns = _summed(Run(rows, below), rows[0]) if _is_no_chance(rows[0]) else []
    for column in columns:
        if stated := rows[0][column].value:
            check = add_up("column total", rows[0][column], stated, [rows[n][column] for n in below])
            yield _but_for_hidden(check, rows, below)


def _but_for_hidden(check: Check, rows: Sequence[Sequence[Cell]], parts: Sequence[int]) -> Check:
    """Return a check; `untestable` where a part isn't printed that would make good what the others fall short by.

    It would where its row has numbers of that size in its other columns: a dash among numbers isn't a nought. What is
    yet to be told, or is kept back, may be of any size.
    """
    stated = check.stated.value
    gap = stated.value - check.recomputed if stated and check.recomputed is not None else Decimal(0)
    open_ = [rows[n][0] for n in parts if _NOT_TOLD.match(rows[n][check.stated.column].raw.text)]
    if open_ and check.verdict == "differs" and gap > 0:
        words = f"{open_[0].raw.text.strip()} isn't given, and may be what the other parts fall short by"
        return replace(check, recomputed=None, tolerance=Decimal(0), verdict="untestable", explanation=words)
    blank = [rows[n] for n in parts if not re.search(r"\w", rows[n][check.stated.column].raw.text)]
    if check.verdict != "differs" or gap <= 0 or len(blank) != 1 or stated is None:
        return check
    beside = [c.value.value for c in blank[0][1:] if c.value and c.value.unit == stated.unit]
    if not any(gap / 2 <= value <= gap * 2 for value in beside):
        return check
    words = f"{blank[0][0].raw.text.strip()} isn't printed, and may be what the other parts fall short by"
    return replace(check, recomputed=None, tolerance=Decimal(0), verdict="untestable", explanation=words)


_NOT_TOLD = re.compile(
    r"\W*(?:t\.?b\.?[acd]\.?|n/k|not (?:yet )?(?:known|available|published|confirmed)|to (?:be|follow)\b.*|awaited"
    r"|pending|suppressed|redacted|unknown|data (?:not|un)\s?available)\W*\Z|\s*(?:\*|[c~]|<\s?\d+)\s*\Z",
    re.I,
)


def _best_total(
    cell: Cell, stated: Value, rows: Sequence[Sequence[Cell]], parts: Sequence[int], under: Mapping[int, list[int]]
) -> Check:
    """Return the check of a total; one that its subtotals don't give may be given by all their details."""
    check = add_up("column total", cell, stated, [rows[i][cell.column] for i in parts])
    details = [d for part in parts for d in under.get(part) or [part]]
    if check.verdict == "differs" and details != list(parts):
        deep = add_up("column total", cell, stated, [rows[i][cell.column] for i in details])
        if deep.verdict != "differs":
            return replace(deep, explanation=f"{deep.explanation}, though the subtotals do not")
    return check


def _parts_of_total(
    rows: Sequence[Sequence[Cell]],
    row: Sequence[Cell],
    details: list[int],
    totals: list[int],
    under: Mapping[int, list[int]],
) -> list[int]:
    """Return the rows that a total is of: those since the last one, with it where that gives more of the columns.

    Right after another total it is the total of the totals.
    """
    ways = [details or totals]
    if details and is_total(rows[details[0]][0].raw.text):
        ways += [details[1:]]  # those below a total that heads them
    if details and details[0] in under:
        ways += [[*under[details[0]], *details]]  # it is the sum of those above by chance
    if details and totals:
        ways += [[totals[-1], *details], [*totals, *details]]
    return _fullest(rows, row, [*ways, _without_sums(rows, ways[0])])


def _fullest(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], ways: Sequence[list[int]]) -> list[int]:
    """Return the rows that give the most of a total's columns."""
    adding = [c for c in row if c.value and c.value.unit != "percent"]
    return max(ways, key=lambda parts: len(given([row[0], *adding], Run(rows, parts))))


def _without_sums(rows: Sequence[Sequence[Cell]], parts: Sequence[int]) -> list[int]:
    """Return rows but for those that are in every column the sum of some right above them, which nothing calls so."""
    out: list[int] = []
    for part in parts:
        adding = [
            c for c in rows[part][1:] if c.value and c.value.unit != "percent" and not _NO_SUM.search(c.column_label)
        ]
        if len(adding) < _FEW or not _sums_some_above(rows, [rows[part][0], *adding], out):
            out.append(part)
    return out


def _sums_some_above(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], above: Sequence[int]) -> bool:
    """Tell whether a row is in every column the sum of two or more rows right above it, up to what a page holds."""
    run = Run(rows)
    for number in reversed(above[-_PAGE:]):
        run.add(number)
        if len(run.numbers) >= _FEW and len(given(row, run)) == len(row) - 1:
            return True
    return False


_PAGE = 60  # rows; what sums more than these is called so, since no reader would see it


def _summed(run: Run, row: Sequence[Cell]) -> list[int]:
    """Return the columns in which a row that no label calls a total sums the rows above it, or plainly should.

    It is one where three or more rows give all its numbers, or two or more give two of its columns and most of those
    that can be added up: rates, averages and shares can't. At a table's end one column of a hundred or more is enough
    where it is headed as all of something, or where all others are near. A column that is near then is one too.
    """
    stated = [cell for cell in row[1:] if cell.value and cell.value.value]
    details, adding_up = run.numbers, given(row, run)
    if len(details) > _FEW and stated and len(adding_up) == len(stated):
        return adding_up
    adding = [c for c in stated if c.value and c.value.unit != "percent" and not _NO_SUM.search(c.column_label)]
    exact = [c for c in adding if c.column in adding_up]
    if not row[0].raw.text.strip() and len(details) >= _FEW and len(exact) == len(adding) >= _FEW:
        return [c.column for c in exact]  # a line below some rows, without a name of its own
    large = any(c.value and abs(c.value.value) >= _HUNDRED * c.value.step for c in exact)
    far = _OFTEN if _ALL.match(row[0].raw.text) else _FIFTH
    near = [c for c in adding if c.column in adding_up or _is_near(run, c, far)]
    at_end = row is run.rows[-1] and len(details) > _FEW and len(exact) > 0 and (far == _OFTEN or near == adding)
    several = len(exact) >= _FEW <= len(details) and len(exact) >= _HALF_OF * len(adding)
    return [c.column for c in near] if large and (several or at_end) else []


def _is_near(run: Run, cell: Cell, far: Decimal) -> bool:
    return cell.value is not None and abs(run.sums[cell.column] - cell.value.value) <= abs(cell.value.value) * far


_FEW, _HALF_OF, _FIFTH = 2, Decimal("0.5"), Decimal("0.2")
#: What else than a sum stands in a row of all, a mean or a rate, is less than half of what the others add up to.
_ALL, _OFTEN = re.compile(r"\W*all\s\w", re.I), Decimal("0.6")
_NO_SUM = re.compile(r"%|\b(?:rate|per|average|mean|median|change|proportion|share|ratio)\b", re.I)


def _is_of_shares(rows: Sequence[Sequence[Cell]], row: Sequence[Cell], details: Sequence[int]) -> bool:
    """Tell whether a row is of percentages under one of other numbers."""
    units = [{c.value.unit for c in r[1:] if c.value} for r in (row, rows[details[-1]])]
    return units[0] == {"percent"} and "percent" not in units[1]


def _is_no_chance(row: Sequence[Cell]) -> bool:
    """Tell whether a row that is the sum of those above it is so in several columns, or in a number of four digits."""
    stated = [cell.value for cell in row[1:] if cell.value and cell.value.value]
    return len(stated) > 1 or any(abs(v.value) >= _FOUR_DIGITS * v.step for v in stated)


_FOUR_DIGITS = 1000


def is_total(label: str) -> bool:
    """Tell whether a row or column label says that it is a total.

    Example:
        >>> [is_total(t) for t in ("Robbery Total", "TOTAL (recurrent funding)", "Total number of weeks spent")]
        [True, True, False]
    """
    return _TOTAL.search(label.strip()) is not None


def _row_totals(table: Table) -> Iterator[Check]:
    rows = table.rows()
    if not rows:
        return
    totals = [c.column for c in rows[0][1:] if any(map(is_total, c.column_label.split(" / ")))]
    if len(totals) != 1:
        return
    total = totals[0]
    found = list(_along_rows(rows, total))
    if len(found) >= _FEW and all(check.verdict == "differs" and _is_far(check) for check in found):
        return  # the columns beside it overlap, or are of something else: "65 and over", "75 and over"
    yield from found


def _along_rows(rows: Sequence[Sequence[Cell]], total: int) -> Iterator[Check]:
    """Yield for each row the check of its number in a column of totals."""
    year = next(iter(_YEAR.findall(rows[0][total].column_label.rpartition(" / ")[2])), "")
    for row in rows:
        beside = list(row[total + 1 :] if total <= 1 else row[1:total])
        beside = [c for c in beside if year in c.column_label] or beside
        each = [c for c in beside if _OF_EACH.search(c.column_label)]
        beside = [c for c in beside if c not in each]
        if (stated := row[total].value) and len(beside) > 1:
            parts = [c for c in beside if c.value is None or c.value.unit == stated.unit]
            # What is printed for the whole alone is in no part, but it is in a total that goes down the table too.
            alone = [r[total] for r in rows if r is not row and r[total].value and not _filled(r, total)]
            check = add_up("row total", row[total], stated, [*parts, *alone] if is_total(row[0].raw.text) else parts)
            if not each or check.verdict != "differs":  # else it may be so many at so much each
                yield check


_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\b")


def _unlabelled_row_totals(table: Table) -> Iterator[Check]:
    """Yield a check for each row of a column that is the sum of those to its left, whatever its header says.

    Three or more rows of two or more columns must give it, and nearly all that are filled: no chance does that. Two do
    under a header of a year so far; a column called total is one here where there are several, each of its own parts.
    """
    rows = table.rows()
    begin = 1
    called = [n for n in range(1, table.n_columns) if rows and is_total(rows[0][n].column_label.rpartition(" / ")[2])]
    for column in range(3, table.n_columns if len(rows) >= _FEW else 0):
        if (column in called and len(called) == 1) or begin in called:
            continue
        enough, nearly = (_FEW, _MOST) if column in called or _SO_FAR.search(rows[0][column].column_label) else _USUAL
        found = []
        for row in rows:
            stated, parts = row[column].value, row[begin:column]
            units = {c.value.unit for c in parts if c.value}
            if stated and stated.value and units == {stated.unit} and stated.unit != "percent":
                found.append(add_up("row total", row[column], stated, parts))
        good = sum(check.verdict in ("agrees", "rounding") and len(check.parts) > 1 for check in found)
        if good >= enough and good >= nearly * len(found):
            yield from found
        if (good >= enough and good >= nearly * len(found)) or column in called:
            begin = min(column + 1, table.n_columns - 1)


_MOST = Decimal("0.6")
_USUAL = (3, Decimal("0.7"))  # so many rows, and such a part of them
_SO_FAR = re.compile(r"\b(?:YTD|year[- ]to[- ]date|full year|year total|in all|altogether|annual)\b", re.I)


def _filled(row: Sequence[Cell], total: int) -> list[Cell]:
    return [cell for cell in row[1:] if cell.column != total and cell.value]


def rounding_of_total(parts: int, step: Decimal = Decimal(1)) -> Decimal:
    """Return how far a total and the sum of its parts may be apart with nobody wrong, all being rounded to `step`.

    Each of the parts and the total itself may be half a step from what it was before rounding.

    Example:
        >>> rounding_of_total(2)  # 60% printed for 35% and 26%
        Decimal('1.5')
    """
    return (parts + 1) * step / 2


def add_up(kind: str, total: Cell, stated: Value, parts: Sequence[Cell]) -> Check:
    """Compare a total with its parts; counts of whole things aren't rounded, so have no tolerance."""
    printed = [c for c in parts if c.value is not None]
    values = [c.value for c in printed if c.value is not None]
    blank = sum(not re.search(r"\w", c.raw.text) for c in parts if c.value is None)
    other = sorted({c.raw.text.strip() for c in parts if c.value is None and re.search(r"\w", c.raw.text)})
    if words_ := [c for c in parts if c.value is None and re.search(r"\d|½|¼|¾", c.raw.text)]:
        said = f"{len(words_)} {'part is' if len(words_) == 1 else 'parts are'} printed in a way that can't be added"
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", said)
    if not values or (len(values) == 1 and values[0].value != stated.value):
        words = f"{'only one part is' if values else 'no parts are'} printed, so it can't be added up"
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", words)
    if any(v.unit != stated.unit for v in values):
        return Check(kind, total, tuple(printed), None, Decimal(0), "untestable", "the parts are in other units")
    recomputed = sum((v.value for v in values), Decimal(0))
    whole = stated.unit == "percent" and stated.value == _HUNDRED  # exact, however it is printed
    step = max([Decimal(0) if whole else stated.step, *(v.step for v in values)])
    exact = stated.unit == "count" and step == 1
    tolerance = Decimal(0) if exact else rounding_of_total(len(values), step)
    gap = abs(stated.value - recomputed)
    verdict = "agrees" if gap == 0 else "rounding" if gap <= tolerance else "differs"
    words = {
        "agrees": f"the {len(values)} printed parts give it" if len(values) > 1 else "it is the one part printed",
        "rounding": f"the {len(values)} printed parts give it but for what rounding explains",
        "differs": f"does not follow from the {len(values)} parts printed",
    }[verdict]
    if alone := [c for c in printed if c.column == total.column and c.row != total.row and kind == "row total"]:
        words += f", what is printed for the total alone among them ({', '.join(c.row_label for c in alone)})"
    if verdict == "differs" and (part := _part_of_the_size(gap, tolerance, printed)):
        size = "the size of" if part.value and abs(part.value.value) == gap else "but for rounding the size of"
        label = part.column_label if kind == "row total" else part.row_label
        over = stated.value > recomputed
        words += f"; the difference is {size} {label}, as if that were {'in twice' if over else 'left out'}"
    note = f"; {blank} {'is' if blank == 1 else 'are'} blank" if blank else ""
    note += f"; no number for “{'”, “'.join(other)}”" if other else ""
    return Check(kind, total, tuple(printed), recomputed, tolerance, verdict, words + note)


def _part_of_the_size(gap: Decimal, tolerance: Decimal, parts: Sequence[Cell]) -> Cell | None:
    """Return the one part that is as large as the difference, if there is just one.

    Small numbers match by luck, so the difference must have at least four digits in the step it is printed to.
    """
    if gap < _FOUR_DIGITS * max(c.value.step for c in parts if c.value):
        return None
    near = [c for c in parts if c.value and abs(abs(c.value.value) - gap) <= tolerance]
    return near[0] if len(near) == 1 else None
