"""Which notebook runs with which parameters: runs.toml, held against the notebooks beside it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from minutebook.errors import MinutebookError
from minutebook.files import ROOT
from minutebook.registry import Pack, registered
from minutebook.running.notebooks import Value, declared_parameters, read_notebook

RUNS_TOML = ROOT / "notebooks" / "runs.toml"


@dataclass(frozen=True)
class Parameter:
    """A parameter as runs.toml declares it: a default, and either choices or limits."""

    name: str
    default: Value
    choices: tuple[Value, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def allows(self, value: Value) -> bool:
        """Tell whether `value` is valid; 1, 1.0, True and "1" are four different values."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        number = float(value)
        return (self.minimum is None or number >= self.minimum) and (self.maximum is None or number <= self.maximum)

    def valid(self) -> str:
        """Say in words what is valid."""
        if self.choices:
            return ", ".join(map(shown, self.choices))
        limits = (("at least", self.minimum), ("at most", self.maximum))
        return " and ".join(f"{words} {limit:g}" for words, limit in limits if limit is not None)

    def typed(self, text: str) -> Value | None:
        """Read `text` from a command line as a value of this parameter; None where it isn't one."""
        if not self.choices:
            try:
                number = type(self.default)(text)
            except ValueError:
                return None
            return number if self.allows(number) else None
        return next((choice for choice in self.choices if shown(choice) == text), None)


@dataclass(frozen=True)
class Study:
    """A notebook with the title, parameters and runs that runs.toml gives it."""

    notebook: str
    title: str
    parameters: tuple[Parameter, ...]
    listed: tuple[dict[str, Value], ...] = ()


@dataclass(frozen=True)
class Run:
    """One notebook with one value for each of its parameters."""

    notebook: str
    title: str
    parameters: dict[str, Value]
    run_id: str
    changed: dict[str, Value]


def shown(value: Value) -> str:
    """Write a value as runs.toml and a command line do.

    Example:
        >>> shown(True), shown("Brent"), shown(0.5)
        ('true', 'Brent', '0.5')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def slug(text: str) -> str:
    """Make a text fit for a file name.

    Example:
        >>> slug("Kensington & Chelsea")
        'kensington-chelsea'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")


def read_studies(path: Path = RUNS_TOML) -> list[Study]:
    """Read runs.toml and hold it against the notebooks beside it, before any kernel starts."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MinutebookError("is missing", path, todo="write it: a table per notebook") from None
    except ValueError as problem:
        raise MinutebookError(f"is not valid TOML: {problem}", path, todo="put that line right") from None
    studies = [_study(path, name, table) for name, table in tables.items()]
    for study in studies:
        _hold_against_notebook(path, study)
    return studies


def _study(path: Path, name: str, table: Any) -> Study:
    """Read one notebook's table."""
    if not isinstance(table, dict) or not re.fullmatch(r"[A-Za-z0-9_]+", name):
        raise MinutebookError(f"`{name}` is not a notebook's table", path, todo="name it [notebook_file_name]")
    _only_keys(path, name, table, ("title", "parameters", "runs"))
    if not isinstance(table.get("title"), str):
        raise MinutebookError(f"[{name}] has no title", path, todo='add title = "..."')
    declared, listed = table.get("parameters", {}), table.get("runs", [])
    if not isinstance(declared, dict) or not isinstance(listed, list) or not all(isinstance(r, dict) for r in listed):
        todo = f"write [{name}.parameters.NAME] and [[{name}.runs]] tables"
        raise MinutebookError(f"[{name}] is not in the form it should have", path, todo=todo)
    parameters = tuple(_parameter(path, f"{name}.parameters.{key}", key, value) for key, value in declared.items())
    return Study(name, table["title"], parameters, tuple(listed))


def _parameter(path: Path, where: str, name: str, table: Any) -> Parameter:
    """Read one parameter's table."""
    if not isinstance(table, dict) or not isinstance(table.get("default"), str | int | float):
        raise MinutebookError(f"[{where}] has no default", path, todo="add default = ...")
    _only_keys(path, where, table, ("default", "choices", "registered", "minimum", "maximum"))
    table = {**table, "choices": _choices(path, where, table)}
    limits = [table[key] for key in ("minimum", "maximum") if key in table]
    if not isinstance(table.get("choices", []), list) or not all(type(limit) in {int, float} for limit in limits):
        todo = "write choices = [...], minimum and maximum as numbers"
        raise MinutebookError(f"[{where}] is not in the form it should have", path, todo=todo)
    parameter = Parameter(
        name, table["default"], tuple(table.get("choices", ())), table.get("minimum"), table.get("maximum")
    )
    if any(type(choice) is not type(parameter.default) for choice in parameter.choices):
        todo = "write all of them as the default is written"
        raise MinutebookError(f"[{where}] has choices of another type than its default", path, todo=todo)
    if bool(parameter.choices) == bool(limits) or (limits and isinstance(parameter.default, str | bool)):
        todo = "give it choices = [...], or, for a number, minimum and maximum"
        raise MinutebookError(f"[{where}] does not say what is valid", path, todo=todo)
    if not parameter.allows(parameter.default):
        todo = f"valid: {parameter.valid()}"
        raise MinutebookError(f"[{where}] has the default {shown(parameter.default)}", path, todo=todo)
    return parameter


def _choices(path: Path, where: str, table: Mapping[str, Any]) -> Any:
    """Return the choices as they are listed or, with `registered`, the default and what the register of packs holds."""
    if "registered" not in table:
        return table.get("choices", [])
    columns = [field.name for field in fields(Pack)]
    if table["registered"] not in columns or "choices" in table:
        todo = f"name a column of packs.csv, without choices: {', '.join(columns)}"
        raise MinutebookError(f"[{where}] is registered by {table['registered']!r}", path, todo=todo)
    packs = registered(path.parents[1] / "data" / "raw" / "packs")
    return [table["default"], *dict.fromkeys(getattr(pack, table["registered"]) for pack in packs)]


def _only_keys(path: Path, where: str, table: dict[str, Any], known: Sequence[str]) -> None:
    """Refuse a key that nothing reads, such as a misspelt one."""
    for key in table:
        if key not in known:
            raise MinutebookError(f"[{where}] has the unknown key `{key}`", path, todo=f"known: {', '.join(known)}")


def _hold_against_notebook(path: Path, study: Study) -> None:
    """Compare what runs.toml declares with the notebook's parameters cell."""
    file = path.with_name(f"{study.notebook}.ipynb")
    found = declared_parameters(read_notebook(file), file)
    for parameter in study.parameters:
        if parameter.name not in found:
            raise _unknown(path, f"{study.notebook} has no parameter `{parameter.name}`", found)
        default = found[parameter.name]
        if type(default) is not type(parameter.default) or default != parameter.default:
            what = f"`{parameter.name}` defaults to {parameter.default!r}, in {file.name} to {default!r}"
            raise MinutebookError(what, path, todo="make them the same")
    declared = {parameter.name for parameter in study.parameters}
    for name in [name for name in found if name not in declared]:
        todo = f"add [{study.notebook}.parameters.{name}]"
        raise MinutebookError(f"`{name}` of {file.name} is not declared", path, todo=todo)


def _unknown(where: Path | str, what: str, valid: Mapping[str, Any] | Sequence[str]) -> MinutebookError:
    """Make the error that lists what is valid."""
    return MinutebookError(what, where, todo=f"valid: {', '.join(valid) or 'none'}")


def run_for(study: Study, values: Mapping[str, Any], where: Path | str = RUNS_TOML) -> Run:
    """Return the study's run with these values and defaults for the rest, if there is one."""
    known = {parameter.name: parameter for parameter in study.parameters}
    for name, value in values.items():
        if name not in known:
            raise _unknown(where, f"{study.notebook} has no parameter `{name}`", known)
        if not known[name].allows(value):
            what = f"{study.notebook} does not take {name} = {value!r}"
            raise MinutebookError(what, where, todo=f"valid: {known[name].valid()}")
    parameters = {name: values.get(name, parameter.default) for name, parameter in known.items()}
    changed = {name: value for name, value in parameters.items() if value != known[name].default}
    run_id = "--".join([study.notebook, *(slug(f"{name}-{shown(value)}") for name, value in changed.items())])
    return Run(study.notebook, study.title, parameters, run_id, changed)


def runs_of(study: Study, where: Path | str = RUNS_TOML) -> list[Run]:
    """Return the default run and then the listed ones or, where none is listed, one for each choice."""
    values: list[Mapping[str, Any]] = [{}, *study.listed]
    if not study.listed:
        values += [{p.name: choice} for p in study.parameters for choice in p.choices if choice != p.default]
    runs: dict[str, Run] = {}
    for given in values:
        run = run_for(study, given, where)
        clash = runs.setdefault(run.run_id, run)
        if clash.parameters != run.parameters:
            what = f"{clash.changed} and {run.changed} would both be called {run.run_id}"
            raise MinutebookError(what, where, todo="choose values that differ in letters or digits")
    return list(runs.values())


def read_runs(path: Path = RUNS_TOML) -> list[Run]:
    """Return every run of runs.toml, in its order, checked against the notebooks."""
    return [run for study in read_studies(path) for run in runs_of(study, path)]


def run_asked(notebook: str, assignments: Sequence[str], path: Path = RUNS_TOML) -> Run:
    """Return the run that a command line asks for.

    Args:
        notebook: Its name, or the path of its file.
        assignments: `name=value`, typed by what runs.toml declares.
        path: The runs.toml.
    """
    studies = {study.notebook: study for study in read_studies(path)}
    study = studies.get(Path(notebook).stem)
    if study is None:
        raise _unknown(path, f"there is no notebook `{notebook}`", studies)
    known = {parameter.name: parameter for parameter in study.parameters}
    values: dict[str, Value] = {}
    for assignment in assignments:
        name, equals, text = assignment.partition("=")
        if not equals and name in known:
            todo = f"write {name}=VALUE, valid: {known[name].valid()}"
            raise MinutebookError(f"{study.notebook} is given {name} without a value", path, todo=todo)
        if name not in known:
            raise _unknown(path, f"{study.notebook} has no parameter `{name}`", known)
        if name in values:
            raise MinutebookError(f"{study.notebook} is given {name} twice", path, todo="say it once")
        value = known[name].typed(text)
        if value is None:
            what = f"{study.notebook} does not take {name} = {text!r}"
            raise MinutebookError(what, path, todo=f"valid: {known[name].valid()}")
        values[name] = value
    return run_for(study, values, path)
