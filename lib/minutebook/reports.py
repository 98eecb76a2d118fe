"""Minutes and reports: the documents of a pack that print what they are, with the fields of their headers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from minutebook.periods import parsed_date
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


_LABELS = {
    "date": "date",
    "classification": "classification",
    "title": "title",
    "title of paper": "title",
    "report title": "title",
    "subject": "title",
    "report of": "report_of",
    "report by": "report_of",
    "briefing of": "report_of",
    "wards involved": "wards",
    "wards affected": "wards",
    "ward(s) affected": "wards",
    "policy context": "policy_context",
    "financial summary": "financial_summary",
    "report author and contact details": "report_author",
    "report author": "report_author",
    "author": "report_author",
    "briefing author and contact details": "report_author",
    "contact details": "report_author",
    "contact officer": "report_author",
    "cabinet member portfolio": "portfolio",
    "cabinet member": "portfolio",
    "cabinet members": "portfolio",
    "elt members": "",
    "purpose of paper": "",
}
_LABEL = re.compile(
    r"\W*(?P<label>" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")\b\W*?(?P<stop>:|\t)\W*",
    re.I,
)
TAG = re.compile(r"\*\*|<[^<>\n]*>")
MINUTES = re.compile(r"(?:DRAFT )?MINUTES", re.I)
COMMITTEE = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission)\s*$", re.I)
QUERIES = re.compile(r"if you have any queries about this (?:report|briefing|paper)", re.I)
AFTERWORD = re.compile(r"(?:appendi(?:x|ces)|background papers?|contact officers?|email|telephone)\b", re.I)


def minutes(source: Source, names: set[str]) -> Iterator[Document]:
    """Yield the minutes in a pack; `names` are the words of a running header (see `outline.names_in`)."""
    for line in range(1, source.n_lines + 1):
        if MINUTES.fullmatch(plain_line(source, line)):
            near = " ".join(plain_line(source, n) for n in range(line + 1, min(line + 25, source.n_lines) + 1))
            if re.search(r"minutes of (?:a|the|proceedings)", near, re.I):
                held = re.search(r"held on (?:\w+day,? )?(\d{1,2}\w* \w+,? \d{4})", near, re.I)
                date = parsed_date(held[1]) if held else ""
                title = next(
                    (
                        t
                        for n in (line, *range(line + 1, line + 25))
                        if "OF" in (t := plain_line(source, n).upper()) and MINUTES.match(t)
                    ),
                    "Minutes",
                )
                yield Document("minutes", title, _with_running_header(source, line, names), date=date)


def reports(source: Source, names: set[str]) -> Iterator[Document]:
    """Yield the reports and briefings in a pack, each where its header and what runs above that begins."""
    line = 1
    while line <= source.n_lines:
        header = _header_fields(source, line)
        if _is_header(header):
            values = {f.name: passage(source, f.value).text.strip() for f in reversed(header) if f.name}
            first = _with_running_header(source, header[0].line, names)
            date = values.get("date") or _date_above(source, header[0].line)
            kind = "briefing" if _is_briefing(source, header) else "report"
            yield Document(kind, values.get("title", ""), first, date=parsed_date(date), header=header, values=values)
            line = source.line_of(max(end for f in header for _, end in (f.label, *f.value)))
        elif header:
            line = header[-1].line  # the rest of what is no header is none either
        line += 1


def _is_briefing(source: Source, header: tuple[HeaderField, ...]) -> bool:
    labels = {source.text[slice(*f.label)].casefold() for f in header}
    return any("briefing" in label or "of paper" in label for label in labels)


def _is_header(fields: Sequence[HeaderField]) -> bool:
    """Tell whether labels make up a report's header: three or more, one that names it, one that places it."""
    names = {f.name for f in fields}
    return (
        len(fields) > 2
        and not names.isdisjoint({"title", "report_of"})
        and not names.isdisjoint({"date", "classification", "report_author"})
    )


def _header_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the known labels, near each other, that begin on a line, each with its value."""
    if not _label_on(source, first):
        return ()
    fields: list[HeaderField] = []
    line, blanks = first, 0
    while line <= source.n_lines and blanks < 4:
        match = _label_on(source, line)
        text = source.line(line).strip()
        start, end = source.line_span(line)
        if match:
            name = _LABELS[match["label"].casefold()]
            label = (start + match.start("label"), start + match.end("label") + (match["stop"] == ":"))
            fields.append(HeaderField(name, label, ((start + match.end(), end),), line))
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


def _is_label(text: str) -> bool:
    """Tell whether a text begins with a header's label, or is the beginning of one that goes on below."""
    said = text.casefold()
    return said.startswith(tuple(_LABELS)) or any(label.startswith(said) for label in _LABELS)


def _label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    text = source.text[start : min(end, start + 120)]
    blank = TAG.sub(lambda m: " " * len(m[0]), text)
    return _LABEL.match(blank)


def _date_above(source: Source, line: int) -> str:
    for above in range(line - 1, max(0, line - 4), -1):
        if parsed_date(text := plain_line(source, above)):
            return text
    return ""


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
        elif (
            names.issuperset(text.casefold().split())
            or (COMMITTEE.search(text) and len(text.split()) <= 15)
            or (parsed_date(text) and len(text.split()) <= 5)
        ):
            first, blanks = above, 0
        else:
            break
    return first


def plain_line(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    if not 1 <= line <= source.n_lines:
        return ""
    return passage(source, [source.line_span(line)]).text.lstrip("# ").strip()
