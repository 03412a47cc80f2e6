"""The lists and Pagefind, asked over the same documents, give the same answers, and those are what the texts contain."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.search.folding import BREAK, FoldingTable, fold
from generator.search.index import IndexPlan
from generator.search.layout import Shown, shown
from generator.search.record import AttachedFile, SearchRecord
from generator.search.shards import Sizes
from tests.search.bundles import write_index
from tests.search.corpus import record

# Few characters, so that texts contain each other; figures and letters in runs, marks that fold, rare planes.
ALPHABETS: tuple[Sequence[str], ...] = (
    "区政府办", "区政2号〔】A ，𠀀", "2021年0a第46号〔〕", "abc019区 -/.", "甲乙",
)  # fmt: skip
# Words whose characters nearly always stand together, and seldom not.
WORDS: tuple[Sequence[str], ...] = (
    ("城乡居民医疗保险", "居民医疗", "民医办"),
    ("城乡居民", "医疗", "保险", "。"),
    "城乡居民医疗保险",
)
OFTEN = (*ALPHABETS, WORDS[0], WORDS[0], WORDS[1])
# What they answer is handed over as one text: Playwright looks at each of its hundred thousand numbers, three times over.
ASK = """async ([bundle, queries, engine]) => {
  const { openIndex } = await import(new URL("../assets/search-index.js", bundle).href);
  const { readQuery } = await import(new URL("../assets/search-query.js", bundle).href);
  if (!window.opened) window.opened = openIndex(new URL(bundle));
  const index = await window.opened;
  const theirs = engine === "pagefind" && await index.openPagefind();
  const { titleWidth, numberAt, attachedAt } = index.tables.layout;
  const inHead = ({ at, phrase }) => at < titleWidth || (numberAt.includes(at) && phrase[phrase.length - 1] === "号");
  const isBelow = ({ at }) => at >= attachedAt;
  const answers = [];
  for (const query of queries) {
    const terms = readQuery(query, index.fold).terms.map(({ phrases }) => phrases);
    if (!terms.length) answers.push([]);
    else if (theirs) {
      const { found } = await theirs(terms);
      const hits = found.map(({ shard, rank, hits }) => [shard, rank, hits.every(inHead), hits.some(isBelow)]);
      answers.push([...hits.filter((hit) => hit[2]), ...hits.filter((hit) => !hit[2])]);
    } else {
      const { hits, lost } = await index.find(terms);
      if (lost) throw new Error("lost " + query);
      answers.push(hits.map(({ shard, rank, head, below }) => [shard, rank, head, below]));
    }
  }
  return JSON.stringify(answers);
}"""

# What is shown first, by lists and the texts of the first; what all lists and places find; what lists alone would have said.
EARLY = """async ([bundle, queries, most]) => {
  const { openIndex } = await import(new URL("../assets/search-index.js", bundle).href);
  const { readQuery } = await import(new URL("../assets/search-query.js", bundle).href);
  const { provenHits } = await import(new URL("../assets/search-results.js", bundle).href);
  const index = await openIndex(new URL(bundle));
  const told = (hits) => hits.map(({ id }) => id);
  const answers = [];
  for (const query of queries) {
    const { terms } = readQuery(query, index.fold);
    const shown = [];
    const { hits } = await index.find(terms.map(({ phrases }) => phrases), async (met, how = {}) => {
      if (!how.likely) return true;
      const likely = met.filter(({ below }) => !below);
      let first;
      const draw = (hit) => { first = hit.id; };
      const early = await provenHits(likely, terms.map(({ tokens }) => tokens), index.reader, most, draw);
      shown.push([likely.some(({ guessed }) => guessed), told(likely), told(early), told(early.filter(({ head }) => head)), first]);
      return true;
    });
    const on = (fits) => told(hits.filter(fits));
    answers.push([shown, told(hits), on(({ below }) => !below), on(({ head }) => head)]);
  }
  return JSON.stringify(answers);
}"""


@dataclass(frozen=True)
class Scene:
    """An index in a folder of the test's site, and what it is of."""

    name: str
    plan: IndexPlan
    records: list[SearchRecord]


def make_records(rng: random.Random, count: int) -> list[SearchRecord]:
    """Return short documents of a random kind each, some with one attached file or two."""

    def text(most: int) -> str:
        letters = rng.choice(OFTEN) if rng.random() < 0.97 else WORDS[2]
        return "".join(rng.choice(letters) for _ in range(rng.randint(0, most)))

    made = []
    for number in range(count):
        day = datetime(2018, 1, 1) + timedelta(minutes=rng.randrange(60 * 24 * 3200))
        title = ("长" * rng.choice((0, 0, 0, 60, 76))) + text(12)
        number_text = rng.choice(("", "", text(9), f"区〔2021〕{number}号"))
        made.append(
            record(
                title,
                *(text(60) for _ in range(3)),
                url=f"a/{number}.html",
                doc_no=number_text,
                published=day,
                extra=(text(8),),
                attached=tuple(
                    AttachedFile(f"{each}.docx", f"a/{number}-{each}.docx", "", 60, f"{text(40)}\n{text(20)}")
                    for each in range(rng.choice((0, 0, 0, 1, 2)))
                ),
            )
        )
    return made


@pytest.fixture(scope="module", params=[(1, 30), (2, 400), (3, 1500)], ids=["few", "some", "many"])
def scene(request: pytest.FixtureRequest, search_site: Path) -> Scene:
    """Several segments and shards, all of them in Pagefind's format as well."""
    seed, count = request.param
    records = make_records(random.Random(seed), count)
    name = f"engines-{seed}"
    sizes = Sizes(max(10, count // 5), max(20, count // 3))
    plan = write_index(records, search_site / "portal" / name, newest=10**9, sizes=sizes)
    assert len(plan.segments) > 2
    return Scene(name, plan, records)


@pytest.fixture
def opened(browser: Browser, search_base: str) -> Iterator[Page]:
    """A page that has asked for nothing yet."""
    page = browser.new_page()
    page.goto(f"{search_base}search/")
    yield page
    page.close()


def make_queries(rng: random.Random, records: list[SearchRecord], count: int) -> list[str]:
    """Cut queries from the records, of one character and more, and make some of nothing."""
    queries: list[str] = []
    while len(queries) < count:
        each = rng.choice(records)
        text = rng.choice(
            [
                *(each.title, each.doc_no, *each.body_html.replace("<p>", "").split("</p>"), *each.extra),
                *(block for file in each.attached for block in file.words.split("\n")),
            ]
        )
        start = rng.randint(0, len(text))
        cut = text[start : start + rng.choice((1, 2, 3, 4, 5, 8, 13))]
        made = "".join(rng.choice(rng.choice(ALPHABETS)) for _ in range(rng.randint(1, 6)))
        query = rng.choice((cut, cut, f"{cut} {made[:2]}", made)).strip() or "区"
        # A word behind a hyphen is one that no result may have.
        if not any(word.startswith("-") for word in query.split()[1:]):
            queries.append(query)
    return queries


@dataclass(frozen=True)
class Blocks:
    """A document's blocks, taken letter by letter: those of its own, and those of its files."""

    own: str
    files: str

    @classmethod
    def of(cls, text: Shown, folder: FoldingTable) -> Blocks:
        """Take them apart once, however many queries are put to them."""
        plain = [token for token in fold(text.number, folder) if len(token) == 1]
        parts = (text.title, text.number, *text.body.split("\n"), *text.extra.split("\n"))
        files = [part for _, _, words in text.attached for part in words.split("\n")]
        own = [*(fold(part, folder) for part in parts), plain]
        # No term has the line break that keeps blocks apart.
        return cls("\n".join(map(_spaced, own)), "\n".join(_spaced(fold(part, folder)) for part in files))

    def have(self, terms: list[str]) -> tuple[bool, bool]:
        """Whether every term stands in one of the blocks; and whether any stands in a file alone."""
        on_page = all(term in self.own for term in terms)
        return on_page or all(term in self.own or term in self.files for term in terms), not on_page


def _terms(query: str, folder: FoldingTable) -> list[str]:
    return [_spaced(made) for term in query.split() if (made := fold(term, folder))]


def _spaced(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} "


def test_both_engines_find_the_same_in_the_same_order(scene: Scene, opened: Page, search_base: str) -> None:
    queries = make_queries(random.Random(7), scene.records, 150)
    bundle = f"{search_base}{scene.name}/"
    ours, theirs = (
        json.loads(opened.evaluate(ASK, [bundle, queries, engine])) for engine in ("lists", "pagefind")
    )
    for query, one, other in zip(queries, ours, theirs, strict=True):
        assert one == other, query


def test_the_lists_find_what_the_texts_contain(scene: Scene, opened: Page, search_base: str) -> None:
    queries = make_queries(random.Random(8), scene.records, 250)
    folder = FoldingTable()
    texts = [
        [Blocks.of(shown(each, folder), folder) for each in shard.records] for shard in scene.plan.shards
    ]
    answers = json.loads(opened.evaluate(ASK, [f"{search_base}{scene.name}/", queries, "lists"]))
    for query, answer in zip(queries, answers, strict=True):
        terms = _terms(query, folder)
        wanted = [
            [number, rank, below]
            for number, shard in enumerate(texts)
            for rank, text in enumerate(shard)
            for found, below in (text.have(terms),)
            if found and terms
        ]
        assert "\n" not in "".join(terms)
        assert sorted([shard, rank, below] for shard, rank, _, below in answer) == wanted, query
    assert sum(map(bool, answers)) > 100
    assert any(below for answer in answers for _, _, _, below in answer)
    assert BREAK not in "".join(queries)


def test_what_is_shown_before_places_are_read_is_found_with_them(
    scene: Scene, opened: Page, search_base: str
) -> None:
    queries = [
        query
        for query in make_queries(random.Random(9), scene.records, 150)
        if any(fold(term, FoldingTable()) for term in query.split())
    ]
    answers = json.loads(opened.evaluate(EARLY, [f"{search_base}{scene.name}/", queries, 10]))
    for query, (stages, found, on_pages, titles) in zip(queries, answers, strict=True):
        for guessed, likely, early, heads, first in stages:
            assert set(early) <= set(found), query
            # What is drawn before the others are proven stays the first.
            assert first is None or first == early[0], query
            # Nothing is left out but what the words do not stand in, and what is shown as a title is one.
            assert early == [each for each in likely if each in early], query
            assert guessed or early or not set(likely[:20]) & set(on_pages), query
            assert set(heads) <= set(titles), query
            assert heads == early[: len(heads)], query
    for guessed in (True, False):
        assert sum(bool(stage[2]) for stages, *_ in answers for stage in stages if stage[0] is guessed) > 20
    assert any(set(likely) - set(found) for stages, found, *_ in answers for _, likely, *_ in stages)
    assert any(stage[-1] for stages, *_ in answers for stage in stages)
