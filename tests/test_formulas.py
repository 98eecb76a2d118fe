from __future__ import annotations

import pytest

from minutebook.audit.checks import checks
from papers import table_of

# A table, and of its checks: kind, the number stated, the verdict.
COLUMNS = {
    "a change and its percentage": (
        ["Type|2014|2015|Change|% change", "A|200|250|50|25%", "B|80|60|-20|-25%", "C|40|44|5|10%"],
        [
            "change 50 agrees",
            "change -20 agrees",
            "change 5 differs",
            "percent change 25% agrees",
            "percent change -25% agrees",
            "percent change 10% agrees",
        ],
    ),
    "a fall printed without its sign": (
        ["Home|2014|2015|Reduction", "A|200|150|50", "B|80|60|20", "C|40|31|9"],
        ["change 50 agrees", "change 20 agrees", "change 9 agrees"],
    ),
    "a change since one row": (
        ["Year|Cases|Percentage reduction since 2014", "2014|400|", "2015|300|25%", "2016|200|50%", "2017|100|70%"],
        ["percent change 25% agrees", "percent change 50% agrees", "percent change 70% differs"],
    ),
    "shares of a total": (
        ["Type|Cases|Share", "A|50|50%", "B|30|30%", "C|12|12%", "D|8|3%", "Total|100|"],
        ["column total 100 agrees", "share 50% agrees", "share 30% agrees", "share 12% agrees", "share 3% differs"],
    ),
    "shares of another column": (
        ["Area|Duties|Ended|% ended", "A|200|50|25%", "B|80|24|30%", "C|60|30|50%", "D|40|10|35%"],
        ["share 25% agrees", "share 30% agrees", "share 50% agrees", "share 35% differs"],
    ),
    "shares of what heads a group": (
        [
            "Age|Kind|No|%",
            "Young|On register|200|",
            "|Checked|50|25%",
            "|Planned|30|15%",
            "Old|On register|80|",
            "|Checked|20|25%",
            "|Planned|10|20%",
        ],
        ["share 25% agrees", "share 15% agrees", "share 25% agrees", "share 20% differs"],
    ),
    "a rate": (
        [
            "Area|Residents|Offences|Offences per 1,000",
            "A|20,000|400|20.0",
            "B|10,000|150|15.0",
            "C|5,000|60|12.0",
            "D|40,000|600|18.0",
        ],
        ["ratio 20.0 agrees", "ratio 15.0 agrees", "ratio 12.0 agrees", "ratio 18.0 differs"],
    ),
    "a number times a price": (
        ["Item|Days|Price (£)|Cost (£)", "A|440|185|81,400", "B|38|620|23,560", "C|156|410|63,690"],
        ["ratio 81,400 agrees", "ratio 23,560 agrees", "ratio 63,690 differs"],
    ),
    "an average": (
        ["Area|2014|2015", "A|10|20", "B|20|40", "Average|15|35"],
        ["average 15 agrees", "average 35 untestable"],
    ),
    "ranks": (
        ["Area|Rank|Cases", "A|1|90", "B|2|70", "C|3|80"],
        ["order 70 agrees", "order 80 differs"],
    ),
    "shares inside a cell": (
        ["Indicator|Last year", "Carers seen|89% (1,081 of 1,245)", "Homes seen|40 of 80 (50%)"],
        ["share 89% (1,081 of 1,245) differs", "share 40 of 80 (50%) agrees"],
    ),
    "columns that nothing gives": (
        ["Type|2014|2015|% change", "A|200|250|7%", "B|80|60|91%", "C|40|44|3%"],
        ["percent change 7% untestable", "percent change 91% untestable", "percent change 3% untestable"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), COLUMNS.values(), ids=COLUMNS.keys())
def test_columns_worked_out_from_others(rows: list[str], expected: list[str]) -> None:
    found = [f"{c.kind} {c.stated.raw.text} {c.verdict}" for c in checks(table_of(*rows))]
    assert sorted(found) == sorted(expected)


TOTALS = {
    "a last row that sums the others, whatever it is called": (
        ["Area|Residents|2014|2015|Rate", "A|200|10|30|5", "B|300|20|40|7", "C|100|30|50|9", "Wrexley|600|60|120|6.7"],
        ["subtotal 600 agrees", "subtotal 60 agrees", "subtotal 120 agrees"],
    ),
    "one of its columns is wrong": (
        ["Area|Residents|2014|2015", "A|200|10|30", "B|300|20|40", "C|100|30|50", "Wrexley|600|60|125"],
        ["subtotal 600 agrees", "subtotal 60 agrees", "subtotal 125 differs"],
    ),
    "a net total of a gross one and what comes after": (
        [
            "Heading|Budget £|Spent £",
            "Pay|600|700",
            "Rent|400|450",
            "Gross expenditure|1,000|1,150",
            "Income|-200|-300",
            "Net budget|800|850",
        ],
        [
            "column total 1,000 agrees",
            "column total 1,150 agrees",
            "column total 800 agrees",
            "column total 850 agrees",
        ],
    ),
    "a subtotal that the grand total bears out": (
        ["Type|2014", "A|10", "B|20", "Robbery Total|30", "C|40", "D|50", "Theft Total|100", "Total|130"],
        ["column total 30 agrees", "missing detail 100 differs", "column total 130 agrees"],
    ),
    "a grand total that the details bear out": (
        ["Type|2014", "A|10", "B|20", "Robbery Total|30", "C|40", "D|50", "Theft Total|80", "Total|120"],
        ["column total 30 agrees", "column total 80 differs", "column total 120 agrees"],
    ),
    "a part that isn't printed may be what is short": (
        ["District|2021|2022", "Ayle|268|260", "Bode|742|–", "Cray|157|149", "All|1,167|1,193"],
        ["column total 1,167 agrees", "column total 1,193 untestable"],
    ),
    "a dash that stands for nought": (
        ["District|2021|2022", "Ayle|268|260", "Bode|2|–", "Cray|157|149", "All|427|1,193"],
        ["column total 1,193 differs", "column total 427 agrees"],
    ),
    "a column that sums those before it, whatever it is called": (
        ["Type|Police £|Courts £|Fiscal cost £", "A|100|200|300", "B|40|50|90", "C|70|20|90", "D|10|25|46"],
        ["row total 300 agrees", "row total 90 agrees", "row total 90 agrees", "row total 46 differs"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), TOTALS.values(), ids=TOTALS.keys())
def test_totals_that_their_place_tells(rows: list[str], expected: list[str]) -> None:
    found = [f"{c.kind} {c.stated.raw.text} {c.verdict}" for c in checks(table_of(*rows))]
    assert sorted(found) == sorted(expected)


TARGETS = {
    "more is better by default": (
        ["Indicator|2014/15|Target|2015/16|Status", "Checks done|60|80|85|Achieved", "Visits|60|80|70|Not achieved"],
        ["target Achieved agrees", "target Not achieved agrees"],
    ),
    "a sign says which way": (
        ["Indicator|Target|2015/16|Status", "Wait in days|≤ 20|25|Met", "Answered|≥ 80|70|Met"],
        ["target Met differs", "target Met differs"],
    ),
    "a target below last year's wants less": (
        [
            "Indicator|2014/15|Target|2015/16|Status|Direction of travel",
            "Delays|861|432|1,002|Not achieved|Deteriorating",
            "Falls|500|400|300|Achieved|Improved",
        ],
        [
            "target Not achieved agrees",
            "direction Deteriorating agrees",
            "target Achieved agrees",
            "direction Improved agrees",
        ],
    ),
    "where nothing says which way": (
        ["Indicator|Target|2015/16|Status", "Placements|20|25|Not met", "Visits|30|35|Met"],
        ["target Not met untestable", "target Met agrees"],
    ),
    "plain words of the measure say which way": (
        [
            "Measure|Target|Actual|RAG",
            "Delayed transfers of care (days)|900|1,120|Red",
            "Permanent admissions to care homes|140|121|Red",
            "Complaints received|40|55|Green",
            "Calls answered in 20 seconds|80%|71%|Met",
            "Residents satisfied with parks|70%|74%|Yes",
            "Burglaries|300|290|Yes",
        ],
        [
            "target Red agrees",
            "target Red differs",
            "target Green differs",
            "target Met differs",
            "target Yes agrees",
            "target Yes agrees",
        ],
    ),
    "the number of the time that the word is about": (
        [
            "Measure|Target|Q2|Q3|Q3 target met?",
            "Calls answered in 20 seconds|80%|79%|81%|Yes",
            "Visits made on time|90%|91%|88%|No",
        ],
        ["target No agrees", "target Yes agrees"],
    ),
    "a share of the target is no target": (
        ["Area|Plan|Made|Made as % of plan|Rating", "Ayle visits made on time|120|124|103|Green"],
        ["target Green agrees"],
    ),
    "the last of several times": (
        ["Measure|Target|2020/21|2021/22|Met?", "Calls answered in 20 seconds|80%|79%|81%|Yes"],
        ["target Yes agrees"],
    ),
    "words of the measure that are no aim": (
        [
            "Measure|Target|Actual|Met?",
            "Carers aged under 65|120|140|No",
            "Minimum standard homes|50|60|No",
            "Visits within the borough|50|60|No",
            "Young people not in employment|50|60|No",
            "Complaints resolved|50|60|No",
            "Increased risk assessments|50|40|Yes",
        ],
        ["target No untestable"] * 5 + ["target Yes untestable"],
    ),
    "a target above last year's that the words would have below": (
        ["Measure|2021|Target|2022|Met?", "Admissions to the scheme|50|80|70|Yes"],
        ["target Yes untestable"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_words_on_targets(rows: list[str], expected: list[str]) -> None:
    found = [f"{c.kind} {c.stated.raw.text} {c.verdict}" for c in checks(table_of(*rows))]
    assert sorted(found) == sorted(expected)
