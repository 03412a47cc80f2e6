"""A theme in layers: each file is looked up in the portal's theme first, and then in the program's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.frames.colours import colour_sheet
from generator.frames.sandbox import inside
from generator.load.look.files import published_files
from generator.load.look.theme_files import stray_files
from generator.model.look import Look
from generator.program import own_theme, shipped_theme

Layers = tuple[Path, ...]


def theme_layers(root: Path) -> Layers:
    """Return the folders of a portal's theme, in the order in which they are looked through."""
    own = own_theme(root)
    return (own, shipped_theme()) if own else (shipped_theme(),)


def layered_files(layers: Layers, below: str = "") -> dict[str, Path]:
    """Return the files that are used, by their names; of two of one name, that of the first layer."""
    found: dict[str, Path] = {}
    for layer in reversed(layers):
        for path in (layer / below).rglob("*"):
            # Folders that are links are not gone into: only a file itself can lead out.
            if path.is_file() and (not path.is_symlink() or inside(layer, path)):
                found[path.relative_to(layer).as_posix()] = path
    return dict(sorted(found.items()))


def add_files(digest: hashlib._Hash, files: Mapping[str, Path]) -> None:
    """Add names and contents to a digest. Raises OSError."""
    for name, path in files.items():
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)


@dataclass(frozen=True)
class Dress:
    """What frames are drawn with: the layers, the files of the portal's that are left out, and its own assets.

    ``files`` and ``sheet`` (the colours, if it has any) are published by their addresses below assets/.
    """

    layers: Layers
    left_out: frozenset[str] = frozenset()
    files: Mapping[str, Path] = field(default_factory=dict)
    sheet: str = ""

    def publishes(self, name: str, path: str) -> bool:
        """Tell whether an asset that was found at a path is one that pages may load."""
        layer = next((layer for layer in self.layers if Path(path).is_relative_to(layer)), None)
        if layer is None:
            return True
        return inside(layer, path) and not (layer == self.layers[0] and name in self.left_out)


def dress_of(root: Path, look: Look) -> Dress:
    """Return what the frames of a portal are drawn with. Raises OSError."""
    strays = stray_files(root, look)
    return Dress(theme_layers(root), strays, published_files(root, look), colour_sheet(look))
