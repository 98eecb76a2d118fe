"""What a part's share of one kind comes to of all of that kind: "of crime here 31% is theft (11% of all theft)".

Where a part has the share `over` of a whole, and within it a kind has the share `inside`, then of all of that kind the
part has `over` times `inside` times the whole, divided by the kind: the last two are rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minutebook.audit.held import Held, hold
from minutebook.audit.named_rows import Claim
from minutebook.audit.said import Said
from minutebook.audit.table_lines import Level, Line, words_of
from minutebook.facts.indicators import mentions
from minutebook.text.verdicts import Given

_PART = r"(?:area|ward|estate|zone|site|place|neighbourhood|locality|station|town|school|service|group|LSOA)s?"
#: "10.5% of all crime falls within this area", "this ward had 9% of all crime".
_OF_A_PART = re.compile(
    r"\s?of (?:all|the)\b[^.;]{0,80}\b(?:falls?|fell|lies|lay|occur\w*|takes? place|took place|happen\w*|is|was|are"
    rf"|were) (?:\w+ )?(?:with)?in (?:this|that|the) {_PART}\b",
    re.I,
)
_HAS = re.compile(rf"\b(?:this|that|the) {_PART} (?:accounts?|accounted|has|had|makes? up|made up|sees|saw)\b", re.I)
_OPENED = re.compile(r"[^().;%]{0,90}\(\s*(?:accounting for |which is |or |about )?", re.I)
_OF_ALL = re.compile(
    r"\s?(?:(?:of|all|the|in|across) )*(?:[A-Z][\w’']+|borough|city|county|district|town|whole|total)\b"
)


def share_of_a_part(near: Sequence[Said]) -> Said | None:
    """Return the last of some numbers that says which share of all something the part spoken of has."""
    for said in near[::-1]:
        if said.unit == "percent" and said.role != "change" and said.decimals is not None:
            whole = re.match(r"\s?of (?:all|the)\b", said.after)
            if _OF_A_PART.match(said.after) or (whole and _HAS.search(said.before)):
                return said
    return None


def shares_of_shares(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a share in brackets behind a part's own share stands to the rows of its kind and of the whole.

    Example: "12% of all visits were in this area." "Of these 40% are by children (15% of all in the city)".
    """
    inside, over = claim.earlier if claim.beside else None, claim.over
    if inside is None or over is None or {inside.unit, claim.figure["unit"]} != {"percent"}:
        return None
    if not _OPENED.fullmatch(inside.after) or not _OF_ALL.match(claim.after) or over.printed == inside.printed:
        return None
    found = sorted(_held(claim, inside, over, lines), key=lambda one: abs(one.recomputed - claim.printed.value))
    return next((one for one in found if one.fits), found[0] if found else None)


def _held(claim: Claim, inside: Said, over: Said, lines: Sequence[Line]) -> Iterator[Held]:
    for line in _kinds(claim, inside, [line for line in lines if not line.is_whole and _of_all(line)]):
        for level, whole in _of_all(line):
            yield hold("share", claim.printed, _given(inside, over, whole, level), (level, whole), line.label)


def _of_all(line: Line) -> list[tuple[Level, Level]]:
    """Return the counts of a row, each with the total of its column."""
    pairs = [(level, whole) for level in line.levels for whole in line.whole if whole.label == level.label]
    return [pair for pair in pairs if pair[0].unit == pair[1].unit == "count" and pair[0].printed.low > 0]


def _kinds(claim: Claim, inside: Said, rows: Sequence[Line]) -> list[Line]:
    """Return the rows that are named beside the share inside: by words, by initials or as an indicator.

    The words stand between the two shares, or else right before them, or behind: "31% is theft (11% of all)", "theft
    31% (11% of all)", "31% (11% of all) is theft".
    """
    before = _CLAUSE.split(claim.before[: claim.before.rfind(inside.raw)])[-1]
    for text in (inside.after.rstrip("( "), before, _CLAUSE.split(claim.after.partition(")")[2])[0]):
        words, short = words_of(text), frozenset(re.findall(r"\b[A-Z]{3,}\b", text))
        named = [line for line in rows if line.words and line.words <= words]
        named = [line for line in named if not any(line.words < other.words for other in named)]
        if found := named or [line for line in rows if line.initials & short] or _indicated(text, rows):
            return found
    return []


def _indicated(text: str, rows: Sequence[Line]) -> list[Line]:
    named = {name for name, *_ in mentions(text)}
    return [line for line in rows if line.indicators & named]


_CLAUSE = re.compile(r"[,;:.%)]|\bcompared\b")


def _given(inside: Said, over: Said, whole: Level, kind: Level) -> Given:
    ratio = whole.printed.value / kind.printed.value / Decimal(100)
    one, two = inside.printed, over.printed
    return Given(one.value * two.value * ratio, one.low * two.low * ratio, one.high * two.high * ratio)
