"""Quantities of several words: "half a million", "two dozen", "an hour and a half", "7 minutes and 20 seconds"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from minutebook.text.numbers import DIGITS, WORD, count_of, plain_decimal, scaled


@dataclass(frozen=True)
class Compound:
    """A quantity of several words: where it stands, what it is worth and in what, and its part in a pair."""

    begin: int
    stop: int
    value: Decimal
    unit: str
    role: str = ""
    direction: str = ""


_SHARES = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}
_BIG = {"dozen": 12, "thousand": 1000, "million": 10**6, "billion": 10**9}
_NUMBER = rf"(?:{WORD}|{DIGITS})"
#: "half a million", "a quarter of a million", "three dozen", "half a dozen".
_PART_OF_MANY = re.compile(
    r"\b(?:(?P<share>half|(?:a |one )?(?:quarter|third)(?: of)?) (?:a|of a)[ -](?P<big>dozen|thousand|million|billion)"
    rf"|(?P<n>an?|{_NUMBER}) dozen)\b(?P<pounds> pounds\b)?",
    re.I,
)
_LARGER = {"hours": ("minutes", 60), "minutes": ("seconds", 60), "years": ("months", 12), "weeks": ("days", 7)}
_UNITS = {
    "hr": "hours", "hour": "hours", "min": "minutes", "minute": "minutes", "second": "seconds", "sec": "seconds",
    "year": "years", "month": "months", "week": "weeks", "day": "days",
}  # fmt: skip
_UNIT = "|".join(_UNITS)
#: "7 minutes and 20 seconds", "1 hour 30 minutes".
_TWO_UNITS = re.compile(
    rf"\b(?P<n>{_NUMBER})[- ](?P<large>hour|hr|minute|min|year|week)s?(?:,? and|,)? "
    rf"(?P<m>{_NUMBER})[- ](?P<small>minute|min|second|sec|month|day)s?\b",
    re.I,
)
#: "an hour and a half".
_UNIT_AND = re.compile(rf"\b(?:an?|one) (?P<unit>{_UNIT}) and an? (?P<share>half|quarter|third)\b", re.I)
#: "two decades", "at least a decade"; "a decade of change" and "the last decade" only say when.
_DECADES = re.compile(
    r"\b(?:(?<=least )|(?<=over )|(?<=than )|(?<=nearly )|(?<=almost ))a decade\b"
    rf"|(?<!last )(?<!past )(?<!next )\b(?P<n>{_NUMBER}) decades\b",
    re.I,
)
#: "£1 in every £7".
_POUNDS_IN = re.compile(r"£(?P<n>\d+) (?:in|out of)(?: every)? £(?P<of>\d+)\b(?![.,]\d|m\b|k\b)")
#: "9 out of 10 carers", "8 in 10".
_OF_TEN = re.compile(
    r"(?<![\w.,/£-])(?P<n>[1-9]) (?:in|out of)(?: every)? (?P<of>10)\b(?![,.]\d|/|%| (?:wards|boroughs|cases)\b)"
)
#: "67% (45/67)", which says both numbers again; a financial year in brackets gives another share.
_SAID_AGAIN = re.compile(
    r"(?P<share>\d{1,3}(?:\.\d+)?) ?%\s?[([](?:n ?= ?)?(?P<n>\d{1,6}) ?/ ?(?P<of>\d{1,6})[])]", re.I
)
_FOLD = re.compile(rf"\b(?P<n>{_NUMBER})[- ]?fold\b|\b(?P<treble>(?:treb|trip)l(?:ed|ing))\b", re.I)
#: "Its aim is threefold" has three parts, which are counted where they are listed behind a colon.
_OF_PARTS = re.compile(r"\b(?:is|are|was|were) \Z", re.I)
_ROUNDED = 1  # percentage points that a share may miss what its two numbers give


def compounds(text: str) -> Iterator[Compound]:
    """Yield the quantities of a sentence that only several words together give.

    Example:
        >>> [(str(c.value), c.unit) for c in compounds("half a million letters, an hour and a half")]
        [('500000', 'count'), ('1.5', 'hours')]
    """
    for match in _PART_OF_MANY.finditer(text):
        unit = "GBP" if match["pounds"] else "count"
        share = _SHARES[match["share"].split()[-1 - match["share"].endswith(" of")].lower()] if match["share"] else None
        value = share * _BIG[match["big"].lower()] if share else 12 * scaled(_one(match["n"]), None)
        yield Compound(*match.span(), plain_decimal(value), unit)
    for match in _TWO_UNITS.finditer(text):
        small, times = _LARGER[_UNITS[match["large"].lower()]]
        if _UNITS[match["small"].lower()] == small:
            yield Compound(*match.span(), scaled(match["n"], None) * times + scaled(match["m"], None), small)
    for match in _DECADES.finditer(text):
        yield Compound(*match.span(), 10 * scaled(match["n"] or "one", None), "years")
    for match in _UNIT_AND.finditer(text):
        yield Compound(*match.span(), plain_decimal(1 + _SHARES[match["share"].lower()]), _UNITS[match["unit"].lower()])
    yield from _ratios(text)
    for match in _FOLD.finditer(text):
        if match["treble"]:
            yield Compound(*match.span(), Decimal(200), "percent", "change", "increase")
        elif text.startswith(":", match.end()) or not _OF_PARTS.search(text, max(0, match.start() - 6), match.start()):
            yield Compound(*match.span(), scaled(match["n"], None), "times")


def _ratios(text: str) -> Iterator[Compound]:
    for pattern in (_POUNDS_IN, _OF_TEN):
        for match in pattern.finditer(text):
            n, of = int(match["n"]), int(match["of"])
            if 0 < n < of:
                share = plain_decimal(round(Decimal(100 * n) / of, 4))
                yield Compound(*match.span(), share, "percent", "share")
    for match in _SAID_AGAIN.finditer(text):
        part, whole = Decimal(match["n"]), Decimal(match["of"])
        if whole and abs(100 * part / whole - Decimal(match["share"])) < _ROUNDED:
            yield Compound(*match.span("n"), part, "count", "part")
            yield Compound(*match.span("of"), whole, "count", "whole")


def _one(word: str) -> str:
    return "1" if word.lower() in ("a", "an") else str(count_of(word)) if not word[0].isdigit() else word
