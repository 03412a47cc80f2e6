"""Compare two checkouts of gongkai on one corpus, in turn: ``python benchmarks/before_after.py OLD NEW --documents 10000``.

Both have their environments (``./gongkai --version`` makes one). Each round builds a fresh copy in full, then with
one document changed three times, then unchanged five times; who begins changes with each round. Told are medians
of wall and of processor seconds, all processes together, and their ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

AS_OF = "2026-11-20"
_SETTLING = 7  # seconds until the file system has forgotten what was removed
WHAT = ("full", "one document", "unchanged")


def timed(checkout: Path, root: Path) -> tuple[float, float]:
    """Build; return wall and processor seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    python = checkout / ".venv" / "bin" / "python"
    words = [str(python), "-I", "-m", "generator", "build", "--root", str(root), "--as-of", AS_OF]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=checkout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def one_round(checkout: Path, source: Path, root: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what each kind of build took, on a fresh copy of the corpus with the checkout's own theme."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(source, root)
    shutil.copytree(checkout / "theme", root / "theme", dirs_exist_ok=True)
    os.sync()
    time.sleep(_SETTLING)
    yield "full", timed(checkout, root)
    text = max((root / "content").rglob("2*.md"))
    for number in range(3):
        text.write_text(f"{text.read_text(encoding='utf-8')}\n第{number}次修改。\n", encoding="utf-8")
        yield "one document", timed(checkout, root)
    for _ in range(5):
        yield "unchanged", timed(checkout, root)


def main() -> None:
    """Measure, and tell the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    checkouts = {"old": given.old.resolve(), "new": given.new.resolve()}
    took: dict[tuple[str, str], list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory(prefix="before-after-") as name:
        source = Path(name) / "corpus"
        # What the older one makes, both can build.
        older = [str(checkouts["old"] / ".venv" / "bin" / "python"), "-m", "benchmarks.corpus", str(source)]
        subprocess.run([*older, "--count", str(given.documents)], check=True, cwd=checkouts["old"])
        shutil.rmtree(source / "theme", ignore_errors=True)
        for number in range(given.rounds):
            for who in ("old", "new") if number % 2 == 0 else ("new", "old"):
                for what, seconds in one_round(checkouts[who], source, Path(name) / who):
                    took.setdefault((what, who), []).append(seconds)
    for what in WHAT:
        line = [what]
        for place, kind in enumerate(("wall", "processor")):
            old, new = (statistics.median(each[place] for each in took[what, who]) for who in checkouts)
            line.append(f"{kind} {old:.3f} -> {new:.3f} s, ratio {new / old:.3f}")
        print("; ".join(line), flush=True)


if __name__ == "__main__":
    main()
