"""A built portal, and a server of our own that is reached over ssh."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.load.cache.folder import cache_folder
from generator.publish.tree import finish_tree, output_place, prepare_tree, read_state
from tests.helpers import AS_OF, Outcome, make_portal, run


@dataclass(frozen=True)
class Portal:
    """A portal with a small site, and how the verbs are called for it."""

    root: Path

    def edit(self, word: str, more: Mapping[str, str] | None = None) -> None:
        """Put another site live, as a build does: two pages differ, the search index, and ``more``."""
        texts = {
            name: f"<p>{name}" * 200 for name in ("index.html", "404.html", "tzgg/index.html", "tzgg/n2.html")
        }
        texts |= {f"tzgg/n{number}.html": f"<p>{word}" * 400 for number in range(2)}
        texts |= {
            "assets/a.css": "p{}",
            "robots.txt": "甲",
            f"assets/stylesheets/main.{ord(word):08x}.min.css": "p{}",
        }
        texts |= {"pagefind/shards.json": word, "pagefind/2024/facts.json": word}
        texts |= {f"pagefind/2024/fragment/gk_{ord(word):x}.pf_fragment": word, "tzgg/附件 1.txt": "甲"}
        texts |= more or {}
        cache = cache_folder(self.root)
        cache.mkdir(exist_ok=True)
        place = output_place(self.root, "site", cache)
        state = read_state(place)
        missing = prepare_tree(place, state, texts)
        for name in missing:
            (place.work / name).parent.mkdir(parents=True, exist_ok=True)
            (place.work / name).write_text(texts[name], encoding="utf-8")
        finish_tree(place, state, texts)

    def deploy(self, target: Path | str, *options: str) -> Outcome:
        """Deploy the site."""
        return run("deploy", target, "--root", self.root, "--as-of", AS_OF, *options)

    @property
    def site(self) -> Path:
        """The site."""
        return self.root / "site"


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """A portal whose site is there."""
    portal = Portal(make_portal(tmp_path / "portal"))
    portal.edit("甲")
    return portal


@dataclass(frozen=True)
class Sshd:
    """A server on this machine: where it listens, and a folder of its own."""

    port: int
    folder: Path
    home: Path
    process: subprocess.Popen[bytes]

    def target(self, name: str) -> str:
        """Return the word for a folder there."""
        return f"ssh://127.0.0.1:{self.port}{self.folder}/{name}"

    def cut(self) -> int:
        """Cut every connection, as a cable that is pulled; return how many there were."""
        number = 0
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = status.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self.process.pid:
                    os.kill(int(status.parent.name), signal.SIGKILL)
                    number += 1
        return number


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A real sshd on 127.0.0.1, and on PATH an ssh that has its key; nothing of the user's own is read."""
    with serving_ssh(tmp_path_factory.mktemp("ssh"), tmp_path_factory.mktemp("server")) as server:
        yield server


@contextmanager
def serving_ssh(home: Path, folder: Path, more: str = "") -> Iterator[Sshd]:
    """Run a sshd whose own files lie in ``home``; ``more`` are lines of its configuration."""
    home.chmod(0o700)
    daemon, client, keygen = (
        shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin"),
        *map(shutil.which, ("ssh", "ssh-keygen")),
    )
    assert daemon and client and keygen, "没有找到sshd，请用./gongkai test运行测试。"
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True)
    shutil.copy(home / "user.pub", home / "authorized")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (home / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized\n"
        f"PidFile none\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        "PermitRootLogin prohibit-password\nUsePAM no\n"
        # Of the ways to agree on a key the quickest: others take a tenth of a second of each connection.
        f"KexAlgorithms curve25519-sha256\n{more}"
    )
    (home / "known").write_text(f"[127.0.0.1]:{port} {(home / 'host.pub').read_text()}")
    (home / "ssh_config").write_text(
        f"IdentityFile {home}/user\nIdentitiesOnly yes\nUserKnownHostsFile {home}/known\nBatchMode yes\n"
    )
    programs = home / "bin"
    programs.mkdir()
    (programs / "ssh").write_text(f'#!/bin/sh\nexec {client} -F {home}/ssh_config "$@"\n')
    (programs / "ssh").chmod(0o755)
    if Path("/proc/self").stat().st_uid == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    process = subprocess.Popen([daemon, "-D", "-e", "-f", home / "sshd_config"], stderr=subprocess.DEVNULL)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
            _wait_for(port, process)
            yield Sshd(port, folder, home, process)
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "sshd没有启动。"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("sshd没有应答。")
