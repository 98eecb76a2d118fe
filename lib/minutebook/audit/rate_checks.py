"""Rates that a sentence states beside what they come from: so many a day, a unit cost, hours between two times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minutebook.audit.change_checks import is_change
from minutebook.audit.said import ABOUT, Said, Stated, is_misprint, told
from minutebook.text.dates import ANY_MONTH, MONTH_NUMBERS
from minutebook.text.verdicts import AGREES, DIFFERS, Given, Printed

_DAYS = {"per day": "1", "per week": "7", "per month": "30.44", "per quarter": "91.3", "per year": "365"}
_A_YEAR = 365
#: A count and its rate that are told as one: "3,650 in the year, on average 10 a day".
_AS_ONE = re.compile(
    r"[^.;:()]{0,80}?(?:, |\(|, or |, that is |, which is )(?:an average of|on average|averaging|about|around|or"
    r"|that is|which is|i\.e\.|equivalent"
    r" to|roughly|approximately|some|\s){1,4}",
    re.I,
)
_BARE = re.compile(r"[^.;:()]{0,60}, ")
_YEARLY = re.compile(
    r"\b(?:(?:in|over|during|for|across) (?:the|a|last) (?:whole |full )?year|a year|(?:twelve|12) months)\b", re.I
)
_ONLY = re.compile(r"\s*(?:a |per |each |every )?(?:day|week|month)?\s*(?:at|on|during|for each|outside)\b", re.I)
_DAYS_OFF = Decimal("0.04")  # a rate may be of a few days more or fewer than its period has
_WORKED = Decimal("0.68")  # of the days of a year, 250 are worked
_PART_OF_YEAR = re.compile(r"\bfirst (?P<n>two|three|2|3) quarters\b|\b(?P<half>first half)\b", re.I)
_QUARTER = 91


def rate_checks(inside: Sequence[Said], earlier: Sequence[Said], further: Sequence[Said] = ()) -> Iterator[Stated]:
    """Yield each rate that other numbers of the sentence or its paragraph come to.

    Args:
        inside: The numbers of a sentence.
        earlier: Those of its paragraph before it.
        further: Those of the paragraphs before its own.
    """
    for n, said in enumerate(inside):
        if said.unit in _DAYS and said.decimals is not None:
            yield from _a_day(said, n, inside, earlier)
    yield from _each(inside)
    yield from _a_year(inside, earlier)
    yield from _between_its_parts(inside)
    yield from _one_for_every(inside)
    yield from _per_head(inside, earlier)
    yield from _open_hours(inside, earlier, further)
    for said in inside:
        yield from _between_dates(said)


def _a_day(said: Said, n: int, inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield a rate a day, a week, a month that the count of a longer time before it comes to."""
    last = next((s for s in inside[:n][::-1] if not _FROM.search(s.before)), None)
    counts = [s for s in [*earlier, *inside] if s.unit == "count" and s.value > said.value and s.role in _LEVELS]
    for count in [s for s in counts if not is_change(s)][::-1][:_NEAREST]:
        stated = told("rate", said, (count,), _spread(said, count, count.days or _A_YEAR))
        if stated.verdict != DIFFERS:
            yield stated
            return
    yield from _of_a_year_behind(said, inside[n + 1 : n + 2])
    yield from _on_average(said, earlier)
    bare = _BARE.fullmatch(said.before) and re.match(r"\s*(?:[.,;)]|\Z|on average\b)", said.after)
    as_one = bare or _AS_ONE.fullmatch(said.before)
    if last is None or last.unit != "count" or last.role not in ("", "to") or not as_one:
        return
    days = _said_length(last) or last.days or (_A_YEAR if _YEARLY.search(last.before + last.after) else 0)
    if days > Decimal(_DAYS[said.unit]) and not last.approximation and not _ONLY.match(said.after):
        yield told("rate", said, (last,), _spread(said, last, int(days)))


_LEVELS, _NEAREST = ("", "to", "from"), 4
_FROM = re.compile(r"\b(?:up from|down from|against|compared (?:with|to)|than) (?:the )?\Z", re.I)


def _on_average(said: Said, earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield a rate that begins its sentence by the only count before of the same things: "On average 12 a day"."""
    alike = [s for s in earlier if s.unit == "count" and s.role in ("", "to") and s.noun and s.noun == said.noun]
    if re.match(r"\W*On average\b", said.before) and len(alike) == 1 and alike[0].days > Decimal(_DAYS[said.unit]):
        yield told("rate", said, alike, _spread(said, alike[0], alike[0].days))
        return
    last = [s for s in earlier if s.sentence == said.sentence - 1 and s.unit == "count" and s.role in _LEVELS]
    last = [s for s in last if not (_FROM.search(s.before) or is_change(s))]
    if len(last) == 1 and _SUMS_UP.fullmatch(said.before):
        days = last[0].days or (_A_YEAR if _YEARLY.search(last[0].before + last[0].after) else 0)
        stated = told("rate", said, last, _spread(said, last[0], days)) if days > Decimal(_DAYS[said.unit]) else None
        if stated and _is_misprint(said, stated):
            yield stated


#: "That is 12 a day", "Approximately 1.2 victims a day": of what the sentence before says.
_SUMS_UP = re.compile(
    r"\W*(?:(?:This|That|It|Which) (?:is|was|makes?|means|amounts to|works out at|comes to) ?)?"
    r"(?:an average of|on average|about|around|approximately|roughly|some|nearly|over|just|only|\s){0,3}",
    re.I,
)


def _is_misprint(said: Said, stated: Stated) -> bool:
    """Tell whether a rate may be what is given misprinted, be it with its point or its thousands lost."""
    given = stated.recomputed or Decimal(0)
    lost = any(abs(said.value.scaleb(-n) - given) <= given * ABOUT for n in (1, 2, 3))
    return lost or is_misprint(said.printed, given)


def _of_a_year_behind(said: Said, behind: Sequence[Said]) -> Iterator[Stated]:
    """Yield a rate by the count of a year right behind it: "84 a week, or 4,368 over the year"."""
    for count in behind:
        tied = re.fullmatch(r"[\w\s]{0,40},? (?:or|that is|which is|making) (?:about )?", count.before)
        if tied and count.unit == "count" and _YEARLY.search(count.after) and not said.approximation:
            yield told("rate", said, (count,), _spread(said, count, _A_YEAR))


def _spread(said: Said, count: Said, days: int) -> Given:
    n = days / Decimal(_DAYS[said.unit])
    if said.unit == "per day" and _WORKING.search(said.before + said.after + count.before + count.after):
        return Given(count.value / n, count.printed.low / (n + 1), count.printed.high / (n * _WORKED))
    return Given(count.value / n, count.printed.low / (n * (1 + _DAYS_OFF)), count.printed.high / (n * (1 - _DAYS_OFF)))


_WORKING = re.compile(r"\bwork\w*|\bweekdays?\b|\b(?:visits|appointments|calls|contacts|visitors|attendances)\b", re.I)


def _said_length(count: Said) -> int:
    """Return how many days the words around a count give it: "in the first three quarters"."""
    match = _PART_OF_YEAR.search(count.before)
    if match is None:
        return 0
    return 2 * _QUARTER if match["half"] or match["n"].lower() in ("two", "2") else 3 * _QUARTER


_EACH = re.compile(
    r"\s*(?:each|apiece|per (?!cent|annum|year|month|week|day)[a-z]+|a (?:head|person|place|home|household))\b", re.I
)
_FOR = re.compile(
    r"[^.;:()]{0,60}\b(?:for|on|among|between|pays for|buys|bought|paid for|covers|towards)\s(?:the\s|some\s)?", re.I
)
_OR_EACH = re.compile(
    r"[^.;:()]{0,60}?(?:,|\(|\bor\b|\bat\b|\bthat is\b)\s*(?:or |that is |which is |at |an average of |about "
    r"|some |around |nearly |i\.e\. ){0,2}",
    re.I,
)


def _each(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield the cost of each beside the sum and how many there are: "£120,000 for 40 places, £3,000 each"."""
    for one, two, each in zip(inside, inside[1:], inside[2:], strict=False):
        if (
            each.unit != one.unit
            or each.unit != "GBP"
            or not _EACH.match(each.after)
            or two.unit != "count"
            or not two.value
        ):
            continue
        if _FOR.fullmatch(two.before) and _OR_EACH.fullmatch(each.before) and two.role == "" == one.role:
            low, high = one.printed.low / two.value, one.printed.high / two.value
            yield told("rate", each, (one, two), Given(one.value / two.value, low, high))


def _a_year(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield a sum a year, a month, a week beside that of a longer time: "£900 over three years, £300 a year"."""
    for n, each in enumerate(inside):
        every = _EVERY.match(each.after)
        ahead = [*(s for s in earlier if s.sentence == each.sentence - 1), *inside[:n]]
        if each.unit != "GBP" or not every or not ahead:
            continue
        days = _LASTS[every["time"].lower()]
        over = ahead[-1].unit in _LASTS_IN and _OVER.search(ahead[-1].before) and _OR_EACH.fullmatch(each.before)
        if over and len(ahead) > 1:
            whole, length = ahead[-_PAIR], ahead[-1].value * _LASTS_IN[ahead[-1].unit]
        else:
            levels = [(s, _LASTS[told_so["time"].lower()]) for s in ahead if (told_so := _EVERY.match(s.after))]
            levels = levels if _SUMS_UP.fullmatch(each.before) or _OR_EACH.fullmatch(each.before) else []
            whole, length = levels[-1] if levels else (each, days)
        if whole.unit == "GBP" and length > days and not is_change(each):
            n_times = length / days
            low, high = whole.printed.low / n_times, whole.printed.high / n_times
            stated = told("rate", each, (whole,), Given(whole.value / n_times, low, high))
            yield from [stated] if stated.verdict != DIFFERS or _is_misprint(each, stated) else []


_PAIR = 2
_LASTS = {"year": Decimal(365), "annum": Decimal(365), "month": Decimal("30.42"), "week": Decimal(7), "day": Decimal(1)}
_LASTS_IN = {f"{name}s": days for name, days in _LASTS.items()}
_EVERY = re.compile(r"\s*(?:an?|per|each|every) (?P<time>year|month|week|day|annum)\b", re.I)
_OVER = re.compile(r"\b(?:over|for|across|in) (?:the |a )?(?:next |last |whole )?\Z", re.I)


def _between_its_parts(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield an average that lies beyond those of its parts: "54 days on average, 47 in Alder and 64 in Birch"."""
    for n, said in enumerate(inside):
        ranged = [s for s in inside[n + 1 :] if _RANGE.search("".join(o.before for o in inside[n + 1 :]))]
        parts = inside[n + 1 : n + 3]
        placed = len(parts) == _PAIR and all(_IN_PLACE.match(s.after) and _LISTED.fullmatch(s.before) for s in parts)
        ranged = [s for s in ranged if s.role in ("from", "to")][:_PAIR]
        about = f"{said.before[-30:]} {said.raw} {said.after[:25]}"
        bounds = ranged if len(ranged) == _PAIR else parts if placed else []
        if not bounds or not _AVERAGE.search(about) or said.unit not in (bounds[0].unit, *_LENGTHS):
            continue
        low, high = sorted(s.value for s in bounds)
        if not low <= said.value <= high:
            near = low if said.value < low else high
            why = f"an average can't be less or more than all that it is of, {bounds[0].raw} and {bounds[1].raw}"
            yield Stated("rate", said, tuple(bounds), near, Decimal(0), DIFFERS, why)


_LENGTHS = ("minutes", "hours", "days", "weeks", "months", "years")
_AVERAGE = re.compile(r"\b(?:on average|average|averag\w+|mean)\b", re.I)
_RANGE = re.compile(r"\brang(?:e|es|ing)\b", re.I)
_IN_PLACE = re.compile(r"\s?(?:in|at|for) (?:the )?[A-Z]")
_LISTED = re.compile(r"(?:[a-z ]*on average)?,? ?(?:(?:in|at|for|the) )*(?:[A-Z][\w’' ]* )?(?:and )?", re.I)


def _one_for_every(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield "26 caught in 1,872 walks: one for every 72": one of the counts before by another of them."""
    for n, each in enumerate(inside):
        counts = [s for s in inside[:n] if s.unit == each.unit == "count" and s.value > 1 and not is_change(s)]
        if len(counts) < _PAIR or not _FOR_EVERY.search(each.before):
            continue
        pairs = [(of, many) for of in counts for many in counts if of is not many and of.value >= many.value]
        ways = [(of, many, of.value / many.value) for of, many in pairs]
        half = Decimal("0.5")
        found = [told("ratio", each, (of, many), Given(fold, fold - half, fold + half)) for of, many, fold in ways]
        fits = [one for one in found if one.verdict != DIFFERS]
        off = [one for one in found if _is_misprint(each, one) or one.parts[0].value == one.parts[1].value]
        yield from fits[:1] or off[:1]


_FOR_EVERY = re.compile(r"\bone (?:for|in|to|out of) every \Z", re.I)
_AS_RATE = re.compile(
    r"[^.;:()]{0,60}?(?:, |\(|, or |that is |which is |a rate of |equal to |making ){1,3}(?:about |some )?", re.I
)
_RESIDENTS = re.compile(
    r"\b(?:population of|residents|inhabitants|people live|(?:children|adults|people|women|men) in the"
    r"|aged|of that age|borough has|county has|of whom the)\b",
    re.I,
)


def _per_head(inside: Sequence[Said], earlier: Sequence[Said]) -> Iterator[Stated]:
    """Yield a rate per 1,000 beside its count and the population, where these are the only ones that are printed.

    The count may stand before its sentence: "There were 62. With 20,400 boats here this is a rate of 304".
    """
    for rate in inside:
        if not re.fullmatch(r"per \d[\d,]*", rate.unit) or not (rate.decimals or rate.value >= _LONG):
            continue
        nearby = [s for s in [*earlier, *inside] if s.unit == "count" and s.role in ("", "to")]
        people = [s for s in nearby if _RESIDENTS.search(s.before[-20:] + s.after[:25])]
        counts = [s for s in nearby if s not in people and s.sentence == rate.sentence]
        counts = counts or [s for s in nearby if s not in people and not _FROM.search(s.before)][-_NEAREST:]
        counts = [s for s in counts if len(people) == 1 and people[0].value >= s.value > 0]
        ways = [_rate_of(rate, count, people[0]) for count in counts]
        fits = [way for way in ways if way.verdict != DIFFERS]
        tied = len(ways) == 1 and ways[0].parts[0].sentence == rate.sentence and _AS_RATE.fullmatch(rate.before)
        likely = [way for way in ways if _A_RATE_OF.search(rate.before) and _is_misprint(rate, way)]
        yield from fits[:1] or (ways if tied else likely[:1])


def _rate_of(rate: Said, count: Said, people: Said) -> Stated:
    scale = Decimal(rate.unit[4:].replace(",", ""))
    given = scale * count.value / people.value
    slack = given * Decimal("0.001") + (0 if rate.decimals else Decimal("0.5"))
    return told("rate", rate, (count, people), Given(given, given - slack, given + slack))


_LONG = 100
_A_RATE_OF = re.compile(r"\b(?:this|that|which|it|the rate) (?:is|was|makes|gives|came to)(?: a rate of)?\s*\Z", re.I)


_HOURS = re.compile(
    r"\b(?P<a>\d{1,2})(?:[.:](?P<am>\d\d))? ?(?P<ah>am|pm)?(?: to | ?[-–] ?| until | and"
    r" )(?P<b>\d{1,2})(?:[.:](?P<bm>\d\d))? ?(?P<bh>am|pm)\b"
    r"|\b(?P<c>[0-2]\d)[:.]?(?P<cm>[0-5]\d)(?: to | ?[-–] ?| until )(?P<d>[0-2]\d)[:.]?(?P<dm>[0-5]\d)\b",
    re.I,
)
_JOINED = re.compile(r"\d ?(?:am|pm)?[\s,(–-]*(?:or|that is|making|a total of|which is|i\.e\.)?[\s(]*\Z", re.I)
_DAY, _NOON, _FEW_LINES = 24, 12, 5
#: "secures 14 hours of operation" of a service whose times stand in a paragraph before.
_OF_OPENING = re.compile(r"\s*of (?:operation|opening|cover|service)\b", re.I)


def _open_hours(inside: Sequence[Said], earlier: Sequence[Said], further: Sequence[Said]) -> Iterator[Stated]:
    """Yield how many hours lie between the only two times of a paragraph, or near by: "8am to 10pm, 14 hours a day"."""
    spans = list(
        _HOURS.finditer(" ".join(s.before for s in [*earlier, *inside]) + (inside[-1].after if inside else ""))
    )
    open_ = any(s.unit == "hours" and _OF_OPENING.match(s.after) for s in inside)
    near = [s for s in further if open_ and inside[0].line - s.line <= _FEW_LINES]
    spans = spans or list(_HOURS.finditer(" ".join(s.before for s in near)))
    hours = [s for s in inside if s.unit == "hours" or (s.unit == "per day" and s.noun == "hours")]
    if len(spans) != 1 or len(hours) != 1 or hours[0].role:
        return
    said, length = hours[0], _length(spans[0])
    stated = Printed(said.value)
    word = AGREES if abs(stated.value - length) <= length * ABOUT * bool(said.approximation) else DIFFERS
    joined = _JOINED.search(said.before)
    daily = re.search(r"\ba day\b|\bdaily\b|\beach day\b", f"{said.raw}{said.after}")
    if word == AGREES or (joined and daily) or open_:
        why = f"from {spans[0][0]} is {_short(length)} hours"
        yield Stated("rate", said, (), length, Decimal(0), word, why)


def _length(span: re.Match[str]) -> Decimal:
    if span["c"]:
        begin = Decimal(span["c"]) + Decimal(span["cm"]) / 60
        end = Decimal(span["d"]) + Decimal(span["dm"]) / 60
    else:
        begin = _hour(span["a"], span["am"], span["ah"] or "")
        end = _hour(span["b"], span["bm"], span["bh"])
        if not span["ah"]:  # "9 to 5pm" begins in the morning, "2 to 5pm" in the afternoon
            begin += _NOON if span["bh"].lower() == "pm" and int(span["a"]) < int(span["b"]) % _NOON else 0
    return (end - begin) % _DAY


def _hour(hour: str, minutes: str | None, half: str) -> Decimal:
    late = _NOON if half.lower() == "pm" else 0
    return Decimal(int(hour) % _NOON + late) + Decimal(minutes or 0) / 60


_DATES = re.compile(
    rf"\b(?:from|between)\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?P<a>(?:{ANY_MONTH}\s)?)(?P<y>(?:19|20)\d\d)\s(?:to"
    rf"|and|until)\s"
    rf"(?:(?:the end of|\d{{1,2}}(?:st|nd|rd|th)?)\s)?(?P<b>(?:{ANY_MONTH}\s)?)(?P<z>(?:19|20)\d\d)"
    r"(?:,| \(|,? or|,? that is|,? a (?:period|total) of)\s*(?:or |that is |a (?:period|total) of )?\Z",
    re.I,
)
_ENDS = re.compile(r"\s*(?:[.,;)]|\Z|in (?:all|total)\b|long\b)", re.I)
_MONTHS = 12


def _between_dates(said: Said) -> Iterator[Stated]:
    """Yield whether a number of months or years is that between the dates right before it."""
    match = _DATES.search(said.before)
    if (
        match is None
        or said.unit not in ("months", "years")
        or bool(match["a"]) != bool(match["b"])
        or said.approximation
    ):
        return
    if (said.unit == "months" and not match["a"]) or not _ENDS.match(said.after):
        return
    months = _MONTHS * (int(match["z"]) - int(match["y"]))
    months += _month(match["b"]) - _month(match["a"]) if match["a"] else 0
    step = 1 if said.unit == "months" else _MONTHS
    length = Decimal(months) / step
    slack = 1 if said.unit == "months" or not match["a"] else Decimal(1) / _MONTHS  # both ends may count
    right = length <= said.value <= length + slack
    why = f"from {' '.join(match[0].split()[1:]).rstrip(' ,(')} is {_short(length)} {said.unit}"
    yield Stated("rate", said, (), length, Decimal(slack), AGREES if right else DIFFERS, why)


def _month(name: str) -> int:
    return MONTH_NUMBERS[name.strip().lower()]


def _short(length: Decimal) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
