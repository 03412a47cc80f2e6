"""Attachments and pictures on their way: each old file once, under a readable name beside the document that has it first."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import field
from pathlib import Path
from urllib.parse import unquote_to_bytes

from generator.data import dataclass
from generator.intake.migration.file_names import Names, file_name, free_name, is_fit, suffix_of
from generator.intake.migration.old.mirror import OldFile, read_bytes
from generator.intake.migration.old.sniffing import PICTURES, magic_suffix
from generator.intake.migration.state import State
from generator.load.gate.published_types import why_refused

_DATA = re.compile(r"data:([\w.+/-]*+)((?:;[\w=.+-]*+)*+),", re.IGNORECASE)
_MOST_DATA = 20 * 1024 * 1024


@dataclass(frozen=True)
class Placed:
    """A file that is taken along: its old address, its path below content/, its digest and size.

    ``source`` is the file of the mirror, ``raw`` what a page had written into itself.
    """

    address: str
    path: str
    digest: str
    size: int
    source: Path | None = None
    raw: bytes = b""


@dataclass
class Files:
    """Gives the files of a run their places. ``refused`` tells why a file is not taken along."""

    names: Names
    state: State
    folders: frozenset[str]
    placed: dict[str, Placed] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def attach(self, file: OldFile, document: str, words: str, title: str) -> Placed | None:
        """Return the place of an attachment; None, with the reason noted, where it may not be published."""
        if known := self.placed.get(file.address):
            return known
        raw = read_bytes(file)
        suffix = suffix_of(file.address, words, magic_suffix(raw))
        if why := _why_refused(suffix):
            self.refused[file.address] = why
            return None
        old = file.address.partition("?")[0].rpartition("/")[2]
        return self._place(file, raw, document, file_name(words, old, suffix, title))

    def show(self, file: OldFile, document: str, number: int) -> Placed | None:
        """Return the place of a picture; None, with the reason noted, where it is none that can be shown."""
        if known := self.placed.get(file.address):
            return known
        raw = read_bytes(file)
        suffix = suffix_of(file.address, "", magic_suffix(raw))
        if suffix not in PICTURES:
            self.refused[file.address] = _why_refused(suffix) or "不是能显示的图片"
            return None
        return self._place(file, raw, document, f"图{number}{suffix}")

    def show_data(self, address: str, document: str, number: int) -> Placed | None:
        """Return the place of a picture that a page has written into itself; None where it is none."""
        raw = _data(address)
        suffix = magic_suffix(raw) if raw else ""
        if suffix not in PICTURES:
            return None
        digest = hashlib.sha256(raw).hexdigest()
        key = f"data:{digest}"
        return self.placed.get(key) or self._give(key, raw, document, f"图{number}{suffix}", None)

    def _place(self, file: OldFile, raw: bytes, document: str, name: str) -> Placed:
        return self._give(file.address, raw, document, name, file.path)

    def _give(self, key: str, raw: bytes, document: str, name: str, source: Path | None) -> Placed:
        folder = document.removesuffix(".md")
        if folder in self.folders:  # that of a column below
            folder += "-fj"
        # Where a file was put once it stays, whichever document has it first now.
        before = self.state.files.get(key)
        path = before.path if before else self.names.take(free_name(folder, name, self.names.is_taken))
        placed = Placed(key, path, hashlib.sha256(raw).hexdigest(), len(raw), source, b"" if source else raw)
        self.placed[key] = placed
        return placed


def _why_refused(suffix: str) -> str:
    if is_fit(f"甲{suffix}"):
        return ""
    why, cure = why_refused(f"甲{suffix}")
    return f"{why}。{cure}".lstrip("的")


def _data(address: str) -> bytes:
    """Return what a data: address holds; nothing where it holds nothing that can be read."""
    match = _DATA.match(address)
    if match is None or len(address) > _MOST_DATA:
        return b""
    rest = address[match.end() :]
    if ";base64" not in match[2].lower():
        return unquote_to_bytes(rest)
    try:
        return base64.b64decode(re.sub(r"\s+", "", rest), validate=False)
    except (binascii.Error, ValueError):
        return b""
