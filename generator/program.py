"""The digest of the program: its code, theme, data, libraries and Python.

It is part of every cache key, so that what was made before an upgrade is made anew after it. Contents are
hashed, not times: a copy or a checkout may keep or lose those. That takes some milliseconds, once a process.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.libraries import installed

PACKAGE = Path(__file__).resolve().parent
_PINNED = re.compile(rb"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_LEFT_OUT = "__pycache__"


@cache
def program_digest() -> str:
    """Return the digest of the program that runs."""
    return digest_of_program(PACKAGE, shipped_theme(), sys.version, installed())


def digest_of_program(package: Path, theme: Path, python: str, libraries: dict[str, str]) -> str:
    """Return a digest of these modules and data, this theme, this Python and the pinned among these libraries.

    Raises OSError when a file of the program cannot be read.
    """
    digest = hashlib.blake2b(python.encode(), digest_size=16)
    pins = _pins(package)
    for name in sorted({plain_name.decode().lower() for plain_name in _PINNED.findall(pins)}):
        plain = re.sub(r"[-_.]+", "_", name)
        digest.update(f"{plain} {libraries.get(plain, '')}\n".encode())
    for folder in (package, theme):
        for name, data in _files(str(folder), ""):
            # The length parts one file from the next.
            digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    return digest.hexdigest()


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


def _files(folder: str, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file below a folder, in the order of names."""
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        name = prefix + entry.name
        if entry.is_dir():
            if entry.name != _LEFT_OUT:
                yield from _files(entry.path, f"{name}/")
        else:
            with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123 - asked of every file at each start
                yield name, file.read()
