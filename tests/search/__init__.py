"""Tests of the search: its two halves, in Python and in the browser."""
