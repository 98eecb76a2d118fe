"""Numbers that can't be: a part that is more than its whole, a rank beyond all places, a count beginning with 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from minutebook.audit.said import Said, Stated
from minutebook.text.dates import ANY_MONTH, DAY
from minutebook.text.verdicts import DIFFERS

_NOUGHT = re.compile(r"\W*0\d")  # "053 cases": codes and telephone numbers are no figures
_ALL, _TIMES_ALL = 100, 5  # percent, and times for each person that what is counted by the thousand seldom comes to
_BOROUGHS = 33  # of London, with the City
_OF_BOROUGHS = re.compile(r"\bLondon\b[^.]{0,80}\bboroughs?\b|\bboroughs?\b[^.]{0,80}\bLondon\b")
_OF_OTHERS = re.compile(r"\b(?:wards?|nation\w*|country|England|LSOAs?|schools?|stations?|hospitals?|of \d+)\b")


def begins_with_nought(said: Said) -> Stated | None:
    """Return a count or a sum that begins with a nought."""
    if not _NOUGHT.match(said.raw):
        return None
    return Stated("misprint", said, (), None, Decimal(0), DIFFERS, "no count or sum begins with a nought")


_FIRST_YEAR, _LAST_YEAR = 1000, 2200  # that a paper may speak of
_DATED = re.compile(
    rf"\b(?:by|until|since|before|after|from|in|to) (?:{DAY} )?{ANY_MONTH} (?P<year>0\d{{3}}|\d{{4,8}})"
    r"(?=[.,;:)](?!\d)|\s*\n|\s+(?:and|to|but|when|which)\b)"
)


def impossible_years(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a number stands behind a month that is no year a paper speaks of: "by April 0221.".

    Example:
        >>> text = "Due by April 0221, not by April 2021, and in May 1450 came."
        >>> [text[begin:end] for begin, end in impossible_years(text)]
        ['0221']
    """
    for match in _DATED.finditer(text):
        if not _FIRST_YEAR <= int(match["year"]) <= _LAST_YEAR:
            yield match.span("year")


def more_than_all(said: Said, context: str, *, alone: bool, beside: bool) -> Stated | None:
    """Return a share, a fall, a rate or a rank that is more than all there are.

    Args:
        said: The number.
        context: Its sentence.
        alone: Whether it is a percentage in digits.
        beside: Whether the count that it is a share for stands beside it.
    """
    if (
        said.unit == "rank"
        and said.value > _BOROUGHS
        and _OF_BOROUGHS.search(context)
        and not _OF_OTHERS.search(context)
    ):
        return Stated("order", said, (), Decimal(_BOROUGHS), Decimal(0), DIFFERS, f"London has {_BOROUGHS} boroughs")
    moves = said.role == "change" and not _MAKES_UP.search(said.before)
    too_much = said.direction == "decrease" if moves else _is_too_much(said, beside=beside)  # than there was
    base = re.fullmatch(r"per (\d[\d,]*)", said.unit)
    times_all = base is not None and said.value >= _TIMES_ALL * int(base[1].replace(",", ""))
    if times_all or (said.value > _ALL and ((alone and too_much) or said.unit == "percentage points")):
        why = "a part can't be more than the whole that it is of"
        return Stated("share", said, (), Decimal(_ALL), Decimal(0), DIFFERS, why)
    return None


def _is_too_much(said: Said, *, beside: bool) -> bool:
    """Tell whether a share is said to be more than the whole; what is set beside a target, or is a rise, may be."""
    named = _PART.match(said.after) or _PART_BEFORE.search(said.before)
    share = beside or said.role == "share" or named
    around = _MAKES_UP.sub("", said.before[-_NEAR:]) + " " + said.after[:_NEAR]
    if _OF_ALL.match(said.after) and not _MORE.search(around):
        return True
    return bool(share or said.value >= _MANY_TIMES) and not _OVER_THE_WHOLE.search(around)


_MAKES_UP = re.compile(r"\bma[dk]\w* up\b")
_OF_ALL = re.compile(r"\s*of (?:all|what|those|these|them|whom|which|the total)\b", re.I)
_MORE = re.compile(
    r"\b(?:up|more|rise|rose|risen|increase\w*|gr[eo]w\w*|growth|target\w*|plan\w*|budget\w*|expect\w*)\b", re.I
)
_NEAR, _MANY_TIMES = 60, 250  # characters; percent that are seldom said of anything but a rise
_PART = re.compile(
    r"\W{0,2}(?:of\b|(?:were|are|was|is|had|have|said|say|felt|think|thought|live|lived|speak\w*|males?|females?|men|women)\b)"
)
_PART_BEFORE = re.compile(
    r"\b(?:(?:account\w*|mak\w+ up|made up|represent\w*|proportion|share|majority)\b[^.;]{0,40}|a further )\Z", re.I
)
_OVER_THE_WHOLE = re.compile(
    r"\b(?:targets?|contract\w*|mean|caseload|numbers? in|plan\w*|capacity|budget\w*|expected|baseline|average"
    r"|increase\w*|rise|rose|risen|gr[eo]w\w*|growth|up"
    r"|more|higher|above|levels?|rates?|last year|occupan\w+|establishment|allocation|salary|incomes?|costs?|prices?"
    r"|values?|debt|ratio|median|normal|pre-\w+|standard|benchmark|profile|demand|need)\b",
    re.I,
)
