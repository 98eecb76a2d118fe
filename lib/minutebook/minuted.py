"""Minutes: what they resolve, and the sentences in which somebody is asked to act or says that they will."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutebook.actions import Decision
from minutebook.blocks import Block
from minutebook.dates import ANY_MONTH
from minutebook.owners import owner_of, roles_in
from minutebook.prose_figures import sentences
from minutebook.source import Passage, Source, passage

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
    match = match or re.search(rf"\b{BODY}\b", text, re.I)
    return re.sub(r"\A(?:the|for|that) ", "", match[0], flags=re.I) if match else ""


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
    rf"|(?:[Tt]he )?(?:[A-Z][\w’']+ ){{0,4}}(?i:{BODY}) (?:[a-z]+ly |then |therefore |also )?"
    r"(?:RESOLVED|AGREED|DECIDED|NOTED|APPROVED)\b"
    rf"|(?:[Ii]t was |{_VOTED}){_THEN}(?:agreed|resolved|decided)\b"
    rf"(?={_HOW}\W*(?:[:–-]|\Z))"
    rf"|{_VOTED}(?:agreed|resolved|decided)\b(?={_HOW}\W*(?:that|to)\b))"
    rf"(?P<how>{_TO_WHOM}{_HOW})[\s:,*–-]*(?:(?:[Tt]hat|THAT)\b[\s:,–-]*|(?:to|TO)\W*\Z)?"
)
_RESOLVES = re.compile(
    rf"\b{BODY} (?:unanimously )?(?:resolved|RESOLVED) (?:to|that)\b|\b(?:and|it was) {_THEN}RESOLVED\b"
    rf"|\b{BODY} (?:also |duly )?(?:noted the (?:progress|report|update|contents|presentation|briefing)"
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
    r"|\bagreed(?:, [^,.;]{3,40},)? to\b"
    r"|\bagreed(?:, [^,.;]{3,40},)? that\b(?! the [a-z ]{1,40}\b(?:made|were|was|had|showed)\b)"
    r"|\bundertook\b|\bpromised\b|\boffered to\b|\bgave (?:an |his |her |their )?(?:undertaking|word)\b"
    r"|\b(?:would|will) (?:be (?:answered|replied to|responded to)|answer|reply|respond) in writing\b"
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
        elif mode == "actions" and block.kind in ITEM:
            yield Decision("action", *whole_of(prose), owner=owner_of(text) or _before_dash(text))
        elif mode == "resolved" or (mode == "points" and block.kind in ITEM):
            yield _resolution(prose)
            mode = "points" if block.kind in ITEM else ""
        elif mode == "agreed" and block.kind in ITEM and not re.fullmatch(r"\d+(?:\.\d+)+\.?", block.number):
            if block.number:
                kind = "request" if re.match(r"ask\b|request\b", text, re.I) else "undertaking"
                yield Decision(kind, *whole_of(prose), owner=owner_of(text) or (body if kind == "undertaking" else ""))
        else:
            mode = "agreed" if re.search(r"\bagreed (?:to|that)\b.*:\s*\Z", text) else ""
            body = body_in(text) if mode else ""
            yield from () if mode else _said(prose)


def _resolution(prose: Passage) -> Decision:
    text, start, end = whole_of(prose)
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
        if _RESOLVES.search(text):
            yield Decision("resolution", text, start, end, status="completed")
        elif _REQUEST.search(text) and not _TOLD.search(text):
            yield Decision("request", text, start, end)
        elif (said := _UNDERTAKING.search(text)) and not _ONLY_SAID.search(text, 0, said.end() + _NEAR):
            yield Decision("undertaking", text, start, end)
