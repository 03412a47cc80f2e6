"""Put texts into a text, and nothing else: every character that stood there stands there afterwards, in its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from generator.data import dataclass
from generator.load.yaml.spans import Span


@dataclass(frozen=True)
class Insertion:
    """A text to stand at an offset of another; of several at one offset, the first comes first."""

    at: int
    text: str


def insert(text: str, insertions: Iterable[Insertion]) -> str:
    """Return a text with all insertions in it."""
    parts: list[str] = []
    done = 0
    for each in sorted(insertions, key=lambda each: each.at):
        parts += (text[done : each.at], each.text)
        done = each.at
    return "".join((*parts, text[done:]))


def insert_bytes(raw: bytes, insertions: Iterable[Insertion]) -> bytes:
    """Return the bytes of a UTF-8 file with the insertions in it, whose offsets are those of its text with LF ends.

    What is put in ends its lines as the line before it does.
    """
    text = raw.decode("utf-8")
    begin = 1 if text.startswith("\ufeff") else 0
    ends: list[int] = []
    at = text.find("\r\n", begin)
    while at >= 0:
        ends.append(at - begin - len(ends))
        at = text.find("\r\n", at + 2)
    moved = []
    for each in insertions:
        before = bisect_left(ends, each.at)
        here = each.at + before + begin
        line = text.rfind("\n", 0, here)
        windows = (text[line - 1 : line] == "\r") if line > 0 else bool(ends)
        moved.append(Insertion(here, each.text.replace("\n", "\r\n") if windows else each.text))
    return insert(text, moved).encode("utf-8")


def after_block(text: str, end: int, column: int) -> int:
    """Return the offset of the line after a block that ends at ``end`` and begins at ``column``.

    Comments right below that stand further in than its beginning, or at it, belong to it.
    """
    # A text of several lines ends with the end of its last.
    at = end if end and text[end - 1] == "\n" else _next_line(text, end)
    while at < len(text):
        line = text[at : _next_line(text, at)]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) < column:
            break
        at += len(line)
    return at


def _next_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def lines_at(text: str, at: int, lines: Iterable[str]) -> Insertion:
    """Return the insertion of whole lines where a line begins, or behind a last line that has no end."""
    block = "".join(f"{line}\n" for line in lines)
    if at and text[at - 1] != "\n":
        return Insertion(at, "\n" + block.removesuffix("\n"))
    return Insertion(at, block)


def into_flow(text: str, span: Span, items: Iterable[str]) -> Insertion:
    """Return the insertion of items at the end of a collection in brackets."""
    close = span.end - 1
    inner = ", ".join(items)
    last = max((each.end for each in span.below), default=span.start + 1)
    rest = "".join(line.partition("#")[0] for line in text[last:close].split("\n"))
    if not span.below or "," in rest:
        return Insertion(close, inner if not span.below or rest.endswith(" ") else f" {inner}")
    return Insertion(last, f", {inner}")
