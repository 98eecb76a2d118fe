"""Bad input through the command line: one line that says where and what to do, and nothing written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from minutebook.cli import main
from minutebook.store import read_table
from toy_packs import FIRST, SECOND, TEXT, pack, raw_folder, register, tree

COMMAND = str(Path(sys.executable).with_name("minutebook"))
LISTED = register(*(pack(TEXT, name)[0] for name in (FIRST, SECOND)))
HEADER, ROW, OTHER = LISTED.splitlines()


def message(*arguments: object) -> str:
    """The one line that a command which must fail prints."""
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    assert isinstance(stop.value.code, str)
    assert stop.value.code.startswith("minutebook: ")
    assert "\n" not in stop.value.code
    return stop.value.code


def command(*arguments: object, **kwargs: str) -> subprocess.CompletedProcess[str]:
    line = [COMMAND, *map(str, arguments)]
    return subprocess.run(line, capture_output=True, check=False, encoding="utf-8", env={**os.environ, **kwargs})


PACKS = {
    "empty": (b"", ":1: is empty; put the pack's text there"),
    "white space": (b" \n\t\n", ":1: is empty"),
    "Latin-1": (b"one\ntwo\nCaf\xe9\n", ":3: is not UTF-8 (byte 0xe9); save the file as UTF-8"),
    "UTF-16": ("AGENDA\n".encode("utf-16"), ":1: is not UTF-8"),
    "PDF": (b"%PDF-1.7\n1 0 obj\n", ":1: is a PDF, not text; extract its text first"),
    "NUL": (b"one\ntwo\0\n", ":2: holds a NUL character, so is not text; extract the text again"),
}


@pytest.mark.parametrize(("content", "told"), PACKS.values(), ids=PACKS)
def test_a_pack_that_is_not_text_stops_the_build(content: bytes, told: str, tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw", TEXT, content)
    before = tree(tmp_path)
    assert f"{raw}/packs/{SECOND}.txt{told}" in message("build", "--raw", raw, "--out", tmp_path / "out")
    assert tree(tmp_path) == before


def moved_out(packs: Path) -> None:
    elsewhere = (packs / f"{FIRST}.txt").rename(packs.parents[1] / "elsewhere.txt")
    (packs / f"{FIRST}.txt").symlink_to(elsewhere)


def emptied(packs: Path) -> None:
    (packs / "packs.csv").write_text(HEADER + "\n")
    for file in packs.glob("*.txt"):
        file.unlink()


FOLDERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "changed file": (
        lambda packs: (packs / f"{FIRST}.txt").write_text(TEXT + " "),
        f"/packs.csv:2: {FIRST}.txt differs from its checksum",
        f"run: minutebook add {{packs}}/{FIRST}.txt",
    ),
    "missing file": (
        lambda packs: (packs / f"{SECOND}.txt").unlink(),
        f"/packs.csv:3: {SECOND}.txt is missing",
        "put the file back, or take out the line",
    ),
    "unregistered file": (
        lambda packs: (packs / "new.txt").write_text("AGENDA\n"),
        "/new.txt: is not registered",
        "run: minutebook add {packs}/new.txt",
    ),
    "unregistered link": (
        lambda packs: (packs / "new.txt").symlink_to(packs / f"{FIRST}.txt"),
        "/new.txt: is not registered",
        "run: minutebook add {packs}/new.txt",
    ),
    "link out of the folder": (
        moved_out,
        f"/packs.csv:2: {FIRST}.txt leaves the folder of packs",
        "name a file in it",
    ),
    "no register": (
        lambda packs: (packs / "packs.csv").unlink(),
        "/packs.csv: is missing",
        "minutebook add FILE",
    ),
    "no pack": (
        emptied,
        "/packs.csv: lists no pack",
        "run: minutebook add FILE",
    ),
}


@pytest.mark.parametrize(("break_it", "told", "todo"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_that_differs_from_its_register_stops_the_build(
    break_it: Callable[[Path], object], told: str, todo: str, tmp_path: Path
) -> None:
    raw = raw_folder(tmp_path / "raw")
    packs = raw / "packs"
    break_it(packs)
    before = tree(tmp_path)
    text = message("build", "--raw", raw, "--out", tmp_path / "out")
    assert f"{packs}{told}" in text
    assert todo.format(packs=packs) in text
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "file",
    [
        "../secret.txt",
        "sub/a.txt",
        "sub/../a.txt",
        "./a.txt",
        "..",
        ".",
        "/etc/hostname",
        "~/a.txt",
        "{outside}/a.txt",
    ],
)
def test_a_path_that_leaves_the_folder_stops_the_build(file: str, tmp_path: Path) -> None:
    for place in ("secret.txt", "raw/secret.txt", "raw/packs/sub/a.txt", "raw/packs/~/a.txt"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(TEXT)
    name = file.format(outside=tmp_path)
    packs = tmp_path / "raw" / "packs"
    (packs / "packs.csv").write_text(register(pack(TEXT)[0]).replace(f"{FIRST}.txt", name, 1))
    before = tree(tmp_path)
    text = message("build", "--raw", tmp_path / "raw", "--out", tmp_path / "out")
    assert f"{packs}/packs.csv:2: {name} leaves the folder of packs; name a file in it" in text
    assert tree(tmp_path) == before


REGISTERS: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", ":1: lacks the column file", "give it: file, sha256"),
    "a column missing": (LISTED.replace(",councils", ",council"), ":1: lacks the column councils", "give it"),
    "a comma too many": (
        f"{HEADER}\n{ROW},x\n{OTHER}\n",
        ":2: has 11 values for 10 columns",
        "around a value",
    ),
    "a bare comma": (
        LISTED.replace("Roads Comm", "Roads, Comm"),
        ":3: has 11 values for 10",
        "around a value",
    ),
    "a ragged row": (f"{HEADER}\n{ROW}\na,b\n", ":3: has 2 values for 10 columns", "around a value"),
    "a blank row": (f"{HEADER}\n\n{ROW}\n{OTHER}\n", ":2: has 0 values for 10 columns", "around a value"),
    "commas only": (f"{HEADER}\n{ROW}\n,,,,,,,,,\n", ":3: file is empty", "fill it in"),
    "a file twice": (
        LISTED.replace(f"\n{SECOND}.", f"\n{FIRST}."),
        f":3: file {FIRST}.txt stands twice",
        "take one",
    ),
    "an id twice": (LISTED.replace(f",{SECOND},", f",{FIRST},"), f":3: pack_id {FIRST} stands", "take one"),
    "no committee": (LISTED.replace("Roads Committee", " "), ":3: committee is empty", "fill it in"),
    "an unknown kind": (
        LISTED.replace("agenda pack", "minutes"),
        ":2: kind is minutes",
        "agenda pack, report",
    ),
    "capitals in an id": (LISTED.replace(f",{FIRST}", ",Parks"), ":2: pack_id is Parks", "use a-z, 0-9"),
    "a path as an id": (LISTED.replace(f",{FIRST}", ",../x"), ":2: pack_id is ../x", "use a-z, 0-9"),
    "an open quote": (LISTED.replace("Parks C", '"Parks C'), ":2: is not a line", "close every quoted value"),
    "a value over two lines": (LISTED.replace("Roads C", '"R\nC"'), ":3: is not a line", "close every"),
    "not UTF-8": (LISTED.encode().replace(b"Roads", b"R\xf4ads"), ":3: is not UTF-8 (byte 0xf4)", "save"),
    "NUL": (LISTED.replace("Roads", "R\0ads"), ":3: holds a NUL character", "again"),
    "a lone carriage return": (LISTED.replace("Roads", "R\roads"), ":3: has 4 values for 10", "around"),
    "a PDF": ("%PDF-1.7\n", ":1: is a PDF", "extract"),
    "a pack": (TEXT, ":1: lacks the column file", "give it"),
    "a line without end": (f"{HEADER}\n{'x' * 200_000}\n", ":2: is not a line of a register", "close"),
    **{
        f"the date {day or 'left out'}": (LISTED.replace("2020-04-02,", f"{day},", 1), f":3: {told}", todo)
        for day, told, todo in (
            ("", "meeting_date is empty", "fill it in"),
            ("02/04/2020", "meeting_date is 02/04/2020", "year first: 2020-01-31"),
            ("2020-13-02", "meeting_date is 2020-13-02", "year first"),
            ("2019-02-29", "meeting_date is 2019-02-29", "year first"),
            ("20200402", "meeting_date is 20200402", "year first"),
            ("２０２０-04-02", "meeting_date is ２０２０-04-02", "year first"),  # noqa: RUF100
        )
    },
}


@pytest.mark.parametrize(("content", "told", "todo"), REGISTERS.values(), ids=REGISTERS)
def test_a_register_that_is_not_as_it_must_be_stops_the_build(
    content: str | bytes, told: str, todo: str, tmp_path: Path
) -> None:
    raw = raw_folder(tmp_path / "raw")
    (raw / "packs" / "packs.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    before = tree(tmp_path)
    text = message("build", "--raw", raw, "--out", tmp_path / "out")
    assert f"{raw}/packs/packs.csv{told}" in text
    assert todo in text
    assert tree(tmp_path) == before


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_register_that_a_spreadsheet_wrote_is_read(ending: str, mark: str, tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    path = raw / "packs" / "packs.csv"
    path.write_bytes((mark + path.read_text().replace("\n", ending)).encode())
    main(["build", "--raw", str(raw), "--out", str(tmp_path / "out")])
    assert list(read_table("packs", tmp_path / "out")["pack_id"]) == [FIRST, SECOND]


def test_a_raw_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    text = message("build", "--raw", tmp_path / "none", "--out", tmp_path / "out")
    assert f"{tmp_path}/none/packs/packs.csv: is missing; look at --raw" in text
    assert tree(tmp_path) == {}


PLACES: dict[str, Callable[[Path], Path]] = {
    "a file": lambda top: top / "file",
    "below a file": lambda top: top / "file" / "out",
    "where nothing may be made": lambda _: Path("/proc/minutebook"),
    "a link to itself": lambda top: top / "loop",
    "a name too long": lambda top: top / ("x" * 300),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_an_output_folder_that_cannot_be_is_named(place: Callable[[Path], Path], tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    before = tree(tmp_path)
    out = place(tmp_path)
    assert f"minutebook: {out}: " in (text := message("build", "--raw", raw, "--out", out))
    assert "; choose another place" in text
    assert tree(tmp_path) == before


@pytest.mark.parametrize("place", ["raw", "raw/packs", "raw/packs/new"])
def test_tables_are_not_written_among_the_raw_papers(place: str, tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    before = tree(tmp_path)
    assert "is where the raw papers are" in message("build", "--raw", raw, "--out", tmp_path / place)
    assert tree(tmp_path) == before


def test_a_folder_in_the_place_of_a_table_is_named_and_no_temporary_file_stays(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    (tmp_path / "out" / "cells.csv" / "mine").mkdir(parents=True)
    assert f"{tmp_path}/out/cells.csv: " in message("build", "--raw", raw, "--out", tmp_path / "out")
    assert not [name for name in tree(tmp_path / "out") if name.startswith(".")]


def test_an_output_folder_may_be_the_one_worked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = raw_folder(tmp_path / "raw")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    main(["build", "--raw", str(raw), "--out", "."])
    assert len(read_table("packs", Path())) == 2


HOSTILE = """<script>alert("x")</script>
AGENDA
Title: <img src=x onerror=alert(1)> Committee
Meeting Date: 1st March, 2020
1. <b>Welcome</b> & "quotes" 'here' </td></table>

<ul><li>unclosed £3m <!-- and
{{ config }} {% raw %} `x`{=html} \x1b[2J \u202e

<b>A</b>\t<script>1</script>\t<p>2
x\t"\t'3\t4,5
"""


def test_html_and_script_in_a_pack_are_text(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw", HOSTILE, TEXT, committee='=1+1,"<script>"')
    main(["build", "--raw", str(raw), "--out", str(tmp_path / "out")])
    assert read_table("packs", tmp_path / "out")["committee"][0] == '=1+1,"<script>"'
    cells = read_table("cells", tmp_path / "out")
    theirs = cells[cells["pack_id"] == FIRST]
    assert "<script>1</script>" in set(theirs["raw"])
    assert all(HOSTILE[a:b] == raw for a, b, raw in zip(theirs["start"], theirs["end"], theirs["raw"], strict=True))


# --- add ----------------------------------------------------------------------------------------

UNDATED = TEXT.replace("1st March, 2020", "soon")
ADDS: dict[str, tuple[str | bytes | None, tuple[str, ...], str]] = {
    "a folder": (None, (), "pack.txt: is not a file; name a text file"),
    "no date": (UNDATED, (), "pack.txt: does not print its date; say it with --date"),
    "no committee": (
        "Meeting Date: 1 May 2020\nWords.\n",
        (),
        "pack.txt: does not print its committee; say it with --comm",
    ),
    "empty": ("", (), "pack.txt:1: is empty"),
    "not UTF-8": (b"AGENDA\n\xff", (), "pack.txt:2: is not UTF-8"),
    "a PDF": ("%PDF-1.4", (), "pack.txt:1: is a PDF"),
    "a date in another order": (
        UNDATED,
        ("--date", "15/07/2021"),
        "pack.txt: meeting_date is 15/07/2021; write it",
    ),
    "a date that climbs": (UNDATED, ("--date", "../../x"), "pack.txt: meeting_date is ../../x; write it"),
    "a day before all papers": (
        UNDATED,
        ("--date", "0001-01-01"),
        "pack.txt: meeting_date is 0001-01-01; write it year first",
    ),
    "a day that never was": (UNDATED, ("--date", "2021-02-30"), "pack.txt: meeting_date is 2021-02-30"),
    "an unknown kind": (
        TEXT + "x",
        ("--kind", "slides"),
        "pack.txt: kind is slides; take one of: agenda pack, report",
    ),
}


@pytest.mark.parametrize(("content", "options", "told"), ADDS.values(), ids=ADDS)
def test_a_file_that_cannot_be_registered_leaves_all_as_it_was(
    content: str | bytes | None, options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    raw = raw_folder(tmp_path / "raw")
    file = tmp_path / "pack.txt"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = tree(tmp_path)
    assert f"{tmp_path}/{told}" in message("add", file, "--raw", raw, *options)
    assert tree(tmp_path) == before


def test_a_file_that_is_not_there_and_a_broken_register_are_named(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw")
    assert f"{tmp_path}/none.txt: is not a file" in message("add", tmp_path / "none.txt", "--raw", raw)
    (raw / "packs" / "packs.csv").write_text("file\n")
    (tmp_path / "new.txt").write_text(TEXT)
    before = tree(tmp_path)
    assert "packs.csv:1: lacks the column sha256" in message("add", tmp_path / "new.txt", "--raw", raw)
    assert tree(tmp_path) == before


# --- show ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("", "is not one pack and a line"),
        (FIRST, "write PACK:LINE"),
        (":3", "is not one pack and a line"),
        ("nowhere:3", "(none begins so)"),
        ("2020:3", f"({FIRST}, {SECOND}); write PACK:LINE"),
        (f"{FIRST}:", f"({FIRST}); write PACK:LINE"),
        (f"{FIRST}:x", "is not one pack"),
        (f"{FIRST}:²", "is not one pack"),
        (f"{FIRST}:-1", "is not one pack"),
        (f"{FIRST}:1:2", "is not one pack"),
        (f"{FIRST}:{'9' * 5000}", "is not one pack"),
        (f"{FIRST}:0", f"{FIRST}: has no line 0; take a line from 1 to 15"),
        (f"{FIRST}:16", f"{FIRST}: has no line 16; take a line from 1 to 15"),
    ],
)
def test_a_place_that_is_not_there_is_answered_with_those_that_are(place: str, told: str, tmp_path: Path) -> None:
    assert told in message("show", place, "--raw", raw_folder(tmp_path))


def test_show_refuses_fewer_lines_than_none(tmp_path: Path) -> None:
    told = message("show", f"{FIRST}:3", "--raw", raw_folder(tmp_path), "--around", "-5")
    assert "--around: is -5; give how many lines" in told


def test_show_refuses_a_pack_that_was_changed(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path)
    (raw / "packs" / f"{FIRST}.txt").write_text("changed\n")
    assert "differs from its checksum" in message("show", f"{FIRST}:1", "--raw", raw)


@pytest.mark.parametrize("place", [f"{FIRST}:2", "2020-03:2", f"{FIRST}#L2"])
def test_show_prints_the_lines_around_masked_and_harmless(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "one\ta\nTel: 020 7641 2000 \x1b[2J <b>\nthree\nlast"
    raw = raw_folder(tmp_path, text, TEXT)
    main(["show", place, "--raw", str(raw), "--around", "1"])
    assert capsys.readouterr().out == "  1  one\ta\n> 2  Tel: ••••••••••••• �[2J <b>\n  3  three\n"


# --- as a person meets it -----------------------------------------------------------------------


def test_an_error_is_one_line_on_standard_error_and_status_1(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path / "raw", TEXT, b"%PDF-1.7")
    done = command("build", "--raw", raw, "--out", tmp_path / "out")
    told = f"minutebook: {raw}/packs/{SECOND}.txt:1: is a PDF, not text; extract its text first, then add that\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_show_does_with_a_terminal_of_few_characters(tmp_path: Path) -> None:
    raw = raw_folder(tmp_path, "Tel: 020 7641 2000\n", TEXT)
    done = command("show", f"{FIRST}:1", "--raw", raw, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout, done.stderr) == (0, "> 1  Tel: ?????????????\n", "")


def test_show_says_nothing_when_its_reader_has_left(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    line = [COMMAND, "show", f"{FIRST}:1", "--raw", str(raw_folder(tmp_path))]
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
    done = subprocess.run(line, stdout=writer, stderr=subprocess.PIPE, check=False, env=buffered)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")
