"""What a committed notebook must keep to. Each check takes a notebook and returns what is wrong, in words."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Iterator
from statistics import median

from minutebook.running.notebooks import Node, as_bytes, code_cells, normalised, tags_of, text_of

#: Keyword arguments that say how something looks, not what is known.
LAYOUT = {
    "alpha",
    "aspect",
    "bins",
    "columns",
    "decimals",
    "dpi",
    "figsize",
    "fontsize",
    "height",
    "linewidth",
    "max_rows",
    "ncols",
    "nrows",
    "pad",
    "places",
    "rotation",
    "rows",
    "size",
    "width",
    "zorder",
}
READERS = {
    "open",
    "read_text",
    "read_bytes",
    "read_csv",
    "read_table",
    "read_excel",
    "read_json",
    "eval",
    "exec",
}
MODULES = {"requests", "urllib", "http", "re", "os", "io", "pathlib", "glob", "csv", "json", "subprocess"}
#: Calls that make a number of a text, or compare with one that stands in it.
HIDERS = {"int", "float", "Decimal", "query", "eval"}

_MEASURES = (
    r"per ?cent(?:age points?)?|percentage points?|pounds?|hours?|days?|weeks?|months?|years?|thousand|million"
    r"|billion|times|cases?|people|offences?|victims?|points?"
)
#: What a number in digits, though not one in words, may not stand before either: "two boroughs" says which ones.
_COUNTED = (
    r"%|bn|m|k|minutes?|persons?|patients?|residents?|children|adults|claims?|beds?|boroughs?|councils?|schemes?"
    r"|wards?|areas?|services?|crimes?|incidents?|calls?|referrals?|packs?|rows?"
)
_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million)"
)
_YEAR = r"(?:19|20)\d\d(?![\d,.]\d)"
#: A number in digits that isn't a year.
_NUMBER = rf"(?!{_YEAR})\d+(?:[.,]\d+)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_QUANTITY = re.compile(
    "|".join(
        [
            r"[£$€]\s?\d[\d,.]*",
            r"\d{1,3}(?:,\d{3})+",
            r"\d\s?%",
            rf"\b(?!(?:19|20)\d\d[ -][a-z])\d+(?:\.\d+)?[ -]?(?:{_MEASURES}|{_COUNTED})(?![a-z])",
            rf"\b{_WORD}[\s-]+(?:{_MEASURES})\b",
            r"\b(?:an?|one|two|three)[\s-]+(?:half|third|quarter|fifth|tenth)s?\s+of\b",
            r"(?<!first )(?<!second )\bhalf\s+of\b",
            rf"\b(?:{_NUMBER}|one|{_WORD})\s+in\s+(?:{_NUMBER}|{_WORD})\b",
            rf"\bfrom\s+{_NUMBER}\s+to\s+\d",
            rf"\bby\s+{_NUMBER}\b(?!\s+{_MONTH})",
        ]
    ),
    re.IGNORECASE,
)
_NOT_TEXT = re.compile(r"^#+ \d+(?:\.\d+)*\.? |^\s*\d+[.)] |\]\([^)]*\)|https?://\S+", re.MULTILINE)
_TYPED = re.compile(r"\s*-?[\d.,]+\s*|.*(?:[<>]=?|==)\s*-?\d.*", re.DOTALL)


def _markdown(node: Node) -> Iterator[str]:
    return (text_of(cell["source"]) for cell in node["cells"] if cell["cell_type"] == "markdown")


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def parameters_come_first(node: Node) -> list[str]:
    first = next(iter(code_cells(node)), None)
    return [] if first and "parameters" in tags_of(first) else ["the first code cell has no tag `parameters`"]


def ran_in_order(node: Node) -> list[str]:
    cells = code_cells(node)
    faults = [] if any(cell.get("outputs") for cell in cells) else ["no cell has an output"]
    for number, cell in enumerate(cells, start=1):
        if cell.get("execution_count") != number:
            faults.append(f"code cell {number} has the execution count {cell.get('execution_count')}")
    return faults


def no_errors(node: Node) -> list[str]:
    outputs = [(n, o) for n, cell in enumerate(code_cells(node), start=1) for o in cell.get("outputs", [])]
    wrong = [(n, o) for n, o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
    return [f"code cell {n} shows an error or a warning" for n, _ in wrong]


def is_normalised(node: Node) -> list[str]:
    return [] if as_bytes(normalised(node)) == as_bytes(node) else ["is not normalised; run `make refresh`"]


def no_quantity_in_markdown(node: Node) -> list[str]:
    found = [m.group() for text in _markdown(node) for m in _QUANTITY.finditer(_NOT_TEXT.sub(" ", text))]
    return [f"markdown holds the quantity `{quantity}`" for quantity in found]


def no_number_in_code(node: Node) -> list[str]:
    return _faults_in_code(node, _numbers, "holds the number", spared="parameters")


def _faults_in_code(node: Node, find: Callable[[ast.AST], Iterator[str]], words: str, spared: str = "") -> list[str]:
    """Say of each code cell without the tag `spared` what `find` finds in it."""
    faults = []
    for number, cell in enumerate(code_cells(node), start=1):
        if spared in tags_of(cell):
            continue
        try:
            tree = ast.parse(text_of(cell["source"]))
        except SyntaxError:
            faults.append(f"code cell {number} is not plain Python")
            continue
        faults += [f"code cell {number} {words} `{found}`" for found in find(tree)]
    return faults


def _numbers(tree: ast.AST) -> Iterator[str]:
    """Find numbers that say something, also inside texts and in texts made into numbers."""
    excused = {id(part) for node in ast.walk(tree) for root in _excused(node) for part in ast.walk(root)}
    for node in ast.walk(tree):
        if id(node) in excused:
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in HIDERS:
            texts = [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]
            yield from (text for text in texts if _TYPED.fullmatch(text))
        if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
            continue
        if isinstance(node.value, int | float | complex) and node.value not in (0, 1):
            yield str(node.value)
        if isinstance(node.value, str):
            yield from (match.group() for match in _QUANTITY.finditer(node.value))


def _excused(node: ast.AST) -> list[ast.AST]:
    """Return what may hold a number: positions and slices, and layout keywords that are given one number."""
    if isinstance(node, ast.Subscript):
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        ends = [end for p in parts for end in ([p.lower, p.upper, p.step] if isinstance(p, ast.Slice) else [p])]
        return [end for end in ends if end and _is_position(end)]
    if not isinstance(node, ast.keyword) or node.arg not in LAYOUT:
        return []
    # a size is width and height; any other list could hold findings
    pair = isinstance(node.value, ast.Tuple) and node.arg == "figsize" and len(node.value.elts) == len("wh")
    values = node.value.elts if pair and isinstance(node.value, ast.Tuple) else [node.value]
    return [value for value in values if isinstance(_unsigned(value), ast.Constant)]


def _unsigned(node: ast.AST) -> ast.AST:
    return node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node


def _is_position(node: ast.AST) -> bool:
    """Tell whether this is a name, or a small or negative whole number, as a subscript may hold."""
    value = _unsigned(node)
    if not isinstance(value, ast.Constant):
        return False
    return isinstance(value.value, str) or (type(value.value) is int and (value is not node or value.value <= 9))


def cells_are_short(node: Node) -> list[str]:
    sizes = sorted(_lines(text_of(cell["source"])) for cell in code_cells(node)) or [0]
    words = sum(map(_lines, _markdown(node)))
    p90 = sizes[math.ceil(0.9 * len(sizes)) - 1]
    rules = [
        (median(sizes) > 4, f"the median code cell has {median(sizes)} lines, over 4"),
        (p90 > 10, f"a tenth of the code cells have {p90} lines or more, over 10"),
        (sizes[-1] > 15, f"the longest code cell has {sizes[-1]} lines, over 15"),
        (words < 0.8 * sum(sizes), f"{words} lines of markdown to {sum(sizes)} of code, under 0.8"),
    ]
    return [words for broken, words in rules if broken]


def no_result_is_hidden(node: Node) -> list[str]:
    # JupyterLab and papermill heed a last `;`, nbval doesn't and then finds another output
    ends = [text_of(cell["source"]).rstrip().endswith(";") for cell in code_cells(node)]
    return [f"code cell {number} ends with `;`" for number, hidden in enumerate(ends, start=1) if hidden]


def reads_through_the_library(node: Node) -> list[str]:
    return _faults_in_code(node, _readers, "uses")


def _readers(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES:
            yield node.module or ""
        elif isinstance(node, ast.Call) and (name := ast.unparse(node.func)).split(".")[-1] in READERS:
            yield from () if name.startswith("mb.") else (name,)


CHECKS: list[Callable[[Node], list[str]]] = [
    parameters_come_first,
    ran_in_order,
    no_errors,
    is_normalised,
    no_quantity_in_markdown,
    no_number_in_code,
    cells_are_short,
    no_result_is_hidden,
    reads_through_the_library,
]
