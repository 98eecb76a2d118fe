"""Reading: a pack's text to its rows in every table, then what links the packs.

`rows_of_pack` needs nothing of any other pack, so may run anywhere; `linked` works on the small tables alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from minutebook.audit.checks import checks
from minutebook.audit.repeats import repeats
from minutebook.audit.told_checks import told_check_rows
from minutebook.conflicts.conflicts import conflicts
from minutebook.conflicts.tellings import tellings
from minutebook.decisions.decisions import decisions
from minutebook.decisions.ledger import link_decisions, mark_planned, mark_stale
from minutebook.facts.facts import facts_told, gathered, measured, uncatalogued
from minutebook.facts.indicators import Claim
from minutebook.facts.prose_figures import ward_mentions
from minutebook.facts.settings import Settings
from minutebook.facts.wards import ward_coded
from minutebook.papers.agenda import AgendaItem, agenda_items
from minutebook.papers.blocks import PROSE, Block, blocks
from minutebook.papers.contents import Entry, contents_checks, contents_entries, lines_of_their_own
from minutebook.papers.gaps import gaps
from minutebook.papers.numbering import numbers_due
from minutebook.papers.outline import documents, names_in
from minutebook.papers.pieces import Pieces, headings_of
from minutebook.papers.prose import cell_passages, headings_alone, is_sentence
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section, sections
from minutebook.papers.source import Cleared, Passage, Source, source_of
from minutebook.papers.tables import Cell, Table, tables, with_headers
from minutebook.registry import Pack
from minutebook.schema import TABLES
from minutebook.text.contacts import masked
from minutebook.text.dates import parsed_due
from minutebook.text.periods import Period, periods

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_STATEMENTS = "statements"  # what a pack states of catalogued indicators, before repeats are brought together
_TELLINGS = "tellings"  # what it tells besides figures that another place can tell too


@dataclass
class _Reading:
    """The source being read, its documents and sections, and how many ids each line has given per table."""

    source: Source
    meeting_date: str
    documents: list[Document]
    sections: list[tuple[str, Section]]
    given: Counter[tuple[str, int]] = field(default_factory=Counter)
    _documents: list[str] = field(default_factory=list)
    _sections: list[str] = field(default_factory=list)

    def new_id(self, table: str, line: int) -> str:
        self.given[table, line] += 1
        count = self.given[table, line]
        return f"{self.source.pack_id}#L{line}" + (f"-{count}" if count > 1 else "")

    def document_id(self, line: int) -> str:
        held = self._documents or self._owners(self._documents, [(self._id(d.first_line), d) for d in self.documents])
        return held[line]

    def section_id(self, line: int) -> str:
        return self._owners(self._sections, self.sections)[line]

    def _id(self, line: int) -> str:
        return f"{self.source.pack_id}#L{line}"

    def _owners(self, held: list[str], spans: Sequence[tuple[str, Document | Section]]) -> list[str]:
        """Return the id of the innermost span of each line, worked out once; inner spans come after outer ones."""
        if not held:
            held += [""] * (self.source.n_lines + 1)
            for name, span in spans:
                held[span.first_line : span.last_line + 1] = [name] * (span.last_line + 1 - span.first_line)
        return held

    def date(self, line: int) -> str:
        """Return the day of the paper around a line: its own where it prints one, else that of the meeting."""
        n = bisect_right(self.documents, line, key=attrgetter("first_line")) - 1
        return (self.documents[n].date if n >= 0 else "") or self.meeting_date

    def masked(self, start: int, end: int) -> str:
        return "masked" if self.source.is_masked(start, end) else ""


def rows_of_pack(pack: Pack, raw: str) -> Rows:
    """Return the rows that one pack gives to each table, in order of their place in it; offsets are those of `raw`."""
    cleared = Cleared.of(raw)
    rows = _rows(pack, source_of(pack.pack_id, cleared.text))
    if cleared.text != raw:
        shown = masked(raw)
        for row in (row for found in rows.values() for row in found if "start" in row):
            row["start"], row["end"] = cleared.span(row["start"], row["end"])
            row["raw"] = shown[row["start"] : row["end"]]
    return rows


def _rows(pack: Pack, source: Source) -> Rows:
    parts = blocks(source)
    agenda = agenda_items(source)
    found = documents(source, parts, agenda)
    reading = _Reading(source, pack.meeting_date, found, [])
    rows: Rows = {table: [] for table in TABLES}
    rows["packs"].append(
        {**{n: getattr(pack, n) for n in TABLES["packs"].columns if n != "lines"}, "lines": source.n_lines}
    )
    rows["agenda_items"] = [{"pack_id": pack.pack_id, **vars(item)} for item in agenda]
    rows["documents"] = [_document_row(reading, d) for d in found]
    rows["sections"] = list(_section_rows(reading, parts, agenda))
    rows["blocks"] = [_block_row(reading, b) for b in _without_entries(source, parts, agenda) if b.kind in PROSE]
    _number(rows)
    grids = with_headers(source, tables(source, parts), (d.header for d in found))
    for table in grids:
        _add_table(reading, rows, table)
    rows["checks"] = sorted([*rows["checks"], *_contents_rows(reading)], key=lambda row: row["line"])
    rows["decisions"] = list(_decision_rows(reading, parts, grids))
    rows["gaps"] = list(_gap_rows(reading, parts, agenda, grids))
    prose = _prose(reading, parts, grids)
    settings = Settings(source, pack, found, [s for _, s in reading.sections], grids)
    read = {line for _, line in prose} | _agenda_lines(reading)
    heads = headings_alone(source, (section for _, section in reading.sections), read)
    rows["figures"] = list(_figure_rows(reading, [*prose, *heads], settings))
    told = told_check_rows(source.text, rows)
    rows["checks"] += [{"check_id": reading.new_id("checks", row["line"]), **row} for row in told]
    rows["checks"].sort(key=itemgetter("line"))
    rows[_STATEMENTS] = [
        *_stated_in_prose(rows["figures"]),
        *_stated_in_cells(reading, rows["tables"], grids, settings),
    ]
    rows |= {"ward_mentions": list(_ward_rows(reading, prose)), _TELLINGS: list(_telling_rows(reading))}
    return rows


def _document_row(reading: _Reading, document: Document) -> Row:
    values = document.values
    return {
        "document_id": reading.new_id("documents", document.first_line),
        "pack_id": reading.source.pack_id,
        "item": document.item,
        "kind": document.kind,
        "title": document.title,
        "date": document.date,
        **{n: values.get(n, "") for n in ("classification", "report_of", "report_author", "wards")},
        **{n: values.get(n, "") for n in ("policy_context", "financial_summary")},
        "first_line": document.first_line,
        "last_line": document.last_line,
        "same_as": "",
    }


def _section_rows(reading: _Reading, parts: Sequence[Block], agenda: Sequence[AgendaItem]) -> Iterator[Row]:
    names = names_in(reading.source)
    for document in reading.documents:
        ids: list[str] = []
        for section in sections(reading.source, parts, document, names, agenda):
            ids.append(reading.new_id("sections", section.first_line))
            reading.sections.append((ids[-1], section))
            period = next(periods(section.heading), None)
            yield {
                "section_id": ids[-1],
                "pack_id": reading.source.pack_id,
                "document_id": reading.document_id(section.first_line),
                "number": section.number,
                "should_be": "",
                "heading": section.heading,
                "level": section.level,
                "parent_id": ids[section.parent] if section.parent >= 0 else "",
                **_period_columns(period),
                "first_line": section.first_line,
                "last_line": section.last_line,
            }


def _period_columns(period: Period | None) -> Row:
    if period is None:
        return {"period_start": "", "period_end": "", "period_inferred": None}
    return {"period_start": period.start, "period_end": period.end, "period_inferred": period.inferred}


def _claim_columns(claim: Claim | None) -> Row:
    names = ("indicator", "statistic", "breakdown", "coverage")
    return {n: getattr(claim, n) for n in names} if claim else dict.fromkeys(names, "")


def _block_row(reading: _Reading, block: Block) -> Row:
    return {
        "block_id": reading.new_id("blocks", block.first_line),
        "pack_id": reading.source.pack_id,
        "document_id": reading.document_id(block.first_line),
        "section_id": reading.section_id(block.first_line),
        "kind": block.kind,
        "number": block.number,
        "should_be": "",
        "text": block.passage(reading.source).text,
        "first_line": block.first_line,
        "last_line": block.last_line,
        "masked": "masked" if any(reading.masked(*span) for span in block.spans) else "",
    }


def _without_entries(source: Source, parts: Sequence[Block], agenda: Sequence[AgendaItem]) -> Iterator[Block]:
    """Yield the blocks without the agenda's entries, which are headings; what explains one is a paragraph."""
    entries = {item.line for item in agenda}
    for block in parts:
        if block.kind != "numbered paragraph" or block.first_line not in entries:
            yield block
        elif spans := block.spans[1:]:
            yield replace(block, kind="paragraph", number="", spans=spans, first_line=source.line_of(spans[0][0]))


def _number(rows: Rows) -> None:
    """Say of each misnumbered heading and paragraph which number it should have."""
    numbered = [(row, True) for row in rows["sections"]] + [
        (row, False) for row in rows["blocks"] if row["kind"] != "footnote"
    ]
    agendas = {row["document_id"] for row in rows["documents"] if row["kind"] == "agenda"}
    by_document: dict[str, list[tuple[Row, bool]]] = {}
    for row, heading in sorted(numbered, key=lambda one: one[0]["first_line"]):
        if row["number"] and row["document_id"] not in agendas:
            by_document.setdefault(row["document_id"], []).append((row, heading))
    for found in by_document.values():
        due = numbers_due([(row["number"], heading) for row, heading in found])
        for (row, _), number in zip(found, due, strict=True):
            row["should_be"] = number


def _add_table(reading: _Reading, rows: Rows, table: Table) -> None:
    source = reading.source
    table_id = reading.new_id("tables", table.first_line)
    place = {"pack_id": source.pack_id, "document_id": reading.document_id(table.first_line)}
    rows["tables"].append(
        {"table_id": table_id, **place}
        | {n: getattr(table, n) for n in ("caption", "first_line", "last_line", "n_rows", "n_columns", "header_rows")}
    )
    rows["cells"] += [_cell_row(reading, table_id, cell) for cell in table.cells]
    for check in sorted(checks(table), key=lambda c: (c.stated.raw.start, c.kind)):
        line = source.line_of(check.stated.raw.start)
        stated = check.says
        gap = None if stated is None or check.recomputed is None else stated - check.recomputed
        lines = [line, *sorted({source.line_of(part.raw.start) for part in check.parts} - {line})]
        subject = f"{check.stated.row_label}, {check.stated.column_label}".strip(", ")
        rows["checks"].append(
            {"check_id": reading.new_id("checks", line), **place, "kind": check.kind, "stated": stated}
            | {"recomputed": check.recomputed, "difference": gap, "tolerance": check.tolerance}
            | {
                "subject": subject,
                "verdict": check.verdict,
                "line": line,
                "lines": "; ".join(map(str, lines)),
                "explanation": check.explanation,
            }
        )


def _cell_row(reading: _Reading, table_id: str, cell: Cell) -> Row:
    raw = cell.raw
    return {
        "table_id": table_id,
        "pack_id": reading.source.pack_id,
        **{n: getattr(cell, n) for n in ("row", "column", "is_header", "row_label", "column_label")},
        "raw": reading.source.text[raw.start : raw.end],
        "text": raw.text,
        "value": cell.value.value if cell.value else None,
        "unit": cell.value.unit if cell.value else "",
        "unit_from": cell.value.unit_from if cell.value else "",
        "step": cell.value.step if cell.value else None,
        "line": reading.source.line_of(raw.start),
        "start": raw.start,
        "end": raw.end,
        "masked": next((word for span in raw.spans if (word := reading.masked(*span))), ""),
    }


def _prose(reading: _Reading, parts: Sequence[Block], grids: Sequence[Table]) -> list[tuple[Passage, int]]:
    """Return the text of prose blocks and prose cells with its first line.

    Report headers, contents lists and the entries of an agenda are left out: they state nothing.
    """
    source = reading.source
    agenda = _agenda_lines(reading)
    silent = {f.line for d in reading.documents for f in d.header}
    silent |= {entry.line for d in reading.documents for entry in _entries(reading, d)}
    loose = {line for table in grids for line in table.loose}  # these are read as cells
    prose = [(b.passage(source), b.first_line) for b in parts if b.kind in PROSE and b.first_line not in loose]
    prose += [said for table in grids for said in cell_passages(source, table)]
    return [
        (text, line)
        for text, line in prose
        if text.text and line not in silent and (line not in agenda or is_sentence(text.text))
    ]


def _agenda_lines(reading: _Reading) -> set[int]:
    return {line for d in reading.documents if d.kind == "agenda" for line in range(d.first_line, d.last_line + 1)}


def _figure_rows(reading: _Reading, prose: Sequence[tuple[Passage, int]], settings: Settings) -> Iterator[Row]:
    # Sorted by figure and not by paragraph: one that a page break cut may go on after the next has begun.
    found = [f for text, line in prose for f in facts_told(text, settings.at(line))]
    for figure in sorted(found, key=lambda f: f.start):
        quantity = figure.quantity
        yield {
            **_place(reading, "figures", "figure_id", figure.start),
            "raw": reading.source.text[figure.start : figure.end],
            **{n: getattr(quantity, n) for n in ("value", "value_high", "unit", "noun", "approximation")},
            **{n: getattr(quantity, n) for n in ("direction", "role", "decimals")},
            "area": figure.area.name,
            "area_code": figure.area.code,
            "area_from": figure.area.named_by,
            **_period_columns(figure.period),
            "period_from": figure.period_from,
            **_claim_columns(figure.claim),
            "theme": figure.theme,
            "context": figure.context,
            "line": reading.source.line_of(figure.start),
            "start": figure.start,
            "end": figure.end,
        }


def _stated_in_prose(figures_found: Sequence[Row]) -> Iterator[Row]:
    for row in figures_found:
        if row["indicator"]:
            way = row["direction"] if row["statistic"] == "change" else ""
            yield {**row, "direction": way, "source_id": row["figure_id"], "quote": row["context"], "origin": "prose"}


def _stated_in_cells(
    reading: _Reading, tables_found: Sequence[Row], grids: Sequence[Table], settings: Settings
) -> Iterator[Row]:
    source = reading.source
    for row, table in zip(tables_found, grids, strict=True):
        for cell, of in measured(table, settings.at(table.first_line)):
            if cell.value is None:
                continue
            yield {
                "pack_id": source.pack_id,
                "document_id": row["document_id"],
                "raw": source.text[cell.raw.start : cell.raw.end],
                "source_id": f"{row['table_id']}:{cell.row},{cell.column}",
                "line": source.line_of(cell.raw.start),
                "start": cell.raw.start,
                "end": cell.raw.end,
                "quote": f"{cell.row_label} | {cell.column_label} | {cell.raw.text}",
                "origin": "table",
                "value": cell.value.value,
                "value_high": None,
                "unit": cell.value.unit,
                "approximation": "",
                "area": of.area.name,
                "area_code": of.area.code,
                **_period_columns(of.period),
                **_claim_columns(of.claim),
                "direction": of.direction,
            }


def _ward_rows(reading: _Reading, prose: Sequence[tuple[Passage, int]]) -> Iterator[Row]:
    found = [w for text, line in prose for w in ward_mentions(text, reading.date(line))]
    for ward in sorted(found, key=lambda w: w.start):
        yield {
            **_place(reading, "ward_mentions", "mention_id", ward.start),
            "area": ward_coded(ward.code).name,
            "area_code": ward.code,
            "raw": reading.source.text[ward.start : ward.end],
            "context": ward.context,
            "line": reading.source.line_of(ward.start),
            "start": ward.start,
            "end": ward.end,
        }


def _telling_rows(reading: _Reading) -> Iterator[Row]:
    for one in tellings(reading.source):
        place = {"pack_id": reading.source.pack_id, "document_id": reading.document_id(one.line)}
        yield {**vars(one), **place}


def _entries(reading: _Reading, document: Document) -> list[Entry]:
    return contents_entries(reading.source, document.first_line, document.last_line)


def _contents_rows(reading: _Reading) -> Iterator[Row]:
    """Yield a check for each entry of the documents' contents lists: whether a heading below has its words."""
    found_in_all = sorted((s for _, s in reading.sections), key=attrgetter("first_line"))
    for document in reading.documents:
        entries = _entries(reading, document)
        inside = headings_of(document, reading.documents, found_in_all) if entries else []
        plain = lines_of_their_own(reading.source, document.first_line, document.last_line) if entries else []
        for found in contents_checks(entries, inside, plain):
            yield {
                "check_id": reading.new_id("checks", found.entry.line),
                "pack_id": reading.source.pack_id,
                "document_id": reading.document_id(found.entry.line),
                "kind": "contents entry",
                "subject": found.entry.title,
                **dict.fromkeys(("stated", "recomputed", "difference", "tolerance")),
                "verdict": found.verdict,
                "line": found.entry.line,
                "lines": "; ".join(map(str, [found.entry.line, *found.lines])),
                "explanation": found.explanation,
            }


def _decision_rows(reading: _Reading, parts: Sequence[Block], grids: Sequence[Table]) -> Iterator[Row]:
    kinds = {reading.document_id(d.first_line): d.kind for d in reading.documents}
    for decision in decisions(reading.source, parts, grids, reading.documents):
        line = reading.source.line_of(decision.start)
        minuted = kinds[reading.document_id(line)] == "minutes"
        taken = decision.meeting or (reading.date(line) if minuted else reading.meeting_date)
        yield {
            "decision_id": reading.new_id("decisions", line),
            "pack_id": reading.source.pack_id,
            "document_id": reading.document_id(line),
            **{n: getattr(decision, n) for n in ("kind", "text", "owner", "status", "due")},
            "due_date": parsed_due(decision.due, taken),
            "meeting_date": taken,
            "about": decision.about,
            "progress": decision.progress,
            "follows": "",
            "raw": reading.source.text[decision.start : decision.end],
            "line": line,
            "start": decision.start,
            "end": decision.end,
            "masked": reading.masked(decision.start, decision.end),
        }


def _gap_rows(
    reading: _Reading, parts: Sequence[Block], agenda: Sequence[AgendaItem], grids: Sequence[Table]
) -> Iterator[Row]:
    entries = [(d, listed) for d in reading.documents if (listed := _entries(reading, d))]
    found = sorted((section for _, section in reading.sections), key=attrgetter("first_line"))
    starts = sorted(table.first_line for table in grids)
    for gap in gaps(Pieces(reading.source, parts, reading.documents, found, agenda, entries, starts)):
        yield {
            "gap_id": reading.new_id("gaps", gap.line),
            "pack_id": reading.source.pack_id,
            "document_id": reading.document_id(gap.line),
            **{n: getattr(gap, n) for n in ("kind", "searched", "line", "quote")},
        }


def _place(reading: _Reading, table: str, name: str, start: int) -> Row:
    """Return the columns that say where a row stands; `name` is its id's."""
    line = reading.source.line_of(start)
    return {
        name: reading.new_id(table, line),
        "pack_id": reading.source.pack_id,
        "document_id": reading.document_id(line),
        "section_id": reading.section_id(line),
    }


def linked(packs: Iterable[Rows]) -> Rows:
    """Return all packs' rows with the links between them filled in; packs are taken in the order of their ids."""
    ordered = sorted(packs, key=lambda rows: str(rows["packs"][0]["pack_id"]))
    rows: Rows = {table: [{**row} for one in ordered for row in one[table]] for table in TABLES}
    first: dict[tuple[str, str, str], str] = {}
    for row in rows["documents"]:
        key = (str(row["title"]).casefold(), str(row["date"]), str(row["report_of"]).casefold())
        if all(key):
            original = first.setdefault(key, row["document_id"])
            row["same_as"] = original if original.split("#")[0] != row["pack_id"] else ""
    homes = {row["document_id"]: (row["same_as"] or row["pack_id"]).split("#")[0] for row in rows["documents"]}
    repeated = repeats(rows, homes)
    stated = [row for one in ordered for row in one[_STATEMENTS]]
    stated += uncatalogued(rows, {name for pair in repeated for name in pair} - {row["source_id"] for row in stated})
    rows["observations"], rows["mentions"] = gathered(
        ({**row, "home": homes[row["document_id"]]} for row in stated), repeated
    )
    link_decisions(rows)
    mark_stale(rows)
    mark_planned(rows)
    rows["conflicts"] = conflicts(rows, (row for one in ordered for row in one[_TELLINGS]))
    return rows


def plain(value: object) -> str:
    """Return a value as the processed tables write it: empty for none, plain decimals, `true` and `false`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
