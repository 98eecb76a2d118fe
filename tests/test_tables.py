from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents
from minutebook.papers.tables import tables, with_headers
from papers import facts, rows_of, source, table_of, tables_of, texts


def test_a_plain_table() -> None:
    table = table_of("|2015|2016", "Robbery|840|1,168", "Theft|1|2")
    assert (table.header_rows, table.n_rows, table.n_columns) == (1, 3, 3)
    assert facts(table) == [
        ("Robbery", "2015", "840 count"),
        ("Robbery", "2016", "1168 count"),
        ("Theft", "2015", "1 count"),
        ("Theft", "2016", "2 count"),
    ]


def test_a_merged_header_is_filled_from_its_left() -> None:
    table = table_of("Offence|Category 1||Category 2|", "Robbery|840|5%|9|1%", "Theft|1|6%|8|2%")
    assert [c.column_label for c in table.rows()[0]] == ["Offence", *["Category 1"] * 2, *["Category 2"] * 2]


def test_two_header_rows_join() -> None:
    table = table_of(
        "Service|Westminster||Kensington|", "|20/21 £'000|21/22 £'000|20/21 £'000|21/22 £'000", "Care|1|2|3|4"
    )
    assert table.header_rows == 2
    assert facts(table)[0] == ("Care", "Westminster / 20/21 £'000", "1000 GBP")
    assert facts(table)[3] == ("Care", "Kensington / 21/22 £'000", "4000 GBP")


def test_a_spanning_row_becomes_part_of_the_labels_below_and_is_kept() -> None:
    table = table_of("Type|2015|2016", "Burglary||", "Flats|1|2", "Houses|3|4", "Robbery||", "Shops|5|6")
    assert table.n_rows == 6
    assert [row[0].row_label for row in table.rows()] == [
        "Burglary",
        "Burglary / Flats",
        "Burglary / Houses",
        "Robbery",
        "Robbery / Shops",
    ]


def test_strokes_between_cells_make_a_table_where_a_rule_stands_under_the_header() -> None:
    said = "1.1 It is fine | or it rains.\n\n"
    table = "Ref | Action | Who\n--- | :-: | ---:\nC/1 | Plant 12 oaks | Clerk\nC/2 | Rest |\n"
    rows = rows_of(f"{said}{table}\n-- 6 --\n\n{said}")
    assert [(t["first_line"], t["last_line"], t["n_rows"], t["header_rows"]) for t in rows["tables"]] == [(3, 6, 3, 1)]
    assert [cell["text"] for cell in rows["cells"]] == [
        "Ref",
        "Action",
        "Who",
        "C/1",
        "Plant 12 oaks",
        "Clerk",
        "C/2",
        "Rest",
        "",
    ]
    assert [row["text"] for row in rows["blocks"]] == ["It is fine | or it rains."] * 2


def test_spanning_rows_nest() -> None:
    table = table_of("Type|2015|2016", "Crime||", "Burglary||", "Flats|1|2", "Robbery||", "Shops|5|6")
    assert [row[0].row_label for row in table.rows()][2::2] == ["Crime / Burglary / Flats", "Crime / Robbery / Shops"]


def test_a_blank_label_under_a_spanning_one_inherits_it() -> None:
    table = table_of("Ward|Type|2016", "Abbey Road|Theft|1", "|Fraud|2", "Churchill|Theft|3")
    assert [row[0].row_label for row in table.rows()] == [
        "Abbey Road / Theft",
        "Abbey Road / Fraud",
        "Churchill / Theft",
    ]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (["a|b|c", "1|2|"], [["a", "b", "c"], ["1", "2", ""]]),
        (["a|b|c", "|2|3"], [["a", "b", "c"], ["", "2", "3"]]),
        (["a|b|c", "||", "1|2|3"], [["a", "b", "c"], ["1", "2", "3"]]),
        (["a|b|c", "1"], None),
        (["a|b|c", "1|2"], [["a", "b", "c"], ["1", "2", ""]]),
    ],
    ids=["trailing", "leading", "a row of nothing is a blank line", "a line without a tab", "ragged"],
)
def test_empty_cells_keep_their_place(rows: list[str], cells: list[list[str]] | None) -> None:
    if cells is None:
        (table,) = tables_of("\n".join(rows).replace("|", "\t"))
        assert texts(table) == [["a", "b", "c"]]
    else:
        assert texts(table_of(*rows)) == cells


def test_empty_is_not_zero() -> None:
    table = table_of("Borough|No of cases", "Brent|0", "Harrow|", "Ealing|-")
    assert facts(table) == [("Brent", "No of cases", "0 count")]


def test_thousands_in_the_header_scale_the_column() -> None:
    table = table_of("Borough|£000|No of cases", "Brent|300|41", "Total|1,570|50")
    assert facts(table) == [
        ("Brent", "£000", "300000 GBP"),
        ("Brent", "No of cases", "41 count"),
        ("Total", "£000", "1570000 GBP"),
        ("Total", "No of cases", "50 count"),
    ]


def test_full_amounts_under_a_header_of_thousands_stay() -> None:
    table = table_of("Fund|£'000", "Grant|1,940,597", "Share|600,000")
    assert [value for _, _, value in facts(table)] == ["1940597 GBP", "600000 GBP"]


def test_a_contents_table_holds_pages() -> None:
    table = table_of("Foreword|3", "1. Introduction|5", "2. Aims|5", above="# Contents\n\n")
    assert (table.caption, table.header_rows) == ("Contents", 0)
    assert [value for _, _, value in facts(table)] == ["3 page", "5 page", "5 page"]


def test_tags_are_left_out_and_spans_leave_out_white_space() -> None:
    text = "a\tb\n<b>X</b>\t <b>71,229</b> \n"
    paper = source(text)
    (table,) = tables(paper, blocks(paper))
    cell = table.rows()[0][1]
    assert (cell.raw.text, text[cell.raw.start : cell.raw.end]) == ("71,229", "<b>71,229</b>")


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("Table 2 Offences by ward\n\n", "Table 2 Offences by ward"),
        ("# Offences\n\n", "Offences"),
        ("The claims are these:\n\n", "The claims are these:"),
        ("# Offences\n\n\n\n\n", ""),
        ("The claims were read by the Board in July and noted.\n\n", ""),
        ("# Health & Wellbeing Board\n\n", ""),
        ("# Offences\n\nPage 7\n\n", "Offences"),
        ("# Action log\n\nWhat is done is taken off.\n\n", "Action log"),
        ("# Offences\n\nThe table has them.\n\n", ""),
        ("# Appendices\n\nAppendix 1 – Offences\n\nAppendix 2 – Claims\n\n", ""),
        ("", ""),
    ],
)
def test_captions(above: str, caption: str) -> None:
    assert table_of("a|b", "x|1", above=above).caption == caption


def test_what_heads_who_came_or_a_reports_header_is_no_caption() -> None:
    for above in ("# Present:\n\n", "# Membership (9)\n\n"):
        assert table_of("Ann Other|Chair", "Bo Person|Clerk", above=above).caption == ""
    assert table_of("Date:|15 July 2021", "Title:|Bees", "Report of:|Clerk", above="15 July 2021\n\n").caption == ""
    assert (
        table_of("Member|May|June", "Ann Other|✓|A", "Bo Person|✓|✓", above="# Attendance\n\n").caption == "Attendance"
    )


HEAD = "Borough\t2015\t2016\n"
BODY = "Brent\t1\t2\nHarrow\t3\t4\n"
BREAKS = {
    "blank line": "\n",
    "three blank lines": "\n\n\n",
    "page mark": "\nPage 13\n\n",
    "blank page": "\nThis page is intentionally left blank\n\n",
    "page mark alone": "Page 13\n",
    "a running header": "\nPage 13\n\nAppendix A to item 6\n\n",
}


@pytest.mark.parametrize("repeated", ["", HEAD], ids=["", "header repeated"])
@pytest.mark.parametrize("gap", BREAKS.values(), ids=BREAKS.keys())
def test_a_table_cut_by_a_page_break_is_one(gap: str, repeated: str) -> None:
    (table,) = tables_of(HEAD + BODY + gap + repeated + "Ealing\t5\t6\n")
    assert texts(table) == [
        ["Borough", "2015", "2016"],
        ["Brent", "1", "2"],
        ["Harrow", "3", "4"],
        ["Ealing", "5", "6"],
    ]
    assert table.last_line == (HEAD + BODY + gap + repeated).count("\n") + 1


APART = {
    "another width": "\nEaling\t5\n",
    "a paragraph between": "\nThe next table is about other things.\n\nEaling\t5\t6\n",
    "a heading between": "\n# Next\n\nEaling\t5\t6\n",
    "another header": "\nWard\tThefts\tFrauds\nAbbey\t1\t2\n",
    "a bold row": "\n<b>Ward</b>\t<b>1</b>\t<b>2</b>\n",
    "a page and more": "\n" * 14 + "Ealing\t5\t6\n",
}


@pytest.mark.parametrize("after", APART.values(), ids=APART.keys())
def test_what_follows_another_table_stands_apart(after: str) -> None:
    assert len(tables_of(HEAD + BODY + after)) == 2


def test_a_plain_header_block_is_a_table_of_labels_and_values() -> None:
    text = "Date: 15 July 2021\n\nTitle: Ageing\nWell\n\nClassification: General\n\nReport of: \n"
    paper = source(text)
    (document,) = documents(paper, blocks(paper), agenda_items(paper))
    (table,) = with_headers(paper, [], [document.header, ()])
    assert texts(table) == [
        ["Date:", "15 July 2021"],
        ["Title:", "Ageing Well"],
        ["Classification:", "General"],
        ["Report of:", ""],
    ]
    for cell in table.cells:
        assert text[cell.raw.start : cell.raw.end].split() == cell.raw.text.split()


ENTRIES = ("1\tAPOLOGIES FOR ABSENCE", "2\tMINUTES OF THE LAST MEETING", "3\tKEEPING BEES", "4\tMAKING WAX")
LISTS = {
    "entries that touch": ("\n".join(ENTRIES), 0),
    "entries apart": ("\n\n".join(ENTRIES), 0),
    "full stops, pages": ("\n".join(f"{e[0]}.{e[1:]}\t{n} - {n + 1}" for n, e in enumerate(ENTRIES, 3)), 0),
    "what explains them between": ("\n".join(f"{entry}\n\tTo hear 4 keepers." for entry in ENTRIES), 0),
    "a header of its own": ("No.\tAction\n" + "\n".join(ENTRIES), 1),
    "numbers of columns": ("1\t2\n2\t40\n3\t50\n", 0),
    "one column": ("| 1 |\n| 2 |\n| 3 |\n", 0),
}


@pytest.mark.parametrize(("entries", "header_rows"), LISTS.values(), ids=LISTS.keys())
def test_the_first_entry_of_a_list_heads_no_column(entries: str, header_rows: int) -> None:
    (table,) = rows_of(f"Parks Panel\n\nAGENDA\n\n{entries}\n")["tables"]
    assert table["header_rows"] == header_rows


WORD = st.text(alphabet="abcdefg", min_size=1, max_size=6)
NUMBER = st.integers(0, 99_999).map(lambda n: f"{n:,}")


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    """Draw a header and rows of a word and numbers; some numbers are left blank, never a whole row."""
    width = draw(st.integers(2, 4))
    head = ["Name", *(f"Y{draw(WORD)}" for _ in range(width - 1))]
    body = [
        [draw(WORD), draw(NUMBER), *(draw(st.one_of(NUMBER, st.just(""))) for _ in range(width - 2))]
        for _ in range(draw(st.integers(2, 8)))
    ]
    return [head, *body]


@given(
    grids(),
    st.sampled_from(["\n", "\n\n", "\nPage 7\n\n", " \n", "\n\n\n\n"]),
    st.booleans(),
    st.integers(1, 7),
    st.booleans(),
)
def test_reversible_damage_leaves_the_same_cells(
    grid: list[list[str]], gap: str, repeat: bool, at: int, line_feed: bool
) -> None:
    lines = ["\t".join(row) for row in grid]
    cut = min(at, len(lines) - 2) + 1  # after the header and a row at least
    again = f"{lines[0]}\n" if repeat else ""
    damaged = "\n".join(lines[:cut]) + "\n" + gap + again + "\n".join(lines[cut:]) + "\n" * line_feed
    (sound,), (mended,) = tables_of("\n".join(lines)), tables_of(damaged)
    assert texts(sound) == grid
    assert texts(mended) == grid
    assert facts(mended) == facts(sound)


@given(st.one_of(st.text(alphabet="ab1,.%£<>/\t\n |-:", max_size=300), st.text(max_size=200)))
def test_cells_of_any_text_are_where_they_say(text: str) -> None:
    paper = source(text)
    for table in tables(paper, blocks(paper)):
        assert len(table.cells) == table.n_rows * table.n_columns
        starts = [cell.raw.start for cell in table.cells]
        assert starts == sorted(starts)
        for cell in table.cells:
            assert 0 <= cell.raw.start <= cell.raw.end <= len(text)
            raw = text[cell.raw.start : cell.raw.end]
            assert raw == raw.strip()
            assert not set("\n\t") & set(raw)


FALLEN = """Item\tAction\tStatus
Item 1 Parks\tA plan to be drawn up for all of the parks.\tDone.

Item 2 Homes

The Panel agreed that it would:

- (i) Write to the landlords of the north.
- (ii) Ask for a briefing on homes that stood empty; had

Letters have gone out.

Page 4

\tbeen sold; and were let again.\t
Item 3 Roads\tA map to be made of the roads of the north.\tOpen.
"""


def test_a_row_that_fell_out_of_its_table_is_put_back() -> None:
    table = table_of(FALLEN)
    assert texts(table)[2] == [
        "Item 2 Homes",
        "The Panel agreed that it would: (i) Write to the landlords of the north. (ii) Ask for a briefing on homes "
        "that stood empty; had been sold; and were let again.",
        "Letters have gone out.",
    ]
    assert table.n_rows == 4
    assert 4 in table.loose


ROW_CUT = """No.\tAction\tLead\tAnswer\tDone
1\tCount the bees of the north\tClerk\t\tYes
2\tFeed them\tClerk\tSugar\tYes
3\tWrite to the keepers of all\tHead of\tThe letters have

Page 4

Bees: a list of actions

No.\tAction\tLead\tAnswer\tDone
\tthe hives\tParks\tgone out\tNo
4\tMend the hives\tClerk\t\t
"""


def test_the_rest_of_a_row_below_a_header_that_the_page_repeats_is_joined_to_it() -> None:
    table = table_of(ROW_CUT)
    assert texts(table)[3:] == [
        ["3", "Write to the keepers of all the hives", "Head of Parks", "The letters have gone out", "No"],
        ["4", "Mend the hives", "Clerk", "", ""],
    ]


def test_who_came_has_headers() -> None:
    table = table_of("Member|Authority|Present", "A. Person|Town Council|Yes", "B. Person|City Council|Apologies")
    assert table.header_rows == 1


def test_a_header_that_comes_again_over_a_title_begins_another_table() -> None:
    head = "Measure\tLast year\tTarget\n"
    first, second = (f"{title}:\t\t\nParks open\t5\t6\nHomes let\t7\t8\n" for title in ("Off track", "On track"))
    assert len(tables_of(head + first + "\n" + head + second)) == 2
    assert len(tables_of(head + first + "\n" + head + "Roads mended\t1\t2\n")) == 1


def test_items_of_a_list_in_a_cell_are_told_apart() -> None:
    cells = ['<ul style="x"> • Parks are kept • Homes are let </ul>', "<p>First</p> <ul> ❖ roads ❖ bridges"]
    row = "\t".join(["A long enough label", *cells])
    table = table_of(f"Aim\tAction\tWhere\n{row}\n{row}\n")
    assert texts(table)[1] == ["A long enough label", "Parks are kept; Homes are let", "First roads; bridges"]


SCALED = {
    "money in one column alone": (("Month|Calls|Cost", "May|1,200|1.2"), "Calls and their cost (£m)",
        ["1200 count", "1200000 GBP"]),
    "a caption of two units": (("Month|Homes|Change", "May|1,204|-3"), "Homes (£000 and number)",
        ["1204 count", "-3 count"]),
    "the header over the labels": (("£000s|Plan|Outturn", "Roads|12,345|11,000"), "", ["12345000 GBP", "11000000 GBP"]),
    "a rate over the labels": (("Rate per 1,000|2019|2020", "North|12.3|11"), "", ["12.3 per 1,000", "11 per 1,000"]),
    "the first column alone": (("Service|Budget £000|Actual|Variance|Posts", "Roads|120|111|9|4"), "",
        ["120000 GBP", "111000 GBP", "9000 GBP", "4 count"]),
    "a unit under the years": (("Service|2021/22|2022/23|Change", "|£000||", "Roads|12|15|3"), "",
        ["12000 GBP", "15000 GBP", "3000 GBP"]),
    "one column in full": (("Fund|2021 £000|2022 £000", "Grant|1,940,597|600,000"), "", ["1940597 GBP", "600000 GBP"]),
    "a share behind": (("Area|Homes (%)", "North|12 (40%)", "South|18 (60%)", "Total|30"), "",
        ["12 count", "18 count", "30 count"]),
    "the caption alone": (("Ward|Spent", "North|12.3"), "Spending by ward (£m)", ["12300000 GBP"]),
    "the other cells of the row": (("Measure|2019|2020", "Time to mend|12 days|14"), "", ["12 days", "14 days"]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "caption", "values"), SCALED.values(), ids=SCALED.keys())
def test_a_unit_and_its_scale_go_to_the_columns_they_are_said_of(
    rows: tuple[str, ...], caption: str, values: list[str]
) -> None:
    table = table_of(*rows, above=f"{caption}\n\n" if caption else "")
    assert [value for _, _, value in facts(table)] == values
