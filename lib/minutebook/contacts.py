"""Contact details: found once, masked before anything else reads the text.

The raw papers hold e-mail addresses, telephone numbers and extensions as their publishers printed them. No
output repeats them. Masking keeps the length, so that character offsets stay those of the raw file.
"""

from __future__ import annotations

import re

MASK = "•"

# The look-behind and the possessive repeat keep this linear on a run of a million letters.
_EMAIL = r"(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]++)+"
_GAP = r"[ ().\u00a0-]{0,2}"
# A British number in full: a leading zero or +44, then nine or ten digits, however they are grouped, but not
# each on its own, as in a row of small counts.
_CODE = rf"(?:\+44{_GAP}(?:\(0\){_GAP})?|00{_GAP}44{_GAP}|\(?0)"
_IN_FULL = rf"(?<![\w£.,/-])(?!(?:\d ){{5}}){_CODE}\d(?:{_GAP}\d){{8,9}}(?![\w,]\d|\d)"
# A local number has no zero to be known by, so only a label in front gives it away.
_LABEL = r"\b(?:tel(?:ephone)?|phone|fax|mob(?:ile)?|minicom|textphone|contact no|DDI)(?:\s*(?:no|number))?"
_LOCAL = rf"{_LABEL}[^\w\n]{{0,8}}(?P<local>\d(?:{_GAP}\d){{5,10}}(?!\d))"
_EXTENSION = r"(?:(?<![\w.])(?<!\d )x|\b(?:ext(?:n|ension)?|ex)\b)[.:\s]{0,3}(?P<extension>\d{3,6})\b"

_CONTACT = re.compile("|".join([_EMAIL, _IN_FULL, _LOCAL, _EXTENSION]), re.IGNORECASE)


def masked(text: str) -> str:
    """Return `text` with every e-mail address, telephone number and extension overwritten, length kept.

    Example:
        >>> masked("Tel: 7641 0000; a.b@example.gov.uk, x 1234, 12 x 1000 copies")
        'Tel: •••••••••; ••••••••••••••••••, x ••••, 12 x 1000 copies'
    """
    return _CONTACT.sub(_cover, text)


def _cover(match: re.Match[str]) -> str:
    name = match.lastgroup
    start, end = match.span(name) if name else match.span()
    whole = match.group()
    return whole[: start - match.start()] + MASK * (end - start) + whole[end - match.start() :]
