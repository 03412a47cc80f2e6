"""Addresses and days: what lies below what, and that no other place writes them by itself."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.addresses.address import column_page, is_within, public_address
from generator.model.calendar.days import chinese_day
from generator.model.words import PortalLevel, level_words
from tests.helpers import REPOSITORY

GENERATOR = REPOSITORY / "generator"


@pytest.mark.parametrize(
    ("address", "top", "within"),
    [("a/b", "a", True), ("a", "a", True), ("ab", "a", False), ("a", "a/b", False), ("b/a", "a", False)],
)
def test_within(address: str, top: str, within: bool) -> None:
    assert is_within(address, top) is within


def test_pages() -> None:
    assert column_page("a/b") == "a/b/index.html"
    assert column_page("a/b", "2025_2") == "a/b/_2025_2.html"
    assert public_address("a/b/index.html") == "a/b/"
    assert public_address("a/b/c.html") == "a/b/c.html"


def test_days_and_levels() -> None:
    assert chinese_day(date(2026, 3, 2)) == "2026年3月2日"
    assert all(f"{level.value}" in level_words() for level in PortalLevel)


@pytest.mark.parametrize(
    ("written", "home"),
    [
        ('removesuffix("index.html")', set()),
        ("removesuffix('index.html')", set()),
        ('.address}/index.html"', {"check/documents.py"}),
        (".month}月", {"model/calendar/days.py"}),
        ("municipality直辖市", {"model/words.py"}),
        ('"city-department"', {"model/mandate.py", "mandates/declare_pack.py"}),
        ("press_events", {"kinds/press/years.py", "model/settings.py", "load/columns/declare_checks.py"}),
    ],
)
def test_one_place_writes_it(written: str, home: set[str]) -> None:
    found = {
        path.relative_to(GENERATOR).as_posix()
        for path in [*GENERATOR.rglob("*.py"), *(REPOSITORY / "theme").rglob("*.html")]
        if written in path.read_text(encoding="utf-8")
    }
    assert found - home == set()
