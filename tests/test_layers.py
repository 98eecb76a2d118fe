"""The library is read from the text up: no package uses one that stands above it."""

import re

import pytest

import minutebook as mb
from minutebook.files import ROOT

LAYERS = ("text", "papers", "facts", "decisions", "audit", "conflicts", "showing", "running")
LIBRARY = ROOT / "lib" / "minutebook"
IMPORT = re.compile(r"^ *from minutebook\.(\w+)", re.M)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_package_uses_only_those_below_it(layer: str) -> None:
    above = LAYERS[LAYERS.index(layer) + 1 :]
    modules = list((LIBRARY / layer).glob("*.py"))
    wrong = {f.name: found for f in modules if (found := {*IMPORT.findall(f.read_text())}.intersection(above))}
    assert len(modules) > 1
    assert not wrong


def test_every_package_has_its_layer() -> None:
    """Measuring stands beside the layers: it looks at all that is read, and nothing looks at it."""
    assert {f.parent.name for f in LIBRARY.glob("*/__init__.py")} == {*LAYERS, "scoring"}


def test_no_package_hides_what_notebooks_call() -> None:
    """`mb.figures` is a function, and would be a package once something in `minutebook.figures` were imported."""
    names = {f.stem for f in LIBRARY.glob("*.py")} | {f.parent.name for f in LIBRARY.glob("*/__init__.py")}
    assert not names.intersection(mb.__all__)
