"""Conflicts: what a pack or two packs tell twice and differently, and what they tell twice alike."""
