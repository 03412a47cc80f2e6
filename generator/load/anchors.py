"""Places in a page that links can lead to, told from the Markdown text, and the links that lead to such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.load.heading_ids import unused_id
from generator.load.links import EXTERNAL, Reference
from generator.model.text_facts import AnchorLink

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
# The same, as long as nothing else makes a heading: what begins with a fixed character is found quickly.
_HASHED = re.compile(r"\n {0,3}#{1,6}[ \t]+(.*)")
_CLOSING = re.compile(r"[ \t]+#+\Z")
_UNDERLINED = re.compile(r"^ {0,3}(\S.*?)[ \t]*\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"\n {0,3}(?:=|--)")
_ID = re.compile(r"\bid\s*=\s*[\"']?([^\s\"'>]+)")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:", re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"<[^>]*>|&\w+;|[*`~\\]")

_UNUSED = re.compile(r"[^\w\n-]+")
_MARKED = re.compile(r"[<&*`~\\\[_]")
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def find_ids(body: str) -> tuple[str, ...]:
    """Return the ids that the headings, notes and HTML elements of a text have in its page.

    Heading ids are made as generator/render/markdown.py makes them; a test keeps the two in step.
    """
    text = _FENCED.sub("", body) if "`" in body or ("~" in body and "~~~" in body) else body
    ids = set(_ID.findall(text)) if "<" in text else set()
    if "[" in text and "[^" in text:
        ids.update(f"fn-{name}" for name in _NOTE.findall(text))
    used: dict[str, int] = {}
    for words in _names([reading for heading in _headings(text) for reading in _readings(heading)]):
        ids.add(unused_id(words or "标题", used))
    return tuple(sorted(ids))


def _names(headings: list[str]) -> list[str]:
    """Return the names that the words of headings give, in one step for all: none of them holds a line end."""
    if not headings:
        return []
    return _UNUSED.sub("", "\n".join(headings).replace(" ", "-")).lower().split("\n")


def _readings(heading: str) -> tuple[str, ...]:
    """Return what the words of a heading may be, less its marks; of most there is but one reading."""
    if not _MARKED.search(heading):
        return (heading.strip(),)
    words = _MARKS.sub("", _LINK.sub(r"\1", heading)).strip()
    # An underscore may be a mark of emphasis or a letter: either reading is taken.
    return tuple(sorted({words, words.replace("_", ""), _EMPHASIS.sub("", words)}))


def _headings(text: str) -> Iterator[str]:
    """Yield the words of the headings in their order. Where all are marked by #, one look per line is enough."""
    if _UNDERLINE.search(text):
        found = [*_HEADING.finditer(text), *_UNDERLINED.finditer(text)]
        yield from (match[1] for match in sorted(found, key=lambda match: match.start()))
        return
    for found in _HASHED.findall(f"\n{text}") if "#" in text else ():
        words = found.rstrip(" \t")
        yield _CLOSING.sub("", words) if words.endswith("#") else words


def anchor_links(references: Iterable[Reference]) -> Iterator[AnchorLink]:
    """Yield the links that lead to a place in a page of this site."""
    for reference in references:
        if "#" in reference.target and not EXTERNAL.match(reference.target):
            yield AnchorLink(reference.target, reference.line, reference.column)
