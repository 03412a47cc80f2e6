"""Pictures of a text in its Word file: each file read once, however often it is shown."""

from __future__ import annotations

from dataclasses import field
from itertools import count
from pathlib import Path
from typing import Any

from generator.data import dataclass
from generator.render.word.file import add_paragraph
from generator.render.word.side import set_side


@dataclass(frozen=True)
class Album:
    """The pictures of one Word file, by path: how the file names each, and its image; None for what is none."""

    file: Any
    content: Path
    _known: dict[str, tuple[str, Any] | None] = field(default_factory=dict)
    # Asking the library for the next number would look through the whole text.
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def show(self, path: str, side: str = "") -> bool:
        """Write a picture of content/ in a paragraph of its own, at most as wide as the text, on a side if any.

        Return False when the file cannot be had, or is none that Word shows.
        """
        from docx.oxml.shape import CT_Inline
        from docx.shared import Mm

        if path not in self._known:
            self._known[path] = self._take(path)
        known = self._known[path]
        if known is None:
            return False
        name, image = known
        width, height = image.width, image.height
        if width > Mm(156):
            width, height = Mm(156), int(height * Mm(156) / width)
        paragraph = add_paragraph(self.file)
        if side:
            set_side(paragraph, side)
        inline = CT_Inline.new_pic_inline(next(self._numbers), name, image.filename, width, height)
        paragraph.add_run()._r.add_drawing(inline)
        # An exact line height would cut a picture down to one line.
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = None, 1.0
        return True

    def _take(self, path: str) -> tuple[str, Any] | None:
        from docx.image.exceptions import (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )

        try:
            taken: tuple[str, Any] = self.file.part.get_or_add_image(str(self.content / path))
            # Asked for here: what a damaged head says of its size may be nothing that can be reckoned with.
            return taken if taken[1].width > 0 and taken[1].height > 0 else None
        except (
            InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError,
            OSError, ZeroDivisionError, ValueError, KeyError,
        ):  # fmt: skip
            return None
