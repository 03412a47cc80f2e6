"""A web server for one machine with bounded connections: a slow or hostile client stops no other."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, ClassVar

# A browser opens six connections, and one more a page for the news. In seconds: how long a guest may take to
# say what it wants, and how long to take what it is given before it is given up.
MAX_GUESTS = 120
MAX_ASKING = 10.0
MAX_STALL = 60.0
# What is still read of a request that was refused, so that its sender gets to see the answer.
_REST, _REST_SECONDS = 65536, 0.5


class GuestServer(ThreadingMixIn, TCPServer):
    """Serves each connection in a thread of its own.

    When all places are taken, who has been asking longest has to go; if nobody is, the oldest guest.
    """

    daemon_threads = True
    block_on_close = False
    # On Windows this would let another program take the same port.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: Any) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self._lock = threading.Lock()
        self._guests: dict[socket.socket, None] = {}
        self._asking: dict[socket.socket, float] = {}
        super().__init__(address, handler)

    @property
    def guests(self) -> int:
        """How many connections are open."""
        return len(self._guests)

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self.socket.getsockname()[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            while len(self._guests) >= MAX_GUESTS:
                self._dismiss(next(iter(self._asking or self._guests)))
            self._guests[request] = None
            self._asking[request] = time.monotonic()
        super().process_request(request, client_address)

    def service_actions(self) -> None:
        """Send away who has not said in time what it wants; called about twice a second."""
        late = time.monotonic() - MAX_ASKING
        with self._lock:
            for guest in [each for each, since in self._asking.items() if since < late]:
                self._dismiss(guest)

    def has_asked(self, request: socket.socket) -> None:
        """Note that a guest's request has come in whole."""
        with self._lock:
            self._asking.pop(request, None)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._guests.pop(request, None)
            self._asking.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a guest who leaves in the middle is no fault of the portal."""

    def _dismiss(self, guest: socket.socket) -> None:
        self._guests.pop(guest, None)
        self._asking.pop(guest, None)
        with contextlib.suppress(OSError):
            guest.shutdown(socket.SHUT_RDWR)


class GuestHandler(BaseHTTPRequestHandler):
    """Reads one request: its head within bounds, no body. ``answer`` is for the class that knows what to say."""

    timeout = MAX_STALL
    server_version = "gongkai"
    sys_version = ""
    server: GuestServer
    allowed: ClassVar[tuple[str, ...]] = ("GET", "HEAD")

    def handle_one_request(self) -> None:
        """Read a request and answer it; the connection ends with it."""
        self.close_connection = True
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if len(self.raw_requestline) > 65536:
                self.requestline, self.request_version, self.command = "", "HTTP/1.0", ""
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            elif self.raw_requestline and self.parse_request():
                self.close_connection = True
                self.server.has_asked(self.connection)
                self.answer()
            self.wfile.flush()
            self._read_rest()
        except OSError:  # the guest has left, or was sent away
            return

    def answer(self) -> None:
        """Answer the request that was read."""
        raise NotImplementedError

    def version_string(self) -> str:
        return self.server_version

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: the terminal is for what the webmaster has to know."""

    def _read_rest(self) -> None:
        """Read a little of what was sent beside the request: closing at once would lose the answer."""
        headers = getattr(self, "headers", None)
        if headers is not None and not (
            {"content-length", "transfer-encoding"} & {key.lower() for key in headers}
        ):
            return
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_REST_SECONDS)
            for _ in range(_REST // 4096):
                if not self.connection.recv(4096):
                    return
