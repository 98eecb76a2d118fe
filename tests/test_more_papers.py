"""Further small papers as councils print them: tables cut by pages, logs, resolutions, promises, what is lost."""

from __future__ import annotations

import pytest

from papers import rows_of, tables_of, texts
from test_small_papers import HEAD, MINUTES

TABLES = {
    "a header of two rows that each page repeats, under the appendix's title": (
        "Ref\tWhat\t2020/21\t\n\t\tQ1\tQ2\nA1\tHives\t4\t5\n\nPage 4\nAppendix A: Key figures\n\n"
        "Ref\tWhat\t2020/21\t\n\t\tQ1\tQ2\nA2\tBees\t6\t7\n",
        ["Ref|What|2020/21|", "||Q1|Q2", "A1|Hives|4|5", "A2|Bees|6|7"],
    ),
    "a caption that says it goes on": (
        "**Table 1: Hives**\n\nWard\tHives\nNorth\t4\nSouth\t5\n\nPage 4\n\n**Table 1: Hives (continued)**\n\n"
        "Ward\tHives\nEast\t6\n",
        ["Ward|Hives", "North|4", "South|5", "East|6"],
    ),
    "it goes on without its header": (
        "Table 1: Hives\n\nWard\tHives\nNorth\t4\nSouth\t5\n\nPage 4\n\nTable 1 cont'd\n\nEast\t6\nWest\t7\n",
        ["Ward|Hives", "North|4", "South|5", "East|6", "West|7"],
    ),
    "a row cut by a page without blanks": (
        "Ref\tAction\tWho\n1\tCount the hives and\tClerk\nPage 4\n\tthe bees\t\n2\tPaint them\tWarden\n",
        ["Ref|Action|Who", "1|Count the hives and the bees|Clerk", "2|Paint them|Warden"],
    ),
    "a cell that wraps into a row of its own": (
        "Ref\tAction\tWho\n1\tCount the hives and\tClerk\n\tthe bees\t\n2\tPaint them\tWarden\n",
        ["Ref|Action|Who", "1|Count the hives and the bees|Clerk", "2|Paint them|Warden"],
    ),
    "spanning rows on both sides of a page": (
        "Hive\tBees\tHoney\nNorth\t\t\nOld\t400\t3\n\nPage 4\n\nHive\tBees\tHoney\nSouth\t\t\nNew\t500\t4\n",
        ["Hive|Bees|Honey", "North||", "Old|400|3", "South||", "New|500|4"],
    ),
    "a rule of strokes and a page": (
        "| Ward | Hives |\n|---|---|\n| North | 4 |\n\nPage 4\n\n| South | 5 |\n",
        ["Ward|Hives", "North|4", "South|5"],
    ),
    "who came": (
        "Name\tBody\t4 May\t6 July\nAnn\tCouncil\t✓\tA\nBob\tPolice\t\t✓\n",
        ["Name|Body|4 May|6 July", "Ann|Council|✓|A", "Bob|Police||✓"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), TABLES.values(), ids=TABLES.keys())
def test_a_table_is_whole(text: str, rows: list[str]) -> None:
    (table,) = tables_of(text)
    assert ["|".join(row) for row in texts(table)] == rows


def test_two_tables_under_their_own_captions_stay_two() -> None:
    text = "Table 1: North\n\nA\tB\n1\t2\n\nPage 4\n\nTable 2: South\n\nA\tB\n3\t4\n"
    assert len(tables_of(text)) == 2


HEADED = {
    "signs under days": ("Name\tBody\t4 May\nAnn\tCouncil\t✓\nBob\tPolice\tA\n", 1),
    "signs under words": ("Who\tPlace\tVoted\nAnn\tNorth\tY\nBob\tSouth\tN\n", 1),
    "who represents whom": ("Partner\tRepresentative\nPolice\tAnn Other\nCouncil\tBob Other\n", 1),
    "members with their wards": ("Councillor Ann Other\tNorth\nCouncillor Bob Other\tSouth\n", 0),
    "members side by side": ("Cllr Ann Other (Chair)\tCllr Bob Other\nCllr Cy Other\tVacancy\n", 0),
    "a report's labels": ("Report to\tPanel\nDate\t15 July 2021\nReport title\tKeeping bees in all the parks\n", 0),
}


@pytest.mark.parametrize(("text", "rows"), HEADED.values(), ids=HEADED.keys())
def test_a_header_is_told_from_what_it_heads(text: str, rows: int) -> None:
    (table,) = tables_of(text)
    assert table.header_rows == rows


RESOLVED = {
    "to, and points with signs": "The Partnership RESOLVED to:\n\n- keep bees;\n- sell wax; and\n- buy hives.\n",
    "to whom, a dash": "RECOMMENDED TO CABINET:- that\n(i)    bees be kept;\n(ii)   wax be sold;\n(iii)  they go.\n",
    "to recommend to": "RESOLVED TO RECOMMEND to the Council that:\n\n1. Bees stay.\n\n2. Wax goes.\n\n3. Hives go.\n",
    "it was then": "It was then RESOLVED: that\n\n(a) bees be kept;\n\n(b) wax be sold; and\n\n(c) hives go.\n",
    "the members agreed": "Members AGREED to:\n\n1) keep bees;\n\n2) sell wax; and\n\n3) buy hives.\n",
}


@pytest.mark.parametrize("text", RESOLVED.values(), ids=RESOLVED.keys())
def test_each_point_of_a_resolution_is_one(text: str) -> None:
    found = rows_of(f"{MINUTES}### 3. BEES\n\nThey hum.\n\n{text}")["decisions"]
    assert len(found) == 3
    assert {d["kind"] for d in found} == {"resolution"}


SAID = {
    "agreed without a vote": ("It was agreed, without a vote, that the Chair write to the Minister.", True),
    "agreed by all": ("It was agreed, by all, to ask the keeper.", True),
    "resolved then": ("It was then RESOLVED:- that no hive be moved.", True),
    "resolved accordingly": ("It was accordingly RESOLVED that no hive be moved.", True),
    "to go by a day": ("It would go before the end of the month.", True),
    "to be with members": ("The figures would be with members by Friday.", True),
    "to reply within days": ("The keeper would reply within ten days.", True),
    "to be sent after": ("A list of hives would be sent to the Panel before Easter.", True),
    "to let them have it": ("He will let the ward members have it by 5 May.", True),
    "undertook": ("The officer undertook to find out why.", True),
    "asked what": ("Councillor A. asked what had become of the letter to the Minister.", False),
    "asked why": ("Members asked why it had taken so long to count them.", False),
    "asked whether": ("Councillor B. asked whether hives belong to the Council.", False),
    "a price": ("Honey would rise by 5% within a year.", False),
    "what isn't": ("The keeper would not reply within ten days.", False),
    "what was": ("It had gone before the end of the month.", False),
    "hopes": ("The Chair hoped that bees would be back by spring.", False),
    "feelings": ("There was some feeling that wax was dear.", False),
    "thanks": ("The Chair thanked all who had come.", False),
    "what was noted": ("Members noted that bees sleep.", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "decides"), SAID.values(), ids=SAID.keys())
def test_what_a_sentence_decides(text: str, decides: bool) -> None:
    found = rows_of(f"{MINUTES}### 3. BEES\n\n3.1 They hum. {text}\n")["decisions"]
    assert [d["text"] for d in found] == ([text] if decides else [])


COLUMNS = [
    ("Action or recommendation", "Who", "Target", "Progress"),
    ("Action/Recommendation", "Person responsible", "By", "Where we are"),
    ("Decision and action", "Lead", "Deadline", "State of play"),
    ("Outstanding action", "Actioned by", "Date", "Latest"),
    ("Recommendation", "Officer", "Timescale", "What happened"),
    ("What was agreed", "Responsible", "When", "Result"),
]


@pytest.mark.parametrize("columns", COLUMNS, ids=[c[0] for c in COLUMNS])
def test_a_log_of_actions_in_other_words(columns: tuple[str, ...]) -> None:
    heads = "\t".join(("No.", *columns))
    text = f"# Action log\n\n{heads}\n1\tCount all hives of the borough\tClerk\tMay 2021\tClosed\n2\tBees\tWarden\t\t\n"
    first, second = rows_of(text)["decisions"]
    assert (first["text"], first["owner"], first["due"], second["text"]) == (
        "Count all hives of the borough", "Clerk", "May 2021", "Bees")  # fmt: skip


def test_a_forward_plan_of_decisions_is_no_log() -> None:
    text = "# Forward plan\n\nDecision\tDate\tPublic?\nBuy hives\t14 March 2021\tYes\nSell wax\t20 June 2021\tNo\n"
    assert rows_of(text)["decisions"] == []


POINTS = {
    "numbers with a bracket": "7   It is recommended that:\n    1)  bees stay;\n    2)  Cabinet be asked to sell wax;\n"
    "    3)  officers look for hives.\n",
    "letters": "It is recommended that:\n\n(a) bees stay;\n\n(b) Cabinet be asked to sell wax; and\n\n(c) hives go.\n",
    "the panel is asked to": "2.1 The Panel is asked to:\n\n(a) keep bees;\n\n(b) ask Cabinet for wax;\n\n(c) buy.\n",
}


@pytest.mark.parametrize("text", POINTS.values(), ids=POINTS.keys())
def test_each_point_of_a_recommendation_is_one_and_its_lead_none(text: str) -> None:
    found = rows_of(f"{HEAD}## RECOMMENDATIONS\n\n{text}")["decisions"]
    assert [d["kind"] for d in found] == ["recommendation"] * 3


TABLE = "\n\nWard\tHives\nNorth\t4\nSouth\t5\n"
TREND = "\n\nWard\tHives\tTrend\nNorth\t4\t{}\nSouth\t5\t\n"
PAGE = "\n\nPage 4\n\n## 2. Wax\n\n2.1 It burns.\n"
GAPS = {
    "since": ("1.1 The north differs from all the rest of the borough, since" + PAGE, ["cut text"]),
    "has added": ("1.1 Sales fell and the closing of the old shop has added" + PAGE, ["cut text"]),
    "although": ("1.1 There are ten hives in the park of the borough, although" + PAGE, ["cut text"]),
    "a page's title between": (
        "1.1 The keeper of the bees thought at that time that the public in general had\n\nPage 4\n\nParks and bees\n\n"
        "stopped listening. It burns.\n",
        [],
    ),
    "a lettered table": ("1.1 Table B shows where.\n\n**Table A: Hives**" + TABLE, ["table"]),
    "a lettered table that is there": ("1.1 Table A2 shows them.\n\n**Table A2: Hives**" + TABLE, []),
    "arrows": ("The arrows in the last column show how it goes." + TREND.format(""), ["cut text"]),
    "arrows that are there": ("The arrows in the last column show how it goes." + TREND.format("↑"), []),
    "ratings in the margin": ("Key: RAG ratings are shown in the left margin." + TABLE, ["cut text"]),
    "ratings that are there": ("The colours in each row show the rating." + TREND.format("Green"), []),
    "symbols": ("A key to the symbols in this table is shown below." + TABLE, ["cut text"]),
}


@pytest.mark.parametrize(("text", "kinds"), GAPS.values(), ids=GAPS.keys())
def test_what_is_lost(text: str, kinds: list[str]) -> None:
    assert [g["kind"] for g in rows_of(f"{HEAD}## 1. Hives\n\nThey hum.\n\n{text}")["gaps"]] == kinds


def test_an_appendix_that_is_missing_is_missed_where_it_is_named() -> None:
    text = (
        f"{HEAD}## 1. Hives\n\n1.1 They hum, and they hum all day in all of the hives of the town;\nAnnex 2 says how.\n"
    )
    (gap,) = rows_of(text)["gaps"]
    assert gap["line"] == text[: text.index("Annex")].count("\n") + 1
