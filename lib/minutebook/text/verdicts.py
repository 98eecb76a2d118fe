"""Verdicts: whether a printed number follows from others, given how far each was rounded.

A printed number is known only as far as it is printed: "38%" is anything from 37.5 to 38.5, "£10.6m" from 10.55 to
10.65 million, while a count of whole things is what it says. What a relation gives is therefore a range, and a stated
number `agrees` with it where the printed parts give just it, is explained by `rounding` where the ranges meet, and
`differs` where they don't.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

AGREES, ROUNDING, DIFFERS, UNTESTABLE = "agrees", "rounding", "differs", "untestable"
_EXACT, _HUNDRED = Context(prec=28, rounding=ROUND_HALF_EVEN), Decimal(100)


@dataclass(frozen=True)
class Printed:
    """A number with the step that it was rounded to; the step of a count of whole things is 0."""

    value: Decimal
    step: Decimal = Decimal(0)

    @property
    def low(self) -> Decimal:
        """The least that it can have been before rounding."""
        return self.value - self.step / 2

    @property
    def high(self) -> Decimal:
        """The most that it can have been before rounding."""
        return self.value + self.step / 2


@dataclass(frozen=True)
class Given:
    """What a relation gives: from the numbers as printed, and the least and the most before they were rounded."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Verdict:
    """A word, what the relation gives, and how far rounding lets the stated number be from it."""

    word: str
    recomputed: Decimal | None
    tolerance: Decimal


def judged(stated: Printed, given: Given) -> Verdict:
    """Return the verdict on a stated number.

    Example:
        >>> rise = percent_change(Printed(Decimal(8457)), Printed(Decimal(10095)))
        >>> judged(Printed(Decimal(19), Decimal(1)), rise).word, judged(Printed(Decimal(21), Decimal(1)), rise).word
        ('agrees', 'differs')
    """
    tolerance = max(given.high - given.value, given.value - given.low) + stated.step / 2
    if abs(stated.value - given.value) <= stated.step / 2:
        word = AGREES
    elif follows(stated, given):
        word = ROUNDING
    else:
        word = DIFFERS
    return Verdict(word, _short(given.value), _short(tolerance))


def follows(stated: Printed, given: Given) -> bool:
    """Tell whether a stated number agrees with what is given, but for rounding."""
    half = stated.step / 2
    return abs(stated.value - given.value) <= half or (
        given.low <= stated.value + half and stated.value - half <= given.high
    )


def total(parts: list[Printed]) -> Given:
    """Return what parts add up to."""
    zero = Decimal(0)
    return Given(*(sum((getattr(p, n) for p in parts), zero) for n in ("value", "low", "high")))


def percent_of(part: Printed, whole: Printed) -> Given | None:
    """Return a part as a percentage of the whole; none where there is no whole."""
    if whole.low <= 0 or whole.value <= 0:
        return None
    return Given(_ratio(part.value, whole.value), _ratio(part.low, whole.high), _ratio(part.high, whole.low))


def percent_change(before: Printed, after: Printed) -> Given | None:
    """Return the change from one number to another as a percentage of the first; none where that is nothing."""
    share = percent_of(after, before)
    return Given(share.value - 100, share.low - 100, share.high - 100) if share else None


def change(before: Printed, after: Printed) -> Given:
    """Return how much a number has grown."""
    return Given(after.value - before.value, after.low - before.high, after.high - before.low)


def is_told_by_share(base: Decimal, decimals: int) -> bool:
    """Tell whether a base is small enough for a share printed to some decimals to fix the count behind it.

    Only below 10 to the power of (decimals + 2) does each count have a percentage of its own.

    Example:
        >>> is_told_by_share(Decimal(80), 0), is_told_by_share(Decimal(3000), 0)
        (True, False)
    """
    return base < Decimal(10) ** (decimals + 2)


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    return _EXACT.divide(_EXACT.multiply(_HUNDRED, part), whole)


def _short(number: Decimal) -> Decimal:
    """Return it with four decimals at most, enough for any printed percentage."""
    rounded = number.quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
