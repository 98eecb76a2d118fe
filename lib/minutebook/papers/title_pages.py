"""Title pages: what a paper calls itself and what kind of paper that makes it, without a header block."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from minutebook.papers.blocks import Block
from minutebook.papers.contents import is_contents_title
from minutebook.papers.reports import AGENDA_ITEM, QUERIES, SPOKEN, Document
from minutebook.papers.source import Source, plain_line
from minutebook.text.dates import ANY_MONTH, parsed_date
from minutebook.text.owners import is_role, roles_in

LINES_OF_A_TITLE = 3
#: What an item of an agenda has one of.
ONE_OF_A_KIND = ("action tracker", "work programme")
_PROGRAMMES = (
    r"(?:work(?:ing)? (?:programme|plan)|(?:rolling )?(?:forward|work) (?:work )?(?:plan|programme|agenda)"
    r"|(?:forthcoming|future) (?:business|items))\b"
)
_TRACKERS = (
    r"(?:(?:(?:outstanding |rolling )?(?:actions?|recommendations?|resolutions?|decisions?|matters arising|minutes?)"
    r"(?:,? (?:and|&) (?:actions?|recommendations?|decisions?|requests?|resolutions?))?"
    r" (?:tracker|tracking|log|sheet|schedule|monitor(?:ing)?|list)"
    r"|(?:log|tracker|schedule|list) of (?:outstanding )?(?:actions|recommendations|decisions|matters arising)"
    r"|(?:actions|matters) (?:arising|outstanding) from (?:the )?(?:earlier|previous|past|last) meetings?"
    r"|(?:rolling|outstanding) actions)\b)"
)
_KINDS = {
    "terms of reference": r"terms of reference",
    "action plan": r"action plan",
    "work programme": _PROGRAMMES,
    "action tracker": _TRACKERS,
    "annual report": r"(?:annual|yearly) (?:report|review|statement|account)\b",
    "strategy": r"strategy\b",
    "briefing": r"\A(?:members?[’']? )?briefing (?:note|paper|for)\b",
}
#: A title that says what kind of paper it is, at the beginning of a page; an extract is no paper.
OWN_TITLE = re.compile(
    r"(?!Agenda item|Extract)(?:Draft )?(?:(?:Appendix|Annex)(?: [A-Z]| \d{1,2})\b.*|Terms of Reference\b.*"
    r"|[A-Z][^.]*\bAction Plan\b[^.]*"
    rf"|(?:[A-Z][^.:]{{0,60}}[ :–-] ?)?(?:{_PROGRAMMES}|{_TRACKERS})"
    r"(?: of (?:key )?decisions)?(?:,? (?:of |for )?[^.]{0,20}\d{4}[^.]{0,30})?)",
    re.I,
)
APPENDIX = re.compile(r"(?:Appendix|Annex) \w+(?: to item \d+)?\s*[-–:]*\s*", re.I)

#: An appendix's letter, and what says that it is the same one again.
APPENDIX_LETTER = re.compile(
    r"(?:Appendix|Annex) (?P<letter>[A-Z]|\d{1,2})\b(?P<rest> (?:to|of) (?:item|the report|report|agenda item)\b"
    r"|\W*\(?(?:continued|cont\b\.?|cont[’']d))?",
    re.I,
)
#: An appendix's letter and its title, not its letter alone.
LETTERED = re.compile(r"(?:Appendix|Annex) (?:[A-Z]|\d{1,2})\b\W*\w", re.I)


DAY = re.compile(r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}", re.I)
#: A borough's name can head a chapter, the name of a body is a running header.
_BODY = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission|Council|City|Borough)\b", re.I)


def is_masthead(text: str, names: Set[str]) -> bool:
    """Tell whether a line is made of the names of councils and a committee, with a day or without."""
    words = set(re.findall(r"\w+", DAY.sub("", text).casefold()))
    known = {"and", "of", "the", *re.findall(r"\w+", " ".join(names).casefold())}
    return bool(words) and known.issuperset(words) and _BODY.search(text) is not None


def kind_of(title: str, otherwise: str) -> str:
    """Return the kind of paper that a title says it is."""
    return next((kind for kind, words in _KINDS.items() if re.search(words, title, re.I)), otherwise)


# ------------------------------------------------------------------------------------------------ title pages

_WORDS_OF_AN_OCCASION = 30
_WORDS_OF_A_TITLE, LINES_OF_A_TITLE_PAGE, _QUOTES = 14, 6, ("“", '"', "‘", "'")
_DATED = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{ANY_MONTH},? \d{{4}}")
#: What says of a list how new it is: "Updated 5 September 2019. What is done is taken off."
_UPDATED = re.compile(
    r"\W*(?:this \w+ (?:is|was) )?(?:last |as )?(?:updated|revised|reviewed|as at|as of|at"
    r"|(?:correct|position|status|progress) (?:as )?(?:at|of|on)|dated|published|issued)[:,]?"
    r" (?:on )?(?:\w+day,? )?(?:the )?"
    rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)? {ANY_MONTH},? \d{{4}})\b",
    re.I,
)
_NAMED = re.compile(r"\b(?:Strategy|Plan|Report|Review|Framework|Policy|Assessment|Statement|Protocol)\b", re.I)
#: Words that say what a paper is, not what it is about: "Annual Report 2020/21" needs the line above it.
_GENERIC = re.compile(
    r"\b(?:draft|final|annual|strategic|business|action|strategy|plan|report|review|framework|policy|assessment"
    r"|statement|protocol|update|version)\b|[\d/\s–-]",
    re.I,
)


#: What a paper is, under the words that it goes by: "Annual report of the Parks Board", "A strategy for parks".
_SUBTITLE = re.compile(
    r"(?:(?:an?|our|the) )?(?:(?:draft|joint|annual|action) )*"
    r"(?:strategy|plan|report|review|framework|policy) (?:of|for|on)\b",
    re.I,
)
_YEARS = re.compile(r"\d{4}(?: ?(?:[/–-]|to) ?\d{2,4})?")


def is_of_a_title_page(source: Source, block: Block) -> bool:
    """Tell whether a block can stand on a title page: short words, a date, a motto in quotation marks."""
    text = block.passage(source).text
    short = len(text.split()) <= _WORDS_OF_A_TITLE and not text.endswith((".", ":", ";"))
    return (
        block.kind in ("heading", "paragraph", "bullet")
        and not block.number
        and (short or text[:1] in _QUOTES or _is_motto(source, block) or _says_to_whom(text))
        and not QUERIES.search(text)
        and not is_contents_title(text)
    )


def _says_to_whom(text: str) -> bool:
    return PRESENTED.match(text) is not None and len(text.split()) <= _WORDS_OF_AN_OCCASION


def _is_motto(source: Source, block: Block) -> bool:
    """Tell whether a block is one line in italics that no full stop ends: what a title page says under its title."""
    return _ITALICS.fullmatch(source.line(block.first_line)) is not None and block.first_line == block.last_line


_ITALICS = re.compile(r"\s*(?:\*[^*\n]{10,160}[^*.:\n]\*|_[^_\n]{10,160}[^_.:\n]_)\s*")


def title_of(texts: Sequence[str]) -> str:
    """Return the title on a title page: the line that names the paper, with the one above where it is generic.

    Example:
        >>> title_of(["Parks Board", "ANNUAL REPORT 2020/21"]), title_of(["Friends of Parks", "Parks Strategy"])
        ('Parks Board ANNUAL REPORT 2020/21', 'Parks Strategy')
    """
    lines = [t for t in texts if not (_DATED.fullmatch(t) or PRESENTED.match(t) or t[:1] in _QUOTES)]
    named = next((n for n, text in enumerate(lines) if _NAMED.search(text)), None)
    if named is None:
        return " ".join(lines[:3])
    below = not _GENERIC.sub("", lines[named]).strip() or _SUBTITLE.match(lines[named])
    first = max(0, named - 1) if below else named
    years = named + 1 < len(lines) and _YEARS.fullmatch(lines[named + 1]) is not None
    return " ".join(lines[first : named + 1 + years])


def paper_of(source: Source, blocks: Sequence[Block], kind: str, at: int = 0) -> Document:
    """Return the paper that begins with one of some blocks: its title and date as its first page prints them.

    A marked title stands alone; unmarked lines make up one where a contents list or a break ends the page.
    """
    blocks = blocks[at : at + _BLOCKS_OF_A_FRONT]
    page, behind = _title_page(source, blocks)
    ended = behind.kind == "page mark" or behind.first_line - page[-1].last_line > LINES_OF_A_TITLE
    ended = ended or is_contents_title(behind.passage(source).text)
    texts = [text for b in page for text in _lines(source, b)]
    attached = APPENDIX.match(texts[0])
    if APPENDIX.fullmatch(texts[0]) or AGENDA_ITEM.fullmatch(texts[0]):  # the title stands below
        shown = (b for b in blocks[1:] if b.kind in ("heading", "paragraph"))
        below = texts[1:] or _lines(source, next(shown, blocks[0]))[:1]
        page, texts = page[1:] or [behind], below or texts
    marked = page[0].is_hashed(source)
    if marked and ended and not _NAMED.search(texts[0]) and any(_NAMED.search(text) for text in texts[1:2]):
        texts = [" ".join(texts[:2])]  # a motto, and what the paper is
    lone = marked or OWN_TITLE.fullmatch(texts[0])
    title = (texts[0] if lone or not ended else title_of(texts) or texts[0]).rstrip(":")
    occasion = next((text for text in texts if PRESENTED.match(text)), "")
    kind = kind_of(title, "slides" if occasion else kind)
    kind = "appendix" if attached and kind == "action plan" else kind  # it goes with what the report is about
    near = [text for b in blocks[:_BLOCKS_OF_A_HEAD] if (text := b.passage(source).text) != title]
    whose = next(filter(said_by, near), "")
    by = roles_in(texts[texts.index(occasion) + 1]) if occasion in texts[:-1] else ""
    return Document(
        kind_of(whose, kind) if kind == "report" else kind,
        title,
        blocks[0].first_line,
        date=date_on_title_page(source, blocks) or parsed_date(occasion) or _date_of_list(source, blocks, kind),
        values={"report_of": post} if (post := by if is_role(by) else said_by(whose)) else {},
    )


_BLOCKS_OF_A_FRONT, _BLOCKS_OF_A_HEAD = 20, 8


def _title_page(source: Source, blocks: Sequence[Block]) -> tuple[list[Block], Block]:
    """Return the title page that some blocks begin with, and the block that ends it; the first where none does."""
    page = [blocks[0]]
    lettered = APPENDIX.fullmatch(blocks[0].passage(source).text)
    for block in (b for b in blocks[1:] if b.kind != "blank"):
        far = block.first_line - page[-1].last_line > LINES_OF_A_TITLE and not (lettered and len(page) == 1)
        if far or not is_of_a_title_page(source, block) or len(page) == LINES_OF_A_TITLE_PAGE:
            return page, block
        page.append(block)
    return page, blocks[0]


def _date_of_list(source: Source, blocks: Sequence[Block], kind: str) -> str:
    """Return the day that a tracker or a programme says near its title that it is as of."""
    below = [b.passage(source).text for b in blocks if b.kind not in ("blank", "table row")][:LINES_OF_A_TITLE]
    said = (said for text in below if kind in ONE_OF_A_KIND and (said := _UPDATED.match(text)))
    return next((parsed_date(one["day"]) for one in said), "")


def said_by(text: str) -> str:
    """Return the post whose paper a line says one is, or nothing.

    Example:
        >>> said_by("A briefing by the Head of Play"), said_by("Report of the survey of parks")
        ('Head of Play', '')
    """
    said = SPOKEN.fullmatch(text)
    who = re.sub(r"\Athe ", "", said["who"], flags=re.I) if said else ""
    return who if is_role(who) and not re.search(r"\d", who) else ""


def _lines(source: Source, block: Block) -> list[str]:
    return [text for line in range(block.first_line, block.last_line + 1) if (text := plain_line(source, line))]


PRESENTED_TO = re.compile(r"(?:a |slides )?(?:presentation|presented) (?:to|for)\b", re.I)
PRESENTED = re.compile(r"(?:a )?presentation (?:to|for|by)\b|(?:presented|a briefing) to\b|slides\b", re.I)


def date_on_title_page(source: Source, blocks: Sequence[Block]) -> str:
    """Return the day that stands on a line of its own near a title, before the text begins; not one over a table."""
    near = [b for b in blocks if b.kind != "blank"][: LINES_OF_A_TITLE_PAGE + 2]
    for n, (block, below) in enumerate(pairwise([*near, near[-1]])):
        dated = next((text for text in _lines(source, block) if _DATED.fullmatch(text)), "")
        if dated:
            return "" if below.kind == "table row" else parsed_date(dated)
        text = block.passage(source).text
        if n and (text.endswith(".") or (block.kind == "heading" and block.level == 1 and block.is_hashed(source))):
            break
    return ""
