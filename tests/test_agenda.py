from __future__ import annotations

import pytest

from minutebook.papers.agenda import agenda_items
from papers import source

FORMS = {
    "a stop and pages in brackets": "4. Winter pressures (Pages 9 - 18)",
    "pages on a line of their own": "4. Winter pressures\n\n(Pages 9 to 18)",
    "a wide gap before the pages": "4   Winter pressures                        9 - 18",
    "dots before the pages": "4. Winter pressures ............ 9 – 18",
    "the word item": "Item 4: Winter pressures (pp. 9-18)",
    "a row of a table": "4.\tWinter pressures\t9 - 18",
    "emphasis": "**4. Winter pressures** (Pages 9 - 18)",
}


@pytest.mark.parametrize("entry", FORMS.values(), ids=FORMS.keys())
def test_an_entry_in_each_form_gives_the_same(entry: str) -> None:
    (item,) = agenda_items(source(f"AGENDA\n\n{entry}\n\nChief Executive\n"))
    assert (item.item, item.title, item.first_page, item.last_page) == ("4", "Winter pressures", 9, 18)


@pytest.mark.parametrize(
    "title", ["AGENDA", "A G E N D A", "**A  G  E  N  D  A**", "# Order of business", "Items of Business"]
)
def test_an_agenda_is_told_by_its_title_however_it_is_set(title: str) -> None:
    assert [i.title for i in agenda_items(source(f"{title}\n\n1. The libraries\n"))] == ["The libraries"]


COUNTED = """Agenda

Part A: public
1 Apologies
2 Declarations of interest
20 minutes are set aside for these.
Item 3 The bandstand (pages 5 to 8)
A new roof (pages 9 to 12)
5 May fair
6 – The libraries (pages 13 to 20)
6 June is the last day for comments.

Page 2
"""


def test_bare_numbers_that_are_counted_up_are_those_of_entries() -> None:
    items = agenda_items(source(COUNTED))
    assert [(i.item, i.title, i.first_page, i.last_page) for i in items] == [
        ("1", "Apologies", None, None),
        ("2", "Declarations of interest", None, None),
        ("3", "The bandstand", 5, 8),
        ("", "A new roof", 9, 12),
        ("6", "The libraries", 13, 20),
    ]


def test_the_number_of_the_agendas_own_page_is_none_of_an_entrys() -> None:
    *_, last = agenda_items(source("AGENDA\n\n1. Roads (pages 5 to 8)\n\n2. Next meeting\n\nPage 3\n"))
    assert (last.title, last.first_page) == ("Next meeting", None)


@pytest.mark.parametrize("text", ["4 Roads\n5 Parks\n6 Libraries", "1 Roads\n2 Parks", "1 roads\n2 parks\n3 ponds"])
def test_bare_numbers_that_nothing_counts_up_to_are_none(text: str) -> None:
    assert agenda_items(source(f"AGENDA\n\n{text}\n")) == []


LOST = """AGENDA

PART ONE – OPEN TO THE PUBLIC

1. Apologies

Declarations of interest

Members are reminded to say what they hold.

Parks strategy      21 - 32

4. The libraries (Page 33)

PART TWO – PRIVATE

7. A sale
"""


def test_an_entry_that_lost_its_number_gets_the_one_that_is_left() -> None:
    items = agenda_items(source(LOST))
    assert [(i.item, i.should_be, i.number, i.title) for i in items] == [
        ("1", "", "1", "Apologies"),
        ("", "2", "2", "Declarations of interest"),
        ("", "3", "3", "Parks strategy"),
        ("4", "", "4", "The libraries"),
        ("7", "", "7", "A sale"),
    ]
    assert [i.part for i in items][::4] == ["PART ONE – OPEN TO THE PUBLIC", "PART TWO – PRIVATE"]


def test_where_more_numbers_are_missing_than_entries_none_is_given() -> None:
    items = agenda_items(source("AGENDA\n\n1. Apologies\n\nURGENT MATTERS\n\n4. The libraries\n"))
    assert [i.should_be for i in items] == ["", "", ""]


@pytest.mark.parametrize(
    "line",
    ["To receive the report.", "Report of the Director of Parks.", "The Chairman will speak.", "Monitoring Officer"],
)
def test_what_explains_an_entry_is_none(line: str) -> None:
    assert [i.title for i in agenda_items(source(f"AGENDA\n\n1. Apologies\n\n{line}\n"))] == ["Apologies"]


def test_a_paper_without_an_agenda_has_no_entries() -> None:
    assert agenda_items(source("1. Introduction\n\nIt rained.\n")) == []
