"""The site: docs/, the executed runs, the data dictionary and the packs, to be read without a network."""

from __future__ import annotations

import html
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import jinja2

from minutebook import schema
from minutebook.errors import MinutebookError
from minutebook.facts.indicators import indicators
from minutebook.files import ROOT, content_key, files_under, is_current, locked, publish_folder, write_stamp
from minutebook.registry import raw_text, registered
from minutebook.running.links import broken_links, remote_loads
from minutebook.showing.display import day
from minutebook.text import contacts
from minutebook.text.quantities import quantities

#: What must not differ between two people's builds: Sphinx prints SOURCE_DATE_EPOCH for the clock.
_SAME_EVERYWHERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
#: The modules that decide how the site looks.
MODULES = (
    *("errors", "files", "registry", "schema"),
    *("papers/source", "running/links", "running/site", "showing/display", "text/contacts"),
)


class Places(NamedTuple):
    """The folders that the site is made from, and where it goes."""

    docs: Path
    runs: Path
    data: Path
    packs: Path
    out: Path


class Pack(NamedTuple):
    """A pack as the site shows it; `lines` are HTML."""

    pack_id: str
    name: str
    date: str
    publisher: str
    licence: str
    lines: list[str]

    @property
    def title(self) -> str:
        """The heading of the pack's page."""
        return f"{self.name}, {self.date}" if self.date else self.name


class Run(NamedTuple):
    """An executed notebook: `name` is the study's, `label` says what sets this run apart from its default."""

    run_id: str
    notebook: str
    name: str
    label: str
    summary: str
    folder: Path

    @property
    def title(self) -> str:
        """The heading of the run's page: the study's own for the default run."""
        return self.name if self.run_id == self.notebook else f"{self.name} – {self.label}"


def build_site(
    root: Path = ROOT,
    *,
    runs: Path | None = None,
    data: Path | None = None,
    raw: Path | None = None,
    out: Path | None = None,
) -> bool:
    """Build the site into `out` (`build/site`) and tell whether there was anything to do.

    Raises:
        MinutebookError: Sphinx warned, or a page loads something from elsewhere or links to what isn't there.
            What was published before stays as it was.
    """
    place = Places(
        root / "docs",
        runs or root / "build" / "runs",
        data or root / "data" / "processed",
        (raw or root / "data" / "raw") / "packs",
        out or root / "build" / "site",
    )
    stamp = place.out.parent / "stamps" / f"{place.out.name}.json"
    # The runs are locked as well, so that none is replaced while it is read.
    with locked(place.out) as lock, locked(place.runs):
        folders = run_folders(place.runs)
        key = content_key(_inputs(root, place, folders), root, sys.version)
        if is_current(stamp, key):
            return False
        _build(place, folders, lock)
        write_stamp(stamp, key, files_under(place.out))
    return True


def _inputs(root: Path, place: Places, folders: list[Path]) -> list[Path]:
    """Return every file that decides what the site is."""
    own = [Path(__file__).parents[1] / f"{name}.py" for name in MODULES]
    lock = [f for f in [root / "requirements.lock"] if f.is_file()]
    return [*files_under(place.docs, place.data, place.packs, *own), *lock, *files_under(*folders)]


def _build(place: Places, folders: list[Path], lock: int) -> None:
    """Build the site in a folder beside `place.out` and publish it whole, if nothing is wrong with it."""
    work = place.out.with_name(f".{place.out.name}.work")
    shutil.rmtree(work, ignore_errors=True)  # of a build that was killed
    try:
        source, built = work / "source", work / "html"
        packs = read_packs(place.packs)
        _assemble(source, place, packs, read_runs(folders, {pack.pack_id: pack.title for pack in packs}))
        _run_sphinx(place.docs, source, built, lock)
        _copy_files(built, folders, place.data)
        for problem in itertools.chain(remote_loads(built), broken_links(built)):
            raise MinutebookError(*problem, todo="correct what the page is made from and run make again")
        publish_folder(built, place.out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def read_packs(folder: Path) -> list[Pack]:
    """Read the registered packs, each checked against the register, newest meeting first."""
    packs = []
    for line, pack in enumerate(registered(folder), start=2):
        names = (pack.committee, pack.publisher, pack.licence)
        committee, publisher, licence = (contacts.masked(name) for name in names)
        report = pack.pack_id.partition("--")[2].replace("-", " ").capitalize()
        name = f"{committee}: {report}" if report else committee
        lines = numbered_lines(raw_text(folder, pack, line))
        packs.append(Pack(pack.pack_id, name, day(pack.meeting_date), publisher, licence, lines))
    return sorted(packs, key=lambda pack: pack.pack_id, reverse=True)


def run_folders(runs: Path) -> list[Path]:
    """Return the published runs, sorted; a folder whose name starts with a dot is not one, or not yet."""
    return sorted(f.parent for f in runs.glob("*/run.json") if not f.parent.name.startswith("."))


def read_runs(folders: list[Path], named: Mapping[str, str]) -> list[list[Run]]:
    """Read the runs, grouped by notebook, the default first in each group; `named` says what ids are called."""
    records = [(json.loads((f / "run.json").read_text(encoding="utf-8")), f) for f in folders]
    usual = {r["notebook"]: r["parameters"] for r, _ in records if r["run_id"] == r["notebook"]}
    runs = [_run(record, usual.get(record["notebook"], {}), folder, named) for record, folder in records]
    runs.sort(key=lambda run: (run.notebook, run.run_id != run.notebook, run.run_id))
    return [list(group) for _, group in itertools.groupby(runs, key=lambda run: run.notebook)]


def _run(record: dict[str, Any], usual: dict[str, Any], folder: Path, named: Mapping[str, str]) -> Run:
    run_id, notebook, parameters = record["run_id"], record["notebook"], record["parameters"]
    chosen = {k: v for k, v in parameters.items() if run_id == notebook or usual.get(k) != v}
    label = ", ".join(_in_words(name.replace("_", " "), named.get(str(value), value)) for name, value in chosen.items())
    return Run(run_id, notebook, record["title"], label or "as it stands", _summary(folder), folder)


def _in_words(name: str, value: object) -> str:
    """Name a parameter's value: a word says enough by itself, but "all" or a number needs the parameter's name.

    Example:
        >>> _in_words("area", "Brent"), _in_words("area", "all"), _in_words("top", 12)
        ('Brent', 'all areas', 'top 12')
    """
    if value in ("all", "both"):
        return f"{value} {name}s"
    return value if isinstance(value, str) and value[:1].isalpha() else f"{name} {value}"


def _summary(folder: Path) -> str:
    """Return the first paragraph under the notebook's title, as Markdown."""
    first = next(("".join(c["source"]) for c in _notebook(folder)["cells"] if c["cell_type"] == "markdown"), "")
    paragraphs = [p.strip() for p in first.split("\n\n")]
    return next((p for p in paragraphs if p and not p.startswith(("#", "<", "`", "-", "|"))), "")


def _assemble(source: Path, place: Places, packs: list[Pack], groups: list[list[Run]]) -> None:
    """Write the folder that Sphinx reads: what docs/ holds, and what is generated."""
    pages = _templates(place.docs)
    for page in place.docs.glob("*.md"):
        _write(source / page.name, page.read_text(encoding="utf-8"))
    known: dict[str, Any] = {
        "packs": packs,
        "groups": groups,
        "tables": schema.TABLES,
        "indicators": indicators(),
        "phrases": [(text, read_as(text)) for text in _PHRASES],
        "words_of": schema.words_of,
        "downloads": {table.stem for table in _tables(place.data)},
        "design_decisions": (place.docs / "design_decisions.md").is_file(),
    }
    for name, target, up in (
        ("index", "index", ""),
        ("data_dictionary", "data_dictionary", ""),
        ("packs", "packs/index", "../"),
    ):
        _write(source / f"{target}.md", pages.get_template(f"{name}.md.jinja").render(known, up=up))
    for pack in packs:
        _write(source / "packs" / f"{pack.pack_id}.md", pages.get_template("pack.md.jinja").render(pack=pack))
        shown = pages.get_template("pack.html.jinja").render(lines=pack.lines)
        _write(source / "packs" / f"{pack.pack_id}.html", shown)
    if groups:
        _write(source / "runs" / "index.md", pages.get_template("runs.md.jinja").render(known))
    for group in groups:
        for run in group:
            node = site_notebook(_notebook(run.folder), run, group, pages)
            _write(source / "runs" / f"{run.run_id}.ipynb", json.dumps(node))


#: What the data dictionary shows of the number grammar; what each becomes is read when the page is made.
_PHRASES = (
    "£10.6m", "£9.5 to £13 billion", "over £500K", "fell by 57%", "increased by 8.5% to 320",
    "from 840 to 1,168", "14 of 18", "1,081 (69%)", "one in six", "seven carers in ten", "two-thirds of them",
    "nearly half of residents", "doubled", "twice as likely", "at least 20 homes", "43.1 per 1000 residents",
    "12.9 per 100,000, more than in England (10.4)", "1.06 (rate per 1000 young people)", "1.2 victims a day",
    "twice a week", "7 days a week", "134 offences per day compared with 135", "6.4 percentage points",
    "six weeks", "four and a half years", "a fifteen-minute call", "fifth highest", "10th out of 32",
    "correlation (0.98)", "two hubs, one in the north and one in the south", "83% agreed (Ayle 86, Bode 84)",
    "an estimated 1986 young people", "the 18 to 24 age group", "in 2020/21",
)  # fmt: skip


def read_as(text: str) -> str:
    """Return what a phrase becomes, in a line.

    Example:
        >>> read_as("from 840 to 1,168 homes")
        '840 count, from, of homes; 1168 count, to, of homes'
    """
    shown = []
    for one in quantities(text):
        amount = f"{one.value:f}" + (f" to {one.value_high:f}" if one.value_high is not None else "")
        words = (f"{amount} {one.unit}", one.role, one.direction, one.approximation, one.noun and f"of {one.noun}")
        shown.append(", ".join(filter(None, words)))
    return "; ".join(shown) or "nothing"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _templates(docs: Path) -> jinja2.Environment:
    # Most are Markdown, where HTML escaping is wrong: each value says through its filter what it is put into.
    pages = jinja2.Environment(  # noqa: S701
        loader=jinja2.FileSystemLoader(docs / "_templates"),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    pages.filters.update(
        md=as_markdown, html=as_html, line=one_line, prose=lambda t: re.sub("`(.+?)`", r"<code>\1</code>", as_html(t))
    )
    return pages


def one_line(text: object) -> str:
    """Return text on one line as it is, for where nothing is read as markup: the entries of a table of contents."""
    return " ".join(_visible(str(text)).split())


def as_html(text: object) -> str:
    """Escape text for HTML, on one line: a blank line would end a block of HTML inside Markdown."""
    return html.escape(one_line(text))


def as_markdown(text: object) -> str:
    r"""Escape text for Markdown, so that none of it is read as markup, a role or a directive.

    Example:
        >>> print(as_markdown("# {raw} [a](b) & <b>"))
        \# \{raw\} \[a\]\(b\) \& \<b\>
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line(text))


def _visible(text: str) -> str:
    """Show control characters as their pictures, and take the lone ones that have none for unreadable.

    Those that turn the direction of writing are among them: they could show a line as it doesn't run.
    """
    return re.sub(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]",
        lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd",
        text,
    )


def numbered_lines(text: str) -> list[str]:
    r"""Return the lines of a pack as HTML, contact details masked and tabs marked.

    Example:
        >>> numbered_lines("<b>Tel: 020 7641 0000</b>\tx\n")
        ['&lt;b&gt;Tel: •••••••••••••&lt;/b&gt;<span class="mb-tab">\t</span>x']
    """
    lines = contacts.masked(text).removesuffix("\n").split("\n")
    return [html.escape(_visible(s), quote=False).replace("\t", '<span class="mb-tab">\t</span>') for s in lines]


def _notebook(folder: Path) -> dict[str, Any]:
    node: dict[str, Any] = json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))
    return node


def site_notebook(node: dict[str, Any], run: Run, group: list[Run], pages: jinja2.Environment) -> dict[str, Any]:
    """Return a run's notebook as the site shows it: titled, its code folded, its charts as SVG."""
    others = [other for other in group if other is not run]
    about = pages.get_template("same_study.md.jinja").render(run=run, others=others, first=run is group[0])
    cells = list(node["cells"])
    titled = bool(cells) and cells[0]["cell_type"] == "markdown"
    body = re.sub(r"\A\s*# .*\n?", "", "".join(cells.pop(0)["source"])) if titled else ""
    top = f"# {as_markdown(run.title)}\n\n{about}\n\n{_in_short(cells)}\n\n{body}"
    return node | {
        "cells": [
            {"cell_type": "markdown", "id": "top", "metadata": {}, "source": top},
            *(_site_cell(cell, f"../_figures/{run.run_id}/", pages) for cell in cells),
        ]
    }


def _in_short(cells: list[dict[str, Any]]) -> str:
    """Return the findings of the section "The answer", so that a page can begin with what it found."""
    found: list[str] = []
    heading = ""
    for cell in cells:
        if cell["cell_type"] == "markdown":
            heading = ([heading, *re.findall(r"^## (.*)", "".join(cell["source"]), re.MULTILINE)])[-1]
        elif heading == "The answer":
            shown = ("".join(o.get("data", {}).get("text/html", "")) for o in cell.get("outputs", []))
            found += [text for text in shown if text.startswith('<p class="mb-finding">')]
    return f'<div class="mb-short">{"".join(found)}</div>' if found else ""


def _site_cell(cell: dict[str, Any], figures: str, pages: jinja2.Environment) -> dict[str, Any]:
    if cell["cell_type"] != "code":
        return cell
    tags = sorted({*cell["metadata"].get("tags", []), "hide-input"})
    outputs = [_site_output(output, figures, pages) for output in cell["outputs"]]
    return cell | {"metadata": cell["metadata"] | {"tags": tags}, "outputs": outputs}


def _site_output(output: dict[str, Any], figures: str, pages: jinja2.Environment) -> dict[str, Any]:
    data = output.get("data", {})
    if "image/png" in data and (chart := output["metadata"].get("minutebook")):
        shown = pages.get_template("figure.html.jinja").render(path=figures + chart["name"], alt=chart["alt"])
        return output | {"data": {"text/html": shown}, "metadata": {}}
    if "text/html" in data:  # in its own folder a run's figures are in figures/
        shown = re.sub(r'((?:href|src)=")(?:\./)?figures/', rf"\1{figures}", "".join(data["text/html"]))
        return output | {"data": data | {"text/html": shown}}
    return output


def _copy_files(built: Path, folders: list[Path], data: Path) -> None:
    """Put what is downloaded beside the pages, and drop what only Sphinx reads."""
    for folder in folders:
        for figure in files_under(folder / "figures"):
            if figure.suffix in (".svg", ".png", ".csv"):
                _copy(figure, built / "_figures" / folder.name / figure.name)
    for table in _tables(data):
        _copy(table, built / "data" / table.name)
    for needless in (".buildinfo", "objects.inv", "_static/webpack-macros.html"):
        (built / needless).unlink(missing_ok=True)
    shutil.rmtree(built / "_sources", ignore_errors=True)


def _tables(data: Path) -> list[Path]:
    """Return the files of the tables that the data dictionary tells of; another file there isn't ours to offer."""
    return [file for name in schema.TABLES if (file := data / f"{name}.csv").is_file()]


def _copy(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(old, new)


def _run_sphinx(docs: Path, source: Path, built: Path, lock: int) -> None:
    """Run Sphinx in a process of its own, since it keeps state; a warning is an error.

    It holds the lock too: should this command be killed, the next one waits until nothing writes there any more.
    """
    warnings, doctrees = source.with_name("warnings.txt"), source.with_name("doctrees")
    options = ["-q", "-W", "--keep-going", "--no-color", "-b", "html"]
    places: list[str | Path] = ["-c", docs, "-d", doctrees, "-w", warnings, source, built]
    command = [sys.executable, "-m", "sphinx", *options, *places]
    env = os.environ | _SAME_EVERYWHERE
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, pass_fds=[lock])
    if done.returncode == 0:
        return
    said = warnings.read_text(encoding="utf-8") if warnings.is_file() else ""
    lines = (said.strip() or done.stderr.strip() or "Sphinx failed without a word").splitlines()
    match = re.match(r"(.+?)(?::(\d+))?: (?:WARNING|ERROR|CRITICAL|SEVERE): (.*)", lines[0] if said else lines[-1])
    if not match:
        raise MinutebookError(lines[0] if said else lines[-1], "the site", todo="see docs/conf.py and the line above")
    where, number, what = match[1].split(":")[0], match[2], match[3]
    page = Path(where).relative_to(source).as_posix() if where.startswith(str(source)) else where
    if page.endswith(".ipynb") and number:  # MyST-NB counts ten thousand lines to a cell
        raise MinutebookError(f"cell {int(number) // 10000}: {what}", page, todo="correct the notebook and run make")
    origin = f"docs/{page}" if (docs / page).is_file() else page
    raise MinutebookError(what, origin, int(number) if number else None, todo="correct the page and run make again")
