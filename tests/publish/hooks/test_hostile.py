"""Repositories that mean harm: nothing of them runs, and nothing of them lands where it should not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.publish.hooks.errors import RefusedError
from generator.publish.hooks.repository import Repository
from generator.publish.hooks.tree import read_tree
from generator.publish.hooks.workspace import lay
from tests.helpers import document
from tests.publish.hooks.conftest import Server


def git(folder: Path, *words: str, told: bytes = b"") -> str:
    """Ask git for an object that no working folder makes."""
    done = subprocess.run(["git", *words], cwd=folder, input=told, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_links_are_refused(server: Server) -> None:
    (server.clone.root / "content/tzgg/b.md").symlink_to(server.target)
    server.clone.commit()
    pushed = server.clone.push()
    assert pushed.code != 0
    assert "“content/tzgg/b.md”是符号链接" in pushed.words
    server.clone.git("branch", "other")
    assert server.clone.push("other").code != 0
    assert server.clone.tip == ""


def test_attributes_and_settings_of_a_repository_do_nothing(server: Server, tmp_path: Path) -> None:
    clone, trap = server.clone, tmp_path / "trap"
    clone.put(
        ".gitattributes",
        "* filter=trap diff=trap export-subst\ncontent/tzgg/b.md export-ignore\n*.md eol=crlf ident\n",
    )
    clone.put(".gitconfig", f'[filter "trap"]\n\tsmudge = touch {trap}\n\tclean = touch {trap}\n')
    clone.put("hooks/pre-receive", f"#!/bin/sh\ntouch {trap}\n")
    clone.put("yaml.py", f"open({str(trap)!r}, 'w')\n")
    clone.put("sitecustomize.py", f"open({str(trap)!r}, 'w')\n")
    clone.write(b=document("第二号通知", "$Format:%H$ $Id$"))
    pushed = clone.push()
    assert pushed.code == 0, pushed.words
    assert "$Format:%H$ $Id$" in server.page("tzgg/b.html")
    assert not trap.exists()


def test_modules_and_what_the_program_makes_are_left_alone(server: Server) -> None:
    clone = server.clone
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/tzgg/module")
    clone.git("commit", "--quiet", "-m", "模块")
    clone.put(
        ".gitmodules", '[submodule "x"]\n\tpath = content/tzgg/module\n\turl = ext::sh -c "touch /tmp/x"\n'
    )
    clone.put("site/index.html", "伪造的首页")
    clone.put(".cache/build-site.bin", "伪造")
    clone.git("add", "--force", "site", ".cache", ".gitmodules")
    clone.git("commit", "--quiet", "-m", "伪造")
    pushed = clone.push()
    assert pushed.code == 0, pushed.words
    assert "示例区人民政府" in server.page("index.html")
    assert "伪造的首页" not in server.page("index.html")
    assert "没有理会：.cache/build-site.bin、content/tzgg/module、site/index.html等3个" in pushed.words


@pytest.mark.parametrize("name", [".git", ".GIT", "git~1", "..", ".", ".g\u200cit", "a\\b"])
def test_names_that_reach_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "--quiet", "--bare")
    blob = git(tmp_path, "hash-object", "-w", "--stdin", told=b"x")
    entry = b"100644 " + name.encode() + b"\0" + bytes.fromhex(blob)
    tree = git(tmp_path, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", told=entry)
    with pytest.raises(RefusedError, match="不能用"):
        read_tree(Repository(tmp_path), tree, 10)


def test_a_small_tree_that_stands_for_thousands_of_millions_of_files(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare")
    inner = git(tmp_path, "hash-object", "-w", "--stdin", told=b"x")
    kind = "100644 blob"
    for _ in range(10):
        lines = "".join(f"{kind} {inner}\tf{number}\n" for number in range(10))
        inner, kind = git(tmp_path, "mktree", told=lines.encode()), "040000 tree"
    with pytest.raises(RefusedError, match="超过200000个"):
        read_tree(Repository(tmp_path), inner, 10_000)


def test_what_is_too_large_is_refused(server: Server) -> None:
    server.install("--limit", "1")
    (server.clone.root / "content/tzgg/b.txt").write_bytes(b"0" * (2 << 20))
    server.clone.commit()
    pushed = server.clone.push()
    assert pushed.code != 0
    assert "超过1MB" in pushed.words
    (server.clone.root / "content/tzgg/b.txt").write_bytes(os.urandom(2 << 20))
    server.clone.commit()
    assert server.clone.push().code != 0
    assert server.clone.tip == ""


def test_a_folder_is_made_to_hold_what_a_commit_does(server: Server, tmp_path: Path) -> None:
    """Whatever lies there: links are not followed, and what was altered is written anew."""
    clone, folder = server.clone, tmp_path / "lies"
    repository = Repository(clone.root / ".git")
    tree = read_tree(repository, clone.git("rev-parse", "HEAD").strip(), 10)
    lay(repository, tree.blobs, folder)
    stamp = (folder / "mkdocs.yml").stat().st_mtime_ns
    (folder / "content/tzgg/a.md").write_text("改过")
    (folder / "columns.yml").unlink()
    (folder / "columns.yml").symlink_to(tmp_path / "outside")
    (folder / "more").mkdir()
    (folder / ".cache").mkdir()
    lay(repository, tree.blobs, folder)
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == set(tree.blobs)
    assert (folder / "content/tzgg/a.md").read_bytes() == (clone.root / "content/tzgg/a.md").read_bytes()
    assert not (tmp_path / "outside").exists()
    assert (folder / ".cache").is_dir()
    assert (folder / "mkdocs.yml").stat().st_mtime_ns == stamp
    with pytest.raises(GongkaiError, match="缺少文件"):
        lay(repository, {"a": "1" * 40}, folder)
