"""Time from saving a file to the reloaded page, in Chromium, with ``gongkai serve`` on a corpus.

    python benchmarks/preview.py --documents 10000 --runs 3
    python benchmarks/preview.py --root PORTAL --runs 3

A page is open: of the document whose title or body changes, of one that is not there yet and comes, or of one below
the column that is renamed in columns.yml. ``again`` is a second save, half a second after the first is shown and so
while everything is read again. Each is the median of the runs until the new words are in the page: in seconds; in
processor seconds of the preview, with all that it does meanwhile; and the load of the machine, which more programs
than cores raise, and the seconds with it. PORTAL is left as it was; with no ``.cache`` its first look is the first.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.compare import AS_OF
from benchmarks.corpus import make_corpus

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 600.0
COLUMN = "走进示例"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Served:
    """A preview under way: its process, and what it said."""

    process: subprocess.Popen[str]
    began: float = field(default_factory=time.perf_counter)
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Take down what it says until it ends."""
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so."""
        start = time.perf_counter()
        while not true():
            if self.process.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise SystemExit("".join(self.said))
            time.sleep(0.01)

    @property
    def address(self) -> str:
        """Where it is served, once it is told."""
        line = next(line for line in self.said if "http://" in line)
        return line.split("：", 1)[1].split("\u3000")[0]

    def spent(self) -> float:
        """Return the processor seconds of the process so far, without those of the search beside it."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / _TICKS

    def memory(self) -> str:
        """Return the largest memory so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return f"{int(status.split('VmHWM:')[1].split()[0]) // 1024} MB"

    def rest(self, since: int) -> None:
        """Wait until everything was read again after what it had ``said`` so far, and some more for the check."""
        self.until(lambda: any("已更新：" in line for line in self.said[since:]))
        time.sleep(3)


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve a portal."""
    command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(root), "--port", "0"]
    process = subprocess.Popen([*command, "--as-of", AS_OF], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    running = Served(process)
    threading.Thread(target=running.listen, daemon=True).start()
    try:
        yield running
    finally:
        process.terminate()
        process.wait()


def holds(page: Page, words: str) -> bool:
    """Tell whether the page that is open holds these words; one that is being left does not."""
    with suppress(Error):
        return words in page.content()
    return False


def renamed(tree: str, name: str) -> str:
    """Return columns.yml with one column renamed and its address kept."""
    return re.sub(rf"(?m)^( *)- name: {COLUMN}$", rf"\1- name: {name}\n\1  slug: zjsl", tree, count=1)


@dataclass
class Measured:
    """A preview and an open page; by what is changed, the seconds, processor seconds and loads of each run."""

    preview: Served
    page: Page
    figures: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)
    before: int = 0

    def rest(self) -> None:
        """Wait for all that followed from the last change."""
        self.preview.rest(self.before)

    def save(self, what: str, path: Path, text: str, words: str) -> None:
        """Save a file, and wait for the words in the open page."""
        self.before, spent, start = len(self.preview.said), self.preview.spent(), time.perf_counter()
        path.write_text(text, encoding="utf-8")
        self.preview.until(lambda: holds(self.page, words))
        figures = (time.perf_counter() - start, self.preview.spent() - spent, os.getloadavg()[0])
        self.figures.setdefault(what, []).append(figures)

    def open(self, address: str) -> None:
        """Open a page."""
        self.page.goto(self.preview.address + address, wait_until="load")


def measure(measured: Measured, root: Path, runs: int) -> None:
    """Change each kind of thing once a run, and everything back in the end."""
    document = sorted((root / "content").rglob("20260[1-9]*.md"))[0]
    new, columns = document.with_name("20260930-xin.md"), root / "columns.yml"
    preview, text, tree = (
        measured.preview,
        document.read_text(encoding="utf-8"),
        columns.read_text(encoding="utf-8"),
    )
    page, new_page = (
        each.relative_to(root / "content").with_suffix(".html").as_posix() for each in (document, new)
    )
    try:
        for run in range(runs):
            title = f"第{run}次修订的"
            measured.open(page)
            measured.save("title", document, text.replace("title: ", f"title: {title}", 1), title)
            time.sleep(0.5)
            measured.save("again", document, text.replace("title: ", f"title: 再{title}", 1), f"再{title}")
            measured.rest()
            measured.save("body", document, f"{text}\n第{run}段加在后面。\n", f"第{run}段加在后面。")
            measured.rest()
            measured.open(new_page)
            measured.save("new document", new, text.replace("title: ", "title: 新的", 1), "新的")
            measured.rest()
            measured.open(page)
            measured.save("column", columns, renamed(tree, f"{COLUMN}之{run}"), f"{COLUMN}之{run}")
            time.sleep(3)
            measured.before = len(preview.said)
            new.unlink()
            columns.write_text(tree, encoding="utf-8")
            measured.rest()
    finally:
        document.write_text(text, encoding="utf-8")
        columns.write_text(tree, encoding="utf-8")
        new.unlink(missing_ok=True)


def report(root: Path, runs: int) -> None:
    """Serve a portal, measure and print."""
    with served(root) as preview, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        preview.until(lambda: any("http://" in line for line in preview.said))
        page = browser.new_page()
        page.goto(preview.address, wait_until="load")
        seconds = time.perf_counter() - preview.began
        print(
            f"first page: {seconds:.1f} s, processor {preview.spent():.1f} s, load {os.getloadavg()[0]:.0f}"
        )
        measured = Measured(preview, page)
        measure(measured, root, runs)
        for what, figures in measured.figures.items():
            each = "; ".join(f"{wall:.2f} {spent:.2f} {load:.0f}" for wall, spent, load in figures)
            median = statistics.median(wall for wall, _, _ in figures)
            print(f"{what}: median {median:.2f} s (seconds, processor seconds, load: {each})")
        print(f"memory: {preview.memory()}")
        browser.close()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--root", type=Path, help="a portal of benchmarks/corpus.py; a new one without")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    if arguments.root:
        report(arguments.root.resolve(), arguments.runs)
        return
    with tempfile.TemporaryDirectory() as name:
        make_corpus(Path(name) / "corpus", arguments.documents)
        report(Path(name) / "corpus", arguments.runs)


if __name__ == "__main__":
    main()
