"""Open a desk: its folder, its copy of the repository, and the server that answers for it."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import uvicorn
from filelock import FileLock, Timeout

from generator.data import dataclass
from generator.desk.copy.repository import open_copy, user_of
from generator.desk.copy.state import Room
from generator.desk.door.desk import Desk, read_statics
from generator.desk.keeping.audit import Audit
from generator.desk.keeping.drafts import Drafts
from generator.desk.keeping.people import People, Person
from generator.desk.keeping.sessions import Sessions, Tries
from generator.desk.keeping.writing import desk_folder, own_folder
from generator.desk.web.app import make_app
from generator.errors import GongkaiError, UsageError, reason_of

LOCAL = "127.0.0.1"
# In seconds: how often the desk looks for what others have published.
_LOOK = 30.0
# Connections at once, and how long one that says nothing is kept, in seconds.
_MOST, _IDLE = 200, 15


@dataclass(frozen=True)
class Door:
    """Where the desk listens, by which names it is called, and how: ``certificate`` and ``key`` are files for TLS.

    ``names`` are those that browsers write; ``proxied`` tells that a server in front of the desk does the TLS.
    """

    address: str = LOCAL
    port: int = 0
    names: tuple[str, ...] = ()
    proxied: bool = False
    certificate: Path | None = None
    key: Path | None = None

    @property
    def secure(self) -> bool:
        """Whether browsers reach the desk through TLS."""
        return self.proxied or self.certificate is not None

    def hosts(self, port: int) -> frozenset[str]:
        """Return what a request may have for its host."""
        own = {f"{name}:{port}" for name in (LOCAL, "localhost", *self.names)}
        usual = 443 if self.secure else 80
        return frozenset(
            own | {name for name in (LOCAL, "localhost", *self.names) if port == usual or self.proxied}
        )


@contextlib.contextmanager
def open_desk(
    root: Path, now: Callable[[], datetime], *, people: People | None, who: str = "", secure: bool = False
) -> Iterator[Desk]:
    """Open the desk of a portal; nobody else may have it open. Raises GongkaiError, UsageError."""
    try:
        folder = desk_folder(root)
        drafts = own_folder(folder / "drafts")
    except OSError as error:
        raise UsageError(f"“{root}”里放不了办公桌面的草稿：{reason_of(error)}。") from error
    lock = FileLock(folder / "desk.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UsageError("这个网站的办公桌面已经开着。请用开着的那一个，或者先关掉它。") from None
    try:
        room = Room(open_copy(root, folder / "copy"), now)
        room.follow()
        owner, mail = _owner(root, who) if people is None else (None, "")
        yield Desk(
            room, Drafts(drafts), Sessions(time.monotonic), Tries(time.monotonic), Audit(folder / "audit.log", now), now,
            people, owner, secrets.token_urlsafe(24) if people is None else "", mail, secure,
            read_statics(),
        )  # fmt: skip
    finally:
        lock.release()


def _owner(root: Path, who: str) -> tuple[Person, str]:
    name, mail = user_of(root)
    name = " ".join(who.split()) or name
    if not name:
        raise UsageError("不知道以谁的名义发布：加上--who 姓名。")
    return Person("own", name), mail


def listen(door: Door) -> socket.socket:
    """Return the socket that the desk answers at. Raises OSError."""
    family = socket.AF_INET6 if ":" in door.address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((door.address, door.port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def serve(desk: Desk, door: Door, listening: socket.socket, tell: Callable[[str], None]) -> None:
    """Answer until interrupted; ``tell`` is told what goes wrong on the way."""
    app = make_app(desk, door.hosts(listening.getsockname()[1]))
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False, proxy_headers=False,
        limit_concurrency=_MOST, timeout_keep_alive=_IDLE, timeout_graceful_shutdown=5,
        ssl_certfile=str(door.certificate) if door.certificate else None, ssl_keyfile=str(door.key) if door.key else None,
    )  # fmt: skip
    ended = threading.Event()
    following = threading.Thread(target=_follow, args=(desk.room, ended, tell), daemon=True)
    following.start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        ended.set()


def _follow(room: Room, ended: threading.Event, tell: Callable[[str], None]) -> None:
    """Look for what others publish; the same trouble is told once."""
    last, pause = "", 0.0
    while not ended.wait(pause):
        pause = _LOOK
        try:
            room.follow()
            # The empty pages take seconds: they are drawn before the first preview asks for them.
            room.frames(room.known)
            last = ""
        except (GongkaiError, OSError) as error:
            if str(error) != last:
                last = str(error)
                tell(f"没有读到新的内容：{last}")
