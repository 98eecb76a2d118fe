"""The audit in order, told line by line, and shown in notebooks; costs taken apart and put together again."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from minutebook.audit import audit, costs
from minutebook.cli import main
from minutebook.errors import MinutebookError
from minutebook.files import ROOT
from minutebook.running.notebooks import code_cells, read_notebook, text_of
from minutebook.running.studies import read_studies
from minutebook.schema import TABLES
from minutebook.showing import audit_view, chance_changes
from minutebook.showing.cost_view import cost_study
from minutebook.store import build, read_table
from toy_packs import FIRST, pack, register

PACK = "2020-01-31-parks-board"
OTHER = "2020-02-28-parks-board"
TEXT = """AGENDA

Title: Parks Committee
Meeting Date: 1st March, 2020

City of Westminster

1. Welcome

## Executive Summary

Thefts rose by 50% from 312 to 401.

## Thefts

Kind\t2014\t2015\t% change
Bicycles\t312\t401\t29
Benches\t12\t15\t25
Total\t324\t416\t28

The table below gives the cost to the Council based upon the number of thefts over 2015.

Kind\tPolice\tNHS\tFiscal cost
Bicycles\t£31,200\t£9,360\t£40,560
Benches\t£1,440\t£600\t£2,040
Total\t£32,640\t£9,960\t£43,600
"""


def frame(table: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of a processed table; what isn't given is blank."""
    columns = TABLES[table].columns
    blank = {name: "" if column.type == "string" else None for name, column in columns.items()}
    return pd.DataFrame([blank | {"pack_id": PACK, "document_id": "d"} | row for row in rows], columns=list(columns))


def a_check(**given: Any) -> dict[str, Any]:
    row = {"kind": "column total", "verdict": "differs", "line": 7, "lines": "7", "stated": 100.0, "recomputed": 90.0}
    return row | {"subject": "Trees, 2019", "explanation": "does not follow from the 2 parts printed"} | given


def a_cell(line: int, value: float | None, label: str = "Trees", **given: Any) -> dict[str, Any]:
    row = {"table_id": "t", "row": line, "column": 1, "is_header": False, "row_label": label, "column_label": "2019"}
    return row | {"value": value, "text": f"{value:,.0f}", "unit": "count", "line": line} | given


def a_figure(line: int, value: float, raw: str, **given: Any) -> dict[str, Any]:
    return {"line": line, "value": value, "raw": raw, "unit": "count", "context": f"There are {raw}."} | given


def the_tables(*checks: dict[str, Any], **rows: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    made = {name: frame(name, *rows.get(name, [])) for name in audit.READS if name != "checks"}
    return made | {"checks": frame("checks", *(c | {"check_id": f"c{n}"} for n, c in enumerate(checks)))}


def order(*checks: dict[str, Any], **rows: list[dict[str, Any]]) -> list[str]:
    found = audit.ordered(the_tables(*checks, **rows))
    return [str(subject) for subject in found["subject"]]


# --- importance -----------------------------------------------------------------------------------


def test_what_differs_stands_before_what_does_not() -> None:
    assert order(a_check(verdict="agrees", subject="a"), a_check(subject="b")) == ["b", "a"]


def test_the_larger_share_of_what_is_stated_stands_first() -> None:
    assert order(a_check(subject="a", recomputed=99.0), a_check(subject="b", recomputed=80.0)) == ["b", "a"]


def test_money_stands_before_a_larger_difference() -> None:
    cells = [a_cell(7, 100, "Rent", unit="GBP"), a_cell(9, 100, "Trees")]
    rent, trees = a_check(subject="Rent, 2019"), a_check(subject="Trees, 2019", line=9, lines="9", recomputed=50.0)
    assert order(trees, rent, cells=cells) == ["Rent, 2019", "Trees, 2019"]


def test_of_two_amounts_the_one_off_by_more_pounds_stands_before_the_larger_share() -> None:
    cells = [a_cell(7, 100, "Pens", unit="GBP"), a_cell(9, 9_000, "Rent", unit="GBP")]
    pens = a_check(subject="Pens, 2019", recomputed=50.0)
    rent = a_check(subject="Rent, 2019", line=9, lines="9", stated=9_000.0, recomputed=8_000.0)
    assert order(pens, rent, cells=cells) == ["Rent, 2019", "Pens, 2019"]


def test_a_total_that_is_part_of_no_other_is_a_headline() -> None:
    cells = [a_cell(n, 100, label) for n, label in ((6, "Trees total"), (7, "Benches total"), (9, "Total"))]
    part = a_check(subject="Trees total, 2019", line=6, lines="6", recomputed=50.0)
    whole = a_check(subject="Total, 2019", line=9, lines="9; 6; 7")
    found = audit.ordered(the_tables(part, whole, cells=cells))
    assert list(found["subject"]) == ["Total, 2019", "Trees total, 2019"]
    assert list(found["headline"]) == [True, False]


def test_a_change_that_goes_the_other_way_stands_first() -> None:
    rise = a_check(kind="percent change", subject="5%", stated=5.0, recomputed=3.0)
    fall = a_check(kind="percent change", subject="8%", stated=8.0, recomputed=7.9, line=8, lines="8")
    figures = [a_figure(7, 5.0, "5%", unit="percent"), a_figure(8, 8.0, "8%", unit="percent", direction="decrease")]
    assert order(rise, fall, figures=figures) == ["8%", "5%"]


def test_a_finding_in_a_summary_stands_before_one_below() -> None:
    summary = [{"heading": "Executive Summary", "first_line": 5, "last_line": 8}]
    below = a_check(subject="a", line=20, lines="20", recomputed=60.0)
    assert order(below, a_check(subject="b"), sections=summary) == ["b", "a"]


def test_a_number_that_a_summary_repeats_is_one_that_it_rests_on() -> None:
    summary = [{"heading": "Recommendations", "first_line": 5, "last_line": 8}]
    figures = [a_figure(6, 1_200.0, "1,200"), a_figure(6, 12.0, "12")]
    cells = [a_cell(20, 1_200, "Trees"), a_cell(21, 12, "Parks")]
    trees = a_check(line=20, lines="20", stated=1_200.0, recomputed=1_100.0)
    parks = a_check(subject="Parks, 2019", line=21, lines="21", stated=12.0, recomputed=9.0)
    found = audit.ordered(the_tables(parks, trees, sections=summary, figures=figures, cells=cells))
    assert list(found["rests"]) == [True, False]  # of two digits many numbers are the same by chance


def test_what_is_ten_times_as_large_comes_after_what_has_a_size() -> None:
    cells = [a_cell(7, 100, "Total", unit="GBP")]
    apart = a_check(subject="Total, 2019", recomputed=4_000.0)
    assert order(apart, a_check(subject="b", line=8, recomputed=99.0), cells=cells) == ["b", "Total, 2019"]


def test_what_has_no_size_comes_last() -> None:
    words = a_check(kind="contents entry", subject="Foreword", stated=None, recomputed=None)
    assert order(words, a_check(subject="b", recomputed=99.0)) == ["b", "Foreword"]


def test_the_order_is_the_same_whatever_the_order_of_rows() -> None:
    checks = [a_check(subject=s, line=n, lines=str(n), recomputed=r) for n, (s, r) in enumerate(SAME, start=3)]
    assert order(*checks) == order(*checks[::-1])


SAME = [("a", 90.0), ("b", 90.0), ("c", 50.0), ("d", 110.0)]


# --- quotes and readings --------------------------------------------------------------------------


def the_one(*checks: dict[str, Any], **rows: list[dict[str, Any]]) -> Any:
    return next(audit.ordered(the_tables(*checks, **rows)).itertuples())


def test_a_total_is_quoted_with_the_cells_above_it() -> None:
    cells = [a_cell(5, 40, "Oaks"), a_cell(6, 50, "Elms"), a_cell(7, 100, "Total")]
    found = the_one(a_check(subject="Total, 2019", lines="7; 5; 6"), cells=cells)
    assert (found.quote, found.parts, found.part_lines) == ("Total, 2019: 100", "Oaks: 40; Elms: 50", (5, 6))
    assert found.reading.startswith("It does not follow from the parts printed.")


def test_many_parts_are_cut_short() -> None:
    cells = [a_cell(n, n, f"Row {n}") for n in range(10, 20)] + [a_cell(7, 100, "Total")]
    lines = "; ".join(map(str, [7, *range(10, 20)]))
    assert the_one(a_check(subject="Total, 2019", lines=lines), cells=cells).parts.endswith("; and 4 more")


def test_a_sentence_is_quoted_with_the_row_it_was_held_against() -> None:
    figures = [a_figure(7, 135.0, "135", noun="thefts", unit="per day")]
    cells = [a_cell(20, 48_665, "Total")]
    check = a_check(kind="rate", subject="135 thefts", stated=135.0, recomputed=133.3, lines="7; 20")
    found = the_one(check, cells=cells, figures=figures)
    assert (found.quote, found.parts, found.part_lines) == ("There are 135.", "Total, 2019: 48,665", (20,))


def test_findings_that_rest_on_one_another_name_each_other() -> None:
    cells = [a_cell(5, 40, "Oaks"), a_cell(5, 50, "Oaks", column=2, column_label="2020"), a_cell(7, 100, "Total")]
    down, along = (
        a_check(subject="Total, 2019", lines="7; 5; 6"),
        a_check(kind="row total", subject="Oaks, 2020", line=5),
    )
    share = a_check(kind="share", subject="8%", line=9, lines="9; 7", stated=8.0, recomputed=9.0)
    prose = a_check(kind="change", subject="3 trees", line=9, lines="9; 11", stated=3.0, recomputed=4.0)
    right = a_check(kind="share", subject="9%", line=10, lines="10; 7", verdict="agrees")
    tables = the_tables(down, along | {"lines": "5"}, share, prose, right, cells=cells)
    found = audit.ordered(tables).set_index("check_id")["related"]
    assert dict(found) == {"c0": (5, 9), "c1": (7,), "c2": (7,), "c3": (), "c4": ()}
    shown = audit_view.audit_findings(audit.ordered(tables)).html
    assert "The same cause may lie behind the findings on lines 5 and 9." in shown


def test_by_how_much_says_which_way() -> None:
    assert audit_view.by_how_much(the_one(a_check(), cells=[a_cell(7, 100)])) == (
        "stated 100, the parts give 90: 10 less (10% of what is stated)"
    )
    fall = a_check(kind="percent change", subject="8%", stated=8.0, recomputed=7.9)
    figure = a_figure(7, 8.0, "8%", unit="percent", direction="decrease")
    assert (
        audit_view.by_how_much(the_one(fall, figures=[figure])) == "stated a fall of 8%, the parts give a rise of 7.9%"
    )


def test_findings_are_shown_with_both_lines_and_escaped() -> None:
    figures = [a_figure(7, 135.0, "135", noun="thefts", unit="per day", context="There were <b>135 thefts a day.")]
    check = a_check(kind="rate", subject="135 thefts", stated=135.0, recomputed=133.3, lines="7; 20")
    shown = audit_view.audit_findings(audit.ordered(the_tables(check, cells=[a_cell(20, 9, "Total")], figures=figures)))
    assert "&lt;b&gt;135 thefts" in shown.html
    assert f"{PACK}.html#L7" in shown.html
    assert f"{PACK}.html#L20" in shown.html


# --- coverage and lines ---------------------------------------------------------------------------


def test_the_lines_tell_the_coverage_first_and_then_what_differs() -> None:
    tables = the_tables(a_check(), a_check(verdict="agrees"), a_check(verdict="untestable", pack_id=OTHER))
    lines = list(audit.listed(tables, [PACK, OTHER]))
    assert lines[0] == f"{PACK}: 2 relations recognised, 2 tested, 0 untestable: 1 agrees, 0 rounding, 1 differs"
    assert lines[2].startswith("together: 3 relations recognised, 2 tested, 1 untestable")
    assert lines[3:] == [
        f"{PACK}:7  column total: Trees, 2019; stated 100, the parts give 90; does not follow from the 2 parts printed"
    ]
    assert len(list(audit.listed(tables, [PACK, OTHER], everything=True))) == 6


def test_without_any_relation_that_is_said() -> None:
    assert list(audit.listed(the_tables(), [PACK])) == [f"{PACK}: no relation is recognised"]
    assert audit.ordered(the_tables()).empty
    assert chance_changes.count_changes(the_tables()).empty


def test_a_pack_is_named_by_enough_of_its_id() -> None:
    tables = the_tables(a_check(), a_check(pack_id=OTHER), documents=[{}, {"pack_id": OTHER, "document_id": "e"}])
    assert set(audit_view.checks_to_audit(tables, "2020-02")["pack_id"]) == {OTHER}
    for wrong in ("2020", "x"):
        with pytest.raises(MinutebookError, match="take one of"):
            audit_view.checks_to_audit(tables, wrong)
    with pytest.raises(MinutebookError, match="is no pack id"):
        audit_view.checks_to_audit(tables, 2020)  # type: ignore[arg-type]


def test_a_repeated_document_is_audited_once_unless_its_pack_is_asked_for() -> None:
    documents = [{}, {"pack_id": OTHER, "document_id": "e", "same_as": "d"}]
    tables = the_tables(a_check(), a_check(pack_id=OTHER, document_id="e"), documents=documents)
    assert len(audit_view.checks_to_audit(tables)) == 1
    assert len(audit_view.checks_to_audit(tables, OTHER)) == 1


# --- changes between two counts -------------------------------------------------------------------


def a_row(line: int, before: float, after: float, label: str) -> list[dict[str, Any]]:
    return [a_cell(line, before, label), a_cell(line, after, label, column=2, column_label="2020")]


def test_a_change_is_told_with_how_often_chance_gives_it() -> None:
    few = a_check(kind="percent change", subject="a", verdict="agrees", recomputed=25.0)
    many = few | {"line": 8, "lines": "8", "recomputed": 28.5256}
    found = chance_changes.count_changes(
        the_tables(few, many, cells=a_row(7, 12, 15, "Few") + a_row(8, 312, 401, "Many"))
    )
    assert [round(p, 3) for p in found["chance"]] == [0.701, 0.001]
    assert list(found["within_chance"]) == [True, False]
    assert list(found["label"]) == ["Few", "Many"]


def test_the_same_two_counts_are_told_once() -> None:
    one = a_check(kind="percent change", verdict="agrees", recomputed=25.0)
    two = one | {"kind": "change", "line": 3, "lines": "3; 7", "recomputed": 3.0}
    found = chance_changes.count_changes(the_tables(one, two, cells=a_row(7, 12, 15, "Few")))
    assert found[["before", "after"]].to_numpy().tolist() == [[12, 15]]


def test_a_rise_in_words_from_one_count_to_another_is_told_too() -> None:
    check = a_check(kind="direction", subject="134 raids", verdict="agrees", stated=134.0)
    two = [a_figure(7, 55, "55", role="from"), a_figure(7, 134, "134 raids", role="to")]
    found = chance_changes.count_changes(the_tables(check, figures=two))
    assert found[["before", "after"]].to_numpy().tolist() == [[55, 134]]


def test_how_many_there_are_at_a_time_is_no_count_of_events() -> None:
    check = a_check(kind="percent change", verdict="agrees", recomputed=25.0)
    assert chance_changes.count_changes(the_tables(check, cells=a_row(7, 12, 15, "Benefit claimants"))).empty


def test_a_change_that_no_two_counts_give_is_not_told() -> None:
    check = a_check(kind="percent change", verdict="agrees", recomputed=26.0)
    assert chance_changes.count_changes(the_tables(check, cells=a_row(7, 12, 15, "Few"))).empty


# --- costs ----------------------------------------------------------------------------------------

KINDS = {
    "Bicycles": (313, 401),
    "Benches": (127, 151),
    "Swings": (1009, 997),
    "Bins": (2003, 1871),
    "Signs": (509, 523),
}
EACH = {"Bicycles": (100, 30), "Benches": (120, 50), "Swings": (90, 7), "Bins": (31, 11), "Signs": (17, 3)}


def a_table(name: str, first: int, heads: list[str], rows: dict[str, list[int]], unit: str) -> list[dict[str, Any]]:
    return [
        a_cell(first + n, float(value), label, table_id=name, row=n, column=c, column_label=head, unit=unit)
        for n, (label, values) in enumerate(rows.items(), start=1)
        for c, (head, value) in enumerate(zip(heads, values, strict=True), start=1)
    ]


def cost_cells() -> list[dict[str, Any]]:
    costs_of = {k: [KINDS[k][0] * each for each in (*EACH[k], sum(EACH[k]))] for k in KINDS}
    counts = a_table("n", 10, ["2014", "2015"], {k: list(v) for k, v in KINDS.items()}, "count")
    return counts + a_table("c", 30, ["Police", "NHS", "Fiscal cost"], costs_of, "GBP")


def the_costs() -> costs.CostTable:
    tables = the_tables(tables=[{"table_id": "n"}, {"table_id": "c"}], cells=cost_cells())
    (found,) = costs.cost_tables(tables)
    return found


def test_a_table_of_costs_is_taken_apart() -> None:
    found = the_costs()
    units = costs.unit_costs(found)
    assert units["count"].tolist() == [before for before, _ in KINDS.values()]
    assert units["Police"].tolist() == [police for police, _ in EACH.values()]
    assert costs.agencies(found) == (["Police", "NHS"], "Fiscal cost")
    assert found.years() == {"2014": 1, "2015": 2}


def test_the_other_years_counts_change_the_costs() -> None:
    moved = costs.moved(the_costs(), 2).set_index("cost")
    assert moved.loc["Police", "printed"] == sum(KINDS[k][0] * EACH[k][0] for k in KINDS)
    assert moved.loc["Police", "other"] == sum(KINDS[k][1] * EACH[k][0] for k in KINDS)


def test_the_year_that_the_paper_states_is_that_of_its_check() -> None:
    found = the_costs()
    check = a_check(kind="base", subject="costs over 2015", lines="28; 30")
    assert costs.stated_column(found, frame("checks", check)) == ("2015", 2)
    assert costs.stated_column(found, frame("checks")) is None


def test_a_base_weighs_by_what_the_stated_year_changes() -> None:
    check = a_check(kind="base", subject="costs over 2015", line=28, lines="28; 30", stated=None, recomputed=None)
    found = the_one(check, tables=[{"table_id": "n"}, {"table_id": "c"}], cells=cost_cells())
    assert found.relative == pytest.approx(costs.moved(the_costs(), 2)["percent"].abs().max())
    assert found.parts.startswith("Bicycles, Police: £31,300 is 313 (Bicycles, 2014) times £100")
    assert found.money
    assert found.headline


def test_without_a_table_of_costs_there_is_none() -> None:
    assert costs.cost_tables(the_tables(tables=[{"table_id": "n"}], cells=cost_cells()[:10])) == []


# --- through the command line ---------------------------------------------------------------------


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made, content = pack(TEXT)
    packs = tmp_path / "raw" / "packs"
    packs.mkdir(parents=True)
    (packs / made.file).write_bytes(content)
    (packs / "packs.csv").write_text(register(made), encoding="utf-8")
    build(tmp_path / "raw", tmp_path / "out")
    monkeypatch.setenv("MINUTEBOOK_DATA", str(tmp_path / "out"))
    return tmp_path / "out"


def test_the_command_lists_what_differs(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit"])
    shown = capsys.readouterr().out.splitlines()
    checks = read_table("checks", built)
    differs = (checks["verdict"] == "differs").sum()
    assert differs > 0
    assert len(shown) == 1 + differs + 1
    assert shown[-1] == "0 pairs of statements do not agree"
    assert shown[0].startswith(f"{FIRST}: {len(checks)} relations recognised")
    main(["audit", FIRST, "--all"])
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(checks) + 1


@pytest.mark.usefixtures("built")
def test_an_unknown_pack_is_one_line() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["audit", "1999"])
    assert "'1999' is the beginning of no pack; take one of: " in str(stop.value.code)
    assert "\n" not in str(stop.value.code)


@pytest.mark.usefixtures("built")
def test_a_panel_tells_the_coverage_and_then_the_alarms() -> None:
    shown = audit_view.audit_panel()
    lines = shown.plain.splitlines()
    assert re.search(r"could be tested.*\[.*\bline", lines[0])  # with the lines that it counts
    assert 1 < len(lines) <= 5
    assert 'href="does_it_add_up.html"' in shown.html


def test_a_panel_says_where_the_alarms_stand_that_it_has_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_view, "_PANEL", 0)
    shown = audit_view.audit_panel()
    assert re.search(r"more alarms stand on the page of all papers\. All of it: <a href=", shown.html)


@pytest.mark.usefixtures("built")
def test_a_panel_on_what_states_nothing_says_so() -> None:
    assert "recognises no sum" in audit_view.audit_panel(read_table("documents")[:1].assign(document_id="x")).plain
    assert "the figures on housing" in audit_view.audit_panel(theme="housing").plain


def test_what_is_costed_is_told_of_all_offences() -> None:
    study = cost_study()
    covered = study.covered()
    assert set(covered["year"]) >= {study.year}
    assert (covered["costed"] < covered["all"]).all()
    assert (study.of_all() < study.units["of_count"]).all()
    assert study.place() in set(read_table("observations")["area"])
    assert study.luck() == "less than 0.1%"


@pytest.mark.usefixtures("built")
def test_without_a_table_of_costs_nothing_is_costed() -> None:
    study = cost_study()
    assert study.covered().empty and study.of_all().empty
    assert (study.place(), study.luck()) == ("", "")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("reduction", [-1, 101, "ten", True, None])
def test_a_reduction_that_is_no_percentage_is_refused(reduction: Any) -> None:
    for asked in (cost_study().saved, cost_study().fewer):
        with pytest.raises(MinutebookError, match="take a number from 0 to 100"):
            asked(reduction)


# --- the notebooks where there is nothing ---------------------------------------------------------


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("name", ["cost_of_crime", "does_it_add_up"])
def test_a_notebook_says_so_where_there_is_nothing(name: str) -> None:
    cells = [text_of(cell["source"]) for cell in code_cells(read_notebook(ROOT / "notebooks" / f"{name}.ipynb"))]
    said = run_in_turn(cells)
    assert said
    assert any("No table of costs in the collection" in text for text in said) == (name == "cost_of_crime")


def run_in_turn(cells: list[str]) -> list[str]:
    """Run code cells one after the other, here, and return what a reader would see of the last line of each."""
    names: dict[str, Any] = {}
    shown = []
    for cell in cells:
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102
        if isinstance(last, ast.Expr):
            shown.append(repr(eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)))  # noqa: S307
    return shown


def test_the_choices_of_the_cost_notebook_are_the_kinds_of_its_table() -> None:
    study = next(study for study in read_studies() if study.notebook == "cost_of_crime")
    choices = next(parameter.choices for parameter in study.parameters if parameter.name == "offence")
    assert list(choices) == ["all", *cost_study().units["label"]]


def test_an_offence_that_the_table_has_not_is_an_error() -> None:
    with pytest.raises(MinutebookError, match="no kind is called 'Piracy'; take one of"):
        cost_study("Piracy")
