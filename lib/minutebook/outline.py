"""The structure of a pack: its agenda, the documents inside it with their header fields, and their sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from minutebook.blocks import Block
from minutebook.periods import parsed_date
from minutebook.source import Source, passage


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
class HeaderField:
    """One line of a report's header block: its label and value, each with its span in the source."""

    name: str
    label: tuple[int, int]
    value: tuple[tuple[int, int], ...]
    line: int


@dataclass(frozen=True)
class Document:
    """A document inside a pack; `header` is empty where none is printed."""

    kind: str
    title: str
    first_line: int
    last_line: int = 0
    item: str = ""
    date: str = ""
    header: tuple[HeaderField, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


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
    opening = [_plain(source, line) for line in range(1, min(source.n_lines, 120) + 1)]
    for text in opening:
        if match := re.match(r"(?:Title|Committee|Meeting|Meeting of)\s*:\s*(\S.*)", text, re.I):
            found.setdefault("title", match[1])
        if match := re.match(r"(?:Meeting Date|Date(?: of meeting)?)\s*:\s*(\S.*)", text, re.I):
            found.setdefault("date", parsed_date(match[1]))
    names = _councils(source)
    if any(text.upper().endswith("AGENDA") for text in opening):
        found["committee"] = found.pop("title", "")
    else:
        above = [text for text in opening[:30] if _COMMITTEE.search(text)]
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
    start = next((line for line in head if _AGENDA.fullmatch(_plain(source, line))), None)
    if start is None:
        return ()
    for line in range(start + 1, source.n_lines + 1):
        text = _plain(source, line)
        if (
            _MINUTES.fullmatch(text)
            or re.search(r"\bChief Executive\b|intentionally left blank", text)
            or line > start + 200
        ):
            return range(start + 1, line)
    return range(start + 1, source.n_lines + 1)


def _entries(source: Source, line: int) -> list[str]:
    """Return a line's text, or the first paragraph of each cell of a row set with upright strokes."""
    raw = source.line(line)
    if not raw.lstrip("- ").startswith("|"):
        return [text] if (text := _plain(source, line)) else []
    firsts = (cell.split("</p>")[0] for cell in raw.split("|"))
    return [text for cell in firsts if (text := " ".join(_TAG.sub("", cell).split()).strip(" -"))]


# ------------------------------------------------------------------------------------------------- documents

_LABELS = {
    "date": "date",
    "classification": "classification",
    "title": "title",
    "title of paper": "title",
    "report title": "title",
    "subject": "title",
    "report of": "report_of",
    "report by": "report_of",
    "briefing of": "report_of",
    "wards involved": "wards",
    "wards affected": "wards",
    "ward(s) affected": "wards",
    "policy context": "policy_context",
    "financial summary": "financial_summary",
    "report author and contact details": "report_author",
    "report author": "report_author",
    "author": "report_author",
    "briefing author and contact details": "report_author",
    "contact details": "report_author",
    "contact officer": "report_author",
    "cabinet member portfolio": "portfolio",
    "cabinet member": "portfolio",
    "cabinet members": "portfolio",
    "elt members": "",
    "purpose of paper": "",
}
_LABEL = re.compile(
    r"\W*(?P<label>" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")\b\W*?(?P<stop>:|\t)\W*",
    re.I,
)
_TAG = re.compile(r"\*\*|<[^<>\n]*>")
_MINUTES = re.compile(r"(?:DRAFT )?MINUTES", re.I)
_COMMITTEE = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission)\s*$", re.I)
_QUERIES = re.compile(r"if you have any queries about this (?:report|briefing|paper)", re.I)
_AFTERWORD = re.compile(r"(?:appendi(?:x|ces)|background papers?|contact officers?|email|telephone)\b", re.I)


def documents(source: Source, blocks: Sequence[Block], agenda: Sequence[AgendaItem]) -> list[Document]:
    """Return the documents of a pack, first to last; together they cover every line."""
    names = names_in(source)
    starts = [*_minutes(source, names), *_reports(source, names)]
    starts += _attachments(source, blocks, sorted(d.first_line for d in starts))
    starts = sorted(starts, key=lambda d: d.first_line)
    if starts and not any(_plain(source, line) for line in range(1, starts[0].first_line)):
        starts[0] = replace(starts[0], first_line=1)
    elif not starts or starts[0].first_line > 1:
        matter = front_matter(source)
        title = matter.get("committee", "Agenda")
        front = Document("agenda", title, 1, date=matter.get("date", "")) if agenda else Document("report", "", 1)
        starts.insert(0, front)
    ends = [d.first_line - 1 for d in starts[1:]] + [source.n_lines]
    return _with_items([replace(d, last_line=end) for d, end in zip(starts, ends, strict=True)], agenda)


def _minutes(source: Source, names: set[str]) -> Iterator[Document]:
    for line in range(1, source.n_lines + 1):
        if _MINUTES.fullmatch(_plain(source, line)):
            near = " ".join(_plain(source, n) for n in range(line + 1, min(line + 25, source.n_lines) + 1))
            if re.search(r"minutes of (?:a|the|proceedings)", near, re.I):
                held = re.search(r"held on (?:\w+day,? )?(\d{1,2}\w* \w+,? \d{4})", near, re.I)
                date = parsed_date(held[1]) if held else ""
                title = next(
                    (
                        t
                        for n in (line, *range(line + 1, line + 25))
                        if "OF" in (t := _plain(source, n).upper()) and _MINUTES.match(t)
                    ),
                    "Minutes",
                )
                yield Document("minutes", title, _with_running_header(source, line, names), date=date)


def _reports(source: Source, names: set[str]) -> Iterator[Document]:
    line = 1
    while line <= source.n_lines:
        header = _header_fields(source, line)
        if _is_header(header):
            values = {f.name: passage(source, f.value).text.strip() for f in reversed(header) if f.name}
            first = _with_running_header(source, header[0].line, names)
            date = values.get("date") or _date_above(source, header[0].line)
            kind = "briefing" if _is_briefing(source, header) else "report"
            yield Document(kind, values.get("title", ""), first, date=parsed_date(date), header=header, values=values)
            line = source.line_of(max(end for f in header for _, end in (f.label, *f.value)))
        elif header:
            line = header[-1].line  # the rest of what is no header is none either
        line += 1


def _is_briefing(source: Source, header: tuple[HeaderField, ...]) -> bool:
    labels = {source.text[slice(*f.label)].casefold() for f in header}
    return any("briefing" in label or "of paper" in label for label in labels)


def _is_header(fields: Sequence[HeaderField]) -> bool:
    """Tell whether labels make up a report's header: three or more, one that names it, one that places it."""
    names = {f.name for f in fields}
    return (
        len(fields) > 2
        and not names.isdisjoint({"title", "report_of"})
        and not names.isdisjoint({"date", "classification", "report_author"})
    )


def _header_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the known labels, near each other, that begin on a line, each with its value."""
    if not _label_on(source, first):
        return ()
    fields: list[HeaderField] = []
    line, blanks = first, 0
    while line <= source.n_lines and blanks < 4:
        match = _label_on(source, line)
        text = source.line(line).strip()
        start, end = source.line_span(line)
        if match:
            name = _LABELS[match["label"].casefold()]
            label = (start + match.start("label"), start + match.end("label") + (match["stop"] == ":"))
            fields.append(HeaderField(name, label, ((start + match.end(), end),), line))
            blanks = 0
        elif not text:
            blanks += 1
        elif blanks == 0 and fields and not text.startswith("#"):
            fields[-1] = replace(fields[-1], value=(*fields[-1].value, (start, end)))
        elif blanks < 3 and any(_label_on(source, n) for n in range(line + 1, min(line + 4, source.n_lines) + 1)):
            blanks = 0
            if not _is_label(_plain(source, line)):  # a label without its colon is nobody's value
                fields[-1] = replace(fields[-1], value=(*fields[-1].value, (start, end)))
        else:
            break
        line += 1
    return tuple(fields)


def _is_label(text: str) -> bool:
    """Tell whether a text begins with a header's label, or is the beginning of one that goes on below."""
    said = text.casefold()
    return said.startswith(tuple(_LABELS)) or any(label.startswith(said) for label in _LABELS)


def _label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    text = source.text[start : min(end, start + 120)]
    blank = _TAG.sub(lambda m: " " * len(m[0]), text)
    return _LABEL.match(blank)


def _date_above(source: Source, line: int) -> str:
    for above in range(line - 1, max(0, line - 4), -1):
        if parsed_date(text := _plain(source, above)):
            return text
    return ""


def _with_running_header(source: Source, line: int, names: set[str]) -> int:
    """Return the first line of the council and committee names that stand above a line.

    A running header is made of the words of those names, in pieces, or ends as a committee's name does.
    """
    first, blanks = line, 0
    for above in range(line - 1, max(0, line - 30), -1):
        text = _plain(source, above)
        if not text:
            blanks += 1
            if blanks > 4:
                break
        elif (
            names.issuperset(text.casefold().split())
            or (_COMMITTEE.search(text) and len(text.split()) <= 15)
            or (parsed_date(text) and len(text.split()) <= 5)
        ):
            first, blanks = above, 0
        else:
            break
    return first


def _attachments(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> list[Document]:
    """Return what is attached to reports, first to last.

    It is what follows a report's closing words ("If you have any queries about this Report"), and papers with a
    contents list or a title that says what they are; a slide's own title is none.
    """
    found = {d.first_line: d for d in _closed(source, blocks, starts)}
    closed = dict(found)
    with_contents = list(_with_contents(source, blocks))
    for document in [*_titled(source, blocks), *with_contents]:
        line = document.first_line
        inside = closed.get(max((n for n in (*found, *starts) if n <= line), default=0))
        if inside and (inside.kind == "slides" or document in with_contents):
            continue  # a slide's title, and the contents of a paper that began before its title page
        if all(abs(n - line) > _LINES_OF_A_TITLE for n in (*found, *starts)):
            found[line] = document
    return sorted(found.values(), key=lambda d: d.first_line)


_LINES_OF_A_TITLE = 3
_KINDS = {
    "terms of reference": r"terms of reference",
    "action plan": r"action plan",
    "work programme": r"work programme",
    "action tracker": r"action tracker",
    "annual report": r"annual report",
    "strategy": r"strategy\b",
}
#: A title that says what kind of paper it is, at the beginning of a page.
_OWN_TITLE = re.compile(
    r"(?:Draft )?(?:(?:Appendix|Annex)(?: [A-Z]| \d{1,2})\b.*|Terms of Reference\b.*|[A-Z][^.]*\bAction Plan\b[^.]*"
    r"|(?:Annual )?Work Programme|Action Tracker)",
    re.I,
)


def _kind_of(title: str, otherwise: str) -> str:
    return next((kind for kind, words in _KINDS.items() if re.search(words, title, re.I)), otherwise)


def _with_contents(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title page stands over a list of contents."""
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.passage(source).text.casefold() != "contents":
            continue
        page: list[Block] = []
        for above in reversed(blocks[:n]):
            text = above.passage(source).text
            if above.kind == "blank":
                continue
            if (
                above.kind not in ("heading", "paragraph", "bullet")
                or above.number
                or ((len(text.split()) > _WORDS_OF_A_TITLE or text.endswith(".")) and text[0] not in _QUOTES)
                or _QUERIES.search(text)
            ):
                break
            page.insert(0, above)
        texts = [t for b in page if not _DATED.fullmatch(t := b.passage(source).text) and t[:1] not in _QUOTES]
        named = [t for t in texts if re.search(r"\b(?:Strategy|Plan|Report|Review|Framework|Policy)\b", t)]
        if texts:
            title = " ".join(named[:1] or texts)
            yield Document(_kind_of(title, "appendix"), title, page[0].first_line)


_WORDS_OF_A_TITLE, _QUOTES = 14, ("“", '"', "‘", "'")
_DATED = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}"
)


def _titled(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title at the beginning of a page says what they are, each once."""
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.number:
            continue
        title = block.passage(source).text
        if _OWN_TITLE.fullmatch(title) and title not in seen and _begins_a_page(source, blocks, n):
            seen.add(title)
            yield Document(_kind_of(title, "appendix"), title.rstrip(":"), block.first_line)


def _begins_a_page(source: Source, blocks: Sequence[Block], n: int) -> bool:
    """Tell whether a page break or a table stands right above a block."""
    above = next((b for b in reversed(blocks[:n]) if b.kind != "blank"), None)
    if above is None or above.kind in ("page mark", "table row"):
        return True
    gap = range(above.last_line + 1, blocks[n].first_line)
    return len(gap) > 2 or any(source.line(line) for line in gap)  # a line of one space stands for a picture or a break


def _closed(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Document]:
    """Yield what follows a report's closing words or its last line "Appendix A", up to the next report."""
    prose = [b for b in blocks if b.kind != "blank"]
    for n, block in enumerate(prose):
        text = block.passage(source).text if block.kind in ("paragraph", "heading") else ""
        until = next((s for s in starts if s > block.last_line), source.n_lines + 1)
        after = [b for b in prose[n + 1 :] if b.first_line < until] if text else []
        if _QUERIES.search(text):
            opening = (m for m, b in enumerate(after) if _opens_an_attachment(source, b))
            paged = (
                m for m, b in enumerate(after) if _begins_a_paper(source, b, gap=[after[m - 1], b] if m else [block, b])
            )
            first = next(opening, next(paged, None))
        elif _APPENDIX.match(text) and after and after[0].kind == "heading" and _marked(source, after[0]):
            first = 0
        else:
            continue
        if first is not None:
            yield from _attached(source, after[:first], after[first:])


def _attached(source: Source, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Document]:
    """Yield the paper that begins with the first of some blocks, and those beside it under headings of its level."""
    first = after[0]
    if first.kind == "table row":
        listed = [b.passage(source).text for b in before if b.kind == "heading"]
        if len(before) > 1 and _begins_a_paper(source, before[-1], gap=before[-2:]):
            return  # a heading of its own stands over it
        title = next((text[m.end() :] for text in listed if (m := _APPENDIX.match(text))), "")
        if title:
            yield Document(_kind_of(title, "appendix"), title, first.first_line)
        return
    title = first.passage(source).text
    kind = "slides" if first.level == 1 else _kind_of(title, "appendix")
    yield Document(kind, title.rstrip(":"), first.first_line)
    for block, below in pairwise(after[1:]):
        beside = block.kind == "heading" and block.level == first.level > 1 and not block.number
        if beside and below.kind == "heading" and below.level > first.level:
            yield Document("appendix", block.passage(source).text, block.first_line)


_APPENDIX = re.compile(r"(?:Appendix|Annex) \w+\s*[-–:]*\s*", re.I)


def _marked(source: Source, block: Block) -> bool:
    return source.line(block.first_line).startswith("#")


def _begins_a_paper(source: Source, block: Block, gap: Sequence[Block]) -> bool:
    """Tell whether a block begins a page, and isn't one of the contacts or lists at a report's end."""
    text = block.passage(source).text
    above, below = gap
    lines = range(above.last_line + 1, below.first_line)
    broken = above.kind == "page mark" or len(lines) > 2 or any(source.line(n) for n in lines)
    return broken and block.kind in ("heading", "paragraph") and "•" not in text and not _AFTERWORD.match(text)


def _opens_an_attachment(source: Source, block: Block) -> bool:
    if block.kind == "table row":
        return "\t" in source.line(block.first_line)
    return block.kind == "heading" and _marked(source, block) and not _AFTERWORD.match(block.passage(source).text)


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
        over_a_table = next((b.kind for b in blocks[n + 1 :] if b.kind != "blank"), "") == "table row"
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


def _plain(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    if not 1 <= line <= source.n_lines:
        return ""
    return passage(source, [source.line_span(line)]).text.lstrip("# ").strip()
