"""How a sentence's number stands to the cells of a table: the verdict, and whether it may be a misprint of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from minutebook.audit.table_lines import Level
from minutebook.text.verdicts import AGREES, DIFFERS, ROUNDING, Given, Printed, judged


@dataclass(frozen=True)
class Held:
    """A figure held against a row: kind, verdict, what the row gives, and the cells it rests on."""

    kind: str
    verdict: str
    recomputed: Decimal
    tolerance: Decimal
    levels: tuple[Level, ...]
    explanation: str

    @property
    def fits(self) -> bool:
        """Tell whether the number follows from the cells."""
        return self.verdict != DIFFERS


def hold(kind: str, stated: Printed, given: Given, levels: Sequence[Level], label: str) -> Held:
    """Return how a stated number stands to what the cells of a row, or of rows, give."""
    verdict = judged(stated, given)
    words = {AGREES: "follows from", ROUNDING: "follows, but for rounding, from", DIFFERS: "does not follow from"}[
        verdict.word
    ]
    numbers = " and ".join(level.raw for level in levels)
    why = f"{words} the table's {label}, {numbers}, which give {verdict.recomputed:,f}"
    return Held(kind, verdict.word, verdict.recomputed or Decimal(0), verdict.tolerance, tuple(levels), why)


def hold_loosely(kind: str, stated: Stated, given: Given, levels: Sequence[Level], label: str) -> Held:
    """Return how a number that is about, over or under what it says stands to what cells give.

    It may be a tenth of it away on the side it says; a fraction in words five points.
    """
    value, slack = stated.value, max(stated.value / 10, stated.points)
    low = value if stated.approximation in ("over", "at least") else value - slack
    high = value if stated.approximation in ("under", "up to", "less than") else value + slack
    fits = given.low <= high and low <= given.high
    numbers = " and ".join(level.raw for level in levels)
    why = f"{'follows from' if fits else 'does not follow from'} the table's {label}, {numbers}"
    return Held(kind, AGREES if fits else DIFFERS, given.value, slack, tuple(levels), why)


@dataclass(frozen=True)
class Stated:
    """A number that is told roughly: which way, and how many points a fraction in words may be off."""

    value: Decimal
    approximation: str
    points: Decimal = Decimal(0)


def only(found: Sequence[Held]) -> Held | None:
    """Return the one that fits; one that doesn't only where it is the only one that could be meant."""
    fits = [one for one in found if one.fits]
    return fits[0] if fits else found[0] if len(found) == 1 else None
