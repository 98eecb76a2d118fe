"""Header blocks of reports: labels and values, in whatever words and form a house sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from minutebook.papers.header_labels import ANY_LABEL, LABELS, ONLY_WITH_COLON, named_label
from minutebook.papers.source import TAG, Source, plain, plain_line
from minutebook.text.dates import parsed_date


@dataclass(frozen=True)
class HeaderField:
    """One line of a report's header block: its label and value, each with its span in the source."""

    name: str
    label: tuple[int, int]
    value: tuple[tuple[int, int], ...]
    line: int


#: What stands between a label and its value: a colon, a question mark, a tab, a wide gap, a dash, dots, a stroke.
_STOP = r"(?P<stop>:|\?(?=\s)|\t| {2,}(?=\S)|\s?[–—](?=\s)|\s-(?=\s)|(?:\.{3,}|…)(?=[.…]*\s*[\w£“‘(])|[|│])"
_BRACKETS = r"(?:\s?\([^()\n]{1,40}\))?"
_LABEL = re.compile(
    rf"\W*(?P<mark>(?:\d{{1,2}}|[a-z])[.)]\s+)?(?P<label>{ANY_LABEL})(?:\b|(?<=\))){_BRACKETS}\W*?{_STOP}"
    r"[^\w£$€“‘\"'(\[<+~•]*",
    re.I,
)
#: A label that stands behind another's value on the line, and one that nothing parts from its value.
_NEXT_LABEL = re.compile(rf"[\s|│;,]+(?P<label>(?=(?-i:[A-Z]))(?:{ANY_LABEL})){_BRACKETS}\s*:(?=\s)\s*", re.I)
_BARE = re.compile(rf"[\s#*]*(?P<label>(?=(?-i:[A-Z]))(?:{ANY_LABEL})){_BRACKETS} +(?=(?-i:[A-Z\d£“‘]))", re.I)

_AROUND = " \t*_|│;,"


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
    line, blanks, last = first, 0, min(first + _LINES_OF_A_HEADER, source.n_lines)
    while line <= last and blanks < 4:
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


_LINES_OF_A_HEADER = 100  # two pages: what goes on for longer is no header's value
_NOTHING = re.compile(r"[\s|│:+_=─—–-]+")


def _longer(source: Source, field: HeaderField, line: int) -> HeaderField:
    """Return a field whose value goes on in a line, without the strokes of a row's cells around it."""
    start, end = source.line_span(line)
    text = source.text[start:end]
    if text.lstrip().startswith(("|", "│")):
        start, end = end - len(text.lstrip(_AROUND)), start + len(text.rstrip(_AROUND))
    return replace(field, value=(*field.value, (start, end)))


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
        stop = value + len(source.text[start + value : start + until].rstrip(_AROUND)) if tidy else until
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


# ---------------------------------------------------------------------- labels and values on lines of their own


def _stacked_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header that sets each label on a line and its value on the next, or nothing.

    The value of a label goes on to the next one; of three lines the middle one is a label of the house's own.
    """
    if not _is_alone(source, first):
        return ()
    shown = _shown(source, first)
    at = [k for k, n in enumerate(shown) if _is_alone(source, n)]
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
    return any(map(_is_day, said.values())) and is_header(fields)


def _is_day(text: str) -> bool:
    return len(text.split()) <= _WORDS_OF_A_DAY and parsed_date(text) != ""


_WORDS_OF_A_DAY = 10


def _bare_fields(source: Source, first: int) -> tuple[HeaderField, ...]:
    """Return the fields of a header that nothing parts from their values: "Date of meeting 15 July 2021"."""
    fields: list[HeaderField] = []
    for line in source.below(first - 1, _LINES_OF_A_HEADER):
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
    return said.startswith(tuple(LABELS.keys() - ONLY_WITH_COLON)) or any(label.startswith(said) for label in LABELS)


def label_on(source: Source, line: int) -> re.Match[str] | None:
    """Return the match of a header label at the start of a line, tags and emphasis in between allowed."""
    start, end = source.line_span(line)
    match = _LABEL.match(_blanked(source.text[start : min(end, start + 120)]))
    if match is None or (match["mark"] and match["stop"] != ":"):
        return None
    return None if match["label"].casefold() in ONLY_WITH_COLON and match["stop"].strip() in ("", "|", "│") else match


def _blanked(text: str) -> str:
    """Return a line with blanks for its tags; the end of bold print ends a label as a colon does."""
    return TAG.sub(lambda m: " " * len(m[0]), _BOLD_LABEL.sub(r"  \1 :", text))


_BOLD_LABEL = re.compile(r"\A\*\*([^*:]+)\*\*(?=\s+\S)")


# --------------------------------------------------------------------- labels in no list, told by coming again

_LABELLED = re.compile(
    r"[\s#*|]*(?P<label>[A-Z][\w /&'’()-]{1,40}\??)(?:\*\*)?[ ]*(?P<stop>:|\t|\||\s–)(?:\*\*)?[ \t|]*(?=\S)"
)
_MOST_BETWEEN = 50  # runs of labels that are looked through for the same ones: more papers than a pack has
_FEWEST, _FEWEST_ALIKE, _WORDS_OF_A_LABEL = 3, 3, 6

_POSTS = r"(?:the )?(?:[\w-]+ ){0,4}(?:director|head|chief|officer|commander|chair)\b"
#: What a value is, or its label's words say, where no list has the label.
_SAYS = (
    ("classification", r"(?:open|public|exempt|confidential|restricted|unrestricted|not exempt|private)\b", r""),
    ("wards", r"(?:all|every|none|not applicable)\b", r"\b(?:wards?|divisions?|areas?|districts?|parishes|places)\b"),
    ("report_of", _POSTS, r"\b(?:from|by|who|officer|author)\b"),
    ("financial_summary", r"", r"\b(?:costs?|money|budget|financ\w+|resources?|spend\w*)\b"),
    ("policy_context", r"", r"\b(?:plan|plans|priorit\w+|strateg\w+|policy|aims?|outcomes?|objectives?)\b"),
    ("body", r".*\b(?:board|committee|panel|cabinet|commission|forum|council)\Z", r""),
)


@lru_cache(maxsize=4)
def house_headers(source: Source) -> dict[int, tuple[HeaderField, ...]]:
    r"""Return the headers that a pack sets over two or more of its papers in the same labels, by their first line.

    A label that no list has is named by its words or by its value; one that says neither is kept without a name.

    Example:
        >>> text = "To: Parks Panel\nWhen: 4 May 2021\nWho from: Head of Parks\n"
        >>> found = house_headers(Source("p", text + "\n" + text, text + "\n" + text))
        >>> {line: [field.name for field in fields] for line, fields in found.items()}
        {1: ['body', 'date', 'report_of'], 5: ['body', 'date', 'report_of']}
    """
    runs = [run for run in _runs(source) if any(_is_day(plain(source, *field.value[0])) for field in run)]
    labels = [{source.text[slice(*f.label)].casefold().strip() for f in run} for run in runs]
    again: set[int] = set()
    for a, ours in enumerate(labels):
        for b, theirs in enumerate(labels[a + 1 : a + 1 + _MOST_BETWEEN], start=a + 1):
            shared = len(ours & theirs)
            if shared >= _FEWEST_ALIKE and 2 * shared >= max(len(ours), len(theirs)):
                again |= {a, b}
    return {runs[n][0].line: tuple(_named(source, field) for field in runs[n]) for n in sorted(again)}


def _runs(source: Source) -> Iterator[list[HeaderField]]:
    """Yield the lines that touch and are each a label, the same sign and a value; a value may run on in a line."""
    run: list[HeaderField] = []
    stop = ""
    for line in [*range(1, source.n_lines + 1), 0]:
        match = _LABELLED.match(source.line(line)) if line else None
        short = match is not None and len(match["label"].split()) <= _WORDS_OF_A_LABEL
        if match and short and (not run or match["stop"] == stop):
            start, end = source.line_span(line)
            label = (start + match.start("label"), start + match.end("label"))
            run.append(HeaderField("", label, ((start + match.end(), end),), line))
            stop = match["stop"]
        elif run and not (line and source.line(line)[:1].islower() and len(run[-1].value) == 1):
            if len(run) >= _FEWEST:
                yield run
            run = []


def _named(source: Source, field: HeaderField) -> HeaderField:
    """Return a field by the name that its label has in the lists, or else that its value or its label's words give."""
    label, value = plain(source, *field.label), plain(source, *field.value[0])
    told = (
        kind
        for kind, values, words in _SAYS
        if (words and re.search(words, label, re.I)) or (values and re.match(values, value, re.I))
    )
    return replace(field, name=named_label(f"{label}:") or ("date" if _is_day(value) else next(told, "")))
