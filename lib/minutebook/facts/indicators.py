"""Indicators: what a figure or a cell measures, by the catalogue `indicators.toml`.

A sentence's nouns say which indicators it speaks of; how they stand to a number, in front of a verb, behind it or
behind "of", says whether the number is the indicator's level, its change, or a share of what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.facts.catalogue import OTHER, Indicator, Mention, indicators, mentions, theme_of
from minutebook.facts.counted import base_is_told, counts_another, is_of_narrower, narrowed
from minutebook.facts.loose_quantities import DURATIONS
from minutebook.facts.parts import WIDE, Claim, Place, coverages, told, whole
from minutebook.facts.roles import base_of, is_denominator, is_wanted, moved
from minutebook.facts.shares import (
    among,
    base_of_share,
    is_at,
    is_compared_with,
    is_listed_part,
    is_of_another,
    is_of_those,
    is_of_wider,
    is_size_of,
)
from minutebook.text.quantities import Quantity

__all__ = ["OTHER", "Claim", "Indicator", "claims", "indicators", "mentions", "theme_of"]


_SMALL = (
    r"(?:of|in|by|for|to|was|were|are|is|and|or|with|from|at|on|per|than|a|an|that|who|which|have|has|had|where|whose|when"
    r"|including|because|if)\b"
)
_COUNTED = re.compile(
    rf"\s(?:(?!{_SMALL})[\w’'/-]+,?\s){{0,3}}"
    r"(?:of (?:the|these|them|those|all)\s"
    r"|(?:incident|offence|case|report|allegation|instance|episode|complaint)s? of\s)?"
)
_BASE = re.compile(
    rf"\s?\)?,?\s(?:out )?of\s(?:(?:all|the|these|those|total|its|our|their"
    rf"|any)\s){{0,2}}(?:(?!{_SMALL})[\w’'/-]+\s){{0,3}}"
)
_IN = re.compile(
    r"\s(?:\w+\s)?(?:increase|rise|growth|fall|decrease|reduction|drop|decline|more|fewer|less)\s(?:(?:in|of|on)\s)?"
    rf"(?:(?:the|total|number|rate|of|overall)\s){{0,4}}(?:(?!{_SMALL})[\w’'/-]+\s){{0,2}}",
    re.I,
)
_OF_THOSE = re.compile(r"\bof (?:all |the |those |these |our )?(?:\d[\d,]* )?(?:\w+ )?\Z", re.I)
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|rose|risen|rise|rising|fell|fallen|falling|fall|increas\w+|decreas\w+|reduc\w+|gr[eo]w\w*|drop\w*|declin\w+"
    r"|stood|stands|total\w+|reach\w+|came|comes|number\w+|average\w*|amount\w*|plateau\w*|remain\w*|up|down|at|had|has|have|went|gone"
    r"|doubled|halved|of|alleged|logged|identified|noted|held|dealt|saw|see|seen|received|took|took|jumped|surged|climbed|leapt|slipped"
    r"|shrank|worsened|improved|widened|eased|edged|contracted|uplifted|account\w*|recorded|served|issued|costs?|estimated"
    r"|followed)\b|[:(–-]",
    re.I,
)
_ELSE = re.compile(r"(?<!i\.e)(?<!e\.g)[.;]\s|\b(?:while|whilst|whereas|but)\b", re.I)
#: What a service does with those it counts: "the MARAC heard 214 cases".
_HANDLED = re.compile(
    r"\s(?:(?:has|have|had|is|are|was|were|currently)\s)?(?:heard|discuss\w*|attend\w*|supervis\w*|manag\w+"
    r"|work\w* with|carried out|conduct\w+|process\w*|call(?:ed|s) to|inspect\w+|visit\w+)"
    r"\s(?:about|some|over|nearly|around)?\s?",
    re.I,
)
_RATE = re.compile(r"(?:\s\w+)?\s(?:rate|count|figure|total|number|level)s?\s?(?:[,(:]|of|at|was)?\s?", re.I)
#: "while in Ayle the figure is 6%": of what was named before.
_ANAPHOR = re.compile(
    r"\b(?:the|this|that|its) (?:figure|number|total|rate|count|proportion|volume|equivalent)\b(?! of\b)[^.;,]{0,30}\Z",
    re.I,
)
_CHAIN = re.compile(
    r"\b(?:compared (?:to|with)|against|from|to|up from|down from|and|than|or)\b[\w\s,’'-]{0,40}\(?\Z"
    r"|\A[\s,]*\(?[\w\s]{0,20}\Z|,[^.;]{0,30}\Z",
    re.I,
)
_COMPARED = re.compile(r"\b(?:compared|against|from|than|nationally|average|was)\b|\A[^a-z]*\Z")
_GOES_ON = re.compile(
    r"\W*(?:\d|Of |Where |One |Two |Three |Half |Nearly |Almost |Over |Around |About |A |Most |The rest)"
)
_REACH = 110
#: What may be counted of any indicator: "burglary came to 640 offences".
_GENERIC = frozenset(
    "offence crime incident case occasion people person victim children child report individual referral patient pupil"
    " call episode time notice record resident adult young families family"
    " teenager youth girl boy home dwelling property client men women business".split()
)
_MORE = re.compile(r"\s(?:more|fewer|less|extra|additional)\b", re.I)
_MORE_OF = re.compile(
    r"\s(?:more|less) (?!than\b|in\b|at\b|on\b|for\b|offences|crimes|incidents|cases|people|victims)[a-z]+", re.I
)
_COUNTS = (
    "count",
    "per day",
    "per week",
    "per month",
    "per year",
    "per 1,000",
    "per 100,000",
    "per 10,000",
    "per million",
    "per hour",
    "times",
)
_FITS = {"GBP": ("GBP",), "weeks": ("weeks",), "days": ("days",), "rank": ("rank",)}


def claims(
    text: str, found: Sequence[Quantity], lead: str = "", before: str = "", area: Sequence[bool] = ()
) -> list[Claim | None]:
    """Return for each quantity of a sentence what it measures, or nothing where the catalogue has no word for it.

    Args:
        text: The sentence.
        found: Its quantities, in order.
        lead: What leads into the list that it is an item of: it names what the item leaves out.
        before: What the paragraph says before it.
        area: For each quantity whether it is said of a place inside another, which makes a share of it one by place.
    """
    counted = [n for n, quantity in enumerate(found) if not is_denominator(text, quantity)]
    changed = [moved(text, found[n]) for n in counted]
    said = _claims(text, changed, lead, before, [bool(area[n]) if area else False for n in counted])
    out: list[Claim | None] = [None] * len(found)
    for n, quantity, claim in zip(counted, changed, said, strict=True):
        if claim and not is_wanted(text, quantity) and _is_fact(text, before, quantity, claim, out[:n]):
            part = narrowed(text, quantity, claim)
            base = [f"base: {who}"] if (who := base_of(text, quantity)) else []
            out[n] = replace(part, breakdown="; ".join([part.breakdown, *base] if part.breakdown else base))
    return out


def _is_fact(text: str, before: str, quantity: Quantity, claim: Claim, earlier: Sequence[Claim | None]) -> bool:
    """Tell whether a quantity is of what a claim says, all of it or a part that is told, and of no other group."""
    return (
        base_is_told(text, before, quantity, earlier)
        and not counts_another(text, quantity, claim)
        and not is_of_narrower(text, claim, before)
    )


def _claims(text: str, found: Sequence[Quantity], lead: str, before: str, area: Sequence[bool]) -> list[Claim | None]:
    named = [Mention(*one) for one in mentions(text)] if found else []
    goes_on = lead or (before if _GOES_ON.match(text) else "")
    led = [Mention(*one) for one in mentions(goes_on)] if goes_on and not named else []
    known = coverages(f"{lead} {before} {text[: found[0].begin] if found else ''}", text)
    out: list[Claim | None] = []
    for n, quantity in enumerate(found):
        if n and _RESTATED.fullmatch(text, found[n - 1].stop, quantity.begin) and _alike(found[n - 1], quantity):
            out.append(out[-1])  # "a third of robberies (33.4%)"
            continue
        if n and is_size_of(text, found[n - 1], quantity):
            out.append(None)
            continue
        aside = n > 0 and is_of_wider(text, quantity)
        claim = _beside(text, found[n - 1], named) if aside else _claim(text, n, found, named, out)
        if claim is None and led and quantity.unit == "percent":
            claim = Claim(led[-1].name, "share")
        part = whole(Place(text, n, found, named), claim, known, area[n]) if claim else None
        out.append(base_of_share(text, quantity, among(text, quantity, part), named) if part else None)
    return out


def _beside(text: str, quantity: Quantity, named: Sequence[Mention]) -> Claim | None:
    """Return a share of what stands right before a quantity: "theft from shops 22% (28% of all Ayle)"."""
    return next((Claim(m.name, "share") for m in named if text[m.stop : quantity.begin] == " "), None)


_RESTATED = re.compile(r"[^.;:()]{0,60}\(")
_ROUNDED = 4  # percentage points that a share in words may lie from the number that says it again


def _alike(words: Quantity, number: Quantity) -> bool:
    return (
        words.role == "share" and words.unit == number.unit == "percent" and abs(words.value - number.value) < _ROUNDED
    )


def _claim(
    text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention], out: Sequence[Claim | None]
) -> Claim | None:
    """Return what a quantity measures by where the indicators' words stand to it; a part still to be told."""
    quantity = found[n]
    if quantity.unit in DURATIONS and not any(indicators()[m.name].unit == quantity.unit for m in named):
        return None
    inside = [m for m in named if quantity.begin < m.begin and m.stop <= quantity.stop]
    if inside and _fits(quantity, indicators()[inside[0].name].unit):  # "0.61 custodial sentences per 1,000"
        return Claim(inside[0].name, "level")
    if (near := _adjacent(text, quantity, named)) is not None:
        return _ahead(text, n, found, near) if quantity.unit != "percent" or quantity.role == "change" else None
    if quantity.unit == "rank" and _RANKED.search(text, 0, quantity.begin):
        return next((Claim(m.name, "level") for m in named if indicators()[m.name].unit == "rank"), None)
    if quantity.unit in DURATIONS:
        timed = [m for m in named if indicators()[m.name].unit == quantity.unit]
        return _behind(text, n, found, named) or _ahead(text, n, found, timed)
    return _counted(text, n, found, named, out)


def _counted(
    text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention], out: Sequence[Claim | None]
) -> Claim | None:
    quantity = found[n]
    if _OF_ALL_THE.fullmatch(text, 0, quantity.begin) and (became := _of_which(text, n, found, named)):
        return became
    if part := _part_of(text, n, found, out):
        became = _of_which(text, n, found, named)
        another = became if became and became.indicator != part.indicator else None
        return another or (part if part.breakdown or part.statistic == "share" else None)
    if quantity.unit in _COUNTS and _counts_other(text, quantity, named):
        return _behind(text, n, found, named)
    return _behind(text, n, found, named) or _follows(text, n, found, named, out) or _ahead(text, n, found, named)


def _adjacent(text: str, quantity: Quantity, named: Sequence[Mention]) -> list[Mention] | None:
    """Return the one mention that a quantity stands right behind in brackets, "robbery (23%)", or nothing."""
    near = [m for m in named if _BRACKET.fullmatch(text, m.stop, quantity.begin)]
    return near[-1:] or None


#: "236 children were open to the service", "94% of people had their wishes met": people, a verb, and then what it is.
_PREDICATE = re.compile(
    r"(?!\s(?:referrals|reports|calls|visits|posts|places|sessions|meetings)\b)"
    r"\s(?:of )?(?:(?!(?:of|to|for|by|from|where|with)\b)[\w’'-]+\s){0,4}?"
    r"(?:people|persons?|children|residents|pupils|adults|individuals|roll"
    r"|year olds|young people|patients|victims|women|men|families|teenagers|youths|girls|boys|homes"
    r"|households|dwellings|properties"
    r"|clients|offenders|businesses|students|CYP"
    r"|under-\d+s|respondents|offences|crimes|occasions|cases)\b.{0,90}\Z",
    re.I,
)
#: "12% of children have ...": no part of those who have it, but of those who may.
_PREVALENCE = re.compile(
    r"\s(?:of )?(?:the |our |all )?(?P<who>(?:[\w’'-]+\s){0,3}?(?:people|children|residents|pupils|adults|women|men"
    r"|girls|boys|families|CYP))"
    r"\s(?:in [A-Z]\w+ )?(?:has|have|had|were|are|was|is|experienced|suffered|live|lived)"
    r"\s(?:(?:been|an?|in|with|the)\s){0,2}"
)
_BRACKET = re.compile(r"\s?\(\s?")


def _counts_other(text: str, quantity: Quantity, named: Sequence[Mention]) -> bool:
    """Tell whether a number counts something that no indicator names: "five priorities"."""
    if not quantity.noun or quantity.noun.split()[0] in ("more", "fewer", "less", "against", "compared", "despite"):
        return False
    if quantity.unit.startswith("per 1") and text.startswith(quantity.noun, quantity.stop + 1):
        return False  # whom a rate is for is nothing counted
    if (
        quantity.noun.split()[-1].lower().rstrip("s") in _GENERIC
        or quantity.noun.split()[0].lower().rstrip("s") in _GENERIC
    ):
        return False
    if _DONE.fullmatch(quantity.noun) or any(
        text[m.begin : m.stop].endswith("ed") and not text[m.stop : quantity.begin].strip() for m in named
    ):
        return False  # "the team inspected 88 premises"
    return not any(quantity.stop <= m.begin <= quantity.stop + len(quantity.noun) + 1 for m in named)


def _of_which(text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention]) -> Claim | None:
    """Return what a part became that another indicator counts: "of which 512 met the threshold for an enquiry"."""
    quantity = found[n]
    beyond = found[n + 1].begin if n + 1 < len(found) else len(text)
    behind = next((m for m in named if quantity.stop <= m.begin < min(beyond, quantity.stop + 50)), None)
    level = behind is not None and indicators()[behind.name].unit == quantity.unit == "percent"
    if behind is None or not (level or quantity.unit == "count") or not _fits(quantity, indicators()[behind.name].unit):
        return None
    return None if _ELSE.search(text, quantity.stop, behind.begin) else Claim(behind.name, "level")


_OF_ALL_THE = re.compile(r"\W*(?:of|from|among) (?:the|all|these|those)\b[^.;:]{0,60},\s\Z", re.I)


_OF_WHICH = re.compile(
    r"\bof (?:which|whom|these|those|them)\b[\s,]*(?:(?:about|around|only|just|over|some|nearly)\s)?\Z", re.I
)
_OF_WHOM = re.compile(r"\sof (?:which|whom|them|these|those)\b", re.I)
_ADJECTIVE = re.compile(r"\s(?P<said>[\w’'-]+(?:\s[\w’'-]+)?)[.,;]")
_STARTS_OF = re.compile(r"\W*(?:of|among|out of)\b(?: the| all| these)?\s\Z", re.I)


def _part_of(text: str, n: int, found: Sequence[Quantity], out: Sequence[Claim | None]) -> Claim | None:
    """Return what a number is a part of: "640 robberies, of which 72 were ...", "of 640 people tested 38% were ..."."""
    last = out[n - 1] if n else None
    if last is None or last.statistic != "level":
        return None
    left, right = found[n - 1], found[n]
    behind, whom = _OF_WHICH.search(text, left.stop, right.begin), _OF_WHOM.match(text, right.stop)
    starts = right.unit == "percent" and _STARTS_OF.fullmatch(text, 0, left.begin)
    if not (behind or whom or starts):
        return None
    beyond = found[n + 1].begin if n + 1 < len(found) else len(text)
    said = told("", text[whom.end() if whom else right.stop : beyond])
    if whom and not said and (adjective := _ADJECTIVE.match(text, whom.end())):
        said = adjective["said"]
    return Claim(last.indicator, "share" if right.unit == "percent" else "level", said)


def _behind(text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention]) -> Claim | None:
    """Return what the words behind a quantity say that it measures: "449 knife crimes", "12% of victims"."""
    quantity = found[n]
    beyond = found[n + 1].begin if n + 1 < len(found) else len(text) + 1
    if _AGAIN.match(text, quantity.stop):
        beyond = found[n + 2].begin if n + 2 < len(found) else len(text) + 1
    behind = [m for m in named if quantity.stop <= m.begin < min(beyond, quantity.stop + _REACH)]
    for mention in behind:
        gap = _AGAIN.sub("", text[quantity.stop : mention.begin])
        if quantity.role == "change" and (_IN.fullmatch(gap) or _COUNTED.fullmatch(gap)):
            return Claim(mention.name, "change")
        if not _fits(quantity, indicators()[mention.name].unit) or _NOT.search(gap):
            continue
        if quantity.unit == "percent":
            claim = _share_of(gap, mention, quantity)
            claim = claim and (_says(text, quantity, behind, mention) or claim)
        else:
            claim = _count_of(gap, mention, quantity)
        if claim:
            return claim
    return None


#: "84% are not affected by it" isn't of those who are.
_NOT = re.compile(r"\b(?:not|never|no|without)\b|n[’']t\b", re.I)


def _count_of(gap: str, mention: Mention, quantity: Quantity) -> Claim | None:
    """Return what a count is of by what stands between it and an indicator's words."""
    taken = quantity.unit in DURATIONS and _TAKES.fullmatch(gap)
    if taken or _PASSIVE.fullmatch(gap) or _COUNTED.fullmatch(gap):
        return Claim(mention.name, "change" if _MORE.match(gap) or quantity.role == "change" else "level")
    if quantity.unit.startswith("per 1") and _RATE_AHEAD.fullmatch(gap):
        return Claim(mention.name, "level")
    told = _PREDICATE.match(gap) and not _ELSE.search(gap) and not _OTHER_CLAUSE.search(gap)
    return Claim(mention.name, "level") if told and not (mention.name in _THINGS and _INSIDE.search(gap)) else None


#: "28 clients, and the most frequent offences were robberies": what comes behind isn't said of the clients.
_OTHER_CLAUSE = re.compile(
    r"\bagainst (?:\w+ ){0,3}\Z|\band (?:the|of|its|their|an?)\b|\bincluding\b|\b(?:where|whose)\b", re.I
)
#: People aren't what these count: "196 children in households".
_THINGS = ("households", "staff", "inspections", "licences", "fixed_penalty_notices", "asb_enforcement")
_INSIDE = re.compile(r"\b(?:in|within|from|by|of) (?:\w+ )?\Z")


def _share_of(gap: str, mention: Mention, quantity: Quantity) -> Claim | None:
    """Return what a percentage is of, or the level it is, by what stands between it and an indicator's words."""
    level = indicators()[mention.name].unit == "percent"
    if (
        _BASE.fullmatch(gap)
        or (quantity.role == "share" and gap == " ")
        or (level and (_HAD.fullmatch(gap) or _COUNTED.fullmatch(gap)))
    ):
        return Claim(mention.name, "level" if level else "share")
    if _ELSE.search(gap) or not _PREDICATE.match(gap):
        return None
    of = None if level else _PREVALENCE.fullmatch(gap)
    return Claim(mention.name, "level") if level else of and Claim(mention.name, "share", f"of {of['who']}")


_SOON = re.compile(
    r"(?:(?!they|which|it\b)[^.;,()]){0,50}?\s(?:was|were|had|have|has|are|led|resulted|ended)\s(?:\w+\s){0,3}"
)


def _says(text: str, quantity: Quantity, behind: Sequence[Mention], of: Mention) -> Claim | None:
    """Return what so many percent of people or cases do, where that is an indicator's level."""
    for mention in behind:
        gap = text[quantity.stop : mention.begin]
        if (
            indicators()[mention.name].unit != "percent"
            or _ELSE.search(gap)
            or _NOT.search(gap)
            or mention.begin <= of.begin
        ):
            continue
        if of.name in WIDE and _PREDICATE.match(gap):
            return Claim(mention.name, "level")
        if _SOON.fullmatch(text, of.stop, mention.begin) or not text[of.stop : mention.begin].strip():
            return Claim(mention.name, "level", f"of {text[of.begin : of.stop]}")
    return None


#: "32 days on average to close a case", "four weeks of funded care".
_PASSIVE = re.compile(r"\s(?:was|were|have been|has been|are|is)\s")  # "£1.4m was claimed for ..."
_HAD = re.compile(r"\s(?:had|have|has|received|were|was|are|is)\s(?:(?:an?|their|the|either)\s)?")
_AGAIN = re.compile(r"\s\(\d[\d.]*%\)")  # "three-quarters (74%) of those who"
_RATE_AHEAD = re.compile(r"(?:\s[\w’'-]+){0,3},\s(?:the\s)?(?:(?:rate|number)\sof\s)?")
_TAKES = re.compile(r"\s(?:(?:on|in) average\s|at most\s)?(?:was |is )?(?:to|for|of|before|until)\s(?:the\s|an?\s)?")
#: "corporate parent to 361 children", "paid for up to 6 weeks": no verb stands between, and none has to.
_PREPOSED = re.compile(
    r"\s(?:to|for|on|involving|covering)\s(?:about|around|some|over|up to|nearly|a maximum of|the first)?\s?"
)


def _stands(gap: str, name: str, unit: str) -> bool:
    """Tell whether a number is its indicator's without a verb of state between: "the rate, 4.1", "heard 214 cases"."""
    if not gap.strip(" ,") or _RATE.fullmatch(gap):
        return True
    if unit == "percent":
        return gap == " for " and indicators()[name].unit == "percent"
    return bool(_PREPOSED.fullmatch(gap) or (name != "staff" and _HANDLED.fullmatch(gap)))


_WITHIN = re.compile(r"\s(?:for|of|among|about|by)\s(?:(?!\d)[\w’'-]+\s){0,2}", re.I)


def _heads(text: str, ahead: Sequence[Mention]) -> list[Mention]:
    """Return mentions without those that only narrow the one before: "the detection rate for burglary"."""
    return [m for k, m in enumerate(ahead) if not k or not _WITHIN.fullmatch(text, ahead[k - 1].stop, m.begin)]


def _ahead(text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention]) -> Claim | None:
    """Return what the subject of a quantity's verb says that it measures: "robberies fell by 9% to 640"."""
    quantity = found[n]
    ahead = [m for m in named if m.stop <= quantity.begin and m.begin >= quantity.begin - _REACH - (m.stop - m.begin)]
    for mention in reversed([m for m in _heads(text, ahead) if not is_compared_with(text, m)]):
        gap = text[mention.stop : quantity.begin]
        between = [q for q in found if mention.stop <= q.begin < quantity.begin]
        if (_ELSE.search(gap) and not _ANAPHOR.search(gap)) or any(
            q.role not in ("from", "change") and q.unit not in DURATIONS for q in between
        ):
            break
        unit = indicators()[mention.name].unit
        said = text[mention.begin : quantity.begin]
        if quantity.role == "change" and (_VERB.search(said) or said.endswith(" by ")):
            return None if _MORE_OF.match(text, quantity.stop) else Claim(mention.name, "change")
        if not _fits(quantity, unit, said) or (mention.name == "staff" and quantity.noun and quantity.role != "change"):
            continue
        if quantity.unit == "percent" and unit != "percent":
            if (
                not is_at(text, gap, quantity)
                and not is_of_another(text, quantity, "", named)
                and (
                    _OF_THOSE.search(text, max(0, mention.begin - 40), mention.begin)
                    or is_of_those(text, mention, quantity)
                    or ((_VERB.search(gap) or gap.strip() == ",") and not is_listed_part(text, mention, found[:n]))
                )
            ):
                return Claim(mention.name, "share")
        elif _VERB.search(said) or _stands(gap, mention.name, quantity.unit):
            return Claim(mention.name, "change" if _MORE.match(text, quantity.stop) else "level")
    return None


_RANKED = re.compile(r"\b(?:rank\w*|position|place[ds]?)\b", re.I)


def _fits(quantity: Quantity, unit: str, said: str = "") -> bool:
    """Tell whether a quantity can be of an indicator whose level has some unit; people and cases have shares too."""
    if unit == "GBP" and quantity.unit in ("percent", "percentage points"):
        return True
    if unit == "rank" and quantity.unit == "count":
        return not quantity.noun and bool(_RANKED.search(said))
    if unit in _FITS:
        return quantity.unit in _FITS[unit]
    if quantity.unit in ("percent", "percentage points"):
        return True
    return (quantity.unit in _COUNTS and unit in ("count", "percent", "per 1,000")) or quantity.unit == unit


_DONE = re.compile(r"(?:granted|refused|issued|closed|completed|concluded|positive|varied|renewed|upheld|served)")


def _follows(
    text: str, n: int, found: Sequence[Quantity], named: Sequence[Mention], out: Sequence[Claim | None]
) -> Claim | None:
    """Return what the quantity before measures, where this one is compared with it, or goes on with it."""
    ahead = [k for k in range(n) if found[k].unit not in DURATIONS and not is_of_wider(text, found[k])]
    earlier = ahead[-1] if ahead else None
    if earlier is None or not (last := out[earlier]):
        return None
    left, right = found[earlier], found[n]
    between = text[left.stop : right.begin]
    if len(between) > _REACH or _ELSE.search(between) or is_of_another(text, right, between, named):
        return None
    if right.role == "share" and left.unit == "count":
        return Claim(last.indicator, "change" if left.role == "to" else "share")
    if right.role == "change" and last.statistic in ("level", "change"):
        other = any(left.stop <= m.begin < right.begin for m in named)
        return None if other else Claim(last.indicator, "change")
    if (
        left.unit == right.unit
        and (right.role in ("to", "from") or _CHAIN.search(between))
        and (not right.noun or _DONE.fullmatch(right.noun))
    ):
        same = last.statistic != "share" or right.role or _COMPARED.search(between)  # "and juvenile 8%" is another part
        ends = left.role == "change" and right.role in ("from", "to")  # "by 3, from 4 to 7"
        statistic = "level" if ends else last.statistic
        return Claim(last.indicator, statistic, right.noun or (last.breakdown if same else ""))
    return None
