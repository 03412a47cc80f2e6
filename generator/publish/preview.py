"""Live preview: a web server on this machine, and the watch over the files that it shows."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.publish.live import Live

HOST = "127.0.0.1"
# The policy a county's server should send; seen here first, nothing surprises later.
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
_EVENTS, _SCRIPT, _DIGEST = "/_gongkai/events", "/_gongkai/reload.js", "/_gongkai/digest"
_WATCHED = ("columns.yml", "urls.lock", "mkdocs.yml", "registers", "content", "theme", "ledger.yml")
_QUIET = 0.05
_RELOAD_FILE = Path(__file__).with_name("reload.js")


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


class ChangeSignal(FileSystemEventHandler):
    """Collects the paths that change below a portal's sources."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._event = threading.Event()
        self._paths: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a source file; reading one is none."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, getattr(event, "dest_path", "")):
            inner = Path(str(path)).relative_to(self._root) if path else Path()
            if inner.parts and inner.parts[0] in _WATCHED and not inner.name.startswith((".", "~$")):
                self._paths.add(inner.as_posix())
                self._event.set()

    def changes_within(self, seconds: float) -> bool:
        """Tell whether something has changed since the last wait, or does within this time."""
        return self._event.wait(seconds)

    def wait(self, timeout: float) -> frozenset[str]:
        """Wait for a change and for the quiet after it; returns the paths that changed, if any."""
        if not self._event.wait(timeout):
            return frozenset()
        while self._event.is_set():
            self._event.clear()
            threading.Event().wait(_QUIET)
        paths, self._paths = self._paths, set()
        return frozenset(paths)


def watch(root: Path) -> tuple[ChangeSignal, Any]:
    """Begin to watch a portal's sources; returns the signal and the observer to stop."""
    signal = ChangeSignal(root)
    observer = Observer()
    observer.schedule(signal, str(root), recursive=False)
    for name in _WATCHED:
        if (root / name).is_dir():
            observer.schedule(signal, str(root / name), recursive=True)
    observer.start()
    return signal, observer


def make_server(live: Live, bulletin: Bulletin, port: int) -> ThreadingHTTPServer:
    """Return a server of what ``live`` shows, on 127.0.0.1. Raises OSError when the port is taken."""
    server = ThreadingHTTPServer((HOST, port), partial(_Handler, live, bulletin))
    server.daemon_threads = True
    return server


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, live: Live, bulletin: Bulletin, *args: Any, **kwargs: Any) -> None:
        self._live, self._bulletin = live, bulletin
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == _EVENTS:
            self._send_events()
        elif path == _SCRIPT:
            self._send(200, "text/javascript", _RELOAD_FILE.read_bytes())
        elif path == _DIGEST:
            page = self._page(unquote(parse_qs(query).get("page", ["/"])[0]))[1]
            self._send(200, "text/plain", _digest(page).encode())
        else:
            self._send_address(unquote(path, errors="replace").lstrip("/"))

    do_HEAD = do_GET  # noqa: N815

    def _send_address(self, address: str) -> None:
        snapshot = self._live.snapshot
        file = snapshot.file(address) if snapshot else None
        if file:
            self._send(200, self.guess_type(str(file)), file.read_bytes())
        elif snapshot and snapshot.draw(f"{address}/index.html") is not None:
            self.send_response(301)
            self.send_header("Location", f"/{quote(address)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            status, page = self._page(f"/{address}")
            kind = self.guess_type(address) if status == 200 and "." in address else "text/html"
            if kind == "text/html":
                script = f'<script src="{_SCRIPT}" data-digest="{_digest(page)}"></script></body>'
                page = page.replace(b"</body>", script.encode(), 1)
                kind = "text/html; charset=utf-8"
            self._send(status, kind, page)

    def _page(self, path: str) -> tuple[int, bytes]:
        """Return the status and the bytes of a page of the newest state."""
        address = path.lstrip("/")
        if not address or address.endswith("/"):
            address += "index.html"
        snapshot = self._live.snapshot
        page = snapshot.draw(address) if snapshot else None
        if page is not None:
            return 200, page
        page = snapshot.draw("404.html") if snapshot else None
        return 404, page or "<!doctype html><body>没有这个页面。</body>".encode()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the terminal is for what the webmaster has to know."""

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        bulletin, seen = self._bulletin, -1
        try:
            while True:
                with bulletin.changed:
                    bulletin.changed.wait_for(lambda seen=seen: bulletin.number != seen, timeout=15)  # type: ignore[misc]
                    seen = bulletin.number
                    state = {"number": bulletin.number, "problems": bulletin.problems}
                self.wfile.write(f"data: {json.dumps(state, ensure_ascii=False)}\n\n".encode())
                self.wfile.flush()
        except (BrokenPipeError, ConnectionError):
            return


def _digest(page: bytes) -> str:
    return hashlib.blake2b(page, digest_size=8).hexdigest()
