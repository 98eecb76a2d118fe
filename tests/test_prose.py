from __future__ import annotations

import pytest

from minutebook.papers.prose import is_sentence
from minutebook.reading import linked
from papers import rows_of

PLAN = """Plan for Ayle

Our five priorities

Ref\tAction\tBy\tProgress
2.1\tRecruit 25 carers\tMarch 2025\t11 of 25 found
2.2\tReview the form\tJune 2025\tTwo of three wards have replied.

How fast calls are answered

Measure\tTarget\tActual
Calls answered in 15 minutes\t85%\t83%
"""


def test_cells_that_say_something_and_headings_are_read_and_labels_beside_numbers_are_not() -> None:
    rows = linked([rows_of(PLAN)])
    assert [row["raw"] for row in rows["figures"]] == ["five", "25", "11", "25", "Two", "three"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quorum is four.", True),
        ("Quorum: five members, who must come from three of the authorities.", True),
        ("3 Minutes of the meeting that was held on 4 May", False),
        ("Declarations 4 Minutes that were taken on 4 May", False),
        ("Membership", False),
    ],
)
def test_what_of_an_agenda_is_a_sentence(text: str, expected: bool) -> None:
    assert is_sentence(text) == expected
