"""Timing: the period that each figure of a sentence is of, from what the sentence says and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from minutebook.facts.bearings import Area, Setting, is_national, near
from minutebook.facts.belonging import belonging, joined
from minutebook.facts.loose_quantities import (
    DURATIONS,
    IS_SO,
    happened,
    has_bearing,
    in_a_word,
    is_known_set,
    is_of_a_body,
    is_of_a_meeting,
    is_told_of_each,
    is_vote,
    took_part,
)
from minutebook.facts.times_around import (
    came_from,
    compares_years,
    is_against,
    is_change,
    is_pair,
    period_around,
    year_before,
)
from minutebook.text.periods import Period
from minutebook.text.quantities import Quantity
from minutebook.text.relative_periods import CAPITAL
from minutebook.text.told_periods import compared_at, is_base, told

Timed = tuple[Period | None, str]
_OPEN: Timed = (None, "")
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
    times = told(sentence, setting.anchor, before) if found else []
    spans = [(p.begin, p.stop) for p in times]
    reached = list(accumulate((stop for _, stop in spans), max))
    chosen = belonging(sentence, found, spans)
    out: list[Timed] = []
    for n, (quantity, near_by) in enumerate(zip(found, chosen, strict=True)):
        first = bisect_right(reached, quantity.begin)  # the first that reaches beyond where the number begins
        at = first if first < len(spans) and _overlap(quantity, spans[first]) else near_by
        at = _but_others(sentence, found, times, at, quantity)
        loose = has_bearing(quantity, sentence)
        loose = loose and (not is_known_set(sentence, quantity) or took_part(sentence, quantity))
        around = period_around(setting, sentence, before, quantity) if loose else _OPEN
        if areas[n].named_by == "sentence" and is_national(areas[n].name):
            around = _of_country(around, _compared_with(sentence, found, out))
        within = _BESIDE_DURATION if quantity.unit in DURATIONS else _BESIDE
        beside = at is not None and joined(sentence, n, found, spans[at], within)
        beside = beside and not (quantity.unit in DURATIONS and sentence.startswith(" from ", quantity.stop))
        if _is_of_no_time(sentence, quantity):
            out.append(_OPEN)
        elif at is not None and (loose or beside or _overlap(quantity, spans[at])):
            out.append(_if_sure(sentence, quantity, _said_of(sentence, quantity, areas[n], times[: at + 1], around)))
        elif loose and _tells_alone(sentence, times, quantity):
            out.append(_if_sure(sentence, quantity, _said_of(sentence, quantity, areas[n], times[:1], around)))
        else:
            out.append(around)
    _listed(sentence, found, out)
    _pair(sentence, found, areas, out, replace(setting, above=before + setting.above))
    return [_as_beside(sentence, found, out, n) for n in range(len(found))]


def _compared_with(sentence: str, found: Sequence[Quantity], out: Sequence[Timed]) -> Timed | None:
    """Return the time of the last number of the next one's unit, where the next one is what that is compared with."""
    quantity = found[len(out)]
    beside_it = next((i for i in range(len(out) - 1, -1, -1) if found[i].unit == quantity.unit), -1)
    return out[beside_it] if beside_it >= 0 and _is_compared(sentence, found[beside_it], quantity) else None


def _but_others(
    sentence: str, found: Sequence[Quantity], times: Sequence[Period], at: int | None, quantity: Quantity
) -> int | None:
    """Return which of the times is a number's, but for what it is compared with and for that of another clause."""
    if at is not None and quantity.begin < compared_at(sentence, times[at]):
        at = next((i for i in range(at - 1, -1, -1) if compared_at(sentence, times[i]) < 0), None)
    if at is not None and _is_of_another_clause(sentence, found, (times[at].begin, times[at].stop), quantity):
        return None
    return at


def _said_of(sentence: str, quantity: Quantity, area: Area, times: Sequence[Period], around: Timed) -> Timed:
    """Return the period of a number: the last of those told, or of a change, or the one before it."""
    main = [p for p in times[-_NEIGHBOURS:-1] if not (is_base(sentence, p) or (around[0] and p.end < around[0].start))]
    if around[0] and _is_only_compared(sentence, quantity, times[-1], around[0]):
        return (main[-1], "sentence") if main else around
    if is_change(sentence, quantity):
        return _of_change(sentence, times, around)
    span = _SPAN.search(sentence, max(0, times[-1].begin - 8), times[-1].begin + 8)
    if times[-1].stop > quantity.begin or (span and quantity.role == "to"):  # the level at the end of "since May"
        return _OPEN if span and quantity.role == "to" else (times[-1], "sentence")
    if is_base(sentence, times[-1]) and _is_beside_base(sentence, quantity, times[-1]):
        return around
    of_it = is_base(sentence, times[-1]) and sentence[times[-1].stop : quantity.begin] == " of "
    if came_from(sentence, quantity) and not of_it:
        earlier = year_before(times[-1])
        return earlier, "sentence" if earlier else ""
    against = is_against(sentence, quantity) and not of_it
    return _OPEN if against and area.named_by != "sentence" else (times[-1], "sentence")


def _if_sure(sentence: str, quantity: Quantity, timed: Timed) -> Timed:
    """Return a time that its sentence gives, or nothing where such times are wrong in more than one case of four.

    That is where it had to be worked out and the number is a word that counts nothing that happened, stands in a clause
    on how things are ("a hub opened in June and has seen 236 people"), or is a sum or a change and the time is a day.
    """
    period = timed[0]
    stated = period is None or timed[1] != "sentence" or not period.inferred
    if period is None or stated or _overlap(quantity, (period.begin, period.stop)):
        return timed
    flows = quantity.unit == "GBP" and not _STOOD.search(sentence, max(0, quantity.begin - _CLOSE), quantity.begin)
    flows = period.start == period.end and (flows or is_change(sentence, quantity))
    month = period.start[:7] == period.end[:7] or _MONTHS.search(sentence, period.begin, period.stop)
    since = _SINCE.search(sentence, max(0, period.begin - 20), period.stop)
    state = month and not since and IS_SO.search(_clause(sentence, quantity))
    idle = in_a_word(quantity) and not (happened(sentence, quantity) or took_part(sentence, quantity))
    return _OPEN if flows or state or idle else timed


_MONTHS = re.compile(CAPITAL)
_SINCE = re.compile(r"\b[Ss]ince\b")
#: What there was of money on a day: "debt was £12m on 30 November".
_STOOD = re.compile(r"\b(?:stood|was|were|owed)\b[^.;:]*\Z")
_ENDS_CLAUSE = re.compile(r"[;:]|, | and | but ")


def _clause(sentence: str, quantity: Quantity) -> str:
    """Return the words around a quantity up to the next comma, colon or "and" on either side."""
    first, last = max(0, quantity.begin - _FAR_OFF), quantity.stop + _FAR_OFF
    begin = max((m.end() for m in _ENDS_CLAUSE.finditer(sentence, first, quantity.begin)), default=first)
    end = _ENDS_CLAUSE.search(sentence, quantity.stop, last)
    return sentence[begin : end.start() if end else last]


def _is_beside_base(sentence: str, quantity: Quantity, period: Period) -> bool:
    """Tell whether a number isn't that of the time behind which it stands, but what is compared with it.

    "From the previous year of 510 to 734", "above the number for 2020-21 (318 compared with 305)".
    """
    pair = _OPENS_PAIR.fullmatch(sentence, period.stop, quantity.begin) and is_pair(sentence, quantity)
    return quantity.role == "to" or bool(pair)


def _listed(sentence: str, found: Sequence[Quantity], out: list[Timed]) -> None:
    """Give the numbers that a colon lists the time of the one before it: "£90 in 2019: £50 for elms, £40 for limes"."""
    colon = sentence.find(": ")
    over = next((n for n in range(len(found) - 1, -1, -1) if found[n].stop <= colon), -1) if colon > 0 else -1
    if over < 0 or out[over][1] != "sentence":
        return
    end = sentence.find(";", colon)
    for n in range(over + 1, len(found)):
        alike = found[n].unit == found[over].unit and not is_change(sentence, found[n])
        if (end < 0 or found[n].begin < end) and out[n][1] != "sentence" and alike:
            out[n] = out[over]


#: What tells that a number behind it, or before it, is of another time than the year that it is set beside.
_COMPARES = re.compile(
    r"\b(?:than|over|above|below|double|twice|half|against|compared|same (?:number|share|rate|level|figure) as"
    r"|(?:up|down) (?:on|from))\b"
)
_FAR_OFF = 300  # characters between a number and a time that are looked at
_THEREFORE = re.compile(
    r"\b(?:so|which means|that is|this year|now)\b|;|, and (?:[a-z]+ ){0,2}(?:[a-z]+ed|began|held|saw|made)\b"
)


def _is_only_compared(sentence: str, quantity: Quantity, period: Period, around: Period) -> bool:
    """Tell whether an earlier time than that of the text around is what a number is only set beside.

    "We trained 310, an increase of 48 over 2020/21": of that year is the number that stands with it, if any does.
    """
    if period.end >= around.start:
        return False
    if period.begin >= quantity.stop:
        gap = sentence[quantity.stop : min(period.begin, quantity.stop + _FAR_OFF)]
        return _COMPARES.search(gap) is not None
    gap = sentence[period.stop : min(quantity.begin, period.stop + _FAR_OFF)]
    return _THEREFORE.search(gap) is not None


def _pair(sentence: str, found: Sequence[Quantity], areas: Sequence[Area], out: list[Timed], setting: Setting) -> None:
    """Put what a number is compared with, "(63% compared with 52%)", "381 compared with 298", a year before it."""
    for n in range(1, len(found)):
        period, named_by = out[n - 1]
        if (
            period
            and (is_pair(sentence, found[n - 1]) or _is_set_against(sentence, found[n - 1], found[n], areas[n]))
            and out[n][1] in ("", named_by)
            and compares_years(setting, near(sentence, found[n]), period)
        ):
            earlier = year_before(period, setting)
            out[n] = (earlier, named_by) if earlier else _OPEN


def _is_set_against(sentence: str, first: Quantity, second: Quantity, area: Area) -> bool:
    """Tell whether a number is set against the one before it, and nothing says of what place or of whom it is."""
    ends = sentence[second.stop : second.stop + 1] in (",", ".", ";", ")", "")
    alone = area.named_by != "sentence" and not _OF_GROUPS.search(sentence, max(0, first.begin - _CLOSE), first.begin)
    return ends and alone and first.unit == second.unit and is_against(sentence, second)


#: Two groups are compared, not two years: "more women than men".
_OF_GROUPS = re.compile(r"\bthan\b(?! (?:in|a year|last year|the year))")
_LISTS = re.compile(r"[:–]")
_OPENS = 12  # characters before a period that opens its sentence


def _is_of_another_clause(sentence: str, found: Sequence[Quantity], span: tuple[int, int], quantity: Quantity) -> bool:
    """Tell whether a period is that of a clause which counts nothing: "It opened in May 2019; three have closed"."""
    if span[0] < _OPENS or span[1] > quantity.begin:
        return False
    end = sentence.find(";", span[1], found[0].begin)
    return end >= 0 and not _LISTS.search(sentence, span[1], end)


_SPAN = re.compile(r"\b(?:between|since) ", re.I)
_NEIGHBOURS = 4  # how many of a sentence's times before a number may be its own
_OPENS_PAIR = re.compile(r" \(")


#: A count beside its own share: "84% or 108 of the 128", "45% (58)".
_ITS_COUNT = re.compile(r"(?: [\w/-]+){0,3} \(|,? or ")


#: A change and what share it is: "grew by 321, or 2.2%", "112 more than the 1,172 of 2017 (9.6%)".
_IS_IT_TOO = re.compile(r",? or |(?: [\w/-]+){0,3} \(|(?: more| fewer) than the [\d,]+ (?:of|in) \d{4}(?:/\d\d)? \(")


def _as_beside(sentence: str, found: Sequence[Quantity], times: Sequence[Timed], n: int) -> Timed:
    """Return a figure's period; a rank's, and a count's that stands beside its share, are its neighbour's."""
    quantity = found[n]
    if n and not times[n][0] and is_told_of_each(sentence, found[n - 1], quantity):
        return times[n - 1]
    more = n > 1 and sentence.startswith((" more than the ", " fewer than the "), found[n - 2].stop)
    if more and quantity.unit == "percent" and _IS_IT_TOO.fullmatch(sentence, found[n - 2].stop, quantity.begin):
        return times[n - 2]
    if n and is_change(sentence, found[n - 1]):
        gap = sentence[found[n - 1].stop : quantity.begin]
        if _IS_IT_TOO.fullmatch(gap) if quantity.unit == "percent" else gap in (" or ", ", or "):
            return times[n - 1]
    if times[n][0] or quantity.unit not in ("rank", "count"):
        return times[n]
    for other in (n - 1, n + 1):
        if not 0 <= other < len(found) or found[other].unit == "rank":
            continue
        first, second = (other, n) if other < n else (n, other)
        gap = sentence[found[first].stop : found[second].begin]
        share = other < n and found[other].unit == "percent" and _ITS_COUNT.fullmatch(gap)
        ranked = quantity.unit == "rank" and not _COMPARED.search(gap) and len(gap) < _CLOSE
        if share or ranked:
            return times[other]
    return times[n]


_CLOSE = 80  # characters between a rank and the number that it ranks


def _of_country(around: Timed, beside: Timed | None) -> Timed:
    """Return the period of a country's figure, of which other years' are quoted: that of the one it's set beside."""
    if beside is not None:
        return beside if beside[1] != "sentence" else _OPEN
    return around if around[1] == "paragraph" else _OPEN


_COMPARED = re.compile(r"\b(?:compared|comparison|than|against|versus|whereas|while|same)\b|\A[^.;]*\([^)]*\Z", re.I)


def _is_compared(sentence: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a number is set beside the one before it, of the same time: "9% compared with 12% nationally"."""
    return before.unit == quantity.unit and _COMPARED.search(sentence, before.stop, quantity.begin) is not None


def _of_change(sentence: str, times: Sequence[Period], around: Timed) -> Timed:
    """Return the period in which a change ended: the second of "from 2014 to 2015", not the one compared with."""
    told = [p for p in times if p.start == p.end or not is_base(sentence, p)]
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
_A_RANGE = re.compile(r"\b(?:to|until|and)\b|[–-]")
_IN_BRACKETS = re.compile(r"\([^()]*\d[^()]*\Z")
#: A comparison with other places at the same time: "lower than in Ayle and nationally in 2019".
_WITH_PLACES = re.compile(r"\b(?:than|compared (?:with|to)|against)\b[^\d;:]*?(?: [A-Z][a-z]{2,}| nationally)\b")


def _tells_alone(sentence: str, times: Sequence[Period], quantity: Quantity) -> bool:
    """Tell whether the only period of a sentence is the time of a number that stands farther from it.

    A comparison behind the number has the period of what it is compared with; one before the number shares it.
    """
    if is_change(sentence, quantity) and len(times) <= _NEIGHBOURS:
        times = [p for p in times if not is_base(sentence, p)]
    if len(times) != 1 or quantity.decimals is None or quantity.begin < compared_at(sentence, times[0]):
        return False
    begin, stop = times[0].begin, times[0].stop
    if begin < quantity.begin:
        lead = sentence[max(0, begin - 60) : begin]
        if _A_RANGE.search(sentence, begin, stop):
            lead = lead.removesuffix("from ")
        return not _OTHER_TIME_THEN.search(lead) and not _LATER.search(sentence[stop : quantity.begin])
    # "914 (2020/21: 871)", "914 (43 in 2020/21)"
    inside = sentence[begin - 1 : begin] == "(" and sentence[stop : stop + 1] != ")"
    inside = inside or _IN_BRACKETS.search(sentence, quantity.stop, begin) is not None
    gap = _WITH_PLACES.sub("", sentence[quantity.stop : begin])
    return not inside and not _OTHER_TIME.search(gap)


_LATER = re.compile(
    r";|\b(?:now|currently|still|expected|will|would|budget|target|where|since|until|latest"
    r"|from (?:£?\d|the|last|this|[A-Z]))\b",
    re.I,
)


#: A level that is aimed at or asked for, and that nothing has reached yet.
_AIMED = (
    r"(?:target|aim|goal|ambition|benchmark|standard|guide|guideline|guidance|recommendation|threshold|floor|ceiling"
    r"|tolerance|trajectory|majority)s?"
    r"(?: (?:of|for|was|is|at|set at|remains|being|is for|is between))"
)
_ABOUT = r"(?: about| around| over| under| at least| at most| an?| just| between)? ?\Z"
AIMED_AT = re.compile(rf"\b(?:{_AIMED}{_ABOUT}|to the nearest \Z)", re.I)
#: Such a level, one of an unsaid time before, or the state of today, whatever the rest of the sentence names.
_NO_PERIOD = re.compile(
    rf"\b(?:{_AIMED}|to the nearest|(?:baseline|budget) (?:of|for|was|is|allowed for \()"
    rf"|currently \w+(?: \w+)?(?: with)?|now"
    rf"|(?:budget|plan|fund) (?:has |had )?(?:assume[sd]|allow(?:s|ed)(?: for)?)"
    rf"|contract (?:ask|call)(?:s|ed) for){_ABOUT}",
    re.I,
)


def _is_of_no_time(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is an aim, a state of today, a term or a price, whatever time its sentence names."""
    before = _NO_PERIOD.search(sentence, max(0, quantity.begin - 60), quantity.begin)
    met = is_vote(sentence, quantity) or is_of_a_meeting(sentence, quantity) or is_of_a_body(sentence, quantity)
    return bool(before or met) or _EXPECTED.match(sentence, quantity.stop) is not None or _is_term(sentence, quantity)


_WITHIN = re.compile(r"\b(?:within|at) \Z", re.I)
#: What each of several costs: "paid several £60 library fines".
_EACH_COSTS = re.compile(
    r" (?:(?!in|of|for|and|on|from|to)[a-z-]+ ){0,2}"
    r"(?:fines|penalties|vouchers|tickets|notices|charges|fees|deposits)\b"
)


#: "where 28% to 40% is what national guidance expects", "above the 3% that the strategy requires".
_EXPECTED = re.compile(
    r" (?:tolerance|threshold)\b| as the (?:least|most)\b"
    r"| (?:is|are|that|which)\b[^.;,\d]*\b(?:(?:guidance|guidelines?|strategy|policy|standards?|rules?|law)"
    r" (?:expects?|requires?|recommends?|sets?|suggests?|says?|allows?)|(?:required|recommended|expected) by)\b"
)


def is_aimed_at(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is a level that is aimed at, required or asked for, and that nothing has reached yet."""
    aimed = AIMED_AT.search(sentence, max(0, quantity.begin - 60), quantity.begin)
    return bool(aimed or _EXPECTED.match(sentence, quantity.stop))


def _is_term(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a duration only says when: "nine years ago", "paid within 28 days"; or a sum what one costs."""
    begin = quantity.begin
    if quantity.unit == "GBP":
        return _EACH_COSTS.match(sentence, quantity.stop) is not None
    ago = sentence.startswith(" ago", quantity.stop) or _WITHIN.search(sentence, max(0, begin - 10), begin)
    return quantity.unit in DURATIONS and bool(ago)


def _overlap(quantity: Quantity, span: tuple[int, int]) -> bool:
    return span[0] < quantity.stop and quantity.begin < span[1]
