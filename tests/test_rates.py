from __future__ import annotations

import math

import pytest

from minutebook.rates import ratio_of_rounded, share


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
