"""Find markup, scripts and archives in files of another name, such as a .txt or a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.catalogue import finding
from generator.model.finding import Finding, Place

CODE = "asset-active"
# What a browser that guesses takes for a page when a file begins with it (WHATWG, MIME Sniffing 7.1).
_FIRST_TAG = re.compile(
    r"(?:<!doctype\s+html|<(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|meta|link|base"
    r"|object|embed|img|form|input|frameset|math)(?=[\s/>])|<!--|<\?(?:php|=)|<%)",
    re.IGNORECASE,
)
# What no text or picture needs anywhere. Long enough never to come up by chance among packed bytes.
_ANYWHERE = re.compile(
    rb"<script[\s/>]|<iframe[\s/>]|<!doctype\s+html|<\?php\s|<html[\s/>]\s*<", re.IGNORECASE
)
_UTF7 = re.compile(rb"\+AD[wx]|\+[AP]+[0-9A-Za-z+/]{0,4}Dw")
_SHIFTS = re.compile(rb"\x1b(?:[()$][()]?[@-Z]|[NO])")
_HEAD = 2048
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ZIP_END, _ZIP_END_SIZE = b"PK\x05\x06", 22
_CURE = "换成真正的文件重新导出；网页请写成文档，或打印成PDF。"


def check_markup(raw: bytes, place: Place) -> Iterator[Finding]:
    """Yield that a text or picture holds a page or a script, whatever its encoding."""
    if _begins_as_page(raw) or any(_ANYWHERE.search(each) for each in _readings(raw)):
        yield finding(CODE, place, "文件里有网页或脚本，浏览器可能会运行它。", _CURE)


def check_double(head: bytes, tail: bytes, kind: str, place: Place) -> Iterator[Finding]:
    """Yield that a file is of two formats at once. ``tail`` is its end, ``kind`` what it begins as."""
    other = ""
    if kind != "zip" and _ends_as_zip(tail):
        other = "压缩包"
    elif kind != "pdf" and _holds_pdf(head, kind):
        other = "PDF"
    elif kind == "gif" and _is_script_picture(head):
        other = "脚本"
    if other:
        message = f"文件同时还是{other}，不同的软件打开会看到不同的内容。"
        yield finding(CODE, place, message, "用原来的软件重新导出一份。")


def check_pdf_start(head: bytes, place: Place) -> Iterator[Finding]:
    """Yield that something stands before a PDF's own beginning."""
    before = head[: head.find(b"%PDF-")].removeprefix(b"\xef\xbb\xbf")
    if before.strip(b"\r\n\t\x00 "):
        yield finding(CODE, place, "PDF的开头之前有别的内容。", "用原来的软件重新导出一份。")


def _begins_as_page(raw: bytes) -> bool:
    for encoding in _encodings(raw):
        text = raw[:_HEAD].decode(encoding, "ignore").lstrip("\ufeff\x00 \t\r\n\f\v\u3000\u00a0")
        if _FIRST_TAG.match(text):
            return True
    return False


def _encodings(raw: bytes) -> tuple[str, ...]:
    for bom, encoding in _BOMS.items():
        if raw.startswith(bom):
            return (encoding,)
    pair = raw[:2]
    if pair[:1] == b"\x00":
        return ("utf-16-be",)
    return ("utf-16-le",) if pair[1:] == b"\x00" else ("latin-1", "utf-7")


def _readings(raw: bytes) -> Iterator[bytes]:
    """Yield the bytes as they are, and as they would be with what hides letters taken away."""
    yield raw
    if b"\x00" in raw:
        yield raw.replace(b"\x00", b"")
    if b"\x1b" in raw:
        yield _SHIFTS.sub(b"", raw)
    if _UTF7.search(raw):
        yield raw.decode("utf-7", "ignore").encode("utf-8", "ignore")


def _ends_as_zip(tail: bytes) -> bool:
    """Tell whether the end record of a ZIP archive closes a file: its note reaches just to the end."""
    at = tail.rfind(_ZIP_END)
    while at >= 0:
        rest = len(tail) - at - _ZIP_END_SIZE
        if rest >= 0:
            note = int.from_bytes(tail[at + 20 : at + 22], "little")
            disk = tail[at + 4 : at + 8]
            if note <= rest <= note + 4096 and disk == b"\x00" * 4:
                return True
        at = tail.rfind(_ZIP_END, 0, at)
    return False


def _holds_pdf(head: bytes, kind: str) -> bool:
    at = head[:1024].find(b"%PDF-")
    if at < 0:
        return False
    # An archive may hold a PDF as it is: then its data begins just there.
    return not (kind == "zip" and at == 30 + _short(head, 26) + _short(head, 28))


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _is_script_picture(head: bytes) -> bool:
    """Tell whether a picture's first bytes read as a script: GIF89a=1; or GIF89a/* ..."""
    return head[6:8] in (b"/*", b"//") or head[6:7] == b"="
