from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.decisions.decisions import decisions
from minutebook.errors import MinutebookError
from minutebook.facts.bearings import Setting
from minutebook.facts.prose_figures import figures
from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import Block, blocks
from minutebook.papers.outline import documents
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from minutebook.papers.source import Source, decoded, passage
from minutebook.papers.tables import tables
from minutebook.papers.values import cell_value
from minutebook.reading import Row, Rows, linked, plain, rows_of_pack
from minutebook.schema import TABLES, words_of
from minutebook.text.contacts import MASK, masked
from minutebook.text.quantities import quantities
from papers import real_packs, real_rows, rows_of, source, whole

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def every_row(rows: Rows) -> Iterator[tuple[str, Row]]:
    for table in TABLES:
        for row in rows[table]:
            yield table, row


def assert_in_place(text: str, rows: Rows) -> None:
    """Every row that has offsets holds just the characters between them, on the line that it names."""
    covered = masked(text)
    for table, row in every_row(rows):
        if "start" not in row:
            continue
        raw, place = row["raw"], text[row["start"] : row["end"]]
        assert raw == place or (row["masked"] == "masked" and raw == covered[row["start"] : row["end"]]), (
            table,
            row,
        )
        assert row["line"] == text.count("\n", 0, row["start"]) + 1, (table, row)


@pytest.fixture(params=range(len(real_packs())), ids=[pack.pack_id for pack, _ in real_packs()])
def real(request: pytest.FixtureRequest) -> tuple[str, Rows]:
    number: int = request.param
    return real_packs()[number][1], real_rows()[number]


def test_each_row_holds_the_characters_it_points_at(real: tuple[str, Rows]) -> None:
    assert_in_place(*real)


def test_ids_are_unique_and_begin_with_pack_and_line(real: tuple[str, Rows]) -> None:
    _, rows = real
    for table in ("documents", "sections", "blocks", "tables", "figures", "checks"):
        ids = [next(iter(row.values())) for row in rows[table]]
        assert len(ids) == len(set(ids))
        pack = rows["packs"][0]["pack_id"]
        assert all(re.fullmatch(re.escape(pack) + r"#L[1-9]\d*(-[1-9]\d*)?", one) for one in ids)


def test_references_lead_somewhere(real: tuple[str, Rows]) -> None:
    _, rows = real
    known = {name: {row[f"{name[:-1]}_id"] for row in rows[name]} for name in ("documents", "sections", "tables")}
    for table, row in every_row(rows):
        for name, ids in known.items():
            if (reference := row.get(f"{name[:-1]}_id")) and table != name:
                assert reference in ids, (table, row)


def test_rows_hold_the_columns_and_words_of_the_contract(real: tuple[str, Rows]) -> None:
    _, rows = real
    assert set(rows) == {*TABLES, "statements", "tellings"}  # of which `linked` makes observations and conflicts
    for table, row in every_row(rows):
        assert set(TABLES[table].columns) <= set(row), table
        for name, column in TABLES[table].columns.items():
            text = plain(row[name])
            assert text or not column.required, (table, name, row)
            if allowed := words_of(table, name):
                assert text in allowed or (not text and not column.required), (table, name, text)
            if column.type == "date":
                assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", text)


def test_no_contact_detail_is_in_any_row(real: tuple[str, Rows]) -> None:
    text, rows = real
    covered = [text[m.start() : m.end()] for m in re.finditer(f"{MASK}{{4,}}", masked(text))]
    details = {d for d in (*EMAIL.findall(text), *covered) if MASK not in d and len(d) > 3}
    assert details
    everything = "\n".join(plain(value) for _, row in every_row(rows) for value in row.values())
    shown = {d for d in details if d in everything and "@" in d}
    # Three or four digits of an extension may well be a count elsewhere; in a number's company they may not.
    shown |= {d for d in details if len(d) > 6 and d in everything}
    assert shown == set()
    assert not re.search(r"\bx\s?\d{4}\b|\bExt\w*\W{0,3}\d{3}", everything, re.I)


def test_a_figure_is_never_also_the_value_of_a_cell(real: tuple[str, Rows]) -> None:
    _, rows = real
    cells = [(c["start"], c["end"]) for c in rows["cells"] if c["value"] is not None]
    taken = {offset for start, end in cells for offset in range(start, end)}
    assert not [f["figure_id"] for f in rows["figures"] if f["start"] in taken]


def test_documents_that_say_the_same_are_told_apart_from_the_first() -> None:
    rows = linked(real_rows())
    same = {row["document_id"]: row["same_as"] for row in rows["documents"] if row["same_as"]}
    assert len(same) == 1
    ((copy, original),) = same.items()
    assert "serious-violence-duty-update" in copy
    assert original in {row["document_id"] for row in rows["documents"]}
    assert linked(list(reversed(real_rows()))) == rows


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("figures", ("raw", "value", "unit", "noun", "role", "area")),
        ("decisions", ("kind", "text", "owner", "status", "due")),
        ("sections", ("number", "heading", "level", "parent")),
    ],
)
def test_two_renderings_of_a_report_give_the_same_records(table: str, columns: tuple[str, ...]) -> None:
    rows = linked(real_rows())
    above = {row["section_id"]: row["heading"] for row in rows["sections"]}
    rows["sections"] = [{**row, "parent": above.get(row["parent_id"], "")} for row in rows["sections"]]
    ((copy, original),) = [(d["document_id"], d["same_as"]) for d in rows["documents"] if d["same_as"]]
    said = {
        name: [tuple(row[c] for c in columns) for row in rows[table] if row["document_id"] == name]
        for name in (copy, original)
    }
    assert said[copy] == said[original] != []


PAPER = """Date: 15 July 2021
Classification: General Release
Title: Funding for 12 beds
Report of: Director of Care
Report Author: A. Person, a.person@example.gov.uk, x5772

# Costs in 2020/21

3.1 In Brent 14 of 18 beds were open. They cost £1.2m; more were asked for.

Borough\t£000\tWhat was said of it
Brent\t300\tThe Board was told that 12 of these 40 beds are closed
Total\t300\tTel: 7946 2802
"""


def test_a_paper_from_end_to_end() -> None:
    rows = rows_of(PAPER)
    assert_in_place(PAPER, rows)
    figures_found = [(f["raw"], plain(f["value"]), f["role"], f["area"], f["line"]) for f in rows["figures"]]
    assert figures_found == [
        ("14", "14", "part", "Brent", 9),
        ("18", "18", "whole", "Brent", 9),
        ("£1.2m", "1200000", "", "", 9),
        ("12", "12", "", "Westminster", 12),
        ("40", "40", "", "Westminster", 12),
    ]
    assert [(s["heading"], s["period_start"]) for s in rows["sections"]] == [("Costs in 2020/21", "2020-04-01")]
    covered = [c["text"] for c in rows["cells"] if c["masked"]]
    assert covered == [f"A. Person, {MASK * 23}, x{MASK * 4}", f"Tel: {MASK * 9}"]
    assert [(c["verdict"], c["lines"]) for c in rows["checks"]] == [("agrees", "13; 12")]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (False, "false"), (0, "0"), ("a", "a"), (1.5, "1.5")],
)
def test_values_as_the_tables_write_them(value: object, text: str) -> None:
    assert plain(value) == text


LINE = st.sampled_from([*PAPER.split("\n"), "# AGENDA", "MINUTES", "Page 3", "a\t\t5%", "²", "Total\t1\t2"])


@given(st.one_of(st.lists(LINE, min_size=1, max_size=40).map("\n".join), st.text(min_size=1, max_size=300)))
def test_any_text_is_read_without_a_crash_and_in_place(text: str) -> None:
    rows = rows_of(text)
    assert_in_place(text, rows)
    assert not EMAIL.search(str(rows))


def said(text: str) -> list[object]:
    """What a paper says, whatever its marks: decisions, figures, cells' values and headings."""
    rows = rows_of(text)
    assert_in_place(text, rows)
    figures_found = [(row["value"], row["unit"]) for row in rows["figures"]]
    values = [(row["text"], row["value"], row["unit"]) for row in rows["cells"]]
    return [figures_found, values, [row["heading"] for row in rows["sections"]]]


DAMAGED = {
    "a byte-order mark": lambda text: "\ufeff" + text,
    "line ends of two bytes": lambda text: text.replace("\n", "\r\n"),
    "mixed line ends": lambda text: text.replace("\n\n", "\r\n\n"),
    "control characters": lambda text: text.replace("They cost", "They\x07 cost\x1b"),
    "overrides of direction": lambda text: text.replace("In Brent", "\u202aIn Brent\u202c").replace("3.1", "3.1\u200f"),
    "a last line without its end": lambda text: text.rstrip("\n"),
    "blank lines at the end": lambda text: text + "\n \n\n",
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_marks_that_nobody_sees_change_nothing(damage: Callable[[str], str]) -> None:
    assert said(damage(PAPER)) == said(PAPER)


def test_a_real_pack_reads_the_same_with_other_line_ends_and_marks_that_nobody_sees(real: tuple[str, Rows]) -> None:
    text, rows = real
    marked = "\ufeff" + text.replace("\n", "\r\n").replace(" the ", " \u200fthe\x07 ").replace("ing", "i\u200bng")
    marked = marked.replace(" of ", "\u00a0of\u2009")
    again = rows_of_pack(next(pack for pack, known in real_packs() if known == text), marked)
    assert_in_place(marked, again)
    places = {"start", "end", "raw"}
    for table, found in rows.items():
        assert [{n: r[n] for n in r.keys() - places} for r in found] == [
            {n: r[n] for n in r.keys() - places} for r in again[table]
        ], table


@pytest.mark.parametrize("share", [0.03, 0.31, 0.97])
def test_a_truncated_pack_is_read_as_far_as_it_goes(share: float) -> None:
    for one, text in real_packs():
        cut = text[: int(len(text) * share)]
        rows = rows_of_pack(one, cut)
        assert rows["documents"][-1]["last_line"] == rows["packs"][0]["lines"]
        assert all(row["end"] <= len(cut) for row in [*rows["figures"], *rows["cells"], *rows["decisions"]])


@pytest.mark.parametrize(
    "nested", ["<ul><li>", "<b>", "(", "- ", "  - a\n"], ids=["lists", "bold", "brackets", "marks", "points"]
)
def test_what_is_nested_a_thousand_deep_is_read(nested: str) -> None:
    text = f"Trees\t{nested * 1_000}12 oaks\nRoads\t4\n"
    assert_in_place(text, rows_of(text))


@pytest.mark.parametrize("content", [b"trees\n" * 9_000_000, b"t" * 10_000_000], ids=["54 MB", "one line of 10 MB"])
def test_a_file_too_large_to_be_a_pack_is_refused_at_once(content: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(MinutebookError, match=r"MB, and a pack is read up to 8 MB; split it"):
        decoded(content, "trees.txt")
    assert time.process_time() - begun < 1


HARD = {
    "counts": "1," * 50_000,
    "letters": "a" * 200_000,
    "brackets": "(" * 50_000,
    "digits": "9" * 100_000,
    "pounds": "£" * 50_000,
    "tags": "<b>" * 30_000,
    "ranges": "from 1 to " * 5_000,
    "at signs": "@" * 50_000,
    "half an e-mail": "a@" * 30_000,
    "dots": "a." * 30_000,
    "spaces": " " * 50_000,
    "of and spaces": "of" + " " * 50_000,
    "lines": "abc\n" * 10_000,
    "blank lines": "\n" * 10_000,
    "labels": "Title:\n" * 5_000,
    "sentences cut again and again": "a b c d e,\n\n" * 3_000,
    "slashes": "20/" * 20_000,
    "references": "item 1 and 2 " * 5_000,
    "halves": "half of " * 3_000,
    "numbers parted by tabs": "1.\tThe trees are tall.\n" * 4_000,
    "headers of a house": "To: Panel\nWhen: 4 May 2021\nWho: Head of Trees\nWhy: rain\n\n" * 1_000,
    "links": "[a](" * 20_000,
    "stars": "*" * 50_000,
    "ampersands": "&#1" * 5_000,
    "rows": "a\t1\n" * 3_000,
    "rules of tables": "a | b\n" + "-- | --\n" * 10_000,
    "columns": "a\t1\t" * 10_000,
    "wrapped cells": "a\tb\n" + "- and c\n" * 5_000,
    "bare numbers": "".join(f"{n}\n\n" for n in range(10_000)),
    "numbered points": "1. Trees\n\nGrow.\n\n" * 2_000,
    "roles": "Head of the Board and " * 5_000,
    "appendices": "see Appendix C and the chart below. " * 2_000,
    "contents": "Contents\n\nTrees   4\nRoads   5\n\n" * 300,
    "dates": "12 March " * 5_000,
    "names of councils": "\nand A" * 10_000,
    "one sentence again and again": "In Brent there were 40 thefts in 2015, up 5% on 2014. " * 500,
    "a table of totals": "Area\tMay\tJune\tAll\n"
    + "".join(f"Plot {n}\t{n}\t{n + 2}\t{n + n + 2}\n" for n in range(700))
    + "Total\t1\t2\t3\n",
    "a running total": "Area\tNumber\tYear to date\n"
    + "".join(f"Plot {n}\t{n}\t{n * (n + 1) // 2}\n" for n in range(1_800)),
    "shares of a column": "Area\tNumber\t% share\n" + "".join(f"Plot {n}\t{n}\t{n % 100}%\n" for n in range(1_500)),
    "shares of groups": "Area\tNumber\tBase\t% share\n"
    + "".join(f"Plot {n}\t{n}\t{2 * n}\t{n % 5 and f'{n}%'}\n" for n in range(1_000)),
    "columns of shares": "Area"
    + "\toaks\telms\t% elms" * 10
    + "\n"
    + "".join(f"Plot {n}" + f"\t{n}\t{n % 7}\t{n % 9}%" * 10 + "\n" for n in range(60)),
    "lines that begin with a day": "On 12 May 2010 the Panel met.\n\n" * 1_500,
    "bullets that announce": "- We have 12 oaks:\n" * 1_400,
}


Stage = Callable[[Source, Sequence[Block]], object]
STAGES: dict[str, Stage] = {
    "masked": lambda paper, _: masked(paper.text),
    "passage": lambda paper, _: passage(paper, [(0, len(paper.text))]),
    "blocks": lambda paper, _: blocks(paper),
    "documents": lambda paper, parts: documents(paper, parts, agenda_items(paper)),
    "tables": tables,
    "decisions": lambda paper, parts: decisions(
        paper, parts, tables(paper, parts), [Document("minutes", "", 1, paper.n_lines)]
    ),
    "sections": lambda paper, parts: sections(paper, parts, Document("report", "", 1, paper.n_lines)),
    "quantities": lambda paper, _: quantities(paper.text),
    "value": lambda paper, _: cell_value(paper.text),
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_no_text_takes_long(text: str) -> None:
    paper = source(text)
    parts, rows = blocks(paper), list[Rows]()
    took: dict[str, float] = {}
    for name, stage in (
        STAGES | {"all": lambda *_: rows.append(rows_of(paper.text)), "linked": lambda *_: linked(rows)}
    ).items():
        before = time.process_time()
        stage(paper, parts)
        took[name] = round(time.process_time() - before, 2)
    assert max(took.values()) < 5, took  # what anything but linear time goes far beyond


def test_a_formula_is_told_of_a_table_with_any_number_of_rows() -> None:
    rows = ((n, n % 97, n % 89, n % 89 - n % 97 + 5 * (n % 3 == 0)) for n in range(1_500))  # one in three is wrong
    text = "Area\tBefore\tAfter\tChange\n" + "".join("Plot {}\t{}\t{}\t{}\n".format(*row) for row in rows)
    verdicts = Counter(check["verdict"] for check in rows_of(text)["checks"] if check["kind"] == "change")
    assert verdicts == {"agrees": 1_000, "differs": 500}


@pytest.mark.parametrize(("words", "times"), [("from 12 to 19 in Brent, ", 1_100), ("6 in Churchill ward, ", 2_600)])
def test_numbers_of_one_sentence_are_linked_in_time_that_goes_with_their_number(words: str, times: int) -> None:
    before = time.process_time()
    linked([rows_of(f"It rose {words * times}as said.\n")])
    assert time.process_time() - before < 5


def test_of_what_is_no_sentence_the_words_around_a_number_are_kept() -> None:
    text = "It rose " + ", ".join(f"from {n} to {n + 9} in Brent" for n in range(500)) + ".\n"
    contexts = {row["context"] for row in rows_of(text)["figures"]}
    assert all(len(context) < 1_000 and context[0] == context[-1] == "…" for context in contexts)


@pytest.mark.parametrize("words", ["half of ", "from 1 to ", "in 2020 Brent had 5 beds and "])
def test_a_sentence_without_an_end_takes_no_longer_than_its_length(words: str) -> None:
    before = time.process_time()
    found = list(figures(whole(words * 3_000), Setting("2018-06-01")))
    assert len(found) == 3_000
    assert time.process_time() - before < 5


def test_an_agendas_entry_is_a_heading_and_what_explains_it_a_paragraph() -> None:
    rows = rows_of("AGENDA\n\n1.   APOLOGIES\n\n2.   THE PARKS\n     To say how they are kept.\n\nMonitoring Officer\n")
    assert [row["heading"] for row in rows["sections"]][1:3] == ["APOLOGIES", "THE PARKS"]
    found = [(row["kind"], row["number"], row["text"], row["first_line"]) for row in rows["blocks"]]
    assert found[0] == ("paragraph", "", "To say how they are kept.", 6)
