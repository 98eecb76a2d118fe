"""Figures: the quantities in a pack's prose, each with its sentence, its place, its period and its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
        named = places(sentence)
        times = list(periods(sentence))
        for quantity in quantities(sentence):
            start, end = prose.span(begin + quantity.begin, begin + quantity.stop)
            nearest = min(times, key=lambda p: _distance(quantity, p.begin, p.stop), default=None)
            area = min(named, key=lambda p: _distance(quantity, p[1], p[2]), default=("", 0, 0))[0]
            yield Figure(quantity, start, end, sentence.strip(), area, nearest)


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


def _distance(quantity: Quantity, begin: int, stop: int) -> int:
    """Return how many characters lie between a quantity and a named place or period."""
    return max(begin - quantity.stop, quantity.begin - stop, 0)
