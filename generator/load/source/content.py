"""List content/: every file with its size and stamp."""

from __future__ import annotations

import os
import stat
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path

from generator.data import dataclass
from generator.load.source.stamp import Stamp
from generator.load.source.text import MAX_ASSET_BYTES
from generator.load.source.walk import Entry, walk
from generator.model.addresses.made import fold
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.gate import TABLES, Gate, is_hidden
from generator.visible import visible

CONTENT = "content"
# In bytes of UTF-8: what systems bear of a name is 255, of which an ending takes some, and of a path 4096, of
# which the folders above take some. In characters: what is surely within both.
_MOST_PART, _MOST_BYTES, _SURELY_SHORT = 230, 1_500, 70
# So many names are looked through for one that may be meant.
_NEAR = 60


@dataclass(frozen=True)
class ContentFiles:
    """Every file below content/ by its path there: its size in bytes, and its stamp.

    ``gate`` tells which of them may be published.
    """

    folder: Path
    sizes: dict[str, int]
    stamps: dict[str, Stamp]
    gate: Gate = field(default_factory=Gate)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that holds a file, at whatever depth."""
        found: set[str] = set()
        for path in self.sizes:
            folder = path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The files that may be tables or data, by their names."""
        # Nearly all are texts, which are told apart without spelling them anew.
        others = (path for path in self.sizes if not path.endswith(".md"))
        return tuple(path for path in others if path.lower().endswith(TABLES))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self.sizes:
            found.setdefault(path.rpartition("/")[2], []).append(path)
        return found

    @cached_property
    def _by_folder(self) -> dict[str, tuple[list[str], list[str]]]:
        """The names in each folder, in order, and spelt backwards in the order of their ends."""
        found: dict[str, list[str]] = {}
        for path in self.sizes:
            folder, _, name = path.rpartition("/")
            found.setdefault(folder, []).append(name)
        return {
            folder: (sorted(names), sorted(name[::-1] for name in names)) for folder, names in found.items()
        }

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        return {fold(path): path for path in self.sizes}

    def alike(self, path: str) -> str:
        """Return the file whose path looks like ``path`` but is spelt otherwise; empty if there is none.

        The spelling of a letter with its accent (NFC, NFD), or large and small letters.
        """
        return self._by_spelling.get(fold(path), "")

    def spelling_hint(self, path: str) -> str:
        """Return what to do where a name is that of a file but for its spelling; empty if there is no such file."""
        other = self.alike(path)
        name = other.rpartition("/")[2]
        if not other or other == path:
            return ""
        if unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", path):
            return (
                f"有一个看上去一样的“{name}”，但文件名的写法（编码形式）不同："
                "给文件改名，把名字重新输入一遍，再照样写在这里。"
            )
        return f"是不是想写“{name}”？大小写要一致。"

    def named(self, name: str) -> list[str]:
        """Return the files of this name, at most so many as somebody may choose from, wherever they lie."""
        return self._by_name.get(name, [])[:_NEAR]

    def near(self, folder: str, name: str) -> list[str]:
        """Return the names of files in a folder that may be meant by ``name``.

        Of very many only those with the same beginning or end: to compare each missing name with each file
        would take the square of the time.
        """
        forward, backward = self._by_folder.get(folder, ([], []))
        if len(forward) <= _NEAR:
            return forward
        return [*_around(forward, name), *(each[::-1] for each in _around(backward, name[::-1]))]


def _around(ordered: list[str], word: str) -> list[str]:
    """Return what stands next to the place of a word."""
    at = bisect_left(ordered, word)
    return ordered[max(at - _NEAR // 4, 0) : at + _NEAR // 4]


def list_content(root: Path, findings: list[Finding], entries: Iterable[Entry] | None = None) -> ContentFiles:
    """Tell the files of content/; hidden ones are left out, links that lead out of it are findings.

    ``entries`` are what a walk through content/ met, if there was one already.
    """
    folder = root / CONTENT
    files = ContentFiles(folder, {}, {})
    inside = os.path.realpath(folder) + os.sep
    # Files that have several names, by what they are: a device's number and the file's there.
    names: dict[object, list[str]] = {}
    met = list(walk(str(folder)) if entries is None else entries)
    # Asked of all names as of one: hardly any portal has hidden files.
    some_hidden = is_hidden("/" + "\n/".join([entry.path for entry in met]))
    sizes, stamps, is_file = files.sizes, files.stamps, stat.S_ISREG
    for path, mode, stamp, linked, fault, node in met:
        if stamp is None or (some_hidden and is_hidden(path)):
            continue
        if fault:
            place = Place(f"{CONTENT}/{path}".rstrip("/"))
            findings.append(finding("file-unreadable", place, f"无法读取：{fault}。"))
            continue
        # Nearly every file is one, and its name is short and can be read: a portal has a hundred thousand.
        if linked or not is_file(mode) or len(path) > _SURELY_SHORT or not path.isprintable():
            problem = name_problem(path) or _problem(path, mode, linked, inside, f"{folder}/{path}")
            if problem:
                findings.append(problem)
                continue
        if linked or node:
            target = os.path.realpath(f"{folder}/{path}").removeprefix(inside).replace(os.sep, "/")
            if is_hidden(target):
                message = "这个链接指向隐藏文件，隐藏文件不公开。"
                findings.append(finding("file-unpublishable", Place(f"{CONTENT}/{path}"), message))
                continue
            names.setdefault(node or target, []).extend((path, target))
        sizes[path] = stamp[0]
        stamps[path] = stamp
        if stamp[0] >= MAX_ASSET_BYTES and not path.endswith(".md"):
            message = f"文件有{stamp[0] / 1048576:.0f}MB，超过上限200MB。"
            findings.append(finding("file-too-large", Place(f"{CONTENT}/{path}"), message))
    same = {path: tuple(sorted(set(paths))) for paths in names.values() for path in paths}
    return replace(files, gate=Gate(same=same)) if same else files


def _is_plain(path: str) -> bool:
    return len(path) <= _SURELY_SHORT and path.isprintable()


def name_problem(path: str) -> Finding | None:
    """Return why no page or download can have a file's name; ``path`` is below content/."""
    if _is_plain(path):
        return None
    place = Place(f"{CONTENT}/{path}")
    try:
        raw = path.encode("utf-8")
    except UnicodeEncodeError:
        message = "文件名不是UTF-8编码，看来来自旧的压缩包或别的系统，网站和浏览器都认不出它。"
        return finding("file-name", place, message)
    if visible(path[:_MOST_BYTES]) != path[:_MOST_BYTES]:
        return finding("file-name", place, f"文件名“{visible(path)}”里有看不见的字符。")
    if len(raw) > _MOST_BYTES or any(len(part) > _MOST_PART for part in raw.split(b"/")):
        message = f"文件名有{len(path)}个字，太长了，网页和下载的文件没有地方放它。"
        return finding("file-name", place, message, "文件名改短，不超过70个汉字；文件夹也不要套得太深。")
    return None


def _problem(path: str, mode: int, linked: bool, inside: str, file: str) -> Finding | None:
    """Return why a file cannot be used."""
    if stat.S_ISREG(mode) and not linked:
        return None
    place = Place(f"{CONTENT}/{path}")
    if linked and not os.path.realpath(file).startswith(inside):
        return finding("path-outside", place, "这个链接指向content目录之外。")
    if stat.S_ISLNK(mode):
        return finding("file-unreadable", place, "无法读取：这个链接指向的文件不存在。")
    return None if stat.S_ISREG(mode) else finding("file-unreadable", place, "这不是普通文件。")
