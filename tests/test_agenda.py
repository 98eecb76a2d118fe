from __future__ import annotations

import pytest

from minutebook.agenda import agenda_items
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
