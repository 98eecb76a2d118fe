"""The processed tables as files: written together, validated first, and read back with their types."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from minutebook.errors import MinutebookError
from minutebook.files import MOVING, data_folder
from minutebook.reading import Rows, linked, plain, rows_of_pack
from minutebook.registry import Pack, raw_text, registered
from minutebook.schema import TABLES, datapackage, dtypes, validated
from minutebook.text.contacts import masked

DESCRIPTION = "datapackage.json"
Map = Callable[[Callable[[tuple[Pack, str]], Rows], Iterable[tuple[Pack, str]]], Iterable[Rows]]


def build(raw: Path, out: Path, *, run: Map = map) -> list[Path]:
    """Read the registered packs of `raw` into the tables in `out`; return the files that hold them.

    Nothing is written before everything is read and validated. `run` decides where each pack is read: the
    built-in `map`, a pool's, or a cluster's.

    Raises:
        MinutebookError: for a pack or register that isn't as it must be.
    """
    folder = raw / "packs"
    inside = Path(os.path.realpath(out))  # which takes a link to itself as it is
    if Path(os.path.realpath(raw)) in (inside, *inside.parents):
        raise MinutebookError("is where the raw papers are, among files of such names", out, todo="write elsewhere")
    packs = registered(folder)
    texts = [(pack, raw_text(folder, pack, line)) for line, pack in enumerate(packs, start=2)]
    write_tables(linked(run(_rows, texts)), out)
    return [*(out / f"{table}.csv" for table in TABLES), out / DESCRIPTION]


def _rows(item: tuple[Pack, str]) -> Rows:
    return rows_of_pack(*item)


def write_tables(rows: Rows, out: Path) -> None:
    """Validate and write every table and `datapackage.json`: all under other names, then each into place."""
    _refuse_contacts(rows)
    texts = {f"{table}.csv": _csv(table, rows[table]) for table in TABLES}
    for table in TABLES:
        try:
            validated(table, _frame(table, io.StringIO(texts[f"{table}.csv"])))
        except SchemaErrors as error:
            first = error.failure_cases.iloc[0]
            raise MinutebookError(
                f"{table}.{first['column']} breaks the contract: {first['check']} at row {first['index']}",
                todo="look at that row's line in the pack with minutebook show, and at schema.py",
            ) from None
    description = datapackage({table: len(rows[table]) for table in TABLES})
    texts[DESCRIPTION] = json.dumps(description, indent=1, ensure_ascii=False) + "\n"
    _place(texts, out)


# Looking for a detail costs more than writing the cell, and none is without one of these.
_MAY_HOLD_CONTACT = re.compile(
    r"@|\uff20|\ufe6b|%40|&\w*#?\w+;|[\[({] ?at ?[\])}]|\d(?:\D*\d){5}|\bex|x\W{0,3}\d{3}", re.I
)


def _refuse_contacts(rows: Rows) -> None:
    """Refuse rows that still hold a contact detail: the last line of defence, where joining bared what was masked."""
    clean: set[str] = set()
    for table in TABLES:
        columns = [n for n, column in TABLES[table].columns.items() if column.type == "string" and n != "sha256"]
        for row in rows[table]:
            for name in columns:
                cell = plain(row[name])
                if cell in clean:
                    continue
                if _MAY_HOLD_CONTACT.search(cell) and masked(cell) != cell:
                    line = row.get("line", row.get("first_line"))
                    raise MinutebookError(
                        f"{table}.{name} still holds a contact detail",
                        row["pack_id"],
                        line,
                        todo="teach lib/minutebook/contacts.py its form; nothing was written",
                    )
                clean.add(cell)


#: The hidden folder in which tables are written before they are moved.
_WRITING = ".new"


def _place(texts: dict[str, str], out: Path) -> None:
    """Write files into a hidden folder of `out`, then move each to its name.

    A kill leaves whole files, old or new; between two moves both, and then `read_table` asks for the next build. The
    hidden folder lies inside, so that it is on the disk of `out` even where `out` is a mount.
    """
    out.mkdir(parents=True, exist_ok=True)
    hidden, moving = out / _WRITING, out / MOVING
    shutil.rmtree(hidden, ignore_errors=True)
    if folder := next((out / name for name in texts if (out / name).is_dir()), None):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(folder))
    moved = 0
    try:
        hidden.mkdir()
        for name, text in texts.items():
            (hidden / name).write_bytes(text.encode("utf-8"))
        moving.mkdir(exist_ok=True)
        for name in texts:
            if not (out / name).is_file() or (out / name).read_bytes() != (hidden / name).read_bytes():
                (hidden / name).replace(out / name)
                moved += 1
        moving.rmdir()
    except OSError:
        if not moved:
            shutil.rmtree(moving, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _csv(table: str, rows: list[dict[str, Any]]) -> str:
    columns = list(TABLES[table].columns)
    line, lines = io.StringIO(), []
    writer = csv.writer(line, lineterminator="\r\n")  # with which a carriage return inside a value is quoted as well
    for values in (columns, *([plain(row[name]) for name in columns] for row in rows)):
        line.seek(0)
        line.truncate()
        writer.writerow(values)
        lines.append(line.getvalue().removesuffix("\r\n"))
    return "".join(f"{one}\n" for one in lines)


def _frame(table: str, source: Path | io.StringIO) -> pd.DataFrame:
    kinds = dtypes(table)
    empty = {name: [""] for name, kind in kinds.items() if kind != "str"}
    return pd.read_csv(source, dtype=kinds, keep_default_na=False, na_values=empty)


def read_table(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Return a processed table with its types: text may be empty but is never missing, numbers may be.

    Raises:
        MinutebookError: for a table that isn't in the contract, hasn't been built, or is of a build cut off.

    Example:
        cells = read_table("cells"); cells[cells["unit"] == "GBP"]
    """
    if name not in TABLES:
        raise MinutebookError(f"there is no table {name}", todo=f"take one of: {', '.join(TABLES)}")
    path = (folder or data_folder()) / f"{name}.csv"
    if not path.is_file():
        raise MinutebookError("has not been built", path, todo="run: make")
    if path.with_name(MOVING).is_dir():
        raise MinutebookError(
            "may stand beside tables of another build, which goes on or was cut off", path, todo="wait, or run: make"
        )
    return _frame(name, path)


def with_attachments(chosen: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents with what is attached to them: those of the same pack under the same agenda item.

    Args:
        chosen: Rows of the table `documents`.
        documents: The whole of it.
    """
    items = set(zip(chosen["pack_id"], chosen["item"], strict=True))
    beside = [pair in items and pair[1] != "" for pair in zip(documents["pack_id"], documents["item"], strict=True)]
    return documents[documents["document_id"].isin(chosen["document_id"]) | pd.Series(beside, index=documents.index)]


def only(rows: pd.DataFrame, what: str) -> Any:
    """Return the one row that `rows` holds, as a named tuple; a notebook's way to be sure of what it reads.

    Raises:
        MinutebookError: where there is none, or more than one, saying `what` was looked for and on which lines.
    """
    if len(rows) != 1:
        lines = ", ".join(str(line) for line in rows["line"]) if "line" in rows and len(rows) > 0 else "none"
        raise MinutebookError(f"{what}: {len(rows)} rows (lines {lines}) where one is meant", todo="narrow it down")
    return next(rows.itertuples())
