"""The lock that keeps two builds of a portal apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import BuildError


@contextmanager
def only_build(cache: Path) -> Iterator[None]:
    """Keep other builds with the same cache waiting. Raises BuildError when one goes on for a minute."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / "build.lock")
    try:
        lock.acquire(timeout=60)
    except Timeout as error:
        raise BuildError("另一个构建正在进行，请等它结束后再试。") from error
    try:
        yield
    finally:
        lock.release()
