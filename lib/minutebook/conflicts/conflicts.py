"""Conflicts: two statements that do not agree, and why they may not, as the rows of the table.

Figures are joined on keys: what the catalogue says they measure, or the words right behind them. Equal keys are not
enough, since sentences say more than keys do: the words of what is counted have to be the same as well, neither may be
a change, a target or an estimate, and copies of one sentence are one statement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from minutebook.conflicts.retold import conflict, retold
from minutebook.conflicts.wordings import wording_conflicts
from minutebook.decisions.ledger import programme_conflicts
from minutebook.facts.statements import Row, Rows, Statement, days_of, statements


def conflicts(rows: Rows, told: Iterable[Row]) -> list[Row]:
    """Return the conflicts of a collection, in the order of their left statements, with their ids.

    Args:
        rows: The tables of all packs.
        told: What the packs tell besides figures, each with the `document_id` that tells it.

    Example:
        conflicts(rows, (telling for pack in packs for telling in pack["tellings"]))
    """
    copies = {row["document_id"] for row in rows["documents"] if row["same_as"]}
    found = [
        *programme_conflicts(rows),
        *retold(rows, list(_placed(rows, (row for row in told if row["document_id"] not in copies)))),
        *figure_conflicts(statements(rows, copies)),
        *table_conflicts(rows, copies),
        *header_conflicts(rows, copies),
        *count_conflicts(rows, copies),
        *wording_conflicts(rows, copies),
    ]
    ordered = sorted(found, key=lambda r: (r["pack_left"], r["left_line"], r["pack_right"], r["right_line"], str(r)))
    given: Counter[str] = Counter()
    out = []
    for row in ordered:
        name = f"{row['pack_left']}#L{row['left_line']}"
        given[name] += 1
        out.append({"conflict_id": name + (f"-{given[name]}" if given[name] > 1 else ""), **row})
    return out


def _placed(rows: Rows, told: Iterable[Row]) -> Iterator[Row]:
    """Yield tellings with the agenda item and the day of their paper."""
    items, days = {row["document_id"]: row["item"] for row in rows["documents"]}, days_of(rows)
    meetings = {row["pack_id"]: str(row["meeting_date"]) for row in rows["packs"]}
    for row in told:
        own = row["document_id"]
        yield {**row, "item": items.get(own) or own, "day": days.get(own, meetings[row["pack_id"]])}


# ------------------------------------------------------------------------------------------------------------ values


def figure_conflicts(found: Sequence[Statement]) -> list[Row]:
    """Return what `value_conflicts` finds, and what `near_conflicts` finds beyond it."""
    out = list(value_conflicts(found))
    told = {_lines(row) for row in out}
    return [*out, *(row for row in near_conflicts(found) if _lines(row) not in told)]


def _lines(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("pack_left", "left_line", "pack_right", "right_line"))


def value_conflicts(found: Sequence[Statement]) -> Iterator[Row]:
    """Yield pairs of statements of one measure with two values, one for each two values.

    Those of a catalogued measure are joined on it, others on the words right behind the figure.

    Example:
        list(value_conflicts(statements(rows, copies=set())))
    """
    joined: dict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for one in sorted(found, key=lambda s: (*s.place, s.value)):
        if one.key:
            joined["key", one.key, one.unit].append(one)
        if len(one.behind) > 1:
            joined["behind", one.behind, one.unit].append(one)
        if len(one.told) >= _WORD_FOR_WORD:
            joined["told", one.told, one.unit].append(one)
    told: set[tuple[Any, ...]] = set()
    for key, group in joined.items():
        if len(group) > _TOO_MANY:
            continue  # such words are in every sentence, and tell nothing
        for one, other in combinations(group, 2):
            same = (one.value, other.value, one.unit, one.area or other.area)
            alike = _told_alike(one, other) if key[0] == "told" else _of_one_thing(one, other, key[0] == "key")
            if {same, (same[1], same[0], *same[2:])} & told or not alike:
                continue
            if kind := why(one, other):
                told.add(same)
                yield conflict("value", kind, one.row, other.row, _explained(one, other, kind))


_TOO_MANY = 60
_WORD_FOR_WORD = 5


def _told_alike(one: Statement, other: Statement) -> bool:
    """Tell whether two statements of two sections, behind whose numbers the same words stand, are of one thing."""
    return one.inside != other.inside and _two_statements(one, other) and _one_noun(one, other)


def near_conflicts(found: Sequence[Statement]) -> Iterator[Row]:
    """Yield figures of one pack that are near each other and whose own words the other's sentence has.

    The longer sentence says more of what it counts, so these are differences that a definition or a period may explain.
    """
    rare = _rare(found)
    joined: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in sorted(found, key=lambda s: (*s.place, s.value)):
        for pair in combinations(sorted(one.clause & rare[one.place[0]]), 2) if one.prose and one.named else ():
            joined[one.place[0], one.unit, *pair].append(one)
    pairs = {
        pair: abs(pair[0].value - pair[1].value) / max(abs(s.value) for s in pair)
        for group in joined.values()
        if len(group) <= _TOO_MANY
        for pair in combinations(group, 2)
        if _near(*pair)
    }
    told: set[tuple[Any, ...]] = set()
    for (one, other), apart in sorted(pairs.items(), key=lambda item: (item[1], item[0][0].place, item[0][1].place)):
        kind = why(one, other) if apart <= _NEAR else ""
        if kind and (one.place[:2], other.place[:2]) not in told and not _settled_alike(one, other):
            told.add((one.place[:2], other.place[:2]))
            kind = "definition" if kind == "unexplained" else kind
            yield conflict("value", kind, one.row, other.row, _explained(one, other, kind))


_NEAR = Decimal("0.2")  # of the larger value
_RARE = 40  # a word is rare that stands in one sentence of so many


def _rare(found: Sequence[Statement]) -> dict[str, set[str]]:
    """Return the words of each pack that are in few of its sentences."""
    sentences: dict[str, set[tuple[int, frozenset[str]]]] = defaultdict(set)
    for one in found:
        sentences[one.place[0]].add((one.place[1], one.sentence))
    out = {}
    for pack, held in sentences.items():
        counts = Counter(word for _, words in held for word in words)
        out[pack] = {word for word, times in counts.items() if times <= max(6, len(held) / _RARE)}
    return out


def _near(one: Statement, other: Statement) -> bool:
    own = one.clause <= other.sentence or other.clause <= one.sentence
    return own and _two_statements(one, other)


def _settled_alike(one: Statement, other: Statement) -> bool:
    """Tell whether what measures the two by the catalogue has already set them side by side."""
    return one.key == other.key != () and one.clause <= other.sentence and other.clause <= one.sentence


def _of_one_thing(one: Statement, other: Statement, catalogued: bool) -> bool:
    """Tell whether two statements are of one thing by their own words, and are two statements at all."""
    if not _two_statements(one, other, times=False):
        return False
    if _two_times(one, other) and (one.inferred or other.inferred or not _untimed(one, other)):
        return False
    settled = one.area == other.area and all((*one.period, *other.period))
    if (
        catalogued
        and settled
        and not _two_times(one, other)
        and one.clause <= other.sentence
        and other.clause <= one.sentence
    ):
        return len(one.clause | other.clause) > 1
    shared = len(one.sentence & other.sentence)
    sizes = sorted((len(one.sentence), len(other.sentence)))
    alike = shared >= _SHARED and shared >= 0.85 * sizes[0] and shared >= 0.6 * sizes[1]
    return alike and one.inside != other.inside and one.behind == other.behind and _one_noun(one, other)


_SHARED = 4  # words


def _untimed(one: Statement, other: Statement) -> bool:
    """Tell whether one of two sentences is without its year: who reads it alone takes it to be of the other's time."""
    return one.prose and other.prose and not all(_YEAR.search(s.place[2]) for s in (one, other))


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _two_times(one: Statement, other: Statement) -> bool:
    return all(one.period) and all(other.period) and one.period != other.period


def _two_statements(one: Statement, other: Statement, *, times: bool = True) -> bool:
    """Tell whether two statements stand in two sentences, have two values, and are not of two places or times."""
    if one.place[:2] == other.place[:2] or one.value == other.value or one.high != other.high or _copied(one, other):
        return False
    places = (one.area and other.area and one.area != other.area) or _of_two_bodies(one.place[2], other.place[2])
    return not (places or (times and _two_times(one, other)))


_BODY = re.compile(r"(?:The )?(?P<name>(?:[A-Z][\w’'&-]* ){1,5}[A-Z][\w’'&-]*)(?= [a-z])")


def _of_two_bodies(one: str, other: str) -> bool:
    """Tell whether two sentences begin with the names of two bodies; initials may stand for the words of a name.

    Example:
        >>> _of_two_bodies("Ayle Vale Club has 9 boats.", "Bode Vale Club has 8 boats.")
        True
        >>> _of_two_bodies("Ayle Vale Club has 9 boats.", "AV Club has 8 boats.")
        False
    """
    found, also = _BODY.match(one), _BODY.match(other)
    if not found or not also:
        return False
    first, second = (set(match["name"].split()) for match in (found, also))
    short = any(_initials(match["name"]).startswith(word) for match in (found, also) for word in first ^ second)
    return bool(first - second and second - first) and not short


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _copied(one: Statement, other: Statement) -> bool:
    return re.sub(r"\W+", "", one.place[2]).casefold() == re.sub(r"\W+", "", other.place[2]).casefold()


def _one_noun(one: Statement, other: Statement) -> bool:
    return not one.noun or not other.noun or bool(set(one.noun.split()) & set(other.noun.split()))


def why(one: Statement, other: Statement) -> str:
    """Return why two values of one thing may differ, or nothing where what is printed of them agrees."""
    gap = _gap(one.value, other.value, max(one.step, other.step), one.step != other.step)
    if gap == "same" or (gap != "rounding" and (_allowed(one, other) or _allowed(other, one))):
        return ""
    reasons = {
        gap: bool(gap),
        "period": one.inferred or other.inferred or not all((*one.period, *other.period)) or _two_times(one, other),
        "geography": one.area != other.area,
        "definition": bool(one.noun and other.noun) and _head(one.noun) != _head(other.noun),
        "vintage": one.place[0] != other.place[0] or one.day != other.day,
    }
    return next((reason for reason, holds in reasons.items() if holds), "unexplained")


def _head(noun: str) -> str:
    return noun.rsplit(maxsplit=1)[-1][:6]


def _gap(one: Decimal, other: Decimal, step: Decimal, finer: bool) -> str:
    """Return what two values' distance comes to: none, what rounding of parts explains, a thousand times, or neither.

    Example:
        >>> [_gap(Decimal(a), Decimal(b), Decimal(1000), True) for a, b in ((22060000, 22059606), (22446000, 22445390))]
        ['same', 'rounding']
    """
    apart = abs(one - other)
    if finer and apart <= step:
        return "same" if apart <= step / 2 else "rounding"
    low, high = sorted((abs(one), abs(other)))
    return "unit" if low and abs(high / low / 1000 - 1) < Decimal("0.001") else ""


def _allowed(one: Statement, other: Statement) -> bool:
    """Tell whether the word that loosens one value lets it be the other: "over 100" and 131, "about 50" and 48."""
    beyond, near = other.value - one.value, abs(one.value) / 10
    loose = {
        "over": beyond >= 0,
        "at least": beyond >= 0,
        "under": -near <= beyond <= 0,
        "less than": beyond <= 0,
        "up to": beyond <= 0,
        "about": abs(beyond) <= near,
    }
    return loose.get(one.approximation, False)


def shown(value: Decimal, unit: str) -> str:
    """Return a value as a sentence has it.

    Example:
        >>> shown(Decimal("10600000"), "GBP"), shown(Decimal("58.0"), "percent"), shown(Decimal("640"), "count")
        ('£10,600,000', '58%', '640')
    """
    plain = f"{value.normalize() + 0:,f}"
    return {"GBP": f"£{plain}", "percent": f"{plain}%", "count": plain, "": plain}.get(unit, f"{plain} {unit}")


_WHY = {
    "rounding": "parts that were rounded before they were added would explain it",
    "unit": "one is a thousand times the other, so one may be in thousands",
    "geography": "one names no place, so they may be of two places",
    "definition": "what is counted isn't put in the same words, so they may be of two things",
    "vintage": "the papers are of other days, so the figure may have been revised",
    "unexplained": "both are said of the same thing, place and period, and no reason is printed",
}


def _explained(one: Statement, other: Statement, kind: str) -> str:
    values = sorted((one, other), key=lambda s: s.place)
    reason = _times_told(values) if kind == "period" else _WHY[kind]
    return f"{shown(values[0].value, one.unit)} and {shown(values[1].value, one.unit)}: {reason}"


def _times_told(pair: Sequence[Statement]) -> str:
    """Return what is printed of the times of two statements."""
    if not all(all(one.period) for one in pair):
        return "the period of one isn't printed with it, so they may be of two periods"
    if any(one.inferred for one in pair):
        return "the period of one is only that of the text around it, so they may be of two periods"
    first, second = (" to ".join(one.period) for one in pair)
    return f"in the same words one is said of {first}, the other of {second}, which not both sentences say"


# --------------------------------------------------------------------------------------------------- tables and counts


def table_conflicts(rows: Rows, copies: set[str]) -> Iterator[Row]:
    """Yield cells of two tables of one document with the same labels and other values.

    Two tables tell the same only where most of what they share agrees; else they are of two groups, and nothing is
    said.
    """
    homes = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    held: dict[tuple[str, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for cell in rows["cells"]:
        if not cell["is_header"] and cell["value"] not in (None, "") and homes[cell["table_id"]] not in copies:
            labels = tuple(re.sub(r"\W+", " ", str(cell[n])).strip().lower() for n in ("row_label", "column_label"))
            if all(labels):
                held[(homes[cell["table_id"]], cell["unit"], *labels)][cell["table_id"]].append(cell)
    pairs: dict[tuple[str, str], list[tuple[Row, Row]]] = defaultdict(list)
    for by_table in held.values():
        single = [cells[0] for cells in by_table.values() if len(cells) == 1]
        for one, other in combinations(single[:_FEW_TABLES], 2):
            pairs[one["table_id"], other["table_id"]].append((one, other))
    for shared in pairs.values():
        yield from _in_two_tables(shared)


def header_conflicts(rows: Rows, copies: set[str]) -> Iterator[Row]:
    """Yield a table's largest amount where its header says thousands and the amounts are printed whole."""
    homes = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    headers = {(c["table_id"], c["column"], c["text"]): c for c in reversed(rows["cells"]) if c["is_header"]}
    largest: dict[str, tuple[Row, Row]] = {}
    for cell in rows["cells"]:
        last = str(cell["column_label"]).split(" / ")[-1]
        over = headers.get((cell["table_id"], cell["column"], last))
        if cell["is_header"] or over is None or homes[cell["table_id"]] in copies or not _THOUSANDS.search(last):
            continue
        if cell["unit"] == "GBP" and cell["value"] not in (None, "") and abs(cell["value"]) >= 10**5:
            whole = re.sub(r"\D", "", str(cell["text"]).split(".")[0]) == str(abs(cell["value"])).split(".")[0]
            best = largest.get(cell["table_id"])
            if whole and (best is None or abs(cell["value"]) > abs(best[1]["value"])):
                largest[cell["table_id"]] = (over, cell)
    for over, cell in largest.values():
        sides = {**over, "quote": over["text"]}, {**cell, "quote": f"{cell['row_label']} | {cell['text']}"}
        said = "The header says thousands, and the amounts below it are printed to the pound"
        yield conflict("value", "unit", *sides, said)


_THOUSANDS = re.compile(r"£\s?['’]?000s?\b|\bthousands\b", re.I)
_FEW_TABLES = 6
_ALIKE_CELLS = 2


def _in_two_tables(shared: Sequence[tuple[Row, Row]]) -> Iterator[Row]:
    gaps = [(one, other, _cell_gap(one, other)) for one, other in shared]
    agreed = [one for one, _, gap in gaps if gap == "same" and abs(_number(one)) >= 10]
    if len(agreed) < max(_ALIKE_CELLS, len(shared) / 2):
        return
    for one, other, gap in gaps:
        if gap != "same":
            values = " and ".join(shown(_number(c), c["unit"]) for c in (one, other))
            reason = _WHY[gap] if gap else "two tables have it under the same labels, and no reason is printed"
            yield conflict("value", gap or "unexplained", _labelled(one), _labelled(other), f"{values}: {reason}")


def _labelled(cell: Row) -> Row:
    return {**cell, "quote": f"{cell['row_label']} | {cell['column_label']} | {cell['text']}"}


def _number(cell: Row, name: str = "value") -> Decimal:
    return Decimal(str(cell[name] or (1 if name == "step" else 0)))


def _cell_gap(one: Row, other: Row) -> str:
    steps = [_number(cell, "step") for cell in (one, other)]
    same = _number(one) == _number(other)
    return "same" if same else _gap(_number(one), _number(other), max(steps), steps[0] != steps[1])


def count_conflicts(rows: Rows, copies: set[str]) -> Iterator[Row]:
    """Yield things of one name that papers of one item announce in two numbers: "the six key aims", "the 5 key aims".

    A name is of two words at least: "the two boroughs" and "the three boroughs" are different boroughs.
    """
    items = {row["document_id"]: row["item"] or row["document_id"] for row in rows["documents"]}
    named: dict[tuple[str, ...], dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows["figures"], key=lambda row: (row["pack_id"], row["line"], row["start"])):
        words = [w[:6] for w in str(row["noun"]).lower().split()]
        if row["document_id"] in copies or row["unit"] != "count" or len(words) < 2 or not _definite(row):
            continue
        key = (row["pack_id"], items[row["document_id"]], row["area"], *words)
        named[key].setdefault(str(row["value"]), {**row, "quote": row["context"]})
    for by_value in named.values():
        for one, other in combinations(list(by_value.values())[:3], 2):
            if one["line"] != other["line"]:
                said = f"{one['raw']} {one['noun']} in one place, {other['raw']} {other['noun']} in another"
                yield conflict("list", "unexplained", one, other, f"{said}; one may be of a part")


_MANY = 20


def _definite(row: Row) -> bool:
    """Tell whether a number announces all of something: "the three key areas", no word behind that narrows them."""
    if not 1 < float(row["value"]) <= _MANY or row["approximation"] or row["direction"]:
        return False
    said = re.escape(row["raw"]) + r"\s+" + re.escape(str(row["noun"]))
    return bool(
        re.search(
            rf"\b(?:the|these|our|its|all)\s{said}\b(?!\s(?:of|for|in|that|which|where|with|at)\b)",
            row["context"],
            re.I,
        )
        and not re.search(rf"\b(?:\w+|\d+) of the\s{said}", re.sub(r"\beach of the\b", "the", row["context"]), re.I)
    )
