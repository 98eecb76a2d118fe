"""Agendas as councils print them, each read whole: tables, wrapped titles, numbers and pages set in all ways."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from papers import rows_of, source

FIRST, LAST = "# Parks Panel\n\nThursday 15 July 2021\n\n", "\n\nMonitoring Officer\n7 July 2021\n"
EXPECTED = ["1|Apologies||", "2|Minutes of 1 May|3|6", "3|Keeping bees|7|12", "4|Urgent business||"]

SAME = {
    "a table with upright strokes and a lead": """AGENDA

| Item | Subject | Lead | Pages |
|------|---------|------|-------|
| 1 | Apologies | Chair | |
| 2 | Minutes of 1 May | Chair | 3 – 6 |
| 3 | **Keeping bees** | Head of Bees | 7 – 12 |
| 4 | Urgent business | Chair | |
""",
    "a table of tabs with a time": """AGENDA

Time\tNo.\tItem\tPresenter\tPage No.
10.00\t1.\tApologies\tChair\t
10.05\t2.\tMinutes of 1 May\tChair\t3 to 6
10.10\t3.\tKeeping bees\tHead of Bees\t7-12
10.40\t4.\tUrgent business\tChair\t
""",
    "a table that a page cuts, explanations in its cells": """AGENDA

| Agenda item | Title | Page |
|---|---|---|
| 1. | <p>Apologies</p> <p>To receive any.</p> | |
| 2. | <p>**Minutes of 1 May**</p> <p>To approve them.</p> | 3-6 |

Page 2

| 3. | Keeping bees<br>Report of the Head of Bees | 7-12 |
| 4. | Urgent business | |
""",
    "a title that says of which meeting": """Agenda for the meeting on Thursday 15 July 2021, 7 pm, Old Hall

1  Apologies
2  Minutes of 1 May (pages 3-6)
3  Keeping bees (pages 7-12)
4  Urgent business
""",
    "the number behind the title": """AGENDA

Subject\tItem\tPages
Apologies\t1\t
Minutes of 1 May\t2\t3 - 6
Keeping bees\t3\t7 - 12
Urgent business\t4\t
""",
    "pages with to": """AGENDA

1.   Apologies
2.   Minutes of 1 May                                  3 to 6
     To approve the minutes.
3.   Keeping bees                                      7 to 12
     Report of the Chief Executive.
4.   Urgent business
""",
    "numbers on lines of their own": """AGENDA

1.

Apologies

2.

Minutes of 1 May

(Pages 3 - 6)

3.

Keeping bees

(Pages 7 - 12)

4.

Urgent business
""",
    "bare numbers on lines of their own": """AGENDA

1
Apologies
2
Minutes of 1 May
3 - 6
3
Keeping bees
7 - 12
4
Urgent business
""",
    "the word item on a line of its own": """AGENDA

Item 1
Apologies

Item 2
Minutes of 1 May (pp. 3 – 6)

Item 3
Keeping bees (pp. 7 – 12)

Item 4
Urgent business
""",
    "pages in brackets without the word": """AGENDA

1) Apologies
2) Minutes of 1 May (3 - 6)
3) Keeping bees (7 - 12)
4) Urgent business
""",
    "page numbers after the word": """ORDER OF BUSINESS

1. Apologies
2. Minutes of 1 May – Page Nos. 3 to 6
3. Keeping bees – Page Nos. 7 to 12
4. Urgent business
""",
    "times in front": """AGENDA

10.00 am   1. Apologies
10.05 am   2. Minutes of 1 May (pages 3-6)
10.10 am   3. Keeping bees (pages 7-12)
10.40 am   4. Urgent business
""",
    "times behind": """AGENDA

1. Apologies (10.00 – 10.05)
2. Minutes of 1 May   (pages 3-6)
3. Keeping bees   Pages 7-12
4. Urgent business   10:40
""",
    "titles that wrap": """AGENDA

1. Apologies
2. Minutes of                                   3 - 6
   1 May
3. Keeping
   bees                                         7 - 12
4. Urgent business
""",
    "dots, and a running head": """AGENDA

Item                                            Page

1. Apologies
2. Minutes of 1 May ........................... 3 – 6
3. Keeping bees ............................... 7 – 12
4. Urgent business ............................ Verbal
""",
    "the pages over the list": """**AGENDA AND REPORTS**

Item No.\tPage No.

1  **Apologies**
2  **Minutes of 1 May**  3/6
3  **Keeping bees**  7/12
4  **Urgent business**
""",
    "in bold, with who reports": """## AGENDA – PART 1

**1. Apologies**

**2. Minutes of 1 May** (Pages 3 - 6)

To sign the minutes.

**3. Keeping bees** (Pages 7 - 12)

Report of the Chief Executive

**4. Urgent business**
""",
    "a header with fewer columns than the rows": """ORDER OF BUSINESS

Item\tPage
1.\tApologies\t
2.\tMinutes of 1 May\t3 - 6
3.\tKeeping bees\t7 - 12
4.\tUrgent business\t
""",
    "a header with more columns than the rows": """AGENDA

Agenda Item No.\tSubject\tPage No(s)

1\tApologies
2\tMinutes of 1 May\t3-6
3\tKeeping bees\t7-12
4\tUrgent business
""",
    "a small p": """AGENDA

1. Apologies
2. Minutes of 1 May (p3-6)
3. Keeping bees (pp7-12)
4. Urgent business
""",
    "numbers in the titles' column": """AGENDA

| Time | Item | Papers |
|---|---|---|
| 2.00 | 1. Apologies | |
| 2.05 | 2. Minutes of 1 May | 3-6 |
| 2.10 | 3. Keeping bees | 7-12 |
| 2.40 | 4. Urgent business | |
""",
    "a dash and a page": """BUSINESS TO BE TRANSACTED

Item 1 – Apologies
Item 2 – Minutes of 1 May, pages 3-6
Item 3 – Keeping bees, pages 7-12
Item 4 – Urgent business
""",
}  # fmt: skip


def told(text: str) -> list[str]:
    items = agenda_items(source(FIRST + text + LAST))
    return [f"{i.number}|{i.title}|{i.first_page or ''}|{i.last_page or ''}" for i in items]


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_the_same_agenda_is_read_the_same_however_it_is_set(text: str) -> None:
    assert told(text) == EXPECTED


OTHERS = {
    "a bare list": ("AGENDA\n\nApologies for absence\nMinutes\nKeeping bees\nThe bandstand\nAny other business\n",
                    ["|Apologies for absence||", "|Minutes||", "|Keeping bees||", "|The bandstand||",
                     "|Any other business||"]),
    "a list of bullets with pages": (
        "AGENDA\n\n- Apologies for absence\n- Declarations of interest\n- Keeping bees (Pages 3 - 6)\n"
        "- The bandstand\n",
        ["|Apologies for absence||", "|Declarations of interest||", "|Keeping bees|3|6", "|The bandstand||"]),
    "a list in bold, with what is to be done": (
        "AGENDA\n\n**Apologies**\n\n**Minutes**\n\nTo approve the minutes of 1 May.\n\n**Keeping bees**\n\n"
        "To note the report.\n\n**Next steps**\n",
        ["|Apologies||", "|Minutes||", "|Keeping bees||", "|Next steps||"]),
    "times and no numbers": (
        "AGENDA\n\n2.00 pm Welcome and introductions\n2.05 pm Keeping bees (Pages 3 - 6)\n"
        "2.30 pm The bandstand\n3.00 pm Close\n",
        ["|Welcome and introductions||", "|Keeping bees|3|6", "|The bandstand||", "|Close||"]),
    "a table without a header": (
        "AGENDA\n\n1.\tApologies\t\n\tAction log\t3 - 4\n3.\tKeeping bees\t5 - 8\n",
        ["1|Apologies||", "2|Action log|3|4", "3|Keeping bees|5|8"]),
    "strokes without a header, a lost number": (
        "AGENDA\n\n| 1 | Apologies | |\n| | Action log | 3 – 4 |\n| 3 | Keeping bees | 5 – 8 |\n",
        ["1|Apologies||", "2|Action log|3|4", "3|Keeping bees|5|8"]),
    "papers that follow": (
        "AGENDA\n\n1. Apologies\n2. Bees (report to follow)\n3. Wax      To Follow\n4. Honey (to be tabled)\n"
        "5. Wasps – to follow\n6. Ants (oral report)\n",
        ["1|Apologies||", "2|Bees||", "3|Wax||", "4|Honey||", "5|Wasps||", "6|Ants||"]),
    "entries under entries": (
        "AGENDA\n\n1. Apologies\n2. Budgets\n2.1 Parks (Pages 3 - 4)\n2.2 Pools (Pages 5 - 6)\n"
        "3a) Bees (Pages 7 - 8)\n3b) Wasps (Pages 9 - 10)\n",
        ["1|Apologies||", "2|Budgets||", "2.1|Parks|3|4", "2.2|Pools|5|6", "3a|Bees|7|8", "3b|Wasps|9|10"]),
    "titles in capitals that wrap": (
        "AGENDA\n\n1. APOLOGIES\n\n2. THE KEEPING OF BEES IN THE PARKS OF THE BOROUGH:     3 - 8\n"
        "   ANNUAL REPORT FOR THE YEAR\n   Report of the Head of Bees.\n\n3. WAX\n",
        ["1|APOLOGIES||", "2|THE KEEPING OF BEES IN THE PARKS OF THE BOROUGH: ANNUAL REPORT FOR THE YEAR|3|8",
         "3|WAX||"]),
    "what is no entry": (
        "AGENDA\n\nPAGE NO.\n\nPLEASE NOTE THE TIME\n\n1. Apologies\n\nNote: the lift is broken.\n\n2. Bees\n\n"
        "Page 1\n\n3. Wasps\n\nDated 3 July 2021\n",
        ["1|Apologies||", "2|Bees||", "3|Wasps||"]),
    "a report of who else signs agendas": (
        "AGENDA\n\n1. Apologies\n\n2. Announcements by the Chief Executive\n\n3. Bees\n\n"
        "Report of the Monitoring Officer\n\n4. Wasps\n\nAnn Other, Chief Executive\n\n5. Not an entry\n",
        ["1|Apologies||", "2|Announcements by the Chief Executive||", "3|Bees||", "4|Wasps||"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_an_agenda_is_read_as_a_careful_reader_would(text: str, expected: list[str]) -> None:
    assert told(text) == expected


PARTS = [
    "PART B – EXEMPT",
    "Part II (Private)",
    "PART TWO",
    "Exempt items",
    "CONFIDENTIAL BUSINESS",
    "Private session",
    "Items for decision",
    "Reports for scrutiny",
    "Business from which the public may be excluded",
    "Items containing exempt information",
    "Section B: Closed business",
    "II – PRIVATE",
    "Non-exempt items",
]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_an_agenda_is_no_entry(part: str) -> None:
    first, second = agenda_items(source(f"AGENDA\n\n1. Apologies\n\n{part}\n\n2. Bees (Pages 3 - 4)\n"))
    assert (first.part, second.part) == ("", part)


@pytest.mark.parametrize(
    "title", ["Urgent business", "Public questions", "Exclusion of the public", "Items of interest"]
)
def test_an_entry_is_no_part(title: str) -> None:
    items = agenda_items(source(f"AGENDA\n\n1. Apologies\n\n2. {title}\n\n3. Bees\n"))
    assert [i.title for i in items] == ["Apologies", title, "Bees"]
    assert not any(i.part for i in items)


PACK = """
Page 3

# MINUTES

Minutes of a meeting of the Parks Panel held on 1 May 2021.

Present: Councillors A. and B.

1. BEES

They hum.

Page 7

Report to:\tParks Panel
Date:\t15 July 2021
Title:\tKeeping bees
Report of:\tHead of Bees

1. Why

1.1 They hum.

Page 13

# Work programme

Date\tTopic
May\tBees
"""
AGENDAS = {
    "numbers and titles in bold, apart": "# Parks Panel\n\n15 July 2021\n\nAGENDA\n\n**1**\n\n**Apologies**\n\n"
    "**2**\n\n**Minutes**\n\nTo confirm.\n\n3 - 6\n\n**3**\n\n**Keeping bees**\n\n7 - 12\n\n**4**\n\n"
    "**Work programme**\n\n13 - 14\n",
    "pages below, an exempt part": "# Parks Panel\n\nThursday, 15 July 2021\n\nAgenda\n\n1  Apologies for Absence\n\n"
    "2  Minutes of the Last Meeting\n\nTo confirm them.\n\n(Pages 3 - 6)\n\n3  Keeping bees\n\n(Pages 7 - 12)\n\n"
    "4  Work programme\n\n(Pages 13 - 14)\n\nExempt items\n\n5  A sale\n\nPage 2\n",
    "an order of business": "PARKS PANEL\n\nMeeting on Thursday 15 July 2021\n\nORDER OF BUSINESS\n\nItem\tPage\n"
    "1.\tApologies\t\n2.\tMinutes\t3 - 6\n3.\tKeeping bees\t7 - 12\n4.\tWork programme\t13 - 14\n",
    "a table with strokes": "**Parks Panel**\n\n15 July 2021\n\n## Agenda\n\n"
    "| No | Item | Lead | Page |\n|--|--|--|--|\n"
    "| 1 | Apologies | Chair | |\n| 2 | Minutes of 1 May | Chair | 3-6 |\n| 3 | Keeping bees | Head of Bees | 7-12 |\n"
    "| 4 | Work programme | Clerk | 13-14 |\n",
    "papers by their letters": "Parks Panel\n\n15 July 2021 at 2 pm\n\nAGENDA\n\n1.  Apologies        Chair\n"
    "2.  Minutes          Chair          Paper A\n3.  Keeping bees     Head of Bees   Paper B\n"
    "4.  Work programme   Clerk          Verbal\n",
}


@pytest.mark.parametrize("agenda", AGENDAS.values(), ids=AGENDAS.keys())
def test_an_agenda_says_which_item_each_paper_behind_it_is_of(agenda: str) -> None:
    found = rows_of(agenda + PACK)["documents"]
    assert [(d["kind"], d["item"], d["date"]) for d in found] == [
        ("agenda", "", "2021-07-15"),
        ("minutes", "2", "2021-05-01"),
        ("report", "3", "2021-07-15"),
        ("work programme", "4", ""),
    ]
