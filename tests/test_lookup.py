from __future__ import annotations

import pandas as pd
import pytest

import minutebook as mb
from minutebook.errors import MinutebookError
from minutebook.showing import lookup


def test_observations_are_chosen_by_theme_place_and_time() -> None:
    rows = mb.observations(theme="serious violence", area="Westminster", period="2015")
    assert len(rows)
    assert set(rows["theme"]) == {"serious violence"}
    assert rows["area"].str.contains("Westminster").all()
    assert (rows["period_start"] >= "2015-01-01").all() and (rows["period_end"] <= "2015-12-31").all()
    assert (rows["stated"] >= 1).all()


def test_each_figure_is_catalogued_or_listed_as_not_yet() -> None:
    everything = mb.figures()
    assert len(mb.figures(catalogued=True)) + len(mb.figures(catalogued=False)) == len(everything)
    assert (everything["theme"] != "").all()


def test_every_observation_leads_to_its_characters(capsys: pytest.CaptureFixture[str]) -> None:
    row = mb.observations(indicator="knife_crime_offences").iloc[0]
    text = mb.trace(row["observation_id"])
    assert text == mb.trace(row) == capsys.readouterr().out.split("\n")[0]
    number = text[text.index("▸") + 1 : text.index("◂")].replace(",", "")
    assert float(number.rstrip("%")) == row["value"]
    figure = next(mb.figures(catalogued=False).itertuples())
    assert f"▸{figure.raw}◂" in mb.trace(figure)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: mb.observations(theme="no such theme"),
        lambda: mb.figures(area="no such place"),
        lambda: mb.observations(period="soon"),
        lambda: mb.observations(indicator="no_such_indicator"),
        lambda: mb.trace("no such id"),
        lambda: mb.trace(3),
        lambda: mb.trace(mb.figures()),
        lambda: mb.trace({"other_id": "x"}),
        lambda: mb.observations(period="31 February 2021"),
        lambda: mb.observations(period="before 2015"),
        lambda: mb.observations(area="x" * 100_000),
        lambda: mb.figures(catalogued="yes"),
        lambda: mb.figures(inherited="no"),
        lambda: mb.mentions(mb.figures()),
        lambda: mb.in_facts(mb.observations()),
    ],
)
def test_what_is_not_in_the_collection_is_refused_in_one_line(ask: object) -> None:
    with pytest.raises(MinutebookError) as refused:
        ask()  # type: ignore[operator]
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 5000  # what is known is listed, what was asked isn't repeated at length


def test_a_row_is_traced_to_its_own_characters_though_its_id_is_also_of_another_table() -> None:
    facts = set(mb.observations()["observation_id"])
    shared = [row for row in mb.figures().itertuples() if row.figure_id in facts]
    assert shared
    for row in shared[:40]:
        assert mb.trace(row).count("▸") == 1
        assert f"▸{' '.join(row.raw.split())}◂" in mb.trace(row._asdict())


@pytest.mark.parametrize("area", ["RBKC", "kensington & chelsea", "Royal Borough of Kensington and Chelsea"])
def test_a_place_is_found_by_its_other_names(area: str) -> None:
    assert mb.observations(area=area).equals(mb.observations(area="Kensington and Chelsea"))


@pytest.mark.parametrize(("one", "other"), [("2020/21", "2020-21"), ("2021-05", "May 2021"), ("2015", 2015)])
def test_a_period_is_found_by_its_other_spellings(one: str, other: str) -> None:
    assert mb.observations(period=one).equals(mb.observations(period=other))


def test_a_fact_has_the_words_of_its_first_place_and_leads_to_all_of_them() -> None:
    rows = mb.observations()
    often = rows[rows["stated"] > 1]
    assert len(often)
    assert len(mb.mentions(often)) == often["stated"].sum()
    assert len(mb.mentions(rows[:0])) == 0
    one = often.iloc[0]
    first = mb.mentions(often[:1]).iloc[0]
    assert (one["quote"], one["raw"], one["source_id"]) == (first["quote"], first["raw"], first["source_id"])
    assert set(rows["direction"]) <= {"", "increase", "decrease"}
    assert len(rows) == (mb.read_table("observations")["indicator"] != "").sum()


def test_a_figure_takes_place_and_period_of_its_fact_and_keeps_its_own_without_one() -> None:
    every = mb.figures()
    rows = mb.in_facts(every)
    assert list(rows["figure_id"]) == list(every["figure_id"])
    known = rows[rows["observation_id"] != ""].merge(mb.observations(), on="observation_id", suffixes=("", "_of_fact"))
    assert len(known) and (known["area"] == known["area_of_fact"]).all()
    assert (known["period_end"] == known["period_end_of_fact"]).all()
    alone = rows["observation_id"] == ""
    assert (rows.loc[alone, "area"] == every.loc[alone, "area"]).all()


def test_what_only_the_document_gives_is_left_open_on_request() -> None:
    every, own = mb.figures(), mb.figures(inherited=False)
    assert list(own["figure_id"]) == list(every["figure_id"])
    for name, end in (("area", "area"), ("period", "period_end")):
        of_document = every[f"{name}_from"] == "document"
        assert of_document.any() and (own.loc[of_document, end] == "").all()
        assert (own.loc[~of_document, end] == every.loc[~of_document, end]).all()
    assert own.loc[every["period_from"] == "document", "period_inferred"].isna().all()
    assert len(mb.figures(area="Westminster", inherited=False)) < len(mb.figures(area="Westminster"))


BLOCKS = pd.DataFrame(
    {
        "pack_id": "2020-01-31-parks-board",
        "text": [
            "The ponds are no deeper here. Swans are not tamer by the mill but seem so since they are fed; few bite.",
            "Swans are fed by the quay.",
        ],
        "first_line": [5, 9],
        "last_line": [7, 9],
    }
)


@pytest.mark.parametrize(
    ("line", "words", "sentence"),
    [
        (
            6,
            "Swans are not tamer by the mill",
            "Swans are not tamer by the mill but seem so since they are fed; few bite.",
        ),
        (5, "ponds are no deeper here", "The ponds are no deeper here."),
        (9, "Swans are fed by the quay", "Swans are fed by the quay."),
        (8, "Swans are fed by the quay", "Swans are fed by the quay"),  # in no paragraph: as it is
        (9, "a cell of a table", "a cell of a table"),
    ],
)
def test_a_clause_is_given_its_whole_sentence(
    line: int, words: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "read_table", lambda _: BLOCKS)
    rows = pd.DataFrame({"pack_id": ["2020-01-31-parks-board"], "line": [line], "context": [words]})
    assert list(mb.in_sentences(rows)["sentence"]) == [sentence]


def test_rows_without_words_have_no_sentence() -> None:
    with pytest.raises(MinutebookError):
        mb.in_sentences(pd.DataFrame({"line": [1]}))


@pytest.mark.parametrize("value", ["north", "", None, 3])
def test_a_parameter_that_is_no_choice_is_refused_with_the_choices(value: object) -> None:
    mb.choice("side", "left", ["left", "right"])
    with pytest.raises(MinutebookError, match=r"is no side; take one of: left, right$"):
        mb.choice("side", value, ["left", "right"])
