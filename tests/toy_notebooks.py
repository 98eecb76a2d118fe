"""Small notebooks as plain data, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from minutebook.running.notebooks import Node, as_bytes


def code(source: str, *tags: str, count: int | None = None, outputs: list[Any] | None = None) -> Node:
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "execution_count": count,
        "outputs": outputs or [],
    }


def markdown(source: str) -> Node:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def stream(text: str, name: str = "stdout") -> Node:
    return {"output_type": "stream", "name": name, "text": text}


def display(**data: Any) -> Node:
    """An output; `image_png="..."` stands for image/png."""
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {mime.replace("_", "/"): content for mime, content in data.items()},
    }


def notebook(*cells: Node) -> Node:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, *cells: Node) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    numbered = [cell | {"id": f"toy{number}"} for number, cell in enumerate(cells)]
    path.write_bytes(as_bytes(notebook(*numbered)))
    return path
