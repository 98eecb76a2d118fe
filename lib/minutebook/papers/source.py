"""The text of a raw file with its offsets, and pieces of it cleaned for reading that still know where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar

from minutebook.errors import MinutebookError
from minutebook.text.contacts import UNSEEN, masked, may_hold_markup, readable


@dataclass(frozen=True)
class Source:
    """A pack's text as it is read: what nobody sees left out (`Cleared`), contact details masked at the same length.

    Lines end at a line feed only and count from 1. Nothing that reads a `Source` sees a contact detail.
    """

    pack_id: str
    text: str
    raw: str

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(m.end() for m in re.finditer("\n", self.raw) if m.end() < len(self.raw))]

    @property
    def n_lines(self) -> int:
        """How many lines the file has; a last line without its line feed counts."""
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """Return the line that an offset stands on."""
        return bisect_right(self.starts, offset)

    def line(self, number: int) -> str:
        """Return a line, without its line feed; outside the file there is nothing on it."""
        return self.text[slice(*self.line_span(number))] if 1 <= number <= self.n_lines else ""

    def is_blank(self, number: int) -> bool:
        """Tell whether nothing but white space is on a line."""
        return not self.line(number).strip()

    def above(self, line: int, most: int) -> range:
        """Return the lines above one, the nearest first."""
        return range(line - 1, max(0, line - 1 - most), -1)

    def below(self, line: int, most: int) -> range:
        """Return the lines below one, the nearest first."""
        return range(line + 1, min(line + most, self.n_lines) + 1)

    def line_span(self, number: int) -> tuple[int, int]:
        """Return the offsets of a line, its line feed left out."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < self.n_lines else len(self.raw) - self.raw.endswith("\n")
        return start, end

    @cached_property
    def passages(self) -> dict[tuple[tuple[int, int], ...], Passage]:
        """What has been read of it so far, by its spans: a line is looked at many times for different things."""
        return {}

    def is_masked(self, start: int, end: int) -> bool:
        """Tell whether a contact detail was covered between two offsets."""
        return self.text[start:end] != self.raw[start:end]


#: Thirty times the largest pack here. Reading takes some 20 seconds for each million characters of papers, and minutes
#: where next to every word is a number; memory from 20 MB for plain text to a gigabyte for nothing but numbers.
MOST_BYTES = 8_000_000


#: Of so many lines one may hold a carriage return that ends none.
_LINES_TO_A_RETURN = 20


def decoded(content: bytes, where: Path | str) -> str:
    """Return the text of a raw file, newlines untouched.

    Raises:
        MinutebookError: for an empty file, one too large, a PDF under another name, or bytes that aren't UTF-8 text.
    """
    if len(content) > MOST_BYTES:
        size = f"is {len(content) / 1e6:.1f} MB, and a pack is read up to {MOST_BYTES / 1e6:.0f} MB"
        raise MinutebookError(size, where, 1, todo="split it at a paper, or look whether it is text at all")
    if b"%PDF-" in content[:1024]:  # where readers of PDF look for it, a mark or a blank line before it or not
        raise MinutebookError("is a PDF, not text", where, 1, todo="extract its text first, then add that")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MinutebookError(
            f"is not UTF-8 (byte 0x{content[error.start]:02x})", where, line, todo="save the file as UTF-8"
        ) from None
    if not Cleared.of(text).text.strip():
        raise MinutebookError(
            "is empty", where, 1, todo="put the pack's text there; if it is listed in packs.csv, take it out"
        )
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        raise MinutebookError("holds a NUL character, so is not text", where, line, todo="extract the text again")
    alone = list(re.finditer(r"\r++(?!\n)", text))
    if sum(len(run[0]) for run in alone) > 1 + text.count("\n") // _LINES_TO_A_RETURN:
        line = text.count("\n", 0, alone[0].start()) + 1
        raise MinutebookError(
            "ends lines with carriage returns alone", where, line, todo="save the file with line feeds"
        )
    return text


#: What is left out of a text before it is read: what nobody sees, the other half of a line's end, a page's end.
_LEFT_OUT = re.compile(rf"(?<!\r)\r++(?=\n)|(?:(?<=\n)|\A)[\f\v\x1c-\x1f]++|(?:{UNSEEN}|\u00ad)++")


#: Spaces of a width of their own, and what ends a line or a page elsewhere.
_SPACES = dict.fromkeys(
    [0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, *b"\r\v\f\x1c\x1d\x1e\x1f", 0x85, 0x2028, 0x2029], " "
)
_BREAKS = str.maketrans("\n\t", "  ")


@dataclass(frozen=True)
class Cleared:
    r"""A text without what nobody sees, and where each of its characters stood before.

    So a paper says the same whatever its line ends and whatever program saved it. Spaces of every kind are plain ones;
    tabs and line feeds stay, and lines keep their numbers.

    Example:
        >>> cleared = Cleared.of("\ufeffTrees\r\nRoads\r\n")
        >>> cleared.text, cleared.span(6, 11)
        ('Trees\nRoads\n', (8, 13))
    """

    text: str
    cuts: Sequence[int]  # offsets in `text` before which something was left out
    removed: Sequence[int]  # how much was, up to and with each of these

    @classmethod
    def of(cls, raw: str) -> Cleared:
        """Return it for a raw text."""
        cuts, removed = [], [0]
        for match in _LEFT_OUT.finditer(raw):
            cuts.append(match.start() - removed[-1])
            removed.append(removed[-1] + len(match[0]))
        return cls((_LEFT_OUT.sub("", raw) if cuts else raw).translate(_SPACES), cuts, removed)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the raw text of a stretch of `text`; of an empty one, of the place after a cut."""
        begin = start + self.removed[bisect_right(self.cuts, start)]
        return begin, end + self.removed[bisect_right(self.cuts, end - 1)] if end > start else begin


def source_of(pack_id: str, raw: str) -> Source:
    """Return the source for a pack's text."""
    text = Cleared.of(raw).text
    return Source(pack_id, masked(text), text)


class Placed(Protocol):
    """What begins on a line: a block, a section, a document."""

    @property
    def first_line(self) -> int:
        """The line."""


P = TypeVar("P", bound=Placed)


def beginning_in(things: Sequence[P], first: int, last: int) -> Sequence[P]:
    """Return which of some things, in order, begin on the lines from one to another."""
    begins = attrgetter("first_line")
    return things[bisect_left(things, first, key=begins) : bisect_right(things, last, key=begins)]


@dataclass(frozen=True)
class Passage:
    """Readable text whose every character knows the span of the source it came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return the source offsets for a stretch of `text`."""
        return self.starts[begin], self.ends[end - 1]

    def stripped(self) -> Passage:
        """Return it without white space at either end."""
        begin = len(self.text) - len(self.text.lstrip())
        end = max(begin, len(self.text.rstrip()))
        return self.part(begin, end)

    def part(self, begin: int, end: int) -> Passage:
        """Return a stretch of it."""
        return Passage(self.text[begin:end], self.starts[begin:end], self.ends[begin:end])


def passage(source: Source, spans: Iterable[tuple[int, int]]) -> Passage:
    """Return the readable text of some spans of a source, joined: tags, emphasis, link targets, marks left out.

    Footnote marks (`<sup>1</sup>`, superscript digits) go, ordinals (`19<sup>th</sup>`) stay. A line feed
    inside a span reads as a space, and a space joins the spans.

    Example:
        >>> source = source_of("p", "From <b>19</b><sup>th</sup> May<sup>2</sup> at Tom &amp; Co")
        >>> passage(source, [(0, len(source.text))]).text
        'From 19th May at Tom & Co'
    """
    known, where = source.passages, tuple(spans)
    if where not in known:
        known[where] = _read(source.text, where)
    return known[where]


def plain_line(source: Source, line: int) -> str:
    """Return a line's readable text without heading marks."""
    return plain(source, *source.line_span(line)) if 1 <= line <= source.n_lines else ""


def plain(source: Source, start: int, end: int) -> str:
    """Return a span's readable text without heading marks."""
    return passage(source, [(start, end)]).text.lstrip("# ").strip()


#: What sets words apart and is no text: signs of bold print, tags.
TAG = re.compile(r"\*\*|<[^<>\n]*>")


def _read(text: str, spans: Sequence[tuple[int, int]]) -> Passage:
    if len(spans) == 1 and not may_hold_markup(text, *spans[0]):
        start, end = spans[0]
        return Passage(text[start:end].translate(_BREAKS), range(start, end), range(start + 1, end + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in spans:
        if ends:
            pieces.append(" ")
            starts.append(ends[-1])
            ends.append(start)
        for piece, a, b in readable(text, start, end):
            pieces.append(piece)
            whole = b - a == len(piece)
            starts.extend(range(a, b) if whole else [a])
            ends.extend(range(a + 1, b + 1) if whole else [b])
    return Passage("".join(pieces).translate(_SPACES).translate(_BREAKS), tuple(starts), tuple(ends))
