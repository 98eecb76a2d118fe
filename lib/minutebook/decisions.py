"""Decisions: what a paper resolves, recommends, asks for or undertakes, and the rows of its action tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.blocks import Block
from minutebook.figures import sentences
from minutebook.reports import Document
from minutebook.source import Passage, Source, passage
from minutebook.tables import Cell, Table


@dataclass(frozen=True)
class Decision:
    """One decision and where its words stand; `owner` is a role or a body, never a person's name."""

    kind: str
    text: str
    start: int
    end: int
    owner: str = ""
    status: str = "not stated"
    due: str = ""


_BODY = r"(?:board|committee|cabinet|council|panel|partnership|commission|hwbb?|members|chair(?:man)?)"
_ASKED = r"(?:asked|invited|recommended|requested)"
#: "The Board is asked to:", "Board asked to note", "For the committee to": what stands after it is recommended.
_LEAD_IN = re.compile(
    rf"\b{_BODY}\b[^.;:]{{0,40}}?\b(?:(?:is|are)\s(?:also\s|therefore\s)?)?{_ASKED}\b|\A(?:for )?the {_BODY} to\b|"
    rf"\A(?:the )?{_BODY} {_ASKED}\b|\b(?:proposed|following) actions\b",
    re.I,
)
_WORDS_OF_A_LEAD_IN = 60
_RECOMMENDED = re.compile(r"\b(?:it is|is it) (?:\w+ ){0,2}(?:recommended|suggested|proposed) that\b", re.I)
_ADVISES = re.compile(
    r"\b(?:should|needs? to|must|will be (?:required|needed)|it is (?:vital|important|essential|recommended))\b", re.I
)
_RESOLVED = re.compile(r"\W*resolved\b[\s:,-]*(?:that\b\s*[:-]?\s*)?", re.I)
_NOTED = re.compile(rf"\b{_BODY} (?:also )?noted the (?:progress|report|update)", re.I)
_ITEM: tuple[str, ...] = ("bullet", "numbered paragraph")

_DOES = (
    r"(?:circulat|provid|report|submit|develop|tak|bring|brought|present|publish|writ|send|sent|shar|arrang|invit|produc"
    r"|review|promot|investigat|draft|complet|includ|consider|given)\w*"
)
_REQUEST = re.compile(
    r"\brequested\b(?! by)|\b(?:be|was|were) asked to\b|\basked (?:for|that|if|the \w+ to)\b|\bsought assurance\b"
    r"|\bsuggested that\b.*\b(?:should|would|could|be|met)\b"
    r"|\buseful (?:to|if)\b|\bit is asked that\b",
    re.I,
)
_UNDERTAKING = re.compile(
    rf"\bagreed (?:to|that)\b|\b(?:would|could|will) (?:(?:need to|also|then|now) )?(?:be )?{_DOES}\b"
    r"|\bnext steps? would be\b|\bundertook to\b",
    re.I,
)
#: Somebody's view of what would follow, not a promise of it.
_ONLY_SAID = re.compile(
    r"\b(?:would not|could not|if |whether|felt|hoped|considered that|which (?:would|could)|could include)\b"
    r"|\b(?:bring together|take place|taking place)\b",
    re.I,
)

_NEAR = 12
_WHO = re.compile(r"\A(?:who|owner|lead|led by|responsib\w*|by whom|officer)\b", re.I)
_STATUS = re.compile(r"\A(?:status|progress|update|outcome|response)\b", re.I)
_DUE_COLUMN = re.compile(r"\A(?:when|by when|due|deadline|timescales?|target date|date)\b", re.I)
_ACTION = re.compile(r"\bactions?\b", re.I)
_DONE = (
    ("open", r"in progress|on-?going|awaited|information requested|to be \w+|pending|outstanding|under way|no firm"),
    ("closed by paper", r"\bagenda\b|\bpapers?\b|\bmember update\b|\bat the \w+ meeting|to be covered|attend the"),
    ("completed", r"complete|\bsent\b|circulated|published|\bdone\b|closed|agreed|provided"),
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DUE = re.compile(
    rf"\bby (?:the )?(?P<by>\d{{1,2}}(?:st|nd|rd|th)?(?: {_MONTH})?(?: \d{{4}})?|(?:end of )?{_MONTH}(?: \d{{4}})?)\b"
    r"|\b(?:at|to|for) (?P<at>(?:its|the) (?:next|forthcoming|following)?\s?meeting(?: of the [A-Z][\w ]+?)?"
    rf"(?: (?:in|on) [\w ]*?{_MONTH})?)\b"
    rf"|\bin (?P<in>{_MONTH} \d{{4}})\b",
)
_ROLE = re.compile(
    r"\b(?:Director|Manager|Officers?|Member|Chair(?:man)?|Committee|Board|Councils?|Teams?|Groups?|Department|Partners?|CCGs?|ICS"
    r"|Authorit(?:y|ies)|Police|Partnership|Healthwatch|Service|colleagues|Leader|Hubs?|Foundation|SWP|Trust)\b"
)
_SUBJECT = re.compile(
    r"\A(?:That |It is asked that )?(?:[Tt]he )?(?P<who>[\w'’&,/ ()-]{2,90}?) "
    r"(?:to be (?:asked|invited|requested|provided)|be (?:requested|asked|invited) to|would be requested"
    r"|(?:is|are) (?:also )?(?:asked|invited|requested)|agreed|asked to|to|would|will|accept|approve)\b"
)


def decisions(
    source: Source, blocks: Sequence[Block], tables: Sequence[Table], documents: Sequence[Document]
) -> list[Decision]:
    """Return the decisions of a pack, in the order of their characters."""
    loose = {line for table in tables for line in table.loose}
    found = [d for table in tables for d in _of_table(table)]
    for document in documents:
        inside = [b for b in blocks if document.first_line <= b.first_line <= document.last_line]
        inside = [
            b for b in inside if b.kind not in ("blank", "page mark", "rule", "table row") and b.first_line not in loose
        ]
        if document.kind == "minutes":
            found += _of_minutes(source, inside)
        elif document.kind != "agenda":
            found += _of_report(source, document, inside)
    unique = {(d.start, d.end): d for d in reversed(found)}
    return [_with_owner(unique[key]) for key in sorted(unique)]


def _with_owner(decision: Decision) -> Decision:
    due = _DUE.search(decision.text)
    said = next((text for text in due.groups() if text), "") if due else ""
    return replace(decision, owner=decision.owner or owner_of(decision.text), due=decision.due or said)


def owner_of(text: str) -> str:
    """Return the role or body that a sentence gives something to do, or nothing; a person's name is no role.

    Example:
        >>> owner_of("The Scrutiny Manager to research existing services"), owner_of("A paper to be published")
        ('Scrutiny Manager', '')
        >>> owner_of("Ann Other (Managing Director, West CCG) agreed to provide a briefing")
        'Managing Director, West CCG'
    """
    match = _SUBJECT.match(text)
    if match is None:
        return ""
    bracket = re.search(r"\(([^()]+)\)", match["who"])
    who = bracket[1] if bracket else match["who"]
    return who if _ROLE.search(who) and not re.match(r"(?:copy|paper|report|A) ", who) else ""


def _of_table(table: Table) -> Iterator[Decision]:
    """Yield the rows of a table of actions: one with a column of that name, or under a title of that name."""
    heads = {c.column: c.column_label.rpartition(" / ")[2] for c in table.cells}
    titles = [table.caption, *(c.raw.text for c in table.cells if c.column == 0 and (c.is_header or c.row == 0))]
    column = next(
        (c for c, text in heads.items() if re.fullmatch(r"(?:key |agreed )?actions?", text.strip(), re.I)), None
    )
    if (
        column is None
        and table.n_columns == 2
        and any(re.match(r"actions? (?:arising|points?|tracker)", t, re.I) for t in titles)
    ):
        column = 1
    if column is None:
        return
    for row in table.rows():
        cell = row[column]
        if not cell.raw.text or not any(c.raw.text for c in row if c.column != column):
            continue
        beside = {
            name: _beside(row, heads, words)
            for name, words in (("owner", _WHO), ("status", _STATUS), ("due", _DUE_COLUMN))
        }
        has_more = table.n_columns == 2 or any(
            words.match(h) for h in heads.values() for words in (_WHO, _STATUS, _DUE_COLUMN)
        )
        if has_more:
            yield Decision(
                "action",
                cell.raw.text,
                cell.raw.start,
                cell.raw.end,
                beside["owner"],
                status_of(beside["status"]),
                beside["due"],
            )


def _beside(row: Sequence[Cell], heads: dict[int, str], words: re.Pattern[str]) -> str:
    return next((cell.raw.text for cell in row if words.match(heads[cell.column])), "")


def status_of(text: str) -> str:
    """Return the status that a tracker's words mean.

    Example:
        >>> [status_of(t) for t in ("Completed.", "In progress", "Included in the Agenda for 21 March", "")]
        ['completed', 'open', 'closed by paper', 'not stated']
    """
    if re.match(r"\W*complete", text, re.I):
        return "completed"
    return next((status for status, words in _DONE if re.search(words, text, re.I)), "not stated")


def _parts(prose: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of a paragraph with their characters in the source."""
    for begin, stop in sentences(prose.text):
        text = prose.text[begin:stop]
        if text.strip():
            first = begin + len(text) - len(text.lstrip())
            yield text.strip(), *prose.span(first, begin + len(text.rstrip()))


def _whole(prose: Passage, begin: int = 0) -> tuple[str, int, int]:
    return prose.text[begin:], *prose.span(begin, len(prose.text))


def _of_report(source: Source, document: Document, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what a report recommends: points after a lead-in, sentences that say so, advice under such a heading."""
    chapters, slides = _contents(source, document), document.kind == "slides"
    # `advising` is the level of the heading that does, 0 for none; a chapter that does goes on to the next chapter.
    listing, advising, in_chapter = False, 0, False
    for block in blocks:
        prose = block.passage(source)
        text = prose.text.rstrip()
        lead = _LEAD_IN.search(text) if len(text.split()) < _WORDS_OF_A_LEAD_IN else None
        leads_on = lead is not None and text.endswith(":") and len(text) - lead.end() < _NEAR
        if block.kind == "heading" and not (listing and not _is_marked(source, block)):
            goes_on = block.level > advising or (in_chapter and text.casefold() not in chapters)
            advises = re.search(r"\brecommendations\b", text, re.I) is not None
            in_chapter = text.casefold() in chapters if advises else in_chapter
            advising = block.level if advises else advising if goes_on and not block.number else 0
            listing = lead is not None and text.endswith(":")
        elif not text or block.kind == "footnote":
            continue
        elif leads_on:
            listing = True
        elif lead:
            listing = "following" in text or text.endswith(":")
            kind = "request" if "requested to" in text and block.kind == "paragraph" else "recommendation"
            yield Decision(kind, *_whole(prose), status="proposed")
        elif slides and (listing or advising):
            yield from (Decision("recommendation", *_whole(line), status="proposed") for line in _lines(source, block))
        elif listing and (block.kind in (*_ITEM, "heading") or block.number):
            yield Decision("recommendation", *_whole(prose), status="proposed")
        else:
            listing = False
            yield from _advice(prose, advising=bool(advising))


def _lines(source: Source, block: Block) -> Iterator[Passage]:
    """Yield the lines of a block that are apart by line breaks of the author's; else the block whole."""
    spans = block.spans if all(source.text[a:b].endswith("  ") for a, b in block.spans[:-1]) else ()
    parts = [passage(source, [span]).stripped() for span in spans] or [block.passage(source)]
    yield from (part for part in parts if part.text)


def _advice(prose: Passage, *, advising: bool) -> Iterator[Decision]:
    for text, start, end in _parts(prose):
        if _RECOMMENDED.search(text) or (advising and _ADVISES.search(text)):
            yield Decision("recommendation", text, start, end, status="proposed")
        elif re.search(r"\bit is asked that\b", text, re.I):
            yield Decision("request", text, start, end)


def _contents(source: Source, document: Document) -> set[str]:
    """Return the entries of a document's contents list: what stands below its title with a page number behind."""
    lines = range(document.first_line, document.last_line + 1)
    title = next((n for n in lines if source.line(n).strip("#* ").casefold() == "contents"), None)
    below = range(title + 1, min(title + _LINES_OF_CONTENTS, document.last_line) + 1) if title else ()
    entries = (re.fullmatch(r"(.+?)(?:\.{3,}|\t)\s*\d+\s*", source.line(n)) for n in below)
    return {entry[1].strip(" .").casefold() for entry in entries if entry}


_LINES_OF_CONTENTS = 60


def _is_marked(source: Source, block: Block) -> bool:
    return source.line(block.first_line).lstrip().startswith(("#", "*")) or bool(block.number)


def _of_minutes(source: Source, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what minutes resolve, and the sentences in which somebody is asked to act or says that they will."""
    resolved = agreed = False
    for block in blocks:
        prose = block.passage(source)
        if not prose.text or block.kind == "footnote":
            continue
        mark = _RESOLVED.match(prose.text)
        if mark and prose.text[: mark.end()].strip(" :,-*").upper().startswith("RESOLVED"):
            resolved = mark.end() >= len(prose.text.rstrip())
            if not resolved:
                yield Decision("resolution", *_whole(prose), status="completed")
            continue
        if block.kind == "heading":
            resolved = agreed = False
            continue
        if resolved:
            yield Decision("resolution", *_whole(prose), status="completed")
            resolved = block.kind in _ITEM
            continue
        if agreed and block.kind in _ITEM and not re.fullmatch(r"\d+(?:\.\d+)+", block.number):
            if block.number:
                kind = "request" if re.match(r"ask\b|request\b", prose.text, re.I) else "undertaking"
                yield Decision(kind, *_whole(prose))
            continue
        agreed = re.search(r"\bagreed (?:to|that)\b.*:\s*\Z", prose.text) is not None
        if not agreed:
            yield from _said(prose)


def _said(prose: Passage) -> Iterator[Decision]:
    for text, start, end in _parts(prose):
        if _NOTED.search(text):
            yield Decision("resolution", text, start, end, status="completed")
        elif _REQUEST.search(text):
            yield Decision("request", text, start, end)
        elif (said := _UNDERTAKING.search(text)) and not _ONLY_SAID.search(text, 0, said.end() + _NEAR):
            yield Decision("undertaking", text, start, end)
