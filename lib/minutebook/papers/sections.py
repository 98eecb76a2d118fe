"""Sections: the headings of a document, marked or not, and the lines under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from operator import attrgetter

from minutebook.papers.agenda import AgendaItem
from minutebook.papers.blocks import NO_WORDS, Block
from minutebook.papers.contents import Entry, contents_entries, gist, is_contents_title, letters, same_words
from minutebook.papers.levels import Head, in_place, nested
from minutebook.papers.lines import BULLET
from minutebook.papers.reports import AFTERWORD, AGENDA_ITEM, COMMITTEE, QUERIES, Document, without_day
from minutebook.papers.source import Source, beginning_in, passage, plain_line
from minutebook.papers.title_pages import APPENDIX_LETTER, DAY, LETTERED, is_masthead, said_by
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
    listed = contents_entries(source, document.first_line, document.last_line)
    headings = list(_headings(source, blocks, document, names, listed))
    counted = {b.number.strip(".)") for b in headings}
    entries = {item.line: item for item in agenda} if document.kind == "agenda" else {}
    entries = {line: item for line, item in entries.items() if not _is_in_columns(source, line)}
    found: list[Head] = []
    for block in headings:
        number, heading = block.number, block.passage(source).text
        if entry := entries.pop(block.first_line, None):
            found.append(Head(entry.item or number, entry.title, block.first_line, *_marks(source, block), "item"))
            continue
        if _is_uncounted(number, heading, counted, listed):
            number, heading = "", f"{number} {heading}"  # "10 Principles", where there is no 9
        found.append(Head(number, heading, block.first_line, *_marks(source, block)))
    found += [Head(item.item, item.title, line, role="item") for line, item in entries.items()]
    if document.kind == "agenda":
        found += _parts(source, document, agenda, {head.line for head in found})
    found.sort(key=attrgetter("line"))
    return _sections(in_place(source, document, found, names, agenda), listed, document.last_line)


def _marks(source: Source, block: Block) -> tuple[int, bool]:
    """Return how many hashes mark a heading, and whether it is set in bold print."""
    line = source.line(block.first_line).lstrip()
    return len(line) - len(line.lstrip("#")), line.lstrip("#0123456789.() -\t").startswith("**")


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


def _parts(source: Source, document: Document, agenda: Sequence[AgendaItem], taken: Set[int]) -> Iterator[Head]:
    """Yield the parts of an agenda that nothing else took for headings, each where it is first printed."""
    wanted = {item.part for item in agenda if item.part}
    for line in range(document.first_line, document.last_line + 1):
        text = plain_line(source, line)
        if text in wanted:
            wanted.remove(text)
            if line not in taken and not _is_in_columns(source, line):
                yield Head("", text, line, role="part")


def _sections(heads: Sequence[Head], listed: Sequence[Entry], last: int) -> list[Section]:
    """Return the sections that headings begin: each runs to the next heading that isn't inside it."""
    ends = [last] * len(heads)
    out, open_ones = [], list[int]()
    for n, (head, (level, parent)) in enumerate(zip(heads, nested(heads, listed), strict=True)):
        while open_ones and open_ones[-1] != parent:
            ends[open_ones.pop()] = head.line - 1
        open_ones.append(n)
        out.append(Section(head.number, head.text, level, head.line, last, parent))
    return [replace(section, last_line=end) for section, end in zip(out, ends, strict=True)]


def _headings(
    source: Source, blocks: Sequence[Block], document: Document, names: Set[str], listed: Sequence[Entry]
) -> Iterator[Block]:
    """Yield the headings of a document: no running headers, signatures, dates on a title page, lists of appendices."""
    own = beginning_in(blocks, document.first_line, document.last_line)
    inside = _with_title(source, [b for b in own if b.kind != "blank"], document)
    paper = _Paper(source, document, names, inside, frozenset(entry.line for entry in listed))
    silent, promoted = paper.running(), _promoted(source, inside, listed)
    if document.kind == "slides" and sum(paper.is_hashed(n) for n in range(len(inside))) > _MARKED_SLIDES:
        silent |= {n for n, block in enumerate(inside) if not block.is_marked(source)}  # words in a picture
    seen: set[str] = set()
    listing = signed = headed = False
    for n, block in enumerate(inside):
        if block.kind != "heading":
            listing, signed = listing and block.kind == "page mark", False
            yield from promoted.get(n, [])
            continue
        text, marked = paper.text(n), block.is_marked(source)
        repeated = text.casefold() in seen
        seen.add(text.casefold())
        signed = not paper.is_hashed(n) and (paper.is_signature(n) or (signed and _POST.search(text) is not None))
        if not (
            signed
            or n in silent
            or (listing and not marked)
            or paper.heads_nothing(n)
            or (paper.is_masthead(text) and (repeated or not (paper.is_hashed(n) or paper.names_a_body(n, headed))))
            or (headed and n <= _BLOCKS_OF_A_TITLE and not marked and is_contents_title(paper.text(n + 1)))
            or paper.heads_a_page(n, repeated=repeated)
        ):
            listing, headed = text.casefold().rstrip(":") in _LISTS, True
            yield block


@dataclass(frozen=True)
class _Paper:
    """The blocks of a document, blank ones left out, among which the headings are told by what stands around them.

    `names` are the words of running headers, `listed` the lines of its contents list.
    """

    source: Source
    document: Document
    names: Set[str]
    inside: Sequence[Block]
    listed: Set[int]

    def text(self, n: int) -> str:
        """Return the words of a block; before the first and behind the last there are none."""
        return self.inside[n].passage(self.source).text if 0 <= n < len(self.inside) else ""

    def kind(self, n: int) -> str:
        """Return the kind of a block; before the first and behind the last there is none."""
        return self.inside[n].kind if 0 <= n < len(self.inside) else ""

    def is_hashed(self, n: int) -> bool:
        """Tell whether a block is a heading by its hashes."""
        return self.kind(n) == "heading" and self.inside[n].is_hashed(self.source)

    @cached_property
    def labels(self) -> Set[int]:
        """The lines of its header and of its contents list."""
        head = self.document.header
        last = max((end for f in head for _, end in (f.label, *f.value)), default=0)
        return self.listed | set(range(head[0].line, self.source.line_of(last) + 1) if head else ())

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where the words of each heading stand."""
        places: dict[str, list[int]] = {}
        for n in (n for n, block in enumerate(self.inside) if block.kind == "heading"):
            places.setdefault(self.text(n).casefold(), []).append(n)
        return places

    @cached_property
    def often(self) -> Set[str]:
        """The words of the headings that head parts of several chapters."""
        return {key for key, places in self.places.items() if self._heads_chapters(places)}

    def _heads_chapters(self, places: Sequence[int]) -> bool:
        """Tell whether a heading stands over prose in each of its places, most of them not at a page's beginning."""
        over_prose = all(self.kind(n + 1) in ("paragraph", "bullet") for n in places)
        return over_prose and 2 * sum(self.kind(n - 1) in _PAGE_ENDS for n in places) < len(places)

    def running(self) -> set[int]:
        """Return which blocks are headings without marks that only ever stand right below the number of a page.

        They come twice or more, or part a sentence that goes on below.
        """
        plain = ([n for n in places if self._is_unmarked(n)] for places in self.places.values())
        below = [(places, [n for n in places if self.kind(n - 1) == "page mark"]) for places in plain]
        often = {n for places, paged in below if paged == places and len(places) > 1 for n in places}
        return often | {n for _, paged in below for n in paged if self._parts_a_sentence(n)}

    def _is_unmarked(self, n: int) -> bool:
        return n > _BLOCKS_OF_A_TITLE and not self.inside[n].number and not self.is_hashed(n)

    def _parts_a_sentence(self, n: int) -> bool:
        """Tell whether a sentence without its end stands above a line's page and goes on below, in small letters."""
        over, under = self.text(n - 2), self.text(n + 1)
        unended = over[-1:].isalnum() or over[-1:] in (",", "-", "–")
        goes_on = self.kind(n + 1) == "paragraph" and under[:1].islower()
        return goes_on and unended and self.kind(n - 2) != "heading"

    def heads_nothing(self, n: int) -> bool:
        """Tell whether a line is no heading by its place or its words: which item follows, whom to ask, a day."""
        text = self.text(n)
        said = _NO_HEADING.match(text) or AGENDA_ITEM.fullmatch(text) or QUERIES.search(text)
        return (
            self.inside[n].first_line in self.labels
            or said is not None
            or self._is_footer(text)
            or (n <= _BLOCKS_OF_A_TITLE and self._is_beside_title(n))
            or (not self.is_hashed(n) and self._ends_a_list(n))
            or self._is_day(n)
        )

    def _is_footer(self, text: str) -> bool:
        """Tell whether a line is the running line of a page: the paper's title or its body, and other words, apart."""
        parts = [part for part in _STROKE.split(text) if part]
        words = {w for part in parts for w in _words(DAY.sub("", part))}
        known = {"page", "of", *_words(self.document.title), *_words(" ".join(self.names))}
        return len(parts) > 1 and known.issuperset(words)

    def _is_beside_title(self, n: int) -> bool:
        """Tell whether one of a document's first lines goes on with its title, or is what stands over that."""
        block, text = self.inside[n], self.text(n)
        rest = not block.number and not self.is_hashed(n) and _is_rest_of_title(text, self.document)
        lettered = n < _BLOCKS_OF_A_TITLE and _LETTER_ALONE.fullmatch(text) is not None
        headed = not n and self.document.kind == "appendix" and _is_over_a_title(text, self.text(1))
        said = n > 0 and not same_words(text, self.document.title) and said_by(text) != ""
        return rest or lettered or headed or said

    def _ends_a_list(self, n: int) -> bool:
        """Tell whether a letter and a title end a list: papers or contacts right above, page marks alone below."""
        listed = AFTERWORD.match(self.text(n - 1)) is not None and LETTERED.match(self.text(n)) is not None
        return listed and all(block.kind in NO_WORDS for block in islice(self.inside, n + 1, None))

    def _is_day(self, n: int) -> bool:
        """Tell whether a line is a day on a title page or above a report's header; one over a table heads that."""
        text, header = self.text(n), self.document.header
        if _MONTH_ALONE.fullmatch(text) or _is_over_an_hour(text):
            return True
        over_a_table = self.kind(n + 1) == "table row" and not (
            header and self.inside[n + 1].first_line == header[0].line
        )
        return parsed_date(text) != "" and len(text.split()) <= _WORDS_OF_A_DATE and not over_a_table

    def is_masthead(self, text: str) -> bool:
        """Tell whether a line is made of the names of councils and a committee, with a day or without."""
        return is_masthead(text, self.names)

    def names_a_body(self, n: int, headed: bool) -> bool:
        """Tell whether the name of a body heads something: a report's header, all of minutes, or what is told of it."""
        if len(self.places[self.text(n).casefold()]) == 1 and self._is_told_of(n):
            return True
        if not COMMITTEE.search(without_day(self.text(n))):
            return False
        below = range(n + 1, min(n + 1 + _BLOCKS_OF_A_TITLE, len(self.inside)))
        title = self.document.title
        under = next((m for m in below if not same_words(self.text(m), title) and not said_by(self.text(m))), None)
        whole = self.document.kind in ("agenda", "minutes") and not headed
        return whole or (under is not None and self.inside[under].first_line in self.labels)

    def _is_told_of(self, n: int) -> bool:
        """Tell whether prose on a body stands below its name, as a partner's part of a report, and is parted by it."""
        if not _BLOCKS_OF_A_TITLE < n < len(self.inside) - 1:
            return False
        above, below, over = self.text(n - 1), self.text(n + 1), self.kind(n - 1)
        prose = self.kind(n + 1) in ("paragraph", "bullet") and len(below.split()) >= _WORDS_OF_A_PART
        ended = over in ("heading", "bullet") or above[-1:] in ".!?:;”’"
        return prose and ended and below[:1].isupper() and over not in _PAGE_ENDS

    def heads_a_page(self, n: int, *, repeated: bool) -> bool:
        """Tell whether a line on a new page is the page's: it came before, or is the document's title or like it."""
        key, title = self.text(n).casefold(), self.document.title.casefold()
        titled = key == title and n > _BLOCKS_OF_A_TITLE
        turned = self.kind(n - 1) in _PAGE_ENDS and self.inside[n - 1].first_line not in self.labels
        if not turned and not (titled and self.is_masthead(self.text(n + 1))):
            return False
        marked = self.inside[n].is_marked(self.source)
        later = n > _BLOCKS_OF_A_TITLE and not marked
        if later and self.kind(n + 1) == "table row" and self._is_title_again(n):
            return True
        ours, theirs = _words(key), _words(title)
        begun = later and self.kind(n - 1) == "page mark" and len(ours) > 1 and ours[:2] == theirs[:2]
        again = repeated and key not in self.often
        return not self.inside[n].number and (again or titled or (begun and set(ours) <= set(theirs)))

    def _is_title_again(self, n: int) -> bool:
        """Tell whether a line is the document's title in more words or fewer, the committee's name beside them."""
        texts = (self.text(n), self.document.title)
        ours, title = ({w for w in _words(text) if len(w) > 2} for text in texts)
        rest = ours - self.names
        return bool(title) and (title <= ours or ours <= title or (bool(rest) and rest <= title))

    def is_signature(self, n: int) -> bool:
        """Tell whether a line is the name or post of who signs: a post or a contact stands below."""
        text, under = self.text(n), self.text(n + 1)
        if _SIGNED.search(text) and not _WORDS_OF.match(text):
            return True
        long = len(text.split()) > _WORDS_OF_A_DATE + 2
        if text.casefold() == "contents" or self.kind(n + 1) in ("", "table row") or long:
            return False
        post = _POST.search(under) is not None and len(under.split()) <= _WORDS_OF_A_POST and "." not in under
        named = _NAME.fullmatch(text) is not None and not under.casefold().startswith("report ")
        return (post and named) or (_POST.search(text) is not None and AFTERWORD.match(under) is not None)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


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
            words = passage(source, spans).stripped().text
            entry = listed.get(letters(words)) or (nearly.get(gist(words)) if _is_title(words) else None)
            loose = block.kind not in ("paragraph", "bullet") or len(spans) < len(block.spans)
            if entry and (not loose or letters(entry.title) not in had):
                out.setdefault(n, [replace(block, kind="heading", number="", level=2, spans=spans)])
    return out


def _is_title(text: str) -> bool:
    """Tell whether a text that has most of an entry's words is short enough to be its heading, and no sentence."""
    return text[:1].isupper() and text[-1:] not in ".,;" and len(text.split()) <= _WORDS_OF_A_TITLE


_WORDS_OF_A_TITLE = 14


_BLOCKS_OF_A_TITLE = 3
#: What stands at the end of a page, over the first line of the next.
_PAGE_ENDS = ("page mark", "table row")


def _with_title(source: Source, inside: Sequence[Block], document: Document) -> list[Block]:
    """Return the blocks of a document with its title as one heading, where its first lines make it up."""
    if document.header or document.kind in ("agenda", "minutes"):
        return list(inside)
    texts = [b.passage(source).text for b in inside[:2]]
    over = inside[: int(bool(texts) and _is_over_a_title(texts[0], "".join(texts[1:])))]
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


def _is_over_a_title(text: str, below: str) -> bool:
    """Tell whether a line names an item, an appendix, or an appendix whose letter and title stand right below."""
    if AGENDA_ITEM.fullmatch(text) or _LETTER_ALONE.fullmatch(text):
        return True
    letter = APPENDIX_LETTER.match(below)
    behind = (m for m in APPENDIX_LETTER.finditer(text) if m.start())
    return letter is not None and any(m["letter"].casefold() == letter["letter"].casefold() for m in behind)


def _is_rest_of_title(text: str, document: Document) -> bool:
    """Tell whether a line goes on with the title of a paper: what it is, under the words that it goes by."""
    ours, whole = letters(text), letters(document.title)
    return not document.header and ours != whole and whole.endswith(ours) and _PAPER.search(text) is not None


_PAPER = re.compile(r"\b(?:Strategy|Plan|Report|Review|Framework|Policy|Assessment|Statement) (?:of|for|on|to)\b", re.I)


_WORDS_OF_A_PART = 10


#: What parts the words of a page's running line: "Parks Board | Annual report 2021".
_STROKE = re.compile(r"\s*[|•·]\s*")


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


def _is_over_an_hour(text: str) -> bool:
    """Tell whether a line is the day and the hour of a meeting: "Wednesday 6 March 2024 at 10.00 am"."""
    day = DAY.match(text)
    return day is not None and _HOUR.fullmatch(text[day.end() :]) is not None


_HOUR = re.compile(
    r",? ?(?:at|from|[-–])? ?\d{1,2}(?:[.:]\d{2})? ?(?:[ap]\.?m\.?|noon|hours)?(?: (?:to|until|-|–) .{2,12})?", re.I
)


#: What somebody says heads it: "Foreword by the Chief Executive".
_WORDS_OF = re.compile(
    r"(?:A )?(?:(?:fore)?word|message|introduction|statement|welcome|letter|note|comment|summary|reflection|view)s?"
    r"(?: and (?:welcome|introduction))? (?:by|from|of)\b|From the\b",
    re.I,
)
_WORDS_OF_A_POST = 14
_NAME = re.compile(r"(?:(?:Cllr|Councillor|Dr|Mrs?|Ms|Professor|Sir) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]*){1,3}")
