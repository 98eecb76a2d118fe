"""The structure of a pack: its agenda, the documents inside it with their header fields, and their sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from minutebook.attachments import attachments
from minutebook.blocks import Block
from minutebook.periods import parsed_date
from minutebook.reports import COMMITTEE, MINUTES, TAG, Document, minutes, plain_line, reports
from minutebook.source import Source


@dataclass(frozen=True)
class AgendaItem:
    """An agenda entry as printed."""

    item: str
    title: str
    part: str
    line: int
    first_page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True)
class Section:
    """A heading, the lines under it, and the index of the section around it (-1 for none)."""

    number: str
    heading: str
    level: int
    first_line: int
    last_line: int
    parent: int


# ---------------------------------------------------------------------------------------------- front matter

_COUNCIL = re.compile(
    r"(?:the )?(?:(?:London|Royal) Borough of|City of|City and County of) [A-Z][\w']*(?: [A-Z][\w']*){0,3}"
    r"(?: and [A-Z]\w+)?"
    r"|[A-Z]\w+(?: [A-Z]\w+){0,3} (?:City|Borough|County|District|Metropolitan Borough) Council",
    re.I,
)


def front_matter(source: Source) -> dict[str, str]:
    """Return what the paper says of itself: `committee`, `date` (ISO), `councils`, and `title` for a single report.

    What isn't printed is left out.
    """
    found: dict[str, str] = {}
    opening = [plain_line(source, line) for line in range(1, min(source.n_lines, 120) + 1)]
    for text in opening:
        if match := re.match(r"(?:Title|Committee|Meeting|Meeting of)\s*:\s*(\S.*)", text, re.I):
            found.setdefault("title", match[1])
        if match := re.match(r"(?:Meeting Date|Date(?: of meeting)?)\s*:\s*(\S.*)", text, re.I):
            found.setdefault("date", parsed_date(match[1]))
    names = _councils(source)
    if any(text.upper().endswith("AGENDA") for text in opening):
        found["committee"] = found.pop("title", "")
    else:
        above = [text for text in opening[:30] if COMMITTEE.search(text)]
        found["committee"] = _without_councils(above[0], names) if above else ""
    found["councils"] = "; ".join(names)
    return {name: value for name, value in found.items() if value}


def _without_councils(text: str, councils: list[str]) -> str:
    """Return a committee's name without the councils in front: "Westminster Health Board" gives "Health Board"."""
    theirs, words = _words_of_councils(councils), text.split()
    while len(words) > 1 and words[0].casefold() in theirs:
        words.pop(0)
    return " ".join(words)


def _words_of_councils(councils: Iterable[str]) -> set[str]:
    """Return the words that councils' names are made of, and the letters they go by: RBKC, and WCC for a city."""
    words = {"&", "and", "the"}
    for name in councils:
        words |= {word.casefold() for word in name.split()}
        words.add("".join(word[0] for word in name.split() if word[0].isupper()).casefold())
        if city := re.match(r"City of (\w)|(\w)\w+ City Council", name):
            words.add(f"{city[1] or city[2]}cc".casefold())
    return words


def _councils(source: Source) -> list[str]:
    """Return the councils whose names stand on lines of their own, as running headers do; a name may be cut."""
    flat = re.sub(r"(?<=\bof)[ *]*\n\s*|(?<=\S)\s++(?=and [A-Z])", " ", source.text.replace("**", ""), flags=re.I)
    names: list[str] = []
    for line in flat.split("\n"):
        if match := _COUNCIL.fullmatch(" ".join(line.strip("# ").split())):
            name = re.sub(r"^the ", "", match[0], flags=re.I)
            name = (
                name.title()
                if name.isupper()
                else " ".join(w if w in ("of", "and") else w.capitalize() for w in name.split())
            )
            names.append(re.sub(r"\b(Of|And)\b", lambda m: m[0].lower(), name))
    return list(dict.fromkeys(names))


# ---------------------------------------------------------------------------------------------------- agenda

_AGENDA = re.compile(r"AGENDA", re.I)
_ITEM = re.compile(r"(?P<item>\d{1,2}\.|[IVX]{1,4}\))\s+(?P<title>\S.*)")
_PAGES = re.compile(r"\(Pages?\s+(\d+)(?:\s*[-–]\s*(\d+))?\)", re.I)
_PART = re.compile(r"PART\s+(?:[A-Z]|\d)\b.*", re.I)


def agenda_items(source: Source) -> list[AgendaItem]:
    """Return the entries of the agenda on the pack's first pages, those that lost their number too."""
    lines = _agenda_lines(source)
    items: list[AgendaItem] = []
    part = ""
    for line in lines:
        for cell in _entries(source, line):
            if _PART.fullmatch(cell) and not _PAGES.search(cell):
                part = cell
            elif pages := _PAGES.fullmatch(cell):
                if items and items[-1].first_page is None:
                    items[-1] = _paged(items[-1], pages)
            elif item := _ITEM.match(cell):
                pages = _PAGES.search(item["title"])
                title = item["title"][: pages.start()].rstrip() if pages else item["title"]
                entry = AgendaItem(item["item"].rstrip(".)"), title, part, line)
                items.append(_paged(entry, pages) if pages else entry)
            elif cell.isupper() and len(cell) > 4:
                items.append(AgendaItem("", cell, part, line))
    return items


def _paged(item: AgendaItem, pages: re.Match[str]) -> AgendaItem:
    first = int(pages[1])
    return replace(item, first_page=first, last_page=int(pages[2] or first))


def _agenda_lines(source: Source) -> Sequence[int]:
    head = range(1, min(source.n_lines, 200) + 1)
    start = next((line for line in head if _AGENDA.fullmatch(plain_line(source, line))), None)
    if start is None:
        return ()
    for line in range(start + 1, source.n_lines + 1):
        text = plain_line(source, line)
        if (
            MINUTES.fullmatch(text)
            or re.search(r"\bChief Executive\b|intentionally left blank", text)
            or line > start + 200
        ):
            return range(start + 1, line)
    return range(start + 1, source.n_lines + 1)


def _entries(source: Source, line: int) -> list[str]:
    """Return a line's text, or the first paragraph of each cell of a row set with upright strokes."""
    raw = source.line(line)
    if not raw.lstrip("- ").startswith("|"):
        return [text] if (text := plain_line(source, line)) else []
    firsts = (cell.split("</p>")[0] for cell in raw.split("|"))
    return [text for cell in firsts if (text := " ".join(TAG.sub("", cell).split()).strip(" -"))]


# ------------------------------------------------------------------------------------------------- documents


def documents(source: Source, blocks: Sequence[Block], agenda: Sequence[AgendaItem]) -> list[Document]:
    """Return the documents of a pack, first to last; together they cover every line."""
    names = names_in(source)
    starts = [*minutes(source, names), *reports(source, names)]
    starts += attachments(source, blocks, sorted(d.first_line for d in starts))
    starts = sorted(starts, key=lambda d: d.first_line)
    if starts and not any(plain_line(source, line) for line in range(1, starts[0].first_line)):
        starts[0] = replace(starts[0], first_line=1)
    elif not starts or starts[0].first_line > 1:
        matter = front_matter(source)
        title = matter.get("committee", "Agenda")
        front = Document("agenda", title, 1, date=matter.get("date", "")) if agenda else Document("report", "", 1)
        starts.insert(0, front)
    ends = [d.first_line - 1 for d in starts[1:]] + [source.n_lines]
    return _with_items([replace(d, last_line=end) for d, end in zip(starts, ends, strict=True)], agenda)


def _with_items(found: list[Document], agenda: Sequence[AgendaItem]) -> list[Document]:
    """Say which agenda item each document belongs to: by order where the counts agree, else by words in the title."""
    heads = [d for d in found if d.kind == "minutes" or d.header]
    reports = [d for d in heads if d.kind != "briefing"]
    paged = [item for item in agenda if item.first_page is not None]
    if len(reports) == len(paged):
        numbers = {d.first_line: item.item for d, item in zip(reports, paged, strict=True)}
    else:
        numbers = {d.first_line: _item_of(d, agenda) for d in heads}
    out: list[Document] = []
    current = ""
    for d in found:
        current = numbers.get(d.first_line, "" if d.kind == "agenda" else current)
        out.append(replace(d, item=current))
    return out


def _item_of(document: Document, agenda: Sequence[AgendaItem]) -> str:
    """Return the number of the agenda item that shares most words with a document's title, or with who it is of."""
    title = _long_words(document.title or document.values.get("report_of", ""))
    best, share = "", 0.0
    for item in agenda:
        theirs = _long_words(item.title)
        shared = len(title & theirs) / max(1, min(len(title), len(theirs)))
        if shared > max(share, 0.55):
            best, share = item.item, shared
    return best


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


# -------------------------------------------------------------------------------------------------- sections


def sections(
    source: Source, blocks: Sequence[Block], document: Document, names: Set[str] = frozenset()
) -> list[Section]:
    """Return the sections of a document; each runs to the next heading at its level or above.

    `names` are the words that councils' and the committee's names are made of: a line of nothing else is a running
    header and heads nothing.
    """
    headings = list(_headings(source, blocks, document, names))
    counted = {b.number.strip(".)") for b in headings}
    out: list[Section] = []
    for i, block in enumerate(headings):
        after = next((h.first_line for h in headings[i + 1 :] if h.level <= block.level), document.last_line + 1)
        parent = next((j for j in range(i - 1, -1, -1) if headings[j].level < block.level), -1)
        number, heading = block.number, block.passage(source).text
        if number.isdigit() and int(number) > 1 and str(int(number) - 1) not in counted:
            number, heading = "", f"{number} {heading}"  # "10 Principles", where there is no 9
        out.append(Section(number, heading, block.level, block.first_line, after - 1, parent))
    return out


def _headings(source: Source, blocks: Sequence[Block], document: Document, names: Set[str]) -> Iterator[Block]:
    """Yield the headings of a document: no running headers, no dates on a title page, no lists of appendices."""
    labels = {n for f in document.header for n in range(f.line, source.line_of(f.value[-1][1]) + 1)}
    listing = False
    for n, block in enumerate(blocks):
        if not document.first_line <= block.first_line <= document.last_line:
            continue
        if block.kind != "heading":
            listing = listing and block.kind in ("blank", "page mark")
            continue
        text = block.passage(source).text
        marked = source.line(block.first_line).lstrip().startswith(("#", "**")) or bool(block.number)
        masthead = set(text.casefold().split()) <= names and _BODY.search(text)
        if block.first_line in labels or masthead or (listing and not marked):
            continue
        over_a_table = next((b.kind for b in islice(blocks, n + 1, None) if b.kind != "blank"), "") == "table row"
        if parsed_date(text) and len(text.split()) <= _WORDS_OF_A_DATE and not over_a_table:
            continue
        listing = text.casefold().rstrip(":") in _LISTS
        yield block


#: A borough's name can head a chapter, the name of a body is a running header.
_BODY = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission|Council|City|Borough)\b", re.I)
_WORDS_OF_A_DATE = 4
_LISTS = {"appendices", "appendix", "background papers"}


def names_in(source: Source) -> set[str]:
    """Return the words that the names of a paper's councils and of its committee are made of."""
    matter = front_matter(source)
    return _words_of_councils(matter.get("councils", "").split("; ")) | set(
        matter.get("committee", "").casefold().split()
    )
