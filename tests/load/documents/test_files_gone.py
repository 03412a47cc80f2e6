"""A file that goes or changes costs the documents that name it, no others, and none of them is told of as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.load.documents import parse_cache
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.documents.resolve import read_document
from generator.load.portal import Loaded, load_portal
from tests.helpers import COLUMNS, PORTAL, document, make_portal

DAY = date(2026, 11, 20)
POLICY = "content/tzgg/policy.md"
NAMING = {
    "a link": document("链接", "见[政策](policy.md)。"),
    "a link to a place": document("锚点", "见[政策](/tzgg/policy.md#一)。"),
    "what it interprets": document("解读", interprets="[tzgg/policy.md]", form="文字"),
    "what replaces it": document("旧政策", validity="废止", replaced_by="tzgg/policy.md"),
    "a file": document("附件", attachments="[a.pdf]"),
    "a picture": document("图片", "![示意](b.png)"),
}
CHANGES: dict[str, Callable[[Path], object]] = {
    "the policy goes": lambda root: (root / POLICY).unlink(),
    "the policy moves": lambda root: (root / POLICY).rename(root / "content/tzgg/other.md"),
    "the file goes": lambda root: (root / "content/tzgg/a.pdf").unlink(),
    "the file grows": lambda root: (root / "content/tzgg/a.pdf").write_bytes(b"%PDF-1.4 more"),
    "the picture goes": lambda root: (root / "content/tzgg/b.png").unlink(),
    "who names it goes": lambda root: (root / "content/tzgg/3.md").unlink(),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal where documents name each other and files, and one that names nothing."""
    texts = {f"content/tzgg/{number}.md": text for number, text in enumerate(NAMING.values())}
    texts |= {POLICY: document("政策", "## 一\n\n正文。"), "content/tzgg/alone.md": document("单独的")}
    files = {"content/tzgg/a.pdf": b"%PDF-1.4", "content/tzgg/b.png": b"png"}
    return make_portal(tmp_path, {"columns.yml": PORTAL + COLUMNS, **texts, **files})


def read(root: Path, *, written: bool = True) -> Loaded:
    """Read a portal over its cache; without ``written`` the run dies before it leaves anything."""
    cache = read_cache(root / ".cache")
    loaded = load_portal(root, DAY, True, cache)
    if written:
        write_cache(root / ".cache", cache)
    return loaded


@pytest.mark.parametrize("died", [False, True])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_read_over_the_cache_is_what_is_read_anew(root: Path, change: str, died: bool) -> None:
    before = read(root)
    CHANGES[change](root)
    if died:
        read(root, written=False)
    for _ in range(2):
        assert read(root) == load_portal(root, DAY, True)
    (root / POLICY).write_text(document("政策又来了"), encoding="utf-8")
    assert read(root) == load_portal(root, DAY, True)
    assert before.portal


def test_only_who_names_it_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(root)
    asked: list[str] = []

    def watched(path: str, *rest: object) -> object:
        asked.append(path)
        return read_document(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.load.documents.documents.read_document", watched)
    read(root)
    # Those with findings are read each time.
    always = set(asked)
    asked.clear()
    (root / POLICY).unlink()
    read(root)
    assert "tzgg/alone.md" not in asked
    assert {"tzgg/0.md", "tzgg/1.md", "tzgg/2.md", "tzgg/3.md"} <= {*asked}
    assert not {"tzgg/4.md", "tzgg/5.md"} & {*asked} - always


def test_of_very_many_files_nobody_asks_who_names_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_cache, "_FEW", 0)
    read(root)
    (root / POLICY).unlink()
    assert read(root) == load_portal(root, DAY, True)


def test_where_the_cache_cannot_be_written_all_is_read_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(root)
    (root / POLICY).unlink()

    def full(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as disk:
        disk.setattr("generator.load.cache.buckets.write_kept", full)
        assert read(root) == load_portal(root, DAY, True)
    assert read(root) == load_portal(root, DAY, True)
