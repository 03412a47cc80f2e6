"""What another process does ahead of its turn shows in time alone: not where checks fail, nor in a damaged tree."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from generator.publish.build import build
from generator.publish.crew import PAGE_DRAWERS
from generator.publish.result import BuildResult
from generator.publish.stages import Listener
from generator.workers import workers
from tests.helpers import AS_OF, COLUMNS, PORTAL, contents, document, make_portal

DAY = date.fromisoformat(AS_OF)


def build_helped(root: Path) -> BuildResult:
    """Build with a process that was begun for little work."""
    with workers(2, threshold=1000) as crew:
        crew.begin_one(1000, PAGE_DRAWERS)
        return build(root, DAY, Listener(), crew=crew)


def first_site(folder: Path, files: dict[str, str | bytes]) -> dict[str, str]:
    """Return the site of a first build of a portal of these files."""
    assert build(make_portal(folder, files), DAY, Listener()).stats
    return contents(folder / "site")


def portal(changing: str, title: str = "会改的通知") -> dict[str, str | bytes]:
    """Return some documents, one of them with this text and title."""
    strict = "checks:\n  - code: title-duplicate\n    level: error\n    reason: 列表里要分得清\n"
    return {
        "columns.yml": PORTAL + COLUMNS + strict,
        **{f"content/tzgg/{number:03}.md": document(title=f"第{number}号通知") for number in range(30)},
        "content/tzgg/changing.md": document(title=title, body=changing),
    }


def test_shards_begun_before_a_failed_check_are_dropped(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", portal("最初的文字。"))
    assert build_helped(root).stats
    before = contents(root / "site")
    # The same title twice, which this portal has made an error: told by the checks, after all was read.
    make_portal(root, portal("改过的文字。", title="第3号通知"))
    failed = build_helped(root)
    assert failed.stats is None
    assert [each.code for each in failed.findings if each.level == "error"] == ["title-duplicate"]
    begun = [path.name for path in (root / ".cache/ahead").iterdir()]
    assert any(name.startswith("heads_") for name in begun)
    assert contents(root / "site") == before
    make_portal(root, portal("改过的文字。"))
    mended = build_helped(root)
    assert mended.stats
    assert mended.stats.shards_built == 1
    assert contents(root / "site") == first_site(tmp_path / "first", portal("改过的文字。"))


def test_a_waiting_tree_that_was_altered_is_noticed(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", portal("第一版。"))
    for text in ("第一版。", "第二版。", "第三版。"):
        make_portal(root, portal(text))
        assert build_helped(root).stats
    waiting = root / ".cache/next-site"
    (waiting / "tzgg/003.html").unlink()
    (waiting / "left.html").write_text("不是本站的", encoding="utf-8")
    make_portal(root, portal("第四版。"))
    assert build_helped(root).stats
    assert contents(root / "site") == first_site(tmp_path / "first", portal("第四版。"))


def test_lists_that_are_not_kept_are_joined_in_their_turn(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", portal("第一版。"))
    for text in ("第一版。", "第二版。"):
        make_portal(root, portal(text))
        shutil.rmtree(root / ".cache/lists", ignore_errors=True)
        assert build_helped(root).stats
    assert contents(root / "site") == first_site(tmp_path / "first", portal("第二版。"))
