from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.errors import MinutebookError
from minutebook.papers.source import Cleared, decoded, passage, source_of
from minutebook.text.contacts import masked
from papers import source, whole

READABLE = {
    "emphasis": ("a **bold** word and *this* too", "a bold word and this too"),
    "a star that is none": ("3 * 4 and 5 * 6", "3 * 4 and 5 * 6"),
    "tags": ("<p>One<br/>two</p>", "Onetwo"),
    "an unclosed tag": ("<ul><li>One", "One"),
    "less than": ("a < b and c > d", "a < b and c > d"),
    "link": ("see [the plan](https://example.org/a_b) now", "see the plan now"),
    "emphasis in a link": ("[**the** plan](x)", "the plan"),
    "footnote marks": ("2014<sup>1</sup> and homes²³", "2014 and homes"),
    "ordinals": ("19<sup>th</sup> March", "19th March"),
    "entities": ("Tom &amp; Co&nbsp;Ltd &pound;5 &#163;6 &#xa3;7", "Tom & Co Ltd £5 £6 £7"),
    "an entity that is none": ("R&D; Q&A;", "R&D; Q&A;"),
    "escapes": (r"5\. and \*", "5. and *"),
    "spaces": ("a\tb\u00a0c\nd", "a b c d"),
    "line and page ends of other kinds": ("a\rb\x0cc\x85d\u2028e", "a b c d e"),
    "control characters": ("a\x1b[31mred\x07 \x9bb", "a[31mred b"),
    "overrides of direction": ("a\u202eb\u202c \u2066c\u2069", "ab c"),
    "an override as an entity": ("a&#8238;b", "ab"),
}


@pytest.mark.parametrize(("text", "expected"), READABLE.values(), ids=READABLE.keys())
def test_marks_are_left_out_of_readable_text(text: str, expected: str) -> None:
    assert whole(text).text == expected


def test_every_character_knows_where_it_came_from() -> None:
    text = "From <b>19</b><sup>th</sup> May<sup>2</sup>, &pound;5"
    prose = whole(text)
    at = prose.text.index("19th")
    start, end = prose.span(at, at + 4)
    assert text[start:end] == "19</b><sup>th"
    at = prose.text.index("£5")
    start, end = prose.span(at, at + 2)
    assert text[start:end] == "&pound;5"


def test_a_dropped_entity_moves_no_offset() -> None:
    text = "ab &#8238;c"
    prose = whole(text)
    assert prose.text == "ab c"
    assert [text[slice(*prose.span(n, n + 1))] for n in range(4)] == ["a", "b", " ", "c"]


@given(st.lists(st.sampled_from(["a", "b\rc", "\n", "\r\n", "\r\r\n", "\ufeff", "\u200f", "\x07"])).map("".join))
def test_what_nobody_sees_is_left_out_and_every_character_knows_where_it_stood(text: str) -> None:
    cleared = Cleared.of(text)
    assert not set(cleared.text) & set("\ufeff\u200f\x07")
    assert "\r\n" not in cleared.text
    assert cleared.text.count("\n") == text.count("\n")
    places = [cleared.span(n, n + 1) for n in range(len(cleared.text))]
    assert [text[a:b].replace("\r", " ") for a, b in places] == list(cleared.text)
    for start in range(len(cleared.text) + 1):
        a, b = cleared.span(start, start)
        assert a == b
        assert Cleared.of(text[slice(*cleared.span(0, start))]).text == cleared.text[:start]


BARED = [
    "Contact john&#64;example.gov.uk now",
    "Contact jane<b>@</b>example.gov.uk now",
    "Contact **020** 7946 0176 or 020&nbsp;7946&nbsp;0177.",
    "Contact [jane](x)@[example](y).gov.uk",
    "Contact a\u202e@x.gov.uk",
]


@pytest.mark.parametrize("text", BARED)
def test_readable_text_holds_no_contact_detail_that_markup_parted(text: str) -> None:
    shown = whole(text).text
    assert masked(shown) == shown
    assert "•" in shown
    assert not any(part in shown for part in ("example", "7946", "x.gov"))


def test_a_gap_between_spans_reads_as_a_space_that_covers_it() -> None:
    text = "the 10\n\nPage 3\n\n-18 age group"
    prose = passage(source(text), [(0, 6), (16, len(text))])
    assert prose.text == "the 10 -18 age group"
    assert prose.span(6, 7) == (6, 16)
    assert prose.span(4, 10) == (4, 19)
    assert text[slice(*prose.span(4, 10))] == "10\n\nPage 3\n\n-18"


def test_stripping_a_passage_keeps_its_offsets() -> None:
    prose = whole("  <b> a b </b> ").stripped()
    assert (prose.text, prose.span(0, 3)) == ("a b", (6, 9))
    assert whole("   ").stripped().text == ""


LINES = {
    "line feed at the end": ("a\nbb\n", ["a", "bb"]),
    "no line feed at the end": ("a\nbb", ["a", "bb"]),
    "blank lines": ("\n\na\n", ["", "", "a"]),
    "carriage returns before a line feed are its half": ("a\r\nb\r\r\n", ["a", "b"]),
    "a carriage return alone ends no line": ("a\rb\n", ["a b"]),
    "the end of a page is none of a line": ("a\n\x0cb\x0cc\n", ["a", "b c"]),
    "spaces of every kind": ("a\u00a0b\u2009c\u202fd\u00ade\n", ["a b c de"]),
    "other separators end no line": ("a\u2028b\x0cc\x85d\n", ["a b c d"]),
    "a byte order mark is no character": ("\ufeffa\nb", ["a", "b"]),
}


@pytest.mark.parametrize(("text", "lines"), LINES.values(), ids=LINES.keys())
def test_lines_end_at_a_line_feed_only_and_count_from_one(text: str, lines: list[str]) -> None:
    paper = source(text)
    assert [paper.line(n) for n in range(1, paper.n_lines + 1)] == lines
    for n in range(1, paper.n_lines + 1):
        start, end = paper.line_span(n)
        assert paper.raw[start:end] == lines[n - 1]
        assert paper.line_of(start) == n


def test_a_masked_stretch_says_so_and_keeps_its_place() -> None:
    text = "Ask a@b.uk for 5"
    paper = source_of("p", text)
    assert paper.raw == text
    assert len(paper.text) == len(text)
    assert paper.is_masked(4, 10)
    assert not paper.is_masked(0, 4)
    assert "a@b" not in paper.text


BAD = {
    "PDF": (b"%PDF-1.7 \xff", "is a PDF, not text", "x.txt:1:"),
    "PDF behind a mark": (b"\xef\xbb\xbf\n%PDF-1.7 \xff", "is a PDF, not text", "x.txt:1:"),
    "empty": (b"", "is empty", "x.txt:1:"),
    "blank": (b" \n\n", "is empty", "x.txt:1:"),
    "Latin-1": (b"a\nb\n\xa35", "is not UTF-8 (byte 0xa3)", "x.txt:3:"),
    "NUL": (b"a\nb\0", "NUL", "x.txt:2:"),
    "marks alone": (b"\xef\xbb\xbf \r\n", "is empty", "x.txt:1:"),
    "a million carriage returns": (b"a\n" + b"\r" * 1_000_000 + b"a", "ends lines with carriage", "x.txt:2:"),
    "carriage returns alone": (b"a\rb\rc\r\n", "ends lines with carriage returns alone", "x.txt:1:"),
}


@pytest.mark.parametrize(("content", "what", "where"), BAD.values(), ids=BAD.keys())
def test_what_is_no_text_is_named_with_its_line(content: bytes, what: str, where: str) -> None:
    with pytest.raises(MinutebookError) as error:
        decoded(content, "x.txt")
    assert what in str(error.value)
    assert str(error.value).startswith(where)


def test_newlines_are_not_translated() -> None:
    assert decoded(b"a\r\nb\r\xef\xbb\xbf", "x") == "a\r\nb\r\ufeff"


MARKS = st.text(alphabet="ab1 <>/&;*[]()\\sup\t\n²£#", max_size=120)


@given(MARKS)
def test_offsets_stay_inside_in_order_and_hold_what_is_read(text: str) -> None:
    prose = whole(text)
    assert len(prose.text) == len(prose.starts) == len(prose.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(prose.starts, prose.ends, strict=True))
    assert all(b <= a for b, a in zip(prose.ends, prose.starts[1:], strict=False))
    for character, a, b in zip(prose.text, prose.starts, prose.ends, strict=True):
        same = html.unescape(text[a:b]).lstrip("\\") if b - a > 1 else text[a:b]
        assert character == same.translate(str.maketrans("\n\t\u00a0", "   ")) or text[a:b] == "\\\\"
