"""``gongkai desk``: what it refuses in words, the accounts it sets up, and that it opens for whoever has the key alone."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import click
import pytest

from tests.desk.conftest import RIGHTS, repository
from tests.desk.full import running
from tests.helpers import REPOSITORY, make_portal, run

PASSWORD = "correct horse 电池"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "127.0.0.1"), "要与--accounts一起用"),
        (("--name", "desk.example.cn"), "要与--accounts一起用"),
        (("--accounts", "{rights}", "--host", "127.0.0.1"), "要同时写--certificate和--key"),
        (("--accounts", "{rights}", "--host", "127.0.0.1", "--certificate", "{rights}"), "要一起写"),
        (("--accounts", "{rights}", "--certificate", "{rights}", "--key", "{rights}"), "与--host一起用"),
        (("--accounts", "{rights}", "--host", "0.0.0.0", "--certificate", "{rights}", "--key", "{rights}"), "取值“0.0.0.0”不对"),
        (("--accounts", "{rights}", "--name", "a b"), "不是主机名"),
        (("--accounts", "{rights}x"), "没有“"),
        (("--add-account", "li"), "要与--accounts一起用"),
        (("--accounts", "{root}/rights.yml"), "在网站的文件夹里"),
        (("--port", "70000"), "70000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_before_anything_is_opened(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    root, rights = make_portal(tmp_path / "网站"), tmp_path / "rights.yml"
    rights.write_text(RIGHTS, encoding="utf-8")
    (root / "rights.yml").write_text(RIGHTS, encoding="utf-8")
    told = [each.format(rights=rights, root=root) for each in options]
    done = run("desk", "--root", root, *told)
    assert done.code == 2 and words in done.err
    assert not (root / ".desk").exists()


def test_without_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "网站")
    done = run("desk", "--root", root, "--port", "0")
    assert done.code == 2 and "git init" in done.err


def test_an_account_gets_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rights = tmp_path / "rights.yml"
    rights.write_text(RIGHTS, encoding="utf-8")
    told = iter(("李某", PASSWORD, "陈某", PASSWORD, "何某", PASSWORD, "李某", "short"))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(told))
    done = run("desk", "--accounts", rights, "--add-account", "li")
    assert done.code == 0 and "已设好账号li" in done.out and done.err == ""
    assert PASSWORD not in rights.with_name("rights.yml.passwords").read_text(encoding="utf-8")
    done = run("desk", "--accounts", rights, "--add-account", "chen")
    assert "还没有这个账号" in done.err
    rights.write_text(f"{RIGHTS}  he: {{审核: [终审, 初审]}}\n", encoding="utf-8")
    assert "这个账号能初审、终审。" in run("desk", "--accounts", rights, "--add-account", "he").out
    assert run("desk", "--accounts", rights, "--add-account", "li").code == 2


def test_it_opens_for_who_has_the_key_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    root = repository(tmp_path / "网站")
    with running(root) as (process, address):
        with urllib.request.urlopen(address) as answer:
            # Without a cookie jar the page behind the key is the door.
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address[:-3])
        refused.value.close()
        assert refused.value.code == 403
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert process.stdout
        assert "草稿都在" in process.stdout.read().decode()


def test_no_other_verb_loads_the_libraries_of_the_desk() -> None:
    script = (
        "import sys; from generator.cli.main import VERBS, module_of; import importlib\n"
        "for verb in VERBS: importlib.import_module(f'generator.cli.{module_of(verb)}')\n"
        "print([name for name in ('starlette', 'uvicorn', 'argon2', 'anyio', 'python_multipart') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
