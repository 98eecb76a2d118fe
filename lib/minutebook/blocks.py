"""Typed lines: a source read once, top to bottom, into headings, paragraphs, bullets, table rows and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from minutebook.source import Passage, Source, passage

Kind = Literal[
    "blank",
    "page mark",
    "rule",
    "table row",
    "heading",
    "paragraph",
    "numbered paragraph",
    "bullet",
    "footnote",
]
#: Kinds that hold running text, and so are written to the `blocks` table and read for figures.
PROSE: tuple[Kind, ...] = ("paragraph", "numbered paragraph", "bullet", "footnote")


@dataclass(frozen=True)
class Block:
    """A run of lines of one kind.

    `spans` are the stretches of the source that hold its text, several where a page break cut it; `number` is
    the printed number or footnote mark; `level` counts from 1 for a heading and is 0 for all else.
    """

    kind: Kind
    first_line: int
    last_line: int
    spans: tuple[tuple[int, int], ...]
    number: str = ""
    level: int = 0

    def passage(self, source: Source) -> Passage:
        """Return its readable text."""
        return passage(source, self.spans).stripped()


_PAGE_MARK = re.compile(
    r"[#* ]*Page \d{1,4}\**\s*|[#* ]*This page is (?:intentionally )?left blank\**\s*", re.I
)
_RULE = re.compile(r"\s*(?:[-_*=] ?){3,}\s*")
_HASHES = re.compile(r"(#{1,6})\s+(?:Page \d{1,4}\b\s*)?")
_BOLD_LINE = re.compile(r"\*\*(?P<inside>[^*]+)\*\*\s*")
_FOOTNOTE = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+))\s*(?=\S)")
_BULLET = re.compile(r"\s*(?:(?:[-*•✓❑❖★▪●◦‣]|o(?=\s))\s+)+(?=\S)")
_NUMBER = re.compile(
    r"[* ]*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[* ]*[\s.])(?=[\s*.]+[A-Z(\"'“‘<\[❑])"  # 3.2, 5.1.1
    r"|\d{1,2}[.)](?=\**\s)"  # 3. and 3)
    r"|\((?:[ivxl]{1,6}|[a-z]|\d{1,2})\)(?=\s)"  # (iv), (b), (2)
    r"|(?:[ivxl]{1,6}|[IVXL]{1,6}|[a-z])[.)](?=\s)"  # iv), IV., b)
    r")[* ]*[. ]*"
)
#: An integer alone is a number only in front of a heading: "5 Financial Implications", not "28 patients".
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[A-Z][.)])\**\s+\**(?=[A-Z'“‘])")
_LABEL_LINE = re.compile(r"[A-Z][\w /&'’-]{1,40}:")
_WORDS_OF_A_HEADING = 12


def blocks(source: Source) -> list[Block]:
    """Return the blocks of a source in order; blank lines and page marks are kept, since later stages need them."""
    return _joined(source, list(_line_blocks(source)))


def _line_blocks(source: Source) -> Iterator[Block]:
    """Yield blocks with lines joined, but parts that a page break cut still apart."""
    open_block: Block | None = None
    for number in range(1, source.n_lines + 1):
        block = _line_block(source, number)
        if (
            open_block
            and block.kind == "paragraph"
            and open_block.kind in PROSE
            and not _stands_alone(source, number)
        ):
            open_block = replace(open_block, last_line=number, spans=(*open_block.spans, *block.spans))
            continue
        if open_block:
            yield open_block
        open_block = block if block.kind in PROSE else None
        if open_block is None:
            yield block
    if open_block:
        yield open_block


def _line_block(source: Source, line: int) -> Block:
    start, end = source.line_span(line)
    text = source.text[start:end]

    def block(kind: Kind, skip: int = 0, number: str = "", level: int = 0) -> Block:
        return Block(kind, line, line, ((start + skip, end),), number, level)

    if not text.strip():
        return block("blank")
    if "\t" in text or text.lstrip().startswith("|"):
        return block("table row")
    if _PAGE_MARK.fullmatch(text):
        return block("page mark")
    if _RULE.fullmatch(text):
        return block("rule")
    if hashes := _HASHES.match(text):
        number, skip = _heading_number(text, hashes.end())
        return block("heading", skip, number, len(hashes[1]))
    if note := _FOOTNOTE.match(text):
        return block("footnote", note.end(), note[1] or note[2])
    bullet = _BULLET.match(text)
    if number_match := _NUMBER.match(text, bullet.end() if bullet else 0):
        number = number_match["number"]
        if not bullet and _looks_like_heading(source, line) and number[0].isdigit():
            number, skip = _heading_number(text, 0)
            return block("heading", skip, number, 1 + _depth(number))
        kind: Kind = "numbered paragraph" if number[0].isdigit() else "bullet"
        return block(kind, number_match.end(), number)
    if bullet:
        return block("bullet", bullet.end())
    if _looks_like_heading(source, line):
        number, skip = _heading_number(text, 0)
        return block("heading", skip, number, 1 + _depth(number) if number else 2)
    return block("paragraph")


def _heading_number(text: str, at: int) -> tuple[str, int]:
    match = re.compile(r"\**").match(text, at)
    at = match.end() if match else at
    if number := _BARE_NUMBER.match(text, at):
        return number["number"], number.end()
    return "", at


def _depth(number: str) -> int:
    return len([part for part in re.split(r"[.)]", number) if part])


def _looks_like_heading(source: Source, line: int) -> bool:
    """Tell whether a line without hashes can be a heading: short, between blanks, not a sentence, not a label."""
    if not (_is_gap(source, line - 1) and _is_gap(source, line + 1)):
        return False
    text = source.line(line).strip()
    bold = _BOLD_LINE.fullmatch(text)
    plain = re.sub(r"\*\*|<[^<>]*>", "", text).strip()
    number = _BARE_NUMBER.match(plain)
    rest = plain[number.end() :] if number else plain
    words = rest.split()
    if not rest or len(words) > _WORDS_OF_A_HEADING or rest[-1] in ".,;_" or "•" in rest:
        return False
    if rest.count(",") > 1 or (number and _depth(number["number"]) > 1 and len(words) == 1):
        return False  # a person and their posts; "4.3 None"
    if _LABEL_LINE.match(rest) and not rest.endswith(":"):
        return False
    return bool(bold) or rest[0].isupper() or rest[0] in "'“‘"


def _stands_alone(source: Source, line: int) -> bool:
    """Tell whether a plain line starts a paragraph of its own though no blank stands before it."""
    return _LABEL_LINE.match(re.sub(r"\*\*", "", source.line(line)).strip()) is not None


def _is_gap(source: Source, line: int) -> bool:
    return not 1 <= line <= source.n_lines or not source.line(line).strip()


_GAP: tuple[Kind, ...] = ("blank", "page mark", "rule", "footnote")
_UNFINISHED = re.compile(r"[\w,’')\u2013-]\s*\Z")
_CONTINUES = re.compile(r"[a-z]|-\d")


def _joined(source: Source, parts: list[Block]) -> list[Block]:
    """Join prose that a page break cut: an unfinished sentence, then only blanks, marks and footnotes, then the rest."""
    gone: set[int] = set()
    out = list(parts)
    for i, block in enumerate(parts):
        if i in gone or block.kind not in PROSE or block.kind == "footnote":
            continue
        while (j := _next_prose(out, i)) is not None and _is_rest(source, out[i], out[j]):
            out[i] = replace(out[i], last_line=out[j].last_line, spans=(*out[i].spans, *out[j].spans))
            gone.add(j)
            out[j] = replace(out[j], kind="blank")
    return [block for i, block in enumerate(out) if i not in gone]


def _next_prose(parts: list[Block], i: int) -> int | None:
    for j in range(i + 1, min(i + 12, len(parts))):
        if parts[j].kind not in _GAP:
            return j if j > i + 1 and parts[j].kind in PROSE else None
    return None


def _is_rest(source: Source, before: Block, after: Block) -> bool:
    if after.number or (before.kind == "bullet" and after.kind == "bullet"):
        return False
    left, right = before.passage(source).text, after.passage(source).text
    if not (_UNFINISHED.search(left) and _CONTINUES.match(right)):
        return False
    return len(left.split()) > 3
