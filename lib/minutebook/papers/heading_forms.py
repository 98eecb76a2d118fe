"""How headings look that words and length alone don't tell: counted, over two lines, of several things, of a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from minutebook.papers.agenda import is_agenda_title
from minutebook.papers.reports import COMMITTEE, without_day
from minutebook.text.dates import ANY_MONTH, parsed_date

#: What a paper counts: "Priority 2", "Outcome Three", "Delivery area 4"; its title stands behind a mark.
_PARTS = (
    r"(?:priority|theme|outcome|objective|aim|goal|ambition|pillar|strand|workstream|stream|chapter|part|section|phase"
    r"|stage|step|recommendation|area|domain|principle|option|study|example|finding|standard|challenge|commitment"
    r"|pledge|promise|enabler|driver|strategy|programme|project|mission|question|action|focus|lesson|proposal|scheme)"
)
_COUNTED = re.compile(
    rf"(?:[a-z]+ ){{0,2}}{_PARTS} (?:\d{{1,2}}[a-z]?|(?-i:[A-Z]|[IVX]{{1,4}})|one|two|three|four|five|six|seven|eight"
    r"|nine|ten)\s*[:.–—-]\s*(?P<title>(?-i:[A-Z“‘'\d])\S*(?: \S+)*)",
    re.I,
)
_WORDS_OF_A_PART, _WORDS_OF_TWO_LINES, _LETTERS_OF_A_LINE = 24, 22, 28
#: Of what, of whom and of when a table is: "Reasons for leaving home, households with children, 2022/23".
CAPTION_OF_PARTS = re.compile(r"[A-Z][\w’' -]*(?:, [a-z\d][\w’'/–() -]*)+")
#: Several things, none of them a name: "Housing, health and care", not "Ann Other, Bo Person and Cy Young".
THINGS = re.compile(r"[A-Z][\w’'-]*(?: [\w’'-]+){0,3}(?:, (?:[a-z][\w’'-]*(?: [\w’'-]+){0,3}|[A-Z][\w’'-]*))+"
                     r",? (?:and|&|or) [\w’'-]+(?: [\w’'()-]+){0,4}")  # fmt: skip
#: A thing and what somebody does with it, the verb at the end: "The difference that we will make".
WHAT_IS_DONE = re.compile(
    r"(?!(?:This|These|Last|Since|Now|Today|Here|In|On|At|For|With|By)\b)[A-Z][\w’'-]*(?: [\w’'-]+){0,4}"
    r" (?:that )?(?:we|they|you|people|residents|it)"
    r"(?: (?:will|have|has|had|can|are|were|must|should|want to|need to|plan to)){1,2}"
    r"(?: (?:also|already|now|been))? [a-z]+"
    r"(?: (?:next|so far|now|together|this year|last year|in \d{4}(?:[/–-]\d\d)?))?"
)
#: A year, or the years of a budget, before words: "2020/21 budget process".
YEARS_FIRST = re.compile(r"(?:\d{4}[/–-](?:\d{2}){1,2}|\d\d/\d\d|(?:19|20)\d\d) (?=[A-Za-z]{4})")
#: Small words that no line of its own ends with, and what a line begins with that goes on with another.
_UNFINISHED = re.compile(
    r"(?:\b(?:a|an|and|as|at|between|by|for|from|in|into|is|of|on|or|our|that|the|their|through|to|with|who|what|which)"
    r"|[,&/:–—-])\Z",
    re.I,
)
_GOES_ON = re.compile(r"[a-z&(]")
_VERBS = re.compile(
    r"\b(?:is|am|are|was|were|has|have|had|will|would|can|could|may|must|should|shall|said|agreed|noted|asked)\b"
)


def counted_part(text: str) -> bool:
    """Tell whether a line is a part that a paper counts, with its title: no sentence, day or place of a meeting.

    Example:
        >>> counted_part("Priority 2: Streets that are safe by night"), counted_part("Step 1: 4 May 2021")
        (True, False)
    """
    match = _COUNTED.fullmatch(text)
    title = match["title"] if match else ""
    whole = bool(title) and title[-1] not in ".,;:" and re.search(r"[A-Za-z]{3}", title) is not None
    return whole and not parsed_date(title) and len(text.split()) <= _WORDS_OF_A_PART


def is_labelled_caption(text: str) -> bool:
    """Tell whether a line is the caption of a numbered picture or table, however long, and no sentence on it.

    Example:
        >>> is_labelled_caption("Figure 3: Trees to be felled, by age"), is_labelled_caption("Chart 2 shows it")
        (True, False)
    """
    match = _LABELLED.fullmatch(text)
    return match is not None and len(text.split()) <= _WORDS_OF_A_CAPTION and _TOLD.match(match["title"]) is None


_WORDS_OF_A_CAPTION = 30
_LABELLED = re.compile(
    r"(?i:table|figure|fig\.?|chart|graph|map|diagram|box|exhibit|infographic|image|plate)"
    r" ?(?:[A-Z]?\d{1,2}(?:\.\d{1,2})?[a-z]?|[A-Z])(?:\s*[:.–—-]\s*|\s+)(?P<title>[A-Z“‘'\d%£].*[\w)%’”*?])"
)
_TOLD = re.compile(r"[^:(]*?\b(?:shows?|showed|sets? out|gives?|compares?|illustrates?|lists?|refers|is|are|was|has)\b")
#: What heads the list of who came: "Members present:", "In attendance".
ATTENDANCE = re.compile(
    r"(?:(?:Members?|Councillors|Board members|Voting members|Also|Officers|Others) )?"
    r"(?:present|in attendance|attendance)(?: also)?:?",
    re.I,
)


def is_long_title(text: str) -> bool:
    """Tell whether a line of 13 to 20 words can be a title where sentences end with a stop: it has none, nor lead.

    What says that something is or will be so is a sentence that lost its stop; what did happen can be a headline.

    Example:
        >>> is_long_title("Shared way of keeping our oldest oaks and elms of the wood safe from beetles")
        True
        >>> is_long_title("We keep our oldest oaks and elms of the wood safe from all of the beetles")
        False
    """
    words = len(text.split())
    outside = _ASIDE.sub(" ", text)
    labelled = _LABEL.match(text) is not None and _SCHEME.match(text) is None
    said = _LEADS.match(text) or _VERBS.search(outside) or _UNFINISHED.search(text) or _ANNOUNCES.search(text)
    whole = text[:1].isupper() and (text[-1:].isalnum() or text[-1:] in ")’”'")
    listed = outside.count(",") > 1 or "@" in text or ". " in text or ";" in text
    return (
        _WORDS_OF_A_LONG_TITLE[0] <= words <= _WORDS_OF_A_LONG_TITLE[1] and whole and not (labelled or said or listed)
    )


def is_story_title(text: str) -> bool:
    """Tell whether a line with a stop is the title of a story: a thing, and what happened in it.

    Example:
        >>> is_story_title("A wood in which two elms were saved."), is_story_title("A wood was sold.")
        (True, False)
    """
    whole = re.fullmatch(r"An? [a-z][^.!?:;]*\.", text) is not None
    return whole and _VERBS.search(_ASIDE.sub(" ", text)) is None and len(text.split()) <= _WORDS_OF_TWO_LINES


_WORDS_OF_A_LONG_TITLE = (13, 20)
#: Words that are quoted, and a clause that says which or how.
_ASIDE = re.compile(
    r"[“‘\"](?:[^”’\"]|’(?=\w))*[”’\"]|(?<!\w)'[^']*'(?!\w)|\b(?:how|which|who|where|whether|whose)\b.*"
)
_SCHEME = re.compile(r"[A-Z][\w’'-]*(?: [\w’'&-]+)+: an? [a-z]")
#: How sentences begin that titles don't, and what leads to a list.
_LEADS = re.compile(
    r"(?:I|We|You|He|She|It|They|This|These|That|Those|There|Here|However|Also|If|When|While|As|Since|Because|Please|In|On"
    r"|At|By|For|From|To|With|After|Before|During|Following|Under|Some|Many|Most|All|Both|Each|Members|Officers|Residents"
    r"|Councillors?|Cllrs?|Mr|Mrs|Ms|Dr|Sir|Dame|Note|NB|Source|No|Not|Further|Copies)\b"
)
_ANNOUNCES = re.compile(r"\b(?:following|below|asked|agreed|noted|said|told|reported|reports|include[sd]?)\b", re.I)


def is_over_lines(lines: Sequence[str]) -> bool:
    """Tell whether two or three lines are one heading that was set too long for its line.

    All but the last are filled, and they are in capitals, go on in small letters or break off at a small word.

    Example:
        >>> is_over_lines(["Priority 2 – Preventing harm in the", "places where people live"])
        True
        >>> is_over_lines(["Town Hall, Market Street, Northmere", "Thursday 4 May 2021"])
        False
    """
    text = " ".join(lines)
    if not 1 < len(lines) <= 3 or not _is_title(text):
        return False
    if len(lines) == 2 and (_PERIOD.fullmatch(lines[1]) or (_GOES_ON.match(lines[1]) and COMMITTEE.search(text))):
        return True
    if min(map(len, lines[:-1])) < _LETTERS_OF_A_LINE:
        return False
    apart = [not (_UNFINISHED.search(a) or _GOES_ON.match(b)) for a, b in pairwise(lines)]
    return text.isupper() or not any(apart)


#: The years or months that a title says below what it is of.
_PERIOD = re.compile(
    rf"(?:{ANY_MONTH} )?(?:19|20)\d\d(?:(?: ?[/–-] ?| to | and )(?:{ANY_MONTH} )?\d{{2,4}})?"
    rf"|{ANY_MONTH} (?:to|–|-) {ANY_MONTH} (?:19|20)\d\d"
)


def head_among(lines: Sequence[str]) -> int | None:
    """Return which of two to four short lines set together is a heading of its own, or nothing.

    It is a committee's name below its council's or over a day, the title of minutes over when they were held, or a
    title in capitals over a longer one that isn't.

    Example:
        >>> head_among(["NORTH COUNCIL", "PARKS PANEL", "Tuesday 4 May 2021"]), head_among(["Minutes", "of the Panel"])
        (1, None)
    """
    if not 1 < len(lines) <= _LINES_TOGETHER or any(len(line.split()) > _WORDS_OF_TWO_LINES for line in lines):
        return None
    first, second = lines[:2]
    if _HELD.match(second) or (len(lines) == 2 and _is_over_subtitle(first, second)):
        return 0 if _is_title(first) else None
    for n, line in enumerate(lines[:2]):
        dated = n + 1 < len(lines) and parsed_date(lines[n + 1]) != ""
        under = n > 0 and _COUNCIL.search(lines[0]) is not None
        if COMMITTEE.search(without_day(line)) and _is_title(line) and (under or (dated and not n)):
            return n
    return None


_LINES_TOGETHER = 4
_HELD = re.compile(r"held (?:on|at|in|via|remotely|virtually)\b", re.I)
_COUNCIL = re.compile(r"\b(?:Council|City of \w+|Borough of \w+|Authority)\s*\Z", re.I)


def _is_over_subtitle(title: str, below: str) -> bool:
    """Tell whether capitals stand over a longer line that says what a paper is, not where or when, nor who signs."""
    said = below[:1].isupper() and not below.isupper() and below[-1:] not in ".,;:" and len(title.split()) > 1
    return title.isupper() and said and _NAMES_A_PAPER.match(below) is not None


_NAMES_A_PAPER = re.compile(
    r"(?:[A-Z]?[\w’'-]+ ){0,3}(?:report|assessment|review|strategy|plan|update|summary|study|survey|analysis|statement"
    r"|framework|briefing|evaluation|profile|overview|account|proposals?|findings) (?:of|for|on|to|by|from)\b",
    re.I,
)

#: A header's label or a speaker's; a caption's is a word and a number.
_LABEL = re.compile(r"(?!(?:Table|Figure|Fig\.?|Chart|Graph|Map|Case Study) ?[A-Z]?\d)[A-Z][\w /&'’-]{1,40}:")


def _is_title(text: str) -> bool:
    """Tell whether a text can be a heading by its words: no stop, label or verb, but a question's."""
    said = _VERBS.search(text) is not None and not text.endswith("?") and not counted_part(text)
    said = said and re.match(r"(?:How|What|Where|Who|Why|Which|When)\b", text) is None
    labelled = _LABEL.match(text) is not None and not counted_part(text) and not text.isupper()
    listed = text.count(",") > 1 and not THINGS.fullmatch(text) and not text.isupper()
    ends = text[-1] in ".,;:" or labelled or listed or "@" in text or _UNFINISHED.search(text) is not None
    return text[:1].isupper() and not said and not ends and len(text.split()) <= _WORDS_OF_TWO_LINES


#: Headings that need no blank below: a minute's number and capitals, a number in bold, words over a numbered paragraph.
_MINUTE = re.compile(
    r"(?:[A-Z]{1,6}[./-]?)?\d{1,4}(?:[./-]\d{1,4})?[.:]?(?: {2,}|\t| )(?P<title>[A-Z][A-Z\d’'“”()/&,.:;–\s-]+)"
)
_BOLD_NUMBERED = re.compile(r"\*\*(?:[A-Z]{1,6}[./-])?\d{1,3}(?:[./]\d{1,4})*[.:]?\s+[A-Z][^*]{2,100}\*\*\s*")
_DOTTED = re.compile(r"(?:- )?\d{1,2}\.\d{1,2}[.)]?\s+\S")
_PLAIN_TITLE = re.compile(r"[A-Z][\w’'&,/() -]{2,60}(?<=[\w)])")


#: The letter and the title of an appendix, on a line that isn't one of a list of them.
_ATTACHED = re.compile(r"(?:Appendix|Annex|Annexe|Schedule) (?:[A-Z]|\d{1,2}) ?[:.–-] ?[A-Z][^\t]{2,80}[\w)]")


def is_title_of_appendix(text: str, below: str) -> bool:
    """Tell whether a line right over another is the title of an appendix, and not one of a list of them."""
    return bool(below.strip()) and _ATTACHED.fullmatch(text) is not None and not _ATTACHED.fullmatch(below)


def heads_at_once(below: str, text: str) -> bool:
    """Tell whether a line heads what stands right below it by its look."""
    if ATTENDANCE.fullmatch(text.strip("* ")) or is_agenda_title(text.strip("* ")):
        return True
    minute = _MINUTE.fullmatch(text)
    if minute and minute["title"].isupper() and not below.strip().isupper():
        return True
    numbered = _DOTTED.match(below) is not None
    titled = _BOLD_NUMBERED.fullmatch(text) is not None or (numbered and _PLAIN_TITLE.fullmatch(text) is not None)
    return titled or _heads_prose(text, below)


def _heads_prose(text: str, below: str) -> bool:
    """Tell whether a short line heads the long one right under it, which begins a sentence.

    Example:
        >>> _heads_prose("School", "The number of children who were excluded rose from 12 to 34 in a year.")
        True
        >>> _heads_prose("Ann Other", "Director of Children and Families for the City of Northmere and its partners")
        False
    """
    words = below.split()
    small = sum(word[:1].islower() for word in words)
    sentence = below[:1].isupper() and len(words) >= _WORDS_OF_A_SENTENCE and small >= len(words) * _SHARE_OF_SMALL
    sentence = sentence and (below.rstrip()[-1] in ".:;?!" or _VERBS.search(below) is not None)
    title = _TITLE_ALONE.fullmatch(text) is not None and not _VERBS.search(text) and not _UNFINISHED.search(text)
    capitals = text.isupper() and not below.isupper() and text[-1:].isalnum() and len(text.split()) > 1
    dated = re.search(rf"\b{ANY_MONTH}\b|\d ?[ap]\.?m\b", text) is not None
    return sentence and ((title and not dated and len(text) <= len(below) * _SHARE_OF_A_LINE) or capitals)


_WORDS_OF_A_SENTENCE, _SHARE_OF_SMALL, _SHARE_OF_A_LINE = 10, 0.6, 0.6
_TITLE_ALONE = re.compile(r"[A-Z][\w’'-]+(?: [\w’'&-]+){0,6}\??")


def heads_after_list(lines: Sequence[str]) -> bool:
    """Tell whether the last of some short lines heads what stands below them, and isn't one more of their list.

    It is a word that heads sections in any paper, or the only one of them with large letters inside.

    Example:
        >>> heads_after_list(["A named nurse", "A weekly meeting", "New forms for all", "Fire and Rescue Service"])
        True
        >>> heads_after_list(["A named nurse", "A weekly meeting", "New forms for all", "Training for porters"])
        False
    """
    *items, last = [line.rstrip(": ") for line in lines] or [""]
    if _STOCK.fullmatch(last):
        return True
    large = [_LARGE_INSIDE.search(line) is not None for line in items]
    titled = all(word[:1].isupper() or word in _SMALL for word in last.split()) and len(last.split()) > 1
    return len(items) > 1 and not any(large) and titled and _LARGE_INSIDE.search(last) is not None


_LARGE_INSIDE = re.compile(r"\S [A-Z][a-z]")
_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&", "–", "-"}
_STOCK = re.compile(
    r"(?:introduction|background|context|foreword|(?:executive )?summary|method(?:ology|s)?|approach|scope|purpose"
    r"|aims?|objectives|vision|findings|key findings|results|analysis|discussion|conclusions?"
    r"|recommendations?|next steps"
    r"|timescales?|timetable|governance|risks?|finances?|resources|consultation|engagement"
    r"|evaluation|monitoring|outcomes|glossary|references|appendices|background papers"
    r"|(?:financial|legal|equality|other) implications)",
    re.I,
)
