"""The search of a preview, built beside it: in another process, a few shards at a time.

A renamed column changes the search of all documents, which takes a minute to build. Who saves a file
meanwhile must see it at once, so that the process which shows pages only asks now and then how far it is.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from generator.data import dataclass
from generator.errors import GongkaiError, SearchIndexError
from generator.frames.layers import theme_layers
from generator.load.cache.folder import CACHE
from generator.load.cache.seal import is_sealed, seal_folder
from generator.load.source.content import CONTENT
from generator.load.texts.kept import kept_words
from generator.publish.previewing.snapshot import Snapshot
from generator.render.site.batch import Batch, Workplace, plan_batches, run_batch
from generator.render.site.lists import FOLDER, SealedLists
from generator.render.site.records import search_index
from generator.search.build import kept_names, put_index
from generator.search.index import IndexPlan

# A process takes half a second to start, and goes on with its shards when the preview is ended by force.
_SHARDS_A_PROCESS = 8


@dataclass(frozen=True)
class _Work:
    """A process under way, the shards it builds, and whether the search is complete after it."""

    process: SpawnProcess
    answer: Connection
    shards: tuple[Path, ...]
    completes: bool


@dataclass
class Searching:
    """``wanted`` is the state whose search is being built, ``index`` the plan of it; None when all is done.

    Steps are taken in one thread, and another may end it all.
    """

    wanted: Snapshot | None = None
    index: IndexPlan | None = None
    work: _Work | None = None
    stopped: bool = False

    @property
    def busy(self) -> bool:
        """Whether the search of the newest state is still to be completed."""
        return self.work is not None or self.index is not None

    def step(self, newest: Snapshot) -> bool:
        """Go one step on, without waiting; True when this completes the search of the newest state.

        Raises SearchIndexError; the search then stays as it is until there is another state.
        """
        if self.stopped:
            return False
        if self.work and self.work.process.is_alive():
            return False
        if self.work:
            done, self.work = self.work, None
            self._take_answer(done)
            if done.completes:
                self.index = None
                if self.wanted is newest:
                    return True
        if self.wanted is not newest:
            index = search_index(newest.outline.shelf)
            self.wanted, self.index = newest, index
        if self.index is None:
            return False
        self.work = _start(newest, self.index)
        return False

    def stop(self) -> None:
        """End what is under way; nothing more begins.

        A step is not waited for: it may be handing its work to a process that Ctrl+C has ended already.
        """
        self.stopped = True
        if work := self.work:
            work.process.terminate()
            work.process.join()

    def _take_answer(self, done: _Work) -> None:
        problem = ""
        with contextlib.suppress(EOFError):
            problem = done.answer.recv() if done.answer.poll() else ""
        done.answer.close()
        if problem or done.process.exitcode or not all(folder.is_dir() for folder in done.shards):
            # What fails now would fail again until something changes.
            self.index = None
            raise SearchIndexError(problem or "建搜索索引的进程中断了。")


def _start(snapshot: Snapshot, index: IndexPlan) -> _Work:
    outline, root, bundle = snapshot.outline, snapshot.root, snapshot.bundle
    missing = [shard for shard in index.shards if not (bundle / shard.folder).is_dir()]
    shards = missing[:_SHARDS_A_PROCESS]
    completes = shards == missing
    place = Workplace(
        root / CONTENT,
        theme_layers(root),
        snapshot.frames,
        snapshot.cache,
        bundle,
        outline.site,
        SealedLists(snapshot.cache / FOLDER),
        partial(kept_words, root / CONTENT, root / CACHE),
    )
    context = get_context("spawn")
    answer, report = context.Pipe(duplex=False)
    parts = plan_batches(outline.jobs, set(), shards, {shard.key for shard in shards})
    batches = [part.fill(outline.jobs) for part in parts]
    orders, told = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(orders, report), daemon=True)
    with _undisturbed():
        process.start()
    for end in (orders, report):
        end.close()
    # Told once it runs: what a process is begun with it reads before it can be told anything else, and would complain
    # of the half of it should this one end.
    with told, contextlib.suppress(OSError):
        told.send_bytes(pickle.dumps((batches, place, index if completes else None), pickle.HIGHEST_PROTOCOL))
    return _Work(process, answer, tuple(bundle / shard.folder for shard in shards), completes)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Begin a process that Ctrl+C does not reach, which is for all of a terminal: the one that serves ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    # It comes with the first process, and beginning it makes this thread hear again.
    ensure_running()
    # Of this thread alone; a process is begun with what its thread is deaf to.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(orders: Connection, report: Connection) -> None:
    """Do what is told. Runs in the other process."""
    # Where it could not be begun deaf to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told = orders.recv_bytes()
    except (EOFError, OSError):
        return  # who was to tell has ended
    batches, place, index = pickle.loads(told)
    _build(batches, place, index, report)


def _build(batches: list[Batch], place: Workplace, index: IndexPlan | None, report: Connection) -> None:
    """Build shards, and with the last of them complete the search ``index``.

    What goes wrong is told, not raised.
    """
    # It ends with who serves, and may yet need a process: for files whose words the cache has lost.
    current_process().daemon = False
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        for batch in batches:
            run_batch(batch, place)
            if batch.part.shard:
                seal_folder(place.bundle / batch.part.shard.folder)
        if index:
            _lay(place, index)
    except (GongkaiError, OSError) as error:
        # Where nobody is left to be told, nobody waits for it either.
        with contextlib.suppress(OSError):
            report.send(str(error))


def drop_strangers(bundle: Path) -> None:
    """Remove what a preview did not leave in its bundle itself: a browser would run what stands there."""
    for path in bundle.iterdir() if bundle.is_dir() else ():
        if not (path.is_dir() and is_sealed(path)):
            shutil.rmtree(
                path, ignore_errors=True
            ) if path.is_dir() and not path.is_symlink() else path.unlink()


def _lay(place: Workplace, index: IndexPlan) -> None:
    """Let a search whose shards are built take the place of the one before."""
    bundle, outputs = place.bundle, index.outputs()
    missing = {name for name in outputs if name.endswith("/") and not (bundle / name).is_dir()}
    files = {name for name in outputs if not name.endswith("/")}
    put_index(index, bundle, missing | files, place.kept, bundle)
    for name in missing:
        seal_folder(bundle / name)
    place.kept.drop_others(kept_names(index))
    used = {name.rstrip("/") for name in outputs}
    for path in bundle.iterdir():
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
