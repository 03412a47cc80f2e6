"""A target that is a folder of a server: its steps are lines for a shell there, files go by rsync.

Names that come from a site reach the server as data, never as words of a script.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import UsageError
from generator.publish.releases.errors import ConnectionLostError, ReleaseError
from generator.publish.releases.place import (
    CURRENT,
    LOCK,
    MANIFESTS,
    NEXT,
    NOTES,
    ORDER_SECONDS,
    PATIENCE,
    RELEASES,
    Filling,
)
from generator.publish.releases.shell import Shell, program, reason_in, ssh_words, writing

_TOOLS = "base64 cp find flock ln mv readlink rsync sha256sum sync tail xargs"
# What rsync ends with when the other side is gone, and when a file of the source went away meanwhile.
_GONE, _VANISHED = (10, 12, 30, 35, 255), 24


class Remote:
    """A target on the server that a shell is open on."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.top = shell.server.path

    def open(self) -> None:
        """Look whether there is a target, and whether the server has what is needed."""
        lacking = self.shell.ask(
            f'for each in {_TOOLS}; do command -v "$each" >/dev/null || echo "$each"; done'
        )
        if lacking.split():
            raise UsageError(
                f"服务器上没有{'、'.join(lacking.decode('utf-8', 'replace').split())}，请先安装。"
            )
        top = shlex.quote(self.top)
        odd = self.shell.ask(
            f"for each in {top} {top}/{RELEASES} {top}/{NOTES}; do\n"
            '[ ! -e "$each" ] && [ ! -L "$each" ] || [ -d "$each" ] || echo "$each"; done\n'
            f"[ ! -L {top}/{NOTES} ] || echo {top}/{NOTES}"
        )
        if odd.strip():
            first = odd.decode("utf-8", "replace").splitlines()[0]
            raise UsageError(f"服务器上的“{first}”应是一个文件夹，不能是链接或文件。")
        there = self.shell.ask(f"[ ! -e {top}/{CURRENT} ] && [ ! -L {top}/{CURRENT} ] || echo 1")
        if there.strip() and not self.current():
            raise UsageError(
                f"服务器上的“{self.top}/{CURRENT}”应是指向{RELEASES}里一个文件夹的链接。请改名或删除它，再发布。"
            )

    def make(self) -> None:
        """Make the folders that are missing."""
        self.shell.ask(f"mkdir -p -- {shlex.quote(self.top)}")
        self._do(
            f"[ -d {RELEASES} ] || {{ mkdir {RELEASES}; chmod 755 {RELEASES}; }}\n"
            f"mkdir -p {NOTES}/{MANIFESTS}; chmod 700 {NOTES} {NOTES}/{MANIFESTS}"
        )

    @contextmanager
    def lock(self, patience: float = PATIENCE) -> Iterator[None]:
        """Keep others from changing the target, as long as the connection lasts."""
        # Tried first: a shell that cannot open what it is to keep open ends.
        self._do(f": >>{NOTES}/{LOCK}")
        file = shlex.quote(f"{self.top}/{NOTES}/{LOCK}")
        taken = self.shell.ask(f"exec 9>>{file}; flock -w {max(1, round(patience))} 9 && echo 1; :")
        if not taken.strip():
            raise ReleaseError("另一个发布正在进行，请等它结束后再试。")
        try:
            yield
        finally:
            with suppress(ConnectionLostError):
                self.shell.ask("exec 9>&-")

    def current(self) -> str:
        """Return the id of the release that is served."""
        link = (
            self._maybe(f"readlink {CURRENT} || :").decode("utf-8", "surrogateescape").strip("\n").rstrip("/")
        )
        folder, _, name = link.rpartition("/")
        return name if folder in (RELEASES, f"./{RELEASES}", f"{self.top}/{RELEASES}") else ""

    def releases(self) -> list[str]:
        """Return the names of all that lies in releases/."""
        return self._listing(RELEASES)

    def notes(self, folder: str) -> list[str]:
        """Return the names of the notes in a folder."""
        return self._listing(f"{NOTES}/{folder}")

    def read(self, note: str) -> bytes | None:
        """Return a note, None where there is none."""
        path = _quoted(f"{NOTES}/{note}")
        said = self._maybe(f"[ ! -f {path} ] || {{ printf 1; cat {path}; }}")
        return said[1:] if said else None

    def write(self, note: str, data: bytes) -> None:
        """Put a note in the place of the one there is."""
        path = _quoted(f"{NOTES}/{note}")
        self._do(f"{writing(data, f'>{path}.new')}chmod 600 {path}.new\nmv -fT {path}.new {path}")

    def append(self, note: str, data: bytes) -> None:
        """Add a line to a note; after one that was cut off, on a line of its own."""
        path = _quoted(f"{NOTES}/{note}")
        ended = f'[ ! -s {path} ] || [ -z "$(tail -c 1 {path})" ] || echo >>{path}'
        self._do(f"{ended}\n{writing(data, f'>>{path}')}chmod 600 {path}")

    def forget(self, notes: Iterable[str]) -> None:
        """Remove notes."""
        paths = [_quoted(f"{NOTES}/{note}") for note in notes]
        if paths:
            self._do(f"rm -f {' '.join(paths)}")

    def fill(self, name: str, filling: Filling) -> None:
        """Make a tree in releases/: all of the release before in links, less what is not wanted, and the new files."""
        there, base = _quoted(f"{RELEASES}/{name}"), _quoted(f"{RELEASES}/{filling.base}")
        copy = f"cp -al {base} {there} 2>/dev/null || {{ rm -rf {there}; cp -a {base} {there}; }}"
        begin = f"if [ -d {base} ]; then {copy}; fi\n" if filling.base else ""
        self._do(f"{begin}mkdir -p {there}")
        unwanted = _null_separated(filling.old - filling.linked)
        if filling.base and unwanted:
            self._do(
                f"cd {there}\n{writing(unwanted, '| xargs -0 -r rm -f --')}find . -mindepth 1 -type d -empty -delete"
            )
        self._send(filling.site, f"{RELEASES}/{name}", _null_separated(filling.copied))
        if filling.made:
            made = [
                path.relative_to(filling.made).as_posix()
                for path in filling.made.rglob("*")
                if path.is_file()
            ]
            self._send(filling.made, f"{RELEASES}/{name}", _null_separated(made))
        self._do(
            f"cd {there}\nfind . -type d ! -perm 755 -exec chmod 755 {{}} +\nfind . -type f ! -perm 644 -exec chmod 644 {{}} +"
        )

    def digests(self, name: str) -> dict[str, str]:
        """Return the SHA-256 of every file of a tree in releases/."""
        folder = _quoted(f"{RELEASES}/{name}")
        odd = self._do(f"cd {folder}\nfind . ! -type f ! -type d -print0")
        found = self._do(f"cd {folder}\nfind . -type f -print0 | xargs -0 -r sha256sum -z --")
        digests = {line[2:]: "" for line in _texts(odd)}
        for line in _texts(found):
            digest, _, path = line.partition("  ./")
            digests[path] = digest
        return digests

    def settle(self) -> None:
        """See that what was written outlives a power cut."""
        self._do(f"sync -f {RELEASES} 2>/dev/null || sync")

    def rename(self, old: str, new: str) -> None:
        """Give a tree in releases/ another name."""
        self._do(f"mv -T {_quoted(f'{RELEASES}/{old}')} {_quoted(f'{RELEASES}/{new}')}")

    def remove(self, name: str) -> None:
        """Remove a tree in releases/."""
        self._do(f"rm -rf {_quoted(f'{RELEASES}/{name}')}")

    def point(self, release: str) -> None:
        """Let ``current`` lead to a release."""
        fresh = _quoted(f"{NEXT}{release}")
        self._do(f"rm -f {fresh}\nln -s {_quoted(f'{RELEASES}/{release}')} {fresh}\nmv -fT {fresh} {CURRENT}")

    def order(self, command: str) -> str:
        """Run a command; return why it failed. What it leaves running does not keep the target locked."""
        try:
            self.shell.ask(f"timeout {ORDER_SECONDS} sh -c {shlex.quote(command)} </dev/null 9>&-")
        except ConnectionLostError:
            raise
        except ReleaseError as error:
            return str(error)
        return ""

    def tidy(self) -> None:
        """Remove links that a deploy which died has left."""
        self._do(f"rm -rf {NEXT}*")

    def _do(self, script: str) -> bytes:
        return self.shell.run(script, self.top)

    def _maybe(self, script: str) -> bytes:
        """Run lines in the target, if it is there; where it is not, they say nothing."""
        return self.shell.ask(
            f"[ ! -d {shlex.quote(self.top)} ] || (set -e\ncd {shlex.quote(self.top)}\n{script}\n)"
        )

    def _listing(self, folder: str) -> list[str]:
        path = _quoted(folder)
        return sorted(
            line.removeprefix(f"./{folder}/")
            for line in _texts(
                self._maybe(f"[ ! -d {path} ] || find {path}/ -mindepth 1 -maxdepth 1 -print0")
            )
        )

    def _send(self, source: Path, there: str, names: bytes) -> None:
        """Copy files below a folder here to one there, with their times."""
        if not names:
            return
        server = self.shell.server
        host = f"[{server.host}]" if ":" in server.host else server.host
        words = [program("rsync"), "-tps", "--chmod=D755,F644", "--from0", "--files-from=-", "--timeout=120"]
        words += ["-e", shlex.join(ssh_words(server, self.shell.control)), "--"]
        done = subprocess.run(
            [*words, f"{source}/", f"{host}:{self.top}/{there}/"],
            input=names,
            capture_output=True,
            check=False,
        )
        if done.returncode in (0, _VANISHED):
            return
        why = reason_in(done.stderr.decode("utf-8", "replace"), done.returncode)
        kind = ConnectionLostError if done.returncode in _GONE and "磁盘" not in why else ReleaseError
        raise kind(f"文件没有传到{server}：{why}。")


def _quoted(path: str) -> str:
    # Below the target, so that no name is taken for an option.
    return shlex.quote(f"./{path}")


def _null_separated(names: Iterable[str]) -> bytes:
    return b"".join(b"./%b\0" % os.fsencode(name) for name in sorted(names))


def _texts(said: bytes) -> list[str]:
    return [os.fsdecode(each) for each in said.split(b"\0") if each]
