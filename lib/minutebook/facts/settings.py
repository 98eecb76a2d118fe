"""Settings: what stands around each line of a pack that its figures may take their place and time from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from minutebook.facts.bearings import Setting, is_wider
from minutebook.facts.breakdowns import totals_over
from minutebook.facts.named_places import named_in
from minutebook.facts.places import TOGETHER, council_area, listed_places, places
from minutebook.facts.reporting_years import BULLET, TITLE_LINES, counted_year, is_financial, is_yearly, reported_on
from minutebook.facts.wards import wards_in
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section
from minutebook.papers.source import Source, beginning_in
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
_NAMED = re.compile(r"(?P<name>(?:scheme|phase|wave|round|tranche|period) \d)\b", re.I)
_DEEP = 12  # headings over one another that say what a line is of: no paper has so many
_OF_AN_ITEM = 20  # reports of one item of an agenda that may say what another paper of it is about
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
        # a joint committee named after the one area of all, or after the areas of each
        self._committee = of_it[0] if len(of_it) == 1 else "; ".join(of_it) if of_it == list(self._own) else ""
        firsts = [(t.cells[0].raw.text, [c.raw.text for c in t.column(0)]) for t in grids if t.cells]
        self._listed = tuple(n for n in listed_places(firsts) if n not in self._own and not wards_in(n, self._meeting))
        self._grids = grids
        self._firsts = [d.first_line for d in documents]
        self._reports: dict[str, list[Document]] = defaultdict(list)
        for d in documents:
            if d.item and d.kind == "report" and len(self._reports[d.item]) < _OF_AN_ITEM:
                self._reports[d.item].append(d)
        self._of_documents = [self._of(d) for d in documents]
        self._chains, self._captions = self._headings(sections), self._captioned(sections)
        self._covers = self._covered(sections)
        self._above = self._paragraphs_above(sections)
        self._totals = totals_over(self._lines)

    def at(self, line: int) -> Setting:
        """Return what stands around a line."""
        n = bisect_right(self._firsts, line) - 1
        base = self._of_documents[n] if n >= 0 else Setting(self._meeting, own=self._own, anchor=Anchor(self._meeting))
        headings, captions = self._chains[line], self._captions[line]
        lead, above = self._totals[line - 1] or self._lead(line), self._above[line]
        return replace(base, lead=lead, above=above, headings=headings, captions=captions, covers=self._covers[line])

    def _paragraphs_above(self, sections: Sequence[Section]) -> list[str]:
        """Return for each line the paragraph right above it, where no heading stands between: a line with a stop."""
        heads = {section.first_line for section in sections}
        out, last = ["", ""], ""
        for number, line in enumerate(self._lines, start=1):
            text = line.strip()
            if number in heads or "\t" in text:
                last = ""
            elif text and not BULLET.match(line):
                last = text if text.endswith((".", ":")) else ""
            out.append(last)
        return out

    def _headings(self, sections: Sequence[Section]) -> list[tuple[str, ...]]:
        """Return for each line the headings over it in its document, innermost first.

        A chart's title and a question end no section that names a place or a time: they stand under its heading.
        """
        chains: list[tuple[str, ...]] = [()] * (len(self._lines) + 2)
        over: list[Section] = []
        for section in sections:
            while over and over[-1].last_line < section.first_line and not self._goes_on(over[-1], section):
                over.pop()
            over.append(section)
            near = [o for o in over[-_DEEP:] if o is section or o.level > 1 or _names_a_year(o.heading)]
            names = tuple(one.heading for one in reversed(near) if not self._heads_nothing(one.heading))
            chains[section.first_line : section.last_line + 1] = [names] * (section.last_line + 1 - section.first_line)
        return chains

    def _goes_on(self, above: Section, section: Section) -> bool:
        """Tell whether a heading is a chart's title or a question, which stands under the one above it."""
        same = bisect_right(self._firsts, above.first_line) == bisect_right(self._firsts, section.first_line)
        if not same or section.number or _is_in_between(above.heading):
            return False
        question = above.level == section.level and section.heading.endswith("?")
        return question or is_chart_title(section.heading)

    def _heads_nothing(self, heading: str) -> bool:
        """Tell whether a heading is a caption, a letterhead, or a programme's, which says when its items come.

        A letterhead is councils' and their boards' names and nothing else. The title of a chart that goes on for more
        than a year says from when to when its axis runs, not of what time the text below is.
        """
        if kind_of(heading, "") == "work programme" or _is_of_an_axis(heading):
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
        """Return for each line the period that its section has said its data are of: "data from May to June 2015".

        What a section says of itself holds for those inside it; what stands below a title is an introduction.
        """
        out: list[Period | None] = [None] * (len(self._lines) + 2)
        for n, section in enumerate(sections):
            below = sections[n + 1].first_line - 1 if n + 1 < len(sections) else section.last_line
            own = min(section.last_line, max(below, section.first_line))
            said: Period | None = None
            for number in range(section.first_line, own + 1):
                out[number] = said or out[number]
                line = self._lines[number - 1]
                match = None if _FOOTNOTE.match(line) else _DATA_OF.search(line)
                found = list(periods(line[match.end() - 1 : match.end() + 50])) if match else []
                if found and found[0].begin < 4 and not BULLET.match(line):
                    said = found[0]
            if said and section.level > 1:
                out[own + 1 : section.last_line + 1] = [said] * (section.last_line - own)
        return out

    def _lead(self, line: int) -> str:
        """Return what leads into the list that a line stands in: the lines before it that announce one."""
        leads: list[str] = []
        bullet = bool(BULLET.match(self._lines[line - 1]))
        for above in self._lines[max(0, line - 1 - _FAR) : line - 1][::-1]:
            if above.strip() and not (bullet and BULLET.match(above)):
                if not _ANNOUNCES.search(above):
                    break
                leads.insert(0, above)
                bullet = False
        return " ".join(leads)

    def _of(self, document: Document) -> Setting:
        about = [document, *self._reports.get(document.item, ())]
        lines = self._lines[document.first_line - 1 : document.last_line]
        month = "" if document.date else _title_day(lines)
        day = document.date or month or next((d.date for d in about if d.date), self._meeting)
        text = "\n".join(lines)
        titled = reported_on(document, about, lines, day)
        stated = _covered(text)
        titled = titled or (None if stated else counted_year(document, self._grids_of(document), lines, day))
        covered = titled or stated
        year = titled.start[:4] if titled and is_financial(titled) and is_yearly(document) else ""
        other = (covered.start, covered.end) if covered and not year and covered.start[5:] == "01-01" else None
        reports = (covered.start, covered.end) if titled and covered else None
        anchor = Anchor(
            day, year, _speaks_financially(text), other, _named(text), reports, first=month and f"{month[:8]}01"
        )
        area = "" if document.kind in _OF_THE_MEETING else self._area(about, text)
        of_all = not area and self._is_of_all(document, text)
        return Setting(
            day,
            area="; ".join(self._own) if of_all else area,
            of_sentences=of_all,
            own=self._own,
            listed=self._listed,
            anchor=anchor,
            period=covered,
            of_shares=titled is None,
            year_on_year=covered is not None and _names_year_before(covered, text, anchor),
            budget=covered
            if year or (titled and is_calendar_year(titled.start, titled.end))
            else _budget_year(document, reports[1] if reports else day),
        )

    def _grids_of(self, document: Document) -> Sequence[Table]:
        return beginning_in(self._grids, document.first_line, document.last_line)

    def _is_of_all(self, document: Document, text: str) -> bool:
        """Tell whether the opening of an annual report names all the councils as one: "a report of Ayle and Bode"."""
        if len(self._own) < 2 or document.kind not in _PUBLISHED:
            return False
        opening = [line for line in text.split("\n") if line.strip()][:_OPENING]
        named = [name for line in opening for name, _ in named_in(line, Setting("", own=self._own))]
        return any(name in TOGETHER or set(name.split("; ")) == set(self._own) for name in named)

    def _area(self, about: Sequence[Document], text: str) -> str:
        """Return the place of a document: its title's, or who reports', or the only one that it goes on about."""
        for document in about:
            for words in (document.title, document.values.get("report_of", "")):
                if found := list(dict.fromkeys(name for name, _, _ in places(words, self._own))):
                    return found[0] if len(found) == 1 else "; ".join(self._own) if set(found) == set(self._own) else ""
        if len(self._own) == 1 or self._committee:
            return self._committee or self._own[0]
        often = Counter(text.split("\n"))  # a running header says nothing of what its page is about
        body = "\n".join(line for line in text.split("\n") if often[line] < _OFTEN)
        one = len(_THE_BOROUGH.findall(body)) >= _OFTEN  # then what it says of two together is said beside its subject
        named = Counter(
            name for name, _, _ in places(body, self._own) if not (is_wider(name) or (one and name in TOGETHER))
        )
        (name, times), *_ = [*named.most_common(1), ("", 0)]
        return name if times >= _OFTEN and times >= _MOSTLY * named.total() else ""


#: What the titles of charts begin with where no "Chart 3" stands before them.
_MEASURED = re.compile(
    r"(?:The )?(?:(?:Total|Average|Mean|Median|Monthly|Quarterly|Yearly|Annual|Weekly) )?"
    r"(?:numbers?|rates?|percentages?|proportions?|shares?|counts?|volumes?|levels?|distribution|trends?|averages?) "
    r"(?:of|in|per|by|for)\b",
    re.I,
)
_ASKED_OF = re.compile(r"(?:Whether|How|Where|When|Why|Who) [^?]+ (?:for|by|among|in) ", re.I)
_IN_THE_YEAR = re.compile(r" (?:in|during|over|for) the (?:(?:last|past|financial|calendar) )?year\W*\Z", re.I)
_IN_A_SERIES = re.compile(
    r"\b(?:(?:every|each|per|by) (?:year|quarter|month|week)|(?:year|quarter|month|week)ly)\b", re.I
)
_WORDS_OF_A_CHART = 5


def is_chart_title(heading: str) -> bool:
    """Tell whether a heading is a chart's, a map's or a table's title, named so or told by what it measures and when.

    Example:
        >>> is_chart_title("Number of swarms in every quarter, 2019 to 2022"), is_chart_title("Swarms, 2020")
        (True, False)
    """
    if _CAPTION.match(heading):
        return True
    if len(heading.split()) < _WORDS_OF_A_CHART or heading.endswith("?"):
        return False
    if _ASKED_OF.match(heading):
        return bool(_IN_THE_YEAR.search(heading) or _ends_in_time(heading))
    return bool(_MEASURED.match(heading)) and _ends_in_time(heading)


def _ends_in_time(heading: str) -> bool:
    found = list(periods(heading))
    return bool(found) and not re.search(r"\w", heading[found[-1].stop :])


def _is_in_between(heading: str) -> bool:
    return heading.endswith("?") or is_chart_title(heading)


def _is_of_an_axis(heading: str) -> bool:
    """Tell whether a chart's title says how its axis runs: "in every quarter, April 2020 to March 2022"."""
    if not is_chart_title(heading) or not _IN_A_SERIES.search(heading):
        return False
    return any(shifted(period.start, years=1) <= period.end for period in periods(heading))


#: What these list is the meeting's own work, wherever it is done.
_OF_THE_MEETING = ("agenda", "action tracker", "work programme")
_OFTEN, _MOSTLY = 3, 0.7
_OPENING = 60  # lines of a paper that may say of whom it is
_PUBLISHED = ("annual report",)  # a joint body's own; other papers of two councils are of whichever brings them
_THE_BOROUGH = re.compile(r"\b(?:the|our) (?:borough|city|county|district)\b")


def _title_day(lines: Sequence[str]) -> str:
    """Return the last day of the month that a title page gives and nothing else: "March 2016"."""
    for line in [text for text in lines if text.strip()][:TITLE_LINES]:
        found = list(periods(line))
        if len(found) == 1 and not re.sub(r"\W", "", line[: found[0].begin] + line[found[0].stop :]):
            return found[0].end if found[0].start[:7] == found[0].end[:7] else ""
    return ""


def _names_year_before(period: Period, text: str, anchor: Anchor) -> bool:
    """Tell whether a document names the same days of the year before the period that it reports on."""
    days = shifted(period.start, years=-1), shifted(period.end, years=-1)
    return any((p.start, p.end) == days for line in text.split("\n") for p in periods(line, anchor))


def _speaks_financially(text: str) -> bool:
    """Tell whether a document counts in financial years more than in calendar years."""
    financial = Counter(
        is_financial(p)
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


def _names_a_year(title: str) -> bool:
    """Tell whether the title of a paper says of which financial year all of it is; other times in one are its span."""
    found = list(periods(title))
    return len(found) == 1 and is_financial(found[0])


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
