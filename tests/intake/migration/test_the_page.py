"""docs/站长/搬旧网站.md: each command in it is run, as it stands there, on an old site that wget has fetched."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PORTAL, REPOSITORY, Outcome, make_portal, run
from tests.intake.migration.old_portal import picture
from tests.intake.migration.small import page

PAGE = (REPOSITORY / "docs/站长/搬旧网站.md").read_text(encoding="utf-8")
OLD_HOST = "www.old.example.gov.cn"
COLUMNS = """\
columns:
  - {name: 通知公告, description: 发布需要公众知晓的事项。, unit: 区政府办公室, owner: 张某, cycle: monthly}
  - {name: 政策文件, description: 发布本区制定的政策文件。, unit: 区政府办公室, owner: 张某, cycle: monthly}
"""
LINKS = '<p>见<a href="/xxgk/zcwj/show.asp?id=2">政策</a>，<a href="/files/1.pdf">附件：办事指南</a>。<img src="/img/1.png" alt="现场"></p>'
SITE: dict[str, str | bytes] = {
    "index.html": '<a href="/xxgk/tzgg/">通知</a>',
    "xxgk/tzgg/index.html": '<ul><li><a href="t1.html">一</a></li></ul>',
    "xxgk/tzgg/t1.html": page("关于一的通知", LINKS).replace("utf-8", "gb2312"),
    "xxgk/zcwj/show.asp?id=2": page("关于二的办法", "<p>第一条。</p>"),
    "files/1.pdf": b"%PDF-1.4\n",
    "img/1.png": picture(1),
}


def fenced(language: str) -> list[str]:
    """Return the blocks of a language in the page."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [text for kind, text in blocks if kind == language]


def commands() -> Iterator[list[str]]:
    """Yield the commands in the page, each as its words."""
    for block in fenced(""):
        yield from (shlex.split(line) for line in block.splitlines())


class _OldServer(SimpleHTTPRequestHandler):
    """Serves files whose names hold a question, and names no encoding, as old servers do."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".html": "text/html"}  # noqa: RUF012

    def translate_path(self, path: str) -> str:
        """Return the file of an address, its question included."""
        file = f"{self.directory}{path}"
        return f"{file}index.html" if file.endswith("/") else file

    def guess_type(self, path: Any) -> str:
        """Tell pages by what made them."""
        return "text/html" if "?" in str(path) else super().guess_type(path)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def old_server(folder: Path) -> Iterator[str]:
    """Serve the old site; yield its host."""
    for name, said in SITE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        encoding = "gb18030" if name.endswith("t1.html") else "utf-8"
        path.write_bytes(said.encode(encoding) if isinstance(said, str) else said)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_OldServer, directory=str(folder))) as server:
        # It is told to end in this many seconds, and not in half a second.
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def fetch(words: list[str], host: str, folder: Path) -> None:
    """Run the command of the page that fetches a mirror, with the host of the test; name its folder by the old host."""
    assert shutil.which("wget"), "没有找到wget，请用./gongkai test运行测试。"
    there = [each.replace(OLD_HOST, host) for each in words if not each.startswith("--wait")]
    folder.mkdir()
    subprocess.run([*there, "--quiet", "--no-proxy"], cwd=folder, check=True, timeout=60)
    (made,) = folder.iterdir()
    made.rename(folder / OLD_HOST)


def test_the_page_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path / "portal", {"columns.yml": PORTAL + COLUMNS})
    maps = fenced("yaml")
    (root / "migration.yml").write_text(maps[0], encoding="utf-8")
    (root / "导出.csv").write_bytes(
        "链接,标题,时间,内容,栏目\r\n/old/9.html,关于九的通知,2020-01-02,正文。,通知公告\r\n".encode("gbk")
    )
    monkeypatch.chdir(root)
    said: dict[str, Outcome] = {}
    for words in commands():
        if words[0] == "wget":
            with old_server(tmp_path / "old") as host:
                fetch(words, host, tmp_path / "镜像")
            (root / "镜像").symlink_to(tmp_path / "镜像")
            continue
        assert words[0] == "gongkai"
        if "导出.csv" in words:
            (root / "migration.yml").write_text(maps[2], encoding="utf-8")
        outcome = run(*words[1:], "--as-of", "2026-11-20")
        assert outcome.code == 0, (words, outcome.out, outcome.err)
        said[" ".join(words[1:])] = outcome
    assert "content没有动" in said["migrate 镜像 --map migration.yml --dry-run"].out
    assert "文档2份，附件1个，图片1个" in said["migrate 镜像 --map migration.yml"].out
    assert (root / "site/tzgg/20210603-gyydtz.html").is_file()
    assert (root / "content/tzgg/20200102-gyjdtz.md").is_file()
    text = (root / "content/tzgg/20210603-gyydtz.md").read_text(encoding="utf-8")
    assert "[政策](../zcwj/20210603-gyedbf.md)" in text


def test_the_template_of_ones_own_in_the_page_is_one(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", {"columns.yml": PORTAL + COLUMNS})
    (root / "migration.yml").write_text(fenced("yaml")[1], encoding="utf-8")
    article = tmp_path / "mirror" / OLD_HOST / "xxgk/1.html"
    article.parent.mkdir(parents=True)
    article.write_text(page(body="<p>字。</p><div class=share>分享</div>"), encoding="utf-8")
    outcome = run("migrate", tmp_path / "mirror", "--map", root / "migration.yml", "--root", root)
    assert outcome.code == 0, outcome.out
    assert "保留100%" in outcome.out
