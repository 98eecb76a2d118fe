"""Rates and ratios, each with the limits that its ingredients leave open."""

from __future__ import annotations

import math


def ratio_of_rounded(amount: float, step: float, count: float) -> tuple[float, float, float]:
    """Return an amount for each of `count` things, and its least and greatest value given the amount's rounding.

    Args:
        amount: A printed amount.
        step: What it was rounded to; the true amount lies within half a step.
        count: An exact count. Where it is zero or missing there is no ratio, and all three are NaN.

    Example:
        >>> ratio_of_rounded(98_000, 1_000, 41)
        (2390.243902439024, 2378.048780487805, 2402.439024390244)
    """
    if not count or math.isnan(count) or math.isnan(amount):
        return math.nan, math.nan, math.nan
    return amount / count, max(0.0, amount - step / 2) / count, (amount + step / 2) / count


def share(part: float, whole: float) -> float:
    """Return what `part` is of `whole`, in percent; NaN where there is no whole.

    Example:
        >>> share(1, 8)
        12.5
    """
    return 100 * part / whole if whole else math.nan
