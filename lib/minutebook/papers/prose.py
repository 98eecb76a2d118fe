"""What is read as prose though it is no paragraph: cells that say something, sentences of an agenda, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from minutebook.papers.sections import Section
from minutebook.papers.source import Passage, Source, passage
from minutebook.papers.tables import Cell, Table

_WORDS_OF_PROSE = 8
_STATES = re.compile(r"\b(?:has|have|had|is|are|was|were|must|will|should|can|could|been)\b", re.I)
#: What an action plan asks for: "Recruit 12 carers", "Cut the form from 14 pages to 4".
_ASKS = re.compile(
    r"\W*(?:(?:and|to) )?(?:add|agree|appoint|arrange|ask|attend|build|buy|carry out|check|circulate|commission"
    r"|complete|consider"
    r"|create|cut|deliver|develop|draw up|employ|engage|ensure|establish|expand|extend|find|fund|give|hold"
    r"|identify|implement"
    r"|improve|increase|inspect|introduce|invest|launch|look|maintain|make|meet|monitor|move|offer|open|pilot"
    r"|place|prepare"
    r"|produce|provide|publish|purchase|reach|recruit|reduce|replace|review|roll out|run|secure|seek|send"
    r"|set up|sign up|start"
    r"|support|train|transfer|upgrade|visit|work|write)\b",
    re.I,
)
#: What has come of it: "264 trained", "11 of 25 walks done".
_DONE = re.compile(
    r"\W*\d[\d,]*(?: of (?:the )?\d[\d,]*)?(?: [a-z-]+){0,3} (?:\w+ed|done|held|met|given|sent|made|built|found"
    r"|so far|to date|left)(?:(?: [a-z-]+){1,4} \([^()]*\))?\W*"
)
#: The mark of an item: "1 Help people to keep a plot", "2. Cut waste".
_MARK = re.compile(r"\s*(\d{1,2})[.)]?\s+(?=[A-Z])")


def cell_passages(source: Source, table: Table) -> Iterator[tuple[Passage, int]]:
    """Yield what the cells of a table say in prose with its first line, without the marks of items down a column."""
    marks = _marks(table)
    for cell in prose_cells(table):
        text = passage(source, cell.raw.spans)
        mark = _MARK.match(text.text) if (cell.row, cell.column) in marks else None
        yield text.part(mark.end() if mark else 0, len(text.text)), source.line_of(cell.raw.start)


def _marks(table: Table) -> set[tuple[int, int]]:
    """Return the places of the cells that begin with 1, 2, 3 ... one below the other: items by their numbers."""
    runs: dict[int, list[tuple[int, int]]] = {}
    found: set[tuple[int, int]] = set()
    for cell in table.cells:
        if not cell.is_header and (mark := _MARK.match(cell.raw.text)):
            run = runs.get(cell.column, [])
            goes_on = int(mark[1]) == len(run) + 1
            runs[cell.column] = run = [*(run if goes_on else []), (cell.row, cell.column)]
            if not goes_on and int(mark[1]) != 1:
                runs[cell.column] = []
            elif len(run) > 1:
                found |= {*run}
    return found


def prose_cells(table: Table) -> Iterator[Cell]:
    """Yield the cells of a table that are read as sentences, in order.

    A label of few words beside numbers is none, whatever it says: "Calls that were answered in 10 seconds".
    """
    counted = {}
    for cell in table.cells:
        if cell.value is not None:
            counted[cell.row] = cell.column  # the last column of the row that holds a number
    for cell in table.cells:
        if cell.value is None and (
            len(cell.raw.text.split()) > _WORDS_OF_PROSE or (counted.get(cell.row, -1) < cell.column and _speaks(cell))
        ):
            yield cell


def _speaks(cell: Cell) -> bool:
    text = cell.raw.text
    return not cell.is_header and bool(_STATES.search(text) or _ASKS.match(text) or _DONE.fullmatch(text))


_SENTENCE = re.compile(
    r"\W*(?!\d)(?!.*\s{3})(?!.*\b\d{1,2}\.? [A-Z][a-z])(?=[A-Z]).*?\b(?:is|are|was|were|will|must|should|has"
    r"|have|had|may)\b",
    re.S,
)


def is_sentence(text: str) -> bool:
    """Tell whether a text between the entries of an agenda is none of them.

    Example:
        >>> is_sentence("The quorum is four."), is_sentence("3 Minutes of the meeting that was held in May")
        (True, False)
    """
    return _SENTENCE.match(text) is not None


def headings_alone(source: Source, found: Iterable[Section], read: Set[int]) -> Iterator[tuple[Passage, int]]:
    """Yield the headings as texts with their lines, but for lines that are read already: "Our five priorities"."""
    for section in found:
        start, end = source.line_span(section.first_line)
        at = source.text.find(section.heading, start, end)
        if at >= 0 and section.first_line not in read:
            yield passage(source, [(at, at + len(section.heading))]), section.first_line
