"""Dates as papers print them, and the arithmetic of days that periods need."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTH_NUMBERS = {
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
MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
#: The months' full names, in order.
MONTHS = tuple(name.capitalize() for name in MONTH_NUMBERS if len(name) > 4 or name in ("may", "june", "july"))
#: Any of them in a pattern, with a capital.
ANY_MONTH = f"(?:{'|'.join(MONTHS)})"
DAY = r"\d{1,2}\s*(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(rf"\b(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b", re.I)
SLASHED = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)?\d\d)\b")


def parsed_date(text: str) -> str:
    """Return the first complete date in a text in ISO form, or an empty string; never guesses a year.

    Example:
        >>> parsed_date("Friday 31st January, 2020"), parsed_date("06/07/21"), parsed_date("15th July")
        ('2020-01-31', '2021-07-06', '')
    """
    if match := DATE.search(text):
        return iso(match["year"], MONTH_NUMBERS[match["month"].lower().rstrip(".")], leading_number(match["day"]))
    if match := SLASHED.search(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return iso(year, int(match["month"]), int(match["day"]))
    return ""


_DAY_AND_MONTH = re.compile(rf"\b(?:(?P<day>{DAY})\s+(?:of\s+)?)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?", re.I)


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
    month = MONTH_NUMBERS[match["month"].lower().rstrip(".")]
    for year in [int(match["year"])] if match["year"] else (int(after[:4]), int(after[:4]) + 1):
        last = calendar.monthrange(year, month)[1]
        day = iso(year, month, leading_number(match["day"]) if match["day"] else last)
        if day >= after or match["year"]:
            return day
    return ""


def day_in_words(day: str) -> str:
    """Return a day in ISO form as papers print it, whatever the locale.

    Example:
        >>> day_in_words("2020-03-19")
        '19 March 2020'
    """
    date = dt.date.fromisoformat(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def financial_year(year: int) -> tuple[str, str]:
    """Return the first and last day of the financial year that begins in a year."""
    return iso(year, 4, 1), iso(year + 1, 3, 31)


def four_digits(year: str) -> int:
    """Return a year that may be printed with two digits."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def years_follow(match: re.Match[str]) -> bool:
    """Tell whether the second of two years is the one after the first: "2020/21"."""
    return int(match["y2"][-2:]) == (int(match["y1"][-2:]) + 1) % 100


def month_number(name: str) -> int:
    """Return the number of a month by its name or its short form."""
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def last_day(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def shifted(day: str, *, years: int = 0, months: int = 0, days: int = 0) -> str:
    """Return a day moved by years and months, kept inside its month, then by days."""
    date = dt.date.fromisoformat(day)
    n = 12 * (date.year + years) + date.month - 1 + months
    year, month = divmod(n, 12)
    moved = dt.date(year, month + 1, min(date.day, last_day(year, month + 1)))
    return (moved + dt.timedelta(days=days)).isoformat()


def leading_number(text: str) -> int:
    """Return the number that a text begins with."""
    return int(re.match(r"\d+", text.strip())[0])  # type: ignore[index]


def iso(year: int | str, month: int, day: int) -> str:
    """Return a day in ISO form, or an empty string where there is none such."""
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return ""
