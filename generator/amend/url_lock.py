"""Recording the addresses of columns in urls.lock: what ``new`` and ``check --fix urls`` share."""

from __future__ import annotations

from pathlib import Path

from generator.check.old_addresses import waiting_files
from generator.data import dataclass
from generator.errors import UsageError
from generator.load.columns.url_lock import LOCK_FILE, lock_text, read_lock_file
from generator.load.portal import Loaded
from generator.load.structure import COLUMNS_FILE
from generator.model.addresses.moves import guess_moves, settled
from generator.model.addresses.url_lock import recorded
from generator.model.finding import Level
from generator.model.portal import Move


@dataclass(frozen=True)
class Recording:
    """What was recorded: how many addresses, and which were found to have moved where."""

    addresses: int
    moves: tuple[Move, ...] = ()


def record_addresses(root: Path, loaded: Loaded, *, find_moves: bool = False) -> Recording | None:
    """Bring urls.lock up to date with the portal; return what was recorded.

    With ``find_moves`` it is also found out where addresses went that were left, as far as that is beyond doubt.

    None when columns.yml or urls.lock is faulty, or documents have lost their column, as they do when its
    address has just moved: what is wrong must not be fixed for good.
    Raises UsageError when the file cannot be written.
    """
    faulty = any(
        each.code == "document-no-column"
        or (each.level is Level.ERROR and each.place.path in (COLUMNS_FILE, LOCK_FILE))
        for each in loaded.findings
    )
    portal, lock = loaded.portal, loaded.lock
    if portal is None or faulty:
        return None
    source = read_lock_file(root, [])
    columns, documents = tuple(portal.walk()), (*portal.documents, *portal.withdrawn)
    guessed = tuple(guess_moves(portal, lock, waiting_files(loaded)) if find_moves and loaded.guarded else ())
    moves = (*settled(portal, lock), *guessed)
    text = lock_text(lock, columns, documents, moves)
    if source is None or source.text != text:
        _replace(root / LOCK_FILE, text)
    now = recorded(lock, columns, documents, moves)
    fresh = len({*now.entries} - {*lock.entries}) + len({*now.documents} - {*lock.documents})
    return Recording(fresh, guessed)


def _replace(path: Path, text: str) -> None:
    # In one step: half a lock would give columns new addresses.
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"写不了{path}：{error.strerror or error}。") from error
