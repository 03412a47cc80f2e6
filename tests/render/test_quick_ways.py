"""Patterns written for speed find what the plain ones would."""

from __future__ import annotations

import re
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from generator.model.addresses.links import quote_address
from generator.render.site.inspection import _REFERENCE
from generator.render.text.markdown import _HAN, _SOFT_BREAK, _TABLE

PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<table ",
            "<p>",
            "</p>",
            "<",
            ">",
            "\n",
            " ",
            "甲",
            "，",
            "a",
            "：",
            "示例区人民政府",
        ),
        *(' href="', '\nsrc="', ' data-src="', "\tposter=", '="', '"', "x=", "甲" * 39, "a" * 121),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)
SLOW_BREAK = re.compile(rf"(?<=[{_HAN}])\n(?=[{_HAN}])")
SLOW_TABLE = re.compile(r"<table>((?:(?!<table>).)*?)</table>", re.DOTALL)
SLOW_REFERENCE = re.compile(r'\s(?:href|src|poster)="([^"]+)"')


@given(TEXTS)
def test_the_quick_patterns_find_what_the_plain_ones_find(text: str) -> None:
    assert _SOFT_BREAK.sub("", text) == SLOW_BREAK.sub("", text)
    assert _TABLE.sub(r"[\1]", text) == SLOW_TABLE.sub(r"[\1]", text)
    assert _REFERENCE.findall(text) == SLOW_REFERENCE.findall(text)


@given(st.text(st.sampled_from("aZ09/-._~!$&'()*+,;=:@ %#?\"甲é\n"), max_size=12))
def test_an_address_with_nothing_to_encode_is_left_alone(address: str) -> None:
    assert quote_address(address) == quote(address, safe="/-._~!$&'()*+,;=:@")
