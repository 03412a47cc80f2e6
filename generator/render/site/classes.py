"""What a document is to somebody who searches: the classes by which results are told apart and put in order."""

from __future__ import annotations

from generator.kinds.guide.model import Guide
from generator.kinds.policy.model import Interpretation, PolicyLife
from generator.kinds.press.model import Press
from generator.model.addresses.address import is_folder_page
from generator.model.column import Column
from generator.model.document import Document
from generator.model.words import ColumnType

POLICY, INTERPRETATION, GUIDE, NEWS = "政策文件", "解读", "办事指南", "新闻"
PAGE, OTHER = "页面", "文档"
_BY_COLUMN: dict[str, str] = {
    ColumnType.POLICIES: POLICY,
    ColumnType.INTERPRETATION: INTERPRETATION,
    ColumnType.NEWS: NEWS,
}


def class_of(document: Document, column: Column) -> str:
    """Return the class of a document: what it says of itself decides, then the type of its column."""
    parts = document.parts
    if any(isinstance(part, Guide) for part in parts):
        return GUIDE
    if document.interprets or any(isinstance(part, Interpretation) for part in parts):
        return INTERPRETATION
    if any(isinstance(part, Press) for part in parts):
        return NEWS
    if document.doc_no or document.validity or any(isinstance(part, PolicyLife) for part in parts):
        return POLICY
    if is_folder_page(document.address):
        return PAGE
    return _BY_COLUMN.get(column.type, OTHER)
