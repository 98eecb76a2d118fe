from __future__ import annotations

import pytest

from papers import rows_of

SUMMARY = "Table 1: Costs by service\n\nService\t2021 £\t2022 £\nLibraries\t{libraries}\t5,310\nParks\t2,480\t2,995\n"
SUMMARY += "Ferries\t1,004\t1,107\n"
DETAIL = "\nTable 2: Libraries\n\nItem\t2021 £\t2022 £\nBooks\t3,100\t3,300\nStaff\t1,720\t2,010\nTotal\t4,820\t5,310\n"
PARKS = "\nTable 3: Parks\n\nItem\t2021 £\t2022 £\nGrass\t1,480\t1,895\nPaths\t1,000\t1,100\nTotal\t2,480\t2,995\n"
TEXT = "\nThe costs of each service are set out below.\n"


def found(text: str) -> list[str]:
    rows = [
        row for row in rows_of(text)["checks"] if "another table" in row["explanation"] or "items" in row["explanation"]
    ]
    return sorted(f"{row['kind']} {row['stated']:,f} {row['verdict']}" for row in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SUMMARY.format(libraries="4,820") + TEXT + DETAIL,
            ["against table 4,820 agrees", "against table 5,310 agrees"],
        ),
        # One line that isn't its table's total, where the others are.
        (
            SUMMARY.format(libraries="4,280") + TEXT + DETAIL + TEXT + PARKS,
            [
                "against table 2,480 agrees",
                "against table 2,995 agrees",
                "against table 4,280 differs",
                "against table 5,310 agrees",
            ],
        ),
        # A table of another thing under a heading of like words, and of other years.
        (SUMMARY.format(libraries="9,999") + TEXT + DETAIL.replace("5,310", "5,130"), []),
        (SUMMARY.format(libraries="4,820").replace("£", "visits") + TEXT + DETAIL, []),
        (SUMMARY.format(libraries="4,820").replace("2021", "2018").replace("2022", "2019") + TEXT + DETAIL, []),
    ],
)
def test_a_line_of_a_summary_is_the_total_of_the_table_that_it_heads(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wardens gave 61 warnings as follows:\n\n- 40 x Litter\n- 12 x Noise\n- 9 x Fishing without a permit\n",
            ["column total 61 agrees"],
        ),
        (
            "Wardens gave 64 warnings, broken down as follows:\n\n- Litter: 40\n- Noise: 12\n- Fishing: 9\n",
            ["column total 64 differs"],
        ),
        (
            "The fair cost £2.45m, made up of:\n\n- £1.2m for tents\n- £0.8m for the stage\n- £0.5m for tea\n",
            ["column total 2,450,000 rounding"],
        ),
        # A list that a total closes.
        (
            "The costs are:\n\n- Tents: £1,200\n- Stage: £800\n- Tea: £450\n- Total: £2,450\n",
            ["column total 2,450 agrees"],
        ),
        (
            "The costs are below.\n\n- Tents £1,200\n- Stage £800\n- Tea £450\n- Total cost £2,540\n",
            ["column total 2,540 differs"],
        ),
        ("The costs are:\n\n- Tents: £1,200\n- Stage: hired\n- Tea: £450\n- Total: £2,450\n", []),
        ("The costs are:\n\n- Tents: £1,200\n- Stage: £800\n- Total visitors: 2,450\n", []),
        # Items that aren't all numbers, numbers far from the whole, and no breakdown.
        (
            "Wardens gave 61 warnings, broken down as follows: Litter: 40; Noise (after 10): 12; Fishing: 9\n",
            ["column total 61 agrees"],
        ),
        (
            "Wardens gave 64 warnings, broken down as follows: Litter: 40; Noise: 12; Fishing: 9\n",
            ["column total 64 differs"],
        ),
        ("Wardens gave 64 warnings as follows: Litter: 40; Noise, which fell; Fishing: 9\n", []),
        ("Wardens gave 61 warnings as follows:\n\n- 40 x Litter\n- Noise\n- 9 x Fishing\n", []),
        ("Wardens gave 61 warnings as follows:\n\n- 4 x Litter\n- 2 x Noise\n- 1 x Fishing\n", []),
        ("Wardens, who number 64, report:\n\n- 40 x Litter\n- 12 x Noise\n- 9 x Fishing\n", []),
        (
            "Wardens, who gave 61 warnings, report:\n\n- 40 x Litter\n- 12 x Noise\n- 9 x Fishing\n",
            ["column total 61 agrees"],
        ),
    ],
)
def test_items_under_a_number_that_is_broken_down_make_it_up(text: str, expected: list[str]) -> None:
    assert found(f"Report of the Head of Parks\n\n1. Work\n\n1.1 {text}") == expected
