"""What heads a text and what doesn't: minutes' numbers, headings right over their text, running lines, who signs."""

from __future__ import annotations

import pytest

from papers import rows_of

MINUTES = (
    "# MINUTES\n\nMinutes of a meeting of the Parks Panel held on 15 July 2021.\n\nPresent: Councillors A. and B.\n\n"
)
REPORT = "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tDirector of Care\n\n"


def headings(text: str) -> list[str]:
    return [f"{s['number']}|{s['heading']}" for s in rows_of(text)["sections"]]


HEADS = {
    "a number with a stroke, a short word": ("**HWB/40 ANY OTHER WAX**\n\nThere was none.\n", "HWB/40|ANY OTHER WAX"),
    "a stop in the number": ("OS.31     APOLOGIES FOR ABSENCE\nThere were none.\n", "OS.31|APOLOGIES FOR ABSENCE"),
    "a year in the number": ("SC-12/21  THE BEES\n\nThey hum.\n", "SC-12/21|THE BEES"),
    "capitals right over the text": ("31. APOLOGIES FOR ABSENCE\nAn apology was sent.\n", "31.|APOLOGIES FOR ABSENCE"),
    "figures alone": ("14/21 THE BEES\nThey hum.\n", "14/21|THE BEES"),
    "bold right over a paragraph": ("**3. Bees at a glance**\n3.1 They hum.\n", "3.|Bees at a glance"),
    "bold right over plain text": ("**2 The bees**\nThey hum, as they always did.\n", "2|The bees"),
    "words right over a number": ("Financial\n6.1 The Council has the money for bees.\n", "|Financial"),
    "more words right over a number": ("Legal and equality implications\n6.2 There are none.\n",
                                       "|Legal and equality implications"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=HEADS.keys())
def test_a_heading_is_told_by_its_look(text: str, expected: str) -> None:
    assert expected in headings(f"{MINUTES}# 1. FIRST\n\nIt rained.\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "The Board RESOLVED to:\n\n(a) keep bees; and\n\n(b) sell wax.\n",
        "Members AGREED that:\n\n- bees be kept.\n",
        "We shall:\n\n1. keep bees\n2. sell wax\n",
        "**Position.** The keeper gave the count that day:\n\n- ten hives;\n- nine bees.\n",
        "The keeper of bees\nand of wasps\n\n6.1 They hum.\n",
        "Ann Other, Chair of the Bees\n\nThey hum.\n",
        "Ann Other, Cabinet Member for Bees\n\nThey hum.\n",
        "J Other, Clerk\n\nThey hum.\n",
        "Thursday, 15 July 2021 at 10.00 am\n\nThey hum.\n",
        "15 July 2021, 2 pm\n\nThey hum.\n",
        "Thursday 15 July 2021 – 6.30 pm\n\nThey hum.\n",
    ],
)
def test_a_line_that_says_something_heads_nothing(text: str) -> None:
    assert headings(f"{REPORT}## 1. First\n\nIt rained.\n\n{text}") == ["1.|First"]


def test_what_each_page_begins_with_heads_nothing() -> None:
    page = "Page {}\n\nBees in 2021\n\nThey hum on.\n\n"
    text = f"{REPORT}## 1. First\n\nIt rained.\n\nNorth and south\n\nThey hum.\n\n{page.format(4)}{page.format(5)}"
    assert headings(text) == ["1.|First", "|North and south"]


def test_an_appendix_that_a_reports_last_line_names_is_no_heading() -> None:
    text = f"{REPORT}## 1. First\n\nIt rained.\n\n**Background papers:** none\n\n**Appendix A** – Bees\n\nPage 4\n"
    assert headings(text) == ["1.|First"]


FRONT = (
    "Page 4\n\nAPPENDIX 1\n\nBEES: ANNUAL REVIEW 2020\n\nThe Bee Partnership\n\nCONTENTS\n\nHives .... 5\nWax .... 6\n"
    "\nPage 5 Hives\n\nThey are many.\n\nWax\n\nIt burns.\n"
)


def test_under_a_title_stands_whose_paper_it_is_and_a_page_can_stand_before_a_heading() -> None:
    found = headings(f"{REPORT}## 1. First\n\nIt rained.\n\n{FRONT}")
    assert found == ["1.|First", "|BEES: ANNUAL REVIEW 2020", "|CONTENTS", "|Hives", "|Wax"]


def test_rows_of_an_agenda_set_with_strokes_are_cells() -> None:
    rows = "| Item | Subject |\n|---|---|\n| 1 | Bees |\n| 2 | Wax |\n"
    text = f"# Parks Panel\n\n15 July 2021\n\n## AGENDA\n\n### Part A – Open\n\n{rows}"
    assert headings(text) == ["|Parks Panel", "|AGENDA", "|Part A – Open"]


def test_the_months_of_a_programme_are_no_period_of_a_sum_under_its_title() -> None:
    said = "A key decision is one that costs £500,000 or more.\n"
    for title, start in (("Forward plan, October 2021 to January 2022", ""), ("Sums of October 2021", "2021-10-01")):
        assert [f["period_start"] for f in rows_of(f"{REPORT}## {title}\n\n{said}")["figures"]] == [start]
