"""Time what a preview does between a saved document and its page, in processor seconds and without a browser.

    python benchmarks/live.py ROOT --runs 5

ROOT is a portal of ``benchmarks/corpus.py``. ``shown`` is the edited document put into the state that is shown, and
its page drawn; ``read again`` and ``checked`` follow when the page is there; ``column`` is all read again and the
same page drawn after a column was renamed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.preview import COLUMN, renamed
from generator.publish.previewing.live import Live


def spent(work: Callable[[], object]) -> float:
    """Return the processor seconds of some work in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(root: Path, as_of: date, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each step, run by run."""
    live = Live(root, as_of)
    times: dict[str, list[float]] = {"first look": [spent(live.refresh)], "first check": [spent(live.review)]}
    live.tidy()
    document = sorted((root / "content").rglob("20260[1-9]*.md"))[0]
    columns = root / "columns.yml"
    text, tree = document.read_text(encoding="utf-8"), columns.read_text(encoding="utf-8")
    path = document.relative_to(root).as_posix()
    address = document.relative_to(root / "content").with_suffix(".html").as_posix()

    def drawn(words: str) -> None:
        page = live.snapshot.draw(address) if live.snapshot else None
        assert page and words in page.decode(), words

    def shown(words: str) -> None:
        assert live.edit([path]) == []
        drawn(words)

    def read_again(words: str) -> None:
        assert live.refresh() == []
        drawn(words)

    try:
        for run in range(runs):
            title = f"第{run}次修订的"
            document.write_text(text.replace("title: ", f"title: {title}", 1), encoding="utf-8")
            times.setdefault("shown", []).append(spent(partial(shown, title)))
            times.setdefault("read again", []).append(spent(live.refresh))
            times.setdefault("checked", []).append(spent(live.review))
            columns.write_text(renamed(tree, f"{COLUMN}之{run}"), encoding="utf-8")
            times.setdefault("column", []).append(spent(partial(read_again, f"{COLUMN}之{run}")))
    finally:
        document.write_text(text, encoding="utf-8")
        columns.write_text(tree, encoding="utf-8")
    return times


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 20))
    arguments = parser.parse_args()
    for what, seconds in measure(arguments.root.resolve(), arguments.as_of, arguments.runs).items():
        figures = ", ".join(f"{each:.3f}" for each in seconds)
        print(f"{what}: {statistics.median(seconds):.3f} ({figures})")


if __name__ == "__main__":
    main()
