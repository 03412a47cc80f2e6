"""A site of nothing but a search page and its index, in a folder of its own below the server's root."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.render.scripts.ladder import ladder_script
from generator.render.scripts.search_page import search_page_scripts
from generator.search.questions.files import QuestionFiles, answers_of
from generator.search.record import SearchRecord
from generator.search.words.synonyms import all_synonyms, everyday_words
from tests.browser.waiting import be_patient
from tests.helpers import REPOSITORY, serve
from tests.search.bundles import write_index
from tests.search.corpus import corpus, path_of

# No column bears the words of the corpus: what is counted there are documents.
COLUMNS: dict[str, list[object]] = {"columns": [], "offices": []}
PAGE, MORE = 10, 20  # results that come at first, and at a time after that
FRAME = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<script type="module" async src="../assets/search-early.js"></script>
<title>站内搜索-示例区</title><link rel="icon" href="../assets/favicon.svg"><link rel="stylesheet" href="../assets/search.css"></head>
<body><main>{main}</main></body></html>
"""


@dataclass
class Desk:
    """The search page in a browser, and all that went wrong there.

    A search says that it is complete after everything else that it draws, the choices of open filters excepted.
    What is asked here of a page whose search is complete is therefore final.
    """

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, query: str, **chosen: str) -> None:
        """Open the page at a query and wait until the search is complete."""
        self.page.goto(f"{self.base}search/?{urlencode({'q': query, **chosen}, quote_via=quote)}")
        self.wait()

    def type(self, query: str) -> None:
        """Type a query into the page that is open."""
        self.page.fill("[data-search] input[name=q]", query)
        with self.searching():
            self.page.press("[data-search] input[name=q]", "Enter")

    def ask(self, query: str) -> None:
        """Search in the page that is open, or open it."""
        if self.page.url.startswith(self.base):
            self.type(query)
        else:
            self.go(query)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Do what begins another search, and wait until that one is complete: so is the one before it."""
        self.page.evaluate("document.querySelector('[data-result-count]').dataset.state = 'before'")
        yield
        self.wait()

    def wait(self) -> None:
        """Wait until the search is complete; an error of the search is an error of the test."""
        self.page.wait_for_selector(
            "[data-result-count]:is([data-state=done],[data-state=error])", state="attached"
        )
        assert self.state == "done"

    @property
    def state(self) -> str:
        """Where the search stands."""
        return self.page.get_attribute("[data-result-count]", "data-state") or ""

    @property
    def step(self) -> str:
        """The step of the ladder that found what is shown."""
        return self.page.get_attribute("[data-result-count]", "data-step") or ""

    @property
    def count(self) -> int:
        """The number found, as the page says it."""
        return int(self.page.inner_text("[data-result-count]"))

    @property
    def results(self) -> Locator:
        """The links to what was found, for those who look while the search goes on."""
        return self.page.locator("[data-result]")

    @property
    def titles(self) -> list[str]:
        """The titles listed so far."""
        return self.results.all_inner_texts()

    def note(self) -> str:
        """What the page says besides."""
        return self.page.text_content("[data-search-note]") or ""

    def marks(self, selector: str = "[data-search-results]") -> list[str]:
        """The marked words."""
        return self.page.locator(f"{selector} mark").all_inner_texts()

    def excerpt(self) -> str:
        """The first excerpt."""
        return self.page.text_content(".gk-search__excerpt") or ""

    def load_all(self) -> None:
        """Ask for more until there is no more."""
        self.load(self.count)
        expect(self.results).to_have_count(self.count)
        expect(self.page.locator("[data-more]")).to_be_hidden()

    def load(self, number: int) -> None:
        """Ask for more, faster than it comes, until so many results are asked for; then wait for them."""
        for _ in range(PAGE, number, MORE):
            self.page.click("[data-more]")
        if number:
            self.results.nth(number - 1).wait_for()


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    be_patient()


@pytest.fixture(scope="session")
def search_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The served folder; the site is in ``portal`` below it."""
    root = tmp_path_factory.mktemp("search")
    site = root / "portal"
    (site / "search").mkdir(parents=True)
    (site / "assets").mkdir()
    assets = REPOSITORY / "theme" / "assets"
    for path in (*assets.glob("search*"), *assets.glob("titles*"), assets / "favicon.svg"):
        shutil.copy(path, site / "assets" / path.name)
    main = (
        (REPOSITORY / "theme" / "pages" / "search.html")
        .read_text(encoding="utf-8")
        .replace("{{ root }}", "../")
    )
    (site / "search" / "index.html").write_text(FRAME.format(main=main), encoding="utf-8")
    records = corpus()
    words = _words(records)
    (site / "search" / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    everyday = list(everyday_words())
    (site / "search" / "everyday.json").write_text(json.dumps(everyday, ensure_ascii=False), encoding="utf-8")
    (site / "search" / "columns.js").write_text(f"gongkaiColumns({json.dumps(COLUMNS)});\n", encoding="utf-8")
    for address, script in search_page_scripts(assets).items():
        (site / address).write_text(script, encoding="utf-8")
    tables = {"words": words, "everyday": everyday}
    (site / "search" / "ladder.js").write_text(ladder_script(assets, tables), encoding="utf-8")
    _write_answers(site / "search")
    plan = write_index(records, site / "pagefind")
    assert len(plan.shards) > 4, "the page must have to merge in two steps"
    return root


def _write_answers(folder: Path) -> None:
    made = QuestionFiles(answers_of([]), (), "")
    (folder / "questions.json").write_bytes(made.contents([]))
    (folder / "questions" / made.key).mkdir(parents=True)
    for name in made.names:
        (folder / "questions" / made.key / name).write_bytes(made.file(name))


def _words(records: Sequence[SearchRecord]) -> dict[str, list[str]]:
    return {
        "columns": sorted({path_of(record)[-1] for record in records}),
        "units": sorted({record.issuer for record in records}),
        "words": [],
        "titles": [],
        "same": [" ".join(group) for group in all_synonyms(())],
    }


@pytest.fixture(scope="session")
def search_base(search_site: Path) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    with serve(search_site) as address:
        yield f"{address}portal/"


@pytest.fixture
def desk(browser: Browser, search_base: str) -> Iterator[Desk]:
    """A page of its own; it fails the test when the browser reports anything."""
    page = browser.new_page()
    made = Desk(page, search_base)
    page.on(
        "console",
        lambda message: made.problems.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: made.problems.append(str(error)))
    page.on("request", lambda request: made.requests.append(request.url))
    yield made
    page.close()
    assert made.problems == []
    assert all(url.startswith(search_base) for url in made.requests)
