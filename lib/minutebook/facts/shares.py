"""Shares: of which whole a percentage is, where more than one is named, and where none can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.facts.catalogue import Mention
from minutebook.facts.counted import complement
from minutebook.facts.parts import WIDE, Claim, features, told
from minutebook.facts.places import place_named
from minutebook.text.quantities import Quantity

_REACH = 110  # characters
_ELSE = re.compile(r"[.;]\s|\b(?:while|whilst|whereas|but)\b", re.I)
_OF_WIDER = re.compile(r"\(\d[\d.]*%\sof\s(?:all\s|the\s)?(?:[A-Z][\w’'-]*\s?){1,4}\)")
_OF_OWN = re.compile(r"\b[Oo]f (?:[\w’']+\s){1,3}\Z|(?:\A|\.\s)\W*For (?:[\w’']+\s){0,3}\Z")
_OF_IT = re.compile(r"\sof\s")  # "12% of robberies, 17% of which"
_THAN = re.compile(r"\bthan (?:the |an? |that of )?(?:(?!to\b)[a-z]+ ){0,2}\Z")
_THAN_ALL = re.compile(r"\bthan (?:the )?(?:[a-z]+ )?population\b")
_COMPARED = re.compile(r"\b(?:compared|against|than)\b")
_ELLIPTIC = re.compile(
    r"\s(?:(?!(?:of|in|by|for|to|was|were|are|is|and|or|with|from|at|on|per|than|a|an|that|who|which|have|has|had|more"
    r"|fewer|less)\b)[\w’'/()-]+\s){1,5}"
)
_MOST = re.compile(
    r"(?P<who>[A-Z][^.;,]{3,60}?)\s(?:had|has|have|saw|showed|shows)\sthe\s(?:second\s|third\s|next\s)?"
    r"(?:greatest|highest|largest|biggest|lowest|smallest)\s(?:percentage|proportion|share|rate)s?\sof\b[^.;,]{0,40}\Z"
)


def is_of_wider(text: str, quantity: Quantity) -> bool:
    """Tell whether a percentage in brackets is of a wider place than the one before it: "22% (28% of all Ayle)"."""
    return quantity.begin > 0 and _OF_WIDER.match(text, quantity.begin - 1) is not None


def is_of_those(text: str, mention: Mention, quantity: Quantity) -> bool:
    """Tell whether a percentage right behind a mention is of it: "of Ayle's probation cases 46% were", "For ..."."""
    beside = not text[mention.stop : quantity.begin].strip()
    return beside and _OF_OWN.search(text, max(0, mention.begin - 40), mention.begin) is not None


def is_compared_with(text: str, mention: Mention) -> bool:
    """Tell whether something is only named to be compared with: "more than the average population"."""
    return _THAN.search(text, max(0, mention.begin - _REACH), mention.begin) is not None


def is_listed_part(text: str, mention: Mention, before: Sequence[Quantity]) -> bool:
    """Tell whether a mention is a part that the percentage before it is of: "21% were for drugs, 17% for theft"."""
    if not before or before[-1].unit != "percent" or before[-1].stop > mention.begin:
        return False
    at = before[-1].stop
    return not _OF_IT.match(text, at) and not _ELSE.search(text, at, mention.begin)


def is_of_another(text: str, right: Quantity, between: str, named: Sequence[Mention]) -> bool:
    """Tell whether a percentage doesn't go on with the one before it: of victims of its own, or of all people.

    "21% high risk victims" leaves out of whom; "more than the population at 22% compared with 6%" means the people.
    """
    if right.unit != "percent" or right.role:
        return False
    own = any(_ELLIPTIC.fullmatch(text, right.stop, m.begin) for m in named if m.begin > right.stop)
    everyone = _THAN_ALL.search(text, max(0, right.begin - 2 * _REACH), right.begin)
    return own or (everyone is not None and _COMPARED.search(between) is not None)


_SIZE = re.compile(r"\sof (?:all |the |our |those )?[^.;:,()\d]{3,60}\s\(")


def is_size_of(text: str, share: Quantity, count: Quantity) -> bool:
    """Tell whether a count in brackets may be of a share's base or of its part: "20% of all households (16,389)"."""
    closed = text[count.stop : count.stop + 1] == ")"
    return (
        share.unit == "percent"
        and count.unit == "count"
        and closed
        and bool(_SIZE.fullmatch(text, share.stop, count.begin))
    )


_SHORT = 2  # words
#: Words of a name that make it one of a part: "adult offenders", "suspects of burglary", "those eligible for testing".
_NARROW = re.compile(
    r"(?:(?:adult|young|juvenile|repeat|prolific|persistent|priority|elderly|working-age)\b|those (?!who\b))"
    r"|(?:suspects?|offenders?|victims?) (?:of|for|in) (?!crime|recorded)",
    re.I,
)
_OF_PEOPLE = (*WIDE, "suspects", "drug_tests")
_BASE = re.compile(r"\s(?:out )?of (?P<said>(?:(?!of\b)[\w’'-]+\s){1,4})")
_NO_BASE = re.compile(
    r"(?:\s?(?:all|the|our|its|their|total|these|those|recorded|reported|known|identified|police|notifiable|any|crimes?|offences?"
    r"|incidents?|cases?|people|persons?|victims?|reports?)\b)*\s?",
    re.I,
)


def base_of_share(text: str, quantity: Quantity, claim: Claim, named: Sequence[Mention]) -> Claim | None:
    """Return a claim of a share with its base, where that is only a part of what its indicator counts.

    "43% of suspects of burglary tested positive" is of these suspects alone, and "82% of adult offenders" of adults. A
    share of which the base is the only feature that is told is none: "8.5% of the female population suffer".
    """
    behind = next((m for m in named if m.name == claim.indicator and m.begin >= quantity.stop), None)
    if claim.statistic != "share" or behind is None or claim.breakdown.startswith("of "):
        return claim
    match = _BASE.fullmatch(text, quantity.stop, behind.begin)
    said = match["said"].strip() if match and not _NO_BASE.fullmatch(match["said"]) else ""
    said = re.sub(r"\A(?:(?:all|the|our|its|their|total)\s)+", "", said)
    rest = (
        complement(text, behind.stop)
        if match or not text[quantity.stop : behind.begin].removeprefix(" of ").strip()
        else ""
    )
    narrow = claim.indicator in _OF_PEOPLE and _NARROW.match(text, behind.begin, behind.stop)
    if not (said or rest or narrow):
        return claim
    base = " ".join(one for one in (said, text[behind.begin : behind.stop], rest) if one)
    part = told("", text[behind.stop + len(rest) + bool(rest) :])
    part = part if len(part.split()) > _SHORT and not claim.breakdown.startswith("in this") else claim.breakdown
    only = claim.breakdown == part and features(part) and features(part).items() <= features(base).items()
    return None if only else replace(claim, breakdown=f"{part}; base: {base}")


def among(text: str, quantity: Quantity, claim: Claim) -> Claim:
    """Return a claim of a share with whom it is among: "Fraud had the greatest share of repeat victims at 27%"."""
    most = _MOST.search(text, max(0, quantity.begin - 2 * _REACH), quantity.begin)
    if quantity.unit != "percent" or most is None or place_named(most["who"]):
        return claim
    return replace(claim, breakdown="; ".join(part for part in (claim.breakdown, f"among: {most['who']}") if part))


#: "Theft at 66%", "offenders aged 10 to 14 at 39%": of what isn't told.
_AT = re.compile(r"[\w\s’'–-]{0,40}\sat (?:about |around |just |over |nearly )?")
_SHARED = re.compile(
    r"\b(?:share|proportion|percentage|likely|account|represent|mak(?:e|ing)|made|most|majority|highest)", re.I
)


def is_at(text: str, gap: str, quantity: Quantity) -> bool:
    """Tell whether something only stands "at" a percentage, and nothing says that it is a share: "theft at 66%"."""
    return _AT.fullmatch(gap) is not None and not _SHARED.search(text, 0, quantity.begin)
