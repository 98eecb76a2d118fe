"""A JupyterLab server for a test, and its kernel API."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import requests
import websocket

SECONDS = 60


@contextmanager
def lab(folder: Path, work: Path) -> Iterator[tuple[str, str]]:
    """Run JupyterLab on `folder`, on loopback and a free port, and give its address and token.

    It listens to no settings but its own, writes only below `work`, and is gone afterwards, kernels and all.
    """
    token = secrets.token_hex(16)
    folders = ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    places = {name: str(work / name.lower()) for name in folders}
    env = os.environ | places | {"JUPYTER_TOKEN": token}
    env.pop("MINUTEBOOK_RUN_DIR", None)
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={folder}"]
    with (work / "lab.log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "jupyterlab", *options], env=env, stdout=log, stderr=log)
        try:
            yield _address(server, Path(places["JUPYTER_RUNTIME_DIR"]), token, work / "lab.log"), token
        finally:
            server.terminate()  # it shuts its kernels down; they'd also notice if it couldn't
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _address(server: subprocess.Popen[bytes], runtime: Path, token: str, log: Path) -> str:
    """Return the server's address once it answers there: its file is written before its port is open."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        for file in runtime.glob(f"jpserver-{server.pid}.json"):
            try:
                address = str(json.loads(file.read_text())["url"]).rstrip("/")
            except ValueError:
                continue  # being written
            if _answers(address, token):
                return address
        time.sleep(0.05)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()}")


def _answers(address: str, token: str) -> bool:
    with _session(token) as session, suppress(requests.RequestException):
        return session.get(f"{address}/api", timeout=5).ok
    return False


def _session(token: str) -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy between this machine and itself
    session.headers["Authorization"] = f"token {token}"
    return session


def run_cells(address: str, token: str, sources: Sequence[str]) -> list[list[dict[str, Any]]]:
    """Execute the sources in one kernel of the server and return the outputs of each."""
    with _session(token) as session:
        started = session.post(f"{address}/api/kernels", json={"name": "python3", "path": ""}, timeout=SECONDS)
        started.raise_for_status()
        kernel = f"{address}/api/kernels/{started.json()['id']}"
        channels = websocket.create_connection(
            f"ws{kernel.removeprefix('http')}/channels",
            header=[f"Authorization: token {token}"],
            timeout=SECONDS,
            http_no_proxy=["*"],
        )
        try:
            return [_outputs(channels, source) for source in sources]
        finally:
            channels.close()
            session.delete(kernel, timeout=SECONDS)


def _outputs(channels: websocket.WebSocket, source: str) -> list[dict[str, Any]]:
    number = uuid.uuid4().hex
    header = {
        "msg_id": number,
        "msg_type": "execute_request",
        "username": "",
        "session": "",
        "version": "5.3",
    }
    content = {
        "code": source,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
    }
    request = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
    channels.send(json.dumps(request | {"buffers": []}))
    outputs: list[dict[str, Any]] = []
    while True:
        message = json.loads(channels.recv())
        kind, content = message["header"]["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != number:
            continue
        if kind in {"stream", "display_data", "execute_result", "error"}:
            outputs.append({"output_type": kind, **content})
        if kind == "status" and content["execution_state"] == "idle":
            return outputs
