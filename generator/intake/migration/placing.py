"""Write what a run has made below content/, and nothing over what people have done there since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from generator.data import dataclass
from generator.errors import GongkaiError, reason_of
from generator.intake.migration.state import State, Written, state_text
from generator.load.source.content import CONTENT


class Done(Enum):
    """What became of a file."""

    NEW = "新增"
    CHANGED = "更新"
    SAME = "没有变"
    EDITED = "改过，没有覆盖"
    DELETED = "删去了，没有再搬"
    FOREIGN = "已经在网站里"


@dataclass(frozen=True)
class Wanted:
    """A file that is to stand below content/: under which old address it is kept in mind, where, and what is in it.

    ``source`` is a file to be copied, else ``raw`` is written.
    """

    key: str
    path: str
    digest: str
    raw: bytes = b""
    source: Path | None = None
    is_document: bool = True


def wanted_text(key: str, path: str, text: str) -> Wanted:
    """Return a document as what is to be written."""
    raw = text.encode("utf-8", "replace")
    return Wanted(key, path, hashlib.sha256(raw).hexdigest(), raw)


def place_all(
    root: Path, wanted: Iterable[Wanted], state: State, kept_in: Path, *, dry: bool
) -> dict[str, Done]:
    """Write what is wanted where it may be; return what became of each path, and bring the state up to date.

    The state is kept before anything is written and when all is: a run that is cut short is gone on with.
    Raises GongkaiError when something cannot be written.
    """
    everything = list(wanted)
    content = root / CONTENT
    outcomes = {each.path: _outcome(content, each, state) for each in everything}
    if dry:
        return outcomes
    to_write = [each for each in everything if outcomes[each.path] in (Done.NEW, Done.CHANGED)]
    for each in to_write:
        state.begun[each.path] = each.digest
        _kept(each, state).setdefault(each.key, Written(each.path, ""))
    save_state(kept_in, state)
    for each in to_write:
        _write(content, each)
    for each in everything:
        before = _before(each, state)
        if before and each.is_document and before.path != each.path:
            _remove_own(content, before)
        if outcomes[each.path] in (Done.NEW, Done.CHANGED, Done.SAME):
            _kept(each, state)[each.key] = Written(each.path, each.digest)
    state.begun.clear()
    return outcomes


def _kept(wanted: Wanted, state: State) -> dict[str, Written]:
    return state.documents if wanted.is_document else state.files


def _before(wanted: Wanted, state: State) -> Written | None:
    return _kept(wanted, state).get(wanted.key)


def _outcome(content: Path, wanted: Wanted, state: State) -> Done:
    path = content / wanted.path
    there = _digest(path)
    before = _before(wanted, state)
    ours = {state.begun.get(wanted.path)}
    if before and before.path == wanted.path:
        ours.add(before.digest)
        if there is None and wanted.path not in state.begun:
            return Done.DELETED
    if there is None:
        return Done.NEW
    if there == wanted.digest:
        return Done.SAME
    return Done.CHANGED if there in ours else Done.EDITED


def _digest(path: Path) -> str | None:
    """Return the digest of what stands at a path; None where nothing does."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GongkaiError(f"“{path}”读不了：{reason_of(error)}。") from error


def _write(content: Path, wanted: Wanted) -> None:
    path = content / wanted.path
    inside = os.path.realpath(content) + os.sep
    try:
        # A link on the way might lead anywhere: looked at before any folder is made.
        if not (os.path.realpath(path.parent) + os.sep).startswith(inside) or path.is_symlink():
            raise GongkaiError(f"“{path}”经过指向content之外的链接，没有写。去掉链接再运行。")
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = wanted.source.read_bytes() if wanted.source else wanted.raw
        temporary = path.with_name(f".{path.name[:60]}.new")
        temporary.write_bytes(raw)
        temporary.replace(path)
    except (OSError, ValueError) as error:
        raise GongkaiError(f"“{path}”写不进去：{reason_of(error)}。") from error


def _remove_own(content: Path, before: Written) -> None:
    """Remove what an earlier run wrote elsewhere, unless somebody has changed it."""
    path = content / before.path
    if _digest(path) == before.digest:
        try:
            path.unlink()
            path.parent.rmdir()
        except OSError:
            pass  # others lie there too


def save_state(path: Path, state: State) -> None:
    """Keep a state. Raises GongkaiError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_text(state_text(state), encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise GongkaiError(f"“{path}”写不进去：{reason_of(error)}。") from error
