"""Write small DOCX files part by part, in the ways that Word, WPS and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
    "header1": "header", "footer1": "footer",
}  # fmt: skip


def r(text: str, props: str = "") -> str:
    """Return a run."""
    return f'<w:r>{f"<w:rPr>{props}</w:rPr>" if props else ""}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def p(inner: str = "", props: str = "") -> str:
    """Return a paragraph of runs, or of a text."""
    inner = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


def styled(style: str, text: str) -> str:
    """Return a paragraph of a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


def centred(text: str, size: int = 44) -> str:
    """Return a centred paragraph in letters of a height."""
    return p(r(text, f'<w:sz w:val="{size}"/>'), '<w:jc w:val="center"/>')


def right(text: str) -> str:
    """Return a paragraph at the right."""
    return p(text, '<w:jc w:val="right"/>')


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph with an automatic number."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(inner: str, props: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner if inner.startswith('<w:p') or inner.startswith('<w:t') else p(inner)}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """Return a row; cells are texts or cells."""
    whole = "".join(
        cell if cell.startswith("<w:tc") or cell.startswith("<w:sdt") else tc(cell) for cell in cells
    )
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{whole}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lvl(level: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str, extra: str = "") -> str:
    """Return word/numbering.xml with these lists, each a w:abstractNum's levels; numbers from 1 on."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists))
    )
    return f"{abstract}{numbers}{extra}"


def make_docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
    rels: str = "",
    strict: bool = False,
) -> bytes:
    """Return a DOCX file of a body and of further parts by name: styles, numbering, footnotes, header1.

    ``files`` are parts as they are; ``rels`` further relationships of the main part.
    """
    roots = {
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
        "endnotes": "endnotes",
        "comments": "comments",
    }
    whole: dict[str, str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    own = ""
    for name, text in (parts or {}).items():
        root = roots.get(name, {"header1": "hdr", "footer1": "ftr"}.get(name, name))
        whole[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{text}</w:{root}>"
        own += f'<Relationship Id="own{name}" Type="{_RELS}/{_KINDS[name]}" Target="{name}.xml"/>'
    whole["word/_rels/document.xml.rels"] = _relations(own + rels)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in whole.items():
            if strict:
                for loose, tight in STRICT.items():
                    text = text.replace(loose, tight)  # noqa: PLW2901
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        for name, raw in (files or {}).items():
            archive.writestr(name, raw)
    return target.getvalue()


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
