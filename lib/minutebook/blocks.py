"""Typed lines: a source read once, top to bottom, into headings, paragraphs, bullets, table rows and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from minutebook.dates import ANY_MONTH
from minutebook.heading_forms import (
    begins_with_years,
    counted_part,
    heads_after_list,
    heads_at_once,
    is_caption_of_parts,
    is_of_a_clause,
    is_over_lines,
    names_things,
)
from minutebook.pages import PAGES_IN_A_ROW, is_gap, page_numbers
from minutebook.source import Passage, Source, passage

Kind = Literal[
    "blank",
    "page mark",
    "rule",
    "table row",
    "heading",
    "paragraph",
    "numbered paragraph",
    "bullet",
    "footnote",
]
#: Kinds that hold running text, and so are written to the `blocks` table and read for figures.
PROSE: tuple[Kind, ...] = ("paragraph", "numbered paragraph", "bullet", "footnote")


@dataclass(frozen=True)
class Block:
    """A run of lines of one kind.

    `spans` are the stretches of the source that hold its text, several where a page break cut it; `number` is
    the printed number or footnote mark; `level` counts from 1 for a heading and is 0 for all else.
    """

    kind: Kind
    first_line: int
    last_line: int
    spans: tuple[tuple[int, int], ...]
    number: str = ""
    level: int = 0

    def passage(self, source: Source) -> Passage:
        """Return its readable text."""
        return passage(source, self.spans).stripped()


_PAGE_MARK = re.compile(
    r"[#* ]*Page \d{1,4}(?: of \d{1,4})?\**\s*|[#* ]*This page (?:is"
    r"|has been) (?:intentionally )?left blank(?: on purpose)?\W*"
    r"|[#* ]*\d{1,4} ?\| ?P ?a ?g ?e\s*",
    re.I,
)
_RULE = re.compile(r"\s*(?:[-_*=] ?){3,}\s*")
_HASHES = re.compile(r"(#{1,6})\s+(?:Page \d{1,4}\b\s*)?")
_BOLD_LINE = re.compile(r"\*\*(?P<inside>[^*]+)\*\*\s*")
_NUMBERED_IN_BOLD = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\*\*[A-Z][^*]{2,80}\*\*")
_FOOTNOTE = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+))\s*(?=\S)")
_BULLET = re.compile(r"\s*(?:(?:[-*•✓✔❑❖★▪■●◦‣➢►→]|o(?=\s))\s+)+(?=\S)")
_NUMBER = re.compile(
    r"[* ]*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[* ]*[\s.])(?=[\s*.]+(?:[A-Z(\"'“‘<\[❑]"
    r"|[£\d][^\n\t]*[a-z] [a-z]+ [a-z]))"  # 3.2
    r"|\d{1,2}[.)](?=\**(?:\s|\Z))"  # 3. and 3)
    r"|\((?:[ivxl]{1,6}|[a-z]|\d{1,2})\)(?=\s)"  # (iv), (b), (2)
    r"|(?:[ivxl]{1,6}|[IVXL]{1,6}|[a-z])[.)](?=\s)"  # iv), IV., b)
    r")[* ]*[. ]*"
)
#: An integer alone is a number only in front of a heading: "5 Financial Implications", not "28 patients".
_BARE_NUMBER = re.compile(
    r"(?P<number>(?:Minute|Min\.|MINUTE)(?: No\.?)? \d{1,4}(?:/\d{2,4})?[.:]?(?= {2,}|\t| [A-Z])"  # Minute 23
    r"|[A-Z]{1,6}[./-]\d{1,4}(?:[./-]\d{1,4})?\.?(?= {2,}|\t| [A-Z])"  # HWB/40
    r"|\d{1,3}/\d{2,4}|[A-Z]{1,4}[./ ]?\d{1,3}\.?(?= {2,}|\t| [A-Z]{4})|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?"
    r"|[A-Z][.)])\**\s+\**(?=[A-Z'“‘]|(?:\d\d)?\d\d[/–-]\d\d [A-Za-z])"
)
#: The page at the end of an entry in a contents list.
_CONTENTS_ENTRY = re.compile(r"\S(?: {3,}|\.{3,} *)\d{1,3} *\Z")
_DAY = re.compile(rf"\d{{1,2}} {ANY_MONTH}\b")
_PAGES = re.compile(r"\(Pages?\b[^()]*\)")
_LABEL_LINE = re.compile(r"[A-Z][\w /&'’-]{1,40}:")
_WORDS_OF_A_HEADING, _WORDS_IN_CAPITALS = 12, 18
#: A line of a list that lost its marks: so many short lines, one after the other, head nothing.
_LINES_OF_A_LIST, _LINES_OF_A_LED_LIST, _LINES_BETWEEN_A_LIST = 5, 2, 3
#: Short lines that say something and head nothing, and answers that stand for a paragraph.
_SAYS = re.compile(
    r"\b(?:is|am|are|was|were|has|have|had|will|would|can|may|must|should|ended|closed)\b"
    r"|\A(?:That|Note|None|Nil|N/A|Not applicable|TBC)\b"
    r"|\b(?:be|includes?|included?|raised|agreed|asked|invited|commit|follows?|following|presented|adding|made"
    r"|heard|reported|set out)\b.*:\Z"
    r"|\b(?:of|the|and|with|to|for|by|because|that|which|a|an|since|whereas|although|unless|until|whose|including)\Z|\A(?:RESOLVED|Resolved)\b"
    r"|\b(?:RESOLVED|AGREED|DECIDED|NOTED|RECOMMENDED)(?: (?:to|that))?\W*\Z|\AReport (?:by|of|from)\b"
)
_QUESTION = re.compile(r"\A(?:Who|What|When|Where|Which|Why|How)\b|\?\Z")
_CAPTION = re.compile(r"(?:Table|Figure|Fig\.?|Chart|Map|Case Study) ?[A-Z\d][\w.]{0,4}:? |Case Study:")
#: A sentence of fewer words isn't taken to be cut by a page break.
_WORDS_TO_BE_CUT = 3


def blocks(source: Source) -> list[Block]:
    """Return the blocks of a source in order; blank lines and page marks are kept, since later stages need them."""
    return _joined(source, _headed(source, _listed(source, list(_line_blocks(source)))))


def _headed(source: Source, parts: list[Block]) -> list[Block]:
    """Take bold print over two lines for one heading, and numbered lines that each head paragraphs for headings."""
    out = list(parts)
    shown = [n for n, block in enumerate(parts) if block.kind not in ("blank", "page mark", "rule", "footnote")]
    heads: list[int] = []
    for at, n in enumerate(shown):
        block = parts[n]
        below: Kind | Literal[""] = parts[shown[at + 1]].kind if at + 1 < len(shown) else ""
        if block.kind == "paragraph" and (_is_in_bold(source, block) or _is_over_lines(source, block, below)):
            out[n] = replace(block, kind="heading", level=2)
        if block.kind != "numbered paragraph" or not re.fullmatch(r"\d{1,2}[.)]", block.number):
            continue
        text = block.passage(source).text
        if below == "paragraph" and text[-1:].isalnum() and len(text.split()) <= _WORDS_OF_A_STATEMENT:
            heads.append(n)
        else:
            heads = []
        if len(heads) > 1:
            for m in heads:
                out[m] = replace(parts[m], kind="heading", level=2)
    return out


_LINES_IN_BOLD, _WORDS_OF_A_STATEMENT = 2, 26


def _is_over_lines(source: Source, block: Block, below: Kind | Literal[""]) -> bool:
    """Tell whether a block of two lines or three heads the one below it."""
    lines = [source.text[start:end].replace("**", "").strip() for start, end in block.spans]
    return below not in ("", "page mark") and is_over_lines(lines)


def _is_in_bold(source: Source, block: Block) -> bool:
    if len(block.spans) != _LINES_IN_BOLD:
        return False
    text = source.text[block.spans[0][0] : block.spans[-1][1]].strip()
    bold = re.fullmatch(r"\*\*[^*]+\*\*", text) is not None
    return bold and text[-3] not in ".:;" and "," not in text and len(text.split()) <= _WORDS_OF_A_HEADING


def _listed(source: Source, parts: list[Block]) -> list[Block]:
    """Take short plain lines in a row for a list that lost its marks, not for headings that head nothing."""
    out = list(parts)
    run: list[int] = []
    for n, block in enumerate([*parts, Block("rule", 0, 0, ())]):
        if block.kind in ("blank", "page mark"):
            continue
        near = not run or block.first_line - parts[run[-1]].last_line <= _LINES_BETWEEN_A_LIST
        if n < len(parts) and near and _is_short(source, block):
            run.append(n)
            continue
        texts = [parts[m].passage(source).text for m in run]
        last = n < len(parts) and block.kind == "paragraph" and heads_after_list(texts)
        led = bool(run) and _is_led(source, parts, run[0])
        if len(run) - last >= (_LINES_OF_A_LED_LIST if led else _LINES_OF_A_LIST):
            for m in run[: len(run) - last]:
                if parts[m].kind == "heading":
                    out[m] = replace(parts[m], kind="bullet", level=0)
        run = [n] if n < len(parts) and _is_short(source, block) else []
    return out


def _is_led(source: Source, parts: Sequence[Block], n: int) -> bool:
    """Tell whether a sentence that announces a list stands over a block."""
    above = next((b for b in reversed(parts[max(0, n - 4) : n]) if b.kind not in ("blank", "page mark")), None)
    text = above.passage(source).text if above is not None and above.kind in PROSE else ""
    return text.endswith((":", ":-")) and len(text.split()) > _WORDS_TO_BE_CUT


def _is_short(source: Source, block: Block) -> bool:
    """Tell whether a block can be a line of a list: short, without a mark, a number, capitals or a full stop."""
    if block.kind not in ("heading", "paragraph") or block.number:
        return False
    line, text = source.line(block.first_line).strip(), block.passage(source).text
    marked = (
        line.startswith(("#", "*", "<", "Appendix", "Annex"))
        or text.isupper()
        or text[-1:] in ".:;"
        or text.casefold() == "contents"
        or _LABEL_LINE.match(text)
    )
    return bool(text) and not marked and len(text.split()) <= _WORDS_OF_A_HEADING


def _line_blocks(source: Source) -> Iterator[Block]:
    """Yield blocks with lines joined, but parts that a page break cut still apart."""
    run: list[Block] = []
    pages, bare = page_numbers(source), _bare_numbers(source)
    for number in range(1, source.n_lines + 1):
        span = (source.line_span(number),)
        block = Block("page mark", number, number, span) if number in pages else _line_block(source, number)
        if number in bare and block.kind == "paragraph":
            mark = _BARE_PARAGRAPH.match(source.line(number))
            spans = ((span[0][0] + (mark.end() if mark else 0), span[0][1]),)
            block = replace(block, kind="numbered paragraph", number=bare[number], spans=spans)
        goes_on = run and run[0].kind in PROSE and block.kind == "paragraph" and not _stands_alone(source, number)
        if run and not goes_on:
            yield _merged(run)
            run = []
        run.append(block)
    if run:
        yield _merged(run)


_BARE_PARAGRAPH = re.compile(r"(\d{1,2})\s+(?=[A-Z][a-z]*\b)")


_WORDS_OF_AN_ENTRY = 9  # so few words can be an agenda's entry


def _bare_numbers(source: Source) -> dict[int, str]:
    """Return the numbers of paragraphs set as an integer alone: "1 The fund ...", "2 It is ...", counted up from 1."""
    chains: list[list[tuple[int, int]]] = []
    for line in range(1, source.n_lines + 1):
        match = _BARE_PARAGRAPH.match(source.line(line)) if is_gap(source, line - 1) else None
        if match and int(match[1]) == 1:
            chains.append([(line, 1)])
        elif match and chains and int(match[1]) == chains[-1][-1][1] + 1:
            chains[-1].append((line, int(match[1])))
    said = [c for c in chains if 2 * sum(len(source.line(n).split()) > _WORDS_OF_AN_ENTRY for n, _ in c) > len(c)]
    return {line: str(n) for chain in said if len(chain) >= PAGES_IN_A_ROW for line, n in chain}


def _merged(run: Sequence[Block]) -> Block:
    """Return the parts of a paragraph as one block, what kind it is told by the first."""
    return replace(run[0], last_line=run[-1].last_line, spans=tuple(span for part in run for span in part.spans))


#: Marks of the direction of writing and others that take no room: what stands beside them is read as if they weren't.
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_AS_SPACES = dict.fromkeys(map(ord, _UNSEEN), " ")


def _line_block(source: Source, line: int) -> Block:
    start, end = source.line_span(line)
    start += len(source.text[start:end]) - len(source.text[start:end].lstrip(_UNSEEN))
    text = source.text[start:end].translate(_AS_SPACES)
    if kind := _mark_of(text):
        return Block(kind, line, line, ((start, end),))
    if note := _FOOTNOTE.match(text):
        return Block("footnote", line, line, ((start + note.end(), end),), note[1] or note[2])
    bullet = _BULLET.match(text)
    listed = None if _CONTENTS_ENTRY.search(text) else _NUMBER.match(text, bullet.end() if bullet else 0)
    hashes = _HASHES.match(text)
    starts_anew = not bullet and (listed is None or (listed["number"][0].isdigit() and listed["number"][-1] != ")"))
    alone = is_gap(source, line - 1) and is_gap(source, line + 1)
    marked = listed is not None and not bullet and not listed["number"][0].isdigit() and alone
    if listed and marked and _TITLED_MARK.fullmatch(text[listed.end() :]):
        return Block("heading", line, line, ((start + listed.end(), end),), listed["number"], 2)
    if hashes or (starts_anew and _looks_like_heading(source, line)):
        number, skip = _heading_number(text, hashes.end() if hashes else 0)
        level = len(hashes[1]) if hashes else 1 + _depth(number) if number else 2
        return Block("heading", line, line, ((start + skip, end),), number, level)
    if listed:
        kind = "numbered paragraph" if listed["number"][0].isdigit() else "bullet"
        return Block(kind, line, line, ((start + listed.end(), end),), listed["number"])
    return Block("bullet" if bullet else "paragraph", line, line, ((start + (bullet.end() if bullet else 0), end),))


#: What heads a part under a list's mark: "ii. Main points:", "I) WORKING PARTIES"
_TITLED_MARK = re.compile(r"(?:[A-Z][\w’']*(?: [\w’']+){0,3}:|[A-Z][A-Z’'&-]+(?: [A-Z’'&-]+){0,7})\s*")
#: A row set with upright strokes, which a list mark may open.
_STROKES = re.compile(r"\s*(?:- )?\|.*\|\s*\Z")


def _mark_of(text: str) -> Kind | None:
    """Return the kind of a line that its look alone tells."""
    if not text.strip():
        return "blank"
    if "\t" in text or _STROKES.match(text):
        return "table row"
    if _PAGE_MARK.fullmatch(text):
        return "page mark"
    return "rule" if _RULE.fullmatch(text) else None


def _heading_number(text: str, at: int) -> tuple[str, int]:
    match = re.compile(r"\**").match(text, at)
    at = match.end() if match else at
    if page := _PAGE_IN_FRONT.match(text, at):
        at = page.end()
    number = _BARE_NUMBER.match(text, at)
    return (number["number"], number.end()) if number and not _DAY.match(text, at) else ("", at)


def _depth(number: str) -> int:
    return len([part for part in re.split(r"[.)]", number) if part])


def _looks_like_heading(source: Source, line: int) -> bool:
    """Tell whether a line without hashes can be a heading: short, between blanks, not a sentence, not a label."""
    text = _PAGE_IN_FRONT.sub("", source.line(line).strip())
    over = is_gap(source, line - 1) and _is_over_a_table(source, line)
    apart = is_gap(source, line - 1) and (is_gap(source, line + 1) or heads_at_once(source.line(line + 1), text))
    if not apart and not _NUMBERED_IN_BOLD.fullmatch(text):
        return over and _is_caption(text)
    bold = _BOLD_LINE.fullmatch(text)
    plain = re.sub(r"\*\*|<[^<>]*>", "", text).strip()
    number = _BARE_NUMBER.match(plain)
    rest = plain[number.end() :] if number else plain
    words = rest.split()
    captioned = (_is_caption(rest) and bold) or (is_caption_of_parts(rest) and len(words) <= _WORDS_IN_CAPITALS)
    if (over and captioned) or (counted_part(rest) and not _is_in_a_row(source, line)):
        return True
    most = _WORDS_IN_CAPITALS if rest.isupper() else _WORDS_OF_A_HEADING
    if most < len(words) <= _WORDS_OF_A_QUESTION and not bold:
        return _QUESTIONS.fullmatch(rest) is not None or (_CLAUSE.match(rest) is not None and _has_room(source, line))
    if not rest or len(words) > most or rest[-1] in ".,;_" or _NO_WORDS.search(rest) or _PAGES.fullmatch(rest):
        return False
    if _labels(source, line, rest, numbered=bool(number)) or (not bold and _says(source, line, rest)):
        return False
    cut = not number and _goes_on(source, line, plain)
    begins = rest[0].isupper() or rest[0] in "'“‘" or _COUNTED.match(rest) is not None
    begins = begins or (begins_with_years(rest) and (bool(number) or _over_prose(source, line)))
    return bool(bold) or (begins and not cut)


#: A contact detail, and the dots or strokes that something is to be written on.
_NO_WORDS = re.compile(r"•|\.{5,}|_{4,}|…{2,}")


def _is_over_a_table(source: Source, line: int) -> bool:
    """Tell whether the next line with text, right below or after one blank, is a row set with tabs."""
    below = [source.line(n) for n in (line + 1, line + 2) if n <= source.n_lines]
    return next(("\t" in text for text in below if text.strip()), False)


def _is_caption(text: str) -> bool:
    """Tell whether a line that touches a table can be its caption: words that begin large and aren't a sentence."""
    bare = text.strip("* ")
    return (
        bare[:1].isupper() and len(bare.split()) <= _WORDS_IN_CAPITALS and bare[-1] not in ".,:;" and "\t" not in bare
    )


def _labels(source: Source, line: int, rest: str, *, numbered: bool) -> bool:
    """Tell whether a short line is a label and its value, or a person and their posts."""
    labelled = _LABEL_LINE.match(rest) and not rest.endswith(":") and not _CAPTION.match(rest) and not numbered
    themed = _THEME.fullmatch(rest) is not None and _over_prose(source, line)
    listed = rest.count(",") > 1 and not names_things(rest)
    capitals = rest.isupper() and len(rest.split()) >= _WORDS_OF_A_THEME and not _DIGIT.search(rest)
    themed = themed or (capitals and not _is_in_a_row(source, line))
    return listed or (bool(labelled) and not themed)


def _is_in_a_row(source: Source, line: int) -> bool:
    """Tell whether the next text above or below a line has a label too, as the rows of a header or a list have."""
    sides = (range(line - 1, max(0, line - 4), -1), range(line + 1, min(line + 3, source.n_lines) + 1))
    near = (next((text for n in side if (text := source.line(n).strip("*# "))), "") for side in sides)
    return any(_LABEL_LINE.match(text) is not None or counted_part(text) for text in near)


def _says(source: Source, line: int, rest: str) -> bool:
    """Tell whether a short line says something: it announces a list, quotes, or has a verb and asks nothing."""
    announces = rest.endswith((":", ":-")) and _leads(source, line, rest)
    stated = _SAYS.search(rest) is not None and (rest[-1] == ":" or not _QUESTION.search(rest))
    stated = stated and not is_of_a_clause(rest)
    return announces or stated or _QUOTED.fullmatch(rest) is not None


_PAGE_IN_FRONT = re.compile(r"Page \d{1,4} (?=[A-Z][A-Za-z])")
_WORDS_OF_A_QUESTION = 34
_QUESTIONS = re.compile(r"(?:[A-Z][^.?!:;]*\?\s*){1,2}")
#: The caption of a chart, as a clause: "Whether boats belonged to a club", "How the rise compares - North".
_CLAUSE = re.compile(
    r"(?:How|Whether|Which|What|Where|Who|Why|The (?:number|proportion|share|rate|percentage)|Numbers?|Percentages?"
    r"|Proportions?|Rates?|Trends?|Breakdown|Comparison|Distribution|Types?|Sources?|Locations?)\b[^.?!]*\Z"
    r"|(?=[^.?!]*\bby (?:age|gender|sex|ethnicity|type|ward|borough|location|category|source|month|year|quarter)\b)"
    r"[^.?!]*\Z"
)
_WORDS_OF_A_THEME, _DIGIT = 4, re.compile(r"\d")
_THEME = re.compile(r"[A-Z][\w’'& -]{1,40}: (?=[^\d@]*\Z)(?:\S+ ){2,11}\S+")
_QUOTED = re.compile(r"[“\"][^”\"]*[.!?][”\"]")
_COUNTED = re.compile(r"\d{1,2}-[a-z]+ [a-z]")


def _has_room(source: Source, line: int) -> bool:
    """Tell whether a picture's room stands below a line: three blanks, one with a space, or a page mark."""
    below = [source.line(n) for n in range(line + 1, min(line + 4, source.n_lines) + 1)]
    blank = next((n for n, text in enumerate(below) if text.strip()), len(below))
    marked = blank < len(below) and _PAGE_MARK.fullmatch(below[blank]) is not None
    return blank > 2 or any(below[:blank]) or marked


def _over_prose(source: Source, line: int) -> bool:
    """Tell whether a paragraph stands below a line, and no line with a label right above or below it."""
    near = [source.line(n).strip() for n in (line - 2, line + 2) if 1 <= n <= source.n_lines]
    below = source.line(line + 2) if line + 2 <= source.n_lines else ""
    said = len(below.split()) > 2 and below.rstrip()[-1:] in ".!?"
    labels = [(label[0], text) for text in near if (label := _LABEL_LINE.match(text))]
    return said and not any(label.isupper() or not text.endswith(".") for label, text in labels)


def _leads(source: Source, line: int, rest: str) -> bool:
    """Tell whether the next line with text is a point of a list or a row of a table."""
    below = (source.line(n) for n in range(line + 1, min(line + 4, source.n_lines) + 1))
    text = next((text for text in below if text.strip()), "")
    said = re.match(
        r"(?:In|At|On|For|From|Members|Officers|Councillors|The|We|It|They|These|Those|Among|During|Following)\b"
        r"|[A-Z][^.]*\. [A-Z]",
        rest,
    )
    return "\t" in text or (said is not None and (_BULLET.match(text) or _MARK.match(text)) is not None)


#: The mark of a list's point that is no paragraph's number.
_MARK = re.compile(r"\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


def _goes_on(source: Source, line: int, text: str) -> bool:
    """Tell whether a short line is the beginning of a sentence that a page break cut: the next text says so."""
    if len(text.split()) <= _WORDS_TO_BE_CUT or not _UNFINISHED.search(text) or _parts_a_sentence(source, line):
        return False
    after = (source.line(n) for n in range(line + 1, min(line + 8, source.n_lines) + 1))
    rest = next((t for t in after if t.strip() and not _PAGE_MARK.fullmatch(t) and not _FOOTNOTE.match(t)), "")
    return "\t" not in rest and not _NUMBER.match(rest) and _CONTINUES.match(_BULLET.sub("", rest)) is not None


def _parts_a_sentence(source: Source, line: int) -> bool:
    """Tell whether a line heads a page that cuts another sentence: a page mark above it, unended words over that."""
    above = (source.line(n) for n in range(line - 1, max(0, line - 9), -1))
    mark, *over = [*(text for text in above if text.strip()), "", ""][:2]
    paged = _PAGE_MARK.fullmatch(mark) is not None
    return paged and len(over[0].split()) > _WORDS_OF_A_HEADING and _UNFINISHED.search(over[0]) is not None


def _stands_alone(source: Source, line: int) -> bool:
    """Tell whether a plain line starts a paragraph of its own though no blank stands before it."""
    return _LABEL_LINE.match(re.sub(r"\*\*", "", source.line(line)).strip()) is not None


_GAP: tuple[Kind, ...] = ("blank", "page mark", "rule", "footnote")
_UNFINISHED = re.compile(r"[\w,’')\u2013-]\s*\Z")
_CONTINUES = re.compile(r"[a-z]|-\d")


def _joined(source: Source, parts: list[Block]) -> list[Block]:
    """Join prose that a page break cut: an unfinished sentence, only blanks, marks and footnotes, the rest."""
    out: list[Block] = []
    gone: set[int] = set()
    for i, block in enumerate(parts):
        if i in gone:
            continue
        run = [block]
        last = i
        if block.kind in PROSE and block.kind != "footnote":
            while (
                (j := _next_prose(parts, last)) is not None
                and not _begins_a_list(parts, j)
                and _is_rest(source, run, parts[j])
            ):
                run.append(parts[j])
                gone.add(j)
                last = j
        out.append(_merged(run))
    return out


def _begins_a_list(parts: Sequence[Block], n: int) -> bool:
    """Tell whether a point of a list stands right over another: a sentence goes on in one point alone."""
    return n + 1 < len(parts) and parts[n].kind == parts[n + 1].kind == "bullet" and not parts[n].number


def _next_prose(parts: list[Block], i: int) -> int | None:
    for j in range(i + 1, min(i + 12, len(parts))):
        if parts[j].kind not in _GAP:
            return j if j > i + 1 and parts[j].kind in PROSE else None
    return None


def _is_rest(source: Source, before: Sequence[Block], after: Block) -> bool:
    if after.number or before[0].kind == after.kind == "bullet":
        return False
    # The last four lines hold the end and enough words to tell; a long chain of joins must not cost more.
    spans = [span for part in before[-4:] for span in part.spans[-4:]]
    left, right = passage(source, spans).stripped().text, after.passage(source).text
    if not (_UNFINISHED.search(left) and _CONTINUES.match(right)):
        return False
    return len(left.split()) > _WORDS_TO_BE_CUT
