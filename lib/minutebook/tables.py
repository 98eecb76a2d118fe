"""Tables: rows set with tabs, joined over page breaks, with header rows, labels, values and the span of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from minutebook.blocks import Block
from minutebook.outline import HeaderField
from minutebook.source import Source, passage
from minutebook.values import Value, cell_value, prints_in_full


@dataclass(frozen=True)
class Raw:
    """A cell as it stands in the source: its span without surrounding white space, and its readable text."""

    start: int
    end: int
    text: str
    bold: bool = False


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
    """A joined table; `cells` holds every position, row by row."""

    first_line: int
    last_line: int
    caption: str
    header_rows: int
    n_columns: int
    cells: tuple[Cell, ...]

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


_SEPARATOR = re.compile(r"(?:\s*-{2,}\s*\t?)+")
_LINES_OF_A_PAGE_BREAK = 12


def tables(source: Source, blocks: Sequence[Block]) -> list[Table]:
    """Return the tables of a source that are set with tabs, in order."""
    ends = {b.last_line: b for b in blocks if b.kind not in ("blank", "page mark", "rule")}
    return [_table(source, lines, _caption(source, ends, lines[0])) for lines in _groups(source, blocks)]


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


def _groups(source: Source, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the line numbers of each table: rows that touch, and rows of the same width across a page break."""
    group: list[int] = []
    between: list[Block] = []
    for block in blocks:
        if block.kind != "table row" or "\t" not in source.line(block.first_line):
            between.append(block)
            continue
        line = block.first_line
        if _SEPARATOR.fullmatch(source.line(line)):
            continue
        if group and not _continues(source, group, between, line):
            yield group
            group = []
        group.append(line)
        between = []
    if group:
        yield group


def _continues(source: Source, group: list[int], between: list[Block], line: int) -> bool:
    if not between:
        return True
    if any(b.kind not in ("blank", "page mark") for b in between) or line - group[-1] > _LINES_OF_A_PAGE_BREAK:
        return False
    widths = {source.line(n).count("\t") for n in group}
    if source.line(line).count("\t") not in widths:
        return False
    return source.line(line) == source.line(group[0]) or not _looks_like_header(source, line)


def _looks_like_header(source: Source, line: int) -> bool:
    """Tell whether a row after a gap starts a table of its own: all bold, a field label, or words over numbers."""
    cells = _cells(source, line)
    filled = [c for c in cells if c.text]
    if not filled or all(c.bold for c in filled):
        return True
    return cells[0].text.endswith(":") or (
        len(filled) == len(cells) > 2 and all(len(c.text.split()) <= 5 and not c.text[:1].isdigit() for c in cells)
    )


def _cells(source: Source, line: int) -> list[Raw]:
    start, end = source.line_span(line)
    out = []
    for match in re.finditer(r"[^\t]*(?:\t|$)", source.text[start:end]):
        if match.start() == match.end() and match.start() and source.text[start + match.start() - 1] != "\t":
            continue
        begin = start + match.start()
        out.append(_raw(source, *_trimmed(source, begin, begin + len(match[0].rstrip("\t")))))
        if not match[0].endswith("\t"):
            break
    return out


def _raw(source: Source, start: int, end: int) -> Raw:
    text = " ".join(passage(source, [(start, end)]).text.split())
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


def _table(source: Source, lines: Sequence[int], caption: str) -> Table:
    rows = [_cells(source, line) for line in lines]
    width = max(len(row) for row in rows)
    rows = [row + [Raw(row[-1].end, row[-1].end, "")] * (width - len(row)) for row in rows]
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
    return Table(lines[0], lines[-1], caption, header_rows, width, tuple(cells))


def _is_number(text: str) -> bool:
    return cell_value(text) is not None and not re.fullmatch(r"(?:19|20)\d\d", text)


def _header_rows(rows: Sequence[Sequence[Raw]]) -> int:
    """Return how many rows at the top are headers: words over columns of numbers, or short words over long ones."""
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
