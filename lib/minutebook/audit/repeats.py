"""Repeats: places that state one fact in other words, so that it counts once.

Equal numbers are common and tell little; so two places are joined only where their words say that they count the same
thing, the more of them the smaller the number is, and where nothing that either prints stands against it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Any

from minutebook.audit.totals import is_total
from minutebook.facts.bearings import is_wider
from minutebook.facts.places import places
from minutebook.facts.statements import cell_id, label_words, step_of, words_around
from minutebook.text.periods import periods
from minutebook.text.verdicts import AGREES, ROUNDING

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Told:
    """A place that states a number: what it prints, and the words that say what is counted.

    `clause` are the words around it, `sentence` all of its sentence; a cell has its row's label for the one, the
    column's too for the other. `period` is the one that its own words name, `area` the place that they or words near
    by do, `around` the one that it is said of by whatever names it. `digits` is how many of its digits tell it from
    others: "1,500" has two.
    """

    source_id: str
    place: tuple[str, int, int]  # pack, line, first character
    home: tuple[str, str]  # pack and agenda item, or document
    value: Decimal
    high: Decimal | None
    unit: str
    step: Decimal
    digits: int
    kind: str
    noun: frozenset[str]
    area: str
    around: str
    period: tuple[str, str]
    indicator: tuple[str, ...]
    clause: frozenset[str]
    sentence: frozenset[str]
    numbers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()  # the words right around the number
    only: bool = False  # whether nothing else in its pack is counted by its noun, of two words or more
    prose: bool = True
    total: bool = False
    initials: str = ""

    @property
    def table(self) -> str:
        """The table that a cell is of."""
        return self.source_id.rpartition(":")[0]


def repeats(rows: Rows, homes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs of figures and cells, by their `source_id`, that state one fact.

    Args:
        rows: The tables of all packs.
        homes: The pack that each document is of; for a document that is there twice the first.

    Example:
        repeats(rows, {"2020-01-31-parks-board#L262": "2020-01-31-parks-board"})
    """
    told = sorted([*_figures(rows, homes), *_cells(rows, homes)], key=lambda t: t.place)
    weights = _weights(told)
    labels: dict[str, set[frozenset[str]]] = defaultdict(set)
    for one in told:
        labels[one.table].add(one.clause)
    found = set()
    for one, other in _candidates(told, weights):
        first, second = sorted((one, other), key=lambda t: t.prose)
        if one.place[:2] != other.place[:2] and _one_fact(first, second, labels[first.table], weights[one.home[0]]):
            found.add((first, second))
    return sorted({(one.source_id, other.source_id) for one, other in _told_apart(found)} | set(_tested(rows, told)))


def _tested(rows: Rows, told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Yield cells with the figures that the audit has held against them and found to be theirs."""
    by_id = {one.source_id: one for one in told}
    figures, cells = _by_place(rows["figures"]), _by_place(rows["cells"])
    for row in rows["checks"]:
        if row["kind"] != "against table" or row["verdict"] not in (AGREES, ROUNDING) or row["recomputed"] is None:
            continue
        said = figures[row["pack_id"], row["line"], Decimal(str(row["stated"]))]
        lines = str(row["lines"]).split("; ")[1:]
        held = [c for n in lines for c in cells[row["pack_id"], int(n), Decimal(str(row["recomputed"]))]]
        if len(said) == len(held) == 1:
            pair = cell_id(held[0]), said[0]["figure_id"]
            if not _of_two_things(*(by_id[name] for name in pair)):
                yield pair


def _by_place(rows: Iterable[Row]) -> dict[tuple[str, int, Decimal], list[Row]]:
    out: dict[tuple[str, int, Decimal], list[Row]] = defaultdict(list)
    for row in rows:
        if row["value"] not in (None, ""):
            out[row["pack_id"], row["line"], Decimal(str(row["value"]))].append(row)
    return out


def repeated_cells(rows: Rows) -> list[tuple[str, str]]:
    """Return pairs of cells of one pack, by their `source_id`, that two tables of one paper have."""
    told = told_cells(rows)
    found = {(one, other) for one, other in _candidates(told, _weights(told)) if _one_fact(one, other, frozenset(), {})}
    return sorted((one.source_id, other.source_id) for one, other in _told_apart(found))


def told_cells(rows: Rows) -> list[Told]:
    """Return the cells with numbers of one pack, in the order of their places."""
    homes = {row["document_id"]: row["pack_id"] for row in rows["documents"]}
    return sorted(_cells(rows, homes), key=lambda t: t.place)


def _told_apart(found: Iterable[tuple[Told, Told]]) -> Iterator[tuple[Told, Told]]:
    """Yield pairs without those of a place that two cells of one table would fit, as nobody can tell which is meant."""
    pairs = sorted(found, key=lambda pair: (pair[0].place, pair[1].place))
    fits = Counter((cell.table, said.source_id) for cell, said in pairs if not cell.prose)
    back = Counter((said.table, cell.source_id) for cell, said in pairs if not said.prose)
    for cell, said in pairs:
        once = fits[cell.table, said.source_id] == 1 and (said.prose or back[said.table, cell.source_id] == 1)
        if cell.prose or once:
            yield cell, said


def _figures(rows: Rows, homes: Mapping[str, str]) -> Iterator[Told]:
    items = {row["document_id"]: row["item"] or row["document_id"] for row in rows["documents"]}
    counted: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for row in rows["figures"]:
        counted[_counted(row)].add(str(row["value"]))
    for row in rows["figures"]:
        if row["unit"] == "rank":
            continue  # "the second lowest" is said of many things
        clause, sentence = words_around(row)
        named = row["period_from"] == "sentence" and not row["period_inferred"]
        value = Decimal(str(row["value"]))
        yield Told(
            row["figure_id"],
            (row["pack_id"], row["line"], row["start"]),
            (homes[row["document_id"]], items[row["document_id"]]),
            value,
            None if row["value_high"] in (None, "") else Decimal(str(row["value_high"])),
            row["unit"],
            Decimal(0) if row["decimals"] is None else step_of(row),
            len(value.normalize().as_tuple().digits),
            "change" if row["role"] == "change" or row["direction"] else "",
            label_words(row["noun"]),
            row["area"] if row["area_from"] != "document" else "",
            row["area"],
            (str(row["period_start"]), str(row["period_end"])) if named else ("", ""),
            tuple(str(row[name]) for name in ("indicator", "statistic", "breakdown")) if row["indicator"] else (),
            clause,
            sentence,
            _numbers_of(row["context"]),
            _words_near(row),
            len(counted[_counted(row)]) == 1,
        )


@lru_cache(maxsize=64)  # asked for each number of a sentence
def _numbers_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*\d|\d", text))


def _counted(row: Row) -> tuple[str, frozenset[str]]:
    """Return what tells things of one noun in one pack; one word alone may be of many things."""
    noun = label_words(row["noun"])
    return row["pack_id"], noun if len(noun) > 1 else frozenset({row["figure_id"], ""})


def _words_near(row: Row) -> frozenset[str]:
    """Return the stems of the words that stand right around a figure in its sentence."""
    at = row["context"].find(row["raw"])
    if at < 0:
        return frozenset()
    before, after = row["context"][:at], row["context"][at + len(row["raw"]) :]
    left = before[-_BESIDE:].partition(" ")[2] if len(before) > _BESIDE else before
    right = after[:_BESIDE].rpartition(" ")[0] if len(after) > _BESIDE else after
    return label_words(left) | label_words(right)


_BESIDE = 40  # characters


def _cells(rows: Rows, homes: Mapping[str, str]) -> Iterator[Told]:
    items = {row["document_id"]: row["item"] or row["document_id"] for row in rows["documents"]}
    documents = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    for row in rows["cells"]:
        document = documents[row["table_id"]]
        if row["is_header"] or row["value"] in (None, "") or not row["column"]:
            continue
        label, over = str(row["row_label"]), str(row["column_label"])
        area = "; ".join(sorted({name for name, _, _ in places(f"{label} / {over}")}))
        named = [p for text in (over, label) for p in periods(text)]
        value, step = Decimal(str(row["value"])), Decimal(str(row["step"] or 1))
        clause = label_words(label, area)
        yield Told(
            cell_id(row),
            (row["pack_id"], row["line"], row["start"]),
            (homes[document], items[document]),
            value,
            None,
            row["unit"],
            step,
            len(str(int(abs(value) / step))),
            "change" if _CHANGE.search(over) else "",
            label_words(over, area),
            area,
            area,
            (named[0].start, named[0].end) if len(named) == 1 else ("", ""),
            (),
            clause,
            clause | label_words(over, area),
            prose=False,
            total=is_total(label),
            initials="".join(w[0] for w in re.findall(r"\b(?!(?:of|and|the|for|in)\b)[A-Za-z]+", label)).lower(),
        )


_CHANGE = re.compile(r"\b(?:change|variance|difference|increase|decrease|reduction)\b|\+/-", re.I)


def _weights(told: Sequence[Told]) -> dict[str, dict[str, float]]:
    """Return how much each word tells in each pack: the fewer sentences have it, the more."""
    sentences: dict[str, set[tuple[int, frozenset[str]]]] = defaultdict(set)
    for one in told:
        sentences[one.home[0]].add((one.place[1], one.sentence))
    out = {}
    for pack, held in sentences.items():
        counts = Counter(word for _, words in held for word in words)
        out[pack] = {
            word: max(0.0, math.log2(max(len(held), _FEW_SENTENCES) / times)) for word, times in counts.items()
        }
    return out


_FEW_SENTENCES = 100  # in a short paper every word is rare


_TELLING = 3.0  # a word in one sentence of eight or fewer
_TOO_MANY = 40
_FEW_DIGITS = 2


def _candidates(told: Sequence[Told], weights: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[Told, Told]]:
    """Yield pairs of one number, as near as both print it, that have a telling word in common, or stand together."""
    joined: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told:
        words = {w for w in one.sentence if weights[one.home[0]][w] >= _TELLING}
        here = one.place[1] // _NEAR
        words |= {f"at {here}", f"at {here + 1}", f"as {one.initials}"} if one.digits > _FEW_DIGITS else set()
        for word in words:
            joined[one.home[0], f"{one.value:.1e}", word].append(one)
            joined[one.home[0], f"{one.value:.2e}", word].append(one)
    for group in joined.values():
        if len(group) <= _TOO_MANY:
            yield from combinations(group, 2)


def _one_fact(one: Told, other: Told, labels: Set[frozenset[str]], weights: Mapping[str, float]) -> bool:
    """Tell whether two places state one fact: their words say so, and nothing that they print stands against it.

    Args:
        one: A cell, where either is one.
        other: The other place.
        labels: Those of the rows of its table.
        weights: How much each word tells.
    """
    if one.high != other.high or not _one_number(one, other) or _of_two_things(one, other):
        return False
    if one.prose:
        return _said_again(one, other, weights)
    return _in_table(one, other, labels, weights) if other.prose else _in_two_tables(one, other)


def _one_number(one: Told, other: Told) -> bool:
    """Tell whether two numbers are one as far as they are printed, in one unit; a bare cell may be a percentage."""
    bare = {one.unit, other.unit} == {"percent", "count"} and one.prose != other.prose
    if one.unit != other.unit and not bare:
        return False
    finer = one.step != other.step and min(one.digits, other.digits) > _FEW_DIGITS
    return one.value == other.value or (finer and abs(one.value - other.value) <= max(one.step, other.step) / 2)


def _of_two_things(one: Told, other: Told) -> bool:
    """Tell whether two places name other times, places, things counted, ages or sexes."""
    (first, last), (start, end) = one.period, other.period
    within = (first <= start and end <= last) or (start <= first and last <= end)
    times = all(one.period) and all(other.period) and not within
    apart = one.area and other.area and one.area != other.area
    wider = is_wider(other.area) and not one.area and not one.prose
    nouns = one.noun and other.noun and not (one.noun & other.sentence or other.noun & one.sentence)
    groups = _groups(one.clause) - _groups(other.sentence) or _groups(other.clause) - _groups(one.sentence)
    return bool(times or apart or wider or nouns or groups)


_SEXES = {
    **dict.fromkeys(("male", "males", "men", "boys"), "m"),
    **dict.fromkeys(("female", "women", "woman", "girls"), "f"),
}


@lru_cache(maxsize=1 << 14)  # a label is set against many others
def _groups(words: frozenset[str]) -> frozenset[str]:
    """Return the bands of ages and the sexes that words name."""
    return frozenset(_SEXES.get(word, word) for word in words if word in _SEXES or any(c.isdigit() for c in word))


def _said_again(one: Told, other: Told, weights: Mapping[str, float]) -> bool:
    """Tell whether two sentences say the same of a number: most of the words around it, and enough of them."""
    alike = len(one.sentence & other.sentence) >= _LIKE * len(one.sentence | other.sentence)
    if alike and one.numbers != other.numbers:
        return False  # one form of words, filled in twice
    if one.sentence == other.sentence:
        return one.clause == other.clause and one.kind == other.kind and len(one.sentence) > 1
    own, its = (t.clause if len(t.clause) > 1 else t.sentence for t in (one, other))
    bare = min(len(one.clause), len(other.clause)) < _SAYS_SOMETHING
    if bare and max(len(one.numbers), len(other.numbers)) > 1 and len(one.numbers & other.numbers) < _TWO:
        return False  # what the words of the sentence say may be said of its other numbers
    shared = (own & other.sentence) | (its & one.sentence)
    weight, least = sum(weights[word] for word in shared), _needed(one)
    low, high = sorted(len(a & b) / max(1, len(a)) for a, b in ((own, other.sentence), (its, one.sentence)))
    measures = [t.indicator[0] for t in (one, other) if t.indicator]
    if one.kind != other.kind or len(set(measures)) > 1:
        return low >= _MOST and weight >= 2 * least
    counted = one.noun & other.noun
    large = one.digits > _FEW_DIGITS and sum(weights[word] for word in counted) >= least
    if counted and (large or _said_beside(one, other, weights)):
        return True
    most = _MOST if one.indicator == other.indicator != () else _NEARLY_ALL
    return high >= most and low >= _SOME and len(shared) > 1 and weight >= least


def _said_beside(one: Told, other: Told, weights: Mapping[str, float]) -> bool:
    """Tell whether two sentences say the same right around a number, or count what their pack counts only so."""
    beside = one.near & other.near
    told = sum(weights[word] for word in beside)
    if len(beside) > _TWO and told >= _needed(one):
        return True
    return one.only and other.only and one.noun == other.noun and told >= _SURELY * _needed(one)


_SURELY = 0.7
_LIKE = 0.9
_SAYS_SOMETHING = _TWO = 2  # words of a clause, numbers
_NEARLY_ALL, _MOST, _SOME = 0.75, 0.6, 0.4  # of a clause's words that the other's sentence has


def _needed(one: Told) -> float:
    """Return how much the words that two places share have to tell: less where the number itself tells much."""
    return {1: 15.0, 2: 11.0, 3: 8.0}.get(one.digits, 5.0)


def _in_table(cell: Told, said: Told, labels: Set[frozenset[str]], weights: Mapping[str, float]) -> bool:
    """Tell whether a sentence states a cell: it names the cell's row as no other, or stands by the table's total."""
    near = cell.home == said.home and abs(cell.place[1] - said.place[1]) <= _NEAR
    if cell.kind != said.kind:
        return False
    if not cell.clause:
        named = cell.total or (cell.area and cell.area == said.around)
        return bool(near and named and min(cell.digits, said.digits) > _FEW_DIGITS and cell.unit == said.unit)

    def weight(words: frozenset[str]) -> float:
        return sum(weights[word] for word in words)

    named_by = weight(cell.clause & said.sentence)
    best = all(weight(label & said.sentence) < named_by for label in labels if label != cell.clause)
    if cell.home != said.home or not best or named_by < _MOST * weight(cell.clause):
        return False
    return weight(cell.sentence & said.sentence) >= _needed(cell) / (2 if near else 1)


_NEAR = 25  # lines


def _in_two_tables(one: Told, other: Told) -> bool:
    """Tell whether two tables of one paper have a number of three digits or more under the same labels."""
    if one.table == other.table or one.home != other.home or min(one.digits, other.digits) <= _FEW_DIGITS:
        return False
    label = one.clause == other.clause or frozenset({one.initials}) == other.clause
    label = label or one.clause == frozenset({other.initials})
    over, also = one.noun, other.noun  # the words of their columns' labels
    if one.total and other.total:
        return over == also != frozenset() and one.kind == other.kind
    return bool(one.clause) and label and one.kind == other.kind and (over <= also or also <= over)
