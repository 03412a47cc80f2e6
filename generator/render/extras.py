"""Files of the site that are neither a column's page nor a document's: exports, audit pages, feeds.

Each is known to the plan by its address and key, and made only where the key is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from generator.frames.draw import Frames
from generator.render.jobs import SiteFacts
from generator.render.views import Shelf


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
    """A file: its address below site/, a digest of all that decides it, and its maker."""

    address: str
    key: str
    make: Callable[[Studio], bytes]


def site_extras(shelf: Shelf, site: SiteFacts, frame_keys: dict[str, str], code: str) -> Iterator[Extra]:  # noqa: ARG001
    """Yield every extra file of a site. ``code`` is the digest of the drawing code and templates."""
    yield from ()
