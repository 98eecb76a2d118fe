"""Timing: the period that each figure of a sentence is of, from what the sentence says and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.bearings import (
    DURATIONS,
    Area,
    Setting,
    has_bearing,
    is_known_set,
    is_national,
    period_around,
)
from minutebook.belonging import belonging, joined
from minutebook.periods import BACK, Period, periods
from minutebook.quantities import Quantity
from minutebook.relative_periods import Anchor

Timed = tuple[Period | None, str]
_OPEN: Timed = (None, "")
_NEAR = 400  # characters around a number that its bearings are looked for in
_BESIDE, _BESIDE_DURATION = 15, 30  # characters between a number and the period that is joined to it


def times_of(
    sentence: str, before: str, found: Sequence[Quantity], areas: Sequence[Area], setting: Setting
) -> list[Timed]:
    """Return for each quantity of a sentence its period and what gave it.

    Args:
        sentence: The sentence.
        before: What its paragraph says before it.
        found: The quantities in it, in order.
        areas: The place of each.
        setting: What stands around the paragraph.
    """
    times = _told_in(sentence, before, setting.anchor) if found else []
    spans = [(p.begin, p.stop) for p in times]
    chosen = belonging(sentence, found, spans)
    out: list[Timed] = []
    for n, (quantity, at) in enumerate(zip(found, chosen, strict=True)):
        loose = has_bearing(quantity) and not is_known_set(sentence, quantity)
        national = areas[n].named_by == "sentence" and is_national(areas[n].name)
        around = period_around(setting, near(sentence, quantity), before, quantity) if loose else _OPEN
        if national:
            around = _of_country(around, out[-1] if n and _is_compared(sentence, found[n - 1], quantity) else None)
        within = _BESIDE_DURATION if quantity.unit in DURATIONS else _BESIDE
        beside = at is not None and joined(sentence, n, found, spans[at], within)
        if _NO_PERIOD.search(sentence, max(0, quantity.begin - 60), quantity.begin):
            out.append(_OPEN)
        elif at is not None and (loose or beside or _overlap(quantity, spans[at])):
            out.append(_of_change(sentence, times, at, around) if _is_change(quantity) else (times[at], "sentence"))
        elif loose and _tells_alone(sentence, times, quantity):
            out.append((times[0], "sentence"))
        else:
            out.append(around)
    return out


def _of_country(around: Timed, beside: Timed | None) -> Timed:
    """Return the period of a country's figure, of which other years' are quoted: that of the one it's set beside."""
    if beside is not None:
        return beside if beside[1] != "sentence" else _OPEN
    return around if around[1] == "paragraph" else _OPEN


_COMPARED = re.compile(r"\b(?:compared|comparison|than|against|versus|whereas|while|same)\b|\A[^.;]*\([^)]*\Z", re.I)


def _is_compared(sentence: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a number is set beside the one before it, of the same time: "9% compared with 12% nationally"."""
    return before.unit == quantity.unit and _COMPARED.search(sentence, before.stop, quantity.begin) is not None


def _told_in(sentence: str, before: str, anchor: Anchor) -> list[Period]:
    """Return the periods of a sentence but those that only date, define or end something."""
    both, back = _BOTH.search(sentence), BACK.search(sentence)
    spoken = list(periods(before, anchor)) if before and (both or back) else []
    if spoken and back:
        anchor = replace(anchor, current=(spoken[-1].start, spoken[-1].end))
    times = list(periods(sentence, anchor))
    if both and len(spoken) > 1:
        start, end = min(p.start for p in spoken[-2:]), max(p.end for p in spoken[-2:])
        times = sorted([*times, Period(start, end, True, *both.span())], key=lambda p: p.begin)
    return [
        p
        for p in times
        if not _ONLY_DATES.search(sentence, max(0, p.begin - 60), p.begin)
        and not (p.inferred and (_of_each(sentence, p) or _is_deadline(sentence, p, anchor.day)))
    ]


_BOTH = re.compile(r"\b(?:over|in|across|during) (?:both|the two) years\b", re.I)
#: What somebody had within a time of their own: "had been a victim in the last 12 months".
_HAVING = re.compile(
    r"\bha(?:s|ve|d|ving) (?:ever |also )?(?:been(?! \w+ing\b)|had|seen|used|experienced|suffered|received|visited"
    r"|taken|felt|smoked)\b[^.;:,\d]* (?:in|within|during) \Z"
)
_WINDOW = re.compile(r"\b(?:last|past|previous) \S+ (?:months|years|weeks)\b", re.I)


def _of_each(sentence: str, period: Period) -> bool:
    """Tell whether a period is no time of the data: a window that is told from each person's own day."""
    window = _WINDOW.search(sentence, period.begin, period.stop)
    return window is not None and _HAVING.search(sentence, max(0, period.begin - 80), period.begin) is not None


_DUE = re.compile(
    r"\b(?:will|should|must|shall|to be|asks?|asked|recommends?|undertook|agreed?|expects?|expected|due|planned)\b"
)
_BY = re.compile(r"\bby (?:the )?\Z", re.I)


def _is_deadline(sentence: str, period: Period, day: str) -> bool:
    """Tell whether a day or month only says by when something is due: "to report by the end of June"."""
    by = sentence[period.begin : period.stop].lower().startswith("by ") or _BY.search(sentence, 0, period.begin)
    short = period.start[:7] == period.end[:7]
    return bool(by and short) and _DUE.search(sentence, 0, period.begin) is not None


def _is_change(quantity: Quantity) -> bool:
    return quantity.role == "change" or quantity.unit == "times"


#: What a change is reckoned from: "5% more than in 2019", "twice the number in 2019", "down on Quarter 2".
_BASE = re.compile(
    r"\b(?:than|on|from the|as against|compared (?:with|to)"
    r"|(?:as|so) (?:many|much|high|large|often|long) as|the (?:number|figure|rate|level|total))"
    r"(?: (?:in|for|of|at|the|those|that|a|same|previous|months?|periods?|quarter|year to|those in))*\W*\Z"
)


def _of_change(sentence: str, times: Sequence[Period], at: int, around: Timed) -> Timed:
    """Return the period in which a change ended: the second of "from 2014 to 2015", not the one compared with."""
    told = [p for p in times[: at + 1] if p.start == p.end or not _BASE.search(sentence, max(0, p.begin - 60), p.begin)]
    if not told:
        return around
    period = max(told, key=lambda p: p.end)
    years = period.start[5:] == "01-01" and period.end[5:] == "12-31" and period.start[:4] != period.end[:4]
    return (replace(period, start=f"{period.end[:4]}-01-01") if years and not period.inferred else period), "sentence"


#: What sets a clause apart from the time that the rest of a sentence names.
_OTHER_TIME = re.compile(
    r"[;:]|\b(?:compared|comparison|whilst|while|whereas|than|but|against|versus|from|since|until|by|before|after|where|when|which|who"
    r"|now|currently|still|expected|will|would|budget|target|of the \d|on \d)\b",
    re.I,
)
_OTHER_TIME_THEN = re.compile(
    rf"(?:{_OTHER_TIME.pattern})"
    r"(?: (?:with|to|in|on|at|of|the|that|those|a|year|financial|end|start|late|early|£?\d[\d,.]*[%m]?))*\W*\Z",
    re.I,
)
_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\Z")
#: A comparison with other places at the same time: "lower than in Ayle and nationally in 2019".
_WITH_PLACES = re.compile(r"\b(?:than|compared (?:with|to)|against)\b[^\d;:]*?(?: [A-Z][a-z]{2,}| nationally)\b")


def _tells_alone(sentence: str, times: Sequence[Period], quantity: Quantity) -> bool:
    """Tell whether the only period of a sentence is the time of a number that stands farther from it.

    A comparison behind the number has the period of what it is compared with; one before the number shares it.
    """
    if len(times) != 1 or quantity.decimals is None:
        return False
    begin, stop = times[0].begin, times[0].stop
    if begin < quantity.begin:
        return not _OTHER_TIME_THEN.search(sentence, max(0, begin - 60), begin) and not _LATER.search(
            sentence[stop : quantity.begin]
        )
    # "914 (2020/21: 871)", "914 (43 in 2020/21)"
    inside = sentence[begin - 1 : begin] == "(" and sentence[stop : stop + 1] != ")"
    inside = inside or _IN_BRACKETS.search(sentence, quantity.stop, begin) is not None
    gap = _WITH_PLACES.sub("", sentence[quantity.stop : begin])
    return not inside and not _OTHER_TIME.search(gap)


_LATER = re.compile(
    r"[;:]|\b(?:now|currently|still|expected|will|would|budget|target|where|from|since|until|latest)\b", re.I
)


#: What a year only dates: "established in 2011", "an increase of 13% on 2011".
_ONLY_DATES = re.compile(
    r"\b(?:ends?|expires?|starts?|begins?|after|before|until|established|set up|launched|founded|introduced"
    r"|began|commenced|published|produced|created|approved|adopted|born|% on)\b"
    r"(?: by [\w\s]{1,30}| (?:again|first|formally))?(?: in| on| as of| from)?(?: the)? ?\Z",
    re.I,
)


#: A level that is aimed at or asked for, and that nothing has reached yet.
_AIMED = (
    r"(?:target|aim|goal|ambition|benchmark|standard|threshold|floor|ceiling|tolerance|trajectory)s?"
    r"(?: (?:of|for|was|is|at|set at|remains|being))"
)
_ABOUT = r"(?: about| around| over| under| at least| at most| an?| just)? ?\Z"
AIMED_AT = re.compile(rf"\b{_AIMED}{_ABOUT}", re.I)
#: Such a level, one of an unsaid time before, or the state of today, whatever the rest of the sentence names.
_NO_PERIOD = re.compile(
    rf"\b(?:{_AIMED}|(?:baseline|budget) (?:of|for|was|is|allowed for \()"
    rf"|currently \w+(?: \w+)?(?: with)?|now){_ABOUT}",
    re.I,
)


def near(sentence: str, quantity: Quantity) -> str:
    """Return what stands around a quantity: the sentence, where it isn't uncommonly long."""
    return sentence[max(0, quantity.begin - _NEAR) : quantity.stop + _NEAR]


def _overlap(quantity: Quantity, span: tuple[int, int]) -> bool:
    return span[0] < quantity.stop and quantity.begin < span[1]
