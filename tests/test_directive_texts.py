"""What was taken from the directives is what their raw texts say, and no sentence of theirs is repeated.

This file is collected only where the raw texts are at hand (see tests/directives.py); the head of each
run says whether it is. Without them, the facts kept in tests/data stand for the texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from generator.mandates.library import load_pack
from tests.directives import FILES, SOURCES, extract, kept_numbers, kept_paths, raw_text
from tests.test_docs import PAGES, name_of, read

# So many Chinese characters in a row that also stand in a directive are a sentence taken over.
LONGEST_RUN = 36

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
# A number at the beginning of a line or cell, that of an alternative way of disclosure left out. The
# municipal text of 2021 has lost some full stops and opening brackets.
_NUMBER = re.compile(
    r"(?:^|[\t>])\s*[（(]?(\d)(?:([．.])|([）)])|(?=12345)|(?=[公适以对认建]))(?!政府网站>|其|政务新媒体、)",
    re.MULTILINE,
)
_HEADING = re.compile(r"[．.]?(?:政府网站|政务新媒体)。")


def numbered(text: str) -> Iterator[str]:
    """Yield the numbers of the measures in the order of the text: 1, 2, 1（1）, 1（2）, 2（1） …"""
    table = text[text.index("贯彻举措") if "贯彻举措" in text else 0 :]
    outer = ""
    table = re.sub(r"。 (?=\d\. )", "。\n", table)
    for match in _NUMBER.finditer(table):
        if match.group(3):
            yield f"{outer}（{match.group(1)}）"
            continue
        outer = match.group(1)
        if not _HEADING.match(table, match.end(1)):
            yield outer


def runs(text: str) -> set[str]:
    """Return every run of Chinese characters that is long enough to be a sentence taken over."""
    han = _NOT_HAN.sub("", text)
    return {han[i : i + LONGEST_RUN] for i in range(len(han) - LONGEST_RUN + 1)}


@cache
def directive_runs(pack: str) -> set[str]:
    """Return the runs of a directive's raw text."""
    return runs(raw_text(pack))


@pytest.mark.parametrize("pack", SOURCES)
def test_kept_paths_are_those_of_the_raw_text(pack: str) -> None:
    assert extract(pack) == kept_paths()[pack]


@pytest.mark.parametrize("pack", FILES)
def test_kept_numbers_are_those_of_the_raw_text(pack: str) -> None:
    assert list(numbered(raw_text(pack))) == kept_numbers()[pack]


@pytest.mark.parametrize("pack", FILES)
def test_units_and_deadlines_are_those_of_the_text(pack: str) -> None:
    text = re.sub(r"\s", "", raw_text(pack)).replace("(", "（").replace(")", "）")
    for mandate in load_pack(pack).mandates:
        for unit in mandate.units:
            # One cell names the hosts of two kinds of sites: 市、区县政府….
            assert unit in text or re.sub(r"^(市|区县)", "", unit) in text, (mandate.ref, unit)
        if mandate.deadline and "年底" not in mandate.deadline_text:
            # The municipal text of 2021 has lost 月 in some dates.
            day = mandate.deadline
            assert re.search(rf"{day.month}(月|{day.day}日)", text), mandate.ref


@pytest.mark.parametrize("pack", FILES)
def test_no_page_repeats_a_sentence_of_the_directive(pack: str) -> None:
    taken = {name_of(page): sorted(runs(read(page)) & directive_runs(pack)) for page in PAGES}
    assert {name: found for name, found in taken.items() if found} == {}


@pytest.mark.parametrize("pack", FILES)
def test_no_summary_repeats_a_sentence_of_the_directive(pack: str) -> None:
    taken = {
        mandate.ref: sorted(runs(mandate.summary) & directive_runs(pack))
        for mandate in load_pack(pack).mandates
    }
    assert {ref: found for ref, found in taken.items() if found} == {}


@pytest.mark.parametrize("pack", FILES)
def test_a_repeated_sentence_is_noticed(pack: str) -> None:
    start = len(text := raw_text(pack)) // 2
    assert runs(f"前言。{text[start : start + 200]}后语。") & directive_runs(pack)
