"""Times around a figure: what an earlier sentence, a heading or the document says of its time where its own is silent.

Where that isn't plain nothing is said: a figure without a period is a gap, one with the wrong one an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.facts.bearings import ELSEWHERE, LIKELY, REFERS_BACK, Setting, near
from minutebook.facts.loose_quantities import (
    DURATIONS,
    IS_SO,
    THEN,
    WAS_HELD,
    happened,
    has_no_time,
    in_a_word,
    is_of_points,
    is_of_residents,
    took_part,
)
from minutebook.text.dates import financial_year, shifted
from minutebook.text.numbers import NUMBER, WORD, count_of
from minutebook.text.periods import Period, periods
from minutebook.text.quantities import Quantity
from minutebook.text.relative_periods import is_calendar_year
from minutebook.text.told_periods import is_base, told

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


def _only_begun(text: str, period: Period) -> bool:
    """Tell whether a period only says when something began or is due; "from April to June" is no such beginning."""
    before = text[: period.begin]
    if period.start[:7] < period.end[:7]:
        before = before.removesuffix("from ").removesuffix("From ")
    begun = _BEGUN.search(before)
    return begun is not None and not (before.endswith("since ") and begun[0].startswith("by"))  # "paid by us since"


#: What opens a paragraph that goes on with the one above: "Four of these were held in May".
_GOES_ON_FROM_ABOVE = re.compile(
    rf"\W*(?:(?:{WORD}|\d[\d,]*|Each|All|Most|Some|None|Many|Few|Half|Of|Among|Almost half|Nearly half)"
    r" (?:of )?(?:these|those|them)\b|These (?!are\b)|In total,? )",
    re.I,
)
#: "Run together with others, the fifteen evenings were attended by over 430".
_THE_SAME_SET = re.compile(rf"(?:[^.;]{{0,120}}, )?[Tt]he (?:{WORD}|\d+) (?:[a-z’'-]+ ){{1,2}}{WAS_HELD}\b")


def _goes_on(sentence: str, before: str, above: str = "") -> str:
    """Return the sentence before, where a sentence refers back to it, opens with its number or is announced by it."""
    if sentence.lstrip()[:1] in "•▪◦❖○❑":
        return before if before.rstrip(" •▪◦❖○❑").endswith(":") else ""
    if not before:
        return above if _GOES_ON_FROM_ABOVE.match(sentence) else ""
    if not (REFERS_BACK.match(sentence) or _THE_SAME_SET.match(sentence)):
        return ""
    pieces = re.split(r"(?<=[.;]) (?=[A-Z])", before.strip())
    while len(pieces) > 1 and _OF_THEM.match(pieces[-1]) and not any(periods(pieces[-1])):
        pieces.pop()
    return pieces[-1]


#: A sentence that breaks down what the one before it counts.
_OF_THEM = re.compile(r"\W*Of (?:these|those|them)\b")


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
    ended = sentence[quantity.stop : quantity.stop + _NEAR].strip()[:1] in ("", ".", ",", ";") and sentence.endswith(
        ", from ", 0, quantity.begin
    )
    return quantity.role == "from" or up is not None or ended


#: What a number is set against, whose own time isn't said: "40 in 2020, against 36".
_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|versus) (?:about |some |around |only |just )?\Z")


def is_against(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is what another is set against."""
    return _AGAINST.search(sentence, max(0, quantity.begin - 40), quantity.begin) is not None


#: Two numbers in brackets: "(63% compared with 52%)".
_PAIR = re.compile(r",? (?:compared (?:with|to)|against|versus) £?\d[\d,.]*(?:%|m|k)?\)")


def is_pair(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a number is the first of two in brackets, and nothing says what the second is of."""
    opened = sentence[max(0, quantity.begin - 1) : quantity.begin] == "("
    return opened and _PAIR.match(sentence, quantity.stop) is not None


_TWO_YEARS = re.compile(r"\b(?:both|the two|last|previous) years?\b|\bthe year before\b", re.I)


def compares_years(setting: Setting, said: str, period: Period) -> bool:
    """Tell whether a document, or what stands over a sentence, sets a year and the year before beside each other.

    Args:
        setting: What stands around the paragraph.
        said: What it says up to and in the sentence.
        period: The year.
    """
    texts = (said, setting.above, setting.lead, *setting.headings)
    if setting.year_on_year or any(_TWO_YEARS.search(text) for text in texts):
        return True
    earlier = shifted(period.start, years=-1)
    return any(p.start == earlier for text in texts for p in periods(text, setting.anchor))


def year_before(period: Period, setting: Setting | None = None) -> Period | None:
    """Return the year before a whole year, or before a part of one of a paper that compares it with the year before.

    Nothing for another quarter, of which one can't tell with what it's compared.
    """
    told = setting is not None and setting.year_on_year and _is_own(period, setting)
    return _year_back(period) if told or _is_year(period) else None


def _year_back(period: Period) -> Period:
    return replace(period, start=shifted(period.start, years=-1), end=shifted(period.end, years=-1), inferred=True)


def _period_around(setting: Setting, sentence: str, before: str, quantity: Quantity) -> tuple[Period | None, str]:
    given = (before, setting.lead, setting.above, setting.headings, setting.captions, setting.covers, setting.period)
    around = near(sentence, quantity)
    moved = quantity.role in _MOVED or is_of_points(sentence, quantity)
    seldom = in_a_word(quantity) and not moved and not happened(sentence, quantity)
    if not any(given) or _NOW.search(around) or has_no_time(sentence, quantity):
        return _OPEN
    took, same = took_part(sentence, quantity), _of_the_same(around, before, setting)
    spoken = same or ((took or not seldom) and _spoken(setting, sentence, before, quantity))
    if spoken and not (same or took) and in_a_word(quantity) and _PART.match(sentence, quantity.stop):
        return _OPEN  # a part of what may be another set than the one that the paragraph speaks of
    if spoken or seldom:
        return (spoken, "paragraph") if spoken else _OPEN
    return _period_beyond(setting, sentence, before, quantity)


_PART = re.compile(r" of (?:the|its|our)\b")
_PART_OF = re.compile(r" of (?:the|its|our|them|these|those)\b")


def _period_beyond(setting: Setting, sentence: str, before: str, quantity: Quantity) -> tuple[Period | None, str]:
    """Return what a heading or the document gives where the paragraph speaks of no other time."""
    around = near(sentence, quantity)
    budgeted = _is_budgeted(sentence, quantity) and (setting.budget is not None or not setting.of_shares)
    spoken = [p for p in periods(before, setting.anchor) if not (_only_begun(before, p) or is_base(before, p))]
    if not budgeted and any(_is_apart(p, setting) for p in spoken):
        return _OPEN  # the paragraph is about another time than the document, or was: who can tell?
    if caption := next((c for c in setting.captions if _shares_a_word(c, around)), ""):
        return _only(list(periods(caption, setting.anchor)), "heading")
    if _is_of_no_year(setting, sentence, before, quantity):
        return _OPEN
    over, named_by = _period_over(setting, sentence, quantity, budgeted)
    sure = over is None or named_by != "document" or budgeted or setting.of_shares
    if not sure and over and any(over.start <= p.end != over.end or p.start > over.start for p in spoken):
        return _OPEN  # after a part of the document's year one can't tell with which of the two a paragraph goes on
    return over, named_by


#: Money that is budgeted, or over its budget, is of a whole financial year, however much of it a report is on.
_BUDGETED = re.compile(
    r"\b(?:over|under)spen(?:t|ds?|ding)\b|\b(?:over|under|within) (?:its |the |our )?budget\b"
    r"|\bbudgets? (?:is|are|of|for)\b|\bof (?:the |its |our )?budget\b|\bforecast\b|\([+−-]£",
    re.I,
)
_OF_BUDGET = re.compile(r" of (?:the |its |our )?(?:net |gross )?budget\b")


def _is_budgeted(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a sum is budgeted or forecast, or a share is one of a budget."""
    if quantity.unit == "percent":
        return _OF_BUDGET.match(sentence, quantity.stop) is not None
    return quantity.unit == "GBP" and _BUDGETED.search(near(sentence, quantity)) is not None


def _year_of_accounts(setting: Setting) -> Period | None:
    """Return the financial year that the end of what a paper reports on lies in; nothing of a paper that is on none."""
    own = None if setting.of_shares else setting.period
    if own is None or is_calendar_year(own.start, own.end):
        return None
    return Period(*financial_year(int(own.end[:4]) - (own.end[5:7] < "04")), True, 0, 0)


def _is_of_no_year(setting: Setting, sentence: str, before: str, quantity: Quantity) -> bool:
    """Tell whether a number is no finding of the time that its heading or document is of."""
    around = near(sentence, quantity)
    if ELSEWHERE.search(around) or ELSEWHERE.search(setting.lead) or _NO_YEAR.search(around):
        return True
    clause = sentence.rfind(";", max(0, quantity.begin - _NEAR), quantity.begin) + 1
    many = quantity.role != "to" and _OVER_MANY.search(sentence, max(clause, quantity.begin - _NEAR), quantity.begin)
    if many or is_of_residents(sentence, quantity) or _ASKS.match(sentence) or _WILL.search(setting.lead):
        return True
    if quantity.unit == "times" and LIKELY.search(around) and not THEN.search(around):
        return True
    said = before[-_NEAR:] + sentence[max(0, quantity.begin - _NEAR) : quantity.begin]
    past = setting.period is not None and setting.period.end < setting.day
    will = past and _WILL.search(sentence, max(0, quantity.begin - _NEAR), quantity.begin)
    if said.rfind("“") > said.rfind("”") or will:
        return True
    counted = quantity.unit == "count" and quantity.decimals is not None
    there = counted and _IS_THERE.search(sentence, max(0, quantity.begin - _NEAR), quantity.begin)
    return bool(there) or (not setting.of_shares and _OF_ASKING.search(before) is not None)


#: Over years that aren't named: "Over five years there have been 14".
_OVER_MANY = re.compile(
    r"\b(?:[Oo]ver|[Ii]n|[Ff]or|[Dd]uring) (?:the )?(?:last |past )?(?:two|three|four|five|six|ten|\d+) years\b"
)
#: What is asked for or proposed: "recommends Council to add £1.2m".
_ASKS = re.compile(r"[\W\d]{0,12}(?:recommends?|asks?|requests?|instructs?|urges?|authorises?|delegates?)\b", re.I)
_WILL = re.compile(r"(?:\bwill|\bshall|[’']ll)\b(?! have\b)")
_NEAR = 400  # characters before a number in which a quotation may have been opened


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
    elsewhere = IS_SO.search(sentence) or _OF_THE_MEETING.search(sentence)
    return found[0] if alone and not elsewhere else None


def _is_apart(period: Period, setting: Setting) -> bool:
    """Tell whether a period isn't a part of the one that the whole document reports on."""
    own = None if setting.of_shares else setting.period
    inside = own is not None and own.start <= period.start and period.end <= own.end
    return not (period.inferred or inside or is_compared_with(period, setting))


def _is_part_of(period: Period, setting: Setting) -> bool:
    """Tell whether a period is a part of the year that a document reports on, of which its next sentence may not be."""
    own = None if setting.of_shares else setting.period
    whole = own is not None and _is_year(own) and own.end < setting.day  # while it runs its parts are what is known
    if own is None or not whole or (period.start, period.end) == (own.start, own.end):
        return False
    return own.start <= period.start and period.end <= own.end


def is_compared_with(period: Period, setting: Setting) -> bool:
    """Tell whether a period is of an earlier year, which a document on a year or a part of one sets beside its own."""
    own = None if setting.of_shares else setting.period
    if own is None or period.end >= own.start:
        return False
    return _is_years_before(period, own) or (_is_year(own) and _is_year(period))


def _is_years_before(period: Period, later: Period) -> bool:
    """Tell whether a period is the same days of an earlier year, with which those of a later one are compared."""
    back = int(period.start[:4]) - int(later.start[:4])
    days = shifted(later.start, years=back), shifted(later.end, years=back)
    return back < 0 and days == (period.start, period.end)


def _is_year(period: Period) -> bool:
    return shifted(period.start, years=1, days=-1) == period.end


def _spoken(setting: Setting, sentence: str, before: str, quantity: Quantity) -> Period | None:
    """Return the period that the paragraph has been speaking of: what a sentence goes on with, or its list."""
    for text in (_goes_on(sentence, before, setting.above), setting.lead):
        found = [p for p in told(text, setting.anchor) if not _only_begun(text, p)] if text else []
        found = [p for p in found if not (is_compared_with(p, setting) or is_base(text, p))]
        if found:
            return max(found, key=lambda p: p.end) if is_change(sentence, quantity) else found[0]
    carried = _carried(near(sentence, quantity), before, setting, quantity)
    return carried or (None if is_against(sentence, quantity) else _presented(before, sentence, setting))


_OF_THE_NUMBER = re.compile(
    rf"\b(?:[Oo]f (?:the|all)|[Tt]hese|[Tt]hose) (?P<number>\d[\d,]*|(?:{WORD}))\b(?!%|\.\d)", re.I
)


def _of_the_same(sentence: str, before: str, setting: Setting) -> Period | None:
    """Return the period of the number that a sentence breaks down: "668 in 2017 and 612 in 2018. Of the 612".

    It is what stands behind that number, or the only one of the sentence in which it stands.
    """
    parted = _OF_THE_NUMBER.search(sentence)
    if parted is None or not before:
        return None
    word = parted["number"]
    either = word if word[0].isdigit() else f"(?:{count_of(word)}|{word})"
    number = rf"(?<![\w,.£]){either}\b(?![,.]\d|%)"
    told_of = re.search(rf"{number}(?: [a-z]+){{0,4}} (?:in|during|for) (?:the )?(?=\S)", before)
    found = list(periods(before[told_of.end() :], setting.anchor)) if told_of else []
    if found and found[0].begin == 0:
        return found[0]
    for said in reversed(_SENTENCE.split(before)):
        if re.search(number, said):
            times = [p for p in told(said, setting.anchor) if not (_only_begun(said, p) or is_base(said, p))]
            return times[0] if len(times) == 1 else None
    return None


_MANY = 20  # times of a sentence that others are compared with
_SENTENCE = re.compile(r"(?<=[.;]) (?=[A-Z\d])")
_ESTIMATED = re.compile(r"\b(?:will|estimat\w+|project\w+|forecast\w*|if|would|could|should|may|might)\b", re.I)


def _carried(sentence: str, before: str, setting: Setting, quantity: Quantity) -> Period | None:
    """Return the only period of the last sentence that has one, if it counts something in it and this one counts on.

    A paragraph breaks one count down in several sentences. Farther back the period has to be printed, but for shares.
    """
    listed = sentence.lstrip()[:1] in "•▪◦❖○❑"
    word = quantity.decimals is None and not took_part(sentence, quantity)
    word = word and not (quantity.unit == "percent" and _PART_OF.match(sentence, quantity.stop))
    if word or listed or _ESTIMATED.search(sentence):
        return None
    if quantity.unit in ("count", "GBP") and not THEN.search(sentence):
        return None
    earlier = _SENTENCE.split(before.strip())[::-1]
    for n, last in enumerate(earlier):
        found = [p for p in told(last, setting.anchor) if not (_only_begun(last, p) or is_base(last, p))]
        found = [p for p in found if not (is_compared_with(p, setting) or _is_part_of(p, setting))]
        if not found:
            continue
        found = [found[0], *(p for p in found[1:] if not found[0].start <= p.start <= p.end <= found[0].end)]
        found = [p for p in found if not any(_is_years_before(p, later) for later in found[:_MANY])]
        over = found[0].start < found[0].end <= (setting.day or found[0].end)
        counts = NUMBER.search(last[: found[0].begin] + last[found[0].stop :]) or _DATA_ARE.search(last)
        far = n and found[0].inferred and quantity.unit != "percent"
        return found[0] if len(found) == 1 and over and counts and not far else None
    return None


_DATA_ARE = re.compile(
    r"\b(?:figures|data|numbers|results|statistics)\b[^.;]* (?:are|is|were|was|cover) (?:for|from|of|the)\b"
)
_OPEN: tuple[Period | None, str] = (None, "")


def _only(found: Sequence[Period], named_by: str) -> tuple[Period | None, str]:
    return (found[0], named_by) if len(found) == 1 else _OPEN


def _period_over(setting: Setting, sentence: str, quantity: Quantity, budgeted: bool) -> tuple[Period | None, str]:
    """Return the period of the nearest heading that names one, of the section's data, or of the document."""
    change, around = is_change(sentence, quantity), near(sentence, quantity)
    answered = _SAID.search(around) and not _OF_THE_MEETING.search(around)
    flows = change or quantity.unit == "GBP" or quantity.unit in DURATIONS or _FLOWS.search(around)
    for heading in setting.headings:
        found = [p for p in periods(heading, setting.anchor) if _is_time_of(heading, p)]
        if found and (answered or (flows and all(p.start == p.end for p in found))):
            return _OPEN  # what was paid or how long it took isn't of one day
        if found:
            if len(found) > 1 and _is_own(max(found, key=lambda p: p.end), setting) and not setting.of_shares:
                break  # a heading over several years up to the paper's own
            return _only(found, "heading")
    if setting.covers:
        return setting.covers, "section"
    if _is_running(setting) and not (budgeted or _ESTIMATED.search(around)) and quantity.unit != "GBP":
        return _OPEN  # of a year that isn't over one can't tell up to when something was counted
    if budgeted or (quantity.unit == "GBP" and not setting.of_shares):  # forecasts and variances are of a whole year
        year = setting.budget or (_year_of_accounts(setting) if budgeted else None)
        spent = _WAS_SPENT.search(around) and not (IS_SO.search(around) or _EACH.match(sentence, quantity.stop))
        if year is None and not budgeted and spent:
            year = setting.period
        return (year, "document") if year else _OPEN
    share = quantity.unit.startswith(("percent", "per ")) or change
    return (setting.period, "document") if setting.period and (share or not setting.of_shares) else _OPEN


#: What one person answers at a meeting may be of another time than the item's report: "She thought that £6m was left".
_SAID = re.compile(r"\b(?:said|told|explained|thought|undertook)\b[^.;:,]{0,30}? (?:that|to)\b")
#: What happens in a time, and not on the day that a heading names: "37 appeals were upheld".
_FLOWS = re.compile(r"\b(?:took|made|met|held|heard|upheld|rose|fell|won|lost|sent|gave|saw|began|[a-z]{3,}ed)\b")
_WAS_SPENT = re.compile(r"\b(?<!each )(?:cost|paid|(?<!£1 )spent|raised|claimed)\b")
_EACH = re.compile(r" (?:a|an|per) (?:hour|day|night|week|month|year)\b| each\b")


def _is_running(setting: Setting) -> bool:
    own = None if setting.of_shares else setting.period
    return own is not None and _is_year(own) and own.start <= setting.day <= own.end


def _is_time_of(heading: str, period: Period) -> bool:
    """Tell whether a period in a heading is its time: not the years of a plan, nor the day of a meeting."""
    begin = period.begin
    day = period.start == period.end and not _AT.search(heading, max(0, begin - 20), begin)
    month = period.start[:7] == period.end[:7]
    if (month and _PLAN_OF.search(heading, 0, begin)) or _A_SEASON.fullmatch(heading, begin, period.stop):
        return False
    return not day and not _OF_A_PLAN.match(heading, period.stop)


_AT = re.compile(r"\b(?:at|on|by|to|until|of|since|from)(?: the)? \Z", re.I)
_OF_A_PLAN = re.compile(r"\W*(?:[A-Z][\w&-]* ){0,4}(?:Strategy|Plan|Programme|Framework|Vision)\b")
#: A month behind the title of a plan is that of its issue: "Play strategy – August 2022".
_PLAN_OF = re.compile(r"\b(?:strategy|plan|framework|policy|vision)\W*\Z", re.I)
_A_SEASON = re.compile(r"(?:this|last|[a-z]+ the(?: last| past)?) (?:spring|summer|autumn|winter)", re.I)
#: Surveys, forecasts and the people who live there have another time than the data of the paper.
_NO_YEAR = re.compile(
    r"\b(?:survey\w*|populations? (?:of|is|was|has|will|grew|aged|estimates?)|of (?:[\w’']+ ){1,2}population"
    r"|(?:people|residents|adults|children|households) (?:live|are living)\b|there (?:may|might|could|can) be"
    r"|(?:last|this|the) winter|projected|footfall|Europe|worldwide|globally|highlight\w*"
    r"|(?:if|were)\b.{1,200}\bwould)\b",
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
