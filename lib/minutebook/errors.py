"""The one error that a person who runs Minutebook is meant to see."""

from __future__ import annotations

from pathlib import Path


class MinutebookError(Exception):
    """Something that the person at the keyboard can put right: what, where, what to do, in one line.

    Example:
        >>> str(MinutebookError("checksum differs", "packs/a.txt", 3, todo="run minutebook add packs/a.txt"))
        'packs/a.txt:3: checksum differs; run minutebook add packs/a.txt'
    """

    def __init__(self, what: str, where: Path | str | None = None, line: int | None = None, *, todo: str) -> None:
        place = "" if where is None else f"{where}:{line}: " if line is not None else f"{where}: "
        super().__init__(" ".join(f"{place}{what}; {todo}".split()))
