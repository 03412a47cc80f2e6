"""Parse the one Markdown dialect: its options, and the place in the text of all that it meets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.load.markdown.emphasis import mark_emphasis, take_marks_out

if TYPE_CHECKING:
    import pyromark


def options() -> pyromark.Options:
    """Return the extensions of the dialect: GFM tables and tasks, footnotes, struck words."""
    from pyromark import Options

    wanted = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
    return wanted | Options.ENABLE_TASKLISTS


@cache
def _parser() -> pyromark.Markdown:
    from pyromark import Markdown

    return Markdown(options=options())


# The ids that the page around a text has of its own; a test looks for others.
_FRAME_ID = re.compile(r"(?:gk|chart|guide)-|__", re.IGNORECASE)
_PLAIN_LABEL = re.compile(r"[\w\-.]{1,100}")


def text_id(name: str) -> str:
    """Return the id that an element of a text has in its page: never one of the page around it."""
    return f"正文-{name}" if _FRAME_ID.match(name) else name


def note_id(label: str, number: int) -> str:
    """Return the id of a footnote: by its label where an id can hold that, else by its number."""
    return f"fn-{label}" if _PLAIN_LABEL.fullmatch(label) else f"fn.{number}"


class ParsedMarkdown:
    """A text as the renderer takes it apart, with the way back from its bytes to lines and columns."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        marked, self._marks = mark_emphasis(text)
        self._text = marked
        self._raw = marked.encode("utf-8", "surrogatepass")
        self._first_line = first_line
        self._last = (0, 1)
        self._starts = [0, *(match.end() for match in re.finditer(rb"\n", self._raw))]

    def events(self) -> Iterator[tuple[Any, int, int]]:
        """Yield what the renderer meets, each with the bytes from which and to which it stands."""
        for event, span in _parser().events_with_range(self._text):
            yield (self._cleared(event) if self._marks else event), span["start"], span["end"]

    def definitions(self) -> dict[str, tuple[str, int, int]]:
        """Return the targets of [label]: target by small letters, with the bytes where they stand."""
        found = _parser().reference_definitions(self._text)
        return {
            self._cleared(label).lower(): (
                self._cleared(one["dest"]),
                one["span"]["start"],
                one["span"]["end"],
            )
            for label, one in found.items()
        }

    def piece(self, start: int, end: int) -> str:
        """Return the text between two bytes."""
        return take_marks_out(self._raw[start:end].decode("utf-8", "replace"), self._marks)

    def find(self, words: str, start: int, end: int) -> int:
        """Return the byte where words last stand between two bytes, ``start`` if they are not written so."""
        at = self._raw.rfind(words.encode("utf-8", "surrogatepass"), start, end) if words else -1
        return at if at >= 0 else start

    def place(self, byte: int) -> tuple[int, int]:
        """Return the line and column of a byte in the file."""
        line = bisect_right(self._starts, byte) - 1
        # Counted on from the last place on the same line: a line may hold thousands.
        start, column = self._last if self._starts[line] <= self._last[0] <= byte else (self._starts[line], 1)
        between = self.piece(start, byte)
        column += len(between)
        self._last = (byte, max(column, 1))
        return line + self._first_line, max(column, 1)

    def _cleared(self, event: Any) -> Any:
        """Return what the renderer met without the marks that stand for letters beside stars."""
        if isinstance(event, str):
            return take_marks_out(event, self._marks)
        if isinstance(event, dict):
            return {self._cleared(key): self._cleared(value) for key, value in event.items()}
        return event
