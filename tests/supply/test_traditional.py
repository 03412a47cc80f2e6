"""The shipped table of traditional characters is the one that the library gives, with its licence beside it."""

from __future__ import annotations

from importlib.metadata import distribution

import pytest

from generator.supply.traditional import LICENCE, TABLE, convert, table_script


def test_the_table_is_what_the_library_says() -> None:
    assert TABLE.read_text(encoding="utf-8") == table_script()


def test_the_licence_of_the_dictionaries_comes_with_them() -> None:
    text = LICENCE.read_text(encoding="utf-8")
    named = next(path for path in distribution("opencc").files or () if path.name == "LICENSE")
    assert text == named.read_text(encoding="utf-8")
    assert text.startswith("Apache License\nVersion 2.0")
    assert LICENCE.name in TABLE.read_text(encoding="utf-8")[:600]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ""), ("甲", "甲"), ("乙", "2"), ("乙丙", "3"), ("乙乙丙乙", "232"), ("𠮷乙", "𠮷2"), ("丙", "丙")],
)
def test_the_longest_entry_comes_first(text: str, said: str) -> None:
    assert convert(text, {"乙": "2", "乙丙": "3"}) == said
