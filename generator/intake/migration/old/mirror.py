"""A mirror on disk: every file of it, with the address that it had on the old site."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.errors import UsageError, reason_of
from generator.intake.migration.old.old_names import address_of, other_names
from generator.intake.migration.old.sniffing import What, is_page_in_disguise, what_is
from generator.load.source.text import MAX_ASSET_BYTES
from generator.load.source.walk import walk
from generator.model.addresses.made import fold_letters

# A page of words is never so large; what is, is a program's output or a trap.
MAX_PAGE_BYTES = 16 * 1024 * 1024
_BEGINNING = 4096
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:+]\d+)?", re.IGNORECASE)
_PORT = re.compile(r"[:+]\d+$")


@dataclass(frozen=True)
class OldFile:
    """A file of the old site: its address with the host in front, where it lies, and what it is."""

    address: str
    path: Path
    size: int
    what: What


@dataclass(frozen=True)
class Unread:
    """What of a mirror was not read, and why, in Chinese."""

    address: str
    why: str


@dataclass(frozen=True)
class Mirror:
    """All of a mirror. ``names`` gives the file to each address by which it may be meant, folded in letters too."""

    files: dict[str, OldFile]
    unread: tuple[Unread, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def find(self, address: str) -> OldFile | None:
        """Return the file that an address means; old servers of Windows told no large letters from small ones."""
        for name in (address, fold_letters(address)):
            known = self.names.get(name)
            if known is not None:
                return self.files[known]
        return None


def read_mirror(folder: Path, sites: Iterable[str] = ()) -> Mirror:
    """List a mirror. ``sites`` are the hosts of the old site: a folder at the top of that name is that host.

    Raises UsageError where there is no folder to read.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise UsageError(f"“{folder}”不是文件夹。")
    except (OSError, ValueError) as error:
        raise UsageError(f"“{folder}”读不了：{reason_of(error)}。") from error
    hosts = tuple(each.strip().lower() for each in sites)
    files: dict[str, OldFile] = {}
    unread: list[Unread] = []
    names: dict[str, str] = {}
    for found in _listed(folder):
        if isinstance(found, Unread):
            unread.append(found)
            continue
        relative, size = found
        host, inside = _host(relative, hosts)
        address = f"{host}/{address_of(inside)}"
        file = look(folder / relative, address, size)
        if isinstance(file, Unread):
            unread.append(file)
        elif address in files:
            unread.append(Unread(address, f"与另一个文件（{files[address].path.name}）是同一个网址"))
        else:
            files[address] = file
            for name in other_names(inside, address_of(inside)):
                names.setdefault(f"{host}/{name}", address)
    # An address of its own goes before what else a file may be called.
    names |= {address: address for address in files}
    for name in list(names):
        names.setdefault(fold_letters(name), names[name])
    return Mirror(files, tuple(unread), names)


def hosts_in(folder: Path) -> tuple[str, ...]:
    """Return the hosts of a mirror that has nothing but folders of hosts at its top; none of any other."""
    found = [each.name for each in sorted(folder.iterdir()) if not each.name.startswith(".")]
    if not found or not all(_HOST.fullmatch(name) and (folder / name).is_dir() for name in found):
        return ()
    return tuple(dict.fromkeys(_PORT.sub("", name.lower()) for name in found))


def _listed(folder: Path) -> Iterator[tuple[str, int] | Unread]:
    for entry in walk(str(folder)):
        if entry.fault:
            yield Unread(f"/{entry.path}", f"无法读取：{entry.fault}")
        elif entry.stamp is None:
            continue  # a folder
        elif entry.linked:
            yield Unread(f"/{entry.path}", "这是链接，没有读")
        elif not stat.S_ISREG(entry.mode):
            yield Unread(f"/{entry.path}", "这不是普通文件")
        else:
            yield entry.path, entry.size


def _host(path: str, hosts: tuple[str, ...]) -> tuple[str, str]:
    """Return the host and the rest of a path in the mirror; without a folder of a host all is of the first."""
    top, slash, rest = path.partition("/")
    # A port stands behind the host, with a plus where Windows has to bear the name.
    host = _PORT.sub("", top.lower())
    if slash and host in hosts:
        return host, rest
    return (hosts[0] if hosts else ""), path


def look(path: Path, address: str, size: int) -> OldFile | Unread:
    """Return what a file is, by its name and by how it begins, or why it is of no use."""
    if size >= MAX_ASSET_BYTES:
        return Unread(address, f"文件有{size / 1048576:.0f}MB，超过上限200MB")
    try:
        with path.open("rb") as file:
            begins = file.read(_BEGINNING)
    except OSError as error:
        return Unread(address, f"无法读取：{reason_of(error)}")
    what = what_is(address, begins)
    if is_page_in_disguise(address, begins):
        return Unread(address, "名称是附件，内容却是网页：旧网站没有给出这个文件")
    if what is What.EMPTY:
        return Unread(address, "空文件")
    if what is What.PAGE and size > MAX_PAGE_BYTES:
        return Unread(address, f"网页有{size / 1048576:.0f}MB，超过上限{MAX_PAGE_BYTES // 1048576}MB")
    return OldFile(address, path, size, what)


def read_bytes(file: OldFile) -> bytes:
    """Return what a file holds. Raises UsageError when it cannot be read any more."""
    try:
        return file.path.read_bytes()
    except OSError as error:
        raise UsageError(f"“{os.fspath(file.path)}”读不了：{reason_of(error)}。") from error
