"""What is counted: whether a number is of all that an indicator counts, of a part that the paper names, or of another.

A fact without a part is read as one of the whole. So what narrows a number is told as its part; and where its base is
only "these" or "this group", or something else is counted, there is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.facts.catalogue import Indicator, Mention, indicators, mentions
from minutebook.facts.parts import WIDE, Claim, features
from minutebook.facts.places import places
from minutebook.text.periods import periods
from minutebook.text.quantities import Quantity

_NEAR = 200  # characters before a number that its base may be named in

#: "78% of these assaults", "58% of victims in this age group"; "of those tested" says itself whom it means.
_THESE = re.compile(
    r"\b(?:of|among|amongst|for|in|within) (?:all (?:of )?|both )?"
    r"(?:(?:these|those|such|them)\b(?! (?:who|that|whose|where|with|aged|living|in|under|over|eligible|known"
    r"|responding|(?:years|months|areas|wards|boroughs|zones|places|sites)|[a-z]+ed)\b)"
    r"|this (?:[a-z]+ )?(?:group|cohort|band|category|sample|type|offence|crime)\b)",
    re.I,
)
_CLAUSE = re.compile(r"[;:•]\s|(?<=[a-z%)])\.\s")
_AND_OF = re.compile(r"\band (?:(?:about|around|nearly|over|almost|some|just) )*[^\s]+(?: [a-z]+)?\Z")
_VERB_OF_ITS = re.compile(
    r"(?! of (?:all|the)\b)|[^.;]*?(?<!\bthat )(?<!\bwho )(?<!\bwhich )\b(?:was|were|is|are|had|have|has|[a-z]+ed)\b"
)
_REFERS = re.compile(r"\W*(?:This|These|They|Those|Their|It)\b")


def base_is_told(text: str, before: str, quantity: Quantity, earlier: Sequence[Claim | None]) -> bool:
    """Tell whether a percentage says itself what it is of, and not by "these" or "this group" alone.

    Args:
        text: The sentence.
        before: What its paragraph says before.
        quantity: The percentage.
        earlier: What the numbers before it in the sentence measure, of which it may be a share.

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> said = ("12% of these thefts were of phones", "12% of those surveyed feel safe")
        >>> [base_is_told(text, "", quantities(text)[0], []) for text in said]
        [False, True]
    """
    if quantity.unit != "percent" or any(claim and claim.statistic == "level" for claim in earlier):
        return True
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, quantity.begin)), default=0)
    end = _CLAUSE.search(text, quantity.stop)
    if _THESE.search(text, begin, end.start() if end else len(text)):
        return False
    if (
        earlier
        and earlier[-1]
        and _AND_OF.search(text, 0, quantity.stop)
        and not _VERB_OF_ITS.match(text, quantity.stop)
    ):
        return False  # "thefts are 10% of all crime and a quarter of all victims aged 1 to 24"
    return not (_REFERS.match(text) and _THESE.search(before[-_NEAR:]))


_BARE = re.compile(r"(?:victim|offender|suspect|perpetrator)s?", re.I)
_ALL = re.compile(r"\ball (?:[a-z]+ ){0,2}\Z|\b(?:against|among) \Z", re.I)
_GROUPS = {"age", "sex", "circumstance", "ethnicity"}


def is_of_narrower(text: str, claim: Claim, before: str = "", heading: str = "") -> bool:
    """Tell whether bare victims, offenders or suspects are those of something narrower that is named around them.

    Args:
        text: The sentence.
        claim: What one of its numbers measures.
        before: What is said before it.
        heading: What stands over it.

    Example:
        >>> victims = Claim("victims_of_crime", "share")
        >>> [is_of_narrower(f"9% of {who}", victims, "MARAC cases") for who in ("victims", "victims of crime")]
        [True, False]
    """
    if claim.indicator not in WIDE or claim.coverage:
        return False
    said, named = _named_in(text, before, claim.indicator)
    bare = all(_BARE.fullmatch(said, m.begin, m.stop) and not _ALL.search(said, 0, m.begin) for m in named)
    if not bare or not (named or heading):
        return False
    around = f"{before} {text[: named[0].begin]}" if named and said is text else before
    others = {name for words in (around, heading) for name, _, _ in mentions(words, True)} - {claim.indicator}
    others = {name for name in others if indicators()[name].unit != "percent"}  # a rate is no group
    group = {f"{kind}: {part}" for kind, part in features(heading).items() if kind in _GROUPS}
    return bool(others - _AS_WIDE) or any(part not in claim.breakdown for part in group)


_AS_WIDE = {*WIDE, "suspects"} - {"young_offenders"}


def _named_in(text: str, before: str, indicator: str) -> tuple[str, list[Mention]]:
    """Return the text that names an indicator, a sentence or what is said before it, and where it does."""
    for said in (text, before):
        if named := [Mention(*one) for one in mentions(said) if one[0] == indicator]:
            return said, named
    return text, []


#: Words between a number and its noun that narrow nothing: "46 recorded thefts".
_NEUTRAL = re.compile(
    r"(?:\s?(?:recorded|reported|new|known|more|fewer|less|extra|additional|further|total|of|the|these|those|them|all|key"
    r"|such|different|separate|alleged|offences?|incidents?|cases?|people|persons?|reports?|victims?|children|individuals"
    r"|occasions|times|and|or|plus|x|just|only|their|its|our|a|an|[\d,]+)\b)*\s?",
    re.I,
)
_MORE = re.compile(r"\A(?:(?:more|fewer|less|extra|additional|further|new|plus)\s)+")
_QUALIFIED = re.compile(
    r"\s?(?:(?!(?:of|in|by|for|to|was|were|are|is|and|or|with|from|at|on|per|than|that|who|which|have|has|had)\b)"
    r"[\w’'/-]+\s){0,3}"
)
_FIRST = (
    r"(?:at(?= [a-z]+ level\b)|of|to|for|from|with|under|against|by|among|involving|regarding|concerning|relating to"
    r"|towards)"
)
_LAST = (
    r"(?:was|were|is|are|be|been|being|has|have|had|will|would|could|should|in|on|at|over|during|since|per|across|within|than|which"
    r"|that|who|and|or|but|while|whilst|compared|up|down|rose|fell|fallen|risen|so|to|from|by|this|these|those|them|whom|last|each"
    r"|every|between|after|before|until|more|less|about|around|nearly|almost|some|average|total|all|both|year|month|week|quarter|previous|prior"
    r"|preceding|following|current|earlier|same"
    r"|place|they|we|it|he|she|[a-z]+(?<!licens)(?<!relat)ed)\b"
)
_COMPLEMENT = re.compile(
    rf"\s(?P<said>{_FIRST}\s(?!{_LAST})(?!\d)[\w’'&/-]+(?:(?:\s(?:and|or))?\s(?!{_LAST})(?!\d)[\w’'&/-]+){{0,7}})", re.I
)
_NAME = re.compile(
    r"(?:of|to|for|from|by|among|with|against)\s(?:the\s)?[A-Z][a-z’'][\w’'-]*(?:\s(?:and|of|the|[A-Z][\w’'-]*))*"
)
_MONEY_FOR = re.compile(
    r"(?:\s(?:just|only))?\s(?P<said>(?:towards|for|to cover|to fund|to pay for)"
    rf"(?:\s(?!{_LAST})[\w’'&/-]+)(?:\s(?!(?!of\b){_LAST})[\w’'&/-]+){{0,7}})"
)


def complement(text: str, at: int) -> str:
    """Return the words behind a noun that narrow it, no place and no time: "to gambling premises".

    Example:
        >>> [complement(f"89 visits{words}", 9) for words in (" to gambling premises in May", " to Ayle", " were made")]
        ['to gambling premises', '', '']
    """
    if bracketed := _BRACKETED.match(text, at):
        return bracketed[0].strip()
    done = _DONE.match(text, at)
    match = _COMPLEMENT.match(text, done.end() if done else at)
    return _no_bearing(match["said"]) if match else ""


_BRACKETED = re.compile(r" \((?!the\b|percent|number|rate|share|proportion|includ|which|as\b)[a-z]{3,} [a-z ]{3,40}\)")
_DONE = re.compile(r" (?:issued|served|given|made|undertaken|granted)\b")


def _no_bearing(said: str) -> str:
    """Return words without the place that ends them; nothing where they are of a place or a time."""
    if (named := places(said)) and named[0][1]:
        said = said[: named[0][1]].rstrip()
    small = re.fullmatch(rf"(?:{_FIRST}|in|on|at)(?:\s(?:the|an?))?", said, re.I)
    return "" if small or _NAME.fullmatch(said) or any(periods(said)) else said


def narrowed(text: str, quantity: Quantity, claim: Claim) -> Claim:
    """Return a claim with the words that narrow what its number counts: "89 visits to gambling premises".

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> text = "They made 9 food inspections in May"
        >>> narrowed(text, quantities(text)[0], Claim("inspections", "level")).breakdown
        'food inspections'
    """
    named = [Mention(*one) for one in mentions(text) if one[0] == claim.indicator]
    told = claim.breakdown and claim.breakdown not in {text[m.begin : m.stop] for m in named}
    if claim.statistic == "share" or told or not named:
        return claim
    stop, indicator = quantity.stop, indicators()[claim.indicator]
    if quantity.unit == "GBP" and (said := _MONEY_FOR.match(text, stop)):
        return replace(claim, breakdown=_no_bearing(said["said"]))
    if indicator.unit == quantity.unit == "percent" and (who := who_of(text[stop:], indicator.definition)):
        return replace(claim, breakdown=f"of {who}")
    if part := _narrowing(text, quantity, named, indicator):
        return replace(claim, breakdown=part)
    return claim


_TO_COUNCIL = re.compile(
    r"(?:to|with|by|for) (?:the |our )?(?:councils?|local authority|authorities|boroughs?|teams?|us)\b.*", re.I
)
_SHORT = 3  # letters


def _beyond(said: str, indicator: Indicator) -> str:
    """Return words that narrow an indicator; nothing where its own definition says them: "adult" safeguarding."""
    words = [word[:5] for word in re.findall(r"\w+", said.casefold()) if len(word) > _SHORT]
    known = f"{indicator.label} {indicator.definition}".casefold()
    return "" if _TO_COUNCIL.fullmatch(said) or all(word in known for word in words) else said


def _narrowing(text: str, quantity: Quantity, named: Sequence[Mention], indicator: Indicator) -> str:
    """Return the words that name what a number counts, with those around them, where they narrow it."""
    begin, stop = quantity.begin, quantity.stop
    right_behind = [m for m in named if m.begin >= stop and _QUALIFIED.fullmatch(text, stop, m.begin)]
    if _OF_THEM.match(text, stop):
        right_behind = [m for m in named if m.begin >= stop]
    near = right_behind[0] if right_behind else min(named, key=lambda m: max(m.begin - stop, begin - m.stop))
    gap = text[stop : near.begin] if right_behind and not _OF_THEM.match(text, stop) else ""
    words = text[near.begin : near.stop]
    qualifier = "" if _NEUTRAL.fullmatch(gap) else _MORE.sub("", gap.strip())
    qualifier, rest = (_beyond(said, indicator) for said in (qualifier, complement(text, near.stop)))
    narrow = qualifier or rest or indicator.is_part(words)
    return " ".join(" ".join(one for one in (qualifier, words, rest) if one).split()) if narrow else ""


_WHO = re.compile(
    r"\sof (?:the |our |all )?(?P<who>(?:[a-z-]+\s){0,2}?(?:people|children|women|men|girls|boys|staff|pupils"
    r"|adults))\b"
)


def who_of(gap: str, definition: str) -> str:
    """Return whom a level in percent is of, where its definition is of others: "70% of young people feel safe".

    Example:
        >>> [who_of(f" of {who} live in it", "Share of children") for who in ("children", "young people", "people")]
        ['', 'young people', '']
    """
    match = _WHO.match(gap)
    who = match["who"] if match else ""
    known = who in ("", "people", "pupils") or who.split()[-1] in definition.casefold()
    return "" if known else who


_OTHERS_TOO = re.compile(r"(?:,? (?:[a-z]+ )?(?:and|or) other\b|[^.;:\d]{0,30} and other\b)", re.I)
_OF_THEM = re.compile(r"\sof (?:which|whom|them|these|those)\b", re.I)
_SERVED = re.compile(
    r"\b(?:(?:support|advice|training|help|guidance|service|workshops?|briefings?|sessions?|information|grants?"
    r"|delivered|provided|offered|given)\b[^.;:]{0,25}\s(?:to|for)|(?:support|assist|help|train|advis)(?:ed|s|ing)?)"
    r"\s(?:about|some|over|around|nearly|more than|up to|the|a|further|\s)*\Z",
    re.I,
)
_SERVED_BEHIND = re.compile(
    r"[^.;:,]{0,40}\b(?:(?:have |has |had |were |was )?(?:attended|received|completed|undertaken|undergone|trained)\b"
    r"(?:[^.;:]{0,40}\btraining)?)",
    re.I,
)
_SERVING = ("staff", "households", "population", "victims_of_crime", "domestic_abuse_victims")
#: "8% of crime is committed by 62 offenders"; "we work with 120 offenders".
_DOING = ("offenders", "population", "victims_of_crime")
_BY = re.compile(r"\b(?:by|work(?:s|ed|ing)? with) (?:just |only |about |around |some |over |approximately |the )*\Z")
#: "45% of areas have fewer than 10 crimes a month": a bound between classes.
_CLASS = re.compile(r"%[^.;:,]{0,40}\b(?:have|had|has|with) (?:less|fewer|more|over|under)(?: than)? \Z")
_TOP = re.compile(r"\b(?:top|bottom|first|last) \Z", re.I)
_DEFINED = re.compile(r"\W{0,6}[A-Z][\w ]{1,60} = ")
_ELSEWHERE = re.compile(
    r"\s(?:for|in|across|of) (?:all )?(?:the )?(?:other|remaining) (?:[a-z]+ )?"
    r"(?:boroughs|councils|areas|authorities|forces)\b"
    r"|[^.;:]{0,60}\b(?:located|based|live|lived|found) in (?:two|three|four|five|six|seven|eight|nine|ten|\d+|other)"
    r" (?:\w+ ){0,2}(?:boroughs|councils|authorities|cities|counties)\b",
    re.I,
)
#: What might be, or is expected: "would fall by 1%", "is set to grow by 16%", "set out to cut 80 posts".
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|may|(?:is|are|was|were) (?:set|due|expected|projected|forecast|predicted|likely) to"
    r"|set out to|(?:is|are) planned to)\b(?! have)[^.;:]{0,70}\Z",
    re.I,
)


def counts_another(text: str, quantity: Quantity, claim: Claim) -> bool:
    """Tell whether a number is of something else than its words seem to name, or of nothing that is.

    Example:
        >>> from minutebook.text.quantities import quantities
        >>> said = ("We trained 40 staff", "The top 10 staff", "Theft would fall by 2%", "There are 40 staff")
        >>> [counts_another(text, quantities(text)[0], Claim("staff", "level")) for text in said]
        [True, True, True, False]
    """
    begin, stop = quantity.begin, quantity.stop
    ahead = text[max(0, begin - _NEAR) : begin]
    # Which of the two parts one of a pair is of, "primary and secondary ... respectively", isn't looked up.
    paired = _RESPECTIVE.match(text, stop) and _PAIR.search(text, 0, begin)
    if paired or _DEFINED.match(text) or _ELSEWHERE.match(text, stop) or _SUPPOSED.search(ahead):
        return True
    if claim.statistic != "level":
        return False
    served = claim.indicator in _SERVING and (_SERVED.search(ahead) or _SERVED_BEHIND.match(text, stop))
    if served or (claim.indicator in _DOING and _BY.search(ahead)):
        return True
    counted = quantity.unit == "count" or quantity.unit.startswith("per ")
    return counted and _is_of_another_thing(text, quantity, claim, ahead)


def _is_of_another_thing(text: str, quantity: Quantity, claim: Claim, ahead: str) -> bool:
    named = [Mention(*one) for one in mentions(text) if one[0] == claim.indicator]
    first = next((m for m in named if m.begin >= quantity.stop), None)
    mixed = first is not None and first.begin - quantity.stop < _CLOSE and _OTHERS_TOO.match(text, first.stop)
    part = not first and not claim.breakdown and (quantity.role == "part" or _OF_THEM.match(text, quantity.stop))
    return bool(mixed or part or _CLASS.search(ahead) or _TOP.search(ahead) or _is_of_its_noun(text, quantity, named))


_CLOSE = 20  # characters
_RESPECTIVE = re.compile(r"(?:[^.;]|\.\d){0,40}\brespectively\b", re.I)
_PAIR = re.compile(
    r"\b[a-z]+ and [a-z]+(?: [a-z]+)? (?:\(|(?:(?:was|were|is|are|by|at|of|fell|rose) )*)(?:[£\d.,%]+ and )?\Z"
)


def _is_of_its_noun(text: str, quantity: Quantity, named: Sequence[Mention]) -> bool:
    """Tell whether a number counts its own noun, which other words narrow: "191 children in safeguarding plans"."""
    noun = quantity.noun
    at = quantity.stop + 1
    if (
        not noun
        or noun.startswith(("times", "occasions"))
        or not text.startswith(noun, at)
        or any(m.begin >= quantity.stop for m in named)
    ):
        return False
    behind = _WITHIN.match(text, at + len(noun))
    return bool(complement(text, at + len(noun)) or (behind and _no_bearing(behind["said"].strip())))


_WITHIN = re.compile(rf"\s(?P<said>(?:in|on|at|who|where|whose)(?:\s(?!{_LAST})(?!\d)[a-z][\w’'&/-]+){{1,5}})")


def is_of_age(claim: Claim, heading: str) -> bool:
    """Tell whether a number that names no age stands under a heading for one: "Youth violence (under 25)".

    Example:
        >>> [is_of_age(Claim("robbery", "level", part), "Victims under 25") for part in ("", "age: 18 to 24")]
        [True, False]
    """
    return claim.statistic == "level" and "age" in features(heading) and "age: " not in claim.breakdown
