"""Across tables: what one table of a paper says again that another has, and numbers that a list breaks down.

A line of a summary is the total of the table that is headed by its words; the same labels in two tables are one number,
however far each is rounded; and items under "as follows:" that each have a number make up the number announced.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any

from minutebook.audit.repeats import Told, repeated_cells, told_cells
from minutebook.audit.totals import is_total
from minutebook.facts.statements import cell_id, label_words, step_of
from minutebook.text.verdicts import AGREES, DIFFERS, Printed, judged, total

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
    lines: dict[tuple[str, frozenset[str]], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in places:
        if one.total:
            totals[one.table].append(one)
        elif one.clause:
            lines[one.home[1], one.clause][one.table].append(one)
    labels = _by_a_word(key for key, by_table in lines.items() if len(by_table) <= _TOO_MANY)
    pairs: dict[str, list[tuple[Told, Told]]] = defaultdict(list)
    for table, words in headed:
        home = totals[table][0].home[1] if totals[table] else ""
        named: dict[str, list[list[Told]]] = defaultdict(list)
        for label in {label for word in words for label in labels[home, word] if label <= words}:
            for summary, cells in lines[home, label].items():
                named[summary].append(cells)
        for summary in sorted(named.keys() - {table}, key=lambda name: named[name][0][0].place):
            if len(named[summary]) == 1:
                own = named[summary][0]
                pairs[summary] += [(one, other) for one in own for other in totals[table] if _of_one_column(one, other)]
    for found in pairs.values():
        agreed = [judged(_printed(one), total([_printed(other)])).word != DIFFERS for one, other in found]
        for pair, right in zip(found, agreed, strict=True):
            if right or sum(agreed) >= _AGREED:
                yield pair


_TOO_MANY = 40  # tables that have a label: one in more of them is no line of a summary


def _by_a_word(labels: Iterable[tuple[str, frozenset[str]]]) -> dict[tuple[str, str], list[frozenset[str]]]:
    """Return the labels of each document by that of their words that the fewest of its labels have."""
    known = list(labels)
    often = Counter((home, word) for home, label in known for word in label)
    out: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for home, label in known:
        out[home, min(label, key=lambda word: (often[home, word], word))].append(label)
    return out


def _of_one_column(one: Told, other: Told) -> bool:
    over, also = one.sentence - one.clause, other.sentence - other.clause
    return (one.unit, one.kind, one.period, one.area, over) == (other.unit, other.kind, other.period, other.area, also)


# ------------------------------------------------------------------------------------------------------------- lists

_SPLIT = r"\b(?:as follows|broken down|breakdown|made up of|comprising|consisting of|split)\b"
_BROKEN_DOWN = re.compile(rf"{_SPLIT}[^.]*:?\s*\Z", re.I)
_NUMBER = r"(?P<pound>£?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<scale>k|m| million)?"
_AHEAD = re.compile(rf"\W*{_NUMBER}(?: x\b|:|\s+[–-])?\s(?=[A-Za-z(])")
_BEHIND = re.compile(rf"[^\d£]+[:–-]\s?{_NUMBER}\W*")
_ITEM = re.compile(rf"(?P<label>[A-Z][^\d£:]{{2,60}}?)(?::| [–-])? {_NUMBER}(?: |\Z)(?=[A-Z]|\Z)")
_SCALE = {"k": 1000, "m": 10**6, " million": 10**6}
_TOO_FAR = Decimal("0.2")
_MOST_ITEMS = 100  # of a list that a sentence announces


def _lists(rows: Rows) -> Iterator[Row]:
    """Yield the check of a number that a sentence breaks down, and of a total that closes a list of amounts."""
    figures: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows["figures"]:
        figures[row["document_id"], row["line"]].append(row)
    blocks = sorted(rows["blocks"], key=lambda row: row["first_line"])
    for n, block in enumerate(blocks):
        said = [f for f in figures[block["document_id"], block["first_line"]] if f["unit"] in ("count", "GBP")]
        split = _BROKEN_DOWN.search(block["text"]) is not None
        if len(said) == 1 and said[0]["decimals"] is not None and (split or block["text"].rstrip().endswith(":")):
            items = list(takewhile(_is_bullet, blocks[n + 1 : n + 2 + _MOST_ITEMS]))
            items = [b for b in items if b["document_id"] == block["document_id"] and len(items) <= _MOST_ITEMS]
            numbers = [
                (b["first_line"], _number_of(_AHEAD.match(b["text"]) or _BEHIND.fullmatch(b["text"]))) for b in items
            ]
            step = step_of(said[0]) if said[0]["unit"] == "GBP" else Decimal(0)
            if len(items) > 1 and not said[0]["approximation"]:
                found = _made_up_of(block, said[0]["raw"], Printed(Decimal(str(said[0]["value"])), step), numbers)
                # Without a word of breaking down they may be of something else, unless they just make it.
                yield from (row for row in found if split or row["verdict"] == AGREES)
    yield from _closed_lists(blocks)
    homes = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    cells = ({**row, "document_id": homes[row["table_id"]], "first_line": row["line"]} for row in rows["cells"])
    for text in (*blocks, *cells):
        yield from _told_in_a_row(text)


_REACH, _ANY_SPLIT = 160, re.compile(_SPLIT, re.I)  # characters before the word that splits
_IN_A_ROW = re.compile(rf"(?P<said>[^.;]{{3,{_REACH}}}{_SPLIT}[^.:;]{{0,40}}):;?\s(?P<items>[^;]+(?:; [^;]+)+)", re.I)
_BEFORE = re.compile(rf"(?<![\w£.,]){_NUMBER}(?=\s[a-z])")
_LAST = re.compile(rf".{{2,90}}[:–]\s?{_NUMBER}\W*", re.I)


def _told_in_a_row(text: Row) -> Iterator[Row]:
    """Yield the check of "90 calls, broken down as follows: noise: 40; dogs: 50", which has all in one text."""
    split = _ANY_SPLIT.search(str(text["text"]))
    match = _IN_A_ROW.search(str(text["text"]), max(0, split.start() - _REACH)) if split else None
    stated = list(_BEFORE.finditer(match["said"])) if match else []
    if match is None or len(stated) != 1:
        return
    items = [_number_of(_AHEAD.match(item) or _LAST.fullmatch(item)) for item in match["items"].split("; ")]
    told = list(takewhile(lambda number: number is not None, items))
    printed = _number_of(stated[0])
    if len(told) > 1 and printed:
        yield from _made_up_of(text, stated[0][0], printed, [(text["first_line"], number) for number in told])


def _is_bullet(block: Row) -> bool:
    return bool(block["kind"] == "bullet")


def _closed_lists(blocks: Sequence[Row]) -> Iterator[Row]:
    """Yield the check of each item that says it is a total against the items before it, which are all of one form."""
    items: list[tuple[int, Printed | None]] = []
    form: tuple[str, str] = ("", "")
    for block in blocks:
        found = list(_ITEM.finditer(block["text"]))
        if "".join(match[0] for match in found).strip() != block["text"].strip():
            items = []
            continue
        for match in found:
            if (block["document_id"], match["pound"]) != form:
                items, form = [], (block["document_id"], match["pound"])
            stated = _number_of(match)
            if is_total(match["label"]) or match["label"].startswith("Total "):
                if stated and len(items) > 1:
                    yield from _made_up_of(block, match[0].strip(), stated, items)
                items = []
            else:
                items.append((block["first_line"], stated))


def _number_of(match: re.Match[str] | None) -> Printed | None:
    if match is None:
        return None
    scale, decimals = _SCALE.get(match["scale"] or "", 1), len(match["number"].partition(".")[2])
    rounded = bool(match["pound"] or match["scale"] or decimals)
    step = Decimal(scale).scaleb(-decimals) if rounded else Decimal(0)
    return Printed(Decimal(match["number"].replace(",", "")) * scale, step)


def _made_up_of(block: Row, said: str, stated: Printed, items: Sequence[tuple[int, Printed | None]]) -> Iterator[Row]:
    """Yield the check of a number against its items, where all have one; a sum that lies far is of something else."""
    numbers = [number for _, number in items if number]
    given = total(numbers)
    if len(numbers) < len(items) or abs(given.value - stated.value) > _TOO_FAR * stated.value:
        return
    verdict = judged(stated, given)
    yield {
        "pack_id": block["pack_id"],
        "document_id": block["document_id"],
        "kind": "column total",
        "subject": said,
        "stated": stated.value,
        "recomputed": given.value,
        "difference": stated.value - given.value,
        "tolerance": verdict.tolerance,
        "verdict": verdict.word,
        "line": block["first_line"],
        "lines": "; ".join(str(n) for n in dict.fromkeys((block["first_line"], *(line for line, _ in items)))),
        "explanation": f"the {len(items)} items of the list make {given.value:,f}",
    }
