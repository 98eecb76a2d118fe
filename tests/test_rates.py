from __future__ import annotations

import math

import pytest

from minutebook.rates import (
    bases_that_fit,
    chance_of_change,
    months_in,
    pace_to_target,
    poisson_limits,
    ratio_of_rounded,
    share,
    weeks_in,
    wilson_limits,
)


@pytest.mark.parametrize(
    ("amount", "step", "count", "expected"),
    [
        (1000.0, 0.0, 4.0, (250.0, 250.0, 250.0)),
        (1000.0, 100.0, 10.0, (100.0, 95.0, 105.0)),
        (0.0, 1000.0, 10.0, (0.0, 0.0, 50.0)),  # an amount isn't below nothing
    ],
)
def test_a_ratio_is_as_sure_as_its_amount_was_rounded(
    amount: float, step: float, count: float, expected: tuple[float, float, float]
) -> None:
    assert ratio_of_rounded(amount, step, count) == pytest.approx(expected)


@pytest.mark.parametrize(("amount", "count"), [(100.0, 0.0), (100.0, math.nan), (math.nan, 5.0)])
def test_without_amount_or_count_there_is_no_ratio(amount: float, count: float) -> None:
    assert all(math.isnan(number) for number in ratio_of_rounded(amount, 1.0, count))


def test_a_share_needs_a_whole() -> None:
    assert share(1, 8) == 12.5
    assert share(0, 8) == 0
    assert math.isnan(share(1, 0))


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.689), (5, 1.623, 11.668), (9, 4.115, 17.085), (10, 4.79, 18.39), (65, 50.163, 82.849)],
)
def test_limits_of_a_count_are_exact_under_ten_and_byars_above(count: float, low: float, high: float) -> None:
    assert poisson_limits(count) == pytest.approx((low, high), abs=0.005)


def test_limits_of_nothing_known_are_unknown() -> None:
    assert all(math.isnan(limit) for limit in (*poisson_limits(math.nan), *wilson_limits(1, 0)))


def test_limits_of_a_share_are_wilsons() -> None:
    assert wilson_limits(61, 87) == pytest.approx((59.8, 78.7), abs=0.05)
    assert wilson_limits(0, 10)[0] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("before", "after", "chance"), [(12, 15, 0.70), (312, 401, 0.001), (0, 0, 1.0), (5, 5, 1.0), (0, 3, 0.25)]
)
def test_a_change_between_small_counts_may_be_chance(before: float, after: float, chance: float) -> None:
    assert chance_of_change(before, after) == pytest.approx(chance, abs=0.005)


@pytest.mark.parametrize(
    ("part", "percent", "step", "bases"), [(238, 20, 1, (1161, 1220)), (1, 50, 1, (2, 2)), (64, 39.5, 0.1, (162, 162))]
)
def test_a_share_without_its_base_leaves_a_range_of_bases(
    part: float, percent: float, step: float, bases: tuple[int, int]
) -> None:
    assert bases_that_fit(part, percent, step) == bases


@pytest.mark.parametrize(
    ("start", "end", "weeks", "months"),
    [
        ("2020-04-01", "2021-03-31", 52.14, 12),
        ("2020-01-01", "2020-12-31", 52.29, 12),
        ("2021-04-01", "2021-05-31", 8.71, 2),
    ],
)
def test_a_period_has_weeks_and_months(start: str, end: str, weeks: float, months: int) -> None:
    assert weeks_in(start, end) == pytest.approx(weeks, abs=0.005)
    assert months_in(start, end) == months


@pytest.mark.parametrize(
    ("done", "base", "target", "months", "left", "pace"),
    [
        (266, 683, 67, 8, 4, (33.25, 48.0)),
        (236, 479, 67, 8, 4, (29.5, 21.25)),
        (80, 100, 75, 8, 4, (10, 0)),  # there already
        (10, 40, 25, 1, 1, (10, 0)),  # a whole number of people needs no more
    ],
)
def test_the_pace_that_a_target_asks_for(
    done: float, base: float, target: float, months: float, left: float, pace: tuple[float, float]
) -> None:
    assert pace_to_target(done, base, target, months, left) == pytest.approx(pace)
