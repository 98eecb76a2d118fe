"""Links of a built site: whether one leads nowhere, and whether a page loads anything from the network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

_CSS_LOADS = re.compile(r"""(?:@import\s+(?!url\()|url\(\s*)["']?([^"')\s;]+)""")


class _Page(HTMLParser):
    """Collects the ids of a page, where its links go, and what a browser would load with it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "srcset", "poster", "data") or (name == "href" and tag != "a"):
                self.loads.append(value or "")
            elif name == "style":
                self.loads += _CSS_LOADS.findall(value or "")

    def handle_data(self, text: str) -> None:
        if self.cdata_elem == "style":
            self.loads += _CSS_LOADS.findall(text)


def _pages(folder: Path) -> Iterator[tuple[str, _Page]]:
    for file in sorted(folder.rglob("*.html")):
        yield file.relative_to(folder).as_posix(), _Page(file.read_text(encoding="utf-8"))


def remote_loads(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a browser would fetch from elsewhere when it shows the site, as (what, page)."""
    styles = ((f.name, _CSS_LOADS.findall(f.read_text(encoding="utf-8"))) for f in sorted(folder.rglob("*.css")))
    for name, loads in chain(((name, page.loads) for name, page in _pages(folder)), styles):
        for load in loads:
            if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", load, re.IGNORECASE):
                yield f"loads {load} from the network", name


def broken_links(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the links inside the site to a file or a line that isn't there, as (what, page)."""
    pages = dict(_pages(folder))
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(Path(name).parent / unquote(parts.path)) if parts.path else name
            there = target in pages or (folder / target).is_file()
            if not there or (parts.fragment and target in pages and not _has(pages[target], parts.fragment)):
                yield f"links to {link}, which isn't there", name


def _has(page: _Page, fragment: str) -> bool:
    return fragment in page.ids or unquote(fragment) in page.ids or fragment == "top"
