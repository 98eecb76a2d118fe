"""Typed lines: a source read once, top to bottom, into headings, paragraphs, bullets, table rows and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Literal

from minutebook.papers.heading_forms import head_among, heads_after_list, is_over_lines
from minutebook.papers.heading_lines import WORDS_OF_A_HEADING, looks_like_heading
from minutebook.papers.lines import (
    BARE_NUMBER,
    BULLET,
    CONTINUES,
    FOOTNOTE,
    LABEL_LINE,
    NUMBER,
    PAGE_IN_FRONT,
    PAGE_MARK,
    PAGES_IN_A_ROW,
    UNFINISHED,
    WORDS_TO_BE_CUT,
    depth,
    page_edges,
)
from minutebook.papers.source import Passage, Source, passage
from minutebook.text.dates import ANY_MONTH

Kind = Literal[
    "blank",
    "page mark",
    "rule",
    "table row",
    "heading",
    "paragraph",
    "numbered paragraph",
    "bullet",
    "footnote",
]
#: Kinds that hold running text, and so are written to the `blocks` table and read for figures.
PROSE: tuple[Kind, ...] = ("paragraph", "numbered paragraph", "bullet", "footnote")
#: Kinds that hold words to be read as sentences or as a heading.
TEXT: tuple[Kind, ...] = (*PROSE, "heading")
#: Kinds that hold no words, and what can stand between the parts of a sentence that a page break cut.
NO_WORDS: tuple[Kind, ...] = ("blank", "page mark", "rule")
_GAP: tuple[Kind, ...] = (*NO_WORDS, "footnote")


@dataclass(frozen=True)
class Block:
    """A run of lines of one kind.

    `spans` are the stretches of the source that hold its text, several where a page break cut it; `number` is
    the printed number or footnote mark; `level` counts from 1 for a heading and is 0 for all else.
    """

    kind: Kind
    first_line: int
    last_line: int
    spans: tuple[tuple[int, int], ...]
    number: str = ""
    level: int = 0

    def passage(self, source: Source) -> Passage:
        """Return its readable text."""
        return passage(source, self.spans).stripped()

    def is_hashed(self, source: Source) -> bool:
        """Tell whether hashes mark it as a heading."""
        return source.line(self.first_line).lstrip().startswith("#")

    def is_marked(self, source: Source) -> bool:
        """Tell whether hashes, bold print or a number mark it as a heading."""
        return source.line(self.first_line).lstrip().startswith(("#", "**")) or self.number != ""


_RULE = re.compile(r"\s*(?:[-_*=] ?){3,}\s*")
_HASHES = re.compile(r"(#{1,6})\s+(?:Page \d{1,4}\b\s*)?")
#: The page at the end of an entry in a contents list.
_CONTENTS_ENTRY = re.compile(r"\S(?: {3,}|\.{3,} *)\d{1,3} *\Z")
_DAY = re.compile(rf"\d{{1,2}} {ANY_MONTH}\b")
#: A line of a list that lost its marks: so many short lines, one after the other, head nothing.
_LINES_OF_A_LIST, _LINES_OF_A_LED_LIST, _LINES_BETWEEN_A_LIST = 5, 3, 3


def blocks(source: Source) -> list[Block]:
    """Return the blocks of a source in order; blank lines and page marks are kept, since later stages need them."""
    parts = _listed(source, list(_apart(source, _line_blocks(source))))
    return _joined(source, _counted(source, _headed(source, parts)))


def _apart(source: Source, parts: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with a heading that was set together with other lines as one of its own."""
    for block in parts:
        lines = [source.text[start:end].replace("**", "").strip() for start, end in block.spans]
        n = head_among(lines) if block.kind == "paragraph" and block.last_line > block.first_line else None
        if n is None:
            yield block
            continue
        for first, last in ((0, n), (n, n + 1), (n + 1, len(lines))):
            if first < last:
                kind: Kind = "heading" if first == n else "paragraph"
                place = block.first_line + first, block.first_line + last - 1
                yield Block(kind, *place, block.spans[first:last], level=2 * (first == n))


def _counted(source: Source, parts: list[Block]) -> list[Block]:
    """Take short lines that are counted up from 1, three or more with nothing between them, for points of a list."""
    out = list(parts)
    run: list[int] = []
    for n, block in enumerate([*parts, Block("rule", 0, 0, ())]):
        if block.kind == "blank":
            continue
        plain = block.kind == "heading" and re.fullmatch(r"\d{1,2}\.", block.number) is not None
        plain = plain and source.line(block.first_line)[:1].isdigit() and not block.passage(source).text.isupper()
        if plain and int(block.number[:-1]) == len(run) + 1:
            run.append(n)
            continue
        if len(run) >= _LINES_COUNTED:
            for m in run:
                out[m] = replace(parts[m], kind="numbered paragraph", level=0)
        run = []
    return out


_LINES_COUNTED = 3


def _headed(source: Source, parts: list[Block]) -> list[Block]:
    """Take bold print over two lines for one heading, and numbered lines that each head paragraphs for headings."""
    out = list(parts)
    shown = [n for n, block in enumerate(parts) if block.kind not in _GAP]
    heads: list[int] = []
    for at, n in enumerate(shown):
        block = parts[n]
        below: Kind | Literal[""] = parts[shown[at + 1]].kind if at + 1 < len(shown) else ""
        if block.kind == "paragraph" and (_is_in_bold(source, block) or _is_over_lines(source, block, below)):
            out[n] = replace(block, kind="heading", level=2)
        if block.kind != "numbered paragraph" or not re.fullmatch(r"\d{1,2}[.)]", block.number):
            continue
        text = block.passage(source).text
        if below == "paragraph" and text[-1:].isalnum() and len(text.split()) <= _WORDS_OF_A_STATEMENT:
            heads.append(n)
        else:
            heads = []
        if len(heads) > 1:
            for m in heads:
                out[m] = replace(parts[m], kind="heading", level=2)
    return out


_LINES_IN_BOLD, _WORDS_OF_A_STATEMENT = 2, 26


def _is_over_lines(source: Source, block: Block, below: Kind | Literal[""]) -> bool:
    """Tell whether a block of two lines or three heads the one below it."""
    lines = [source.text[start:end].replace("**", "").strip() for start, end in block.spans]
    return below not in ("", "page mark") and is_over_lines(lines)


def _is_in_bold(source: Source, block: Block) -> bool:
    if len(block.spans) != _LINES_IN_BOLD:
        return False
    text = source.text[block.spans[0][0] : block.spans[-1][1]].strip()
    bold = re.fullmatch(r"\*\*[^*]+\*\*", text) is not None
    return bold and text[-3] not in ".:;" and "," not in text and len(text.split()) <= WORDS_OF_A_HEADING


def _listed(source: Source, parts: list[Block]) -> list[Block]:
    """Take short plain lines in a row for a list that lost its marks, not for headings that head nothing."""
    out = list(parts)
    run: list[int] = []
    for n, block in enumerate([*parts, Block("rule", 0, 0, ())]):
        if block.kind in ("blank", "page mark"):
            continue
        near = not run or block.first_line - parts[run[-1]].last_line <= _LINES_BETWEEN_A_LIST
        if n < len(parts) and near and _is_short(source, block):
            run.append(n)
            continue
        texts = [parts[m].passage(source).text for m in run]
        titles = sum(parts[m].kind == "heading" for m in run)  # one of a kind isn't a list
        pieces = len(run) - titles > 1 and 2 * (titles - 1) <= len(run) - 1  # words and numbers of a picture
        last = n < len(parts) and block.kind in ("paragraph", "heading") and (pieces or heads_after_list(texts))
        led = titles > 1 and _is_led(source, parts, run[0])
        if len(run) >= (_LINES_OF_A_LED_LIST + last if led else _LINES_OF_A_LIST):
            for m in run[: len(run) - last]:
                if parts[m].kind == "heading":
                    out[m] = replace(parts[m], kind="bullet", level=0)
        run = [n] if n < len(parts) and _is_short(source, block) else []
    return out


def _is_led(source: Source, parts: Sequence[Block], n: int) -> bool:
    """Tell whether a sentence that announces a list stands over a block."""
    above = next((b for b in reversed(parts[max(0, n - 4) : n]) if b.kind not in ("blank", "page mark")), None)
    text = above.passage(source).text if above is not None and above.kind in PROSE else ""
    return text.endswith((":", ":-"))


def _is_short(source: Source, block: Block) -> bool:
    """Tell whether a block can be a line of a list: short, without a mark, a number, capitals or a full stop."""
    if block.kind not in ("heading", "paragraph") or block.number:
        return False
    line, text = source.line(block.first_line).strip(), block.passage(source).text
    marked = (
        line.startswith(("#", "*", "<", "Appendix", "Annex"))
        or text.isupper()
        or text[:1] in '“"'
        or text[-1:] in ".:;"
        or text.casefold() == "contents"
        or LABEL_LINE.match(text)
    )
    return bool(text) and not marked and len(text.split()) <= WORDS_OF_A_HEADING


def _line_blocks(source: Source) -> Iterator[Block]:
    """Yield blocks with lines joined, but parts that a page break cut still apart."""
    run: list[Block] = []
    pages, bare = page_edges(source), _bare_numbers(source)
    for number in range(1, source.n_lines + 1):
        span = (source.line_span(number),)
        block = Block("page mark", number, number, span) if number in pages else _line_block(source, number)
        if number in bare and block.kind == "paragraph":
            mark = _BARE_PARAGRAPH.match(source.line(number))
            spans = ((span[0][0] + (mark.end() if mark else 0), span[0][1]),)
            block = replace(block, kind="numbered paragraph", number=bare[number], spans=spans)
        goes_on = run and run[0].kind in PROSE and block.kind == "paragraph" and not _stands_alone(source, number)
        if run and not goes_on:
            yield _merged(run)
            run = []
        run.append(block)
    yield _merged(run)


_BARE_PARAGRAPH = re.compile(r"(\d{1,2})\s+(?=[A-Z][a-z]*\b)")


_WORDS_OF_AN_ENTRY = 9  # so few words can be an agenda's entry


def _bare_numbers(source: Source) -> dict[int, str]:
    """Return the numbers of paragraphs set as an integer alone: "1 The fund ...", "2 It is ...", counted up from 1."""
    chains: list[list[tuple[int, int]]] = []
    for line in range(1, source.n_lines + 1):
        match = _BARE_PARAGRAPH.match(source.line(line)) if source.is_blank(line - 1) else None
        if match and int(match[1]) == 1:
            chains.append([(line, 1)])
        elif match and chains and int(match[1]) == chains[-1][-1][1] + 1:
            chains[-1].append((line, int(match[1])))
    said = [c for c in chains if 2 * sum(len(source.line(n).split()) > _WORDS_OF_AN_ENTRY for n, _ in c) > len(c)]
    return {line: str(n) for chain in said if len(chain) >= PAGES_IN_A_ROW for line, n in chain}


def _merged(run: Sequence[Block]) -> Block:
    """Return the parts of a paragraph as one block, what kind it is told by the first."""
    return replace(run[0], last_line=run[-1].last_line, spans=tuple(span for part in run for span in part.spans))


def _line_block(source: Source, line: int) -> Block:
    start, end = source.line_span(line)
    text = source.text[start:end]
    if "\t" in text and line in _numbered_by_tab(source):
        text = text.replace("\t", " ")
    if kind := _mark_of(text) or ("table row" if line in _ruled(source) else None):
        return Block(kind, line, line, ((start, end),))
    if note := FOOTNOTE.match(text):
        return Block("footnote", line, line, ((start + note.end(), end),), note[1] or note[2])
    bullet = BULLET.match(text)
    listed = None if _CONTENTS_ENTRY.search(text) else NUMBER.match(text, bullet.end() if bullet else 0)
    hashes = _HASHES.match(text)
    starts_anew = not bullet and (listed is None or (listed["number"][0].isdigit() and listed["number"][-1] != ")"))
    alone = source.is_blank(line - 1) and source.is_blank(line + 1)
    marked = listed is not None and not bullet and not listed["number"][0].isdigit() and alone
    if listed and marked and _TITLED_MARK.fullmatch(text[listed.end() :]):
        return Block("heading", line, line, ((start + listed.end(), end),), listed["number"], 2)
    if hashes or (starts_anew and looks_like_heading(source, line)):
        number, skip = _heading_number(text, hashes.end() if hashes else 0)
        level = len(hashes[1]) if hashes else 1 + depth(number) if number else 2
        return Block("heading", line, line, ((start + skip, end),), number, level)
    if listed:
        kind = "numbered paragraph" if listed["number"][0].isdigit() else "bullet"
        return Block(kind, line, line, ((start + listed.end(), end),), listed["number"])
    return Block("bullet" if bullet else "paragraph", line, line, ((start + (bullet.end() if bullet else 0), end),))


#: What heads a part under a list's mark: "ii. Main points:", "I) WORKING PARTIES"
_TITLED_MARK = re.compile(r"(?:[A-Z][\w’']*(?: [\w’']+){0,3}:|[A-Z][A-Z’'&-]+(?: [A-Z’'&-]+){0,7})\s*")
#: A row set with upright strokes, which a list mark may open.
_STROKES = re.compile(r"\s*(?:- )?\|.*\|\s*\Z")


def _mark_of(text: str) -> Kind | None:
    """Return the kind of a line that its look alone tells."""
    if not text.strip():
        return "blank"
    if "\t" in text or _STROKES.match(text):
        return "table row"
    if PAGE_MARK.fullmatch(text):
        return "page mark"
    return "rule" if _RULE.fullmatch(text) else None


#: The rule under the header of a table that is set with strokes between its cells alone.
_RULED = re.compile(r"\s*(?::-++:?|-{2,}+:?|-:)\s*(?:\|\s*(?::-++:?|-{2,}+:?|-:)\s*)+")


@lru_cache(maxsize=4)
def _ruled(source: Source) -> frozenset[int]:
    """Return the lines of tables set with strokes between their cells and none around them, as their rules tell."""
    found: set[int] = set()
    for line in (n for n in range(2, source.n_lines) if _RULED.fullmatch(source.line(n))):
        if line not in found and "|" in source.line(line - 1):
            below = takewhile(lambda n: "|" in source.line(n), range(line, source.n_lines + 1))
            found.update([line - 1, *below])
    return frozenset(found)


#: A paragraph's number that a tab parts from its words: "2.1<tab>The fund ...", "(a)<tab>that the report be noted;"
_NUMBERED_BY_TAB = re.compile(
    r"[* ]*(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?|\((?:[ivx]{1,5}|[a-z]|\d{1,2})\)|[a-z][.)])"
    r"\**\t[^\t]*[^\W\d_]{2}[^\t]*"
)


@lru_cache(maxsize=4)
def _numbered_by_tab(source: Source) -> frozenset[int]:
    """Return the lines whose only tab parts a number from its words, as in all lines with tabs that touch: no table."""
    found: list[int] = []
    lines = range(1, source.n_lines + 1)
    for tabbed, run in groupby(lines, key=lambda n: "\t" in source.line(n)):
        numbers = list(run)
        if tabbed and all(_NUMBERED_BY_TAB.fullmatch(source.line(n)) for n in numbers):
            found += numbers
    return frozenset(found)


def _heading_number(text: str, at: int) -> tuple[str, int]:
    at = len(text) - len(text[at:].lstrip("*"))
    if page := PAGE_IN_FRONT.match(text, at):
        at = page.end()
    number = BARE_NUMBER.match(text, at)
    return (number["number"], number.end()) if number and not _DAY.match(text, at) else ("", at)


def _stands_alone(source: Source, line: int) -> bool:
    """Tell whether a plain line starts a paragraph of its own though no blank stands before it: a label, a decision."""
    text = re.sub(r"\*\*", "", source.line(line)).strip()
    return LABEL_LINE.match(text) is not None or _DECIDES.match(text) is not None


#: What is decided or asked for begins anew, also behind the last point of a list.
_DECIDES = re.compile(
    r"(?:It was )?(?:RESOLVED|AGREED|DECIDED|RECOMMENDED)\b|(?:Resolved|Agreed|Decided)(?: that)?\s*(?:[:–-]|\Z)"
    r"|(?:The )?[A-Z]\w+(?: \w+){0,3} (?:is|are) (?:asked|invited|recommended|requested) to\b"
)


def _joined(source: Source, parts: list[Block]) -> list[Block]:
    """Join prose that a page break cut: an unfinished sentence, only blanks, marks and footnotes, the rest."""
    out: list[Block] = []
    gone: set[int] = set()
    for i, block in enumerate(parts):
        if i in gone:
            continue
        run = [block]
        last = i
        if block.kind in PROSE and block.kind != "footnote":
            while (
                (j := _next_prose(parts, last)) is not None
                and not _begins_a_list(parts, j)
                and _is_rest(source, run, parts[j])
            ):
                run.append(parts[j])
                gone.add(j)
                last = j
        out.append(_merged(run))
    return out


def _begins_a_list(parts: Sequence[Block], n: int) -> bool:
    """Tell whether a point of a list stands right over another: a sentence goes on in one point alone."""
    return n + 1 < len(parts) and parts[n].kind == parts[n + 1].kind == "bullet" and not parts[n].number


def _next_prose(parts: list[Block], i: int) -> int | None:
    for j in range(i + 1, min(i + 12, len(parts))):
        if parts[j].kind not in _GAP:
            return j if j > i + 1 and parts[j].kind in PROSE else None
    return None


def _is_rest(source: Source, before: Sequence[Block], after: Block) -> bool:
    if after.number or before[0].kind == after.kind == "bullet":
        return False
    # The last four lines hold the end and enough words to tell; a long chain of joins must not cost more.
    spans = [span for part in before[-4:] for span in part.spans[-4:]]
    left, right = passage(source, spans).stripped().text, after.passage(source).text
    if not (UNFINISHED.search(left) and CONTINUES.match(right)):
        return False
    return len(left.split()) > WORDS_TO_BE_CUT
