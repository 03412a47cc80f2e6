"""An empty Word file in the look of official documents, and its bytes, the same for the same content.

The look follows GB/T 9704-2012 as it is commonly set ([from memory]): A4, margins 37, 35, 28 and 26 mm, title in
小标宋 22 pt, text in 仿宋 16 pt on 28 pt lines, 黑体 and 楷体 for the first two levels of headings.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

BODY, TITLE, HEADING, SUBHEADING = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
# What stands in where a machine lacks the fonts that official documents are set in.
_STAND_INS = ((BODY, "仿宋"), (TITLE, "宋体"), (HEADING, "SimHei"), (SUBHEADING, "楷体"))
_LATIN = "Times New Roman"
_KEPT = frozenset(
    {"normal", "title", "heading 1", "heading 2", "heading 3", "table grid", "normal table", "footer",
     "default paragraph font"}
)  # fmt: skip
_STYLES = (
    ("Title", TITLE, 22, "center", 0),
    ("Heading 1", HEADING, 16, "both", 2),
    ("Heading 2", SUBHEADING, 16, "both", 2),
    ("Heading 3", BODY, 16, "both", 2),
    ("Normal", BODY, 16, "both", 0),
)


def new_word_file() -> WordDocument:
    """Return an empty file with page, fonts, styles and page numbers set."""
    import docx

    return docx.Document(io.BytesIO(_blank_file()))


def add_paragraph(file: Any, text: str = "") -> Any:
    """Add a paragraph at the end of the text.

    The library would look for the end anew each time, from the beginning: the page's layout is always last.
    """
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph

    body = file._body
    element = OxmlElement("w:p")
    body._element[-1].addprevious(element)
    paragraph = Paragraph(element, body)
    if text:
        paragraph.add_run(text)
    return paragraph


def add_grid(file: Any, height: int, width: int) -> Any:
    """Add an empty table at the end of the text."""
    from docx.oxml.table import CT_Tbl
    from docx.table import Table

    body = file._body
    element = CT_Tbl.new_tbl(height, width, file._block_width)
    body._element[-1].addprevious(element)
    return Table(element, body)


@cache
def _blank_file() -> bytes:
    """Return the empty file, made once a process: setting the styles costs more than writing a text."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    _drop_unused(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, font, size, alignment, indent in _STYLES:
        _set_style(document.styles[name], font, size, alignment, indent)
    _number_pages(section.footer.paragraphs[0])
    _name_stand_ins(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _drop_unused(document: WordDocument) -> None:
    """Drop the styles and the picture of the library's template that no text here uses."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.name_val.lower() not in _KEPT:
            styles.remove(style)
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _set_style(style: Any, font: str, size: int, alignment: str, indent: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _LATIN, Pt(size), style.name == "Heading 3"
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_font(style.element.get_or_add_rPr(), font)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(36 if size > 16 else 28)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if alignment == "center" else WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        indent_first_line(layout.element.get_or_add_pPr(), indent, size)
    for border in style.element.iter("{*}pBdr"):
        border.getparent().remove(border)


def set_font(run_properties: Any, font: str) -> None:
    """Set the font of Chinese characters, which is not the one of Latin letters."""
    from docx.oxml.ns import qn

    fonts = run_properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    fonts.set(qn("w:ascii"), _LATIN)
    fonts.set(qn("w:hAnsi"), _LATIN)
    fonts.set(qn("w:eastAsia"), font)


def indent_first_line(paragraph_properties: Any, characters: int, size: int = 16) -> None:
    """Indent the first line by a number of characters."""
    from docx.oxml.ns import qn

    indent = paragraph_properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * size * 20))


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, kind in (("— ", ""), ("", "begin"), ("PAGE", "text"), ("", "end"), (" —", "")):
        run = paragraph.add_run(text if kind != "text" else "")
        run.font.size = Pt(14)
        if kind in ("begin", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "text":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)


def _name_stand_ins(document: WordDocument) -> None:
    entries = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>' for font, other in _STAND_INS
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = part.blob.replace(b"</w:fonts>", f"{entries}</w:fonts>".encode())


def word_bytes(document: WordDocument, title: str, author: str, day: datetime) -> bytes:
    """Return the file's bytes. They hold no clock: its dates are those of publication, its entries have none."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.created = properties.modified = day
    properties.comments, properties.revision = "", 1
    made, kept = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name), compresslevel=6)
    return kept.getvalue()
