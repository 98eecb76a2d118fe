"""Marks of items, names that hold a duration, ranges and ages: which of their numbers are quantities."""

from __future__ import annotations

import pytest

from minutebook.text.quantities import quantities
from papers import rows_of

NO_QUANTITY = [
    "Choir 2: singers of the upper school.",
    "2) they kept the hall warm;",
    "The 3-minute film is on our site.",
    "They run a two day surgery for boats.",
    "It meets the 7 day repair standards.",
    "Rowers who were over 40 had a race of their own",
    "It is for people under 25 years",
    "Its purpose is twofold",
    "Under Sec. 14 the order stands",
    "Application reference AB 1234",
    "Pupils aged 4-6 years",
    "Years 7 to 9 and week 3",
]


@pytest.mark.parametrize("text", NO_QUANTITY)
def test_numbers_that_only_name_something(text: str) -> None:
    assert [q.value for q in quantities(text)] == []


QUANTITIES = {
    "Deaths 3: two in May": ["3 count", "2 count"],
    "The club has two aims: 1) mending boats, 2) lending them": ["2 count"],
    "He rowed (and 3) and won": ["3 count"],
    "a three week wait and a 28-day target": ["3 weeks", "28 days"],
    "12 sank in the last two years (5 in 2019)": ["12 count", "2 years", "5 count"],
    "It took 3-5 years to dig": ["3-5 years"],
    "The reference to 2-3 weeks is to the lock": ["2-3 weeks"],
    "For over 18 years the society has been digging": ["18 years"],
    "Walls that were over 35 metres": ["35 metres"],
    "Average age: 61 (range 40 to 79)\n12 rowers": ["61 years", "40-79 years", "12 count"],
    "The waits rose (31 to 38) in May": ["31 count", "38 count"],
    "Coaches gave 410 volunteer hours": ["410 hours"],
    "Some half or more of the boats leak": ["50 percent"],
    "a threefold rise": ["3 times"],
    "Its purpose is twofold: to mend; to lend.": ["2 times"],
    "3120 boats were seen at Upper Lock and 2015 at Mill Lock": ["3120 count", "2015 count"],
    "waits of 2.9 days a year ago": ["2.9 days"],
    "open for a 10 week period ending 21 October 2022": ["10 weeks"],
}


@pytest.mark.parametrize(("text", "expected"), QUANTITIES.items(), ids=QUANTITIES.keys())
def test_quantities_beside_such_names(text: str, expected: list[str]) -> None:
    read = [f"{q.value:f}{f'-{q.value_high:f}' if q.value_high else ''} {q.unit}" for q in quantities(text)]
    assert read == expected


def test_points_that_something_is_up_by_are_a_change() -> None:
    (points,) = quantities("Trust is up 4 points on a year earlier")
    assert (points.unit, points.role, points.direction) == ("percentage points", "change", "increase")


def test_points_below_a_target_are_no_change() -> None:
    points, target = quantities("Trust is 4 points below the target of 85%")
    assert (points.unit, points.role, target.unit) == ("percentage points", "", "percent")


def test_marks_down_a_column_of_a_table_are_no_figures() -> None:
    table = (
        "Goal\tTasks\tLead\n"
        "Safe water\t1 Teach children who have never swum to float and to call for help\tCoach\n"
        "\t2 Mend rails and the steps that have 3 loose boards or more\tMason\n"
        "\t3 Recruit people who are willing to keep watch in the summer months\tClub\n"
    )
    assert [float(f["value"]) for f in rows_of(table)["figures"]] == [3]


def test_numbers_that_do_not_count_up_a_column_are_figures() -> None:
    table = (
        "Place\tWhat came of the work\n"
        "North\t4 Boats were raised from the bed of the river in the spring\n"
        "South\t9 Locks were painted by the people who live beside them\n"
    )
    assert [float(f["value"]) for f in rows_of(table)["figures"]] == [4, 9]


def test_what_was_done_is_read_in_a_short_cell_though_it_says_for_when() -> None:
    table = "Measure\tAim\tResult\nSwimmers met\t9,000\t7,350 visits made among local swimmers (Qtr3 total)\n"
    assert [float(f["value"]) for f in rows_of(table)["figures"]] == [7350]
