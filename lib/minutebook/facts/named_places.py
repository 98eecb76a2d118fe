"""Named places: which places a text names, and the one that a figure takes from what stands around its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from minutebook.facts.bearings import ELSEWHERE, REFERS_BACK, WIDER, Area, Setting
from minutebook.facts.places import TOGETHER, places
from minutebook.facts.wards import ward_coded, wards_in
from minutebook.text.dates import MONTHS
from minutebook.text.relative_periods import Anchor

_NO_SOMEWHERE = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "Sept"))
#: A place that isn't known: what is said there isn't said of the whole borough.
_IN_SOMEWHERE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round|[Aa]cross) (?:the )?(?!(?:{_NO_SOMEWHERE}|Q\d|Quarter"
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
        one_of = "; " in setting.area and found and (found[0][0] in TOGETHER or _is_own(found[0][0], setting))
        part = setting.area and found and found[0][0] != setting.area and not one_of
        if part and len(found) == 1 and text is before and not REFERS_BACK.match(sentence):
            opened = named_in(_BEFORE_NUMBERS.match(before)[0], setting)  # type: ignore[index]
            if not opened or _is_own(found[0][0], setting):
                continue  # a comparison, or one of several that its sentence counts in
        if len(found) == 1 and (one_of or _is_own(found[0][0], setting) or not part):
            return Area(*found[0], "paragraph") if found[0][0] not in WIDER else Area()
        if found and not any(_is_own(name, setting) or name == setting.area for name, _ in found):
            return Area()
    return _area_over(setting, sentence, before)


def _is_own(name: str, setting: Setting) -> bool:
    return all(part in setting.own for part in name.split("; "))


#: A verb. Lines without one break down what was told before, which in a paper of several councils may be of one alone.
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|be|been|will|can|do|does|did|made|took|fell|rose|gave|came|went|held|met|saw|ran"
    r"|spent|paid|built|found|kept|led|left|lost|sent|stood|won|told|grew|began|brought|bought|got|[a-z]{2,}ed)\b"
)
_BEFORE_NUMBERS = re.compile(r"\D*")


#: A hospital or a school by its name: what is counted there isn't counted in the whole borough.
_BUILDING = re.compile(
    r"\b(?!Community|Free|The|Our|Every|Each|Cottage|Acute|Mental|Primary|Secondary|High)[A-Z][a-z]+"
    r" (?:General|Hospital|Infirmary|School|Academy|Pool|Library)\b(?! [A-Z])|\b[Tt]he (?:Royal|Infirmary)\b(?! [A-Z])"
)
_IN_A_PART = re.compile(rf"{_BUILDING.pattern}|\b(?:town|city|shopping) centre\b")


def _area_over(setting: Setting, sentence: str, before: str) -> Area:
    """Return the place of the nearest heading that names one, or of the document."""
    for heading in setting.headings:
        if found := named_in(heading, setting):
            return Area(*found[0], "heading") if len(found) == 1 else Area()
    for _, begin, stop in places_here(sentence, setting):
        sentence = sentence[:begin] + sentence[begin:stop].lower() + sentence[stop:]
    for name in setting.area.split("; ") if setting.area else ():
        sentence = sentence.replace(name, name.lower())  # "at Ayle College" is in Ayle
    fragment = setting.of_sentences and not _SAYS.search(sentence)
    if _BUILDING.search(sentence) or (REFERS_BACK.match(sentence) and _IN_A_PART.search(before)):
        return Area()
    if not setting.area or fragment or ELSEWHERE.search(setting.lead) or _IN_SOMEWHERE.search(sentence):
        return Area()
    return Area(setting.area, "", "document")


_HERE = re.compile(
    r"\b(?:the|our|this) (?:borough|city|county|district)\b(?! (?:council|and|of)\b)|\b(?:borough|county"
    r"|city)[- ]wide\b",
    re.I,
)


#: What a paper of two councils calls them: "each council", "the two boroughs".
_BOTH = re.compile(
    r"\b(?:(?:each|either|both) (?:of the (?:two )?)?|(?:both|the) two )"
    r"(?:councils?|boroughs?|districts?|count(?:y|ies)|authorit(?:y|ies)|cit(?:y|ies))\b",
    re.I,
)


def places_here(text: str, setting: Setting) -> list[tuple[str, int, int]]:
    """Return the places that a sentence names, "the borough" and "this area" among them."""
    found = places(text, setting.own + setting.listed)
    if setting.area and setting.area not in WIDER and "; " not in setting.area:  # "the borough" is one of them
        found += [(setting.area, *m.span()) for m in _HERE.finditer(text)]
    if len(setting.own) == 2:
        found += [("; ".join(setting.own), *m.span()) for m in _BOTH.finditer(text)]
    return sorted(found, key=lambda place: place[1])


_AND = re.compile(r" (?:and|or|&) (?:in )?(?:the )?|, ")


def together(sentence: str, named: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return places that stand in a row as one: "in Ayle and Bode", but not where numbers are theirs respectively."""
    out: list[tuple[str, int, int]] = []
    apart = "respectively" in sentence
    for name, begin, stop in named:
        if out and not apart and out[-1][0] != name and _AND.fullmatch(sentence, out[-1][2], begin):
            out[-1] = (f"{out[-1][0]}; {name}", out[-1][1], stop)
        else:
            out.append((name, begin, stop))
    return out


def named_in(text: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    """Return the places that a text names, each once, as names and ward codes; an LSOA goes before its ward."""
    return _named_in(
        text, replace(setting, lead="", above="", headings=(), captions=(), anchor=Anchor(), covers=None, period=None)
    )


@lru_cache(maxsize=4096)  # a heading is asked about for each figure under it
def _named_in(text: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    plain = [(name, "") for name, _, _ in together(text, places_here(text, setting))]
    small = [place for place in plain if place[0].startswith("E01")]
    wards = [(ward_coded(code).name, code) for code, _, _ in wards_in(text, setting.day)] if setting.day else []
    return tuple(dict.fromkeys(small or wards or plain))


def is_within(setting: Setting) -> bool:
    """Tell whether the nearest heading is a ward or an LSOA: a borough named below it is what the area is part of."""
    return bool(setting.headings) and any(
        code or name.startswith("E01") for name, code in named_in(setting.headings[0], setting)
    )
