"""Measuring: how well what was read agrees with careful readers' notes."""
