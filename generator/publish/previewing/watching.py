"""The watch over the files that a preview shows."""

from __future__ import annotations

import os
import stat
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_WATCHED = (
    "columns.yml",
    "urls.lock",
    "old_urls.csv",
    "mkdocs.yml",
    "content",
    "theme",
    "public",
    "registers",
    "ledger.yml",
    "known.csv",
    "packs",
)
_QUIET = 0.05


class ChangeSignal(FileSystemEventHandler):
    """Collects the paths that change below a portal's sources."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._event = threading.Event()
        self._paths: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a source file; reading one is none."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, getattr(event, "dest_path", "")):
            inner = self._inner(path)
            if inner and inner.parts[0] in _WATCHED and not inner.name.startswith((".", "~$")):
                self._paths.add(inner.as_posix())
                self._event.set()

    def _inner(self, path: str | bytes) -> Path | None:
        """Return a path from the root; None for the root itself and for what was moved out of it."""
        try:
            inner = Path(os.fsdecode(path)).relative_to(self._root)
        except ValueError:
            return None
        return inner if inner.parts else None

    def changes_within(self, seconds: float) -> bool:
        """Tell whether something has changed since the last wait, or does within this time."""
        return self._event.wait(seconds)

    def wait(self, timeout: float) -> frozenset[str]:
        """Wait for a change and for the quiet after it; returns the paths that changed, if any."""
        if not self._event.wait(timeout):
            return frozenset()
        while self._event.is_set():
            self._event.clear()
            threading.Event().wait(_QUIET)
        paths, self._paths = self._paths, set()
        return frozenset(paths)


@dataclass
class Watch:
    """A running watch. ``folders`` are those looked through, by name: the folder as it was then, and its watch.

    A folder that is renamed or deleted takes its watch with it: ``renew`` gives its successor one.
    """

    root: Path
    signal: ChangeSignal
    observer: Any
    folders: dict[str, tuple[tuple[int, int], ObservedWatch]] = field(default_factory=dict)

    def renew(self) -> None:
        """Watch the folders that have come since, and no more those that are gone."""
        for name in _WATCHED:
            now, old = _identity(self.root / name), self.folders.get(name)
            if old and old[0] != now:
                del self.folders[name]
                with suppress(OSError, KeyError):
                    self.observer.unschedule(old[1])
            if now and name not in self.folders:
                with suppress(OSError):  # gone again, or more folders than the system watches
                    watched = self.observer.schedule(self.signal, str(self.root / name), recursive=True)
                    self.folders[name] = (now, watched)

    def stop(self) -> None:
        """End the watch."""
        self.observer.stop()


def watch(root: Path) -> Watch:
    """Begin to watch a portal's sources."""
    signal = ChangeSignal(root)
    observer = Observer()
    started = Watch(root, signal, observer)
    observer.schedule(signal, str(root), recursive=False)
    started.renew()
    observer.start()
    return started


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another of its name; None where there is no folder."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None
