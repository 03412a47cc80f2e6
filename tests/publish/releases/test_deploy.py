"""Which site is deployed, what stays of the one before, and how the web server is asked."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from generator.publish.releases.carrying import carried_files
from generator.publish.releases.errors import ReleaseError
from generator.publish.releases.folder import Folder
from generator.publish.releases.manifest import Manifest, digests_of
from tests.helpers import AS_OF, REPOSITORY, build, contents, document, make_portal, run, serve
from tests.publish.releases.conftest import Portal

FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A target that is not there yet."""
    return tmp_path / "target"


def test_a_real_build_is_deployed(tmp_path: Path, target: Path) -> None:
    root = make_portal(tmp_path / "p", {"content/tzgg/a.md": document()})
    site = build(root)
    outcome = run("deploy", target, "--root", root, "--as-of", AS_OF)
    assert (outcome.code, outcome.err) == (0, "")
    assert digests_of(site).items() <= digests_of(target / "current").items()
    make_portal(root, {"content/tzgg/a.md": document(body="改过。")})
    assert "发布的是上次构建的网站" in run("deploy", target, "--root", root, "--as-of", AS_OF).err
    assert "改过" not in (target / "current/tzgg/a.html").read_text(encoding="utf-8")


def _cut(site: Path) -> None:
    (site / "index.html").write_text("")


def _lose(site: Path) -> None:
    (site / "404.html").unlink()


def _add(site: Path) -> None:
    (site / "geheim.html").write_text("多的")


def _link(site: Path) -> None:
    (site / "404.html").unlink()
    (site / "404.html").symlink_to("/etc/passwd")


def _copy(site: Path) -> None:
    shutil.copytree(site, site.with_name("copy"))
    shutil.rmtree(site)
    site.with_name("copy").rename(site)


def _remove(site: Path) -> None:
    shutil.rmtree(site)


@pytest.mark.parametrize("harm", [_cut, _lose, _add, _link, _copy, _remove])
def test_a_site_that_is_not_as_built_is_refused(
    harm: Callable[[Path], None], portal: Portal, target: Path
) -> None:
    portal.deploy(target)
    was = contents(target)
    portal.edit("乙")
    harm(portal.site)
    for options in ([], ["--dry-run"]):
        outcome = portal.deploy(target, *options)
        assert outcome.code == 2
        assert "gongkai build" in outcome.err
    assert contents(target) == was


def test_old_search_files_stay_for_a_release_and_a_day(portal: Portal, target: Path) -> None:
    portal.deploy(target)
    portal.edit("乙")
    portal.deploy(target)
    names = {
        name for name in digests_of(target / "current") if "pf_fragment" in name or "stylesheets" in name
    }
    assert len(names) == 4
    beside = digests_of(target / "current").keys() - digests_of(portal.site).keys()
    assert not any(name.startswith("tzgg/") for name in beside if not name.endswith((".gz", ".br")))
    portal.edit("丙")
    portal.deploy(target)
    assert len({name for name in digests_of(target / "current") if "pf_fragment" in name}) == 3
    # What comes back is the site's own again.
    portal.edit("甲")
    portal.deploy(target)
    assert digests_of(portal.site).items() <= digests_of(target / "current").items()


def test_carried_files_go_when_their_day_is_over() -> None:
    now = datetime(2026, 11, 30, 9)
    old, young = (now - timedelta(hours=hours) for hours in (25, 23))
    live = Manifest(
        files={"pagefind/now": "1", "pagefind/stays": "2", "index.html": "3", "gone.html": "4"},
        carried={
            "pagefind/old": ("5", old.isoformat()),
            "pagefind/young": ("6", young.isoformat()),
            "assets/x": ("7", "坏的"),
        },
    )
    carried = carried_files(live, {"pagefind/stays": "2", "index.html": "8"}, now)
    assert carried == {"pagefind/now": ("1", now.isoformat()), "pagefind/young": ("6", young.isoformat())}


def test_the_web_server_is_asked(portal: Portal, target: Path) -> None:
    portal.deploy(target)
    with serve(target / "current") as url:
        portal.edit("乙")
        outcome = portal.deploy(target, "--url", url)
        assert (outcome.code, "与刚发布的一致" in outcome.out) == (0, True)
        assert "与刚发布的一致" in portal.deploy(target, "--url", url.rstrip("/")).out


def test_a_web_server_that_sends_something_else_gets_the_old_release_back(
    portal: Portal, target: Path, tmp_path: Path
) -> None:
    portal.deploy(target)
    was = (target / "current").readlink()
    with serve(was if was.is_absolute() else (target / was)) as url:
        portal.edit("乙")
        outcome = portal.deploy(target, "--url", url)
    assert outcome.code == 1
    assert "内容不是刚发布的" in outcome.err
    assert "已换回" in outcome.err
    assert (target / "current").readlink() == was
    assert "已换上" in portal.deploy(target).out


def test_a_web_server_that_does_not_answer_is_told(portal: Portal, target: Path) -> None:
    outcome = portal.deploy(target, "--url", "http://127.0.0.1:1/")
    assert outcome.code == 1
    assert "没有服务器在听这个端口" in outcome.err
    assert (target / "current").is_symlink()


@pytest.mark.parametrize(
    "url", ["www.example.gov.cn", "file:///etc/passwd", "ftp://a/", "http://", "http://a/ b", "http://[a/"]
)
def test_addresses_that_are_none(url: str, portal: Portal, target: Path) -> None:
    outcome = portal.deploy(target, "--url", url)
    assert (outcome.code, "不是网址" in outcome.err) == (2, True)
    assert not target.exists()


def test_two_deploys_at_once_wait_for_each_other(portal: Portal, target: Path) -> None:
    portal.deploy(target)
    place = Folder(target)
    taken, waited = threading.Event(), threading.Event()

    def go() -> None:
        with place.lock(patience=0.1):
            taken.set()
            waited.wait(20)

    thread = threading.Thread(target=go)
    thread.start()
    assert taken.wait(20)
    try:
        with pytest.raises(ReleaseError, match="另一个发布正在进行"), Folder(target).lock(patience=0.3):
            pass
    finally:
        waited.set()
        thread.join()
    with Folder(target).lock(patience=5):
        pass


def test_a_full_disk_changes_nothing_and_leaves_nothing(
    portal: Portal, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.deploy(target)
    was = contents(target)
    portal.edit("乙")

    def full(*_: object, **__: object) -> None:
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", full)
        outcome = portal.deploy(target)
    assert (outcome.code, "磁盘空间不足" in outcome.err) == (2, True)
    assert contents(target) == was
    assert portal.deploy(target).code == 0


def test_after_the_switch_it_is_told_that_the_new_release_is_served(
    portal: Portal, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.deploy(target)
    portal.edit("乙")
    append = Folder.append

    def full(self: Folder, note: str, data: bytes) -> None:
        if b"switch" in data:
            raise FULL
        append(self, note, data)

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "append", full)
        outcome = portal.deploy(target)
    assert outcome.code == 2
    assert "新版本已经换上" in outcome.err
    assert digests_of(portal.site).items() <= digests_of(target / "current").items()
    portal.edit("丙")
    assert portal.deploy(target, "--keep", "1").code == 0
    # The one before is that which was served, though nobody came to write so.
    assert run("rollback", target).code == 0
    assert "<p>乙" in (target / "current/tzgg/n0.html").read_text(encoding="utf-8")


def test_a_portal_whose_files_may_not_grow(portal: Portal, target: Path) -> None:
    """RLIMIT_FSIZE stands for a disk that takes no more, in the whole process."""
    portal.deploy(target)
    was = contents(target / "current")
    portal.edit("乙")
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))\n"
        "from generator.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["deploy", str(target), "--root", str(portal.root), "--as-of", AS_OF]
    environment = {**os.environ, "GONGKAI_DEBUG": ""}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 2
    assert "没有完成" in done.stderr.decode()
    assert contents(target / "current") == was
    assert portal.deploy(target).code == 0


if hasattr(os, "fork"):
    import random

    from benchmarks.release_kills import Bench, make_bench, run_disks, run_kills

    @pytest.fixture(scope="module")
    def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
        """A small portal that goes to and fro between two states, and its target."""
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("GONGKAI_DEBUG", raising=False)
            yield make_bench(tmp_path_factory.mktemp("kills"))

    def test_a_killed_deploy_leaves_a_whole_release(bench: Bench) -> None:
        report = run_kills(bench, 20, random.Random(11))
        assert not report.faults
        assert report.ends["死"] == 20
        assert {"旧", "新"} <= report.ends.keys()

    def test_a_disk_that_fills_up_is_told(bench: Bench) -> None:
        assert not run_disks(bench, 12, random.Random(11)).faults


def test_json_of_releases_without_a_log(portal: Portal, target: Path) -> None:
    portal.deploy(target)
    portal.edit("乙")
    portal.deploy(target)
    (target / ".gongkai/log.jsonl").unlink()
    told = json.loads(run("releases", target, "--format", "json").out)
    assert [each["when"] for each in told["releases"]] == [None, None]
    assert run("rollback", target).code == 0
