"""Lines by their look: how they begin and end, and which are the edge of a page, told by numbers that rise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from minutebook.papers.source import Source

#: The mark of a page, by its number and in other words.
NAMED_PAGE = re.compile(r"[#* ]*Page (?P<number>\d{1,4})(?: of \d{1,4})?\**\s*", re.I)
PAGE_MARK = re.compile(
    rf"{NAMED_PAGE.pattern}"
    r"|[#* ]*(?:Page \d{1,4}\W+)?This page (?:is|has been) (?:intentionally )?left blank(?: on purpose)?\W*"
    r"|[#* ]*\d{1,4} ?\| ?P ?a ?g ?e\s*|\s*--+ ?\d{1,4} ?--+\s*",
    re.I,
)
FOOTNOTE = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+))\s*(?=\S)")
BULLET = re.compile(r"\s*(?:(?:[-*•✓✔❑❖★▪■●◦‣➢►→]|o(?=\s))\s+)+(?=\S)")
NUMBER = re.compile(
    r"[* ]*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[* ]*[\s.])(?=[\s*.]+(?:[A-Z(\"'“‘<\[❑]"
    r"|[£\d][^\n\t]*[a-z] [a-z]+ [a-z]))"  # 3.2
    r"|\d{1,2}[.)](?=\**(?:\s|\Z))"  # 3. and 3)
    r"|\((?:[ivxl]{1,6}|[a-z]|\d{1,2})\)(?=\s)"  # (iv), (b), (2)
    r"|(?:[ivxl]{1,6}|[IVXL]{1,6}|[a-z])[.)](?=\s)"  # iv), IV., b)
    r")[* ]*[. ]*"
)
#: An integer alone is a number only in front of a heading: "5 Financial Implications", not "28 patients".
BARE_NUMBER = re.compile(
    r"(?P<number>(?:Minute|Min\.|MINUTE)(?: No\.?)? \d{1,4}(?:/\d{2,4})?[.:]?(?= {2,}|\t| [A-Z])"  # Minute 23
    r"|[A-Z]{1,6}[./-]\d{1,4}(?:[./-]\d{1,4})?\.?(?= {2,}|\t| [A-Z])"  # HWB/40
    r"|\d{1,3}/\d{2,4}|[A-Z]{1,4}[./ ]?\d{1,3}\.?(?= {2,}|\t| [A-Z]{4})|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?"
    r"|[A-Z][.)])\**\s+\**(?=[A-Z'“‘]|(?:\d\d)?\d\d[/–-]\d\d [A-Za-z])"
)
#: What a line begins with that has a label.
LABEL_LINE = re.compile(r"[A-Z][\w /&'’-]{1,40}:")
#: The number of a page that stands before its first words.
PAGE_IN_FRONT = re.compile(r"Page \d{1,4} (?=[A-Z][A-Za-z])")
#: A line that breaks off, and how the line begins that it goes on with.
UNFINISHED = re.compile(r"[\w,’')\u2013-]\s*\Z")
CONTINUES = re.compile(r"[a-z]|-\d")
#: A sentence of fewer words isn't taken to be cut by a page break.
WORDS_TO_BE_CUT = 3


def depth(number: str) -> int:
    """Return how many parts a number has: 2 for "3.2" and for "3.2."."""
    return sum(part != "" for part in re.split(r"[.)]", number))


# -------------------------------------------------------------------------------------------------- edges of pages

#: A running title with the number of its page behind it or before it.
_FOOTERS = (
    re.compile(
        r"\s*(?P<text>[A-Z][^\t]{2,90}?)(?:\t| {3,}|,? [–—|·•-] ?(?i:page|pg?\.?) ?| \| |,? (?i:page|pg?\.) ?)"
        r"(?P<page>\d{1,4})(?: of \d{1,4})?\W*"
    ),
    re.compile(r"\s*(?i:page )?(?P<page>\d{1,4})(?:\t| {3,}| [|–—·•] )(?P<text>[A-Z][^\t]{2,90})"),
)
#: A running title with what it is over: "Parks Panel<tab>Item 4".
_OVER_AN_ITEM = re.compile(
    r"\s*(?P<text>[A-Z][^\t]{7,90})\t\s*(?:Agenda )?(?:Item|Report|Paper|Minute)s? \w{1,4}\s*", re.I
)
#: A page's number alone on its line, told from other numbers by those of the pages around it.
_PAGE_NUMBER = re.compile(
    r"[#* ]*(?:(?:[A-Z][\w&]*(?: [\w&]+){0,4} ?[–—|-]? ?)?(?:Page|p\.)(?: no\.?)? )?"
    r"[-–—]? ?(\d{1,4})(?: of \d{1,4})? ?[-–—]?\**\s*",
    re.I,
)
_PAGES_SKIPPED, PAGES_IN_A_ROW, _LETTERS_OF_A_RUNNING_TITLE = 12, 3, 110


@lru_cache(maxsize=4)
def page_numbers(source: Source) -> Mapping[int, int]:
    """Return the lines that hold the number of a page and no more than a running title, each with its number.

    Numbers rise through the paper.
    """
    lines = range(1, source.n_lines + 1)
    alone = [(n, int(m[1])) for n in lines if (m := _PAGE_NUMBER.fullmatch(source.line(n)))]
    return dict(sorted([*_rising(alone), *_footers(source)]))


@lru_cache(maxsize=4)
def page_edges(source: Source) -> frozenset[int]:
    r"""Return the lines that stand at the edge of a page: its number, or a running title alone or over an item.

    A running title comes three times or more, always next to the number of a page or always with an item behind it.

    Example:
        >>> text = "Parks Panel\tItem 1\n\nA pond.\n\nParks Panel\tItem 1\n\nA lake.\n\nParks Panel\tItem 2\n"
        >>> sorted(page_edges(Source("p", text, text)))
        [1, 5, 9]
    """
    over: dict[str, list[int]] = {}
    for line in range(1, source.n_lines + 1):
        if match := _OVER_AN_ITEM.fullmatch(source.line(line)):
            over.setdefault(match["text"].strip().casefold(), []).append(line)
    numbers = page_numbers(source)
    beside: dict[str, list[int]] = {}
    for line in range(1, source.n_lines + 1):
        text = source.line(line).strip()
        if line not in numbers and _TITLE.match(text) and len(text) <= _LETTERS_OF_A_RUNNING_TITLE:
            beside.setdefault(text, []).append(line)
    running = (n for n in beside.values() if len(n) >= PAGES_IN_A_ROW and all(_near(source, numbers, m) for m in n))
    often = (n for n in over.values() if len(n) >= PAGES_IN_A_ROW and all(b - a > 1 for a, b in pairwise(n)))
    return frozenset(numbers).union(*often, *running)


#: Words that can be a running title: not the item that a paper is of, which it begins with.
_TITLE = re.compile(r"(?!(?:agenda )?item\b)[^\t]{3,}(?<![.:;!?])\Z", re.I)


def _near(source: Source, numbers: Mapping[int, int], line: int) -> bool:
    """Tell whether the number of a page is the next text above a line or below it."""
    ways = (source.above(line, 3), source.below(line, 3))
    return any(next((n for n in way if not source.is_blank(n)), 0) in numbers for way in ways)


def _footers(source: Source) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a running title and the number of a page, on three pages or more."""
    found: dict[str, list[tuple[int, int]]] = {}
    for line in range(1, source.n_lines + 1):
        lone = source.is_blank(line - 1) or source.is_blank(line + 1)
        for form in _FOOTERS if lone else ():
            if match := form.fullmatch(source.line(line)):
                found.setdefault(match["text"].strip(), []).append((line, int(match["page"])))
                break
    for places in found.values():
        yield from _rising(places)


def _rising(alone: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines of numbers that rise by a few at a time, three or more of them."""
    chains: list[list[tuple[int, int]]] = []  # the one that grew last stands at the end
    for line, number in alone:
        near = range(len(chains) - 1, max(-1, len(chains) - 1 - _PAGES_SKIPPED), -1)
        grows = next((n for n in near if 0 < number - chains[n][-1][1] <= _PAGES_SKIPPED), None)
        chain = [] if grows is None else chains.pop(grows)
        chain.append((line, number))
        chains.append(chain)
    return [place for chain in chains if len(chain) >= PAGES_IN_A_ROW for place in chain]


def page_marks(source: Source) -> dict[int, int]:
    """Return the lines that mark a page, each with its number."""
    lines = range(1, source.n_lines + 1)
    named = {n: int(m["number"]) for n in lines if (m := NAMED_PAGE.fullmatch(source.line(n)))}
    return dict(sorted({**named, **page_numbers(source)}.items()))
