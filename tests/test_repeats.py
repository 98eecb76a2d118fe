from __future__ import annotations

import pytest

from minutebook.reading import linked
from papers import rows_of

TABLE = """Table 1: Library visits

Branch\tVisits 2018\tVisits 2019
Canal Street\t31,240\t30,115
Mill Lane\t18,402\t19,877
Total\t49,642\t49,992
"""

PAPER = """Report of the Head of Libraries

1. Summary

1.1 {first}

1.2 Other matters are told in the paragraphs below, which say nothing of this at all.

2. Boats and benches

2.1 The boat house was painted in spring, the benches by the weir were mended, and geese came back.

2.2 A grant paid for lamps along the towpath, and volunteers cleared nettles and brambles there.

2.3 The skate park drew crowds, the chess club moved house, and the bandstand got its roof.

3. In detail

3.1 {second}
"""


def joined(text: str) -> list[set[str]]:
    """The numbers of each fact that more than one place states."""
    rows = linked([rows_of(text)])
    facts: dict[str, list[str]] = {}
    for row in rows["mentions"]:
        facts.setdefault(row["observation_id"], []).append(" ".join(row["raw"].split()))
    return [set(said) for said in facts.values() if len(said) > 1]


@pytest.mark.parametrize(
    ("first", "second", "facts"),
    [
        # Said again in other words, of a number that is small or large.
        (
            "The mobile library lends to 1,734 housebound readers.",
            "Some 1,734 housebound readers borrow from the mobile library.",
            [{"1,734"}],
        ),
        (
            "A consortium of nine rural libraries buys talking books together.",
            "Talking books are bought by a consortium of 9 rural libraries.",
            [{"nine", "9"}],
        ),
        (
            "Renewals by telephone fell to 23% of all renewals.",
            "Of all renewals, 23% were renewals by telephone.",
            [{"23%"}],
        ),
        # Right around the number the words are the same, further off each sentence goes its own way.
        (
            "On its opening night 83 weavers from the valleys heard songs of the loom, and tales of great floods.",
            "Loom Week opening night, 83 weavers, with new maps of the mills, a race along the weir and soup for all",
            [{"83"}],
        ),
        (
            "The draft tells where the mills are heading, in six weaving strands.",
            "For the town as a whole there are six weaving strands which all guilds should follow for long.",
            [{"six"}],
        ),
        (
            "The draft tells where the mills are heading, in six weaving strands.",
            "There are six weaving strands and of old there were five weaving strands in the town, all told.",
            [],
        ),
        (
            "On its opening night 83 weavers from the valleys heard songs of the loom, and tales of great floods.",
            "In the long winter 83 weavers, with new maps of the mills, left the valleys for good and went to sea",
            [],
        ),
        # Look-alikes: one number, another thing.
        (
            "Nine rural libraries lend talking books to blind readers.",
            "Nine drivers of the mobile library were trained in first aid.",
            [],
        ),
        ("Renewals by telephone fell to 23% of all renewals.", "Late returns fell to 23% of all returns.", []),
        (
            "Some 23% of women borrowed talking books from the mobile library.",
            "Some 23% of men borrowed talking books from the mobile library.",
            [],
        ),
        (
            "Some 23% of readers aged 11-15 borrowed talking books from the mobile library.",
            "Some 23% of readers aged 16-24 borrowed talking books from the mobile library.",
            [],
        ),
        (
            "In 2018 the mobile library lent 1,734 talking books.",
            "In 2019 the mobile library lent 1,734 talking books.",
            [],
        ),
        (
            "In Barnet the mobile library lent 1,734 talking books.",
            "In Enfield the mobile library lent 1,734 talking books.",
            [],
        ),
        # One form of words filled in twice: of what is counted in two places that nothing names.
        (
            "Monday (17%) and Friday (23%) are the busiest days for the mobile library.",
            "Monday (23%) and Friday (25%) are the busiest days for the mobile library.",
            [],
        ),
        # Another number, however alike the words.
        (
            "The mobile library lends to 1,734 housebound readers.",
            "Some 1,743 housebound readers borrow from the mobile library.",
            [],
        ),
        ("The mobile library ranks second of all for renewals.", "For renewals the mobile library ranks second.", []),
    ],
)
def test_sentences_that_say_the_same_of_one_number_are_one_fact(first: str, second: str, facts: list[set[str]]) -> None:
    assert joined(PAPER.format(first=first, second=second)) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("Mill Lane had 18,402 visits in 2018.", [{"18,402"}]),
        ("There were 49,992 visits in all in 2019.", [{"49,992"}]),
        ("Mill Lane had 18,402 visits in 2019.", []),  # of another year
        ("Mill Lane lent 19,000 books.", []),
        ("The Canal Street school has 31,240 books and 18,402 pictures.", []),
    ],
)
def test_a_sentence_and_the_cell_that_its_words_name_are_one_fact(sentence: str, facts: list[set[str]]) -> None:
    assert joined(f"Report of the Head of Libraries\n\n1. Visits\n\n1.1 {sentence}\n\n{TABLE}") == facts


MONEY = "Grants\n\nGrant\tBudget £000\nRepair of Roofs Fund\t1,204\nMusic\t{music}\nTotal\t{total}\n"
EXACT = "Grants in pounds\n\nGrant\tBudget £\nRRF\t{roofs}\nMusic\t310,112\nTotal\t1,514,011\n"


@pytest.mark.parametrize(
    ("roofs", "music", "total", "facts"),
    [
        ("1,203,899", "310", "1,514", [{"310", "310,112"}, {"1,514", "1,514,011"}]),
        ("1,203,899", "311", "1,515", []),
        ("1,303,899", "310", "1,614", [{"310", "310,112"}]),
    ],
)
def test_cells_of_two_tables_are_one_fact_where_the_one_is_the_other_rounded(
    roofs: str, music: str, total: str, facts: list[set[str]]
) -> None:
    found = joined(f"{MONEY.format(music=music, total=total)}\nText.\n\n{EXACT.format(roofs=roofs)}")
    assert [fact for fact in found if "1,204" not in fact] == facts
    assert ({"1,204", "1,203,899"} in found) == (roofs == "1,203,899")


def test_a_fact_without_an_indicator_has_the_number_that_says_most() -> None:
    rows = linked([rows_of(f"{MONEY.format(music='310', total='1,514')}\nText.\n\n{EXACT.format(roofs='1,203,899')}")])
    facts = {float(row["value"]) for row in rows["observations"]}
    assert 310112 in facts and 310000 not in facts
    assert {row["indicator"] for row in rows["observations"]} == {""}
