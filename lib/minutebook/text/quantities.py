"""The number grammar: which quantities a sentence states, and which of its numbers aren't quantities at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from minutebook.text.compounds import compounds
from minutebook.text.numbers import DIGITS, NUMBER, ORDINALS, SCALE, WORD, count_of, plain_decimal, scaled, stretches
from minutebook.text.periods import Taken, periods
from minutebook.text.quantity import Quantity
from minutebook.text.quantity_pairs import FROM, with_roles
from minutebook.text.uncounted import uncounted

__all__ = ["Quantity", "quantities"]


_FRACTIONS = {
    "half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "sixth": (1, 6),
    "eighth": (1, 8), "tenth": (1, 10),
}  # fmt: skip
_GLYPHS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
}  # fmt: skip
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "GBP": "GBP"}

_DURATION = (
    r"(?:(?:calendar |financial |full |consecutive |working |more |further |extra |additional |school |bank |volunteer "
    r"|staff |officer |warden |nursing |teaching |tuition |patrol |care |contact )?"
    r"(?:hour|day|week|month|year|minute|min|hr|mile|second|kilometre|metre|hectare|acre"
    r"|(?:square|sq\.?) ?(?:kilometre|km|metre|m|mile))s?|km|mph|degrees)\b"
)
_LENGTH = r"(?:hour|day|week|month|year|minute|mile)s?"
_PERCENT = r"%|per ?cents?\b"
_TO = r"\s?(?:-|–|to|and|or|/)\s?"
_AND_A = _GLYPHS | {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
#: Where a number may begin: behind no letter, digit or mark, but behind "c." and "x", and a minus before its sign.
_BEGINS = r"(?:(?<![\w.,/-])|(?<=\bc\.)|(?<=\b[cx])(?=[£\d])|(?<=[\s(]-)(?=[£$€]|[\d.]+\s?%))"

_AMOUNT = re.compile(
    rf"{_BEGINS}(?P<currency>[£$€]\s?|GBP\s)?(?P<low>{DIGITS}|(?:{WORD})\b(?!-(?!(?:{_LENGTH}|point)\b)))"
    rf"(?P<and>\s?[½¼¾]| and a (?:half|quarter)\b)?(?:\s?(?P<low_scale>{SCALE}))?"
    rf"(?P<low_percent>\s?%(?=\s?(?:-|–|to|and)\s?{DIGITS}\s?%))?"
    rf"(?:(?P<to>{_TO})(?P<currency2>[£$€]\s?)?(?P<high>{DIGITS}|(?:{WORD})\b)(?:\s?(?P<high_scale>{SCALE}))?"
    rf"(?=\s?(?:{_PERCENT}|[- ]?{_DURATION}|{SCALE}|\s[a-z]|\W*$)|\)))?(?P<half> and a half\b)?"
    rf"(?:\s?(?P<points>percentage points?|% points?|ppt?s?\b)|(?-i:(?P<pence>p)\b)|\s?(?P<percent>{_PERCENT})"
    rf"|[- ]?(?P<duration>{_DURATION})"
    r"|(?P<counted>(?:\s[a-z]+){0,2}?)\s(?:per|(?:for|in|to) (?:every|each))"
    r" (?P<rate>1,?000|10,?000|100,?000|million)\b)?(?!(?!x\s"
    r"|[⁰¹²³⁴-⁹])\w|[.,]\d|/\d)",
    re.I,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<one>one|a|two|three|four|five|remaining|other|\d+)[- ])?(?P<part>{'|'.join(_FRACTIONS)})s?\b"
    r"(?=\s+(?:of|the|a|all|were|was|are|is|have|had|has|being|took|take|fell|rose|came|come|say|said|felt|feel"
    r"|do|did|don[’']t|didn[’']t"
    r"|who|that|those|this|these|our|its|their|weren[’']t|wasn[’']t|live|lived|still|will|would|could|can|in|on"
    r"|as|to|since|from|higher|lower|more|less|fewer|or (?:more|less|so)|[a-z]{3,}(?:ed|ing))\b"
    r"|[,.;)]|\s\(\d|$)"
    r"|\b(?:(?P<n>one|two|three|four|five|six|seven|eight|nine) (?:in|out of)|(?P<digit>1) in)(?: every)? (?P<of>"
    + WORD
    + r"|\d{1,3})\b"
    r"(?![,.]\d| (?:wards|areas|boroughs|sites|places|locations|lsoas|schools)\b)"
    r"|\b(?P<some>one|two|three|four|five|six|seven|eight|nine) [a-z]+ (?:in|out of) (?:every )?(?P<many>three|four"
    r"|five|six|seven|eight|nine|ten|twelve|twenty|(?:\d{2}|100)(?![,.]?\d|%))\b"
    r"|(?<![\w.,/-])(?P<glyph>[½¼¾⅓⅔⅕])(?= (?:of|the)\b)"
    r"|\b(?:(?:to|will|would|could|should|must) (?P<aim>double|halve)|(?P<twice>doubled|halved|doubling|halving))\b",
    re.I,
)
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_TWICE = re.compile(
    r"(?<!-)\btwice\b(?!-| (?:as|the|that|more|less|a|an|per|each|every|over|daily|weekly|monthly|yearly"
    r"|annually|nightly)\b)",
    re.I,
)
_EACH = r"day|week|weekend|month|quarter|year|annum|night|hour"
_OFTEN = re.compile(
    rf"\b(?P<n>once|twice|(?:{WORD}|{DIGITS}) (?:times|days?|nights?|hours?))(?: a| an| per| each"
    rf"| every) (?P<each>{_EACH})\b(?! (?:before|earlier|ago|later|previously)\b)",
    re.I,
)
_MULTIPLE = re.compile(
    rf"\b(?P<n>twice|(?:{WORD}|\d{{1,3}}(?:\.\d+)?) times|\d{{1,3}}(?:\.\d+)?x)(?= (?:as|more|less|the|higher"
    rf"|lower|greater|likelier"
    rf"|that)\b)(?: (?P<less>less|lower)\b)?",
    re.I,
)
_RANK = re.compile(
    rf"\b(?P<rank>{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))[- ]"
    r"(?:most|least|highest|lowest|largest|smallest|biggest|busiest|best|worst)\b"
    r"|\b(?P<out>\d{1,3}(?:st|nd|rd|th))(?= (?:out )?of \d|(?: place)? in (?:London|England|the country|the region)\b)"
    r"|(?<=compared with )(?P<then>\d{1,3}(?:st|nd|rd|th))(?= in \d{4})"
    r"|\b(?P<among>\d{1,3}(?:st|nd|rd|th))(?= (?:in the (?:queue|list|league)|nationally)\b)"
    rf"|\b(?P<one>{'|'.join(ORDINALS)})(?= (?:out )?of (?:the |all |England[’']s |London[’']s )?(?:\d{{2,3}}"
    rf"|{WORD}) (?:[A-Z]\w+ |local )?"
    r"(?:boroughs|authorities|councils|areas|wards|forces|districts|trusts|counties|regions)\b)"
    rf"|\b(?:comes?|came|placed|finished|ranked|rated|ranks) (?:joint )?(?P<won>{'|'.join(ORDINALS)})\b(?! (?:to|by)\b)"
    r"|\branked (?P<place>\d{1,3}(?:st|nd|rd|th))(?: and (?P<next>\d{1,3}(?:st|nd|rd|th)))?",
    re.I,
)

#: In the order they are tried: "no more than" before "more than".
_APPROXIMATIONS = {
    "up to": r"up to|no more than|a maximum of|at most",
    "at least": r"at least|a minimum of|no fewer than|no less than|not less than",
    "about": r"about|around|approximately|approx\.?|circa|c\.|some|roughly|an estimated|estimated|estimate of",
    "over": r"over|more than|in excess of|above|just over",
    "under": r"nearly|almost|just under|close to",
    "less than": r"less than|fewer than|under|below",
}
_BEFORE = {word: re.compile(rf"\b(?:{pattern})\s*(?:a |of )?$", re.I) for word, pattern in _APPROXIMATIONS.items()}
_ANY_BEFORE = re.compile(rf"\b(?:{'|'.join(_APPROXIMATIONS.values())})\s*(?:a |of )?$", re.I)
_UP = (
    r"increas\w*|rise[ns]?|rising|rose|gr(?:ew|own|ow|owth|owing)|up|uplift\w*|higher|more|surg\w*|jump\w*"
    r"|climb\w*|leap\w*|leapt"
    r"|widen\w*|worsen\w*|improv\w*|edged up"
)
_DOWN = (
    r"decreas\w*|reduc\w*|f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|down|lower|fewer|less|cut|slip\w*"
    r"|shr[aiu]nk\w*|contract\w*|eased"
    r"|shortened"
)
_CHANGE_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\s+\w+){{0,3}}?\s+(?P<by>by|of)\s+(?:\w+\s+){{0,2}}$", re.I
)
#: "up 6.3%", "rose 9%", "(+22.5%)": only a share can stand right behind.
_CHANGE_RIGHT_BEFORE = re.compile(
    rf"(?:(?<!make )(?<!made )(?<!makes )(?<!making )\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:,? by)?"
    r"(?: (?:about|around|some|over|nearly|almost|just|a|an))?\s|\((?:(?P<plus>\+)|[-–−]))\Z",
    re.I,
)
_CHANGE_AFTER = re.compile(
    r"\s*(?:average\s+)?(?:(?P<up>increase|rise|growth|uplift|higher|more|up|surge|jump)|(?P<down>decrease"
    r"|reduction|fall|drop|decline|lower|fewer|less|down|below))\b",
    re.I,
)

_STOP = set(
    (
        "in of to for and or with who whom whose that which were was are is be been being have has had at on by from "
        "as per across over a an the will would could can may might should must did do does not but than while when "
        "where if so under within between into during since until after before about around including such their its "
        "his her this these those it they we i.e e.g both each every out up down also only then there here more less "
        "compared accounting account make made took taken place last next previous against despite rated"
    ).split()
)
_IRREGULAR = {"people", "children", "women", "men", "staff", "young", "police"}
_EVERY = re.compile(
    rf"(?P<words>(?:\s[a-z][a-z/'’-]*){{0,6}}?)(?: recorded)?(?<! in)(?<! of)(?<! for)(?<! over)(?<! within)"
    rf"\s(?:a|an|per|each|every)\s(?P<each>{_EACH})\b(?! (?:before|earlier|ago|later|on|previously)\b)",
    re.I,
)
#: "1.06 (rate per 1000 young people)".
_RATE_AFTER = re.compile(r"\s?\((?:a )?rate per (?P<rate>1,?000|10,?000|100,?000)\b", re.I)


#: What makes a bare number an age or a ratio: "average age of death being 45", "correlation (0.98)".
_AGE = re.compile(
    r"\b(?:(?:average|mean|median|typical) age\b[\w\s]{0,30}(?:[:–-](?: \d{1,3} \(rang\w+(?: from)?)?)?"
    r"|(?:youngest|oldest|eldest)(?: [a-z]+)? (?:was|is"
    r"|being))\s$",
    re.I,
)
#: "the rate per 1,000 residents was 87.9".
_RATE_BEFORE = re.compile(
    r"\b(?:rate per (?P<rate>1,?000|10,?000|100,?000)\b[^.;\d]{0,40}\b(?:was|is|of|at|to)(?: just| about"
    r"| around| over)?"
    r"|per (?P<per>1,?000|10,?000|100,?000)\b(?: [a-z]+){0,3}\s?[:=])\s\Z",
    re.I,
)
_SLASHED = re.compile(
    r"(?P<words>(?:\s[a-z]+){0,2})\s?/\s?(?P<each>day|week|month|quarter|year|hour|annum)\b", re.I
)  # "30/month"
#: "two points more", of something told in percent; "confidence fell by four points".
_POINTS_MORE = re.compile(
    r"\s(?:more|fewer|less|higher|lower|above|below|better|worse|up|down|ahead|behind|short|increase|rise|fall"
    r"|drop)\b",
    re.I,
)
_BY_POINTS = re.compile(
    r"\b(?:by|up|down|(?:gap|margin|confidence|satisfaction)\b[^.;]{0,40})(?: just| about| around| over| nearly"
    r"| almost)?\s\Z",
    re.I,
)
_RATIO = re.compile(r"\b(?:correlation|coefficient|ratio)\b[a-z\s(]{0,20}$", re.I)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities that a sentence states, in order.

    What a phrase becomes follows the project's data dictionary: "from 840 to 1,168" gives two rows with the
    roles `from` and `to`, "14 of 18" a `part` and a `whole`, "one in six" 16.6667 percent. Dates, years, times,
    references, names that hold a number, age bands and the pronoun "one" give nothing.

    Example:
        >>> [(str(q.value), q.unit, q.approximation) for q in quantities("up to six weeks, capped at £10.6m")]
        [('6', 'weeks', 'up to'), ('10600000', 'GBP', '')]
    """
    if len(parts := stretches(text)) > 1:
        return [replace(q, begin=q.begin + at, stop=q.stop + at) for at, part in parts for q in quantities(part)]
    read = [
        quantity for reader in (_compounds, _frequencies, _fractions, _ranks, _amounts) for quantity in reader(text)
    ]
    if not read:
        return []  # what its numbers aren't needs no look
    taken, ranked = Taken(len(text)), Taken(len(text))
    for match in _RANK.finditer(text):
        ranked.add(*match.span())
    for begin, stop in [*uncounted(text), *((p.begin, p.stop) for p in periods(text))]:
        if not ranked.overlaps(begin, stop):
            taken.add(begin, stop)
    found: list[Quantity] = []
    for quantity in read:
        if not taken.overlaps(quantity.begin, quantity.stop):
            found.append(quantity)
            taken.add(quantity.begin, quantity.stop)
        elif quantity.value_high is not None and (high := _upper_end(text, quantity, taken)):
            found.append(high)
            taken.add(high.begin, high.stop)
    found.sort(key=lambda q: q.begin)
    return with_roles(text, [_in_context(text, q) for q in found])


def _compounds(text: str) -> Iterator[Quantity]:
    for one in compounds(text):
        noun = _noun(text, one.stop) if one.unit == "count" else ""
        yield Quantity(one.begin, one.stop, one.value, one.unit, noun=noun, role=one.role, direction=one.direction)


def _frequencies(text: str) -> Iterator[Quantity]:
    """Yield "twice a week" and "seven days a week" as so many per week, "twice as many" as so many times."""
    for match in _OFTEN.finditer(text):
        word, _, thing = match["n"].lower().partition(" ")
        value = Decimal(_TIMES[word]) if word in _TIMES else scaled(word, None)
        noun = thing if thing and thing != "times" else ""
        yield Quantity(*match.span(), value, f"per {_each(match['each'])}", noun=noun)
    for match in _TWICE.finditer(text):
        yield Quantity(*match.span(), Decimal(2), "count", noun="times")
    for match in _MULTIPLE.finditer(text):
        word = match["n"].lower().split(" ")[0].removesuffix("x")
        value = Decimal(word) if word[0].isdigit() else Decimal(_TIMES.get(word) or count_of(word))
        yield Quantity(match.start("n"), match.end("n"), value, "times", direction="decrease" if match["less"] else "")


def _each(word: str) -> str:
    return {"annum": "year"}.get(word.lower(), word.lower())


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        if twice := match["twice"] or match["aim"]:
            up = twice.lower().startswith("doubl")
            value, direction = Decimal(100 if up else 50), "increase" if up else "decrease"
            yield Quantity(match.end() - len(twice), match.end(), value, "percent", direction=direction, role="change")
            continue
        if match["glyph"]:
            share = _GLYPHS[match["glyph"]]
        elif match["part"]:
            if match["part"].lower() != "half" and not match["one"]:
                continue
            over, under = _FRACTIONS[match["part"].lower()]
            share = Decimal(count_of(match["one"] or "one") * over) / under
        else:
            part, whole = match["n"] or match["digit"] or match["some"], match["of"] or match["many"]
            if whole.isdigit() and match["some"] and not (part.lower() == "one" or " out of " in match[0].lower()):
                continue  # "four wards in 20 streets"
            share = Decimal(count_of(part)) / max(1, count_of(whole))
        if 0 < share < 1:
            yield Quantity(*match.span(), plain_decimal(round(share * 100, 4)), "percent", role="share")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        for name in ("rank", "place", "next", "out", "then", "among", "one", "won"):
            word = (match[name] or "").lower()
            if word and not (word == "first" and "most" in match[0].lower()):
                rank = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
                yield Quantity(match.start(name), match.end(name), Decimal(rank), "rank")


def _amounts(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _AMOUNT.search(text, at):
        at = match.end()
        unit = _unit_of(match)
        is_word = match["low"][0].isalpha()
        noun = _noun(text, match.end()) if unit == "count" else (match["counted"] or "").strip()
        if unit == "count" and is_word and not match["low_scale"] and not _counts(text, match, noun):
            continue
        if (match["low_scale"] or "").lower() == "b" and not match["currency"]:
            continue
        high, stop = _high(match), match.end()
        if match["high"] and high is None:  # "6 and 7 people" are two numbers
            at = stop = max(match.end(name) for name in ("low", "low_scale", "low_percent"))
            alike = match["to"].strip() in "-–/" or (unit in _SHARED and match["to"].strip().lower() != "or")
            unit = unit if match["currency"] or alike else "count"
        begin = match.start()
        value = _value(match, match["low_scale"] or (match["high_scale"] if high is not None else None))
        if match["currency"] and _NEGATIVE.search(text, max(0, begin - 9), begin):
            begin, value = begin - 1, -value
        decimals = None if is_word else len(match["low"].partition(".")[2])
        yield Quantity(begin, stop, value, unit, high, noun, decimals=decimals)


_NEGATIVE = re.compile(
    r"\b(?:of|was|is|at|to|from|and) [-−–]\Z"
)  # behind a name a stroke may only part it from its amount


def _value(match: re.Match[str], scale: str | None) -> Decimal:
    """Return what the first number of an amount is worth: "two and a half million", "1½ hours", "25p"."""
    more = next((share for word, share in _AND_A.items() if word in (match["and"] or "").lower()), Decimal(0))
    whole = scaled(match["low"], None) + more
    value = plain_decimal(whole * (scaled("1", scale) if scale else 1)) + (_AND_A["half"] if match["half"] else 0)
    return value / 100 if match["pence"] else value


_ZERO = re.compile(r"\b(?:to|from|was|were|is|at) \Z", re.I)
_ANOTHER = re.compile(r"(?:,|;|\band|\bwith|\bincluding|\bonly|\bjust|\bplus) \Z", re.I)
_ONE_PLACED = re.compile(r" (?:in|at|on|for|from|to|of which|was|were|are|had|have|has|being|is)\b")
_ONE_IS = re.compile(r" (?:had|has|was|is|remains) (?!to\b|of\b|that\b|where\b|not\b)", re.I)
_LISTED = 50  # characters between the numbers of one list
_ON_TO = re.compile(
    rf"(?: [a-z][\w’'-]*){{1,5}}(?:,| and| plus) (?:{WORD}|{DIGITS})\b(?!%| ?(?:%|of the|hand|per cent)\b)", re.I
)
_IN_BRACKETS = re.compile(rf"\((?:{WORD}|\d+)(?: [a-z]+)?\)[^()]{{0,60}}\(\Z", re.I)
_WHATEVER = re.compile(
    r" (?:reason|way|thing|day|hand|side|place|point|such|key|another|example|person|by|time|go)\b", re.I
)


def _counts(text: str, match: re.Match[str], noun: str) -> bool:
    """Tell whether a number in words counts something: any from two on, "one" only in the company of others."""
    before = text[max(0, match.start() - 30) : match.start()]
    word = match["low"].lower()
    if match["low"].isupper() and len(word) > 1 and re.search(r"[a-z]{4}", text):
        return False  # an acronym: "a TEN was served"
    if word == "zero":
        return bool(noun and _is_plural(noun)) or bool(_ZERO.search(before))
    return word != "one" or _counts_one(text, match, noun, before)


def _counts_one(text: str, match: re.Match[str], noun: str, before: str) -> bool:
    """Tell whether "one" is a number: "two hubs, one in the north", "one sergeant and six constables"."""
    begin, stop = match.span()
    if match["high"] or (
        text[max(0, begin - 9) : begin].strip(" -•") == "" and begin < 9 and _ONE_IS.match(text, stop)
    ):
        return True
    if _ANOTHER.search(before) and _ONE_PLACED.match(text, stop) and NUMBER.search(text, 0, max(0, begin - 1)):
        return True
    if _IN_BRACKETS.search(text, max(0, begin - 2 * _LISTED), begin) and text[stop : stop + 1] == ")":
        return True
    if not noun or _WHATEVER.match(text, stop) or before.endswith(" than "):
        return False
    near = NUMBER.search(text, max(0, begin - _LISTED), max(0, begin - 1))
    return bool(near and _ANOTHER.search(before)) or _ON_TO.match(text, stop) is not None


#: Units that the first of two joined numbers takes from the second: "from 6 to 4 weeks".
_SHARED = {"percent", "percentage points", "hours", "days", "weeks", "months", "years"}


def _unit_of(match: re.Match[str]) -> str:
    if match["currency"] or match["pence"]:
        return _CURRENCIES[(match["currency"] or "£").strip()]
    if match["points"]:
        return "percentage points"
    if match["percent"]:
        return "percent"
    if match["duration"]:
        unit = match["duration"].lower()
        area = re.match(r"sq", unit) is not None
        unit = unit.split(" ")[-1].rstrip("s").removeprefix("sq.").removeprefix("sq")
        unit = _IN_FULL.get(unit, unit)
        return ("square " if area else "") + (unit if unit == "mph" else f"{unit}s")
    if match["rate"]:
        return f"per {_grouped(match['rate'].replace(',', ''))}"
    return "count"


_IN_FULL = {"min": "minute", "hr": "hour", "km": "kilometre", "m": "metre"}
_NOUN = 100  # characters that what is counted may reach over


def _upper_end(text: str, quantity: Quantity, taken: Taken) -> Quantity | None:
    """Return the number behind "to" where the one before it counts nothing: "from 618 in Quarter 1 to 544"."""
    stretch = text[quantity.begin : quantity.stop]
    cut = max((stretch.rfind(joint) + len(joint) for joint in (" to ", "-", "–") if joint in stretch), default=0)
    begin = quantity.begin + cut
    if begin == quantity.begin or taken.overlaps(begin, quantity.stop):
        return None
    return next(
        (replace(q, begin=begin + q.begin, stop=begin + q.stop) for q in _amounts(text[begin : quantity.stop + _NOUN])),
        None,
    )


def _grouped(number: str) -> str:
    return f"{int(number):,}" if number.isdigit() else number.lower()


_BY = re.compile(
    r"\b(?:rise|rose|risen|grew|grown|up|increas\w+|fell|fallen|down|reduc\w+|decreas\w+|dropp?\w*) by \Z", re.I
)


def _high(match: re.Match[str]) -> Decimal | None:
    """Return the upper end of a range; "and" needs "between" in front, and a slash needs a unit behind."""
    if not match["high"]:
        return None
    joint = match["to"].strip().lower()
    before = match.string[max(0, match.start() - 60) : match.start()]
    if joint == "and" and not before.rstrip().lower().endswith("between"):
        return None
    if match["low_percent"] and joint == "to" and _MOVES.search(before):
        return None  # "rose 31% to 38%"
    if joint == "to" and (FROM.search(before) or _BY.search(before)):
        return None  # "grew by 212 to 3,940"
    if match.string.startswith(")", match.end("high")) and not _RANGE.search(before):
        return None  # in brackets they may be two numbers: "(31 to 38) more"
    high = scaled(match["high"], match["high_scale"])
    low = scaled(match["low"], match["low_scale"] or match["high_scale"])
    apart = joint == "or" and not 0 < high - low <= _NEXT_BUT_ONE  # "two or three" is a range, "5 or 10" a choice
    return high if high > low and not apart else None


_RANGE = re.compile(r"\brang(?:e[sd]?|ing)\b[^()\d]*\Z", re.I)
_MOVES = re.compile(
    r"\b(?:from|f[ae]ll\w*|r[io]s[e\w]*|up|down|increas\w+|decreas\w+|reduc\w+|improv\w+|gr[eo]w\w*)\b", re.I
)
_NEXT_BUT_ONE = 2
_LABELLED, _NEXT_LABEL = re.compile(r"[a-z]: ?[\d,.]+\Z"), re.compile(r"\s+[A-Z][\w’'&/ -]{0,40}: ?\d")


def _noun(text: str, at: int) -> str:
    """Return what is counted: the words after a number up to the next small word, verb or mark."""
    if _LABELLED.search(text, max(0, at - 20), at) and _NEXT_LABEL.match(text, at):
        return ""  # "Anglers: 210 Boat owners: 39"
    words: list[str] = []
    last = 0
    for match in re.finditer(r"\s+(section \d+|[A-Za-z][\w'’&/-]*)", text[at : at + 80]):
        gap = text[at + last : at + match.start()]
        word = match[1]
        if gap.strip() or word.lower() in _STOP or len(words) == 5:
            break
        if word.lower() != "plus":
            words.append(word)
        last = match.end()
    while words and re.search(r"(?:ed|ing|ly)$", words[-1]) and len(words) > 1:
        words.pop()
    return " ".join(words)


def _is_plural(noun: str) -> bool:
    words = noun.lower().split()
    return any(word in _IRREGULAR or re.search(r"[^s]s$|ies$", word) for word in words)


def _in_context(text: str, quantity: Quantity) -> Quantity:
    """Add the words around a quantity: what loosens it, which way it moves, how often."""
    before = text[max(0, quantity.begin - 60) : quantity.begin]
    after = text[quantity.stop : quantity.stop + 60]
    approximation = ""
    if _ANY_BEFORE.search(before):
        approximation = next(word for word, pattern in _BEFORE.items() if pattern.search(before))
    if re.match(r"\s?plus\b|\+", after):
        approximation = "over"
    direction, role = quantity.direction, quantity.role
    unit, noun = quantity.unit, quantity.noun
    if unit == "count" and re.match(r"points?\b", noun) and (_POINTS_MORE.match(after, 7) or _BY_POINTS.search(before)):
        unit, noun = "percentage points", ""
    change = _CHANGE_BEFORE.search(before)
    if change is None and unit in ("percent", "percentage points"):
        change = _CHANGE_AFTER.match(after) or _CHANGE_RIGHT_BEFORE.search(before)
    if change and quantity.unit != "rank":
        up = change["up"] or change.groupdict().get("plus")
        direction, role = ("increase" if up else "decrease"), "change"
    if unit == "count" and noun.startswith("pounds"):
        unit, noun = "GBP", ""
    if unit == "count" and (every := _EVERY.match(after) or _SLASHED.match(after)):
        unit, noun = f"per {_each(every['each'])}", every["words"].strip()
    elif (unit == "count" and (rate := _RATE_AFTER.match(after))) or (
        unit == "count"
        and not noun
        and (rate := _RATE_BEFORE.search(text, max(0, quantity.begin - 90), quantity.begin))
    ):
        unit = f"per {_grouped((rate['rate'] or rate['per']).replace(',', ''))}"
    elif unit == "count" and not noun:
        unit = "years" if _AGE.search(before) else "ratio" if _RATIO.search(before) else unit
    if unit.startswith("per ") and unit[4:5].isdigit():
        noun = noun or _noun(text, quantity.stop)
    return replace(quantity, approximation=approximation, direction=direction, role=role, unit=unit, noun=noun)
