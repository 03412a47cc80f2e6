"""The interface of a target: a folder here, or one of a server.

    TARGET/
      current -> releases/<id>      what the web server serves; moved by one rename
      releases/<id>/                whole trees, never changed once they are there
      releases/.making-<id>/        one that is being put together
      .gongkai/                     for nobody but the owner: manifests, log, hold, lock

The steps of a deploy are the same for both (deploying.py). Each of a place's own is done as a whole or leaves
something that ``leftovers`` finds.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from generator.data import dataclass

CURRENT = "current"
RELEASES = "releases"
NOTES = ".gongkai"
MANIFESTS = "manifests"
LOG = "log.jsonl"
HOLD = "hold.json"
# Which redirect rules the web server was last told to read.
RELOADED = "reloaded"
LOCK = "lock"
# Names in releases/ that are no releases: one being made, one being removed.
MAKING, GOING = ".making-", ".going-"
# How long a command of the webmaster's may take, in seconds.
ORDER_SECONDS = 60
# The next link, before it takes the place of the one there is.
NEXT = ".current-"
PATIENCE = 60.0


@dataclass(frozen=True)
class Filling:
    """What a release is made of: files of the site, files made for it, and links to files of the release ``base``.

    ``old`` are all files of ``base``, linked or not.
    """

    site: Path
    copied: tuple[str, ...]
    made: Path | None = None
    base: str = ""
    linked: frozenset[str] = frozenset()
    old: frozenset[str] = frozenset()


class ReleaseTarget(Protocol):
    """A target. All methods raise ReleaseError, with the reason in Chinese, when they cannot be done."""

    def open(self) -> None:
        """Look whether there is a target; nothing there is as good, anything strange is a UsageError."""

    def make(self) -> None:
        """Make the folders that are missing, whatever the umask, so that a web server can read what it serves."""

    def lock(self, patience: float = PATIENCE) -> AbstractContextManager[None]:
        """Keep others from changing the target. Raises ReleaseError when somebody does for longer than that."""

    def current(self) -> str:
        """Return the id of the release that is served, an empty text if none is."""

    def releases(self) -> list[str]:
        """Return the names of all that lies in releases/, whole or not."""

    def notes(self, folder: str) -> list[str]:
        """Return the names of the notes in a folder of .gongkai/."""

    def read(self, note: str) -> bytes | None:
        """Return a note, None where there is none."""

    def write(self, note: str, data: bytes) -> None:
        """Put a note in the place of the one there is, in one step."""

    def append(self, note: str, data: bytes) -> None:
        """Add a line to a note."""

    def forget(self, notes: Iterable[str]) -> None:
        """Remove notes."""

    def fill(self, name: str, filling: Filling) -> None:
        """Make a tree in releases/, with the modes that a web server needs."""

    def digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 of every file of a tree in releases/; of what is no plain file, an empty text."""

    def settle(self) -> None:
        """See that what was written outlives a power cut."""

    def rename(self, old: str, new: str) -> None:
        """Give a tree in releases/ another name."""

    def remove(self, name: str) -> None:
        """Remove a tree in releases/."""

    def point(self, release: str) -> None:
        """Let ``current`` lead to a release, in one step."""

    def order(self, command: str) -> str:
        """Run a command of the webmaster's on the machine of the target; return in Chinese why it failed, else nothing."""

    def tidy(self) -> None:
        """Remove links that a deploy which died has left beside ``current``."""


def manifest_note(release: str) -> str:
    """Return the name of a release's manifest among the notes."""
    return f"{MANIFESTS}/{release}.json"
