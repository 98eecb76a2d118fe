"""Shares beside their counts: "14 of 18 (78 %)", "Of 986 people, 721 (73 %)", "12.4 % ... of a cohort of 97"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from minutebook.audit.said import Said, Stated, is_misprint, told
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
OF_MORE = re.compile(r"\s*of (?!these\b|those\b|them\b|whom\b|which\b|the total\b|the time\b|all\b)", re.I)
_OF_THEM = re.compile(r"\s*of (?:whom|which|these|those|them)\b", re.I)
_SO_MANY_OF = re.compile(r"[^.;]{0,80}(?:, (?:so that|so|or|that is|which is)|\()\s*", re.I)
_OF_NOUN = re.compile(r"\s*of (?:the |these |those |all )?(?P<noun>[a-z]+)\b", re.I)
_OF_N = re.compile(r"\s*(?:of|among) (?:the|these|those|all(?: the)?|our)(?: [a-z]+[’']s?)?\s*", re.I)
_COHORT = re.compile(r"\b(?:cohort|sample|base|group|panel)(?: size)? of\s*\Z", re.I)
_RESPONSES = re.compile(r"\s*(?:responses|respondents|replies|people (?:responded|replied|answered|took part))\b", re.I)
_SAID = re.compile(
    r"\s*(?:of (?:respondents|those|them|replies|all replies) )?(?:said|agreed|felt|thought|wanted|supported"
    r"|would|disagreed|replied)\b",
    re.I,
)
_AGED = re.compile(r"\s*(?:to\b|-|–|and over\b|and under\b|plus\b|\+|years?\b|year-)", re.I)
_POSSESSIVE = re.compile(r"\s*[\w\s-]{0,30}[’'](?:s\b|\s)")
_HEDGED = r"(?:(?:about|some|around|roughly|exactly|just|only|nearly|almost|over|well|now|an average of)\s){0,2}"
_FEWEST = 20  # of fewer, what a share is of may be their land or money as well as they themselves
_WHOLE = 100


def share_checks(
    inside: Sequence[Said], earlier: Sequence[Said], later: Sequence[Said] = (), further: Sequence[Said] = ()
) -> Iterator[Stated]:
    """Yield each share whose count, or whose base, stands near, with the base that its sentence or paragraph gives it.

    Args:
        inside: The numbers of a sentence.
        earlier: Those of its paragraph before it.
        later: Those behind it.
        further: Those of the paragraphs before its own: what several shares of a sentence are of may stand there.
    """
    inside, earlier, later = map(without_lengths, (inside, earlier, later))
    found = [stated for n in range(len(inside)) if (stated := _of_its_base(inside, n, earlier, later))]
    yield from _of_one_whole(found, [*earlier, *inside], further)


def without_lengths(around: Sequence[Said]) -> list[Said]:
    """Return numbers without the lengths of time among them: "112 were back within 30 days (11.7%)"."""
    out: list[Said] = []
    words = ""
    for said in around:
        if said.unit in _LENGTHS:
            words += f"{said.before}{said.raw} "
            out[-1:] = [replace(last, after=f"{last.after}{said.raw} {said.after}") for last in out[-1:]]
        else:
            out.append(replace(said, before=words + said.before))
            words = ""
    return out


def _of_its_base(inside: Sequence[Said], n: int, earlier: Sequence[Said], later: Sequence[Said]) -> Stated | None:
    said = inside[n]
    if said.unit != "percent" or (said.role == "change" and not _OF_ALL.match(said.after)) or said.decimals is None:
        return None
    if said.value > _WHOLE and _is_a_part(said):
        why = "a part can't be more than the whole of it"
        return Stated("share", said, (), Decimal(_WHOLE), said.printed.step / 2, DIFFERS, why)
    if pair := _part_and_whole(inside, n) or _in_brackets(said, inside[n + 1 : n + 3]):
        return share_of(said, *pair)
    if part := _part(inside, n):
        return _of_some_whole(said, part, inside, earlier)
    if whole := _named_base(inside, n, earlier):
        return share_of(said, *whole)
    base = _base(inside, n, earlier, later)
    return _of_whole_numbers(said, base) if base and is_told_by_share(base.value, said.decimals) else None


def _of_one_whole(found: Sequence[Stated], near: Sequence[Said], further: Sequence[Said]) -> Iterator[Stated]:
    """Yield the shares of a sentence; of those in one form whose base isn't told, the base that the others have.

    Two that have one base tell that of a third, whether it fits or not: "504 (40%), 441 (35%) and 315 (25%)" of 1,260.
    """
    listed = [s for s in found if len(s.parts) in (1, _PAIR) and not is_apart(s)]
    ahead = near[: near.index(listed[0].parts[0])] if listed and listed[0].parts[0] in near else near
    last = [s for s in ahead if listed and s.sentence >= listed[0].said.sentence - 1]
    whole = _common_whole(listed, ahead) or _common_whole(listed, further) or _common_whole(listed, last, least=1)
    for stated in found:
        loose = whole and stated in listed and stated.verdict in (UNTESTABLE, DIFFERS) and ends(stated.said)
        if whole and loose and whole.unit == stated.parts[0].unit:
            yield share_of(stated.said, stated.parts[0], whole)
        else:
            yield stated


def is_apart(stated: Stated) -> bool:
    """Tell whether a count beside its share is one that another is compared with."""
    return bool(_APART.search(stated.said.before + _clause(stated.parts[0].before)))


_OF_ALL_OF_IT = re.compile(r"\s*of (?:the (?:total|whole)|all|them|these|those)\s*(?:[.,;)]|\Z)", re.I)


def ends(share: Said) -> bool:
    """Tell whether nothing behind a share says what it is of, or by how much it is more."""
    if _OF_ALL_OF_IT.match(share.after):
        return True
    return not share.after.startswith(" ") and not _MORE.match(share.after.lstrip("), "))


_PAIR = 2
_APART = re.compile(
    r"\b(?:compared|against|than|target|last year|previous|(?:year|quarter|month) (?:before|earlier|ago)"
    r"|(?<!(?:ary|rch|ril|May|une|uly|ust|ber)\s)(?:19|20)\d\d|nationally|London|England)\b",
    re.I,
)


def _common_whole(listed: Sequence[Stated], near: Sequence[Said], least: int = 2) -> Said | None:
    """Return the nearest number before that shares of a list are of, so many at least, and all but one at most."""
    if len(listed) < _PAIR:
        return None
    for whole in near[::-1]:
        alike = [s for s in listed if s.parts[0].unit == whole.unit and whole.unit in ("count", "GBP")]
        less = [s for s in alike if s.parts[0].value < whole.value]
        fits = [s for s in less if share_of(s.said, s.parts[0], whole).verdict != DIFFERS]
        if len(fits) >= max(least, len(listed) - 1):
            return whole
    return None


def share_of(said: Said, part: Said, whole: Said) -> Stated:
    """Return how a share stands to a part and a whole."""
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
        of_more = OF_MORE.match(share.after)
        paired = (one.role, two.role) == ("part", "whole") and not of_more
        ends = share.after.lstrip()[:1] in (")", ",", ".", ";", "")
        joined = _JOINED.fullmatch(share.before)
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
    if before and behind and _OF_N.fullmatch(behind[0].before) and behind[0].unit == before[-1].unit != "percent":
        beside = before[-1] is inside[n - 1] and RIGHT_BEFORE.fullmatch(share.before) and not _is_aside(behind[0])
        goes_on = _GOES_ON.fullmatch(share.before) and _is_near(share, before[-1], behind[0])
        if (beside or goes_on) and is_count(before[-1]):  # "612,000, 85% of the 720,000"
            return before[-1], behind[0]
    opened = [s.role for s in behind] == ["part", "whole"] and _OPENED.fullmatch(behind[0].before)
    if opened and (not opened["of"] or re.match(r"\s*(?:[.,;)]|\Z)", behind[1].after)):
        return behind[0], behind[1]
    return None


#: "112 waited at the weir, the most of any, and 42% of the 264".
_GOES_ON = re.compile(r"[^.;:()]{0,120}, and\s*")
_JOINED = re.compile(
    r"[\w\s’'-]{0,90}(?:\(|,? or |= ?|, (?:which is |giving |making )?an? (?:[a-z-]+ )?(?:rate|share|proportion) of "
    r"|(?P<bare>, ))\s*" + _HEDGED
)
_OPENED = re.compile(
    r"\W*(?:\(|or )\W*"
    r"|\s?(?:in )?(?:the|last|a) (?:[a-z]+ )?(?:year|quarter|month|time)(?: before| earlier| ago)? \("
    r"|(?P<of>\s*of (?:the |our |its |their )?[a-z-]+(?: [a-z-]+){0,2}, )"
)


_OF_ALL = re.compile(r"\s*of (?:all|the total|the whole|these|those|them|whom|which)\b", re.I)
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


RIGHT_BEFORE = re.compile(
    r"[\w\s’'-]{0,60}?(?:\(|,? ?\b(?:or|i\.e\.|ie) |, (?:(?:that is|which (?:is|was|makes)|making|so that is"
    r"|an? (?:[a-z-]+ ){0,2}(?:rate|response|share|proportion|occupancy|take-?up) of) )?)\s*" + _HEDGED
)
#: "to 412 boats and was again 44% of all of them".
_AND_IS = re.compile(
    r"[^.;:()\d]{0,60}\b(?:and|which|that|it) (?:(?:is|was|are|were|has|had|have|been|now|still|thus|so|again|once|more"
    r"|ma[dk]es?|up|accounts?|accounted|for|represents?|represented|comprises?)\s){1,5}" + _HEDGED
)


def _part(inside: Sequence[Said], n: int) -> Said | None:
    """Return the count that a percentage is a share for: "1,081 (69%)", "14, or 8%", "45% of areas (58)"."""
    share = inside[n]
    beside = RIGHT_BEFORE.fullmatch(share.before) or (_OF_ALL.match(share.after) and _AND_IS.fullmatch(share.before))
    if n and is_count(inside[n - 1]) and beside:
        return inside[n - 1]
    behind = inside[n + 1] if n + 1 < len(inside) else None
    bracket = (
        behind and re.fullmatch(r"\s*(?:of )?[\w\s’'-]{0,40}\(\s*", behind.before) and behind.after.lstrip()[:1] == ")"
    )
    return behind if behind and bracket and is_count(behind) and not share.before.endswith("(") else None


def is_count(said: Said) -> bool:
    """Tell whether a number may be a part or a whole: a count or a sum, not by how much one has changed."""
    return said.unit in ("count", "GBP") and said.role not in ("from", "change") and not re.match(_MORE, said.after)


_MORE = re.compile(r"\s*(?:more|fewer|less|higher|lower|larger|smaller|above|below|up|down)\b", re.I)


def _of_some_whole(said: Said, part: Said, inside: Sequence[Said], earlier: Sequence[Said]) -> Stated:
    """Return the verdict on a share beside its count, by the base that fits or that the words name."""
    ahead = list(inside[: inside.index(part)])
    beyond = [s for s in inside[inside.index(part) + 1 :] if s is not said]
    wholes = [s for s in [*ahead[::-1], *beyond, *earlier[::-1]] if s.unit == part.unit and s.value > part.value]
    fits = [s for s in wholes if share_of(said, part, s).verdict != DIFFERS]
    apart = OF_MORE.match(said.after.lstrip(") ")) or _MORE.match(said.after.lstrip(") "))
    whole = fits[0] if fits else None if apart else _bound_whole(said, part, ahead, earlier)
    if whole:
        return share_of(said, part, whole)
    why = "the number that this is a share of isn't printed beside it"
    return Stated("share", said, (part,), None, Decimal(0), UNTESTABLE, why)


def _bound_whole(said: Said, part: Said, ahead: Sequence[Said], earlier: Sequence[Said]) -> Said | None:
    """Return the number that the words say a count is of: "Of N, A", "N, of whom A", "A of them", "N, A (p%)"."""
    alike = [s for s in ahead if s.unit == part.unit and s.value > 0 and s.role != "from"]
    based = [s for s in alike if _BASE.search(s.before)]
    if len(based) == 1 and based[0] is ahead[0]:
        return based[0]
    beside = ahead[-1] if ahead and ahead[-1] in alike else None
    of_them = re.match(r"[\w\s’'-]{0,60}, of (?:whom|which|these|those|them)\b", part.before, re.I)
    behind = _OF_THEM.match(said.before) and re.fullmatch(r"[\w\s’'-]{0,60}, (?:and )?", part.before)
    if beside and (of_them or behind):
        return beside
    last = [s for s in earlier if s.sentence == part.sentence - 1]
    counted = [s for s in [*last, *ahead] if s.unit == part.unit and s.value > part.value and s.role != "from"]
    of_these = [s for s in counted[::-1] if _is_near(said, part, s)] if _OF_THEM.match(said.after) else []
    if of_these:
        return of_these[0]  # "86 of 140, with a lower price for 37, 43% of those": none of them fits
    near = [s for s in [*last, *ahead] if s.unit == part.unit and s.value >= part.value and s.role in LEVEL]
    if _OF_THEM.match(part.after) or _FROM_THEM.search(part.before):
        near = [s for s in near if not _ANOTHER.search(s.before)] or near
        if len({s.value for s in near}) == 1:
            return near[-1]  # "348 cases; 131 of them (37.6%)"
    so = beside and len(alike) == 1 and beside.role in LEVEL
    joined = _SO.search(said.before) or re.fullmatch(r"[\w\s’'-]{0,40}, ", part.before)
    return beside if beside and so and joined and _is_near(said, part, beside) else None


def _clause(words: str) -> str:
    return re.split(r"[,;:]", words)[-1]


def _is_near(said: Said, part: Said, whole: Said) -> bool:
    told_so = share_of(said, part, whole)
    near = told_so.recomputed is not None and is_misprint(said.printed, told_so.recomputed)
    return near or part.value == whole.value


LEVEL = ("", "to", "whole")
_ANOTHER = re.compile(r"\b(?:against|compared (?:with|to)|than|from)\s(?:the\s)?\Z", re.I)
_FROM_THEM = re.compile(r"\A\W*(?:of|among) (?:them|these|those)\b[\w\s’'-]{0,40},?\s*\Z", re.I)
_SO = re.compile(
    r"\b(?:that is|so|making|a (?:\w+ )?(?:rate|response|proportion|share|occupancy|take-?up) of)\s*\Z", re.I
)


def _named_base(inside: Sequence[Said], n: int, earlier: Sequence[Said]) -> tuple[Said, Said] | None:
    """Return the count before "so that 28% of concerns", and the one number of concerns that is printed before."""
    share, named = inside[n], _OF_NOUN.match(inside[n].after)
    part = inside[n - 1] if n else None
    if named is None or part is None or not is_count(part) or not _SO_MANY_OF.fullmatch(share.before):
        return None
    before = [*earlier, *inside[: n - 1]]
    wholes = []
    for last, s in zip([None, *before], before, strict=False):
        words = f"{s.noun} {last.before if last and s.role == 'to' else ''} {s.before} {s.after}".lower().split()
        if s.unit == part.unit and s.role not in ("from", "change", "part") and s.value >= part.value:
            wholes += [s] * (named["noun"].lower() in words)
    if len(wholes) != 1:
        return None
    counted = named["noun"].lower() in wholes[0].noun.lower().split()
    fits = share_of(share, part, wholes[0]).verdict != DIFFERS
    return (part, wholes[0]) if counted or fits else None


def _base(inside: Sequence[Said], n: int, earlier: Sequence[Said], later: Sequence[Said]) -> Said | None:
    """Return how many a share with no count is of: "24% of the 86 people asked", "a cohort of 97" near it."""
    behind = inside[n + 1] if n + 1 < len(inside) else None
    if behind and _is_base(behind) and _OF_N.fullmatch(behind.before) and not _is_aside(behind):
        return behind
    counts = [s for s in inside[:n] if s.unit == "count"]
    if _RATE_OF.search(inside[n].before) and len(counts) == 1 and _is_base(counts[0]) and inside[n].value % _TEN:
        return counts[0]
    paragraph = [*earlier, *inside, *later]
    said_so = _SAID.match(inside[n].after)
    cohorts = [
        s for s in paragraph if _is_base(s) and (_COHORT.search(s.before) or (said_so and _RESPONSES.match(s.after)))
    ]
    first = next(s for s in paragraph if s.unit == "percent" and s.role != "change")
    return cohorts[0] if len(cohorts) == 1 and first is inside[n] else None


#: A rate that is of whole people: not of attendance, or of posts that stood empty.
_RATE_OF = re.compile(
    r"\b(?:complet\w+|success|pass|response|finish|drop-?out|retention|conversion|survival|engagement|re-?offending)"
    r" rate of\s*\Z",
    re.I,
)
_TEN = 10  # what is printed in tens is rounded


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
