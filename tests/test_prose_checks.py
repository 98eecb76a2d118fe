from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.audit.multiples import bases, retold, told_base
from minutebook.reading import rows_of_pack
from toy_packs import pack

HEAD = "Annual Assessment\n\nOf crime in the city.\n\n"
CRIME = (
    "Crime Type\t2014\t2015\t% change\nRobbery\t400\t300\t-25\nBurglary In A Dwelling\t500\t550\t10\n"
    "Criminal Damage\t100\t150\t50\nTotal Notifiable Offences\t1,000\t1,000\t0\n"
)


def told(text: str, table: str = "") -> list[str]:
    """Return the checks of a paragraph: kind, what is stated, verdict; those of the table beside it left out."""
    one, raw = pack(f"{HEAD}{table}\n\n{text}\n")
    rows = rows_of_pack(one, raw.decode())
    line = len(raw.decode().rstrip("\n").split("\n"))
    found = [r for r in rows["checks"] if r["line"] == line and "beside it" not in r["explanation"][-12:]]
    return [f"{r['kind']} {r['subject'].split()[0]} {r['verdict']}" for r in found]


def explained(text: str) -> list[str]:
    """Return how the checks of a text's last line are explained."""
    one, raw = pack(f"{HEAD}{text}\n")
    rows = rows_of_pack(one, raw.decode())
    line = len(raw.decode().rstrip("\n").split("\n"))
    return [r["explanation"] for r in rows["checks"] if r["line"] == line]


def test_a_share_beside_its_count_is_held_against_every_count_of_the_document() -> None:
    base = "There are 1,567 carers and 2,400 homes.\n\nIn 2019 we saw 1,081 carers (69%)."
    assert explained(base) == [
        "the number that this is a share of isn't printed beside it; "
        "of the counts in the document these fit: 1,567 (line 5)"
    ]
    assert explained("We saw 1,081 carers (69%).")[0].endswith("and no count of the document fits")
    in_words = explained(f"{base}\n\nIn two of the twenty wards, 30% in Ayle, theft fell.")
    assert "its count and the number it is of aren't printed beside it" in in_words


def test_a_percentage_alone_is_a_relation_that_can_not_be_tested() -> None:
    assert explained("Theft rose by 9% and 31% of homes are safe.") == [
        "the numbers that it is the change between aren't printed beside it",
        "its count and the number it is of aren't printed beside it",
    ]


SENTENCES = {
    "Thefts rose from 840 to 1,168, an increase of 39%.": ["percent change 39% agrees", "direction 1,168 agrees"],
    "Thefts rose from 840 to 1,168, an increase of 29%.": ["percent change 29% differs", "direction 1,168 agrees"],
    "Thefts fell from 840 to 1,168.": ["direction 1,168 differs"],
    "Performance improved from 52% to 39%.": ["direction 39% differs"],
    "The share improved from 52% to 39%.": ["direction 39% untestable"],
    "There were 449 thefts compared to 1,041 the year before (a 57% decrease).": [
        "percent change 57% agrees",
        "direction 449 agrees",
    ],
    "There were 152,340 homes, 1.3% more than the 150,450 of last year.": [
        "percent change 1.3% agrees",
        "direction 152,340 agrees",
    ],
    "The rate was 17.2%, which is 0.4 percentage points higher than the 16.8% of last year.": [
        "change 0.4 agrees",
        "direction 17.2% agrees",
    ],
    "Cases doubled from 62 to 121.": ["doubled doubled agrees"],
    "Cases doubled from 62 to 91.": ["doubled doubled differs"],
    "14 of 18 homes (78%) were let.": ["share 78% agrees"],
    "14 of 18 homes (87%) were let.": ["share 87% differs"],
    "Of 986 people, 721 (73%) went home and 188 (19%) to a bed.": ["share 73% agrees", "share 19% agrees"],
    "We saw 1,081 carers (69%).": ["share 69% untestable"],
    "The team works with 87 cases (70 men and 17 women).": ["parts of a whole 87 agrees"],
    "The team works with 97 cases (70 men and 17 women).": ["parts of a whole 97 differs"],
    "83% were male and 17% female.": ["parts of a whole 83% agrees"],
    "83% were male and 27% female.": ["parts of a whole 83% differs"],
    "8.5% of the female population and 4.5% of the male population say so.": [],
    "Less than half of residents were born here (48%).": ["fraction half agrees"],
    "Less than half of residents were born here (58%).": ["fraction half differs"],
    "Half of the 3,322 visits were useful. Over half (1,040) were not.": [],
    "Visits came to 3,650 in 2019, on average 10 a day.": ["rate 10 agrees"],
    "Robbery is 12% here and 15% there.": [],
    "The rate was 41.2%, above the 48.5% of England.": ["direction 41.2% differs"],
    "The wait was 41 days, shorter than the 48 days in England.": ["direction 41 agrees"],
    "The plan would raise the number of step-down beds from 45 to 65.": ["direction 65 agrees"],
    "Thefts eased from 391 to 402.": ["direction 402 differs"],
    "The stay was 142 days, 27 fewer than the 159 of last year.": ["change 27 differs", "direction 142 agrees"],
    "Thefts fell from 66 to 51, by 29%, and fires from 181 to 162.": [
        "percent change 29% differs",
        "direction 51 agrees",
    ],
    "Only 58% agreed, a fall from 63%. That is seven percentage points.": [
        "direction 58% agrees",
        "change seven differs",
    ],
    "Men live 59.8 years, 3.3 years fewer than in England (63.1). For women the gap is 3.5 years.": [
        "change 3.3 agrees",
    ],
    "We saw 20,110 people, against 18,450 in 2022; prices went up by about 6%.": [],
    "Costs came to £24.1 million, which is £281,000 over. Three went over, by £747,000 between them.": [],
    "It helped 118 of the 164 people off the street, a rate of 62%.": ["share 62% differs"],
    "Providers report 11.4% of posts vacant, 112 of 960.": ["share 11.4% differs"],
    "Over half of the fires, 1,709 or 47.0%, were at night.": ["fraction half differs", "share 47.0% untestable"],
    "Over half (41, or 47%) were at school.": ["fraction half differs", "share 47% untestable"],
    "There were 361 arrivals. Beds taken peaked at 37, and one in six of these patients was a child.": [],
    "The police sent 398, fewer than the 431 of last year. Friends sent 214, or about one in eleven.": [
        "direction 398 agrees"
    ],
    "The town has 71,300 people. Those over 80 grew by 1,300, a fifth.": [],
    "We trained 1,420 staff on 58 courses, which makes 24 or so to a course.": ["rate 24 rounding"],
    "We heard 467 cases in the year, up from 438, an average of 42 a month.": [
        "direction 467 agrees",
        "rate 42 differs",
    ],
    "We heard 467 cases in the year, up from 438, an average of 39 a month.": [
        "direction 467 agrees",
        "rate 39 agrees",
    ],
    "There were 24 actions. Nine were green, four amber and three red; the others are not yet due.": [],
    "Below 12% of homes are cold, compared with 9% in London.": [],
    "There were 30 fires, 5 fewer than the 35 of May and 9 more than in April.": [
        "change 5 agrees",
        "direction 30 agrees",
    ],
    "There are 14 actions. Eight were green, four amber and three red.": ["parts of a whole 14 differs"],
    "Fifteen of the 19 were men, three women. Six were in tents, eight in cars and the other five in parks.": [
        "parts of a whole 19 agrees"
    ],
    "Fifteen of the 19 were men, three women. Six were in tents, eight in cars and the other six in parks.": [
        "parts of a whole 19 differs"
    ],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=SENTENCES.keys())
def test_what_a_sentence_states_beside_its_own_numbers(text: str, expected: list[str]) -> None:
    assert told(text) == expected


AGAINST = {
    "Robbery fell by 25% from 2014 to 2015.": ["percent change 25% agrees"],
    "Robbery fell by 35% from 2014 to 2015.": ["percent change 35% differs"],
    "There were 50 more offences of criminal damage in 2015.": ["change 50 agrees"],
    "There were 150 more offences of criminal damage in 2015.": ["change 150 differs"],
    "Criminal damage rose most (50 more).": ["change 50 agrees", "direction Criminal agrees"],
    "Criminal damage accounts for 15% of all crime in 2015.": ["share 15% agrees"],
    "Criminal damage accounts for 25% of all crime in 2015.": ["share 25% differs"],
    "Criminal damage accounts for 25% of all crime across London.": [],
    "If robbery fell by 3% much would be saved.": [],
    "There were 300 robberies in 2015.": ["against table 300 agrees"],
}


@pytest.mark.parametrize(("text", "expected"), AGAINST.items(), ids=AGAINST.keys())
def test_what_a_sentence_states_beside_the_tables_of_its_paper(text: str, expected: list[str]) -> None:
    assert told(text, CRIME) == expected


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_change_told_rightly_is_never_called_wrong(before: int, after: int) -> None:
    change = round(100 * (after - before) / before)
    word = "an increase" if after >= before else "a decrease"
    text = f"Visits went from {before:,} to {after:,}, {word} of {abs(change)}%."
    assert not [line for line in told(text) if line.endswith("differs")]


def _cells(
    table: str, unit: str, rows: Mapping[str, tuple[int, ...]], columns: tuple[str, ...]
) -> list[dict[str, Any]]:
    return [
        {
            "table_id": table,
            "row": r,
            "column": c,
            "is_header": False,
            "row_label": label,
            "column_label": columns[c - 1],
        }
        | {"value": float(value), "unit": unit, "text": f"{value:,}"}
        for r, (label, values) in enumerate(rows.items(), start=1)
        for c, value in enumerate(values, start=1)
    ]


COUNTS = {"Theft": (911, 1003), "Arson": (113, 97), "Fraud": (377, 401), "Rape": (229, 246), "Murder": (41, 43)}
UNIT = {"Thefts": 700, "Fires": 9100, "Deceits": 130, "Rapes": 28284, "Homicides": 174364}


def test_costs_tell_the_counts_that_they_were_made_from_whatever_the_labels() -> None:
    made = {
        name: (count * each, count * each * 3)
        for (name, each), (count, _) in zip(UNIT.items(), COUNTS.values(), strict=True)
    }
    costs = _cells("c", "GBP", made, ("Police", "Courts"))
    counts = _cells("n", "count", COUNTS, ("2014", "2015"))
    found = bases([*costs, *counts], "c")
    base = told_base(found)
    assert base is not None
    assert (base.column_label, len(base.multiples), base.rows) == ("2014", 5, 5)
    assert [m.unit_costs["Police"] for m in base.multiples] == list(UNIT.values())
    assert retold(base, counts, base.column)["Police"] == sum(row[0] for row in made.values())
    later = sum(each * count for each, (_, count) in zip(UNIT.values(), COUNTS.values(), strict=True))
    assert retold(base, counts, 2)["Police"] == later


def test_costs_that_are_no_multiples_tell_nothing() -> None:
    costs = _cells("c", "GBP", {name: (10**6 + 7 * n, 10**6 + 11 * n) for n, name in enumerate(UNIT)}, ("A", "B"))
    assert told_base(bases([*costs, *_cells("n", "count", COUNTS, ("2014", "2015"))], "c")) is None


def test_a_paper_that_names_another_year_than_its_costs_were_made_from() -> None:
    counts = "Type\t2014\t2015\n" + "".join(f"{name}\t{a}\t{b}\n" for name, (a, b) in COUNTS.items())
    made = zip(UNIT.items(), COUNTS.values(), strict=True)
    costs = "Type\tPolice\tCourts\n" + "".join(f"{n}\t£{a * e:,}\t£{3 * a * e:,}\n" for (n, e), (a, _) in made)
    for year, verdict in (("2015", "differs"), ("2014", "agrees")):
        one, raw = pack(f"{HEAD}{counts}\nThe costs are based on the crimes of {year}.\n\n{costs}\n")
        found = [r for r in rows_of_pack(one, raw.decode())["checks"] if r["kind"] == "base"]
        assert [(r["subject"], r["verdict"]) for r in found] == [(f"costs over {year}", verdict)]
