"""The ledger of decisions across papers: what took each up, what is stale, what a tracker says against the plan.

Works on the rows of the small tables alone, joined on committee and meeting.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from operator import itemgetter
from typing import Any

from minutebook.text.dates import ANY_MONTH, parsed_due

Row = dict[str, Any]

_STOP = set(
    "that this with from have been were will would which their there about into also they them than then more some such"
    " committee members member meeting paper report provide provided update item board panel agreed request"
    " requested".split()
)
#: How much of the shorter of two texts has to stand in the other, and how many words that is at least.
_SHARE, _WORDS_SHARED = 0.5, 3
#: How many meetings an open action may see pass before it is stale.
_MEETINGS_TO_ACT = 2


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about."""
    return frozenset(word[:6] for word in re.findall(r"[a-z]{4,}", text.casefold()) if word not in _STOP)


def likeness(left: str, right: str) -> float:
    """Return how much of the shorter of two texts stands in the other, from 0 to 1, 0 where it is too little to tell.

    Example:
        >>> likeness("A briefing on the parks and their costs", "To send a briefing on costs of the parks")
        1.0
        >>> likeness("A briefing on parks", "A letter about roads")
        0.0
    """
    return _likeness(_words(left), _words(right))


def _likeness(one: Set[str], other: Set[str]) -> float:
    shared = len(one & other)
    return shared / min(len(one), len(other)) if shared >= min(_WORDS_SHARED, len(one), len(other)) > 1 else 0.0


def link_decisions(rows: Mapping[str, Sequence[Row]]) -> None:
    """Fill in `follows`: for what minutes ask or promise, the action that took it up; for that, its tracker's row.

    Only rows of one committee's one meeting are compared; what nothing took up keeps an empty `follows`.
    """
    kinds = {row["document_id"]: row["kind"] for row in rows["documents"]}
    committees = {row["pack_id"]: row["committee"] for row in rows["packs"]}
    meetings: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows["decisions"]:
        row["follows"] = ""
        meetings[committees[row["pack_id"]], row["meeting_date"]].append(row)
    _link_by_number(rows, kinds, committees)
    for found in meetings.values():
        minuted = [r for r in found if kinds[r["document_id"]] == "minutes"]
        tracked = [r for r in found if r["kind"] == "action" and kinds[r["document_id"]] != "minutes"]
        arising = [r for r in minuted if r["kind"] == "action" and r["about"]]
        said = [r for r in minuted if r not in arising and r["status"] != "completed"]
        for row in arising:
            row["follows"] = row["follows"] or _taken_up_by(row, tracked)
        for row in said:
            row["follows"] = row["follows"] or _taken_up_by(row, arising) or _taken_up_by(row, tracked)


#: A minute by its number: "23/14", "Minute 7.2", "min. 8"; a number alone is the row's own.
_MINUTE = re.compile(
    r"(?<![\d/.])(?:\d{1,4}/\d{1,4}|\d{1,3}(?:\.\d{1,2})+)(?![\d/]|\.\d)|(?<=\bminute )\d{1,3}\b|(?<=\bmin )\d{1,3}\b"
    r"|(?<=\bmin\. )\d{1,3}\b",
    re.I,
)


def _link_by_number(rows: Mapping[str, Sequence[Row]], kinds: Mapping[str, str], committees: Mapping[str, str]) -> None:
    """Link what a minute asks or promises to the row of a tracker that names the minute's number.

    It is of the row's own meeting, or stands in the row's pack. Where a minute has several, their words tell which.
    """
    numbers = _numbers_of_minutes(rows, kinds)
    said: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows["decisions"]:
        if kinds[row["document_id"]] == "minutes" and row["status"] != "completed":
            for number in numbers.get((row["document_id"], row["line"]), ()):
                said[row["pack_id"], number].append(row)
                said[f"{committees[row['pack_id']]} {row['meeting_date']}", number].append(row)
    for action in rows["decisions"]:
        if action["kind"] != "action" or kinds[action["document_id"]] == "minutes":
            continue
        meeting = f"{committees[action['pack_id']]} {action['meeting_date']}"
        for number in _MINUTE.findall(str(action["about"])):
            found = said.get((meeting, number)) or said.get((action["pack_id"], number)) or []
            words = _words(action["text"])
            alike = [(len(words & _words(row["text"])), row) for row in found if not row["follows"]]
            shared, row = max(alike, key=itemgetter(0), default=(0, action))
            if shared or (alike and len(found) == 1):
                row["follows"] = action["decision_id"]


def _numbers_of_minutes(rows: Mapping[str, Sequence[Row]], kinds: Mapping[str, str]) -> dict[tuple[str, int], set[str]]:
    """Return the numbers that each line of minutes which decides stands under: of headings, and of its paragraph."""
    lines: dict[str, list[int]] = defaultdict(list)
    for row in rows["decisions"]:
        if kinds[row["document_id"]] == "minutes":
            lines[row["document_id"]].append(row["line"])
    out: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in (*rows["sections"], *rows["blocks"]):
        number = str(row["number"]).rstrip(".)")
        if number[:1].isdigit() and (held := lines.get(row["document_id"])):
            for line in held[bisect_left(held, row["first_line"]) : bisect_right(held, row["last_line"])]:
                out[row["document_id"], line].add(number)
    return out


def _taken_up_by(row: Row, actions: Sequence[Row]) -> str:
    """Return the id of the action that is most like a row, or nothing where none is like it enough."""
    own = _words(row["text"])
    scored = [(_likeness(own, _words(action["text"])), -n) for n, action in enumerate(actions)]
    best, n = max(scored, default=(0.0, 0))
    return str(actions[-n]["decision_id"]) if best >= _SHARE else ""


def mark_stale(rows: Mapping[str, Sequence[Row]]) -> None:
    """Call an open action stale once its due date is past, or two meetings, on the day of the paper that lists it."""
    days = {row["pack_id"]: str(row["meeting_date"]) for row in rows["packs"]}
    held: dict[str, set[str]] = defaultdict(set)
    for row in rows["decisions"]:
        if row["kind"] == "action":
            held[row["document_id"]].add(row["meeting_date"])
    for row in rows["decisions"]:
        if row["kind"] == "action" and row["status"] == "open":
            today = days[row["pack_id"]]
            since = {day for day in held[row["document_id"]] | {today} if row["meeting_date"] < day <= today}
            if (row["due_date"] and row["due_date"] < today) or len(since) >= _MEETINGS_TO_ACT:
                row["status"] = "stale"


# ------------------------------------------------------------------------------------ tracker against work programme

_MEETING = re.compile(
    rf"\bmeeting (?:in|of|on)(?: the)? (?:\d{{1,2}}(?:st|nd|rd|th)? )?(?P<month>{ANY_MONTH})\b"
    rf"|\b(?P<before>{ANY_MONTH}) meeting\b"
)


def mark_planned(rows: Mapping[str, Sequence[Row]]) -> None:
    """Say what became of what a work programme plans: closed by a paper on that meeting's agenda or in its minutes.

    What is planned for a day after the pack's own is open; what no agenda or minutes here has is not stated.
    """
    packs = {row["pack_id"]: row for row in rows["packs"]}
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in rows["agenda_items"]:
        pack = packs[item["pack_id"]]
        held[pack["committee"], str(pack["meeting_date"])].append(item["title"])
    minuted = {row["document_id"]: row for row in rows["documents"] if row["kind"] == "minutes"}
    for section in rows["sections"]:
        if document := minuted.get(section["document_id"]):
            held[packs[section["pack_id"]]["committee"], document["date"]].append(section["heading"])
    for row in rows["decisions"]:
        if row["kind"] == "planned item" and row["due_date"]:
            pack = packs[row["pack_id"]]
            titles = held[pack["committee"], row["due_date"]]
            if any(likeness(row["text"], title) >= _SHARE for title in titles):
                row["status"] = "closed by paper"
            elif row["due_date"] > str(pack["meeting_date"]):
                row["status"] = "open"


def programme_conflicts(rows: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    """Yield the actions that a tracker places at a meeting for which the work programme lists nothing like them.

    Meetings before the tracker's own day are left out: of these it tells what happened, not what is planned.
    """
    committees = {row["pack_id"]: row["committee"] for row in rows["packs"]}
    today = {row["pack_id"]: str(row["meeting_date"]) for row in rows["packs"]}
    plan: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows["decisions"]:
        if row["kind"] == "planned item" and row["due_date"] >= today[row["pack_id"]]:
            plan[committees[row["pack_id"]], row["due_date"]].append(row)
    texts = {row["decision_id"]: f"{row['text']} {row['about']}" for items in plan.values() for row in items}
    common = Counter(word for text in texts.values() for word in _words(text))
    vague = {word for word, times in common.items() if times >= max(3, len(texts) * _SHARE_OF_VAGUE)}
    trackers = {row["document_id"] for row in rows["documents"] if row["kind"] == "action tracker"}
    for row in rows["decisions"]:
        if row["kind"] != "action" or row["document_id"] not in trackers:
            continue
        said = f"{row['text']} {row['due']} {row['progress']}"
        for day in _days_named(said, row["meeting_date"], [d for c, d in plan if c == committees[row["pack_id"]]]):
            items = plan[committees[row["pack_id"]], day]
            if not any(len(_words(said) & _words(texts[item["decision_id"]]) - vague) > 1 for item in items):
                ours = [items for (c, _), items in plan.items() if c == committees[row["pack_id"]]]
                elsewhere = [
                    i for items in ours for i in items if likeness(row["text"], texts[i["decision_id"]]) >= _SHARE
                ]
                yield _conflict(row, day, items, elsewhere)


#: Words that so many of a programme's items share tell none apart.
_SHARE_OF_VAGUE = 0.2


def _days_named(said: str, after: str, days: Sequence[str]) -> list[str]:
    """Return which of some meetings a text names by their month, the first of that month after a day."""
    named = {parsed_due(m["month"] or m["before"], after)[:7] for m in _MEETING.finditer(said)}
    return [day for day in sorted(set(days)) if day[:7] in named]


def _conflict(row: Row, day: str, items: Sequence[Row], elsewhere: Sequence[Row]) -> Row:
    """Return the conflict: the programme has nothing like it at that meeting, or what is like it at another."""
    days = " and ".join(sorted({str(item["due_date"]) for item in elsewhere}))
    told = f"has it at that of {days}" if elsewhere else "has nothing like it"
    items = elsewhere or items
    listed = "; ".join(str(item["text"]) for item in items)
    return {
        "kind": "tracker and work programme",
        "type": "unexplained",
        "pack_left": row["pack_id"],
        "left_line": row["line"],
        "left_quote": f"{row['text']} [{row['progress'] or row['status']}]",
        "pack_right": items[0]["pack_id"],
        "right_line": items[0]["line"],
        "right_quote": listed,
        "explanation": f"The tracker places this at the meeting of {day}; the work programme {told}",
    }
