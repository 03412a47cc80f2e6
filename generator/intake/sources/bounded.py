"""Read foreign documents in a process of their own, with little memory and few seconds for each.

A file that asks for more, or that a reader cannot bear, ends that process and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from generator.load.assets.foreign_child import answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from generator.intake.reading.blocks import Imported, Unreadable
    from generator.intake.sources.units import SourceUnit

# Of work, for one file: a PDF file of 300 pages takes a third of it.
SECONDS = 60


def serve_reading(pipe: Connection[Any, Any]) -> None:
    """Answer requests to read documents until the other side is gone."""
    answer(pipe, _load, {"docx": _docx, "html": _html, "pdf": _pdf}, SECONDS)


def _load() -> None:
    import generator.intake.reading.docx  # noqa: F401


def _docx(raw: bytes, accept: str) -> str:
    from generator.intake.reading.docx import read_docx
    from generator.intake.sources.units import docx_units

    return _told(lambda: read_docx(raw, accept=bool(accept)), lambda: docx_units(raw, accept=bool(accept)))


def _html(raw: bytes, address: str) -> str:
    from generator.intake.reading.html import read_html
    from generator.intake.sources.saved_page import page_of
    from generator.intake.sources.units import html_units

    page = page_of(raw)
    return _told(lambda: read_html(page, address=address), lambda: html_units(page))


def _pdf(raw: bytes, _: str) -> str:
    from generator.intake.reading.pdf import read_pdf
    from generator.intake.sources.units import pdf_units

    return _told(lambda: read_pdf(raw), lambda: pdf_units(raw), ordered=False)


def _told(
    read: Callable[[], Imported | Unreadable], units: Callable[[], list[SourceUnit]], *, ordered: bool = True
) -> str:
    """Return what was read, and all characters of the source, as JSON."""
    import msgspec

    from generator.intake.reading.blocks import Unreadable
    from generator.intake.sources.units import Read

    answered: Read | Unreadable
    try:
        imported = read()
        answered = imported if isinstance(imported, Unreadable) else Read(imported, tuple(units()), ordered)
    except MemoryError:
        raise
    except Exception as error:  # libraries raise whatever broken bytes make of them
        cure = "用原来的软件打开，另存一份再导入。"
        answered = Unreadable(f"文件里有读不懂的内容（{type(error).__name__}）。", cure)
    return msgspec.json.encode(answered).decode("utf-8")
