"""Titles by their sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.core import Pinyin

from generator.search.folding import Folder, fold
from generator.search.pinyin import SYLLABLES, table, title_pinyin

_PHRASES = sorted(PHRASES_DICT)
_PIECES = st.builds(
    lambda number, size: _PHRASES[number][:size],
    st.integers(0, len(_PHRASES) - 1),
    st.integers(1, 5),
)
_HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)


def pinyin(title: str) -> tuple[str, str]:
    initials, syllables = title_pinyin(fold(title, Folder()))
    return "".join(each[1:] for each in initials), " ".join(each[1:] for each in syllables)


@pytest.mark.parametrize(
    ("title", "initials", "syllables"),
    [
        ("政策解读", "zcjd", "zheng ce jie du"),
        ("重庆市重点项目", "cqszdxm", "chong qing shi zhong dian xiang mu"),
        ("行政许可与银行", "xzxkyyh", "xing zheng xu ke yu yin hang"),
        ("《办法》（2024年）", "bf2024n", "ban fa 2 0 2 4 nian"),
        ("旅游战略", "lyzl", "lv you zhan lue"),
        ("二〇二四", "eles", "er ling er si"),
    ],
)
def test_readings(title: str, initials: str, syllables: str) -> None:
    assert pinyin(title) == (initials, syllables)


def test_one_token_each_literal_token() -> None:
    title = fold("关于“一网通办”㐂A1号（试行）", Folder())
    initials, syllables = title_pinyin(title)
    assert len(initials) == len(syllables) == sum(len(token) == 1 for token in title)


@given(st.lists(st.one_of(_PIECES, _HAN), min_size=1, max_size=8).map("".join))
def test_a_title_is_read_as_pypinyin_reads_it(title: str) -> None:
    folded = "".join(token for token in fold(title, Folder()) if len(token) == 1)
    expected = [
        syllable
        for word in Pinyin().seg(folded)
        for syllable in lazy_pinyin([word], errors=list)  # type: ignore[arg-type]
    ]
    made = [each[1:] for each in title_pinyin(fold(title, Folder()))[1]]
    assert made == [{"lve": "lue", "nve": "nue"}.get(each, each) for each in expected]


def test_every_common_reading_can_be_typed() -> None:
    known = set(SYLLABLES.split())
    _, syllables = title_pinyin([chr(code) for code in range(0x4E00, 0x9FA6)])
    letters = {each[1:] for each in syllables if each[1:].isascii()}
    assert letters - known <= {"hm", "m", "n"}  # interjections


def test_the_page_gets_the_syllables() -> None:
    assert "zheng" in table()["syllables"]  # type: ignore[operator]
