"""On a Dask cluster of separate worker processes the same trees come out, also when a worker is killed on the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest

from tests.fleet.portals import make_fleet
from tests.helpers import AS_OF, contents, run

NAMES = ["甲区", "乙区", "丙区", "丁区", "坏的"]


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers as an administrator does; give the address and the workers."""
    dask = [sys.executable, "-m", "dask"]
    note = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(*words: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{words[0]}.log").open("ab"))
            process = subprocess.Popen([*dask, *words], stdout=log, stderr=log)
            stack.callback(process.wait)
            stack.callback(end, process)
            return process

        start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note)
        )
        while not note.is_file() or not note.read_bytes():
            time.sleep(0.05)
        own = (
            "--scheduler-file",
            str(note),
            "--nthreads",
            "1",
            "--no-dashboard",
            "--local-directory",
            str(folder),
        )
        yield json.loads(note.read_bytes())["address"], [start("worker", *own) for _ in range(workers)]


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it has started."""
    with ExitStack() as stack:
        stack.callback(process.kill)
        if process.poll() is None:
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()


def wait_for_workers(address: str, count: int) -> None:
    """Wait until so many workers have come."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(count, timeout=60)


def kill_a_worker(worker: subprocess.Popen[bytes], logs: Path) -> None:
    """Kill the process of a worker, as a machine goes away, once the first portal is done."""
    until = time.monotonic() + 120
    while time.monotonic() < until and not (logs.is_dir() and any(logs.iterdir())):
        time.sleep(0.02)
    end(worker)


@pytest.mark.timeout(300)
def test_a_cluster_builds_the_same_trees_though_a_worker_dies(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    path = make_fleet(here, NAMES, ["坏的"])
    assert run("fleet", "build", path, "--as-of", AS_OF, "--jobs", "2").code == 1
    path = make_fleet(there, NAMES, ["坏的"])
    with cluster(tmp_path, 2) as (address, workers):
        wait_for_workers(address, 2)
        from threading import Thread

        killer = Thread(target=kill_a_worker, args=(workers[0], there / "fleet" / "logs"))
        killer.start()
        outcome = run("fleet", "build", path, "--as-of", AS_OF, "--cluster", address, "--format", "json")
        killer.join()
    told = {each["name"]: each["state"] for each in json.loads(outcome.out)["portals"]}
    assert outcome.code == 1
    # What was done when its worker died is found done by the next.
    good = {"已生成", "没有变化"}
    assert {name for name, state in told.items() if state in good} == set(NAMES[:-1])
    assert told["坏的"] == "内容有错误"
    for name in NAMES[:-1]:
        assert contents(there / "portals" / name / "site") == contents(here / "portals" / name / "site")


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.fleet.executors._PATIENCE", "1s")
    path = make_fleet(tmp_path, ["甲区"])
    outcome = run("fleet", "build", path, "--as-of", AS_OF, "--cluster", "tcp://127.0.0.1:9")
    assert outcome.code == 2
    assert "连不上集群" in outcome.err
