"""The agenda of a pack: its entries as printed, with the numbers that were lost and the pages each runs over."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from minutebook.papers.agenda_lines import PAGES, Printed, pages_alone, printed, split_pages
from minutebook.papers.header_blocks import begins_report
from minutebook.papers.lines import NAMED_PAGE, page_edges
from minutebook.papers.reports import AGENDA_ITEM, COMMITTEE, OVER_A_TITLE, begins_minutes, without_day
from minutebook.papers.source import Source, plain_line
from minutebook.text.dates import ANY_MONTH


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


_OWN = (
    r"AGENDA(?: ITEMS?| AND (?:PAPERS|REPORTS)| OF BUSINESS| (?:FOR|OF) (?:THE |A )?MEETING\b[^.]{0,80})?"
    r"(?:\s*[:–-](?:\s*(?:PART|PUBLIC|OPEN)\b.*)?)?"
    r"|(?:ORDER|ITEMS|LIST|PROGRAMME) OF BUSINESS|BUSINESS TO BE (?:TRANSACTED|CONSIDERED|DISCUSSED|TAKEN)"
    r"|BUSINESS OF THE MEETING|ITEMS? FOR (?:THE )?MEETING|RUNNING ORDER"
)
_AGENDA = re.compile(rf"(?:(?:COMMITTEE|MEETING|PUBLIC|SUPPLEMENTARY|FORMAL|SUMMARY) )?(?:{_OWN})", re.I)
_TITLE_OF_AGENDA = re.compile(_OWN, re.I)
#: "4. Winter pressures", "I) TASK GROUPS", "Item 4: Winter pressures", "4   Winter pressures", "4 – Winter pressures"
_ITEM = re.compile(
    r"(?i:(?:Agenda )?Item (?:No\.? )?)?"
    r"(?P<item>\d{1,2}(?:(?:\.\d{1,2}(?!\d| ?[ap]\.?m\b)|\(?[a-z]\)?)(?:[.)]|(?=[:\s]))|[.)]|(?=:| {2,}| ?[–-] |\t))"
    r"|[A-Z]\.?\d{1,2}(?:[.)]|(?=:| {2,}| ?[–-] |\t))|[IVX]{1,4}\)|[A-Z]\.(?=\s))(?P<stop>\s*[–-]\s+|[:\s]+)"
    r"(?P<title>\S.*)"
)
#: "4 Winter pressures", "A4 Winter": a number with nothing behind it, which has to be counted up to.
_BARE_ITEM = re.compile(
    rf"(?i:(?:Agenda )?Item )?(?P<item>(?P<letter>[A-Z]?\.?)(?P<number>\d{{1,2}})) (?=[A-Z‘“'\"])(?!{ANY_MONTH}\b)"
)
_LOST_IN_A_ROW, _FEWEST_COUNTED = 3, 3
_PART = re.compile(
    r"PART\s+(?:[A-Z]|[IVX]{1,3}|\d|ONE|TWO|THREE|FOUR)\b.*"
    r"|(?:(?:Part )?[IVX]{1,3}|Section [A-Z\d]|[A-Z]) *[-–:.] *(?:[A-Z][\w-]* )?(?:OPEN|CLOSED|EXEMPT|PUBLIC|PRIVATE"
    r"|ITEMS|BUSINESS|CONFIDENTIAL|REPORTS|MATTERS)\b.*"
    r"|(?:non-)?(?:exempt|confidential|private|public|open|closed|restricted|routine|standing|procedural|formal"
    r"|opening|closing|governance|scrutiny|(?:key )?decision|discussion|information|main|general)"
    r" (?:items?|business|reports?|matters|session|section|part|agenda)\b(?![^(]*\?)[^.]{0,80}"
    r"|(?!reports? of )(?:items?|reports?|business|matters|papers) (?:(?:for|to be|in|from which|likely|containing|of"
    r"|requiring|that)"
    r"|(?:with|during) the)\b(?!.*\bmeeting\Z)[^.]{3,110}",
    re.I,
)
#: What every council's agenda has, so that an entry is told without number, capitals or pages.
_STANDING = re.compile(
    r"(?:(?:welcome|introductions?)(?:,? (?:and|&) |, ))?apologies(?: (?:for absence|and .*))?"
    r"|(?:declarations? of (?:members?.? )?(?:interests?|disclosable pecuniary interests?)(?: and .*)?"
    r"|(?:minutes|notes)(?: (?:of|and|from)\b.*)?|membership|chair(?:man|person)?.?s? (?:announcements|business)"
    r"|(?:any other|urgent|other) (?:urgent )?(?:business|matters)|date (?:and time )?of (?:the )?next meeting"
    r"|public (?:questions?|participation|speaking)|questions from .*|exclusion of (?:the )?(?:press and )?public.*"
    r"|matters arising(?: .*)?|forward plan|work programme|welcome(?: and introductions)?)",
    re.I,
)
#: Who signs an agenda; reports are of them too.
_END = re.compile(
    r"(?!.*\b(?:reports?|presentation|updates?|statement|announcements?|briefing|remarks|question|letter)s?"
    r" (?:of|by|from|to)\b)(?!\W*(?:Item )?\d)(?!.*[.;?]\W*\Z).*\b(?:Chief Executive|Monitoring Officer|Proper Officer"
    r"|Town Clerk|Clerk to the (?:Council|Board|Panel|Committee)"
    r"|(?:Head|Director) of (?:Legal|Law|Democratic|Governance)\b.*)"
    r"|.*intentionally left blank|Membership:",
    re.I,
)
#: The first paper behind an agenda.
_BEGINS = re.compile(
    r"(?:draft |unconfirmed )?minutes(?:\W*\Z| of (?:a|an|the|proceedings)\b.*\b(?:meeting|held"
    r"|proceedings)\b(?!.*\d\)))",
    re.I,
)
_LINES_OF_AN_AGENDA, _WORDS_OF_A_TITLE = 200, 20


def agenda_items(source: Source) -> list[AgendaItem]:
    """Return the entries of the agenda on the pack's first pages, those that lost their number too."""
    lines = printed(source, [n for n in _agenda_lines(source) if not _is_running(source, n)])
    items = _read(source, lines)
    if not any(item.item for item in items) and (listed := _listed(lines)):
        items = _read(source, listed)
    return _numbered(_parted(_without_masthead(items)))


def _without_masthead(items: Sequence[AgendaItem]) -> Sequence[AgendaItem]:
    """Leave out the capitals above the first entry that says it is one, as a paper's first page has some too.

    It says so by its number, its pages or what every agenda has; one letter alone is a person's.
    """
    letters = sum(item.item.isalpha() for item in items)
    sure = (
        n
        for n, item in enumerate(items)
        if (item.item and (letters > 1 or not item.item.isalpha()))
        or item.first_page is not None
        or _STANDING.fullmatch(item.title)
    )
    first = next(sure, len(items))
    return [item for n, item in enumerate(items) if n >= first or not (item.title.isupper() or first == len(items))]


def _parted(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Take a title without number and pages, between entries that count on over it, for the part that follows."""
    out: list[AgendaItem] = []
    part = ""
    for n, item in enumerate(items):
        before = next((i.item for i in reversed(items[:n]) if i.item), "")
        after = next((i.item for i in items[n + 1 :] if i.item), "")
        if not item.item and item.first_page is None and _counts_on(before, after):
            part = item.title
        else:
            out.append(replace(item, part=part or item.part))
    return out


def _counts_on(before: str, after: str) -> bool:
    """Tell whether one number or letter follows another, or is the first where none stands before."""
    (letter, last), (other, number) = counted(before), counted(after)
    if number and letter != other:
        return number == 1 and other != ""
    if number and letter:
        return number == last + 1
    if after.isdigit() and (before.isdigit() or not before):
        return int(after) == int(before or 0) + 1
    return len(after) == 1 and after.isalpha() and ord(after) == (ord(before) if len(before) == 1 else ord("A") - 1) + 1


def _is_running(source: Source, line: int) -> bool:
    """Tell whether a line at the edge of a page has words: "Pack page 2", "Parks Board – 4 May 2021 – p. 2"."""
    text = plain_line(source, line)
    words = re.search(r"[A-Za-z]{2}", text) is not None and NAMED_PAGE.fullmatch(text) is None
    return words and (line in page_edges(source) or _PAGE_OF_A_PACK.fullmatch(text) is not None)


_PAGE_OF_A_PACK = re.compile(r"[A-Z]\w*(?: \w+){0,4}? ?[–—|-]? ?(?:page|p\.) ?\d{1,4}", re.I)


def _read(source: Source, lines: Sequence[Printed]) -> list[AgendaItem]:
    items: list[AgendaItem] = []
    part, papers = "", False
    mastheads = _mastheads(source, lines[0].line) if lines else set[str]()
    counted = _counted(lines)
    # Where the agenda's own first page has its mark below it, marks stand at the foot of pages.
    feet = next((mark["number"] for one in lines if (mark := NAMED_PAGE.fullmatch(one.text))), "") == "1"
    for one in lines:
        mark = NAMED_PAGE.fullmatch(one.text)
        if mark and any(i.first_page == int(mark["number"]) + feet for i in items):
            break  # the page that an entry's paper begins on
        if (paper := AGENDA_ITEM.fullmatch(one.text)) and any(i.item == paper[1] for i in items):
            break  # the papers begin: this is the head of an entry's
        text = counted.get(one.line, one.text)
        if _is_masthead(text, mastheads):
            papers = any(item.item for item in items)  # a paper's head, if the count doesn't go on below
        elif _PART.fullmatch(text) and not PAGES.search(text):
            part = text
        elif where := pages_alone(text):
            if items and items[-1].first_page is None and _goes_on(source, one.line, items, where):
                items[-1] = _paged(items[-1], where)
        elif (entry := _entry(replace(one, text=text), part)) and _follows(items, entry):
            papers = papers and not entry.item
            items += [] if papers else [entry]
    return items


def _mastheads(source: Source, until: int) -> set[str]:
    """Return the names of committees that stand above the entries, without the day: they head the papers too."""
    above = (without_day(closed_up(plain_line(source, n))).casefold() for n in range(1, until))
    return {text for text in above if COMMITTEE.search(text)}


def _is_masthead(text: str, mastheads: Set[str]) -> bool:
    """Tell whether a line is a committee's name, and a day or none."""
    name = without_day(text).casefold()
    return len(name.split()) > 1 and name in mastheads


def _follows(items: Sequence[AgendaItem], entry: AgendaItem) -> bool:
    """Tell whether an entry isn't under another ("4.2") than the one above it or the next: then it is a time.

    Nor does the count begin anew below three entries or more of the same part: that is a list, or the first paper.
    """
    letter, number = counted(entry.item)
    if letter:  # "A4" is counted up to; "C17" among letters is a row of another list
        last = max((n for of, n in (counted(item.item) for item in items) if of == letter), default=0)
        return number <= last + _LOST_IN_A_ROW
    if "." not in entry.item:
        numbers = [int(item.item) for item in items if item.item.isdigit() and item.part == entry.part]
        again = len(numbers) >= _FEWEST_COUNTED and entry.item.isdigit()
        return not (again and int(entry.item) < numbers[0] + 1 + _FEWEST_COUNTED and int(entry.item) < numbers[-1])
    last = next((int(n[0]) for i in reversed(items) if (n := re.match(r"\d+", i.number))), 0)
    return int(entry.item.split(".")[0]) in (last, last + 1)


def _listed(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines of an agenda that numbers nothing, the short ones marked: told by what every agenda has."""
    short = [_IN_A_LIST.match(split_pages(one.text)[0]) is not None for one in lines]
    standing = sum(_STANDING.fullmatch(split_pages(one.text)[0]) is not None for one in lines)
    if standing < _FEWEST_STANDING:
        return []
    return [replace(one, marked=one.marked or title) for one, title in zip(lines, short, strict=True)]


_FEWEST_STANDING = 2
#: A title as a list without numbers has them: a capital, few words, no stop; not what is to be done about one.
_IN_A_LIST = re.compile(
    r"(?!(?:To|That|This|The (?:Committee|Board|Panel|Chair)|Please|Members|Report (?:of|by)|Chair(?:man)?s?:?\Z)\b)"
    r"[A-Z‘“'\"]\S*(?: \S+){0,13}(?<![.:;,])\Z"
)


def _counted(lines: Sequence[Printed]) -> dict[int, str]:
    """Return the entries whose number stands bare, each with a stop behind it: numbers that rise from 1."""
    found: dict[int, str] = {}
    last, letter = 0, ""
    for one in lines:
        number = None if one.row else _BARE_ITEM.match(one.text)
        if number and number["letter"] > letter and found.keys() and letter:
            last = 0  # the next part counts anew
        if number and number["letter"] >= letter and 0 < int(number["number"]) - last <= _LOST_IN_A_ROW:
            last, letter = int(number["number"]), number["letter"]
            found[one.line] = f"{number['item']}. {one.text[number.end() :]}"
    return found if len(found) >= _FEWEST_COUNTED else {}


def _entry(one: Printed, part: str) -> AgendaItem | None:
    """Return the entry that a text makes, or nothing where it explains another or says something else."""
    head, pages = split_pages(one.text)
    item = _ITEM.fullmatch(head)
    title = " ".join((item["title"] if item else head).split("  ")[0].split()) if head else ""
    few = title[:1].isupper() and len(title.split()) <= _WORDS_OF_A_TITLE
    alone = _STANDING.fullmatch(title) or (few and (one.marked or pages is not None))
    short = len(without_day(title)) <= _LETTERS_OF_A_DAY
    capitals = title.isupper() and not (short or _NOTICE.match(title) or OVER_A_TITLE.fullmatch(title))
    dated = short and title != without_day(title)
    if not title or dated or not (item or capitals or alone):
        return None
    number = item["item"].rstrip("." if "(" in item["item"] else ".)") if item else ""
    entry = AgendaItem(number, title, part, one.line)
    return _paged(entry, pages) if pages else entry


_LETTERS_OF_A_DAY = 4
#: What capitals say beside the titles of entries.
_NOTICE = re.compile(
    r"(?:please|notes?|n\.?b|important|pages?|contents|fire|recording|filming|webcast\w*|agenda|quorum|contacts?|venue"
    r"|distribution|emergency|evacuation|further information|in attendance)\b|(?:members|present|continued)\W*\Z"
    r"|.*\b(?:borough|city|county|district|metropolitan|town|parish) council\Z",
    re.I,
)


def _goes_on(source: Source, line: int, items: Sequence[AgendaItem], pages: tuple[int, int]) -> bool:
    """Tell whether pages aren't before those of the entries above; else it is the number of the agenda's own page.

    So it is where it is small, stands apart and no entry above has pages.
    """
    text, last = plain_line(source, line), max((item.first_page or 0 for item in items), default=0)
    own = not last and pages[0] <= _PAGES_OF_AN_AGENDA and text[:1] != "(" and pages[0] == pages[1]
    return pages[0] >= last and not (own and not plain_line(source, line - 1))


_PAGES_OF_AN_AGENDA = 4


def _paged(item: AgendaItem, pages: tuple[int, int]) -> AgendaItem:
    return replace(item, first_page=pages[0], last_page=pages[1]) if pages[0] <= pages[1] else item


def _numbered(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Give entries that lost their number the one that is left: as many are missing between two as stand there."""
    out = list(items)
    letter, last, waiting = "", 0, list[int]()
    for n, item in enumerate(items):
        of, number = counted(item.item)
        if not item.item:
            waiting.append(n)
        elif number:
            last = last if of == letter else 0
            if len(waiting) == number - last - 1:
                for m, left in zip(waiting, range(last + 1, number), strict=True):
                    out[m] = replace(items[m], should_be=f"{of}{left}")
            letter, last, waiting = of, number, []
    return out


def counted(item: str) -> tuple[str, int]:
    """Return the letter and the number that an entry goes by, or 0 where it goes by something else.

    Example:
        >>> counted("4"), counted("A4"), counted("B.2"), counted("i)"), counted("")
        (('', 4), ('A', 4), ('B.', 2), ('', 0), ('', 0))
    """
    match = _COUNTED.fullmatch(item)
    return (match["letter"], int(match["number"])) if match else ("", 0)


_COUNTED = re.compile(r"(?P<letter>(?:[A-Z]\.?)?)(?P<number>\d{1,2})")


def closed_up(text: str) -> str:
    """Return a title whose letters are set apart as a word; others as they are.

    Example:
        >>> closed_up("A G E N D A"), closed_up("Part A")
        ('AGENDA', 'Part A')
    """
    return text.replace(" ", "") if _SET_APART.fullmatch(text) else text


_SET_APART = re.compile(r"(?:[A-Z] +){3,}[A-Z]")


def is_agenda_title(text: str) -> bool:
    """Tell whether a line is the title that an agenda's entries stand under: "AGENDA", "Order of business"."""
    return _TITLE_OF_AGENDA.fullmatch(text) is not None


def _is_listed(source: Source, line: int) -> bool:
    """Tell whether "Minutes" is an entry: a number alone, or another entry, stands right above it."""
    above = next((text for n in source.above(line, 3) if (text := plain_line(source, n))), "")
    numbered = re.fullmatch(r"(?:Item )?\d{1,2}[.)]?", above, re.I) is not None
    return numbered or _STANDING.fullmatch(split_pages(above)[0]) is not None


def _counted_from(source: Source) -> int:
    """Return the line before the first of three entries or more that say "Item 1", "Item 2" in the beginning, or 0."""
    lines = range(1, min(source.n_lines, _LINES_OF_AN_AGENDA) + 1)
    found = [(n, int(m[1])) for n in lines if (m := _ITEM_ALONG.match(plain_line(source, n)))]
    first = next((n for n, number in found if number == 1), 0)
    last = 0
    for _, number in found:
        last += number == last + 1
    return max(1, first - 1) if first and last >= _FEWEST_COUNTED else 0


_ITEM_ALONG = re.compile(r"(?:Agenda )?Item (\d{1,2})\s*[:.–-]\s*[A-Z]", re.I)


def _agenda_lines(source: Source) -> Sequence[int]:
    head = range(1, min(source.n_lines, _LINES_OF_AN_AGENDA) + 1)
    names = {line: text for line in head if _AGENDA.fullmatch(text := closed_up(plain_line(source, line)))}
    start = next((n for n, text in names.items() if _TITLE_OF_AGENDA.fullmatch(text)), min(names, default=0))
    start = start or _counted_from(source)
    if not start:
        return ()
    for line in range(start + 1, source.n_lines + 1):
        text = plain_line(source, line)
        begins = (_BEGINS.match(text) or begins_minutes(source, line)) and not _is_listed(source, line)
        signed = "\t" not in source.line(line) and text[:1] != "|" and _END.match(text)
        if begins or signed or line > start + _LINES_OF_AN_AGENDA or begins_report(source, line):
            return range(start + 1, line)
    return range(start + 1, source.n_lines + 1)
