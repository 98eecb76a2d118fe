"""Lists that are counted: "six priorities:" with what is listed behind it, in the sentence or in the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from minutebook.text.numbers import NUMBER, count_of
from minutebook.text.quantities import quantities
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE

Row = dict[str, Any]

#: How many a list that is counted in words may have: more are seldom listed where they are counted.
FEWEST, MOST = 2, 30


@dataclass(frozen=True)
class Listing:
    """How many are listed, at least and at most: "A and B and C" may be two or three.

    `closed` tells that these are said to be all of them, so that another number can be told to be wrong.
    """

    least: int
    most: int
    closed: bool
    lines: tuple[int, ...] = ()


_WORDS = r"(?:\s+[“\"‘'(]?[^\W\d_][\w&’'/-]*[”\"’')]?)"
_HEAD = r"\s+[“\"‘]?(?:[^\W\d_][\w&’'/-]*[^s\W]s|people|children|women|men)[”\"’]?"
_OF_IT = rf"(?:\s+(?:for|of|in|to|under|within|across|from|on|at){_WORDS}{{1,4}}?)"
#: What is counted, up to what opens the list: "key themes for delivery", "priorities for three years".
_COUNTED = (
    rf"{_WORDS}{{0,3}}?{_HEAD}(?:\s(?:identified|agreed|proposed|listed|recommended|considered"
    rf"|set(?=\s(?:in|out|by|for))(?: out)?))?{_OF_IT}??"
)
_VERBS = re.compile(
    r"\b(?:and|or|that|who|which|was|has|had|have|said|told|asked|agreed to|noted|includ\w*|such|example|main reasons"
    r"|of (?:them|these|those|the|our|which|whom))\b",
    re.I,
)
_OPENED = re.compile(
    rf"(?P<counted>{_COUNTED})(?:(?:\s+(?:are|were)(?: as follows| set out below| below)?|\s+as follows|\s+below)?\s*:"
    r"|\s*,?\s+(?P<namely>namely|that is|i\.e\.):?|\s+(?P<are>are|were)(?=\s)|\s*(?P<bracket>\()"
    r"|\s?(?P<dash>[–—,;]|\sof|\sin the|\sin|\sthe)\s)\s*",
    re.I,
)
_OPENED_LATER = re.compile(r"[^:;.]{1,90}?(?:[:;]|\s(?:are|were)\s)\s*")
_NEXT = re.compile(r"\s*(?:These|They|Those)(?:\s[a-z]+){0,3}?\s(?:are|were)\s*:?\s*")
_SENTENCE_END = re.compile(r"[.?!](?=[”\"’')]*(?:\s|\Z))(?<!\bSt\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)")
_TAIL = re.compile(
    r"\s[–—-]\s|\s\(|,? (?:which|who|where|while|whilst|with|all|each|accounting|but|although|so|because|as well"
    r"|have|has"
    r"|had|was|were|is|are|will|would|to|that|from|using|by)\b"
)
_UNSURE = re.compile(
    r"\A\W*(?:e\.?g|for example|such as|includ\w+|mostly|mainly|notably|particularly|especially|exclud\w+|except"
    r"|not|all"
    r"|both|or|see|one|each|as|when|if|up|down|in|on|at|from|since|for|by|the same)\b|\betc\b|\bothers?\b|\bmore\b",
    re.I,
)
_QUOTED = re.compile(r"(?<!\w)[“\"‘'][^“”\"]{2,90}?[”\"’'](?=\W|\Z)")
_ONE_EACH = re.compile(r"\bone (?:in|on|at|for|of|to|from|near|by|is|was|with)\b")
_SHARES = re.compile(r"\(\d[\d.]* ?%\)|\d[\d.]* ?% (?:(?:in|of|for|at) )?")
_AND = re.compile(r"\s(?:and|&)\s|\A\s*and\s")
_THE = re.compile(r"\s*(?:the|a|an|our|its|their)\b", re.I)
_WORDS_OF_AN_ITEM = 9
_NAME = re.compile(r"\A(?:the )?[“\"‘']?[A-Z]")


def listed_in_sentence(rest: str) -> Listing | None:
    """Return how many are listed behind a number, in its own sentence or in "These are: ..." after it.

    Args:
        rest: The paragraph from the end of the number on.

    Example:
        >>> listed_in_sentence(" themes for delivery: prevention; enforcement; and support.")
        Listing(least=3, most=3, closed=True, lines=())
        >>> listed_in_sentence(" themes were discussed.") is None
        True
    """
    end = _SENTENCE_END.search(rest)
    sentence, beyond = (rest[: end.start()], rest[end.end() :]) if end else (rest, "")
    opened = _OPENED.match(sentence)
    if opened and not _VERBS.search(opened["counted"]):
        inside = sentence[opened.end() :]
        if opened["bracket"]:
            inside = inside.partition(")")[0]
        sure = not (opened["are"] or opened["dash"])
        inside = "" if (opened["dash"] or "").strip().isalpha() and re.search("[;:]", inside) else inside
        if found := _counted(inside, closed=sure, named=not sure or bool(opened["bracket"])):
            return found
    if (further := _NEXT.match(beyond)) and len(sentence.split()) <= _WORDS_OF_AN_ITEM:
        end = _SENTENCE_END.search(beyond)
        colon = further[0].rstrip().endswith(":")
        return _counted(beyond[further.end() : end.start() if end else None], closed=colon, named=not colon)
    later = _OPENED_LATER.match(sentence)
    if later and not NUMBER.search(later[0]):
        return _counted(sentence[later.end() :], closed=False, named=not later[0].rstrip().endswith(":"))
    return None


def _counted(inside: str, *, closed: bool, named: bool) -> Listing | None:
    """Return how many items a stretch lists; `named` asks that each begins like a name, or stands in quotes."""
    if _UNSURE.search(inside) or not inside.strip():
        return None
    quoted = len(_QUOTED.findall(inside))
    if quoted > 1 and not re.sub(r"[\W\d]|\band\b", "", _QUOTED.sub("", inside)):
        return Listing(quoted, quoted, closed)
    if ";" in inside:
        items = [part for part in re.split(r";(?:\s*and\b)?", inside) if part.strip()]
        more = not re.search(r";\s*and\b", inside) and " and " in items[-1]  # "a; b; c and d"
        return Listing(len(items), len(items) + more, closed) if len(items) > 1 else None
    ones = len(_ONE_EACH.findall(inside)) if inside.startswith("one ") else 0
    return Listing(ones, ones, closed=False) if ones > 1 else _by_commas(inside, closed=closed, named=named)


def _by_commas(inside: str, *, closed: bool, named: bool) -> Listing | None:
    """Return how many items commas and "and" part: at least so many as commas do, at most so many as both."""
    inside = _SHARES.sub("", inside) if named else inside
    inside = inside[: tail.start()] if (tail := _TAIL.search(inside)) else inside
    pieces = [part for part in inside.split(",") if part.strip(" .")]
    split = [[part for part in _AND.split(piece) if part.strip(" .")] for piece in pieces]
    joined = [part for parts in split for part in parts]
    told = len(joined) >= FEWEST and _AND.search(inside) and not NUMBER.search(inside)
    if not told or any(len(part.split()) > _WORDS_OF_AN_ITEM for part in joined):
        return None
    if named and not all(_NAME.match(part.strip()) for part in joined):
        return None
    within = len(pieces) > FEWEST and all(map(_THE.match, joined[:-1])) and not _THE.match(joined[-1])
    within = within or pieces[-1].lstrip().startswith("and ") or any(len(parts) > 1 for parts in split[:-1])
    return Listing(len(pieces) + (len(split[-1]) > 1 and not within), len(joined), closed and not tail)


_PAGE = re.compile(r"\s*(?:#* *Page \d+.*|\s)?\Z")
_ITEM = re.compile(
    r"(?P<room>[ \t]*)(?:<ul>\s*)?(?P<mark><li>|[-*•❖❑▪■●◦➢►→✓✔]|\(?(?P<number>\d{1,2}|[a-z]"
    r"|[ivx]{1,5})[.)](?!\d))(?:\s*[❖❑▪■●◦➢►→✓✔])?\s*"
    r"(?P<text>\S.*|(?<=\d\.)\Z)"
)
_PARAGRAPH_NUMBER = re.compile(r"[*\s]*\d{1,2}\.\d")


@dataclass(frozen=True)
class _Item:
    line: int
    room: int
    mark: str
    number: str


def listed_below(lines: Sequence[str], line: int) -> Listing | None:
    """Return how many items the list right below a line has, none where no list stands there.

    Items are those with the mark of the first and no deeper than it; a list is closed where something else follows it
    on the same page.

    Args:
        lines: The lines of a text.
        line: The number, from 1, of the line that the list stands below.

    Example:
        >>> listed_below(["Our aims:", "- one", "- two", "", "Next"], 1)
        Listing(least=2, most=2, closed=True, lines=(2, 3))
    """
    items: list[_Item] = []
    closed, ended, n = True, False, line
    while n < len(lines) and not ended:
        text = lines[n]
        n += 1
        if _PAGE.fullmatch(text):
            closed = closed and not text.strip()
            continue
        item = _item(text, n)
        if item is None:
            if items and lines[n - 2].strip() and text[:1].islower():
                continue  # an item goes on over the line
            ended = True
            continue
        closed = closed and not text.rstrip().endswith(f"{item.number}.")  # what item 5 says is lost
        if items and item.room > items[0].room + 1:
            continue
        ended = bool(items) and not _goes_on(items, item)
        items += [] if ended else [item]
    if len(items) < FEWEST or not _begins(items[0]):
        return None
    return Listing(len(items), len(items), closed and ended, tuple(item.line for item in items))


def _item(text: str, line: int) -> _Item | None:
    match = _ITEM.match(text)
    if match is None or _PARAGRAPH_NUMBER.match(match["text"]) or text.count("\t") > 1:
        return None
    return _Item(line, len(match["room"]), "number" if match["number"] else match["mark"], match["number"] or "")


def _begins(item: _Item) -> bool:
    return item.number in ("", "1", "a", "i")


def _goes_on(items: Sequence[_Item], item: _Item) -> bool:
    """Tell whether an item is of the list before it: the same mark, and a number that isn't the first again."""
    if item.mark != items[0].mark or (item.number.isdigit() and item.number == "1"):
        return False
    return not item.number.isdigit() or int(item.number) == len(items) + 1


_NUMBERED = re.compile(r"\A[#*\s]*(\d{1,2})[.)]\s*\**\s*[A-Z]")
_FAR = 120  # lines that a numbered list may be spread over, each item with its own paragraphs


def numbered_on(lines: Sequence[str], line: int, noun: str, *, heading: bool = False) -> Listing | None:
    """Return how far a list counts on from a line: "Stage 1 ...", "Stage 2 ..."; below a heading "1) ..." too.

    It is never closed: more may be counted elsewhere.

    Example:
        >>> numbered_on(["In two stages.", "Stage 1 was short.", "Stage 2 was long."], 1, "stages")
        Listing(least=2, most=2, closed=False, lines=(2, 3))
    """
    label = re.compile(
        rf"(?:\A[-#*\d.\s]*|[.:]\s+){re.escape(singular(noun))} (\d{{1,2}}|one|two|three|four|five|six)\b", re.I
    )
    for pattern, begin in ((label, line - 1), (_NUMBERED, line))[: 1 + heading]:
        found: list[int] = []
        for n in range(begin, min(len(lines), line + _FAR)):
            for match in pattern.finditer(lines[n]):
                found += [n + 1] * (count_of(match[1].lower()) == len(found) + 1)
        if len(found) >= FEWEST:
            return Listing(len(found), len(found), closed=False, lines=tuple(dict.fromkeys(found)))
    return None


def singular(noun: str) -> str:
    """Return the last word of what is counted as one of them.

    Example:
        >>> singular("key priorities"), singular("separate schemes")
        ('priority', 'scheme')
    """
    word = (noun.split() or [""])[-1]
    return re.sub(r"ies\Z", "y", word) if word.endswith("ies") else word.removesuffix("s")


#: Words between a number and the colon after which what is listed is surely what is counted.
_STRAIGHT = re.compile(
    rf"{_COUNTED}(?:\s+(?:are|were)(?: as follows| listed below| set out below| below| these)?|\s+as follows"
    rf"|\s+below)?\s*:",
    re.I,
)


def opens_straight(rest: str) -> bool:
    """Tell whether the words behind a number lead straight to a colon: "priorities for three years:".

    Example:
        >>> opens_straight(" priorities for the year:"), opens_straight(" priorities can be found here and include:")
        (True, False)
    """
    match = _STRAIGHT.fullmatch(rest.rstrip())
    return match is not None and not _VERBS.search(match[0])


def paragraph_rest(text: str, end: int) -> tuple[str, int]:
    r"""Return the rest of a paragraph from a place in a text on, and where it stops.

    Example:
        >>> paragraph_rest("two aims: a and\nb.\n\nNext", 3)
        (' aims: a and b.', 19)
    """
    stop = end
    for line in _lines_from(text, end):
        if stop > end and (not line.strip() or _ITEM.match(line)):
            break
        stop += len(line)
    rest = " ".join(text[end:stop].split())
    return (" " if text[end : end + 1].isspace() else "") + rest, stop


def _lines_from(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        stop = text.find("\n", start) + 1 or len(text)
        yield text[start:stop]
        start = stop


# Rows ---------------------------------------------------------------------------------------------

_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b")
_PART_OF = re.compile(
    rf"\b(?:{NUMBER.pattern}|each|most|some|many|any|none|all|half|rest)\w* of (?:the |our |its |their |these "
    rf"|those )?\Z",
    re.I,
)
_TITLED = re.compile(rf"{_COUNTED}\s*:", re.I)
#: A verb ahead of a number: what has none is a title, such as "Changes at the two hospitals: wards and staff".
_TELLS = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|should|must|can|there|meet|met|gave|gives|made|makes|found|finds"
    r"|sees?|chose|put"
    r"|took|takes|set|sets|uses?|[a-z]+ed|covers?|needs?|faces?|lists?|agrees?|identif(?:y|ies)|proposes?|asks?"
    r"|visits?)\b",
    re.I,
)
_THINGS = re.compile(rf"{_WORDS}{{0,2}}?{_HEAD}")
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
    noun, value = figure["noun"], figure["value"]
    counts = figure["unit"] == "count" and not figure["decimals"] and figure["role"] in ("", "to")
    if not (counts and FEWEST <= value <= MOST and not figure["approximation"]):
        return None
    rest, stop = paragraph_rest(text, figure["end"])
    if _PART_OF.search(text[max(0, figure["start"] - 40) : figure["start"]]):
        return None
    if not (_is_plural(noun) or _THINGS.match(rest)):
        return None
    inside = listed_in_sentence(rest)
    titled = _TITLED.match(rest) and not _TELLS.search(_ahead(text, figure["start"]))
    sure = inside is not None and inside.closed and not titled
    if inside and (found := _judged(int(value), inside, straight=sure)):
        return found
    line = text.count("\n", 0, stop - 1) + 1
    straight = opens_straight(rest)
    below = listed_below(lines, line)
    opens = rest.rstrip().endswith(":")
    leads = opens or (not _item(lines[line - 1], line) and (rest.rstrip().endswith(";") or _is_numbered(lines, below)))
    if below and (straight or (leads and not NUMBER.search(_YEARS.sub("", rest)))):
        found = _judged(int(value), below, straight=straight)
        if found and (straight or found.verdict == AGREES):
            return found
    on = numbered_on(lines, figure["line"], noun)
    return _judged(int(value), on, straight=False) if on and on.least == value else None


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


def counted_headings(lines: Sequence[str], sections: Sequence[Row]) -> Iterator[tuple[Row, int, str, Counted]]:
    """Yield each heading that counts what is listed below it: "Our five priorities".

    Yields:
        The row of the table `sections`, the number, its words, and what is listed.
    """
    for section in sections:
        heading = section["heading"]
        counts = [q for q in quantities(heading) if q.unit == "count" and not q.role and not q.approximation]
        if len(counts) != 1 or not FEWEST <= counts[0].value <= MOST or not _is_plural(counts[0].noun):
            continue
        value, line = int(counts[0].value), section["first_line"]
        listing = listed_below(lines, line)
        straight = bool(_HEADED.match(heading))
        found = _judged(value, listing, straight=straight) if listing else None
        if found is None or found.verdict != AGREES:
            on = numbered_on(lines, line, counts[0].noun, heading=True)
            found = _judged(value, on, straight=False) if on and on.least == value else found
        if found:
            raw = heading[counts[0].begin : counts[0].stop]
            yield section, value, f"{raw} {counts[0].noun}", found


def _is_numbered(lines: Sequence[str], listing: Listing | None) -> bool:
    return listing is not None and bool(re.match(r"\s*\(?(?:\d|[ai])[.)]", lines[listing.lines[0] - 1]))


_HEADED = re.compile(
    rf"\A[\W\d.]*(?:(?:our|the|its|their|your|all|these)\s)?(?:{NUMBER.pattern})\S*{_COUNTED}\s*:?\Z", re.I
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
