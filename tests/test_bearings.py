from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.facts.bearings import Setting
from minutebook.facts.belonging import belonging
from minutebook.facts.places import places
from minutebook.facts.prose_figures import figures
from minutebook.facts.settings import Settings
from minutebook.papers.reports import Document
from minutebook.scoring.score_quantities import quantity_counts
from minutebook.text.periods import Period
from minutebook.text.quantities import quantities
from minutebook.text.relative_periods import Anchor
from minutebook.text.uncounted import uncounted
from papers import pack, source, whole

TOWN = Setting("2019-06-30", area="Ayle", own=("Ayle", "Bode"), listed=("Upper Cray",), anchor=Anchor("2019-06-30"))

PERIODS = {
    "There were 134 thefts in 2015 compared with 135 in 2014 and 183 in 2011": [
        "2015-01-01",
        "2014-01-01",
        "2011-01-01",
    ],
    "It rose from 54% in 2016/17 to 49%": ["2016-04-01", ""],
    "Thefts rose by 9% from 2014 to 2015": ["2015-01-01"],
    "196 homes and 191 flats were inspected (2017/18)": ["2017-04-01", "2017-04-01"],
    "A team of 40 officers was set up in 2011": [""],
    "The Housing Act 2004 led to 40 notices": [""],
    "The team currently works with 40 families": [""],
    "In 2017 there were 40 thefts. Of these, 12 were solved.": ["2017-01-01", "2017-01-01"],
    "In 2017 there were 40 thefts. The council employs 90 wardens.": ["2017-01-01", ""],
    "In 2017 there were 40 thefts. Wardens stopped 90 people.": ["2017-01-01", "2017-01-01"],
    "12% of babies weigh less (2018), a lower share than elsewhere": ["2018-01-01"],
    "The main offences in 2017 were robbery (23%), drugs (21%) and theft (17%)": ["2017-01-01"] * 3,
    "Of all cases 31% were repeats compared with 17% in 2014": ["", "2014-01-01"],
    "Homes let: 914 (2018/19: 871)": ["", "2018-04-01"],
    "Replies came in 78% of cases in 2017, against a target of 85%": ["2017-01-01", ""],
    "There were 64 waiting in August, against 41 a year before": ["2018-08-01", "2017-08-01"],
    "Some 78% were answered in 2017, which is below the standard of 85%": ["2017-01-01", ""],
    "All eight councils asked for more in 2017": [""],
    "The two hospitals let 40 people go in 2017": ["", "2017-01-01"],
    "Thirty people were helped in 2017. Two families moved away.": ["2017-01-01", "2017-01-01"],
    "Levels were higher in 2017 (9%) compared with Camden rates (4%)": ["2017-01-01", "2017-01-01"],
    "Absence (4.8%) was higher than in Brent and nationally in 2017": ["2017-01-01"],
    "From the returns in 2017, 76% felt well, after a hard winter which many had spent at home, 22% did not": [
        "2017-01-01",
        "2017-01-01",
    ],
    "Thefts were 1% fewer than in 2017 and 13% fewer than in 2015": ["", ""],
    "There were 96 fires in 2017, three times the number in 2015": ["2017-01-01", "2017-01-01"],
    "Fires were twice as many as in 2015": [""],
    "Fires fell by 5% from April to June 2018": ["2018-04-01"],
    "Of all victims 14% had been a victim in the last 12 months": ["", ""],
    "Wardens have been working for the last 6 months with 40 families": ["2019-01-01", "2019-01-01"],
    "We will let 40 homes by the end of July": [""],
    "It was agreed to send a list of the 40 by 31 October": [""],
    "There were 30 orders (18 in 2017)": ["", "2017-01-01"],
    "There were an average of 341 calls a day in 2017": ["2017-01-01"],
    "Of the 301 section 42 enquiries opened in 2017 some 98 were about homes": ["2017-01-01", "2017-01-01"],
    "In 2017 there were 150 cases. 40% of these were new.": ["2017-01-01", "2017-01-01"],
    "Of all cases 9% are new, against 12% nationally in 2017": ["", "2017-01-01"],
    "There were 9 fires in 2016 and 12 in 2017. Over both years 40% were solved.": [
        "2016-01-01",
        "2017-01-01",
        "2016-01-01",
    ],
    "Thefts rose from 2014 to 2015, that is 286 more crimes": ["2015-01-01"],
    "The year saw 12% who were ill in 2017, better than the year before. However, 34% were well.": [
        "2017-01-01",
        "2017-01-01",
    ],
    "Of residents 9% had been a victim in the last two years. 14% were old.": ["", "", ""],
    "It was the second highest of all, at 9%, in 2017": ["2017-01-01", "2017-01-01"],
    "Some 9% had moved by 2017, as against 12% nine years ago": ["2017-01-01", "2010-01-01", ""],
    "Claims paid within 28 days in June 2016 rose from 10% in June 2015 to 40%": ["", "2015-06-01", "2016-06-01"],
    "Rents rose by 7% in 2017 over the previous year while homes cost 12% more": ["2017-01-01", "2017-01-01"],
    "There were 95 fires in 2017. In the same months of 2016 there were 81.": ["2017-01-01", "2016-01-01"],
    "There were 40 thefts in 2017, up from 36": ["2017-01-01", "2016-01-01"],
    "There were 40 thefts in May 2017, down from 46": ["2017-05-01", ""],
    "There were 40 thefts in 2017, against 36": ["2017-01-01", ""],
    "Some 61% came in 2017, down from 66% a year before, and 44% had called": [
        "2017-01-01",
        "2016-01-01",
        "",
    ],
    "The survey, from 8 January to 29 March 2018, brought 146 answers: 88 from people at home": ["2018-01-08"] * 2,
    "Partners paid £180,000 in 2017. Spending was £173,400, which left £6,600.": ["2017-01-01"] * 3,
    "Partners paid £180,000 in 2017. A new hall will cost £173,400.": ["2017-01-01", ""],
    "There were 40 thefts in 2017. That is 412 a month.": ["2017-01-01", "2017-01-01"],
    "In June the forecast was £1.9 million": [""],
    "There were 63 fires in 2017, 9.8% more than in 2016, and 69% of them were put out": [
        "2017-01-01",
        "2017-01-01",
        "",
    ],
    "There were 668 thefts in 2016 and 612 in 2017. Of the 612, some 250 were solved.": [
        "2016-01-01",
        "2017-01-01",
        "2017-01-01",
        "2017-01-01",
    ],
    # a time that had to be worked out, where such times are often wrong
    "A hub opened in May and has seen 236 people": [""],
    "A hub opened in May 2019 and has seen 236 people": ["2019-05-01"],
    "Since March wardens have seen 236 people": ["2019-03-01"],
    "Four clubs are open in May": [""],
    "Four clubs were held in May": ["2019-05-01"],
    "At the end of May savings of £90 were planned": [""],
    "At the end of May the debt stood at £90": ["2019-05-31"],
    "At the end of May it had fallen by 9%": [""],
    "A sign was lent for six weeks from 5 May": [""],
    "Our 2017 year: • 12 thefts in 2016 • 9 frauds were seen": ["2016-01-01", "2017-01-01"],
}


@pytest.mark.parametrize(("text", "expected"), PERIODS.items(), ids=PERIODS.keys())
def test_the_time_that_a_figure_is_said_of(text: str, expected: list[str]) -> None:
    assert [f.period.start if f.period else "" for f in figures(whole(text), TOWN)] == expected


def test_what_a_heading_and_a_document_say_holds_where_the_sentence_is_silent() -> None:
    year = Period("2017-04-01", "2018-03-31", False, 0, 0)
    under = Setting("2019-06-30", headings=("Thefts in Brent, 2016", "Crime"), area="Ayle", period=year)
    figure = next(figures(whole("There were 40 thefts"), under))
    assert (figure.area.name, figure.area.named_by, figure.period_from) == ("Brent", "heading", "heading")
    open_air = Setting("2019-06-30", headings=("Crime",), area="Ayle", period=year)
    figure = next(figures(whole("There were 40 thefts"), open_air))
    assert (figure.area.named_by, figure.period_from) == ("document", "document")


@pytest.mark.parametrize(
    ("kind", "title", "text", "start"),
    [
        ("annual report", "Annual Report 2020/21", "Bees", "2020-04-01"),
        ("annual report", "The Year of the Bee", "The Year of the Bee\n\nAnnual report\n\n2020-21\n", "2020-04-01"),
        ("annual report", "The Year of the Bee", "Bees\n\n2019-20 and 2020-21\n", ""),
        ("appendix", "Annual Review of Bees", "Annual Review of Bees\n\n2020/21", "2020-04-01"),
        ("appendix", "Bees", "Bees\n\n2020/21", ""),
        ("slides", "Bees", "Bees\n\nA year of honey, 2019/20\n\n- Budget 2021/22", "2019-04-01"),
        ("report", "Annual report on bees", "Bees\n\nThe year 2019/20", "2019-04-01"),
        ("report", "Bees", "Bees\n\nThis report covers the period from April to June 2021.", "2021-04-01"),
        ("report", "Bees", "Bees\n\nThe grant covers 2020/21.", ""),
        ("strategy", "Bees 2020/21", "Bees", ""),
        ("report", "Bees: the picture for 2020", "Bees", "2020-01-01"),
        ("report", "Bee keepers' complaints, 2020", "Bees", "2020-01-01"),
        ("annual report", "Bees: Annual Review 2020", "Bees", "2020-01-01"),
        ("report", "Swarms in 2020", "Bees", "2020-01-01"),
        ("report", "The Bee Plan for 2020", "Bees", ""),
        ("report", "Bees in 2021", "Bees", ""),
        ("report", "Bees in 2013", "Bees", ""),
        ("annual report", "Annual Report of the Director of Public Health 2020", "Bees", ""),
        ("report", "Bees", "Bees\n\nThis report describes calendar year 2020 beside 2019.", "2020-01-01"),
        ("report", "Bees", "Bees\n\nUnless we say otherwise, figures are for 2020.", "2020-01-01"),
        ("report", "Bees", "Unless stated, figures cover the year to March 2021.", "2020-04-01"),
        ("report", "Bees", "Unless stated, all figures are for the calendar year 2020.", "2020-01-01"),
        ("report", "Bees", "All figures are for 2020 unless otherwise stated.", "2020-01-01"),
        ("report", "Bees", "The report looks back over 2020 and ahead to 2021.", "2020-01-01"),
        ("report", "Bees", "This report covers the work of the keepers in the calendar year 2020.", "2020-01-01"),
        ("report", "Bees", "The purpose of this report is to give the results of the year 2020.", "2020-01-01"),
        ("report", "A fire among the bees in 2020: findings", "Bees", ""),
        ("report", "Bees", "Bees\n\nThis report gives the numbers of swarms seen in 2020.", "2020-01-01"),
        ("report", "Bees", "Bees\n\nThis report sets out proposals after the survey results of 2020.", ""),
        ("report", "Bees", "Bees\n\nThis report describes 2022 and beyond.", ""),
    ],
)
def test_the_period_that_a_document_reports_on(kind: str, title: str, text: str, start: str) -> None:
    paper = Document(kind, title, 1, text.count("\n") + 1, date="2021-07-15")
    at = Settings(source(text), pack(), [paper], []).at(1)
    assert (at.period.start if at.period and not at.of_shares else "") == start


def test_an_annual_report_takes_the_year_of_the_report_that_brings_it() -> None:
    text = "Bees\n\nHoney\n"
    brings = Document("report", "Annual Report of the Bees 2020/21", 1, 2, "4", "2021-07-15")
    at = Settings(source(text), pack(), [brings, Document("annual report", "Honey", 3, 3, "4")], []).at(3)
    assert at.period is not None
    assert (at.period.start, at.budget, at.of_shares) == ("2020-04-01", at.period, False)


def test_only_shares_take_the_year_that_the_data_of_a_document_cover() -> None:
    year = Period("2017-01-01", "2017-12-31", False, 0, 0)
    covered = Setting("2019-06-30", period=year, of_shares=True)
    found = list(figures(whole("There are 40 wardens. Some 9% of thefts are solved."), covered))
    assert [f.period_from for f in found] == ["", "document"]


def test_a_countrys_figure_has_the_time_of_the_one_that_it_is_set_beside() -> None:
    year = Period("2017-04-01", "2018-03-31", False, 0, 0)
    for text, expected in {
        "Of the cases 9% were repeats compared with 12% nationally": [year, year],
        "Nationally 12% are repeats": [None],
    }.items():
        assert [f.period for f in figures(whole(text), replace(TOWN, period=year))] == expected


def test_what_a_change_in_a_year_that_is_reported_on_came_from_is_of_the_year_before() -> None:
    year = Period("2018-04-01", "2019-03-31", False, 0, 0)
    figures_found = figures(whole("Thefts rose by 9%, from 40 to 44."), replace(TOWN, period=year))
    days = [(f.period.start, f.period.inferred) for f in figures_found if f.period]
    assert days == [("2018-04-01", False), ("2017-04-01", True), ("2018-04-01", False)]
    quarter = Period("2019-01-01", "2019-03-31", False, 0, 0)
    figures_found = figures(whole("Thefts rose from 40 to 44."), replace(TOWN, period=quarter))
    assert [f.period.start if f.period else "" for f in figures_found] == ["", "2019-01-01"]


# A sentence or two of a report on 2018, and the year of each of its figures.
IN_A_YEAR = {
    "There were 95 fires, 9.6% below the 104 of 2017": ["2018", "2018", "2017"],
    "There were 95 fires, three times as many as the 31 of the year before": ["2018", "2018", "2017"],
    "The year before there were 81, so the total has grown by 14, or 17%": ["2017", "2018", "2018"],
    "In 2017 there were 81. Arrests rose by 9%.": ["2017", "2018"],
    "Fires fell to 77 from 92": ["2018", "2017"],
    "Arrests doubled from 22": ["2018", "2017"],
    "Fires went from five to eight": ["2017", "2018"],
    "Fires have gone up by 9% in two years, from 86": ["2018", "", ""],
    "The 95 fires of 2018 are 14 above the figure for 2017 and 20 above that for 2016": ["2018"] * 3,
    "In Quarter 3 there were 40 fires": ["2018-07-01"],
    "In the last quarter there were 40 fires": ["2018-10-01"],
    "There were 40 fires last year": ["2017"],
    "There were 40 fires in the second half of the year": ["2018-07-01"],
    "We saw 95 fires over the year. Some 9% were in homes.": ["2018", "2018"],
    "Some 40 fires were seen from April to June. Crews served 164 notices.": ["2018-04-01", ""],
    "The home has 16 places": [""],
    "Some 98,900 people live in the district. There are 41 parishes.": ["", ""],
    "The survey asked 40 people. By day 92% felt safe.": ["", ""],
}


@pytest.mark.parametrize(("text", "expected"), IN_A_YEAR.items(), ids=IN_A_YEAR.keys())
def test_what_a_report_on_a_year_counts_is_of_the_year_and_what_it_compares_with_of_another(
    text: str, expected: list[str]
) -> None:
    year = Period("2018-01-01", "2018-12-31", False, 0, 0)
    report = replace(TOWN, period=year, anchor=Anchor("2019-06-30", reports=(year.start, year.end)))
    starts = [f.period.start.removesuffix("-01-01") if f.period else "" for f in figures(whole(text), report)]
    assert starts == expected


def test_what_was_told_of_a_report_is_of_its_year() -> None:
    text = "The Chair presented the annual report for 2017/18. Cases had gone up by 9%. Members asked for 40 copies."
    assert [f.period.start if f.period else "" for f in figures(whole(text), TOWN)] == ["2017-04-01", ""]


@given(
    st.lists(
        st.sampled_from("12 cases in Ayle compared with 15% across Bode , and ( ) 9 than respectively".split()),
        max_size=30,
    )
)
def test_belonging_answers_for_each_quantity_with_a_name_that_is_there(words: list[str]) -> None:
    text = " ".join(words)
    found = quantities(text)
    named = [(begin, stop) for _, begin, stop in places(text, ("Ayle", "Bode"))]
    chosen = belonging(text, found, named)
    assert len(chosen) == len(found)
    assert all(one is None or 0 <= one < len(named) for one in chosen)


UNCOUNTED = [
    "under Section 42 or 43", "at Options 2 or 3", "Chart 1", "licence number LA 100019597", "Report 73",
    "161, 697-703", "10 years on", "the NHS 5 Year Plan", "a 24 hour city", "between 23.00 and 05.00",
    "at 2.00 p.m.", "people under the age of 25", "at age 1, 2 and 5",
    "ranging in age from 15 to over 25 years old", "People over 50 are", "0-19 services", "from birth to five",
    "at 64 Mill Street", "UNITED 16", "£000", "the first half of the year", "3", "2.",
    "a rate per 1000 of them", "one minute past eight", "the 2004 Act",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCOUNTED)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [q.value for q in quantities(text)] == []
    assert all(0 <= begin < stop <= len(text) for begin, stop in uncounted(text))


COUNTED = {
    "over £500K and £53K": ["500000 GBP", "53000 GBP"],
    "£10.7b a year": ["10700000000 GBP"],
    "four and a half years": ["4.5 years"],
    "a fifteen-minute call": ["15 minutes"],
    "once a week, twice a month": ["1 per week", "2 per month"],
    "twice as likely, four times less": ["2 times", "4 times"],
    "7 days a week": ["7 per week"],
    "an estimated 1986 young people": ["1986 count"],
    "Building sites: 2010": ["2010 count"],
    "Seven carers in ten": ["70 percent"],
    "two hubs, one in the north and one in the south": ["2 count", "1 count", "1 count"],
    "nine of them": ["9 count"],
    "fell from 12 to zero": ["12 count", "0 count"],
    "12.9 per 100,000, more than in England (10.4)": ["12.9 per 100,000", "10.4 per 100,000"],
    "83% agreed (Ayle 86, Bode 84)": ["83 percent", "86 percent", "84 percent"],
    "134 offences per day compared with 135 in 2014 and 183": ["134 per day", "135 per day", "183 per day"],
    "64, against 41 a year before": ["64 count", "41 count"],
    "1.06 (rate per 1000 young people)": ["1.06 per 1,000"],
    "10th out of 32": ["10 rank", "32 count"],
}


@pytest.mark.parametrize(("text", "expected"), COUNTED.items(), ids=COUNTED.keys())
def test_what_is_counted(text: str, expected: list[str]) -> None:
    assert [f"{q.value:f} {q.unit}" for q in quantities(text)] == expected


def test_a_figure_that_leaves_its_period_open_claims_nothing_wrong() -> None:
    gold = {"file": "a", "line": "1", "value": "5", "value_high": "", "unit": "count", "area": "Ayle"}
    gold |= {"period_start": "2015-01-01", "period_end": "2015-12-31", "area_from": "", "period_from": ""}
    open_one = gold | {"period_start": "", "period_end": ""}
    wrong = gold | {"period_start": "2014-01-01", "period_end": "2014-12-31"}
    together = [
        {name: counts for name, _, counts in quantity_counts([ours], [gold])}["all together"]
        for ours in (gold, open_one, wrong)
    ]
    assert [(c["recall"], c["precision"]) for c in together] == [(1, 1), (0, 1), (0, 0)]


@pytest.mark.parametrize(
    ("own", "named_by", "expected"),
    [("Ayle", "sentence", (1, 1)), ("Bode", "heading", (0, 0)), ("Ayle", "document", (0, 1)), ("", "", (0, 1))],
)
def test_a_place_that_only_the_document_gives_is_no_claim_where_nothing_is_inherited(
    own: str, named_by: str, expected: tuple[int, int]
) -> None:
    gold = {"file": "a", "line": "1", "value": "5", "value_high": "", "unit": "count", "area": "Ayle"}
    gold |= {"period_start": "", "period_end": ""}
    ours = gold | {"area": own, "area_from": named_by, "period_from": ""}
    counts = {name: counts for name, _, counts in quantity_counts([ours], [gold])}["all together, not inherited"]
    assert (counts["recall"], counts["precision"]) == expected


QUARTER = replace(
    TOWN,
    anchor=Anchor("2019-06-30", reports=("2019-01-01", "2019-03-31")),
    period=Period("2019-01-01", "2019-03-31", False, 0, 0),
)
IN_A_QUARTER = {
    "There were 40 thefts": ["2019-01-01 document"],
    "There were 40 thefts in the quarter (31 a year before)": ["2019-01-01 sentence", "2018-01-01 sentence"],
    "It fell from 40 to 31 thefts": ["", "2019-01-01 document"],
    "At the end of the quarter 31 people waited": ["2019-03-31 sentence"],
    "In the half-year 31 people waited": ["2018-10-01 sentence"],
    "Two stations are near": [""],
    "Savings of £4m are at risk": [""],
}


@pytest.mark.parametrize(("text", "expected"), IN_A_QUARTER.items(), ids=IN_A_QUARTER.keys())
def test_what_a_report_on_a_quarter_counts_is_of_the_quarter(text: str, expected: list[str]) -> None:
    found = list(figures(whole(text), QUARTER))
    assert [f"{f.period.start if f.period else ''} {f.period_from}".strip() for f in found] == expected


def test_the_amounts_of_a_finance_report_are_of_its_year() -> None:
    year = Period("2018-04-01", "2019-03-31", True, 0, 0)
    (figure,) = figures(whole("Savings of £4m are at risk"), replace(QUARTER, budget=year))
    assert (figure.period, figure.period_from) == (year, "document")


@pytest.mark.parametrize(
    ("heading", "period"), [("Homes at 31 March 2018", "2018-03-31"), ("Panel, 31 March 2018", "")]
)
def test_a_day_in_a_heading_is_the_time_of_figures_where_it_says_at(heading: str, period: str) -> None:
    (figure,) = figures(whole("There were 361 homes."), Setting("2018-05-01", headings=(heading,)))
    assert (figure.period.end if figure.period else "") == period
