from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.numbering import numbers_due


def due(text: str) -> dict[str, str]:
    """What each number should be; a number with a # in front is a heading's."""
    printed = [(word.lstrip("#"), word.startswith("#")) for word in text.split()]
    return {
        f"{n}:{word}": found
        for n, (word, found) in enumerate(zip(text.split(), numbers_due(printed), strict=True))
        if found
    }


CASES = {
    "#1. 1.1 1.2 #2. 2.1 2.2": {},
    "#1. 1.1 1.2 #2. 1.1 2.2": {"4:1.1": "2.1"},
    "#1. 1.1 1.1 1.3 #2. 2.1": {"2:1.1": "1.2"},
    "#1. 1.1 #2. 2.1 #4. 3.1 3.2 #3 3.3 #4 4.3": {
        "4:#4.": "3", "7:#3": "4", "8:3.3": "4.1", "9:#4": "5", "10:4.3": "5.1"},
    "(i) (ii) (ii) (iv)": {"2:(ii)": "(iii)"},
    "(a) (b) (c) (a) (b)": {},
    "(a) (b) (d)": {"2:(d)": "(c)"},
    "(i) (iii) (a) (c)": {"1:(iii)": "(ii)", "3:(c)": "(b)"},
    "(a) (b) (d) (e)": {},
    "7. 8. 10. 10. 11.": {"2:10.": "9"},
    "(h) (i) (j)": {},
    "i. i. i.": {},  # each list begins anew
    # items of minutes in the order taken
    "#4 4.1 #9 9.1 #5 5.1 #6 6.1": {},
    # a paragraph that was lost leaves the rest right
    "#1. 1.1 1.3 1.4 #2. 2.1": {},
    "1. 2. 3. 1. 2.": {},
    "5.1 5.1.1 5.1.2 5.2 5.2.1": {},
    "": {},
}  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), CASES.items(), ids=CASES.keys())
def test_a_number_is_mended_only_where_the_paper_misnumbers(printed: str, expected: dict[str, str]) -> None:
    assert due(printed) == expected


@given(st.lists(st.integers(1, 6), min_size=2, max_size=8))
def test_a_paper_that_numbers_in_order_has_nothing_to_mend(lengths: list[int]) -> None:
    printed = [
        pair
        for n, length in enumerate(lengths, 1)
        for pair in [(f"{n}.", True), *((f"{n}.{m}", False) for m in range(1, length + 1))]
    ]
    assert set(numbers_due(printed)) == {""}


@given(st.lists(st.tuples(st.text("0123456789.()ivxab", max_size=6), st.booleans()), max_size=30))
def test_no_numbering_crashes(printed: list[tuple[str, bool]]) -> None:
    assert len(numbers_due(printed)) == len(printed)
