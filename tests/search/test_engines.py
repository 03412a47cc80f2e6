"""The lists and Pagefind, asked over the same documents, give the same answers, and those are what the texts contain."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.search.folding import BREAK, FoldingTable, fold
from generator.search.index import IndexPlan
from generator.search.layout import Shown, shown
from generator.search.record import SearchRecord
from generator.search.shards import Sizes
from tests.search.bundles import write_index
from tests.search.corpus import record

# Few characters, so that texts contain each other; figures and letters in runs, marks that fold, rare planes.
ALPHABETS = ("区政府办", "区政2号〔】A ，𠀀", "2021年0a第46号〔〕", "abc019区 -/.", "甲乙")
ASK = """async ([bundle, queries, engine]) => {
  const { openIndex } = await import(new URL("../assets/search-index.js", bundle).href);
  const { readQuery } = await import(new URL("../assets/search-query.js", bundle).href);
  if (!window.opened) window.opened = openIndex(new URL(bundle));
  const index = await window.opened;
  const theirs = engine === "pagefind" && await index.openPagefind();
  const { titleWidth, numberAt } = index.tables.layout;
  const inHead = ({ at, phrase }) => at < titleWidth || (numberAt.includes(at) && phrase[phrase.length - 1] === "号");
  const answers = [];
  for (const query of queries) {
    const terms = readQuery(query, index.fold).terms.map(({ phrases }) => phrases);
    if (!terms.length) answers.push([]);
    else if (theirs) {
      const hits = (await theirs(terms)).map(({ shard, rank, hits }) => [shard, rank, hits.every(inHead)]);
      answers.push([...hits.filter((hit) => hit[2]), ...hits.filter((hit) => !hit[2])]);
    } else {
      const { hits, lost } = await index.find(terms);
      if (lost) throw new Error("lost " + query);
      answers.push(hits.map(({ shard, rank, head }) => [shard, rank, head]));
    }
  }
  return answers;
}"""


@dataclass(frozen=True)
class Scene:
    """An index in a folder of the test's site, and what it is of."""

    name: str
    plan: IndexPlan
    records: list[SearchRecord]


def make_records(rng: random.Random, count: int) -> list[SearchRecord]:
    """Return short documents of a random kind each."""

    def text(most: int) -> str:
        letters = rng.choice(ALPHABETS)
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
            [each.title, each.doc_no, *each.body_html.replace("<p>", "").split("</p>"), *each.extra]
        )
        start = rng.randint(0, len(text))
        cut = text[start : start + rng.choice((1, 2, 3, 4, 5, 8, 13))]
        made = "".join(rng.choice(rng.choice(ALPHABETS)) for _ in range(rng.randint(1, 6)))
        queries.append(rng.choice((cut, cut, f"{cut} {made[:2]}", made)).strip() or "区")
    return queries


def contained(query: str, text: Shown, folder: FoldingTable) -> bool:
    """Whether a document has every term in one of its blocks, taken letter by letter."""
    plain = [token for token in fold(text.number, folder) if len(token) == 1]
    parts = (text.title, text.number, *text.body.split("\n"), *text.extra.split("\n"))
    blocks = [f" {' '.join(fold(part, folder))} " for part in parts] + [f" {' '.join(plain)} "]
    terms = [" ".join(fold(term, folder)) for term in query.split()]
    return all(any(f" {term} " in block for block in blocks) for term in terms if term)


def test_both_engines_find_the_same_in_the_same_order(scene: Scene, opened: Page, search_base: str) -> None:
    queries = make_queries(random.Random(7), scene.records, 150)
    bundle = f"{search_base}{scene.name}/"
    ours, theirs = (opened.evaluate(ASK, [bundle, queries, engine]) for engine in ("lists", "pagefind"))
    for query, one, other in zip(queries, ours, theirs, strict=True):
        assert one == other, query


def test_the_lists_find_what_the_texts_contain(scene: Scene, opened: Page, search_base: str) -> None:
    queries = make_queries(random.Random(8), scene.records, 250)
    folder = FoldingTable()
    texts = [[shown(each, folder) for each in shard.records] for shard in scene.plan.shards]
    answers = opened.evaluate(ASK, [f"{search_base}{scene.name}/", queries, "lists"])
    for query, answer in zip(queries, answers, strict=True):
        wanted = [
            [number, rank]
            for number, shard in enumerate(texts)
            for rank, text in enumerate(shard)
            if contained(query, text, folder) and any(fold(term, folder) for term in query.split())
        ]
        assert sorted(hit[:2] for hit in answer) == wanted, query
    assert sum(map(bool, answers)) > 100
    assert BREAK not in "".join(queries)
