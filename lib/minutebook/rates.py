"""Rates and ratios, each with the limits that its ingredients leave open."""

from __future__ import annotations

import math
from datetime import date

from scipy import stats


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


def part_of(whole: float, percent: float) -> float:
    """Return the part of a whole that a percentage of it is.

    Example:
        >>> part_of(1168, 61)
        712.48
    """
    return whole * percent / 100


def poisson_limits(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the limits of a count of events: exact Poisson under ten events, Byar's approximation above.

    The method of the Association of Public Health Observatories (Technical Briefing 3) and of the Office for
    Health Improvement and Disparities' PHEindicatormethods. NaN gives NaN.

    Example:
        >>> [round(limit, 3) for limit in (*poisson_limits(5), *poisson_limits(65))]
        [1.623, 11.668, 50.163, 82.849]
    """
    if math.isnan(count) or count < 0:
        return math.nan, math.nan
    tail = (1 - confidence) / 2
    if count < 10:
        low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
        return low, float(stats.chi2.ppf(1 - tail, 2 * count + 2)) / 2
    z = float(stats.norm.ppf(1 - tail))

    def byar(events: float, sign: int) -> float:
        return float(events * (1 - 1 / (9 * events) + sign * z / (3 * math.sqrt(events))) ** 3)

    return byar(count, -1), byar(count + 1, 1)


def wilson_limits(part: float, whole: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return the limits of a share, in percent, by Wilson's score method; NaN where there is no whole.

    Example:
        >>> [round(limit, 1) for limit in wilson_limits(61, 87)]
        [59.8, 78.7]
    """
    if not whole or math.isnan(part) or math.isnan(whole):
        return math.nan, math.nan
    interval = stats.binomtest(round(part), round(whole)).proportion_ci(confidence, method="wilson")
    return 100 * float(interval.low), 100 * float(interval.high)


def chance_of_change(before: float, after: float) -> float:
    """Return the chance that two counts differ as much as these if nothing had changed but luck.

    The exact two-sided test that each event was as likely to fall into either period, so both must be equally
    long. A change of 25 % from 12 to 15 has a chance of 0.70, one of 28.5 % from 312 to 401 a chance of 0.001.

    Example:
        >>> round(chance_of_change(12, 15), 2), round(chance_of_change(312, 401), 3)
        (0.7, 0.001)
    """
    return float(stats.binomtest(round(after), round(before + after)).pvalue) if before + after else 1.0


def bases_that_fit(part: float, percent: float, step: float = 1.0) -> tuple[int, int]:
    """Return the least and the largest base of which `part` is `percent`, printed to steps of `step` points.

    Example:
        >>> bases_that_fit(238, 20)
        (1161, 1220)
    """
    return math.ceil(100 * part / (percent + step / 2)), math.floor(100 * part / (percent - step / 2))


def weeks_in(start: str, end: str) -> float:
    """Return the weeks from one day to another (ISO), both included, as a fraction.

    Example:
        >>> round(weeks_in("2020-04-01", "2021-03-31"), 2)
        52.14
    """
    return ((date.fromisoformat(end) - date.fromisoformat(start)).days + 1) / 7


def months_in(start: str, end: str) -> int:
    """Return the months that a period of whole months has.

    Example:
        >>> months_in("2020-04-01", "2021-03-31")
        12
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return 12 * (last.year - first.year) + last.month - first.month + 1


def pace_to_target(done: float, base: float, target: float, months: float, months_left: float) -> tuple[float, float]:
    """Return the monthly pace so far and the one that would still reach a target.

    Args:
        done: What was done so far.
        base: Of how many.
        target: The share of the base to be done by the end, in percent; part of a thing needs a whole one.
        months: Months gone.
        months_left: Months still to come.

    Example:
        >>> pace_to_target(266, 683, 67, 8, 4)
        (33.25, 48.0)
    """
    needed = max(0, math.ceil(base * target / 100 - 1e-9) - done)
    return done / months, needed / months_left if months_left else math.nan
