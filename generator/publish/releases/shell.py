"""One shell on a server, over one connection of ssh, for as long as a verb lasts.

The server needs nothing of ours: a POSIX shell and the tools of any Linux. What is to be run there is written to
the shell's input, and its answer read up to a mark. The lock of the target is a file that this shell holds open:
with the connection goes the shell, and with the shell the lock.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from generator.errors import UsageError
from generator.publish.releases.errors import ConnectionLostError, ReleaseError
from generator.publish.releases.target import Server

_OPTIONS = (
    "ConnectTimeout=20",
    "ServerAliveInterval=15",
    "ServerAliveCountMax=4",
    "ForwardAgent=no",
    "ForwardX11=no",
)
_MASTER = ("ControlMaster=auto", "ControlPersist=no")
_WORDS = {
    "No space left on device": "服务器的磁盘空间不足",
    "Disk quota exceeded": "超过了服务器的磁盘配额",
    "Permission denied": "服务器上没有权限",
    "Read-only file system": "服务器的这个磁盘只能读，不能写",
    "Host key verification failed": "服务器的密钥不认识或者变了。先用ssh登录一次核对",
    "Could not resolve hostname": "找不到这个服务器名",
    "Connection refused": "服务器没有开ssh",
    "Connection timed out": "连不上服务器",
    "command not found": "服务器上缺少命令",
}


def program(name: str) -> str:
    """Return where a program is: in a folder named in full, never the current one. Raises UsageError."""
    for folder in map(Path, os.get_exec_path()):
        path = folder / (f"{name}.exe" if os.name == "nt" else name)
        if folder.is_absolute() and path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise UsageError(
        f"本机没有{name}。请先安装（Debian：apt-get install {'openssh-client' if name == 'ssh' else name}）。"
    )


def ssh_words(server: Server, control: str) -> list[str]:
    """Return the command line of ssh up to the name of the host, for the shell and for rsync alike."""
    master = (*_MASTER, f"ControlPath={control}/%C") if os.name != "nt" else ()
    words = [program("ssh"), "-T"]
    for option in (*_OPTIONS, *master):
        words += ["-o", option]
    if server.port:
        words += ["-p", str(server.port)]
    return words + (["-l", server.user] if server.user else [])


class Shell:
    """A shell on a server."""

    def __init__(self, server: Server, control: str, errors: IO[bytes]) -> None:
        self.server, self.control = server, control
        self._errors = errors
        self._mark = secrets.token_hex(12)
        self._end = re.compile(rb"\n%b (\d+)\n\Z" % self._mark.encode())
        command = [*ssh_words(server, control), "--", server.host, "exec sh"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
        )

    def ask(self, script: str) -> bytes:
        """Run lines in the shell itself; return what they write. Raises ReleaseError when the last one fails."""
        code, said = self._run(script)
        if code:
            raise ReleaseError(f"{self.server}：{reason_in(said.decode('utf-8', 'replace'), code)}。")
        return said

    def run(self, script: str, folder: str) -> bytes:
        """Run lines in a folder, in a shell that ends with the first of them that fails."""
        return self.ask(f"(set -e\ncd -- {shlex.quote(folder)}\n{script}\n)")

    def close(self) -> None:
        """End the connection."""
        with suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _run(self, script: str) -> tuple[int, bytes]:
        asking, answer = self._process.stdin, self._process.stdout
        assert asking and answer
        try:
            asking.write(
                f"{script}\nprintf '\\n%s %d\\n' {self._mark} $?\n".encode("utf-8", "surrogateescape")
            )
            asking.flush()
        except OSError as error:
            raise self._lost() from error
        said = bytearray()
        while True:
            part = os.read(answer.fileno(), 1 << 16)
            if not part:
                raise self._lost()
            said += part
            ended = self._end.search(said[-64:])
            if ended:
                return int(ended[1]), bytes(said[: len(said) - len(ended[0])])

    def _lost(self) -> ConnectionLostError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._errors.seek(0)
        why = reason_in(self._errors.read().decode("utf-8", "replace"), self._process.poll() or 255)
        return ConnectionLostError(
            f"{self.server}：连不上，或者连接断了（{why}）。连上以后用gongkai releases看现在用的是哪个版本。"
        )


def reason_in(said: str, code: int) -> str:
    """Return in Chinese what a program complained of, else its last line."""
    for words, reason in _WORDS.items():
        if words in said:
            line = next(line for line in said.splitlines() if words in line)
            return f"{reason}（{line.strip()[:200]}）"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:300] if lines else f"命令没有成功，结束码{code}"


def writing(data: bytes, then: str) -> str:
    """Return the lines of a script that hand these bytes, whatever they are, to ``then``: a pipe or a file."""
    text = base64.encodebytes(data).decode("ascii")
    return f"base64 -d <<'GONGKAI' {then}\n{text}GONGKAI\n"


@contextmanager
def shell_on(server: Server) -> Iterator[Shell]:
    """Open a shell on a server. Raises UsageError without ssh, ConnectionLostError when there is no way in."""
    # A socket's path may not be long, and nobody else may reach it.
    with tempfile.TemporaryDirectory(prefix="gk-") as control, tempfile.TemporaryFile() as errors:
        shell = Shell(server, control, errors)
        try:
            # What commands complain of comes with what they say, so that no complaint is late.
            shell.ask("exec 2>&1; LC_ALL=C; export LC_ALL; umask 022")
            yield shell
        finally:
            shell.close()
