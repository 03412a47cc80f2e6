"""The search record of one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, overload

from generator.data import dataclass

UNDATED_KINDS = frozenset({"名录", "栏目"})


class AttachedFile(NamedTuple):
    """A file that a page offers, whose words the search reads too: its name, where it is, and what it is known by.

    ``size`` is how many characters it has. ``words`` come later, block by block on lines of their own.
    """

    label: str
    url: str  # site-relative
    digest: str
    size: int
    words: str = ""


class SearchRecord(NamedTuple):
    """One page of the portal as the search sees it. All text is as the reader sees it, not yet folded."""

    url: str  # site-relative, no leading slash: "zwgk/zcjd/20260303-x.html"
    title: str
    doc_no: str
    issuer: str
    published: datetime  # naive, local
    # The steps of the column's address from the top, and what stands below it by its own name. What columns are called is
    # told once for all records (index.py): a column renamed changes none of them.
    place: tuple[str, ...]
    kind: str  # 政策文件 | 解读 | 办事指南 | 新闻 | 文档 | 名录 | 页面 | 栏目
    validity: str  # "" or 有效 | 失效 | 废止 | 已修改
    body_html: str  # sanitised; may come later, where there is a key
    extra: tuple[str, ...] = ()  # further searchable strings: attachment names, alternative texts
    key: str = (
        ""  # whatever decides all of the above and below, text included; empty: the fields themselves decide
    )
    attached: tuple[AttachedFile, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether the date of publication means something to a reader; that of a register does not."""
        return self.kind not in UNDATED_KINDS


class Stub(NamedTuple):
    """What an index is planned by. Every build has one of every page, and makes records (of ``source``) of few.

    ``key`` is a digest, or a text, of whatever decides the record.
    """

    published: datetime
    url: str
    title: str
    key: str
    source: Any
    attached: tuple[AttachedFile, ...] = ()


def stub_of(record: SearchRecord) -> Stub:
    """Return what an index is planned by of a record that is there."""
    key = record.key or repr(record)
    return Stub(record.published, record.url, record.title, key, record, record.attached)


def itself(stub: Stub) -> SearchRecord:
    """Return the record of a stub that has it."""
    record: SearchRecord = stub.source
    return record


@dataclass(frozen=True)
class Promised(Sequence[SearchRecord]):
    """Records by their stubs, each made when it is asked for. Handed to another process they are all made."""

    stubs: tuple[Stub, ...]
    make: Callable[[Stub], SearchRecord] = itself

    def __len__(self) -> int:
        return len(self.stubs)

    @overload
    def __getitem__(self, place: int) -> SearchRecord: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[SearchRecord, ...]: ...

    def __getitem__(self, place: int | slice) -> SearchRecord | tuple[SearchRecord, ...]:
        if isinstance(place, slice):
            return tuple(map(self.make, self.stubs[place]))
        return self.make(self.stubs[place])

    def __reduce__(self) -> tuple[type[tuple[Any, ...]], tuple[list[SearchRecord]]]:
        return tuple, (list(self),)
