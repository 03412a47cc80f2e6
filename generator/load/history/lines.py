"""Follow each file of content/ through history: over renames, over branches, gone and put back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.load.history.commits import ADDED, DELETED, RENAMED, Change, Commit, Head


@dataclass(frozen=True)
class Step:
    """What a commit did to a file; ``head`` is what its head said from then on, as far as that could be read.

    ``order`` is the commit's place in history, ``moved_from`` the path before, if that is another one.
    """

    commit: Commit
    order: int
    status: str
    path: str
    blob: str
    head: Head | None
    moved_from: str = ""


@dataclass(eq=False)
class Line:
    """The steps of one file, whatever it was called, oldest first; ``there`` tells whether it is still there."""

    path: str
    there: bool = True
    steps: list[Step] = field(default_factory=list)

    @property
    def head(self) -> Head | None:
        """What its head says now."""
        return next((step.head for step in reversed(self.steps) if step.head), None)

    @property
    def blob(self) -> str:
        """What it holds now."""
        return self.steps[-1].blob if self.steps else ""


def follow(commits: Iterable[Commit]) -> list[Line]:
    """Return the lines of all files that history knows, those that are gone too."""
    follower = _Follower()
    for order, commit in enumerate(commits):
        follower.take(commit, order)
    return follower.lines


@dataclass
class _Follower:
    """``at`` is the line that was last at each path, there or gone; it may be elsewhere by now."""

    lines: list[Line] = field(default_factory=list)
    at: dict[str, Line] = field(default_factory=dict)

    def take(self, commit: Commit, order: int) -> None:
        renamed = [change for change in commit.changes if change.status == RENAMED]
        # All leave before any arrives: two files may change names with each other.
        leaving = {change.path: self.at.get(change.old) for change in renamed}
        for change in renamed:
            line = leaving[change.path]
            if line and line.there and line.path == change.old and not _is_same(line, change):
                self._add(line, commit, order, Change(DELETED, change.old))
        for change in renamed:
            line = leaving[change.path]
            if line and line.there and _is_same(line, change):
                self._add(line, commit, order, change)
            else:
                self._arrive(commit, order, change)
        # What goes makes room for what comes.
        rest = [change for change in commit.changes if change.status != RENAMED]
        for change in sorted(rest, key=lambda each: each.status != DELETED):
            line = self.at.get(change.path)
            if change.status == DELETED:
                if line and line.there and line.path == change.path:
                    self._add(line, commit, order, change)
            elif line and change.status != ADDED:
                # Changed on one branch while another gave it a new name: it is still the same document.
                self._add(line, commit, order, change)
            else:
                self._arrive(commit, order, change)

    def _arrive(self, commit: Commit, order: int, change: Change) -> None:
        line = self.at.get(change.path)
        # Put back, or added on two branches; but not where what was here has gone elsewhere.
        if line is None or line.path != change.path:
            line = Line(change.path)
            self.lines.append(line)
        self._add(line, commit, order, change)

    def _add(self, line: Line, commit: Commit, order: int, change: Change) -> None:
        gone = change.status == DELETED
        moved = change.status == RENAMED and change.old == line.path
        former = line.path if moved else ""
        if change.status in (ADDED, RENAMED):
            line.path = change.path
        line.there = not gone
        step = Step(commit, order, change.status, line.path, change.blob, change.head, former)
        line.steps.append(step)
        self.at[change.path] = line


def _is_same(line: Line, change: Change) -> bool:
    """Tell whether what git takes for a renamed file is the same document: two bulletins of a form look alike."""
    before, after = line.head, change.head
    if change.blob == line.blob or before is None or after is None:
        return change.blob == line.blob
    return before.title == after.title or (bool(before.index_no) and before.index_no == after.index_no)
