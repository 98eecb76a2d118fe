"""Places that papers name, under one name each: boroughs, the health areas, London, England.

A CCG area (Central London, West London) isn't a borough, and an ICS area isn't a council: each keeps its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_OTHER_BOROUGHS = (
    "Barking and Dagenham", "Barnet", "Bexley", "Bromley", "Camden", "Croydon", "Enfield", "Greenwich", "Hackney",
    "Haringey", "Havering", "Islington", "Kingston upon Thames", "Lambeth", "Lewisham", "Merton", "Newham", "Redbridge",
    "Richmond upon Thames", "Southwark", "Sutton", "Tower Hamlets", "Waltham Forest", "Wandsworth", "City of London",
)  # fmt: skip

#: Canonical name -> how papers write it. Longer names come first where one holds another.
PLACES: dict[str, tuple[str, ...]] = {
    "North West London": ("North West London", "North-West London", "NW London", "NWL"),
    "North Central London": ("North Central London", "NCL"),
    "North East London": ("North East London", "NEL"),
    "South East London": ("South East London", "SEL"),
    "South West London": ("South West London", "SWL"),
    "Inner London": ("Inner London", "inner London"),
    "Central London CCG": ("Central London", "CL"),
    "West London CCG": ("West London", "WL"),
    "Kensington and Chelsea": (
        "Royal Borough of Kensington and Chelsea", "Kensington and Chelsea", "Kensington & Chelsea", "RBKC", "RBK&C",
        "K&C", "K & C",
    ),
    "Westminster": ("City of Westminster", "Westminster City Council", "Westminster", "WCC"),
    "Hammersmith and Fulham": ("Hammersmith and Fulham", "Hammersmith & Fulham", "H&F", "LBHF"),
    "Brent": ("Brent",),
    "Ealing": ("Ealing",),
    "Harrow": ("Harrow",),
    "Hillingdon": ("Hillingdon",),
    "Hounslow": ("Hounslow",),
    "Bi-Borough": ("Bi-Borough", "Bi-borough", "bi-borough", "Bi Borough"),
    "Tri-borough": ("Tri-borough", "Tri-Borough", "tri-borough", "Tri Borough"),
    **{name: (name,) for name in _OTHER_BOROUGHS},
    **{name: (name,) for name in ("East Midlands", "West Midlands", "East of England", "Yorkshire and the Humber")},
    "London": ("London", "Greater London", "pan-London", "Pan-London", "pan London"),
    "England and Wales": ("England and Wales", "England & Wales"),
    "England": ("England",),
}  # fmt: skip

#: Names of councils together.
TOGETHER = ("Bi-Borough", "Tri-borough")
#: The police's area is a place only where something is counted there: "across the MPS", but "the MPS officers".
_POLICE = re.compile(
    r"\b(?:across|within|in|of|entire|for) (?:the )?(?:entire |whole )?(?P<one>MPS|Met"
    r"|Metropolitan Police(?: area| district)?)\b(?! (?:officers?|data|CRIS|and)\b)"
    r"|\b(?P<two>MPS)(?=,? (?:average|area|level|total|\d)|-wide)"
)
#: "Nationally" is England where councils, police or the NHS speak.
_NATION = re.compile(r"\b(?:[Nn]ationally\b|(?:[Nn]ational|England) (?:average|rate|level|figure|picture)s?\b)")
_LSOA = re.compile(r"\bE01\d{6}\b")


def _spellings(alias: str) -> list[str]:
    """Return how a name of two places is written: "Kensington & Chelsea", and in capitals over a table."""
    if " and " not in alias:
        return [alias]
    joined = [alias.replace(" and ", f" {sign} ") for sign in ("and", "And", "&", "&amp;", "+")]
    return [*joined, alias.upper(), alias.upper().replace(" AND ", " & ")]


_CANONICAL = {spelt: name for name, aliases in PLACES.items() for alias in aliases for spelt in _spellings(alias)}
#: "the Royal Borough" is the one of them whose paper it is.
_ROYAL = ("Kensington and Chelsea", "Greenwich", "Kingston upon Thames", "Windsor and Maidenhead")
_ROYAL_BOROUGH = re.compile(r"\b[Tt]he Royal Borough\b(?! of\b)")
#: A first name before it makes it a surname: "Sara Sutton", "Jo Barnet".
_FIRST_NAME = re.compile(
    r"\b(?!(?:In|The|Of|And|From|At|To|Across|Outside|Inner|Outer|North|South|East|West|Both|While"
    r"|Between)\b)[A-Z][a-z]+ \Z"
)
#: The country and the continent, where something is counted there: "in the UK", "UK farmers", but "born in the UK".
_ABROAD = re.compile(
    r"\b(?:[Aa]cross|(?<!born )[Ii]n|[Tt]hroughout|[Ww]ithin)"
    r" (?:the (?P<the>UK|United Kingdom)|(?P<europe>Europe))\b(?! [A-Z])"
    r"|\b(?P<uk>UK)(?= (?:adults|women|men|people|children|households|residents|average|mean|[a-z]+(?:ers|ors|ists))\b)"
)
#: Bodies named after a place: "Healthwatch Westminster" and "London Fire Brigade" aren't the place.
_BODY_BEFORE = re.compile(r"\b(?:Healthwatch|Open Age|Imperial|Safer|Young|NHS) (?:in )?\Z")
_BODY_AFTER = re.compile(
    r" (?:General|Hospital|Infirmary|Academy|Fire|Ambulance"
    r"|Street|Road|Partnership|Foundation|Zone|Borough Director|Magistrates|Poverty Profile"
    r"|Crime Prevention|Community(?! (?:[A-Z]\w+ ){0,3}(?:Team|Service))"
    r"|Health (?:&|and) Wellbeing|Violence|Living Wage|City Airport|Custody|College)\b"
)

#: "the London boroughs" are some of them, "all 22 London boroughs" are counted there.
_BOROUGHS = re.compile(r" boroughs\b")
_MANY = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all)"
    r"(?: (?:other|inner|outer|of the|the))? \Z",
    re.I,
)
#: Another place's body that works with the paper's own: "with Croydon Council", "the Croydon Growers Group".
_PARTNER_AFTER = re.compile(
    r" (?:[A-Z][\w&-]+ ){1,4}(?:Group|Trust|Society|Association|Charity|Forum|Network|Alliance|Federation|Union|Centre"
    r"|Council|Board|Hospital|School|Club)\b"
)
_COUNCIL_AFTER = re.compile(r" (?:[A-Z][\w&-]+ ){0,3}Council\b")
_PARTNER_BEFORE = re.compile(r"\b(?:with|through|via|alongside|together with)(?: the)? (?:[A-Z]\w+ of )?\Z")


def place_named(label: str) -> str:
    """Return the canonical name of a label that is a place and nothing else, or an empty string.

    Example:
        >>> place_named("K&C"), place_named("CL"), place_named("Total")
        ('Kensington and Chelsea', 'Central London CCG', '')
    """
    return _CANONICAL.get(" ".join(label.split()), "")


def council_area(council: str) -> str:
    """Return the place that a council's name holds: the canonical one, else the name without the words of its kind.

    Example:
        >>> council_area("City of Westminster"), council_area("Northmere County Council")
        ('Westminster', 'Northmere')
    """
    name = " ".join(council.split())
    if known := place_named(name):
        return known
    bare = re.sub(r"^(?:London Borough|Royal Borough|Metropolitan Borough|Borough|City|County) of ", "", name)
    bare = re.sub(
        r"\s+(?:(?:Metropolitan|London|County|District|Borough|City|Unitary)\s+)*(?:Borough|Council|Authority|District)$",
        "", bare,
    )  # fmt: skip
    return place_named(bare) or bare


_KIND_OF_PLACE = re.compile(
    r"\W*(?:(?:home |local |community )?(?:ward|district|borough|division|locality|neighbourhood|town|parish|zone"
    r"|partnership area|area|place)s?|local authority|council)\W*",
    re.I,
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]+|St\.?)(?: (?:and|of|the|upon|[A-Z][\w’'.-]+)){0,4}")
_NO_NAME = re.compile(
    r"\b(?:Total|Sub-?total|Average|Mean|Other|All|Any|None|Unknown|Rest|Out|North|South|East|West|Central|England|Region|Not|Year|Q[1-4]"
    r"|Quarter|Target|Service|Council|County|Country|Borough|City|District|Towns?|Villages?|Urban|Rural)\b",
    re.I,
)


def listed_places(columns: Iterable[tuple[str, Iterable[str]]]) -> tuple[str, ...]:
    """Return the places that a paper lists in its tables, under headers such as "District" or "Ward".

    Args:
        columns: Header and cells of each first column. A name that could be another thing is left out.

    Example:
        >>> listed_places([("District", ["Ayle", "Bode and Cray", "Total"]), ("Offence", ["Robbery"])])
        ('Ayle', 'Bode and Cray')
    """
    names = [" ".join(cell.split()) for header, cells in columns if _KIND_OF_PLACE.fullmatch(header) for cell in cells]
    return tuple(sorted({n for n in names if _NAME.fullmatch(n) and not _NO_NAME.search(n) and not place_named(n)}))


@lru_cache(maxsize=64)
def _pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted({*_CANONICAL, *own}, key=lambda name: (-len(name), name))
    spaced = (re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(r"\b(?:" + "|".join(spaced) + r")(?!\w)")


def places(text: str, own: tuple[str, ...] = ()) -> list[tuple[str, int, int]]:
    """Return the places named in a text, in order: canonical name and where it stands.

    Args:
        text: A sentence or heading.
        own: Names of places besides those known everywhere: the paper's own councils.

    Example:
        >>> [name for name, _, _ in places("in NWL, and the London Fire Brigade in H&F")]
        ['North West London', 'Hammersmith and Fulham']
    """
    return list(_places(text, own))


@lru_cache(maxsize=1 << 12)  # each figure of a sentence asks for the same words again
def _places(text: str, own: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    found = [
        (_CANONICAL.get(name := " ".join(m[0].split()), name), *m.span())
        for m in _pattern(own).finditer(text)
        if not _BODY_BEFORE.search(before := text[max(0, m.start() - 30) : m.start()])
        and not (m[0] in _OTHER_BOROUGHS and _FIRST_NAME.search(before))
        and not _BODY_AFTER.match(text, m.end())
        and not (_BOROUGHS.match(text, m.end()) and not _MANY.search(before))
        and (_CANONICAL.get(m[0], m[0]) in own or not _is_partner(text, before, m.end()))
    ]
    if len(royal := [name for name in own if name in _ROYAL]) == 1:
        found += [(royal[0], *m.span()) for m in _ROYAL_BOROUGH.finditer(text)]
    found += [("Europe" if m["europe"] else "UK", *m.span(m.lastgroup or 0)) for m in _ABROAD.finditer(text)]
    found += [("Metropolitan Police area", *m.span(m.lastgroup or 0)) for m in _POLICE.finditer(text)]
    found += [
        ("England", *m.span())
        for m in _NATION.finditer(text)
        if not any(a < m.end() and m.start() < b for _, a, b in found)
    ]
    found += [(m[0], *m.span()) for m in _LSOA.finditer(text)]
    return tuple(sorted(found, key=lambda place: place[1]))


def _is_partner(text: str, before: str, stop: int) -> bool:
    """Tell whether a place's name is part of a body's that the paper's own works with."""
    council = _COUNCIL_AFTER.match(text, stop) and _PARTNER_BEFORE.search(before)
    return bool(council or _PARTNER_AFTER.match(text, stop))
