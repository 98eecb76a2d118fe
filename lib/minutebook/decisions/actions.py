"""Actions: what a decision is made of, and the rows of tables that list what is to be done or to come to a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minutebook.papers.tables import Cell, Table
from minutebook.text.dates import DATE, parsed_date
from minutebook.text.owners import due_of, roles_in, status_of


@dataclass(frozen=True)
class Decision:
    """One decision and where its words stand; `owner` is a role or a body, never a person's name.

    `meeting` is the day of the meeting it was taken at where a tracker says it, `about` the item that it names,
    `progress` what it prints of it. What a work programme plans for a meeting has that meeting's day as its `due`.
    """

    kind: str
    text: str
    start: int
    end: int
    owner: str = ""
    status: str = "not stated"
    due: str = ""
    progress: str = ""
    meeting: str = ""
    about: str = ""


_WHO = re.compile(
    r"\A(?:(?:by )?who(?:m)?\b|(?:action )?owners?|lead|led by|(?:person |officer |body )?responsib\w*|officer"
    r"|accountable|assigned|action(?:ed)? by|for action by|post\b|person\Z|(?:allocated|delegated) to)",
    re.I,
)
_STATUS = re.compile(
    r"\A(?:status|progress|updates?|outcome|response|position|comments? ?/? ?update"
    r"|where (?:we are|it stands|things stand)|how far|latest|current (?:position|state)|results?|reply"
    r"|what happened|state of play|completed?\W*\Z|done\W*\Z|closed\W*\Z|action taken|state|stage)(?:\b|\Z)",
    re.I,
)
_RATING = re.compile(r"\A(?:rag|rating)\b", re.I)
_DUE_COLUMN = re.compile(
    r"\A(?:(?:by )?when|by\Z|target\Z|due|deadline|time ?scales?|time ?frame|target date|date|completion"
    r"|completed by)\b",
    re.I,
)
_ACTS = r"(?:actions?|recommendations?|undertakings?|commitments?)"
_ACTION_COLUMN = re.compile(
    rf"(?:(?:key|agreed|proposed|outstanding|follow-?up) )?{_ACTS}(?: points?)?"
    rf"(?: ?(?:and|or|/|&) ?(?:{_ACTS}|decisions?|resolutions?|requests?|measures?|outcomes?|targets?|milestones?))?"
    r"(?: required| needed| agreed| arising| requested| made| to be taken)?"
    rf"|(?:decisions?|resolutions?|requests?|minutes?|issues?) ?(?:and|or|/|&) ?{_ACTS}"
    r"|what (?:we will|we['’]ll|will we|will be|needs? to be|is to be|has to be) do(?:ne)?\??|what was (?:asked|agreed)"
    r"|tasks?|to do|activit(?:y|ies)|what\??"
    r"|how(?: (?:we will|will we) .*)?\??|next steps?|(?:key )?deliverables?",
    re.I,
)
#: What is an action only where a column says how far it has come: decisions to come are listed without.
_TRACKED_COLUMN = re.compile(r"(?:decisions?|resolutions?|requests?)(?: made| taken)?", re.I)
_ITEM_COLUMN = re.compile(r"\A(?:agenda )?(?:item|min(?:ute)?s?|ref|objective|no)\b", re.I)


def actions_of(table: Table) -> Iterator[Decision]:
    """Yield the rows of a table of actions: one with such a column and one for who, when or how far, or so titled."""
    heads = {c.column: c.column_label.rpartition(" / ")[2].strip() for c in table.cells}
    titles = [table.caption, *(c.raw.text for c in table.cells if c.column == 0 and (c.is_header or c.row == 0))]
    titled = any(re.search(r"\bactions? (?:arising|points?|tracker|log|plan)\b", text, re.I) for text in titles)
    column = next((c for c, text in heads.items() if _ACTION_COLUMN.fullmatch(text)), None)
    if column is None and any(_STATUS.match(text) for text in heads.values()):
        column = next((c for c, text in heads.items() if _TRACKED_COLUMN.fullmatch(text)), None)
    if column is None and table.n_columns == 2 and titled:
        column = 1
    beside = (_WHO, _STATUS, _DUE_COLUMN)
    if column is None or not (table.n_columns == 2 or any(w.match(h) for h in heads.values() for w in beside)):
        return
    for row in table.rows():
        cell = row[column]
        if not cell.raw.text or not any(c.raw.text for c in row if c.column != column):
            continue
        owner, status, due = (_beside(row, heads, words) for words in beside)
        status = status or _beside(row, heads, _RATING)
        about = _beside(row, heads, _ITEM_COLUMN) or (row[0].row_label if column else "")
        yield Decision(
            "action",
            cell.raw.text,
            cell.raw.start,
            cell.raw.end,
            roles_in(owner),
            status_of(status),
            due if re.search(r"\w", due) else _due_in_words(cell.raw.text, status),
            status,
            parsed_date(row[0].row_label) or parsed_date(table.caption),
            about,
        )


def _due_in_words(action: str, progress: str) -> str:
    """Return when an action is due in its own words, or in those on its progress while it is open."""
    return due_of(action, ahead=True) or (due_of(progress, ahead=True) if status_of(progress) == "open" else "")


def _beside(row: Sequence[Cell], heads: dict[int, str], words: re.Pattern[str]) -> str:
    return next((cell.raw.text for cell in row if words.match(heads[cell.column])), "")


_REPRESENTED = re.compile(rf"{_WHO.pattern}|\A(?:represented|presented|attended) by\b|\Awitness", re.I)
#: How many words a body's name has where posts and persons may stand beside it, and what longer ones begin with.
_WORDS_OF_A_BODY, _POSTS = 2, ("Head of", "Director of", "Cabinet Member", "Chair of", "Lead Member")
_NO_DAY_YET = re.compile(r"\b(?:tbc|tba|to be (?:confirmed|arranged|agreed))\b", re.I)


#: What a list of a work programme holds that comes to no meeting.
_BESIDE_MEETINGS = re.compile(
    r"(?:(?:other|planned|future|proposed|possible) )?(?:briefings?(?: (?:notes?|papers?|sessions?|items?))?"
    r"|(?:site )?visits?|task (?:and finish )?groups?|working groups?|seminars?|workshops?|(?:committee )?events?)",
    re.I,
)


def planned_of(table: Table) -> Iterator[Decision]:
    """Yield the items that a table of a work programme plans for meetings; one that names no meeting's day has none.

    Nor has what is listed beside the meetings: briefings, visits.
    """
    heads = {c.column: c.column_label.rpartition(" / ")[2].strip() for c in table.cells}
    above = " / ".join([*(c.raw.text for c in table.cells if c.is_header), table.caption])
    rows = [(row, _day_in(row[0].row_label, above)) for row in table.rows() if len(row) > 1]
    listed = _BESIDE_MEETINGS.fullmatch(heads.get(0, "")) is not None
    if not (listed or any(day for _, day in rows)) or not any(heads.values()):
        return
    titles = {row[0].row_label.rpartition(" / ")[0] for row, _ in rows}
    for row, day in rows:
        told = [cell for cell in row if not parsed_date(cell.raw.text)]  # a day in a cell says when, not what
        is_title = row[0].row_label in titles and not any(cell.raw.text for cell in row[1:])
        if told and told[0].raw.text and not is_title:
            what, owner = told[0].raw, _body_in(_beside(row, heads, _REPRESENTED))
            about = next((c.raw.text for c in told[1:] if not _REPRESENTED.match(heads[c.column])), "")
            yield Decision("planned item", what.text, what.start, what.end, owner, due=day, about=about)


def _body_in(cell: str) -> str:
    """Return the bodies and posts of a cell; names run together with them can't be told apart, and are left out."""
    parts = roles_in(re.sub(r"\AAt the request of (?:the )?", "", cell)).split("; ")
    return "; ".join(part for part in parts if len(part.split()) <= _WORDS_OF_A_BODY or part.startswith(_POSTS))


def _day_in(label: str, above: str) -> str:
    """Return the last day, as printed, in a row's label or, where it says nothing of when, in what stands above."""
    for text in (label, "" if _NO_DAY_YET.search(label) else above):
        if found := [match[0] for match in DATE.finditer(text)]:
            return found[-1]
    return ""
