"""Told periods: which of the periods that a sentence names are times of its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from minutebook.text.periods import THAT_TIME, Period, periods
from minutebook.text.relative_periods import Anchor

#: What a year only dates: "established in 2011", "an increase of 13% on 2011".
_ONLY_DATES = re.compile(
    r"\b(?:ends?|expires?|starts?|begins?|after|before|until|established|set up|launched|founded|introduced"
    r"|began|commenced|implemented|published|produced|created|approved|adopted|born|% on)\b"
    r"(?: by [\w\s]{1,30}| (?:again|first|formally))?(?: in| on| as of| from)?(?: the)? ?\Z",
    re.I,
)


@lru_cache(maxsize=1024)
def told(sentence: str, anchor: Anchor, before: str = "") -> tuple[Period, ...]:
    """Return the periods of a sentence but those that only date, define or end something.

    Kept for a while, since each figure of a paragraph asks for those of the sentences before it.

    Args:
        sentence: A sentence, or several.
        anchor: What relative periods are told from.
        before: What its paragraph says before it, of which "both years" and "a year before" speak.

    Example:
        >>> text = "Set up in 2011, it must report by 1 May. In 2018 it saw 9 who had been ill in the last two years"
        >>> [p.start for p in told(text, Anchor("2019-02-01"))]
        ['2018-01-01']
    """
    both, back = _BOTH.search(sentence), THAT_TIME.search(sentence)
    spoken = list(periods(before, anchor)) if before and (both or back) else []
    latest = max(spoken, key=lambda p: p.end, default=None)
    # a year that a report on a later one has been comparing with isn't the one it goes on to speak of
    if (
        back
        and latest
        and (_OF_THAT.match(sentence, back.end()) or not (anchor.reports and latest.end < anchor.reports[0]))
    ):
        anchor = replace(anchor, current=(latest.start, latest.end))
    times = list(periods(sentence, anchor))
    if both and len(spoken) > 1:
        start, end = min(p.start for p in spoken[-2:]), max(p.end for p in spoken[-2:])
        times = sorted([*times, Period(start, end, True, *both.span())], key=lambda p: p.begin)
    return tuple(
        p
        for p in times
        if not _ONLY_DATES.search(sentence, max(0, p.begin - 60), p.begin)
        and not _FORECAST.match(sentence, p.stop)
        and not (p.inferred and (_of_each(sentence, p) or _is_deadline(sentence, p, anchor.day)))
    )


#: The day of a forecast isn't the time that it is of: "In June the forecast was".
_FORECAST = re.compile(r",? (?:the|an?) (?:\w+ )?(?:forecast|projection)\b")
_OF_THAT = re.compile(r" that\b")
_BOTH = re.compile(r"\b(?:over|in|across|during) (?:both|the two) years\b", re.I)
#: What somebody had within a time of their own: "had been a victim in the last 12 months".
_HAVING = re.compile(
    r"\bha(?:s|ve|d|ving) (?:ever |also )?(?:been(?! \w+ing\b)|had|seen|used|experienced|suffered|received|visited"
    r"|taken|felt|smoked)\b[^.;:,\d]* (?:in|within|during) \Z"
)
_WINDOW = re.compile(r"\b(?:last|past|previous) \S+ (?:months|years|weeks)\b", re.I)


def _of_each(sentence: str, period: Period) -> bool:
    """Tell whether a period is no time of the data: a window that is told from each person's own day."""
    window = _WINDOW.search(sentence, period.begin, period.stop)
    return window is not None and _HAVING.search(sentence, max(0, period.begin - 80), period.begin) is not None


_DUE = re.compile(
    r"\b(?:will|should|must|shall|to be|asks?|asked|recommends?|undertook|agreed?|expects?|expected|due|planned)\b"
)
_NEAR = 300  # characters before a period in which what is due is said
_BY = re.compile(r"\bby (?:the )?\Z", re.I)


def _is_deadline(sentence: str, period: Period, day: str) -> bool:
    """Tell whether a day or month only says by when something is due: "to report by the end of June"."""
    begin = period.begin
    by = sentence[begin : period.stop].lower().startswith("by ") or _BY.search(sentence, max(0, begin - 10), begin)
    short = period.start[:7] == period.end[:7]
    return bool(by and short) and _DUE.search(sentence, max(0, begin - _NEAR), begin) is not None


#: What a change is reckoned from: "5% more than in 2019", "twice the number in 2019", "down on Quarter 2".
_BASE = re.compile(
    r"\b(?:than|on|above|below|from the|as against|compare[sd] (?:with|to)"
    r"|(?:as|so) (?:many|much|high|large|often|long) as|the (?:number|figure|rate|level|total))"
    r"(?: (?:in|for|of|at|the|those|that|a|same|previous|months?|periods?|quarter|year to|those in))*\W*\Z"
)


#: The number that another is set against: "below the 1,054 of 2017", "more than the 41 recorded in 2017".
_BASE_NUMBER = re.compile(
    r"\b(?:than|below|above|beneath|on|against|over|compare[sd] (?:with|to)|versus|from"
    r"|as (?:many|much|high|large|often|long) as) (?:the |some |about |around )?"
    r"£?\d[\d,.]*(?:%|m|k)?(?: [a-z][\w’'-]*){0,3} (?:of|in|for) (?:the )?\Z"
)
#: What has come about since a time: "In 2016 there were 39, so that the number has risen by 74%".
_SO_FAR = re.compile(
    r"[^.;]{0,200}?\bso (?:that )?(?:(?:it|they|we|this|that)|(?:the|our|their) [\w’'-]+(?: [\w’'-]+){0,3})"
    r" (?:has|have|is|are)\b"
)


_YEAR_BEFORE = re.compile(r"(?:the )?(?:last|previous|preceding|prior)\b|(?:a|the) year (?:before|earlier)\b", re.I)


def compared_at(sentence: str, period: Period) -> int:
    """Return where a comparison with the number of a period begins in a sentence; -1 where there's none.

    Example:
        >>> text = "There were 953 fires, 9% below the 1,054 of 2017"
        >>> text[compared_at(text, next(periods(text))) :]
        'below the 1,054 of 2017'
    """
    match = _BASE_NUMBER.search(sentence, max(0, period.begin - 80), period.begin)
    return match.start() if match else -1


def is_base(sentence: str, period: Period) -> bool:
    """Tell whether a period is what a change in a sentence is reckoned from, and not when it happened."""
    first = max(0, period.begin - 60)
    behind = _BASE.search(sentence, first, period.begin) or _SO_FAR.match(sentence, period.stop)
    if sentence.endswith("from ", first, period.begin) and _YEAR_BEFORE.match(sentence, period.begin):
        return True  # "a rise of 3% from last year"
    return behind is not None or compared_at(sentence, period) >= 0
