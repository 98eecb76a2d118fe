"""Roles: whether a number is a change, a target or what a rate is for, where the number grammar doesn't say so."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.text.quantities import Quantity

_ELSE = re.compile(r"(?<!i\.e)(?<!e\.g)[.;]\s|\b(?:while|whilst|whereas|but)\b", re.I)

#: "per 1,000 adults", "for every 100,000": what a rate is of.
_DENOMINATOR = re.compile(r"\b(?:per|every)\s\Z", re.I)
_BASE_OF_RATE = re.compile(
    r"\b(?:per|every)\s(?P<number>1,?000|10,?000|100,?000|million)\s(?:of\s(?:the|its)\s)?"
    r"(?P<who>(?:[\w’'-]+\s){0,5}?(?:population|residents|households|people|adults|children|pupils|women|men"
    r"|dwellings|inhabitants|persons|patients|journeys|year olds|under-\d+s))\b",
    re.I,
)
#: What somebody wants or allows, and nothing has reached yet.
_TARGET = re.compile(
    r"\b(?:(?:(?<!were the )(?<!was the )(?<!are the )target|goal|ambition|benchmark|trajectory|milestone|standard)s?\b"
    r"(?:\s(?!was|were|is|are|and|by)[\w’'-]+){0,3}?\s?(?:of|is|was|at|to|\(|:)"
    r"|aim(?:s|ing|ed)? (?:to|for)\b[^.;,]{0,40}?"
    r"|should (?:be|reach|(?:fall|rise|drop|increase) (?:to|by))"
    r"|\bconsider\b[^.;,]{0,40}?|range of"
    r"|\bif\b[^.;]{0,60}\b(?:were|was) to\b[^.;]{0,40}?)"
    r"\s?(?:an?\s|at least\s|at most\s|about\s|under\s|over\s)?\Z",
    re.I,
)
_TIMES_AS = re.compile(r"\s(?:the|that|as|more|less|higher|lower|greater|likelier)\b", re.I)
_TARGET_BEHIND = re.compile(
    r"\s(?:national |local |annual )?(?:target|standard|goal|ambition|benchmark|trajectory)\b", re.I
)
_BY = re.compile(
    r"\b(?:rose|risen|ris(?:e|es|ing)|fell|fall(?:en|s|ing)?|c[ao]me down|gone (?:up|down)|went (?:up|down)|up|down|cut"
    r"|reduc\w+|increas\w+|declin\w+|improv\w+|worsen\w*|quicker|slower|faster|short\w+|longer|lengthen\w*|extended"
    r"|higher|lower|better|worse|grew|grown|moved|brought (?:up|down)|shr[aiu]nk|dropp\w+|climb\w+|tighten\w+)"
    r"\b(?!\s(?:to|from)\b)[^.;:\d(]{0,45}?\bby\s(?:(?:about|around|some|a further|just|only|nearly|over|an)\s)?\Z",
    re.I,
)
_MOVED_BEHIND = re.compile(
    r"\s(?:percentage\s)?(?:points?\s)?(?:[a-z-]+\s)?(?:higher|lower|better|worse|quicker|slower|longer|shorter|above|below|up|down"
    r"|additional|extra)\b(?!\s(?:to|in)\b)",
    re.I,
)
_POINTS = re.compile(r"(?:percentage )?points?\b", re.I)
_PLACES = re.compile(r"places?\b", re.I)


#: "the largest reduction was in gun crime (46%)".
_LISTED = re.compile(
    r"\b(?:reduction|decrease|fall|drop|increase|rise|growth)s? (?:has|have|was|were|is|are)"
    r"(?: been)?(?: seen| recorded)? (?:in|within|for)\b"
    r"[^.;]*\(\Z",
    re.I,
)


def moved(text: str, quantity: Quantity) -> Quantity:
    """Return a quantity as the change that its sentence makes of it: "came down in Ayle by 9%", "5 points better"."""
    unit = quantity.unit
    if unit == "count" and _POINTS.match(quantity.noun):
        unit = "percentage points"
    elif unit == "count" and _PLACES.match(quantity.noun):
        unit = "rank"
    changed = unit != quantity.unit or _BY.search(text, max(0, quantity.begin - 90), quantity.begin)
    listed = quantity.unit == "percent" and _LISTED.search(text, 0, quantity.begin)
    if quantity.role in ("", "share") and (changed or listed or _MOVED_BEHIND.match(text, quantity.stop)):
        return replace(quantity, unit=unit, role="change")
    return replace(quantity, unit=unit)


_MORE_OR_LESS = re.compile(r"\s(?:(?P<up>more|additional|extra|higher|up)|fewer|less|lower|down)\b", re.I)
_WAY = re.compile(
    r"\b(?:(?P<up>increas\w+|r[io]s(?:e|es|en|ing)|gr(?:ew|own|owth|owing)|climb\w+|jump\w+|surg\w+|up by)"
    r"|decreas\w+|reduc\w+|f[ae]ll(?:en|ing|s)?|drop\w*|declin\w+|down by|c[ao]me down|shr[aiu]nk\w*)\b",
    re.I,
)
_REACH = 160  # characters from a verb to the last number of its list


def direction_of(text: str, quantity: Quantity) -> str:
    """Return which way a change goes: its own word, or the verb before it: "rose by 3% in Ayle and 10% in Bode".

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> text = "Thefts fell by 3% in Ayle and 10% in Bode"
        >>> direction_of(text, quantities(text)[1])
        'decrease'
    """
    if quantity.direction:
        return quantity.direction
    verbs = list(_WAY.finditer(text, max(0, quantity.begin - _REACH), quantity.begin))
    way = _MORE_OR_LESS.match(text, quantity.stop) or (verbs[-1] if verbs else None)
    if way is None or (way.start() < quantity.begin and _ELSE.search(text, way.end(), quantity.begin)):
        return ""
    return "increase" if way["up"] else "decrease"


def base_of(text: str, quantity: Quantity) -> str:
    """Return whom a rate is reckoned on: "residents", of which "12 per 1,000 households" has none."""
    behind = _BASE_OF_RATE.search(text, max(0, quantity.stop - 14), quantity.stop + 80)
    per = quantity.unit.startswith("per 1") or quantity.unit == "per million"
    if quantity.unit == "count" and not quantity.role:
        behind = _BASE_OF_RATE.search(text) if _RATE_AROUND.search(text) else None
        per = behind is not None and not _ELSE.search(text, *sorted((behind.end(), quantity.begin)))
    if not per or behind is None:
        return ""
    base = " ".join(behind["who"].split())
    return f"per {behind['number']} {base}" if quantity.unit == "count" else base


def is_denominator(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is what a rate is for: "for every 1,000 adults"."""
    named = any(
        m.start() < quantity.begin < m.end() for m in _BASE_OF_RATE.finditer(text)
    )  # "of the 10 to 17 population"
    return named or _DENOMINATOR.search(text, 0, quantity.begin) is not None


def is_wanted(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is a target, or what would be, or how many times something else."""
    if quantity.unit == "times" and _TIMES_AS.match(text, quantity.stop):
        return True
    return bool(_TARGET.search(text, 0, quantity.begin) or _TARGET_BEHIND.match(text, quantity.stop))


_RATE_AROUND = re.compile(r"\A\s?(?:(?:per|for every)\s)|\brate\b|\bper [\d,]+ [\w\s-]{3,40}(?:is|was|:)", re.I)
