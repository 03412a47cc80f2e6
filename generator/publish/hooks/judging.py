"""Build what was pushed, as files beside the repository; hold back single documents and columns that are faulty, if so told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from generator.data import dataclass
from generator.load.cache.folder import cache_folder
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.history.origin import Origin, note_origin, shallow_ends
from generator.model.finding import Finding, Level
from generator.publish.build import build
from generator.publish.hooks.addresses import joined, placed, without
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.settings import Home, Settings
from generator.publish.hooks.tree import Tree
from generator.publish.hooks.workspace import lay
from generator.publish.result import BuildResult
from generator.publish.stages import Listener

_CONTENT, _TEXT = "content/", ".md"
# More of them at once are no slip in a document: something that they share is wrong.
MOST_HELD = 20
_ROUNDS = 10


@dataclass(frozen=True)
class Job:
    """What a hook was called for, and by whom. ``now`` is the moment in China, ``crew`` how many processes may work."""

    repository: Repository
    home: Home
    settings: Settings
    who: str
    now: datetime
    crew: int = 1


@dataclass(frozen=True)
class Judged:
    """What came of a build.

    ``held`` are the faults of each document that is held back, by its path, and of each column, by its folder with
    a slash at its end; in place of those in ``former`` stands what went live before. ``blobs`` is what was built,
    ``ignored`` what else was pushed, ``lock`` the text of all recorded addresses.
    """

    result: BuildResult
    blobs: dict[str, str]
    held: dict[str, list[Finding]] = field(default_factory=dict)
    former: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    lock: str = ""

    @property
    def good(self) -> bool:
        """Whether there is a site."""
        return self.result.stats is not None


def build_main(job: Job, tree: Tree) -> Judged:
    """Lay out what branch main holds, and build it. The lock of pushes is the caller's.

    Without ``withhold`` any error keeps the site from being built; with it, those of documents and of columns do not.
    """
    blobs = dict(tree.blobs)
    held: dict[str, list[Finding]] = {}
    former: set[str] = set()
    live = job.home.live() if job.settings.withhold else {}
    pushed, lock = recorded_lock(job, blobs)
    for _ in range(_ROUNDS):
        # Of what is held back altogether nothing is missed.
        paths = {*tree.blobs, *live} - blobs.keys()
        gone = {path.removeprefix(_CONTENT) for key in held for path in _parts(key, paths)}
        lay(job.repository, with_lock(job, blobs, without(lock, gone)), job.home.main)
        _note_history(job, tree, {path: blobs[path] for key in former for path in _parts(key, blobs)})
        result = build(job.home.main, job.now, Listener(), processes=job.crew)
        result = replace(result, findings=list(placed(result.findings, pushed)))
        faulty = _faulty_parts(result, blobs) if job.settings.withhold else {}
        if result.stats or not faulty or len({*held, *faulty}) > MOST_HELD:
            return Judged(result, blobs, held, frozenset(former), tree.ignored, lock)
        for key, findings in faulty.items():
            # What is faulty itself is told, not what its former version, or its lack, brings about.
            held.setdefault(key, findings)
            _hold_back(key, blobs, live, former)
    return Judged(result, blobs, held, frozenset(former), tree.ignored, lock)


def recorded_lock(job: Job, blobs: Mapping[str, str]) -> tuple[str, str]:
    """Return the text of urls.lock as it was pushed, and with the addresses that went live before.

    The latter is empty where the former is no text: it is then built, and refused, as it is.
    """
    blob = blobs.get(LOCK_FILE, "")
    data = job.repository.ask("cat-file", "blob", blob) if blob else b""
    try:
        pushed = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), ""
    return pushed, joined(pushed, job.home.addresses())


def with_lock(job: Job, blobs: Mapping[str, str], lock: str) -> dict[str, str]:
    """Return what was pushed, with this text for its urls.lock."""
    return {**blobs, LOCK_FILE: job.repository.keep(lock.encode("utf-8"))} if lock else dict(blobs)


def build_branch(job: Job, tree: Tree, folder: Path) -> BuildResult:
    """Lay out what another branch holds, and build it with its drafts."""
    lay(job.repository, tree.blobs, folder)
    return build(folder, job.now, Listener(), drafts=True, processes=job.crew)


def _note_history(job: Job, tree: Tree, former: Mapping[str, str]) -> None:
    """Tell the build, which sees no repository, of which commit its files are, and which of them are older ones."""
    held = {path.removeprefix(_CONTENT): blob for path, blob in former.items()}
    repository = job.repository
    origin = Origin(
        str(repository.path), tree.commit, True, repository.quarantine, held, shallow_ends(repository.path)
    )
    note_origin(cache_folder(job.home.main), origin)


def _faulty_parts(result: BuildResult, blobs: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Return the errors of each document, by its path, and of each column, by its folder, that is faulty.

    A table or an attachment belongs to all that lies in its folder. Nothing if there are errors of anything else.
    """
    found: dict[str, list[Finding]] = {}
    for each in result.findings:
        path = each.place.path
        if each.level is not Level.ERROR:
            continue
        if path not in blobs or not path.startswith(_CONTENT):
            return {}
        found.setdefault(path if path.endswith(_TEXT) else _folder(path), []).append(each)
    return {key: faults for key, faults in found.items() if key != _CONTENT} if _CONTENT not in found else {}


def _folder(path: str) -> str:
    return f"{path.rpartition('/')[0]}/"


def _parts(key: str, paths: Iterable[str]) -> list[str]:
    """Return the paths of what is held back together: a document, or all that lies in a folder itself."""
    return [path for path in paths if (_folder(path) if key.endswith("/") else path) == key]


def _hold_back(key: str, blobs: dict[str, str], live: Mapping[str, list[str]], former: set[str]) -> None:
    """Put what went live last in the place of a part; where that is what is faulty, leave it out."""
    now = {path: blobs.pop(path) for path in _parts(key, list(blobs))}
    before = {path: live[path][0] for path in _parts(key, live) if live[path]}
    if before and before != now and key not in former:
        blobs.update(before)
        former.add(key)
    else:
        former.discard(key)
