"""Build what was pushed, as files beside the repository; hold back single documents that are faulty, if so told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from generator.load.cache.folder import cache_folder
from generator.load.history.origin import Origin, note_origin, shallow_ends
from generator.model.finding import Finding, Level
from generator.publish.build import build
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
    """What came of a build. ``held`` are the faults of each document that is held back, by its path;

    of those in ``former`` the version that went live before takes its place. ``blobs`` is what was built,
    ``ignored`` what else was pushed.
    """

    result: BuildResult
    blobs: dict[str, str]
    held: dict[str, list[Finding]] = field(default_factory=dict)
    former: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether there is a site."""
        return self.result.stats is not None


def build_main(job: Job, tree: Tree) -> Judged:
    """Lay out what branch main holds, and build it. The lock of pushes is the caller's.

    Without ``withhold`` any error keeps the site from being built; with it, those of documents do not.
    """
    blobs = dict(tree.blobs)
    held: dict[str, list[Finding]] = {}
    former: set[str] = set()
    live = job.home.live() if job.settings.withhold else {}
    for _ in range(_ROUNDS):
        lay(job.repository, blobs, job.home.main)
        _note_history(job, tree, {path: blobs[path] for path in former})
        result = build(job.home.main, job.now, Listener(), processes=job.crew)
        faulty = _faulty_documents(result, blobs) if job.settings.withhold else {}
        if result.stats or not faulty or len({*held, *faulty}) > MOST_HELD:
            return Judged(result, blobs, held, frozenset(former), tree.ignored)
        for path, findings in faulty.items():
            # What is faulty itself is told, not what its former version, or its lack, brings about.
            held.setdefault(path, findings)
            _hold_back(path, blobs, live, former)
    return Judged(result, blobs, held, frozenset(former), tree.ignored)


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


def _faulty_documents(result: BuildResult, blobs: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Return the errors of each faulty document; nothing if there are errors of anything else as well."""
    found: dict[str, list[Finding]] = {}
    for each in result.findings:
        path = each.place.path
        if each.level is not Level.ERROR:
            continue
        if path not in blobs or not (path.startswith(_CONTENT) and path.endswith(_TEXT)):
            return {}
        found.setdefault(path, []).append(each)
    return found


def _hold_back(path: str, blobs: dict[str, str], live: Mapping[str, list[str]], former: set[str]) -> None:
    before = (live.get(path) or [""])[0]
    if before and before != blobs[path] and path not in former:
        blobs[path] = before
        former.add(path)
    else:
        del blobs[path]
        former.discard(path)
