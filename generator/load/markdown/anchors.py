"""Find the anchors of a page in its Markdown text, and the links that lead to anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.load.markdown.dialect import ParsedMarkdown, note_id, text_id
from generator.load.markdown.heading_ids import unused_id
from generator.load.markdown.links import Reference
from generator.load.markdown.tags import find_tags
from generator.model.addresses.hosts import is_fetched_from_host, leads_out
from generator.model.text_facts import AnchorLink
from generator.patterns import pattern

# What begins with a fixed character is found quickly.
_HASHED = pattern(r"\n {0,3}#{1,6}[ \t]+(.*)")
_EMPTY = pattern(r"\n {0,3}#{1,6}[ \t]*+(?:\n|\Z)")
_UNDERLINE = pattern(r"\n {0,3}(?:=|--|-[ \t]*+(?:\n|\Z))")
# A heading within a list or a quotation, or one that may be code.
_INNER = pattern(r"\n[ \t\d>*+.)-]++#")
_UNUSED = pattern(r"[^\w\n-]+")
_MARKED = pattern(r"[<&*`~\\\[_!]")
_SAFE_ID = pattern(r"[\w\-.]{1,120}")
_WITH_ID = ("a", "div")


def find_ids(body: str) -> tuple[str, ...]:
    """Return the ids that the headings, notes and HTML elements of a text have in its page.

    Heading ids are made as generator/render/text/markdown.py makes them; a test keeps the two in step.
    """
    plain = _plain_ids(body)
    return tuple(sorted(_all_ids(body) if plain is None else plain))


def _plain_ids(body: str) -> set[str] | None:
    """Return the ids of a text whose headings are words behind #, with nothing else in it; None of any other."""
    if (
        "\x0c" in body
        or "\x0b" in body
        or "<" in body
        or "~~~" in body
        or "`" in body
        or ("[" in body and "[^" in body)
    ):
        return None
    text = f"\n{body}"
    if _UNDERLINE.search(text):
        return None
    if "#" not in body:
        return set()
    if _INNER.search(text) or _EMPTY.search(text):
        return None
    headings = []
    for found in _HASHED.findall(text):
        words = found.rstrip(" \t")
        if _MARKED.search(words) or words.endswith("#"):
            return None
        headings.append(words.lstrip(" \t"))
    return set(heading_ids(headings))


def heading_ids(headings: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the headings of a page in their order; a second of a name has its number."""
    used: dict[str, int] = {}
    for words in headings:
        name = text_id(_UNUSED.sub("", words.replace(" ", "-").replace("\n", "")).lower() or "标题")
        yield unused_id(name, used)


def _all_ids(body: str) -> set[str]:
    ids: set[str] = set()
    headings: list[str] = []
    notes: dict[str, int] = {}
    html: list[str] = []
    # In a heading: its words so far. A picture's words are no part of them.
    words: list[str] | None = None
    pictures = 0
    for event, _, _ in ParsedMarkdown(body).events():
        if event == "SoftBreak" or not isinstance(event, dict):
            continue
        (kind, what), *_ = event.items()
        if kind in ("Html", "InlineHtml"):
            html.append(what)
        elif kind in ("Text", "Code") and words is not None and not pictures:
            words.append(what)
        elif kind == "FootnoteReference":
            number = notes.setdefault(what, len(notes) + 1)
            if words is not None:
                words.append(str(number))
        elif kind == "Start" and isinstance(what, dict) and "FootnoteDefinition" in what:
            label = what["FootnoteDefinition"]
            ids.add(note_id(label, notes.setdefault(label, len(notes) + 1)))
        elif kind == "Start" and isinstance(what, dict) and "Heading" in what:
            words = []
        elif kind == "End" and isinstance(what, dict) and "Heading" in what and words is not None:
            headings.append("".join(words))
            words = None
        elif kind in ("Start", "End") and (what == "Image" or (isinstance(what, dict) and "Image" in what)):
            pictures += 1 if kind == "Start" else -1
    ids.update(heading_ids(headings))
    return ids | set(_html_ids("".join(html)))


def _html_ids(html: str) -> Iterator[str]:
    for tag in find_tags(html) if "=" in html else ():
        given = tag.attributes.get("id")
        if given and tag.name in _WITH_ID and _SAFE_ID.fullmatch(given.value):
            yield text_id(given.value)


def anchor_links(references: Iterable[Reference]) -> Iterator[AnchorLink]:
    """Yield the links that lead to a place in a page of this site."""
    for reference in references:
        if "#" in reference.target and reference.followed and not leads_out(reference.target):
            yield AnchorLink(reference.target, reference.line, reference.column)


def foreign_media(references: Iterable[Reference]) -> Iterator[AnchorLink]:
    """Yield the pictures, films, sounds and styles that a page would fetch from a host."""
    for reference in references:
        if reference.media and is_fetched_from_host(reference.target):
            yield AnchorLink(reference.target, reference.line, reference.column)
