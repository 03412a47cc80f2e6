"""A new document that is filled from elsewhere says everything once, whatever its column starts documents with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.load.documents.template import Filled, draft_document
from generator.load.markdown.front_matter import SplitDocument, split_document
from generator.load.portal import load_portal
from generator.load.yaml.marked import parse_marked
from generator.model.portal import governing_layouts
from generator.model.words import ColumnKind

DAY = date(2026, 11, 20)


def test_what_is_known_takes_the_place_of_what_the_column_starts_with(sample_root: Path) -> None:
    portal = load_portal(sample_root, DAY).portal
    assert portal
    layouts, told = governing_layouts(portal), 0
    known = Filled("正文。\n", (("signed", "2026-11-18"), ("validity", "失效"), ("genre", "通知")))
    for column in portal.walk():
        if column.kind is not ColumnKind.DOCUMENTS:
            continue
        made = draft_document(
            column, "标题", issuer="区政府办公室", day=DAY, numbers=None, file_name=None,
            layout=layouts.get(column.address), filled=known,
        )  # fmt: skip
        parts = split_document(made.text, "x")
        assert isinstance(parts, SplitDocument)
        marked = parse_marked(parts.head, "x")
        assert marked.findings == [], column.name
        assert isinstance(marked.value, dict)
        assert (marked.value["signed"], marked.value["validity"]) == ("2026-11-18", "失效")
        told += 1
    assert told > 20
