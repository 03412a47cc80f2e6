"""Select the files of a portal's theme that count: those that replace the program's, and what they name.

The theme of a portal holds only what is different. A file that is looked up by nobody (a slip in its name, or
one that an older version had) is a stray: it changes nothing, and is not published.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from generator.load.source.text import MAX_TEXT_BYTES
from generator.load.source.walk import walk
from generator.model.look import Look
from generator.program import own_theme, shipped_theme

FOLDER = "theme"
# What may name other files.
_NAMING = (".html", ".css", ".js", ".svg", ".xml", ".txt")
_NAME = re.compile(r"[\w.-]++")


def shipped_names() -> frozenset[str]:
    """Return the names of all files of the program's theme."""
    return frozenset(_names(shipped_theme()))


def stray_files(root: Path, look: Look) -> frozenset[str]:
    """Return the files of a portal's own theme that nothing looks up, by their paths from the theme on."""
    folder = own_theme(root)
    if folder is None:
        return frozenset()
    # Hidden files (.gitkeep, .DS_Store) are looked up and published by nobody, and mean nothing.
    own = {name for name in _names(folder) if not name.rpartition("/")[2].startswith(".")}
    shipped = shipped_names()
    declared = {file.path.removeprefix(f"{FOLDER}/") for file in look.files}
    used = {name for name in own if name in shipped or name in declared or _is_of_material(name)}
    left, fresh = own - used, used
    while fresh and left:
        told = frozenset(word for name in fresh for word in _words(folder, name))
        fresh = {name for name in left if name.rpartition("/")[2] in told}
        left -= fresh
    return frozenset(left)


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of files, as they are told on every system. What cannot be read is told elsewhere."""
    return (entry.path for entry in walk(str(folder)) if not entry.fault and not entry.path.endswith("/"))


def _is_of_material(name: str) -> bool:
    spec = find_spec("material")
    return any(os.path.isfile(f"{place}/templates/{name}") for place in _places(spec))  # noqa: PTH113


def _places(spec: object) -> Iterable[str]:
    return getattr(spec, "submodule_search_locations", None) or ()


def _words(folder: Path, name: str) -> Iterator[str]:
    """Yield the words of a file that could be the names of others."""
    path = folder / name
    if name.lower().endswith(_NAMING):
        with suppress(OSError):
            if path.is_file() and path.stat().st_size <= MAX_TEXT_BYTES:
                text = path.read_text(encoding="utf-8", errors="replace")
                yield from (match[0] for match in _NAME.finditer(text))
