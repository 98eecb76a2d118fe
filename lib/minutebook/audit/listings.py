"""Lists that sentences lead to: how many items stand behind a number in its sentence, or in the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutebook.text.numbers import NUMBER, ORDINALS, count_of

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
COUNTED = (
    rf"{_WORDS}{{0,3}}?{_HEAD}(?:\s(?:identified|agreed|proposed|listed|recommended|considered"
    rf"|set(?=\s(?:in|out|by|for))(?: out)?))?{_OF_IT}??"
)
#: What is counted, in as few words as may be.
THINGS = re.compile(rf"{_WORDS}{{0,2}}?{_HEAD}")
_VERBS = re.compile(
    r"\b(?:and|or|that|who|which|was|has|had|have|said|told|asked|agreed to|noted|includ\w*|such|example|main reasons"
    r"|of (?:them|these|those|the|our|which|whom))\b",
    re.I,
)
_OPENED = re.compile(
    rf"(?P<counted>{COUNTED})(?:(?:\s+(?:are|were)(?: as follows| set out below| below)?|\s+as follows|\s+below)?\s*:"
    r"|\s*,?\s+(?P<namely>namely|that is|i\.e\.):?|\s+(?P<are>are|were)(?=\s)|\s*(?P<bracket>\()"
    r"|\s?(?P<dash>[–—,;]|\sof|\sin the|\sin|\sthe)\s)\s*",
    re.I,
)
_OPENED_LATER = [re.compile(rf"[^:;.]{{0,120}}?(?:{opener})\s*") for opener in (r"[:;]", r"\s(?:are|were)\s")]
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
_ONE = re.compile(r"\s*One (?=in|on|at|for|from|near|by)")
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
            inside = "" if re.match(r"\d", inside) else inside  # "24 members (11 men and 12 women)" aren't named
        sure = not (opened["are"] or opened["dash"])
        inside = "" if (opened["dash"] or "").strip().isalpha() and re.search("[;:]", inside) else inside
        if found := _counted(inside, closed=sure, named=not sure or bool(opened["bracket"])):
            return found
    if (further := _NEXT.match(beyond)) and len(sentence.split()) <= _WORDS_OF_AN_ITEM:
        end = _SENTENCE_END.search(beyond)
        colon = further[0].rstrip().endswith(":")
        return _counted(beyond[further.end() : end.start() if end else None], closed=colon, named=not colon)
    if _ONE.match(beyond):
        end = _SENTENCE_END.search(beyond)
        ones = 1 + len(_ONE_EACH.findall(beyond[: end.start() if end else None]))
        return Listing(ones, ones, closed=False) if ones > 1 else None
    for later in filter(None, (opener.match(sentence) for opener in _OPENED_LATER)):
        colon = later[0].rstrip().endswith(":")
        found = _counted(sentence[later.end() :], closed=False, named=not colon)
        if found and not NUMBER.search(later[0]):
            return found
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
        if n - line > _FAR:
            return None  # nobody counts so many, nor adds them up
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


def is_item(text: str) -> bool:
    """Tell whether a line is an item of a list.

    Example:
        >>> is_item("- one"), is_item("3.2 A paragraph")
        (True, False)
    """
    return _item(text, 0) is not None


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
#: "Case 1: ...", "Case 2: ...", whatever they are called.
_TITLED = re.compile(r"\A[#*\s-]*[A-Z][a-z]+ (\d{1,2})\s?[:–—]")
_LONG = 5_000  # characters of a line: no paragraph has as many
_FAR = 120  # lines that a list may be spread over, each item with its own paragraphs


def numbered_on(lines: Sequence[str], line: int, noun: str, *, opened: bool = False) -> Listing | None:
    """Return how far a list counts on from a line: "Stage 1 ...", "Stage 2 ...", "The first stage ...".

    Below what opens a list, a heading or a colon, "1) ..." counts too. It is never closed: more may be counted
    elsewhere.

    Example:
        >>> numbered_on(["In two stages.", "Stage 1 was short.", "Stage 2 was long."], 1, "stages")
        Listing(least=2, most=2, closed=False, lines=(2, 3))
    """
    one = re.escape(singular(noun))
    words = "one|two|three|four|five|six|first|second|third|fourth|fifth|sixth"
    label = re.compile(rf"(?:\A[-#*\d.\s]*|[.:]\s+){one} (\d{{1,2}}|{words})\b", re.I)
    ordinal = re.compile(rf"\A[-#*\d.\s]*The ({words}) (?:\w+ )?{one}\b", re.I)
    patterns = [(label, line - 1), (ordinal, line), (_TITLED, line), *([(_NUMBERED, line)] if opened else [])]
    for pattern, begin in patterns:
        found: list[int] = []
        for n in range(begin, min(len(lines), line + _FAR)):
            for match in pattern.finditer(lines[n], 0, _LONG):
                found += [n + 1] * (_place(match[1].lower()) == len(found) + 1)
        if len(found) >= FEWEST:
            return Listing(len(found), len(found), closed=False, lines=tuple(dict.fromkeys(found)))
    return None


def _place(word: str) -> int:
    """Return the number that a word or an ordinal stands for."""
    return ORDINALS[word] if word in ORDINALS else int(count_of(word))


def headed_on(lines: Sequence[str], line: int, noun: str) -> Listing | None:
    """Return how many lines below begin with what is counted, as a title does: "Pond survey: ...", "Path survey: ...".

    Example:
        >>> headed_on(["Two surveys were made.", "Pond survey: frogs", "Path survey: mud"], 1, "surveys")
        Listing(least=2, most=2, closed=False, lines=(2, 3))
    """
    title = re.compile(rf"\A[#*\s]*(?:[A-Z][\w’'-]* ){{0,3}}{re.escape(singular(noun))}\s?[:–—-]\s", re.I)
    found = tuple(n for n in range(line + 1, min(len(lines), line + _FAR) + 1) if title.match(lines[n - 1]))
    return Listing(len(found), len(found), closed=False, lines=found) if len(found) >= FEWEST else None


def singular(noun: str) -> str:
    """Return the last word of what is counted as one of them, or the first that is a plural.

    Example:
        >>> singular("key priorities"), singular("schemes came")
        ('priority', 'scheme')
    """
    words = noun.split() or [""]
    word = next((word for word in words if re.search(r"[^\Ws]s\Z", word)), words[-1])
    return re.sub(r"ies\Z", "y", word) if word.endswith("ies") else word.removesuffix("s")


#: Words between a number and the colon after which what is listed is surely what is counted.
_STRAIGHT = re.compile(
    rf"{COUNTED}(?:\s+(?:are|were)(?: as follows| listed below| set out below| below| these)?|\s+as follows"
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
        stop += len(line.partition("\t")[0])
        if "\t" in line or stop - end > _LONGEST:
            break  # a cell ends there, and no list is so long
    rest = " ".join(text[end : min(stop, end + _LONGEST)].split())
    return (" " if text[end : end + 1].isspace() else "") + rest, stop


_LONGEST = 3000  # characters


def _lines_from(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        stop = text.find("\n", start) + 1 or len(text)
        yield text[start:stop]
        start = stop
