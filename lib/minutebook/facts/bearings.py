"""Bearings: the place and the time that a figure takes from what stands around its sentence.

What a sentence leaves out, its paragraph, a heading or the document may say, and then the figure says so. Where that
isn't plain nothing is said: a figure without a place or a period is a gap, one with the wrong one an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minutebook.facts.loose_quantities import in_a_word
from minutebook.text.dates import shifted
from minutebook.text.periods import Period, periods
from minutebook.text.quantities import Quantity
from minutebook.text.relative_periods import Anchor
from minutebook.text.told_periods import is_base, told


@dataclass(frozen=True)
class Setting:
    """What stands around a paragraph: the day of its paper, the lead of its list, its headings and its document.

    `headings` and `captions`, which head a table or a chart, begin with the innermost. `covers` is the period that the
    section says its data are of; `area` and `period` are those of the whole document, where it has one; `of_shares`
    says that the period is its data's and not its own; `budget` is the financial year that a finance report is of;
    `year_on_year` says that a paper on a part of a year names the same part of the year before; `of_sentences` that the
    place is of what sentences say and not of lines without a verb.
    """

    day: str
    lead: str = ""
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
    of_sentences: bool = False


@dataclass(frozen=True)
class Area:
    """A place: its name, its ward codes where it is made of wards, and what named it."""

    name: str = ""
    code: str = ""
    named_by: str = ""


#: The state of things on the paper's day, or a year that only dates something: no period to go on with.
_NOW = re.compile(
    r"\b(?:currently|(?<!and )(?<!but )(?<!which )now|to date|at present|at any one time|so far|ongoing)\b", re.I
)
_BEGUN = re.compile(
    r"\b(?:established|set up|launched|founded|introduced|began|commenced|agreed|published|produced|written"
    r"|updated|created"
    r"|approved|implemented|adopted|presented|reviewed|Act|Regulations|Order|Bill|Code|by|before|until|from|target)\b[^.;]{0,30}\Z",
    re.I,
)


REFERS_BACK = re.compile(
    r"\W*(?:(?:Of (?:these|those|the|them|this)|These|This|Those|They|It|Their"
    r"|That (?:is|was|makes|made|means|comes|came|equals|amounts)|A further|The (?:same|remaining|other|rest"
    r"|remainder)|Both|In total|Among|(?:Over|In|During) (?:the same|(?:this|that) (?:time|period|year))|There w"
    r"|Approximately|One|Two|Three|Four|Five|Nearly|Almost|Over|Half|Just)\b|\(?£?\d[\d,.]*(?:%|[mk]\b)?(?=\s))"
)


def _goes_on(sentence: str, before: str) -> str:
    """Return the sentence before, where a sentence refers back to it, opens with its number or is announced by it."""
    if sentence.lstrip()[:1] in "•▪◦❖○❑":
        return before if before.rstrip(" •▪◦❖○❑").endswith(":") else ""
    if not REFERS_BACK.match(sentence):
        return ""
    pieces = re.split(r"(?<=[.;]) (?=[A-Z])", before.strip())
    while len(pieces) > 1 and _OF_THEM.match(pieces[-1]) and not any(periods(pieces[-1])):
        pieces.pop()
    return pieces[-1]


#: A sentence that breaks down what the one before it counts.
_OF_THEM = re.compile(r"\W*Of (?:these|those|them)\b")
_NEAR = 400  # characters around a number that its bearings are looked for in


def near(sentence: str, quantity: Quantity) -> str:
    """Return what stands around a quantity: the sentence, where it isn't uncommonly long."""
    return sentence[max(0, quantity.begin - _NEAR) : quantity.stop + _NEAR]


_MOVED = ("from", "to", "change")
_MORE_BEHIND = re.compile(
    r" (?:[a-z]+ )?(?:more|fewer|less|extra|additional|further)\b(?! than (?!in\b|a year\b))"
    r"| (?:above|below) (?:the (?:figure|number|total|level)|that|those)\b"
)


def is_change(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a quantity says by how much something moved, or how many times: "286 more", "twice as many"."""
    more = quantity.unit == "count" and _MORE_BEHIND.match(sentence, quantity.stop)
    return quantity.role == "change" or quantity.unit == "times" or bool(more)


def period_around(setting: Setting, sentence: str, before: str, quantity: Quantity) -> tuple[Period | None, str]:
    """Return the period that an earlier sentence of the paragraph, a heading or the document gives, and which did.

    Only shares, changes and rates take the period that the document says its data cover. What a change of a whole year
    came from is of the year before; of a quarter, one can't tell whether of the last or of last year's.

    Args:
        setting: What stands around the paragraph.
        sentence: The figure's own, which names no period.
        before: What the paragraph says before it.
        quantity: The figure.
    """
    period, named_by = _period_around(setting, sentence, before, quantity)
    if period is None or not came_from(sentence, quantity):
        return period, named_by
    if _OVER_YEARS.search(near(sentence, quantity)):
        return _OPEN
    earlier = _year_back(period) if setting.year_on_year and _is_own(period, setting) else year_before(period)
    return (earlier, named_by) if quantity.unit != "GBP" and earlier else _OPEN


def _is_own(period: Period, setting: Setting) -> bool:
    own = setting.period
    return own is not None and (period.start, period.end) == (own.start, own.end)


_UP_FROM = re.compile(
    r"(?:\b(?:up|down|rise|fall|increased?|decreased?|drop|reduction|grown?|fallen|risen|doubled|trebled|tripled|quadrupled"
    r"|halved|climbed|slipped|dropped|jumped|improved|worsened)|%|\bto £?\d[\d,.]*) from (?:about |some |around )?\Z"
)
#: A change over more than the year: "has gone up by half in two years, from 806".
_OVER_YEARS = re.compile(
    r"\b(?:in|over|within|for) (?:the (?:last|past) )?(?:two|three|four|five|ten|\d+) years\b|\bsince\b", re.I
)


def came_from(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is what another came from: "up from 36", "from 36 to 40"."""
    up = _UP_FROM.search(sentence, max(0, quantity.begin - 40), quantity.begin)
    ended = sentence[quantity.stop :].strip()[:1] in ("", ".", ",", ";") and sentence.endswith(
        ", from ", 0, quantity.begin
    )
    return quantity.role == "from" or up is not None or ended


#: What a number is set against, whose own time isn't said: "40 in 2020, against 36".
_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|versus) (?:about |some |around |only |just )?\Z")


def is_against(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is what another is set against."""
    return _AGAINST.search(sentence, max(0, quantity.begin - 40), quantity.begin) is not None


def year_before(period: Period) -> Period | None:
    """Return the year before a whole year; nothing for a quarter, of which one can't tell with what it's compared."""
    return _year_back(period) if _is_year(period) else None


def _year_back(period: Period) -> Period:
    return replace(period, start=shifted(period.start, years=-1), end=shifted(period.end, years=-1), inferred=True)


def _period_around(setting: Setting, sentence: str, before: str, quantity: Quantity) -> tuple[Period | None, str]:
    given = (before, setting.lead, setting.headings, setting.captions, setting.covers, setting.period)
    around = near(sentence, quantity)
    seldom = in_a_word(quantity) and quantity.role not in _MOVED and not _happened(sentence, quantity)
    if seldom or not any(given) or _NOW.search(around) or _NO_TIME.search(quantity.noun):
        return _OPEN
    if spoken := _spoken(setting, sentence, before, quantity):
        return spoken, "paragraph"
    if any(_is_apart(p, setting) and not _BEGUN.search(before, 0, p.begin) for p in periods(before, setting.anchor)):
        return _OPEN  # the paragraph is about another time than the document, or was: who can tell?
    if caption := next((c for c in setting.captions if _shares_a_word(c, around)), ""):
        return _only(list(periods(caption, setting.anchor)), "heading")
    if _is_of_no_year(setting, sentence, before, quantity):
        return _OPEN
    return _period_over(setting, quantity, is_change(sentence, quantity))


def _is_of_no_year(setting: Setting, sentence: str, before: str, quantity: Quantity) -> bool:
    """Tell whether a number is no finding of the time that its heading or document is of."""
    around = near(sentence, quantity)
    if ELSEWHERE.search(around) or ELSEWHERE.search(setting.lead) or _NO_YEAR.search(around):
        return True
    counted = quantity.unit == "count" and quantity.decimals is not None
    there = counted and _IS_THERE.search(sentence, 0, quantity.begin)
    return bool(there) or (not setting.of_shares and _OF_ASKING.search(before) is not None)


#: What a meeting is told of a time: "The Chair presented the annual report for 2021/22. Concerns had risen by 8%".
_PRESENTED = re.compile(
    r"\b(?:annual (?:report|review|statement|account)|outturn|statistics|(?:performance|monitoring) report|results)"
    r" (?:for|of|on|covering) (?:the )?(?:year |period |quarter )?(?=\S)",
    re.I,
)
_OF_THE_MEETING = re.compile(
    r"\b(?:Members?|Councillors?|Cllrs?|Panel|Committee|Board|Chair|asked|requested|agreed|noted|resolved)\b"
)
_TELLS_OF_THEN = re.compile(r"\b(?:had|was|were|[a-z]{2,}ed|rose|fell|took|made|saw)\b")


def _presented(before: str, sentence: str, setting: Setting) -> Period | None:
    """Return the period of the report that the sentences before have presented, if they name no other."""
    match = _PRESENTED.search(before)
    found = list(periods(before[match.start() :], setting.anchor)) if match else []
    if match is None or not found or found[0].begin > match.end() - match.start() + 2:
        return None
    alone = len({(p.start, p.end) for p in found}) == 1 and _TELLS_OF_THEN.search(sentence)
    elsewhere = _IS_SO.search(sentence) or _OF_THE_MEETING.search(sentence)
    return found[0] if alone and not elsewhere else None


def _is_apart(period: Period, setting: Setting) -> bool:
    """Tell whether a period isn't a part of the one that the whole document reports on."""
    own = None if setting.of_shares else setting.period
    inside = own is not None and own.start <= period.start and period.end <= own.end
    return not (period.inferred or inside or is_compared_with(period, setting))


def _is_part_of(period: Period, setting: Setting) -> bool:
    """Tell whether a period is a part of the year that a document reports on, of which its next sentence may not be."""
    own = None if setting.of_shares else setting.period
    whole = own is not None and shifted(own.start, years=1, days=-1) == own.end
    if own is None or not whole or (period.start, period.end) == (own.start, own.end):
        return False
    return own.start <= period.start and period.end <= own.end


def is_compared_with(period: Period, setting: Setting) -> bool:
    """Tell whether a period is of an earlier year, which a document on a year or a part of one sets beside its own."""
    own = None if setting.of_shares else setting.period
    if own is None or period.end >= own.start:
        return False
    back = int(period.start[:4]) - int(own.start[:4])
    same = (shifted(own.start, years=back), shifted(own.end, years=back)) == (period.start, period.end)
    return same or (_is_year(own) and _is_year(period))


def _is_year(period: Period) -> bool:
    return shifted(period.start, years=1, days=-1) == period.end


def _spoken(setting: Setting, sentence: str, before: str, quantity: Quantity) -> Period | None:
    """Return the period that the paragraph has been speaking of: what a sentence goes on with, or its list."""
    if same := _of_the_same(sentence, before, setting):
        return same
    for text in (_goes_on(sentence, before), setting.lead):
        found = [p for p in told(text, setting.anchor) if not _BEGUN.search(text, 0, p.begin)] if text else []
        found = [p for p in found if not (is_compared_with(p, setting) or is_base(text, p))]
        if found:
            return max(found, key=lambda p: p.end) if is_change(sentence, quantity) else found[0]
    carried = _carried(near(sentence, quantity), before, setting, quantity)
    return carried or (None if is_against(sentence, quantity) else _presented(before, sentence, setting))


_OF_THE_NUMBER = re.compile(r"\W*Of the (?P<number>\d[\d,]*)\b")


def _of_the_same(sentence: str, before: str, setting: Setting) -> Period | None:
    """Return the period of the number that a sentence breaks down: "668 in 2017 and 612 in 2018. Of the 612"."""
    opens = _OF_THE_NUMBER.match(sentence)
    if opens is None:
        return None
    told_of = re.search(rf"\b{opens['number']}(?: [a-z]+){{0,4}} (?:in|during|for) (?:the )?(?=\S)", before)
    found = list(periods(before[told_of.end() :], setting.anchor)) if told_of else []
    return found[0] if found and found[0].begin == 0 else None


_ESTIMATED = re.compile(r"\b(?:will|estimat\w+|project\w+|forecast\w*|if|would|could|should|may|might)\b", re.I)
_THEN = re.compile(
    r"\b(?:was|were|had|did|took|made|fell|rose|became|came|went|gave|cost|paid|spent|held|met|sent|left|won|lost|bought"
    r"|brought|got|ran|began|kept|stood|led|built|saw|grew|[a-z]{2,}ed)\b"
)


_IS_SO = re.compile(r"\b(?:has|have|is|are|can|will|should|may|might|would|could)\b")


def _happened(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number in a word counts what happened: "two workshops were held"; not "two of the workshops"."""
    part = sentence.startswith((" of the ", " of its ", " of our ", " of them "), quantity.stop)
    then = _THEN.search(sentence) and not _IS_SO.search(sentence)
    return bool(then) and not (part or is_known_set(sentence, quantity))


def _carried(sentence: str, before: str, setting: Setting, quantity: Quantity) -> Period | None:
    """Return the only period of the last sentence that has one, if it counts something in it and this one counts on.

    A paragraph breaks one count down in several sentences. Farther back the period has to be printed, but for shares.
    """
    listed = sentence.lstrip()[:1] in "•▪◦❖○❑"
    if quantity.decimals is None or listed or _ESTIMATED.search(sentence):
        return None
    if quantity.unit in ("count", "GBP") and not _THEN.search(sentence):
        return None
    earlier = re.split(r"(?<=[.;]) (?=[A-Z\d])", before.strip())[::-1]
    for n, last in enumerate(earlier):
        found = [p for p in told(last, setting.anchor) if not (_BEGUN.search(last, 0, p.begin) or is_base(last, p))]
        found = [p for p in found if not (is_compared_with(p, setting) or _is_part_of(p, setting))]
        if not found:
            continue
        over = found[0].start < found[0].end <= (setting.day or found[0].end)
        counts = re.search(r"\d", last[: found[0].begin] + last[found[0].stop :])
        far = n and found[0].inferred and quantity.unit != "percent"
        return found[0] if len(found) == 1 and over and counts and not far else None
    return None


_OPEN: tuple[Period | None, str] = (None, "")


def _only(found: Sequence[Period], named_by: str) -> tuple[Period | None, str]:
    return (found[0], named_by) if len(found) == 1 else _OPEN


def _period_over(setting: Setting, quantity: Quantity, change: bool) -> tuple[Period | None, str]:
    """Return the period of the nearest heading that names one, of the section's data, or of the document."""
    for heading in setting.headings:
        if found := [p for p in periods(heading, setting.anchor) if _is_time_of(heading, p)]:
            return _only(found, "heading")
    if setting.covers:
        return setting.covers, "section"
    if quantity.unit == "GBP" and setting.of_shares is False:
        return (setting.budget, "document") if setting.budget else _OPEN  # forecasts and variances are of a whole year
    share = quantity.unit.startswith(("percent", "per ")) or change
    return (setting.period, "document") if setting.period and (share or not setting.of_shares) else _OPEN


def _is_time_of(heading: str, period: Period) -> bool:
    """Tell whether a period in a heading is its time: not the years of a plan, nor the day of a meeting."""
    begin = period.begin
    day = period.start == period.end and not _AT.search(heading, max(0, begin - 20), begin)
    return not day and not _OF_A_PLAN.match(heading, period.stop)


_AT = re.compile(r"\b(?:at|on|by|to|until|of|since|from)(?: the)? \Z", re.I)
_OF_A_PLAN = re.compile(r"\W*(?:[A-Z][\w&-]* ){0,4}(?:Strategy|Plan|Programme|Framework|Vision)\b")
_NO_TIME = re.compile(
    r"\b(?:wards|boroughs|areas|councils|authorities|organisations|charities|agencies|bodies|partners|courts|teams|hubs|sites|buildings"
    r"|groups|gangs|LSOAs?|LSOA[’']s|output areas|meetings|votes?|abstentions?|members)\b",
    re.I,
)
#: Surveys, forecasts and the people who live there have another time than the data of the paper.
_NO_YEAR = re.compile(
    r"\b(?:survey\w*|populations? (?:of|is|was|has|will|grew|aged|estimates?)|of (?:[\w’']+ ){1,2}population"
    r"|(?:people|residents|adults|children|households) (?:live|are living)\b|there (?:may|might|could|can) be"
    r"|projected|footfall|highlight\w*|(?:if|were)\b.{1,200}\bwould)\b",
    re.I,
)
#: What those who were asked have said is of the days they were asked.
_OF_ASKING = re.compile(r"\b(?:survey\w*|questionnaires?|respondents?|polls?|interviewed)\b", re.I)
#: What there is on the day that the paper was written: "The home has 16 places", "there are 41 parishes".
_IS_THERE = re.compile(
    r"\b(?:has|have|holds?|there (?:is|are)|is home to|owns?|employs?|runs?)"
    r" (?:about |some |around |only |over |nearly |almost )?\Z|\bour \Z",
    re.I,
)
_TELLING = re.compile(r"\b(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[a-z]{6,})\b")


def _shares_a_word(caption: str, sentence: str) -> bool:
    """Tell whether a caption is about what a sentence is: an acronym or a longer word stands in both."""
    return not {w.casefold() for w in _TELLING.findall(caption)}.isdisjoint(
        w.casefold() for w in _TELLING.findall(sentence)
    )


#: What a paper compares its own place with: never meant where a later sentence names no place.
WIDER = {"London", "Inner London", "Metropolitan Police area", "England", "England and Wales", "UK", "Europe"}


#: Words of what is found in the country or by research, which is no finding about the paper's own place.
ELSEWHERE = re.compile(
    r"\b(?:nationwide|research|stud(?:y|ies)|evidence shows|taxpayer"
    r"|(?:MoJ|Ministry of Justice|Home Office|ONS)[’']?s? (?:data|figures|statistics|estimates?|analysis|surveys?"
    r"|show\w*|found|publish\w*)|society|prison population|released from prison|estimated that"
    r"|young offender institutions)\b",
    re.I,
)


def is_national(area: str) -> bool:
    """Tell whether a place is the country or the continent, on which other years' figures are quoted."""
    return area in ("England", "England and Wales", "UK", "Europe")


def is_wider(area: str) -> bool:
    """Tell whether a place is one that papers compare their own with: London, England."""
    return area in WIDER


#: A set that is there already: "all eight authorities", "the two hospitals".
_KNOWN_SET = re.compile(r"\b(?:the|all|these|those|both|our|its|their|last|first)(?: (?:last|first|other))? \Z", re.I)


def is_known_set(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number in a word says how many there are of what is known, at no time: "all eight councils"."""
    few = in_a_word(quantity) or (quantity.unit == "count" and _NO_TIME.search(quantity.noun))
    return bool(few) and _KNOWN_SET.search(sentence, max(0, quantity.begin - 20), quantity.begin) is not None
