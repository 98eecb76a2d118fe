"""Changes whose levels stand apart: in the sentence before, or one only, which the change itself gives the other of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, islice, pairwise

from minutebook.audit.change_checks import AIMED, is_change
from minutebook.audit.said import Said, Stated, is_garbled, is_misprint, told
from minutebook.text.verdicts import DIFFERS, Given, Printed, change, percent_of

#: "This was a drop of", "so the total has grown by", "that is": what follows is the change of what was just said.
_SUMS_UP = re.compile(
    r"(?:\A\s*(?:This|That|It|Which)\s(?:is|was|has been|represents|means|makes)\b"
    r"|(?:[,;:–]\s*|\A\s*)(?:so|thus|hence|that is|which is|therefore)\b)[^.;\d]{0,60}\Z",
    re.I,
)
_THEREFORE = re.compile(r"\b(?:therefore|thus|hence)\b[^.;\d]{0,40}\Z", re.I)
_BEYOND = re.compile(
    r"\s*(?:(?:percentage )?points?\s)?(?:more|fewer|less|higher|lower|better|worse|above|below|up|down|greater)?"
    r"\s?(?:than|on|from|above|below|short of|under|over|on a budget of)\s"
    r"(?:the|last (?:year|month)[’']s|its|our|their|in \w+, (?:when|which))?"
    r"[\w\s’'-]{0,30},?\s?\(?\s*",
    re.I,
)
_BESIDE = re.compile(
    r"\)?[\w\s’'-]{0,50}?(?:\(|,? (?:or|that is|which is|i\.e\.),?|,)?\s*"
    r"(?:an? (?:[a-z]+ )?(?:increase|rise|growth|gain|fall|drop|decrease|reduction|decline|cut) (?:of|by))?"
    r"\s*(?:up|down)?\s*",
    re.I,
)
_TO_ONE = re.compile(r",?\s*(?:to|from)\s*", re.I)
_LEAVES = re.compile(r"\b(?:leav(?:es|ing)|which left|that left)\b[\w\s’'-]{0,25}\Z", re.I)
#: One of two levels is of another time.
_TIMED = re.compile(
    r"\b(?:before|earlier|ago|previous(?:ly)?|last (?:year|month|quarter)|then|formerly|now|had been)\b", re.I
)
_COMPARED = re.compile(r"\b(?:against|compared|next (?:year|quarter)|last time)\b", re.I)
#: "a spread of just 38", "the gap is 40 points", "17 points separate the two".
_GAP = re.compile(
    r"\b(?:gap|difference|spread|range|margin)(?: between (?:the|them)\b[\w\s]{0,30})?(?:,| is| was| of){1,2}"
    r"\s(?:just |only |about |now )?\Z",
    re.I,
)
_SEPARATES = re.compile(
    r"\s*(?:(?:percentage )?points? )?(?:separates?|apart)\b|\s*(?:percentage )?points? between (?:them|the two)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_THEM = re.compile(r"\s*of (?:them|these|those|whom|which)\b", re.I)
_MORE = re.compile(r"\s*(?:more|fewer|less|higher|lower|up|down|extra|additional)\b", re.I)
_FEW = 2
_NEAREST = 12  # numbers before a change that it may be of
_SURE = 10  # what is smaller may be the difference of two numbers by accident


def carried_changes(inside: Sequence[Said], earlier: Sequence[Said], known: frozenset[str]) -> Iterator[Stated]:
    """Yield the changes of a sentence that were not told of a pair in it, by the levels just before or behind them.

    Where the words only may mean two numbers, what fits is told and nothing else; where they sum up what was just
    said, or print a change with its percentage and one level, what doesn't fit is wrong.

    Args:
        inside: The numbers of a sentence.
        earlier: Those of its paragraph before it.
        known: The ids of the numbers of this sentence that are tested already.
    """
    recent = [s for s in earlier if s.sentence >= inside[0].sentence - _FEW]
    for n, said in enumerate(inside):
        if said.id in known or said.approximation in ("over", "under", "at least", "less than"):
            continue
        before = [*recent, *inside[:n]]
        by = _by_number(before, said)
        if said.unit == "percent" and said.decimals is not None and by is not None:
            yield from _share_of_change(said, by, [*before, *inside[n + 1 : n + 3]])
        elif _LEAVES.search(said.before) or is_change(said) or _sums_up(said) or _is_gap(said):
            yield from _by_levels(said, before, inside[n + 1 : n + 2])


def _sums_up(said: Said) -> bool:
    """Tell whether a number is said to be what was just told; a share of something is none."""
    summed = _SUMS_UP.search(said.before) or _NAMED.match(said.before)
    return bool(summed) and not (said.unit == "percent" and re.match(r"\s*of\b", said.after))


_TIMES = re.compile(r"\s*times (?:as (?:many|much|high|large|long) as )?(?:the\s)?(?:(?!of\b)[a-z]+\s){0,2}", re.I)


def times_checks(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield how many times as many one number is as another, with it between them: "284, 3 times as many as the 92"."""
    for n, (times, two) in enumerate(pairwise(inside)):
        ends = f"{times.raw} {times.after}".partition("times")
        tied = _TIMES.fullmatch(f" times{ends[2]}") if ends[1] and two.value > 0 else None
        if tied and re.fullmatch(r"[^.;:]{0,40}, ", times.before):
            levels = [s for s in inside[:n] if s.unit == two.unit]
            given = [(one, one.value / two.value) for one in levels[::-1]]
            found = [told("ratio", times, (one, two), Given(fold, fold, fold)) for one, fold in given]
            fits = [one for one in found if one.verdict != DIFFERS]
            as_many = "as" in times.after.split()[:3]  # "284, 3 times as many as the 92"
            yield from fits[:1] or (
                found[:1] if as_many else [one for one in found if _is_misprint_of(times, one)][-1:]
            )


def _by_levels(said: Said, before: Sequence[Said], behind: Sequence[Said]) -> Iterator[Stated]:
    """Yield a change, in numbers or percent, that two levels around it give."""
    levels = [s for s in before[-_NEAREST:] if _is_level(s, said)]
    beyond = [s for s in behind if _BEYOND.fullmatch(s.before) and _is_level(s, said)]
    pairs = [(one, two) for one in levels[::-1] for two in beyond] or list(combinations(levels[::-1], 2))
    pairs = [(one, two) for one, two in pairs if one.unit == two.unit]
    ways = [way for one, two in pairs for way in _ways(said, one, two)]
    fits = next((way for way in ways if way.verdict != DIFFERS), None)
    tied = _tied(said, levels, beyond, before)
    surely = said.unit != "percent" and abs(said.value) >= _SURE
    if fits and (surely or tied or len(pairs) <= _FEW):
        yield fits
    elif tied and ways and (is_change(said) or beyond or _MORE.match(said.after) or _LEAVES.search(said.before)):
        yield next((way for way in ways if set(tied) == set(way.parts)), ways[0])
    elif any(_OF_THEM.match(s.after) for s in before if s.sentence == said.sentence):
        return  # "2,991 of them were crimes, a rise of 185" isn't of those that they are of
    elif (pair := _two_levels(said, levels, beyond)) and not _is_told(said, pair, before):
        yield from [way for way in _ways(said, *pair) if _is_gap(said) or _is_misprint_of(said, way)][:1]
    elif garbled := _garbled(said, [*levels, *beyond]):
        yield garbled
    elif not fits and not said.approximation:
        yield from _of_the_nearest(said, levels, beyond)


def _of_the_nearest(said: Said, levels: Sequence[Said], beyond: Sequence[Said]) -> Iterator[Stated]:
    """Yield a change that no two levels give, by the nearest two where its words sum these up or compare them."""
    near = [s for s in levels if s.sentence >= said.sentence - 1]
    near = near if beyond or len(near) > 1 else list(levels)
    if beyond and not AIMED.search(beyond[0].before + beyond[0].after[:30]):
        pair = (near[0], beyond[0]) if near and _are_of_one_size(near[0], beyond[0]) else ()
    else:
        summed = _SUMS_UP.search(said.before) or _THEREFORE.search(said.before) or _NAMED.match(said.before)
        words = "".join(f"{s.before} {s.after}" for s in near)
        timed = len(set(_YEAR.findall(words))) > 1 or _TIMED.search(words) or _COMPARED.search(words)
        changed = is_change(said) or _MORE.match(said.after) or _NAMED.match(said.before)
        same = len({s.value for s in near}) == 1
        sure = changed and summed and (timed or same or _NAMED.match(said.before))
        pair = (near[1], near[0]) if sure and len(near) > 1 else ()
        pair = pair if pair and pair[0].unit == pair[1].unit and _are_of_one_size(*pair) else ()
    if pair and (said.unit != pair[0].unit or (said.decimals or 0) <= max(s.decimals or 0 for s in pair)):
        likely = (way for way in _ways(said, *pair) if pair[0].value == pair[1].value or _is_misprint_of(said, way))
        yield from islice(likely, 1)


def _are_of_one_size(one: Said, other: Said) -> bool:
    return max(one.value, other.value) <= _THRICE * min(one.value, other.value)


_THRICE = 3
#: "The gain of 4 days is worth much": of what the sentence before told.
_NAMED = re.compile(
    r"\W*(?:The|This|That) (?:[a-z]+ )?(?:increase|rise|growth|gain|fall|drop|decrease|reduction|decline|difference"
    r"|gap) (?:of|is|was)\s*\Z"
)


def _garbled(said: Said, levels: Sequence[Said]) -> Stated | None:
    """Return a change that is what two of the few levels just before it give, but for swapped digits or a lost unit."""
    near = [s for s in levels if s.sentence >= said.sentence - 1]
    pairs = combinations(near, 2) if len(near) <= _FEW + 1 and (is_change(said) or _sums_up(said)) else ()
    ways = [way for one, two in pairs if one.unit == two.unit for way in _ways(said, one, two)]
    stated = Printed(abs(said.value), said.printed.step)
    found = [way for way in ways if is_garbled(stated, abs(way.recomputed or Decimal(0)))]
    return found[0] if found else None


def _is_gap(said: Said) -> bool:
    return bool(_GAP.search(said.before) or _SEPARATES.match(said.after))


def _two_levels(said: Said, levels: Sequence[Said], beyond: Sequence[Said]) -> tuple[Said, ...]:
    """Return the only two levels that stand in the sentence of a change, or in that and the one before."""
    inside = [s for s in (*levels, *beyond) if s.sentence == said.sentence]
    if _is_gap(said) and len(inside) > _FEW and len({s.unit for s in inside}) == 1:
        return max(inside, key=lambda s: s.value), min(inside, key=lambda s: s.value)
    near = inside if len(inside) >= _FEW else [s for s in (*levels, *beyond) if s.sentence >= said.sentence - 1]
    if len(near) != _FEW or near[0].unit != near[1].unit or near[0].value == near[1].value:
        return ()
    words = "".join(f"{s.before} {s.after}" for s in near)
    timed = len(set(_YEAR.findall(words))) > 1 or _TIMED.search(words) or _COMPARED.search(words)
    return (near[0], near[1]) if timed or _is_gap(said) or beyond else ()


def _is_told(said: Said, pair: Sequence[Said], before: Sequence[Said]) -> bool:
    """Tell whether the change of a pair is told already, or another clause begins with the one that is looked at."""
    first, second = pair
    gap = "".join(s.before for s in before[before.index(first) + 1 :]) + said.before if first in before else ""
    clause = gap.rpartition(second.before)[2] if second in before else said.before
    return bool(_ANOTHER.search(clause)) or any(s.value == abs(first.value - second.value) for s in before)


_ANOTHER = re.compile(r";|\b(?:while|whilst|whereas)\b", re.I)


def _tied(said: Said, levels: Sequence[Said], beyond: Sequence[Said], before: Sequence[Said]) -> tuple[Said, ...]:
    """Return the two levels that the words surely mean, the later not always first; none where they don't tell."""
    near = [s for s in levels if s.sentence >= said.sentence - 1]
    last = before[-1] if before else None
    parted = any(_OF_THEM.match(s.after) for s in before)
    summed = bool(_SUMS_UP.search(said.before) or _THEREFORE.search(said.before))
    aimed = beyond and said.unit == "percent" and AIMED.search(beyond[0].before + beyond[0].after[:30])
    if beyond and not aimed:
        beside = [s for s in near if s is last and s.sentence == said.sentence]
        one = beside or (near if summed and len(near) == 1 else [])
        return (one[0], beyond[0]) if one else ()
    if _LEAVES.search(said.before):
        return (levels[0], levels[1]) if len(levels) == _FEW and not parted else ()
    if beyond or not summed or len(near) != _FEW:
        return ()
    first, second = near
    alike = not first.noun or not second.noun or first.noun.split()[-1:] == second.noun.split()[-1:]
    words = f"{first.before} {first.after} {second.before} {second.after}"
    timed = (
        len(set(_YEAR.findall(words))) > 1 or _TIMED.search(words) or re.fullmatch(r"[^A-Z;]*\bfrom\s*", second.before)
    )
    return (first, second) if alike and timed else ()


def _is_misprint_of(said: Said, way: Stated) -> bool:
    return is_misprint(Printed(abs(said.value), said.printed.step), abs(way.recomputed or Decimal(0)))


def _ways(said: Said, one: Said, two: Said) -> Iterator[Stated]:
    """Yield what a change between two levels would be: which of them is the earlier needn't be told."""
    stated = abs(said.value)
    orders = [(a, b) for a, b in ((one, two), (two, one)) if a.role != "to" and b.role != "from"]
    for first, second in orders:
        moved = change(first.printed, second.printed)
        given = Given(abs(moved.value), *sorted((abs(moved.low), abs(moved.high))))
        bare = said.unit == "count" and one.unit.startswith("per ")
        if bare or said.unit in (one.unit, "percentage points") or said.noun.startswith("point"):
            yield told("change", said, (first, second), given, stated)
        elif said.unit == "percent" and one.unit != "percent" and said.decimals is not None and first.value > 0:
            ratio = percent_of(second.printed, first.printed)
            off = [abs(v - 100) for v in (ratio.value, ratio.low, ratio.high)] if ratio else []
            if off:
                yield told("percent change", said, (first, second), Given(off[0], min(off), max(off)), stated)


def _is_level(level: Said, said: Said) -> bool:
    """Tell whether a number may be a level that a change is of."""
    rate = said.unit == "count" and not said.noun and level.unit.startswith("per ")  # "84.3 per 1,000, 3.8 below it"
    alike = (
        level.unit == said.unit
        or rate
        or said.unit in ("percent", "percentage points")
        or said.noun.startswith("point")
    )
    in_points = said.unit == "percentage points" or said.noun.startswith("point")
    right = level.unit == "percent" if in_points else level.unit in ("count", "GBP", said.unit) or rate
    worded = level.decimals is None and level.unit != "count"
    apart = () if in_points or _LEAVES.search(said.before) else ("share", "part", "whole")
    worded = worded or bool(_OF_THEM.match(level.after))
    return alike and right and not worded and not is_change(level) and level.role not in apart


def _by_number(before: Sequence[Said], share: Said) -> Said | None:
    """Return the number that a percentage tells once more: "by 226 (15.2%)", "108 more, an increase of 11.5%"."""
    for n in (1, 2):
        last = before[-n] if len(before) >= n else None
        between = before[len(before) - n + 1 :]
        if last is None or last.sentence != share.sentence or last.unit not in ("count", "GBP"):
            continue
        tied = all(_TO_ONE.fullmatch(s.before) or _BEYOND.fullmatch(s.before) for s in between)
        if (
            (is_change(last) or _MORE.match(last.after))
            and tied
            and _BESIDE.fullmatch(share.before)
            and not re.match(r"\)?\s*of\b", share.after)
        ):
            return last
    return None


def _share_of_change(share: Said, by: Said, around: Sequence[Said]) -> Iterator[Stated]:
    """Yield the percentage of a change by the change and a level, which is the earlier or the later one."""
    levels = [
        s for s in around[-_NEAREST:] if s.unit == by.unit and s is not by and _is_level(s, by) and s.value >= by.value
    ]
    ways = []
    for level in levels[::-1]:
        down = "decrease" in (by.direction, share.direction)
        other = level.value + by.value if down else level.value - by.value
        for base in (level, replace(level, value=other)):
            given = percent_of(by.printed, Printed(base.value, level.printed.step)) if base.value > 0 else None
            ways += [told("percent change", share, (level, by), given, abs(share.value))] if given else []
    fits = next((way for way in ways if way.verdict != DIFFERS), None)
    known = len(levels) > 1 and abs(levels[0].value - levels[1].value) == by.value  # both that the change is between
    told_of = fits or next((way for way in ways if known or _may_be_of(way, by)), None)
    if told_of and not by.approximation:
        yield told_of


def _may_be_of(way: Stated, by: Said) -> bool:
    """Tell whether a percentage may be wrong for a level told just before the change: what it led to, or itself."""
    level = way.parts[0]
    ahead = by.sentence - 1 <= level.sentence and (level.line, level.sentence) <= (by.line, by.sentence)
    tied = level.value == by.value or _TO_ONE.fullmatch(level.before) is not None
    return ahead and tied and not _OF.search(by.before)


_OF = re.compile(r"\b(?:than|from|on|(?:plan|target|budget|aim|forecast) of)\s(?:the\s|an?\s)?\Z", re.I)
