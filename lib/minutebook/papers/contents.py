"""Contents lists printed inside documents: their entries, and the headings that each should have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
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
    since, above = 0, ""
    bare: list[Entry] = []  # lines without a page, which are entries where others stand right above and below them
    for line in lines:
        text = source.line(line).strip().strip("|").strip().lstrip("-•* ").replace("**", "").replace(" | ", "\t")
        entry = form.fullmatch(text) if len(text) <= _LETTERS_OF_AN_ENTRY else None
        if entry and re.search(r"[A-Za-z]", entry["title"]):
            since = 0
            name, number = " ".join(entry["title"].rstrip(" .").split()), (entry["number"] or "").strip()
            if over := _BEGUN.fullmatch(above) if not number and _GOES_ON.match(name) else None:
                found.append(Entry((over["number"] or "").strip(), f"{over['title']} {name}", entry["page"], line - 1))
            elif not _TITLE.fullmatch(name):
                found += [*bare, Entry(number, name, entry["page"], line)]
            bare = []
        elif text:
            since += 1
            title = _BEGUN.fullmatch(text) if found and line - since == found[-1].line else None
            bare = [*bare, Entry((title["number"] or "").strip(), title["title"], "", line)] if title else []
            if since > _LINES_BETWEEN:
                break
        above = "" if entry else text
    return found


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


def contents_checks(entries: Sequence[Entry], headings: Sequence[tuple[int, str]]) -> list[EntryCheck]:
    """Return a check for each contents entry of a document against its headings, each a line and its words.

    Where next to none of the entries has a heading, the list is that of another paper, shown as a picture, and nothing
    can be tested.
    """
    lines: dict[str, list[int]] = {}
    for line, text in headings:
        lines.setdefault(letters(text), []).append(line)
    out: list[EntryCheck] = []
    taken: set[int] = set()  # an entry that comes again is for the next heading of its words
    for entry in entries:
        there = lines.get(letters(entry.title), [])
        same = next((line for line in there[bisect_right(there, entry.line) :] if line not in taken), 0)
        after = bisect_right(headings, entry.line, key=itemgetter(0))
        below = headings[after : after + _HEADINGS_OF_A_PAPER]
        like = () if same else _like(entry.title, [one for one in below if one[0] not in taken])
        near = None if same or like else nearest(entry, below)
        taken |= {same, *(line for line, _ in like)}
        if same:
            out.append(EntryCheck(entry, "agrees", (same,), "a heading has these words"))
        elif like:
            words = " ".join(text for _, text in like)
            out.append(EntryCheck(entry, "agrees", tuple(line for line, _ in like), f"a heading says it as “{words}”"))
        elif near:
            out.append(EntryCheck(entry, "differs", (near[0],), f"the nearest heading says “{near[1]}”"))
        else:
            out.append(EntryCheck(entry, "differs", (), "no heading has these words"))
    if sum(bool(check.lines) for check in out) >= _SHARE_OF_ITS_OWN * len(out):
        return out
    words = "the document has next to none of the headings listed, so the list may be that of another paper"
    return [EntryCheck(check.entry, "untestable", (), words) for check in out]


def _like(title: str, headings: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """Return the heading that a reader takes an entry for, or two that stand together, or nothing.

    It has the same words but for small ones, endings and a number in front; or it goes on where the entry ends; or it
    is the entry's beginning, of three words or more; or it says the same in another order.
    """
    own = _plain_words(title)
    theirs = [_plain_words(text) for _, text in headings]
    for n, words in enumerate(theirs):
        if own and words == own:
            return headings[n : n + 1]
        if words and n + 1 < len(theirs) and own == words + theirs[n + 1] != words:
            return headings[n : n + 2]
    for n, words in enumerate(theirs):
        goes_on = own and words[: len(own)] == own and _goes_on_with(own, headings[n][1])
        begins = len(words) >= _WORDS_OF_A_BEGINNING and own[: len(words)] == words
        if goes_on or begins or (gist(title) and _gist_and_figures(title) == _gist_and_figures(headings[n][1])):
            return headings[n : n + 1]
    return ()


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


def _plain_words(text: str) -> list[str]:
    """Return the words of a title without number, articles, "and", and the ending of a plural.

    Example:
        >>> _plain_words("3. The Board’s aims & hopes"), _plain_words("Appendix A: Glossary")
        (['board', 'aim', 'hope'], ['glossary'])
    """
    bare = _NUMBER_IN_FRONT.sub("", text.casefold().replace("’", "'"))
    words = re.findall(r"[\w]+(?:'s\b)?", bare.replace("-", " "))
    plain = (re.sub(r"(?<=\w{3})(?:'s|(?<!s)s)\Z", "", w.replace("z", "s")) for w in words)
    return [word for word in plain if word not in ("the", "a", "an", "and", "s")]


_NUMBER_IN_FRONT = re.compile(
    r"\A\W*(?:(?:chapter|section|part|appendix|annex|priority|theme|outcome|objective|goal|aim|strand) (?:\d+|[a-z])\b"
    r"|\d+(?:\.\d+)*(?=[.):\s])|[a-z][.)])\s?[.):–—-]*\s+(?=\S)",
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
        holds = min(len(own), len(other)) >= _LETTERS_TO_TELL and (own in other or other in own)
        share = max(len(words & theirs) / max(1, len(words | theirs)), 0.6 if holds else 0.0)
        if share > best:
            best, found = share, (line, text)
    return found


_LETTERS_TO_TELL = 8


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", text.casefold()))
