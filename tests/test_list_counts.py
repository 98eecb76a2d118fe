from __future__ import annotations

import pytest

from minutebook.reading import rows_of_pack
from toy_packs import pack


def counted(text: str) -> list[str]:
    """Return what is told of the lists that a text counts: the words and the verdict."""
    one, raw = pack(f"Parks Plan\n\nOf the parks in the city.\n\n{text}\n")
    rows = rows_of_pack(one, raw.decode())["checks"]
    return [f"{r['subject']} {r['verdict']} {r['recomputed']}" for r in rows if r["kind"] == "count of list"]


BULLETS = "\n".join(f"- {name}" for name in ("lawns", "ponds", "paths", "trees", "seats"))
NUMBERED = "\n".join(f"{n}. {name}" for n, name in enumerate(("lawns", "ponds", "paths", "trees"), start=1))
END = "\n\nThe plan is kept by the parks team."

BELOW = {
    f"The plan has five aims:\n\n{BULLETS}{END}": ["five aims agrees 5"],
    f"# 4 Principles\n\n{NUMBERED}{END}": ["4 Principles agrees 4"],
    f"# 4000 Principles\n\n{NUMBERED}{END}": ["4000 Principles differs 4"],  # its noughts are too many
    f"# 5000 Principles\n\n{NUMBERED}{END}": [],
    f"The plan has six aims:\n\n{BULLETS}{END}": ["six aims differs 5"],
    f"The plan has four aims for the next three years:\n{BULLETS}{END}": ["four aims differs 5"],
    f"The aims were agreed in May. The six aims are:\n\n{BULLETS}{END}": ["six aims differs 5"],
    f"The four aims are as follows:\n{NUMBERED}{END}": ["four aims agrees 4"],
    f"The three aims are as follows:\n{NUMBERED}{END}": ["three aims differs 4"],
    f"## Our five priorities\n\n{BULLETS}{END}": ["five priorities agrees 5"],
    f"## Our five priorities\n\n{BULLETS}\n- gates{END}": ["five priorities differs 6"],
    f"The work has four parts, as the Board agreed.\n\n{NUMBERED}{END}": ["four parts agrees 4"],
    "The work is in two stages.\n\nStage 1 is to plant.\n\nStage 2 is to mow.": ["two stages agrees 2"],
    f"The plan has five aims:\n\n{BULLETS}\n  - of oak\n  - of ash{END}": ["five aims agrees 5"],
    "Three points:\n\n(i) the lawn\n(ii) the pond\n(ii) the path" + END: ["Three points agrees 3"],
    f"The plan has six aims:\n\n{BULLETS}\n\nPage 9\n\n{END}": ["six aims untestable 5"],
    f"The plan has six aims:\n\n{BULLETS}": ["six aims untestable 5"],
    f"The plan has seven aims and the highlights of it include:\n\n{BULLETS}{END}": [],
    f"The four teams reported on:\n\n{BULLETS}{END}": [],
    f"The three parks used:\n\n{BULLETS}{END}": [],
    f"Six members spoke and agreed to:\n\n{BULLETS}{END}": [],
    f"Each of the four areas has:\n\n{BULLETS}{END}": [],
    f"We met four times in ten years:\n\n{BULLETS}{END}": [],
    f"At least three things are wanted:\n\n{BULLETS}{END}": [],
    f"- 3 saws were bought\n- 2 spades were lost\n- a rake{END}": [],
}


@pytest.mark.parametrize(("text", "expected"), BELOW.items(), ids=BELOW.keys())
def test_a_list_below_is_counted_where_words_lead_straight_to_it(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


FURTHER = {
    "Two inquiries were opened.\n\n## Park Inquiry: the lamp\n\nIt ended.\n\n## Park Inquiry: the gate\n\nIt did.": [
        "Two inquiries agrees 2"
    ],
    "Better lawns call for three moves that keepers make together this year:\n\n1. A timetable\n\nIt begins in May.\n\n"
    "2. More seed\n\nIt is sown.\n\n3. One rota\n\nIt is kept.": ["three moves agrees 3"],
    "Two seasons stand out, both of them wet.\n\n- spring\n- autumn" + END: ["Two seasons stand agrees 2"],
    "Three seasons stand out, all of them wet.\n\n- spring\n- autumn" + END: [],
    "We wrote to three people.\n\nKeeper 1: a man.\n\nKeeper 2: a girl.\n\nKeeper 3: a boy.": ["three people agrees 3"],
    "Two schemes came of it.\n\n- 3.2 The first scheme was a pond.\n- 3.3 The second scheme was a path.": [
        "Two schemes came agrees 2"
    ],
}


@pytest.mark.parametrize(("text", "expected"), FURTHER.items(), ids=FURTHER.keys())
def test_a_list_further_down_is_counted_where_it_has_as_many(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


INSIDE = {
    "Three clubs were consulted on the rules: the rowers, sailors, and the canoe school.": ["Three clubs agrees 3"],
    "The task is threefold: to teach; to lend; to keep the lawn.": ["threefold agrees 3"],
    "We shut two more paths in the spring. One in Ayle and one in Borle.": ["two agrees 2"],
    "We have three aims: lawns, ponds and paths.": ["three aims agrees 3"],
    "We have four aims: lawns, ponds and paths.": ["four aims differs 3"],
    "We have two aims: lawns, ponds and paths.": ["two aims differs 3"],
    "There are three aims, namely lawns, ponds and paths.": ["three aims agrees 3"],
    "We have three themes: lawns and ponds; paths; and trees.": ["three themes agrees 3"],
    "We have four themes: lawns and ponds; paths; and trees.": ["four themes differs 3"],
    "The aims are four. The five objectives are: lawns; ponds; paths; and trees.": ["five objectives differs 4"],
    "We must meet the four objectives. These objectives are: lawns; ponds; paths; and trees.": [
        "four objectives agrees 4"
    ],
    "Two leaflets have been printed: ‘Lawns and you’ and ‘Ponds’.": ["Two leaflets agrees 2"],
    "Half of it is in just 2 wards, Ash Vale and Elm Park.": ["2 wards agrees 2"],
    "The four members (Councillors Ash, Elm, Lime and Mr Oak) met.": ["four members agrees 4"],
    "The five members (Councillors Ash, Elm, Lime and Mr Oak) met.": ["five members differs 4"],
    "The four headings of Lawns, Ponds, Paths and Trees are used.": ["four headings agrees 4"],
    "It is found in just 2,000 parks, Elm Park and Ash Green.": ["2,000 parks differs 2"],
    "It is found in 200 parks, Elm Park and Ash Green.": [],
    "Half are in three wards; 14% Ash, 11% Elm and 10% Oak.": ["three wards agrees 3"],
    "Two of the six parks: Ash and Elm.": [],
    "The six parks include Ash, Elm and Oak.": [],
    "The six parks, such as Ash, Elm and Oak, are open.": [],
    "The three parks are green, quiet and small, and full.": [],
    "We have ten parks (two large, eight small).": [],
    "The plan is for three years: 2019, 2020 and 2021.": [],
}


@pytest.mark.parametrize(("text", "expected"), INSIDE.items(), ids=INSIDE.keys())
def test_a_list_in_a_sentence_is_counted(text: str, expected: list[str]) -> None:
    assert counted(text) == expected


ADDED = {
    f"331 fines were set as follows:\n\n- 3 x litter\n- 10 x noise\n- 318 for parking{END}": ["331 agrees"],
    f"331 fines were set as follows:\n\n- 3 x litter\n- 10 x noise\n- 308 for parking{END}": ["331 differs"],
    f"The grants were £40,000:\n\n- £10,000 for Ash\n- £12,000 for Elm\n- £28,000 for Oak{END}": ["£40,000 differs"],
    f"In 2019 the team let 12 plots:\n\n- Ash: 4\n- Elm: 8{END}": ["12 agrees"],
    f"In 2019 the team let 12 plots:\n\n- Ash: 4\n- Elm: 7{END}": ["12 differs"],
    f"We had three teams:\n\n- 4 wardens\n- 5 rangers\n- 2 drivers{END}": [],
    f"We gave £90,000 to towns, including:\n\n- £10,000 for Ash\n- £12,000 for Elm{END}": [],
    f"We gave £90,000 in all:\n\n- £10,000 for Ash\n- much for Elm{END}": [],
}


@pytest.mark.parametrize(("text", "expected"), ADDED.items(), ids=ADDED.keys())
def test_the_lines_of_a_list_make_the_total_over_it(text: str, expected: list[str]) -> None:
    one, raw = pack(f"Parks Plan\n\nOf the parks in the city.\n\n{text}\n")
    rows = rows_of_pack(one, raw.decode())["checks"]
    found = [r for r in rows if r["kind"] in ("parts of a whole", "column total")]
    assert [f"{r['subject'].split()[0]} {r['verdict']}" for r in found] == expected
