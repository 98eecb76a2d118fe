"""Forms that other councils' papers take: title pages, logs and their days, running lines, who signs."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents
from minutebook.papers.reports import Document
from papers import rows_of, source

AGENDA = """# Parks Panel

Thursday 15 July 2021

AGENDA

1. Apologies for absence
2. Keeping bees (Pages 3 to 8)
3. {third} (Pages 9 to 14)
4. {fourth} (Pages 15 to 20)

Page 3

Report to:\tParks Panel
Date:\t15 July 2021
Title:\tKeeping bees
Report of:\tDirector of Care

1. Background

1.1 The bees are well.

"""


def documents_of(text: str) -> list[Document]:
    paper = source(text)
    return documents(paper, blocks(paper), agenda_items(paper))


STATUSES = {
    "Public": "Public",
    "Open": "Open",
    "Not exempt": "Not exempt",
    "Part exempt": "Part exempt",
    "For publication": "For publication",
    "Confidential by virtue of paragraph 3": "Confidential by virtue of paragraph 3",
    "For decision": "",
    "Draft": "",
    "Final version": "",
    "For information": "",
    "Opening soon": "",
}


@pytest.mark.parametrize(("status", "kept"), STATUSES.items())
def test_a_status_is_a_classification_where_it_says_who_may_read_it(status: str, kept: str) -> None:
    text = f"Report to:\tPanel\nDate:\t15 July 2021\nSubject:\tBees\nReport of:\tDirector of Care\nStatus:\t{status}\n"
    (document,) = documents_of(text + "\n1.1 The Panel is asked to note it.\n")
    assert document.values.get("classification", "") == kept


@pytest.mark.parametrize("label", ["Authors", "Written by", "Hive number", "Ward member(s)", "Next steps"])
def test_a_row_with_a_label_of_the_houses_own_ends_the_value_above(label: str) -> None:
    rows = "Report to\tPanel\nDate\t15 July 2021\nTitle\tBees\nReport of\tDirector of Care\nClassification\tPublic\n"
    (document,) = documents_of(f"{rows}{label}\tSomething else\n\n## SUMMARY\n\nThey fly.\n")
    assert document.values["classification"] == "Public"
    assert len(document.header) == 6


CONTENTS = "## Contents\n\nForeword .... 2\nHoney ..... 3\n\n## Foreword\n\nWe fly.\n\n## Honey\n\nIt is sweet.\n"
TITLE_PAGES = {
    "a motto in italics": "# Parks Board\n\n# Annual Report 2020/21\n\n*For a town where all that hums and flies can "
    "find somewhere to come home to at night*\n\n\n\n",
    "a motto in the other italics": "# Parks Board\n\n# Annual Report 2020/21\n\n_For a town where all that hums and "
    "flies can find somewhere to come home to at night_\n\n\n\n",
    "a motto in quotation marks": "# Parks Board\n\n# Annual Report 2020/21\n\n“For a town where all that hums and "
    "flies can find somewhere to come home to at night”\n\n\n\n",
    "no motto": "# Parks Board\n\n# Annual Report 2020/21\n\n\n\n",
    "nothing marked": "Parks Board\n\nAnnual Report 2020/21\n\nMay 2021\n\n\n\n",
}


@pytest.mark.parametrize("page", TITLE_PAGES.values(), ids=TITLE_PAGES.keys())
def test_a_title_page_begins_a_paper_of_its_own(page: str) -> None:
    text = AGENDA.format(third="Parks Board: Annual Report 2020/21", fourth="Urgent business")
    found = documents_of(f"{text}Page 9\n\n{page}{CONTENTS}")
    assert [(d.kind, d.title, d.item) for d in found][2:] == [
        ("annual report", "Parks Board Annual Report 2020/21", "3")
    ]


LOGS = {
    "a sentence": "Updated 5 July 2021. What is done is taken off.",
    "a line in italics": "*As at 5 July 2021*",
    "when it was last changed": "Last updated: Monday 5th July 2021",
    "a position": "Position at 5 July 2021",
    "a status": "Status as of 5 July 2021",
    "the list": "This list was updated on 5 July 2021.",
}


@pytest.mark.parametrize("line", LOGS.values(), ids=LOGS.keys())
def test_a_log_and_a_programme_find_their_entry_and_the_log_its_day(line: str) -> None:
    rows = "Action\tOwner\tStatus\nCount the bees\tClerk\tDone\n"
    plan = "Page 17\n\n# Work programme 2021/22\n\nItem\tLead\nHives\tClerk\nHoney\tHead of Honey\n"
    text = AGENDA.format(third="Honey of the north", fourth="Action log and work programme")
    found = documents_of(f"{text}Page 15\n\n# Action log\n\n{line}\n\n{rows}\n{plan}")
    assert [(d.kind, d.item, d.date) for d in found][2:] == [
        ("action tracker", "4", "2021-07-05"),
        ("work programme", "4", ""),
    ]


def test_an_appendix_that_is_a_picture_ends_where_the_next_paper_begins() -> None:
    text = AGENDA.format(third="Action log", fourth="Urgent business")
    end = "APPENDICES\n\nAppendix 1: Plan of the hives\n\n\n\n# Appendix 1: Plan of the hives\n\n\n\nPage 9\n\n"
    found = rows_of(text + end + "# Action log\n\nAction\tOwner\tStatus\nCount the bees\tClerk\tDone\n")
    assert [(d["kind"], d["item"]) for d in found["documents"]][2:] == [("appendix", "2"), ("action tracker", "3")]


LINES = {
    "Parks Board | Annual Report 2020/21": False,
    "Annual Report 2020/21 | Parks Board": False,
    "Parks Board • Annual Report 2020/21": False,
    "Parks Board | Annual Report 2020/21 | Page 4": False,
    "Parks Panel | 15 July 2021": False,
    "Bees and wasps": True,
    "Independent Chair, Parks Board": False,
    "Co-chair, Northmere Bees": False,
    "Vice-Chair of the Parks Board": False,
    "Deputy Leader of the Council": False,
    "Acting Chairman, Parks Board": False,
    "President, Parks Board": False,
    "Chairs and tables": True,
}


@pytest.mark.parametrize(("line", "heads"), LINES.items())
def test_a_running_line_and_a_signature_head_nothing(line: str, heads: bool) -> None:
    page = "# Parks Board\n\n# Annual Report 2020/21\n\n## Contents\n\nHoney .... 2\nWax ..... 3\n\n## Honey\n\n"
    agenda = AGENDA.format(third="Annual report", fourth="Urgent business")
    text = f"{agenda}Page 9\n\n{page}It is sweet.\n\n**{line}**\n\nIt is dear.\n\n## Wax\n\nIt burns.\n"
    assert (line in {row["heading"] for row in rows_of(text)["sections"]}) is heads


LEADS = [
    "In reply to questions from members the Director said:",
    "During discussion members made these points:",
    "Councillors raised these points:",
    "Following questions, officers said:",
    "The Director told the Panel:",
    "Among the points made were:",
]


@pytest.mark.parametrize("line", LEADS)
def test_a_numbered_line_that_leads_to_a_list_is_a_paragraph(line: str) -> None:
    points = "- (a) that they fly; and\n- (b) that they hum.\n\n"
    found = rows_of(f"### 4. BEES\n\n4.1 They fly.\n\n4.2 {line}\n\n{points}4.3 It rained.\n")
    assert ("4.2", line) in {(row["number"], row["text"]) for row in found["blocks"]}
    assert [row["heading"] for row in found["sections"]] == ["BEES"]


PRESENT = "\n\nPresent: Councillors A. and B.\n\n1. Apologies\n\nNone.\n\n2. Bees\n\nRESOLVED: That bees be kept.\n"
OPENINGS = {
    "MINUTES of the Parks and Open\nSpaces Panel\nheld on Tuesday 4 May 2021 at the Hall": True,
    "Parks Panel\n\nMinutes – 4 May 2021": True,
    "Draft minutes: Parks Panel, 4 May 2021": True,
    "PARKS PANEL – MINUTES\n\n4 May 2021": True,
    "Notes of the meeting of the Parks Panel held on 4 May 2021": True,
    "MINUTES\n\nParks Panel\n\nTuesday 4 May 2021": True,
    "Parks Panel\n4 May 2021": True,
    "Minutes of Parks Panel, 4 May 2021\n\n2.00 pm": True,
    "UNCONFIRMED MINUTES OF THE PARKS PANEL\n4 MAY 2021": True,
    "PARKS BOROUGH COUNCIL\n\nRECORD OF A MEETING OF THE PARKS PANEL\n\nHELD ON 4 MAY 2021": True,
    "PARKS PANEL – 4 MAY 2021\n\nMinutes": True,
    "PARKS PANEL: 4 MAY 2021": True,
    "Parks Panel, Tuesday 4 May 2021": True,
    "PARKS PANEL MINUTES – 4 MAY 2021": True,
    "DRAFT – SUBJECT TO CONFIRMATION\n\nMINUTES\n\nParks Panel, 4 May 2021": True,
    "MINUTES\tParks Panel\t4 May 2021": True,
    "At a meeting of the Parks Panel held at the Hall on Tuesday 4 May 2021 at 6.30 pm": True,
    "A meeting of the Parks Panel was held on Tuesday 4 May 2021.": True,
    "Record of decisions taken by the Parks Panel on 4 May 2021": True,
    "Summary of the discussion at the Parks Panel on 4 May 2021": True,
    "PROCEEDINGS OF THE PARKS PANEL\n\nTuesday 4 May 2021": True,
    "Printed minutes, Tuesday 4 May 2021, Parks Panel": True,
    "It takes minutes to fly there.": False,
    "A meeting of the Parks Panel will be held on 4 May 2021.": False,
    "A summary of what the Panel was told on 4 May 2021": False,
    "The minutes of 4 May 2021 are on the website.": False,
}


@pytest.mark.parametrize(("opening", "begins"), OPENINGS.items())
def test_minutes_end_an_agenda_by_their_title_and_who_was_present(opening: str, begins: bool) -> None:
    agenda = (
        "# Parks Panel\n\nThursday 15 July 2021\n\nAGENDA\n\n1. Apologies\n\n2. Minutes\n\n3. Bees (Pages 9 to 14)\n\n"
    )
    found = rows_of(f"{agenda}Page 3\n\n{opening}{PRESENT}")
    assert [(d["kind"], d["date"]) for d in found["documents"]][1:] == [("minutes", "2021-05-04")] * begins
    assert [a["title"] for a in found["agenda_items"]] == ["Apologies", "Minutes", "Bees"]


@pytest.mark.parametrize(
    "came",
    [
        "Those attending: A. and B.",
        "In the Chair: Councillor A.",
        "Who was there",
        "There were present A. and B.",
        "Councillors A and B attended; Councillor C sent apologies.",
        "Councillor A (in the Chair)",
        "Attended by: A",
        "The meeting began at 6.30 pm.",
    ],
)
def test_minutes_say_in_many_words_who_came(came: str) -> None:
    agenda = "# Parks Panel\n\nThursday 15 July 2021\n\nAGENDA\n\n1. Apologies\n\n2. Minutes\n\n3. Bees\n\n"
    found = rows_of(
        f"{agenda}Page 3\n\nMINUTES of the Parks Panel\n4 May 2021\n\n{came}\n\nRESOLVED: That bees be kept.\n"
    )
    assert [(d["kind"], d["date"]) for d in found["documents"]][1:] == [("minutes", "2021-05-04")]


DECKS = {
    "Presentation to the Parks Panel and the Friends of Parks of all the towns, 12 July 2021\nHead of Bees": (
        "slides", "2021-07-12", "Head of Bees"),
    "Presentation to the Parks Panel, 12 July 2021\nAnn Other": ("slides", "2021-07-12", ""),
    "A presentation for the Parks Panel": ("slides", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("below", "told"), DECKS.items())
def test_slides_are_told_by_whom_they_are_presented_to(below: str, told: tuple[str, str, str]) -> None:
    text = AGENDA.format(third="Honey in the north", fourth="Urgent business")
    found = rows_of(f"{text}Page 9\n\n# Honey in the north\n\n{below}\n\n## What we found\n\n- It is sweet\n")
    assert [(d["kind"], d["date"], d["report_of"]) for d in found["documents"]][2:] == [told]


def test_numbers_that_begin_anew_are_no_entries() -> None:
    listed = "1. to note the hives\n\n2. to keep them\n\n"
    agenda = "AGENDA\n\n1. Apologies\n\n2. Minutes\n\n3. Bees\n\n4. Wax\n\n" + listed + "5. Honey\n\n"
    found = agenda_items(source(f"{agenda}PART B – EXEMPT BUSINESS\n\n1. The sale of wax\n\n2. Urgent business\n"))
    assert [item.title for item in found] == [
        "Apologies", "Minutes", "Bees", "Wax", "Honey", "The sale of wax", "Urgent business"]  # fmt: skip


PAGED = {
    "at the foot": "{entries}Page 1\n\nPage 2\n\nTHE HIVES OF THE NORTH\n\n7. They hum.\n\nPage 3\n",
    "at the head": "Page 1\n\n{entries}Page 3\n\nTHE HIVES OF THE NORTH\n\n7. They hum.\n\nPage 4\n",
    "without the first": "{entries}Page 3\n\nTHE HIVES OF THE NORTH\n\n7. They hum.\n\nPage 4\n",
}


@pytest.mark.parametrize("pages", PAGED.values(), ids=PAGED.keys())
def test_an_agenda_ends_where_the_first_paper_that_it_lists_begins(pages: str) -> None:
    entries = "AGENDA\n\n1. Apologies\n\n2. Bees (Pages 3 to 8)\n\n3. Wax (Pages 9 to 14)\n\n4. Urgent business\n\n"
    found = agenda_items(source(pages.format(entries=entries)))
    assert [item.title for item in found] == ["Apologies", "Bees", "Wax", "Urgent business"]


HEADS = {
    "the name and the day": "PARKS PANEL\n\n15 JULY 2021\n\n",
    "both on a line": "NORTH BOROUGH COUNCIL\n\nPARKS PANEL – 15 JULY 2021\n\n",
    "with the day of the week": "PARKS PANEL: THURSDAY 15 JULY 2021\n\n",
    "a draft": "DRAFT\n\nPARKS PANEL\n\n",
}
PAPERS = {
    "labels": "Title:\tBees of the north\nReport of:\tDirector of Bees\nDate:\t15 July 2021\n\n1. They hum.\n",
    "a report of": "BEES OF THE NORTH\n\nReport of the Director of Bees\n\nSummary\n\n1. They hum and are many.\n",
}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_the_committees_name_over_a_paper_is_no_entry_and_ends_the_agenda(head: str, paper: str) -> None:
    front = "NORTH BOROUGH COUNCIL\nPARKS PANEL\n\nThursday 15 July 2021\n\nAGENDA\n\n"
    found = rows_of(f"{front}1\tApologies\n2\tBees of the north\t3 - 8\n3\tWax\t9\n\n- 1 -\n\n{head}{paper}")
    assert [item["title"] for item in found["agenda_items"]] == ["Apologies", "Bees of the north", "Wax"]
    assert [(d["kind"], d["item"], d["first_line"]) for d in found["documents"]] == [
        ("agenda", "", 1),
        ("report", "2", 14),
    ]


WHOSE = {
    "Report of the Director of Bees": ("report", "Director of Bees"),
    "A briefing by the Head of Wax": ("report", "Head of Wax"),
    "Yearly report of the Head of Honey": ("annual report", "Head of Honey"),
    "Report on the keeping of bees": ("report", ""),
}


@pytest.mark.parametrize(("line", "told"), WHOSE.items())
def test_a_paper_under_its_item_says_whose_it_is(line: str, told: tuple[str, str]) -> None:
    agenda = "PARKS PANEL\n\nThursday 15 July 2021\n\nAGENDA\n\n1\tApologies\n2\tBees\t3 - 8\n3\tWax\t9\n\nPage 2\n\n"
    found = rows_of(f"{agenda}Item 2\n\nBEES OF THE NORTH\n\n{line}\n\nSummary\n\n1. They hum and are many.\n")
    assert [(d["kind"], d["report_of"]) for d in found["documents"]][1:] == [told]


@pytest.mark.parametrize("head", ["Page {}\n\nAgenda item 2\n\n", "{}\n\nItem 2\n\n"])
def test_an_items_line_on_page_after_page_begins_one_paper(head: str) -> None:
    agenda = "PARKS PANEL\n\nThursday 15 July 2021\n\nAGENDA\n\n1\tApologies\n2\tBees\t3 - 8\n3\tWax\t9\n\n"
    pages = (
        "BEES OF THE NORTH\n\n1. They hum and are many.\n\n",
        "Table 1: Bees\n\nHive\tBees\nNorth\t40\n\n",
        "Honey\n\n2. Dear.\n\n",
    )
    found = rows_of(agenda + "".join(head.format(n) + page for n, page in enumerate(pages, start=3)))
    assert [d["title"] for d in found["documents"]] == ["Parks Panel", "BEES OF THE NORTH"]


COUNTED = {
    "the next number": ("1. They hum.", "2. They fly.", False),
    "the next of a chapter": ("4.3 They hum.", "4.4 They fly.", False),
    "the next chapter": ("4.3 They hum.", "5.1 They fly.", False),
    "a new count": ("2. They hum.", "1. They fly.", True),
    "no count": ("2. They hum.", "They fly by night and by day.", True),
}


@pytest.mark.parametrize(("above", "below", "begins"), COUNTED.values(), ids=COUNTED.keys())
def test_a_title_between_numbers_that_go_on_begins_no_paper(above: str, below: str, begins: bool) -> None:
    agenda = AGENDA.format(third="Bees", fourth="Urgent business")
    head = "Report to:\tParks Panel\nDate:\t15 July 2021\nTitle:\tBees\nReport of:\tClerk\n\n"
    found = rows_of(f"{agenda}Page 9\n\n{head}{above}\n\nPage 10\n\nTerms of reference\n\n{below}\n")
    assert ("terms of reference" in {d["kind"] for d in found["documents"]}) is begins


def test_the_committees_name_over_the_next_page_of_an_agenda_does_not_end_it() -> None:
    front = "PARKS PANEL\n\nThursday 15 July 2021\n\nAGENDA\n\n1. APOLOGIES\n\n2. BEES\n\n"
    found = rows_of(f"{front}Page 2\n\nPARKS PANEL\n\n15 JULY 2021\n\n3. WAX\n\nMOTIONS\n")
    assert [item["title"] for item in found["agenda_items"]] == ["APOLOGIES", "BEES", "WAX", "MOTIONS"]


def test_who_sits_on_a_committee_begins_no_minutes() -> None:
    front = "Parks Panel\n\nThursday 15 July 2021\n\nMembers: Councillors A. and B.\n\n"
    found = rows_of(f"{front}AGENDA\n\n1. Apologies\n\n2. Minutes\n\n3. Bees (Pages 3 to 8)\n")
    assert [d["kind"] for d in found["documents"]] == ["agenda"]
