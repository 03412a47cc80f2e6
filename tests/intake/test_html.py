"""Pages of government systems become documents: the article whole, what is around it left out."""

from __future__ import annotations

import pytest

from tests.intake.making import make, shown
from tests.intake.pages import TITLE, Saved, saved


@pytest.mark.parametrize("page", saved(), ids=lambda page: page.name)
def test_an_article_is_taken_whole_and_alone(page: Saved) -> None:
    made = make(page.raw, "通知.html")
    seen = shown(made)
    at = 0
    for words in ("".join(each.split()) for each in page.shows):
        found = seen.words.find(words, at)
        assert found >= 0, f"{words!r} not in {seen.words!r} from {at}"
        at = found + len(words)
    for words in page.hides:
        assert words not in made.text
    for cell in page.cells:
        assert cell in seen.cells
    assert made.title == TITLE
    head = dict(made.head)
    assert (head.get("signed"), head.get("doc_no", "")) == (page.signed, page.doc_no)
    assert f"published: {page.published or '2026-03-20 09:00'}" in made.text
    assert made.proof.kept == 1 and not made.proof.missing and not made.proof.moved and not made.proof.added
    assert (2, "一、时间和地点") in seen.headings
    assert 'class="gk-sign">示例区人民政府办公室' in seen.html
