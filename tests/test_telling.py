"""Facts in words and in tables, and the list of figures that are in no fact yet."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

import minutebook as mb
from minutebook.errors import MinutebookError
from minutebook.showing import telling

BLANK: dict[str, Any] = {
    "observation_id": "2020-01-31-parks-board#L7",
    "pack_id": "2020-01-31-parks-board",
    "line": 7,
    "label": "Thefts of bicycles",
    "indicator": "bicycles",
    "statistic": "level",
    "breakdown": "",
    "area": "Northtown",
    "period_start": "",
    "period_end": "",
    "period_inferred": pd.NA,
    "value": 40.0,
    "unit": "count",
    "approximation": "",
    "direction": "",
    "coverage": "",
    "origin": "prose",
    "stated": 1,
    "quote": "40 bicycles were stolen.",
}


def facts(*given: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([BLANK | one for one in given] or [BLANK])[: len(given)]


def row(**values: Any) -> Any:
    return next(facts(values).itertuples())


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "40"),
        ({"value": None}, "not stated"),
        ({"value": 1234.5}, "1,234.5"),
        ({"unit": "GBP", "value": 10_600_000.0}, "£10,600,000"),
        ({"unit": "percent", "value": 19.95}, "19.95%"),
        ({"unit": "percent", "value": 100 / 3, "approximation": "over"}, "over 33.3%"),
        ({"unit": "percent", "value": 50.0, "approximation": "less than"}, "under 50%"),
        ({"unit": "per 1,000", "value": 30.8}, "30.8 per 1,000"),
        ({"unit": "weeks", "value": 6.0, "approximation": "up to"}, "up to 6 weeks"),
        ({"statistic": "change", "unit": "percent", "value": 57.0, "direction": "decrease"}, "57% less"),
        ({"statistic": "change", "unit": "percent", "value": -21.0, "origin": "table"}, "21% less"),
        ({"statistic": "change", "unit": "percent", "value": 19.0, "origin": "table"}, "19% more"),
        ({"statistic": "change", "value": 0.0, "origin": "table"}, "a change of 0"),
        ({"statistic": "change", "value": 655.0}, "a change of 655"),  # of which nothing says whether more or less
    ],
)
def test_an_amount_has_its_unit_and_its_direction(values: dict[str, Any], text: str) -> None:
    assert mb.amount(row(**values)) == text


@pytest.mark.parametrize(
    ("start", "end", "inferred", "text"),
    [
        ("2015-01-01", "2015-12-31", False, "2015"),
        ("2019-04-01", "2020-03-31", False, "the year to March 2020"),
        ("2019-03-01", "2020-02-29", pd.NA, "the year to February 2020"),
        ("2020-07-07", "2021-07-06", True, "the year to 6 July 2021, reckoned from the paper's day"),
        ("2015-01-01", "2015-09-30", False, "1 January 2015 to 30 September 2015"),
        ("2014-01-01", "2015-12-31", False, "1 January 2014 to 31 December 2015"),
        ("2021-07-01", "2021-07-01", False, "1 July 2021"),
        ("", "2015-12-31", False, ""),
        ("", "", pd.NA, ""),
    ],
)
def test_a_period_is_said_in_the_shortest_exact_words(start: str, end: str, inferred: object, text: str) -> None:
    assert mb.when(row(period_start=start, period_end=end, period_inferred=inferred)) == text


def in_year(year: str, **values: Any) -> dict[str, Any]:
    return {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "period_inferred": False, **values}


def test_facts_of_one_kind_are_told_together_in_time_and_a_change_comes_last() -> None:
    fell = {"statistic": "change", "unit": "percent", "value": 7.0, "direction": "decrease"}
    rows = facts(fell, in_year("2015", value=40.0), in_year("2014", value=43.0))
    assert mb.tell(rows) == "Thefts of bicycles: 43 (2014), 40 (2015), 7% less"
    assert mb.tell(rows[:1], area=True) == "Thefts of bicycles, Northtown: 7% less"


def test_a_share_says_of_what_and_on_how_many_records_it_rests() -> None:
    share = {"statistic": "share", "unit": "percent", "value": 61.0, "breakdown": "sex: male; age: 20 to 39"}
    rows = facts(share | {"coverage": "87% of records", "area": "Northtown; Southtown"})
    told = "Thefts of bicycles, share male and aged 20 to 39, Northtown and Southtown: 61% (known for 87% of records)"
    assert mb.tell(rows, area=True) == told


def test_a_small_count_is_marked_and_a_small_share_is_not() -> None:
    few = facts({"value": 19.0}, {"value": 20.0}, {"value": 3.0, "unit": "percent"})
    assert mb.tell(few[:1]).endswith("19 (a small number)")
    assert "small" not in mb.tell(few[1:])
    shown = mb.facts_table(few, id="few", title="Few", nobody=few).plain
    assert re.search(r"\b19\*", shown) and not re.search(r"20\*|3%\*", shown)


def test_without_facts_it_says_so_and_names_where_it_looked() -> None:
    assert mb.tell(facts()) == telling.NO_FACT
    looked = facts({})
    shown = mb.facts_table(facts(), id="none", title="Facts on bicycles", nobody=looked)
    assert shown.plain == "Facts on bicycles: none. The catalogue has no fact for it. [2020-01-31-parks-board line 7]"


def test_a_table_of_facts_has_the_words_and_leads_to_the_line() -> None:
    told = facts({"stated": 3, "coverage": "87% of records"})
    shown = mb.facts_table(told, id="bikes", title="Bicycles", nobody=facts(), closed=True)
    assert "40 bicycles were stolen." in shown.plain
    assert "Northtown, no period" in shown.plain and "40; known for 87% of records; stated 3 times" in shown.plain
    assert "packs/2020-01-31-parks-board.html#L7" in shown.html
    assert shown.html.startswith("<details><summary>Bicycles: 1 fact</summary>")


def test_facts_are_chosen_by_statistic_breakdown_place_and_year() -> None:
    rows = facts(in_year("2015"), in_year("2014"), {"breakdown": "sex: male"}, {"area": "Northtown; Southtown"})
    assert list(mb.of_kind(rows, "level", "", "Northtown", "2015").index) == [0]
    assert list(mb.of_kind(rows, breakdown="").index) == [0, 1, 3]
    assert list(mb.of_kind(rows, area="Northtown").index) == [0, 1, 2]
    assert len(mb.of_kind(rows)) == len(rows)
    assert mb.of_kind(rows, "share").empty


def test_every_observation_of_the_collection_can_be_told() -> None:
    rows = mb.observations()
    told = mb.tell(rows, area=True)
    assert not re.search(r"\bnan\b|<NA>|NaT|None", told)
    assert told.count(": ") >= len(set(rows["label"]))
    assert mb.facts_table(rows, id="all", title="All", nobody=rows).plain.count("\n") == len(rows) + 1


@pytest.mark.parametrize("theme", ["serious violence", "safeguarding", "discharge funding"])
def test_what_is_not_catalogued_is_listed_to_the_last_figure(theme: str) -> None:
    rest, every = mb.figures(theme=theme, catalogued=False), mb.figures(theme=theme)
    shown = mb.not_catalogued([theme], id="rest")
    assert shown.plain.startswith(f"{len(rest)} of {len(every)} figures in the papers' sentences on {theme} are in no")
    assert shown.html.count('class="gt_row gt_left gt_stub"') == len(rest)


def test_figures_of_a_place_are_listed_with_those_of_a_theme_and_none_twice() -> None:
    more = mb.figures(area="West End")
    rest = mb.figures(theme="crime", catalogued=False)
    both = set(rest["figure_id"]) | set(more.loc[more["indicator"] == "", "figure_id"])
    shown = mb.not_catalogued(["crime"], id="rest", more=more)
    assert shown.html.count('class="gt_row gt_left gt_stub"') == len(both)
    assert "on crime, or said of these places, are in no" in shown.plain


def test_figures_of_papers_that_only_touch_on_a_theme_are_counted_and_not_listed() -> None:
    every = mb.figures(theme="crime", catalogued=False)
    one = every["document_id"].iloc[0]
    shown = mb.not_catalogued(["crime"], id="rest", papers=every[every["document_id"] == one])
    own = int((every["document_id"] == one).sum())
    assert shown.html.count('class="gt_row gt_left gt_stub"') == own
    assert f" {len(every) - own} more, of other papers" in shown.plain


def test_a_theme_that_no_figure_has_is_refused() -> None:
    with pytest.raises(MinutebookError):
        mb.not_catalogued(["no such theme"], id="rest")
