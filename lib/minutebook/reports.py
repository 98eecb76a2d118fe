"""Minutes and reports: the documents of a pack that print what they are, with the fields of their headers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from minutebook.dates import parsed_date
from minutebook.source import Source, passage


@dataclass(frozen=True)
class HeaderField:
    """One line of a report's header block: its label and value, each with its span in the source."""

    name: str
    label: tuple[int, int]
    value: tuple[tuple[int, int], ...]
    line: int


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


#: Labels that every house makes up of the same words: "Districts affected", "Council Plan theme".
_PLACES = (
    "wards; ward; ward(s); electoral divisions; electoral division(s); divisions; division(s); districts; district(s)"
    "; areas; area(s); localities; parishes; boroughs; partnerships; communities; neighbourhoods; towns"
)
_PLANS = (
    "council plan; corporate plan; community plan; strategic plan; business plan; plan; corporate; council; strategic"
    "; strategy; council strategy; corporate strategy; health and wellbeing strategy; vision; delivery plan"
)
_AIMS = "priority; priorities; theme; themes; objective; objectives; aim; aims; outcome; outcomes; ambition; ambitions"
_FAMILIES = {
    f"{first} {last}": name
    for name, firsts, lasts in (
        ("wards", _PLACES, "affected; involved; covered; concerned; interested; implications"),
        ("policy_context", _PLANS, _AIMS),
        ("policy_context", "link to; links to; relevant; contribution to", f"{_AIMS}; {_PLANS}"),
        ("policy_context", "policy", "context; background; links"),
    )
    for first in firsts.split("; ")
    for last in lasts.split("; ")
}
#: What a header's labels mean, in one council's words and another's; `""` is known and kept nowhere.
_LABELS = _FAMILIES | {
    label: name
    for name, labels in {
        "date": "date; meeting date; date of meeting; committee date; date of committee; date of report"
        "; date of the meeting; date of decision; decision date; date of board; date of panel; date of cabinet",
        "classification": "classification; security classification; exempt information; exempt; public or private"
        "; public/exempt; open or exempt; confidentiality; publication; report status; confidential or exempt"
        "; exempt or confidential; confidential/exempt; exempt/confidential; open/exempt; public or exempt; exemption"
        "; publication status; status of report; access to information; restrictions on publication; public/private"
        "; private or public; open or confidential; open/confidential; public or confidential; report classification"
        "; protective marking; security marking; freedom of information; freedom of information status; foi status"
        "; is this report exempt; is this report confidential; is the report exempt; press and public; access",
        "title": "title; title of paper; title of report; report title; subject; subject of report; report subject"
        "; paper title; subject of paper; subject title; title of item; item title; topic",
        "report_of": "report of; report of the; report by; report from; briefing of; lead officer; lead director"
        "; responsible officer; responsible director; presented by; senior responsible officer; accountable director"
        "; from; executive lead; lead executive; sponsor; executive sponsor; report sponsor; director; service director"
        "; chief officer; corporate director; strategic director; executive director; head of service"
        "; reporting officer",
        "wards": "ward(s); wards; ward; electoral divisions; division(s); divisions"
        "; electoral division(s); district(s)",
        "financial_summary": "financial summary; financial implications; resources; resource implications; cost; costs"
        "; financial impact; cost to the council; budget implications; cost implications; financial cost",
        "report_author": "report author and contact details; report author; author; author and contact details"
        "; briefing author and contact details; contact details; contact officer; contact officers; contact; contacts"
        "; report author(s); officer contact; author/contact; authors; report authors; author(s); contact officer(s)"
        "; written by; prepared by; contact for further information; contact point",
        "portfolio": "cabinet member portfolio; cabinet member; cabinet members; cabinet portfolio; portfolio holder"
        "; portfolio; lead member; lead cabinet member; executive member; relevant cabinet member",
        "meeting": "meeting",
        "": "elt members; purpose of paper; purpose of report; purpose; report to; committee; panel; sub-committee"
        "; decision type; key decision; agenda item; item no; item number; item; directorate; department"
        "; decision maker; report for; type of decision; to; agenda item no; forward plan ref; forward plan reference",
        "status": "status",
        "notice": "time; venue; location; place; quorum",
    }.items()
    for label in labels.split("; ")
}
_LABEL = re.compile(
    r"\W*(?P<label>"
    + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True))
    + r")(?:\b|(?<=\)))\W*?(?P<stop>:|\?(?=\s)|\t| {2,}(?=\S))\W*",
    re.I,
)
TAG = re.compile(r"\*\*|<[^<>\n]*>")
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
        text = plain_line(source, line)
        if line - last < _LINES_OF_AN_OPENING or line in entries:
            continue
        if sat := _sat_on(source, line, text):
            yield Document("minutes", text, _with_running_header(source, line, names), date=sat)
            last = line
        elif MINUTES.fullmatch(text) or _MINUTES_OF.match(text):
            opening = [plain_line(source, n) for n in range(line, min(line + _LINES_OF_AN_OPENING, source.n_lines) + 1)]
            near = " ".join(opening)
            if not (_MINUTES_OF.search(near) if MINUTES.fullmatch(text) else _PRESENT.search(near)):
                continue
            held = re.search(rf"held\b[^.;]{{0,120}}?\bon (?:\w+day,? )?(?:the )?({_DAY_OF_MEETING})", near, re.I)
            titles = (t for t in opening if MINUTES.match(t) and re.fullmatch(r"(?:DRAFT )?MINUTES OF [\w ]+", t, re.I))
            first = _with_running_header(source, line, names)
            above = [t for n in range(first, line) if COMMITTEE.search(t := plain_line(source, n))]
            title = next(titles, above[-1] if above else "Minutes")
            yield Document("minutes", title, first, date=parsed_date(held[1]) if held else "")
            last = line


def _sat_on(source: Source, line: int, text: str) -> str:
    """Return the day of minutes that open without the word: a committee's name, the day, who was present."""
    if not COMMITTEE.search(text) or len(text.split()) > _WORDS_OF_A_TITLE:
        return ""
    lines = (plain_line(source, n) for n in range(line + 1, min(line + _LINES_OF_A_TITLE_BLOCK, source.n_lines) + 1))
    day, *below = [*(t for t in lines if t), ""][:_LINES_TO_PRESENT]
    came = any(_CAME.match(t) for t in below)
    return parsed_date(day) if came and len(day.split()) <= _WORDS_OF_A_DAY else ""


_LINES_TO_PRESENT, _WORDS_OF_A_DAY = 4, 10
_CAME = re.compile(r"(?:members |councillors )?present\b(?! (?:at|to|the|a)\b)|(?:in )?attendance\b(?=:|\Z)", re.I)
_LINES_OF_AN_OPENING = 25
_MINUTES_OF = re.compile(r"(?:draft |unconfirmed )?minutes of (?:a|an|the|proceedings)\b", re.I)
_PRESENT = re.compile(r"\b(?:held|meeting)\b.*\b(?:present|attendance|attended|attendees)\b", re.I)
_DAY_OF_MEETING = r"\d{1,2}\w* (?:of )?\w+,? \d{4}"


def reports(source: Source, names: set[str]) -> Iterator[Document]:
    """Yield the reports and briefings in a pack, each where its header and what runs above that begins."""
    line = 1
    while line <= source.n_lines:
        header = _header_fields(source, line)
        if _is_header(header):
            values = _values_of(source, header)
            kind = "briefing" if _is_briefing(source, header) else "report"
            title, above = values.get("title", ""), header[0].line
            if not title:
                title, above = _title_above(source, header, names)
            first = _with_running_header(source, above, names)
            dates = (values.get("date", ""), values.get("meeting", ""), _date_above(source, first, header[0].line))
            date = next((day for text in dates if (day := parsed_date(text))), "")
            yield Document(kind, title, first, date=date, header=header, values=values)
            line = source.line_of(max(end for f in header for _, end in (f.label, *f.value)))
        elif header:
            line = header[-1].line  # the rest of what is no header is none either
        elif spoken := _spoken_header(source, line, names):
            yield spoken
            line += _LINES_OF_A_TITLE_BLOCK
        line += 1


def _values_of(source: Source, header: Sequence[HeaderField]) -> dict[str, str]:
    """Return the values of a header by what their labels mean; a report without another is its author's, a post."""
    values = {f.name: " ".join(passage(source, f.value).text.split()) for f in reversed(header) if f.name}
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
_SPOKEN = re.compile(r"(?:joint )?report (?:of|by|from) (?P<who>(?:the )?[A-Z][^.:]{3,120})", re.I)
_LINES_OF_A_TITLE_BLOCK, _WORDS_OF_A_TITLE = 12, 20


def _spoken_header(source: Source, line: int, names: set[str]) -> Document | None:
    """Return the report whose title block says "REPORT OF THE DIRECTOR" under a running header, without labels."""
    said = _SPOKEN.fullmatch(plain_line(source, line))
    if said is None:
        return None
    below = range(line + 1, min(line + _LINES_OF_A_TITLE_BLOCK, source.n_lines) + 1)
    first = _with_running_header(source, line, names)
    near = (*range(line - 1, max(0, line - 4), -1), *below[:4])
    titles = [n for n in near if _is_title_line(source, n, names)]
    labelled = any(_is_header(_header_fields(source, n)) for n in below)
    if labelled or not titles or (first == line and _with_running_header(source, titles[0], names) == titles[0]):
        return None
    title = plain_line(source, titles[0])
    values = {"title": title, "report_of": re.sub(r"\Athe ", "", said["who"].strip(), flags=re.I)}
    for n in range(max(1, line - 4), min(line + 4, source.n_lines) + 1):
        if label := _label_on(source, n):
            told = re.split(r" {2,}|\t", source.line(n)[label.end() :])
            values |= {_LABELS[label["label"].casefold()]: told[0].strip()}
        if openness := _OPENNESS.search(plain_line(source, n)):
            values.setdefault("classification", openness[0])
    start = source.line_span(line)[0] + source.line(line).find(said["who"])
    field_ = HeaderField("report_of", (source.line_span(line)[0], start), ((start, source.line_span(line)[1]),), line)
    first = min(first, _with_running_header(source, min(titles[0], line), names))
    date = _date_above(source, first, min(titles[0], line))
    return Document("report", title, first, date=parsed_date(date), header=(field_,), values=values)


def _is_title_line(source: Source, line: int, names: set[str]) -> bool:
    text = plain_line(source, line)
    short = 0 < len(text.split()) <= _WORDS_OF_A_TITLE and not text.endswith((".", ":"))
    return short and not is_running(text, names) and not _label_on(source, line)


def _title_above(source: Source, header: tuple[HeaderField, ...], names: set[str]) -> tuple[str, int]:
    """Return what a paper whose header gives no title goes by, and the line it stands on.

    It is the line above the header, or who it is of: "Briefing of: Cabinet Member for Parks".
    """
    first = header[0].line
    if not _is_briefing(source, header):
        for line in range(first - 1, max(0, first - 9), -1):
            text = plain_line(source, line)
            if text and not _REPORT_BY.match(text):
                ours = is_running(text, names) or len(text.split()) > 20 or text.endswith(".")
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


def begins_report(source: Source, line: int) -> bool:
    """Tell whether a report's header block begins on a line."""
    return _is_header(_header_fields(source, line))


def _is_header(fields: Sequence[HeaderField]) -> bool:
    """Tell whether labels make up a report's header: three or more, one that names it, one that places it.

    A time or a venue beside them makes a notice of a meeting.
    """
    names = {f.name for f in fields}
    return (
        len(fields) > 2
        and "notice" not in names
        and not names.isdisjoint({"title", "report_of"})
        and not names.isdisjoint({"date", "meeting", "classification", "report_author"})
    )


def _header_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the known labels, near each other, that begin on a line, each with its value."""
    stacked = _stacked_fields(source, first)
    if stacked or not _label_on(source, first):
        return stacked
    fields: list[HeaderField] = []
    line, blanks = first, 0
    while line <= source.n_lines and blanks < 4:
        match = _label_on(source, line)
        text = source.line(line).strip()
        start, end = source.line_span(line)
        if match and (beside := _pairs_on(source, line)):
            fields += beside
            blanks = 0
        elif match:
            name = _LABELS[match["label"].casefold()]
            colon = source.text[start + match.start("stop")] == ":"
            label = (start + match.start("label"), start + match.end("label") + colon)
            fields.append(HeaderField(name, label, ((start + match.end(), end),), line))
            blanks = 0
        elif (unknown := _own_label(source, line, fields)) is not None:
            fields.append(HeaderField("", (start, start + unknown), ((start + unknown, end),), line))
            blanks = 0
        elif not text:
            blanks += 1
        elif blanks == 0 and fields and not text.startswith("#"):
            fields[-1] = replace(fields[-1], value=(*fields[-1].value, (start, end)))
        elif blanks < 3 and any(_label_on(source, n) for n in range(line + 1, min(line + 4, source.n_lines) + 1)):
            blanks = 0
            if not _is_label(plain_line(source, line)):  # a label without its colon is nobody's value
                fields[-1] = replace(fields[-1], value=(*fields[-1].value, (start, end)))
        else:
            break
        line += 1
    return tuple(fields)


def _own_label(source: Source, line: int, fields: Sequence[HeaderField]) -> int | None:
    """Return where a label of a house's own ends, on a line between the known ones, or nothing.

    It is bold, or in the first cell of a row with a colon; without one where the field above is such a row.
    """
    text = source.line(line)
    unknown = _UNKNOWN_LABEL.match(text)
    if unknown and fields[-1].name != "report_author":
        return unknown.end()
    above = source.line(fields[-1].line)
    touches = source.line_of(fields[-1].value[-1][0]) == line - 1
    row = _ROW_OF_TWO.match(text) if above.count("\t") == 1 and touches else None
    return row.end() if row else None


_UNKNOWN_LABEL = re.compile(
    r"\*\*[A-Z][\w /&'’()-]{2,45}:?\*\*:?(?=[ \t]+\S)|(?:<b>)?[A-Z][\w /&'’()-]{2,45}:(?:</b>)?\t"
)
_ROW_OF_TWO = re.compile(r"(?:<b>)?[A-Z][\w /&'’()?-]{2,45}(?:</b>)?\t(?=[^\t\n]*\Z)")


def _pairs_on(source: Source, line: int) -> list[HeaderField]:
    """Return the fields of a row that sets two or more of them side by side, each label with the cell after it."""
    start, end = source.line_span(line)
    cells = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", source.text[start:end])]
    texts = [plain(source, *cell) for cell in cells]
    labels = [n for n, text in enumerate(texts) if named_label(text) is not None]
    if len(labels) < 2 or any(b - a < 2 for a, b in pairwise(labels)) or labels[-1] + 1 >= len(cells):
        return []
    return [HeaderField(named_label(texts[n]) or "", cells[n], (cells[n + 1],), line) for n in labels]


def named_label(text: str) -> str | None:
    """Return what a label that stands alone means, or nothing where it is none."""
    label = text.rstrip(":? ").casefold()
    return None if label in _ONLY_WITH_COLON and not text.rstrip().endswith(":") else _LABELS.get(label)


def _stacked_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header that sets each label on a line and its value on the next, or nothing.

    The value of a label goes on to the next one; of three lines the middle one is a label of the house's own.
    """
    if len(source.line(first)) > _LETTERS_OF_A_LABEL or named_label(plain_line(source, first)) is None:
        return ()
    shown = [n for n in range(first, min(first + _LINES_OF_A_STACK, source.n_lines) + 1) if source.line(n).strip()]
    end = next((k for k, (above, n) in enumerate(pairwise(shown), 1) if n - above > _LINES_BETWEEN), len(shown))
    shown = shown[:end]
    at = [k for k, n in enumerate(shown) if named_label(plain_line(source, n)) is not None]
    fields: list[HeaderField] = []
    for k, below in pairwise([*at, at[-1] + 2]):
        values = [source.line_span(n) for n in shown[k + 1 : below]]
        if not 0 < len(values) <= _LINES_OF_A_VALUE:
            break
        own = len(values) == _LINES_OF_A_VALUE
        fields.append(HeaderField(named_label(plain_line(source, shown[k])) or "", source.line_span(shown[k]),
                                  tuple(values[:1] if own else values), shown[k]))  # fmt: skip
        if own:
            fields.append(HeaderField("", values[1], (values[2],), shown[k + 2]))
    return tuple(fields) if len(fields) > 2 else ()


_LINES_OF_A_STACK, _LINES_OF_A_VALUE, _LINES_BETWEEN = 40, 3, 3
_LETTERS_OF_A_LABEL = 80


def _is_label(text: str) -> bool:
    """Tell whether a text begins with a header's label, or is the beginning of one that goes on below."""
    said = text.casefold()
    return said.startswith(tuple(_LABELS)) or any(label.startswith(said) for label in _LABELS)


def _label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    text = source.text[start : min(end, start + 120)]
    bold = _BOLD_LABEL.sub(r"  \1 :", text)  # the end of bold print ends a label as a colon does
    match = _LABEL.match(TAG.sub(lambda m: " " * len(m[0]), bold))
    return None if match and match["label"].casefold() in _ONLY_WITH_COLON and match["stop"] != ":" else match


#: Words that head columns too.
_ONLY_WITH_COLON = {"to", "from", "cost", "costs", "access", "director", "topic"}


_BOLD_LABEL = re.compile(r"\A\*\*([^*:]+)\*\*(?=\s+\S)")


def _date_above(source: Source, first: int, line: int) -> str:
    """Return the line with a day that stands nearest above a header, within its running header."""
    above = (plain_line(source, n) for n in range(line - 1, min(first, line - 3) - 1, -1))
    return next((text for text in above if parsed_date(text)), "")


def _with_running_header(source: Source, line: int, names: set[str]) -> int:
    """Return the first line of the council and committee names that stand above a line.

    A running header is made of the words of those names, in pieces, or ends as a committee's name does.
    """
    first, blanks = line, 0
    for above in range(line - 1, max(0, line - 30), -1):
        text = plain_line(source, above)
        if not text:
            blanks += 1
            if blanks > 4:
                break
        elif is_running(text, names) or AGENDA_ITEM.fullmatch(text):
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
        or (parsed_date(text) != "" and (len(words) <= 5 or names.issuperset(w.casefold() for w in words[:-4])))
    )


#: The line that says which item of the agenda a paper belongs to.
AGENDA_ITEM = re.compile(r"(?:agenda )?item(?: no\.?| number)?:?\s*(\d{1,2})[a-z]?", re.I)


def plain_line(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    return plain(source, *source.line_span(line)) if 1 <= line <= source.n_lines else ""


def plain(source: Source, start: int, end: int) -> str:
    """Return a span's readable text without heading marks."""
    return passage(source, [(start, end)]).text.lstrip("# ").strip()
