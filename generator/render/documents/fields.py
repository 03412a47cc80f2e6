"""Say what the metadata table of an official document holds: what is known, and nothing else.

A row that says 无 or 不涉及 tells a reader nothing and moves the text down; a column's name is no 主题分类.
"""

from __future__ import annotations

from generator.kinds.policy.model import PolicyLife
from generator.model.document import Document
from generator.model.subjects import is_subject

_NOTHING = frozenset(("", "无", "不涉及", "其他", "其它", "暂无", "/", "／", "-", "－", "—", "——"))


def official_fields(document: Document, subjects: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return labels and values in the order of Chongqing's policy pages; nothing for what is no official document.

    ``subjects`` are the portal's own classes of 主题分类. A guide, a piece of news and a leader's page have an index
    number at most: that stands beside their date.
    """
    if not _is_official(document):
        return []
    life = document.part(PolicyLife)
    fields = [
        ("索引号", document.index_no),
        ("发文字号", document.doc_no),
        ("主题分类", document.theme if is_subject(document.theme, subjects) else ""),
        ("体裁分类", document.genre),
        ("发布机构", document.issuer),
        ("有效性", document.validity.value if document.validity else ""),
        ("施行日期", f"{life.effective:%Y-%m-%d}" if life and life.effective else ""),
        ("有效期至", f"{life.expires:%Y-%m-%d}" if life and life.expires else ""),
        ("成文日期", document.signed.isoformat() if document.signed else ""),
        ("发布日期", document.published.date().isoformat()),
        ("更正日期", document.corrected[-1].day.isoformat() if document.corrected else ""),
    ]
    return [(label, value) for label, value in fields if value not in _NOTHING]


def _is_official(document: Document) -> bool:
    return bool(document.doc_no or document.validity or document.signed or document.theme)
