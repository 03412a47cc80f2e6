"""Read files of another portal, over HTTP or out of a folder: bounded in size and time, and from nowhere else."""

from __future__ import annotations

import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from generator.data import dataclass
from generator.errors import reason_of
from generator.gather.errors import SourceError

# A page of a hundred documents is a hundred kilobytes, a register of a hundred thousand rows some forty megabytes.
MOST_BYTES = 64 << 20
_SECONDS, MOST_SECONDS = 20.0, 600.0
_CHUNK = 1 << 16
START = "api/v1/index.json"


@dataclass(frozen=True)
class Reader:
    """Reads a portal's files by the full addresses that its data give: they begin with ``base``, its own home page.

    Where it is reached by another address, or lies in a folder, the rest of an address counts from there.
    """

    base: str
    get: Callable[[str], bytes]

    @property
    def start(self) -> str:
        """Where the data for programs begin."""
        return self.base + START

    def read(self, address: str) -> bytes:
        """Return a file. Raises SourceError."""
        if not address.startswith(self.base):
            raise SourceError(f"给出的网址{address}不在它自己的网站上")
        return self.get(address[len(self.base) :])


def reader_of_site(
    home: str, base: Callable[[bytes], str], clock: Callable[[], float] = time.monotonic
) -> Reader:
    """Return a reader of the portal that is reached at an address; after ten minutes it gives up.

    ``base`` tells, from the start of its data, what it takes for its home page. Raises SourceError.
    """
    until = clock() + MOST_SECONDS

    def get(rest: str) -> bytes:
        if clock() > until:
            raise SourceError(f"取了{MOST_SECONDS / 60:.0f}分钟还没有取完")
        return _get(home + rest)

    return Reader(base(get(START)), get)


def reader_of_folder(folder: Path, base: Callable[[bytes], str]) -> Reader:
    """Return a reader of a built site in a folder. Raises SourceError where there is none."""
    top = Path(os.path.realpath(folder))

    def get(rest: str) -> bytes:
        return _file(top, unquote(urlsplit(rest).path))

    return Reader(base(get(START)), get)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirect for a failure: the data of a portal stand where it says they do."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


def _get(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": "gongkai", "Accept": "application/json"})
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return _bounded(answer, address)
    except urllib.error.HTTPError as error:
        raise SourceError(f"{address}的状态码是{error.code}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise SourceError(f"{address}打不开（{_why(error)}）") from error


def _why(error: BaseException) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, ConnectionRefusedError):
        return "没有服务器在听这个端口"
    if isinstance(reason, TimeoutError):
        return "等了很久没有回答"
    return str(reason) or type(error).__name__


def _bounded(file: IO[bytes], address: str) -> bytes:
    until, parts, size = time.monotonic() + 3 * _SECONDS, list[bytes](), 0
    while part := file.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise SourceError(f"{address}太大，超过{MOST_BYTES >> 20}MB")
        if time.monotonic() > until:
            raise SourceError(f"{address}取得太慢")
    return b"".join(parts)


def _file(top: Path, name: str) -> bytes:
    path = Path(os.path.realpath(top / name))
    if not path.is_relative_to(top):
        raise SourceError(f"“{name}”在它的文件夹以外")
    try:
        with path.open("rb") as file:
            return _bounded(file, str(path))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"“{path}”读不了：{reason_of(error) if isinstance(error, OSError) else '名称不对'}"
        ) from error
