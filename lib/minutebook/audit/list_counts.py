"""Lists that are counted: "six priorities:" with what is listed behind it, in the sentence or in the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from minutebook.audit.listings import (
    COUNTED,
    FEWEST,
    MOST,
    THINGS,
    Listing,
    headed_on,
    is_item,
    listed_below,
    listed_in_sentence,
    numbered_on,
    opens_straight,
    paragraph_rest,
)
from minutebook.text.numbers import NUMBER
from minutebook.text.quantities import quantities
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE

Row = dict[str, Any]
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
_PART_OF = re.compile(
    rf"\b(?:{NUMBER.pattern}|each|most|some|many|any|none|all|half|rest)\w* of (?:the |our |its |their |these "
    rf"|those )?\Z",
    re.I,
)
_TITLED = re.compile(rf"{COUNTED}\s*:", re.I)
#: A verb ahead of a number: what has none is a title, such as "Changes at the two hospitals: wards and staff".
_TELLS = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|should|must|can|there|meet|met|gave|gives|made|makes|found|finds"
    r"|sees?|chose|put"
    r"|took|takes|set|sets|uses?|[a-z]+ed|covers?|needs?|faces?|lists?|agrees?|identif(?:y|ies)|proposes?|asks?"
    r"|visits?)\b",
    re.I,
)
_PLURAL = re.compile(r"[^s]s\Z|people\Z|children\Z", re.I)


@dataclass(frozen=True)
class Counted:
    """A number of things and what is listed of them: kind and fields as of any other relation."""

    recomputed: Decimal
    verdict: str
    explanation: str
    lines: tuple[int, ...]
    kind: str = "count of list"
    tolerance: Decimal = Decimal(0)


def counted_list(text: str, lines: Sequence[str], figure: Row) -> Counted | None:
    """Return whether as many are listed as a figure of prose says, none where no list of them can be told.

    Args:
        text: The pack.
        lines: Its lines.
        figure: A row of the table `figures`.
    """
    counts = figure["unit"] == "count" and not figure["decimals"] and figure["role"] in ("", "to")
    counts = counts or (figure["unit"] == "times" and figure["raw"].lower().endswith("fold"))
    value = _listed_as(figure["value"]) if counts and not figure["approximation"] else None
    found = _listed(text, lines, figure, value) if value else None
    if found is None or value == figure["value"]:
        return found
    return replace(found, verdict=DIFFERS) if found.verdict == AGREES else None


def _listed(text: str, lines: Sequence[str], figure: Row, value: int) -> Counted | None:
    """Return whether as many are listed as a number that is small enough."""
    noun = figure["noun"]
    rest, stop = paragraph_rest(text, figure["end"])
    if _PART_OF.search(text[max(0, figure["start"] - 40) : figure["start"]]):
        return None
    if not (_is_plural(noun) or THINGS.match(rest) or figure["unit"] == "times"):
        return None
    inside = listed_in_sentence(rest)
    titled = _TITLED.match(rest) and not _TELLS.search(_ahead(text, figure["start"]))
    sure = inside is not None and inside.closed and not titled
    if inside and (found := _judged(value, inside, straight=sure)):
        return found
    line = text.count("\n", 0, stop - 1) + 1
    straight = opens_straight(rest)
    below = listed_below(lines, line)
    opens = rest.rstrip().endswith(":")
    alone = re.fullmatch(r"[^.:;]*[.;]", rest.rstrip()) is not None  # what is listed may follow a full stop as well
    leads = opens or (not is_item(lines[line - 1]) and (alone or _is_numbered(lines, below)))
    if below and (straight or (leads and not NUMBER.search(_YEARS.sub("", rest)))):
        found = _judged(value, below, straight=straight)
        if found and (straight or found.verdict == AGREES):
            return found
    further = (numbered_on(lines, figure["line"], noun, opened=opens), headed_on(lines, line, noun))
    on = next((listing for listing in further if listing and listing.least == value), None)
    return _judged(value, on, straight=False) if on else None


def _ahead(text: str, start: int) -> str:
    """Return what stands before a number in its sentence, as far as its line."""
    begin = max(text.rfind("\n", 0, start) + 1, start - 200)
    return re.split(r"[.?!]\s", text[begin:start])[-1]


_TOTALLED = re.compile(
    r"[^.;]{0,90}\b(?:as follows|broken down(?: as follows)?|made up of|compris\w+|consist\w* of|of which|listed"
    r" below|below|namely)\s*:|\s*:",
    re.I,
)
_BEGINS = re.compile(r"[^\w£]*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)](?!\d)\s*)?[^\w£]*")


def totalled_list(
    text: str, lines: Sequence[str], figure: Row, by_line: Mapping[int, Sequence[Row]]
) -> tuple[Listing, list[Row]] | None:
    """Return the list right below a number that ends its paragraph with a colon, and the number that each line has.

    None where a line has no number of that unit at its beginning or, behind a colon or a dash, at its end.

    Args:
        text: The pack.
        lines: Its lines.
        figure: A row of the table `figures`.
        by_line: Rows of it by their line.
    """
    if (
        figure["unit"] not in ("count", "GBP")
        or figure["role"] in ("from", "change", "part")
        or figure["approximation"]
    ):
        return None
    rest, stop = paragraph_rest(text, figure["end"])
    leads = _TOTALLED.fullmatch(rest.rstrip()) or opens_straight(rest)
    below = listed_below(lines, text.count("\n", 0, stop - 1) + 1) if leads else None
    parts = [_number_of_item(text, n, by_line, figure["unit"]) for n in below.lines] if below else []
    found = [part for part in parts if part is not None]
    return (below, found) if below and len(found) == len(parts) else None


def _number_of_item(text: str, line: int, by_line: Mapping[int, Sequence[Row]], unit: str) -> Row | None:
    """Return the number that a line of a list begins with, or ends with behind a colon or a dash."""
    inside = [f for f in by_line.get(line, ()) if f["unit"] == unit and f["role"] in ("", "whole", "part")]
    for figure in inside:
        begin = text.rfind("\n", 0, figure["start"]) + 1
        if _BEGINS.fullmatch(text[begin : figure["start"]]) and not figure["approximation"]:
            return figure
    if len(inside) == 1 and re.search(r"[:–—-]\s*\Z", text[max(0, inside[0]["start"] - 3) : inside[0]["start"]]):
        return inside[0]
    return None


def _counted_headings(lines: Sequence[str], sections: Sequence[Row]) -> Iterator[tuple[Row, int, str, Counted]]:
    """Yield each heading that counts what is listed below it: "Our five priorities".

    Yields:
        The row of the table `sections`, the number, its words, and what is listed.
    """
    for section in sections:
        heading = section["heading"]
        counts = [q for q in quantities(heading) if q.unit == "count" and not q.role and not q.approximation]
        if len(counts) != 1 or not _is_plural(counts[0].noun):
            continue
        value, line = _listed_as(counts[0].value), section["first_line"]
        if value is None:
            continue
        listing = listed_below(lines, line)
        straight = bool(_HEADED.match(heading))
        found = _judged(value, listing, straight=straight) if listing else None
        if found is None or found.verdict != AGREES:
            on = numbered_on(lines, line, counts[0].noun, opened=True)
            found = _judged(value, on, straight=False) if on and on.least == value else found
        if found and (value == counts[0].value or found.verdict == AGREES):
            right = value == counts[0].value
            raw = heading[counts[0].begin : counts[0].stop]
            yield (
                section,
                int(counts[0].value),
                f"{raw} {counts[0].noun}",
                found if right else replace(found, verdict=DIFFERS),
            )


def _listed_as(value: Decimal) -> int | None:
    """Return how many a number says are listed, without three noughts that make it too many; None for no list.

    Example:
        >>> _listed_as(Decimal(12)), _listed_as(Decimal(12000)), _listed_as(Decimal(1250))
        (12, 12, None)
    """
    for less in (value, value.scaleb(-_NOUGHTS)):
        if less == int(less) and FEWEST <= less <= MOST:
            return int(less)
    return None


_NOUGHTS = 3


def list_check_rows(text: str, sections: Sequence[Row]) -> Iterator[Row]:
    """Yield a row, as of `checks` but for its id, for each heading that counts what is listed below it.

    Args:
        text: The pack.
        sections: Its rows of the table `sections`.
    """
    for section, value, words, found in _counted_headings(text.split("\n"), sections):
        line = section["first_line"]
        yield {
            "pack_id": section["pack_id"],
            "document_id": section["document_id"],
            "kind": found.kind,
            "subject": words,
            "stated": Decimal(value),
            "recomputed": found.recomputed,
            "difference": value - found.recomputed,
            "tolerance": found.tolerance,
            "verdict": found.verdict,
            "line": line,
            "lines": "; ".join(map(str, dict.fromkeys((line, *found.lines)))),
            "explanation": found.explanation,
        }


def _is_numbered(lines: Sequence[str], listing: Listing | None) -> bool:
    return listing is not None and bool(re.match(r"\s*\(?(?:\d|[ai])[.)]", lines[listing.lines[0] - 1]))


_HEADED = re.compile(
    rf"\A[\W\d.]*(?:(?:our|the|its|their|your|all|these)\s)?(?:{NUMBER.pattern})\S*{COUNTED}\s*:?\Z", re.I
)


def _is_plural(noun: str) -> bool:
    return any(_PLURAL.search(word) for word in noun.split())


def _judged(value: int, listing: Listing, *, straight: bool) -> Counted | None:
    """Return the verdict; where it can't be told that all are listed it is told only that they are as many."""
    right = listing.least <= value <= listing.most
    if not right and not straight:
        return None
    word = AGREES if right else DIFFERS if listing.closed else UNTESTABLE
    said = f"{listing.least}" if listing.least == listing.most else f"{listing.least} to {listing.most}"
    count = value if right else listing.least if value < listing.least else listing.most
    unsure = "; where the list ends is unclear" if word == UNTESTABLE else ""
    return Counted(Decimal(count), word, f"{said} are listed{unsure}", listing.lines)
