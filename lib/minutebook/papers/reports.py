"""Minutes and reports: the documents of a pack that print what they are, with the fields of their headers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from minutebook.papers.header_blocks import HeaderField, header_fields, house_headers, is_header, label_on
from minutebook.papers.header_labels import LABELS
from minutebook.papers.source import Source, passage, plain_line
from minutebook.text.dates import DATE, parsed_date


@dataclass(frozen=True)
class Document:
    """A document inside a pack; `header` is empty where none is printed."""

    kind: str
    title: str
    first_line: int
    last_line: int = 0
    item: str = ""
    date: str = ""
    header: tuple[HeaderField, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


MINUTES = re.compile(r"(?:DRAFT )?MINUTES", re.I)
COMMITTEE = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission|Forum)\s*$", re.I)
QUERIES = re.compile(r"if you have any queries about this (?:report|briefing|paper)", re.I)
AFTERWORD = re.compile(r"(?:appendi(?:x|ces)|background papers?|contact officers?|email|telephone)\b", re.I)


def minutes(source: Source, names: set[str], entries: Container[int] = ()) -> Iterator[Document]:
    """Yield the minutes in a pack; `names` are the words of a running header (see `outline.names_in`).

    The lines of an agenda's `entries` name minutes and begin none.
    """
    last = -_LINES_OF_AN_OPENING
    for line in range(1, source.n_lines + 1):
        if line - last < _LINES_OF_AN_OPENING or line in entries:
            continue
        if opened := _opened(source, line, names):
            yield opened
            last = line


def _opened(source: Source, line: int, names: set[str]) -> Document | None:
    """Return the minutes that begin on a line, with their title and the day of the meeting, or nothing."""
    text = plain_line(source, line)
    if sat := _sat_on(source, line, text):
        return Document("minutes", text, _with_running_header(source, line, names), date=sat)
    if not _names_minutes(text):
        return None
    opening = [text, *(plain_line(source, n) for n in source.below(line, _LINES_OF_AN_OPENING))]
    near = " ".join(opening)
    came = _presence_below(source, line)
    bare = MINUTES.fullmatch(text) is not None
    if not came and not (_MINUTES_OF.search(near) if bare else _MINUTES_OF.match(text) and _PRESENT.search(near)):
        return None
    held = re.search(rf"held\b[^.;]{{0,120}}?\bon (?:\w+day,? )?(?:the )?({_DAY_OF_MEETING})", near, re.I)
    first = _with_running_header(source, line, names)
    head = range(first, came or line + _LINES_OF_A_TITLE_BLOCK)
    days = (day for n in head if (day := parsed_date(plain_line(source, n))))
    above = [t for n in range(first, line) if COMMITTEE.search(t := plain_line(source, n))]
    own = "Minutes" if bare or _MINUTES_OF.match(text) or _A_MEETING.match(text) else text
    titles = (t for t in opening if MINUTES.match(t) and re.fullmatch(r"(?:DRAFT )?MINUTES OF [\w ]+", t, re.I))
    title = next(titles, above[-1] if above and own == "Minutes" else own)
    return Document("minutes", title, first, date=parsed_date(held[1]) if held else next(days, ""))


def begins_minutes(source: Source, line: int) -> bool:
    """Tell whether minutes begin on a line: their title, which may run over lines, and below it who was present."""
    text = plain_line(source, line)
    return _sat_on(source, line, text) != "" if not _names_minutes(text) else _presence_below(source, line) > 0


def _names_minutes(text: str) -> bool:
    """Tell whether a line can be the title of minutes: "Minutes", "Notes of a meeting", "Parks Panel – Minutes"."""
    if MINUTES.fullmatch(text) or _MINUTES_OF.match(text) or _A_MEETING.match(text):
        return True
    short = len(text.split()) <= _WORDS_OF_A_TITLE and not text.endswith((".", ";"))
    return short and (_MINUTES_FIRST.match(text) or _MINUTES_LAST.search(without_day(text))) is not None


def without_day(text: str) -> str:
    """Return a line without the day that stands at its end.

    Example:
        >>> without_day("Parks Panel – Tuesday 4 May 2021")
        'Parks Panel'
    """
    return _DAY_BEHIND.sub("", text) if len(text) <= _LETTERS_OF_A_LINE else text


_LETTERS_OF_A_LINE = 300
_DAY_BEHIND = re.compile(rf"[\s,:;|(–—-]*(?:\bon )?(?:\b\w+day,? )?(?:the )?{DATE.pattern}\W*\Z", re.I)


def _presence_below(source: Source, line: int) -> int:
    """Return the line that says who was present below the title of minutes, before another or an entry, or 0."""
    for n in source.below(line, _LINES_OF_AN_OPENING):
        text = plain_line(source, n)
        if _CAME.match(text) or _CAME_TO.match(text):
            return n
        if _names_minutes(text) or _NUMBERED.match(text):
            break
    return 0


_STATE = r"(?:(?:draft|unconfirmed|confirmed|approved|signed|printed|public|open) )*"
_MINUTES_FIRST = re.compile(
    rf"{_STATE}(?:minutes(?: and actions)?(?:\Z|\s*[–—:|,(-]|\t+(?=[A-Z])| (?:of|from|for)\b)"
    r"|(?:notes?|record|minute|summary|proceedings) of (?:an?|the|our|(?:key )?decisions|discussions?)\b"
    r".*\b(?:meeting|proceedings|Board|Committee|Panel|Cabinet|Commission|Forum)\b"
    r"|(?:meeting|action) notes\b)",
    re.I,
)
#: The first words of minutes without a title: "At a meeting of the Panel held on", "A meeting of the Panel was held".
_A_MEETING = re.compile(
    r"(?:at )?an? (?:\w+ ){0,2}meeting of (?:the )?[^.;]*\bheld\b(?<!\bbe held)(?<!\bto be held)", re.I
)
_MINUTES_LAST = re.compile(
    rf"(?:\s[–—|-]|[:,])\s*{_STATE}minutes\W*\Z|\b(?:Board|Committee|Panel|Cabinet|Commission|Forum) {_STATE}minutes\Z",
    re.I,
)
_NUMBERED = re.compile(r"(?:Item )?\d{1,2}[.)]\s+\S", re.I)


def _sat_on(source: Source, line: int, text: str) -> str:
    """Return the day of minutes that open without the word: a committee's name, the day, who was present."""
    name = without_day(text)
    if not COMMITTEE.search(name) or len(text.split()) > _WORDS_OF_A_TITLE:
        return ""
    lines = (plain_line(source, n) for n in source.below(line, _LINES_OF_A_TITLE_BLOCK))
    beside = [text[len(name) :]] if name != text else []
    day, *below = [*beside, *(t for t in lines if t), ""][:_LINES_TO_PRESENT]
    apart = any(_names_minutes(t) and not MINUTES.fullmatch(t) for t in [day, *below])  # a running line over them
    came = any(_CAME.match(t) for t in below) and not apart
    return parsed_date(day) if came and len(day.split()) <= _WORDS_OF_A_DAY else ""


_LINES_TO_PRESENT, _WORDS_OF_A_DAY = 4, 10
_CAME = re.compile(
    r"(?:(?:board |panel |committee |voting )?members |councillors |those |also )?present\b(?! (?:at|to|the|a)\b)"
    r"|(?:in )?attendance\b(?=:|\Z)|there were present\b",
    re.I,
)
#: What says so below the title of minutes only: an agenda names its members too.
_CAME_TO = re.compile(
    r"(?:attendees|(?:those )?(?:attending|attended)(?: by)?)\b(?=:|\Z)"
    r"|(?:in the chair|chair(?:man|ed by)?|members|councillors)\s?:"
    r"|who (?:was (?:there|present)|came|attended)\b"
    r"|(?:the following|councillors?|cllrs?|members|mrs?|ms|dr)\b"
    r"[^.]*\b(?:were present|attended|(?:in|took) the chair)\b"
    r"|(?:the )?meeting (?:began|started|opened|commenced)\b",
    re.I,
)
_LINES_OF_AN_OPENING = 25
_MINUTES_OF = re.compile(r"(?:draft |unconfirmed )?minutes of (?:a|an|the|proceedings)\b", re.I)
_PRESENT = re.compile(r"\b(?:held|meeting)\b.*\b(?:present|attendance|attended|attendees)\b", re.I)
_DAY_OF_MEETING = r"\d{1,2}\w* (?:of )?\w+,? \d{4}"


def reports(source: Source, names: set[str], entries: Container[int] = ()) -> Iterator[Document]:
    """Yield the reports and briefings in a pack, each where its header and what runs above that begins.

    None goes by what stands on the lines of an agenda's `entries`.
    """
    line = 1
    last = 0  # the line up to which known labels have been read and make no header, in whole or in part
    houses = house_headers(source)
    while line <= source.n_lines:
        header = header_fields(source, line) if line > last else ()
        if not is_header(header) and line in houses:
            last = max(last, header[-1].line if header else 0)
            header = houses[line]
        if is_header(header) or line in houses:
            values = _values_of(source, header)
            briefing = _is_briefing(source, header) or _is_under_briefing(source, header[0].line)
            title, above = values.get("title", ""), header[0].line
            if not title:
                title, above = _title_above(source, header, names, entries)
            kind = "briefing" if briefing else "report"
            first = _with_running_header(source, above, names)
            told = [values.get(name, "") for name in ("date", "meeting", "body")]
            dates = (*told, _date_above(source, first, header[0].line))
            date = next((day for text in dates if (day := parsed_date(text))), "")
            yield Document(kind, title, first, date=date, header=header, values=values)
            line = source.line_of(max(end for f in header for _, end in (f.label, *f.value)))
        elif header:
            line = header[-1].line  # the rest of what is no header is none either
        elif spoken := _spoken_header(source, line, names):
            yield spoken
            line += _LINES_OF_A_TITLE_BLOCK
        line += 1


#: A label of more than a word at the beginning of a value.
_LABEL_AGAIN = re.compile(r"([A-Z][a-z]+(?: [A-Za-z]+){1,4}?):? (?=[A-Z])")


def _values_of(source: Source, header: Sequence[HeaderField]) -> dict[str, str]:
    """Return the values of a header by what their labels mean; a report without another is its author's, a post."""
    values = {f.name: " ".join(passage(source, f.value).text.split()) for f in reversed(header) if f.name}
    for name, value in values.items():  # a form filled in with its label once more: "Author: Report Author A. Person"
        if (again := _LABEL_AGAIN.match(value)) and LABELS.get(again[1].casefold()) == name:
            values[name] = value[again.end() :]
    author, status = values.get("report_author", ""), values.pop("status", "")
    if _OPEN.match(status):  # a status can also say whether it is a draft, or for decision
        values.setdefault("classification", status)
    return {"report_of": author, **values} if _POST.match(author) else values


_POST = re.compile(
    r"(?:[A-Z][\w’'-]* )?(?:(?:Director|Head) (?:of|for)\b|[\w,’' -]{0,60}(?:Director|Officer|Manager)\Z)"
)
_OPEN = re.compile(
    r"(?:(?:for )?(?:general )?(?:release|publication)"
    r"|(?:fully |part(?:ly|ially)? ?-?)?(?:open|public|exempt|private|restricted)"
    r"|(?:not |non-?)(?:exempt|confidential|public|for publication)|confidential|unrestricted|official)\b",
    re.I,
)
_OPENNESS = re.compile(r"\b(?:open|exempt|part exempt|confidential|public|private) (?:report|item)\b", re.I)
#: Who a paper is of, as a line of its title block: "Report of the Director of Parks", "A briefing by the Head of it".
SPOKEN = re.compile(
    r"(?:(?:agenda )?item \w{1,3}\W{1,3})?(?:(?:an?|the) )?"
    r"(?:(?:joint|annual|(?:half-)?yearly|quarterly|monthly|interim|final|progress|update|covering) )*"
    r"(?:report|briefing|paper|briefing (?:note|paper)) (?:of|by|from) (?P<who>(?:the )?(?-i:[A-Z])[^.:]{3,120})",
    re.I,
)
_LINES_OF_A_TITLE_BLOCK, _WORDS_OF_A_TITLE = 12, 20


def _spoken_header(source: Source, line: int, names: set[str]) -> Document | None:
    """Return the report whose title block says "REPORT OF THE DIRECTOR" under a running header, without labels."""
    said = SPOKEN.fullmatch(plain_line(source, line))
    if said is None:
        return None
    below = source.below(line, _LINES_OF_A_TITLE_BLOCK)
    first = _with_running_header(source, line, names)
    near = (*source.above(line, 3), *below[:4])
    titles = [n for n in near if _is_title_line(source, n, names)]
    labelled = any(is_header(header_fields(source, n)) for n in below)
    if labelled or not titles or (first == line and _with_running_header(source, titles[0], names) == titles[0]):
        return None
    title = plain_line(source, titles[0])
    values = {"title": title, "report_of": re.sub(r"\Athe ", "", said["who"].strip(), flags=re.I)}
    for n in range(max(1, line - 4), min(line + 4, source.n_lines) + 1):
        if label := label_on(source, n):
            told = re.split(r" {2,}|\t", source.line(n)[label.end() :])
            values |= {LABELS[label["label"].casefold()]: told[0].strip()}
        if openness := _OPENNESS.search(plain_line(source, n)):
            values.setdefault("classification", openness[0])
    start = source.line_span(line)[0] + source.line(line).find(said["who"])
    field_ = HeaderField("report_of", (source.line_span(line)[0], start), ((start, source.line_span(line)[1]),), line)
    first = min(first, _with_running_header(source, min(titles[0], line), names))
    date = _date_above(source, first, min(titles[0], line))
    kind = "annual report" if re.search(r"\b(?:annual|yearly) report\b", said[0], re.I) else "report"
    return Document(kind, title, first, date=parsed_date(date), header=(field_,), values=values)


def _is_title_line(source: Source, line: int, names: set[str]) -> bool:
    text = plain_line(source, line)
    short = 0 < len(text.split()) <= _WORDS_OF_A_TITLE and not text.endswith((".", ":"))
    return short and not is_running(text, names) and not label_on(source, line)


def _title_above(
    source: Source, header: tuple[HeaderField, ...], names: set[str], entries: Container[int]
) -> tuple[str, int]:
    """Return what a paper whose header gives no title goes by, and the line it stands on.

    It is the line above the header, or who it is of: "Briefing of: Cabinet Member for Parks".
    """
    first = header[0].line
    if not _is_briefing(source, header):
        for line in source.above(first, 8):
            text = plain_line(source, line)
            if text.strip("|│+: -") and not _REPORT_BY.match(text):  # a box's edge and its empty first row are none
                ours = line in entries or is_running(text, names) or len(text.split()) > 20 or text.endswith(".")
                if not ours:
                    return text, line
                break
    own = next((f for f in header if f.name == "report_of"), None)
    if own is None:
        return "", first
    return f"{source.text[slice(*own.label)].rstrip(': ')}: {passage(source, own.value).text.strip()}", first


_REPORT_BY = re.compile(r"(?:joint )?report (?:by|of|from)\b", re.I)


def _is_briefing(source: Source, header: tuple[HeaderField, ...]) -> bool:
    labels = {source.text[slice(*f.label)].casefold() for f in header}
    return any("briefing" in label or "of paper" in label for label in labels)


def _is_under_briefing(source: Source, line: int) -> bool:
    """Tell whether one of the few lines above a header says that a briefing follows."""
    return any(_BRIEFING.fullmatch(plain_line(source, n)) for n in range(max(1, line - 4), line))


_BRIEFING = re.compile(r"(?:(?:scrutiny|member|committee|information|an?) )*briefing(?: note| paper)?", re.I)


def _date_above(source: Source, first: int, line: int) -> str:
    """Return the line with a day that stands nearest above a header, within its running header."""
    above = (plain_line(source, n) for n in range(line - 1, min(first, line - 3) - 1, -1))
    return next((text for text in above if parsed_date(text)), "")


def _with_running_header(source: Source, line: int, names: set[str]) -> int:
    """Return the first line of the council and committee names that stand above a line.

    A running header is made of the words of those names, in pieces, or ends as a committee's name does.
    """
    first, blanks = line, 0
    for above in source.above(line, 29):
        text = plain_line(source, above)
        if not text:
            blanks += 1
            if blanks > 4:
                break
        elif is_running(text, names) or OVER_A_TITLE.fullmatch(text) or not text.strip("|: -"):  # or a box's edge
            first, blanks = above, 0
        else:
            break
    return first


def is_running(text: str, names: set[str]) -> bool:
    """Tell whether a line is the name of a council, of its committee or a day, as a page's header is."""
    words = text.split()
    return (
        names.issuperset(text.casefold().split())
        or (COMMITTEE.search(text) is not None and len(words) <= 15)
        or (parsed_date(text) != "" and (len(words) <= 5 or _is_named(without_day(text), names)))
    )


def _is_named(text: str, names: set[str]) -> bool:
    return names.issuperset(word.strip(",:") for word in text.casefold().split())


#: The line that says which item of the agenda a paper belongs to.
AGENDA_ITEM = re.compile(
    r"(?:agenda )?item(?: no\.?| number)?:?\s*((?-i:[A-Z](?:\.?\d{1,2})?)|\d{1,2}(?=[a-z]?\Z))[a-z]?", re.I
)
#: That line, or one that says how finished a paper is.
OVER_A_TITLE = re.compile(
    rf"{AGENDA_ITEM.pattern}|(?:draft|unconfirmed)(?:\W+(?:minutes|subject to|not|for|until|pending|version)\b[^.]*)?",
    re.I,
)
