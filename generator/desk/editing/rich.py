"""What the editor in the browser shows, as Markdown: by the writer of imports, which proves each paragraph that it writes.

Numbered lists and the sides to which the columns of a table are set are written here: the writer of imports turns
the former into text, as official documents have them, and knows nothing of the latter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from lxml import html as lxml_html

from generator.intake.reading.blocks import Unreadable
from generator.intake.reading.html import read_html
from generator.intake.writing.markdown import write_markdown

_APART = ("ol", "ul", "table")
_SIDES = {"right": "---:", "center": ":---:"}


def rich_markdown(body: Any) -> str:
    """Return the Markdown of a body of clean HTML. Raises ValueError, RecursionError for one that is too deep."""
    text = "\n\n".join(each for each in _blocks(body, list(body)) if each)
    return f"{text}\n" if text else ""


def _blocks(body: Any, elements: Iterable[Any]) -> Iterator[str]:
    if body.text and body.text.strip():
        yield _plain([_paragraph(body.text)])
    for kind, group in groupby(elements, lambda each: each.tag if each.tag in _APART else ""):
        if not kind:
            yield _plain(list(group))
            continue
        for each in group:
            tail, each.tail = each.tail, None
            yield _list(each) if kind in ("ol", "ul") else _table(each)
            if tail and tail.strip():
                yield _plain([_paragraph(tail)])


def _paragraph(text: str) -> Any:
    made = lxml_html.Element("p")
    made.text = text
    return made


def _plain(elements: list[Any]) -> str:
    """Return elements as the writer of imports has them."""
    body = lxml_html.Element("body")
    body.extend(elements)
    root = lxml_html.Element("html")
    root.append(body)
    read = read_html("", body)
    if isinstance(read, Unreadable):
        return ""
    names = [unquote(each.address) for each in read.pictures]
    return write_markdown(read, names, [each.words for each in read.pictures]).strip()


def _list(element: Any) -> str:
    """Return a list, each entry with what belongs to it set in below its first line."""
    started = element.get("start") or "1"
    number = int(started) if started.isdecimal() and len(started) < 7 else 1
    entries = []
    for entry in element:
        if entry.tag != "li":
            continue
        mark = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        below = [each for each in _entry(entry) if each]
        # Text behind text is a paragraph of its own; a list behind it is not.
        lines = "\n".join(below).split("\n")
        indent = " " * len(mark)
        entries.append(
            mark + "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])])
        )
    return "\n".join(entries)


def _entry(entry: Any) -> Iterator[str]:
    loose = _paragraph(entry.text or "")
    for child in list(entry):
        if child.tag in ("p", *_APART, "blockquote"):
            if len(loose) or (loose.text or "").strip():
                yield _plain([loose])
            tail, child.tail = child.tail, None
            loose = _paragraph(tail or "")
            yield (
                _list(child)
                if child.tag in ("ol", "ul")
                else _table(child)
                if child.tag == "table"
                else _plain([child])
            )
        else:
            loose.append(child)
    if len(loose) or (loose.text or "").strip():
        yield _plain([loose])


def _table(table: Any) -> str:
    """Return a table; the sides to which its columns are set stand below its head."""
    first = next(table.iter("tr"), None)
    sides = [each.get("align") or "" for each in first] if first is not None else []
    text = _plain([table])
    lines = text.split("\n")
    if not text.startswith("|") or len(lines) < 2 or not any(sides):
        return text
    lines[1] = "| " + " | ".join(_SIDES.get(each, "---") for each in sides) + " |"
    return "\n".join(lines)
