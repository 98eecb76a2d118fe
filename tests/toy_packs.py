"""Small registered packs, and a way to kill work at each of its steps, for tests."""

from __future__ import annotations

import csv
import io
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from minutebook.files import sha256
from minutebook.registry import Pack

TEXT = """AGENDA

Title: Parks Committee
Meeting Date: 1st March, 2020

City of Westminster

1. Welcome

The park cost £1.2m in 2019 and 30 trees fell.

Ward\tTrees\tCost £000
Abbey Road\t10\t1.5
Bayswater\t20\t
Total\t30\t1.5
"""
FIRST = "2020-03-01-parks-committee"
SECOND = "2020-04-02-roads-committee"


def pack(text: str | bytes, pack_id: str = FIRST) -> tuple[Pack, bytes]:
    content = text.encode() if isinstance(text, str) else text
    committee = pack_id[11:].replace("-", " ").title()
    fixed = ("City of Westminster", pack_id[:10], "agenda pack", "a.txt", "City of Westminster", "not stated")
    return Pack(f"{pack_id}.txt", sha256(content), pack_id, committee, *fixed), content


def register(*packs: Pack) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(asdict(packs[0])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(one) for one in packs)
    return out.getvalue()


def raw_folder(place: Path, *texts: str | bytes, **changed: str) -> Path:
    """A raw folder of two sound packs, or of these texts; `changed` goes into the first's row."""
    other = TEXT.replace("Parks", "Roads").replace("1st March", "2nd April").replace("30", "31")
    made = [pack(text, name) for text, name in zip(texts or (TEXT, other), (FIRST, SECOND), strict=False)]
    (place / "packs").mkdir(parents=True)
    for one, content in made:
        (place / "packs" / one.file).write_bytes(content)
    rows = [one for one, _ in made]
    rows[0] = replace(rows[0], **changed)
    (place / "packs" / "packs.csv").write_text(register(*rows), encoding="utf-8")
    return place


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: contents of files, nothing for folders."""
    return {str(f.relative_to(folder)): f.read_bytes() if f.is_file() else None for f in sorted(folder.rglob("*"))}


_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def survives_kill(step: int, work: Callable[[], object]) -> bool:
    """Run `work` in a child that is killed at its `step`-th change to the disk; tell whether it lived.

    A change is a file opened to be written, half a file written, a rename, a folder made, something removed.
    """
    child = os.fork()
    if child == 0:
        _work_until(step, work)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed of itself"
    return os.WIFEXITED(status)


def _work_until(step: int, work: Callable[[], object]) -> None:
    left = step

    def change() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, values: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(values[2], int) and values[2] & _WRITES
        if opened or event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.symlink"):
            change()

    def torn(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[: len(content) // 2])
            file.flush()
            change()
            return file.write(content[len(content) // 2 :])

    code = 1
    try:
        Path.write_bytes = torn  # type: ignore[method-assign, assignment]
        sys.addaudithook(hook)
        work()
        code = 0
    finally:
        os._exit(code)
