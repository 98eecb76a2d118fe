"""Loose quantities: which take their place and time from what stands around them, and which have none."""

from __future__ import annotations

import re

from minutebook.text.quantities import Quantity

_NO_BEARING = re.compile(
    r"\b(?:strands?|priorities|priority|themes?|streams?|workstreams?|phases?|options?|indicators?|objectives?|principles?"
    r"|recommendations?|sections?(?! \d)|questions?|languages?|steps?|stages?|points?|ways|types?|aims?|pillars?"
    r"|outcomes?|elements?"
    r"|things|votes?|abstentions?|risks?|domains?|criteria|issues|aspects|factors|reasons|models?|approaches"
    r"|levels|tiers|categories|groups? of|key areas|metrics)\b",
    re.I,
)
#: What a paper counts of itself, in a word: "six actions", "the two schemes".
_OF_THE_PAPER = re.compile(
    r"\b(?:matters|measures|lots|rounds|sittings|headings|booklets|schemes|variations|actions|series|figures|charities"
    r"|organisations|companies|members|(?:school|working) days|lockdowns)\b",
    re.I,
)
_OF_TIME, _OFTEN = ("", "days", "nights", "hours"), 30
_FEW = 20  # more than so many aren't what a paper lists: "220 outcomes"
_LENGTHS = {"miles", "km", "metres"}
DURATIONS = {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}


def has_bearing(quantity: Quantity) -> bool:
    """Tell whether a quantity may take its place and time from what stands around: a duration doesn't."""
    often = quantity.unit.startswith("per ") and not quantity.unit[4:5].isdigit()
    if often and (quantity.decimals is None or (quantity.noun in _OF_TIME and quantity.value < _OFTEN)):
        return False  # how often, not how many
    short = quantity.unit in ("seconds", "minutes", "hours", "days")
    if quantity.unit in DURATIONS and (quantity.decimals or (short and quantity.role in ("from", "to"))):
        return True  # "from 62 days to 31.3": measured, not a term
    if quantity.role in ("change", "from", "to") and quantity.noun.startswith("point"):
        return True  # "fell by four points"
    of_the_paper = in_a_word(quantity) and _OF_THE_PAPER.search(quantity.noun)
    few = in_a_word(quantity) or abs(quantity.value) <= _FEW
    listed = few and _NO_BEARING.search(quantity.noun)
    return quantity.unit not in DURATIONS | _LENGTHS and not (listed or of_the_paper)


def in_a_word(quantity: Quantity) -> bool:
    """Tell whether a quantity is a small number in a word: "the two stations" are seldom counted in a year."""
    return quantity.unit == "count" and quantity.decimals is None


#: A duration that was measured: "took 41 days on average", "the longest wait was 31 weeks".
_ABOUT = r"(?: about| around| over| just| only| nearly| almost)*"
_MEASURED = re.compile(
    r"\b(?:average|mean|median|typical|longest|shortest|usual|waits?|delays?|stays?) (?:[a-z]+ ){0,4}?"
    rf"(?:was|of|is|at|to|took){_ABOUT} \Z|\b(?:took|taking|waited|lasted|stayed)(?: for)?(?: on average)?{_ABOUT} \Z",
    re.I,
)
_ON_AVERAGE = re.compile(r" on average\b")


def is_measured(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a duration is a finding, and no term: it has the time that its sentence or paper has."""
    if quantity.unit not in DURATIONS:
        return False
    before = _MEASURED.search(sentence, max(0, quantity.begin - 80), quantity.begin)
    return before is not None or _ON_AVERAGE.match(sentence, quantity.stop) is not None
