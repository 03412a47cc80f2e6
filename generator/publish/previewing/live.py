"""Keep the preview up with the files: the edited page at once, then the whole portal.

What is seen comes first. The rules that look through all documents follow when the new state is shown; only
an error that stands in the way of showing it comes before.

Of a hundred thousand documents, reading everything again takes many seconds. It is done in a thread of its own
(``refresh``, ``review``, ``tidy``), while another shows what is edited meanwhile (``edit``).
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.check.run import check_portal
from generator.check.settings import apply_settings
from generator.frames.draw import draw_frames
from generator.load.cache.by_column import ByColumn
from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import ParseCache, read_cache, write_cache
from generator.load.pictures import size_pictures
from generator.load.portal import Loaded, load_portal
from generator.load.reread import reread_document
from generator.model.finding import Finding, has_errors
from generator.publish.collector import no_collector
from generator.publish.previewing.searching import drop_strangers
from generator.publish.previewing.snapshot import Snapshot
from generator.render.site.outline import make_outline
from generator.render.site.plan import BUNDLE
from generator.workers import workers

_CONTENT = "content/"
_TEXT = ".md"
# Of more documents that change at once (another branch, say), only those are shown at once that are open.
_FEW = 20


@dataclass
class Live:
    """A portal being edited. ``snapshot`` is its newest state that can be shown, None before the first.

    ``shared`` tells that others look at it too: each page says that it is not the portal. Of the paths that changed,
    ``_reading`` are those that the reading under way takes in, ``_since`` those that came after it had begun.
    """

    root: Path
    as_of: date
    processes: int = 1
    shared: bool = False
    snapshot: Snapshot | None = None
    _parsed: ParseCache | None = None
    _kept: ByColumn = field(default_factory=ByColumn)
    _loaded: Loaded = field(default_factory=lambda: Loaded(None, []))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _reading: frozenset[str] = frozenset()
    _since: frozenset[str] = frozenset()

    @property
    def documents(self) -> int:
        """How many documents the newest state has."""
        return len(self.snapshot.outline.jobs) if self.snapshot else 0

    @property
    def behind(self) -> bool:
        """Whether files have changed since the newest reading began."""
        return bool(self._since)

    def edit(self, paths: Iterable[str]) -> list[Finding] | None:
        """Show edited and new documents at once, whatever else follows from them.

        Returns the errors that keep them from being shown, nothing wrong as an empty list, and None when
        no path is that of a document that can be shown by itself.
        """
        with self._lock:
            paths = frozenset(paths)
            self._since |= paths
            return self._show(paths)

    def _show(self, paths: frozenset[str]) -> list[Finding] | None:
        problems: list[Finding] | None = None
        for path in self._edited(paths):
            document, errors = reread_document(self._loaded, path)
            edited = self.snapshot.with_document(document) if document and self.snapshot else None
            if edited:
                self.snapshot = edited
            if errors and self._others_changed():
                # It may name a file that came with it: the next reading knows.
                continue
            if edited or errors:
                problems = [*(problems or []), *errors]
        return problems

    def _edited(self, paths: frozenset[str]) -> list[str]:
        """Return the documents to be shown at once, by their paths below content/."""
        snapshot = self.snapshot
        if snapshot is None:
            return []
        texts = (each for each in paths if each.startswith(_CONTENT) and each.endswith(_TEXT))
        found = sorted(each.removeprefix(_CONTENT) for each in texts if os.path.exists(self.root / each))  # noqa: PTH110
        return found if len(found) <= _FEW else [each for each in found if snapshot.is_drawn(each)]

    def _others_changed(self) -> bool:
        """Whether files other than documents have come or changed that no reading has told of."""
        others = (path for path in self._reading | self._since if not path.endswith(_TEXT))
        return any(os.path.isfile(self.root / path) for path in others)  # noqa: PTH113

    def refresh(self) -> list[Finding]:
        """Read everything again and show it; returns nothing then.

        With errors in what people wrote the newest state stays, and all findings are returned. Raises
        BuildError when the frames cannot be drawn.
        """
        with self._lock:
            self._reading, self._since = self._reading | self._since, frozenset()
        cache = cache_folder(self.root)
        first = self._parsed is None
        parsed = self._parsed if self._parsed is not None else read_cache(cache)
        if first:
            # Begun from what the last build left there; what changes is only remembered.
            self._kept = ByColumn(cache / "columns")
            drop_strangers(cache / "preview" / BUNDLE)
        with no_collector(), workers(self.processes) as crew:
            loaded = load_portal(self.root, self.as_of, True, parsed, crew)
            self._parsed = parsed
            if first:
                write_cache(cache, parsed)
            if loaded.portal is None or has_errors(apply_settings(loaded.findings, loaded).findings):
                return check_portal(loaded)
            portal = replace(loaded.portal, preview=True) if self.shared else loaded.portal
            if loaded.content:
                # Nobody waits for copies to be made: what was built has them.
                known = size_pictures(portal, loaded.content, cache, makes=False)
                portal = replace(portal, pictures=known)
            frames = draw_frames(portal, self.root, cache)
            outline = make_outline(portal, frames, self._kept)
        with self._lock:
            self._loaded, self._reading = loaded, frozenset()
            self.snapshot = Snapshot(outline, frames, self.root, cache / "preview")
            # They may have been read before they were saved, and must not be lost again.
            self._show(self._since)
        return []

    def review(self) -> list[Finding]:
        """Return the findings of the newest state; errors among them keep it from being built."""
        with no_collector():
            return check_portal(self._loaded, self._kept)

    def tidy(self) -> None:
        """Look for memory to free while nobody waits; what stays is not looked at again.

        Left to itself the collector walks all documents at any moment, also while a page is awaited.
        """
        gc.collect()
        gc.freeze()
