"""Put a site on a target as a new release, and let it be the served one.

Step by step, so that whatever ends it, the served tree is the old one or the new one: the new tree is made beside
the others under a name that is none of a release, looked through, described by a manifest, given its name; only
then the link moves. What a deploy that died has left, the next one removes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from pathlib import Path

from generator.data import dataclass
from generator.errors import WentLiveError
from generator.publish.releases.errors import ConnectionLostError, ReleaseError
from generator.publish.releases.history import (
    DEPLOY,
    SWITCH,
    Actor,
    History,
    LogEntry,
    note,
    number_of,
    read_history,
)
from generator.publish.releases.making import BuiltSite, make_release
from generator.publish.releases.manifest import (
    FileChanges,
    Manifest,
    compare,
    digests_of,
    faults_in,
    read_manifest,
)
from generator.publish.releases.place import GOING, ReleaseTarget, manifest_note
from generator.publish.stages import Listener

KEEP = 10


@dataclass(frozen=True)
class Deployed:
    """What came of a deploy: the release, what it changes in the served one, whether it is served now, and why not.

    ``notes`` say in Chinese what is odd but kept nothing from being done.
    """

    release: str
    changes: FileChanges
    served: bool
    new: bool = True
    before: str = ""
    notes: list[str] = field(default_factory=list)


def read_site(site: Path, revision: str) -> BuiltSite:
    """Return a site with the digest of each of its files. Raises ReleaseError when one cannot be read."""
    try:
        files = digests_of(site)
    except OSError as error:
        raise ReleaseError(f"读不了网站文件夹“{site}”。请重新运行gongkai build。") from error
    odd = next((name for name, digest in files.items() if not digest), "")
    if odd:
        raise ReleaseError(f"“{site / odd}”不是普通文件，不能发布。请重新运行gongkai build。")
    return BuiltSite(site, files, revision)


def changes_on(place: ReleaseTarget, files: dict[str, str]) -> tuple[History, FileChanges]:
    """Return how a target stands, and what a deploy of these files would change on it."""
    history = read_history(place)
    return history, compare(_manifest(place, history.current).files, files)


def deploy(
    place: ReleaseTarget, source: BuiltSite, actor: Actor, keep: int = KEEP, listener: Listener | None = None
) -> Deployed:
    """Put a site in place, and let it be served unless a rollback holds. The target is locked by the caller."""
    tell = (listener or Listener()).stage
    history = read_history(place)
    _clear(place, history)
    if history.is_unlogged():
        note(place, LogEntry(SWITCH, history.current, actor.when, who=actor.who))
    live, newest = _manifest(place, history.current), _manifest(place, history.newest)
    changes = compare(live.files, source.files)
    if newest.files == source.files and _is_sound(place, newest, tell):
        done = Deployed(
            newest.id, changes, served=newest.id == history.current, new=False, before=history.current
        )
    else:
        manifest = make_release(place, source, live, _head(source, actor, history), tell)
        _note_deploy(place, manifest, changes)
        done = Deployed(manifest.id, changes, served=False, before=history.current)
    if not history.hold and not done.served:
        tell("换上")
        switch(place, done.release, history.current, actor)
        done = replace(done, served=True)
    with told_when_live(done.served):
        _prune(place, done, keep)
    return done


def switch(place: ReleaseTarget, release: str, before: str, actor: Actor, action: str = SWITCH) -> None:
    """Let a release be the served one, and write so down. Raises WentLiveError when only the latter fails."""
    place.point(release)
    with told_when_live(True):
        if place.current() != release:
            raise ReleaseError("current没有指向新的版本，可能有别的程序也在改它。")
        note(place, LogEntry(action, release, actor.when, who=actor.who, before=before))


@contextmanager
def told_when_live(live: bool) -> Iterator[None]:
    """Make of whatever fails inside a WentLiveError, if the new release is served by now."""
    try:
        yield
    except (WentLiveError, BrokenPipeError):
        raise
    except BaseException as error:
        if not live:
            raise
        raise WentLiveError("新版本已经换上") from error


def _head(source: BuiltSite, actor: Actor, history: History) -> Manifest:
    return Manifest(history.next_id(actor.now), actor.when, source.revision, actor.who, source.files)


def _manifest(place: ReleaseTarget, release: str) -> Manifest:
    found = read_manifest(place.read(manifest_note(release))) if release else None
    return found if found and found.id == release else Manifest()


def _is_sound(place: ReleaseTarget, manifest: Manifest, tell: Callable[[str], None]) -> bool:
    tell("核对")
    return bool(manifest.id) and not faults_in(manifest.whole(), place.digests(manifest.id))


def _note_deploy(place: ReleaseTarget, manifest: Manifest, changes: FileChanges) -> None:
    entry = LogEntry(
        DEPLOY,
        manifest.id,
        manifest.when,
        manifest.revision,
        manifest.who,
        files=len(manifest.files),
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
    )
    note(place, entry)


def _clear(place: ReleaseTarget, history: History) -> None:
    """Remove what deploys that died have left."""
    place.tidy()
    for left in history.leftovers:
        with suppress(ReleaseError):
            place.remove(left)
    place.forget(manifest_note(each) for each in history.orphans)


def _prune(place: ReleaseTarget, done: Deployed, keep: int) -> None:
    """Remove all but the newest releases; the served one and the one before stay, and those put there by hand."""
    history = read_history(place)
    ours = [each for each in history.releases if number_of(each)]
    stay = {*ours[-keep:], history.current, history.before_current(), done.release}
    for old in ours:
        if old in stay:
            continue
        try:
            # Under another name first: half a release must not look like one.
            place.rename(old, f"{GOING}{old}")
            place.forget([manifest_note(old)])
            place.remove(f"{GOING}{old}")
        except ConnectionLostError:
            raise
        except ReleaseError as error:
            done.notes.append(f"旧版本{old}没有删掉：{error}")
