"""The log of what was done at the desk, one line of JSON each, so that nothing that was typed can forge a line."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import field
from datetime import datetime
from pathlib import Path

from generator.data import dataclass

_LONGEST = 300


@dataclass(frozen=True)
class Audit:
    """Appends to a file; ``now`` is the time in China."""

    path: Path
    now: Callable[[], datetime]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, account: str, act: str, what: str = "") -> None:
        """Write a line. A full disk is told by what was to be done, not by the note of it."""
        told = {
            "time": f"{self.now():%Y-%m-%d %H:%M:%S}", "account": account[:_LONGEST], "act": act,
            "what": what[:_LONGEST],
        }  # fmt: skip
        line = json.dumps(told, ensure_ascii=True) + "\n"
        try:
            with self.lock:
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    stream.write(line)
        except OSError:
            return
