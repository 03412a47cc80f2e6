"""Tests of the built sample in a browser."""
