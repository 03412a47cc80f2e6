"""What a preview shows after an edit, and when: the page first, then what is wrong, then the search."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.errors import SearchIndexError
from generator.load.portal import Loaded, load_portal
from generator.publish.previewing import searching
from generator.publish.previewing.live import Live
from generator.publish.previewing.searching import Searching
from generator.publish.previewing.snapshot import Snapshot
from tests.helpers import AS_OF, document, make_portal
from tests.load.texts.files import word_file

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
    except AssertionError:
        searching.stop()
        raise


def test_an_edited_document_shows_before_all_is_read_again(live: Live) -> None:
    edit(live.root / "content/tzgg/a.md", "停水通知", "恢复供水通知")
    assert live.edit(["content/tzgg/a.md"]) == []
    assert "恢复供水通知" in page(live, PAGE)
    assert "恢复供水通知" not in page(live, "tzgg/index.html")
    assert live.refresh() == []
    assert "恢复供水通知" in page(live, "tzgg/index.html")
    assert page(live, "tzgg/none.html") == ""


def test_a_new_document_shows_before_all_is_read_again(live: Live) -> None:
    new = live.root / "content/tzgg/c.md"
    new.write_text(document(title="新的通知"), encoding="utf-8")
    assert live.edit(["content/tzgg/c.md"]) == []
    assert "新的通知" in page(live, "tzgg/c.html")
    edit(new, "新的通知", "又一个通知")
    assert live.edit(["content/tzgg/c.md"]) == []
    assert "又一个通知" in page(live, "tzgg/c.html")
    assert live.refresh() == []
    assert "又一个通知" in page(live, "tzgg/c.html")
    assert "又一个通知" in page(live, "tzgg/index.html")


@pytest.mark.parametrize("name", ["tzgg/index.md", "nirgends/c.md"])
def test_a_new_document_that_has_no_place_of_its_own_shows_nothing(live: Live, name: str) -> None:
    path = live.root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(document(title="新的通知"), encoding="utf-8")
    assert live.edit([f"content/{name}"]) != []
    assert "新的通知" not in page(live, f"{name.removesuffix('.md')}.html".lower())


def test_what_is_saved_while_all_is_read_again_is_not_lost(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_and_be_overtaken(*arguments: Any) -> Loaded:
        loaded = load_portal(*arguments)
        edit(live.root / "content/tzgg/a.md", "停水通知", "恢复供水通知")
        (live.root / "content/tzgg/c.md").write_text(document(title="新的通知"), encoding="utf-8")
        assert live.edit(["content/tzgg/a.md", "content/tzgg/c.md"]) == []
        assert "恢复供水通知" in page(live, PAGE)
        return loaded

    monkeypatch.setattr("generator.publish.previewing.live.load_portal", load_and_be_overtaken)
    assert live.refresh() == []
    behind = live.behind
    assert behind
    assert "恢复供水通知" in page(live, PAGE)
    assert "新的通知" in page(live, "tzgg/c.html")
    monkeypatch.undo()
    assert live.refresh() == []
    assert not live.behind
    assert "恢复供水通知" in page(live, "tzgg/index.html")


def test_an_edited_document_waits_for_a_file_that_came_with_it(live: Live) -> None:
    edit(live.root / "content/tzgg/a.md", "issuer:", "attachments: [说明.txt]\nissuer:")
    assert [each.code for each in live.edit(["content/tzgg/a.md"]) or []] == ["attachment-missing"]
    (live.root / "content/tzgg/说明.txt").write_text("说明", encoding="utf-8")
    assert live.edit(["content/tzgg/说明.txt"]) is None
    assert live.edit(["content/tzgg/a.md"]) is None
    assert live.refresh() == []
    assert "说明.txt" in page(live, PAGE)


def test_a_document_that_is_gone_is_no_error(live: Live) -> None:
    (live.root / "content/tzgg/a.md").unlink()
    assert live.edit(["content/tzgg/a.md"]) is None
    assert live.refresh() == []
    assert page(live, PAGE) == ""


def test_of_many_at_once_those_that_are_open_show_first(live: Live) -> None:
    paths = []
    for number in range(50):
        path = live.root / f"content/tzgg/n{number}.md"
        path.write_text(document(title=f"第{number}号"), encoding="utf-8")
        paths.append(f"content/tzgg/n{number}.md")
    assert live.refresh() == []
    assert "第7号" in page(live, "tzgg/n7.html")
    for each in paths:
        edit(live.root / each, "号", "号更新")
    assert live.edit(paths) == []
    assert "第7号更新" in page(live, "tzgg/n7.html")
    assert live.refresh() == []
    assert "第8号更新" in page(live, "tzgg/n8.html")


def test_however_an_editor_saves_the_document_shows(live: Live) -> None:
    path = live.root / "content/tzgg/a.md"
    beside = path.with_name("a.md.tmp")
    beside.write_bytes(document(title="恢复供水通知").replace("\n", "\r\n").encode())
    beside.replace(path)
    assert live.edit(["content/tzgg", "content/tzgg/a.md", "content/tzgg/a.md.tmp"]) == []
    assert "恢复供水通知" in page(live, PAGE)


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
    searching.stop()
    assert live.refresh() == []
    assert not searching.step(live.snapshot)
    assert not searching.busy


def test_the_search_reads_files_again_whose_words_the_cache_has_lost(live: Live) -> None:
    edit(live.root / "columns.yml", "inspect_files: false", "inspect_files: true")
    edit(live.root / "content/tzgg/a.md", "issuer:", "attachments: [说明.docx]\nissuer:")
    (live.root / "content/tzgg/说明.docx").write_bytes(word_file("供水管网检修的说明。"))
    assert live.refresh() == []
    kept = [*(live.root / ".cache/texts").iterdir()]
    assert kept
    for path in kept:
        path.unlink()
    assert live.snapshot
    run_to_end(Searching(), live.snapshot)
    assert live.snapshot.file("pagefind/shards.json")


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


@pytest.mark.skipif(os.name != "posix", reason="elsewhere Ctrl+C reaches a process otherwise")
def test_a_search_that_begins_ends_quietly_with_the_preview(capfd: pytest.CaptureFixture[str]) -> None:
    """Ctrl+C reaches all processes of a terminal, and the preview may end before it has told what is to be done."""
    context = multiprocessing.get_context("spawn")
    (orders, told), (answer, report) = context.Pipe(duplex=False), context.Pipe(duplex=False)
    process = context.Process(target=searching._work, args=(orders, report), daemon=True)
    with searching._undisturbed():
        process.start()
    assert process.pid
    os.kill(process.pid, signal.SIGINT)
    for end in (orders, told, report):
        end.close()
    process.join(60)
    answer.close()
    assert process.exitcode == 0
    assert capfd.readouterr() == ("", "")
