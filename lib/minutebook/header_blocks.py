"""Header blocks of reports: labels and values, in whatever words and form a house sets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from minutebook.source import Source, passage


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
LABELS = _FAMILIES | {
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
    + "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
    + r")(?:\b|(?<=\)))\W*?(?P<stop>:|\?(?=\s)|\t| {2,}(?=\S))\W*",
    re.I,
)
TAG = re.compile(r"\*\*|<[^<>\n]*>")


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
        and not names.isdisjoint({"date", "meeting", "classification", "report_author"})
    )


def header_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the known labels, near each other, that begin on a line, each with its value."""
    stacked = _stacked_fields(source, first)
    if stacked or not label_on(source, first):
        return stacked
    fields: list[HeaderField] = []
    line, blanks = first, 0
    while line <= source.n_lines and blanks < 4:
        match = label_on(source, line)
        text = source.line(line).strip()
        start, end = source.line_span(line)
        if match and (beside := _pairs_on(source, line)):
            fields += beside
            blanks = 0
        elif match:
            name = LABELS[match["label"].casefold()]
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
        elif blanks < 3 and any(label_on(source, n) for n in range(line + 1, min(line + 4, source.n_lines) + 1)):
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
    return None if label in _ONLY_WITH_COLON and not text.rstrip().endswith(":") else LABELS.get(label)


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
    return said.startswith(tuple(LABELS)) or any(label.startswith(said) for label in LABELS)


def label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    text = source.text[start : min(end, start + 120)]
    bold = _BOLD_LABEL.sub(r"  \1 :", text)  # the end of bold print ends a label as a colon does
    match = _LABEL.match(TAG.sub(lambda m: " " * len(m[0]), bold))
    return None if match and match["label"].casefold() in _ONLY_WITH_COLON and match["stop"] != ":" else match


#: Words that head columns too.
_ONLY_WITH_COLON = {"to", "from", "cost", "costs", "access", "director", "topic"}


_BOLD_LABEL = re.compile(r"\A\*\*([^*:]+)\*\*(?=\s+\S)")


def plain_line(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    return plain(source, *source.line_span(line)) if 1 <= line <= source.n_lines else ""


def plain(source: Source, start: int, end: int) -> str:
    """Return a span's readable text without heading marks."""
    return passage(source, [(start, end)]).text.lstrip("# ").strip()
