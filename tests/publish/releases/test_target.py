"""What TARGET may be: nothing that is written there becomes an option or a line of a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.publish.releases.target import Server, read_target
from tests.helpers import contents, run
from tests.publish.releases.conftest import Portal


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("gongkai@10.0.0.8:/srv/gongkai", Server("10.0.0.8", "/srv/gongkai", "gongkai")),
        ("web:/srv/a/", Server("web", "/srv/a")),
        ("ssh://web:2222/srv/政务 公开", Server("web", "/srv/政务 公开", "", 2222)),
        ("ssh://a@[::1]:22/srv/%E7%94%B2", Server("::1", "/srv/甲", "a", 22)),
        ("[fe80::1%eth0]:/srv", Server("fe80::1%eth0", "/srv")),
        ("/srv/gongkai", Path("/srv/gongkai")),
        ("./a:b", Path("a:b")),
        ("甲 '乙", Path("甲 '乙")),
        ("C:/gongkai", Path("C:/gongkai")),
    ],
)
def test_targets(word: str, meant: Server | Path) -> None:
    assert read_target(word) == meant
    if isinstance(meant, Server):
        assert read_target(str(meant)) == meant


@pytest.mark.parametrize(
    "word",
    [
        "", " ", "-oProxyCommand=touch x:/srv", "a@-oProxyCommand=x:/srv", "-l@web:/srv", "web:srv", "web:", "web:/", "web:/../etc",
        "a b@web:/srv", "web;touch x:/srv", "$(touch x):/srv", "web`x`:/srv", "a@b@web:/srv", "web:/srv\n/x", "ssh://web:99999/srv",
        "ssh://web/../srv", "ssh://", "ssh://-oProxyCommand=x/srv", "rsync://web/srv", "http://web/srv", "a@web:~/srv", "web:/s\x1b[2J",
        "ssh://web:1/%2e%2e/x", "ssh://web:1/a%0ab",
    ],
)  # fmt: skip
def test_hostile_targets_are_refused(word: str, portal: Portal) -> None:
    with pytest.raises(UsageError):
        read_target(word)
    for verb in ("deploy", "rollback", "releases"):
        outcome = run(verb, "--root", portal.root, "--", word)
        assert outcome.code == 2
        assert "用法有误" in outcome.err


@given(st.text(max_size=40))
def test_no_word_is_anything_but_a_target_or_refused(word: str) -> None:
    try:
        target = read_target(word)
    except UsageError:
        return
    if isinstance(target, Server):
        assert not target.host.startswith("-")
        assert not target.user.startswith("-")
        assert target.path.startswith("/")


@pytest.mark.parametrize("name", ["", "site", "site/x", "content/x", ".cache/x", "theme", "..", ".git/x"])
def test_a_portal_is_not_deployed_into_itself(name: str, portal: Portal) -> None:
    was = contents(portal.root)
    for verb in (["deploy"], ["diff", "--live"], ["deploy", "--dry-run"]):
        outcome = run(*verb, portal.root / name, "--root", portal.root)
        assert outcome.code == 2
        assert "网站自己的文件夹" in outcome.err
    assert contents(portal.root) == was


def test_a_server_that_is_not_there_is_told() -> None:
    outcome = run("releases", "ssh://127.0.0.1:1/srv")
    assert outcome.code == 2
    assert "服务器没有开ssh" in outcome.err
    assert "Traceback" not in outcome.err


def test_without_ssh_the_cure_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = run("releases", "web:/srv")
    assert outcome.code == 2
    assert "本机没有ssh" in outcome.err
