"""The README shows a result as it is today, and names only commands that exist."""

from __future__ import annotations

import base64
import re

import pytest

from minutebook.files import ROOT
from minutebook.running.notebooks import pictures_agree, read_notebook

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_picture_is_the_one_in_the_committed_notebook() -> None:
    cells = read_notebook(ROOT / "notebooks" / "discharge_funding.ipynb")["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    drawn = [o for o in outputs if o.get("metadata", {}).get("minutebook", {}).get("name") == "ageing-well"]
    shown = (ROOT / "docs/_static/ageing-well.png").read_bytes()
    assert len(drawn) == 1
    assert pictures_agree(base64.b64decode(drawn[0]["data"]["image/png"]), shown)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make ([a-z]+)", README, re.M))))
def test_each_make_target_named_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.M)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_each_file_linked_exists(path: str) -> None:
    assert (ROOT / path).is_file()
