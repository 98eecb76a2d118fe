from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.facts.bearings import Setting
from minutebook.facts.places import PLACES, place_named, places
from minutebook.facts.prose_figures import Figure, figures
from minutebook.text.sentences import sentences
from papers import whole

NAMED = {
    "in NWL, and the London Fire Brigade in H&F": ["North West London", "Hammersmith and Fulham"],
    "the Royal Borough of Kensington and Chelsea": ["Kensington and Chelsea"],
    "RBKC and WCC": ["Kensington and Chelsea", "Westminster"],
    "K&C, H&F": ["Kensington and Chelsea", "Hammersmith and Fulham"],
    "North West London ICS": ["North West London"],
    "Central London and West London": ["Central London CCG", "West London CCG"],
    "across London": ["London"],
    "Healthwatch Westminster": [],
    "the Safer Westminster Partnership": [],
    "Brentford and Ealings": [],
    "Harrow Road": [],
    "Westminster's wards": ["Westminster"],
    "nowhere": [],
    "Camden Council has 40 bins": ["Camden"],
    "bought with Camden Council for all 32 London boroughs": ["London"],
    "other London boroughs": [],
    "the head of the Camden Rowing Club": [],
    "the Westminster Rowing Club": [],
    "the Brent Community Sports Team": ["Brent"],
    "the Brent Community Trust": [],
    "rowers in the UK, UK rowers and rowers across Europe": ["UK", "UK", "Europe"],
    "born in the UK, with a UK passport, in the UK Rowing Register": [],
}


@pytest.mark.parametrize(("text", "expected"), NAMED.items(), ids=NAMED.keys())
def test_places_that_a_text_names(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in places(text)] == expected
    assert all(text[a:b] in PLACES.get(name, (name,)) for name, a, b in places(text))


@pytest.mark.parametrize(
    "text",
    [
        "KENSINGTON AND CHELSEA",
        "Kensington &amp; Chelsea",
        "K & C",
        "Kensington  And Chelsea",
        "the Royal Borough’s plan",
    ],
)
def test_a_borough_in_other_spellings(text: str) -> None:
    assert [name for name, _, _ in places(text, ("Kensington and Chelsea", "Westminster"))] == [
        "Kensington and Chelsea"
    ]


def test_the_name_of_a_council_stands_for_its_place_in_its_own_papers_and_not_in_those_of_its_partners() -> None:
    text = "with Ayle Council and the Ayle Rowing Club"
    assert [name for name, _, _ in places(text, ("Ayle",))] == ["Ayle", "Ayle"]
    assert places("with Camden Council and the Camden Rowing Club", ("Ayle",)) == []


def test_a_royal_borough_is_named_only_where_the_paper_has_one() -> None:
    assert places("the Royal Borough", ("Westminster",)) == []
    assert [name for name, _, _ in places("the Royal Borough of Greenwich", ("Westminster",))] == ["Greenwich"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("CL", "Central London CCG"),
        ("WL", "West London CCG"),
        (" H&F ", "Hammersmith and Fulham"),
        ("Total", ""),
        ("", ""),
    ],
)
def test_a_label_is_a_place_only_as_a_whole(label: str, name: str) -> None:
    assert place_named(label) == name


SENTENCES = {
    "No. 5 rose. It fell (see St. Mary's).": ["No. 5 rose.", "It fell (see St. Mary's)."],
    "Up 3.5% in 2020. Down after.": ["Up 3.5% in 2020.", "Down after."],
    "One aim; Two aims; and three": ["One aim;", "Two aims; and three"],
    "Is it? It is! “Good.” They left": ["Is it?", "It is!", "“Good.”", "They left"],
    "The Act, e.g. Part 1": ["The Act, e.g. Part 1"],
    "no end": ["no end"],
    "": [],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=SENTENCES.keys())
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[a:b].strip() for a, b in sentences(text)] == expected


def figure_of(text: str, number: int = 0) -> Figure:
    return list(figures(whole(text), Setting("2018-06-01")))[number]


def test_a_figure_takes_the_nearest_place_and_period_of_its_own_sentence() -> None:
    text = "In 2019 Brent had 5 beds. "
    text += "In Ealing 12 beds were open in 2020/21, but by 2021/22 Harrow had 14. Then 9 beds."
    found = list(figures(whole(text), Setting("2018-06-01")))
    assert [(f"{f.quantity.value}", f.area.name, f.period.start if f.period else "") for f in found] == [
        ("5", "Brent", "2019-01-01"),
        ("12", "Ealing", "2020-04-01"),
        ("14", "Harrow", "2021-04-01"),
        ("9", "", ""),
    ]
    assert found[-1].context == "Then 9 beds."


def test_a_figure_knows_its_characters_through_marks() -> None:
    text = "Spend is **&pound;10.6m**<sup>3</sup> in all"
    figure = figure_of(text)
    assert f"{figure.quantity.value:f}" == "10600000"
    assert text[figure.start : figure.end] == "&pound;10.6m"


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                "from to 840 1,168 £10.6m % 57% one in six of a half third doubled 2020/21 15 July 2021 NWL Brent "
                "<b> ** ( ) . ; &pound; between and - – per 1000 week increase fell by about 14 18 two wards".split()
            ),
            max_size=40,
        ).map(" ".join),
    )
)
def test_figures_of_any_text_are_where_they_say(text: str) -> None:
    last = 0
    for figure in figures(whole(text), Setting("2018-06-01")):
        assert last <= figure.start < figure.end <= len(text)
        last = figure.end
        assert figure.quantity.value.is_finite()
        assert figure.context
        if figure.quantity.value_high is not None:
            assert figure.quantity.value_high > figure.quantity.value
