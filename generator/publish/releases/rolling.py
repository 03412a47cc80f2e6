"""Go back to a release that was served before, and hold it there until somebody lets go."""

from __future__ import annotations

from generator.data import dataclass
from generator.errors import UsageError
from generator.publish.releases.deploying import switch, told_when_live
from generator.publish.releases.history import (
    RELEASE,
    ROLLBACK,
    SWITCH,
    Actor,
    History,
    Hold,
    LogEntry,
    note,
    number_of,
    read_history,
    write_hold,
)
from generator.publish.releases.manifest import faults_in, read_manifest
from generator.publish.releases.place import HOLD, ReleaseTarget, manifest_note


@dataclass(frozen=True)
class Rolled:
    """What came of it: the release that is served now and the one before. ``faults`` kept it from being done.

    ``unproved``: there is no manifest to compare the release with, since no deploy put it there.
    """

    release: str
    before: str
    faults: tuple[str, ...] = ()
    unproved: bool = False


def roll_back(place: ReleaseTarget, wanted: str, actor: Actor) -> Rolled:
    """Serve an earlier release (without a name the one before), and hold it. The target is locked by the caller.

    Raises UsageError when there is no such release.
    """
    history = read_history(place)
    release = _find(history, wanted) if wanted else history.before_current()
    if not release:
        raise UsageError("没有更早的版本可以退回。用gongkai releases看有哪些版本。")
    data = place.read(manifest_note(release))
    manifest = read_manifest(data)
    if data is not None or number_of(release):
        faults = faults_in(manifest.whole(), place.digests(release)) if manifest else ["清单读不出来"]
        if faults:
            return Rolled(release, history.current, tuple(faults))
    # Held first: a deploy in between must not take it for something to replace.
    newest = history.hold.newest if history.hold else max(map(number_of, history.releases), default=0)
    write_hold(place, Hold(release, actor.when, actor.who, newest))
    if release != history.current:
        switch(place, release, history.current, actor, ROLLBACK)
    return Rolled(release, history.current, unproved=manifest is None)


def let_go(place: ReleaseTarget, actor: Actor) -> Rolled:
    """End a hold; what was deployed meanwhile, and only that, is served now. The target is locked by the caller.

    Raises UsageError when nothing holds.
    """
    history = read_history(place)
    if history.hold is None:
        raise UsageError("没有退回的版本在保持，不用放开。")
    waiting = history.newest if number_of(history.newest) > history.hold.newest else ""
    if waiting and waiting != history.current:
        manifest = read_manifest(place.read(manifest_note(waiting)))
        faults = faults_in(manifest.whole(), place.digests(waiting)) if manifest else ["清单读不出来"]
        if faults:
            return Rolled(waiting, history.current, tuple(faults))
        switch(place, waiting, history.current, actor, SWITCH)
    with told_when_live(bool(waiting)):
        place.forget([HOLD])
        note(place, LogEntry(RELEASE, waiting or history.current, actor.when, who=actor.who))
    return Rolled(waiting or history.current, history.current)


def _find(history: History, wanted: str) -> str:
    """Return the release that a word means: its id, or as much of its end or beginning as no other has."""
    exact = [each for each in history.releases if each == wanted]
    number = [each for each in history.releases if wanted.isdigit() and number_of(each) == int(wanted) > 0]
    begun = [each for each in history.releases if each.startswith(wanted)]
    found = exact or number or begun
    if len(found) == 1:
        return found[0]
    why = "不止一个版本是这样开头的" if found else "没有这个版本"
    raise UsageError(f"“{wanted}”：{why}。用gongkai releases看有哪些版本。")
