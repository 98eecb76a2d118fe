"""Contents lists printed inside documents: their entries, and the headings that each should have."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from minutebook.papers.source import Source, plain_line


@dataclass(frozen=True)
class Entry:
    """An entry of a contents list as printed; `page` is empty where none is."""

    number: str
    title: str
    page: str
    line: int


_TITLE = re.compile(
    r"(?:table of |list of )?contents(?: page| list)?|index|what(?: is|[’']s) (?:in this \w+|inside)"
    r"|(?:in|inside) this (?:report|strategy|document|paper|plan|review|assessment|briefing|pack|issue)",
    re.I,
)
#: A title, then dots, a tab or a wide gap, then a page or two: "1. Aims ..... 2", "Aims\t- 2 -", "Aims   pages 2-4"
_ENTRY = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[ivx]{1,4})[.)]?\s+)?(?P<title>\S.*?)"
    r"(?:\s*(?:\.{3,}|…+|_{3,}|(?:\. ){3,}\.?)\s*|\t+|\s{2,})"
    r"[-–\s]*(?:(?:pages?|p\.?) ?)?(?P<page>\d{1,3})(?: ?(?:-|–|to) ?\d{1,3})?[-–\s]*",
    re.I,
)
#: An entry whose page stands behind one space, or in front: taken where the pages of all of them rise.
_CLOSE = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[ivx]{1,4})[.)]?\s+)?(?P<title>[A-Z“‘'\d][^\t]*?[^\s\d.,/]) "
    r"(?:page )?(?P<page>\d{1,3})"
)
_IN_FRONT = re.compile(
    r"(?P<number>(?!))?(?:(?:page|p\.?) ?)?(?P<page>\d{1,3})(?:\s*[|:–-])?\s+(?P<title>[A-Z“‘'][^\t]*[^\s\d.:;])"
)
_LINES_OF_A_LIST, _LINES_BETWEEN, _LETTERS_OF_AN_ENTRY = 120, 4, 200


def is_contents_title(text: str) -> bool:
    """Tell whether a line is the title of a contents list: "Contents", "In this report"."""
    return _TITLE.fullmatch(text.rstrip(": .")) is not None


def contents_entries(source: Source, first: int, last: int) -> list[Entry]:
    """Return the entries of the contents lists between two lines; the list's own title is none."""
    out: list[Entry] = []
    line = first
    while line <= last:
        found = _entries_below(source, line, last) if is_contents_title(plain_line(source, line)) else []
        found = found or (_dotted(source, line, last) if first > 1 else [])  # a pack begins with its agenda
        out += found
        line = found[-1].line + 1 if found else line + 1
    return out


def _dotted(source: Source, line: int, last: int) -> list[Entry]:
    """Return the entries of a list that stands without a title: lines that touch, each with dots and a rising page."""
    end = next((n for n in range(line, last + 1) if not _DOTS.search(source.line(n))), last + 1)
    if end - line < _CLOSE_ENTRIES:
        return []
    found = _matched(source, range(line, end), _ENTRY)
    pages = [int(entry.page) for entry in found if entry.page]
    return found if len(found) == end - line and pages == sorted(pages) else []


_DOTS = re.compile(r"(?:\.{4}|…{2}|(?:\. ){4}) *\d{1,3} *\Z")


def _entries_below(source: Source, title: int, last: int) -> list[Entry]:
    """Return the entries below a list's title, as long as one follows the other."""
    until = min(title + _LINES_OF_A_LIST, last)
    found = _matched(source, range(title + 1, until + 1), _ENTRY)
    if len(found) > 1:
        return found
    close = (_matched(source, range(title + 1, until + 1), form) for form in (_CLOSE, _IN_FRONT))
    return next((entries for entries in close if _rise(entries)), [])


def _matched(source: Source, lines: range, form: re.Pattern[str]) -> list[Entry]:
    """Return the entries of a form; the words of one that its line couldn't hold stand on the line right above it.

    So does a title without a page, with another entry right above.
    """
    found: list[Entry] = []
    since, above, begun = 0, "", 0
    bare: list[Entry] = []  # lines without a page, which are entries where others stand right above and below them
    for line in _without_page_marks(source, lines):
        text = source.line(line).strip().strip("|").strip().lstrip("-•* ").replace("**", "").replace(" | ", "\t")
        entry = form.fullmatch(text) if len(text) <= _LETTERS_OF_AN_ENTRY else None
        if entry and re.search(r"[A-Za-z]", entry["title"]):
            since = 0
            name, number = " ".join(entry["title"].rstrip(" .").split()), (entry["number"] or "").strip()
            if over := _BEGUN.fullmatch(above) if not number and _GOES_ON.match(name) else None:
                found.append(Entry((over["number"] or "").strip(), f"{over['title']} {name}", entry["page"], begun))
            elif not _TITLE.fullmatch(name):
                found += [*bare, Entry(number, name, entry["page"], line)]
            bare = []
        elif text:
            since += 1
            title = _BEGUN.fullmatch(text) if found and line - since == found[-1].line else None
            bare = [*bare, Entry((title["number"] or "").strip(), title["title"], "", line)] if title else []
            if since > _LINES_BETWEEN:
                break
        above, begun = "" if entry else text, line
    return found


def _without_page_marks(source: Source, lines: range) -> list[int]:
    """Return the lines of a list without "Page 3" and the blank ones around it: an entry can go on below them."""
    out: list[int] = []
    marked = False
    for line in lines:
        if _PAGE_MARK.fullmatch(source.line(line)):
            marked = True
            while out and source.is_blank(out[-1]):
                out.pop()
        elif not (marked and source.is_blank(line)):
            marked = False
            out.append(line)
    return out


_PAGE_MARK = re.compile(r"\s*page \d{1,3}(?: of \d{1,3})?\s*", re.I)


#: The first line of an entry that goes on below, in small letters or behind a small word.
_BEGUN = re.compile(r"(?P<number>(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]?\s+)?(?P<title>[A-Z“‘'][^\t]*[^\s.:;])")
_GOES_ON = re.compile(r"[a-z&(]")


def _rise(entries: Sequence[Entry]) -> bool:
    """Tell whether the pages of entries rise from one to the last, and aren't a count of the entries themselves."""
    pages = [int(entry.page) for entry in entries if entry.page]
    rising = all(a <= b for a, b in pairwise(pages)) and len(set(pages)) > 1
    return rising and len(pages) >= _CLOSE_ENTRIES and pages != list(range(pages[0], pages[0] + len(pages)))


_CLOSE_ENTRIES = 3


@dataclass(frozen=True)
class EntryCheck:
    """What became of an entry: the verdict, the lines of the heading it was held against, and why."""

    entry: Entry
    verdict: str
    lines: tuple[int, ...]
    explanation: str


_SHARE_OF_ITS_OWN = 0.25


def contents_checks(
    entries: Sequence[Entry], headings: Sequence[tuple[int, str]], plain: Sequence[tuple[int, str]] = ()
) -> list[EntryCheck]:
    """Return a check for each contents entry of a document against its headings, each a line and its words.

    What no heading has may stand on a plain line of its own. Where next to none of the entries has a heading, the list
    is that of another paper, shown as a picture, and nothing can be tested.
    """
    listed = {entry.line for entry in entries}
    search = _Search(headings, [one for one in plain if one[0] not in listed])
    same = _same(entries, headings)
    taken = set(same)  # an entry that comes again is for the next heading of its words
    out: list[EntryCheck] = []
    for entry, line, between in zip(entries, same, _between(entries, same), strict=True):
        told = ("agrees", (line,), "a heading has these words") if line else search.check(entry, between, taken)
        out.append(EntryCheck(entry, *told))
        taken |= set(out[-1].lines) if out[-1].verdict == "agrees" else set()
    if sum(bool(check.lines) for check in out) >= _SHARE_OF_ITS_OWN * len(out):
        return out
    words = "the document has next to none of the headings listed, so the list may be that of another paper"
    return [EntryCheck(check.entry, "untestable", (), words) for check in out]


def _same(entries: Sequence[Entry], headings: Sequence[tuple[int, str]]) -> list[int]:
    """Return the line of the heading that has an entry's very words, or 0, for each entry."""
    lines: dict[str, list[int]] = {}
    for line, text in headings:
        lines.setdefault(letters(text), []).append(line)
    out: list[int] = []
    taken: set[int] = set()
    for entry in entries:
        there = lines.get(letters(entry.title), [])
        out.append(next((line for line in there[bisect_right(there, entry.line) :] if line not in taken), 0))
        taken.add(out[-1])
    return out


def _between(entries: Sequence[Entry], same: Sequence[int]) -> list[range]:
    """Return the lines where an entry should have its heading: between those of the entries before and after it."""
    below, ends = _NO_LINE, [_NO_LINE] * len(same)
    for n in range(len(same) - 1, -1, -1):
        ends[n], below = below, same[n] or below
    above, out = 0, []
    for entry, line, end in zip(entries, same, ends, strict=True):
        first = max(above, entry.line) + 1
        out.append(range(first, end if end >= first else _NO_LINE))
        above = line or above
    return out


_NO_LINE = 1 << 60
_Found = tuple[str, tuple[int, ...], str]


class _Search:
    """Headings and plain lines, where an entry is looked for whose very words no heading has."""

    def __init__(self, headings: Sequence[tuple[int, str]], plain: Sequence[tuple[int, str]]) -> None:
        own = {line for line, _ in headings}
        self.headings, self.plain, self.own = headings, [one for one in plain if one[0] not in own], own
        self.whole: dict[tuple[str, ...], list[tuple[tuple[int, ...], str]]] = {}
        both = sorted([*headings, *self.plain])
        pairs = [*pairwise(headings), *(p for p in pairwise(both) if 0 < p[1][0] - p[0][0] <= _LINES_OF_TWO)]
        for one in [*((one,) for one in both), *pairs]:
            lines, text = tuple(line for line, _ in one), " ".join(text for _, text in one)
            for key in {_telling(text), _telling(_PAGE_BEHIND.sub("", text))}:
                self.whole.setdefault(key, []).append((lines, text))

    def check(self, entry: Entry, between: range, taken: Set[int]) -> _Found:
        """Return verdict, lines and explanation for an entry: what has all of its words comes first, then most."""
        if whole := self._whole(entry, between, taken):
            lines, text = whole
            if self.own.isdisjoint(lines):
                return "agrees", lines, f"the text has the line “{text}”, though it isn’t set as a heading"
            return "agrees", lines, f"a heading says it as “{text}”"
        near, far = _within(self.headings, between), _within(self.headings, range(entry.line + 1, _NO_LINE))
        for pool in (near, far) if near != far else (far,):
            if like := _like(entry.title, [one for one in pool if one[0] not in taken]):
                return "agrees", (like[0],), f"a heading says it as “{like[1]}”"
        around = [*near, *_within(self.plain, between)]
        if found := nearest(entry, around) or nearest(entry, far):
            kind = "heading" if found[0] in self.own else "line"
            return "differs", (found[0],), f"the nearest {kind} says “{found[1]}”"
        return "differs", (), "no heading has these words"

    def _whole(self, entry: Entry, between: range, taken: Set[int]) -> tuple[tuple[int, ...], str] | None:
        """Return the heading, the plain line, or two that touch, with an entry's words but for a small one."""
        best: tuple[tuple[bool, bool, int, int], tuple[int, ...], str] | None = None
        for lines, text in self.whole.get(_telling(entry.title), [])[:_HEADINGS_OF_A_PAPER]:
            apart, heads, inside = _apart(entry.title, text), not self.own.isdisjoint(lines), lines[0] in between
            rank = (not heads, not inside, apart, lines[0])
            if lines[0] <= entry.line or not taken.isdisjoint(lines) or apart > 1:
                continue
            if (heads or inside or len(_plain_words(entry.title)) >= _WORDS_TO_TELL) and (not best or rank < best[0]):
                best = rank, lines, text
        return best[1:] if best else None


_LINES_OF_TWO, _WORDS_TO_TELL = 2, 3
#: A page's number behind a heading, glued or not: "Our trees 14", "Our trees14", "Plan 2020-2114"
_PAGE_BEHIND = re.compile(r"(?<=\w)(?:(?<=[a-z]{2})|(?<=\d{4}[-/]\d\d)|(?<=\w)\s+)\d{1,3}\Z")


def _within(lines: Sequence[tuple[int, str]], between: range) -> Sequence[tuple[int, str]]:
    first = bisect_left(lines, between.start, key=itemgetter(0))
    last = bisect_left(lines, between.stop, key=itemgetter(0))
    return lines[first : min(last, first + _HEADINGS_OF_A_PAPER)]


def lines_of_their_own(source: Source, first: int, last: int) -> list[tuple[int, str]]:
    """Return the short plain lines of a document, each with its words: headings may be among them, though not set so.

    Sentences, bullets and rows of tables are none, nor is a single word inside a text.
    """
    out = []
    for line in range(first, last + 1):
        raw = source.line(line).strip()
        if not raw or len(raw) > _LETTERS_OF_AN_ENTRY or _NO_HEADING.search(raw):
            continue
        text = plain_line(source, line)
        if " " in text or source.is_blank(line - 1) or source.is_blank(line + 1):
            out.append((line, text))
    return out


_NO_HEADING = re.compile(r"\A[-•*] (?!\d)|[\t|]|[.;,]\Z")


def _like(title: str, headings: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Return the heading that a reader takes an entry for, though it lacks a word or has more of them.

    It goes on where the entry ends; or it is the entry's beginning, of three words or more; or it says the same in
    another order.
    """
    own = _plain_words(title)
    for line, text in headings:
        words = _plain_words(text)
        goes_on = own and words[: len(own)] == own and _goes_on_with(own, text)
        begins = len(words) >= _WORDS_OF_A_BEGINNING and own[: len(words)] == words
        if goes_on or begins or (gist(title) and _gist_and_figures(title) == _gist_and_figures(text)):
            return line, text
    return None


def _gist_and_figures(title: str) -> tuple[frozenset[str], list[str]]:
    return gist(title), re.findall(r"\d+", _NUMBER_IN_FRONT.sub("", title))


_WORDS_OF_A_BEGINNING = 3


def _goes_on_with(own: Sequence[str], heading: str) -> bool:
    """Tell whether a heading that begins with an entry's words says the same: they are two, or only more of it follows.

    Example:
        >>> [_goes_on_with(["foreword"], text) for text in ("Foreword from the Chair", "Foreword and aims")]
        [True, False]
    """
    return len(own) > 1 or _MORE_OF_IT.match(heading) is not None


_MORE_OF_IT = re.compile(r"(?:\d[\d.]*[.)]?\s+)?[\w’'-]+(?:\s*[:–—(,-]|\s+(?:by|from|of|to|for|in|at|\d))", re.I)


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a title without number, articles, "and", and the ending of a plural; years in one form.

    Example:
        >>> _plain_words("3. The Board’s aims & hopes"), _plain_words("Appendix A: Glossary")
        (('board', 'aim', 'hope'), ('glossary',))
        >>> _plain_words("12Plan for 2020/2021") == _plain_words("Plan for 2020-21")
        True
    """
    bare = _NUMBER_IN_FRONT.sub("", _PAGE_IN_FRONT.sub("", text).casefold().replace("’", "'"))
    words = re.findall(r"[\w]+(?:'s\b)?", _YEARS.sub(r"\1 \2", bare).replace("-", " "))
    plain = (re.sub(r"(?<=\w{3})(?:'s|(?<!s)s)\Z", "", w.replace("z", "s")) for w in words)
    return tuple(word for word in plain if word not in ("the", "a", "an", "and", "s"))


_PAGE_IN_FRONT = re.compile(r"\A\W*(?:(?i:page)\s*\d{1,3}\s*(?=[A-Z“‘])|\d{1,3}(?=[A-Z][A-Za-z]{2}))")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–/]|to)\s*(?:19|20)?(\d\d)\b")


def _telling(title: str) -> tuple[str, ...]:
    """Return the words of a title without the small ones, if others are left.

    Example:
        >>> _telling("How does the board work") == _telling("How the board works"), _telling("For it")
        (True, ('for', 'it'))
    """
    words = _plain_words(title)
    return tuple(word for word in words if word not in _SMALL) or words


@lru_cache(maxsize=4096)
def _apart(left: str, right: str) -> int:
    """Count the small words that one of two titles has and the other hasn't; a single telling word must have its own.

    Example:
        >>> _apart("Work of the board", "Work for the board"), _apart("How does it work", "How it works")
        (2, 1)
    """
    one, other = Counter(_plain_words(left)), Counter(_plain_words(_PAGE_BEHIND.sub("", right)))
    apart = min(((one - w) + (w - one)).total() for w in (other, Counter(_plain_words(right))))
    return apart if len(_telling(left)) > 1 else 2 * apart


#: "does" and "this" as they are without the ending of a plural
_SMALL = frozenset(
    "do doe did is are was were be of to for in on at by with from as our its it their thi these".split()
)

_NUMBER_IN_FRONT = re.compile(
    r"\A\W*(?:(?:chapter|section|part|appendix|annex|priority|theme|outcome|objective|goal|aim|strand) (?:\d+|[a-z])\b"
    r"|\d+(?:\.\d+)*(?=[.):\s])|(?:[a-z]|[ivx]{2,4})[.)])\s?(?:[.):–—-]*\s+(?=\S)|[.)](?=[^\W\d]))",
    re.I,
)

_HEADINGS_OF_A_PAPER = 500  # so that a text of nothing but lists and headings takes no longer than others


def same_words(left: str, right: str) -> bool:
    """Tell whether two headings are the same but for case, marks and spaces.

    Example:
        >>> same_words("Our aims & hopes:", "OUR AIMS AND HOPES"), same_words("Our aims", "Aims")
        (True, False)
    """
    return letters(left) == letters(right)


@lru_cache(maxsize=4096)  # each entry of a list is set against each heading
def letters(text: str) -> str:
    """Return the letters and digits of a text, for comparisons that marks, spaces and case don't decide."""
    return re.sub(r"[\W_]+", "", re.sub(r"&", " and ", text)).casefold()


def gist(text: str) -> frozenset[str]:
    """Return the beginnings of a text's longer words: two headings that share them say the same, or nearly so.

    Example:
        >>> gist("How we keep people safe") == gist("Keeping people safe"), gist("Who we are")
        (True, frozenset())
    """
    words = frozenset(
        w[:_LETTERS_OF_A_STEM] for w in re.findall(r"\w+", text.casefold()) if len(w) >= _LETTERS_OF_A_STEM
    )
    return words if len(words) > 1 else frozenset()


_LETTERS_OF_A_STEM = 4


def nearest(entry: Entry, headings: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Return the heading that says most of what an entry does, or nothing where none says more than half of it.

    One that holds the other whole comes near, too.
    """
    own, words = letters(entry.title), _stems(entry.title)
    best, found = 0.5, None
    for line, text in headings:
        theirs, other = _stems(text), letters(text)
        half = 2 * len(words & theirs) >= len(words)  # the last word of a long entry is no heading of it
        holds = min(len(own), len(other)) >= _LETTERS_TO_TELL and (own in other or (half and other in own))
        share = max(len(words & theirs) / max(1, len(words | theirs)), 0.6 if holds else 0.0)
        if share > best:
            best, found = share, (line, text)
    return found


_LETTERS_TO_TELL = 8


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", text.casefold()))
