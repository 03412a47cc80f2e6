"""Build a fleet of generated portals by processes and on a Dask cluster: ``python -m benchmarks.fleet --portals 40``.

One portal is broken, and on the cluster one of the workers is killed on the way. Told are how the portals ended, how
long it took, whether the trees are the same byte for byte, and how long the next run takes, which has nothing to do.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

AS_OF = "2026-11-20"
PYTHON = [sys.executable, "-I", "-m"]


def make(folder: Path, portals: int, documents: int) -> Path:
    """Make the portals, the last one broken; return their list."""
    lines = ["portals:"]
    for number in range(portals):
        root = folder / f"portal-{number:03}"
        words = ["benchmarks.corpus", str(root), "--count", str(documents + number)]
        subprocess.run([sys.executable, "-m", *words], check=True, stdout=subprocess.DEVNULL)
        lines += [f"  - name: 网站{number:03}", f"    root: {root.name}"]
    with (root / "columns.yml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    path = folder / "fleet.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def build(path: Path, *more: str) -> tuple[float, Counter[str]]:
    """Build a fleet; return the seconds, and how many portals ended in which state."""
    start = time.perf_counter()
    words = [*PYTHON, "generator", "fleet", "build", str(path), "--as-of", AS_OF, "--format", "json", *more]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    return seconds, Counter(each["state"] for each in json.loads(done.stdout)["portals"])


def differences(one: Path, other: Path) -> list[str]:
    """Return the files of two trees that are not the same in both."""
    names = {path.relative_to(top) for top in (one, other) for path in top.rglob("*") if path.is_file()}
    same, _, _ = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return sorted({str(name) for name in names} - set(same))


def start_cluster(folder: Path, workers: int) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """Start a scheduler and workers; return the address and all processes, the scheduler first."""
    note, dask = folder / "scheduler.json", [*PYTHON, "dask"]
    place = ["--scheduler-file", str(note), "--no-dashboard"]
    begun = [started([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *place])]
    while not note.is_file() or not note.read_bytes():
        time.sleep(0.1)
    own = ["--nthreads", "1", "--local-directory", str(folder / "dask"), "--no-nanny"]
    begun += [started([*dask, "worker", *own, *place]) for _ in range(workers)]
    return json.loads(note.read_bytes())["address"], begun


def started(words: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that says nothing."""
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_in_the_middle(worker: subprocess.Popen[bytes], logs: Path, portals: int) -> None:
    """Kill a worker once a third of the portals is done."""
    while not logs.is_dir() or len(list(logs.iterdir())) < portals // 3:
        time.sleep(0.05)
    os.kill(worker.pid, signal.SIGKILL)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--portals", type=int, default=40)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--workers", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fleet-") as name:
        here, there = Path(name) / "here", Path(name) / "there"
        here.mkdir()
        path = make(here, given.portals, given.documents)
        shutil.copytree(here, there)
        print("processes:", *build(path))
        print("processes again:", *build(path))
        address, cluster = start_cluster(Path(name), given.workers)
        killer = threading.Thread(
            target=kill_in_the_middle, args=(cluster[1], there / "fleet" / "logs", given.portals)
        )
        killer.start()
        print(f"cluster of {given.workers}, one killed:", *build(there / path.name, "--cluster", address))
        killer.join()
        for process in cluster:
            process.kill()
        other = [
            f"{root.name}/{file}"
            for root in sorted(here.glob("portal-*"))
            for file in differences(root / "site", there / root.name / "site")
        ]
        print("files that differ:", len(other), *other[:5])


if __name__ == "__main__":
    main()
