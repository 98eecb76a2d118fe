"""Relations that a paragraph states over its sentences: a whole and its parts, a sum taken together, so many each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from minutebook.audit.change_checks import is_change
from minutebook.audit.listings import singular
from minutebook.audit.said import ABOUT, Said, Stated, are_opposite, is_misprint, is_sum_misprinted, is_tenfold, told
from minutebook.text.verdicts import DIFFERS, Given, Printed, total

_FEWEST, _MOST = 2, 8
_FAR = 3  # sentences, clauses behind a semicolon among them, that the parts of a whole may reach over
_LARGE = 20  # smaller numbers add up by accident
_MUCH, _NESTED = Decimal("0.5"), Decimal("0.2")
_CLOSES = re.compile(
    r"\b(?:(?:the|an?) )?(?:remaining|other|rest|remainder|balance)(?: of them)?(?:,| being| were| was)? \Z", re.I
)
#: The rest may be of other things: "the other 30 boats".
_THINGS = re.compile(
    r"\s*(?!(?:of|were|was|are|is|had|have|has|did|do|could|said|and|in|on|for|people|no|nothing|nobody|there|it|we|they)\b)[a-z]+",
    re.I,
)
_OF_THESE = re.compile(r"\s*(?:[A-Z]\w* )?of (?:these|those|them|whom|which)\b", re.I)
_UNREAD = re.compile(
    r"\b(?:an?|another|several|some|most|many|few|others|half|quarters?|thirds?|[a-z]+teen)\b(?! (?:course"
    r"|year|result|total|form))",
    re.I,
)
_ANOTHER_TIME = re.compile(
    r"\bcompared|\bthan\b|\b(?:up|down) (?:on|from|by)\b|\b(?:last|previous) year\b"
    r"|\bbefore\b|\bago\b|\b(?:it|this|that) had been\b|\bcompares? (?:with|to)\b",
    re.I,
)
_TOGETHER = re.compile(
    r"\b(?:(?:taken|put|added) (?:together|up),? (?:this|these|they|that|it) (?:is|are|was|were|makes?"
    r"|comes? to|came to)"
    r"|(?:the )?(?:two|three|four|five|both|these) together (?:come to|came to|make|made|had|were|are)"
    r"|which (?:together )?(?:makes|adds up to|comes to))\s(?:a total of )?\Z",
    re.I,
)


def gathered_checks(paragraph: Sequence[Said], known: frozenset[str]) -> Iterator[Stated]:
    """Yield "parts of a whole" and "rate" that numbers of more than one sentence of a paragraph give.

    Args:
        paragraph: Its numbers.
        known: The ids of the wholes that a sentence of it tells the parts of.
    """
    counts = [s for s in paragraph if _is_counted(s)]
    for n, whole in enumerate(counts):
        rest = counts[n + 1 :]
        again = _divided_again(whole, rest) if whole.id in known else _whole(whole, rest) or _sum(whole, counts[:n])
        if again:
            yield again
    yield from _larger_parts(counts)
    products = list(_products(paragraph))
    told_so = {frozenset(s.id for s in (stated.said, *stated.parts)) for stated in products}
    rates = [one for one in _each(paragraph) if frozenset(s.id for s in (one.said, *one.parts)) not in told_so]
    yield from (stated for stated in (*rates, *products) if stated.said.id not in known)


_OF_THEM = re.compile(r"\W*(?:Of|Among) (?:these|those|them)(?P<things>(?: [a-z]+){0,2}),? (?:some |only |just )?")
_OF_WHICH = re.compile(r",(?: and)? of (?:which|whom) (?:some |only |just )?\Z")


def _larger_parts(counts: Sequence[Said]) -> Iterator[Stated]:
    """Yield a part that is more than every number that it could be of: "We saw 30 boats. Of these boats 300 leaked"."""
    for n, part in enumerate(counts[1:], start=1):
        last, of_them = counts[n - 1], _OF_THEM.fullmatch(part.before)
        things = (of_them["things"] if of_them else "").split()
        named = not things or singular(things[-1]) in {singular(word) for word in last.noun.split()}
        behind = last.sentence == part.sentence and _OF_WHICH.search(part.before) is not None
        near = behind or (of_them is not None and named and last.sentence == part.sentence - 1)
        larger = all(part.value > s.value and part.unit == s.unit for s in counts[:n])
        if near and larger and part.unit == "count" and not (part.approximation or last.approximation):
            why = "a part can't be more than the whole that it is of"
            yield Stated("parts of a whole", part, (last,), last.value, Decimal(0), DIFFERS, why)


def _is_counted(said: Said) -> bool:
    return said.unit in ("count", "GBP") and said.role not in ("change", "from", "to") and not is_change(said)


def _whole(whole: Said, rest: Sequence[Said]) -> Stated | None:
    """Return a whole with the parts right behind it that make it, or that the words for the rest close."""
    if labelled := _labelled(whole, rest[:_LONGEST]):
        return labelled
    run: list[Said] = []
    listed = [s for s in rest[:_MOST] if s.sentence == rest[0].sentence == whole.sentence + 1]
    alike = len(listed) >= _FEWEST and all(s.unit == whole.unit and not _ANOTHER_TIME.search(s.before) for s in listed)
    if alike and not whole.approximation and (_are_ratings(listed) or is_sum_misprinted(whole, listed)):
        return told("parts of a whole", whole, listed, total([s.printed for s in listed]))
    for said in rest[:_MOST]:
        apart = said.unit != whole.unit or said.value >= whole.value or said.sentence - whole.sentence > _FAR
        if apart or _ANOTHER_TIME.search(said.before):
            return None
        run.append(said)
        added = total([s.printed for s in run])
        closes = bool(_CLOSES.search(said.before))
        fits = added.value == whole.value and (closes or whole.value >= _LARGE or _are_named_alike(whole, run))
        if len(run) >= _FEWEST and fits:
            return told("parts of a whole", whole, run, added)
        if closes:
            return _closed(whole, run)
    return None


def _divided_again(whole: Said, rest: Sequence[Said]) -> Stated | None:
    """Return a whole by its second division: "17 cases (9 men and 8 women; 5 under 18 and 12 over 18)"."""
    two = [s for s in rest[:_MOST] if s.sentence == whole.sentence + 1]
    alike = len(two) == _FEWEST and all(s.unit == whole.unit and s.value < whole.value for s in two)
    if not alike or not are_opposite(two[0].after + two[1].after):
        return None
    added = total([s.printed for s in two])
    near = abs(added.value - whole.value) <= whole.value * _MUCH
    return told("parts of a whole", whole, two, added) if near else None


def _labelled(whole: Said, rest: Sequence[Said]) -> Stated | None:
    """Return a whole that is broken down into labels with their numbers: "as follows: • Mills: 40 • Weirs: 12"."""
    run = list(takewhile(lambda s: s.unit == whole.unit and s.before.rstrip().endswith(":"), rest))
    if len(run) < _FEWEST or whole.approximation or not _BROKEN_DOWN.match(whole.after):
        return None
    added = total([s.printed for s in run])
    near = abs(added.value - whole.value) <= whole.value * _MUCH or is_sum_misprinted(whole, run)
    return told("parts of a whole", whole, run, added) if near else None


_LONGEST = 40
_BROKEN_DOWN = re.compile(
    r"[^.;:]{0,60}\b(?:broken down|made up|split|divided|comprising|consisting|as follows|namely)\b[^.;:]{0,30}:", re.I
)


def _are_named_alike(whole: Said, run: Sequence[Said]) -> bool:
    """Tell whether the next sentence has the parts of a whole by its name: "Four boats came. Two red boats and two"."""
    names = {singular(said.noun) for said in (whole, *run)}
    return len(names) == 1 and "" not in names and len({said.sentence for said in run}) == 1


def _are_ratings(listed: Sequence[Said]) -> bool:
    """Tell whether numbers are of all that is rated: "eight were green, four amber and three red."."""
    words = " ".join(s.after for s in listed)
    each = all(re.search(rf"\b{colour}\b", words, re.I) for colour in ("green", "amber", "red"))
    return (
        each
        and len(listed) > _FEWEST
        and bool(re.match(r"\s*(?:rated )?(?:green|amber|red)[.)]?\Z", listed[-1].after, re.I))
    )


def _closed(whole: Said, run: Sequence[Said]) -> Stated | None:
    """Return a whole with parts that the rest closes but that don't make it, where they surely are its parts.

    A sentence that has three of its own divides the whole anew, unless it is one of the parts before that it divides.
    """
    stops = [n for n, said in enumerate(run) if n and run[n - 1].after.rstrip().endswith(".")]
    own = run[stops[-1] :] if stops and len(run) - stops[-1] > _FEWEST else run
    added = total([s.printed for s in own])
    near = abs(added.value - whole.value) <= whole.value * _MUCH or is_sum_misprinted(whole, own)
    of_a_part = own is not run and (_OF_THESE.match(own[0].before) or added.value in {s.value for s in run})
    if near and not of_a_part and _is_told_off(whole, own):
        return told("parts of a whole", whole, own, added)
    return None


def _is_told_off(whole: Said, run: Sequence[Said]) -> bool:
    """Tell whether all the parts of a whole are surely printed: "Of 640, 416 ...; 160 ...; and for the other 64"."""
    begins = re.search(r"\bof (?:the |these |our |all )?\Z", whole.before, re.I) or _OF_THESE.match(run[0].before)
    words = [s.before for s in run[1:-1]] + [_CLOSES.sub("", run[-1].before)]
    others = sum((s.value for s in run[1:]), Decimal(0))
    same = not _THINGS.match(run[-1].after) or run[-1].after.split()[0].strip(",.;") in whole.noun.split()
    nested = abs(run[0].value - others) <= run[0].value * _NESTED  # the first may be the whole of the others
    unread = whole.approximation or any(map(_UNREAD.search, words))
    return bool(begins) and same and not nested and not unread and len(run) > _FEWEST


def _sum(whole: Said, before: Sequence[Said]) -> Stated | None:
    """Return what is said to be the numbers before it taken together."""
    if not _TOGETHER.search(whole.before) or _EACH_AFTER.match(whole.after):
        return None
    near = [s for s in before if s.unit == whole.unit and s.sentence >= whole.sentence - 1]
    ways = [
        told("parts of a whole", whole, near[-n:], total([s.printed for s in near[-n:]]))
        for n in range(2, len(near) + 1)
    ]
    fits = [way for way in ways if way.verdict != DIFFERS]
    return fits[0] if fits else ways[0] if len(near) == _FEWEST else None


# So many each -------------------------------------------------------------------------------------

_EACH_BEFORE = re.compile(
    r"\b(?:an average of|averag\w+|mean \w+|each|every|teams of|groups of|rows of)\b[^.;\d]{0,40}\Z", re.I
)
_EACH_AFTER = re.compile(
    r"\s*(?:or so |[a-z]+ )?(?:on average|each\b|apiece\b|(?:for|to) (?:each|every)\b|to an? [a-z]+[,;.]"
    r"|(?:per|an?) (?!(?:year|month|week|quarter|lot|further|total)\b)[a-z]+\b)",
    re.I,
)
_TIED = re.compile(r"\s*for (?:each|every one) of (?:the |these |those |our )?\s*", re.I)
_AVERAGE_OF = re.compile(r"[^.;]{0,60}\b(?:an average of|on average|averaging)\s*", re.I)


def _each(paragraph: Sequence[Said]) -> Iterator[Stated]:
    """Yield the average of a sum and how many it is of; what doesn't fit only where "for each of" ties the three."""
    for n, each in enumerate(paragraph):
        worded = each.unit == "percent" or not each.value or each.role in ("change", "from", "to", "share")
        if worded or not (_EACH_BEFORE.search(each.before) or _EACH_AFTER.match(each.after)):
            continue
        around = [s for s in paragraph[max(0, n - _MOST) : n + _FAR] if s is not each and _is_counted(s)]
        around = [s for s in around if abs(s.sentence - each.sentence) <= _FEWEST]
        unit = "count" if each.unit not in ("GBP", "count") else each.unit
        ways = [
            _average(each, one, two) for one in around for two in around if one.unit == unit and two.unit == "count"
        ]
        fits = [way for way in ways if way and way.verdict != DIFFERS]
        tied = paragraph[n - 1 : n + _FEWEST] if n else []
        if product := _product(paragraph[n : n + _FAR]):
            yield product
        elif fits and not each.approximation:
            yield fits[0]
        elif alone := _alone(paragraph, each, unit):
            yield alone
        elif (three := _only_three(paragraph, each)) and not each.approximation:
            yield three
        elif len(tied) > _FEWEST and _TIED.fullmatch(tied[2].before) and _AVERAGE_OF.fullmatch(each.before):
            stated = _average(each, tied[0], tied[2]) if tied[0].unit == unit else None
            yield from [stated] if stated and _is_counted(tied[0]) else []


def _alone(paragraph: Sequence[Said], each: Said, unit: str) -> Stated | None:
    """Return an average behind the only two numbers of its sentence that it may be of: "548 in 361 homes, 1.5 each".

    One that the two don't give is wrong where it may be a misprint of what they do, or where they are one number.
    """
    inside = [s for s in paragraph if s.sentence == each.sentence and s.line <= each.line]
    before = [s for s in inside[: inside.index(each)] if s.unit in ("count", "GBP", "times")]
    tied = _AVERAGE.search(f"{each.before} {each.after}") or _BESIDE.fullmatch(each.before)
    if len(before) != _FEWEST or not tied:
        return None
    many, of = (
        sorted(before, key=lambda s: s.value) if unit == "count" else sorted(before, key=lambda s: s.unit == unit)
    )
    if of.unit != unit or many.unit not in ("count", "times") or many.value <= 1 or any(map(is_change, before)):
        return None
    given = of.value / many.value
    zeros = len(str(int(each.value))) - len(str(int(each.value)).rstrip("0"))
    step = Decimal(10) ** zeros if each.approximation else Decimal(1)
    step = each.printed.step if each.decimals else max(each.printed.step, step)
    slack = step if each.approximation else step / 2
    stated = told("rate", each, (of, many), Given(given, given - slack, given + slack))
    off = of.value == many.value or is_tenfold(each.value, Decimal(round(given))) or _is_far_off(each.value, given)
    return stated if abs(each.value - given) <= slack or off else None


def _is_far_off(stated: Decimal, given: Decimal) -> bool:
    """Tell whether an average may be a misprint of another: more than a tenth away, and less than half."""
    return abs(stated - given) > given * ABOUT and is_misprint(Printed(stated), given)


_AVERAGE = re.compile(r"\b(?:on average|averag\w+|to an? [a-z]+)\b", re.I)
_BESIDE = re.compile(
    r"[^.;]{0,60}?, (?:(?:or|about|some|roughly|nearly|almost|just|over|which (?:is|makes))\s){0,3}", re.I
)


def _products(paragraph: Sequence[Said]) -> Iterator[Stated]:
    """Yield what so many at so much each are said to come to: "74 visits at £30 each, £2,220 in all".

    What doesn't fit is wrong only where the sentence has no other numbers than these, and it may be a misprint.
    """
    for n, of in enumerate(paragraph):
        near = [s for s in paragraph[max(0, n - _MOST) : n] if s.sentence >= of.sentence - 1 and s.value > 1]
        each = [
            s for s in near if _EACH_AFTER.match(s.after) or _EACH_BEFORE.search(s.before) or s.unit.startswith("per ")
        ]
        each = [s for s in each if s.unit == of.unit or (of.unit == "count" and s.unit in _LENGTHS)]
        cued = _AMOUNTS.search(of.before) or _ALL_AFTER.match(of.after)
        if not (cued and each and of.unit in ("count", "GBP") and of.value >= _LARGE):
            continue
        ways = [(one, many) for one in each for many in near if many is not one and many.unit == "count"]
        found = [_times(of, one, many) for one, many in ways if not one.approximation]
        fits = [way for way in found if way.verdict != DIFFERS]
        inside = [s for s in near if s.sentence == of.sentence]
        if fits:
            yield fits[0]
        elif (
            len(found) == 1
            and len(inside) == _FEWEST
            and (is_misprint(of.printed, found[0].recomputed or Decimal(0)) or inside[0].value == inside[1].value)
        ):
            yield found[0]


_LENGTHS = ("days", "hours", "minutes", "weeks")
_AMOUNTS = re.compile(
    r"\b(?:c[ao]mes? to|amount(?:s|ed)? to|total(?:s|led)?|costs?|cost (?:is|was)|makes?|made|imposed|that is"
    r"|which is|or)"
    r"\s(?:a total of |close to |about |some |around |nearly |just )?\Z",
    re.I,
)


def _times(of: Said, each: Said, many: Said) -> Stated:
    exact = replace(of, approximation="")
    given = [bound * many.value for bound in (each.value, each.printed.low, each.printed.high)]
    return told("product", exact, (each, many), Given(*given))


def _only_three(paragraph: Sequence[Said], each: Said) -> Stated | None:
    """Return an average cost beside one sum said to be of all, and one count: "96 at £850 each, £81,600 in all"."""
    inside = [s for s in paragraph if s.sentence == each.sentence and s is not each]
    whole = next((s for s in inside if s.unit == each.unit == "GBP" and _is_of_all(s)), None)
    many = [s for s in inside if s.unit == "count" and s is not whole]
    if whole is None or len(many) != 1 or len(inside) != _FEWEST or _MORE_THAN_THESE.search(whole.before):
        return None
    stated = _average(each, whole, many[0])
    twice = many[0].value == each.value  # one of them stands where the other should
    fits = stated and (stated.verdict != DIFFERS or twice or is_misprint(each.printed, stated.recomputed or Decimal(0)))
    return stated if fits else None


def _is_of_all(said: Said) -> bool:
    before, after = said.before, said.after
    return bool(_COMES_TO.search(before) or _ALL_BEFORE.search(before) or _ALL_AFTER.match(after))


_MORE_THAN_THESE = re.compile(r"\b(?:and|plus|with|including)\b")
_ALL_BEFORE = re.compile(r"\b(?:so (?:that )?[\w\s]{0,30}|a total of|in all|altogether)\s*\Z", re.I)
_ALL_AFTER = re.compile(r"\s*(?:\w+\s){0,3}?(?:in all|altogether|in total|for (?:the|all))\b", re.I)


def _product(three: Sequence[Said]) -> Stated | None:
    """Return what so many at so much each come to: "A gate cost £2,150 on average, so the nine came to £19,350"."""
    each, many, of = three if len(three) == _FAR else (None, None, None)
    if each is None or many is None or of is None or not _is_counted(of) or not _is_counted(many):
        return None
    alike = each.unit == of.unit == "GBP" and many.unit == "count" and not each.approximation
    if not alike or not re.search(r"\bso (?:that )?[^.;]*\Z", many.before) or not _COMES_TO.search(of.before):
        return None
    if _MORE_THAN_THESE.search(of.before):
        return None
    given = [bound * many.value for bound in (each.value, each.printed.low, each.printed.high)]
    return told("product", of, (each, many), Given(*given))


_COMES_TO = re.compile(r"\b(?:c[ao]me to|cost|makes?|made|total(?:led)?|paid|spent)\s(?:a total of )?\Z", re.I)


def _average(each: Said, of: Said, many: Said) -> Stated | None:
    if of is many or many.value <= 1 or (of.unit == "count" and of.value <= many.value):
        return None
    low, high = of.printed.low / many.value, of.printed.high / many.value
    return told("rate", each, (of, many), Given(of.value / many.value, low, high))
