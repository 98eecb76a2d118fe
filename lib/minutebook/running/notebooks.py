"""Notebooks as plain data: read, normalise, compare. No kernel, and no nbformat: its import is slow."""

from __future__ import annotations

import ast
import base64
import copy
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from minutebook.errors import MinutebookError
from minutebook.files import ROOT

Node = dict[str, Any]
Value = str | int | float | bool

#: What a notebook says about its kernel, whatever machine it ran on.
METADATA: Node = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
KEPT_OF_NOTEBOOK = ("authors", "minutebook", "mystnb", "title")
KEPT_OF_CELL = ("jupyter", "minutebook", "mystnb", "tags")

#: A picture drawn elsewhere agrees if no tile of TILE by TILE pixels is off by more than TILE_OFF levels (of 255)
#: on average, LEVELS_OFF of each pixel forgiven. A share of the whole picture would let a digit pass.
TILE, TILE_OFF, LEVELS_OFF = 4, 2, 8

_CELL_FILE = re.compile(r"(?:/[\w.+-]+)*/ipykernel_\d+/\d+\.py")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")


def read_notebook(path: Path) -> Node:
    """Read a notebook file (nbformat 4) as it stands."""
    try:
        node = json.loads(path.read_text(encoding="utf-8"))
        if node["nbformat"] == 4 and isinstance(node["cells"], list):
            return dict(node)
    except FileNotFoundError:
        todo = "write it, or take it out of runs.toml"
        raise MinutebookError("there is no such notebook", path, todo=todo) from None
    except (ValueError, KeyError, TypeError):
        pass
    raise MinutebookError("is not a notebook of format 4", path, todo="save it again from JupyterLab (`make lab`)")


def text_of(value: str | list[str]) -> str:
    """Join what a notebook file may hold as one string or as a list of lines."""
    return value if isinstance(value, str) else "".join(value)


def code_cells(node: Node) -> list[Node]:
    """Return the code cells in order."""
    return [cell for cell in node["cells"] if cell["cell_type"] == "code"]


def tags_of(cell: Node) -> list[str]:
    """Return a cell's tags."""
    return list(cell.get("metadata", {}).get("tags", []))


def declared_parameters(node: Node, where: Path | str) -> dict[str, Value]:
    """Return the names and defaults that the first code cell, tagged `parameters`, gives.

    Example:
        >>> cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": 'area = "all"'}
        >>> declared_parameters({"cells": [cell]}, "notebooks/a.ipynb")
        {'area': 'all'}
    """
    cell = next(iter(code_cells(node)), None)
    if cell is None or "parameters" not in tags_of(cell):
        todo = "give the first code cell the tag `parameters` (property inspector in JupyterLab)"
        raise MinutebookError("has no parameters cell", where, todo=todo)
    try:
        statements = ast.parse(text_of(cell["source"])).body
        return dict(_assignment(statement) for statement in statements)
    except (SyntaxError, ValueError) as problem:
        todo = "let each line of it be `name = literal`: text, a number, True or False"
        raise MinutebookError(f"the parameters cell cannot be read ({problem})", where, todo=todo) from None


def _assignment(statement: ast.stmt) -> tuple[str, Value]:
    """Read `name = literal` or `name: type = literal`."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target, literal = statement.targets[0], statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        target, literal = statement.target, statement.value
    else:
        raise ValueError(f"line {statement.lineno} is not an assignment")
    value = ast.literal_eval(literal)
    if not isinstance(target, ast.Name) or not isinstance(value, str | int | float):
        raise ValueError(f"line {statement.lineno} does not give a name a text, number, True or False")
    return target.id, value


def essence(node: Node) -> str:
    """Return what decides a run's outcome: sources, kinds and tags of the cells, without outputs or ids."""
    cells = [[cell["cell_type"], tags_of(cell), text_of(cell["source"])] for cell in node["cells"]]
    return json.dumps(cells, ensure_ascii=False)


def normalised(node: Node) -> Node:
    """Return the notebook without what differs by machine, moment or editor.

    Papermill's timings, kernel names, language versions and absolute paths go, ids follow the position of
    the cell, and streams that arrived in pieces are joined, so that the same run gives the same bytes.
    Execution counts stay: they tell whether it ran in order.
    """
    kept = {key: node["metadata"][key] for key in KEPT_OF_NOTEBOOK if key in node.get("metadata", {})}
    cells = [_normalised_cell(cell, number) for number, cell in enumerate(node["cells"], start=1)]
    return copy.deepcopy({"cells": cells, "metadata": METADATA | kept, "nbformat": 4, "nbformat_minor": 5})


def _normalised_cell(cell: Node, number: int) -> Node:
    """Normalise one cell."""
    metadata = {key: value for key, value in cell.get("metadata", {}).items() if key in KEPT_OF_CELL and value}
    plain: Node = {"cell_type": cell["cell_type"], "id": f"cell-{number}", "metadata": metadata}
    plain["source"] = text_of(cell["source"])
    if cell.get("attachments"):
        plain["attachments"] = cell["attachments"]
    if cell["cell_type"] == "code":
        plain["execution_count"] = cell.get("execution_count")
        plain["outputs"] = list(_joined_streams(map(_normalised_output, cell.get("outputs", []))))
    return plain


def _normalised_output(output: Node) -> Node:
    """Normalise one output; a text in it may be a list of lines."""
    plain: Node = {key: value for key, value in output.items() if key != "transient"}
    if "text" in plain:
        plain["text"] = _without_machine(text_of(plain["text"]))
    if "traceback" in plain:
        plain["traceback"] = [_without_machine(line) for line in plain["traceback"]]
    if "data" in plain:
        plain["data"] = {mime: _normalised_data(mime, data) for mime, data in plain["data"].items()}
    return plain


def _normalised_data(mime: str, data: Any) -> Any:
    """Normalise one rendering; pictures and JSON stay as they are."""
    if mime.startswith("text/"):
        return _without_machine(text_of(data))
    is_json = mime == "application/json" or mime.endswith("+json")
    return data if is_json else text_of(data).strip() if mime.startswith("image/") else text_of(data)


def _without_machine(text: str) -> str:
    """Take out the checkout's place, the kernel's temporary files and memory addresses."""
    return _ADDRESS.sub("at 0x…", _CELL_FILE.sub("<cell>", text.replace(f"{ROOT}/", "").replace(str(ROOT), ".")))


def _joined_streams(outputs: Iterator[Node]) -> Iterator[Node]:
    """Join neighbours of the same stream: where a stream is cut depends on timing."""
    last: Node | None = None
    for output in outputs:
        if last and output["output_type"] == last["output_type"] == "stream" and output["name"] == last["name"]:
            last["text"] += output["text"]
            continue
        last = output
        yield output


def as_bytes(node: Node) -> bytes:
    """Write a notebook as nbformat does: sorted keys, texts as lists of lines, LF."""
    node = copy.deepcopy(node)
    for cell in node["cells"]:
        cell["source"] = text_of(cell["source"]).splitlines(keepends=True)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = text_of(output["text"]).splitlines(keepends=True)
            for mime, data in output.get("data", {}).items():
                if mime.startswith("text/") or mime in {"application/javascript", "image/svg+xml"}:
                    output["data"][mime] = text_of(data).splitlines(keepends=True)
    return (json.dumps(node, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def pictures_agree(left: bytes, right: bytes) -> bool:
    """Tell whether two PNG pictures show the same, the last bits of a processor aside.

    The measure is local, since one digit or a decimal point is a handful of pixels.
    """
    from PIL import Image, ImageChops

    if left == right:
        return True
    one, other = (Image.open(io.BytesIO(picture)).convert("RGBA") for picture in (left, right))
    if one.size != other.size:
        return False
    bands = [
        band.point([max(0, level - LEVELS_OFF) for level in range(256)])
        for band in ImageChops.difference(one, other).split()
    ]
    worst = bands[0]
    for band in bands[1:]:
        worst = ImageChops.lighter(worst, band)
    return not any(worst.reduce(TILE).histogram()[TILE_OFF + 1 :])


def keep_pictures(new: Node, old: Node) -> Node:
    """Return `new` with those pictures of `old` that agree with its own, so that only real changes show."""
    new = copy.deepcopy(new)
    for cell, old_cell in zip(new["cells"], old["cells"], strict=False):
        for output, old_output in zip(cell.get("outputs", []), old_cell.get("outputs", []), strict=False):
            drawn, before = (text_of(o.get("data", {}).get("image/png", "")) for o in (output, old_output))
            if drawn and before and _same_picture(drawn, before):
                output["data"]["image/png"] = before
    return new


def _same_picture(drawn: str, before: str) -> bool:
    """Compare two base64 pictures; one that cannot be read is never the same."""
    try:
        return pictures_agree(base64.b64decode(drawn), base64.b64decode(before))
    except (OSError, ValueError):
        return False
