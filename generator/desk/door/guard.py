"""What every request passes before anything is read of it: whose name it calls, whose page it comes from, how large it is.

The rules are those of the preview (publish/previewing/server.py). Every answer gets the headers of the preview,
and a policy under which no page of the desk runs a script or takes a style of its own text.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from generator.data import dataclass
from generator.publish.previewing.answer import SAFE

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'self'"
)
# A page of the portal, shown inside of the desk: nothing in it runs, sends or leads away from it.
SHOWN_POLICY = f"{POLICY}; sandbox allow-same-origin"
_FIXED = {
    **SAFE, "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": POLICY,
}  # fmt: skip
# In bytes: a text, and a file with what is sent around it.
MOST_TEXT, MOST_FILES = 8 * 1024 * 1024, 210 * 1024 * 1024
_READING = ("GET", "HEAD")
_ALLOWED = (*_READING, "POST")
_log = logging.getLogger(__name__)


class TooLargeError(Exception):
    """Raised while a body is read that is larger than it may be."""


@dataclass(frozen=True)
class Guard:
    """The outermost layer of the desk. ``hosts`` are the names that it may be called by, ``scheme`` how it is reached."""

    app: Callable[[Scope, Receive, Send], Awaitable[None]]
    hosts: frozenset[str]
    scheme: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = [(name.lower(), value) for name, value in scope["headers"]]
        refused = self._refusal(scope, headers)
        if refused:
            await _answer(send, *refused)
            return
        limit = (
            MOST_FILES if _first(headers, b"content-type").startswith(b"multipart/form-data") else MOST_TEXT
        )
        told = _first(headers, b"content-length")
        if told and (not told.isdigit() or len(told) > 15 or int(told) > limit):
            await _answer(send, 413, "内容太大了。附件不超过200MB，正文不超过8MB。")
            return
        await self._pass(scope, receive, send, limit)

    async def _pass(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        taken, begun = 0, False

        async def counted() -> MutableMapping[str, Any]:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise TooLargeError
            return message

        async def dressed(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message = {**message, "headers": _with_fixed(message.get("headers", []))}
            await send(message)

        try:
            await self.app(scope, counted, dressed)
        except TooLargeError:
            if not begun:
                await _answer(send, 413, "内容太大了。附件不超过200MB，正文不超过8MB。")
        except Exception:
            # One request that nobody thought of ends itself, not the desk.
            _log.exception("a request was not answered")
            if not begun:
                await _answer(
                    send,
                    500,
                    "程序自身出错，这一步没有做成。已经保存的草稿还在，请返回再试一次，或告诉站长。",
                )

    def _refusal(self, scope: Scope, headers: list[tuple[bytes, bytes]]) -> tuple[int, str] | None:
        called = [value for name, value in headers if name == b"host"]
        if len(called) != 1 or called[0].decode("latin-1").strip().lower() not in self.hosts:
            # A foreign name may lead here too (DNS rebinding).
            return 421, "地址不对。请用办公桌面启动时显示的地址打开。"
        if scope["method"] not in _ALLOWED:
            return 405, "不支持的操作。"
        if not self._is_from_own_page(headers, scope["method"], called[0]):
            return 403, "这个请求来自别的网站，没有执行。"
        return None

    def _is_from_own_page(self, headers: list[tuple[bytes, bytes]], method: str, host: bytes) -> bool:
        site, origin = _first(headers, b"sec-fetch-site"), _first(headers, b"origin")
        own = f"{self.scheme}://{host.decode('latin-1').strip().lower()}".encode("latin-1")
        if method in _READING:
            # Others may lead here by a link, but nothing of ours is put into a page of theirs.
            return site in (b"", b"same-origin", b"none") or _first(headers, b"sec-fetch-mode") == b"navigate"
        return site in (b"", b"same-origin") and origin in (b"", own)


def _first(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    return next((value for key, value in headers if key == name), b"")


def _with_fixed(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    own = list(headers)
    there = {name.lower() for name, _ in own}
    fixed = ((name.lower().encode(), value.encode()) for name, value in _FIXED.items())
    return [*own, *((name, value) for name, value in fixed if name not in there)]


async def _answer(send: Send, status: int, words: str) -> None:
    body = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>办公桌面</title><body><h1>没有做成</h1><p>{words}</p></body></html>"
    ).encode()
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": _with_fixed(headers)})
    await send({"type": "http.response.body", "body": body})
