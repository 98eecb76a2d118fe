from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutebook.papers.agenda import agenda_items
from minutebook.papers.blocks import blocks
from minutebook.papers.outline import documents, front_matter
from minutebook.papers.reports import Document
from minutebook.papers.sections import sections
from papers import source

VALUES = {
    "date": "15 July 2021",
    "classification": "General Release",
    "title": "Ageing Well funding",
    "report_of": "Director of Care",
    "wards": "All",
}
LABELS = ["Date", "Classification", "Title", "Report of", "Wards Involved"]


def header(form: str, between: str = "\n") -> str:
    """Return a header block with each label and value put into a form."""
    lines = [form.format(label, value) for label, value in zip(LABELS, VALUES.values(), strict=True)]
    return between.join(lines) + "\n\n1. Executive Summary\n\n1.1 The Board is asked to note this report.\n"


FORMS = {
    "tabs with tags": header("<b>{}:</b>\t<b>{}</b>"),
    "tabs": header("{}:\t{}"),
    "tabs without a colon": header("{}\t{}"),
    "bold labels, two spaces": header("**{}:** {}  "),
    "bold labels, blanks between": header("**{}:** {}", "\n\n"),
    "label and value in bold": header("**{}:** **{}**", "\n\n"),
    "plain lines": header("{}: {}"),
    "plain lines, blanks between": header("{}: {}", "\n\n"),
    "a space before the colon": header("{} : {}"),
    "capitals": header("{}:\t{}").replace("Classification", "CLASSIFICATION"),
    "value on two lines": header("{}: {}").replace("Ageing Well", "Ageing\nWell"),
    "each on a line of its own": header("{}\n{}"),
    "each on a line of its own, colons and blanks": header("{}:\n\n{}", "\n\n"),
    "a line each, a value over two": header("{}\n{}").replace("Ageing Well", "Ageing\nWell"),
    "date above its empty label": "15 July 2021\n\n" + header("{}:\t{}").replace("Date:\t15 July 2021", "Date:\t"),
}  # fmt: skip


def documents_of(text: str) -> list[Document]:
    paper = source(text)
    return documents(paper, blocks(paper), agenda_items(paper))


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_a_header_block_in_each_form_gives_the_same_document(text: str) -> None:
    (document,) = documents_of(text)
    assert (document.kind, document.title, document.date) == ("report", VALUES["title"], "2021-07-15")
    assert (document.first_line, document.last_line) == (1, text.count("\n"))
    assert {name: document.values[name] for name in VALUES if name != "date"} == {
        name: value for name, value in VALUES.items() if name != "date"
    }


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_spans_of_a_header_block_hold_its_labels_and_values(text: str) -> None:
    (document,) = documents_of(text)
    for field in document.header:
        label = text[slice(*field.label)]
        assert label.rstrip(": ").casefold() in [known.casefold() for known in LABELS]
        for start, end in field.value:
            assert "\n" not in text[start:end]
            assert text.count("\n", 0, start) + 1 >= field.line


HOUSES = {
    "other names": "Report to:\tParks Panel\nDate of meeting:\t15 July 2021\nReport title:\tKeeping bees\n"
    "Lead officer:\tDirector of Care\nElectoral divisions affected:\tAll\nExempt information\tNone\n",
    "bold labels without a colon": "**Report title** Keeping bees\n\n**Lead officer** Director of Care\n\n"
    "**Date of meeting** 15 July 2021\n\n**Wards affected** All\n\n**Exempt information** None\n",
    "wide gaps": "Subject   Keeping bees\nReport of   Director of Care\nMeeting date   15 July 2021\nWard(s)   All\n"
    "Classification   None\n",
    "two to a row": "Title:\tKeeping bees\tDate:\t15 July 2021\nReport of:\tDirector of Care\tWards:\tAll\n"
    "Classification:\tNone\tKey decision:\tNo\n",
    "the meeting for a date": "Item\t6\nMeeting\t15 July 2021\nTitle\tKeeping bees\nReport of\tDirector of Care\n"
    "Wards\tAll\nClassification\tNone\n",
    "a label of the house's own": "Title:\tKeeping bees\nReport of:\tDirector of Care\nHive number:\t12\n"
    "Date:\t15 July 2021\nWards affected:\tAll\nClassification:\tNone\n",
    "districts, a plan's theme": "**Report of:** Director of Care\n**Report to:** Parks Panel\n**Date:** 15 July 2021\n"
    "**Subject:** Keeping bees\n**Districts affected:** All\n**Council Plan theme:** Bees\n"
    "**Confidential or exempt?** None\n",
    "a line each, a label of the house's own": "Report of\nDirector of Care\nHive\nNo. 7\nDate\n15 July 2021\n"
    "Title\nKeeping bees\nExemption\nNone\nDivisions affected\nAll\n",
    "questions without a colon": "Report of: Director of Care\nDate: 15 July 2021\nSubject: Keeping bees\n"
    "Communities affected: All\nConfidential or exempt? None\n",
    "a meeting with its day, access": "Report to\tParks Panel\nMeeting\t15 July 2021\nTitle\tKeeping bees\n"
    "Report of\tDirector of Care\nAccess to information\tNone\nParishes affected\tAll\n",
    "a post as the author": "Panel: Parks Panel\nDate: 15 July 2021\nTitle: Keeping bees\nAuthor: Director of Care\n"
    "Publication status: None\nArea(s) affected: All\nCorporate aims: Bees\nResources: £4\n",
    "a title above": "Parks Panel\n\n15 July 2021\n\nKeeping bees\n\nReport by the Director of Care\n\n"
    "Decision type   Key\nElectoral divisions   All\nExempt information   None\nLead officer   Director of Care\n",
}


@pytest.mark.parametrize("text", HOUSES.values(), ids=HOUSES.keys())
def test_a_header_in_another_houses_words_gives_the_same_document(text: str) -> None:
    (document,) = documents_of(text + "\n1.1 The Panel is asked to note it.\n")
    found = {name: document.values.get(name) for name in ("report_of", "wards", "classification")}
    assert (document.kind, document.title, document.date) == ("report", "Keeping bees", "2021-07-15")
    assert found == {"report_of": "Director of Care", "wards": "All", "classification": "None"}


SPOKEN = """Parks Panel

15 July 2021

Keeping bees

Report of the Director of Care

Wards: All   Open report

1 The bees are well.
"""


def test_a_title_block_that_speaks_is_a_header_too() -> None:
    (document,) = documents_of(SPOKEN)
    assert (document.kind, document.title, document.date) == ("report", "Keeping bees", "2021-07-15")
    wanted = {"title": "Keeping bees", "report_of": "Director of Care", "wards": "All", "classification": "Open report"}
    assert wanted.items() <= document.values.items()


def test_a_notice_of_a_meeting_is_no_report() -> None:
    text = "Title: Parks Panel\nMeeting Date: 15 July 2021\nTime: 4 pm\nVenue: Room 3\nContact: A. Person\n"
    assert [d.header for d in documents_of(text)] == [()]


MINUTES = {
    "a line of its own": "MINUTES\n\nMinutes of a meeting of the Parks Panel held on Thursday 20 May, 2021.\n",
    "a sentence": "PARKS PANEL\n\nMINUTES of the meeting held at the Hall on Thursday, 20 May 2021\n\nPresent: all\n",
    "no word but who was present": "**PARKS PANEL**\n\nTHURSDAY, 20TH MAY, 2021\n\nPRESENT: A. Person in the Chair\n",
    "who attended": "Parks Panel\n\nThursday 20 May 2021\n\nThe Hall, Town\n\nAttendance\n\nA. Person\n",
    "a draft": "Draft minutes of the meeting held on 20 May 2021 at the Hall\n\nPresent: A. Person\n",
}


@pytest.mark.parametrize("text", MINUTES.values(), ids=MINUTES.keys())
def test_minutes_are_told_by_their_opening(text: str) -> None:
    found = documents_of(f"It begins here.\n\n{text}\n1 TREES\n\nThey grow.\n")
    assert [(d.kind, d.date) for d in found][-1] == ("minutes", "2021-05-20")


@pytest.mark.parametrize(
    "text",
    ["Parks Panel\n\n20 May 2021\n\nAll Members\n", "Parks Panel\n\nThe trees\n\nPresent: all\n",
     "The trees\n\n20 May 2021\n\nPresent: all\n", "Parks Panel\n\n20 May 2021\n\nPresent at the site\n"],
)  # fmt: skip
def test_a_name_a_day_and_who_was_present_are_all_needed(text: str) -> None:
    assert [d.kind for d in documents_of(f"It begins here.\n\n{text}\n1 TREES\n\nThey grow.\n")] == ["report"]


NO_HEADERS = {
    "two labels": "Date: 15 July 2021\nTitle: Funding\n",
    "no title": "Date: 15 July 2021\nClassification: General\nWards Involved: All\n",
    "far apart": "Date: 1 May 2021\n\n\n\n\n\nTitle: Funding\n\n\n\n\n\nClassification: General\n",
    "labels in a row without values": "Title\nDate\nReport of\nWards\n\n",
    "a heading and its label's word": "Title\n\nWhat bees need is a title and a day.\n\nResources\n\nThere are none.\n",
    "labels inside a sentence": "The Date: field, the Title: field and the Classification: field are blank.\n",
}


@pytest.mark.parametrize("text", NO_HEADERS.values(), ids=NO_HEADERS.keys())
def test_labels_that_make_no_header(text: str) -> None:
    (document,) = documents_of(text)
    assert document.header == ()


PACK = """# AGENDA

PART 1 (IN PUBLIC)

1. MEMBERSHIP

2. MINUTES (Pages 3 - 4)

3. AGEING WELL FUNDING (Pages 5 - 9)

4. EARLY HELP STRATEGY

(Page 10)

Chief Executive

City of Westminster

MINUTES

Minutes of a meeting of the Board held on Thursday 20 May, 2021.

Westminster Health & Wellbeing Board

Date: 15 July 2021
Classification: General Release
Title: Ageing Well funding
Report of: Director of Care

1.1 The Board is asked to note it.

If you have any queries about this Report please contact:

A. Person

# Discharge Capacity

Text of the slides follows here.

Date: 16 July 2021
Title of paper: Early Help Strategy
Briefing author and contact details: A. Person

The end"""


def test_documents_cover_a_pack_and_know_their_agenda_items() -> None:
    found = documents_of(PACK)
    assert [(d.kind, d.item, d.date) for d in found] == [
        ("agenda", "", "2021-07-15"),
        ("minutes", "2", "2021-05-20"),
        ("report", "3", "2021-07-15"),
        ("slides", "3", ""),
        ("briefing", "4", "2021-07-16"),
    ]
    assert found[0].first_line == 1
    assert found[-1].last_line == source(PACK).n_lines
    assert all(a.last_line + 1 == b.first_line for a, b in pairwise(found))


def test_agenda_entries_with_parts_and_pages() -> None:
    items = agenda_items(source(PACK))
    assert [(i.item, i.title, i.part, i.first_page, i.last_page) for i in items] == [
        ("1", "MEMBERSHIP", "PART 1 (IN PUBLIC)", None, None),
        ("2", "MINUTES", "PART 1 (IN PUBLIC)", 3, 4),
        ("3", "AGEING WELL FUNDING", "PART 1 (IN PUBLIC)", 5, 9),
        ("4", "EARLY HELP STRATEGY", "PART 1 (IN PUBLIC)", 10, 10),
    ]


def test_the_parts_of_an_agenda_are_headings_of_it() -> None:
    text = "Agenda\n\nPart A: public\n1 Roads\n2 Parks\n\nPart B: exempt\n\n3 A sale\n"
    paper = source(text)
    agenda = agenda_items(paper)
    document = Document("agenda", "", 1, paper.n_lines)
    found = [s.heading for s in sections(paper, blocks(paper), document, frozenset(), agenda)]
    assert found == ["Agenda", "Part A: public", "Roads", "Parks", "Part B: exempt", "A sale"]


def test_sections_nest_by_level_and_end_before_their_next() -> None:
    """What is marked like the title stands inside it all the same."""
    text = "# A\n\nOne.\n\n## 1.1 B\n\nTwo.\n\n### C\n\n## D\n\n# E\n"
    paper = source(text)
    parts = blocks(paper)
    found = sections(paper, parts, Document("report", "", 1, paper.n_lines))
    assert [(s.heading, s.number, s.level, s.first_line, s.last_line, s.parent) for s in found] == [
        ("A", "", 1, 1, 13, -1),
        ("B", "1.1", 2, 5, 10, 0),
        ("C", "", 3, 9, 10, 1),
        ("D", "", 2, 11, 12, 0),
        ("E", "", 2, 13, 13, 0),
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "# AGENDA\n\nTitle: Health & Wellbeing Board\n\nMeeting Date: Thursday 15th July, 2021\n",
            {"committee": "Health & Wellbeing Board", "date": "2021-07-15"},
        ),
        (
            "City of Westminster\n\nScrutiny Committee\n\nDate: 1 May 2020\n\nTitle: Work Programme\n",
            {
                "committee": "Scrutiny Committee",
                "councils": "City of Westminster",
                "date": "2020-05-01",
                "title": "Work Programme",
            },
        ),
        ("# THE ROYAL BOROUGH OF\n\nKENSINGTON AND CHELSEA\n", {}),
        ("Nothing said.\n", {}),
    ],
    ids=["agenda", "report", "a name cut in lines", "nothing"],
)
def test_what_a_paper_says_of_itself(text: str, facts: dict[str, str]) -> None:
    found = front_matter(source(text))
    assert {name: value for name, value in found.items() if name != "councils" or name in facts} == facts


LINES = st.sampled_from([*PACK.split("\n"), *header("{}:\t{}").split("\n"), "", "## 2 B", "x\ty"])


@given(st.one_of(st.lists(LINES, min_size=1, max_size=40).map("\n".join), st.text(min_size=1, max_size=200)))
def test_documents_of_any_text_cover_every_line_once(text: str) -> None:
    paper = source(text)
    parts = blocks(paper)
    found = documents(paper, parts, agenda_items(paper))
    assert found[0].first_line == 1
    assert found[-1].last_line == paper.n_lines
    assert all(d.first_line <= d.last_line for d in found)
    assert all(a.last_line + 1 == b.first_line for a, b in pairwise(found))
    for document in found:
        for section in sections(paper, parts, document):
            assert document.first_line <= section.first_line <= section.last_line <= document.last_line
        for field in document.header:
            assert all(0 <= a <= b <= len(text) for a, b in (field.label, *field.value))
    front_matter(paper)
