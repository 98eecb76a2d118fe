"""Tables that a page cuts, with all that can stand between their parts: one table, whole."""

from __future__ import annotations

import pytest

from papers import tables_of, texts

PAPER = "## Bees\n\nThey hum.\n\n1\n\nText is here.\n\n2\n\n{table}\n13\n\nText.\n\n14\n"
HEAD = "Ref\tSaving\tTarget\n"

TABLES = {
    "the running title": (
        f"{HEAD}S1\tVans\t40\n\n12\n\nKeeping bees\n\nS3\tHives\t60\nAll\t\t150\n", ["S1", "S3", "All"]),
    "a page's number right between rows": (f"{HEAD}S1\tVans\t40\n12\nS2\tWax\t50\nS3\tHives\t60\n", ["S1", "S2", "S3"]),
    "its caption, continued": (
        f"{HEAD}S1\tVans\t40\n\n12\n\nTable 1 (continued)\n\n{HEAD}S2\tWax\t50\n", ["S1", "S2"]),
    "a word that it goes on": (f"{HEAD}S1\tVans\t40\nContinued overleaf\n\n12\n\nS2\tWax\t50\n", ["S1", "S2"]),
    "a header of two rows again": (
        "\tQ1\t\tQ2\t\nWard\tIn\tOut\tIn\tOut\nNorth\t1\t2\t3\t4\n\nPage 12\n\n\tQ1\t\tQ2\t\nWard\tIn\tOut\tIn\tOut\n"
        "South\t5\t6\t7\t8\n", ["Ward", "North", "South"]),
    "a spanning row on the next page": (
        "Offence\tIn\tOut\nTheft\t\t\nShop\t1\t2\n\nPage 12\n\nViolence\t\t\nWith injury\t3\t4\n",
        ["Theft", "Shop", "Violence", "With injury"]),
    "upright strokes": (
        "| Ref | Saving | Target |\n|---|---|---|\n| S1 | Vans | 40 |\n\nPage 12\n\n| S2 | Wax | 50 |\n", ["S1", "S2"]),
    "a row cut in three cells": (
        "Ref\tAction\tLead\tNote\nA1\tWrite with times. The letter is\tClerk\tSent in May\n\n8\n\nLog (continued)\n\n"
        "\talso to say how many.\t\tMore to follow.\nA2\tCount\tWarden\tDone\n", ["A1", "A2"]),
}  # fmt: skip


@pytest.mark.parametrize(("table", "rows"), TABLES.values(), ids=TABLES.keys())
def test_a_table_that_a_page_cuts_is_whole(table: str, rows: list[str]) -> None:
    (found,) = tables_of(PAPER.format(table=table))
    assert [row[0] for row in texts(found)][1:] == rows
