"""Sentences that state the same thing twice: a change beside both its numbers, a share beside its count and its base.

A sentence is tested only against what it, or the paragraph before it, prints; how its numbers belong together is told
by their roles and by the words between them. What can't be told isn't tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from minutebook.verdicts import (
    AGREES,
    DIFFERS,
    ROUNDING,
    UNTESTABLE,
    Given,
    Printed,
    change,
    judged,
    percent_change,
    percent_of,
    total,
)


@dataclass(frozen=True)
class Said:
    """A quantity in its paragraph: the number, and the words between the one before and it, and behind it."""

    id: str
    value: Decimal
    unit: str
    noun: str
    role: str
    direction: str
    approximation: str
    decimals: int | None
    raw: str
    line: int
    sentence: int
    before: str
    after: str = ""

    @property
    def printed(self) -> Printed:
        """The number with the step it is printed to; counts in figures and words are what they say."""
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", self.raw)
        if not digits or not self.value:
            return Printed(self.value)
        number = Decimal(digits[0].replace(",", ""))
        scale = abs(self.value) / number if number else Decimal(1)
        step = scale / Decimal(10) ** (self.decimals or 0)
        return Printed(self.value, Decimal(0) if step == 1 and self.unit == "count" else step)


@dataclass(frozen=True)
class Stated:
    """What a sentence states, beside what the numbers `parts` give."""

    kind: str
    said: Said
    parts: tuple[Said, ...]
    recomputed: Decimal | None
    tolerance: Decimal
    verdict: str
    explanation: str


_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|in comparison (?:with|to)|against|up from|down from|than|from|versus|as opposed to)\b",
    re.I,
)
_RISES = re.compile(
    r"\b(?:increas\w+|r[io]se[sn]?|rising|grow\w*|grew|up|gr?eater|higher|more|improv\w+|gain\w*|climb\w*|jump\w*|longer|slower)\b",
    re.I,
)
_FALLS = re.compile(
    r"\b(?:decreas\w+|reduc\w+|fell|fall\w*|drop\w*|declin\w+|down|lower|fewer|less|shrank|cut|halved|faster|shorter|quicker)\b",
    re.I,
)
_BASE = re.compile(
    r"\b(?:of|out of|from)\s+(?:the|these|those|all|a total of|a|some|its|their)?\s*(?:total (?:of )?)?\Z", re.I
)
_CLOSED = re.compile(
    r"\b(?:made up of|consist\w*|compris\w*|broken down|as follows|namely|split|divided|that is|being)\b|[(:]\s*\Z",
    re.I,
)
_OPENS = re.compile(
    r"\b(?:of (?:which|whom|these|those|them)|made up of|compris\w*|consist\w*|broken down|as follows|being)\b|[(:,;]",
    re.I,
)
_MOST = re.compile(r"\b(?:the (?:vast |great )?majority of|most(?= \w+s\b)) (?:\w+ ){0,8}?(?:\w+ )?\(\Z", re.I)
_HALF = 50
_NEAR = 5  # points that "nearly half" and the like are believed within
_FOLDS = {"doubl": Decimal(2), "halv": Decimal("0.5"), "trebl": Decimal(3), "tripl": Decimal(3), "quadrupl": Decimal(4)}
_ABOUT = Decimal("0.1")


def sentence_checks(paragraph: Sequence[Said]) -> Iterator[Stated]:
    """Yield what the sentences of a paragraph state, beside what their other numbers give.

    Yields:
        "percent change", "change", "doubled" and "direction" of a pair; "share" of a base; "parts of a whole";
        "fraction" in words beside a number; "rate" beside a year's count.
    """
    for number in dict.fromkeys(said.sentence for said in paragraph):
        inside = [said for said in paragraph if said.sentence == number]
        earlier = [said for said in paragraph if said.sentence < number]
        yield from _changes(inside)
        yield from _shares(inside, earlier)
        yield from _wholes(inside)
        yield from _fractions(inside)
        yield from _rates(inside, earlier)


def _told(kind: str, said: Said, parts: Sequence[Said], given: Given, value: Decimal | None = None) -> Stated:
    """Return the verdict on what a sentence states; a word such as "over" moves what it may be."""
    stated = replace(said.printed, value=value) if value is not None else said.printed
    verdict = judged(stated, given)
    word = _loosened(said, stated, given) if said.approximation else verdict.word
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}
    named = ", ".join(p.raw for p in parts)
    return Stated(
        kind,
        said,
        tuple(parts),
        verdict.recomputed,
        verdict.tolerance,
        word,
        f"{words[word]} {named}, which give {verdict.recomputed:,f}",
    )


def _loosened(said: Said, stated: Printed, given: Given) -> str:
    """Return the verdict on "over 40", "nearly 40", "about 40": at most a tenth of it away, on the side it says."""
    slack = abs(stated.value) * _ABOUT + stated.step
    low = stated.low if said.approximation in ("over", "at least") else stated.low - slack
    high = stated.high if said.approximation in ("under", "up to", "less than") else stated.high + slack
    return AGREES if given.low <= high and low <= given.high else DIFFERS


# Changes ------------------------------------------------------------------------------------------


def _changes(inside: Sequence[Said]) -> Iterator[Stated]:
    pairs = list(_pairs(inside))
    for n, (first, second) in enumerate(pairs):
        lower = inside.index(pairs[n - 1][1]) if n else -1
        upper = inside.index(pairs[n + 1][0]) if n + 1 < len(pairs) else len(inside)
        within = [s for s in inside[lower + 1 : upper] if s.role == "change" and s not in (first, second)]
        for said in within:
            if stated := _changed(said, first, second, single=len(pairs) == 1):
                yield stated
        yield from _directed(inside, first, second, within)


def _pairs(inside: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of an earlier and a later number: "from A to B", or "B compared with A last year"."""
    for one, two in pairwise(inside):
        if (one.role, two.role) == ("from", "to"):
            yield one, two
        elif (one.role, two.role) == ("to", "from"):
            yield two, one
    if any(s.role in ("from", "to") for s in inside):
        return
    levels = [s for s in inside if s.role not in ("change", "share") and s.unit not in _WINDOWS]
    if (
        len(levels) == 2
        and levels[0].unit == levels[1].unit
        and levels[0].unit != "rank"
        and _COMPARED.search(levels[1].before)
    ) and any(s.role == "change" for s in inside):
        yield levels[1], levels[0]


_WINDOWS = ("months", "years", "days", "weeks", "hours", "minutes")


def _changed(said: Said, first: Said, second: Said, *, single: bool) -> Stated | None:
    """Return whether a change follows from a pair; the change of a percentage may be meant in points."""
    rise = -1 if said.direction == "decrease" or said.value < 0 else 1
    word = next((w for w in _FOLDS if w in said.raw.lower()), "")
    if word:
        fold = percent_of(second.printed, first.printed)
        near = fold is not None and abs(fold.value / 100 - _FOLDS[word]) <= _FOLDS[word] * _ABOUT
        if fold is None:
            return None
        why = f"{first.raw} to {second.raw} is {fold.value / 100:.2f} times"
        return Stated("doubled", said, (first, second), fold.value, Decimal(10), AGREES if near else DIFFERS, why)
    if said.unit == "percent":
        given = percent_change(first.printed, second.printed)
        points = change(first.printed, second.printed) if first.unit == "percent" else None
        ways = [_told("percent change", said, (first, second), g, rise * abs(said.value)) for g in (given, points) if g]
    elif said.unit in (first.unit, "percentage points") or (first.unit == "count" and said.unit == "count"):
        ways = [_told("change", said, (first, second), change(first.printed, second.printed), rise * abs(said.value))]
    else:
        return None
    best = next((w for w in ways if w.verdict != DIFFERS), ways[0] if ways else None)
    return best if best and (single or best.verdict != DIFFERS) else None


def _directed(inside: Sequence[Said], first: Said, second: Said, within: Sequence[Said]) -> Iterator[Stated]:
    """Yield whether the word for a change, a rise or a fall, is the way that its numbers go."""
    earlier = second if inside.index(second) < inside.index(first) else first
    words = earlier.before + " ".join(s.raw + s.before for s in within)
    rises, falls = bool(_RISES.search(words)), bool(_FALLS.search(words))
    if rises == falls or first.value == second.value:
        return
    right = (second.value > first.value) == rises
    better = re.search(r"\bimprov|\bfaster|\bslower|\blonger|\bshorter|\bquicker", words, re.I)
    why = f"from {first.raw} to {second.raw} is a {'rise' if second.value > first.value else 'fall'}"
    word = AGREES if right else UNTESTABLE if better else DIFFERS
    yield Stated(
        "direction",
        second,
        (first,),
        None,
        Decimal(0),
        word,
        why + ("; which way is better isn't said" if better and not right else ""),
    )


# Shares -------------------------------------------------------------------------------------------


def _shares(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each share that stands beside its count, with the base that the sentence or the paragraph gives it."""
    for n, said in enumerate(inside):
        if said.unit != "percent" or said.role == "change":
            continue
        pair = _part_and_whole(inside, n)
        if pair is None and said.decimals is not None and n and _is_beside(inside[n - 1], said):
            part = inside[n - 1]
            wholes = [
                s for s in [*inside[: n - 1][::-1], *earlier[::-1]] if s.unit == part.unit and s.value > part.value
            ]
            fits = [s for s in wholes if _share(said, part, s).verdict != DIFFERS]
            based = [s for s in wholes if _BASE.search(s.before) and s.sentence == said.sentence]
            whole = based[0] if based else fits[0] if fits else None
            pair = (part, whole) if whole else None
            if pair is None:
                yield Stated(
                    "share",
                    said,
                    (part,),
                    None,
                    Decimal(0),
                    UNTESTABLE,
                    "the number that this is a share of isn't printed beside it",
                )
        if pair:
            yield _share(said, *pair)


def _share(said: Said, part: Said, whole: Said) -> Stated:
    given = percent_of(part.printed, whole.printed)
    if given is None:
        return Stated("share", said, (part, whole), None, Decimal(0), UNTESTABLE, "there is nothing to be a share of")
    return _told("share", said, (part, whole), given)


def _part_and_whole(inside: Sequence[Said], n: int) -> tuple[Said, Said] | None:
    """Return "14 of 18" right before its percentage, in brackets or by "or", or right behind it."""
    share = inside[n]
    for k in (n - 2, n + 1):
        if k >= 0 and k + 1 < len(inside) and (inside[k].role, inside[k + 1].role) == ("part", "whole"):
            gap = share.before if k < n else inside[k].before
            if re.fullmatch(r"[\w\s’'-]{0,40}(?:\(|,? or )\s*" if k < n else r"\W*(?:\(|or )\W*", gap):
                return inside[k], inside[k + 1]
    return None


def _is_beside(part: Said, share: Said) -> bool:
    """Tell whether a percentage stands beside the count that it is a share for: "1,081 (69%)", "14, or 8%"."""
    return (
        part.unit in ("count", "GBP")
        and part.role not in ("from", "change")
        and bool(re.fullmatch(r"[\w\s’'-]{0,60}?(?:\(|,? (?:or|i\.e\.|ie) |, )\s*(?:about |some )?", share.before))
    )


# Wholes -------------------------------------------------------------------------------------------


def _wholes(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield each whole whose parts follow it in the sentence, and the shares that make a hundred."""
    counts = [s for s in inside if s.unit in ("count", "GBP") and s.role not in ("change", "from", "to", "share")]
    for n, whole in enumerate(counts):
        parts = _run(counts[n + 1 :], whole)
        if len(parts) > 1 and _OPENS.search(parts[0].before):
            added = total([p.printed for p in parts])
            closed = bool(_CLOSED.search(parts[0].before)) and not whole.approximation
            if added.value == whole.value or (closed and abs(added.value - whole.value) <= whole.value * _ABOUT):
                yield _told("parts of a whole", whole, parts, added)
                break
    shares = [s for s in inside if s.unit == "percent" and s.role != "change" and s.decimals is not None]
    if len(shares) > 1 and not any(_COMPARED.search(s.before) for s in shares[1:]):
        yield from _hundred(shares)


def _run(counts: Sequence[Said], whole: Said) -> list[Said]:
    """Return the numbers right behind a whole that are of its unit and no larger, until they add up to it."""
    run: list[Said] = []
    for said in counts:
        if said.unit != whole.unit or said.value > whole.value or re.search(r"\bcompared|\bthan\b", said.before):
            break
        run.append(said)
        if sum(s.value for s in run) >= whole.value:
            break
    return run


def _hundred(shares: Sequence[Said]) -> Iterator[Stated]:
    added = total([s.printed for s in shares])
    step = max(s.printed.step for s in shares)
    tolerance = len(shares) * step / 2
    pair = len(shares) == 2 and re.search(r"\b(?:fe)?males?\b|\b(?:wo)?men\b", shares[0].after + shares[1].after, re.I)
    gap = abs(added.value - 100)
    if gap <= tolerance or (pair and gap <= _NEAR and re.fullmatch(r"[^.;]{0,40}\band\s*", shares[1].before)):
        word = AGREES if gap == 0 else ROUNDING if gap <= tolerance else DIFFERS
        yield Stated(
            "parts of a whole",
            shares[0],
            tuple(shares[1:]),
            added.value,
            tolerance,
            word,
            f"the {len(shares)} shares make {added.value:f}",
        )


# Words and rates ----------------------------------------------------------------------------------


def _fractions(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield each fraction in words, and each "most", that has its number in brackets behind it."""
    for one, two in combinations(inside, 2):
        if inside.index(two) != inside.index(one) + 1 or two.unit != "percent" or two.decimals is None:
            continue
        if one.unit == "percent" and one.decimals is None and re.fullmatch(r"[^.;()]{0,60}\(", two.before):
            low, high = _told_in_words(one)
            word = AGREES if two.printed.low <= high and low <= two.printed.high else DIFFERS
            yield Stated("fraction", one, (two,), two.value, Decimal(_NEAR), word, f"beside {two.raw}")
    for said in inside:
        level = said.unit == "percent" and said.decimals is not None and said.role != "change"
        if level and said is inside[-1] and (match := _MOST.search(said.before)):
            word = AGREES if said.printed.high > _HALF else DIFFERS
            why = f"“{match[0].strip(' (')}” beside {said.raw}"
            yield Stated("fraction", said, (), None, Decimal(0), word, why)


def _told_in_words(said: Said) -> tuple[Decimal, Decimal]:
    """Return between which percentages a fraction in words is believed: "nearly half" from 45 to 50."""
    low, high = said.value - _NEAR, said.value + _NEAR
    if said.approximation in ("over", "at least"):
        return said.value, high
    if said.approximation in ("under", "up to"):
        return low, said.value
    return (Decimal(0), said.value) if said.approximation == "less than" else (low, high)


_IN_A_YEAR = {"per day": Decimal(365), "per week": Decimal(52), "per month": Decimal(12), "per quarter": Decimal(4)}


def _rates(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each rate a day, a week, a month that a year's count in the same or the last sentence gives."""
    for said in inside:
        if said.unit not in _IN_A_YEAR or said.decimals is None:
            continue
        counts = [s for s in [*earlier, *inside] if s.unit == "count" and s.value > said.value and s.role in ("", "to")]
        for count in counts[::-1][:2]:
            n = _IN_A_YEAR[said.unit]
            given = Given(count.value / n, count.printed.low / (n + 1), count.printed.high / (n - 1))
            stated = _told("rate", said, (count,), given)
            if stated.verdict != DIFFERS:
                yield stated
                break
