"""Text becomes tokens, and what it looked like rides along."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.folding import (
    ALPHABET,
    BLANK,
    BREAK,
    NOTHING,
    SECTION,
    FoldingTable,
    fold,
    is_literal,
    spell,
    tidy,
)

# Unassigned characters may fold otherwise in a browser with a newer Unicode; nobody types them.
# The zero character is the end of a block; no source file may hold it.
ASSIGNED = st.characters(exclude_categories=("Cn", "Cs"), exclude_characters="\0")
LIKELY = st.sampled_from("政策解读〔2021〕46号ＡＢc（）《》“”、，。……——- \u3000\u200b①㎡éＥ\U00020000😀")
TEXT = st.text(st.one_of(LIKELY, ASSIGNED), max_size=40)


def tokens_of(words: str) -> list[str]:
    """Return what Pagefind indexes of words: their letters and digits, lower case."""
    return ["".join(char for char in word if char.isalnum()).lower() for word in words.split()]


def shown(words: str) -> str:
    """Return what words look like, as the search page reads them."""
    text = ""
    for word in words.split():
        if word.startswith(BLANK):
            text += " "
        base = re.match(r"\w*", word.lstrip(BLANK))
        assert base
        rest = word.lstrip(BLANK)[base.end() :]
        if not rest:
            text += base[0]
        elif rest != NOTHING:
            digits = "".join(f"{ALPHABET.index(mark):x}" for mark in rest)
            text += bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")
    return text


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1c\x85\u00a0\u2028\u3000 \t\n")), max_size=30))
def test_every_run_of_blanks_becomes_one(text: str) -> None:
    assert tidy(text) == unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())


@given(TEXT)
def test_indexed_words_are_the_tokens_of_the_text(text: str) -> None:
    folder = FoldingTable()
    assert tokens_of(folder.words(text)) == fold(text, folder)


@given(TEXT)
def test_words_look_like_the_text_less_its_invisible_characters(text: str) -> None:
    folder = FoldingTable()
    # A character at the end, because a blank is only shown before something.
    wanted = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).strip())
    visible = "".join(char for char in wanted if char == " " or folder.tokens(char))
    assert re.sub(" +", " ", shown(folder.words(text)).strip()) == re.sub(" +", " ", visible).strip()


@given(TEXT, st.data())
def test_a_substring_is_a_phrase(text: str, data: st.DataObject) -> None:
    folder = FoldingTable()
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    if unicodedata.normalize("NFC", part) != part:
        return
    assert f" {' '.join(fold(part, folder))} " in f" {' '.join(fold(text, folder))} " or not fold(
        part, folder
    )


@given(TEXT)
def test_tokens_never_meet_the_marks_of_the_layout(text: str) -> None:
    for token in fold(text, FoldingTable()):
        assert re.fullmatch(r"q[a-p]{2,6}|.", token)
        assert token not in (BREAK, SECTION)
        assert len(token) > 1 or is_literal(token)


@given(st.text(max_size=30))
def test_spelling_uses_nothing_that_pagefind_indexes(text: str) -> None:
    assert not re.search(r"[\w<>&\"'.]|\s", spell(text))


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("示例府办发〔2021〕46号", "示例府办发[2021]46号"),
        ("示例府办发〔2021〕46号", "示例府办发（2021）46号"),
        ("《办法》", "<办法>"),
        ("“放管服”", '"放管服"'),
        ("「放管服」", "'放管服'"),
        ("二○二一年", "二〇二一年"),
        ("ＡＢＣ１２３", "abc123"),
        ("你好，世界", "你好,世界"),
        ("第①项", "第1项"),
        ("——以公示为准", "--以公示为准"),
        ("100㎡", "100m2"),
        ("政 策\u200b解\u3000读", "政策解读"),
    ],
)
def test_equal_to_the_reader_is_equal_to_the_search(written: str, typed: str) -> None:
    folder = FoldingTable()
    assert fold(written, folder) == fold(typed, folder)


@pytest.mark.parametrize(
    ("one", "other"), [("政策、解读", "政策解读"), ("1.5", "15"), ("，", "、"), ("(", ")"), ("q", "(")]
)
def test_unlike_stays_unlike(one: str, other: str) -> None:
    folder = FoldingTable()
    assert fold(one, folder) != fold(other, folder)


def test_a_radical_is_found_as_the_character_it_looks_like() -> None:
    folder = FoldingTable()
    for radical, character in (("⺠", "民"), ("⻓", "长"), ("⼀", "一")):
        assert fold(f"全{radical}健身", folder) == fold(f"全{character}健身", folder)
