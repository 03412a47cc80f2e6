"""What a commit holds, looked through before any of it is written to a disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import IO

from generator.data import dataclass
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.repository import Repository
from generator.visible import visible

MOST_FILES = 200_000
_LONGEST_NAME, _LONGEST_PATH, _DEEPEST = 255, 1000, 30
_MEGABYTE = 1 << 20
# Made by the program, and none of a portal's sources.
MADE = frozenset({"site", ".cache", ".venv"})
_LINK, _MODULE, _FILES = b"120000", b"160000", (b"100644", b"100755", b"100664")


@dataclass(frozen=True)
class Tree:
    """The files of a commit: the blob of each by its path. ``ignored`` are what it holds but is not looked at.

    ``commit`` is empty for what was not committed yet.
    """

    blobs: dict[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    commit: str = ""


def read_tree(repository: Repository, commit: str, megabytes: int) -> Tree:
    """Return what a commit holds.

    Raises RefusedError for links, for names that no portal has, and for more than fits: a tree of a few
    kilobytes may stand for thousands of millions of files, so that reading stops as soon as it is too much.
    """
    with repository.talk("ls-tree", "-r", "-l", "-z", "--full-tree", commit) as (_, answer):
        return replace(_gather(_records(answer), megabytes), commit=commit)


def read_index(lines: bytes) -> Tree:
    """Return what an index holds, as ``ls-files -s -z`` lists it: what the next commit will."""
    return _gather(_staged(lines), 1 << 30)


def changed_paths(old: Tree, new: Tree) -> list[str]:
    """Return the paths of what one of two trees has otherwise than the other."""
    return sorted(
        path for path in old.blobs.keys() | new.blobs.keys() if old.blobs.get(path) != new.blobs.get(path)
    )


def _records(answer: IO[bytes]) -> Iterator[tuple[bytes, str, int, str]]:
    left = b""
    while block := answer.read(1 << 16):
        *whole, left = (left + block).split(b"\0")
        for record in whole:
            head, _, path = record.partition(b"\t")
            mode, _, blob, size = head.split()
            yield (
                mode,
                blob.decode("ascii"),
                int(size) if size.isdigit() else 0,
                path.decode("utf-8", "surrogateescape"),
            )


def _staged(lines: bytes) -> Iterator[tuple[bytes, str, int, str]]:
    for record in lines.split(b"\0"):
        head, _, path = record.partition(b"\t")
        if path:
            mode, blob, _ = head.split()
            yield mode, blob.decode("ascii"), 0, path.decode("utf-8", "surrogateescape")


def _gather(records: Iterable[tuple[bytes, str, int, str]], megabytes: int) -> Tree:
    blobs: dict[str, str] = {}
    ignored: list[str] = []
    total = 0
    for mode, blob, size, path in records:
        if mode == _MODULE or path.partition("/")[0] in MADE:
            ignored.append(path)
        else:
            _check_entry(mode, path)
            blobs[path] = blob
            total += size
        if len(blobs) + len(ignored) > MOST_FILES:
            raise RefusedError(f"文件超过{MOST_FILES}个，不收。请检查是不是推错了文件夹。")
        if total > megabytes * _MEGABYTE:
            raise RefusedError(
                f"文件总共超过{megabytes}MB，不收。请删去用不着的大文件；确实需要的，请站长用hook install --limit放宽。"
            )
    return Tree(blobs, tuple(ignored))


def _check_entry(mode: bytes, path: str) -> None:
    shown = visible(path)
    if mode == _LINK:
        raise RefusedError(f"“{shown}”是符号链接，不收。请换成文件本身。")
    if mode not in _FILES:
        raise RefusedError(f"“{shown}”不是普通文件，不收。")
    parts = path.split("/")
    if len(path) > _LONGEST_PATH or len(parts) > _DEEPEST or any(map(_is_bad, parts)):
        raise RefusedError(f"“{shown[:200]}”这个名称不能用，不收。请改名。")


def _is_bad(name: str) -> bool:
    # As git's own folder is protected on systems that ignore case, and characters that are not seen.
    plain = "".join(char for char in name if char.isprintable()).casefold().rstrip(". ")
    too_long = len(name.encode("utf-8", "surrogateescape")) > _LONGEST_NAME
    return too_long or name in ("", ".", "..") or plain in (".git", "git~1") or "\\" in name
