"""Appendices that a text names, or says are kept elsewhere, and that its pack doesn't hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from operator import itemgetter

from minutebook.papers.blocks import NO_WORDS, TEXT, Block
from minutebook.papers.lines import PAGE_MARK
from minutebook.papers.pictures import PICTURES
from minutebook.papers.pieces import Gap, Pieces
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section
from minutebook.papers.source import plain_line
from minutebook.text.sentences import sentences

#: What is kept with the signed minutes is in no pack.
_WITH_SIGNED = re.compile(
    r"\b(?:attached|appended|annexed|added|filed) (?:to|with) (?:the|these) (?:signed |original |official )?minutes\b"
    r"|\b(?:attached|appended|annexed) (?:to|with) the signed\b",
    re.I,
)


def kept_elsewhere(pieces: Pieces) -> Iterator[Gap]:
    """Yield the sentences that say what is attached to the signed minutes."""
    for block in (b for b in pieces.blocks if b.kind in TEXT):
        prose = block.passage(pieces.source)
        for begin, stop in sentences(prose.text):
            if match := _WITH_SIGNED.search(prose.text, begin, stop):
                line = pieces.source.line_of(prose.starts[match.start()])
                yield Gap("appendix", line, prose.text[begin:stop].strip())


#: "Appendix A", "Appendix 2", and parts that are papers of their own: "Appendix A/1", "Appendix A1", "Appendix A.1".
APPENDIX = re.compile(
    r"\b(?P<label>(?P<whole>(?:Appendix|Annex) (?:[A-Z]|\d{1,2}))(?:/\d{1,2}|(?<=[a-z])\.?\d{1,2})?)\b"
    r"(?![’']| (?:to|of) (?:the|that) report)",
    re.I,
)
#: Several at once, "Appendices 1, 2 and 4", and what each is marked with.
_SEVERAL = re.compile(
    r"\b(?P<kind>Appendi(?:c|x)es|Annexes) "
    r"(?P<marks>(?-i:[A-Z]|\d{1,2})\b(?:(?:,| and| &|,? to|-|–) ?(?-i:[A-Z]|\d{1,2})\b)+)",
    re.I,
)


def held_appendices(pieces: Pieces) -> Set[str]:
    """Return the labels of the appendices that a paper or heading of the pack is."""
    there = [d.title for d in pieces.documents if not _is_away(pieces, d)]
    there += [s.heading for s in pieces.sections if not _is_away(pieces, s)]
    over = (plain_line(pieces.source, d.first_line) for d in pieces.documents)
    there += [text for text in over if _OF_ITEM.fullmatch(text)]
    held = {m["label"].casefold() for text in there if (m := APPENDIX.match(text))}
    return held - {m["label"].casefold() for s in _last(pieces) if (m := APPENDIX.match(s.heading))}


_OF_ITEM = re.compile(r"(?:Appendix|Annex) \w{1,2} to (?:agenda )?item \d{1,2}", re.I)


def _is_away(pieces: Pieces, head: Document | Section) -> bool:
    """Tell whether nothing stands under a title but that it isn't there: "(available on the Council's website)"."""
    lines = range(head.first_line + 1, min(head.last_line, head.first_line + _LINES_OF_A_NOTE) + 1)
    below = [text for n in lines if (text := plain_line(pieces.source, n)) and not PAGE_MARK.fullmatch(text)]
    return bool(below) and _NOT_HERE.search(below[0]) is not None and not any(len(t.split()) > 3 for t in below[1:])


_LINES_OF_A_NOTE = 8


def appendices(pieces: Pieces) -> Iterator[Gap]:
    """Yield each appendix that no paper or heading of the pack is, where it is first named.

    Or where a list says that it isn't there: "Appendix A – Costs (to follow)". The map that it is, is a gap by that.
    """
    held = held_appendices(pieces)
    attached = _attached(pieces.documents)
    headers = {field.line for d in pieces.documents for field in d.header}
    seen: dict[tuple[int, str], Gap | None] = {}
    for block in pieces.blocks:
        silent = block.kind in NO_WORDS or block.first_line in headers
        prose = block.passage(pieces.source)
        text = "" if silent else prose.text
        line = pieces.document(block.first_line).first_line
        head, papers = attached[line]
        spans = list(sentences(text))
        for start, label, whole in _named(text):
            rank = ord(whole[-1]) - ord("a") + 1 if whole[-1].isalpha() else int(whole.split()[-1])
            found = label in held or whole in held or any(other.startswith(f"{label}/") for other in held)
            found = found or (line == head and rank <= papers)  # a report's papers may lack their letters
            begin, stop = spans[bisect_right(spans, start, key=itemgetter(0)) - 1]
            sentence = text[begin:stop]
            drawn = found or any(words.search(sentence) for words in PICTURES.values())
            named = pieces.source.line_of(prose.starts[start])
            seen.setdefault((head, label), None if drawn else Gap("appendix", named, sentence.strip()))
        seen |= {(head, gap_label): gap for gap_label, gap in _listed_elsewhere(pieces, block) if gap_label not in held}
    yield from (gap for gap in seen.values() if gap is not None)


def _named(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the appendices that a text names: where, the label of each, and that of which it is a part or all."""
    yield from ((m.start(), m["label"].casefold(), m["whole"].casefold()) for m in APPENDIX.finditer(text))
    for match in _SEVERAL.finditer(text):
        kind = "annex" if match["kind"].casefold().startswith("annex") else "appendix"
        labels = (f"{kind} {mark.casefold()}" for mark in re.findall(r"\b[A-Z]\b|\d+", match["marks"]))
        yield from ((match.start(), label, label) for label in labels)


def _listed_elsewhere(pieces: Pieces, block: Block) -> Iterator[tuple[str, Gap]]:
    """Yield the appendices of which a line of a list says that they aren't there, each with its label."""
    for line in range(block.first_line, block.last_line + 1) if block.kind in TEXT else ():
        text = plain_line(pieces.source, line)
        if (match := _LISTED.match(text)) and _NOT_HERE.search(text):
            yield match["label"].casefold(), Gap("appendix", line, text)


_LISTED = re.compile(r"\W*(?P<label>(?:Appendix|Annex) (?:[A-Z]|\d{1,2}))\b", re.I)
_NOT_HERE = re.compile(
    r"\bto follow\b|\b(?:circulated|sent|issued|published|provided|available) (?:separately|to members only|on request"
    r"|on the|from the|under separate)|\bunder separate cover\b|\bexempt\b|\bnot for publication\b|\bconfidential\b"
    r"|\bnot (?:attached|included|published|reproduced)\b|\b(?:held|deposited) (?:by|in|with) the\b|\bto be tabled\b",
    re.I,
)


def _last(pieces: Pieces) -> Iterator[Section]:
    """Yield the headings at the very end of a pack, with nothing below."""
    last = max((b.last_line for b in pieces.blocks if b.kind not in NO_WORDS), default=0)
    yield from (s for s in pieces.sections[-1:] if s.first_line == last)


def _attached(documents: Sequence[Document]) -> dict[int, tuple[int, int]]:
    """Return for each document the report it goes with and how many papers are attached to that."""
    heads: dict[int, int] = {}
    current = documents[0].first_line
    for document in documents:
        if document.header or document.kind in ("agenda", "minutes", "report", "briefing"):
            current = document.first_line
        heads[document.first_line] = current
    items = {d.first_line: d.item for d in documents}
    own = {line for line, head in heads.items() if line != head and items[line] == items[head]}
    own -= {d.first_line for d in documents if APPENDIX.match(d.title)}  # these have their letters
    return {line: (head, sum(heads[other] == head for other in own)) for line, head in heads.items()}
