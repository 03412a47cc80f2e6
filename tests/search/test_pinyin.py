"""Titles by their sound."""

from __future__ import annotations

import pytest

from generator.search.folding import Folder, fold
from generator.search.pinyin import SYLLABLES, table, title_pinyin


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


def test_every_common_reading_can_be_typed() -> None:
    known = set(SYLLABLES.split())
    _, syllables = title_pinyin([chr(code) for code in range(0x4E00, 0x9FA6)])
    letters = {each[1:] for each in syllables if each[1:].isascii()}
    assert letters - known <= {"hm", "m", "n"}  # interjections


def test_the_page_gets_the_syllables() -> None:
    assert "zheng" in table()["syllables"]  # type: ignore[operator]
