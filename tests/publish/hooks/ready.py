"""The program, loaded and ready: a process that forks for each call of it, as if each had loaded it anew.

A push calls the program twice, and loading it takes longer than all the rest. Whoever calls hands over its words,
environment, folder, mask and streams, and waits for the exit code. Nothing here loads more than it must.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import sys
import time
import traceback
from collections.abc import Iterator
from typing import Any

_SIZE = 1 << 20
# What a push comes to use; what else it needs, it loads.
_MODULES = (
    *("cli.hook", "publish.build", "publish.bring", "publish.hooks.receiving", "publish.hooks.publishing"),
    *("publish.releases.deploying", "publish.releases.folder", "publish.hooks.previews", "frames.draw"),
    *("render.site.site", "search.build", "check.run", "load.portal"),
)
_LIBRARIES = ("mkdocs.commands.build", "mkdocs.config.base", "material.plugins.search.plugin")


def call(address: str, words: list[str]) -> int:
    """Have the program run here, on these words; return its exit code."""
    folder = os.open(".", os.O_RDONLY)
    mask = os.umask(0)
    os.umask(mask)
    told = {"words": words, "environment": dict(os.environ), "mask": mask}
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        raw = json.dumps(told).encode()
        socket.send_fds(line, [len(raw).to_bytes(4, "big")], [0, 1, 2, folder])
        line.sendall(raw)
        answer = line.recv(4)
    return int.from_bytes(answer, "big") if answer else 70


def serve(address: str) -> None:
    """Load the program, then answer calls until killed; calls at the same time run at the same time."""
    for name in (*(f"generator.{module}" for module in _MODULES), *_LIBRARIES):
        importlib.import_module(name)
    with _warm(), socket.socket(socket.AF_UNIX) as door:
        door.bind(f"{address}.new")
        door.listen(16)
        # Whoever sees it may knock.
        os.rename(f"{address}.new", address)  # noqa: PTH104
        while True:
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                _answer(line)
            line.close()
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


@contextlib.contextmanager
def _warm() -> Iterator[None]:
    """Build a portal once, so that every call finds templates compiled and made what is the same for all portals."""
    # Here, since who calls needs none of them.
    import tempfile
    from pathlib import Path

    from tests.compiled import compiled_once
    from tests.helpers import build, make_portal
    from tests.pure import pure_once

    with compiled_once(), pure_once():
        with tempfile.TemporaryDirectory() as folder:
            build(make_portal(Path(folder)))
        yield


def _answer(line: socket.socket) -> None:
    size, streams, _, _ = socket.recv_fds(line, 4, 4)
    raw = b""
    while len(raw) < int.from_bytes(size, "big"):
        raw += line.recv(_SIZE)
    child = os.fork()
    if child == 0:
        line.close()
        _run(json.loads(raw), streams)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    with contextlib.suppress(OSError):
        line.sendall((code if code >= 0 else 128 - code).to_bytes(4, "big"))
    os._exit(0)


def _run(told: dict[str, Any], streams: list[int]) -> None:
    from generator.cli.main import run

    for number, stream in enumerate(streams[:3]):
        os.dup2(stream, number)
    # Those that were made with the process know what was there then, a file perhaps.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    os.fchdir(streams[3])
    for stream in streams:
        os.close(stream)
    os.umask(told["mask"])
    os.environ.clear()
    os.environ.update(told["environment"])
    time.tzset()
    sys.argv = ["generator", *told["words"]]
    try:
        run()  # ends the process
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(70)


if __name__ == "__main__":
    sys.exit(call(sys.argv[1], sys.argv[2:]))
