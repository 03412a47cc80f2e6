"""The history of a target: its log, the hold of a rollback, its releases as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, field
from datetime import datetime
from typing import Any

from generator.data import dataclass
from generator.publish.releases.place import GOING, HOLD, LOG, MAKING, MANIFESTS, ReleaseTarget

# What a deploy puts there, what makes a release the served one, and what ends a hold.
DEPLOY, SWITCH, ROLLBACK, RELEASE = "deploy", "switch", "rollback", "release"
_OURS = re.compile(r"\d{8}-\d{6}-(\d{4,9})")


@dataclass(frozen=True)
class LogEntry:
    """A line of the log."""

    action: str
    id: str = ""
    when: str = ""
    revision: str = ""
    who: str = ""
    files: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    before: str = ""


@dataclass(frozen=True)
class Hold:
    """A rollback that holds: no deploy switches. ``newest`` is the number of the newest release at that time."""

    id: str
    when: str
    who: str
    newest: int


@dataclass(frozen=True)
class Actor:
    """Who does something, and when by the clock of China."""

    who: str
    now: datetime

    @property
    def when(self) -> str:
        """The moment as it is written down."""
        return self.now.isoformat(sep=" ", timespec="seconds")


@dataclass(frozen=True)
class History:
    """A target as it stands. ``releases`` go from the oldest to the newest; leftovers are none of them."""

    current: str = ""
    releases: tuple[str, ...] = ()
    hold: Hold | None = None
    log: tuple[LogEntry, ...] = ()
    leftovers: tuple[str, ...] = ()
    orphans: tuple[str, ...] = field(default=())

    @property
    def newest(self) -> str:
        """The newest release that a deploy has put there."""
        return next((each for each in reversed(self.releases) if number_of(each)), "")

    def next_id(self, now: datetime) -> str:
        """Return the id of a release to be: when, and the how manieth it is on this target."""
        known = [*self.releases, *self.orphans, self.current, *(entry.id for entry in self.log)]
        return f"{now:%Y%m%d-%H%M%S}-{max(map(number_of, known), default=0) + 1:04}"

    def before_current(self) -> str:
        """Return the newest release older than the served one that was served before it, empty if there is none."""
        if self.current not in self.releases:
            older: tuple[str, ...] = self.releases
        else:
            older = self.releases[: self.releases.index(self.current)]
        served = {entry.id for entry in self.log if entry.action in (SWITCH, ROLLBACK)}
        # Those put there by hand, before there was a log, count as served.
        proved = [each for each in older if each in served or not number_of(each)]
        candidates = proved or ([] if served else list(older))
        return candidates[-1] if candidates else ""

    def told(self, release: str) -> LogEntry | None:
        """Return what the log says of the making of a release."""
        return next(
            (each for each in reversed(self.log) if each.action == DEPLOY and each.id == release), None
        )

    def is_unlogged(self) -> bool:
        """Tell whether the served release was put there by a deploy that did not come to write so."""
        last = next((each.id for each in reversed(self.log) if each.action in (SWITCH, ROLLBACK)), "")
        return bool(number_of(self.current)) and self.current != last


def number_of(release: str) -> int:
    """Return the number of a release, 0 for a name that no deploy gives."""
    match = _OURS.fullmatch(release)
    return int(match[1]) if match else 0


def read_history(place: ReleaseTarget) -> History:
    """Return how a target stands."""
    names = place.releases()
    whole = [each for each in names if not each.startswith((MAKING, GOING))]
    described = {each.removesuffix(".json") for each in place.notes(MANIFESTS)}
    # The manifest comes first: without one a release of ours was never finished.
    unfinished = [each for each in whole if number_of(each) and each not in described]
    current = place.current()
    leftovers = [each for each in names if each not in whole or (each in unfinished and each != current)]
    releases = sorted(
        (each for each in whole if each not in leftovers), key=lambda each: (number_of(each), each)
    )
    return History(
        current=current,
        releases=tuple(releases),
        hold=_read_hold(place.read(HOLD)),
        log=tuple(_read_log(place.read(LOG) or b"")),
        leftovers=tuple(leftovers),
        orphans=tuple(sorted(described - set(whole))),
    )


def note(place: ReleaseTarget, entry: LogEntry) -> None:
    """Add a line to the log of a target."""
    told = {key: value for key, value in asdict(entry).items() if value or key in ("id", "when", "who")}
    if entry.action == DEPLOY:
        told = asdict(entry)
        told.pop("before")
    place.append(LOG, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def write_hold(place: ReleaseTarget, hold: Hold) -> None:
    """Let a rollback hold."""
    place.write(HOLD, json.dumps(asdict(hold), ensure_ascii=False).encode("utf-8", "replace"))


def _read_hold(data: bytes | None) -> Hold | None:
    if data is None:
        return None
    # A hold that cannot be read holds all the same: better an old portal than a bad one.
    told: dict[str, Any] = {}
    with suppress(ValueError):
        read = json.loads(data.decode("utf-8", "replace"))
        told = read if isinstance(read, dict) else {}
    newest = told.get("newest")
    return Hold(
        str(told.get("id", "")), str(told.get("when", "")), str(told.get("who", "")), newest if isinstance(newest, int) else 0
    )  # fmt: skip


def _read_log(data: bytes) -> Iterable[LogEntry]:
    for line in data.decode("utf-8", "replace").splitlines():
        with suppress(ValueError, TypeError):  # a line that was cut off says nothing
            told = json.loads(line)
            yield LogEntry(**{key: told[key] for key in LogEntry.__dataclass_fields__ if key in told})
