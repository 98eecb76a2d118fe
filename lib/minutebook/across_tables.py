"""Across tables: what one table of a paper says again that another has, and numbers that a list breaks down.

A line of a summary is the total of the table that is headed by its words; the same labels in two tables are one number,
however far each is rounded; and items under "as follows:" that each have a number make up the number announced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any

from minutebook.repeats import Told, repeated_cells, told_cells
from minutebook.statements import cell_id, label_words
from minutebook.verdicts import AGREES, DIFFERS, Given, Printed, judged, total

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]


def across_table_rows(rows: Rows) -> Iterator[Row]:
    """Yield a row, as of the table `checks` but for its id, for each number that another table or a list gives.

    Args:
        rows: The tables of one pack.
    """
    cells = {cell_id(row): row for row in rows["cells"]}
    places = {one.source_id: one for one in told_cells(rows)}
    documents = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    found = [(places[one], places[other]) for one, other in repeated_cells(rows)]
    for one, other in dict.fromkeys([*found, *_summed_up(rows, list(places.values()))]):
        row = cells[one.source_id]
        yield _row(documents[row["table_id"]], row, one, cells[other.source_id], other)
    yield from _lists(rows)


def _row(document: str, cell: Row, one: Told, other: Row, also: Told) -> Row:
    verdict = judged(_printed(one), total([_printed(also)]))
    words = "has it too" if verdict.word == AGREES else "has another" if verdict.word == DIFFERS else "has it in full"
    label = " | ".join(str(other[name]) for name in ("row_label", "column_label", "text"))
    return {
        "pack_id": cell["pack_id"],
        "document_id": document,
        "kind": "against table",
        "subject": f"{cell['row_label']}, {cell['column_label']}".strip(", "),
        "stated": one.value,
        "recomputed": verdict.recomputed,
        "difference": None if verdict.recomputed is None else one.value - verdict.recomputed,
        "tolerance": verdict.tolerance,
        "verdict": verdict.word,
        "line": cell["line"],
        "lines": f"{cell['line']}; {other['line']}",
        "explanation": f"another table of the paper {words}: {label}",
    }


def _printed(one: Told) -> Printed:
    return Printed(one.value, Decimal(0) if one.unit == "count" and one.step == 1 else one.step)


# ------------------------------------------------------------------------------------------------ lines of a summary

_AGREED = 2


def _summed_up(rows: Rows, places: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield lines of a summary with the totals of the tables that are headed by their labels.

    One that doesn't agree is a line of it only where two others of the same summary do.
    """
    headed = [
        (row["table_id"], label_words(re.sub(r"\btable \w+", "", row["caption"], flags=re.I))) for row in rows["tables"]
    ]
    totals: dict[str, list[Told]] = defaultdict(list)
    lines: dict[tuple[str, str], dict[frozenset[str], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in places:
        if one.total:
            totals[one.table].append(one)
        elif one.clause:
            lines[one.home[1], one.table][one.clause].append(one)
    pairs: dict[str, list[tuple[Told, Told]]] = defaultdict(list)
    for table, words in headed:
        for (home, summary), by_label in lines.items() if totals[table] else ():
            named = [cells for label, cells in by_label.items() if label <= words]
            if summary != table and home == totals[table][0].home[1] and len(named) == 1:
                pairs[summary] += [
                    (one, other) for one in named[0] for other in totals[table] if _of_one_column(one, other)
                ]
    for found in pairs.values():
        agreed = [judged(_printed(one), total([_printed(other)])).word != DIFFERS for one, other in found]
        for pair, right in zip(found, agreed, strict=True):
            if right or sum(agreed) >= _AGREED:
                yield pair


def _of_one_column(one: Told, other: Told) -> bool:
    over, also = one.sentence - one.clause, other.sentence - other.clause
    return (one.unit, one.kind, one.period, one.area, over) == (other.unit, other.kind, other.period, other.area, also)


# ------------------------------------------------------------------------------------------------------------- lists

_BROKEN_DOWN = re.compile(
    r"\b(?:as follows|broken down|breakdown|made up of|comprising|consisting of|split)\b[^.]*:?\s*\Z", re.I
)
_NUMBER = r"£?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>k|m| million)?"
_AHEAD = re.compile(rf"\W*{_NUMBER}(?: x\b|:|\s+[–-])?\s(?=[A-Za-z(])")
_BEHIND = re.compile(rf"[^\d£]+[:–-]\s?{_NUMBER}\W*")
_SCALE = {"k": 1000, "m": 10**6, " million": 10**6}
_TOO_FAR = Decimal("0.2")


def _lists(rows: Rows) -> Iterator[Row]:
    """Yield the check of a number that a sentence breaks down, against the numbers of the items below it."""
    figures: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows["figures"]:
        figures[row["document_id"], row["line"]].append(row)
    blocks = sorted(rows["blocks"], key=lambda row: row["first_line"])
    for n, block in enumerate(blocks):
        said = [
            f
            for f in figures[block["document_id"], block["first_line"]]
            if f["unit"] in ("count", "GBP") and f["decimals"] is not None
        ]
        if len(said) != 1 or said[0]["approximation"] or not _BROKEN_DOWN.search(block["text"]):
            continue
        items = list(takewhile(lambda below: below["kind"] == "bullet", blocks[n + 1 :]))
        items = [item for item in items if item["document_id"] == block["document_id"]]
        numbers = [value for item in items if (value := _number_of(item["text"])) is not None]
        if len(items) > 1 and len(numbers) == len(items):
            yield from _broken_down(said[0], items, numbers)


def _number_of(text: str) -> Decimal | None:
    match = _AHEAD.match(text) or _BEHIND.fullmatch(text.strip())
    return Decimal(match["number"].replace(",", "")) * _SCALE.get(match["scale"] or "", 1) if match else None


def _broken_down(figure: Row, items: Sequence[Row], numbers: Sequence[Decimal]) -> Iterator[Row]:
    """Yield the check; a sum that lies far from the number is of something else."""
    given, stated = sum(numbers, Decimal(0)), Decimal(str(figure["value"]))
    if abs(given - stated) > _TOO_FAR * stated:
        return
    verdict = judged(Printed(stated), Given(given, given, given))
    yield {
        "pack_id": figure["pack_id"],
        "document_id": figure["document_id"],
        "kind": "column total",
        "subject": f"{figure['raw']} {figure['noun']}".strip(),
        "stated": stated,
        "recomputed": given,
        "difference": stated - given,
        "tolerance": Decimal(0),
        "verdict": verdict.word,
        "line": figure["line"],
        "lines": "; ".join(str(n) for n in (figure["line"], *(item["first_line"] for item in items))),
        "explanation": f"the {len(items)} items below make {given:,f}",
    }
