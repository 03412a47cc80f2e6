"""Tell which tree is live after a failure. Imports next to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import WentLiveError


@contextmanager
def told_if_live(live: Path) -> Iterator[None]:
    """Make of whatever fails inside, once another tree is at ``live``, a WentLiveError.

    What stands there is the one thing that tells for sure: work is broken off at any moment (Ctrl+C).
    """
    before = tree_inode(live)
    try:
        yield
    except (WentLiveError, BrokenPipeError):
        raise  # told already, or nobody listens any more
    except BaseException as error:
        if tree_inode(live) in (0, before):
            raise
        raise WentLiveError("新网站已经换上") from error


def tree_inode(path: Path) -> int:
    """Return what tells a tree from every other, 0 where there is none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0
