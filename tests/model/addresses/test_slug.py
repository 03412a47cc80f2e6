"""Slugs: the examples of the design, and what must hold for every name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.addresses.slug import (
    SAFE_STEM,
    SLUG,
    document_stem,
    full_pinyin,
    initials,
    sibling_slugs,
)

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAMES = st.text(HAN, min_size=1, max_size=12)
ANY_NAMES = st.text(min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("政策解读", "zcjd"),
        ("重庆", "cq"),
        ("健康中国重庆行动", "jkzgcqxd"),
        ("行政", "xz"),
        ("重大行政决策", "zdxzjc"),
        ("区长", "qz"),
        ("“六稳”“六保”", "lwlb"),
        ("预算/决算", "ysjs"),
        ("本区县（本部门）规范性文件", "bqxbbmgfxwj"),
        ("12345热线", "12345rx"),
    ],
)
def test_initials(name: str, slug: str) -> None:
    assert initials(name) == slug


def test_siblings_that_would_collide_get_full_pinyin() -> None:
    assert sibling_slugs(["政策解读", "重大决策", "自查决定"]) == ["zhengcejiedu", "zdjc", "zichajueding"]


def test_polyphones_are_right_in_full_pinyin() -> None:
    assert full_pinyin("重庆") == "chongqing"
    assert full_pinyin("行政区长") == "xingzhengquzhang"


@given(NAMES)
def test_slugs_of_chinese_names_are_plain(name: str) -> None:
    assert SLUG.fullmatch(initials(name))
    assert SLUG.fullmatch(full_pinyin(name))


@given(ANY_NAMES)
def test_slugs_never_hold_anything_but_ascii(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]*", initials(name))
    assert re.fullmatch(r"[a-z0-9]*", full_pinyin(name))


@given(st.lists(NAMES, unique=True, max_size=8))
def test_siblings_with_distinct_pinyin_have_distinct_slugs(names: list[str]) -> None:
    slugs = sibling_slugs(names)
    assert len(slugs) == len(names)
    if len({full_pinyin(name) for name in names}) == len(names):
        clashes = {slug for slug in slugs if slugs.count(slug) > 1}
        # Initials of one name may spell the whole pinyin of another; the check reports that.
        assert clashes <= {initials(name) for name in names}


@given(st.lists(ANY_NAMES.filter(lambda name: "/" not in name), unique=True, max_size=8))
def test_stems_are_safe_and_distinct(names: list[str]) -> None:
    stems = [document_stem(name) for name in names]
    assert len(set(stems)) == len(names)
    assert all(SAFE_STEM.fullmatch(stem) for stem in stems)


@given(st.from_regex(SAFE_STEM, fullmatch=True))
def test_plain_stems_stay(stem: str) -> None:
    assert document_stem(stem) == stem
