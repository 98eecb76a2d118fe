"""Tables of targets: forecasts, directions in words, headings over rows, numbers in brackets; made up."""

from __future__ import annotations

import pytest

from minutebook.audit.checks import checks
from papers import table_of

HEAD = "Measure|2021/22 Result|2022/23 Target|Latest|Status|Direction"

TARGETS = {
    "a forecast is held against the part of the year that is over": (
        [
            HEAD,
            "Meals served to schools|4,000|4,400|3,250 (third quarter)|On track to meet the target|N/A",
            "Kitchens painted|40|44|9 (third quarter)|On track to meet the target|N/A",
            "Ovens inspected|70%|80%|61%|On track to meet the target|N/A",
            "Pans sold|70|80|82|On track to meet the target|N/A",
        ],
        [
            "target On track to meet the target agrees",
            "target On track to meet the target untestable",
            "target On track to meet the target untestable",
            "target On track to meet the target agrees",
        ],
    ),
    "a direction that stays as it was": (
        [
            HEAD,
            "Ovens on gas|34%|47%|34%|Target Not Met|Steady, no change on the year before",
            "Cooks in post|500|520|497|Target Not Met|Stable",
            "Kitchens in use|80|85|61|Target Not Met|No change since last year",
            "Trays washed|410|510|265 (third quarter)|Target Not Met|Unchanged",
            "Menus printed|N/A|71|57|Target Not Met|Steady",
        ],
        [
            "target Target Not Met agrees",
            "direction Steady, no change on the year before agrees",
            "target Target Not Met agrees",
            "direction Stable agrees",
            "target Target Not Met agrees",
            "direction No change since last year differs",
            "target Target Not Met agrees",
            "direction Unchanged untestable",
            "target Target Not Met agrees",
            "direction Steady untestable",
        ],
    ),
    "a direction where no target is set": (
        [
            HEAD,
            "Library loans of cookbooks|8,240|For information|9,915|N/A|Better than the year before",
            "Complaints of smell|12|Not set|19|N/A|Better than the year before",
            "Spoons counted|12|N/A|19|N/A|Worse than the year before",
            "Pupils taught|12|20|21|Target Met|N/A",
        ],
        [
            "direction Better than the year before agrees",
            "direction Better than the year before differs",
            "direction Worse than the year before untestable",
            "target Target Met agrees",
        ],
    ),
    "a number that leaves out the unit of its row": (
        [
            HEAD,
            "Number of days that ovens were out|645 days|605 days|630 (104% of target)|Target Not Met|Better",
            "Number of days to clean|64 days|60 days|58|Target Met|Better",
        ],
        [
            "target Target Not Met agrees",
            "direction Better agrees",
            "share 630 (104% of target) agrees",
            "target Target Met agrees",
            "direction Better agrees",
        ],
    ),
    "no number of last year is taken for one that isn't there yet": (
        [
            HEAD,
            "Meals eaten hot|70%|65%|N/A|Target Met|N/A",
            "Meals sold|71%|65%|60%|Target Not Met|N/A",
            "Pies sold|71%|75%|80%|Target Met|N/A",
        ],
        ["target Target Not Met untestable", "target Target Met agrees"],
    ),
    "by how much a target is below last year's": (
        [
            HEAD,
            "Plates broken|2,500|2,300 (8% fewer)|2,310|Target Not Met|N/A",
            "Bags of waste|2,500|2,300 (11.4% reduction)|2,290|Target Met|N/A",
            "Tins of waste|2,500|2,300 (11.4% reduction on 2018/19)|2,290|Target Met|N/A",
            "Meals served|2,000|2,300 (15% more)|2,310|Target Met|N/A",
        ],
        [
            *("percent change 2,300 (8% fewer) agrees", "target Target Not Met agrees"),
            *("percent change 2,300 (11.4% reduction) differs", "target Target Met agrees"),
            "target Target Met agrees",
            *("percent change 2,300 (15% more) agrees", "target Target Met agrees"),
        ],
    ),
    "green may mean that a count keeps pace with the year": (
        [
            "Measure|Target|Latest|Rating",
            "People taking part in cookery|400 or more|310 (third quarter)|Green",
            "Share of pupils taking part|40%|31% (third quarter)|Green",
            "People taking part in baking|400 or more|310|Green",
        ],
        ["target Green untestable", "target Green differs", "target Green differs"],
    ),
    "two numbers of one year": (
        [HEAD, "Ladles sold|106|For information|98 (2021/22)|N/A|Better than the year before"],
        ["unit 98 (2021/22) differs", "direction Better than the year before untestable"],
    ),
    "who takes part is to be many": (
        [
            "Measure|Target|Actual|Met?",
            "People taking part in cookery lessons|510|265|Yes",
            "Attendances at A&E|510|265|Yes",
            "Take-up of school meals|51%|60%|No",
        ],
        ["target Yes differs", "target Yes untestable", "target No differs"],
    ),
    "a row under a heading that says otherwise": (
        [
            HEAD,
            "Measures that need attention|||||",
            "Meals served|200|300|250|Target Not Met|N/A",
            "Measures that have met their target|||||",
            "Pies sold|200|300|350|Target Met|N/A",
            "Complaints of cold soup|72|61|66|Target Not Met|N/A",
            "Menus printed|30|40|45|Target Met|N/A",
        ],
        [
            "target Target Not Met agrees",
            "target Target Met agrees",
            "target Target Not Met differs",
            "target Target Met agrees",
        ],
    ),
    "a heading of which most rows say otherwise is of something else": (
        [
            HEAD,
            "Measures that met their target last year|||||",
            "Pies sold|200|300|250|Target Not Met|N/A",
            "Complaints of cold soup|72|61|66|Target Not Met|N/A",
            "Menus printed|30|40|45|Target Met|N/A",
        ],
        ["target Target Not Met agrees", "target Target Not Met agrees", "target Target Met agrees"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_words_of_a_table_of_targets(rows: list[str], expected: list[str]) -> None:
    found = [f"{c.kind} {c.stated.raw.text} {c.verdict}" for c in checks(table_of(*rows))]
    assert sorted(found) == sorted(expected)
