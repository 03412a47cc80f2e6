"""A desk in a process of its own, whose files may not grow: RLIMIT_FSIZE stands for a disk that takes no more."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import REPOSITORY


@dataclass(frozen=True)
class Cramped:
    """A running desk: the address with its key, and its process."""

    address: str
    process: int

    @property
    def base(self) -> str:
        """The address without the key."""
        return self.address.partition("/?")[0]

    def fill(self) -> None:
        """Let no file of the desk take a byte more: the kernel refuses every write of it."""
        self._limit(0)

    def make_room(self) -> None:
        """Let files grow again."""
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        _, hard = resource.prlimit(self.process, resource.RLIMIT_FSIZE)
        resource.prlimit(self.process, resource.RLIMIT_FSIZE, (most if most == 0 else hard, hard))


@contextmanager
def running(root: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Open the desk of a portal by its command; yield its process, and the address that it tells."""
    words = [sys.executable, "-X", "utf8", "-m", "generator", "desk", "--root", str(root), "--port", "0"]
    around = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(words, cwd=REPOSITORY, stdout=subprocess.PIPE, env=around) as process:
        assert process.stdout
        address = ""
        while not address:
            line = process.stdout.readline().decode()
            assert line, "it has ended"
            address = next(iter(re.findall(r"http://\S+", line)), "")
        yield process, address


@contextmanager
def cramped(root: Path) -> Iterator[Cramped]:
    """Open the desk of a portal by its command."""
    with running(root) as (process, address):
        try:
            yield Cramped(address, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
