"""Processes that share the heavy work of one build, started when the first of it comes."""

from __future__ import annotations

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

    def pool_for(self, texts: int) -> Executor | None:
        """Return the processes to hand this much work to, or None: do it here."""
        if self.count < 2 or texts < self.threshold:
            return None
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # Spawn works alike on every system, and a worker starts from nothing but its arguments.
            self._pool = self._stack.enter_context(
                ProcessPoolExecutor(self.count, mp_context=get_context("spawn"))
            )
        return self._pool

    def running(self) -> Executor | None:
        """Return the processes if some were started, None otherwise."""
        return self._pool

    def prepare(self, modules: Sequence[str]) -> None:
        """Let idle processes load these modules, for work to come."""
        if self._pool is not None:
            for _ in range(self.count):
                self._pool.submit(_load, modules)


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


@contextmanager
def workers(count: int, threshold: int = WORTH_A_PROCESS) -> Iterator[Workers]:
    """Give workers for one build; whatever was started ends with it."""
    with ExitStack() as stack:
        yield Workers(count, threshold, stack)
