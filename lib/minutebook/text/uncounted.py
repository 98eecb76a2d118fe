"""Numbers that count nothing: dates, references, addresses, ages of a group, names that hold a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutebook.text.dates import MONTHS
from minutebook.text.numbers import ONES, WORD
from minutebook.text.periods import is_counted_year

_PERCENT = r"%|per ?cents?\b"
_DURATION = r"(?:hour|day|week|month|year|minute)s?\b"
_PEOPLE = (
    r"(?:people|persons?|adults?|residents?|men|women|males?|females?|patients?|victims?|children|young people"
    r"|those|everyone"
    r"|anyone|population|pupils|clients)"
)
_AGE = r"(?:\d{1,3}|five|ten|sixteen|eighteen)"

#: "stood at nine" is no hour.
_NOT_STOOD = "".join(
    f"(?<!{word} )" for word in "stood stands remain remains remained stays stayed capped set still now".split()
)

# What may begin inside a word or at a mark; all else begins at the edge of a word.
_ADDRESS = r"https?://\S+|www\.\S+|(?<!\S)[^\s@]++@\S+"
_TELEPHONE = r"(?<!\d)0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b"
_IN_MARGIN = r"\[\d{1,3}\]|\A\s*\d{1,3} \|(?=\s)|(?<=\s)\| \d{1,3}\s*\Z"
_POINT = r"\A\s*\d{1,2}[.)] (?=(?-i:[A-Z]))|\A\s*\d{1,2}\.\d{1,2} (?=(?-i:[A-Z][a-z]))"
_IN_THOUSANDS = r"£ ?['’]?0{3}s?\b"

_PATTERNS = [
    _ADDRESS,
    # dates, years, times
    r"(?<!%\()(?<!% \()\b\d\d/\d\d\b(?!\s?weeks| ?days| ?months)",
    r"\b\d{1,2}\s?(?:st|nd|rd|th)\b",
    rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b",
    r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:(?:am|pm|noon|midnight)\b|[ap]\.m\b)",
    r"\b(?:began|start\w*|open\w*|end\w*|clos\w*|finish\w*|adjourn\w*|resum\w*|reconven\w*|arriv\w*|left"
    r"|join\w*|meets?|met)\b"
    r"[^.;\d]{0,25}\b(?:at|from|until|till|by) (?:[01]?\d|2[0-3])\.[0-5]\d\b(?!%| ?(?:%|per|million|m\b|bn))",
    r"\b(?:at|by|before|after|from|until) \d{1,2}\.00\b(?!%| ?(?:%|per|million))|\b\d{1,2} ?o[’']clock\b",
    r"\b\d{1,2}(?:[.:]\d\d)? ?(?:-|–|to|and|until|till) ?\d{1,2}(?:[.:]\d\d)? ?(?:[ap]m|noon|midnight)\b",
    rf"{_NOT_STOOD}"
    rf"\bat (?:{WORD})(?= (?:and|in|on|or|until|to)\b|[.,;])|\b(?:(?:{WORD}|quarter) past (?:{WORD})"
    rf"|half past (?:{WORD}|\d+)|(?:{WORD}|\d+) in the (?:morning|afternoon|evening))\b(?! [a-z]+s\b)",
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*:?,? \d{1,2} ?[-–] ?\d{1,2}\b",
    rf"\b(?:{'|'.join(MONTHS)}|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)) [’']?\d\d\b(?![\d,.]*\d|%"
    rf"| [a-z]+| ?\(\d)",
    r"\b\d{1,2}:\d\d\b|\b\d{1,2} ?[–-] ?\d{1,2}(?=,? (?:7|seven) days)",
    r"\b(?:[01]\d|2[0-3])\.[0-5]\d(?: ?(?:and|to|-|–) ?(?:[01]\d|2[0-3])\.[0-5]\d| ?h(?:ou)?rs)\b",
    rf"\b(?:{WORD}|\d+) minutes? (?:past|to) (?:{WORD}|\d+)\b|\b(?:24/7|24 hours a day)\b|\b24[- ]hour (?:city"
    rf"|tube|economy|society|culture)\b",
    rf"\b\d+ years on\b|\bNHS \d+[- ]Year\b"
    rf"|\b(?-i:(?:\d+|{'|'.join(word.capitalize() for word in ONES[1:])})[- ]Year (?:Plan|Strategy|Forward|View"
    rf"|Programme|Vision))\b",
    r"\b(?:first|last|best) 1,?00[01] (?:critical )?days\b",
    # documents and services called after a duration: "the 9-minute guide", "five day surgery"
    rf"\b(?:{WORD}|\d{{1,3}})[- ](?:minute|hour|day|week|month|year)[- ](?:[a-z]+ ){{0,2}}?(?:guides?|leaflets?"
    r"|booklets?|factsheets?|toolkits?|handbooks?|videos?|films?|podcasts?|surger(?:y|ies)|standards)\b",
    # pages at the end of an entry
    r"(?:(?<=[ \t]{3})|(?<=\.{4})|(?<=\.{4} ))\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?=[ \t]{3}|[ \t]{0,2}\Z)",
    r"\A\d{1,3} \d{1,2}(?= (?-i:[A-Z])[^.]{,200}\.{4})",  # and the next entry's number, where lines are joined
    # telephone services, operations, names
    r"\b(?:NHS|call(?:ing|ed)?|dial(?:ling|led)?|ring|via) (?:111|101|999)\b",
    r"\b(?:999|101|111) (?:(?:and|or|&) (?:999|101|111)|calls?|services?|line|number|figures|performance|demand"
    r"|data)\b",
    rf"{_TELEPHONE}|\bUnite \d+\b",
    r"\b0\d{3}\b(?:\s?(?:-|–|to|and)\s?[0-2]\d[0-5]\d\b)?|\b(?:[01]\d|2[0-3])[0-5]\d ?h(?:ou)?rs\b",
    r"\b(?:Web|Industry|Government) \d\.0\b|\bWindows \d+\b|\bcovid[- ]?19\b|\boperation \w+ \d+\b|\b(?:name of"
    r"|named|called|known as) \W?[A-Z]\w+ \d+\b",
    r"\b(?-i:(?!TOTAL)[A-Z]{4,} \d{1,2})\b(?![\d.,%]| [a-z])",
    # references
    r"\b(?:doses?|NI|ext\.?|Cm|ISBN|star rating|hygiene rating)\W{0,2}\d[\d-]*\b(?!%|,\d)"
    r"|\btel\w*[:.]? ?\d[\d ]+\d\b|\b\d-star\b"
    r"|\b(?-i:[A-Z]{2} \d{3,5} \d{3,5})\b|\b(?:year|reception|infants?|juniors?)[^()]{0,12}\(\d{1,2}[-–]\d{1,2}\)",
    r"\b(?!numbers? \()(?:sections?|paragraphs?|paras?|items?|pages? \d+ of|pages?|appendix|appendices|schedule"
    r"|part|class"
    r"|articles?|regulations?"
    r"|tables?|figures?|options?|phase|tier|level|stage|step|priorit(?:y|ies)|scheme|grade|band|annex|chapter"
    r"|note|questions?|round"
    r"|wave|type|workstream|pillar|KPI|sub-?section|(?:fig|sec|sect|art|reg|sch)\.|cohort|(?-i:Theme|Outcome|Action|Recommendation|Indicator)"
    r"|slides?|floor|rooms?|route|zone|domain|goal|objective|principle|standard|form|strand|report|volume"
    r"|charts?|maps?|minute|Q"
    r"|version|group|nos?\.|(?:ward|unit|flat|plot|contract|job|item) no|number|category|minute|DA|area"
    r"|key stage|KS|Act|ward|site|lot|unit)s?\s?\(?"
    rf"(?:Q\)\s?)?(?:\d++[\w.]*+(?!,\d{{3}}|\s?(?:{_PERCENT}))|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
    rf"(?:\s?(?:to|and|or|&|-|–|,(?!\s?\d+ [a-z]+s\b))\s?&?(?:\d+[\w.]*)\b(?!\s?(?:%|{_DURATION})))*",
    r"\b(?<!last )(?<!past )(?<!this )(?<!next )(?<!previous )(?<! a )(?<!the )(?:year|week|month|quarter)"
    r"(?:s?\s?|\s?\()"
    rf"(?:\d{{1,2}}(?![\d.,]*\d)(?!\s?(?:{_PERCENT}))|(?:one|two|three|four|five)\b)"
    rf"(?:\s?(?:to|and|or|&|-|–|,)\s?&?\d{{1,2}}\b(?![.,]?\d)(?!\s?(?:{_PERCENT}|{_DURATION})))*",
    r"\b(?:first|last|next|past|previous|other|all) (?:two|three|four|[234]) quarters\b",
    r"\b(?:licen[cs]e|registration|registered|reference|charity|company|application)(?: charity)? (?:number"
    r"|no\.?|ref\.?)?:?\s?(?-i:[A-Z]{1,3} ?)?\d+",
    r"\b\d+(?:\(\d+\))?,\s?(?:pp?\.\s?)?\d+\s?[-–]\s?\d+\b|\bpp?\.? ?\d+(?:[-–]\d+)?\b",
    r"\b\d{2,4}(?:[-–]\d{1,4})?[A-Z]?,? (?-i:(?:[A-Z][\w’']+ ){1,3})(?:Road|Street|Avenue|Lane|Square|Place"
    r"|House|Gardens|Way|Drive"
    r"|Court|Terrace|Close|Crescent|Hill|Row|Walk|Mews)\b",
    r"\b\d+:\d+\b|\b\d{1,2}\.\d{1,2}\.\d+|\bp ?[<=>] ?0?\.\d+|\b1-2-1\b",
    _IN_MARGIN,
    r"\b(?-i:ISO|BS|EN|PAS|UPRN|URN|USRN|CQC ID|FOI)\W{0,2}\d[\d-]*|(?<![’'])\bss?\. ?\d+(?:[-–]\d+)?\b",
    rf"{_POINT}|(?<=[:;] )\d{{1,2}}\.? (?=(?-i:That)\b)",
    r"\b(?:\d|one|two|three|four|five)(?:-bed(?:room(?:ed)?)?\b(?! (?:ward|unit|home|hospital))"
    r"|[- ]bed(?:room(?:ed)?)? (?:flat|house|propert|apartment|dwelling)\w*)",
    rf"{_IN_THOUSANDS}|\b(?:first|second|latter|last) half\b|(?<!a )\bhalf[- ]years?\b|\bhalf[- ]terms?\b",
    # ages
    r"(?<=% were )[1-9]\d (?:to|-|–) [1-9]\d\b(?!%| ?per\b| (?:days|weeks|months|minutes|hours|miles)\b)",
    r"\b(?:aged?|ages|age of|over|under) (?:between )?\d{1,2}s\b",
    rf"\b(?:under|over|below|above|up to|at|of|from|than)?\s?(?:the )?ages? (?:of )?(?:between |under |over "
    rf"|up to )?{_AGE}"
    rf"(?:(?:,| and| or| to|\s?[-–])\s?{_AGE}\b)*",
    rf"\baged? (?:between |under |over |from )?{_AGE}(?:\s?(?:-|–|to|and|or)\s?(?:over )?{_AGE})?(?: years?)?(?: old)?"
    r"(?: and (?:over|under|above|below)| or (?:over|under)| plus|\+)?",
    rf"\b{_PEOPLE} (?:who (?:are|were) )?(?:aged )?(?:over|under|above|below) (?:the age of )?\d{{1,2}}\b(?!%"
    rf"|,\d| ?per| days| weeks| years(?! old)| months)",
    r"\b(?:from )?\d{1,2} to (?:over |under )?\d{1,2}\+? years? old\b|\b(?:birth|pre-birth) to (?:\d+|five"
    r"|three|two|nineteen)\b",
    r"\b(?:under|over) \d{1,2}(?:s|['’]s| years? old| years? of age|(?=[).;](?!\d)|,(?!\d)| (?:and|or) over))",
    r"\b(?:under|over)[- ](?:5|11|16|18|19|21|24|25|34|65|75|85)\b(?!%| per ?cent|,|\.\d| years?\b(?! old| of age))",
    rf"\b{_PEOPLE} (?:under|over|below|above) \d\d years\b",
    r"\bwho (?:are|were) (?:aged )?(?:over|under|above|below) \d{1,2}\b(?!%|,\d|\.\d| ?per| [a-z]+s\b)",
    r"\b\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?:[- ]year[- ]olds?| years? olds?| years? of age"
    r"|[- ](?:years? )?age (?:group|range|band)s?|[- ]years? age)",
    r"\b\d{1,2}\s?[-–]\s?\d{1,2}(?= (?:services?|population|cohort|pathway|offer)\b)"
    r"|(?<=% )\d{1,2}\s?[-–]\s?\d{1,2}\b(?!%)",
    r"\b(?:she|he|who) (?:is|was) (?:now |then |only )?\d{1,3}(?= (?:and|when|with|at)\b|[,.](?!\d))"
    r"|\b(?-i:(?:Mr|Mrs|Ms|Miss|Adult|Child) [A-Z][a-z]*|[A-Z]),? (?:(?:is|was) )?\d{1,3}(?=,| (?:and|when)\b)",
    rf"\b{_PEOPLE} (?:are|were) (?:mostly |mainly |all )?between \d\d and \d\d(?=[.;,)](?!\d)|\Z)"
    rf"|\b\d{{1,2}}[-–]\d{{1,2}}s\b",
    rf"\b{_PEOPLE} of (?:between )?{_AGE}\s?(?:-|–|to|and)\s?{_AGE}\b(?!%| per|,\d)",
    rf"\b{_PEOPLE} (?:who (?:are|were) )?(?:aged )?(?:under|over|below) (?:{WORD})(?=[.,;)]|\Z)",
    r"\b(?:are|were|was|is) \d{2} or (?:more|less)(?=[.,;)](?!\d)|\Z)",
    rf"\b(?:{WORD})[- ]year[- ]olds?\b|\b(?:man|woman|boy|girl) of (?:{WORD}|\d\d)\b",
    r"\b(?:\d|two)\s?(?:-|–|to)\s?(?:\d|two)(?: and a half|½)[- ]years?\b(?=[- ](?:old|check|review|development"
    r"|assessment))",
    r"\b\d{1,2}[- ]year[- ]olds?\b|\b\d{1,2}\+|\b[a-z]{3,8}-year-olds?\b|\bpathways? \d\b",
    r"\b\d{2} (?:and|or|years and|years or) (?:over|under|above|below|older|younger)\b|\b\d{1,2} years? old\b",
    # "one" that counts nothing, ordinals of events
    r"(?<!-)\bone (?:of|another|or more|to one|off|hand|side|way|where|that|which)\b",
    r"\b(?:no|any|every|each|this|that|the|which|only|new|another)[- ]one\b",
    r"\b(?:first|second|third) (?=lockdown|wave|phase|stage|step|meeting|year|round|work)",
]
_WITHIN = "|".join((_ADDRESS, _TELEPHONE, _IN_MARGIN, _POINT, _IN_THOUSANDS))
_UNCOUNTED = re.compile(rf"\b(?:{'|'.join(_PATTERNS)})|\B(?:{_WITHIN})", re.I)
#: What a rate is for, where its number doesn't stand in front: "per 100,000 population: 4.9".
_PER = re.compile(r"(?<!\d)\b(?:per|(?:for|in|to) (?:every|each)) (?:1,?000|10,?000|100,?000)\b", re.I)
_RATE_IN_FRONT = re.compile(r"\d[\d.,]*(?: [a-z-]+){0,2} \Z")
#: A telephone service that is no number of things: "waits for 101", "calls to 111 and 999".
_SERVICE = re.compile(
    r"\b(?:calls?|callers?|calling|wait(?:s|ing)?|ring\w*|demand|target|access|know|tell\w*|told|use"
    r"|contact\w*)\b(?: [a-z]+){0,2}"
    r" (?:for|to|about|on|from|of|by|through|with) (?P<number>(?:(?:111|101|999),? (?:and |or )?)?(?:111|101|999))\b"
    r"(?! [a-z]{3,}s\b|,\d)",
    re.I,
)
#: Codes and names that hold a number, told by their capitals: Covid-19, SO15, W10 4LE, 1NF. "£500K" is none.
_CODE = re.compile(
    r"\b[A-Z][A-Za-z]*-?\d[\w-]*(?:\s\d[A-Z]{2}\b)?|\b(?![cx]\d)[A-Za-z]+\d+\w*"
    r"|(?<![£$€\d.,])\b\d+(?![KMB]\b)[A-Z]\w*\b"
)
#: Years and spans of years; whether one is a count is told by what stands around it.
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:s\b|\b(?![,.]\d|%))(?:\s?[/–-]\s?(?:\d\d){1,2}\b)?")
_BAND_BEFORE = re.compile(r"\b(?:aged?|ages|age group)\b", re.I)
_YEARS_BAND = re.compile(
    r"\b\d{1,2}\s?(?:-|–|to)\s?\d{1,2} years\b(?! (?:ago|in|of|from|for|with|after"
    r"|before))",
    re.I,
)
_UP_TO_AGE = re.compile(r"\b(?:or )?up to \d{2}\b(?=\)| (?:for|where|if|with)\b)", re.I)
_ITEM = re.compile(r"(?:\A|(?<=[\s;:,]))([1-9])[.)]? (?=[A-Z][a-z])")
#: "two reasons: 1) lending tools": a bracket that closes what none has opened marks an item, whatever follows.
_CLOSED = re.compile(r"(?:\A|(?<=[;:,.] ))\d{1,2}\) (?=[A-Za-z])")
#: "Tenant 1: a woman of 60": one thing of several, by its number.
_NUMBERED = re.compile(
    r"\A\W*(?!(?:Total|Average|Mean|Sum|Another|About|Around|Over|Under|Only|Just|Nearly|Almost|Some|Up|Down|Of|In|At"
    r"|Rank)\b)[A-Z][a-z]+(?<!s) (\d{1,2}): "
)
#: "1 Improving wellbeing": the mark of an item.
_MARK = re.compile(
    r"[\s(]*(\d{1,2})[.)]?\s+(?-i:[A-Z])(?![A-Z])(?![\w’'-]*s\b|(?:[\w’'-]+ ){1,3}[\w’'-]*s\b"
    r"|(?:[\w’'-]+ ){0,3}(?:people|children|staff)\b)"
)
_FAR = 40  # characters from a number to what it is per
_NUMBER_ALONE = re.compile(r"\s*\d{1,3}[.):]?\s*")


def uncounted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence whose numbers count nothing.

    Example:
        >>> text = "Under Section 42, 30 adults aged 65 and over"
        >>> [text[a:b].strip() for a, b in uncounted(text)]
        ['Section 42', 'aged 65 and over']
    """
    if _NUMBER_ALONE.fullmatch(text):
        yield 0, len(text)
    if (mark := _MARK.match(text)) and not re.search(r"\d", text[mark.end(1) :]):
        yield mark.span(1)
    for pattern in (_UNCOUNTED, _CODE):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _PER.finditer(text):
        if not _RATE_IN_FRONT.search(text, max(0, match.start() - _FAR), match.start()):
            yield match.span()
    yield from (match.span("number") for match in _SERVICE.finditer(text))
    yield from (match.span() for match in _YEAR.finditer(text) if not is_counted_year(text, *match.span()))
    yield from _list_marks(text)
    opened = text.find("(")
    yield from (match.span() for match in _CLOSED.finditer(text) if opened < 0 or match.start() < opened)
    if numbered := _NUMBERED.match(text):
        yield numbered.span(1)
    if _BAND_BEFORE.search(text):
        yield from (match.span() for match in _YEARS_BAND.finditer(text))
        yield from (match.span() for match in _UP_TO_AGE.finditer(text))


def _list_marks(text: str) -> list[tuple[int, int]]:
    """Return the numbers of a list inside a sentence: "1 Fiscal: costs; 2 Economic: growth"."""
    marks = list(_ITEM.finditer(text))
    run = [match for n, match in enumerate(marks) if int(match[1]) == n + 1]
    return [match.span() for match in run] if len(run) >= 2 and len(run) == len(marks) else []
