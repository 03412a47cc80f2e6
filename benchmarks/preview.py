"""Time from saving a file to the reloaded page, in Chromium, with ``gongkai serve`` on a corpus.

    python benchmarks/preview.py --documents 10000 --runs 3

A document: its page is open, its title changes. A column: the same page is open, a column of its menu is
renamed in columns.yml. Each is the median of the runs, in seconds, until the new words are in the page.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.compare import AS_OF
from benchmarks.corpus import make_corpus

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120.0
COLUMN = "走进示例"


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a portal; yield the address once its search is complete, so that nothing else runs."""
    command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(root), "--port", "0"]
    process = subprocess.Popen([*command, "--as-of", AS_OF], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        address = ""
        for line in process.stdout:
            if "http://" in line:
                address = line.split("：", 1)[1].split("\u3000")[0]
            if "站内搜索已更新" in line:
                break
        yield address
    finally:
        process.terminate()
        process.wait()


def until(page: Page, words: str) -> float:
    """Wait until the page holds these words; return the seconds it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        with suppress(Error):
            if words in page.content():
                return time.perf_counter() - start
        time.sleep(0.01)
    raise SystemExit(f"{words} did not show")


def renamed(tree: str, name: str) -> str:
    """Return columns.yml with one column renamed and its address kept."""
    return re.sub(rf"(?m)^( *)- name: {COLUMN}$", rf"\1- name: {name}\n\1  slug: zjsl", tree, count=1)


def measure(root: Path, runs: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each run, for a document and for a column."""
    document = sorted((root / "content").rglob("20260[1-9]*.md"))[0]
    columns = root / "columns.yml"
    text, tree = document.read_text(encoding="utf-8"), columns.read_text(encoding="utf-8")
    address = document.relative_to(root / "content").with_suffix(".html").as_posix()
    of_documents, of_columns = [], []
    with served(root) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_page()
        page.goto(site + address)
        for run in range(runs):
            document.write_text(text.replace("title: ", f"title: 第{run}次修订的", 1), encoding="utf-8")
            of_documents.append(until(page, f"第{run}次修订的"))
            time.sleep(15)
            columns.write_text(renamed(tree, f"{COLUMN}之{run}"), encoding="utf-8")
            of_columns.append(until(page, f"{COLUMN}之{run}"))
            time.sleep(40)
        browser.close()
    return of_documents, of_columns


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        make_corpus(Path(name) / "corpus", arguments.documents)
        for what, seconds in zip(
            ("document", "column"), measure(Path(name) / "corpus", arguments.runs), strict=True
        ):
            figures = ", ".join(f"{each:.2f}" for each in seconds)
            print(f"{what}: median {statistics.median(seconds):.2f} s ({figures})")


if __name__ == "__main__":
    main()
