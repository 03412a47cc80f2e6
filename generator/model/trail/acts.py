"""The trail (公开留痕): what was done to each public document, by whom, at which commit. Frozen data alone."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from generator.data import dataclass

SHORT = 10


class ActKind(StrEnum):
    """What was done to a document, as far as the public sees it."""

    PUBLISHED = "发布"
    CHANGED = "修改"
    CORRECTED = "更正"
    MOVED = "移动"
    WITHDRAWN = "撤回"
    RESTORED = "恢复"
    REMOVED = "删除"
    UNKNOWN = "来历不明"
    PENDING = "尚未提交"
    HELD = "没有公开"


@dataclass(frozen=True)
class Act:
    """One thing that was done.

    ``when`` is the moment of the commit in China, None where there is no commit or it bears no possible one.
    ``commit`` is its full name, ``who`` its committer and ``author`` its author where that is another; empty
    where there is none that may be shown. ``reviewers`` are who signed the three reviews of that version, and
    ``appears`` from when on it says that it is public; ``corrected`` are the days of corrections that it has and the
    version before had not. ``order`` puts acts in the order of history.
    """

    kind: ActKind
    when: datetime | None = None
    commit: str = ""
    who: str = ""
    author: str = ""
    reviewers: tuple[str, str, str] = ("", "", "")
    appears: datetime | None = None
    corrected: tuple[date, ...] = ()
    notes: tuple[str, ...] = ()
    order: int = -1

    @property
    def revision(self) -> str:
        """The name of the commit, short."""
        return self.commit[:SHORT]


@dataclass(frozen=True)
class Removal:
    """A document that was public once and is no file any more: nothing is told of it but its column's address."""

    column: str
    act: Act


@dataclass(frozen=True)
class Trail:
    """The acts of each public document and register, oldest first, by the path below content/.

    ``reason`` tells why there are none, ``warnings`` what is not whole about them; ``commit`` is where they end.
    ``key`` stands for all of history that this was made of: equal keys, equal trail, over the same files. It is
    "?" where that cannot be told, and a further try may give more.
    """

    key: str
    commit: str = ""
    acts: dict[str, tuple[Act, ...]] = field(default_factory=dict)
    removed: tuple[Removal, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class TrailRow:
    """An act with what it was done to, as tables show it. ``url`` is below the site's root, empty without a page."""

    act: Act
    title: str
    url: str
    column: tuple[str, ...]
    unit: str
    issuer: str = ""
