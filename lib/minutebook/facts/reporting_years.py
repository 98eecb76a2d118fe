"""Reporting years: the period that a document reports on, by its title, by its own words or by its tables' columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from minutebook.papers.reports import Document
from minutebook.papers.tables import Table
from minutebook.text.dates import shifted
from minutebook.text.periods import Period, periods
from minutebook.text.relative_periods import Anchor, is_calendar_year

_AHEAD = (
    "strategy",
    "action plan",
    "work programme",
    "action tracker",
    "agenda",
    "minutes",
)  # these look ahead, or have no year
BULLET = re.compile(r"\s*(?:[-•*▪◦❖○❑]|\(?[a-z]\)|\(?[ivx]+\)|\d+[.)]|\d[\d,]* x)\s", re.I)
TITLE_LINES = 8
_OPENING = 5000  # characters of the first lines, however long they are
_FIRST_LINES, _RIGHT_AFTER = 60, 4  # where a report says what it covers; characters before the period
_YEARLY = re.compile(r"\bannual (?:report|review|statement|account)\b", re.I)
_REPORTS_ON = re.compile(
    r"\b(?:(?:this|the|our)(?: \w+){0,3} (?:report|review|paper|statement|briefing|profile)|it"
    r"|(?:these|the|our) (?:slides|tables))"
    r" (?:covers?|describes?|summarises?|reviews?|reports? on|looks? back (?:at|on|over)|looks? at|deals? with"
    r"|is (?:about|on|for)) (?:the )?(?:\w+ )?(?:period |year |months |quarter )?(?:of |from )?(?=\S)",
    re.I,
)
#: What a report says of all its figures: "Unless we say otherwise, figures are for calendar year 2018".
_ALL_ITS_FIGURES = re.compile(
    r"(?<![^.])(?=[^.]*\b(?:unless|(?:where|if) (?:no|not|nothing))\b)[^.]*?\b(?:figures|numbers|data|counts|totals)\b"
    r"[^.]{0,40}? (?:are|cover|relate to|refer to|come from)(?: for| of| from)? (?:the )?(?:calendar |financial )?"
    r"(?:years? (?!to))?(?=\S)",
    re.I,
)
_FINDINGS = (
    r"(?:figures|performance|activity|picture|statistics|numbers|data|results|crime|crimes|offences|offending|complaints"
    r"|casualties|collisions|accidents|deaths|fires|incidents|outcomes|trends|achievements|work|year)"
)
#: A report that says what it sets out: "This report gives the performance of the service for 2018".
_SETS_OUT = re.compile(
    r"\b(?:this|the)(?: \w+){0,3} (?:report|review|paper|statement|briefing|presentation) (?:covers|gives|presents"
    r"|is to (?:inform|report|update|advise|tell|present|set out|summarise|provide|give)"
    r"|sets out|provides|shows|contains|summarises|describes|reviews|reports on|looks at)\b"
    rf"[^.\d]{{0,80}}\b{_FINDINGS}\b"
    r"[^.,;\d]{0,60} (?:for|in|during|over|of) (?:the )?(?:calendar |financial )?(?:year (?!to))?(?=\S)",
    re.I,
)
#: A title that looks back on a calendar year: "the picture for 2018", "Fires in 2019", "Annual Review 2022".
_OF_A_YEAR = re.compile(
    r"\b(?:in|for|during|of|calendar year|annual (?:report|review|statement|account)|year in review)"
    r"(?: the year| calendar year)?[\s,:(–-]*\Z",
    re.I,
)
_YEAR_OF = re.compile(r"\d{4} (?:in )?(?:annual )?(?:review|report|figures|statistics|performance|results)\b", re.I)
_OF_FINDINGS = re.compile(rf"\b{_FINDINGS}\b", re.I)
_NO_LOOK_BACK = re.compile(
    r"\b(?:plans?|planning|strateg\w+|budget\w*|programme|priorities|policy|policies|survey\w*|census|timetable|dates"
    r"|proposals?|proposed|consultation|elections?|public health|needs assessment|forecasts?|targets?|bids?|acts?|bill"
    r"|regulations|guidance|estimates|projections?|renewal|future|inspection|timetable|calendar of)\b",
    re.I,
)
_LATELY = 2  # years after which a year in a title is no longer the one that a report looks back on


def is_yearly(document: Document) -> bool:
    """Tell whether a document is an annual report: by its kind or, attached as an appendix, by its title."""
    return document.kind == "annual report" or (
        document.kind == "appendix" and _YEARLY.search(document.title) is not None
    )


def reported_on(document: Document, about: Sequence[Document], lines: Sequence[str], day: str) -> Period | None:
    """Return the period that a document reports on: its title's, or what it says that it covers.

    Of an annual report also its cover's, or that of the report which brings it. Nothing of what looks ahead.
    """
    if document.kind in _AHEAD:
        return None
    has_cover = is_yearly(document) or document.kind == "slides" or _YEARLY.search(document.title)
    cover = [line for line in lines if line.strip()][:TITLE_LINES] if has_cover else []
    if not is_yearly(document):
        cover = list(takewhile(lambda line: not BULLET.match(line), cover))
    titles = [other.title for other in about[1:] if is_yearly(document) and _YEARLY.search(other.title)]
    if looks_back := _looks_back(document, day):
        return looks_back
    for text in (document.title, " \n".join(cover), *titles):
        times = {(p.start, p.end): p for p in periods(text) if text == document.title or is_financial(p)}
        if not times and text == document.title:
            times = {(p.start, p.end): p for p in periods(text, Anchor(day)) if p.start[5:] != "01-01"}
        if len(times) == 1 and _is_reported(one := next(iter(times.values()))):
            return one
    text = " ".join(lines[:_FIRST_LINES])[:_OPENING]
    for pattern in (_REPORTS_ON, _ALL_ITS_FIGURES, _SETS_OUT):
        match = pattern.search(text)
        told = _right_behind(text, match) if match else None
        ahead = match and pattern is _SETS_OUT and _NO_LOOK_BACK.search(match[0])
        if told and not ahead and (_is_reported(told) or _is_past_year(told, day)):
            return told
    return None


def _right_behind(text: str, match: re.Match[str]) -> Period | None:
    """Return the period that a match ends in or that follows right behind it."""
    first, last = match.span()
    found = [p for p in periods(text[first : last + 60]) if first + p.stop >= last - 1]
    return found[0] if found and first + found[0].begin < last + _RIGHT_AFTER else None


def _looks_back(document: Document, day: str) -> Period | None:
    """Return the calendar year that a title looks back on, where it had ended when the document was written."""
    found = list(periods(document.title))
    if len(found) != 1 or not _is_past_year(found[0], day) or _NO_LOOK_BACK.search(document.title):
        return None
    title, begin, stop = document.title, found[0].begin, found[0].stop
    at_end = not title[stop:].strip(" )") and (_OF_A_YEAR.search(title, 0, begin) or _OF_FINDINGS.search(title))
    of_it = at_end or _YEAR_OF.match(title, begin) or stop - begin > len("2018")
    return found[0] if is_yearly(document) or of_it else None


def _is_past_year(period: Period, day: str) -> bool:
    """Tell whether a period is a calendar year that ended not long before a day."""
    return is_calendar_year(period.start, period.end) and period.end < day <= shifted(period.end, years=_LATELY)


def _is_reported(period: Period) -> bool:
    """Tell whether papers report on such a period: a financial year or months of it, no day and no calendar year."""
    months = period.start[:7] < period.end[:7] and period.start[8:] == "01" and period.start[5:] != "01-01"
    return is_financial(period) or (months and shifted(period.start, years=1) > period.end)


def is_financial(period: Period) -> bool:
    """Tell whether a period is a financial year, from April to March."""
    return (
        period.start[5:] == "04-01" and period.end[5:] == "03-31" and int(period.end[:4]) == int(period.start[:4]) + 1
    )


_COUNTING_KINDS = ("report", "appendix", "briefing", "slides", "annual report")
_IN_MOST, _LONGEST_LABEL = 2 / 3, 30  # of the tables with dates; characters of a label that is a date
_OPENS_IN = re.compile(
    r"(?:\W|\d+\.)*(?:In|During|Over|Across|For|Throughout) (?:the (?:financial |calendar )?year )?\Z"
)
_AT_A_DAY = re.compile(r"\bat (?:the )?(?:end of )?\d* ?[A-Z][a-z]+\b")


def counted_year(document: Document, grids: Sequence[Table], lines: Sequence[str], day: str) -> Period | None:
    """Return the whole year, lately ended, that a paper without a year in its title counts what happened in.

    It is the last year in most of the tables that have years, or the one that its first line with a year begins with.
    """
    if document.kind not in _COUNTING_KINDS or _NO_LOOK_BACK.search(document.title):
        return None
    last = Counter(found for grid in grids if (found := _last_year(grid, day)))
    (days, times), *_ = [*last.most_common(1), (None, 0)]
    if days and times >= _IN_MOST * last.total():
        year: Period | None = Period(*days, True, 0, 0)
    else:
        year = None if last else _opening_year(lines, day)
    return year if year and _speaks_of(year, lines) else None


def _speaks_of(year: Period, lines: Sequence[str]) -> bool:
    """Tell whether the times that a paper names are mostly a year, parts of it, and earlier ones to compare it with."""
    named = [p for line in lines for p in periods(line) if p.start != p.end]
    inside = [p for p in named if year.start <= p.start and p.end <= year.end]
    earlier = [p for p in named if _is_whole_year(p) and p.start < year.start]
    return len(inside) + len(earlier) >= _IN_MOST * len(named)


def _last_year(grid: Table, day: str) -> tuple[str, str] | None:
    """Return the last of the periods that name a table's columns or rows, or its caption: a year that has ended."""
    labels = [c.raw.text for c in grid.cells if c.is_header or not c.column]
    found = [p for text in labels if len(text) <= _LONGEST_LABEL for p in periods(text)] or [*periods(grid.caption)]
    last = max((p for p in found if p.start != p.end), key=lambda p: (p.end, p.start), default=None)
    if last is None or not _is_whole_year(last) or _AT_A_DAY.search(grid.caption):
        return None
    return (last.start, last.end) if last.end < day <= shifted(last.end, years=_LATELY) else None


def _opening_year(lines: Sequence[str], day: str) -> Period | None:
    """Return the year that the first line with a year opens with: "In 2021/22 some 1,840 households came to us"."""
    for line in lines[:_FIRST_LINES]:
        found = [p for p in periods(line) if p.start != p.end and _is_whole_year(p)]
        if found:
            first = found[0]
            past = first.end < day <= shifted(first.end, years=_LATELY)
            return first if past and _OPENS_IN.match(line, 0, first.begin) else None
    return None


def _is_whole_year(period: Period) -> bool:
    return shifted(period.start, years=1, days=-1) == period.end
