"""Files as the two ends of the flow see them: written whole or not at all, compared by content."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from minutebook.errors import MinutebookError

#: The checkout: the library is installed editable, so it knows where it lives whatever the working folder is.
ROOT = Path(__file__).resolve().parents[2]

#: The empty folder that stands beside files while they are moved to their names one by one.
MOVING = ".moving"


def data_folder() -> Path:
    """Return the folder of the processed tables: `MINUTEBOOK_DATA` where set, else `data/processed`."""
    return Path(os.environ.get("MINUTEBOOK_DATA") or ROOT / "data" / "processed")


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def files_under(*places: Path) -> list[Path]:
    """Return every regular file at or below the places, sorted, caches and hidden files aside."""
    found = {f for place in places for f in ([place] if place.is_file() else place.rglob("*")) if f.is_file()}
    return sorted(f for f in found if "__pycache__" not in f.parts and not f.name.startswith("."))


def content_key(files: Iterable[Path], root: Path = ROOT, extra: str = "") -> str:
    """Return one hash over names (relative to `root`) and contents, so that a time stamp never matters."""
    parts = [f"{os.path.relpath(f, root)} {sha256(f.read_bytes())}" for f in files]
    return sha256("\n".join([extra, *parts]).encode())


def is_current(stamp: Path, key: str) -> bool:
    """Tell whether the outputs that `stamp` records were made from `key` and are still as they were made."""
    try:
        record = json.loads(stamp.read_text(encoding="utf-8"))
        return record["key"] == key and all(
            sha256((stamp.parent / name).read_bytes()) == digest for name, digest in record["outputs"].items()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_stamp(stamp: Path, key: str, outputs: Iterable[Path]) -> None:
    """Record that `outputs` (files) were made from `key`; paths are kept relative to the stamp."""
    made = {os.path.relpath(f, stamp.parent): sha256(f.read_bytes()) for f in sorted(outputs)}
    write_atomically(stamp, json.dumps({"key": key, "outputs": made}, indent=1, sort_keys=True).encode())


def write_atomically(path: Path, content: bytes) -> bool:
    """Put `content` at `path` in one step and tell whether that changed anything.

    A reader, or a run that is killed, sees the old bytes or the new ones, never a part. A file that already
    holds these bytes is left alone.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.new")
    partial.write_bytes(content)
    partial.replace(path)
    return True


@contextmanager
def locked(path: Path) -> Iterator[int]:
    """Let one command at a time make `path`: the lock of `build/site` is the file `build/.site.lock`.

    Gives the file descriptor that holds the lock. The lock of a command that was killed is freed with it, or with
    the last process that it passed the descriptor on to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"{path.name}: waiting for another build to finish", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def publish_folder(new: Path, final: Path) -> None:
    """Let the name `final` stand for the finished folder `new`, in one step.

    `final` is a symbolic link to a folder beside it that is named after its content, since replacing a link
    is atomic and replacing a folder isn't. The folder it stood for before is removed afterwards.
    """
    key = content_key(files_under(new), new)[:16]
    kept = final.with_name(f".{final.name}@{key}")
    if final.exists() and not final.is_symlink():
        raise MinutebookError("is in the way of an output", final, todo="move it elsewhere")
    final.parent.mkdir(parents=True, exist_ok=True)
    while kept.exists() and content_key(files_under(kept), kept)[:16] != key:
        kept = kept.with_name(f"{kept.name}+")  # damaged since; it goes only after the link has moved
    if kept.exists():
        shutil.rmtree(new)
    else:
        new.rename(kept)
    link = final.with_name(f".{final.name}.new")
    link.unlink(missing_ok=True)
    link.symlink_to(kept.name, target_is_directory=True)
    link.replace(final)
    for old in final.parent.glob(f".{final.name}@*"):
        if old != kept:
            shutil.rmtree(old)
