"""The configurations that docs/ gives for a server: they say what the preview says, and nginx does it."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.load.gate.published_types import USES, Use
from generator.publish.previewing.answer import POLICY
from tests.helpers import REPOSITORY

GUIDE = (REPOSITORY / "docs/部署/发布到服务器.md").read_text(encoding="utf-8")
FILES = {
    "index.html": "<p>首页", "404.html": "<p>没有这个页面", "robots.txt": "甲", "sitemap.xml": "<a/>", "tz/index.html": "<p>栏目",
    "assets/a.css": "p{}", "assets/a.js": "1", "assets/mark.svg": "<svg/>", "pagefind/shards.json": "{}", "pagefind/a.pf_meta": "甲",
    **{f"tz/附件{suffix}": "甲" for suffix in USES},
}  # fmt: skip


def _recipe() -> str:
    """Return the configuration of nginx as the guide gives it."""
    blocks: list[str] = re.findall(r"^```\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    return next(block for block in blocks if "listen 80" in block)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A real nginx with the guide's configuration; only the port, the folder and the file of types are ours."""
    folder = tmp_path_factory.mktemp("nginx")
    for name, text in FILES.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(text, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    recipe = (
        _recipe()
        .replace("listen 80;", f"listen 127.0.0.1:{port};")
        .replace("/srv/gongkai/current", f"{folder}/site")
    )
    assert recipe.count(str(folder)) == 1
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{each}_temp_path {folder}/{each};" for each in kinds)
    frame = f"pid {folder}/pid; error_log {folder}/errors; daemon off; events {{}}\n"
    (folder / "conf").write_text(f"{frame}http {{ access_log off; {places}\n{recipe}\n}}\n", encoding="utf-8")
    folder.chmod(0o755)
    program = shutil.which("nginx")
    assert program, "没有找到nginx，请用./gongkai test运行测试。"
    # Started by root it would read as somebody else, who may not look into a folder of tests.
    own = ["-g", "user root;"] if Path("/proc/self").stat().st_uid == 0 else []
    process = subprocess.Popen([program, "-c", f"{folder}/conf", *own])
    try:
        _wait_for(port, process)
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "nginx没有启动。"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nginx没有应答。")


def _ask(address: tuple[str, int], path: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection(*address, timeout=20)
    connection.request("HEAD", quote(path), headers={"Host": "www.example.gov.cn"})
    answer = connection.getresponse()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


@pytest.mark.parametrize("suffix", sorted(USES))
def test_nginx_shows_and_saves_what_the_preview_does(address: tuple[str, int], suffix: str) -> None:
    status, headers = _ask(address, f"/tz/附件{suffix}")
    assert status == 200
    assert headers["x-content-type-options"] == "nosniff"
    wanted = "attachment" if USES[suffix] is Use.DOWNLOADED else None
    assert headers.get("content-disposition") == wanted
    assert ("sandbox" in headers["content-security-policy"]) == (suffix in (".svg", ".xml"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tz/",
        "/404.html",
        "/robots.txt",
        "/sitemap.xml",
        "/assets/a.css",
        "/assets/a.js",
        "/pagefind/a.pf_meta",
    ],
)
def test_nginx_shows_pages_and_what_they_need(address: tuple[str, int], path: str) -> None:
    status, headers = _ask(address, path)
    assert status == 200
    assert "content-disposition" not in headers
    assert headers["x-content-type-options"] == "nosniff"


def test_nginx_says_what_is_missing_on_our_page(address: tuple[str, int]) -> None:
    for path in ("/nichts", "/tz/nichts.docx"):
        status, headers = _ask(address, path)
        assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
        assert headers["content-security-policy"] == POLICY
        assert "content-disposition" not in headers


def test_every_recipe_carries_the_policy_of_the_preview() -> None:
    assert GUIDE.count(POLICY) == 3  # in words, for nginx, for IIS
    assert GUIDE.count("nosniff") >= 3
