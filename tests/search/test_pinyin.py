"""Titles by their sound."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.core import Pinyin

from generator.search.folding import FoldingTable, fold
from generator.search.pinyin import INITIAL, SEAM, SYLLABLE, SYLLABLES, table, title_pinyin

_PHRASES = sorted(PHRASES_DICT)
_PIECES = st.builds(
    lambda number, size: _PHRASES[number][:size],
    st.integers(0, len(_PHRASES) - 1),
    st.integers(1, 5),
)
_HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)


def pinyin(title: str) -> tuple[str, str]:
    initials, syllables = title_pinyin(fold(title, FoldingTable()))
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
    title = fold("关于“一网通办”㐂A1号（试行）", FoldingTable())
    initials, syllables = title_pinyin(title)
    assert len(initials) == len(syllables) == sum(len(token) == 1 for token in title)


@given(st.lists(st.one_of(_PIECES, _HAN), min_size=1, max_size=8).map("".join))
@example("会计制")  # which only begins a phrase
def test_a_title_is_read_as_pypinyin_reads_it(title: str) -> None:
    folded = "".join(token for token in fold(title, FoldingTable()) if len(token) == 1)
    expected = [
        syllable
        for word in Pinyin().seg(folded)
        for syllable in lazy_pinyin([word], errors=list)  # type: ignore[arg-type]
    ]
    made = [each[1:] for each in title_pinyin(fold(title, FoldingTable()))[1]]
    # What follows are other ways to cut it.
    assert made[: len(expected)] == [{"lve": "lue", "nve": "nue"}.get(each, each) for each in expected]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("重庆市长寿区样例通知", "chong qing shi chang shou qu yang li tong zhi"),
        ("重庆市长寿区样例通知", "chong qing shi zhang shou qu yang li tong zhi"),
        ("在行动中破解样例难题", "zai xing dong zhong po jie"),
        ("预算金额的确定办法", "jin e de que ding ban fa"),
        ("县长寿命", "xian chang shou ming"),
        ("市长寿区在行动中", "shi chang shou qu zai xing dong zhong"),
        ("（1）市长寿区A", "1 shi chang shou qu A"),
        ("成都市长江路样例", "cheng du shi chang jiang lu"),
    ],
)
def test_a_title_is_found_however_it_is_cut(title: str, typed: str) -> None:
    initials, syllables = title_pinyin(fold(title, FoldingTable()))
    letters = "".join(each[0] for each in typed.lower().split())
    assert letters in "".join(each[1:] if each != SEAM else " " for each in initials).lower()
    assert typed.lower() in " ".join(each[1:] for each in syllables).lower()


@given(st.lists(st.one_of(_PIECES, _HAN), min_size=1, max_size=8).map("".join))
def test_each_reading_has_one_token_a_character(title: str) -> None:
    """The page finds the character of a hit by its place, counted within a reading."""
    folded = fold(title, FoldingTable())
    size = sum(len(token) == 1 for token in folded)
    for tokens in title_pinyin(folded):
        assert len(tokens) % (size + 1) == size
        assert all(at % (size + 1) == size for at, token in enumerate(tokens) if token == SEAM)
        assert len(tokens) <= 16 * (size + 1)


@given(st.integers(0, len(_PHRASES) - 1), st.integers(0, len(_PHRASES) - 1))
def test_the_second_of_two_overlapping_phrases_is_found(one: int, other: int) -> None:
    """A word that shares its first character with the end of the one before is read by itself too."""
    first, second = _PHRASES[one], _PHRASES[other]
    title = first[:-1] + second
    folded = fold(title, FoldingTable())
    if not (2 <= len(second) <= 4 and first[:-1] + second[0] in PHRASES_DICT) or len(folded) != len(title):
        return
    read = " ".join(lazy_pinyin([second]))
    assert read.replace("lve", "lue").replace("nve", "nue") in " ".join(
        each[1:] for each in title_pinyin(folded)[1]
    )


def test_a_seam_cannot_be_typed() -> None:
    known = {*SYLLABLES.split(), *"0123456789"}
    assert SEAM not in {f"{SYLLABLE}{each}" for each in known}
    assert not SEAM.startswith(INITIAL)


def test_every_common_reading_can_be_typed() -> None:
    known = set(SYLLABLES.split())
    _, syllables = title_pinyin([chr(code) for code in range(0x4E00, 0x9FA6)])
    letters = {each[1:] for each in syllables if each[1:].isascii()}
    assert letters - known <= {"hm", "m", "n"}  # interjections


def test_the_page_gets_the_syllables() -> None:
    assert "zheng" in table()["syllables"]  # type: ignore[operator]
