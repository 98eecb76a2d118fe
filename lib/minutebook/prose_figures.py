"""Figures: the quantities in a pack's prose, each with its sentence, its place, its period and its characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.bearings import (
    DURATIONS,
    Area,
    Setting,
    area_around,
    has_bearing,
    is_national,
    is_within,
    period_around,
    places_here,
)
from minutebook.belonging import belonging, joined
from minutebook.indicators import OTHER, Claim, claims, indicators, theme_of
from minutebook.periods import BACK, Period, periods
from minutebook.quantities import Quantity, quantities
from minutebook.roles import direction_of
from minutebook.source import Passage
from minutebook.subjects import clauses, wards_of
from minutebook.wards import ward_coded, wards_in

_SENTENCE_END = re.compile(r"[.!?;][\"'”’)]*\s+(?=[A-Z“\"'(‘\d])|\s(?=[•▪◦❖○❑]\s)")
_BEFORE, _NEAR = (
    1000,
    400,
)  # characters before a sentence, and around a number in it, that its bearings are looked for in
_LONGEST = 3000  # characters: what is longer is no sentence, and what its numbers measure can't be told
_ABBREVIATION = re.compile(r"\b(?:No|St|Dr|Cllr|Mr|Mrs|Ms|e\.g|i\.e|etc|approx|Fig|vs|c)\.\s+\Z")


@dataclass(frozen=True)
class Figure:
    """A quantity in its sentence: where its characters stand in the source, and what is said around it.

    `area.named_by` and `period_from` say what gave them: the sentence, its paragraph, a heading or the document.
    `claim` is what it measures, where the catalogue of indicators knows it.
    """

    quantity: Quantity
    start: int
    end: int
    context: str
    area: Area
    period: Period | None
    period_from: str
    claim: Claim | None
    theme: str


@dataclass(frozen=True)
class WardMention:
    """A ward named in prose: its code, where its name stands in the source, and the clause that names it."""

    code: str
    start: int
    end: int
    context: str


def figures(prose: Passage, setting: Setting) -> Iterator[Figure]:
    """Yield the figures of a paragraph, bullet or prose cell, in order.

    A figure's area is the ward that it is said of, or the wards that share it; else the place of its sentence, of its
    paragraph, of a heading or of the document, the first that has one. So with its period.
    """
    parts = [(begin, stop, quantities(prose.text[begin:stop])) for begin, stop in sentences(prose.text)]
    spans = [(begin + q.begin, begin + q.stop) for begin, _, found in parts for q in found]
    named = wards_in(prose.text, setting.day) if spans and setting.day else []
    of_wards = iter(wards_of(prose.text, spans, named))
    for begin, stop, found in parts:
        sentence, before = prose.text[begin:stop], prose.text[max(0, begin - _BEFORE) : begin]
        wards = [next(of_wards) for _ in found]
        areas = _areas(sentence, before, found, wards, setting)
        times = _times(sentence, before, found, areas, setting)
        inside = [bool(area.code) or area.name.startswith("E01") for area in areas]
        short = len(sentence) <= _LONGEST
        measured = claims(sentence, found, setting.lead, before, inside) if short else [None] * len(found)
        theme = theme_of(sentence, *setting.headings) if found and short else OTHER
        for quantity, area, (period, period_from), claim in zip(found, areas, times, measured, strict=True):
            counted = replace(quantity, noun="") if _is_ward(prose.text, begin + quantity.stop, named) else quantity
            if claim and claim.statistic == "change":
                counted = replace(counted, direction=direction_of(sentence, quantity))
            start, end = prose.span(begin + quantity.begin, begin + quantity.stop)
            of = indicators()[claim.indicator].theme if claim else theme
            yield Figure(counted, start, end, sentence.strip(), area, period, period_from, claim, of)


_ACROSS = re.compile(r"\bacross (?:the )?\Z")


def _areas(
    sentence: str, before: str, found: Sequence[Quantity], wards: Sequence[tuple[str, ...]], setting: Setting
) -> list[Area]:
    around = places_here(sentence, setting) if found else []
    if is_within(setting):  # "14 % of Westminster's": there the borough is what the area is a part of
        around = [p for p in around if p[0] != setting.area or _ACROSS.search(sentence, max(0, p[1] - 12), p[1])]
    chosen = belonging(sentence, found, [(begin, stop) for _, begin, stop in around])
    out = []
    for n, (quantity, codes, at) in enumerate(zip(found, wards, chosen, strict=True)):
        if codes:
            out.append(Area("; ".join(ward_coded(c).name for c in codes), "; ".join(codes), "sentence"))
        elif at is not None and (has_bearing(quantity) or joined(sentence, n, found, around[at][1:])):
            out.append(Area(around[at][0], "", "sentence"))
        else:
            out.append(area_around(setting, _near(sentence, quantity), before) if has_bearing(quantity) else Area())
    return out


def _times(
    sentence: str, before: str, found: Sequence[Quantity], areas: Sequence[Area], setting: Setting
) -> list[tuple[Period | None, str]]:
    anchor = setting.anchor
    if found and before and BACK.search(sentence) and (spoken := list(periods(before, anchor))):
        anchor = replace(anchor, current=(spoken[-1].start, spoken[-1].end))
    times = list(periods(sentence, anchor)) if found else []
    times = [p for p in times if not _ONLY_DATES.search(sentence, max(0, p.begin - 60), p.begin)]
    spans = [(p.begin, p.stop) for p in times]
    chosen = belonging(sentence, found, spans)
    out: list[tuple[Period | None, str]] = []
    for n, (quantity, at) in enumerate(zip(found, chosen, strict=True)):
        loose = has_bearing(quantity)
        beside = at is not None and joined(sentence, n, found, spans[at], 30 if quantity.unit in DURATIONS else 15)
        if _NO_PERIOD.search(sentence, max(0, quantity.begin - 60), quantity.begin):
            out.append((None, ""))
        elif at is not None and (loose or beside or _overlap(quantity, spans[at])):
            out.append((_of_change(times, at) if quantity.role == "change" else times[at], "sentence"))
        elif loose and _tells_alone(sentence, times, quantity):
            out.append((times[0], "sentence"))
        elif loose and not (areas[n].named_by == "sentence" and is_national(areas[n].name)):
            out.append(period_around(setting, _near(sentence, quantity), before, quantity))
        else:
            out.append((None, ""))
    return out


#: What sets a clause apart from the time that the rest of a sentence names.
_OTHER_TIME = re.compile(
    r"[;:]|\b(?:compared|comparison|whilst|while|whereas|than|but|against|versus|from|since|until|by|before|after|where|when|which|who"
    r"|now|currently|still|expected|will|would|budget|target|of the \d|on \d)\b",
    re.I,
)


def _tells_alone(sentence: str, times: Sequence[Period], quantity: Quantity) -> bool:
    """Tell whether the only period of a sentence is the time of a number that stands farther from it.

    A comparison behind the number has the period of what it is compared with; one before the number shares it.
    """
    if len(times) != 1 or quantity.decimals is None:
        return False
    begin, stop = times[0].begin, times[0].stop
    if begin < quantity.begin:
        return not _OTHER_TIME.search(sentence[max(0, begin - 20) : begin] + " ,") and not _LATER.search(
            sentence[stop : quantity.begin]
        )
    inside = sentence[begin - 1 : begin] == "(" and sentence[stop : stop + 1] != ")"  # "914 (2020/21: 871)"
    return not inside and not _OTHER_TIME.search(sentence[quantity.stop : begin])


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


#: A level of an unsaid time before, one aimed at, or the state of today, whatever the rest of the sentence names.
_NO_PERIOD = re.compile(
    r"\b(?:(?:baseline|target|aim|goal|ambition|budget) (?:of|for|was|is|allowed for \()"
    r"|currently \w+(?: \w+)?(?: with)?|now)"
    r"(?: about| around| over| at least)? ?\Z",
    re.I,
)


def _near(sentence: str, quantity: Quantity) -> str:
    """Return what stands around a quantity: the sentence, where it isn't uncommonly long."""
    return sentence[max(0, quantity.begin - _NEAR) : quantity.stop + _NEAR]


def _overlap(quantity: Quantity, span: tuple[int, int]) -> bool:
    return span[0] < quantity.stop and quantity.begin < span[1]


def _of_change(times: Sequence[Period], at: int) -> Period:
    """Return the period in which a change ended: the second of "from 2014 to 2015", not the one compared with."""
    period = max(times[: at + 1], key=lambda p: p.end)
    years = period.start[5:] == "01-01" and period.end[5:] == "12-31" and period.start[:4] != period.end[:4]
    return replace(period, start=f"{period.end[:4]}-01-01") if years and not period.inferred else period


def _is_ward(text: str, at: int, named: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether what follows a number is no noun but a ward's name: "6 Little Venice"."""
    after = bisect_left(named, at, key=lambda ward: ward[1])
    return after < len(named) and not text[at : named[after][1]].strip()


def ward_mentions(prose: Passage, when: str) -> Iterator[WardMention]:
    """Yield the wards that a paragraph, bullet or prose cell of a paper of some day names, in order."""
    named = wards_in(prose.text, when)
    for begin, stop in clauses(prose.text) if named else ():
        context = prose.text[begin:stop].strip(" ,;.!?")
        for code, first, last in named:
            if begin <= first < stop:
                yield WardMention(code, *prose.span(first, last), context)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and stops; a semicolon ends one too, and so does a bullet.

    Example:
        >>> text = "No. 5 rose. It fell (see St. Mary's)."
        >>> [text[a:b].strip() for a, b in sentences(text)]
        ['No. 5 rose.', "It fell (see St. Mary's)."]
    """
    begin = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(0, match.start() - 8), match.end()):
            continue
        yield begin, match.end()
        begin = match.end()
    if text[begin:].strip():
        yield begin, len(text)
