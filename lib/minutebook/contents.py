"""Contents lists printed inside documents: their entries, and the headings that each should have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minutebook.reports import plain_line
from minutebook.source import Source


@dataclass(frozen=True)
class Entry:
    """An entry of a contents list as printed; `page` is empty where none is."""

    number: str
    title: str
    page: str
    line: int


_TITLE = re.compile(
    r"(?:table of |list of )?contents(?: page)?|index|what is in this \w+|in this (?:report|strategy|document|paper|plan)", re.I
)
#: A title, then dots, a tab or a wide gap, then a page: "1. Aims ..... 2", "Aims\t- 2 -"
_ENTRY = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]|[ivx]{1,4})[.)]?\s+)?(?P<title>\S.*?)(?:\s*\.{3,}\s*|\t+|\s{2,})[-–\s]*(?P<page>\d{1,3})[-–\s]*"
)
_LINES_OF_A_LIST, _LINES_BETWEEN = 120, 4


def contents_entries(source: Source, first: int, last: int) -> list[Entry]:
    """Return the entries of the contents lists between two lines; the list's own title is none."""
    out: list[Entry] = []
    line = first
    while line <= last:
        found = _entries_below(source, line, last) if _TITLE.fullmatch(plain_line(source, line).rstrip(": .")) else []
        out += found
        line = found[-1].line + 1 if found else line + 1
    return out


def _entries_below(source: Source, title: int, last: int) -> list[Entry]:
    """Return the entries below a list's title, as long as one follows the other."""
    found: list[Entry] = []
    since = 0
    for line in range(title + 1, min(title + _LINES_OF_A_LIST, last) + 1):
        text = source.line(line).strip().lstrip("-•* ").replace("**", "")
        entry = _ENTRY.fullmatch(text)
        if entry and re.search(r"[A-Za-z]", entry["title"]):
            since = 0
            name = " ".join(entry["title"].rstrip(" .").split())
            if not _TITLE.fullmatch(name):
                found.append(Entry((entry["number"] or "").strip(), name, entry["page"], line))
        elif text:
            since += 1
            if since > _LINES_BETWEEN:
                break
    return found if len(found) > 1 else []


def same_words(left: str, right: str) -> bool:
    """Tell whether two headings are the same but for case, marks and spaces.

    Example:
        >>> same_words("Our aims & hopes:", "OUR AIMS AND HOPES"), same_words("Our aims", "Aims")
        (True, False)
    """
    return _letters(left) == _letters(right)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"&", " and ", text)).casefold()


def nearest(entry: Entry, headings: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """Return the heading that shares most words with an entry, if it shares more than half of them, or nothing."""
    words = set(re.findall(r"\w+", entry.title.casefold()))
    scored = [(len(words & theirs) / len(words | theirs), -line, text) for line, text in headings
              if (theirs := set(re.findall(r"\w+", text.casefold()))) and words]  # fmt: skip
    best = max(scored, default=(0.0, 0, ""))
    return (-best[1], best[2]) if best[0] > 0.5 else None
