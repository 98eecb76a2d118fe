"""The lines of an agenda as texts of one form: rows of tables, wrapped titles, lone numbers and times put aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from minutebook.papers.lines import NAMED_PAGE
from minutebook.papers.source import TAG, Source, plain_line
from minutebook.text.dates import ANY_MONTH


@dataclass(frozen=True)
class Printed:
    """What may be an entry: its line, the last one it runs over, and its text as "4. Title  (Pages 9 to 18)".

    `marked` where something else than a number says that it is an entry: a time in front of it, a row of an agenda.
    """

    line: int
    last: int
    text: str
    marked: bool = False
    row: bool = False


_RANGE = r"(\d{1,3})(?:\s*(?:[-–—/]|to|and|&)\s*(\d{1,3}))?"
#: "(Pages 9 - 18)", "pp. 9-18", "Page Nos. 9 and 10"
PAGES = re.compile(
    r"[(\[]?\b(?:Pages?|pgs?\.?|pp?\.|(?-i:pp?)(?=\d))(?: ?nos?\.?| numbers?)?:?"
    r"\s*(\d+)(?:\s*(?:[-–—/]|to|and|&)\s*(\d+))?[)\]]?",
    re.I,
)
#: Pages without the word stand apart at the end: "Winter pressures   9 - 18", "Winter pressures ..... 9".
PAGES_APART = re.compile(rf"(?:(?:  |\t|\.{{3,}}\s*|…+\s*){_RANGE}| \(\s*(\d{{1,3}})\s*[-–—]\s*(\d{{1,3}})\s*\))\s*\Z")
_PAGES_ALONE = re.compile(rf"\(?(?:Pages?|pgs?\.?|pp?\.?)?:?\s*{_RANGE}\)?", re.I)
#: What stands where pages would, for a paper that isn't there.
_WITHOUT_PAGES = re.compile(
    r"(?:(?:the |a )?(?:reports?|papers?|items?|presentation|minutes|slides) )?(?:is |are |will )?"
    r"(?:to follow|to be (?:tabled|circulated|sent)|(?:attached|enclosed|tabled|herewith|circulated)(?: separately)?"
    r"|(?:an? )?(?:oral|verbal|spoken) ?(?:item|report|update|presentation)?|late (?:paper|report|item)|tba|tbc)[)\]]?",
    re.I,
)
_NUMBER_ALONE = re.compile(r"(?:(?:Agenda )?Item (?:No\.? )?)?((?:(?-i:[A-Z])\.?)?\d{1,2})[.):]?", re.I)
_LETTER_ALONE = re.compile(r"(?:Item )?([A-Z])[.)]?")
_TIME = r"\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?)?"
#: A time in front of an entry, one that says so or that a number or a wide gap follows, and one behind it.
_TIME_IN_FRONT = re.compile(
    rf"(?:{_TIME}\s*(?:[-–]|to)\s*{_TIME}|\d{{1,2}}(?:[.:]\d{{2}})? ?[ap]\.?m\.?|\d{{1,2}}:\d{{2}}"
    rf"|{_TIME}(?= {{2,}}|\t|\s+\d{{1,2}}[.)]\s))[\s:–-]+(?=[A-Z\d])",
    re.I,
)
_TIME_BEHIND = re.compile(rf"(?:\(|  |\t){_TIME}(?:\s?(?:[-–]|to)\s?{_TIME})?\)?\Z", re.I)
#: How long an entry takes, in brackets.
_MINUTES_TAKEN = re.compile(r" ?\(\d{1,3} ?min(?:ute)?s?\.?\)", re.I)
_BULLET = re.compile(r"[-*•▪●◦‣]\s+(?=\S)")
_COLUMNS = {
    "number": r"(?:(?:agenda )?item )?(?:no|nos|number|ref|#)\.?|(?:agenda )?item(?: no\.?| number)?",
    "title": r"(?:agenda )?(?:business|subjects?|titles?|descriptions?|topics?|items?|reports?|details|matter)"
    r"(?: of (?:report|item|business))?|item of business|(?:agenda )?item",
    "pages": r"(?:pack |agenda )?page(?:s|\(s\))?(?: ?no(?:s|\(s\))?\.?| numbers?)?|pp\.?|papers?(?: ref)?"
    r"|encl(?:osure)?s?",
    "time": r"times?(?: \(?approx\.?\)?)?|timings?",
}
_FEWEST_COLUMNS = 2
_HEADS_PAGES = re.compile(
    r"(?:item|subject|business|page)s?\b(?:[\s/]*(?:no|nos|number|item|subject|page)s?\b\.?)*", re.I
)


def printed(source: Source, lines: Sequence[int]) -> list[Printed]:
    """Return what may be entries among the lines of an agenda, in order, each in the same form."""
    found: list[Printed] = []
    columns: Mapping[str, int] = {}
    for line in lines:
        if (cells := _cells(source, line)) is None:
            text = plain_line(source, line)
            columns = columns if not text or NAMED_PAGE.fullmatch(text) or text.isdigit() else {}
            if text and not _HEADS_PAGES.fullmatch(text):
                found.append(_timed(line, text))
        elif heads := _columns(cells):
            columns = heads
        elif row := _row(cells, columns):
            found.append(Printed(line, line, row, marked=bool(columns), row=True))
        else:
            found += [Printed(line, line, text, row=True) for text in _loose(source, line, cells)]
    return _whole(found)


def _timed(line: int, text: str) -> Printed:
    """Return a line of text without the time or the bullet in front of it, and without the time behind it."""
    time = _TIME_IN_FRONT.match(text)
    bare = _TIME_BEHIND.sub("", _MINUTES_TAKEN.sub("", text[time.end() :] if time else text)).rstrip()
    bullet = _BULLET.match(bare)
    return Printed(line, line, bare[bullet.end() :] if bullet else bare, marked=time is not None)


# ------------------------------------------------------------------------------------------------ rows of tables


def _cells(source: Source, line: int) -> list[str] | None:
    """Return the first paragraphs of a row's cells, or nothing where a line is no row; a rule has no cells."""
    raw = source.line(line)
    strokes = raw.lstrip("- ").startswith("|") or _STROKES_BETWEEN.match(raw) is not None
    if not strokes and "\t" not in raw:
        return None
    parts = raw.strip("- ").strip().strip("|").split("|") if strokes else raw.split("\t")
    firsts = [re.split(r"</p>|<br ?/?>", part)[0] for part in parts]
    texts = [" ".join(TAG.sub("", first).split()).lstrip("# ") for first in firsts]
    return [] if all(not text.strip(":-") for text in texts) and strokes else texts


#: A row set with strokes that begins with its number.
_STROKES_BETWEEN = re.compile(r"\s*(?:Item )?[A-Z]?\d{1,2}[.)]?\s*\|[^\t]*\Z")


def _columns(cells: Sequence[str]) -> Mapping[str, int]:
    """Return where the columns of an agenda stand, if the cells are their names: "Item", "Business", "Pages"."""
    places = {
        name: [n for n, cell in enumerate(cells) if re.fullmatch(words, cell.strip(" *:"), re.I)]
        for name, words in _COLUMNS.items()
    }
    named = {n for found in places.values() for n in found}
    if len(named) < _FEWEST_COLUMNS or not places["title"]:
        return {}
    title = next((n for n in places["title"] if n not in places["number"]), places["title"][-1])
    number = next((n for n in places["number"] if n != title), -1)
    pages = next(iter(places["pages"]), -1)
    return {"title": title, "number": number, "pages": pages} if (number, pages) != (-1, -1) else {}


def _row(cells: Sequence[str], columns: Mapping[str, int]) -> str:
    """Return the entry that a row makes, or nothing: a number or none, a title, pages or none in cells of their own."""
    filled = [n for n, cell in enumerate(cells) if cell]
    named = bool(columns) and max(columns.values()) < len(cells)
    if named and re.search(r"[A-Za-z]", cells[columns["title"]]):
        at = {name: cells[n] if n >= 0 else "" for name, n in columns.items()}
        title, number = at["title"], _NUMBER_ALONE.fullmatch(at["number"]) or _LETTER_ALONE.fullmatch(at["number"])
        pages = at["pages"]
    else:
        number = _NUMBER_ALONE.fullmatch(cells[filled[0]]) if filled else None
        rest = filled[1:] if number else filled
        title = cells[rest[0]] if rest and (number or len(rest) > 1) else ""
        pages = next((cells[n] for n in rest[1:] if _PAGES_ALONE.fullmatch(cells[n])), "")
        if not re.search(r"[A-Za-z]", title) or not (number or pages):
            return ""
    where = _PAGES_ALONE.fullmatch(pages)
    said = f"  (Pages {where[1]} to {where[2] or where[1]})" if where else ""
    return f"{number[1]}. {title}{said}" if number else f"{title}{said}"


def _loose(source: Source, line: int, cells: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row set with upright strokes, of which each can be an entry, or a row of tabs whole."""
    if "\t" not in source.line(line):
        yield from (text for cell in cells if (text := cell.strip(" -")))
    elif text := "  ".join(cell for cell in cells if cell):
        yield text


# -------------------------------------------------------------------------------------- titles over several lines


def _whole(found: Sequence[Printed]) -> list[Printed]:
    """Return texts with a number that stands alone before its title, and with the rest of a title that wraps."""
    out: list[Printed] = []
    waiting = ""
    counted = _counted_alone(found)
    for one in found:
        alone = None if one.row else _NUMBER_ALONE.fullmatch(one.text)
        if waiting and not alone and one.text[:1].isupper() and not PAGES.fullmatch(one.text):
            out.append(replace(one, text=f"{waiting}. {one.text}"))
            waiting = ""
        elif alone and (one.line in counted or not one.text.isdigit()) and not _is_known(out, alone):
            waiting = alone[1]
        elif out and _goes_on(out[-1], one):
            out[-1] = _joined(out[-1], one)
        else:
            waiting = ""
            out.append(one)
    return out


def _is_known(found: Sequence[Printed], alone: re.Match[str]) -> bool:
    """Tell whether an entry has a number already: then it stands at the head of that entry's paper."""
    numbers = (_NUMBERED.match(one.text) for one in found if not pages_alone(one.text))
    return any(number["number"] == alone[1] for number in numbers if number)


def _counted_alone(found: Sequence[Printed]) -> set[int]:
    """Return the lines of numbers without a stop that stand alone and are counted up from 1, three or more."""
    lines: list[int] = []
    for one in found:
        if not one.row and one.text.isdigit() and int(one.text) == len(lines) + 1:
            lines.append(one.line)
    return set(lines) if len(lines) >= _FEWEST_COUNTED else set()


_FEWEST_COUNTED = 3

_UNFINISHED = re.compile(r"(?:\b(?:of|the|and|for|to|in|on|with|by|from|at|a|an|or|its|their)|[,&–/-])\Z", re.I)
_NUMBERED = re.compile(r"(?:(?:Agenda )?Item )?(?P<number>(?:(?-i:[A-Z])\.?)?\d{1,2})[.):]?\s+\S", re.I)
_LETTERS_OF_A_LINE, _WORDS_OF_A_REST = 40, 14


def _goes_on(above: Printed, below: Printed) -> bool:
    """Tell whether the title of an entry goes on in the line below: it isn't ended, or small letters follow."""
    if below.line != above.last + 1 or not _NUMBERED.match(above.text):
        return False
    (head, paged), (rest, others) = split_pages(above.text), split_pages(below.text)
    cut, small = _UNFINISHED.search(head) is not None, rest[:1].islower()
    if (above.row or below.row) and not ((cut and small and not others) if paged else (cut or small)):
        return False  # rows are entries, but for one that isn't ended and has no pages yet
    said = not rest or rest.endswith((".", ";", ":")) or len(rest.split()) > _WORDS_OF_A_REST
    dated = cut and re.match(rf"\d{{1,2}}(?:st|nd|rd|th)? {ANY_MONTH}\b", rest)
    if said or not (dated or (rest[0].isalpha() and not _NUMBERED.match(rest))):
        return False
    capitals = head.isupper() and rest.isupper() and len(head) >= _LETTERS_OF_A_LINE
    return cut or small or capitals


def _joined(above: Printed, below: Printed) -> Printed:
    (head, pages), (rest, others) = split_pages(above.text), split_pages(below.text)
    where = pages or others
    said = f"  (Pages {where[0]} to {where[1]})" if where else ""
    return replace(above, last=below.last, text=f"{head} {rest}{said}")


def pages_alone(text: str) -> tuple[int, int] | None:
    """Return the pages that a line names and nothing else: "(Pages 9 - 18)", "9 - 18"; a number alone is none."""
    match = PAGES.fullmatch(text) or _RANGE_ALONE.fullmatch(text)
    return (int(match[1]), int(match[2] or match[1])) if match else None


_RANGE_ALONE = re.compile(r"\(?(\d{1,3})\s*[-–—]\s*(\d{1,3})\)?")


def split_pages(text: str) -> tuple[str, tuple[int, int] | None]:
    """Return a text without the pages that it names, and those.

    Example:
        >>> split_pages("4. Roads (Pages 9 - 18)"), split_pages("Roads ..... 9"), split_pages("Roads   9 to 18")
        (('4. Roads', (9, 18)), ('Roads', (9, 9)), ('Roads', (9, 18)))
        >>> split_pages("4. Roads (report to follow)"), split_pages("4. Roads      Verbal")
        (('4. Roads', None), ('4. Roads', None))
    """
    match = PAGES.search(text) or PAGES_APART.search(text)
    head = text[: match.start()] if match else text
    head = head.rstrip(" .…\t,–-" if match else " .…\t")
    if follows := _TO_FOLLOW.search(head):
        head = head[: follows.start()].rstrip(" .…\t")
    if match is None:
        return head, None
    first, *last = [int(part) for part in match.groups() if part]
    return head, (first, last[0] if last else first)


_TO_FOLLOW = re.compile(rf"(?:[(\[]|  |\t|\.{{3}} ?| [–-] ){_WITHOUT_PAGES.pattern}\Z", re.I)
