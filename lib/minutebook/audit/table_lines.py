"""Rows of tables as sentences speak of them: what each is called, and its numbers with their columns' names and times.

Where a table's rows are periods, its columns are what sentences speak of; these are read as rows then.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from minutebook.audit.totals import is_total
from minutebook.facts.indicators import mentions
from minutebook.text.periods import periods
from minutebook.text.verdicts import Printed

Row = Mapping[str, Any]
Time = tuple[str, str]


@dataclass(frozen=True)
class Level:
    """A number of a row: its column's label, the words and the time that this names, and the number as printed.

    One that `moves` stands in a column of changes: "Variance", "+/-".
    """

    label: str
    words: frozenset[str]
    period: Time | None
    printed: Printed
    unit: str
    raw: str
    line: int
    moves: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table: its number and the words over it and in its header, the time over it, and its first and last line."""

    number: str
    words: frozenset[str]
    period: Time | None
    first: int
    last: int


@dataclass(frozen=True)
class Line:
    """A row: its label, its words, the indicators it names, its levels, those of the total row, and its table.

    `levels` are without the changes, `changes` only these; `head` is the header over the labels.
    """

    label: str
    words: frozenset[str]
    indicators: frozenset[str]
    levels: tuple[Level, ...]
    whole: tuple[Level, ...]
    changes: tuple[Level, ...] = ()
    sheet: Sheet = Sheet("", frozenset(), None, 0, 0)
    head: str = ""

    @cached_property
    def initials(self) -> frozenset[str]:
        """The capitals that its label begins its words with, three at least: "NWL" of "North West London"."""
        words = re.findall(r"[A-Za-z]+", self.label)
        capitals = "".join(word[0] for word in words if word[0].isupper())
        all_of_them = "".join(word[0] for word in words if word.lower() not in ("of", "the", "and", "total")).upper()
        return frozenset(short for short in (capitals, all_of_them) if len(short) > _ENOUGH)

    @property
    def is_whole(self) -> bool:
        """Tell whether it is the total of its table."""
        return bool(self.levels) and self.levels == self.whole


_WORD = re.compile(
    r"(?P<quarter>\b(?:[Qq]uarter (?:one|two|three|four|[1-4])|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) [Qq]uarter"
    r"|Q[1-4])\b)|[A-Za-z][a-z’']+|[A-Z]{2,}"
)
_COMMON = frozenset(
    "the of and in to for a an all total overall number no offence offences crime crimes per cent percent rate year"
    " with by on at from against among amongst tno as is are was were or be that this than".split()
)
_CHANGED = re.compile(
    r"\b(?:change|difference|variance|variation|movement|increase|decrease|reduction|growth)\b|\+/-", re.I
)
_QUARTERS = {
    w: str(n) for names in ("one two three four", "first second third fourth") for n, w in enumerate(names.split(), 1)
}
_NUMBERED = re.compile(r"\W*(?:table|figure)\s+([A-Z]?\d+[a-z]?(?:\.\d+)?)\b", re.I)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that tell it from others, without their endings; quarters as "q3".

    Example:
        >>> sorted(words_of("Thefts of bicycles in the third quarter"))
        ['bicycle', 'q3', 'theft']
    """
    return frozenset(word for word, _, _ in placed_words(text))


@lru_cache(maxsize=4096)  # labels and sentences are set against one another many times
def placed_words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return those words, each with where it begins and ends, in order."""
    found = ((f"q{_quarter(m)}" if m["quarter"] else _stem(m[0]), *m.span()) for m in _WORD.finditer(text))
    return tuple(one for one in found if one[0] not in _COMMON)


def _quarter(match: re.Match[str]) -> str:
    word = match["quarter"].lower().removeprefix("quarter").removesuffix("quarter").removeprefix("q").strip()
    return _QUARTERS.get(word, word)


def _stem(word: str) -> str:
    """Return a word without its plural or genitive ending, in small letters."""
    low = word.lower().replace("’s", "").replace("'s", "")
    return low[:-3] + "y" if low.endswith("ies") else low[:-1] if low.endswith("s") and len(low) > 3 else low


def lines_of(table: Row, cells: Iterable[Row]) -> list[Line]:
    """Return the rows of one table that hold numbers, and its columns where its rows are periods.

    Args:
        table: The table, a row of `tables`.
        cells: Its cells, rows of the table `cells`, in order.
    """
    body: dict[int, list[Row]] = {}
    header = ""
    for cell in cells:
        if cell["is_header"]:
            header += f" {cell['text']}"
        else:
            body.setdefault(cell["row"], []).append(cell)
    named = _NUMBERED.match(table["caption"])
    caption = table["caption"][named.end() :] if named else table["caption"]
    sheet = Sheet(
        named[1] if named else "",
        words_of(f"{caption} {header}"),
        _time(caption),
        table["first_line"],
        table["last_line"],
    )
    money = _money(table["caption"], body)
    rows = {n: [_level(cell, sheet, money) for cell in row[1:] if cell["value"] is not None] for n, row in body.items()}
    labels = {n: _label(row) for n, row in body.items()}
    head = next((row[0]["column_label"] for row in body.values()), "")
    return [*(replace(line, head=head) for line in _rows(rows, labels, sheet)), *_columns(rows, labels, sheet)]


def _label(row: Sequence[Row]) -> str:
    """Return what a row is called; a subtotal is called as what it is of."""
    text, own = str(row[0]["text"]).strip(), str(row[0]["row_label"])
    if re.fullmatch(r"sub-?\s?total", text, re.I):
        return own.replace(" / ", " ")
    return text or own.rpartition(" / ")[2].strip()


def _time(label: str) -> Time | None:
    named = list(periods(label))
    return (named[0].start, named[0].end) if len(named) == 1 else None


def _money(caption: str, body: Mapping[int, Sequence[Row]]) -> Decimal | None:
    """Return the step of a table's sums of money where its caption says that its numbers are such."""
    steps = {c["step"] for row in body.values() for c in row if c["unit"] == "GBP" and c["unit_from"] != "cell"}
    return Decimal(steps.pop()) if "£" in caption and len(steps) == 1 else None


def _level(cell: Row, sheet: Sheet, money: Decimal | None) -> Level:
    label = cell["column_label"]
    step = Decimal(0) if cell["unit"] == "count" and cell["step"] == 1 else cell["step"]
    printed, unit = Printed(cell["value"], step), cell["unit"]
    if money is not None and cell["unit_from"] == "default" and cell["step"] == 1:
        printed, unit = Printed(cell["value"] * money, money), "GBP"
    moves = bool(_CHANGED.search(label))
    return Level(label, words_of(label), _time(label) or sheet.period, printed, unit, cell["text"], cell["line"], moves)


def _rows(rows: Mapping[int, Sequence[Level]], labels: Mapping[int, str], sheet: Sheet) -> Iterator[Line]:
    levels = {n: tuple(level for level in row if not level.moves) for n, row in rows.items()}
    changes = {n: tuple(level for level in row if level.moves) for n, row in rows.items()}
    totals = [n for n in rows if is_total(labels[n]) and levels[n]]
    if not totals and _adds_up(list(levels.values())):
        totals = [list(levels)[-1]]
    whole = levels[totals[-1]] if totals else ()
    for n in rows:
        if levels[n] and labels[n]:
            words, indicators = words_of(labels[n]), _indicators(labels[n])
            yield Line(labels[n], words, indicators, levels[n], whole, changes[n], sheet)


def _adds_up(rows: Sequence[Sequence[Level]]) -> bool:
    """Tell whether a table's last row is the sum of those over it in two columns or more, and in most of them."""
    *parts, last = rows or [()]
    adding = [level for level in last if level.unit in ("count", "GBP") and level.printed.value]
    added: dict[str, Decimal] = {}
    for row in parts:
        for part in row:
            added[part.label] = added.get(part.label, Decimal(0)) + part.printed.value
    right = [level for level in adding if added.get(level.label, 0) == level.printed.value]
    return len(parts) > 1 and len(right) > 1 and 2 * len(right) >= len(adding)


def _columns(rows: Mapping[int, Sequence[Level]], labels: Mapping[int, str], sheet: Sheet) -> Iterator[Line]:
    """Yield the columns of a table whose rows are periods."""
    timed = {n: time for n in rows if rows[n] and (time := _time(labels[n]))}
    columns: dict[str, list[Level]] = {}
    for n, time in timed.items() if len(timed) > _FEW and 2 * len(timed) > len(rows) else ():
        for level in rows[n]:
            moved = replace(level, label=labels[n], words=frozenset(), period=time)
            columns.setdefault(level.label, []).append(moved)
    whole = next((tuple(levels) for label, levels in columns.items() if is_total(label)), ())
    for label, levels in columns.items():
        if label and not _CHANGED.search(label):
            yield Line(label, words_of(label), _indicators(label), tuple(levels), whole, (), sheet)


_FEW, _ENOUGH = 1, 2


def in_time(levels: Sequence[Level]) -> list[list[Level]]:
    """Return the numbers of a row that are of one thing at one time after another, the earliest first.

    Years and their quarters are told apart, whichever the order of a table's columns.
    """
    runs: dict[tuple[str, int, frozenset[str]], list[Level]] = {}
    for level in levels:
        if level.period and not (_PART_OF_YEAR.fullmatch(level.label.strip()) and days_of(level) > _QUARTER):
            words = frozenset(word for word in level.words if not _OF_TIME.fullmatch(word))
            runs.setdefault((level.unit, days_of(level) // _ABOUT, words), []).append(level)
    return [sorted(run, key=lambda level: level.period or ("", "")) for run in runs.values()]


def days_of(level: Level) -> int:
    """Return how many days a number is of; a year where it has no time."""
    start, end = (dt.date.fromisoformat(day) for day in level.period or ("2001-01-01", "2001-12-31"))
    return (end - start).days + 1


_PART_OF_YEAR = re.compile(
    r"(?:Q(?:uarter )?\w+|\w+ quarter|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)", re.I
)
_QUARTER = 100  # days: a column of a quarter that has its table's year for a time isn't told when it is
_ABOUT = 14  # days that months and quarters may differ by
_OF_TIME = re.compile(
    r"q[1-4]|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|spring|summer|autumn|winter|[a-z]*month|week|day"
)


def _indicators(label: str) -> frozenset[str]:
    """Return the indicators that a label names and nothing else: "Other theft" isn't theft."""
    return frozenset(name for name, begin, stop in mentions(label) if not words_of(label[:begin] + " " + label[stop:]))
