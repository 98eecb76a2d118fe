"""Targets: whether a table's words on a target, and on the way since last year, are those that its numbers give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minutebook.audit.totals import Check
from minutebook.papers.tables import Cell, Table
from minutebook.papers.values import Value, cell_value
from minutebook.text.dates import MONTH, month_number
from minutebook.text.periods import periods
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE, Printed, judged, percent_change, percent_of

_TARGET = re.compile(
    r"\b(?:targets?|goal|ambition|standard|plan(?:ned)?)\b(?!.{0,3}\b(?:status|met|achieved|date|rag)\b)", re.I
)
_STATUS = re.compile(
    r"\b(?:RAG|rating|status|met|achieved|(?:on|off) (?:target|track)|off/on track|performance)\b", re.I
)
_TRAVEL = re.compile(r"\b(?:travel|trend|direction|vs\.? last year|compared (?:with|to) last year)\b", re.I)
_MET = re.compile(
    r"\A\W*(?:green|g|(?:target )?(?:met|achieved)|yes|on (?:target|track)|exceed(?:ed|ing)|above target)\W*\Z"
    r"|\A\s*[✓✔]\s*\Z",
    re.I,
)
_MISSED = re.compile(
    r"\A\W*(?:target )?(?:red|r|amber|yellow|a|no|not (?:met|achieved|on track)"
    r"|missed|off (?:target|track)|below target"
    r"|behind)\W*\Z"
    r"|\A\s*[✗✘]\s*\Z",
    re.I,
)
_NEAR_MISS = re.compile(r"\W*(?:amber|yellow|a)\W*", re.I)  # how near isn't mostly printed
_ARROW, _UP = re.compile(r"\s*(?:[↑▲⬆↗↓▼⬇↘]\ufe0f?|up|down)\s*", re.I), re.compile(r"[↑▲⬆↗]|up", re.I)
_BETTER = re.compile(r"\b(?:improv\w+|better)\b", re.I)
_WORSE = re.compile(r"\b(?:deteriorat\w+|worse\w*|declin\w+)\b", re.I)
_FORECAST = re.compile(
    r"\A\W*(?:currently |still |broadly )?(?:on (?:track|target|course)|likely|expected|forecast|projected) to"
    r" (?:be )?(?:meet|met|achiev|reach|hit|exceed)",
    re.I,
)
_STEADY = re.compile(
    r"\A\W*(?:steady|stable|static|level|flat|maintained|no (?:significant |real |great )?change|unchanged"
    r"|(?:the )?same|as before|similar)\b",
    re.I,
)
#: Since when nothing has changed: else it may be a rating that hasn't.
_UNCHANGED = re.compile(
    r"\b(?:no change|unchanged|(?:the )?same)\b.{0,12}\b(?:on|since|from|as|than|over)\b.{0,12}"
    r"\b(?:year|(?:19|20)\d\d)",
    re.I,
)
_MORE_IS_BETTER, _LESS_IS_BETTER = r"(?:higher|bigger|more) is better", r"(?:lower|smaller|less|fewer) is better"
_AT_LEAST = re.compile(rf"≥|>|\b(?:at least|minimum|or (?:more|above|higher)|{_MORE_IS_BETTER}|increase)\b", re.I)
_AT_MOST = re.compile(
    r"≤|<|\b(?:at most|maximum|no more than|fewer than|less than|or (?:less|fewer|below|under|lower)|below|under|within"
    rf"|{_LESS_IS_BETTER}|reduc\w+)\b",
    re.I,
)
#: What a measure's own words say: that it is to grow or to shrink, else that it counts what goes well or ill.
_TO_GROW = re.compile(
    rf"\A\W*(?:increas(?:e|ing)|improv(?:e|ing)|maximis(?:e|ing)|rais(?:e|ing)|more)\b|{_MORE_IS_BETTER}", re.I
)
_TO_SHRINK = re.compile(
    rf"\A\W*(?:reduc(?:e|ing|tion)|decreas(?:e|ing)|minimis(?:e|ing)|lower(?:ing)?|fewer|less)\b|{_LESS_IS_BETTER}",
    re.I,
)
_DONE = re.compile(
    r"\b(?:within|in|under|less than|fewer than) (?:\d+|one|two|three|four|five|six|ten) ?(?:working |calendar )?"
    r"(?:second|minute|hour|day|week|month)s?\b|\b(?:on|in) time\b"
    r"|\b(?:answered|attended|completed|resolved|responded to|dealt with|closed|investigated|reviewed|assessed"
    r"|paid|solved|detected|cleared|avoided|prevented|inspected|delivered)\b",
    re.I,
)
_WELL = re.compile(
    r"\b(?:satisf\w+|recycl\w+|success\w*|uptake|take-up|coverage|immunis\w+|vaccinat\w+|employment|independen\w+"
    r"|participa\w+|t(?:aking|akes?|ook) part|enrol\w*|volunteers?|apprentic\w+|lessons?|learners?|library loans?"
    r"|screened|complian\w+|attainment|collected|positive outcomes?)\b",
    re.I,
)
_ILL = re.compile(
    r"\b(?:delay\w*|complaints?|(?:re-?)?admissions?|re-?offend\w*|offences?|crimes?|burglar\w+|robber\w+|thefts?"
    r"|injur\w+|deaths?|mortality|falls|sickness|absen\w+|exclusions?|vacan\w+|overdue|missed|waiting|arrears|voids?"
    r"|fires|accidents|collisions|casualties|evict\w+|homeless\w*|rough sleep\w+|unemploy\w+|emissions?|landfill"
    r"|fly-?tip\w*|turnover|backlogs?|errors|breaches|length of stay|time (?:taken )?to|turnaround|infections?"
    r"|abandoned|days lost)\b",
    re.I,
)
_TURNS = re.compile(r"\b(?:not|no|without|never|un\w+ed|refus\w+|declin\w+)\b", re.I)
_SIGNS = re.compile(r"[≥≤<>=]+|\b(?:at least|at most|no more than|fewer than|less than|minimum|maximum|or \w+)\b", re.I)
_LEADING = re.compile(r"[£$€]?\s?\d[\d,]*(?:\.\d+)?\s?%?")
_OF_TARGET = re.compile(r"\((?P<share>\d+(?:\.\d+)?) ?% of (?:the )?target\)", re.I)
_FROM_BEFORE = re.compile(
    r"\((?:a |an )?(?P<share>\d+(?:\.\d+)?) ?% (?:(?P<less>fewer|less|lower|reduction|decrease|cut)"
    r"|more|higher|increase|rise)\)",
    re.I,
)
_CHANGE = re.compile(r"\b(?:change|variance|difference)\b", re.I)
_OF_AIM = re.compile(r"(?:%|\bper ?cent(?:age)?|\bshare|\bproportion) of\b|\b(?:against|from|vs\.?|versus)\b", re.I)


@dataclass(frozen=True)
class _Row:
    """A row of a table of targets: its words, its target, the number that they are about, and last year's."""

    words: tuple[Cell, ...]
    target: Cell
    latest: Cell
    before: Cell | None
    others: tuple[Cell, ...]

    @property
    def lower(self) -> tuple[bool | None, bool]:
        """Whether less is better as far as a sign or a word says so, and as far as the target lets one suppose it."""
        aim, past = _number(self.target), _number(self.before) if self.before else None
        number = _number(self.latest)
        words = f"{self.target.raw.text} {self.target.column_label}"
        told = _wants_less(self.target.row_label, words, number.unit if number else "")
        falls = aim is not None and past is not None and aim.value < past.value
        if told and _signed(words) is None and aim and past and not falls and aim.value != past.value:
            told = None  # by its words there should be few of them, by its target more
        return told, told if told is not None else falls


def targets(table: Table) -> Iterator[Check]:
    """Yield a check for each row's word on whether its target was met, on the way since last year, on its share of it.

    Which way is better is told by a sign, a word of the target or the measure's own. Where it isn't, a target below
    last year's number is taken to want less, and what doesn't fit that is `untestable`; where the words on the target
    and on the way both don't, they fit the other way together.

    Yields:
        "target", "direction" of travel, "share" for "(93% of target)", "percent change" for a target "(8% fewer)" than
        last year's number, and "unit" where two numbers of a row are said to be of one year.
    """
    found: list[tuple[Check, str]] = []
    for row in _rows(table):
        found += [(check, row.target.row_label) for check in _row_checks(row)]
    yield from _under_headings(found)


def _rows(table: Table) -> Iterator[_Row]:
    """Yield the rows of a table that has one column of targets and a column of words on them."""
    rows = table.rows()
    labels = [c.column_label for c in rows[0]] if rows else []
    words = [n for n, label in enumerate(labels) if n and (_STATUS.search(label) or _TRAVEL.search(label))]
    aims = [n for n, label in enumerate(labels) if n and n not in words and _TARGET.search(label)]
    aims = [n for n in aims if not _OF_AIM.search(labels[n])]
    words = [n for n in words if not any(row[n].value for row in rows)]
    if len(aims) != 1 or not words:
        return
    levels = [n for n in range(1, len(labels)) if n not in (aims[0], *words) and not _CHANGE.search(labels[n])]
    aimed = [row for row in rows if _number(row[aims[0]])]
    later = [n for n in levels if n > aims[0] and 2 * sum(_alike(r[n], r[aims[0]]) for r in aimed) >= len(aimed)]
    for row in rows:
        aim = row[aims[0]]
        numbers = [row[n] for n in levels if (_alike(row[n], aim) if _number(aim) else _number(row[n]))]
        current = [c for c in numbers if c.column in later] if later else numbers
        if current and (_number(aim) or later):
            latest = _latest(current, aims[0], [row[n].column_label for n in words])
            earlier = [c for c in numbers if c.column < latest.column and _alike(c, latest)]
            others = tuple(c for c in numbers if c is not latest)
            yield _Row(tuple(row[n] for n in words), aim, latest, next(iter(earlier), None), others)


def _alike(one: Cell, other: Cell) -> bool:
    """Tell whether two cells have numbers of one unit; a bare one beside days, weeks or hours is of these."""
    units = {value.unit for cell in (one, other) if (value := _number(cell))}
    return bool(_number(one) and _number(other)) and (len(units) == 1 or units - {"count"} < _DURATIONS)


_DURATIONS = {"hours", "days", "weeks", "months", "years", ""}
_QUARTER = re.compile(r"\b(?:Q|Qtr|Quarter) ?([1-4])\b", re.I)


def _latest(levels: Sequence[Cell], aim: int, words: Sequence[str]) -> Cell:
    """Return the number that a word on a target is about: of the time that its header names, else of the last."""
    behind = [c for c in levels if c.column > aim] or levels
    named = [c for c in behind if any(c.column_label.strip().lower() in word.lower() for word in words)]
    if len(named) == 1:
        return named[0]
    quarters = [m[1] for c in behind if (m := _QUARTER.search(c.column_label))]
    years = [[p.end for p in periods(c.column_label)] for c in behind]
    if len(behind) > 1 and len(set(quarters)) == len(behind):
        return max(zip(quarters, behind, strict=True), key=lambda pair: pair[0])[1]
    if len(behind) > 1 and all(len(ends) == 1 for ends in years):
        return max(zip(years, behind, strict=True), key=lambda pair: pair[0])[1]
    return min(behind, key=lambda c: abs(c.column - aim))


def _number(cell: Cell) -> Value | None:
    """Return the number that a cell begins with, its signs and brackets left aside: "17,254 (4.6% reduction)"."""
    if cell.value is not None:
        return cell.value
    first = _LEADING.match(_SIGNS.sub("", cell.raw.text).strip())
    return cell_value(first[0], cell.column_label, cell.row_label) if first else None


def _row_checks(row: _Row) -> Iterator[Check]:
    of_one_year = _of_the_year_before(row)
    fits = [fit for cell in row.words for fit in _fits(row, cell)]
    told, _ = row.lower
    plain = [fit for fit in fits if not fit.why_not and not fit.whichever]
    # Where none of several fits, less is better after all, or more.
    turned = told is None and len(plain) > 1 and not any(fit.right for fit in plain)
    number = _number(row.latest)
    for fit in fits:
        open_ = told is None and not fit.whichever
        why = fit.why_not or ("whether more or less is better isn't said" if open_ else "")
        word = AGREES if fit.right or (turned and fit in plain) else UNTESTABLE if why else DIFFERS
        if of_one_year and fit.kind == "direction":
            word, why = UNTESTABLE, "both are of one year"
        said = fit.said if word != UNTESTABLE else f"{fit.said}; {why}"
        yield Check(fit.kind, fit.cell, fit.parts, None, Decimal(0), word, said, number.value if number else None)
    yield from (of_one_year,) if of_one_year else ()
    yield from _in_brackets(row)


@dataclass(frozen=True)
class _Fit:
    """Whether a word fits the numbers of its row, and why it may be right even where it doesn't."""

    kind: str
    cell: Cell
    parts: tuple[Cell, ...]
    right: bool
    said: str
    why_not: str = ""
    whichever: bool = False  # whether it is right or wrong, be more better or less


def _fits(row: _Row, cell: Cell) -> Iterator[_Fit]:
    """Yield how a row's word stands to its target, or to its number of last year."""
    text, latest = cell.raw.text.strip(), row.latest
    if _number(row.target) and (_MET.match(text) or _MISSED.match(text) or _FORECAST.match(text)):
        yield from _of_target(row, cell)
    elif row.before is None:
        if _STEADY.search(text) and _TRAVEL.search(cell.column_label):
            yield _Fit("direction", cell, (latest,), False, f"{latest.raw.text} is called “{text}”", _NOTHING_BEFORE)
    elif _ARROW.fullmatch(text) or _BETTER.search(text) or _WORSE.search(text):
        yield from _of_travel(row, row.before, cell)
    elif _STEADY.search(text):
        yield _steady(row, row.before, cell)


_NOTHING_BEFORE = "no number of the time before is printed"
_PART_OF_A_YEAR = "it is of a part of the year"


def _of_target(row: _Row, cell: Cell) -> Iterator[_Fit]:
    """Yield how a word on a target fits; a forecast fits where the number keeps pace with the year."""
    text, (told, lower) = cell.raw.text.strip(), row.lower
    aim, number = _number(row.target), _number(row.latest)
    if aim is None or number is None:
        return
    reached = number.value == aim.value or (number.value < aim.value) == lower
    said = f"{row.latest.raw.text} against a target of {row.target.raw.text} is called “{text}”"
    part = _part_of_year(row.latest) if number.unit != "percent" else None
    if _FORECAST.match(text):
        pace = aim.value * part if part else None
        kept = pace is not None and (number.value <= pace * _OVER if lower else number.value >= pace * _UNDER)
        right = kept if part else reached
        yield _Fit("target", cell, (row.latest, row.target), right, said, "what is forecast isn't printed")
    elif not (_NEAR_MISS.fullmatch(text) and reached and told is not None):  # it may be near in another way
        met = bool(_MET.match(text))
        paced = met and not reached and not _WHOLLY_MET.search(text)  # green may mean that it keeps pace
        why_not = _PART_OF_A_YEAR if part and (paced or (lower and reached and not met)) else ""
        yield _Fit("target", cell, (row.latest, row.target), reached == met, said, why_not)


_WHOLLY_MET = re.compile(r"\b(?:met|achieved|exceed\w*|above)\b", re.I)
_OVER, _UNDER = Decimal("1.1"), Decimal("0.9")


def _of_travel(row: _Row, before: Cell, cell: Cell) -> Iterator[_Fit]:
    """Yield how an arrow, or "better" and "worse", fits the two numbers of a row, where these are not the same."""
    text, (_, lower) = cell.raw.text.strip(), row.lower
    number, past = _number(row.latest), _number(before)
    if number is None or past is None or number.value == past.value:
        return
    part = _part_of_year(row.latest, own=True) if number.unit != "percent" else None
    why_not = _PART_OF_A_YEAR if part else ""
    better = (number.value < past.value) == lower
    if _ARROW.fullmatch(text):
        # An arrow is of the number or of how well it goes: only one that is neither is wrong.
        right = bool(_UP.search(text)) in (number.value > past.value, better)
        said = f"{row.latest.raw.text} after {before.raw.text} is marked “{text}”"
    else:
        right = better == bool(_BETTER.search(text))
        said = f"{row.latest.raw.text} after {before.raw.text} is called “{text}”"
    yield _Fit("direction", cell, (before, row.latest), right, said, why_not)


def _steady(row: _Row, before: Cell, cell: Cell) -> _Fit:
    """Return how "steady" or "no change" fits; only what says that nothing changed since when can be wrong."""
    text, number, past = cell.raw.text.strip(), _number(row.latest), _number(before)
    gap = abs(number.value - past.value) if number and past else Decimal(0)
    size = abs(past.value) if past else Decimal(0)
    near, far = (Decimal(2), Decimal(5)) if number and number.unit == "percent" else (size / 20, size / 10)
    why_not = "how far is still steady isn't said" if gap <= far or not _UNCHANGED.search(text) else ""
    partly = bool(gap and number and number.unit != "percent" and _part_of_year(row.latest, own=True))
    why_not = _PART_OF_A_YEAR if partly else why_not
    said = f"{row.latest.raw.text} after {before.raw.text} is called “{text}”"
    return _Fit("direction", cell, (before, row.latest), gap <= near and not partly, said, why_not, whichever=True)


_ORDINALS = ("first", "second", "third", "fourth")
_PART = re.compile(
    r"\b(?:(?P<ordinal>first|second|third|fourth) quarter|(?:Q|Qtr|Quarter) ?(?P<quarter>[1-4])"
    rf"|(?:to|until|-|–) ?(?:end (?:of )?)?(?P<month>{MONTH})|(?P<months>\d\d?) months)\b",
    re.I,
)


def _part_of_year(cell: Cell, *, own: bool = False) -> Decimal | None:
    """Return how much of a financial year a number is of, as its cell or its header says, or as the cell alone does."""
    match = _PART.search(cell.raw.text if own else f"{cell.raw.text} {cell.column_label}")
    if match is None:
        return None
    if match["month"]:
        number = month_number(match["month"])
        months = (number - 4) % 12 + 1
    elif match["months"]:
        months = int(match["months"])
    else:
        quarter = match["quarter"] or _ORDINALS.index(match["ordinal"].lower()) + 1
        months = int(quarter) * 3
    return Decimal(months) / 12 if 0 < months < 12 else None


# What cells have in brackets ----------------------------------------------------------------------

_OF_A_TIME = re.compile(r"\((?P<inside>[^()]*)\)\W*\Z")


def _of_the_year_before(row: _Row) -> Check | None:
    """Return the check of a number said to be of the year of which the row has another: "98 (2020/21)"."""
    if row.before is None or not (match := _OF_A_TIME.search(row.latest.raw.text)):
        return None
    own, there = list(periods(match["inside"])), list(periods(row.before.column_label))
    here = [(p.start, p.end) for p in periods(row.latest.column_label)]
    number, past = _number(row.latest), _number(row.before)
    if len(own) != 1 or len(there) != 1 or own[0].end != there[0].end or own[0].start != there[0].start:
        return None
    bare = not re.sub(r"\W|\b(?:in|for|of|year|full)\b", "", _without(match["inside"], own[0].begin, own[0].stop))
    if not bare or (own[0].start, own[0].end) in here or not number or not past or number.value == past.value:
        return None
    said = f"{row.latest.raw.text} stands under “{row.latest.column_label}”, and that year's column has {past.value:,f}"
    return Check("unit", row.latest, (row.before,), past.value, Decimal(0), DIFFERS, said, number.value)


def _without(text: str, begin: int, stop: int) -> str:
    return f"{text[:begin]} {text[stop:]}"


def _in_brackets(row: _Row) -> Iterator[Check]:
    """Yield the checks of what stands in brackets: the share of the target, and how far the target is from before."""
    aim, number = _number(row.target), _number(row.latest)
    if aim is None or number is None:
        return
    if (match := _OF_TARGET.search(row.latest.raw.text)) and (
        given := percent_of(Printed(number.value), Printed(aim.value))
    ):
        stated = _printed(match["share"])
        found = judged(stated, given)
        why = f"{row.latest.raw.text} beside a target of {row.target.raw.text}, which give {found.recomputed:,f}"
        yield Check(
            "share", row.latest, (row.target,), found.recomputed, found.tolerance, found.word, why, stated.value
        )
    if match := _FROM_BEFORE.search(row.target.raw.text):
        yield from _of_before(row, aim, _printed(match["share"], -1 if match["less"] else 1))


def _printed(number: str, sign: int = 1) -> Printed:
    return Printed(sign * Decimal(number), Decimal(1).scaleb(-len(number.partition(".")[2])))


def _of_before(row: _Row, aim: Value, stated: Printed) -> Iterator[Check]:
    """Yield the check of a target "(8% fewer)": than one of the row's numbers, else than that of the year before."""
    earlier = [c for c in row.others if c.column < row.target.column]
    tried = []
    for cell in earlier:
        past = _number(cell)
        if past and (given := percent_change(Printed(past.value), Printed(aim.value))):
            tried.append((cell, judged(stated, given)))
    fitting = [one for one in tried if one[1].word != DIFFERS]
    if not fitting and not (len(tried) == 1 and _is_year_after(tried[0][0], row.target)):
        return
    cell, found = (fitting or tried)[0]
    words = "follows from" if found.word != DIFFERS else "does not follow from"
    why = f"{words} {cell.raw.text} and {aim.value:,f}, which give {found.recomputed:,f}"
    yield Check("percent change", row.target, (cell,), found.recomputed, found.tolerance, found.word, why, stated.value)


def _is_year_after(before: Cell, target: Cell) -> bool:
    """Tell whether a target's header names the year that begins when the year of another ends."""
    one, other = list(periods(before.column_label)), list(periods(target.column_label))
    return (
        len(one) == len(other) == 1
        and one[0].end < other[0].start
        and int(other[0].start[:4]) - int(one[0].end[:4]) < 2
    )


# Headings over rows -------------------------------------------------------------------------------

_HEADS_MET = re.compile(r"\b(?:met|achieved|exceeded)\b", re.I)
_HEADS_MISSED = re.compile(
    r"\b(?:not (?:\w+ )?(?:met|achieved)|missed|below target|off (?:target|track)|failed to meet)\b", re.I
)


def _under_headings(found: Sequence[tuple[Check, str]]) -> Iterator[Check]:
    """Yield checks; a status that isn't that of the heading over its row differs, if most of the others' are."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for check, label in found:
        if (fits := _fits_heading(check, label)) is not None:
            counts[label.rpartition(" / ")[0]].append(fits)
    for check, label in found:
        heading = label.rpartition(" / ")[0]
        most = 2 * sum(counts[heading]) > len(counts[heading])
        if most and _fits_heading(check, label) is False and check.verdict != DIFFERS:
            words = f"{check.explanation}, though it stands under “{heading}”"
            yield replace(check, verdict=DIFFERS, explanation=words)
        else:
            yield check


def _fits_heading(check: Check, label: str) -> bool | None:
    """Tell whether a word on a target is that of the heading over it; nothing where one of the two says neither."""
    heading, text = label.rpartition(" / ")[0], check.stated.raw.text.strip()
    missed, met = bool(_HEADS_MISSED.search(heading)), bool(_HEADS_MET.search(heading))
    if check.kind != "target" or not (missed or met) or not (_MET.match(text) or _MISSED.match(text)):
        return None
    return bool(_MET.match(text)) == (met and not missed)


# Which way is better ------------------------------------------------------------------------------


def _wants_less(measure: str, target: str, unit: str) -> bool | None:
    """Tell whether less is better, or nothing where no sign and no word says so.

    A sign or a word of the target says it surely. Else the measure's own words do, where they are plain: delays and
    complaints are to be few, what is done in time is to be much; of what can be wished both ways nothing is said.
    """
    if (signed := _signed(target)) is not None:
        return signed
    grow, shrink = bool(_TO_GROW.search(measure)), bool(_TO_SHRINK.search(measure))
    if grow != shrink:
        return shrink
    if _TURNS.search(measure):
        return None
    if _DONE.search(measure):
        return False if unit == "percent" else None
    well, ill = bool(_WELL.search(measure)), bool(_ILL.search(measure))
    return ill if well != ill else None


def _signed(target: str) -> bool | None:
    at_most, at_least = bool(_AT_MOST.search(target)), bool(_AT_LEAST.search(target))
    return at_most if at_most != at_least else None
