"""Neighbours among the quantities of a sentence: from A to B, A of B, A (B %), numbers that leave their unit out."""

from __future__ import annotations

import re
from dataclasses import replace

from minutebook.text.quantity import Quantity

#: "from 840", and "from the previous year of 840".
FROM = re.compile(r"\bfrom(?:\s+(?!to\b)[a-z]+){0,5}\s+\Z", re.I)
#: "22 concerns per week compared with 16": the second is a rate as well.
_ALIKE = re.compile(
    r"\b(?:compared (?:to|with)|against|up from|down from|to|rate of|in \d{4} and"
    r"|average of) \Z",
    re.I,
)


def with_roles(text: str, found: list[Quantity]) -> list[Quantity]:
    """Mark neighbours that belong together: from A to B, by A to B, A of B, A (B %)."""
    out = list(found)
    for i in range(len(out) - 1):
        left, right = out[i], out[i + 1]
        between = text[left.stop : right.begin]
        before = text[max(0, left.begin - 60) : left.begin]
        if _goes_on_in(before, between, left, right):
            out[i + 1] = right = replace(right, unit=left.unit, noun=left.noun)
        if FROM.search(before) and re.search(r"\bto\s+(?:\w+\s+)?$", between) and left.unit == right.unit:
            out[i] = replace(left, role="from")
            out[i + 1] = replace(right, role="to", noun=right.noun or left.noun)
        elif out[i].role == "change" and between.strip() == "to" and right.role in ("", "change"):
            out[i + 1] = replace(right, role="to", direction="")
        elif re.fullmatch(r"\s+(?:out )?of(?: the)?\s+", between) and left.unit == right.unit == "count":
            out[i] = replace(left, role="part", noun=left.noun or right.noun)
            out[i + 1] = replace(right, role="whole")
        elif (
            left.unit.startswith("per ") and right.unit == "count" and not right.noun and _ALIKE.search(between)
        ) or _listed_alike(text, left, right):
            out[i + 1] = replace(right, unit=left.unit, noun=left.noun)
        elif re.fullmatch(r"[\w\s'’-]{0,40}\(", between) and left.unit == "count" and right.unit == "percent":
            out[i + 1] = replace(right, role=right.role or "share")
    return out


def _goes_on_in(before: str, between: str, left: Quantity, right: Quantity) -> bool:
    """Tell whether a bare number is in the unit before it: "from 20 days to 15", "59.4 years for men, 60.2 ..."."""
    if right.unit != "count" or right.noun or right.role or left.unit in ("count", "GBP", "rank"):
        return False
    if FROM.search(before) and re.fullmatch(r"\s+(?:points )?to\s+", between):
        return True
    rate = left.unit.startswith("per ") and left.unit[4:5].isdigit()
    precise = bool(left.decimals) and left.decimals == right.decimals
    return precise or (rate and _THEIRS.search(between) is not None)


#: Whose rate the next number is: "; the rate in England was 43".
_THEIRS = re.compile(
    r"\b(?:rate|average|figure|England(?:[’']s)?|London(?:[’']s)?|nationally)\b[^.;,\d]{0,40}\b(?:was|is|at|of)\s\Z"
)
_NAMED_IN_BRACKETS = re.compile(r"\((?:[^()]*[,;] (?:and )?)?[A-Z][\w’' -]*\s\Z")
_COMPARED_IN_BRACKETS = re.compile(r"\b(?:than|average|nationally|compared)\b[\w\s]{0,30}\(\Z")


def _listed_alike(text: str, left: Quantity, right: Quantity) -> bool:
    """Tell whether a bare number in brackets goes on in the unit before it: "83% (Ayle 86, Bode 84)"."""
    rate = left.unit.startswith("per ") and left.unit[4:5].isdigit()
    if right.unit != "count" or right.noun or text[right.stop : right.stop + 1] not in (",", ")", ";"):
        return False
    before = text[max(0, right.begin - 80) : right.begin]
    if left.unit == "percent" and _NAMED_IN_BRACKETS.search(before):
        return True
    return rate and bool(_NAMED_IN_BRACKETS.search(before) or _COMPARED_IN_BRACKETS.search(before))
