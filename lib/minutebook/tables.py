"""Tables: rows set with tabs, joined over page breaks, with header rows, labels, values and the span of each cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from minutebook.blocks import Block
from minutebook.reports import HeaderField
from minutebook.source import Source, passage
from minutebook.values import Value, cell_value, prints_in_full


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
class Cell:
    """A cell with what it is about."""

    row: int
    column: int
    is_header: bool
    row_label: str
    column_label: str
    raw: Raw
    value: Value | None


@dataclass(frozen=True)
class Table:
    """A joined table; `cells` holds every position, row by row, `loose` the lines of rows that fell out of it."""

    first_line: int
    last_line: int
    caption: str
    header_rows: int
    n_columns: int
    cells: tuple[Cell, ...]
    loose: frozenset[int] = frozenset()

    def column(self, number: int) -> list[Cell]:
        """Return the cells of a column, header cells left out."""
        return [cell for cell in self.cells if cell.column == number and not cell.is_header]

    def rows(self) -> list[list[Cell]]:
        """Return the cells by row, header rows left out."""
        body = [cell for cell in self.cells if not cell.is_header]
        return [body[i : i + self.n_columns] for i in range(0, len(body), self.n_columns)]

    @property
    def n_rows(self) -> int:
        """How many rows it has, header rows among them."""
        return len(self.cells) // self.n_columns


_SEPARATOR = re.compile(r"[\s|]*(?:-{2,}[\s|]*)+")
_LINES_OF_A_PAGE_BREAK = 12
_LINES_OF_A_ROW = 60
_NOTHING = ("blank", "page mark", "rule")
_TIMES_OF_A_RUNNING_HEADER = 3
_WORDS_OF_A_RUNNING_HEADER = 12
_LINES_OF_A_ROW = 60
_NOTHING = ("blank", "page mark", "rule")
_TIMES_OF_A_RUNNING_HEADER = 3
_WORDS_OF_A_RUNNING_HEADER = 12


@dataclass(frozen=True)
class Row:
    """A row as it stands in the source; `apart` where something stands between it and the row before.

    `loose` are the lines of a row that fell out of its table into plain text.
    """

    line: int
    cells: tuple[Raw, ...]
    apart: bool = False
    loose: tuple[int, ...] = ()

    @property
    def texts(self) -> list[str]:
        """Return the texts of its cells."""
        return [cell.text for cell in self.cells]

    @property
    def is_title(self) -> bool:
        """Tell whether it stands over the rows below it: words in its first cell and nothing after."""
        return len(self.cells) > 1 and bool(self.cells[0].text) and not any(self.texts[1:])


def tables(source: Source, blocks: Sequence[Block]) -> list[Table]:
    """Return the tables of a source that are set with tabs or with upright strokes, in order."""
    ends = {b.last_line: b for b in blocks if b.kind not in ("blank", "page mark", "rule")}
    return [_table(group, _caption(source, ends, group[0].line)) for group in _groups(source, blocks)]


def header_table(source: Source, fields: Sequence[HeaderField]) -> Table | None:
    """Return a report's header block as a table of labels and values, or nothing where tabs set it already."""
    if not fields or "\t" in source.line(fields[0].line):
        return None
    cells: list[Cell] = []
    for row, field in enumerate(fields):
        label = _raw(source, *field.label)
        value = _raw(source, *_trimmed(source, field.value[0][0], field.value[-1][1]))
        cells += [Cell(row, c, False, label.text, "", raw, None) for c, raw in enumerate((label, value))]
    last = source.line_of(fields[-1].value[-1][1])
    return Table(fields[0].line, last, "", 0, 2, tuple(cells))


def _trimmed(source: Source, start: int, end: int) -> tuple[int, int]:
    text = source.text[start:end]
    lead = len(text) - len(text.lstrip())
    return (start + lead, start + len(text.rstrip())) if text.strip() else (start, start)


def _groups(source: Source, blocks: Sequence[Block]) -> Iterator[list[Row]]:
    """Yield the rows of each table: rows that touch, and rows of the same width across a page break."""
    lines = [n for n, b in enumerate(blocks) if b.kind == "table row" and not _is_rule(source, b.first_line)]
    rows = [Row(blocks[n].first_line, tuple(_cells(source, blocks[n].first_line))) for n in lines]
    running = _running_headers(source, blocks)
    group: list[Row] = []
    widths: set[int] = set()
    for at, row in enumerate(rows):
        between = [b for b in blocks[lines[at - 1] + 1 : lines[at]] if b.kind != "table row"] if at else []
        gone = [b for b in between if b.kind not in _NOTHING and b.first_line not in running]
        rest = replace(row, apart=bool(between))
        fallen = _fallen(source, gone, row) if group and len(row.cells) in widths else None
        if fallen:
            group.append(fallen)
        elif group and (gone or not _continues(group, widths, rest, rows[at + 1 : at + 3])):
            yield group
            group, widths = [], set()
        group.append(rest)
        widths.add(len(row.cells))
    if group:
        yield group


def _is_rule(source: Source, line: int) -> bool:
    return _SEPARATOR.fullmatch(source.line(line)) is not None


def _running_headers(source: Source, blocks: Sequence[Block]) -> set[int]:
    """Return the lines of short texts that come again and again, as a page's header does."""
    texts = {b.first_line: b.passage(source).text for b in blocks if b.kind in ("heading", "paragraph")}
    short = {line: text for line, text in texts.items() if len(text.split()) <= _WORDS_OF_A_RUNNING_HEADER}
    times = Counter(short.values())
    return {line for line, text in short.items() if times[text] >= _TIMES_OF_A_RUNNING_HEADER}


def _continues(group: Sequence[Row], widths: Set[int], row: Row, after: Sequence[Row]) -> bool:
    """Tell whether a row, with others after it, goes on with a table; at most page marks stand between."""
    if not row.apart:
        return True
    if row.line - group[-1].line > _LINES_OF_A_PAGE_BREAK or len(row.cells) not in widths:
        return False
    head = [one.texts for one in group[:3]]
    if row.texts in head:
        # A header that comes again over a title of its own begins another table; over a row it goes on with this one.
        again = next((one for one in after if one.texts not in head), row)
        return not (again.is_title and any(one.is_title for one in group[1:3]))
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
        return None
    width, column, end = len(rest.cells), filled[0], open_ended[-1] + 1
    end = end if column + 1 < width else len(between)
    held = {0: between[:1], column: between[1:end], column + 1: between[end:]}
    here = source.line_span(between[0].first_line)[0]
    cells = tuple(_raw_of(source, held.get(c, ()), here) for c in range(width))
    loose = [line for b in between for line in range(b.first_line, b.last_line + 1)]
    return Row(between[0].first_line, cells, apart=True, loose=tuple(loose))


def _raw_of(source: Source, blocks: Sequence[Block], empty: int) -> Raw:
    """Return a cell that holds blocks of text with their list marks, or an empty one at an offset."""
    spans = [_trimmed(source, *source.line_span(n)) for b in blocks for n in range(b.first_line, b.last_line + 1)]
    spans = [(a, b) for a, b in spans if a < b]
    if not spans:
        return Raw(empty, empty, "")
    text = " ".join(re.sub(r"\A[-•] ", "", " ".join(passage(source, [span]).text.split())) for span in spans)
    return Raw(spans[0][0], spans[-1][1], text, parts=tuple(spans))


def _looks_like_header(row: Row) -> bool:
    """Tell whether a row after a gap starts a table of its own: all bold, a field label, or words over numbers."""
    filled = [c for c in row.cells if c.text]
    if not filled or all(c.bold for c in filled):
        return True
    return row.cells[0].text.endswith(":") or (
        len(filled) == len(row.cells) > 2
        and all(len(c.text.split()) <= 5 and not c.text[:1].isdigit() for c in row.cells)
    )


def _cells(source: Source, line: int) -> list[Raw]:
    start, end = source.line_span(line)
    if "\t" not in source.text[start:end]:
        strokes = [start + m.start() for m in re.finditer(r"\|", source.text[start:end])]
        return [_raw(source, *_trimmed(source, a + 1, b)) for a, b in pairwise(strokes)]
    out = []
    for match in re.finditer(r"[^\t]*(?:\t|$)", source.text[start:end]):
        if match.start() == match.end() and match.start() and source.text[start + match.start() - 1] != "\t":
            continue
        begin = start + match.start()
        out.append(_raw(source, *_trimmed(source, begin, begin + len(match[0].rstrip("\t")))))
        if not match[0].endswith("\t"):
            break
    return out


#: The mark of a list's item; the same sign in a run covers a contact detail.
_MARK = re.compile(r"(?:\A|\s+)[•❖○▪●◦✓](?:\s+|\Z)")


def _raw(source: Source, start: int, end: int) -> Raw:
    text = " ".join(passage(source, [(start, end)]).text.split())
    if "<ul" in source.text[start:end] or len(_MARK.findall(text)) > 1:
        before, *items = _MARK.split(text)
        text = f"{before} {'; '.join(item for item in items if item)}".strip()
    return Raw(start, end, text, source.text[start:end].startswith(("<b>", "**")))


def _caption(source: Source, ends: Mapping[int, Block], first: int) -> str:
    """Return the caption above a table, or the heading right above it; `ends` has the blocks by their last line."""
    above = next((ends[line] for line in range(first - 1, first - 4, -1) if line in ends), None)
    if above is None:
        return ""
    text = above.passage(source).text
    if re.search(r"\b(?:Board|Committee|Panel|Council)$", text):
        return ""  # the running header, not a caption
    is_caption = above.kind == "heading" or re.match(r"(?:Table|Figure|Fig\.?) ?\d", text)
    return text if is_caption or (text.endswith(":") and len(text.split()) <= 15) else ""


def _rows(group: Sequence[Row]) -> list[Sequence[Raw]]:
    """Return a table's rows, as wide as the widest; empty ones are left out, the rest of a cut one is joined to it."""
    width = max(len(row.cells) for row in group)
    filled = [row for row in group if any(row.texts)] or group[:1]
    labelled = all(row.cells[0].text for row in filled[2:] if not row.apart)
    out: list[Sequence[Raw]] = []
    for row in filled:
        ended = Raw(row.cells[-1].end, row.cells[-1].end, "")
        cells = [*row.cells, *[ended] * (width - len(row.cells))]
        if out and row.apart and not row.loose and _is_rest(out[-1], cells, labelled=labelled):
            out[-1] = [_joined(a, b) for a, b in zip(out[-1], cells, strict=True)]
        else:
            out.append(cells)
    return out


_ENDED = re.compile(r"[.!?:;][\"'”’)]*\Z")


def _is_rest(before: Sequence[Raw], row: Sequence[Raw], *, labelled: bool) -> bool:
    """Tell whether a row after a page break is the rest of the one before it.

    It is where its first cell is blank though all rows of the table have one (`labelled`), or where each of its
    cells goes on with a sentence that isn't ended.
    """
    filled = [(a.text, b.text) for a, b in zip(before, row, strict=True) if b.text]
    if not row[0].text and labelled and before[0].text:
        return True
    return all(a and not _ENDED.search(a) and b[:1].islower() for a, b in filled)


def _joined(first: Raw, rest: Raw) -> Raw:
    if not rest.text:
        return first
    if not first.text:
        return rest
    return Raw(first.start, rest.end, f"{first.text} {rest.text}", first.bold, (*first.spans, *rest.spans))


def _table(group: Sequence[Row], caption: str) -> Table:
    rows = _rows(group)
    width = len(rows[0])
    header_rows = _header_rows(rows)
    if header_rows:
        head = [[c.text for c in row] for row in rows[:header_rows]]
        rows = rows[:header_rows] + [r for r in rows[header_rows:] if [c.text for c in r] not in head]
    columns = _column_labels(rows[:header_rows], width)
    labels = _row_labels(rows, header_rows)
    in_full = [prints_in_full(row[c].text for row in rows[header_rows:]) for c in range(width)]
    cells = []
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            is_header = r < header_rows
            is_number = not is_header and c > 0
            value = cell_value(raw.text, columns[c], labels[r], caption, in_full=in_full[c]) if is_number else None
            cells.append(Cell(r, c, is_header, labels[r], columns[c], raw, value))
    loose = frozenset(line for row in group for line in row.loose)
    return Table(group[0].line, group[-1].line, caption, header_rows, width, tuple(cells), loose)


def _is_number(text: str) -> bool:
    return cell_value(text) is not None and not re.fullmatch(r"(?:19|20)\d\d", text)


def _header_rows(rows: Sequence[Sequence[Raw]]) -> int:
    """Return how many rows at the top are headers: words over columns of numbers, or short words over long ones.

    Titles over the header are part of it.
    """
    titles = next((n for n, row in enumerate(rows) if any(cell.text for cell in row[1:])), 0)
    if titles:
        under = _header_rows(rows[titles:])
        return titles + under if under else 0
    if len(rows) < 2 or rows[0][0].text.endswith(":") or all(row[0].bold for row in rows):
        return 0  # labels down the side, as in a report's header block
    body = rows[1:]
    numeric = [
        c
        for c in range(1, len(rows[0]))
        if (filled := [row[c].text for row in body if row[c].text]) and 2 * sum(map(_is_number, filled)) >= len(filled)
    ]
    if not numeric:
        first = [cell.text for cell in rows[0] if cell.text]
        below = [cell.text for row in body for cell in row if cell.text]
        short = all(len(text.split()) <= 6 for text in first)
        return int(len(first) > 1 and short and sum(map(len, below)) / max(1, len(below)) > 20)
    count = 0
    for row in rows[:3]:
        if any(_is_number(row[c].text) for c in numeric) or not any(cell.text for cell in row[1:]):
            break
        if count and row[0].text and all(cell.text for cell in rows[0][1:]):
            break
        count += 1
    return count


def _column_labels(head: Sequence[Sequence[Raw]], width: int) -> list[str]:
    """Return a label for each column: header parts joined, a blank under a spanning one inheriting it."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in head:
        texts = [cell.text for cell in row]
        for c in range(2, width):
            if not texts[c] and (row is head[0] or len(head) == 1):
                texts[c] = texts[c - 1]
        for c, text in enumerate(texts):
            if text:
                parts[c].append(text)
    return [" / ".join(dict.fromkeys(p)) for p in parts]


def _row_labels(rows: Sequence[Sequence[Raw]], header_rows: int) -> list[str]:
    """Return a label for each row: its leading words, under the spanning rows and labels above that it belongs to."""
    body = rows[header_rows:]
    width = _label_columns(body)
    groups: list[str] = []
    fresh: list[str] = []
    held = ""
    out = [row[0].text for row in rows[:header_rows]]
    for row in body:
        texts = [cell.text for cell in row]
        spans = bool(texts[0]) and not any(texts[1:]) and len(row) > 2
        if spans and len(texts[0].split()) <= 12 and not re.search(r"[.!?]\s*$", texts[0]):
            fresh.append(texts[0])
            out.append(" / ".join([*groups[: max(0, len(groups) - len(fresh))], *fresh]))
            held = ""
            continue
        if fresh:
            groups = [*groups[: max(0, len(groups) - len(fresh))], *fresh]
            fresh = []
        held = texts[0] or (held if width > 1 else "")
        own = [held, *texts[1:width]]
        out.append(" / ".join(part for part in [*groups, *own] if part))
    return out


def _label_columns(body: Sequence[Sequence[Raw]]) -> int:
    """Return how many leading columns name a row: one, or more where the first is left blank in places."""
    if not body or all(row[0].text for row in body) or len(body[0]) < 3:
        return 1
    width = 1
    for c in range(1, len(body[0]) - 1):
        texts = [row[c].text for row in body if row[c].text]
        if not texts or any(map(_is_number, texts)):
            break
        width = c + 1
    return width
