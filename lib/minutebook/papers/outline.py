"""The outline of a pack: what it says of itself, and the documents inside it with their agenda items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from minutebook.papers.agenda import AgendaItem, closed_up, counted, is_agenda_title
from minutebook.papers.attachments import attachments
from minutebook.papers.blocks import Block
from minutebook.papers.lines import page_marks
from minutebook.papers.reports import AGENDA_ITEM, COMMITTEE, Document, minutes, reports
from minutebook.papers.source import Source, plain_line
from minutebook.papers.title_pages import paper_of
from minutebook.text.dates import parsed_date

# ---------------------------------------------------------------------------------------------- front matter

_COUNCIL = re.compile(
    r"(?:the )?(?:(?:London|Royal) Borough of|City of|City and County of) [A-Z][\w']*(?: [A-Z][\w']*){0,3}"
    r"(?: and [A-Z]\w+)?"
    r"|[A-Z]\w+(?: [A-Z]\w+){0,3} (?:City|Borough|County|District|Metropolitan Borough) Council",
    re.I,
)
#: A council that is called so alone, taken for one only on the first pages: others are of faith, youth or the arts.
_PLAIN_COUNCIL = re.compile(
    r"(?!.*\b(?:Social|Youth|Arts?|Faith|Research|Privy)\b)[A-Z]\w+(?: [A-Z]\w+)? Council", re.I
)


def front_matter(source: Source) -> dict[str, str]:
    """Return what the paper says of itself: `committee`, `date` (ISO), `councils`, and `title` for a single report.

    What isn't printed is left out.
    """
    found: dict[str, str] = {}
    opening = [closed_up(plain_line(source, line)) for line in range(1, min(source.n_lines, 120) + 1)]
    agenda = next((n for n, text in enumerate(opening) if is_agenda_title(text) and n > 3), len(opening))
    for n, text in enumerate(opening):
        if n < agenda and (match := re.match(r"(?:Title|Committee|Meeting|Meeting of)\s*:\s*(\S.*)", text, re.I)):
            found.setdefault("title", match[1])
        if match := re.match(r"(?:Meeting Date|(?:Day and )?Date(?: of meeting| and time)?)\s*:\s*(\S.*)", text, re.I):
            found.setdefault("date", parsed_date(match[1]))
    names = _councils(source)
    is_agenda = any(re.search(r"AGENDA\Z|\AAGENDA (?:FOR|OF)\b", t.upper()) or is_agenda_title(t) for t in opening)
    named = found.pop("title", "") if is_agenda else ""
    above = [text for text in opening[:30] if COMMITTEE.search(text)]
    committee = named or (_without_councils(above[0], names) if above else "")
    found["committee"] = _in_title_case(committee) if committee.isupper() else committee
    if is_agenda and not found.get("date"):
        front = takewhile(lambda text: not _MINUTES.match(text), opening[:_LINES_OF_A_FRONT])
        dated = [(text, date) for text in front if (date := parsed_date(text)) and not _EARLIER.search(text)]
        meets = (date for text, date in dated if _MEETS.search(text))  # what is dated otherwise may be the summons
        found["date"] = next(meets, dated[0][1] if dated else "")
    found["councils"] = "; ".join(names)
    return {name: value for name, value in found.items() if value}


_LINES_OF_A_FRONT = 40
#: The minutes of the meeting before, as a title and in an agenda's words.
_MINUTES, _EARLIER = re.compile(r"MINUTES\b"), re.compile(r"\b(?:minutes|last|previous)\b", re.I)
#: What stands by the day of a meeting: the day of the week, the hour, that it is held.
_MEETS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:meeting|held|summoned|attend)\b|\d ?[ap]\.?m\b|\bnoon\b", re.I
)


def _without_councils(text: str, councils: list[str]) -> str:
    """Return a committee's name without the councils in front: "Westminster Health Board" gives "Health Board"."""
    theirs, words = _words_of_councils(councils), text.split()
    while len(words) > 1 and words[0].casefold() in theirs:
        words.pop(0)
    return " ".join(words)


def _words_of_councils(councils: Iterable[str]) -> set[str]:
    """Return the words that councils' names are made of, and the letters they go by: RBKC, and WCC for a city."""
    words = {"&", "and", "the"}
    for name in councils:
        words |= {word.casefold() for word in name.split()}
        words.add("".join(word[0] for word in name.split() if word[0].isupper()).casefold())
        if city := re.match(r"City of (\w)|(\w)\w+ City Council", name):
            words.add(f"{city[1] or city[2]}cc".casefold())
    return words


def _in_title_case(name: str) -> str:
    """Return a name that may be printed in capitals as it is written: "CITY OF LEEDS" gives City of Leeds."""
    small = {"of", "and", "for", "the"}
    words = (w.casefold() if w.casefold() in small else w.capitalize() for w in name.split())
    return " ".join(words)


_LINES_OF_FIRST_PAGES = 120


def _councils(source: Source) -> list[str]:
    """Return the councils whose names stand on lines of their own, as running headers do; a name may be cut."""
    flat = re.sub(r"(?<=\bof)[ *]*\n\s*|(?<=\S)\s++(?=and [A-Z])", " ", source.text.replace("**", ""), flags=re.I)
    names: list[str] = []
    for n, line in enumerate(flat.split("\n")):
        text = " ".join(line.strip("# ").split())
        if match := _COUNCIL.fullmatch(text) or (n < _LINES_OF_FIRST_PAGES and _PLAIN_COUNCIL.fullmatch(text)) or None:
            name = re.sub(r"^the ", "", match[0], flags=re.I)
            names.append(_in_title_case(name))
    return list(dict.fromkeys(names))


# ------------------------------------------------------------------------------------------------- documents


def documents(source: Source, blocks: Sequence[Block], agenda: Sequence[AgendaItem]) -> list[Document]:
    """Return the documents of a pack, first to last; together they cover every line."""
    names = names_in(source)
    entries = range(agenda[0].line, agenda[-1].line + 1) if agenda else range(0)  # titles of papers, not papers
    found = (*minutes(source, names, entries), *reports(source, names, entries))
    starts = [d for d in found if d.first_line not in entries]
    behind = [b for b in blocks if b.first_line not in entries]
    parts = attachments(source, behind, sorted(d.first_line for d in starts))
    paged = _on_their_pages(source, behind, agenda, [*starts, *parts], sorted(d.first_line for d in starts))
    parts = [d for d in parts if all(not 0 <= d.first_line - p.first_line < _LINES_OF_A_HEAD for p in paged)]
    starts += paged + parts
    starts = sorted(starts, key=lambda d: d.first_line)
    if starts and not any(plain_line(source, line) for line in range(1, starts[0].first_line)):
        starts[0] = replace(starts[0], first_line=1)
    else:
        matter = front_matter(source)
        title = matter.get("committee", "Agenda")
        front = Document("agenda", title, 1, date=matter.get("date", "")) if agenda else Document("report", "", 1)
        starts.insert(0, front)
    ends = [d.first_line - 1 for d in starts[1:]] + [source.n_lines]
    return _with_items(source, [replace(d, last_line=end) for d, end in zip(starts, ends, strict=True)], agenda)


def _on_their_pages(
    source: Source,
    blocks: Sequence[Block],
    agenda: Sequence[AgendaItem],
    known: Sequence[Document],
    headed: Sequence[int],
) -> list[Document]:
    """Return papers that begin no other way: under the mark of the page that the agenda gives, in its entry's words.

    The mark of a page stands over it or under it, so that of the page before is looked under too. Entries of known
    papers are left out, and so are places near the lines of `headed`, on which papers begin.
    """
    marks = page_marks(source)
    taken = {_item_of(d, _entries(agenda)) for d in known}
    found: list[Document] = []
    for entry in (one for one in agenda if one.number not in taken):
        words = _long_words(entry.title)
        pages = () if entry.first_page is None else (entry.first_page - 1, entry.first_page)
        for mark in (line for line, number in marks.items() if number in pages):
            below = [n for n, b in enumerate(blocks) if b.first_line > mark and b.kind not in ("blank", "page mark")]
            at = next((n for n in below[:_LINES_TO_A_TITLE] if _says(source, blocks[n], words)), None)
            line = 0 if at is None else blocks[at].first_line
            if at is not None and all(
                abs(line - n) > _LINES_OF_A_HEAD for n in [*headed, *(d.first_line for d in found)]
            ):
                paper = paper_of(source, blocks, "report", at=at)
                found.append(replace(_minutes_or(paper), item=entry.number))
                break
    return found


_LINES_TO_A_TITLE, _SHARE_OF_AN_ENTRY = 4, 0.6


def _minutes_or(document: Document) -> Document:
    """Return a paper whose title says that it is minutes as such, with the day of the meeting."""
    if not re.match(r"(?:draft |unconfirmed )?minutes\b", document.title, re.I):
        return document
    return replace(document, kind="minutes", date=parsed_date(document.title))


def _says(source: Source, block: Block, words: set[str]) -> bool:
    """Tell whether a block is a title in most of the words of an entry of the agenda."""
    theirs = _long_words(block.passage(source).text)
    title = block.kind in ("heading", "paragraph") and len(theirs) <= 2 * len(words) + 2
    return title and bool(words) and len(words & theirs) >= _SHARE_OF_AN_ENTRY * min(len(words), max(1, len(theirs)))


def _with_items(source: Source, found: list[Document], agenda: Sequence[AgendaItem]) -> list[Document]:
    """Say which agenda item each document belongs to: by order where the counts agree, else by words in the title.

    What is attached goes with the paper before it, unless an entry with pages of its own is left between two papers.
    """
    heads = [d for d in found if d.kind == "minutes" or d.header]
    reports = [d for d in heads if d.kind != "briefing"]
    entries = _entries(agenda)
    paged = [(number, item) for number, item in entries if item.first_page is not None]
    if len(reports) == len(paged):
        numbers = {d.first_line: number for d, (number, _) in zip(reports, paged, strict=True)}
    else:  # some paper is missing, or one more than the agenda has
        numbers = {d.first_line: _item_of(d, entries) for d in heads}
        numbers |= _in_order(reports, paged, numbers)
    known = {number for number, _ in entries if number}
    numbers |= {d.first_line: d.item for d in found if d.item}
    printed = {d.first_line: _printed_item(source, d) for d in found if d.kind != "agenda"}
    numbers |= {line: number for line, number in printed.items() if number in known}
    place = {number: n for n, (number, _) in enumerate(entries) if counted(number)[1]}
    left = [number for number, _ in paged if number in place and number not in numbers.values()]
    numbers |= _items_left(found, entries, numbers)
    out: list[Document] = []
    current = ""
    for n, d in enumerate(found):
        current = numbers.get(d.first_line, "" if d.kind == "agenda" else current)
        after = next((i for later in found[n + 1 :] if (i := numbers.get(later.first_line))), "")
        between = [i for i in left if current in place and after in place and place[current] < place[i] < place[after]]
        if between and d.first_line not in numbers and d.kind not in ("appendix", "agenda"):
            current = between[0]
        out.append(replace(d, item=current))
    return out


def _in_order(
    reports: Sequence[Document], paged: Sequence[tuple[str, AgendaItem]], numbers: Mapping[int, str]
) -> dict[int, str]:
    """Return the entries of the reports that stand between two whose entries are known.

    As many reports as entries are theirs in order; else each is of the next with most words of its title.
    """
    place = {number: n for n, (number, _) in enumerate(paged)}
    sure = [(n, place[i]) for n, d in enumerate(reports) if (i := numbers[d.first_line]) in place]
    sure = [(n, at) for k, (n, at) in enumerate(sure) if all(before < at for _, before in sure[:k])]
    out: dict[int, str] = {}
    for (n, at), (after, until) in pairwise([(-1, -1), *sure, (len(reports), len(paged))]):
        between, left = reports[n + 1 : after], list(paged[at + 1 : until])
        alike = len(between) == len(left)
        for document in between:
            titles = _long_words(document.title)
            shared = [1 if alike else len(titles & _long_words(item.title)) for _, item in left]
            if best := max(shared, default=0):
                out[document.first_line] = left[shared.index(best)][0]
                left = left[shared.index(best) + 1 :]
    return out


#: Papers that an agenda has entries for, though no header says whose they are.
_OWN_ENTRY = ("action tracker", "work programme", "annual report", "strategy", "action plan", "terms of reference")


def _items_left(
    found: Sequence[Document], entries: Sequence[tuple[str, AgendaItem]], numbers: dict[int, str]
) -> dict[int, str]:
    """Return the entries of papers without a header: the one that shares the title's words, of those left in its place.

    Two such papers can stand under one entry: "Action log and work programme".
    """
    place = {number: n for n, (number, _) in enumerate(entries) if counted(number)[1]}
    left = [(n, item) for n, item in entries if n in place and n not in numbers.values()]
    out: dict[int, str] = {}
    current = -1
    for at, document in enumerate(found):
        given = numbers.get(document.first_line, "")
        current = place.get(given, current)
        if given or document.kind not in _OWN_ENTRY:
            continue
        later = (numbers.get(d.first_line, "") for d in found[at + 1 :])
        after = next((place[n] for n in later if n in place), len(entries))
        inside = [(n, item) for n, item in left if current <= place[n] <= after]
        if item := _item_of(document, inside):
            out[document.first_line] = item
            current = place[item]
    return out


def _printed_item(source: Source, document: Document) -> str:
    """Return the number of the item that stands at the head of a document, "Agenda item 5", or nothing."""
    head = range(document.first_line, min(document.first_line + _LINES_OF_A_HEAD, document.last_line) + 1)
    texts = (plain_line(source, line).replace("|", " ").strip() for line in head)  # a row of a header's table too
    return next((m[1] for text in texts if (m := AGENDA_ITEM.fullmatch(text))), "")


_LINES_OF_A_HEAD = 12


def _entries(agenda: Sequence[AgendaItem]) -> list[tuple[str, AgendaItem]]:
    """Return the entries with their numbers; one under another ("i)", "a)") has that one's number."""
    out: list[tuple[str, AgendaItem]] = []
    above, lettered = "", not any(counted(item.number)[1] for item in agenda)
    for item in agenda:
        above = item.number if counted(item.number)[1] or (lettered and len(item.number) == 1) else above
        out.append((above if item.number else "", item))
    return out


def _item_of(document: Document, entries: Sequence[tuple[str, AgendaItem]]) -> str:
    """Return the number of the agenda item that shares most words with a document's title, or with who it is of."""
    if document.kind == "minutes":
        return next((number for number, item in entries if re.match(r"(?:draft )?minutes\b", item.title, re.I)), "")
    title = _long_words(document.title or document.values.get("report_of", ""))
    best, share = "", 0.0
    for number, item in entries:
        theirs = _long_words(item.title)
        shared = len(title & theirs) / max(1, min(len(title), len(theirs)))
        if shared > max(share, 0.55):
            best, share = number, shared
    return best


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}


def names_in(source: Source) -> set[str]:
    """Return the words that the names of a paper's councils and of its committee are made of."""
    matter = front_matter(source)
    return _words_of_councils(matter.get("councils", "").split("; ")) | set(
        matter.get("committee", "").casefold().split()
    )
