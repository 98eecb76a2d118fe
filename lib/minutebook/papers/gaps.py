"""Gaps: charts, maps, tables, appendices and pages that a text refers to, or that plainly stood there and are lost."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice, pairwise, repeat, takewhile

from minutebook.papers.agenda import AgendaItem, counted
from minutebook.papers.appendices import APPENDIX, appendices, held_appendices, kept_elsewhere
from minutebook.papers.blocks import NO_WORDS, TEXT, Block
from minutebook.papers.contents import EntryCheck, contents_checks, letters, lines_of_their_own
from minutebook.papers.cuts import cuts
from minutebook.papers.outline import names_in
from minutebook.papers.pictures import AS_BELOW, PICTURES, SHOWN_BELOW, lost_signs
from minutebook.papers.pieces import Gap, Pieces
from minutebook.papers.reports import Document
from minutebook.papers.sections import Section
from minutebook.papers.source import Source, plain_line
from minutebook.text.dates import ANY_MONTH
from minutebook.text.sentences import sentences

_SILENT, _LINES_OF_A_CAPTION = ("agenda", "minutes"), 5


def gaps(pieces: Pieces) -> list[Gap]:
    """Return what is missing from a pack, first to last, one of a kind to a paragraph."""
    parts = _parts(pieces)
    named, below = _once(pieces, list(_referred_to(pieces, parts))), list(_empty(pieces))

    def is_under(gap: Gap, above: Sequence[Gap], most: int = _LINES_OF_A_CAPTION) -> bool:
        return any(0 < gap.line - one.line <= most and not _apart(parts, one.line, gap.line) for one in above)

    # A sentence and the caption under it are one gap: a map is told by its caption, all else by the sentence.
    follow = [g for g in named if (g.kind == "map" and not _TELLS.match(g.quote)) or _ELSEWHERE.search(g.quote)]
    others = [g for g in named if g not in follow]
    slides = {g for g in below if pieces.document(g.line).kind == "slides"}  # each heads a slide of its own
    captions = [g for g in below if g.kind == "map" or g in slides or not is_under(g, others)]
    captions = [g for g in captions if not _is_once_more(pieces, g, others)]
    maps = [g for g in captions if g.kind == "map"]
    told = {g for g in follow if any(is_under(one, [g], _AGAIN) for one in (maps if g.kind == "map" else captions))}
    above = {"chart": captions, "map": maps, "table": [], "page": []}
    named = [g for g in named if g not in told and (_NEW.search(g.quote) or not is_under(g, above[g.kind], _AGAIN))]
    found = [*_of_agenda(pieces), *named, *captions, *appendices(pieces), *cuts(pieces), *_without_heading(pieces)]
    found += [*_beyond(pieces), *_between(pieces), *kept_elsewhere(pieces), *lost_signs(pieces)]
    unique: dict[tuple[str, int], Gap] = {}
    for gap in sorted(found, key=lambda g: g.line):
        unique.setdefault((gap.kind, gap.line), gap)
    return list(unique.values())


def _parts(pieces: Pieces) -> list[int]:
    """Return the lines of headings right over prose or another heading: a picture is told again in its part alone."""
    heads = {s.first_line for s in pieces.sections if not _LABEL.match(s.heading)}
    shown = [b for b in pieces.blocks if b.kind != "blank"]
    return [
        block.first_line
        for block, below in pairwise(shown)
        if block.first_line in heads
        and below.kind in ("heading", "paragraph", "numbered paragraph", "bullet")
        and not _is_room(pieces.source, block.last_line, below.first_line)
    ]


def _apart(parts: Sequence[int], above: int, below: int) -> bool:
    """Tell whether a part begins between two lines."""
    return bisect_right(parts, above) < bisect_left(parts, below)


#: A sentence that says what a map tells, which stood over it, not below.
_TELLS = re.compile(
    r"(?:The|This|These) (?:[\w-]+ )?maps? (?:\w+ly )?(?:shows?|indicates?|suggests?|confirms?) (?:that|how|where)\b",
    re.I,
)
#: A sentence that says where to look, not that the picture is right here.
_ELSEWHERE = re.compile(r"\b(?:follow(?:s|ing)?|opposite|overleaf)\b", re.I)


def _of_agenda(pieces: Pieces) -> Iterator[Gap]:
    """Yield entries that lost their number, entries before which others are lost, and papers that are to follow."""
    last = ("", 0)
    for item in pieces.agenda:
        text = pieces.source.line(item.line).strip(" #*")
        letter, number = counted(item.number)
        lost = bool(last[1]) and letter == last[0] and number > last[1] + 1
        if item.should_be or lost:
            yield Gap("cut text", item.line, text)
        if re.search(r"\bto follow\b", text, re.I):
            yield Gap("page", item.line, text)
        last = (letter, number) if number else last


def _beyond(pieces: Pieces) -> list[Gap]:
    """Return the entries whose papers stood behind the last page that is here: no document is of them or later ones.

    An entry that the public may not see has pages and no paper. Where no pages are printed, two entries have to lack
    their papers, as the reader can miss one.
    """
    names = names_in(pieces.source)
    last = max(pieces.printed(), default=0) - pieces.ends_with_a_mark()  # the head of a page that isn't here, or a foot
    lost: list[Gap] = []
    for item in reversed(pieces.agenda):
        if item.first_page is None or _PRIVATE.search(f"{item.part} {item.title}"):
            continue
        if item.first_page <= last or _has_paper(pieces, item, names):
            break
        lost.append(Gap("page", item.line, pieces.source.line(item.line).strip(" #*")))
    return lost if last or len(lost) > 1 else []


def _between(pieces: Pieces) -> Iterator[Gap]:
    """Yield the entries whose papers are missing where those of an entry before and of one after are here.

    What is left of a paper's appendices can seem to be of the item before it, so a paper counts as an entry's only if
    it says something of the entry's title, or is no appendix.
    """
    numbered = any(counted(i.number)[1] for i in pieces.agenda)  # among numbers "i)" is a part of an entry
    paged = [i for i in pieces.agenda if i.first_page and (counted(i.number)[1] > 0) == numbered]
    paged = [i for i in paged if not _PRIVATE.search(f"{i.part} {i.title}")]
    names = names_in(pieces.source)
    held = [_has_paper(pieces, item, names) for item in paged]
    for n, item in enumerate(paged):
        if not held[n] and any(held[:n] or [True]) and any(held[n + 1 :]):
            yield Gap("page", item.line, pieces.source.line(item.line).strip(" #*"))


def _has_paper(pieces: Pieces, item: AgendaItem, names: Set[str]) -> bool:
    """Tell whether a document is of an agenda's entry, by its number and kind or by what it is called.

    What an entry for any business is on, nothing says; so its paper isn't missed.
    """
    title = _named_in(item.title, names)
    alone = pieces.documents if re.search(r"\b(?:appendix|annex)\b", item.title, re.I) else _not_attached(pieces)
    if not title:
        return "minutes" not in item.title.lower() or any(d.kind == "minutes" for d in pieces.documents)
    for document in alone:
        if document.kind != "agenda":
            own = document.item == item.number
            lines = range(document.first_line, min(document.first_line + _OPENING, document.last_line) + 1)
            opening = " ".join([document.title, *map(pieces.source.line, lines if own else ())])
            shared = len(title & _named_in(opening, names))
            if own and (shared or document.kind not in ("appendix", "slides")):
                return True
            if shared > 1 and 2 * shared >= len(title):
                return True
    return False


def _not_attached(pieces: Pieces) -> list[Document]:
    """Return the documents but for appendices under their letters: these stand behind a report, which is another."""
    return [d for d in pieces.documents if d.header or not APPENDIX.match(plain_line(pieces.source, d.first_line))]


def _named_in(text: str, names: Set[str]) -> Set[str]:
    """Return the stems of the words of a title that tell one paper from another, `names` of its councils left out."""
    return {word[:6] for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in names} - _OF_ANY_PAPER


_OPENING = 15  # lines of a document that say what it is
_OF_ANY_PAPER = {
    word[:6]
    for word in "report update the for and from with item items review annual minutes committee board panel policy any"
    " other business matters arising actions meeting last previous presentation".split()
}
_PRIVATE = re.compile(r"\bexempt|\bexclu|\bprivate|\bconfidential|\bclosed\b|\bpart (?:2|ii|two)\b", re.I)


# ----------------------------------------------------------------------------------------------- what a text names

_TABLE_BELOW = re.compile(
    r"\b(?:following (?:[\w-]+ )?tables?\b(?! of)"
    r"|tables? (?:below|overleaf|opposite|on the (?:next|following|facing) page))\b",
    re.I,
)
_TABLE_NAMED = re.compile(r"\btable (?P<label>(?-i:[A-Z])?\.?\d{1,2}(?:\.\d{1,2})?|(?-i:[A-Z]\b)(?!\.?\d))\b", re.I)
_PAGE = re.compile(
    r"\bsee (?:\w+ )?(?:slides? \d{1,3}|\w+ on the next page|(?:inside )?(?:back|front) (?:cover|page))\b", re.I
)
_LABEL = re.compile(r"(?P<label>(?:chart|graph|figure|fig\.?|map) ?[A-Z]?\d{1,2})\b", re.I)
#: How many lines below a sentence its table has to begin, and within how many a picture is spoken of again.
_BELOW, _AGAIN = 15, 12
_LINES_TO_A_TABLE = 3
_NEW = re.compile(r"\bthis (?:chart|graph|map|diagram)\b|\bbelow\b", re.I)


def _captions(pieces: Pieces) -> set[str]:
    """Return the labels of the tables that are captioned; a sentence that begins with one is no caption."""
    texts = (b.passage(pieces.source).text for b in pieces.blocks if b.kind in TEXT)
    return {m["label"] for text in texts if (m := _TABLE_NAMED.match(text)) and not text.endswith(".")}


def _referred_to(pieces: Pieces, parts: Sequence[int]) -> Iterator[Gap]:
    """Yield the sentences that point to a picture, and to a table or page that isn't there."""
    captions, lost, pictures = _captions(pieces), _lost_pages(pieces), _Pictures(pieces, parts)
    for block in (b for b in pieces.blocks if b.kind in TEXT and not _is_note_of_a_table(pieces, b)):
        document = pieces.document(block.first_line)
        prose = block.passage(pieces.source)
        for begin, stop in sentences(prose.text) if document.kind != "agenda" else ():
            sentence = prose.text[begin:stop].strip()
            line = pieces.source.line_of(prose.starts[begin])
            kinds = {kind for kind, words in PICTURES.items() if words.search(sentence)}
            drawn = stop == len(prose.text) and SHOWN_BELOW.search(sentence) and _is_over_a_title(pieces, block)
            if drawn or (AS_BELOW.search(sentence) and _is_over_room(pieces, block)):
                kinds.add("chart")
            yield from pictures.told(sorted(kinds), sentence, line, document)
            named, placed = (words.search(prose.text, begin, stop) for words in (_TABLE_NAMED, _TABLE_BELOW))
            over = _OVER.search(sentence) is not None
            if placed and not _table_below(pieces, block, parts=parts, over=over):
                yield Gap("table", pieces.source.line_of(prose.starts[placed.start()]), sentence)
            elif named and named["label"] not in captions and not _table_below(pieces, block, named["label"]):
                yield Gap("table", pieces.source.line_of(prose.starts[named.start()]), sentence)
            pages = map(int, _PAGE_NAMED.findall(sentence))
            if _PAGE.search(sentence) or not lost.isdisjoint(pages):
                yield Gap("page", line, sentence)


class _Pictures:
    """The pictures that sentences have spoken of so far: each is told once in its part, or by its label."""

    def __init__(self, pieces: Pieces, parts: Sequence[int]) -> None:
        self.held, self.parts = held_appendices(pieces), parts
        self.last: dict[str, int] = {}
        self.labels: set[tuple[int, str]] = set()

    def told(self, kinds: Iterable[str], sentence: str, line: int, document: Document) -> Iterator[Gap]:
        """Yield the pictures of some kinds that a sentence is the first to speak of."""
        there = APPENDIX.search(sentence)
        if there and there["label"].casefold() in self.held:
            return  # what is drawn in an appendix is missing there
        label = _LABEL.search(sentence)
        key = (document.first_line, label["label"].casefold() if label else "")
        for kind in kinds:
            before = self.last.get(kind, -_AGAIN)
            near = line - before < _AGAIN and not _apart(self.parts, before, line)
            if key not in self.labels if label else not near or _NEW.search(sentence):
                yield Gap(kind, line, sentence)
            self.last[kind] = line
            self.labels |= {key} if label else set()


def _once(pieces: Pieces, found: Sequence[Gap]) -> list[Gap]:
    """Return gaps with each table once in a document: where a sentence begins with it, or else where it is first named.

    Pictures are told by then.
    """
    first: dict[tuple[int, str], Gap] = {}
    for gap in found:
        label = _TABLE_NAMED.search(gap.quote) if gap.kind == "table" else None
        key = (pieces.document(gap.line).first_line, label["label"]) if label else (gap.line, gap.kind)
        if key not in first or (label and not label.start() and not _TABLE_NAMED.match(first[key].quote)):
            first[key] = gap
    return sorted(first.values(), key=lambda gap: gap.line)


def _is_note_of_a_table(pieces: Pieces, block: Block) -> bool:
    """Tell whether a block explains a star in the table right above it, which is the picture that it names."""
    above = pieces.source.above(block.first_line, 2)
    starred = pieces.source.line(block.first_line).lstrip().startswith("*")
    return starred and any("\t" in pieces.source.line(n) for n in above)


def _is_over_room(pieces: Pieces, block: Block) -> bool:
    """Tell whether a picture's room, and no table, stands below a block."""
    below = next(pieces.below(block), None)
    room = below is not None and _is_room(pieces.source, block.last_line, below.first_line)
    return room and not _table_below(pieces, block)


def _is_over_a_title(pieces: Pieces, block: Block) -> bool:
    """Tell whether only a drawing's title is left between a block and the end of its page, and no list behind that."""
    title, mark, below = islice(chain(pieces.below(block), repeat(block)), 3)
    text = title.passage(pieces.source).text.rstrip()
    titled = title.kind in ("heading", "paragraph") and text[-1:].isalnum() and len(text.split()) <= _WORDS_OF_A_CHAPTER
    return titled and mark.kind == "page mark" and below.kind in ("heading", "paragraph", "numbered paragraph")


#: A table on the next page, and a page named by its number.
_OVER = re.compile(r"\boverleaf\b", re.I)
_PAGE_NAMED = re.compile(r"\b(?:see|on|at|in the \w+ on) page (\d{1,3})\b", re.I)


def _lost_pages(pieces: Pieces) -> Set[int]:
    """Return the numbers that no page of a pack prints: those between two that do, all of them where most do."""
    printed = pieces.printed()
    within = range(min(printed, default=0), max(printed, default=0))
    missing = set(within) - printed
    most = len(printed) >= _SHARE_OF_PAGES * len(within)
    return missing if most else {n for n in missing if {n - 1, n + 1} <= printed}


_SHARE_OF_PAGES = 0.6


def _table_below(
    pieces: Pieces, block: Block, label: str = "", *, parts: Sequence[int] = (), over: bool = False
) -> bool:
    """Tell whether a table begins below a block, in its part; with a label, not captioned otherwise or under a heading.

    One that is to be `over` begins behind the next page's number, where there is one.
    """
    from_ = next((b.first_line for b in pieces.below(block) if over and b.kind == "page mark"), block.last_line)
    n = bisect_right(pieces.table_lines, from_)
    if n == len(pieces.table_lines) or pieces.table_lines[n] - from_ > _BELOW:
        return False
    if _apart(parts, block.last_line, pieces.table_lines[n]):
        return False
    between = [s for s in pieces.sections if from_ < s.first_line < pieces.table_lines[n]] if label else []
    others = [m for s in between if (m := _TABLE_NAMED.match(s.heading)) and m["label"] != label]
    return not others and not any(pieces.table_lines[n] - s.first_line > _LINES_TO_A_TABLE for s in between)


# ------------------------------------------------------------------------------------------------ what is plainly lost


def _empty(pieces: Pieces) -> Iterator[Gap]:
    """Yield headings over nothing or over a picture's room, and lines that announce what isn't below."""
    shown = [b for b in pieces.blocks if b.kind != "blank"]
    headed = {s.first_line: s for s in pieces.sections}
    for n, block in enumerate(shown):
        document = pieces.document(block.first_line)
        if document.kind in _SILENT or block.kind in (*NO_WORDS, "table row"):
            continue
        below = next((b for b in shown[n + 1 :] if b.kind not in NO_WORDS), None)
        until = below.first_line if below is not None else pieces.source.n_lines + 1
        room = _is_room(pieces.source, block.last_line, until)
        room = room and not _asks_over_a_caption(pieces, block, shown[n + 1 : n + 3])
        text = block.passage(pieces.source).text
        section = headed.get(block.first_line)
        if room and _LISTS.search(text) and below is not None and _is_prose(pieces.source, below):
            yield Gap("cut text", block.first_line, text)
        elif section is not None:
            asked = room and n > 0 and _asks_over_a_caption(pieces, shown[n - 1], shown[n : n + 2])
            kind = _loss_under(pieces, section, document, shown[n + 1 : n + 1 + _AGAIN], room=room)
            if kind := kind or ("chart" if asked else ""):
                yield Gap(kind, block.first_line, text)
        elif room and text.endswith(":") and (below is None or below.kind == "heading"):
            yield Gap("chart", block.first_line, text)


#: What announces a list, and no words of one who speaks.
_LISTS = re.compile(
    r"\b(?:the following|these|those|two|three|four|five|six|several)(?: [\w-]+){0,2} [a-z]+s\b[^.:]*:\Z"
)


def _is_prose(source: Source, block: Block) -> bool:
    """Tell whether a block is a paragraph of whole sentences, and nothing that was announced above it."""
    text = block.passage(source).text.rstrip()
    return block.kind == "paragraph" and text[:1].isupper() and text[-1] == "." and ". " in text


#: What a map's publisher has to print under it.
_MAP = re.compile(
    r"\bmaps?\b|\bmapping data\b|\bOrdnance Survey\b|\bhot ?spots?\b|\bE0[01]\d{6}\b"
    r"|\b(?:site|location|boundary|street|route|layout|block) plans?\b"
    r"|\bplans? (?:of|showing) (?:[\w-]+ ){0,4}(?:sites?|areas?|boundary|boundaries|land|roads?|streets?|routes?"
    r"|premises|grounds?|estates?|wards?|zones?|locations?)\b",
    re.I,
)


def _loss_under(pieces: Pieces, section: Section, document: Document, after: Sequence[Block], *, room: bool) -> str:
    """Return the kind of what is lost under a heading, or nothing where it heads what it should."""
    slides = document.kind == "slides"
    inside = [b for b in after if b.first_line <= section.last_line and b.kind not in NO_WORDS]
    if not slides:
        inside = list(takewhile(lambda b: b.kind != "heading" or b.is_marked(pieces.source), inside))
    inside = [b for b in inside if not _heads_its_page(pieces, b, after, document)]
    texts = [b.passage(pieces.source).text for b in inside]
    titled = letters(section.heading) in letters(document.title) or section.first_line == document.first_line
    if titled and (texts or document.kind not in ("appendix", "report")):
        return ""  # the document's own title
    if not texts:
        paged = any(b.kind == "page mark" for b in after[:1]) or section.last_line == document.last_line
        number = section.number.rstrip(".)")
        told = any(b.number.startswith(f"{number}.") for b in after)  # its paragraphs stand under a heading below
        told = told or (not room and _is_chapter(section, after))
        drawn = "table" if _TABLE_NAMED.match(section.heading) else "chart"
        otherwise = drawn if room else "cut text" if number and not told else ""
        nothing = ("page" if room or paged else "") if slides else otherwise
        listed = not slides and APPENDIX.match(section.heading) is not None
        placed = _MAP.search(section.heading) or (room and _PLACED.fullmatch(section.heading))
        return "map" if placed else "" if listed else nothing
    if slides:
        own = list(takewhile(lambda b: b.kind != "heading" or not b.is_marked(pieces.source), inside))
        return "chart" if own and all(_is_label(pieces.source, b) for b in own) else ""
    captioned = _MAP.search(f"{section.heading} {texts[0]}")
    legend = pieces.source.line(inside[0].first_line).lstrip()[:1] in ("■", "□", "▪")
    caption = (
        re.search(r"\d", _DAY.sub("", section.heading)) is not None
        or _OF_A_CHART.search(section.heading) is not None
        or len(re.findall(r"\w\S*", section.heading)) > _WORDS_OF_A_CHAPTER
        or legend
    )
    caption = caption and not section.number and not _STORY.match(section.heading)
    return ("map" if captioned else "chart" if caption else "") if room else ""


#: What a map without a caption of its own is headed: "Where it happened".
_PLACED = re.compile(r"Where (?:it|they|people|crimes?|incidents?|residents?|we|our|the)\b[^?]*", re.I)


def _is_chapter(section: Section, after: Sequence[Block]) -> bool:
    """Tell whether a heading without a number stands right under a numbered one, as the first of its chapter."""
    below = next((b for b in after if b.kind not in NO_WORDS), None)
    return below is not None and below.kind == "heading" and not below.number and section.number != ""


def _heads_its_page(pieces: Pieces, block: Block, after: Sequence[Block], document: Document) -> bool:
    """Tell whether a block below a page mark is made of words of the document's title."""
    at = after.index(block)
    words, title = (set(re.findall(r"\w+", t.casefold())) for t in (block.passage(pieces.source).text, document.title))
    short = block.kind in ("paragraph", "heading") and not block.number
    return short and at > 0 and after[at - 1].kind == "page mark" and words <= title


#: A story's number or name is none of a chart's.
_STORY = re.compile(r"(?:case study|example|story)\b", re.I)
_DAY = re.compile(rf"\b(?:\d{{1,2}} )?{ANY_MONTH},? \d{{4}}\b")
#: How the captions of charts say what is drawn.
_OF_A_CHART = re.compile(
    r"\bby (?:age|gender|sex|ethnicity|type|ward|borough|location|category|source|month|year|quarter)\b"
    r"|\A(?:the )?(?:number|percentage|proportion|share|rate|trend|breakdown|comparison|distribution)s? (?:of|in)\b"
    r"|\bper (?:month|week|quarter|year)\b",
    re.I,
)
_WORDS_OF_A_LABEL, _WORDS_OF_A_CHAPTER = 8, 12


def _is_label(source: Source, block: Block) -> bool:
    """Tell whether a block can be words of a diagram: short, no sentence, no marked point of a list."""
    text, line = block.passage(source).text, source.line(block.first_line).lstrip()
    marked = line[:1] in "#*-•❑➢" or block.number or block.kind == "table row"
    return not marked and len(text.split()) <= _WORDS_OF_A_LABEL and text[-1:] not in ".:;"


def _is_room(source: Source, above: int, below: int) -> bool:
    """Tell whether a picture's room stands between two lines: three blank ones, or one that holds a space."""
    between = range(above + 1, below)
    return len(between) > 2 or any(source.line(n) for n in between if not source.line(n).strip())


def _is_once_more(pieces: Pieces, caption: Gap, above: Sequence[Gap]) -> bool:
    """Tell whether a caption says again, in nearly the same words, what stands right under a sentence that tells it."""
    words = caption.quote.casefold().split()
    for gap in (g for g in above if 0 < caption.line - g.line <= _AGAIN):
        below = (pieces.source.line(n).casefold().rstrip(".").split() for n in range(gap.line + 1, gap.line + 3))
        first = next((line for line in below if line), [])
        shared = len(set(first) & set(words))
        if first[:3] == words[:3] and shared >= max(_WORDS_SHARED, _SHARE_OF_WORDS * len(set(first))):
            return True
    return False


_WORDS_SHARED, _SHARE_OF_WORDS = 6, 0.7


def _asks_over_a_caption(pieces: Pieces, block: Block, after: Sequence[Block]) -> bool:
    """Tell whether a question stands over another heading, which alone has three blank lines below it."""
    if len(after) < 2 or after[0].kind != "heading" or after[0].first_line - block.last_line > _LINES_APART:
        return False
    asked = block.passage(pieces.source).text.endswith("?")
    return asked and after[1].first_line - after[0].last_line > _LINES_APART


_LINES_APART = 3


def _without_heading(pieces: Pieces) -> Iterator[Gap]:
    """Yield the entries of contents lists that no heading below them has, comes near or stands in the place of.

    Those at the end of a list go with the end of a pack, if its agenda announces more.
    """
    numbered = {s.first_line for s in pieces.sections if s.number}
    ended = pieces.documents[-1] if pieces.documents and _beyond(pieces) else None
    for document, entries in pieces.entries:
        headings = pieces.headings(document)
        plain = lines_of_their_own(pieces.source, document.first_line, document.last_line) if entries else []
        checks = contents_checks(entries, headings, plain)
        told = max((n for n, check in enumerate(checks) if check.lines), default=len(checks))
        for n, check in enumerate(checks):
            lacking = check.verdict == "differs" and not check.lines and check.entry.page  # else it may head a part
            lost = document is ended and n > told
            if lacking and (lost or not _replaced(checks, n, headings, numbered)):
                yield Gap("cut text", check.entry.line, check.entry.title)


def _replaced(checks: Sequence[EntryCheck], n: int, headings: Sequence[tuple[int, str]], numbered: Set[int]) -> bool:
    """Tell whether a heading that no entry has stands between the headings of an entry's neighbours.

    Where the list numbers its entries and the headings have the numbers, one without is a part of another's section.
    """
    above = max((line for check in checks[:n] for line in check.lines), default=checks[-1].entry.line)
    below = min((line for check in checks[n + 1 :] for line in check.lines if line > above), default=1 << 60)
    counted = checks[n].entry.number and any(line in numbered for check in checks for line in check.lines)
    return any(above < line < below and (not counted or line in numbered) for line, _ in headings)
