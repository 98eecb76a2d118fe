from __future__ import annotations

import pytest

from minutebook.papers.values import cell_value, prints_in_full


def read(text: str, column: str = "", row: str = "", caption: str = "") -> str:
    """Write a value as `value unit unit_from ±step`, or nothing."""
    value = cell_value(text, column, row, caption)
    return f"{value.value:f} {value.unit} {value.unit_from} ±{value.step:f}" if value else ""


ALONE = {
    "10": "10 count default ±1",
    "0": "0 count default ±1",
    "1,168": "1168 count default ±1",
    "71,229,000": "71229000 count default ±1",
    "4.50": "4.5 count default ±0.01",
    ".5": "0.5 count default ±0.1",
    "-12": "-12 count default ±1",
    "−12": "-12 count default ±1",
    "–12": "-12 count default ±1",
    "(12)": "-12 count default ±1",
    "+7": "7 count default ±1",
    "£306,403": "306403 GBP cell ±1",
    "£ 5": "5 GBP cell ±1",
    "£10.6m": "10600000 GBP cell ±100000",
    "£1.25bn": "1250000000 GBP cell ±10000000",
    "£250k": "250000 GBP cell ±1000",
    "-£40": "-40 GBP cell ±1",
    "(£1,000)": "-1000 GBP cell ±1",
    "$5": "5 USD cell ±1",
    "40%": "40 percent cell ±1",
    "16.0%": "16 percent cell ±0.1",
    "-3.5%": "-3.5 percent cell ±0.1",
    "12 per cent": "12 percent cell ±1",
    "28 days": "28 days cell ±1",
    "6 weeks": "6 weeks cell ±1",
    "12*": "12 count default ±1",
    "12 (provisional)": "12 count default ±1",
    "40% (n=12)": "40 percent cell ±1",
    " 9 ": "9 count default ±1",
    "£000": "",
    "000": "",
    "": "",
    " ": "",
    "-": "",
    "–": "",
    "n/a": "",
    "Inadequate": "",
    "(12": "",
    "10-18": "",
    "6/7": "",
    "12 January": "",
    "3 of 4": "",
    "2020/21": "",
    "18:00": "",
    "1,23": "",
    "••••": "",
    "9" * 16: "",
}


@pytest.mark.parametrize(("text", "expected"), ALONE.items(), ids=ALONE.keys())
def test_what_a_cell_alone_is_worth(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "column", "row", "caption", "expected"),
    [
        ("1,570", "£000", "", "", "1570000 GBP column ±1000"),
        ("1,570", "£'000", "", "", "1570000 GBP column ±1000"),
        ("1,570", "£’000s", "", "", "1570000 GBP column ±1000"),
        ("1.5", "£m", "", "", "1500000 GBP column ±100000"),
        ("1.5", "£ million", "", "", "1500000 GBP column ±100000"),
        ("2", "£bn", "", "", "2000000000 GBP column ±1000000000"),
        ("300", "No of cases", "", "", "300 count column ±1"),
        ("300", "Number of people", "", "", "300 count column ±1"),
        ("10,607,000", "Scheme 3 Allocation", "", "", "10607000 GBP column ±1"),
        ("12", "% of total", "", "", "12 percent column ±1"),
        ("12", "Percentage", "", "", "12 percent column ±1"),
        ("43.1", "Rate per 1000", "", "", "43.1 per 1,000 column ±0.1"),
        ("812", "per 100,000", "", "", "812 per 100,000 column ±1"),
        ("12", "2021", "Cost £", "", "12 GBP row ±1"),
        ("12", "2021", "Take-up %", "", "12 percent row ±1"),
        ("12", "2021", "", "Spending, £000", "12000 GBP caption ±1000"),
        ("12", "2021", "", "Spending", "12 count default ±1"),
        ("5", "page", "", "Contents", "5 page caption ±1"),
        ("40%", "£000", "", "", "40 percent cell ±1"),
        ("£1,008,000", "£000", "", "", "1008000 GBP cell ±1"),
        ("£300", "£000", "", "", "300000 GBP cell ±1000"),
        ("£1.2m", "£000", "", "", "1200000 GBP cell ±100000"),
        ("28 days", "No of cases", "", "", "28 days cell ±1"),
    ],
)
def test_the_cells_own_sign_wins_then_column_row_and_caption(
    text: str, column: str, row: str, caption: str, expected: str
) -> None:
    assert read(text, column, row, caption) == expected


def test_full_amounts_under_a_header_of_thousands_are_kept_as_they_say() -> None:
    column = ["1,940,597", "600", ""]
    assert prints_in_full(column)
    assert not prints_in_full(["1,940", "600"])
    values = [cell_value(text, "£'000", in_full=True) for text in column]
    assert [f"{v.value:f} {v.unit} {v.step}" if v else "" for v in values] == ["1940597 GBP 1", "600 GBP 1", ""]
