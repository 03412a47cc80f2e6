"""The stages of a build: names, durations, and a listener for progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field

from generator.data import dataclass

STAGES = {
    "load": "读取",
    "check": "检查",
    "frames": "框架",
    "plan": "比对",
    "render": "页面和搜索索引",
    "output": "核对页面",
    "swap": "替换",
}


@dataclass(frozen=True)
class Listener:
    """Is told how a build comes along; the default hears nothing."""

    stage: Callable[[str], None] = field(default=lambda _name: None)
    progress: Callable[[int, int], None] = field(default=lambda _done, _total: None)


class StageTimes:
    """Measures how long each stage takes, in seconds, and tells the listener when one begins."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time one stage."""
        self.listener.stage(name)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
