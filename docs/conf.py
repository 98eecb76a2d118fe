"""How Sphinx builds the site, from the source folder that `minutebook.site` assembles."""

import re
import sys
from typing import Any

from sphinx.application import Sphinx

# The slowest import of all serves jsonschema for addresses in other alphabets, which no notebook checks.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

project = "Minutebook"
author = "the Minutebook contributors"
language = "en_GB"
smartquotes = False  # words of a pack are shown as they were published

extensions = ["myst_nb"]
templates_path = ["_templates"]

# The runs are executed before this; MyST-NB's default for widgets is scripts from a CDN.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
myst_heading_anchors = 2
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"

html_theme = "pydata_sphinx_theme"
html_title = "Minutebook"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # needs fetch(), which a browser refuses to a page opened as a file
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
html_context = {"default_mode": "auto"}
# A side bar is for pages that have others beside them.
html_sidebars: dict[str, list[str]] = {
    page: []
    for page in (
        *("index", "search", "data_dictionary"),
        *("how_to_read", "about_the_data", "reproducing", "design_decisions"),
    )
}
html_theme_options = {
    "logo": {"text": "Minutebook"},
    "icon_links": [],
    "search_bar_text": "Search the studies and the packs",
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 4,
    "secondary_sidebar_items": ["page-toc"],
    "primary_sidebar_end": [],
    "footer_start": ["footer-note"],
    "footer_end": [],
    "show_prev_next": False,
    "back_to_top_button": False,  # it covers the lines of a pack
    "surface_warnings": True,
}


def number_lines(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Number a pack's lines after indexing, so that a search for "931" doesn't find line 931."""
    if page.startswith("packs/") and "body" in context:
        context["body"] = re.sub(r'<a href="#L(\d+)"></a>', r'<a href="#L\1">\1</a>', context["body"])


def setup(app: Sphinx) -> None:
    """Register the one hook."""
    app.connect("html-page-context", number_lines)
