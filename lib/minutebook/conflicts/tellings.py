"""Tellings: what a pack says that another place can say again: names, posts, Acts, deadlines, lists, days of meetings.

A telling has a name, by which two of them are joined, and what is said under it. This needs nothing of another pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutebook.papers.source import Source, passage
from minutebook.text.dates import ANY_MONTH, DATE, DAY, YEAR, parsed_date
from minutebook.text.numbers import number_in_words


@dataclass(frozen=True)
class Telling:
    """What is said (`said`) of something (`name`) on a line; `what` it is decides what it is joined with."""

    what: str
    name: str
    said: str
    line: int
    quote: str


@dataclass(frozen=True)
class Person:
    """A person whom a text names, with the post that it gives; `sure` where title, post or place show it is one.

    The name begins at `begin` of the line's texts joined by a space.
    """

    first: str
    last: str
    post: str
    sure: bool
    begin: int


def tellings(source: Source) -> list[Telling]:
    """Return what a pack tells, in the order of its lines.

    Example:
        >>> from minutebook.papers.source import source_of
        >>> [(t.what, t.name, t.said) for t in tellings(source_of("p", "Forms are due by 8 May 2020."))]
        [('deadline', '05-08', '2020-05-08')]
    """
    common = frozenset(re.findall(r"(?<![\w'’-])[a-z]{3,}", source.text))
    out: list[Telling] = []
    for n in range(1, source.n_lines + 1):
        if source.line(n).strip():
            out += _of_line(source, n, common)
    return out


def _of_line(source: Source, n: int, common: frozenset[str]) -> Iterator[Telling]:
    parts = [p for p in _parts(source, n) if p]
    text = " ".join(parts)
    for one in (*_deadlines(text), *_acts(text), *_lists(text), *_meetings(text), *_past(text)):
        yield replace(one, line=n)
    for one in (*_abbreviations(text), *_spans(text)):
        yield replace(one, line=n)
    found = persons(parts, common)
    for person in found:
        name = f"{person.first} {person.last}"
        quote = _around(text, person.begin)
        yield Telling("name", name, "sure" if person.sure else "", n, quote)
        if person.post:
            yield Telling("post", name, person.post, n, quote)
    if match := _APOLOGIES.search(text):
        absent = sorted({m["last"] for m in _NAME.finditer(text, match.end())})
        if absent:
            yield Telling("apologies", "", "; ".join(absent), n, text[match.start() :][:_LONG])


def _parts(source: Source, n: int) -> list[str]:
    """Return the readable texts of a line's cells; of a line without tabs, the one."""
    start, end = source.line_span(n)
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", source.text[start:end])]
    return [re.sub(r"[*#|]+", "", passage(source, [span]).text).strip(" -•") for span in spans]


_LONG = 200  # characters of a quote


def _around(text: str, at: int) -> str:
    """Return the stretch of a line around a place in it, from a sentence's beginning where one is near."""
    before = text[max(0, at - _LONG // 2) : at]
    ends = [m.end() for m in re.finditer(r"[.;]\s", before)]
    if not ends and at > _LONG // 2:
        ends = [before.rfind(" ", 0, -40) + 1]
    begin = at - len(before) + (ends[-1] if ends else 0)
    return text[begin : begin + _LONG].strip()


# ------------------------------------------------------------------------------------------------ persons and posts

_FIRST = r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_LAST = r"(?:[OD]['’]|Mc|Mac|[Dd]e |[Vv]an )?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?"
_TITLE = r"Councillor|Cllr\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Professor|Prof\.?|Sir|Dame"
_BODY = "Council|Trust|Board|NHS|Authority|Service|Services|Partnership|Foundation|University|College|Hospital|CCG"
_NAME = re.compile(
    rf"(?<![\w’'-])(?:(?P<title>{_TITLE}) )?(?!(?:{_TITLE})\b)(?P<first>{_FIRST}) (?P<last>{_LAST})(?![\w-])"
    rf"(?<!{')(?<!'.join(_BODY.split('|'))})(?!(?: (?:and )?[A-Z]\w*){{0,6}} (?:{_BODY})\b)"
    r"(?=(?:\s?\((?P<role>[^()]{3,120})\)|\s?[,–-]\s(?P<post>[^.;()]{3,110}))?)"
)
_POST = re.compile(
    r"\b(?:director|chair(?:man|woman|person)?|head|manager|officer|member|lead|chief|advis[eo]r|leader|commissioner"
    r"|secretary|inspector|superintendent|principal|consultant|coordinator)\b",
    re.I,
)


def persons(parts: Sequence[str], common: frozenset[str]) -> list[Person]:
    """Return the persons that a line names, with their posts.

    Args:
        parts: The texts of its cells, or its one text.
        common: Words that the pack also writes small; a name without a title is none of them.

    Example:
        >>> persons(["Ann Lee (Head of Parks) and Cllr Bo Oak spoke."], frozenset())[1]
        Person(first='Bo', last='Oak', post='', sure=True, begin=28)
    """
    out: list[Person] = []
    before = 0
    for k, text in enumerate(parts):
        named = list(_named(text, common))
        for match, next_post in zip(named, _next_posts(named, len(text)), strict=True):
            titled = match["title"] is not None
            alone = len(parts) > 1 and match.span("first")[0] <= len(match["title"] or "") + 1 and _ends(match, text)
            beside = parts[k + 1] if alone and k + 1 < len(parts) else ""
            # A cell may list persons without a comma between them: the next with a post ends the one before.
            told = text[match.start("post") : min(match.end("post"), next_post)] if match["post"] else ""
            cut = _cut(told.rstrip(" ,"), match.start() == 0 and _ends(match, text))
            post = match["role"] or beside or cut
            held = post if _POST.search(post) and not re.search(r"\d", post) else ""
            listed = alone or (match.start() == 0 and bool(match["role"] or match["post"]))
            sure = titled or bool(held) or listed
            out.append(Person(match["first"], match["last"], held.strip(), sure, before + match.start()))
        before += len(text) + 1
    return out


def _next_posts(named: Sequence[re.Match[str]], end: int) -> list[int]:
    """Return for each name where the next begins that has a post, or the end."""
    out: list[int] = []
    for match in reversed(named):
        out.append(end)
        end = match.start() if _POST.search(match["role"] or match["post"] or "") else end
    return out[::-1]


def _named(text: str, common: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield the names of a text; the second word may begin one with a post, or where one of the two is common."""
    at = 0
    while match := _NAME.search(text, at):
        own = match["title"] or match["role"] or match["post"]
        behind = None if own else _NAME.match(text, match.start("last"))
        posted = behind is not None and _POST.search(behind["role"] or behind["post"] or "")
        if posted or (match["title"] is None and {match["first"].lower(), match["last"].lower()} & common):
            at = match.start("last")
        else:
            at = match.end()
            yield match


def _ends(match: re.Match[str], text: str) -> bool:
    stop = max(match.end(), match.end("role") + 1, match.end("post"))
    return len(text) - stop < 14 and "." not in text[stop:]  # "(Co-Chair)" may stand behind


def _cut(post: str, whole: bool) -> str:
    """Return what of the words behind a name is a post: all of a line that holds nothing else, else up to a comma."""
    post = re.split(rf"(?:,| and) {_FIRST} {_LAST}(?:,|$)", post, maxsplit=1)[0] if not whole else post
    return post if whole else post.split(",", 1)[0] if re.match(r"(?:the )?[A-Z]", post) else ""


# ---------------------------------------------------------------------------------- Acts, deadlines, lists, meetings

_ACT = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]*(?:,? (?:[A-Z][\w’'-]*|\([^)]{0,60}\)|and|of|&|for|in(?= [A-Z]))){0,12}?)"
    r" (?:\([^)]{0,60}\) )?Act,?"
    rf" (?:of |in )?(?:{ANY_MONTH} )?\(?(?P<year>(?:19|20)\d\d)\b"
)
_NO_NAME = set("the under in of and for a see section to schedule this by as with".split())


def _acts(text: str) -> Iterator[Telling]:
    for match in _ACT.finditer(text):
        said = re.sub(r"\([^()]*\)", "", match["name"]).lower()
        name = " ".join(w for w in re.findall(r"[a-z]+", said) if w not in _NO_NAME)
        if name:
            yield Telling("act", name, match["year"], 0, match[0])


_DUE = re.compile(
    r"\b(?:by|until|before|no later than|not later than|deadline (?:of|is|was)|due(?: on)?)\s(?:the\s)?(?=\d)", re.I
)


def _deadlines(text: str) -> Iterator[Telling]:
    for match in _DUE.finditer(text):
        found = DATE.match(text, match.end())
        if found and (day := parsed_date(found[0])):
            yield Telling("deadline", day[5:], day, 0, _around(text, match.start()))


_LIST = re.compile(
    r"(?<![A-Za-z’'-])(?P<name>[A-Za-z’'-]+ [A-Za-z’'-]+),? (?:(?:who|which) )?(?:are|were)[;:]"
    r" (?P<items>[^.:]{1,600})"
)


def _lists(text: str) -> Iterator[Telling]:
    for match in _LIST.finditer(text):
        items = items_of(match["items"])
        name = " ".join(word[:6] for word in match["name"].lower().split())
        if len(items) > 1 and not re.search(r"\d", match["items"]):
            yield Telling("list", name, "; ".join(items), 0, match[0][:_LONG])


def items_of(text: str) -> list[str]:
    """Return the items of a list in prose; brackets belong to their item, and only the last "and" parts two.

    Example:
        >>> items_of("Parks, Roads (and lanes), Bins and Fire and Rescue Service")
        ['Parks', 'Roads', 'Bins', 'Fire and Rescue Service']
    """
    text = re.sub(r"\s?\([^()]*\)", "", text)
    parts = [p.strip() for p in re.split(r"[;,]\s", text)]
    last = re.sub(r"^and\s", "", parts[-1])
    parts[-1:] = last.split(" and ", 1) if last == parts[-1] else [last]
    return [p.strip() for p in parts if p.strip()]


_APOLOGIES = re.compile(r"\bapologies(?: for absence)?(?::| (?:were|was|had been) received from)\s?", re.I)
_HELD = re.compile(r"\bminutes of the (?:[\w&'’-]+ ){0,6}?meeting held on\b(?=.{0,14}\d)", re.I)
_NEXT = re.compile(r"\bnext meeting\b(?:[^.]{0,80}?)\b(?:on|held on|be)\b", re.I)


def _meetings(text: str) -> Iterator[Telling]:
    for what, pattern in (("minutes of", _HELD), ("next meeting", _NEXT)):
        for match in pattern.finditer(text):
            found = DATE.search(text, match.end(), match.end() + 60)
            if found and (day := parsed_date(found[0])):
                yield Telling(what, "", day, 0, _around(text, match.start()))


_PAST = re.compile(
    r"\b(?:ha(?:s|ve) been|took place|taken place|were|was)\b(?P<gap>[^.;]{0,90}?)\b(?:between|from)"
    rf" (?:{DAY} )?{ANY_MONTH}(?: {YEAR})? (?:and|to|until) (?P<end>(?:{DAY} )?{ANY_MONTH} {YEAR})"
)


def _past(text: str) -> Iterator[Telling]:
    """Yield when what a sentence tells as past came to its end: the first day of a month printed without one."""
    for match in _PAST.finditer(text):
        if not re.search(r"\b(?:will|plan|plann?ed|schedul|propos|expect|due|agreed|to be)", match["gap"]):
            end = parsed_date(match["end"]) or parsed_date(f"1 {match['end']}")
            if end:
                yield Telling("past", "", end, 0, _around(text, match.start()))


_IN_SHORT = re.compile(
    r"(?<![\w’'-])(?P<words>(?:[A-Z][A-Za-z’'-]+ (?:(?:and|of|for|the|in|to|&) )*){1,7}[A-Z][A-Za-z’'-]+)"
    r" ?\((?P<short>[A-Z]{3,8})\)"
)
_LITTLE = {"and", "of", "for", "the", "in", "to", "&"}


def _abbreviations(text: str) -> Iterator[Telling]:
    """Yield the words right before an abbreviation in brackets whose first letters make it."""
    for match in _IN_SHORT.finditer(text):
        words = [word for word in match["words"].split() if word.lower() not in _LITTLE][-len(match["short"]) :]
        if "".join(word[0] for word in words) == match["short"]:
            yield Telling("abbreviation", match["short"], " ".join(words), 0, _around(text, match.start()))


_SPAN = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|[Tt]his) (?P<name>(?:[A-Z][A-Za-z’'-]+ (?:(?:and|of|for|the|&) )*){1,6}?"
    r"(?:Plan|Strategy|Programme|Framework))(?: \([A-Z]+\))?"
    r" (?:(?:will|is to) )?(?:runs?|covers?|lasts?|is|extends?) (?:for |over )?(?:a |the )?(?:period of )?"
    r"(?:(?:coming|next) )?(?P<years>two|three|four|five|six|seven|eight|ten|\d\d?)[ -]years?\b"
    r"(?! (?:old|ago|later|after))"
)


def _spans(text: str) -> Iterator[Telling]:
    """Yield how many years a plan, a strategy or the like is said to run for."""
    for match in _SPAN.finditer(text):
        said = match["years"] if match["years"].isdigit() else str(number_in_words(match["years"]))
        yield Telling("span", match["name"], said, 0, _around(text, match.start()))
