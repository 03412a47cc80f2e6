"""Read foreign documents in a process of their own, with little memory and few seconds for each.

A file that asks for more, or that a reader cannot bear, ends that process and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.load.assets.foreign_child import answer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Of work, for one file: a PDF file of 300 pages takes a third of it.
SECONDS = 60


def serve_reading(pipe: Connection[Any, Any]) -> None:
    """Answer requests to read documents until the other side is gone."""
    answer(pipe, _load, {"docx": _docx, "html": _html, "pdf": _pdf}, SECONDS)


def _load() -> None:
    import generator.intake.reading.docx  # noqa: F401


def _docx(raw: bytes, accept: str) -> str:
    from generator.intake.reading.docx import read_docx
    from generator.intake.reading.units import docx_units

    return _told(read_docx(raw, accept=bool(accept)), lambda: docx_units(raw, accept=bool(accept)))


def _html(raw: bytes, address: str) -> str:
    from generator.intake.reading.html import read_html
    from generator.intake.reading.units import html_units

    return _told(read_html(raw, address=address), lambda: html_units(raw))


def _pdf(raw: bytes, _: str) -> str:
    from generator.intake.reading.pdf import read_pdf
    from generator.intake.reading.units import pdf_units

    return _told(read_pdf(raw), lambda: pdf_units(raw))


def _told(read: Any, units: Any) -> str:
    """Return what was read, and all characters of the source, as JSON."""
    import msgspec

    from generator.intake.reading.blocks import Imported, Unreadable
    from generator.intake.reading.units import Read

    answer_: Read | Unreadable
    if isinstance(read, Imported):
        try:
            answer_ = Read(read, tuple(units()))
        except Exception as error:  # the other library raises whatever broken bytes make of it
            answer_ = Unreadable(
                f"文件读不完整，没法核对：{type(error).__name__}。", "用原来的软件打开，另存一份再导入。"
            )
    else:
        answer_ = read
    return msgspec.json.encode(answer_).decode("utf-8")
