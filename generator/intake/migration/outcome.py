"""What came of a migration: a row for each old address, and the sums of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum

from generator.data import dataclass
from generator.intake.migration.placing import Done


class Became(Enum):
    """What an old address has become."""

    DOCUMENT = "文档"
    SAME_DOCUMENT = "同一份文档的另一个网址"
    COLUMN = "列表页，转到栏目"
    HOME = "首页"
    ATTACHMENT = "附件"
    PICTURE = "图片"
    SKIPPED = "映射里写明不搬"
    DRESS = "旧网页的样式和装饰"
    LEFT = "没有搬"
    UNUSED = "没有文档用到的附件"


@dataclass(frozen=True)
class Row:
    """One old address. ``kept`` is the share of the old characters, None where there is no text to compare.

    ``missing`` are words that are not in the result with where they stood, ``losses`` what else did not come along,
    ``left`` what was left out on purpose: what it is, and its words.
    """

    old: str
    became: Became
    new: str = ""
    title: str = ""
    column: str = ""
    path: str = ""
    done: Done | None = None
    characters: int = 0
    kept: float | None = None
    missing: tuple[tuple[str, str], ...] = ()
    losses: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    size: int = 0
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing of this address is lost; that a link of it was dead before is no loss."""
        if self.became in (Became.LEFT, Became.UNUSED) or self.missing:
            return False
        return all(what in DEAD_LINKS for what, _ in self.losses)


DEAD_LINKS = frozenset({"链接没有着落", "不是网址的链接"})


@dataclass(frozen=True)
class Outcome:
    """What a run has found and done. ``dry`` tells that nothing was written."""

    rows: tuple[Row, ...]
    dry: bool = False

    def of(self, *kinds: Became) -> Iterator[Row]:
        """Yield the rows of some kinds."""
        return (row for row in self.rows if row.became in kinds)

    @property
    def documents(self) -> tuple[Row, ...]:
        """Return the documents."""
        return tuple(self.of(Became.DOCUMENT))

    @property
    def kept(self) -> float:
        """Return the share of all characters of the old articles that are in the documents, never rounded up to all."""
        total = sum(row.characters for row in self.documents)
        lost = sum(row.characters * (1 - (row.kept if row.kept is not None else 1)) for row in self.documents)
        return 1 - lost / total if total else 1.0

    @property
    def not_whole(self) -> tuple[Row, ...]:
        """Return the rows of which something is lost or not placed."""
        return tuple(row for row in self.rows if not row.is_whole)

    @property
    def edited(self) -> tuple[Row, ...]:
        """Return the rows that a further run has left as people made them."""
        return tuple(row for row in self.rows if row.done in (Done.EDITED, Done.DELETED))

    def counts(self) -> Counter[Became]:
        """Return how many old addresses became what."""
        return Counter(row.became for row in self.rows)

    def done(self) -> Counter[Done]:
        """Return how many documents were made, changed or left."""
        return Counter(row.done for row in self.documents if row.done)


def percent(share: float) -> str:
    """Return a share in percent, 100 only for all of it."""
    if share >= 1:
        return "100%"
    return f"{min(int(share * 10000) / 100, 99.99):.2f}%"
