"""Minutes: what they resolve, and the sentences in which somebody is asked to act or says that they will."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from minutebook.decisions.actions import Decision
from minutebook.papers.blocks import Block
from minutebook.papers.source import Passage, Source, passage
from minutebook.text.dates import ANY_MONTH
from minutebook.text.owners import owner_of, roles_in
from minutebook.text.sentences import sentences

ITEM: tuple[str, ...] = ("bullet", "numbered paragraph")
BODY = (
    r"(?:board|committee|sub-committee|cabinet|council|panel|partnership|commission|executive|forum|hwbb?|members"
    r"|councillors|chair(?:man)?|governors|trustees)"
)
#: What isn't asked, recommended or agreed.
DENIED = re.compile(
    r"\b(?:not|never|neither) (?:\w+ )?(?:asked|recommended|proposed|invited|requested|agreed)\b"
    r"|\bagreed to disagree\b|\bminutes to be (?:approved|agreed|confirmed|signed)\b",
    re.I,
)
_NEAR = 12


def sentences_of(prose: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of a paragraph with their characters in the source."""
    for begin, stop in sentences(prose.text):
        text = prose.text[begin:stop]
        if text.strip():
            first = begin + len(text) - len(text.lstrip())
            yield text.strip(), *prose.span(first, begin + len(text.rstrip()))


def whole_of(prose: Passage, begin: int = 0) -> tuple[str, int, int]:
    """Return a paragraph from a character on, with its characters in the source."""
    return prose.text[begin:].rstrip(), *prose.span(begin, len(prose.text.rstrip()))


def body_in(text: str) -> str:
    """Return the body that a lead-in asks, as printed: "Board", or nothing."""
    match = re.search(
        rf"(?:[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|and|of|&|for)){{0,8}} )?\b(?i:{BODY})\b(?: \([A-Z]+\))?", text
    )
    return re.sub(r"\A(?:the|for|that) ", "", match[0], flags=re.I) if match else ""


#: "RESOLVED:", "RESOLVED (unanimously), that –", "It was AGREED that", "Resolved – That", "It was agreed:", and "On a
#: show of hands it was agreed that"; what "was agreed that" in running text is read sentence by sentence.
_VOTED = r"(?:[Oo]n|[Uu]pon|[Aa]fter|[Ff]ollowing|[Bb]y) (?:a|an|the|being)\b[^.:;]{0,40}?\bit was "
#: "(unanimously)", "by five votes to two", "nem con"
_HOW = (
    r"(?:\s*\([^()]*\)|,? (?i:unanimously|nem\.? ?con\b\.?|without (?:a vote|dissent)"
    r"|(?:by|on) (?:a |an )?[\w -]{0,30}?(?:majority(?: of [\w -]{1,20}?)?|\bto [\w-]+)(?: votes)?)(?=\W))*"
)
_THEN = r"(?:(?:then|therefore|unanimously|further|also|duly|accordingly|subsequently|finally) )*"
#: "RECOMMENDED TO CABINET:", "RESOLVED TO RECOMMEND to the Council that"
_TO_WHOM = (
    r"(?: (?:to|TO)(?: RECOMMEND(?: to| TO)?)? (?:the |THE )?[A-Z][\w’'& ]{2,60}?(?=\s*(?:[:–-]|that\b|THAT\b)))?"
)
_RESOLVED = re.compile(
    rf"\W*(?:(?:(?i:it was) {_THEN}|{_VOTED})?(?:RESOLVED|AGREED|DECIDED|RECOMMENDED|NOTED|APPROVED)\b"
    rf"|(?:(?:Resolved|Resolutions?|Agreed|Recommended)\b|(?i:decisions?)\b)(?={_HOW}(?:\W*[:–-]|\s+that\b))"
    rf"|(?:Resolved|Agreed|Noted)\b(?={_HOW}\.\Z)"
    rf"|(?:[Tt]he )?(?:[A-Z][\w’']+ ){{0,4}}(?i:{BODY}) (?:[a-z]+ly |then |therefore |also )?"
    r"(?:RESOLVED|AGREED|DECIDED|NOTED|APPROVED)\b"
    rf"|(?:[Ii]t was |{_VOTED}){_THEN}(?:agreed|resolved|decided)\b"
    rf"(?={_HOW}\W*(?:[:–-]|\Z))"
    rf"|(?:[Ii]t was ){_THEN}(?:resolved|decided)\b(?={_HOW},? (?:that|to)\s*(?:[:(–-]|\W*\Z))"
    rf"|{_VOTED}(?:agreed|resolved|decided)\b(?={_HOW}\W*(?:that|to)\b))"
    rf"(?P<how>{_TO_WHOM}{_HOW})[\s:,*–-]*(?:(?:[Tt]hat|THAT)\b[\s:,–-]*|(?:to|TO)\W*\Z)?"
)
_RESOLVES = re.compile(
    rf"\b{BODY} {_THEN}(?:resolved|RESOLVED){_HOW} (?:to|that)\b|\b(?:and|it was) {_THEN}RESOLVED\b"
    rf"|\b{BODY} (?:also |duly |received and )?(?:noted the (?:progress|report|update|contents|presentation|briefing)"
    rf"|(?:approved|endorsed|ratified|adopted) the)\b"
    rf"|\b{BODY} {_THEN}(?:agreed|accepted) the (?:\w+ ){{0,2}}(?:recommendation|proposal|report|minute|amendment"
    rf"|plan|programme|terms of reference)s?\b"
    rf"|\b{BODY} {_THEN}voted\b(?:{_HOW}| [a-z]+ly) (?:to|that|in favour of)\b"
    r"|\bminutes\b[^.]{0,160}\b(?:were|was|be) (?:agreed|approved|confirmed|accepted|signed|taken as read)\b"
    r"|\b(?:was|were) (?:then |duly |unanimously )?(?:re-?)?(?:elected|appointed) (?:as )?(?:the )?"
    r"(?:vice-?|deputy )?(?:chair|leader|mayor)\w*\b"
    r"|\b(?:items?|consideration|applications?|discussion)\b[^.,]{0,40}\b(?:was|were) (?:deferred|adjourned"
    r"|postponed)\b"
    r"|\b(?:moved|proposed)\b[^.]{0,160}\b(?:seconded|carried)\b[^.]{0,80}\b(?:carried|agreed|approved|adopted)\b"
    r"|\b(?:moved|proposed)\b[^.]{0,40} and carried\b"
    r"|\b(?:motion|amendment|proposal|proposition|recommendation|resolution)s?\b[^.]{0,60}\b(?:was|were"
    r"|being)\b[^.]{0,40}"
    r"\b(?:carried|agreed|approved|adopted|accepted)\b"
    r"|\b(?:reports?|updates?|presentations?|briefings?|plan|programme) (?:was|were) (?:noted|approved|endorsed"
    r"|agreed|received)\b",
    re.I,
)
#: What others carried, or what was carried long before, is told and not decided.
_ELSEWHERE = re.compile(
    rf"\A(?:Back )?in (?:{ANY_MONTH},? )?(?:19|20)\d\d\b|\bcarried (?:out|forward|over|on)\b"
    r"|\b(?:was|were) (?:\w+ly )?(?:agreed|approved|adopted|accepted|endorsed|signed|elected|appointed)\b[^.;]{0,40}?"
    rf"(?:\bin (?:{ANY_MONTH},? )?(?:19|20)\d\d\b"
    rf"|\bby (?:the )?(?i:government|ministers?|cabinet|council|parliament|department|secretary of state|treasury)\b)",
    re.I,
)
#: Somebody's view that others shared: no word in it says what shall be.
_OPINED = re.compile(
    r"\bagreed(?:, [^,.;]{3,40},)? that\b(?:(?!\b(?:be|should|would|will|to|must|shall|could|may)\b)[^.;,])*?"
    r"\b(?:was|were|had|has|have|is|are|did|made|showed|remained|needed|mattered)\b",
    re.I,
)
_AGREED_BY_ALL = re.compile(rf"(?:[Ii]t was |{_VOTED}){_THEN}(?:agreed|resolved|decided)\b(?={_HOW}\W*(?:that|to)\b)")
#: A resolution that asks for something later isn't done with the meeting.
_LATER = re.compile(
    r"\bbe (?:asked|requested|recommended|invited|instructed|brought|submitted|circulated|prepared|provided|arranged"
    r"|written|added|looked at|reviewed)\b|\bshould (?!not\b)[a-z]+\b|\band asks? (?=[A-Z]|the\b)|\blook again\b"
    r"|\b(?:Head|Director|Clerk|Officers?|Manager|Secretary|Chair(?:man|person)?|Member)\b(?! be\b)[\w ,()&’'-]{0,60}?"
    r" (?:bring|report|write|provide|circulate|send|prepare|arrange|submit|publish|meet|review|produce|present|draft"
    r"|investigate|invite|consider|ask|look|obtain|share|convey|lobby|contact)\b"
    r"|\breport back\b|\A(?:to )?(?:ask|request|write|invite|instruct)\b",
    re.I,
)
_ACTION_LINE = re.compile(
    r"\W*(?:ACTIONS?|Actions?)\b(?P<by>(?: (?:points?|items?|agreed|required|no\.?|\d{1,2}))*(?=\s?[–—]\s| - )"
    r"|[^:.]{0,60}(?=:))\s?[:–—-]\W*"
)
#: What is to be done by whom, and nothing else: "Head of Parks to circulate the list", "JS/PT to meet the makers".
_TO_ACT = re.compile(
    r"(?:The )?(?P<who>[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*|[A-Z][\w’'&/-]*(?:,? (?:[A-Z][\w’'&/()-]*|of|for|and|the|in"
    r"|with|&)){0,9}) to (?!be\b|the\b|an?\b|date\b|all\b|its\b)[a-z]{3,} \w"
)
_INITIALS = re.compile(r"[A-Z]{2,3}(?:\s?[/,&]\s?[A-Z]{2,3})*")

_OBJECT = (
    r"(?:report|paper|briefing|update|letter|copy|copies|data|figures?|information|details?|item|note|list|plan"
    r"|proposals?|results?"
    r"|findings|response|answer|summary|presentation|meeting|breakdown|timetable|visit|session|strategy"
    r"|analysis|programme|slides|minutes|feedback|evidence)s?"
)
_DOES = (
    r"(?:circulat|provid|report|submit|develop|tak(?!e (?:its )?place|ing place)"
    r"|bring(?! (?:in|about|down|together)\b)|brought"
    r"|present|publish|writ|send|sent|shar|arrang|invit|produc"
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
    rf"|can) be\b|(?!{_ASKS})(?:the )?[\w’' ]{{1,60}}? to\b"
    rf"|(?!{_ASKS})(?:the )?[\w’' ]{{1,60}}? for (?:(?:an?|the|more|further|another) )(?:\w+ ){{0,3}}{_OBJECT}\b)"
    r"|\brequests? (?:was|were) (?:also )?made (?:for|that|to)\b"
    rf"|\b{_OBJECT}\b[^.,;]{{0,40}}\b(?:was|were) (?:also )?(?:requested|asked for)\b"
    rf"|\b{BODY} (?:also |therefore )?(?:instructed|directed|urged) (?:the )?[\w’' ]{{1,60}}? to\b"
    r"|\b(?:was|were) (?:also |then )?(?:instructed to|directed to|tasked (?:with|to))\b"
    rf"|\b{BODY} (?:also |therefore )?called (?:up)?on [\w’' ]{{1,60}}? to\b"
    rf"|\b{BODY} (?:also |therefore )?called for (?:an?|the|further|more)\b"
    r"|\bsought (?:further|more|an update|details)\b(?! clarification)"
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
    rf"\b{BODY} (?:also )?confirmed that\b[^.]*\bwould\b|\bnoted to (?!be\b)[a-z]+"
    r"|(?<!had )(?<!had also )(?<!had already )\bagreed(?:, [^,.;]{3,40},)? (?:to|that)\b"
    r"|\bundertook\b|\bpromised\b|(?<!had )\boffered to\b|\bgave (?:an |his |her |their )?(?:undertaking|word)\b"
    r"|\b(?:would|will) (?:be (?:answered|replied to|responded to)|(?:answer|reply|respond)\b[^.;]{0,60}?) in writing\b"
    r"|\btook (?:away )?(?:an|the) actions? to\b"
    r"|\b(?:would|will) (?:receive|be given|get|have) an? (?:written|full) (?:reply|answer|response)\b"
    r"|\b(?:was|were) to (?:find out|circulate|write to|check|arrange|report back|look into|follow up)\b"
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
    r"\b(?:would not|could not(?! (?:be (?:present|there)|attend|come|stay)\b)|if |whether|felt|hoped|hoping"
    r"|considered (?:that|\w+)|which (?:would|could)"
    r"|could include|wondered"
    r"|would (?:need|have) to (?!be (?:made|submitted|circulated)))"
    r"|\b(?:bring together|take (?:about|up to|some)|what would|would chair|would (?:be )?tak(?:e|ing) place)\b"
    r"|\b(?:public engagement"
    r"|consultation)\b.*\bwould\b"
    r"|\bnoted that\b(?!.*\bagreed\b).*\bwould be\b"
    r"|\b(?:schemes?|grants?|bills?|act|laws?|legislation|regulations?|government|ministers?|funding)\b(?: \w+){0,2}"
    r" (?:would|will)\b"
    rf"|\A(?:Back )?in (?:{ANY_MONTH},? )?(?:19|20)\d\d\b|\A(?:It|This|That) would (?!be\b|come\b|report\b|go\b)",
    re.I,
)
#: What was under way or is told of others is no request of this meeting's.
_TOLD = re.compile(
    r"\b(?:was|were) (?:asked|invited) to\b[^.]*, which (?:was|were|met|had|took)\b"
    r"|\bsuggested that\b[^.]*\bmight be of (?:interest|use|help)\b"
    r"|\b(?:considered that it would be|had been (?:asked|invited|requested))\b"
    r"|\b(?:residents?|people|respondents|pupils|parents|carers|patients|tenants|visitors|households|shoppers|callers"
    r"|staff|users|businesses|traders)\b[^.,;]{0,30}\b(?:was|were|is|are) (?:also )?(?:asked|invited|requested) to\b"
    r"|\b(?:is|are) (?:asked|invited|requested) to\b[^.;]*\b(?:each|every) (?:time|day|week|month|year)\b"
    r"|\b(?:inspect|audit|regulat)ors?\b[^.,;]{0,30}\b(?:asked|requested|called)\b",
    re.I,
)


def of_minutes(source: Source, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what minutes decide; where an action's line says no more than who acts, what stands above is theirs."""
    owners = _owners_below(source, blocks)
    found = list(_minuted(source, [b for b in blocks if not _owner_alone(b.passage(source).text)]))
    for n, owner in owners.items():
        first, last = blocks[n].spans[0][0], blocks[n].spans[-1][1]
        inside = [d for d in found if first <= d.start < last]
        parts = [part for part in sentences_of(blocks[n].passage(source)) if not _IN_BRACKETS.fullmatch(part[0])]
        if not inside and parts:
            found.append(Decision("action", *parts[-1], owner=owner))
        elif inside and not inside[-1].owner and inside[-1].kind != "resolution":
            found[found.index(inside[-1])] = replace(inside[-1], owner=owner)
    yield from found


#: Who is to act, behind a sentence: "(Action: Clerk)".
_IN_BRACKETS = re.compile(r"[(\[](?:ACTIONS?|Actions?)(?: (?:by|for))?\s?[:–-]\s?(?P<who>[^()\[\]]{2,80})[)\]]\.?")


def _owners_below(source: Source, blocks: Sequence[Block]) -> dict[int, str]:
    """Return who is to act on what a block says, by its place: named on a line below it, or in brackets at its end."""
    out: dict[int, str] = {}
    for n, block in enumerate(blocks):
        text = block.passage(source).text.rstrip()
        if n and blocks[n - 1].kind != "heading" and (owner := _owner_alone(text)):
            out[n - 1] = owner
        brackets = [m for m in _IN_BRACKETS.finditer(text) if m.end() == len(text)]
        who = brackets[-1]["who"] if brackets else ""
        if roles_in(who) or _INITIALS.fullmatch(who.strip()):
            out[n] = roles_in(who)
    return out


def _owner_alone(text: str) -> str:
    """Return the role or body that all of an action's line is, or nothing where it says what is to be done."""
    action = _ACTION_LINE.match(text)
    rest = text[action.end() :].strip(" .*") if action else text.strip(" .*")
    alone = _OWNER.fullmatch(rest) if action else None
    return roles_in(rest) if alone else ""


_OWNER = re.compile(r"[A-Z][\w’'&/-]*(?:,? (?:[A-Z][\w’'&/()-]*|of|for|and|the|in|with|&)){0,11}")


@dataclass(frozen=True)
class _List:
    """What the next blocks are, as the lead-in above them says.

    `of`: what was "resolved", more "points" of it or paragraphs with "that", what was "agreed", "done" by a body, or
    "actions"; `body`: who agreed; `kind`: what a point is; `style`: how the first point is marked; `status`: what it is
    where that is told above the list.
    """

    of: str = ""
    body: str = ""
    kind: str = ""
    style: str = ""
    status: str = ""


def _minuted(source: Source, blocks: Sequence[Block]) -> Iterator[Decision]:
    """Yield what minutes resolve, and the sentences in which somebody is asked to act or says that they will."""
    under = _List()
    for block in blocks:
        prose = block.passage(source)
        text = prose.text.rstrip()
        if not text or block.kind == "footnote":
            continue
        mark, action = _RESOLVED.match(text), _ACTION_LINE.match(text)
        if (mark or _THAT.match(text)) and _INTRODUCES.fullmatch(text, mark.end() if mark else 0):
            under = _List("resolved", status=_status_of(mark) or under.status)
        elif mark and mark.end() < len(text) and not text.endswith((":", "–", " -", ":-")):
            under = _List()
            yield from _resolutions(prose)
        elif mark:
            told = "resolved" if mark.end() >= len(text) - 1 else "agreed"
            under = _List(told, kind="undertaking", status=_status_of(mark))
        elif action and not re.search(r"\b(?:tracker|arising|plan)\b", action["by"], re.I):
            under = _List("actions")
            yield from _actions(source, block)
        elif block.kind == "heading":
            under = _List("actions" if _ACTIONS_BELOW.fullmatch(text) else "")
        elif _is_point(block, text, under):
            style = under.style or ("numbers" if block.number else "signs")
            yield from _points(block, prose, replace(under, style=style))
            going = "points" if block.kind in ITEM else "that" if _THAT.match(text) else ""
            under = replace(under, style=style, of=going if under.of == "resolved" else under.of)
        else:
            under = _leading(text)
            yield from _said(prose.part(0, text.rfind(". ") + 1) if under.of else prose)


_ACTIONS_BELOW = re.compile(r"(?:agreed |key |follow-?up )?actions?(?: points?| agreed| required)?:?", re.I)
_THAT = re.compile(r"(?:and )?that\b", re.I)
#: "That the Committee –" alone, over what it does.
_INTRODUCES = re.compile(rf"(?:[Tt]hat )?(?:the )?(?:[A-Z][\w’'&-]* (?:and |of |for )?){{0,6}}(?i:{BODY})[\s:–—-]*")
#: "The Board then:", over what it did, and the words of it that decide something.
_DID = re.compile(rf"(?:[Tt]he )?(?:[A-Z][\w’'&-]* (?:and |of |for )?){{0,6}}(?i:{BODY})(?: [a-z]+)?\s*(?::-?|–|-)\s*")
_DECIDED = re.compile(
    r"(?:also |therefore |unanimously )?(?:noted|agreed|resolved|decided|approved|endorsed|adopted|accepted|received"
    r"|recommended|delegated|authorised|confirmed|appointed|elected|commended|supported)\b",
    re.I,
)
_ASKED_FOR = re.compile(r"(?:also |to )?(?:ask|request|invit|instruct)(?:e?d|s|e)?\b", re.I)
_RESOLVED_TO = re.compile(rf"\b{BODY} {_THEN}(?:(?:resolved|decided)(?: to| that)?\b[^.]*|agreed{_HOW}\s*):\s*\Z", re.I)


def _leading(text: str) -> _List:
    """Return what a paragraph that ends with a colon leads to, if its points are decisions."""
    if _DID.fullmatch(text):
        return _List("done")
    if _RESOLVED_TO.search(text):
        return _List("resolved")
    last = text[max(text.rfind(". "), 0) :]
    if (mark := _RESOLVED.match(last)) and mark.end() >= len(last) - 1:
        return _List("resolved", status=_status_of(mark))
    if not re.search(r":\s*\Z", last) or DENIED.search(last):
        return _List()
    agreed = re.search(r"\bagreed (?:to|that)\b", text)
    return _List("agreed", body_in(text), "undertaking") if agreed else _List()


def _is_point(block: Block, text: str, under: _List) -> bool:
    """Tell whether a block is a point of the list that a lead-in announced, or a part of one."""
    item = block.kind in ITEM
    if under.of == "agreed":
        return item and not re.fullmatch(r"\d+(?:\.\d+)+\.?", block.number)
    return (
        under.of == "resolved"
        or (item and under.of in ("points", "actions", "done"))
        or (under.of == "that" and _THAT.match(text) is not None)
    )


def _points(block: Block, prose: Passage, under: _List) -> Iterator[Decision]:
    """Yield what a point decides; one that is marked otherwise than the first says more of the one above it."""
    text = prose.text.rstrip()
    if under.of == "actions":
        yield Decision("action", *whole_of(prose), owner=owner_of(text) or _before_dash(text))
    elif under.of == "done":
        if _ASKED_FOR.match(text):
            yield Decision("request", *whole_of(prose))
        elif _DECIDED.match(text):
            yield from _resolutions(prose)
    elif under.of != "agreed":
        yield from _resolutions(prose, under.status)
    elif (under.style == "numbers") == bool(block.number):
        kind = "request" if _ASKED_FOR.match(text) else under.kind
        yield Decision(kind, *whole_of(prose), owner=owner_of(text) or (under.body if kind == under.kind else ""))


def _resolutions(prose: Passage, status: str = "") -> Iterator[Decision]:
    """Yield a resolution; as two where it notes something and asks for something else, each point that is marked.

    `status` is that of all points, where what stands above them says it.
    """
    text, mark = prose.text.rstrip(), _RESOLVED.match(prose.text)
    words, status = mark.end() if mark else 0, _status_of(mark) or status
    marks = list(_LETTERED.finditer(text, words))
    points, named = [m.start() for m in marks], [m[1] for m in marks]
    counted = any(named == order[: len(named)] for order in _ORDERS)
    if len(points) > 1 and counted and not text[words : points[0]].strip(" -–—:,"):
        for first, last in pairwise([0, *points[1:], len(text)]):
            part = prose.part(first, last).stripped()
            yield Decision("resolution", *whole_of(part), status=status or _done_with(part.text))
        return
    both = _NOTED_AND.search(text, words)
    if both and _LATER.search(text, both.end()):
        yield Decision("resolution", *whole_of(prose.part(0, both.start("and"))), status=status or "completed")
        asks = _BE_ASKED.search(text, both.end()) is not None
        yield Decision("request" if asks else "resolution", *whole_of(prose, both.start("that")))
    else:
        yield Decision("resolution", *whole_of(prose), status=status or _done_with(text[words:]))


def _done_with(text: str) -> str:
    """Return whether what is resolved is done with the meeting."""
    return "not stated" if _LATER.search(text) else "completed"


def _status_of(mark: re.Match[str] | None) -> str:
    """Return that what a body recommends to another is proposed; what it resolves says nothing so."""
    return "proposed" if mark and _TO_ANOTHER.search(mark[0]) else ""


#: What is recommended is another body's to decide.
_TO_ANOTHER = re.compile(r"\bRECOMMEND(?:ED)?\b|\bRecommended\b")

_LETTERED = re.compile(r"\(([a-h]|[1-9]|[ivx]{1,4})\)(?=\s)")
_ORDERS = (list("abcdefgh"), list("123456789"), "i ii iii iv v vi vii viii ix x".split())
_NOTED_AND = re.compile(
    r"\bbe (?:noted|received|welcomed|supported|endorsed|agreed|approved)\b[^.;]*?(?P<and>[,;]? and (?P<that>that)\b)",
    re.I,
)
_BE_ASKED = re.compile(r"\bbe (?:asked|requested|invited)\b", re.I)


def _actions(source: Source, block: Block) -> Iterator[Decision]:
    """Yield the actions behind the word and a colon: each line of the block is one."""
    first = True
    for span in block.spans:
        line = passage(source, [span]).stripped()
        if first:
            mark = _ACTION_LINE.match(line.text)
            line, first = line.part(mark.end(), len(line.text)) if mark else line, False
        if line.text.strip():
            yield Decision("action", *whole_of(line.stripped()), owner=_before_dash(line.text) or owner_of(line.text))


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


#: Who promises something in the second half of a sentence.
_AND_SAYS = re.compile(
    r"[,;] and (?=(?:the )?[A-Z][\w’' ]{2,60}? (?:said that (?:he|she|they) would|undertook|promised|agreed to)\b)"
)


def _halves(prose: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences of a paragraph, one in which somebody asks and somebody else promises as two."""
    for begin, stop in sentences(prose.text):
        both = _AND_SAYS.search(prose.text, begin, stop)
        asked = both is not None and _REQUEST.search(prose.text, begin, both.start()) is not None
        parts = ((begin, both.start()), (both.end(), stop)) if both and asked else ((begin, stop),)
        for first, last in parts:
            yield from sentences_of(prose.part(first, last))


def _said(prose: Passage) -> Iterator[Decision]:
    lost = _LOST.search(prose.text)
    for text, start, end in _halves(prose):
        if DENIED.search(text) or (lost and (_MOVED.search(text) or _LOST.search(text))):
            continue
        told = _ELSEWHERE.search(text) or _OPINED.search(text)
        if not told and _is_resolved(text):
            status = _status_of(_RESOLVED.match(text)) or _done_with(text)
            yield Decision("resolution", text, start, end, status=status)
        elif (act := _TO_ACT.match(text)) and _acts(text, act["who"]):
            yield Decision("action", text, start, end)
        elif _REQUEST.search(text) and not _TOLD.search(text):
            yield Decision("request", text, start, end)
        elif not told and (said := _UNDERTAKING.search(text)) and not _ONLY_SAID.search(text, 0, said.end() + _NEAR):
            yield Decision("undertaking", text, start, end)


def _is_resolved(text: str) -> bool:
    """Tell whether a sentence says that a meeting decided; what it agreed that somebody would do is promised."""
    agreed = _AGREED_BY_ALL.search(text)
    if agreed:
        return re.search(r"\bwould\b", text[agreed.end() :]) is None
    return _RESOLVES.search(text) is not None or _RESOLVED.match(text) is not None


def _acts(text: str, who: str) -> bool:
    """Tell whether a sentence gives somebody something to do: a role or initials, and no verb that tells of it."""
    told = re.search(r"\b(?:was|were|had|has|is|are|said)\b", text)
    return not told and (_INITIALS.fullmatch(who) is not None or owner_of(text) != "")
