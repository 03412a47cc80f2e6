"""``serve --host``: the words of the command line, and a preview of a real process behind its password."""

from __future__ import annotations

import base64
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.helpers import AS_OF, document, make_portal, run

DRAFT = {"content/tzgg/a.md": document(title="还没有定稿的通知", draft="true")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "10.1.2.3"),
        (("--host", "::"), "10.1.2.3"),
        (("--host", "http://10.1.2.3/"), "10.1.2.3"),
        (("--host", "a b"), "10.1.2.3"),
        (("--host", "-x.example"), "10.1.2.3"),
        (("--host", "192.0.2.7", "--port", "0"), "不是本机的地址"),
        (("--password-file", "x"), "--host"),
        (("--host", "127.0.0.1", "--password-file", "{root}/口令"), "网站的文件夹里"),
        (("--host", "127.0.0.1", "--password-file", "{root}/../none"), "读不出来"),
        (("--host", "127.0.0.1", "--password-file", "{root}/../short"), "至少8个字符"),
        (("--host", "127.0.0.1", "--password-file", "{root}/../gbk"), "不是UTF-8文本"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    root = make_portal(tmp_path / "网站", {"口令": "long enough\n"})
    (tmp_path / "short").write_text("1234567\nand more\n", encoding="utf-8")
    (tmp_path / "gbk").write_bytes("口令口令口令".encode("gbk"))
    outcome = run("serve", "--root", root, *(word.replace("{root}", str(root)) for word in words))
    assert outcome.code == 2
    assert said in outcome.err
    assert not (root / ".cache").exists()


def ask(url: str, password: str = "") -> tuple[int, str]:
    """Return status and text of a page."""
    request = urllib.request.Request(url)
    if password:
        request.add_header("Authorization", "Basic " + base64.b64encode(f"x:{password}".encode()).decode())
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("from_file", [False, True])
def test_a_shared_preview(tmp_path: Path, from_file: bool) -> None:
    root, log = make_portal(tmp_path / "网站", DRAFT), tmp_path / "log"
    (tmp_path / "口令").write_text("口令 of ours\n", encoding="utf-8")
    more = ["--password-file", str(tmp_path / "口令")] if from_file else []
    command = [
        sys.executable,
        "-u",
        "-X",
        "utf8",
        "-m",
        "generator",
        "serve",
        "--root",
        str(root),
        "--port",
        "0",
    ]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--as-of", AS_OF, "--host", "127.0.0.2", *more], stdout=file, stderr=subprocess.STDOUT
        )
    try:
        end = time.monotonic() + 60
        while "密码" not in log.read_text(encoding="utf-8"):
            assert process.poll() is None and time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        said = log.read_text(encoding="utf-8")
        url = "http://127.0.0.2:" + said.partition("http://127.0.0.2:")[2].partition("\u3000")[0]
        made_up = re.search(r"密码是([\w-]+)", said)
        assert (made_up is None) == from_file
        assert "口令 of ours" not in said
        password = "口令 of ours" if from_file else made_up[1] if made_up else ""
        assert ask(f"{url}tzgg/a.html")[0] == 401
        status, page = ask(f"{url}tzgg/a.html", password)
        assert status == 200
        assert "还没有定稿的通知" in page
        assert "不是正式网站" in page
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
