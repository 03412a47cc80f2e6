"""Time a build after a column was renamed: processor and clock seconds, pages, and of which stages.

    python benchmarks/renamed.py ROOT --column 政府信息公开 --column 部门动态

ROOT is a portal of ``benchmarks/corpus.py`` that was built before with the same date. Each column is renamed, built,
and named again as it was; the address stays the same.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import re
import resource
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generator.load.portal import load_portal
from generator.publish.build import build
from generator.publish.stages import Listener


def spent() -> float:
    """Return the processor time of this process and of those it waited for, in seconds, the system's included."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, whose))


def renamed(tree: str, column: str, slug: str) -> str:
    """Return columns.yml with one column renamed and its address kept."""
    named = re.compile(rf"(?m)^( *)- name: {re.escape(column)}$(?:\n\1  slug: .*$)?")
    text, count = named.subn(rf"\1- name: {column}{time.time_ns() % 10**6}\n\1  slug: {slug}", tree, count=1)
    if not count:
        raise SystemExit(f"no column {column}")
    return text


def timed(root: Path, as_of: date, processes: int, profile: int) -> str:
    """Build; return what it took."""
    profiler = cProfile.Profile(time.process_time)
    processor, clock = spent(), time.perf_counter()
    if profile:
        profiler.enable()
    stats = build(root, as_of, Listener(), processes=processes).stats
    profiler.disable()
    processor, clock = spent() - processor, time.perf_counter() - clock
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(profile)
    assert stats, "the portal has errors"
    return f"{processor:.2f} CPU, {clock:.2f} s, {stats.rendered} pages, {stats.seconds}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("root", type=Path)
    parser.add_argument("--column", action="append", required=True)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--profile", type=int, default=0, metavar="LINES")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 20))
    arguments = parser.parse_args()
    root, tree = arguments.root, arguments.root / "columns.yml"
    portal = load_portal(root, arguments.as_of).portal
    assert portal, "the portal has errors"
    slugs = {each.name: each.address.rpartition("/")[2] for each in reversed(list(portal.walk()))}
    before = tree.read_text(encoding="utf-8")
    for column in arguments.column:
        for text, what in ((renamed(before, column, slugs[column]), column), (before, "back")):
            tree.write_text(text, encoding="utf-8")
            print(
                f"{what}: {timed(root, arguments.as_of, arguments.processes, arguments.profile)}", flush=True
            )


if __name__ == "__main__":
    main()
