"""The agenda of a pack: its entries as printed, with the numbers that were lost and the pages each runs over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.reports import AGENDA_ITEM, TAG, begins_report, plain_line
from minutebook.source import Source


@dataclass(frozen=True)
class AgendaItem:
    """An agenda entry as printed; `should_be` is the number that the entries around it leave for it."""

    item: str
    title: str
    part: str
    line: int
    first_page: int | None = None
    last_page: int | None = None
    should_be: str = ""

    @property
    def number(self) -> str:
        """Return the number that it goes by."""
        return self.should_be or self.item


_AGENDA = re.compile(r"(?:COMMITTEE |MEETING )?AGENDA(?: ITEMS)?|(?:ORDER|ITEMS) OF BUSINESS", re.I)
_TITLE_OF_AGENDA = re.compile(r"AGENDA(?: ITEMS)?|(?:ORDER|ITEMS) OF BUSINESS", re.I)
#: "4. Winter pressures", "I) TASK GROUPS", "Item 4: Winter pressures", "4   Winter pressures", "4 – Winter pressures"
_ITEM = re.compile(
    r"(?:(?:Agenda )?Item )?(?P<item>\d{1,2}(?:[.)]|(?=:| {2,}| ?[–-] |\t))|[IVX]{1,4}\))(?P<stop>\s*[–-]\s+|[:\s]+)"
    r"(?P<title>\S.*)"
)
#: "4 Winter pressures": a number with nothing behind it, which has to be counted up to.
_BARE_ITEM = re.compile(
    r"(?i:(?:Agenda )?Item )?(?P<item>\d{1,2}) (?=[A-Z‘“'\"])(?!(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)"
)
_LOST_IN_A_ROW, _FEWEST_COUNTED = 3, 3
_PAGES = re.compile(r"\(?(?:Pages?|pp?\.)\s*(\d+)(?:\s*(?:[-–]|to)\s*(\d+))?\)?", re.I)
#: Pages without the word stand apart at the end: "Winter pressures   9 - 18", "Winter pressures ..... 9".
_PAGES_APART = re.compile(r"(?: {2,}|\t|\.{3,}\s*)(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*\Z")
_PART = re.compile(
    r"PART\s+(?:[A-Z]|\d|ONE|TWO|THREE)\b.*|(?:Part )?(?:I|II) *[-–] *(?:OPEN|CLOSED|EXEMPT|PUBLIC|PRIVATE)\b.*", re.I
)
#: What every council's agenda has, so that an entry is told without number, capitals or pages.
_STANDING = re.compile(
    r"(?:apologies(?: for absence)?|declarations? of (?:members?.? )?(?:interests?|disclosable pecuniary interests?)"
    r"|minutes(?: (?:of|and|from)\b.*)?|membership|chair(?:man|person)?.?s? (?:announcements|business)"
    r"|(?:any other|urgent|other) (?:urgent )?(?:business|matters)|date (?:and time )?of (?:the )?next meeting"
    r"|public (?:questions?|participation|speaking)|questions from .*|exclusion of (?:the )?(?:press and )?public.*"
    r"|matters arising(?: .*)?|forward plan|work programme|welcome(?: and introductions)?)",
    re.I,
)
_END = re.compile(r"\bChief Executive\b|\bMonitoring Officer\b|intentionally left blank|\AMembership:", re.I)
#: The first paper behind an agenda.
_BEGINS = re.compile(
    r"(?:draft |unconfirmed )?minutes(?:\W*\Z| of (?:a|an|the|proceedings)\b.*\b(?:meeting|held"
    r"|proceedings)\b(?!.*\d\)))",
    re.I,
)
_LINES_OF_AN_AGENDA, _WORDS_OF_A_TITLE = 200, 20


def agenda_items(source: Source) -> list[AgendaItem]:
    """Return the entries of the agenda on the pack's first pages, those that lost their number too."""
    items: list[AgendaItem] = []
    part = ""
    lines = _agenda_lines(source)
    counted = _counted(source, lines)
    for line in lines:
        if (paper := AGENDA_ITEM.fullmatch(plain_line(source, line))) and any(i.item == paper[1] for i in items):
            break  # the papers begin: this is the head of an entry's
        for cell in (counted[line],) if line in counted else _entries(source, line):
            if _PART.fullmatch(cell) and not _PAGES.search(cell):
                part = cell
            elif pages := _PAGES.fullmatch(cell):
                if items and items[-1].first_page is None and _goes_on(items, int(pages[1])):
                    items[-1] = _paged(items[-1], pages)
            elif entry := _entry(cell, part, line):
                items.append(entry)
    return _numbered(items)


def _counted(source: Source, lines: Sequence[int]) -> dict[int, str]:
    """Return the entries whose number stands bare, each with a stop behind it: numbers that rise from 1."""
    found: dict[int, str] = {}
    last = 0
    for line in lines:
        text = plain_line(source, line)
        number = _BARE_ITEM.match(text) if "\t" not in text else None
        if number and 0 < int(number["item"]) - last <= _LOST_IN_A_ROW:
            last = int(number["item"])
            found[line] = f"{last}. {text[number.end() :]}"
    return found if len(found) >= _FEWEST_COUNTED else {}


def _entry(cell: str, part: str, line: int) -> AgendaItem | None:
    """Return the entry that a text makes, or nothing where it explains another or says something else."""
    pages = _PAGES.search(cell) or _PAGES_APART.search(cell)
    head = cell[: pages.start()].rstrip(" .\t") if pages else cell
    item = _ITEM.fullmatch(head)
    title = " ".join((item["title"] if item else head).split("  ")[0].split()) if head else ""
    alone = _STANDING.fullmatch(title) or (pages and title[:1].isupper() and len(title.split()) <= _WORDS_OF_A_TITLE)
    if not title or not (item or (title.isupper() and len(title) > 4) or alone):
        return None
    entry = AgendaItem(item["item"].rstrip(".)") if item else "", title, part, line)
    return _paged(entry, pages) if pages else entry


def _goes_on(items: Sequence[AgendaItem], page: int) -> bool:
    """Tell whether a page isn't before those of the entries above; else it is the number of the agenda's own page."""
    return page >= max((item.first_page or 0 for item in items), default=0)


def _paged(item: AgendaItem, pages: re.Match[str]) -> AgendaItem:
    first, last = int(pages[1]), int(pages[2] or pages[1])
    return replace(item, first_page=first, last_page=last) if first <= last else item


def _numbered(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Give entries that lost their number the one that is left: as many are missing between two as stand there."""
    out = list(items)
    last, waiting = 0, list[int]()
    for n, item in enumerate(items):
        if not item.item:
            waiting.append(n)
        elif item.item.isdigit():
            if len(waiting) == int(item.item) - last - 1:
                for m, number in zip(waiting, range(last + 1, int(item.item)), strict=True):
                    out[m] = replace(items[m], should_be=str(number))
            last, waiting = int(item.item), []
    return out


def closed_up(text: str) -> str:
    """Return a title whose letters are set apart as a word; others as they are.

    Example:
        >>> closed_up("A G E N D A"), closed_up("Part A")
        ('AGENDA', 'Part A')
    """
    return text.replace(" ", "") if _SET_APART.fullmatch(text) else text


_SET_APART = re.compile(r"(?:[A-Z] +){3,}[A-Z]")


def _agenda_lines(source: Source) -> Sequence[int]:
    head = range(1, min(source.n_lines, _LINES_OF_AN_AGENDA) + 1)
    names = {line: text for line in head if _AGENDA.fullmatch(text := closed_up(plain_line(source, line)))}
    start = next((n for n, text in names.items() if _TITLE_OF_AGENDA.fullmatch(text)), min(names, default=0))
    if not start:
        return ()
    for line in range(start + 1, source.n_lines + 1):
        text = plain_line(source, line)
        ends = _BEGINS.match(text) or _END.search(text) or line > start + _LINES_OF_AN_AGENDA
        if ends or begins_report(source, line):
            return range(start + 1, line)
    return range(start + 1, source.n_lines + 1)


def _entries(source: Source, line: int) -> Iterator[str]:
    """Yield a line's text, or the first paragraph of each cell of a row set with upright strokes."""
    raw = source.line(line)
    if raw.lstrip("- ").startswith("|"):
        firsts = (cell.split("</p>")[0] for cell in raw.split("|"))
        yield from (text for cell in firsts if (text := " ".join(TAG.sub("", cell).split()).strip(" -")))
    elif text := plain_line(source, line):
        yield text if "\t" not in raw else "  ".join(c.strip() for c in TAG.sub("", raw).split("\t") if c.strip())
