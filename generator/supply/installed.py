"""The distributions in a virtual environment, and the files that each says it owns."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.supply.lock import plain

_INFO = ".dist-info"


@dataclass(frozen=True)
class Recorded:
    """One line of a RECORD; ``digest`` is the hexadecimal SHA-256, empty where the line has none."""

    path: Path
    digest: str


@dataclass(frozen=True)
class Distribution:
    """One installed distribution; ``files`` is None where it does not say what it owns."""

    name: str
    version: str
    folder: Path
    files: tuple[Recorded, ...] | None


def library_folder(environment: Path) -> Path:
    """Return the folder of a virtual environment that libraries are installed into."""
    base = str(environment)
    return Path(sysconfig.get_path("purelib", "venv", {"base": base, "platbase": base}))


def distributions(libraries: Path) -> tuple[Distribution, ...]:
    """Return all distributions of a library folder, by name. Raises OSError."""
    found = [_read(folder) for folder in sorted(libraries.iterdir()) if folder.name.endswith(_INFO)]
    return tuple(sorted(found, key=lambda each: (each.name, each.version)))


def _read(folder: Path) -> Distribution:
    stem, _, version = folder.name.removesuffix(_INFO).rpartition("-")
    record = folder / "RECORD"
    try:
        text = record.read_text(encoding="utf-8")
        files = tuple(
            Recorded(_place(folder.parent, row[0]), _hexadecimal(row[1]))
            for row in csv.reader(io.StringIO(text))
            if row
        )
    except (OSError, ValueError, IndexError):
        files = None
    return Distribution(plain(stem), version, folder, files)


def _place(libraries: Path, name: str) -> Path:
    return Path(os.path.normpath(libraries / name))


def _hexadecimal(digest: str) -> str:
    if not digest:
        return ""
    method, _, value = digest.partition("=")
    if method != "sha256":
        raise ValueError(f"unknown digest: {method}")
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).hex()


def digest_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield all that is no folder below a folder; links are told, not followed. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(Path(entry.path))
            else:
                yield Path(entry.path)
