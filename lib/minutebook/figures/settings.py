"""Settings: what stands around each line of a pack that its figures may take their place and time from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from minutebook.figures.bearings import Setting, is_wider
from minutebook.figures.places import council_area, listed_places, places
from minutebook.figures.wards import wards_in
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section
from minutebook.papers.source import Source
from minutebook.papers.tables import Table
from minutebook.papers.title_pages import kind_of
from minutebook.registry import Pack
from minutebook.text.dates import financial_year, shifted
from minutebook.text.periods import Period, periods
from minutebook.text.relative_periods import Anchor, is_calendar_year

_COVERS = re.compile(
    r"\b(?:data|figures|information|statistics|report|review)\b[^.]{0,60}?\b(?:cover(?:s|ing)?|for|from|during"
    r"|relat(?:es|ing) to)"
    r" (?:the )?(?:calendar|financial) year ",
    re.I,
)
_DATA_OF = re.compile(
    r"\b(?:data|figures|statistics)\b (?:is |are )?(?:from|for|covering|between|over|relates? to"
    r"|of) (?:the )?(?:period )?(?=\S)",
    re.I,
)
_FOOTNOTE = re.compile(r"\s*(?:<sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_CAPTION = re.compile(r"(?:Map|Table|Figure|Fig\.?|Chart|Graph|Source)\b", re.I)
_OF_A_LETTERHEAD = re.compile(
    r"\b(?:the|of|and|royal|london|metropolitan|county|district|borough|city|council|board|committee|panel|cabinet|health|wellbeing"
    r"|scrutiny|overview|joint|policy)\b"
)
_ANNOUNCES = re.compile(r"[:;]\W*\Z|\bfollowing\b[^.]*\.?\W*\Z|\bas follows\b", re.I)
_BULLET = re.compile(r"\s*(?:[-•*▪◦❖○❑]|\(?[a-z]\)|\(?[ivx]+\)|\d+[.)]|\d[\d,]* x)\s", re.I)
_NAMED = re.compile(r"(?P<name>(?:scheme|phase|wave|round|tranche|period) \d)\b", re.I)
_FAR = 30  # lines between a list's lead and its last bullet


class Settings:
    """The settings of a pack's lines, those of each document worked out once."""

    def __init__(
        self,
        source: Source,
        pack: Pack,
        documents: Sequence[Document],
        sections: Sequence[Section],
        grids: Sequence[Table] = (),
    ) -> None:
        self._lines = [source.line(n) for n in range(1, source.n_lines + 1)]
        self._meeting = pack.meeting_date
        self._own = tuple(dict.fromkeys(area for name in pack.councils.split(";") if (area := council_area(name))))
        of_it = [name for name in self._own if re.search(rf"\b{re.escape(name)}\b", pack.committee)]
        self._committee = of_it[0] if len(of_it) == 1 else ""  # a joint committee named after the one area of all
        firsts = [(t.cells[0].raw.text, [c.raw.text for c in t.column(0)]) for t in grids if t.cells]
        self._listed = tuple(n for n in listed_places(firsts) if n not in self._own and not wards_in(n, self._meeting))
        self._firsts = [d.first_line for d in documents]
        self._of_documents = [self._of(d, documents) for d in documents]
        self._chains, self._captions = self._headings(sections), self._captioned(sections)
        self._covers = self._covered(sections)

    def at(self, line: int) -> Setting:
        """Return what stands around a line."""
        n = bisect_right(self._firsts, line) - 1
        base = self._of_documents[n] if n >= 0 else Setting(self._meeting, own=self._own, anchor=Anchor(self._meeting))
        headings, captions = self._chains[line], self._captions[line]
        return replace(base, lead=self._lead(line), headings=headings, captions=captions, covers=self._covers[line])

    def _headings(self, sections: Sequence[Section]) -> list[tuple[str, ...]]:
        """Return for each line the headings over it in its document, innermost first."""
        chains: list[tuple[str, ...]] = [()] * (len(self._lines) + 2)
        over: list[Section] = []
        for section in sections:
            if section.parent < 0:
                over = []
            while over and over[-1].last_line < section.first_line:
                over.pop()
            over.append(section)
            names = tuple(one.heading for one in reversed(over) if not self._heads_nothing(one.heading))
            chains[section.first_line : section.last_line + 1] = [names] * (section.last_line + 1 - section.first_line)
        return chains

    def _heads_nothing(self, heading: str) -> bool:
        """Tell whether a heading is a caption, a letterhead, or a programme's, which says when its items come.

        A letterhead is councils' and their boards' names and nothing else.
        """
        if kind_of(heading, "") == "work programme":
            return True
        words = heading.casefold()
        for name in self._own:
            words = words.replace(name.casefold(), " ")
        return bool(_CAPTION.match(heading)) or not _OF_A_LETTERHEAD.sub("", words).strip(" &,-–/")

    def _captioned(self, sections: Sequence[Section]) -> list[tuple[str, ...]]:
        """Return for each line the caption of a map, chart or table that it stands under."""
        out: list[tuple[str, ...]] = [()] * (len(self._lines) + 2)
        for section in sections:
            if _CAPTION.match(section.heading):
                out[section.first_line : section.last_line + 1] = [(section.heading,)] * (
                    section.last_line + 1 - section.first_line
                )
        return out

    def _covered(self, sections: Sequence[Section]) -> list[Period | None]:
        """Return for each line the period that its section has said its data are of: "data from May to June 2015"."""
        out: list[Period | None] = [None] * (len(self._lines) + 2)
        for section in sections:
            for number in range(section.first_line, section.last_line + 1):
                line = self._lines[number - 1]
                match = None if _FOOTNOTE.match(line) else _DATA_OF.search(line)
                found = list(periods(line[match.end() - 1 : match.end() + 50])) if match else []
                if found and found[0].begin < 4 and not _BULLET.match(line):
                    out[number + 1 : section.last_line + 1] = [found[0]] * (section.last_line - number)
        return out

    def _lead(self, line: int) -> str:
        """Return what leads into the list that a line stands in: the lines before it that announce one."""
        leads: list[str] = []
        bullet = bool(_BULLET.match(self._lines[line - 1]))
        for above in self._lines[max(0, line - 1 - _FAR) : line - 1][::-1]:
            if above.strip() and not (bullet and _BULLET.match(above)):
                if not _ANNOUNCES.search(above):
                    break
                leads.insert(0, above)
                bullet = False
        return " ".join(leads)

    def _of(self, document: Document, documents: Sequence[Document]) -> Setting:
        about = [document, *(d for d in documents if document.item and d.item == document.item and d.kind == "report")]
        lines = self._lines[document.first_line - 1 : document.last_line]
        month = "" if document.date else _title_day(lines)
        day = document.date or month or next((d.date for d in about if d.date), self._meeting)
        text = "\n".join(lines)
        titled = None if document.kind in _AHEAD else _reported_on(document, about, lines, day)
        covered = titled or _covered(text)
        year = titled.start[:4] if titled and _is_financial(titled) and _is_yearly(document) else ""
        other = (covered.start, covered.end) if covered and not year and covered.start[5:] == "01-01" else None
        reports = (covered.start, covered.end) if titled and covered else None
        anchor = Anchor(
            day, year, _speaks_financially(text), other, _named(text), reports, first=month and f"{month[:8]}01"
        )
        area = self._area(about, text)
        return Setting(
            day,
            area=area,
            own=self._own,
            listed=self._listed,
            anchor=anchor,
            period=covered,
            of_shares=titled is None,
            budget=covered
            if year or (titled and is_calendar_year(titled.start, titled.end))
            else _budget_year(document, reports[1] if reports else day),
        )

    def _area(self, about: Sequence[Document], text: str) -> str:
        """Return the place of a document: its title's, or who reports', or the only one that it goes on about."""
        for document in about:
            for words in (document.title, document.values.get("report_of", "")):
                if found := list(dict.fromkeys(name for name, _, _ in places(words, self._own))):
                    return found[0] if len(found) == 1 else ""
        if len(self._own) == 1 or self._committee:
            return self._committee or self._own[0]
        often = Counter(text.split("\n"))  # a running header says nothing of what its page is about
        body = "\n".join(line for line in text.split("\n") if often[line] < _OFTEN)
        one = len(_THE_BOROUGH.findall(body)) >= _OFTEN  # then what it says of two together is said beside its subject
        named = Counter(
            name for name, _, _ in places(body, self._own) if not (is_wider(name) or (one and name in _TOGETHER))
        )
        (name, times), *_ = [*named.most_common(1), ("", 0)]
        return name if times >= _OFTEN and times >= _MOSTLY * named.total() else ""


_AHEAD = (
    "strategy",
    "action plan",
    "work programme",
    "action tracker",
    "agenda",
    "minutes",
)  # these look ahead, or have no year
_OFTEN, _MOSTLY = 3, 0.7
_THE_BOROUGH = re.compile(r"\b(?:the|our) (?:borough|city|county|district)\b")
_TOGETHER = ("Bi-Borough", "Tri-borough")
_OPENING = 5000  # characters of the first lines, however long they are
_TITLE_LINES = 8


def _title_day(lines: Sequence[str]) -> str:
    """Return the last day of the month that a title page gives and nothing else: "March 2016"."""
    for line in [text for text in lines if text.strip()][:_TITLE_LINES]:
        found = list(periods(line))
        if len(found) == 1 and not re.sub(r"\W", "", line[: found[0].begin] + line[found[0].stop :]):
            return found[0].end if found[0].start[:7] == found[0].end[:7] else ""
    return ""


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
    r"(?=[^.]*\b(?:unless|(?:where|if) (?:no|not|nothing))\b)[^.]*?\b(?:figures|numbers|data|counts|totals)\b"
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


def _is_yearly(document: Document) -> bool:
    """Tell whether a document is an annual report: by its kind or, attached as an appendix, by its title."""
    return document.kind == "annual report" or (
        document.kind == "appendix" and _YEARLY.search(document.title) is not None
    )


def _reported_on(document: Document, about: Sequence[Document], lines: Sequence[str], day: str) -> Period | None:
    """Return the period that a document reports on: its title's, or what it says that it covers.

    Of an annual report also its cover's, or that of the report which brings it.
    """
    has_cover = _is_yearly(document) or document.kind == "slides" or _YEARLY.search(document.title)
    cover = [line for line in lines if line.strip()][:_TITLE_LINES] if has_cover else []
    if not _is_yearly(document):
        cover = list(takewhile(lambda line: not _BULLET.match(line), cover))
    titles = [other.title for other in about[1:] if _is_yearly(document) and _YEARLY.search(other.title)]
    if looks_back := _looks_back(document, day):
        return looks_back
    for text in (document.title, " \n".join(cover), *titles):
        times = {(p.start, p.end): p for p in periods(text) if text == document.title or _is_financial(p)}
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
    return found[0] if _is_yearly(document) or of_it else None


def _is_past_year(period: Period, day: str) -> bool:
    """Tell whether a period is a calendar year that ended not long before a day."""
    return is_calendar_year(period.start, period.end) and period.end < day <= shifted(period.end, years=_LATELY)


def _speaks_financially(text: str) -> bool:
    """Tell whether a document counts in financial years more than in calendar years."""
    financial = Counter(
        _is_financial(p)
        for p in periods(text)
        if (p.start[5:] in ("01-01", "04-01") and p.start[:4] != p.end[:4]) or p.end[5:] == "12-31"
    )
    return financial[True] >= _OFTEN and financial[True] > financial[False]


_OF_MONEY = re.compile(r"\b(?:budget|financ(?:e|ial)|revenue|capital|outturn|monitoring)\b", re.I)


def _budget_year(document: Document, day: str) -> Period | None:
    """Return the financial year that the amounts of a report on the budget are of: the one that its last day is in."""
    if document.kind not in ("report", "appendix") or not _OF_MONEY.search(document.title) or not day:
        return None
    return Period(*financial_year(int(day[:4]) - (day[5:7] < "04")), True, 0, 0)


def _is_reported(period: Period) -> bool:
    """Tell whether papers report on such a period: a financial year or months of it, no day and no calendar year."""
    months = period.start[:7] < period.end[:7] and period.start[8:] == "01" and period.start[5:] != "01-01"
    return _is_financial(period) or (months and shifted(period.start, years=1) > period.end)


def _is_financial(period: Period) -> bool:
    return (
        period.start[5:] == "04-01" and period.end[5:] == "03-31" and int(period.end[:4]) == int(period.start[:4]) + 1
    )


def _covered(text: str) -> Period | None:
    """Return the year that a document says its figures cover: "using data covering the calendar year 2015"."""
    match = _COVERS.search(text)
    found = list(periods(text[match.end() - 5 : match.end() + 12])) if match else []
    return found[0] if found else None


def _named(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return the periods that headings of a document give a name: "Scheme 1 - from 19 March to 31 August 2020"."""
    out: dict[str, tuple[str, str]] = {}
    for line in text.split("\n"):
        if (match := _NAMED.search(line[:40])) and len(line) < 160:
            found = list(periods(re.sub(r"<[^>]*>", "", line)))
            if len(found) == 1 and found[0].start != found[0].end:
                out.setdefault(match["name"].lower(), (found[0].start, found[0].end))
    return tuple((name, *days) for name, days in out.items())
