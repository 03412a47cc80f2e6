"""What only a server has: a connection that is lost, and a shell that runs what it is told."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from generator.publish.releases.manifest import digests_of
from generator.publish.releases.shell import reason_in
from tests.helpers import AS_OF, REPOSITORY, run
from tests.publish.releases.conftest import Portal, Sshd


def test_a_lost_connection_leaves_a_whole_release(portal: Portal, sshd: Sshd) -> None:
    word, target = sshd.target("cut"), sshd.folder / "cut"
    portal.deploy(word)
    start = time.monotonic()
    portal.edit("乙")
    portal.deploy(word)
    seconds = time.monotonic() - start
    chance, lost, number = random.Random(7), 0, 0
    # A deploy that was done before its connection was cut does not count.
    while lost < 4 and number < 40:
        number += 1
        old = digests_of(target / "current")
        portal.edit("甲乙丙丁"[number % 4])
        timer = threading.Timer(chance.uniform(0.05, seconds), sshd.cut)
        timer.start()
        outcome = portal.deploy(word)
        timer.join()
        found = digests_of(target / "current")
        assert found == old or digests_of(portal.site).items() <= found.items()
        if outcome.code:
            lost += 1
            assert outcome.code == 2
            assert "连接断了" in outcome.err or "没有传到" in outcome.err
            # The lock goes with the connection.
            assert portal.deploy(word).code == 0
        assert digests_of(portal.site).items() <= digests_of(target / "current").items()
        assert not list((target / "releases").glob(".*"))
    assert lost == 4


def test_a_deploy_that_is_killed_gives_the_lock_back(portal: Portal, sshd: Sshd) -> None:
    word, target = sshd.target("killed"), sshd.folder / "killed"
    portal.deploy(word)
    for wait in (0.3, 0.5, 0.7):
        old = digests_of(target / "current")
        portal.edit("乙" if wait == 0.5 else "丙")
        words = ["-m", "generator", "deploy", word, "--root", str(portal.root), "--as-of", AS_OF]
        process = subprocess.Popen(
            [sys.executable, *words], cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        found = digests_of(target / "current")
        assert found == old or digests_of(portal.site).items() <= found.items()
        assert portal.deploy(word).code == 0
        assert digests_of(portal.site).items() <= digests_of(target / "current").items()


def test_another_deploy_is_waited_for(portal: Portal, sshd: Sshd) -> None:
    word, target = sshd.target("locked"), sshd.folder / "locked"
    portal.deploy(word)
    holder = subprocess.Popen(["flock", target / ".gongkai/lock", "sleep", "1.5"])
    time.sleep(0.3)
    start = time.monotonic()
    portal.edit("乙")
    assert portal.deploy(word).code == 0
    assert holder.poll() is not None or time.monotonic() - start > 1
    holder.wait()


def test_where_nobody_may_write_it_is_told(portal: Portal, sshd: Sshd) -> None:
    outcome = portal.deploy(sshd.target("x").replace(str(sshd.folder), "/proc/x"))
    assert outcome.code == 2
    assert "没有完成" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_server_without_rsync_is_told(portal: Portal, sshd: Sshd, tmp_path: Path) -> None:
    # On the other side: what the server lacks is told by its name.
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in (
        "base64",
        "cp",
        "find",
        "flock",
        "ln",
        "mv",
        "readlink",
        "sha256sum",
        "sync",
        "tail",
        "xargs",
    ):
        (bare / name).symlink_to(f"/usr/bin/{name}")
    config = (sshd.home / "authorized").read_text()
    (sshd.home / "authorized").write_text(f'command="PATH={bare} exec /bin/sh" {config}')
    try:
        outcome = portal.deploy(sshd.target("lacking"))
    finally:
        (sshd.home / "authorized").write_text(config)
    assert outcome.code == 2
    assert "服务器上没有rsync" in outcome.err


def test_a_host_that_is_not_known_is_not_trusted(portal: Portal, sshd: Sshd) -> None:
    known = (sshd.home / "known").read_text()
    (sshd.home / "known").write_text("")
    try:
        outcome = portal.deploy(sshd.target("unknown"))
    finally:
        (sshd.home / "known").write_text(known)
    assert outcome.code == 2
    assert "密钥" in outcome.err


def test_reasons_are_chinese() -> None:
    assert "磁盘空间不足" in reason_in("rsync: write failed: No space left on device (28)", 11)
    assert reason_in("", 7) == "命令没有成功，结束码7"


def test_many_files_and_odd_names(portal: Portal, sshd: Sshd) -> None:
    """Names come to the server as data: nothing in them is a line of a script, or an option."""
    word, target = sshd.target("names"), sshd.folder / "names"
    names = ["-rf", "$(touch y)", "`touch y`", "甲 乙;touch y", "#x", "'", '"', "GONGKAI", "*", "\\x", "a\nb"]
    from generator.model.calendar.clock import china_now
    from generator.publish.releases.deploying import deploy
    from generator.publish.releases.history import Actor
    from generator.publish.releases.making import BuiltSite
    from generator.publish.releases.opening import open_place

    site = portal.root / "odd"
    for turn in range(2):
        for name in names:
            (site / "d" / name).mkdir(parents=True, exist_ok=True)
            (site / "d" / name / name).write_text(f"{name}{turn if name > '$' else ''}", encoding="utf-8")
        with open_place(word) as place:
            place.make()
            with place.lock():
                deploy(place, BuiltSite(site, digests_of(site)), Actor("张三", china_now()))
        assert digests_of(target / "current") == digests_of(site)
        names.pop()
        for path in (site / "d" / "a\nb").glob("*"):
            path.unlink()
    assert not list(sshd.folder.rglob("y"))
    assert run("rollback", word).code == 0


def test_no_master_connection_is_left(sshd: Sshd) -> None:
    time.sleep(0.5)
    running = [
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if b"ControlPath" in _read(path) and str(sshd.port).encode() in _read(path)
    ]
    assert running == [], os.getpid()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
