"""Whether a line without marks heads what stands below it, told by its words and the lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from minutebook.papers.heading_forms import (
    ATTENDANCE,
    CAPTION_OF_PARTS,
    THINGS,
    WHAT_IS_DONE,
    YEARS_FIRST,
    counted_part,
    heads_at_once,
    is_labelled_caption,
    is_long_title,
    is_story_title,
    is_title_of_appendix,
)
from minutebook.papers.lines import (
    BARE_NUMBER,
    BULLET,
    CONTINUES,
    FOOTNOTE,
    LABEL_LINE,
    NUMBER,
    PAGE_IN_FRONT,
    PAGE_MARK,
    UNFINISHED,
    WORDS_TO_BE_CUT,
    page_edges,
)
from minutebook.papers.reports import AGENDA_ITEM
from minutebook.papers.source import Source
from minutebook.text.dates import ANY_MONTH

_BOLD_LINE = re.compile(r"\*\*(?P<inside>[^*]+)\*\*\s*")
_NUMBERED_IN_BOLD = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+\*\*[A-Z][^*]{2,80}\*\*")
_PAGES = re.compile(r"\(Pages?\b[^()]*\)")
WORDS_OF_A_HEADING, _WORDS_IN_CAPITALS = 12, 18
#: Short lines that say something and head nothing, and answers that stand for a paragraph.
_SAYS = re.compile(
    r"\b(?:is|am|are|was|were|has|have|had|will|would|can|may|must|should|ended|closed)\b"
    r"|\A(?:For|To) (?:more|further|(?:a )?cop(?:y|ies)|find|get|ask|contact|see|read|help) .*"
    r"\b(?:write|contact|call|ring|e-?mail|visit|go|see|telephone|phone)\b"
    r"|\b(?:dates?|times?|venue|place) to be \w+\Z"
    r"|\A(?:That|Note|None|Nil|N/A|Not applicable|TBC)\b|\A(?:Meeting )?[Hh]eld (?:in|at|on|via|by|from)\b"
    r"|\b(?:be|includes?|included?|raised|agreed|asked|invited|commit|follows?|following|presented|adding|made"
    r"|heard|reported|set out)\b.*:\Z"
    r"|\b(?:of|the|and|with|to|for|by|because|that|which|a|an|since|whereas|although|unless|until|whose|including)\Z|\A(?:RESOLVED|Resolved)\b"
    r"|\b(?:RESOLVED|AGREED|DECIDED|NOTED|RECOMMENDED)(?: (?:to|that))?\W*\Z|\AReport (?:by|of|from)\b"
)
_QUESTION = re.compile(r"\A(?:Who|What|When|Where|Which|Why|How)\b|\?\Z")
_CAPTION = re.compile(r"(?:Table|Figure|Fig\.?|Chart|Map|Case Study) ?[A-Z\d][\w.]{0,4}:? |Case Study:")


def looks_like_heading(source: Source, line: int) -> bool:
    """Tell whether a line without hashes can be a heading: short, between blanks, not a sentence, not a label."""
    text = PAGE_IN_FRONT.sub("", source.line(line).strip())
    first = _is_first(source, line)
    over = first and _is_over_a_table(source, line)
    below = source.line(line + 1)
    attached = is_title_of_appendix(text, below)
    apart = first and (not below.strip() or line in touching_headings(source) or heads_at_once(below, text) or attached)
    over = over or (is_labelled_caption(text.strip("* ")) and _is_over_a_table(source, line))
    if not apart and not _NUMBERED_IN_BOLD.fullmatch(text):
        return over and _is_caption(text)
    bold = _BOLD_LINE.fullmatch(text)
    plain = re.sub(r"\*\*|<[^<>]*>", "", text).strip()
    number = BARE_NUMBER.match(plain)
    rest = _LEADING_DASH.sub(":", plain[number.end() :] if number else plain)
    words = [word for word in rest.split() if word not in ("–", "—", "-") or source.text.count(rest) > 1]
    captioned = (_is_caption(rest) and bold) or (CAPTION_OF_PARTS.fullmatch(rest) and len(words) <= _WORDS_IN_CAPITALS)
    counted = counted_part(rest) and not _is_in_a_row(source, line)
    most = _WORDS_IN_CAPITALS if rest.isupper() else WORDS_OF_A_HEADING
    told = not number and (is_labelled_caption(rest) or ATTENDANCE.fullmatch(rest))
    if (over and captioned) or counted or attached or told:
        return True
    if not bold and _heads_in_many_words(source, line, rest, long=len(words) > most):
        return True
    apart = _is_no_text_of_its_own(source, line, plain)
    if not rest or apart or len(words) > most or rest[-1] in ".,;_" or _NO_WORDS.search(rest) or _PAGES.fullmatch(rest):
        return False
    if _labels(source, line, rest, numbered=bool(number)) or (not bold and _says(source, line, rest)):
        return False
    cut = _goes_on(source, line, rest) and (not number or _turns(source, line))
    years = YEARS_FIRST.match(rest) and (number or _over_prose(source, line))
    begins = rest[0].isupper() or rest[0] in "'“‘" or _COUNTED.match(rest) or years
    return bool(bold or (begins and not cut))


def _is_first(source: Source, line: int) -> bool:
    """Tell whether a blank stands right above a line, or the edge of a page that isn't its running title.

    The item that a paper is of can stand in between. A running title has words that stood at a line's beginning before.
    """
    above = line - 1
    if source.is_blank(above):
        return True
    if AGENDA_ITEM.fullmatch(source.line(above)):
        over = next((n for n in source.above(above, 3) if not source.is_blank(n)), 0)
        return over in page_edges(source)
    text = _bare(source.line(line))
    if above not in page_edges(source) or _OF_AN_ITEM.match(text):
        return _parts_paragraphs(source, line)
    return not any(_LABEL.sub("", _bare(source.line(n))).startswith(text) for n in range(1, above))


def _parts_paragraphs(source: Source, line: int) -> bool:
    """Tell whether a line stands right below an ended paragraph, apart from the one that counts on over it."""
    above = source.line(line - 1)
    before, after = NUMBER.match(above), NUMBER.match(source.line(line + 2))
    if not before or not after or above.rstrip()[-1] not in ".!?" or not source.is_blank(line + 1):
        return False
    last, following = ([int(n) for n in re.findall(r"\d+", m["number"])] for m in (before, after))
    return bool(last) and following in ([*last[:-1], last[-1] + 1], [last[0] + 1, 1][: len(last)])


def _bare(line: str) -> str:
    return line.strip("#* ").casefold()


_LABEL = re.compile(r"\A(?:[\w ]{2,30}:|\d{1,2}\.?)\W*\s")
_OF_AN_ITEM = re.compile(r"(?:agenda )?item \w{1,3}\b")
#: A title with its number or without, and what is said right below it.
_TITLE = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?\s{1,3})?[A-Z][\w’'&,()/ –-]*[\w)’?]")
_SAID = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]? |\(?[a-z]\) |RESOLVED\b|[-•] )|[A-Z“‘'(](?:\S+\s+){7}")
_OFTEN, _WORDS_THAT_TOUCH = 8, 9


@lru_cache(maxsize=4)
def touching_headings(source: Source) -> frozenset[int]:
    """Return the short lines right over what they head, in a pack whose house sets no blank between: eight or more."""
    found: set[int] = set()
    pages = page_edges(source)
    for line in range(1, source.n_lines):
        text, below = source.line(line).strip(), source.line(line + 1).strip()
        title = _TITLE.fullmatch(text) is not None and len(text.split()) <= _WORDS_THAT_TOUCH and "   " not in text
        if title and _is_first(source, line) and line not in pages and "\t" not in below and _SAID.match(below):
            found.add(line)
    return frozenset(found) if len({source.line(n) for n in found}) >= _OFTEN else frozenset()


#: A contact detail, the dots or strokes that something is to be written on, and how many were asked.
_NO_WORDS = re.compile(r"•|\.{5,}|_{4,}|…{2,}|\b[nN] ?= ?\d")


#: The words of a link, and of where something was taken from.
_LINK = re.compile(r"(?:Click|Tap|Press|Scan)(?: (?:here|below|on (?:this|the) \w+))? to [a-z]+(?: [a-z]+){0,3}", re.I)
_TAKEN = re.compile(r"(?:Drawn|Adapted|Taken|Reproduced|Extracted|Quoted|Reprinted) (?:\w+ )?from\b.*", re.I)
_WORDS_BY = re.compile(
    r"(?:[A-Z’']+ )?(?:WORDS|QUOTES?|COMMENTS?|FEEDBACK|STATEMENT|REMARKS|THOUGHTS) (?:OF|FROM|BY) .*"
)
#: Whom a photograph shows: a body, and who they are in it.
_PEOPLE = re.compile(
    r"[A-Z][^.]*[a-z]\. [A-Z][^.]*\b(?:staff|team|crew|members|volunteers|colleagues|pupils|students|group|trainees)"
)


def _is_no_text_of_its_own(source: Source, line: int, text: str) -> bool:
    """Tell whether a short line is a link's, tells where something is from, who said it or whom a photograph shows."""
    if _LINK.fullmatch(text) or _TAKEN.fullmatch(text) or _PEOPLE.fullmatch(text):
        return True
    above = _text_near(source, source.above(line, _LINES_NEAR))
    return _WORDS_BY.fullmatch(text) is not None and above[-1:] in ("”", "’", '"')


def _is_over_a_table(source: Source, line: int) -> bool:
    """Tell whether the next line with text, right below or after one blank, is a row set with tabs."""
    below = (source.line(n) for n in source.below(line, 2))
    return next(("\t" in text for text in below if text.strip()), False)


def _is_caption(text: str) -> bool:
    """Tell whether a line that touches a table can be its caption: words that begin large and aren't a sentence."""
    bare = text.strip("* ")
    return bare[:1].isupper() and len(bare.split()) <= _WORDS_IN_CAPITALS and bare[-1] not in ".,:;"


def _labels(source: Source, line: int, rest: str, *, numbered: bool) -> bool:
    """Tell whether a short line is a label and its value, or a person and their posts."""
    labelled = LABEL_LINE.match(rest) and not rest.endswith(":") and not _CAPTION.match(rest) and not numbered
    themed = _THEME.fullmatch(rest) is not None and _over_prose(source, line)
    listed = rest.count(",") > 1 and not THINGS.fullmatch(rest)
    capitals = rest.isupper() and len(rest.split()) >= _WORDS_OF_A_THEME
    capitals = capitals and (not _DIGIT.search(rest) or _OF_YEARS.search(rest) is not None)
    themed = themed or (capitals and not _is_in_a_row(source, line))
    return listed or (bool(labelled) and not themed)


def _is_in_a_row(source: Source, line: int) -> bool:
    """Tell whether the next text above or below a line has a label too, as the rows of a header or a list have."""
    sides = (source.above(line, 3), source.below(line, 3))
    near = [next((text for n in side if (text := source.line(n).strip("*# "))), "") for side in sides]
    if source.line(line).isupper():
        near = [text for text in near if text.partition(":")[0].isupper()]  # labels of a header are set alike
    return any(LABEL_LINE.match(text) is not None for text in near)


def _says(source: Source, line: int, rest: str) -> bool:
    """Tell whether a short line says something: it announces a list, quotes, or has a verb and asks nothing."""
    announces = rest.endswith((":", ":-")) and _leads(source, line, rest)
    stated = _SAYS.search(rest) is not None and (rest[-1] == ":" or not _QUESTION.search(rest))
    stated = stated and not WHAT_IS_DONE.fullmatch(rest)
    return announces or stated or _QUOTED.fullmatch(rest) is not None or _SAYING.fullmatch(rest) is not None


_WORDS_OF_A_QUESTION = 34
_QUESTIONS = re.compile(r"(?:[A-Z][^.?!:;]*\?\s*){1,2}")
#: The caption of a chart, as a clause: "Whether boats belonged to a club", "The ease with which hives were entered".
_CLAUSE = re.compile(
    r"(?:The|Our) (?:[\w’'-]+ ){1,3}(?:(?:with|to|at|in|on|by|from|for) which|of (?:how|where|when|what|whether|who))\b"
    r"[^.?!:;]*(?<![,\s])\Z"
    r"|(?:How|Whether|Which|What|Where|Who|Why|The (?:number|proportion|share|rate|percentage)|Numbers?|Percentages?"
    r"|Proportions?|Rates?|Trends?|Breakdown|Comparison|Distribution|Types?|Sources?|Locations?)\b[^.?!]*\Z"
    r"|(?=[^.?!]*\bby (?:age|gender|sex|ethnicity|type|ward|borough|location|category|source|month|year|quarter)\b)"
    r"[^.?!]*\Z"
)
_WORDS_OF_A_THEME, _DIGIT = 4, re.compile(r"\d")
#: Years at the end, with the months of them or without: not the day and the hour of a header.
_OF_YEARS = re.compile(r"\A(?:[^\s\d:]+ ){2,9}[^\s\d:]+: (?:\D*\D{4} )?(?:19|20)\d\d(?:[/–-]\d{2,4})?\Z")
_THEME = re.compile(r"[A-Z][\w’'& -]{1,40}: (?=[^\d@]*\Z)(?:\S+ ){2,11}\S+")
_QUOTED = re.compile(r"[“\"][^”\"]*[.!?][”\"]")
_SAYING = re.compile(r"[“\"‘'][\w’'-]+(?:,? (?:I|I[’'][a-z]+|[a-z][\w’'-]*)){3,}[”\"’']")
_COUNTED = re.compile(
    r"\d{1,2}-[a-z]+ [a-z]"
    rf"|\d{{1,3}} ?[–-] ?\d{{1,3}} (?!{ANY_MONTH}|(?:AM|PM|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))[A-Z][a-z]+ [^\d,]*\Z"
    r"(?<!Street)(?<!Road)(?<!Lane)(?<!Avenue)(?<!House)(?<!Square)"
)
#: The mark that some put behind what leads to a list: "Work to come:-".
_LEADING_DASH = re.compile(r"\s*:\s*[-–—]\Z")


def _has_room(source: Source, line: int) -> bool:
    """Tell whether a picture's room stands below a line: three blanks, one with a space, or a page mark."""
    below = [source.line(n) for n in source.below(line, 4)]
    blank = next((n for n, text in enumerate(below) if text.strip()), len(below))
    marked = blank < len(below) and PAGE_MARK.fullmatch(below[blank]) is not None
    return blank > 2 or any(below[:blank]) or marked


def _heads_in_many_words(source: Source, line: int, rest: str, *, long: bool) -> bool:
    """Tell whether a line heads something though it is long or has a stop: a question, a caption, a title."""
    above = _text_near(source, source.above(line, _LINES_NEAR))
    if rest[-1:] == ".":
        captioned = _DRAWN_BELOW.search(above) is not None and _CLAUSE.match(rest[:-1]) is not None
        return captioned or (
            _EXAMPLE.fullmatch(above) is not None and is_story_title(rest) and _over_prose(source, line)
        )
    if not long or len(rest.split()) > _WORDS_OF_A_QUESTION:
        return False
    if _CLAUSE.match(rest) and _has_room(source, line) and not _goes_on(source, line, rest):
        return True
    return _QUESTIONS.fullmatch(rest) is not None or (
        is_long_title(rest)
        and source.text.count(rest) == 1  # else a page's header
        and _stands_apart(source, line, above)
        and _ends_sentences(source, line)
    )


_LINES_NEAR = 4
#: A sentence on the picture right below it.
_DRAWN_BELOW = re.compile(r"\b(?:chart|graph|diagram|infographic|figure)s? below (?:also )?\w+s?\b[^.]*\.\Z", re.I)
#: What stands over a story: "Example", "Case study 2".
_EXAMPLE = re.compile(
    r"(?:An? |Our )?(?:\w+ )?(?:example|case study|story|case)(?: (?:\d|[A-Z]|one|two|three))?:?", re.I
)


def _text_near(source: Source, lines: Iterable[int]) -> str:
    """Return the first text of some lines, without hashes and bold, that is no page's mark."""
    texts = (source.line(n).strip("*# \n") for n in lines if not PAGE_MARK.fullmatch(source.line(n)))
    return next((text for text in texts if text), "")


def _stands_apart(source: Source, line: int, above: str) -> bool:
    """Tell whether a line stands between what has ended and what begins: a sentence, a question or a list."""
    below = _text_near(source, source.below(line, 3))
    begun = below[:1].isupper() and below[-1] in ".?" and "\t" not in below and not LABEL_LINE.match(below)
    listed = BULLET.match(source.line(line + 2)) is not None
    short = above[:1].isupper() and len(above.split()) <= _WORDS_OF_A_NAME and above[-1:] not in ",;"
    return (begun or listed) and (above[-1:] in (".", "!", "?", "”") or (short and not LABEL_LINE.match(above)))


def _ends_sentences(source: Source, line: int) -> bool:
    """Tell whether the long lines around one, whole paragraphs, all but end with a stop."""
    near = (source.line(n).rstrip() for n in range(max(1, line - _AROUND), min(line + _AROUND, source.n_lines) + 1))
    said = [text for text in near if len(text.split()) > _WORDS_OF_PROSE and "\t" not in text]
    stopped = sum(text[-1] in ".!?:;”" for text in said)
    return len(said) >= _LINES_OF_PROSE and stopped >= _SHARE_OF_STOPS * len(said)


_WORDS_OF_A_NAME, _AROUND, _WORDS_OF_PROSE, _LINES_OF_PROSE, _SHARE_OF_STOPS = 9, 60, 20, 5, 0.9


def _over_prose(source: Source, line: int) -> bool:
    """Tell whether a paragraph stands below a line, and no line with a label right above or below it."""
    near = [source.line(n).strip() for n in (line - 2, line + 2)]
    said = len(near[1].split()) > 2 and near[1][-1] in ".!?"
    labels = [(label[0], text) for text in near if (label := LABEL_LINE.match(text))]
    return said and not any(label.isupper() or not text.endswith(".") for label, text in labels)


def _leads(source: Source, line: int, rest: str) -> bool:
    """Tell whether the next line with text is a point of a list or a row of a table."""
    below = (source.line(n) for n in source.below(line, 4))
    text = next((text for text in below if text.strip()), "")
    said = re.match(
        r"(?:In|At|On|For|From|Members|Officers|Councillors|The|We|It|They|These|Those|Among|During|Following)\b"
        r"|[A-Z][^.]*\. [A-Z]",
        rest,
    )
    return "\t" in text or (said is not None and (BULLET.match(text) or _MARK.match(text)) is not None)


#: The mark of a list's point that is no paragraph's number.
_MARK = re.compile(r"\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


def _goes_on(source: Source, line: int, text: str) -> bool:
    """Tell whether a short line is the beginning of a sentence that a page break cut: the next text says so."""
    if len(text.split()) <= WORDS_TO_BE_CUT or not UNFINISHED.search(text) or _parts_a_sentence(source, line):
        return False
    after = (source.line(n) for n in source.below(line, 8))
    shown = (t for t in after if t.strip() and not PAGE_MARK.fullmatch(t) and not FOOTNOTE.match(t))
    rest, then = next(shown, ""), next(shown, "")
    if BULLET.match(rest) and BULLET.match(then):
        return False  # a list, of which no point is the sentence's end
    return "\t" not in rest and not NUMBER.match(rest) and CONTINUES.match(BULLET.sub("", rest)) is not None


def _turns(source: Source, line: int) -> bool:
    """Tell whether a page ends right below a line: the next line with text is a page's mark."""
    return (
        PAGE_MARK.fullmatch(next((t for n in source.below(line, 4) if (t := source.line(n).strip())), "")) is not None
    )


def _parts_a_sentence(source: Source, line: int) -> bool:
    """Tell whether a line heads a page that cuts another sentence: a page mark above it, unended words over that."""
    above = (source.line(n) for n in source.above(line, 8))
    mark, *over = [*(text for text in above if text.strip()), "", ""][:2]
    paged = PAGE_MARK.fullmatch(mark) is not None
    return paged and len(over[0].split()) > WORDS_OF_A_HEADING and UNFINISHED.search(over[0]) is not None
