"""Pictures that sentences speak of, charts, diagrams and maps, and keys to signs and colours that a text has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.papers.blocks import TEXT
from minutebook.papers.pieces import Gap, Pieces
from minutebook.papers.reports import Document
from minutebook.text.sentences import sentences

_SHOWS = (
    r"(?:shows?|showing|shown|looks? at|sets? out|illustrates?|gives?|compares?|demonstrates?|highlights?|indicates?"
    r"|depicts?|displays?|presents?|summari[sz]es?|below|above|overleaf|opposite|to the|on the|next|was|is|are|at)"
)
#: What has no other sense than a picture, and what has one only where a text says where it stands.
_DRAWN = (
    r"(?:(?:flow|org)[ -]?charts?|charts?|graphs?|diagrams?|infographics?|pictograms?|histograms?|organograms?"
    r"|scatter ?plots?|population pyramids?|word ?clouds?|screenshots?)"
)
_PLACED = (
    r"(?:figures?|pictures?|illustrations?|graphics?|photographs?|photos?|images?|dashboards?|pyramids?|flow ?charts?"
    r"|screenshots?|timelines?|visuals?)"
)
_PLACE = (
    r"(?:below|above|opposite|overleaf|to the (?:left|right)|on the (?:left|right|next page|facing page|opposite page"
    r"|previous page|following page|next slide))"
)
_SEEN = (
    r"(?:shown|illustrated|seen|depicted|displayed|reflected|demonstrated|evidenced|outlined|summari[sz]ed|presented"
    r"|highlighted|captured|plotted|drawn|marked|set out|given)"
)
_COLOUR = (
    r"(?:red|blue|green|orange|amber|grey|gray|black|purple|yellow|pink|dotted|dashed|solid|dark(?:er)?|light(?:er)?)"
)
PICTURES = {
    "chart": re.compile(
        rf"\b(?:this|these|the|both|following) (?:[\w-]+ ){{0,2}}?{_DRAWN}\b[^.]{{0,40}}?\b{_SHOWS}\b"
        r"|\b(?:chart|graph|fig\.|figure|diagram|infographic|exhibit) [A-Z]?\d{1,2}\b"
        r"|\bthis (?:diagram|infographic|graph|chart)\b"
        r"|\bas the (?:\w+ )?(?:breakdown|split|profile|picture|trend|figure|graphic) below\b"
        rf"|\bthe (?:figure|picture|illustration|graphic|photograph) {_PLACE}"
        r"|\bthe (?:figure|picture|illustration|graphic|photograph) (?:below|above) (?:shows|compares|gives|sets out)\b"
        rf"|\b{_DRAWN} {_PLACE}\b|\b{_SEEN} (?:\w+ )?(?:in|on|by|from) (?:the|these|this) (?:[\w-]+ ){{0,2}}?{_DRAWN}\b"
        rf"|\b{_DRAWN} (?:of|for|showing|comparing) (?:[\w’'-]+ ){{1,8}}?(?:is|are|appears?|follows?) {_PLACE}\b"
        rf"|\A\W*[\[(<]\s*(?:insert )?(?:the )?(?:{_DRAWN}|{_PLACED})\b[^.\])>]*[\])>]\W*\Z"
        rf"|\b(?:as|from|in) the (?:[\w-]+ ){{0,2}}?{_DRAWN}\b[^.]{{0,20}}\b(?:shows?|below|above|overleaf|opposite)\b"
        rf"|\bsee (?:the |also )?(?:[\w-]+ ){{0,2}}?{_DRAWN}\b(?! of)"
        rf"|\b{_PLACED} (?:[\w-]+ ){{0,3}}?{_SEEN} {_PLACE}\b|\b{_SEEN} (?:graphically|visually|diagrammatically)\b"
        rf"|\bthe {_COLOUR} (?:lines?|bars?|columns?|segments?|slices?)"
        r" (?:is|are|shows?|represents?|gives?|denotes?|(?:in|on) the (?:chart|graph|diagram))\b",
        re.I,
    ),
    "map": re.compile(
        rf"\b(?:this|these|the|following) (?:[\w-]+ )?(?:heat ?)?maps?\b[^.]{{0,40}}?\b{_SHOWS}\b"
        rf"|\b{_SEEN} (?:in {_COLOUR} |\w+ )?(?:on|in|by) the (?:[\w-]+ )?(?:heat ?)?maps?\b"
        r"|\bmaps? (?:showing|\d{1,2}\b|overleaf|below|opposite)|\bsee (?:the )?maps?\b"
        rf"|\b(?:edged|shaded|hatched|outlined|coloured|verged|shown|marked) (?:in )?{_COLOUR}"
        r" on the (?:attached |site |location )?plans?\b"
        rf"|\bthe (?:site |location |street )?plan {_PLACE}"
        rf"|\bmaps? (?:of|for|showing) (?:[\w’'-]+ ){{1,8}}?(?:is|are|appears?|follows?) {_PLACE}\b"
        r"|\A\W*[\[(<]\s*(?:insert )?(?:the )?(?:[\w-]+ ){0,2}maps?\b[^.\])>]*[\])>]\W*\Z",
        re.I,
    ),
}
#: A drawing by whatever name, where room for it is below: "as the grouping below shows".
AS_BELOW = re.compile(
    r"\bas the (?!(?:[\w-]+ )?(?:tables?|lists?|examples?|quotes?|quotations?|comments?|paragraphs?|sections?|text)\b)"
    r"(?:[\w-]+ ){1,2}below (?:\w+ly )?(?:shows?|illustrates?|highlights?|depicts?|sets out|indicates?)\b",
    re.I,
)
#: The end of a sentence that leads to a drawing, or to a list or a table.
SHOWN_BELOW = re.compile(r"\b(?:shown|set out|illustrated|depicted|displayed|drawn) below:\Z", re.I)

# ---------------------------------------------------------------------------------- keys to what a text has lost

#: What a key says of signs that a text may have lost, and how they look where it hasn't.
_KEY = re.compile(
    r"\b(?:(?P<signs>arrows?|symbols?|ticks?|stars?|icons?|faces|smileys)"
    r"|colou?rs?(?: coding)?|shading|RAG ratings?|traffic lights?)\b[^.]{0,60}?"
    r"\b(?:shows?|shown|indicates?|denotes?|means?|tells?|explain(?:s|ed)?)\b",
    re.I,
)
_SIGNS = re.compile(
    r"[\u2190-\u21ff\u25a0-\u25ff\u2605\u2606\u2639\u263a\u2700-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
)
_RATED = re.compile(r"(?:\A|[\t|>])\W*(?:red|amber|green|[RAG])\W*(?=[\t|<]|\Z)", re.I)


#: Rows that a key tells from others by how they are set: "Shaded items are statutory", and what a text keeps of that.
_SET_OFF = re.compile(
    r"\b(?:(?P<way>shaded|highlighted|colou?red|bold|italic(?:ised)?|starred|asterisked|underlined|greyed[- ]out)"
    r" (?:items?|rows?|entries|cells?|figures?|lines?|boxes|dates?|names?|text)|(?:items?|rows?|entries|cells?|figures?"
    r"|lines?|dates?|names?) (?:that are |which are |shown |set |marked |printed )?(?:in )?"
    r"(?P<other>shaded|highlighted|bold|italics?|grey|red|green|amber|blue))\b(?! (?:and|or) (?:red|amber|green))"
    r"(?:(?!\b(?:will|can|may|once|when)\b)[^.]){0,40}?"
    r"\b(?:are|is|have|has|were|was|shows?|mark|indicates?|denotes?|means?)\b",
    re.I,
)
_NOTHING, _STARRED, _BOLD = re.compile(r"(?!)"), re.compile(r"\*|<b>"), re.compile(r"\*\*|<b>")
_KEPT = {"bold": _BOLD} | dict.fromkeys(("starred", "asterisked", "italic", "italics", "italicised"), _STARRED)
_WORDS_OF_A_KEY = 16
_IN_A_TABLE = re.compile(r"\b(?:columns?|margins?|rows?|cells?|tables?|ratings?|key|last|left|right|each)\b", re.I)


def lost_signs(pieces: Pieces) -> Iterator[Gap]:
    """Yield the keys to arrows, symbols, colours or rows set off of which their document shows nothing."""
    known: dict[tuple[int, re.Pattern[str]], bool] = {}

    def is_shown(document: Document, look: re.Pattern[str]) -> bool:
        if (key := (document.first_line, look)) not in known:
            lines = range(document.first_line, document.last_line + 1)
            known[key] = any(look.search(pieces.source.line(n)) for n in lines)
        return known[key]

    for block in (b for b in pieces.blocks if b.kind in TEXT):
        prose = block.passage(pieces.source)
        keyed = _KEY.search(prose.text) or _SET_OFF.search(prose.text)
        for begin, stop in sentences(prose.text) if keyed else ():
            sentence = prose.text[begin:stop].strip()
            document = pieces.document(block.first_line)
            if not all(is_shown(document, look) for look in _keys_in(sentence)):
                yield Gap("cut text", block.first_line, sentence)


def _keys_in(sentence: str) -> Iterator[re.Pattern[str]]:
    """Yield for each key that a sentence is how that which it explains looks in a text that shows it."""
    rows, signs = _SET_OFF.search(sentence), _KEY.search(sentence)
    if rows and len(sentence.split()) <= _WORDS_OF_A_KEY:
        yield _KEPT.get((rows["way"] or rows["other"]).casefold(), _NOTHING)
    if signs and _IN_A_TABLE.search(sentence):
        yield _SIGNS if signs["signs"] else _RATED
