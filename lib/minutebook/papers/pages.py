"""Page numbers that stand alone on their lines, or behind a running title, told by how they rise through a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutebook.papers.source import Source

#: A page's number alone on its line, told from other numbers by those of the pages around it.
_FOOTER = re.compile(r"\s*(?P<text>[A-Z][^\t]{2,60})(?:\t| {3,})(?P<page>\d{1,4})\s*")
_PAGE_NUMBER = re.compile(
    r"[#* ]*(?:(?:[A-Z][\w&]*(?: [\w&]+){0,4} ?[–—|-]? ?)?(?:Page|p\.)(?: no\.?)? )?"
    r"[-–—]? ?(\d{1,4})(?: of \d{1,4})? ?[-–—]?\**\s*",
    re.I,
)
_PAGES_SKIPPED, PAGES_IN_A_ROW = 12, 3


def is_gap(source: Source, line: int) -> bool:
    """Tell whether a line is blank, or outside the file."""
    return not 1 <= line <= source.n_lines or not source.line(line).strip()


def page_numbers(source: Source) -> set[int]:
    """Return the lines that hold the number of a page and nothing else: numbers that rise through the paper."""
    lines = range(1, source.n_lines + 1)
    alone = [(n, int(m[1])) for n in lines if (m := _PAGE_NUMBER.fullmatch(source.line(n)))]
    return _rising(alone) | _footers(source)


def _footers(source: Source) -> set[int]:
    """Return the lines that hold a running title and the number of a page, on three pages or more."""
    found: dict[str, list[tuple[int, int]]] = {}
    for line in range(1, source.n_lines + 1):
        lone = is_gap(source, line - 1) or is_gap(source, line + 1)
        if lone and (match := _FOOTER.fullmatch(source.line(line))):
            found.setdefault(match["text"].strip(), []).append((line, int(match["page"])))
    return set[int]().union(*(_rising(places) for places in found.values()))


def _rising(alone: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines of numbers that rise by a few at a time, three or more of them."""
    chains: list[list[tuple[int, int]]] = []  # the one that grew last stands at the end
    for line, number in alone:
        near = range(len(chains) - 1, max(-1, len(chains) - 1 - _PAGES_SKIPPED), -1)
        grows = next((n for n in near if 0 < number - chains[n][-1][1] <= _PAGES_SKIPPED), None)
        chain = [] if grows is None else chains.pop(grows)
        chain.append((line, number))
        chains.append(chain)
    return {line for chain in chains if len(chain) >= PAGES_IN_A_ROW for line, _ in chain}


def page_marks(source: Source) -> dict[int, int]:
    """Return the lines that mark a page, each with its number."""
    marks = {n: re.search(r"\d+", source.line(n)) for n in sorted(page_numbers(source) | _named_pages(source))}
    return {line: int(match[0]) for line, match in marks.items() if match}


def _named_pages(source: Source) -> set[int]:
    return {n for n in range(1, source.n_lines + 1) if _NAMED.fullmatch(source.line(n))}


_NAMED = re.compile(r"[#* ]*Page \d{1,4}(?: of \d{1,4})?\**\s*", re.I)
