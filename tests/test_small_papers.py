"""Small papers as councils print them, each read whole: what it is made of, as a careful reader would say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from papers import rows_of

HEAD = "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tDirector of Care\n\n"
MINUTES = (
    "# MINUTES\n\nMinutes of a meeting of the Parks Panel held on 15 July 2021.\n\nPresent: Councillors A. and B.\n\n"
)

PAPERS: dict[str, tuple[str, str, object]] = {
    # tables: the text of each cell, row by row, of the only table
    "a table that a page cuts, header repeated": (
        HEAD + "## 1. Hives\n\nWard\tHives\tBees\nNorth\t4\t900\nSouth\t5\t800\n\nPage 4\n\n"
        "Ward\tHives\tBees\nEast\t6\t700\n"
        "Total\t15\t2,400\n",
        "rows",
        ["Ward|Hives|Bees", "North|4|900", "South|5|800", "East|6|700", "Total|15|2,400"],
    ),
    "a table that a page cuts under a running line": (
        HEAD + "## 1. Hives\n\nWard\tHives\tBees\nNorth\t4\t900\n\nParks Panel | Keeping bees\n\n4\n"
        "\nEast\t6\t700\nTotal\t10\t1,600\n",
        "rows",
        ["Ward|Hives|Bees", "North|4|900", "East|6|700", "Total|10|1,600"],
    ),
    "a row that a page cuts in two cells": (
        HEAD + "## 1. Plan\n\nRef\tAction\tLead\tProgress\n"
        "1\tCount the hives of the north and\tClerk\tHalf of them\n\nPage 4\n\n"
        "\tof the south\t\tare counted\n2\tPaint them\tWarden\tDone\n",
        "rows",
        ["Ref|Action|Lead|Progress", "1|Count the hives of the north and of the south|Clerk|Half of them are counted",
         "2|Paint them|Warden|Done"],
    ),
    "a header of two rows": (
        HEAD + "## 1. Hives\n\n\t2019/20\t\t2020/21\t\nWard\tHives\tBees\tHives\tBees\n"
        "North\t4\t900\t5\t950\nSouth\t5\t800\t6\t990\n",
        "columns",
        ["Ward", "2019/20 / Hives", "2019/20 / Bees", "2020/21 / Hives", "2020/21 / Bees"],
    ),
    "a row that spans, over and over": (
        HEAD + "## 1. Hives\n\nHive\tBees\tHoney\nNorth\t\t\nOld one\t400\t3\nSouth\t\t\nNew one\t500\t4\n",
        "labels",
        ["North / Old one", "South / New one"],
    ),
    "a caption on its table": (
        HEAD + "## 1. Hives\n\nThey hum.\n\nTable 1: Hives by ward\nWard\tHives\nNorth\t4\nSouth\t5\n",
        "caption",
        ["Table 1: Hives by ward"],
    ),
    "a caption that ends with its unit": (
        HEAD + "## 1. Costs\n\n**Table 2 – Costs (£000)**\n\nItem\t2020/21\nHives\t4\nWax\t5\n",
        "values",
        ["4000 GBP", "5000 GBP"],
    ),
    # headers of other names
    "labels of another house": (
        "Committee:\tParks Panel\nMeeting date:\t15 July 2021\nReport title:\tKeeping bees\n"
        "Report author:\tHead of Bees\n"
        "Lead member:\tCabinet Member for Parks\nDivision(s):\tAll\nPublic or private:\tPublic\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Public"),
    ),
    "labels in capitals, no colons": (
        "REPORT TO\tParks Panel\nDATE OF MEETING\t15 July 2021\nSUBJECT\tKeeping bees\nREPORT BY\tHead of Bees\n"
        "WARD(S) AFFECTED\tAll\nSTATUS\tOpen\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "a date with its weekday, a responsible officer": (
        "**Meeting:** Parks Panel\n**Date:** Thursday, 15th July 2021\n**Subject:** Keeping bees\n"
        "**Responsible Officer:** Head of Bees\n**Wards affected:** All\n**Exempt information:** No\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "No"),
    ),
    "a report's purpose and a decision maker": (
        "Decision maker:\tCabinet Member for Parks\nDate of decision:\t15 July 2021\nTitle of report:\tKeeping bees\n"
        "Report from:\tHead of Bees\nWards concerned:\tAll\nClassification:\tPublic\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Public"),
    ),
    # decisions in minutes, and sentences that are none
    "a motion and who moved it": (
        MINUTES + "### 3. BEES\n\n3.1 Councillor A. spoke of bees. It was moved and carried that hives be bought.\n",
        "decisions",
        ["It was moved and carried that hives be bought."],
    ),
    "points that a body agreed to": (
        MINUTES + "### 3. BEES\n\nThe Panel AGREED:\n\n(a) to note the report; and\n\n(b) to visit the hives.\n",
        "decisions",
        ["to note the report; and", "to visit the hives."],
    ),
    "what members asked, what officers promised": (
        MINUTES + "### 3. BEES\n\n3.1 Members asked that stings be counted. The officer undertook to count them.\n",
        "decisions",
        ["Members asked that stings be counted.", "The officer undertook to count them."],
    ),
    "what members only asked about": (
        MINUTES + "### 3. BEES\n\n"
        "3.1 Members asked whether bees sleep. The officer replied that they do. It was noted that wasps"
        " don't. The Chair thanked all who had come.\n",
        "decisions",
        [],
    ),
    "a resolution with its reasons": (
        MINUTES + "### 3. BEES\n\nRESOLVED: That the hives be kept.\n\nReasons for decision: they hum.\n\n"
        "Alternative options considered: none.\n",
        "decisions",
        ["RESOLVED: That the hives be kept."],
    ),
    "a decision with its label": (
        MINUTES + "### 3. BEES\n\n**Decision:**\n\n1. That the hives be kept.\n\n"
        "2. That wax be sold.\n\n### 4. WASPS\n\nNone came.\n",
        "decisions",
        ["That the hives be kept.", "That wax be sold."],
    ),
    # gaps
    "an appendix and a chart that aren't there": (
        HEAD + "## 1. Hives\n\n1.1 Costs are in Appendix C. The chart below shows them.\n\n\n\n1.2 They hum.\n",
        "gaps",
        ["appendix", "chart"],
    ),
    "a sentence that a page ate": (
        HEAD + "## 1. Hives\n\n1.1 The bees of the north were moved because of\n\nPage 4\n\n"
        "## 2. Wax\n\n2.1 It burns.\n",
        "gaps",
        ["cut text"],
    ),
    "a paper without gaps": (
        HEAD + "## 1. Hives\n\n1.1 The bees are listed in Appendix A.\n\nPage 4\n\n"
        "# Appendix A: The bees\n\nNorth and south.\n",
        "gaps",
        [],
    ),
    "a table whose page repeats a header of two rows": (
        HEAD + "## 1. Hives\n\n\t2020/21\t\nWard\tHives\tBees\nNorth\t4\t900\nSouth\t5\t800\n\nPage 4\n\n\t2020/21\t\n"
        "Ward\tHives\tBees\nEast\t6\t700\n",
        "rows",
        ["|2020/21|", "Ward|Hives|Bees", "North|4|900", "South|5|800", "East|6|700"],
    ),
    "two tables with a caption each": (
        HEAD + "## 1. Hives\n\n**Table 1: North**\n\nWard\tHives\nOld\t4\nNew\t5\n\n**Table 2: South**\n\nWard\tHives\n"
        "Old\t6\nNew\t7\n",
        "caption",
        ["Table 1: North", "Table 2: South"],
    ),
    "a log with minutes' numbers and a blank status": (
        HEAD.replace("Keeping bees", "Action log") + "## Action log\n\nMinute\tAction agreed\tOfficer\tUpdate\n"
        "12/21\tCount the hives\tClerk\tComplete\n13/21\tPaint the hives\tWarden\t\n",
        "decisions",
        ["Count the hives", "Paint the hives"],
    ),
    "an action that a bullet lists under a heading": (
        MINUTES + "### 3. BEES\n\n3.1 They hum.\n\n**ACTIONS:**\n\n- Clerk to count the hives\n"
        "- Warden to paint them\n",
        "decisions",
        ["Clerk to count the hives", "Warden to paint them"],
    ),
    "what the panel noted and asked in one list": (
        MINUTES + "### 3. BEES\n\n**RESOLVED:** That\n\n(i) the report be noted;\n\n"
        "(ii) the Clerk be asked for costs.\n",
        "decisions",
        ["the report be noted;", "the Clerk be asked for costs."],
    ),
    "a unanimous motion and an abstention": (
        MINUTES + "### 3. BEES\n\n"
        "3.1 Upon being put to the vote the motion was declared carried. Councillor B. abstained.\n",
        "decisions",
        ["Upon being put to the vote the motion was declared carried."],
    ),
    "a lost amendment and a carried motion": (
        MINUTES + "### 3. BEES\n\n3.1 The amendment was lost by two votes.\n\n"
        "3.2 The substantive motion was put and carried.\n",
        "decisions",
        ["The substantive motion was put and carried."],
    ),
    "an officer who will report back": (
        MINUTES + "### 3. BEES\n\n"
        "3.1 The Director agreed to report back in May. She hoped for rain. The Chair said that bees were"
        " good for parks.\n",
        "decisions",
        ["The Director agreed to report back in May."],
    ),
    "what the panel recommends to cabinet": (
        MINUTES + "### 3. BEES\n\nRECOMMENDED to Cabinet:\n\n1. That hives be bought.\n\n2. That wax be sold.\n",
        "decisions",
        ["That hives be bought.", "That wax be sold."],
    ),
    "headings in three styles": (
        HEAD + "## 1. **Purpose**\n\n1.1 To keep bees.\n\n**2. Background**\n\n2.1 They hum.\n\n"
        "3. FINANCIAL IMPLICATIONS\n\n"
        "3.1 None.\n",
        "headings",
        ["Purpose", "Background", "FINANCIAL IMPLICATIONS"],
    ),
}  # fmt: skip


def told(text: str, what: str) -> object:
    """Return what a paper was read to say, in the form that the papers above have it."""
    rows = rows_of(text)
    own = [c for c in rows["cells"] if c["line"] > 5]
    grid: dict[int, list[str]] = {}
    for cell in own:
        grid.setdefault(cell["row"], []).append(cell["text"])
    document = next((d for d in rows["documents"] if d["kind"] == "report"), rows["documents"][0])
    body = [c for c in own if not c["is_header"]]
    ways: dict[str, Callable[[], object]] = {
        "rows": lambda: ["|".join(texts) for texts in grid.values()],
        "columns": lambda: [c["column_label"] for c in body if c["row"] == body[0]["row"]],
        "labels": lambda: list(dict.fromkeys(c["row_label"] for c in body if c["value"] is not None)),
        "caption": lambda: [t["caption"] for t in rows["tables"] if t["first_line"] > 5],
        "values": lambda: [f"{c['value']:f} {c['unit']}" for c in body if c["value"] is not None],
        "header": lambda: tuple(document[n] for n in ("title", "date", "report_of", "wards", "classification")),
        "decisions": lambda: [d["text"] for d in rows["decisions"]],
        "gaps": lambda: sorted(g["kind"] for g in rows["gaps"]),
        "headings": lambda: [s["heading"] for s in rows["sections"]],
    }
    return ways[what]()


@pytest.mark.parametrize(("text", "what", "expected"), PAPERS.values(), ids=PAPERS.keys())
def test_a_small_paper_is_read_as_a_careful_reader_would(text: str, what: str, expected: object) -> None:
    assert told(text, what) == expected
