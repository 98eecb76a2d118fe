"""Numbers of headings and paragraphs as they should be, where a paper misnumbers them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = {
    r: n for n, r in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1)
}
_LETTERS = {letter: n for n, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 1)}
#: Where more of a paper's numbers than this seem wrong, it numbers in a way of its own, and none is.
_MOST_WRONG = 1 / 2
_FEWEST = 2  # a list that leaves one out has a first and a third


def numbers_due(printed: Sequence[tuple[str, bool]]) -> list[str]:
    """Return for each number of a document, in order, the one it should be, or nothing where it is right.

    Args:
        printed: The numbers as printed, each with whether it is a heading's.

    Example:
        >>> numbers_due([("1.", True), ("1.1", False), ("2.", True), ("1.1", False), ("2.2", False), ("2.2", False)])
        ['', '', '', '2.1', '', '2.3']
        >>> numbers_due([("(i)", False), ("(ii)", False), ("(ii)", False)])
        ['', '', '(iii)']
        >>> numbers_due([("1.0", True), ("1.1", False), ("1.1", False), ("2.0", True), ("2.1", False), ("2.3", False)])
        ['', '', '1.2', '', '', '2.2']
    """
    tops = [p for number, heading in printed if heading and (p := _parsed(number, heading=True)) and len(p) == 1]
    # Items of minutes can stand in the order taken: numbers that don't come twice are right, whatever their order.
    counter = _Counter(len(tops) > 1, in_order=len(set(tops)) < len(tops))
    out = []
    for n, (number, heading) in enumerate(printed):
        parts = _parsed(number, heading=heading)
        after = printed[n + 1][0] if n + 1 < len(printed) else ""
        if parts is None:
            out.append(counter.mark(number, after))
        elif heading and len(parts) == 1:
            below = next((p for later, is_head in printed[n + 1 :] if not is_head and (p := _parsed(later))), ())
            due = counter.heading(parts[0], below)
            out.append(f"{due}.0" if due and number.strip().rstrip(".)").endswith(".0") else due)
        else:
            out.append(counter.paragraph(parts, _parsed(after)))
    wrong = [due for due in out if due]
    return out if len(wrong) <= _MOST_WRONG * len(out) or len(wrong) == 1 else [""] * len(out)


def _parsed(number: str, *, heading: bool = False) -> tuple[int, ...] | None:
    """Return the parts of a number such as "3.2.", or nothing for a list's mark; a heading's "3.0" is its 3."""
    bare = number.strip().rstrip(".)")
    bare = bare.removesuffix(".0") if heading else bare
    return tuple(map(int, bare.split("."))) if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", bare) else None


@dataclass
class _Counter:
    """Where the numbering of a document has come to, its own mistakes mended."""

    headed: bool
    in_order: bool
    top: int = 0
    last: tuple[int, ...] = ()
    last_mark: tuple[str, int] = ("", 0)

    def heading(self, printed: int, below: tuple[int, ...]) -> str:
        """Return what a heading's number should be: the next one, unless it begins anew or leaves some out."""
        due = self.top + 1
        ahead = printed > due and not (len(below) > 1 and below[0] == due)
        right = printed in (due, 1) or ahead or not self.in_order
        self.top = printed if right else due
        self.last = (self.top, 0)
        return "" if right else str(due)

    def paragraph(self, printed: tuple[int, ...], after: tuple[int, ...] | None) -> str:
        """Return what a paragraph's number should be: the next in its section.

        Of a number that comes twice the first is wrong where it leaves one out.
        """
        if len(printed) == 1:
            if printed == after and len(self.last) == 1 and printed[0] == self.last[0] + 2:
                self.last = (printed[0] - 1,)
                return str(printed[0] - 1)
            again = self.last == printed and len(self.last) == 1
            self.last = (printed[0] + again,)
            return str(printed[0] + 1) if again else ""
        if not self.headed or (printed[0] == self.top + 1 and printed[1:] == (1,)) or not self.top:
            self.top = printed[0]
        before = self.last if len(self.last) > 1 and self.last[0] == self.top else (self.top, 0)
        due = (self.top, *printed[1:]) if printed[0] == self.top else (self.top, before[1] + 1)
        if due == before:
            due = (*due[:-1], due[-1] + 1)
        elif len(due) == len(before) == 2 and 1 < due[1] < before[1]:
            due = (self.top, before[1] + 1)
        elif len(due) == 2 and before[1] and due[1] == before[1] + 2 and (after is None or after[:1] != due[:1]):
            due = (self.top, before[1] + 1)  # the last of its section leaves one out
        self.last = due
        return "" if due == printed else ".".join(map(str, due))

    def mark(self, printed: str, after: str) -> str:
        """Return what a list's mark should be: the next, if it comes twice or, as the last, leaves one out."""
        letters = re.sub(r"\W", "", printed).casefold()
        kind, value = self.last_mark
        is_roman = letters in _ROMAN and (letters not in _LETTERS or letters == "i" or kind == "roman")
        is_roman = is_roman and not (kind == "letter" and _LETTERS.get(letters) == value + 1)  # "h, i"
        table, kind = (_ROMAN, "roman") if is_roman else (_LETTERS, "letter")
        now = table.get(letters, 0)
        again = now > 1 and (kind, now) == self.last_mark
        goes_on = table.get(re.sub(r"\W", "", after).casefold()) == now + 1
        ahead = now > _FEWEST and (kind, now - 2) == self.last_mark and not goes_on
        self.last_mark = (kind, now + again)
        due = next((mark for mark, n in table.items() if n == now + again - ahead), "") if again or ahead else ""
        return printed.casefold().replace(letters, due) if due else ""
