from __future__ import annotations

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents
from minutebook.papers.reports import Document
from papers import source


def documents_of(text: str) -> list[Document]:
    paper = source(text)
    return documents(paper, blocks(paper), agenda_items(paper))


ATTACHED = """Parks Board

Date: 15 July 2021
Classification: General Release
Title: Keeping the parks
Report of: Director of Parks

1.1 The Board is asked to note it.

If you have any queries about this Report please contact:

A. Person

APPENDICES:

Appendix 1 - Annual Work Programme

Appendix 2 - Action Tracker

Round\tItem\tWhy
One of them\tA report on the trees\tTo see that they are kept
Two of them\tA report on the roads\tTo see that they are mended
Six of them\tA report on the homes\tTo see that they are let

Draft Terms of Reference for a study of the trees of the north

The study asks what was planted.

This page is left blank

Action Tracker

All is done.

Friends of the Parks

Parks Strategy 2021

“Green for all”

CONTENTS

Aims.....2

Our aims

They are many.
"""


DECK = """Parks Board

Date: 15 July 2021
Title: Keeping the parks
Report of: Director of Parks

1.1 The Board is asked to note it.

If you have any queries about this report please contact: A. Person

# Trees for all

14th July 2021

# How they grow

- Slowly

# Benches for all

A. Person, Head of Benches

2 July 2021

# Where they stand

- In rows

# Work Programme 2021/22

Meeting\tBusiness
July\tTrees
"""


def test_slides_begin_with_a_title_slide_and_end_with_the_next_paper() -> None:
    assert [(d.kind, d.title, d.date) for d in documents_of(DECK)][1:] == [
        ("slides", "Trees for all", "2021-07-14"),
        ("slides", "Benches for all", "2021-07-02"),
        ("work programme", "Work Programme 2021/22", ""),
    ]


PAGED = """AGENDA

Title: Parks Panel

3. Minutes

4. Tracker

5. Bees

Monitoring Officer

2

Agenda item 4

PARKS PANEL: ACTION TRACKER

Minute\tAction\tOwner\tUpdate
1/21\tCount the bees\tClerk\tDone

3

Agenda item 5

Report title: Keeping bees
Date of meeting: 15 July 2021
Lead officer: Director of Care

1. They are well.

Background documents: none

4

Annex 1 to item 5

Bees in the north

Presentation to the Panel

They fly.

5

ANNEX 2

What the hives say
2021

Contents

Honey    2
Wax    3

Honey

It is sweet.
"""


def test_pages_say_which_item_and_which_annex_begins() -> None:
    assert [(d.kind, d.title, d.item) for d in documents_of(PAGED)][1:] == [
        ("action tracker", "PARKS PANEL: ACTION TRACKER", "4"),
        ("report", "Keeping bees", "5"),
        ("slides", "Bees in the north", "5"),
        ("appendix", "What the hives say 2021", "5"),
    ]


def test_what_is_attached_to_a_report_is_told_by_its_title_its_page_or_its_contents() -> None:
    assert [(d.kind, d.title) for d in documents_of(ATTACHED)] == [
        ("report", "Keeping the parks"),
        ("work programme", "Annual Work Programme"),
        ("terms of reference", "Draft Terms of Reference for a study of the trees of the north"),
        ("action tracker", "Action Tracker"),
        ("strategy", "Parks Strategy 2021"),
    ]


HEADED_AGAIN = """Agenda

1 Minutes
2 Actions (pages 3 to 4)
3 Bees (pages 5 to 9)

Page 1

Item 1

**PARKS PANEL**

THURSDAY, 20TH MAY, 2021

PRESENT: A. Person in the Chair

**Minute 7   BEES**

They flew.

Page 2

**Minute 8   WORK PROGRAMME**

It was approved.

Page 3

Item 2

**PARKS PANEL – ACTION LOG**

Minute\tAction\tOwner\tUpdate
7/21\tCount the bees\tClerk\tDone

Page 4

Parks Panel – Action Log, July 2021

8/21\tFeed the bees\tClerk\tDone

Page 5

Item 3

Title: Keeping bees
Date: 15 July 2021
Report of: Director of Care

1. They are well.

Page 6

APPENDIX A Hives of the north

Some are old.

Page 7

Appendix A to item 3

Some are new.

Page 8

Appendix B



# The bee's knees

Annual Report on the bees of the north, 2020

## In this report

Honey ..... 2
Wax ..... 3

Page 9

## Honey

It is sweet.
"""


def test_a_running_header_begins_no_paper_and_a_letter_begins_the_one_below_it() -> None:
    assert [(d.kind, d.title, d.item) for d in documents_of(HEADED_AGAIN)][1:] == [
        ("minutes", "PARKS PANEL", "1"),
        ("action tracker", "PARKS PANEL – ACTION LOG", "2"),
        ("report", "Keeping bees", "3"),
        ("appendix", "APPENDIX A Hives of the north", "3"),
        ("annual report", "The bee's knees Annual Report on the bees of the north, 2020", "3"),
    ]
