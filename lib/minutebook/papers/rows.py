"""Rows of tables as they stand in the source: cells with their spans, cut rows joined, and which rows are one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.source import Source, passage

_SEPARATOR = re.compile(r"[\s|]*+(?:(?::-++:?+|-{2,}+:?+|-:)[\s|]*+)++")
_LINES_OF_A_PAGE_BREAK = 12
_LINES_OF_A_ROW = 60

_TIMES_OF_A_RUNNING_HEADER = 3
_WORDS_OF_A_RUNNING_HEADER, _WORDS_OF_A_REPEATED_ONE = 12, 18


@dataclass(frozen=True)
class Raw:
    """A cell as it stands in the source: its span without surrounding white space, and its readable text.

    A cell that a page break cut has several `parts`; its span goes from the first to the last.
    """

    start: int
    end: int
    text: str
    bold: bool = False
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the source that hold its text."""
        return self.parts or ((self.start, self.end),)


@dataclass(frozen=True)
class Row:
    """A row as it stands in the source; `apart` where something stands between it and the row before.

    `paged` where that is a page break that shows; `loose` are the lines of a row that fell out of its table into text.
    """

    line: int
    cells: tuple[Raw, ...]
    apart: bool = False
    paged: bool = False
    loose: tuple[int, ...] = ()

    @property
    def texts(self) -> list[str]:
        """Return the texts of its cells."""
        return [cell.text for cell in self.cells]

    @property
    def is_title(self) -> bool:
        """Tell whether it stands over the rows below it: words in its first cell and nothing after."""
        return len(self.cells) > 1 and bool(self.cells[0].text) and not any(self.texts[1:])


def trimmed(source: Source, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at either end of it; an empty one at its start where nothing is left."""
    text = source.text[start:end]
    lead = len(text) - len(text.lstrip())
    return (start + lead, start + len(text.rstrip())) if text.strip() else (start, start)


def groups(source: Source, blocks: Sequence[Block]) -> Iterator[list[Row]]:
    """Yield the rows of each table: rows that touch, and rows of the same width across a page break."""
    placed = _printed_rows(source, blocks)
    rows = [row for _, _, row in placed]
    running = running_headers(source, blocks)
    times = _times(source, blocks)
    group: list[Row] = []
    widths: set[int] = set()
    for at, row in enumerate(rows):
        between = [b for b in blocks[placed[at - 1][1] : placed[at][0]] if b.kind != "table row"] if at else []
        gone = [b for b in between if b.kind not in NO_WORDS and b.first_line not in running]
        gone = [b for b in gone if not _OF_A_PAGE.fullmatch(b.passage(source).text)]
        paged = len(gone) < len([b for b in between if b.kind != "blank"])
        again = len(gone) == 1 and times[gone[0].passage(source).text] > 1 and len(rows[at - 1].cells) == len(row.cells)
        if (paged or again) and all(_heads_a_page(source, b) or _goes_on_below(source, b, group, row) for b in gone):
            gone = []
        rest = replace(row, apart=bool(between), paged=paged)
        within = bool(group) and len(row.cells) in widths
        fallen = (_fallen(source, gone, row) or _title_between(source, gone, row)) if within else None
        if fallen:
            group.append(fallen)
        elif group and (gone or not _continues(group, widths, rest, rows[at + 1 : at + 4])):
            yield group
            group, widths = [], set()
        group.append(rest)
        widths.add(len(row.cells))
    if group:
        yield group


def _printed_rows(source: Source, blocks: Sequence[Block]) -> list[tuple[int, int, Row]]:
    """Return the rows with the first block of each and the one after it; cells that wrap onto more lines are joined."""
    out: list[tuple[int, int, Row]] = []
    for first, end in _runs(source, blocks):
        parts = [tuple(_parts(source, b)) for b in blocks[first:end]]
        width = max(map(len, parts))
        wrapped = [
            bool(above and below) and _goes_on(above[-1].text, below[0].text) for above, below in pairwise(parts)
        ]
        n = 0
        while n < len(parts):
            wide, taken = len(parts[n]), 1
            while (
                n + taken < len(parts)
                and taken < _LINES_OF_A_ROW
                and wide + len(parts[n + taken]) - 1 <= width
                and (wide > 1 or n > 0)
                and wrapped[n + taken - 1]
            ):
                wide, taken = wide + len(parts[n + taken]) - 1, taken + 1
            at, block = first + n, blocks[first + n]
            if wide == width and taken > 1:
                out.append((at, at + taken, Row(block.first_line, _one_row(parts[n : n + taken]))))
            elif block.kind == "table row":
                out.append((at, at + 1, Row(block.first_line, parts[n])))
            n += taken if wide == width else 1
    return out


def _one_row(lines: Sequence[tuple[Raw, ...]]) -> tuple[Raw, ...]:
    """Return the row that lines make of which each goes on with the last cell of the one above."""
    row = lines[0]
    for below in lines[1:]:
        row = (*row[:-1], _joined(row[-1], below[0]), *below[1:])
    return row


def _runs(source: Source, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of blocks that no blank line cuts and that hold a table row, by first block and end."""
    first = 0
    for n in range(len(blocks) + 1):
        if n == len(blocks) or blocks[n].kind in NO_WORDS or _is_rule(source, blocks[n].first_line):
            if any(b.kind == "table row" for b in blocks[first:n]):
                yield first, n
            first = n + 1


def _parts(source: Source, block: Block) -> list[Raw]:
    """Return the cells of a row, or a line of text as a part of one; a rule has none."""
    if block.kind == "table row":
        return _cells(source, block.first_line)
    return [_raw_of(source, [block], source.line_span(block.first_line)[0])]


def _goes_on(above: str, below: str) -> bool:
    """Tell whether words of a cell go on below: they aren't ended, and small letters follow."""
    return above != "" and not _ENDED.search(above) and below[:1].islower()


def _is_rule(source: Source, line: int) -> bool:
    return _SEPARATOR.fullmatch(source.line(line)) is not None


def _times(source: Source, blocks: Sequence[Block]) -> Counter[str]:
    """Return how often each longer title without a number comes: one that parts a table and came before is a page's."""
    texts = (b.passage(source).text for b in blocks if b.kind in ("heading", "paragraph") and not b.number)
    return Counter(text for text in texts if _WORDS_OF_A_LABEL < len(text.split()) <= _WORDS_OF_A_RUNNING_HEADER)


def running_headers(source: Source, blocks: Sequence[Block]) -> set[int]:
    """Return the lines of short texts that come again and again, as a page's header does."""
    texts = {b.first_line: b.passage(source).text for b in blocks if b.kind in ("heading", "paragraph")}
    short = {line: text for line, text in texts.items() if len(text.split()) <= _WORDS_OF_A_REPEATED_ONE}
    times = Counter(short.values())
    return {line for line, text in short.items() if times[text] >= _TIMES_OF_A_RUNNING_HEADER}


#: What a page has at its edge: its number alone, a running line with strokes.
_OF_A_PAGE = re.compile(r"[-–—]? ?\d{1,3} ?[-–—]?|[A-Z][^|\n]{2,60}(?: \| [^|\n]{1,60}){1,3}")


def _heads_a_page(source: Source, block: Block) -> bool:
    """Tell whether a block can be the running header of a page: a short line that says nothing and is no caption."""
    text = block.passage(source).text
    short = len(text.split()) <= _WORDS_OF_A_RUNNING_HEADER and text[-1:] not in ".:"
    return block.kind in ("heading", "paragraph") and short and not _CAPTION.match(text)


def _goes_on_below(source: Source, block: Block, group: Sequence[Row], row: Row) -> bool:
    """Tell whether a caption says that a table goes on, or an appendix's title stands over its header once more."""
    text = block.passage(source).text
    again = any(row.texts == one.texts for one in group[:1]) and row.texts[1:] != [""] * (len(row.cells) - 1)
    attached = re.match(r"(?:Appendix|Annex)\b", text, re.I) is not None
    return _CONTINUED.search(text) is not None or (again and attached and block.kind in ("heading", "paragraph"))


#: "Table 2 (continued)", "Appendix A cont'd"
_CONTINUED = re.compile(r"\b(?:continued|cont[’']?d|cont\b\.?)\W*(?:from .{1,30})?\Z", re.I)
_CAPTION = re.compile(
    r"(?:Table|Figure|Fig\.?|Chart"
    r"|(?:Appendix|Annex)(?! \w{1,2} (?:to|of) (?:the |agenda )?(?:item|report)\b)) ?[A-Z\d]",
    re.I,
)


def _continues(group: Sequence[Row], widths: Set[int], row: Row, after: Sequence[Row]) -> bool:
    """Tell whether a row, with others after it, goes on with a table; at most page marks stand between."""
    if not row.apart:
        return True
    if row.line - group[-1].line > _LINES_OF_A_PAGE_BREAK or len(row.cells) not in widths:
        return False
    head = [one.texts for one in group[:3]]
    if row.texts in head:
        # A header that comes again over a title of its own begins another table, unless a new page repeats it.
        again = next((one for one in after if one.texts not in head), row)
        return row.paged or not (again.is_title and any(one.is_title for one in group[1:3]))
    if row.is_title and next((one for one in after if not one.is_title), row).texts in head:
        return False  # a title over the header
    return not row.cells[0].text or not _looks_like_header(row)


def _fallen(source: Source, between: Sequence[Block], rest: Row) -> Row | None:
    """Return the row that fell out of a table into the text before its own rest, or nothing.

    The rest of a cell stands alone in its column and goes on with a sentence: what was said before it is the text
    up to that sentence, the row's label the first paragraph, and what follows the next column.
    """
    filled = [c for c, text in enumerate(rest.texts) if text]
    texts = [b.passage(source).text for b in between]
    open_ended = [n for n, text in enumerate(texts) if n and not _ENDED.search(text)]
    if len(filled) != 1 or not filled[0] or not open_ended or not rest.cells[filled[0]].text[:1].islower():
        return None
    if rest.line - between[0].first_line > _LINES_OF_A_ROW:
        return None  # too far above to be of the same row
    width, column, end = len(rest.cells), filled[0], open_ended[-1] + 1
    end = end if column + 1 < width else len(between)
    held = {0: between[:1], column: between[1:end], column + 1: between[end:]}
    here = source.line_span(between[0].first_line)[0]
    cells = tuple(_raw_of(source, held.get(c, ()), here) for c in range(width))
    loose = [line for b in between for line in range(b.first_line, b.last_line + 1)]
    return Row(between[0].first_line, cells, apart=True, loose=tuple(loose))


def _title_between(source: Source, between: Sequence[Block], row: Row) -> Row | None:
    """Return the row that a short line without tabs makes which touches the rows over and under it: "Income"."""
    if len(between) != 1 or len(row.cells) < _COLUMNS_UNDER_A_TITLE:
        return None
    line, text = between[0].first_line, between[0].passage(source).text
    touches = line == between[0].last_line == row.line - 1 and "\t" in source.line(line - 1)
    if not touches or len(text.split()) > _WORDS_OF_A_TITLE or text[-1:] in ".;" or not text[:1].isupper():
        return None
    end = source.line_span(line)[1]
    cells = (_raw_of(source, between, end), *(Raw(end, end, "") for _ in row.cells[1:]))
    return Row(line, cells, loose=(line,))


_COLUMNS_UNDER_A_TITLE, _WORDS_OF_A_TITLE = 3, 6


def _raw_of(source: Source, blocks: Sequence[Block], empty: int) -> Raw:
    """Return a cell that holds blocks of text with their list marks, or an empty one at an offset."""
    spans = [trimmed(source, *source.line_span(n)) for b in blocks for n in range(b.first_line, b.last_line + 1)]
    spans = [(a, b) for a, b in spans if a < b]
    if not spans:
        return Raw(empty, empty, "")
    text = " ".join(re.sub(r"\A[-•] ", "", " ".join(passage(source, [span]).text.split())) for span in spans)
    return Raw(spans[0][0], spans[-1][1], text, parts=tuple(spans))


def _looks_like_header(row: Row) -> bool:
    """Tell whether a row after a gap starts a table of its own: all bold, a field label, or words over numbers."""
    filled = [c for c in row.cells if c.text]
    if all(c.bold for c in filled):
        return True
    return row.cells[0].text.endswith(":") or (
        len(filled) == len(row.cells) > 2
        and all(len(c.text.split()) <= 5 and not c.text[:1].isdigit() for c in row.cells)
    )


def _cells(source: Source, line: int) -> list[Raw]:
    """Return the cells of a row: between its tabs, or where it has none between its strokes."""
    start, end = source.line_span(line)
    tabs, strokes = ([at for at in range(start, end) if source.text[at] == sign] for sign in "\t|")
    outer = source.text[start:end].lstrip(" -").startswith("|")
    edges = [start - 1, *tabs, end] if tabs else strokes if outer else [start - 1, *strokes, end]
    return [raw_cell(source, *trimmed(source, a + 1, b)) for a, b in pairwise(edges)]


#: The mark of a list's item; the same sign in a run covers a contact detail.
_MARK = re.compile(r"(?:\A|\s+)[•❖○▪●◦✓](?:\s+|\Z)")


def raw_cell(source: Source, start: int, end: int) -> Raw:
    """Return the cell on a span; the items of a list in it are joined with `; `."""
    text = " ".join(passage(source, [(start, end)]).text.split())
    if "<ul" in source.text[start:end] or len(_MARK.findall(text)) > 1:
        before, *items = _MARK.split(text)
        text = f"{before} {'; '.join(item for item in items if item)}".strip()
    return Raw(start, end, text, source.text[start:end].startswith(("<b>", "**")))


def joined_rows(group: Sequence[Row]) -> list[Sequence[Raw]]:
    """Return a table's rows, as wide as the widest; empty ones are left out, the rest of a cut one is joined to it."""
    width = max(len(row.cells) for row in group)
    filled = _apart_below_headers([row for row in group if any(row.texts)] or group[:1])
    head = [row.texts for row in filled[:_ROWS_OF_A_HEADER]]
    whole = [row for row in filled[2:] if not row.apart and not row.is_title]
    needed = {c for c in range(width) if whole and all(c < len(row.cells) and row.cells[c].text for row in whole)}
    out: list[Sequence[Raw]] = []
    again: list[Sequence[Raw]] = []  # a header that a page repeats, which can stand between a row and its rest
    for row in filled:
        ended = Raw(row.cells[-1].end, row.cells[-1].end, "")
        cells = [*row.cells, *[ended] * (width - len(row.cells))]
        if row.apart and len(out) >= _ROWS_OF_A_HEADER and row.texts in head:
            again.append(cells)
            continue
        rest = row.apart and not row.loose and bool(out) and _is_rest(out[-1], cells, needed)
        if rest or (out and not row.apart and _hangs(out[-1], cells)):
            out[-1] = [_joined(a, b) for a, b in zip(out[-1], cells, strict=True)]
        else:
            out += [*again, cells]
        again = []
    return [*out, *again]


def _apart_below_headers(rows: Sequence[Row]) -> list[Row]:
    """Return a table's rows with those below a header that a page repeats as far apart as the header is."""
    head = [row.texts for row in rows[:_ROWS_OF_A_HEADER]]
    out = list(rows)
    for n, (above, row) in enumerate(pairwise(rows), 1):
        if n > _ROWS_OF_A_HEADER and out[n - 1].apart and above.texts in head:
            out[n] = replace(row, apart=True, paged=out[n - 1].paged)
    return out


_ROWS_OF_A_HEADER = 3
_ENDED = re.compile(r"[.!?:;][\"'”’)]*\Z")


_WORDS_OF_A_LABEL = 4


def _is_rest(before: Sequence[Raw], row: Sequence[Raw], needed: Set[int]) -> bool:
    """Tell whether a row after a page break is the rest of the one before it.

    It is where its first cell is blank and a cell is that no other row leaves blank (`needed`), or where its cells
    go on with sentences that aren't ended.
    """
    filled = [(a.text, b.text) for a, b in zip(before, row, strict=True) if b.text]
    lacks = any(not row[c].text and before[c].text for c in needed)
    if not row[0].text and lacks:
        return True
    cut = len(before[0].text.split()) > _WORDS_OF_A_LABEL and not _ENDED.search(before[0].text)
    if row[0].text and lacks and cut and not any(a[-1:].isdigit() and b[:1].isdigit() for a, b in filled):
        # Its first cell goes on too; a title over the rows below begins with a capital and has no full stop.
        return row[0].text[:1].islower() or row[0].text.endswith(".")
    return all(_goes_on(a, b) for a, b in filled)


#: What no cell ends with.
_UNFINISHED = re.compile(r"(?:\b(?:and|or|of|the|to|for|with|in|on|by|from|at|a|an)|[,&/–-])\Z")


def _hangs(before: Sequence[Raw], row: Sequence[Raw]) -> bool:
    """Tell whether a row right below another holds nothing but the rest of cells that aren't ended."""
    filled = [(a.text, b.text) for a, b in zip(before, row, strict=True) if b.text]
    named = bool(before[0].text) and not row[0].text and any(cell.text for cell in before[1:])
    rest = len(filled) == 1 and all(cell.text for cell in before) and _goes_on(*filled[0])
    rest = rest and len(filled[0][0].split()) > _WORDS_OF_A_LABEL
    return named and (rest or all(len(text) > 1 and _UNFINISHED.search(text) is not None for text, _ in filled))


def _joined(first: Raw, rest: Raw) -> Raw:
    if not rest.text:
        return first
    if not first.text:
        return rest
    between = "; " if "; " in first.text and rest.text[:1].isupper() else " "  # a list goes on with a new point
    return Raw(first.start, rest.end, f"{first.text}{between}{rest.text}", first.bold, (*first.spans, *rest.spans))
