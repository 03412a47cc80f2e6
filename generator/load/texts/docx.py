"""The words of a Word file that its reader sees: no deletions, no hidden text, no comments, no codes of fields."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from generator.load.tables.workbook_parts import Attributes, is_on, local, new_parser, parse, read_part
from generator.load.texts.archive import open_archive

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
# What a reader sees of neither: text that was taken out, and the copy of a box for old programs.
_UNSEEN = frozenset({"del", "moveFrom", "Fallback"})
_HIDING = frozenset({"vanish", "specVanish"})


def docx_blocks(raw: bytes) -> Iterator[str]:
    """Yield paragraph by paragraph. Raises what broken archives raise (texts/archive.py)."""
    with open_archive(raw) as archive:
        hiding = _hiding_styles(read_part(archive, _STYLES))
        for part in _PARTS:
            found = read_part(archive, part)
            if found:
                yield from _Paragraphs(hiding).read(found)


def is_docx(raw: bytes) -> bool:
    """Tell whether an archive is a Word file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return _PARTS[0] in archive.namelist()


class _Paragraphs:
    """Takes down the paragraphs of a part while its XML goes by. One may stand within another: that of a box."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self._hiding = hiding
        self._done: list[str] = []
        self._open: list[list[str]] = []
        self._unseen = 0
        self._of_paragraph: list[bool] = []
        # Whether each open run is hidden: one stands within another where it holds a box.
        self._runs: list[bool] = []
        self._in_text = False

    def read(self, raw: bytes) -> list[str]:
        """Return the paragraphs of a part."""
        parser = new_parser(self._start)
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parse(parser, raw)
        return self._done

    def _start(self, name: str, given: Attributes) -> None:
        name = local(name)
        if name in _UNSEEN:
            self._unseen += 1
        elif name == "p":
            self._open.append([])
            self._of_paragraph.append(False)
        elif name == "r":
            self._runs.append(any(self._runs) or any(self._of_paragraph[-1:]))
        elif name == "t":
            self._in_text = True
        elif name in ("tab", "br", "cr") and self._runs:
            self._add(" ")
        elif name == "pStyle" and self._of_paragraph:
            self._of_paragraph[-1] = _value(given) in self._hiding
        elif name == "rStyle" and self._runs:
            self._runs[-1] = self._runs[-1] or _value(given) in self._hiding
        elif name in _HIDING and self._runs:
            self._runs[-1] = _is_hiding(given) or any(self._runs[:-1])

    def _end(self, name: str) -> None:
        name = local(name)
        if name in _UNSEEN:
            self._unseen -= 1
        elif name == "p" and self._open:
            self._of_paragraph.pop()
            self._done.append("".join(self._open.pop()))
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name == "t":
            self._in_text = False

    def _words(self, words: str) -> None:
        if self._in_text:
            self._add(words)

    def _add(self, words: str) -> None:
        if self._open and not self._unseen and not any(self._runs[-1:]):
            self._open[-1].append(words)


def _hiding_styles(raw: bytes) -> frozenset[str]:
    """Return the styles whose text nobody sees, by their ids, those that are based on such a one among them."""
    based: dict[str, str] = {}
    hiding: set[str] = set()
    style = ""

    def start(name: str, given: Attributes) -> None:
        nonlocal style
        name = local(name)
        if name == "style":
            style = next((value for key, value in given.items() if local(key) == "styleId"), "")
        elif name == "basedOn" and style:
            based[style] = _value(given)
        elif name in _HIDING and style and _is_hiding(given):
            hiding.add(style)

    def end(name: str) -> None:
        nonlocal style
        if local(name) == "style":
            style = ""

    if raw:
        parser = new_parser(start)
        parser.EndElementHandler = end
        parse(parser, raw)
    while more := {style for style, base in based.items() if base in hiding} - hiding:
        hiding |= more
    return frozenset(hiding)


def _value(given: Attributes) -> str:
    return next((value for key, value in given.items() if local(key) == "val"), "")


def _is_hiding(given: Attributes) -> bool:
    said = _value(given)
    return not said or is_on(said) or said.strip().lower() == "on"
