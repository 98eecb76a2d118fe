"""Figures of prose and cells: where and when each is of, what it measures, and the facts that they state."""
