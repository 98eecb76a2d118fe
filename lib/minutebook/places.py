"""Places that papers name, under one name each: boroughs, the health areas, London, England.

A CCG area (Central London, West London) isn't a borough, and an ICS area isn't a council: each keeps its own name.
"""

from __future__ import annotations

import re

#: Canonical name -> how papers write it. Longer names come first where one holds another.
PLACES: dict[str, tuple[str, ...]] = {
    "North West London": ("North West London", "North-West London", "NW London", "NWL"),
    "North Central London": ("North Central London", "NCL"),
    "North East London": ("North East London", "NEL"),
    "South East London": ("South East London", "SEL"),
    "South West London": ("South West London", "SWL"),
    "Central London CCG": ("Central London", "CL"),
    "West London CCG": ("West London", "WL"),
    "Kensington and Chelsea": (
        "Royal Borough of Kensington and Chelsea", "Kensington and Chelsea", "Kensington & Chelsea", "RBKC", "K&C",
    ),
    "Westminster": ("City of Westminster", "Westminster City Council", "Westminster", "WCC"),
    "Hammersmith and Fulham": ("Hammersmith and Fulham", "Hammersmith & Fulham", "H&F", "LBHF"),
    "Brent": ("Brent",),
    "Ealing": ("Ealing",),
    "Harrow": ("Harrow",),
    "Hillingdon": ("Hillingdon",),
    "Hounslow": ("Hounslow",),
    "Bi-Borough": ("Bi-Borough", "Bi-borough", "Bi Borough"),
    "Tri-borough": ("Tri-borough", "Tri-Borough", "Tri Borough"),
    "London": ("London", "Greater London"),
    "England": ("England",),
}  # fmt: skip

_CANONICAL = {alias: name for name, aliases in PLACES.items() for alias in aliases}
_PLACE = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _CANONICAL), key=len, reverse=True)) + r")(?!\w)")
#: Bodies named after a place: "Healthwatch Westminster" and "London Fire Brigade" aren't the place.
_BODY_BEFORE = re.compile(r"\b(?:Healthwatch|Open Age|Imperial|Safer|Young|NHS) (?:in )?\Z")
_BODY_AFTER = re.compile(
    r" (?:Fire|Ambulance|Street|Road|Partnership|Foundation|Community|Zone|Borough Director"
    r"|Health (?:&|and) Wellbeing)\b"
)


def place_named(label: str) -> str:
    """Return the canonical name of a label that is a place and nothing else, or an empty string.

    Example:
        >>> place_named("K&C"), place_named("CL"), place_named("Total")
        ('Kensington and Chelsea', 'Central London CCG', '')
    """
    return _CANONICAL.get(" ".join(label.split()), "")


def places(text: str) -> list[tuple[str, int, int]]:
    """Return the places named in a text: canonical name and where it stands.

    Example:
        >>> [name for name, _, _ in places("in NWL, and the London Fire Brigade in H&F")]
        ['North West London', 'Hammersmith and Fulham']
    """
    return [
        (_CANONICAL[m[0]], *m.span())
        for m in _PLACE.finditer(text)
        if not _BODY_BEFORE.search(text[max(0, m.start() - 30) : m.start()]) and not _BODY_AFTER.match(text, m.end())
    ]
