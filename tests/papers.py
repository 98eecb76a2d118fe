"""Builders of small papers for tests, and the real packs read once."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache

from minutebook.files import ROOT
from minutebook.papers.blocks import Block, blocks
from minutebook.papers.source import Passage, Source, passage, source_of
from minutebook.papers.tables import Table, tables
from minutebook.reading import Rows, rows_of_pack
from minutebook.registry import Pack

PACKS = ROOT / "data" / "raw" / "packs"


def source(text: str) -> Source:
    """Return the source for a paper's text."""
    return source_of("paper", text)


def whole(text: str) -> Passage:
    """Return all of a text as one passage."""
    paper = source(text)
    return passage(paper, [(0, len(text))])


def blocks_of(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each block that isn't blank."""
    paper = source(text)
    return [(b.kind, b.passage(paper).text) for b in blocks(paper) if b.kind != "blank"]


def prose_of(text: str) -> list[Block]:
    """Return the blocks of a text that aren't blank."""
    return [b for b in blocks(source(text)) if b.kind != "blank"]


def tables_of(text: str) -> list[Table]:
    """Return the tables of a text."""
    paper = source(text)
    return tables(paper, blocks(paper))


def table_of(*rows: str, above: str = "") -> Table:
    """Return the one table that rows make; `|` stands for a tab."""
    (table,) = tables_of(above + "\n".join(rows).replace("|", "\t") + "\n")
    return table


def texts(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells, row by row."""
    flat = [cell.raw.text for cell in table.cells]
    return [flat[i : i + table.n_columns] for i in range(0, len(flat), table.n_columns)]


def facts(table: Table) -> list[tuple[str, str, str]]:
    """Return row label, column label and plain value of each cell that holds a number."""
    return [
        (c.row_label, c.column_label, f"{c.value.value:f} {c.value.unit}") for c in table.cells if c.value is not None
    ]


def pack(pack_id: str = "2021-07-15-board") -> Pack:
    """Return a register's row for a paper made up in a test."""
    return Pack(
        file=f"{pack_id}.txt",
        sha256="0" * 64,
        pack_id=pack_id,
        committee="Board",
        councils="City of Westminster",
        meeting_date="2021-07-15",
        kind="report",
        original_name="paper.txt",
        publisher="",
        licence="",
    )


def rows_of(text: str, pack_id: str = "2021-07-15-board") -> Rows:
    """Return the rows that a paper gives to each table."""
    return rows_of_pack(pack(pack_id), text)


@cache
def real_packs() -> Sequence[tuple[Pack, str]]:
    """Return the registered packs with their raw texts."""
    with (PACKS / "packs.csv").open(encoding="utf-8", newline="") as file:
        found = [Pack(**row) for row in csv.DictReader(file)]
    return [(one, (PACKS / one.file).read_bytes().decode("utf-8")) for one in found]


@cache
def real_rows() -> Sequence[Rows]:
    """Return the rows of each registered pack, read once for a whole test run."""
    return [rows_of_pack(one, text) for one, text in real_packs()]
