"""Sections: the headings of a document, marked or not, and the lines under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from minutebook.papers.agenda import AgendaItem
from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.contents import Entry, contents_entries, gist, is_contents_title, letters, same_words
from minutebook.papers.lines import BULLET, depth
from minutebook.papers.reports import AFTERWORD, AGENDA_ITEM, COMMITTEE, QUERIES, Document, without_day
from minutebook.papers.source import Source, beginning_in, passage, plain_line
from minutebook.papers.title_pages import APPENDIX_LETTER, said_by
from minutebook.text.dates import ANY_MONTH, parsed_date


@dataclass(frozen=True)
class Section:
    """A heading, the lines under it, and the index of the section around it (-1 for none)."""

    number: str
    heading: str
    level: int
    first_line: int
    last_line: int
    parent: int


def sections(
    source: Source,
    blocks: Sequence[Block],
    document: Document,
    names: Set[str] = frozenset(),
    agenda: Sequence[AgendaItem] = (),
) -> list[Section]:
    """Return the sections of a document; each runs to the next heading at its level or above.

    `names` are the words that councils' and the committee's names are made of: a line of nothing else is a running
    header and heads nothing. The entries of an agenda are its headings, without their pages.
    """
    headings = list(_headings(source, blocks, document, names))
    counted = {b.number.strip(".)") for b in headings}
    entries = {item.line: item for item in agenda} if document.kind == "agenda" else {}
    entries = {line: item for line, item in entries.items() if not _is_in_columns(source, line)}
    listed = contents_entries(source, document.first_line, document.last_line)
    found: list[tuple[str, str, int, int]] = []
    for block in headings:
        number, heading = block.number, block.passage(source).text
        if entry := entries.pop(block.first_line, None):
            number, heading = entry.item or number, entry.title
        elif _is_uncounted(number, heading, counted, listed):
            number, heading = "", f"{number} {heading}"  # "10 Principles", where there is no 9
        found.append((number, heading, block.level, block.first_line))
    found += [(item.item, item.title, 2, line) for line, item in entries.items()]
    if document.kind == "agenda":
        found += _parts(source, document, agenda, {line for *_, line in found})
    return _nested(sorted(found, key=lambda f: f[3]), document.last_line)


def _is_in_columns(source: Source, line: int) -> bool:
    """Tell whether a line is a row of more than a number, a title and pages: its cells are no headings."""
    text = source.line(line)
    return text.lstrip("- ").startswith("|") or text.count("\t") >= _TABS_OF_A_TABLE


_TABS_OF_A_TABLE = 3


def _is_uncounted(number: str, heading: str, counted: Set[str], listed: Sequence[Entry]) -> bool:
    """Tell whether a heading's number is a word of it: none comes before it, and no contents list has it so."""
    if not number.isdigit() or int(number) <= 1 or str(int(number) - 1) in counted:
        return False
    if all(str(int(number) + n) in counted for n in (1, 2)):
        return False  # minutes count on from the last meeting's
    return not any(entry.number.strip(".)") == number and same_words(entry.title, heading) for entry in listed)


def _parts(
    source: Source, document: Document, agenda: Sequence[AgendaItem], taken: Set[int]
) -> Iterator[tuple[str, str, int, int]]:
    """Yield the parts of an agenda that nothing else took for headings, each where it is first printed."""
    wanted = {item.part for item in agenda if item.part}
    for line in range(document.first_line, document.last_line + 1):
        text = plain_line(source, line)
        if text in wanted:
            wanted.remove(text)
            if line not in taken and not _is_in_columns(source, line):
                yield "", text, 2, line


def _nested(found: Sequence[tuple[str, str, int, int]], last: int) -> list[Section]:
    out: list[Section] = []
    open_ones: list[int] = []  # the sections around the next heading, outermost first
    ends = [last] * len(found)
    for i, (number, heading, level, line) in enumerate(found):
        while open_ones and found[open_ones[-1]][2] >= level:
            ends[open_ones.pop()] = line - 1
        out.append(Section(number, heading, level, line, last, open_ones[-1] if open_ones else -1))
        open_ones.append(i)
    return [replace(section, last_line=end) for section, end in zip(out, ends, strict=True)]


def _headings(source: Source, blocks: Sequence[Block], document: Document, names: Set[str]) -> Iterator[Block]:
    """Yield the headings of a document: no running headers, signatures, dates on a title page, lists of appendices."""
    entries = contents_entries(source, document.first_line, document.last_line)
    labels = _lines_of_header(source, document) | {entry.line for entry in entries}
    own = beginning_in(blocks, document.first_line, document.last_line)
    inside = _with_title(source, [b for b in own if b.kind != "blank"], document)
    hashed = sum(b.kind == "heading" and b.is_hashed(source) for b in inside)
    seen, running, promoted = set[str](), _running(source, inside), _promoted(source, inside, entries)
    places = _places(source, inside)
    often = {text for text, there in places.items() if _is_often(inside, there)}
    listing = signed = headed = False
    for n, block in enumerate(inside):
        above, below = inside[n - 1] if n else None, inside[n + 1] if n + 1 < len(inside) else None
        text = block.passage(source).text
        if block.kind != "heading":
            listing, signed = listing and block.kind == "page mark", False
            yield from promoted.get(n, [])
            continue
        repeated, once = text.casefold() in seen, len(places[text.casefold()]) == 1
        seen.add(text.casefold())
        hash_, marked = block.is_hashed(source), block.is_marked(source)
        again = repeated and text.casefold() not in often
        titled = text.casefold() == document.title.casefold() and n > _BLOCKS_OF_A_TITLE
        new_page = above is not None and above.kind in ("page mark", "table row") and above.first_line not in labels
        new_page = new_page or (titled and below is not None and _is_masthead(below.passage(source).text, names))
        signed = not hash_ and (_is_signature(text, below, source) or (signed and _POST.search(text) is not None))
        under = _under_title(source, inside, n, document)
        named = _may_head(text, under, document, labels, headed) or (once and _is_told_of(source, inside, n))
        if not (
            block.first_line in labels
            or signed
            or (listing and not marked)
            or _heads_nothing(text, document, names)
            or (n <= _BLOCKS_OF_A_TITLE and _is_beside_title(source, inside, n, document))
            or (_is_masthead(text, names) and (repeated or not (hash_ or named)))
            or (new_page and n > _BLOCKS_OF_A_TITLE and _runs_on(text, below, document, names) and not marked)
            or (not hash_ and _ends_a_list(source, inside, n))
            or (headed and n <= _BLOCKS_OF_A_TITLE and not marked and _is_over_contents(source, below))
            or (new_page and not block.number and (again or titled or _heads_a_page(source, inside, n, document)))
            or n in running
            or (document.kind == "slides" and hashed > _MARKED_SLIDES and not marked)  # words in a picture
            or _is_day(text, below, document)
        ):
            listing, headed = text.casefold().rstrip(":") in _LISTS, True
            yield block


def _lines_of_header(source: Source, document: Document) -> set[int]:
    head = document.header
    ends = [end for f in head for _, end in (f.label, *f.value)]
    return set(range(head[0].line, source.line_of(max(ends)) + 1) if head else ())


def _running(source: Source, inside: Sequence[Block]) -> set[int]:
    """Return which blocks are headings without marks that only ever stand right below the number of a page.

    They come twice or more, or part a sentence that goes on below.
    """
    places: dict[str, list[int]] = {}
    for n, block in enumerate(inside):
        if n > _BLOCKS_OF_A_TITLE and block.kind == "heading" and not block.number and not block.is_hashed(source):
            places.setdefault(block.passage(source).text.casefold(), []).append(n)
    paged = {n for ns in places.values() for n in ns if inside[n - 1].kind == "page mark"}
    often = {n for ns in places.values() if len(ns) > 1 and paged.issuperset(ns) for n in ns}
    return often | {n for n in paged if n + 1 < len(inside) and _parts_a_sentence(source, inside[n - 2], inside[n + 1])}


def _places(source: Source, inside: Sequence[Block]) -> dict[str, list[int]]:
    """Return where each heading's words stand."""
    places: dict[str, list[int]] = {}
    for n, block in enumerate(inside):
        if block.kind == "heading":
            places.setdefault(block.passage(source).text.casefold(), []).append(n)
    return places


def _is_often(inside: Sequence[Block], places: Sequence[int]) -> bool:
    """Tell whether a heading that comes again heads parts of several chapters: it stands over prose in each place."""
    over_prose = all(n + 1 < len(inside) and inside[n + 1].kind in ("paragraph", "bullet") for n in places)
    paged = sum(n > 0 and inside[n - 1].kind in ("page mark", "table row") for n in places)
    return over_prose and 2 * paged < len(places)


def _heads_a_page(source: Source, inside: Sequence[Block], n: int, document: Document) -> bool:
    """Tell whether a line under a page's number is made of words of the document's title, beginning as that does."""
    if n <= _BLOCKS_OF_A_TITLE or inside[n - 1].kind != "page mark" or inside[n].is_marked(source):
        return False
    ours, title = (re.findall(r"\w+", t.casefold()) for t in (inside[n].passage(source).text, document.title))
    return len(ours) > 1 and ours[:2] == title[:2] and set(ours) <= set(title)


def _parts_a_sentence(source: Source, above: Block, below: Block) -> bool:
    """Tell whether a sentence without its end stands above a page and goes on below, in small letters."""
    over, under = above.passage(source).text, below.passage(source).text
    unended = over[-1:].isalnum() or over[-1:] in {",", "-", "–"}
    return below.kind == "paragraph" and under[:1].islower() and unended and above.kind != "heading"


def _promoted(source: Source, inside: list[Block], entries: Sequence[Entry]) -> dict[int, list[Block]]:
    """Return which blocks that nothing marks as headings the contents list has, each as the heading that it is.

    A point among points is none; a row, a numbered line or the first line of a paragraph is one where no heading has
    the entry's words.
    """
    listed = {letters(text): e for e in reversed(entries) for text in (e.title, f"{e.number} {e.title}")}
    after = entries[-1].line if entries else 0
    below = [n for n, block in enumerate(inside) if entries and block.first_line > after]
    had = {letters(inside[n].passage(source).text) for n in below if inside[n].kind == "heading"}
    gists = {gist(inside[n].passage(source).text) for n in below if inside[n].kind == "heading"}
    nearly = {key: e for e in entries if letters(e.title) not in had and (key := gist(e.title)) and key not in gists}
    out: dict[int, list[Block]] = {}
    for n in below:
        block = inside[n]
        marked = BULLET.match(source.line(block.first_line)) is not None or block.number != ""
        among = marked and any(b.kind == "bullet" for b in inside[max(0, n - 1) : n] + inside[n + 1 : n + 2])
        for spans in [] if among or block.kind == "heading" else [block.spans, block.spans[:1]]:
            text = passage(source, spans).stripped().text
            page = _PAGE_IN_FRONT.match(text)
            words = text[page.end() :] if page else text
            entry = listed.get(letters(words)) or (nearly.get(gist(words)) if _is_title(words) else None)
            loose = block.kind not in ("paragraph", "bullet") or len(spans) < len(block.spans)
            if entry and (not loose or letters(entry.title) not in had):
                level = 1 + depth(entry.number) if entry.number else 2
                at = page.end() if page else 0
                mark = re.compile(rf"{re.escape(entry.number.rstrip('.)'))}[.)]?\s+").match(text, at)
                number, at = (entry.number, mark.end()) if entry.number and mark else ("", at)
                whole = ((spans[0][0] + at, spans[0][1]), *spans[1:])
                out.setdefault(n, [replace(block, kind="heading", number=number, level=level, spans=whole)])
    return out


def _is_title(text: str) -> bool:
    """Tell whether a text that has most of an entry's words is short enough to be its heading, and no sentence."""
    return text[:1].isupper() and text[-1:] not in ".,;" and len(text.split()) <= _WORDS_OF_A_TITLE


_WORDS_OF_A_TITLE = 14
#: The number of a page that stands before its first words.
_PAGE_IN_FRONT = re.compile(r"Page \d{1,4} (?=[A-Z])")


_BLOCKS_OF_A_TITLE = 3


def _with_title(source: Source, inside: Sequence[Block], document: Document) -> list[Block]:
    """Return the blocks of a document with its title as one heading, where its first lines make it up."""
    if document.header or document.kind in ("agenda", "minutes"):
        return list(inside)
    over = [b for b in inside[:1] if _is_over_a_title(source, b, inside[1:2])]
    first = inside[len(over) :]
    head = [b for b in first[:_BLOCKS_OF_A_TITLE] if b.kind in ("heading", "paragraph", "bullet")]
    for count in range(len(head), 0, -1):
        if same_words(" ".join(b.passage(source).text for b in head[:count]), document.title):
            if count > 1 and all(b.kind == "heading" and b.is_hashed(source) for b in head[:count]):
                return list(inside)  # each is marked as a heading of its own
            spans = tuple(span for b in head[:count] for span in b.spans)
            whole = Block("heading", head[0].first_line, head[count - 1].last_line, spans, "", head[0].level or 1)
            marked = [b.is_hashed(source) for b in head[:count]]
            if len(spans) > 1 and marked[0] and not any(marked[1:]):
                whole = replace(whole, spans=spans[:1])  # what isn't marked says what it is
            if len(spans) > 1 and _is_rest_of_title(plain_line(source, source.line_of(spans[1][0])), document):
                whole = replace(whole, spans=spans[:1])
            return [*over, whole, *(b for b in first if b not in head[:count])]
    return list(inside)


def _is_over_a_title(source: Source, block: Block, below: Sequence[Block]) -> bool:
    """Tell whether a line names an item, an appendix, or an appendix whose letter and title stand right below."""
    text = block.passage(source).text
    if AGENDA_ITEM.fullmatch(text) or _LETTER_ALONE.fullmatch(text):
        return True
    letter = APPENDIX_LETTER.match(below[0].passage(source).text) if below else None
    behind = (m for m in APPENDIX_LETTER.finditer(text) if m.start())
    return letter is not None and any(m["letter"].casefold() == letter["letter"].casefold() for m in behind)


def _is_beside_title(source: Source, inside: Sequence[Block], n: int, document: Document) -> bool:
    """Tell whether one of a document's first lines goes on with its title, or is what stands over that."""
    block, text = inside[n], inside[n].passage(source).text
    rest = not block.number and not block.is_hashed(source) and _is_rest_of_title(text, document)
    lettered = n < _BLOCKS_OF_A_TITLE and _LETTER_ALONE.fullmatch(text) is not None
    headed = not n and document.kind == "appendix" and _is_over_a_title(source, block, inside[1:2])
    said = n > 0 and letters(text) != letters(document.title) and said_by(text) != ""
    return rest or lettered or headed or said


def _is_rest_of_title(text: str, document: Document) -> bool:
    """Tell whether a line goes on with the title of a paper: what it is, under the words that it goes by."""
    ours, whole = letters(text), letters(document.title)
    return not document.header and ours != whole and whole.endswith(ours) and _PAPER.search(text) is not None


_PAPER = re.compile(r"\b(?:Strategy|Plan|Report|Review|Framework|Policy|Assessment|Statement) (?:of|for|on|to)\b", re.I)


def _under_title(source: Source, inside: Sequence[Block], n: int, document: Document) -> Block | None:
    """Return the first block below one that is neither the document's title nor says whose it is."""
    for block in inside[n + 1 : n + 1 + _BLOCKS_OF_A_TITLE]:
        text = block.passage(source).text
        if not same_words(text, document.title) and not said_by(text):
            return block
    return None


def _may_head(text: str, below: Block | None, document: Document, labels: Set[int], headed: bool) -> bool:
    """Tell whether the name of a body heads what stands below it: a report's header, or minutes or an agenda whole."""
    body = COMMITTEE.search(without_day(text)) is not None
    heads = document.kind in ("agenda", "minutes") and not headed and body
    return heads or (body and below is not None and below.first_line in labels)


def _is_told_of(source: Source, inside: Sequence[Block], n: int) -> bool:
    """Tell whether the name of a body heads what is told of it, as a partner's part of a report: prose parted by it."""
    if not _BLOCKS_OF_A_TITLE < n < len(inside) - 1:
        return False
    above, below = (inside[m].passage(source).text for m in (n - 1, n + 1))
    prose = inside[n + 1].kind in ("paragraph", "bullet") and len(below.split()) >= _WORDS_OF_A_PART
    ended = inside[n - 1].kind in ("heading", "bullet") or above[-1:] in ".!?:;”’"
    return prose and ended and below[:1].isupper() and inside[n - 1].kind not in ("page mark", "table row")


_WORDS_OF_A_PART = 10


def _runs_on(text: str, below: Block | None, document: Document, names: Set[str]) -> bool:
    """Tell whether a line over the rows of a new page is the document's title again, in more words or fewer.

    The committee's name can stand beside them.
    """
    ours, title = ({w for w in re.findall(r"\w+", t.casefold()) if len(w) > 2} for t in (text, document.title))
    rest = ours - names
    again = title <= ours or ours <= title or (bool(rest) and rest <= title)
    return below is not None and below.kind == "table row" and bool(title) and again


#: An appendix's letter and title.
_LETTERED = re.compile(r"(?:Appendix|Annex) (?:[A-Z]|\d{1,2})\b\W*\w", re.I)


def _ends_a_list(source: Source, inside: Sequence[Block], n: int) -> bool:
    """Tell whether a letter and a title end a list: papers or contacts stand right above, page marks alone below."""
    listed = n > 0 and AFTERWORD.match(inside[n - 1].passage(source).text) is not None
    lettered = listed and _LETTERED.match(inside[n].passage(source).text) is not None
    return lettered and all(block.kind in NO_WORDS for block in islice(inside, n + 1, None))


def _is_over_contents(source: Source, below: Block | None) -> bool:
    """Tell whether a list of contents stands right below: then a line under a title says whose paper it is."""
    return below is not None and is_contents_title(below.passage(source).text)


#: What parts the words of a page's running line: "Parks Board | Annual report 2021".
_STROKE = re.compile(r"\s*[|•·]\s*")


def _heads_nothing(text: str, document: Document, names: Set[str]) -> bool:
    """Tell whether a line's words alone say that it is no heading: which item follows, whom to ask, a running line."""
    said = _NO_HEADING.match(text) or AGENDA_ITEM.fullmatch(text) or QUERIES.search(text)
    return said is not None or _is_footer(text, document, names)


def _is_footer(text: str, document: Document, names: Set[str]) -> bool:
    """Tell whether a line is the running line of a page: the paper's title or its body, and other words, set apart."""
    parts = [part for part in _STROKE.split(text) if part]
    title = set(re.findall(r"\w+", document.title.casefold()))
    words = {w for part in parts for w in re.findall(r"\w+", _DAY.sub("", part).casefold())}
    known = title | {part for name in names for part in re.findall(r"\w+", name)}
    split = len(parts) > 1 and any(sign in text for sign in "|·•")
    return split and all(w in known or w.isdigit() for w in words - {"page", "of"})


#: A borough's name can head a chapter, the name of a body is a running header.
_BODY = re.compile(r"\b(?:Board|Committee|Panel|Cabinet|Commission|Council|City|Borough)\b", re.I)
_WORDS_OF_A_DATE, _MARKED_SLIDES = 4, 2
_LISTS = {"appendices", "appendix", "background papers"}
_MONTH_ALONE = re.compile(rf"{ANY_MONTH},? \d{{4}}", re.I)
_SIGNED = re.compile(
    r"\b(?:Chief Executive|Monitoring Officer|Leader of the Council)\Z"
    r"|\A(?:[A-Z]\w+|[A-Z]\.?) [A-Z][\w'’-]+(?: [–-]|,) [^.]*\b(?:Manager|Officer|Director|Lead|Leader|Commissioner"
    r"|Chair(?:man|woman|person)?|Superintendent|Secretary|Clerk|President|Convenor|Head of|Member for|Mayor"
    r"|Coordinator|Adviser)\b"
    r"|\A(?:Councillor|Cllr\.?|Dr|Mrs?|Ms|Prof(?:essor)?|Sir|Dame|Lord|Lady"
    r"|Baroness|Rev(?:d|erend)?|Judge)(?: [A-Z][\w'’-]*){1,3}, [^.]*\Z"
    r"|\A(?:[A-Z][a-z]+ )?(?:(?:Co-|Vice-|Deputy )?[Cc]hair(?:man|woman|person)?|Leader|Convener|President)"
    r"(?:, | of the )"
)
_POST = re.compile(
    r"\b(?:Chief Executive|Director|Officer|Manager|Chair(?:man)?|Secretary|Clerk|Head of|Leader)\b", re.I
)


#: Lines that say which item follows, and an appendix's letter over its title.
_NO_HEADING = re.compile(
    r"It was (?:\w+ )?(?:agreed|resolved|decided|noted)\W*\Z|(?:Appendix|Annex) \w{1,2} to (?:agenda )?item \d+\Z"
    r"|Agenda item \d|(?:Final |Consultation )?Draft(?: (?:for|of|as at) .*)?\Z"
    r"|V(?:ersion)? ?\d+(?:\.\d+)*\Z|Appendix\d{1,2}\Z|Page(?:s| nos?\.?| numbers?)?\Z",
    re.I,
)
_LETTER_ALONE = re.compile(r"(?:Appendix|Annex) (?:[A-Z]|\d{1,2})(?: to item \d+)?", re.I)
_DAY = re.compile(r"(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+,? \d{4}", re.I)


def _is_masthead(text: str, names: Set[str]) -> bool:
    """Tell whether a line is made of the names of councils and a committee, with a day or without."""
    words = set(re.findall(r"\w+", _DAY.sub("", text).casefold()))
    known = {part for name in names for part in re.findall(r"\w+", name)} | {"and", "of", "the"}
    return bool(words) and words <= known and _BODY.search(text) is not None


def _is_over_an_hour(text: str) -> bool:
    """Tell whether a line is the day and the hour of a meeting: "Wednesday 6 March 2024 at 10.00 am"."""
    day = _DAY.match(text)
    return day is not None and _HOUR.fullmatch(text[day.end() :]) is not None


_HOUR = re.compile(
    r",? ?(?:at|from|[-–])? ?\d{1,2}(?:[.:]\d{2})? ?(?:[ap]\.?m\.?|noon|hours)?(?: (?:to|until|-|–) .{2,12})?", re.I
)


def _is_day(text: str, below: Block | None, document: Document) -> bool:
    """Tell whether a line is a day on a title page or above a report's header; one over a table heads that."""
    if _MONTH_ALONE.fullmatch(text) or _is_over_an_hour(text):
        return True
    labelled = bool(document.header) and below is not None and below.first_line == document.header[0].line
    over_a_table = below is not None and below.kind == "table row" and not labelled
    return parsed_date(text) != "" and len(text.split()) <= _WORDS_OF_A_DATE and not over_a_table


def _is_signature(text: str, below: Block | None, source: Source) -> bool:
    """Tell whether a line is the name or post of who signs: a post or a contact stands below."""
    if _SIGNED.search(text) and not _WORDS_OF.match(text):
        return True
    if text.casefold() == "contents":
        return False
    if below is None or below.kind == "table row" or len(text.split()) > _WORDS_OF_A_DATE + 2:
        return False
    under = below.passage(source).text
    post = _POST.search(under) is not None and len(under.split()) <= _WORDS_OF_A_POST and "." not in under
    named = _NAME.fullmatch(text) is not None and not under.casefold().startswith("report ")
    return (post and named) or (_POST.search(text) is not None and AFTERWORD.match(under) is not None)


#: What somebody says heads it: "Foreword by the Chief Executive".
_WORDS_OF = re.compile(
    r"(?:A )?(?:(?:fore)?word|message|introduction|statement|welcome|letter|note|comment|summary|reflection|view)s?"
    r"(?: and (?:welcome|introduction))? (?:by|from|of)\b|From the\b",
    re.I,
)
_WORDS_OF_A_POST = 14
_NAME = re.compile(r"(?:(?:Cllr|Councillor|Dr|Mrs?|Ms|Professor|Sir) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]*){1,3}")
