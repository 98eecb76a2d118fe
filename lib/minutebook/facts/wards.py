"""The wards of both boroughs: their register, how papers name them, and where they lie.

Codes tell wards apart and names don't: most of Westminster's names stand in two sets, with other codes and other
boundaries. So whatever is asked here is asked for a day, a paper's for instance.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

from minutebook.errors import MinutebookError
from minutebook.files import ROOT

FOLDER = ROOT / "data" / "raw" / "wards"
WARDS, TRAPS, NEIGHBOURS = "wards.csv", "traps.csv", "neighbours.csv"
GAP = 0.03  # of a tile's width, on each of its sides
When: TypeAlias = date | str
Frame: TypeAlias = Any  # a GeoDataFrame: code, name, borough, geometry

_CODE = re.compile(r"E05\d{6}")
_UNLESS = ("", "ward", "list")


@dataclass(frozen=True)
class Ward:
    """A row of `wards.csv`; `until` is the last day, None while the ward stands."""

    code: str
    name: str
    aliases: tuple[str, ...]
    borough: str
    ward_set: str
    since: date
    until: date | None
    tile: tuple[int, int]
    river: bool


@dataclass(frozen=True)
class Trap:
    """A row of `traps.csv`: a name that isn't the ward, unless its sentence says so.

    `unless` is empty for what never is the ward, `ward` where the sentence must speak of wards, and `list`
    where naming another ward is enough.
    """

    name: str
    unless: str
    why: str


@dataclass(frozen=True, eq=False)
class Register:
    """What `data/raw/wards` says, checked."""

    wards: tuple[Ward, ...]
    traps: Mapping[str, Trap]  # by key
    neighbours: frozenset[frozenset[str]]


def register() -> Register:
    """Return the register, read once.

    Raises:
        MinutebookError: naming the file and line that is wrong, and what to do.
    """
    return _register(FOLDER)


@lru_cache(maxsize=8)
def _register(folder: Path) -> Register:
    wards = tuple(_ward(folder / WARDS, line, row) for line, row in _rows(folder / WARDS, _WARD_COLUMNS))
    _check_wards(folder / WARDS, wards)
    traps = _traps(folder / TRAPS, wards)
    return Register(wards, traps, _neighbours(folder / NEIGHBOURS, wards))


_WARD_COLUMNS = (
    "code", "name", "aliases", "borough", "set", "valid_from", "valid_to", "tile_x", "tile_y", "river",
)  # fmt: skip


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a register file with their lines."""
    if not path.is_file():
        raise MinutebookError("is missing", path, todo="restore the file")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        if next(reader, []) != list(columns):
            raise MinutebookError("has other columns", path, 1, todo=f"give it: {','.join(columns)}")
        for row in reader:
            if len(row) != len(columns):
                what = f"has {len(row)} values for {len(columns)} columns"
                raise MinutebookError(what, path, reader.line_num, todo='put "..." around a value with a comma')
            yield reader.line_num, dict(zip(columns, map(str.strip, row), strict=True))


def _ward(path: Path, line: int, row: dict[str, str]) -> Ward:
    def need(right: object, what: str, todo: str) -> None:
        if not right:
            raise MinutebookError(what, path, line, todo=todo)

    need(_CODE.fullmatch(row["code"]), f"{row['code']!r} is not a ward's code", "write E05 and six digits")
    for column in ("name", "borough", "set"):
        need(row[column], f"has no {column}", "give it one")
    need(row["river"] in {"true", "false"}, "river is neither true nor false", "write one of them")
    try:
        since, until = day_of(row["valid_from"]), day_of(row["valid_to"]) if row["valid_to"] else None
        tile = int(row["tile_x"]), int(row["tile_y"])
    except ValueError as error:
        raise MinutebookError(str(error), path, line, todo="write dates as 2022-05-05, tiles as 3") from None
    need(until is None or since <= until, "ends before it begins", "correct valid_from or valid_to")
    aliases = tuple(row["aliases"].split("; ")) if row["aliases"] else ()
    river = row["river"] == "true"
    return Ward(row["code"], row["name"], aliases, row["borough"], row["set"], since, until, tile, river)


def _check_wards(path: Path, wards: Sequence[Ward]) -> None:
    """Refuse codes, names or tiles that stand twice, and sets that overlap or leave a day without wards."""
    if not wards:
        raise MinutebookError("lists no ward", path, todo="restore the file")
    for line, ward in enumerate(wards, start=2):
        for other in wards[: line - 2]:
            twice = [what for what, same in _clashes(other, ward) if same]
            if twice:
                what = f"{ward.name} and {other.name} share their {twice[0]}"
                raise MinutebookError(what, path, line, todo="change one")
    by_borough = attrgetter("borough", "since", "ward_set")
    for borough, rows in groupby(sorted(wards, key=by_borough), attrgetter("borough")):
        spans = sorted({(w.since, w.until or date.max, w.ward_set) for w in rows})
        follows = all(a[1] < date.max and a[1] + timedelta(1) == b[0] for a, b in pairwise(spans))
        if not follows or spans[-1][1] != date.max or len({s[2] for s in spans}) < len(spans):
            todo = "let a set begin on the day after the one before ends, the last without an end"
            raise MinutebookError(f"the sets of {borough} do not follow on one another", path, todo=todo)


def _clashes(one: Ward, other: Ward) -> Iterator[tuple[str, bool]]:
    together = one.since <= (other.until or date.max) and other.since <= (one.until or date.max)
    yield "code", one.code == other.code
    yield "name", one.ward_set == other.ward_set and bool(_keys(one) & _keys(other))
    yield "tile", together and one.tile == other.tile
    yield "set, not their borough", one.ward_set == other.ward_set and one.borough != other.borough


def _traps(path: Path, wards: Sequence[Ward]) -> dict[str, Trap]:
    traps: dict[str, Trap] = {}
    names = frozenset().union(*map(_keys, wards))
    for line, row in _rows(path, [field.name for field in fields(Trap)]):
        trap, key = Trap(**row), _key(row["name"])
        if not trap.name or not trap.why or trap.unless not in _UNLESS or key in traps:
            what = f"{trap.name!r} stands twice, or its unless or why is not right"
            raise MinutebookError(what, path, line, todo="give it a why, and unless: nothing, ward or list")
        if not trap.unless and key in names:
            todo = f"take it out of {WARDS}, or say unless"
            raise MinutebookError(f"{trap.name} is a ward's name as well", path, line, todo=todo)
        traps[key] = trap
    return traps


def _neighbours(path: Path, wards: Sequence[Ward]) -> frozenset[frozenset[str]]:
    known = {ward.code: ward for ward in wards}
    found: set[frozenset[str]] = set()
    for line, row in _rows(path, ["code", "neighbour"]):
        pair = frozenset(row.values())
        if len(pair) < 2 or pair in found or not pair <= known.keys():
            what = f"{' and '.join(row.values())} are not two wards, or stand twice"
            raise MinutebookError(what, path, line, todo="take the line out")
        found.add(pair)
    return frozenset(found)


def day_of(when: When) -> date:
    """Return a day that is given as one or as ISO text."""
    return when if isinstance(when, date) else date.fromisoformat(when)


def wards_on(when: When) -> list[Ward]:
    """Return the wards that stand on a day, by code."""
    return _standing(register(), day_of(when))


@lru_cache(maxsize=512)
def ward_coded(code: str) -> Ward:
    """Return the ward that has a code.

    Raises:
        ValueError: where the register has no such code.
    """
    found = [ward for ward in register().wards if ward.code == code]
    if not found:
        raise ValueError(f"{code!r} is not the code of a ward in the register")
    return found[0]


def _standing(known: Register, at: date) -> list[Ward]:
    found = (w for w in known.wards if w.since <= at and (w.until is None or at <= w.until))
    return sorted(found, key=attrgetter("code"))


def neighbours(when: When) -> list[tuple[str, str]]:
    """Return the pairs of wards of a day that share a stretch of boundary."""
    codes = {ward.code for ward in wards_on(when)}
    return [pair for pair in combinations(sorted(codes), 2) if frozenset(pair) in register().neighbours]


def _key(name: str) -> str:
    """Return a name as it is compared: papers differ in case, apostrophes, "&" and the stop after "St"."""
    plain = re.sub(r"[‘’]", "'", name).replace("&", " and ")
    return re.sub(r"\bst\. ?", "st ", " ".join(plain.casefold().split()))


def _keys(ward: Ward) -> frozenset[str]:
    return frozenset(map(_key, (ward.name, *ward.aliases)))


def ward_named(text: str, when: When, borough: str | None = None) -> str:
    """Return the code of the ward that a label names on a day, or "" where it names none or more than one.

    Example:
        >>> ward_named("St James ward", "2018-06-01"), ward_named("St James’s", "2024-06-01")
        ('E05000644', 'E05013806')
        >>> ward_named("Churchill Gardens", "2018-06-01"), ward_named("Churchill", "2024-06-01")
        ('', '')
    """
    label = re.fullmatch(r"(?:the )?(.+?)( wards?)?", _key(text))
    if label is None:
        return ""
    key, said = label[1], label[2] is not None
    found = [w for w in wards_on(when) if key in _keys(w) and borough in {None, w.borough}]
    if len(found) != 1:
        return ""
    trap = register().traps.get(key)
    # A label that is the ward's own name is the ward: "Harrow Road" in a column of wards isn't the road.
    doubtful = trap is not None and trap.unless == "ward" and key != _key(found[0].name)
    return found[0].code if said or not doubtful else ""


_SPACE = r"(?:[ \u00a0]+|[ ]*\n[ ]*)"
#: "Church Street Choir", "Church Street library": a name that goes on is another's.
_LONGER = re.compile(
    r"[ \u00a0](?:(?!Wards?\b)[A-Z]|(?:church|estate|hospital|library|market|mosque|road|school|station)s?\b)"
)
_WARD_AFTER = re.compile(r" wards?\b", re.IGNORECASE)
_SAID = re.compile(r"\bwards?\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|PC|Sgt|Inspector|Superintendent)\.? \Z"
)
_SENTENCE = re.compile(r"(?<!\bSt)[.!?][”\"')*]*\s+(?=[\W\d]{0,9}[A-Z])|\n\s*\n")


def _pattern(name: str) -> str:
    """Return a pattern for a name in any of the spellings that `_key` makes one."""
    words = [
        r"St\.?" if re.fullmatch(r"St\.?", word) else "(?:&|and)" if word in {"&", "and"} else re.escape(word)
        for word in name.replace("’", "'").split()
    ]
    return _SPACE.join(words).replace("'", "['‘’]")


@lru_cache(maxsize=64)
def _names(known: Register, at: date) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for a day's names and for traps, the longest first, and the code of each name that has one."""
    wards = _standing(known, at)
    written = {name for ward in wards for name in (ward.name, *ward.aliases)}
    patterns = map(_pattern, sorted({*written, *(trap.name for trap in known.traps.values())}, key=_longest))
    keys = [(key, ward.code) for ward in wards for key in _keys(ward)]
    codes = {key: code for key, code in keys if sum(key == other for other, _ in keys) == 1}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])"), codes


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def wards_in(text: str, when: When) -> list[tuple[str, int, int]]:
    """Return the wards that running text names on a day: code, and where the name starts and ends.

    It would rather miss a ward than take something else for one: a name that goes on is part of a longer
    one, and a name that mostly means something else counts only where its sentence says so (`Trap`).

    Example:
        >>> text = "11% Harrow Road ward; Churchill Gardens estate, off the Harrow Road"  # the second is a road
        >>> [(code, text[start:end]) for code, start, end in wards_in(text, "2018-06-01")]
        [('E05000635', 'Harrow Road')]
        >>> wards_in("Patrols began in the West End. The Harrow Road was closed.", "2018-06-01")
        []
    """
    pattern, codes = _names(register(), day_of(when))
    if not pattern.search(text):
        return []
    breaks = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    out: list[tuple[str, int, int]] = []
    for start, end in pairwise(breaks):
        hits = [m for m in pattern.finditer(text, start, end) if _is_whole_name(text, start, m)]
        named = [(codes.get(_key(m[0]), ""), register().traps.get(_key(m[0])), m.span()) for m in hits]
        sure = {code for code, trap, _ in named if code and trap is None}
        said = _SAID.search(text, start, end) is not None
        # "near Hyde Park and in Hyde Park ward": a name that is said to be a ward here isn't one without the word.
        wards = {code for code, _, span in named if _WARD_AFTER.match(text, span[1])}
        several = re.search(r"\bwards\b", text[start:end], re.I) is not None
        out += [
            (code, *span)
            for code, trap, span in named
            if code
            and (
                trap is None
                or (trap.unless == "list" and sure)
                or (said and trap.unless != "ward")
                or (trap.unless == "ward" and ((several and code not in wards) or _WARD_AFTER.match(text, span[1])))
            )
        ]
    return out


def _is_whole_name(text: str, start: int, name: re.Match[str]) -> bool:
    """Tell whether a name in a sentence that starts there neither goes on nor is a person's."""
    begin = name.start()
    return not _LONGER.match(text, name.end()) and not _PERSON.search(text, max(start, begin - 20), begin)


def _map_wards(when: When) -> list[Ward]:
    wards = wards_on(when)
    if absent := sorted({w.borough for w in register().wards} - {w.borough for w in wards}):
        raise ValueError(f"the register has no wards of {absent[0]} on {day_of(when).isoformat()}")
    return wards


def _frame(wards: Sequence[Ward], shapes: Iterable[Any], crs: int | None) -> Frame:
    import geopandas as gpd  # half a second that reading packs doesn't need

    rows = {name: [getattr(ward, name) for ward in wards] for name in ("code", "name", "borough")}
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs=crs)


def tiles(when: When) -> Frame:
    """Return the tile map of a day: a square for each ward with a small gap around it, north up, no EPSG."""
    import geopandas as gpd

    wards = _map_wards(when)
    middles = gpd.points_from_xy([w.tile[0] + 0.5 for w in wards], [-w.tile[1] - 0.5 for w in wards])
    return _frame(wards, gpd.GeoSeries(middles).buffer(0.5 - GAP, cap_style="square"), None)


def outlines(when: When, folder: Path) -> Frame | None:
    """Return the real outlines of a day's wards, EPSG:27700, or None where `folder` hasn't all of them.

    Looked for in `wards_<year>_*.geojson`, as the GLA and the ONS name their columns. All come from files of
    one year, since the outlines of two are drawn at different precisions and don't meet.
    """
    wards = _map_wards(when)
    files = sorted(folder.glob("wards_*.geojson"))
    for _, same_year in groupby(files, lambda path: path.name.split("_")[1]):
        shapes: dict[str, Any] = {}
        for path in same_year:
            shapes |= _shapes(path)
        if all(ward.code in shapes for ward in wards):
            return _frame(wards, [shapes[ward.code] for ward in wards], 27700)
    return None


def _shapes(path: Path) -> dict[str, Any]:
    """Return the outlines of a file by ward code, in metres of the National Grid."""
    import geopandas as gpd

    try:
        read = gpd.read_file(path)
        read = (read.set_crs(4326) if read.crs is None else read).to_crs(27700)
        read = read[~read.geometry.isna() & ~read.geometry.is_empty]
    except (OSError, RuntimeError, ValueError, AttributeError) as error:
        todo = "restore it, or unset MINUTEBOOK_OPEN_DATA"
        raise MinutebookError(f"is not a file of outlines ({error})", path, todo=todo) from None
    column = next((c for c in read.columns if re.fullmatch(r"GSS_CODE|wd\d\dcd", c, re.IGNORECASE)), None)
    return {} if column is None else dict(zip(read[column], read.geometry.make_valid(), strict=True))


def geography(when: When) -> Frame:
    """Return the wards of a day as shapes: real outlines where MINUTEBOOK_OPEN_DATA has them, else tiles.

    Raises:
        MinutebookError: where MINUTEBOOK_OPEN_DATA names no folder, or one with a broken file of outlines.
    """
    folder = open_data()
    real = outlines(when, folder) if folder else None
    return tiles(when) if real is None else real


def open_data() -> Path | None:
    """Return the folder that MINUTEBOOK_OPEN_DATA names, or nothing where it is empty or not set."""
    if not (named := os.environ.get("MINUTEBOOK_OPEN_DATA")):
        return None
    if not Path(named).is_dir():
        raise MinutebookError("is no folder", named, todo="let MINUTEBOOK_OPEN_DATA name one, or unset it")
    return Path(named)
