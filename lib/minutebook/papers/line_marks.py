"""How lines begin and end: marks of pages, footnotes, points of a list and numbers, and sentences that go on."""

from __future__ import annotations

import re

PAGE_MARK = re.compile(
    r"[#* ]*Page \d{1,4}(?: of \d{1,4})?\**\s*|[#* ]*(?:Page \d{1,4}\W+)?This page (?:is"
    r"|has been) (?:intentionally )?left blank(?: on purpose)?\W*"
    r"|[#* ]*\d{1,4} ?\| ?P ?a ?g ?e\s*",
    re.I,
)
FOOTNOTE = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+))\s*(?=\S)")
BULLET = re.compile(r"\s*(?:(?:[-*•✓✔❑❖★▪■●◦‣➢►→]|o(?=\s))\s+)+(?=\S)")
NUMBER = re.compile(
    r"[* ]*(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=[* ]*[\s.])(?=[\s*.]+(?:[A-Z(\"'“‘<\[❑]"
    r"|[£\d][^\n\t]*[a-z] [a-z]+ [a-z]))"  # 3.2
    r"|\d{1,2}[.)](?=\**(?:\s|\Z))"  # 3. and 3)
    r"|\((?:[ivxl]{1,6}|[a-z]|\d{1,2})\)(?=\s)"  # (iv), (b), (2)
    r"|(?:[ivxl]{1,6}|[IVXL]{1,6}|[a-z])[.)](?=\s)"  # iv), IV., b)
    r")[* ]*[. ]*"
)
#: An integer alone is a number only in front of a heading: "5 Financial Implications", not "28 patients".
BARE_NUMBER = re.compile(
    r"(?P<number>(?:Minute|Min\.|MINUTE)(?: No\.?)? \d{1,4}(?:/\d{2,4})?[.:]?(?= {2,}|\t| [A-Z])"  # Minute 23
    r"|[A-Z]{1,6}[./-]\d{1,4}(?:[./-]\d{1,4})?\.?(?= {2,}|\t| [A-Z])"  # HWB/40
    r"|\d{1,3}/\d{2,4}|[A-Z]{1,4}[./ ]?\d{1,3}\.?(?= {2,}|\t| [A-Z]{4})|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?"
    r"|[A-Z][.)])\**\s+\**(?=[A-Z'“‘]|(?:\d\d)?\d\d[/–-]\d\d [A-Za-z])"
)
LABEL_LINE = re.compile(r"[A-Z][\w /&'’-]{1,40}:")
#: The number of a page that stands before its first words.
PAGE_IN_FRONT = re.compile(r"Page \d{1,4} (?=[A-Z][A-Za-z])")
#: A line that breaks off, and how the line begins that it goes on with.
UNFINISHED = re.compile(r"[\w,’')\u2013-]\s*\Z")
CONTINUES = re.compile(r"[a-z]|-\d")
#: A sentence of fewer words isn't taken to be cut by a page break.
WORDS_TO_BE_CUT = 3
