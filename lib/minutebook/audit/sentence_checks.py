"""Sentences that state the same thing twice: a change beside both its numbers, a share beside its count and its base.

A sentence is tested only against what it, or the paragraph before it, prints; how its numbers belong together is told
by their roles and by the words between them. What can't be told isn't tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from minutebook.audit.carried_changes import carried_changes, times_checks
from minutebook.audit.change_checks import change_checks
from minutebook.audit.comparisons import comparison_checks, trend_checks
from minutebook.audit.fraction_checks import fraction_checks
from minutebook.audit.gathered import gathered_checks
from minutebook.audit.rate_checks import rate_checks
from minutebook.audit.said import ABOUT, Said, Stated, are_opposite, is_sum_misprinted, is_tenfold, told
from minutebook.audit.share_checks import share_checks
from minutebook.text.numbers import WORD, count_of
from minutebook.text.verdicts import AGREES, DIFFERS, ROUNDING, total

_COMPARED = re.compile(r"\b(?:compared|comparison|against|than|versus|as opposed to|nationally|average)\b", re.I)
_CLOSED = re.compile(
    r"\b(?:made up of|consist\w*|compris\w*|broken down|as follows|namely|split|divided|that is|being)\b|[(:]\s*\Z",
    re.I,
)
_OPENS = re.compile(
    r"\b(?:of (?:which|whom|these|those|them)|made up of|compris\w*|consist\w*|broken down|as follows|being)\b|[(:,;]",
    re.I,
)


def sentence_checks(paragraph: Sequence[Said], further: Sequence[Said] = ()) -> Iterator[Stated]:
    """Yield what the sentences of a paragraph state, beside what their other numbers give.

    Args:
        paragraph: Its numbers.
        further: Those of the paragraphs before it.

    Yields:
        "percent change", "change", "doubled" and "direction" of a pair; "share" of a base; "parts of a whole";
        "fraction" in words beside a number; "rate" beside a year's count.
    """
    known: set[str] = set()
    for number in dict.fromkeys(said.sentence for said in paragraph):
        for stated in _of_sentence(paragraph, number, further):
            known |= {stated.said.id} if stated.kind in ("parts of a whole", "rate", "change") else set()
            known |= {part.id for part in stated.parts} if stated.kind == "change" else set()
            yield stated
    yield from gathered_checks(paragraph, frozenset(known))


def _of_sentence(paragraph: Sequence[Said], number: int, further: Sequence[Said]) -> Iterator[Stated]:
    """Yield what a sentence of a paragraph states."""
    inside = [said for said in paragraph if said.sentence == number]
    earlier = [said for said in paragraph if said.sentence < number]
    later = [said for said in paragraph if said.sentence > number]
    changes = list(change_checks(inside))
    yield from changes
    pairs = {frozenset((c.said.id, *(p.id for p in c.parts))) for c in changes if c.kind == "direction"}
    for stated in (*comparison_checks(inside), *trend_checks(inside)):
        if frozenset((stated.said.id, *(p.id for p in stated.parts))) not in pairs:
            yield stated
    known = frozenset(c.said.id for c in changes if c.kind != "direction")
    yield from carried_changes(inside, earlier, known)
    yield from times_checks(inside)
    yield from share_checks(inside, earlier, later, further)
    next_ = next((s for s in later if s.sentence == number + 1), None)
    yield from (one for one in _wholes(inside, earlier) if not _rest_follows(one, next_))
    yield from fraction_checks(inside, earlier)
    yield from rate_checks(inside, earlier, further)


# Wholes -------------------------------------------------------------------------------------------


def _rest_follows(stated: Stated, behind: Said | None) -> bool:
    """Tell whether what parts fall short of a whole by is told behind a semicolon: "(510 men, 508 women; 2 other)"."""
    if stated.verdict != DIFFERS or behind is None or stated.recomputed is None or not stated.parts:
        return False
    whole = Decimal(100) if stated.said.unit == "percent" else stated.said.value
    return stated.parts[-1].after.rstrip().endswith(";") and stated.recomputed + behind.value == whole


def _wholes(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield each whole whose parts follow it in the sentence, counts and shares."""
    counts = [s for s in inside if s.unit in ("count", "GBP") and s.role not in ("change", "from", "to", "share")]
    back = [s for s in earlier if s.unit in ("count", "GBP") and s.role not in ("change", "from", "share")][-1:]
    of_it = counts and _OF_THAT.search(counts[0].before)
    for whole, rest in [*((w, counts[n + 1 :]) for n, w in enumerate(counts)), *((w, counts) for w in back if of_it)]:
        straight = rest and _STRAIGHT.fullmatch(rest[0].before) and all(s.unit == whole.unit for s in rest)
        parts = _run(rest, whole)
        if straight and sum(s.value for s in parts) != whole.value:
            parts = list(rest)
        if len(rest) < _FEWEST or not (_OPENS.search(rest[0].before) or whole in back) or _are_labelled(whole, rest[0]):
            continue
        if all(_BARE.fullmatch(said.after) for said in rest):
            continue
        closed = bool(_CLOSED.search(rest[0].before)) and not whole.approximation
        added = total([p.printed for p in parts])
        words = "".join(s.before + s.after for s in parts)
        closed = closed and not _UNCOUNTED.search(words)
        opposite = are_opposite(words)
        near = closed and len(parts) > 1 and _is_near(added.value, whole.value, rest[0].before, opposite=opposite)
        if len(parts) > 1 and (added.value == whole.value or near):
            yield told("parts of a whole", whole, parts, added)
            break
        if _are_all(whole, rest, opposite=opposite):
            yield told("parts of a whole", whole, rest, total([p.printed for p in rest]))
            break
        if behind := _misprinted_sum(whole, rest, parts):
            yield told("parts of a whole", whole, behind, total([p.printed for p in behind]))
            break
    yield from _totals_behind(counts)
    yield from _told_off(inside)
    yield from _fractions_of_a_whole(inside)
    yield from _made_up(inside, earlier)
    yield from _shares_of_a_whole(inside)


def _shares_of_a_whole(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield a share whose parts stand in brackets behind it, or the shares that make a hundred."""
    shares = [s for s in inside if s.unit == "percent" and s.role != "change" and s.decimals is not None]
    shares = [s for s in shares if not _COVERAGE.search(s.before)]
    bracketed = [s for s in shares[1:] if s.before.rstrip().endswith("(") and s.after.lstrip().startswith(")")]
    listed = ";" in "".join(s.before for s in inside[inside.index(shares[0]) + 1 :]) if shares else False
    if len(bracketed) > 1 and bracketed == shares[1:] and not (listed or shares[0].before.rstrip().endswith("(")):
        added = total([s.printed for s in bracketed])
        near = max(added.value, shares[0].value) <= _THRICE * min(added.value, shares[0].value)
        if near or is_tenfold(added.value, shares[0].value):
            yield told("parts of a whole", shares[0], bracketed, added)
    elif len(shares) > 1 and not any(_COMPARED.search(s.before) for s in shares[1:]):
        yield from _hundred(shares)


def _are_labelled(one: Said, two: Said) -> bool:
    """Tell whether numbers stand behind labels that follow one another: "walkers: 96,300 riders: 4,100"."""
    return one.before.rstrip().endswith(":") and _LABEL.fullmatch(two.before) is not None


_LABEL = re.compile(r"[^,;:()]*:\s*")
_BARE = re.compile(r"[,.]?\s*(?:and\s*)?[.,]?")  # "recommendations 1, 3 and 4" are their names


def _are_all(whole: Said, rest: Sequence[Said], *, opposite: bool) -> bool:
    """Tell whether the numbers behind a whole are surely all its parts, though they don't make it.

    They are where they name both sexes, two places, or what is left over; and where one stands in it twice, what is
    missing may be another one that it was put for.
    """
    listed = _list_behind(whole, rest)
    opened = listed and (_OF_ALL.search(whole.before) or _OPENS_ALL.search(rest[0].before))
    places = len(listed) == _FEWEST and all(_PLACED.match(s.after) for s in listed)
    if not opened and not (places and rest[0].before.rstrip().endswith(",")):
        return False
    added = sum((s.value for s in listed), Decimal(0))
    values = [s.value for s in listed]
    twice = any(n >= _TEN and values.count(n) > 1 for n in values)
    if added < whole.value and listed[-1].after.rstrip().endswith(";") and not twice:
        return False  # the rest may follow
    left = _LEFT.search(listed[-1].after) or _LEFT.search(listed[-1].before)
    words = "".join(s.before + s.after for s in listed)
    # Who paid a sum, and what it went on, is told in full; of what is counted, the largest parts may be all that is.
    paid = whole.unit == "GBP" and _OF_THAT.search(listed[0].before) and _LAST.fullmatch(listed[-1].before)
    off = _FARTHER if twice else _FAR if opposite else _SOME if left or paid else _FIFTH if places else Decimal(0)
    return abs(added - whole.value) <= max(added, whole.value) * off and not _UNCOUNTED.search(words)


_LAST = re.compile(r"[^;]*\band\s[^,;]*")
_TEN, _FIFTH, _FARTHER = 10, Decimal("0.2"), Decimal("0.7")
_OF_ALL = re.compile(r"\bof (?:the |these |those |them,? |our |its )?\Z", re.I)
_OPENS_ALL = re.compile(r"\b(?:of|among) (?:which|whom|these|those|them|that)\b|[:(]\s*\Z", re.I)
_LEFT = re.compile(
    r"\b(?:(?:for|from|of|in|to|with|on|by) (?:other|others|another)|elsewhere|something else"
    r"|not (?:known|recorded|stated)"
    r"|unknown)\b",
    re.I,
)
_UNKNOWN = re.compile(r"\b(?:not (?:known|recorded|stated|given)|unknown)\b", re.I)
_PLACED = re.compile(
    r"\s?(?:[a-z]+ )?(?:of (?:it|them|these) )?(?:would be |were |are |was |is )?(?:in|to|from|at|by) [A-Z]"
)


def _list_behind(whole: Said, rest: Sequence[Said]) -> list[Said]:
    """Return the numbers behind a whole up to the end of the sentence, where they are a list of its unit."""
    alike = all(s.unit == whole.unit and not _ANOTHER_TIME.search(s.before) for s in rest)
    joined = all(re.search(r"[,;(]|\band\b", s.before) for s in rest[1:])
    return list(rest) if alike and joined and _FEWEST <= len(rest) <= _MOST and not whole.approximation else []


_MOST = 8


def _misprinted_sum(whole: Said, rest: Sequence[Said], parts: Sequence[Said]) -> Sequence[Said]:
    """Return the parts of a whole, where these make it but for a misprint: what a list has, or those read so far."""
    listed = _list_behind(whole, rest)
    tenfold = whole.value == sum(p.value for p in parts) * _THOUSAND
    return listed if is_sum_misprinted(whole, listed) else parts if tenfold else []


def _is_near(added: Decimal, whole: Decimal, before: str, *, opposite: bool) -> bool:
    """Tell whether a whole is near enough to its parts to be theirs misprinted, by what stands before them.

    What a colon opens are its parts even where they make much more; what makes much less may be some of them.
    """
    colon = before.rstrip().endswith(":")
    off = _FAR if opposite else _SOME if colon else _FEW if _STRAIGHT.fullmatch(before) else ABOUT
    more = colon and whole < added <= whole * _MUCH
    return more or abs(added - whole) <= whole * off or is_tenfold(added, whole)


_IN_TOTAL = re.compile(
    r"(?:\b(?:in total|in all|altogether|a (?:combined |grand )?total of|totall?ing|adding up to|which makes"
    r"|making)(?: \(?a total of)?)\s*\Z",
    re.I,
)
_OF_LONGER = re.compile(
    r"[^.;,]{0,40}\b(?:since|so far|to date|over|in the|this|for the|by|until|from|during|with|including|plus"
    r"|counting)\b",
    re.I,
)
_TOTAL_AFTER = re.compile(r"\s*(?:\w+\s){0,3}(?:in total|in all|altogether)\b", re.I)
_ADDED = re.compile(r"[^.;:\d]{0,80}?(?:,|\band\b|\bplus\b|\+)[^.;:,\d]{0,40}", re.I)


def _totals_behind(counts: Sequence[Said]) -> Iterator[Stated]:
    """Yield each total that stands behind its parts: "16 wardens, 70 inspectors and 2 scouts, in total 88"."""
    for n, whole in enumerate(counts):
        if (
            n < _FEWEST
            or ";" in whole.before
            or not (_IN_TOTAL.search(whole.before) or _TOTAL_AFTER.match(whole.after))
        ):
            continue
        parts = [counts[n - 1]]
        for said, behind in zip(counts[: n - 1][::-1], counts[1:n][::-1], strict=True):
            if said.unit != whole.unit or not _ADDED.fullmatch(behind.before):
                break
            parts.insert(0, said)
        if len(parts) < _FEWEST or parts[-1].unit != whole.unit:
            continue
        added = total([p.printed for p in parts])
        words = "".join(s.before + s.after for s in parts)
        of_all = (
            len(parts) == n
            and not _UNCOUNTED.search(words)
            and not whole.approximation
            and not _OF_LONGER.match(whole.after)
        )
        near = added.value <= whole.value * _MUCH and whole.value <= added.value * _MUCH
        near = near or is_tenfold(added.value, whole.value) or is_sum_misprinted(whole, parts)
        if added.value == whole.value or (of_all and near):
            yield told("parts of a whole", whole, parts, added)


_FEWEST = 2
_SOME, _FEW = Decimal("0.3"), Decimal("0.15")  # and that what a colon, a bracket opens make
_UNCOUNTED = re.compile(
    r"(?:,|;|\band|:|\()\s?(?:an?|one|another|several|some|others?|the (?:rest|others?|remainder|remaining|balance))\b",
    re.I,
)
_FAR = Decimal("0.5")  # how far off a whole may be printed that its parts in brackets behind it make
_THRICE, _THOUSAND = 3, 1000
_NEAR = 40  # characters before a share that may say whose it is
_MUCH, _QUARTER = 4, 25
_COVERAGE = re.compile(r"\b(?:recorded|known|available|stated|shown|completed) (?:in|for|on)\s*\Z", re.I)
_ITEM_BEGINS = re.compile(
    rf"\s*(?:and\s)?(?P<n>{WORD}|\d{{1,3}})\s+(?:for|in|to|were|was|are|is|had|have|because|on|at|from|with|of|by"
    rf"|who|did|went"
    r"|came|said|took|as|under|over)\b",
    re.I,
)


def _told_off(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield a count whose parts are told off behind a colon: "17 waited: eight for a repair, nine for a bed"."""
    words = "".join(f"{s.before}{s.raw} " for s in inside) + (inside[-1].after if inside else "")
    ahead, colon, behind = words.partition(":")
    wholes = [s for s in inside if s.unit == "count" and s.role in ("", "to") and f"{s.before}{s.raw} " in ahead]
    items = [part for part in re.split(r"[,;]\s|\s(?=and\s)", behind.rstrip(" .")) if part.strip()]
    begun = [_ITEM_BEGINS.match(part) for part in items]
    if not colon or ":" in behind or len(wholes) != 1 or len(items) < _FEWEST or not all(begun):
        return
    whole = wholes[0]
    numbers = [count_of(match["n"].lower()) for match in begun if match]
    if all(any(s.value == n and s is not whole for s in inside) for n in numbers):
        return  # all of them are figures, which are held against it anyway
    parts = [replace(whole, value=Decimal(n), raw=match["n"]) for n, match in zip(numbers, begun, strict=True) if match]
    added = total([p.printed for p in parts])
    if not whole.approximation and abs(added.value - whole.value) <= whole.value * _FAR:
        yield told("parts of a whole", whole, parts, added)


def _fractions_of_a_whole(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield fractions in words that the rest closes: "two thirds have left and the remaining third will"."""
    words = [s for s in inside if s.unit == "percent" and s.decimals is None and s.role != "change"]
    last = words[-1] if words else None
    if last is None or len(words) < _FEWEST or last.approximation or any(s.approximation for s in words):
        return
    closes = re.match(r"(?:the )?(?:other|remaining)\b", last.raw, re.I) or _REST_BEFORE.search(
        f"{last.before.rstrip()} "
    )
    between = "".join(s.before for s in inside[inside.index(words[0]) + 1 : inside.index(last) + 1])
    if closes and all(map(_LIST.fullmatch, (s.before for s in words[1:]))) and not _UNREAD.search(between):
        added = sum((s.value for s in words), Decimal(0))
        word = AGREES if abs(added - 100) < 1 else DIFFERS
        why = f"{', '.join(s.raw for s in words)} make {added:.1f}%"
        yield Stated("parts of a whole", words[0], tuple(words[1:]), added, Decimal(1), word, why)


_UNREAD = re.compile(r"\b(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|tenths?|most|many|some|few)\b", re.I)
_MADE_UP = re.compile(r"(?:This|These|It|They) (?:is|are|was|were) (?:made up|composed|comprised) of\b[^.;()]{0,60}")


def _made_up(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield the share of the sentence before that the shares of this one are said to make up, brackets aside."""
    first = inside[0]
    last = [s for s in earlier if s.sentence == first.sentence - 1 and s.unit == "percent" and s.role != "change"]
    if not last or first.unit != "percent" or not _MADE_UP.fullmatch(first.before.strip()):
        return
    parts = [s for s in inside if s.unit == "percent" and not s.before.rstrip().endswith("(")]
    if len(parts) >= _FEWEST and last[0].decimals is not None:
        yield told("parts of a whole", last[0], parts, total([s.printed for s in parts]))


_STRAIGHT = re.compile(r"[\w\s’'-]{0,40}[(:]\s*")
_OF_THAT = re.compile(r"\b(?:[Oo]f|[Aa]mong) (?:that|these|those|this|them|which|whom)\b")


_ANOTHER_TIME = re.compile(r"\bcompared|\bthan\b|\b(?:up|down) (?:on|from|by)\b|\b(?:last year|year before)\b")


def _run(counts: Sequence[Said], whole: Said) -> list[Said]:
    """Return the numbers right behind a whole that are of its unit and no larger, until they add up to it."""
    run: list[Said] = []
    for said in counts:
        if said.unit != whole.unit or said.value > whole.value or re.search(_ANOTHER_TIME, said.before):
            break
        run.append(said)
        if sum(s.value for s in run) >= whole.value:
            break
    return run


_THE_OTHERS = re.compile(r"\s*(?:were |are |was )?(?:the )?(?:other|remain\w*|rest)\b", re.I)


_REST_BEFORE = re.compile(r"\b(?:the )?(?:remaining|other|rest|remainder)(?: \(?|, | being | were | was )\Z", re.I)
_REST_AFTER = re.compile(r"\s*(?:were |are |was |is )?(?:the )?(?:remainder|rest|remaining)\b", re.I)
_LIST = re.compile(r"(?!of\b)[^.;:(]{0,60}?(?:,|\band\b)[^.;:(]{0,40}|[^.;:()]{0,30}\)[^.;:()]{0,30}\(", re.I)


def _is_all(shares: Sequence[Said]) -> bool:
    """Tell whether shares are a list that the rest closes: "45% walked, 30% cycled and the remaining 25% drove"."""
    last = shares[-1]
    closes = _REST_BEFORE.search(last.before) or _REST_AFTER.match(last.after)
    return bool(closes) and all(_LIST.fullmatch(s.before) for s in shares[1:]) and not shares[0].after.startswith("of ")


def _are_swapped(shares: Sequence[Said], over: Decimal, tolerance: Decimal) -> bool:
    """Tell whether listed shares are over a hundred, and make it where the digits of one change places: 85 for 58.

    Two may do so by chance, but for those that are told in the same word, "85% speaking one and 42% speaking another".
    """
    words = [s.after.split()[:1] for s in shares]
    if len(shares) == _PAIR and (words[0] != words[1] or not words[0]):
        return False
    listed = all(_LIST.fullmatch(s.before) for s in shares[1:]) and not shares[0].after.startswith("of ")
    whole = [s.value for s in shares if s.value == int(s.value) and len(str(int(s.value))) == _PAIR]
    less = [value - int(str(int(value))[::-1]) for value in whole]
    return listed and over > tolerance and any(abs(over - off) <= tolerance for off in less)


_PAIR = 2
_HALF, _HALF_AS_MUCH = 50, 50  # percent that two groups make at least, and over all, where one is misprinted
#: Words for groups that nobody is in two of, behind the share of each.
_GROUPS = [
    re.compile(rf"\s*(?:(?:were|was|are|is|of|in|for|shown|recorded|as|aged?|an?|or) ){{0,4}}(?:{words})", re.I)
    for words in (
        r"(?:(?:school|full-time|university|or) )*(?:students?|pupils?|(?:un|self-)?employed|retired|not working)\b",
        r"(?:white|black|asian|mixed|chinese|arab|other ethnic)\b",
        r"(?:under \d|over \d|\d+ (?:to|or|and|[-–]) ?(?:\d|over|under|older|younger))",
        r"(?:single|married|divorced|widowed|separated|owner|private(?:ly)? rent|social(?:ly)? rent)",
    )
]
_BOTH = re.compile(r"\bboth (?P<one>[a-z]{3,}) and (?P<other>[a-z]{3,})", re.I)


def _are_apart(shares: Sequence[Said]) -> bool:
    """Tell whether shares are a list of groups that nobody is in two of, so that they can't make more than all.

    They are where each names a group of one kind, or one is of "both A and B", the others of A and of B alone.
    """
    if len(shares) <= _PAIR or not all(_LIST.fullmatch(s.before) for s in shares[1:]):
        return False
    words = [s.after for s in shares]
    both = next((match for text in words if (match := _BOTH.search(text))), None)
    bounds = [sum(word in text for text in words) for word in (" under ", " over ")]
    if max(bounds) > 1:
        return False  # who is under 18 is under 25 too
    alone = both and [sum(name in text for text in words) for name in both.groups()] == [_PAIR, _PAIR]
    return bool(alone) or any(all(kind.match(text) for text in words) for kind in _GROUPS)


def _hundred(shares: Sequence[Said]) -> Iterator[Stated]:
    added = total([s.printed for s in shares])
    step = max(s.printed.step for s in shares)
    tolerance = len(shares) * step / 2
    words = shares[0].after + shares[1].after
    two = len(shares) == 2 and not shares[0].after.startswith("of ")
    around = "".join(s.before + s.after for s in shares)
    opposite = len(shares) == _PAIR + 1 and are_opposite(around)
    unknown = opposite and _UNKNOWN.search(shares[-1].after)
    pair = two and added.value >= _HALF and (are_opposite(words) or _THE_OTHERS.search(shares[1].after))
    named = shares[0].before[-_NEAR:] + shares[1].before
    of_all = len(shares) == _PAIR and re.match(r"\s*of all\b", shares[0].after) and are_opposite(named)
    gap = abs(added.value - 100)
    if len({s.before.rstrip().endswith("(") for s in shares}) > 1 and not pair:
        return  # shares in brackets are mostly of something else
    if re.search(r"\bfrom\s*\Z", shares[0].before) and re.search(r"\bto\s*\Z", shares[1].before):
        return  # one thing at two times
    if (
        gap <= tolerance
        or (gap <= _QUARTER and (unknown or _is_all(shares)))
        or (pair and re.fullmatch(r"[^.;]{0,40}\band\s*", shares[1].before))
        or (of_all and re.fullmatch(r"[^.;]{0,40}\band\s+\w+\s*", shares[1].before))
        or _are_swapped(shares, added.value - 100, tolerance)
        or (tolerance < added.value - 100 <= _HALF_AS_MUCH and _are_apart(shares))
    ):
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
