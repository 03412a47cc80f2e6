"""The history of a portal: what was read of it once is kept, and only what is new is read.

What is kept is a function of the commit it goes up to: the next run has from it what a first one would have.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.kept import read_kept, write_kept
from generator.load.history.asking import Git, NoHistoryError, folder_of, tip_of
from generator.load.history.commits import (
    MOST_CHANGES,
    MOST_COMMITS,
    Commit,
    in_order,
    parents_of,
    read_changes,
)
from generator.load.history.heads import with_heads

_FILE = "history.bin"


@dataclass(frozen=True)
class History:
    """The commits that touched content/, in order up to ``tip``, of ``total`` in all.

    ``folder`` is where in the repository the portal lies, ``ends`` where history was cut off.
    """

    tip: str = ""
    folder: str = ""
    ends: str = ""
    total: int = 0
    commits: tuple[Commit, ...] = ()


def read_history(git: Git, cache: Path) -> History:
    """Return the history up to the commit that the files are of. Raises NoHistoryError where git tells none."""
    tip = tip_of(git)
    folder = folder_of(git)
    if not tip:
        return History(folder=folder)
    kept = read_kept(cache / _FILE, History)
    if kept and (kept.folder, kept.ends) != (folder, git.origin.ends):
        kept = None
    if kept and kept.tip == tip:
        return kept
    history = (_continued(git, kept, tip) if kept else None) or _whole(git, kept, tip, folder)
    changes = sum(len(commit.changes) for commit in history.commits)
    if history.total > MOST_COMMITS or changes > MOST_CHANGES:
        raise NoHistoryError("历史太长")
    # Not being able to costs only time.
    with suppress(OSError, ValueError):
        write_kept(cache / _FILE, history)
    return history


def _continued(git: Git, kept: History, tip: str) -> History | None:
    """Return history with what is new added; None where what is kept is not its beginning."""
    try:
        parents = parents_of(git, tip, kept.tip)
    except NoHistoryError:  # the commit has gone: history was written anew
        return None
    at = tip
    while at in parents:
        at = parents[at][0] if parents[at] else ""
    if at != kept.tip:
        return None
    new = _read(git, in_order(parents, tip), kept.folder)
    return History(tip, kept.folder, kept.ends, kept.total + len(parents), (*kept.commits, *new))


def _whole(git: Git, kept: History | None, tip: str, folder: str) -> History:
    """Return all of history; of commits that are known already git is not asked again."""
    parents = parents_of(git, tip)
    if len(parents) > MOST_COMMITS:
        raise NoHistoryError("历史太长")
    order = in_order(parents, tip)
    known = {commit.id: commit for commit in kept.commits} if kept else {}
    read = {commit.id: commit for commit in _read(git, [each for each in order if each not in known], folder)}
    known |= read
    commits = tuple(known[each] for each in order if each in known)
    return History(tip, folder, git.origin.ends, len(order), commits)


def _read(git: Git, order: list[str], folder: str) -> list[Commit]:
    ends = frozenset(git.origin.ends.split())
    return with_heads(git, read_changes(git, order, folder, ends))
