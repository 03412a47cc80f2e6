"""Recording the addresses of columns in urls.lock: what ``new`` and ``check --fix urls`` share."""

from __future__ import annotations

from pathlib import Path

from generator.errors import UsageError
from generator.load.columns.url_lock import LOCK_FILE, lock_text, read_lock_file
from generator.load.portal import COLUMNS_FILE, Loaded
from generator.model.addresses.url_lock import find_drift, unrecorded_documents
from generator.model.finding import Level


def record_addresses(root: Path, loaded: Loaded) -> int | None:
    """Bring urls.lock up to date with the portal; return how many addresses were recorded.

    None when columns.yml or urls.lock is faulty, or documents have lost their column, as they do when its
    address has just moved: what is wrong must not be fixed for good.
    Raises UsageError when the file cannot be written.
    """
    faulty = any(
        each.code == "document-no-column"
        or (each.level is Level.ERROR and each.place.path in (COLUMNS_FILE, LOCK_FILE))
        for each in loaded.findings
    )
    if loaded.portal is None or faulty:
        return None
    source = read_lock_file(root, [])
    columns, documents = tuple(loaded.portal.walk()), loaded.portal.documents
    text = lock_text(loaded.lock, columns, documents)
    if source is None or source.text != text:
        _replace(root / LOCK_FILE, text)
    unrecorded = (find_drift(loaded.lock, columns).unrecorded, unrecorded_documents(loaded.lock, documents))
    return sum(map(len, unrecorded))


def _replace(path: Path, text: str) -> None:
    # In one step: half a lock would give columns new addresses.
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise UsageError(f"写不了{path}：{error.strerror or error}。") from error
