"""The preview server over HTTP: what it gives, to whom, and that nothing brings it down."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publish.previewing import guests
from generator.publish.previewing.answer import requested_part
from generator.publish.previewing.inside import file_inside, open_inside
from generator.publish.previewing.live import Live
from generator.publish.previewing.server import Bulletin, Door, make_server
from generator.publish.previewing.snapshot import Snapshot
from tests.helpers import AS_OF, document, make_portal

SECRET = "甲机的口令"
FILM = bytes(range(256)) * 40
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Preview:
    """A running preview: its portal, and what its server answers."""

    def __init__(self, live: Live, bulletin: Bulletin, port: int) -> None:
        self.live, self.bulletin, self.port = live, bulletin, port

    def raw(self, request: bytes, wait: float = 20) -> bytes:
        """Send bytes; return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def ask(
        self, path: str, method: str = "GET", host: str = "", **more: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
        head, _, body = self.raw(("\r\n".join(lines) + "\r\n\r\n").encode()).partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in rest)
        return int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body


@contextmanager
def serving(root: Path, door: Door = Door(names=("ylj.example",))) -> Iterator[Preview]:  # noqa: B008 - frozen
    """Serve a portal in this process."""
    live, bulletin = Live(root, date.fromisoformat(AS_OF), shared=door.password is not None), Bulletin()
    assert live.refresh() == []
    server = make_server(live, bulletin, 0, door)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Preview(live, bulletin, server.port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    (folder / "口令.txt").write_text(SECRET, encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files: dict[str, str | bytes] = {
        "content/tzgg/a.md": document(title="停水通知", attachments="[图.svg, 表.csv, 片.mp4, 说明.txt]"),
        "content/tzgg/图.svg": svg,
        "content/tzgg/表.csv": "甲,乙\n",
        "content/tzgg/片.mp4": FILM,
        "content/tzgg/说明.txt": "说明",
        "content/tzgg/没有引用.txt": SECRET,
        "秘密.txt": SECRET,
    }
    with serving(make_portal(folder / "portal", files)) as running:
        yield running


CLIMBS = [
    "/assets//etc/passwd",
    "/assets/../../../../../../etc/passwd",
    "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd",
    "/assets/..%5c..%5c..%5cetc%5cpasswd",
    "/pagefind//etc/passwd",
    "/pagefind/../../../秘密.txt",
    "/pagefind/titles//etc/passwd",
    "/tzgg/../../秘密.txt",
    "/tzgg/%E6%B2%A1%E6%9C%89%E5%BC%95%E7%94%A8.txt",
    "/assets/C:/Windows/win.ini",
    "/assets/favicon.svg::$DATA",
    "/assets/favicon.svg.",
    "/assets/favicon.svg%20",
    "/assets/con",
    "/assets/%00",
    "/assets/" + "a" * 3000,
    "/assets/" + "a/" * 2000,
    "/" + "%ff" * 200,
]


@pytest.mark.parametrize("path", CLIMBS)
def test_no_address_leads_out_of_its_folder(preview: Preview, path: str) -> None:
    status, headers, body = preview.ask(path.encode().decode("latin-1"))
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert SECRET.encode() not in body
    assert b"root:" not in body


PIECES = st.sampled_from(
    ["..", ".", "", "%2e%2e", "%2f", "%5c", "\\", "assets", "pagefind", "tzgg", "etc", "passwd", "content", "titles",
     "秘密.txt", "favicon.svg", "a.md", "a.html", "::$DATA", "C:", "con", "%00", "%0d%0aX:y", "~", "_gongkai"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=8), st.sampled_from(["/", "//", "%2f"]))
def test_every_answer_is_a_page_or_a_file_of_the_site(preview: Preview, parts: list[str], joint: str) -> None:
    path = "/" + joint.join(parts)
    status, headers, body = preview.ask(path.encode().decode("latin-1").replace(" ", "%20"))
    assert status in (200, 301, 404)
    if status == 301:
        assert headers["location"].startswith("/")
        assert not headers["location"].startswith("//")
    snapshot = preview.live.snapshot
    assert snapshot
    if status == 200 and not headers["content-type"].startswith("text/html"):
        folders = [snapshot.frames.assets, snapshot.root / "content/tzgg"]
        known = {file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()}
        assert body in known or path.rstrip("/").endswith(".xml")
    assert SECRET.encode() not in body
    assert b"root:" not in body


def test_only_the_names_of_this_machine_are_answered(preview: Preview) -> None:
    port = preview.port
    for host in (
        f"127.0.0.1:{port}",
        f"localhost:{port}",
        f"LOCALHOST:{port}",
        f"[::1]:{port}",
        f"ylj.example:{port}",
    ):
        assert preview.ask("/", host=host)[0] == 200
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}.evil.example",
    ):
        status, _, body = preview.ask("/", host=host)
        assert (status, "预览" in body.decode()) == (403, True)
    two = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n"
    for request in (b"GET / HTTP/1.1\r\n\r\n", b"GET /\r\n\r\n", two.encode()):
        assert "不能访问".encode() in preview.raw(request)
    foreign = f"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    assert b" 403 " in preview.raw(foreign.encode())[:20]


def test_the_news_is_for_our_own_pages(preview: Preview) -> None:
    own = f"http://127.0.0.1:{preview.port}"
    path = "/_gongkai/digest?page=/tzgg/a.html"
    assert preview.ask(path)[0] == 200
    assert preview.ask(path, Sec_Fetch_Site="same-origin", Origin=own)[0] == 200
    for address in (path, "/_gongkai/events"):
        for site in ("cross-site", "same-site"):
            assert preview.ask(address, Sec_Fetch_Site=site)[0] == 403
        for origin in ("http://evil.example", "null", f"http://localhost:{preview.port}"):
            assert preview.ask(address, Origin=origin)[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/tzgg/a.html", "/nichts", "/assets/favicon.svg", "/sitemap.xml", "/_gongkai/reload.js", "/tzgg"],
)
def test_every_answer_says_how_it_is_to_be_treated(preview: Preview, path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        _, headers, body = preview.ask(path, method)
        assert HEADERS.items() <= headers.items()
        assert "default-src" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert int(headers["content-length"]) == len(body) or method == "HEAD"
        assert method != "HEAD" or body == b""
    policy = preview.ask("/")[1]["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "X" * 500])
def test_nothing_can_be_done_but_look(preview: Preview, method: str) -> None:
    status, headers, body = preview.ask("/", method, Content_Length="5")
    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert "只能查看" in body.decode()


def test_files_that_are_not_shown_are_saved(preview: Preview) -> None:
    assert preview.ask("/tzgg/%E5%9B%BE.svg")[1]["content-disposition"] == "attachment"
    assert "sandbox" in preview.ask("/tzgg/%E5%9B%BE.svg")[1]["content-security-policy"]
    assert preview.ask("/tzgg/%E8%A1%A8.csv")[1]["content-disposition"] == "attachment"
    for shown in ("/tzgg/%E8%AF%B4%E6%98%8E.txt", "/tzgg/%E7%89%87.mp4", "/", "/sitemap.xml"):
        assert "content-disposition" not in preview.ask(shown)[1]
    assert preview.ask("/tzgg/%E8%AF%B4%E6%98%8E.txt")[1]["content-type"] == "text/plain; charset=utf-8"


def test_a_film_comes_in_parts(preview: Preview) -> None:
    film, size = "/tzgg/%E7%89%87.mp4", len(FILM)
    status, headers, body = preview.ask(film)
    assert (status, headers["accept-ranges"], headers["content-type"], body) == (
        200,
        "bytes",
        "video/mp4",
        FILM,
    )
    status, headers, body = preview.ask(film, Range="bytes=10-19")
    assert (status, headers["content-range"], body) == (206, f"bytes 10-19/{size}", FILM[10:20])
    assert preview.ask(film, Range="bytes=-5")[2] == FILM[-5:]
    assert preview.ask(film, Range="bytes=10000-")[2] == FILM[10000:]
    status, headers, body = preview.ask(film, Range=f"bytes={size}-")
    assert (status, headers["content-range"], body) == (416, f"bytes */{size}", b"")
    assert preview.ask(film, Range="bytes=0-1,3-4")[0] == 200
    assert preview.ask(film, "HEAD", Range="bytes=0-9")[1]["content-length"] == "10"


@given(st.text(alphabet="bytes=-,0123456789 x", max_size=24), st.integers(0, 40))
def test_a_part_lies_in_the_file(wanted: str, size: int) -> None:
    try:
        part = requested_part(wanted, size)
    except ValueError:
        return
    assert part is None or 0 <= part[0] <= part[1] < size


def test_a_page_that_cannot_be_drawn_says_so_and_the_server_lives(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for error in (OSError(36, "File name too long"), RecursionError("<深>"), ValueError("x"), MemoryError()):

        def fail(*_: object, error: BaseException = error) -> bytes:
            raise error

        with monkeypatch.context() as patched:
            patched.setattr(Snapshot, "draw", fail)
            status, _, body = preview.ask("/tzgg/a.html")
            assert (status, "这一页没有画出来" in body.decode(), b"<\xe6\xb7\xb1>" in body) == (
                500,
                True,
                False,
            )
            assert preview.ask("/_gongkai/digest?page=/")[0] == 500
    assert preview.ask("/tzgg/a.html")[0] == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "request_bytes",
    [b"\r\n\r\n", b"\x00\xff" * 400 + b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/x\r\n\r\n", b"A" * 70000 + b"\r\n\r\n",
     b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n", b"GET / HTTP/1.1\r\nX: " + b"y" * 70000 + b"\r\n\r\n", b"\x16\x03\x01\x02\x00"],
)  # fmt: skip
def test_what_is_no_request_is_refused(
    preview: Preview, request_bytes: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=20) as connection:
        connection.sendall(request_bytes)
        connection.shutdown(socket.SHUT_WR)
        with suppress(ConnectionResetError):
            assert b" 200 " not in connection.recv(65536)[:20]
    assert preview.ask("/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_guests_who_stall_do_not_pile_up_or_stop_others(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guests, "MAX_GUESTS", 8)
    slow = [socket.create_connection(("127.0.0.1", preview.port), timeout=20) for _ in range(30)]
    for each in slow:
        each.sendall(b"GET / HTTP/1.1\r\nX: ")
    assert preview.ask("/")[0] == 200
    threads = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
    assert len(threads) <= 16
    # Who has not said in time what it wants is sent away.
    monkeypatch.setattr(guests, "MAX_ASKING", 0.0)
    for each in slow:
        with suppress(ConnectionResetError):
            assert each.recv(1) == b""
        each.close()
    monkeypatch.undo()
    # One who leaves in the middle of an answer prints nothing.
    leaving = socket.create_connection(("127.0.0.1", preview.port))
    leaving.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode())
    leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    leaving.close()
    assert preview.ask("/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_news_comes_as_it_happens(preview: Preview) -> None:
    with socket.create_connection(("127.0.0.1", preview.port), timeout=20) as connection:
        request = f"GET /_gongkai/events HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n"
        connection.sendall(request.encode())
        stream = connection.makefile("rb")
        lines = iter(stream.readline, b"")
        head = list(iter(lines.__next__, b"\r\n"))
        assert b"Content-Type: text/event-stream; charset=utf-8\r\n" in head
        assert b'"number": ' in next(lines)
        next(lines)
        preview.bulletin.post(("content/tzgg/a.md:3:1　坏了\udcff",))
        assert "坏了?" in next(lines).decode()
        stream.close()


def test_links_and_pipes_are_no_way_out(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.txt").write_text(SECRET, encoding="utf-8")
    assert file_inside(folder, "a.txt") == folder / "a.txt"
    for name in (
        "../b.txt",
        "x/../../b.txt",
        "/a.txt",
        "",
        ".",
        "a.txt/",
        "a.txt.",
        "A:a.txt",
        "a.txt:b",
        "x\\a.txt",
        "a\x00",
    ):
        assert file_inside(folder, name) is None
    (folder / "out.txt").symlink_to(tmp_path / "b.txt")
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "round").symlink_to(folder / "round")
    (folder / "same.txt").symlink_to(folder / "a.txt")
    for name in ("out.txt", "up/b.txt", "round", "up"):
        assert file_inside(folder, name) is None
    assert file_inside(folder, "same.txt") == folder / "a.txt"
    os.mkfifo(folder / "pipe.txt")
    assert file_inside(folder, "pipe.txt") is None
    assert open_inside(folder / "pipe.txt") is None
