"""What a preview shows after an edit, and when: the page first, then what is wrong, then the search."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from generator.errors import SearchIndexError
from generator.publish.previewing.live import Live
from generator.publish.previewing.searching import Searching
from generator.publish.previewing.snapshot import Snapshot
from tests.helpers import AS_OF, document, make_portal

PAGE = "tzgg/a.html"


@pytest.fixture
def live(tmp_path: Path) -> Live:
    """A preview of a small portal, read once."""
    files = {"content/tzgg/a.md": document(title="停水通知"), "content/tzgg/b.md": document(title="供水通知")}
    live = Live(make_portal(tmp_path, files), date.fromisoformat(AS_OF))
    assert live.refresh() == []
    return live


def page(live: Live, address: str) -> str:
    """Return a page as the preview shows it."""
    assert live.snapshot
    return (live.snapshot.draw(address) or b"").decode()


def edit(path: Path, old: str, new: str) -> None:
    """Replace words in a file, which has them."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run_to_end(searching: Searching, snapshot: Snapshot) -> None:
    """Go on with the search until it is complete."""
    end = time.monotonic() + 60
    try:
        while not searching.step(snapshot):
            assert searching.busy
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        searching.stop()


def test_an_edited_document_shows_before_all_is_read_again(live: Live) -> None:
    edit(live.root / "content/tzgg/a.md", "停水通知", "恢复供水通知")
    assert live.edit(["content/tzgg/a.md"]) == []
    assert "恢复供水通知" in page(live, PAGE)
    assert "恢复供水通知" not in page(live, "tzgg/index.html")
    assert live.refresh() == []
    assert "恢复供水通知" in page(live, "tzgg/index.html")
    assert page(live, "tzgg/none.html") == ""


def test_a_renamed_column_shows_on_every_page(live: Live) -> None:
    edit(live.root / "columns.yml", "name: 通知公告", "name: 公示公告\n    slug: tzgg")
    assert live.refresh() == []
    assert all("公示公告" in page(live, address) for address in (PAGE, "tzgg/index.html", "index.html"))
    assert "通知公告" not in page(live, PAGE)


def test_what_cannot_be_read_leaves_the_page_as_it_was(live: Live) -> None:
    edit(live.root / "columns.yml", "    cycle:", "    cicle:")
    assert [finding.place.path for finding in live.refresh() if finding.level == "error"] == ["columns.yml"]
    assert "停水通知" in page(live, PAGE)


def test_what_the_rules_find_is_told_after_the_page_is_shown(live: Live) -> None:
    number = "index_no: 11500-2026-1\n"
    for name in ("a", "b"):
        edit(live.root / f"content/tzgg/{name}.md", "issuer:", f"{number}issuer:")
    assert live.refresh() == []
    assert "11500-2026-1" in page(live, PAGE)
    assert [finding.code for finding in live.review() if finding.code == "index-no-duplicate"]


def test_the_search_follows_in_another_process(live: Live) -> None:
    searching = Searching()
    assert live.snapshot
    run_to_end(searching, live.snapshot)
    assert not searching.busy
    contents = live.snapshot.file("pagefind/shards.json")
    assert contents
    assert '"documents":2' in contents.read_text(encoding="utf-8")
    assert not searching.step(live.snapshot)


def test_a_search_that_cannot_be_built_is_given_up_until_the_next_edit(live: Live) -> None:
    searching = Searching()
    assert live.snapshot
    live.snapshot.cache.write_text("no folder", encoding="utf-8")
    with pytest.raises(SearchIndexError):
        run_to_end(searching, live.snapshot)
    assert not searching.busy
    assert not searching.step(live.snapshot)
    live.snapshot.cache.unlink()
    assert live.refresh() == []
    run_to_end(searching, live.snapshot)
    assert live.snapshot.file("pagefind/shards.json")
