"""The site: built from hostile packs and a toy study, then read as a browser and a reader would."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from minutebook import schema
from minutebook.errors import MinutebookError
from minutebook.files import ROOT, locked, sha256
from minutebook.running.links import broken_links, remote_loads
from minutebook.running.site import as_html, as_markdown, build_site, numbered_lines, read_runs, run_folders

PACK = "2021-07-15-health-wellbeing-board"
HOSTILE = (
    "# Heading\n<script>alert('x')</script>\nA\t**B**\t\n"
    "```{raw} html\n.. raw:: html\n{{ config }} {% include 'x' %}\n"
    "Tel: 020 7641 2000, a.person@example.gov.uk\n'single' \"double\" & &amp; </td></tr></table>\n"
    "bell \x07 return \r feed \x0c next \x85 line \u2028 end\n"
    f"{'long' * 2000}\n\nzymurgy\nturned \u202e round \u2066 and \u200f back\nlast line without its end"
)
LINES = HOSTILE.split("\n")
COMMITTEE = "Health & <script>alert(1)</script> *Board* {raw} `x`: [y](z) | \"q\" 'r'"
ALT = 'Bars: "Brent" <b>most</b>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><rect width="8" height="4"/></svg>'


def code(source: str, *outputs: dict[str, Any], tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "id": f"c{abs(hash(source))}"[:9],
        "metadata": {"tags": list(tags)},
        "outputs": list(outputs),
        "source": source,
    }


def shown(data: dict[str, str], **metadata: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": f"m{abs(hash(source))}"[:9], "metadata": {}, "source": source}


def write_run(root: Path, area: str, link: str = f"../packs/{PACK}.html#L12") -> None:
    run_id = "toy" if area == "all" else f"toy--area-{area.lower()}"
    folder = root / "build" / "runs" / f".{run_id}@1"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "claims.svg").write_text(SVG)
    (folder / "figures" / "claims.png").write_bytes(b"png")
    (folder / "figures" / "claims.csv").write_text("area,value\nBrent,300\n")
    (folder / "figures" / "claims.json").write_text("{}")
    png = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}
    footer = f'<p><a href="{link}">line 12</a> <a href="figures/claims.csv">CSV</a></p>'
    cells = [
        markdown("# Who paid?\n\nWhat the papers **print**.\n\n## Overview\n\nWords."),
        code(f'area = "{area}"', tags=("parameters",)),
        code("chart", shown(png, minutebook={"name": "claims", "alt": ALT}), shown({"text/html": footer})),
        code("print(text)", {"output_type": "stream", "name": "stdout", "text": "<script>alert(2)</script>"}),
    ]
    python = {"display_name": "Python 3", "language": "python", "name": "python3"}
    node = {"cells": cells, "metadata": {"kernelspec": python}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "notebook.ipynb").write_text(json.dumps(node))
    record = {"notebook": "toy", "title": "Who paid?", "parameters": {"area": area}, "run_id": run_id}
    (folder / "run.json").write_text(json.dumps(record))
    (root / "build" / "runs" / run_id).symlink_to(folder.name, target_is_directory=True)


def write_project(root: Path) -> Path:
    packs = root / "data" / "raw" / "packs"
    packs.mkdir(parents=True)
    (packs / f"{PACK}.txt").write_bytes(HOSTILE.encode())
    row = {"file": f"{PACK}.txt", "pack_id": PACK, "committee": COMMITTEE, "meeting_date": "2021-07-15"}
    row |= {"publisher": "A <b>council</b>", "licence": "*Open*", "kind": "agenda pack", "councils": ""}
    row |= {"sha256": sha256(HOSTILE.encode()), "original_name": "a.pdf"}
    with (packs / "packs.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    (root / "data" / "processed").mkdir()
    for name in ("packs", "scratch"):
        (root / "data" / "processed" / f"{name}.csv").write_text("pack_id\n")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("design_decisions.md"))
    for area in ("Brent", "all"):
        write_run(root, area)
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("project"))
    assert build_site(root)
    return root


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return project / "build" / "site"


class Rows(HTMLParser):
    """Reads the numbered lines of a pack page, text as a browser would show it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, str] = {}
        self.row, self.inside = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.row = dict(attrs).get("id") or ""
            self.rows[self.row] = ""
        self.inside = tag if tag in ("th", "td") else self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag in ("th", "td") else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "td":
            self.rows[self.row] += data
        elif self.inside == "th":
            assert f"L{data}" == self.row, "a number beside the wrong line"


def article(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return text[text.index("<article") : text.index("</article>")]


def test_pack_page_shows_every_line_as_text_beside_its_number(site: Path) -> None:
    rows = Rows(article(site / "packs" / f"{PACK}.html")).rows
    assert list(rows) == [f"L{n}" for n in range(1, len(LINES) + 1)]
    plain = {n: text for n, text in enumerate(LINES, 1) if n not in (7, 9, 13)}
    assert {n: rows[f"L{n}"] for n in plain} == plain


def test_pack_page_masks_contact_details_and_shows_control_characters(site: Path) -> None:
    rows = Rows(article(site / "packs" / f"{PACK}.html")).rows
    assert rows["L7"] == f"Tel: {'•' * 13}, {'•' * 23}"
    assert rows["L9"] == "bell ␇ return ␍ feed ␌ next � line � end"
    assert rows["L13"] == "turned � round � and � back"
    everything = [f.read_text(encoding="utf-8") for f in site.rglob("*") if f.suffix in (".html", ".js", ".csv")]
    assert not [text for text in everything if "a.person@" in text or "7641 2000" in text]


def test_text_of_a_pack_is_never_markup(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<script[^>]*>\s*alert", text), page
        if page.name != "search.html":
            assert "<script" not in article(page), page
    for page in (site / "index.html", site / "packs" / f"{PACK}.html", site / "packs" / "index.html"):
        assert "A &lt;b&gt;council&lt;/b&gt;" in article(page)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; *Board* {raw} `x`: [y](z) | " in article(page)


def test_nothing_is_loaded_from_the_network(site: Path) -> None:
    assert list(remote_loads(site)) == []


def test_every_link_leads_to_something(site: Path) -> None:
    assert list(broken_links(site)) == []
    assert f'href="../packs/{PACK}.html#L12"' in article(site / "runs" / "toy.html")


def test_chart_is_an_svg_with_alt_text_and_downloads(site: Path) -> None:
    page = article(site / "runs" / "toy--area-brent.html")
    assert "data:image/png" not in page
    assert '<img src="../_figures/toy--area-brent/claims.svg" alt="Bars: &#34;Brent&#34;' in page.replace(
        "&quot;", "&#34;"
    )
    for end in ("svg", "png", "csv"):
        assert f'href="../_figures/toy--area-brent/claims.{end}"' in page
        assert (site / "_figures" / "toy--area-brent" / f"claims.{end}").is_file()
    assert not (site / "_figures" / "toy--area-brent" / "claims.json").exists()


def test_runs_are_titled_apart_and_know_each_other(site: Path) -> None:
    assert "<h1>Who paid?<a" in article(site / "runs" / "toy.html")
    assert "<h1>Who paid? – Brent<a" in article(site / "runs" / "toy--area-brent.html")
    assert 'The same study for\n<a href="toy--area-brent.html">Brent</a>.' in article(site / "runs" / "toy.html")
    assert '<a href="toy.html">all areas</a>' in article(site / "runs" / "toy--area-brent.html")
    assert '<a href="runs/toy.html">Who paid?</a>' in article(site / "index.html")


def test_default_run_comes_first(project: Path) -> None:
    groups = read_runs(run_folders(project / "build" / "runs"), {})
    assert [[run.run_id for run in group] for group in groups] == [["toy", "toy--area-brent"]]
    assert groups[0][0].summary == "What the papers **print**."


def test_a_run_for_one_pack_is_called_by_the_title_of_the_pack(project: Path) -> None:
    [[_, run]] = read_runs(run_folders(project / "build" / "runs"), {"Brent": "Brent Board, 4 May 2021"})
    assert (run.label, run.run_id) == ("Brent Board, 4 May 2021", "toy--area-brent")


def test_search_finds_words_of_packs_and_not_their_line_numbers(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert "zymurgi" in terms or "zymurgy" in terms
    assert "13" not in terms
    assert 'src="searchindex.js"' in re.sub(r"\?v=\w+", "", (site / "search.html").read_text(encoding="utf-8"))


def test_data_dictionary_holds_every_column_and_offers_the_tables(site: Path) -> None:
    page = article(site / "data_dictionary.html")
    for name, table in schema.TABLES.items():
        section = page[page.index(f'<section id="{name.replace("_", "-")}">') :]
        for column in table.columns:
            assert f"<code>{column}</code>" in section.partition("</section>")[0]
    assert 'href="data/packs.csv"' in page
    assert 'href="data/cells.csv"' not in page
    assert (site / "data" / "packs.csv").read_text() == "pack_id\n"
    assert not (site / "data" / "scratch.csv").exists()


def test_pages_say_their_language(site: Path) -> None:
    assert [p for p in site.rglob("*.html") if not re.search('<html[^>]* lang="en-GB"', p.read_text())] == []


def test_a_second_build_has_nothing_to_do_until_something_changes(project: Path) -> None:
    before = (project / "build" / "site").readlink()
    assert not build_site(project)
    assert (project / "build" / "site").readlink() == before
    lost = project / "build" / "site" / "how_to_read.html"
    text = lost.read_text()
    lost.unlink()
    assert build_site(project)
    assert (project / "build" / "site" / "how_to_read.html").read_text() == text


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("# A\n\n[b](nowhere.md)\n", r"docs/bad\.md:3: .*nowhere\.md"),
        (
            "# A\n\n<script src='https://cdn.example/x.js'></script>\n",
            r"bad\.html: loads https://cdn\.example/x\.js",
        ),
        ("# A\n\n<a href='packs/none.html#L1'>x</a>\n", r"bad\.html: links to packs/none\.html#L1"),
    ],
    ids=["warning", "network", "link"],
)
def test_bad_page_fails_in_one_line_and_leaves_the_last_site(
    project: Path, tmp_path: Path, page: str, message: str
) -> None:
    shutil.copytree(project / "docs", tmp_path / "docs")
    shutil.copytree(project / "data", tmp_path / "data")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "site").symlink_to(project / "build" / "site")
    (tmp_path / "docs" / "bad.md").write_text(f"---\norphan: true\n---\n\n{page}")
    with pytest.raises(MinutebookError, match=message.replace(":3:", r":\d+:")) as caught:
        build_site(tmp_path)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert sorted(f.name for f in (tmp_path / "build").iterdir()) == [".runs.lock", ".site.lock", "site"]
    assert (tmp_path / "build" / "site" / "index.html").is_file()


def test_a_pack_that_differs_from_the_register_is_not_shown(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project, tmp_path, symlinks=True, dirs_exist_ok=True)
    (tmp_path / "data" / "raw" / "packs" / f"{PACK}.txt").write_text("Something else")
    with pytest.raises(MinutebookError, match="differs from its checksum"):
        build_site(tmp_path)


def elsewhere(project: Path, to: Path) -> Path:
    """A copy of the project whose site has yet to be built."""
    shutil.copytree(project, to, symlinks=True)
    shutil.rmtree(to / "build" / "stamps")
    (to / "build" / "site").unlink()
    return to


BUILD = "import sys, pathlib, minutebook.running.site as s; print(s.build_site(pathlib.Path(sys.argv[1])), flush=True)"


def start(root: Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(root)]
    return subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True)


def test_two_builds_at_once_both_succeed_and_the_second_waits(project: Path, site: Path, tmp_path: Path) -> None:
    root = elsewhere(project, tmp_path / "elsewhere")
    with locked(root / "build" / "site"):
        builds = [start(root), start(root)]
        for build in builds:
            assert build.stdout is not None
            assert build.stdout.readline() == "site: waiting for another build to finish\n"
    said = [build.communicate(timeout=100)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sorted(said) == ["False\n", "True\n"]
    assert contents(root / "build" / "site") == contents(site)


@pytest.mark.slow
def test_a_build_after_one_that_was_killed_waits_for_what_still_writes(
    project: Path, site: Path, tmp_path: Path
) -> None:
    root = elsewhere(project, tmp_path / "elsewhere")
    first = start(root)
    end = time.monotonic() + 60
    while not (root / "build" / ".site.work" / "doctrees").is_dir():  # Sphinx has begun
        assert time.monotonic() < end and first.poll() is None
        time.sleep(0.01)
    first.kill()
    first.wait()
    second = start(root)
    *waited, built = second.communicate(timeout=100)[0].splitlines()
    assert built == "True"
    assert waited in ([], ["site: waiting for another build to finish"])  # what still writes may have ended by then
    assert contents(root / "build" / "site") == contents(site)


def test_builds_under_other_settings_are_byte_identical(project: Path, site: Path, tmp_path: Path) -> None:
    root = elsewhere(project, tmp_path / "elsewhere")
    other = {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    other |= {"SOURCE_DATE_EPOCH": "1700000000"}
    assert start(root, **other).communicate(timeout=100)[0] == "True\n"
    assert contents(root / "build" / "site") == contents(site)


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize(
    ("text", "as_page", "as_source"),
    [
        ("a\n\n# b", "a # b", r"a \# b"),
        ("<b> & 'q'", "&lt;b&gt; &amp; &#x27;q&#x27;", r"\<b\> \& \'q\'"),
        ("{raw} html", "{raw} html", r"\{raw\} html"),
        ("\x1b[0m", "␛[0m", r"␛\[0m"),
    ],
)
def test_escaping(text: str, as_page: str, as_source: str) -> None:
    assert as_html(text) == as_page
    assert as_markdown(text) == as_source


@pytest.mark.parametrize(
    ("text", "lines"),
    [("a\n", ["a"]), ("a", ["a"]), ("a\n\n", ["a", ""]), ("a\r\nb\u2028c", ["a␍", "b�c"]), ("\n", [""])],
)
def test_lines_end_at_a_line_feed_only(text: str, lines: list[str]) -> None:
    assert numbered_lines(text) == lines


@pytest.mark.parametrize(
    ("page", "loads"),
    [
        ('<script src="//cdn.example/x.js"></script>', True),
        ('<link href="https://fonts.example/f.css">', True),
        ("<style>@import url('http://a.example/b.css')</style>", True),
        ('<p style="background: url(https://a.example/b.png)">', True),
        ('<a href="https://example.org">x</a><img src="x.png"><img src="data:image/png;base64,AA">', False),
    ],
)
def test_remote_loads_are_found(tmp_path: Path, page: str, loads: bool) -> None:
    (tmp_path / "a.html").write_text(page)
    assert bool(list(remote_loads(tmp_path))) == loads


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("#b", False),
        ("#c", True),
        ("a.html#b", False),
        ("none.html", True),
        ("https://example.org/#x", False),
    ],
)
def test_broken_links_are_found(tmp_path: Path, link: str, broken: bool) -> None:
    (tmp_path / "a.html").write_text(f'<p id="b"><a href="{link}">x</a></p>')
    assert bool(list(broken_links(tmp_path))) == broken
