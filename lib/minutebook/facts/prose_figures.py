"""Figures: the quantities in a pack's prose, each with its sentence, its place, its period and its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from minutebook.facts.bearings import LIKELY, Area, Setting, is_wider, near
from minutebook.facts.belonging import belonging, joined
from minutebook.facts.indicators import OTHER, Claim, claims, indicators, theme_of
from minutebook.facts.loose_quantities import (
    DURATIONS,
    has_bearing,
    in_a_word,
    is_known_set,
    is_of_a_body,
    is_of_a_meeting,
    is_told_of_each,
    is_vote,
)
from minutebook.facts.named_places import area_around, is_within, places_here, together
from minutebook.facts.roles import direction_of
from minutebook.facts.subjects import clauses, wards_of
from minutebook.facts.timing import is_aimed_at, times_of
from minutebook.facts.wards import ward_coded, wards_in
from minutebook.papers.source import Passage
from minutebook.text.periods import Period
from minutebook.text.quantities import Quantity, quantities
from minutebook.text.sentences import sentences

_BEFORE = 1000  # characters before a sentence that its bearings are looked for in
_LONGEST = 3000  # characters: what is longer is no sentence, and what its numbers measure can't be told
CUT = "…"  # stands at both ends of the words around a figure of such a text, which alone are kept


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
        sentence, before = prose.text[begin:stop], _said_before(prose.text, begin)
        wards = [next(of_wards) for _ in found]
        areas = _areas(sentence, before, found, wards, setting)
        times = times_of(sentence, before, found, areas, setting)
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
            said = sentence.strip() if short else f"{CUT}{near(sentence, quantity)}{CUT}"
            yield Figure(counted, start, end, said, area, period, period_from, claim, of)


_MARK = re.compile(r"[•▪◦❖○❑]\s")


def _said_before(text: str, begin: int) -> str:
    """Return what a paragraph says before a sentence: of a list that runs on, its lead and its own item alone.

    Example:
        >>> text = "We saw in May: • 3 fires in 2019 • 4 floods. Two were bad."
        >>> [_said_before(text, text.index(word)) for word in ("4", "Two")]
        ['We saw in May: • ', 'We saw in May: • 4 floods. ']
    """
    marks = _marks(text)
    last = bisect_right(marks, begin)
    before = text[: marks[0]] + text[marks[last - 1] : begin] if last else text[:begin]
    return before[-_BEFORE:]


@lru_cache(maxsize=8)  # asked for each sentence
def _marks(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _MARK.finditer(text))


_ACROSS = re.compile(r"\bacross (?:the )?\Z")


def _areas(
    sentence: str, before: str, found: Sequence[Quantity], wards: Sequence[tuple[str, ...]], setting: Setting
) -> list[Area]:
    around = places_here(sentence, setting) if found else []
    if is_within(setting):  # "14 % of Westminster's": there the borough is what the area is a part of
        around = [p for p in around if p[0] != setting.area or _ACROSS.search(sentence, max(0, p[1] - 12), p[1])]
    around = together(sentence, around)
    chosen = belonging(sentence, found, [(begin, stop) for _, begin, stop in around])
    out = []
    for n, (quantity, codes, at) in enumerate(zip(found, wards, chosen, strict=True)):
        bears = has_bearing(quantity, sentence)
        if _is_nowhere(sentence, quantity, setting):
            out.append(Area())
        elif not bears and n and at is None and is_told_of_each(sentence, found[n - 1], quantity):
            out.append(out[-1])
        elif codes and (bears or quantity.unit not in DURATIONS):
            out.append(Area("; ".join(ward_coded(c).name for c in codes), "; ".join(codes), "sentence"))
        elif at is not None and (bears or joined(sentence, n, found, around[at][1:])):
            one_of_them = around[at][0] in setting.own and _OF_COUNCILS.match(quantity.noun) and quantity.value > 1
            other = one_of_them or (quantity.unit != "rank" and _is_of_others(sentence, quantity))
            out.append(Area() if other else Area(around[at][0], "", "sentence"))
        else:
            taken = area_around(setting, near(sentence, quantity), before) if bears else Area()
            unsure = taken.named_by and _is_of_others(sentence, quantity)
            elsewhere = (
                begin < quantity.begin and name != setting.area and not is_wider(name) for name, begin, _ in around
            )
            unsure = unsure or (taken.named_by == "document" and any(elsewhere))
            out.append(Area() if unsure else taken)
    return out


#: Who a place is compared with, without a name: "the average for the region was 9%", "of similar forces".
_OTHERS = (
    r"(?:region|force (?:area|as a whole)|similar (?:\w+ )?(?:areas|forces|councils|authorities|services|places)"
    r"|family of (?:similar )?\w+|comparator \w+|statistical neighbours|nearest neighbours)"
)
_OF_OTHERS_BEFORE = re.compile(
    rf"\b(?:{_OTHERS}|[Aa]verage for the group)(?:['’]s)?(?: as a whole)?(?:,? where)?[^,;.:\d%]{{0,40}},?"
    r"(?: \d[\d.]*%? and)? ?\Z"
)
_OF_OTHERS_BEHIND = re.compile(rf" (?:(?:for|of|in|among|across) )?(?:the )?(?:most )?{_OTHERS}\b")


def _is_of_others(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is of the region or of similar places, or how many those are, and not of its own."""
    before = _OF_OTHERS_BEFORE.search(sentence, max(0, quantity.begin - 120), quantity.begin)
    return before is not None or _OF_OTHERS_BEHIND.match(sentence, quantity.stop) is not None


_EACH = re.compile(r"\b(?:each|every)(?: (?:extra|additional|further))? \Z|\b(?:top|bottom) \Z", re.I)
_OF_AREAS = re.compile(r"(?:areas|councils|boroughs|authorities)\b")
_OF_COUNCILS = re.compile(r"(?:other |local )*(?:councils|boroughs|districts|authorities)\b")
#: A definition, a legal maximum and what staff say of where they work are no findings of a place.
_DEFINES = re.compile(r"\W{0,6}[A-Z][\w ]{1,60} = ")
_FINED = re.compile(r"\b(?:fine|penalty)(?: \w+)? of (?:up to|no more than|at most) \Z")
_STAFF_SAID = re.compile(r"\b(?:[Ss]taff survey|(?:[Oo]fficers|[Ss]taff|[Ee]mployees) (?:feel|felt|say|said|trust))\b")
_OF_WORK = re.compile(r" areas (?:of (?:work|focus|activity|action)|(?:of|for) (?:action|improvement|development))\b")


def _is_nowhere(sentence: str, quantity: Quantity, setting: Setting) -> bool:
    """Tell whether a number is no finding about a place: a standard, "each 1%", "the top 10", votes at a meeting.

    Nor is what a plan has been made of, nor how many councils there are where others are among them.
    """
    first, begin, stop = max(0, quantity.begin - 60), quantity.begin, quantity.stop
    standard = quantity.unit == "percent" and is_aimed_at(sentence, quantity)
    areas = _OF_AREAS.match(quantity.noun) if in_a_word(quantity) and is_known_set(sentence, quantity) else None
    more = areas is not None and (areas[0] == "areas" or quantity.value > len(setting.own))
    parts = more or (in_a_word(quantity) and _OF_WORK.match(sentence, stop))
    meeting = is_vote(sentence, quantity) or is_of_a_meeting(sentence, quantity) or is_of_a_body(sentence, quantity)
    rule = _DEFINES.match(sentence) or _FINED.search(sentence, first, begin)
    said = quantity.unit == "percent" and _STAFF_SAID.search(near(sentence, quantity))
    likely = quantity.unit == "times" and LIKELY.search(near(sentence, quantity))
    return bool(standard or meeting or parts or rule or said or likely or _EACH.search(sentence, first, begin))


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
