"""The parts of the search page's script, each by itself in a browser, against the index they have to agree with."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.search.codes import HALF, NO_CODE, mixed, token_code
from generator.search.folding import BREAK, FoldingTable, fold
from generator.search.layout import shown
from tests.search.corpus import record
from tests.search.test_folding import TEXT


@pytest.fixture(scope="module")
def script(browser: Browser, search_base: str) -> object:
    """A page that has the functions of the search page's scripts at hand."""
    page = browser.new_page()
    page.goto(f"{search_base}search/")
    tables = f"{search_base}pagefind/shards.json"
    modules = [
        f"{search_base}assets/search-{name}.js"
        for name in ("query", "index", "reader", "grams", "inflate", "fetch")
    ]
    page.evaluate(
        """async ([modules, tables]) => {
          const script = Object.assign({}, ...await Promise.all(modules.map((module) => import(module))));
          const given = await (await fetch(tables)).json();
          window.fold = script.makeFold(given.folding);
          window.words = script.makeReader(given).sections;
          window.place = script.place;
          window.codeOf = script.makeCodes(given.pinyin);
          window.unpack = async (list) => {
            const bytes = Uint8Array.from(list);
            const [ours, theirs] = await Promise.all([script.inflate, script.unpack].map(async (work) => {
              try {
                return Array.from(await work(bytes));
              } catch (error) {
                return "damaged";
              }
            }));
            return { ours, theirs };
          };
          window.groupSizes = (count) => script.inGroups(new Array(count).fill(0)).map((each) => each.length);
          window.pinyin = (word) => script.pinyinPhrases(word, given.pinyin);
        }""",
        [modules, tables],
    )
    yield page
    page.close()


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


def test_the_newest_segment_is_asked_alone_and_first(script: Page) -> None:
    sizes = script.evaluate("[0, 1, 2, 8].map(window.groupSizes)")
    assert sizes == [[], [1], [1, 1], [1, 3, 3, 1]]


def test_script_and_index_number_tokens_and_grams_alike(script: Page) -> None:
    folded = {token for char in map(chr, range(0x20, 0x3500)) for token in FoldingTable().tokens(char)}
    spelt = {f"{mark}{each}" for mark in "vy" for each in (*"az09", "zheng", "a", "lv")}
    names = [*sorted(folded | spelt), "𠀀", "政"]
    ours = [None if (code := token_code(name)) == NO_CODE else code for name in names]
    assert script.evaluate("names => names.map(codeOf)", names) == ours
    one = np.array([0, 1, 0x4E00, 0x9FFF, HALF, 12345], dtype=np.int32)
    both = mixed(one, one[::-1].copy()).tolist()
    pairs = list(zip(one.tolist(), one[::-1].tolist(), strict=True))
    placed = script.evaluate("pairs => pairs.map(([first, second]) => place(first, second))", pairs)
    assert [each["cell"] << 32 | each["key"] for each in placed] == both


@settings(max_examples=30)
@given(texts=st.lists(TEXT, min_size=10, max_size=30))
def test_a_result_has_the_words_that_the_index_has(script: Page, texts: list[str]) -> None:
    folder = FoldingTable()
    made = [shown(record("题", "".join(text.split("\0"))), folder) for text in texts]
    words = script.evaluate("texts => texts.map((body) => words({ title: '', number: '', body, extra: '' }).body)",
                            [each.body for each in made])  # fmt: skip
    for text, found in zip(made, words, strict=True):
        tokens = [token for part in text.body.split("\n") for token in (*fold(part, folder), BREAK)][:-1]
        assert [each["token"] for each in found] == tokens
        assert "".join(each["shown"] for each in found) == "".join(
            char for char in text.body if folder.tokens(char) and char != "\n"
        )


@settings(max_examples=40)
@given(data=st.binary(max_size=3000) | TEXT.map(lambda text: (text * 40).encode("utf-8", "replace")), level=st.integers(0, 9),
       cut=st.integers(0, 20), spoilt=st.integers(0, 400))  # fmt: skip
def test_gzip_is_taken_apart_as_the_browser_does(
    script: Page, data: bytes, level: int, cut: int, spoilt: int
) -> None:
    packed = bytearray(gzip.compress(data, level))
    told = script.evaluate("list => unpack(list)", list(packed))
    assert bytes(told["ours"]) == bytes(told["theirs"]) == data
    if cut:
        assert script.evaluate("list => unpack(list)", list(packed[:-cut]))["ours"] == "damaged"
    if spoilt >= 10:
        packed[10 + spoilt % (len(packed) - 10)] ^= 0x55
        told = script.evaluate("list => unpack(list)", list(packed))
        # A bit that decides nothing, such as those before a stored block, may differ.
        assert told["ours"] == "damaged" or bytes(told["ours"]) == data


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
