"""Files beside an imported document: attachments that it names or leads to, pictures of a saved page.

Only files in the folder of the document, and below it, are taken: an address in a foreign file leads nowhere else.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from generator.data import dataclass
from generator.intake.documents.annexes import Annex, plain_name
from generator.load.assets.types import suffix_of
from generator.load.gate.published_types import use_of, why_unusable

MAX_FILE = 200 * 1024 * 1024
_FORBIDDEN = re.compile(r"[\\/:|<>\"?*+#%&\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\s\u3000]+")
_MOST_NAME = 60
_NUMBERED = re.compile(r"附[\s_]*+件[\s_]*+(\d{1,2}|[一二三四五六七八九十]{1,2})?")
_CHINESE = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True)
class Attached:
    """A file that goes beside the document: its name there and its bytes."""

    name: str
    raw: bytes


def read_beside(folder: Path, target: str) -> tuple[str, bytes] | None:
    """Return name and bytes of a file that an address leads to, if it is in this folder or below it. No error is told."""
    if target.startswith("data:"):
        return _of_data(target)
    try:
        parts = urlsplit(target) if "\\" not in target else None
    except ValueError:
        return None
    if parts is None or parts.scheme or parts.netloc:
        return None
    names = (unquote(parts.path), unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path))
    for name in dict.fromkeys(names):
        try:
            path = (folder / name).resolve()
            if (
                name
                and path.is_relative_to(folder.resolve())
                and path.is_file()
                and path.stat().st_size <= MAX_FILE
            ):
                return path.name, path.read_bytes()
        except (OSError, ValueError):
            continue
    return None


def _of_data(target: str) -> tuple[str, bytes] | None:
    head, comma, body = target[5:].partition(",")
    if not comma or len(body) > MAX_FILE:
        return None
    try:
        coded = head.endswith(";base64")
        raw = base64.b64decode(unquote(body), validate=False) if coded else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
    return "", raw


def annex_number(name: str) -> str:
    """Return the number that the name of a file gives it: 附件1.xlsx; empty if it gives none."""
    found = _NUMBERED.match(name)
    said = (found[1] or "") if found else ""
    return _CHINESE.get(said, said)


def find_annex(annex: Annex, names: Iterable[str]) -> str | None:
    """Return which of the files beside a document is an annex of it: by its name, else by its number."""
    wanted = plain_name(annex.name)
    usable = sorted(name for name in names if use_of(name) and not name.startswith((".", "~$")))
    stems = {name: plain_name(Path(name).stem) for name in usable}
    exact = [
        name
        for name, stem in stems.items()
        if stem.endswith(wanted) and _NUMBERED.sub("", stem, count=1) == wanted
    ]
    near = [name for name, stem in stems.items() if wanted and wanted in stem]
    if exact or near:
        return (exact or near)[0]
    numbered = [name for name in usable if annex.number and annex_number(name) == annex.number]
    single = [name for name in usable if not annex.number and re.fullmatch(r"附件\d?", Path(name).stem)]
    return next(iter((*numbered, *single)), None)


def file_name(label: str, original: str, taken: Iterable[str]) -> str:
    """Return the name of an attachment: its label, as readers see it, with the ending of the file."""
    suffix = suffix_of(original)
    stem = _FORBIDDEN.sub("", label)
    stem = stem[: -len(suffix)] if suffix and stem.lower().endswith(suffix) else stem
    stem = stem.strip(".-_ ")[:_MOST_NAME] or "附件"
    name, number = f"{stem}{suffix}", 2
    if why_unusable(name):
        name = f"附件{suffix}"
    used = {each.lower() for each in taken}
    while name.lower() in used:
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name


def names_beside(path: Path) -> list[str]:
    """Return the names of the other files in the folder of a document; none where it cannot be listed."""
    try:
        return [each.name for each in path.parent.iterdir() if each.is_file() and each.name != path.name]
    except OSError:
        return []
