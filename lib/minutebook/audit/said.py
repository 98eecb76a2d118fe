"""What a sentence says in numbers, each with the words around it, and what can be said of one that others give."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from minutebook.text.verdicts import AGREES, DIFFERS, ROUNDING, Given, Printed, judged


@dataclass(frozen=True)
class Said:
    """A quantity in its paragraph: the number, and the words between the one before and it, and behind it.

    `days` is how long its period is, 0 where it has none.
    """

    id: str
    value: Decimal
    unit: str
    noun: str
    role: str
    direction: str
    approximation: str
    decimals: int | None
    raw: str
    line: int
    sentence: int
    before: str
    days: int = 0
    after: str = ""

    @property
    def printed(self) -> Printed:
        """The number with the step it is printed to; counts in figures and words are what they say."""
        digits = re.search(r"\d[\d,]*(?:\.\d+)?", self.raw)
        if not digits or not self.value:
            return Printed(self.value)
        number = Decimal(digits[0].replace(",", ""))
        scale = abs(self.value) / number if number else Decimal(1)
        step = scale / Decimal(10) ** (self.decimals or 0)
        return Printed(self.value, Decimal(0) if step == 1 and self.unit == "count" else step)


@dataclass(frozen=True)
class Stated:
    """What a sentence states, beside what the numbers `parts` give."""

    kind: str
    said: Said
    parts: tuple[Said, ...]
    recomputed: Decimal | None
    tolerance: Decimal
    verdict: str
    explanation: str


def told(kind: str, said: Said, parts: Sequence[Said], given: Given, value: Decimal | None = None) -> Stated:
    """Return the verdict on what a sentence states; a word such as "over" moves what it may be."""
    stated = replace(said.printed, value=value) if value is not None else said.printed
    verdict = judged(stated, given)
    word = _loosened(said, stated, given) if said.approximation else verdict.word
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}
    named = ", ".join(p.raw for p in parts)
    return Stated(
        kind,
        said,
        tuple(parts),
        verdict.recomputed,
        verdict.tolerance,
        word,
        f"{words[word]} {named}, which give {verdict.recomputed:,f}",
    )


def _loosened(said: Said, stated: Printed, given: Given) -> str:
    """Return the verdict on "over 40", "nearly 40", "about 40": at most a tenth of it away, on the side it says.

    What is printed with a point is said more closely: "about 1.2" is within one step of its last digit.
    """
    slack = stated.step if said.decimals else max(abs(stated.value) * ABOUT, stated.step)
    low = stated.low if said.approximation in ("over", "at least") else stated.low - slack
    high = stated.high if said.approximation in ("under", "up to", "less than") else stated.high + slack
    return AGREES if given.low <= high and low <= given.high else DIFFERS


ABOUT = Decimal("0.1")  # how far "about", "nearly", "doubled" may be from the number, as a part of it


def is_tenfold(one: Decimal, other: Decimal) -> bool:
    """Tell whether a number is another with its point or its thousands lost: ten, a hundred ... times as large.

    Example:
        >>> is_tenfold(Decimal(87), Decimal(87000)), is_tenfold(Decimal(87), Decimal(88))
        (True, False)
    """
    low, high = sorted((abs(one), abs(other)))
    return low > 0 and high / low in _TENFOLDS


_TENFOLDS = (10, 100, 1000, 1_000_000)


def is_misprint(stated: Printed, given: Decimal) -> bool:
    """Tell whether a number may be another misprinted: less than half as large again, two digits swapped, a unit lost.

    What is farther away is likelier of something else.

    Example:
        >>> [is_misprint(Printed(Decimal(n)), Decimal(1234)) for n in (1300, 1324, 1234000, 1900)]
        [True, True, True, False]
    """
    near = given not in (0, stated.value) and _NEAR_TO[0] <= stated.value / given <= _NEAR_TO[1]
    return near or is_garbled(stated, given)


def is_garbled(stated: Printed, given: Decimal) -> bool:
    """Tell whether a number of three digits at least is another with two of them swapped, or with its unit lost."""
    if stated.value == given or not given:
        return False
    one, other = (str(int(abs(n).scaleb(_PLACES))) for n in (stated.value, given))
    if max(len(one.strip("0")), len(other.strip("0"))) < _LONG:
        return False
    lost = any(abs(stated.value.scaleb(-n) - given) <= abs(given) * _ROUGHLY for n in (1, 2, 3, 6))
    lost = lost and min(len(one.strip("0")), len(other.strip("0"))) >= _LONG
    lost = lost and _begin_alike(one.strip("0"), other.strip("0"))
    swapped = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    pair = len(one) == len(other) and len(swapped) == _PAIR and swapped[1] == swapped[0] + 1
    return lost or (pair and sorted(one) == sorted(other))


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether the digits of one number are those that another begins with, but for how its last is rounded."""
    short = min(len(one), len(other))
    return abs(int(one[:short]) - int(other[:short])) <= 1


def is_sum_misprinted(whole: Said, parts: Sequence[Said]) -> bool:
    """Tell whether parts make a whole but for one number with two digits swapped, or with its unit lost.

    Others than these seldom do so by chance, so that it needn't be said that the parts are all that there are.
    """
    added = sum((part.value for part in parts), Decimal(0))
    left = [(part, whole.value - added + part.value) for part in parts]
    return added != whole.value and any(
        right > 0 and is_garbled(wrong.printed, right) for wrong, right in [(whole, added), *left]
    )


_NEAR_TO = (Decimal("0.66"), Decimal("1.51"))
_ROUGHLY = Decimal("0.005")
_LONG, _PAIR, _PLACES = 3, 2, 4


#: Points that "nearly half" and the like are believed within.
NEAR = 5


def told_in_words(said: Said) -> tuple[Decimal, Decimal]:
    """Return between which percentages a fraction in words is believed: "nearly half" from 45 to 50, "half" to 55.

    "Over half" is true of much more, and is believed to half as much again; what is small is believed less far around.
    """
    near = min(Decimal(NEAR), said.value / 4)
    low, high = said.value - near, said.value + near
    if said.approximation in ("over", "at least"):
        return said.value, said.value + said.value / 2 + near
    if said.approximation in ("under", "up to"):
        return low, said.value
    return (Decimal(0), said.value) if said.approximation == "less than" else (low, high)


def as_meant(said: Said) -> Iterator[Said]:
    """Yield a number as it would be with two of its digits put right or its unit given back, where it has three.

    Example:
        A raw "1,362" gives 3,162, 1,632 and 1,326; "4,700.0" gives 4.7, and "48.0" of a percentage 4.8.
    """
    match = re.search(r"\d[\d,]*(?:\.\d+)?", said.raw)
    if not match or said.decimals is None or said.approximation not in ("", "about") or not said.value:
        return
    for number in _put_right(match[0], percent=said.unit == "percent"):
        old, new = (Decimal(n.replace(",", "")) for n in (match[0], number))
        raw = said.raw[: match.start()] + number + said.raw[match.end() :]
        if old and new and _digits(number) >= _FEW_DIGITS and not re.match(r"0\d", number):
            yield replace(said, value=said.value * new / old, raw=raw)


_FEW_DIGITS = 2


def _digits(number: str) -> int:
    digits = re.sub(r"\D", "", number).lstrip("0")
    return len(digits if "." in number else digits.rstrip("0"))


def _put_right(number: str, *, percent: bool) -> Iterator[str]:
    """Yield a printed number with two neighbouring digits changed about, and a thousandth or a tenth of it."""
    for n, (a, b) in enumerate(itertools.pairwise(number)):
        if a.isdigit() and b.isdigit() and abs(int(a) - int(b)) > 1:
            yield number[:n] + b + a + number[n + 2 :]
    decimals = len(number.partition(".")[2])
    less = Decimal(number.replace(",", "")).scaleb(-1 if percent else -_LONG)
    if less == round(less, decimals):
        yield f"{less:,.{decimals}f}" if "," in number else f"{less:.{decimals}f}"


#: Words for two groups that are all there are.
_OPPOSITES = [
    (re.compile(one, re.I), re.compile(other, re.I))
    for one, other in (
        (r"\b(?:males?|men|boys)\b", r"\b(?:females?|women|girls)\b"),
        (r"\badults?\b", r"\b(?:juveniles?|young offenders|youths?|under[- ]18s?)\b"),
    )
]
_UNDER = re.compile(r"\b(?:under|younger than)[ -](\d+)", re.I)
_OVER = re.compile(r"\bover[ -](\d+)|\b(\d+) (?:and|or) (?:over|older)\b", re.I)
_AGED = re.compile(r"\b(?:under|over|aged|older|younger)\b", re.I)


def are_opposite(words: str) -> bool:
    """Tell whether words name two groups that are all there are; not where an age narrows men and women.

    Example:
        >>> are_opposite("9 men and 8 women"), are_opposite("5 under 18 and 12 over 18"), are_opposite("men and boys")
        (True, True, False)
        >>> are_opposite("9 under 25 and 8 over 65"), are_opposite("9 women under 25 and 8 men under 25")
        (False, False)
    """
    under, over = _UNDER.findall(words), [one or other for one, other in _OVER.findall(words)]
    if len(under) == 1 and under == over:
        return True
    return not _AGED.search(words) and any(one.search(words) and other.search(words) for one, other in _OPPOSITES)
