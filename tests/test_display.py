"""Numbers, links, findings and tables as a reader sees them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.showing import display

PACK = "2021-07-15-health-wellbeing-board"
NOTHING = [None, float("nan"), np.nan, pd.NA, pd.NaT, ""]


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (display.pounds, 10607000, "£10,607,000"),
        (display.pounds, 10607000.0, "£10,607,000"),
        (display.pounds, np.int64(98000), "£98,000"),
        (display.pounds, 0, "£0"),
        (display.pounds, 2.5, "£2.50"),
        (display.pounds, 1.005, "£1.01"),
        (display.pounds, -300, "−£300"),
        (display.pounds_short, 10607000, "£10.6m"),
        (display.pounds_short, 10_650_000, "£10.7m"),
        (display.pounds_short, 306403, "£306k"),
        (display.pounds_short, 949_999, "£950k"),
        (display.pounds_short, 999_499, "£999k"),
        (display.pounds_short, 999_500, "£1m"),
        (display.pounds_short, 999_960_000, "£1bn"),
        (display.pounds_short, 9_999, "£9,999"),
        (display.pounds_short, -10_100_000, "−£10.1m"),
        (display.pounds_short, 9.5e12, "£9,500bn"),
        (display.number, 1570.0, "1,570"),
        (display.number, 0.1 + 0.2, "0.3"),
        (display.number, Decimal("0.980"), "0.98"),
        (display.number, 100, "100"),
        (display.number, 1e300, f"1{',000' * 100}"),
        (display.percent, 57, "57%"),
        (display.percent, 16.6667, "16.6667%"),
    ],
)
def test_numbers_are_written(write: display.Form, value: Any, text: str) -> None:
    assert write(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.4, 0, "0"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2.68"),
        (16, 1, "16.0"),
    ],
)
def test_rounding_is_half_up_on_the_decimal_that_is_read(value: float, decimals: int, text: str) -> None:
    assert display.number(value, decimals) == text


@pytest.mark.parametrize("write", [display.number, display.pounds, display.pounds_short, display.percent])
@pytest.mark.parametrize("value", NOTHING)
def test_what_is_missing_is_not_stated(write: display.Form, value: Any) -> None:
    assert write(value) == "not stated"
    assert display.count_of(value, "case") == "not stated"


@pytest.mark.parametrize("value", ["1,570", True, float("inf"), [1]])
def test_what_is_no_number_is_an_error(value: Any) -> None:
    with pytest.raises(ValueError):
        display.number(value)


@given(st.integers(-(10**15), 10**15))
def test_a_short_amount_is_near_the_amount(amount: int) -> None:
    digits, unit = re.fullmatch(r"−?£([\d,.]+)(k|m|bn)?", display.pounds_short(amount)).groups()  # type: ignore[union-attr]
    scale = {None: 1, "k": 10**3, "m": 10**6, "bn": 10**9}[unit]
    read = Decimal(digits.replace(",", "")) * scale
    assert abs(read - abs(amount)) <= (0 if unit is None else max(scale / 20, 500))
    assert ("−" in display.pounds_short(amount)) == (amount < 0)


def test_counts_and_lists_read_as_sentences() -> None:
    assert display.count_of(1, "case") == "1 case"
    assert display.count_of(0, "case") == "0 cases"
    assert display.count_of(1200.0, "body", "bodies") == "1,200 bodies"
    assert [display.join_words(list(w)) for w in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert display.day("2020-03-19") == display.day(pd.Timestamp("2020-03-19")) == "19 March 2020"


def test_a_link_leads_to_the_line() -> None:
    assert display.link(PACK, 931) == (
        f'<a href="../packs/{PACK}.html#L931">Health wellbeing board, 15 July 2021, line 931</a>'
    )
    assert display.link("2023-11-23-health-wellbeing-board--serious-violence-duty-update", 5).endswith(
        ">Serious violence duty update, 23 November 2023, line 5</a>"
    )
    assert "&lt;b&gt;" in display.link(PACK, 1, "<b>")


@pytest.mark.parametrize("line", [0, -1, 1.5, None, float("nan"), "9"])
def test_a_source_without_a_line_is_an_error(line: Any) -> None:
    with pytest.raises(ValueError):
        display.link(PACK, line)


@pytest.mark.parametrize("pack_id", ["", "../x", "2021-07-15-a b", '2021-07-15-a"', "health-board"])
def test_a_source_without_a_pack_is_an_error(pack_id: str) -> None:
    with pytest.raises(ValueError, match="pack_id"):
        display.link(pack_id, 1)


def test_several_sources_name_their_pack_once() -> None:
    html = display.links([(PACK, 935), (PACK, 931), (PACK, 935), ("2021-11-25-health-wellbeing-board", 7)])
    assert re.findall(r">([^<]+)</a>", html) == [
        "Health wellbeing board, 15 July 2021, line 931",
        "line 935",
        "Health wellbeing board, 25 November 2021, line 7",
    ]


def test_a_finding_is_escaped_and_carries_its_sources() -> None:
    shown = display.finding("Brent <b>& co</b>\nclaimed \x00£300,000.", (PACK, 931))
    assert "Brent &lt;b&gt;&amp; co&lt;/b&gt; claimed £300,000." in shown._repr_html_()
    assert f"{PACK}.html#L931" in shown._repr_html_()
    assert repr(shown) == f"Brent <b>& co</b> claimed £300,000. [{PACK} line 931]"


@pytest.mark.parametrize("sentence", ["", " \n", "It cost £nan.", "It ended on NaT.", "It was <NA>."])
def test_a_finding_that_says_nothing_is_an_error(sentence: str) -> None:
    with pytest.raises(ValueError, match="finding"):
        display.finding(sentence, (PACK, 1))


def test_a_finding_with_many_sources_shows_a_few_and_keeps_them_all() -> None:
    shown = display.finding("It rained.", *[("2020-01-31-parks", n) for n in range(1, 40, 2)])._repr_html_()
    first, rest = shown.split("<details")
    assert first.count("<a ") == 4
    assert rest.count("<a ") == 16
    assert "and 16 more" in rest


def test_a_finding_without_a_source_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a source"):
        display.finding("Brent claimed £300,000.")


def test_a_finding_may_begin_with_none() -> None:
    assert "None of them" in repr(display.finding("None of them adds up.", (PACK, 1)))


FRAME = pd.DataFrame(
    {
        "service": ["Hubs <i>", "Homes", "Care"],
        "gbp": [1007901.0, None, 0.0],
        "who": ["a & b", "", "{{m^2}} **x**"],
    }
)


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html[html.index("<tbody") :], re.S)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]


def test_a_table_keeps_empty_apart_from_zero_and_escapes_its_text() -> None:
    shown = display.table(FRAME, "services", title="T <b>{{m^2}}", forms={"gbp": display.pounds}, source=[(PACK, 931)])
    assert cells(shown.html) == [
        ["Hubs &lt;i&gt;", "£1,007,901", "a &amp; b"],
        ["Homes", "–", "–"],
        ["Care", "£0", "{{m^2}} **x**"],
    ]
    assert "T &lt;b&gt;&#123;&#123;m^2}}" in shown.html and 'aria-labelledby="services-title"' in shown.html
    assert display.EMPTY_NOTE in shown.html and f"{PACK}.html#L931" in shown.html
    assert repr(shown).splitlines()[0] == "T <b>{{m^2}}" and "£1,007,901" in repr(shown)


def test_a_table_leads_from_each_row_to_its_own_line() -> None:
    rows = FRAME.assign(pack_id=PACK, first_line=[3, 5, 8])
    words: dict[str, Any] = {"id": "services", "columns": {"service": "Service"}, "where": "At <b>"}
    shown = display.table(rows, **words)
    assert re.findall(r'#L(\d+)">(.*?)</a>', shown.html) == [("3", "line 3"), ("5", "line 5"), ("8", "line 8")]
    assert "At &lt;b&gt;" in shown.html and "Hubs &lt;i&gt;" in shown.html
    assert repr(shown).splitlines()[1].endswith("line 3")
    rows["pack_id"] = [PACK, PACK, "2020-01-31-parks"]
    assert "31 Jan 2020, line 8</a>" in display.table(rows, **words).html


def test_a_full_table_has_no_note_on_empty_cells() -> None:
    assert display.EMPTY_NOTE not in display.table(FRAME[["service"]], "services").html


def test_a_table_aligns_numbers_right_and_names_its_rows() -> None:
    html = display.table(FRAME, "services").html
    assert re.findall(r'class="gt_row (gt_\w+)(?: gt_stub)?">', html)[:3] == [
        "gt_left",
        "gt_right",
        "gt_left",
    ]
    assert html.count('scope="row"') == len(FRAME)


def test_a_table_shows_the_columns_asked_for_under_their_labels() -> None:
    html = display.table(FRAME, "services", columns={"gbp": "Paid < x", "service": "Service"}).html
    assert re.findall(r"<th [^>]*scope=\"col\"[^>]*>(.*?)</th>", html) == ["Paid &lt; x", "Service"]
    assert cells(html)[0] == ["1,007,901", "Hubs &lt;i&gt;"]


def test_a_table_is_the_same_every_time_and_asks_for_nothing() -> None:
    html = display.table(FRAME, "services", title="T").html
    assert html == display.table(FRAME, "services", title="T").html
    assert not re.findall(r"https?:|@import|url\(|<script|<link", html)
    assert len(html) < 30_000


@pytest.mark.parametrize(
    ("data", "more", "match"),
    [
        (FRAME[:0], {}, "has no rows"),
        (FRAME, {"columns": {"gone": "Gone"}}, "no column 'gone'"),
        (FRAME, {"forms": {"gone": display.pounds}}, "no column 'gone'"),
        (FRAME, {"id": "a b"}, "table id"),
    ],
)
def test_a_table_that_can_not_be_made_is_an_error(data: pd.DataFrame, more: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        display.table(data, **{"id": "services", **more})
