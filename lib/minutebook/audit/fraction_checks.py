"""Shares that a sentence tells in words beside numbers: "over half (58 %)", "most (44 %)", "a third: 14 %, 19 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.audit.change_checks import is_change
from minutebook.audit.said import NEAR, Said, Stated, told_in_words
from minutebook.text.verdicts import AGREES, DIFFERS, Given, percent_of, total

_HALF, _WHOLE = 50, 100
_MAJORITY = re.compile(
    r"\b(?:the (?:vast |great |large |overwhelming |clear )?majority|most(?! (?:likely|recent|common|important"
    r"|significant"
    r"|notabl|serious|at risk|deprived|affected|[a-z]+ed\b)))\b(?P<rest>[^.;]{0,140}?)\(?\s*\Z",
    re.I,
)
_APART = re.compile(
    r"[;:]|,|\b(?:increase|rise|reduction|growth|fall|decrease|but|although|though|while|whilst|whereas|with"
    r"|only|compared|than)\b",
    re.I,
)
_JOINED = re.compile(r"\)?[\w\s/’'&-]{0,70}(?:,|\band\b)[\w\s/’'&.-]{0,60}\(?\s*", re.I)
_NOT_THESE = re.compile(r"\bmost\b[^.;]{0,120}\b(?:not|n[’']t)\b[^.;]{0,80},\s*only\s*\Z", re.I)
_DOES = re.compile(r"\s*(?:is|are|was|were|do|does|did|had|have|has)\b", re.I)
_MAINLY = re.compile(r"\b(?:predominate?ly|predominantly|mostly|mainly|largely)\b[\w\s’'-]{0,40}\(\s*\Z", re.I)
_SO = re.compile(r"[^.;]{0,60}\b(?:therefore|so that|meaning(?: that)?|which means|thus|hence)\b[^.;]{0,60}", re.I)
_BESIDE = re.compile(r"[^.;()]{0,60}\(")
_OF_IT = re.compile(r"\s*of (?:it|them|these|those|this|that|which|whom)\b", re.I)
_AGAIN = re.compile(
    r"\s*(?:(?:as (?:many|much)|more|fewer|less|higher|lower|again)\b|of (?!them|these|those|the total|that|this))",
    re.I,
)
_ASIDE = re.compile(r"(?: of (?:them|these|those|the total))?, (?:\w+ ){0,2}")


def fraction_checks(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each fraction in words beside its percentages or its count, and each "most" that has its share behind it.

    Args:
        inside: The numbers of a sentence.
        earlier: Those of its paragraph before it.
    """
    yield from _beside(inside, earlier)
    yield from _counted(inside)
    yield from _made_of(inside, earlier)
    for n, said in enumerate(inside):
        if _is_share(said) and (stated := _most(inside, n)):
            yield stated


def _is_share(said: Said) -> bool:
    printed = said.unit == "percent" and said.decimals is not None and said.value <= _WHOLE
    return printed and said.role != "change" and not said.approximation


def _in_words(said: Said) -> bool:
    return said.unit == "percent" and said.decimals is None and said.role != "change"


def _beside(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield "over half (58%)", "nearly half, 1,668", and "55% were, therefore nearly half were not"."""
    for one, two in pairwise(inside):
        if _in_words(one) and two.unit == "percent" and two.decimals is not None and _BESIDE.fullmatch(two.before):
            stated = _fraction(one, (two,), Given(two.value, two.printed.low, two.printed.high))
            of_it = _OF_IT.match(one.after) and inside.index(one) > 0  # "16%, half of it (8%)"
            yield from [] if of_it and stated.verdict == DIFFERS else [stated]
        count, word = (two, one) if _in_words(one) else (one, two)
        another = _AGAIN.match(word.after) and not (word is one and re.match(r"\s*of\b", word.after))
        whole_count = count.unit in ("count", "GBP") and count.decimals is not None
        aside = _ASIDE.fullmatch(two.before) and not another and not is_change(count)
        if _in_words(word) and whole_count and aside:
            apart = re.match(r"[^,]*, and\b", two.before) or (word is two and _OF_IT.match(word.after))
            yield from _of_a_whole(word, count, [*earlier, *inside], surely=not apart)
        if _is_share(one) and _in_words(two) and _SO.fullmatch(two.before):
            low, high = one.printed.low, one.printed.high
            ways = [Given(one.value, low, high), Given(_WHOLE - one.value, _WHOLE - high, _WHOLE - low)]
            told = [_fraction(two, (one,), way) for way in ways]
            yield next((way for way in told if way.verdict == AGREES), told[0])


def _counted(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield a fraction in words beside the percentage that its count has: "over half (41, or 47%)"."""
    for word, count, share in zip(inside, inside[1:], inside[2:], strict=False):
        numbers = _in_words(word) and count.unit in ("count", "GBP") and _is_share(share)
        tied = _COUNTED.fullmatch(count.before) and _OR.fullmatch(share.before)
        if numbers and tied and not _AGAIN.match(share.after.lstrip(")")) and not _AGAIN_AS_MANY.match(word.after):
            yield _fraction(word, (share,), Given(share.value, share.printed.low, share.printed.high))


_COUNTED = re.compile(r"(?:of (?:them|(?:the|these|those|all|our)(?: [a-z-]+){1,3}))?(?:, | ?\()(?:or )?")
_OR = re.compile(r"(?:,? ?or |\(|, )")
_AGAIN_AS_MANY = re.compile(r"\s*(?:as (?:many|much)|again|more|fewer|less|higher|lower)\b", re.I)


def _of_a_whole(word: Said, count: Said, around: Sequence[Said], *, surely: bool) -> Iterator[Stated]:
    """Yield a fraction in words beside its count, of a larger number; of one that doesn't give it where it's the only.

    What another number is compared with is the whole of nothing.
    """
    wholes = [s for s in around if s.unit == count.unit and s.value > count.value and not _is_compared(s)]
    given = [(whole, percent_of(count.printed, whole.printed)) for whole in wholes[::-1]]
    told = [_fraction(word, (count, whole), share) for whole, share in given if share]
    bound = surely and len(told) == 1 and (wholes[0].sentence == count.sentence or _OF_ALL.search(wholes[0].before))
    yield from [way for way in told if way.verdict == AGREES][:1] or (told if bound else [])


def _is_compared(said: Said) -> bool:
    return is_change(said) or said.role in ("from", "to") or bool(_THAN.search(said.before))


_OF_ALL = re.compile(r"\b(?:of|among|total of) (?:the |these |our |all )?\Z", re.I)
_THAN = re.compile(r"\b(?:than|against|compared (?:with|to)) (?:the )?\Z", re.I)


def _made_of(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield a fraction in words that shares behind it make: "a third in three wards; 14% A, 11% B, 10% C"."""
    last = [s for s in earlier if s.sentence == inside[0].sentence - 1]
    for n, first in enumerate(inside):
        shares = inside[n:]
        if len(shares) < 2 or not all(map(_is_share, shares)):
            continue
        ahead = inside[:n] or (last if not first.before.strip() else [])
        words = [s for s in ahead if _in_words(s)]
        opened = not inside[:n] or re.search(r"[,;:–(]\s*\Z", first.before)
        if not words or not opened or not all(_JOINED.fullmatch(s.before) for s in shares[1:]):
            continue
        stated = _fraction(words[-1], shares, total([s.printed for s in shares]))
        counted = any(s.unit == "count" and s.value == len(shares) for s in ahead)
        if stated.verdict == AGREES or counted:
            yield stated
        return


def _most(inside: Sequence[Said], n: int) -> Stated | None:
    """Return whether "the majority", "most" are more than half by the shares behind them."""
    said = inside[n]
    if n == len(inside) - 1 and _NOT_THESE.search(said.before) and _DOES.match(said.after):
        return _half("most ... not", (said,), _WHOLE - said.value, alarms=True)
    if said.after[:1] == ")" and _MAINLY.search(said.before):
        return _half("mostly", (said,), said.value, alarms=False)
    match = _MAJORITY.search(said.before)
    if match is None or _APART.search(match["rest"]):
        return None
    run = [said]
    for other in inside[n + 1 :]:
        if not (_is_share(other) and _JOINED.fullmatch(other.before)):
            break
        run.append(other)
    bracketed = all(s.before.rstrip().endswith("(") and s.after.lstrip()[:1] == ")" for s in run)
    if not bracketed or said.printed.high > _HALF:
        return _half(match[0].strip(" ("), (said,), said.value, alarms=bracketed) if bracketed else None
    added = sum((s.value for s in run), Decimal(0))
    return _half(match[0].strip(" ("), tuple(run), added, alarms=run[-1] is inside[-1])


def _half(words: str, shares: tuple[Said, ...], share: Decimal, *, alarms: bool) -> Stated | None:
    verdict = AGREES if share + shares[0].printed.step / 2 * len(shares) > _HALF else DIFFERS
    if verdict == DIFFERS and not alarms:
        return None
    why = f"“{words}” beside {', '.join(s.raw for s in shares)}"
    return Stated("fraction", shares[0], shares[1:], None, Decimal(0), verdict, why)


def _fraction(word: Said, parts: Sequence[Said], given: Given) -> Stated:
    low, high = told_in_words(word)
    verdict = AGREES if given.low <= high and low <= given.high else DIFFERS
    is_of = parts[0].unit != "percent"
    listed = (" of " if is_of else ", ").join(p.raw for p in parts)
    why = f"beside {listed}, which {'is' if is_of or len(parts) == 1 else 'make'} {given.value:.1f}%"
    return Stated("fraction", word, tuple(parts), given.value, Decimal(NEAR), verdict, why)
