"""The manifest of a release (SHA-256 of every file), and how two differ."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from generator.data import dataclass

_THREADS = 4
_CHUNK = 1 << 20


@dataclass(frozen=True)
class FileChanges:
    """Names of files that one tree has and another lacks, or has with other bytes."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each."""
        return {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)}


@dataclass(frozen=True)
class Manifest:
    """A release: its id, where it came from, and the SHA-256 of every file in it, by name.

    ``files`` are those of the site. ``packed`` are files of the site in gzip and brotli, each with the digest of what is
    packed in it; ``carried`` are files that pages of earlier releases still ask for, each with the moment (ISO)
    from which on no page of the newest did.
    """

    id: str = ""
    when: str = ""
    revision: str = ""
    who: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    packed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    carried: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def whole(self) -> dict[str, str]:
        """Return the digest of every file that is to lie in the release."""
        beside = {name: digest for part in (self.packed, self.carried) for name, (digest, _) in part.items()}
        return {**self.files, **beside}

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON, one file a line so that people can compare two."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=0, sort_keys=True).encode(
            "utf-8", "surrogateescape"
        )


def read_manifest(data: bytes | None) -> Manifest | None:
    """Return the manifest in these bytes, None where there is none that can be trusted."""
    try:
        told: Any = json.loads((data or b"").decode("utf-8", "surrogateescape"))
        texts = {name: str(told[name]) for name in ("id", "when", "revision", "who")}
        files = {str(name): str(digest) for name, digest in told["files"].items()}
        packed, carried = _pairs(told["packed"]), _pairs(told["carried"])
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return Manifest(**texts, files=files, packed=packed, carried=carried)


def _pairs(told: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {str(name): (str(first), str(second)) for name, (first, second) in told.items()}


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path there; of what is no plain file, an empty text."""
    names = list(_walk(str(folder), ""))
    with ThreadPoolExecutor(_THREADS) as pool:  # hashing lets other threads run
        found = pool.map(lambda name: _digest(f"{folder}/{name[0]}") if name[1] else "", names)
        return dict(zip((name for name, _ in names), found, strict=True))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.is_file(follow_symlinks=False)


def _digest(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - asked of every file of a site
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> FileChanges:
    """Return what ``new`` changes in ``old``."""
    return FileChanges(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(name for name in new.keys() & old.keys() if new[name] != old[name])),
        tuple(sorted(old.keys() - new.keys())),
    )


def faults_in(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """Return in Chinese how a tree differs from its manifest; nothing when it is what it should be."""
    differing = compare(wanted, found)
    told = (("多出", differing.added), ("内容不对", differing.changed), ("缺少", differing.removed))
    return [f"{word}：{name}" for word, names in told for name in names]
