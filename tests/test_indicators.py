from __future__ import annotations

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.facts.facts import gathered
from minutebook.facts.indicators import claims, indicators, mentions, theme_of
from minutebook.facts.roles import direction_of
from minutebook.files import ROOT
from minutebook.reading import linked
from minutebook.schema import WORDS
from minutebook.text.quantities import quantities
from papers import rows_of

PARAPHRASES = ROOT / "tests" / "gold" / "paraphrases.csv"


def measured(text: str, before: str = "", lead: str = "") -> list[str]:
    """Write each claim of a sentence as its number, indicator, statistic, part and coverage."""
    found = quantities(text)
    return [
        " | ".join(part for part in (text[q.begin : q.stop], c.indicator, c.statistic, c.breakdown, c.coverage) if part)
        for q, c in zip(found, claims(text, found, lead, before), strict=True)
        if c
    ]


SAID = {
    "There were 640 robberies, up from 590": ["640 | robbery | level", "590 | robbery | level"],
    "Robbery fell by 9% to 640": ["9% | robbery | change", "640 | robbery | level"],
    "640 robberies were recorded compared to 700 the previous year (9% decrease)": [
        "640 | robbery | level",
        "700 | robbery | level",
        "9% | robbery | change",
    ],
    "12% of victims of crime were repeat victims": ["12% | victims_of_crime | share | circumstance: repeat"],
    "Women make up 61% of victims of domestic abuse compared with 58% last year": [
        "61% | domestic_abuse_victims | share | sex: female",
        "58% | domestic_abuse_victims | share | sex: female",
    ],
    "Of suspects 83% were male and 17% female": [
        "83% | suspects | share | sex: male",
        "17% | suspects | share | sex: female",
    ],
    "The sanction detection rate stood at 12%": ["12% | sanction_detection_rate | level"],
    "There were five priorities for robbery": [],
    "Robbery (23%), drugs (21%)": [],
    "751 more robberies": ["751 | robbery | change"],
    "Knife crime with injury rose by 4%": ["4% | knife_injuries | change"],
    "12% of parks have a pond": [],
    # a share's part in the sentence's own words
    "Phones were taken in 48% of thefts from the person": ["48% | theft_person | share | Phones were taken"],
    "82% of drug offences in Ayle were for cannabis": ["82% | drug_offences | share | for cannabis"],
    "This is 12% of robberies": [],
    "Of 640 people tested on arrest 38% were positive": [
        "640 | drug_tests | level",
        "38% | drug_tests | share | positive",
    ],
    "There were 42 homicides, 5 of which were stabbings": ["42 | homicide | level", "5 | knife_injuries | level"],
    "One in six children has a mental disorder": ["One in six | mental_disorder | share | of children"],
    "84% of residents are not worried about crime": ["84% | population | share | not worried about crime"],
    # targets and what would be
    "Outcomes were achieved for 91% against a target of 95%": ["91% | outcomes_achieved | level"],
    "Burglary should fall by 10%": [],
    # whom a rate is for
    "Burglary ran at 12.9 per 1,000 households": ["12.9 per 1,000 | burglary | level | base: households"],
    "Per 1,000 residents Ayle had 1.6 knife offences": [
        "1.6 | knife_crime_offences | level | base: per 1,000 residents"
    ],
    # a change beside a share, and apart from its verb
    "Burglary fell by 9%, with 34% of victims women": ["9% | burglary | change"],
    "Robberies came down in Ayle by 9%": ["9% | robbery | change"],
    "The largest fall was in gun crime (46%)": ["46% | gun_crime | change"],
    # a head and what narrows it
    "The detection rate for burglary was 8%": ["8% | sanction_detection_rate | level | crime type: burglary"],
    "142 residential burglaries": ["142 | burglary | level | residential burglaries"],
    "27.9% of young offenders reoffended": ["27.9% | reoffending_rate | level"],
    # what a verb names, and what a service does
    "830 homes were burgled": ["830 | burglary | level"],
    "The MARAC heard 214 cases": ["214 | marac_cases | level"],
    "The team inspected 88 premises": ["88 | inspections | level"],
    "It took 32 days to close a case": ["32 days | response_time | level"],
    # what isn't it
    "The prison population is 840": [],
    "14 outreach workers help": ["14 | staff | level | outreach workers"],
    "The ASB team has 8 officers": ["8 | staff | level"],
    "61% of adults are overweight": [],
    "63 children were missing education": [],
    "12,000 telephone enquiries": [],
    "118 care leavers": [],
    "Staff sickness absence averaged 8.2%": [],
    "57 victims of burglary": ["57 | victims_of_crime | level | victims of burglary"],
}


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID.keys())
def test_what_a_number_measures(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


def test_a_share_carries_for_how_many_its_feature_is_known() -> None:
    known = "Gender was recorded in 88% of suspect details. "
    assert measured("83% were male", before=known) == ["83% | suspects | share | sex: male | 88% of suspect details"]
    assert measured("83% of offenders were male", before=known) == ["83% | offenders | share | sex: male"]


def test_an_item_of_a_list_is_of_what_leads_into_it() -> None:
    lead = "Nationality was detailed for only 24% of suspects. Where known the top nationalities were:"
    assert measured("Romania 8%", lead=lead) == ["8% | suspects | share | nationality: Romanian | 24% of suspects"]


def test_the_catalogue_is_small_and_whole() -> None:
    known = indicators()
    assert 40 <= len(known) <= 80
    for name, one in known.items():
        assert one.label and one.definition and one.theme and one.unit, name
        assert set(one.compare_with) <= set(known) - {name}
        assert not one.nouns.pattern.fullmatch("")
    assert WORDS["statistic"] == ("level", "change", "share")


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    assert [name for name, _, _ in mentions("sexual offence victims and sexual offences")] == [
        "sexual_offence_victims",
        "sexual_offences",
    ]
    assert theme_of("Nothing is named", "Reducing burglary") == "crime"
    assert theme_of("Nothing is named") == "other"


def test_paraphrases_that_no_pack_holds_are_understood() -> None:
    """The sentences were written from labels and definitions alone; who writes the catalogue reads none held out."""
    with PARAPHRASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(count >= 3 for count in Counter(row["id"] for row in rows).values())
    assert {row["id"] for row in rows} == set(indicators())
    total = Counter(row["held_out"] for row in rows)
    right = Counter(row["held_out"] for row in rows if understood(row["sentence"], row["id"], float(row["value"])))
    assert right["false"] >= 0.9 * total["false"]
    assert right["true"] >= 0.25 * total["true"]


def understood(text: str, name: str, value: float) -> bool:
    found = quantities(text)
    return any(
        c is not None and c.indicator == name and abs(float(q.value) - value) < 0.01
        for q, c in zip(found, claims(text, found), strict=True)
    )


@given(
    st.lists(
        st.sampled_from("640 9% robberies fell by of victims were male ( ) , and compared with".split()), max_size=25
    )
)
def test_claims_answer_for_each_quantity(words: list[str]) -> None:
    text = " ".join(words)
    found = quantities(text)
    answers = claims(text, found)
    assert len(answers) == len(found)
    assert all(c is None or c.indicator in indicators() for c in answers)


def stated(line: int, **said: object) -> dict[str, object]:
    row: dict[str, object] = {"indicator": "robbery", "statistic": "level", "breakdown": "", "coverage": ""}
    row |= {
        "direction": "",
        "value": 640,
        "value_high": None,
        "unit": "count",
        "approximation": "",
        "origin": "prose",
        "quote": "q",
    }
    row |= {"area": "Ayle", "area_code": "", "period_start": "2015-01-01", "period_end": "2015-12-31"}
    row |= {"period_inferred": False, "pack_id": "a", "home": "a", "source_id": f"a#L{line}"}
    return row | {"line": line, "start": line * 10, "end": line * 10 + 3} | said


YEAR_TO_JUNE = {"period_start": "2020-06-25", "period_end": "2021-06-24", "period_inferred": True}
YEAR_TO_JULY = {"period_start": "2020-07-08", "period_end": "2021-07-07", "period_inferred": True}
FELL = {"statistic": "change", "direction": "decrease", "unit": "percent", "value": 21}
OPEN = {"period_start": "", "period_end": "", "period_inferred": None}


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ([stated(1), stated(9)], 1),  # told twice
        ([stated(1), stated(9, pack_id="b", home="b")], 1),  # in two packs, of one year
        ([stated(1), stated(9, **OPEN)], 1),  # the second leaves the year open
        ([stated(1, **OPEN), stated(9, pack_id="b", home="b", **OPEN)], 2),  # who knows if it is the same year
        ([stated(1, **OPEN), stated(9, pack_id="b", home="a", **OPEN)], 1),  # one paper in two renderings
        ([stated(1), stated(9, value=641)], 2),
        ([stated(1), stated(9, area="Bode")], 2),
        ([stated(1, **YEAR_TO_JUNE), stated(9, **YEAR_TO_JULY)], 1),  # "in the last year", of two papers' days
        ([stated(1, **YEAR_TO_JUNE), stated(9, **YEAR_TO_JULY | {"period_inferred": False})], 2),
        ([stated(1, **FELL), stated(9, **FELL | {"value": -21})], 1),  # "fell by 21%" and a cell that prints -21%
        ([stated(1, **FELL), stated(9, **FELL | {"direction": "increase"})], 2),
        ([stated(1), stated(5, period_start="2016-01-01", period_end="2016-12-31"), stated(9, **OPEN)], 3),
    ],
)  # fmt: skip
def test_repeats_of_one_fact_are_one_observation(rows: list[dict[str, object]], facts: int) -> None:
    observations, places = gathered(rows)
    assert len(observations) == facts
    assert len(places) == len(rows)
    ids = [row["observation_id"] for row in observations]
    assert len(set(ids)) == len(ids)
    assert {row["observation_id"] for row in places} == set(ids)


TABLE = """Crime in Ayle

Robbery by month

Offence\t2014\t2015\t% change
Robbery Total\t640\t700\t9
Burglary in a dwelling\t90\t80\t-11
People begging is a problem in my local area\t24\t20\t-4
"""


def years(row: dict[str, object]) -> str:
    return f"{str(row['period_start'])[:4]} {str(row['period_end'])[:4]}".strip()


def test_cells_are_facts_of_what_their_labels_name() -> None:
    rows = linked([rows_of(TABLE)])
    facts = [
        (r["indicator"], r["statistic"], r["breakdown"], float(r["value"]), years(r), r["direction"])
        for r in rows["observations"]
    ]
    assert facts == [
        ("robbery", "level", "", 640, "2014 2014", ""),
        ("robbery", "level", "", 700, "2015 2015", ""),
        ("robbery", "change", "", 9, "2015 2015", "increase"),
        ("burglary", "level", "Burglary in a dwelling", 90, "2014 2014", ""),
        ("burglary", "level", "Burglary in a dwelling", 80, "2015 2015", ""),
        ("burglary", "change", "Burglary in a dwelling", -11, "2015 2015", "decrease"),
    ]
    assert {r["source_id"].split(":")[-1] for r in rows["mentions"]} == {"1,1", "1,2", "1,3", "2,1", "2,2", "2,3"}


PAIRED = """Crime in Ayle

What was taken

Offence\tItem 1\t\tItem 2\t
Robbery Total\tPhone\t22%\tCash\t19%
Burglary\tJewellery\t20%\tBikes\t14%
"""


def test_the_item_beside_a_cell_is_what_its_share_is_of() -> None:
    rows = linked([rows_of(PAIRED)])
    shares = [(r["indicator"], r["breakdown"], float(r["value"])) for r in rows["observations"]]
    assert shares == [
        ("robbery", "Phone", 22),
        ("robbery", "Cash", 19),
        ("burglary", "Jewellery", 20),
        ("burglary", "Bikes", 14),
    ]


@pytest.mark.parametrize(
    ("text", "breakdowns"),
    [
        (
            "Of violent assaults which are not domestic, females are 55% of victims.",
            ["sex: female; circumstance: not domestic"],
        ),
        ("Non-domestic burglaries were 12% of all burglary.", ["circumstance: not domestic"]),
        ("There were 30 robberies excluding those of females.", ["sex: not female"]),
        ("5% of victims were males and 9% of victims were aged 16 to 17.", ["sex: male", "age: 16 to 17"]),
        ("92% of victims were men and 50% aged between 19 and 30.", ["sex: male", "age: 19 to 30"]),
        ("52% of robberies occurred between 15:00 to 20:59 hours.", ["occurred between 15:00 to 20:59 hours"]),
        ("52% of robberies occurred between 3 and 6pm.", ["occurred between 3 and 6pm"]),
        ("40% of victims had 2 to 4 visits.", ["had 2 to 4 visits", ""]),
        ("Fraud had the greatest share of repeat victims at 27%.", ["circumstance: repeat; among: Fraud"]),
        ("14% of victims were repeat victims and 21% high risk victims.", ["circumstance: repeat", ""]),
        ("21% were for drugs offences, 17% for theft and 11% for motoring.", ["", "", ""]),
    ],
)
def test_a_part_is_what_its_own_words_say(text: str, breakdowns: list[str]) -> None:
    assert [c.breakdown if c else "" for c in claims(text, quantities(text))] == breakdowns


COUNTED = [
    # what narrows a count is its part
    ("The team made 89 visits to fishing premises in May.", ["inspections: visits to fishing premises"]),
    ("They made 31 dairy inspections.", ["inspections: dairy inspections"]),
    ("We served 40 FPNs for litter.", ["fixed_penalty_notices: FPNs for litter"]),
    ("12 community protection notices were served.", ["asb_enforcement: community protection notices"]),
    ("14 victims of scams came to us.", ["victims_of_crime: victims of scams"]),
    (
        "There were 35 safeguarding referrals by the ambulance service.",
        ["safeguarding_concerns: safeguarding referrals by the ambulance service"],
    ),
    ("There were 50 stabbings in Ayle in the last year, aged 1-24.", ["knife_injuries: age: 1 to 24"]),
    ("There were 640 robberies in Ayle in the last year.", ["robbery: "]),
    # another thing is counted
    ("The MARAC was part of 190 children in early help plans.", []),
    ("Wardens dealt with 287 referrals.", []),
    ("The top 10 towns where offenders live", []),
    ("We spoke to 28 clients and the most frequent offences were robberies.", []),
    ("78 x begging and other offences", []),
    ("Training was given to 300 staff.", []),
    ("We gave advice to 281 households.", []),
    ("8% of crime was by 62 offenders.", []),
    ("Ayle has 95,000 visitors, compared with 201,000 for all other boroughs.", ["population: visitors"]),
    ("Robbery would fall by 1%.", []),
    # the base of a share
    ("78% of these robberies were by night.", []),
    ("50% of this group were victims of crime.", []),
    ("9% of victims of these assaults were men and 50% aged 19 to 30.", []),
    ("43% of suspects of fraud were women.", ["suspects: sex: female; base: suspects of fraud"]),
    ("82% of all adult offenders are male.", ["offenders: sex: male; base: adult offenders"]),
    ("50% of robberies are located in five northern boroughs.", []),
    ("The market has visitors by night, as most robbery is not by residents, only 40% is.", []),
    ("There were 9 robberies (18% in 2014) that is a fifth of all burglary.", ["robbery: "]),
    ("20% of households (16,389) have no car.", ["households: have no car"]),
    ("Theft offences are up at 66%.", []),
    ("70% of young people felt safe.", ["feeling_safe: of young people"]),
    ("Rates of obesity in day and boarding schools were 3.4% and 2.5% respectively.", []),
    # an age says so
    ("In months 1 to 2 there were 30 robberies.", ["robbery: "]),
    ("There are 200 gang members, ranging in age from 15 to over 25 years old.", ["gang_members: "]),
    ("There were 30 robberies of 16 to 17 year olds.", ["robbery: age: 16 to 17"]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED, ids=[text for text, _ in COUNTED])
def test_a_number_is_of_what_is_counted_or_of_nothing(text: str, expected: list[str]) -> None:
    found = quantities(text)
    assert [f"{c.indicator}: {c.breakdown}" for c in claims(text, found) if c] == expected


@pytest.mark.parametrize(
    ("before", "facts"), [("MARAC cases were fewer.", 0), ("Crime fell.", 1), ("Of the YOS cohort 9% were girls.", 0)]
)
def test_bare_offenders_are_those_that_were_named_before(before: str, facts: int) -> None:
    text = "12% of offenders were women."
    assert sum(c is not None for c in claims(text, quantities(text), "", before)) == facts


HOMES = """Care homes in Ayle

Care homes and their places

Home\tKind\tBeds
Elm Lodge\tNursing\t24
Oak House\tNursing\t18
Ash Court\tResidential\t30
"""


def test_a_list_of_named_homes_has_no_facts_of_an_area() -> None:
    assert not linked([rows_of(HOMES)])["observations"]


UNDER = """Violence in Ayle

{heading}

There were 18 robberies in 2019. Of all victims of crime 12% were women.

12% of victims were women.
"""


@pytest.mark.parametrize(("heading", "facts"), [("Young people (under 25)", 1), ("Crime", 2)])
def test_numbers_under_a_heading_for_a_group_are_of_that_group(heading: str, facts: int) -> None:
    rows = linked([rows_of(UNDER.format(heading=f"## {heading}"))])
    assert len(rows["observations"]) == facts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("This area accounts for 5% of all crime in Ayle.", ["in this area"]),
        ("52% of crimes occurred between 15:00 to 20:59 hours.", ["occurred between 15:00 to 20:59 hours"]),
        (
            "77% of all crime in this area (14% of Ayle) is theft and handling compared with 59% across Ayle.",
            ["crime type: theft and handling", "", "crime type: theft and handling"],
        ),
        ("This is theft from shops 22% (28% of all Ayle).", ["", "in this area"]),
        ("40% of robberies occurred in the wards of Ayle.", ["in this area"]),
        ("40% of robberies were within Ayle ward.", ["in this area"]),
        ("For robberies 40% were in Ayle ward.", ["in this area"]),
    ],
)
def test_a_share_inside_another_place_is_told_by_place_only_where_no_part_is(text: str, parts: list[str]) -> None:
    found = quantities(text)
    assert [c.breakdown if c else "" for c in claims(text, found, "", "", [True] * len(found))] == parts


def test_whom_a_subject_is_compared_with_isnt_what_is_shared() -> None:
    text = "Black people are more likely to be on the probation caseload than the average population at 22%."
    assert [c and c.indicator for c in claims(text, quantities(text))] == ["probation_caseload"]


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Thefts rose by 3% in Ayle and 10% in Bode.", ["increase", "increase"]),
        ("Crime rose by 1%, that is 286 more.", ["increase", "increase"]),
        ("The largest reduction has been in robbery (46%).", ["decrease"]),
        ("Burglary fell by 4.3% (122 fewer offences).", ["decrease", "decrease"]),
        ("Robbery changed by 4%.", [""]),
        ("Theft rose; robbery changed by 4%.", [""]),
    ],
)
def test_which_way_a_change_goes(text: str, directions: list[str]) -> None:
    assert [direction_of(text, q) for q in quantities(text)] == directions
