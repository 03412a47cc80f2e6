"""Hand hostile and damaged input to every verb and see that it is borne: ``python -m benchmarks.fuzz --runs 10000``.

Each input is a change to a small portal that has a file of every kind (fuzz_portal.py), with a command line
(fuzz_inputs.py). Whatever is handed in, the command ends with 0, 1 or 2, names no fault of its own, takes
neither 10 seconds of processor time nor 1 GB, gives every finding a place, and leaves site/ as it is unless
it ends with 0. A portal that is checked without errors is built; an identity number that is planted here and
there is in no site that is built. ``--only N`` runs one input of a seed and shows all of it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.fuzz_bench import Bench, Fault, prepare
from benchmarks.fuzz_judge import MOST_MEMORY
from benchmarks.fuzz_portal import make_files
from benchmarks.one_opener import one_opener

# Other work may keep the processor: only a process that got nowhere for this long is ended.
_GIVEN_UP = 90.0


def _work(pipe: Connection, base: Path, folder: Path) -> None:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    bench = Bench(base, folder, make_files())
    with one_opener():
        while (job := pipe.recv()) is not None:
            outcome, faults, notes = bench.try_input(*job)
            pipe.send((outcome.seconds, outcome.memory, str(outcome.code), faults, notes))


@dataclass
class _Worker:
    """A process that tries inputs, and the input that it is at since a moment."""

    process: BaseProcess
    pipe: Connection
    folder: Path
    at: tuple[int, int] | None = None
    since: float = 0.0


def fuzz(
    seed: int, numbers: range, workers: int, seconds: float = 0.0, told: bool = False
) -> tuple[list[Fault], Counter[str]]:
    """Try inputs in several processes; return what was wrong, and how many inputs ended how."""
    faults: list[Fault] = []
    exits: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        base = Path(name) / "base"
        base.mkdir()
        prepare(base)
        left, end = iter(numbers), time.monotonic() + seconds if seconds else float("inf")
        crew = [_start(base, Path(name) / f"w{n}") for n in range(workers)]
        try:
            while True:
                for worker in crew:
                    number = next(left, None) if worker.at is None and time.monotonic() < end else None
                    if number is not None:
                        worker.at, worker.since = (seed, number), time.monotonic()
                        worker.pipe.send(worker.at)
                busy = [worker for worker in crew if worker.at]
                if not busy:
                    break
                for n, worker in enumerate(crew):
                    found = _collect(worker, exits)
                    faults += found
                    for each in found if told else ():
                        print(each, flush=True)
                    if not worker.process.is_alive():
                        crew[n] = _start(base, worker.folder)
                wait([worker.pipe for worker in busy], timeout=1)
        finally:
            for worker in crew:
                worker.process.kill()
    return faults, exits


def _start(base: Path, folder: Path) -> _Worker:
    folder.mkdir(exist_ok=True)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, base, folder))
    process.start()
    theirs.close()
    return _Worker(process, ours, folder)


def _collect(worker: _Worker, exits: Counter[str]) -> list[Fault]:
    """Return what is wrong with the input a worker is at, if it is done with it or will never be."""
    if worker.at is None:
        return []
    try:
        if not worker.pipe.poll():
            if time.monotonic() - worker.since < _GIVEN_UP:
                return []
            worker.process.kill()
            worker.process.join()
            return [Fault(*worker.at, "hang", f"{_GIVEN_UP:.0f}秒没有结果")]
        _, memory, code, faults, _ = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return [Fault(*worker.at, "death", f"进程结束码{worker.process.exitcode}")]
    exits[code if code in ("0", "1", "2") else "其他"] += 1
    worker.at = None
    if memory > MOST_MEMORY:  # it never shrinks: the next input would seem to need as much
        worker.process.kill()
        worker.process.join()
    return list(faults)


def _show(seed: int, number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        base = Path(name) / "base"
        base.mkdir()
        bench = Bench(base, Path(name), prepare(base))
        outcome, faults, notes = bench.try_input(seed, number)
        print(
            "\n".join(notes),
            f"\n结束码{outcome.code}，{outcome.seconds:.2f}秒",
            outcome.out[-6_000:],
            outcome.err[-6_000:],
            sep="\n",
        )
        print(*faults, sep="\n")


def main() -> int:
    """Run the fuzz from the command line; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--seconds", type=float, default=0.0, help="stop after this long")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--only", type=int, help="run this one input here, and show it")
    given = parser.parse_args()
    if given.only is not None:
        _show(given.seed, given.only)
        return 0
    start = time.monotonic()
    faults, exits = fuzz(
        given.seed, range(given.first, given.first + given.runs), given.workers, given.seconds, told=True
    )
    counted = "，".join(f"{code}有{number}次" for code, number in sorted(exits.items()))
    print(
        f"试了{sum(exits.values())}个输入，用时{time.monotonic() - start:.0f}秒；结束码{counted}；不对的{len(faults)}个。"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
