"""Measure the pictures that pages show, and make smaller copies of them: of each picture once.

What is known of a picture is kept by its bytes, so that one that is moved, renamed or checked out again is not
opened anew. The copies lie in the cache only until a build has taken them into its site.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from generator.errors import BuildError, SourceChangedError
from generator.load.assets.foreign import Foreign, ForeignReadError, foreign_files
from generator.load.cache.kept import read_kept, write_kept
from generator.load.cache.seal import read_sealed, write_sealed
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.stamp import Stamp
from generator.model.addresses.made import PICTURES
from generator.model.asset import Picture, PictureCopy
from generator.model.portal import Portal, shown_files

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
# Nobody puts a larger picture on a page.
_MAX_BYTES = 40_000_000
# With more new pictures than this for each, it pays to start another process for foreign files.
_MANY = 16


@dataclass
class _Known:
    """The digest of each file with its stamp, and the picture of each digest; None for what is shown as it is."""

    files: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    pictures: dict[str, Picture | None] = field(default_factory=dict)


def size_pictures(
    portal: Portal, content: ContentFiles, cache: Path, *, processes: int = 1, makes: bool = True
) -> Mapping[str, Picture]:
    """Return the pictures that the pages of a portal show, by their paths.

    Unless it ``makes`` copies, only those are returned whose copies were made before. What cannot be opened is
    left out: pages show it as it is.
    """
    stamps = {path: content.stamps[path] for path in _shown(portal) if path in content.stamps}
    if not stamps:
        return {}
    file = cache / f"{PICTURES}.bin"
    known = read_kept(file, _Known) or _Known()
    files: dict[str, tuple[Stamp, str]] = {}
    fresh: dict[str, str] = {}
    for path, stamp in stamps.items():
        noted = known.files.get(path)
        if noted and noted[0] == stamp:
            files[path] = noted
        elif makes and (digest := _digest_of(content.folder / path)):
            files[path] = (stamp, digest)
        if path in files and files[path][1] not in known.pictures:
            fresh.setdefault(files[path][1], path)
    made = dict(_make_all(fresh, content.folder, cache / PICTURES, processes)) if makes else {}
    pictures = {digest: (made | known.pictures).get(digest) for _, digest in files.values()}
    # What ended its reader may have been the machine's fault: it is tried again.
    files = {path: noted for path, noted in files.items() if noted[1] in made or noted[1] in known.pictures}
    if makes and (files != known.files or made):
        with suppress(OSError, ValueError):
            kept = {digest: pictures[digest] for _, digest in files.values()}
            write_kept(file, _Known(files, kept))
    return {path: picture for path, (_, digest) in files.items() if (picture := pictures[digest])}


def copy_bytes(content: Path, cache: Path, path: str, name: str) -> bytes:
    """Return a copy of the picture at a path of content/, made again where the cache has it no more.

    Raises SourceChangedError where the picture is another by now, and BuildError where it cannot be made.
    """
    kept = read_sealed(cache / PICTURES / name)
    if kept:
        return bytes(kept)
    digest = name.partition("-")[0]
    if _digest_of(content / path) != digest:
        raise SourceChangedError(f"{CONTENT}/{path}")
    with foreign_files() as foreign:
        for _ in _make(foreign, content / path, digest, cache / PICTURES):
            return bytes(read_sealed(cache / PICTURES / name))
    raise BuildError(f"{CONTENT}/{path}缩小不了：打开它要的时间或内存超过限度。换成小一些的图片。")


def _shown(portal: Portal) -> Iterator[str]:
    """Yield the paths of pictures that documents show, as far as the gate lets them."""
    for document in portal.lookups.with_files:
        for asset in shown_files(document):
            fits = asset.path.lower().endswith(_SUFFIXES) and asset.size <= _MAX_BYTES
            if fits and not portal.gate.refusal(asset.path):
                yield asset.path


def _digest_of(path: Path) -> str:
    """Return the digest of a file, empty where it cannot be read: that is told elsewhere."""
    with suppress(OSError):
        return hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
    return ""


def _make_all(
    fresh: Mapping[str, str], content: Path, folder: Path, processes: int
) -> Iterator[tuple[str, Picture | None]]:
    """Yield the picture of each digest whose reader came to an end, its copies put into a folder."""
    if not fresh:
        return
    openers: SimpleQueue[Foreign] = SimpleQueue()
    with ExitStack() as stack:
        count = max(1, min(processes, len(fresh) // _MANY))
        for _ in range(count):
            openers.put(stack.enter_context(foreign_files()))

        def make(each: tuple[str, str]) -> list[tuple[str, Picture | None]]:
            foreign = openers.get()
            try:
                return list(_make(foreign, content / each[1], each[0], folder))
            finally:
                openers.put(foreign)

        # The threads only wait for their processes.
        with ThreadPoolExecutor(count) as pool:
            for found in pool.map(make, fresh.items()):
                yield from found


def _make(foreign: Foreign, path: Path, digest: str, folder: Path) -> Iterator[tuple[str, Picture | None]]:
    """Yield a digest and its picture, nothing where the picture ended its reader or cannot be read."""
    with suppress(ForeignReadError, OSError):
        sizes = foreign.ask("sizes", raw=path.read_bytes())
        yield digest, _put(sizes, digest, folder) if sizes else None


def _put(sizes: dict[str, Any], digest: str, folder: Path) -> Picture:
    def put(made: Iterable[dict[str, Any]], mark: str) -> tuple[PictureCopy, ...]:
        copies = []
        for each in made:
            name = f"{digest}-{mark or each['width']}.{each['suffix']}"
            write_sealed(folder / name, b64decode(each["data"]))
            copies.append(PictureCopy(name, each["width"], each["height"]))
        return tuple(copies)

    cut = put([sizes["cut"]] if sizes["cut"] else [], "cut")
    return Picture(sizes["width"], sizes["height"], put(sizes["copies"], ""), cut[0] if cut else None)
