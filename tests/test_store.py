"""The processed tables: the contract they keep, and what is left of them when writing is cut short."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from minutebook import store
from minutebook.errors import MinutebookError
from minutebook.files import ROOT
from minutebook.reading import Rows, linked, rows_of_pack
from minutebook.schema import TABLES, Column, validated, words_of
from minutebook.store import build, read_table, write_tables
from toy_packs import FIRST, SECOND, TEXT, pack, raw_folder, survives_kill, tree

DATA = ROOT / "data" / "processed"
NAMES = [f"{table}.csv" for table in TABLES] + ["datapackage.json"]
PLACES = ("left_line", "line", "first_line", "start", "row", "column")


def printed(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the contract -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_committed_table_keeps_the_contract(table: str) -> None:
    validated(table, read_table(table, DATA))


@pytest.mark.parametrize("table", TABLES)
def test_rows_stand_in_the_order_of_pack_line_and_position(table: str) -> None:
    places = [name for name in PLACES if name in TABLES[table].columns]
    pack = "pack_left" if table == "conflicts" else "pack_id"
    keys = [(row[pack], *(int(row[name]) for name in places)) for row in printed(table)]
    assert [(a, b) for a, b in pairwise(keys) if a > b] == []


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_unique_and_say_pack_and_line(table: str) -> None:
    name = next(iter(TABLES[table].columns))
    rows = printed(table)
    if table == "cells":
        keys = [(row["table_id"], row["row"], row["column"]) for row in rows]
        assert {row["table_id"] for row in rows} == {row["table_id"] for row in printed("tables")}
    elif table == "mentions":  # by the place that states it: an observation has several
        keys = [(row["source_id"], row["start"], row["end"]) for row in rows]
        assert {row["observation_id"] for row in rows} == {row["observation_id"] for row in printed("observations")}
    elif table == "agenda_items":
        keys = [(row["pack_id"], row["line"], row["title"]) for row in rows]
    else:
        keys = [(row[name], "", "") for row in rows]
        line = next(n for n in ("first_line", "left_line", "line", "file") if n in TABLES[table].columns)
        pack = "pack_left" if table == "conflicts" else "pack_id"
        for row in rows if name != "pack_id" else []:
            assert re.fullmatch(rf"{row[pack]}#L{row[line]}(-[2-9]|-[1-9]\d+)?", row[name])
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES)
def test_references_lead_to_a_row(table: str) -> None:
    ids = {name: {row[name] for row in printed(f"{name[:-3]}s")} for name in ("pack_id", "document_id", "section_id")}
    ids |= {"parent_id": ids["section_id"], "same_as": ids["document_id"]}
    ids |= {"follows": {row["decision_id"] for row in printed("decisions")}}
    ids |= {"pack_left": ids["pack_id"], "pack_right": ids["pack_id"]}
    rows = printed(table)
    for name in ids.keys() & TABLES[table].columns.keys():
        assert {row[name] for row in rows} - ids[name] <= {""}, name


def test_numbers_are_plain_decimals_and_text_has_no_carriage_return() -> None:
    for table, about in TABLES.items():
        content = (DATA / f"{table}.csv").read_bytes()
        assert b"\r\n" not in content
        assert content.endswith(b"\n")
        for row in printed(table):
            for name, column in about.columns.items():
                if column.type in ("number", "integer") and row[name]:
                    assert re.fullmatch(r"-?\d+(\.\d+)?", row[name]), (table, name, row[name])


def test_the_data_package_describes_the_tables_as_they_are() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        with (DATA / resource["path"]).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["rows"] == len(rows)
        assert resource["description"]


FORMS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.mark.parametrize(
    ("table", "name", "column"),
    [(table, name, column) for table, about in TABLES.items() for name, column in about.columns.items()],
)
def test_a_column_has_a_description_and_an_example_of_its_type_and_words(table: str, name: str, column: Column) -> None:
    assert column.description
    assert column.example
    FORMS[column.type](column.example)
    assert column.example in (words_of(table, name) or (column.example,))


# --- reading back -------------------------------------------------------------------------------


def test_empty_text_is_empty_and_never_missing_and_no_word_is_taken_for_missing(tmp_path: Path) -> None:
    text = "AGENDA\n\nName\tNote\tNumber\nN/A\t\tnull\nNone\tNaN\t0\n"
    build(raw_folder(tmp_path / "raw", text, committee="NA"), tmp_path / "out")
    assert list(read_table("packs", tmp_path / "out")["committee"]) == ["NA"]
    cells = read_table("cells", tmp_path / "out")
    assert list(cells["text"]) == ["Name", "Note", "Number", "N/A", "", "null", "None", "NaN", "0"]
    assert [None if pd.isna(v) else v for v in cells["value"]] == [None] * 8 + [0]
    for table, about in TABLES.items():
        frame = read_table(table, tmp_path / "out")
        for name, column in about.columns.items():
            if column.type in ("string", "date"):
                assert all(type(value) is str for value in frame[name])


def test_a_carriage_return_inside_a_cell_is_kept_and_breaks_no_row(tmp_path: Path) -> None:
    build(raw_folder(tmp_path / "raw", "AGENDA\n\nName\tNumber\r\nOak\rAsh\t3\r\nElm\t4\r\n"), tmp_path / "out")
    cells = read_table("cells", tmp_path / "out")
    assert any("\r" in raw for raw in cells["raw"])
    assert set(cells["column"]) == {0, 1}


def test_a_table_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MinutebookError, match="no table cell; take one of: packs, agenda_items"):
        read_table("cell", tmp_path)
    with pytest.raises(MinutebookError, match=r"cells\.csv: has not been built; run: make"):
        read_table("cells", tmp_path)


def test_the_folder_of_tables_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(raw_folder(tmp_path / "raw"), tmp_path / "out")
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "out"))
    assert list(read_table("packs")["pack_id"]) == [FIRST, SECOND]


# --- writing ------------------------------------------------------------------------------------


def rows(text: str = TEXT) -> Rows:
    one, content = pack(text)
    return linked([rows_of_pack(one, content.decode())])


def broken(table: str, name: str, value: Any) -> Rows:
    made = rows()
    made[table][0][name] = value
    return made


BREAKS: dict[str, tuple[str, str, Any]] = {
    "a word that isn't allowed": ("packs", "kind", "novel"),
    "a date of another form": ("packs", "meeting_date", "1 March"),
    "an id left out": ("blocks", "block_id", ""),
    "a line left out": ("cells", "line", None),
}


@pytest.mark.parametrize(("table", "name", "value"), BREAKS.values(), ids=BREAKS)
def test_rows_that_break_the_contract_are_not_written(table: str, name: str, value: Any, tmp_path: Path) -> None:
    with pytest.raises(MinutebookError, match=rf"{table}\.{name} breaks the contract"):
        write_tables(broken(table, name, value), tmp_path / "out")
    assert tree(tmp_path) == {}


def test_validation_sees_a_column_too_many_too_few_and_out_of_order() -> None:
    frame = read_table("checks", DATA)
    for wrong in (frame.assign(more=1), frame.drop(columns="kind"), frame[frame.columns[::-1]]):
        with pytest.raises(SchemaErrors):
            validated("checks", wrong)


def test_tables_do_not_depend_on_the_order_of_the_register_or_of_reading(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    build(raw, tmp_path / "out")
    register = raw / "packs" / "packs.csv"
    header, *lines = register.read_text().splitlines()
    register.write_text("\n".join([header, *lines[::-1]]) + "\n")
    build(raw, tmp_path / "turned")
    build(raw, tmp_path / "late", run=lambda read, items: reversed([read(item) for item in items]))
    assert tree(tmp_path / "out") == tree(tmp_path / "turned") == tree(tmp_path / "late")
    assert sorted(tree(tmp_path / "out")) == sorted(NAMES)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Rows, Rows, dict[str, set[bytes | None]]]:
    """Rows before and after a change that reaches every table, and the contents that each file may have."""
    before, after = rows(), rows(TEXT.replace("Parks", "Trees") + "\nA£2\t3\n\nRoads £3m\n" * 3)
    both = []
    for name, made in (("before", before), ("after", after)):
        write_tables(made, tmp_path / name)
        both.append(tree(tmp_path / name))
    # What is tested is the writing; validating over and over would be most of the time.
    monkeypatch.setattr(store, "_frame", lambda *_: None)
    monkeypatch.setattr(store, "validated", lambda *_: None)
    return before, after, {name: {made[name] for made in both} for name in NAMES}


def test_a_kill_at_any_step_leaves_whole_files_and_the_next_build_heals(
    versions: tuple[Rows, Rows, dict[str, set[bytes | None]]], tmp_path: Path
) -> None:
    before, after, allowed = versions
    out = tmp_path / "out"
    write_tables(before, out)
    old, new = (tree(tmp_path / name) for name in ("before", "after"))
    mixed = 0
    for step in count(1):
        lived = survives_kill(step, lambda: write_tables(after, out))
        found = tree(out)
        assert all(found[name] in allowed[name] for name in NAMES), step
        if lived:
            break
        if any(found[n] == old[n] != new[n] for n in NAMES) and any(found[n] == new[n] != old[n] for n in NAMES):
            with pytest.raises(MinutebookError, match="another build"):
                read_table("packs", out)
        mixed += any(found[n] == old[n] != new[n] for n in NAMES) and any(found[n] == new[n] != old[n] for n in NAMES)
        write_tables(before, out)
        assert tree(out) == old, step
    assert tree(out) == new
    assert mixed > 3, "no kill came between two files"


def test_a_rename_that_fails_leaves_whole_files_and_a_mark_only_where_they_are_of_two_builds(
    versions: tuple[Rows, Rows, dict[str, set[bytes | None]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after, allowed = versions
    out = tmp_path / "out"
    rename = Path.replace
    for wanted in count(1):
        write_tables(before, out)
        calls = count(1)

        def failing(self: Path, target: Path, wanted: int = wanted, calls: count[int] = calls) -> Path:
            if next(calls) == wanted:
                raise OSError(28, "No space left on device", str(self))
            return rename(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", failing)
            try:
                write_tables(after, out)
                break
            except OSError:
                found = tree(out)
        assert sorted(found) == sorted([*NAMES, *([".moving"] if wanted > 1 else [])])
        assert all(found[name] in allowed[name] for name in NAMES)
    assert wanted > 3
    assert tree(out) == tree(tmp_path / "after")
