"""Whole sentences: what people say is told by words, by two that stand near each other, and by single characters."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Page

from generator.search.words.synonyms import everyday_words
from tests.search.test_script import script

__all__ = ["script"]

LINES = [
    *("养狗 = 养犬登记", "修|补…路|桥 = 道路工程", "狗 = 文明养犬", "坏…灯 = 城市照明", "看病 = 门诊"),
    "屋头 > 家里",
]
CUT = """([said, text]) => window.sentences.makeSegments([], (word) => Array.from(word), said)(text)
  .filter(({ others }) => others.length).map(({ text, others, guess }) => [text, others[0], Boolean(guess)])"""


@pytest.fixture(scope="module")
def sentences(script: Page) -> Page:
    """The page with the functions of the last step at hand."""
    base = script.url.partition("search/")[0]
    modules = [f"{base}assets/search-{name}.js" for name in ("lore", "best", "memory")]
    script.evaluate(
        """async (modules) => {
          window.sentences = Object.assign({}, ...await Promise.all(modules.map((module) => import(module))));
        }""",
        modules,
    )
    return script


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我家门口的路什么时候修好", [["路什么时候修", "道路工程", True]]),
        ("什么时候来补一补那座桥", [["补一补那座桥", "道路工程", True]]),
        ("他家的狗从来不牵绳子", [["狗", "文明养犬", True]]),
        # A word is no guess, and a character within it none of its own.
        ("在城里养狗要办什么手续", [["养狗", "养犬登记", False]]),
        # A word is known with a few others put in between its characters, and then a guess.
        ("昨天看了个病花好多", [["看了个病", "门诊", True]]),
        ("看了半天也没有病", []),
        # What dialect says is read as the common word before all else.
        ("屋头养狗的人", [["养狗", "养犬登记", False]]),
        # Beyond a mark another clause begins.
        ("这条路太黑 修一修也行", []),
    ],
)
def test_what_is_said_near_each_other_is_told_in_either_order(
    sentences: Page, text: str, told: list[list[object]]
) -> None:
    assert sentences.evaluate(CUT, [LINES, text]) == told


def test_of_a_series_the_later_documents_count_less(sentences: Page) -> None:
    titles = ["财政局2025年度部门决算", "民政局2025年度部门决算", "公安局2024年度部门决算", "区级财政决算"]
    scores = [10, 9.9, 9.8, 8]
    order = sentences.evaluate(
        """([titles, scores]) => {
          const ids = titles.map((_, at) => `0/${at}`);
          const series = window.sentences.seriesOf(titles.join("\\n"), ids);
          return window.sentences.inTurn(ids.map((id, at) => ({ hit: { id }, score: scores[at] })), series).map(({ hit }) => hit.id);
        }""",
        [titles, scores],
    )
    assert [titles[int(each[2:])] for each in order] == [
        "财政局2025年度部门决算",
        "民政局2025年度部门决算",
        "区级财政决算",
        "公安局2024年度部门决算",
    ]


def test_lines_of_the_table_can_be_read() -> None:
    for line in everyday_words():
        said, written = re.split(r" [=>] ", line)
        assert said.split()
        assert written.split()
        assert " > " not in line or re.fullmatch(r"\w{2,}( \w{2,})* > \w+", line)
        for word in said.split():
            first, *last = word.split("…")
            assert len(last) < 2
            # The browser makes a pattern of both groups, and compares what was folded.
            assert re.fullmatch(r"[\w|]+", first + "".join(last))
            assert word == word.lower()


def test_a_single_character_stands_in_one_line() -> None:
    single = Counter(
        word for line in everyday_words() for word in re.split(" [=>] ", line)[0].split() if len(word) == 1
    )
    assert [word for word, number in single.items() if number > 1] == []


def test_what_dialect_says_is_not_written_again_by_another_line() -> None:
    lines = [line.split(" > ") for line in everyday_words() if " > " in line]
    said = [word for words, _ in lines for word in words.split()]
    assert len(set(said)) == len(said)
    # A common word that has one of dialect within would be read as a third.
    assert [common for _, common in lines if any(word in common for word in said)] == []


def test_a_sentence_without_known_words_is_found_by_characters_of_titles(sentences: Page) -> None:
    # No two characters of the sentence stand together in the title; 能 is of grammar and tells nothing.
    titles = ["加装电梯补助办法", *(f"财政预算{number}" for number in range(20)), "职业能力"]
    found = sentences.evaluate(
        """async ([titles, query, tables]) => {
          const { openTitles, openLore, bestMatches } = window.sentences;
          const { folding, pinyin } = await (await fetch(tables)).json();
          const memory = openTitles({ ...folding, ...pinyin }, titles.map((title) => [title, "", "", "", "", "", "", ""]));
          const find = async (terms) => (await memory.find(terms)).hits;
          const desk = openLore({ ...memory, find, findRoughly: find }, query);
          return (await bestMatches(desk, [desk.term(query)])).hits.map(({ rank }) => titles[rank]);
        }""",
        [titles, "能加部梯子吗", f"{sentences.url.partition('search/')[0]}pagefind/shards.json"],
    )
    assert found == ["加装电梯补助办法"]
