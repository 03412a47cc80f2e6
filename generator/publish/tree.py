"""The output trees: the waiting one is begun from what it holds, so that only changes cost.

Two trees take turns. ``site/`` is the live one; the one before it waits in the cache. A build brings the
waiting tree up to date (what it lacks and the live tree has is linked, not drawn) and the two change
places. What each tree holds is written down with the tree's inode and with the stamp of each file: a tree
that is not the one written about, or was left half done, counts for nothing and is made anew, and a file
that was altered, cut short or lost since counts as missing.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import field
from pathlib import Path

from generator.data import dataclass
from generator.files import remove
from generator.load.cache.kept import read_kept, write_kept
from generator.publish.alive import tree_inode
from generator.publish.linking import carry
from generator.publish.stamps import stamp_of_tree, tree_stamps
from generator.publish.swap import swap_tree

_MAKING = "making-"


@dataclass(frozen=True)
class TreeContents:
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

    live: TreeContents = field(default_factory=TreeContents)
    spare: TreeContents = field(default_factory=TreeContents)


@dataclass(frozen=True)
class OutputPlace:
    """Where an output lives: the published folder, the waiting one in the cache, and the notes on both.

    ``work`` is the working folder of one build alone: the processes of a build that was killed may go on for a
    while, and must not write into the tree of the next.
    """

    live: Path
    spare: Path
    work: Path
    live_notes: Path
    spare_notes: Path


def output_place(root: Path, site: str, cache: Path) -> OutputPlace:
    """Return the place of the output ``site`` of a portal."""
    name = site.replace("/", "-").strip(".-")
    notes = cache / f"output-{name}.bin"
    spare = cache / f"next-{name}"
    work = cache / f"{_MAKING}{name}-{os.urandom(6).hex()}"
    return OutputPlace(root / site, spare, work, notes, notes.with_suffix(".spare.bin"))


def read_state(place: OutputPlace, whole: Callable[[], bool] | None = None) -> OutputState:
    """Return what is known of the trees; anything doubtful is left out.

    ``whole`` tells whether the waiting tree was found as it is noted, if somebody looked (``holds_all``).

    The waiting tree is walked: it lies among caches, where anything may have happened. The live tree
    shares most files with it, and is looked at where a shared file was altered, or where there is no
    waiting tree to tell.
    """
    noted, live = read_notes(place.spare_notes), read_notes(place.live_notes)
    spare = noted if whole and whole() else _sound(place.spare, noted)
    if live.inode != tree_inode(place.live):
        return OutputState(TreeContents(), spare)
    if not spare.inode:
        return OutputState(_sound(place.live, live), spare)
    lost = noted.keys.keys() - spare.keys.keys()
    altered = {name for name in lost if stamp_of_tree(f"{place.live}/{name}") != live.stamps.get(name, "")}
    keys = {name: key for name, key in live.keys.items() if name not in altered} if altered else live.keys
    return OutputState(TreeContents(live.inode, keys, live.stamps), spare)


def holds_all(folder: Path, notes: Path) -> bool:
    """Tell whether a tree is the one that the notes are of, and everything in it is as it was written."""
    noted = read_notes(notes)
    return bool(noted.inode) and _sound(folder, noted) is noted


def read_notes(path: Path) -> TreeContents:
    """Return what is noted of a tree, nothing where there are no notes to be trusted."""
    return read_kept(path, TreeContents, _about(path)) or TreeContents()


def _about(notes: Path) -> str:
    """Return what notes are of, by whichever of their two names: they go with their tree when it is swapped."""
    return notes.name.partition(".")[0]


def _sound(folder: Path, holding: TreeContents) -> TreeContents:
    """Return what of a holding is still in its folder as it was written."""
    if not holding.inode or holding.inode != tree_inode(folder):
        return TreeContents()
    found = tree_stamps(folder, {name for name in holding.keys if name.endswith("/")})
    if found == holding.stamps:
        return holding
    sound = {name: stamp for name, stamp in holding.stamps.items() if found.get(name) == stamp}
    keys = {name: key for name, key in holding.keys.items() if name in sound}
    return TreeContents(holding.inode, keys, sound, tuple(name for name in found if name not in sound))


def in_neither(state: OutputState, wanted: dict[str, str]) -> list[str]:
    """Return what of ``wanted`` neither tree holds, in its order."""
    known = state.spare.keys.items() | state.live.keys.items()
    return [name for name, key in wanted.items() if (name, key) not in known]


def prepare_tree(
    place: OutputPlace, state: OutputState, wanted: dict[str, str], rewritten: Collection[str] = ()
) -> list[str]:
    """Make the working folder hold whatever of ``wanted`` is known already; return what is missing.

    Afterwards nothing that is not wanted is left in it, and a missing file is truly absent, so that
    writing it never touches a file shared with the live tree. Files to be ``rewritten`` alone may be left as they
    were: who writes them sees to it.
    """
    spare, live = state.spare, state.live
    # From here on the working folder is in between: should this build die, it is not to be trusted.
    remove(place.spare_notes)
    for left in place.work.parent.glob(f"{_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)
    if spare.inode:
        place.spare.rename(place.work)
    else:
        remove(place.spare)
        place.work.mkdir(parents=True)
    # Most of both is the same: pairs are compared by sets, not one by one.
    stale = {name for name, _ in spare.keys.items() - wanted.items()}
    _remove(place.work, [*spare.strays, *stale.difference(rewritten)])
    stamps = dict(spare.stamps)
    for name in stale:
        stamps.pop(name, None)
    known = {
        name: live.stamps[name] for name in _lacking(wanted, stamps) if live.keys.get(name) == wanted[name]
    }
    stamps.update(carry(place.live, place.work, known))
    state.spare = TreeContents(stamps=stamps)
    return _lacking(wanted, stamps)


def _lacking(wanted: dict[str, str], stamps: dict[str, str]) -> list[str]:
    """Return the names without a stamp, in their order; they are few, and all are not gone through one by one."""
    lacking = wanted.keys() - stamps.keys()
    return list(filter(lacking.__contains__, wanted)) if lacking else []


def finish_tree(place: OutputPlace, state: OutputState, wanted: dict[str, str]) -> None:
    """Put the working folder live and note what both trees now hold."""
    stamps = state.spare.stamps
    stamps.update({name: stamp_of_tree(f"{place.work}/{name}") for name in _lacking(wanted, stamps)})
    before = state.live.inode
    swap_tree(place.work, place.live)
    with contextlib.suppress(OSError):
        # What was live, with its notes, waits for the next build.
        if before and tree_inode(place.work) == before:
            shutil.rmtree(place.spare, ignore_errors=True)
            place.work.rename(place.spare)
            place.live_notes.replace(place.spare_notes)
        else:
            shutil.rmtree(place.work, ignore_errors=True)
    state.live, state.spare = TreeContents(tree_inode(place.live), wanted, stamps), TreeContents()
    # Without the notes the next build begins anew, which costs only time; so it does where a name is no text.
    with contextlib.suppress(OSError, ValueError):
        write_kept(place.live_notes, state.live, _about(place.live_notes))


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files and whole folders, then the folders in which nothing is left. After a renaming, that is every page."""
    parents, top = set[str](), f"{folder}/"
    for name in names:
        if name.endswith("/"):
            shutil.rmtree(top + name, ignore_errors=True)
        else:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(top + name)  # noqa: PTH108 - putting a Path together takes longer
        parents.add(name.rstrip("/").rpartition("/")[0])
    for parent in sorted(parents, key=lambda name: name.count("/"), reverse=True):
        _remove_empty(folder / parent, folder)


def _remove_empty(path: Path, top: Path) -> None:
    while path != top and path.is_dir() and not any(path.iterdir()):
        path.rmdir()
        path = path.parent
