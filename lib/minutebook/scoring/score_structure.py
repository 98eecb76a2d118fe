"""How well documents, headings, paragraphs, tables, decisions and gaps agree with a careful reader's of every line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

Rows = list[dict[str, Any]]
Texts = list[tuple[int, str]]  # a line and what stands there
Count = Iterator[tuple[int, int, int, int]]  # a line, and how many are right, of theirs, of ours

Cells = dict[tuple[int, int], dict[str, Any]]  # ours by row and column

TABLES = ("agenda", "documents", "headings", "paragraphs", "decisions", "gaps", "tables", "cell_values", "contents")
_FIELDS = ("kind", "title", "item", "date", "classification", "report_of", "wards", "policy_context")
_NEAR = 8  # lines that the first line of a document may be off: blanks and running headers above a title


@dataclass(frozen=True)
class Gold:
    """What a reader found in one raw file, our rows for it, and the folder of the reader's grids."""

    theirs: dict[str, Rows]
    ours: dict[str, Rows]
    folder: Path

    def held_out(self, line: int) -> bool:
        """Tell whether a line stands in a document that was kept out of the writing of rules."""
        there = [d for d in self.theirs["documents"] if int(d["first_line"]) <= line <= int(d["last_line"])]
        return any(d["held_out"] == "true" for d in there)


def rows_of(frame: pd.DataFrame) -> Rows:
    """Return the rows of a table as dictionaries by column."""
    return [dict(zip(map(str, frame.columns), values, strict=True)) for values in frame.itertuples(index=False)]


def structure_counts(gold: Gold) -> Iterator[tuple[str, bool, Counter[str]]]:
    """Yield for each measure, apart for lines held out and others, how many are right and of how many."""
    for name, count in _MEASURES.items():
        for line, right, theirs, ours in count(gold):
            counts = {"recall": right, "of recall": theirs, "precision": right, "of precision": ours}
            yield name, gold.held_out(line), Counter(counts)


def plain(text: object) -> str:
    """Return the letters and digits of a text, for a comparison that marks and case don't decide."""
    return re.sub(r"[\W_•]+", "", str(text)).casefold()


def _matched(theirs: Texts, ours: Texts, alike: Callable[[str, str], bool]) -> Count:
    """Pair what stands on the same line; each pair, each of theirs alone and each of ours alone is counted."""
    left = list(ours)
    for line, text in theirs:
        hit = next((one for one in left if one[0] == line and alike(one[1], text)), None)
        if hit:
            left.remove(hit)
        yield line, int(hit is not None), 1, int(hit is not None)
    yield from ((line, 0, 0, 1) for line, _ in left)


def _same(ours: str, theirs: str) -> bool:
    return plain(ours) == plain(theirs)


def _begins_alike(ours: str, theirs: str) -> bool:
    """Tell whether two texts are the same statement: most of the reader's first words stand in ours."""
    words, text = (re.findall(r"\w+", one.casefold()) for one in (theirs, ours))
    return sum(word in text for word in words) >= 0.7 * len(words)


def _texts(rows: Rows, line: str, text: str) -> Texts:
    return [(int(row[line]), str(row[text])) for row in rows]


_AGENDA_FIELDS = ("item", "title", "first_page", "last_page")


def _agenda(gold: Gold) -> Count:
    """Count the fields of agenda entries that are right; what is no entry counts against precision."""
    left = {int(row["line"]): row for row in gold.ours["agenda_items"]}
    for row in gold.theirs["agenda"]:
        hit = left.pop(int(row["line"]), None)
        for name in _AGENDA_FIELDS:
            ours = "" if hit is None or pd.isna(hit[name]) else hit[name]
            yield int(row["line"]), int(hit is not None and _same(str(ours), str(row[name]))), 1, 1
    yield from ((line, 0, 0, len(_AGENDA_FIELDS)) for line in left if gold.theirs["agenda"])


def _documents(gold: Gold) -> Count:
    left = [int(row["first_line"]) for row in gold.ours["documents"]]
    for row in gold.theirs["documents"]:
        first = int(row["first_line"])
        hit = min((n for n in left if abs(n - first) <= _NEAR), key=lambda n: abs(n - first), default=None)
        if hit is not None:
            left.remove(hit)
        yield first, int(hit is not None), 1, int(hit is not None)
    yield from ((n, 0, 0, 1) for n in left)


def _fields(gold: Gold) -> Count:
    """Count the fields of documents that are right; an empty one has to be empty."""
    for row in gold.theirs["documents"]:
        first = int(row["first_line"])
        nearest = min(gold.ours["documents"], key=lambda d: abs(int(d["first_line"]) - first))
        near = nearest if abs(int(nearest["first_line"]) - first) <= _NEAR else {}
        for name in _FIELDS:
            yield first, int(bool(near) and _same(str(near[name]), str(row[name]))), 1, 1


def _headings(gold: Gold) -> Count:
    theirs, ours = gold.theirs["headings"], gold.ours["sections"]
    return _matched(_texts(theirs, "line", "heading"), _texts(ours, "first_line", "heading"), _same)


def _parents(gold: Gold) -> Count:
    """Count the headings found that stand under the heading that they do in the reader's outline.

    Of both outlines only headings that the other has are looked at, so that what isn't found is counted once; the
    lines of a title are one, as some readers set its second inside its first.
    """
    both, titles = _found(gold), _titles(gold)
    lines = {row["section_id"]: int(row["first_line"]) for row in gold.ours["sections"]}
    ours = {line: lines.get(row["parent_id"], 0) for line, row in _sections(gold).items()}
    theirs = _outline(gold)
    first = {line: min(both & set(run), default=line) for run in titles for line in run}
    for line in sorted(both):
        inner, outer = (_nearest(line, above, both, first) for above in (ours, theirs))
        yield line, int(inner == outer), 1, 1


def _levels(gold: Gold) -> Count:
    """Count the headings found that have the level which the reader gave, whose papers begin at 1 or at 2."""
    ours = _sections(gold)
    levels = {line: int(level) for line, level in _read(gold)}
    yield from ((line, int(int(ours[line]["level"]) == levels[line]), 1, 1) for line in sorted(_found(gold)))


def _sections(gold: Gold) -> dict[int, dict[str, Any]]:
    return {int(row["first_line"]): row for row in gold.ours["sections"]}


def _read(gold: Gold) -> list[tuple[int, str]]:
    """Return the lines and levels of the reader's headings; a caption has none."""
    return sorted((int(row["line"]), row["level"]) for row in gold.theirs["headings"] if row["level"].isdigit())


def _found(gold: Gold) -> set[int]:
    """Return the lines of the headings that both have."""
    ours, levels = _sections(gold), dict(_read(gold))
    rows = ((int(row["line"]), row["heading"]) for row in gold.theirs["headings"])
    return {line for line, text in rows if line in ours and line in levels and _same(ours[line]["heading"], text)}


def _outline(gold: Gold) -> dict[int, int]:
    """Return for each of the reader's headings the line of the one around it in its document, or 0."""
    firsts = sorted(int(row["first_line"]) for row in gold.theirs["documents"])
    out: dict[int, int] = {}
    around: list[tuple[int, int]] = []  # level and line
    for line, level in _read(gold):
        of = bisect_right(firsts, line)
        around = [one for one in around if one[0] < int(level) and bisect_right(firsts, one[1]) == of]
        out[line] = around[-1][1] if around else 0
        around.append((int(level), line))
    return out


def _titles(gold: Gold) -> list[list[int]]:
    """Return the lines of each title: headings of level 1 near each other, and below them one of another level."""
    numbers = {int(row["line"]): row["number"] for row in gold.theirs["headings"]}
    runs: list[list[int]] = [[]]
    for line, level in _read(gold):
        title = level == "1" and not numbers[line]
        if runs[-1] and title and line - runs[-1][-1] <= _NEAR + _NEAR:
            runs[-1].append(line)
        elif level == "1":
            runs[-1] = [line] if title else []
        elif runs[-1]:
            runs.append([])
    return runs[:-1]


def _nearest(line: int, above: Mapping[int, int], both: Set[int], first: Mapping[int, int]) -> int:
    """Return the line of the nearest heading around one that both outlines have, that of a title for all its lines."""
    at = above[line]
    while at and first.get(at, at) not in both:
        at = above.get(at, 0)
    return 0 if first.get(at, at) == first.get(line, line) else first.get(at, at)


def _paragraphs(gold: Gold) -> Count:
    numbered = [row for row in gold.ours["blocks"] if row["number"] and row["kind"] != "footnote"]
    theirs = _texts(gold.theirs["paragraphs"], "line", "number")
    return _matched(theirs, _texts(numbered, "first_line", "number"), _same)


def _misnumbered(gold: Gold) -> Count:
    """Pair the misnumbered paragraphs by line and the number that they should have."""
    numbered = [row for row in gold.ours["blocks"] if row["should_be"]]
    theirs = [row for row in gold.theirs["paragraphs"] if row["should_be"] and row["should_be"] != row["number"]]
    return _matched(_texts(theirs, "line", "should_be"), _texts(numbered, "first_line", "should_be"), _same)


def _contents(gold: Gold) -> Count:
    """Pair the entries of contents lists by line and words."""
    entries = [row for row in gold.ours["checks"] if row["kind"] == "contents entry"]
    return _matched(_texts(gold.theirs["contents"], "line", "title"), _texts(entries, "line", "subject"), _same)


def _decisions(gold: Gold) -> Count:
    """Pair decisions by line and first words; a row of an action table is one whichever of its cells is quoted.

    What a work programme plans the readers don't count as decided or asked, so it isn't measured.
    """
    theirs = gold.theirs["decisions"]
    ours = [row for row in gold.ours["decisions"] if row["kind"] != "planned item"]
    actions = {int(row["line"]) for row in theirs if row["kind"] == "action"}
    rows = [{**row, "text": ""} if row["kind"] == "action" and int(row["line"]) in actions else row for row in ours]
    return _matched(
        _texts(theirs, "line", "words"),
        _texts(rows, "line", "text"),
        lambda text, words: not text or _begins_alike(text, words),
    )


def _gaps(gold: Gold) -> Count:
    theirs, ours = gold.theirs["gaps"], gold.ours.get("gaps", [])
    return _matched(_texts(theirs, "line", "kind"), _texts(ours, "line", "kind"), lambda *_: True)


def _cells(gold: Gold) -> Count:
    for line, grid, ours, offset in _grids(gold):
        right = sum(plain(_at(ours, r + offset, c, "text")) == plain(text) for r, c, text in _texts_of(grid))
        of = sum(map(len, grid))
        yield line, right, of, of


def _whole_tables(gold: Gold) -> Count:
    for line, grid, ours, offset in _grids(gold):
        right = sum(plain(_at(ours, r + offset, c, "text")) == plain(text) for r, c, text in _texts_of(grid))
        yield line, int(right == sum(map(len, grid)) == len(ours)), 1, 1


def _row_labels(gold: Gold) -> Count:
    """Count the filled cells beside a label whose own label has it as a part; titles over the row may be others."""
    for line, grid, ours, offset in _grids(gold):
        for r, c, text in _texts_of(grid):
            if c and text and grid[r][0] and (r + offset, c) in ours and not ours[r + offset, c]["is_header"]:
                label = str(ours[r + offset, c]["row_label"])
                yield line, int(any(_same(part, grid[r][0]) for part in (label, *label.split(" / ")))), 1, 1


def _column_labels(gold: Gold) -> Count:
    """Count the filled cells whose label is the header above them; a blank under a spanning one is filled."""
    heads = {int(index["first_line"]): int(index["header_rows"] or 0) for index in gold.theirs["tables"]}
    for line, grid, ours, offset in _grids(gold):
        above = [_filled(row) if n == 0 else row for n, row in enumerate(grid[: heads[line]])]
        for r, c, text in _texts_of(grid):
            expected = plain("".join(dict.fromkeys(row[c] for row in above)))
            if r >= heads[line] and c and text and expected:
                yield line, int(plain(_at(ours, r + offset, c, "column_label")) == expected), 1, 1


def _values(gold: Gold) -> Count:
    """Count the numbers in cells that are right; ours where a reader sees none count against precision."""
    yield from _numbers(gold, lambda ours, theirs: float(ours["value"]) == float(theirs["value"]))


def _units(gold: Gold) -> Count:
    """Count the numbers in cells whose value and unit are right."""
    yield from _numbers(
        gold, lambda ours, theirs: float(ours["value"]) == float(theirs["value"]) and ours["unit"] == theirs["unit"]
    )


def _numbers(gold: Gold, alike: Callable[[dict[str, Any], dict[str, Any]], bool]) -> Count:
    names = {int(index["first_line"]): index["table"] for index in gold.theirs["tables"]}
    noted = {(r["table"], int(r["row"]), int(r["column"])): r for r in gold.theirs["cell_values"]}
    for line, grid, ours, offset in _grids(gold) if noted else ():
        for r, c, _ in _texts_of(grid):
            mine, theirs = ours.get((r + offset, c)), noted.get((names[line], r, c))
            has_one = mine is not None and not pd.isna(mine["value"])
            right = int(mine is not None and theirs is not None and has_one and alike(mine, theirs))
            if has_one or theirs:
                yield line, right, int(theirs is not None), int(has_one)


def _filled(row: list[str]) -> list[str]:
    out = list(row)
    for c in range(2, len(out)):
        out[c] = out[c] or out[c - 1]
    return out


def _at(ours: Cells, row: int, column: int, name: str) -> str:
    return str(ours[row, column][name]) if (row, column) in ours else ""


def _texts_of(grid: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    yield from ((r, c, text) for r, row in enumerate(grid) for c, text in enumerate(row))


def _grids(gold: Gold) -> Iterator[tuple[int, list[list[str]], Cells, int]]:
    """Yield the first line and the grid of each of the reader's tables, our cells at its place, and how they are off.

    Ours is the table on the same lines with most cells alike; a row that the reader supplied or left out at the top
    is no cell out of place.
    """
    for index in gold.theirs["tables"]:
        frame = pd.read_csv(gold.folder / "tables" / index["table"], header=None, dtype=str, keep_default_na=False)
        grid = [list(map(str, row)) for row in frame.to_numpy().tolist()]
        first, last = int(index["first_line"]), int(index["last_line"])
        there = [t["table_id"] for t in gold.ours["tables"] if t["first_line"] <= last and t["last_line"] >= first]
        best: tuple[int, Cells, int] = (-1, {}, 0)
        for table_id in there:
            cells = {(int(c["row"]), int(c["column"])): c for c in gold.ours["cells"] if c["table_id"] == table_id}
            for offset in (0, 1, -1):
                right = sum(plain(_at(cells, r + offset, c, "text")) == plain(t) for r, c, t in _texts_of(grid))
                best = max(best, (right, cells, offset), key=lambda one: one[0])
        yield first, grid, best[1], best[2]


_MEASURES: dict[str, Callable[[Gold], Count]] = {
    "agenda fields": _agenda,
    "documents": _documents,
    "document fields": _fields,
    "headings": _headings,
    "parents of headings": _parents,
    "levels of headings": _levels,
    "numbered paragraphs": _paragraphs,
    "misnumbered paragraphs": _misnumbered,
    "contents entries": _contents,
    "cells": _cells,
    "whole tables": _whole_tables,
    "cell values": _values,
    "cell values with units": _units,
    "row labels": _row_labels,
    "column labels": _column_labels,
    "decisions": _decisions,
    "gaps": _gaps,
}
