"""A release that comes while somebody searches: each answer is that of the release before or of the one after."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Browser

from generator.publish.releases.carrying import carried_files
from generator.publish.releases.manifest import Manifest
from generator.search.record import SearchRecord
from tests.helpers import contents, serve
from tests.search.bundles import write_index
from tests.search.corpus import PURPOSE, filler, record

SWAPS, SEARCHES = 10, 100


def state(number: int) -> list[SearchRecord]:
    """Return the documents of a release: one more each time, one old one edited, one gone."""
    made = [*PURPOSE, *filler(120)]
    notices = [
        record(f"发布{each}", "交替告示。", url=f"new/{each}.html", published=datetime(2026, 9, 1 + each))
        for each in range(number + 1)
    ]
    edited = made[20]._replace(body_html=f"<p>改到第{number}稿的内容。</p>", published=datetime(2020, 5, 5))
    return [*made[:20], edited, *made[21 + number :], *notices]


@pytest.fixture(scope="module")
def releases(search_site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The releases of a site, each with the files that it carries on of the one before."""
    root = tmp_path_factory.mktemp("releases")
    live = Manifest()
    made: list[Path] = []
    for number in range(SWAPS + 1):
        site = root / str(number)
        shutil.copytree(search_site / "portal" / "search", site / "search")
        shutil.copytree(search_site / "portal" / "assets", site / "assets")
        write_index(state(number), site / "pagefind")
        files = {name: digest for name, digest in contents(site).items() if digest}
        carried = carried_files(live, files, datetime.now(UTC))
        for name in carried:
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(made[-1] / name, site / name)
        # A server tells two files apart by the second they were written in.
        when = datetime.now(UTC).timestamp() + 60 * number
        os.utime(site / "pagefind" / "shards.json", (when, when))
        live = Manifest(files=files, carried=carried)
        made.append(site)
    return made


@pytest.fixture
def served(releases: list[Path], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the site, and the link that says which release is served."""
    link = tmp_path / "current"
    link.symlink_to(releases[0])
    with serve(tmp_path) as base:
        yield f"{base}current/", link


def swap(link: Path, release: Path) -> None:
    """Let a release take the place of another, in one step."""
    new = link.with_name("next")
    new.symlink_to(release)
    os.replace(new, link)  # noqa: PTH105


ASK = """async (query) => {
  const state = document.querySelector("[data-result-count]");
  document.querySelector("[data-search] input[name=q]").value = query;
  state.dataset.state = "before";
  document.querySelector("[data-search] button[type=submit]").click();
  while (!["done", "error"].includes(state.dataset.state)) await new Promise((next) => setTimeout(next, 2));
  return [state.dataset.state, state.textContent, document.querySelector("[data-search-note]").textContent,
    [...document.querySelectorAll("[data-result]")].map((link) => link.textContent)];
}"""


def test_a_hundred_searches_over_ten_swaps_are_right(
    browser: Browser, served: tuple[str, Path], releases: list[Path]
) -> None:
    base, link = served
    page = browser.new_page()
    page.goto(f"{base}search/")
    asked, swapped, over = Event(), Event(), Event()

    def deploy() -> None:
        """Deploy in the midst of a search, nine searches apart."""
        for release in releases[1:]:
            asked.wait()
            asked.clear()
            if over.is_set():
                return
            swap(link, release)
            swapped.set()

    deployer = Thread(target=deploy)
    deployer.start()
    number = 0
    wrong = []
    for search in range(SEARCHES):
        swapping = search % (SEARCHES // SWAPS) == 5 and number < SWAPS
        if swapping:
            page.once("request", lambda _: asked.set())
        answer = page.evaluate(ASK, "交替告示")
        if swapping:
            assert swapped.wait(60)
            swapped.clear()
            number += 1
        allowed = {number + 1, number} if swapping else {number + 1}
        titles = [[f"发布{each}" for each in reversed(range(count))][:10] for count in allowed]
        if answer[0] != "done" or answer[2] or int(answer[1]) not in allowed or answer[3] not in titles:
            wrong.append((search, number, answer))
    over.set()
    asked.set()
    deployer.join()
    page.close()
    assert wrong == []
    assert number == SWAPS
