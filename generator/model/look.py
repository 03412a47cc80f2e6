"""The look (外观) of a portal: colours, pictures, words of the footer, style sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from generator.data import dataclass
from generator.model.finding import Place

THEME, PUBLIC = "theme", "public"
# Whose files a portal's look may name, by their paths from its root.
LOOK_FOLDERS = (THEME, PUBLIC)
_ASSETS = f"{THEME}/assets/"


@dataclass(frozen=True)
class LookFile:
    """A file that the look names: by which key, its path from the portal's root, and where that is written."""

    key: str
    path: str
    # A line more above it changes no page.
    place: Place = field(repr=False, compare=False)

    @property
    def address(self) -> str:
        """Its address below assets/, where the files of a theme's own assets/ already are."""
        return self.path.removeprefix(_ASSETS)


@dataclass(frozen=True)
class Look:
    """Colours are ``#rrggbb`` or empty; ``files`` are in the order in which they are stated."""

    primary: str = ""
    accent: str = ""
    footer: tuple[str, ...] = ()
    files: tuple[LookFile, ...] = ()

    def of(self, key: str) -> Iterator[LookFile]:
        """Yield the files that a key names."""
        return (file for file in self.files if file.key == key)

    def address(self, key: str, otherwise: str = "") -> str:
        """Return the address below assets/ of the file that a key names, or ``otherwise``."""
        return next((file.address for file in self.of(key)), otherwise)
