"""The process that opens foreign files: take requests, open what they name, answer.

It may use little memory and few seconds a file; what goes beyond ends it, and the other side tells of it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from generator.model.finding import Finding

# Of work, for one file: the longest honest ones take three.
SECONDS = 10
_MEMORY = 1024 * 1024 * 1024


def serve(pipe: Connection[Any, Any]) -> None:
    """Answer requests about attached files until the other side is gone."""
    answer(pipe, _load, _TASKS, SECONDS)


def answer(
    pipe: Connection[Any, Any],
    load: Callable[[], None],
    tasks: Mapping[str, Callable[..., Any]],
    seconds: int,
) -> None:
    """Answer requests for ``tasks``, each with so many ``seconds`` of work, until the other side is gone."""
    _be_silent()
    # Ctrl+C is for the first process, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    load()
    pipe.send_bytes(b"ready")
    while True:
        try:
            task, *arguments = json.loads(pipe.recv_bytes())
            raw = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        _limit_seconds(seconds)
        pipe.send_bytes(json.dumps(tasks[task](raw, *arguments)).encode("ascii"))


def _load() -> None:
    """Load what every request needs before the first one comes."""
    import generator.load.assets.inspectors
    import generator.load.tables.workbook  # noqa: F401


def _inspect(_: bytes, kind: str, path: str, name: str) -> list[tuple[str, int, int, str, str]]:
    from pathlib import Path

    from generator.load.assets.inspectors import inspector
    from generator.model.finding import Place

    return _told(inspector(kind)(Path(path), Place(name)))


def _active(_: bytes, path: str, name: str) -> list[tuple[str, int, int, str, str]]:
    from pathlib import Path

    from generator.load.assets.active import check_active

    return _told(check_active(Path(path), name))


def _told(found: Iterable[Finding]) -> list[tuple[str, int, int, str, str]]:
    return [(each.code, each.place.line, each.place.column, each.message, each.hint) for each in found]


def _workbook(raw: bytes, name: str) -> dict[str, Any]:
    from generator.load.tables.plain_sheet import plain_sheet
    from generator.load.tables.sheet import Sheet
    from generator.load.tables.workbook import read_workbook

    sheet = read_workbook(raw, name)
    if isinstance(sheet, Sheet):
        return {"sheet": plain_sheet(sheet)}
    return {"finding": (sheet.code, sheet.message, sheet.hint)}


def _sizes(raw: bytes) -> dict[str, Any] | None:
    from generator.load.assets.sizes import make_sizes

    return make_sizes(raw)


_TASKS: dict[str, Callable[..., Any]] = {
    "inspect": _inspect,
    "active": _active,
    "workbook": _workbook,
    "sizes": _sizes,
}


def _be_silent() -> None:
    """Keep the complaints of foreign code, and its last words, off the screen."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > _MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_seconds(seconds: int) -> None:
    """Allow so many seconds of work from now on; the system ends a process that takes more."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        allowed = int(used.ru_utime + used.ru_stime) + seconds
        if most == resource.RLIM_INFINITY or allowed < most:
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))
