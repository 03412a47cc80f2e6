"""Probe over HTTP that the web server serves the release just deployed."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from generator.data import dataclass
from generator.errors import UsageError
from generator.publish.releases.manifest import FileChanges, Manifest

_SAMPLE = 12
_SECONDS = 20.0
_HOME = "index.html"


@dataclass(frozen=True)
class ProbeResult:
    """What was asked and what is wrong: ``faults`` of what came, ``silence`` why nothing did."""

    asked: int
    faults: tuple[str, ...] = ()
    silence: str = ""


def check_address(url: str) -> str:
    """Return a site's address, with a slash at its end. Raises UsageError for one that is none."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or parts.query or parts.fragment or parts.username or any(ord(char) <= 32 for char in url):
        raise UsageError(f"“{url}”不是网址，应写成http://www.example.gov.cn/。")
    return f"{url.rstrip('/')}/"


def probe(url: str, manifest: Manifest, changes: FileChanges) -> ProbeResult:
    """Compare some pages as the server sends them, the home page and what has just changed first, with a manifest."""
    faults: list[str] = []
    names = _sample(manifest, changes)
    for number, name in enumerate(names):
        address = url + quote(
            "" if name == _HOME else name.removesuffix(f"/{_HOME}") + "/" * name.endswith(f"/{_HOME}")
        )
        try:
            status, data = _get(address)
        except (OSError, ValueError, http.client.HTTPException) as error:
            return ProbeResult(number, tuple(faults), f"{address}打不开（{_why(error)}）")
        if status != 200:
            faults.append(f"{address}的状态码是{status}")
        elif hashlib.sha256(data).hexdigest() != manifest.files[name]:
            faults.append(f"{address}的内容不是刚发布的")
    return ProbeResult(len(names), tuple(faults))


def _sample(manifest: Manifest, changes: FileChanges) -> Sequence[str]:
    fresh = [name for name in (*changes.changed, *changes.added) if name.endswith(".html")][: _SAMPLE // 2]
    pages = sorted(name for name in manifest.files if name.endswith(".html") and name != "404.html")
    step = max(1, len(pages) // (_SAMPLE // 2))
    names = dict.fromkeys((_HOME, "pagefind/shards.json", *fresh, *pages[::step]))
    return [name for name in names if name in manifest.files and name != "404.html"][:_SAMPLE]


def _get(address: str) -> tuple[int, bytes]:
    # Without a proxy, and past every cache: the server itself is asked.
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache", "User-Agent": "gongkai"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def _why(error: BaseException) -> str:
    reason = getattr(error, "reason", None)
    if isinstance(reason, ConnectionRefusedError) or isinstance(error, ConnectionRefusedError):
        return "没有服务器在听这个端口"
    if isinstance(reason, TimeoutError) or isinstance(error, TimeoutError):
        return "等了很久没有回答"
    return str(reason or error)
