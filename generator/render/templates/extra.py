"""An extra file of the site, and what making it needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment

from generator.data import dataclass
from generator.frames.draw import Frames
from generator.views.job import SiteFacts
from generator.views.shelf import Shelf


@dataclass(frozen=True)
class Studio:
    """What making an extra file needs besides what its maker already holds."""

    shelf: Shelf
    frames: Frames
    environment: Environment
    site: SiteFacts
    content: Path


@dataclass(frozen=True)
class Extra:
    """A file: its address below site/, a digest of all that decides it, and its maker.

    A ``bare`` page is none of the portal's own: it has no frame, and nothing is looked for on it.
    """

    address: str
    key: str
    make: Callable[[Studio], bytes]
    bare: bool = False
