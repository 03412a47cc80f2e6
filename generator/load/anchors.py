"""Places in a page that links can lead to, told from the Markdown text, and the links that lead to such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.load.links import EXTERNAL, Reference
from generator.load.source_marks import blank_fences, heading_words, without_closing
from generator.model.text_facts import AnchorLink

# Headings marked by #, as long as nothing else makes one: what begins with a fixed character is found quickly.
_HASHED = re.compile(r"\n {0,3}#{1,6}[ \t]++(.*)")
_UNDERLINE = re.compile(r"\n {0,3}(?:=|--)")
_WHOLE_UNDERLINE = re.compile(r" {0,3}(?:=++|--++)[ \t]*+")
_ID = re.compile(r"\bid\s*+=\s*+[\"']?([^\s\"'>]++)")
_NOTE = re.compile(r"^\[\^([^\]\s]++)\]:", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*+)\]\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)")
_MARKS = re.compile(r"<[^<>]*+>|&\w++;|[*`~\\]")

_UNUSED = re.compile(r"[^\w\n-]+")
_MARKED = re.compile(r"[<&*`~\\\[_]")
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")


def find_ids(body: str) -> tuple[str, ...]:
    """Return the ids that the headings, notes and HTML elements of a text have in its page.

    Heading ids are made as generator/render/markdown.py makes them; a test keeps the two in step.
    """
    text = blank_fences(body) if "`" in body or "~" in body else body
    ids = set(_ID.findall(text)) if "<" in text else set()
    if "[" in text and "[^" in text:
        ids.update(f"fn-{name}" for name in _NOTE.findall(text))
    used: dict[str, int] = {}
    for words in _names([reading for heading in _headings(text) for reading in _readings(heading)]):
        name = words or "标题"
        used[name] = count = used.get(name, 0) + 1
        ids.add(f"{name}-{count}" if count > 1 else name)
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
        yield from _headings_of_both_kinds(text.split("\n"))
        return
    for found in _HASHED.findall(f"\n{text}") if "#" in text else ():
        yield without_closing(found.rstrip(" \t"))


def _headings_of_both_kinds(lines: list[str]) -> Iterator[str]:
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        words = heading_words(line)
        if words is not None:
            yield words
        elif below and _WHOLE_UNDERLINE.fullmatch(below) and 0 <= _indent(line) <= 3:
            yield line.strip()


def _indent(line: str) -> int:
    """Return how many blanks a line begins with; -1 of one that holds nothing else."""
    words = line.lstrip(" ")
    return len(line) - len(words) if words and not words[0].isspace() else -1


def anchor_links(references: Iterable[Reference]) -> Iterator[AnchorLink]:
    """Yield the links that lead to a place in a page of this site."""
    for reference in references:
        if "#" in reference.target and not EXTERNAL.match(reference.target):
            yield AnchorLink(reference.target, reference.line, reference.column)
