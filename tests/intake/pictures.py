"""A small picture, and how DOCX files show it."""

from __future__ import annotations

import struct
import zlib


def _png(colour: bytes = b"\x20\x60\xa0") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + colour * 4 for _ in range(4))
    header = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PNG = _png()


def picture_rel(identity: str) -> str:
    """Return the relationship of a picture."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    return f'<Relationship Id="{identity}" Type="{kind}" Target="media/image1.png"/>'


def drawn(identity: str, words: str) -> str:
    """Return a picture as Word draws it, with words for who does not see it."""
    return (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{words}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{identity}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def in_vml(identity: str) -> str:
    """Return a picture as older programs draw it."""
    return f'<w:pict><v:shape><v:imagedata r:id="{identity}" o:title="image"/></v:shape></w:pict>'
