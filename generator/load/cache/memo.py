"""The memo: results kept from earlier runs, of texts by their words, of attached files by their stamp.

The memo stands around the readers: a reader is a function of a file's name and text alone, and is asked
again only when these are others.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from generator.load.cache.kept import DecodeErrors, decode
from generator.load.source.stamp import Stamp
from generator.load.source.text import Source, read_source
from generator.model.finding import Finding

Made = TypeVar("Made")
FoundInFile = tuple[Stamp, tuple[Finding, ...]]
_NONE = object()
# The digest of a file's text, what it made, and its findings.
Result = tuple[bytes, Any, tuple[Finding, ...]]


@dataclass
class Memo:
    """What is known of each file. ``shares`` are the measured repeats of interpretations, by the digests of
    both texts; ``made`` is what the text of each file beside content/ made, with its findings; ``changed``
    tells whether there is anything to save.
    """

    files: dict[str, FoundInFile] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    made: dict[str, Result] = field(default_factory=dict)
    changed: bool = False

    def make(
        self, source: Source, read: Callable[[Source, list[Finding]], Made], findings: list[Finding]
    ) -> Made:
        """Return what ``read`` makes of a file's text, which must depend on its name and text alone.

        The same text is not read twice: reading YAML takes long, and checking it more code than all the rest.
        What was kept must be of the kind that ``read`` says it returns.
        """
        digest = hashlib.blake2b(source.raw, digest_size=16).digest()
        known = self.made.get(source.name)
        if known and known[0] == digest and isinstance(known[1], msgspec.Raw):
            known = self.made[source.name] = (digest, *_revive(known[1], known[2], read))
        if known is None or known[0] != digest or known[1] is _NONE:
            found: list[Finding] = []
            known = self.made[source.name] = (digest, read(source, found), tuple(found))
            self.changed = True
        findings.extend(known[2])
        made: Made = known[1]
        return made

    def last(self, name: str, kind: type[Made]) -> Made | None:
        """Return what the file of a name made last, whatever it said then: who reads it anew may take over a part."""
        known = self.made.get(name)
        if known and isinstance(known[1], kind):
            return known[1]
        if known and isinstance(known[1], msgspec.Raw):
            with suppress(*DecodeErrors):
                return decode(known[1], kind)
        return None

    def read(
        self, path: Path, name: str, reader: Callable[[Source, list[Finding]], Made], findings: list[Finding]
    ) -> Made | None:
        """Return what ``reader`` makes of a file that a portal may have; None where it has none, or none to read."""
        if not os.path.lexists(path):
            return None
        source = read_source(path, name)
        if isinstance(source, Source):
            return self.make(source, reader, findings)
        findings.append(source)
        return None

    def get_file(self, path: str, stamp: Stamp) -> tuple[Finding, ...] | None:
        """Return what was found in an attached file with this stamp; None if it is to be opened."""
        entry = self.files.get(path)
        return entry[1] if entry and entry[0] == stamp else None

    def put_file(self, path: str, stamp: Stamp, found: tuple[Finding, ...]) -> None:
        """Remember what was found in an attached file."""
        self.files[path] = (stamp, found)
        self.changed = True

    def keep_only_files(self, paths: Collection[str]) -> None:
        """Forget attached files that are gone."""
        for path in [path for path in self.files if path not in paths]:
            del self.files[path]
            self.changed = True


def _revive(
    raw: msgspec.Raw, found: tuple[Finding, ...], read: Callable[..., object]
) -> tuple[object, tuple[Finding, ...]]:
    with suppress(*DecodeErrors):
        said = read.func if isinstance(read, partial) else read
        return decode(raw, get_type_hints(said)["return"]), found
    return _NONE, ()
