"""Push and see: two accounts over a real sshd, a real nginx before what is deployed."""

from __future__ import annotations

import http.client
import json
import time
from pathlib import Path

import pytest

from tests.helpers import document, run
from tests.publish.hooks.conftest import Clone, Server, put_program
from tests.publish.servers.conftest import Running, running


def fetch(server: Running, address: str) -> tuple[int, str]:
    """Ask the web server for a page."""
    connection = http.client.HTTPConnection("127.0.0.1", server.ports["127.0.0.1"], timeout=20)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


@pytest.fixture(autouse=True)
def program(anew: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here each hook starts the program as it does in life."""
    put_program(tmp_path_factory.mktemp("program"), monkeypatch, anew)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the web server's configuration needs beside the portal."""
    (tmp_path / "现 在").symlink_to("target/current")
    (tmp_path / "own").mkdir()
    tmp_path.chmod(0o755)
    return tmp_path


def test_what_is_pushed_is_served(folder: Path, accounts: tuple[Server, Clone, Clone]) -> None:
    server, zhang, li = accounts
    with running("nginx", "/", folder) as web:
        zhang.write(second=document("第二号通知", "张某推送的。"))
        start = time.monotonic()
        pushed = zhang.push()
        assert pushed.code == 0, pushed.words
        status, body = fetch(web, "/tzgg/second.html")
        took = time.monotonic() - start
        assert (status, "张某推送的" in body) == (200, True)
        assert took < 10
        assert "已换上" in pushed.words
        assert "第二号通知　/tzgg/second.html" in pushed.words
        told = json.loads(run("releases", server.target, "--format", "json").out)["releases"][0]
        assert (told["who"], told["revision"]) == ("zhang", zhang.tip)

        # Broken: refused, told where and how to mend, and nothing has moved.
        tip = zhang.tip
        zhang.write(third=document("第三号通知", issuer=""))
        refused = zhang.push()
        assert refused.code != 0
        assert "content/tzgg/third.md:2:1" in refused.words
        assert "改法：补上“issuer: …”一行。" in refused.words
        assert zhang.tip == tip
        assert fetch(web, "/tzgg/third.html")[0] == 404
        # What was refused does not stay: it lay in quarantine.
        head = zhang.git("rev-parse", "HEAD").strip()
        assert not (server.repository / "objects" / head[:2] / head[2:]).exists()

        # Another's column is not hers, and her own is.
        li.git("pull", "--quiet")
        li.write(fourth=document("第四号通知"))
        foreign = li.push()
        assert foreign.code != 0
        assert "content/tzgg/fourth.md　属于栏目“通知公告”（tzgg，由区政府办公室负责）" in foreign.words
        assert li.tip == tip
        li.git("reset", "--quiet", "--hard", "HEAD~1")
        li.put("content/czzj/b.md", document("资金分配"))
        li.commit()
        assert li.push().code == 0
        assert fetch(web, "/czzj/b.html")[0] == 200

        # A rollback holds over a push, until it is let go.
        assert run("rollback", server.target).code == 0
        assert fetch(web, "/czzj/b.html")[0] == 404
        li.put("content/czzj/c.md", document("又一份资金分配"))
        li.commit()
        held = li.push()
        assert held.code == 0
        assert "没有换上" in held.words
        assert "--release" in held.words
        assert fetch(web, "/czzj/c.html")[0] == 404
        assert run("rollback", server.target, "--release").code == 0
        assert fetch(web, "/czzj/c.html")[0] == 200
