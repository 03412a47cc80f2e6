"""Render a text to HTML as it is before the sanitiser, and find what the sanitiser removes whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import escape, unescape

from generator.data import dataclass
from generator.load.markdown.dialect import ParsedMarkdown
from generator.load.markdown.tags import Tag, find_tags
from generator.model.finding import Place
from generator.patterns import pattern

# The tags of which nothing stays, nor anything between them.
TAKEN_WHOLE = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript"})
_NO_CONTENT = frozenset({"embed"})
_COMMENT = pattern(r"<!--(?!-?>)")
_COMMENT_END = pattern(r"--!?>")
_NEVER_CLOSED = pattern(r"<!--(?:-?>|.*?(?:--!?>|\Z))|(<(?:[a-zA-Z]|/[a-zA-Z][^<>]*+\Z))", re.DOTALL)
_UNSEEN = pattern("[\\s\u00a0\u200b-\u200f\u2060\ufeff\u00ad]++")
_TAG = pattern(r"<[^<>]*+>")
_MEDIA = frozenset({"img", "image", "video", "audio"})
_SOURCES = frozenset({"video", "audio", "source"})


@dataclass(frozen=True)
class Pieces:
    """A text as its page gets it, before the sanitiser: ``html``, with the way back to the source."""

    html: str
    reading: ParsedMarkdown
    begins: list[int]
    starts: list[int]

    @classmethod
    def of(cls, body: str, first_line: int) -> Pieces:
        reading = ParsedMarkdown(body, first_line)
        parts: list[str] = []
        begins, starts, at = [0], [0], 0
        for event, start, _ in reading.events():
            piece = _as_html(event)
            if piece:
                begins.append(at)
                starts.append(start)
                parts.append(piece)
                at += len(piece)
        return cls("".join(parts), reading, begins, starts)

    def place(self, offset: int, name: str) -> Place:
        number = bisect_right(self.begins, offset) - 1
        inside = self.html[self.begins[number] : offset]
        line, column = self.reading.place(self.starts[number] + len(inside.encode("utf-8", "surrogatepass")))
        return Place(name, line, column)

    def taken(self) -> Iterator[tuple[Tag, int]]:
        """Yield the tags that are taken away whole, each with where what goes with it ends."""
        low, reached = self.html.lower(), 0
        for tag in find_tags(self.html):
            if tag.name not in TAKEN_WHOLE or tag.start < reached:
                continue
            end = tag.end if tag.name in _NO_CONTENT else low.find(f"</{tag.name}", tag.end)
            reached = end if end >= 0 else len(self.html)
            yield tag, reached

    def open_comment(self) -> int | None:
        """Return where a comment begins that never ends."""
        at = 0
        while opened := _COMMENT.search(self.html, at):
            closed = _COMMENT_END.search(self.html, opened.end())
            if closed is None:
                return opened.start()
            at = closed.end()
        return None

    def open_tag(self) -> int | None:
        """Return where a tag begins that never ends."""
        end = max((tag.end for tag in find_tags(self.html)), default=0)
        found = (match.start() for match in _NEVER_CLOSED.finditer(self.html, end) if match[1])
        return next(found, None)

    def shows_anything(self) -> bool:
        kept, at = [], 0
        for tag, end in self.taken():
            kept.append(self.html[at : tag.start])
            at = max(at, end)
        left = "".join([*kept, self.html[at:]])
        if any(_is_shown(tag) for tag in find_tags(left)):
            return True
        return bool(words_of(left))


def _as_html(event: object) -> str:
    if not isinstance(event, dict):
        return "\n" if event in ("SoftBreak", "HardBreak") else ""
    (kind, what), *_ = event.items()
    if kind in ("Html", "InlineHtml"):
        return str(what)
    if kind in ("Text", "Code"):
        return escape(str(what), quote=False)
    if kind == "FootnoteReference":
        return "*"
    if kind == "Start" and isinstance(what, dict) and "Image" in what:
        return f'<img src="{escape(what["Image"]["dest_url"])}">'
    return ""


def without_comments(html: str) -> str:
    kept, at = [], 0
    while opened := _COMMENT.search(html, at):
        kept.append(html[at : opened.start()])
        closed = _COMMENT_END.search(html, opened.end())
        at = closed.end() if closed else len(html)
    return "".join([*kept, html[at:]])


def _is_shown(tag: Tag) -> bool:
    """Tell whether a tag of itself shows something: a picture, a film, a box to tick."""
    if tag.name == "input":
        return says(tag, "type").lower() == "checkbox"
    return tag.name in _MEDIA and (not lacks_source(tag) or bool(says(tag, "alt")))


def says(tag: Tag, key: str) -> str:
    given = tag.attributes.get(key)
    return given.value.strip() if given else ""


def lacks_source(tag: Tag) -> bool:
    # Films may have their sources in tags of their own, but not where a script was to look for them.
    late = tag.name in _SOURCES and any(key.startswith("data-") and "src" in key for key in tag.attributes)
    return (tag.name in ("img", "image") or late) and not says(tag, "src")


def words_of(html: str) -> str:
    """Return what is to be read in a piece of HTML, without blanks."""
    return _UNSEEN.sub("", unescape(_TAG.sub("", without_comments(html))))
