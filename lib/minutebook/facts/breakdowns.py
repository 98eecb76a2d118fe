"""Breakdowns: short lines that part a total whose line gave its time: "41 claims since 2018", "17 elms, 24 limes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from minutebook.text.periods import periods

#: A number of things: no sum of money, no share, no part of a date and nothing in brackets.
_COUNT = re.compile(r"(?<![\w£$€.,/-])(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.,]*\d|\w|%|/)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
#: What makes a line a sentence, or a row of a table.
_SAYS = re.compile(r"\t|\b(?:is|are|was|were|has|have|had|will|can|should|[Ww]e|[Tt]hey)\b|[a-z]{2,}ed\b")
_LONGEST, _LONGEST_TOTAL = 90, 200  # characters of a line, and of the one that gives the total
_REACH = 24  # lines that a breakdown reaches over
_SMALLEST = 10  # smaller totals are met by chance


def totals_over(lines: Sequence[str]) -> list[str]:
    """Return for each line the line above it whose total it helps to break down, or nothing.

    That total has a time of its own, the lines below it are short, and two or more of their numbers in a row add up to
    it. What stands between these, and the short lines without a verb that follow, are of the same time.

    Example:
        >>> lines = ["41 claims since 2018, most for cars.", "17 elms, 24 limes.", "21 in storms", "We paid £9,000."]
        >>> [bool(total) for total in totals_over(lines)]
        [False, True, True, False]
    """
    out = [""] * len(lines)
    for at, line in enumerate(lines):
        if "\t" in line or len(line) > _LONGEST_TOTAL:
            continue
        times = list(periods(line))
        totals = _counts(line[: times[0].begin] + line[times[0].stop :]) if times else []
        below = lines[at + 1 : at + 1 + _REACH]
        last = max((_last_part(below, total) for total in totals if total >= _SMALLEST), default=0)
        while last and last < len(below) and len(below[last]) <= _LONGEST and not _SAYS.search(below[last]):
            last += 1
        out[at + 1 : at + 1 + last] = [line.strip()] * last
    return out


def _counts(line: str) -> list[int]:
    return [int(match[1].replace(",", "")) for match in _COUNT.finditer(line)]


def _last_part(lines: Sequence[str], total: int) -> int:
    """Return how many of the lines below a total reach to the last that breaks it down; 0 where none do."""
    counts: list[tuple[int, int]] = []
    for n, line in enumerate(lines, start=1):
        if "\t" in line or len(line) > _LONGEST:
            break
        counts += [(n, value) for value in _counts(_IN_BRACKETS.sub("", line)) if value]
    sums = [0, *accumulate(value for _, value in counts)]
    at = {value: i for i, value in enumerate(sums)}
    return max((counts[j - 1][0] for i, v in enumerate(sums) if (j := at.get(v + total, 0)) - i > 1), default=0)
