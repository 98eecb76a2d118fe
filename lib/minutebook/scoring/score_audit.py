"""How well the audit agrees with careful readers: relations recognised, alarms that are theirs, errors found."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minutebook.audit.checks import checks
from minutebook.audit.told_checks import told_check_rows
from minutebook.papers.blocks import blocks
from minutebook.papers.source import source_of
from minutebook.papers.tables import tables
from minutebook.scoring.score_quantities import measured

Row = dict[str, Any]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PART = re.compile(r"L(\d+): ([^;]+)")
_NEAR = Decimal("0.000001")
SEEDS = 2016
PER_KIND = {"table": 30, "prose": 20}


@dataclass(frozen=True)
class Spoilt:
    """A number put differently: its line, where it stands in it, what it was and is, and how the line reads then."""

    line: int
    at: int
    old: str
    new: str
    text: str


Alarms = Callable[[int, "Spoilt | None"], Counter[str]]


def audit_counts(ours: Sequence[Row], theirs: Sequence[Row]) -> Iterator[tuple[str, Row, Counter[str]]]:
    """Yield for each measure what is right, of a reader's relations and of ours; and the row that tells where.

    A relation is recognised where a check of ours stands on its line and states its number, whatever it is called.

    Yields:
        "recognised" relations, "tested" of those that can be, alarms ("differs") that are a reader's, and
        "alarms where all is right": ours on relations that a reader finds right, of all those.
    """
    by_line: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ours:
        if row["kind"] != "contents entry":
            by_line[row["file"], str(row["line"])].append(row)
    pairs = [(gold, [row for row in by_line[gold["file"], gold["line"]] if _same(row, gold)]) for gold in theirs]
    alarmed = {id(row) for gold, found in pairs if gold["verdict"] == "differs" for row in found}
    for gold, found in pairs:
        verdicts = {row["verdict"] for row in found}
        of = f"{_OF[gold['of']]}: "
        yield of + "recognised", gold, Counter({"recall": int(bool(found)), "of recall": 1})
        if gold["verdict"] != "untestable":
            yield of + "tested", gold, Counter({"recall": int(bool(verdicts - {"untestable"})), "of recall": 1})
        if gold["verdict"] == "differs":
            yield of + "alarms", gold, Counter({"recall": int("differs" in verdicts), "of recall": 1})
        elif gold["verdict"] in ("agrees", "rounding"):
            # One number may be right in one way and wrong in another.
            doubted = [row for row in found if row["verdict"] == "differs" and not _is_missing(row["stated"])]
            wrong = any(id(row) not in alarmed for row in doubted)
            yield of + "alarms where all is right", gold, Counter({"recall": int(wrong), "of recall": 1})
    wrong_lines = {(gold["file"], gold["line"]) for gold in theirs if gold["verdict"] == "differs"}
    for row in ours:
        if row["verdict"] == "differs" and row["kind"] != "contents entry":
            near = {
                (row["file"], str(int(row["line"]) + n)) for n in (-1, 0, 1)
            }  # a header's line, or its first cell's
            right = id(row) in alarmed or not near.isdisjoint(wrong_lines)
            yield "alarms, ours that are a reader's", row, Counter({"precision": int(right), "of precision": 1})


_OF = {"table": "in tables", "prose": "in prose"}


def _same(ours: Row, theirs: Row) -> bool:
    """Tell whether a check states the number that a reader's relation does; of words the kind has to be the same.

    Of a relation in words any check of its line in prose is one, since words may be put in many ways.
    """
    said = _NUMBER.search(theirs["stated"])
    value = ours["stated"]
    if said is None and theirs["of"] == "table":
        return ours["kind"] == theirs["kind"] or {ours["kind"], theirs["kind"]} == {"direction", "change"}
    if said is None:
        return True
    if _is_missing(value):
        return theirs["of"] == "table" or ours["kind"] not in _IN_WORDS or ours["kind"] == theirs["kind"]
    number = Decimal(said[0].replace(",", ""))
    return any(abs(abs(Decimal(str(value))) - number * scale) < _NEAR for scale in (1, 1000, 1_000_000))


_IN_WORDS = ("direction", "order")  # what is said without a number stands for no number of its line


def _is_missing(value: Any) -> bool:
    return value is None or value != value  # noqa: PLR0124 (pandas' missing number isn't itself)


Error = tuple[str, ...]


def error_of(row: Row) -> Error:
    """Return what an error is known by: its pack, the relation's line, its kind, where it stands, what was and is."""
    return tuple(str(row[name]) for name in ("file", "line", "kind", "misprint_line", "at", "old", "new"))


def seeded(
    lines: Sequence[str], relations: Sequence[Row], of: str, alarms: Alarms, shown: Set[Error] = frozenset()
) -> Counter[str]:
    """Return how many errors put into a text are found, by kind of error.

    Numbers of relations that a reader finds right are misprinted: two digits swapped, a total or a change put wrong, a
    number taken from the row below, a unit lost. Found is an error that a check calls `differs` which called it nothing
    of the kind before. What isn't recognised counts as not found.

    Args:
        lines: The lines of the pack.
        relations: A reader's rows of it.
        of: "table" or "prose": where the relations stand.
        alarms: What differs when a number of a line is put another way, or, without one, as it is.
        shown: Errors of which readers have said that the paper shows them; these are counted apart as well.
    """
    rng = random.Random(SEEDS)  # noqa: S311 (the same errors each time)
    right = [r for r in relations if r["of"] == of and r["verdict"] in ("agrees", "rounding")]
    right = [r for r in right if _NUMBER.search(r["stated"])]
    counts: Counter[str] = Counter()
    for kind, spoil in _ERRORS.items():
        for gold in rng.sample(right, len(right)):
            spoilt = spoil(lines, gold)
            if spoilt is None or counts[f"of {kind}"] == PER_KIND[of]:
                continue
            found = int(bool(alarms(int(gold["line"]), spoilt) - alarms(int(gold["line"]), None)))
            counts.update({kind: found, f"of {kind}": 1})
            if (
                error_of({**gold, **vars(spoilt), "kind": kind, "line": gold["line"], "misprint_line": spoilt.line})
                in shown
            ):
                counts.update({_SHOWN: found, f"of {_SHOWN}": 1})
    return counts


_SHOWN = "that two readers can show"


def table_alarms(lines: Sequence[str], spans: Sequence[tuple[int, int]]) -> Alarms:
    """Return what differs in the table around a line, read anew with the number changed."""

    def alarms(line: int, spoilt: Spoilt | None) -> Counter[str]:
        begin, end = next(((a, b) for a, b in spans if a <= line <= b), (line, line))
        text = list(lines)
        if spoilt:
            text[spoilt.line - 1] = spoilt.text
        source = source_of("seeded", "\n".join(text[max(0, begin - _CAPTION) : end]) + "\n")
        found = [c for table in tables(source, blocks(source)) for c in checks(table) if c.verdict == "differs"]
        return Counter(f"{c.kind} {c.stated.row} {c.stated.column} {c.recomputed}" for c in found)

    return alarms


_CAPTION = 4  # lines over a table that may head it


def prose_alarms(text: str, rows: Mapping[str, list[Row]]) -> Alarms:
    """Return what differs in the paper around a line, with a number of prose or of a table put differently.

    Of the paper's prose the numbers near the line are tested, and its tables, lists and headings all.
    """
    begins = [0, *(match.end() for match in re.finditer("\n", text))]
    spans = [(table["first_line"], table["last_line"]) for table in rows["tables"]]
    of_table = table_alarms(text.split("\n"), spans)

    def alarms(line: int, spoilt: Spoilt | None) -> Counter[str]:
        above = ((d["first_line"], d["document_id"]) for d in rows["documents"] if d["first_line"] <= line)
        home = max(above, default=(0, ""))[1]
        near = [f for f in rows["figures"] if abs(f["line"] - line) <= _PARAGRAPH]
        paper = {name: [row for row in rows[name] if row["document_id"] == home] for name in _OF_A_PAPER}
        ids = {table["table_id"] for table in paper["tables"]}
        paper["figures"] = [f for f in near if f["document_id"] == home]
        paper["cells"] = [cell for cell in rows["cells"] if cell["table_id"] in ids]
        read = text
        if spoilt:
            at = begins[spoilt.line - 1] + spoilt.at
            read = text[:at] + spoilt.new + text[at + len(spoilt.old) :]
            paper |= {name: _misprinted(paper[name], spoilt, at) for name in ("figures", "cells")}
            paper |= {name: _reworded(paper[name], column, spoilt) for name, column in _WORDS.items()}
        found = [r for r in told_check_rows(read, paper) if r["verdict"] == "differs"]
        told = Counter(f"{r['kind']} {r['line']} {r['stated']} {r['recomputed']}" for r in found)
        if spoilt and any(begin <= spoilt.line <= end for begin, end in spans):
            told += of_table(spoilt.line, spoilt) - of_table(spoilt.line, None)
        return told

    return alarms


_WORDS = {"blocks": "text", "sections": "heading"}
_OF_A_PAPER = ("documents", "tables", "blocks", "sections")
_PARAGRAPH = 15  # lines around, as far as numbers are carried over from one paragraph to another


def _misprinted(rows: Sequence[Row], spoilt: Spoilt, at: int) -> list[Row]:
    """Return figures or cells as they are read where a number is put differently at a place of the text."""
    shift = len(spoilt.new) - len(spoilt.old)
    wrong = next((row for row in rows if row["start"] <= at < row["end"] and row["value"] is not None), None)
    out = []
    for row in rows:
        moved = {**row, "end": row["end"] + shift} if row["end"] > at else row
        if row["start"] > at:
            moved["start"] = row["start"] + shift
        if wrong and wrong.get("context") and row.get("context") == wrong["context"]:
            moved = {**moved, "context": _put(row["context"], spoilt)}
        if row is wrong:
            old, new = (Decimal(number.replace(",", "")) for number in (spoilt.old, spoilt.new))
            value = new * (row["value"] / old if old else 1)
            moved = {**moved, "value": value, "raw": _put(row["raw"], spoilt)}
            moved |= {"text": _put(row["text"], spoilt)} if "text" in row else {}
        out.append(moved)
    return out


def _reworded(rows: Sequence[Row], column: str, spoilt: Spoilt) -> list[Row]:
    """Return blocks or sections as they read where a number on their first line is put differently."""
    return [{**row, column: _put(row[column], spoilt)} if row["first_line"] == spoilt.line else row for row in rows]


def _put(words: str, spoilt: Spoilt) -> str:
    """Return a figure's words with its number put differently, where it stands last."""
    places = list(_as_number(spoilt.old).finditer(words))
    return words[: places[-1].start()] + spoilt.new + words[places[-1].end() :] if places else words


def _as_number(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d,.]){re.escape(number)}(?![\d]|[,.]\d)")


# Errors -------------------------------------------------------------------------------------------


def _replaced(lines: Sequence[str], line: int, old: str, new: str) -> Spoilt | None:
    """Return a line with the last such number of it put differently."""
    text = lines[line - 1]
    places = list(_as_number(old).finditer(text))
    if old == new or not places:
        return None
    at, stop = places[-1].span()
    return Spoilt(line, at, old, new, text[:at] + new + text[stop:])


def _stated(gold: Row) -> str:
    match = _NUMBER.search(gold["stated"])
    return match[0] if match else ""


def _digits_swapped(lines: Sequence[str], gold: Row) -> Spoilt | None:
    number = _stated(gold)
    for n in range(len(number) - 1):
        a, b = number[n], number[n + 1]
        if a.isdigit() and b.isdigit() and abs(int(a) - int(b)) > 1:
            return _replaced(lines, int(gold["line"]), number, number[:n] + b + a + number[n + 2 :])
    return None


def _scaled(number: str, factor: Decimal) -> str:
    value = Decimal(number.replace(",", "")) * factor
    decimals = len(number.partition(".")[2])
    return f"{value:,.{decimals}f}" if "," in number else f"{value:.{decimals}f}"


def _total_wrong(lines: Sequence[str], gold: Row) -> Spoilt | None:
    wrong = "total" in gold["kind"] or gold["kind"] in ("parts of a whole", "shares", "against table", "rate", "ratio")
    number = _stated(gold)
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal("1.2"))) if wrong else None


def _change_wrong(lines: Sequence[str], gold: Row) -> Spoilt | None:
    number = _stated(gold)
    if "change" not in gold["kind"] and gold["kind"] not in ("share", "fraction", "direction", "doubled"):
        return None
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal("1.5")))


def _row_shifted(lines: Sequence[str], gold: Row) -> Spoilt | None:
    """Put a part's number where the next part's stands."""
    parts = [(int(line), m[0]) for line, text in _PART.findall(gold["parts"]) if (m := _NUMBER.search(text))]
    for (line, one), (_, two) in itertools.pairwise(parts):
        a, b = Decimal(one.replace(",", "")), Decimal(two.replace(",", ""))
        if abs(a - b) > max(a, b) / 10 and max(a, b) > _FIVE:
            return _replaced(lines, line, one, two)
    return None


_FIVE = 5


def _unit_lost(lines: Sequence[str], gold: Row) -> Spoilt | None:
    """Print a number a thousand times as large, or a percentage without its point."""
    number = _stated(gold)
    if not number or Decimal(number.replace(",", "")) == 0:
        return None
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal(10 if "%" in gold["stated"] else 1000)))


_ERRORS: dict[str, Callable[[Sequence[str], Row], Spoilt | None]] = {
    "digits swapped": _digits_swapped,
    "total wrong": _total_wrong,
    "change wrong": _change_wrong,
    "row shifted": _row_shifted,
    "unit lost": _unit_lost,
}


def audit_lines(ours: Sequence[Row], theirs: Sequence[Row], of: str) -> list[str]:
    """Return the report's lines on how the audit agrees with readers, apart for what is held out."""
    totals: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    held = {(row["file"], row["line"]) for row in theirs if row["held_out"] == "true"}
    for name, row, counts in audit_counts(ours, theirs):
        totals[name, (row["file"], str(row["line"])) in held].update(counts)
    return [
        f"  {of + name + (', held out' if apart else ', seen'):<58} {measured(counts)}"
        for (name, apart), counts in sorted(totals.items())
    ]


def seed_lines(
    packs: Iterable[tuple[str, Mapping[str, list[Row]]]],
    theirs: Sequence[Sequence[Row]],
    of: str,
    shown: Set[Error] = frozenset(),
) -> list[str]:
    """Return the report's lines on the errors put into packs and found, by kind, in tables and in prose.

    Args:
        packs: The text of each pack and its rows.
        theirs: A reader's relations of each.
        of: What the lines begin with.
        shown: Errors in prose of which readers have said that the paper shows them.
    """
    totals: dict[str, Counter[str]] = {"table": Counter(), "prose": Counter()}
    for (text, rows), relations in zip(packs, theirs, strict=True):
        lines = text.split("\n")
        spans = [(table["first_line"], table["last_line"]) for table in rows["tables"]]
        totals["table"].update(seeded(lines, relations, "table", table_alarms(lines, spans)))
        totals["prose"].update(seeded(lines, relations, "prose", prose_alarms(text, rows), shown))
    out = []
    for where, counts in totals.items():
        found = {kind: (counts[kind], counts[f"of {kind}"]) for kind in _ERRORS}
        found["all"] = (sum(n for n, _ in found.values()), sum(n for _, n in found.values()))
        found |= {_SHOWN: (counts[_SHOWN], counts[f"of {_SHOWN}"])} if counts[f"of {_SHOWN}"] else {}
        for kind, (n, all_) in found.items():
            told = measured(Counter({"recall": n, "of recall": all_}))
            out.append(f"  {f'{of}errors in {where}, {kind}':<58} {told}")
    return out
