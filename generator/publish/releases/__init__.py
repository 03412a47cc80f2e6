"""Releases on a target: whole trees side by side, one of them served, each with a manifest of what is in it."""
