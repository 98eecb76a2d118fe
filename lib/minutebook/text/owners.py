"""Who is to act, on what, by when, and what became of it: a decision's words read for owner, gist, due date, status."""

from __future__ import annotations

import re
import textwrap

#: What makes a phrase a role or a body; a name alone has none of these.
_ROLE = re.compile(
    r"\b(?:Directors?|Managers?|Officers?|Members?|Chair(?:man|person|woman)?|Vice-Chair|Committee|Sub-Committee|Board"
    r"|Panel|Cabinet|Commission|Councils?|Teams?|Groups?|Department|Partners?|CCGs?|ICS|ICB|Authorit(?:y|ies)|Police"
    r"|Partnerships?|Healthwatch|Services?|colleagues|Leader|Lead|Heads?|Hubs?|Foundation|Trusts?|Forum|Clerk|Secretar\w+"
    r"|Public Health|Commissioners?|Governance|Finance|HR|NHS|Executive|Boroughs?|Providers?|Communications)\b",
    re.I,
)
_PERSONS = r"(?:Councillors?|Cllrs?\.?|Mrs?\.?|Ms\.?|Dr\.?|Professor|Prof\.?)"
#: A figure belongs to a role only where the law's section names the officer.
_WORD = r"(?:[A-Z][\w'’&./-]*|(?<=Section )\d{2,3}(?=[\w ]{0,20} Officer\b)|of|for|and|the|in|on|&|-|–)"
#: A run of words with capitals and the little words between them, with what stands in brackets behind.
_NAMED = rf"[A-Z][\w'’&./-]*(?:,? {_WORD}){{0,12}}(?: \([^()]{{2,80}}\))?"
_PHRASE = (
    rf"(?:[Tt]he |[Aa]ll )*(?:(?:[Pp]artner agencies(?: and [Cc]ouncil departments)?|[Ll]ocal authorities"
    rf"|[Hh]ealth colleagues|{_NAMED})(?: / {_NAMED})?(?: (?:members|officers|partners|colleagues|departments)\b)?"
    r"|\A[A-Z][\w'’/-]*(?: (?!(?:needs?|ought|ha(?:s|ve)|will|would) )[a-z][\w'’-]*){1,2})"
)
_LOWER = r"(?:[Tt]he )?(?:board|committee|panel|cabinet|council|partnership|commission|partners|members|officers)"
_ACTS = (
    r"(?:(?:is|are|was|were|be|been) (?:also |therefore |further )?(?:asked|requested|invited|recommended"
    r"|instructed|RECOMMENDED)\b"
    r"|would be (?:asked|requested|invited)|to be (?:asked|requested|invited)|agreed\b|undertook\b|asked to\b"
    r"|promised\b"
    r"|offered\b|would\b|will\b|should\b|must\b|needs? to\b|to (?!be (?:provided|sent|given|informed|published"
    r"|submitted|presented))[a-z]+"
    r"|accepts?\b|approves?\b|notes?\b|reviews?\b|monitors?\b|considers?\b|endorses?\b|agrees?\b"
    r"|confirmed that (?:he|she|they)\b)"
)
#: "the SWP needs to": letters that something is called by are a body's where they do something.
_ABBREVIATED = re.compile(r"[Tt]he (?!SLA|MOU|KPI|PID)[A-Z]{3,6}")
_IS_DONE_TO = re.compile(r"\w+ be (?!to )")
_ACTOR = re.compile(rf"(?P<who>{_PHRASE}|{_LOWER})(?:, [^,.;:]{{2,80}},)? (?:also |then |therefore )?(?P<acts>{_ACTS})")
#: Bodies that decide that somebody else shall act, and those who are given something.
_DECIDES = re.compile(
    r"(?:agreed|requested|asked|suggested|noted|recommended|resolved|accepted) (?:that|if|for|whether)\b", re.I
)
_IS_GIVEN = re.compile(r"\bto (?:receive|have sight of|be (?:provided with|sent|given|informed|updated))\b", re.I)
#: "The Manager confirmed that it was late, and agreed to write": who begins the sentence acts.
_ALSO_ACTS = re.compile(r"\band (?:also )?(?:agreed to|undertook|promised|offered to|would)\b")
_SUBJECT = re.compile(rf"(?P<who>{_PHRASE}) [a-z]+ed\b")
_GIVER = re.compile(rf"\bfrom (?P<who>{_PHRASE})")
#: "that the Head of Parks bring a report": who shall act by the mood of the verb alone.
_SHALL = re.compile(
    rf"\b(?:(?<!noted )(?<!heard )(?<!said )[Tt]hat|THAT|and)\W{{1,3}}"
    rf"(?P<who>{_PHRASE}|{_LOWER}|(?:[Tt]he )?chair(?:man|person)?)"
    r"(?:, [^,.;:]{2,80},)? (?:also |then |now |again )?(?:bring|report(?= (?:back|again|on|to|in|at))|write|provide"
    r"|circulate|send|prepare|arrange|submit|publish|meet|review|produce|present|draft|investigate|invite|consider|look"
    r"|obtain|share|convey|lobby|contact|attend|speak|update|explore|consult|return|confirm|check|ask|approach|seek)\b"
    r"(?! by\b)"
)
_PREFIX = re.compile(
    r"\A(?:It (?:is|was) (?:\w+ ){0,2}(?:recommended|suggested|proposed|requested|agreed|asked) that"
    r"|Agreed that|Suggested that|That|RESOLVED,?:? ?(?:that)?)\b\W*",
    re.I,
)


def owner_of(text: str) -> str:
    """Return the role or body that a sentence gives something to do, or nothing; a person's name is no role.

    Example:
        >>> owner_of("The Scrutiny Manager to research existing services"), owner_of("A paper to be published")
        ('Scrutiny Manager', '')
        >>> owner_of("Ann Other (Managing Director, West CCG) agreed to provide a briefing")
        'Managing Director, West CCG'
        >>> owner_of("The Panel agreed that the Head of Parks would report back")
        'Head of Parks'
        >>> owner_of("Members asked that the Town Clerk write to the makers")
        'Town Clerk'
    """
    shall = _SHALL.search(text)
    return _acting(text) or (_role(shall["who"]) if shall else "")


def _acting(text: str) -> str:
    """Return who is to act by a verb that says so, "agreed to", "is asked to", or nothing."""
    said = _PREFIX.sub("", text)
    if received := _IS_GIVEN.search(said):
        giver = _GIVER.search(said, received.end())
        return _role(giver["who"]) if giver else ""
    if (both := _ALSO_ACTS.search(said)) and (subject := _SUBJECT.match(said)):
        return _role(subject["who"]) if subject.end() <= both.start() else ""
    for match in _ACTOR.finditer(said):
        after = said[match.start("acts") :]
        who = _role(match["who"])
        with_them = re.search(r"\b(?:with|from|of|by) \Z", said[: match.start()]) is not None
        used = who.isupper() and _IS_DONE_TO.match(after) is not None
        if not who or with_them or used or (_DECIDES.match(after) and _acting(_after_deciding(after))):
            continue
        if _DECIDES.match(after):
            return ""
        return who
    return ""


def _after_deciding(text: str) -> str:
    match = _DECIDES.match(text)
    return text[match.end() :] if match else ""


def _role(phrase: str) -> str:
    """Return the role in a phrase: what stands in brackets behind a name, else the phrase if it names a role."""
    bracket = re.search(r"\(([^()]+)\)\s*\Z", phrase)
    if bracket and _ROLE.search(bracket[1]) and not _ROLE.search(phrase[: bracket.start()]):
        return bracket[1]
    if _ABBREVIATED.fullmatch(phrase):
        return phrase.rsplit(maxsplit=1)[-1]
    who = re.sub(
        r"\A(?:(?:the|all|and|for|of|in|on|a|an|therefore|also|then) )+|(?:,? (?:and|of|for|in|on|the))+\Z",
        "",
        phrase.strip(" ,"),
        flags=re.I,
    )
    if (
        re.match(rf"{_PERSONS} ", who)
        or not _ROLE.search(who)
        or re.match(r"(?:copy|paper|report|minutes)\b", who, re.I)
    ):
        return ""
    return who


def is_role(text: str) -> bool:
    """Tell whether a text names a role or a body: it has one of the words that they are made of.

    Example:
        >>> is_role("Consultant in Public Health"), is_role("Ann Other"), is_role("May 2020")
        (True, False, False)
    """
    return _ROLE.search(text) is not None


#: Who is asked, and how, up to the verb: an infinitive that isn't passive, for then its subject stands in front.
_UP_TO_VERB = re.compile(
    r"\A.{1,80}?\b(?:to be provided with |to (?=[a-z])(?!(?:be|the|an?|all|any|its|their|relevant)\b))"
)
_UP_TO_THAT = re.compile(r"\A.*\b(?:agreed|suggested|noted|requested) that (?:the \w+ would: )?(?:\(?i\) )?", re.I)


def gist(text: str, width: int = 80) -> str:
    """Return an action's words from what is to be done on, cut at `width`: a label that leaves out who is asked.

    Example:
        >>> gist("Health colleagues to be asked to provide a written briefing on their plans", 40)
        'Provide a written briefing on their …'
        >>> gist("The Committee discussed costs, and agreed that the Head of Parks would report back")
        'The Head of Parks would report back'
        >>> gist("A letter to be sent to the Commissioner")
        'A letter to be sent to the Commissioner'
    """
    said = " ".join(text.split())
    start = _UP_TO_VERB.match(said) or _UP_TO_THAT.match(said)
    rest = said[start.end() :] if start else said
    return textwrap.shorten((rest[:1].upper() + rest[1:]).rstrip("."), width, placeholder=" …")


#: A first name and a surname, with a title or an initial or without.
_PERSON = re.compile(
    rf"(?:{_PERSONS} )?(?:[A-Z][a-z’'-]+|[A-Z]\.?)(?: [A-Z]\.?)?(?: [A-Z][a-z’'-]+){{1,2}}|{_PERSONS} [A-Z].*"
)
_BODIES = re.compile(
    r"\b(?:College|Hospital|University|School|Centre|Health|Housing|Care|Works|Environment|Communications|Planning|Parks"
    r"|Libraries|Highways|Customer|Schools|Unit|Network|Association|Federation|Society|Company|Agency|Programme)\b"
)


def roles_in(cell: str) -> str:
    """Return the roles and bodies that a cell names as owners, joined with `; `; persons' names and initials aren't.

    Example:
        >>> roles_in("Head of Parks / Friends Forum"), roles_in("Ann Other; Clerk"), roles_in("JS")
        ('Head of Parks; Friends Forum', 'Clerk', '')
    """
    parts = [part.strip() for part in re.split(r"\s*[/;]\s*(?=[A-Z])", cell)]
    known = [p for p in parts if _ROLE.search(p) or _BODIES.search(p) or not _PERSON.fullmatch(p)]
    return "; ".join(p for p in known if p and not re.match(rf"{_PERSONS} ", p) and not _INITIALS.fullmatch(p))


_INITIALS = re.compile(r"(?!HR|IT|PH)[A-Z]{2}")


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_DAY = (
    rf"(?:\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    r"|\d{1,2}(?:st|nd|rd|th)\b)"
)
#: What is put off until a month or a day: "report again in June", "adopt it on 13 December".
_COMES = (
    r"(?<!the )(?:reports? (?:back|again)|report|comes? (?:back|to)|return(?:ed)?|bring|brought (?:back|forward|to)"
    r"|put back|look(?:ed)? at|review(?:ed)?|meet|adopt|publish|complete|repeat(?:ed)?|presented)"
)
_BODY_OF_MEETING = r"(?: of the (?:[A-Z][\w&’'-]*(?: (?=[A-Z]|of|and|&))?|of |and |& )+)?"
_WHEN = (
    rf"\b(?:by (?:the (?!end|close|middle|beginning))?|(?=before ))"
    rf"(?P<by>(?:before )?(?:(?:the )?(?:end|close|middle|beginning) of (?:the )?(?:next )?(?:{_MONTH}|year|month|week"
    rf"|financial year|summer|autumn|spring|winter)(?: \d{{4}})?|{_DAY}|{_MONTH}(?: \d{{4}})?|Christmas|Easter"
    rf"|(?:(?:the|its|their) )?next meeting))",
    rf"\b(?:at|to|for|until) (?P<at>(?:its|the|their|a) (?:(?:next|forthcoming|following"
    rf"|future) )?(?:{_MONTH} )?meeting"
    rf"(?!s? of the [\w &]+ held){_BODY_OF_MEETING}(?: (?:in|on) [\w ]*?{_MONTH}(?: \d{{4}})?)?)",
    r"\b(?P<within>within [\w-]+ (?:working )?(?:days?|weeks?|months?))\b",
    r"\bin the (?P<season>spring|summer|autumn|winter|new year)\b",
    rf"\b{_COMES}\b[^.;]{{0,90}}?\b(?:(?:in|for|on) (?P<then>(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{4}})?)"
    rf"|(?P<after>in (?:an?|one|two|three|four|six|nine|twelve|\d{{1,2}}) (?:week|month|year)s?(?:[’']s?)?(?: time)?))"
    r"(?=[,.;:)]|\Z| (?:and|with|on|to|as|at)\b)",
    rf"\b(?P<each>each {_MONTH}|quarterly|every (?:quarter|month|year|six months))\b",
)
_DUE = [re.compile(pattern) for pattern in _WHEN]
#: A month of a year alone is a due date only where something is to happen then.
_IN_MONTH = re.compile(rf"\b(?:in|for|during|on) (?P<month>(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH} \d{{4}})")
_PAST_MEETING = re.compile(r"\b(?:had been|has been|was|were)\b[^.;]{0,40}\Z")


def due_of(text: str, *, ahead: bool = False) -> str:
    """Return until when a sentence says that something is to be done, as printed, or nothing.

    `ahead` says that a month alone counts too, since the text says what is to come.

    Example:
        >>> due_of("to publish the costs by May 2020"), due_of("to report to the next meeting")
        ('May 2020', 'the next meeting')
        >>> due_of("A date has been agreed for January 2017", ahead=True), due_of("It began in January 2017")
        ('January 2017', '')
    """
    for pattern in _DUE:
        for match in pattern.finditer(text):
            said = next(group for group in match.groups() if group)
            vague = re.fullmatch(r"(?:its|the|their|a) (?:future )?meeting", said)
            if not vague and not _PAST_MEETING.search(text[: match.start()]):
                return said.strip(" .,;")
    month = _IN_MONTH.search(text) if ahead else None
    return month["month"] if month else ""


_STATUSES = (
    ("completed", r"\A\W*(?:complete|done\b|closed|actioned|yes\b|achieved|delivered)|\bcompleted?\.?\W*\Z"),
    (
        "open",
        r"in progress|on-?going|awaited|\brequested\b|\bto be (?!covered)\w+|pending|outstanding"
        r"|under ?way|\bno (?:firm|final)\b"
        r"|no reply|chased|\bnot (?:yet |been )?(?:started|begun|done)|\bdraft\b|on hold|on track|in hand"
        r"|so far|delayed|overdue",
    ),
    (
        "closed by paper",
        r"\bagenda\b|\bpapers?\b|\bupdates? (?:given|at|to|in)\b|\bat the \w+ meeting|to be covered|attend the"
        r"|\b(?:included|covered|reported|considered|addressed) (?:in|at|by)\b|\breport at item\b",
    ),
    (
        "completed",
        r"\bcompleted?\b|\bsent\b|circulated|published|\bdone\b|closed|agreed|provided|\bin use\b|\bheld on\b|issued",
    ),
)


#: Words that undo what follows, or put it off: "not yet sent", "incomplete", "will be sent in May".
_UNDONE = re.compile(
    r"\b(?:not|never|no|un|yet to|will be|to be|due to be|awaiting|await\w*)\b[^.;]{0,30}?\b(?:complete\w*|sent"
    r"|done|circulated"
    r"|published|closed|agreed|provided|issued|delivered|achieved)\b|\bincomplete\b|\bunder ?way\b",
    re.I,
)


def status_of(text: str) -> str:
    """Return the status that a tracker's words mean; words that don't say that it is done leave it open.

    Example:
        >>> [status_of(t) for t in ("Completed.", "In progress", "Included in the Agenda for 21 March", "", "Two bids")]
        ['completed', 'open', 'closed by paper', 'not stated', 'open']
    """
    if not re.search(r"\w", text):
        return "not stated"
    if _UNDONE.search(text):
        return "open"
    return next((status for status, words in _STATUSES if re.search(words, text, re.I)), "open")
