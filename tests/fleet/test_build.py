"""A fleet is built: each portal as it would be alone, a faulty one hinders no other, and what stands is left alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from generator.fleet.job import Job, Outcome, State, job_text
from generator.fleet.run import run_jobs
from generator.fleet.tend import ONE
from generator.program import program_digest
from tests.fleet.portals import make_fleet
from tests.helpers import AS_OF, build, contents, run


def fleet(path: Path, *more: str) -> tuple[int, dict[str, dict[str, object]]]:
    """Build a fleet; return the exit code and what is told of each portal."""
    outcome = run("fleet", "build", path, "--as-of", AS_OF, "--format", "json", "--jobs", "2", *more)
    return outcome.code, {each["name"]: each for each in json.loads(outcome.out)["portals"]}


def test_each_portal_is_built_as_it_would_be_alone(tmp_path: Path) -> None:
    path = make_fleet(tmp_path, ["甲区", "乙区", "坏的"], ["坏的"])
    alone = tmp_path / "alone"
    shutil.copytree(tmp_path / "portals" / "甲区", alone)
    code, told = fleet(path)
    assert code == 1
    assert {name: each["state"] for name, each in told.items()} == {
        "甲区": "已生成",
        "乙区": "已生成",
        "坏的": "内容有错误",
    }
    assert contents(tmp_path / "portals" / "甲区" / "site") == contents(build(alone))
    assert not (tmp_path / "portals" / "坏的" / "site").exists()
    assert "columns.yml:1" in str(told["坏的"]["why"])
    logs = tmp_path / "fleet" / "logs"
    assert sorted(each.stem for each in logs.iterdir()) == ["乙区", "坏的", "甲区"]
    assert "columns.yml:1" in (logs / "坏的.log").read_text(encoding="utf-8")
    page = (tmp_path / "fleet" / "summary.html").read_text(encoding="utf-8")
    assert page.index("坏的") < page.index("甲区")
    # Mended, only that one has anything to do.
    shutil.copy(tmp_path / "portals" / "甲区" / "columns.yml", tmp_path / "portals" / "坏的" / "columns.yml")
    code, told = fleet(path)
    assert code == 0
    assert {name: each["state"] for name, each in told.items()} == {
        "甲区": "没有变化",
        "乙区": "没有变化",
        "坏的": "已生成",
    }


def test_a_portal_comes_out_of_a_repository_and_goes_to_its_target(tmp_path: Path) -> None:
    path = make_fleet(tmp_path, ["甲区"])
    root = tmp_path / "portals" / "甲区"
    git = ["git", "-c", "user.name=测试", "-c", "user.email=test@example.gov.cn", "-C", str(root)]
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "第一次"], check=True)
    address = root.as_uri()  # fetched, as from another machine
    path.write_text(
        f"portals:\n  - {{name: 取来, repository: '{address}', target: www}}\n"
        f"  - {{name: 就地, repository: portals/甲区}}\n  - {{name: 没有, repository: '{address}', revision: 没有的}}\n",
        encoding="utf-8",
    )
    code, told = fleet(path)
    assert code == 1
    assert "没有的" in str(told["没有"]["why"])
    assert told["取来"]["commit"] == told["就地"]["commit"] != ""
    assert told["取来"]["release"]
    assert (tmp_path / "www" / "current" / "index.html").is_file()
    (root / "content" / "tzgg" / "a.md").write_text(
        (root / "content" / "tzgg" / "a.md").read_text(encoding="utf-8") + "\n又一段。\n", encoding="utf-8"
    )
    subprocess.run([*git, "commit", "-q", "-a", "-m", "第二次"], check=True)
    before = told
    _, told = fleet(path)
    assert told["取来"]["rendered"] == told["就地"]["rendered"] != 0
    assert told["取来"]["release"] != before["取来"]["release"]
    _, told = fleet(path)
    assert (told["取来"]["state"], told["取来"]["release"]) == ("没有变化", "")


def job(root: Path) -> Job:
    return Job("甲区", str(root), "", "", "", AS_OF, f"{AS_OF}T09:00:00", program_digest())


def test_who_builds_ends_with_who_waits_for_it(tmp_path: Path) -> None:
    """Killed, the waiting process leaves nobody at work in the portal."""
    make_fleet(tmp_path, ["甲区"])
    waiting = (
        "import subprocess, sys, time; p = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE); "
        "p.stdin.write(sys.argv[1].encode() + b'\\n'); p.stdin.flush(); print(p.pid, flush=True); time.sleep(60)"
    )
    text = job_text(job(tmp_path / "portals" / "甲区"))
    with subprocess.Popen(
        [sys.executable, "-c", waiting, text, sys.executable, *ONE],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        child = psutil.Process(int(process.stdout.readline()))
        process.kill()
    gone, _ = psutil.wait_procs([child], timeout=30)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


def test_what_was_broken_off_is_tried_again(tmp_path: Path) -> None:
    make_fleet(tmp_path, ["甲区"])
    wanted = job(tmp_path / "portals" / "甲区")
    told: list[Outcome] = []

    def kill_first() -> None:
        """Kill the first process that works for this one."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            for child in psutil.Process().children():
                if "fleet" in child.cmdline() and "one" in child.cmdline():
                    os.kill(child.pid, signal.SIGKILL)
                    return
            time.sleep(0.005)

    with ThreadPoolExecutor(2) as engine:
        killer = engine.submit(kill_first)
        (outcome,) = run_jobs([wanted], engine, 2, told.append)
        killer.result()
    assert (outcome.state, outcome.tries) == (State.BUILT, 2)
    assert told == [outcome]
    assert (tmp_path / "portals" / "甲区" / "site" / "index.html").is_file()


def test_what_ends_each_time_is_told_as_such(tmp_path: Path) -> None:
    class Breaking(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            return super().submit(lambda: 1 / 0)

    with Breaking(1) as engine:
        (outcome,) = run_jobs([job(tmp_path)], engine, 2, lambda _: None)
    assert (outcome.state, outcome.tries) == (State.DIED, 3)


def test_another_version_of_the_program_builds_nothing(tmp_path: Path) -> None:
    from dataclasses import replace

    from generator.fleet.work import do_job

    make_fleet(tmp_path, ["甲区"])
    outcome = do_job(replace(job(tmp_path / "portals" / "甲区"), program="another"), lambda _: None)
    assert outcome.state is State.FAILED
    assert "同一个版本" in outcome.why
    assert not (tmp_path / "portals" / "甲区" / "site").exists()


@pytest.mark.parametrize("words", [("fleet", "build"), ("fleet", "build", "没有.yml")])
def test_without_a_list_nothing_is_done(words: tuple[str, ...]) -> None:
    assert run(*words).code == 2
