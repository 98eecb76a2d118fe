"""Dates and periods as papers print them. Nothing is ever filled in from today's date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ],
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}\s*(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(rf"\b(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b", re.I)
_SLASHED = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)?\d\d)\b")


@dataclass(frozen=True)
class Period:
    """First and last day of a period and where it stands in the text it was read from.

    `inferred` says that a part of it, such as a year that is printed once for two dates, was not printed there.
    """

    start: str
    end: str
    inferred: bool
    begin: int
    stop: int


def parsed_date(text: str) -> str:
    """Return the first complete date in a text in ISO form, or an empty string; never guesses a year.

    Example:
        >>> parsed_date("Friday 31st January, 2020"), parsed_date("06/07/21"), parsed_date("15th July")
        ('2020-01-31', '2021-07-06', '')
    """
    if match := _DATE.search(text):
        return _iso(match["year"], _MONTHS[match["month"].lower().rstrip(".")], _leading(match["day"]))
    if match := _SLASHED.search(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return _iso(year, int(match["month"]), int(match["day"]))
    return ""


_DAY_AND_MONTH = re.compile(rf"\b(?:(?P<day>{_DAY})\s+(?:of\s+)?)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?", re.I)


def parsed_due(text: str, after: str) -> str:
    """Return the last day that a due date allows, in ISO form, or an empty string where it names no day or month.

    A year that isn't printed is the first that brings a day after `after`, the day it was agreed.

    Example:
        >>> parsed_due("31 Oct", "2022-09-13"), parsed_due("March 2023", "2022-09-13"), parsed_due("May", "2022-09-13")
        ('2022-10-31', '2023-03-31', '2023-05-31')
        >>> parsed_due("asap", "2022-09-13")
        ''
    """
    if day := parsed_date(text):
        return day
    match = _DAY_AND_MONTH.search(text)
    if match is None or not (match["year"] or after):
        return ""
    month = _MONTHS[match["month"].lower().rstrip(".")]
    for year in [int(match["year"])] if match["year"] else (int(after[:4]), int(after[:4]) + 1):
        last = calendar.monthrange(year, month)[1]
        day = _iso(year, month, _leading(match["day"]) if match["day"] else last)
        if day >= after or match["year"]:
            return day
    return ""


class Taken:
    """Which characters of a text have been read as something; each question costs only the stretch it asks about."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def overlaps(self, begin: int, stop: int) -> bool:
        """Tell whether a character between two offsets is taken."""
        return any(self._taken[begin:stop])

    def add(self, begin: int, stop: int) -> None:
        """Take a stretch."""
        self._taken[begin:stop] = b"\1" * (stop - begin)


_FROM_TO = re.compile(
    rf"(?P<d1>{_DAY})\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?\s+(?:to|and|until|-|–)\s+"
    rf"(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
    re.I,
)
_MONTHS_OF_YEAR = re.compile(rf"\b(?P<m1>{_MONTH})(?:\s*(?:to|-|–)\s*(?P<m2>{_MONTH}))?,?\s+(?P<year>{_YEAR})\b", re.I)
_QUARTERS = re.compile(
    rf"\b(?:Q\s?(?P<q>[1-4])|(?P<word>first|second|third|fourth) quarter)"
    rf"\s+of\s+(?P<y1>{_YEAR})\s?[/–-]\s?(?P<y2>\d\d)\b",
    re.I,
)
_FINANCIAL = re.compile(rf"\b(?P<y1>{_YEAR})\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b(?![/-]?\d)")
_SHORT_FINANCIAL = re.compile(r"(?<![\d/.£])(?P<y1>\d\d)/(?P<y2>\d\d)(?![\d/%])")
_CALENDAR = re.compile(rf"(?<![\d,.£/-])(?P<year>{_YEAR})(?![\d/%–-]|[,.]\d)")
_QUARTER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def periods(text: str) -> Iterator[Period]:
    """Yield the periods that a text names, in order; overlapping shorter ones are left out.

    Financial years run from April to March: "2021/22" and "2020-21"; "19 March to 31 August 2020" takes its
    first year from the second.

    Example:
        >>> [(p.start, p.end, p.inferred) for p in periods("in 2020/21 and from 19th March to 31st August 2020")]
        [('2020-04-01', '2021-03-31', False), ('2020-03-19', '2020-08-31', True)]
    """
    found: list[Period] = []
    taken = Taken(len(text))
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            days = None if taken.overlaps(*match.span()) else read(match)
            if days and days[0] and days[1] and days[0] <= days[1]:
                taken.add(*match.span())
                found.append(Period(days[0], days[1], days[2], *match.span()))
    yield from sorted(found, key=lambda p: p.begin)


def _from_to(match: re.Match[str]) -> tuple[str, str, bool]:
    y2 = int(match["y2"])
    m1, m2 = (_MONTHS[match[name].lower().rstrip(".")] for name in ("m1", "m2"))
    y1 = int(match["y1"]) if match["y1"] else y2 - (m1 > m2)
    return _iso(y1, m1, _leading(match["d1"])), _iso(y2, m2, _leading(match["d2"])), not match["y1"]


def _quarter(match: re.Match[str]) -> tuple[str, str, bool] | None:
    if not _follows(match):
        return None
    number = int(match["q"] or _QUARTER_WORDS[match["word"].lower()])
    year, month = int(match["y1"]) + (number == 4), 3 * number + 1 if number < 4 else 1
    return _iso(year, month, 1), _iso(year, month + 2, 30 if month in (4, 7) else 31), False


def _financial(match: re.Match[str]) -> tuple[str, str, bool] | None:
    year = int(match["y1"]) if len(match["y1"]) == 4 else 2000 + int(match["y1"])
    return (_iso(year, 4, 1), _iso(year + 1, 3, 31), len(match["y1"]) == 2) if _follows(match) else None


def _follows(match: re.Match[str]) -> bool:
    return int(match["y2"][-2:]) == (int(match["y1"][-2:]) + 1) % 100


def _calendar(match: re.Match[str]) -> tuple[str, str, bool]:
    return f"{match['year']}-01-01", f"{match['year']}-12-31", False


def _months(match: re.Match[str]) -> tuple[str, str, bool]:
    year = int(match["year"])
    m1, m2 = (_MONTHS[(match[name] or match["m1"]).lower().rstrip(".")] for name in ("m1", "m2"))
    return _iso(year, m1, 1), _iso(year, m2, calendar.monthrange(year, m2)[1]), False


def _day(match: re.Match[str]) -> tuple[str, str, bool]:
    day = parsed_date(match[0])
    return day, day, False


_READERS = (
    (_FROM_TO, _from_to),
    (_QUARTERS, _quarter),
    (_DATE, _day),
    (_SLASHED, _day),
    (_MONTHS_OF_YEAR, _months),
    (_FINANCIAL, _financial),
    (_SHORT_FINANCIAL, _financial),
    (_CALENDAR, _calendar),
)


def _leading(text: str) -> int:
    return int(re.match(r"\d+", text.strip())[0])  # type: ignore[index]


def _iso(year: int | str, month: int, day: int) -> str:
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return ""
