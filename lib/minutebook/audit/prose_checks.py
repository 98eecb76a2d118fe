"""Checks of prose: what sentences state, tested against their own numbers and against the tables of their paper."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from typing import Any

from minutebook.audit.held import Held
from minutebook.audit.impossible import begins_with_nought, impossible_years, more_than_all
from minutebook.audit.list_counts import Counted, counted_list, totalled_list
from minutebook.audit.named_rows import Claim
from minutebook.audit.said import Said, Stated, as_meant, is_tenfold
from minutebook.audit.said import told as told_of
from minutebook.audit.sentence_checks import sentence_checks
from minutebook.audit.share_bases import Total, of_the_document, pairs_of, what_fits
from minutebook.audit.shares_of_shares import share_of_a_part
from minutebook.audit.table_lines import Line, lines_of
from minutebook.audit.table_mentions import held_against
from minutebook.audit.word_checks import rows_in_words
from minutebook.facts.prose_figures import CUT
from minutebook.text.verdicts import AGREES, DIFFERS, ROUNDING, UNTESTABLE, total

Row = dict[str, Any]
_BREAK = re.compile(r"\n\s*\n")
_CONTENTS = re.compile(r"\W*(?:contents|index)\W*", re.I)
_FAR = 2000
_PAGE = 15  # lines that numbers are carried over from one paragraph to another
_LONGEST = 3000  # characters: what is longer is no sentence


def prose_check_rows(text: str, figures: Sequence[Row], tables: Sequence[Row], cells: Sequence[Row]) -> Iterator[Row]:
    """Yield a row, as of the table `checks` but for its id, for each relation that prose states.

    Args:
        text: The pack.
        figures: Its rows of the table `figures`, in order.
        tables: Those of `tables`.
        cells: Those of `cells`.
    """
    figures = [figure for figure in figures if not figure["context"].startswith(CUT)]
    sheets, totals = _sheets_by_document(tables, cells), _totals_by_document(figures, tables, cells)
    all_said = _said(text, figures)
    said_in = _said_by_document(figures, all_said)
    told: dict[str, set[str]] = defaultdict(set)
    untested: dict[str, Row] = {}  # shares that their sentence doesn't say the base of: a table may
    for row, stated in _rows_of_sentences(text, figures, all_said, said_in, sheets):
        if row.pop("loose") and stated.verdict != DIFFERS:
            if stated.verdict == UNTESTABLE:
                row["explanation"] = what_fits(stated, totals.get(row["document_id"], []))
            untested[stated.said.id] = row
            continue
        for said in (stated.said, *stated.parts):
            told[said.id].add(stated.kind)
        yield row
    beside = _documents_beside(figures, tables)
    paragraphs = _by_figure(_with_those_before(_paragraphs(text, figures, all_said)))
    yield from _list_rows(text, figures, all_said)
    for n, (figure, said) in enumerate(zip(figures, all_said, strict=True)):
        inside = _nearest(sheets.get(figure["document_id"], []), figure["line"])
        names = beside.get(figure["document_id"], ())
        further = [line for name in names for line in _nearest(sheets.get(name, []), figure["line"])]
        claim = _claim(text, figures, all_said, n)
        held = held_against(claim, inside, further) if inside or further else None
        found = _row_of_figure(figure, said, held, told[said.id], untested)
        if (found is None or found["verdict"] == UNTESTABLE) and told[said.id] <= _LOOSE:
            document = said_in[figure["document_id"]], sheets.get(figure["document_id"], [])
            found = _misread(claim, said, paragraphs[said.id], document) or found
        if found:
            yield found
    yield from _year_rows(text, figures)
    yield from rows_in_words(text, tables, cells, sheets)


def _by_figure(paragraphs: Iterable[tuple[list[Said], list[Said]]]) -> dict[str, tuple[list[Said], list[Said]]]:
    """Return by each number's id its paragraph and the numbers before it."""
    return {said.id: (paragraph, before) for paragraph, before in paragraphs for said in paragraph}


def _rows_of_sentences(
    text: str,
    figures: Sequence[Row],
    all_said: Sequence[Said],
    inside: Mapping[str, Sequence[Said]],
    sheets: Mapping[str, Sequence[Sequence[Line]]],
) -> Iterator[tuple[Row, Stated]]:
    """Yield what sentences state with its row; `loose` is that of a share whose base its sentence doesn't tell."""
    by_id = {figure["figure_id"]: figure for figure in figures}
    for paragraph, before in _with_those_before(_paragraphs(text, figures, all_said)):
        document = by_id[paragraph[0].id]["document_id"]
        for one, loose in _stated_in(paragraph, before, inside[document], sheets.get(document, [])):
            figure = by_id[one.said.id]
            row = _row(figure, one, [figure["line"], *(part.line for part in one.parts)])
            yield {**row, "loose": loose}, one


def _stated_in(
    paragraph: Sequence[Said], before: Sequence[Said], inside: Sequence[Said], sheets: Sequence[Sequence[Line]]
) -> Iterator[tuple[Stated, bool]]:
    """Yield what a paragraph states, with whether that is a share whose base its sentence doesn't tell.

    Args:
        paragraph: Its numbers.
        before: Those of the paragraphs before it.
        inside: All of its document.
        sheets: The rows of its document's tables.
    """
    found = list(sentence_checks(paragraph, before))
    loose = [s for s in found if s.kind == "share" and s.verdict == UNTESTABLE and s.parts]
    near = _counts_near(paragraph[0], inside, sheets) if loose else []
    based = of_the_document(loose, near, paragraph, pairs_of(near)) if loose else {}
    for stated in found:
        yield (based.get(stated.said.id, stated), True) if stated in loose else (stated, False)


def _counts_near(said: Said, figures: Sequence[Said], sheets: Sequence[Sequence[Line]]) -> list[Said]:
    """Return what a share may be of: the numbers of prose near it, and the totals of the tables nearest to it.

    Args:
        said: The share.
        figures: The numbers of its document, in order.
        sheets: The rows of its document's tables.
    """
    at = bisect_left(figures, said.line, key=lambda one: one.line)
    around = figures[max(0, at - _MOST_NEAR) : at + _MOST_NEAR]
    near = [one for one in around if abs(one.line - said.line) <= _NEARBY]
    rows = [line for line in _nearest(sheets, said.line) if line.is_whole]
    wholes = {(v.printed.value, v.unit): v for line in rows for v in line.levels}
    plain: dict[str, Any] = {"role": "", "noun": "", "approximation": "", "before": "", "after": "", "decimals": 0}
    return near + [
        replace(said, **plain, id=v.raw, value=value, unit=unit, raw=v.raw, line=v.line)
        for (value, unit), v in wholes.items()
    ]


_NEARBY, _MOST_NEAR = 40, 100  # lines, and numbers on either side


def _misread(
    claim: Claim,
    said: Said,
    around: tuple[Sequence[Said], Sequence[Said]],
    document: tuple[Sequence[Said], Sequence[Sequence[Line]]],
) -> Row | None:
    """Return the row of a number that nothing gives, where its tables or its paragraph give it but for a misprint.

    Args:
        claim: The number in its sentence.
        said: What it says.
        around: The numbers of its paragraph, and of those before it.
        document: Those of its document, and the rows of its tables.
    """
    at = around[0].index(said)
    paragraph, before = around[0][max(0, at - _AHEAD) : at + _BEHIND], around[1]
    lines = _nearest(document[1], said.line)
    for right in as_meant(said):
        if any(one.value == right.value for one in paragraph):
            continue
        figure = {**claim.figure, "value": right.value, "raw": right.raw}
        long = sum(map(str.isdigit, right.raw)) >= _LONG
        read = replace(claim, figure=figure, printed=right.printed)
        held = held_against(read, lines, by_words=False) if long else None
        put_right = [right if one is said else one for one in paragraph]
        stated = [s for s, _ in _stated_in(put_right, before, *document) if s.parts]
        of_it = [s for s in stated if _is_it(right, s.said)]
        rests = [s for s in stated if s.kind in _RESTING and any(_is_it(right, one) for one in s.parts)]
        found: list[Held | Stated] = [*([held] if held else []), *of_it]
        found += [s for s in rests if long and s.verdict == AGREES]
        for one in found:
            if one.verdict in (AGREES, ROUNDING) and one.kind in _EXACT:
                parts = one.levels if isinstance(one, Held) else one.parts
                wrong = replace(one, verdict=DIFFERS, explanation=f"as {right.raw} it {one.explanation}")
                return _row(dict(claim.figure), wrong, [said.line, *(part.line for part in parts)])
    return None


def _is_it(one: Said, other: Said) -> bool:
    return (one.id, one.value) == (other.id, other.value)


_AHEAD, _BEHIND = 14, 8  # numbers of a paragraph that one may come from
_LOOSE = {"direction", "fraction", "order", "doubled", "count of list"}
_LONG = 3  # digits: what is shorter is in a table by chance
_RESTING = ("share", "change", "percent change")
_EXACT = ("against table", "share", "change", "percent change", "parts of a whole", "rate", "ratio", "product")


def _row_of_figure(
    figure: Row, said: Said, held: Held | None, told: Set[str], untested: Mapping[str, Row]
) -> Row | None:
    """Return a figure's row: how it stands to a table, that it is more than all, or that it stands alone.

    Args:
        figure: The figure.
        said: What it says.
        held: How it stands to the tables.
        told: The kinds of relations that are told of it already.
        untested: The rows of shares beside their counts, by figure.
    """
    name = figure["figure_id"]
    no_number = begins_with_nought(said)
    if no_number is None and held and held.kind not in told:
        return _row(figure, held, [figure["line"], *(level.line for level in held.levels)])
    lone, beside = _is_lone_share(figure), name in untested
    if too_much := no_number or more_than_all(said, figure["context"], alone=lone, beside=beside):
        return _row(figure, too_much, [figure["line"]])
    if beside:
        return untested[name]
    untold = not held and told <= {"direction", "fraction"} and (lone or _is_lone_rate(figure))
    return _row(figure, _alone(said), [figure["line"]]) if untold else None


def _year_rows(text: str, figures: Sequence[Row]) -> Iterator[Row]:
    """Yield a row for each year that can't be one, in the document of the figure before it."""
    line, last = 1, 0
    for begin, end in impossible_years(text):
        line, last = line + text.count("\n", last, begin), begin
        n = bisect_left(figures, begin, key=itemgetter("start"))
        if near := figures[max(0, n - 1) : n + 1]:
            year = text[begin:end]
            found = Counted(Decimal(year), DIFFERS, "no paper speaks of such a year", (), kind="misprint")
            figure = {**near[0], "raw": year, "noun": "", "value": Decimal(year)}
            yield {**_row(figure, found, [line]), "recomputed": None, "difference": None}


def _list_rows(text: str, figures: Sequence[Row], all_said: Sequence[Said]) -> Iterator[Row]:
    """Yield a row for each figure that a list behind or below it counts or makes up."""
    lines = text.split("\n")
    said_of = dict(zip((figure["figure_id"] for figure in figures), all_said, strict=True))
    by_line: dict[int, list[Row]] = {}
    for figure in figures:
        by_line.setdefault(figure["line"], []).append(figure)
    for figure in figures:
        yield from _lists(text, lines, figure, by_line, said_of)


def _lists(
    text: str, lines: Sequence[str], figure: Row, by_line: Mapping[int, Sequence[Row]], said_of: Mapping[str, Said]
) -> Iterator[Row]:
    """Yield whether what is listed behind or below a figure is as many, or adds up to it."""
    below = totalled_list(text, lines, figure, by_line)
    parts = [said_of[part["figure_id"]] for part in below[1]] if below else []
    made = _total_of_lines(said_of[figure["figure_id"]], parts, closed=below[0].closed) if below else None
    listed = None if made else counted_list(text, lines, figure)
    if below and made:
        yield _row(figure, made, [figure["line"], *below[0].lines])
    elif listed and not (below and listed.verdict == DIFFERS):  # "12 plots:" may be listed by place, so many at each
        yield _row(figure, listed, [figure["line"], *listed.lines])


_FAR_OFF = Decimal("0.5")


def _total_of_lines(whole: Said, parts: Sequence[Said], *, closed: bool) -> Stated | None:
    """Return whether the lines of a list make the total over it; none where they may be of something else."""
    added = total([part.printed for part in parts])
    stated = told_of("parts of a whole", whole, parts, added)
    near = abs(added.value - whole.value) <= whole.value * _FAR_OFF or is_tenfold(added.value, whole.value)
    return stated if stated.verdict != DIFFERS or (closed and near) else None


def _claim(text: str, figures: Sequence[Row], all_said: Sequence[Said], n: int) -> Claim:
    """Return a figure in its sentence, with the one before it in its paragraph."""
    figure, said = figures[n], all_said[n]
    ahead = " ".join(text[_opening(text, figure) : figure["start"]].split())
    earlier = all_said[n - 1] if n and not _BREAK.search(text, figures[n - 1]["end"], figure["start"]) else None
    beside = earlier is not None and earlier.sentence == said.sentence
    behind = all_said[n + 1] if n + 1 < len(all_said) else None
    later = behind if behind and behind.sentence == said.sentence else None
    begins = text.rfind("\n\n", max(0, figure["start"] - _FAR), figure["start"])
    begins = begins if begins >= 0 else figure["start"]
    ends = text.find("\n", figure["end"], begins + 2 * _FAR)
    paragraph = text[begins : ends if ends >= 0 else begins + 2 * _FAR]
    near = [one for one in all_said[max(0, n - _PAGE) : n] if figure["line"] - one.line <= _PAGE]
    over = share_of_a_part(near) if figure["unit"] == "percent" else None
    return Claim(figure, said.printed, ahead, said.after, earlier, beside, later, paragraph, over)


def _documents_beside(figures: Sequence[Row], tables: Sequence[Row]) -> dict[str, list[str]]:
    """Return for each document the one before and the two behind it: a report's appendix has its tables."""
    first: dict[str, int] = {}
    for row, line in [(f, f["line"]) for f in figures] + [(t, t["first_line"]) for t in tables]:
        first[row["document_id"]] = min(line, first.get(row["document_id"], line))
    order = sorted(first, key=first.__getitem__)
    return {name: [*order[max(0, n - 1) : n], *order[n + 1 : n + 3]] for n, name in enumerate(order)}


def _sheets_by_document(tables: Sequence[Row], cells: Sequence[Row]) -> dict[str, list[list[Line]]]:
    """Return the rows of each document's tables, table by table, contents lists aside."""
    by_table: dict[str, list[Row]] = {}
    for cell in cells:
        by_table.setdefault(cell["table_id"], []).append(cell)
    out: dict[str, list[list[Line]]] = {}
    for table in tables:
        rows = lines_of(table, by_table.get(table["table_id"], []))
        if rows and not _CONTENTS.fullmatch(table["caption"]):
            out.setdefault(table["document_id"], []).append(rows)
    return out


def _nearest(sheets: Sequence[Sequence[Line]], line: int) -> list[Line]:
    """Return the rows of the tables nearest to a line, so many that time goes with a paper's length."""
    at = bisect_left(sheets, line, key=lambda sheet: sheet[0].sheet.first)
    near = sheets[max(0, at - _TABLES) : at + _TABLES]
    return [row for sheet in near for row in (*sheet[:_ROWS], *sheet[_ROWS:][-1:])]  # the last may be the total


_TABLES, _ROWS = 16, 200


def _said_by_document(figures: Sequence[Row], all_said: Sequence[Said]) -> dict[str, list[Said]]:
    out: dict[str, list[Said]] = {}
    for figure, said in zip(figures, all_said, strict=True):
        out.setdefault(figure["document_id"], []).append(said)
    return out


def _totals_by_document(figures: Sequence[Row], tables: Sequence[Row], cells: Sequence[Row]) -> dict[str, list[Total]]:
    """Return the counts that each document prints, each once, the smallest first."""
    home = {table["table_id"]: table["document_id"] for table in tables}
    counts = [(f["document_id"], f["value"], f["raw"], f["line"]) for f in figures if f["unit"] == "count"]
    counts += [(home[c["table_id"]], c["value"], c["text"], c["line"]) for c in cells if c["unit"] == "count"]
    out: dict[str, dict[Decimal, Total]] = {}
    for place, (document, value, raw, line) in enumerate(counts):
        if value is not None:
            out.setdefault(document, {}).setdefault(Decimal(value), (Decimal(value), place, raw, line))
    return {document: sorted(found.values()) for document, found in out.items()}


def _is_lone_share(figure: Row) -> bool:
    return figure["unit"] == "percent" and figure["decimals"] is not None


def _is_lone_rate(figure: Row) -> bool:
    """Tell whether a figure is a fraction in words, or so many a day or per 1,000: it comes from others then.

    How often something takes place, or opens, doesn't.
    """
    often = _OFTEN.search(f"{figure['raw']} {figure['noun']}")
    return figure["unit"] == "percent" or (figure["unit"].startswith("per ") and not often)


_OFTEN = re.compile(r"\b(?:days|hours|once|twice|times|sessions|meetings|visits)\b", re.I)


def _alone(said: Said) -> Stated:
    """Return what a percentage states that stands without the numbers that it is of."""
    share = "share" if said.decimals is not None or _PER_CENT.search(said.raw) else "fraction"
    kind = "percent change" if said.role == "change" else share if said.unit == "percent" else "rate"
    of = "the numbers that it is the change between" if said.role == "change" else "its count and the number it is of"
    return Stated(kind, said, (), None, Decimal(0), UNTESTABLE, f"{of} aren't printed beside it")


_PER_CENT = re.compile(r"%|per ?cent", re.I)


def _row(figure: Row, found: Stated | Held | Counted, lines: Sequence[int]) -> Row:
    falls = found.recomputed is not None and found.recomputed < 0 < figure["value"]  # "a fall of 57%" is 57
    gap = None if found.recomputed is None else (-1 if falls else 1) * figure["value"] - found.recomputed
    return {
        "pack_id": figure["pack_id"],
        "document_id": figure["document_id"],
        "kind": found.kind,
        "subject": " ".join(f"{figure['raw']} {figure['noun']}".split()),
        "stated": figure["value"],
        "recomputed": found.recomputed,
        "difference": gap,
        "tolerance": found.tolerance,
        "verdict": found.verdict,
        "line": lines[0],
        "lines": "; ".join(map(str, dict.fromkeys(lines))),
        "explanation": found.explanation,
    }


def _paragraphs(text: str, figures: Sequence[Row], all_said: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the figures of each paragraph: those with no blank line between them, but for one inside a sentence."""
    paragraph: list[Said] = []
    for n, said in enumerate(all_said):
        parted = paragraph and paragraph[-1].sentence != said.sentence
        ended = parted and _BREAK.search(text, figures[n - 1]["end"], figures[n]["start"])
        if ended or len(paragraph) == _MOST_OF_A_PARAGRAPH:
            yield paragraph
            paragraph = []
        paragraph.append(said)
    if paragraph:
        yield paragraph


def _with_those_before(paragraphs: Iterable[list[Said]]) -> Iterator[tuple[list[Said], list[Said]]]:
    """Yield each paragraph with the numbers of those before it that stand near."""
    further: list[Said] = []
    for paragraph in paragraphs:
        further = [said for said in further[-_MOST_OF_A_PARAGRAPH:] if paragraph[0].line - said.line <= _PAGE]
        yield paragraph, further
        further = [*further, *paragraph]


#: What has more numbers is a list or a text without stops, whose far ends say nothing of each other.
_MOST_OF_A_SENTENCE, _MOST_OF_A_PARAGRAPH = 60, 200


def _said(text: str, figures: Sequence[Row]) -> list[Said]:
    """Return the figures with the words between each and its neighbours in the sentence."""
    out: list[Said] = []
    sentence = since = 0
    for n, figure in enumerate(figures):
        last = figures[n - 1] if n else None
        new = last is None or last["context"] != figure["context"] or figure["start"] - last["end"] > _FAR
        new = new or n - since == _MOST_OF_A_SENTENCE
        since = n if new else since
        sentence += new
        opening = _opening(text, figure) if new or last is None else last["end"]
        names = ("value", "unit", "noun", "role", "direction", "approximation", "decimals", "raw", "line")
        before = " ".join(text[opening : figure["start"]].split()) + (
            " " if text[figure["start"] - 1].isspace() else ""
        )
        said = Said(
            figure["figure_id"],
            sentence=sentence,
            before=before,
            days=_days(figure),
            **{name: figure[name] for name in names},
        )
        if out:
            closing = before if not new else ""
            out[-1] = replace(out[-1], after=closing or _closing(text, last or figure))
        out.append(said)
    if out:
        out[-1] = replace(out[-1], after=_closing(text, figures[-1]))
    return out


def _days(figure: Row) -> int:
    """Return how many days the period of a figure has; 0 where it has none."""
    start, end = figure["period_start"], figure["period_end"]
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1 if start and end else 0


def _opening(text: str, figure: Row) -> int:
    """Return where the sentence of a figure begins: no farther back than its words reach."""
    start = max(0, figure["start"] - min(len(figure["context"]) + 20, _FAR))
    first = " ".join(figure["context"].split())[:20]
    found = text.find(first, start, figure["start"] + len(first)) if first else -1
    return found if 0 <= found <= figure["start"] else max(start, text.rfind("\n", start, figure["start"]) + 1)


def _closing(text: str, figure: Row) -> str:
    """Return what stands behind a figure up to the end of the sentence, over the ends of its lines, or in its line."""
    end = text.find("\n", figure["end"], figure["end"] + _LONGEST)
    rest = text[figure["end"] : end if end >= 0 else figure["end"] + _LONGEST]
    sentence = " ".join(figure["context"].split())
    ahead = " ".join(text[_opening(text, figure) : figure["end"]].split())
    tail = sentence[len(ahead) :] if sentence.startswith(ahead) else ""
    further = " ".join(text[figure["end"] : figure["end"] + 2 * len(tail) + 1].split()) if len(tail) > len(rest) else ""
    if tail and further.startswith(tail.strip()):
        rest = (" " if text[figure["end"] : figure["end"] + 1].isspace() else "") + tail.strip()
    return re.split(r"(?<=[.;])\s", rest, maxsplit=1)[0]
