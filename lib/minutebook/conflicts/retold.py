"""What is told twice and differs, figures aside: days, deadlines, lists, Acts, spellings of names, and posts.

Works on the tellings of all packs, joined on their names; yields rows of the table `conflicts` without their ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from minutebook.text.dates import MONTH_NUMBERS, day_in_words, parsed_date

Row = dict[str, Any]


def conflict(kind: str, type_: str, one: Row, other: Row, explanation: str) -> Row:
    """Return a row of the table: the statement that stands first is the left one.

    Example:
        >>> a, b = ({"pack_id": "p", "line": n, "quote": q} for n, q in ((9, "six"), (4, "five")))
        >>> conflict("list", "unexplained", a, b, "Six and five.")["left_quote"]
        'five'
    """
    left, right = sorted((one, other), key=lambda row: (row["pack_id"], row["line"], row["quote"]))
    return {
        "kind": kind,
        "type": type_,
        "pack_left": left["pack_id"],
        "left_line": left["line"],
        "left_quote": left["quote"],
        "pack_right": right["pack_id"],
        "right_line": right["line"],
        "right_quote": right["quote"],
        "explanation": _ISO.sub(lambda match: day_in_words(match[0]), explanation),
    }


_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def retold(rows: Mapping[str, Sequence[Row]], told: Sequence[Row]) -> Iterator[Row]:
    """Yield what is told twice and differs.

    Args:
        rows: The tables of all packs.
        told: Their tellings, with `pack_id`, `document_id`, `item` and `day` of the paper; copies are left out.
    """
    by: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(told, key=lambda row: (row["pack_id"], row["line"], row["name"], row["said"])):
        by[row["what"]].append(row)
    yield from _paper_days(rows)
    yield from _meeting_days(rows, by)
    yield from _deadlines(by["deadline"])
    yield from _acts(by["act"])
    yield from _lists(by["list"])
    yield from _apologies(by["apologies"])
    yield from _spellings(by["name"])
    yield from _posts(by["post"])
    yield from _past_days(rows, by["past"])
    yield from _abbreviations(by["abbreviation"])
    yield from _spans(by["span"])
    yield from _items(rows["decisions"])
    yield from _portfolios(rows)


def _vintage(one: Row, other: Row) -> str:
    return "unexplained" if one["day"] == other["day"] else "vintage"


# -------------------------------------------------------------------------------------------------------------- days

_PAPERS = {"report", "briefing", "slides"}
_SEVERAL = 3


def _paper_days(rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield papers that bear another day than their meeting, and attachments later than what they are attached to.

    A paper is mostly written before its meeting: an earlier day is told only where the pack's other papers, three at
    least and most of them, bear the meeting's.
    """
    meetings = {row["pack_id"]: row for row in rows["packs"]}
    printed = _printed_days(rows)
    agendas = {row["pack_id"]: row for row in rows["documents"] if row["kind"] == "agenda"}
    reports: dict[tuple[str, str], Row] = {}
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows["documents"]:
        if row["kind"] in _PAPERS and row["date"] and not row["same_as"]:
            days[row["pack_id"]].append(row["date"])
    for row in sorted(rows["documents"], key=lambda row: (row["pack_id"], row["first_line"])):
        day, meeting = row["date"], meetings[row["pack_id"]]["meeting_date"]
        if row["same_as"] or not day or row["kind"] not in _PAPERS or not meeting:
            continue
        one = printed(row, day)
        report = reports.setdefault((row["pack_id"], row["item"]), row) if row["item"] else row
        if day != meeting and row["pack_id"] in agendas:
            after = f"The paper is dated {day}, after its meeting of {meeting}"
            before = f"The paper is dated {day}, the pack's other papers as their meeting, {meeting}; it may be older"
            said = ("unexplained", after) if day > meeting else ("vintage", before)
            alike = days[row["pack_id"]].count(meeting)
            if day > meeting or (alike >= _SEVERAL and 2 * alike > len(days[row["pack_id"]])):
                yield conflict("date", said[0], one, printed(agendas[row["pack_id"]], meeting), said[1])
        if report is not row and report["date"] < day <= meeting:
            said_of = f"The report is dated {report['date']}, what is attached to it {day}; it may have been renewed"
            yield conflict("date", "unexplained", printed(report, report["date"]), one, said_of)


def _printed_days(rows: Mapping[str, Sequence[Row]]) -> Any:
    """Return a function that finds the line of a document that prints a day."""
    lines: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for table, text, line in (
        ("cells", "text", "line"),
        ("sections", "heading", "first_line"),
        ("blocks", "text", "first_line"),
    ):
        for row in rows[table]:
            if day := parsed_date(str(row[text])):
                place = {"pack_id": row["pack_id"], "line": row[line], "quote": str(row[text])[:200]}
                lines[row["pack_id"], day].append(place)

    def printed(document: Row, day: str) -> Row:
        inside = [
            row
            for row in lines[document["pack_id"], day]
            if document["first_line"] <= row["line"] <= document["last_line"]
        ]
        first = {"pack_id": document["pack_id"], "line": document["first_line"], "quote": f"{document['title']}, {day}"}
        return min(inside, key=lambda row: row["line"], default=first)

    return printed


def _meeting_days(rows: Mapping[str, Sequence[Row]], by: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield the days of the last and the next meeting that an agenda and minutes give, where they differ."""
    packs = {row["pack_id"]: row for row in rows["packs"]}
    printed = _printed_days(rows)
    documents = {row["document_id"]: row for row in rows["documents"]}
    minutes: dict[str, list[Row]] = defaultdict(list)
    for row in rows["documents"]:
        if row["kind"] == "minutes" and row["date"]:
            minutes[row["pack_id"]].append(row)
    for row in by["minutes of"]:
        held = minutes[row["pack_id"]]
        if documents[row["document_id"]]["kind"] == "agenda" and len(held) == 1 and held[0]["date"] != row["said"]:
            said = f"The agenda has minutes of {row['said']}, the minutes in the pack are of {held[0]['date']}"
            yield conflict("date", "unexplained", row, printed(held[0], held[0]["date"]), said)
    for row in by["next meeting"]:
        own, meeting = documents[row["document_id"]], str(packs[row["pack_id"]]["meeting_date"])
        if own["kind"] == "minutes" and own["date"] < min(row["said"], meeting) and row["said"] != meeting:
            agenda = next(
                (d for d in documents.values() if (d["kind"], d["pack_id"]) == ("agenda", row["pack_id"])), own
            )
            said = f"The minutes put the next meeting on {row['said']}, the agenda on {meeting}; it may have been moved"
            yield conflict("date", "vintage", row, printed(agenda, meeting), said)


#: On these days quarters and years begin and end, so that one year's and the next year's are two deadlines.
_TURNS = {f"{m:02}-01" for m in (1, 4, 7, 10)} | {"03-31", "06-30", "09-30", "12-31"}


def _past_days(rows: Mapping[str, Sequence[Row]], told: Sequence[Row]) -> Iterator[Row]:
    """Yield what a dated paper tells as past though it ends after the paper's day."""
    documents, printed = {row["document_id"]: row for row in rows["documents"]}, _printed_days(rows)
    for row in told:
        own = documents.get(row["document_id"])
        if own and own["date"] and own["date"] < row["said"]:
            said = f"The paper is dated {own['date']}, and tells as past what ends on {row['said']} or later"
            yield conflict("date", "unexplained", row, printed(own, own["date"]), said)


def _deadlines(told: Sequence[Row]) -> Iterator[Row]:
    """Yield deadlines on one day of two years that follow each other, for one thing by the words around."""
    for found in _grouped(told, "pack_id", "item", "name").values():
        for one, other in _first_of_each(found):
            years = abs(int(one["said"][:4]) - int(other["said"][:4]))
            if one["name"] not in _TURNS and years == 1 and _content(one["quote"]) & _content(other["quote"]):
                said = f"The day until when is {one['said']} in one place and {other['said']} in another"
                yield conflict("date", _vintage(one, other), one, other, said + "; two stages may be meant")


_VAGUE = set("need needs have will must date deadline until before later than with from that this they their".split())


def _content(text: str) -> set[str]:
    words = (w[:6] for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in _VAGUE and w not in MONTH_NUMBERS)
    return set(words)


def _acts(told: Sequence[Row]) -> Iterator[Row]:
    """Yield Acts of one name and two years that follow each other."""
    for found in _grouped(told, "name").values():
        years = _grouped(found, "said")
        for (first,), (second,) in combinations(sorted(years)[:_FEW], 2):
            if abs(int(first) - int(second)) == 1:
                one, other = _closest(years[first,], years[second,])
                said = f"“{one['quote']}” here and “{other['quote']}” there: one Act has one year; there may be two"
                type_ = "unexplained" if one["pack_id"] == other["pack_id"] else "vintage"
                yield conflict("date", type_, one, other, said)


# ------------------------------------------------------------------------------------------------------------- lists


def _lists(told: Sequence[Row]) -> Iterator[Row]:
    """Yield lists under one name, in papers of one item, that have another number of entries."""
    for found in _grouped(told, "pack_id", "item", "name").values():
        for one, other in _first_of_each(found):
            counts = [len(row["said"].split("; ")) for row in (one, other)]
            if counts[0] != counts[1]:
                said = f"The list has {counts[0]} entries in one place and {counts[1]} in another"
                yield conflict("list", _vintage(one, other), one, other, said)


def _apologies(told: Sequence[Row]) -> Iterator[Row]:
    """Yield the apologies at the head of minutes and in their text, where they are of other persons."""
    for found in _grouped(told, "document_id").values():
        for one, other in _first_of_each(found):
            said = "The apologies listed in the two places are not those of the same persons"
            yield conflict("list", "unexplained", one, other, said)


# ------------------------------------------------------------------------------------------------------------- names


def _spellings(told: Sequence[Row]) -> Iterator[Row]:
    """Yield names that two places spell almost alike: one of first and last name the same, the other a letter apart."""
    places: dict[str, list[Row]] = defaultdict(list)
    sure = {row["name"] for row in told if row["said"]}
    for row in told:
        places[row["name"]].append(row)
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in places:
        first, last = name.split(" ", 1)
        keys["first " + first, last[:2]].add(name)
        keys["last " + last, first[:1]].add(name)
        if "-" in last:
            keys["first " + first, " ".join(sorted(last.split("-")))].add(name)
    pairs = {pair for names in keys.values() for pair in combinations(sorted(names), 2)}
    for one, other in sorted(pairs):
        if _sound_alike(one, other) or ({one, other} & sure and _nearly(one, other)):
            yield from _spelt(places[one], places[other])


def _nearly(one: str, other: str) -> bool:
    """Tell whether two names are one but for a letter, two in a long one, or a first name that is cut short.

    They are too where the first names sound alike, or the two parts of a last name have changed places.
    """
    (parts, others) = (one.split(" ", 1), other.split(" ", 1))
    if parts[0] == others[0] and sorted(parts[1].split("-")) == sorted(others[1].split("-")):
        return True
    if parts[1] == others[1] and len(parts[0]) >= _CUT_NAME and _sound(parts[0]) == _sound(others[0]):
        return True
    for same, left, right in ((0, parts[1], others[1]), (1, parts[0], others[0])):
        if parts[same] == others[same]:
            most = 2 if min(len(left), len(right)) > _LONG_NAME else 1
            short, long = sorted((left, right), key=len)
            cut = same == 1 and len(short) >= _CUT_NAME and long.startswith(short) and len(parts[1]) > _LONG_NAME
            return cut or (len(short) >= _SHORT_NAME and distance(left.lower(), right.lower()) <= most)
    return False


_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("th", "t"), ("y", "i"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ai", "a"), ("z", "s"),
    (r"c(?![ehi])", "k"), (r"(?<![cs])h", ""), (r"(.)\1", r"\1"), (r"e\Z", ""),
)  # fmt: skip


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two names of one last name sound alike and are long, as two words that are no person's seldom do."""
    (first, last), (also, its) = one.split(" ", 1), other.split(" ", 1)
    return last == its and min(len(first), len(also)) > _SHORT_NAME and _sound(first) == _sound(also)


def _sound(name: str) -> str:
    """Return how a first name sounds, roughly.

    Example:
        >>> [_sound(name) for name in ("Stefan", "Stephan", "Katharine", "Catherine", "Kay", "Kai")]
        ['stefan', 'stefan', 'katarin', 'katerin', 'ka', 'ka']
    """
    out = name.lower()
    for written, said in _SOUNDS:
        out = re.sub(written, said, out)
    return out


_CUT_NAME, _SHORT_NAME, _LONG_NAME = 3, 4, 8


def distance(one: str, other: str) -> int:
    """Return how many letters have to be changed, added or left out to make one word of the other.

    Example:
        >>> distance("Lee", "Leigh"), distance("Oak", "Oake")
        (3, 1)
    """
    above = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        row = [n]
        for k, against in enumerate(other, start=1):
            row.append(min(above[k] + 1, row[-1] + 1, above[k - 1] + (letter != against)))
        above = row
    return above[-1]


def _spelt(ones: Sequence[Row], others: Sequence[Row]) -> Iterator[Row]:
    """Yield a conflict for each pack that has both spellings; where none has, for two packs next to each other."""
    first = [{row["pack_id"]: row for row in reversed(rows)} for rows in (ones, others)]
    both = [(first[0][pack], first[1][pack]) for pack in sorted(first[0].keys() & first[1].keys())]
    ordered = sorted([*first[0].values(), *first[1].values()], key=lambda row: row["pack_id"])
    for one, other in both or [next(pair for pair in pairwise(ordered) if pair[0]["name"] != pair[1]["name"])]:
        said = f"One name, it seems, is spelt “{one['name']}” in one place and “{other['name']}” in another"
        short, long = sorted((one["name"].split()[0], other["name"].split()[0]), key=len)
        said += "; one may be a short form" if long.startswith(short) and long != short else ""
        yield conflict("name", "unexplained", one, other, said)


def _abbreviations(told: Sequence[Row]) -> Iterator[Row]:
    """Yield what an abbreviation stands for in one pack in two ways, alike but for one word of three or more."""
    for found in _grouped(told, "pack_id", "name").values():
        for one, other in _first_of_each(found):
            words, also = one["said"].split(), other["said"].split()
            apart = [
                pair for pair in zip(words, also, strict=False) if pair[0].lower()[:_STEM] != pair[1].lower()[:_STEM]
            ]
            if len(words) == len(also) >= _SEVERAL and len(apart) == 1:
                said = f"{one['name']} is “{one['said']}” in one place and “{other['said']}” in another"
                yield conflict("name", "definition", one, other, f"{said}; there may be two")


_STEM = 5  # letters that tell a word from others of its kin


def _spans(told: Sequence[Row]) -> Iterator[Row]:
    """Yield how many years a plan or the like is said to run for, in one pack, where that is told in two ways."""
    for found in _grouped(told, "pack_id", "name").values():
        for one, other in _first_of_each(found):
            said = f"The {one['name']} is of {one['said']} years in one place and of {other['said']} in another"
            yield conflict("date", _vintage(one, other), one, other, said)


_SMALL = set("of the and for to in at a an on s with bi co".split())
_RANKS = {"execut", "deputy", "assist", "associ", "interi", "acting", "vice", "senior", "managi"}
_POSTS = {
    "direct",
    "chair",
    "chairm",
    "head",
    "manage",
    "office",
    "member",
    "lead",
    "chief",
    "adviso",
    "leader",
} | _RANKS


def _posts(told: Sequence[Row]) -> Iterator[Row]:
    """Yield posts of one person, in one pack, that share a word and differ in another."""
    for found in _grouped(told, "pack_id", "name").values():
        posts: list[list[Row]] = []
        for row in found:
            same = next((rows for rows in posts if _one_post(rows[0]["said"], row["said"])), None)
            if same is None:
                posts.append(same := [])
            same.append(row)
        for ones, others in combinations(posts[:_FEW], 2):
            if _other_post(ones[0]["said"], others[0]["said"]):
                one, other = _closest(ones, others)
                said = f"One person is “{one['said']}” in one place and “{other['said']}” in another"
                yield conflict("name", _vintage(one, other), one, other, said)


def _closest(ones: Sequence[Row], others: Sequence[Row]) -> tuple[Row, Row]:
    """Return the first two places in one document, else in one pack, else the first of each."""
    for name in ("document_id", "pack_id"):
        first = {row[name]: row for row in reversed(others)}
        if found := next(((row, first[row[name]]) for row in ones if row[name] in first), None):
            return found
    return ones[0], others[0]


def _one_post(one: str, other: str) -> bool:
    return _post_words(one, other) == _post_words(other, one)


def _other_post(one: str, other: str) -> bool:
    """Tell whether two posts are not one, fuller or shorter: initials stand for their words."""
    left, right = _post_words(one, other), _post_words(other, one)
    only = (left - right, right - left)
    if not left & right or not any(only):
        return False
    return all(only) or bool((only[0] | only[1]) & _RANKS and left & right - _POSTS)


def _post_words(post: str, other: str) -> set[str]:
    """Return the stems of a post's words, without initials that the other writes out and words that it shortens."""
    left = [w for w in re.findall(r"[A-Za-z]+", re.sub(r"['’]", "", post)) if w.lower() not in _SMALL]
    right = [w for w in re.findall(r"[A-Za-z]+", re.sub(r"['’]", "", other)) if w.lower() not in _SMALL]
    gone = _written_out(left, right) | _written_out(right, left)
    return {word.lower()[:6] for word in left if word not in gone}


def _written_out(short: Sequence[str], long: Sequence[str]) -> set[str]:
    """Return initials of one list that the other has in full, and the words that they stand for."""
    gone: set[str] = set()
    for word in short:
        if word.isupper() and 1 < len(word) < 6:
            for k in range(len(long) - len(word) + 1):
                if "".join(w[0] for w in long[k : k + len(word)]).upper() == word:
                    gone |= {word, *long[k : k + len(word)]}
    return gone


_ITEM = re.compile(r"\bitem (\d+)\b", re.I)


def _items(decisions: Sequence[Row]) -> Iterator[Row]:
    """Yield actions that stand under one item where they are asked for and under another where they are followed."""
    by_id = {row["decision_id"]: row for row in decisions}
    for row in decisions:
        after = by_id.get(row["follows"])
        one, other = (_ITEM.match(str(r["about"])) if r else None for r in (row, after))
        if after and one and other and one[1] != other[1]:
            left, right = ({**r, "quote": f"{r['about']}: {r['text']}"[:200]} for r in (row, after))
            said = f"One action stands under item {one[1]} in one place and under item {other[1]} in another"
            yield conflict("name", "unexplained", left, right, said)


def _portfolios(rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield portfolios that the headers of one pack's papers name in full and in part."""
    copies = {row["document_id"] for row in rows["documents"] if row["same_as"]}
    homes = {row["table_id"]: row["document_id"] for row in rows["tables"]}
    named: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for cell in rows["cells"]:
        if cell["column"] == 1 and _PORTFOLIO.search(str(cell["row_label"])) and homes[cell["table_id"]] not in copies:
            words = re.findall(r"[a-z]+", str(cell["text"]).lower())
            label = f"{cell['row_label']} {cell['text']}"
            if len(words) > 1:
                key = (cell["pack_id"], " ".join(words[:2]))
                named[key].setdefault(" ".join(sorted(set(words))), {**cell, "said": cell["text"], "quote": label})
    for by_words in named.values():
        for one, other in combinations(list(by_words.values())[:_FEW], 2):
            said = f"The portfolio is “{one['said']}” in one header and “{other['said']}” in another"
            yield conflict("name", "unexplained", one, other, said)


_PORTFOLIO = re.compile(r"\bportfolio\b", re.I)


# ----------------------------------------------------------------------------------------------------------- joining


def _grouped(told: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    out: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in told:
        out[tuple(row[name] for name in names)].append(row)
    return out


def _first_of_each(found: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each two of the first few different things said, each at the first place that says it."""
    first: dict[str, Row] = {}
    for row in found:
        first.setdefault(row["said"], row)
    yield from combinations(list(first.values())[:_FEW], 2)


_FEW = 5
