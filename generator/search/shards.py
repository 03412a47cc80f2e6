"""Divide records into shards by date of publication, small where the portal grows.

A shard is a period of the calendar. The whole time is one period; a period with too many records is
halved (sixteen years, eight, four, two, one, half a year), then cut into quarters, months, halves of a
month and days, and a day is cut by a digest of the address. A period is cut by what it holds and by
nothing else, so that one new document changes one shard, or cuts one shard in two; no other moves.

The one exception is the turn of the year: with the first document of a new year the shards of the last
one grow to the size of old ones.

Sizes: merging costs the browser some 25 ms a shard, once a visit, while a phrase search grows with the
square of a shard's size; the builder needs about 1 ms a document (2,400 characters each), somewhat more in
all the smaller the shards are, and an edit of any document rebuilds one. Where new documents arrive, in the
newest year, a shard holds up to 300; an older one up to 900.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from operator import attrgetter
from typing import Any, Protocol

from generator.search.record import AttachedFile

_ATTACHED = attrgetter("attached")
RECENT_SIZE = 300
OLD_SIZE = 900
# A search asks every segment for its lists, hence few; an edit writes the lists of one anew, hence not too large.
RECENT_SEGMENT = 6_000
OLD_SEGMENT = 24_000
# Characters of a document, as a rule: so many of an attached file count for one more.
_CHARACTERS = 2_400


class Dated(Protocol):
    """What is divided: records, or their stubs. It comes out as it went in."""

    @property
    def published(self) -> datetime:
        """When it was published."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def attached(self) -> tuple[AttachedFile, ...]:
        """The files it offers whose words are read."""


@dataclass(frozen=True)
class Sizes:
    """How many records a period may have: one of the newest year, and an older one."""

    recent: int = RECENT_SEGMENT
    old: int = OLD_SEGMENT

    def room(self, newest: int) -> Callable[[Sequence[Dated]], int]:
        """Return what tells the room of a period by its records; ``newest`` is the newest year of all."""
        return lambda group: self.recent if group[0].published.year == newest else self.old


@dataclass(frozen=True)
class Shard:
    """A period and its records, newest first."""

    name: str  # a folder name: a-z, 0-9 and hyphens
    records: tuple[Any, ...]


@dataclass(frozen=True)
class Segment:
    """A longer period and its shards, newest first: the index joins them, and a search asks for them together."""

    name: str
    shards: tuple[Shard, ...]


def plan_segments(
    records: Iterable[Dated], sizes: Sizes = Sizes(), shard_sizes: Sizes = Sizes(RECENT_SIZE, OLD_SIZE)
) -> list[Segment]:
    """Return the segments of these records, newest first: the same periods, cut less often."""
    ordered = _ordered(records)
    if not ordered:
        return []
    newest = ordered[0].published.year
    parts = _newest_first(_cut(_Part("all", ordered, 0), sizes.room(newest)))
    shard_room = shard_sizes.room(newest)
    return [
        Segment(
            part.name, tuple(Shard(each.name, each.records) for each in _newest_first(_cut(part, shard_room)))
        )
        for part in parts
    ]


def plan_shards(records: Iterable[Dated], recent: int = RECENT_SIZE, old: int = OLD_SIZE) -> list[Shard]:
    """Return the shards of these records, newest first."""
    segments = plan_segments(records, shard_sizes=Sizes(recent, old))
    return [shard for segment in segments for shard in segment.shards]


@dataclass(frozen=True)
class _Part:
    """A period, its records, and the level that it would be cut at."""

    name: str
    records: tuple[Any, ...]
    level: int


def _ordered(records: Iterable[Dated]) -> tuple[Any, ...]:
    ordered = sorted(records, key=attrgetter("url", "title"))
    ordered.sort(key=attrgetter("published"), reverse=True)
    return tuple(ordered)


def _newest_first(parts: Iterable[_Part]) -> list[_Part]:
    """Two parts of one day interleave; by the newest record they still come in a fixed order."""
    return sorted(parts, key=lambda part: (part.records[0].published, part.name), reverse=True)


def _cut(part: _Part, room: Callable[[Sequence[Dated]], int]) -> list[_Part]:
    records, level = part.records, part.level
    most = room(records)
    if len(records) <= most and len(records) + _attached(records) <= most:
        return [part]
    parts = dict(_by_period(records, level) if level < _BELOW_A_DAY else _by_address(records, level))
    if len(parts) == 1 and level > _DEEPEST:  # the same address over and over: nothing left to cut by
        return [part]
    return [finer for name in parts for finer in _cut(_Part(name, parts[name], level + 1), room)]


def _attached(records: Iterable[Dated]) -> int:
    """Return for how many documents the words of attached files count."""
    # Few documents have any: the others are passed over without a step for each.
    files: Iterable[AttachedFile] = chain.from_iterable(filter(None, map(_ATTACHED, records)))
    return sum(each.size for each in files) // _CHARACTERS


def _by_period(records: tuple[Any, ...], level: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the periods of a level. The records are in order of time: each is looked for by its end alone."""
    start = 0
    while start < len(records):
        name = _period(records[start], level)
        end = bisect_right(records, False, start, key=lambda record: _period(record, level) != name)
        yield name, records[start:end]
        start = end


def _by_address(records: tuple[Any, ...], level: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the parts of a day."""
    parts: dict[str, list[Dated]] = {}
    for record in records:
        parts.setdefault(_period(record, level), []).append(record)
    for name, part in parts.items():
        yield name, tuple(part)


_YEARS = (16, 8, 4, 2, 1)
_DEEPEST = 64


def _period(record: Dated, level: int) -> str:
    """Return the name of the period of a level that a record falls into."""
    day = record.published.date()
    if level < len(_YEARS):
        span = _YEARS[level]
        first = day.year // span * span
        return f"{first}-{first + span - 1}" if span > 1 else f"{first}"
    finer = level - len(_YEARS)
    if finer < len(_PARTS_OF_A_YEAR):
        return _PARTS_OF_A_YEAR[finer](day)
    bits = finer - len(_PARTS_OF_A_YEAR) + 1
    digest = int.from_bytes(hashlib.sha256(record.url.encode()).digest()[:16], "big")
    return f"{day:%Y-%m-%d}-{digest >> 128 - bits:0{bits}b}"


def _half_year(day: date) -> str:
    return f"{day.year}-h{(day.month + 5) // 6}"


def _quarter(day: date) -> str:
    return f"{day.year}-q{(day.month + 2) // 3}"


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _half_month(day: date) -> str:
    return f"{day:%Y-%m}-{'a' if day.day <= 15 else 'b'}"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"


_PARTS_OF_A_YEAR = (_half_year, _quarter, _month, _half_month, _day)
_BELOW_A_DAY = len(_YEARS) + len(_PARTS_OF_A_YEAR)
