"""Minutebook."""
