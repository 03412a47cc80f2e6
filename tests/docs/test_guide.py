"""The guide from a bare machine to a live portal (docs/部署/从零到上线.md), run block by block."""

from __future__ import annotations

import http.client
import re
import shlex
import shutil
import subprocess
import time
from pathlib import Path

from tests.docs.fences import fences
from tests.docs.machine import DOMAIN, Machine, bring_program, machine
from tests.helpers import REPOSITORY

GUIDE = REPOSITORY / "docs/部署/从零到上线.md"


def fetch(made: Machine, address: str) -> tuple[int, str]:
    """Ask the machine's web server; return the status and where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", made.port, timeout=20)
    connection.request("GET", address, headers={"Host": DOMAIN})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def test_each_command_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    blocks = list(fences(GUIDE))
    assert {each.kind for each in blocks} == {"sh"}
    said: list[str] = []
    with machine(tmp_path / "m") as made:
        bring_program(made.top / "root")
        for block in blocks:
            if "zhang.pub)" in block.text:  # handed over by mail
                shutil.copy(made.home("编辑的电脑上") / "zhang.pub", made.home(block.who))
            said.append(made.run(block))
        words = "\n".join(said)
        assert words.count("已换上") >= 4, words
        assert "政府信息公开工作制度　/zfxxgk/zfxxgkzd/20260105-zd.html" in words
        assert "网页服务器已重新载入旧网址的跳转规则" in words
        for _ in range(100):
            moved = fetch(made, "/zfxxgk/zfxxgkzd/20260105-zd.html")
            if moved[0] == 301:
                break
            time.sleep(0.05)
        assert moved == (301, "/zfxxgk/zfxxgkzd/20260105-gz.html")
        assert fetch(made, "/zfxxgk/zfxxgkzd/20260105-gz.html")[0] == 200
        _prove_rights(made)
        _prove_timer(made)
        recorded = made.recorded()
    assert recorded[:2] == [
        "apt-get update",
        "apt-get install --yes git rsync nginx openssh-server sudo curl python3 python3-venv",
    ]
    assert {line for line in recorded if line.startswith("systemctl")} == {
        "systemctl reload nginx",
        "systemctl daemon-reload",
        "systemctl enable --now gongkai.timer",
    }
    assert "useradd --create-home --shell /bin/bash gongkai" in recorded


def _prove_rights(made: Machine) -> None:
    """The key that was handed out is zhang's, who may not change what concerns all."""
    editor = made.home("编辑的电脑上") / "portal"
    (editor / "README.md").write_text("改了\n", encoding="utf-8")
    environment = made.environment(editor.parent)
    subprocess.run(["git", "commit", "--quiet", "--all", "-m", "x"], cwd=editor, env=environment, check=True)
    pushed = subprocess.run(
        ["git", "push", "origin", "main"], cwd=editor, env=environment, capture_output=True, check=False
    )
    assert pushed.returncode != 0
    assert "账号“zhang”不能改下列内容" in pushed.stderr.decode()


def _prove_timer(made: Machine) -> None:
    """The unit is one that systemd takes, and what it runs is there and has nothing to say."""
    unit = made.top / "etc/systemd/system/gongkai.service"
    (command,) = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert f'"{made.top}/opt/gongkai/bin/python' in command
    if analyze := shutil.which("systemd-analyze"):
        asked = [analyze, "verify", str(unit), str(unit.with_suffix(".timer"))]
        told = subprocess.run(asked, capture_output=True, check=False)
        assert b"gongkai" not in told.stderr, told.stderr.decode()
    home = made.home("服务器上用gongkai")
    done = subprocess.run(
        shlex.split(command), cwd="/", env=made.environment(home), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
