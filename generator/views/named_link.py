"""A name with an optional link."""

from __future__ import annotations

from generator.data import dataclass


@dataclass(frozen=True)
class NamedLink:
    """A name that leads somewhere; without ``href`` it is only a name."""

    name: str
    href: str = ""
    note: str = ""
