"""Parse TARGET: a folder here, or a folder of a server reached over ssh.

Whatever is written there becomes words of a command line (ssh, rsync) and of a script on the server. Host and
user are therefore matched against what such names consist of, and nothing that begins with a hyphen is one.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from generator.data import dataclass
from generator.errors import UsageError

_USER = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}"
_HOST = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,252}|\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9]+)?\]"
# A single letter is a drive of Windows, and two slashes belong to an address of the web.
_SCP = re.compile(rf"(?:(?P<user>{_USER})@)?(?P<host>(?!.:)(?:{_HOST})):(?P<path>/(?!/).*)")
_URL = re.compile(rf"ssh://(?:(?P<user>{_USER})@)?(?P<host>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?(?P<path>/.*)")
# A colon before any slash means a server, but for the drive of Windows and for the folders ./a:b.
_LIKE_SERVER = re.compile(r"[^/\\]{2}[^/\\:]*+:|[^/\\@]*+@[^/\\:]*+:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Server:
    """A folder of a server. ``user`` is empty, and ``port`` 0, where ssh itself is to know."""

    host: str
    path: str
    user: str = ""
    port: int = 0

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        who = f"{self.user}@" if self.user else ""
        return f"ssh://{who}{host}:{self.port}{self.path}" if self.port else f"{who}{host}:{self.path}"


def read_target(word: str) -> Path | Server:
    """Return the folder or the server that a word of the command line means. Raises UsageError."""
    if not word.strip():
        raise UsageError("发布到哪里没有写。写一个文件夹，或者 用户@服务器:/文件夹。")
    if _CONTROL.search(word):
        raise UsageError("发布目标里有看不见的控制字符，请重新输入，不要粘贴。")
    match = _URL.fullmatch(word) or _SCP.fullmatch(word)
    if match:
        return _server(match)
    if word.startswith("ssh://") or _LIKE_SERVER.match(word):
        raise UsageError(
            f"“{word}”看不懂。服务器写成 用户@服务器:/文件夹，路径从/写起，例如gongkai@10.0.0.8:/srv/gongkai；"
            "端口不是22时写成ssh://用户@服务器:端口/文件夹。"
        )
    return Path(word)


def _server(match: re.Match[str]) -> Server:
    parts = match.groupdict()
    path = unquote(parts["path"]) if parts.get("port") is not None else parts["path"]
    names = [name for name in path.split("/") if name]
    if not names or any(name in (".", "..") for name in names) or _CONTROL.search(path):
        raise UsageError(f"服务器上的文件夹“{path}”不能用：不能是根目录，不能有“.”“..”。")
    port = int(parts.get("port") or 0)
    if port > 65535:
        raise UsageError(f"没有{port}这个端口。")
    host = parts["host"].strip("[]")
    return Server(host, "/" + "/".join(names), parts["user"] or "", port)


def must_be_apart(target: Path, root: Path) -> None:
    """Raise UsageError for a folder that would publish itself, or that a build would sweep away."""
    place, home = target.resolve(), root.resolve()
    inner = [home / name for name in ("site", ".cache", "content", "theme", "registers", "packs", ".git")]
    if place == home or home.is_relative_to(place) or any(place.is_relative_to(each) for each in inner):
        raise UsageError(f"“{target}”是网站自己的文件夹，不能作发布目标。请换一个，例如/srv/gongkai。")
