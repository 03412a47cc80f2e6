"""Take the page out of a web archive (MHT, MHTML), its pictures with it."""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.message import Message
from html import escape

_SIGNS = (b"MIME-Version:", b"From: ", b"Content-Type: multipart/related", b"Snapshot-Content-Location:")
_MOST_PICTURES = 60


def page_of(raw: bytes) -> bytes:
    """Return the page of a web archive as UTF-8, its pictures written into it; any other file as it is."""
    if not raw.lstrip()[:200].startswith(_SIGNS) or b"multipart/" not in raw[:4000].lower():
        return raw
    parts = [part for part in message_from_bytes(raw).walk() if not part.is_multipart()]
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        return raw
    text = _bytes(page).decode(page.get_content_charset() or "utf-8", "replace")
    for part in [part for part in parts if part.get_content_maintype() == "image"][:_MOST_PICTURES]:
        shown = f"data:{part.get_content_type()};base64,{base64.b64encode(_bytes(part)).decode('ascii')}"
        for name in (part.get("Content-Location", ""), f"cid:{part.get('Content-ID', '').strip('<>')}"):
            if len(name) > 4:
                text = text.replace(f'"{escape(name)}"', f'"{shown}"').replace(f'"{name}"', f'"{shown}"')
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
