"""Which rows of a paper's tables a number of a sentence is of: those that its words name, or those that it may mean.

A row is named by all the words of its label. One is meant, less surely, by its place, by its initials, by most of its
words, or, where it is the total of a table near by, by the words over that table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from minutebook.audit.said import Said
from minutebook.audit.table_lines import Level, Line, Row, Sheet, in_time, placed_words, words_of
from minutebook.facts.indicators import mentions
from minutebook.facts.places import place_named
from minutebook.text.dates import MONTH
from minutebook.text.periods import periods
from minutebook.text.verdicts import DIFFERS, Printed, change, judged, percent_change


@dataclass(frozen=True)
class Claim:
    """A number that a sentence states: the figure, the number as printed, what stands before and behind it.

    `before` is the sentence up to it, `after` goes up to the next number; `earlier` is the number before it in its
    paragraph, with whether that stands in the same sentence, `later` the one behind it in its sentence; `over` is the
    share that the part of a place has which the text speaks of, as a paragraph before says.
    """

    figure: Row
    printed: Printed
    before: str
    after: str
    earlier: Said | None = None
    beside: bool = False
    later: Said | None = None
    paragraph: str = ""
    over: Said | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its sentence."""
        return words_of(self.figure["context"])

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The words of its sentence and of what its paragraph says before, but for quarters."""
        return frozenset(word for word in words_of(self.paragraph) | self.words if not word[1:].isdigit())

    @cached_property
    def near(self) -> Mapping[str, int]:
        """The words around it, and how many characters away each stands."""
        ahead = self.before[-_AROUND:]
        return distances(ahead, f"{self.figure['noun']} {self.after}")

    @cached_property
    def capitals(self) -> frozenset[str]:
        """What is in capitals around it: "NWL"."""
        return frozenset(re.findall(r"\b[A-Z]{3,}\b", f"{self.before} {self.after}"))

    @property
    def period(self) -> tuple[str, str] | None:
        """The time that its sentence or its paragraph says it is of."""
        from_ = self.figure["period_from"]
        stated = from_ == "sentence" or (from_ == "paragraph" and self.figure["role"] != "from")
        return (self.figure["period_start"], self.figure["period_end"]) if stated else None


_AROUND = 150  # characters before a number that may say which column it is of


#: Words for a part of what a paper is of: "in this area".
IN_A_PART = re.compile(
    r"\b(?:this|that|these|those|each|such) (?:\w+ )?(?:areas?|wards?|estates?|zones?|sites?|places?|neighbourhoods?"
    r"|groups?|cohorts?|schools?|localit\w+|stations?|LSOAs?)\b",
    re.I,
)
#: Places that papers compare their own with.
WIDE = re.compile(r"\b(?:MPS|Met|London|England|nationally|national|regionally?|country)\b")


@dataclass(frozen=True)
class Meant:
    """A row that a number may be of, how far its table is, in lines, and whether it is surely the one.

    `alone` says that the sentence names it, with all the words of its label, and no other row of its table; `by_a_word`
    that it has no more than a word of the label and one of those over the table; `below` that it stands in a row of
    text of that table, right below the row.
    """

    line: Line
    gap: int
    sure: bool
    alone: bool = False
    by_a_word: bool = False
    below: bool = False


def named(lines: Sequence[Line], before: str, after: str, *, whole: bool | None = None) -> list[tuple[Line, bool]]:
    """Return the rows that are named nearest to a number, and whether surely; with `whole`, only totals or none."""
    found = []
    near = distances(before, after)
    for line in lines:
        if whole is not None and line.is_whole is not whole:
            continue
        by_words, by_indicator = _by_words(line, near), _by_indicator(line, before, after)
        away = [d for d in (by_words, by_indicator) if d is not None]
        if away:
            sure = min(away) <= _NEAR and (by_indicator is not None or is_a_name(line, before + " " + after))
            found.append((min(away), by_words is not None, line, sure))
    parts = {line.sheet.first for _, _, line, sure in found if sure and not line.is_whole}
    told = words_of(_COUNTED.sub(" ", before))  # "robbery was down by 256 offences" isn't of a row "All offences"
    found = [one for one in found if not one[2].is_whole or one[2].words <= told or one[2].sheet.first not in parts]
    nearest = min((distance for distance, *_ in found), default=0)
    found = [one for one in found if one[0] == nearest]
    found = [one for one in found if one[1]] or found  # all the words of a label say more than an indicator
    return [(line, sure) for _, _, line, sure in found if not any(line.words < other.words for *_, other, _ in found)]


_COUNTED = re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\b)\d[\d,.]*\s+\w+")  # a number with what it counts


def distances(before: str, after: str) -> dict[str, int]:
    """Return the words around a number and how many characters away each stands; behind it they count as farther."""
    ahead = {word: len(before) - end for word, _, end in placed_words(before)}
    behind = {word: begin + _BEHIND for word, begin, _ in reversed(placed_words(after))}
    return {word: min(ahead.get(word, _FAR), behind.get(word, _FAR)) for word in {*ahead, *behind}}


_NEAR = 60  # characters
_FAR, _BEHIND = 10_000, 20  # what a number is of stands before it rather than behind
_BESIDE = re.compile(
    r"\s?[,;:.()]|[\W\d]*(?:\Z|(?:offences?|crimes?|incidents?|cases?|total|has|have|had|is|are|was|were|fell|rose|increased|decreased|accounts?"
    r"|accounted|and|by|in|from|to|at|for|of|the|which|with|remains?|saw|showed?|across|over)\b)",
    re.I,
)


def is_a_name(line: Line, text: str) -> bool:
    """Tell whether a label is one by more than a word that may be a part of another name: "drugs" of "drug testing"."""
    if len(line.words) > 1 or (line.label.isupper() and len(line.label) >= _LONG):
        return True
    return any(_BESIDE.match(text, end) for word, _, end in placed_words(text) if word in line.words)


_LONG = 3


def _by_words(line: Line, near: Mapping[str, int]) -> int | None:
    """Return how far the farthest of a label's words stands from a number, or nothing where one is missing."""
    if not line.words or not line.words <= near.keys() or place_named(line.label):
        return None
    return max(near[word] for word in line.words)


def _by_indicator(line: Line, before: str, after: str) -> int | None:
    if not line.indicators:
        return None
    ahead = [len(before) - stop for name, _, stop in mentions(before) if name in line.indicators]
    behind = [begin + _BEHIND for name, begin, _ in mentions(after) if name in line.indicators]
    return min(ahead + behind, default=None)


def meant(claim: Claim, lines: Iterable[Line]) -> Iterator[Meant]:
    """Yield the rows that a number may mean without naming all the words of their labels; those near by are surer."""
    for _, group in groupby(lines, key=lambda line: line.sheet.first):
        inside = list(group)
        sheet = inside[0].sheet
        gap = max(sheet.first - claim.figure["line"], claim.figure["line"] - sheet.last, 0)
        if refers := _refers(claim, sheet):
            gap = min(gap, _CLOSE)
        told = refers or _is_told(claim, sheet, gap)
        if (above := _row_above(claim, inside)) is not None:
            yield Meant(above, 0, sure=False, alone=True, below=True)
        alone = _only_names(claim, inside)
        some = any(_names(claim, line) for line in inside if not line.is_whole)
        of_all = not some and told and (gap <= _APART or len(sheet.words & claim.words) > 1)
        for line in inside:
            named_alone = line in alone
            close = told and gap <= _CLOSE
            if _is_of_place(claim, line) or _by_initials(claim, line):
                if told or gap <= _CLOSE:
                    yield Meant(line, gap, close, named_alone)
            elif line.is_whole and of_all:
                yield Meant(line, gap, close)
            elif _names(claim, line) and (gap <= _APART or len(line.words) > 1):
                yield Meant(line, gap, close and named_alone, named_alone)
            elif _mostly_named(claim, line, inside):
                yield Meant(line, gap, sure=False)
            elif told and line.words & claim.spoken_of and not place_named(line.label):
                yield Meant(line, gap, sure=False, by_a_word=True)


def _row_above(claim: Claim, inside: Sequence[Line]) -> Line | None:
    """Return the row of a table that a row of text comments on: the nearest above it."""
    sheet, at = inside[0].sheet, claim.figure["line"]
    above = [line for line in inside if line.levels[0].line < at] if sheet.first < at <= sheet.last else []
    return max(above, key=lambda line: line.levels[0].line, default=None)


_CLOSE, _APART = 12, 40  # lines between a sentence and a table
_ENOUGH, _MOST = 2, 0.6
_THIS = re.compile(r"\W*(?:this|these|the table|as (?:the|this) table|table)\b", re.I)
_BELOW = re.compile(r"\b(?:below|following|table|overleaf)\b", re.I)
_IN_ALL = re.compile(r"\b(?:the (?:overall )?total|in total|overall|altogether|in all)\b", re.I)


def _is_told(claim: Claim, sheet: Sheet, gap: int) -> bool:
    """Tell whether a sentence has a word that stands over a table, or one beside it speaks of it or of the total."""
    above = 0 < sheet.first - claim.figure["line"] <= _FEW_LINES and _BELOW.search(claim.figure["context"])
    if sheet.words & claim.spoken_of or above:
        return True
    below = 0 < claim.figure["line"] - sheet.last <= _FEW_LINES
    return is_right_below(claim, sheet) or (below and bool(_IN_ALL.search(claim.before)))


def is_right_below(claim: Claim, sheet: Sheet) -> bool:
    """Tell whether a sentence says "this" or "these" right below a table."""
    return 0 < claim.figure["line"] - sheet.last <= _FEW_LINES and bool(_THIS.match(claim.before))


_FEW_LINES = 3


def _refers(claim: Claim, sheet: Sheet) -> bool:
    number = re.escape(sheet.number)
    return bool(number and re.search(rf"\bTable {number}(?![\w.]*\w)", claim.paragraph))


def _names(claim: Claim, line: Line) -> bool:
    return bool(line.words and line.words <= claim.near.keys()) or _is_of_place(claim, line)


def _only_names(claim: Claim, inside: Sequence[Line]) -> list[Line]:
    """Return the row of a table that a sentence names, where it names one alone."""
    rows = [line for line in inside if line.words and line.words <= claim.words]
    rows = [line for line in rows if not any(line.words < other.words for other in rows)]
    text = f"{claim.before} {claim.after}"
    return rows if len({line.label for line in rows}) == 1 and is_a_name(rows[0], text) else []


def _is_of_place(claim: Claim, line: Line) -> bool:
    """Tell whether a row's label is the place that the sentence says a number is of."""
    said = claim.figure["area"] if claim.figure["area_from"] == "sentence" else ""
    return bool(said) and line.label.casefold() in (said.casefold(), f"{said} ward".casefold())


def _by_initials(claim: Claim, line: Line) -> bool:
    """Tell whether a sentence has the initials of a label: "NWL" of "North West London"."""
    return not claim.capitals.isdisjoint(line.initials)


def _mostly_named(claim: Claim, line: Line, inside: Sequence[Line]) -> bool:
    """Tell whether most words of a label, and two at least, are in a sentence, and of no other row as many."""
    count = len(line.words & claim.words)
    if count < _ENOUGH or count < _MOST * len(line.words) or place_named(line.label):
        return False
    return all(len(other.words & claim.words) < count for other in inside if other.label != line.label)


def picked(claim: Claim, levels: Sequence[Level]) -> tuple[list[Level], bool]:
    """Return the numbers of a row that a claim may be of by their columns, and whether just one is said to be it.

    The words of a column's label say so, but for those that all of them have, and its time; one of another time than
    the claim's is none.
    """
    shared = frozenset.intersection(*(level.words for level in levels)) if len(levels) > 1 else frozenset()
    stated = claim.period if claim.figure["period_from"] == "sentence" else None
    possible = [level for level in levels if not _is_apart(stated, level.period)]
    away = {n: _away(one.words - shared, claim.near) for n, one in enumerate(possible)}
    by_words = [one for n, one in enumerate(possible) if away[n] == min(away.values()) < _FAR]
    by_time = [one for one in possible if one.period and one.period == claim.period]
    both = [one for one in by_words if one in by_time]
    found = both or by_words or by_time or possible
    return found, len(found) == 1 and (len(levels) == 1 or bool(by_words or by_time))


def _away(words: frozenset[str], near: Mapping[str, int]) -> int:
    """Return how far the farthest of a label's words stands, very far where one is missing."""
    return max((near.get(word, _FAR) for word in words), default=_FAR)


def _is_apart(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


# The number of a row --------------------------------------------------------------------------------


def is_of_all(claim: Claim, line: Line) -> bool:
    """Tell whether a number is surely the total of a table: of the time that is said, with two of the words over it."""
    of_it = any(level.period and level.period == claim.period for level in line.levels)
    apart = claim.before.rstrip().endswith("(") or claim.figure["role"] in ("part", "share")
    of_it = of_it or in_its_time(claim, line) is not None
    counted = claim.figure["unit"] == "count"  # sums of money are often of more or less than a table
    return counted and of_it and len(line.sheet.words & claim.spoken_of) > 1 and not apart and not claim.beside


def possible(claim: Claim, line: Line) -> list[Level]:
    """Return the numbers of a row that a figure may be of, by its unit and its time."""
    level = in_its_time(claim, line)
    if level:
        return [level]
    same = [level for level in line.levels if level.unit == claim.figure["unit"]]
    return [level for level in picked(claim, same)[0] if level.words <= claim.words] if same else []


def in_its_time(claim: Claim, line: Line) -> Level | None:
    """Return the one number of a row that a figure is of, by its column: the last in time where no time is said."""
    levels, single = picked(claim, [level for level in line.levels if level.unit == claim.figure["unit"]])
    if single:
        return levels[0]
    alike = [level for level in levels if level.printed.step == claim.printed.step < 1]
    if len(alike) == 1:  # a rate among counts, as its point tells
        return alike[0]
    levels = [level for level in levels if level.words <= claim.words]  # a name of its own would be said
    runs = in_time(levels)
    timed = claim.period is not None and not (
        claim.figure["role"] == "to" and claim.figure["period_from"] != "sentence"
    )
    if timed or len(runs) != 1 or not 1 < len(runs[0]) == len(levels):
        return None
    clause = _CLAUSE_END.split(claim.before)[-1] + _CLAUSE_END.split(claim.after)[0]
    if claim.figure["role"] == "from" or _EARLIER.search(clause):
        return runs[0][0] if len(levels) == _PAIR else None
    return runs[0][-1]


_CLAUSE_END = re.compile(r"[,;:().]")
_EARLIER = re.compile(
    r"\b(?:before|earlier|previous(?:ly)?|last (?:year|quarter|month)|had been|ago|compared|than|against|from)\b", re.I
)


def is_plain(claim: Claim, line: Line) -> bool:
    """Tell whether a number is of all that a row is of: no other words follow that would make it a part."""
    behind = _NARROWS.split(claim.after, maxsplit=1)[0]
    noun = words_of(f"{claim.figure['noun']} {' '.join(behind.split()[:_NEXT_WORDS])}")
    if _BOUND.search(claim.before):
        return False
    before = claim.before.replace(line.label, "")[-30:]
    part = re.search(r"\b(?:of (?:which|whom|these|those|them)|only|including)\b", before, re.I)
    return noun <= line.sheet.words | line.words and not part and claim.figure["role"] not in ("part", "share")


_NEXT_WORDS = 5
_NARROWS = re.compile(
    r"[,.;:()]|\b(?:in|on|during|over|which|who|that|were|was|had|have|has|are|is|and|or|as|this|last|to|up|down)\b",
    re.I,
)
_BOUND = re.compile(r"\b(?:below|above|between|within|than|least|most|up to)\W*\Z", re.I)


_PAIR = 2


# Pairs of a row --------------------------------------------------------------------------------------


def pairs_of(claim: Claim, line: Line) -> list[tuple[Level, Level]]:
    """Return the pairs of a row's numbers that a change may be between: of the time that the sentence says, or any.

    A time carried over from another sentence isn't sure: the last pair may be meant then.
    """
    unit = claim.figure["unit"]
    same = [level for level in line.levels if level.unit != "percent" or unit == "percentage points"]
    pairs = [pair for run in in_time(same) for pair in pairwise(run) if is_before(*pair)]
    if not pairs and len(same) == _PAIR and same[0].unit == same[1].unit and _one_after_other(*same):
        pairs = [(same[0], same[1])]
    timed = [(a, b) for a, b in pairs if b.period and b.period[1] == claim.figure["period_end"]]
    if timed and claim.figure["period_from"] != "sentence":
        timed = [*timed, *(pair for pair in pairs[-1:] if pair not in timed)]
    return pairs_since(claim, same) or timed or pairs


_IN_TIME = re.compile(
    r"\d|\b(?:(?:before|after|last|this|previous|current|prior|now|then|baseline|start|end|opening|closing|first|second|old"
    rf"|new|budget|forecast|actuals?|outturn|plan\w*|targets?|\w+day)\b|{MONTH})",
    re.I,
)


def _one_after_other(one: Level, two: Level) -> bool:
    """Tell whether two columns are of one thing at two times, as their labels say: "Before", "Outturn", not places."""
    return all(_IN_TIME.search(level.label.split(" / ")[-1]) for level in (one, two))


def pairs_since(claim: Claim, levels: Sequence[Level]) -> list[tuple[Level, Level]]:
    """Return the pair of the time that a change is said to be from and the last: "13% fewer than in 2019"."""
    said = _THAN.match(claim.after)
    base = next(iter(periods(said[0])), None) if said else None
    first = [level for level in levels if base and level.period == (base.start, base.end)]
    last = [level for level in levels if level.period and base and level.period[0] > base.start]
    return [(first[0], last[-1])] if len(first) == 1 and last and first[0].unit == last[-1].unit else []


_THAN = re.compile(r"[\w\s]{0,30}\b(?:than|from|since|compared (?:with|to)|on|up on|down on)\b[^,;.]{0,30}", re.I)


def is_before(one: Level, two: Level) -> bool:
    """Tell whether one number of a row is of a time before another's."""
    return one.period is not None and two.period is not None and one.period[0] < two.period[0]


def is_moved_by(moved: Said, first: Level, last: Level) -> bool:
    """Tell whether a stated change is the one between two numbers, the way that it is said to go."""
    by_percent = moved.unit == "percent"
    given = percent_change(first.printed, last.printed) if by_percent else change(first.printed, last.printed)
    alike = by_percent or moved.unit == last.unit or (moved.unit, last.unit) == ("percentage points", "percent")
    value = -moved.value if moved.direction == "decrease" else moved.value
    if given is None or not alike:
        return False
    return judged(replace(moved.printed, value=value), given).word != DIFFERS
