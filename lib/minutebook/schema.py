"""The contract of the processed tables: each table, column, type and allowed word, in one place.

The data dictionary, `datapackage.json` and the validation before writing are made from `TABLES` and `WORDS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
import pandera.pandas as pa

from minutebook.registry import KINDS

Type = Literal["string", "integer", "number", "date", "boolean"]


@dataclass(frozen=True)
class Column:
    """A column: its type, what it holds, an example, and whether every row has it."""

    type: Type
    description: str
    example: str = ""
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what a row is, and its columns in order."""

    description: str
    columns: dict[str, Column]


def _id(of: str, example: str = "2020-01-31-parks-board#L931") -> Column:
    return Column("string", f"{of}: pack, line, and -2, -3 ... where one line gives several", example, required=True)


_PACK = Column("string", "The pack: date and committee", "2020-01-31-parks-board", required=True)
_DOCUMENT = Column("string", "The document inside the pack", "2020-01-31-parks-board#L829")
_SECTION = Column("string", "The section it stands in", "2020-01-31-parks-board#L968")
_FIRST = Column("integer", "Line it begins on, from 1", "931", required=True)
_LAST = Column("integer", "Line it ends on", "937", required=True)
_LINE = Column("integer", "Line it stands on (its first), from 1", "937", required=True)
_START = Column("integer", "Offset of its first character in the file", "62514", required=True)
_END = Column("integer", "Offset after its last character", "62531", required=True)
_MASKED = Column("string", "`masked` where a contact detail was covered, else empty", "masked")

TABLES: dict[str, Table] = {
    "packs": Table(
        "A raw file as its publisher printed it",
        {
            "pack_id": _PACK,
            "file": Column("string", "File under data/raw/packs", "2020-01-31-parks-board.txt", True),
            "sha256": Column(
                "string",
                "Checksum of the file",
                "055eeec9759ff4d441297253d6a3a5cdd1fc49ea4d9488363e12c152c3f28894",
                True,
            ),
            "committee": Column("string", "Committee that met", "Health & Wellbeing Board", True),
            "councils": Column("string", "Councils whose committee it is", "City of Westminster"),
            "meeting_date": Column("date", "Day of the meeting", "2020-01-31", True),
            "kind": Column("string", "What the file is", "agenda pack", True),
            "lines": Column("integer", "Number of lines", "1260", True),
        },
    ),
    "agenda_items": Table(
        "An entry of an agenda",
        {
            "pack_id": _PACK,
            "item": Column("string", "Number as printed; empty where it was lost", "9"),
            "title": Column("string", "Title as printed", "MEMBERSHIP", True),
            "part": Column("string", "Part of the agenda it stands under", "PART A - COVID-19"),
            "first_page": Column("integer", "First page, where pages are printed", "39"),
            "last_page": Column("integer", "Last page", "48"),
            "should_be": Column("string", "Number that the entries around it leave, where its own was lost", "3"),
            "line": _LINE,
        },
    ),
    "documents": Table(
        "A document inside a pack",
        {
            "document_id": _id("A document"),
            "pack_id": _PACK,
            "item": Column("string", "Agenda item it belongs to, where that could be told", "9"),
            "kind": Column("string", "What it is", "report", True),
            "title": Column("string", "Title as printed", "Hospital Discharge and Ageing Well funding"),
            "date": Column("date", "Date in its header; empty where incomplete or not printed", "2020-01-31"),
            "classification": Column("string", "As printed", "General Release"),
            "report_of": Column("string", "Who reports, as printed", "NHS North West London (NWL) CCG"),
            "report_author": Column(
                "string",
                "Author and contact as printed, contact details masked",
                "Programme Manager ••••••••",
            ),
            "wards": Column("string", "Wards involved, as printed", "All"),
            "policy_context": Column("string", "As printed", "Community Safety"),
            "financial_summary": Column("string", "As printed", "Details in report"),
            "first_line": _FIRST,
            "last_line": _LAST,
            "same_as": Column(
                "string",
                "An earlier-listed document that says the same in another rendering",
                "2020-01-31-parks-board#L262",
            ),
        },
    ),
    "sections": Table(
        "A heading and what stands under it",
        {
            "section_id": _id("A section"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "number": Column("string", "Number as printed", "3.1"),
            "should_be": Column("string", "Number it should have, where it is misnumbered", "3.2"),
            "heading": Column("string", "Heading without its number", "Efforts to reduce costs", True),
            "level": Column("integer", "Depth, 1 outermost", "2", True),
            "parent_id": Column("string", "The section around it", "2020-01-31-parks-board#L893"),
            "period_start": Column("date", "First day of the period that the heading names", "2020-03-19"),
            "period_end": Column("date", "Last day of it", "2020-08-31"),
            "period_inferred": Column("boolean", "Whether a part of it was worked out, not printed", "true"),
            "first_line": _FIRST,
            "last_line": _LAST,
        },
    ),
    "blocks": Table(
        "A paragraph, bullet, footnote or other run of text",
        {
            "block_id": _id("A block"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "section_id": _SECTION,
            "kind": Column("string", "What it is", "paragraph", True),
            "number": Column("string", "Number or mark as printed", "3.2"),
            "should_be": Column("string", "Number it should have, where it is misnumbered", "3.2"),
            "text": Column(
                "string",
                "Text, parts cut apart by a page break joined",
                "The Health and Wellbeing Board is requested to note the update.",
            ),
            "first_line": _FIRST,
            "last_line": _LAST,
            "masked": _MASKED,
        },
    ),
    "tables": Table(
        "A table, parts cut apart by a page break joined",
        {
            "table_id": _id("A table"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "caption": Column("string", "The caption, or the heading right above it", "Distribution of funding"),
            "first_line": _FIRST,
            "last_line": _LAST,
            "n_rows": Column("integer", "Rows, header rows among them", "7", True),
            "n_columns": Column("integer", "Columns", "2", True),
            "header_rows": Column("integer", "How many of its first rows are headers", "1", True),
        },
    ),
    "cells": Table(
        "A cell of a table, empty ones too",
        {
            "table_id": _id("The table"),
            "pack_id": _PACK,
            "row": Column("integer", "Row in the joined table, from 0, headers counted", "2", True),
            "column": Column("integer", "Column, from 0", "1", True),
            "is_header": Column("boolean", "Whether it is a header cell", "false", True),
            "row_label": Column("string", "What its row is about; parts joined with ` / `", "Brent"),
            "column_label": Column("string", "What its column is about; parts joined with ` / `", "No of cases"),
            "raw": Column("string", "The characters of the file", "<b>71,229,000</b>"),
            "text": Column("string", "Without tags and marks", "71,229,000"),
            "value": Column("number", "The number, scaled to `unit`; empty where none is printed", "71229000"),
            "unit": Column("string", "Its unit", "GBP"),
            "unit_from": Column("string", "What the unit was read from", "column"),
            "step": Column(
                "number", "What the number is rounded to, in `unit`: 1000 for a whole number of £000", "1000"
            ),
            "line": _LINE,
            "start": _START,
            "end": _END,
            "masked": _MASKED,
        },
    ),
    "figures": Table(
        "A quantity printed in prose, in a heading, or in a cell that holds prose",
        {
            "figure_id": _id("A figure"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "section_id": _SECTION,
            "raw": Column("string", "The characters of the file", "£10.6m", True),
            "value": Column("number", "The number, scaled to `unit`", "10600000", True),
            "value_high": Column("number", "Upper end, where a range is printed", "13000000000"),
            "unit": Column("string", "Its unit", "GBP", True),
            "noun": Column("string", "What is counted", "local authorities"),
            "approximation": Column("string", "Word that loosens it", "about"),
            "direction": Column("string", "Whether it is a rise or a fall", "increase"),
            "role": Column("string", "Its part in a pair", "from"),
            "decimals": Column("integer", "Decimals printed; empty for words", "1"),
            "area": Column(
                "string",
                "The ward it is said of, or those that share it, joined with `; `; else the nearest place named",
                "North West London",
            ),
            "area_code": Column("string", "Codes of its wards, joined with `; `; empty for other places", "E05000635"),
            "area_from": Column("string", "What named the area", "sentence"),
            "period_start": Column("date", "First day of the period that it is said of", "2021-04-01"),
            "period_end": Column("date", "Last day of it", "2022-03-31"),
            "period_inferred": Column("boolean", "Whether a part of it was worked out, not printed", "false"),
            "period_from": Column("string", "What named the period", "heading"),
            "indicator": Column(
                "string", "What it measures, by the catalogue; empty where not yet catalogued", "robbery"
            ),
            "statistic": Column("string", "Whether it is the indicator's level, its change or a share of it", "level"),
            "breakdown": Column("string", "The part of the indicator that it is of", "sex: female"),
            "coverage": Column("string", "For how many the feature of a share is known", "88% of suspect details"),
            "theme": Column("string", "Theme of its indicator, or of what is named around it", "crime", True),
            "context": Column("string", "The sentence", "The scheme was given £10.6m.", True),
            "line": _LINE,
            "start": _START,
            "end": _END,
        },
    ),
    "ward_mentions": Table(
        "A ward named in prose, with or without a figure",
        {
            "mention_id": _id("A mention"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "section_id": _SECTION,
            "area": Column("string", "The ward's name in the register", "St. James's", True),
            "area_code": Column("string", "Its code, of the set that stood on the paper's day", "E05000644", True),
            "raw": Column("string", "The characters of the file", "St James", True),
            "context": Column("string", "The clause that names it", "St James has the most visitors", True),
            "line": _LINE,
            "start": _START,
            "end": _END,
        },
    ),
    "decisions": Table(
        "A resolution, recommendation, request, undertaking or row of an action table or work programme",
        {
            "decision_id": _id("A decision"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "kind": Column("string", "What it is", "resolution", True),
            "text": Column("string", "Its words", "That the report be noted.", True),
            "owner": Column("string", "The role or body that is to act, never a person's name", "Scrutiny Manager"),
            "status": Column("string", "What the papers say became of it", "completed", True),
            "due": Column("string", "Until when, or for which meeting, as printed", "31 Oct"),
            "due_date": Column(
                "date", "Last day that `due` allows; a year not printed is the first after the meeting", "2020-10-31"
            ),
            "meeting_date": Column("date", "Day of the meeting that it was taken at or put to", "2020-01-31", True),
            "about": Column(
                "string",
                "Item that a tracker names, or reason that a programme gives",
                "Item 5 Parks",
            ),
            "progress": Column("string", "What a tracker or plan prints of its progress", "Briefing sent on 14 June."),
            "follows": Column(
                "string",
                "The row that takes it up: of an action table for what minutes ask or promise, of a tracker for those",
                "2020-01-31-parks-board#L2518",
            ),
            "raw": Column("string", "The characters of the file", "That the report be noted.", True),
            "line": _LINE,
            "start": _START,
            "end": _END,
            "masked": _MASKED,
        },
    ),
    "checks": Table(
        "An arithmetic relation that a document states",
        {
            "check_id": _id("A check"),
            "pack_id": _PACK,
            "document_id": _DOCUMENT,
            "kind": Column("string", "Which relation", "column total", True),
            "subject": Column("string", "What is stated: the row's label and the column's", "Total, No of cases"),
            "stated": Column("number", "The value printed; empty where words are checked", "10243000"),
            "recomputed": Column("number", "The value that the printed parts give", "9543000"),
            "difference": Column("number", "Stated less recomputed", "700000"),
            "tolerance": Column("number", "What rounding alone may explain", "3.5"),
            "verdict": Column("string", "What follows", "differs", True),
            "line": Column("integer", "Line of the stated value, from 1", "1016", True),
            "lines": Column("string", "Lines of the stated value and of its parts", "1016; 1009; 1010", True),
            "explanation": Column("string", "In words", "Total, No of cases: the 8 printed parts give it", True),
        },
    ),
}

TABLES["observations"] = Table(
    "A fact: an indicator's value for a place, a time and a part of it; without one, what several places state",
    {
        "observation_id": _id("A fact, at the first place that states it"),
        "indicator": Column("string", "Its id in the catalogue; empty where that has none yet", "robbery"),
        "statistic": Column("string", "Whether it is the indicator's level, its change or a share of it", "level"),
        "direction": Column("string", "Whether a change is a rise or a fall; empty where not stated", "increase"),
        "theme": Column("string", "The indicator's theme, or that of what is named around it", "crime", True),
        "area": Column("string", "Place, or wards joined with `; `; empty where not stated", "Brent"),
        "area_code": Column("string", "Codes of its wards", "E05000635"),
        "period_start": Column("date", "First day", "2021-04-01"),
        "period_end": Column("date", "Last day", "2022-03-31"),
        "period_inferred": Column("boolean", "Whether a part of the period was worked out, not printed", "false"),
        "breakdown": Column("string", "The part of the indicator", "sex: female; age: 18 to 24"),
        "value": Column("number", "The number, scaled to `unit`", "640", True),
        "value_high": Column("number", "Upper end, where a range is printed", "700"),
        "unit": Column("string", "Its unit", "count"),
        "approximation": Column("string", "Word that loosens it", "about"),
        "coverage": Column("string", "For how many the feature of a share is known", "88% of suspect details"),
        "definition": Column("string", "What the indicator counts", "Recorded offences of robbery"),
        "origin": Column("string", "Whether sentences state it, tables or both", "prose; table", True),
        "pack_id": _PACK,
        "line": _LINE,
    },
)
TABLES["mentions"] = Table(
    "A place that states an observation",
    {
        "observation_id": _id("The fact"),
        "source_id": Column(
            "string", "The figure, or the table with the cell's row and column", "2020-01-31-parks-board#L5", True
        ),
        "pack_id": _PACK,
        "line": _LINE,
        "start": _START,
        "end": _END,
        "raw": Column("string", "The characters of the file", "640", True),
        "quote": Column("string", "The sentence, or the cell with its labels", "Robberies came to 640.", True),
    },
)
TABLES["conflicts"] = Table(
    "Two statements that do not agree",
    {
        "conflict_id": _id("A conflict, at its left statement"),
        "kind": Column("string", "What is compared", "tracker and work programme", True),
        "type": Column("string", "Why the two may differ; `unexplained` where nothing printed says it", "period", True),
        "pack_left": _PACK,
        "left_line": Column("integer", "Line of the one statement, from 1", "2515", True),
        "left_quote": Column("string", "Its words", "A paper to be submitted in November [Completed.]", True),
        "pack_right": _PACK,
        "right_line": Column("integer", "Line of the other statement", "2422", True),
        "right_quote": Column("string", "Its words", "1. Parks; 2. Roads", True),
        "explanation": Column("string", "In words", "The work programme lists nothing like it for that day", True),
    },
)
TABLES["gaps"] = Table(
    "Something that a text refers to, or that plainly stood there, and is not in it",
    {
        "gap_id": _id("A gap"),
        "pack_id": _PACK,
        "document_id": _DOCUMENT,
        "kind": Column("string", "What is missing", "chart", True),
        "searched": Column("string", "Whether it could have been found in a text at all", "could not search", True),
        "line": Column("integer", "Line of the words that show it, from 1", "890", True),
        "quote": Column("string", "The words that show it", "The chart below shows the number of trees.", True),
    },
)

#: Words a column may hold. A column of the contract that is not named here is free text.
WORDS: dict[str, tuple[str, ...]] = {
    "packs.kind": KINDS,
    "documents.kind": (
        "agenda",
        "minutes",
        "report",
        "briefing",
        "slides",
        "appendix",
        "terms of reference",
        "strategy",
        "action plan",
        "work programme",
        "action tracker",
        "annual report",
    ),
    "blocks.kind": ("paragraph", "numbered paragraph", "bullet", "footnote"),
    "cells.unit_from": ("cell", "column", "row", "caption", "default"),
    "observations.origin": ("prose", "table", "prose; table", "table; prose"),
    "approximation": ("about", "over", "under", "at least", "up to", "less than"),
    "direction": ("increase", "decrease"),
    "figures.role": ("from", "to", "change", "part", "whole", "share"),
    "figures.area_from": ("sentence", "paragraph", "heading", "document"),
    "figures.period_from": ("sentence", "paragraph", "heading", "section", "document"),
    "statistic": ("level", "change", "share"),
    "decisions.kind": ("resolution", "recommendation", "request", "undertaking", "action", "planned item"),
    "decisions.status": ("completed", "closed by paper", "open", "stale", "proposed", "not stated"),
    "conflicts.kind": ("value", "date", "definition", "list", "status", "name", "tracker and work programme"),
    "conflicts.type": ("definition", "period", "geography", "unit", "rounding", "vintage", "unexplained"),
    "gaps.kind": ("chart", "map", "table", "appendix", "page", "cut text"),
    "gaps.searched": ("found nothing", "could not search"),
    "checks.kind": (
        *(
            "column total",
            "row total",
            "subtotal",
            "missing detail",
            "change",
            "percent change",
            "doubled",
            "direction",
        ),
        *("share", "shares", "parts of a whole", "fraction", "ratio", "rate", "average", "target", "order"),
        *("against table", "count of list", "base", "unit", "contents entry", "product", "misprint"),
    ),
    "checks.verdict": ("agrees", "rounding", "differs", "untestable"),
    "masked": ("masked",),
}

_DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "date": "str", "boolean": "boolean"}
_DATE = r"^(?:\d{4}-\d{2}-\d{2})?$"


def dtypes(table: str) -> dict[str, str]:
    """Return the pandas type of each column of a table, as `pandas.read_csv` takes them."""
    return {name: _DTYPES[column.type] for name, column in TABLES[table].columns.items()}


def words_of(table: str, column: str) -> tuple[str, ...]:
    """Return the words that a column may hold, or nothing where it is free."""
    return WORDS.get(f"{table}.{column}", WORDS.get(column, ()))


def validated(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` if it keeps the contract of `table`: columns, order, types, required, dates and words.

    Raises:
        pandera.errors.SchemaErrors: with every column and row that doesn't keep it.
    """
    columns = {}
    for name, column in TABLES[table].columns.items():
        is_text = column.type in ("string", "date")
        tests = []
        if words := words_of(table, name):
            tests.append(pa.Check.isin(words if column.required else (*words, "")))
        if column.type == "date":
            tests.append(pa.Check.str_matches(_DATE))
        if is_text and column.required:
            tests.append(pa.Check.str_length(min_value=1))
        columns[name] = pa.Column(_DTYPES[column.type], tests, nullable=not (is_text or column.required))
    return pa.DataFrameSchema(columns, strict=True, ordered=True).validate(frame, lazy=True)


def datapackage(rows: dict[str, int]) -> dict[str, object]:
    """Return a Frictionless data package that describes the tables; `rows` is the number of rows of each."""
    return {
        "name": "minutebook",
        "title": "What council committee packs say, with a source for every number",
        "profile": "tabular-data-package",
        "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3.0, where the publishers apply it"}],
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "description": table.description,
                "rows": rows[name],
                "encoding": "utf-8",
                "schema": {
                    "fields": [_field(name, n, c) for n, c in table.columns.items()],
                    "missingValues": [""],
                },
            }
            for name, table in TABLES.items()
        ],
    }


def _field(table: str, name: str, column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if words := words_of(table, name):
        constraints["enum"] = list(words)
    field: dict[str, object] = {"name": name, "type": column.type, "description": column.description}
    if column.example:
        field["example"] = column.example
    if constraints:
        field["constraints"] = constraints
    return field
