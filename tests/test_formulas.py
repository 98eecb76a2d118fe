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
    "ranks down the side": (
        ["Rank|Area|Rate", "1|A|9.1", "2|B|7.0", "3|C|8.2"],
        ["order 7.0 agrees", "order 8.2 differs"],
    ),
    "rows in falling order": (
        ["Kind|Cases", "A|91", "B|70", "C|44", "D|31", "E|12", "F|9", "Other|20"],
        ["order Cases agrees"],
    ),
    "an average of whole things is rounded": (
        ["Month|Calls|Visits|Letters", "April|10|20|31", "May|11|25|40", "Average|11|23|31"],
        ["average 11 rounding", "average 23 rounding", "average 31 differs"],
    ),
    "a second number in brackets": (
        ["Ward|2021|2022 (change)", "A|9|12 (+3)", "B|15|11 (-4)", "C|20|26 (+5)", "D|7|8 (+1)"],
        ["change +3 agrees", "change -4 agrees", "change +5 differs", "change +1 agrees"],
    ),
    "a share in brackets": (
        ["Age|Men|Women (%)", "Young|70|120 (24%)", "Grown|80|210 (42%)", "Old|60|170 (43%)", "Total|210|500"],
        [
            "column total 210 agrees",
            "column total 500 agrees",
            "share 24% agrees",
            "share 42% agrees",
            "share 43% differs",
        ],
    ),
    "a change since the row before": (
        [
            "Year|Cases|Change on previous year",
            "2019|400|",
            "2020|440|10%",
            "2021|330|-25%",
            "2022|363|20%",
            "2023|726|100%",
        ],
        [
            "percent change 10% agrees",
            "percent change -25% agrees",
            "percent change 20% differs",
            "percent change 100% agrees",
        ],
    ),
    "an index": (
        ["Year|Cases|Index (2019 = 100)", "2019|400|100", "2020|440|110", "2021|330|83", "2022|363|19"],
        ["ratio 100 agrees", "ratio 110 agrees", "ratio 83 agrees", "ratio 19 differs"],
    ),
    "so far": (
        ["Month|Spent £|Cumulative £", "April|10|10", "May|15|25", "June|20|45", "July|25|82"],
        ["column total 10 agrees", "column total 25 agrees", "column total 45 agrees", "column total 82 differs"],
    ),
    "what is left": (
        [
            "Month|At start|New|Closed|At end",
            "May|310|45|38|317",
            "June|317|52|49|320",
            "July|320|41|55|306",
            "Aug|306|9|5|301",
        ],
        ["row total 317 agrees", "row total 320 agrees", "row total 306 agrees", "row total 301 differs"],
    ),
    "rows worked out from others": (
        [
            "Measure|2019|2020|2021|2022",
            "Referrals|420|455|390|410",
            "Seen in time|357|410|312|369",
            "% seen in time|85%|90%|80%|99%",
        ],
        ["share 85% agrees", "share 90% agrees", "share 80% agrees", "share 99% differs"],
    ),
    "what each costs": (
        [
            "Home|Budget|Places|Cost per place",
            "A|£450,000|30|£15,000",
            "B|£288,000|16|£18,000",
            "C|£612,000|36|£17,000",
        ],
        ["ratio £15,000 agrees", "ratio £18,000 agrees", "ratio £17,000 agrees"],
    ),
    "a percentage of a sum in brackets": (
        [
            "Heading|2022|2023|Change|Change %",
            "Pay|800|840|40|5.0",
            "Rent|500|490|(10)|(2.0)",
            "Income|(400)|(410)|(10)|2.5",
        ],
        [
            "change 40 agrees",
            "change (10) agrees",
            "change (10) agrees",
            "percent change 5.0 agrees",
            "percent change (2.0) agrees",
            "percent change 2.5 agrees",
        ],
    ),
    "a change with an arrow or a word": (
        [
            "Type|2014|2015|Change|% change",
            "A|200|250|Up 50|↑ 25%",
            "B|80|60|Down 20|↓ 25%",
            "C|40|44|Up 4|↑ 30%",
            "D|50|60|Up 10|↑ 20%",
        ],
        [f"change {n} agrees" for n in ("+50", "-20", "+4", "+10")]
        + [
            "percent change +25% agrees",
            "percent change -25% agrees",
            "percent change +30% differs",
            "percent change +20% agrees",
        ],
    ),
    "points between two years": (
        ["Area|2021 %|2022 %|Percentage point change", "A|61.2|63.0|1.8", "B|58.4|57.1|-1.3", "C|70.0|72.6|2.9"],
        ["change 1.8 agrees", "change -1.3 agrees", "change 2.9 differs"]
        + [f"share {n} untestable" for n in ("61.2", "58.4", "70.0", "63.0", "57.1", "72.6")],
    ),
    "shares of a base below": (
        ["Question|Men|Women", "Safe|180 (75%)|150 (60%)", "Known|96 (40%)|125 (50%)", "Base|240|250"],
        ["share 75% agrees", "share 40% agrees", "share 60% agrees", "share 50% agrees"],
    ),
    "rows of a hundred beside their bases": (
        [
            "Group|Agree|Neither|Disagree|Base",
            "A|62%|21%|17%|480",
            "B|58%|5%|37%|520",
            "C|49%|28%|23%|112",
            "D|75%|28%|20%|90",
        ],
        ["shares 62% agrees", "shares 58% agrees", "shares 49% agrees", "shares 75% differs"],
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
    "a first row that the others make, and what is of another": (
        ["Kind|2014|2015", "All offences|100|130", "Violence|60|70", "of which at home|20|25", "Theft|40|60"],
        ["column total 100 agrees", "column total 130 agrees"],
    ),
    "what each has is not added up": (
        [
            "Age|Residents|Cases|Rate per 1,000",
            "Young|200|10|50.0",
            "Grown|400|40|100.0",
            "Old|100|30|300.0",
            "Total|700|80|114.3",
        ],
        [
            "column total 700 agrees",
            "column total 80 agrees",
            "ratio 50.0 agrees",
            "ratio 100.0 agrees",
            "ratio 300.0 agrees",
            "ratio 114.3 agrees",
        ],
    ),
    "shares that make a hundred under another number": (
        ["Kind|Cases|England %", "A|50|40", "B|30|35", "C|20|25", "Total|100|120"],
        ["column total 100 agrees", "column total 120 differs", *(f"share {n} untestable" for n in (40, 35, 25, 120))],
    ),
    "what is yet to be told may be what is short": (
        ["Scheme|2022|2023", "Roads|400|350", "Paths|120|tbc", "Total|520|610"],
        ["column total 520 agrees", "column total 610 untestable"],
    ),
    "lines without a name that sum those above": (
        ["Post|2021|2022", "A|40|42", "B|25|30", "|65|72", "C|10|9", "D|8|8", "|18|17", "Total|83|98"],
        [f"subtotal {n} agrees" for n in (65, 72, 18, 17)] + ["column total 83 agrees", "column total 98 differs"],
    ),
    "heads of groups that nothing calls totals": (
        [
            "Kind|2022|2023",
            "A|120|130",
            "hard|70|75",
            "soft|50|55",
            "B|170|140",
            "wet|90|80",
            "dry|80|60",
            "Total|290|279",
        ],
        ["column total 290 agrees", "column total 279 differs"],
    ),
    "shares between the parts": (
        [
            "Outcome|2021|2022",
            "A|60|75",
            "% A|20%|25%",
            "B|90|85",
            "% B|30%|28%",
            "C|150|140",
            "% C|50%|47%",
            "Total|300|300",
        ],
        [
            "column total 300 agrees",
            "column total 300 agrees",
            *(f"share {n}% agrees" for n in (20, 25, 30, 28, 50, 47)),
        ],
    ),
    "a row of all of something at the end": (
        ["Source|2017|2018|Median days", "A|571|612|4", "B|198|241|6", "C|141|138|5", "All sources|910|1,191|5"],
        ["subtotal 910 agrees", "subtotal 1,191 differs"],
    ),
    "several totals along a row": (
        [
            "Ward|Men 21|Women 21|Total 21|Men 22|Women 22|Total 22",
            "A|12|15|27|14|15|29",
            "B|9|11|20|10|8|18",
            "C|7|8|15|6|5|13",
        ],
        [f"row total {n} agrees" for n in (27, 20, 15, 29, 18)] + ["row total 13 differs"],
    ),
    "a total beside what each has": (
        ["Shift|Staff|Hours each|Total hours", "A|4|7|28", "B|6|8|48", "C|3|9|27"],
        [f"ratio {n} agrees" for n in (28, 48, 27)],
    ),
    "a total of one year's columns": (
        ["Age|Men 2021|Men 2022|Women 2021|Women 2022|Total 2022", "Young|40|45|38|41|86", "Old|55|61|70|77|139"],
        ["row total 86 agrees", "row total 139 differs"],
    ),
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
    "letters, and what is near": (
        [
            "KPI|Actual|Target|RAG",
            "Complaints upheld|34|25|G",
            "Calls answered in time|95%|97%|A",
            "Homes inspected|70%|60%|A",
        ],
        ["target G differs", "target A agrees"],
    ),
    "an arrow is of the number or of how well it goes": (
        [
            "Measure|Last year|This year|Target|Trend",
            "Residents satisfied|81%|86%|85%|↑",
            "Days lost to sickness|8.1|8.9|8.0|↓",
            "Household waste recycled|44%|42%|46%|▲",
        ],
        ["direction ↑ agrees", "direction ↓ agrees", "direction ▲ differs"],
    ),
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
