from __future__ import annotations

import pytest

from test_prose_checks import told

#: Sentences that state the same thing twice, and rightly.
RIGHT = {
    "Families came to 1,260 shows. Of these 504 (40%) were free, 441 (35%) cheap and 315 (25%) dear.": [
        "share 40% agrees",
        "share 35% agrees",
        "share 25% agrees",
        "parts of a whole 1,260 agrees",
        "parts of a whole 40% agrees",
    ],
    "The boats numbered 91%, compared with 74% ashore, so 17 points separate the two.": ["change 17 agrees"],
    "The highest fee is £812 and the lowest £774, a spread of just £38.": ["change £38 agrees"],
    "The baths have 84 swimmers a week, or 4,368 over the year.": ["rate 84 agrees"],
    "In 2019 trips rose from 620 to 781. That is 15 trips a week against 12 in 2018.": [
        "direction 781 agrees",
        "rate 15 agrees",
        "rate 12 agrees",
    ],
    "In 2019 there were 781 trips. It had been 620 in 2018, so a rise of 26%, or some 161 trips.": [
        "percent change 26% agrees"
    ],
    "In summer 34 swimmers took the course, cheered by a crowd, with a finish rate of 65%.": ["share 65% agrees"],
    "In summer 33 swimmers took the course, and had an attendance rate of 65%.": [],
    "Four prize entries came. Two large entries and two small entries were judged.": ["parts of a whole Four agrees"],
    "Cyclists went from 56% with a lamp in 2018 to 44% in 2019.": [],
    "We paid 96 deposits of £850 on average, £81,600 altogether.": ["product £81,600 agrees"],
    "The tolls brought in £612,000, 85% of the £720,000 in the plan.": ["share 85% agrees"],
    "There had been 63,900 loans in May, 5,700 or 9.8% more than in April.": ["percent change 9.8% agrees"],
    "There were 345 visits, 30 or 8% fewer than last year.": ["percent change 8% agrees"],
    "Of the 640 loans, 27% were to children and the other 73% to adults.": ["parts of a whole 27% agrees"],
    "Of them 85% spoke Welsh and 42% spoke English.": ["parts of a whole 85% differs"],
    "Of them 97% had a garden, 14% a yard, 3% a balcony and 5% nothing.": ["parts of a whole 97% differs"],
    "Of them 83% and 71% liked the two gardens respectively.": [],
    "The club has 87 members (70 juniors and 17 seniors).": ["parts of a whole 87 agrees"],
    "About 40% of the waste comes from Northgate (21%) and Eastgate (19%).": ["parts of a whole 40% agrees"],
    "We employ 16.5 librarians, 42 assistants and 3 drivers, in total 61.5 posts.": ["parts of a whole 61.5 agrees"],
    "Last year 79% came by bus, 14% on foot, 3% by bicycle and the remaining 4% by car.": [
        "parts of a whole 79% agrees"
    ],
    "The library sold 318 tickets: 140 to adults, 121 to children and 57 to groups.": ["parts of a whole 318 agrees"],
    "Grants of £1,570,000 were paid: £800,000 for roads, £520,000 for parks and £250,000 for trees.": [
        "parts of a whole £1,570,000 agrees"
    ],
    "14 of the 18 gardens (78%) are let.": ["share 78% agrees"],
    "78%, or 14 of the 18 gardens, are let.": ["share 78% agrees"],
    "Of 986 ticket holders, 721 (73%) renewed and 188 (19%) did not reply.": ["share 73% agrees", "share 19% agrees"],
    "The museum had 2,104 of the 3,400 school visits that were planned for the year (62%).": ["share 62% agrees"],
    "The depot made 3,322 collections against a plan of 3,400, that is 98%.": ["share 98% agrees"],
    "In all 48 buses are electric. A further 12 of the 96 buses (13%) are hybrids.": ["share 13% agrees"],
    "12.4% of pupils moved school. The data is for a cohort of 97 pupils.": ["share 12.4% agrees"],
    "We had 134 replies, 61 of which (46%) were from tenants.": ["share 46% agrees"],
    "A total of 134 people came, of whom 61 (46%) were new.": ["share 46% agrees"],
    "Loans rose from 840 to 1,168, an increase of 39%.": ["percent change 39% agrees", "direction 1,168 agrees"],
    "Loans rose from 840 to 1,168, an increase of 328.": ["change 328 agrees", "direction 1,168 agrees"],
    "There were 449 fines compared with 1,041 the year before (a 57% decrease).": [
        "percent change 57% agrees",
        "direction 449 agrees",
    ],
    "The tip took 1,207 tonnes, 47 more (4.1%) than in January.": ["percent change 4.1% agrees"],
    "The tip took 353 tonnes, 41 more than in the same month of last year (an increase of 13%).": [
        "percent change 13% agrees"
    ],
    "There were 212 reports this year, 12 up on last year's 200.": ["change 12 agrees", "direction 212 agrees"],
    "Spending was £4.2 million, up 5% on the £4.0 million of 2019.": ["percent change 5% agrees"],
    "Visits halved from 900 to 450.": ["doubled halved agrees"],
    "Visits trebled from 310 to 930.": ["doubled trebled agrees"],
    "Hires went up by a quarter, from 400 to 500.": ["percent change a agrees", "direction 500 agrees"],
    "Attendance was 120, a third more than the 90 of last year.": ["percent change a agrees", "direction 120 agrees"],
    "Over half of residents (58%) use the park.": ["fraction half agrees"],
    "Nearly a third of bins (31%) were missed.": ["fraction a agrees"],
    "Three quarters of the beds (73%) were filled.": ["fraction Three agrees"],
    "One in six trees (16.4%) is diseased.": ["fraction One agrees"],
    "Of 240 trees, nearly half, 116, are limes.": ["fraction half agrees"],
    "The majority of letters (58%) were answered in a week.": ["fraction 58% agrees"],
    "The majority of the fleet are vans (44%) and buses (22%).": ["fraction 44% agrees"],
    "Most visitors do not live in the town, only 38% do.": ["fraction 38% agrees"],
    "Just over a third of the books are held in three branches; 14% in Ash, 11% in Elm and 10% in Oak.": [
        "fraction a agrees",
        "count of list three agrees",
    ],
    "55% of the stall holders are local, therefore nearly half come from elsewhere.": ["fraction half agrees"],
    "Satisfaction improved from 52% to 69%.": ["direction 69% agrees"],
    "The number of complaints improved from 52 to 39.": ["direction 39 agrees"],
    "The average wait improved from 52 days to 39 days.": ["direction 39 agrees"],
    "Re-use is higher in Ash, at 43.1%, than in Elm, at 18.5%.": ["direction 43.1% agrees"],
    "The recycling rate was 43.1%, which is higher than the 38.5% of the county.": ["direction 43.1% agrees"],
    "Only 8.7% of hedges were cut compared with 30% ten years ago.": ["direction 8.7% agrees"],
    "There were higher levels of litter in the centre (3.2%) than in the suburbs (2.9%).": ["direction 3.2% agrees"],
    "74% of drivers were men, this is greater than across the county at 64%.": ["direction 74% agrees"],
    "43% of sites were open, which is an increase from 27% in 2015.": ["direction 43% agrees"],
    "The gap would be £2.6 million, growing to £4.2 million by 2028.": ["direction £2.6 agrees"],
    "Vacancies have been falling year on year: 34, 31 and 26.": ["direction 34 agrees"],
    "Membership has risen each year, from 210 in 2016 to 240 in 2017 and 265 in 2018.": [
        "direction 240 agrees",
        "direction 210 agrees",
    ],
    "The library lent 10,400 books in 2019, about 200 a week.": ["rate 200 agrees"],
    "There were 3,650 calls in 2019, on average 10 a day.": ["rate 10 agrees"],
    "The desk is open from 8am to 10pm, 14 hours a day.": ["rate 14 agrees"],
    "The scheme ran from April 2015 to March 2018, three years.": ["rate three agrees"],
    "The fund of £120,000 pays for 40 places, £3,000 each.": ["rate £3,000 agrees"],
    "There were 2,353 thefts among 453,500 residents, which is 5.2 per 1,000.": ["rate 5.2 agrees"],
    "The pass rate was 94% (100/106).": ["share 94% agrees"],
    "Three in four gardens (75%) are let.": ["fraction Three agrees"],
    "The plan has five aims: clean streets, warm homes, safe roads, good schools and fair work.": [
        "count of list five agrees"
    ],
    "There are four themes: prevention; early help; enforcement; and community links.": ["count of list four agrees"],
    "The grant was split between three libraries (Ash, Elm and Oak).": ["count of list three agrees"],
    "The town has two museums, Millgate and Northgate.": ["count of list two agrees"],
    "The five most visited places are Ash, Elm, Oak, Lime and Yew.": ["count of list five agrees"],
    "The rate for adults was 25%, for juniors this is much greater at 38%.": ["direction 25% agrees"],
    "Tenants are disproportionately represented with 43.1 per 1,000 homes (compared to 18.5 per 1,000 owned homes).": [
        "direction 43.1 agrees"
    ],
    "Members aged 10 to 14 at 39% are closely followed by those aged 15 to 17 at 38%.": ["direction 39% agrees"],
    "The commonest cause was damp (34%), followed by noise (23%).": ["direction 34% agrees"],
    "They reached 91.6% of homes in Ash but only 83% in Elm, where the target is 95%.": ["direction 91.6% agrees"],
    "Of these 17 (18%) waited: eight for a repair, five for a ramp, and four because of damp.": [
        "parts of a whole 17 agrees"
    ],
    "Of the members two thirds have left and the remaining third will stay.": ["parts of a whole two agrees"],
    "77% of all waste is paper. This is made up of news 31% (11% of all), card 25% and books 21%.": [
        "parts of a whole 77% agrees"
    ],
    "We let 40 flats and 12 houses, 52 in all.": ["parts of a whole 52 agrees"],
    "Moorings fell from 74 to 58, by 21.6%.": ["percent change 21.6% agrees", "direction 58 agrees"],
    "The wait was cut from 19 days to 14, a 26% improvement.": ["percent change 26% agrees", "direction 14 agrees"],
    "There were 953 moorings, 9.6% below the 1,054 of 2017.": ["percent change 9.6% agrees", "direction 953 agrees"],
    "Turnout had moved from 72% to 78%, a gain of six percentage points.": [
        "change six agrees",
        "direction 78% agrees",
    ],
    "Rents from shops slipped from 141 to 138.": ["direction 138 agrees"],
    "41 of 612 hulls were dry = 6.7%.": ["share 6.7% agrees"],
    "Of 650 boats 416 were dry; 170 (26%) were damp; and for the other 64, one in ten, nothing is known.": [
        "share 26% agrees",
        "fraction one agrees",
        "parts of a whole 650 agrees",
    ],
    "Scams cost residents £612,000, an average of £3,400 for each of the 180 victims.": ["rate £3,400 agrees"],
    "In June 59 keys were lost. Of these 19 were found, 14 were cut anew and the remaining 26 are lost.": [
        "parts of a whole 59 agrees"
    ],
    "Leaks were stopped in 171 boats and lessened in 402. Taken together this is 573.": ["parts of a whole 573 agrees"],
    "The three crews met 18 times between them, six times each.": ["rate six agrees"],
    "There were 4,812 loans in 2018. The year before there were 4,610, so the total has grown by 202, or 4.4%.": [
        "change 202 agrees",
        "percent change 4.4% agrees",
    ],
    "Turnout was 41.2%, whereas in 2017 it had been 43.6%. That is a decline of 2.4 percentage points.": [
        "change 2.4 agrees"
    ],
    "Hires by clubs went up by 14 to 61, an increase of 30%.": ["percent change 30% agrees"],
    "Attendance reached 88%, six points up on the 82% of the year before.": [
        "change six agrees",
        "direction 88% agrees",
    ],
    "Income was £148,200. We spent £141,700. That leaves £6,500.": ["change £6,500 agrees"],
    "By May 812 of the 1,046 had been read, leaving 234 to wait.": ["change 234 agrees"],
    "The shop sold 284 kits, 3 times as many as the 92 of the year before.": ["ratio 3 agrees"],
    "Berths fell to 77 from 92, which is 16% fewer.": ["percent change 16% agrees", "direction 77 agrees"],
    "Of the hulls 34 of the 43 are good, 79%; the others leak.": ["share 79% agrees"],
    "We had 1,046 requests, where the year before brought 938: that is 108 more, an increase of 11.5%.": [
        "change 108 agrees",
        "percent change 11.5% agrees",
    ],
    "Loans rose from 246 books to 294, or 19.5%.": ["percent change 19.5% agrees", "direction 294 agrees"],
    "A gate cost £2,150 on average, so the nine that we put up came to £19,350.": ["product £19,350 agrees"],
    "The court heard 348 cases; 131 of them (37.6%) were appeals.": ["share 37.6% agrees"],
}

#: The same with one number put wrong.
WRONG = {
    "Families came to 1,260 shows. Of these 504 (40%) were free, 414 (35%) cheap and 315 (25%) dear.": [
        "share 40% agrees",
        "share 35% differs",
        "share 25% agrees",
        "parts of a whole 1,260 differs",
        "parts of a whole 40% agrees",
    ],
    "The boats numbered 91%, compared with 74% ashore, so 71 points separate the two.": ["change 71 differs"],
    "The highest fee is £812 and the lowest £774, a spread of just £83.": ["change £83 differs"],
    "The baths have 48 swimmers a week, or 4,368 over the year.": ["rate 48 differs"],
    "In summer 33 swimmers took the course, cheered by a crowd, with a finish rate of 65%.": ["share 65% differs"],
    "We paid 96 deposits of £1,275 on average, £81,600 altogether.": ["product £81,600 differs"],
    "The tolls brought in £612,000, 58% of the £720,000 in the plan.": ["share 58% differs"],
    "The club has 2,138 members, 1,402 of them seniors and 916 juniors.": ["parts of a whole 2,138 differs"],
    "Lets rose from 38 to 64 (86%).": ["percent change 86% differs", "direction 64 agrees"],
    "There had been 63,900 loans in May, 5,700 or 8.9% more than in April.": ["percent change 8.9% differs"],
    "Of the 640 loans, 27% were to children and the other 63% to adults.": ["parts of a whole 27% differs"],
    "The club has 97 members (70 juniors and 17 seniors).": ["parts of a whole 97 differs"],
    "About 41% of the waste comes from Northgate (21%) and Eastgate (29%).": ["parts of a whole 41% differs"],
    "We employ 16.5 librarians, 42 assistants and 3 drivers, in total 71.5 posts.": ["parts of a whole 71.5 differs"],
    "Last year 79% came by bus, 14% on foot, 3% by bicycle and the remaining 14% by car.": [
        "parts of a whole 79% differs"
    ],
    "The library sold 381 tickets: 140 to adults, 121 to children and 57 to groups.": ["parts of a whole 381 differs"],
    "14 of the 18 gardens (87%) are let.": ["share 87% differs"],
    "The museum had 2,104 of the 3,400 school visits that were planned for the year (26%).": ["share 26% differs"],
    "The depot made 3,322 collections against a plan of 3,400, that is 89%.": ["share 89% differs"],
    "14.2% of pupils moved school. The data is for a cohort of 97 pupils.": ["share 14.2% differs"],
    "A total of 134 people came, of whom 61 (64%) were new.": ["share 64% differs"],
    "The pass rate was 49% (100/106).": ["share 49% differs"],
    "Fines account for 410% of all income from the courts.": ["share 410% differs"],
    "The tip took 1,207 tonnes, 47 more (1.4%) than in January.": ["percent change 1.4% differs"],
    "There were 212 reports this year, 21 up on last year's 200.": ["change 21 differs", "direction 212 agrees"],
    "Visits halved from 900 to 540.": ["doubled halved differs"],
    "Visits trebled from 310 to 390.": ["doubled trebled differs"],
    "Hires went up by more than half, from 400 to 500.": ["percent change half differs", "direction 500 agrees"],
    "Attendance was 120, a third more than the 60 of last year.": ["percent change a differs", "direction 120 agrees"],
    "Over half of residents (85%) use the park.": ["fraction half differs"],
    "Nearly a third of bins (13%) were missed.": ["fraction a differs"],
    "The majority of letters (48%) were answered in a week.": ["fraction 48% differs"],
    "The majority of the fleet are vans (24%) and buses (12%).": ["fraction 24% differs"],
    "Most visitors do not live in the town, only 83% do.": ["fraction 83% differs"],
    "55% of the stall holders are local, therefore nearly a quarter come from elsewhere.": ["fraction a differs"],
    "Satisfaction improved from 52% to 39%.": ["direction 39% differs"],
    "The average wait improved from 39 days to 52 days.": ["direction 52 differs"],
    "Re-use is higher in Ash, at 13.1%, than in Elm, at 18.5%.": ["direction 13.1% differs"],
    "The recycling rate was 34.1%, which is higher than the 38.5% of the county.": ["direction 34.1% differs"],
    "Only 38.7% of hedges were cut compared with 30% ten years ago.": ["direction 38.7% differs"],
    "There were higher levels of litter in the centre (2.3%) than in the suburbs (2.9%).": ["direction 2.3% differs"],
    "24% of sites were open, which is an increase from 27% in 2015.": ["direction 24% differs"],
    "Vacancies have been falling year on year: 34, 31 and 36.": ["direction 34 differs"],
    "There were 3,650 calls in 2019, on average 21 a day.": ["rate 21 differs"],
    "The library lent 10,400 books in 2019, about 20 a week.": ["rate 20 differs"],
    "The desk is open from 8am to 10pm, 12 hours a day.": ["rate 12 differs"],
    "The scheme ran from April 2015 to March 2018, five years.": ["rate five differs"],
    "The fund of £120,000 pays for 40 places, £4,000 each.": ["rate £4,000 differs"],
    "There were 2,353 thefts among 453,500 residents, which is 2.5 per 1,000.": ["rate 2.5 differs"],
    "Three in four gardens (57%) are let.": ["fraction Three differs"],
    "The plan has six aims: clean streets, warm homes, safe roads, good schools and fair work.": [
        "count of list six differs"
    ],
    "There are five themes: prevention; early help; enforcement; and community links.": ["count of list five differs"],
    "The grant was split between four libraries (Ash, Elm and Oak).": ["count of list four differs"],
    "The rate for adults was 25%, for juniors this is much greater at 18%.": ["direction 25% differs"],
    "The commonest cause was damp (34%), followed by noise (43%).": ["direction 34% differs"],
    "They reached 61.9% of homes in Ash but only 83% in Elm, where the target is 95%.": ["direction 61.9% differs"],
    "Of these 19 (18%) waited: eight for a repair, five for a ramp, and four because of damp.": [
        "parts of a whole 19 differs"
    ],
    "Of the members three quarters have left and the remaining third will stay.": ["parts of a whole three differs"],
    "77% of all waste is paper. This is made up of news 31% (11% of all), card 22% and books 21%.": [
        "parts of a whole 77% differs"
    ],
    "We let 40 flats and 12 houses, 53 in all.": ["parts of a whole 53 differs"],
    "Rents rose from £40 to £60 and loans fell from 50 to 80.": ["direction £60 agrees", "direction 80 differs"],
    "Moorings fell from 74 to 58, by 26.1%.": ["percent change 26.1% differs", "direction 58 agrees"],
    "The wait was cut from 19 days to 14, a 36% improvement.": ["percent change 36% differs", "direction 14 agrees"],
    "There were 953 moorings, 6.9% below the 1,054 of 2017.": ["percent change 6.9% differs", "direction 953 agrees"],
    "Turnout had moved from 72% to 78%, a gain of eight percentage points.": [
        "change eight differs",
        "direction 78% agrees",
    ],
    "Rents from shops slipped from 141 to 183.": ["direction 183 differs"],
    "41 of 612 hulls were dry = 7.6%.": ["share 7.6% differs"],
    "There were 4,812 loans in 2018. The year before there were 4,610, so the total has grown by 220.": [
        "change 220 differs"
    ],
    "Turnout was 41.2%, whereas in 2017 it had been 43.6%. That is a decline of 4.2 percentage points.": [
        "change 4.2 differs"
    ],
    "Hires by clubs went up by 14 to 61, an increase of 45%.": ["percent change 45% differs"],
    "Attendance reached 88%, nine points up on the 82% of the year before.": [
        "direction 88% agrees",
        "change nine differs",
    ],
    "The club took 1,284 bookings. That is 121 more than the 1,172 of 2017.": ["change 121 differs"],
    "We had 1,046 requests, where the year before brought 938: that is 180 more.": ["change 180 differs"],
    "Income was £148,200. We spent £141,700. That leaves £5,600.": ["change £5,600 differs"],
    "By May 812 of the 1,046 had been read, leaving 243 to wait.": ["change 243 differs"],
    "Of 650 boats 416 were dry; 120 were damp; and for the other 64 nothing is known.": [
        "parts of a whole 650 differs"
    ],
    "Scams cost residents £612,000, an average of £4,300 for each of the 180 victims.": ["rate £4,300 differs"],
    "In June 59 keys were lost. Of these 19 were found, 14 were cut anew and the remaining 36 are lost.": [
        "parts of a whole 59 differs"
    ],
    "Leaks were stopped in 171 boats and lessened in 402. Taken together this is 753.": [
        "parts of a whole 753 differs"
    ],
    "The shop sold 284 kits, 5 times as many as the 92 of the year before.": ["ratio 5 differs"],
    "Berths fell to 77 from 92, which is 61% fewer.": ["percent change 61% differs", "direction 77 agrees"],
    "Of the hulls 34 of the 43 are good, 97%; the others leak.": ["share 97% differs"],
    "We had 1,046 requests, where the year before brought 938: that is 108 more, an increase of 15.1%.": [
        "change 108 agrees",
        "percent change 15.1% differs",
    ],
    "Loans rose from 246 books to 294, or 15.9%.": ["percent change 15.9% differs", "direction 294 agrees"],
    "A gate cost £2,150 on average, so the nine that we put up came to £13,950.": ["product £13,950 differs"],
    "The court heard 348 cases; 131 of them (73.6%) were appeals.": ["share 73.6% differs"],
}


@pytest.mark.parametrize(("text", "expected"), (RIGHT | WRONG).items(), ids=(RIGHT | WRONG).keys())
def test_what_a_sentence_states_twice_is_held_against_itself(text: str, expected: list[str]) -> None:
    assert [line for line in told(text) if not line.endswith("untestable")] == expected
