"""Texts that break off: sentences that a page or the end of a paper cut, and items of a list that hold nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.contents import letters
from minutebook.papers.pieces import Gap, Pieces
from minutebook.papers.reports import QUERIES
from minutebook.papers.rows import running_headers
from minutebook.papers.source import plain_line
from minutebook.text.dates import ANY_MONTH
from minutebook.text.sentences import sentences

#: Within how many lines the next paragraph is taken to go on.
_NEXT = 12
_BROKEN_OFF = re.compile(
    r"(?<![;,] )\b(?:of|the|and|with|or|a|an|another|because of|with further|such as|that|which"
    r"|to (?:reduce|increase|improve|support|provide|ensure|develop|deliver|meet|address|include))\Z"
    r"|\b(?:the|and|a|an|because of|with further|such as)\.\Z"
)
#: The end of a sentence that lacks its last words though a stop and another sentence stand behind it.
_BROKEN_INSIDE = re.compile(
    r"\b(?:the|a|an|and|because(?: of)?|such as|including|whose|their|its|our|every|with further"
    r"|(?:year|month|week|quarter|period|time|(?:19|20)\d\d) with"
    r"|(?:support|provide|ensure|deliver|enable|offer|secure|promote) (?:\w+ and )?"
    r"(?:timely|appropriate|effective|sustainable|suitable|high[- ]quality|additional|further))"
    r"\.(?=\s+[A-Z]|\Z)"
    # two prepositions that meet behind a post, between them somebody's name: "the Harbour Master by to some 30 crews"
    r"|(?<=[a-z] )(?-i:[A-Z])[a-z]+ (?:by|of|at|from|with) (?:to|for|of)(?= (?:some |over |about |nearly )?\d)"
)
_WORDS_OF_A_SENTENCE = 6
_BARE_ITEM = re.compile(r"\s*(?:-\s*)?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*")


def cuts(pieces: Pieces) -> Iterator[Gap]:
    """Yield paragraphs that break off, and items of a list that hold nothing."""
    running = running_headers(pieces.source, pieces.blocks)
    gone = running | _parting(pieces)
    shown = [b for b in pieces.blocks if b.kind not in (*NO_WORDS, "footnote") and b.first_line not in gone]
    shown = [b for b in shown if not _is_page_head(pieces, b)]
    marks = [b.first_line for b in pieces.blocks if b.kind == "page mark"]
    ends_well = _ends_well(pieces, shown)
    for above, block, below in zip_longest([None, *shown][: len(shown)], shown, shown[1:]):
        if block.kind not in ("paragraph", "numbered paragraph", "bullet"):
            continue
        text = block.passage(pieces.source).text.rstrip()
        listed = block.kind != "paragraph" and re.search(r"[;,)] (?:and|or)\Z", text)
        near = below is not None and below.kind == "paragraph" and below.first_line - block.last_line <= _NEXT
        at = bisect_right(marks, block.last_line)
        turned = below if at < len(marks) and below is not None and marks[at] < below.first_line else None
        paged = turned is not None and _begins_anew(pieces, turned)
        broken = (paged and _BROKEN_AT_A_PAGE.search(text)) or (not near and _breaks_off(block, text))
        said = not listed and not QUERIES.search(text) and len(text.split()) >= _WORDS_OF_A_SENTENCE
        document = pieces.document(block.first_line)
        last = below is None or below.first_line > document.last_line
        last = last or (turned is not None and turned.kind == "heading" and _PARTICIPLE.search(text) is not None)
        last = last and document.kind != "slides"  # these say things in pieces
        counted = below is not None and block.kind == below.kind == "numbered paragraph"
        broken = broken or (ends_well and counted and _begins_a_sentence(text))
        broken = broken or (ends_well and above is not None and _is_last_point(pieces, above, block, below))
        if inside := _BROKEN_INSIDE.search(text):
            ends = block.passage(pieces.source).starts[inside.end() - 1]
            yield Gap("cut text", pieces.source.line_of(ends), _end_of(text[: inside.end()]))
        elif said and (broken or (last and ends_well and _is_unended(block, text))):
            yield Gap("cut text", block.last_line, _end_of(text))
        elif _BARE_ITEM.fullmatch(pieces.source.line(block.first_line)):
            yield Gap("cut text", block.first_line, text or block.number)
    if shown and (ends_well or _ends_well(pieces, shown[-_LAST_PAGES:])) and _is_cut_short(pieces, shown):
        yield Gap("cut text", shown[-1].last_line, _end_of(shown[-1].passage(pieces.source).text.rstrip()))


def _is_cut_short(pieces: Pieces, shown: Sequence[Block]) -> bool:
    """Tell whether a file ends inside a sentence: behind others, with a word that none ends with, or unlike its list.

    What only looks so is a title, an address, a contact, a list of days or a note of a table.
    """
    last, document = shown[-1], pieces.document(shown[-1].first_line)
    text = last.passage(pieces.source).text.rstrip()
    silent = (
        document.kind == "slides" or last.kind == "table row" or last.first_line in {f.line for f in document.header}
    )
    if silent or not _GOES_ON.search(text) or _DATED.search(text):
        return False
    *before, (begin, _) = list(sentences(text)) or [(0, 0)]
    rest = text[begin:]
    if before and _STOPPED.search(text[:begin].rstrip()) and len(text[:begin].split()) >= _WORDS_OF_A_BEGINNING:
        return _BEGINS.match(rest) is not None or re.search(r" [a-z]+\b(?<! of)(?<! the)(?<! and)", rest) is not None
    said = len(rest.split()) >= _WORDS_OF_A_BEGINNING and not _LABELLED.match(rest)
    if last.kind == "heading" and not _VERB.search(rest):
        return said and _DANGLES.search(rest) is not None
    alike = [b.passage(pieces.source).text.rstrip() for b in shown[-_BESIDE:-1] if b.kind == last.kind][-_ALIKE:]
    stopped = len(alike) > 1 and all(_STOPPED.search(t) for t in alike) and last.kind != "heading"
    begun = rest.count("(") > rest.count(")") or (_DANGLES.search(rest) and not _CLAUSE_AT_ITS_END.search(rest))
    whole = last.kind != "bullet" and _VERB.search(rest) and len(rest.split()) > _WORDS_OF_A_BEGINNING
    return said and bool(begun or stopped or whole)


_WORDS_OF_A_BEGINNING, _BESIDE, _ALIKE = 4, 24, 4
_GOES_ON = re.compile(r"[A-Za-z0-9,%–-]\Z")
_DATED = re.compile(rf"\b{ANY_MONTH}(?: \d{{4}})?\Z|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\Z")
_LABELLED = re.compile(r"[A-Z][\w’' /]{2,40}:")
_BEGINS = re.compile(r"(?:The|An?|In|At|On|Of|For|It|They|This|These|Some|All|Most|There|We|He|She)\b")
_DANGLES = re.compile(
    r",\Z|\b(?:to|of|in|for|from|by|at|on|with|into|between|about|over|under|than|as|if|and|or|but|the|an?|which|that|whose"
    r"|who|how|why|when|where|whether|because|although|though|since|while|its|their|our|this|these|those|such|more|is"
    r"|are|was|were|be|been|has|have|had|will|would|could|should|must|may)\Z"
)


def _ends_well(pieces: Pieces, shown: Sequence[Block]) -> bool:
    """Tell whether sentences end with a stop in a pack, next to all of them."""
    texts = [b.passage(pieces.source).text for b in shown if b.kind in ("paragraph", "numbered paragraph")]
    said = [text for text in texts if len(text.split()) >= _WORDS_THAT_END and _VERB.search(text)]
    return sum(_STOPPED.search(text) is not None for text in said) >= _SHARE_OF_STOPS * (len(said) - 1)


def _is_last_point(pieces: Pieces, above: Block, block: Block, below: Block | None) -> bool:
    """Tell whether a point that "and" joins to the one above it is the last of a list, and has no stop."""
    joined = above.kind == block.kind and re.search(r"[;,] (?:and|or)\Z", above.passage(pieces.source).text.rstrip())
    listed = block.kind in ("bullet", "numbered paragraph") and (below is None or below.kind != block.kind)
    return bool(joined) and listed and block.passage(pieces.source).text.rstrip()[-1:].isalpha()


def _is_unended(block: Block, text: str) -> bool:
    """Tell whether the last text of a paper is a sentence without its end: large at first, with a verb, no stop."""
    whole = block.kind != "bullet" and text[:1].isupper() and text[-1:].isalpha()
    return whole and len(text.split()) >= _WORDS_THAT_END and _VERB.search(text) is not None


def _begins_a_sentence(text: str) -> bool:
    """Tell whether a paragraph's last sentence is only begun: a few words behind a stop, none of them a verb."""
    rest = _BEGUN.search(text)
    return rest is not None and not _VERB.search(rest["rest"])


_BEGUN = re.compile(r"[a-z0-9)%]\. (?P<rest>(?:The|A|An|This|These|Those|Our|Its|Their|In|At|On|Of|For|Some|All|Most) "
                    r"(?:[\w’'-]+ ){0,5}[\w’'-]+)\Z")  # fmt: skip


_WORDS_THAT_END, _SHARE_OF_STOPS, _LAST_PAGES = 8, 0.8, 60
_STOPPED = re.compile(r"[.!?:;…][)\]\"'”’]*\Z")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|be|been|do|does|did|said|told"
    r"|shows?|showed|asked|agreed|reported|noted|found|made|took|gave|went|came|rose|fell)\b"
)


def _breaks_off(block: Block, text: str) -> bool:
    """Tell whether a text ends with a word that no sentence ends with; a clause may: "what they were convicted of"."""
    if _CLAUSE_AT_ITS_END.search(text):
        return False
    clause = _SAID_THAT.search(text)
    if clause and not _VERB.search(clause["what"]) and not re.search(r"(?:s|ed)\b", clause["what"]):
        return True
    return _BROKEN_OFF.search(text) is not None or (block.kind != "bullet" and _DANGLING.search(text) is not None)


#: What somebody says lacks its verb: "They have told us that demand for spades".
_SAID_THAT = re.compile(
    r"\b(?:told|said|says?|reported|shown?|shows|found|noted|agreed|heard|explained|advised|means?|believes?|estimates?d?)"
    r" (?:\w+ )?that (?P<what>(?:[\w’'-]+ ){1,7}[\w’'-]+)\Z"
)


_DANGLING = re.compile(
    r"\b(?:a|an|the|its|their|our|this|these|those|some|any) [\w’'-]+ (?:in|for|from|by|at|on|into|between)\Z"
    r"|\b(?:because|although|though|since|whereas|whilst|including|namely|unless|until|during|per|under|through|without|within|towards|against|among|than|as|if|when|where|while|who|whose|their|its"
    r"|our|your|this|these|those|every|each|is|are|was|were|has|have|had|will|would|could|should|must|may|be|been)\Z"
)
_CLAUSE_AT_ITS_END = re.compile(
    r"\b(?:what|which|who|whom|where|how|that|those|people|they|we|it)\b(?: [\w’'-]+){0,6}"
    r"(?: (?:\w+ed|\w+ing|live|lives|work|works|look|looks|rely|depend|go|goes|come|comes|need|ask|pay|care|spent|made"
    r"|done|taken|found|built|heard|thought|told|met) (?:of|in|for|from|by|at|on|to|with|under|through)"
    r"| (?:is|are|was|were|has|have|had|be))\Z"
)
#: What no sentence ends with, where another begins on the next page.
_BROKEN_AT_A_PAGE = re.compile(
    r"\b(?:had|has|have|was|were|is|are|will|would|could|should|may|by|from|than|their|its)\Z"
)


#: What has been done, but not to what: "the closing of the pool has added".
_PARTICIPLE = re.compile(
    r"\b(?:has|have|had|was|were|is|are|be|been) (?:\w+ly |also |now )?\w+(?:ed|en|own|ade|ught|ept|ut)\Z"
)


def _parting(pieces: Pieces) -> set[int]:
    """Return the lines right below page marks that look like headings and head no section: a page's own."""
    heads = {section.first_line for section in pieces.sections}
    shown = [b for b in pieces.blocks if b.kind != "blank"]
    paged = (b for above, b in pairwise(shown) if above.kind == "page mark" and b.kind == "heading")
    return {b.first_line for b in paged if b.first_line not in heads}


def _is_page_head(pieces: Pieces, block: Block) -> bool:
    """Tell whether a block is the document's title, or its beginning, once more."""
    document = pieces.document(block.first_line)
    text = letters(plain_line(pieces.source, block.first_line))
    again = block.first_line == block.last_line and block.first_line > document.first_line + _NEXT
    return again and len(text) >= _LETTERS_OF_A_TITLE and letters(document.title).startswith(text)


_LETTERS_OF_A_TITLE = 10


def _begins_anew(pieces: Pieces, block: Block) -> bool:
    """Tell whether a block begins another sentence: large, and not with the document's title as a page's header."""
    first, title = plain_line(pieces.source, block.first_line), pieces.document(block.first_line).title
    return first[:1].isupper() and not letters(title).startswith(letters(first))


def _end_of(text: str) -> str:
    """Return a text's last sentences, or words where these are long.

    Example:
        >>> _end_of("Many ponds are wet, " * 9 + "as we said. They were to be drained by")
        'They were to be drained by'
    """
    begins = [0, *(match.start() for match in re.finditer(r"(?<=[.;:?!] )[A-Z]", text))]
    near = [begin for begin in begins if len(text) - begin <= _QUOTED] or begins[-1:]
    end = text[near[0] :]
    return end if len(end) <= 2 * _QUOTED else end[-_QUOTED:].partition(" ")[2]


_QUOTED = 160
