"""Contact details: found once, masked before anything else reads the text.

The raw papers hold e-mail addresses, telephone numbers and extensions as their publishers printed them. No
output repeats them. Masking keeps the length, so that character offsets stay those of the raw file. A detail is
looked for in the raw text and in what a reader sees of it, for markup and entities may stand inside one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

MASK = "•"

# --- what a reader sees -------------------------------------------------------------------------

_FOOTNOTE_MARK = r"<sup>\s*\d{1,3}\s*</sup>|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+"
#: What nobody sees: control characters (white space is none), marks of byte order and of the direction of writing,
#: joints of no width.
UNSEEN = r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
_MARKUP = re.compile(
    "|".join(
        [
            r"(?P<link>\[(?P<label>[^\[\]\n]{0,300})\]\([^()\n]{0,500}\))",
            rf"(?P<mark>{_FOOTNOTE_MARK})",
            r"(?P<gone>\*\*|<\/?[A-Za-z][^<>\n]{0,300}>|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))",
            r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|-])",
            r"(?P<entity>&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8});)",
        ]
    )
)

#: A character that markup begins with: looked for by itself, for few lines hold one.
_BEGINS_MARKUP = re.compile(r"[\[<*\\&\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")


def may_hold_markup(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of text may hold anything that a reader doesn't see as it is written."""
    return _BEGINS_MARKUP.search(text, start, end) is not None


def readable(text: str, start: int, end: int) -> Iterable[tuple[str, int, int]]:
    """Yield stretches of readable text, each as long as its span, or one character for a longer span."""
    at = start
    for match in _MARKUP.finditer(text, start, end) if may_hold_markup(text, start, end) else ():
        if match.start() < at:
            continue
        yield text[at : match.start()], at, match.start()
        at = match.end()
        if match["link"]:
            yield from readable(text, *match.span("label"))
        elif match["escaped"]:
            yield match["escaped"], match.start(), match.end()
        elif match["entity"] and len(plain := html.unescape(match["entity"])) == 1:
            if not re.match(UNSEEN, plain):
                yield plain, match.start(), match.end()
        elif match["entity"]:
            at = match.start() + 1
            yield "&", match.start(), at
    yield text[at:end], at, end


# --- what a detail looks like -------------------------------------------------------------------

# The look-behind and the possessive repeats keep an e-mail linear on a run of a million letters.
_NAME = r"(?<![\w.+'-])[\w.+'-]++"
_DOT = r"(?:\.|[ ]?[\[(]dot[\])][ ]?)"
# What may follow a cut inside a domain; other words after a full stop begin a sentence.
_ENDING = r"(?-i:(?:gov|nhs|org|ac|co|com|net|uk|sch|police)(?:\.[a-z]{2,6}){0,3}\b)"
_CUT = rf"\.\s{{1,4}}{_ENDING}"
_GLUED = (
    rf"(?:@|%40)[\w-]++(?:(?:{_DOT}[\w-]++)++(?:{_CUT})?|{_CUT}"
    rf"|[ ]?\n[ ]{{0,4}}(?-i:[a-z\d-]++(?:\.[a-z\d-]++){{0,4}}\.(?:uk|com|org|net)\b))"
)
# With space around the sign, or a word for it, the rest must look more like an address than `5 @ 3.20` does.
_SPACED = (
    r"[ \n]{0,3}(?:@|%40|[\[({][ ]?at[ ]?[\])}])[ \n]{0,3}"
    rf"(?=[a-z])[\w-]++(?:(?:{_DOT}(?=[a-z])[\w-]++)++(?:{_CUT})?|{_CUT})"
)
_EMAIL = rf"{_NAME}(?:{_GLUED}|{_SPACED})"

# Between digits: no tab, which parts the columns of a table; a line end only before a group of three or more.
_GAP = r"[ ().\-/]{0,5}(?:\n[ ]{0,4}(?=\d{3}))?"
_TABBED = r"[ ().\-/\t]{0,5}"
_EXTRA = (
    r"(?:[ ,;(]{0,3}(?:x|ext(?:n|ension)?)[.: ]{0,3}(?:(?:no|number)\b[.: ]{0,3})?\d{1,6}\b"
    r"|[ ]?/[ ]?\d{3,4}\b(?![ ]?[\d/]))?"
)
_END = r"(?!\d|,\d|(?!x)[^\W\d]\d)"


def _full(gap: str) -> str:
    """Return the form of a British number in full: a code known by its zero or +44, then nine or ten digits."""
    # A zero on its own is a small count of a row, and two digits the day of a date.
    code = rf"(?:\+44{gap}(?:\(?0\)?{gap})?|00{gap}44{gap}(?:\(0\){gap})?|\(0\){gap}(?=[1-9]\d)|\(?0(?=[1-9]\d))"
    return rf"{code}[1-9](?:{gap}\d){{8,9}}{_END}"


_NUMBER = _full(_GAP)
# Without its plus sign, 44 is a code only in front of digits grouped as those of a number are.
_BARE_44 = (
    r"44[ .-](?:\(0\)[ ]?)?(?:20[ ]?\d{4}[ ]?\d{4}|[17]\d{3}[ ]?\d{3}[ ]?\d{3}|[1-9]\d\d[ ]\d{3}[ ]\d{4})(?![ ]?[\d,])"
)
_IN_FULL = rf"(?<![\w£.,/-])(?:{_NUMBER}|{_BARE_44}){_EXTRA}(?:[ ]?/[ ]?{_NUMBER}{_EXTRA}){{0,3}}"

# A local number has no zero to be known by, so only a label in front gives it away.
_LABEL = (
    r"(?:\b(?:tel(?:ephone)?|phone|fax|mob(?:ile)?|minicom|textphone|contact no|DDI|direct (?:line|dial)|switchboard"
    r"|helpline|hotline|landline)(?:\s*(?:nos?|numbers?)\b)?|(?<![\w.])(?-i:[TFM])[ ]?(?=:))"
)
_AFTER_LABEL = r"(?:[^\w\n£]{0,8}|[^\w\n£]{0,3}:[^\w\n£]{0,3}\n[^\w\n£]{0,4})"
_YEAR = r"(?:19[5-9]|20[0-4])\d"
_NO_DATE = rf"(?!\d\d?[/.-]\d\d?[/.-]|{_YEAR}[ ]?[/-]|{_YEAR}[ ]+{_YEAR}\b)"
_HERE = r"[ ().-]{0,3}"
_LOCAL = (
    rf"{_NO_DATE}(?:(?:44{_HERE}(?:\(0\){_HERE})?)?\d(?:{_HERE}(?!(?<!\d){_NUMBER})\d){{5,10}}(?!\d)"
    rf"|(?!{_YEAR})\d{{4}}[ ]{{0,3}}[/-]?[ ]{{0,3}}\n?[ ]{{0,4}}(?!{_YEAR}\b)\d{{4}}\b)"
)
_NEXT = r"(?:[ ]?[,;/&][ ]?|[ ,]{0,2}\b(?:or|and)[ ])"
_LABELLED = (
    rf"{_LABEL}{_AFTER_LABEL}(?P<local>(?:{_full(_TABBED)}|{_LOCAL}){_EXTRA}"
    rf"(?:{_NEXT}{_NO_DATE}(?:{_NUMBER}|\d{{3,4}}[ -]?\d{{3,4}}\b(?![,.]\d)){_EXTRA}|[ ]or[ ]\d{{4}}\b){{0,3}})"
)
_NO = r"[.:\s(]{0,3}(?:(?:nos?|numbers?)\b[.:\s]{0,3})?"
_EXTENSION = (
    rf"(?:(?:(?<![\w.])(?<!\d )x|\bex\b)[.:\s]{{0,3}}(?=\d{{3}})|\bext(?:n|ension)?\b{_NO}(?=\d{{3}})"
    rf"|\bextn?\b{_NO}(?=\d\d\b))(?P<extension>\d{{2,6}}\b(?:(?:[ ]?/[ ]?|[ ]or[ ])\d{{3,6}}\b)?)"
)

# None begins inside a word: told at once there, for each of them is slow to try.
_CONTACT = re.compile(rf"(?<!\w)(?:{'|'.join([_EMAIL, _IN_FULL, _LABELLED, _EXTENSION])})", re.IGNORECASE)

# --- masking ------------------------------------------------------------------------------------

_STRAY = re.compile(rf"[\\*`~\r\u00ad]|{UNSEEN}")
# An entity may spell another (`&amp;#64;`), and a masked detail lay bare the next; more often is no accident.
_LAYERS = 3
_ROUNDS = 3


def masked(text: str) -> str:
    """Return `text` with every e-mail address, telephone number and extension overwritten, length kept.

    Example:
        >>> masked("Tel: 7641 0000; a.b@example.gov.uk, x 1234, 12 x 1000 copies")
        'Tel: •••••••••; ••••••••••••••••••, x ••••, 12 x 1000 copies'
        >>> masked("a.b<b>&#64;</b>example.gov.uk or **020** 7641 0000")
        '••••••••••••••••••••••••••••• or **•••••••••••••••'
    """
    for _ in range(_ROUNDS):
        before, text = text, _masked_once(text)
        if text == before:
            break
    return text


def _masked_once(text: str) -> str:
    out = list(text)
    shown = text
    starts: Sequence[int] = range(len(text))
    ends: Sequence[int] = range(1, len(text) + 1)
    for _ in range(_LAYERS):
        for match in _CONTACT.finditer(_folded(shown)):
            begin, end = match.span(match.lastgroup or 0)
            for at in range(starts[begin], ends[end - 1]):
                # Lines and columns stay what they are.
                out[at] = out[at] if out[at] in "\n\r\t" else MASK
        if not (_MARKUP.search(shown) or _STRAY.search(shown)):
            break
        seen, firsts, lasts = _seen(shown)
        shown, starts, ends = seen, [starts[at] for at in firsts], [ends[at - 1] for at in lasts]
    return "".join(out)


def _folded(text: str) -> str:
    """Return `text` with full-width and other letters, digits, dashes and spaces as plain ones, length kept."""
    table: dict[int, str] = {}
    for character in set(text):
        if character.isascii() or character == MASK:
            continue
        plain = unicodedata.normalize("NFKC", character)
        if unicodedata.decimal(character, None) is not None:
            plain = str(unicodedata.decimal(character))
        elif unicodedata.category(character) == "Pd" or character == "\u2212":
            plain = "-"
        elif character in "\u2019\u2018":
            plain = "'"
        if len(plain) == 1 and plain.isascii() and not unicodedata.decomposition(character).startswith("<super>"):
            table[ord(character)] = plain
    return text.translate(table)


def _seen(text: str) -> tuple[str, list[int], list[int]]:
    """Return what a reader sees of `text`, with the start and end in `text` of each of its characters."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in readable(text, 0, len(text)):
        pieces.append(piece)
        whole = end - start == len(piece)
        starts.extend(range(start, end) if whole else [start])
        ends.extend(range(start + 1, end + 1) if whole else [end])
    seen = "".join(pieces)
    if stray := {match.start() for match in _STRAY.finditer(seen)}:
        kept = [at for at in range(len(seen)) if at not in stray]
        seen, starts, ends = "".join(seen[n] for n in kept), [starts[n] for n in kept], [ends[n] for n in kept]
    return seen, starts, ends
