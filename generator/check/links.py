"""Rules on links inside the portal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from generator.load.links import resolve
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal

# Places that every page has.
_EVERYWHERE = {"", "top", "gk-main"}


def check_anchors(portal: Portal) -> Iterator[Finding]:
    """A link to a place in a document leads to a heading, note or id of that document."""
    for document in portal.lookups.with_anchors:
        folder = document.path.rpartition("/")[0]
        for link in document.text.anchors:
            target, _, anchor = link.target.partition("#")
            other = portal.lookups.by_path.get(resolve(target, folder) or "") if target else document
            name = unquote(anchor)
            if other is None or name in _EVERYWHERE or name in other.text.ids.split(" "):
                continue
            place = Place(document.place.path, link.line, link.column)
            yield finding("anchor-missing", place, f"“{other.title}”里没有“{name}”这个标题或锚点。")
