"""Figures: the quantities in a pack's prose, each with its sentence, its place, its period and its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutebook.periods import Period, periods
from minutebook.places import places
from minutebook.quantities import Quantity, quantities
from minutebook.source import Passage

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
    period: Period | None


def figures(prose: Passage) -> Iterator[Figure]:
    """Yield the figures of a paragraph, bullet or prose cell, in order."""
    for begin, stop in sentences(prose.text):
        sentence = prose.text[begin:stop]
        context = sentence.strip()
        named = places(sentence)
        times = list(periods(sentence))
        spans_of_places = [(a, b) for _, a, b in named]
        spans_of_times = [(p.begin, p.stop) for p in times]
        for quantity in quantities(sentence):
            start, end = prose.span(begin + quantity.begin, begin + quantity.stop)
            place = _nearest(quantity, spans_of_places)
            time = _nearest(quantity, spans_of_times)
            area = "" if place is None else named[place][0]
            yield Figure(quantity, start, end, context, area, None if time is None else times[time])


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
