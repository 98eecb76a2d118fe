"""What a table cell's number is worth: its value and its unit, read from the cell, its header or its caption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9}
# At most 15 digits, as far as a decimal is sure to be held exactly whatever its scale.
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,12})?|\.\d{1,12}"
_CELL = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-−–+](?=\s?[£$€\d.]))?\s*(?P<currency>[£$€])?\s*(?P<number>{_NUMBER})"
    r"\s*(?P<scale>(?:k|mn?|bn|thousand|million|billion)\b)?\s*(?P<percent>%|per ?cent\b)?(?P<close>\))?(?P<rest>.*)",
    re.I | re.S,
)
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}
CURRENCIES = tuple(_CURRENCIES.values())
_DURATION = re.compile(r"\s*(days|weeks|months|years|hours)\b", re.I)
#: What may follow a cell's number without making the cell prose: a bracket, a star, a unit.
_REST = re.compile(r"(?:\s|[*†‡]|\(.*\)|days|weeks|months|years|hours)*", re.I | re.S)
#: A word behind a percentage, and the name of a group before the only number of a cell.
_SHARE_OF_WHOM, _GROUP = re.compile(r"\s+[a-z]+"), re.compile(r"[A-Z][a-z]+(?: [a-z]+)?:\s*(?=[£\d])")
THOUSANDS = re.compile(r"[£$€]\s?['’]?000s?\b|(?<![\w,.])000s?\b|['’]000s?\b|\bthousands\b", re.I)
_MILLIONS = re.compile(r"[£$€]\s?m(?:illions?)?\b|\(m\)|\bmillions\b", re.I)
_BILLIONS = re.compile(r"[£$€]\s?(?:bn|billions?)\b", re.I)
_MONEY = re.compile(
    r"\b(?:allocations?|costs?|spend(?:ing)?|budgets?|expenditure|income|savings?|funding|grants?)\b", re.I
)
_COUNTED = re.compile(r"\b(?:no\.?|numbers?|count|cases|people|residents|clients|units)\b", re.I)
_PERCENT = re.compile(r"%|\bper ?cent\b|\bpercentage\b|\bproportion\b", re.I)
_SHARE_OF = re.compile(r"\W*(?:%|per ?cent(?:age)?|proportion|share)\W* of\b", re.I)
#: What a header or label counts time in: "Number of weeks in care", "Average stay (days)".
_TIME = re.compile(r"\bnumber of (days|weeks|months|years|hours)\b|\((days|weeks|months|years|hours)\)", re.I)
_RATE = re.compile(r"\bper (1,?000|10,?000|100,?000)\b", re.I)


@dataclass(frozen=True)
class Value:
    """A number scaled to its unit, the unit, where the unit was read, and the step it was rounded to."""

    value: Decimal
    unit: str
    unit_from: str
    step: Decimal


def cell_value(text: str, column: str = "", row: str = "", caption: str = "", *, in_full: bool = False) -> Value | None:
    """Return the value of a cell that is a number, or nothing where it is empty, words or prose.

    The cell's own signs win; then the column's header, the row's label and the caption are asked in turn.
    `in_full` says that the column prints whole amounts whatever its header says of thousands (see `prints_in_full`).

    Example:
        >>> v = cell_value("1,570", column="£000"); (str(v.value), v.unit, v.unit_from)
        ('1570000', 'GBP', 'column')
        >>> cell_value("40%").unit, cell_value("Inadequate"), cell_value("")
        ('percent', None, None)
    """
    match = _CELL.fullmatch(_GROUP.sub("", text.strip(), count=1))
    if not match or (match["open"] and not match["close"]):
        return None
    if not _REST.fullmatch(match["rest"]) and not (match["percent"] and _SHARE_OF_WHOM.fullmatch(match["rest"])):
        return None
    if re.fullmatch("0{2,}", match["number"]):
        return None  # "£000" names a unit
    number = Decimal(match["number"].replace(",", ""))
    if match["sign"] in ("-", "−", "–") or match["open"]:
        number = -number
    unit, power, unit_from = _unit(match, column, row, caption)
    if in_full:
        power = 0
    if match["scale"]:
        power = _SCALES[match["scale"].lower()]
    exponent = match["number"].partition(".")[2]
    scale = Decimal(10) ** power
    return Value(_plain(number * scale), unit, unit_from, _plain(scale / Decimal(10) ** len(exponent)))


def prints_in_full(texts: Iterable[str]) -> bool:
    """Tell whether a column under a header of thousands prints whole amounts all the same.

    "1,940,597" under "£'000" would be two thousand million pounds; the cells are kept as they say. A column in
    real thousands would have to reach a thousand million to be misread, which no council's line does.
    """
    return any(re.fullmatch(r"[£$€(-]*\d{1,3}(?:,\d{3}){2,}\W*", text) for text in texts)


def _unit(match: re.Match[str], column: str, row: str, caption: str) -> tuple[str, int, str]:
    """Return unit, power of ten and where they were read."""
    if match["percent"]:
        return "percent", 0, "cell"
    if duration := _DURATION.match(match["rest"]):
        return duration[1].lower(), 0, "cell"
    if re.fullmatch("contents|index", caption, re.I):
        return "page", 0, "caption"
    if match["currency"]:
        # "£1,008,000" under "£000": a pound sign with separators is an amount in full.
        return _CURRENCIES[match["currency"]], 0 if "," in match["number"] else _power(column), "cell"
    for text, place in ((column, "column"), (row, "row"), (caption, "caption")):
        if unit := unit_named(text, place):
            # "Cost" under a caption in £m is in millions, too.
            scaled = place == "column" and unit in CURRENCIES and re.search(r"[£$€]", caption) is not None
            return unit, _power(text) or (_power(caption) if scaled else 0), place
    return "count", 0, "default"


def unit_named(text: str, place: str) -> str:
    """Return the unit that a header, label or caption names, or an empty string."""
    if currency := next((_CURRENCIES[sign] for sign in "£$€" if sign in text), ""):
        return currency
    if rate := _RATE.search(text):
        return f"per {int(rate[1].replace(',', '')):,}"
    if time := _TIME.search(text):
        return (time[1] or time[2]).lower()
    counted = _COUNTED.search(text) is not None
    last = text.rpartition(" / ")[2]
    if _PERCENT.search(text) and (not _COUNTED.search(last) or _SHARE_OF.match(last)):
        return "percent"
    if _MONEY.search(text) and not counted and place == "column":
        return "GBP"
    return "count" if counted or _power(text) else ""


def _power(text: str) -> int:
    return 3 if THOUSANDS.search(text) else 6 if _MILLIONS.search(text) else 9 if _BILLIONS.search(text) else 0


def _plain(number: Decimal) -> Decimal:
    """Return it without an exponent or trailing zeros after the point."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
