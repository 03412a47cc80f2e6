"""Where a portal's history is, told without starting git: by the repository it lies in, or by a note of the hook.

An unchanged build asks this each time; so it imports next to nothing, and reads two or three small files.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.seal import read_sealed, write_sealed

NOTE = "origin.bin"
QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_MOST = 1 << 26
_HEX = frozenset("0123456789abcdef")
_ENDS = (40, 64)
_LINKS = 5


@dataclass(frozen=True)
class Origin:
    """The folder that git is asked in, and the commit that the files are of.

    ``commit`` is empty where only git can tell it, or where there is none yet. ``bare`` tells that the files were
    laid out of a bare repository, by the hook; ``quarantine`` is then where pushed objects lie, and ``held`` the
    blob that is shown of each file of which a faulty newer version was pushed. ``ends`` are the commits at which
    history was cut off when it was cloned, and ``refs`` stands for the refs where they are no files.
    """

    folder: str
    commit: str = ""
    bare: bool = False
    quarantine: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    ends: str = ""
    refs: str = ""

    @property
    def key(self) -> str:
        """A text that is another one if history, as far as it is shown, is."""
        parts = (self.commit, self.bare, sorted(self.held.items()), self.ends, self.refs)
        return hashlib.blake2b(repr(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def note_origin(cache: Path, origin: Origin) -> None:
    """Leave a note for the builds of a folder that was laid out of a bare repository. Raises OSError.

    It is sealed: whoever brings a folder of caches along cannot have the history of another repository shown.
    """
    import json

    told = {
        "folder": origin.folder,
        "commit": origin.commit,
        "quarantine": origin.quarantine,
        "held": origin.held,
        "ends": origin.ends,
    }
    write_sealed(cache / NOTE, json.dumps(told).encode())


def find_origin(root: Path, cache: Path) -> Origin | None:
    """Return where the history of a portal is; None where there is no repository."""
    with suppress(ValueError, TypeError):
        told = bytes(read_sealed(cache / NOTE))
        if told:
            import json  # where there is a note alone

            return Origin(bare=True, **json.loads(told))
    place = Path(os.path.realpath(root))
    for folder in (place, *place.parents):
        own = _git_folder(folder / ".git")
        if own:
            return _origin(place, own)
    return None


def history_key(root: Path, cache: Path) -> str:
    """Return a text that is another one if the history of a portal is: no process is started for it."""
    return key_of(find_origin(root, cache))


def key_of(origin: Origin | None) -> str:
    """Return the key of an origin, or of there being none."""
    return origin.key if origin else "none"


def shallow_ends(repository: Path) -> str:
    """Return the commits at which history was cut off when it was cloned, as git keeps them."""
    return _text(repository / "shallow")


def _git_folder(path: Path) -> Path | None:
    """Return git's own folder that stands, or is named, at a path; None where there is none."""
    if path.is_file():  # of a further work tree, or of a submodule
        word, _, where = _text(path).partition(":")
        if word != "gitdir":
            return None
        path = Path(os.path.normpath(path.parent / where.strip()))
    return path if (path / "HEAD").is_file() else None


def _origin(place: Path, own: Path) -> Origin:
    shared = _text(own / "commondir").strip()
    common = Path(os.path.normpath(own / shared)) if shared else own
    # Where refs are kept in another way (reftable), each change of any of them changes this list.
    table = _text(common / "reftable" / "tables.list")
    commit = "" if table else _resolve(own, common)
    return Origin(str(place), commit, ends=shallow_ends(common), refs=table)


def _resolve(own: Path, common: Path) -> str:
    """Return the commit that HEAD stands for, empty where that cannot be told."""
    said = _text(own / "HEAD").strip()
    for _ in range(_LINKS):
        if not said.startswith("ref:"):
            return said if _is_commit(said) else ""
        name = said[4:].strip()
        if not name or ".." in name.split("/") or name.startswith("/"):
            return ""
        said = _text(own / name).strip() or _text(common / name).strip() or _packed(common, name)
    return ""


def _packed(common: Path, name: str) -> str:
    for line in _text(common / "packed-refs").splitlines():
        commit, _, ref = line.partition(" ")
        if ref == name:
            return commit
    return ""


def _is_commit(text: str) -> bool:
    return len(text) in _ENDS and _HEX.issuperset(text)


def _text(path: Path) -> str:
    # What is no file, a pipe above all, is not opened.
    if path.is_file():
        with suppress(OSError, ValueError), path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "surrogateescape")
    return ""
