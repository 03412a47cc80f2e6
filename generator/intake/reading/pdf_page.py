"""What stands on a page of a PDF file: characters with their places, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from generator.data import dataclass
from generator.model.radicals import character_of

_THIN = 3.0
_MOST_RULES = 20_000
_LEAST_PICTURE = 40.0
_MOST_PICTURES = 60
_BOLD = 600
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Char:
    """A character: its box from its foot, where its line stands, how high its letters are (points)."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Segment:
    """A ruled line along one axis: where it stands across it, from where to where it goes along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Shown:
    """A picture as PNG, and the height at which it begins."""

    raw: bytes
    top: float


@dataclass(frozen=True)
class Page:
    """A page: its size, what stands on it."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    across: tuple[Segment, ...]
    down: tuple[Segment, ...]
    pictures: tuple[Shown, ...]
    images: int


def read_page(document: Any, number: int) -> Page:
    """Return a page by its number from 0."""
    page = document[number]
    width, height = page.get_size()
    textpage = page.get_textpage()
    chars = tuple(_chars(textpage))
    across, down = _rules(page)
    pictures, images = _pictures(page, len(chars))
    textpage.close()
    page.close()
    return Page(number + 1, width, height, chars, tuple(across), tuple(down), tuple(pictures), images)


def _chars(textpage: Any) -> Iterator[Char]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw_pdfium.FPDFText_GetUnicode(textpage, index)
        if raw_pdfium.FPDFText_IsGenerated(textpage, index) == 1 or not code or 0xD800 <= code < 0xE000:
            continue
        text = character_of(chr(code)) or chr(code)
        if text.isspace() or text in "\u200b\ufeff\ufffe\uffff" or code < 32:
            continue
        left, _, right, _ = textpage.get_charbox(index, loose=True)
        raw_pdfium.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        size = raw_pdfium.FPDFText_GetFontSize(textpage, index) * _scale(textpage, index)
        yield Char(text, left, max(right, left), y.value, abs(size) or 10.0, _is_bold(textpage, index))


def _is_bold(textpage: Any, index: int) -> bool:
    """Tell whether a character is bold, by the weight of its font or by the font's name."""
    if raw_pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    size = raw_pdfium.FPDFText_GetFontInfo(textpage, index, name, _LONGEST_NAME, ctypes.byref(flags))
    return 0 < size <= _LONGEST_NAME and b"bold" in name.value.lower()


def _scale(textpage: Any, index: int) -> float:
    """Return by how much the page makes letters larger than their font says."""
    matrix = raw_pdfium.FS_MATRIX()
    if not raw_pdfium.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _rules(page: Any) -> tuple[list[Segment], list[Segment]]:
    """Return the ruled lines across and down a page: thin boxes, strokes, the edges of boxes."""
    across: list[Segment] = []
    down: list[Segment] = []
    for thing in page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_PATH], max_depth=5):
        if len(across) + len(down) > _MOST_RULES:
            break
        left, bottom, right, top = thing.get_bounds()
        if right - left < _THIN and top - bottom < _THIN:
            continue
        if top - bottom < _THIN:
            across.append(Segment((top + bottom) / 2, left, right))
        elif right - left < _THIN:
            down.append(Segment((left + right) / 2, bottom, top))
        elif _is_stroked(thing):
            across += [Segment(bottom, left, right), Segment(top, left, right)]
            down += [Segment(left, bottom, top), Segment(right, bottom, top)]
    return across, down


def _is_stroked(thing: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    drawn = raw_pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(drawn and stroke.value) and raw_pdfium.FPDFPath_CountSegments(thing) <= 6


def _pictures(page: Any, chars: int) -> tuple[list[Shown], int]:
    """Return the pictures of a page that has words too, and how many images there are."""
    found: list[Shown] = []
    images = 0
    for thing in page.get_objects(filter=[raw_pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        images += 1
        left, bottom, right, top = thing.get_bounds()
        if not chars or min(right - left, top - bottom) < _LEAST_PICTURE or len(found) >= _MOST_PICTURES:
            continue
        try:
            whole = io.BytesIO()
            thing.get_bitmap(render=True).to_pil().save(whole, "PNG")
            found.append(Shown(whole.getvalue(), top))
        except Exception:  # broken pictures raise whatever the library makes of them
            continue
    return found, images


def open_pdf(raw: bytes) -> Any:
    """Return a document. Raises pypdfium2.PdfiumError for what is none, or asks for a password."""
    return pdfium.PdfDocument(raw)
