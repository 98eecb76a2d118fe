"""Tables: rows set with tabs, joined over page breaks, with header rows, labels, values and the span of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.header_blocks import HeaderField
from minutebook.papers.header_labels import named_label
from minutebook.papers.heading_forms import ATTENDANCE
from minutebook.papers.lines import PAGE_MARK
from minutebook.papers.rows import Raw, Row, groups, joined_rows, raw_cell, trimmed
from minutebook.papers.source import Source
from minutebook.papers.title_pages import ONE_OF_A_KIND, kind_of
from minutebook.papers.values import CURRENCIES, THOUSANDS, Value, cell_value, prints_in_full, unit_named


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


def tables(source: Source, blocks: Sequence[Block]) -> list[Table]:
    """Return the tables of a source that are set with tabs or with upright strokes, in order."""
    ends = {b.last_line: b for b in blocks if b.kind not in NO_WORDS}
    starts = {b.first_line: b for b in ends.values()}
    return [
        _table(group, _caption(source, ends, group[0].line), _said_of(source, ends, starts, group))
        for group in groups(source, blocks)
    ]


def with_headers(source: Source, drawn: Sequence[Table], headers: Iterable[Sequence[HeaderField]]) -> list[Table]:
    """Return tables with reports' header blocks among them, in order; one that tabs or strokes set is there already."""
    held = {line for table in drawn for line in range(table.first_line, table.last_line + 1)}
    others = (fields for fields in headers if len(fields) > 1 and fields[0].line not in held)
    return sorted([*drawn, *(_header_table(source, fields) for fields in others)], key=lambda table: table.first_line)


def _header_table(source: Source, fields: Sequence[HeaderField]) -> Table:
    """Return a report's header block as a table of labels and values."""
    cells: list[Cell] = []
    for row, field in enumerate(fields):
        label = raw_cell(source, *field.label)
        value = raw_cell(source, *trimmed(source, field.value[0][0], field.value[-1][1]))
        cells += [Cell(row, c, False, label.text, "", raw, None) for c, raw in enumerate((label, value))]
    last = source.line_of(fields[-1].value[-1][1])
    return Table(fields[0].line, last, "", 0, 2, tuple(cells))


def _caption(source: Source, ends: Mapping[int, Block], first: int) -> str:
    """Return the caption above a table, or the heading right above it; `ends` has the blocks by their last line.

    The number of a page can stand in between, and under the title of a tracker or programme a note on how to read it.
    The last of a list of appendices is none.
    """
    paged = any(PAGE_MARK.fullmatch(source.line(line)) for line in source.above(first, 3))
    near = [ends[line] for line in source.above(first, 5 if paged else 3) if line in ends]
    if not near:
        return ""
    above = near[0]
    text = above.passage(source).text
    if re.search(r"\b(?:Board|Committee|Panel|Council)$", text):
        return ""  # the running header, not a caption
    over = next((ends[line] for line in source.above(above.first_line, 3) if line in ends), None)
    title = over.passage(source).text if over is not None else ""
    if _OF_A_LIST.match(text) and _OF_A_LIST.match(title):
        return ""
    if over and over.kind == "heading" and above.kind == "paragraph" and kind_of(title, "") in ONE_OF_A_KIND:
        return title
    is_caption = above.kind == "heading" or re.match(r"(?:Table|Figure|Fig\.?) ?\d", text)
    return text if is_caption or (text.endswith(":") and len(text.split()) <= 15) else ""


_OF_A_LIST = re.compile(r"(?:list of )?appendices\b|(?:Appendix|Annex) \w{1,2}\b", re.I)
_MEMBERS = re.compile(r"members(?:hip)?(?: \(\d+\))?:?", re.I)
#: A sentence beside a table that says what its numbers are.
_SAYS_OF_A_TABLE = re.compile(r"\b(?:this|the) table\b(?: (?:below|above|shows?|sets? out|gives?)\b)*[^.]*", re.I)


def _said_of(source: Source, ends: Mapping[int, Block], starts: Mapping[int, Block], group: Sequence[Row]) -> str:
    """Return what the sentence right above or below a table says that it shows, or nothing."""
    first, last = group[0].line, group[-1].line
    near = [*map(ends.get, source.above(first, 2)), *map(starts.get, source.below(last, 2))]
    texts = (b.passage(source).text for b in near if b is not None and b.kind != "table row")
    return next((said[0] for text in texts if (said := _SAYS_OF_A_TABLE.search(text))), "")


def _table(group: Sequence[Row], caption: str, said: str = "") -> Table:
    rows = joined_rows(group)
    width = len(rows[0])
    header_rows = _header_rows(rows)
    if header_rows:
        head = [[c.text for c in row] for row in rows[:header_rows]]
        rows = rows[:header_rows] + [r for r in rows[header_rows:] if [c.text for c in r] not in head]
    columns = _column_labels(rows[:header_rows], width)
    labels = _row_labels(rows, header_rows)
    said_of = [_of_first(label, [row[c].text for row in rows[header_rows:]]) for c, label in enumerate(columns)]
    about = _abouts(f"{caption} {said}".strip(), columns)
    in_full = _in_full(rows[header_rows:], [f"{label} {over}" for label, over in zip(columns, about, strict=True)])
    cells = []
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            is_header = r < header_rows
            is_number = not is_header and c > 0
            value = cell_value(raw.text, said_of[c], labels[r], about[c], in_full=in_full[c]) if is_number else None
            cells.append(Cell(r, c, is_header, labels[r], columns[c], raw, value))
    cells = _with_units_of_rows(cells, width)
    loose = frozenset(line for row in group for line in row.loose)
    names = not header_rows and (ATTENDANCE.fullmatch(caption) or _MEMBERS.fullmatch(caption))
    caption = "" if names or _is_labelled(rows) else caption  # above a report's header stand its day and its body
    return Table(group[0].line, group[-1].line, caption, header_rows, width, tuple(cells), loose)


#: A sign of a unit in the header of the labels' column, and a caption that names two units.
_SIGN = re.compile(r"[£$€%]|\bper \d|(?<![\w,.])000s?\b")
_TWO_UNITS = re.compile(r"[£$€][^)]*(?:\band\b|,|/) ?(?:numbers?|no\.?|%|per ?cent)", re.I)


def _abouts(caption: str, columns: Sequence[str]) -> list[str]:
    """Return what may say a column's unit beside its own header: the caption and the header over the labels.

    A caption of money is none of a column's where others are headed as money, nor one that names two units.
    """
    corner = columns[0] if _SIGN.search(columns[0]) else ""
    money = [c > 0 and unit_named(text, "column") in CURRENCIES for c, text in enumerate(columns)]
    about = f"{caption} {corner}".strip()
    if _TWO_UNITS.search(caption):
        return [corner] * len(columns)
    mixed = any(money) and re.search(r"[£$€]", caption) is not None
    over = [corner if mixed and not own else about for own in money]
    first = _THOUSANDS_OF.search(columns[1]) if len(columns) > _LABELLED and not _SIGN.search(about) else None
    if first and not any(_SIGN.search(label) for label in columns[2:]):
        over = [
            first[0] if c > 1 and _LIKE_MONEY.search(text) else own
            for c, (text, own) in enumerate(zip(columns, over, strict=True))
        ]
    return over


#: Thousands that only the first column's header names, and what is headed as a sum of the same kind beside it.
_THOUSANDS_OF = re.compile(r"[£$€]\s?['’]?(?:000s?|k|m)\b", re.I)
_LIKE_MONEY = re.compile(
    r"\A(?:(?:19|20)\d\d\b.*|(?:(?:revised|annual|original|projected|year[- ]to[- ]date|full[- ]year|total|net"
    r"|in-year) )*"
    r"(?:budget|actuals?|forecast|outturn|spend|expenditure|income|variance|variation|change|difference|plan(?:ned)?|total"
    r"|(?:over|under)[- /()]*(?:under|over)?[ )-]*spend))\W*\Z",
    re.I,
)
_LABELLED = 2  # columns of a table of one number


_BRACKETED, _SHARE_BEHIND = re.compile(r"\([^()]*%[^()]*\)"), re.compile(r"\d\s*\([^()]*\d\s?%\s*\)\W*\Z")


def _of_first(label: str, texts: Sequence[str]) -> str:
    """Return what a header says of the first number of its cells, where most print a share in brackets behind it."""
    behind = sum(_SHARE_BEHIND.search(text) is not None for text in texts)
    return _BRACKETED.sub("", label) if 2 * behind > len(texts) else label


def _in_full(body: Sequence[Sequence[Raw]], said: Sequence[str]) -> list[bool]:
    """Return which columns print whole amounts under a header of thousands: where one does, all that say thousands."""
    full = [prints_in_full(row[c].text for row in body) for c in range(len(said))]
    thousands = [THOUSANDS.search(text) is not None for text in said]
    return [
        any(f and t for f, t in zip(full, thousands, strict=True)) if t else f
        for f, t in zip(full, thousands, strict=True)
    ]


_DURATIONS = ("hours", "days", "weeks", "months", "years")


def _with_units_of_rows(cells: Sequence[Cell], width: int) -> list[Cell]:
    """Return the cells with the duration that others of their row print, where theirs is a number without a unit."""
    out: list[Cell] = []
    for first in range(0, len(cells), width):
        row = cells[first : first + width]
        printed = {c.value.unit for c in row if c.value and c.value.unit in _DURATIONS}
        for cell in row:
            bare = cell.value if cell.value and cell.value.unit_from == "default" and len(printed) == 1 else None
            value = replace(bare, unit=min(printed), unit_from="row") if bare else cell.value
            out.append(replace(cell, value=value))
    return out


def _is_number(text: str) -> bool:
    return cell_value(text) is not None and not _YEAR.fullmatch(text)


#: A year heads a column, with its unit too: "2021 %", "2021 (number)".
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:%|[£$€]\S*|\([^\d()]*\))?")


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
    if any(_PERSON.match(cell.text) for cell in rows[0]) or _is_labelled(rows) or _is_counted(rows):
        return 0
    body = rows[1:]
    numeric = [
        c
        for c in range(1, len(rows[0]))
        if (filled := [row[c].text for row in body if row[c].text]) and 2 * sum(map(_is_number, filled)) >= len(filled)
    ]
    if not numeric:
        first = [cell.text for cell in rows[0] if cell.text]
        below = [cell.text for row in body for cell in row if cell.text]
        short = all(len(text.split()) <= 6 for text in first) and sum(map(len, below)) / max(1, len(below)) > 20
        named = 2 * sum(_HEAD.match(text) is not None for text in first) >= len(first) or _is_ticked(rows)
        return int(len(first) > 1 and (short or (named and all(len(text.split()) <= 9 for text in first))))
    count = 0
    for row in rows[:3]:
        if any(_is_number(row[c].text) for c in numeric) or not any(cell.text for cell in row[1:]):
            break
        if count and row[0].text and all(cell.text for cell in rows[0][1:]):
            break
        count += 1
    return count


def _is_counted(rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether the first row is number 1 of a list that goes on with 2, as an agenda set with tabs does."""
    numbers = [row[0].text.rstrip(".)") for row in rows if row[0].text]
    return (
        numbers[:2] == ["1", "2"]
        and rows[0][0].text != ""
        and any(c.isalpha() for cell in rows[0][1:] for c in cell.text)
    )


#: Who sits on a committee heads no column.
_PERSON = re.compile(r"(?:Cllrs?|Councillors?|Dr|Mrs?|Ms|Prof(?:essor)?|Sir|Dame|Rev|Alderman)\b\.? [A-Z]")


def _is_labelled(rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether two columns are the labels and the values of a report's header."""
    return len(rows[0]) == 2 and sum(named_label(row[0].text) is not None for row in rows) >= _FEWEST_LABELS


_FEWEST_LABELS = 3


def _is_ticked(rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether a column holds nothing but signs and letters under words: who came, what is done."""
    columns = ([row[c].text for row in rows] for c in range(1, len(rows[0])))
    signs = [[text for text in below if text] for head, *below in columns if len(head) >= _LETTERS_OF_A_HEAD]
    return any(len(texts) > 1 and all(len(text) <= _LETTERS_OF_A_SIGN for text in texts) for texts in signs)


_LETTERS_OF_A_HEAD, _LETTERS_OF_A_SIGN = 3, 2
#: What columns of text are called, in whatever council's tables.
_HEAD = re.compile(
    r"(?:agenda |key |agreed |outstanding |proposed )?(?:actions?(?:ed)?"
    r"|owners?|leads?|who|when|due|deadline|dates?|status|progress|updates?"
    r"|objectives?|aims?"
    r"|outcomes?|measures?|targets?|items?|minutes?|refs?|references?|no|number|names?|titles?|descriptions?|topics?|business"
    r"|meetings?|reasons?|comments?|notes?|rating|rag|risks?|responsib\w+|timescales?|priorit\w+|what|how|why"
    r"|by when|led by"
    r"|lead officer|decisions?|purpose|types?|represent\w+|services?|schemes?|area|activit\w+|tasks?|milestones?"
    r"|recommendations?|members?|authorit(?:y|ies)|organisations?|present|attendance|apologies|parties|party"
    r"|councillors?\Z|partners?|agency|agencies|bod(?:y|ies)|roles?|posts?|wards?|providers?|sources?|causes?"
    r"|by\Z|to do|(?:allocated|assigned|delegated) to"
    r"|completed\Z|where (?:we|it|things)\b|latest|state of|current|person|results?|reply"
    r"|questions?|answers?|replies|responses?|interests?|feedback|themes?|evidence|approval|version|venue|consultees?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b",
    re.I,
)


def _is_of_all(texts: Sequence[str]) -> bool:
    """Tell whether a header's row prints one unit, over the first numbers, which is then that of all beside it."""
    units = {text for text in texts[1:] if text}
    return bool(texts[1]) and len(units) == 1 and _UNIT.fullmatch(texts[1]) is not None


_UNIT = re.compile(r"\(?(?:[£$€]\s?['’]?(?:000s?|k|m|millions?|bn)?|['’]?000s?|%|in thousands|number|no\.)\)?", re.I)


def _column_labels(head: Sequence[Sequence[Raw]], width: int) -> list[str]:
    """Return a label for each column: header parts joined, a blank under a spanning one inheriting it."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for row in head:
        texts = [cell.text for cell in row]
        for c in range(2, width):
            if not texts[c] and (row is head[0] or _is_of_all(texts)):
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
        if spans and len(texts[0].split()) <= (24 if texts[0].endswith(":") else 12) and texts[0][-1] not in ".!?":
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
    """Return how many leading columns name a row of numbers: one, or more where the first is left blank in places."""
    if all(row[0].text for row in body) or len(body[0]) < 3:
        return 1
    if not any(_is_number(cell.text) for row in body for cell in row[1:]):
        return 1
    width = 1
    for c in range(1, len(body[0]) - 1):
        texts = [row[c].text for row in body if row[c].text]
        if not texts or any(map(_is_number, texts)):
            break
        width = c + 1
    return width
