"""Belonging: which of the places or periods that a sentence names each of its quantities is said of.

A sentence names two places and two years and prints four numbers; which belong together is told by what stands between
them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from minutebook.text.quantities import Quantity

Span = tuple[int, int]

_APART = re.compile(
    r"[;:!?]|\.\s|\b(?:compared|whilst|while|whereas|than|but|against|although|though|versus|followed by|in comparison"
    r"|in contrast|similar to|in line with|comparable (?:to|with)|close to|on a par with)\b|[()]",
    re.I,
)
_LEADS_ON = re.compile(
    r"(?:\A|[\s(])(?:in|across|for|of|within|during|over|since|by|to|at|from|between|throughout|until|on|around|under)"
    r"(?: the| both| all| all of| entire| whole| calendar year| financial year| year| period| late| early| end of"
    r"| about| around)*\s?\(?\Z",
    re.I,
)
_LED = re.compile(r"(?:in|during|over|at|by|for|between|from|on) ", re.I)  # a name that holds its preposition: "in May"
_BESIDE = re.compile(r"\s?\(?(?:in |over |during |for )?(?:the )?\Z")
_AND = re.compile(r",? (?:and )?(?:the )?")
_BEST = re.compile(r"\b(?:highest|lowest|largest|smallest|best|worst|most|least|any)\b", re.I)
#: What a number is so many times or a part of: "over twice that of the borough", "five times as high as in Ayle".
_OF_ANOTHER = re.compile(
    r"\b(?:th(?:at|ose) (?:of|in|for)|as (?:in|across)|than (?:in|for|that)|the same(?: as)?(?: in| for)?)(?: the)? ?\Z"
)
_AHEAD = re.compile(r"\b(?:where|when|expected|will|planned|due|going to)\b", re.I)
_CLAUSE = re.compile(r",|\band\b", re.I)
_OF_THEM = re.compile(r" (?:of (?:them|it|these|those)|of which|of whom)\b")
_ABOVE = re.compile(r"(?: [a-z]+)? (?:above|below|ahead of|behind|short of|(?:higher|lower|more|less|fewer) than)\b")
_IN_A_ROW = re.compile(
    r"[^;.]{0,80}(?:,|\band|\bor|\bto)\s(?:(?:over|about|some|around|nearly|almost|more than|at least|up to|under)\s)?"
)
#: "compared with inner London rates (2.9%)"
_IN_BRACKETS = re.compile(r"(?: [a-z][\w’'-]*){0,3} \(")
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|unlike|against|versus|similar to|in line with|comparable (?:to|with)"
    r"|as(?= (?:in|across)\b)|the same)"
    r"(?: in| across| for| with)?(?: the)? \Z",
    re.I,
)
_BACK = re.compile(
    r"(?:(?:a|one) (?:year|quarter|month)|twelve months|12 months) (?:before|earlier|previously|ago)\b", re.I
)
_AS_A_BASE = re.compile(
    r"\s+of (?:all |the |every )?\Z|\s+of all (?:(?!(?:occur|are|is|were|was|happen|took|take|fall|come"
    r"|came)\w*\b)[\w/-]+\s){1,6}(?:in|across|within) (?:the )?\Z",
    re.I,
)


def belonging(text: str, quantities: Sequence[Quantity], named: Sequence[Span]) -> list[int | None]:
    """Return for each quantity of a sentence which of some named spans it is said of, or nothing where there is none.

    The nearest is taken, where being near means few characters, and no other number or clause between. What stands
    across a comparison behind it belongs to what it is compared with. What a preposition joins right behind a number
    ("135 in 2014") isn't shared with the number after it.

    Args:
        text: The sentence.
        quantities: Those that it states, in order.
        named: Where the places, or the periods, that it names stand, in order and apart.

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> text = "12 cases in Ayle compared with 15 across Bode and 9 in Cray"
        >>> belonging(text, quantities(text), [(12, 16), (41, 45), (55, 59)])
        [0, 1, 2]
    """
    if not named:
        return [None] * len(quantities)
    counts = _with_shares(text, quantities)
    if len(counts) < len(quantities):
        return _as_their_counts(text, quantities, belonging(text, counts, named))
    said = _Said(text, quantities, named)
    starts = [begin for begin, _ in named]
    for n, quantity in enumerate(quantities):
        after = bisect_left(starts, quantity.stop)
        within = quantity.unit in _OF_TIME and _WITHIN.search(text, max(0, quantity.begin - 20), quantity.begin)
        if after < len(named) and quantity.unit != "rank" and not within and joined(text, n, quantities, named[after]):
            said.held.setdefault(after, n)
    respective = _respective(text, quantities, named)
    out: list[int | None] = []
    for n, quantity in enumerate(quantities):
        at = bisect_left(starts, quantity.begin)
        near = sorted({0, *range(max(0, at - _BESIDE_IT), min(len(named), at + _BESIDE_IT))})
        prices = {i: said.price(n, i) for i in near}
        best = min(near, key=prices.__getitem__)
        out.append(respective.get(n, best if prices[best] < _TOO_FAR else None))
    return out


def _as_their_counts(text: str, quantities: Sequence[Quantity], of_counts: Sequence[int | None]) -> list[int | None]:
    """Return what belongs to each quantity, a share in brackets to what its count does."""
    of, out = iter(of_counts), list[int | None]()
    for n in range(len(quantities)):
        out.append(out[-1] if n and _is_its_share(text, quantities[n - 1], quantities[n]) else next(of))
    return out


def _is_its_share(text: str, count: Quantity, share: Quantity) -> bool:
    """Tell whether a percentage stands alone in brackets right behind a count: "874 (62.3%)"."""
    behind = text[count.stop : share.begin] == " (" and text[share.stop : share.stop + 1] == ")"
    return behind and share.unit == "percent" and count.unit in ("count", "GBP")


def _with_shares(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities without the shares in brackets, over which the counts before them reach."""
    out: list[Quantity] = []
    for n, quantity in enumerate(quantities):
        if n and _is_its_share(text, quantities[n - 1], quantity):
            out[-1] = replace(out[-1], stop=quantity.stop + 1)
        else:
            out.append(quantity)
    return out


_OF_THE = re.compile(r"\b[Oo]f (?:the|these|those|all|our|its) \Z")
#: "10% of claims paid within 28 days in 2015": a term holds no time.
_OF_TIME = {"seconds", "minutes", "hours", "days", "weeks", "months", "years"}
_WITHIN = re.compile(r"\b(?:within|under|in|at|after|over|less than|more than) \Z")
_BESIDE_IT = 2  # how many names on either side of a number may be the one that it is said of
_TOO_FAR, _FAR = 200.0, 10_000.0
_REACH = 400  # characters that are looked at between a number and a name
_LEAD = 20  # characters before a number in which "of the" stands


def joined(text: str, n: int, quantities: Sequence[Quantity], span: Span, within: int = 80) -> bool:
    """Tell whether a preposition joins what is named to the quantity before it: "135 in 2014"."""
    if not quantities[n].stop <= span[0] <= quantities[n].stop + within:
        return False
    gap = text[quantities[n].stop : span[0]]
    crossed = n + 1 < len(quantities) and quantities[n + 1].begin < span[0]
    if text[span[0] - 1 : span[0]] == "(" and text[span[1] : span[1] + 1] != ")":
        return False  # "16% (London 9%)"
    leads = _LEADS_ON.search(gap) or (quantities[n].unit not in _OF_TIME and _LED.match(text, span[0]))
    return not crossed and bool(_BESIDE.fullmatch(gap) or (leads and not _APART.search(gap)))


@dataclass
class _Said:
    """A sentence, what it states and names, and which quantity holds a name that a preposition joins to it."""

    text: str
    quantities: Sequence[Quantity]
    named: Sequence[Span]
    held: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = [q.begin for q in self.quantities]

    def price(self, n: int, i: int) -> float:
        """Return how far what is named lies from a quantity, in characters; what can't be meant is beyond reach."""
        quantity, (first, last) = self.quantities[n], self.named[i]
        if first < quantity.stop and quantity.begin < last:
            return 0
        after = first >= quantity.stop
        low, high = (quantity.stop, first) if after else (last, quantity.begin)
        between = bisect_left(self._numbers, high) - bisect_left(self._numbers, low)
        opens = not after and first < 40 and self.text[:first].strip(" ,").count(" ") <= 2
        if high - low > _REACH:
            return 100 + 30 * between if opens else _FAR
        gap = self.text[low:high]
        apart = len(_APART.findall(gap))
        price = float(len(gap)) + 60 * between + 80 * apart + 15 * len(_CLAUSE.findall(gap))
        if after:
            inside = between and gap.rfind("(") > gap.rfind(")")  # "30 orders (18 in 2016)"
            return _FAR if inside else price + self._price_behind(n, i, gap, apart)
        price += self._price_before(n, i, gap)
        return min(price, 100 + 30 * between) if opens else price  # what opens a sentence holds for the whole of it

    def _price_before(self, n: int, i: int, gap: str) -> float:
        """Return what makes a name before a quantity farther than its characters, or, in brackets behind it, nearer."""
        if _IN_BRACKETS.fullmatch(gap):
            return -30.0
        first, held, price = self.named[i][0], self.held.get(i, n), 0.0
        if held < n and _BACK.match(self.text, first):
            return _FAR  # "down from 66% a year before, and 45% took place"
        if held < n:
            holder = self.quantities[held].begin
            if _COMPARED.search(self.text, max(0, holder - 40), holder) or self.text[first - 1 : first] == "(":
                return _FAR
            price += 90
        if len(gap) > 4 and _COMPARED.search(self.text, max(0, first - 40), first):
            price += 300 if len(self.named) > 1 and _CLAUSE.search(gap) else 150
        return _FAR if self.quantities[n].role == "to" and held == n - 1 else price  # "from 54% in 2019 to 50%"

    def _price_behind(self, n: int, i: int, gap: str, apart: int) -> float:
        """Return what makes a name behind a quantity farther than its characters."""
        (first, last), quantity = self.named[i], self.quantities[n]
        if self.text[first - 1 : first] == "(":
            if self.text[last : last + 1] != ")":
                return _FAR
            if not self.text[last + 1 : last + 40].strip(" .;"):  # "196 of these, 191 of those (2022/23)"
                return 20 - len(gap) / 2 - 80 * apart
            if apart == 1:  # "12% of babies weigh less (2018), a lower share than elsewhere"
                return 20 - 80
        beyond = _AHEAD.search(gap) or _BEST.search(gap) or (apart and not _BESIDE.fullmatch(gap))
        compared = _ABOVE.match(gap) or _OF_ANOTHER.search(gap)
        if beyond or compared or self._is_held(n, i) or self._is_base(n, i, gap) or quantity.unit == "rank":
            return _FAR
        return (-5 if _LEADS_ON.search(gap) else 40) + (120 if _AS_A_BASE.fullmatch(gap) else 0)

    def _is_held(self, n: int, i: int) -> bool:
        """Tell whether a name behind a quantity is another's: "of the 18 beds, ten are in Ayle"."""
        quantity, holder = self.quantities[n], self.held.get(i, n)
        if holder <= n or (quantity.role == "part" and holder == n + 1):  # "88 of 1,096 posts were vacant in May"
            return False
        if any(n < self.held.get(other, n) for other in (i - 1, i + 1)):
            return True  # a whole before its parts: "54, 47 in Ayle and 7 in Bode"
        row = _IN_A_ROW.fullmatch(self.text[quantity.stop : self.quantities[holder].begin])
        between = self.quantities[n + 1 : holder + 1]
        of_them = any(_OF_THEM.match(self.text, q.stop) for q in between)
        return (
            not row or of_them or _OF_THE.search(self.text, max(0, quantity.begin - _LEAD), quantity.begin) is not None
        )

    def _is_base(self, n: int, i: int, gap: str) -> bool:
        """Tell whether a name is only what a share is of: "Ayle and Bode had 49% of the borough's total"."""
        quantity, last = self.quantities[n], self.named[i][1]
        share = quantity.unit == "percent" and _AS_A_BASE.fullmatch(gap)
        named = any(stop <= quantity.begin for _, stop in self.named[max(0, i - 2) : i])
        return bool(share) and self.text[last : last + 2] in ("'s", "’s") and named


def _respective(text: str, quantities: Sequence[Quantity], named: Sequence[Span]) -> dict[int, int]:
    """Pair "A and B ... 8% and 16% respectively" in their order."""
    at = text.lower().find("respectively")
    before = [n for n, q in enumerate(quantities) if q.stop <= at]
    row = before[-1:]
    while row and row[0] and _AND.fullmatch(text[quantities[row[0] - 1].stop : quantities[row[0]].begin]):
        row.insert(0, row[0] - 1)
    names = [i for i, (_, stop) in enumerate(named) if row and stop <= quantities[row[0]].begin][-len(row) :]
    in_a_row = all(_AND.fullmatch(text[named[i][1] : named[j][0]]) for i, j in pairwise(names))
    return dict(zip(row, names, strict=True)) if len(row) > 1 and len(names) == len(row) and in_a_row else {}
