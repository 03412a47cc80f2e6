"""The table of inspectors: one function for each kind of foreign file. All run in their own process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from generator.model.finding import Finding, Place

FileInspector = Callable[[Path, Place], Iterable[Finding]]
# By kind (asset_types.py): the module and the function, loaded when the first file of the kind comes.
INSPECTORS: dict[str, tuple[str, str]] = {
    "pdf": ("generator.load.assets.pdf", "check_pdf"),
    "jpeg": ("generator.load.assets.picture", "check_picture"),
    "png": ("generator.load.assets.picture", "check_picture"),
    "gif": ("generator.load.assets.picture", "check_picture"),
    "bmp": ("generator.load.assets.picture", "check_picture"),
    "webp": ("generator.load.assets.picture", "check_picture"),
    "mp4": ("generator.load.assets.video", "check_video"),
    "ole": ("generator.load.assets.hidden", "check_old"),
    "zip": ("generator.load.assets.office", "check_office"),
}


def inspector(kind: str) -> FileInspector:
    """Return the function that looks into a kind of file."""
    module, function = INSPECTORS[kind]
    return cast("FileInspector", getattr(import_module(module), function))
