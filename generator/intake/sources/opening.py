"""Tell what kind of document a file is and read it: by its bytes, whatever its name says."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import msgspec

from generator.data import dataclass
from generator.errors import reason_of
from generator.intake.reading.blocks import Unreadable
from generator.intake.sources.bounded import SECONDS, serve_reading
from generator.intake.sources.office import convert
from generator.intake.sources.units import Read
from generator.load.assets.foreign import Foreign, ForeignReadError
from generator.load.assets.types import kind_of_bytes, suffix_of

MAX_BYTES = 200 * 1024 * 1024
TABLES = frozenset({".xlsx", ".xls", ".et", ".csv", ".ods"})
_OFFICE = {
    "ole": (".doc", ".wps", ".dot", ".wpt"),
    "rtf": (".rtf", ".doc", ".wps"),
    "zip": (".odt", ".ott", ".fodt"),
}
_KNOWN = "能导入DOCX、HTML、带文字的PDF，装了LibreOffice时还有DOC、WPS、RTF、ODT。"


@dataclass(frozen=True)
class Opened:
    """A file as it lies on the disk."""

    path: Path
    raw: bytes


def open_file(path: Path) -> Opened | Unreadable:
    """Return the bytes of a file that is to be imported, or why there are none."""
    try:
        if path.is_dir():
            return Unreadable("这是一个文件夹。", "写文件的名字；要搬整个旧网站，用gongkai migrate。")
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Unreadable(
                f"文件有{size // 1024 // 1024}MB，太大了。", "拆成几个文件，或压缩其中的图片再导入。"
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        return Unreadable(f"读不出来：{reason_of(error)}。", "核对文件名和路径。")
    return Opened(path, raw) if raw else Unreadable("文件是空的。", "重新导出或上传，自己先打开看一遍。")


def is_table(path: Path) -> bool:
    """Tell whether a file is a table, which becomes a register."""
    return suffix_of(path.name) in TABLES


def kind_of(raw: bytes, name: str) -> str:
    """Return how a file is read: docx, html, pdf, office (by LibreOffice); empty for what cannot be imported."""
    kind, suffix = kind_of_bytes(raw[:1024]), suffix_of(name)
    if kind == "zip":
        names = _names(raw)
        if any(
            each.lower().endswith("word/document.xml") or each.lower() == "word/document.xml"
            for each in names
        ):
            return "docx"
        return "office" if suffix in _OFFICE["zip"] else "docx" if suffix in (".docx", ".docm") else ""
    if kind in ("ole", "rtf"):
        return "office" if suffix in (*_OFFICE[kind], ".docx") else ""
    if kind == "pdf":
        return "pdf"
    if (
        kind == "html"
        or kind_of_page(raw)
        or suffix in (".html", ".htm", ".shtml", ".xhtml", ".mhtml", ".mht")
    ):
        return "html"
    return ""


def kind_of_page(raw: bytes) -> bool:
    """Tell whether a file without the usual beginning is a page: parts of one, as some systems hand them out."""
    head = raw[:1024].lstrip().lower()
    return (
        head.startswith((b"<meta", b"<head", b"<body", b"<div", b"<table", b"<p>", b"<!--"))
        or b"<html" in head
    )


def _names(raw: bytes) -> list[str]:
    try:
        return zipfile.ZipFile(BytesIO(raw)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def read_opened(opened: Opened, foreign: Foreign, *, accept: bool) -> Read | Unreadable:
    """Read a file in the process for foreign documents."""
    raw, name = opened.raw, opened.path.name
    kind = kind_of(raw, name)
    if kind == "office":
        made = convert(raw, suffix_of(name) or ".doc")
        if isinstance(made, Unreadable):
            return made
        raw, kind = made, "docx"
    if not kind:
        return Unreadable("认不出这是什么文件。", _KNOWN)
    argument = ("1" if accept else "") if kind == "docx" else ""
    try:
        answer = foreign.ask(kind, argument, raw=raw)
    except ForeignReadError:
        return Unreadable(
            f"打开这个文件要的时间或内存超过限度（{SECONDS}秒）。",
            "用原来的软件打开，另存一份，或拆成几个文件再导入。",
        )
    return msgspec.json.decode(answer, type=Read | Unreadable)


def reading_process() -> Foreign:
    """Return the process that reads documents; it starts with the first one."""
    return Foreign(serving=serve_reading, seconds=SECONDS)
