"""Numbers of several rows at once, and shares of columns: "Alder and Birch together had 3,729", "1,186 (18%)".

Where a sentence names some rows of a table, its number may be what they come to. Where a share stands beside a count,
and that count is in a table, alone or as the sum of the rows that are named, the total of its column is the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from minutebook.audit.doubts import is_a_part, is_of_others, span
from minutebook.audit.held import Held, hold, only
from minutebook.audit.named_rows import Claim, picked
from minutebook.audit.named_wholes import stands_beside
from minutebook.audit.said import Said, is_garbled, is_misprint
from minutebook.audit.table_lines import Level, Line
from minutebook.text.verdicts import percent_of, total

_TOGETHER = re.compile(
    r"\b(?:together|between them|combined|added up|adding|added|altogether|jointly|in all|the sum of"
    r"|the (?:two|three|four|five|six)|both)\b",
    re.I,
)
_OF_ALL = re.compile(r"\s*of (?:(?:the|our|all) )*(?:[\w’']+ )?(?:total|all|whole|overall)\b", re.I)
_FEW, _MANY = 2, 8  # rows that a sentence adds up
_LONG = 1000  # a number from here on is no sum by chance, even where nothing says that rows are added up


def sums_of_rows(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a number stands to the rows that its sentence names together, if it does.

    What agrees has to be long, or said to be of them together; an error has to look like a misprint.

    Args:
        claim: The number in its sentence.
        lines: The rows of the tables of its document.
    """
    if claim.figure["unit"] not in ("count", "GBP") or claim.figure["role"] == "change":
        return None
    together = bool(_TOGETHER.search(claim.figure["context"]))
    found = [one for rows in _groups(claim, lines) for one in _sums(claim, rows, together=together)]
    if good := [one for one in found if one.fits]:
        return good[0] if together or claim.printed.value >= _LONG else None
    wrong = [one for one in found if is_garbled(claim.printed, one.recomputed)]
    printed = any(abs(level.printed.value) == claim.printed.value for line in lines for level in line.levels)
    return wrong[0] if together and len(wrong) == 1 and not printed else None


def _groups(claim: Claim, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the rows of each table that a sentence names together, or that share the first word of their labels."""
    for _, table in groupby(lines, key=lambda line: line.sheet.first):
        rows = [line for line in table if not line.is_whole and line.words]
        for text in (claim.before, f"{claim.before} {claim.after}"):
            said = [line for line in rows if _is_said(line, text)]
            said = [line for line in said if not any(line.words < other.words for other in said)]
            if _FEW <= len(said) <= min(_MANY, len(rows) - 1):
                yield said
                break
        alike: dict[str, list[Line]] = {}
        for line in rows:
            alike.setdefault(line.label.split()[0].casefold(), []).append(line)
        said_first = {word.casefold() for word in re.findall(r"[\w’'-]+", claim.before)}
        yield from (
            group for word, group in alike.items() if word in said_first and _FEW <= len(group) < len(rows) and word[1:]
        )


def _is_said(line: Line, text: str) -> bool:
    if re.search(rf"\b{re.escape(line.label)}(?![\w-])", text, re.I):
        return True
    return span(line, text) is not None and not is_a_part(line, text)


def _sums(claim: Claim, rows: Sequence[Line], *, together: bool) -> Iterator[Held]:
    """Yield what rows come to in each column that a number may be of."""
    same = [level for level in rows[0].levels if level.unit == claim.figure["unit"]]
    columns = picked(claim, same)[0] if same else []
    for column in columns if together else same:
        if levels := _in_column(rows, column.label):
            given = total([level.printed for level in levels])
            yield hold("parts of a whole", claim.printed, given, levels, " and ".join(line.label for line in rows))


def _in_column(rows: Sequence[Line], label: str) -> tuple[Level, ...]:
    """Return the numbers of rows in a column, where each has one."""
    levels = tuple(level for line in rows for level in line.levels if level.label == label)
    return levels if len(levels) == len(rows) else ()


# Shares -------------------------------------------------------------------------------------------


def shares_of_columns(claim: Claim, lines: Sequence[Line]) -> Held | None:
    """Return how a share beside a count stands to the total of the column that the count is in.

    Example: "Neighbour disputes come second, with 1,186 (18%)" beside a table with a cell 1,186 and its total.
    """
    part = claim.earlier
    if claim.figure["unit"] != "percent" or claim.figure["role"] == "change" or part is None:
        return None
    if part.unit not in ("count", "GBP") or part.decimals is None or not stands_beside(claim, part):
        return None
    found = []
    for levels, whole, line in _cells(claim, part, lines):
        given = percent_of(part.printed, whole.printed)
        if given and not is_of_others(claim, [line]):
            found.append(hold("share", claim.printed, given, (*levels, whole), line.label))
    best = only(found)
    named = best is not None and any(_names(claim, line, best) for line in lines)
    sure = best is not None and (bool(_OF_ALL.match(claim.after)) or named)
    sure = sure and best is not None and (named or is_misprint(claim.printed, best.recomputed))
    return best if best and (best.fits or sure) else None


def _cells(claim: Claim, part: Said, lines: Sequence[Line]) -> Iterator[tuple[tuple[Level, ...], Level, Line]]:
    """Yield the cells that a count is, alone or together, with the total of their column and a row of theirs."""
    groups = [*([line] for line in lines if not line.is_whole), *_groups(claim, lines)]
    for rows in groups:
        line = rows[0]
        alone = len(rows) == 1
        told = line.words <= claim.words or (part.value >= _SHORT and bool(line.sheet.words & claim.spoken_of))
        for whole in line.whole if told or not alone else ():
            levels = _in_column(rows, whole.label)
            value = sum((level.printed.value for level in levels), Decimal(0))
            if levels and value == part.value < whole.printed.value and whole.unit == part.unit == levels[0].unit:
                yield levels, whole, line


def _names(claim: Claim, line: Line, held: Held) -> bool:
    """Tell whether a sentence names the row that a share's count is in, and says of the share no other thing."""
    plain = re.match(r"\s*[).,;]|\Z", claim.after) and not _CHANGED.search(claim.before[-_TIED:])
    changes = [level for level in line.changes if abs(level.printed.value) == claim.printed.value]
    return bool(plain) and not changes and held.levels[0] in line.levels and line.words <= claim.words


_TIED = 30  # characters before a share that may say it is a change
_CHANGED = re.compile(r"\b(?:up|down|ris\w+|rose|increas\w+|fell|fall|decreas\w+|reduc\w+|more|fewer|less|by)\b", re.I)
_SHORT = 100  # a count below may stand in a table by chance
