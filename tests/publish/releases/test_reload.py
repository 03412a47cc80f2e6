"""Redirect rules that are new at a deploy, and the web server that is to read them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from generator.model.addresses.redirects import Redirects
from generator.render.site.server_rules import rule_files
from tests.helpers import run
from tests.publish.releases.conftest import Portal, Sshd, sshd
from tests.publish.servers.conftest import Running, running

__all__ = ["sshd"]

RAN, FAILED = "网页服务器已重新载入", "网页服务器没有重新载入"


def rules(**moved: str) -> dict[str, str]:
    """Return the rules of a site whose documents had other names."""
    pairs = {f"tzgg/{old}.html": f"tzgg/{new}.html" for old, new in moved.items()}
    return rule_files(Redirects(pairs, {}), "/")


def answers(server: Running, address: str, status: int) -> str:
    """Ask until the workers of nginx that knew the old rules have gone; return where the address leads."""
    for _ in range(100):
        answer = server.ask(address)
        if answer.status == status:
            return answer.headers.get("location", "")
        time.sleep(0.05)
    raise AssertionError(f"{address}: {answer.status}")


def test_a_renamed_document_redirects_as_soon_as_it_is_deployed(portal: Portal, tmp_path: Path) -> None:
    target, order = tmp_path / "target", f"nginx -c '{tmp_path}/conf' -s reload"
    portal.edit("甲")
    assert portal.deploy(target, "--reload", order).out.count(RAN) == 0
    (tmp_path / "现 在").symlink_to("target/current")
    (tmp_path / "own").mkdir()
    tmp_path.chmod(0o755)
    with running("nginx", "/", tmp_path) as server:
        assert server.ask("tzgg/old.html").status == 404
        portal.edit("乙", rules(old="n1"))
        done = portal.deploy(target, "--reload", order)
        assert (done.code, RAN in done.out) == (0, True), done.err
        assert answers(server, "tzgg/old.html", 301) == "/tzgg/n1.html"
        # Back, and forth again: the rules go with the release.
        assert RAN in run("rollback", target, "--reload", order).out
        answers(server, "tzgg/old.html", 404)
        assert run("rollback", target, "--release").code == 0
        portal.edit("乙", rules(old="n1"))
        assert RAN in portal.deploy(target, "--reload", order).out
        answers(server, "tzgg/old.html", 301)


def test_the_command_is_run_when_rules_change_and_only_then(portal: Portal, tmp_path: Path) -> None:
    target, log = tmp_path / "target", tmp_path / "log"
    order = f"echo ran >>'{log}'"

    def runs() -> int:
        return len(log.read_text().splitlines()) if log.exists() else 0

    portal.deploy(target, "--reload", order)
    assert runs() == 0
    portal.edit("乙", rules(old="n1"))
    portal.deploy(target, "--reload", order)
    portal.deploy(target, "--reload", order)
    portal.edit("丙", rules(old="n1"))
    portal.deploy(target, "--reload", order)
    assert runs() == 1
    # A deploy that had no command leaves it to the next one that has, and says so.
    portal.edit("丁", rules(old="n0"))
    assert "要重新载入才照新的做" in portal.deploy(target).err
    assert "要重新载入" not in portal.deploy(target).err
    portal.deploy(target, "--reload", order)
    assert runs() == 2
    # What is put in place but not served is nothing to be read.
    run("rollback", target)
    portal.edit("戊", rules(old="n2"))
    before = runs()
    portal.deploy(target, "--reload", f"{order}; exit 3")
    assert runs() == before + 1  # for the release that was gone back to
    portal.deploy(target, "--reload", order)
    portal.deploy(target, "--reload", order)
    assert runs() == before + 2


def test_a_command_that_fails_is_told_and_tried_again(portal: Portal, tmp_path: Path) -> None:
    target = tmp_path / "target"
    portal.edit("甲", rules(old="n1"))
    failed = portal.deploy(target, "--reload", "echo 'sudo: a password is required' >&2; exit 1")
    assert failed.code == 0
    assert FAILED in failed.err
    assert "a password is required" in failed.err
    assert "请在目标所在的机器上运行：" in failed.err
    assert (target / "current/tzgg/n1.html").is_file()
    assert RAN in portal.deploy(target, "--reload", "true").out
    assert portal.deploy(target, "--reload", " ").code == 2
    assert portal.deploy(target, "--reload", "a\nb").code == 2


def test_on_a_server_it_is_run_there(portal: Portal, sshd: Sshd, tmp_path: Path) -> None:
    portal.edit("甲", rules(old="n1"))
    where = tmp_path / "where"
    order = f"echo \"$SSH_CONNECTION\" >'{where}'; cat; sleep 0"
    done = portal.deploy(sshd.target("t"), "--reload", order)
    assert (done.code, RAN in done.out) == (0, True), done.err
    assert where.read_text().strip()
    assert "SSH_CONNECTION" not in os.environ
    assert FAILED in portal.deploy(sshd.target("t"), "--reload", "nosuchcommand").err
