"""Executing notebooks: one process each in a pool, none of which, nor a kernel, outlives the command."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from minutebook.files import write_atomically
from minutebook.running.notebooks import Node, Value, as_bytes, normalised, read_notebook, tags_of, text_of

#: The venv's own kernel. What the notebook's metadata names may be a kernel of somebody's machine.
KERNEL = "python3"
#: The environment that decides what a notebook writes; a task sets it or takes it out.
OWN_ENVIRONMENT = ("MINUTEBOOK_DATA", "MINUTEBOOK_RUN_DIR")
SECONDS_A_CELL = 900

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Task:
    """A notebook to execute: from where, to where, with which parameters injected and which environment."""

    source: str
    target: str
    parameters: tuple[tuple[str, Value], ...]
    env: tuple[tuple[str, str], ...]


def execute_all(tasks: Sequence[Task], done: Callable[[Task, str | None], None], workers: int | None = None) -> None:
    """Execute the tasks in a pool of processes and tell `done` of each: None, or what went wrong in words."""
    if not tasks:
        return
    size = min(workers or os.cpu_count() or 1, len(tasks))
    # Spawned, not forked: a fork of a process with threads can hang, and inherits whatever was imported.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(size, mp_context=context, initializer=_end_with_parent)
    try:
        futures = {pool.submit(execute, task): task for task in tasks}
        for future in as_completed(futures):
            done(futures[future], _outcome(future))
    except BaseException:
        for worker in multiprocessing.active_children():
            _kill_tree(worker.pid or 0)
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


def _outcome(future: Future[str | None]) -> str | None:
    """Return what a task reported; a process that was killed couldn't report."""
    try:
        return future.result()
    except BrokenProcessPool:
        return "did not finish: a worker process was killed, perhaps for want of memory"


def _end_with_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end, kernel and all, should the parent be killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    """Wait for the end of the process behind `sentinel`, then end this one and its kernel."""
    wait([sentinel])
    _kill_tree(os.getpid())


def _kill_tree(pid: int) -> None:
    """Kill a process and everything under it, kernels first: they are in sessions of their own."""
    import psutil  # only for the way out

    with suppress(psutil.Error):
        top = psutil.Process(pid)
        if pid != os.getpid():
            top.suspend()  # so that it can't start another kernel meanwhile
        for process in [*top.children(recursive=True), top]:
            with suppress(psutil.Error):
                process.kill()


def execute(task: Task) -> str | None:
    """Execute one notebook with papermill and normalise what it wrote; return what went wrong, in words."""
    # The slowest import of all serves jsonschema for addresses in other alphabets, which no notebook checks.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import papermill
    from traitlets.config import Config

    for name in OWN_ENVIRONMENT:
        os.environ.pop(name, None)
    os.environ.update(task.env)
    target = Path(task.target)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        papermill.execute_notebook(
            _literally(task.source),
            _literally(task.target),
            dict(task.parameters),
            kernel_name=KERNEL,
            language="python",
            cwd=str(Path(task.source).parent),
            progress_bar=False,
            execution_timeout=SECONDS_A_CELL,
            shutdown_kernel="immediate",  # all it had to say is read by then
            # Others on this machine can't listen in, and the kernel has nothing to warn of.
            config=Config({"KernelManager": {"transport_encryption": "auto"}}),
        )
    except Exception as problem:
        return failure_in_words(read_notebook(target) if target.is_file() else None, problem)
    write_atomically(target, as_bytes(normalised(read_notebook(target))))
    return None


def _literally(path: str) -> str:
    """Keep papermill from filling in braces in a path."""
    return path.replace("{", "{{").replace("}", "}}")


def failure_in_words(node: Node | None, problem: Exception) -> str:
    """Say which cell failed and how, from what papermill wrote by then."""
    name = getattr(problem, "ename", type(problem).__name__)
    detail = str(getattr(problem, "evalue", problem)).strip() or "no message"
    exception = f"{name}: {_ANSI.sub('', detail).splitlines()[0]}"
    cell = None if node is None else _failing_cell(node)
    if node is None or cell is None:
        return f"did not run: {exception}"
    own = [c for c in node["cells"] if c["cell_type"] == "code" and "injected-parameters" not in tags_of(c)]
    number = own.index(cell) + 1 if cell in own else 1
    first = next((line.strip() for line in text_of(cell["source"]).splitlines() if line.strip()), "")
    return f"code cell {number} `{first}` raised {exception}"


def _failing_cell(node: Node) -> Node | None:
    """Return the code cell that papermill marked, or the last that it started where the kernel died."""
    records: list[tuple[Node, dict[str, Any]]] = [
        (cell, cell["metadata"].get("papermill", {})) for cell in node["cells"] if cell["cell_type"] == "code"
    ]
    marked = [cell for cell, record in records if record.get("exception")]
    started = [cell for cell, record in records if record.get("start_time")]
    return marked[0] if marked else started[-1] if started else None
