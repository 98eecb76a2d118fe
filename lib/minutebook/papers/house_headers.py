"""Headers of a house's own: labels in no list, told by coming again over one paper after another of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from minutebook.papers.header_blocks import HeaderField, named_label, plain
from minutebook.papers.source import Source
from minutebook.text.dates import parsed_date

_LABELLED = re.compile(
    r"[\s#*|]*(?P<label>[A-Z][\w /&'’()-]{1,40}\??)(?:\*\*)?[ ]*(?P<stop>:|\t|\||\s–)(?:\*\*)?[ \t|]*(?=\S)"
)
_MOST_BETWEEN = 50  # runs of labels that are looked through for the same ones: more papers than a pack has
_FEWEST, _FEWEST_ALIKE, _WORDS_OF_A_LABEL, _WORDS_OF_A_DAY = 3, 3, 6, 10
#: What a value is, or its label's words say, where no list has the label.
_SAYS = (
    ("classification", r"(?:open|public|exempt|confidential|restricted|unrestricted|not exempt|private)\b", r""),
    ("wards", r"(?:all|every|none|not applicable)\b", r"\b(?:wards?|divisions?|areas?|districts?|parishes|places)\b"),
    (
        "report_of",
        r"(?:the )?(?:[\w-]+ ){0,4}(?:director|head|chief|officer|commander|chair)\b",
        r"\b(?:from|by|who|officer|author)\b",
    ),
    ("financial_summary", r"", r"\b(?:costs?|money|budget|financ\w+|resources?|spend\w*)\b"),
    ("policy_context", r"", r"\b(?:plan|plans|priorit\w+|strateg\w+|policy|aims?|outcomes?|objectives?)\b"),
    ("body", r".*\b(?:board|committee|panel|cabinet|commission|forum|council)\Z", r""),
)  # fmt: skip


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
    runs = [run for run in _runs(source) if any(_is_day(source, field) for field in run)]
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


def _is_day(source: Source, field: HeaderField) -> bool:
    value = plain(source, *field.value[0])
    return len(value.split()) <= _WORDS_OF_A_DAY and parsed_date(value) != ""


def _named(source: Source, field: HeaderField) -> HeaderField:
    label, value = plain(source, *field.label), plain(source, *field.value[0])
    known = named_label(f"{label}:")
    name = known or ("date" if _is_day(source, field) else "")
    for kind, values, words in () if name else _SAYS:
        if (words and re.search(words, label, re.I)) or (values and re.match(values, value, re.I)):
            name = kind
            break
    return HeaderField(name, field.label, field.value, field.line)
