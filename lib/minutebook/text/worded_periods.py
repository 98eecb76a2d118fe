"""Periods that papers put in words: halves and seasons, "the nine months to December", "so far in 2016/17".

They may print a year or leave it to the paper; read before plain years and months, which they hold.
"""

from __future__ import annotations

import re
from datetime import date

from minutebook.text.dates import (
    DATE,
    YEAR,
    financial_year,
    four_digits,
    iso,
    last_day,
    month_number,
    parsed_date,
    shifted,
    years_follow,
)
from minutebook.text.relative_periods import (
    CAPITAL,
    NUMBER_OF,
    TO,
    Anchor,
    Days,
    Reader,
    after,
    is_calendar_year,
    number_of,
    report_day,
)

_FINANCIAL = rf"(?P<y1>{YEAR}|\d\d)\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b"
_FIRST_MONTHS = re.compile(
    rf"\bfirst (?P<n>{NUMBER_OF}) months(?:(?: of| in)?(?:(?: the| financial year| FY)*"
    rf"\s?(?P<y1>{YEAR})\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b(?: financial year)?"
    rf"| (?:this|the|the current|the new)(?: financial)? year\b(?! (?:19|20)\d\d)"
    rf"| (?P<calendar>{YEAR})\b(?!\s?[/–-]\s?\d))|(?! of\b| in (?:19|20)\d\d\b))",
    re.I,
)
_SEASON = re.compile(rf"\b(?P<season>spring|summer|autumn)(?: of)? (?P<y1>{YEAR})(?:\s?[/–-]\s?(?P<y2>\d\d))?\b", re.I)
_HALF = re.compile(
    rf"\b(?:(?P<half>first|second|last) half|first (?P<n>two|three) quarters) of (?:{_FINANCIAL}|(?P<year>{YEAR})\b"
    r"|(?:the|this|the current|this financial|the financial|the current financial) year\b)",
    re.I,
)
_UP_TO = re.compile(
    rf"\b(?:(?i:(?P<n>{NUMBER_OF})[ -](?P<unit>month|year)s?)|[Yy]ear) (?:up to|to|ended|ending)(?: the)?(?: end of)?"
    rf" (?P<month>{CAPITAL})(?:,? (?P<year>{YEAR})\b)?(?! \d)"
)
_MONTHS_THEN = re.compile(
    rf"\b(?P<m1>{CAPITAL})(?:{TO}(?P<m2>{CAPITAL}))?,?(?: of)? (?P<way>last|this) year\b(?!['’]s)", re.I
)
_LAST_OF_MONTH = re.compile(rf"\blast (?:day|night) (?:of|in) (?P<month>{CAPITAL})(?:,? (?P<year>{YEAR}))?\b")
_PART_OF_YEAR = re.compile(rf"\b(?P<part>early|late|mid)[ -](?P<year>{YEAR})\b(?!\s?[/–-]\s?\d)", re.I)
#: Populations are estimated for the 30th of June.
_MID_YEAR = re.compile(
    rf"\bmid[ -](?P<mid>{YEAR})(?= (?:population )?estimates?\b)"
    rf"|\bestimates? for (?:the middle of|mid-?) ?(?P<of>{YEAR})\b"
    rf"|\bmid[ -]?year(?: population)?(?: estimates?)?(?: (?:of|for|in))?,? \(?(?P<year>{YEAR})\b"
    rf"|\b(?P<before>{YEAR}) mid[ -]?year\b",
    re.I,
)
_YEAR_TO_DATE = re.compile(
    rf"\bso far (?:in|during|for) (?P<y1>{YEAR})\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b"
    rf"|\b(?P<y3>{YEAR})\s?[/–-]\s?(?P<y4>(?:20)?\d\d),? \(?(?:to date|so far)\b",
    re.I,
)
_AHEAD = re.compile(r"\b(?:planned|plans?|due|expected|budget\w*|target\w*|forecast)\b", re.I)


def _first_months(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the first four months of this financial year", or "of 2015"."""
    if anchor is None:
        return None  # where only what is printed counts, the months are a number of their own
    year = int(match["y1"]) if match["y1"] else anchor.financial_year
    many = number_of(match["n"])
    if match["calendar"] and 1 <= many <= 12:
        return iso(year := int(match["calendar"]), 1, 1), iso(year, many, last_day(year, many)), False
    if not year or not 1 <= many <= 12 or (match["y1"] and not years_follow(match)):
        return None
    start = iso(year, 4, 1)
    return start, after(start, many, "month"), not match["y1"]


def _season(match: re.Match[str], _: Anchor | None) -> Days | None:
    """Read seasons as the weather's: spring from March to May. Of winters nobody knows when they begin and end."""
    if match["y2"] and not years_follow(match):
        return None
    year, month = int(match["y1"]), _SEASONS[match["season"].lower()]
    return iso(year, month, 1), iso(year, month + 2, last_day(year, month + 2)), True


_THIS_SEASON = re.compile(
    r"\b(?P<way>(?<!for )this|last|(?:over|during|since|throughout) the(?: last| past)?)"
    r" (?P<season>spring|summer|autumn|winter)\b(?!['’]s|(?: of)? [12]\d{3})",
    re.I,
)


def _this_season(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "this summer", "last winter", "over the autumn" as the latest before the paper's day.

    "This" one has begun, "last" one is over, and "since" leads up to the day that the paper can tell of; a report on a
    part of a winter calls that "this winter".
    """
    if not anchor or not anchor.day:
        return None
    month = _SEASONS[match["season"].lower()]
    year = int(anchor.day[:4])
    this, last = match["way"].lower() == "this", "last" in match["way"].lower()
    start, end = _season_days(year, month)
    if month == 12 and start > anchor.day:
        start, end = _season_days(year - 1, month)
    if this and start > anchor.day:
        return None
    if not this and (start > anchor.day or (last and end >= anchor.day)):
        start, end = _season_days(int(start[:4]) - 1, month)
    if match["way"].lower().startswith("since"):
        return start, report_day(anchor), True
    reports = anchor.reports
    if this and reports and shifted(start, months=-1) <= reports[0] and reports[1] <= shifted(end, months=1):
        return *reports, True
    return None if month == 12 else (start, end, True)  # a winter may begin in November and end in March


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def _season_days(year: int, month: int) -> tuple[str, str]:
    """Return the days of a season that begins in a month of a year."""
    start = iso(year, month, 1)
    return start, after(start, 3, "month")


#: "a 10 week period ending 21 October 2022", "for six weeks from 5 December 2022".
_BY_A_DAY = re.compile(
    rf"\b(?P<n>{NUMBER_OF})[ -](?P<unit>day|week|month)s?(?: (?:period|consultation|trial))?,?"
    rf" (?P<way>ending|ended|to|from|starting|beginning)(?: on)? {DATE.pattern}",
    re.I,
)


def _by_a_day(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read so many weeks that end or begin on a day; where only what is printed counts they are a duration."""
    day = parsed_date(match[0])
    if anchor is None or not day:
        return None
    unit, many = match["unit"].lower(), number_of(match["n"])
    months, days = (many, 0) if unit == "month" else (0, many * (7 if unit == "week" else 1))
    if match["way"].lower() in ("ending", "ended", "to"):
        return shifted(day, months=-months, days=1 - days if days else 1), day, True
    return day, shifted(day, months=months, days=days - 1 if days else -1), True


def _half(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the first half of 2023/24", "the second half of 2019", "the first three quarters of the year"."""
    if match["y2"] and not years_follow(match):
        return None
    if match["year"]:
        start = iso(match["year"], 1, 1)
    elif not match["y1"] and anchor and anchor.reports and is_calendar_year(*anchor.reports):
        start = anchor.reports[0]
    elif year := four_digits(match["y1"]) if match["y1"] else anchor.financial_year if anchor else 0:
        start = financial_year(year)[0]
    else:
        return None
    if (match["half"] or "first").lower() != "first":
        start = shifted(start, months=6)
    months = 3 * number_of(match["n"]) if match["n"] else 6
    return start, after(start, months, "month"), not (match["y1"] or match["year"])


def _up_to(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the nine months to December", "the year to June 2019"; a year that isn't printed is the latest.

    What is planned for the months from April on is of the financial year that the paper was written in.
    """
    day = report_day(anchor) if anchor else ""
    if not (match["year"] or day):
        return None
    month, months = month_number(match["month"]), number_of(match["n"]) if match["n"] else 12
    months *= 12 if match["unit"] and match["unit"].lower() == "year" else 1
    year = int(match["year"] or day[:4])
    end = iso(year, month, last_day(year, month))
    start = shifted(f"{end[:8]}01", months=1 - months)
    running = start[5:7] == "04" and _AHEAD.search(match.string, 0, match.start())
    if not match["year"] and end > day and not (running and start <= day):
        start, end = shifted(start, years=-1), iso(year - 1, month, last_day(year - 1, month))
    return start, end, not match["year"]


def _months_then(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "between July and September last year", "in March this year"."""
    if not anchor or not anchor.day:
        return None
    m1, m2 = month_number(match["m1"]), month_number(match["m2"] or match["m1"])
    year = int(anchor.day[:4]) - (match["way"].lower() == "last")
    return iso(year - (m1 > m2), m1, 1), iso(year, m2, last_day(year, m2)), True


def _last_of_month(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the last night of December" as a day, the latest where no year is printed."""
    day = report_day(anchor) if anchor else ""
    if not (match["year"] or day):
        return None
    year, month = int(match["year"] or day[:4]), month_number(match["month"])
    year -= not match["year"] and iso(year, month, last_day(year, month)) > day
    last = iso(year, month, last_day(year, month))
    return last, last, not match["year"]


_DAYS_OF_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
#: "the second week of December", "the last Thursday of August 2022".
_OF_MONTH = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)}) (?P<what>week|{'|'.join(_DAYS_OF_WEEK)}) (?:of|in) (?P<month>{CAPITAL})"
    rf"(?:,? (?P<year>{YEAR})\b)?",
    re.I,
)


def _of_month(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read a week of a month as its seven days, a day of the week as its date; the latest where no year is printed."""
    day = report_day(anchor) if anchor else ""
    if not (match["year"] or day) or not match["month"][:1].isupper():
        return None
    year, month, nth = int(match["year"] or day[:4]), month_number(match["month"]), _ORDINALS[match["nth"].lower()]
    year -= not match["year"] and iso(year, month, 1) > day
    inferred = not match["year"]
    length = last_day(year, month)
    if match["what"].lower() == "week":
        first = 7 * nth - 6 if nth else length - 6
        return iso(year, month, first), iso(year, month, first + 6), True
    weekday = _DAYS_OF_WEEK.index(match["what"].lower())
    on = [n for n in range(1, length + 1) if date(year, month, n).weekday() == weekday]
    told = iso(year, month, on[nth - 1])
    return told, told, inferred


def _part_of_year(match: re.Match[str], _: Anchor | None) -> Days:
    """Read "early 2020" as its first quarter, "late 2020" as its last, "mid-2020" as the two between."""
    first = {"early": 1, "mid": 4, "late": 10}[match["part"].lower()]
    start = iso(match["year"], first, 1)
    return start, after(start, 6 if first == 4 else 3, "month"), True


def _mid_year(match: re.Match[str], _: Anchor | None) -> Days:
    day = iso(match["mid"] or match["of"] or match["year"] or match["before"], 6, 30)
    return day, day, False


def _year_to_date(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "so far in 2016/17", "2016/17 (to date)" up to the paper's day."""
    first, second = (match["y1"], match["y2"]) if match["y1"] else (match["y3"], match["y4"])
    if not anchor or int(second[-2:]) != (int(first[-2:]) + 1) % 100:
        return None
    start, end = financial_year(int(first))
    return (start, anchor.day, True) if start < anchor.day < end else None


WORDED: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_FIRST_MONTHS, _first_months),
    (_HALF, _half),
    (_UP_TO, _up_to),
    (_MONTHS_THEN, _months_then),
    (_LAST_OF_MONTH, _last_of_month),
    (_OF_MONTH, _of_month),
    (_SEASON, _season),
    (_THIS_SEASON, _this_season),
    (_MID_YEAR, _mid_year),
    (_PART_OF_YEAR, _part_of_year),
    (_BY_A_DAY, _by_a_day),
    (_YEAR_TO_DATE, _year_to_date),
)
