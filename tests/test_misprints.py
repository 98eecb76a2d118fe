"""Misprints in sentences: what a number is of stands sentences away, in a list, or beside a population."""

from __future__ import annotations

import time

import pytest

from test_prose_checks import told

#: The last sentence of a paragraph, rightly and with one number misprinted, and what is told of that number.
PAIRS = [
    # Shares of a number that stands in the sentence before, or that others of the paragraph are of.
    ("The mill ground 420 sacks in 2019. By May {} of it (65%) had been sold.", "273", "183", "share 65%"),
    ("The mill has 640 sacks. It sold 416, or {}.", "65%", "97%", "share"),
    ("The weir was opened 86 times. Eels passed at 37 of these ({}).", "43%", "64%", "share"),
    ("The weir let through 955 eels. There were 112 back within 30 days ({}).", "11.7%", "17.6%", "share"),
    (
        "The orchard has 1,486 trees. Pears are 702 of them (47.2%); 461 (31.0%) are plums and 323 (21.7%) quinces. "
        "Of those in bloom 312, or {}, bore fruit.",
        "21.0%",
        "31.5%",
        "share",
    ),
    ("The mill sent 412 sacks to Ayle, the most of any, and {} of the 981 in all.", "42%", "63%", "share"),
    ("The weir passed 100 eels in a count, 94% (n=100/{}).", "106", "160", "share 94%"),
    ("The mill sent forms to 6,400 farms and {} came back, a response of 21%.", "1,344", "6,400", "share 21%"),
    ("The ferry ran on {} nights out of 120, or 67.5% of the time.", "81", "120", "share 67.5%"),
    ("The weir dealt with 220 eels. Young ones rose by 24 to {} and now make up 54% of all.", "118", "220", "share"),
    ("At the first lock {} of 515 boats passed, exactly 40%.", "206", "515", "share 40%"),
    ("The orchard's net yield is 164 sacks. At the end of May 112 sacks had been sold, which is {} of the yield.",
     "68.3%", "86.3%", "share"),
    ("The mill held 3,412 sacks in May. Rats ate 1,604 or {}, most of them at night.", "47.0%", "70.5%", "share"),
    # Changes whose levels stand before them.
    ("The ferry carried {} goats in 2019. In the year before the number had been 613. That is 79 extra goats.",
     "692", "613", "change 79"),
    ("The wait was 3.4 days; in the spring of 2023 it was 4.1 days. The gain of {} days is welcome.",
     "0.7", "1.0", "change"),
    ("The forecast was £{} in May. At the end of June it stood at £4,400, so that it has improved by £900.",
     "5,300", "4,400", "change"),
    ("It ground 1,812 sacks in 2016, 1,774 in 2017 and 1,803 in 2018, a spread of just {}.", "38", "57", "change"),
    ("The mill has £2,150 for 2024, £1,204 of it for Ayle and £946 for Tolland. That was {} more than the £1,906"
     " spent in 2023.", "12.8%", "19.2%", "percent change"),
    # Changes in other words.
    ("The catch of eels grew from 2,340 in 2014 to 2,870 in 2019, or by {}.", "22.6%", "33.9%", "percent change"),
    ("The queue went from 240 boats to 391, some {} longer.", "63%", "94%", ""),
    ("The mill sold 2,736 sacks, an increase of 329 or {}.", "13.7%", "31.7%", "percent change"),
    # Parts of a whole.
    ("The mills hold {} sacks, of which 5,800 are in Ashlow and 3,400 in Tolland.", "9,200", "11,040", "parts"),
    ("The club had {} rowers: of these 40 were women and 27 men.", "67", "80", "parts"),
    ("The orchard sold {} pears (70 by men and 17 by women).", "87", "132", "parts"),
    ("Of the {} trees felled, 97 were ill, 42 were too tall, 19 stood alone and 36 fell for other reasons.",
     "194", "233", "parts"),
    ("The weir was closed {} times: 260 for repairs and 140 for floods.", "400", "040", "parts"),
    ("The mill spent £{}, of which the miller paid £118 and the guild £94.", "212", "254", "parts"),
    ("Women were {} of the rowers and men 27%; in 2% the sex was not recorded.", "71%", "85%", "parts"),
    ("The orchard sold 87 pears (70 to men and 17 to women; {} to people under 18 and 32 to people over 18).",
     "55", "32", "parts"),
    ("The weir let 412 eels through. Of these eels {} were young.", "206", "4,120", "parts"),
    ("The mill ground 412 sacks, of which {} were of rye.", "206", "4,120", "parts"),
    ("Adult eels account for {} of all those seen and juveniles 8%.", "92%", "29%", "parts"),
    ("Of the rowers {} were employed, 14% were students, 3% retired and 5% unemployed.", "78%", "95%", "parts"),
    ("Rowers drank {} for ale, 40% for both ale and cider and 11% for cider.", "49%", "59%", "parts"),
    ("The guild looked at 86 of 140 mills and closed 37, {} of those.", "43%", "64%", "share"),
    # Averages, products and rates.
    ("The guild gave £186,400 over three years, some £{} a year.", "62,100", "74,500", "rate"),
    ("The toll is £13 a year. This is {}p a week.", "25", "52", "rate"),
    ("They rowed for {} days on average, 47 in Ayle and 64 in Tolland.", "54", "5400", "rate"),
    ("Anglers took {} walks there and 26 eels were caught: one for every 72 walks.", "1,872", "26", "ratio"),
    ("The fund was worth £1,906, £788 of it from the guild, {} times the £680 of last winter.", "2.8", "3.4", "ratio"),
    ("There were {} floods for every 1,000 mills.", "23.5", "23,500", "share"),
    ("There are 548 pears in 361 baskets, {} each.", "1.5", "2.1", "rate"),
    ("At £30 each the 74 sacks came to £{} in all.", "2,220", "2,664", "product"),
    ("There were 449 floods in the last 12 months. That is {} a day.", "1.2", "1200", "rate"),
    ("With a population of 20,400 and 62 mills, this is a rate of {} per 100,000.", "304", "403", "rate"),
    # What would follow from the others with two digits changed about, or with its unit.
    ("The weir let 41,320 eels through in the last 12 months, on average {} a day.", "113", "131", "rate"),
    ("The mill ground 640 sacks in May. In June it sold 416 of these ({}).", "65.0%", "56.0%", "share"),
    # No number begins with a nought.
    ("The mill ground {} sacks of wheat.", "503", "053", "misprint"),
    ("Some {} of the sacks were lost.", "20.8%", "02.8%", "misprint"),
    ("The mill has 12 sieves, and the next will be bought by April {}.", "2021", "0221", "misprint"),
    ("The mill has 12 sieves, and the next will be bought by April {}.", "2021", "3032", "misprint"),
    # More than all.
    ("Of the London boroughs Ashlow has the {} highest price of bread.", "17th", "71st", "order"),
    ("Of the weirs {} were mended.", "34%", "340%", "share"),
    ("The mill works with {} less water.", "15%", "150%", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong", "kind"), PAIRS, ids=[text for text, *_ in PAIRS])
def test_a_number_is_right_as_it_stands_and_wrong_when_misprinted(text: str, right: str, wrong: str, kind: str) -> None:
    assert not [line for line in told(text.format(right)) if line.endswith("differs")]
    assert [line for line in told(text.format(wrong)) if line.startswith(kind) and line.endswith("differs")]


LOOK_ALIKES = [
    "Thefts of wheat stood at 1,402 sacks, of which 874 were in Ayle and 214 in Tolland.",
    "The weirs hold 76,500 eels, and 201 herons, or 29%, live by them.",
    "The plan was for 196 boats. There were 214, 18 more than the plan of 196 (9.2%).",
    "The budget of £3,200 would go down by £240: £150 in May and £90 in June. It was a cut of 7.5%.",
    "There were 10,567 eels, 377 more than the 10,190 of a year ago. That is 44.3 a pond. In Ayle it is 46.1, so that"
    " we remain 1.8 below it.",
    "Over half of the eels were young, and 31% of the 6,142 were old. Eels in ponds rose by 11 in the year, or 8.4%.",
    # What a share is of isn't printed, or more than one number may be it.
    "The mill ground 640 sacks and 380 loads; 290 of them (61%) were sold.",
    "The mill sold 416 sacks, against the 640 of 2018, and 97% were of wheat.",
    "It is £2.4m, or 8.8%, larger than the £29.7m fund of last year was.",
    "The weir passed 955 eels, 112 (17.6%) of the pike were caught.",
    # Not all parts are told.
    "The mills hold 11,040 sacks, of which 5,800 are wheat and 3,400 rye.",
    "The mill ground 500 sacks, 97 in Ayle and 145 in Brent.",
    "A total of 30 rowers, 12 men and 17 women, came; one did not say.",
    "In all 1,318 were women, 1,059 were men, and for 13 it was not known.",
    "The mill saw 12 of these 40 sacks.",
    "Of the rowers 60% came by boat, 45% on foot and 30% by cart.",
    "The weir let 30 eels through, and there were many pike. Of these pike 120 were young.",
    "The sample was 1,020 rowers (510 men and 508 women; 2 didn't say).",
    "The sample was all rowers (42% men and 56% women; 2% didn't say).",
    "Of the rowers 14% were under 25 and 31% were over 65.",
    "Of the rowers 22% were under 18, 51% were under 25 and 49% over 25.",
    "Of the rowers 30% were women under 25 and 28% were men under 25.",
    "Of the rowers 12% were boys and 9% girls; grown-ups made up the rest.",
    "The mill costs £12,600, of which £13,100 is paid by the guild in advance.",
    "Seven of the 12 rules were kept: 1, 3, 4, 6, 8, 9 and 11.",
    "The guild has 24 rowers (11 men and 12 women; one seat is empty).",
    # Changes of another measure.
    "The catch rose from 512 to 583 eels and the share of young ones fell by 4 percentage points to 32%.",
    "The catch rose by 8%, from 402 to 434 eels, and the share of pike by 3 points to 21%.",
    # Averages of other things.
    "The three crews met 18 times in all, and the cup was won five times each.",
    "The 58 weirs let 1,420 eels through, and pike took nine on average in Ayle.",
    "The mill ground 12 sacks in May 1450.",
    "In May 1450 sacks and 12 loads were ground.",
    "With 46 mills Ashlow is the 71st best place for bread in England.",
    "Ashlow ward is the 41st most deprived ward in London and its boroughs.",
    "The lease of the mill runs from 2018 to 24 June 2118.",
    "The beds of the guild's inns are fully used (102%).",
    # Rises may be as large as they like.
    "The miller had a good year, well over his plan (210%).",
    "The price of pears is up 340% on the year before.",
    "The orchard's growth was 260% over its plan.",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_misprint_is_not_told(text: str) -> None:
    assert not [line for line in told(text) if line.endswith("differs")]


def test_shares_of_a_number_far_above_are_told_by_more_than_one_of_them() -> None:
    text = (
        "The orchard bore 1,712 pears.\n\n" + "It rained.\n\n" * 9 + "Ayle picked 548 pears, 32.0% of the total; "
        "Brent 291 ({}); Cole 257 (15.0%); Dale 188 (11.0%); and others 428 (25.0%)."
    )
    assert [line.split()[-1] for line in told(text.format("17.0%")) if line.startswith("share")] == ["agrees"] * 5
    assert [line for line in told(text.format("25.5%")) if line.endswith("differs")] == ["share 25.5% differs"]


def test_many_paragraphs_of_shares_are_read_in_time_that_grows_with_their_number() -> None:
    text = "Ayle picked 548 pears, 32.0% of the total; Brent 291 (17.0%); Cole 257 (15.0%).\n\n" * 400
    begun = time.process_time()
    assert told(f"{text}The orchard bore 1,712 pears.") == []
    assert time.process_time() - begun < 10


def test_a_list_of_labels_makes_what_is_broken_down() -> None:
    text = "• The mills ground {} sacks broken down as follows: • Wheat: 7,468 • Rye: 4,665 • Oats: 2,252"
    assert told(text.format("14,385")) == ["parts of a whole 14,385 agrees"]
    assert told(text.format("41,385")) == ["parts of a whole 41,385 differs"]
