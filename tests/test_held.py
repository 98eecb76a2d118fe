"""What is held from the first day: raw bytes kept, one output anywhere, contacts covered, kills survived."""

from __future__ import annotations

import csv
import io
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from minutebook.cli import main
from minutebook.files import ROOT, publish_folder, sha256
from toy_packs import FIRST, TEXT, raw_folder, survives_kill, tree

RAW = ROOT / "data" / "raw"
DATA = ROOT / "data" / "processed"
COMMAND = str(Path(sys.executable).with_name("minutebook"))
PACKS = list(csv.DictReader((RAW / "packs" / "packs.csv").read_text(encoding="utf-8").splitlines()))


# --- raw bytes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", PACKS, ids=[pack["pack_id"] for pack in PACKS])
def test_a_raw_pack_is_what_its_checksum_says(pack: dict[str, str]) -> None:
    assert sha256((RAW / "packs" / pack["file"]).read_bytes()) == pack["sha256"]


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=True).stdout


def test_no_checkout_changes_a_byte_of_a_raw_pack() -> None:
    archive = git("-c", "core.autocrlf=true", "-c", "core.eol=crlf", "archive", "HEAD", "data/raw/packs")
    committed = [pack for pack in PACKS if git("ls-tree", "HEAD", f"data/raw/packs/{pack['file']}")]
    assert committed
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for pack in committed:
            member = files.extractfile(f"data/raw/packs/{pack['file']}")
            assert member
            assert sha256(member.read()) == pack["sha256"]
    said = git("check-attr", "text", "--", *(f"data/raw/packs/{name}" for name in ("new.txt", PACKS[0]["file"])))
    assert said.decode().count("text: unset") == 2


# --- the same anywhere --------------------------------------------------------------------------

CLOCK = """import time
_shift = {shift}
for _name in ("time", "time_ns", "monotonic", "perf_counter"):
    _real = getattr(time, _name)
    _by = _shift * 10**9 if _name.endswith("_ns") else _shift
    setattr(time, _name, lambda _real=_real, _by=_by: _real() + _by)
for _name in ("localtime", "gmtime"):
    _real = getattr(time, _name)
    setattr(time, _name, lambda at=None, _real=_real: _real(time.time() if at is None else at))
"""
MACHINES = {
    "east": {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "USER": "quokka",
        "COLUMNS": "40",
    },
    "west": {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "wombat"},
}


def start(name: str, raw: Path, place: Path) -> subprocess.Popen[str]:
    """Start a build as another person on another machine at another time, from a folder of their own."""
    home = place / name
    (home / "clock").mkdir(parents=True)
    years = -20 if name == "east" else 20
    (home / "clock" / "sitecustomize.py").write_text(CLOCK.format(shift=years * 365 * 86400))
    told = {"HOME": str(home), "PYTHONPATH": str(home / "clock"), "PATH": os.environ["PATH"]}
    line = [COMMAND, "build", "--raw", str(raw), "--out", str(home / "out")]
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=home, env=MACHINES[name] | told, stdout=pipe, stderr=pipe, text=True)


def built_twice(raw: Path, place: Path) -> list[dict[str, bytes | None]]:
    builds = {name: start(name, raw, place) for name in MACHINES}
    for build in builds.values():
        _, errors = build.communicate(timeout=300)
        assert (build.returncode, errors) == (0, "")
    return [tree(place / name / "out") for name in MACHINES]


def short_packs(place: Path, limit: int = 30_000) -> Path:
    """A raw folder with the real packs that are short enough to be read at once."""
    (place / "packs").mkdir(parents=True)
    kept = [pack for pack in PACKS if (RAW / "packs" / pack["file"]).stat().st_size < limit]
    for pack in kept:
        shutil.copy(RAW / "packs" / pack["file"], place / "packs")
    with (place / "packs" / "packs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    return place


def test_two_builds_on_machines_that_differ_in_all_else_are_byte_identical(tmp_path: Path) -> None:
    east, west = built_twice(short_packs(tmp_path / "raw"), tmp_path)
    assert east == west
    assert east["packs.csv"] and east["packs.csv"].count(b"\n") >= 3


@pytest.mark.slow
def test_two_builds_of_all_packs_are_byte_identical_to_what_is_committed(tmp_path: Path) -> None:
    east, west = built_twice(RAW, tmp_path)
    assert east == west
    committed = tree(DATA)
    assert [name for name in {*east, *committed} if east.get(name) != committed.get(name)] == []


def test_the_clock_of_these_machines_is_really_another(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(CLOCK.format(shift=20 * 365 * 86400))
    line = [sys.executable, "-c", "import time; print(time.time(), time.localtime().tm_year)"]
    done = subprocess.run(
        line, capture_output=True, check=True, text=True, env={"PYTHONPATH": str(tmp_path), "PATH": ""}
    )
    now, year = done.stdout.split()
    assert float(now) > time.time() + 19 * 365 * 86400
    assert int(year) >= time.localtime().tm_year + 19


def test_no_output_names_a_folder_a_person_or_a_machine() -> None:
    files = [*DATA.iterdir(), *(ROOT / "notebooks").glob("*.ipynb")]
    words = {str(ROOT), str(Path.home()), socket.gethostname(), "/tmp/", "ipykernel_"}  # noqa: S108
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert [word for word in words if len(word) > 4 and word in text] == [], file


# --- contact details ----------------------------------------------------------------------------

SECRETS = [
    "a.person@westminster.gov.uk",
    "020 7641 2000",
    "(0207) 641 2001",
    "+44 20 7641 2002",
    "07700 900123",
]
CONTACTS = f"""AGENDA

Title: Parks Committee
Meeting Date: 1st March, 2020

1. Ask {SECRETS[0]} or {SECRETS[1]}

# Contact {SECRETS[0]}

Report of:\tA Person, {SECRETS[1]}
Contact:\tTel: {SECRETS[2]}, {SECRETS[0]}

- Ring {SECRETS[3]} or {SECRETS[4]} about the £3m.
* [{SECRETS[0]}](mailto:{SECRETS[0]})<sup>1</sup>

Name\tTelephone\tCost
<b>{SECRETS[0]}</b>\t{SECRETS[1]}\t5
Desk\t{SECRETS[4]}\t6

1 {SECRETS[0]}
"""


def test_contact_details_are_covered_wherever_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = raw_folder(tmp_path / "raw", CONTACTS)
    main(["build", "--raw", str(raw), "--out", str(tmp_path / "out")])
    main(["show", f"{FIRST}:9", "--raw", str(raw), "--around", "99"])
    shown = capsys.readouterr()
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir()] + [
        shown.out,
        shown.err,
    ]
    for secret in SECRETS:
        assert not [text for text in texts if secret in text], secret
    assert sum("••••••••••" in text for text in texts) >= 4


def contact_details(text: str) -> set[str]:
    """What looks like an address or a number to ring, found in a simpler way than the library's."""
    addresses = re.findall(r"[\w.'-]+@[\w-]+\.[\w.-]+", text)
    numbers = re.findall(r"(?<![\w.,£])\(?0\d{2,4}\)? ?\d{3,4} ?\d{3,4}(?![\w,])", text)
    return {*addresses, *numbers}


def test_no_contact_detail_of_the_real_packs_is_in_an_output() -> None:
    known = {d for pack in PACKS for d in contact_details((RAW / "packs" / pack["file"]).read_text(encoding="utf-8"))}
    assert len(known) > 20
    for file in [*DATA.iterdir(), *(ROOT / "notebooks").glob("*.ipynb")]:
        text = file.read_text(encoding="utf-8")
        assert [detail for detail in known if detail in text] == [], file


# --- kills --------------------------------------------------------------------------------------


def folder_of(place: Path, content: str) -> Path:
    place.mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        (place / name).write_text(content)
    return place


def test_a_kill_at_any_step_of_publishing_a_folder_leaves_the_old_or_the_new_whole(tmp_path: Path) -> None:
    final = tmp_path / "final"
    publish_folder(folder_of(tmp_path / "first", "old"), final)
    for step in range(1, 100):
        lived = survives_kill(step, lambda: publish_folder(folder_of(tmp_path / f"n{step}", "new"), final))  # noqa: B023
        assert {*tree(final).values()} in ({b"old"}, {b"new"}), step
        publish_folder(folder_of(tmp_path / f"o{step}", "old"), final)
        assert tree(final) == {"a.txt": b"old", "b.txt": b"old"}, step
        assert len(list(tmp_path.glob(".final*"))) == 1, step
        if lived:
            break
    assert 5 < step < 99


@pytest.mark.slow
def test_a_build_killed_at_random_leaves_whole_files_and_the_next_heals(tmp_path: Path) -> None:
    raw = short_packs(tmp_path / "raw")
    other = raw_folder(tmp_path / "other", TEXT)
    out = tmp_path / "out"
    main(["build", "--raw", str(other), "--out", str(out)])
    old = tree(out)
    line = [COMMAND, "build", "--raw", str(raw), "--out", str(out)]
    begun = time.perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    lasts = time.perf_counter() - begun
    new = tree(out)
    chance = random.Random(1)  # noqa: S311
    for _ in range(6):
        main(["build", "--raw", str(other), "--out", str(out)])
        build = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(lasts * chance.uniform(0.5, 1.0))
        build.kill()
        build.wait()
        found = tree(out)
        assert all(found[name] in (old[name], new[name]) for name in new)
        main(["build", "--raw", str(raw), "--out", str(out)])
        assert tree(out) == new
