"""What the file of readings says is what pypinyin says, of each character, each phrase, and whatever is made of them."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT, RE_HANS

from generator.model.addresses.slug import full_pinyin, initials
from generator.pinyin import readings
from generator.pinyin.file import FILE
from generator.pinyin.make import made_text
from generator.pinyin.readings import HAN, syllables

_PHRASES = sorted(PHRASES_DICT)
_BEGINNINGS = sorted({phrase[:size] for phrase in _PHRASES for size in range(2, len(phrase))})
_PIECES = st.builds(
    lambda number, first, size: _PHRASES[number][first : first + size],
    st.integers(0, len(_PHRASES) - 1),
    st.integers(0, 2),
    st.integers(1, 5),
)
_TEXTS = st.lists(st.one_of(_PIECES, st.characters()), max_size=8).map("".join)


def said(text: str, style: Style = Style.NORMAL) -> list[str]:
    """Return what pypinyin says; what it does not read stays, sign by sign."""
    return lazy_pinyin(text, style=style, errors=list)  # type: ignore[arg-type]


def plain(parts: list[str]) -> str:
    """Return what an address has of syllables."""
    return re.sub(r"[^a-z0-9]", "", "".join(parts).lower())


def test_the_file_is_made_of_what_pypinyin_says() -> None:
    assert FILE.read_text(encoding="utf-8") == made_text()


def test_of_another_pypinyin_than_is_installed_nothing_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "readings.txt"
    other.write_text("pypinyin 0.1\n\nliang 重\n\n重 庆\n\n重庆 liang qing\n", encoding="utf-8")
    monkeypatch.setattr(readings, "FILE", other)
    kept = (readings.readings, readings._two_begin, readings._longest, readings._character)
    for each in kept:
        each.cache_clear()
    try:
        assert syllables("重庆") == ["chong", "qing"]
    finally:
        for each in kept:
            each.cache_clear()


def test_the_licence_of_the_dictionaries_comes_with_them() -> None:
    named = next(path for path in distribution("pypinyin").files or () if path.name == "LICENSE.txt")
    assert FILE.with_name("licence.txt").read_text(encoding="utf-8") == named.read_text(encoding="utf-8")


def test_runs_are_those_of_pypinyin() -> None:
    run = re.compile(f"[{HAN}]")
    every = map(chr, range(0x110000))
    assert [each for each in every if bool(run.match(each)) != bool(RE_HANS.match(each))] == []


def test_every_character_phrase_and_beginning_of_one_is_read_alike() -> None:
    for text in chain(map(chr, PINYIN_DICT), _PHRASES, _BEGINNINGS):
        assert syllables(text) == said(text)
        assert [each[0] for each in syllables(text)] == said(text, Style.FIRST_LETTER)


@settings(max_examples=1000)
@given(_TEXTS)
def test_any_text_is_read_alike(text: str) -> None:
    assert syllables(text) == said(text)
    assert full_pinyin(text) == plain(said(text))
    assert initials(text) == plain(said(text, Style.FIRST_LETTER))


def test_signs_that_part_the_lines_of_the_file_are_no_phrase() -> None:
    assert syllables("一丘 丘") == ["yi", "qiu", " ", "qiu"]
    assert syllables("一\n丘") == ["yi", "\n", "qiu"]
    assert syllables("") == []
