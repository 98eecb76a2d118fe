"""The front doors: each target is there and does what it says, with a stand-in for what it calls."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from minutebook.files import ROOT

DOORS = ["all", "tables", "runs", "site", "run", "lab", "test", "check", "refresh", "verify"]
DOORS += ["score", "lock", "packages", "clean", "help"]
#: Writes down the words it was called with; fails when asked to.
STAND_IN = """#!{python}
import json, os, sys
with open({calls!r}, "a") as file:
    file.write(json.dumps([os.path.basename(sys.argv[0]), *sys.argv[1:]]) + "\\n")
sys.exit(os.environ.get("FAIL_AT") in sys.argv[1:])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up, in which the commands only write down that they were called."""
    top = tmp_path / "a checkout"
    (top / ".venv" / "bin").mkdir(parents=True)
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copyfile(ROOT / name, top / name)
    for name in ("minutebook", "pytest", "ruff", "mypy", "jupyter", "uv"):
        path = top / ".venv" / "bin" / name
        path.write_text(STAND_IN.format(python=sys.executable, calls=str(tmp_path / "calls")))
        path.chmod(0o755)
    (top / ".venv" / ".ready").touch()
    return top


def make(top: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    line = ["make", "--no-print-directory", *arguments]
    return subprocess.run(line, cwd=top, capture_output=True, check=False, text=True, env=clean | environment)


def calls(top: Path) -> list[list[str]]:
    file = top.parent / "calls"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.is_file() else []


@pytest.mark.parametrize("target", DOORS)
def test_a_dry_run_of_each_target_works_and_does_nothing(target: str, checkout: Path) -> None:
    done = make(checkout, "-n", target, "NOTEBOOK=discharge_funding")
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert calls(checkout) == []


def test_help_lists_every_target_and_nothing_else(checkout: Path) -> None:
    listed = re.findall(r"(?m)^  make (\S+) +\S", make(checkout, "help").stdout)
    phony = re.findall(r"(?m)^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(phony) == sorted(DOORS)


def test_make_builds_tables_then_runs_then_site(checkout: Path) -> None:
    assert make(checkout).returncode == 0
    assert calls(checkout) == [["minutebook", name] for name in ("build", "run", "site")]


@pytest.mark.parametrize(("failing", "called"), [("build", ["build"]), ("run", ["build", "run"])])
def test_a_step_that_fails_stops_what_comes_after_it(failing: str, called: list[str], checkout: Path) -> None:
    assert make(checkout, FAIL_AT=failing).returncode != 0
    assert [words[1] for words in calls(checkout)] == called


@pytest.mark.parametrize(
    "value",
    ["Brent", "Hammersmith & Fulham", "a=b", 'it\'s "so"', "$HOME `touch x`; touch x", "*", "00123", ""],
)
def test_a_parameter_reaches_the_command_as_it_was_typed(value: str, checkout: Path) -> None:
    written = value.replace("$", "$$")
    done = make(checkout, "run", "NOTEBOOK=discharge_funding", f"area={written}", "top=3")
    assert done.returncode == 0, done.stderr
    asked = calls(checkout)[-1]
    assert asked[:3] == ["minutebook", "run", "discharge_funding"]
    assert sorted(asked[3:]) == sorted([f"area={value}", "top=3"])
    assert not (checkout / "x").exists()


def test_tests_run_over_the_library_and_then_strictly_over_the_notebooks(checkout: Path) -> None:
    assert make(checkout, "test").returncode == 0
    library, notebooks = (words for words in calls(checkout) if words[0] == "pytest")
    assert "--nbval" not in library
    assert {"--nbval", "notebooks"} <= set(notebooks)
    assert "--nbval-lax" not in notebooks


def test_verify_runs_the_notebooks_again_checks_compares_and_runs_the_slow_tests(checkout: Path) -> None:
    assert make(checkout, "verify").returncode == 0
    words = [" ".join(call) for call in calls(checkout)]
    order = [words.index(text) for text in ("minutebook refresh", "minutebook verify", "pytest -m slow")]
    assert order == sorted(order)
    assert {"ruff check .", "ruff format --check .", "mypy"} <= set(words)


def test_clean_keeps_the_tables_and_the_environment(checkout: Path) -> None:
    for name in ("build/site/index.html", "data/processed/cells.csv"):
        (checkout / name).parent.mkdir(parents=True)
        (checkout / name).touch()
    assert make(checkout, "clean").returncode == 0
    assert not (checkout / "build").exists()
    assert (checkout / "data" / "processed" / "cells.csv").exists()
    assert (checkout / ".venv" / ".ready").exists()


def test_another_python_is_refused_before_anything_is_removed(checkout: Path) -> None:
    (checkout / ".venv" / ".ready").unlink()
    done = make(checkout, "PYTHON=false")
    assert done.returncode != 0
    assert "Python 3.11 is needed" in done.stderr
    assert (checkout / ".venv" / "bin" / "minutebook").exists()
    assert calls(checkout) == []


# --- .ci/run ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("failing", "steps"), [("", ["", "test", "verify"]), ("test", ["", "test"]), ("all", [""])])
def test_the_check_of_a_change_is_make_test_verify_from_any_folder(
    failing: str, steps: list[str], tmp_path: Path
) -> None:
    top = tmp_path / "top"
    (top / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", top / ".ci" / "run")
    (top / "Makefile").write_text(
        "all test verify:\n\t@echo $@ >> steps\n\t@test $@ != '$(FAIL)'\n.PHONY: all test verify\n"
    )
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    environment = {"PATH": os.environ["PATH"], "FAIL": failing}
    done = subprocess.run([str(top / ".ci" / "run")], cwd="/", env=environment, capture_output=True, check=False)
    assert (done.returncode == 0) is (not failing)
    assert (top / "steps").read_text().split() == [step or "all" for step in steps]


# --- the repository -----------------------------------------------------------------------------

#: Written so that this file doesn't hold what it looks for.
STRANGE = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]|User[s]|tm[p]/pytest)/|pyp[i]\.org/simple|pythonhoste[d]|anacond[a]\.(?:org|com)"
    r"|--(?:extra-)?inde[x]-url|--find-link[s]|trusted-hos[t]",
)


@pytest.mark.parametrize(
    "text",
    ["/wor" + "k/main", 'see "/roo' + 't/x"', "https://pyp" + "i.org/simple", "pip --inde" + "x-url=x"],
)
def test_a_strange_word_is_found(text: str) -> None:
    assert STRANGE.search(text)


def test_no_file_names_a_folder_of_someone_or_a_registry() -> None:
    listing = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, capture_output=True, check=True, text=True).stdout.split("\0")
    kept = [ROOT / name for name in names if name and not name.startswith("data/raw/packs/")]
    assert len(kept) > 50
    for file in kept:
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
            assert not STRANGE.search(line), f"{file}:{number}: {line[:200]}"
