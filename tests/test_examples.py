"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import minutebook

MODULES = [m.name for m in pkgutil.walk_packages(minutebook.__path__, "minutebook.") if not m.ispkg]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
