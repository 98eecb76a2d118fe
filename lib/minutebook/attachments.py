"""Attachments: the papers behind a report, told by its closing words, by their title or by their contents list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from minutebook.blocks import Block
from minutebook.reports import AFTERWORD, QUERIES, Document
from minutebook.source import Source


def attachments(source: Source, blocks: Sequence[Block], starts: Sequence[int]) -> list[Document]:
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
                or QUERIES.search(text)
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
        if not (QUERIES.search(text) or _APPENDIX.match(text)):
            continue
        until = next((s for s in starts if s > block.last_line), source.n_lines + 1)
        after = prose[n + 1 : bisect_left(prose, until, key=attrgetter("first_line"))]
        if QUERIES.search(text):
            opening = (m for m, b in enumerate(after) if _opens_an_attachment(source, b))
            paged = (
                m for m, b in enumerate(after) if _begins_a_paper(source, b, gap=[after[m - 1], b] if m else [block, b])
            )
            first = next(opening, next(paged, None))
        elif after and after[0].kind == "heading" and _marked(source, after[0]):
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
    return broken and block.kind in ("heading", "paragraph") and "•" not in text and not AFTERWORD.match(text)


def _opens_an_attachment(source: Source, block: Block) -> bool:
    if block.kind == "table row":
        return "\t" in source.line(block.first_line)
    return block.kind == "heading" and _marked(source, block) and not AFTERWORD.match(block.passage(source).text)
