"""What a reader sees in words: numbers, links to source lines, findings and tables, all of it escaped."""

from __future__ import annotations

import html
import math
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from numbers import Integral, Real
from typing import Any, TypeAlias, TypedDict, Unpack

import pandas as pd

from minutebook.text.dates import day_in_words

Number: TypeAlias = float | Decimal | None
Source: TypeAlias = tuple[str, int]  # pack_id and line
Rows: TypeAlias = pd.DataFrame  # of a processed table, each row with its pack_id and its line or first_line
Form: TypeAlias = Callable[[Number], str]  # how a number is written, `pounds` for example

MISSING = "not stated"
EMPTY = "–"
EMPTY_NOTE = f"{EMPTY} nothing printed; it does not mean zero"

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # so that no double is too long to round
_PACK_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+")
_LINK = r"^<a [^>]*>|</a>$"
_NOT_WORDS = re.compile(r"\b(nan|NaN|NaT)\b|<NA>")


def missing(value: Any) -> bool:
    """Tell whether a value of a table says nothing: None, NaN, NaT, NA or an empty string."""
    return bool(value is None or value == "") if isinstance(value, str | None) else bool(pd.isna(value))


def exact(value: Any) -> Decimal | None:
    """Return a number as the decimal that a person would read, or None where it is missing."""
    if missing(value):
        return None
    if isinstance(value, bool) or not isinstance(value, Real | Decimal) or not math.isfinite(value):
        raise ValueError(f"{value!r} is not a number that can be shown")
    # 15 digits are all that a double holds for sure: 0.1 + 0.2 is 0.3.
    return Decimal(str(value) if isinstance(value, Integral | Decimal) else f"{float(value):.15g}")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)


def _written(value: Decimal, before: str = "", after: str = "") -> str:
    return f"{'−' if value < 0 else ''}{before}{abs(value):,f}{after}"


def number(value: Number, decimals: int | None = None) -> str:
    """Write a number with separators; `decimals` rounds half up, without it no trailing zero is kept.

    Example:
        >>> number(1570.0), number(12.345, 2), number(None)
        ('1,570', '12.35', 'not stated')
    """
    amount = exact(value)
    if amount is None:
        return MISSING
    return _written(amount.normalize(_WIDE) if decimals is None else _rounded(amount, decimals))


def pounds(value: Number) -> str:
    """Write an amount in full, with pence only where there are any: 10607000 is "£10,607,000"."""
    amount = exact(value)
    return MISSING if amount is None else _written(_rounded(amount, 2 if amount % 1 else 0), "£")


def pounds_short(value: Number) -> str:
    """Write an amount as a chart has room for it: "£10.6m", "£306k", and in full below ten thousand."""
    amount = exact(value)
    if amount is None or abs(amount) < 10_000:
        return pounds(value)
    scales = [(_rounded(amount.scaleb(-size), keep), unit) for size, keep, unit in ((3, 0, "k"), (6, 1, "m"))]
    scales.append((_rounded(amount.scaleb(-9), 1), "bn"))
    short, unit = next((s for s in scales if abs(s[0]) < 1000), scales[-1])
    return _written(short.normalize(_WIDE), "£", unit)


def percent(value: Number, decimals: int | None = None) -> str:
    """Write a value that is already in percent: 57 is "57%"."""
    return MISSING if missing(value) else f"{number(value, decimals)}%"


def percent_short(value: Number) -> str:
    """Write a percentage with one decimal; one that would look like none is said to be small.

    Example:
        >>> percent_short(40.607), percent_short(0.01), percent_short(0.0)
        ('40.6%', 'under 0.1%', '0%')
    """
    amount = exact(value)
    if amount is None or not amount:
        return percent(value)
    return "under 0.1%" if 0 < amount < Decimal("0.05") else percent(value, 1)


def chance(value: float) -> str:
    """Write a probability as a percentage, and one too small to tell apart from none as less than one in a thousand.

    Example:
        >>> chance(0.7), chance(0.0004)
        ('70%', 'less than 0.1%')
    """
    if missing(value):
        return MISSING
    if value < 0.001:
        return "less than 0.1%"
    return percent(100 * value, decimals=0 if value >= 0.1 else 1)


def count_of(n: Number, singular: str, plural: str | None = None) -> str:
    """Write a count with its noun: "1 borough", "8 boroughs"."""
    if missing(n):
        return MISSING
    return f"{number(n)} {singular if n == 1 else plural or singular + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def day(value: str | date) -> str:
    """Write a day, ISO text or date, in words whatever the locale: "19 March 2020"."""
    return day_in_words(value if isinstance(value, str) else f"{value:%Y-%m-%d}")


def clean(text: object) -> str:
    """Return text on one line, without the control characters that break XML."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in str(text)).split())


def escaped(text: object) -> str:
    """Return text on one line, safe in HTML and where `{{...}}` is filled in (Great Tables does)."""
    return html.escape(clean(text)).replace("{{", "&#123;&#123;")


def stated(text: str, what: str) -> str:
    """Return a text that must say something, cleaned; a NaN that slipped into a sentence is an error."""
    made = clean(text)
    if not made:
        raise ValueError(f"{what} is empty: say it in words")
    if _NOT_WORDS.search(made):
        raise ValueError(f"{what} says a missing value as if it were a number: {made!r}")
    return made


def checked(source: Source) -> Source:
    """Return a source that can be linked to."""
    pack_id, line = source
    at = exact(line) or Decimal(0)
    if not _PACK_ID.fullmatch(pack_id) or at < 1 or at % 1:
        raise ValueError(f"source {source!r} should be a pack_id and a line, counted from 1")
    return pack_id, int(at)


def sources_in(given: Rows | Iterable[Source | Rows]) -> list[Source]:
    """Return the sources that are given as pairs of pack and line, or as rows of a processed table.

    Example:
        >>> sources_in([("2020-01-31-parks", 3), pd.DataFrame({"pack_id": ["2020-01-31-parks"], "line": [7]})])
        [('2020-01-31-parks', 3), ('2020-01-31-parks', 7)]
    """
    out: list[Source] = []
    for one in [given] if isinstance(given, pd.DataFrame) else given:
        if isinstance(one, pd.DataFrame):
            line = one["line"] if "line" in one else one["first_line"]
            out += [checked(pair) for pair in zip(one["pack_id"], line, strict=True)]
        else:
            out.append(checked(one))
    return out


def link(pack_id: str, line: int, text: str | None = None) -> str:
    """Return HTML that leads to a line of a pack's page on the site.

    Example:
        >>> link("2020-01-31-parks", 931, "line 931")
        '<a href="../packs/2020-01-31-parks.html#L931">line 931</a>'
    """
    pack_id, line = checked((pack_id, line))
    label = stated(text or f"{_pack_name(pack_id)}, line {line}", "the text of a link")
    return f'<a href="../packs/{pack_id}.html#L{line}">{escaped(label)}</a>'


def _pack_name(pack_id: str) -> str:
    committee, _, title = pack_id[len("YYYY-MM-DD-") :].partition("--")
    name = textwrap.shorten((title or committee).replace("-", " ").capitalize(), 40, placeholder=" …")
    return f"{name}, {day(pack_id[: len('YYYY-MM-DD')])}"


def _stretches(sources: Sequence[Source]) -> list[tuple[str, int, int]]:
    """Return sources in order as pack, first line and last line, lines in a row being one stretch."""
    out: list[tuple[str, int, int]] = []
    for pack_id, line in sorted(set(map(checked, sources))):
        if out and out[-1][0] == pack_id and out[-1][2] + 1 == line:
            out[-1] = (pack_id, out[-1][1], line)
        else:
            out.append((pack_id, line, line))
    return out


def _lines(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def links(sources: Sequence[Source]) -> str:
    """Return links to several lines in order, a pack being named for the first of its own, lines in a row as one.

    Example:
        >>> "lines 958 to 960</a>" in links([("2020-01-31-parks", n) for n in (958, 959, 960)])
        True
    """
    return "; ".join(_links(sources))


def _links(sources: Sequence[Source]) -> list[str]:
    made: list[str] = []
    packs: set[str] = set()
    for pack_id, first, last in _stretches(sources):
        text = _lines(first, last)
        made.append(link(pack_id, first, text if pack_id in packs else f"{_pack_name(pack_id)}, {text}"))
        packs.add(pack_id)
    return made


def plain_sources(sources: Sequence[Source]) -> str:
    """Return sources as plain text: "[2020-01-31-parks line 931; lines 958 to 965]"."""
    made: list[str] = []
    packs: set[str] = set()
    for pack_id, first, last in _stretches(sources):
        made.append(_lines(first, last) if pack_id in packs else f"{pack_id} {_lines(first, last)}")
        packs.add(pack_id)
    return f"[{'; '.join(made)}]"


@dataclass(frozen=True)
class Shown:
    """Something that Jupyter shows as HTML, and a terminal or a reader of the file as plain text."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain


def finding(sentence: str, *given: Source | Rows) -> Shown:
    """Show a sentence that was computed from the data, with links to the lines that it rests on."""
    said, sources = stated(sentence, "a finding"), sources_in(given)
    if not sources:
        raise ValueError(f"finding without a source: {said!r}")
    made = _links(sources)
    shown = made if len(made) <= _MOST_LINKS else made[:_FEW_LINKS]
    line = f'<p class="mb-finding">{escaped(said)} <span class="mb-source">[{"; ".join(shown)}]</span></p>'
    if rest := made[len(shown) :]:  # they would bury the sentence
        line += f'<details class="mb-source"><summary>and {len(rest)} more</summary>{"; ".join(rest)}</details>'
    return Shown(line, f"{said} {plain_sources(sources)}")


_MOST_LINKS, _FEW_LINKS = 8, 4


class TableWords(TypedDict, total=False):
    """What may be said around a table."""

    title: str
    subtitle: str
    source: Rows | Iterable[Source | Rows]
    where: str  # heads a last column that leads from each row to its own line


def table(
    data: pd.DataFrame,
    id: str,
    columns: Mapping[str, str] | None = None,
    forms: Mapping[str, Form] | None = None,
    **words: Unpack[TableWords],
) -> Shown:
    """Show a table to read: numbers to the right, an empty cell as a dash that a note explains.

    The first column shown names the rows. `id` is the table's own name on the page; it is given, so that no
    run changes it. `columns` says which to show, in this order, and what to call them; `forms` how a column's
    numbers are written, where `number` won't do.
    """
    labels = dict(columns) if columns is not None else {str(c): str(c) for c in data.columns}
    if unknown := [c for c in [*labels, *(forms or {})] if c not in data.columns]:
        raise ValueError(f"table {id!r} has no column {unknown[0]!r}")
    if data.empty:
        raise ValueError(f"table {id!r} has no rows")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", id):
        raise ValueError(f"table id {id!r} should be lower-case words joined by hyphens")
    written = [_column(data[c], (forms or {}).get(c, number)) for c in labels]
    # Columns are numbered for Great Tables, since it makes ids from their names and names can clash.
    texts = pd.DataFrame({f"c{n}": column for n, (column, _) in enumerate(written)})
    heads = list(labels.values())
    if where := words.get("where"):
        heads.append(where)
        texts[f"c{len(written)}"] = _own_links(data)
    made = _great_table(texts, id, heads, words)
    made = made.cols_align("left").cols_align("right", [f"c{n}" for n, (_, right) in enumerate(written) if right])
    plain = _plain((texts.replace(_LINK, "", regex=True) if where else texts).set_axis(heads, axis=1))
    return Shown(str(made.as_raw_html()), f"{clean(words.get('title', ''))}\n{plain}".strip("\n"))


_BROAD = 120  # characters: a column that is wider isn't set under its head, since each row would be padded to it


def _plain(texts: pd.DataFrame) -> str:
    """Return a table as text: in columns, or, where one is wide, its cells with strokes between."""
    if max((len(cell) for column in texts.itertuples(index=False) for cell in column), default=0) <= _BROAD:
        return texts.to_string(index=False)
    return "\n".join(" | ".join(row) for row in [list(texts.columns), *texts.itertuples(index=False)])


def _column(values: pd.Series[Any], form: Form) -> tuple[list[str], bool]:
    """Return a column's texts, and whether it is one of numbers."""
    kept = [v for v in values if not missing(v)]
    numeric = all(isinstance(v, Real | Decimal) and not isinstance(v, bool) for v in kept)
    write: Callable[[Any], str] = form if numeric else clean
    return [EMPTY if missing(v) else write(v) for v in values], numeric


def _own_links(rows: Rows) -> list[str]:
    """Return for each row a link to its own line, with the day of its pack where there are several packs."""
    own = [source for n in range(len(rows)) for source in sources_in(rows[n : n + 1])]
    days = {p: day(p[: len("YYYY-MM-DD")]).split() for p, _ in own}
    before = {p: f"{number} {month[:3]} {year}, " if len(days) > 1 else "" for p, (number, month, year) in days.items()}
    return [link(p, line, f"{before[p]}line {line}") for p, line in own]


def _great_table(texts: pd.DataFrame, id: str, labels: list[str], words: TableWords) -> Any:
    """Return the Great Table of texts, with what is said around it."""
    import great_tables as gt

    made = gt.GT(texts, id=id, rowname_col="c0").tab_stubhead(gt.html(escaped(labels[0])))
    if "where" in words:
        own = f"c{len(labels) - 1}"
        made = made.fmt(str, columns=own)  # what is formatted isn't escaped: these are links
        made = made.tab_style(gt.style.css("min-width: 6.5em;"), gt.loc.body(columns=own))
    made = made.cols_label({f"c{n}": gt.html(escaped(label)) for n, label in enumerate(labels)})
    if title := words.get("title"):
        subtitle = words.get("subtitle") and gt.html(escaped(words["subtitle"]))
        made = made.tab_header(gt.html(escaped(title)), subtitle or None)
    if texts.isin([EMPTY]).any(axis=None):
        made = made.tab_source_note(EMPTY_NOTE)
    if sources := sources_in(words.get("source", ())):
        made = made.tab_source_note(gt.html(f"Source: {links(sources)}"))
    return made
