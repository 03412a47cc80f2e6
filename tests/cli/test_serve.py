"""``gongkai serve`` while its portal is broken in every way: it shows the last good state, says why, and recovers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.cli import serve
from generator.errors import BuildError
from generator.load.portal import Loaded, load_portal
from generator.publish.previewing.live import Live
from generator.publish.previewing.searching import Searching
from generator.publish.previewing.server import Bulletin
from tests.helpers import document, make_portal

PAGE = "tzgg/a.html"
PATIENCE = 60.0


class Served:
    """A preview in a process of its own, what it said, and the newest state that it told its pages."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log, self.number = root, log, -1
        self.problems: list[str] | None = None
        command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(root), "--port", "0"]
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [*command, "--as-of", "2026-11-20"],
                stdout=file,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
        self.until(lambda: "http://" in self.said())
        self.address = "http://" + self.said().split("http://")[1].split("\u3000")[0]
        threading.Thread(target=self._listen, daemon=True).start()
        self.until(lambda: self.problems is not None)

    def _listen(self) -> None:
        # The stream ends with the process.
        with suppress(OSError), urllib.request.urlopen(f"{self.address}_gongkai/events") as stream:
            for line in stream:
                if line.startswith(b"data:"):
                    state = json.loads(line[5:])
                    self.problems, self.number = state["problems"], state["number"]

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, (self.problems, self.said())
            time.sleep(0.02)

    def shows(self, words: str) -> bool:
        with urllib.request.urlopen(f"{self.address}{PAGE}") as answer:
            return answer.status == 200 and words in answer.read().decode()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="停水通知", attachments="[说明.txt]"),
        "content/tzgg/说明.txt": "说明",
    }
    running = Served(make_portal(folder / "portal", files), folder / "log")
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.wait()


def _into(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / "content/tzgg/a.md"
        path.unlink()
        make(path)

    return change


BREAKS: dict[str, Callable[[Path], object]] = {
    "bad YAML": lambda root: (root / "content/tzgg/a.md").write_text(
        "---\ntitle: [\n---\nx", encoding="utf-8"
    ),
    "binary": lambda root: (root / "content/tzgg/a.md").write_bytes(bytes(range(256)) * 20),
    "empty": lambda root: (root / "content/tzgg/a.md").write_bytes(b""),
    "a pipe": _into(os.mkfifo),
    "columns.yml unreadable": lambda root: (root / "columns.yml").write_text("a: [", encoding="utf-8"),
    "columns.yml gone": lambda root: (root / "columns.yml").unlink(),
    "mkdocs.yml unreadable": lambda root: (root / "mkdocs.yml").write_text("a: [", encoding="utf-8"),
    "attachment gone": lambda root: (root / "content/tzgg/说明.txt").unlink(),
    "attachment runs": lambda root: (root / "content/tzgg/说明.txt").write_text(
        "<script>1</script>", encoding="utf-8"
    ),
    "a name that is none": lambda root: Path(
        os.fsdecode(os.fsencode(root / "content/tzgg") + b"/\xff.md")
    ).write_text("x", encoding="utf-8"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_portal_stays_shown_says_why_and_recovers(served: Served, name: str, tmp_path: Path) -> None:
    shutil.copytree(served.root, tmp_path / "good", ignore=shutil.ignore_patterns(".cache"))
    assert served.shows("停水通知")
    BREAKS[name](served.root)
    served.until(lambda: bool(served.problems))
    assert served.shows("停水通知")
    _restore(served.root, tmp_path / "good")
    served.until(lambda: served.problems == [])
    assert served.shows("停水通知")
    assert "Traceback" not in served.said()


def test_a_document_or_folder_that_comes_and_goes_is_followed(served: Served) -> None:
    page, content = served.root / "content/tzgg/a.md", served.root / "content"
    number = served.number
    (served.root / "weg").mkdir(exist_ok=True)
    content.rename(served.root / "weg/content")
    served.until(lambda: served.number > number)
    number = served.number
    (served.root / "weg/content").rename(content)
    served.until(lambda: served.number > number and served.problems == [])
    # The folder that came back is watched as the one before.
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("停水通知", "恢复供水通知"), encoding="utf-8")
    served.until(lambda: served.shows("恢复供水通知"))
    page.write_text(text, encoding="utf-8")
    served.until(lambda: served.shows("停水通知"))


def _restore(root: Path, good: Path) -> None:
    for path in sorted((root / "content").rglob("*"), reverse=True):
        if path.is_file() or path.is_fifo():
            path.unlink()
    for path in good.rglob("*"):
        if path.is_file():
            shutil.copyfile(path, root / path.relative_to(good))


@pytest.mark.parametrize(
    "error", [OSError(13, "Permission denied"), RecursionError(), StopIteration(), BuildError("坏")]
)
def test_whatever_a_step_raises_is_told_and_the_preview_goes_on(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    bulletin = Bulletin()

    def fail() -> bool:
        raise error

    assert serve._guarded(bulletin, fail) is False
    assert len(bulletin.problems) == 1
    assert bulletin.problems[0] in capsys.readouterr().err
    assert bulletin.number == 1


class _Changes:
    """A watch that tells of one change after another, each when it is asked for, and then of Ctrl+C."""

    def __init__(self, *changes: Callable[[], None]) -> None:
        self.signal, self.left = self, list(changes)

    def renew(self) -> None:
        pass

    def changes_within(self, _seconds: float) -> bool:
        return False

    def wait(self, timeout: float) -> frozenset[str]:
        if not self.left:
            raise KeyboardInterrupt
        self.left.pop(0)()
        return frozenset({"content/tzgg/a.md"})


def test_what_is_saved_while_all_is_read_again_shows_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(make_portal(tmp_path, {"content/tzgg/a.md": document(title="停水通知")}), date(2026, 11, 20))
    assert live.refresh() == []
    begun, shown = threading.Event(), threading.Event()

    def load_slowly(*arguments: Any) -> Loaded:
        loaded = load_portal(*arguments)
        begun.set()
        assert shown.wait(PATIENCE)
        return loaded

    def save(title: str) -> None:
        (live.root / "content/tzgg/a.md").write_text(document(title=title), encoding="utf-8")

    def save_meanwhile() -> None:
        assert begun.wait(PATIENCE)
        save("又一次")

    def look() -> None:
        assert live.snapshot
        assert "又一次" in (live.snapshot.draw(PAGE) or b"").decode()
        shown.set()

    monkeypatch.setattr("generator.publish.previewing.live.load_portal", load_slowly)
    changes = _Changes(lambda: save("第一次"), save_meanwhile, look)
    with pytest.raises(KeyboardInterrupt):
        serve._work(live, Bulletin(), changes, Searching(), unchecked=False)  # type: ignore[arg-type]
    assert shown.is_set()
