"""The register of raw packs, `packs.csv`: what is registered, verified on every read, and how a pack joins it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.files import sha256, write_atomically
from minutebook.outline import front_matter
from minutebook.source import decoded, source_of

REGISTER = "packs.csv"


@dataclass(frozen=True)
class Pack:
    """A row of `packs.csv`."""

    file: str
    sha256: str
    pack_id: str
    committee: str
    councils: str
    meeting_date: str
    kind: str
    original_name: str
    publisher: str
    licence: str


_NAMES = [field.name for field in fields(Pack)]
_REQUIRED = ("file", "sha256", "pack_id", "committee", "meeting_date", "kind")


def registered(folder: Path) -> list[Pack]:
    """Return the packs that `folder/packs.csv` registers, after checking each file against it.

    Raises:
        MinutebookError: naming the line of the register, or the file, that is wrong, and what to do.
    """
    packs = list(_rows(folder / REGISTER))
    listed = {pack.file for pack in packs}
    for path in sorted(folder.glob("*.txt")):
        if path.name not in listed:
            raise MinutebookError("is not registered", path, todo=f"run: minutebook add {path}")
    return packs


def raw_text(folder: Path, pack: Pack, line: int) -> str:
    """Return a registered pack's text, checked against its checksum; `line` is its line in the register."""
    path = folder / pack.file
    register = folder / REGISTER
    inside = path.resolve().is_relative_to(folder.resolve()) and Path(pack.file).name == pack.file
    if not inside:
        raise MinutebookError(f"{pack.file} leaves the folder of packs", register, line, todo="name a file in it")
    if not path.is_file():
        raise MinutebookError(f"{pack.file} is missing", register, line, todo="put the file back, or take out the line")
    content = path.read_bytes()
    text = decoded(content, path)
    if sha256(content) != pack.sha256:
        raise MinutebookError(
            "differs from its checksum in packs.csv", path, todo=f"restore the file, or run: minutebook add {path}"
        )
    return text


def _rows(register: Path) -> Iterator[Pack]:
    """Yield the rows of a register; the row of pack n stands on line n + 1."""
    if not register.is_file():
        raise MinutebookError("is missing", register, todo="run: minutebook add FILE")
    reader = csv.DictReader(io.StringIO(register.read_text(encoding="utf-8-sig"), newline=""))
    missing = [name for name in _NAMES if name not in (reader.fieldnames or [])]
    if missing:
        raise MinutebookError(f"lacks the column {missing[0]}", register, 1, todo=f"give it: {', '.join(_NAMES)}")
    seen: set[str] = set()
    for row in reader:
        where = reader.line_num
        if empty := [name for name in _REQUIRED if not (row[name] or "").strip()]:
            raise MinutebookError(f"{empty[0]} is empty", register, where, todo="fill it in")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["meeting_date"]):
            raise MinutebookError(f"meeting_date is {row['meeting_date']}", register, where, todo="write it 2021-07-15")
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", row["pack_id"]):
            raise MinutebookError(f"pack_id is {row['pack_id']}", register, where, todo="use a-z, 0-9 and hyphens")
        for name in ("file", "pack_id"):
            if row[name] in seen:
                raise MinutebookError(f"{name} {row[name]} stands twice", register, where, todo="take one out")
        seen |= {row["file"], row["pack_id"]}
        yield Pack(**{name: (row[name] or "").strip() for name in _NAMES})


def add(file: Path, folder: Path, given: dict[str, str]) -> Pack:
    """Register a file: read what it says of itself, copy it into `folder` under its pack id, write the register.

    `given` holds what the caller states (`committee`, `councils`, `meeting_date`, `kind`, `publisher`,
    `licence`); it wins over what is read. A file that is registered already under that name gets its checksum
    and reading renewed.

    Raises:
        MinutebookError: where the file can't be read, or its date or committee isn't printed and isn't given.
    """
    if not file.is_file():
        raise MinutebookError("is not a file", file, todo="name a text file of a pack")
    content = file.read_bytes()
    text = decoded(content, file)
    register = folder / REGISTER
    packs = list(_rows(register)) if register.is_file() else []
    inside = file.resolve().parent == folder.resolve()
    old = next((p for p in packs if (inside and p.file == file.name) or p.sha256 == sha256(content)), None)
    pack = _described(file, text, {**given, "sha256": sha256(content)})
    if old:
        stated = {name: value for name, value in given.items() if value}
        pack = replace(old, sha256=pack.sha256, **stated)
    else:
        pack_id = _free_id(pack.pack_id, {p.pack_id for p in packs})
        pack = replace(pack, pack_id=pack_id, file=file.name if inside else f"{pack_id}.txt")
    write_atomically(folder / pack.file, content)
    others = [p for p in packs if p is not old]
    write_atomically(register, _csv(sorted([*others, pack], key=lambda p: p.pack_id)).encode())
    return pack


def _described(file: Path, text: str, given: dict[str, str]) -> Pack:
    facts = front_matter(source_of(file.stem, text))
    date = given.get("meeting_date") or facts.get("date", "")
    committee = given.get("committee") or facts.get("committee", "")
    for value, option in ((date, "--date 2021-07-15"), (committee, "--committee NAME")):
        if not value:
            raise MinutebookError(f"does not print its {option.split()[0][2:]}", file, todo=f"say it with {option}")
    title = facts.get("title", "")
    pack_id = f"{date}-{_slug(committee)}" + (f"--{_slug(title)}" if title else "")
    return Pack(
        file=file.name,
        sha256=given["sha256"],
        pack_id=pack_id,
        committee=committee,
        councils=given.get("councils") or facts.get("councils", ""),
        meeting_date=date,
        kind=given.get("kind") or ("report" if title else "agenda pack"),
        original_name=file.name,
        publisher=given.get("publisher") or facts.get("councils", ""),
        licence=given.get("licence") or "not stated in the paper",
    )


def _free_id(pack_id: str, taken: set[str]) -> str:
    number, free = 1, pack_id
    while free in taken:
        number += 1
        free = f"{pack_id}-{number}"
    return free


def _slug(text: str) -> str:
    """Return a name as part of a pack id: "Adults, Health & Public Protection" gives adults-health-public-protection."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.casefold()))
    return "-".join(word for word in words if word != "and")


def _csv(packs: list[Pack]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(pack) for pack in packs)
    return out.getvalue()
