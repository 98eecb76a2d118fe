"""Header blocks of reports however they are set: signs between label and value, pairs, stacks, columns, boxes."""

from __future__ import annotations

import pytest

from papers import rows_of

NAMES = ("title", "date", "report_of", "wards", "classification", "policy_context", "financial_summary")
EXPECTED = ("Keeping bees", "2021-07-15", "Head of Bees", "All", "Open", "Green parks", "£400 a year")
VALUES = ("Parks Panel", "15 July 2021", "Keeping bees", "Head of Bees", "Open", "All", "Green parks", "£400 a year")
LABELS = ("Report to", "Date", "Title", "Report of", "Status", "Wards", "Policy context", "Cost")


def lines(sign: str, labels: tuple[str, ...] = LABELS, before: str = "", behind: str = "") -> str:
    """Return a header with a field on each line, its label and its value apart by a sign."""
    return "".join(f"{before}{label}{sign}{value}{behind}\n" for label, value in zip(labels, VALUES, strict=True))


LONGER = ("Report to", "Date of meeting", "Report title", "Lead officer", "Classification", "Wards affected",
          "Council priority", "Financial implications")  # fmt: skip

FORMS = {
    "dashes": lines(" – "),
    "hyphens": lines(" - "),
    "long dashes": lines(" — "),
    "dashes in bold": lines(" – ", LONGER, "**", "**"),
    "dots": lines(" ........ "),
    "dots without room": lines(".....", LONGER),
    "an ellipsis": lines(" …… "),
    "upright strokes": lines(" | ", LONGER, "| ", " |"),
    "upright strokes, bold labels, a rule": "| | |\n|---|---|\n" + lines(":** | ", LONGER, "| **", " |"),
    "upright strokes of a box": lines(" │ ", LONGER, "│ ", " │"),
    "nothing between": lines(" ", LONGER),
    "nothing between, in capitals": lines(" ", tuple(label.upper() for label in LONGER)),
    "nothing between, blanks": lines(" ", LONGER, behind="\n"),
    "numbers": "".join(
        f"{n}. {label}: {value}\n" for n, (label, value) in enumerate(zip(LONGER, VALUES, strict=True), 1)
    ),
    "letters": "".join(
        f"({'abcdefgh'[n]}) {label}: {value}\n" for n, (label, value) in enumerate(zip(LONGER, VALUES, strict=True))
    ),
    "marks of headings": lines(": ", LONGER, "### "),
    "bullets": lines(": ", LONGER, "- "),
    "italics": lines(":* ", LONGER, "*"),
    "bold labels alone over their values": lines("**\n", LONGER, "**", "\n"),
    "labels with a colon over their values": lines(":\n", LONGER, behind="\n"),
    "brackets behind labels": lines(" (if any): ", LONGER),
    "two in a line": "Report to: Parks Panel    Date: 15 July 2021\nTitle: Keeping bees\n"
    "Report of: Head of Bees    Status: Open\nWards: All    Policy context: Green parks\nCost: £400 a year\n",
    "two in a line, a stroke between": "Report to: Parks Panel | Date: 15 July 2021\nTitle: Keeping bees\n"
    "Report of: Head of Bees | Classification: Open\nWards: All | Policy context: Green parks\nCost: £400 a year\n",
    "two in a line, one space between": "Report to: Parks Panel Date: 15 July 2021\nTitle: Keeping bees\n"
    "Lead officer: Head of Bees Classification: Open\nWards affected: All\nPolicy context: Green parks\n"
    "Cost: £400 a year\n",
    "two in a line, in bold": "**Report to:** Parks Panel **Date:** 15 July 2021\n**Title:** Keeping bees\n"
    "**Report of:** Head of Bees **Classification:** Open\n**Wards:** All **Policy context:** Green parks\n"
    "**Cost:** £400 a year\n",
    "four columns": "Report to\tParks Panel\tDate\t15 July 2021\nTitle\tKeeping bees\tReport of\tHead of Bees\n"
    "Status\tOpen\tWards\tAll\nPolicy context\tGreen parks\tFinancial summary\t£400 a year\n",
    "four columns in strokes": "| Report to | Parks Panel | Date | 15 July 2021 |\n|---|---|---|---|\n"
    "| Title | Keeping bees | Report of | Head of Bees |\n| Classification | Open | Wards | All |\n"
    "| Policy context | Green parks | Financial summary | £400 a year |\n",
    "labels and values in cells of pairs": "Report to: Parks Panel\tDate: 15 July 2021\nTitle: Keeping bees\t\n"
    "Report of: Head of Bees\tClassification: Open\nWards: All\tPolicy context: Green parks\nCost: £400 a year\t\n",
    "the day beside the body": "Report to\tParks Panel, 15 July 2021\nReport title\tKeeping bees\n"
    "Report author\tHead of Bees\nConfidential\tOpen\nWards affected\tAll\nPolicy context\tGreen parks\n"
    "Financial summary\t£400 a year\n",
    "labels of a house's own between": "Report to: Parks Panel\nDate: 15 July 2021\nAgenda item: 4\n"
    "Report title: Keeping bees\nReport of: Head of Bees\nAppendices: Two\nClassification: Open\nUrgency: None\n"
    "Wards affected: All\nCall-in: Yes\nPolicy context: Green parks\nReviewed by: Clerk\nCost: £400 a year\n"
    "Consulted: Keepers\n",
    "labels of a house's own, dashes": "Report to – Parks Panel\nDate – 15 July 2021\nUrgency – None\n"
    "Title – Keeping bees\nReport of – Head of Bees\nHives kept – Four\nStatus – Open\nWards – All\n"
    "Policy context – Green parks\nCost – £400 a year\nConsulted – Keepers\n",
    "questions": "Report to: Parks Panel\nMeeting date: 15 July 2021\nReport title: Keeping bees\n"
    "Report from: Head of Bees\nKey decision? No\nIs the report exempt? Open\nWards affected: All\n"
    "Council plan priority: Green parks\nFinancial impact: £400 a year\n",
    "values in front": "Keeping bees\nTitle\n15 July 2021\nDate of meeting\nHead of Bees\nReport of\nOpen\n"
    "Classification\nAll\nWards affected\nGreen parks\nPolicy context\n£400 a year\nFinancial summary\n",
    "labels in one column, values in another": "\n".join(LONGER) + "\n\n" + "\n".join(VALUES) + "\n",
    "other words": "Name of meeting: Parks Panel\nDate and time of meeting: 15 July 2021, 2 pm\n"
    "Name of report: Keeping bees\nOriginating officer: Head of Bees\nPart I or Part II: Open\n"
    "Wards directly affected: All\nCorporate priorities supported: Green parks\nBudget: £400 a year\n",
    "words of an executive": "Decision to be taken by: Parks Panel\nDecision date: 15 July 2021\n"
    "Title of decision: Keeping bees\nReporting officer: Head of Bees\nConfidentiality status: Open\n"
    "Ward(s) affected: All\nLinks to council priorities: Green parks\nCost and funding: £400 a year\n",
    "words of a health board": "Meeting: Parks Panel\nDate of board meeting: 15 July 2021\n"
    "Paper title: Keeping bees\nSenior responsible owner: Head of Bees\nFOI exemption: Open\nPlaces affected: All\n"
    "Strategic aims: Green parks\nResource impact: £400 a year\n",
    "words of a fire authority": "REPORT TO:\tParks Panel\nMEETING OF:\t15 July 2021\nSUBJECT MATTER:\tKeeping bees\n"
    "PRESENTING OFFICER:\tHead of Bees\nSTATUS OF REPORT:\tOpen\nDISTRICTS COVERED:\tAll\n"
    "PLAN AIMS:\tGreen parks\nMONEY:\t£400 a year\n",
}  # fmt: skip


@pytest.mark.parametrize("header", FORMS.values(), ids=FORMS.keys())
def test_a_header_in_any_form_gives_the_same_fields(header: str) -> None:
    rows = rows_of(f"# Parks Panel\n\n{header}\n1. Background\n\n1.1 They hum.\n")
    document = next(d for d in rows["documents"] if d["kind"] == "report")
    assert tuple(document[name] for name in NAMES) == EXPECTED


@pytest.mark.parametrize("header", FORMS.values(), ids=FORMS.keys())
def test_what_follows_a_header_is_none_of_it(header: str) -> None:
    rows = rows_of(f"# Parks Panel\n\n{header}\n## 1. Background\n\n1.1 They hum, all 40 of them.\n")
    assert [figure["raw"] for figure in rows["figures"]][-1:] == ["40"]
    assert "Background" in [section["heading"] for section in rows["sections"]]


EMPTY_ROW = "| | |\n|---|---|\n"
IN_STROKES = {
    "an empty row": EMPTY_ROW + lines(": | ", LONGER, "| ", " |"),
    "an empty row, bold labels": EMPTY_ROW + lines(":** | ", LONGER, "| **", " |"),
    "an empty row, the rule with colons": "|  |  |\n| :--- | ---: |\n" + lines(" | ", LONGER, "| ", " |"),
    "no strokes around": " | \n---|---\n" + lines(": | ", LONGER),
    "no empty row": lines(": | ", LONGER, "| ", " |"),
}


@pytest.mark.parametrize("header", IN_STROKES.values(), ids=IN_STROKES.keys())
def test_a_header_in_strokes_is_one_table(header: str) -> None:
    rows = rows_of(f"# Parks Panel\n\n{header}\n1. Background\n\n1.1 They hum.\n")
    assert [(table["n_rows"], table["n_columns"]) for table in rows["tables"]] == [(len(VALUES), 2)]
    assert tuple(cell["text"] for cell in rows["cells"])[1::2] == VALUES


UNTITLED = "| Report to: | Parks Panel |\n| Date: | 15 July 2021 |\n| Report of: | Head of Bees |\n| | and of wax |\n"
AGENDA = "# Parks Panel\n\n## Agenda\n\n1. Apologies\n2. Keeping bees\n3. Making wax\n\n"
TITLES = {
    "over the empty row": ("# Keeping bees\n\n", "", "Keeping bees", "2"),
    "over a rule": ("# Keeping bees\n\n---\n\n", "", "Keeping bees", "2"),
    "none, the item in a row": ("---\n\n", "| Agenda item: | 2 |\n", "Report of: Head of Bees and of wax", "2"),
}


@pytest.mark.parametrize(("above", "row", "title", "item"), TITLES.values(), ids=TITLES.keys())
def test_a_header_in_strokes_without_a_title_goes_by_what_stands_over_it(
    above: str, row: str, title: str, item: str
) -> None:
    rows = rows_of(f"{AGENDA}{above}{EMPTY_ROW}{UNTITLED}{row}| Wards: | All |\n\n1. Background\n\n1.1 They hum.\n")
    report = next(d for d in rows["documents"] if d["kind"] == "report")
    told = tuple(report[name] for name in ("title", "item", "date", "report_of", "wards"))
    assert told == (title, item, "2021-07-15", "Head of Bees and of wax", "All")


NO_HEADERS = {
    "sentences": "Title deeds were lost in 1940. Wards affected by the flood were three.\n"
    "Date palms grow there. Report of the loss was made.\nStatus quo is kept.\n",
    "a sentence on each line": "Date palms grow there.\n"
    "Title deeds were lost.\nReport of losses came.\nWards closed.\n",
    "points with dashes": "- Priorities – the young\n- Outcomes – better health\n- Wards – all of them\n",
    "columns of a table": "Title\tDate\tReport of\tWards\nBees\tMay\tClerk\tAll\nWax\tJune\tClerk\tNorth\n",
    "columns in strokes": "| Title | Date | Wards |\n|---|---|---|\n| Bees | May | All |\n",
    "a list of subjects": "Wards\nAreas\nDate\nTitle\nThe hives of the north\nThe hives of the south\n",
    "a line to sign on": "Date ..........\n\nReport of ..........\n\nTitle ..........\n\nWards ______\n",
    "a notice": "Date: 15 July 2021\nTime: 2 pm\nVenue: Town Hall\nContact: Clerk\nSubject: Bees\n",
}


@pytest.mark.parametrize("text", NO_HEADERS.values(), ids=NO_HEADERS.keys())
def test_what_only_looks_like_labels_is_no_header(text: str) -> None:
    rows = rows_of(f"# Parks Panel\n\n## Bees\n\n{text}\n\nThey hum, all 40 of them.\n")
    assert not any(d["report_of"] or d["wards"] or d["classification"] for d in rows["documents"])
