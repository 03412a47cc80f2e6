"""The drafts of editors: what was typed, as it was typed, whatever is wrong with it.

A draft is a folder of its own. Its files lie in it as they will below content/, so that the draft can be checked
and drawn from there. Drafts are found by their ids, which we give; nothing that a browser sends is part of a path.
"""

from __future__ import annotations

import re
import secrets
import shutil
import threading
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from pathlib import Path

import msgspec

from generator.data import dataclass
from generator.desk.keeping.writing import own_folder, write_whole
from generator.errors import GongkaiError

_ID = re.compile(r"[0-9a-f]{16}")
_NOTE, _CONTENT = "draft.json", "content"
# Of each draft, the state before the last save.
_BEFORE = "before.json"
_MOST_DRAFTS, _NOTES_KEPT = 200, 20
# What a register's draft keeps beside its rows: what can be taken back, what was brought and is not taken in yet.
ASIDE = "desk.rows."


class Mode(StrEnum):
    """How the text of a draft is written."""

    PLAIN = "plain"  # lines are paragraphs, numbered lines headings
    RICH = "rich"  # the HTML of the editor
    SOURCE = "source"  # as it stands in the file


class State(StrEnum):
    """What became of a draft."""

    OPEN = "open"
    REFUSED = "refused"
    PUBLISHED = "published"


class Draft(msgspec.Struct, frozen=True):
    """What an editor is writing.

    ``path`` is the document's file below content/, ``base`` its text when the draft was begun (of a new document:
    what it starts with), ``was`` whether there was such a file. ``fields`` are the values of the form by key, as typed.
    ``body`` is the text in its ``mode``, None as long as it is that of ``base``. ``files`` are the names of new files,
    ``dropped`` those of attachments that were taken off. ``saved`` and ``begun`` are moments of China in words.
    ``attempt`` is where its last publication was tried, and the digest of what was to be published.
    """

    id: str
    account: str
    column: str
    path: str
    base: str
    was: bool
    title: str = ""
    fields: dict[str, str] = {}
    mode: Mode = Mode.PLAIN
    body: str | None = None
    files: tuple[str, ...] = ()
    revision: int = 0
    begun: str = ""
    saved: str = ""
    state: State = State.OPEN
    answer: str = ""
    notes: tuple[str, ...] = ()
    attempt: tuple[str, str] = ("", "")


def without_asides(draft: Draft) -> Draft:
    """Return a draft with its content alone."""
    kept = {key: text for key, text in draft.fields.items() if not key.startswith(ASIDE)}
    return msgspec.structs.replace(draft, fields=kept)


class TooManyError(GongkaiError):
    """Raised when an account may not begin another draft."""


class StaleError(Exception):
    """Raised when a draft was saved from elsewhere meanwhile."""


@dataclass(frozen=True)
class Drafts:
    """All drafts of a desk, each for its owner alone."""

    folder: Path
    lock: threading.RLock = field(default_factory=threading.RLock)

    def begin(self, draft: Draft) -> Draft:
        """Keep a new draft under a new id; of what is published long since, notes are forgotten.

        Raises OSError, and TooManyError where an account has more drafts than anybody writes at once.
        """
        own = self.of(draft.account)
        if sum(each.state is not State.PUBLISHED for each in own) >= _MOST_DRAFTS:
            raise TooManyError(f"草稿有{_MOST_DRAFTS}份了，不能再多。请先发布或删除一些。")
        for each in [each for each in own if each.state is State.PUBLISHED][_NOTES_KEPT:]:
            self.drop(each)
        made = msgspec.structs.replace(draft, id=secrets.token_hex(8), revision=1)
        with self.lock:
            own_folder(self._home(made.id))
            self._write(made)
        return made

    def get(self, name: str, account: str) -> Draft | None:
        """Return a draft of an account; None for one that is not there, or another's."""
        draft = self.whoever(name)
        return draft if draft and draft.account == account else None

    def whoever(self, name: str) -> Draft | None:
        """Return a draft, whosever it is: for its review alone."""
        if not _ID.fullmatch(name):
            return None
        draft = self._read(self._home(name) / _NOTE)
        return draft if draft and draft.id == name else None

    def of(self, account: str) -> list[Draft]:
        """Return the drafts of an account, the one saved last first."""
        return sorted(
            (each for each in self._all() if each.account == account),
            key=lambda each: each.saved,
            reverse=True,
        )

    def save(self, draft: Draft, seen: int) -> Draft:
        """Keep what a draft says now; ``seen`` is the revision that it was written on.

        Raises StaleError when another window has saved meanwhile, OSError when the disk does not take it.
        """
        with self.lock:
            old = self._read(self._home(draft.id) / _NOTE)
            if old is None or old.revision != seen:
                raise StaleError(draft.id)
            made = msgspec.structs.replace(draft, revision=seen + 1)
            write_whole(self._home(draft.id) / _BEFORE, msgspec.json.encode(old))
            self._write(made)
        return made

    def put_file(self, draft: Draft, name: str, raw: bytes) -> None:
        """Keep a file beside a draft's text; the name is one that ``file_name`` has given. Raises OSError."""
        folder = self.beside(draft)
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, raw)

    def size(self, draft: Draft) -> int:
        """Return how many bytes the files of a draft have."""
        return sum(path.stat().st_size for n in range(len(draft.files)) if (path := self.file(draft, n)))

    def file(self, draft: Draft, number: int) -> Path | None:
        """Return a file of a draft by its number in the list of its files."""
        if not 0 <= number < len(draft.files):
            return None
        path = self.beside(draft) / draft.files[number]
        return path if path.is_file() else None

    def take_file(self, draft: Draft, name: str) -> None:
        """Forget a file that is not in the draft's list any more."""
        if name not in draft.files and "/" not in name:
            (self.beside(draft) / name).unlink(missing_ok=True)

    def drop(self, draft: Draft) -> None:
        """Forget a draft with its files."""
        with self.lock:
            shutil.rmtree(self._home(draft.id), ignore_errors=True)

    def content(self, draft: Draft) -> Path:
        """Return the folder in which a draft's files lie as they will below content/."""
        return self._home(draft.id) / _CONTENT

    def beside(self, draft: Draft) -> Path:
        """Return the folder of a draft's document."""
        return self.content(draft).joinpath(*draft.path.split("/")[:-1])

    def _home(self, name: str) -> Path:
        return self.folder / name

    def _write(self, draft: Draft) -> None:
        write_whole(self._home(draft.id) / _NOTE, msgspec.json.encode(draft))

    def _all(self) -> Iterator[Draft]:
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if _ID.fullmatch(path.name) and (draft := self._read(path / _NOTE)):
                yield draft

    def _read(self, path: Path) -> Draft | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Draft)
        except (OSError, msgspec.MsgspecError):
            return None
