"""Groups of like rows of which one is all of the others, and counts that a fixed percentage gives; made up."""

from __future__ import annotations

import time

import pytest

from minutebook.audit.checks import checks
from papers import table_of

BAKERS = (
    "Bakery|Measure|2021|2022",
    "Mill Lane|Loaves baked|415|466",
    "|Loaves burnt|17|19",
    "Old Ford|Loaves baked|535|507",
    "|Loaves burnt|21|14",
)

GROUPS = {
    "all of something": (
        [*BAKERS, "All bakeries|Loaves baked|950|973", "|Loaves burnt|48|33"],
        ["950 agrees", "973 agrees", "48 differs", "33 agrees"],
    ),
    "a total": (
        [*BAKERS, "Total|Loaves baked|950|973", "|Loaves burnt|38|33"],
        ["950 agrees", "973 agrees", "38 agrees", "33 agrees"],
    ),
    "all ages behind the name": (
        [*BAKERS, "Loaf size, all|Loaves baked|950|973", "|Loaves burnt|38|33"],
        ["950 agrees", "973 agrees", "38 agrees", "33 agrees"],
    ),
    "all of them at the head": (
        [BAKERS[0], "Both bakeries|Loaves baked|950|973", "|Loaves burnt|38|34", *BAKERS[1:]],
        ["950 agrees", "973 agrees", "38 agrees", "34 differs"],
    ),
    "no name that says so": (
        [*BAKERS, "Wrexley|Loaves baked|950|973", "|Loaves burnt|38|33"],
        ["950 agrees", "973 agrees", "38 agrees", "33 agrees"],
    ),
    "no name that says so, and one that isn't": (
        [*BAKERS, "Wrexley|Loaves baked|950|973", "|Loaves burnt|38|35"],
        [],
    ),
    "all, and most of it isn't": (
        [*BAKERS, "All of the county|Loaves baked|1,950|2,973", "|Loaves burnt|138|133"],
        [],
    ),
    "under rows that span": (
        [
            "Measure|2021|2022",
            "Mill Lane||",
            "Loaves baked|415|466",
            "Loaves burnt|17|19",
            "Old Ford||",
            "Loaves baked|535|507",
            "Loaves burnt|21|14",
            "All bakeries||",
            "Loaves baked|950|973",
            "Loaves burnt|38|36",
        ],
        ["950 agrees", "973 agrees", "38 agrees", "36 differs"],
    ),
    "what each has isn't added up": (
        [
            "Bakery|Measure|2021|2022",
            "Mill Lane|Loaves baked|415|466",
            "|Average price|17|19",
            "Old Ford|Loaves baked|535|507",
            "|Average price|21|14",
            "All bakeries|Loaves baked|950|973",
            "|Average price|19|16",
        ],
        ["950 agrees", "973 agrees"],
    ),
    "a register that names its people, and goals rounded by themselves": (
        [
            "|May|No.|%|Goal|Goal %",
            "Bread|Registered bakers|245|||",
            "|Held a tasting|98|40.0%|147|60%",
            "|Tasting and sale|86|35.1%|147|60%",
            "Cakes|Registered icers|318|||",
            "|Held a tasting|158|49.7%|191|60%",
            "|Tasting and sale|95|29.9%|191|60%",
            "All crafts|Registered|563|||",
            "|Held a tasting|256|45.5%|337|60%",
            "|Tasting and sale|181|32.1%|337|60%",
        ],
        ["563 agrees", "256 agrees", "181 agrees", "337 rounding", "337 rounding"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), GROUPS.values(), ids=GROUPS.keys())
def test_a_group_of_all_is_the_sum_of_the_like_rows(rows: list[str], expected: list[str]) -> None:
    found = [c for c in checks(table_of(*rows)) if c.kind in ("column total", "subtotal")]
    assert sorted(f"{c.stated.raw.text} {c.verdict}" for c in found) == sorted(expected)


FIXED = {
    "one goal in percent for all": (
        [
            "Craft|Registered|Goal|Goal %",
            "Bread|245|147|60%",
            "Cakes|315|198|60%",
            "Tarts|110|66|60%",
            "Buns|205|123|60%",
        ],
        ["147 agrees", "198 differs", "66 agrees", "123 agrees"],
    ),
    "shares that are as they happen to be": (
        ["Craft|Registered|Sold|% sold", "Bread|245|147|60%", "Cakes|315|158|50%", "Tarts|110|66|60%"],
        ["60% agrees", "50% agrees", "60% agrees"],
    ),
    "the same everywhere, counts and all": (
        ["Craft|Registered|Sold|% sold", "Bread|200|120|60%", "Cakes|200|120|60%", "Tarts|200|120|60%"],
        ["60% agrees", "60% agrees", "60% agrees"],
    ),
    "what the percentage was rounded from": (
        [
            "Craft|Registered|Goal|Goal %",
            "Bread|5,600|3,343|60%",
            "Cakes|3,000|1,800|60%",
            "Tarts|1,000|600|60%",
        ],
        ["3,343 rounding", "1,800 agrees", "600 agrees"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), FIXED.values(), ids=FIXED.keys())
def test_a_count_follows_from_a_percentage_that_is_fixed(rows: list[str], expected: list[str]) -> None:
    found = [c for c in checks(table_of(*rows)) if c.kind == "share"]
    assert sorted(f"{c.stated.raw.text} {c.verdict}" for c in found) == sorted(expected)


def test_a_long_table_of_groups_is_read_in_time() -> None:
    begin = time.perf_counter()
    rows = [f"Bakery {n}|Loaves baked|415|466\n|Loaves burnt|17|19" for n in range(1500)]
    checks(table_of("Bakery|Measure|2021|2022", *rows))
    assert time.perf_counter() - begin < 20
