from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.contacts import MASK, masked

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
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_contact_detail_stays(text: str) -> None:
    assert masked(text) == text


def test_an_earlier_mask_stays_as_it_is() -> None:
    once = masked("Tel: 7946 2802, a@b.uk")
    assert masked(once) == once


@given(st.text(alphabet="0123456789 +().-@axtel:.\n\t£,/", max_size=200))
def test_masking_keeps_length_lines_and_tabs(text: str) -> None:
    out = masked(text)
    assert len(out) == len(text)
    assert all(a in (b, MASK) for a, b in zip(out, text, strict=True))
    assert [i for i, c in enumerate(out) if c in "\n\t"] == [i for i, c in enumerate(text) if c in "\n\t"]
