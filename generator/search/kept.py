"""Where the lists of a shard are kept from one build to the next, as whoever builds decides."""

from __future__ import annotations

from typing import Protocol


class KeptLists(Protocol):
    """Bytes by name; what was not kept, or cannot be trusted, is empty."""

    def read(self, name: str) -> bytes | memoryview:
        """Return what was kept by this name, empty where there is nothing."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes by this name. Raises nothing: what cannot be kept is made again."""
        ...


class NothingKept:
    """Keeps nothing."""

    def read(self, name: str) -> bytes:
        """Return nothing."""
        del name
        return b""

    def write(self, name: str, data: bytes) -> None:
        """Do nothing."""
