from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minutebook.conflicts.conflicts import conflicts, figure_conflicts, shown
from minutebook.conflicts.retold import distance
from minutebook.conflicts.tellings import items_of, persons, tellings
from minutebook.facts.statements import statements
from minutebook.reading import linked, rows_of_pack
from papers import pack, rows_of, source

Row = dict[str, Any]
YEAR = ("2019-01-01", "2019-12-31")


def figure(text: str, raw: str, **said: Any) -> Row:
    """A row of `figures` for the number `raw` of a sentence; `said` are columns that aren't the usual."""
    number = raw.rstrip("%").lstrip("£").replace(",", "")
    row: Row = {
        **dict.fromkeys(("noun", "approximation", "direction", "role", "indicator", "statistic", "breakdown"), ""),
        **{"pack_id": "p", "document_id": "p#L1", "section_id": "p#L2", "line": 10, "start": 0, "figure_id": ""},
        **{
            "raw": raw,
            "context": text,
            "value": Decimal(number if number[0].isdigit() else 50),
            "value_high": None,
            "area": "Brent",
        },
        "unit": "percent" if raw.endswith("%") else "GBP" if raw.startswith("£") else "count",
        **{"period_start": YEAR[0], "period_end": YEAR[1], "period_inferred": False},
    }
    return {**row, **said}


def tables(*figures: Row, copies: Sequence[str] = ()) -> dict[str, list[Row]]:
    """Tables that hold these figures: report and appendix of one pack, and a report of another."""
    names = ("cells", "observations", "mentions", "decisions", "blocks", "agenda_items")
    documents = [
        {
            "document_id": name,
            "pack_id": name[0],
            "kind": "report",
            "title": "",
            "item": item,
            "date": "",
            "first_line": 1,
        }
        | {"last_line": 99, "same_as": "p#L1" if name in copies else ""}
        for name, item in (("p#L1", "4"), ("p#L50", "4"), ("q#L1", "2"))
    ]
    sections = [
        {"section_id": f"{p}#L{n}", "document_id": f"{p}#L1", "parent_id": "", **HEADING} for p in "pq" for n in (2, 51)
    ]
    packs = [{"pack_id": p, "committee": "Board", "meeting_date": f"2020-0{n}-01"} for n, p in enumerate("pq", start=1)]
    empty: dict[str, list[Row]] = {name: [] for name in names}
    return {**empty, "documents": documents, "sections": sections, "packs": packs, "tables": [], "figures": [*figures]}


HEADING: Row = {"heading": "", "pack_id": "p", "first_line": 2}
THERE: Row = {"document_id": "p#L50", "section_id": "p#L51", "line": 60}
ELSEWHERE: Row = {"pack_id": "q", "document_id": "q#L1", "section_id": "q#L2", "line": 5}
SHARE: Row = {"indicator": "swans", "statistic": "share", "breakdown": "kind: black"}
BLACK = "Black swans make up 41% of the swans on the lake."
ALSO = "Of the whole flock of swans on the lake, black swans were 44%."
LONG = "Some 41% of the keepers reported that the new fence had kept foxes out."


@pytest.mark.parametrize(
    ("one", "other", "types"),
    [
        # Equal keys, equal words, another value.
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **THERE), ["unexplained"]),
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **ELSEWHERE), ["vintage"]),
        # The same value, or the same at the precision printed.
        (figure(BLACK, "41%", **SHARE), figure(ALSO.replace("44", "41"), "41%", **SHARE, **THERE), []),
        (figure(BLACK, "41%", **SHARE), figure(ALSO.replace("44", "40.8"), "40.8%", **SHARE, **THERE), []),
        (figure(BLACK, "41%", **SHARE), figure(ALSO.replace("44", "41.9"), "41.9%", **SHARE, **THERE), ["rounding"]),
        # A word that loosens the one lets it be the other.
        (
            figure(BLACK, "41%", **SHARE, approximation="about"),
            figure(ALSO, "44%", **SHARE, **THERE),
            [],
        ),
        (figure(BLACK, "41%", **SHARE, approximation="over"), figure(ALSO, "44%", **SHARE, **THERE), []),
        (
            figure(BLACK, "41%", **SHARE),
            figure(ALSO, "44%", **SHARE, **THERE, approximation="at least"),
            ["unexplained"],
        ),
        # Sentences that say more than keys do: another group, another place, a change, an aim.
        (figure(BLACK, "41%", **SHARE), figure("Of these cygnets 44% were black.", "44%", **SHARE, **THERE), []),
        (figure(BLACK, "41%", **SHARE), figure("44% of nesting pairs were black swans.", "44%", **SHARE, **THERE), []),
        (
            figure(BLACK, "41%", **SHARE),
            figure("In this area 44% of swans on the lake are black.", "44%", **SHARE, **THERE),
            [],
        ),
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **THERE, area="Harrow"), []),
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **THERE, period_end="2020-12-31"), []),
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **THERE, direction="increase"), []),
        (
            figure(BLACK, "41%", **SHARE),
            figure("The target for black swans on the lake is 44%.", "44%", **SHARE, **THERE),
            [],
        ),
        (
            figure(BLACK, "41%", **SHARE),
            figure("Black swans on the lake could make up 44%.", "44%", **SHARE, **THERE),
            [],
        ),
        (figure(BLACK, "41%", **SHARE), figure(ALSO, "half", **SHARE, **THERE, unit="percent"), []),
        # No catalogued measure, but one sentence told twice.
        (
            figure(LONG, "41%"),
            figure(LONG.replace("41", "66").replace("Some", "In all,"), "66%", **THERE),
            ["unexplained"],
        ),
        (
            figure(LONG, "41%"),
            figure(LONG.replace("41", "66").replace("new", "old"), "66%", **THERE, period_start="", period_end=""),
            ["period"],
        ),
        # Of two times by what stands around one of them, not where each sentence has its own.
        (
            figure(LONG, "41%"),
            figure("In 2020 s" + LONG[1:].replace("41", "66"), "66%", **THERE, period_end="2020-12-31"),
            ["period"],
        ),
        (
            figure("In 2019 s" + LONG[1:], "41%"),
            figure("In 2020 s" + LONG[1:].replace("41", "66"), "66%", **THERE, period_end="2020-12-31"),
            [],
        ),
        (figure(LONG, "41%"), figure(LONG.replace("41", "66"), "66%", **THERE, area=""), ["geography"]),
        (figure(LONG, "41%"), figure("Some 66% of the keepers reported that the lake froze.", "66%", **THERE), []),
        # Two figures of a section or a list of like sentences are of two things.
        (figure(LONG, "41%"), figure(LONG.replace("41", "66").replace("foxes", "cats"), "66%", line=11), []),
        # Near each other, and the words of the one in the other: it may be another thing.
        (
            figure("Of the ponds surveyed in spring by wardens 43% held newts of any kind.", "43%"),
            figure("In summary, 42% held newts.", "42%", **THERE),
            ["definition"],
        ),
        (
            figure("Of the ponds surveyed in spring by wardens 43% held newts of any kind.", "43%"),
            figure("In summary, 12% held newts.", "12%", **THERE),
            [],
        ),
        # One is a thousand times the other.
        (
            figure("The pond fence cost £41 in total.", "£41", indicator="fences", statistic="level"),
            figure(
                "The cost of the pond fence was £41,000.", "£41,000", indicator="fences", statistic="level", **THERE
            ),
            ["unit"],
        ),
    ],
)
def test_two_statements_are_a_conflict_of_a_type_or_none(one: Row, other: Row, types: list[str]) -> None:
    found = figure_conflicts(statements(tables(one, other), set()))
    assert [row["type"] for row in found] == types
    for row in found:
        assert row["left_line"] <= row["right_line"] or row["pack_left"] < row["pack_right"]
        assert shown(one["value"], one["unit"]) in row["explanation"]
        assert shown(other["value"], other["unit"]) in row["explanation"]


def test_a_copied_sentence_neither_counts_twice_nor_conflicts() -> None:
    both = "Black swans make up 41% of the swans on the lake; 44% of swans on the lake were black."
    here = [figure(both, "41%", **SHARE), figure(both, "44%", **SHARE)]
    copied = [{**row, **THERE, "context": both.upper().replace("SWANS", "swans")} for row in here]
    assert figure_conflicts(statements(tables(*here, *copied), set())) == []
    twice = [
        figure(BLACK, "41%", **SHARE),
        figure(ALSO, "44%", **SHARE, **THERE),
        figure(ALSO, "44%", **SHARE, **THERE, start=9),
    ]
    assert len(figure_conflicts(statements(tables(*twice), set()))) == 1


def test_a_document_that_is_there_twice_conflicts_with_nothing() -> None:
    rows = tables(figure(BLACK, "41%", **SHARE), figure(ALSO, "44%", **SHARE, **ELSEWHERE), copies=["q#L1"])
    assert conflicts(rows, []) == []


WORDS = st.lists(
    st.sampled_from("swans lake keepers fence foxes kept reported black new north".split()), min_size=3, max_size=9
)
SAID = st.tuples(WORDS, st.integers(2, 99), st.sampled_from([{}, THERE, ELSEWHERE]), st.sampled_from([{}, SHARE]))


def sentence(words: Sequence[str], value: int) -> str:
    return f"{' '.join(words[:2])} {value}% of {' '.join(words[2:])}."


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_what_is_read_does_not_matter(said: list[tuple[list[str], int, Row, Row]], random: Random) -> None:
    rows = [
        figure(sentence(words, value), f"{value}%", **where, **what) | {"start": n, "line": where.get("line", 10) + n}
        for n, (words, value, where, what) in enumerate(said)
    ]
    mixed = [*rows]
    random.shuffle(mixed)
    assert conflicts(tables(*rows), []) == conflicts(tables(*mixed), [])


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, min_size=1, max_size=5), st.sampled_from([THERE, ELSEWHERE]))
def test_copies_never_conflict(said: list[tuple[list[str], int, Row, Row]], copy_at: Row) -> None:
    words, value, _, what = said[0]
    text = " ".join(sentence(words, v) for _, v, _, _ in said)
    here = [figure(text, f"{v}%", **what) | {"start": n} for n, (_, v, _, _) in enumerate(said)]
    assert conflicts(tables(*here, *({**row, **copy_at} for row in here)), []) == []
    assert value == said[0][1]


# --- tables -------------------------------------------------------------------------------------


def found_in(*texts: str) -> list[Row]:
    packs = [rows_of(text, f"2021-0{n}-01-board") for n, text in enumerate(texts, start=1)]
    return linked(packs)["conflicts"]


FIRST = "Trees\n\nPark\tOak £000\tElm £000\nNorth\t120\t340\nSouth\t215\t90\nEast\t77\t15\n"


@pytest.mark.parametrize(
    ("second", "types"),
    [
        ("Park\tOak £\tElm £\nNorth\t120,400\t339,800\nSouth\t215,100\t90,300\nEast\t76,900\t15,200\n", []),
        ("Park\tOak £000\tElm £000\nNorth\t120\t340\nSouth\t215\t90\nEast\t97\t15\n", ["unexplained"]),
        ("Park\tOak £000\tElm £000\nNorth\t55\t12\nSouth\t215\t17\nEast\t31\t88\n", []),  # of another group
    ],
)
def test_two_tables_that_agree_in_most_conflict_where_they_do_not(second: str, types: list[str]) -> None:
    found = found_in(f"{FIRST}\nIn more detail\n\n{second}")
    assert [row["type"] for row in found if row["kind"] == "value"] == types


def test_a_header_that_says_thousands_over_whole_amounts_is_a_conflict_of_unit() -> None:
    found = found_in("Trees\n\nPark\tCost £000\nNorth\t1,120,400\nSouth\t2,215,100\nTotal\t3,335,500\n")
    assert [(row["type"], row["left_quote"], row["right_quote"]) for row in found] == [
        ("unit", "Cost £000", "Total | 3,335,500")
    ]


# --- what is told besides figures ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Cllr Ida Marlow opened it.\n\nIda Marlowe (Head of Ponds) spoke.\n", ["name unexplained"]),
        ("Cllr Ida Marlow opened it.\n\nIda Marlow (Head of Ponds) spoke.\n", []),
        ("Cllr Ida Marlow opened it.\n\nIda Barlow-Finch (Head of Ponds) spoke.\n", []),
        # Names that are said alike and written in two ways; a double name the other way round.
        ("Cllr Kay Barlow opened it.\n\nCouncillor Kai Barlow spoke.\n", ["name unexplained"]),
        ("Cllr Tim Barlow opened it.\n\nCouncillor Tom Barlow spoke.\n", []),  # may be two
        ("Stefan Crane (Head of Ponds) spoke.\n\nThe pond keeper, Stephan Crane, came.\n", ["name unexplained"]),
        ("Bo Oak (for Stefan Crane, Ayle) spoke.\n\nThe pond keeper, Stephan Crane, came.\n", ["name unexplained"]),
        ("Stefan Crane (Head of Ponds) spoke.\n\nThe pond keeper, Stella Crane, came.\n", []),
        ("Ida Stone-Marl (Head of Ponds) spoke.\n\nIda Marl-Stone, Head of Ponds, came.\n", ["name unexplained"]),
        ("Ida Stone-Marl (Head of Ponds) spoke.\n\nIda Marl-Oakes, Head of Ponds, came.\n", []),
        # What one abbreviation stands for, but for one word.
        (
            "Members heard of the Pond Wardens Service (PWS).\n\nThe new Pond Wardens Scheme (PWS) was opened.\n",
            ["name definition"],
        ),
        ("The Pond Wardens Service (PWS) is old.\n\nThe Pond Wardens Services (PWS) were opened.\n", []),
        ("The Pond Wardens Service (PWS) is old.\n\nThe Paths and Weirs Society (PWS) was opened.\n", []),
        ("The Pond Service (PS) is old.\n\nThe Park Service (PS) is new.\n", []),  # two of two words
        # How long a plan runs for.
        (
            "The Pond Plan runs for the coming two years.\n\nThe Pond Plan covers the next three years.\n",
            ["date unexplained"],
        ),
        ("The Pond Plan runs for two years.\n\nThe Path Plan covers three years.\n", []),
        ("The Pond Plan covers the last two years.\n\nThe Pond Plan covers the next three years.\n", []),
        ("Quiet Meadow is open.\n\nQuiet Meadows is open.\n", []),  # nothing says that it is a person
        ("Ida Marlow (Head of Ponds) spoke.\n\nIda Marlow (Head of Paths) spoke.\n", ["name unexplained"]),
        ("Ida Marlow (Head of Ponds) spoke.\n\nIda Marlow (Head of Ponds and Lakes) spoke.\n", []),
        (
            "Ida Marlow (Director of Ponds) spoke.\n\nIda Marlow (Deputy Director of Ponds) spoke.\n",
            ["name unexplained"],
        ),
        ("Ida Marlow (Manager, Royal Pond Trust) spoke.\n\nIda Marlow (Manager, RPT) spoke.\n", []),
        ("Under the Ponds Act 2003.\n\nUnder the Ponds Act 2004.\n", ["date unexplained"]),
        ("Under the Ponds Act 1989.\n\nUnder the Ponds Act 2004.\n", []),
        ("Under the Ponds and Lakes (PL) Act 2003.\n\nThe Ponds and Lakes Act, May 2003.\n", []),
        ("Fish permits: apply by 14 May 2021.\n\nFish permits are sold until 14 May 2022.\n", ["date unexplained"]),
        ("Fish permits: apply by 14 May 2021.\n\nBoats must leave by 14 May 2022.\n", []),
        ("Fish permits: apply by 31 March 2021.\n\nFish permits: apply by 31 March 2022.\n", []),  # each year's
        (
            "Pond keepers are: the Parish, the School and the Mill.\n\nPond keepers are; the Parish and the Mill.\n",
            ["list unexplained"],
        ),
        (
            "The pond keepers are: the Parish and the Mill.\n\nThe pond keepers are; the Parish, and the Mill.\n",
            [],
        ),
        (
            "We work to the three key aims of old.\n\nHighlights of each of the 4 key aims are below.\n",
            [],  # "of old" may narrow them
        ),
        (
            "Last year we worked to the three key aims.\n\nHighlights from each of the 4 key aims are below.\n",
            ["list unexplained"],
        ),
        (
            "Apologies for Absence: Cllr Ida Marlow\n\nApologies were received from Cllr Ida Marlow and Bo Oakes.\n",
            ["list unexplained"],
        ),
        (
            "Apologies for Absence: Cllr Ida Marlow\n\nApologies were received from Cllr Ida Marlow, Pond Council.\n",
            [],
        ),
    ],
)
def test_what_is_told_twice_is_compared(text: str, kinds: list[str]) -> None:
    found = found_in(text)
    assert [f"{row['kind']} {row['type']}" for row in found] == kinds


SENT = "By cart: 80 looms sent out to mill halls in both dales, each with a wick, oil and a spare shuttle."


@pytest.mark.parametrize(
    ("other", "values"),
    [
        ("40 looms were sent out to mill halls in both dales, which let them meet at night.", ["80 and 40"]),
        ("40 looms were sent out to mill halls in two dales, which let them meet at night.", []),
        ("80 looms were sent out to mill halls in both dales, which let them meet at night.", []),
    ],
)
def test_what_stands_behind_two_numbers_word_for_word_is_one_thing(other: str, values: list[str]) -> None:
    found = found_in(f"# Report\n\n{SENT}\n\n# Later\n\nWeavers met by torchlight. {other}\n")
    assert [row["explanation"].partition(":")[0] for row in found] == values


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("Borle Valley Guild", []),
        ("Ayle Valley Guild", ["value"]),
        ("AV Guild", ["value"]),
    ],
)
def test_two_named_bodies_are_two_things(body: str, kinds: list[str]) -> None:
    told = "went from {}% of weavers with a badge in 2018/19 to {}% by October 2019."
    first, second = told.format(51, 44), told.format(41, 59)
    found = found_in(f"# Report\n\nAyle Valley Guild {first}\n\n# Later\n\n{body} {second}\n")
    assert [row["kind"] for row in found][:1] == kinds


def test_persons_of_one_cell_have_a_post_each() -> None:
    cell = "Raj Moss, Executive Director of Environment & City Ann Oak, Executive Director of Schools"
    found = persons(["Team", cell], frozenset({"executive", "director", "city"}))
    assert [(p.last, p.post) for p in found] == [
        ("Moss", "Executive Director of Environment & City"),
        ("Oak", "Executive Director of Schools"),
    ]


def test_a_spelling_is_told_once_however_many_packs_repeat_it() -> None:
    one, other = "Cllr Ida Marlow opened it.\n", "Cllr Ida Marlowe opened it.\n"
    assert len(found_in(one, other)) == 1
    assert len(found_in(f"{one}\n{other}", one, other)) == 1
    assert found_in(one, one) == []


AGENDA = """AGENDA

Title: Parks Board
Meeting Date: 15 July 2021

1. Ponds

2. Paths

This page is intentionally left blank

Date:\t{first}
Title:\tPonds
Report of:\tHead of Ponds

1. Summary

1.1 The ponds are full.

This page is intentionally left blank

Date:\t{second}
Title:\tPaths
Report of:\tHead of Paths

1. Summary

1.1 The paths are dry.
"""


@pytest.mark.parametrize(
    ("first", "second", "types"),
    [
        ("15 July 2021", "15 July 2021", []),
        ("2 July 2021", "15 July 2021", []),
        ("15 July 2021", "16 July 2021", ["unexplained"]),
    ],
)
def test_a_papers_day_is_held_against_its_meetings(first: str, second: str, types: list[str]) -> None:
    found = linked([rows_of_pack(pack(), AGENDA.format(first=first, second=second))])["conflicts"]
    assert [row["type"] for row in found] == types
    assert all("15 July 2021" in row["explanation"] for row in found)


def test_a_paper_that_tells_as_past_what_ends_after_its_day_is_a_conflict() -> None:
    text = AGENDA.format(first="15 July 2021", second="15 July 2021")
    for said, count in (
        ("Many walks have been taking place between May and November 2021.", 1),
        ("Many walks have been taking place between May and June 2021.", 0),
        ("Many walks have been planned between May and November 2021.", 0),
    ):
        found = linked([rows_of_pack(pack(), text.replace("The ponds are full.", said))])["conflicts"]
        assert len(found) == count, said


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Oak, Elm and Ash", ["Oak", "Elm", "Ash"]),
        ("Oak; Elm; and Ash", ["Oak", "Elm", "Ash"]),
        ("Oak (red, white), Elm and Ash and Beech", ["Oak", "Elm", "Ash and Beech"]),
    ],
)
def test_a_list_in_prose_has_so_many_items(text: str, items: list[str]) -> None:
    assert items_of(text) == items


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_the_distance_of_two_words_is_none_only_for_one_word(one: str, other: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))


@pytest.mark.parametrize(
    "text", ["Ab Cd (", "Aa, ", "Act ", "A Bb ", "the were from ", "are: x, ", "apologies: Ab Cd, "]
)
def test_a_long_line_of_the_same_is_read_in_time(text: str) -> None:
    begun = time.process_time()
    tellings(source(text * 4000))
    assert time.process_time() - begun < 5
