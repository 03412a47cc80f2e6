"""The search record of one page."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

UNDATED_KINDS = frozenset({"名录", "栏目"})


class SearchRecord(NamedTuple):
    """One page of the portal as the search sees it. All text is as the reader sees it, not yet folded.

    A tuple, because every build makes one of every document and uses few.
    """

    url: str  # site-relative, no leading slash: "zwgk/zcjd/20260303-x.html"
    title: str
    doc_no: str
    issuer: str
    published: datetime  # naive, local
    column: str
    column_path: tuple[str, ...]  # names from the top
    kind: str  # 政策文件 | 解读 | 办事指南 | 新闻 | 文档 | 名录 | 页面 | 栏目
    validity: str  # "" or 有效 | 失效 | 废止 | 已修改
    body_html: str  # sanitised; may come later, where there is a key
    extra: tuple[str, ...] = ()  # further searchable strings: attachment names, alternative texts
    key: str = ""  # whatever decides all of the above, text included; empty: the fields themselves decide

    @property
    def dated(self) -> bool:
        """Whether the date of publication means something to a reader; that of a register does not."""
        return self.kind not in UNDATED_KINDS
