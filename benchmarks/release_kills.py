"""Kill deploys and fill their disk: what is served is the old release or the new one, whole, and the next deploy is good.

    python benchmarks/release_kills.py --kills 100 --disks 40 --seed 1

A deploy is killed before a thing it does to the disk, soon after the link has moved, or at a moment, and has its disk
filled up from some point on. Needs fork: Linux or macOS.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.kills import AS_OF, Report, full_from, in_child, killed_at, measure, tree_of, watched
from generator.cli.main import main
from generator.publish.releases.manifest import read_manifest

_LEFT = (".making-", ".going-")


def command(*words: str | Path) -> tuple[int, str]:
    """Run one command line in this process; return its exit code and all that it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main([str(word) for word in words])
    return code, said.getvalue()


@dataclass
class Bench:
    """A portal that goes to and fro between two states, and a target that follows."""

    root: Path
    target: Path
    edits: tuple[Callable[[], None], Callable[[], None]]
    state: int = 0
    size: tuple[int, float] = field(default=(0, 0.0))

    def deploy(self) -> tuple[int, str]:
        """Deploy as the command does."""
        return command("deploy", self.target, "--root", self.root, "--as-of", AS_OF, "--keep", "3")

    def turn(self) -> None:
        """Build the other state."""
        self.state = 1 - self.state
        self.edits[self.state]()
        code, said = command("build", "--root", self.root, "--as-of", AS_OF)
        assert code == 0, said

    def served(self) -> dict[str, str]:
        """Return a digest of each file that is served."""
        return tree_of(self.target / "current")

    def judge(self, name: str, old: dict[str, str], report: Report) -> None:
        """Note what is wrong after a broken deploy, and deploy again."""
        site, found = tree_of(self.root / "site"), self.served()
        report.count("旧" if found == old else "新")
        if found not in (old, self._told()) or (found != old and not site.items() <= found.items()):
            report.faults.append(f"{name}: what is served is neither the old nor the new release")
        code, said = self.deploy()
        served = self.served()
        if code or served != self._told() or not site.items() <= served.items():
            report.faults.append(f"{name}: the next deploy is not good: {code} {said[-300:]}")
        left = [each.name for each in (self.target / "releases").iterdir() if each.name.startswith(_LEFT)]
        left += [each.name for each in self.target.glob(".current-*")]
        if left:
            report.faults.append(f"{name}: left lying about: {left}")

    def _told(self) -> dict[str, str]:
        """Return what the manifest of the served release says is in it."""
        release = (self.target / "current").readlink().name
        note = self.target / f".gongkai/manifests/{release}.json"
        manifest = read_manifest(note.read_bytes() if note.exists() else None)
        return manifest.whole() if manifest else {}


def killed_after_switch(target: Path, number: int) -> Callable[[], None]:
    """Return what makes this process die before the ``number``-th thing it does to the disk once the link has moved."""
    left: int | None = None

    def switch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event == "os.rename" and Path(os.fsdecode(arguments[1])).name == "current":
            left = number + 1  # the hook comes before the deed, and the deed itself is counted

    def act(_event: str) -> None:
        nonlocal left
        if left is not None:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def begin() -> None:
        sys.addaudithook(switch)
        watched(target, act)()

    return begin


def run_kills(bench: Bench, runs: int, chance: random.Random) -> Report:
    """Kill deploys before a thing done to the disk, after the link has moved, or at a moment, each in turn."""
    report = Report()
    number = 0
    while report.ends.get("死", 0) < runs and number < 4 * runs:
        number += 1
        bench.turn()
        if not bench.size[0]:
            bench.size = measure(bench.deploy, bench.target)
            bench.turn()
        old, (deeds, seconds) = bench.served(), bench.size
        if number % 3 == 1:
            point = chance.randrange(deeds)
            code, _ = in_child(bench.deploy, killed_at(bench.target, point))
            name = f"kill {number} before deed {point} of {deeds}"
        elif number % 3 == 2:
            # How much a deploy has to remove changes from one to the next: counted from the end, it may be anywhere.
            point = chance.randrange(8)
            code, _ = in_child(bench.deploy, killed_after_switch(bench.target, point))
            name = f"kill {number} before deed {point} after the switch"
        else:
            moment = chance.uniform(0.001, seconds)
            code, _ = in_child(bench.deploy, lambda: None, kill_after=moment)
            name = f"kill {number} after {moment:.3f} s"
        report.count("死" if code is None else "完")
        bench.judge(name, old, report)
    return report


def run_disks(bench: Bench, runs: int, chance: random.Random) -> Report:
    """Let the disk fill up at any point of a deploy: it says so, and what is served is whole."""
    report = Report()
    for number in range(runs):
        bench.turn()
        old = bench.served()
        point = chance.randrange(30) if number % 2 else chance.randrange(300)
        code, said = in_child(bench.deploy, full_from(bench.target, point))
        name = f"disk {number} full from {point}"
        new = bench.served() != old
        if code not in (0, 2) or (code == 2 and "磁盘空间不足" not in said):
            report.faults.append(f"{name}: {code} {said[-300:]}")
        if code == 2 and new is not ("新版本已经换上" in said):
            report.faults.append(f"{name}: told wrongly: {said[-300:]}")
        bench.judge(name, old, report)
    return report


def make_bench(folder: Path) -> Bench:
    """Return a bench with a small portal in ``folder``, deployed once in each state."""
    from tests.helpers import document, make_portal

    root = folder / "portal"

    def edit(word: str) -> None:
        texts = {
            f"content/tzgg/n{number}.md": document(
                f"第{number}号通知", f"正文{word if number % 4 == 0 else ''}。" * 40
            )
            for number in range(12)
        }
        texts["content/tzgg/多.md"] = document("多的一份")
        make_portal(root, texts)
        if word == "甲":
            (root / "content/tzgg/多.md").unlink()

    bench = Bench(root, folder / "target", (lambda: edit("甲"), lambda: edit("乙")))
    for _ in range(2):
        bench.turn()
        code, said = bench.deploy()
        assert code == 0, said
    return bench


def run() -> int:
    """Run what the command line asks for; return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--disks", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder without it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        bench = make_bench(Path(name))
        kills = run_kills(bench, chosen.kills, random.Random(chosen.seed))
        print(f"kills: {kills.ends}", *kills.faults, sep="\n", flush=True)
        disks = run_disks(bench, chosen.disks, random.Random(chosen.seed))
        print(f"disks: {disks.ends}", *disks.faults, sep="\n")
    return 1 if kills.faults or disks.faults else 0


if __name__ == "__main__":
    sys.exit(run())
