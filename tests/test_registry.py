"""The register: what `add` reads, writes and leaves alone, also when it is killed."""

from __future__ import annotations

import csv
from itertools import count
from pathlib import Path

import pytest

from minutebook.errors import MinutebookError
from minutebook.files import ROOT, sha256
from minutebook.registry import Pack, add, raw_text, registered
from toy_packs import FIRST, SECOND, TEXT, raw_folder, survives_kill, tree

REAL = ROOT / "data" / "raw" / "packs"
COMMITTED = list(csv.DictReader((REAL / "packs.csv").read_text(encoding="utf-8").splitlines()))


def verified(folder: Path) -> list[Pack]:
    """The registered packs, each read and checked as a build would."""
    packs = registered(folder)
    for line, pack in enumerate(packs, start=2):
        raw_text(folder, pack, line)
    return packs


def received(row: dict[str, str], place: Path) -> Path:
    """A real pack under the name that it came with."""
    file = place / row["original_name"]
    file.write_bytes((REAL / row["file"]).read_bytes())
    return file


@pytest.mark.parametrize("row", COMMITTED, ids=[row["original_name"] for row in COMMITTED])
def test_what_is_read_of_a_real_pack_is_what_is_registered(row: dict[str, str], tmp_path: Path) -> None:
    assert vars(add(received(row, tmp_path), tmp_path / "packs", {})) == row
    assert [vars(pack) for pack in verified(tmp_path / "packs")] == [row]


@pytest.mark.parametrize("step", [1, -1])
def test_adding_the_real_packs_in_any_order_makes_the_committed_register(step: int, tmp_path: Path) -> None:
    for row in COMMITTED[::step]:
        add(received(row, tmp_path), tmp_path / "packs", {})
    assert tree(tmp_path / "packs") == tree(REAL)


def test_an_id_is_date_and_committee_and_a_report_adds_its_title() -> None:
    for row in COMMITTED:
        assert row["pack_id"].startswith(f"{row['meeting_date']}-")
        assert row["file"] == f"{row['pack_id']}.txt"
        assert ("--" in row["pack_id"]) is (row["kind"] == "report")


def new_file(place: Path, text: str, name: str = "new.txt") -> Path:
    file = place / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_clash_of_ids_adds_a_number_and_leaves_the_others_alone(tmp_path: Path) -> None:
    packs = raw_folder(tmp_path / "raw") / "packs"
    before = tree(packs)
    ids = [add(new_file(tmp_path, TEXT + mark), packs, {}).pack_id for mark in ("x", "y")]
    assert ids == [f"{FIRST}-2", f"{FIRST}-3"]
    after = tree(packs)
    assert {name: after[name] for name in before if name != "packs.csv"} == {
        name: content for name, content in before.items() if name != "packs.csv"
    }
    assert [pack.pack_id for pack in verified(packs)] == [FIRST, *ids, SECOND]


def test_a_file_that_lies_unregistered_under_the_wanted_name_is_never_overwritten(tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    new_file(packs, "something else\n", f"{FIRST}.txt")
    assert add(new_file(tmp_path, TEXT), packs, {}).file == f"{FIRST}-2.txt"
    assert (packs / f"{FIRST}.txt").read_text() == "something else\n"


@pytest.mark.parametrize("again", ["outside", "inside", "under another name"])
def test_adding_twice_changes_nothing(again: str, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    file = new_file(tmp_path, TEXT)
    first = add(file, packs, {})
    before = tree(packs)
    names = {
        "outside": file,
        "inside": packs / first.file,
        "under another name": new_file(tmp_path, TEXT, "b"),
    }
    assert add(names[again], packs, {}) == first
    assert tree(packs) == before


def test_adding_a_changed_file_again_renews_its_checksum_and_nothing_else(tmp_path: Path) -> None:
    packs = raw_folder(tmp_path / "raw", licence="as agreed") / "packs"
    old, other = registered(packs)
    new_file(packs, TEXT + "A line more.\n", old.file)
    add(packs / old.file, packs, {})
    new, same = verified(packs)
    assert same == other
    assert vars(new) == {**vars(old), "sha256": sha256((TEXT + "A line more.\n").encode())}


def test_a_second_copy_in_the_folder_is_refused(tmp_path: Path) -> None:
    packs = raw_folder(tmp_path / "raw") / "packs"
    copy = new_file(packs, TEXT, "copy.txt")
    with pytest.raises(MinutebookError, match=rf"copy\.txt: holds the same as {FIRST}\.txt.*take the file out"):
        add(copy, packs, {})


def test_what_is_stated_wins_over_what_is_printed(tmp_path: Path) -> None:
    stated = {
        "committee": " Parks,\n“Open” Spaces & Trees ",
        "meeting_date": "2020-05-06",
        "councils": "Camden",
        "kind": "report",
        "publisher": "Camden Council",
        "licence": "OGL-UK-3.0",
    }
    pack = add(new_file(tmp_path, TEXT), tmp_path / "packs", stated)
    assert pack.pack_id == "2020-05-06-parks-open-spaces-trees"
    assert {name: getattr(pack, name) for name in stated} == {
        **stated,
        "committee": "Parks, “Open” Spaces & Trees",
    }
    assert verified(tmp_path / "packs") == [pack]
    again = add(tmp_path / "packs" / pack.file, tmp_path / "packs", {"licence": "MIT", "kind": ""})
    assert vars(again) == {**vars(pack), "licence": "MIT"}


def test_bytes_are_kept_as_they_came(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode() + b"\x0c\x85".decode("latin-1").encode() + b"\r"
    (tmp_path / "new.txt").write_bytes(content)
    pack = add(tmp_path / "new.txt", tmp_path / "packs", {"committee": "Parks", "meeting_date": "2020-03-01"})
    assert (tmp_path / "packs" / pack.file).read_bytes() == content


@pytest.mark.parametrize("changed", [False, True], ids=["new file", "changed file"])
def test_a_kill_at_any_step_of_add_loses_nothing_and_adding_again_heals(changed: bool, tmp_path: Path) -> None:
    def folder(name: str) -> tuple[Path, Path]:
        packs = raw_folder(tmp_path / name / "raw") / "packs"
        place = packs / f"{FIRST}.txt" if changed else tmp_path / name / "new.txt"
        return packs, new_file(place.parent, TEXT + "new\n", place.name)

    packs, file = folder("whole")
    before = tree(packs)
    add(file, packs, {"licence": "as agreed"})
    healed = tree(packs)
    for step in count(1):
        packs, file = folder(f"kill {step}")
        lived = survives_kill(step, lambda: add(file, packs, {"licence": "as agreed"}))  # noqa: B023
        for path in [*packs.glob("*.txt"), packs / "packs.csv"]:
            assert path.read_bytes() in (before.get(path.name), healed[path.name])
        if lived:
            break
        add(file, packs, {"licence": "as agreed"})
        assert tree(packs) == healed, step
    assert step > 3
