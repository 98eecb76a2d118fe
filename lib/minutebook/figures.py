"""Figures: the quantities in a pack's prose, each with its sentence, its place, its period and its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.periods import Period, periods
from minutebook.places import places
from minutebook.quantities import Quantity, quantities
from minutebook.source import Passage
from minutebook.subjects import clauses, wards_of
from minutebook.wards import ward_coded, wards_in

_SENTENCE_END = re.compile(r"[.!?;][\"'”’)]*\s+(?=[A-Z“\"'(‘\d])")
_ABBREVIATION = re.compile(r"\b(?:No|St|Dr|Cllr|Mr|Mrs|Ms|e\.g|i\.e|etc|approx|Fig|vs|c)\.\s+\Z")


@dataclass(frozen=True)
class Figure:
    """A quantity in its sentence: where its characters stand in the source, and what the sentence says around it."""

    quantity: Quantity
    start: int
    end: int
    context: str
    area: str
    area_code: str
    period: Period | None


@dataclass(frozen=True)
class WardMention:
    """A ward named in prose: its code, where its name stands in the source, and the clause that names it."""

    code: str
    start: int
    end: int
    context: str


def figures(prose: Passage, when: str) -> Iterator[Figure]:
    """Yield the figures of a paragraph, bullet or prose cell of a paper of some day, in order.

    A figure's area is the ward that it is said of, or the wards that share it; where it is said of none, the
    nearest other place of its sentence.
    """
    parts = [(begin, stop, quantities(prose.text[begin:stop])) for begin, stop in sentences(prose.text)]
    spans = [(begin + q.begin, begin + q.stop) for begin, _, found in parts for q in found]
    named = wards_in(prose.text, when) if spans else []
    of_wards = iter(wards_of(prose.text, spans, named))
    for begin, stop, found in parts:
        sentence = prose.text[begin:stop]
        around, times = places(sentence), list(periods(sentence))
        spans_of_places = [(a, b) for _, a, b in around]
        spans_of_times = [(p.begin, p.stop) for p in times]
        for quantity in found:
            codes = next(of_wards)
            place = _nearest(quantity, spans_of_places)
            time = _nearest(quantity, spans_of_times)
            area = "; ".join(ward_coded(c).name for c in codes) or ("" if place is None else around[place][0])
            counted = replace(quantity, noun="") if _is_ward(prose.text, begin + quantity.stop, named) else quantity
            start, end = prose.span(begin + quantity.begin, begin + quantity.stop)
            period = None if time is None else times[time]
            yield Figure(counted, start, end, sentence.strip(), area, "; ".join(codes), period)


def _is_ward(text: str, at: int, named: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether what follows a number is no noun but a ward's name: "6 Little Venice"."""
    after = bisect_left(named, at, key=lambda ward: ward[1])
    return after < len(named) and not text[at : named[after][1]].strip()


def ward_mentions(prose: Passage, when: str) -> Iterator[WardMention]:
    """Yield the wards that a paragraph, bullet or prose cell of a paper of some day names, in order."""
    named = wards_in(prose.text, when)
    for begin, stop in clauses(prose.text) if named else ():
        context = prose.text[begin:stop].strip(" ,;.!?")
        for code, first, last in named:
            if begin <= first < stop:
                yield WardMention(code, *prose.span(first, last), context)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and stops; a semicolon ends one too.

    Example:
        >>> text = "No. 5 rose. It fell (see St. Mary's)."
        >>> [text[a:b].strip() for a, b in sentences(text)]
        ['No. 5 rose.', "It fell (see St. Mary's)."]
    """
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(0, match.start() - 8), match.end()):
            continue
        yield begin, match.end()
        begin = match.end()
    if text[begin:].strip():
        yield begin, len(text)


def _nearest(quantity: Quantity, spans: Sequence[tuple[int, int]]) -> int | None:
    """Return which of some spans, in order and apart, has fewest characters between it and a quantity."""
    after = bisect_left(spans, quantity.begin, key=lambda span: span[0])
    beside = [i for i in (after - 1, after) if 0 <= i < len(spans)]
    return min(beside, key=lambda i: max(spans[i][0] - quantity.stop, quantity.begin - spans[i][1], 0), default=None)
