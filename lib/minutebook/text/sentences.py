"""Sentences: where each of a text begins and stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?;][\"'”’)]*\s+(?=[A-Z“\"'(‘£\d])|\s(?=[•▪◦❖○❑]\s)")
_ABBREVIATION = re.compile(r"\b(?:No|St|Dr|Cllr|Mr|Mrs|Ms|e\.g|i\.e|etc|approx|Fig|vs|c)\.\s+\Z")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and stops; a semicolon ends one too, and so does a bullet.

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
