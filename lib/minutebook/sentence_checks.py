"""Sentences that state the same thing twice: a change beside both its numbers, a share beside its count and its base.

A sentence is tested only against what it, or the paragraph before it, prints; how its numbers belong together is told
by their roles and by the words between them. What can't be told isn't tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.change_checks import change_checks
from minutebook.said import ABOUT, Said, Stated, told
from minutebook.verdicts import AGREES, DIFFERS, ROUNDING, UNTESTABLE, Given, percent_of, total

_COMPARED = re.compile(r"\b(?:compared|comparison|against|than|versus|as opposed to|nationally|average)\b", re.I)
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


def sentence_checks(paragraph: Sequence[Said]) -> Iterator[Stated]:
    """Yield what the sentences of a paragraph state, beside what their other numbers give.

    Yields:
        "percent change", "change", "doubled" and "direction" of a pair; "share" of a base; "parts of a whole";
        "fraction" in words beside a number; "rate" beside a year's count.
    """
    for number in dict.fromkeys(said.sentence for said in paragraph):
        inside = [said for said in paragraph if said.sentence == number]
        earlier = [said for said in paragraph if said.sentence < number]
        yield from change_checks(inside)
        yield from _shares(inside, earlier)
        yield from _wholes(inside, earlier)
        yield from _fractions(inside, earlier)
        yield from _rates(inside, earlier)


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
            whole = fits[0] if fits else based[0] if len(based) == 1 and based[0] is inside[0] else None
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
    return told("share", said, (part, whole), given)


def _part_and_whole(inside: Sequence[Said], n: int) -> tuple[Said, Said] | None:
    """Return "14 of 18" right before its percentage, in brackets or by "or", or right behind it."""
    share = inside[n]
    for k in (n - 2, n + 1):
        if k >= 0 and k + 1 < len(inside) and (inside[k].role, inside[k + 1].role) == ("part", "whole"):
            gap = share.before if k < n else inside[k].before
            if re.fullmatch(r"[\w\s’'-]{0,90}(?:\(|,? or )\s*" if k < n else r"\W*(?:\(|or )\W*", gap):
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


def _wholes(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each whole whose parts follow it in the sentence, and the shares that make a hundred."""
    counts = [s for s in inside if s.unit in ("count", "GBP") and s.role not in ("change", "from", "to", "share")]
    back = [s for s in earlier if s.unit in ("count", "GBP") and s.role not in ("change", "from", "share")][-1:]
    of_it = counts and _OF_THAT.search(counts[0].before)
    for whole, rest in [*((w, counts[n + 1 :]) for n, w in enumerate(counts)), *((w, counts) for w in back if of_it)]:
        parts = _run(rest, whole)
        if len(parts) > 1 and (_OPENS.search(parts[0].before) or whole in back):
            added = total([p.printed for p in parts])
            closed = bool(_CLOSED.search(parts[0].before)) and not whole.approximation
            off = _FAR if _BRACKETED.fullmatch(parts[0].before) else ABOUT
            if added.value == whole.value or (closed and abs(added.value - whole.value) <= whole.value * off):
                yield told("parts of a whole", whole, parts, added)
                break
    shares = [s for s in inside if s.unit == "percent" and s.role != "change" and s.decimals is not None]
    shares = [s for s in shares if not _COVERAGE.search(s.before)]
    bracketed = [s for s in shares[1:] if s.before.rstrip().endswith("(") and s.after.lstrip().startswith(")")]
    if len(bracketed) > 1 and bracketed == shares[1:] and not shares[0].before.rstrip().endswith("("):
        added = total([s.printed for s in bracketed])
        if max(added.value, shares[0].value) <= _THRICE * min(added.value, shares[0].value):
            yield told("parts of a whole", shares[0], bracketed, added)
    elif len(shares) > 1 and not any(_COMPARED.search(s.before) for s in shares[1:]):
        yield from _hundred(shares)


_FAR = Decimal("0.5")  # how far off a whole may be printed that its parts in brackets behind it make
_THRICE = 3
_COVERAGE = re.compile(r"\b(?:recorded|known|available|stated|shown|completed) (?:in|for|on)\s*\Z", re.I)
_BRACKETED = re.compile(r"[\w\s’'-]{0,40}\(\s*")
_OF_THAT = re.compile(r"\b[Oo]f (?:that|these|those|this|them|which|whom)\b")


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


_SEXES = (re.compile(r"\b(?:males?|men|boys)\b", re.I), re.compile(r"\b(?:females?|women|girls)\b", re.I))
_THE_OTHERS = re.compile(r"\s*(?:were |are |was )?(?:the )?(?:other|remain\w*|rest)\b", re.I)


def _hundred(shares: Sequence[Said]) -> Iterator[Stated]:
    added = total([s.printed for s in shares])
    step = max(s.printed.step for s in shares)
    tolerance = len(shares) * step / 2
    words = shares[0].after + shares[1].after
    two = len(shares) == 2 and not shares[0].after.startswith("of ")
    pair = two and (all(sex.search(words) for sex in _SEXES) or _THE_OTHERS.search(shares[1].after))
    gap = abs(added.value - 100)
    if gap <= tolerance or (pair and re.fullmatch(r"[^.;]{0,40}\band\s*", shares[1].before)):
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


def _fractions(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each fraction in words beside its percentage or its count, and each "most" that has its share behind it."""
    for one, two in pairwise(inside):
        told_once = one.unit == "percent" and one.decimals is None and one.role != "change"
        if told_once and two.unit == "percent" and two.decimals is not None and _BESIDE.fullmatch(two.before):
            yield _fraction(one, (two,), Given(two.value, two.printed.low, two.printed.high))
        count, word = (two, one) if told_once else (one, two)
        in_words = word.unit == "percent" and word.decimals is None and word.role != "change"
        if in_words and count.unit in ("count", "GBP") and count.decimals is not None and _ASIDE.fullmatch(two.before):
            wholes = [s for s in [*earlier, *inside] if s.unit == count.unit and s.value > count.value]
            if wholes and (given := percent_of(count.printed, wholes[-1].printed)):
                yield _fraction(word, (count, wholes[-1]), given)
    for said in inside:
        level = said.unit == "percent" and said.decimals is not None and said.role != "change"
        if level and said is inside[-1] and (match := _MOST.search(said.before)):
            verdict = AGREES if said.printed.high > _HALF else DIFFERS
            why = f"“{match[0].strip(' (')}” beside {said.raw}"
            yield Stated("fraction", said, (), None, Decimal(0), verdict, why)


_BESIDE = re.compile(r"[^.;()]{0,60}\(")
_ASIDE = re.compile(r"(?: of (?:them|these|those|the total))?, (?:\w+ ){0,2}")


def _fraction(word: Said, parts: tuple[Said, ...], given: Given) -> Stated:
    low, high = _told_in_words(word)
    verdict = AGREES if given.low <= high and low <= given.high else DIFFERS
    why = f"beside {' of '.join(p.raw for p in parts)}, which is {given.value:.1f}%"
    return Stated("fraction", word, parts, given.value, Decimal(_NEAR), verdict, why)


def _told_in_words(said: Said) -> tuple[Decimal, Decimal]:
    """Return between which percentages a fraction in words is believed: "nearly half" from 45 to 50."""
    low, high = said.value - _NEAR, said.value + _NEAR
    if said.approximation in ("over", "at least"):
        return said.value, high
    if said.approximation in ("under", "up to"):
        return low, said.value
    return (Decimal(0), said.value) if said.approximation == "less than" else (low, high)


_DAYS = {"per day": "1", "per week": "7", "per month": "30.44", "per quarter": "91.3", "per year": "365"}
_A_YEAR = 365


def _rates(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each rate a day, a week, a month that the count of a longer time before it comes to."""
    for said in inside:
        if said.unit not in _DAYS or said.decimals is None:
            continue
        counts = [s for s in [*earlier, *inside] if s.unit == "count" and s.value > said.value and s.role in ("", "to")]
        for count in counts[::-1][:2]:
            n = (count.days or _A_YEAR) / Decimal(_DAYS[said.unit])
            given = Given(count.value / n, count.printed.low / (n + 1), count.printed.high / max(n - 1, Decimal(1)))
            stated = told("rate", said, (count,), given)
            if stated.verdict != DIFFERS:
                yield stated
                break
