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
    "what a body did, in a list": (
        MINUTES + "### 3. BEES\n\n3.1 They hum.\n\nThe Panel:\n\n(a) noted the report;\n\n"
        "(b) asked the Clerk for costs; and\n\n(c) agreed to visit the hives.\n",
        "decisions",
        ["noted the report;", "asked the Clerk for costs; and", "agreed to visit the hives."],
    ),
    "what a body did, in capitals": (
        MINUTES + "### 3. BEES\n\nThe Board –\n\n1. NOTED the report.\n\n2. AGREED the plan.\n",
        "decisions",
        ["NOTED the report.", "AGREED the plan."],
    ),
    "what a body heard, in a list": (
        MINUTES + "### 3. BEES\n\nThe Panel heard:\n\n(a) that hives hum;\n\n(b) that wax burns.\n",
        "decisions",
        [],
    ),
    "points raised, in a list": (
        MINUTES + "### 3. BEES\n\nIn discussion members:\n\n- thought that hives hum;\n\n- were glad of wax.\n",
        "decisions",
        [],
    ),
    "a decision of one word, and what follows": (
        MINUTES + "### 3. BEES\n\nThe Warden spoke to the report.\n\n**AGREED.**\n\nCouncillor A. then left.\n",
        "decisions",
        ["AGREED."],
    ),
    "a decision run in at the end of a paragraph": (
        MINUTES + "### 3. BEES\n\n3.1 The Warden spoke of bees. RESOLVED: That the report be noted.\n",
        "decisions",
        ["RESOLVED: That the report be noted."],
    ),
    "a decision agreed at the end of a paragraph": (
        MINUTES + "### 3. BEES\n\n3.1 The Warden spoke of bees. Agreed: to keep the hives.\n",
        "decisions",
        ["Agreed: to keep the hives."],
    ),
    "what is noted and what is asked in one resolution": (
        MINUTES + "### 3. BEES\n\nResolved: That the report be noted, and that the Clerk be asked to write to A.\n",
        "decisions",
        ["Resolved: That the report be noted", "that the Clerk be asked to write to A."],
    ),
    "resolved, then points without marks": (
        MINUTES + "### 3. BEES\n\nRESOLVED –\n\nThat the report be noted.\n\nThat the hives be kept.\n\n"
        "Councillor A. then left.\n",
        "decisions",
        ["That the report be noted.", "That the hives be kept."],
    ),
    "resolved, with points on lines of one block": (
        MINUTES + "### 3. BEES\n\nThe Panel resolved to:\n\n1. note the report\n2. keep the hives\n",
        "decisions",
        ["note the report", "keep the hives"],
    ),
    "actions agreed, numbered": (
        MINUTES + "### 3. BEES\n\nThey hum.\n\nActions agreed:\n\n1. Clerk to count the hives.\n\n"
        "2. Warden to paint them.\n",
        "decisions",
        ["Clerk to count the hives.", "Warden to paint them."],
    ),
    "a table of actions in other words": (
        MINUTES + "### 9. ACTIONS\n\nRef\tWhat\tLead\tBy when\tRAG\n1\tCount the hives\tClerk\tMay\tGreen\n"
        "2\tPaint them\tWarden\tJune\tAmber\n",
        "decisions",
        ["Count the hives", "Paint them"],
    ),
    "a table of tasks and persons": (
        MINUTES + "### 9. TO DO\n\nTask\tPerson\tDeadline\nCount the hives\tClerk\tMay\nPaint them\tWarden\tJune\n",
        "decisions",
        ["Count the hives", "Paint them"],
    ),
    "a log of decisions": (
        HEAD.replace("Keeping bees", "Decision log") + "## Log\n\nMeeting\tDecision\tOfficer\tProgress\n"
        "May\tKeep the hives\tClerk\tDone\nJune\tSell the wax\tWarden\tUnder way\n",
        "decisions",
        ["Keep the hives", "Sell the wax"],
    ),
    "a log of requests": (
        HEAD.replace("Keeping bees", "Requests") + "## Log\n\nMeeting\tRequest\tResponse\n"
        "May\tA list of hives\tSent\nJune\tThe price of wax\tAwaited\n",
        "decisions",
        ["A list of hives", "The price of wax"],
    ),
    "a list of actions and whether done": (
        HEAD.replace("Keeping bees", "Actions") + "## Log\n\nTo do\tAllocated to\tCompleted\n"
        "Count the hives\tClerk\tYes\nPaint them\tWarden\tNo\n",
        "decisions",
        ["Count the hives", "Paint them"],
    ),
    "a plan of decisions to come": (
        HEAD + "## Forward plan\n\nDecision\tDecision maker\tDate\nBuying hives\tCabinet\tMay\n"
        "Selling wax\tCabinet\tJune\n",
        "decisions",
        [],
    ),
    "a register of risks": (
        HEAD + "## Risks\n\nRisk\tMitigation\tOwner\tRAG\nStings\tVeils\tWarden\tAmber\nTheft\tLocks\tClerk\tGreen\n",
        "decisions",
        [],
    ),
    "a recommendation in the header": (
        "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tKeeping bees\nReport of:\tDirector of Care\n"
        "Recommendation:\tThat the Panel notes the report.\n\n1.1 They hum.\n",
        "decisions",
        ["That the Panel notes the report."],
    ),
    # headers laid out otherwise
    "two pairs in each row of a table of strokes": (
        "| Report to | Parks Panel | Date | 15 July 2021 |\n|---|---|---|---|\n"
        "| Title | Keeping bees | Report of | Head of Bees |\n"
        "| Wards | All | Status | Open |\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "a decision maker and a key decision": (
        "Decision maker:\tCabinet\nDate of decision:\t15 July 2021\nReport title:\tKeeping bees\n"
        "Lead Member:\tCouncillor A.\nLead officer:\tHead of Bees\nContact officer:\tB. Other\n"
        "Key decision:\tNo\nWard(s) affected:\tAll\nExempt:\tNo\nPurpose:\tTo decide\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "No"),
    ),
    "an agenda item and a purpose": (
        "Agenda item no: 5\nMeeting: Parks Panel\nMeeting date: 15 July 2021\nReport title: Keeping bees\n"
        "Report author: Head of Bees\nWards directly affected: North\nConfidentiality: None\n"
        "Purpose of report: To inform\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "North", "None"),
    ),
    "labels in bold over their values": (
        "**Report to**\n\nParks Panel\n\n**Date**\n\n15 July 2021\n\n**Report title**\n\nKeeping bees\n\n"
        "**Responsible officer**\n\nHead of Bees\n\n**Wards affected**\n\nAll\n\n**Status**\n\nOpen\n\n"
        "# 1. Bees\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "labels and dots": (
        "Report to ........ Parks Panel\nDate ............. 15 July 2021\nSubject .......... Keeping bees\n"
        "From ............. Head of Bees\nWards ............ All\nAccess ........... Open\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "labels in numbered rows": (
        "1. Report to: Parks Panel\n2. Date of meeting: 15 July 2021\n3. Title: Keeping bees\n"
        "4. Report by: Head of Bees\n5. Wards affected: All\n6. Exempt or open: Open\n\nThey hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "two labels on a line": (
        "Committee: Parks Panel    Date: 15 July 2021\nTitle: Keeping bees\nReport of: Head of Bees    Wards: All\n"
        "Classification: Open\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "for whom a report is": (
        "For: Parks Panel\nOn: 15 July 2021\nAbout: Keeping bees\nFrom: Head of Bees\nWards: All\n"
        "Status: Open\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open"),
    ),
    "labels of a county": (
        "Meeting of:\tParks Panel\nDate of meeting:\t15 July 2021\nHeading:\tKeeping bees\n"
        "Report of the:\tHead of Bees\nElectoral division(s) affected:\tAll\nKey decision:\tNo\n"
        "Is the report confidential or exempt?\tNo\n\n1.1 They hum.\n",
        "header",
        ("Keeping bees", "2021-07-15", "Head of Bees", "All", "No"),
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
