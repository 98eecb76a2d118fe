"""Changes that a sentence states beside both numbers: "from A to B, a rise of P %", "B, P % more than the A before"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from minutebook.said import ABOUT, Said, Stated, told
from minutebook.verdicts import AGREES, DIFFERS, UNTESTABLE, change, percent_change, percent_of

_RISES = re.compile(
    r"\b(?:increas\w+|r[io]se[sn]?|rising|grow\w*|grew|up|gr?eater|higher|more|above|improv\w+|gain\w*|climb\w*"
    r"|jump\w*|longer|slower)\b",
    re.I,
)
_FALLS = re.compile(
    r"\b(?:decreas\w+|reduc\w+|fell|fall\w*|drop\w*|declin\w+|down|lower|fewer|less|below|shrank|cut|halved|faster"
    r"|shorter|quicker)\b",
    re.I,
)
_VALUED = re.compile(r"\b(?:improv\w*|faster|slower|longer|shorter|quicker|better|worse)\b", re.I)
_THAN = re.compile(
    r"\s*(?:more|fewer|less|higher|lower|better|worse|above|below|greater)?\s*\(?(?:than|from|on|compared (?:with|to)"
    r"|against)\b[^.;]{0,50}",
    re.I,
)
_AGAINST = re.compile(
    r"[^.;]{0,60}\b(?:up from|down from|compared (?:with|to)|in comparison (?:with|to)|against"
    r"|(?:more|fewer|higher|lower|better|worse) than)\b[^.;]{0,30}",
    re.I,
)
_AIMED = re.compile(
    r"\b(?:target|plan|budget|floor|limit|standard|threshold|aim|average|nationally|London|England)\b", re.I
)
_WINDOWS = ("months", "years", "weeks", "hours", "minutes")
_FOLDS = {"doubl": Decimal(2), "halv": Decimal("0.5"), "trebl": Decimal(3), "tripl": Decimal(3), "quadrupl": Decimal(4)}


def change_checks(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield the changes of a sentence, beside what the pair of numbers that each is of gives.

    Yields:
        "percent change", "change" and "doubled" where the change is stated; "direction" where a word says which way.
    """
    inside = [said for said in inside if _is_meant(said)]
    pairs = list(_pairs(inside))
    for n, (first, second) in enumerate(pairs):
        lower = max(inside.index(one) for one in pairs[n - 1]) if n else -1
        upper = min(inside.index(one) for one in pairs[n + 1]) if n + 1 < len(pairs) else len(inside)
        within = [s for s in inside[lower + 1 : upper] if _is_change(s) and s not in (first, second)]
        places = [inside.index(first), inside.index(second)]
        for said in within:
            beside = min(places) - 1 <= inside.index(said) <= max(places) + 1
            if stated := _changed(said, first, second, single=len(pairs) == 1 and beside and _told_as_change(said)):
                yield stated
        yield from _directed(inside, first, second, within)


def _told_as_change(said: Said) -> bool:
    """Tell whether words right before or behind a number say that it is a change: what else has its unit may not be."""
    return bool(_CALLED.search(said.before)) or bool(_THAN_AFTER.match(said.after)) or said.direction != ""


_CALLED = re.compile(
    r"(?:\b(?:increas\w+|rise|rose|fall|fell|decreas\w+|reduc\w+|drop\w*|growth|grew|change|up|down|by|or)\b[\w\s]{0,12}|\()\s*\Z",
    re.I,
)


def _is_meant(said: Said) -> bool:
    """Tell whether a number may be one of a pair: what is only a length of time or counts in words seldom is."""
    return said.role in ("from", "to", "change") or (said.unit not in _WINDOWS and said.decimals is not None)


def _is_change(said: Said) -> bool:
    return said.role == "change" or said.unit == "percentage points" or bool(_THAN_AFTER.match(said.after))


_THAN_AFTER = re.compile(r"\s*(?:more|fewer|less|higher|lower|better|worse|above|below|greater) than\b", re.I)


def _pairs(inside: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of an earlier and a later number: "from A to B", "B, P % more than the A", "B, up from A"."""
    for one, two in pairwise(inside):
        if (one.role, two.role) == ("from", "to"):
            yield one, two
        elif (one.role, two.role) == ("to", "from"):
            yield two, one
    if any(s.role == "to" for s in inside):
        return
    for n, later in enumerate(inside):
        rest = inside[n + 1 :]
        if _is_change(later) or later.role in ("share", "from") or later.unit == "rank" or not rest:
            continue
        changes = [rest[0]] if _is_change(rest[0]) else []
        earlier = rest[len(changes)] if len(rest) > len(changes) else None
        if (
            earlier is None
            or earlier.unit != later.unit
            or _is_change(earlier)
            or _AIMED.search(earlier.before + earlier.after[:30])
        ):
            continue
        if (_THAN if changes else _AGAINST).fullmatch(earlier.before):
            yield earlier, later


def _changed(said: Said, first: Said, second: Said, *, single: bool) -> Stated | None:
    """Return whether a change follows from a pair; the change of a percentage may be meant in points."""
    grew = second.value >= first.value
    rise = -1 if said.value < 0 or _falls(said) or (not said.direction and not grew) else 1
    if word := next((w for w in _FOLDS if w in said.raw.lower()), ""):
        return _folded(said, first, second, _FOLDS[word])
    if said.unit == "percent":
        given = percent_change(first.printed, second.printed)
        points = change(first.printed, second.printed) if first.unit == "percent" else None
        ways = [told("percent change", said, (first, second), g, rise * abs(said.value)) for g in (given, points) if g]
    elif said.unit in (first.unit, "percentage points"):
        ways = [told("change", said, (first, second), change(first.printed, second.printed), rise * abs(said.value))]
    else:
        return None
    best = next((w for w in ways if w.verdict != DIFFERS), ways[0] if ways else None)
    return best if best and (single or best.verdict != DIFFERS) else None


def _falls(said: Said) -> bool:
    return said.direction == "decrease" or bool(re.match(r"\s*(?:fewer|less|lower|below|worse)\b", said.after, re.I))


def _folded(said: Said, first: Said, second: Said, fold: Decimal) -> Stated | None:
    """Return whether a number has doubled, halved ... where both are printed."""
    times = percent_of(second.printed, first.printed)
    if times is None:
        return None
    near = abs(times.value / 100 - fold) <= fold * ABOUT
    why = f"{first.raw} to {second.raw} is {times.value / 100:.2f} times"
    tolerance = 100 * fold * ABOUT
    return Stated("doubled", said, (first, second), times.value, tolerance, AGREES if near else DIFFERS, why)


def _directed(inside: Sequence[Said], first: Said, second: Said, within: Sequence[Said]) -> Iterator[Stated]:
    """Yield whether the word for a change, a rise or a fall, is the way that its numbers go."""
    if inside.index(second) < inside.index(first):  # "94, down from 121": the word stands between
        words = first.before + " ".join(s.after for s in within)
    else:
        words = first.before + " ".join(s.raw + s.before for s in within)
    rises, falls = bool(_RISES.search(words)), bool(_FALLS.search(words))
    if rises == falls or first.value == second.value:
        return
    right = (second.value > first.value) == rises
    why = f"from {first.raw} to {second.raw} is a {'rise' if second.value > first.value else 'fall'}"
    word = AGREES if right else UNTESTABLE if _VALUED.search(words) else DIFFERS
    if word == UNTESTABLE:
        why += "; which way is better isn't said"
    yield Stated("direction", second, (first,), None, Decimal(0), word, why)
