"""Readers while releases change under them: nobody gets half a site, and a page that is open still searches."""

from __future__ import annotations

import http.client
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import wait_until
from tests.helpers import AS_OF, build, document, make_portal, run
from tests.publish.releases.conftest import Portal
from tests.publish.servers.conftest import Running, running

NUMBER = 14


def write(root: Path, word: str) -> Path:
    """Write a portal whose every document has a word, and one document more a word; build it."""
    texts = {
        f"content/tzgg/n{number}.md": document(f"第{number}号通知", f"共同的文字，{word}{number}。")
        for number in range(NUMBER)
    }
    make_portal(root, {**texts, f"content/tzgg/{word}.md": document(f"{word}的专门通知", "另一件事。")})
    build(root)
    return root


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Running, Path, Path]]:
    """A portal that is deployed, and served by nginx with our configuration: the server, the portal, the target."""
    root, target = write(tmp_path / "portal", "甲乙"), tmp_path / "target"
    assert run("deploy", target, "--root", root, "--as-of", AS_OF).code == 0
    (tmp_path / "现 在").symlink_to("target/current")
    (tmp_path / "own").mkdir()
    tmp_path.chmod(0o755)
    with running("nginx", "/", tmp_path) as server:
        yield server, root, target


def search(page: Page, word: str) -> None:
    """Search for a word on a page that is open."""
    page.locator("#search-q").fill(word)
    page.locator("[data-search] button[type=submit]").click()
    expect(page.locator("[data-result-count]")).to_have_attribute("data-state", "done", timeout=30_000)


def test_a_page_opened_before_a_deploy_searches_after_it(
    served: tuple[Running, Path, Path], browser: Browser
) -> None:
    server, root, target = served
    page = browser.new_page()
    faults: list[str] = []
    page.on(
        "response",
        lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    page.goto(
        f"http://127.0.0.1:{server.ports['127.0.0.1']}/search/?q=%E5%85%B1%E5%90%8C%E7%9A%84%E6%96%87%E5%AD%97"
    )
    expect(page.locator("[data-result-count]")).to_have_attribute("data-state", "done", timeout=30_000)
    expect(page.locator("[data-result-count]")).to_have_text(str(NUMBER))
    page.evaluate("() => { window.sameDocument = true; }")
    write(root, "丙丁")
    assert run("deploy", target, "--root", root, "--as-of", AS_OF).code == 0
    # The rest of what was found before is still there to be shown.
    expect(page.locator("[data-result]")).to_have_count(10)
    page.locator("[data-more]").click()
    expect(page.locator("[data-result]")).to_have_count(NUMBER, timeout=30_000)
    # What is new is found, and what has gone is not.
    search(page, "丙丁的专门")
    expect(page.locator("[data-result-count]")).to_have_text("1")
    search(page, "甲乙")
    expect(page.locator("[data-result-count]")).to_have_text("1")
    search(page, "共同的文字")
    expect(page.locator("[data-result-count]")).to_have_text(str(NUMBER))
    assert faults == []
    # And back again, as a rollback does: what was to be shown further has gone, and what is there is searched anew.
    assert run("rollback", target).code == 0
    expect(page.locator("[data-result]")).to_have_count(10)
    page.evaluate("document.querySelector('[data-result-count]').dataset.state = 'before'")
    page.locator("[data-more]").click()
    expect(page.locator("[data-result-count]")).to_have_attribute("data-state", "done", timeout=30_000)
    expect(page.locator("[data-result-count]")).to_have_text(str(NUMBER))
    assert faults
    page.locator("[data-more]").click()
    expect(page.locator("[data-result]")).to_have_count(NUMBER, timeout=30_000)
    faults.clear()
    search(page, "甲乙的专门")
    expect(page.locator("[data-result-count]")).to_have_text("1")
    wait_until(page, "() => window.sameDocument === true")
    assert faults == []
    page.close()


def test_readers_get_whole_pages_during_deploys(portal: Portal, tmp_path: Path) -> None:
    """Each page says of which site it is; every answer is a whole page of one, and none is refused."""
    target = tmp_path / "target"
    assert portal.deploy(target).code == 0
    (tmp_path / "现 在").symlink_to("target/current")
    (tmp_path / "own").mkdir()
    tmp_path.chmod(0o755)
    faults: list[str] = []
    asked, stop = [0] * 6, threading.Event()
    whole = {len(f"<p>{word}".encode()) * 400 for word in "甲乙丙"}

    def read(number: int, port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while not stop.is_set():
            connection.request("GET", "/tzgg/n0.html")
            answer = connection.getresponse()
            body = answer.read()
            asked[number] += 1
            if (
                answer.status != 200
                or len(body) not in whole
                or len(set(body.decode().split("<p>")[1:])) != 1
            ):
                faults.append(f"{answer.status} {len(body)}")
        connection.close()

    with running("nginx", "/", tmp_path) as server:
        readers = [
            threading.Thread(target=read, args=(number, server.ports["127.0.0.1"])) for number in range(6)
        ]
        for reader in readers:
            reader.start()
        for number in range(10):
            portal.edit("乙丙甲"[number % 3])
            assert portal.deploy(target, "--keep", "2").code == 0
        time.sleep(0.2)
        stop.set()
        for reader in readers:
            reader.join()
    assert faults == []
    assert min(asked) > 10
    assert shutil.which("nginx")
