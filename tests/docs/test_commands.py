"""Every command that the pages for webmasters show is run, or it is told here why it is not and what is checked instead.

The guide is run whole (test_guide.py). Of all other commands of ours, the words are taken by the real command line:
a verb, an option or a value that does not exist is a fault. Others' commands are listed with a reason.
"""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import click
import pytest

from generator.cli.main import VERBS, module_of
from tests.docs.fences import Fence, fences
from tests.helpers import REPOSITORY

DOCS = REPOSITORY / "docs"
GUIDE = "部署/从零到上线.md"
PAGES = sorted(
    path.relative_to(DOCS).as_posix() for folder in ("部署", "站长") for path in (DOCS / folder).glob("*.md")
)
# Blocks that are no commands, by how they begin.
TEXTS = {
    "what a screen shows": (
        *(
            "惠企政策（",
            "已新建：",
            "已新建网站：",
            "已生成：",
            "已生成网站：",
            "没有变化，",
            "正在读取",
            "错误 content",
        ),
    ),
    "what a file holds": (
        *(
            "WEBVTT",
            "---",
            "zwgk  ",
            "zwgk/",
            "urls.lock text",
            "old,new",
            "Content-Security-Policy:",
            "restrict,",
        ),
        *("location ", "listen ", "发布：关于"),
    ),
    "a picture": ("/srv/gongkai/current  ", "编辑 ──"),
}
# Commands of others that no test runs as they stand, each with the reason.
OTHERS = {
    r"apt-get install [a-z0-9 .-]+": "changes the system; the guide's own is run with a stand-in",
    r"useradd --create-home --shell /bin/bash gongkai": "run by the guide, with a stand-in",
    r"mkdir (-p )?/srv/[a-z/ ]+( && chown gongkai /srv/gongkai)?": "run by the guide, in a folder of its own",
    r"chown gongkai /srv/git /srv/gongkai": "run by the guide, with a stand-in",
    r"su gongkai": "opens a shell; the guide's own is run with a stand-in",
    r"git remote add origin gongkai@服务器:/srv/git/portal\.git": "run by the guide, with its own server",
    r"git push origin main|git init|git add -A|git commit -m \"新建网站\"": "run by the guide",
    r"git clone /srv/git/portal\.git /srv/desk": "tests/desk/test_hooked.py clones such a repository",
    r"git config --global user\.(name|email) .*": "run by the guide, for its own folder",
    r"echo 'gongkai ALL=.*": "run by the guide as a file of sudoers",
    r"chmod 440 /etc/sudoers\.d/gongkai": "run by the guide",
    r"nginx -t && nginx -s reload": "run by the guide and by tests/publish/servers",
    r"a2enmod .*|a2ensite gongkai|apache2ctl .*": "Debian's own; tests/publish/servers loads the same modules and the file",
    r"caddy validate .*": "tests/publish/servers validates the file; systemctl is the system's",
    r"systemctl .*|journalctl .*": "the system's; tests/publish/test_timer.py has systemd look at the units",
    r"wget --mirror .*": "tests/intake/migration/test_the_page.py runs it against a server of its own",
    r"curl -I .*": "tests/publish/servers asks real servers for the same addresses",
    r"robocopy .*|copy .*": "Windows has them; nothing of ours is in them",
    r"\./configure .*|make|make altinstall": "builds Python itself",
    r"\.venv/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist \.": "run for the guide",
    r"python3 -m venv /opt/gongkai": "run by the guide",
    r"/opt/gongkai/bin/pip install .*": "run by the guide, where the wheel lies beside",
    r"\.venv/bin/(python -m pip install --require-hashes -r requirements/fleet\.txt|dask (scheduler|worker) .*)": (
        "tests/fleet/test_cluster.py starts the same"
    ),
    r"/opt/gongkai/bin/gongkai --version|gongkai --version": "run by the guide",
}
_OURS = re.compile(r"(?:\./)?gongkai (?P<verb>[a-z]\S*)(?P<rest>[^>|]*)(?:> \S+)?")


def _shown() -> list[Fence]:
    return [
        each
        for page in PAGES
        for each in fences(DOCS / page)
        if page != GUIDE and each.kind not in ("yaml", "xml", "csv", "css")
    ]


def test_each_block_is_commands_or_is_known_to_be_none() -> None:
    begun = [word for words in TEXTS.values() for word in words]
    used, unknown = set[str](), list[str]()
    for block in _shown():
        text = next((word for word in begun if block.text.startswith(word)), None)
        if text is not None:
            used.add(text)
            continue
        for line in filter(None, map(str.strip, block.text.splitlines())):
            reason = next((pattern for pattern in OTHERS if re.fullmatch(pattern, line)), None)
            if reason:
                used.add(reason)
            elif not _OURS.fullmatch(line):
                unknown.append(f"{block.page}: {line}")
    assert unknown == []
    assert {*begun, *OTHERS} - used == set()


@pytest.mark.parametrize("page", PAGES)
def test_our_own_commands_have_words_that_exist(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in fences(DOCS / page):
        for line in map(str.strip, block.text.splitlines()):
            match = _OURS.fullmatch(line)
            if match is None or line == "gongkai --version":
                continue
            assert match["verb"] in VERBS, line
            command: click.Command = importlib.import_module(
                f"generator.cli.{module_of(match['verb'])}"
            ).command
            with command.make_context("gongkai", shlex.split(match["rest"])) as context:
                assert context.params
