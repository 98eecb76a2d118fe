"""Which year a paper without one in its title reports on, and what its figures take from that."""

from __future__ import annotations

import pytest

from minutebook.facts.reporting_years import counted_year
from minutebook.papers.reports import Document
from papers import rows_of, tables_of

YEARS = "Tree\t2019/20\t2020/21\nOak\t40\t44\nElm\t9\t7\n\n"
#: A paper of 15 July 2021, and the year that it counts what happened in.
COUNTED = {
    "tables that end with a year": ("Trees are counted.\n\n" + YEARS, "2020-04-01"),
    "a first sentence that opens with a year": ("In 2020/21 some 40 oaks came. In 2019/20 it was 31.\n", "2020-04-01"),
    "a calendar year": ("During 2020 some 40 oaks were planted, 9 more than in 2019.\n", "2020-01-01"),
    "tables of other years": (YEARS + "They grow.\n\nBee\t2018/19\t2019/20\nRed\t4\t5\n", None),
    "a year that goes on": ("In 2021/22 some 40 oaks will be planted.\n", None),
    "a year long gone": ("In 2015/16 some 40 oaks were planted.\n", None),
    "a state on a day": ("Trees at 31 March\n" + YEARS.replace("2019/20", "2020").replace("2020/21", "2021"), None),
    "mostly of other times": (
        "In 2020/21 some 40 oaks came. In April 2021 there were 9, in May 2021 only 8, in June 2021 none.\n",
        None,
    ),
    "a year in the middle": ("Oaks are dear. Those planted in 2020/21 were 40.\n", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "start"), COUNTED.values(), ids=COUNTED.keys())
def test_the_year_that_a_paper_counts_in(text: str, start: str | None) -> None:
    found = counted_year(Document("report", "Trees", 1), tables_of(text), text.split("\n"), "2021-07-15")
    assert (found.start if found else None) == start


@pytest.mark.parametrize(
    ("kind", "title"), [("minutes", "Minutes"), ("strategy", "Trees"), ("report", "Trees: budget")]
)
def test_what_looks_ahead_or_is_said_at_a_meeting_counts_in_no_year(kind: str, title: str) -> None:
    text = "Trees are counted.\n\n" + YEARS
    assert counted_year(Document(kind, title, 1), tables_of(text), text.split("\n"), "2021-07-15") is None


def told(body: str) -> list[str]:
    head = "Report to: Board\nDate: 15 July 2021\nTitle: Trees\nReport of: Head of Trees\n\n"
    return [f"{f['value']:f} {f['period_start']} {f['period_end']}" for f in rows_of(head + body)["figures"]]


def test_figures_of_such_a_paper_are_of_its_year_and_what_they_came_from_of_the_year_before() -> None:
    said = "Oaks rose from 40 to 44. In Quarter 4 there were 12 of them.\n\n"
    assert told(YEARS + said) == [
        "40 2019-04-01 2020-03-31",
        "44 2020-04-01 2021-03-31",
        "12 2021-01-01 2021-03-31",
    ]


def test_a_part_of_a_year_is_compared_with_the_same_part_where_the_paper_names_it() -> None:
    covers = "This report covers April to June 2021{}.\n\nOaks rose from 40 to 44.\n"
    assert told(covers.format(" and the same months of 2020")) == [
        "40 2020-04-01 2020-06-30",
        "44 2021-04-01 2021-06-30",
    ]
    assert told(covers.format("")) == ["40  ", "44 2021-04-01 2021-06-30"]
