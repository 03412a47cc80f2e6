"""Kill builds and fill disks: whatever happens, site/ is the old tree or the new one, whole, and the next build is good.

    python benchmarks/kills.py --kills 300 --disks 40 --seed 1

A build is killed at random moments, and before each thing it does to the disk (rename, link, new file, removal),
and has its disk filled up at each. Afterwards site/ must equal the tree before or the tree a clean build gives, and
the next build must give that tree. Needs fork: Linux or macOS.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import hashlib
import io
import os
import random
import shutil
import signal
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from generator.cli.main import STOPPED, main

AS_OF = "2026-11-20"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_DEEDS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "ctypes.dlsym"}
_FILLING = {"open", "os.link", "os.mkdir", "write"}


@dataclass
class Report:
    """What came of the runs: how many ended in which way, and what was wrong."""

    ends: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, end: str) -> None:
        """Count one end."""
        self.ends[end] = self.ends.get(end, 0) + 1


def tree_of(folder: Path) -> dict[str, str]:
    """Return a digest of each file of a tree; no tree is an empty one."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(root: Path) -> tuple[int, str]:
    """Build a portal in this process; return the exit code and all that was said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(["build", "--root", str(root), "--as-of", AS_OF])
    return code, said.getvalue()


def in_child(
    work: Callable[[], tuple[int, str]], before: Callable[[], None], *, kill_after: float = 0
) -> tuple[int | None, str]:
    """Do work in a process of its own after ``before``; return its exit code, None if it was killed, and its words."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.environ.pop("GONGKAI_DEBUG", None)
        # The processes that it starts (Pagefind) end with it.
        os.setsid()
        before()
        code, said = work()
        os.writev(writing, [said.encode()[:60_000]])  # not watched, as write is
        os._exit(code)
    os.close(writing)
    if kill_after:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        said = pipe.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    return (None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)), said


def watched(root: Path, act: Callable[[str], None]) -> Callable[[], None]:
    """Return what makes this process call ``act`` before each thing that it does to the disk below ``root``."""
    inside = f"{root}{os.sep}"

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and str(path).startswith(inside):
                act(event)
        elif event in _DEEDS and threading.current_thread() is threading.main_thread():
            act(event)

    write = os.write

    def watched_write(file: int, data: Any) -> int:
        # A pipe takes no room on a disk: processes that are begun are spoken to through one.
        if stat.S_ISREG(os.fstat(file).st_mode):
            act("write")
        return write(file, data)

    def begin() -> None:
        sys.addaudithook(hook)
        os.write = watched_write

    return begin


def measure(work: Callable[[], tuple[int, str]], root: Path) -> tuple[int, float]:
    """Return how many things work does to the disk below ``root``, and its seconds, by letting a process count."""
    reading, writing = os.pipe()
    deeds = 0

    def act(_event: str) -> None:
        nonlocal deeds
        deeds += 1

    child = os.fork()
    if child == 0:
        start = time.perf_counter()
        watched(root, act)()
        work()
        os.writev(writing, [f"{deeds} {time.perf_counter() - start}".encode()])
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        number, seconds = pipe.read().split()
    os.waitpid(child, 0)
    return int(number), float(seconds)


def killed_at(root: Path, number: int) -> Callable[[], None]:
    """Return what makes this process die before the ``number``-th thing it does to the disk."""
    left = number

    def act(_event: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return watched(root, act)


def full_from(root: Path, number: int) -> Callable[[], None]:
    """Return what makes the disk full, for this process, from the ``number``-th thing that needs room."""
    left = number

    def act(event: str) -> None:
        nonlocal left
        left -= event in _FILLING
        if left < 0 and event in _FILLING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return watched(root, act)


def interrupted_at(root: Path, number: int) -> Callable[[], None]:
    """Return what sends Ctrl+C to this process before the ``number``-th thing it does to the disk."""
    left = number

    def act(_event: str) -> None:
        nonlocal left
        left -= 1
        if left == -1:
            raise KeyboardInterrupt

    return watched(root, act)


@dataclass
class Bench:
    """A portal that goes to and fro between two states, with the clean trees of both."""

    root: Path
    edits: tuple[Callable[[Path], None], Callable[[Path], None]]
    trees: list[dict[str, str]] = field(default_factory=list)
    state: int = 0

    def build(self) -> tuple[int, str]:
        """Build as the command does."""
        return build(self.root)

    def prepare(self) -> None:
        """Build both states from nothing."""
        for edit in self.edits:
            edit(self.root)
            for name in ("site", ".cache"):
                shutil.rmtree(self.root / name, ignore_errors=True)
            code, said = build(self.root)
            assert code == 0, said
            self.trees.append(tree_of(self.root / "site"))
        self.state = 1

    def turn(self) -> tuple[dict[str, str], dict[str, str]]:
        """Go over to the other state; return the tree that is live and the one that is to come."""
        old = self.trees[self.state]
        self.state = 1 - self.state
        self.edits[self.state](self.root)
        return old, self.trees[self.state]

    def judge(self, name: str, old: dict[str, str], new: dict[str, str], report: Report) -> None:
        """Note what is wrong after a broken build, and build again."""
        found = tree_of(self.root / "site")
        report.count("新" if found == new else "旧" if found == old else "混")
        if found not in (old, new):
            report.faults.append(f"{name}: site/ is neither the old nor the new tree")
        code, said = build(self.root)
        if code or tree_of(self.root / "site") != new:
            report.faults.append(f"{name}: the next build is not good: {code} {said[-200:]}")


def run_kills(bench: Bench, runs: int, chance: random.Random, *, afresh: float = 0.2) -> Report:
    """Kill builds: two in three before a thing done to the disk, the others at a moment; some with no cache."""
    report = Report()
    known: dict[bool, tuple[int, float]] = {}
    number = 0
    # A build that was done before its time does not count.
    while report.ends.get("死", 0) < runs and number < 4 * runs:
        number += 1
        lost = chance.random() < afresh
        for _ in range(1 if lost in known else 2):
            if lost:
                shutil.rmtree(bench.root / ".cache", ignore_errors=True)
            old, new = bench.turn()
            if lost not in known:
                known[lost] = measure(bench.build, bench.root)
        deeds, seconds = known[lost]
        if number % 3:
            point = chance.randrange(deeds)
            code, _ = in_child(bench.build, killed_at(bench.root, point))
            name = f"kill {number} before deed {point}"
        else:
            moment = chance.uniform(0.001, seconds)
            code, _ = in_child(bench.build, lambda: None, kill_after=moment)
            name = f"kill {number} after {moment:.3f} s"
        report.count("死" if code is None else "完")
        bench.judge(name, old, new, report)
    return report


def run_disks(bench: Bench, runs: int, chance: random.Random) -> Report:
    """Let the disk fill up at any point of a build: it says so, and leaves a whole tree."""
    report = Report()
    for number in range(runs):
        old, new = bench.turn()
        point = chance.randrange(40) if number % 2 else chance.randrange(300)
        code, said = in_child(bench.build, full_from(bench.root, point))
        name = f"disk {number} full from {point}"
        live = tree_of(bench.root / "site") == new
        if code not in (0, 2) or (code == 2 and "磁盘空间不足" not in said):
            report.faults.append(f"{name}: {code} {said[-300:]}")
        if (live and "没有改动" in said) or (not live and "已生成" in said):
            report.faults.append(f"{name}: told wrongly: {said[-300:]}")
        bench.judge(name, old, new, report)
    return report


def run_interrupts(bench: Bench, runs: int, chance: random.Random) -> Report:
    """Break builds off as Ctrl+C does: whether the new site is live is told as it is."""
    report = Report()
    bench.turn()
    deeds, _ = measure(bench.build, bench.root)
    for number in range(runs):
        old, new = bench.turn()
        # Half of them among the last, where the new site goes live.
        point = deeds - chance.randrange(min(14, deeds)) if number % 2 else chance.randrange(deeds)
        code, said = in_child(bench.build, interrupted_at(bench.root, point))
        name = f"Ctrl+C {number} before deed {point} of {deeds}"
        live = tree_of(bench.root / "site") == new
        words = "新网站已经换上" if live else "网站没有改动"
        if code not in (0, STOPPED) or (code == STOPPED and words not in said) or (code == 0 and not live):
            report.faults.append(f"{name}: live {live}, {code} {said[-300:]}")
        report.count("断" if code else "完")
        bench.judge(name, old, new, report)
    return report


def _portal(root: Path) -> Iterator[Callable[[Path], None]]:
    """Make a small portal with a register, attachments and links; yield the edits that lead to its two states."""
    from tests.helpers import COLUMNS, PORTAL, document, make_portal

    register = (
        "  - name: 名录\n    slug: ml\n    kind: register\n    description: 名录。\n    unit: 甲\n    owner: 乙\n"
        "    cycle: yearly\n"
    )
    files: dict[str, str | bytes] = {"columns.yml": PORTAL + COLUMNS + register}
    for number in range(12):
        text = document(f"第{number}号通知", f"正文{number}。", attachments=f"[附件{number}.txt]")
        files[f"content/tzgg/n{number}.md"] = text
        files[f"content/tzgg/附件{number}.txt"] = f"附件{number}\n"
    files["content/ml/表.csv"] = "名称\n甲\n"
    make_portal(root, files)
    for word in "甲", "乙":

        def edit(portal: Path, word: str = word) -> None:
            for number in (1, 5):
                text = document(f"第{number}号通知", f"正文{word}。", attachments=f"[附件{number}.txt]")
                (portal / f"content/tzgg/n{number}.md").write_text(text, encoding="utf-8")
                (portal / f"content/tzgg/附件{number}.txt").write_text(f"{word}\n", encoding="utf-8")
            extra = portal / "content/tzgg/extra.md"
            extra.write_text(document("多的一份"), encoding="utf-8") if word == "乙" else extra.unlink(
                missing_ok=True
            )
            (portal / "content/ml/表.csv").write_text(f"名称\n{word}\n", encoding="utf-8")

        yield edit


def make_bench(folder: Path) -> Bench:
    """Return a bench with a small portal in ``folder``, both of its states built."""
    first, second = _portal(folder / "portal")
    bench = Bench(folder / "portal", (first, second))
    bench.prepare()
    return bench


def run() -> int:
    """Run what the command line asks for; return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--disks", type=int, default=40)
    parser.add_argument("--interrupts", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder without it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        bench = make_bench(Path(name))
        kills = run_kills(bench, chosen.kills, random.Random(chosen.seed))
        print(f"kills: {kills.ends}", *kills.faults, sep="\n", flush=True)
        disks = run_disks(bench, chosen.disks, random.Random(chosen.seed))
        print(f"disks: {disks.ends}", *disks.faults, sep="\n", flush=True)
        breaks = run_interrupts(bench, chosen.interrupts, random.Random(chosen.seed))
        print(f"interrupts: {breaks.ends}", *breaks.faults, sep="\n")
    return 1 if kills.faults or disks.faults or breaks.faults else 0


if __name__ == "__main__":
    sys.exit(run())
