"""Numbers of a table that are worked with: each as its cell prints it, and what rows one after another add up to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from minutebook.papers.tables import Cell
from minutebook.text.verdicts import Printed

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_NEGATIVE = re.compile(r"\A\W*[-−–]\s?[£$€]?\s?[\d.]|\A\s*\(.*\)\s*\Z")


def bare(cell: Cell) -> Printed | None:
    """Return the number that a cell prints, unscaled, with its step: a table in thousands adds up as it stands."""
    return _bare(cell.raw.text, cell.value.unit, cell.value.value < 0) if cell.value else None


@lru_cache(maxsize=1 << 14)  # a cell is looked at by each formula that is tried
def _bare(text: str, unit: str, is_below: bool) -> Printed | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    number = Decimal(match[0].replace(",", ""))
    decimals = len(match[0].partition(".")[2])
    exact = unit == "count" and not decimals
    sign = -1 if _NEGATIVE.search(text) or is_below else 1
    return Printed(sign * number, Decimal(0) if exact else Decimal(1).scaleb(-decimals))


class Run:
    """Rows one after another that may add up, with what each column of them adds up to so far."""

    def __init__(self, rows: Sequence[Sequence[Cell]], numbers: Iterable[int] = ()) -> None:
        """Begin with some rows of a table, or none."""
        self.rows, self.numbers = rows, list[int]()
        self.sums: dict[int, Decimal] = defaultdict(Decimal)
        for number in numbers:
            self.add(number)

    def add(self, number: int) -> None:
        """Take one more row."""
        self.numbers.append(number)
        for cell in self.rows[number][1:]:
            if cell.value:
                self.sums[cell.column] += cell.value.value


def given(row: Sequence[Cell], run: Run) -> list[int]:
    """Return the columns of a row in which it is the sum of others, but for rounding."""
    return [
        cell.column
        for cell in row[1:]
        if cell.value
        and cell.value.value
        and abs(run.sums[cell.column] - cell.value.value) <= cell.value.step * len(run.numbers) / 2
    ]
