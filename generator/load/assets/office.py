"""Office files (DOCX, XLSX, PPTX, OFD): zip archives of XML, of which the words are enough here."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.load.assets.words import check_properties, check_words
from generator.load.markdown.source_marks import plain_references
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

# More than this of one part is not read: no honest table comes near, but a few bytes can unfold to it.
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_PARTS = 20_000
_TEXT_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|comments|footnotes|endnotes)\.xml|xl/(?:sharedStrings|comments\d*|worksheets/[^/]+)\.xml"
    r"|ppt/(?:slides|notesSlides)/[^/]+\.xml|.*/Content(?:_\d+)?\.xml"
)
_PROPERTY_PARTS = re.compile(r"docProps/(?:core|app|custom)\.xml|OFD\.xml")
_BREAK = re.compile(r"</(?:w:p|w:tc|si|c|a:p|ofd:TextCode)>|<w:(?:br|tab)/>")
_TAG = re.compile(r"<[^<>]*+>")
_AUTHOR = re.compile(r"<(?:dc:creator|cp:lastModifiedBy|ofd:Author|ofd:Creator)\b[^<>]*+>([^<]*+)<")


def check_office(path: Path, place: Place) -> Iterator[Finding]:
    """Yield what is wrong with an Office file: damage, personal numbers, marks, authors."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive)
    except MemoryError:
        yield finding("file-too-complex", place, "打开这个文件要的内存太多，没有检查完。")
        return
    except Exception as error:  # zipfile and zlib raise whatever broken bytes make of them
        yield finding("file-damaged", place, f"文件打不开，可能没有传完：{_reason(error)}。")
        return
    if parts is None:
        yield finding("file-unchecked", place, "文件展开后太大，没有检查里面的文字。")
        return
    words = [text for name, text in parts.items() if _TEXT_PARTS.fullmatch(name)]
    yield from check_words("\n".join(_words(text) for text in words), place)
    properties = [text for name, text in parts.items() if _PROPERTY_PARTS.fullmatch(name)]
    authors = [plain_references(name) for text in properties for name in _AUTHOR.findall(text)]
    yield from check_properties((_TAG.sub("\n", text) for text in properties), authors, place)


def _parts(archive: zipfile.ZipFile) -> dict[str, str] | None:
    """Return the XML parts that hold words or properties; None where they are too large to read."""
    wanted = [
        info
        for info in archive.infolist()
        if _TEXT_PARTS.fullmatch(info.filename) or _PROPERTY_PARTS.fullmatch(info.filename)
    ]
    if sum(info.file_size for info in wanted) > MAX_PART_BYTES or len(archive.infolist()) > MAX_PARTS:
        return None
    if not archive.infolist():
        raise ValueError("里面没有内容")
    return {info.filename: archive.read(info).decode("utf-8", "replace") for info in wanted}


def _words(xml: str) -> str:
    return plain_references(_TAG.sub("", _BREAK.sub("\n", xml)))


def _reason(error: Exception) -> str:
    if isinstance(error, RuntimeError):
        return "文件设了密码"
    return "压缩结构不完整" if isinstance(error, zipfile.BadZipFile) else "内容不完整"
