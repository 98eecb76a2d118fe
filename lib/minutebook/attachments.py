"""Attachments: the papers behind a report, told by its closing words, by their title or by their contents list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile
from operator import attrgetter

from minutebook.blocks import Block
from minutebook.contents import contents_entries, is_contents_title, letters
from minutebook.dates import ANY_MONTH, parsed_date
from minutebook.header_blocks import plain_line
from minutebook.reports import AFTERWORD, AGENDA_ITEM, QUERIES, Document
from minutebook.source import Source


def attachments(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> list[Document]:
    """Return what is attached to reports, first to last; `starts` are the lines on which reports and minutes begin.

    It is what follows a report's closing words ("If you have any queries about this Report"), papers with a contents
    list or a title that says what they are, and slides that follow others with a title slide of their own.
    """
    found = {d.first_line: d for d in _closed(source, blocks, starts)}
    closed = dict(found)
    for document in _itemed(source, blocks):
        if all(abs(n - document.first_line) > _LINES_OF_A_TITLE for n in (*found, *starts)):
            found[document.first_line] = document
    titled = {d.first_line: d for d in _titled(source, blocks)}
    lone = {d.first_line: d for d in _lone_letters(source, blocks) if d.first_line not in titled}
    in_order = sorted([*titled.values(), *lone.values()], key=attrgetter("first_line"))
    for document in [*in_order, *_with_contents(source, blocks)]:
        line = document.first_line
        inside = closed.get(max((n for n in (*found, *starts) if n <= line), default=0))
        if inside and inside.kind == "slides" and not _stands_alone(source, blocks, document):
            continue  # a slide's title, or the picture of another paper's contents
        apart = inside and _LETTERED.match(inside.title) and _NO_SLIDE.match(document.title)
        if inside and not apart and _is_front_of(source, blocks, inside.first_line, line):
            continue  # the contents of a paper that began with a title page before it
        around = found.get(max((n for n in found if n <= line), default=0))
        if around and _is_headed_again(source, around, document):
            continue  # its own title as the running header of a page
        if lone.get(line) is document and not (around and _has_letter_before(source, around, document)):
            continue  # a part of the paper around it
        if all(abs(n - line) > _LINES_OF_A_TITLE for n in (*found, *starts)):
            found[line] = document
    for document in _decks(source, blocks, sorted((*found, *starts)), found):
        found.setdefault(document.first_line, document)
    return sorted(found.values(), key=lambda d: d.first_line)


_NO_SLIDE = re.compile(
    r"(?:Draft )?(?:Appendix|Annex|Terms of Reference)\b"
    r"|.*\b(?:Work(?:ing)? Programme|Forward Plan|Action (?:Tracker|Log))\b",
    re.I,
)


#: The title of what is attached, not its letter alone.
_LETTERED = re.compile(r"(?:Appendix|Annex) \w{1,2}\b\W*\w", re.I)


def _stands_alone(source: Source, blocks: Sequence[Block], document: Document) -> bool:
    """Tell whether a paper found among slides is one of its own: by its title, or by headings that it lists."""
    if _NO_SLIDE.match(document.title) or _NO_SLIDE.match(plain_line(source, document.first_line)):
        return True
    return _lists_its_own(source, document.first_line)


def _lists_its_own(source: Source, line: int) -> bool:
    """Tell whether a contents list stands below a line whose entries are headings further down."""
    entries = contents_entries(source, line, min(line + _LINES_TO_CONTENTS, source.n_lines))
    if not entries:
        return False
    below = {letters(plain_line(source, n)) for n in range(entries[-1].line + 1, source.n_lines + 1)}
    return sum(letters(entry.title) in below for entry in entries) >= _SHARE_OF_ITS_OWN * len(entries)


_LINES_TO_CONTENTS, _SHARE_OF_ITS_OWN = 60, 0.25


def _is_headed_again(source: Source, around: Document, document: Document) -> bool:
    """Tell whether what seems a paper is a page of the one around it: of its kind, and with no word or letter else."""
    again, first = (_APPENDIX_LETTER.match(plain_line(source, d.first_line)) for d in (document, around))
    ours, theirs = _words(around.title), _words(document.title)
    if again and first:
        own = _words(again.string[again.end() :])
        said = again["rest"] is not None or (bool(own) and own <= ours)
        return again["letter"].casefold() == first["letter"].casefold() and said
    if around.kind != document.kind:
        return first is not None and len(theirs) >= _WORDS_TO_TELL and theirs <= ours
    return theirs <= ours or (
        around.kind in _ONE_OF_A_KIND and ours <= theirs and not _begins_an_item(source, document)
    )


_WORDS_TO_TELL = 3
_APPENDIX_LETTER = re.compile(
    r"(?:Appendix|Annex) (?P<letter>[A-Z]|\d{1,2})\b(?P<rest> (?:to|of) (?:item|the report|report|agenda item)\b"
    r"|\W*\(?(?:continued|cont\b\.?|cont[’']d))?",
    re.I,
)
#: What an item of an agenda has one of.
_ONE_OF_A_KIND = ("action tracker", "work programme")


def _begins_an_item(source: Source, document: Document) -> bool:
    """Tell whether the line that says which item begins stands right above a paper."""
    above = range(document.first_line - 1, max(0, document.first_line - 1 - _LINES_OF_A_TITLE), -1)
    return any(AGENDA_ITEM.fullmatch(plain_line(source, n)) for n in above)


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.casefold()))


def _itemed(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers that begin a page under a line "Agenda item 4"."""
    for n, block in enumerate(blocks):
        item = block.kind in ("heading", "paragraph") and AGENDA_ITEM.fullmatch(block.passage(source).text)
        if item and _begins_a_page(source, blocks, n):
            yield _paper(source, blocks[n : n + 20], "report")


def _is_front_of(source: Source, blocks: Sequence[Block], first: int, line: int) -> bool:
    """Tell whether nothing but a title page stands between the first line of a paper and a line."""
    if line - first > _LINES_OF_A_FRONT:
        return False
    start = bisect_left(blocks, first, key=attrgetter("first_line"))
    between = takewhile(lambda b: b.first_line < line, islice(blocks, start, None))
    return all(_is_of_a_title_page(source, b) for b in between if b.kind not in ("blank", "page mark"))


_LINES_OF_A_FRONT = 60


_LINES_OF_A_TITLE = 3
_PROGRAMMES = (
    r"(?:work(?:ing)? (?:programme|plan)|(?:rolling )?(?:forward|work) (?:work )?(?:plan|programme|agenda)"
    r"|(?:forthcoming|future) (?:business|items))\b"
)
_TRACKERS = (
    r"(?:(?:(?:outstanding |rolling )?(?:actions?|recommendations?|resolutions?|decisions?|matters arising|minutes?)"
    r"(?:,? (?:and|&) (?:actions?|recommendations?|decisions?|requests?|resolutions?))?"
    r" (?:tracker|tracking|log|sheet|schedule|monitor(?:ing)?|list)"
    r"|(?:log|tracker|schedule|list) of (?:outstanding )?(?:actions|recommendations|decisions|matters arising)"
    r"|(?:rolling|outstanding) actions)\b)"
)
_KINDS = {
    "terms of reference": r"terms of reference",
    "action plan": r"action plan",
    "work programme": _PROGRAMMES,
    "action tracker": _TRACKERS,
    "annual report": r"annual (?:report|review|statement|account)\b",
    "strategy": r"strategy\b",
}
#: A title that says what kind of paper it is, at the beginning of a page; an extract is no paper.
_OWN_TITLE = re.compile(
    r"(?!Agenda item|Extract)(?:Draft )?(?:(?:Appendix|Annex)(?: [A-Z]| \d{1,2})\b.*|Terms of Reference\b.*"
    r"|[A-Z][^.]*\bAction Plan\b[^.]*"
    rf"|(?:[A-Z][^.:]{{0,60}}[ :–-] ?)?(?:{_PROGRAMMES}|{_TRACKERS})"
    r"(?: of (?:key )?decisions)?(?:,? (?:of |for )?[^.]{0,20}\d{4}[^.]{0,30})?)",
    re.I,
)
_APPENDIX = re.compile(r"(?:Appendix|Annex) \w+(?: to item \d+)?\s*[-–:]*\s*", re.I)


def _kind_of(title: str, otherwise: str) -> str:
    return next((kind for kind, words in _KINDS.items() if re.search(words, title, re.I)), otherwise)


# ------------------------------------------------------------------------------------------------ title pages

_WORDS_OF_A_TITLE, _LINES_OF_A_TITLE_PAGE, _QUOTES = 14, 6, ("“", '"', "‘", "'")
_DATED = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{ANY_MONTH},? \d{{4}}")
#: What says of a list how new it is: "Updated 5 September 2019. What is done is taken off."
_UPDATED = re.compile(
    r"\W*(?:this \w+ (?:is|was) )?(?:last |as )?(?:updated|revised|reviewed|as at|as of|at"
    r"|(?:correct|position|status|progress) (?:as )?(?:at|of|on)|dated|published|issued)[:,]?"
    r" (?:on )?(?:\w+day,? )?(?:the )?"
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)? {ANY_MONTH},? \d{{4}})\b",
    re.I,
)
_NAMED = re.compile(r"\b(?:Strategy|Plan|Report|Review|Framework|Policy|Assessment|Statement|Protocol)\b", re.I)
#: Words that say what a paper is, not what it is about: "Annual Report 2020/21" needs the line above it.
_GENERIC = re.compile(
    r"\b(?:draft|final|annual|strategic|business|action|strategy|plan|report|review|framework|policy|assessment"
    r"|statement|protocol|update|version)\b|[\d/\s–-]",
    re.I,
)


#: What a paper is, under the words that it goes by: "Annual report of the Parks Board", "A strategy for parks".
_SUBTITLE = re.compile(
    r"(?:(?:an?|our|the) )?(?:(?:draft|joint|annual|action) )*"
    r"(?:strategy|plan|report|review|framework|policy) (?:of|for|on)\b",
    re.I,
)
_YEARS = re.compile(r"\d{4}(?: ?[/–-] ?\d{2,4})?")


def _is_of_a_title_page(source: Source, block: Block) -> bool:
    """Tell whether a block can stand on a title page: short words, a date, a motto in quotation marks."""
    text = block.passage(source).text
    short = len(text.split()) <= _WORDS_OF_A_TITLE and not text.endswith((".", ":", ";"))
    return (
        block.kind in ("heading", "paragraph", "bullet")
        and not block.number
        and (short or text[:1] in _QUOTES or _is_motto(source, block))
        and not QUERIES.search(text)
        and not is_contents_title(text)
    )


def _is_motto(source: Source, block: Block) -> bool:
    """Tell whether a block is one line in italics that no full stop ends: what a title page says under its title."""
    return _ITALICS.fullmatch(source.line(block.first_line)) is not None and block.first_line == block.last_line


_ITALICS = re.compile(r"\s*(?:\*[^*\n]{10,160}[^*.:\n]\*|_[^_\n]{10,160}[^_.:\n]_)\s*")


def _title_of(texts: Sequence[str]) -> str:
    """Return the title on a title page: the line that names the paper, with the one above where it is generic.

    Example:
        >>> _title_of(["Parks Board", "ANNUAL REPORT 2020/21"]), _title_of(["Friends of Parks", "Parks Strategy"])
        ('Parks Board ANNUAL REPORT 2020/21', 'Parks Strategy')
    """
    lines = [t for t in texts if not (_DATED.fullmatch(t) or _PRESENTED.match(t) or t[:1] in _QUOTES)]
    named = next((n for n, text in enumerate(lines) if _NAMED.search(text)), None)
    if named is None:
        return " ".join(lines[:3])
    below = not _GENERIC.sub("", lines[named]).strip() or _SUBTITLE.match(lines[named])
    first = max(0, named - 1) if below else named
    years = named + 1 < len(lines) and _YEARS.fullmatch(lines[named + 1]) is not None
    return " ".join(lines[first : named + 1 + years])


def _paper(source: Source, blocks: Sequence[Block], kind: str) -> Document:
    """Return the paper that begins with the first of some blocks: its title and date as its first page prints them.

    A marked title stands alone; unmarked lines make up one where a contents list or a break ends the page.
    """
    first = blocks[0]
    page = [first]
    for block in blocks[1:]:
        if block.kind == "blank" or block is first:
            continue
        lettered = page == [first] and _APPENDIX.fullmatch(first.passage(source).text)
        far = block.first_line - page[-1].last_line > _LINES_OF_A_TITLE and not lettered
        if far or not _is_of_a_title_page(source, block) or len(page) == _LINES_OF_A_TITLE_PAGE:
            break
        page.append(block)
    else:
        block = first
    ended = block.kind == "page mark" or block.first_line - page[-1].last_line > _LINES_OF_A_TITLE
    ended = ended or is_contents_title(block.passage(source).text)
    texts = [text for b in page for text in _lines(source, b)]
    attached = _APPENDIX.match(texts[0])
    if _APPENDIX.fullmatch(texts[0]) or AGENDA_ITEM.fullmatch(texts[0]):  # the title stands below
        shown = (b for b in blocks[1:] if b.kind in ("heading", "paragraph"))
        below = texts[1:] or (_lines(source, next(shown, first))[:1] if len(page) == 1 else [])
        page, texts = page[1:] or [block], below or texts
    marked = _marked(source, page[0])
    if marked and ended and not _NAMED.search(texts[0]) and any(_NAMED.search(text) for text in texts[1:2]):
        texts = [" ".join(texts[:2])]  # a motto, and what the paper is
    lone = marked or _OWN_TITLE.fullmatch(texts[0])
    title = (texts[0] if lone or not ended else _title_of(texts) or texts[0]).rstrip(":")
    kind = "slides" if any(_PRESENTED.match(text) for text in texts) else kind
    kind, date = _kind_of(title, kind), _date_on_title_page(source, blocks)
    kind = "appendix" if attached and kind == "action plan" else kind  # it goes with what the report is about
    if kind in _ONE_OF_A_KIND and not date:
        below = [b.passage(source).text for b in blocks if b.kind not in ("blank", "table row")][:_LINES_OF_A_TITLE]
        date = next((parsed_date(said["day"]) for text in below if (said := _UPDATED.match(text))), "")
    return Document(kind, title, first.first_line, date=date)


def _lines(source: Source, block: Block) -> list[str]:
    return [text for line in range(block.first_line, block.last_line + 1) if (text := plain_line(source, line))]


_PRESENTED = re.compile(r"(?:a )?presentation (?:to|for|by)\b|slides\b", re.I)


def _date_on_title_page(source: Source, blocks: Sequence[Block]) -> str:
    """Return the day that stands on a line of its own near a title, before the text begins; not one over a table."""
    near = [b for b in blocks if b.kind != "blank"][: _LINES_OF_A_TITLE_PAGE + 2]
    for n, (block, below) in enumerate(pairwise([*near, near[-1]])):
        dated = next((text for text in _lines(source, block) if _DATED.fullmatch(text)), "")
        if dated:
            return "" if below.kind == "table row" else parsed_date(dated)
        text = block.passage(source).text
        if n and (text.endswith(".") or (block.kind == "heading" and block.level == 1 and _marked(source, block))):
            break
    return ""


# ------------------------------------------------------------------------------------- by contents and by title


def _with_contents(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title page stands over a list of contents."""
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.passage(source).text.casefold() != "contents":
            continue
        page: list[Block] = []
        for above in reversed(blocks[:n]):
            if above.kind == "blank":
                continue
            if not _is_of_a_title_page(source, above):
                break
            page.insert(0, above)
        if title := _title_of([b.passage(source).text for b in page]):
            date = _date_on_title_page(source, page)
            yield Document(_kind_of(title, "appendix"), title, page[0].first_line, date=date)


def _titled(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title at the beginning of a page says what they are, each once."""
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.number:
            continue
        title = block.passage(source).text
        begins = _begins_a_page(source, blocks, n) or (_marked(source, block) and not _is_listed(source, blocks, n))
        if _OWN_TITLE.fullmatch(title) and title not in seen and begins:
            seen.add(title)
            yield _paper(source, blocks[n : n + 20], "appendix")


_NEAR = 24  # blocks to either side, blank ones among them


def _is_listed(source: Source, blocks: Sequence[Block], n: int) -> bool:
    """Tell whether a title is one of a list of appendices: another stands right below, or their heading right above."""
    sides = (blocks[max(0, n - _NEAR) : n][::-1], blocks[n + 1 : n + 1 + _NEAR])
    above, below = (next((b for b in side if b.kind != "blank"), None) for side in sides)
    return any(b is not None and AFTERWORD.match(b.passage(source).text) for b in (above, below))


def _lone_letters(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield what stands under an appendix's letter that is a heading alone, right over another: it may be a paper."""
    for n, block in enumerate(blocks):
        if block.kind != "heading" or not _APPENDIX_LETTER.fullmatch(block.passage(source).text):
            continue
        below = [b for b in blocks[n + 1 : n + 1 + _NEAR] if b.kind != "blank"][:2]
        listed = any(AFTERWORD.match(b.passage(source).text) for b in below)
        if not listed and below and below[0].kind == "heading":
            yield _paper(source, blocks[n : n + 20], "appendix")


def _has_letter_before(source: Source, around: Document, document: Document) -> bool:
    """Tell whether a paper's letter or number follows that of the one before: "A" and "B", "1" and "2"."""
    one, other = (_APPENDIX_LETTER.match(plain_line(source, d.first_line)) for d in (around, document))
    if not one or not other:
        return False
    left, right = one["letter"].upper(), other["letter"].upper()
    if left.isdigit() and right.isdigit():
        return int(left) + 1 == int(right)
    return ord(left[0]) + 1 == ord(right[0])


def _begins_a_page(source: Source, blocks: Sequence[Block], n: int) -> bool:
    """Tell whether a page break or a table stands right above a block."""
    above = next((b for b in reversed(blocks[max(0, n - _NEAR) : n]) if b.kind != "blank"), None)
    return above is None or above.kind in ("page mark", "table row") or _is_apart(source, above, blocks[n])


def _is_apart(source: Source, above: Block, below: Block) -> bool:
    """Tell whether a page break stands between two blocks; a line of one space stands for a picture or a break."""
    gap = range(above.last_line + 1, below.first_line)
    return above.kind == "page mark" or len(gap) > 2 or any(source.line(line) for line in gap)


# --------------------------------------------------------------------------------------- by a report's last words

#: Last words of reports in other houses: what follows them is attached only where it begins a page.
_LAST_WORDS = re.compile(
    r"(?:list of )?(?:background (?:papers|documents|information)|appendices)\b"
    r"|(?:contact officers?|for (?:further|more) information,? (?:please )?contact|report author)\b",
    re.I,
)


def _closed(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Document]:
    """Yield what follows a report's closing words or its last line "Appendix A", up to the next report."""
    prose = [b for b in blocks if b.kind != "blank"]
    for n, block in enumerate(prose):
        text = block.passage(source).text if block.kind in ("paragraph", "heading") else ""
        queries, last_words = QUERIES.search(text), _LAST_WORDS.match(text)
        if not (queries or last_words or _APPENDIX.match(text)) or block.first_line < min(starts, default=0):
            continue
        until = next((s for s in starts if s > block.last_line), source.n_lines + 1)
        after = prose[n + 1 : bisect_left(prose, until, key=attrgetter("first_line"))]
        if queries:
            first = next((m for m in range(len(after)) if _begins_an_attachment(source, block, after, m)), None)
        elif last_words:
            first = _first_titled_page(source, block, after[:_BLOCKS_OF_LAST_WORDS])
        elif after and after[0].kind == "heading" and _marked(source, after[0]):
            paged = n > 0 and _is_apart(source, prose[n - 1], block)
            lettered = _APPENDIX.fullmatch(text) and (paged or _lists_its_own(source, after[0].first_line))
            first, after = 0, [block, *after] if lettered else after
        else:
            continue
        if first is not None:
            yield from _attached(source, after[:first], after[first:])


def _begins_an_attachment(source: Source, queries: Block, after: Sequence[Block], n: int) -> bool:
    """Tell whether one of the blocks after a report's closing words begins what is attached to it."""
    block = after[n]
    above = after[n - 1] if n else queries
    if block.kind == "table row":
        return "\t" in source.line(block.first_line)
    if block.kind == "heading" and _marked(source, block) and not AFTERWORD.match(block.passage(source).text):
        return True
    return _begins_a_paper(source, after[n : n + 3], above) or _begins_an_appendix(source, after[n : n + 2], above)


def _first_titled_page(source: Source, closing: Block, after: Sequence[Block]) -> int | None:
    """Return which of the blocks after a report's last words begins the next page, if its title says what it is."""
    above = [closing, *after]
    first = next((m for m in range(len(after)) if _begins_a_paper(source, after[m : m + 1], above[m])), None)
    return first if first is not None and _OWN_TITLE.fullmatch(after[first].passage(source).text) else None


_BLOCKS_OF_LAST_WORDS = 12


def _begins_an_appendix(source: Source, blocks: Sequence[Block], above: Block) -> bool:
    """Tell whether a title such as "Appendix A – Plan" stands over something and isn't one of a list of them."""
    texts = [b.passage(source).text for b in (above, *blocks)]
    listed = AFTERWORD.match(texts[0]) or (len(texts) > 2 and AFTERWORD.match(texts[2]))
    return blocks[0].kind in ("heading", "paragraph") and not listed and _OWN_TITLE.fullmatch(texts[1]) is not None


def _begins_a_paper(source: Source, blocks: Sequence[Block], above: Block) -> bool:
    """Tell whether the first of some blocks begins a page, and isn't one of the contacts or lists at a report's end."""
    texts = [b.passage(source).text for b in blocks]
    contact = any("•" in text for text in texts) or (AFTERWORD.match(texts[0]) and not _OWN_TITLE.fullmatch(texts[0]))
    return blocks[0].kind in ("heading", "paragraph") and not contact and _is_apart(source, above, blocks[0])


def _attached(source: Source, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Document]:
    """Yield the paper that begins with the first of some blocks, and those beside it under headings of its level."""
    first = after[0]
    if first.kind == "table row":
        listed = [b.passage(source).text for b in before if b.kind == "heading"]
        title = next((text[m.end() :] for text in listed if (m := _APPENDIX.match(text))), "")
        if title:
            yield Document(_kind_of(title, "appendix"), title, first.first_line)
        return
    slides = _is_slide(source, first) and not _LETTERED.match(first.passage(source).text)
    yield _paper(source, after, "slides" if slides else "appendix")
    for block, below in pairwise(after[1:]):
        beside = block.kind == "heading" and block.level == first.level > 1 and not block.number
        if beside and below.kind == "heading" and below.level > first.level and _marked(source, first):
            yield Document("appendix", block.passage(source).text, block.first_line)


def _marked(source: Source, block: Block) -> bool:
    return source.line(block.first_line).startswith("#")


# ------------------------------------------------------------------------------------------------------- slides


def _is_slide(source: Source, block: Block) -> bool:
    return block.kind == "heading" and block.level == 1 and _marked(source, block)


def _listed_appendices(source: Source, blocks: Sequence[Block]) -> set[str]:
    """Return the letters of the lines below each "APPENDICES:" at a report's end."""
    heads = [b.first_line for b in blocks if b.kind != "blank" and _APPENDICES.fullmatch(b.passage(source).text)]
    below = {n for line in heads for n in range(line + 1, min(line + _BLOCKS_OF_LAST_WORDS, source.n_lines) + 1)}
    return {letters(text) for n in below if (text := plain_line(source, n))}


_APPENDICES = re.compile(r"(?:list of )?appendices\W*", re.I)


def _decks(
    source: Source, blocks: Sequence[Block], starts: Sequence[int], found: dict[int, Document]
) -> Iterator[Document]:
    """Yield the slides that follow others under a title slide of their own: a title, short lines and a day."""
    listed = _listed_appendices(source, blocks)  # where one of these is on the title slide, it is the title
    for n in (n for n, b in enumerate(blocks) if _is_slide(source, b)):
        inside = found.get(max((s for s in starts if s < blocks[n].first_line), default=0))
        page = blocks[n : n + 2 * _LINES_OF_A_TITLE_PAGE]
        if inside and inside.kind == "slides" and _date_on_title_page(source, page):
            deck = _paper(source, page, "slides")
            texts = (b.passage(source).text for b in page if b.kind == "heading")
            named = next((text for text in texts if letters(text) in listed), deck.title)
            yield replace(deck, title=named)
