"""Parts: what share of something a percentage is, by the features that a sentence names or in its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from minutebook.facts.catalogue import Mention, indicators, mentions, tables
from minutebook.text.quantities import Quantity

_PEOPLE = (
    r"(?:fe)?males?|girls?|boys?|adults|residents|victims|offenders|suspects|pupils|students|patients|people|persons|men|women"
    r"|children|youths|teenagers|clients|users|respondents|cohort|population|survivors"
)
#: An age says so: "aged 16 to 17", "10-18 age group", "15 to 24 year olds", "under 25s"; "months 1 to 2" is none.
_AGE = re.compile(
    r"(?<![:.,£\d])\b(?:"
    r"(?P<cue>(?:aged?|ages|(?:years? )?of age)(?: of)?(?: between| from)? )?"
    r"(?P<low>[1-9]?\d) ?(?:to|-|–|and) ?(?P<high>[1-9]\d?)(?![:.,]\d|\d|%)"
    rf"(?(cue)(?!\w)|(?= ?-?(?:years?|yrs?)\b(?! (?:ago|later|plan|period))| age (?:group|band|range)"
    rf"| (?:{_PEOPLE})\b))"
    r"|(?<!to )(?P<under>under|over)[ -](?:the age of )?(?P<limit>\d{1,2})(?!\d| ?%|,\d|[.:]\d)"
    rf"(?=s\b|\W*\Z|[^\w\s]| -?(?:years?|yrs?|and|have|has|are|were|is|was|who|living|in|at|of)\b| (?:{_PEOPLE})\b)"
    r"|(?P<from>\d{2}) (?:and|or) over)",
    re.I,
)


def told(ahead: str, behind: str) -> str:
    """Return the words for a share's part, by what stands before it and behind what it is of.

    Example:
        >>> told("Phones were taken in ", " in Ayle."), told("", " in Ayle were for possession of cannabis.")
        ('Phones were taken', 'for possession of cannabis')
    """
    if subject := _subject(ahead):
        return subject
    predicate = _SAID.fullmatch(_CLAUSES.split(_BRACKETED.sub("", behind))[0])
    return _short(predicate["said"]) if predicate and not _SMALL.fullmatch(predicate["said"].strip()) else ""


_SMALL = re.compile(r"\w{1,3}|from|with|over|under|about|among|between", re.I)


def _subject(words: str) -> str:
    """Return what is said in front of a share: "Boys" account for it, "Dwellings were the target" of it."""
    clause = _CLAUSES.split(words)[-1]
    if "%" in clause:
        return ""
    if match := _MAKES_UP.fullmatch(clause):
        who = _HAS.split(match["who"])[0]  # "Ayle had the most calls and accounted for"
    elif (match := _SUBJECT.fullmatch(clause)) and not _REPORTS.search(match["said"]):
        who = match["said"]
    else:
        return ""
    return "" if _EMPTY.fullmatch(who) or not re.search(r"[A-Za-z]{2}", who) else _short(who)


_CLAUSES = re.compile(
    r"[;(]|:(?!\d)|,(?!\d)|\.(?:\s|\Z)|\b(?:compared|while|whereas|but|against|up from|down from|which"
    r"|although|because)\b|\band\s\Z"
)
_LOOSE = (
    r"(?:\s(?:about|around|only|just|nearly|almost|some|over|an estimated|up|more than|less than|under|approximately"
    r"|the|a|another))*"
)
_MAKES_UP = re.compile(
    r"\W*(?:(?:that|and|as|whilst)\s)?(?P<who>.+?)\s(?:only\s)?(?:made up|mak(?:e|es|ing) up|account(?:s|ed|ing)? for"
    r"|represent\w*|constitut\w*|compris\w*|form(?:s|ed)?|are|were|was|is|being|absorb\w*|equat\w* to|receiv\w*"
    r"|generat\w*|took|takes?)"
    rf"{_LOOSE}\s",
    re.I | re.S,
)
_HAS = re.compile(r"\s(?:had|has|have|was|were|is|are)\b")
_SUBJECT = re.compile(
    r"\W*(?:(?:that|and|as|whilst)\s)?(?P<said>(?:[\w’'-]+\s){1,12}?"
    r"(?:(?:was|were|is|are|had|has|have|led|lay|lies|took|takes?|came|hold|made|gave)\b|[a-z]+ed\b)(?:\s[\w’'-]+){0,6}?)"
    rf"(?:\s(?:in|for|of|by|to|with|on|at|among|behind|as))?{_LOOSE}\s",
    re.I,
)
_REPORTS = re.compile(
    r"\b(?:evidenced|show(?:s|ed|n)?|suggest(?:s|ed)?|found|reported|told|said|estimated|reveal(?:s|ed)|indicat\w+|noted|stated"
    r"|heard|identified|that)\s*\Z"
)
#: What is no part of anything: "this was 12% of victims", "there were", "of those".
_EMPTY = re.compile(
    r"(?:this|that|these|those|it|they|which|who|we|there|he|she|what|the (?:remaining|rest|figure|number|total))\b.*"
    r"|(?:in|of|on|at|by|for|from|since|over|during|under|with|than|as|compared)\b.*",
    re.I | re.S,
)
OF_ALL = re.compile(r"\sof (?:the|all|its|our) (?:total|whole|all|\w+s)\b")
_ARTICLE = re.compile(r"\A(?:the|a|an|of|in|only)\b\s?|\A(?:of|the)\Z", re.I)
_BRACKETED = re.compile(r"\([^()]*\)?|\)")
_WHERE = (
    r"(?:\s(?:reported|recorded|noted|issued|made|seen|received|surveyed|assessed|served|completed))?"
    r"(?:\s(?:in|across|by|from|for|of|within|to) (?:the )?(?:[A-Z][\w’'&-]*\s?)+"
    r"|\sin (?:this|the|our|each) (?:area|ward|borough|zone|neighbourhood|locality|city|county|district|place))?"
)
_SAID = re.compile(
    rf"{_WHERE}\s*(?:that\s|who\s)?(?:(?:was|were|is|are|being)\s)?(?P<said>(?:(?:had|have|has|been|involv\w+|concern\w+"
    r"|took|happen\w*|occur\w*|result\w*|led|relat\w+|came|went|lived?|need\w*|suffer\w*|ha[ds]n[’']t)\b"
    r"|(?<=were )|(?<=was )|(?<=are )|(?<=is )|(?<=being )|[a-z]+ed\b|the [a-z]+ (?:was|were)\b).+?)[\s.]*",
    re.S,
)
_LONGEST_PART = 80


_ADVERB = re.compile(r"\A(?:Nationally|Locally|Overall|However|Currently)\b,?\s")


def _short(words: str) -> str:
    words = _ADVERB.sub("", words)
    words = " ".join(words.split()).strip(" ,.'’")
    return words if len(words) <= _LONGEST_PART else words[:_LONGEST_PART].rpartition(" ")[0] + " …"


def before_noun(words: str) -> str:
    """Return what stands right before a noun and narrows it: "One-person" households."""
    return _short(_ARTICLE.sub("", _CLAUSES.split(words)[-1].strip()))


def joined(parts: Mapping[str, str]) -> str:
    """Return features as one text: "sex: female; age: 18 to 24"."""
    return "; ".join(f"{kind}: {part}" for kind, part in parts.items())


def features(window: str) -> dict[str, str]:
    """Return the features that a stretch of text names, one of each kind: {"sex": "female", "age": "18 to 24"}."""
    window, out = _NAMES.sub(" ", window), dict[str, str]()
    for kind, pattern, values in _patterns():
        if match := pattern.search(window):
            word = match[0].casefold()
            said = values.get(word) or values[word.removesuffix("s")]
            out[kind] = f"not {said}" if _DENIED.search(window, max(0, match.start() - 60), match.start()) else said
    age = _AGE.search(window)
    if age and not (age["low"] and int(age["low"]) >= int(age["high"])):
        if age["low"]:
            out["age"] = f"{age['low']} to {age['high']}"
        else:
            out["age"] = f"{age['under'].lower()} {age['limit']}" if age["under"] else f"{age['from']} and over"
    return out


#: What only sounds like a feature: "the Violence Against Women service".
_NAMES = re.compile(r"violence against women(?: (?:and|&) girls)?", re.I)


def _features_of(window: str, indicator: str) -> dict[str, str]:
    """Return the features that a stretch of text names, without those that the indicator's own name holds."""
    label = indicators()[indicator].label.casefold()
    return {
        kind: part
        for kind, part in features(window).items()
        if part.removeprefix("not ").split()[0].casefold() not in label or part.startswith("not ")
    }


#: "violence that is not domestic", "non-domestic", "excluding drugs", "other than robbery".
_DENIED = re.compile(
    r"\b(?:not|non|never|no|nor|exclud(?:es?|ing)|other than|without|except(?:ing| for)?|apart from|rather than"
    r"|aside from)\b[\s-]"
    r"(?:(?!(?:only|just|and|but)\b)[\w’']+\s){0,3}\Z",
    re.I,
)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str], dict[str, str]]]:
    out = []
    for kind, values in tables()["breakdown"].items():
        named = {word.casefold(): value for value, names in values.items() for word in names}
        words = {f"non-{word}": f"not {value}" for word, value in named.items()} | named
        longest = sorted(words, key=lambda word: (-len(word), word))
        out.append((kind, re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})s?(?![\w-])", re.I), words))
    return out


KNOWN = re.compile(
    r"\b(?P<what>[A-Za-z]+(?: age)?) (?:was|were|is|are) (?:only )?(?:recorded|known|detailed|listed|available"
    r"|stated|given)"
    r" (?:in|for|on) (?:only )?(?P<share>\d{1,3}(?:\.\d+)?%) of (?P<of>[a-z ]{3,40})",
    re.I,
)


def coverages(before: str, text: str) -> dict[str, tuple[str, str]]:
    """Return by feature for how many of which indicator it is known: {"sex": ("88% of suspects", "suspects")}."""
    kinds = {word: kind for kind, words in tables()["coverage"].items() for word in words}
    out: dict[str, tuple[str, str]] = {}
    for match in KNOWN.finditer(f"{before} {text}"):
        whole, kind = match["of"].split(",")[0].strip(), kinds.get(match["what"].lower())
        if kind and (of := mentions(whole)):
            out[kind] = (f"{match['share']} of {whole}", of[0][0])
    return out


_PART_OF = re.compile(r"\b(?:account\w*|mak(?:e|es|ing)|made|represent\w*|constitut\w*|compris\w*)\b", re.I)
_CUT = re.compile(r"\b(?:compared|whilst|while|whereas|but|followed by)\b|;|,(?!\d)|(?<!\d )(?<!between )\band\b", re.I)
#: What is asked or counted of anything: "27% of residents" who say so are a level of what they say.
WIDE = ("population", "total_notifiable_offences", "households", "victims_of_crime", "offenders", "young_offenders")


@dataclass(frozen=True)
class Claim:
    """What a quantity measures: an indicator's level, change or share, and of which part of it."""

    indicator: str
    statistic: str
    breakdown: str = ""
    coverage: str = ""


@dataclass(frozen=True)
class Place:
    """Where a quantity stands among the others of its sentence."""

    text: str
    n: int
    found: Sequence[Quantity]
    named: Sequence[Mention]

    def beside(self, indicator: str) -> tuple[str, str, bool]:
        """Return what is said before and behind the quantity, without its indicator's words, and if that is a base."""
        quantity = self.found[self.n]
        low = self.found[self.n - 1].stop if self.n else 0
        high = self.found[self.n + 1].begin if self.n + 1 < len(self.found) else len(self.text)
        ahead, behind = _own(self.text[low : quantity.begin], self.n), _CUT.split(self.text[quantity.stop : high])[0]
        base = False
        for mention in self.named:
            if mention.name == indicator and low <= mention.begin < high:
                words = self.text[mention.begin : mention.stop]
                base = base or mention.begin >= quantity.stop
                ahead, behind = ahead.replace(words, " "), behind.replace(words, " ")
        return ahead, behind, base

    def part(self, indicator: str) -> str:
        """Return the nearest words that name an indicator, where they name a part of it: "residential burglary"."""
        at = self.found[self.n].begin
        near = min((m for m in self.named if m.name == indicator), key=lambda m: abs(m.begin - at), default=None)
        words = self.text[near.begin : near.stop] if near else ""
        return words if indicators()[indicator].is_part(words) else ""


def _own(ahead: str, n: int) -> str:
    """Return what stands before a number in its own part of a list: "5% were male and" is the number's before it."""
    if n:
        return _CUT.split(ahead)[-1]
    said = ahead
    if _INTRODUCED.match(ahead):
        return ahead
    for cut in _NEW_CLAUSE.finditer(ahead):
        rest = ahead[cut.end() :]
        if _SUBJECT_AND_VERB.search(ahead, 0, cut.start()) and _is_own(cut[0], rest) and not _PRONOUN.search(rest):
            said = rest
    return said


#: "The market draws visitors, as most thefts are by strangers": what is said before is of something else.
_NEW_CLAUSE = re.compile(r"(?:,|;|:)(?!\d)(?: and| as| but| because| since| so)?\s|\band\s")


def _is_own(cut: str, rest: str) -> bool:
    """Tell whether what stands between a clause's end and a number says something: more than "only"."""
    return len(rest.split()) > 1 or (cut == "and " and not rest.strip())


_INTRODUCED = re.compile(r"\W*(?:Of|For|Among|Amongst|In|With|Across)\b")
_PRONOUN = re.compile(r"\b(?:it|they|them|this|these|those)\b", re.I)
_SUBJECT_AND_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|[a-z]{3,}ed)\b(?! by\b)")


_NEXT = re.compile(r",(?!\d)|\bwith\b")


#: "81% of residents arrested were ...": of those only, and not of all.
_NARROWED = re.compile(r"\s(?:who\s)?[a-z]+ed\s(?:\w+\s){0,3}?(?:was|were|are|had|have|said|say|told)\b")


#: Words that only tell of which place a share is, which the row has: "lived in just three wards", "within Ayle".
_ONLY_WHERE = re.compile(r"(?:[a-z]+ed\s)?(?:just\s|only\s)?(?:within|inside|in|across)\b")


def _told(place: Place, indicator: str, inside: bool) -> str:
    """Return the words for the part that a quantity is of an indicator, where it is named before or behind.

    Of what is said of a place inside another only what stands behind tells a part: the subject is the place.
    """
    text, quantity, rest = place.text, place.found[place.n], place.found[place.n + 1 :]
    low = next((q.stop for q in reversed(place.found[: place.n]) if q.unit == "percent"), 0)
    high = next((q.begin for q in rest if q.unit == "percent" and text[q.begin - 1 : q.begin] != "("), len(text))
    behind = [m for m in place.named if m.name == indicator and quantity.stop <= m.begin < high]
    ahead = [m for m in place.named if m.name == indicator and m.begin < quantity.begin]
    if KNOWN.search(text) or not (behind or ahead):
        return ""
    if behind and behind[0].name in WIDE and _NARROWED.match(text, behind[0].stop):
        return ""
    if behind:
        said = told("" if inside else text[low : quantity.begin], text[behind[0].stop : high])
        return "" if inside and _ONLY_WHERE.match(said) else said
    if inside:
        return ""
    if OF_ALL.match(text, quantity.stop):
        return told(text[low : quantity.begin], "") or before_noun(text[low : ahead[-1].begin])
    return told("", text[quantity.stop : high])


#: Whom something is done to is a part that no feature says: "involved injury to a young person".
_TO_WHOM = re.compile(
    r"\b(?:to|against) (?:an? )?(?:young |old |older )?(?:people|person|children|child|adults?|women|men|officers?)\b"
)
_AGED = re.compile(r"[^.;:\d()]{0,90},? (?P<said>aged \d[\w –-]{0,12})")


def whole(place: Place, claim: Claim, known: Mapping[str, tuple[str, str]], inside: bool) -> Claim | None:
    """Return a claim with the part that it is of and how many that is known for; a share of nothing said is none."""
    ahead, behind, base = place.beside(claim.indicator)
    subject = base and _PART_OF.search(ahead)  # "women make up 61% of victims"; else what comes behind says more
    if claim.statistic == "change" and not base:  # "fell by 9%, with 34% of them women": what follows is another's
        behind = _NEXT.split(behind)[0]
    before, after = _features_of(ahead, claim.indicator), _features_of(behind, claim.indicator)
    parts = after | before if subject else before | after
    if not parts and claim.breakdown:
        return claim
    if (
        claim.statistic == "share"
        and parts
        and _TO_WHOM.search(behind)
        and (said := _told(place, claim.indicator, inside))
    ):
        return Claim(claim.indicator, "share", said)
    if (
        claim.statistic == "level"
        and "age" not in parts
        and (aged := _AGED.match(place.text, place.found[place.n].stop))
    ):
        parts |= {kind: part for kind, part in features(aged["said"]).items() if kind == "age"}
    part = place.part(claim.indicator) if not parts else ""
    if claim.statistic == "share" and not parts:
        said = _told(place, claim.indicator, inside) or (
            "in this area"
            if inside
            else part
            if not (base or place.n) or OF_ALL.match(place.text, place.found[place.n].stop)
            else ""
        )
        if not said:
            return None
        parts = _features_of(said, claim.indicator)
        return Claim(claim.indicator, "share", joined(parts) or said)
    coverage = next((known[kind][0] for kind in parts if kind in known and known[kind][1] == claim.indicator), "")
    return Claim(claim.indicator, claim.statistic, joined(parts) or part, coverage)
