from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import nbformat
import psutil
import pytest

from minutebook.errors import MinutebookError
from minutebook.running import runs as runs_module
from minutebook.running import studies
from minutebook.running.kernels import Task, failure_in_words
from minutebook.running.notebooks import Node, as_bytes, normalised, read_notebook
from minutebook.running.runs import execute_runs, main_run, read_runs, refresh, remove_unlisted, verify
from minutebook.running.studies import Run, run_asked
from toy_notebooks import code, markdown, notebook, stream, write
from toy_packs import pack, register

T = TypeVar("T")
SAVE = """import os, pathlib
if folder := os.environ.get("MINUTEBOOK_RUN_DIR"):
    pathlib.Path(folder, "figures").mkdir()
    pathlib.Path(folder, "figures", "chart.csv").write_text(area)"""
TOML = """
[study]
title = "What is it?"
[study.parameters.area]
default = "all"
choices = ["all", "Brent", "K&C", "00123"]
[study.parameters.top]
default = 3
minimum = 1
maximum = 9
"""


def toy(folder: Path, *cells: Node, toml: str = TOML) -> Path:
    """A project of one notebook with its data; returns its runs.toml."""
    first = code('area = "all"  # which\ntop: int = 3', "parameters")
    write(folder / "notebooks" / "study.ipynb", markdown("# What is it?"), first, *cells)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "a.csv").write_text("x\n1\n")
    path = folder / "notebooks" / "runs.toml"
    path.write_text(toml)
    return path


def build(folder: Path, runs: list[Run], workers: int | None = None) -> list[Path]:
    return execute_runs(runs, folder / "build" / "runs", workers, folder / "notebooks", folder / "data")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


# --- runs.toml ----------------------------------------------------------------------------------


def test_each_choice_is_a_run_and_values_keep_their_types(tmp_path: Path) -> None:
    runs = read_runs(toy(tmp_path))
    assert [run.run_id for run in runs] == [
        "study",
        "study--area-brent",
        "study--area-k-c",
        "study--area-00123",
    ]
    assert runs[0].parameters == {"area": "all", "top": 3}
    assert runs[3].parameters == {"area": "00123", "top": 3}


def test_listed_runs_replace_the_choices_but_not_the_default_run(tmp_path: Path) -> None:
    path = toy(tmp_path, toml=TOML + '[[study.runs]]\narea = "Brent"\ntop = 5\n')
    assert [run.run_id for run in read_runs(path)] == ["study", "study--area-brent--top-5"]


WRONG = {
    "misspelt key": (
        'title = "What is it?"\ntilte = "x"',
        'title = "What is it?"',
        "unknown key `tilte`; known: title",
    ),
    "no title": ("", 'title = "What is it?"', "[study] has no title"),
    "unknown notebook": ("[other]", "[study]", "other.ipynb: there is no such notebook"),
    "folder in the name": ('["../study"]', "[study]", "is not a notebook's table"),
    "default not a choice": ('default = "none"', 'default = "all"', "has the default none; valid: all, Brent, K&C"),
    "other default": ('default = "Brent"', 'default = "all"', "`area` defaults to 'Brent', in study.ipynb to 'all'"),
    "default of another type": ("default = 3.0", "default = 3", "`top` defaults to 3.0, in study.ipynb to 3"),
    "unknown parameter": (
        "[study.parameters.ward]",
        "[study.parameters.area]",
        "no parameter `ward`; valid: area, top",
    ),
    "mixed choices": ("123]", '"00123"]', "choices of another type"),
    "nothing says what is valid": ("", "minimum = 1\nmaximum = 9", "does not say what is valid"),
    "choices not a list": ('choices = "all"', 'choices = ["all", "Brent", "K&C", "00123"]', "not in the form"),
    "choices with one name": ('"k c"', '"00123"', "would both be called study--area-k-c"),
    "not TOML": ("title = What", 'title = "What', "is not valid TOML"),
}


@pytest.mark.parametrize(("new", "old", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_runs_toml_is_one_line(tmp_path: Path, new: str, old: str, message: str) -> None:
    path = toy(tmp_path)
    path.write_text(TOML.replace(old, new, 1) if old != "[study]" else TOML.replace("[study", new.rstrip("]")))
    with pytest.raises(MinutebookError) as problem:
        read_runs(path)
    assert message in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_parameter_may_take_its_choices_from_the_register_of_packs(tmp_path: Path) -> None:
    toml = TOML.replace('choices = ["all", "Brent", "K&C", "00123"]', 'registered = "committee"')
    path = toy(tmp_path, toml=toml)
    packs = tmp_path / "data" / "raw" / "packs"
    packs.mkdir(parents=True)
    made = [
        pack("Trees\n", name) for name in ("2020-01-31-roads-board", "2020-02-01-trees-board", "2020-02-02-roads-board")
    ]
    for one, content in made:
        (packs / one.file).write_bytes(content)
    (packs / "packs.csv").write_text(register(*(one for one, _ in made)), encoding="utf-8")
    assert [run.parameters["area"] for run in read_runs(path)] == ["all", "Roads Board", "Trees Board"]
    path.write_text(toml.replace('"committee"', '"ward"'))
    with pytest.raises(MinutebookError, match=r"name a column of packs\.csv, without choices: file, sha256, pack_id"):
        read_runs(path)


@pytest.mark.parametrize("value", ['area = "Paris"', "area = 123", 'ward = "all"', "top = 10", "top = 0", "top = 2.0"])
def test_a_listed_run_with_an_unknown_name_or_value_is_refused(tmp_path: Path, value: str) -> None:
    path = toy(tmp_path, toml=f"{TOML}[[study.runs]]\n{value}\n")
    with pytest.raises(MinutebookError, match=r"valid: (all, Brent, K&C, 00123|area, top|at least 1 and at most 9)$"):
        read_runs(path)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([], "no parameters cell"),
        ([markdown("x"), code("area = 'all'")], "no parameters cell"),
        ([code("import os"), code("area = 'all'", "parameters")], "no parameters cell"),
        ([code("area = 'all'\nprint(area)", "parameters")], "line 2 is not an assignment"),
        ([code("area = 'a' + 'b'", "parameters")], "cannot be read"),
        ([code("area = ['all']", "parameters")], "line 1 does not give"),
        ([code("area = ", "parameters")], "cannot be read"),
        ([code("area = 'all'\ntop = 3\nextra = 1", "parameters")], "`extra` of study.ipynb is not declared"),
    ],
)
def test_a_notebook_whose_parameters_cannot_be_read_is_refused(tmp_path: Path, cells: list[Node], message: str) -> None:
    path = toy(tmp_path)
    write(path.with_name("study.ipynb"), *cells)
    with pytest.raises(MinutebookError, match=message):
        read_runs(path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"nbformat": 3, "cells": []}', "\x00"])
def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = toy(tmp_path)
    path.with_name("study.ipynb").write_text(content)
    with pytest.raises(MinutebookError, match=r"study\.ipynb: is not a notebook"):
        read_runs(path)


@pytest.mark.parametrize(
    ("assignment", "parameters"),
    [
        ("area=Brent", {"area": "Brent", "top": 3}),
        ("area=00123", {"area": "00123", "top": 3}),
        ("top=7", {"area": "all", "top": 7}),
    ],
)
def test_an_assignment_is_typed_by_what_is_declared(
    tmp_path: Path, assignment: str, parameters: dict[str, object]
) -> None:
    assert run_asked("study", [assignment], toy(tmp_path)).parameters == parameters


@pytest.mark.parametrize(
    ("name", "assignment", "valid"),
    [
        ("study", "ward=all", "area, top"),
        ("study", "area", "all, Brent, K&C, 00123"),
        ("study", "area=Paris", "all, Brent, K&C, 00123"),
        ("study", "area=", "all, Brent, K&C, 00123"),
        ("study", "top=many", "at least 1 and at most 9"),
        ("study", "top=10", "at least 1 and at most 9"),
        ("other", "area=all", "study"),
    ],
)
def test_a_wrong_assignment_lists_what_is_valid(tmp_path: Path, name: str, assignment: str, valid: str) -> None:
    with pytest.raises(MinutebookError, match=f"valid: {valid}$"):
        run_asked(name, [assignment], toy(tmp_path))


# --- what is out of date, and what a build leaves (no kernels) ------------------------------------


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A function that builds a project with a stand-in for kernels and tells which runs it executed."""
    toy(tmp_path, code("area"))
    library = tmp_path / "lib"
    library.mkdir()
    (library / "a.py").write_text("")
    monkeypatch.setattr(runs_module, "LIBRARY", (library,))

    def again(failing: str = "none") -> list[str]:
        executed: list[str] = []

        def stand_in(tasks: list[Task], done: Callable[..., None], workers: int | None = None) -> None:
            for task in tasks:
                executed.append(Path(task.target).parent.name)
                write(Path(task.target), code(repr(task.parameters)))
                done(task, "code cell 2 `x` raised KeyError" if failing in executed[-1] else None)

        monkeypatch.setattr(runs_module, "execute_all", stand_in)
        build(tmp_path, read_runs(tmp_path / "notebooks" / "runs.toml"))
        return executed

    return again


def test_a_second_build_does_nothing(built: Callable[..., list[str]]) -> None:
    assert len(built()) == 4
    assert built() == []


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / name).write_text((folder / name).read_text().replace(old, new))

    return change


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "a time stamp": (lambda f: os.utime(f / "data" / "a.csv", (0, 0)), 0),
    "the notebook's outputs": (
        lambda f: write(
            f / "notebooks" / "study.ipynb",
            markdown("# What is it?"),
            code('area = "all"  # which\ntop: int = 3', "parameters"),
            code("area", count=2, outputs=[stream("x")]),
        ),
        0,
    ),
    "a source": (edit("notebooks/study.ipynb", "# What is it?", "# What?"), 4),
    "the data": (edit("data/a.csv", "1", "2"), 4),
    "the library": (edit("lib/a.py", "", "x = 1"), 4),
    "the title": (edit("notebooks/runs.toml", "What is it?", "What?"), 4),
    "one more choice": (edit("notebooks/runs.toml", '"00123"', '"00123", "Ealing"'), 1),
    "an output": (lambda f: (f / "build" / "runs" / "study" / "run.json").write_text("{}"), 1),
    "an output gone": (lambda f: (f / "build" / "runs" / "study--area-brent").unlink(), 1),
    "a stamp cut short": (lambda f: (f / "build" / "stamps" / "run-study.json").write_text("{"), 1),
}


@pytest.mark.parametrize(("change", "due"), CHANGES.values(), ids=CHANGES)
def test_only_what_changed_by_content_is_built(
    tmp_path: Path, built: Callable[..., list[str]], change: Callable[[Path], object], due: int
) -> None:
    built()
    change(tmp_path)
    assert len(built()) == due
    assert built() == []


def test_a_failing_run_keeps_its_last_good_folder_and_the_others_are_built(
    tmp_path: Path, built: Callable[..., list[str]]
) -> None:
    built()
    good = (tmp_path / "build" / "runs" / "study--area-brent").resolve()
    edit("data/a.csv", "1", "2")(tmp_path)
    with pytest.raises(MinutebookError) as problem:
        built(failing="brent")
    expected = "notebooks/study.ipynb: (area = Brent) code cell 2 `x` raised KeyError; see the cell with `make lab`"
    assert str(problem.value) == expected
    assert (tmp_path / "build" / "runs" / "study--area-brent").resolve() == good
    assert not (tmp_path / "build" / "runs" / ".new").exists()
    assert built() == ["study--area-brent"]


def test_several_failures_are_each_told(
    tmp_path: Path, built: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MinutebookError, match="4 of 4 notebooks failed"):
        built(failing="study")
    assert capsys.readouterr().err.count("raised KeyError") == 4


def test_progress_tells_a_run_that_failed_from_one_that_did_not(
    built: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MinutebookError):
        built(failing="brent")
    assert capsys.readouterr().out.splitlines() == [
        "runs: 4 to build, 0 up to date",
        "runs: 1/4 study",
        "runs: 2/4 study--area-brent failed",
        "runs: 3/4 study--area-k-c",
        "runs: 4/4 study--area-00123",
    ]


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path, built: Callable[..., list[str]]) -> None:
    built()
    out = tmp_path / "build" / "runs"
    before = sorted(place.name for place in out.iterdir())
    (out / ".new" / "study").mkdir(parents=True)
    (out / ".study@0123456789abcdef").mkdir()
    (out / ".study.new").symlink_to(".study@0123456789abcdef")
    assert built() == []
    assert sorted(place.name for place in out.iterdir()) == before


def test_runs_no_longer_listed_are_removed(tmp_path: Path, built: Callable[..., list[str]]) -> None:
    built()
    out = tmp_path / "build" / "runs"
    remove_unlisted(read_runs(tmp_path / "notebooks" / "runs.toml")[:2], out)
    assert sorted(p.name for p in out.iterdir() if p.is_symlink()) == ["study", "study--area-brent"]
    assert len(list(out.glob(".*@*"))) == 2
    stamps = sorted(p.name for p in (tmp_path / "build" / "stamps").iterdir())
    assert stamps == ["run-study--area-brent.json", "run-study.json"]


def test_a_build_without_tables_says_what_to_run(tmp_path: Path) -> None:
    runs = read_runs(toy(tmp_path))
    with pytest.raises(MinutebookError, match="run `minutebook build` first"):
        execute_runs(runs, tmp_path / "out", None, tmp_path / "notebooks", tmp_path / "nothing")


@pytest.mark.parametrize(("name", "values"), [(None, ["area=Brent"]), ("", []), ("", ["area=Brent"])])
def test_no_name_where_one_is_needed_is_told_with_the_notebooks(name: str | None, values: list[str]) -> None:
    with pytest.raises(MinutebookError, match=r"say which: .*discharge_funding"):
        main_run(name, values)


# --- with kernels -------------------------------------------------------------------------------


def test_runs_are_executed_published_and_identical_on_rebuild(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [
        code(SAVE),
        code("import sys\nprint(area, type(area).__name__, pathlib.Path.cwd().name)\nobject()"),
        code('# picked\nassert area != "Brent", "no such\\nborough"'),
        code('if area == "K&C": os._exit(1)'),
    ]
    runs = [run for run in read_runs(toy(tmp_path, *cells)) if run.run_id != "study"]
    with pytest.raises(MinutebookError, match="2 of 3 notebooks failed"):
        build(tmp_path, runs, workers=2)
    assert capsys.readouterr().err.splitlines() == [
        "notebooks/study.ipynb: (area = Brent) code cell 4 `# picked` raised AssertionError: no such;"
        " see the cell with `make lab`",
        'notebooks/study.ipynb: (area = K&C) code cell 5 `if area == "K&C": os._exit(1)` raised'
        " DeadKernelError: Kernel died; see the cell with `make lab`",
    ]
    out = tmp_path / "build" / "runs"
    assert [place.name for place in sorted(out.iterdir()) if place.is_symlink()] == ["study--area-00123"]
    good = out / "study--area-00123"
    first = tree(good)
    assert set(first) == {"figures/chart.csv", "notebook.ipynb", "run.json"}
    assert json.loads(first["run.json"])["parameters"] == {"area": "00123", "top": 3}
    node = read_notebook(good / "notebook.ipynb")
    nbformat.validate(nbformat.from_dict(node))  # type: ignore[no-untyped-call]
    injected = node["cells"][2]
    assert injected["metadata"]["tags"] == ["injected-parameters"]
    assert injected["source"] == ["# Parameters\n", 'area = "00123"\n']
    assert [cell["execution_count"] for cell in node["cells"][1:]] == [1, 2, 3, 4, 5, 6]
    assert node["cells"][4]["outputs"][0]["text"] == ["00123 str notebooks\n"]
    text = (good / "notebook.ipynb").read_text()
    assert str(tmp_path) not in text and "papermill" not in text and "0x7" not in text

    (tmp_path / "build" / "stamps" / "run-study--area-00123.json").unlink()
    build(tmp_path, runs[2:])
    assert tree(good) == first


def test_a_dead_kernel_is_told_with_the_cell_that_it_died_in() -> None:
    started = {"papermill": {"start_time": "2020", "exception": None}}
    cells = [code("a = 1") | {"metadata": started}, code("crash()") | {"metadata": started}, code("b = 2")]
    said = failure_in_words(notebook(*cells), RuntimeError("Kernel died"))
    assert said == "code cell 2 `crash()` raised RuntimeError: Kernel died"
    assert failure_in_words(None, RuntimeError("")) == "did not run: RuntimeError: no message"


CHILD = """
import signal
from pathlib import Path
from typing import TypeVar
from minutebook.running.runs import execute_runs, read_runs
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins with it ignored
    here = Path({folder!r})
    runs = read_runs(here / "notebooks" / "runs.toml")[:2]
    execute_runs(runs, here / "build" / "runs", 1, here / "notebooks", here / "data")
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_killed_leaves_no_kernel_and_the_last_good_run(tmp_path: Path, how: signal.Signals) -> None:
    body = 'import os, pathlib, time\npathlib.Path("pid").write_text(str(os.getpid()))\ntime.sleep(100)'
    toy(tmp_path, code(body))
    (tmp_path / "child.py").write_text(CHILD.format(folder=str(tmp_path)))
    child = subprocess.Popen(
        [sys.executable, str(tmp_path / "child.py")], start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        kernel = int(wait_for(lambda: text_in(tmp_path / "notebooks" / "pid"), 60))
        if how == signal.SIGINT:  # as a terminal does: to all of the group
            os.killpg(child.pid, how)
        else:
            child.send_signal(how)
        assert child.wait(20) != 0
        wait_for(lambda: not alive(kernel), 10)
        assert not (tmp_path / "build" / "runs" / "study").exists()
    finally:
        child.kill()


def text_in(path: Path) -> str:
    return path.read_text() if path.is_file() else ""


def alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_for(condition: Callable[[], T], seconds: float) -> T:
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


def test_refresh_runs_in_place_without_a_run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTEBOOK_RUN_DIR", str(tmp_path / "leaked"))
    toy(tmp_path, code("import os\nos.environ.get('MINUTEBOOK_RUN_DIR', area)"))
    file = tmp_path / "notebooks" / "study.ipynb"
    assert refresh(tmp_path / "notebooks", tmp_path / "work") == [file]
    node = read_notebook(file)
    assert node["cells"][2]["outputs"][0]["data"]["text/plain"] == ["'all'"]
    assert [cell["id"] for cell in node["cells"]] == ["cell-1", "cell-2", "cell-3"]
    assert file.read_bytes() == as_bytes(normalised(node))
    assert not (tmp_path / "work").exists()


# --- verify -------------------------------------------------------------------------------------


def test_verify_names_each_file_that_differs_from_what_is_committed(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words], cwd=tmp_path, check=True)

    git("init", "--quiet")
    for name in ("data/processed/a.csv", "notebooks/é b.ipynb", "elsewhere.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1\n")
    git("add", ".")
    git("commit", "--quiet", "-m", "x")
    verify(tmp_path)
    (tmp_path / "elsewhere.txt").write_text("2\n")
    verify(tmp_path)
    (tmp_path / "data/processed/a.csv").unlink()
    (tmp_path / "notebooks/é b.ipynb").write_text("2\n")
    (tmp_path / "notebooks/new.ipynb").write_text("2\n")
    with pytest.raises(
        MinutebookError, match=r"3 of .*: data/processed/a.csv, notebooks/é b.ipynb, notebooks/new.ipynb;"
    ):
        verify(tmp_path)


def test_verify_outside_a_checkout_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(MinutebookError, match="run it in a git checkout"):
        verify(tmp_path)


def test_slugs_hold_only_what_a_file_name_should() -> None:
    assert [studies.slug(text) for text in ("Kensington & Chelsea", "Été 2020", "0.5", "../x")] == [
        "kensington-chelsea",
        "ete-2020",
        "0.5",
        "x",
    ]
