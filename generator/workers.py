"""Processes that share the heavy work of one build.

A process costs half a second to start. Where there is much to do, all are started when the first work
comes. Where the portal is large but the change may be small, one is started at once and loads what it will
need while the first process reads and plans: an edit of one text then waits for neither.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # with sockets and more, loaded by who starts a process
    from concurrent.futures import Executor

# Below this many texts, starting another process costs more than it saves.
WORTH_A_PROCESS = 1500


@dataclass
class Workers:
    """At most ``count`` processes; ``threshold`` is the number of texts from which they are worth starting."""

    count: int
    threshold: int = WORTH_A_PROCESS
    _stack: ExitStack = field(default_factory=ExitStack)
    _pool: Executor | None = None
    _all_work: bool = False

    def pool_for(self, texts: int) -> Executor | None:
        """Return the processes to hand this much work to, or None: do it here."""
        if self.count < 2 or texts < self.threshold:
            return None
        self._all_work = True
        return self._start()

    def running(self) -> Executor | None:
        """Return the processes if all of them were given work, None otherwise."""
        return self._pool if self._all_work else None

    def begin(self, texts: int, modules: Sequence[str]) -> None:
        """Start one process if the portal has this many texts, and let it load these modules."""
        if self.count > 1 and texts >= self.threshold:
            self._start().submit(_load, modules)

    def one(self) -> Executor | None:
        """Return the process that was begun, to hand it one job; None if there is none."""
        return self._pool

    def prepare(self, modules: Sequence[str]) -> None:
        """Let idle processes load these modules, for work to come."""
        if self._pool is not None:
            for _ in range(self.count):
                self._pool.submit(_load, modules)

    def _start(self) -> Executor:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # Spawn works alike on every system, and a worker starts from nothing but its arguments; a
            # process is started for a job only if none is idle. What they make has no cycles (collector.py).
            self._pool = self._stack.enter_context(
                ProcessPoolExecutor(self.count, mp_context=get_context("spawn"), initializer=gc.disable)
            )
        return self._pool


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


@contextmanager
def workers(count: int, threshold: int = WORTH_A_PROCESS) -> Iterator[Workers]:
    """Give workers for one build; whatever was started ends with it."""
    with ExitStack() as stack:
        yield Workers(count, threshold, stack)
