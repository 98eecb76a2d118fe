"""The number grammar: which quantities a sentence states, and which of its numbers aren't quantities at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from minutebook.periods import Taken, periods


@dataclass(frozen=True)
class Quantity:
    """A quantity and where its number stands in the text (`begin`, `stop`: sign, currency, scale and unit included)."""

    begin: int
    stop: int
    value: Decimal
    unit: str
    value_high: Decimal | None = None
    noun: str = ""
    approximation: str = ""
    direction: str = ""
    role: str = ""
    decimals: int | None = None


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_FRACTIONS = {
    "half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "sixth": (1, 6),
    "eighth": (1, 8), "tenth": (1, 10),
}  # fmt: skip
_ORDINALS = {
    word: n
    for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
}
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}

# At most 15 digits: no council counts further, and that far a decimal is held exactly.
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,12})?"
_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
#: A number in digits or words, of whatever kind: where one stands, something else is counted.
NUMBER = re.compile(rf"\d|\b(?:{_WORD})\b", re.I)
_SCALE = r"(?:k|mn?|bn|thousand|million|billion)\b"
_DURATION = r"(?:hour|day|week|month|year|minute)s?\b"
_PERCENT = r"%|per ?cents?\b"
_TO = r"\s?(?:-|–|to|and|/)\s?"

_AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?P<currency>[£$€]\s?)?(?P<low>{_DIGITS}|(?:{_WORD})\b(?!-))(?:\s?(?P<low_scale>{_SCALE}))?"
    rf"(?:(?P<to>{_TO})(?P<currency2>[£$€]\s?)?(?P<high>{_DIGITS}|(?:{_WORD})\b)(?:\s?(?P<high_scale>{_SCALE}))?"
    rf"(?=\s?(?:{_PERCENT}|[- ]?{_DURATION}|{_SCALE}|\s[a-z]|\W*$)))?"
    rf"(?:\s?(?P<points>percentage points?|% points?)|\s?(?P<percent>{_PERCENT})|[- ]?(?P<duration>{_DURATION})"
    r"|(?P<counted>(?:\s[a-z]+){0,2}?)\s(?P<rate>per (?:1,?000|10,?000|100,?000|million)\b))?(?![\w]|[.,]\d|/\d)",
    re.I,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<one>one|a|two|three|four|five|\d+)[- ])?(?P<part>{'|'.join(_FRACTIONS)})s?\b"
    r"(?=\s+(?:of|the|a|were|was|are|is|have|had|took|take|fell|rose|[a-z]{3,}ed)\b|[,.;)]|$)"
    r"|\b(?:(?P<n>one|two|three|four) (?:in|out of)|(?P<digit>1) in)(?: every)? (?P<of>" + _WORD + r"|\d{1,3})\b"
    r"(?![,.]\d| (?:wards|areas|boroughs|sites|places|locations|lsoas|schools)\b)"
    r"|\b(?P<twice>doubled|halved|doubling|halving)\b",
    re.I,
)
_RANK = re.compile(
    rf"\b(?P<rank>{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))[- ]"
    r"(?:most|least|highest|lowest|largest|smallest|biggest|busiest)\b"
    r"|\branked (?P<place>\d{1,3}(?:st|nd|rd|th))(?: and (?P<next>\d{1,3}(?:st|nd|rd|th)))?",
    re.I,
)

#: Numbers that count nothing. Whatever overlaps one of these is no quantity.
_NOT_A_QUANTITY = re.compile(
    "|".join(
        [
            r"https?://\S+|www\.\S+|(?<!\S)[^\s@]++@\S+",
            r"\b(?:19|20)\d\d(?:s\b|\b(?![,.]\d|%))(?:\s?[/–-]\s?(?:\d\d){1,2}\b)?"
            r"|\b\d\d/\d\d\b(?!\s?weeks| ?days| ?months)",
            r"\b\d{1,2}\s?(?:st|nd|rd|th)\b",
            r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|noon|midnight)\b"
            r"|\b\d{1,2}:\d\d\b|\b\d{1,2} ?[–-] ?\d{1,2}(?=,? (?:7|seven) days)",
            r"\b(?:NHS|call(?:ing|ed)?|dial(?:ling|led)?|ring|via) (?:111|101|999)\b|\b999 calls?\b|\b111 service\b",
            r"\bcovid[- ]?19\b|\boperation \w+ \d+\b|\b(?:name of|named|called|known as) \W?[A-Z]\w+ \d+\b",
            r"\b(?:24/7|24 hours a day|(?:7|seven) days (?:a|per) week)\b",
            r"\b(?:sections?|paragraphs?|paras?|items?|pages?|appendix|appendices|schedule|part|class|articles?|regulations?"
            r"|tables?|figures?|options?|phase|tier|level|stage|step|priority|scheme|grade|band|annex|chapter|note|questions?|round"
            r"|slides?|floor|rooms?|route|zone|domain|goal|objective|principle|standard|form|strand|Q"
            r"|(?<!last )(?<!past )(?<!this )(?<!next )(?<!previous )(?<! a )(?<!the )(?:year|week|month|quarter)s?"
            r"|version|group|no\.|number|category|minute|DA|area|key stage|KS|Act|ward|site|lot|unit)s?\s?\(?"
            rf"(?:Q\)\s?)?(?:\d++[\w.]*+(?!\s?(?:{_PERCENT}))|(?:one|two|three|four|five)\b)"
            rf"(?:\s?(?:to|and|&|-|–|,)\s?(?:\d+[\w.]*)\b(?!\s?(?:%|{_DURATION})))*",
            r"\b(?:aged?|ages|age of|over|under) (?:between )?\d{1,2}s\b",
            r"\baged? (?:between |under |over )?\d{1,2}(?:\s?(?:-|–|to|and)\s?\d{1,2})?(?: years?)?"
            r"(?: and (?:over|under|above|below)| or (?:over|under)| plus|\+)?",
            r"\b(?:under|over) \d{1,2}(?:s|['’]s| years? old| years? of age|(?=[).;]|,(?!\d)| (?:and|or) over))",
            r"\b(?:under|over)[- ](?:16|18|21|24|25|34|65)\b(?!%| per ?cent|,)",
            r"\b\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?:[- ]year[- ]olds?| years? olds?| years of age|[- ]age group)",
            r"\b\d{1,2}[- ]year[- ]olds?\b|\b\d{1,2}\+",
            r"\b\d{2} (?:and|or|years and|years or) (?:over|under|above|below)\b|\b\d{1,2} years? old\b",
            r"\b\d+:\d+\b|\b\d{1,2}\.\d{1,2}\.\d+",
            r"\bone (?:of|another|or more|to one|off|hand|side|way|where|that|which)\b",
            r"\b(?:no|any|every|each|this|that|the|which|only|new|another)[- ]one\b",
            r"\b(?:first|second|third) (?=lockdown|wave|phase|stage|step|meeting|year|round|work)",
        ]
    ),
    re.I,
)
#: Codes and names that hold a number, told by their capitals: Covid-19, SO15, W10 4LE, 1NF.
_CODE = re.compile(r"\b[A-Z][A-Za-z]*-?\d[\w-]*(?:\s\d[A-Z]{2}\b)?|\b[A-Za-z]+\d+\w*|\b\d+[A-Z]\w*\b")

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
_UP = r"increas\w*|rise[ns]?|rising|rose|gr(?:ew|own|owth|owing)|up|uplift|higher|more"
_DOWN = r"decreas\w*|reduc\w*|f[ae]ll(?:en|ing|s)?|drop\w*|declin\w*|down|lower|fewer|less|cut"
_CHANGE_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:\s+\w+){{0,3}}?\s+(?P<by>by|of)\s+(?:\w+\s+){{0,2}}$", re.I
)
_CHANGE_AFTER = re.compile(
    r"\s*(?:average\s+)?(?:(?P<up>increase|rise|growth|uplift|higher|more)|(?P<down>decrease|reduction|fall|drop|decline|lower|fewer|less))\b",
    re.I,
)

_STOP = set(
    (
        "in of to for and or with who whom whose that which were was are is be been being have has had at on by from "
        "as per across over a an the will would could can may might should must did do does not but than while when "
        "where if so under within between into during since until after before about around including such their its "
        "his her this these those it they we i.e e.g both each every out up down also only then there here more less "
        "compared accounting account make made took taken place"
    ).split()
)
_IRREGULAR = {"people", "children", "women", "men", "staff", "young", "police"}
_EVERY = re.compile(
    r"(?P<words>(?:\s[a-z][a-z'’-]*){0,3}?)\s(?:a|per|each|every)\s(?P<each>day|week|month|year|annum|night|hour)\b",
    re.I,
)


#: "22 concerns per week compared with 16": the second is a rate as well.
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|against|up from|down from) \Z", re.I)
#: What makes a bare number an age or a ratio: "average age of death being 45", "correlation (0.98)".
_AGE = re.compile(r"\b(?:average|mean|median|typical) age\b[\w\s]{0,30}\s$", re.I)
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
    taken, ranked = Taken(len(text)), Taken(len(text))
    for match in _RANK.finditer(text):
        ranked.add(*match.span())
    for pattern in (_NOT_A_QUANTITY, _CODE):
        for match in pattern.finditer(text):
            if not ranked.overlaps(*match.span()):
                taken.add(*match.span())
    for period in periods(text):
        taken.add(period.begin, period.stop)
    found: list[Quantity] = []
    for read in (_fractions, _ranks, _amounts):
        for quantity in read(text):
            if not taken.overlaps(quantity.begin, quantity.stop):
                found.append(quantity)
                taken.add(quantity.begin, quantity.stop)
    found.sort(key=lambda q: q.begin)
    return _with_roles(text, [_in_context(text, q) for q in found])


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        if match["twice"]:
            up = match["twice"].lower().startswith("doubl")
            value, direction = Decimal(100 if up else 50), "increase" if up else "decrease"
            yield Quantity(*match.span(), value, "percent", direction=direction, role="change")
            continue
        if match["part"]:
            if match["part"].lower() != "half" and not match["one"]:
                continue
            over, under = _FRACTIONS[match["part"].lower()]
            share = Decimal(_count(match["one"] or "one") * over) / under
        else:
            share = Decimal(_count(match["n"] or match["digit"])) / max(1, _count(match["of"]))
        if 0 < share < 1:
            yield Quantity(*match.span(), _plain(round(share * 100, 4)), "percent", role="share")


def _ranks(text: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(text):
        for name in ("rank", "place", "next"):
            word = (match[name] or "").lower()
            if word and not (word == "first" and "most" in match[0].lower()):
                rank = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
                yield Quantity(match.start(name), match.end(name), Decimal(rank), "rank")


def _amounts(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _AMOUNT.search(text, at):
        at = match.end()
        unit = _unit_of(match)
        is_word = match["low"][0].isalpha()
        noun = _noun(text, match.end()) if unit == "count" else (match["counted"] or "").strip()
        if unit == "count" and is_word and not (noun and _is_plural(noun)) and not match["low_scale"]:
            continue
        if is_word and match["low"].lower() == "one" and unit == "count":
            continue
        high, stop = _high(match), match.end()
        if match["high"] and high is None:  # "6 and 7 people" are two numbers
            at = stop = match.end("low_scale") if match["low_scale"] else match.end("low")
            unit = unit if match["currency"] or match["to"].strip() in "-–/" or unit in _SHARED else "count"
        scale = match["low_scale"] or (match["high_scale"] if high is not None else None)
        value = _scaled(match["low"], scale)
        decimals = None if is_word else len(match["low"].partition(".")[2])
        yield Quantity(match.start(), stop, value, unit, high, noun, decimals=decimals)


#: Units that the first of two joined numbers takes from the second: "from 6 to 4 weeks".
_SHARED = {"percent", "percentage points", "hours", "days", "weeks", "months", "years"}


def _unit_of(match: re.Match[str]) -> str:
    if match["currency"]:
        return _CURRENCIES[match["currency"].strip()]
    if match["points"]:
        return "percentage points"
    if match["percent"]:
        return "percent"
    if match["duration"]:
        return match["duration"].lower().rstrip("s") + "s"
    if match["rate"]:
        return "per " + match["rate"][4:].lower() if "," in match["rate"] else f"per {_grouped(match['rate'][4:])}"
    return "count"


def _grouped(number: str) -> str:
    return f"{int(number):,}" if number.isdigit() else number.lower()


#: "from 840", and "from the previous year of 840".
_FROM = re.compile(r"\bfrom(?:\s+(?!to\b)[a-z]+){0,5}\s+\Z", re.I)


def _high(match: re.Match[str]) -> Decimal | None:
    """Return the upper end of a range; "and" needs "between" in front, and a slash needs a unit behind."""
    if not match["high"]:
        return None
    joint = match["to"].strip().lower()
    before = match.string[max(0, match.start() - 60) : match.start()]
    if joint == "and" and not before.rstrip().lower().endswith("between"):
        return None
    if joint == "to" and _FROM.search(before):
        return None
    high = _scaled(match["high"], match["high_scale"])
    low = _scaled(match["low"], match["low_scale"] or match["high_scale"])
    return high if high > low else None


def _scaled(number: str, scale: str | None) -> Decimal:
    value = Decimal(number.replace(",", "")) if number[0].isdigit() else Decimal(_count(number))
    value *= Decimal(10) ** _SCALES[scale.lower()] if scale else 1
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Return it without an exponent or trailing zeros after the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _count(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return number_in_words(word) or (0 if word == "zero" else 1)  # "a third" is one of them


def number_in_words(word: str) -> int | None:
    """Return the number that a word such as "seven" or "twenty-five" stands for, or nothing."""
    parts = re.split(r"[- ]", word.lower())
    return sum(_WORDS[part] for part in parts) if all(part in _WORDS for part in parts) else None


def _noun(text: str, at: int) -> str:
    """Return what is counted: the words after a number up to the next small word, verb or mark."""
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
    is_share = quantity.unit in ("percent", "percentage points")
    change = _CHANGE_BEFORE.search(before) or (_CHANGE_AFTER.match(after) if is_share else None)
    if change and quantity.unit != "rank":
        direction, role = ("increase" if change["up"] else "decrease"), "change"
    unit, noun = quantity.unit, quantity.noun
    if unit == "count" and (every := _EVERY.match(after)):
        each = every["each"].lower()
        unit, noun = f"per {'year' if each == 'annum' else each}", every["words"].strip()
    elif unit == "count" and not noun:
        unit = "years" if _AGE.search(before) else "ratio" if _RATIO.search(before) else unit
    if unit.startswith("per ") and unit[4:5].isdigit():
        noun = noun or _noun(text, quantity.stop)
    return replace(quantity, approximation=approximation, direction=direction, role=role, unit=unit, noun=noun)


def _with_roles(text: str, found: list[Quantity]) -> list[Quantity]:
    """Mark neighbours that belong together: from A to B, by A to B, A of B, A (B %)."""
    out = list(found)
    for i in range(len(out) - 1):
        left, right = out[i], out[i + 1]
        between = text[left.stop : right.begin]
        before = text[max(0, left.begin - 60) : left.begin]
        if _FROM.search(before) and re.search(r"\bto\s+(?:\w+\s+)?$", between) and left.unit == right.unit:
            out[i] = replace(left, role="from")
            out[i + 1] = replace(right, role="to", noun=right.noun or left.noun)
        elif out[i].role == "change" and between.strip() == "to" and not right.role:
            out[i + 1] = replace(right, role="to")
        elif re.fullmatch(r"\s+(?:out )?of(?: the)?\s+", between) and left.unit == right.unit == "count":
            out[i] = replace(left, role="part", noun=left.noun or right.noun)
            out[i + 1] = replace(right, role="whole")
        elif left.unit.startswith("per ") and right.unit == "count" and not right.noun and _COMPARED.search(between):
            out[i + 1] = replace(right, unit=left.unit, noun=left.noun)
        elif re.fullmatch(r"[\w\s'’-]{0,40}\(", between) and left.unit == "count" and right.unit == "percent":
            out[i + 1] = replace(right, role=right.role or "share")
    return out
