"""Find the links and pictures in the text of a document, with their line and column.

Told by the parser that draws the page, and of HTML by its tags: what is checked is what will be seen.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from urllib.parse import unquote

from generator.data import dataclass
from generator.load.markdown.dialect import ParsedMarkdown
from generator.load.markdown.tags import Tag, find_tags
from generator.model.addresses.hosts import leads_out
from generator.patterns import pattern

# The attributes of the page that lead to a file, as far as the sanitiser leaves them.
_LEADING = {
    ("a", "href"), ("img", "src"), ("audio", "src"), ("video", "src"), ("video", "poster"), ("audio", "poster"),
    ("source", "src"), ("track", "src"), ("image", "src"),  # a browser takes <image> for <img>
}  # fmt: skip
# What a browser fetches by itself, were it left in the page: told of whatever the sanitiser takes away.
_FETCHED = frozenset(
    {"src", "srcset", "imagesrcset", "poster", "background", "data", "dynsrc", "lowsrc", "xlink:href"}
)
_FETCHING_LINKS = frozenset({"link", "image", "use", "base", "feimage"})
_STYLE_TARGET = pattern(r"(?:[a-zA-Z]{2,8}:)?[\\/]{2}[^\s\"')]++")
_UPWARDS = pattern(r"\]\(\s*+<?(\.\.\\[^\s<>)]*+)")
# The renderer spells these out, so that they are part of a name: java%09script: is no scheme.
_CONTROL = pattern(r"[\x00-\x1f]")
_ATTRIBUTE = pattern(r"<[^<>=]*+=")
_AUTOLINK = pattern(r"<[a-zA-Z][a-zA-Z0-9+.-]{1,31}:")


@dataclass(frozen=True)
class Reference:
    """A link target as it is meant, and where it stands.

    ``media`` tells that a browser fetches it by itself, ``followed`` that the page really leads there.
    """

    target: str
    line: int
    column: int
    media: bool = False
    followed: bool = True


def find_references(body: str, first_line: int) -> Iterator[Reference]:
    """Yield every link target of a Markdown text, leaving code out."""
    if not _may_refer(body):
        return
    reading = ParsedMarkdown(body, first_line)
    definitions: dict[str, tuple[str, int, int]] | None = None
    # HTML comes line by line: a tag may begin on one and end on another.
    html: list[tuple[int, str]] = []
    for event, start, end in reading.events():
        if not isinstance(event, dict):
            continue
        if raw := event.get("Html") or event.get("InlineHtml"):
            html.append((start, raw))
            continue
        opened = event.get("Start")
        if not isinstance(opened, dict):
            continue
        link = opened.get("Link") or opened.get("Image")
        if link is None:
            continue
        target, kind = link["dest_url"], link["link_type"]
        at = reading.find(target, start, end)
        if kind in ("Reference", "Collapsed", "Shortcut"):
            if definitions is None:
                definitions = reading.definitions()
            _, begins, ends = definitions.get(link["id"].lower(), ("", start, end))
            at = reading.find(target, begins, ends)
        elif kind == "Email":
            continue
        elif at == start and (up := _UPWARDS.search(reading.piece(start, end))):
            # Markdown takes the backslash before a full stop for a mark of its own: meant was the way out.
            target = up[1]
        yield Reference(_CONTROL.sub(_spelt, target), *reading.place(at), media="Image" in opened)
    yield from _in_html(html, reading)


def _spelt(control: re.Match[str]) -> str:
    return f"%{ord(control[0]):02X}"


def _in_html(pieces: list[tuple[int, str]], reading: ParsedMarkdown) -> Iterator[Reference]:
    if not any("=" in piece or "<style" in piece.lower() for _, piece in pieces):
        return
    whole = "".join(piece for _, piece in pieces)
    begins = [0, *accumulate(len(piece) for _, piece in pieces)]

    def place(offset: int) -> tuple[int, int]:
        number = bisect_right(begins, offset, hi=len(pieces)) - 1
        inside = whole[begins[number] : offset]
        return reading.place(pieces[number][0] + len(inside.encode("utf-8", "surrogatepass")))

    for tag in find_tags(whole):
        for target, offset, media, followed in _of_tag(tag, whole):
            if target:
                yield Reference(target, *place(offset), media=media, followed=followed)


def _of_tag(tag: Tag, html: str) -> Iterator[tuple[str, int, bool, bool]]:
    """Yield what a tag leads to or fetches, where that stands, whether it is fetched and whether it stays."""
    for name, attribute in tag.attributes.items():
        followed = (tag.name, name) in _LEADING
        if name in ("srcset", "imagesrcset"):
            for candidate in attribute.value.split(","):
                yield (candidate.split() or [""])[0], attribute.start, True, False
        elif name in _FETCHED or (name == "href" and tag.name in _FETCHING_LINKS):
            yield attribute.value, attribute.start, True, followed
        elif name == "style":
            for match in _STYLE_TARGET.finditer(attribute.value):
                yield match[0], attribute.start, True, False
        elif followed:
            yield attribute.value, attribute.start, False, True
    if tag.name == "style":
        # No style sheet holds the sign: the search ends at the closing tag.
        end = html.find("<", tag.end)
        for match in _STYLE_TARGET.finditer(html, tag.end, end if end >= 0 else len(html)):
            yield match[0], match.start(), True, False


def _may_refer(body: str) -> bool:
    """Tell in one look what most texts are: one that refers to nothing need not be taken apart.

    A single character is found four times as fast as two.
    """
    if "]" in body and ("](" in body or "]:" in body):
        return True
    return "<" in body and (
        _ATTRIBUTE.search(body) is not None or _AUTOLINK.search(body) is not None or "<style" in body.lower()
    )


def resolve(target: str, folder: str) -> str | None:
    """Return the path below content/ that a link of a document in ``folder`` means.

    None for a link to another site, to an anchor, or out of content/.
    """
    if leads_out(target):
        return None
    path = unquote(target.split("#", 1)[0].split("?", 1)[0]).replace("\\", "/")
    if not path:
        return None
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    clean = posixpath.normpath(joined)
    return None if clean == ".." or clean.startswith("../") else clean


def resolve_file(name: str, folder: str) -> str | None:
    """Return the path below content/ of a file named in the head of a document; None when out of content/.

    Unlike a link, a file name is taken as it is: ``3#楼.pdf`` and ``a%20b.pdf`` are names.
    """
    path = name.replace("\\", "/")
    clean = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    return None if clean == ".." or clean.startswith("../") else clean


def is_outside(target: str, folder: str) -> bool:
    """Tell whether a link leads out of content/ by way of ``..``."""
    if leads_out(target) or target.startswith(("#", "?")):
        return False
    return resolve(target, folder) is None
