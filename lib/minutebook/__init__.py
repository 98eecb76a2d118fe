"""Minutebook: council committee packs as tidy tables, and what a notebook needs to study them.

`import minutebook as mb`; what is listed in `__all__` is the whole of what notebooks use. Names are loaded
when first asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "read_table": "store",
    "observations": "lookup",
    "figures": "lookup",
    "mentions": "lookup",
    "in_facts": "lookup",
    "trace": "lookup",
    "amount": "telling",
    "when": "telling",
    "of_kind": "telling",
    "tell": "telling",
    "facts_table": "telling",
    "not_catalogued": "telling",
    "relations": "audit_view",
    "audit_findings": "audit_view",
    "audit_table": "audit_view",
    "by_how_much": "audit_view",
    "audit_panel": "audit_view",
    "tested_in_words": "audit_view",
    "count_changes": "audit_view",
    "disagreements": "conflict_view",
    "conflict_pairs": "conflict_view",
    "coverage": "audit",
    "why_it_matters": "audit",
    "UNUSUAL": "chance_changes",
    "only": "store",
    "with_attachments": "store",
    "place_named": "places",
    "ward_named": "wards",
    "wards_on": "wards",
    "ratio_of_rounded": "rates",
    "share": "rates",
    "part_of": "rates",
    "poisson_limits": "rates",
    "wilson_limits": "rates",
    "chance_of_change": "rates",
    "bases_that_fit": "rates",
    "rounding_of_total": "totals",
    "weeks_in": "rates",
    "months_in": "rates",
    "pace_to_target": "rates",
    "cost_study": "cost_view",
    "bars": "charts",
    "squares": "paired_charts",
    "two_bars": "paired_charts",
    "matrix": "charts",
    "ward_map": "maps",
    "timeline": "charts",
    "lifelines": "charts",
    "strips": "strip_charts",
    "save": "saving",
    "finding": "display",
    "table": "display",
    "number": "display",
    "pounds": "display",
    "pounds_short": "display",
    "percent": "display",
    "percent_short": "display",
    "chance": "display",
    "count_of": "display",
    "join_words": "display",
    "day": "display",
    "gist": "owners",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"minutebook has no {name}")
    return getattr(import_module(f"minutebook.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
