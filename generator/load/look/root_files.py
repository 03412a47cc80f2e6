"""Files of public/ that go to the site's root as they are: proofs of ownership, a favicon, an own robots.txt.

Those that the look names, or its style sheets load, go to assets/ with it. Of the rest only what lies in public/
itself or in public/.well-known/ (RFC 8615) has an address at the root.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.data import dataclass
from generator.load.assets.foreign import Foreign
from generator.load.cache.memo import Memo
from generator.load.gate.published_types import extension_of, why_refused
from generator.load.gate.sensitive import check_text, find_in_pieces
from generator.load.look.checks import Inspection
from generator.load.look.files import is_own, published_files
from generator.load.source.walk import Entry, walk
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.look import PUBLIC, Look

WELL_KNOWN = ".well-known/"
_HTML, _ICON = ".html", ".ico"
_TEXTS = (_HTML, ".txt", ".xml", ".json", ".svg")
_TYPES = (*_TEXTS, _ICON, ".png", ".jpg")
# What systems leave in every folder.
_LITTER = ("thumbs.db", "desktop.ini")
_LARGEST, _LONGEST_PROOF = 1_048_576, 4_096
_ICON_MARK = b"\x00\x00\x01\x00"
_PAGES = "网页请写成content里的文档；证明网站归属的网页里只有一串字符，没有尖括号。"


@dataclass(frozen=True)
class _Places:
    """Where the files lie, and which of them are the look's."""

    root: Path
    looks: frozenset[str]


def read_root_files(
    root: Path, look: Look, cache: Memo, foreign: Foreign, findings: list[Finding], *, whole: bool
) -> tuple[str, ...]:
    """Return the names of the files that go to the site's root; add what is wrong with those that would.

    ``whole`` tells whether files are looked into as attached ones are.
    """
    places, names = _Places(root, _look_files(root, look)), []
    inspection = Inspection(root, cache, foreign, whole)
    for entry in walk(str(root / PUBLIC)):
        name = entry.path
        if _is_none(name) or name in places.looks:
            continue
        wrong = list(_refusal(entry, places))
        if not wrong:
            wrong = [
                *inspection.look_into(f"{PUBLIC}/{name}"),
                *_words(places.root / PUBLIC / name, name, whole),
            ]
            names.append(name)
        findings.extend(wrong)
    return tuple(names)


def _look_files(root: Path, look: Look) -> frozenset[str]:
    folder = str(root / PUBLIC) + os.sep
    used = (str(path) for path in published_files(root, look).values())
    named = (file.path.removeprefix(f"{PUBLIC}/") for file in look.files)
    return frozenset(
        (
            *named,
            *(path.removeprefix(folder).replace(os.sep, "/") for path in used if path.startswith(folder)),
        )
    )


def _is_none(name: str) -> bool:
    """Tell whether this is a folder, or what nobody means to publish."""
    parts = name.removeprefix(WELL_KNOWN).split("/")
    return name.endswith("/") or any(part.startswith(".") or part.lower() in _LITTER for part in parts)


def _refusal(entry: Entry, places: _Places) -> Iterator[Finding]:
    """Yield why a file does not go to the root; nothing where it does."""
    path = f"{PUBLIC}/{entry.path}"
    place = Place(path)
    if entry.fault:
        yield finding("file-unreadable", place, f"无法读取：{entry.fault}。")
    elif "/" in entry.path.removeprefix(WELL_KNOWN):
        message = (
            "这个文件不放到网站上：public下面的文件夹里，只有外观用到的文件和.well-known里的文件才公开。"
        )
        yield finding("public-file", place, message)
    elif not is_own(places.root, path) or not stat.S_ISREG(entry.mode):
        message = "这个文件不放到网站上：不是普通文件，或是链接，指向public文件夹之外。"
        yield finding("public-file", place, message, "换成真正的文件，不要用链接。")
    elif why := _why_refused(entry):
        yield finding("public-file", place, f"这个文件不放到网站上：{why}。")
    elif why := _fault_inside(places.root / path, entry):
        yield finding(
            "public-file", place, f"这个文件不放到网站上：{why}。", _PAGES if path.endswith(_HTML) else ""
        )


def _why_refused(entry: Entry) -> str:
    suffix = extension_of(entry.path)
    if suffix not in _TYPES:
        return f"能放在网站根目录的只有{'、'.join(each[1:] for each in _TYPES)}文件"
    # Two kinds that no document may attach.
    name = entry.path.rpartition("/")[2]
    told = f"{name[: -len(suffix)]}.txt" if suffix in (_HTML, _ICON) else name
    if why := why_refused(told)[0]:
        return f"它{why}"
    return "它超过1MB" if entry.size > _LARGEST else ""


def _fault_inside(path: Path, entry: Entry) -> str:
    """Return what is in a file of a kind that nothing else looks into; empty where it is as it should be."""
    suffix = extension_of(entry.path)
    if suffix not in (_HTML, _ICON):
        return ""
    try:
        data = path.read_bytes()
    except OSError:
        return ""  # told by whoever looks at its words
    if suffix == _ICON:
        return "" if data.startswith(_ICON_MARK) else "它的扩展名是.ico，内容却不是图标"
    if len(data) > _LONGEST_PROOF or b"<" in data or b">" in data or b"\0" in data or not data.isascii():
        return "它是网页，程序只放证明网站归属的那一种"
    return "" if data.strip() else "它是空的"


def _words(path: Path, name: str, whole: bool) -> Iterator[Finding]:
    """Yield what must not be public in the name of a file, and in its text where nobody else reads it."""
    place = Place(f"{PUBLIC}/{name}")
    for _, suspect in find_in_pieces([name.replace("_", " ")]):
        yield finding(suspect.code, place, f"文件名里有{suspect.words}。", "给文件改名，不写号码。")
    if name.lower().endswith(_TEXTS) and (not whole or name.lower().endswith(_HTML)):
        with suppress(OSError):
            text = path.read_bytes().decode("utf-8", "replace")
            yield from check_text(text, place.path)
