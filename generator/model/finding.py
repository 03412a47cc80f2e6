"""A finding (问题): one result of a check, with a stable code and a place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is; only ``error`` keeps a portal from being built."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file: path relative to the portal's root, 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Written:
    """A text as people wrote it, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Finding:
    """What is wrong (``message``), where, and how to mend it (``hint``); texts are Chinese."""

    code: str
    level: Level
    message: str
    place: Place
    hint: str = ""
    basis: tuple[str, ...] = ()


def sort_findings(findings: list[Finding]) -> list[Finding]:
    """Order findings by place, then code, so that every report reads from top to bottom; each stands once.

    A place is taken apart, as comparing its parts is one step, and comparing places is several.
    """
    return sorted(dict.fromkeys(findings), key=_reading_order)


def _reading_order(one: Finding) -> tuple[str, int, int, str, str]:
    return one.place.path, one.place.line, one.place.column, one.code, one.message


def has_errors(findings: list[Finding]) -> bool:
    """Tell whether any finding is at error level."""
    return any(finding.level is Level.ERROR for finding in findings)


def count_levels(findings: list[Finding]) -> dict[str, int]:
    """Return how many findings each level has."""
    return {level.value: sum(1 for finding in findings if finding.level is level) for level in Level}
