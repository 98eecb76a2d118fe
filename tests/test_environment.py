"""Every way to set up gives the same pins: the lock covers pyproject.toml, environment.yml points at it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from minutebook.files import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHON: str = PROJECT["project"]["requires-python"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")


# --- environment.yml ----------------------------------------------------------------------------


def drift(text: str) -> Iterator[str]:
    """Yield where an environment file says anything of its own."""
    said = yaml.safe_load(text)
    if set(said) != {"name", "channels", "dependencies"}:
        yield f"has the keys {sorted(said)}"
    if said.get("channels") != ["conda-forge", "nodefaults"]:
        yield f"has the channels {said.get('channels')}"
    listed = said["dependencies"]
    if [one for one in listed if isinstance(one, dict)] != [{"pip": ["-r requirements.lock"]}]:
        yield "does not take from pip the lock and nothing else"
    plain = [one for one in listed if isinstance(one, str)]
    if packages := [one for one in plain if not re.fullmatch(r"python=.*|pip", one)]:
        yield f"lists {packages}"
    pinned = [one.removeprefix("python=") for one in plain if one.startswith("python=")]
    series = [f"3.{minor}" for minor in range(30) if SpecifierSet(PYTHON).contains(f"3.{minor}.5")]
    if pinned != series:
        yield f"takes Python {pinned}, where pyproject.toml takes {series}"
    if "tested by parsing only" not in " ".join(text.split()):
        yield "does not say how far it is tested"


def test_the_conda_environment_only_points_at_the_lock() -> None:
    assert list(drift(ENVIRONMENT)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("python=3.11", "python=3.12"),
        ("python=3.11", "python"),
        ("  - python=3.11\n", ""),
        ("  - pip\n", "  - pip\n  - pandas\n"),
        ("requirements.lock", "requirements.txt"),
        ("      - -r requirements.lock", "      - -r requirements.lock\n      - pandas"),
        ("conda-forge", "defaults"),
        ("name: minutebook", "name: minutebook\nvariables: {A: b}"),
        ("tested", "known"),
    ],
)
def test_an_environment_that_says_more_is_found(old: str, new: str) -> None:
    assert old in ENVIRONMENT
    assert list(drift(ENVIRONMENT.replace(old, new)))


# --- requirements.lock --------------------------------------------------------------------------


def pins(lock: str) -> dict[str, list[tuple[Requirement, int]]]:
    """Return each pinned requirement by name, with how many hashes it has."""
    found: dict[str, list[tuple[Requirement, int]]] = {}
    for text in lock.replace("\\\n", " ").splitlines():
        if text.strip() and not text.lstrip().startswith("#"):
            stated, *hashes = text.split("--hash=")
            requirement = Requirement(stated.strip())
            found.setdefault(canonicalize_name(requirement.name), []).append((requirement, len(hashes)))
    return found


def wanted(group: str = "dev") -> Iterator[Requirement]:
    yield from map(Requirement, PROJECT["project"]["dependencies"])
    yield from map(Requirement, PROJECT["build-system"]["requires"])
    for entry in PROJECT["dependency-groups"][group]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from wanted(entry["include-group"])


def unlocked(lock: str) -> Iterator[str]:
    """Yield what pyproject.toml asks for that the lock doesn't pin."""
    found = pins(lock)
    # Any processor or system will do: each has its own lines in a lock for all.
    systems = [{"sys_platform": name, "platform_system": long} for name, long in SYSTEMS.items()]
    for asked in wanted():
        for system in systems:
            here = {
                **default_environment(),
                "python_version": "3.11",
                "python_full_version": "3.11.5",
                **system,
            }
            lines = found.get(canonicalize_name(asked.name), [])
            valid = [r for r, _ in lines if not r.marker or r.marker.evaluate(here)]  # type: ignore[arg-type]
            versions = [str(r.specifier).removeprefix("==") for r in valid]
            if len(versions) != 1 or not asked.specifier.contains(versions[0], prereleases=True):
                yield f"{asked} on {system['sys_platform']}: {versions}"


SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


def test_the_lock_pins_what_pyproject_asks_for_once_on_every_system() -> None:
    assert list(unlocked(LOCK)) == []


@pytest.mark.parametrize("name", ["pandas", "nbval", "sphinx", "hatchling"])
def test_a_dependency_that_is_not_locked_is_found(name: str) -> None:
    without = re.sub(rf"(?m)^{name}(\[[^\]]*\])?==.*\n(?:    .*\n)*", "", LOCK)
    assert len(without) < len(LOCK)
    assert [text for text in unlocked(without) if text.startswith(name)]


def test_every_pin_is_exact_and_hashed() -> None:
    for name, lines in pins(LOCK).items():
        for requirement, hashes in lines:
            assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), name
            assert hashes, name


def test_the_lock_names_no_index_host_path_or_link() -> None:
    assert not re.search(r"(?m)^\s*-(?!-hash=sha256:[0-9a-f]{64}\b)", LOCK), "an option other than a hash"
    assert not re.search(r"://|(?<![\w.])@|\bfile:|\\\\|(?<!\w)\.{0,2}/\w", LOCK.replace(" \\\n", "\n"))
    assert all(not requirement.url for lines in pins(LOCK).values() for requirement, _ in lines)


# --- .pre-commit-config.yaml --------------------------------------------------------------------


def test_hooks_run_what_is_installed_and_fetch_nothing() -> None:
    said = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in said["repos"]] == ["local"]
    hooks = said["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == [".venv/bin/ruff check --fix", ".venv/bin/ruff format"]
    assert {hook["language"] for hook in hooks} == {"system"}
    assert (ROOT / ".venv" / "bin" / "ruff").is_file()
