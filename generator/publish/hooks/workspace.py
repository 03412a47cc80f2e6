"""The files of a commit in a folder, as the bytes that were pushed; what did not change stays untouched.

Not by git's own checkout: attributes that were pushed could have it filter, convert or leave out files. And a
build over an untouched file is a quick one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from generator.errors import GongkaiError
from generator.files import remove
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.tree import MADE

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20
Laid = dict[str, list[int | str]]


def lay(repository: Repository, blobs: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold these files and no others, beside what the program keeps there.

    Raises OSError, and GongkaiError when the repository lacks one.
    """
    note = folder.with_name(f"{folder.name}.json")
    folder.mkdir(parents=True, exist_ok=True)
    laid = _read(note)
    kept = {path: laid[path] for path in blobs if _stands(folder / path, blobs[path], laid.get(path))}
    # Without the note all is written again: it must not speak of files that are about to go.
    note.unlink(missing_ok=True)
    _sweep(folder, folder, kept)
    missing = [path for path in blobs if path not in kept]
    with repository.talk("cat-file", "--batch") as (question, answer):
        for path in missing:
            kept[path] = _write(question, answer, blobs[path], folder / path)
    note.write_text(json.dumps(kept, ensure_ascii=True), encoding="ascii")


def _read(note: Path) -> Laid:
    with suppress(OSError, ValueError):
        told = json.loads(note.read_text(encoding="ascii"))
        if isinstance(told, dict):
            return told
    return {}


def _stamp(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def _stands(path: Path, blob: str, told: list[int | str] | None) -> bool:
    if not told or told[0] != blob:
        return False
    try:
        return told[1:] == _stamp(path.lstat())
    except OSError:
        return False


def _sweep(folder: Path, top: Path, kept: Laid) -> bool:
    """Remove all that is not to stay; tell whether anything does."""
    stays = False
    for entry in list(_listed(folder)):
        path = Path(entry.path)
        if folder == top and entry.name in MADE:
            continue
        inner = entry.is_dir(follow_symlinks=False)
        if (inner and _sweep(path, top, kept)) or path.relative_to(top).as_posix() in kept:
            stays = True
        else:
            remove(path)
    return stays


def _listed(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries


def _write(question: IO[bytes], answer: IO[bytes], blob: str, path: Path) -> list[int | str]:
    question.write(f"{blob}\n".encode("ascii"))
    question.flush()
    head = answer.readline().split()
    if len(head) != 3 or head[1] != b"blob":
        raise GongkaiError("版本库里缺少文件的内容。请在服务器上运行git fsck。")
    left = int(head[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, _NEW, 0o644)
    try:
        while left:
            block = answer.read(min(left, _CHUNK))
            if not block:
                raise GongkaiError("git没有把文件的内容给全。请再推送一次。")
            left -= len(block)
            view = memoryview(block)
            while view:
                view = view[os.write(file, view) :]
        answer.read(1)
        return [blob, *_stamp(os.fstat(file))]
    finally:
        os.close(file)
