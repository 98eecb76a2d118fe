"""Subjects: the wards that the numbers of a text are said of, and the clauses that wards are named in.

A sentence can name three wards and print four numbers. Which belong together is told by what stands between them, and
where that isn't plain nothing is said: a number without a ward is a gap, a number in the wrong ward an error.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from minutebook.facts.places import places
from minutebook.text.numbers import NUMBER, number_in_words

Span: TypeAlias = tuple[int, int]
Named: TypeAlias = tuple[str, int, int]  # a ward's code, and where its name starts and ends
Group: TypeAlias = list[Named]  # wards named in a row: "Churchill, Tachbrook and Warwick"

_REACH = 150  # characters between a number and a ward that may still be said of each other
_WARD = r"(?: [Ww]ards?)?"
_AND = r"(?:, ?| and | & |, and )"
_IN_A_ROW = re.compile(rf"{_WARD}(?: ?\([^()]{{1,20}}\))?{_AND}(?:the )?")
_LAST = re.compile(r"\band\b|&")
_CLAUSE_END = re.compile(
    r"[.!?][\"'”’)]*\s|;|,?\s(?:whilst|while|whereas|but|although|compared|against|unlike)\b"
    rf"|\sthan\b(?!\s(?:{NUMBER.pattern}))",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<!\bSt)[.!?][\"'”’)]*\s")
_BRACKET = re.compile(rf"{_WARD} ?\((?:[a-z]+ )?")
_LEADS_ON = re.compile(r"\b(?:in|within|of|for|from|across|at|to|near|around|wards?)(?: the)?[\s,:(]*\Z")
_RIGHT_BEFORE = re.compile(r"[ (:]*")
_BASE = re.compile(
    rf"(?:\A|[.!?;] +)of (?:the |these |those |all )?\Z|(?:{NUMBER.pattern}) (?:out )?of (?:the |these )?\Z", re.I
)
_LEFT_OUT = re.compile(
    r"\b(?:outside|neither|nor|except(?: for)?|excluding|excepting|other than|apart from|beyond|not in|without)"
    r"(?: the)? \Z",
    re.I,
)
_ELSEWHERE = re.compile(r"\band\b|\S.*,", re.S)  # between a ward and a later number: another statement has begun
_IN_ANOTHER_PLACE = re.compile(
    r"[^.;,]{0,40}?\b(?:in|at|on|near) (?:the )?(?!January|February|March|April|May|June|July|August|September|October"
    r"|November|December)[A-Z][a-z]"
)
_OF = re.compile(r"\s(?:out )?of (?:the |these |its )?")
_OF_WARDS = re.compile(r"\s*(?:of (?:the |its )?[\w-]+ )?wards?\b", re.I)
_SO_MANY_WARDS = re.compile(r"\b(?P<many>[a-z]+|\d{1,2})(?: of (?:the |its )?[\w-]+)? wards\b", re.I)
_RESPECTIVELY = re.compile(r"[^.;]{0,40}?\brespectively\b", re.I)


def wards_of(text: str, spans: Sequence[Span], named: Sequence[Named]) -> list[tuple[str, ...]]:
    """Return for each quantity of a text the codes of the wards that it is said of; several share one number.

    Args:
        text: A paragraph.
        spans: Where its quantities stand, in order.
        named: The wards that it names, as `wards.wards_in` returns them.

    Example:
        >>> text = "60% were in Churchill (35%) and Tachbrook (25%) wards"
        >>> named = [("C", 12, 21), ("T", 32, 41)]
        >>> wards_of(text, [(0, 3), (23, 26), (43, 46)], named)
        [('C', 'T'), ('C',), ('T',)]
    """
    groups = [g for g in _groups(text, named) if not _LEFT_OUT.search(text[max(0, g[0][1] - 20) : g[0][1]])]
    starts = [group[0][1] for group in groups]
    rows = _rows_of_numbers(text, spans)
    respective = _respective(text, rows, groups, starts)
    unclear = {begin for row in rows for begin, _ in row} - respective.keys()
    bases = [_BASE.search(text[max(0, begin - 25) : begin]) is not None for begin, _ in spans]
    out: list[tuple[str, ...]] = []
    for n, (begin, stop) in enumerate(spans):
        if bases[n] or _OF_WARDS.match(text, stop):
            out.append(())
            continue
        # "6 of the 18 thefts were in Churchill": what is said of the 6 comes after what they are part of.
        end = (
            spans[n + 1][1]
            if n + 1 < len(spans) and bases[n + 1] and _OF.fullmatch(text, stop, spans[n + 1][0])
            else stop
        )
        said = respective.get(begin) or _bracketed(text, begin, named) or _beside(text, (begin, end), groups, starts)
        said = said or _so_many(text, stop, named)
        out.append(() if begin in unclear and len(said) > 1 else said)
    return out


def clauses(text: str) -> Iterator[Span]:
    """Yield where the clauses of a paragraph begin and stop: what one says, the next may say the opposite of.

    Example:
        >>> text = "Churchill has the highest rate, whilst Warwick has the lowest"
        >>> [text[a:b] for a, b in clauses(text)]
        ['Churchill has the highest rate', ', whilst Warwick has the lowest']
    """
    yield from pairwise([0, *(m.start() for m in _CLAUSE_END.finditer(text) if m.start()), len(text)])


def _groups(text: str, named: Sequence[Named]) -> list[Group]:
    """Return the wards that are named in a row; a row has an "and" before its last, or it is no row."""
    groups: list[Group] = []
    for ward in named:
        if groups and _IN_A_ROW.fullmatch(text, groups[-1][-1][2], ward[1]):
            groups[-1].append(ward)
        else:
            groups.append([ward])
    apart = [
        [group] if len(group) < 2 or _LAST.search(text, group[-2][2], group[-1][1]) else [[w] for w in group]
        for group in groups
    ]
    return [group for parts in apart for group in parts]


def _codes(group: Sequence[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code, _, _ in group))


def _bracketed(text: str, begin: int, named: Sequence[Named]) -> tuple[str, ...]:
    """Return the ward that a number stands behind in brackets: "St James (21%)"."""
    at = bisect_left(named, begin, key=lambda ward: ward[1]) - 1
    return (named[at][0],) if at >= 0 and _BRACKET.fullmatch(text, named[at][2], begin) else ()


def _rows_of_numbers(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Return the numbers that stand in a row, "12th and 6th", each row once."""
    rows: list[list[Span]] = []
    for span in spans:
        if rows and re.fullmatch(_AND, text[rows[-1][-1][1] : span[0]]):
            rows[-1].append(span)
        else:
            rows.append([span])
    return [row for row in rows if len(row) > 1]


def _respective(
    text: str, rows: Sequence[Sequence[Span]], groups: Sequence[Group], starts: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """Return by their beginnings the wards of numbers in a row: "A and B ranked 12th and 6th respectively"."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        if not _RESPECTIVELY.match(text, row[-1][1]):
            continue
        at = bisect_left(starts, row[0][0]) - 1
        group = groups[at] if at >= 0 and not _SENTENCE_END.search(text, groups[at][-1][2], row[0][0]) else []
        if len(group) == len(row):
            found |= {one[0]: (ward[0],) for one, ward in zip(row, group, strict=True)}
    return found


def _beside(text: str, span: Span, groups: Sequence[Group], starts: Sequence[int]) -> tuple[str, ...]:
    """Return the wards of the group that a number leads on to, or else of the group that leads on to it."""
    after = bisect_left(starts, span[0])
    onward = _gap(text, span[1], starts[after]) if after < len(groups) else None
    if onward is not None and (_RIGHT_BEFORE.fullmatch(onward) or _LEADS_ON.search(onward)):
        return _codes(groups[after])
    back = _gap(text, groups[after - 1][-1][2], span[0]) if after else None
    if back is None or _ELSEWHERE.search(back) or places(back) or _IN_ANOTHER_PLACE.match(text, span[1]):
        return ()
    return _codes(groups[after - 1])


def _gap(text: str, begin: int, stop: int) -> str | None:
    """Return what stands between a number and a ward, or nothing where they are apart."""
    gap = text[begin:stop]
    if stop - begin > _REACH or NUMBER.search(gap):
        return None
    ended = _CLAUSE_END.search(text, begin, stop + 20)  # "than" ends a clause or not by what comes after it
    return None if ended and ended.start() < stop else gap


def _so_many(text: str, stop: int, named: Sequence[Named]) -> tuple[str, ...]:
    """Return the wards that share a number, where it is said how many, and as many are named after it."""
    near = text[stop : stop + _REACH]
    said = _SO_MANY_WARDS.search(near)
    if said is None or _SENTENCE_END.search(near, 0, said.end()):
        return ()
    end = _SENTENCE_END.search(text, stop)
    begin = stop + said.end()
    after = _codes([ward for ward in named if begin <= ward[1] and ward[2] <= (end.start() if end else len(text))])
    many = int(said["many"]) if said["many"].isdigit() else number_in_words(said["many"])
    return after if len(after) == many else ()
