from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.audit.checks import checks
from minutebook.audit.totals import Check, is_total, totals
from papers import table_of


def checks_of(*rows: str) -> list[Check]:
    return list(checks(table_of(*rows)))


def check_of(*rows: str) -> Check:
    (check,) = checks_of(*rows)
    return check


def test_a_total_that_its_parts_give() -> None:
    check = check_of("Borough|No of cases", "Brent|300", "Harrow|306", "Total|606")
    assert (check.kind, check.verdict, check.recomputed, check.tolerance) == (
        "column total",
        "agrees",
        Decimal(606),
        Decimal(0),
    )
    assert check.explanation == "the 2 printed parts give it"


# Three parts in £000 are each off by up to 500, and so is the total: 2,000 in all.
@pytest.mark.parametrize(
    ("total", "verdict"),
    [("600", "agrees"), ("602", "rounding"), ("598", "rounding"), ("603", "differs"), ("597", "differs")],
)
def test_rounding_explains_so_much_and_no_more(total: str, verdict: str) -> None:
    check = check_of("Borough|£000", "Brent|100", "Harrow|200", "Ealing|300", f"Total|{total}")
    assert (check.verdict, check.tolerance) == (verdict, Decimal(2000))


@pytest.mark.parametrize(("total", "verdict"), [("3.1", "rounding"), ("3.2", "differs")])
def test_the_coarsest_printed_step_counts(total: str, verdict: str) -> None:
    check = check_of("Fund|£", "A|1.00", "B|2.00", f"Total|{total}")
    assert (check.verdict, check.tolerance) == (verdict, Decimal("0.15"))


def test_counts_of_whole_things_are_not_rounded() -> None:
    check = check_of("Borough|No of cases", "Brent|300", "Harrow|306", "Total|607")
    assert (check.verdict, check.tolerance) == ("differs", Decimal(0))
    assert check.explanation == "does not follow from the 2 parts printed"


UNTESTABLE = {
    "no parts": (["A|£|£", "X||1", "Y||2", "Total|5|3"], "no parts are printed"),
    "one part": (["A|£|£", "X|5|1", "Y||2", "Total|6|3"], "only one part is printed"),
}


@pytest.mark.parametrize(("rows", "why"), UNTESTABLE.values(), ids=UNTESTABLE.keys())
def test_what_can_not_be_added_up_says_why(rows: list[str], why: str) -> None:
    first = checks_of(*rows)[0]
    assert (first.verdict, first.recomputed) == ("untestable", None)
    assert first.explanation.startswith(why)


def test_parts_in_another_unit_are_not_added() -> None:
    check = check_of("A|Cost", "X|28 days", "Y|5 days", "Total|£33")
    assert check.verdict == "untestable"
    assert "other units" in check.explanation


def test_blank_parts_are_told() -> None:
    check = check_of("Borough|£", "Brent|100", "Harrow|", "Ealing|200", "Total|300")
    assert check.explanation == "the 2 printed parts give it; 1 is blank"


def test_a_second_total_sums_what_came_after_the_first_and_a_third_the_totals() -> None:
    rows = ["Type|2015|x", "A|1|", "B|2|", "Robbery Total|3|", "C|4|", "D|5|", "Theft Total|9|", "Total|12|"]
    found = checks_of(*rows)
    assert [(c.stated.row_label, c.recomputed, c.verdict) for c in found] == [
        ("Robbery Total", Decimal(3), "agrees"),
        ("Theft Total", Decimal(9), "agrees"),
        ("Total", Decimal(12), "agrees"),
    ]


def test_a_spanning_row_begins_a_group() -> None:
    rows = ["Type|2015|2016", "Gone|7|8", "Robbery||", "A|1|2", "B|3|4", "Total|4|6"]
    assert [c.verdict for c in checks_of(*rows)] == ["agrees", "agrees"]


def test_an_unlabelled_subtotal_is_not_added_again() -> None:
    rows = ["Fund|£", "A|100", "B|200", "C|300", "Grants|600", "D|50", "Total|650"]
    check = check_of(*rows)
    assert (check.verdict, check.recomputed, len(check.parts)) == ("agrees", Decimal(650), 2)


def test_two_rows_and_their_sum_may_be_chance() -> None:
    check = check_of("Fund|£", "A|100", "B|200", "C|300", "Total|600")
    assert (check.verdict, len(check.parts)) == ("agrees", 3)


def test_a_sum_of_two_rows_is_not_added_again() -> None:
    rows = ["Type|2021|2022", "Arson|41|46", "Homes|148|121", "Shops|69|77", "Burglary|217|198", "Cars|254|296"]
    assert [c.verdict for c in checks_of(*rows, "All crime|512|540") if c.kind == "column total"] == ["agrees"] * 2
    wrong = [c.verdict for c in checks_of(*rows, "All crime|512|504") if c.kind == "column total"]
    assert wrong == ["agrees", "differs"]


def test_a_total_whose_rows_stand_on_another_page_is_not_tested() -> None:
    rows = ["Scheme|Budget|Outturn", "Grants|2,764|2,412", "Care|6,116|6,116", "Office|240|226"]
    assert [c.verdict for c in checks_of(*rows, "Total|23,840|24,121")] == ["untestable"] * 2
    assert [c.verdict for c in checks_of(*rows, "Total|9,120|24,121")] == ["agrees", "differs"]


def test_a_total_may_be_of_the_groups_before_its_own() -> None:
    rows = [
        "Service|2015|2016",
        "Older people|700|801",
        "Children|90|95",
        "Prevention||",
        "Advice|30|20",
        "Grants|10|15",
    ]
    assert [c.verdict for c in checks_of(*rows, "Total|830|931")] == ["agrees", "agrees"]
    assert [c.verdict for c in checks_of(*rows, "Total|830|913")] == ["agrees", "differs"]


def test_columns_that_overlap_are_no_parts_of_the_one_for_all() -> None:
    rows = ["Ward|All ages|65 and over|75 and over", "Ayle|14,210|1,105|640", "Bree|11,870|1,342|918"]
    assert checks_of(*rows, "Crane|13,455|1,210|801") == []


def test_numbered_rows_are_no_ranks() -> None:
    rows = ["No.|Scheme|Cost", "1|Grants|4,860", "2|Beds|3,275", "3|Care|5,240", "4|Advice|2,610", "5|Vans|9,150"]
    assert checks_of(*rows) == []
    assert "differs" in {c.verdict for c in checks_of("Rank|Town|Cost", *rows[1:])}


def test_shares_in_a_table_of_pounds_are_no_mistake() -> None:
    rows = ["Area|Grant|Share", "Harm|312|36%", "Theft|488|64%"]
    assert "unit" not in {c.kind for c in checks(table_of(*rows, above="Table 2: Spending (£000)\n"))}


def test_a_row_that_is_half_of_the_total_below_is_not_the_sum_of_the_others() -> None:
    rows = ["Place|Cases|%", "Home|398|50", "Care home|171|22", "Hospital|146|18", "Street|79|10", "All|794|100"]
    assert "differs" not in {c.verdict for c in checks_of(*rows)}


@pytest.mark.parametrize(
    ("head", "row", "verdict"),
    [
        ("A|Total|X|Y|Z", "Care|60|10|20|30", "agrees"),
        ("A|X|Y|Z|Total", "Care|10|20|30|60", "agrees"),
        ("A|X|Y|Z|Total", "Care|10|20|30|61", "differs"),
        ("A|X|Y|Total|%", "Care|10|20|30|5%", "agrees"),
        ("A|NWL total|X|Y|Z", "Care|60|10||50", "agrees"),
    ],
)
def test_a_total_column_sums_the_columns_beside_it(head: str, row: str, verdict: str) -> None:
    check = check_of(head, row, "Other" + "|" * head.count("|"))
    assert (check.kind, check.verdict) == ("row total", verdict)


def test_two_total_columns_are_left_alone() -> None:
    assert checks_of("A|X|Total|Y|Total", "Care|1|2|3|4", "Beds|1|2|3|4") == []


def test_a_column_of_percent_changes_is_not_summed() -> None:
    rows = ["Type|2016|% change", "A|10|5%", "B|20|-3%", "Total|30|1%"]
    assert [(c.stated.column, c.verdict) for c in totals(table_of(*rows))] == [(1, "agrees")]


def test_shares_that_make_up_a_hundred_are_summed() -> None:
    found = checks_of("Type|2016|Share", "A|10|33%", "B|10|33%", "C|10|33%", "Total|30|100%")
    assert [(c.kind, c.stated.column, c.verdict) for c in found] == [
        ("column total", 1, "agrees"),
        ("column total", 2, "rounding"),
        *[("share", 2, "agrees")] * 3,
    ]


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("306,101", "is the size of Brent, as if that were in twice"),
        ("203,000", "is the size of Harrow, as if that were left out"),
        ("204,400", ""),
    ],
)
def test_a_difference_of_the_size_of_one_part_is_remarked_on(total: str, words: str) -> None:
    parts = {"Brent": "101,500", "Harrow": "1,600", "Ealing": "101,500"}
    if words.startswith("is the size of Brent"):
        parts["Ealing"] = "101,501"
    rows = [f"{name}|{value}" for name, value in parts.items()]
    check = check_of("Borough|No of cases", *rows, f"Total|{total}")
    assert check.verdict == "differs"
    assert ("is the size of" in check.explanation) is bool(words)
    assert words.rpartition(",")[2] in check.explanation


def test_small_differences_match_by_luck_and_get_no_remark() -> None:
    check = check_of("Borough|No of cases", "Brent|5", "Harrow|9", "Total|19")
    assert check.explanation == "does not follow from the 2 parts printed"


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Total", True),
        ("TOTAL (recurrent funding)", True),
        ("Grand total", True),
        ("Sub-total", True),
        ("Subtotal", True),
        ("Robbery Total", True),
        ("NWL total", True),
        ("Totals:", True),
        ("Total allocation", True),
        ("Total number of weeks spent", False),
        ("Total cost of care", False),
        ("Totally new", False),
        ("Brent", False),
        ("", False),
    ],
)
def test_labels_of_totals(label: str, answer: bool) -> None:
    assert is_total(label) is answer


def test_a_total_number_of_weeks_is_an_indicator() -> None:
    assert checks_of("Indicator|2015|2016", "Homes|5|6", "Beds|1|2", "Total number of weeks spent|6|8") == []


@given(
    st.lists(st.integers(0, 10**7), min_size=2, max_size=9),
    st.sampled_from([1, 10, 1000]),
)
def test_no_honestly_rounded_table_is_accused(parts: list[int], unit: int) -> None:
    def rounded(amount: int) -> int:
        return (2 * amount + unit) // (2 * unit)

    rows = [f"Row {chr(97 + i)}|{rounded(part)}" for i, part in enumerate(parts)]
    header = {1: "£", 10: "£", 1000: "£000"}[unit]
    found = checks_of(f"Fund|{header}", *rows, f"Total|{rounded(sum(parts))}")
    assert [c.verdict in ("agrees", "rounding") for c in found] == [True]


def test_one_part_that_is_the_total_agrees() -> None:
    first = checks_of("A|£|£", "X|5|1", "Y||2", "Total|5|3")[0]
    assert (first.verdict, first.explanation) == ("agrees", "it is the one part printed; 1 is blank")


def test_what_is_printed_for_the_whole_alone_is_part_of_its_total() -> None:
    rows = ("|Total|North|South", "Hubs|£100||", "Homes|£30|£10|£20", "Total|£130|£10|£20")
    across = [check for check in checks_of(*rows) if check.kind == "row total"]
    assert [check.verdict for check in across] == ["untestable", "agrees", "agrees"]


def test_a_part_as_large_as_the_gap_but_for_rounding_is_said_to_be_so() -> None:
    found = checks_of("|Total|A|B|C", "Care|£600,001|£200,000|£400,002|£385,400")
    check = next(c for c in found if c.kind == "row total")
    assert "but for rounding the size of C, as if that were left out" in check.explanation
