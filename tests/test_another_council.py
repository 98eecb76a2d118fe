"""A made-up pack of another council in another template, read end to end through the front doors."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutebook.files import ROOT

PACK = ROOT / "tests" / "gold" / "fictional" / "nor.txt"
PACK_ID = "2022-11-15-adult-social-care-scrutiny-panel"
BIN = Path(sys.executable).parent
WRAPPER = '#!/bin/sh\nPYTHONPATH="{top}/lib" exec "{command}" "$@"\n'


def run(top: Path, *words: str) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "GIT_"))}
    done = subprocess.run(words, cwd=top, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A checkout of its own whose commands read its own library, with the packages that are installed here."""
    top = tmp_path_factory.mktemp("another") / "checkout"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, top / name)
    (top / ".venv" / "bin").mkdir(parents=True)
    for name in ("minutebook", "pytest"):
        path = top / ".venv" / "bin" / name
        path.write_text(WRAPPER.format(top=top, command=BIN / name))
        path.chmod(0o755)
    shutil.copy(ROOT / "requirements.lock", top / ".venv" / "requirements.lock")
    (top / ".venv" / ".ready").touch()
    run(top, "git", "init", "--quiet")
    yield top
    shutil.rmtree(top)


def rows(top: Path, table: str) -> list[dict[str, str]]:
    with (top / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["pack_id"] == PACK_ID]


@pytest.mark.slow
def test_a_pack_of_another_council_goes_through_add_make_refresh_and_test(checkout: Path) -> None:
    said = run(checkout, ".venv/bin/minutebook", "add", str(PACK))
    assert f"pack_id: {PACK_ID}" in said
    assert "councils: Northmere County Council" in said
    run(checkout, "make")
    assert f"packs/{PACK_ID}" in (checkout / "build" / "site" / "packs" / "index.html").read_text(encoding="utf-8")
    assert {row["kind"] for row in rows(checkout, "documents")} >= {"agenda", "minutes", "report", "action tracker"}
    assert [row["item"] or row["should_be"] for row in rows(checkout, "agenda_items")] == list(map(str, range(1, 12)))
    assert len(rows(checkout, "decisions")) > 40
    run(checkout, "git", "add", "--all")
    run(checkout, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "A pack")
    run(checkout, "make", "refresh")
    tests = ("tests/test_store.py", "tests/test_registry.py", "tests/test_notebooks.py", "tests/test_held.py")
    run(checkout, ".venv/bin/pytest", "-q", "-m", "not slow", *tests)
