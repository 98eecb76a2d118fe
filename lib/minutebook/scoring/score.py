"""How well the tables agree with what careful readers found in the same papers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pandas as pd

from minutebook.errors import MinutebookError
from minutebook.facts.indicators import claims
from minutebook.files import ROOT
from minutebook.reading import linked, rows_of_pack
from minutebook.registry import Pack, raw_text, registered
from minutebook.schema import TABLES
from minutebook.scoring import score_audit as audit
from minutebook.scoring import score_quantities as quantities
from minutebook.scoring import score_structure as structure
from minutebook.scoring.score_conflicts import conflict_lines
from minutebook.store import read_table
from minutebook.text.numbers import number_in_words
from minutebook.text.quantities import quantities as quantities_of

_NO_FIGURE = {
    "date",
    "year",
    "period",
    "time",
    "frequency",
    "hours of day",
    "age group",
    "quarters",
    "(qualitative)",
}
_UNITS = {
    "share (word)": "percent", "percent increase": "percent", "percent decrease": "percent", "hours per day": "hours",
    "victims per day": "per day", "per 1000 residents": "per 1,000",
}  # fmt: skip
_OWN = {"percent", "GBP", "hours", "days", "weeks", "months", "years", "per day", "per 1,000"}


def score(gold: Path, processed: Path, *, seeds: bool = True) -> str:
    """Return a report, as plain text: table cells and labels right, prose figures found and right.

    Args:
        gold: Folder with `tables/*.csv` and `prose_*.csv`.
        processed: Folder of the processed tables.
        seeds: Whether to put errors into the packs and count those found, which takes half of the time.

    Raises:
        MinutebookError: where there is no gold.
    """
    files = sorted((gold / "tables").glob("*.csv"))
    if not files:
        raise MinutebookError("holds no tables/*.csv", gold, todo="name the folder of the readers' tables")
    lines = [
        "Tables: cells whose text stands at the right place; values, units (where a sign is printed) and labels right",
        "",
    ]
    totals: Counter[str] = Counter()
    cells = read_table("cells", processed)
    for file in files:
        counts = _table_counts(file, cells)
        totals.update(counts)
        lines.append(f"  {file.stem:<46} {_shares(counts, *_TABLE_SHARES)}")
    lines += [f"  {'all':<46} {_shares(totals, *_TABLE_SHARES)}", ""]
    lines += ["Prose: readers' figures found, with the right unit too, and figures that a reader has too", ""]
    totals = Counter()
    for title, counts in _prose_counts(sorted(gold.glob("prose_*.csv")), processed).items():
        totals.update(counts)
        lines.append(f"  {title:<46} {_shares(counts, 'found', 'unit', 'precision')}")
    lines.append(f"  {'all':<46} {_shares(totals, 'found', 'unit', 'precision')}")
    wards = Counter[str]()
    for file in sorted(gold.glob("ward_figures_*.csv")):
        wards.update(_ward_counts(file, read_table("figures", processed)))
    lines += ["", "Wards: readers' figures on wards found, said of the same wards, and ours that a reader has too", ""]
    lines.append(f"  {'all wards':<46} {_shares(wards, 'found', 'ward', 'precision')}")
    return "\n".join([*lines, *(line for part in _further(gold, processed, seeds) for line in ("", *part))])


def _further(gold: Path, processed: Path, seeds: bool) -> Sequence[list[str]]:
    return (
        _structure_lines(gold / "structure", processed),
        _fictional_lines(gold / "fictional"),
        _quantity_lines(gold, processed),
        _paraphrase_lines(gold / "paraphrases.csv"),
        _audit_lines(gold, processed, seeds),
        _conflict_lines(gold, processed),
    )


def _structure_lines(folder: Path, processed: Path) -> list[str]:
    """Return the report on what the packs are made of, apart for the documents that no rule was written for."""
    if not folder.is_dir():
        return []
    tables = {name: read_table(name, processed) for name in TABLES}

    def ours(number: str) -> dict[str, structure.Rows]:
        pack = _pack_of(Path(f"{number}_"))
        return {n: structure.rows_of(t[t["pack_id"] == pack]) for n, t in tables.items() if "pack_id" in t}

    title = "Structure: a reader's of every line that is found, and ours that are a reader's"
    return [title, "", *_measured(folder, ours, "")]


def _fictional_lines(folder: Path) -> list[str]:
    """Return the same report on made-up packs in other templates."""
    if not folder.is_dir():
        return []

    def ours(name: str) -> dict[str, structure.Rows]:
        return _fictional_rows(folder, name)

    return ["Structure of made-up packs in other councils' templates", "", *_measured(folder, ours, "made up: ")]


@lru_cache(maxsize=16)
def _fictional_rows(folder: Path, name: str) -> dict[str, structure.Rows]:
    row = _register(folder).loc[name]
    said = {column: str(row[column]) for column in ("committee", "councils", "meeting_date")}
    rest = dict.fromkeys(("sha256", "original_name", "publisher", "licence"), "")
    pack = Pack(file=f"{name}.txt", pack_id=name, kind="agenda pack", **said, **rest)
    return linked([rows_of_pack(pack, (folder / f"{name}.txt").read_bytes().decode())])


def _register(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "packs.csv", dtype=str, keep_default_na=False).set_index("file")


def _quantity_lines(gold: Path, processed: Path) -> list[str]:
    """Return how well the figures of prose agree with readers' of every line, apart where the grammar never saw it."""
    papers, made_up = gold / "quantities" / "papers.csv", gold / "fictional" / "quantities.csv"
    if not papers.is_file():
        return []
    ours, theirs = _figures_of_papers(processed), structure.rows_of(_text_table(papers))
    out = ["Figures: a reader's of every line that are found with the same value, and ours that are a reader's", ""]
    out += _quantity_measures(ours, theirs, "", _held_out_line(gold / "structure" / "documents.csv"))
    if made_up.is_file():
        ours = [
            {**row, "file": name}
            for name in _register(made_up.parent).index
            for row in _fictional_rows(made_up.parent, name)["figures"]
        ]
        held = set(_register(made_up.parent).query("figures_held_out == 'true'").index)
        theirs = structure.rows_of(_text_table(made_up))
        out += _quantity_measures(ours, theirs, "made up: ", lambda row: row["file"] in held)
    return out


def _paraphrase_lines(path: Path) -> list[str]:
    """Return how many sentences that no pack holds are read as a figure of the indicator that they were written for."""
    if not path.is_file():
        return []
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for row in structure.rows_of(_text_table(path)):
        found = quantities_of(row["sentence"])
        told = [
            claim.indicator
            for one, claim in zip(found, claims(row["sentence"], found), strict=True)
            if claim and abs(float(one.value) - float(row["value"])) < _NEAR
        ]
        right = int(row["id"] in told)
        counts = {"recall": right, "of recall": 1, "precision": right, "of precision": int(bool(told))}
        totals[", held out" if row["held_out"] == "true" else ", seen"].update(counts)
    return [
        "Indicators: paraphrases read as the indicator they were written for, and those read that are right",
        "",
        *(f"  {'paraphrases' + of:<46} {quantities.measured(counts)}" for of, counts in sorted(totals.items())),
    ]


def _conflict_lines(gold: Path, processed: Path) -> list[str]:
    """Return how well the conflicts agree with a reader's."""
    files = {file.stem: file for file in (gold / "audit").glob("*.csv")}
    theirs = {n: structure.rows_of(_text_table(files[n])) for n in _OF_CONFLICTS if n in files}
    if not theirs:
        return []
    tables = {name: structure.rows_of(read_table(name, processed)) for name in ("conflicts", "mentions")}
    return conflict_lines(theirs, tables, _numbers(), _held_out_line(gold / "structure" / "documents.csv"))


_OF_CONFLICTS = ("conflicts", "same_facts", "look_alikes")
_NEAR = 0.01


def _numbers() -> dict[str, str]:
    """Return the number that each pack's raw file begins with."""
    register = pd.read_csv(ROOT / "data" / "raw" / "packs" / "packs.csv", dtype=str)
    return dict(zip(register["pack_id"], register["original_name"].str[:3], strict=True))


def _figures_of_papers(processed: Path) -> quantities.Rows:
    return _rows_of_papers(read_table("figures", processed))


def _rows_of_papers(table: pd.DataFrame) -> structure.Rows:
    """Return the rows of a table with the number that readers know their pack by."""
    return structure.rows_of(table.assign(file=table["pack_id"].map(_numbers())).fillna({"file": ""}))


def _audit_lines(gold: Path, processed: Path, seeds: bool) -> list[str]:
    """Return how well the checks agree with readers' relations, in papers and made-up packs, and errors found."""
    papers, made_up = gold / "audit" / "relations.csv", gold / "fictional" / "relations.csv"
    if not papers.is_file():
        return []
    theirs = structure.rows_of(_text_table(papers))
    out = ["Audit: a reader's relations that are recognised and tested, alarms, errors put in that are found", ""]
    out += audit.audit_lines(_rows_of_papers(read_table("checks", processed)), theirs, "")
    told = structure.rows_of(_text_table(made_up)) if made_up.is_file() else []
    names = sorted({row["file"] for row in told})
    invented = {name: _fictional_rows(made_up.parent, name) for name in names}
    if told:
        rows = [{**row, "file": name} for name in names for row in invented[name]["checks"]]
        out += audit.audit_lines(rows, told, "made up: ")
    if not seeds:
        return out
    raw, packs = ROOT / "data" / "raw" / "packs", []
    for n, pack in enumerate(registered(raw), start=2):
        text = raw_text(raw, pack, n)
        packs.append((text, rows_of_pack(pack, text), pack.original_name[:3]))
    relations = [[row for row in theirs if row["file"] == number] for *_, number in packs]
    out += audit.seed_lines(
        [(text, rows) for text, rows, _ in packs], relations, "", _shown(gold / "audit" / "errors.csv")
    )
    apart = [name for name in names if any(r["held_out"] == "true" for r in told if r["file"] == name)]
    texts = [((made_up.parent / f"{name}.txt").read_bytes().decode(), invented[name]) for name in apart]
    relations = [[row for row in told if row["file"] == name] for name in apart]
    return out + (audit.seed_lines(texts, relations, "made up, held out: ") if apart else [])


def _shown(path: Path) -> set[audit.Error]:
    """Return the errors of which both readers have said that the paper, with the error in it, shows them."""
    rows = structure.rows_of(_text_table(path)) if path.is_file() else []
    return {audit.error_of(row) for row in rows if row["reader_a"] == row["reader_b"] == "yes"}


def _text_table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _held_out_line(documents: Path) -> Callable[[quantities.Row], bool]:
    held: dict[str, list[range]] = defaultdict(list)
    for row in structure.rows_of(_text_table(documents)):
        if row["held_out"] == "true":
            held[row["file"]].append(range(int(row["first_line"]), int(row["last_line"]) + 1))
    return lambda row: any(int(row["line"]) in lines for lines in held[row["file"]])


def _quantity_measures(
    ours: quantities.Rows, theirs: quantities.Rows, of: str, held: Callable[[quantities.Row], bool]
) -> list[str]:
    files = {row["file"] for row in theirs}
    totals: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for name, row, counts in quantities.quantity_counts([row for row in ours if row["file"] in files], theirs):
        totals[name, held(row)].update(counts)
    return [
        f"  {of + name + (', held out' if apart else ', seen'):<46} {quantities.measured(counts)}"
        for (name, apart), counts in sorted(totals.items())
    ]


def _measured(folder: Path, ours: Callable[[str], dict[str, structure.Rows]], of: str) -> list[str]:
    """Return a line for each measure, apart for documents seen while rules were written and for those held out."""
    files = {file.stem: file for file in folder.glob("*.csv")}
    gold = {n: pd.read_csv(files[n], dtype=str, keep_default_na=False) for n in structure.TABLES if n in files}
    totals: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for number in sorted(gold["documents"]["file"].unique()):
        theirs = {
            n: structure.rows_of(gold[n][_of_file(gold[n], number)]) if n in gold else [] for n in structure.TABLES
        }
        for name, held, counts in structure.structure_counts(structure.Gold(theirs, ours(number), folder)):
            totals[name, held].update(counts)
    return [
        f"  {of + name + (', held out' if held else ', seen'):<46} {_shares(counts, 'recall', 'precision')}"
        for (name, held), counts in sorted(totals.items())
    ]


def _of_file(table: pd.DataFrame, number: str) -> pd.Series[bool]:
    """Return which rows were read in a file; rows about a table's cells are told by the table's name."""
    return table["file"] == number if "file" in table else table["table"].str.startswith(f"{number}_")


def _shares(counts: Counter[str], *names: str) -> str:
    return "  ".join(f"{name} {counts[name]}/{counts['of ' + name]}" for name in names)


def _pack_of(file: Path) -> str:
    """Return the pack that a gold file was read from, by the number that its original name begins with."""
    register = pd.read_csv(ROOT / "data" / "raw" / "packs" / "packs.csv", dtype=str)
    number = re.match(r"\d+", file.name)
    found = register[register["original_name"].str.startswith(f"{number[0]}_")] if number else register[:0]
    if len(found) != 1:
        raise MinutebookError("can't be told which pack it was read from", file, todo="begin its name with 000 or so")
    return str(found["pack_id"].iloc[0])


def _table_counts(file: Path, cells: pd.DataFrame) -> Counter[str]:
    rows = pd.read_csv(file, header=None, dtype=str, keep_default_na=False).to_numpy().tolist()
    words = {text for row in rows for text in row if text}
    best: Counter[str] = Counter()
    for _, table in cells[cells["pack_id"] == _pack_of(file)].groupby("table_id"):
        if words.isdisjoint(table["text"]):
            continue
        for offset in (0, 1):  # a header that the reader supplied
            counts = _compared(rows, table, offset)
            if counts["cells"] > best["cells"]:
                best = counts
    return best or Counter({"of cells": sum(len(row) for row in rows[1:])})


def _compared(rows: list[list[str]], table: pd.DataFrame, offset: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    ours = {
        (row, column): cell for row, column, cell in zip(table["row"], table["column"], table.itertuples(), strict=True)
    }
    for r, row in enumerate(rows[1:], start=1):
        for c, text in enumerate(row):
            cell = ours.get((r - offset, c))
            counts["of cells"] += 1
            counts["cells"] += cell is not None and _same(str(cell.text), text)
            if c and text:
                counts["of row labels"] += 1
                counts["row labels"] += cell is not None and _has(str(cell.row_label), row[0])
            if c and text and not offset:
                counts["of column labels"] += 1
                counts["column labels"] += cell is not None and _ends(str(cell.column_label), rows[0][c])
            if c and (amount := amount_of(text, "" if offset else rows[0][c])):
                value, unit = amount
                counts["of values"] += 1
                counts["values"] += int(cell is not None and bool(cell.value == float(value)))
                counts["of units"] += bool(unit)
                counts["units"] += int(bool(unit) and cell is not None and bool(cell.unit == unit))
    return counts


def amount_of(text: str, header: str) -> tuple[Decimal, str] | None:
    """Return what a reader's cell is worth, and its unit where a sign in the cell or its header says it.

    Example:
        >>> amount_of("1,570", "£000"), amount_of("40%", ""), amount_of("Good", "CQC")
        ((Decimal('1570000'), 'GBP'), (Decimal('40'), 'percent'), None)
    """
    if not re.fullmatch(r"£?-?\d[\d,]*(?:\.\d+)?%?", text):
        return None
    thousands = re.search(r"£ ?'?000", header) and text.count(",") < 2
    value = Decimal(re.sub(r"[£,%]", "", text)) * (1000 if thousands else 1)
    unit = "GBP" if "£" in text + header else "percent" if "%" in text + header else ""
    return value, unit


_TABLE_SHARES = ("cells", "values", "units", "row labels", "column labels")


def _same(ours: str, theirs: str) -> bool:
    return re.sub(r"\W+", "", ours.casefold()) == re.sub(r"\W+", "", theirs.casefold())


def _has(label: str, theirs: str) -> bool:
    """Tell whether a row's label has the reader's; titles over the row and a second label may stand beside it."""
    return any(_same(part, theirs) for part in label.split(" / ")) or _same(label, theirs) or not theirs


def _ends(ours: str, theirs: str) -> bool:
    """Tell whether a joined header ends as the reader's does; a reader adds a sign to a header filled from its left."""
    return _same(ours, theirs) or (bool(ours) and _same(ours, re.sub(r"\s*%$", "", theirs)))


def _prose_counts(files: list[Path], processed: Path) -> dict[str, Counter[str]]:
    figures, documents = read_table("figures", processed), read_table("documents", processed)
    titles = documents.set_index("document_id")
    out: dict[str, Counter[str]] = {}
    for file in files:
        gold = pd.read_csv(file, dtype=str, keep_default_na=False)
        for number, rows in gold.groupby("file"):
            pack = _pack_of(Path(str(number)))
            ours = figures[figures["pack_id"] == pack]
            for document_id, there in ours.groupby("document_id"):
                span = titles.loc[document_id]
                lines = rows["line"].astype(int)
                theirs = rows[(lines >= span["first_line"]) & (lines <= span["last_line"])]
                counts = _matched(theirs, there)
                if counts["of found"]:
                    out[f"{pack[:10]} {span['title'][:34]}"] = counts
    return out


def _matched(theirs: pd.DataFrame, ours: pd.DataFrame) -> Counter[str]:
    counts: Counter[str] = Counter({"of precision": len(ours)})
    left = [
        (int(line), Decimal(str(number)), str(unit))
        for line, number, unit in zip(ours["line"], ours["value"], ours["unit"], strict=True)
    ]
    for line, text, unit in zip(theirs["line"], theirs["value"], theirs["unit"], strict=True):
        value = None if unit in _NO_FIGURE or _is_age(text, unit) else number_of(text)
        if value is None:
            continue
        counts["of found"] += 1
        counts["of unit"] += 1
        wanted = _UNITS.get(unit, unit if unit in _OWN else "count")
        here = [f for f in left if f[0] == int(line) and abs(f[1] - value) < Decimal("0.01")]
        if here:
            best = min(here, key=lambda f: f[2] != wanted)
            left.remove(best)
            counts["found"] += 1
            counts["precision"] += 1
            counts["unit"] += best[2] == wanted
    return counts


def _ward_counts(file: Path, figures: pd.DataFrame) -> Counter[str]:
    """Count a reader's figures on wards; wards of one figure are joined with `; `, and "(...)" names none."""
    gold = pd.read_csv(file, dtype=str, keep_default_na=False)
    ours = figures[(figures["pack_id"] == _pack_of(Path(f"{gold['file'].iloc[0]}_"))) & (figures["area_code"] != "")]
    counts: Counter[str] = Counter({"of precision": len(ours)})
    left = [
        (int(line), float(value), _ward_names(area))
        for line, value, area in zip(ours["line"], ours["value"], ours["area"], strict=True)
    ]
    for row in gold[~gold["ward"].str.startswith("(")].itertuples():
        value = None if row.unit in {*_NO_FIGURE, "rank order"} else number_of(str(row.value))
        if value is None:
            continue
        counts.update(["of found", "of ward"])
        here = [f for f in left if f[0] == int(str(row.line)) and abs(f[1] - float(value)) < 0.01]
        if here:
            best = min(here, key=lambda f: f[2] != _ward_names(row.ward))
            left.remove(best)
            counts.update(["found", "precision"])
            counts["ward"] += best[2] == _ward_names(row.ward)
    return counts


def _ward_names(joined: object) -> frozenset[str]:
    return frozenset(name.replace(".", "") for name in str(joined).split("; "))


def _is_age(value: str, unit: str) -> bool:
    """Tell whether a reader's row is an age band, which is no figure: "10-15 years", "under 25 years"."""
    return unit == "years" and re.search(r"under|over|\d-\d", value) is not None


def number_of(text: str) -> Decimal | None:
    """Return the number that a reader noted, whatever its notation, or nothing where it holds none.

    Example:
        >>> [str(number_of(t)) for t in ("£10.6m", "Nearly half", "up to six", "6 to 4, then ceases", "all")]
        ['10600000', '50', '6', '6', 'None']
    """
    shares = {"half": "50", "three-quarters": "75", "two-thirds": "66.6667", "third": "33.3333"}
    for word, share in shares.items():
        if word in text.lower():
            return Decimal(share)
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(m\b|million|bn\b|billion)?", text)
    if match:
        scale = {"m": 6, "million": 6, "bn": 9, "billion": 9}.get(match[2] or "", 0)
        return Decimal(match[1].replace(",", "")).scaleb(scale).normalize() + 0
    words = [
        n for word in re.findall(r"[a-z]+", text.lower()) if word != "one" and (n := number_in_words(word)) is not None
    ]
    return Decimal(words[-1]) if words else None
