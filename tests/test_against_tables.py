"""Sentences of papers on many subjects beside the tables that they are of, right and wrong."""

from __future__ import annotations

import pytest

from minutebook.reading import rows_of_pack
from toy_packs import pack

BINS = (
    "Table 1: Household waste collected, tonnes\n\nDistrict\t2021/22\t2022/23\tChange\n"
    "Alder\t4,120\t3,980\t-140\nBirch\t6,301\t6,455\t154\nCedar\t2,877\t2,903\t26\nAll\t13,298\t13,338\t40\n"
)
PLACES = (
    "Table 2 – School places by phase, September 2022\n\nPhase\tPlaces\tPupils\tSurplus\n"
    "Infant and junior\t8,412\t7,650\t762\nSecondary\t6,230\t6,104\t126\nSpecial\t318\t331\t-13\n"
    "Total\t14,960\t14,085\t875\n"
)
REPAIRS = (
    "Table 3: Housing repairs budget (£000)\n\nHeading\tBudget\tForecast\tVariance\n"
    "Day-to-day repairs\t3,460\t3,915\t455\nEmpty homes\t1,240\t1,105\t(135)\nNet budget\t4,700\t5,020\t320\n"
)
VISITS = (
    "Library visits by year\n\nYear\tMain library\tBranches\tMobile\tAll\n"
    "2019\t212,400\t148,350\t9,120\t369,870\n2020\t61,300\t40,210\t2,045\t103,555\n2021\t98,760\t70,115\t3,310\t172,185\n"
)
CALLS = (
    "Table 4: Enquiries to the parks team\n\nSubject\tQ1\tQ2\t2020\t2019\n"
    "Litter\t612\t701\t1,313\t1,498\nFallen trees\t207\t188\t395\t341\nOther matters\t96\t80\t176\t214\n"
    "All enquiries\t915\t969\t1,884\t2,053\n"
)
BERTHS = (
    "Table 5: Moorings by harbour\n\nHarbour\tBerths\tLet 2018\tLet 2019\nPenrith Quay\t1,240\t1,105\t1,131\n"
    "Sandy Hole\t865\t702\t688\nOld Dock\t432\t401\t417\nAll harbours\t2,537\t2,208\t2,236\n"
)
SOLVED = (
    "Table 6: Faults by district\n\nDistrict\tReported\t% mended\nAlder\t1,842\t65.9\nCedar\t1,527\t65.6\n"
    "All districts\t3,369\t65.8\n"
)
TURNS = (
    "Number of visits\tNumber of borrowers\tProportion of loans\n1\t4,210\t22%\n2-4\t1,980\t31%\n5-9\t640\t26%\n"
    "10+\t212\t21%\n"
)

NEEDS = "Table 7: What rowers asked for\n\nNeed\tAlder\tCedar\nOPB\t40%\t57%\nDry boots\t38%\t47%\nNew oars\t34%\t62%\n"
SIDES = "Table 9: Sales in 2020/21\n\nKind\tNewfield\tMarlow\nOars sold\t640\t419\nBoats sold\t312\t204\n"
LIKED = "Table 10: What rowers think\n\nOf\tSatisfied\tDissatisfied\nThe weir\t81%\t7%\nThe ferry\t64%\t20%\n"
FUNDS = (
    "Table 8: What the guild pays (£000)\n\n\tAlder\t\tCedar\t\nFund\t2020/21\t2021/22\t2020/21\t2021/22\n"
    "Guild minimum\t21,031\t22,060\t13,575\t14,049\nGrant for weirs\t1,729\t1,729\t960\t960\n"
)


def told(table: str, text: str) -> list[str]:
    """Return the checks of a sentence right below a table: kind, what is stated, verdict, those that are tested."""
    one, raw = pack(f"Annual Report\n\nOf the service.\n\n{table}\n{text}\n")
    rows = rows_of_pack(one, raw.decode())
    line = len(raw.decode().rstrip("\n").split("\n"))
    found = [r for r in rows["checks"] if r["line"] == line and r["verdict"] != "untestable"]
    return [f"{r['kind']} {r['subject'].split()[0]} {r['verdict']}" for r in found]


WARD = "In 2020 12% of all enquiries were made in this ward.\n\n"
SENTENCES = {
    (BINS, "In 2022/23 the crews collected 13,338 tonnes of household waste."): ["against table 13,338 agrees"],
    (BINS, "In 2022/23 the crews collected 13,383 tonnes of household waste."): ["against table 13,383 differs"],
    (BINS, "In 2022/23 there were 6,455 tonnes in Birch."): ["against table 6,455 agrees"],
    (BINS, "In 2022/23 there were 6,545 tonnes in Birch."): ["against table 6,545 differs"],
    (BINS, "Waste collected in Birch rose by 2.4% between 2021/22 and 2022/23."): [
        "percent change 2.4% agrees",
        "direction Birch: agrees",
    ],
    (BINS, "In 2022/23 Birch accounted for 48% of all household waste."): ["share 48% agrees"],
    (BINS, "In 2022/23 Birch accounted for 84% of all household waste."): ["share 84% differs"],
    (BINS, "The compost site took 1,338 tonnes of leaves."): [],
    (BINS, "If Birch collected 6,400 tonnes the plant would be full."): [],
    (PLACES, "There are 14,960 school places in the county."): ["against table 14,960 agrees"],
    (PLACES, "Secondary schools have 126 surplus places."): ["against table 126 agrees"],
    (PLACES, "The two new schools have 420 places."): [],
    (REPAIRS, "Day-to-day repairs are forecast to overspend by £455,000."): ["change £455,000 agrees"],
    (REPAIRS, "Empty homes will cost £135,000 less than planned."): ["change £135,000 agrees"],
    (REPAIRS, "The overspend of £320,000, or 6.8% of the net budget, is met from reserves."): [
        "change £320,000 agrees",
        "share 6.8% agrees",
    ],
    (REPAIRS, "The overspend of £320,000, or 8.6% of the net budget, is met from reserves."): [
        "change £320,000 agrees",
        "share 8.6% differs",
    ],
    (REPAIRS, "A new boiler costs £4,700."): [],
    (VISITS, "In 2021 the branches had 70,115 visits."): ["against table 70,115 agrees"],
    (VISITS, "In 2021 the branches had 71,015 visits."): ["against table 71,015 differs"],
    (VISITS, "Visits to branches in 2021 were 53% fewer than in 2019."): ["percent change 53% agrees"],
    (VISITS, "In 2021 there were over 172,000 visits to our libraries."): ["against table 172,000 agrees"],
    (BINS, "Cedar, with over a fifth of the waste in 2022/23, has no depot."): ["fraction a agrees"],
    (BINS, "The largest rise in tonnes was in Birch, where a new estate opened."): ["order Birch: agrees"],
    (BINS, "The largest rise in tonnes was in Cedar, where a new estate opened."): ["order Cedar: differs"],
    (BINS, "Waste has gone up in all three districts, as new homes were built."): ["direction all differs"],
    (BINS, "The tonnage in Alder has fallen because of the new caddies."): ["direction Alder: agrees"],
    (BINS, "The tonnage in Alder has risen because of the new caddies."): ["direction Alder: differs"],
    (BINS, "Officers think that the tonnage in Alder will rise next year."): [],
    (PLACES, "Secondary had the second highest number of pupils in the county."): ["order Secondary: agrees"],
    (PLACES, "Secondary had the highest number of pupils in the county."): ["order Secondary: differs"],
    (PLACES, "In all there are 14,085 pupils, or 94% of the places."): [
        "against table 14,085 agrees",
        "share 94% agrees",
    ],
    (REPAIRS, "The forecast is £5.02 million, as Table 3 shows."): ["against table £5.02 agrees"],
    (BINS, "Of those asked 830% were pleased with their bins."): ["share 830% differs"],
    (BINS, "Recycling reached 104% of the target for the year."): [],
    (BINS, "Spending on caddies rose by 130% in the year."): [],
    (PLACES, "Special schools have 331 pupils. Their numbers are up."): ["against table 331 agrees"],
    (BINS, "Household waste from homes with gardens rose by 0.3% to 13,338 tonnes in 2022/23."): [
        "percent change 0.3% agrees",
        "against table 13,338 agrees",
    ],
    (VISITS, "In 2021 the main library had 61% more visits than in 2020."): ["percent change 61% agrees"],
    (CALLS, "Litter was down by 185 enquiries, a fall of 12.3%, after the new bins came."): [
        "change 185 agrees",
        "percent change 12.3% agrees",
        "direction Litter: agrees",
    ],
    (CALLS, "Litter was down by 185, or 12.3%, after the new bins came."): [
        "change 185 agrees",
        "percent change 12.3% agrees",
    ],
    (CALLS, "Litter was down by 185, or 13.2%, after the new bins came."): [
        "change 185 agrees",
        "percent change 13.2% differs",
    ],
    (CALLS, "Litter is the largest subject, with 69.7% of the enquiries."): [
        "share 69.7% agrees",
        "order Litter: agrees",
    ],
    (CALLS, "Litter came up in 1,331 enquiries, more than ever."): ["against table 1,331 differs"],
    (CALLS, "In 2020 there were 1,848 enquiries, which kept us busy."): ["against table 1,848 differs"],
    (CALLS, "In 2020 there were 1,884 enquiries, and 1,848 answers."): ["against table 1,884 agrees"],
    (CALLS, "A new van cost £1,331."): [],
    (CALLS, "Litter went from 1,489 to 1,313."): [
        "against table 1,489 differs",
        "against table 1,313 agrees",
    ],
    (BERTHS, "In 2019 Old Dock let 471 berths."): ["against table 471 differs"],
    (BERTHS, "In 2019 Old Dock let 417 berths (81%)."): ["against table 417 agrees", "share 81% differs"],
    (CALLS, "Fallen trees rose by 15.8% on 2019."): ["percent change 15.8% agrees"],
    (CALLS, "Fallen trees rose by 18.5% on 2019."): ["percent change 18.5% differs"],
    (CALLS, "Complaints of litter from schools rose by 7.5% to 86."): ["direction 86 agrees"],
    (CALLS, "Litter from cars has gone up because of the new road."): [],
    (CALLS, "Beach litter has gone up because of the warm weather there."): [],
    (CALLS, "Fallen trees dropped to 88 from 140 on the main roads alone."): [],
    (CALLS, "Fallen trees were 61% of them."): [],
    (CALLS, "Litter accounts for 31% of dogs that were found."): [],
    (CALLS, "Litter: 41 of 590 were repeated within a week, making up 6.7%."): [],
    (BERTHS, "Sandy Hole and Old Dock together let 1,105 berths in 2019."): ["parts of a whole 1,105 agrees"],
    (BERTHS, "Sandy Hole and Old Dock together let 1,150 berths in 2019."): ["parts of a whole 1,150 differs"],
    (BERTHS, "Sandy Hole and Old Dock have half of our berths (1,297 places)."): ["parts of a whole 1,297 agrees"],
    (BERTHS, "Sandy Hole and Old Dock together drew 9,400 visitors in 2019."): [],
    (BERTHS, "In 2019 Old Dock let 417 berths, 18.6% of the total."): [
        "against table 417 agrees",
        "share 18.6% agrees",
    ],
    (BERTHS, "In 2019 Old Dock let 417 berths, 16.8% of the total."): [
        "against table 417 agrees",
        "share 16.8% differs",
    ],
    (BERTHS, "In 2019 Sandy Hole and Old Dock together let 1,105 berths, which is 49.4% of the total."): [
        "parts of a whole 1,105 agrees",
        "share 49.4% agrees",
    ],
    (BERTHS, "In 2019 Old Dock let 417 berths, 35% of them to visitors."): ["against table 417 agrees"],
    (BERTHS, "Old Dock accounts for 17% of the moorings."): [],
    (SOLVED, "In Cedar, where the team is full, the figure was 88.4%."): [],
    (SOLVED, "The share that Cedar has of all faults went from 30.6% in 2018 to 27.8% in 2019."): [],
    (BERTHS, "Old Dock let 417 berths (61% by direct debit)."): ["against table 417 agrees"],
    (CALLS, f"{WARD}60% of them (10% of all in the borough) were on litter."): ["share 10% agrees"],
    (CALLS, f"{WARD}60% of them (19% of all in the borough) were on litter."): ["share 19% differs"],
    (CALLS, f"{WARD}Most were of litter 60% (10% of all Alder) and of fallen trees 21% (12% of Alder)."): [
        "share 10% agrees",
        "share 21% agrees",
        "share 12% agrees",
    ],
    (CALLS, f"{WARD}They were of litter at 60%, and at other matters 9% (61% of Alder)."): ["share 61% differs"],
    (TURNS, "This shows that borrowers with more than one visit make 78% of loans."): ["share 78% agrees"],
    (TURNS, "This shows that borrowers with more than one visit make 87% of loans."): ["share 87% differs"],
    (TURNS, "21% of loans were made by just 212 borrowers."): ["share 21% agrees", "parts of a whole 212 agrees"],
    (TURNS, "21% of loans were made by just 221 borrowers."): ["parts of a whole 221 differs"],
}


@pytest.mark.parametrize(("said", "expected"), SENTENCES.items(), ids=[text for _, text in SENTENCES])
def test_a_sentence_is_held_against_the_rows_that_it_means(said: tuple[str, str], expected: list[str]) -> None:
    assert told(*said) == expected


COMMENTED = (
    "Measure\tResult 2019/20\tTarget\tResult so far\nBorrowers seen\t58%\t87%\t84%\n"
    "Why: it then climbed to {}, though short of what was hoped, as the van was late.\t\t\t\nLoans\t41%\t40%\t39%\n"
)


@pytest.mark.parametrize(("said", "verdicts"), [("84%", ["agrees"]), ("39%", ["untestable"]), ("48%", ["untestable"])])
def test_a_row_of_text_is_held_against_the_row_that_it_comments_on(said: str, verdicts: list[str]) -> None:
    one, raw = pack(f"Annual Report\n\nOf the service.\n\n{COMMENTED.format(said)}\nThe end.\n")
    found = rows_of_pack(one, raw.decode())["checks"]
    assert [r["verdict"] for r in found if r["subject"].startswith(said)] == verdicts


#: A sentence right below a table, rightly and with one number misprinted, and what is told of that number.
MISPRINTS = [
    # What a row comes to by the change said before, and the change that goes with the one beside it.
    (BINS, "In Birch it went up by 154, to {}.", "6,455", "7,746", "against table"),
    (BINS, "Waste collected in Birch rose by 2.4% to {} tonnes.", "6,455", "7,746", "against table"),
    (CALLS, "Litter enquiries fell by 12.3%, to {}.", "1,313", "1,576", "against table"),
    (BERTHS, "Berths let at Sandy Hole fell by {} to 688.", "14", "21", "change"),
    (BERTHS, "At Old Dock lets grew by 16, or {}.", "4.0%", "6.0%", "percent change"),
    (FUNDS, "There was an uplift of 4.9% (Alder) and {} (Cedar) in the minimum.", "3.5%", "3.2%", "percent change"),
    # A share right beside the one row that it names, and a column that is of what is forecast.
    (NEEDS, "Far more rowers of Cedar ({}) needed an old punt or boat (OPB).", "57%", "68%", "against table"),
    (NEEDS, "In Cedar new oars were asked for by {}.", "62%", "26%", "against table"),
    (REPAIRS, "Day-to-day repairs: the forecast is {} against a budget of £3,460,000.", "£3,915,000", "£3,195,000",
     "against table"),
    (SOLVED, "Over 2020 {} of the reported faults were in Cedar.", "45%", "54%", "share"),
    # What would be in the row with two digits changed about, or with its unit.
    (BERTHS, "Old Dock let {} berths in 2019.", "417", "471", "against table"),
    (BERTHS, "Old Dock let {} berths in 2019.", "417", "417000", "against table"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "text", "right", "wrong", "kind"), MISPRINTS, ids=[text for _, text, *_ in MISPRINTS]
)
def test_a_number_of_a_row_is_right_as_it_stands_and_wrong_when_misprinted(
    table: str, text: str, right: str, wrong: str, kind: str
) -> None:
    assert not [line for line in told(table, text.format(right)) if line.endswith("differs")]
    assert f"{kind} {wrong} differs" in told(table, text.format(wrong))


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (BINS, "In Birch paper went up by 154, to 746 tonnes."),
        (BERTHS, "At Old Dock lets grew by 16, to 19% of its boats."),
        (BERTHS, "The ferry carried 471 people in May."),
        (NEEDS, "In Cedar 48% of visitors had new oars."),
        (SIDES, "Oars sold rose by 12% in Newfield compared with 2019/20."),
        (LIKED, "Those content with the weir are up 4 percentage points since 2017."),
        (REPAIRS, "Next year's budget for empty homes is £1,290,000."),
        (FUNDS, "There was an uplift of 4.2% (Alder) and 3.2% (Cedar) in the minimum."),
        (CALLS, "Calls on the 1,884 line fell by 12.3% in the north, to an average of 22."),
    ],
)
def test_a_number_that_may_be_of_something_else_is_not_told(table: str, text: str) -> None:
    assert not [line for line in told(table, text) if line.endswith("differs")]
