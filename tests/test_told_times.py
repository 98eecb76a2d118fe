"""The time of a figure where its sentence names another's, or where what stands around it does."""

from __future__ import annotations

import pytest

from minutebook.facts.bearings import Setting
from minutebook.facts.breakdowns import totals_over
from minutebook.facts.prose_figures import figures
from minutebook.text.periods import Period
from minutebook.text.relative_periods import Anchor
from papers import rows_of, whole

DAYS = ("2021-04-01", "2022-03-31")
YEAR = Setting(
    "2022-11-20",
    area="Ayle",
    own=("Ayle",),
    anchor=Anchor("2022-11-20", year="2021", financial=True, reports=DAYS),
    period=Period(*DAYS, False, 0, 0),
)
NO_YEAR = Setting("2022-11-20", area="Ayle", own=("Ayle",), anchor=Anchor("2022-11-20"))


def times(text: str, setting: Setting = YEAR) -> list[str]:
    """Write each figure with the months of its time; a whole financial year as two years."""
    return [f"{f.quantity.value:f} {_short(f.period)}".strip() for f in figures(whole(text), setting)]


def _short(period: Period | None) -> str:
    if period is None:
        return ""
    year = (period.start[5:], period.end[5:]) == ("04-01", "03-31") and int(period.end[:4]) == int(period.start[:4]) + 1
    return f"{period.start[:4]}/{period.end[2:4]}" if year else f"{period.start[:7]}..{period.end[:7]}"


# In an annual report on 2021/22.
TOLD = {
    # a change, and what it is reckoned from
    "Sales rose by 44% from the previous year of 510 to 734": ["44 2021/22", "510 2020/21", "734 2021/22"],
    "In 2021/22 we moored 90 boats. That compares with 60 in 2020/21, a rise of 50%, or 30 boats": [
        "90 2021/22",
        "60 2020/21",
        "50 2021/22",
        "30 2021/22",
    ],
    "Most tolls were paid. That is a fall of 5% from last year.": ["5 2021/22"],
    "In this last year, 77 locks were mended.": ["77 2021/22"],
    "The share was 70% in the first 5 months of 2021/22. It beats this point last year, which was 58%.": [
        "70 2021-04..2021-08",
        "5 2021-04..2021-08",
        "58 2020-04..2020-08",
    ],
    # an earlier year is only that of the number that stands with it
    "We moored 310 boats, an increase of 48 over 2020/21.": ["310 2021/22", "48 2021/22"],
    "Locks were opened 97 times, nearly double the 51 of 2020/21.": ["97 2021/22", "51 2020/21"],
    "Five crews were saved, the same number as in the year before.": ["5 2021/22"],
    "The year before there had been 40 wrecks, so the rise is 10%.": ["40 2020/21", "10 2021/22"],
    "The lock had seven visits, three more than in 2020/21, and began two repairs.": [
        "7 2021/22",
        "3 2021/22",
        "2 2021/22",
    ],
    "That is 12 more than the 100 of 2020/21 (12%).": ["12 2021/22", "100 2020/21", "12 2021/22"],
    # pairs
    "The two years differ most at the weir (63% compared with 52%)": ["2", "63 2021/22", "52 2020/21"],
    "Tolls beat the number for 2020/21 (318 compared with 305)": ["318 2021/22", "305 2020/21"],
    "Tolls of boats were higher (318 compared with 305 of barges)": ["318 2021/22", "305 2021/22"],
    # what is of no year
    "Boats under sail are three times as likely to sink.": ["3"],
    "Boats under sail were three times as likely to sink.": ["3 2021/22"],
    "“Our lock is kept by 6 wardens. We moored 40 boats.” There were 9 fires.": ["6", "40", "9 2021/22"],
    "We will train 11 wardens.": ["11"],
    "We also paid several £60 mooring fines.": ["60"],
    "Throughout Europe tolls had gone up by 40%.": ["40"],
    "Of our moorings a third are used by 46% of the residents.": ["33.3333 2021/22", "46"],
    "The lake has 12 wrecks on a population of 9,000.": ["12", "9000"],
    "National guidance is 28% to 40%.": ["28"],
    "Some 31% came back, where 28% to 40% is what national guidance expects.": ["31 2021/22", "28"],
    "recommends Council to add £40 to the fund": ["40"],
    "Over five years there have been 14 wrecks.": ["5", "14"],
    "The motion was carried by six votes to two.": ["6", "2"],
    "Last winter 40% of boats froze.": ["40"],
    "Mooring is 9% over what the budget allowed for: the contract calls for 12%.": ["9 2021/22", "12"],
    # what goes on
    "Between May and June, all eight crews took part. Run with friends, the fifteen heats were attended by 430.": [
        "8 2021-05..2021-06",
        "15 2021-05..2021-06",
        "430 2021-05..2021-06",
    ],
    "All eight authorities signed up between May and June.": ["8"],
    "On 18 November 2021 we counted 19 boats. In 2020/21 it was 12. Fifteen of the 19 leaked.": [
        "19 2021-11..2021-11",
        "12 2020/21",
        "15 2021-11..2021-11",
        "19 2021-11..2021-11",
    ],
    "We gave £90 in 2020/21: £50 for elms, £30 for oaks.": ["90 2020/21", "50 2020/21", "30 2020/21"],
    # done, counted, measured
    "We saw 348 wrecks, 29 a month, and 4 a week sank.": ["348 2021/22", "29 2021/22", "4"],
    "Wardens met 40 crews, or nearly two a day.": ["40 2021/22", "2 2021/22"],
    "The busiest month was March with 171 boats; August was the quietest with 12.": [
        "171 2022-03..2022-03",
        "12 2021-08..2021-08",
    ],
    "The gap of 21% fell by six points.": ["21 2021/22", "6 2021/22"],
    "The moorings cost £900.": ["900 2021/22"],
    "Every £1 spent saves £4.": ["1", "4"],
    "Three of the seven locks leaked.": ["3 2021/22", "7"],
    "Courses run for over 250 members of staff.": ["250 2021/22"],
    "Courses are open to 250 members.": ["250"],
    "The new rail has prevented two falls.": ["2 2021/22"],
    "We have agreed six aims.": ["6"],
    "Repairs took 41 days on average.": ["41 2021/22"],
    "Repairs are due within 41 days.": ["41"],
    "640* still afloat at 6 weeks by the end of Q2 (68% of aim)": ["640 2021-04..2021-09", "6", "68 2021-04..2021-09"],
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=TOLD.keys())
def test_times_in_a_report_on_a_year(text: str, expected: list[str]) -> None:
    assert times(text) == expected


OF_NO_REPORT = {
    "We lost 23 boats in the last two years (9 in 2021). Each of these nine boats was raised.": [
        "23 2020-01..2021-12",
        "2 2020-01..2021-12",
        "9 2021-01..2021-12",
        "9 2021-01..2021-12",
    ],
    "There were 9 thefts in 2019. Each of these nine thefts was solved.": ["9 2019-01..2019-12", "9 2019-01..2019-12"],
    "The lock opened in March 2022; three 4 year permits have been granted.": ["3", "4"],
    "In March 2022 it opened; three boats came.": ["3 2022-03..2022-03"],
    "The new lock has been implemented in March 2022 with 6 wardens.": ["6"],
    "The trial, from 8 January to 29 March 2022, brought 46 boats. Only 12 had a crew.": [
        "46 2022-01..2022-03",
        "12 2022-01..2022-03",
    ],
    "We mended 21 locks in the year to June 2022, and in June alone three. Some 40% had rusted.": [
        "21 2021-07..2022-06",
        "3 2022-06..2022-06",
        "40 2021-07..2022-06",
    ],
    "The national figures are for the year to June 2022. Ayle saw 84 wrecks.": ["84 2021-07..2022-06"],
    "In May 2022 we saw 40 boats, 9 more than in May 2021. A third of them (13) had leaked.": [
        "40 2022-05..2022-05",
        "9 2022-05..2022-05",
        "33.3333 2022-05..2022-05",
        "13 2022-05..2022-05",
    ],
    "Between March and May the number of boats grew from 40 to 52.": ["40", "52"],
    "It fell from 32 boats a day in May to 24 in June.": ["32 2022-05..2022-05", "24 2022-06..2022-06"],
    "They counted 88 of 1,096 boats at the end of May.": ["88 2022-05..2022-05", "1096 2022-05..2022-05"],
    "They moored 88 boats (9%) in May 2022.": ["88 2022-05..2022-05", "9 2022-05..2022-05"],
}


@pytest.mark.parametrize(("text", "expected"), OF_NO_REPORT.items(), ids=OF_NO_REPORT.keys())
def test_times_in_a_paper_that_reports_on_none(text: str, expected: list[str]) -> None:
    assert times(text, NO_YEAR) == expected


# In a report on a quarter, and in one on a year that runs.
DAYS_OF_QUARTER, DAYS_OF_RUNNING = ("2022-07-01", "2022-09-30"), ("2022-04-01", "2023-03-31")
OF_A_PART = {
    "We mended 381 boats compared with 298, and sank 4.": [
        "381 2022-07..2022-09",
        "298 2021-07..2021-09",
        "4 2022-07..2022-09",
    ],
    "More barges than punts sank: 40, against 9.": ["40 2022-07..2022-09", "9 2022-07..2022-09"],
    "Tolls are over budget by £40.": ["40 2022/23"],
    "A net overspend of £40 (0.8% of budget) is forecast.": ["40 2022/23", "0.8 2022/23"],
    "Wrecks fell by 12% over the year.": ["12 2022-07..2022-09"],
    "The share was 8.4%, above the rate in Quarter 1.": ["8.4 2022-07..2022-09"],
    "Of all calls 9% were lost, compared with 13% in the quarter before.": ["9 2022-07..2022-09", "13"],
}


@pytest.mark.parametrize(("text", "expected"), OF_A_PART.items(), ids=OF_A_PART.keys())
def test_times_in_a_report_on_a_quarter(text: str, expected: list[str]) -> None:
    assert times(text, on(DAYS_OF_QUARTER)) == expected


def on(days: tuple[str, str]) -> Setting:
    """Return the setting of a report on some days, which names the same ones of the year before."""
    anchor = Anchor("2022-11-20", reports=days)
    period = Period(*days, False, 0, 0)
    return Setting("2022-11-20", area="Ayle", own=("Ayle",), anchor=anchor, period=period, year_on_year=True)


def test_what_is_counted_in_a_year_that_runs_is_of_no_year() -> None:
    assert times("Crews waited 9 days on average, and 40 boats sank.", on(DAYS_OF_RUNNING)) == ["9", "40"]


def test_what_somebody_answers_has_no_time_of_a_heading() -> None:
    setting = Setting("2018-05-01", headings=("Homes let, 2017/18",))
    assert times("Mr Marlow said that 40 homes stood empty.", setting) == ["40"]
    assert times("Members heard that 40 homes stood empty.", setting) == ["40 2017/18"]


def test_what_is_paid_has_no_day_of_a_heading() -> None:
    setting = Setting("2018-05-01", headings=("Homes at 31 March 2018",))
    assert times("The Council paid £90.", setting) == ["90"]
    assert times("There were 361 homes.", setting) == ["361 2018-03..2018-03"]


HEAD = "Report to: Board\nDate: 20 November 2022\nTitle: {}\nReport of: Head of Boats\n\n"


def of_paper(body: str, title: str = "Boats Annual Report 2021/22") -> list[str]:
    figures_found = rows_of(HEAD.format(title) + body)["figures"]
    return [f"{f['value']:f} {f['period_start'][:7]}..{f['period_end'][:7]}" for f in figures_found]


def test_a_paragraph_that_opens_with_some_of_these_goes_on_with_the_one_above() -> None:
    body = "From May to June 2021 we held 15 races on the river.\n\nFour of these were held at night, with 78 crews.\n"
    assert of_paper(body) == ["15 2021-05..2021-06", "4 2021-05..2021-06", "78 2021-05..2021-06"]
    apart = body.replace("\n\nFour", "\n\nNight races\n\nFour")
    assert of_paper(apart)[1:] != ["4 2021-05..2021-06", "78 2021-05..2021-06"]


BOX = """Wrecks

41 claims paid by the Council since 2018, most for barges.

Few owners write in.

Average cost – £730
17 barges, 24 punts.

Causes

- 21 – high wind.
- 13 – rot.

We mended 9 locks.
"""


def test_lines_that_break_down_a_total_are_of_its_time() -> None:
    assert of_paper(BOX) == [f"{n} 2018-01..2022-03" for n in (41, 730, 17, 24, 21, 13)] + ["9 2021-04..2022-03"]
    assert of_paper(BOX.replace("24 punts", "25 punts"))[2] == "17 2021-04..2022-03"


def test_long_lists_are_looked_at_in_time_that_grows_with_them() -> None:
    assert not any(totals_over(["12 boats in 2018", "5 barges"] * 20_000))


def test_the_month_in_a_plans_title_is_that_of_its_issue() -> None:
    body = "RIVER PLAY STRATEGY – AUGUST 2022\n\nWe learn from the trial, which was held in 9 schools on the river.\n"
    assert of_paper(body, "River plan") == ["9 .."]


def test_a_heading_over_several_years_leaves_a_paper_its_own() -> None:
    setting = Setting(**{**vars(YEAR), "headings": ("Wrecks, 2019/20 to 2021/22",)})
    assert times("There were 12 wrecks.", setting) == ["12 2021/22"]
