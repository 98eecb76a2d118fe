"""More agendas as councils print them: rows that wrap, who reports, parts, pages in every form, papers to follow."""

from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from papers import source

FIRST, LAST = "# Parks Panel\n\nThursday 15 July 2021\n\n", "\n\nMonitoring Officer\n7 July 2021\n"
EXPECTED = [
    "1|Apologies||",
    "2|Minutes of 1 May|3|6",
    "3|Keeping bees: the first year of the hives|7|12",
    "4|Urgent business||",
]

FORMS = {
    "rows that wrap, pages behind the rest": "1.\tApologies\n2.\tMinutes of 1 May\t3 – 6\n"
    "3.\tKeeping bees: the first year of the\n\thives\t7 – 12\n4.\tUrgent business\n",
    "rows that wrap, the rest without a tab": "1.\tApologies\n2.\tMinutes of 1 May\t3 – 6\n"
    "3.\tKeeping bees: the first year\nof the hives\t7 – 12\n4.\tUrgent business\n",
    "rows that wrap, pages in front of the rest": "1.\tApologies\t\n2.\tMinutes of 1 May\t3 – 6\n"
    "3.\tKeeping bees: the first year of\t7 – 12\n\tthe hives\t\n4.\tUrgent business\t\n",
    "rows of columns that wrap": "No.\tItem\tPages\n1\tApologies\t\n2\tMinutes of 1 May\t3-6\n"
    "3\tKeeping bees: the first year of\t\n\tthe hives\t7-12\n4\tUrgent business\t\n",
    "a dash with a space only behind it": "1. Apologies\n2. Minutes of 1 May –3 -6\n"
    "3. Keeping bees: the first year of the hives –7 -12\n4. Urgent business\n".replace(" –", "   "),
    "Pages with a hyphen and spaces": "1   Apologies\n\n2   Minutes of 1 May    Pages 3 - 6\n\n"
    "3   Keeping bees: the first year of the hives    Pages 7 - 12\n\n4   Urgent business\n",
    "pages in square brackets": "1. Apologies\n2. Minutes of 1 May [pages 3-6]\n"
    "3. Keeping bees: the first year of the hives [pages 7-12]\n4. Urgent business [to follow]\n",
    "the pages on the next line in brackets": "1. Apologies\n\n2. Minutes of 1 May\n(Pages 3 - 6)\n\n"
    "3. Keeping bees: the first year of the hives\n(Pages 7 - 12)\n\n4. Urgent business\n(Report to follow)\n",
    "who reports in brackets below": "1. Apologies\n2. Minutes of 1 May (Pages 3 - 6)\n(To be signed.)\n"
    "3. Keeping bees: the first year of the hives (Pages 7 - 12)\n(Report of the Head of Bees, with Appendix A)\n"
    "4. Urgent business\n",
    "who reports below, as in a part's name": "1. Apologies\n2. Minutes of 1 May (Pages 3 - 6)\n\n"
    "3. Keeping bees: the first year of the hives (Pages 7 - 12)\n   Report of the Head of Bees, with Appendix A\n\n"
    "4. Urgent business\n",
    "marks of headings": "### 1. Apologies\n\n### 2. Minutes of 1 May (Pages 3 - 6)\n\n"
    "### 3. Keeping bees: the first year of the hives (Pages 7 - 12)\n\n### 4. Urgent business\n",
    "the word agenda item": "Agenda item 1: Apologies\nAgenda item 2: Minutes of 1 May (Pages 3 - 6)\n"
    "Agenda item 3: Keeping bees: the first year of the hives (Pages 7 - 12)\nAgenda item 4: Urgent business\n",
    "a lead in brackets and minutes": "1. Apologies (5 mins)\n2. Minutes of 1 May (5 mins)   3 - 6\n"
    "3. Keeping bees: the first year of the hives (20 mins)   7 - 12\n4. Urgent business (5 mins)\n",
    "pipes between": "1 | Apologies |\n2 | Minutes of 1 May | 3 - 6\n"
    "3 | Keeping bees: the first year of the hives | 7 - 12\n4 | Urgent business |\n",
    "bullets with numbers": "- 1. Apologies\n- 2. Minutes of 1 May (Pages 3 to 6)\n"
    "- 3. Keeping bees: the first year of the hives (Pages 7 to 12)\n- 4. Urgent business\n",
    "pages as a column of their own behind": "1.\tApologies\t-\n2.\tMinutes of 1 May\tPages 3 to 6\n"
    "3.\tKeeping bees: the first year of the hives\tPages 7 to 12\n4.\tUrgent business\tVerbal\n",
}


def told(text: str) -> list[str]:
    items = agenda_items(source(f"{FIRST}AGENDA\n\n{text}{LAST}"))
    return [f"{i.number}|{i.title}|{i.first_page or ''}|{i.last_page or ''}" for i in items]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_the_same_agenda_is_read_the_same_in_other_forms(text: str) -> None:
    assert told(text) == EXPECTED


PARTS = {
    "who reports is no part": (
        "Open items", "1. Bees\nReport of the Head of Bees, with Appendix A\n2. Wax\n", ["Open items"] * 2),
    "nor on a line of its own": (
        "PUBLIC ITEMS", "1. Bees\n\nReports of the Head of Bees\n\n2. Wax\n", ["PUBLIC ITEMS"] * 2),
    "a confidential part": (
        "PUBLIC ITEMS", "1. Bees\n\nITEMS FROM WHICH THE PUBLIC MAY BE EXCLUDED\n\n2. Wax\n",
        ["PUBLIC ITEMS", "ITEMS FROM WHICH THE PUBLIC MAY BE EXCLUDED"]),
    "a part of two": (
        "Part A: items for decision", "1. Bees\n\nPart B: items for information\n\n2. Wax\n",
        ["Part A: items for decision", "Part B: items for information"]),
}  # fmt: skip


@pytest.mark.parametrize(("first", "text", "parts"), PARTS.values(), ids=PARTS.keys())
def test_which_part_an_entry_is_in(first: str, text: str, parts: list[str]) -> None:
    items = agenda_items(source(f"{FIRST}AGENDA\n\n{first}\n\n{text}{LAST}"))
    assert [item.part for item in items] == parts
