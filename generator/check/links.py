"""Rules on links inside the portal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from generator.load.markdown.links import resolve
from generator.model.addresses.hosts import is_one_of, outer_host
from generator.model.addresses.links import EVERYWHERE
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal


def check_anchors(portal: Portal) -> Iterator[Finding]:
    """A link to a place in a document leads to a heading, note or id of that document."""
    for document in portal.lookups.with_anchors:
        folder = document.path.rpartition("/")[0]
        for link in document.text.anchors:
            target, _, anchor = link.target.partition("#")
            other = portal.lookups.by_path.get(resolve(target, folder) or "") if target else document
            name = unquote(anchor)
            if other is None or name in EVERYWHERE or name in other.text.ids.split(" "):
                continue
            place = Place(document.place.path, link.line, link.column)
            yield finding("anchor-missing", place, f"“{other.title}”里没有“{name}”这个标题或锚点。")


def check_media(portal: Portal) -> Iterator[Finding]:
    """What a page shows is the portal's own: no other host learns who reads, or decides what is shown."""
    for document in portal.lookups.with_media:
        for media in document.text.media:
            host = outer_host(media.target) or ""
            if is_one_of(host, (portal.domain,)):
                continue
            place = Place(document.place.path, media.line, media.column)
            whose = f"在别的网站（{host}）上" if host else "的网址认不出来"
            yield finding("media-foreign", place, f"“{media.target}”{whose}，打开网页就会向它发出请求。")
