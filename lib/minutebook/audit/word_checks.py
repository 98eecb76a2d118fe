"""What sentences beside a table say of its rows in words alone: which way one has gone, and which is the highest.

"Robbery has fallen", "the largest rise was in Orlesby": the row is the one that the words of a clause name, and nothing
is said where the clause speaks of what would be, of another place, or of a time that the table doesn't give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minutebook.audit.doubts import gives_other_numbers, is_a_part
from minutebook.audit.named_rows import IN_A_PART, WIDE, distances, is_a_name
from minutebook.audit.table_lines import Level, Line, days_of, in_time, placed_words, words_of
from minutebook.audit.totals import is_total
from minutebook.facts.places import place_named
from minutebook.text.periods import periods
from minutebook.text.verdicts import AGREES, DIFFERS

Row = dict[str, Any]
_CLAUSE = re.compile(
    r"[;:]|,?\s\b(?:while|whilst|whereas|but|although|though|despite|compared|than|because|so that|which|however"
    r"|unlike)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
_RISE = re.compile(
    r"\b(?:increas(?:e[sd]?|ing)|ris(?:e[sn]?|ing)|rose|grew|grow(?:n|ing|th)|climbed|(?:gone|went|going) up)\b", re.I
)
_FALL = re.compile(
    r"\b(?:decreas(?:e[sd]?|ing)|f[ae]ll(?:en|ing|s)?|dropp?(?:ed|ing|s)?|declin(?:e[sd]?|ing)|reduced|reductions?"
    r"|(?:gone|went|going) down)\b",
    re.I,
)
_NOT_SO = re.compile(
    r"\b(?:if|would|will|could|should|may|might|expect\w*|aim\w*|plan(?:s|ned)?|target\w*|likely|forecast\w*|hope\w*"
    r"|need\w*|to (?:increase|reduce|decrease|fall|rise|grow)|not|no|never|nor|neither|rather|risk|fear\w*|belie\w+"
    r"|charts?|graphs?|figure|maps?|since|(?:over|in) the (?:last|past)|recent years|stead\w+|trends?|long[- ]term"
    r"|histori\w+|year on year|per (?:resident|head|person|capita|1,000))\b",
    re.I,
)
_MOST = re.compile(
    r"\b(?:the|was|were|is|are) (?:(?P<place>second|third|fourth|fifth)[- ])?"
    r"(?P<most>highest|largest|greatest|biggest|most|lowest|smallest|fewest|least)\b",
    re.I,
)
_PLACES = ("", "second", "third", "fourth", "fifth")
_LEAST = ("lowest", "smallest", "fewest", "least")
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:next|one of|among|joint|amongst|equal|risk|likely|significant|common|important|deprived|recent|part"
    r"|effective)\b",
    re.I,
)
_ALL_OF = re.compile(
    r"\b(?:all (?:of )?(?:the |our |its )?(?:\w+ )?|every |each (?:of the (?:\w+ )?)?)(?P<of>[a-z]+)\b", re.I
)
_NEAR = 80  # characters between a row's name and the word for its change
_LEAST_WORDS, _TWO = 4, 2


@dataclass(frozen=True)
class InWords:
    """What a clause says of a row: its line, the words, the verdict, the numbers of the table, and why."""

    kind: str
    line: int
    subject: str
    verdict: str
    levels: tuple[Level, ...]
    explanation: str


def word_checks(around: Sequence[tuple[int, str]], lines: Sequence[Line]) -> Iterator[InWords]:
    """Yield what the clauses around a table say of its rows without a number.

    Args:
        around: The lines of text before and behind a table, each with its number.
        lines: The rows of the table.
    """
    for number, text in around:
        for sentence in _SENTENCE.split(text) if "\t" not in text and text.rstrip().endswith(".") else ():
            for clause in _CLAUSE.split(sentence):
                said = len(clause.split()) >= _LEAST_WORDS and not _NOT_SO.search(clause)
                if said and not WIDE.search(clause) and not IN_A_PART.search(clause):
                    yield from _directions(number, clause, lines)
                    yield from _most(number, clause, lines)


def _named(clause: str, lines: Sequence[Line]) -> list[Line]:
    """Return the rows that all the words of a clause name, the more exact of two."""
    words = words_of(clause)
    rows = [line for line in lines if line.words and line.words <= words and is_a_name(line, clause)]
    rows = [line for line in rows if not place_named(line.label) and _in_one_place(line, clause)]
    rows = [line for line in rows if not any(line.words < other.words for other in rows)]
    return [line for line in rows if not line.is_whole] or rows


def _in_one_place(line: Line, clause: str) -> bool:
    """Tell whether the words of a label stand together in a clause, not "other" here and "theft" there."""
    places = {word: (begin, end) for word, begin, end in placed_words(clause) if word in line.words}
    span = max(end for _, end in places.values()) - min(begin for begin, _ in places.values())
    return span <= len(line.label) + _BETWEEN


_BETWEEN = 20  # characters more than a label that its words may take

# Directions ---------------------------------------------------------------------------------------


def _directions(number: int, clause: str, lines: Sequence[Line]) -> Iterator[InWords]:
    ways = [*_RISE.finditer(clause), *_FALL.finditer(clause)]
    up, down = bool(_RISE.search(clause)), bool(_FALL.search(clause))
    if up == down or _MOST.search(clause):
        return
    times = [(p.start, p.end) for p in periods(clause)]
    rows = [line for line in _named(clause, lines) if any(_is_near(line, clause, way) for way in ways)]
    for line in rows:
        if pair := _last_two(line, times):
            gap = pair[1].printed.value - pair[0].printed.value
            right = (gap > 0) == up
            sure = len(rows) == 1 and not is_a_part(line, clause) and not gives_other_numbers(line, clause)
            if gap and (right or sure):
                why = f"the table's {line.label} goes from {pair[0].raw} to {pair[1].raw}"
                word = AGREES if right else DIFFERS
                yield InWords("direction", number, f"{line.label}: {ways[0][0]}", word, pair, why)
    if not rows and (said := _ALL_OF.search(clause)):
        yield from _all_of_them(number, said, lines, times, up=up)


def _last_two(line: Line, times: Sequence[tuple[str, str]]) -> tuple[Level, Level] | None:
    """Return the last two numbers of a row whose columns are times, where these are what a clause speaks of."""
    runs = [run for run in in_time(line.levels) if len(run) >= _TWO and run[0].unit != "percent"]
    longest = max((days_of(run[0]) for run in runs), default=0)
    runs = [run for run in runs if days_of(run[0]) == longest]
    timed = runs[0] if len(runs) == 1 else []
    periods_told = [level.period for level in timed]
    apart = len(set(periods_told)) < len(timed) or any(time not in periods_told for time in times)
    return None if apart or len(timed) < _TWO else (timed[-2], timed[-1])


def _all_of_them(
    number: int, said: re.Match[str], lines: Sequence[Line], times: Sequence[tuple[str, str]], *, up: bool
) -> Iterator[InWords]:
    """Yield whether all rows have gone one way: "in all four districts" over a table of districts."""
    rows = [
        line
        for line in lines
        if not line.is_whole and words_of(said["of"]) and words_of(line.head) == words_of(said["of"])
    ]
    pairs = [(line, pair) for line in rows if (pair := _last_two(line, times))]
    if len(pairs) < _TWO or len(pairs) < len(rows):
        return
    wrong = [line.label for line, (one, two) in pairs if (two.printed.value > one.printed.value) != up]
    why = f"{' and '.join(wrong)} went the other way" if wrong else f"all {len(pairs)} rows of the table did"
    levels = tuple(pair[1] for _, pair in pairs)
    yield InWords("direction", number, said[0], DIFFERS if wrong else AGREES, levels, why)


def _is_near(line: Line, clause: str, way: re.Match[str]) -> bool:
    """Tell whether a row is named near the word for a change: before it, or behind it with a preposition."""
    before, after = clause[: way.start()], clause[way.end() :]
    near = distances(before, after)
    behind = re.match(r"\s*(?:(?:has|have|had) (?:been|occurred|happened)\s*)?(?:in|of|for)\b", after)
    ahead = {word for word, _, _ in placed_words(before)} if not _ARTICLE.search(before) else set()
    return all(near.get(word, _NEAR) < _NEAR for word in line.words) and (line.words <= ahead or bool(behind))


_ARTICLE = re.compile(r"\b(?:the|an?|this|that|its|their|of)\s+\Z", re.I)


# Highest and lowest -------------------------------------------------------------------------------


def _most(number: int, clause: str, lines: Sequence[Line]) -> Iterator[InWords]:
    parts = [part for part in clause.split(", ") if _MOST.search(part) and _named(part, lines)]
    clause = parts[0] if parts else clause
    said = _MOST.search(clause)
    rows = _named(clause, lines) if said and not _ONE_OF_SEVERAL.search(clause) else []
    if said is None or len(rows) != 1 or rows[0].is_whole:
        return
    line = rows[0]
    others = [o for o in lines if not o.is_whole and o.head == line.head and is_total(o.label) == is_total(line.label)]
    moves = bool(_RISE.search(clause) or _FALL.search(clause))
    columns = _columns(clause, line.changes if moves else line.levels)
    least = said["most"].lower() in _LEAST or bool(moves and _FALL.search(clause))
    place = _PLACES.index((said["place"] or "").lower())
    ranks = {column.label: _ranks(column, line, others, least=least, moves=moves) for column in columns}
    verdicts = {label: place in rank for label, rank in ranks.items()}
    right = {label for label, first in verdicts.items() if first}
    sure = len(columns) == 1 and not is_a_part(line, clause)
    if (sure and columns) or len(right) == len(columns) > 0:
        word = AGREES if right else DIFFERS
        cell, isnt = columns[-1], "" if right else "not "
        why = f"the table's {line.label} has {cell.raw} of {cell.label}, which is {isnt}{said[0].lower()}"
        yield InWords("order", number, f"{line.label}: {said[0]}", word, (cell,), why)


def _columns(clause: str, levels: Sequence[Level]) -> list[Level]:
    """Return the columns that the words or the time of a clause name, or the only ones that there are."""
    shared = frozenset.intersection(*(level.words for level in levels)) if len(levels) > 1 else frozenset()
    words, times = words_of(clause), [(p.start, p.end) for p in periods(clause)]
    by_words = [level for level in levels if level.words - shared and level.words - shared <= words]
    by_time = [level for level in levels if level.period in times]
    if times and not by_time:
        return []
    found = [level for level in by_words if level in by_time] or by_words or by_time or list(levels)
    if len({level.unit for level in found}) > 1 and re.search(r"\bnumbers?\b", clause, re.I):
        found = [level for level in found if level.unit == "count"]
    return found if len({level.unit for level in found}) == 1 else []


def _ranks(column: Level, line: Line, others: Sequence[Line], *, least: bool, moves: bool) -> range:
    """Return which places, from 0, a row may have in a column: those that it shares with others as well."""
    values = [
        level.printed.value
        for other in others
        if other.label != line.label
        for level in (other.changes if moves else other.levels)
        if level.label == column.label
    ]
    own = column.printed.value
    ahead = sum(value < own if least else value > own for value in values)
    return range(ahead, ahead + 1 + values.count(own)) if values else range(0)


# Rows of checks -------------------------------------------------------------------------------------

_AROUND, _CLOSE = 3000, 12  # characters and lines around a table that may be said of it


def rows_in_words(
    text: str, tables: Sequence[Row], cells: Sequence[Row], sheets: Mapping[str, list[list[Line]]]
) -> Iterator[Row]:
    """Yield a row for each thing that the lines around a table say of it in words."""
    by_line = {sheet[0].sheet.first: sheet for group in sheets.values() for sheet in group}
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for cell in cells:
        begins.setdefault(cell["table_id"], cell["start"])
        ends[cell["table_id"]] = max(ends.get(cell["table_id"], 0), cell["end"])
    told: set[tuple[int, str]] = set()
    for table in tables:
        inside = by_line.get(table["first_line"], [])
        if not inside:
            continue
        begin = text.rfind("\n", 0, begins[table["table_id"]]) + 1
        ahead = text[max(0, begin - _AROUND) : begin].split("\n")[:-1][-_CLOSE:]
        end = ends[table["table_id"]]
        behind = text[end : end + _AROUND].split("\n")[1 : _CLOSE + 1]
        around = [(table["first_line"] - len(ahead) + n, line) for n, line in enumerate(ahead)]
        around += [(table["last_line"] + n, line) for n, line in enumerate(behind, start=1)]
        for said in word_checks(around, inside):
            if (said.line, said.subject) not in told:
                told.add((said.line, said.subject))
                yield _row_in_words(table, said)


def _row_in_words(table: Row, said: InWords) -> Row:
    lines = dict.fromkeys([said.line, *(level.line for level in said.levels)])
    return {
        "pack_id": table["pack_id"],
        "document_id": table["document_id"],
        "kind": said.kind,
        "subject": said.subject,
        **dict.fromkeys(("stated", "recomputed", "difference", "tolerance")),
        "verdict": said.verdict,
        "line": said.line,
        "lines": "; ".join(map(str, lines)),
        "explanation": said.explanation,
    }
