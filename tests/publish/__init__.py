"""Tests of building and swapping."""
