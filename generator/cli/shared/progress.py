"""Progress on stderr: a line that moves on a terminal, plain lines elsewhere; silence for quick work."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from generator.publish.stages import STAGES, Listener

_QUIET_SECONDS = 1.0
_TERMINAL_STEP = 0.1
_PLAIN_STEP = 5.0


class ProgressPrinter:
    """Shows the stage, the count and the time left once a build takes over a second."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._started = time.monotonic()
        self._stage_started = self._started
        self._stage = ""
        self._shown = 0.0

    def listener(self) -> Listener:
        """Return the listener to hand to a build."""
        return Listener(self._on_stage, self._on_progress)

    def close(self) -> None:
        """Clear the moving line."""
        if self._terminal and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _on_stage(self, name: str) -> None:
        self._stage, self._stage_started = STAGES.get(name, name), time.monotonic()
        self._show(f"正在处理：{self._stage}")

    def _on_progress(self, done: int, total: int) -> None:
        elapsed = time.monotonic() - self._stage_started
        left = f"，约剩{elapsed / done * (total - done):.0f}秒" if done and elapsed > _QUIET_SECONDS else ""
        self._show(f"正在处理：{self._stage} {done}/{total}{left}")

    def _show(self, text: str) -> None:
        now = time.monotonic()
        step = _TERMINAL_STEP if self._terminal else _PLAIN_STEP
        if now - self._started < _QUIET_SECONDS or now - self._shown < step:
            return
        self._shown = now
        self._stream.write(f"\r\x1b[K{text}" if self._terminal else f"{text}\n")
        self._stream.flush()
