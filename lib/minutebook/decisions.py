"""Decisions: what a paper resolves, recommends, asks for or undertakes, and the rows of its action tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from minutebook.actions import Decision, actions_of
from minutebook.blocks import Block
from minutebook.dates import ANY_MONTH
from minutebook.owners import due_of, owner_of, roles_in
from minutebook.prose_figures import sentences
from minutebook.reports import Document
from minutebook.source import Passage, Source, passage
from minutebook.tables import Table

_ITEM: tuple[str, ...] = ("bullet", "numbered paragraph")
#: What running text is made of for this purpose; a row that fell out of its table is read with the table.
_NO_TEXT = ("blank", "page mark", "rule", "table row")


def decisions(
    source: Source, blocks: Sequence[Block], tables: Sequence[Table], documents: Sequence[Document]
) -> list[Decision]:
    """Return the decisions of a pack, in the order of their characters."""
    loose = {line for table in tables for line in table.loose}
    found = [d for table in tables for d in actions_of(table)]
    for document in documents:
        first = bisect_left(blocks, document.first_line, key=attrgetter("first_line"))
        last = bisect_right(blocks, document.last_line, key=attrgetter("first_line"))
        inside = [b for b in blocks[first:last] if b.kind not in _NO_TEXT and b.first_line not in loose]
        if document.kind == "minutes":
            found += _of_minutes(source, inside)
        elif document.kind != "agenda":
            found += _of_report(source, document, inside)
    unique = {(d.start, d.end): d for d in reversed(found)}
    return [_with_owner(unique[key]) for key in sorted(unique)]


def _with_owner(decision: Decision) -> Decision:
    ahead = decision.kind in ("action", "undertaking", "request")
    due = decision.due or due_of(decision.text, ahead=ahead)
    return replace(decision, owner=decision.owner or owner_of(decision.text), due=due)


# ------------------------------------------------------------------------------------------------------- sentences


def _parts(prose: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of a paragraph with their characters in the source."""
    for begin, stop in sentences(prose.text):
        text = prose.text[begin:stop]
        if text.strip():
            first = begin + len(text) - len(text.lstrip())
            yield text.strip(), *prose.span(first, begin + len(text.rstrip()))


def _whole(prose: Passage, begin: int = 0) -> tuple[str, int, int]:
    return prose.text[begin:].rstrip(), *prose.span(begin, len(prose.text.rstrip()))


def _lines(source: Source, block: Block) -> Iterator[Passage]:
    """Yield the lines of a block that are apart by line breaks of the author's; else the block whole."""
    spans = block.spans if all(source.text[a:b].endswith("  ") for a, b in block.spans[:-1]) else ()
    parts = [passage(source, [span]).stripped() for span in spans] or [block.passage(source)]
    yield from (part for part in parts if part.text)


# --------------------------------------------------------------------------------------------------------- reports

_BODY = (
    r"(?:board|committee|sub-committee|cabinet|council|panel|partnership|commission|executive|forum|hwbb?|members"
    r"|councillors|chair(?:man)?|governors|trustees)"
)
_ASKED = r"(?:asked|invited|recommended|requested)"
#: "The Board is asked to:", "Board asked to note", "For the committee to": what stands after it is recommended.
_LEAD_IN = re.compile(
    rf"\b{_BODY}\b(?! (?:who|which|ha(?:s|ve|d)|also)\b)[^.;:]{{0,40}}?(?<!\bhad )(?<!\bhas )(?<!\bhave )(?<!\bwho )"
    rf"\b(?:(?:is|are)\s(?:also\s|therefore\s)?)?{_ASKED}\b|\A(?:for )?the {_BODY} to\b|"
    rf"\A(?:the )?{_BODY} {_ASKED}\b|\b(?:proposed|following) actions\b|\bask of the {_BODY}\b"
    rf"|\b(?:is|are) (?:recommended|proposed) that (?:the )?{_BODY}\s*:"
    rf"|\Athat (?:the )?[\w ]*\b{_BODY}(?: [a-z]+)?\s*:"
    r"|\brecommendations? (?:(?:to|for|of) [^.;:]{1,60} )?(?:is|are|was|were)(?: that| to| as follows)?\s*:"
    r"|\b(?:recommends?|we recommend|proposes?)(?: that)?(?: the [\w ]{1,40})?\s*:",
    re.I,
)
_WORDS_OF_A_LEAD_IN, _NEAR, _WORDS_OF_A_BARE_LEAD = 60, 12, 8
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
#: What isn't asked, recommended or agreed.
_DENIED = re.compile(
    r"\b(?:not|never|neither) (?:\w+ )?(?:asked|recommended|proposed|invited|requested|agreed)\b"
    r"|\bagreed to disagree\b|\bminutes to be (?:approved|agreed|confirmed|signed)\b",
    re.I,
)


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
        lead = _LEAD_IN.search(text) if len(text.split()) < _WORDS_OF_A_LEAD_IN and not _DENIED.search(text) else None
        if place.style and (block.kind == "heading" or (_style(block) == "figures" != place.style)):
            place = replace(place, listing=False)
        if block.kind == "heading" and not (place.listing and not _is_marked(source, block)):
            place = _under_heading(place, block, text, chapters, has_header=bool(document.header))
            leads = (lead is not None and (text.endswith(":") or slides)) or _ASKED_TO_DO.search(text) is not None
            place = replace(place, listing=leads, body=_body_in(text) if leads else "")
        elif not text or block.kind == "footnote":
            continue
        elif lead and text.endswith((":", "–", "-")) and len(text) - lead.end() < _NEAR:
            place = replace(place, listing=True, body=_body_in(text), style="")
        elif lead and not _NOTHING_TO_DECIDE.search(text):
            leads = "following" in text or text.endswith((":", " to"))
            among = place.listing and not leads and bool(place.style)  # a point of a list that asks somebody else
            place = place if among else replace(place, listing=leads, body=_body_in(text), style="")
            kind = "request" if "requested to" in text and block.kind == "paragraph" else "recommendation"
            yield Decision(kind, *_whole(prose), owner=_body_in(text), status="proposed")
            if _ANYBODYS.search(text):
                place = replace(place, body="")
        elif slides and (place.listing or place.advising):
            for line in _lines(source, block):
                yield Decision("recommendation", *_whole(line), owner=place.body, status="proposed")
        elif place.listing and not text.isupper() and (block.kind in (*_ITEM, "heading") or block.number):
            place = replace(place, style=place.style or _style(block))
            yield Decision("recommendation", *_whole(prose), owner=owner_of(text) or place.body, status="proposed")
        elif _is_point(block, text, place):
            yield Decision("recommendation", *_whole(prose), owner=owner_of(text), status="proposed")
        else:
            leads = _RECOMMENDED.search(text) is not None and text.endswith((":", " to", " that", "–"))
            place = replace(place, listing=leads, style="")
            bare = leads and len(text.split()) <= _WORDS_OF_A_BARE_LEAD  # its points say what
            yield from () if bare else _advice(prose, advising=bool(place.advising))


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
    pointed = (place.under or (place.advising and block.kind in _ITEM)) and _POINT.match(text) is not None
    decides = not _NOTHING_TO_DECIDE.search(text) and not text.endswith(":")
    return planned or advised or (bool(pointed) and decides)


#: Actions that a body is asked about and others are to take.
_ANYBODYS = re.compile(r"\b(?:proposed|following) (?:proposed )?actions\b", re.I)
_ASKED_TO_DO = re.compile(rf"\bwhat (?:the )?{_BODY} (?:is|are) asked to do\b", re.I)


def _style(block: Block) -> str:
    """Return how a block is marked as a point of a list: "signs", "figures", "letters", or not at all."""
    if block.kind not in _ITEM:
        return ""
    return "figures" if block.number[:1].isdigit() else "letters" if block.number else "signs"


def _body_in(text: str) -> str:
    """Return the body that a lead-in asks, as printed: "Board", or nothing."""
    match = re.search(
        rf"(?:[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|and|of|&|for)){{0,8}} )?\b(?i:{_BODY})\b(?: \([A-Z]+\))?", text
    )
    match = match or re.search(rf"\b{_BODY}\b", text, re.I)
    return re.sub(r"\A(?:the|for|that) ", "", match[0], flags=re.I) if match else ""


def _advice(prose: Passage, *, advising: bool) -> Iterator[Decision]:
    for text, start, end in _parts(prose):
        if _RECOMMENDED.search(text) or _WE_PROPOSE.match(text) or (advising and _ADVISES.search(text)):
            yield Decision("recommendation", text, start, end, status="proposed")
        elif _I_DECIDE.match(text):
            yield Decision("resolution", text, start, end, status="completed")
        elif re.search(r"\bit is asked that\b", text, re.I) or _WE_ASK.match(text):
            yield Decision("request", text, start, end, status="proposed")


_WE_PROPOSE = re.compile(r"We (?:therefore |also )?(?:propose|recommend|suggest) (?:that|to)\b")
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


def _is_marked(source: Source, block: Block) -> bool:
    return source.line(block.first_line).lstrip().startswith(("#", "*")) or bool(block.number)


# --------------------------------------------------------------------------------------------------------- minutes

#: "RESOLVED:", "RESOLVED (unanimously), that –", "It was AGREED that", "Resolved – That", "It was agreed:", and "On a
#: show of hands it was agreed that"; what "was agreed that" in running text is read sentence by sentence.
_VOTED = r"(?:[Oo]n|[Uu]pon|[Aa]fter|[Ff]ollowing|[Bb]y) (?:a|an|the|being)\b[^.:;]{0,40}?\bit was "
_HOW = r"(?:\s*\([^()]*\))?"
_THEN = r"(?:(?:then|therefore|unanimously|further|also|duly|accordingly|subsequently|finally) )*"
#: "RECOMMENDED TO CABINET:", "RESOLVED TO RECOMMEND to the Council that"
_TO_WHOM = (
    r"(?: (?:to|TO)(?: RECOMMEND(?: to| TO)?)? (?:the |THE )?[A-Z][\w’'& ]{2,60}?(?=\s*(?:[:–-]|that\b|THAT\b)))?"
)
_RESOLVED = re.compile(
    rf"\W*(?:(?:[Ii]t was {_THEN}|{_VOTED})?(?:RESOLVED|AGREED|DECIDED|RECOMMENDED|NOTED|APPROVED)\b"
    rf"|(?:Resolved|Decision|Agreed)\b(?={_HOW}\W*[:–-]|\s+that\b)"
    rf"|(?:[Tt]he )?(?:[A-Z][\w’']+ ){{0,4}}(?i:{_BODY}) (?:[a-z]+ly |then |therefore |also )?"
    r"(?:RESOLVED|AGREED|DECIDED|NOTED|APPROVED)\b"
    rf"|(?:[Ii]t was |{_VOTED}){_THEN}(?:agreed|resolved|decided)\b"
    rf"(?={_HOW}\W*(?:[:–-]|\Z))"
    rf"|{_VOTED}(?:agreed|resolved|decided)\b(?={_HOW}\W*(?:that|to)\b))"
    rf"(?P<how>{_TO_WHOM}{_HOW})[\s:,*–-]*(?:(?:[Tt]hat|THAT)\b[\s:,–-]*|(?:to|TO)\W*\Z)?"
)
_RESOLVES = re.compile(
    rf"\b{_BODY} (?:unanimously )?(?:resolved|RESOLVED) (?:to|that)\b|\b(?:and|it was) {_THEN}RESOLVED\b"
    rf"|\b{_BODY} (?:also |duly )?(?:noted the (?:progress|report|update|contents|presentation|briefing)"
    rf"|(?:approved|endorsed|ratified|adopted) the)\b"
    r"|\bminutes\b[^.]{0,160}\b(?:were|was|be) (?:agreed|approved|confirmed|accepted|signed)\b"
    r"|\b(?:moved|proposed)\b[^.]{0,160}\b(?:seconded|carried)\b[^.]{0,80}\b(?:carried|agreed|approved|adopted)\b"
    r"|\b(?:moved|proposed)\b[^.]{0,40} and carried\b"
    r"|\b(?:motion|amendment|proposal|proposition|recommendation|resolution)s?\b[^.]{0,60}\b(?:was|were|being)\b[^.]{0,40}"
    r"\b(?:carried|agreed|approved|adopted|accepted)\b"
    r"|\b(?:reports?|updates?|presentations?|briefings?|plan|programme) (?:was|were) (?:noted|approved|endorsed"
    r"|agreed|received)\b",
    re.I,
)
#: A resolution that asks for something later isn't done with the meeting.
_LATER = re.compile(
    r"\bbe (?:asked|requested|invited|instructed|brought|submitted|circulated|prepared|provided|arranged"
    r"|written|added)\b"
    r"|\breport back\b|\A(?:to )?(?:ask|request|write|invite|instruct)\b",
    re.I,
)
_ACTION_LINE = re.compile(r"\W*(?:ACTIONS?|Actions?)\b(?P<by>[^:.]{0,60}):\W*")

_OBJECT = (
    r"(?:report|paper|briefing|update|letter|copy|copies|data|figures?|information|details?|item|note|list|plan|proposals?|results?"
    r"|findings|response|answer|summary|presentation|meeting|visit|session|strategy|analysis|programme|slides|minutes|feedback|evidence)s?"
)
_DOES = (
    r"(?:circulat|provid|report|submit|develop|tak(?!e (?:its )?place|ing place)|bring|brought|present|publish"
    r"|writ|send|sent|shar|arrang|invit|produc"
    r"|review|promot|investigat|draft|complet|includ|consider|giv|look into|follow up|come back|check|contact|liais|ask"
    r"|rais|discuss|add|updat|prepar|let (?:members|the)|speak|explor|confirm|organis|attend|feed back|put|monitor"
    r"|find out|establish|obtain)\w*"
)
#: What a question begins with.
_ASKS = r"(?:what|why|how|whether|when|where|who|whose|which|about|after)\b"
_REQUEST = re.compile(
    rf"\brequested\b(?! by)(?= (?:that|an?|the|further|more|details|information|to|{_OBJECT}|for|clarif|some"
    rf"|any|sight))"
    r"|\b(?:be|was|were|is|are) (?:also )?(?:asked|requested|invited) to\b"
    rf"|\basked (?:for (?!clarification\b)(?:\w+ ){{0,4}}{_OBJECT}\b|that|if [\w ]{{1,40}}\b(?:could|would"
    rf"|can) be\b|(?!{_ASKS})(?:the )?[\w’' ]{{1,60}}? to\b)"
    r"|\bsought assurance\b|\bsuggested that\b.*\b(?:should|would|could|be|met)\b"
    r"|\bsuggested (?:it|they|he|she|this) [a-z]+"
    r"|\b(?:would|might) (?:also )?be useful (?:to|if)\b|\bit (?:is|was) (?:asked|requested) that\b"
    r"|\binvited [\w’' ]{1,60}? to\b"
    r"|\bwould (?:like|welcome) (?:to (?:see|receive|have)|an?|further|more) ?(?:\w+ ){0,4}" + _OBJECT + r"\b",
    re.I,
)
#: When something is promised for.
_TIME = (
    r"(?:the (?:end of|next|meeting|summer|autumn|spring|new year)\b|next\b|noon\b|Christmas\b|Easter\b|(?:\w+day)\b"
    rf"|(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{ANY_MONTH}\b"
    r"|(?:a|one|two|three|four|six|eight|ten|fourteen|\d{1,3}) (?:working )?(?:days?|weeks?|months?|fortnight)\b)"
)
_UNDERTAKING = re.compile(
    rf"\b{_BODY} (?:also )?confirmed that\b[^.]*\bwould\b|\bnoted to (?!be\b)[a-z]+"
    r"|\bagreed(?:, [^,.;]{3,40},)? to\b"
    r"|\bagreed(?:, [^,.;]{3,40},)? that\b(?! the [a-z ]{1,40}\b(?:made|were|was|had|showed)\b)"
    r"|\bundertook\b|\bpromised\b|\boffered to\b"
    r"|(?<!remain )(?<!remained )\bcommitted to\b|\bnext steps? would be\b"
    r"|\b(?:would|will|could) (?:(?:need to|also|then|now|nevertheless|however|therefore|still|gladly) )?"
    rf"(?:be (?!\w+ing\b))?{_DOES}\b"
    r"|\b(?:would|will) be (?:ready |done |complete |finished |over )?by the \d"
    r"|\b(?:would|will) (?:now |then |all )?(?:go|reply|answer|return|follow|arrive|finish|respond|call|visit"
    r"|let [\w’' ]{3,30}|be (?:sent|with|before|back|issued|ready|mended|replaced|put right|done|settled|finished))\b"
    rf"[\w’' ]{{0,40}}? (?:before|by|within|in time for) {_TIME}",
    re.I,
)
#: Somebody's view of what would follow, not a promise of it.
_ONLY_SAID = re.compile(
    r"\b(?:would not|could not|if |whether|felt|hoped|hoping|considered (?:that|\w+)|which (?:would|could)"
    r"|could include|wondered"
    r"|would (?:need|have) to (?!be (?:made|submitted|circulated)))"
    r"|\b(?:bring together|take (?:about|up to|some)|what would|would chair|would (?:be )?tak(?:e|ing) place)\b"
    r"|\b(?:public engagement"
    r"|consultation)\b.*\bwould\b"
    r"|\bnoted that\b(?!.*\bagreed\b).*\bwould be\b",
    re.I,
)
#: What was under way or is told of others is no request of this meeting's.
_TOLD = re.compile(
    r"\b(?:was|were) (?:asked|invited) to\b[^.]*, which (?:was|were|met|had|took)\b"
    r"|\bsuggested that\b[^.]*\bmight be of (?:interest|use|help)\b"
    r"|\b(?:considered that it would be|had been (?:asked|invited|requested))\b",
    re.I,
)


def _of_minutes(source: Source, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what minutes decide; where an action's line says no more than who acts, what stands above is theirs."""
    owners = _owners_below(source, blocks)
    found = list(_minuted(source, [b for b in blocks if not _owner_alone(b.passage(source).text)]))
    for n, owner in owners.items():
        first, last = blocks[n].spans[0][0], blocks[n].spans[-1][1]
        inside = [d for d in found if first <= d.start < last]
        parts = [part for part in _parts(blocks[n].passage(source)) if not _IN_BRACKETS.fullmatch(part[0])]
        if not inside and parts:
            found.append(Decision("action", *parts[-1], owner=owner))
        elif inside and not inside[-1].owner and inside[-1].kind != "resolution":
            found[found.index(inside[-1])] = replace(inside[-1], owner=owner)
    yield from found


#: Who is to act, behind a sentence: "(Action: Clerk)".
_IN_BRACKETS = re.compile(r"[(\[](?:ACTIONS?|Actions?)(?: (?:by|for))?\s?[:–-]\s?(?P<who>[^()\[\]]{3,80})[)\]]\.?")


def _owners_below(source: Source, blocks: Sequence[Block]) -> dict[int, str]:
    """Return who is to act on what a block says, by its place: named on a line below it, or in brackets at its end."""
    out: dict[int, str] = {}
    for n, block in enumerate(blocks):
        text = block.passage(source).text.rstrip()
        if n and blocks[n - 1].kind != "heading" and (owner := _owner_alone(text)):
            out[n - 1] = owner
        brackets = [m for m in _IN_BRACKETS.finditer(text) if m.end() == len(text)]
        if brackets and roles_in(brackets[-1]["who"]):
            out[n] = roles_in(brackets[-1]["who"])
    return out


def _owner_alone(text: str) -> str:
    """Return the role or body that all of an action's line is, or nothing where it says what is to be done."""
    action = _ACTION_LINE.match(text)
    rest = text[action.end() :].strip(" .*") if action else text.strip(" .*")
    alone = _OWNER.fullmatch(rest) if action else None
    return roles_in(rest) if alone else ""


_OWNER = re.compile(r"[A-Z][\w’'&/-]*(?:,? (?:[A-Z][\w’'&/()-]*|of|for|and|the|in|with|&)){0,11}")


def _minuted(source: Source, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what minutes resolve, and the sentences in which somebody is asked to act or says that they will."""
    body = ""  # who agreed to the points of a list
    mode = ""  # what comes next: what was "resolved", more "points" of it, what was "agreed", "actions"
    for block in blocks:
        prose = block.passage(source)
        text = prose.text.rstrip()
        if not text or block.kind == "footnote":
            continue
        mark, action = _RESOLVED.match(text), _ACTION_LINE.match(text)
        if mark and mark.end() < len(text) and not text.endswith((":", "–", " -", ":-")):
            mode = ""
            yield _resolution(prose)
        elif mark:
            mode = "resolved" if mark.end() >= len(text) - 1 else "agreed"
        elif action and not re.search(r"\b(?:tracker|arising|plan)\b", action["by"], re.I):
            mode = "actions"
            yield from _actions(source, block)
        elif block.kind == "heading":
            mode = ""
        elif mode == "actions" and block.kind in _ITEM:
            yield Decision("action", *_whole(prose), owner=owner_of(text) or _before_dash(text))
        elif mode == "resolved" or (mode == "points" and block.kind in _ITEM):
            yield _resolution(prose)
            mode = "points" if block.kind in _ITEM else ""
        elif mode == "agreed" and block.kind in _ITEM and not re.fullmatch(r"\d+(?:\.\d+)+\.?", block.number):
            if block.number:
                kind = "request" if re.match(r"ask\b|request\b", text, re.I) else "undertaking"
                yield Decision(kind, *_whole(prose), owner=owner_of(text) or (body if kind == "undertaking" else ""))
        else:
            mode = "agreed" if re.search(r"\bagreed (?:to|that)\b.*:\s*\Z", text) else ""
            body = _body_in(text) if mode else ""
            yield from () if mode else _said(prose)


def _resolution(prose: Passage) -> Decision:
    text, start, end = _whole(prose)
    words = text[match.end() :] if (match := _RESOLVED.match(text)) else text
    return Decision("resolution", text, start, end, status="not stated" if _LATER.search(words) else "completed")


def _actions(source: Source, block: Block) -> Iterator[Decision]:
    """Yield the actions behind the word and a colon: each line of the block is one."""
    first = True
    for span in block.spans:
        line = passage(source, [span]).stripped()
        if first:
            mark = _ACTION_LINE.match(line.text)
            line, first = line.part(mark.end(), len(line.text)) if mark else line, False
        if line.text.strip():
            yield Decision("action", *_whole(line.stripped()), owner=_before_dash(line.text) or owner_of(line.text))


def _before_dash(text: str) -> str:
    """Return who stands in front of a dash: "Director – briefing note" gives the director."""
    match = re.match(r"((?:[A-Z][\w’'&/-]*(?: (?:of|for|and|&))? ?){1,6}) ?[–—-] ", text)
    return match[1].strip() if match else ""


#: What was put to a meeting, and that it wasn't carried.
_MOVED = re.compile(r"\b(?:moved|seconded|proposed)\b")
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|proposition)\b[^.]{0,200}?\b(?:lost|fell|defeated|withdrawn|rejected"
    r"|not (?:carried|agreed|seconded|supported))\b",
    re.I,
)


def _said(prose: Passage) -> Iterator[Decision]:
    lost = _LOST.search(prose.text)
    for text, start, end in _parts(prose):
        if _DENIED.search(text) or (lost and (_MOVED.search(text) or _LOST.search(text))):
            continue
        if _RESOLVES.search(text):
            yield Decision("resolution", text, start, end, status="completed")
        elif _REQUEST.search(text) and not _TOLD.search(text):
            yield Decision("request", text, start, end)
        elif (said := _UNDERTAKING.search(text)) and not _ONLY_SAID.search(text, 0, said.end() + _NEAR):
            yield Decision("undertaking", text, start, end)
