"""Loose quantities: which take their place and time from what stands around them, and which have none."""

from __future__ import annotations

import re

from minutebook.text.numbers import WORD
from minutebook.text.quantities import Quantity

_NO_BEARING = re.compile(
    r"\b(?:strands?|priorities|priority|themes?|streams?|workstreams?|phases?|options?|indicators?|objectives?|principles?"
    r"|recommendations?|sections?(?! \d)|questions?|languages?|steps?|stages?|points?|ways|types?|aims?|pillars?"
    r"|outcomes?|elements?"
    r"|things|votes?|abstentions?|risks?|domains?|criteria|issues|aspects|factors|reasons|models?|approaches"
    r"|levels|tiers|categories|groups? of|metrics|levers?|shortfalls?|enablers?|ambitions?|commitments?|goals?|findings"
    r"|topics"
    r"|(?:key|work|focus|priority|strategic|thematic|improvement|delivery|development|action|outcome|impact|policy"
    r"|practice|main|broad|core|common) areas)\b",
    re.I,
)
#: What a paper counts of itself, in a word: "six actions", "the two schemes".
_OF_THE_PAPER = re.compile(
    r"\b(?:shifts|tables|pages|matters|measures|lots|rounds|sittings|headings|booklets|schemes|variations|actions|series|figures|charities"
    r"|organisations|companies|members|(?:school|working) days|lockdowns)\b",
    re.I,
)
_OF_TIME, _OFTEN = ("", "days", "nights", "hours"), 30
_FEW = 20  # more than so many aren't what a paper lists: "220 outcomes"
_LENGTHS = {"miles", "km", "metres"}
DURATIONS = {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}


_ABOUT = r"(?:(?:about|some|nearly|almost|only|just|now|around|for|over|on average|an average of) )*"
#: "the average wait was 9 days", "they waited 9 days", "at the other yard it was 12 days", "up from 9 days".
_MEASURED_AS = re.compile(
    rf"\b(?:(?:average|mean|median|typical|longest|shortest)\b[^.;:()]{{0,60}}"
    r" (?:is|was|were|are|been|of|at|by|to|from)"
    r"|(?:waits?|gaps?|delays?|stays?|difference|life expectancy)\b[^.;:()]{0,40} (?:was|were|been|by|of)"
    r"|waited|averaged|it (?:was|had been|has been)|(?:up|down) from"
    rf"|differs? by) {_ABOUT}\Z",
    re.I,
)
_MEASURED_BEHIND = re.compile(
    r"(?: of \w+)? on average\b| (?:less|more|longer|shorter|fewer|older|younger) than\b"
    r"| too (?:long|short|late)\b| (?:under|over|above|below) (?:the|its|our) (?:target|average|aim)\b"
    r"|[ -](?:gap|difference|shortfall|delay)\b",
    re.I,
)
_SINGULAR = re.compile(r"(?<!\bone)(?<!\b1)(?<!\ba)(?<!\ban)[ -](?:minute|hour|day|week|month|year)\Z", re.I)
_SINCE = re.compile(r" (?:since|ago|before|after|later)\b")
_HOURS_OF_WORK = 100  # so many hours are counted, not waited for


def is_measured(quantity: Quantity, sentence: str) -> bool:
    """Tell whether a duration is what was found and not a term: "the average stay was 9 days", "a 9 year gap".

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> said = ("The average stay was 9 days", "Pay within 9 days", "a 9 year gap", "two 3.5 year trials")
        >>> [is_measured(quantities(text)[-1], text) for text in said]
        [True, False, True, False]
    """
    begin, stop = quantity.begin, quantity.stop
    if _MEASURED_BEHIND.match(sentence, stop):
        return True
    if _SINGULAR.search(sentence, begin, stop) and sentence[stop : stop + 2].strip()[:1].isalpha():
        return False  # it only describes: "a 9 year plan"
    if quantity.unit == "hours" and quantity.decimals is not None and quantity.value >= _HOURS_OF_WORK:
        return True
    if quantity.decimals or (quantity.unit in _SHORT and quantity.role in ("from", "to")):
        return True  # "from 62 days to 31.3": measured, not a term
    told = _MEASURED_AS.search(sentence, max(0, begin - 100), begin)
    return told is not None and not (told[0][:3].casefold() == "it " and _SINCE.match(sentence, stop))


_SHORT = ("seconds", "minutes", "hours", "days")


def has_bearing(quantity: Quantity, sentence: str = "") -> bool:
    """Tell whether a quantity of a sentence may take its place and time from what stands around: a term doesn't."""
    often = quantity.unit.startswith("per ") and not quantity.unit[4:5].isdigit()
    if often and (quantity.decimals is None or (quantity.noun in _OF_TIME and quantity.value < _OFTEN)):
        return False  # how often, not how many
    if quantity.unit in DURATIONS:
        return is_measured(quantity, sentence)
    if is_of_points(sentence, quantity):
        return True
    of_the_paper = in_a_word(quantity) and _OF_THE_PAPER.search(quantity.noun)
    few = in_a_word(quantity) or abs(quantity.value) <= _FEW
    listed = few and _NO_BEARING.search(quantity.noun)
    of_a_list = (
        in_a_word(quantity)
        and not quantity.noun
        and _OF_A_LIST.search(sentence, max(0, quantity.begin - _BEHIND), quantity.begin)
    )
    return quantity.unit not in _LENGTHS and not (listed or of_the_paper or of_a_list)


_POINTS_MORE = re.compile(
    r" points? (?:up|down|higher|lower|more|fewer|better|worse|above|below|separate|apart|short)\b"
)


def is_of_points(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number counts points by which shares differ: "fell by four points", "17 points separate them"."""
    moved = quantity.role in ("change", "from", "to") or _POINTS_MORE.match(sentence, quantity.stop)
    return quantity.noun.startswith("point") and bool(moved or sentence.endswith("by ", 0, quantity.begin))


#: How many of a paper's own actions something has come of: "Of the nine actions, six had been done, two were in hand".
_OF_A_LIST = re.compile(
    rf"\b(?:{WORD}) (?:actions|recommendations)\b(?! (?:is|are|were|was) complete)[^.]{{0,80}}\Z", re.I
)


_OFTEN_UNITS = {"per day", "per week", "per month", "per year"}
#: What stands between a count and the same count told of each day or month: "348 cases, 29 a month".
_OR_EACH = re.compile(
    r"(?: [\w’'/-]+){0,9}(?:,| or|:| \()(?: (?:or|and|that is|which is|on average|an average of|at|about|some|around"
    r"|roughly|nearly|almost|just|over|under|more|fewer|less|than))*\s?"
)


def is_told_of_each(sentence: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a number is the one before it once more, of each day, week, month or year: "348 cases, 29 a month".

    Args:
        sentence: The sentence of both.
        before: The number before it.
        quantity: The number.
    """
    counts = before.unit != quantity.unit and before.unit not in DURATIONS
    gap = sentence[before.stop : quantity.begin]
    return counts and quantity.unit in _OFTEN_UNITS and _OR_EACH.fullmatch(gap) is not None


_VOTED = re.compile(r"\bvotes? to \Z")
_VOTES = re.compile(r",? (?:votes?\b|abstentions?\b|in favour\b|against\b(?=[,.;)]))")


def is_vote(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number counts votes at a meeting: "by seven votes to two"."""
    begin, stop = quantity.begin, quantity.stop
    voted = _VOTES.match(sentence, stop) or _VOTED.search(sentence, max(0, begin - 20), begin)
    return quantity.unit == "count" and voted is not None


#: Who sits on a committee, and how many of them have to be there, or were.
_OF_A_MEETING = re.compile(
    r"\bquor(?:um|ate)\b|\bco-opted\b|\b[Ss]ubstitutes\b"
    r"|\b(?:[Cc]ommittee|[Pp]anel|[Bb]oard) (?:has|consists of|comprises) \w+ (?:\w+ )?(?:members|councillors)\b"
    r"|\b(?:[Cc]ouncillors|[Mm]embers)\b[^.;]{0,40} (?:attended|present|in the room|in attendance)\b"
    r"|\bwas carried\b(?! (?:out|over|forward|on|by))|\babstain\w*\b"
)


def is_of_a_meeting(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number counts who sits on a committee, or takes part in its meeting."""
    few = quantity.unit in ("count", "") and abs(quantity.value) <= _FEW
    return few and _OF_A_MEETING.search(sentence, max(0, quantity.begin - _BEHIND), quantity.stop + _BEHIND) is not None


#: What a body is made of: "the 31 organisations that make up the Partnership", "a partnership of 9 charities".
_MAKES_UP = re.compile(
    r" (?:[a-z-]+ )?(?:organisations|bodies|partners|charities|agencies|members|services)"
    r" (?:that|who|which) (?:make up|sit|belong)\b"
)
_MADE_OF = re.compile(
    r"\b(?:partnership|working group|alliance|consortium|network) of \Z|\bbrings together\b[^.;]{0,200}\Z", re.I
)


def is_of_a_body(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is how many a body is made of."""
    begin, stop = quantity.begin, quantity.stop
    made = _MADE_OF.search(sentence, max(0, begin - 220), begin) or _MAKES_UP.match(sentence, stop)
    return quantity.unit == "count" and made is not None


#: Who lives there: "a third of the residents", "on a population of 129,600", "of our residents (46,120 people)".
_OF_RESIDENTS = re.compile(
    r" of (?:the|its|our|all|[A-Z][\w’'-]+['’]s)(?: (?:borough|county|city|town|area|district|ward)(?:['’]s)?)?"
    r" (?:people|residents|population|inhabitants|under-\d+s|over-\d+s)\b(?! (?:who|we|seen|in touch))"
    r"| (?:people|residents|inhabitants)\)"
)
_POPULATION = re.compile(r"\bpopulation of (?:about |some |around )?\Z")


def is_of_residents(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is how many live somewhere, or what share of them."""
    begin, stop = quantity.begin, quantity.stop
    told = _POPULATION.search(sentence, max(0, begin - 40), begin) or _OF_RESIDENTS.match(sentence, stop)
    return told is not None


def in_a_word(quantity: Quantity) -> bool:
    """Tell whether a quantity is a small number in a word: "the two stations" are seldom counted in a year."""
    return quantity.unit == "count" and quantity.decimals is None


WAS_HELD = "(?:was|were) (?:held|attended|run|visited|given|made|sent|met)"
_NO_TIME = re.compile(
    r"\b(?:wards|boroughs|areas|councils|authorities|organisations|charities|agencies|bodies|partners|courts|teams|hubs|sites|buildings"
    r"|groups|gangs|LSOAs?|LSOA[’']s|output areas|meetings|votes?|abstentions?|members)\b",
    re.I,
)


def has_no_time(sentence: str, quantity: Quantity) -> bool:
    """Tell whether what is counted is there at all times, as wards are, or is of an earlier time that isn't told."""
    people = sentence.startswith((" members of staff", " members of the public"), quantity.stop)
    earlier = _OF_AN_EARLIER.match(sentence, quantity.stop) is not None
    return earlier or (_NO_TIME.search(quantity.noun) is not None and not people)


#: "13% in the quarter before", "the 62 of the previous survey".
_OF_AN_EARLIER = re.compile(
    r"[^.;,\d]{0,20}? (?:in|of|for|at) (?:the )?(?:(?:quarter|month|survey|meeting) before|last time"
    r"|(?:previous|earlier) (?:quarter|month|survey|report|plan|meeting))\b"
)


#: A set that is there already: "all eight authorities", "the two hospitals".
_KNOWN_SET = re.compile(r"\b(?:the|all|these|those|both|our|its|their|last|first)(?: (?:last|first|other))? \Z", re.I)


def is_known_set(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number in a word says how many there are of what is known, at no time: "all eight councils"."""
    few = in_a_word(quantity) or (quantity.unit == "count" and _NO_TIME.search(quantity.noun))
    return bool(few) and _KNOWN_SET.search(sentence, max(0, quantity.begin - 20), quantity.begin) is not None


THEN = re.compile(
    r"\b(?:was|were|had|did|took|made|fell|rose|became|came|went|gave|cost|paid|spent|held|met|sent|left|won|lost|bought"
    r"|brought|got|ran|began|kept|stood|led|built|saw|grew|[a-z]{2,}ed)\b"
)
IS_SO = re.compile(r"\b(?:has|have|is|are|can|will|should|may|might|would|could)\b")
_BEHIND = 400  # characters behind a number in which what it did is told


def happened(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number in a word counts what happened: "two workshops were held"; not "two of the workshops"."""
    first, last = max(0, quantity.begin - _BEHIND), quantity.stop + _BEHIND
    begin = max(first, *(sentence.rfind(mark, first, quantity.begin) + 1 for mark in ";:"))
    stop = sentence.find(";", quantity.stop, last)
    clause = sentence[begin : stop if stop >= 0 else last]
    then = THEN.search(clause) and not IS_SO.search(clause)
    done = _HAS_DONE.search(sentence, max(0, quantity.begin - 80), quantity.begin)
    return bool(then or done) and not is_known_set(sentence, quantity)


#: What has been done lately: "has saved an estimated 20 lamps and prevented two falls".
_HAS_DONE = re.compile(
    r"\b(?:has|have)\b[^.;]*\b(?!agreed|identified|needed|based|used|called|named|entitled)"
    r"(?:[a-z]{2,}ed|run|held|met|made|given|sent|won|built|paid|put on|bought) \Z"
)


def took_part(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a known set is told of what it did: "all eight choirs took part", "the two evenings were held"."""
    known = is_known_set(sentence, quantity) and not sentence.endswith("of the ", 0, quantity.begin)
    begin, stop = quantity.begin, quantity.stop
    these = sentence[max(0, begin - 6) : begin].lower() in ("these ", "those ")
    these = these and THEN.search(sentence, stop, stop + _BEHIND) is not None
    return known and bool(these or _DID.match(sentence, stop))


_DID = re.compile(rf"(?: [a-z][\w’'-]*){{1,3}} (?:took part|attended|joined|came|{WAS_HELD})\b")
