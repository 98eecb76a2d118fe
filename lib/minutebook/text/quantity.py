"""A quantity as the number grammar reads it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
