"""Put pages of the last build into new frames, where nothing but the frame around them changed.

A column renamed, added or moved changes the menu of every page beside it; what stands in the frame stays as it is.
The page that is live is taken out of its old frame, which is still in the cache, and put into the new one: that costs
a fraction of drawing it from its text. A page of which anything is doubtful is left to be drawn.

Where the waiting tree has the page in a still older frame, it is written over that: a column that was renamed twice
has every page in both trees, and to remove thousands of files and make them anew takes most of the time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from generator.data import dataclass
from generator.files import read_file, rewrite_file
from generator.frames.draw import Frames, kept_frames
from generator.frames.moving import FrameChange, change_of
from generator.frames.slots import Frame
from generator.publish.stamps import stamp_of_tree
from generator.publish.tree import OutputState, TreeContents, in_neither
from generator.render.site.inspection import InspectionResult, PageRequirements
from generator.render.site.keys import parts_of_key
from generator.render.site.plan import BUNDLE, SitePlan
from generator.render.site.writer import PageWriter
from generator.workers import HandedOver, Workers

_FRAMES = "assets/"  # the key of the assets in a tree is that of its frames
_AT_ONCE = 500


class Framed(NamedTuple):
    """A page to be put into another frame: its address, its column, its title, its stamp in the live tree.

    The page of a list keeps its title: what that says of columns is in the key of what stands in the frame.
    """

    address: str
    column: str
    title: str
    stamp: str


@dataclass(frozen=True)
class Move:
    """From where to where pages go, out of which frames into which, and what they are ``wanted`` to show.

    ``leads`` tells that every file a page could lead to is still there.
    """

    live: Path
    out: Path
    old: Frames
    new: Frames
    wanted: PageRequirements
    leads: bool = False


@dataclass(frozen=True)
class Moving:
    """Pages on their way into new frames, in other processes if there are any; ``pages`` are the addresses of all."""

    pages: frozenset[str]
    work: Iterator[tuple[list[str], InspectionResult]]

    def finish(self, files: Collection[str]) -> tuple[set[str], InspectionResult]:
        """Return the addresses of the pages that went well, and what was seen on them, once all are done."""
        done, seen = set[str](), InspectionResult()
        for written, found in self.work:
            done.update(written)
            seen.add(found, files)
        return done, seen


@dataclass(frozen=True)
class Framing:
    """The pages to be put into new frames, and the frames they stand in ``before``, if there are any."""

    pages: tuple[Framed, ...] = ()
    before: Frames | None = None

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the pages."""
        return frozenset(page.address for page in self.pages)


NOT_FRAMED = Framing()


def find_framed(plan: SitePlan, frames: Frames, cache: Path, state: OutputState) -> Framing:
    """Return the pages of documents and lists that neither tree holds and that only lack the new frame."""
    before = kept_frames(cache, state.live.keys.get(_FRAMES, ""))
    if before is None or before.key == frames.key:
        return NOT_FRAMED
    pages = tuple(_only_framed(plan, in_neither(state, plan.files), before, state.live))
    return Framing(pages, before) if pages else NOT_FRAMED


def put_into_frames(plan: SitePlan, framed: Framing, move: Move, live: TreeContents, crew: Workers) -> Moving:
    """Begin to write pages in their new frames; of each there is none yet in the tree, or one to write over."""
    gone = live.keys.keys() - plan.files.keys()
    move = replace(move, leads=all(name.startswith(f"{BUNDLE}/") for name in gone))
    return Moving(framed.addresses, _work(framed.pages, move, crew))


def _only_framed(
    plan: SitePlan, missing: Iterable[str], before: Frames, live: TreeContents
) -> Iterator[Framed]:
    """Yield those of the ``missing`` pages that live in a frame of ``before`` and hold what they are to hold."""
    documents, old = plan.jobs.documents, before.digests(before.columns())
    for address in missing:
        document = documents.get(address)
        column = document.column if document else plan.columns.get(address, "")
        was, stamp, frame_key = live.keys.get(address), live.stamps.get(address), old.get(column)
        if not (frame_key and was and stamp):
            continue
        frame, inside = parts_of_key(was, frame_key)
        if frame == frame_key and inside == parts_of_key(plan.files[address], frame_key)[1]:
            yield Framed(address, column, plan.title_of(document) if document else "", stamp)


def _work(pages: Sequence[Framed], move: Move, crew: Workers) -> Iterator[tuple[list[str], InspectionResult]]:
    pool = crew.pool_for(len(pages))
    parts = [pages[start : start + _AT_ONCE] for start in range(0, len(pages), _AT_ONCE)]
    if pool is None:
        return (put_some(part, move) for part in parts)
    # They begin now, while this process draws what is left.
    return HandedOver(pool, put_some, ((part, move) for part in parts), ahead=len(parts)).rest()


def put_some(pages: Sequence[Framed], move: Move) -> tuple[list[str], InspectionResult]:
    """Put some pages into their new frames; return which went well, and what was seen on them."""
    writer, written, known = PageWriter(move.out, move.wanted, write_to=rewrite_file), [], set[str]()
    for page in pages:
        change = _change(move.old, move.new, page.column)
        data = _moved(page, move, change)
        if data is None:
            _clear(f"{move.out}/{page.address}")
            continue
        # What stands inside was looked at when it was drawn; of each frame, one page is looked at.
        if (
            change
            and change.same_ids
            and move.leads
            and page.column in known
            and page.address not in move.wanted.whole
        ):
            writer.put(page.address, data)
        else:
            writer.write(page.address, data.decode("utf-8"), is_document=bool(page.title))
            known.add(page.column)
        written.append(page.address)
    return written, writer.seen


def _clear(path: str) -> None:
    """Remove a page that will be drawn: what stands there may be shared with the live tree."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - as everywhere here, a path is a text


def _moved(page: Framed, move: Move, change: FrameChange | None) -> bytes | None:
    path = f"{move.live}/{page.address}"
    if stamp_of_tree(path) != page.stamp:
        return None
    data = read_file(path)
    moved = change.apply(data, page.title) if change else None
    return moved if moved is not None else _filled(page, move, data)


def _filled(page: Framed, move: Move, data: bytes) -> bytes | None:
    """Return a page in a new frame that asks for other things than the old one."""
    values = _frame(move.old, page.column).values_of(data.decode("utf-8"))
    if values is None:
        return None
    return (
        _frame(move.new, page.column)
        .fill(values | ({"title": page.title} if page.title else {}))
        .encode("utf-8")
    )


@lru_cache(maxsize=1024)
def _change(old: Frames, new: Frames, column: str) -> FrameChange | None:
    return change_of(_frame(old, column), _frame(new, column))


@lru_cache(maxsize=1024)
def _frame(frames: Frames, column: str) -> Frame:
    return frames.read(column)
