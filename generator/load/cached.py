"""Read a portal over what check and build kept of it: for commands that only tell of it, and leave all as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.load.cache.folder import cache_folder
from generator.load.documents.parse_cache import read_cache
from generator.load.portal import Loaded, load_portal


def load_cached(root: Path, as_of: date) -> Loaded:
    """Return a portal as ``load_portal`` does, opening only the files that changed since it was checked or built.

    Nothing is kept of it. The words of attached files are not read: only a search asks for them.
    Raises UsageError where something else stands in place of the cache.
    """
    known = read_cache(cache_folder(root))
    known.folder = None
    return load_portal(root, as_of, False, known)
