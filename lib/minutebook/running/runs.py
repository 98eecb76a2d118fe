"""Runs: each (notebook, parameters) of notebooks/runs.toml, executed when its inputs changed by content."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.facts import wards
from minutebook.files import (
    ROOT,
    content_key,
    data_folder,
    files_under,
    is_current,
    locked,
    publish_folder,
    sha256,
    write_atomically,
    write_stamp,
)
from minutebook.running.kernels import Task, execute_all
from minutebook.running.notebooks import Value, as_bytes, essence, keep_pictures, normalised, read_notebook
from minutebook.running.studies import Run, read_runs, read_studies, run_asked, shown

__all__ = ["execute_runs", "main_run", "read_runs", "refresh", "remove_unlisted", "verify"]

NOTEBOOKS = ROOT / "notebooks"
OUT = ROOT / "build" / "runs"
#: What every run depends on besides its notebook, its parameters and the data.
LIBRARY = (ROOT / "lib" / "minutebook", wards.FOLDER, ROOT / "requirements.lock")


def execute_runs(
    runs: Sequence[Run],
    out: Path = OUT,
    workers: int | None = None,
    notebooks: Path = NOTEBOOKS,
    data: Path | None = None,
) -> list[Path]:
    """Bring the folder of each run up to date and return the folders.

    A run whose inputs are the same by content is skipped. One that fails leaves its last good folder as it is
    and the others built, and is raised at the end.
    """
    data = (data or data_folder()).resolve()
    if not data.is_dir():
        raise MinutebookError("has no tables yet", data, todo="run `minutebook build` first")
    out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        _remove_leftovers(out)
        keys = _keys(runs, notebooks, data)
        due = [run for run in runs if not is_current(_stamp(out, run.run_id), keys[run.run_id])]
        print(f"runs: {len(due)} to build, {len(runs) - len(due)} up to date", flush=True)
        failures = _build({_task(run, out, notebooks, data): run for run in due}, keys, out, workers)
        _remove_leftovers(out)
    _raise_failures(failures, len(runs))
    return [out / run.run_id for run in runs]


def _task(run: Run, out: Path, notebooks: Path, data: Path) -> Task:
    """Say how a run is executed; only values other than the defaults are injected."""
    new = out.resolve() / ".new" / run.run_id
    env = (("MINUTEBOOK_DATA", str(data)), ("MINUTEBOOK_RUN_DIR", str(new)))
    source = notebooks.resolve() / f"{run.notebook}.ipynb"
    return Task(str(source), str(new / "notebook.ipynb"), tuple(run.changed.items()), env)


def _build(tasks: Mapping[Task, Run], keys: Mapping[str, str], out: Path, workers: int | None) -> list[MinutebookError]:
    """Execute the runs that are out of date, publish the good ones and return what went wrong."""
    failures = []
    with _progress(len(tasks), "runs") as step:

        def done(task: Task, failure: str | None) -> None:
            run = tasks[task]
            if failure is None:
                _publish(Path(task.target).parent, run, out, keys[run.run_id])
            else:
                failures.append(_failed(run.notebook, run.changed, failure))
            step(run.run_id, failure is None)

        execute_all(list(tasks), done, workers)
    return failures


def _publish(new: Path, run: Run, out: Path, key: str) -> None:
    """Let a finished folder stand for the run, then record what it was made from."""
    record = {name: getattr(run, name) for name in ("notebook", "parameters", "run_id", "title")}
    write_atomically(new / "run.json", (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    publish_folder(new, out / run.run_id)
    write_stamp(_stamp(out, run.run_id), key, files_under(out / run.run_id))


def _failed(notebook: str, changed: Mapping[str, Value], failure: str) -> MinutebookError:
    """Make the one line that a failing notebook is reported with."""
    values = ", ".join(f"{name} = {shown(value)}" for name, value in changed.items()) or "default parameters"
    return MinutebookError(f"({values}) {failure}", f"notebooks/{notebook}.ipynb", todo="see the cell with `make lab`")


def _raise_failures(failures: Sequence[MinutebookError], total: int) -> None:
    """Raise the one failure, or print them all and raise their number."""
    if len(failures) == 1:
        raise failures[0]
    if failures:
        for failure in sorted(failures, key=str):
            print(failure, file=sys.stderr)
        what = f"{len(failures)} of {total} notebooks failed"
        raise MinutebookError(what, todo="put right the cells named above; the others are built")


def _keys(runs: Sequence[Run], notebooks: Path, data: Path) -> dict[str, str]:
    """Return what each run depends on as one hash."""
    library = [f for place in LIBRARY for f in files_under(place) if f.suffix in {".py", ".lock", ".csv"}]
    shared = [content_key(library), content_key(files_under(data), data)]
    if outlines := wards.open_data():
        shared.append(content_key(sorted(outlines.glob("wards_*.geojson")), outlines))
    sources = {name: essence(read_notebook(notebooks / f"{name}.ipynb")) for name in {r.notebook for r in runs}}
    return {
        run.run_id: sha256(json.dumps([shared, run.title, run.parameters, sources[run.notebook]]).encode())
        for run in runs
    }


def _stamp(out: Path, run_id: str) -> Path:
    """Return where it is recorded what a run was made from."""
    return out.parent / "stamps" / f"run-{run_id}.json"


def remove_unlisted(runs: Sequence[Run], out: Path = OUT) -> None:
    """Remove the folders of runs that are not, or no longer, among `runs`."""
    listed = {run.run_id for run in runs}
    out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        for link in [place for place in out.iterdir() if place.is_symlink() and place.name not in listed]:
            link.unlink()
            _stamp(out, link.name).unlink(missing_ok=True)
        _remove_leftovers(out)


def _remove_leftovers(out: Path) -> None:
    """Remove what a failed or killed build left: unfinished folders and folders that no name stands for."""
    shutil.rmtree(out / ".new", ignore_errors=True)
    for link in out.glob(".*.new"):
        link.unlink()
    standing = {place.resolve() for place in out.iterdir() if place.is_symlink()}
    for folder in out.glob(".*@*"):
        if folder.resolve() not in standing:
            shutil.rmtree(folder)


@contextmanager
def _progress(total: int, what: str) -> Iterator[Callable[[str, bool], None]]:
    """Give a function that tells of one more done, well or not: a bar on a terminal, plain lines otherwise."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        with tqdm(total=total, desc=what, unit="run", leave=False) as bar:

            def advance(name: str, good: bool) -> None:
                bar.set_postfix_str(name if good else f"{name} failed")
                bar.update()

            yield advance
    else:
        finished: list[str] = []

        def tell(name: str, good: bool) -> None:
            finished.append(name)
            print(f"{what}: {len(finished)}/{total} {name}{'' if good else ' failed'}", flush=True)

        yield tell


def main_run(notebook: str | None = None, assignments: Sequence[str] = ()) -> None:
    """Build one run and print where it is or, with no notebook, bring all of them up to date.

    An empty name is a mistake and not no notebook: `make run` gives it where NOTEBOOK was forgotten.
    """
    if notebook:
        print(execute_runs([run_asked(notebook, assignments)])[0].relative_to(ROOT))
    elif assignments or notebook is not None:
        what = f"`{assignments[0]}` needs a notebook" if assignments else "no notebook is named"
        known = ", ".join(study.notebook for study in read_studies())
        raise MinutebookError(what, todo=f"say which: make run NOTEBOOK=NAME name=value (notebooks: {known})")
    else:
        runs = read_runs()
        remove_unlisted(runs)
        execute_runs(runs)


def refresh(notebooks: Path = NOTEBOOKS, work: Path = OUT.parent / "refresh", workers: int | None = None) -> list[Path]:
    """Re-run the committed notebooks in place with their defaults and return those whose file changed.

    Each file is replaced in one step and only once its notebook ran to the end. Pictures that agree with the
    committed ones as pixels are kept, so that another processor doesn't make a difference.
    """
    files = sorted(notebooks.glob("*.ipynb"))
    # What is committed is the same for everyone: maps of tiles, whatever outlines somebody has.
    env = (("MINUTEBOOK_DATA", str(data_folder().resolve())), ("MINUTEBOOK_OPEN_DATA", ""))
    tasks = {Task(str(file.resolve()), str(work.resolve() / file.name), (), env): file for file in files}
    changed: list[Path] = []
    failures: list[MinutebookError] = []

    with locked(work), _progress(len(files), "refresh") as step:
        shutil.rmtree(work, ignore_errors=True)

        def done(task: Task, failure: str | None) -> None:
            file = tasks[task]
            if failure is not None:
                failures.append(_failed(file.stem, {}, failure))
            elif write_atomically(file, _refreshed(Path(task.target), file)):
                changed.append(file)
            step(file.stem, failure is None)

        execute_all(list(tasks), done, workers)
        shutil.rmtree(work, ignore_errors=True)
    _raise_failures(failures, len(files))
    return sorted(changed)


def _refreshed(executed: Path, committed: Path) -> bytes:
    """Return the executed notebook with those of the committed pictures that agree with its own."""
    return as_bytes(keep_pictures(normalised(read_notebook(executed)), read_notebook(committed)))


def verify(root: Path = ROOT, folders: Sequence[str] = ("data/processed", "notebooks")) -> None:
    """Fail, naming the files, where these folders differ from what is committed."""
    command = ["git", "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", *folders]
    try:
        answer = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    except FileNotFoundError:
        todo = "install git; verify compares with what is committed"
        raise MinutebookError("git is not installed", todo=todo) from None
    except subprocess.CalledProcessError as problem:
        what = f"git cannot tell what is committed: {problem.stderr.strip()}"
        raise MinutebookError(what, todo="run it in a git checkout") from None
    names = [entry[3:] for entry in answer.stdout.split("\0") if entry]
    if names:
        what = f"{len(names)} of the committed files would be built differently: {', '.join(names)}"
        raise MinutebookError(what, todo="run `make` and `make refresh`, look at `git diff`, and commit what is right")
