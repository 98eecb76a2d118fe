from __future__ import annotations

import time

import pytest

from minutebook.conflicts.tellings import tellings
from minutebook.conflicts.wordings import wording_conflicts
from minutebook.papers.source import source_of
from minutebook.reading import linked
from papers import rows_of

FILL = "The towpath was swept, and a heron was seen by the lock.\n\n" * 3


def kinds(*parts: str) -> list[str]:
    rows = linked([rows_of(("\n\n" + FILL).join(parts) + "\n")])
    return [f"{row['kind']} {row['type']}" for row in rows["conflicts"]]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "Rowing lessons are free to novices aged 11-16 from estate schools.",
            "Novices from estate schools aged 11 to 17 have free rowing lessons.",
            ["definition definition"],
        ),
        (
            "Rowing lessons are free to novices under 17 from estate schools.",
            "Novices from estate schools aged 1 to 17 have free rowing lessons.",
            ["definition definition"],
        ),
        # The same band in other words, bands that plainly are two, and bands of other people.
        (
            "Rowing lessons are free to novices aged 11-16 from estate schools.",
            "Novices from estate schools aged 11 to 16 have free rowing lessons.",
            [],
        ),
        (
            "Rowing lessons are free to novices aged 11-16 from estate schools.",
            "Novices from estate schools aged 17 to 24 have half-price rowing lessons.",
            [],
        ),
        (
            "Rowing lessons are free to novices aged 11-16 from estate schools.",
            "Lock keepers' apprentices aged 11 to 17 may fish by the weir.",
            [],
        ),
        (
            "Rowing lessons cost 11-16 pounds for novices from estate schools.",
            "Novices from estate schools pay 11 to 17 pounds for rowing lessons.",
            [],
        ),
    ],
)
def test_bands_of_ages_a_year_apart_are_two_definitions(one: str, other: str, found: list[str]) -> None:
    assert kinds(one, other) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "A narrow boat is defined as any vessel of less than seven feet in beam.",
            "A narrow boat is defined as a vessel built before the war for canal trade.",
            ["definition definition"],
        ),
        (
            "A narrow boat is defined as any vessel of less than seven feet in beam.",
            "A narrow boat is defined as any vessel of less than seven feet in the beam.",
            [],
        ),
        (
            "A narrow boat is defined as any vessel of less than seven feet in beam.",
            "A wide lock is defined as a vessel basin of fourteen feet or more.",
            [],
        ),
    ],
)
def test_one_term_defined_in_two_ways_is_a_conflict(one: str, other: str, found: list[str]) -> None:
    assert kinds(one, other) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The trust has four aims for the canal:\n\n- Clear weed\n- Mend locks\n- Teach rowing", ["list unexplained"]),
        ("The trust has three aims for the canal:\n\n- Clear weed\n- Mend locks\n- Teach rowing", []),
        ("The trust set out four aims:\n\n1. Clear weed\n\n2. Mend locks\n\n3. Teach rowing", ["list unexplained"]),
        # What is listed isn't what is counted, or is much less of it.
        ("News of the four locks on the canal:\n\n- Weed cleared\n- Gates mended\n- Rowing taught", []),
        ("The four keepers used:\n\n- Rakes\n- Barges\n- Ropes", []),
        ("There were 12 talks on these themes:\n\n- Weed\n- Locks\n- Rowing", []),
    ],
)
def test_a_list_of_another_number_than_is_announced_is_a_conflict(text: str, found: list[str]) -> None:
    assert kinds(text) == found


ASKS = "We ask for:\n\n- The guild to paint the looms and steps\n- The mill to lend two carts to each school\n"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            f"{ASKS}- Work out the saving to the town from closing the weir on Mondays\n- The county to fund a dyer\n",
            "# Appendix\n\n1. The guild to paint the looms and steps\n2. The mill to lend two carts to each school\n"
            "3. Work out the effect on the town of closing the weir on Mondays\n",
            ["list unexplained", "definition definition"],
        ),
        (
            f"{ASKS}- The county to fund a dyer at the mill\n",
            f"# Appendix\n\n{ASKS}- The county to fund a dyer at the mill\n",
            [],
        ),
        (
            f"{ASKS}- The county to fund a dyer at the mill\n",
            "# Appendix\n\nWe ask for:\n\n- The guild to paint the looms and steps\n- Geese to be kept off the weir\n"
            "- Nettles to be cut in May\n",
            [],  # one item alike
        ),
        (
            f"{ASKS}- The county to fund a dyer at the mill for as long as wool is spun, woven and worn there\n",
            f"# Appendix\n\n{ASKS}- The county to fund a dyer at the mill\n",
            [],  # cut
        ),
    ],
)
def test_two_lists_that_are_mostly_one_are_compared(one: str, other: str, found: list[str]) -> None:
    assert sorted(kinds(one, other)) == sorted(found)


def test_a_contents_entry_of_another_year_than_its_heading_is_a_conflict() -> None:
    text = (
        "Report on Looms\n\nContents\n\n1. Looms in use 2018 .... 2\n2. Weavers at work .... 3\n"
        "3. Dyes and wool .... 4\n\n"
        "# 1. Looms in use 2019\n\nLooms rattle.\n\n# 2. Weavers at work\n\nThey weave.\n\n# 3. Dyes and wool\n\nRed.\n"
    )
    found = [(row["kind"], row["type"]) for row in linked([rows_of(text)])["conflicts"]]
    assert found == [("date", "unexplained")]


def test_many_lists_of_the_same_are_compared_in_time() -> None:
    rows = rows_of(
        "".join(f"Part {n}:\n\n{ASKS}- The weir {n % 99} to be mended in the spring of {n}\n\n" for n in range(1_000))
    )
    begin = time.process_time()
    list(wording_conflicts(rows, set()))
    assert time.process_time() - begin < 3


def test_names_and_abbreviations_of_a_long_line_are_told_in_time() -> None:
    paper = source_of("p", "The Great Mill And Weir Of Old Ayle (GMW) plan " * 8_000 + "\n")
    begin = time.process_time()
    tellings(paper)
    assert time.process_time() - begin < 3
