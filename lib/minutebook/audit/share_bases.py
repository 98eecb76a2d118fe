"""Shares beside their counts whose sentence doesn't print what they are of: what their paper says they are of.

The more shares of a section a number gives, and the finer they are printed, the less it does so by chance: it is what
they are of. A share that no number near it gives is held against that, or against the number of its paragraph that its
count is likely a part of.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter

from minutebook.audit.said import Said, Stated, is_misprint
from minutebook.audit.share_checks import (
    LEVEL,
    OF_MORE,
    RIGHT_BEFORE,
    ends,
    is_apart,
    is_count,
    share_of,
    without_lengths,
)
from minutebook.text.verdicts import DIFFERS, Printed, percent_of

_RARE, _VERY_RARE = 0.04, 0.003
_TWICE, _SPREAD = 2, 1.39  # how far numbers of one size are apart, and the logarithm of that, twice
_REACH = 2  # sentences that what a count is of may stand before it
Pair = tuple[Said, Said]  # a count and the share beside it


def pairs_of(numbers: Sequence[Said]) -> list[Pair]:
    """Return the counts among numbers that have a share right behind them: "1,081 (69%)"."""
    beside = pairwise(without_lengths(numbers))
    return [(one, two) for one, two in beside if one.sentence == two.sentence and _is_share(one, two)]


def _is_share(count: Said, share: Said) -> bool:
    printed = share.unit == "percent" and share.decimals is not None and share.role != "change" and share.value > 0
    return printed and is_count(count) and count.value > 0 and bool(RIGHT_BEFORE.fullmatch(share.before))


def of_the_document(
    group: Sequence[Stated], counts: Sequence[Said], paragraph: Sequence[Said], pairs: Sequence[Pair]
) -> dict[str, Stated]:
    """Return by their ids the shares of a paragraph, each beside its count, whose base its paper tells.

    Args:
        group: The shares whose base their sentences don't tell.
        counts: The numbers of the paper that they may be of.
        paragraph: The numbers of their paragraph.
        pairs: The counts near with the shares beside them.
    """
    wholes = {s.value: s for s in counts if s.unit in ("count", "GBP") and s.role in LEVEL and s.value > 0}
    totals = [s for s in counts if s.id == s.raw]
    chances = {value: _chance(whole, list(wholes), pairs) for value, whole in wholes.items()}
    before = without_lengths(paragraph)
    out: dict[str, Stated] = {}
    for stated in group:
        part, said = stated.parts[0], stated.said
        alike = [whole for whole in wholes.values() if whole.unit == part.unit]
        fits = [whole for whole in alike if whole.value > part.value and _fits(part, said, whole)]
        best = min(fits, key=lambda whole: chances[whole.value], default=None)
        if is_apart(stated):
            continue
        if best and chances[best.value] < _RARE and ends(said):
            out[said.id] = share_of(said, part, best)
            continue
        likely = [whole for whole in alike if chances[whole.value] < _VERY_RARE]
        base = _base(stated, before)
        base = base or (None if fits else _far_base(stated, likely, totals))
        if base and not _is_given(stated, likely, before):
            out[said.id] = share_of(said, part, base)
    return out


def _chance(whole: Said, values: Sequence[Decimal], pairs: Sequence[Pair]) -> float:
    """Return how many numbers of its size would give as many of the shares near, by chance alone."""
    mine = [(part, share) for part, share in pairs if part.unit == whole.unit and part.value < whole.value]
    fits = sum(_fits(part, share, whole) for part, share in mine)
    alike = sum(whole.value / _TWICE <= value <= whole.value * _TWICE for value in values)
    expected = sum(float(share.printed.step / share.value) / _SPREAD for _, share in mine)
    return alike * expected**fits / math.factorial(fits) if fits else float(alike)


def _fits(part: Said, share: Said, whole: Said) -> bool:
    near = abs(100 * float(part.value) / float(whole.value) - float(share.value))
    return near <= float(share.value) / 10 + 1 and share_of(share, part, whole).verdict != DIFFERS


def _is_given(stated: Stated, likely: Sequence[Said], paragraph: Sequence[Said]) -> bool:
    """Tell whether a number of a share's paragraph gives it."""
    said, part = stated.said, stated.parts[0]
    near = [s for s in paragraph if s.unit == part.unit and s.id != part.id]
    return any(whole.value > part.value and _fits(part, said, whole) for whole in (*near, *likely))


def _base(stated: Stated, paragraph: Sequence[Said]) -> Said | None:
    """Return the last number before a count that it may be a part of: none that has a share of its own."""
    said, part = stated.said, next((s for s in paragraph if s.id == stated.parts[0].id), None)
    if part is None or _IS_BASE.search(part.before) or part.decimals is None:
        return None
    if part.role in ("from", "to") and not _OF_ALL.match(said.after):
        return None
    parts = {one.id for one, _ in pairs_of(paragraph)}
    ahead = [s for s in paragraph[: paragraph.index(part)] if s.unit == part.unit and s.role in LEVEL and is_count(s)]
    ahead = [s for s in ahead if s.value >= part.value and s.sentence >= part.sentence - _REACH]
    ahead = [s for s in ahead if s.id not in parts or s.value == part.value]
    named = _OF_NOUN.match(said.after.lstrip(") "))
    plain = ends(said) and (not named or not OF_MORE.match(named[0]))
    if named and not plain:
        ahead = [s for s in ahead if named["noun"].lower() in f"{s.before} {s.noun} {s.after}".lower().split()]
    either = len({s.value for s in ahead}) > 1 and re.search(r"\band\s*\Z", ahead[-1].before)
    sure = ahead and (named or plain) and not either and _is_likely(said, part, ahead[-1])
    return ahead[-1] if sure else None


def _is_likely(said: Said, part: Said, whole: Said) -> bool:
    """Tell whether a share may be the one of a number misprinted, or its count be put for that number itself."""
    return part.value == whole.value or is_misprint(said.printed, 100 * part.value / whole.value)


def _far_base(stated: Stated, likely: Sequence[Said], totals: Sequence[Said]) -> Said | None:
    """Return what other shares near are of, or the total of a table that a share's count is itself."""
    said, part = stated.said, stated.parts[0]
    if part.role in ("from", "to") or _IS_BASE.search(part.before) or part.decimals is None or not ends(said):
        return None
    if OF_MORE.match(said.after.lstrip(") ")):
        return None
    own = [s for s in likely if s.value >= part.value]
    same = [s for s in totals if s.value == part.value >= _LONG and s.unit == part.unit]
    return own[0] if len(own) == 1 and _is_likely(said, part, own[0]) else same[0] if same else None


_OF_ALL = re.compile(r"\s*of (?:all|the total|the whole|these|those|them)\b", re.I)
_OF_NOUN = re.compile(r"\s*of (?:(?:the|our|its|all|these|those|net|total|whole|year[’']s) )*(?P<noun>[a-z]+)\b", re.I)
_LONG = 100  # a number from here on is seldom another one's by chance
_IS_BASE = re.compile(r"\b(?:of|than|from|on)\s(?:an?\s|the\s|our\s)?(?:\w+\sof\s)?\Z", re.I)


Total = tuple[Decimal, int, str, int]  # a count: its value, its place among all, its characters and its line
_SHOWN = 5


def what_fits(stated: Stated, totals: Sequence[Total]) -> str:
    """Return which counts of its document a share beside a count may be of, in words.

    A number in words ("two of the twenty wards, 30% in one") is seldom what the share is, and where many fit none is.
    """
    (part,) = stated.parts
    if part.decimals is None:
        return "its count and the number it is of aren't printed beside it"
    share, half = stated.said.printed.value, stated.said.printed.step / 2
    begin = bisect_right(totals, max(part.value, Decimal(0)), key=itemgetter(0))
    first = bisect_left(totals, -share - half, begin, key=lambda total: -_share_of(part, total))
    last = bisect_right(totals, half - share, first, key=lambda total: -_share_of(part, total))
    fits = totals[first:last]
    if not fits:
        return f"{stated.explanation}, and no count of the document fits"
    if len(fits) > _SHOWN:
        return f"{stated.explanation}; {len(fits)} counts of the document fit, which is too many to tell"
    words = ", ".join(f"{raw.strip()} (line {line})" for _, _, raw, line in sorted(fits, key=itemgetter(1)))
    return f"{stated.explanation}; of the counts in the document these fit: {words}"


def _share_of(part: Said, total: Total) -> Decimal:
    """Return a part as a percentage of a larger number."""
    given = percent_of(part.printed, Printed(total[0]))
    return given.value if given else Decimal(0)
