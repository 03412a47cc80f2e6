"""What one run keeps for the next: a value in a file that carries its own digest.

A kept value that was cut short, altered, or written by hand counts for nothing: a cache may be lost at any
time, and a damaged one must never be believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from pathlib import Path
from typing import Any

_SEAL = 32


def read_kept(path: Path) -> Any:
    """Return the value kept in a file, None when there is none that can be trusted."""
    with contextlib.suppress(Exception):
        raw = memoryview(path.read_bytes())
        if _digest(raw[_SEAL:]) == raw[:_SEAL]:
            return pickle.loads(raw[_SEAL:])
    return None


def write_kept(path: Path, value: Any) -> None:
    """Keep a value in a file, in one step. Raises OSError."""
    raw = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two that write at once may spoil it; the digest tells.
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("wb") as out:
        out.write(_digest(raw))
        out.write(raw)
    temporary.replace(path)


def _digest(raw: bytes | memoryview) -> bytes:
    return hashlib.sha256(raw).digest()
