"""The command line: `minutebook build | add | show | audit | score | run | refresh | verify | site`.

Each command imports what it needs when it is called, so that a build with nothing to do is over at once.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from minutebook.errors import MinutebookError
from minutebook.files import MOVING, ROOT, content_key, files_under, is_current, locked, write_stamp

RAW = ROOT / "data" / "raw"
OUT = ROOT / "data" / "processed"
STAMPS = ROOT / "build" / "stamps"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; what the person can put right is one line on standard error and exit status 1."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a character of the papers shows a ?
    try:
        options.command(options)
        sys.stdout.flush()
    except MinutebookError as error:
        sys.exit(f"minutebook: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        what = (error.strerror or "cannot be used").lower()
        place = error.filename2 or error.filename or "the output"
        told = MinutebookError(what, place, todo="choose another place, or see to this one")
        sys.exit(f"minutebook: {told}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="minutebook", description="Council committee packs as tidy, sourced tables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read the registered packs into the processed tables")
    build.add_argument(
        "--raw",
        type=Path,
        default=RAW,
        metavar="DIR",
        help="folder that holds packs/*.txt and packs/packs.csv",
    )
    build.add_argument("--out", type=Path, default=OUT, metavar="DIR", help="folder for the tables")
    build.set_defaults(command=_build)

    add = commands.add_parser("add", help="register a pack; what it doesn't print of itself can be stated")
    add.add_argument("file", type=Path)
    add.add_argument("--raw", type=Path, default=RAW, metavar="DIR")
    add.add_argument("--date", default="", metavar="YYYY-MM-DD", help="day of the meeting")
    for name in ("committee", "councils", "publisher", "licence"):
        add.add_argument(f"--{name}", default="")
    add.add_argument("--kind", default="", help="agenda pack or report")
    add.set_defaults(command=_add)

    show = commands.add_parser("show", help="print the source around a line")
    show.add_argument("place", metavar="PACK:LINE", help="a pack id, or enough of its beginning, and a line")
    show.add_argument("--around", type=int, default=3, metavar="N", help="lines before and after")
    show.add_argument("--raw", type=Path, default=RAW, metavar="DIR")
    show.set_defaults(command=_show)

    audit = commands.add_parser("audit", help="say whether the papers add up: what was tested, and what differs")
    audit.add_argument("pack", nargs="?", default="", metavar="PACK", help="a pack id, or enough of its beginning")
    audit.add_argument("--all", action="store_true", help="list every relation, not just those that differ")
    audit.set_defaults(command=_audit)

    score = commands.add_parser("score", help="measure the tables against what careful readers found")
    score.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold", metavar="DIR")
    score.set_defaults(command=_score)

    run = commands.add_parser("run", help="run one notebook, or all of notebooks/runs.toml")
    run.add_argument("notebook", nargs="?")
    run.add_argument("parameters", nargs="*", metavar="NAME=VALUE")
    run.set_defaults(command=_run)

    for name, command, words in (
        ("refresh", _refresh, "run the committed notebooks again in place"),
        ("verify", _verify, "fail where tables or notebooks differ from what is committed"),
        ("site", _site, "build the site from the tables and the runs"),
    ):
        commands.add_parser(name, help=words).set_defaults(command=command)
    return parser


def _build(options: argparse.Namespace) -> None:
    if (options.raw, options.out) != (RAW, OUT):
        _write_tables(options)
        return
    stamp = STAMPS / "tables.json"
    with locked(STAMPS.with_name("tables")):
        key = content_key(files_under(options.raw / "packs", options.raw / "wards", Path(__file__).parent))
        if is_current(stamp, key) and not (OUT / MOVING).exists():
            print("tables: up to date")
        else:
            write_stamp(stamp, key, _write_tables(options))


def _write_tables(options: argparse.Namespace) -> list[Path]:
    from tqdm import tqdm

    from minutebook.store import build

    def with_progress(function, items):  # type: ignore[no-untyped-def]
        shown = tqdm(list(items), desc="reading packs", unit="pack", disable=not sys.stderr.isatty())
        return list(map(function, shown))

    made = build(options.raw, options.out, run=with_progress)
    print(f"tables: written to {_near(options.out)}")
    return made


def _add(options: argparse.Namespace) -> None:
    from minutebook.registry import add

    given = {name: getattr(options, name) for name in ("committee", "councils", "publisher", "licence", "kind")}
    pack = add(options.file, options.raw / "packs", {**given, "meeting_date": options.date})
    for name, value in vars(pack).items():
        print(f"{name}: {value}")


def _show(options: argparse.Namespace) -> None:
    from minutebook.registry import raw_text, registered
    from minutebook.text.contacts import masked

    name, _, line = options.place.replace("#L", ":").rpartition(":")
    packs = [(n, p) for n, p in enumerate(registered(options.raw / "packs"), start=2) if p.pack_id.startswith(name)]
    exact = [(n, p) for n, p in packs if p.pack_id == name] or packs
    if not name or not re.fullmatch("[0-9]{1,9}", line) or len(exact) != 1:
        known = ", ".join(p.pack_id for _, p in packs) or "none begins so"
        raise MinutebookError(f"{options.place} is not one pack and a line ({known})", todo="write PACK:LINE")
    if options.around < 0:
        raise MinutebookError(
            f"is {options.around}", "--around", todo="give how many lines before and after: 0 or more"
        )
    number, pack = exact[0]
    lines = masked(raw_text(options.raw / "packs", pack, number)).removesuffix("\n").split("\n")
    wanted = int(line)
    if not 1 <= wanted <= len(lines):
        raise MinutebookError(f"has no line {wanted}", pack.pack_id, todo=f"take a line from 1 to {len(lines)}")
    last = min(len(lines), wanted + options.around)
    for n in range(max(1, wanted - options.around), last + 1):
        visible = "".join(c if c.isprintable() or c == "\t" else "�" for c in lines[n - 1].removesuffix("\r"))
        print(f"{'>' if n == wanted else ' '} {n:>{len(str(last))}}  {visible}")


def _audit(options: argparse.Namespace) -> None:
    from minutebook.audit.audit import listed
    from minutebook.showing.audit_view import checks_to_audit, packs_to_audit, tables_to_audit
    from minutebook.showing.conflict_view import conflict_lines, disagreements

    tables = tables_to_audit()
    packs = packs_to_audit(tables, options.pack)
    checks = checks_to_audit(tables, options.pack)
    pairs = disagreements(packs[0] if options.pack else options.pack)
    for line in (*listed({**tables, "checks": checks}, packs, everything=options.all), *conflict_lines(pairs)):
        print(line)


def _score(options: argparse.Namespace) -> None:
    from minutebook.scoring.score import score

    print(score(options.gold, OUT))


def _run(options: argparse.Namespace) -> None:
    from minutebook.running.runs import main_run

    main_run(options.notebook, options.parameters)


def _refresh(_: argparse.Namespace) -> None:
    from minutebook.running.runs import refresh

    refresh()


def _verify(_: argparse.Namespace) -> None:
    from minutebook.running.runs import verify

    verify()


def _site(_: argparse.Namespace) -> None:
    from minutebook.running.site import build_site

    build_site()


def _near(path: Path) -> str:
    """Return a path as seen from here, where it is below here."""
    return os.path.relpath(path) if path.resolve().is_relative_to(Path.cwd()) else str(path)
