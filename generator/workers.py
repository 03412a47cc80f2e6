"""Processes that share the heavy work of one build.

A process costs half a second to start. Where there is much to do, all are started when the first work
comes. Where the portal is large but the change may be small, one is started at once and loads what it will
need while the first process reads and plans: an edit of one text then waits for neither.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:  # with sockets and more, loaded by who starts a process
    from concurrent.futures import Executor, Future
    from queue import SimpleQueue

Result = TypeVar("Result")

# Below this many texts, starting another process costs more than it saves.
WORTH_A_PROCESS = 1500
# So much work waits for processes that have some: more than they do while the first one makes the largest file.
AHEAD = 32


@dataclass
class Workers:
    """At most ``count`` processes; ``threshold`` is the number of texts from which they are worth starting."""

    count: int
    threshold: int = WORTH_A_PROCESS
    _stack: ExitStack = field(default_factory=ExitStack)
    _pool: Executor | None = None
    _one: Executor | None = None

    def pool_for(self, texts: int) -> Executor | None:
        """Return the processes to hand this much work to, or None: do it here."""
        if self.count < 2 or texts < self.threshold:
            return None
        if self._pool is None:
            self._pool = self._start(self.count)
        return self._pool

    def running(self) -> Executor | None:
        """Return the processes if some were started for much work, None otherwise."""
        return self._pool

    def prepare(self, modules: Sequence[str]) -> None:
        """Let idle processes load these modules, for work to come."""
        if self._pool is not None:
            for _ in range(self.count):
                self._pool.submit(_load, modules)

    def begin_one(self, texts: int, modules: Sequence[str]) -> None:
        """Start one process for what little may have changed, if the portal has this many texts."""
        if self.count > 1 and texts >= self.threshold:
            self._one = self._start(1)
            self._one.submit(_load, modules)

    def one(self) -> Executor | None:
        """Return the process that was begun for little work, None if there is none."""
        return self._one

    def drop(self) -> None:
        """Let go of all work that was not begun yet: nobody wants it any more."""
        for pool in (self._pool, self._one):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, processes: int) -> Executor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Spawn works alike on every system, and a worker starts from nothing but its arguments.
        pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_set_up)
        # A pool starts one process for each work that finds none idle: later ones would know of the main module.
        with without_main():
            for _ in range(processes):
                pool.submit(_load, ())
        return self._stack.enter_context(pool)


@contextmanager
def without_main() -> Iterator[None]:
    """Let processes be started that know nothing of what began this one.

    Spawn would run it again in each of them, whatever it is: it takes its time, and a script that calls a
    build without asking whether it is the main one would begin one build after another.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def hand_over(pool: Executor, work: Callable[..., Result], *arguments: object) -> Future[Result]:
    """Let another process do work on the arguments as they are now.

    Whatever is given to a process passes here. A pool takes it down in a thread of its own, a little later: whoever goes
    on with it meanwhile, were it only to look something up that is then kept in it, would make it fail, now and then.
    """
    import pickle

    return pool.submit(_do_told, pickle.dumps((work, arguments), protocol=pickle.HIGHEST_PROTOCOL))


class HandedOver(Generic[Result]):
    """Work for processes, handed over in its turn: what is told of much work at once would take room.

    So much is handed over ``ahead`` of what is done, and more as that is asked for.
    """

    def __init__(
        self,
        pool: Executor,
        work: Callable[..., Result],
        arguments: Iterable[tuple[object, ...]],
        ahead: int = AHEAD,
    ) -> None:
        from queue import SimpleQueue

        self._pool = pool
        self._work = work
        self._waiting = iter(arguments)
        self._ready: SimpleQueue[Future[Result]] = SimpleQueue()
        self._going = 0
        self._hand_on(ahead)

    def done(self) -> Iterator[Result]:
        """Yield what is done by now and was not yielded before."""
        while not self._ready.empty():
            yield self._take()

    def rest(self) -> Iterator[Result]:
        """Yield all that is left as it is done. Raises what the work raised."""
        while self._going:
            yield self._take()

    def _take(self) -> Result:
        done = self._ready.get()
        self._going -= 1
        self._hand_on(1)
        return done.result()

    def _hand_on(self, count: int) -> None:
        for arguments in islice(self._waiting, count):
            # Each tells that it is done: to ask all of them again and again takes longer than many a work.
            hand_over(self._pool, self._work, *arguments).add_done_callback(self._ready.put)
            self._going += 1


def _do_told(told: bytes) -> Any:
    import pickle

    work, arguments = pickle.loads(told)
    return work(*arguments)


def _set_up() -> None:
    # What is made here has no cycles (publish/collector.py).
    gc.disable()
    # Taking dictionaries apart at the end keeps the first process waiting for a sixth of a second.
    atexit.register(os._exit, 0)


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


@contextmanager
def workers(count: int, threshold: int = WORTH_A_PROCESS) -> Iterator[Workers]:
    """Give workers for one build; whatever was started ends with it."""
    with ExitStack() as stack:
        crew = Workers(count, threshold, stack)
        try:
            yield crew
        except BaseException:
            crew.drop()
            raise
