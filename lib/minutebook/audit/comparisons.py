"""Comparisons that a sentence makes in words beside both numbers: "higher than the 16 % of London", "only 9 of 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.audit.said import Said, Stated
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE

_MORE = (
    r"over-?represented|disproportionately (?:represented|affected|high)|higher|greater|larger|bigger|more|above"
    r"|longer|slower|highest|longest|slowest"
)
_LESS = r"under-?represented|lower|smaller|fewer|less|below|shorter|quicker|faster|lowest|shortest|quickest|fastest"
_RISE = r"increas\w+|rise[ns]?|rose|rising|gr[eo]w\w*|climb\w*|jump\w*|up"
_FALL = r"decreas\w+|reduc\w+|f[ae]ll(?:en|ing|s)?|drop\w*|declin\w+|down"
_WORTH = r"better|improv\w+"
_HARM = r"worse\w*|deteriorat\w+"
_WORD = re.compile(
    rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<rise>{_RISE})|(?P<fall>{_FALL})|(?P<worth>{_WORTH})"
    rf"|(?P<harm>{_HARM})"
    r"|(?P<only>only)(?=\s*\Z))\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|hardly|rather|than)\s(?:\w+\s)?\Z|n[’']t\s(?:\w+\s)?\Z", re.I
)
_CLAUSE = re.compile(r"[,;:(–—]\s|\b(?:although|though|while|whilst|whereas|but|despite|because)\b", re.I)
_COMPARED = re.compile(
    r"[^.;:]{0,70}?(?:\b(?:compared|in comparison|in contrast) (?:with|to)|\b(?:than|against|versus|as opposed"
    r" to)) [^.;:]{0,80}",
    re.I,
)
#: "this is greater than across London at", "a lower proportion for England (", "and is significantly lower than the".
_IS = r"(?:is|was|are|were|remains?|remained)"
_BEHIND = re.compile(
    rf"[^.;:]{{0,110}}?(?:(?:\A|,|\(|–|\bbut)\s*(?:and\s|but\s)?(?:(?:which|this|that|it|these)\s)?(?:{_IS}\s"
    rf"|being\s|still\s)?"
    rf"|\b(?:which|this|that|it|these|and)\s(?:still\s)?{_IS}\s)(?:[a-z]+ly\s|far\s|much\s|a little\s|somewhat\s"
    rf"|well\s|still\s){{0,2}}"
    rf"(?:an?\s)?(?:[a-z]+ly\s|far\s|much\s){{0,2}}(?P<word>{_MORE}|{_LESS}|{_WORTH}"
    rf"|{_HARM})\b(?P<rest>[^.;:]{{0,90}})",
    re.I,
)
_REFERRED = re.compile(
    r"(?:\s[\w’'-]+){0,4}?\s(?:than(?! (?:half|twice|(?:an?|one|two|three)[ -](?:half|third|quarter|fifth))\b)"
    r"|compared (?:with|to)|in comparison (?:with|to)|(?:rate|proportion|share"
    r"|level|figure)s? for)"
    r"\s(?:[^\s(]+\s){0,9}?(?:\(|[^\s(]+\s)|\sthe\s(?:[\w’'-]+\s){0,5}",
    re.I,
)
#: "which is an increase from", "which has decreased year on year from".
_CHANGED = re.compile(
    rf"[^.;:]{{0,80}}?(?:,|\(|–|\bwhich|\bthis|\band)\s*(?:(?:which|this|that|it)\s)?(?:(?:is|was|has|have|had"
    rf"|represents|being)\s)?"
    rf"(?:an?\s)?(?:[a-z]+ly\s|slight\s|significant\s|further\s|small\s)?(?P<word>{_RISE}|{_FALL}|{_WORTH}|{_HARM})\b"
    r"(?:\s(?!to\b)[\w’'-]+){0,5}?\sfrom\s(?:the\s|about\s)?(?:[\w’'-]+\sof\s)?",
    re.I,
)
#: "for juveniles this is significantly greater at": what stands behind is the larger.
_AHEAD_OF = re.compile(
    rf"[^.;:]{{0,60}}?(?:,|\bbut|\bwhile|\bwhereas)\s[^.;:,]{{0,60}}?\b{_IS}\s(?:[a-z]+ly\s|far\s|much\s|a"
    rf" little\s){{0,2}}"
    rf"(?P<word>{_MORE}|{_LESS}),?\s(?:at|with)\s(?:about\s|around\s|some\s|only\s)?",
    re.I,
)
_OF_THEM = re.compile(r"\s*of (?:these|those|them|which|whom|it)\b", re.I)
_ONLY = re.compile(r"\b(?:only|just)\b", re.I)
_BUT_ONLY = re.compile(r"[^.;:]{0,90}\b(?:but|while|whereas)\s(?:in [\w\s]{1,20}\s)?(?:only|just)\s", re.I)
_FOLLOWED = re.compile(r"[^.;:]{0,60}?,?\s(?:closely )?followed by\s[^.;:]{0,60}", re.I)
_MOST = re.compile(r"\b(?:highest|most|commonest|largest|biggest|greatest|top|main|leading)\b", re.I)
_TOWARDS = re.compile(
    r"[^.;:]{0,60}?,\s(?:and\s)?(?:(?P<up>rising|growing|increasing|climbing)|falling|dropping|reducing"
    r"|declining|decreasing|shrinking)"
    r"\s(?:\w+ly\s|further\s)?to\s(?:about\s|some\s|over\s)?",
    re.I,
)
_THEN = re.compile(
    r"\b(?:last|previous|prior|before|earlier|ago|same (?:period|quarter|month|time)|baseline|a year|(?:19|20)\d\d)\b",
    re.I,
)
_APART = re.compile(
    r"\b(?:target|plan|budget|average|nationally|London|England|national|elsewhere|expected|forecast)\b", re.I
)
#: Words that are spelt alike and compare nothing.
_MANY = re.compile(
    r"\b(?:one or more|(?:or|and) (?:more|fewer|less|above|below|over)|more than one|(?:ma[dk]\w*|set|sign\w*|follow\w*"
    r"|pick\w*|tak\w+|back\w*"
    r"|open\w*|catch\w*|speed\w*|end\w*|turn\w*|br[eo]\w+|narrow\w*|clos\w+|shut\w*|writ\w+|track\w*"
    r"|cut\w*)[ -](?:up|down)|up to"
    r"|up and|down to|once more|more and more|as above|(?:see|set out|shown|listed|table|chart|figure) (?:above"
    r"|below))\b",
    re.I,
)
_DIFFERENCE = re.compile(rf"\s*(?:\w+\s)?(?:{_MORE}|{_LESS}|better|worse|up|down|over|under)\b(?! half)", re.I)
_BASE = re.compile(r"\b(?:every|each|out of|per|by)\s*\Z", re.I)
_NO_LEVELS = ("percentage points", "rank", "times", "ratio")

_HIGH_IS_GOOD = re.compile(
    r"\b(?:satisf\w+|confiden\w+|attainment|attend\w+|complet\w+|complian\w+|convict\w+|guilty pleas?|success\w*"
    r"|take-?up"
    r"|coverage|vaccinat\w+|immunis\w+|recycl\w+|recover\w+|in employment|on time|within|good or (?:better|outstanding)"
    r"|pass(?:ed| rates?)|answered|screened|availability|punctual\w+|achiev\w+|life expectancy|wellbeing|met"
    r"|performance|uptake|checks?|check-ups?|reviews?|reviewed|screening|registered|offered|delivered|lessons?)\b",
    re.I,
)
_LOW_IS_GOOD = re.compile(
    r"\b(?:wait\w*|delay\w*|absen\w+|sickness|complaints?|obes\w+|overweight|offences?|crimes?|re-?offend\w*|deaths?"
    r"|mortality|unemploy\w+|vacanc\w+|abandon\w+|arrears|homeless\w*|accidents?|casualt\w+|injur\w+|turnover|debts?"
    r"|incidents?|overspen\w+|missed|errors?|burglar\w+|robber\w+|thefts?|exclusions?|smok\w+|poverty)\b",
    re.I,
)
_TIMES = ("minutes", "hours", "days", "weeks", "months")


def comparison_checks(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield, as kind "direction", which of two numbers of a sentence its words call the larger.

    What a number is compared with must stand behind it, in its unit; a word that denies, or that another of the clause
    contradicts, tells nothing.
    """
    levels = [said for said in inside if _is_level(said)]
    subject: Said | None = None
    for last, said in zip([None, *levels], levels, strict=False):
        begins = said.role == "from" and any(s.role == "to" for s in levels)
        if subject is None or last is None or begins or said.role == "to" or not _alike(subject, said):
            subject = said
            continue
        gap = _between(inside, last, said)
        way = _way(subject, gap, said) if subject.value != said.value else 0
        if way:
            yield compared(subject, said, way)
        elif not _COMPARED.fullmatch(gap):
            subject = said


def _is_level(said: Said) -> bool:
    """Tell whether a number may be compared: "18 above the ceiling" is how much above, "in every 100" is a base."""
    return (
        said.role not in ("change", "part", "whole")
        and said.decimals is not None
        and said.unit not in _NO_LEVELS
        and not _DIFFERENCE.match(said.after)
        and not _BASE.search(said.before)
    )


def _alike(one: Said, two: Said) -> bool:
    """Tell whether two numbers are in one unit; a bare number behind a rate is a rate as well."""
    return one.unit == two.unit or (one.unit.startswith("per ") and two.unit == "count" and not two.noun)


def compared(first: Said, second: Said, way: int) -> Stated:
    """Return whether a number is the larger (1) or the smaller (-1) of two, as its words have it."""
    larger = first.value > second.value
    why = f"{first.raw} is {'more' if larger else 'less'} than {second.raw}"
    return Stated("direction", first, (second,), None, Decimal(0), AGREES if larger == (way > 0) else DIFFERS, why)


def _between(inside: Sequence[Said], first: Said, second: Said) -> str:
    part = inside[inside.index(first) + 1 : inside.index(second) + 1]
    return "".join(f"{s.before}{s.raw} " for s in part[:-1]) + part[-1].before


def _way(first: Said, gap: str, second: Said) -> int:
    """Return 1 where the words say that the first number is the larger, -1 the smaller, 0 where they don't tell."""
    about = first.before + first.after + gap + second.after
    behind = _BEHIND.fullmatch(gap)
    if changed := _CHANGED.fullmatch(gap):
        way = _sign(changed["word"], about, first.unit)
    elif plain := 0 if _OF_THEM.match(second.after) else _plainly(first, gap):
        way = plain
    elif ahead_of := _AHEAD_OF.fullmatch(gap):
        way = -_sign(ahead_of["word"], about, first.unit)
    elif behind and not _DENIED.search(gap[: behind.start("word")]) and _is_referred(behind["rest"]):
        way = _sign(behind["word"], about, first.unit)
    else:
        compares = _COMPARED.fullmatch(gap) and not _WORD.search(_MANY.sub("", gap))
        way = _ahead(first, gap, second, about) if compares else 0
    return way


def _is_referred(rest: str) -> bool:
    """Tell whether the words behind "higher" lead to the number behind them, with nothing compared on the way."""
    return bool(_REFERRED.fullmatch(rest)) and not _WORD.search(rest) and "," not in rest


def _plainly(first: Said, gap: str) -> int:
    """Return which is larger of numbers joined by "growing to", "followed by", "but only"."""
    if towards := _TOWARDS.fullmatch(gap):
        return -1 if towards["up"] else 1
    if _FOLLOWED.fullmatch(gap) and ("closely" in gap or _MOST.search(first.before)):
        return 1
    lone = first.unit == "percent" and _BUT_ONLY.fullmatch(gap) and not _WORD.search(_ONLY.sub("", gap))
    return int(bool(lone))


def _ahead(first: Said, gap: str, second: Said, about: str) -> int:
    """Return what the clause ahead of the first number says: "higher in the north (12%) than in the south (9%)"."""
    ahead = _MANY.sub("", first.before)
    words = list(_WORD.finditer(ahead))
    limit = re.search(r"\b(?:above|below)\s*\Z", ahead, re.I)  # "below 12%" is no more than that
    if not words or limit or any(_DENIED.search(ahead[: m.start()]) for m in words):
        return 0
    breaks = [m.end() for m in _CLAUSE.finditer(ahead)]
    inside = [m for m in words if m.start() >= max((b for b in breaks if b <= words[-1].start()), default=0)]
    signs = {_sign(m[0], about, first.unit) for m in inside}
    behind = ahead[words[-1].end() :]
    if len(signs) != 1 or re.search(r"\bthan\b|\baverage\b", behind) or not _IN_ONE.fullmatch(behind):
        return 0
    if any((m["more"] or m["less"]) and not _MEASURED.match(ahead[m.end() :]) for m in inside):
        return 0
    moves = any(m["rise"] or m["fall"] for m in inside)
    if moves and _is_later(first, gap, second):
        return -signs.pop()
    if moves and (_APART.search(gap + second.after[:40]) or not _THEN.search(gap + second.after[:60])):
        return 0
    return signs.pop()


#: What is higher or fewer: a measure, things, or what the number is of; not "lower income households".
_MEASURED = re.compile(
    r"\s*(?:\Z|[(,–]|(?:in|at|for|among|with|by|across|on|of|when|where|here|likely|people|children|women|men)\b"
    r"|(?:\w+\s)?(?:rates?|levels?|proportions?|percentages?|numbers?|shares?|figures?|risks?|likelihood"
    r"|prevalence|incidence|use"
    r"|uptake|take-up|scores?|volumes?|satisfaction|turnout|attendance|costs?|spending|concentrations?)\b|[a-z]+s\b)",
    re.I,
)
#: Between the word and the number no other clause may begin.
_IN_ONE = re.compile(
    r"(?![^,]*\band(?:\s\w+){0,2}\s\Z)[^,;:–—]{0,150}"
    r"(?:[–—]\s?(?:\w+\s){0,2}|,\s(?:at|with|which is|standing at)\s(?:\w+\s){0,2})?"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _is_later(first: Said, gap: str, second: Said) -> bool:
    """Tell whether a number is compared with one of a later year: "40 in 2015 compared with 60 in 2019"."""
    own, other = _YEAR.findall(first.before[-30:] + gap), _YEAR.findall(second.after[:30])
    return bool(own and other) and own[-1] < other[0]


def _sign(word: str, about: str, unit: str) -> int:
    match = _WORD.search(word)
    if match and _PACE.fullmatch(match[0]) and unit not in _TIMES:
        return (
            {"fast": 1, "quick": 1, "slow": -1}.get(match[0].lower().partition("e")[0], 0) if unit == "percent" else 0
        )
    if match is None or match["worth"] or match["harm"]:
        return better(about, unit) * (-1 if match and match["harm"] else 1)
    return 1 if match["more"] or match["rise"] else -1


_PACE = re.compile(
    r"(?:fast|slow|quick|long|short)e(?:r|st)", re.I
)  # of what grows by a percentage, not how much it is


def better(about: str, unit: str) -> int:
    """Return 1 where more of what words are about is better, -1 where less is, 0 where that isn't plain.

    Example:
        >>> better("satisfaction with the service", "percent"), better("complaints", "count"), better("scores", "count")
        (1, -1, 0)
    """
    high, low = bool(_HIGH_IS_GOOD.search(about)), bool(_LOW_IS_GOOD.search(about)) or unit in _TIMES
    return int(high) - int(low)


# Runs ---------------------------------------------------------------------------------------------

_STEADY = re.compile(
    rf"\b(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))\b[^.;\d]{{0,40}}?\b(?:year[- ]on[- ]year|(?:each|every) (?:year"
    rf"|month|quarter)"
    r"|(?:month|quarter)[- ]on[- ](?:month|quarter)|steadily|consistently|continuously)\b[^.;]{0,60}\Z"
    rf"|\b(?:year[- ]on[- ]year|steady|continuous|consistent)\s(?:(?P<rise2>{_RISE})"
    rf"|(?P<fall2>{_FALL}))\b[^.;]{{0,60}}\Z",
    re.I,
)
_NEXT = re.compile(
    r"\s*\(?(?:in )?(?P<year>(?:19|20)\d\d)?(?:[/–-]\d\d)?\)?\s*(?:,|and|to|then|, and|, then|, to|;)\s*(?:in"
    r" )?(?P<year2>(?:19|20)\d\d)?(?:[/–-]\d\d)?[\s:(]*",
    re.I,
)
_FEWEST = 3


def trend_checks(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield whether three numbers or more in a row go the way that their words say: "falling each year: 34, 31, 26"."""
    for n, first in enumerate(inside):
        way = _STEADY.search(first.before)
        if way is None or first.role == "change" or re.search(r"\bby\s*\Z", first.before):
            continue
        run, years = [first], []
        for said in inside[n + 1 :]:
            step = _NEXT.fullmatch(said.before)
            if step is None or said.unit != first.unit:
                break
            run.append(said)
            years += [year for year in (step["year"], step["year2"]) if year]
        if len(run) < _FEWEST or years != sorted(years):
            continue
        up = bool(way["rise"] or way["rise2"])
        right = all((one.value < two.value) == up and one.value != two.value for one, two in pairwise(run))
        why = f"in order they are {', '.join(s.raw for s in run)}"
        yield Stated("direction", first, tuple(run[1:]), None, Decimal(0), AGREES if right else DIFFERS, why)


def worth(about: str, unit: str, *, rises: bool, words: str) -> str:
    """Return the verdict on "improved" or "worse" beside a rise or a fall; untestable where neither is plainly good."""
    good = better(about, unit) * (-1 if re.search(rf"\b(?:{_HARM})\b", words, re.I) else 1)
    return UNTESTABLE if not good else AGREES if (good > 0) == rises else DIFFERS
