"""Files as people attach them, made for these tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from docx import Document
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(
    *paragraphs: str, cells: Sequence[str] = (), change: Callable[[Paragraph], None] | None = None
) -> bytes:
    """Return a Word file with these paragraphs and a table of one row; ``change`` makes of the last one what it will."""
    made, out = Document(), io.BytesIO()
    added = [made.add_paragraph(each) for each in paragraphs]
    if change:
        change(added[-1])
    if cells:
        row = made.add_table(1, len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    made.core_properties.author = "区政府办公室"
    made.save(out)
    return out.getvalue()


def hide(paragraph: Paragraph) -> None:
    """Hide a paragraph's words as Word does."""
    for run in paragraph.runs:
        run.font.hidden = True


def hide_by_style(paragraph: Paragraph) -> None:
    """Give a paragraph a style that is based on one that hides its words."""
    styles = cast("Any", paragraph.part).document.styles
    hiding = styles.add_style("Unseen", 1)
    hiding.font.hidden = True
    based = styles.add_style("Based", 1)
    based.base_style = hiding
    paragraph.style = based


def take_out(paragraph: Paragraph) -> None:
    """Move a paragraph's words away, as a tracked change that nobody has accepted."""
    moved = OxmlElement("w:moveFrom")
    for run in list(paragraph._p.r_lst):
        moved.append(run)
    paragraph._p.append(moved)


def boxed(words: str) -> bytes:
    """Return a Word file with a text box, which stands in it twice: the second time for old programs."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>前文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="urn:mc">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>后文</w:t></w:r></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        document = f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def book(*sheets: Callable[[Worksheet], None]) -> bytes:
    """Return a workbook with a sheet for each of these, which fills it."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        for number, fill in enumerate(sheets, 1):
            fill(made.add_worksheet(f"第{number}张"))
    return out.getvalue()


def dated_book() -> bytes:
    """Return a workbook with a day, a share and an amount in their formats."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("拨付")
        sheet.write_datetime(0, 0, date(2026, 3, 4), made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write(0, 1, 0.25, made.add_format({"num_format": "0%"}))
        sheet.write(0, 2, 1234.5, made.add_format({"num_format": "#,##0.00"}))
        sheet.write(0, 3, 12)
    return out.getvalue()
