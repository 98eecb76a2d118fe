"""Relative periods: "last year", "months 1 to 2", "since June", told from the day or the year of their paper.

Without such an anchor they are left unread; whatever is read so is marked as worked out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from minutebook.text.dates import (
    DAY,
    MONTHS,
    financial_year,
    iso,
    last_day,
    leading_number,
    month_number,
    shifted,
)


@dataclass(frozen=True)
class Anchor:
    """What a paper's relative periods are told from: its day, and the financial year that it reports on, if one.

    `year` is the one that a financial year reported on begins in; `financial` says that the paper counts in such years;
    `covers` is another year that its data are of.
    `named` are periods that the paper gives a name: "scheme 2" is the first to the last day of it. `reports` is the
    quarter, half or whole year that the paper reports on, `current` the period that its text has just been speaking of.
    `first` is the first of the days that a paper dated by its month may be of.
    """

    day: str = ""
    year: str = ""
    financial: bool = False
    covers: tuple[str, str] | None = None
    named: tuple[tuple[str, str, str], ...] = ()
    reports: tuple[str, str] | None = None
    current: tuple[str, str] | None = None
    first: str = ""

    @property
    def financial_year(self) -> int:
        """The year in which the financial year begins that the paper reports on or was written in; 0 without one."""
        if self.year:
            return int(self.year)
        return int(self.day[:4]) - (self.day[5:7] < "04") if self.day else 0


def is_calendar_year(start: str, end: str) -> bool:
    """Tell whether two days are the first and the last of one calendar year."""
    return start[:4] == end[:4] and start[5:] == "01-01" and end[5:] == "12-31"


Days = tuple[str, str, bool]
NUMBER_OF = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)"
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten twelve eighteen twenty".split(),
        [*range(1, 11), 12, 18, 20],
        strict=True,
    )
)
TO = r"\s*(?:to|and|until|-|–)\s*"
_LAST_MANY = re.compile(
    rf"(?:\b(?:the|these)\s|(?<![a-z]{{4}}s )\b)(?P<way>last|past|previous|preceding|prior|rolling|next|coming"
    rf"|following) (?P<n>{NUMBER_OF})(?P<half> and a half)? "
    r"(?P<calendar>calendar |financial )?(?P<unit>month|year|week|quarter)s\b(?! of (?:life|pregnancy|treatment"
    r"|study|age))",
    re.I,
)
LAST = re.compile(
    r"\b(?P<over>(?:over|in|during|within) )?(?P<the>the )?"
    r"(?P<way>(?:this )?(?:last|past)|previous|preceding|prior|this|current)"
    r"(?P<kind> financial| calendar)? year(?:['’]s)?\b(?! (?:one|two|\d|olds?|plan|group|in which|that"
    r"|for which|when)\b)",
    re.I,
)
#: What tells that years are calendar years, and which is the last: "during the last two years (9 in 2021)".
_WITH_YEAR = re.compile(r" \(\d[\d,]* in ((?:19|20)\d\d)\)")
_AGO = re.compile(rf"\b(?P<n>{NUMBER_OF}) years? ago\b", re.I)
_MONTH_NUMBERS = re.compile(
    r"\bmonths? (?P<n1>\d{1,2})(?:\s?(?:to|-|–|and)\s?(?P<n2>\d{1,2}))?\b(?! (?:old|pilot))", re.I
)
CAPITAL = rf"(?:{'|'.join(MONTHS)})\b"
_BARE_MONTHS = re.compile(
    rf"\b(?:(?:[Aa]t|[Bb]y|[Tt]o|[Uu]ntil) the end of|[Ii]n|[Dd]uring|[Ff]or|of|[Bb]etween|[Ff]rom|[Ss]ince|by|late"
    rf"|early) (?:(?:late|early|mid|the end of) )?"
    rf"(?P<m1>{CAPITAL})(?:{TO}(?P<m2>{CAPITAL}))?(?![\w’'-]| (?:19|20)\d\d\b)"
)
#: Months that a sentence of a report on a year is about: "August was the quietest", "the busiest month was March".
_MONTH_SUBJECT = re.compile(
    rf"(?:\A|(?<=[.;] )|(?<= and ))(?P<m1>{CAPITAL})"
    r"(?= (?:was|had|saw|brought|the (?:peak|low|high|busiest|quietest))\b| \(\d)"
    rf"|(?<=month was )(?P<m3>{CAPITAL})(?=[ ,.(])|(?<=quarter, )(?P<m4>{CAPITAL}){TO}(?P<m2>{CAPITAL})(?=,)"
)
_BARE_DAY = re.compile(rf"\b(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{CAPITAL})(?!,?\s+\d{{4}})")
#: What a paper calls its own period, or the financial year that this is a part of.
_REPORTED = re.compile(
    r"\b(?:(?P<how>in|during|over|for|across|throughout|within|(?:at|by) the end of) the"
    r" (?P<unit>quarter|half[- ]year|(?:reporting )?period|(?:financial )?year)"
    r"|(?:at|by) (?:the )?(?P<close>year[- ]end))\b"
    r"(?! (?:[12]\d{3}|before|earlier|to|in which|when|group|olds?|ahead|plan|from|of|between|after|that))",
    re.I,
)
_TO_DATE = re.compile(
    r"\b(?:the |this )?(?:financial )?year (?:to date|so far)\b|\bso far this (?:financial )?year\b", re.I
)


def report_day(anchor: Anchor) -> str:
    """Return the last day that a paper can tell of: the end of the year that it reports on, else its own."""
    return f"{int(anchor.year) + 1}-03-31" if anchor.year else anchor.day


def _last_many(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the last 12 months" up to the paper's day, "the next five years" from it on."""
    day = report_day(anchor) if anchor else ""
    if not day:
        return None
    many = number_of(match["n"])
    unit = match["unit"].lower()
    if unit == "year" and (until := _WITH_YEAR.match(match.string, match.end())):
        return f"{int(until[1]) - many + 1}-01-01", f"{until[1]}-12-31", True
    if match["way"].lower() in ("next", "coming", "following"):
        day = (anchor.first or anchor.day) if anchor and anchor.day else day
        return day, after(day, many, unit), True
    if match["calendar"] and unit == "year":
        last = int(day[:4]) - 1 if day[5:] < "12-31" else int(day[:4])
        return f"{last - many + 1}-01-01", f"{last}-12-31", True
    months = {"month": 1, "year": 12, "quarter": 3}.get(unit, 0) * many + (6 if match["half"] else 0)
    return shifted(shifted(day, days=1), months=-months, days=0 if months else -7 * many), day, True


def number_of(text: str) -> int:
    """Return a number of months or years in digits or in a word."""
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def after(day: str, many: int, unit: str) -> str:
    """Return the last day of so many months, years, quarters or weeks from a day on."""
    months = {"month": 1, "year": 12, "quarter": 3}.get(unit, 0) * many
    return shifted(day, months=months, days=-1 if months else 7 * many - 1)


def last_year(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "last year", "this year", "in the last year" by the paper's year, its financial one where it has one."""
    if anchor is None or not (anchor.day or anchor.year):
        return None
    way, kind = match["way"].lower(), (match["kind"] or "").strip().lower()
    gone = way.startswith("this ")  # "in this last year"
    current = way in ("this", "current") or (gone and anchor.reports is not None)
    lately = gone or (bool(match["the"]) and (way == "past" or bool(match["over"] and way == "last")))
    ended = anchor.reports if current and not anchor.year and _is_over(anchor) else None
    if ended and not _TO_COME.search(match.string, max(0, match.start() - 200), match.end() + 200):
        return (*ended, True)
    if anchor.covers and way in ("last", "past") and not kind:
        return (*anchor.covers, True)
    if anchor.reports and is_calendar_year(*anchor.reports) and kind != "financial":
        year = int(anchor.reports[0][:4]) - (not current and not lately)
        return f"{year}-01-01", f"{year}-12-31", True
    if anchor.year or kind == "financial" or (anchor.financial and not lately):
        return (*financial_year(anchor.financial_year - (not current and not (lately and anchor.year))), True)
    year = int(anchor.day[:4]) - (not current)
    days = (shifted(anchor.day, years=-1, days=1), anchor.day) if lately else (f"{year}-01-01", f"{year}-12-31")
    return (*days, True)


_TO_COME = re.compile(r"\b(?:will|shall|would|expect\w*|plan(?:s|ned)?|forecast|so far|budget\w*|is|are|has|have)\b")


def _is_over(anchor: Anchor) -> bool:
    """Tell whether a paper reports on a whole financial year that had ended."""
    start, end = anchor.reports or ("", "")
    return start[5:] == "04-01" and shifted(start, years=1, days=-1) == end and end < anchor.day


def _reported(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the quarter", "the half-year", "the year" of a paper that reports on one; its end is a day."""
    if anchor is None or anchor.reports is None:
        return None
    unit, (start, end) = (match["unit"] or "year").lower(), anchor.reports
    months = 12 * (int(end[:4]) - int(start[:4])) + int(end[5:7]) - int(start[5:7]) + 1
    if unit.startswith("half"):
        start = f"{shifted(end, months=-5)[:8]}01"
    elif unit.endswith("year") and months < 12:
        start, end = financial_year(int(start[:4]) - (start[5:7] < "04"))
        if end > anchor.day and (match["how"] or "for").lower() != "for" and "end of" not in match["how"].lower():
            return None  # up to when "over the year" reaches can't be told
    if (unit == "quarter" and months != 3) or (unit.startswith("half") and end[5:7] not in ("09", "03")):
        return None
    return (end if "end of" in (match["how"] or "").lower() else start), end, True


def _ago(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    if not anchor or not anchor.day:
        return None
    year = int(anchor.day[:4]) - number_of(match["n"])
    return f"{year}-01-01", f"{year}-12-31", True


def _month_numbers(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    first, last = int(match["n1"]), int(match["n2"] or match["n1"])
    if not anchor or not anchor.financial_year or not 1 <= first <= last <= 12:
        return None
    (y1, m1), (y2, m2) = [(anchor.financial_year + (n > 9), (n + 2) % 12 + 1) for n in (first, last)]
    return iso(y1, m1, 1), iso(y2, m2, last_day(y2, m2)), True


#: What had been done by a day was done since the financial year began.
_DONE = re.compile(
    r"[^;]{0,80}?\bhad (?:already |also |been )*(?:made|spent|delivered|carried out|completed|visited|received|held"
    r"|issued|trained|helped|supported|built|recorded|paid|raised|saved|achieved|opened|closed|inspected|seen|done"
    r"|committed|decided|used|reached|sold|planted|repaired|drawn down)\b"
)
_SPENT = re.compile(r"[^;.]{0,60}£[^;.]{0,40}? had been (?:spent|paid|claimed|saved)\b")
_REACHED = re.compile(r"\b(?:reached|made|took|spent|completed|delivered|helped|visited|issued|trained)\b[^.;]{0,80}\Z")
_PAST = re.compile(r"\b(?:had|was|were|reached|saw|took|made|spent|completed|delivered|stood)\b")


def _bare_months(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read months without a year as the latest before the paper's day, or those of the year that it reports on."""
    day = report_day(anchor) if anchor else ""
    if not day:
        return None
    m1, m2 = month_number(match["m1"]), month_number(match["m2"] or match["m1"])
    on_a_year = anchor is not None and anchor.reports is not None and is_calendar_year(*anchor.reports)
    if anchor and anchor.reports and on_a_year and not match[0].lower().startswith(("since", "by")):
        day = anchor.reports[1]
    year = int(day[:4]) - (iso(int(day[:4]), m2, 1) > day)
    before = match.string[max(0, match.start() - 12) : match.start()].lower() + match[0].lower()
    if match[0].lower().startswith("since"):
        return iso(year, m1, 1), day, True
    if (before.startswith("by") or match[0].lower().startswith("by")) and not _PAST.search(match.string):
        year = int(day[:4]) + (iso(int(day[:4]), m2, last_day(int(day[:4]), m2)) < day)
    if re.search(r"\bend of\b", before):
        spent = _SPENT.match(match.string, match.end())
        last = iso(year, m1, last_day(year, m1))
        done = _DONE.match(match.string, match.end()) or _REACHED.search(
            match.string, max(0, match.start() - 120), match.start()
        )
        since = spent or re.search(r"\bto the end of", before) or (done and re.search(r"\bby the end of", before))
        return (financial_year(year - (m1 < 4))[0] if since else last), last, True
    return iso(year - (m1 > m2), m1, 1), iso(year, m2, last_day(year, m2)), True


def _month_subject(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read months as those of the whole year that a paper reports on."""
    if anchor is None or anchor.reports is None:
        return None
    start, end = anchor.reports
    first = match["m1"] or match["m3"] or match["m4"]
    m1, m2 = month_number(first), month_number(match["m2"] or first)
    if shifted(start, years=1, days=-1) != end or end >= anchor.day:
        return None
    y1, y2 = (int(start[:4]) + (month < int(start[5:7])) for month in (m1, m2))
    return iso(y1, m1, 1), iso(y2, m2, last_day(y2, m2)), True


def _bare_day(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read a day without a year as the latest before the paper's day."""
    day = report_day(anchor) if anchor else ""
    if not day:
        return None
    month, number = month_number(match["month"]), leading_number(match["day"])
    read = iso(int(day[:4]), month, number)
    return (read, read, True) if read <= day else (*(2 * (iso(int(day[:4]) - 1, month, number),)), True)


def _to_date(_: re.Match[str], anchor: Anchor | None) -> Days | None:
    if not anchor or not anchor.day:
        return None
    start = financial_year(anchor.financial_year)[0]
    told = anchor.reports is not None and start < anchor.reports[1] < anchor.day
    return start, anchor.reports[1] if anchor.reports and told else anchor.day, True


Reader = Callable[[re.Match[str], Anchor | None], Days | None]
RELATIVE: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_TO_DATE, _to_date),
    (_REPORTED, _reported),
    (_LAST_MANY, _last_many),
    (LAST, last_year),
    (_AGO, _ago),
    (_MONTH_NUMBERS, _month_numbers),
    (_BARE_DAY, _bare_day),
    (_MONTH_SUBJECT, _month_subject),
    (_BARE_MONTHS, _bare_months),
)
