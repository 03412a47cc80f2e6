"""Open files in foreign formats in a process of their own, which a bad file may end without harm.

The process is started when the first such file is to be opened, does one after the other, and is started again
after a death. What goes through the pipe is JSON: nothing that comes back from it is ever run. Its limits are on
memory and time (foreign_child.py); this side waits a while longer and then ends it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.load.assets.foreign_child import SECONDS, serve
from generator.load.assets.inspectors import INSPECTORS
from generator.load.assets.types import KINDS, suffix_of
from generator.load.cache.memo import Memo
from generator.load.source.text import Source
from generator.load.tables.plain_sheet import sheet_of_plain
from generator.load.tables.sheet import Sheet
from generator.load.tables.sheets import Workbooks
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.workers import without_main

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

# The limit is on the seconds that the process works; a busy machine may give it every third.
_PATIENCE = 3
_STARTING = 120
# Each death costs seconds; who hands in more such files than this waits for no more of them.
MOST_DEATHS = 10


class ForeignReadError(Exception):
    """The process did not survive a file, or is not started for it any more."""


@dataclass
class Foreign:
    """The process that opens foreign files, and how often it died.

    ``serving`` is what it runs, with so many ``seconds`` for a file; it must be found by its name.
    """

    deaths: int = 0
    serving: Callable[[Connection[Any, Any]], None] = serve
    seconds: int = SECONDS
    _ready: bool = False
    _process: SpawnProcess | None = None
    _pipe: Connection[Any, Any] | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Start the process, so that it is ready when the first file comes. What hinders it shows when one does."""
        if self._process is not None:
            return
        # Loaded only now: most builds open nothing.
        from multiprocessing import get_context

        context = get_context("spawn")
        with contextlib.suppress(OSError):
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=self.serving, args=(theirs,), daemon=True)
            with without_main():
                process.start()
            theirs.close()
            self._process = process

    def ask(self, task: str, *arguments: str, raw: bytes = b"") -> Any:
        """Return what the process makes of a file. Raises ForeignReadError when the file ended it."""
        if self.deaths >= MOST_DEATHS:
            raise ForeignReadError
        answer = self._ask(json.dumps([task, *arguments]).encode("ascii"), raw)
        if answer is None:
            self.deaths += 1
            self.end()
            raise ForeignReadError
        return json.loads(answer)

    def _ask(self, request: bytes, raw: bytes) -> bytes | None:
        self.begin()
        if self._process is None or self._pipe is None:
            return None
        try:
            # A process that starts says so: loading the program is none of a file's time.
            if not self._ready:
                if not self._pipe.poll(_STARTING):
                    return None
                self._pipe.recv_bytes()
                self._ready = True
            self._pipe.send_bytes(request)
            self._pipe.send_bytes(raw)
            return self._pipe.recv_bytes() if self._pipe.poll(_PATIENCE * self.seconds) else None
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process, self._pipe, self._ready = None, None, False


def known_workbooks(foreign: Foreign, cache: Memo) -> Workbooks:
    """Return what reads workbooks: in the process for foreign files, and the same bytes only once."""

    def read(raw: bytes, name: str) -> Sheet | Finding:
        def ask(_: Source, told: list[Finding]) -> list[Any] | None:
            return _read_workbook(foreign, raw, name, told)

        found: list[Finding] = []
        # Kept by the digest: the bytes themselves would only fill the cache.
        source = Source(name, "", hashlib.sha256(raw).digest())
        try:
            plain = cache.make(source, ask, found)
        except ForeignReadError:
            message = f"打开这个表格要的时间或内存超过限度（{SECONDS}秒）。"
            return finding(
                "file-too-large", Place(name), message, "在Excel里新建一张表，只把内容复制过去，再保存。"
            )
        return found[0] if plain is None else sheet_of_plain(plain, name)

    return read


def _read_workbook(foreign: Foreign, raw: bytes, name: str, findings: list[Finding]) -> list[Any] | None:
    answer = foreign.ask("workbook", name, raw=raw)
    if "finding" in answer:
        code, message, hint = answer["finding"]
        findings.append(finding(code, Place(name), message, hint))
        return None
    sheet: list[Any] = answer["sheet"]
    return sheet


@contextlib.contextmanager
def foreign_files() -> Iterator[Foreign]:
    """Give a process for foreign files, started when it is first needed; it ends with the block."""
    foreign = Foreign()
    try:
        yield foreign
    finally:
        foreign.end()


def any_foreign(paths: Iterable[str]) -> bool:
    """Tell whether among files there is one, by its name, for the process to open."""
    return any(KINDS.get(suffix_of(path)) in INSPECTORS for path in paths)


def inspect_foreign(foreign: Foreign, kind: str, path: Path, name: str) -> tuple[Finding, ...]:
    """Return what the inspector of a kind of file finds. Raises ForeignReadError."""
    return _findings(foreign.ask("inspect", kind, str(path.absolute()), name), name)


def active_foreign(foreign: Foreign, path: Path, name: str) -> tuple[Finding, ...]:
    """Return what a file holds that would run when it is opened. Raises OSError and ForeignReadError."""
    # Whether it can be read is told here, where the reason is known.
    os.close(os.open(path, os.O_RDONLY))
    return _findings(foreign.ask("active", str(path.absolute()), name), name)


def _findings(found: Iterable[tuple[str, int, int, str, str]], name: str) -> tuple[Finding, ...]:
    return tuple(
        finding(code, Place(name, line, column), message, hint) for code, line, column, message, hint in found
    )


def finding_too_complex(place: Place, foreign: Foreign) -> Finding:
    """Return what to say of a file that the process did not survive."""
    if foreign.deaths >= MOST_DEATHS:
        message = f"前面有{MOST_DEATHS}个文件打不开，这个文件没有再检查。"
        return finding("file-too-complex", place, message, "先改好前面的文件，再检查一次。")
    return finding(
        "file-too-complex", place, f"打开这个文件要的时间或内存超过限度（{SECONDS}秒），没有检查完。"
    )
