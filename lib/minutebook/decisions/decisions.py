"""Decisions: what a paper resolves, recommends, asks for or undertakes, and the rows of its action tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.decisions.actions import Decision, actions_of, planned_of
from minutebook.decisions.minuted import BODY, DENIED, ITEM, body_in, of_minutes, sentences_of, whole_of
from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.reports import Document
from minutebook.papers.source import Passage, Source, beginning_in, passage
from minutebook.papers.tables import Table
from minutebook.text.dates import ANY_MONTH
from minutebook.text.owners import due_of, owner_of, roles_in

#: What running text is made of for this purpose; a row that fell out of its table is read with the table.
_NO_TEXT = (*NO_WORDS, "table row")


def decisions(
    source: Source, blocks: Sequence[Block], tables: Sequence[Table], documents: Sequence[Document]
) -> list[Decision]:
    """Return the decisions of a pack, in the order of their characters."""
    loose = {line for table in tables for line in table.loose}
    found = [d for table in tables for d in actions_of(table)]
    for document in documents:
        own = beginning_in(blocks, document.first_line, document.last_line)
        inside = [b for b in own if b.kind not in _NO_TEXT and b.first_line not in loose]
        if document.kind == "minutes":
            found += of_minutes(source, inside)
        elif document.kind != "agenda":
            found += _of_report(source, document, inside)
        found += _in_header(source, document)
        if document.kind == "work programme":
            planned = beginning_in(tables, document.first_line, document.last_line)
            found += [d for table in planned if not any(actions_of(table)) for d in planned_of(table)]
    unique = {(d.start, d.end): d for d in reversed(found)}
    return [_with_owner(unique[key]) for key in sorted(unique)]


def _in_header(source: Source, document: Document) -> Iterator[Decision]:
    """Yield the recommendation that a row of a report's header holds."""
    for field in document.header:
        value = passage(source, field.value).stripped()
        label = source.text[slice(*field.label)].strip(" :*\t")
        rows = "\t" in source.line(field.line) or "|" in source.line(field.line)
        if rows and value.text and _RECOMMENDATIONS.fullmatch(label) and not _NOTHING_TO_DECIDE.match(value.text):
            yield Decision("recommendation", *whole_of(value), owner=body_in(value.text), status="proposed")


def _with_owner(decision: Decision) -> Decision:
    if decision.kind == "planned item":  # its words say what it is about, not who is to act
        return decision
    ahead = decision.kind in ("action", "undertaking", "request")
    due = decision.due or due_of(decision.text, ahead=ahead)
    return replace(decision, owner=decision.owner or owner_of(decision.text), due=due)


# ------------------------------------------------------------------------------------------------------- sentences


def _lines(source: Source, block: Block) -> Iterator[Passage]:
    """Yield the lines of a block that are apart by line breaks of the author's; else the block whole."""
    spans = block.spans if all(source.text[a:b].endswith("  ") for a, b in block.spans[:-1]) else ()
    parts = [passage(source, [span]).stripped() for span in spans] or [block.passage(source)]
    yield from (part for part in parts if part.text)


# --------------------------------------------------------------------------------------------------------- reports

_ASKED = r"(?:asked|invited|recommended|requested)"
#: What only tells that a body asked, not what it is asked to do.
_TELLS = r"(?:then|about|in|at|for|how|why|whether|what|when|where|to (?:see|know|hear|be told))\b"
#: "The Board is asked to:", "Board asked to note", "For the committee to": what stands after it is recommended.
_LEAD_IN = re.compile(
    rf"\b{BODY}\b(?! (?:who|which|ha(?:s|ve|d)|also)\b)[^.;:]{{0,40}}?(?<!\bhad )(?<!\bhas )(?<!\bhave )(?<!\bwho )"
    rf"\b(?:(?:is|are)\s(?:also\s|therefore\s)?)?{_ASKED}\b(?! {_TELLS}|\s*[.,;])"
    rf"|\A(?:for )?the {BODY} to\b|"
    rf"\A(?:the )?{BODY} {_ASKED}\b(?! {_TELLS}|\s*[.,;])"
    rf"|\b(?:proposed|following) actions\b|\bask of the {BODY}\b"
    rf"|\b(?:is|are) (?:recommended|proposed) that (?:the )?{BODY}\s*:"
    rf"|\Athat (?:the )?[\w ]*\b{BODY}(?: [a-z]+)?\s*(?::|[–-]\s*\Z)"
    r"|\brecommendations? (?:(?:to|for|of) [^.;:]{1,60} )?(?:is|are|was|were)(?: that| to| as follows)?\s*:"
    r"|\b(?:recommends?|we recommend|proposes?)(?: that)?(?: the [\w ]{1,40})?\s*:"
    r"|\A(?:it is )?(?:therefore )?recommended(?: (?:that|to)\b[\w&’', ]{0,80})?(?:\s*[:–—-]+|(?<= that)|(?<= to))\Z",
    re.I,
)
#: How a paragraph ends that has its points below it.
_OPEN = (":", "–", "—", "-", " to", " that")
_WORDS_OF_A_LEAD_IN, _WORDS_OF_A_BARE_LEAD = 60, 8
_RECOMMENDED = re.compile(
    r"\b(?:it is|is it) (?!not\b)(?:\w+ ){0,2}(?:recommended|suggested|proposed) (?:that|to)\b", re.I
)
_ADVISES = re.compile(
    r"\b(?:should (?!have\b)|needs? to|must|(?:will be|is) (?:required|needed)|it is (?:vital|important"
    r"|essential|recommended)|(?:is|are) (?:urged|called on) to"
    r"|importance of continuing to)\b",
    re.I,
)
_RECOMMENDATIONS = re.compile(
    r"(?:officer |summary of |proposed |key )?recommendations?(?: (?:to|for) .*)?|(?:decisions?"
    r"|actions?) (?:required|sought|requested)",
    re.I,
)
#: Points of a recommendation begin so, whatever stands around them.
_POINT = re.compile(
    r"(?:that|to|note|notes|agree|agrees|approve|approves|endorse|consider|comment|recommend|receive|support|review|adopt"
    r"|delegate|authorise|confirm|accept|request|ask|instruct|scrutinise|discuss|provide|help|commit|identify|ensure|develop"
    r"|continue|promote|improve|establish|strengthen|embed|increase|raise|work with|use|produce|publish|monitor"
    r"|explore)\b",
    re.I,
)
#: A heading over what is to be done, and a point that says it: a verb first.
_PLANS = re.compile(r"(?:what(?:['’]s| is| comes| happens)? next|next steps?|things to (?:do|try))\b[^.]{0,30}\Z", re.I)
_IMPERATIVE = re.compile(
    r"(?!The|This|These|There|We|It|All|Our|A|An|In|On|For|With|By|At)[A-Z][a-z]+(?<!ed)(?<!ing)(?<!s) "
)
_NOTHING_TO_DECIDE = re.compile(r"\b(?:none|not applicable|n/a|no (?:decision|action))\b", re.I)


@dataclass(frozen=True)
class _Place:
    """Where in a report the reading has come to.

    `listing`: points of a list that is recommended follow; `style` is how they are marked, `body` who is asked.
    `advising`: the level of the heading that does, 0 for none; a chapter that does (`in_chapter`) goes on to the next.
    `under`: under the heading of a report's recommendations; `planning`: under one that says what comes next.
    """

    listing: bool = False
    style: str = ""
    body: str = ""
    advising: int = 0
    in_chapter: bool = False
    under: bool = False
    planning: bool = False


def _of_report(source: Source, document: Document, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what a report recommends: points after a lead-in or under a heading, sentences that say so, advice."""
    chapters, slides = _contents(source, document), document.kind == "slides"
    place = _Place()
    for block in blocks:
        prose = block.passage(source)
        text = prose.text.rstrip()
        lead = _LEAD_IN.search(text) if len(text.split()) < _WORDS_OF_A_LEAD_IN and not DENIED.search(text) else None
        opens = text.lower().endswith(_OPEN)
        if place.style and (block.kind == "heading" or (_style(block) == "figures" != place.style)):
            place = replace(place, listing=False)
        if block.kind == "heading":
            place = _under_heading(place, block, text, chapters, has_header=bool(document.header))
            leads = (lead is not None and (opens or slides)) or _ASKED_TO_DO.search(text) is not None
            place = replace(place, listing=leads, body=body_in(text) if leads else "")
        elif not text or block.kind == "footnote":
            continue
        elif lead and opens:
            place = replace(place, listing=True, body=body_in(text), style="")
        elif lead and not _NOTHING_TO_DECIDE.search(text):
            if not place.listing:  # else it is a point of a list that asks somebody else
                body = "" if _ANYBODYS.search(text) else body_in(text)
                place = replace(place, listing="following" in text, body=body, style="")
            yield Decision("recommendation", *whole_of(prose), owner=body_in(text), status="proposed")
        elif slides and (place.listing or place.advising):
            for line in _lines(source, block):
                yield Decision("recommendation", *whole_of(line), owner=place.body, status="proposed")
        elif place.listing and (block.kind in ITEM or re.match("that ", text, re.I)):
            place = replace(place, style=place.style or _style(block))
            yield Decision("recommendation", *whole_of(prose), owner=owner_of(text) or place.body, status="proposed")
        elif _is_point(block, text, place):
            yield Decision("recommendation", *whole_of(prose), owner=owner_of(text), status="proposed")
        else:
            leads = _RECOMMENDED.search(text) is not None and opens
            place = replace(place, listing=leads, style="")
            bare = leads and len(text.split()) <= _WORDS_OF_A_BARE_LEAD  # its points say what
            ours = roles_in(document.values.get("report_of", ""))
            yield from () if bare else _advice(prose, ours, advising=bool(place.advising))


def _under_heading(place: _Place, block: Block, text: str, chapters: set[str], *, has_header: bool) -> _Place:
    """Return the place under a heading: whether it advises, recommends or plans."""
    goes_on = block.level > place.advising or (place.in_chapter and text.casefold() not in chapters)
    advises = re.search(r"\brecommendations\b", text, re.I) is not None
    return _Place(
        in_chapter=text.casefold() in chapters if advises else place.in_chapter,
        advising=block.level if advises else place.advising if goes_on and not block.number else 0,
        under=_RECOMMENDATIONS.fullmatch(text.strip(" :.")) is not None and has_header,
        planning=_PLANS.match(text) is not None,
    )


def _is_point(block: Block, text: str, place: _Place) -> bool:
    """Tell whether a block is a point of a plan or of a recommendation, or a numbered point of advice."""
    style = _style(block)
    planned = place.planning and style == "signs" and _IMPERATIVE.match(text) is not None
    advised = bool(place.advising) and style == "figures" and _ADVISES.search(text) is not None and text[-1:] != ":"
    pointed = (place.under or (place.advising and block.kind in ITEM)) and _POINT.match(text) is not None
    return planned or advised or bool(pointed)


#: Actions that a body is asked about and others are to take.
_ANYBODYS = re.compile(r"\b(?:proposed|following) (?:proposed )?actions\b", re.I)
_ASKED_TO_DO = re.compile(rf"\bwhat (?:the )?{BODY} (?:is|are) asked to do\b", re.I)


def _style(block: Block) -> str:
    """Return how a block is marked as a point of a list: "signs", "figures", "letters", or not at all."""
    if block.kind not in ITEM:
        return ""
    return "figures" if block.number[:1].isdigit() else "letters" if block.number else "signs"


def _advice(prose: Passage, ours: str, *, advising: bool) -> Iterator[Decision]:
    """Yield what the sentences of a paragraph recommend, promise or ask; `ours` is who "we" are, if that is known."""
    for text, start, end in sentences_of(prose):
        if (
            _RECOMMENDED.search(text)
            or _WE_PROPOSE.match(text)
            or _RECOMMENDS.match(text)
            or (advising and _ADVISES.search(text))
        ):
            yield Decision("recommendation", text, start, end, status="proposed")
        elif _I_DECIDE.match(text):
            yield Decision("resolution", text, start, end, status="completed")
        elif _PROMISED.search(text) or _HAS_AGREED.search(text) or _will_come(text):
            yield Decision("undertaking", text, start, end, owner=ours if text.startswith("We ") else "")
        elif re.search(r"\bit is asked that\b", text, re.I) or _WE_ASK.match(text) or _has_asked(text):
            yield Decision("request", text, start, end, status="proposed")


#: What a report says that somebody has promised, and what counts where it says for when.
_PROMISED = re.compile(
    r"\b(?:has|have) (?:also |now |since )?(?:undertaken|promised) to\b(?! the\b)"
    r"|\A(?:[\w’'-]+ ){1,8}(?:undertakes?|promises?) to\b"
)
_HAS_AGREED = re.compile(
    r"\b(?:has|have) (?:also |now |since )?(?:agreed|offered|committed) to\b(?! the\b).*"
    rf"\b(?:by|before|from|in|on|until) (?:the )?(?:(?:end|start|middle) of )?(?:\d{{1,2}} )?(?:{ANY_MONTH}|20\d\d)\b"
)
_WE_PROPOSE = re.compile(r"We (?:therefore |also )?(?:propose|recommend|suggest) (?:that|to)\b")
#: Who recommends here; a review of elsewhere, told in a report, doesn't.
_RECOMMENDS = re.compile(
    rf"(?:the |this |your )?(?:officers?|report|task (?:and finish )?group|working group|{BODY})"
    r" (?:\w+ ){0,2}?recommends? (?:that|to)\b|recommended(?: that\b|\s?[:–—-]+ ?(?:that|to)\b)"
    r"|recommendation(?: \d{1,2})?\s?[:–—-] ?(?=\w)(?!none\b|n/a\b)",
    re.I,
)
_READERS = r"(?:committee|sub-committee|panel|board|cabinet|commission|forum|scrutiny|members|councillors)\b"
#: "We will share the count with members", "A further report will be brought to the Panel", and when.
_COMES = re.compile(
    r"\b(?:will|shall) (?:also |then |next |now )?(?:be )?(?:bring|brought|report(?:ed)?(?: back| again)?|return|come"
    r"|present(?:ed)?|submit(?:ted)?|provided?|shared?|sen[dt]|circulated?)\b(?! (?:it|them|this|these)\b)"
    rf"[^.;]*\b(?:to|with) (?:(?:the |this )?(?:[A-Z]\w+ (?:and )?)*)?(?i:{_READERS})"
)
_OF_THIS = re.compile(
    r"We (?:will|shall) (?:also |then )?(?:publish|issue|share|circulate)\b[^.;]* of this (?:report|paper)\b"
)
_HAS_ASKED = re.compile(rf"(?:[Tt]he )?(?:[A-Z]\w+ )*(?i:{BODY}) ha(?:s|ve) asked [\w’' ]{{2,60}}? to\b")


def _will_come(text: str) -> bool:
    """Tell whether a sentence promises its readers something, with the time that it will come at.

    A month alone that it comes in is a plan's, no promise.
    """
    comes = _COMES.search(text)
    due = due_of(text[comes.start() :], ahead=True) if comes else ""
    planned = due.isalpha() and re.search(rf"\bin {due}\b", text) is not None
    return _OF_THIS.match(text) is not None or (due != "" and not planned)


def _has_asked(text: str) -> bool:
    """Tell whether a sentence says what a body has asked somebody to do, and by when: it is still to come."""
    asked = _HAS_ASKED.match(text)
    return asked is not None and due_of(text[asked.end() :], ahead=True) != ""


#: What a notice says of a decision that one person takes.
_I_DECIDE = re.compile(
    r"(?:Having [^.]{3,120}, )?I (?:have |hereby |have hereby )?(?:decide|agree|approve|resolve|determine)d?"
    r" (?:to|that|the)\b"
)
_WE_ASK = re.compile(r"We (?:want|would like|wish) to ask\b|We ask (?:that|the|our)\b")


_LINES_OF_CONTENTS = 60


def _contents(source: Source, document: Document) -> set[str]:
    """Return the entries of a document's contents list: what stands below its title with a page number behind."""
    lines = range(document.first_line, document.last_line + 1)
    title = next((n for n in lines if source.line(n).strip("#* ").casefold() == "contents"), None)
    below = range(title + 1, min(title + _LINES_OF_CONTENTS, document.last_line) + 1) if title else ()
    entries = (re.fullmatch(r"(.+?)(?:\.{3,}|\t)\s*\d+\s*", source.line(n)) for n in below)
    return {entry[1].strip(" .").casefold() for entry in entries if entry}
