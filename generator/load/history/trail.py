"""Make the trail of a portal: of what is public now, who published, changed, moved, withdrew it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from generator.data import dataclass
from generator.load.history.acts import Teller
from generator.load.history.asking import Git, NoHistoryError
from generator.load.history.commits import DELETED
from generator.load.history.heads import TEXT
from generator.load.history.history import History, read_history
from generator.load.history.lines import Line, follow
from generator.load.history.names import Names
from generator.load.history.origin import find_origin, key_of
from generator.load.history.standing import Standing, read_standing
from generator.model.document import Document
from generator.model.portal import Portal, used_assets
from generator.model.trail.acts import Act, ActKind, Removal, Trail

UNSETTLED = "?"
_NO_REPOSITORY = "网站的文件夹不在git版本库里，没有提交记录可看"
_NO_COMMIT = "版本库里还没有提交"
_SHALLOW = "这个版本库是浅克隆（只取了最近的提交），更早的历史这里没有。补全用git fetch --unshallow。"
_UNCOMMITTED = "改动还没有提交，网站上是改动以后的样子。"
_NEW = "文件还没有提交到版本库。"
_MERGED = "网站上的这一版是合并几方的改动时选定的，由谁选定，这里看不出。"
_HELD = "后来推送的一版有错误，没有公开；网站上是以前的一版。"


def read_trail(root: Path, cache: Path, portal: Portal) -> Trail:
    """Return the trail of a portal; where none can be read, it tells why. Never raises for what is in a repository."""
    origin = find_origin(root, cache)
    key = key_of(origin)
    if origin is None:
        return Trail(key, reason=_NO_REPOSITORY)
    git = Git(origin)
    try:
        history = read_history(git, cache)
        standing = read_standing(git, history)
    except (NoHistoryError, OSError) as error:
        # Another time, it may: without a settled key, the next build tries again.
        return Trail(UNSETTLED, reason=str(error) if isinstance(error, NoHistoryError) else "git没有运行起来")
    if not history.tip:
        return Trail(key, reason=_NO_COMMIT)
    teller = Teller({column.address: column.path for column in portal.walk()}, Names())
    maker = _Maker(portal, history, standing, origin.held, teller)
    warnings = (_SHALLOW,) if history.ends else ()
    return Trail(key, history.tip, maker.acts(), tuple(maker.removed()), warnings=warnings)


@dataclass(frozen=True)
class _Maker:
    portal: Portal
    history: History
    standing: Standing
    held: dict[str, str]
    teller: Teller

    @cached_property
    def lines(self) -> list[Line]:
        return follow(self.history.commits)

    @cached_property
    def at(self) -> dict[str, Line]:
        """The line of each path: the one that is there, else the last that was."""
        found: dict[str, Line] = {}
        for line in self.lines:
            if line.path not in found or line.there:
                found[line.path] = line
        return found

    def acts(self) -> dict[str, tuple[Act, ...]]:
        """Return the acts of what is public, by path."""
        told = {
            document.path: tuple(self._of_document(document))
            for document in (*self.portal.documents, *self.portal.withdrawn)
        }
        told |= {register.path: tuple(self._of_table(register.path)) for register in self.portal.registers}
        return told

    def removed(self) -> Iterator[Removal]:
        """Yield what was public and is no file any more."""
        for line in self.lines:
            if line.path in self.standing.blobs or not line.path.endswith(TEXT):
                continue
            steps = [number for number, step in enumerate(line.steps) if step.status == DELETED]
            if not steps:
                continue
            acts = list(self.teller.acts(Line(line.path, False, line.steps[: steps[-1] + 1])))
            last = acts[-1] if acts else None
            if last is None or last.kind is not ActKind.REMOVED:
                continue
            # Where it had not appeared yet, the public has missed nothing.
            if last.when and last.appears and last.appears <= last.when:
                column = line.path.rpartition("/")[0]
                bare = replace(last, appears=None, reviewers=("", "", ""), notes=())
                yield Removal(column if column in self.teller.columns else "", bare)

    def _of_document(self, document: Document) -> Iterator[Act]:
        line = self.at.get(document.path, Line(document.path))
        shown = self.held.get(document.path)
        if shown is not None:
            line = _up_to(line, shown)
        acts = [_explained(act, document) for act in self.teller.acts(line)]
        yield from sorted([*acts, *self._of_files(document, line, acts)], key=lambda each: each.order)
        if shown is not None:
            yield Act(ActKind.HELD, notes=(_HELD,))
        else:
            yield from self._now(document.path, line)

    def _of_table(self, path: str) -> Iterator[Act]:
        line = self.at.get(path, Line(path))
        yield from self.teller.table(line)
        yield from self._now(path, line)

    def _now(self, path: str, line: Line) -> Iterator[Act]:
        """Yield what the commits do not tell of a file as it is."""
        blob = self.standing.blobs.get(path)
        if blob is None:
            yield Act(ActKind.PENDING, notes=(_NEW,))
            return
        if blob != line.blob:
            yield Act(ActKind.UNKNOWN, notes=(_MERGED,))
        if path in self.standing.altered:
            yield Act(ActKind.PENDING, notes=(_UNCOMMITTED,))

    def _of_files(self, document: Document, line: Line, acts: Iterable[Act]) -> Iterator[Act]:
        """Yield the changes of a document's files that came without one of its text, once it was public."""
        since = min((act.order for act in acts), default=-1)
        if since < 0 and not any(step.commit.cut for step in line.steps):
            return
        own = {step.order for step in line.steps}
        for path in dict.fromkeys(asset.path for asset in used_assets((document,), ())):
            file = self.at.get(path)
            for act in self.teller.table(file) if file else ():
                if act.order > since and act.order not in own and act.kind is not ActKind.REMOVED:
                    name = path.rpartition("/")[2]
                    yield replace(act, kind=ActKind.CHANGED, notes=(f"换了文件“{name}”。",))


def _explained(act: Act, document: Document) -> Act:
    """Return an act with what the public may read of it today: why it was withdrawn, what was corrected."""
    if act.kind is ActKind.WITHDRAWN and document.withdrawn:
        return replace(act, notes=(*act.notes, f"原因：{document.withdrawn.reason}"))
    told = tuple(f"更正说明：{each.note}" for each in document.corrected if each.day in act.corrected)
    return replace(act, notes=(*act.notes, *told)) if told else act


def _up_to(line: Line, blob: str) -> Line:
    """Return a line up to the last step that made a version of it."""
    ends = [number for number, step in enumerate(line.steps, 1) if step.blob == blob]
    return Line(line.path, True, line.steps[: ends[-1] if ends else 0])
