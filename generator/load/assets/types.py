"""The type of a file by its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_HEAD_BYTES = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The kinds that an extension may stand for. What is not listed here is not judged.
KINDS = {
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".ofd", ".zip"), "zip"),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".wps", ".et", ".dps"), "ole"),
    **dict.fromkeys((".jpg", ".jpeg"), "jpeg"),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".m4a"), "mp4"),
    **dict.fromkeys((".csv", ".txt", ".vtt", ".srt", ".json", ".svg", ".xml"), "text"),
    ".pdf": "pdf",
    ".png": "png",
    ".gif": "gif",
    ".webp": "webp",
    ".bmp": "bmp",
    ".rtf": "rtf",
    ".webm": "webm",
    ".wav": "wav",
    ".ogg": "ogg",
    ".7z": "7z",
    ".mp3": "mp3",
    ".rar": "rar",
}
WORDS = {
    "zip": "Office文档或压缩包", "ole": "旧版Office文档", "jpeg": "JPEG图片", "mp4": "MP4视频", "text": "文本", "pdf": "PDF",
    "png": "PNG图片", "gif": "GIF图片", "webp": "WebP图片", "mp3": "MP3音频", "rar": "RAR压缩包", "7z": "7z压缩包",
    "bmp": "BMP图片", "rtf": "RTF文档", "webm": "WebM视频", "wav": "WAV音频", "ogg": "Ogg音频", "html": "网页", "": "别的文件",
}  # fmt: skip


def suffix_of(name: str) -> str:
    """Return the extension of a file name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def kind_of(path: Path) -> str:
    """Return the kind of a file by its content, empty where it is not known. Raises OSError."""
    with path.open("rb") as file:
        return kind_of_bytes(file.read(_HEAD_BYTES))


def kind_of_bytes(head: bytes) -> str:
    """Return the kind of a file that begins with these bytes."""
    starts = {
        b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", _OLE: "ole", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png",
        b"GIF8": "gif", b"ID3": "mp3", b"Rar!": "rar",
        b"BM": "bmp", b"{\\rtf": "rtf", b"\x1aE\xdf\xa3": "webm", b"OggS": "ogg", b"7z\xbc\xaf\x27\x1c": "7z",
    }  # fmt: skip
    for sign, kind in starts.items():
        # Two letters may begin a text too: a picture goes on with its length and four zeros.
        if head.startswith(sign) and (kind != "bmp" or head[6:10] == b"\x00" * 4):
            return kind
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide"):
        return "mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if b"%PDF-" in head:
        return "pdf"
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0:
        return "mp3"
    return _text_kind(head)


def _text_kind(head: bytes) -> str:
    if b"\x00" in head:
        return ""
    if head.lstrip()[:5].lower() in (b"<!doc", b"<html"):
        return "html"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            head.decode(encoding)
            return "text"
        except UnicodeDecodeError as error:
            # A character that the end of the piece cuts in two is no fault.
            if error.start >= len(head) - 4 and len(head) == _HEAD_BYTES:
                return "text"
    return ""
