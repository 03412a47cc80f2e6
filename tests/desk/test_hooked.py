"""The desk before a real repository with our hooks: what it refuses is told, what it takes is live at once."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.desk.conftest import git, opened, visit
from tests.desk.test_publishing import written
from tests.publish.hooks.conftest import Server, program, ready, server

__all__ = ["program", "ready", "server"]


@pytest.fixture
def clone(server: Server, tmp_path: Path) -> Path:
    """A clone for the desk of a portal that is live."""
    assert server.clone.push().code == 0
    folder = tmp_path / "桌面"
    subprocess.run(["git", "clone", "--quiet", server.repository, folder], check=True)
    git(folder, "config", "user.name", "张某")
    return folder


def test_what_is_published_is_live_when_the_desk_says_so(server: Server, clone: Path) -> None:
    with opened(clone) as desk:
        own = visit(desk)
        answer = own.publish(written(own))
        assert "成功</h1>" in answer.text and "已换上" in answer.text
    assert "认真做好工作" in server.page("tzgg/20261120-gygsdtz.html")


def test_a_push_that_the_hook_refuses_is_told_and_nothing_is_live(
    server: Server, clone: Path, tmp_path: Path
) -> None:
    rights = tmp_path / "protect.yml"
    rights.write_text("站长: [wang]\n账号:\n  zhang: {栏目: [czzj]}\n", encoding="utf-8")
    server.install("--protect", rights)
    with pytest.MonkeyPatch.context() as patch, opened(clone) as desk:
        patch.setenv("GONGKAI_WHO", "zhang")
        own = visit(desk)
        draft = written(own)
        answer = own.publish(draft)
        assert "成功</h1>" not in answer.text and "没有发布的原因" in answer.text
        assert "通知公告" in answer.text.partition("没有发布的原因")[2].partition("</section>")[0]
        assert server.page("tzgg/20261120-gygsdtz.html") == ""
        patch.setenv("GONGKAI_WHO", "wang")
        assert "成功</h1>" in own.publish(draft).text
    assert "认真做好工作" in server.page("tzgg/20261120-gygsdtz.html")
