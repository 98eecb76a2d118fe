from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.errors import MinutebookError
from minutebook.store import write_tables
from minutebook.text.contacts import MASK, masked
from papers import rows_of

# Numbers and addresses made up, or reserved for drama by Ofcom (020 7946 0xxx, 07700 900xxx).
COVERED = {
    "e-mail": ("write to a.b-c@example.gov.uk now", "write to {20} now"),
    "e-mail at the end of a sentence": ("(j.o'brien@example.org).", "({21})."),
    "e-mail in a mailto link": ("[a@b.gov.uk](mailto:a@b.gov.uk)", "[{10}](mailto:{10})"),
    "e-mail in angle brackets": ("<a@b.co>", "<{6}>"),
    "e-mail with capitals": ("A.B@Example.GOV.UK", "{18}"),
    "two e-mails": ("a@b.uk; c@d.uk", "{6}; {6}"),
    "local number with a label": ("Tel: 7946 2802", "Tel: {9}"),
    "label without a colon": ("Telephone 7946 2802", "Telephone {9}"),
    "label in bold": ("**Tel:** 7946 2802", "**Tel:** {9}"),
    "fax": ("Fax: 7946 2802", "Fax: {9}"),
    "extension x": ("x 5772", "x {4}"),
    "extension x glued": ("(x5772)", "(x{4})"),
    "extension ex.": ("ex. 8532", "ex. {4}"),
    "extension Ext:": ("Ext: 3093", "Ext: {4}"),
    "extension in full": ("Extension: 5729", "Extension: {4}"),
    "London number": ("call 020 7946 0176 today", "call {13} today"),
    "number in one": ("02079460176", "{11}"),
    "number of ten digits": ("01632 96001", "{11}"),
    "mobile": ("07700 900 151", "{13}"),
    "code in brackets": ("(020) 7946 0176", "{15}"),
    "abroad": ("+44 (0)20 7946 0176", "{19}"),
    "abroad without the zero": ("+44 20 7946 0176", "{16}"),
    "abroad with 00": ("0044 20 7946 0176", "{17}"),
    "hyphens": ("020-7946-0176", "{13}"),
    "a label and a number in full": ("Tel: 020 7946 0176", "Tel: {13}"),
    "in a cell": ("Officer\t020 7946 0176\t12", "Officer\t{13}\t12"),
    "before a full stop": ("Ring 020 7946 0176.", "Ring {13}."),
    "entity in an e-mail": ("ask john&#64;example.gov.uk now", "ask {23} now"),
    "entity of an entity": ("john&amp;#64;example.gov.uk", "{27}"),
    "tag in an e-mail": ("jane<b>@</b>example.gov.uk", "{26}"),
    "bold name of an e-mail": ("**a.b**@x.gov.uk", "**{14}"),
    "stray backslash": (r"a\@x.gov.uk", "{11}"),
    "footnote mark in an e-mail": ("a<sup>1</sup>@x.gov.uk", "{22}"),
    "control character in an e-mail": ("a\x1b@x.gov.uk", "{11}"),
    "invisible space in a number": ("020\u200b7946\u200b0176", "{13}"),
    "e-mail cut after a full stop": ("j@x.\ngov.uk", "{4}\n{6}"),
    "e-mail cut inside a word": ("j@exam\nple.gov.uk", "{6}\n{10}"),
    "e-mail cut before the sign": ("jane\n@x.gov.uk", "{4}\n{9}"),
    "e-mail before a sentence": ("to a@b.uk.\nNet zero", "to {6}.\nNet zero"),
    "e-mail with spaces": ("a @ x.gov.uk", "{12}"),
    "e-mail with (at)": ("a (at) x.gov.uk", "{15}"),
    "e-mail with [at]": ("a[at]x.gov.uk", "{13}"),
    "e-mail with (at) and (dot)": ("a(at)x(dot)gov(dot)uk", "{21}"),
    "full-width at sign": ("a\uff20x.gov.uk", "{10}"),
    "at sign as in an address": ("a%40x.gov.uk", "{12}"),
    "bold code": ("or **020** 7946 0176", "or **{15}"),
    "entities as spaces": ("020&nbsp;7946&nbsp;0176.", "{23}."),
    "hyphens that don't break": ("020\u20117946\u20110176", "{13}"),
    "thin spaces": ("020\u20097946\u20090176", "{13}"),
    "dashes": ("020 \u2013 7946 \u2013 0176", "{17}"),
    "slashes": ("020/7946/0176", "{13}"),
    "several spaces": ("020   7946   0176", "{17}"),
    "tabs after a label": ("Tel:\t020\t7946\t0176", "Tel:\t{3}\t{4}\t{4}"),
    "number cut by a line end": ("020 7946\n0176", "{8}\n{4}"),
    "full-width digits": ("\uff10\uff12\uff10 \uff17\uff19\uff14\uff16 0176", "{13}"),
    "number with its extension": ("020 7946 0176x1234", "{18}"),
    "number and its extension": ("020 7946 0176 ext. 12", "{21}"),
    "zero in brackets": ("(0)20 7946 0176", "{15}"),
    "44 without its plus": ("44 20 7946 0176", "{15}"),
    "two numbers in full": ("020 7946 0176/020 7946 0177", "{27}"),
    "local, then in full": ("Tel: 7946 2802 020 7946 0176", "Tel: {9} {13}"),
    "label of one letter": ("T: 7946 2802", "T: {9}"),
    "label on the line before": ("Tel:\n7946 2802", "Tel:\n{9}"),
    "local number cut by a line end": ("Tel: 7946\n2802", "Tel: {4}\n{4}"),
    "second local number": ("Tel 7946 2802 or 7946 2803", "Tel {22}"),
    "extension of two digits": ("ext 12", "ext {2}"),
    "extension with a word between": ("ext. no. 1234", "ext. no. {4}"),
}


@pytest.mark.parametrize(("text", "expected"), COVERED.values(), ids=COVERED.keys())
def test_contact_details_are_covered(text: str, expected: str) -> None:
    for length in range(1, 30):
        expected = expected.replace("{%d}" % length, MASK * length)  # noqa: UP031
    assert masked(text) == expected


LEFT_ALONE = [
    "in 2020 and 2021",
    "from 2019 2020 2021 2022",
    "£10,607,000 and £71,229,000",
    "£0123456789",
    "10607000",
    "18:00\t99\t125\t98\t101\t94\t111\t89\t717",
    "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0",
    "0,1,2,3,4,5,6,7,8,9,10,11",
    "0.1 0.2 0.3 0.4 0.5 0.6",
    "0 0 3 0 1 0 0 2 0 0 0",
    "3 x 4000 copies",
    "3 x4000",
    "item 4.2, pages 13-24",
    "Schedule 12A, Section 42",
    "E01033595",
    "E01033595 E01033596",
    "on 01/02/2021 and 03/04/2021",
    "2021-07-15",
    "W10 4LE",
    "6 ex-offenders and 120 examples",
    "extent 2000",
    "the next 1500 homes",
    "Telford had 120 cases",
    "telephone calls: 340",
    "mobile library visits 2020",
    "@council",
    "5 @ £3.20",
    "a@b",
    "0\t207\t946\t1000",
    "020\t7946\t0176",
    "0 1234 5678 12",
    "01 02 03 04 05 06 07",
    "01/04/2020 - 31/03/2021",
    "0900-1000 1100",
    "aged 0-19 2020 2021",
    "44 20 31 7946 0176",
    "442079460176",
    "2016 4401 2345 6789",
    "Mobile: 2019/20 2020/21",
    "Telephone\t345\t412\t398",
    "T: 2019 2020 2021",
    "Tel: 01/04/2020 31/03/2021",
    "meet @ 10.30 in room 5",
    "extension 12 months",
    "<b>2020</b>&nbsp;2021",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_contact_detail_stays(text: str) -> None:
    assert masked(text) == text


def test_an_earlier_mask_stays_as_it_is() -> None:
    once = masked("Tel: 7946 2802, a@b.uk")
    assert masked(once) == once


@given(st.text(alphabet="0123456789 +().-@axtel:.\n\t£,/*<b>&;#", max_size=200))
def test_masking_keeps_length_lines_and_tabs(text: str) -> None:
    out = masked(text)
    assert len(out) == len(text)
    assert all(a in (b, MASK) for a, b in zip(out, text, strict=True))
    assert masked(out) == out
    assert [i for i, c in enumerate(out) if c in "\n\t"] == [i for i, c in enumerate(text) if c in "\n\t"]


def test_line_ends_and_tabs_inside_a_detail_stay() -> None:
    text = "Tel:\t020\t7946\r\nj@x.\r\ngov.uk"
    out = masked(text)
    assert [c for c in out if c in "\r\n\t"] == [c for c in text if c in "\r\n\t"]
    assert "gov" not in out


HARD = [
    "020 794 ",
    "Tel ",
    "Tel 1 ",
    "ext. no. ",
    "a@a\n",
    "a (at) ",
    "a@x. ",
    "a@x.gov. gov",
    "&amp;",
    "+44 (0)",
    ".a",
    "0/",
]


@pytest.mark.parametrize("words", HARD)
def test_no_text_takes_long_to_mask(words: str) -> None:
    before = time.process_time()
    masked("a@x" + words * (150_000 // len(words)))
    assert time.process_time() - before < 4


@pytest.mark.parametrize(
    ("table", "name", "detail"),
    [
        ("blocks", "text", "ask a.b@x.gov.uk"),
        ("blocks", "text", "ask a.b&#64;x.gov.uk"),
        ("cells", "raw", "<b>020</b> 7946 0176"),
        ("cells", "row_label", "Tel: 7946 2802"),
        ("documents", "title", "Plan (x5772)"),
        ("documents", "report_author", "A. Person, ext. 12"),
    ],
)
def test_rows_that_still_hold_a_contact_detail_are_not_written(
    table: str, name: str, detail: str, tmp_path: Path
) -> None:
    rows = rows_of("Date: 15 July 2021\nTitle: Plan\nReport of: Director\n\nWhat was said.\n\nArea\tBeds\nBrent\t3\n")
    write_tables(rows, tmp_path / "good")
    row = rows[table][-1]
    line = row.get("line", row.get("first_line"))
    row[name] = detail
    with pytest.raises(MinutebookError, match=rf"{row['pack_id']}:{line}: {table}\.{name} still holds") as error:
        write_tables(rows, tmp_path / "out")
    assert detail not in str(error.value)
    assert not (tmp_path / "out").exists()
