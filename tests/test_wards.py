"""Wards: the register is refused where it is wrong, names lead to the ward that a paper means, or to none."""

from __future__ import annotations

import json
import os
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from minutebook.errors import MinutebookError
from minutebook.facts import wards
from minutebook.facts.wards import neighbours, ward_named, wards_in, wards_on
from minutebook.files import ROOT
from minutebook.registry import registered

OLD, NEW = "2022-05-04", "2022-05-05"
GIVEN = os.environ.get("MINUTEBOOK_OPEN_DATA")


@pytest.fixture(autouse=True)
def _no_open_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINUTEBOOK_OPEN_DATA", raising=False)


HEADER = "code,name,aliases,borough,set,valid_from,valid_to,tile_x,tile_y,river"
NORTH = "E05000001,North End,,Alder,alder-1,2010-05-06,2020-05-06,0,0,false"
SOUTH = "E05000002,South End,Southend,Alder,alder-1,2010-05-06,2020-05-06,0,1,true"
LATER = "E05000003,North End,,Alder,alder-2,2020-05-07,,0,0,false"
OTHER = "E05000004,North End,,Birch,birch-1,2010-05-06,,1,0,false"
ROWS = (NORTH, SOUTH, LATER, OTHER)


def write(folder: Path, rows: tuple[str, ...] = ROWS, traps: str = "", pairs: str = "", header: str = HEADER) -> Path:
    (folder / "wards.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    (folder / "traps.csv").write_text(f"name,unless,why\n{traps}", encoding="utf-8")
    (folder / "neighbours.csv").write_text(f"code,neighbour\n{pairs}", encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(wards, "FOLDER", write(tmp_path))
    return tmp_path


def code(row: str) -> str:
    return row[:9]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"rows": (NORTH, SOUTH, LATER, OTHER.replace("E05000004", "E05000001"))},
            "wards.csv:5: North End and North End share their code",
        ),
        (
            {"rows": (NORTH.replace("North", "south"), SOUTH, LATER, OTHER)},
            "wards.csv:3: South End and south End share their name",
        ),
        ({"rows": (NORTH.replace("North End", "Southend"), SOUTH, LATER, OTHER)}, "share their name"),
        ({"rows": (NORTH, SOUTH.replace(",0,1,", ",0,0,"), LATER, OTHER)}, "share their tile"),
        ({"rows": (NORTH, SOUTH, LATER, OTHER.replace(",1,0,", ",0,1,"))}, "South End share their tile"),
        ({"rows": (NORTH, SOUTH, LATER.replace("05-07", "05-08"), OTHER)}, "the sets of Alder do not follow"),
        (
            {"rows": (NORTH, SOUTH, LATER.replace("2020-05-07", "2019-05-07"), OTHER.replace(",1,0", ",9,9"))},
            "share their tile",
        ),
        ({"rows": (NORTH, SOUTH, LATER.replace("2020-05-07,,0,0", "2019-05-07,,7,7"), OTHER)}, "do not follow"),
        ({"rows": (NORTH, SOUTH, OTHER)}, "the sets of Alder do not follow"),
        ({"rows": (NORTH, SOUTH.replace("2010", "2011"), LATER, OTHER)}, "do not follow"),
        (
            {"rows": (NORTH, SOUTH, LATER, OTHER.replace("birch-1", "alder-2").replace("North", "West"))},
            "share their set",
        ),
        ({"rows": (NORTH.replace("E05000001", "North"), SOUTH)}, "wards.csv:2: 'North' is not a ward's code"),
        ({"rows": (NORTH.replace("2010-05-06", "6 May 2010"), SOUTH)}, "write dates as 2022-05-05"),
        ({"rows": (NORTH.replace("2010", "2030"), SOUTH)}, "ends before it begins"),
        ({"rows": (NORTH.replace("false", "no"), SOUTH)}, "river is neither true nor false"),
        ({"rows": (NORTH.replace("Alder", ""), SOUTH)}, "has no borough"),
        ({"rows": (NORTH + ",x", SOUTH)}, "has 11 values for 10 columns"),
        ({"rows": ()}, "lists no ward"),
        ({"header": "code,name"}, "wards.csv:1: has other columns"),
        ({"traps": "Southend,,a town\n"}, "traps.csv:2: Southend is a ward's name as well"),
        ({"traps": "The End,maybe,a film\n"}, "traps.csv:2: 'The End' stands twice, or its unless"),
        ({"traps": "The End,,\n"}, "or its unless or why"),
        ({"traps": "The End,,a film\nthe end,,a song\n"}, "traps.csv:3: 'the end' stands twice"),
        ({"pairs": "E05000001,E05000009\n"}, "neighbours.csv:2: E05000001 and E05000009 are not two wards"),
        ({"pairs": "E05000001,E05000001\n"}, "are not two wards"),
        ({"pairs": "E05000001,E05000002\nE05000002,E05000001\n"}, "neighbours.csv:3"),
    ],
)
def test_a_wrong_register_is_refused_in_one_line_that_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(wards, "FOLDER", write(tmp_path, **files))
    with pytest.raises(MinutebookError) as caught:
        wards.register()
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_a_register_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wards, "FOLDER", tmp_path)
    with pytest.raises(MinutebookError, match=r"wards\.csv: is missing"):
        wards.register()


@pytest.mark.usefixtures("small")
def test_a_name_in_two_boroughs_is_nobodys_until_one_is_named() -> None:
    assert ward_named("North End", "2015-01-01") == ""
    assert ward_named("North End", "2015-01-01", "Alder") == code(NORTH)
    assert ward_named("North End", "2020-05-06", "Alder") == code(NORTH)
    assert ward_named("North End", "2020-05-07", "Alder") == code(LATER)
    assert ward_named("North End", "2015-01-01", "Birch") == code(OTHER)
    assert [c for c, _, _ in wards_in("North End and South End wards", "2015-01-01")] == [code(SOUTH)]


@pytest.mark.usefixtures("small")
def test_a_day_before_the_register_begins_has_no_map() -> None:
    assert wards_on("2010-05-05") == []
    with pytest.raises(ValueError, match="no wards of Alder on 2010-05-05"):
        wards.tiles("2010-05-05")


@pytest.mark.parametrize(
    ("label", "old", "new"),
    [
        ("St James's", "E05000644", "E05013806"),
        ("St. James's", "E05000644", "E05013806"),
        ("ST JAMES’S", "E05000644", "E05013806"),
        ("St James", "E05000644", "E05013806"),
        ("  St James \n ward ", "E05000644", "E05013806"),
        ("St James's Park", "", ""),
        ("St James's Park ward", "E05000644", "E05013806"),
        ("Queens Park", "E05000642", "E05013804"),
        ("Queen‘s Park", "E05000642", "E05013804"),
        ("Regents Park", "E05000643", "E05013805"),
        ("Knightsbridge & Belgravia", "E05000637", "E05013797"),
        ("Knightsbridge and Belgravia", "E05000637", "E05013797"),
        ("Bryanston & Dorset Square", "E05000632", ""),
        ("Brompton and Hans Town", "E05009389", "E05009389"),
        ("Brompton & Hans Town Ward", "E05009389", "E05009389"),
        ("Earls Court", "E05009395", "E05009395"),
        ("Queen's Gate", "E05009401", "E05009401"),
        ("St Helens", "E05009404", "E05009404"),
        ("The West End", "E05000649", "E05013808"),
        ("Harrow Road", "E05000635", "E05013795"),
        ("Hyde Park", "E05000636", "E05013796"),
        ("Marylebone", "E05000641", "E05013801"),
        ("Marylebone High Street", "E05000641", ""),
        ("Churchill", "E05000633", ""),
        ("Tachbrook", "E05000645", ""),
        ("Pimlico North", "", "E05013802"),
        ("Pimlico", "", ""),
        ("Churchill Gardens", "", ""),
        ("West End CIZ", "", ""),
        ("Westbourne Park", "", ""),
        ("Victoria BID", "", ""),
        ("Knightsbridge", "", ""),
        ("Abbey", "", ""),
        ("ward", "", ""),
        ("E05000649", "", ""),
        ("Westminster", "", ""),
        ("", "", ""),
    ],
)
def test_a_label_leads_to_the_ward_of_the_day(label: str, old: str, new: str) -> None:
    assert (ward_named(label, OLD), ward_named(label, NEW)) == (old, new)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One in Westbourne ward and one in Tachbrook ward.", ["Westbourne", "Tachbrook"]),
        ("30% in the West End and 23% in St James's, its busiest.", ["West End", "St James's"]),
        ("40% in St James (21%) and West End (19%) wards", ["St James", "West End"]),
        ("just 2 wards, West End and St James's Park.", ["West End", "St James's Park"]),
        ("a picnic in St James's Park", []),
        ("three wards; 14% Queen's Park, 11% Harrow Road", ["Queen's Park", "Harrow Road"]),
        ("Patrols on Harrow Road and in Queens Park", ["Queens Park"]),
        ("Flat B Harrow Road\tResidential\tGood\t4", []),
        ("A ward. Then, the Harrow Road was shut.", []),
        ("St. James's and Churchill wards", ["St. James's", "Churchill"]),
        ("Churchill, Lancaster Gate and Bayswater had most", ["Churchill", "Lancaster Gate", "Bayswater"]),
        ("special policies in the West End, Bayswater and Queensway", []),
        ("Winston Churchill spoke", []),
        ("for Churchill Gardens & Tachbrook wards", ["Tachbrook"]),
        ("the wards beyond the West End CIZ", []),
        ("the wards: Westbourne Park, Westbourne Grove, Bayswater Road", []),
        ("West End Kids sang with the Church Street Choir in two wards", []),
        ("free activities at Church Street library", []),
        ("St Marylebone Bridge School, in a ward", []),
        ("Regents Park Mosque, in a ward", []),
        ("Pimlico and Victoria wards", []),
        ("Church\nStreet and Queen’s  Park wards", ["Church\nStreet", "Queen’s  Park"]),
        ("Church Street-based, Westbournes, NorthWestbourne", []),
        ("Knightsbridge & Belgravia; Knightsbridge", ["Knightsbridge & Belgravia"]),
        ("Golborne, Dalgarno, Notting Dale and Colville.", ["Golborne", "Dalgarno", "Notting Dale", "Colville"]),
        ("the royal brompton hospital; Royal Brompton Hospital wards", []),
        ("the west end of Golborne", ["Golborne"]),
        ("a\tb\n\n", []),
        ("", []),
    ],
)
def test_running_text_names_the_wards_that_it_means_and_no_others(text: str, found: list[str]) -> None:
    hits = wards_in(text, "2016-09-21")
    assert [text[start:end] for _, start, end in hits] == found
    assert all(ward_named(f"{text[start:end]} ward", "2016-09-21") == code for code, start, end in hits)


def test_the_day_decides_between_two_sets_in_running_text() -> None:
    text = "Churchill, Westbourne and Pimlico South wards"
    assert [c for c, _, _ in wards_in(text, OLD)] == ["E05000633", "E05000648"]
    assert [c for c, _, _ in wards_in(text, NEW)] == ["E05013809", "E05013803"]


def test_no_trap_without_a_way_out_is_ever_found() -> None:
    for trap in wards.register().traps.values():
        for when in (OLD, NEW):
            if not trap.unless:
                assert ward_named(trap.name, when) == "" == ward_named(f"{trap.name} ward", when)
                assert wards_in(f"{trap.name} and other wards", when) == []
            elif trap.unless == "ward":
                assert wards_in(f"{trap.name} and Golborne", when) == [
                    ("E05009396", len(trap.name) + 5, len(trap.name) + 13)
                ]
            else:
                assert wards_in(f"{trap.name} alone", when) == []


PACKS = ROOT / "data" / "raw" / "packs"


def wards_of(start: str) -> list[tuple[int, list[str]]]:
    pack = next(p for p in registered(PACKS) if p.pack_id.startswith(start))
    lines = (PACKS / pack.file).read_text(encoding="utf-8").split("\n")
    names = {ward.code: ward.name for ward in wards.register().wards}
    found = ((n, [names[c] for c, _, _ in wards_in(line, pack.meeting_date)]) for n, line in enumerate(lines, 1))
    return [(n, hits) for n, hits in found if hits]


def test_the_papers_name_the_wards_that_a_reader_finds_in_them() -> None:
    old = dict(wards_of("2016"))
    assert old[1203] == ["Queen's Park", "Harrow Road", "Church Street"]
    assert old[1617] == ["Churchill", "Lancaster Gate", "Bayswater"]
    assert old[1516] == ["St. James's", "West End"]
    assert old[489] == ["Westbourne", "Church Street", "Tachbrook"]
    assert not {421, 457, 533, 841, 1577, 1585, 1624, 2034, 2080} & old.keys()
    assert dict(wards_of("2023-11-23-health-wellbeing-board"))[439] == ["West End", "St James's"]
    assert 637 not in dict(wards_of("2021-11"))


def test_the_register_has_every_ward_of_both_boroughs() -> None:
    def numbers(when: str, borough: str) -> list[int]:
        return [int(w.code[3:]) for w in wards_on(when) if w.borough == borough]

    assert numbers(OLD, "Westminster") == list(range(630, 650))
    assert numbers(NEW, "Westminster") == list(range(13792, 13810))
    assert numbers(OLD, "Kensington and Chelsea") == numbers(NEW, "Kensington and Chelsea") == list(range(9388, 9406))
    assert day_after(OLD) == NEW


def day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(1)).isoformat()


@pytest.mark.parametrize(("when", "count"), [(OLD, 38), (NEW, 36)])
def test_the_tile_map_keeps_neighbours_together(when: str, count: int) -> None:
    frame = wards.tiles(when)
    assert list(frame.columns) == ["code", "name", "borough", "geometry"]
    assert len(frame) == count and frame.crs is None
    grown = frame.geometry.buffer(2 * wards.GAP, join_style="mitre")
    assert not any(frame.geometry.iloc[n].intersects(frame.geometry.iloc[:n].union_all()) for n in range(1, count))
    for borough in set(frame["borough"]):  # each in one piece
        assert grown[frame["borough"] == borough].union_all().geom_type == "Polygon"
    at = {ward.code: ward.tile for ward in wards_on(when)}
    apart = [(abs(at[a][0] - at[b][0]), abs(at[a][1] - at[b][1])) for a, b in neighbours(when)]
    # Of 86 real neighbours until May 2022 and 83 since, 60 % share a tile's edge, 91 % an edge or a corner.
    assert len(apart) == {38: 86, 36: 83}[count]
    assert sum(sum(step) == 1 for step in apart) >= 0.6 * len(apart)
    assert sum(max(step) == 1 for step in apart) >= 0.9 * len(apart)
    assert max(map(max, apart)) == 2


@pytest.mark.parametrize("when", [OLD, NEW])
def test_the_tile_map_keeps_the_river_outside_and_kensington_in_the_west(when: str) -> None:
    standing = wards_on(when)
    cells = {ward.tile for ward in standing}
    inland = set()
    for ward in standing:
        x, y = ward.tile
        south = any(cell[0] == x and cell[1] > y for cell in cells)
        east = any(cell[1] == y and cell[0] > x for cell in cells)
        if ward.river and south and east:
            inland.add(ward.code)
    assert inland <= {"E05013797"}  # reaches from the park to 400 m of the bank
    middle = {b: sum(w.tile[0] for w in standing if w.borough == b) / 18 for b in {w.borough for w in standing}}
    assert middle["Kensington and Chelsea"] < middle["Westminster"]


def test_kensington_and_chelsea_keeps_its_tiles() -> None:
    old, new = ({w.code: w.tile for w in wards_on(d) if w.borough != "Westminster"} for d in (OLD, NEW))
    assert old == new and len(old) == 18


def square(x: float, y: float) -> dict[str, Any]:
    ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def outline_file(path: Path, column: str, codes: list[str]) -> None:
    features = [
        {"type": "Feature", "properties": {column: c}, "geometry": square(-0.2 + n / 100, 51.5)}
        for n, c in enumerate(codes)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


@pytest.fixture
def open_data(tmp_path: Path) -> Path:
    """Return the folder that MINUTEBOOK_OPEN_DATA names, or one of squares made up for the purpose."""
    if GIVEN:
        return Path(GIVEN)
    for year, column, when in (("2018", "GSS_CODE", OLD), ("2022", "wd22cd", NEW)):
        for borough in ("Westminster", "Kensington and Chelsea"):
            codes = [w.code for w in wards_on(when) if w.borough == borough]
            outline_file(tmp_path / f"wards_{year}_{borough[:4].lower()}.geojson", column, codes)
    return tmp_path


@pytest.mark.parametrize("when", [OLD, NEW])
def test_outlines_and_tiles_have_the_same_rows(
    when: str, open_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiles = wards.tiles(when)
    assert wards.geography(when).equals(tiles)
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", str(open_data))
    real = wards.geography(when)
    assert real.crs.to_epsg() == 27700 and list(real.columns) == list(tiles.columns)
    assert real.drop(columns="geometry").equals(tiles.drop(columns="geometry"))
    left, low, right, high = real.total_bounds
    assert 510_000 < left < right < 560_000 and 170_000 < low < high < 190_000
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", str(empty))
    assert wards.geography(when).equals(tiles)
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", "")
    assert wards.geography(when).equals(tiles)


def drawn(when: str, folder: Path) -> wards.Frame:
    frame = wards.outlines(when, folder)
    assert frame is not None
    return frame


def test_outlines_that_lack_a_ward_are_not_used(tmp_path: Path) -> None:
    codes = [ward.code for ward in wards_on(NEW)]
    outline_file(tmp_path / "wards_2022_all.geojson", "WD22CD", codes[:-1])
    assert wards.outlines(NEW, tmp_path) is None
    outline_file(tmp_path / "wards_2023_all.geojson", "WD23CD", codes[-1:])
    assert wards.outlines(NEW, tmp_path) is None  # of two years: they'd not meet
    outline_file(tmp_path / "wards_2022_rest.geojson", "WD22CD", codes[-1:])
    assert list(drawn(NEW, tmp_path)["code"]) == codes
    outline_file(tmp_path / "wards_2022_all.geojson", "name", codes)
    assert wards.outlines(NEW, tmp_path) is None


def test_open_data_that_is_no_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", str(tmp_path / "absent"))
    with pytest.raises(MinutebookError, match="absent: is no folder; let MINUTEBOOK_OPEN_DATA name one"):
        wards.geography(NEW)


def test_a_broken_file_of_outlines_is_named(tmp_path: Path) -> None:
    (tmp_path / "wards_2022_all.geojson").write_text("not json", encoding="utf-8")
    with pytest.raises(MinutebookError, match=r"wards_2022_all\.geojson: is not a file of outlines"):
        wards.outlines(NEW, tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(not GIVEN, reason="needs MINUTEBOOK_OPEN_DATA")
@pytest.mark.parametrize("when", [OLD, NEW])
def test_the_neighbours_are_those_of_the_real_outlines(when: str) -> None:
    frame = drawn(when, Path(str(GIVEN)))
    near = frame.geometry.buffer(15)
    found = set()
    for n, one in enumerate(frame.itertuples()):
        for m in range(n + 1, len(frame)):
            if one.geometry.boundary.intersection(near.iloc[m]).length >= 60:
                found.add((one.code, frame["code"].iloc[m]))
    assert found == set(neighbours(when))


@pytest.mark.parametrize("piece", [" ", "\n", ". ", "1. 2", "St. ", ".*", "West End ", "\n \t"])
def test_text_of_any_kind_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    start = time.process_time()
    wards_in(piece * 50_000, "2016-09-21")
    assert time.process_time() - start < 2
