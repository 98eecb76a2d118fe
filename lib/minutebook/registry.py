"""The register of raw packs, `packs.csv`: what it lists, verified on every read, and how a pack joins it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.files import sha256, write_atomically
from minutebook.papers.outline import front_matter
from minutebook.papers.source import decoded, source_of

REGISTER = "packs.csv"
KINDS = ("agenda pack", "report")


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
    for line, pack in enumerate(packs, start=2):
        if Path(pack.file).name != pack.file or not (folder / pack.file).resolve().is_relative_to(folder.resolve()):
            what = f"{pack.file} leaves the folder of packs"
            raise MinutebookError(what, folder / REGISTER, line, todo="name a file in it")
    listed = {pack.file for pack in packs}
    for path in sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".txt"):
        if path.name not in listed:
            raise MinutebookError("is not registered", path, todo=f"run: minutebook add {path}")
    if not packs:
        raise MinutebookError("lists no pack", folder / REGISTER, todo="run: minutebook add FILE")
    return packs


def raw_text(folder: Path, pack: Pack, line: int) -> str:
    """Return a registered pack's text, checked against its checksum; `line` is its line in the register."""
    path = folder / pack.file
    register = folder / REGISTER
    if not path.is_file():
        raise MinutebookError(f"{pack.file} is missing", register, line, todo="put the file back, or take out the line")
    content = path.read_bytes()
    text = decoded(content, path)
    if sha256(content) != pack.sha256:
        what = f"{pack.file} differs from its checksum"
        raise MinutebookError(what, register, line, todo=f"restore the file, or run: minutebook add {path}")
    return text


def _rows(register: Path) -> Iterator[Pack]:
    """Yield the rows of a register; the row of pack n stands on line n + 1, since each row is one line."""
    if not register.is_file():
        raise MinutebookError("is missing", register, todo="look at --raw, or begin a register: minutebook add FILE")
    header, *lines = _lines(register)
    missing = [name for name in _NAMES if name not in header]
    if missing:
        raise MinutebookError(f"lacks the column {missing[0]}", register, 1, todo=f"give it: {', '.join(_NAMES)}")
    seen: set[str] = set()
    for where, values in enumerate(lines, start=2):
        if len(values) != len(header):
            what = f"has {len(values)} values for {len(header)} columns"
            raise MinutebookError(what, register, where, todo='put "..." around a value that holds a comma')
        row = dict(zip(header, (value.strip() for value in values), strict=True))
        pack = Pack(**{name: row[name] for name in _NAMES})
        if wrong := _wrong(pack):
            raise MinutebookError(wrong[0], register, where, todo=wrong[1])
        for name, value in (("file", pack.file), ("pack_id", pack.pack_id)):
            if value in seen:
                raise MinutebookError(f"{name} {value} stands twice", register, where, todo="take one out")
        seen |= {pack.file, pack.pack_id}
        yield pack


def _lines(register: Path) -> list[list[str]]:
    """Return the values of each line of a register, its header first; one value never runs over two lines."""
    content = register.read_bytes()
    text = decoded(content, register).removeprefix("\ufeff") if content.strip() else ""
    lines = re.sub(r"\r\n?", "\n", text).removesuffix("\n").split("\n")
    for where, line in enumerate(lines, start=1):
        if line.count('"') % 2 or len(line) > csv.field_size_limit():
            raise MinutebookError("is not a line of a register", register, where, todo="close every quoted value")
    return list(csv.reader(lines))


def _wrong(pack: Pack) -> tuple[str, str] | None:
    """Return what is wrong with a row and what to do about it; nothing where it may stand in the register."""
    values = asdict(pack)
    if empty := [name for name in _REQUIRED if not values[name]]:
        return f"{empty[0]} is empty", "fill it in"
    if cut := [name for name, value in values.items() if len(value.splitlines()) > 1]:
        return f"{cut[0]} runs over the end of a line", "write it on one line"
    if not (_is_date(pack.meeting_date) and _EARLIEST <= pack.meeting_date < _LATEST):
        return f"meeting_date is {pack.meeting_date}", f"write it year first: 2020-01-31, from {_EARLIEST[:4]} on"
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", pack.pack_id):
        return f"pack_id is {pack.pack_id}", "use a-z, 0-9 and hyphens"
    if pack.kind not in KINDS:
        return f"kind is {pack.kind}", f"take one of: {', '.join(KINDS)}"
    return None


_EARLIEST, _LATEST = "1900-01-01", "2200-01-01"  # no paper of a council in text is older


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def add(file: Path, folder: Path, given: dict[str, str]) -> Pack:
    """Register a file: read what it says of itself, copy it into `folder` under its pack id, list it.

    `given` holds what the caller states (`committee`, `councils`, `meeting_date`, `kind`, `publisher`,
    `licence`); it wins over what is read. A file that is registered already under that name gets its checksum
    renewed.

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
    stated = {name: " ".join(value.split()) for name, value in given.items() if value.strip()}
    old = next((p for p in packs if inside and p.file == file.name), None)
    if not old and (old := next((p for p in packs if p.sha256 == sha256(content)), None)) and inside:
        raise MinutebookError(f"holds the same as {old.file}, which is registered", file, todo="take the file out")
    if old:
        pack = replace(old, sha256=sha256(content), **stated)
    else:
        pack = _described(file, text, stated)
        pack_id = _free_id(pack.pack_id, _taken(packs, folder, content))
        pack = replace(pack, pack_id=pack_id, file=file.name if inside else f"{pack_id}.txt")
    if wrong := _wrong(pack):
        raise MinutebookError(wrong[0], file, todo=wrong[1])
    write_atomically(folder / pack.file, content)
    others = [p for p in packs if p is not old]
    write_atomically(register, _csv(sorted([*others, pack], key=lambda p: p.pack_id)).encode())
    return pack


def _described(file: Path, text: str, given: dict[str, str]) -> Pack:
    facts = front_matter(source_of(file.stem, text))
    day = given.get("meeting_date") or facts.get("date", "")
    committee = given.get("committee") or facts.get("committee", "")
    for value, option in ((day, "--date 2020-01-31"), (committee, "--committee NAME")):
        if not value:
            raise MinutebookError(f"does not print its {option.split()[0][2:]}", file, todo=f"say it with {option}")
    title = facts.get("title", "")
    pack_id = f"{day}-{_slug(committee)}" + (f"--{_slug(title)}" if title else "")
    return Pack(
        file=file.name,
        sha256=sha256(text.encode()),
        pack_id=pack_id,
        committee=committee,
        councils=given.get("councils") or facts.get("councils", ""),
        meeting_date=day,
        kind=given.get("kind") or ("report" if title else "agenda pack"),
        original_name=file.name,
        publisher=given.get("publisher") or facts.get("councils", ""),
        licence=given.get("licence") or "not stated in the paper",
    )


def _taken(packs: list[Pack], folder: Path, content: bytes) -> set[str]:
    """Return the ids that a new pack can't have: registered ones, and names of other files in the folder."""
    others = {path.stem for path in folder.glob("*.txt") if path.read_bytes() != content}
    return {pack.pack_id for pack in packs} | others


def _free_id(pack_id: str, taken: set[str]) -> str:
    number, free = 1, pack_id
    while free in taken:
        number += 1
        free = f"{pack_id}-{number}"
    return free


def _slug(text: str) -> str:
    """Return a name as part of a pack id: "Adults, Health & Wellbeing" gives adults-health-wellbeing.

    A name without a Latin letter gives "papers": an id is typed and stands in addresses of pages.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub("'", "", plain))
    return "-".join(word for word in words if word != "and") or "papers"


def _csv(packs: list[Pack]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(pack) for pack in packs)
    return out.getvalue()
