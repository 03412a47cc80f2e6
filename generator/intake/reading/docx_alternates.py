"""Read a part of a DOCX file that is a document of another format (w:altChunk): HTML, text, another DOCX."""

from __future__ import annotations

from collections.abc import Iterator

from generator.intake.reading.blocks import Block, Imported, Paragraph, Piece, paragraphs
from generator.intake.reading.docx_state import Reading
from generator.intake.reading.html import read_html
from generator.intake.reading.package import Element, r


def read_chunk(element: Element, reading: Reading) -> Iterator[Block]:
    """Yield the blocks of such a part."""
    relation = reading.relations.get(element.get(r("id"), ""))
    raw = reading.package.raw(relation.target) if relation and not relation.outside else b""
    name = relation.target.lower() if relation else ""
    if not raw:
        reading.lose("嵌入的另一份文档，在文件里找不到")
    elif name.endswith((".htm", ".html", ".xhtml", ".mht")):
        read = read_html(raw, whole=True)
        if isinstance(read, Imported):
            reading.drawn += [each.shown for each in paragraphs(read.blocks)]
            yield from read.blocks
            reading.lost += read.lost
    elif name.endswith(".txt"):
        for line in raw.decode("utf-8-sig", "replace").splitlines():
            if line.strip():
                reading.drawn.append(line.strip())
                yield Paragraph((Piece(line.strip()),), place=reading.place)
    else:
        reading.lose("嵌入的另一份文档", name.rpartition("/")[2])
