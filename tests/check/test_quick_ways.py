"""The quick ways of rules over all documents find what looking at each document in turn finds."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import datetime

from hypothesis import example, given
from hypothesis import strategies as st

from generator.check.documents import has_year
from generator.check.duplicates import find_repeats
from generator.model.document import Document
from generator.model.finding import Place

_PIECES = st.sampled_from(
    ["示例府办发", "〔", "〕", "[", "]", "（", "）", "(", ")", "2021", "2022", "21", "号", " ", "-"]
)


@given(st.lists(_PIECES, max_size=8).map("".join))
@example("示例府办发〔2021〕6号")
@example("示例府办发（2022）6号〔2021〕")
@example("示例府办发〔2022〔2021〕6号")
def test_year_of_document_number(doc_no: str) -> None:
    found = re.search(r"[〔\[［(（](\d{4})[〕\]］)）]", doc_no)
    assert has_year(doc_no, 2021) is (found is None or int(found[1]) == 2021)


@given(st.lists(st.integers(0, 5), max_size=12))
def test_repeats(keys: list[int]) -> None:
    documents = [_document(f"{number}.md") for number in range(len(keys))]
    seen: dict[Hashable, Document] = {}
    wanted = []
    for document, key in zip(documents, keys, strict=True):
        other = seen.setdefault(key, document) if key else document
        if other is not document:
            wanted.append((document, other))
    assert list(find_repeats(documents, keys)) == wanted


def _document(path: str) -> Document:
    return Document(path, "a", f"a/{path}", path, "", datetime(2026, 1, 1), Place(f"content/{path}"))
