"""What a pack was read to be made of, for those who look for what is missing from it, and what they find."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter

from minutebook.papers.agenda import AgendaItem
from minutebook.papers.blocks import Block
from minutebook.papers.contents import Entry
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section
from minutebook.papers.source import Source, beginning_in
from minutebook.papers.title_pages import APPENDIX_LETTER, DAY

_LINES_OF_A_PAGE = 60


@dataclass(frozen=True)
class Gap:
    """Something that isn't there, the words that show it, and whether it could be looked for.

    A picture leaves nothing in a text, so `searched` says "could not search" for charts and maps; for what would
    have left words it says "found nothing".
    """

    kind: str
    line: int
    quote: str

    @property
    def searched(self) -> str:
        """Say whether what is missing could have been found in the text at all."""
        return "could not search" if self.kind in ("chart", "map") else "found nothing"


@dataclass(frozen=True)
class Pieces:
    """What a pack was read to be made of; `table_lines` are the lines that tables begin on."""

    source: Source
    blocks: Sequence[Block]
    documents: Sequence[Document]
    sections: Sequence[Section]
    agenda: Sequence[AgendaItem]
    entries: Sequence[tuple[Document, Sequence[Entry]]]
    table_lines: Sequence[int]

    def document(self, line: int) -> Document:
        """Return the document around a line."""
        return self.documents[bisect_right(self.documents, line, key=attrgetter("first_line")) - 1]

    def below(self, block: Block, most: int = _LINES_OF_A_PAGE) -> Iterator[Block]:
        """Yield the blocks that begin within so many lines below one, blank ones left out."""
        near = beginning_in(self.blocks, block.last_line + 1, block.last_line + most)
        yield from (b for b in near if b.kind != "blank")

    def printed(self) -> Set[int]:
        """Return the numbers of the pages that a pack prints; a running header's day and year are none."""
        marks = (self.source.line(b.first_line) for b in self.blocks if b.kind == "page mark")
        return {int(number[0]) for mark in marks if (number := re.search(r"\d{1,4}", DAY.sub("", mark)))}

    def ends_with_a_mark(self) -> bool:
        """Tell whether nothing stands below the last page's mark."""
        return next((b.kind == "page mark" for b in reversed(self.blocks) if b.kind != "blank"), False)

    def headings(self, document: Document) -> list[tuple[int, str]]:
        """Return the headings of a document, each a line and its words."""
        return headings_of(document, self.documents, self.sections)


def headings_of(
    document: Document, documents: Sequence[Document], sections: Sequence[Section]
) -> list[tuple[int, str]]:
    """Return the headings that a document's contents list can have, each a line and its words, in order.

    Its appendices can be papers of their own right behind it.
    """
    later = beginning_in(documents, document.last_line + 1, documents[-1].first_line)
    behind = list(takewhile(lambda d: d.kind == "appendix" and not d.header, later))
    until = behind[-1].last_line if behind else document.last_line
    own = beginning_in(sections, document.first_line, document.last_line)
    lettered = (s for s in beginning_in(sections, document.last_line + 1, until) if APPENDIX_LETTER.match(s.heading))
    return [(s.first_line, s.heading) for s in (*own, *lettered)]
