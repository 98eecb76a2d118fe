"""Bearings: the place and the time that a figure takes from what stands around its sentence.

What a sentence leaves out, its paragraph, a heading or the document may say, and then the figure says so. Where that
isn't plain nothing is said: a figure without a place or a period is a gap, one with the wrong one an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from minutebook.facts.places import places
from minutebook.facts.wards import ward_coded, wards_in
from minutebook.text.dates import MONTHS
from minutebook.text.periods import Period
from minutebook.text.quantities import Quantity
from minutebook.text.relative_periods import Anchor


@dataclass(frozen=True)
class Setting:
    """What stands around a paragraph: the day of its paper, the lead of its list, its headings and its document.

    `above` is the paragraph right above it, under the same heading.

    `headings` and `captions`, which head a table or a chart, begin with the innermost. `covers` is the period that the
    section says its data are of; `area` and `period` are those of the whole document, where it has one; `of_shares`
    says that the period is its data's and not its own; `budget` is the financial year that a finance report is of;
    `year_on_year` says that a paper on a part of a year names the same part of the year before.
    """

    day: str
    lead: str = ""
    above: str = ""
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    area: str = ""
    own: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    anchor: Anchor = field(default_factory=Anchor)
    covers: Period | None = None
    period: Period | None = None
    of_shares: bool = False
    budget: Period | None = None
    year_on_year: bool = False


@dataclass(frozen=True)
class Area:
    """A place: its name, its ward codes where it is made of wards, and what named it."""

    name: str = ""
    code: str = ""
    named_by: str = ""


REFERS_BACK = re.compile(
    r"\W*(?:(?:(?:Of|Each of|All of|Most of|Some of) (?:these|those|the|them|this)|These|This|Those|They|It|Their"
    r"|That (?:is|was|makes|made|means|comes|came|equals|amounts|compares)|A further|The (?:same|remaining|other|rest"
    r"|remainder)|Both|In total|Among|(?:Over|In|During) (?:the same|(?:this|that) (?:time|period|year))|There w"
    r"|Approximately|One|Two|Three|Four|Five|Nearly|Almost|Over|Half|Just)\b|\(?£?\d[\d,.]*(?:%|[mk]\b)?(?=\s))"
)


_NEAR = 400  # characters around a number that its bearings are looked for in


def near(sentence: str, quantity: Quantity) -> str:
    """Return what stands around a quantity: the sentence, where it isn't uncommonly long."""
    return sentence[max(0, quantity.begin - _NEAR) : quantity.stop + _NEAR]


#: What a paper compares its own place with: never meant where a later sentence names no place.
_WIDER = {"London", "Inner London", "Metropolitan Police area", "England", "England and Wales", "UK"}


#: Words of what is found in the country or by research, which is no finding about the paper's own place.
ELSEWHERE = re.compile(
    r"\b(?:nationwide|research|stud(?:y|ies)|evidence shows|taxpayer"
    r"|(?:MoJ|Ministry of Justice|Home Office|ONS)[’']?s? (?:data|figures|statistics|estimates?|analysis|surveys?"
    r"|show\w*|found|publish\w*)|society|prison population|released from prison|estimated that"
    r"|young offender institutions)\b",
    re.I,
)


#: A place that isn't known: what is said there isn't said of the whole borough.
_IN_SOMEWHERE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Aa]cross) (?:the )?(?!(?:{'|'.join(MONTHS)}|Q\d|Quarter"
    r"|Table|Appendix|Figure|Chart|Option|Scheme|Phase|Part|Section"
    r"|Summer|Autumn|Winter|Spring|English|Health|Year|Council|Cabinet|NHS|Covid|COVID)\b)[A-Z][a-z]+",
)


@lru_cache(maxsize=64)  # asked for each figure of a sentence
def area_around(setting: Setting, sentence: str, before: str) -> Area:
    """Return the place that an earlier sentence of the paragraph, a heading or the document gives.

    Args:
        setting: What stands around the paragraph.
        sentence: The figure's own, which names no place.
        before: What the paragraph says before it.
    """
    if not any((before, setting.lead, setting.headings, setting.area)) or ELSEWHERE.search(sentence):
        return Area()
    if is_within(setting):
        return Area(*named_in(setting.headings[0], setting)[0], "heading")
    listed = sentence.lstrip()[:1] in "•▪◦❖○❑"
    for text in ("" if listed else before, setting.lead):
        found = tuple(one for one in named_in(text, setting) if not one[1]) if text else ()
        part = setting.area and found and found[0][0] != setting.area
        if part and len(found) == 1 and text is before and not REFERS_BACK.match(sentence):
            opened = named_in(_BEFORE_NUMBERS.match(before)[0], setting)  # type: ignore[index]
            if not opened or found[0][0] in setting.own:
                continue  # a comparison, or one of several that its sentence counts in
        if len(found) == 1 and (found[0][0] in setting.own or not part):
            return Area(*found[0], "paragraph") if found[0][0] not in _WIDER else Area()
        if found and not any(name in setting.own or name == setting.area for name, _ in found):
            return Area()
    return _area_over(setting, sentence)


_BEFORE_NUMBERS = re.compile(r"\D*")


def _area_over(setting: Setting, sentence: str) -> Area:
    """Return the place of the nearest heading that names one, or of the document."""
    for heading in setting.headings:
        if found := named_in(heading, setting):
            return Area(*found[0], "heading") if len(found) == 1 else Area()
    for _, begin, stop in places_here(sentence, setting):
        sentence = sentence[:begin] + sentence[begin:stop].lower() + sentence[stop:]
    if not setting.area or ELSEWHERE.search(setting.lead) or _IN_SOMEWHERE.search(sentence):
        return Area()
    return Area(setting.area, "", "document")


_HERE = re.compile(
    r"\b(?:the|our|this) (?:borough|city|county|district)\b(?! (?:council|and|of)\b)|\b(?:borough|county"
    r"|city)[- ]wide\b",
    re.I,
)


def places_here(text: str, setting: Setting) -> list[tuple[str, int, int]]:
    """Return the places that a sentence names, "the borough" and "this area" among them."""
    found = places(text, setting.own + setting.listed)
    if setting.area and setting.area not in _WIDER:
        found += [(setting.area, *m.span()) for m in _HERE.finditer(text)]
    return sorted(found, key=lambda place: place[1])


def named_in(text: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    """Return the places that a text names, each once, as names and ward codes; an LSOA goes before its ward."""
    return _named_in(
        text, replace(setting, lead="", above="", headings=(), captions=(), anchor=Anchor(), covers=None, period=None)
    )


@lru_cache(maxsize=4096)  # a heading is asked about for each figure under it
def _named_in(text: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    plain = [(name, "") for name, _, _ in places_here(text, setting)]
    small = [place for place in plain if place[0].startswith("E01")]
    wards = [(ward_coded(code).name, code) for code, _, _ in wards_in(text, setting.day)] if setting.day else []
    return tuple(dict.fromkeys(small or wards or plain))


def is_within(setting: Setting) -> bool:
    """Tell whether the nearest heading is a ward or an LSOA: a borough named below it is what the area is part of."""
    return bool(setting.headings) and any(
        code or name.startswith("E01") for name, code in named_in(setting.headings[0], setting)
    )


def is_national(area: str) -> bool:
    """Tell whether a place is the country, on which other years' figures are quoted."""
    return area in ("England", "England and Wales", "UK")


def is_wider(area: str) -> bool:
    """Tell whether a place is one that papers compare their own with: London, England."""
    return area in _WIDER
