"""Words of a list in a cell: channels of disclosure behind their boxes, or between commas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.registers.words import unknown_words

WORDS = ("政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）", "其他")


@given(st.lists(st.tuples(st.sampled_from("■□"), st.sampled_from(WORDS), st.sampled_from(["", " ", "\n"]))))
def test_words_of_the_list_are_known_in_any_order(parts: list[tuple[str, str, str]]) -> None:
    assert list(unknown_words("".join("".join(part) for part in parts), WORDS)) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(word and word not in WORDS for word in unknown_words(text, WORDS))


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("■政府网站 □两微一端", []),
        ("政府网站、两微一端", []),
        ("■社区/企事业单位/村公示栏(电子屏)", []),
        ("■其他（公共资源交易平台）", []),
        ("■政府门户　□两微一端", ["政府门户"]),
        ("政府网站，公示牌；两微一端", ["公示牌"]),
    ],
)
def test_other_words_are_named_as_they_are_written(text: str, unknown: list[str]) -> None:
    assert list(unknown_words(text, WORDS)) == unknown
