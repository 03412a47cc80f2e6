"""Find the files of a look, in the portal or in the program's theme, and what its style sheets load."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from generator.data import dataclass
from generator.load.look.style import style_addresses
from generator.load.source.text import Source, read_source
from generator.model.look import LOOK_FOLDERS, THEME, Look
from generator.program import shipped_theme

SHEET = ".css"


@dataclass(frozen=True)
class Needed:
    """A file that a sheet loads: its path from the portal's root, its address below assets/, and where it is named."""

    path: str
    address: str
    offset: int


def source_of(root: Path, path: str) -> Path | None:
    """Return the file at a path of a portal, or the one of the program's theme; None where there is neither.

    A link that leads out of its folder is none.
    """
    top, _, rest = path.partition("/")
    if top not in LOOK_FOLDERS or not rest:
        return None
    own = root / path
    if os.path.lexists(own):
        return own if is_own(root, path) else None
    shipped = shipped_theme() / rest
    return shipped if top == THEME and shipped.is_file() else None


def is_own(root: Path, path: str) -> bool:
    """Tell whether a path of a portal is a plain file that lies, wherever links lead, in its folder."""
    folder = os.path.realpath(root / path.partition("/")[0])
    return (
        folder.startswith(os.path.realpath(root) + os.sep)
        and os.path.realpath(root / path).startswith(folder + os.sep)
        and os.path.isfile(root / path)  # noqa: PTH113 - a Path raises where links go in a circle
    )


def needed_files(text: str, path: str, address: str) -> Iterator[Needed]:
    """Yield what the sheet at ``path``, published at ``address``, loads from beside it."""
    for target, offset in style_addresses(text):
        yield Needed(_beside(path, target), _beside(address, target), offset)


def find_needed(root: Path, needed: Needed) -> Path | None:
    """Return the file that a sheet loads; None where there is none that could be published at its address."""
    return None if needed.address.startswith(("../", "/")) else source_of(root, needed.path)


def published_files(root: Path, look: Look) -> dict[str, Path]:
    """Return the files that the look has published, by their addresses below assets/."""
    found: dict[str, Path] = {}
    for file in look.files:
        source = source_of(root, file.path)
        if source is None:
            continue
        found[file.address] = source
        sheet = read_source(source, file.path) if file.path.lower().endswith(SHEET) else None
        if isinstance(sheet, Source):
            needed = needed_files(sheet.text, file.path, file.address)
            found.update((each.address, path) for each in needed if (path := find_needed(root, each)))
    return found


def _beside(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
