"""Headers and types of answers, of the preview and of the web servers we configure."""

from __future__ import annotations

import re
from typing import BinaryIO

from generator.data import dataclass
from generator.load.gate.published_types import Use, extension_of, use_of

# Seen here first, nothing surprises later.
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# An SVG or XML that is opened by itself runs nothing and asks nobody.
INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
# What the pages never ask for, nothing that is smuggled into them shall get.
_REFUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
# What every server sends with every answer (servers/), and the preview as well.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _REFUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HEADERS = {**SAFE, "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
# Not asked of the system: a machine of a county may call a script a text, and the browser would not run it.
TYPES = {
    ".html": HTML, ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8", ".txt": TEXT, ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8", ".srt": TEXT, ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8", ".jsonfeed": "application/feed+json; charset=utf-8",
    ".osdx": "application/opensearchdescription+xml; charset=utf-8",
    ".svg": "image/svg+xml", ".wasm": "application/wasm", ".pdf": "application/pdf", ".ofd": "application/ofd",
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".bmp": "image/bmp", ".ico": "image/x-icon", ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/mp4",
    ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav", ".ogg": "audio/ogg",
    ".zip": "application/zip", ".rtf": "application/rtf", ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# Read by programs, not by people: the maps for search engines.
_MAPS = re.compile(r"sitemap[\w-]*\.xml")


@dataclass(frozen=True)
class Answer:
    """A status, what is sent, its type, and headers of this answer alone. ``body`` is bytes or an open file."""

    status: int
    kind: str
    body: bytes | BinaryIO
    size: int
    extra: tuple[tuple[str, str], ...] = ()


def type_of(address: str) -> str:
    """Return the content type of an address by its extension; bytes where it is not known."""
    return TYPES.get(extension_of(address), "application/octet-stream")


def headers_of(address: str, answer: Answer) -> dict[str, str]:
    """Return the headers of an answer about an address: never one that lets another site read it."""
    headers = dict(_HEADERS, **{"Content-Type": answer.kind, "Content-Length": str(answer.size)})
    inert = answer.kind.startswith(("image/svg", "application/xml"))
    headers["Content-Security-Policy"] = INERT if inert else POLICY
    if use_of(address) is Use.DOWNLOADED and answer.status in (200, 206) and not _MAPS.fullmatch(address):
        headers["Content-Disposition"] = "attachment"
    return headers | dict(answer.extra)


def requested_part(wanted: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte that a Range header asks for; None where the whole is to be sent.

    Raises ValueError when the range lies outside. Several ranges at once count as the whole.
    """
    match = _RANGE.fullmatch(wanted.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        begin, end = max(size - int(last), 0), size - 1
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < begin:
            return None
    if begin > end:
        raise ValueError(wanted)
    return begin, end


def page(status: int, title: str, text: str, script: str = "") -> Answer:
    """Return a page of the server's own; title and text are ours and plain."""
    html = (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f"<body><h1>{title}</h1><p>{text}</p>{script}</body></html>"
    ).encode("utf-8", "replace")
    return Answer(status, HTML, html, len(html))
