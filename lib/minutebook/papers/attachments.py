"""Attachments: the papers behind a report, told by its closing words, by their title or by their contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from minutebook.papers.blocks import Block
from minutebook.papers.contents import contents_entries, is_contents_title, letters
from minutebook.papers.reports import AFTERWORD, AGENDA_ITEM, QUERIES, Document
from minutebook.papers.source import Source, beginning_in, plain_line
from minutebook.papers.title_pages import (
    APPENDIX,
    APPENDIX_LETTER,
    LETTERED,
    LINES_OF_A_TITLE,
    LINES_OF_A_TITLE_PAGE,
    ONE_OF_A_KIND,
    OWN_TITLE,
    PRESENTED_TO,
    date_on_title_page,
    is_of_a_title_page,
    kind_of,
    paper_of,
    title_of,
)


def attachments(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> list[Document]:
    """Return what is attached to reports, first to last; `starts` are the lines on which reports and minutes begin.

    It is what follows a report's closing words ("If you have any queries about this Report"), papers with a contents
    list or a title that says what they are, and slides that follow others with a title slide of their own.
    """
    found = {d.first_line: d for d in _closed(source, blocks, starts)}
    closed = dict(found)
    for document in (*_itemed(source, blocks), *_presented(source, blocks)):
        if all(abs(n - document.first_line) > LINES_OF_A_TITLE for n in (*found, *starts)):
            found[document.first_line] = document
    titled = {d.first_line: d for d in _titled(source, blocks)}
    lone = {d.first_line: d for d in _lone_letters(source, blocks) if d.first_line not in titled}
    in_order = sorted([*titled.values(), *lone.values()], key=attrgetter("first_line"))
    for document in [*in_order, *_with_contents(source, blocks)]:
        line = document.first_line
        inside = closed.get(max((n for n in (*found, *starts) if n <= line), default=0))
        if inside and inside.kind == "slides" and not _stands_alone(source, blocks, document):
            continue  # a slide's title, or the picture of another paper's contents
        apart = inside and LETTERED.match(inside.title) and _NO_SLIDE.match(document.title)
        if inside and not apart and _is_front_of(source, blocks, inside.first_line, line):
            continue  # the contents of a paper that began with a title page before it
        around = found.get(max((n for n in found if n <= line), default=0))
        if around and _is_headed_again(source, around, document):
            continue  # its own title as the running header of a page
        if lone.get(line) is document and not (around and _has_letter_before(source, around, document)):
            continue  # a part of the paper around it
        if all(abs(n - line) > LINES_OF_A_TITLE for n in (*found, *starts)):
            found[line] = document
    for document in _decks(source, blocks, sorted((*found, *starts)), found):
        found.setdefault(document.first_line, document)
    return sorted(found.values(), key=lambda d: d.first_line)


_NO_SLIDE = re.compile(
    r"(?:Draft )?(?:Appendix|Annex|Terms of Reference)\b"
    r"|.*\b(?:Work(?:ing)? Programme|Forward Plan|Action (?:Tracker|Log))\b",
    re.I,
)


def _stands_alone(source: Source, blocks: Sequence[Block], document: Document) -> bool:
    """Tell whether a paper found among slides is one of its own: by its title, or by headings that it lists."""
    if _NO_SLIDE.match(document.title) or _NO_SLIDE.match(plain_line(source, document.first_line)):
        return True
    return _lists_its_own(source, document.first_line)


def _lists_its_own(source: Source, line: int) -> bool:
    """Tell whether a contents list stands below a line whose entries are headings further down."""
    entries = contents_entries(source, line, line + _LINES_TO_CONTENTS)
    if not entries:
        return False
    below = {letters(plain_line(source, n)) for n in range(entries[-1].line + 1, source.n_lines + 1)}
    return sum(letters(entry.title) in below for entry in entries) >= _SHARE_OF_ITS_OWN * len(entries)


_LINES_TO_CONTENTS, _SHARE_OF_ITS_OWN = 60, 0.25


def _is_headed_again(source: Source, around: Document, document: Document) -> bool:
    """Tell whether what seems a paper is a page of the one around it: of its kind, and with no word or letter else."""
    again, first = (APPENDIX_LETTER.match(plain_line(source, d.first_line)) for d in (document, around))
    ours, theirs = _words(around.title), _words(document.title)
    if again and first:
        own = _words(again.string[again.end() :])
        said = again["rest"] is not None or (bool(own) and own <= ours)
        return again["letter"].casefold() == first["letter"].casefold() and said
    if around.kind != document.kind:
        return first is not None and len(theirs) >= _WORDS_TO_TELL and theirs <= ours
    return theirs <= ours or (around.kind in ONE_OF_A_KIND and ours <= theirs)


_WORDS_TO_TELL = 3


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.casefold()))


def _itemed(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers that begin a page under a line "Agenda item 4"; where each page has it, the first alone."""
    heads: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        item = block.kind in ("heading", "paragraph") and AGENDA_ITEM.fullmatch(block.passage(source).text)
        if item and _begins_a_page(source, blocks, n):
            heads.setdefault(item[1], []).append(n)
    for places in heads.values():
        for n in places if len(places) < _PAGES_OF_AN_ITEM else places[:1]:
            yield paper_of(source, blocks, "report", at=n)


_PAGES_OF_AN_ITEM = 3


def _presented(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the slides whose title begins a page, right over a line that says to whom they are presented."""
    shown = [(n, b) for n, b in enumerate(blocks) if b.kind != "blank"]
    for (n, block), (_, below) in pairwise(shown):
        titled = block.kind in ("heading", "paragraph") and not block.number and is_of_a_title_page(source, block)
        if titled and PRESENTED_TO.match(below.passage(source).text) and _begins_a_page(source, blocks, n):
            yield replace(paper_of(source, blocks, "slides", at=n), kind="slides")


def _is_front_of(source: Source, blocks: Sequence[Block], first: int, line: int) -> bool:
    """Tell whether nothing but a title page stands between the first line of a paper and a line."""
    if line - first > _LINES_OF_A_FRONT:
        return False
    between = beginning_in(blocks, first, line - 1)
    return all(is_of_a_title_page(source, b) for b in between if b.kind not in ("blank", "page mark"))


_LINES_OF_A_FRONT = 60


# ------------------------------------------------------------------------------------- by contents and by title


def _with_contents(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title page stands over a list of contents."""
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or not _lists_contents(source, block):
            continue
        page: list[Block] = []
        plain = block.passage(source).text.casefold() == "contents"
        for above in reversed(blocks[:n]):
            if above.kind == "blank":
                continue
            if not is_of_a_title_page(source, above) or (not plain and _is_apart(source, above, [*page, block][0])):
                break  # what stands far above a list in other words than "contents" is another paper's
            page.insert(0, above)
        if title := title_of([b.passage(source).text for b in page]):
            date = date_on_title_page(source, page)
            yield Document(kind_of(title, "appendix"), title, page[0].first_line, date=date)


#: A sentence on an appendix, which is no title: "Appendix A shows them."
_SAYS = re.compile(r"(?:Appendix|Annex) \w{1,2} [a-z].*\.", re.S)


def _lists_contents(source: Source, block: Block) -> bool:
    """Tell whether a block is the title of a contents list; one in other words stands over entries with pages."""
    text = block.passage(source).text
    if text.casefold() == "contents":
        return True
    return is_contents_title(text) and bool(
        contents_entries(source, block.first_line, block.last_line + _LINES_TO_CONTENTS)
    )


def _titled(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield the papers whose title at the beginning of a page says what they are, each once."""
    seen: set[str] = set()
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.number:
            continue
        title = block.passage(source).text
        if title in seen or _SAYS.fullmatch(title) or not OWN_TITLE.fullmatch(title):
            continue
        if not APPENDIX_LETTER.match(title) and _counts_on(blocks, n):
            continue  # a part of the paper around it
        marked = block.is_hashed(source) and not _is_listed(source, blocks, n)
        head = _page_head_over(source, blocks, n)
        if marked or head or _begins_a_page(source, blocks, n):
            seen.add(title)
            paper = paper_of(source, blocks, "appendix", at=n)
            yield replace(paper, first_line=head.first_line) if head else paper


def _counts_on(blocks: Sequence[Block], n: int) -> bool:
    """Tell whether the first number below a title is the one after the last above it: "4.3" and "4.4", or "5"."""
    above = next((b.number for b in reversed(blocks[max(0, n - _NEAR) : n]) if b.number[:1].isdigit()), "")
    below = next((b.number for b in blocks[n + 1 : n + 1 + _NEAR] if b.number[:1].isdigit()), "")
    last, first = ([int(part) for part in re.findall(r"\d+", number)] for number in (above, below))
    if not last or not first:
        return False
    return first == [*last[:-1], last[-1] + 1] or first in ([last[0] + 1], [last[0] + 1, 1])


_NEAR = 24  # blocks to either side, blank ones among them


def _is_listed(source: Source, blocks: Sequence[Block], n: int) -> bool:
    """Tell whether a title is one of a list of appendices: another stands right below, or their heading right above."""
    sides = (blocks[max(0, n - _NEAR) : n][::-1], blocks[n + 1 : n + 1 + _NEAR])
    above, below = (next((b for b in side if b.kind != "blank"), None) for side in sides)
    return any(b is not None and AFTERWORD.match(b.passage(source).text) for b in (above, below))


def _lone_letters(source: Source, blocks: Sequence[Block]) -> Iterator[Document]:
    """Yield what stands under an appendix's letter that is a heading alone, right over another: it may be a paper."""
    for n, block in enumerate(blocks):
        if block.kind != "heading" or not APPENDIX_LETTER.fullmatch(block.passage(source).text):
            continue
        below = next((b for b in blocks[n + 1 : n + 1 + _NEAR] if b.kind != "blank"), None)
        if below is not None and below.kind == "heading":
            yield paper_of(source, blocks, "appendix", at=n)


def _has_letter_before(source: Source, around: Document, document: Document) -> bool:
    """Tell whether a paper's letter or number follows that of the one before: "A" and "B", "1" and "2"."""
    one, other = (APPENDIX_LETTER.match(plain_line(source, d.first_line)) for d in (around, document))
    if not one or not other:
        return False
    left, right = one["letter"].upper(), other["letter"].upper()
    if left.isdigit() and right.isdigit():
        return int(left) + 1 == int(right)
    return ord(left[0]) + 1 == ord(right[0])


def _begins_a_page(source: Source, blocks: Sequence[Block], n: int) -> bool:
    """Tell whether a page break or a table stands right above a block, a page's running line in between aside."""
    over = [b for b in reversed(blocks[max(0, n - _NEAR) : n]) if b.kind != "blank"]
    if (
        len(over) > 1
        and over[1].kind == "page mark"
        and source.text.count(f"\n{source.line(over[0].first_line)}\n") > 2
    ):
        over.pop(0)
    above = over[0] if over else None
    return above is None or above.kind in ("page mark", "table row") or _is_apart(source, above, blocks[n])


def _page_head_over(source: Source, blocks: Sequence[Block], n: int) -> Block | None:
    """Return the running line of a page that an appendix's title stands under, where it has the letter too."""
    before = [b for b in blocks[max(0, n - _NEAR) : n] if b.kind != "blank"][-2:]
    letter = APPENDIX_LETTER.match(blocks[n].passage(source).text)
    if letter is None or len(before) < 2 or before[0].kind != "page mark":
        return None
    head = before[1].passage(source).text
    again = any(m["letter"].casefold() == letter["letter"].casefold() for m in APPENDIX_LETTER.finditer(head))
    return before[1] if again else None


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
    for block in prose:
        text = block.passage(source).text if block.kind in ("paragraph", "heading") else ""
        queries, last_words = QUERIES.search(text), _LAST_WORDS.match(text)
        if not (queries or last_words or APPENDIX.match(text)) or block.first_line < min(starts, default=0):
            continue
        until = next((s for s in starts if s > block.last_line), source.n_lines + 1)
        after = beginning_in(prose, block.last_line + 1, until - 1)
        if queries:
            first = next((m for m in range(len(after)) if _begins_an_attachment(source, block, after, m)), None)
        elif last_words:
            first = _first_titled_page(source, block, after[:_BLOCKS_OF_LAST_WORDS])
        elif after and after[0].kind == "heading" and after[0].is_hashed(source):
            first, after = 0, [block, *after] if APPENDIX.fullmatch(text) else after
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
    if block.kind == "heading" and block.is_hashed(source) and not AFTERWORD.match(block.passage(source).text):
        return True
    return _begins_a_paper(source, after[n : n + 3], above) or _begins_an_appendix(source, after[n : n + 2], above)


def _first_titled_page(source: Source, closing: Block, after: Sequence[Block]) -> int | None:
    """Return which of the blocks after a report's last words begins the next page, if its title says what it is."""
    above = [closing, *after]
    first = next((m for m in range(len(after)) if _begins_a_paper(source, after[m : m + 1], above[m])), None)
    return first if first is not None and OWN_TITLE.fullmatch(after[first].passage(source).text) else None


_BLOCKS_OF_LAST_WORDS = 12


def _begins_an_appendix(source: Source, blocks: Sequence[Block], above: Block) -> bool:
    """Tell whether a title such as "Appendix A – Plan" stands over something and isn't one of a list of them."""
    texts = [b.passage(source).text for b in (above, *blocks)]
    listed = AFTERWORD.match(texts[0]) or (len(texts) > 2 and AFTERWORD.match(texts[2]))
    return blocks[0].kind in ("heading", "paragraph") and not listed and OWN_TITLE.fullmatch(texts[1]) is not None


def _begins_a_paper(source: Source, blocks: Sequence[Block], above: Block) -> bool:
    """Tell whether the first of some blocks begins a page, and isn't one of the contacts or lists at a report's end."""
    texts = [b.passage(source).text for b in blocks]
    contact = any("•" in text for text in texts) or (AFTERWORD.match(texts[0]) and not OWN_TITLE.fullmatch(texts[0]))
    return blocks[0].kind in ("heading", "paragraph") and not contact and _is_apart(source, above, blocks[0])


def _attached(source: Source, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Document]:
    """Yield the paper that begins with the first of some blocks, and those beside it under headings of its level."""
    first = after[0]
    if first.kind == "table row":
        listed = [b.passage(source).text for b in before if b.kind == "heading"]
        title = next((text[m.end() :] for text in listed if (m := APPENDIX.match(text))), "")
        if title:
            yield Document(kind_of(title, "appendix"), title, first.first_line)
        return
    slides = _is_slide(source, first) and not LETTERED.match(first.passage(source).text)
    yield paper_of(source, after, "slides" if slides else "appendix")
    for block, below in pairwise(after[1:]):
        beside = block.kind == "heading" and block.level == first.level > 1 and not block.number
        if beside and below.kind == "heading" and below.level > first.level and first.is_hashed(source):
            yield Document("appendix", block.passage(source).text, block.first_line)


# ------------------------------------------------------------------------------------------------------- slides


def _is_slide(source: Source, block: Block) -> bool:
    return block.kind == "heading" and block.level == 1 and block.is_hashed(source)


def _listed_appendices(source: Source, blocks: Sequence[Block]) -> set[str]:
    """Return the letters of the lines below each "APPENDICES:" at a report's end."""
    heads = [b.first_line for b in blocks if b.kind != "blank" and _APPENDICES.fullmatch(b.passage(source).text)]
    below = {n for line in heads for n in source.below(line, _BLOCKS_OF_LAST_WORDS)}
    return {letters(text) for n in below if (text := plain_line(source, n))}


_APPENDICES = re.compile(r"(?:list of )?appendices\W*", re.I)


def _decks(
    source: Source, blocks: Sequence[Block], starts: Sequence[int], found: dict[int, Document]
) -> Iterator[Document]:
    """Yield the slides that follow others under a title slide of their own: a title, short lines and a day."""
    listed = _listed_appendices(source, blocks)  # where one of these is on the title slide, it is the title
    for n in (n for n, b in enumerate(blocks) if _is_slide(source, b)):
        inside = found.get(max((s for s in starts if s < blocks[n].first_line), default=0))
        page = blocks[n : n + 2 * LINES_OF_A_TITLE_PAGE]
        if inside and inside.kind == "slides" and date_on_title_page(source, page):
            deck = paper_of(source, page, "slides")
            texts = (b.passage(source).text for b in page if b.kind == "heading")
            named = next((text for text in texts if letters(text) in listed), deck.title)
            yield replace(deck, title=named)
