"""Which published files the search reads, and their words: of each content once.

A file is read only where it is published and nothing was found in it, and what was read is looked through once more:
the search must not show what the checks did not see. What is known is kept by the content, so that a file that is moved,
renamed or checked out again is not opened anew; a portal that offers no such files pays nothing.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.errors import SourceChangedError
from generator.load.assets.foreign import Foreign, ForeignReadError
from generator.load.assets.types import suffix_of
from generator.load.cache.kept import read_kept, write_kept
from generator.load.cache.seal import write_sealed
from generator.load.source.content import CONTENT, ContentFiles
from generator.load.source.stamp import Stamp
from generator.load.texts.child import serve_words
from generator.load.texts.told import FOLDER, MOST_CHARACTERS
from generator.load.texts.words import READ
from generator.model.asset import AssetWords
from generator.model.catalogue import finding
from generator.model.finding import Finding, Place
from generator.model.portal import Portal, offered_files

_NOTES = "texts.bin"
_MOST_BYTES = 64 * 1024 * 1024
# Findings that say nothing against the words of a file.
_HARMLESS = frozenset({"file-author", "file-unchecked", "asset-unused", "file-name-windows"})


@dataclass(frozen=True)
class _Read:
    """What was read of a content: how many characters, whether that is all of it, and what must not be public."""

    characters: int
    whole: bool
    found: tuple[tuple[str, str, str], ...]


@dataclass
class _Known:
    """The digest of each file with its stamp, and what was read of each content by its digest."""

    files: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    contents: dict[str, _Read] = field(default_factory=dict)


def read_words(
    portal: Portal, files: ContentFiles, cache: Path | None, findings: list[Finding]
) -> Mapping[str, AssetWords]:
    """Return what is known of each published file whose words the search reads, by its path; add what is found in them.

    Without a cache nothing is read: only who keeps what was read goes on to make a search of it.
    """
    if cache is None or not portal.limits.inspect_files:
        return {}
    stamps = {path: files.stamps[path] for path in _offered(portal, findings) if path in files.stamps}
    notes = cache / _NOTES
    if not stamps and not notes.exists():
        return {}
    known = read_kept(notes, _Known) or _Known()
    now, unread = _look(stamps, known, files.folder, cache / FOLDER)
    findings.extend(_of_unread(unread, findings))
    if now != known:
        with suppress(OSError, ValueError):
            write_kept(notes, now)
            _drop_others(cache / FOLDER, now.contents)
    for path, (_, digest) in now.files.items():
        findings.extend(_told(now.contents[digest], Place(f"{CONTENT}/{path}")))
    return {
        path: AssetWords(digest, read.characters)
        for path, (_, digest) in now.files.items()
        if (read := now.contents[digest]).characters
    }


def read_again(content: Path, folder: Path, path: str, digest: str) -> str:
    """Return the words of a file that were kept and are lost, and keep them again.

    Raises SourceChangedError where the file is another by now, or cannot be read as it was.
    """
    raw = _bytes_of(content / path)
    if raw is None or _digest(raw, path) != digest:
        raise SourceChangedError(f"{CONTENT}/{path}")
    foreign = Foreign(serving=serve_words)
    try:
        text, _ = _ask(foreign, raw, path)
    except ForeignReadError:
        raise SourceChangedError(f"{CONTENT}/{path}") from None
    finally:
        foreign.end()
    _keep(folder, digest, text)
    return text


def _offered(portal: Portal, findings: Iterable[Finding]) -> Iterator[str]:
    told = {each.place.path for each in findings if each.code not in _HARMLESS}
    for document in portal.lookups.with_files:
        for asset in offered_files(document):
            sound = suffix_of(asset.path) in READ and f"{CONTENT}/{asset.path}" not in told
            if sound and not portal.gate.refusal(asset.path):
                yield asset.path


def _look(
    stamps: Mapping[str, Stamp], known: _Known, content: Path, folder: Path
) -> tuple[_Known, dict[str, str]]:
    """Return what is known of the files now, and why some could not be read.

    Those that are new are opened, in a process of their own.
    """
    now, foreign = _Known(), Foreign(serving=serve_words)
    unread: dict[str, str] = {}
    there = _kept_names(folder)
    try:
        for path, stamp in sorted(stamps.items()):
            noted = known.files.get(path)
            if noted and noted[0] == stamp and _is_kept(known, noted[1], there):
                now.files[path], now.contents[noted[1]] = noted, known.contents[noted[1]]
                continue
            raw = _bytes_of(content / path)
            if raw is None:
                unread[path] = "附件太大，搜索找不到里面的文字。"
                continue
            digest = _digest(raw, path)
            if _is_kept(known, digest, there):
                now.contents[digest] = known.contents[digest]
            elif digest not in now.contents:
                try:
                    text, read = _ask(foreign, raw, path)
                except ForeignReadError:
                    # It may have been the machine's fault: the file is tried again.
                    unread[path] = "打开附件要的时间或内存超过限度，搜索找不到里面的文字。"
                    continue
                now.contents[digest] = read
                if text:
                    _keep(folder, digest, text)
            now.files[path] = (stamp, digest)
    finally:
        foreign.end()
    return now, unread


def _is_kept(known: _Known, digest: str, there: Container[str]) -> bool:
    """Tell whether a content was read, and its words, if it has any, are there still."""
    read = known.contents.get(digest)
    return read is not None and (not read.characters or digest in there)


def _told(read: _Read, place: Place) -> Iterator[Finding]:
    for code, message, hint in read.found:
        yield finding(code, place, message, hint)
    if not read.whole:
        message = f"附件的文字多，搜索只找得到前{MOST_CHARACTERS:,}个字里的内容。"
        yield finding("file-unsearched", place, message)


def _of_unread(unread: Mapping[str, str], findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of files without any word; of one that the checks could not read either theirs is enough."""
    told = {each.place.path for each in findings if each.code == "file-unchecked"}
    places = {f"{CONTENT}/{path}": message for path, message in unread.items()}
    return [
        finding("file-unsearched", Place(path), message)
        for path, message in places.items()
        if path not in told
    ]


def _ask(foreign: Foreign, raw: bytes, path: str) -> tuple[str, _Read]:
    """Return the words of a file, and what to remember of them. Raises ForeignReadError."""
    told = foreign.ask("words", path, raw=raw)
    found = tuple((code, message, hint) for code, message, hint in told["found"])
    return told["text"], _Read(len(told["text"]), told["whole"], found)


def _bytes_of(path: Path) -> bytes | None:
    """Return a file of an honest size; None for a larger one, or one that cannot be read."""
    with suppress(OSError):
        if path.stat().st_size <= _MOST_BYTES:
            return path.read_bytes()
    return None


def _digest(raw: bytes, path: str) -> str:
    # The same bytes under another kind of name are read otherwise.
    return hashlib.blake2b(raw, digest_size=16, person=suffix_of(path).encode()[:16]).hexdigest()


def _keep(folder: Path, digest: str, text: str) -> None:
    with suppress(OSError):
        write_sealed(folder / digest, zlib.compress(text.encode("utf-8", "replace"), 1))


def _kept_names(folder: Path) -> frozenset[str]:
    with suppress(OSError):
        return frozenset(each.name for each in folder.iterdir())
    return frozenset()


def _drop_others(folder: Path, digests: Iterable[str]) -> None:
    for name in _kept_names(folder) - frozenset(digests):
        (folder / name).unlink(missing_ok=True)
