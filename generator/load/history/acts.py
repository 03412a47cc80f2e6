"""What the steps of a document's file were to the public: published, changed, moved, withdrawn, put back.

What was done to it while it was a draft is not told: nobody outside has seen it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import Enum, auto

from generator.data import dataclass
from generator.load.history.commits import DELETED, Commit, Head
from generator.load.history.lines import Line, Step
from generator.load.history.names import Names
from generator.model.calendar.clock import china_time
from generator.model.trail.acts import Act, ActKind

_NOT_IN_GIT = "提交晚于写明的发布时间：在这以前由谁发布，版本库里没有记录。"
_BEFORE = "在公开以前修改。"
_AHEAD = "提交以后，到发布时间才公开。"
_RENAMED = "改了文件名，网址变了。"
_ELSEWHERE = "从别的文件夹移来。"
_OWN_DAY = timedelta(days=1)


class _State(Enum):
    """What the public has of a document."""

    NOTHING = auto()
    SHOWN = auto()
    TAKEN = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True)
class Teller:
    """Tells acts: ``columns`` are the names of the portal's columns by address."""

    columns: Mapping[str, tuple[str, ...]]
    names: Names

    def acts(self, line: Line) -> Iterator[Act]:
        """Yield what was done to a document, oldest first; what went before the beginning of history is not there."""
        state, before = _State.NOTHING, Head()
        for step in line.steps:
            if step.head is None and step.status != DELETED:
                # No site was made of what could not be read.
                continue
            after = step.head or before
            follows = _state_after(step, after, state)
            kind = _kind(step, before, after, state, follows)
            if kind and not step.commit.cut:
                added = tuple(day for day in after.corrected if day not in before.corrected)
                yield self._act(kind, step, after, added if kind is ActKind.CORRECTED else ())
            state, before = follows, after

    def table(self, line: Line) -> Iterator[Act]:
        """Yield what was done to a file without a head: a table, an attachment."""
        there = False
        for step in line.steps:
            kind = ActKind.CHANGED if there else ActKind.PUBLISHED
            there = step.status != DELETED
            if not step.commit.cut:
                moved = ActKind.MOVED if step.moved_from else kind
                signed = Head(reviewers=step.commit.reviewers)
                yield self._act(moved if there else ActKind.REMOVED, step, signed)

    def _act(self, kind: ActKind, step: Step, head: Head, corrected: tuple[date, ...] = ()) -> Act:
        commit = step.commit
        when = moment_of_commit(commit)
        who, author = self.names.shown(commit.committer), self.names.shown(commit.author)
        first, second, third = (self.names.shown(each) for each in head.reviewers)
        return Act(
            kind,
            when,
            commit.id,
            who,
            author if author != who else "",
            (first, second, third),
            head.published,
            corrected,
            tuple(self._notes(kind, step, head, when)),
            step.order,
        )

    def _notes(self, kind: ActKind, step: Step, head: Head, when: datetime | None) -> Iterator[str]:
        if step.moved_from and kind is not ActKind.PUBLISHED:
            yield self._way(step)
        if when is None or head.published is None:
            return
        if head.published > when:
            if kind in (ActKind.PUBLISHED, ActKind.RESTORED):
                yield _AHEAD
            elif kind is ActKind.CHANGED:
                yield _BEFORE
        elif kind is ActKind.PUBLISHED and head.published + _OWN_DAY < when:
            yield _NOT_IN_GIT

    def _way(self, step: Step) -> str:
        """Return where a document came from; never the name its file had, which the public may not have seen."""
        old, new = (path.rpartition("/")[0] for path in (step.moved_from, step.path))
        if old == new:
            return _RENAMED
        names = self.columns.get(old)
        return f"从“{'>'.join(names)}”移来。" if names else _ELSEWHERE


def moment_of_commit(commit: Commit) -> datetime | None:
    """Return when a commit was made, in China."""
    return china_time(commit.seconds)


def _state_after(step: Step, head: Head, state: _State) -> _State:
    if step.status == DELETED or head.draft:
        return _State.NOTHING if state is _State.NOTHING else _State.TAKEN
    return _State.WITHDRAWN if head.withdrawn else _State.SHOWN


def _kind(step: Step, before: Head, after: Head, state: _State, follows: _State) -> ActKind | None:
    """Return what a step was to the public; None for what it has seen nothing of."""
    match follows:
        case _State.NOTHING:
            return None
        case _State.TAKEN:
            if state is _State.TAKEN:
                return None
            return ActKind.REMOVED if step.status == DELETED else ActKind.WITHDRAWN
        case _State.WITHDRAWN if state is not _State.WITHDRAWN:
            return ActKind.WITHDRAWN
        case _State.SHOWN if state is not _State.SHOWN:
            return ActKind.PUBLISHED if state is _State.NOTHING else ActKind.RESTORED
    if step.moved_from:
        return ActKind.MOVED
    return ActKind.CORRECTED if set(after.corrected) - set(before.corrected) else ActKind.CHANGED
