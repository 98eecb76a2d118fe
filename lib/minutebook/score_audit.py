"""How well the audit agrees with careful readers: relations recognised, alarms that are theirs, errors found."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from minutebook.blocks import blocks
from minutebook.checks import checks
from minutebook.reading import rows_of_pack
from minutebook.registry import Pack
from minutebook.source import source_of
from minutebook.tables import tables

Row = dict[str, Any]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PART = re.compile(r"L(\d+): ([^;]+)")
_NEAR = Decimal("0.000001")
SEEDS = 2016
PER_KIND = {"table": 30, "prose": 20}


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
    alarmed: set[int] = set()
    for gold in theirs:
        found = [row for row in by_line[gold["file"], gold["line"]] if _same(row, gold)]
        verdicts = {row["verdict"] for row in found}
        of = f"of {gold['of']}s: "
        yield of + "recognised", gold, Counter({"recall": int(bool(found)), "of recall": 1})
        if gold["verdict"] != "untestable":
            yield of + "tested", gold, Counter({"recall": int(bool(verdicts - {"untestable"})), "of recall": 1})
        if gold["verdict"] == "differs":
            alarmed |= {id(row) for row in found}
            yield of + "alarms", gold, Counter({"recall": int("differs" in verdicts), "of recall": 1})
        elif gold["verdict"] in ("agrees", "rounding"):
            wrong = any(row["verdict"] == "differs" and row["stated"] == row["stated"] for row in found)
            yield of + "alarms where all is right", gold, Counter({"recall": int(wrong), "of recall": 1})
    wrong_lines = {(gold["file"], gold["line"]) for gold in theirs if gold["verdict"] == "differs"}
    for row in ours:
        if row["verdict"] == "differs" and row["kind"] != "contents entry":
            right = id(row) in alarmed or (row["file"], str(row["line"])) in wrong_lines
            yield "alarms, ours that are a reader's", row, Counter({"precision": int(right), "of precision": 1})


def _same(ours: Row, theirs: Row) -> bool:
    """Tell whether a check states the number that a reader's relation does; some state none."""
    said = _NUMBER.search(theirs["stated"])
    value = ours["stated"]
    if said is None or value is None or value != value:  # noqa: PLR0124 (pandas' missing number isn't itself)
        return True
    number = Decimal(said[0].replace(",", ""))
    return any(abs(abs(Decimal(str(value))) - number * scale) < _NEAR for scale in (1, 1000, 1_000_000))


def seeded(lines: Sequence[str], relations: Sequence[Row], spans: Sequence[tuple[int, int]], of: str) -> Counter[str]:
    """Return how many errors put into a text are found, by kind of error.

    Numbers of relations that a reader finds right are misprinted: two digits swapped, a total or a change put wrong, a
    number taken from the row below, a unit lost. Each text is read anew with one error in it; found is an error that a
    check calls `differs` which called it nothing of the kind before. What isn't recognised counts as not found.

    Args:
        lines: The lines of the pack.
        relations: A reader's rows of it.
        spans: First and last line of each of its tables, from 1.
        of: "table" or "prose": where the relations stand.
    """
    rng = random.Random(SEEDS)  # noqa: S311 (the same errors each time)
    right = [
        r for r in relations if r["of"] == of and r["verdict"] in ("agrees", "rounding") and _NUMBER.search(r["stated"])
    ]
    counts: Counter[str] = Counter()
    for kind, spoil in _ERRORS.items():
        done = 0
        for gold in rng.sample(right, len(right)):
            line = int(gold["line"])
            spoilt = spoil(lines, gold)
            if spoilt is None or done == PER_KIND[of]:
                continue
            changed, at = spoilt
            before, after = _alarms(lines, line, at, spans, of), _alarms(changed, line, at, spans, of)
            done += 1
            counts[f"of {kind}"] += 1
            counts[kind] += int(bool(after - before))
    return counts


def _alarms(lines: Sequence[str], line: int, at: int, spans: Sequence[tuple[int, int]], of: str) -> Counter[str]:
    """Return the checks that differ in the table, or in the paragraph and the tables near it, by what they say."""
    if of == "table":
        begin, end = next(((a, b) for a, b in spans if a <= line <= b), (line, line))
        source = source_of("seeded", "\n".join(lines[max(0, begin - 4) : end]) + "\n")
        found = [c for table in tables(source, blocks(source)) for c in checks(table) if c.verdict == "differs"]
        return Counter(f"{c.kind} {c.stated.row} {c.stated.column} {c.recomputed}" for c in found)
    near = sorted(spans, key=lambda span: abs(span[0] - line))[:4]
    parts = [_paragraph(lines, line), *("\n".join(lines[max(0, a - 3) : b]) for a, b in near)]
    pack = Pack("seeded.txt", "seeded", "", "", "", "agenda pack", *("",) * 4)
    rows = rows_of_pack(pack, "\n\n".join(parts) + "\n")["checks"]
    return Counter(f"{r['kind']} {r['subject']} {r['recomputed']}" for r in rows if r["verdict"] == "differs")


def _paragraph(lines: Sequence[str], line: int) -> str:
    begin = end = line - 1
    while begin > 0 and lines[begin - 1].strip() and "\t" not in lines[begin - 1]:
        begin -= 1
    while end + 1 < len(lines) and lines[end + 1].strip() and "\t" not in lines[end + 1]:
        end += 1
    return "\n".join(lines[begin : end + 1])


# Errors -------------------------------------------------------------------------------------------

Spoilt = tuple[list[str], int] | None


def _replaced(lines: Sequence[str], line: int, old: str, new: str) -> Spoilt:
    """Return the lines with the only such number of one of them put differently."""
    text = lines[line - 1]
    places = list(re.finditer(rf"(?<![\d,.]){re.escape(old)}(?![\d]|[,.]\d)", text))
    if old == new or not places:
        return None
    m = places[-1] if len(places) > 1 else places[0]
    out = list(lines)
    out[line - 1] = text[: m.start()] + new + text[m.end() :]
    return out, line


def _stated(gold: Row) -> str:
    match = _NUMBER.search(gold["stated"])
    return match[0] if match else ""


def _digits_swapped(lines: Sequence[str], gold: Row) -> Spoilt:
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


def _total_wrong(lines: Sequence[str], gold: Row) -> Spoilt:
    wrong = "total" in gold["kind"] or gold["kind"] in ("parts of a whole", "shares", "against table", "rate", "ratio")
    number = _stated(gold)
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal("1.2"))) if wrong else None


def _change_wrong(lines: Sequence[str], gold: Row) -> Spoilt:
    number = _stated(gold)
    if "change" not in gold["kind"] and gold["kind"] not in ("share", "fraction", "direction", "doubled"):
        return None
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal("1.5")))


def _row_shifted(lines: Sequence[str], gold: Row) -> Spoilt:
    """Put a part's number where the next part's stands."""
    parts = [(int(line), m[0]) for line, text in _PART.findall(gold["parts"]) if (m := _NUMBER.search(text))]
    for (line, one), (_, two) in itertools.pairwise(parts):
        a, b = Decimal(one.replace(",", "")), Decimal(two.replace(",", ""))
        if abs(a - b) > max(a, b) / 10 and max(a, b) > _FIVE:
            return _replaced(lines, line, one, two)
    return None


_FIVE = 5


def _unit_lost(lines: Sequence[str], gold: Row) -> Spoilt:
    """Print a number a thousand times as large, or a percentage without its point."""
    number = _stated(gold)
    if not number or Decimal(number.replace(",", "")) == 0:
        return None
    return _replaced(lines, int(gold["line"]), number, _scaled(number, Decimal(10 if "%" in gold["stated"] else 1000)))


_ERRORS: dict[str, Callable[[Sequence[str], Row], Spoilt]] = {
    "digits swapped": _digits_swapped,
    "total wrong": _total_wrong,
    "change wrong": _change_wrong,
    "row shifted": _row_shifted,
    "unit lost": _unit_lost,
}
