"""Dates and periods as papers print them. Nothing is ever filled in from today's date.

Relative ones ("last year", "months 1 to 2") are resolved from the day or the year of the paper that says them, and say
so; without such an anchor they are left unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from minutebook.text.dates import (
    ANY_MONTH,
    DATE,
    DAY,
    MONTH,
    SLASHED,
    YEAR,
    financial_year,
    four_digits,
    iso,
    last_day,
    leading_number,
    month_number,
    parsed_date,
    shifted,
    years_follow,
)
from minutebook.text.numbers import stretches
from minutebook.text.relative_periods import (
    LAST,
    RELATIVE,
    TO,
    Anchor,
    Days,
    Reader,
    is_calendar_year,
    last_year,
    report_day,
)
from minutebook.text.worded_periods import WORDED


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
    rf"(?P<d1>{DAY})\s+(?:of\s+)?(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?\s+(?:to|and|until|-|–)\s+(?:the\s+)?"
    rf"(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR})",
    re.I,
)
_DATA_TO = re.compile(rf"\bdata (?:up )?to (?P<month>{MONTH}),? (?P<year>{YEAR})\b", re.I)
_YEAR_TO = re.compile(
    rf"\b(?:year|twelve months|12 months)(?: (?:ended|ending|up))?(?: to"
    rf"| in)? (?:the )?(?:end of )?(?:(?P<day>{DAY})\s+)?(?P<month>{MONTH})"
    rf",?\s+(?P<year>{YEAR})\b",
    re.I,
)
_BETWEEN_MONTHS = re.compile(
    rf"\b(?P<m1>{MONTH}),?\s+(?P<y1>{YEAR}){TO}(?:the end of )?(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR})\b", re.I
)
_MONTHS_OF_YEAR = re.compile(
    rf"\b(?P<m1>{MONTH})(?:\s*(?:to|and|-|–)\s*(?P<m2>{MONTH}))?,?\s+(?:of\s+)?(?P<year>{YEAR})\b(?!\s?[/–-]\s?\d\d\b)",
    re.I,
)
_QUARTER_WORDS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
_QUARTERS = re.compile(
    r"\b(?:(?:Q(?:trs?\.?)?|quarters?) ?(?:\(Q\) ?)?(?P<q>[1-4]|one|two|three|four)(?: ?(?:and|to|&|-"
    r"|–) ?(?:Q ?)?(?P<q2>[1-4]))?|(?P<word>first|second|third|fourth|final|last) quarter(?! of \d{4}\b(?! ?[/–-])))\b"
    r"(?:,? ?\(?\s?(?:\w+ ){0,2}?(?:of|in|for)? ?(?:the )?(?:financial year )?"
    rf"(?P<y1>{YEAR}|\d\d)\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b|(?P<this> of (?:this|the|the current"
    rf"|the current financial|this financial) year)?)",
    re.I,
)
_FINANCIAL = re.compile(rf"\b(?P<y1>{YEAR})\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b(?![/-]?\d)")
_YEAR_FROM_APRIL = re.compile(
    rf"\b(?P<y1>{YEAR})\s?\((?:1(?:st)?(?: of)? )?April(?: to| ?-| ?–)?(?: the)? 31(?:st)?(?: of)? March\)", re.I
)
_SHORT_FINANCIAL = re.compile(r"(?<![\d/.£])(?P<y1>\d\d)/(?P<y2>\d\d)(?![\d/%])")
_YEARS = re.compile(rf"(?<![\d,.£/-])(?P<y1>{YEAR})(?:\s?[–-]\s?|\s+to\s+)(?P<y2>{YEAR})(?![\d/%–-]|[,.]\d)")
#: "during 2020 and 2021"; "in 2020 and 2021" may be two times.
_BOTH_YEARS = re.compile(
    rf"\b(?:during|over|across|throughout)(?: both)?(?: the years)? (?P<y1>{YEAR}) and (?P<y2>{YEAR})\b"
    r"(?![/%–-]|[,.]\d)",
    re.I,
)
#: A year by itself, but not that of a law, nor a number of things: "Health Act 2006", "1961 food inspections".
_CALENDAR = re.compile(rf"(?<![\d,.£/-])(?P<year>{YEAR})(?![\d/%–-]|[,.]\d| Act\b)")
_OF_A_LAW = re.compile(r"\b(?:Acts?|Regulations?|Order|Bill|Code|Directive|Convention)(?: \([^()]*\))?,? \Z")
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:start of\s+|beginning of\s+)?(?:the\s+)?(?:year\s+)?$", re.I)

_SAME_MONTHS = re.compile(
    rf"\b(?:the )?same (?:[a-z]+ )?(?:period|days|weeks|months|quarter|half|time) (?:of"
    rf"|in) (?P<y1>{YEAR})(?:\s?[/–-]\s?(?P<y2>\d\d))?\b",
    re.I,
)
_BACK = re.compile(
    r"\b(?:(?:the )?same (?:period|days|weeks|months|quarter|time) )?(?:(?:(?:a|one|the) year"
    r"|(?:the )?(?:twelve|12) months) (?:before|earlier|previously)|(?:a|one) year ago)\b",
    re.I,
)
_BEFORE_THAT = re.compile(
    r"\b(?:the same|this) (?:point|stage|period|quarter|time|days|weeks|months?) (?:of |in |the )?(?:the )?"
    r"(?:last|previous) year\b|\bthe (?:previous|preceding|prior) (?:year|period|12 months)\b|" + _BACK.pattern,
    re.I,
)
#: A time told from the one spoken of, from an earlier sentence's where its own names none.
THAT_TIME = re.compile(f"{_BEFORE_THAT.pattern}|{_SAME_MONTHS.pattern}", re.I)


_WINTER = re.compile(rf"\bwinter(?: of)? {YEAR}(?:\s?[/–-]\s?\d\d)?\b", re.I)
_DIGIT = re.compile(r"\d")
#: What no period is told without, whatever its form: looked for first, since the forms are many.
_OF_TIME = re.compile(
    r"[12]\d{3}|\d[/.]\d|year|month|quarter|week|half|period|\bq|spring|summer|autumn|winter"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    re.I,
)


def periods(text: str, anchor: Anchor | None = None) -> Iterator[Period]:
    """Yield the periods that a text names, in order; overlapping shorter ones are left out.

    Financial years run from April to March: "2021/22" and "2020-21"; "19 March to 31 August 2020" takes its
    first year from the second. Relative periods are read only with an anchor.

    Example:
        >>> [(p.start, p.end, p.inferred) for p in periods("in 2020/21 and from 19th March to 31st August 2020")]
        [('2020-04-01', '2021-03-31', False), ('2020-03-19', '2020-08-31', True)]
        >>> [(p.start, p.end, p.inferred) for p in periods("in months 1 to 2", Anchor("2020-09-30"))]
        [('2020-04-01', '2020-05-31', True)]
    """
    for at, part in stretches(text):
        found = _periods(part, anchor)
        yield from (replace(p, begin=p.begin + at, stop=p.stop + at) for p in found) if at else found


@lru_cache(maxsize=4096)  # headings, captions and leads are asked about for each sentence under them
def _periods(text: str, anchor: Anchor | None) -> tuple[Period, ...]:
    if not (_OF_TIME if anchor else _DIGIT).search(text) and not (anchor and anchor.named):
        return ()  # without a paper's day only what is printed in digits is read
    found: list[Period] = []
    taken = Taken(len(text))
    relative = [*_BEFORE_THAT.finditer(text), *_SAME_MONTHS.finditer(text)] if anchor else []
    for match in (*relative, *_WINTER.finditer(text)):  # a winter may begin in November and end in March
        taken.add(*match.span())
    for pattern, read in (*_READERS, *RELATIVE) if anchor else _READERS:
        for match in pattern.finditer(text):
            days = None if taken.overlaps(*match.span()) else read(match, anchor)
            if days and days[0] and days[1] and days[0] <= days[1]:
                taken.add(*match.span())
                found.append(_opened(text, Period(days[0], days[1], days[2], *match.span()), anchor))
    for name, start, end in anchor.named if anchor else ():
        for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.I):
            if not taken.overlaps(*match.span()):
                taken.add(*match.span())
                found.append(Period(start, end, False, *match.span()))
    for match in relative:
        if earlier := max((p for p in found if p.stop <= match.start()), key=lambda p: p.stop, default=None):
            found.append(_years_back(match, earlier.start, earlier.end))
        elif anchor and (spoken := anchor.current or (_reports_on(anchor) if _is_of_the_paper(match) else None)):
            found.append(replace(_years_back(match, *spoken), inferred=True))
        elif (last := LAST.search(match[0])) and (days := last_year(last, anchor)):
            found.append(Period(*days, *match.span()))
    return tuple(sorted(found, key=lambda p: p.begin))


def _is_of_the_paper(match: re.Match[str]) -> bool:
    """Tell whether a time may be told from the one that its paper reports on: "a year before", "the same weeks of"."""
    return "y1" in match.groupdict() or _BACK.fullmatch(match[0]) is not None


def _reports_on(anchor: Anchor) -> tuple[str, str] | None:
    """Return what a paper reports on, where that had ended: of a year that runs one can't tell which part is meant."""
    reports = anchor.reports
    return reports if reports and not (anchor.day and reports[0] <= anchor.day < reports[1]) else None


def _years_back(match: re.Match[str], start: str, end: str) -> Period:
    """Return the same days of the year before, or of the year that is named."""
    year = match.groupdict().get("y1")
    financial = bool(year and match["y2"]) and start[5:7] < "04"
    back = int(year) - int(start[:4]) + financial if year else -1
    return Period(shifted(start, years=back), shifted(end, years=back), not year, *match.span())


def _opened(text: str, period: Period, anchor: Anchor | None) -> Period:
    """Return a period that "since" opens up to the paper's day; others as they are."""
    day = report_day(anchor) if anchor else ""
    if _WHEN.match(text, period.stop):
        return period  # "since 2020/21, when there were 221"
    if anchor and _is_on_a_year(anchor) and anchor.reports and period.start <= anchor.reports[1] < day:
        day = anchor.reports[1]
    if not _SINCE.search(text, max(0, period.begin - 40), period.begin) or not day or day < period.start:
        return period
    return Period(period.start, day, True, period.begin, period.stop)


_WHEN = re.compile(r",? when there (?:was|were|had been)\b")


def _from_to(match: re.Match[str], _: Anchor | None) -> Days:
    y2 = int(match["y2"])
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    y1 = int(match["y1"]) if match["y1"] else y2 - (m1 > m2)
    return iso(y1, m1, leading_number(match["d1"])), iso(y2, m2, leading_number(match["d2"])), not match["y1"]


def _year_to(match: re.Match[str], _: Anchor | None) -> Days:
    year, month = int(match["year"]), month_number(match["month"])
    end = iso(year, month, leading_number(match["day"]) if match["day"] else last_day(year, month))
    return (shifted(end, years=-1, days=1) if end else ""), end, False


def _data_to(match: re.Match[str], _: Anchor | None) -> Days:
    """Read "data to March 2015" as the twelve months up to it: how ministries publish."""
    year, month = int(match["year"]), month_number(match["month"])
    end = iso(year, month, last_day(year, month))
    return shifted(end, years=-1, days=1), end, True


def _between_months(match: re.Match[str], _: Anchor | None) -> Days:
    y1, m1, y2, m2 = int(match["y1"]), month_number(match["m1"]), int(match["y2"]), month_number(match["m2"])
    return iso(y1, m1, 1), iso(y2, m2, last_day(y2, m2)), False


def _quarter(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    if match["word"] and match["word"].lower() == "last" and not (match["y1"] or _is_on_a_year(anchor)):
        return None  # the one before this
    if not match["y1"] and anchor and anchor.reports and is_calendar_year(*anchor.reports):
        return _of_calendar(match, anchor.reports[0][:4])
    if match["y1"]:
        year = four_digits(match["y1"])
        if not years_follow(match):
            return None
    elif anchor and anchor.reports and _is_on_a_year(anchor):
        year = int(anchor.reports[0][:4])
    elif anchor and anchor.financial_year:
        year = anchor.financial_year
    else:
        return None
    word = (match["q"] or match["word"]).lower()
    first = int(word) if word.isdigit() else _QUARTER_WORDS[word]
    last = int(match["q2"] or first)
    inferred = not match["y1"] or len(match["y1"]) == 2
    if _ENDED.search(match.string, max(0, match.start() - 20), match.start()):
        return financial_year(year)[0], _quarter_days(year, last)[1], True  # what is told so adds up
    return _quarter_days(year, first)[0], _quarter_days(year, last)[1], inferred


_ENDED = re.compile(r"\b(?:by|to) (?:the )?end of (?:the )?\Z", re.I)


def _is_on_a_year(anchor: Anchor | None) -> bool:
    """Tell whether a paper reports on a whole year."""
    reports = anchor.reports if anchor else None
    return reports is not None and shifted(reports[0], years=1, days=-1) == reports[1]


def _of_calendar(match: re.Match[str], year: str) -> Days:
    """Return the quarters of a calendar year that a paper reports on."""
    word = (match["q"] or match["word"]).lower()
    first = int(word) if word.isdigit() else _QUARTER_WORDS[word]
    month = 3 * int(match["q2"] or first)
    return iso(year, 3 * first - 2, 1), iso(year, month, last_day(int(year), month)), True


def _quarter_days(year: int, number: int) -> tuple[str, str]:
    year, month = (year + 1, 1) if number == 4 else (year, 3 * number + 1)
    return iso(year, month, 1), iso(year, month + 2, last_day(year, month + 2))


def _financial(match: re.Match[str], _: Anchor | None) -> Days | None:
    year = four_digits(match["y1"])
    return (*financial_year(year), len(match["y1"]) == 2) if years_follow(match) else None


def _year_from_april(match: re.Match[str], _: Anchor | None) -> Days:
    return (*financial_year(int(match["y1"])), False)


def _years(match: re.Match[str], _: Anchor | None) -> Days:
    return f"{match['y1']}-01-01", f"{match['y2']}-12-31", False


def _both_years(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    follow = int(match["y2"]) == int(match["y1"]) + 1 and "respectively" not in match.string
    return _years(match, anchor) if follow else None


def _calendar(match: re.Match[str], _: Anchor | None) -> Days | None:
    text, at = match.string, match.start()
    if _OF_A_LAW.search(text[max(0, at - 60) : at]) or is_counted_year(text, *match.span()):
        return None
    return f"{match['year']}-01-01", f"{match['year']}-12-31", False


_THINGS = re.compile(
    r" (?!(?:data|figures|levels|prices|results|estimates|statistics|census|elections|to|and|was"
    r"|is)\b)(?:[a-z-]+ ){0,3}"
    r"(?:[a-z-]{2,}s|people|children)\b"
)
_COUNTING = re.compile(
    r"(?:\A|[•▪◦❖○❑]|\b(?:estimated|approximately|about|around|some|total of|received|dealt with|nearly|almost"
    r"|over|than))\s*-?\s*(?:an? )?\Z",
    re.I,
)
_A_LABEL = 120  # characters of a label and its number, at most
_LABELLED = re.compile(
    r"[\s•▪◦❖○❑-]*(?!(?:date|year|since|established|born|founded|opened)\b)[A-Z][\w /&()'’-]*: ?\d{4}\W*", re.I
)


def is_counted_year(text: str, begin: int, stop: int) -> bool:
    """Tell whether what looks like a year counts things: "an estimated 1986 young people", "Sites: 2010"."""
    if stop - begin != 4:
        return False
    before = text[max(0, begin - 20) : begin]
    counted = _COUNTING.search(before) and _THINGS.match(text, stop)
    beside = _COUNTED_THERE.search(text, max(0, begin - _REACH), begin) and _THERE.match(text, stop)
    return bool(counted or beside) or (len(text) < _A_LABEL and bool(_LABELLED.fullmatch(text)))


#: "3120 requests were made in Ayle and 2015 in Bode".
_COUNTED_THERE = re.compile(r"\d [a-z][a-z ]*\b(?:in|from|at|for) (?:[A-Z][\w’'-]*[ ,]{1,2}){1,4}(?:and )\Z")
_THERE = re.compile(rf" (?:in|from|at|for) (?!{ANY_MONTH}\b)[A-Z][a-z]")
_REACH = 120  # characters before a number in which its like is counted


#: What had been done by the end of a month was done since its financial year began.
_BY_END_OF = re.compile(
    rf"\b(?:by|to) (?:the )?end of (?P<month>{MONTH}),? (?P<year>{YEAR})\b(?=[^;]{{0,40}}? had\b(?! (?:to|not)\b))",
    re.I,
)


def _by_end_of(match: re.Match[str], _: Anchor | None) -> Days:
    year, month = int(match["year"]), month_number(match["month"])
    return financial_year(year - (month < 4))[0], iso(year, month, last_day(year, month)), True


_AT_END_OF = re.compile(
    rf"\b(?:at|by|as at|as of|before) (?:the )?end of (?P<month>{MONTH}),? (?P<year>{YEAR})\b", re.I
)


def _at_end_of(match: re.Match[str], _: Anchor | None) -> Days:
    """Read "at the end of June 2019" as its last day."""
    year, month = int(match["year"]), month_number(match["month"])
    last = iso(year, month, last_day(year, month))
    return last, last, False


def _months(match: re.Match[str], _: Anchor | None) -> Days:
    year = int(match["year"])
    m1, m2 = month_number(match["m1"]), month_number(match["m2"] or match["m1"])
    return iso(year - (m1 > m2), m1, 1), iso(year, m2, last_day(year, m2)), m1 > m2


def _day(match: re.Match[str], _: Anchor | None) -> Days:
    day = parsed_date(match[0])
    return day, day, False


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_FROM_TO, _from_to),
    (_YEAR_TO, _year_to),
    (_DATA_TO, _data_to),
    (_BETWEEN_MONTHS, _between_months),
    *WORDED,
    (_QUARTERS, _quarter),
    (DATE, _day),
    (SLASHED, _day),
    (_BY_END_OF, _by_end_of),
    (_AT_END_OF, _at_end_of),
    (_MONTHS_OF_YEAR, _months),
    (_YEAR_FROM_APRIL, _year_from_april),
    (_FINANCIAL, _financial),
    (_SHORT_FINANCIAL, _financial),
    (_BOTH_YEARS, _both_years),
    (_YEARS, _years),
    (_CALENDAR, _calendar),
)
