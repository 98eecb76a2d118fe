from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import notebook_discipline as discipline
from lab_server import lab, run_cells
from minutebook.files import ROOT, files_under
from minutebook.running.notebooks import Node, as_bytes, code_cells, normalised, read_notebook, tags_of, text_of
from minutebook.running.runs import execute_runs, read_runs
from minutebook.running.studies import run_asked
from toy_notebooks import code, display, markdown, notebook, stream

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("check", discipline.CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_committed_notebook_keeps_to(path: Path, check: Callable[[Node], list[str]]) -> None:
    assert check(read_notebook(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_committed_notebook_is_written_as_refresh_writes_it(path: Path) -> None:
    assert path.read_bytes() == as_bytes(normalised(read_notebook(path)))


# --- each check can fail --------------------------------------------------------------------------


def good(*cells: Node) -> Node:
    first = code('area = "all"  # or 12', "parameters", count=1, outputs=[])
    last = code("print(area)", count=2, outputs=[stream("all\n")])
    return normalised(notebook(markdown("# Who paid?\n\nA sentence.\n\nAnother.\n\nAnd more."), first, last, *cells))


def changed(**values: Any) -> Node:
    """A good notebook whose last code cell is changed."""
    node = good()
    node["cells"][-1] |= values
    return node


FAULTY: list[tuple[Callable[[Node], list[str]], Node]] = [
    (discipline.parameters_come_first, notebook(markdown("x"))),
    (discipline.parameters_come_first, notebook(code("import os"), code("a = 1", "parameters"))),
    (discipline.ran_in_order, changed(outputs=[])),
    (discipline.ran_in_order, changed(execution_count=None)),
    (discipline.ran_in_order, changed(execution_count=3)),
    (
        discipline.no_errors,
        changed(outputs=[{"output_type": "error", "ename": "E", "traceback": []}]),
    ),
    (discipline.no_errors, changed(outputs=[stream("Warning", "stderr")])),
    (discipline.is_normalised, changed(id="9f2c")),
    (discipline.is_normalised, good() | {"metadata": {"kernelspec": {"name": "my-env"}}}),
    (discipline.is_normalised, changed(metadata={"papermill": {"duration": 1}})),
    (discipline.is_normalised, changed(outputs=[stream(f"{ROOT}/data")])),
    (discipline.cells_are_short, changed(source="a = b\n" * 16)),
    (discipline.cells_are_short, notebook(markdown("x\n" * 99), *[code("a = b\n" * 5)] * 2, code("a"))),
    (discipline.cells_are_short, notebook(markdown("x\n" * 99), *[code("a")] * 8, *[code("a\n" * 11)] * 2)),
    (discipline.cells_are_short, notebook(markdown("x"), code("a\nb"))),
    (discipline.no_result_is_hidden, changed(source="print(area);\n")),
]


@pytest.mark.parametrize(("check", "node"), FAULTY)
def test_a_fault_is_found(check: Callable[[Node], list[str]], node: Node) -> None:
    assert check(node)


@pytest.mark.parametrize("check", discipline.CHECKS, ids=lambda check: check.__name__)
def test_a_good_notebook_has_no_faults(check: Callable[[Node], list[str]]) -> None:
    assert check(good()) == []


@pytest.mark.parametrize(
    "text",
    [
        "It cost £12.",
        "£ 3m",
        "12%",
        "12 %",
        "12.5 per cent",
        "1,234 of them",
        "3 boroughs",
        "a 10-week cap",
        "2.5m",
        "14 days",
        "- 3 claims",
        "## 2. About 40 patients",
        "588 million",
        "two per cent of them",
        "about twelve weeks",
        "Twenty-five percent",
        "a hundred people",
        "seven hundred cases",
        "three times as many",
        "two points more",
        "a third of them",
        "two thirds of them",
        "a quarter of claims",
        "half of the money",
        "3 in 10",
        "one in five",
        "from 12 to 15",
        "from 12.5 to 2,000",
        "rose by 12",
        "fell by 3.5",
        "4 offences",
        "12 points",
        "5 victims",
        "6 hours",
    ],
)
def test_a_quantity_in_markdown_is_found(text: str) -> None:
    assert discipline.no_quantity_in_markdown(notebook(markdown(text)))


@pytest.mark.parametrize(
    "text",
    [
        "## 2. Claims by borough",
        "### 2.1 What was paid",
        "1. First",
        "On 19 March 2020",
        "2021/22",
        "the 2020 scheme",
        "COVID-19",
        "[line](../packs/x.html#L12m)",
        "Section 42 enquiries",
        "https://a.org/12%20x",
        "a number of areas",
        "two documents",
        "Two boroughs",
        "the three tables",
        "one year",
        "2020-21",
        "aged 18 to 64",
        "months 1 to 2",
        "from 2019 to 2021",
        "from 2019/20 to 2021/22",
        "by 31 March 2021",
        "by 2021",
        "the first half of 2020",
        "the third of these",
        "in the last quarter of 2020",
        "often people",
    ],
)
def test_what_is_no_quantity_in_markdown_is_let_be(text: str) -> None:
    assert discipline.no_quantity_in_markdown(notebook(markdown(text))) == []


@pytest.mark.parametrize(
    "source",
    [
        "x = 2",
        "x = -3.5",
        "df[df.value > 12000]",
        "f(12)",
        "f(threshold=3)",
        "df.head(5)",
        "x = {'a': 588}",
        "1e6",
        "float('588')",
        "Decimal('1.5')",
        "df.query('value > 12000')",
        "x = 'cost £3m'",
        "f'{x} of 12 boroughs'",
        "%matplotlib inline",
        "df.loc[df.value == 7, 'x']",
        "x[f(3)]",
        "x[588]",
        "x[:500]",
        "x[2.5]",
        "f(columns=[588, 300])",
        "f(rows={'a': 588})",
        "f(width=(588, 300))",
        "f(figsize=(8, f(588)))",
        "x = 'it took six weeks'",
        "f'{x} rose by 12'",
    ],
)
def test_a_number_in_code_is_found(source: str) -> None:
    assert discipline.no_number_in_code(notebook(code(source)))


@pytest.mark.parametrize(
    "source",
    [
        "x = 0",
        "x - 1",
        "df[:5]",
        "df.iloc[3]",
        "df.iloc[-2:, 3]",
        "df[-12:]",
        "df[::2]",
        "f(pad=-2)",
        "f(figsize=(8, 4.5))",
        "f(width=640, decimals=2)",
        "x = True",
        "area = 'Brent'",
        "df['2021']",
        "f(period='2021/22')",
        "int(text)",
        "df.query('area == @area')",
    ],
)
def test_layout_and_positions_in_code_are_let_be(source: str) -> None:
    assert discipline.no_number_in_code(notebook(code(source))) == []


def test_parameter_defaults_may_be_numbers() -> None:
    assert discipline.no_number_in_code(notebook(code("top = 12", "parameters"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "Path('x').read_text()",
        "import requests",
        "from urllib.request import urlopen",
        "import re",
        "pd.read_csv('x')",
        "import os.path",
        "exec('x')",
        "x =",
    ],
)
def test_reading_past_the_library_is_found(source: str) -> None:
    assert discipline.reads_through_the_library(notebook(code(source)))


def test_the_parameters_cell_too_reads_through_the_library() -> None:
    assert discipline.reads_through_the_library(notebook(code("import os", "parameters")))


# --- JupyterLab -----------------------------------------------------------------------------------


def seen(outputs: list[Any]) -> str:
    """What a reader sees of some outputs, pictures aside."""
    node = normalised(notebook(code("", outputs=outputs)))
    shown = [
        {mime: text for mime, text in output.get("data", {}).items() if not mime.startswith("image/")}
        | {key: output[key] for key in ("text", "ename") if key in output}
        for output in node["cells"][0]["outputs"]
    ]
    return json.dumps(shown, sort_keys=True)


def test_what_is_seen_leaves_out_pictures_and_counts() -> None:
    same = [
        display(text_plain="a", image_png="x"),
        display(text_plain="a", image_png="y") | {"execution_count": 3},
    ]
    assert seen(same[:1]) == seen(same[1:])
    assert seen(same) != seen([display(text_plain="b")])


def test_jupyterlab_runs_the_notebook_with_another_parameter(tmp_path: Path) -> None:
    run = next(run for run in read_runs() if run.notebook == "discharge_funding" and run.changed)
    cells = code_cells(read_notebook(ROOT / "notebooks" / "discharge_funding.ipynb"))
    assert "parameters" in tags_of(cells[0])
    chosen = "\n".join(f"{name} = {value!r}" for name, value in run.parameters.items())
    with lab(ROOT / "notebooks", tmp_path) as (address, token):
        outputs = run_cells(address, token, [chosen, *(text_of(cell["source"]) for cell in cells[1:])])
    flat = [output for of_cell in outputs for output in of_cell]
    assert flat
    assert [output for output in flat if output["output_type"] == "error"] == []
    assert [seen(of_cell) for of_cell in outputs] != [seen(cell["outputs"]) for cell in cells]


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("MINUTEBOOK_OPEN_DATA"), reason="needs MINUTEBOOK_OPEN_DATA")
def test_real_outlines_change_the_picture_of_a_ward_map_and_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [run for run in read_runs() if run.parameters.get("measure") in ("crime", "gangs", "serious violence")]
    real = execute_runs(asked, tmp_path / "real" / "runs")
    monkeypatch.setenv("MINUTEBOOK_OPEN_DATA", "")
    for drawn, tiled in zip(real, execute_runs(asked, tmp_path / "tiles" / "runs"), strict=True):
        same = {
            f.relative_to(drawn): f.read_bytes() == (tiled / f.relative_to(drawn)).read_bytes()
            for f in files_under(drawn)
        }
        assert not same[Path("figures/map.svg")]
        assert same[Path("figures/map.csv")]
        assert said(drawn) == said(tiled)


def said(run: Path) -> list[str]:
    """Return the texts that the cells of a run show."""
    cells = code_cells(read_notebook(run / "notebook.ipynb"))
    shown = [o.get("data", {}).get("text/html", "") for cell in cells for o in cell.get("outputs", [])]
    return [text_of(html) for html in shown if html]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_command_that_a_notebook_tells_for_another_run_is_one_that_runs(path: Path) -> None:
    cells = (text_of(cell["source"]) for cell in read_notebook(path)["cells"] if cell["cell_type"] == "markdown")
    told = re.findall(r"`make run NOTEBOOK=(\w+) ([^`]+)`", " ".join(" ".join(cells).split()))
    assert [name for name, _ in told] == [path.stem]
    run = run_asked(path.stem, shlex.split(told[0][1]))
    assert run != run_asked(path.stem, [])
