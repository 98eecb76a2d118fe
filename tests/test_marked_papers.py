"""Made-up papers, each line marked with what it is: which of them are headings, contents entries, signs of a gap.

In `tests/marked/` a mark stands before the first stroke of each line: `h` for a heading, `c` for an entry of a contents
list, `h+` or `c+` for a line that goes on with the one above it, a kind of gap, and `?` where readers may differ.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from minutebook.papers.contents import letters
from minutebook.reading import Rows
from papers import rows_of

FILES = sorted((Path(__file__).parent / "marked").glob("*.txt"))
KINDS = {"chart", "map", "table", "appendix", "page", "cut"}
Marked = list[tuple[list[str], str]]


def marked(file: Path) -> Marked:
    """Return the marks and words of each line of a paper."""
    parts = (line.partition("|") for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    return [(marks.split(), words) for marks, _, words in parts]


def read(lines: Marked) -> Rows:
    return rows_of("\n".join(words for _, words in lines) + "\n")


def with_mark(lines: Marked, mark: str) -> dict[int, str]:
    """Return the letters of what has a mark, by the line that it begins on."""
    found: dict[int, str] = {}
    last = 0
    for n, (marks, words) in enumerate(lines, start=1):
        if mark in marks:
            found[n], last = letters(words), n
        elif f"{mark}+" in marks:
            found[last] += letters(words)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_headings_and_no_other_lines_are_found(file: Path) -> None:
    lines = marked(file)
    expected, either = with_mark(lines, "h"), with_mark(lines, "?")
    found = {row["first_line"]: letters(row["heading"]) for row in read(lines)["sections"]}
    assert sorted(found.keys() - either.keys()) == sorted(expected.keys() - either.keys())
    assert all(expected[n].endswith(heading) for n, heading in found.items() if n in expected)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_contents_list_agrees_with_its_headings(file: Path) -> None:
    lines = marked(file)
    expected = with_mark(lines, "c")
    checks = [row for row in read(lines)["checks"] if row["kind"] == "contents entry"]
    assert [row["line"] for row in checks] == list(expected)
    assert all(letters(row["subject"]) in expected[row["line"]] for row in checks)
    assert {row["verdict"] for row in checks} <= {"agrees"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_missing_from_it_is_told_once(file: Path) -> None:
    lines = marked(file)
    expected = {n for n, (marks, _) in enumerate(lines, start=1) if {*marks} & KINDS}
    either = with_mark(lines, "?").keys()
    found = [row["line"] for row in read(lines)["gaps"] if row["line"] not in either]
    assert found == sorted(expected)
