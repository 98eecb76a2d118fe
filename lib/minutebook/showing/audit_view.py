"""The audit as a notebook shows it: the checks of some papers in order, findings with both quotes, and a panel."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import pandas as pd

from minutebook.audit import audit as auditing
from minutebook.errors import MinutebookError
from minutebook.showing import chance_changes
from minutebook.showing.conflict_view import UNEXPLAINED, disagreements, touching
from minutebook.showing.display import (
    MISSING,
    Shown,
    count_of,
    escaped,
    finding,
    join_words,
    links,
    number,
    percent,
    pounds,
    table,
)
from minutebook.showing.telling import folded
from minutebook.store import read_table
from minutebook.text.verdicts import DIFFERS, ROUNDING, UNTESTABLE

Tables = dict[str, pd.DataFrame]
ALL = "all"
_LONG = 420  # characters of a quote
#: Kinds that hold words against words; there is nothing to add up in them.
WORDS = ("contents entry", "unit")


def tables_to_audit() -> Tables:
    """Return the processed tables that the audit reads."""
    return {name: read_table(name) for name in auditing.READS}


def checks_to_audit(tables: Tables, pack: str = "") -> pd.DataFrame:
    """Return the checks of one pack, or of all without those of documents that repeat another.

    Args:
        tables: As `tables_to_audit` gives them.
        pack: A pack id, or enough of its beginning; "" or "all" for every pack.

    Raises:
        MinutebookError: where the beginning is that of no pack or of several.
    """
    checks, documents = tables["checks"], tables["documents"]
    if pack in ("", ALL):
        repeats = documents.loc[documents["same_as"] != "", "document_id"]
        return checks[~checks["document_id"].isin(repeats)]
    return checks[checks["pack_id"].isin(packs_to_audit(tables, pack))]


def packs_to_audit(tables: Tables, pack: str = "") -> list[str]:
    """Return the id of the pack meant, or of all of them that hold a document which repeats no other.

    Args and errors are those of `checks_to_audit`.
    """
    documents = tables["documents"]
    if not isinstance(pack, str):
        raise MinutebookError(f"{pack!r} is no pack id", todo="give the beginning of one, such as its date, as text")
    if pack in ("", ALL):
        return list(dict.fromkeys(documents.loc[documents["same_as"] == "", "pack_id"]))
    packs = list(dict.fromkeys(documents["pack_id"]))
    begun = [pack] if pack in packs else [name for name in packs if name.startswith(pack)]
    if len(begun) != 1:
        known = ", ".join(begun or packs)
        raise MinutebookError(
            f"{pack!r} is the beginning of {'several packs' if begun else 'no pack'}", todo=f"take one of: {known}"
        )
    return begun


def relations(pack: str = ALL) -> pd.DataFrame:
    """Return every relation that papers state, with its verdict, its quotes and what it changes, that first.

    Args:
        pack: A pack id, or enough of its beginning; "all" for every pack, repeated documents once.

    Returns:
        The rows of `checks` with what `audit.ordered` adds, `what` (the kind in a reader's words), `name` (short enough
        for a chart) and `words`: whether words are held against words, so that there is nothing to add up.

    Example:
        found = mb.relations("2020-01-31"); found[found["verdict"] == "differs"]
    """
    tables = tables_to_audit()
    found = auditing.ordered({**tables, "checks": checks_to_audit(tables, pack)})
    what = found["kind"].map(lambda kind: auditing.RELATION_NAMES.get(kind, kind))
    names = [short_name(*row) for row in zip(found["subject"], found["quote"], strict=True)]
    return found.assign(what=what, name=names, words=found["kind"].isin(WORDS))


def short_name(subject: str, quote: str) -> str:
    """Return what a check is of in a few words: a cell's labels without its groups, or what stands around a number.

    Example:
        >>> short_name("Parks / Elms, 2019", "Parks / Elms, 2019: 7")
        'Elms, 2019'
        >>> short_name("13%", "Elms are broken down into 32% young ones and 13% old ones (of all in this park).")
        '… young ones and 13% old ones (of all in this …'
    """
    at = quote.find(subject.split(" ", maxsplit=1)[0])
    if quote.startswith(f"{subject}: ") or at < 0:
        row, comma, column = subject.rpartition(", ")
        return row.rpartition(" / ")[2] + comma + column
    begin = quote.rfind(" ", 0, at) + 1
    ahead, behind = quote[:begin].split(), quote[begin:].split()
    around = " ".join([*ahead[-_AHEAD:], *behind[:_BEHIND]]).rstrip(".:")
    return ("… " if ahead[:-_AHEAD] else "") + around + (" …" if behind[_BEHIND:] else "")


_AHEAD, _BEHIND = 3, 7  # words around a number


def count_changes(pack: str = ALL) -> pd.DataFrame:
    """Return the changes that papers state between two counts, with how often chance alone gives such a change.

    Example:
        changes = mb.count_changes(); changes[changes["within_chance"]]
    """
    tables = tables_to_audit()
    return chance_changes.count_changes({**tables, "checks": checks_to_audit(tables, pack)})


def amount(value: float | None, unit: str) -> str:
    """Write a number of a check in its unit, with two decimals at most.

    Example:
        >>> amount(9543000.0, "GBP"), amount(33.1421, "percent"), amount(134.1123, "per day")
        ('£9,543,000', '33.1%', '134.1 per day')
    """
    if value is None or pd.isna(value):
        return MISSING
    short = value if value == round(value) else round(value, 1)
    if unit == "GBP":
        return pounds(short)
    return percent(short) if unit == "percent" else f"{number(short)} {unit if unit != 'count' else ''}".strip()


def by_how_much(row: Any) -> str:
    """Say how far what is stated is from what the parts give, "" where nothing is a number.

    Args:
        row: A row of `relations`.
    """
    if pd.isna(row.stated) or pd.isna(row.recomputed):
        return ""
    unit, given = row.unit, amount(abs(row.recomputed) if row.turns else row.recomputed, row.unit)
    if row.turns:
        ways = ("a fall", "a rise") if row.recomputed > 0 else ("a rise", "a fall")
        return f"stated {ways[0]} of {amount(abs(row.stated), unit)}, the parts give {ways[1]} of {given}"
    gap = amount(abs(row.stated - row.recomputed), "percentage points" if unit == "percent" else unit)
    way = "less" if row.stated > row.recomputed else "more"
    of = f" ({percent(round(row.relative, 1))} of what is stated)" if unit != "percent" else ""
    return f"stated {amount(row.stated, unit)}, the parts give {given}: {gap} {way}{of}"


def audit_findings(found: pd.DataFrame) -> Shown:
    """Show findings one under the other: both quotes with their lines, by how much they differ, and a fair reading.

    Args:
        found: Rows of `relations`, in the order in which they are to be shown.

    Example:
        mb.audit_findings(found[found["verdict"] == "differs"])
    """
    if found.empty:
        raise ValueError("there are no findings to show: say so in words")
    each: list[Any] = list(found.itertuples())
    plain = [f"{n}. {_plain(row)}" for n, row in enumerate(each, start=1)]
    return Shown(f"<ol>{''.join(f'<li>{_card(row)}</li>' for row in each)}</ol>", "\n".join(plain))


def _short(text: str) -> str:
    return textwrap.shorten(text, _LONG, placeholder=" …")


def _card(row: Any) -> str:
    where, *parts = _sources(row)
    lines = [f"<strong>{escaped(_short(row.quote))}</strong> <span class='mb-source'>[{links([where])}]</span>"]
    if row.parts:
        lines.append(f"Beside it: {escaped(_short(row.parts))} <span class='mb-source'>[{links(parts)}]</span>")
    lines.append(escaped(_first_capital(f"{by_how_much(row) or row.explanation}.")))
    if why := auditing.why_it_matters(row):
        lines.append(f"Why it matters: {escaped(why)}.")
    lines += [_remark(row), _beside(row), f"<em>{escaped(row.reading)}</em>"]
    return "<br>".join(filter(None, lines))


def _remark(row: Any) -> str:
    """Return the explanation's own remark, such as that the difference is as large as one part."""
    parts = [part for part in row.explanation.split("; ")[1:] if part.startswith("the difference is")]
    return escaped(f"What can be seen: {parts[0]}.") if parts else ""


def _beside(row: Any) -> str:
    """Say which other findings may have the same cause, as one rests on the other's number."""
    apart = [n for n in row.related if n != row.line]
    here = ["another finding on this line"] if len(apart) < len(row.related) else []
    there = [f"the finding{'s' if len(apart) > 1 else ''} on {_lines(apart)}"] if apart else []
    return f"The same cause may lie behind {join_words(here + there)}." if row.related else ""


def _lines(numbers: list[int]) -> str:
    return f"line{'s' if len(numbers) > 1 else ''} {join_words([str(n) for n in numbers])}"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(row: Any) -> str:
    numbers = by_how_much(row) or row.explanation
    beside = f" Beside it: {_short(row.parts)}" if row.parts else ""
    return f"{_short(row.quote)} [{row.pack_id} line {row.line}]{beside} ({row.kind}: {numbers}) {row.reading}"


def audit_table(found: pd.DataFrame, id: str, title: str) -> Shown:
    """Show relations as a table that opens when it is asked for: what is stated, what the parts give, the verdict.

    Args:
        found: Rows of `relations`.
        id: The table's name on the page.
        title: What its heading says.
    """
    each = auditing.rows_of(found)
    shown = found.assign(
        said=[amount(row.stated, row.unit) if pd.notna(row.stated) else "" for row in each],
        gives=[amount(row.recomputed, row.unit) if pd.notna(row.recomputed) else "" for row in each],
    )
    heads = {"subject": "What is stated", "what": "Relation", "said": "Stated", "gives": "From the parts"}
    heads |= {"verdict": "Verdict", "explanation": "In words"}
    made = table(shown, id=id, columns=heads, title=title, where="Line")
    return folded(f"{title}: {count_of(len(found), 'relation')}", made)


def tested_in_words(found: pd.DataFrame) -> str:
    """Say of checks how many are recognised, tested and found to be what, as a sentence without its end.

    Example:
        >>> tested_in_words(pd.DataFrame({"verdict": ["agrees", "differs", "untestable"]}))
        'of 3 relations recognised 2 could be tested; 1 of these agrees, 0 only after rounding, and 1 differs'
    """
    n = {word: int((found["verdict"] == word).sum()) for word in auditing.VERDICTS}
    if found.empty:
        return "no relation is recognised"
    tested, agree = len(found) - n[UNTESTABLE], n["agrees"]
    some = f"of {count_of(len(found), 'relation')} recognised {number(tested)} could be tested"
    words = (f"{number(agree)} of these agree{'s' * (agree == 1)}", f"{number(n[ROUNDING])} only after rounding")
    return f"{some}; {', '.join(words)}, and {number(n[DIFFERS])} differ{'s' * (n[DIFFERS] == 1)}"


_PANEL = 3  # alarms that a panel names; a line before them tells the coverage, one behind them what disagrees


def audit_panel(documents: pd.DataFrame | None = None, theme: str | Iterable[str] = ()) -> Shown:
    """Show in five lines at most what the audit found in some documents, or in the figures of a theme.

    The first line tells how much was recognised, tested and found; the next the alarms that change most, with their
    lines; the last how many pairs of statements don't agree, and where the first stands for which nothing gives a
    reason. A panel without alarms says how little or how much was tested all the same.

    Args:
        documents: Rows of the table `documents`; none for those of the whole collection.
        theme: One or more themes as the catalogue calls them: only checks that a figure or fact of one stands on.

    Example:
        mb.audit_panel(theme=["serious violence", "domestic abuse"])
    """
    tables = tables_to_audit()
    checks = checks_to_audit(tables)
    if documents is not None:
        checks = checks[checks["document_id"].isin(documents["document_id"])]
    themes = [theme] if isinstance(theme, str) else list(theme)
    about = f"the figures on {join_words(themes)}" if themes else "these papers"
    pairs = touching(disagreements(), _stretches(tables["documents"] if documents is None else documents))
    if themes:
        lines = _lines_of(themes, tables["figures"])
        checks = checks[[_is_on(row, lines) for row in auditing.rows_of(checks)]]
        pairs = touching(pairs, [(pack, line, line) for pack, line in lines])
    link = 'All of it: <a href="does_it_add_up.html">does it add up?</a>'
    if checks.empty:
        rows = tables["documents"] if documents is None else documents
        told = finding(f"In {about} the audit recognises no sum or other relation that could be tested.", rows)
        last = _last_line(pairs)
        return Shown(f"{told.html}{last.html}<p>{link}</p>", f"{told.plain}\n{last.plain}".strip())
    return _panel(about, auditing.ordered({**tables, "checks": checks}), pairs, link)


def _stretches(documents: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Return where documents lie: pack, first and last line."""
    return [(row.pack_id, int(row.first_line), int(row.last_line)) for row in auditing.rows_of(documents)]


def _last_line(pairs: pd.DataFrame) -> Shown:
    """Say how many pairs of statements don't agree, and where the first stands for which nothing gives a reason."""
    if pairs.empty:
        return Shown("", "")
    row, open_ = auditing.rows_of(pairs)[0], int((pairs["type"] == UNEXPLAINED).sum())
    many = f"{count_of(len(pairs), 'pair')} of statements do not agree, {number(open_)} of them with no reason in sight"
    alone = f"Two statements do not agree{', with no reason in sight' * open_}"
    said = f"{alone if len(pairs) == 1 else many}. {_first_capital(row.explanation)}."
    return finding(said, (row.pack_left, row.left_line), (row.pack_right, row.right_line))


def _panel(about: str, found: pd.DataFrame, pairs: pd.DataFrame, link: str) -> Shown:
    """Return the lines of a panel: the coverage, the alarms that change most, and what doesn't agree."""
    words, differs = found["kind"].isin(WORDS), found["verdict"] == DIFFERS
    alarms = auditing.rows_of(found[differs & ~words])
    first = f"In {about}, {tested_in_words(found[~words])}."
    if words.any():
        headings = f"{number(int(words.sum()))} headings and headers held against others"
        first += f" Of {headings} {number(int((words & differs).sum()))} differ."
    if (more := len(alarms) - _PANEL) > 0:
        link = f"{count_of(more, 'more alarm')} {'stand' if more > 1 else 'stands'} on the page of all papers. {link}"
    items = [
        f"<li>{escaped(_first_capital(_alarm(row)))} <span class='mb-source'>[{links(_sources(row))}]</span></li>"
        for row in alarms[:_PANEL]
    ]
    last = _last_line(pairs)
    alarmed = f"<ul>{''.join(items)}</ul>" if items else ""
    head = finding(first, found)
    html = f"{head.html}<p>{link}</p>{alarmed}{last.html}"
    plain = [f"{_alarm(row)} [{row.pack_id} line {row.line}]" for row in alarms[:_PANEL]]
    return Shown(html, "\n".join(filter(None, [head.plain, *plain, last.plain])))


def _alarm(row: Any) -> str:
    """Return a finding in one line: what is stated, and what the parts give."""
    kind = auditing.RELATION_NAMES.get(row.kind, row.kind)
    return f"“{textwrap.shorten(row.quote, 160, placeholder=' …')}” ({kind}): {by_how_much(row) or row.explanation}."


def _sources(row: Any) -> list[tuple[str, int]]:
    """Return the line that states something, and those of its parts."""
    return [(row.pack_id, n) for n in (row.line, *row.part_lines)]


def _lines_of(themes: list[str], figures: pd.DataFrame) -> set[tuple[str, int]]:
    """Return the lines on which a figure or a fact of some themes stands."""
    facts, places = read_table("observations"), read_table("mentions")
    of = places[places["observation_id"].isin(facts.loc[facts["theme"].isin(themes), "observation_id"])]
    both = pd.concat([figures.loc[figures["theme"].isin(themes), ["pack_id", "line"]], of[["pack_id", "line"]]])
    return {(row.pack_id, int(row.line)) for row in auditing.rows_of(both)}


def _is_on(check: Any, lines: set[tuple[str, int]]) -> bool:
    return any((check.pack_id, int(n)) in lines for n in check.lines.split("; "))
