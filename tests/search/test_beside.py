"""Words whose characters always stand together: lists alone prove them, and where one document has it otherwise, its places."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator.search.grams import LEAST_BESIDE
from tests.search.bundles import write_index
from tests.search.conftest import Desk
from tests.search.corpus import record

BUNDLE = "beside"
OTHERWISE = "居民医院收费。城乡公交。保险箱。"


@pytest.fixture(scope="module", autouse=True)
def _index(search_site: Path) -> None:
    texts = ["参加城乡居民医疗保险的，每年缴费一次。"] * (LEAST_BESIDE * 4) + [
        OTHERWISE,
        "居民医疗。",
        "乡居。",
    ]
    records = [
        record(
            f"事项{number}", text, url=f"b/{number}.html", published=datetime(2026, 1, 1) + timedelta(number)
        )
        for number, text in enumerate(texts)
    ]
    write_index(records, search_site / "portal" / BUNDLE)


def ask(desk: Desk, query: str) -> tuple[int, bool]:
    """Return how many documents are found, and whether places were read for that."""
    desk.page.route(
        "**/pagefind/**",
        lambda route: route.continue_(url=route.request.url.replace("/pagefind/", f"/{BUNDLE}/")),
    )
    desk.go(query)
    count = desk.count if desk.step == "written" else 0
    return count, any(re.search(r"/p\d+\.pagefind$", url) for url in desk.requests)


@pytest.mark.parametrize("query", ["疗保险的", "年缴费一次", "参加城", "每年缴", "，每年"])
def test_what_always_stands_together_is_found_without_places(desk: Desk, query: str) -> None:
    assert ask(desk, query) == (LEAST_BESIDE * 4, False)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("居民医疗", LEAST_BESIDE * 4 + 1),
        ("城乡居民", LEAST_BESIDE * 4),
        ("医疗保险", LEAST_BESIDE * 4),
        ("居民医院", 1),
    ],
)
def test_a_document_that_has_it_otherwise_is_told_by_its_places(desk: Desk, query: str, count: int) -> None:
    assert ask(desk, query)[0] == count


@pytest.mark.parametrize("query", ["城乡公交", "居民医院", "乡居民医疗。", "保险箱。城"])
def test_what_few_have_is_neither_lost_nor_made_up(desk: Desk, query: str) -> None:
    assert ask(desk, query)[0] == (query in OTHERWISE)
