"""Levels: which heading of a document stands inside which, as marks, numbers, the contents list and words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from minutebook.papers.agenda import AgendaItem
from minutebook.papers.contents import Entry, contents_checks, is_contents_title, letters
from minutebook.papers.reports import Document
from minutebook.papers.source import Source
from minutebook.papers.title_pages import is_masthead

Role = Literal["", "title", "part", "item"]


@dataclass(frozen=True)
class Head:
    """A heading whose level is asked for: its number, words and line, and how it is set.

    `hashes` counts its marks, `role` is what the document makes of it (its title; a part or an item of an agenda), and
    `over` tells that another heading stands right below it.
    """

    number: str
    text: str
    line: int
    hashes: int = 0
    bold: bool = False
    role: Role = ""
    over: bool = False


def in_place(
    source: Source, document: Document, heads: Sequence[Head], names: Set[str], agenda: Sequence[AgendaItem]
) -> list[Head]:
    """Return the headings of a document with what each is in it: its title, an agenda's part, the text of another.

    `names` are the words that councils' and the committee's names are made of.
    """
    parts = {item.part for item in agenda if item.part} if document.kind == "agenda" else set()
    out: list[Head] = []
    titled, usual = True, _usual_marks(heads)
    for n, head in enumerate(heads):
        titled = titled and _is_title(source, document, head, n, names) and not (n and head.hashes == usual)
        role: Role = "title" if titled else head.role or ("part" if head.text in parts else "")
        over = document.kind != "slides" and n + 1 < len(heads) and _touch(source, head.line, heads[n + 1].line)
        out.append(replace(head, role=role, over=over))
    return out


def _touch(source: Source, line: int, below: int) -> bool:
    """Tell whether nothing but blanks stands between two lines."""
    return below - line <= _LINES_BETWEEN and all(source.is_blank(n) for n in range(line + 1, below))


_LINES_BETWEEN = 4


def _usual_marks(heads: Sequence[Head]) -> int:
    """Return how many hashes most headings of a document have behind its first ones."""
    marks = Counter(head.hashes for head in heads[_FIRST:] if head.hashes)
    return marks.most_common(1)[0][0] if marks else -1


def _is_title(source: Source, document: Document, head: Head, n: int, names: Set[str]) -> bool:
    """Tell whether one of the first headings of a document is its title, or the name of the body that it is for."""
    ours, title = letters(head.text), letters(document.title)
    if head.number or head.role or is_contents_title(head.text) or (ours == "agenda" == document.kind):
        return False
    if is_masthead(head.text, names) or ours == title or _TITLES.match(head.text):
        return True
    if document.kind in _MEETINGS and document.kind in ours:
        return n == 0 or (document.kind == "minutes" and ours != "minutes")
    if document.header:
        return head.line < document.header[0].line
    opens = head.hashes == 1 or all(source.is_blank(m) for m in range(document.first_line, head.line))
    return (n == 0 and opens and ours not in _FRONT) or (
        n < _FIRST and (title.startswith(ours) or title.endswith(ours))
    )


_MEETINGS = ("agenda", "minutes")
_FRONT = ("present", "attendance", "membership")
_FIRST = 3
_TITLES = re.compile(r"(?:Appendix|Annex) (?:[A-Z]|\d{1,2})(?: to item \w+)?\Z", re.I)


# A rank is a place in the order of strength: 0 for titles, the count of its hashes for a marked heading, and more for
# those without; what stands between two of these is told by a fraction.
_OF_CHAPTERS, _LISTED, _UNMARKED, _BOLD, _PLAIN, _CAPTION = 5.9, 6.2, 6.6, 7.0, 7.5, 9.0
_STRONGER, _CHILD, _SUB = -0.2, 0.4, 0.1


def nested(heads: Sequence[Head], listed: Sequence[Entry]) -> list[tuple[int, int]]:
    """Return for each heading its level and which one it stands inside (-1 for none).

    A document's title is level 1 and what it is made of stands inside it, from level 2 on, as it does where its title
    is printed as no heading.

    Example:
        >>> heads = [Head("", "Old trees", 1, role="title"), Head("1.", "Oaks", 3), Head("1.1", "Age", 5)]
        >>> nested(heads, [])
        [(1, -1), (2, 0), (3, 1)]
    """
    out: list[tuple[int, int]] = []
    open_ones: list[int] = []  # the headings around the next one, outermost first
    ranks = _ranks(heads, listed)
    top = 1 if any(head.role == "title" for head in heads) else 2
    for n, rank in enumerate(ranks):
        while open_ones and ranks[open_ones[-1]] >= rank:
            open_ones.pop()
        out.append((len(open_ones) + top, open_ones[-1] if open_ones else -1))
        open_ones.append(n)
    return out


def _ranks(heads: Sequence[Head], listed: Sequence[Entry]) -> list[float]:
    rest = [n for n, head in enumerate(heads) if head.role == ""]
    ranks = [_of_role(head) for head in heads]
    inner = [heads[n] for n in rest]
    for n, rank in zip(rest, _of_sections(inner, listed), strict=True):
        ranks[n] = rank
    return _around_items(heads, ranks)


def _of_role(head: Head) -> float:
    """Return the rank of a title, titles marked one below the other each inside the last, or of an agenda's part."""
    return {"title": head.hashes / 10, "part": 5.0, "item": 6.0, "": _PLAIN}[head.role]


def _around_items(heads: Sequence[Head], ranks: list[float]) -> list[float]:
    """Return the ranks with those of an agenda's headings: what stands before its items stands beside their title."""
    marks = [n for n, head in enumerate(heads) if head.role in ("part", "item")]
    if not marks:
        return ranks
    return [
        rank if heads[n].role else 1.0 if n < marks[0] else rank if heads[n].hashes else 6.0
        for n, rank in enumerate(ranks)
    ]


def _of_sections(heads: Sequence[Head], listed: Sequence[Entry]) -> list[float]:
    ranks = _of_capitals(heads, [_of_marks(head) for head in heads])
    ranks = _of_words(heads, _of_entries(heads, ranks, listed))
    ranks = _of_labels(heads, _of_numbers(heads, ranks))
    return [_CAPTION if _CAPTIONED.match(head.text) else rank for head, rank in zip(heads, ranks, strict=True)]


_CAPTIONED = re.compile(r"(?:Table|Figure|Fig\.?|Chart|Graph|Map) [A-Z]?\d{1,2}\b", re.I)


def _of_marks(head: Head) -> float:
    """Return the rank of a heading by itself; what ends in a colon is weaker, what stands over another stronger."""
    if head.hashes or _CHAPTER.match(head.text):
        return float(head.hashes or _OF_CHAPTERS)
    moved = _SUB / 2 if head.text.endswith(":") and not _CLOSES.match(head.text) else -_SUB * _is_over(head)
    return (_BOLD if head.bold else _PLAIN) + moved


def _of_capitals(heads: Sequence[Head], ranks: list[float]) -> list[float]:
    """Return the ranks with those of unmarked headings in capitals, which outrank others where a paper has several."""
    free = [n for n, head in enumerate(heads) if ranks[n] >= _UNMARKED and not head.number]
    loud = {n for n in free if heads[n].text.isupper()}
    several = len(loud) >= _LOUD and len(loud) < len(free)
    return [rank + _STRONGER * (several and n in loud) for n, rank in enumerate(ranks)]


_LOUD = 3


def _is_over(head: Head) -> bool:
    return head.over and not head.number


#: What counts a paper's chapters.
_CHAPTER = re.compile(r"(?:Part|Section|Chapter) (?:\d{1,2}|[A-Z]|[IVX]{1,4}|one|two|three|four|five)\b", re.I)


# ------------------------------------------------------------------------------------------------------- numbers

#: What heads a document's end beside its numbered parts.
_CLOSES = re.compile(
    r"(?:(?:list of )?(?:appendi(?:x|ces)|annex(?:es)?)\b|background (?:papers|documents)|contents\Z|glossary"
    r"|references\Z|bibliography|acknowledgements|foreword)",
    re.I,
)


def _of_numbers(heads: Sequence[Head], ranks: list[float]) -> list[float]:
    """Return the ranks with those of a numbering: all of one depth are alike, and between two stands what is inside."""
    out = list(ranks)
    parts = [parts_of(head.number) for head in heads]
    depths = {len(p) for p in parts if p}
    if not depths:
        return out
    first = min(depths)
    own = [n for n, p in enumerate(parts) if len(p) == first]
    rank = _of_family([heads[n] for n in own], [ranks[n] for n in own])
    for n, p in enumerate(parts):
        if p:
            out[n] = rank + _SUB * (len(p) - first)
    if len(own) > 1:
        for n, moved in _between(heads, parts, own, rank, ranks):
            out[n] = moved
    return out


def _of_family(heads: Sequence[Head], ranks: Sequence[float]) -> float:
    """Return the one rank of headings that are alike: the first's that is marked, as later marks are often lost."""
    return next((r for head, r in zip(heads, ranks, strict=True) if head.hashes), min(ranks))


def parts_of(number: str) -> tuple[int, ...]:
    """Return what a heading's number counts, or nothing where it has none: "2.1." is (2, 1), "27/22" and "3.0" one.

    Example:
        >>> [parts_of(n) for n in ("2.1.", "3.0", "27/22", "HWB/40", "A.1", "")]
        [(2, 1), (3,), (27,), (40,), (1,), ()]
    """
    match = _COUNTED.search(number)
    if not match:
        return ()
    parts = tuple(map(int, match[0].split(".")))
    return parts[:-1] if len(parts) > 1 and not parts[-1] else parts


_COUNTED = re.compile(r"\d{1,4}(?:\.\d{1,3})*")


def _between(
    heads: Sequence[Head], parts: Sequence[tuple[int, ...]], own: Sequence[int], rank: float, ranks: Sequence[float]
) -> list[tuple[int, float]]:
    """Return the headings without a number or marks among numbered ones, each with its rank.

    One between two numbers is inside the first, unless it stands where a number is left out; one before the first and
    what closes a paper stand beside them. One right over the first of a sequence has that inside, and where numbers
    begin again and again behind headings without one, these are chapters.
    """
    out: list[tuple[int, float]] = []
    loud = 2 * sum(heads[n].text.isupper() for n in own) > len(own)
    stretches = list(pairwise([-1, *own, len(heads)]))
    begun = {(a, b) for a, b in stretches if b < len(heads) and (a < 0 or parts[b] <= parts[a])}
    chapters = len(begun) > 1 and all(b - a > 1 for a, b in begun)
    for before, after in stretches:
        free = [n for n in range(before + 1, after) if not parts[n] and ranks[n] >= _UNMARKED]
        ends, starts = after == len(heads), (before, after) in begun
        missing = not starts and not ends and parts[after][0] == parts[before][0] + 2 and len(free) == 1
        for n in free:
            beside = before < 0 or missing or (ends and _ends(heads[n], loud))
            out.append((n, rank if beside else max(ranks[n], rank) + _CHILD))
        if starts and free and (chapters or (free[-1] == after - 1 and heads[free[-1]].over)):
            out.append((free[-1], rank + _STRONGER))
    return out


def _ends(head: Head, loud: bool) -> bool:
    """Tell whether a heading behind the last number stands beside it: it closes the paper, or is set as loud."""
    return _CLOSES.match(head.text) is not None or (loud and head.text.isupper())


# ------------------------------------------------------------------------------------------------ contents, words


def _of_entries(heads: Sequence[Head], ranks: list[float], listed: Sequence[Entry]) -> list[float]:
    """Return the ranks with those of headings that a contents list has: they outrank what it leaves out.

    Where most of them are marked, one that lost its marks is as the others are.
    """
    told = contents_checks(listed, [(head.line, head.text) for head in heads])
    entries = {c.lines[0]: rank for c, rank in zip(told, _of_listed(listed), strict=True) if c.verdict == "agrees"}
    found = [entries.get(head.line) for head in heads]
    if sum(rank is not None for rank in found) < _ENTRIES:
        return ranks
    marked = Counter(head.hashes for head, rank in zip(heads, found, strict=True) if rank is not None)
    usual = marked.most_common(1)[0][0]
    out = []
    for head, rank, entry in zip(heads, ranks, found, strict=True):
        beside = is_contents_title(head.text) or (not usual and _CLOSES.match(head.text) is not None)
        own = _LISTED if beside else rank
        out.append(rank if head.hashes else float(usual) if usual and (beside or entry) else entry or own)
    return out


_ENTRIES = 3


def _of_listed(listed: Sequence[Entry]) -> list[float]:
    """Return the ranks of a contents list's entries: words that come again stand inside chapters."""
    again = Counter(letters(entry.title) for entry in listed)
    parts = [parts_of(entry.number) for entry in listed]
    first = min((len(p) for p in parts if p), default=0)
    numbered = [n for n, p in enumerate(parts) if p and len(p) == first]
    chapters = sum(parts[n] == (1,) and not parts[n - 1] for n in numbered if n) > 1  # each counts its own from 1
    out = []
    for n, (entry, p) in enumerate(zip(listed, parts, strict=True)):
        between = not p and len(numbered) > 1 and numbered[0] < n < numbered[-1] and not chapters
        inside = again[letters(entry.title)] > 1 or between
        out.append(_LISTED + _SUB * (len(p) - first + chapters if p else inside))
    return out


def _of_labels(heads: Sequence[Head], ranks: list[float]) -> list[float]:
    """Return the ranks with those of headings that begin with one label: "Case study: ..." outranks what it holds."""
    labels = [_LABEL.match(head.text) for head in heads]
    counts = Counter(m[0].casefold() for m in labels if m)
    return [
        rank - _SUB if m and not head.number and not head.hashes and counts[m[0].casefold()] > 1 else rank
        for head, rank, m in zip(heads, ranks, labels, strict=True)
    ]


_LABEL = re.compile(r"[A-Z][\w’']+(?: [\w’']+){0,2}(?=:)")


def _of_words(heads: Sequence[Head], ranks: list[float]) -> list[float]:
    """Return the ranks with those of words that come again: all of them are alike, whatever their marks."""
    first: dict[str, float] = {}
    out = []
    for head, rank in zip(heads, ranks, strict=True):
        out.append(first.setdefault(letters(head.text), rank) if not head.number else rank)
    return out
