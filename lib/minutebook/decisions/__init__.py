"""Decisions: what is resolved, asked, undertaken and tracked, who is to act, and what became of it."""
