"""Minutebook: council committee packs as tidy tables, and what a notebook needs to study them.

`import minutebook as mb`; what is listed in `__all__` is the whole of what notebooks use. Names are loaded
when first asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "read_table": "store",
    "observations": "showing.lookup",
    "figures": "showing.lookup",
    "mentions": "showing.lookup",
    "in_facts": "showing.lookup",
    "in_sentences": "showing.lookup",
    "choice": "showing.lookup",
    "trace": "showing.lookup",
    "amount": "showing.telling",
    "when": "showing.telling",
    "times_in": "showing.telling",
    "of_kind": "showing.telling",
    "tell": "showing.telling",
    "facts_table": "showing.telling",
    "not_catalogued": "showing.telling",
    "relations": "showing.audit_view",
    "audit_findings": "showing.audit_view",
    "audit_table": "showing.audit_view",
    "by_how_much": "showing.audit_view",
    "audit_panel": "showing.audit_view",
    "tested_in_words": "showing.audit_view",
    "count_changes": "showing.audit_view",
    "disagreements": "showing.conflict_view",
    "conflict_pairs": "showing.conflict_view",
    "coverage": "audit.audit",
    "RELATION_NAMES": "audit.audit",
    "why_it_matters": "audit.audit",
    "UNUSUAL": "showing.chance_changes",
    "only": "store",
    "with_attachments": "store",
    "place_named": "facts.places",
    "ward_named": "facts.wards",
    "wards_on": "facts.wards",
    "ratio_of_rounded": "rates",
    "share": "rates",
    "part_of": "rates",
    "poisson_limits": "rates",
    "wilson_limits": "rates",
    "chance_of_change": "rates",
    "bases_that_fit": "rates",
    "rounding_of_total": "audit.totals",
    "weeks_in": "rates",
    "months_in": "rates",
    "pace_to_target": "rates",
    "cost_study": "showing.cost_view",
    "bars": "showing.charts",
    "squares": "showing.paired_charts",
    "two_bars": "showing.paired_charts",
    "matrix": "showing.charts",
    "ward_map": "showing.maps",
    "timeline": "showing.charts",
    "lifelines": "showing.charts",
    "strips": "showing.strip_charts",
    "save": "showing.saving",
    "finding": "showing.display",
    "table": "showing.display",
    "number": "showing.display",
    "pounds": "showing.display",
    "pounds_short": "showing.display",
    "percent": "showing.display",
    "percent_short": "showing.display",
    "chance": "showing.display",
    "count_of": "showing.display",
    "join_words": "showing.display",
    "day": "showing.display",
    "gist": "text.owners",
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"minutebook has no {name}")
    return getattr(import_module(f"minutebook.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
