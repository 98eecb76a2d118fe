from __future__ import annotations

import pytest

from minutebook.text.dates import parsed_date
from minutebook.text.periods import Taken, periods
from minutebook.text.relative_periods import Anchor


def read(text: str, anchor: Anchor | None = None) -> list[str]:
    """Write each period as its days, `?` where a part was worked out, and its words."""
    return [f"{p.start} {p.end}{'?' * p.inferred} {text[p.begin : p.stop]}" for p in periods(text, anchor)]


NAMED = {
    "by the end of May 2021 £1.4m had been spent": ["2021-04-01 2021-05-31? by the end of May 2021"],
    "by the end of May 2021 it will be done": ["2021-05-31 2021-05-31 by the end of May 2021"],
    "in 2020/21": ["2020-04-01 2021-03-31 2020/21"],
    "in 2020-21": ["2020-04-01 2021-03-31 2020-21"],
    "in 2020–21": ["2020-04-01 2021-03-31 2020–21"],
    "in 2020/2021": ["2020-04-01 2021-03-31 2020/2021"],
    "in 1999/00": ["1999-04-01 2000-03-31 1999/00"],
    "in 20/21": ["2020-04-01 2021-03-31? 20/21"],
    "from 2019-20 to 2020-21": ["2019-04-01 2020-03-31 2019-20", "2020-04-01 2021-03-31 2020-21"],
    "in 2016": ["2016-01-01 2016-12-31 2016"],
    "since 2016, and": ["2016-01-01 2016-12-31 2016"],
    "on 15 July 2021": ["2021-07-15 2021-07-15 15 July 2021"],
    "on Thursday 23rd November, 2023": ["2023-11-23 2023-11-23 23rd November, 2023"],
    "on the 1st of April 2021": ["2021-04-01 2021-04-01 1st of April 2021"],
    "on 29 February 2024": ["2024-02-29 2024-02-29 29 February 2024"],
    "on 25/11/21": ["2021-11-25 2021-11-25 25/11/21"],
    "on 01/02/2021": ["2021-02-01 2021-02-01 01/02/2021"],
    "on 01.02.2021": ["2021-02-01 2021-02-01 01.02.2021"],
    "in July 2021": ["2021-07-01 2021-07-31 July 2021"],
    "in Feb 2021": ["2021-02-01 2021-02-28 Feb 2021"],
    "in February 2020": ["2020-02-01 2020-02-29 February 2020"],
    "in Sept. 2020": ["2020-09-01 2020-09-30 Sept. 2020"],
    "April to June 2021": ["2021-04-01 2021-06-30 April to June 2021"],
    "April-June 2021": ["2021-04-01 2021-06-30 April-June 2021"],
    "19 March to 31 August 2020": ["2020-03-19 2020-08-31? 19 March to 31 August 2020"],
    "1st September to 31st March 2021": ["2020-09-01 2021-03-31? 1st September to 31st March 2021"],
    "1 April 2021 to 30 September 2021": ["2021-04-01 2021-09-30 1 April 2021 to 30 September 2021"],
    "1 April 2021 and 3 May 2022": ["2021-04-01 2022-05-03 1 April 2021 and 3 May 2022"],
    "Q1 of 2021/22": ["2021-04-01 2021-06-30 Q1 of 2021/22"],
    "Q2 of 2021/22": ["2021-07-01 2021-09-30 Q2 of 2021/22"],
    "Q3 of 2021/22": ["2021-10-01 2021-12-31 Q3 of 2021/22"],
    "the fourth quarter of 2021/22": ["2022-01-01 2022-03-31 fourth quarter of 2021/22"],
    "the first half of 2021/22": ["2021-04-01 2021-09-30 first half of 2021/22"],
    "the second half of 2021": ["2021-07-01 2021-12-31 second half of 2021"],
    "the first three quarters of 2021-22": ["2021-04-01 2021-12-31 first three quarters of 2021-22"],
    "the nine months to December 2021": ["2021-04-01 2021-12-31 nine months to December 2021"],
    "the six months ending 30 June 2021": ["2021-06-30 2021-06-30 30 June 2021"],
    "early 2020": ["2020-01-01 2020-03-31? early 2020"],
    "mid-2020": ["2020-04-01 2020-09-30? mid-2020"],
    "late 2020/21": ["2020-04-01 2021-03-31 2020/21"],
    "the ONS mid-year estimate for 2018": ["2018-06-30 2018-06-30 mid-year estimate for 2018"],
    "the 2018 mid-year estimate": ["2018-06-30 2018-06-30 2018 mid-year"],
    "the last night of March 2021": ["2021-03-31 2021-03-31 last night of March 2021"],
}


# Read from a paper of 15 July 2021; `?` where it is worked out.
RELATIVE = {
    "the year to December 2015": ["2015-01-01 2015-12-31 year to December 2015"],
    "data to March 2015": ["2014-04-01 2015-03-31? data to March 2015"],
    "between April 2015 and March 2016": ["2015-04-01 2016-03-31 April 2015 and March 2016"],
    "quarter one performance for 2016/17": ["2016-04-01 2016-06-30 quarter one performance for 2016/17"],
    "quarters (Q) 1 and 2 of 2021/22": ["2021-04-01 2021-09-30 quarters (Q) 1 and 2 of 2021/22"],
    "in the first quarter of this year": ["2021-04-01 2021-06-30? first quarter of this year"],
    "from 2008 to 2018": ["2008-01-01 2018-12-31 2008 to 2018"],
    "since April 2015": ["2015-04-01 2021-07-15? April 2015"],
    "(rolling 12 months)": ["2020-07-16 2021-07-15? rolling 12 months"],
    "last year": ["2020-01-01 2020-12-31? last year"],
    "in the year to September": ["2019-10-01 2020-09-30? year to September"],
    "in the 12 months to June": ["2020-07-01 2021-06-30? 12 months to June"],
    "planned for the nine months to December": ["2021-04-01 2021-12-31? nine months to December"],
    "in the nine months to December": ["2020-04-01 2020-12-31? nine months to December"],
    "in the first half of the year": ["2021-04-01 2021-09-30? first half of the year"],
    "between April and June last year": ["2020-04-01 2020-06-30? April and June last year"],
    "in March this year": ["2021-03-01 2021-03-31? March this year"],
    "on the last night of June": ["2021-06-30 2021-06-30? last night of June"],
    "on the last day of July": ["2020-07-31 2020-07-31? last day of July"],
    "so far in 2021/22": ["2021-04-01 2021-07-15? so far in 2021/22"],
    "in 2021/22 (to date)": ["2021-04-01 2021-07-15? 2021/22 (to date"],
    "in 2020/21 (to date)": ["2020-04-01 2021-03-31 2020/21"],
    "in the last year": ["2020-07-16 2021-07-15? in the last year"],
    "over the past four and a half years": ["2017-01-16 2021-07-15? the past four and a half years"],
    "over the last two calendar years": ["2019-01-01 2020-12-31? the last two calendar years"],
    "over the next five years": ["2021-07-15 2026-07-14? the next five years"],
    "9 years ago": ["2012-01-01 2012-12-31? 9 years ago"],
    "in months 1 to 2": ["2021-04-01 2021-05-31? months 1 to 2"],
    "the first four months of this financial year": ["2021-04-01 2021-07-31? first four months of this financial year"],
    "the year to date": ["2021-04-01 2021-07-15? the year to date"],
    "In July and August": ["2020-07-01 2020-08-31? In July and August"],
    "since June": ["2021-06-01 2021-07-15? since June"],
    "on 31 May": ["2021-05-31 2021-05-31? 31 May"],
    "in May 2021 compared with the same period last year": [
        "2021-05-01 2021-05-31 May 2021",
        "2020-05-01 2020-05-31? the same period last year",
    ],
    "under scheme 2": ["2020-09-01 2021-03-31 scheme 2"],
    "in 2019 (1st April to 31st of March)": ["2019-04-01 2020-03-31 2019 (1st April to 31st of March)"],
    "the Health Act 2006": [],
    "first 8 months of the 2015/16 financial year": [
        "2015-04-01 2015-11-30 first 8 months of the 2015/16 financial year"
    ],
    "the first eight months of FY2015-16": ["2015-04-01 2015-11-30 first eight months of FY2015-16"],
    "the first 8 months of 2015": ["2015-01-01 2015-08-31 first 8 months of 2015"],
    "the first 8 months of the contract": [],
    "the last 6 months of life": [],
    "in the summer of 2020 and winter 2019/20": [
        "2020-06-01 2020-08-31? summer of 2020",
    ],
    "at the end of May": ["2021-05-31 2021-05-31? at the end of May"],
    "by the end of September it was": ["2020-09-30 2020-09-30? by the end of September"],
    "this summer": ["2021-06-01 2021-08-31? this summer"],
    "this autumn": [],
    "by the end of September they had spent £1.2m": ["2020-04-01 2020-09-30? by the end of September"],
    "in the quarter": [],
    "this winter and last winter": [],
    "in the second week of June": ["2021-06-08 2021-06-14? second week of June"],
    "on the last Thursday of August": ["2020-08-27 2020-08-27? last Thursday of August"],
    "on the first Monday of March 2020": ["2020-03-02 2020-03-02 first Monday of March 2020"],
    "since 2018/19, when there were 40": ["2018-04-01 2019-03-31 2018/19"],
    "By the end of June £40 had been committed": ["2021-04-01 2021-06-30? By the end of June"],
    "At the end of June £40 had been spent": ["2021-04-01 2021-06-30? At the end of June"],
    "we reached 40 people by the end of June": ["2021-04-01 2021-06-30? by the end of June"],
    "last summer": ["2020-06-01 2020-08-31? last summer"],
    "leaking since the spring": ["2021-03-01 2021-07-15? since the spring"],
    "over the autumn": ["2020-09-01 2020-11-30? over the autumn"],
    "plans for this summer": [],
    "in May 2021, and at this point last year": [
        "2021-05-01 2021-05-31 May 2021",
        "2020-05-01 2020-05-31? this point last year",
    ],
    "from April to June 2021, against the same weeks of 2019": [
        "2021-04-01 2021-06-30 April to June 2021",
        "2019-04-01 2019-06-30 the same weeks of 2019",
    ],
    "in June 2021, double that of a year ago": [
        "2021-06-01 2021-06-30 June 2021",
        "2020-06-01 2020-06-30? a year ago",
    ],
    "in the five years to March 2020": ["2015-04-01 2020-03-31 five years to March 2020"],
    "a 10 week period ending 21 October 2020": ["2020-08-13 2020-10-21? 10 week period ending 21 October 2020"],
    "lent for six weeks from 5 December 2020": ["2020-12-05 2021-01-15? six weeks from 5 December 2020"],
    "three months ending 31 March 2021": ["2021-01-01 2021-03-31? three months ending 31 March 2021"],
    "during 2018 and 2019": ["2018-01-01 2019-12-31 during 2018 and 2019"],
    "in 2018 and 2019": ["2018-01-01 2018-12-31 2018", "2019-01-01 2019-12-31 2019"],
    "Permits last four months": [],
    "in the last two years (9 in 2019)": [
        "2018-01-01 2019-12-31? the last two years",
        "2019-01-01 2019-12-31 2019",
    ],
    "in this last year": ["2020-07-16 2021-07-15? in this last year"],
    "by the end of Q2": ["2021-04-01 2021-09-30? Q2"],
    "in Qtr 3": ["2021-10-01 2021-12-31? Qtr 3"],
    "the mid-2019 estimate": ["2019-06-30 2019-06-30 mid-2019"],
    "the estimates for the middle of 2018": ["2018-06-30 2018-06-30 estimates for the middle of 2018"],
    "3120 boats were seen at Upper Lock and 2015 at Mill Lock": [],
}


@pytest.mark.parametrize(("text", "expected"), RELATIVE.items(), ids=RELATIVE.keys())
def test_periods_told_from_the_day_of_a_paper(text: str, expected: list[str]) -> None:
    anchor = Anchor("2021-07-15", named=(("scheme 2", "2020-09-01", "2021-03-31"),))
    assert read(text, anchor) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", "2019-04-01 2020-03-31? last year"),
        ("this year", "2020-04-01 2021-03-31? this year"),
        ("in the last year", "2020-04-01 2021-03-31? in the last year"),
        ("in June", "2020-06-01 2020-06-30? in June"),
        ("in this last year", "2020-04-01 2021-03-31? in this last year"),
    ],
)
def test_periods_told_from_the_financial_year_that_a_paper_reports_on(text: str, expected: str) -> None:
    anchor = Anchor("2021-11-25", year="2020", reports=("2020-04-01", "2021-03-31"))
    assert read(text, anchor) == [expected]


def test_the_same_weeks_are_told_from_those_that_a_paper_reports_on() -> None:
    anchor = Anchor("2025-04-28", reports=("2025-01-06", "2025-03-09"))
    assert read("in the same weeks of 2023/24", anchor) == ["2024-01-06 2024-03-09? the same weeks of 2023/24"]
    assert read("this winter", Anchor("2025-01-28", reports=("2024-12-02", "2025-01-05"))) == [
        "2024-12-02 2025-01-05? this winter"
    ]


@pytest.mark.parametrize(("text", "expected"), NAMED.items(), ids=NAMED.keys())
def test_periods_that_a_text_names(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on 15 July",  # no year is ever filled in
        "last year",
        "months 1 to 2",
        "in 2020/25",  # not the year after
        "24/7 cover",
        "at 20:21",
        "£2,016",
        "£2016",
        "2016%",
        "2016.5",
        "on 45/13/2021",
        "in Mayfair 12",
        "32021",
        "20167",
        "from the 31st to the 3rd",
    ],
)
def test_no_period_is_made_up(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday 23rd November, 2023", "2023-11-23"),
        ("23 rd June 2021", "2021-06-23"),
        ("15 July 2021", "2021-07-15"),
        ("06/07/21", "2021-07-06"),
        ("15th July", ""),
        ("July 2021", ""),
        ("30 February 2021", ""),
        ("", ""),
    ],
)
def test_the_first_complete_date(text: str, day: str) -> None:
    assert parsed_date(text) == day


def test_what_is_taken_is_told_apart_from_what_is_free() -> None:
    taken = Taken(10)
    taken.add(3, 5)
    assert [taken.overlaps(a, b) for a, b in [(0, 3), (0, 4), (4, 9), (5, 9)]] == [False, True, True, False]
