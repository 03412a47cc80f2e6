"""Live preview: a web server on this machine that rebuilds what changed and reloads the browser."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

HOST = "127.0.0.1"
# The policy a county's server should send; seen here first, nothing surprises later.
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
_EVENTS, _SCRIPT = "/_gongkai/events", "/_gongkai/reload.js"
_WATCHED = ("columns.yml", "mkdocs.yml", "registers", "content", "theme", "ledger.yml")
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
    """Collects changes below a portal's sources into one signal."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._event = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of a source file; reading one is none."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, getattr(event, "dest_path", "")):
            parts = Path(str(path)).relative_to(self._root).parts if path else ()
            if parts and parts[0] in _WATCHED and not parts[-1].startswith((".", "~$")):
                self._event.set()

    def wait(self, timeout: float) -> bool:
        """Wait for a change and for the quiet after it; True when there was one."""
        if not self._event.wait(timeout):
            return False
        while self._event.is_set():
            self._event.clear()
            threading.Event().wait(_QUIET)
        return True


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


def make_server(folder: Path, bulletin: Bulletin, port: int) -> ThreadingHTTPServer:
    """Return a server of ``folder`` on 127.0.0.1. Raises OSError when the port is taken."""
    server = ThreadingHTTPServer((HOST, port), partial(_Handler, bulletin, directory=str(folder)))
    server.daemon_threads = True
    return server


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, bulletin: Bulletin, *args: Any, **kwargs: Any) -> None:
        self._bulletin = bulletin
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        path = self.path.split("?", 1)[0]
        if path == _EVENTS:
            self._send_events()
        elif path == _SCRIPT:
            self._send(200, "text/javascript", _RELOAD_FILE.read_bytes())
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?", 1)[0].endswith("/"):
            path /= "index.html"
        if not path.exists():
            self._send_page(404, Path(self.directory) / "404.html")
            return None
        if path.suffix == ".html":
            self._send_page(200, path)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the terminal is for what the webmaster has to know."""

    def _send_page(self, status: int, path: Path) -> None:
        page = path.read_bytes() if path.is_file() else "<!doctype html><body>没有这个页面。</body>".encode()
        script = f'<script src="{_SCRIPT}"></script></body>'.encode()
        self._send(status, "text/html; charset=utf-8", page.replace(b"</body>", script, 1))

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
