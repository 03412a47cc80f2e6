"""Live preview: a web server on this machine for what is being edited."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, quote, unquote

from generator.publish.previewing.answer import HTML, TEXT, Answer, headers_of, page, requested_part, type_of
from generator.publish.previewing.guests import GuestHandler, GuestServer
from generator.publish.previewing.inside import open_inside
from generator.publish.previewing.live import Live
from generator.publish.previewing.password import Password

HOST = "127.0.0.1"
# In seconds: who guesses the password is kept waiting, each time.
_AFTER_A_GUESS = 1.0
_OWN_NAMES = (HOST, "localhost", "[::1]")
_EVENTS, _SCRIPT, _DIGEST = "/_gongkai/events", "/_gongkai/reload.js", "/_gongkai/digest"
_RELOAD_FILE = Path(__file__).with_name("reload.js")
_PIECE = 65536
# In seconds: how often a page that waits for news hears that we are still there.
_SIGN_OF_LIFE = 15


@dataclass
class Bulletin:
    """The newest state of the preview, for all open pages to wait on."""

    number: int = 0
    problems: tuple[str, ...] = ()
    changed: threading.Condition = field(default_factory=threading.Condition)

    def post(self, problems: tuple[str, ...]) -> None:
        """Announce a finished build, or what kept it from finishing."""
        with self.changed:
            self.number += 1
            self.problems = problems
            self.changed.notify_all()


@dataclass(frozen=True)
class Door:
    """Who may come in, and where: the address listened on, the further names answered to, the password asked for."""

    address: str = HOST
    names: tuple[str, ...] = ()
    password: Password | None = None


def make_server(live: Live, bulletin: Bulletin, port: int, door: Door = Door()) -> GuestServer:
    """Return a server of what ``live`` shows, on this machine unless ``door`` says otherwise.

    It answers to the names of this machine and to those of the door, and to no other. Raises OSError when the
    port is taken, or the address is none of this machine.
    """
    return GuestServer((door.address, port), partial(_Handler, live, bulletin, door))


class _Handler(GuestHandler):
    def __init__(self, live: Live, bulletin: Bulletin, door: Door, *args: Any) -> None:
        self._live, self._bulletin, self._door = live, bulletin, door
        super().__init__(*args)

    def answer(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._is_called_rightly():
            refused = page(403, "不能访问", "预览只接受本机的网址，请用启动时显示的预览地址。")
            return self._send("", refused)
        if self._door.password and not self._door.password.opens(self.headers.get("Authorization")):
            return self._ask_password()
        if self.command not in self.allowed:
            return self._refuse_method()
        if path in (_EVENTS, _DIGEST) and not self._is_from_own_page():
            return self._send("", page(403, "不能访问", "这个网址只给预览自己的页面用。"))
        if path == _EVENTS:
            return self._send_events()
        try:
            address = _decoded(path)
            found = self._found(path, query, address)
        except Exception as error:  # whatever drawing raises: the server lives, and the page says it
            address, found = "", self._failure(error)
        self._send(address, found)
        return None

    def send_error(self, code: int, *_words: Any, **_more: Any) -> None:
        """Answer a request that cannot be read."""
        self._send("", page(code, "请求有误", "请求的写法不对或太长，请检查网址。"))

    def _ask_password(self) -> None:
        if self.headers.get("Authorization"):
            time.sleep(_AFTER_A_GUESS)
        refused = page(401, "要密码", "这是没有公开的预览。用户名随意写，密码向启动预览的人要。")
        asks = (("WWW-Authenticate", 'Basic realm="gongkai preview", charset="UTF-8"'),)
        self._send("", Answer(401, refused.kind, refused.body, refused.size, asks))

    def _refuse_method(self) -> None:
        refused = page(405, "不支持的操作", "预览只能查看，不能提交。")
        self._send("", Answer(405, refused.kind, refused.body, refused.size, (("Allow", "GET, HEAD"),)))

    def _is_called_rightly(self) -> bool:
        """Tell whether the request names this server: a foreign name may lead here too (DNS rebinding)."""
        hosts, port = self.headers.get_all("Host") or [], self.server.port
        names = {*_OWN_NAMES, *self._door.names}
        good = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
        return len(hosts) == 1 and hosts[0].strip().lower() in good and self.path.startswith("/")

    def _is_from_own_page(self) -> bool:
        """Tell whether a page of this server asks, as far as the browser says who does."""
        site, origin = self.headers.get("Sec-Fetch-Site"), self.headers.get("Origin")
        own = f"http://{self.headers.get('Host', '').strip().lower()}"
        return site in (None, "same-origin", "none") and origin in (None, own)

    def _found(self, path: str, query: str, address: str) -> Answer:
        if path == _SCRIPT:
            return _bytes(200, type_of(path), _RELOAD_FILE.read_bytes())
        if path == _DIGEST:
            shown = parse_qs(query).get("page", ["/"])[0]
            return _bytes(200, TEXT, _digest(self._page(_decoded(shown))[1]).encode())
        snapshot = self._live.snapshot
        file = snapshot.file(address) if snapshot else None
        stream = open_inside(file) if file else None
        if stream:
            return self._file(address, stream)
        if snapshot and not address.endswith("/") and snapshot.draw(f"{address}/index.html") is not None:
            return Answer(301, HTML, b"", 0, (("Location", f"/{quote(address)}/"),))
        return self._drawn(address)

    def _file(self, address: str, stream: BinaryIO) -> Answer:
        size, wanted = stream.seek(0, 2), self.headers.get("Range", "")
        ranges = ("Accept-Ranges", "bytes")
        try:
            # What changed since the first part came is sent whole.
            part = requested_part(wanted, size) if wanted and not self.headers.get("If-Range") else None
        except ValueError:
            stream.close()
            return Answer(416, type_of(address), b"", 0, (ranges, ("Content-Range", f"bytes */{size}")))
        begin, end = part or (0, size - 1)
        stream.seek(begin)
        extra = (ranges, ("Content-Range", f"bytes {begin}-{end}/{size}")) if part else (ranges,)
        return Answer(206 if part else 200, type_of(address), stream, end - begin + 1, extra)

    def _drawn(self, address: str) -> Answer:
        status, body = self._page(address)
        kind = type_of(address) if status == 200 and "." in address else HTML
        if kind == HTML:
            body = body.replace(b"</body>", _reload_tag(_digest(body)).encode() + b"</body>", 1)
        return _bytes(status, kind, body)

    def _page(self, address: str) -> tuple[int, bytes]:
        """Return the status and the bytes of a page of the newest state."""
        if not address or address.endswith("/"):
            address += "index.html"
        snapshot = self._live.snapshot
        drawn = snapshot.draw(address) if snapshot else None
        if drawn is not None:
            return 200, drawn
        drawn = snapshot.draw("404.html") if snapshot else None
        return 404, drawn or "<!doctype html><body>没有这个页面。</body>".encode()

    def _failure(self, error: Exception) -> Answer:
        words = escape(f"{type(error).__name__}：{error}"[:500])
        text = f"内容改正以后会自动刷新。原因：{words}。"
        return page(500, "这一页没有画出来", text, _reload_tag(""))

    def _send(self, address: str, answer: Answer) -> None:
        self.send_response(answer.status)
        self._send_headers(headers_of(address, answer))
        if isinstance(answer.body, bytes):
            self._write(answer.body)
            return
        with answer.body as stream:
            left = answer.size
            while left and (piece := stream.read(min(left, _PIECE))):
                self._write(piece)
                left -= len(piece)

    def _send_headers(self, headers: dict[str, str]) -> None:
        if self._door.password:  # others than the webmaster may see it
            headers |= {"X-Robots-Tag": "noindex, nofollow"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, body: bytes) -> None:
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_events(self) -> None:
        """Tell the state, and each new one, until the page is closed."""
        self.send_response(200)
        head = Answer(200, "text/event-stream; charset=utf-8", b"", 0)
        headers = headers_of("", head)
        headers.pop("Content-Length")
        self._send_headers(headers)
        bulletin, seen = self._bulletin, -1
        while self.command == "GET":
            with bulletin.changed:
                bulletin.changed.wait_for(lambda seen=seen: bulletin.number != seen, _SIGN_OF_LIFE)  # type: ignore[misc]
                number, problems = bulletin.number, bulletin.problems
            state = json.dumps({"number": number, "problems": problems}, ensure_ascii=False)
            news = f"data: {state}\n\n" if number != seen else ": \n\n"
            self.wfile.write(news.encode("utf-8", "replace"))
            seen = number


def _decoded(path: str) -> str:
    """Return the address that a path means, below the top."""
    return unquote(path, errors="replace").removeprefix("/")


def _bytes(status: int, kind: str, body: bytes) -> Answer:
    return Answer(status, kind, body, len(body))


def _reload_tag(digest: str) -> str:
    return f'<script src="{_SCRIPT}" data-digest="{digest}"></script>'


def _digest(page_bytes: bytes) -> str:
    return hashlib.blake2b(page_bytes, digest_size=8).hexdigest()
