"""Shares beside their counts: "14 of 18 (78 %)", "Of 986 people, 721 (73 %)", "12.4 % ... of a cohort of 97"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from minutebook.audit.said import Said, Stated, told
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE, is_told_by_share, percent_of

_BASE = re.compile(
    r"\b(?:of|out of|from)\s+(?:the|these|those|all|a total of|a|some|its|their)?\s*(?:total (?:of )?)?\Z", re.I
)
_LENGTHS = ("minutes", "hours", "days", "weeks", "months", "years")
_FURTHER = re.compile(r"[^.;:()]{0,120}\(\s*(?:that is |i\.e\. |or )?")
_PLANNED = r"(?:plan|planned|target|aim|goal|budget|possible|potential|total|maximum)"
_AGAINST = re.compile(
    rf"[^.;:()]{{0,60}}\b(?:out of(?: an?| the)?(?: {_PLANNED}(?: of)?)?|(?:against|from|of) (?:an?|the)"
    rf" {_PLANNED}(?: of)?)\s*",
    re.I,
)
_THAT_IS = re.compile(r"[\w\s’'-]{0,40}(?:,? (?:or|that is|i\.e\.|which is|making|so)|\()\s*", re.I)
#: "(60% of the adults)": of something else than the number beside it.
_OF_MORE = re.compile(r"\s*of (?!these\b|those\b|them\b|whom\b|which\b|the total\b|all\b)", re.I)
_OF_THEM = re.compile(r"\s*of (?:whom|which|these|those|them)\b", re.I)
_SO_MANY_OF = re.compile(r"[^.;]{0,80}(?:, (?:so that|so|or|that is|which is)|\()\s*", re.I)
_OF_NOUN = re.compile(r"\s*of (?:the |these |those |all )?(?P<noun>[a-z]+)\b", re.I)
_OF_N = re.compile(r"\s*(?:of|among) (?:the|these|those|all(?: the)?|our)\s*", re.I)
_COHORT = re.compile(r"\b(?:cohort|sample|base|group|panel)(?: size)? of\s*\Z", re.I)
_RESPONSES = re.compile(r"\s*(?:responses|respondents|replies|people (?:responded|replied|answered|took part))\b", re.I)
_SAID = re.compile(
    r"\s*(?:of (?:respondents|those|them|replies|all replies) )?(?:said|agreed|felt|thought|wanted|supported"
    r"|would|disagreed|replied)\b",
    re.I,
)
_AGED = re.compile(r"\s*(?:to\b|-|–|and over\b|and under\b|plus\b|\+|years?\b|year-)", re.I)
_POSSESSIVE = re.compile(r"\s*[\w\s-]{0,30}[’'](?:s\b|\s)")
_FEWEST = 20  # of fewer, what a share is of may be their land or money as well as they themselves
_WHOLE = 100


def share_checks(inside: Sequence[Said], earlier: Sequence[Said], later: Sequence[Said] = ()) -> Iterator[Stated]:
    """Yield each share whose count, or whose base, stands near, with the base that its sentence or paragraph gives it.

    Args:
        inside: The numbers of a sentence.
        earlier: Those of its paragraph before it.
        later: Those behind it.
    """
    for n, said in enumerate(inside):
        if said.unit != "percent" or said.role == "change" or said.decimals is None:
            continue
        if said.value > _WHOLE and _is_a_part(said):
            why = "a part can't be more than the whole of it"
            yield Stated("share", said, (), Decimal(_WHOLE), said.printed.step / 2, DIFFERS, why)
            continue
        pair = _part_and_whole(inside, n) or _in_brackets(said, inside[n + 1 : n + 2])
        part = None if pair else _part(inside, n)
        if pair:
            yield _share(said, *pair)
        elif part:
            yield _of_some_whole(said, part, inside, earlier)
        elif whole := _named_base(inside, n, earlier):
            yield _share(said, *whole)
        elif (base := _base(inside, n, earlier, later)) and is_told_by_share(base.value, said.decimals):
            yield _of_whole_numbers(said, base)


def _share(said: Said, part: Said, whole: Said) -> Stated:
    given = percent_of(part.printed, whole.printed)
    if given is None:
        return Stated("share", said, (part, whole), None, Decimal(0), UNTESTABLE, "there is nothing to be a share of")
    return told("share", said, (part, whole), given)


def _part_and_whole(inside: Sequence[Said], n: int) -> tuple[Said, Said] | None:
    """Return "14 of 18" or "14 against a plan of 18" right before its percentage, or right behind it."""
    share = inside[n]
    before = [s for s in inside[:n] if s.unit not in _LENGTHS]
    if len(before) > 1:
        one, two = before[-2:]
        of_more = _OF_MORE.match(share.after)
        paired = (one.role, two.role) == ("part", "whole") and not of_more
        ends = share.after.lstrip()[:1] in (")", ",", ".", ";", "")
        joined = re.fullmatch(r"[\w\s’'-]{0,90}(?:\(|,? or |= ?|(?P<bare>, ))\s*", share.before)
        if paired and joined and (ends or not joined["bare"]):
            return one, two
        gap = "".join(s.before for s in inside[inside.index(two) + 1 : n + 1])
        if paired and ends and _FURTHER.fullmatch(gap):
            return one, two
        alike = not of_more and one.unit == two.unit and one.role in ("", "to") and one.value < two.value * 2
        if (
            alike
            and before[-1] is inside[n - 1]
            and _AGAINST.fullmatch(two.before)
            and _THAT_IS.fullmatch(share.before)
        ):
            return one, two
    behind = inside[n + 1 : n + 3]
    if [s.role for s in behind] == ["part", "whole"] and re.fullmatch(r"\W*(?:\(|or )\W*", behind[0].before):
        return behind[0], behind[1]
    return None


_OF_ALL = re.compile(r"\s*of (?:all|these|those|them|whom|which)\b", re.I)
_OF_PEOPLE = re.compile(
    r"\s*of (?:the |our )?(?:respondents|residents|people|children|pupils|women|men|adults|households|victims|offenders"
    r"|suspects|patients|staff|tenants|users|crimes?|offences|incidents|complaints|calls)\b",
    re.I,
)
_ACCOUNTS = re.compile(r"\b(?:account\w* for|ma[dk]\w* up|compris\w+)\s*\Z|\bmajority \(\s*\Z", re.I)
_AIMED = re.compile(
    r"\b(?:target|capacity|budget|plan\w*|expected|forecast|baseline|allocation|occupancy|levels?|average"
    r"|previous|last)\b",
    re.I,
)
_BEYOND = re.compile(r"\b(?:median|mean|growth|increas\w*|rise|rose|more|higher|up|over|normal|usual)\b", re.I)


def _is_a_part(said: Said) -> bool:
    """Tell whether a percentage is said to be a part of all: then it can't be over a hundred."""
    around = said.before[-80:] + said.after[:80]
    if said.approximation or _AIMED.search(around):
        return False
    named = _OF_PEOPLE.match(said.after) or _ACCOUNTS.search(said.before)
    return bool(_OF_ALL.match(said.after)) or (bool(named) and not _BEYOND.search(around))


_FRACTION = re.compile(r"\s*\(\s*(?:n\s?=\s?)?(?P<part>\d[\d,]*)\s?(?:/|of|out of)\s?(?P<whole>\d[\d,]*)\s*\)")


def _in_brackets(said: Said, behind: Sequence[Said]) -> tuple[Said, Said] | None:
    """Return the count and base behind a percentage: "94% (n=100/106)", which are seldom figures of their own."""
    match = _FRACTION.match(" ".join([said.after, *(f"{s.raw}{s.after}" for s in behind)]))
    if match is None:
        return None
    numbers = [
        replace(said, value=Decimal(t.replace(",", "")), raw=t, unit="count", decimals=0) for t in match.groups()
    ]
    return (numbers[0], numbers[1]) if numbers[1].value else None


_RIGHT_BEFORE = re.compile(r"[\w\s’'-]{0,60}?(?:\(|,? (?:or|i\.e\.|ie) |, )\s*(?:about |some )?")


def _part(inside: Sequence[Said], n: int) -> Said | None:
    """Return the count that a percentage is a share for: "1,081 (69%)", "14, or 8%", "45% of areas (58)"."""
    share = inside[n]
    if n and _is_count(inside[n - 1]) and _RIGHT_BEFORE.fullmatch(share.before):
        return inside[n - 1]
    behind = inside[n + 1] if n + 1 < len(inside) else None
    bracket = (
        behind and re.fullmatch(r"\s*(?:of )?[\w\s’'-]{0,40}\(\s*", behind.before) and behind.after.lstrip()[:1] == ")"
    )
    return behind if behind and bracket and _is_count(behind) and not share.before.endswith("(") else None


def _is_count(said: Said) -> bool:
    return said.unit in ("count", "GBP") and said.role not in ("from", "change") and not re.match(_MORE, said.after)


_MORE = re.compile(r"\s*(?:more|fewer|less|higher|lower|above|below|up|down)\b", re.I)


def _of_some_whole(said: Said, part: Said, inside: Sequence[Said], earlier: Sequence[Said]) -> Stated:
    """Return the verdict on a share beside its count, by the base that fits or that the words name."""
    ahead = list(inside[: inside.index(part)])
    beyond = [s for s in inside[inside.index(part) + 1 :] if s is not said]
    wholes = [s for s in [*ahead[::-1], *beyond, *earlier[::-1]] if s.unit == part.unit and s.value > part.value]
    fits = [s for s in wholes if _share(said, part, s).verdict != DIFFERS]
    if fits:
        return _share(said, part, fits[0])
    if _OF_MORE.match(said.after):
        wholes = []
    based = [s for s in wholes if _BASE.search(s.before) and s.sentence == said.sentence]
    if len(based) == 1 and based[0] is inside[0]:
        return _share(said, part, based[0])
    beside = bool(ahead) and ahead[-1].unit == part.unit and ahead[-1].value > 0
    of_them = re.match(r"[\w\s’'-]{0,60}, of (?:whom|which|these|those|them)\b", part.before, re.I)
    behind = _OF_THEM.match(said.before) and re.fullmatch(r"[\w\s’'-]{0,60}, (?:and )?", part.before)
    if beside and (of_them or behind) and not _OF_MORE.match(said.after):
        return _share(said, part, ahead[-1])
    near = [s for s in wholes if 0 <= said.sentence - s.sentence <= 1 and s not in beyond and s.role in ("", "to")]
    if len({s.value for s in near}) == 1 and _OF_THEM.match(part.after):  # "348 cases; 131 of them (37.6%)"
        return _share(said, part, near[0])
    why = "the number that this is a share of isn't printed beside it"
    return Stated("share", said, (part,), None, Decimal(0), UNTESTABLE, why)


def _named_base(inside: Sequence[Said], n: int, earlier: Sequence[Said]) -> tuple[Said, Said] | None:
    """Return the count before "so that 28% of concerns", and the one number of concerns that is printed before."""
    share, named = inside[n], _OF_NOUN.match(inside[n].after)
    part = inside[n - 1] if n else None
    if named is None or part is None or not _is_count(part) or not _SO_MANY_OF.fullmatch(share.before):
        return None
    before = [*earlier, *inside[: n - 1]]
    wholes = []
    for last, s in zip([None, *before], before, strict=False):
        words = f"{s.noun} {last.before if last and s.role == 'to' else ''} {s.before} {s.after}".lower().split()
        if s.unit == part.unit and s.role not in ("from", "change", "part") and s.value > part.value:
            wholes += [s] * (named["noun"].lower() in words)
    if len(wholes) != 1:
        return None
    counted = named["noun"].lower() in wholes[0].noun.lower().split()
    fits = _share(share, part, wholes[0]).verdict != DIFFERS
    return (part, wholes[0]) if counted or fits else None


def _base(inside: Sequence[Said], n: int, earlier: Sequence[Said], later: Sequence[Said]) -> Said | None:
    """Return how many a share with no count is of: "24% of the 86 people asked", "a cohort of 97" near it."""
    behind = inside[n + 1] if n + 1 < len(inside) else None
    if behind and _is_base(behind) and _OF_N.fullmatch(behind.before) and not _is_aside(behind):
        return behind
    paragraph = [*earlier, *inside, *later]
    said_so = _SAID.match(inside[n].after)
    cohorts = [
        s for s in paragraph if _is_base(s) and (_COHORT.search(s.before) or (said_so and _RESPONSES.match(s.after)))
    ]
    first = next(s for s in paragraph if s.unit == "percent" and s.role != "change")
    return cohorts[0] if len(cohorts) == 1 and first is inside[n] else None


def _is_aside(base: Said) -> bool:
    return bool(_POSSESSIVE.match(base.after) or _AGED.match(base.after))


def _is_base(said: Said) -> bool:
    single = re.fullmatch(r"[^\W\d]*\s?[\d,]+|[a-z -]+", said.raw, re.I)  # "35 to 44" is an age
    return (
        said.unit == "count" and not said.decimals and not said.approximation and bool(single) and said.value >= _FEWEST
    )


def _of_whole_numbers(said: Said, base: Said) -> Stated:
    """Return whether any whole number of a base is the share that is printed."""
    low, high = (bound * base.value / _WHOLE for bound in (said.printed.low, said.printed.high))
    nearest = round(said.value * base.value / _WHOLE)
    given = Decimal(_WHOLE * nearest) / base.value
    fits = math.ceil(low) <= math.floor(high)
    shown = given.quantize(Decimal("0.01"))
    why = f"{nearest} of {base.raw} is {shown}%" + ("" if fits else f", and no whole number of them is {said.raw}")
    return Stated("share", said, (base,), shown, said.printed.step / 2, AGREES if fits else DIFFERS, why)
