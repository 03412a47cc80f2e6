"""The output tree of the next build: begun from what is there already, so that only changes cost.

Two trees take turns. ``site/`` is the live one; the one before it waits in the cache. A build brings the
waiting tree up to date (what it lacks and the live tree has is linked, not drawn) and the two change
places. What each tree holds is written down with the tree's inode and with the stamp of each file: a tree
that is not the one written about, or was left half done, counts for nothing and is made anew, and a file
that was altered, cut short or lost since counts as missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.load.kept import read_kept, write_kept
from generator.publish.stamps import stamp_of_tree, tree_stamps
from generator.publish.swap import swap_tree


@dataclass(frozen=True)
class Holding:
    """What a tree holds: a key and a stamp for each file or, ending in a slash, for each whole folder.

    ``strays`` are files in it that belong to nothing it holds.
    """

    inode: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    strays: tuple[str, ...] = ()


@dataclass
class OutputState:
    """The two trees of an output."""

    live: Holding = field(default_factory=Holding)
    spare: Holding = field(default_factory=Holding)


@dataclass(frozen=True)
class OutputPlace:
    """Where an output lives: the published folder, and its working folder and notes in the cache."""

    live: Path
    spare: Path
    notes: Path


def output_place(root: Path, site: str, cache: Path) -> OutputPlace:
    """Return the place of the output ``site`` of a portal."""
    name = site.replace("/", "-").strip(".-")
    return OutputPlace(root / site, cache / f"next-{name}", cache / f"output-{name}.pickle")


def read_state(place: OutputPlace) -> OutputState:
    """Return what is known of the trees; anything doubtful is left out.

    The waiting tree is walked: it lies among caches, where anything may have happened. The live tree
    shares most files with it, and is looked at where a shared file was altered, or where there is no
    waiting tree to tell.
    """
    notes = read_kept(place.notes)
    if not isinstance(notes, OutputState) or notes.live.inode != _inode(place.live):
        return OutputState(
            Holding(), _sound(place.spare, notes.spare) if isinstance(notes, OutputState) else Holding()
        )
    spare = _sound(place.spare, notes.spare)
    if not spare.inode:
        return OutputState(_sound(place.live, notes.live), spare)
    altered = {
        name
        for name in notes.spare.keys
        if name not in spare.keys and not _as_noted(place.live, notes.live, name)
    }
    keys = (
        {name: key for name, key in notes.live.keys.items() if name not in altered}
        if altered
        else notes.live.keys
    )
    return OutputState(Holding(notes.live.inode, keys, notes.live.stamps), spare)


def _as_noted(folder: Path, holding: Holding, name: str) -> bool:
    return stamp_of_tree(folder / name) == holding.stamps.get(name, "")


def _sound(folder: Path, holding: Holding) -> Holding:
    """Return what of a holding is still in its folder as it was written."""
    if not holding.inode or holding.inode != _inode(folder):
        return Holding()
    found = tree_stamps(folder, {name for name in holding.keys if name.endswith("/")})
    sound = {name: stamp for name, stamp in holding.stamps.items() if found.get(name) == stamp}
    keys = {name: key for name, key in holding.keys.items() if name in sound}
    return Holding(holding.inode, keys, sound, tuple(name for name in found if name not in sound))


def write_state(place: OutputPlace, state: OutputState) -> None:
    """Write the notes in one step."""
    write_kept(place.notes, state)


def prepare_tree(place: OutputPlace, state: OutputState, wanted: dict[str, str]) -> list[str]:
    """Make the working folder hold whatever of ``wanted`` is known already; return what is missing.

    Afterwards nothing that is not wanted is left in it, and a missing file is truly absent, so that
    writing it never touches a file shared with the live tree.
    """
    spare, live = state.spare, state.live
    if not spare.inode:
        shutil.rmtree(place.spare, ignore_errors=True)
        place.spare.mkdir(parents=True)
    # From here on the working folder is in between: should this build die, it is not to be trusted.
    write_state(place, OutputState(state.live, Holding()))
    kept = {name for name, key in spare.keys.items() if wanted.get(name) == key}
    _remove(place.spare, [*spare.strays, *(name for name in spare.keys if name not in kept)])
    state.spare = Holding(stamps={name: spare.stamps[name] for name in kept})
    return [
        name
        for name, key in wanted.items()
        if name not in kept
        and not (
            live.keys.get(name) == key
            and _as_noted(place.live, live, name)
            and _link(place.live / name, place.spare / name)
        )
    ]


def finish_tree(place: OutputPlace, state: OutputState, wanted: dict[str, str]) -> None:
    """Put the working folder live and note what both trees now hold."""
    before, stamps = state.live, state.spare.stamps
    stamps.update({name: stamp_of_tree(place.spare / name) for name in wanted if name not in stamps})
    state.spare = Holding()
    swap_tree(place.spare, place.live)
    state.live = Holding(_inode(place.live), wanted, stamps)
    if before.inode and _inode(place.spare) == before.inode:
        state.spare = before
    else:
        shutil.rmtree(place.spare, ignore_errors=True)
    write_state(place, state)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def _remove(folder: Path, names: Iterable[str]) -> None:
    parents: set[Path] = set()
    for name in names:
        path = folder / name
        if name.endswith("/"):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        parents.add(path.parent)
    for parent in sorted(parents, key=lambda path: len(path.parts), reverse=True):
        _remove_empty(parent, folder)


def _remove_empty(path: Path, top: Path) -> None:
    while path != top and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def _link(source: Path, target: Path) -> bool:
    """Give the working folder a file or folder of the live tree; False when that tree lacks it."""
    try:
        if source.is_dir():
            shutil.copytree(source, target, copy_function=link_file)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            link_file(str(source), str(target))
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        return False
    return True


def link_file(source: str, target: str) -> None:
    """Hard-link a file that is never edited in place; copy it where the disk has no links."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)
