"""Dates and periods as papers print them. Nothing is ever filled in from today's date.

Relative ones ("last year", "months 1 to 2") are resolved from the day or the year of the paper that says them, and say
so; without such an anchor they are left unread.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
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
#: The months' full names, in order.
MONTHS = tuple(name.capitalize() for name in _MONTHS if len(name) > 4 or name in ("may", "june", "july"))
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


@dataclass(frozen=True)
class Anchor:
    """What a paper's relative periods are told from: its day, and the financial year that it reports on, if one.

    `year` is the one that a financial year reported on begins in; `financial` says that the paper counts in such years;
    `covers` is another year that its data are of.
    `named` are periods that the paper gives a name: "scheme 2" is the first to the last day of it.
    """

    day: str = ""
    year: str = ""
    financial: bool = False
    covers: tuple[str, str] | None = None
    named: tuple[tuple[str, str, str], ...] = ()

    @property
    def financial_year(self) -> int:
        """The year in which the financial year begins that the paper reports on or was written in; 0 without one."""
        if self.year:
            return int(self.year)
        return int(self.day[:4]) - (self.day[5:7] < "04") if self.day else 0


Days = tuple[str, str, bool]
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)"
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten twelve eighteen twenty".split(),
        [*range(1, 11), 12, 18, 20],
        strict=True,
    )
)
_TO = r"\s*(?:to|and|until|-|–)\s*"
_FROM_TO = re.compile(
    rf"(?P<d1>{_DAY})\s+(?:of\s+)?(?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?\s+(?:to|and|until|-|–)\s+(?:the\s+)?"
    rf"(?P<d2>{_DAY})\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})",
    re.I,
)
_DATA_TO = re.compile(rf"\bdata (?:up )?to (?P<month>{_MONTH}),? (?P<year>{_YEAR})\b", re.I)
_YEAR_TO = re.compile(
    rf"\b(?:year|twelve months|12 months)(?: (?:ended|ending|up))?(?: to"
    rf"| in)? (?:the )?(?:end of )?(?:(?P<day>{_DAY})\s+)?(?P<month>{_MONTH})"
    rf",?\s+(?P<year>{_YEAR})\b",
    re.I,
)
_BETWEEN_MONTHS = re.compile(
    rf"\b(?P<m1>{_MONTH}),?\s+(?P<y1>{_YEAR}){_TO}(?:the end of )?(?P<m2>{_MONTH}),?\s+(?P<y2>{_YEAR})\b", re.I
)
_MONTHS_OF_YEAR = re.compile(
    rf"\b(?P<m1>{_MONTH})(?:\s*(?:to|and|-|–)\s*(?P<m2>{_MONTH}))?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b(?!\s?[/–-]\s?\d\d\b)",
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
    r"\b(?:(?:Q|quarters?) ?(?:\(Q\) ?)?(?P<q>[1-4]|one|two|three|four)(?: ?(?:and|to|&|-"
    r"|–) ?(?:Q ?)?(?P<q2>[1-4]))?|(?P<word>first|second|third|fourth|final) quarter)\b"
    r"(?:,? ?\(?\s?(?:\w+ ){0,2}?(?:of|in|for)? ?(?:the )?(?:financial year )?"
    rf"(?P<y1>{_YEAR}|\d\d)\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b|(?P<this> of (?:this|the|the current"
    rf"|the current financial|this financial) year)?)",
    re.I,
)
_FINANCIAL = re.compile(rf"\b(?P<y1>{_YEAR})\s?[/–-]\s?(?P<y2>(?:20)?\d\d)\b(?![/-]?\d)")
_YEAR_FROM_APRIL = re.compile(
    rf"\b(?P<y1>{_YEAR})\s?\((?:1(?:st)?(?: of)? )?April(?: to| ?-| ?–)?(?: the)? 31(?:st)?(?: of)? March\)", re.I
)
_SHORT_FINANCIAL = re.compile(r"(?<![\d/.£])(?P<y1>\d\d)/(?P<y2>\d\d)(?![\d/%])")
_YEARS = re.compile(rf"(?<![\d,.£/-])(?P<y1>{_YEAR})(?:\s?[–-]\s?|\s+to\s+)(?P<y2>{_YEAR})(?![\d/%–-]|[,.]\d)")
#: A year by itself, but not that of a law, nor a number of things: "Health Act 2006", "1961 food inspections".
_CALENDAR = re.compile(rf"(?<![\d,.£/-])(?P<year>{_YEAR})(?![\d/%–-]|[,.]\d| Act\b)")
_OF_A_LAW = re.compile(r"\b(?:Acts?|Regulations?|Order|Bill|Code|Directive|Convention)(?: \([^()]*\))?,? \Z")
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:start of\s+|beginning of\s+)?(?:the\s+)?(?:year\s+)?$", re.I)

# Those below need an anchor.
_LAST_MANY = re.compile(
    rf"\b(?:the|these)?\s?(?P<way>last|past|previous|preceding|prior|next|coming"
    rf"|following) (?P<n>{_NUMBER})(?P<half> and a half)? "
    r"(?P<calendar>calendar |financial )?(?P<unit>month|year|week|quarter)s\b(?! of (?:life|pregnancy|treatment"
    r"|study|age))",
    re.I,
)
_LAST = re.compile(
    r"\b(?P<over>(?:over|in|during|within) )?(?P<the>the )?(?P<way>last|past|previous|preceding|prior|this|current)"
    r"(?P<kind> financial| calendar)? year(?:['’]s)?\b(?! (?:one|two|\d|olds?|plan|group|in which|that"
    r"|for which|when)\b)",
    re.I,
)
_SAME_MONTHS = re.compile(
    rf"\b(?:the )?same (?:[a-z]+ )?(?:period|months|quarter|time) (?:of"
    rf"|in) (?P<y1>{_YEAR})(?:\s?[/–-]\s?(?P<y2>\d\d))?\b",
    re.I,
)
_BEFORE_THAT = re.compile(
    r"\bthe (?:same (?:period|quarter|time|months?) (?:of |in |the )?(?:the )?(?:last|previous) year"
    r"|(?:previous|preceding|prior) (?:year|period|12 months)|year before)\b",
    re.I,
)
_FIRST_MONTHS = re.compile(
    rf"\bfirst (?P<n>{_NUMBER}) months(?: of)?(?: (?:this|the|the current|the new)(?: financial)? year"
    rf"| (?P<y1>{_YEAR})\s?[/–-]\s?(?P<y2>\d\d)\b)?",
    re.I,
)
_AGO = re.compile(rf"\b(?P<n>{_NUMBER}) years? ago\b", re.I)
_MONTH_NUMBERS = re.compile(
    r"\bmonths? (?P<n1>\d{1,2})(?:\s?(?:to|-|–|and)\s?(?P<n2>\d{1,2}))?\b(?! (?:old|pilot))", re.I
)
_CAPITAL = rf"(?:{'|'.join(MONTHS)})\b"
_BARE_MONTHS = re.compile(
    rf"\b(?:[Ii]n|[Dd]uring|[Ff]or|of|[Bb]etween|[Ff]rom|[Ss]ince|by|late|early) (?:(?:late|early|mid|the end of) )?"
    rf"(?P<m1>{_CAPITAL})(?:{_TO}(?P<m2>{_CAPITAL}))?(?![\w’'-]| (?:19|20)\d\d\b)"
)
_BARE_DAY = re.compile(rf"\b(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_CAPITAL})(?!,?\s+\d{{4}})")
_TO_DATE = re.compile(
    r"\b(?:the |this )?(?:financial )?year (?:to date|so far)\b|\bso far this (?:financial )?year\b", re.I
)


def periods(text: str, anchor: Anchor | None = None) -> Iterator[Period]:
    """Yield the periods that a text names, in order; overlapping shorter ones are left out.

    Financial years run from April to March: "2021/22" and "2020-21"; "19 March to 31 August 2020" takes its
    first year from the second. Relative periods are read only with an anchor.

    Example:
        >>> [(p.start, p.end, p.inferred) for p in periods("in 2020/21 and from 19th March to 31st August 2020")]
        [('2020-04-01', '2021-03-31', False), ('2020-03-19', '2020-08-31', True)]
        >>> [(p.start, p.end, p.inferred) for p in periods("in months 1 to 2", Anchor("2021-07-15"))]
        [('2021-04-01', '2021-05-31', True)]
    """
    found: list[Period] = []
    taken = Taken(len(text))
    relative = [*_BEFORE_THAT.finditer(text), *_SAME_MONTHS.finditer(text)] if anchor else []
    for match in relative:
        taken.add(*match.span())
    for pattern, read in _READERS:
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
            named = match.groupdict().get("y1")
            back = int(named) - int(earlier.start[:4]) if named else -1
            start, end = _shifted(earlier.start, years=back), _shifted(earlier.end, years=back)
            found.append(Period(start, end, not named, *match.span()))
        elif (last := _LAST.search(match[0])) and (days := _last(last, anchor)):
            found.append(Period(*days, *match.span()))
    yield from sorted(found, key=lambda p: p.begin)


def _opened(text: str, period: Period, anchor: Anchor | None) -> Period:
    """Return a period that "since" opens up to the paper's day; others as they are."""
    day = _report_day(anchor) if anchor else ""
    if not _SINCE.search(text, max(0, period.begin - 40), period.begin) or not day or day < period.start:
        return period
    return Period(period.start, day, True, period.begin, period.stop)


def _report_day(anchor: Anchor) -> str:
    """Return the last day that a paper can tell of: the end of the year that it reports on, else its own."""
    return f"{int(anchor.year) + 1}-03-31" if anchor.year else anchor.day


def _from_to(match: re.Match[str], _: Anchor | None) -> Days:
    y2 = int(match["y2"])
    m1, m2 = _month(match["m1"]), _month(match["m2"])
    y1 = int(match["y1"]) if match["y1"] else y2 - (m1 > m2)
    return _iso(y1, m1, _leading(match["d1"])), _iso(y2, m2, _leading(match["d2"])), not match["y1"]


def _year_to(match: re.Match[str], _: Anchor | None) -> Days:
    year, month = int(match["year"]), _month(match["month"])
    end = _iso(year, month, _leading(match["day"]) if match["day"] else _last_day(year, month))
    return (_shifted(end, years=-1, days=1) if end else ""), end, False


def _data_to(match: re.Match[str], _: Anchor | None) -> Days:
    """Read "data to March 2015" as the twelve months up to it: how ministries publish."""
    year, month = int(match["year"]), _month(match["month"])
    end = _iso(year, month, _last_day(year, month))
    return _shifted(end, years=-1, days=1), end, True


def _between_months(match: re.Match[str], _: Anchor | None) -> Days:
    y1, m1, y2, m2 = int(match["y1"]), _month(match["m1"]), int(match["y2"]), _month(match["m2"])
    return _iso(y1, m1, 1), _iso(y2, m2, _last_day(y2, m2)), False


def _quarter(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    if match["y1"]:
        year = _four_digits(match["y1"])
        if not _follows(match):
            return None
    elif anchor and anchor.financial_year:
        year = anchor.financial_year
    else:
        return None
    word = (match["q"] or match["word"]).lower()
    first = int(word) if word.isdigit() else _QUARTER_WORDS[word]
    last = int(match["q2"] or first)
    inferred = not match["y1"] or len(match["y1"]) == 2
    return _quarter_days(year, first)[0], _quarter_days(year, last)[1], inferred


def _first_months(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the first four months of this financial year"."""
    if anchor is None:
        return None  # where only what is printed counts, the months are a number of their own
    year = int(match["y1"]) if match["y1"] else anchor.financial_year
    text = match["n"].lower()
    many = int(text) if text.isdigit() else _NUMBERS[text]
    if not year or not 1 <= many <= 12 or (match["y1"] and not _follows(match)):
        return None
    start = _iso(year, 4, 1)
    return start, _after(start, many, "month"), not match["y1"]


def _quarter_days(year: int, number: int) -> tuple[str, str]:
    year, month = (year + 1, 1) if number == 4 else (year, 3 * number + 1)
    return _iso(year, month, 1), _iso(year, month + 2, _last_day(year, month + 2))


def _financial(match: re.Match[str], _: Anchor | None) -> Days | None:
    year = _four_digits(match["y1"])
    return (*_financial_year(year), len(match["y1"]) == 2) if _follows(match) else None


def _year_from_april(match: re.Match[str], _: Anchor | None) -> Days:
    return (*_financial_year(int(match["y1"])), False)


def _financial_year(year: int) -> tuple[str, str]:
    return _iso(year, 4, 1), _iso(year + 1, 3, 31)


def _four_digits(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _follows(match: re.Match[str]) -> bool:
    return int(match["y2"][-2:]) == (int(match["y1"][-2:]) + 1) % 100


def _years(match: re.Match[str], _: Anchor | None) -> Days:
    return f"{match['y1']}-01-01", f"{match['y2']}-12-31", False


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
    return (len(text) < _A_LABEL and bool(_LABELLED.fullmatch(text))) or bool(
        _COUNTING.search(before) and _THINGS.match(text, stop)
    )


def _months(match: re.Match[str], _: Anchor | None) -> Days:
    year = int(match["year"])
    m1, m2 = _month(match["m1"]), _month(match["m2"] or match["m1"])
    return _iso(year - (m1 > m2), m1, 1), _iso(year, m2, _last_day(year, m2)), m1 > m2


def _day(match: re.Match[str], _: Anchor | None) -> Days:
    day = parsed_date(match[0])
    return day, day, False


def _last_many(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "the last 12 months" up to the paper's day, "the next five years" from it on."""
    day = _report_day(anchor) if anchor else ""
    if not day:
        return None
    text = match["n"].lower()
    many = int(text) if text.isdigit() else _NUMBERS[text]
    unit = match["unit"].lower()
    if match["way"].lower() in ("next", "coming", "following"):
        day = anchor.day if anchor and anchor.day else day
        return day, _after(day, many, unit), True
    if match["calendar"] and unit == "year":
        last = int(day[:4]) - 1 if day[5:] < "12-31" else int(day[:4])
        return f"{last - many + 1}-01-01", f"{last}-12-31", True
    months = {"month": 1, "year": 12, "quarter": 3}.get(unit, 0) * many + (6 if match["half"] else 0)
    return _shifted(day, months=-months, days=1 if months else 1 - 7 * many), day, True


def _after(day: str, many: int, unit: str) -> str:
    months = {"month": 1, "year": 12, "quarter": 3}.get(unit, 0) * many
    return _shifted(day, months=months, days=-1 if months else 7 * many - 1)


def _last(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read "last year", "this year", "in the last year" by the paper's year, its financial one where it has one."""
    if anchor is None or not (anchor.day or anchor.year):
        return None
    way, kind = match["way"].lower(), (match["kind"] or "").strip().lower()
    current, lately = (
        way in ("this", "current"),
        bool(match["the"]) and (way == "past" or bool(match["over"] and way == "last")),
    )
    if anchor.covers and way in ("last", "past") and not kind:
        return (*anchor.covers, True)
    if anchor.year or kind == "financial" or (anchor.financial and not lately):
        return (*_financial_year(anchor.financial_year - (not current and not (lately and anchor.year))), True)
    if lately:
        return _shifted(anchor.day, years=-1, days=1), anchor.day, True
    year = int(anchor.day[:4]) - (not current)
    return f"{year}-01-01", f"{year}-12-31", True


def _ago(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    if not anchor or not anchor.day:
        return None
    text = match["n"].lower()
    year = int(anchor.day[:4]) - (int(text) if text.isdigit() else _NUMBERS[text])
    return f"{year}-01-01", f"{year}-12-31", True


def _month_numbers(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    first, last = int(match["n1"]), int(match["n2"] or match["n1"])
    if not anchor or not anchor.financial_year or not 1 <= first <= last <= 12:
        return None
    (y1, m1), (y2, m2) = [(anchor.financial_year + (n > 9), (n + 2) % 12 + 1) for n in (first, last)]
    return _iso(y1, m1, 1), _iso(y2, m2, _last_day(y2, m2)), True


def _bare_months(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read months without a year as the latest before the paper's day, or those of the year that it reports on."""
    day = _report_day(anchor) if anchor else ""
    if not day:
        return None
    m1, m2 = _month(match["m1"]), _month(match["m2"] or match["m1"])
    year = int(day[:4]) - (_iso(int(day[:4]), m2, 1) > day)
    before = match.string[max(0, match.start() - 12) : match.start()].lower() + match[0].lower()
    if match[0].lower().startswith("since"):
        return _iso(year, m1, 1), day, True
    if before.startswith("by") or match[0].lower().startswith("by"):
        year = int(day[:4]) + (_iso(int(day[:4]), m2, _last_day(int(day[:4]), m2)) < day)
    if "end of" in before:
        last = _iso(year, m1, _last_day(year, m1))
        return (_financial_year(year - (m1 < 4))[0] if re.search(r"\bto the end of", before) else last), last, True
    return _iso(year - (m1 > m2), m1, 1), _iso(year, m2, _last_day(year, m2)), True


def _bare_day(match: re.Match[str], anchor: Anchor | None) -> Days | None:
    """Read a day without a year as the latest before the paper's day."""
    day = _report_day(anchor) if anchor else ""
    if not day:
        return None
    month, number = _month(match["month"]), _leading(match["day"])
    read = _iso(int(day[:4]), month, number)
    return (read, read, True) if read <= day else (*(2 * (_iso(int(day[:4]) - 1, month, number),)), True)


def _to_date(_: re.Match[str], anchor: Anchor | None) -> Days | None:
    if not anchor or not anchor.day:
        return None
    return _financial_year(anchor.financial_year)[0], anchor.day, True


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Anchor | None], Days | None]], ...] = (
    (_FROM_TO, _from_to),
    (_YEAR_TO, _year_to),
    (_DATA_TO, _data_to),
    (_BETWEEN_MONTHS, _between_months),
    (_QUARTERS, _quarter),
    (_FIRST_MONTHS, _first_months),
    (_DATE, _day),
    (_SLASHED, _day),
    (_MONTHS_OF_YEAR, _months),
    (_YEAR_FROM_APRIL, _year_from_april),
    (_FINANCIAL, _financial),
    (_SHORT_FINANCIAL, _financial),
    (_YEARS, _years),
    (_CALENDAR, _calendar),
    (_TO_DATE, _to_date),
    (_LAST_MANY, _last_many),
    (_LAST, _last),
    (_AGO, _ago),
    (_MONTH_NUMBERS, _month_numbers),
    (_BARE_DAY, _bare_day),
    (_BARE_MONTHS, _bare_months),
)


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _shifted(day: str, *, years: int = 0, months: int = 0, days: int = 0) -> str:
    """Return a day moved by years and months, kept inside its month, then by days."""
    date = dt.date.fromisoformat(day)
    n = 12 * (date.year + years) + date.month - 1 + months
    year, month = divmod(n, 12)
    moved = dt.date(year, month + 1, min(date.day, _last_day(year, month + 1)))
    return (moved + dt.timedelta(days=days)).isoformat()


def _leading(text: str) -> int:
    return int(re.match(r"\d+", text.strip())[0])  # type: ignore[index]


def _iso(year: int | str, month: int, day: int) -> str:
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return ""
