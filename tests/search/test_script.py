"""The parts of the search page's script, each by itself in a browser, against the index they have to agree with."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.search import layout
from generator.search.folding import FoldingTable, fold
from generator.search.record import SearchRecord
from generator.search.titles import title_list
from generator.search.wording import Liner, word_lines
from tests.search.corpus import record
from tests.search.test_folding import TEXT


@pytest.fixture(scope="module")
def script(browser: Browser, search_base: str) -> object:
    """A page that has the functions of the search page's scripts at hand."""
    page = browser.new_page()
    page.goto(f"{search_base}search/")
    tables = f"{search_base}pagefind/shards.json"
    modules = [f"{search_base}assets/search-{name}.js" for name in ("query", "index")]
    page.evaluate(
        """async ([modules, tables]) => {
          const script = Object.assign({}, ...await Promise.all(modules.map((module) => import(module))));
          const given = await (await fetch(tables)).json();
          window.fold = script.makeFold(given.folding);
          const inTitle = script.makeTitleTest(given);
          window.inTitle = (line, tokens) => inTitle(tokens.map(script.letter).join(""))(line);
          const inList = script.makeListTest(given);
          window.inList = (list, tokens) => inList(tokens.map(script.letter).join(""))(list);
          window.groupSizes = (count) => script.inGroups(new Array(count).fill(0)).map((each) => each.length);
          window.pinyin = (word) => script.pinyinPhrases(word, given.pinyin);
        }""",
        [modules, tables],
    )
    yield page
    page.close()


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("办发", True),
        ("府办发2021", False),
        ("府办发20214号", True),
        ("(府)办发20214号", False),
        ("发20214号", False),
    ],
)
def test_a_list_without_a_text_is_passed_over(script: Page, query: str, held: bool) -> None:
    told = script.evaluate(
        "([list, phrase]) => window.inList(list, phrase)",
        ["办发\n通知\t(府办)发(2021)4号\n别的", fold(query, FoldingTable())],
    )
    assert told is held


@settings(max_examples=60)
@given(texts=st.lists(TEXT, min_size=20, max_size=60))
def test_script_and_index_fold_alike(script: Page, texts: list[str]) -> None:
    folder = FoldingTable()
    assert script.evaluate("texts => texts.map(window.fold)", texts) == [fold(text, folder) for text in texts]


def test_script_and_index_fold_marks_and_forms_alike(script: Page) -> None:
    folder = FoldingTable()
    texts = [chr(code) for code in (*range(0x21, 0x3500), *range(0x9F00, 0xAC10), *range(0xE000, 0x10000))]
    folded = script.evaluate("texts => texts.map(window.fold)", texts)
    # A browser with a newer Unicode may know characters that Python does not; it must know those that it does.
    unlike = [text for text, tokens in zip(texts, folded, strict=True) if tokens != fold(text, folder)]
    assert [char for char in unlike if char.isprintable()] == []


# Few characters, so that texts contain each other; some that fold, some that a number loses.
FEW = st.text("区政2号〔】A ，𠀀", max_size=9)


def is_head(record: SearchRecord, phrase: list[str]) -> bool:
    """Whether the place of a hit in the index makes it one of the title, as the search page reads it."""
    folder, liner = FoldingTable(), Liner()
    texts = word_lines([layout.line(record, folder, liner)], liner, folder)
    tokens = [texts.names[number] for number in texts.numbers.tolist()]
    found = (at for at in range(len(tokens)) if tokens[at : at + len(phrase)] == phrase)
    first = next(found, -1)
    table: dict[str, Any] = layout.table()
    return 0 <= first < table["titleWidth"] or (first in table["numberAt"] and phrase[-1] == "号")


@settings(max_examples=40)
@given(
    given_texts=st.lists(
        st.tuples(FEW, FEW, FEW, FEW, st.sampled_from(["", "长" * 60, "长" * 76])), min_size=20
    )
)
def test_lists_of_titles_tell_heads_as_the_index_does(
    script: Page, given_texts: list[tuple[str, str, str, str, str]]
) -> None:
    asked = []
    for title, number, body, query, before in given_texts:
        made = record(before + title, body, doc_no=number)
        phrase = fold(query, FoldingTable())
        if phrase and len(fold(before + title, FoldingTable())) <= layout.TITLE_WIDTH:
            (line,) = gzip.decompress(title_list([made])).decode().split("\n")
            asked.append((line, phrase, is_head(made, phrase)))
    told = script.evaluate(
        "asked => asked.map(([line, phrase]) => window.inTitle(line, phrase))", [each[:2] for each in asked]
    )
    assert told == [each[2] for each in asked]
    # A list that has the line anywhere is not passed over.
    heads = [[f"别的\n{line}\n别的\t别〔2021〕1号", phrase] for line, phrase, is_one in asked if is_one]
    assert all(script.evaluate("heads => heads.map(([list, phrase]) => window.inList(list, phrase))", heads))


def test_shards_are_asked_in_groups_that_grow(script: Page) -> None:
    sizes = script.evaluate("[0, 1, 4, 5, 43, 473].map(window.groupSizes)")
    assert sizes[:5] == [[], [1], [4], [2, 3], [2, 4, 8, 16, 13]]
    assert sum(sizes[5]) == 473
    assert max(sizes[5]) == 32


@pytest.mark.parametrize(
    ("word", "phrases"),
    [
        ("zcjd", [["vz", "vc", "vj", "vd"]]),
        ("zhengce", [["vz", "vh", "ve", "vn", "vg", "vc", "ve"], ["yzheng", "yce"]]),
        ("xian", [["vx", "vi", "va", "vn"], ["yxian"], ["yxi", "yan"], ["yxi", "ya", "yn"]]),
        ("lvelu", [["vl", "vv", "ve", "vl", "vu"], ["ylue", "ylu"], ["ylu", "ye", "ylu"]]),
        ("2024nian", [["v2", "v0", "v2", "v4", "vn", "vi", "va", "vn"], ["y2", "y0", "y2", "y4", "ynian"]]),
    ],
)
def test_a_word_of_pinyin_is_cut_into_syllables(script: Page, word: str, phrases: list[list[str]]) -> None:
    found = script.evaluate("word => window.pinyin(word)", word)
    assert found[: len(phrases)] == phrases or all(
        phrase in found for phrase in phrases if phrase[-1] != "yn"
    )
