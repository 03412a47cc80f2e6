"""The tables of traditional characters and of readings, and the words that mean the same."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.search.pinyin import SYLLABLES
from generator.search.words.synonyms import all_synonyms, common_synonyms
from generator.search.words.tables import (
    ASSETS,
    PINYIN,
    TRADITIONAL,
    characters,
    pinyin_table,
    traditional_table,
)
from tests.search.test_script import script

__all__ = ["script"]

_TRADITIONAL = json.loads((ASSETS / TRADITIONAL).read_text(encoding="utf-8"))
_PAIRS = dict(zip(_TRADITIONAL["pairs"][::2], _TRADITIONAL["pairs"][1::2], strict=True))
_PINYIN: dict[str, str] = json.loads((ASSETS / PINYIN).read_text(encoding="utf-8"))


def test_what_is_simplified_stays_as_it_is() -> None:
    assert len(_PAIRS) > 3000
    # One is both: the simplified form of one character and the traditional form of another.
    assert [old for old, new in _PAIRS.items() if _PAIRS.get(new, new) != new] == ["薴"]
    words = _TRADITIONAL["words"]
    assert all(len(old) == len(new) for old, new in words.items())
    # A word is listed only where its characters alone would become something else.
    assert [old for old, new in words.items() if "".join(_PAIRS.get(char, char) for char in old) == new] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("證", "证"),
        ("衛", "卫"),
        ("衞", "卫"),
        ("裡", "里"),
        ("裏", "里"),
        ("臺", "台"),
        ("爲", "为"),
        ("髮", "发"),
    ],
)
def test_common_and_regional_forms_are_known(old: str, new: str) -> None:
    assert _PAIRS[old] == new


@given(st.text("政府公開文件乾坤証於后後里", max_size=12))
def test_a_conversion_keeps_the_length(text: str) -> None:
    assert len("".join(_PAIRS.get(char, char) for char in text)) == len(text)


def test_a_table_is_made_of_the_dictionaries_alone() -> None:
    made = traditional_table(
        "# 註\n乾\t干 乾\n坤\t坤\n國\t国\n長詞\t长词\n", "乾坤\t乾坤\n國家\t国家\n", "衛\t衞\n國\t囯 圀\n"
    )
    assert made == {"pairs": "乾干囯国圀国國国", "words": {"乾坤": "乾坤"}}


def test_every_character_has_a_reading_that_can_be_typed() -> None:
    assert pinyin_table(characters()) == _PINYIN
    assert all(each.isascii() and each.isalpha() and len(each) <= 6 for each in _PINYIN)
    known = {each.replace("v", "u") for each in _PINYIN}
    rare = {each.replace("v", "u") for each in SYLLABLES.split()} - known
    assert rare <= {"den", "eng", "fiao", "nun", "rua"}
    read = set("".join(_PINYIN.values()))
    assert [char for char in characters() if char not in read] == []


@pytest.mark.parametrize(
    ("char", "readings"),
    [
        ("单", {"dan", "shan", "chan"}),
        ("曾", {"zeng", "ceng"}),
        ("郫", {"pi"}),
        ("朝", {"chao", "zhao"}),
        ("长", {"chang", "zhang"}),
    ],
)
def test_all_readings_count(char: str, readings: set[str]) -> None:
    assert readings <= {syllable for syllable, chars in _PINYIN.items() if char in chars}


def test_common_words_stand_in_groups_of_their_own() -> None:
    groups = common_synonyms()
    assert len(groups) > 300
    assert [group for group in groups if len(group) < 2] == []
    counts = Counter(word for group in groups for word in group)
    assert [word for word, number in counts.items() if number > 1] == []
    assert all(len(word) > 1 for word in counts)


def test_a_portals_own_words_stand_first() -> None:
    assert all_synonyms([("办事大厅", "便民厅")])[0] == ("办事大厅", "便民厅")
    assert all_synonyms([]) == common_synonyms()


@pytest.fixture(scope="module")
def typed(script: Page) -> Page:
    """The page with the functions of the ladder at hand."""
    base = script.url.partition("search/")[0]
    modules = [f"{base}assets/search-{name}.js" for name in ("typed", "forms", "lore")]
    script.evaluate(
        """async ([modules, pinyin]) => {
          window.ladder = Object.assign({}, ...await Promise.all(modules.map((module) => import(module))));
          window.readings = window.ladder.makeReadings(pinyin);
        }""",
        [modules, _PINYIN],
    )
    return script


@pytest.mark.parametrize(
    ("typed_text", "titles", "wanted"),
    [
        ("zhengce", "关于政策的解读\n整册", "政策"),
        ("zcjd", "关于政策解读的说明", "政策解读"),
        ("政ce", "关于政策的解读", "政策"),
        ("danxian", "单县人民政府", "单县"),
        ("shanxian", "单县人民政府", "单县"),
        ("pidu", "郫都区", "郫都"),
        ("zhaoyang", "朝阳区", "朝阳"),
        ("chaoyang", "朝阳区", "朝阳"),
        ("zeng", "曾某", ""),
        ("changshou", "在长寿区", "长寿"),
        ("zaixingdongzhong", "在行动中", "在行动中"),
        ("lvse", "绿色发展", "绿色"),
        ("luse", "绿色发展", "绿色"),
        ("engce", "政策", ""),
    ],
)  # fmt: skip
def test_sounds_are_found(typed: Page, typed_text: str, titles: str, wanted: str) -> None:
    found = typed.evaluate(
        "([typed, titles]) => window.ladder.soundingLike(typed, titles, window.readings).strings",
        [typed_text, titles],
    )
    assert found[:1] == ([wanted] if wanted else [])


@given(
    word=st.permutations("营商环境养老服务").map(lambda chars: "".join(chars[:6])),
    at=st.integers(0, 7),
    how=st.integers(0, 3),
)
def test_one_slip_finds_the_word_again(typed: Page, word: str, at: int, how: int) -> None:
    chars = list(word)
    at %= len(chars)
    match how:
        case 0:
            chars[at] = "丂"
        case 1:
            chars.insert(max(1, at), "丂")
        case 2:
            del chars[at]
        case _:
            other = (at + 1) % len(chars)
            chars[at], chars[other] = chars[other], chars[at]
    slip = "".join(chars)
    if slip == word or (how == 3 and at == len(chars) - 1):
        return
    found = typed.evaluate(
        "([chars, lines]) => window.ladder.oneOff(chars, lines, window.readings)",
        [list(slip), f"别的\n关于{word}的通知"],
    )
    # Without its first or last character a word is found as it is written, and needs no step.
    assert word in found or slip in word or any(each in word for each in found)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2021-50", "〔2021〕50号"),
        ("第50号", "〕50号"),
        ("050号", "第50号"),
        ("示例府办发2021年第050号", "示例府办发〔2021〕50号"),
        ("国办发（2021）12", "国办发〔2021〕12号"),
        ("营商环境", ""),
        ("2021", ""),
        ("50", ""),
    ],
)
def test_numbers_of_documents_are_written_as_they_are_printed(typed: Page, text: str, form: str) -> None:
    found = typed.evaluate("text => window.ladder.numberForms(text)", text)
    assert form in found if form else found == []


@given(st.integers(1, 999))
def test_chinese_figures_are_read_as_they_are_written(typed: Page, number: int) -> None:
    assert typed.evaluate("number => window.ladder.fromHan(window.ladder.inHan(number))", number) == number


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年5月", (2021, 5, 0)),
        ("2021-05-03", (2021, 5, 3)),
        ("2021.5.3", (2021, 5, 3)),
        ("２０２１／５／３", (2021, 5, 3)),
        ("20210503", (2021, 5, 3)),
        ("二〇二一年五月三日", (2021, 5, 3)),
        ("二○二一年十二月", (2021, 12, 0)),
        ("2021-13-03", None),
        ("2021-50", None),
        ("5月3日", None),
    ],
)
def test_dates_are_read(typed: Page, text: str, date: tuple[int, int, int] | None) -> None:
    found = typed.evaluate("text => window.ladder.readDate(text)", text)
    assert (found and (found["year"], found["month"], found["day"])) == date


def test_words_within_words_are_cut_by_the_longest(typed: Page) -> None:
    cut = """([lines, text]) => window.ladder.makeSegments(lines, (word) => Array.from(word))(text).map(({ text }) => text)"""
    assert typed.evaluate(cut, [["低保 最低生活保障", "低保户 救助对象"], "申请低保户补贴"]) == [
        "申请",
        "低保户",
        "补贴",
    ]
