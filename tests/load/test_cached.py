"""Commands that only tell of a portal open what changed, and find the same as without a cache."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.load.cached import load_cached
from generator.load.documents import resolve
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.portal import load_portal
from tests.helpers import MARKS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
COLUMN = "columns:\n  - {name: 栏目, slug: a, description: 公开事项, unit: 甲, owner: 乙, cycle: monthly}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {f"content/a/{n}.md": document(f"第{n}号") for n in range(4)}
    return make_portal(tmp_path, {"columns.yml": PORTAL + COLUMN, "mkdocs.yml": MARKS, **texts})


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    paths: list[str] = []
    parse = resolve.parse_file

    def watched(folder: Path, path: str) -> Any:
        paths.append(path)
        return parse(folder, path)

    monkeypatch.setattr(resolve, "parse_file", watched)
    return paths


def check(root: Path) -> None:
    """Read a portal as check does, which keeps what it read."""
    cache = read_cache(root / ".cache")
    load_portal(root, DAY, False, cache)
    write_cache(root / ".cache", cache)


def test_only_what_changed_since_it_was_checked_is_opened(root: Path, opened: list[str]) -> None:
    check(root)
    assert len(opened) == 4
    opened.clear()
    (root / "content/a/2.md").write_text(document("第2号", "改了的正文。"), encoding="utf-8")
    load_cached(root, DAY)
    assert opened == ["a/2.md"]


def test_the_same_is_found_as_without_a_cache(root: Path) -> None:
    check(root)
    (root / "content/a/1.md").unlink()
    (root / "content/a/9.md").write_text(document("第0号"), encoding="utf-8")
    found, anew = load_cached(root, DAY), load_portal(root, DAY)
    assert found.portal == anew.portal
    assert found.findings == anew.findings


def test_nothing_is_written(root: Path) -> None:
    assert load_cached(root, DAY).portal
    assert not (root / ".cache").exists()
