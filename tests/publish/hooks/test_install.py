"""Installing, previews' names, templates, and the check before a commit."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.main import VERBS
from generator.load.yaml.validate import declared_keys
from generator.publish.hooks.accounts import pusher
from generator.publish.hooks.previews import mark, preview_name
from generator.publish.hooks.protection import AccountDeclaration, ProtectionDeclaration
from generator.publish.hooks.words import TEMPLATES
from tests.helpers import REPOSITORY, document, make_portal, run
from tests.publish.hooks.conftest import FORCED, Server, clone_of


def test_it_may_be_installed_again(server: Server, tmp_path: Path) -> None:
    words = ("hook", "install", server.repository, "--deploy", server.target, "--preview", server.preview)
    assert run(*words).out == "都已装好，没有要改的。\n"
    changed = run(*words, "--keep", "3", "--dry-run").out
    assert changed == f"要写{server.repository}/gongkai/settings.json\n"
    assert changed == run(*words, "--keep", "3", "--dry-run").out
    hook = server.repository / "hooks/pre-receive"
    assert re.search(
        r"^exec /\S+ -I -X utf8 -m generator hook pre-receive '.*库 一\.git'$", hook.read_text(), re.MULTILINE
    )
    assert os.access(hook, os.X_OK)
    nothing = tmp_path / "new.git"
    assert "要新建裸版本库" in run("hook", "install", nothing, "--deploy", server.target, "--dry-run").out
    assert not nothing.exists()


def test_what_cannot_be_installed_is_told(server: Server, tmp_path: Path) -> None:
    def fault(*words: str | Path) -> str:
        done = run("hook", "install", *words)
        assert done.code == 2
        return done.err

    assert "不是裸版本库" in fault(server.clone.root, "--deploy", server.target)
    assert "不能作发布目标" in fault(server.repository, "--deploy", server.repository)
    assert "看不懂" in fault(server.repository, "--deploy", "a@b:c")
    assert "不能放在发布目标里面" in fault(
        server.repository, "--deploy", server.target, "--preview", server.target / "releases/x"
    )
    assert "在版本库里面" in fault(
        server.repository, "--deploy", server.target, "--preview", server.repository / "x"
    )
    assert "权限文件" in fault(
        server.repository, "--deploy", server.target, "--protect", tmp_path / "none.yml"
    )
    hook = server.repository / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\n")
    assert "已有别的内容" in fault(server.repository, "--deploy", server.target)
    assert run("hook", "publish", tmp_path).code == 2
    assert "没有“x”这个模板" in run("hook", "template", "x").err


def test_gitea_calls_hooks_in_a_folder(server: Server) -> None:
    (server.repository / "hooks/pre-receive.d").mkdir()
    server.install()
    assert os.access(server.repository / "hooks/pre-receive.d/gongkai", os.X_OK)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_can_be_read_and_name_verbs_that_exist(name: str) -> None:
    text = run("hook", "template", name).out
    assert isinstance(yaml.safe_load(text), dict)
    verbs = re.findall(r"^(?:.*(?:run|entry): |\s*- |\s+)gongkai (\S+)", text, re.MULTILINE)
    assert verbs
    assert set(verbs) <= set(VERBS)


@given(st.text(min_size=1), st.text(min_size=1))
def test_each_branch_has_a_folder_of_its_own(one: str, other: str) -> None:
    for branch in (one, f"{other}-0123abcd"):
        name = preview_name(branch)
        assert name not in ("", ".", "..")
        assert not re.search(r"[/\\\0\s]|\.\.|^[.-]", name)
        assert len(name.encode("utf-8", "surrogateescape")) < 250
    if one != other:
        assert preview_name(one) != preview_name(other)
        assert preview_name(one) != preview_name(preview_name(one)) or one == preview_name(one)


def test_a_page_is_marked_once_and_nothing_of_it_is_lost() -> None:
    page = (
        '<!doctype html><html><head><title>甲</title></head><body class="x"><p>乙 &lt;body></p></body></html>'
    )
    marked = mark(page, "分支<x>", "../p.css")
    assert marked.count("noindex") == 1
    assert '<body class="x"><p class="gongkai-preview" role="note">分支&lt;x&gt;</p><p>乙' in marked
    assert "noindex" in mark("没有标签", "x", "p.css")


def test_who_pushes_is_told_by_the_server() -> None:
    assert pusher({"GONGKAI_WHO": " zhang ", "GL_USERNAME": "li"}) == "zhang"
    assert pusher({"GITEA_PUSHER_NAME": "li"}) == "li"
    assert pusher({"GL_USERNAME": "wang"}) == "wang"
    # The environment is whoever's; the system's account is not.
    assert pusher({"USER": "root2", "LOGNAME": "root2"}) != "root2"


def test_a_commit_with_errors_is_not_made(tmp_path: Path) -> None:
    clone = clone_of(tmp_path / "work", "")
    assert run("hook", "install", clone.root).code == 0
    assert run("hook", "install", clone.root).out == "都已装好，没有要改的。\n"
    clone.put("content/tzgg/b.md", document("第二号通知", issuer=""))
    clone.git("add", "--all")
    said = clone.git("commit", "-m", "错的", code=1)
    assert "content/tzgg/b.md:2:1" in said
    # What counts is what is committed, not what lies in the folder.
    clone.put("content/tzgg/b.md", document("第二号通知"))
    assert "没有提交" in clone.git("commit", "-m", "错的", code=1)
    clone.git("add", "--all")
    clone.put("content/tzgg/b.md", document("第二号通知", issuer=""))
    clone.git("commit", "--quiet", "-m", "对的")
    # Errors in what is not changed are told, and keep nothing from being committed.
    clone.git("commit", "--quiet", "--all", "--no-verify", "-m", "错的")
    clone.put("content/tzgg/c.md", document("第三号通知"))
    clone.git("add", "--all")
    assert "还有1个错误" in clone.git("commit", "-m", "对的")
    clone.put("columns.yml", "portal: 甲\n")
    assert "没有提交" in clone.git("commit", "-m", "错的", "--", "columns.yml", code=1)


def test_what_is_told_is_what_is_tested() -> None:
    """The guide has the keys of the file of rights, the line for each account, and all templates."""
    guide = (REPOSITORY / "docs/部署/推送即发布.md").read_text(encoding="utf-8")
    for declaration in (ProtectionDeclaration, AccountDeclaration):
        for key, field in declared_keys(declaration).items():
            assert f"| `{key}` | {field.title} |" in guide
    assert FORCED.format(who="zhang") in guide
    assert all(f"gongkai hook template {name}" in guide for name in TEMPLATES)


def test_a_folder_without_git_is_told(tmp_path: Path) -> None:
    done = run("hook", "install", make_portal(tmp_path / "portal"))
    assert done.code == 2
    assert "不是git版本库" in done.err
    assert run("hook", "pre-commit", tmp_path / "portal").code == 2
