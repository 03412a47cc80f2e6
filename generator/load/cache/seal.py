"""Sealed files of the cache: only what this program wrote on this machine is read back.

The seal depends on a secret outside the portal (generator/machine.py), on the program, on the folder it lies
in and on what it is: a file that was cut short, altered, put there by others, carried here from another
portal or machine, or left by another version counts for nothing. A folder whose name is a digest of all that
it is made from (frames, shards of the search) is sealed by that name, wherever it lies.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from generator.files import remove
from generator.machine import machine_key
from generator.program import program_digest

_SEAL_BYTES = 32
_FOLDER_SEAL = ".sealed"
# No honest file of a cache comes near it.
_MAX_BYTES = 1 << 30
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_sealed(path: Path, what: str = "") -> bytes | memoryview:
    """Return what was kept in a file, empty where there is nothing to be trusted.

    ``what`` it is, where a file may change its name; the name otherwise.
    """
    with suppress(OSError, ValueError):
        file = os.open(path, os.O_RDONLY | _NO_LINK)
        with os.fdopen(file, "rb", buffering=0) as opened:
            if os.fstat(file).st_size > _MAX_BYTES:
                return b""
            raw = memoryview(opened.readall())
        if raw[:_SEAL_BYTES] == _seal(_about(path, what), raw[_SEAL_BYTES:]):
            return raw[_SEAL_BYTES:]
    return b""


def write_sealed(path: Path, data: bytes, what: str = "") -> None:
    """Keep bytes in a file, in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two that write at once may spoil it; the seal tells.
    temporary = path.with_name(f"{path.name}.new")
    remove(temporary)
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666)
    with os.fdopen(file, "wb") as out:
        out.write(_seal(_about(path, what), data))
        out.write(data)
    if path.is_dir():
        remove(path)
    temporary.replace(path)


def _about(path: Path, what: str) -> str:
    return f"{os.path.abspath(path.parent)}\0{what or path.name}"  # noqa: PTH100


def _seal(about: str, data: bytes | memoryview) -> bytes:
    start = f"{program_digest()}\0{about}\0".encode("utf-8", "surrogateescape")
    seal = hashlib.blake2b(start, digest_size=_SEAL_BYTES, key=machine_key())
    seal.update(data)
    return seal.digest()


def seal_folder(folder: Path) -> None:
    """Seal a finished folder with all that is in it. Raises OSError."""
    (folder / _FOLDER_SEAL).write_bytes(_seal(f"folder {folder.name}", _inventory(folder)))


def is_sealed(folder: Path) -> bool:
    """Tell whether a folder holds what it held when it was sealed, and nothing else."""
    with suppress(OSError):
        kept = (folder / _FOLDER_SEAL).read_bytes()
        return not folder.is_symlink() and kept == _seal(f"folder {folder.name}", _inventory(folder))
    return False


def _inventory(folder: Path) -> bytes:
    """Return the names and digests of all in a folder, links as where they lead."""
    lines = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            lines.append(f"{name} -> {os.readlink(path)}")  # noqa: PTH115
        elif path.is_file() and name != _FOLDER_SEAL:
            lines.append(f"{name} {hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()}")
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")
