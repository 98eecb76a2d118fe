"""Whether a number that doesn't follow from a row is surely of that row: where there is a doubt, nothing is said.

A sentence may name a row and still speak of something else: of a part of it ("complaints from tenants" beside a row
"Complaints"), of a change between two numbers that it gives itself, or of a share whose count stands beside it. What
such a number is held against by mistake would be a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from minutebook.audit.held import Held
from minutebook.audit.named_rows import Claim
from minutebook.audit.said import Said, is_garbled
from minutebook.audit.table_lines import Level, Line, placed_words, words_of
from minutebook.facts.places import place_named
from minutebook.text.verdicts import DIFFERS, Printed, judged, percent_of


def is_doubtful(claim: Claim, held: Held, lines: Sequence[Line]) -> bool:
    """Tell whether a number that differs from what a row gives may be of something else.

    Args:
        claim: The number in its sentence.
        held: How it stands to the row.
        lines: The rows of the tables that were looked at.
    """
    rows = [line for line in lines if held.levels[0] in (*line.levels, *line.changes)]
    text = f"{claim.before} {claim.after}"
    garbled = held.kind == "against table" and is_garbled(claim.printed, held.recomputed)
    if any(is_a_part(line, text) for line in rows if not garbled) or _is_told_apart(claim, held):
        return True
    if claim.figure["unit"] == "percent" and _bears_out(claim):
        return True
    if held.kind == "against table":
        of_it = frozenset().union(*(level.words | line.sheet.words for line in rows for level in held.levels))
        near = f"{claim.figure['context']} {claim.paragraph}"
        long = any(len(line.label.split()) > 1 and line.words and not place_named(line.label) for line in rows)
        only_named = not (
            garbled or long or of_it & claim.words or _has_a_neighbour(claim, rows)
        )  # its name is, and no more
        return only_named or any(_prints(near, level.raw) for level in held.levels)
    if held.kind == "share" and _is_of_another_whole(claim, held, rows, lines):
        return True
    return any(not _is_in(said, rows) for said in _neighbours(claim))


def _is_of_another_whole(claim: Claim, held: Held, rows: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether a share may be of another whole than the total of its column, or of another time."""
    alike = [line for line in lines if line.label in {row.label for row in rows}]
    inside = {level for line in rows for level in (*line.levels, *line.changes, *line.whole)}
    of_one = inside.issuperset(held.levels) and not any(_LIMIT.search(line.label) for line in rows)
    limited = of_one and _LIMIT.search(f"{claim.before} {claim.after}")
    based = limited or _RUNS_TO.search(claim.before) or _has_its_base(claim) or is_of_others(claim, rows)
    return bool(based) or any(_is_a_share(claim, line) for line in alike)


_RUNS_TO = re.compile(r"\bfrom(?:\b[^;]{0,60}\bto)?\s*\Z", re.I)  # shares that run so are of other times than all


# Parts of a row -----------------------------------------------------------------------------------

_FURTHER = re.compile(
    r"\s+(?:from|of|in|among|amongst|about|by|involving|against|for|at|on|with|where)\s+"
    r"(?:(?:the|our|its|their|an?|all)\s+)*(?P<word>[A-Za-z][a-z’'-]+)"
)
_NO_PART = re.compile(
    r"(?:total|whole|all|both|each|every|this|that|these|those|last|past|previous|same|first|second|third|fourth|next"
    r"|years?|months?|quarters?|weeks?|period|calendar|financial|borough|city|county|council|district|area|town"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|autumn|winter"
    r"|quarter|contrast|comparison|general|average|about|around|over|under|nearly|almost|just|some|more|less|between)",
    re.I,
)
_LITTLE = re.compile(
    r"(?:the|an?|of|in|for|and|or|with|to|by|from|on|at|as|than|that|while|whilst|whereas|but|although|though|however"
    r"|also|only|then|now|is|was|were|are|be|been|has|had|have|saw|our|their|its|your|these|those|this|where|when"
    r"|which|all|both|each|total|overall|recorded|reported|numbers?|levels?|rates?|figures?|share|proportion"
    r"|comes?|came|goes|went|takes?|took|sees|shows?|showed|follow(?:s|ed)|leads?|led|now|most|more|fewer|less|years?|months?|again|still|even|alone|between|among|against|over|under|after|before|since|until"
    r"|jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sept\w*|oct\w*|nov\w*|dec\w*|ward|district|not|did|does|said|despite|including|unlike|like|except|without|if|because|so|too|crimes?|offences?|\w+ly)",
    re.I,
)


def is_a_part(line: Line, text: str) -> bool:
    """Tell whether a text speaks of a part of a row only: its label has words around it that narrow it.

    Example:
        "Complaints from tenants" and "noise complaints" are parts of a row "Complaints"; "complaints in 2020" isn't.
    """
    place = span(line, text)
    if place is None:
        return False
    own = line.words | line.sheet.words | words_of(line.head)
    behind = _FURTHER.match(text, place[1])
    if behind and not _NO_PART.fullmatch(behind["word"]) and not words_of(behind["word"]) <= own:
        return True
    ahead = re.search(r"(?P<word>[A-Za-z’'-]+)\s+\Z", text[: place[0]])
    return bool(ahead and not _LITTLE.fullmatch(ahead["word"]) and not words_of(ahead["word"]) <= own)


def span(line: Line, text: str) -> tuple[int, int] | None:
    """Return where all the words of a label stand together in a text, or nothing."""
    last: dict[str, tuple[int, int]] = {}
    for word, begin, stop in placed_words(text):
        if word in line.words:
            last[word] = begin, stop
            if len(last) == len(line.words):
                begins, stops = zip(*last.values(), strict=True)
                if max(stops) - min(begins) <= len(line.label) + _BETWEEN:
                    return min(begins), max(stops)
    return None


_BETWEEN = 20  # characters more than a label that its words may take

# What the sentence itself says --------------------------------------------------------------------

_N_OF_N = re.compile(r"\d (?:out )?of (?:(?:the|our|its|these|those|all) )*\d[\d,]*\b[^.;%]*\Z")
_OF_THESE = re.compile(r"\s*of (?:them|these|those|which|whom|this)\b", re.I)
_OF_WHAT = re.compile(
    r"\s*of (?P<whole>"
    r"(?:(?!(?:in|with|at|by|on|for|from|to|was|were|is|are|has|had|have|and|or)\b)[A-Za-z’'-]+\s*){1,4})"
)
_TIED = 40  # characters between a change or a share and the number that it is of


def _has_its_base(claim: Claim) -> bool:
    """Tell whether two numbers before a share are what it is of: "41 of 612 left, 6.7%"."""
    return bool(_N_OF_N.search(claim.before))


def _bears_out(claim: Claim) -> bool:
    """Tell whether two numbers before a share in its sentence give it: "of 480 who left, 396 were at home: 82.5%"."""
    said = [Printed(Decimal(number.replace(",", ""))) for number in _COUNT.findall(claim.before)]
    given = [percent_of(min(pair, key=_value), max(pair, key=_value)) for pair in combinations(said, 2)]
    return claim.printed.step < 1 and any(share and judged(claim.printed, share).word != DIFFERS for share in given)


def _value(printed: Printed) -> Decimal:
    return printed.value


_COUNT = re.compile(r"(?<![\d.,£])\d{1,3}(?:,\d{3})+(?![\d.%])|(?<![\d.,£])\d{2,}(?![\d%]|[.,]\d)")
#: "More than a day", "two years or older": what is named may be several rows.
_LIMIT = re.compile(
    r"\b(?:(?:more|less|fewer|longer|shorter|older|younger|higher|lower) than|over|under|above|below|at least"
    r"|(?:or|and) (?:more|less|fewer|longer|over|under|older|younger|above|below))\b"
    r"(?! (?:the|this|that|each|both|time)\b| (?:19|20)\d\d)",
    re.I,
)


def _is_a_share(claim: Claim, line: Line) -> bool:
    """Tell whether a share is the one of any of a row's columns, whichever is meant."""
    wholes = {level.label: level for level in line.whole}
    shares = [percent_of(level.printed, wholes[level.label].printed) for level in line.levels if level.label in wholes]
    return any(given and judged(claim.printed, given).word != DIFFERS for given in shares)


def is_of_others(claim: Claim, rows: Sequence[Line]) -> bool:
    """Tell whether the words behind a share say that it is of what no table of the rows is of."""
    if _OF_THESE.match(claim.after):
        return True
    said = _OF_WHAT.match(claim.after)
    words = words_of(said["whole"]) if said else frozenset()
    known = frozenset[str]().union(*(line.words | line.sheet.words | words_of(line.head) for line in rows))
    known |= frozenset(word for line in rows for level in (*line.levels, *line.whole) for word in level.words)
    return bool(words) and words.isdisjoint(known)


def _is_told_apart(claim: Claim, held: Held) -> bool:
    """Tell whether the sentence gives a number a time that the cells which it is held against don't have."""
    told = claim.period if claim.figure["period_from"] == "sentence" else None
    times = [level.period for level in held.levels if level.period]
    return told is not None and bool(times) and all(time[1] < told[0] or told[1] < time[0] for time in times)


def _neighbours(claim: Claim) -> Iterator[Said]:
    """Yield the counts and sums that stand so near a change or a share that it is likely of them."""
    sides = ((claim.earlier if claim.beside else None, None), (claim.later, claim.after))
    for said, between in sides:
        if said is not None and said.unit in ("count", "GBP"):
            gap = said.after if between is None else between
            if len(gap) <= _TIED and not _APART.search(gap):
                yield said


_APART = re.compile(r";|\b(?:and|while|whilst|whereas|but)\b")


def _has_a_neighbour(claim: Claim, rows: Sequence[Line]) -> bool:
    """Tell whether a number of two digits at least that stands beside another in its sentence is in the same row."""
    beside = [said for said in (claim.earlier if claim.beside else None, claim.later) if said is not None]
    long = [said for said in beside if said.value >= _TEN or said.decimals]
    levels = [level for line in rows for level in (*line.levels, *line.changes)]
    return any(said.unit == level.unit and said.value == abs(level.printed.value) for said in long for level in levels)


_TEN = 10


def _is_a_change(said: Said) -> bool:
    return said.role == "change" or bool(re.match(r"\W*(?:[a-z]+ )?(?:more|fewer|less)\b", said.after))


def _is_in(said: Said, rows: Sequence[Line]) -> bool:
    """Tell whether a row, or the total of its table, has a number, or one that changes by it."""
    levels: list[Level] = [level for line in rows for level in (*line.levels, *line.changes, *line.whole)]
    if _is_a_change(said):
        values = [[level.printed.value for level in line.levels] for line in rows]
        if any(abs(one - other) == abs(said.value) for row in values for one in row for other in row):
            return True
    return any(abs(abs(level.printed.value) - abs(said.value)) <= _step(said, level) for level in levels)


def _step(said: Said, level: Level) -> Decimal:
    return max(said.printed.step, level.printed.step) / 2 if said.unit == level.unit == "GBP" else Decimal(0)


def _prints(text: str, number: str) -> bool:
    """Tell whether a paragraph prints a cell's number itself, so that another of its numbers isn't that one."""
    return bool(re.search(rf"(?<![\d,.]){re.escape(number.strip())}(?![\d]|[,.]\d)", text))


def gives_other_numbers(line: Line, clause: str) -> bool:
    """Tell whether a clause says a change with from what or to what, and a row has none of these numbers."""
    said = {Decimal(number.replace(",", "")) for number in _FROM_TO.findall(clause)}
    values = {abs(level.printed.value) for level in (*line.levels, *line.changes)}
    return bool(said) and said.isdisjoint(values)


_FROM_TO = re.compile(r"\b(?:from|to) £?(\d[\d,]*(?:\.\d+)?)(?![\d/%])")
