"""The result of a build: its findings, and figures on what it did."""

from __future__ import annotations

from dataclasses import field

from generator.data import dataclass
from generator.model.finding import Finding
from generator.model.portal import Portal


@dataclass(frozen=True)
class BuildStats:
    """What a build did. Seconds by stage, memory in bytes."""

    documents: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    shards: int = 0
    shards_built: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peak_memory: int = 0


@dataclass(frozen=True)
class BuildResult:
    """The findings of a build and, when it went through, its figures.

    ``unkept`` says in Chinese why what it did could not be noted for the next build, which will take longer.
    """

    findings: list[Finding]
    stats: BuildStats | None
    portal: Portal | None
    unkept: str = ""
