from __future__ import annotations

import re
from itertools import pairwise

import pytest

from minutebook.text.numbers import number_in_words
from minutebook.text.quantities import Quantity, quantities


def shown(quantity: Quantity, text: str) -> str:
    """Write a quantity as the tables below do: raw, value and unit, then whatever else it says."""
    high = f"-{quantity.value_high:f}" if quantity.value_high is not None else ""
    more = [quantity.approximation, quantity.direction, quantity.role]
    said = "".join(f"; {word}" for word in more if word)
    return f"{text[quantity.begin : quantity.stop]} = {quantity.value:f}{high} {quantity.unit}{said}"


def read(text: str) -> list[str]:
    return [shown(q, text) for q in quantities(text)]


WORDS = {
    "two hundred and fifty people came": ["two hundred and fifty = 250 count"],
    "one hundred and twenty cases": ["one hundred and twenty = 120 count"],
    "it fell from 618 in Quarter 1 to 544 in Quarter 2": ["618 = 618 count; from", "544 = 544 count; to"],
    "By Year 6, 38.7% of pupils": ["38.7% = 38.7 percent"],
    "the list grew by 212 to 3,940": ["212 = 212 count; increase; change", "3,940 = 3940 count; to"],
    "in the first three quarters of the year": [],
    "call 020 7641 2000": [],
    "the share of 101 calls that were abandoned": [],
    "91.6% of five-year-olds": ["91.6% = 91.6 percent"],
    "which dropped by a fifth to 164": ["a fifth = 20 percent; decrease; change", "164 = 164 count; to"],
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items(), ids=WORDS.keys())
def test_numbers_in_words_and_what_looks_like_a_range(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_wide_room_costs_no_time() -> None:
    text = "1" + " " * 200_000 + "12 people"
    assert read(text) == ["12 = 12 count"]


MONEY = {
    "capped at £10.6m": ["£10.6m = 10600000 GBP"],
    "a loss of £9.5 to £13 billion": ["£9.5 to £13 billion = 9500000000-13000000000 GBP"],
    "costing between £2m and £3.5m": ["£2m and £3.5m = 2000000-3500000 GBP"],
    "a grant of £1,570,000.": ["£1,570,000 = 1570000 GBP"],
    "£1.2 million was claimed": ["£1.2 million = 1200000 GBP"],
    "some £250k": ["£250k = 250000 GBP; about"],
    "they paid £12.50, then left": ["£12.50 = 12.5 GBP"],
    "(£600)": ["£600 = 600 GBP"],
    "a fund of $5bn": ["$5bn = 5000000000 USD"],
    "£1.4m-£1.6m": ["£1.4m-£1.6m = 1400000-1600000 GBP"],
}

PERCENT = {
    "a 57% decrease in calls": ["57% = 57 percent; decrease; change"],
    "robbery fell by 57% there": ["57% = 57 percent; decrease; change"],
    "increased by 8.5% to 320": ["8.5% = 8.5 percent; increase; change", "320 = 320 count; to"],
    "Theft rose by 12 per cent": ["12 per cent = 12 percent; increase; change"],
    "a reduction of 4%": ["4% = 4 percent; decrease; change"],
    "60-70% of patients": ["60-70% = 60-70 percent"],
    "between 5 and 10% of staff": ["5 and 10% = 5-10 percent"],
    "a rise of 6.4 percentage points": ["6.4 percentage points = 6.4 percentage points; increase; change"],
    "10.5% of all crime": ["10.5% = 10.5 percent"],
    "over 70% agreed": ["70% = 70 percent; over"],
    "doubled": ["doubled = 100 percent; increase; change"],
    "calls halved": ["halved = 50 percent; decrease; change"],
}

PAIRS = {
    "rose from 840 to 1,168": ["840 = 840 count; from", "1,168 = 1168 count; to"],
    "of that age group (58% of offenders)": ["58% = 58 percent"],
    "Over half took place at night": ["half = 50 percent; over; share"],
    "with 30.8 victims per 1000 residents": ["30.8 victims per 1000 = 30.8 per 1,000"],
    "up from the quarter before of 312 to 401": ["312 = 312 count; from", "401 = 401 count; to"],
    "a small but significant increase (from 0 to 3)": ["0 = 0 count; from", "3 = 3 count; to"],
    "14 of 18 wards": ["14 = 14 count; part", "18 = 18 count; whole"],
    "14 out of 18": ["14 = 14 count; part", "18 = 18 count; whole"],
    "1,081 (69%)": ["1,081 = 1081 count", "69% = 69 percent; share"],
    "one in six (16.0%)": ["one in six = 16.6667 percent; share", "16.0% = 16 percent"],
    "fell from 31% to 28%": ["31% = 31 percent; from", "28% = 28 percent; to"],
    "reduces from 6 weeks to 4 weeks": ["6 weeks = 6 weeks; from", "4 weeks = 4 weeks; to"],
}

WORDS_FOR_SHARES = {
    "a third of crimes": ["a third = 33.3333 percent; share"],
    "one third of crimes": ["one third = 33.3333 percent; share"],
    "two-thirds of victims": ["two-thirds = 66.6667 percent; share"],
    "three quarters of them": ["three quarters = 75 percent; share"],
    "one fifth of the total": ["one fifth = 20 percent; share"],
    "half of residents": ["half = 50 percent; share"],
    "nearly half of all": ["half = 50 percent; under; share"],
    "over half of all": ["half = 50 percent; over; share"],
    "1 in 4 residents": ["1 in 4 = 25 percent; share"],
    "one in four adults": ["one in four = 25 percent; share"],
    "one in three wards": ["three = 3 count"],
    "one in every four": ["one in every four = 25 percent; share"],
    "two out of three": ["two out of three = 66.6667 percent; share"],
}

LOOSENED = {
    "more than 300 people": ["300 = 300 count; over"],
    "400 plus volunteers": ["400 = 400 count; over"],
    "about 20 visits": ["20 = 20 count; about"],
    "around 1,500 homes": ["1,500 = 1500 count; about"],
    "approximately 3,000 calls": ["3,000 = 3000 count; about"],
    "circa 90 beds": ["90 = 90 count; about"],
    "some 45 staff": ["45 = 45 count; about"],
    "nearly 600 children": ["600 = 600 count; under"],
    "almost 600 children": ["600 = 600 count; under"],
    "just under 600 children": ["600 = 600 count; under"],
    "at least 12 sites": ["12 = 12 count; at least"],
    "up to six weeks": ["six weeks = 6 weeks; up to"],
    "no more than 5 visits": ["5 = 5 count; up to"],
    "less than 30 cases": ["30 = 30 count; less than"],
    "fewer than 30 cases": ["30 = 30 count; less than"],
}

RATES = {
    "43.1 per 1000 residents": ["43.1 per 1000 = 43.1 per 1,000"],
    "a rate of 812 per 100,000 people": ["812 per 100,000 = 812 per 100,000"],
    "1.2 victims a day": ["1.2 = 1.2 per day"],
    "22 per week": ["22 = 22 per week"],
    "9 calls each month": ["9 = 9 per month"],
    "300 visits per annum": ["300 = 300 per year"],
    "six weeks": ["six weeks = 6 weeks"],
    "a 28-day target": ["28-day = 28 days"],
    "within 24 hours": ["24 hours = 24 hours"],
    "a 48 hour urgent route": ["48 hour = 48 hours"],
    "the 2 year approach": ["2 year = 2 years"],
    "the average age of death being 45 for men": ["45 = 45 years"],
    "fifth highest in London": ["fifth = 5 rank"],
    "the 57th most deprived": ["57th = 57 rank"],
    "22 referrals per week compared to 16 in 2019-20": ["22 = 22 per week", "16 = 16 per week"],
    "22 per week compared with 16 beds": ["22 = 22 per week", "16 = 16 count"],
    "Churchill and Warwick ranked 12th and 6th": ["12th = 12 rank", "6th = 6 rank"],
    "ranked 57th most deprived, on 6th June": ["57th = 57 rank"],
    "a strong correlation (0.98)": ["0.98 = 0.98 ratio"],
    "two new work streams": ["two = 2 count"],
    "three LSOAs": ["three = 3 count"],
    "twenty-five officers": ["twenty-five = 25 count"],
    "population of 2.2 million people": ["2.2 million = 2200000 count"],
}

STATED = MONEY | PERCENT | PAIRS | WORDS_FOR_SHARES | LOOSENED | RATES


@pytest.mark.parametrize(("text", "expected"), STATED.items(), ids=STATED.keys())
def test_what_a_phrase_states(text: str, expected: list[str]) -> None:
    assert read(text) == expected


NEVER = [
    "the 10 -18 age group",
    "on 15 July 2021 at the Town Hall",
    "on the 19th March",
    "on 01/02/2021",
    "at 6.30 pm",
    "from 8 am to 10 pm",
    "at 18:30",
    "in 2016",
    "in 2020/21",
    "during 2020-21 and 2021/2022",
    "since the 1990s",
    "see paragraph 4.2",
    "paragraphs 3 and 4",
    "item 7 of the agenda",
    "on page 13",
    "see pages 13 to 20",
    "in Appendix 2",
    "Section 42 enquiries",
    "under s75",
    "Schedule 12A",
    "Class A drugs",
    "Table 3 shows",
    "LSOA E01033595",
    "in W10 4LE",
    "https://example.org/2021/12/34",
    "Operation Unite 16",
    "call NHS 111",
    "officers of SO15",
    "24/7 cover",
    "the first lockdown",
    "the second wave",
    "one of the aims",
    "this one and that one",
    "no one was hurt",
    "one way to help",
    "aged 10-18",
    "those aged 65 and over",
    "18-24 year olds",
    "a 16 year old",
    "children under 5.",
    "over 65s",
    "Covid-19",
    "Covid 19",
    "999 calls to the police",
    "under the operational name of Unite 16.",
    "Phase 2 of the plan",
    "Quarter 1",
    "months 1 to 2",
    "Key Stage 2",
    "Part 1 of the Act",
    "version 2.1",
    "COVID-19 2021 to 2022",
]


@pytest.mark.parametrize("text", NEVER)
def test_what_is_never_a_figure(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("three LSOAs in Harrow Road", "LSOAs"),
        ("two new work streams", "new work streams"),
        ("43.1 per 1000 residents in care", "residents"),
        ("1.2 victims a day", "victims"),
        ("all eight local authorities in NWL", "local authorities"),
        ("22 per week", ""),
        ("rose from 840 to 1,168 offences", "offences"),
    ],
)
def test_what_is_counted(text: str, noun: str) -> None:
    assert quantities(text)[-1].noun == noun


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("£10.6m", 1), ("16.0%", 1), ("57%", 0), ("a third of us", None), ("six weeks", None), ("0.98%", 2)],
)
def test_printed_decimals(text: str, decimals: int | None) -> None:
    assert quantities(text)[0].decimals == decimals


@pytest.mark.parametrize(("word", "number"), [("seven", 7), ("twenty-five", 25), ("Ninety nine", 99), ("dozen", None)])
def test_numbers_in_words(word: str, number: int | None) -> None:
    assert number_in_words(word) == number


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 100_000, "1,234,567,890,123,456,789 people"], ids=len)
def test_a_number_too_long_to_hold_exactly_is_no_quantity(digits: str) -> None:
    assert quantities(digits) == []


def test_spans_stand_in_order_and_apart() -> None:
    text = " and ".join(re.sub(r"\W+$", "", text) for text in STATED)
    spans = [(q.begin, q.stop) for q in quantities(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_what_a_label_before_a_number_counts_is_not_the_next_label() -> None:
    text = "All weavers: 3,104 Dyers from the dales: 112 Spinners: 96"
    assert [q.noun for q in quantities(text)] == ["", "", ""]
    assert [q.noun for q in quantities("In all: 12 looms, and 5 Guilds: 3 of them old")] == ["looms", "Guilds", ""]
