"""Which wards a number is said of: told by what stands between them, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.facts.bearings import Setting
from minutebook.facts.prose_figures import figures, ward_mentions
from minutebook.facts.wards import ward_coded, wards_on
from minutebook.papers.source import Passage, passage, source_of

DAY = "2018-06-01"


def whole(text: str) -> Passage:
    return passage(source_of("p", text), [(0, len(text))])


def areas(text: str) -> list[str]:
    return [f"{f.quantity.value:f} {f.area.name}".strip() for f in figures(whole(text), Setting(DAY))]


SAID = {
    "18% of thefts were in Churchill and 7% in Tachbrook ward": ["18 Churchill", "7 Tachbrook"],
    "Churchill (18%) and Tachbrook (7%) wards": ["18 Churchill", "7 Tachbrook"],
    "A quarter of thefts fall in Churchill (18%) and Tachbrook (7%) wards": ["25 Churchill; Tachbrook", "18 Churchill",
                                                                           "7 Tachbrook"],
    "Churchill ward recorded 240 thefts, whilst in Tachbrook ward there were 31": ["240 Churchill", "31 Tachbrook"],
    "Churchill and Tachbrook wards had 18% and 7% respectively": ["18 Churchill", "7 Tachbrook"],
    "Churchill and Tachbrook wards account for a third of thefts": ["33.3333 Churchill; Tachbrook"],
    "Half of all thefts in Westminster took place in two wards: Churchill and Tachbrook.": [
        "50 Churchill; Tachbrook", "2 Westminster"],
    "A third of clients lived in just two wards; 20% Churchill and 13% Tachbrook.": [
        "33.3333 Churchill; Tachbrook", "2", "20 Churchill", "13 Tachbrook"],
    "Of 40 thefts, 9 were in Westbourne, 6 Little Venice and 5 Church Street": [
        "40", "9 Westbourne", "6 Little Venice", "5 Church Street"],
    "Churchill ward has the third highest rate and Tachbrook 5th lowest": ["3 Churchill", "5 Tachbrook"],
    "6 of the 18 offences were in Notting Dale ward": ["6 Notting Dale", "18"],
    "In RBKC 5 out of 18 were in Golborne ward": ["5 Golborne", "18 Kensington and Chelsea"],
    "19 of the 41 calls in June came from Churchill ward": ["19 Churchill", "41"],
    "Of the 120 victims, a quarter lived in Queen's Park and Harrow Road wards": [
        "120", "25 Queen's Park; Harrow Road"],
    "Officers from Churchill ward made 12 arrests in Tachbrook ward": ["12 Tachbrook"],
    "Cllr Warwick reported 12 burglaries in Church Street ward": ["12 Church Street"],
    "Westbourne ward: 9, Little Venice: 6": ["9 Westbourne", "6 Little Venice"],
    "A total of 18 offences: Notting Dale 6, Colville 5 and Golborne 4": [
        "18", "6 Notting Dale", "5 Colville", "4 Golborne"],
    "9 stabbings near Hyde Park and 3 in Hyde Park ward": ["9", "3 Hyde Park"],
    "After Churchill ward, Tachbrook ward had the highest number at 640": ["640 Tachbrook"],
    "Compared with Regent's Park ward, Little Venice ward had 40 thefts more": ["40 Little Venice"],
    # not said of the ward
    "Campden and Queen's Gate wards recorded 12 and 9 burglaries": ["12", "9"],
    "Neither Churchill nor Tachbrook ward recorded more than 5 robberies": ["5"],
    "Two teenagers from Westbourne ward were among 11 people arrested in Hyde Park": ["2 Westbourne", "11"],
    "Residents of Tachbrook ward reported 14 incidents in Warwick Way": ["14"],
    "Tachbrook ward had fewer than 10 offences and Churchill ward more than 30": ["10 Tachbrook", "30 Churchill"],
    "There were 240 thefts across the borough, Churchill ward having the most": ["240"],
    "We have 75 inspectors and Churchill ward will get two more": ["75", "2 Churchill"],
    "Crime in the 19 wards outside Churchill ward rose 4%": ["19", "4"],
    "Everywhere except Churchill ward saw a fall of 12%": ["12"],
    "Two of five gangs are based in Churchill and Warwick wards": ["2 Churchill; Warwick", "5"],
    "Churchill ward, compared with 20% across Westminster": ["20 Westminster"],
    "Thefts rose in Churchill ward, and across London they fell by 4%": ["4 London"],
    "In Churchill ward patrols began and burglary fell by 12%": ["12"],
    "Half of all thefts took place in three wards, Churchill and Tachbrook among them": ["50", "3"],
    "Nearly a third of crime in Westminster lies in three LSOAs, 2 of them in Churchill ward": [
        "33.3333 Westminster", "3 Westminster", "2 Churchill"],
    "There are 21 flats on Churchill Gardens": ["21"],
    "The 18 wards of the city": ["18"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID.keys())
def test_a_number_is_said_of_the_wards_that_its_sentence_ties_it_to(text: str, expected: list[str]) -> None:
    assert areas(text) == expected


def test_a_ward_is_no_noun() -> None:
    assert [f.quantity.noun for f in figures(whole("6 Little Venice, 5 thefts"), Setting(DAY))] == ["", "thefts"]


def test_a_ward_is_that_of_the_day() -> None:
    codes = [
        next(figures(whole("18% in Little Venice"), Setting(day))).area.code for day in ("2022-05-04", "2022-05-05")
    ]
    assert codes == ["E05000639", "E05013799"]


def test_a_mention_has_the_clause_that_names_the_ward() -> None:
    text = "Churchill ward had most, whilst Tachbrook ward had least; Warwick ward none."
    found = [(ward_coded(m.code).name, m.context, text[m.start : m.end]) for m in ward_mentions(whole(text), DAY)]
    assert found == [
        ("Churchill", "Churchill ward had most", "Churchill"),
        ("Tachbrook", "whilst Tachbrook ward had least", "Tachbrook"),
        ("Warwick", "Warwick ward none", "Warwick"),
    ]


WORDS = (
    "the in of wards ward Churchill Warwick West End , and ( ) 5 12% half two second highest respectively . ; whilst"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_a_number_is_never_said_of_a_ward_that_its_text_does_not_name(text: str) -> None:
    named = {m.code for m in ward_mentions(whole(text), DAY)}
    standing = {w.code: w.name for w in wards_on(DAY)}
    for figure in figures(whole(text), Setting(DAY)):
        codes = figure.area.code.split("; ") if figure.area.code else []
        assert set(codes) <= named
        assert not codes or figure.area.name == "; ".join(standing[c] for c in codes)


def test_a_long_list_of_wards_takes_time_in_proportion() -> None:
    text = "9 were in Westbourne ward, 6 in Churchill ward and 5% in Church Street ward. " * 1_000
    found = list(figures(whole(text), Setting(DAY)))
    assert len(found) == 3_000
    assert {f.area.name for f in found} == {"Westbourne", "Churchill", "Church Street"}
