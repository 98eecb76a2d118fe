"""Changes that a sentence states beside both numbers: "from A to B, a rise of P %", "B, P % more than the A before"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from minutebook.audit.comparisons import worth
from minutebook.audit.said import ABOUT, NEAR, Said, Stated, is_misprint, told, told_in_words
from minutebook.text.verdicts import AGREES, DIFFERS, UNTESTABLE, change, percent_change, percent_of

_RISES = re.compile(
    r"(?<![\w-])(?:increas\w+|r[io]se[sn]?|rais\w+|rising|grow\w*|grew|up|gr?eater|higher|more|above|improv\w+|gain\w*|climb\w*"
    r"|jump\w*|leap\w*|leapt|soar\w*|swell\w*|swollen|mount\w*|longer|slower)(?![\w-])",
    re.I,
)
_FALLS = re.compile(
    r"(?<![\w-])(?:decreas\w+|reduc\w+|fell|fall\w*|drop\w*|declin\w+|down|lower|fewer|less|below|shrank|cut|halved|faster"
    r"|eas(?:e[ds]?|ing)|subsid(?:e[ds]?|ing)|narrow(?:s|ed|ing)|slip\w*|slid|slid\w*|dip\w*|dwindl\w*|shr[iu]nk\w*|sank|sunk|plung\w*|tumbl\w*|shorter|quicker)(?![\w-])",
    re.I,
)
_VALUED = re.compile(r"\b(?:improv\w*|better|worse\w*)\b", re.I)
_PACE = re.compile(r"\b(?:faster|slower|longer|shorter|quicker)\b", re.I)
_PLAIN = re.compile(
    r"\b(?:increas\w+|r[io]se[sn]?|rising|gr[eo]w\w*|higher|decreas\w+|reduc\w+|fell|fall\w*|drop\w*|lower)\b", re.I
)
_THAN = re.compile(
    r"\s*(?:points?\s)?(?:more|fewer|less|higher|lower|better|worse|above|below|greater|up|down)?\s*\(?(?:than|from|on"
    r"|compared (?:with|to)|above|below"
    r"|against)\b[^.;]{0,50}",
    re.I,
)
_AGAINST = re.compile(
    r"[^.;]{0,60}\b(?:up from|down from|compared (?:with|to)|in comparison (?:with|to)|against"
    r"|(?:more|fewer|higher|lower|better|worse) than)\b[^.;]{0,30}",
    re.I,
)
AIMED = re.compile(
    r"\b(?:target|plan\w*|expect\w*|forecast|budget|floor|limit|standard|threshold|aim|average|nationally|London"
    r"|England)\b",
    re.I,
)
_COMPARING = re.compile(r"\b(?:than|compared|against)\b", re.I)
_WINDOWS = ("months", "years", "weeks", "hours", "minutes")
_FOLDS = {"doubl": Decimal(2), "halv": Decimal("0.5"), "trebl": Decimal(3), "tripl": Decimal(3), "quadrupl": Decimal(4)}


def change_checks(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield the changes of a sentence, beside what the pair of numbers that each is of gives.

    Yields:
        "percent change", "change" and "doubled" where the change is stated; "direction" where a word says which way.
    """
    inside = [said for said in _in_one_unit(inside) if _is_meant(said)]
    pairs = list(_pairs(inside))
    for n, (first, second) in enumerate(pairs):
        lower = max(inside.index(one) for one in pairs[n - 1]) if n else -1
        upper = min(inside.index(one) for one in pairs[n + 1]) if n + 1 < len(pairs) else len(inside)
        around = inside[lower + 1 : upper]
        within = [
            s for s in around if s not in (first, second) and (is_change(s) or _is_beside(s, around, first, second))
        ]
        within = [s for s in within if _is_of(s, around, first, second)]
        places = [inside.index(first), inside.index(second)]
        for said in within:
            beside = min(places) - 1 <= inside.index(said) <= max(places) + 1
            right_behind = second.role == "to" and _BY.search(said.before) and inside[max(places) + 1 :][:1] == [said]
            single = (len(pairs) == 1 or right_behind) and beside and _told_as_change(said)
            if stated := _changed(said, first, second, single=bool(single)):
                yield stated
        yield from _directed(inside, first, second, within)
        yield from _manifold(first, second)
    if not pairs:
        yield from _implied(inside)


def _in_one_unit(inside: Sequence[Said]) -> list[Said]:
    """Return numbers with what a bare number means that a comparison sets beside one with a unit: "9 days, 2 fewer"."""
    out: list[Said] = []
    for said in inside:
        last = out[-1] if out else None
        noun = said.noun in ("", "more", "fewer", "less", "longer", "shorter")
        bare = said.unit == "count" and noun and said.decimals is not None and last is not None
        by = bare and last and last.unit in _LENGTHS and _BARE_CHANGE.match(said.after)
        than = bare and last and last not in inside and _THAN.fullmatch(said.before)
        to = bare and last and last.unit in _LENGTHS and (last.role, said.role) == ("from", "to")
        out.append(replace(said, unit=last.unit) if last and (by or than or to) else said)
    return out


_LENGTHS = ("days", "weeks", "minutes", "hours", "months", "years")
_BARE_CHANGE = re.compile(r"\s*(?:more|fewer|less|longer|shorter) than\b", re.I)
_MANIFOLD = re.compile(r"\b(?P<more>(?:more than|over)\s)?(?P<word>trebled|tripled|quadrupled)\b[^.;]{0,40}\Z", re.I)


def _manifold(first: Said, second: Said) -> Iterator[Stated]:
    """Yield whether what has trebled from one number to another is three times as much."""
    match = _MANIFOLD.search(first.before)
    if match and first.value > 0:
        fold = next(n for word, n in _FOLDS.items() if match["word"].lower().startswith(word))
        times = second.value / first.value
        near = abs(times - fold) <= fold * ABOUT or (bool(match["more"]) and times > fold)
        why = f"{first.raw} to {second.raw} is {times:.2f} times"
        yield Stated("doubled", second, (first,), 100 * times, 100 * fold * ABOUT, AGREES if near else DIFFERS, why)


_WITH_SHARE = re.compile(
    r"[^;()]{0,90}(?:\((?:or |up |down |by |about |an? )?|, or (?:about |nearly |by )?|\((?:an? )?(?:increase"
    r"|rise|growth|fall|drop"
    r"|decrease|reduction|decline) of (?:about )?|, an? (?:increase|rise|growth|fall|drop|decrease|reduction"
    r"|decline) of (?:about )?)[+-]?",
    re.I,
)


def _implied(inside: Sequence[Said]) -> Iterator[Stated]:
    """Yield the percentage of a change beside its number and the outcome: "23,353, 401 more (1.7%)"."""
    told_so = [s for s in inside if s.unit not in _WINDOWS]
    for later, by, share in zip(told_so, told_so[1:], told_so[2:], strict=False):
        as_one = share.before.strip() == "or" and share.direction != ""  # "5,700 or 9.8% more"
        grows = by.unit == later.unit and (_is_more(by) or as_one)
        if not (grows and share.unit == "percent" and share.decimals is not None and later.role in ("", "to")):
            continue
        if sum(s.unit == later.unit for s in told_so) > 2 or not (as_one or _is_its_share(share)):
            continue
        if _BEFORE.search(later.before + later.after):
            continue  # it is what the change is on
        down = _falls(by) or "decrease" in (by.direction, share.direction)
        before = replace(later, value=later.value + by.value if down else later.value - by.value)
        given = percent_of(by.printed, before.printed)
        if given and not (later.approximation or by.approximation):
            yield told("percent change", share, (later, by), given, abs(share.value))


_BEFORE = re.compile(r"\b(?:before|earlier|previous(?:ly)?|last (?:year|month|quarter)|ago|used to be)\b", re.I)


def _is_its_share(share: Said) -> bool:
    """Tell whether a percentage stands in brackets or behind "or" for the change before it, and of nothing else."""
    return bool(_WITH_SHARE.fullmatch(share.before)) and not re.match(r"\s*of\b|\s+\w", share.after)


_MORE_OR_LESS = re.compile(r"\s*(?:[a-z]+\s){0,2}?(?:more|fewer|less|higher|lower|up|down)\b", re.I)


def _is_more(said: Said) -> bool:
    return (said.role == "change" and said.direction != "") or bool(_MORE_OR_LESS.match(said.after))


def _told_as_change(said: Said) -> bool:
    """Tell whether words right before or behind a number say that it is a change: what else has its unit may not be."""
    named = _CALLED.search(said.before) or _BY.search(said.before) or _SO_MUCH_MORE.match(said.after)
    return bool(named or _THAN_AFTER.match(said.after) or _NAMED_AFTER.match(said.after)) or said.direction != ""


_OTHER_CLAUSE = re.compile(r";|\b(?:while|whilst|whereas|although|though|but)\b|\bafter\s[a-z]+ing\b", re.I)
_OTHER_TIME = re.compile(
    r"\s*(?:[a-z]+\s)?in the (?:previous year|year (?:before|prior)(?! to)|preceding year)\b", re.I
)


def _is_beside(said: Said, around: Sequence[Said], first: Said, second: Said) -> bool:
    """Tell whether a number right beside "from A to B" can only be their change: "by 22, from ..", "or 19.5%."."""
    at = around.index(said)
    if around[at + 1 : at + 2] == [first] and first.role == "from" and re.search(r"\bby\s*\Z", said.before):
        return said.unit in (first.unit, "percent", *(["percentage points"] if first.unit == "percent" else []))
    beside = at > 0 and around[at - 1] is second and second.role == "to" and second.unit != "percent"
    bare = re.match(r"\s*(?:[.;,)]|\Z)", said.after) and re.fullmatch(
        r"[\w\s]{0,20},? or (?:about )?|\s*\((?:about )?", said.before
    )
    return beside and said.unit == "percent" and said.decimals is not None and bool(bare)


def _is_of(said: Said, around: Sequence[Said], first: Said, second: Said) -> bool:
    """Tell whether a change is of a pair: no other clause begins between them, and no other year is named with it."""
    places = sorted(around.index(s) for s in (said, first, second))
    at = places.index(around.index(said))
    begin, end = (places[0], places[1]) if at == 0 else (places[1], places[2]) if at == 2 else (0, 0)
    if at == len(places) - 1 and second.role != "to" and _THAN_AFTER.match(said.after):
        return False  # it is compared with another: "30, 5 fewer than the 35 of May and 9 more than in April"
    gap = "".join(f"{s.before}{s.raw}" for s in around[begin + 1 : end]) + (around[end].before if end else "")
    return not (_OTHER_CLAUSE.search(gap) or _OTHER_TIME.match(said.after))


_CALLED = re.compile(
    r"(?:\b(?:increas\w+|rise|rose|fall|fell|decreas\w+|reduc\w+|drop\w*|growth|grew|change|up|down|by"
    r"|or)\b[\w\s]{0,12}|\()\s*\Z",
    re.I,
)


def _is_meant(said: Said) -> bool:
    """Tell whether a number may be one of a pair: what is only a length of time or counts in words seldom is."""
    worded = said.decimals is not None or said.unit == "percentage points"
    return said.role in ("from", "to", "change") or (said.unit not in _WINDOWS and worded)


def is_change(said: Said) -> bool:
    """Tell whether a number is said to be by how much something has changed."""
    if said.role in ("from", "to"):
        return False
    named = _THAN_AFTER.match(said.after) or _NAMED_AFTER.match(said.after) or _BY.search(said.before)
    more = said.unit == "percent" and _SO_MUCH_MORE.match(said.after)
    return bool(more) or said.role == "change" or said.unit == "percentage points" or bool(named)


_NOUNS = (
    r"(?:increase|rise|growth|gain|improvement|fall|drop|decrease|reduction|decline|cut|overspend|underspend|shortfall"
    r"|surplus|saving)"
)
_NAMED_AFTER = re.compile(rf"\s*{_NOUNS}\b(?! (?:of|in)\b)", re.I)
_BY = re.compile(
    rf"(?:,|,? \bor|\bthat is|\bwhich is|[A-Za-z]+(?:ed|ose|ell|own|up))\s+by\s(?:about\s|some\s|around\s|nearly\s)?\Z"
    rf"|\ban? (?:[a-z]+\s)?{_NOUNS} (?:of|by) (?:about\s|some\s|around\s|nearly\s)?\Z",
    re.I,
)


#: "from 24 minutes to 39, some 63% longer".
_SO_MUCH_MORE = re.compile(r"\s*(?:more|fewer|less|higher|lower|longer|shorter|dearer|cheaper)\s*(?:[.,;:)]|\Z)", re.I)
_THAN_AFTER = re.compile(
    r"\s*(?:(?:more|fewer|less|higher|lower|better|worse|greater) than\b|(?:up|down) on\b|(?:above|below)(?: than)?\b"
    r"|short of\b)",
    re.I,
)


def _pairs(inside: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of an earlier and a later number: "from A to B", "B, P % more than the A", "B, up from A"."""
    roles = [s.role for s in inside]
    for n, (one, two) in enumerate(pairwise(inside)):
        if roles[n : n + 2] == ["from", "to"]:
            yield one, two
        elif roles[n : n + 2] == ["to", "from"] and roles[n + 2 : n + 3] != ["to"] and roles[max(0, n - 1)] != "from":
            yield two, one
    if any(s.role == "to" for s in inside):
        return
    yield from _backwards(inside)
    for n, later in enumerate(inside):
        rest = inside[n + 1 :]
        if is_change(later) or later.role in ("share", "from") or later.unit == "rank" or not rest:
            continue
        changes = [rest[0]] if is_change(rest[0]) else []
        earlier = rest[len(changes)] if len(rest) > len(changes) else None
        if (
            earlier is None
            or earlier.unit != later.unit
            or is_change(earlier)
            or AIMED.search(earlier.before + earlier.after[:30])
            or len(_COMPARING.findall(earlier.before)) > 1
            or (changes and _ITS_SHARE.fullmatch(rest[0].before))
            or _TIMES_AS_MANY.search(earlier.before)
            or _AS_BOUND.search(earlier.before)
        ):
            continue
        if (_THAN if changes else _AGAINST).fullmatch(earlier.before):
            yield earlier, later


_ITS_SHARE = re.compile(r"\s?\(?or (?:about )?|\s?\((?:about )?", re.I)  # "£85,000 or 17.9% more than the £475,000"
#: "one in ten took more than 61 days": a bound, with which nothing is compared.
_AS_BOUND = re.compile(
    r"\b(?:t(?:oo|a)k\w*|ha(?:d|ve|s)|wait\w*|last\w*|liv\w+|cost|spent|for|in|after|within)"
    r" (?:more|less|fewer) than\s*\Z",
    re.I,
)
_TIMES_AS_MANY = re.compile(r"\bthan (?:\w+ )?(?:double|twice|treble|half|\w+ times)\b", re.I)
_TO = re.compile(
    r"\b(?:r[io]se[sn]?|f[ae]ll(?:en)?|dropped|climbed|grew|grown|went (?:up|down)|gone (?:up|down)|slipped|declined"
    r"|increased|decreased)\sto\s(?:just\s|only\s|about\s)?\Z",
    re.I,
)


def _backwards(inside: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Yield what is told the other way round: "fell to 77 from 92"."""
    for two, one in pairwise(inside):
        if one.unit == two.unit and _TO.search(two.before) and re.fullmatch(r"\s*(?:[a-z]+\s)?from\s*", one.before):
            yield one, two


def _changed(said: Said, first: Said, second: Said, *, single: bool) -> Stated | None:
    """Return whether a change follows from a pair; the change of a percentage may be meant in points."""
    if said.noun.startswith("point") and first.unit != "percent":
        return None  # of a rate that is told beside: "from 402 to 434, and the rate by 3 points"
    grew = second.value >= first.value
    rise = -1 if said.value < 0 or _falls(said) or (not said.direction and not grew) else 1
    if word := next((w for w in _FOLDS if w in said.raw.lower()), ""):
        return _folded(said, first, second, _FOLDS[word])
    if said.unit == "percent":
        given = percent_change(first.printed, second.printed)
        points = change(first.printed, second.printed) if first.unit == "percent" else None
        ways = [told("percent change", said, (first, second), g, rise * abs(said.value)) for g in (given, points) if g]
    elif said.unit == first.unit or (said.unit, first.unit) == ("percentage points", "percent"):
        ways = [told("change", said, (first, second), change(first.printed, second.printed), rise * abs(said.value))]
    else:
        return None
    if said.unit == "percent" and said.decimals is None:  # "a third more"
        ways = [_in_words(way) for way in ways]
    best = next((w for w in ways if w.verdict != DIFFERS), ways[0] if ways else None)
    if best and said.role == "share" and is_misprint(said.printed, abs(best.recomputed or Decimal(0))):
        return best  # "from 38 to 64 (68%)" may be a share of something else
    return best if best and (single or best.verdict != DIFFERS) else None


def _in_words(stated: Stated) -> Stated:
    """Return the verdict on a change told as a fraction in words, with its "more than" or "nearly"."""
    low, high = told_in_words(stated.said)
    near = low <= _signed(stated.said) * (stated.recomputed or Decimal(0)) <= high
    why = f"{' to '.join(p.raw for p in stated.parts)} is {stated.recomputed:.1f}%"
    return replace(stated, verdict=AGREES if near else DIFFERS, tolerance=Decimal(NEAR), explanation=why)


def _signed(said: Said) -> int:
    return -1 if _falls(said) else 1


def _falls(said: Said) -> bool:
    return said.direction == "decrease" or bool(
        re.match(r"\s*(?:fewer|less|lower|below|worse|down)\b", said.after, re.I)
    )


def _folded(said: Said, first: Said, second: Said, fold: Decimal) -> Stated | None:
    """Return whether a number has doubled, halved ... where both are printed."""
    times = percent_of(second.printed, first.printed)
    if times is None:
        return None
    near = abs(times.value / 100 - fold) <= fold * ABOUT
    beyond = times.value / 100 > fold if fold > 1 else times.value / 100 < fold
    near = near or (beyond and said.approximation in ("over", "at least"))
    why = f"{first.raw} to {second.raw} is {times.value / 100:.2f} times"
    tolerance = 100 * fold * ABOUT
    return Stated("doubled", said, (first, second), times.value, tolerance, AGREES if near else DIFFERS, why)


def _directed(inside: Sequence[Said], first: Said, second: Said, within: Sequence[Said]) -> Iterator[Stated]:
    """Yield whether the word for a change, a rise or a fall, is the way that its numbers go."""
    if inside.index(second) < inside.index(first):  # "94, down from 121": the word stands between
        words = first.before + " ".join(s.after for s in within)
    else:
        own = _CONTRAST.split(first.before)[-1]
        words = _nearest(own) + " ".join(s.raw + s.before for s in within)
    words = _LIMIT.sub(" ", words)
    rises, falls = bool(_RISES.search(words)), bool(_FALLS.search(words))
    if rises == falls or first.value == second.value:
        return
    rose = second.value > first.value
    why = f"from {first.raw} to {second.raw} is a {'rise' if rose else 'fall'}"
    word = AGREES if rose == rises else DIFFERS
    if _VALUED.search(words) and not _PLAIN.search(words):
        word = worth(first.before + first.after + second.before + second.after, first.unit, rises=rose, words=words)
    elif _PACE.search(words) and first.unit not in _WINDOWS and word == DIFFERS:
        word = UNTESTABLE
    if word == UNTESTABLE:
        why += "; which way is better isn't said"
    yield Stated("direction", second, (first,), None, Decimal(0), word, why)


#: "lasting more than a day" is what is counted, not which way it went.
_LIMIT = re.compile(
    r"\b(?:more|less|fewer|longer|shorter|higher|lower|above|below) than (?:an?|one|two|three|\d[\d,.]*)\b", re.I
)
_CONTRAST = re.compile(r"\b(?:while|whilst|whereas)\b|;", re.I)
_CLAUSE = re.compile(r"[,;(–—]\s|\b(?:although|though|while|whilst|whereas|but|despite)\b", re.I)


def _nearest(words: str) -> str:
    """Return the last clause of what stands before a pair, where it has the word for a rise or a fall."""
    begin = max((match.end() for match in _CLAUSE.finditer(words)), default=0)
    clause = words[begin:]
    return clause if _RISES.search(clause) or _FALLS.search(clause) else words
