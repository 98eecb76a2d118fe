"""Notebooks run with their parameters, and the site that is built of them."""
