"""Tests of generator/search/questions and of the page that asks it."""
