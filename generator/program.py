"""The digest of the program: its code, theme, data, libraries and Python.

It is part of every cache key, so that what was made before an upgrade is made anew after it. Contents are
hashed, not times: a copy or a checkout may keep or lose those. What they came to is kept on this machine, with
the stamps the files had, so that as a rule a run asks for the stamps alone.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.libraries import installed
from generator.machine import machine_folder

PACKAGE = Path(__file__).resolve().parent
_PINNED = re.compile(rb"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_LEFT_OUT = "__pycache__"
# Some disks tell times by two seconds: what was changed twice in them may look as if it had been changed once.
_TICK = 2_000_000_000
_BYTES = 16
# A file: its name from the top, its path, its size, both its times and its inode.
_Stamped = tuple[str, str, int, int, int, int]


@cache
def program_digest() -> str:
    """Return the digest of the program that runs."""
    folder = machine_folder()
    place = hashlib.blake2b(os.fsencode(PACKAGE), digest_size=8).hexdigest()
    kept = folder / f"program-{place}" if folder else None
    return digest_of_program(PACKAGE, shipped_theme(), sys.version, installed(), kept)


def digest_of_program(
    package: Path, theme: Path, python: str, libraries: dict[str, str], kept: Path | None = None
) -> str:
    """Return a digest of these modules and data, this theme, this Python and the pinned among these libraries.

    ``kept`` is where the digest of the contents is kept for the next time.
    Raises OSError when a file of the program cannot be read.
    """
    digest = hashlib.blake2b(python.encode(), digest_size=_BYTES)
    pins = _pins(package)
    for name in sorted({plain_name.decode().lower() for plain_name in _PINNED.findall(pins)}):
        plain = re.sub(r"[-_.]+", "_", name)
        digest.update(f"{plain} {libraries.get(plain, '')}\n".encode())
    files = [each for folder in (package, theme) for each in _files(str(folder), "")]
    digest.update(_kept_contents(files, kept) if kept else _contents(files))
    return digest.hexdigest()


def _kept_contents(files: list[_Stamped], kept: Path) -> bytes:
    """Return the digest of the contents: the kept one if the files have the stamps that they had then."""
    stamps = hashlib.blake2b(marshal.dumps(files, 2), digest_size=_BYTES).digest()
    newest = max(time for _, _, _, *times, _ in files for time in times)
    with suppress(OSError):
        if kept.stat().st_mtime_ns > newest + _TICK:
            told = kept.read_bytes()
            if told[:_BYTES] == stamps and len(told) == 2 * _BYTES:
                return told[_BYTES:]
    contents = _contents(files)
    with suppress(OSError):
        made = kept.with_name(f"{kept.name}.{os.getpid()}")
        made.write_bytes(stamps + contents)
        made.replace(kept)
    return contents


def _contents(files: list[_Stamped]) -> bytes:
    digest = hashlib.blake2b(digest_size=_BYTES)
    for name, path, *_ in files:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - asked of every file of the program
            data = file.read()
        # The length parts one file from the next.
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.digest()


def shipped_theme() -> Path:
    """Return the theme that comes with the program: inside the package, or beside it in a checkout."""
    packaged = PACKAGE / "_theme"
    return packaged if packaged.is_dir() else PACKAGE.parent / "theme"


def own_theme(root: Path) -> Path | None:
    """Return the folder of a portal's own theme; None where it has none, or where the program's stands for it."""
    own = root / "theme"
    if not os.path.isdir(own):  # noqa: PTH112 - a Path raises where links go in a circle
        return None
    return None if os.path.samefile(own, shipped_theme()) else own  # noqa: PTH121 - as above


def _pins(package: Path) -> bytes:
    """Return the list of all libraries that the program runs with."""
    packaged = package / "_lock" / "run.txt"
    return (packaged if packaged.is_file() else package.parent / "requirements" / "run.txt").read_bytes()


def _files(folder: str, prefix: str) -> Iterator[_Stamped]:
    """Yield each file below a folder, in the order of names."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        name = prefix + entry.name
        if entry.is_dir():
            if entry.name != _LEFT_OUT:
                yield from _files(entry.path, f"{name}/")
        else:
            seen = entry.stat()
            yield name, entry.path, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
