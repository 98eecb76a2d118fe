"""Header blocks of reports: labels and values, in whatever words and form a house sets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from minutebook.papers.source import Source, passage
from minutebook.text.dates import parsed_date
from minutebook.text.numbers import one_of


@dataclass(frozen=True)
class HeaderField:
    """One line of a report's header block: its label and value, each with its span in the source."""

    name: str
    label: tuple[int, int]
    value: tuple[tuple[int, int], ...]
    line: int


#: Labels that every house makes up of the same words: "Districts affected", "Council Plan theme".
_PLACES = (
    "wards; ward; ward(s); electoral divisions; electoral division(s); divisions; division(s); districts; district(s)"
    "; areas; area(s); localities; parishes; boroughs; partnerships; communities; neighbourhoods; towns; places"
    "; wards/areas; ward/area; wards and areas"
)
_PLANS = (
    "council plan; corporate plan; community plan; strategic plan; business plan; plan; corporate; council; strategic"
    "; strategy; council strategy; corporate strategy; health and wellbeing strategy; vision; delivery plan"
)
_AIMS = (
    "priority; priorities; theme; themes; objective; objectives; aim; aims; outcome; outcomes; ambition; ambitions"
    "; goals"
)
_LINKS = "link to; links to; relevant; contribution to; supports"
_OPENNESS = "exempt; confidential; private; public; open; restricted"
_OR_NOT = _OPENNESS.replace("; ", "; or ")
_FAMILIES = {
    " ".join(words): name
    for name, parts in (
        ("wards", (_PLACES, "affected; involved; covered; concerned; interested; implications; directly affected"
                            "; most affected; particularly affected; chiefly affected")),
        ("policy_context", (_PLANS, _AIMS)),
        ("policy_context", (_LINKS, f"{_AIMS}; {_PLANS}")),
        ("policy_context", (_LINKS, "council; corporate; strategic; council plan; corporate plan", _AIMS)),
        ("policy_context", ("corporate; council; strategic; plan", _AIMS, "supported; met; addressed")),
        ("policy_context", ("policy", "context; background; links; framework")),
        ("policy_context", ("strategic; policy", "fit; links; context")),
        ("classification", ("is", "the; this", "report; item; paper; decision", _OPENNESS)),
        ("classification", ("is", "the; this", "report; item; paper; decision", _OPENNESS, f"or {_OR_NOT}")),
    )
    for words in product(*(part.split("; ") for part in parts))
}  # fmt: skip
#: What a header's labels mean, in one council's words and another's; `""` is known and kept nowhere.
LABELS = _FAMILIES | {
    label: name
    for name, labels in {
        "date": "date; meeting date; date of meeting; committee date; date of committee; date of report"
        "; date of the meeting; date of decision; decision date; date of board; date of panel; date of cabinet"
        "; date and time of meeting; date of board meeting; date of committee meeting; date of cabinet meeting"
        "; date of panel meeting; for meeting on; to be considered on; on; cabinet date; council date"
        "; board date; panel date; scrutiny date; date of consideration; date to be considered; date for decision"
        "; date of scrutiny; day and date",
        "classification": "classification; security classification; exempt information; exempt; public or private"
        "; public/exempt; open or exempt; confidentiality; publication; report status; confidential or exempt"
        "; exempt or confidential; confidential/exempt; exempt/confidential; open/exempt; public or exempt; exemption"
        "; publication status; status of report; access to information; restrictions on publication; public/private"
        "; private or public; open or confidential; open/confidential; public or confidential; report classification"
        "; protective marking; security marking; freedom of information; freedom of information status; foi status"
        "; is this report exempt; is this report confidential; is the report exempt; press and public; access"
        "; confidential; private; confidentiality status; part i or part ii; part 1 or part 2; part i/part ii"
        "; foi exemption; paper status; exempt from publication; publication restrictions"
        "; open or closed; open/closed; confidential or open; exempt or open"
        "; exempt report; is the report confidential; exempt status; public/confidential; confidential/public"
        "; part exempt; publication category; can this be published; is this a public document; restricted"
        "; public or restricted; for publication; public access",
        "title": "title; title of paper; title of report; report title; subject; subject of report; report subject"
        "; paper title; subject of paper; subject title; title of item; item title; topic"
        "; name of report; report name; about; re; regarding; heading; report on; subject heading; agenda title"
        "; name of item"
        "; title of briefing; briefing title; name of paper; title of decision; decision title; subject matter"
        "; subject/title; title/subject"
        "; title of the report; subject of the report; report heading",
        "report_of": "report of; report of the; report by; report from; briefing of; lead officer; lead director"
        "; responsible officer; responsible director; presented by; senior responsible officer; accountable director"
        "; from; executive lead; lead executive; sponsor; executive sponsor; report sponsor; director; service director"
        "; chief officer; corporate director; strategic director; executive director; head of service"
        "; reporting officer; originating officer; originator; presenting officer; senior responsible owner"
        "; responsible owner; accountable officer; report owner; report presented by; submitted by"
        "; responsible chief officer; responsible head of service; director responsible; officer responsible; owner"
        "; lead"
        "; reporting director; presenter; presenting; chief officer responsible; strategic lead; service lead"
        "; assistant director; executive owner; lead for this report; responsible assistant director"
        "; officer presenting"
        "; senior officer responsible; responsible officer(s); director(s); lead officers; responsible officers"
        "; lead chief officer; joint report of; joint report by; lead officer(s)",
        "wards": "ward(s); wards; ward; electoral divisions; division(s); divisions"
        "; electoral division(s); district(s); districts; parishes",
        "financial_summary": "financial summary; financial implications; resources; resource implications; cost; costs"
        "; financial impact; cost to the council; budget implications; cost implications; financial cost"
        "; money; budget; funding; cost and funding; costs and funding; resource impact; budget impact; estimated cost"
        "; total cost; financial consequences; revenue implications; cost to the authority; cost/value"
        "; budget and resources; value; total value; financial; funding source; source of funding; budget source"
        "; financial context; finance; finances",
        "report_author": "report author and contact details; report author; author; author and contact details"
        "; briefing author and contact details; contact details; contact officer; contact officers; contact; contacts"
        "; report author(s); officer contact; author/contact; authors; report authors; author(s); contact officer(s)"
        "; written by; prepared by; contact for further information; contact point",
        "portfolio": "cabinet member portfolio; cabinet member; cabinet members; cabinet portfolio; portfolio holder"
        "; portfolio; lead member; lead cabinet member; executive member; relevant cabinet member",
        "meeting": "meeting; meeting of; meeting and date; committee and date",
        "body": "report to; committee; panel; sub-committee; decision maker; report for; to; name of meeting"
        "; name of committee; for; prepared for; presented to; submitted to; considered by; to be considered by"
        "; reported to"
        "; report submitted to; forum; decision taker; decision-maker; report for the; decision to be taken by"
        "; decision by; report to the; committee/board",
        "": "elt members; purpose of paper; purpose of report; purpose; decision type"
        "; key decision; agenda item; item no; item number; item; directorate; department"
        "; type of decision; agenda item no; forward plan ref; forward plan reference",
        "status": "status",
        "notice": "time; venue; location; place; quorum",
    }.items()
    for label in labels.split("; ")
}
_ANY = one_of(LABELS)
#: What stands between a label and its value: a colon, a question mark, a tab, a wide gap, a dash, dots, a stroke.
_STOP = r"(?P<stop>:|\?(?=\s)|\t| {2,}(?=\S)|\s?[–—](?=\s)|\s-(?=\s)|(?:\.{3,}|…)(?=[.…]*\s*[\w£“‘(])|[|│])"
_BRACKETS = r"(?:\s?\([^()\n]{1,40}\))?"
_LABEL = re.compile(
    rf"\W*(?P<mark>(?:\d{{1,2}}|[a-z])[.)]\s+)?(?P<label>{_ANY})(?:\b|(?<=\))){_BRACKETS}\W*?{_STOP}"
    r"[^\w£$€“‘\"'(\[<+~•]*",
    re.I,
)
#: A label that stands behind another's value on the line, and one that nothing parts from its value.
_NEXT_LABEL = re.compile(rf"[\s|│;,]+(?P<label>(?=(?-i:[A-Z]))(?:{_ANY})){_BRACKETS}\s*:(?=\s)\s*", re.I)
_BARE = re.compile(rf"[\s#*]*(?P<label>(?=(?-i:[A-Z]))(?:{_ANY})){_BRACKETS} +(?=(?-i:[A-Z\d£“‘]))", re.I)
TAG = re.compile(r"\*\*|<[^<>\n]*>")
_AROUND = " \t\r*_|│;,"


def begins_report(source: Source, line: int) -> bool:
    """Tell whether a report's header block begins on a line."""
    return is_header(header_fields(source, line))


def is_header(fields: Sequence[HeaderField]) -> bool:
    """Tell whether labels make up a report's header: three or more, one that names it, one that places it.

    A time or a venue beside them makes a notice of a meeting.
    """
    names = {f.name for f in fields}
    return (
        len(fields) > 2
        and "notice" not in names
        and not names.isdisjoint({"title", "report_of"})
        and (
            not names.isdisjoint({"date", "meeting", "classification", "report_author"})
            or names.issuperset({"title", "report_of", "body"})
            or (names.issuperset({"report_of", "body"}) and not names.isdisjoint({"status", "wards"}))
        )
    )


def header_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the known labels, near each other, that begin on a line, each with its value."""
    if apart := (_stacked_fields(source, first) or _apart_fields(source, first) or _bare_fields(source, first)):
        return apart
    if not label_on(source, first):
        return ()
    fields: list[HeaderField] = []
    line, blanks = first, 0
    while line <= source.n_lines and blanks < 4:
        text = source.line(line).strip()
        if found := _fields_on(source, line, fields):
            fields += found
            blanks = 0
        elif not text:
            blanks += 1
        elif _NOTHING.fullmatch(text):
            pass  # a rule between rows
        elif blanks == 0 and fields and not text.startswith("#"):
            fields[-1] = _longer(source, fields[-1], line)
        elif blanks < 3 and any(label_on(source, n) for n in source.below(line, 4)):
            blanks = 0
            if not _is_label(plain_line(source, line)):  # a label without its colon is nobody's value
                fields[-1] = _longer(source, fields[-1], line)
        else:
            break
        line += 1
    return tuple(fields)


_NOTHING = re.compile(r"[\s|│:+_=─—–-]+")


def _longer(source: Source, field: HeaderField, line: int) -> HeaderField:
    """Return a field whose value goes on in a line."""
    return replace(field, value=(*field.value, source.line_span(line)))


def _fields_on(source: Source, line: int, above: Sequence[HeaderField]) -> list[HeaderField]:
    """Return the fields of a line: pairs of cells, known labels with their values, or a label of a house's own."""
    match = label_on(source, line)
    start, end = source.line_span(line)
    if match is None:
        own = _own_label(source, line, above)
        if own is None:
            return []
        label = plain(source, start, start + own).rstrip(":? ").casefold()  # among others one of two meanings is clear
        return [HeaderField(LABELS.get(label, ""), (start, start + own), ((start + own, end),), line)]
    if beside := _pairs_on(source, line):
        return beside
    blanked = _blanked(source.text[start:end])
    colon = match["stop"] == ":"
    marks = [(match["label"], match.start("label"), match.end("label") + colon, match.end())]
    later = _NEXT_LABEL.finditer(blanked, match.end() - 1) if colon else ()
    marks += [(m["label"], m.start("label"), m.end("label") + 1, m.end()) for m in later]
    ends = [mark[1] for mark in marks[1:]] + [end - start]
    out = []
    for (label, first, last, value), until in zip(marks, ends, strict=True):
        tidy = len(marks) > 1 or "|" in blanked or "│" in blanked
        stop = max(value, len(source.text[start : start + until].rstrip(_AROUND))) if tidy else until
        name = LABELS[label.casefold()]
        out.append(HeaderField(name, (start + first, start + last), ((start + value, start + stop),), line))
    return out


def _own_label(source: Source, line: int, fields: Sequence[HeaderField]) -> int | None:
    """Return where a label of a house's own ends, on a line between the known ones, or nothing.

    It is bold, or in the first cell of a row with a colon; without one where the field above is such a row, and parted
    from its value by another sign where that is.
    """
    text = source.line(line)
    if not fields:
        return None
    unknown = _UNKNOWN_LABEL.match(text)
    if unknown and fields[-1].name != "report_author":
        return unknown.end()
    above = source.line(fields[-1].line)
    touches = source.line_of(fields[-1].value[-1][0]) == line - 1
    row = _ROW_OF_TWO.match(text) if above.count("\t") == 1 and touches else None
    if row is None and touches and fields[-1].name != "report_author":
        over, row = label_on(source, fields[-1].line), _OWN_LABEL.match(_blanked(text))
        row = row if row and over and over["stop"].strip() == row["stop"].strip() != "" else None
    return row.end() if row else None


_UNKNOWN_LABEL = re.compile(
    r"\*\*[A-Z][\w /&'’()-]{2,45}:?\*\*:?(?=[ \t]+\S)|(?:<b>)?[A-Z][\w /&'’()-]{2,45}:(?:</b>)?\t"
)
_ROW_OF_TWO = re.compile(r"(?:<b>)?[A-Z][\w /&'’()?-]{2,45}(?:</b>)?\t(?=[^\t\n]*\Z)")
_OWN_LABEL = re.compile(rf"[\s|│*#-]*(?:\d{{1,2}}[.)]\s+)?[A-Z][\w /&'’()-]{{2,35}}?\s*{_STOP}(?=\s*\S)\s*")


def _pairs_on(source: Source, line: int) -> list[HeaderField]:
    """Return the fields of a row that sets two or more of them side by side, each label with the cell after it."""
    start, end = source.line_span(line)
    cell = r"[^\t|│]+" if re.match(r"\s*[|│]", source.text[start:end]) else r"[^\t]+"
    cells = [(start + m.start(), start + m.end()) for m in re.finditer(cell, source.text[start:end])]
    texts = [plain(source, *cell) for cell in cells]
    labels = [n for n, text in enumerate(texts) if named_label(text) is not None]
    if len(labels) < 2 or any(b - a < 2 for a, b in pairwise(labels)) or labels[-1] + 1 >= len(cells):
        return []
    return [HeaderField(named_label(texts[n]) or "", cells[n], (cells[n + 1],), line) for n in labels]


def named_label(text: str) -> str | None:
    """Return what a label that stands alone means, or nothing where it is none."""
    label = text.rstrip(":? ").casefold()
    return None if label in _ONLY_WITH_COLON and not text.rstrip().endswith(":") else LABELS.get(label)


# ---------------------------------------------------------------------- labels and values on lines of their own


def _stacked_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header that sets each label on a line and its value on the next, or nothing.

    The value of a label goes on to the next one; of three lines the middle one is a label of the house's own.
    """
    if len(source.line(first)) > _LETTERS_OF_A_LABEL or named_label(plain_line(source, first)) is None:
        return ()
    shown = _shown(source, first)
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


def _shown(source: Source, first: int) -> list[int]:
    """Return the lines with text from one on, as far as they stand near each other."""
    shown = [n for n in source.below(first - 1, _LINES_OF_A_STACK) if not source.is_blank(n)]
    end = next((k for k, (above, n) in enumerate(pairwise(shown), 1) if n - above > _LINES_BETWEEN), len(shown))
    return shown[:end]


_LINES_OF_A_STACK, _LINES_OF_A_VALUE, _LINES_BETWEEN = 41, 3, 3
_LETTERS_OF_A_LABEL, _FEWEST_APART = 80, 4


def _apart_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header with each value over its label, or with all labels over all values, or nothing.

    Which value is whose is told by the day: it stands in the place of a date.
    """
    near = range(first, min(first + 2, source.n_lines + 1))
    if "\t" in source.line(first) or not any(_is_alone(source, n) for n in near):
        return ()
    shown = _shown(source, first)
    alone = [_is_alone(source, n) for n in shown]
    count = next((k for k, label in enumerate(alone) if not label), len(shown))
    if count:
        pairs = list(zip(shown[:count], shown[count : 2 * count], strict=False))
        odd = len(pairs) < count or any(alone[count : 2 * count]) or not source.is_blank(pairs[-1][1] + 1)
        pairs = [] if odd else pairs
    else:
        count = next((k for k, label in enumerate(alone) if label != bool(k % 2)), len(shown)) // 2
        pairs = [(shown[2 * k + 1], shown[2 * k]) for k in range(count)]
    fields = [
        HeaderField(named_label(plain_line(source, label)) or "", source.line_span(label), (source.line_span(value),),
                    min(label, value))
        for label, value in pairs
    ]  # fmt: skip
    return tuple(fields) if len(fields) >= _FEWEST_APART and _is_dated(source, fields) else ()


def _is_alone(source: Source, line: int) -> bool:
    return len(source.line(line)) <= _LETTERS_OF_A_LABEL and named_label(plain_line(source, line)) is not None


def _is_dated(source: Source, fields: Sequence[HeaderField]) -> bool:
    """Tell whether a day stands where labels say one, and a title or who reports is among them."""
    said = {f.name: plain(source, f.value[0][0], f.value[-1][1]) for f in fields if f.name in ("date", "meeting")}
    dated = any(parsed_date(text) and len(text.split()) <= _WORDS_OF_A_DAY for text in said.values())
    return dated and is_header(fields)


_WORDS_OF_A_DAY = 8


def _bare_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header that nothing parts from their values: "Date of meeting 15 July 2021"."""
    fields: list[HeaderField] = []
    for line in range(first, source.n_lines + 1):
        (start, end), text = source.line_span(line), source.line(line)
        match = None if "\t" in text or ":" in text[:_LETTERS_OF_A_LABEL] else _BARE.match(text)
        if match:
            label = (start + match.start("label"), start + match.end())
            fields.append(HeaderField(LABELS[match["label"].casefold()], label, ((start + match.end(), end),), line))
        elif not fields or (not text.strip() and not _BARE.match(source.line(line + 1))):
            break
        elif text.strip():
            if len(fields[-1].value) > 1 or source.is_blank(line - 1):
                break
            fields[-1] = _longer(source, fields[-1], line)
    return tuple(fields) if len(fields) >= _FEWEST_APART and _is_dated(source, fields) else ()


def _is_label(text: str) -> bool:
    """Tell whether a text begins with a header's label, or is the beginning of one that goes on below."""
    said = text.casefold()
    return said.startswith(tuple(LABELS.keys() - _ONLY_WITH_COLON)) or any(label.startswith(said) for label in LABELS)


def label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    match = _LABEL.match(_blanked(source.text[start : min(end, start + 120)]))
    if match is None or (match["mark"] and match["stop"] != ":"):
        return None
    return None if match["label"].casefold() in _ONLY_WITH_COLON and match["stop"].strip() in ("", "|", "│") else match


def _blanked(text: str) -> str:
    """Return a line with blanks for its tags; the end of bold print ends a label as a colon does."""
    return TAG.sub(lambda m: " " * len(m[0]), _BOLD_LABEL.sub(r"  \1 :", text))


#: Words that head columns too.
_ONLY_WITH_COLON = {
    *("to", "from", "cost", "costs", "access", "director", "topic", "private", "money", "budget", "funding"),
    *("for", "on", "re", "about", "owner", "lead", "value", "heading", "finance", "finances", "financial", "forum"),
    *("presenter", "presenting", "restricted", "regarding", "total value"),
}
_BOLD_LABEL = re.compile(r"\A\*\*([^*:]+)\*\*(?=\s+\S)")


def plain_line(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    return plain(source, *source.line_span(line)) if 1 <= line <= source.n_lines else ""


def plain(source: Source, start: int, end: int) -> str:
    """Return a span's readable text without heading marks."""
    return passage(source, [(start, end)]).text.lstrip("# ").strip()
