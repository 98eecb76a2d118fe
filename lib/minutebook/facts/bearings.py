"""Bearings: the place and the time that a figure takes from what stands around its sentence.

What a sentence leaves out, its paragraph, a heading or the document may say, and then the figure says so. Where that
isn't plain nothing is said: a figure without a place or a period is a gap, one with the wrong one an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minutebook.text.periods import Period
from minutebook.text.quantities import Quantity
from minutebook.text.relative_periods import Anchor


@dataclass(frozen=True)
class Setting:
    """What stands around a paragraph: the day of its paper, the lead of its list, its headings and its document.

    `above` is the paragraph right above it, under the same heading. `headings` and `captions`, which head a table or a
    chart, begin with the innermost. `covers` is the period that the section says its data are of; `area` and `period`
    are those of the whole document, where it has one; `of_shares` says that the period is its data's and not its own;
    `budget` is the financial year that a finance report is of; `year_on_year` says that a paper on a part of a year
    names the same part of the year before; `of_sentences` that the place is of what sentences say and not of lines
    without a verb.
    """

    day: str
    lead: str = ""
    above: str = ""
    headings: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    area: str = ""
    own: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    anchor: Anchor = field(default_factory=Anchor)
    covers: Period | None = None
    period: Period | None = None
    of_shares: bool = False
    budget: Period | None = None
    year_on_year: bool = False
    of_sentences: bool = False


@dataclass(frozen=True)
class Area:
    """A place: its name, its ward codes where it is made of wards, and what named it."""

    name: str = ""
    code: str = ""
    named_by: str = ""


REFERS_BACK = re.compile(
    r"\W*(?:(?:(?:Of|Each of|All of|Most of|Some of) (?:these|those|the|them|this)|These|This|Those|They|It|Their"
    r"|That (?:is|was|makes|made|means|comes|came|equals|amounts|compares)|A further|The (?:same|remaining|other|rest"
    r"|remainder)|Both|In total|Among|(?:Over|In|During) (?:the same|(?:this|that) (?:time|period|year))|There w"
    r"|Approximately|One|Two|Three|Four|Five|Nearly|Almost|Over|Half|Just)\b|\(?£?\d[\d,.]*(?:%|[mk]\b)?(?=\s))"
)


_NEAR = 400  # characters around a number that its bearings are looked for in


def near(sentence: str, quantity: Quantity) -> str:
    """Return what stands around a quantity: the sentence, where it isn't uncommonly long."""
    return sentence[max(0, quantity.begin - _NEAR) : quantity.stop + _NEAR]


#: What a paper compares its own place with: never meant where a later sentence names no place.
WIDER = {"London", "Inner London", "Metropolitan Police area", "England", "England and Wales", "UK", "Europe"} | {
    "East Midlands",
    "West Midlands",
    "East of England",
    "Yorkshire and the Humber",
}


#: Words of what is found in the country or by research, which is no finding about the paper's own place.
ELSEWHERE = re.compile(
    r"\b(?:nationwide|research|stud(?:y|ies)|evidence shows|taxpayer"
    r"|(?:MoJ|Ministry of Justice|Home Office|ONS)[’']?s? (?:data|figures|statistics|estimates?|analysis|surveys?"
    r"|show\w*|found|publish\w*)|society|prison population|released from prison|estimated that|estimates of"
    r"|young offender institutions)\b",
    re.I,
)


#: A general truth: "they are three times as likely to fall".
LIKELY = re.compile(r"\b(?:are|is)\b[^.;]* (?:as|more|less) likely\b")


def is_national(area: str) -> bool:
    """Tell whether a place is the country or the continent, on which other years' figures are quoted."""
    return area in ("England", "England and Wales", "UK", "Europe")


def is_wider(area: str) -> bool:
    """Tell whether a place is one that papers compare their own with: London, England."""
    return area in WIDER
