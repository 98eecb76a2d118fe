"""What sentences on pictures say: charts, diagrams and maps that a text shows, points to, or tells by their colours."""

from __future__ import annotations

import re

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
