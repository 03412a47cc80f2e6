"""What a target does, be it a folder or a server: releases, rollback and hold, what goes wrong."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest

from generator.publish.releases.manifest import digests_of, read_manifest
from tests.helpers import contents, run
from tests.publish.releases.conftest import Portal, Sshd

Place = tuple[str, Path]


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The word for a target, and the folder that it is."""
    if request.param == "folder":
        return str(tmp_path / "目标 '甲\" $(touch x)"), tmp_path / "目标 '甲\" $(touch x)"
    sshd: Sshd = request.getfixturevalue("sshd")
    name = f"{request.node.name} '甲\" $(touch x)".replace("[", "").replace("]", "").replace("%", "")
    return sshd.target(name), sshd.folder / name


def served(target: Path) -> dict[str, str]:
    """Return the digest of each served file."""
    return digests_of(target / "current")


def releases(word: str) -> dict[str, Any]:
    """Return what the verb says as JSON."""
    told: dict[str, Any] = json.loads(run("releases", word, "--format", "json").out)
    return told


def damage(target: Path, name: str = "index.html") -> Path:
    """Alter a served file in place, as somebody does by hand; return its path."""
    path = (target / "current" / name).resolve()
    path.write_text("改坏了", encoding="utf-8")
    return path


def test_what_is_served_is_the_site(portal: Portal, place: Place) -> None:
    word, target = place
    outcome = portal.deploy(word)
    assert outcome.code == 0, outcome.err
    assert "已换上" in outcome.out
    site = digests_of(portal.site)
    found = served(target)
    assert site.items() <= found.items()
    assert all(name.removesuffix(".gz").removesuffix(".br") in site for name in found.keys() - site.keys())
    page = (portal.site / "index.html").read_bytes()
    assert gzip.decompress((target / "current/index.html.gz").read_bytes()) == page
    assert brotli.decompress((target / "current/index.html.br").read_bytes()) == page
    assert not (target.parent / "x").exists()
    # A relative link: the whole target can be moved or mounted elsewhere.
    assert str((target / "current").readlink()).startswith("releases/")


def test_files_that_did_not_change_are_the_same_files(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    first = (target / "current").resolve()
    portal.edit("乙")
    portal.deploy(word)
    second = (target / "current").resolve()
    assert first != second
    assert (first / "404.html").samefile(second / "404.html")
    assert not (first / "tzgg/n0.html").samefile(second / "tzgg/n0.html")
    assert (first / "index.html.gz").samefile(second / "index.html.gz")


def test_the_log_and_the_list_tell_who_and_what(
    portal: Portal, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, target = place
    monkeypatch.setenv("GONGKAI_WHO", "张三")
    monkeypatch.setenv("GONGKAI_REVISION", "abc123")
    portal.deploy(word)
    portal.edit("乙")
    portal.deploy(word)
    told = releases(word)
    newest, first = told["releases"]
    assert (newest["who"], newest["revision"], newest["current"]) == ("张三", "abc123", True)
    assert first["added"] == first["files"] == len(digests_of(portal.site))
    assert 0 < newest["changed"] < 12
    assert told["held"] is None
    text = run("releases", word)
    assert (text.code, text.out.count("张三"), text.out.count("在用")) == (0, 2, 1)
    lines = [
        json.loads(line) for line in (target / ".gongkai/log.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [line["action"] for line in lines] == ["deploy", "switch", "deploy", "switch"]


def test_nothing_new_makes_no_release(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    was = contents(target)
    outcome = portal.deploy(word)
    assert (outcome.code, "没有变化" in outcome.out) == (0, True)
    assert contents(target) == was


def test_a_dry_run_and_diff_live_tell_the_changes_and_change_nothing(portal: Portal, place: Place) -> None:
    word, target = place
    outcome = portal.deploy(word, "--dry-run")
    assert (outcome.code, target.exists()) == (0, False)
    assert "新增　index.html" in outcome.out
    portal.deploy(word)
    portal.edit("乙")
    was = contents(target)
    text = run("diff", "--live", word, "--root", portal.root).out
    assert text == portal.deploy(word, "--dry-run").out
    assert "改动　tzgg/n0.html" in text
    assert "404.html" not in text
    told = json.loads(run("diff", "--live", word, "--root", portal.root, "--format", "json").out)
    assert [name for name in told["changed"] if name.endswith(".html")] == ["tzgg/n0.html", "tzgg/n1.html"]
    assert contents(target) == was


def test_a_rollback_holds_until_it_is_let_go(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    first = served(target)
    portal.edit("乙")
    portal.deploy(word)
    second = served(target)
    outcome = run("rollback", word)
    assert (outcome.code, served(target)) == (0, first)
    portal.edit("丙")
    for _ in range(2):
        outcome = portal.deploy(word)
        assert outcome.code == 0
        assert "没有换上" in outcome.out
        assert served(target) == first
    assert releases(word)["held"]["id"] == releases(word)["current"]
    assert len(releases(word)["releases"]) == 3
    outcome = run("rollback", word, "--release")
    assert (outcome.code, "换上了" in outcome.out) == (0, True)
    assert digests_of(portal.site).items() <= served(target).items()
    assert served(target) not in (first, second)
    assert run("rollback", word, "--release").code == 2
    portal.edit("丁")
    assert "已换上" in portal.deploy(word).out


def test_letting_go_does_not_bring_back_what_was_rolled_back_from(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    first = served(target)
    portal.edit("乙")
    portal.deploy(word)
    run("rollback", word)
    assert "下一次发布会换上" in run("rollback", word, "--release").out
    assert served(target) == first


def test_a_release_can_be_named(portal: Portal, place: Place) -> None:
    word, target = place
    for text in "甲乙丙":
        portal.edit(text)
        portal.deploy(word)
    ids = [each["id"] for each in releases(word)["releases"]]
    assert run("rollback", word, ids[2]).code == 0
    assert (target / "current").readlink().name == ids[2]
    assert run("rollback", word, "2").code == 0
    assert (target / "current").readlink().name == ids[1]
    for name in ("没有的", "../portal", "20", "-x", "$(touch x)"):
        outcome = run("rollback", word, "--", name)
        assert outcome.code == 2
    assert run("rollback", word).code == 0
    outcome = run("rollback", word)
    assert (outcome.code, "没有更早的版本" in outcome.err) == (2, True)


def test_only_so_many_releases_stay(portal: Portal, place: Place) -> None:
    word, target = place
    for text in "甲乙丙丁":
        portal.edit(text)
        portal.deploy(word, "--keep", "1")
    # The one before the served one stays, whatever is asked.
    assert [each["id"][-4:] for each in releases(word)["releases"]] == ["0004", "0003"]
    assert (
        len(list((target / "releases").iterdir()))
        == len(list((target / ".gongkai/manifests").iterdir()))
        == 2
    )
    run("rollback", word)
    for text in "戊己":
        portal.edit(text)
        portal.deploy(word, "--keep", "1")
    assert [each["id"][-4:] for each in releases(word)["releases"]] == ["0006", "0003"]
    assert releases(word)["current"].endswith("0003")


def test_a_damaged_release_is_not_gone_back_to(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    damage(target, "tzgg/n0.html")
    portal.edit("乙")
    portal.deploy(word)
    now = served(target)
    outcome = run("rollback", word)
    assert outcome.code == 1
    assert "内容不对：tzgg/n0.html" in outcome.err
    assert served(target) == now
    assert "没有换上" not in portal.deploy(word).out


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_what_was_altered_on_the_target_is_not_carried_on(name: str, portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    damage(target, name)
    (target / "current/later.html").write_text("多的")
    portal.edit("乙")
    assert portal.deploy(word).code == 0
    assert digests_of(portal.site).items() <= served(target).items()
    assert "later.html" not in served(target)


def test_a_served_release_that_was_altered_is_made_anew(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    damage(target)
    assert "已换上" in portal.deploy(word).out
    assert digests_of(portal.site).items() <= served(target).items()


def test_a_served_release_that_was_removed_is_made_anew(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    portal.edit("乙")
    portal.deploy(word)
    shutil.rmtree((target / "current").resolve())
    assert "不在了" in run("releases", word).out
    assert "已换上" in portal.deploy(word).out
    assert digests_of(portal.site).items() <= served(target).items()
    assert run("rollback", word).code == 0


def test_what_a_deploy_that_died_has_left_is_removed(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    for name in (".making-20260101-000000-0009/a", ".going-20260101-000000-0001/a", "20260101-000000-0008/a"):
        (target / "releases" / name).mkdir(parents=True)
    (target / ".gongkai/manifests/20260101-000000-0007.json").write_text("{}")
    (target / ".current-x").symlink_to("nichts")
    with (target / ".gongkai/log.jsonl").open("a") as log:
        log.write('{"action": "depl')
    portal.edit("乙")
    assert portal.deploy(word).code == 0
    assert {each["id"][-4:] for each in releases(word)["releases"]} == {"0001", "0008"}
    assert len(list((target / "releases").iterdir())) == 2
    assert not (target / ".current-x").is_symlink()
    assert len(list((target / ".gongkai/manifests").iterdir())) == 2


def test_releases_made_by_hand_stay_and_can_be_gone_back_to(portal: Portal, place: Place) -> None:
    word, target = place
    by_hand = target / "releases/20251121"
    by_hand.mkdir(parents=True)
    (by_hand / "index.html").write_text("手工")
    (target / "current").symlink_to("releases/20251121")
    for text in "乙丙":
        portal.edit(text)
        assert portal.deploy(word, "--keep", "1").code == 0
    outcome = run("rollback", word, "20251121")
    assert (outcome.code, "没有清单" in outcome.err) == (0, True)
    assert served(target).keys() == {"index.html"}


@pytest.mark.parametrize("mask", [0o027, 0o077, 0o000])
def test_modes_are_those_a_web_server_needs_whatever_the_umask(
    mask: int, portal: Portal, place: Place
) -> None:
    word, target = place
    old = os.umask(mask)
    try:
        portal.deploy(word)
        portal.edit("乙")
        portal.deploy(word)
    finally:
        os.umask(old)

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    for top in (target, target / "releases", *(target / "releases").iterdir()):
        assert mode(top) == 0o755
    tree = list((target / "current").resolve().rglob("*"))
    assert {mode(path) for path in tree if path.is_dir()} == {0o755}
    assert {mode(path) for path in tree if path.is_file()} == {0o644}
    notes = target / ".gongkai"
    assert mode(notes) == 0o700
    assert all(mode(path) & 0o077 == 0 for path in notes.rglob("*.json"))


def test_the_manifest_is_of_what_is_there(portal: Portal, place: Place) -> None:
    word, target = place
    portal.deploy(word)
    release = (target / "current").readlink().name
    manifest = read_manifest((target / f".gongkai/manifests/{release}.json").read_bytes())
    assert manifest
    assert manifest.files == digests_of(portal.site)
    assert manifest.whole() == served(target)


def _file_in_place(target: Path) -> None:
    target.write_text("a file")


def _file_as_current(target: Path) -> None:
    target.mkdir()
    (target / "current").write_text("a file")


def _folder_as_current(target: Path) -> None:
    (target / "current").mkdir(parents=True)


def _foreign_link(target: Path) -> None:
    target.mkdir()
    (target / "current").symlink_to("/etc")


def _linked_notes(target: Path) -> None:
    target.mkdir()
    (target / "elsewhere").mkdir()
    (target / ".gongkai").symlink_to("elsewhere")


@pytest.mark.parametrize(
    "strange", [_file_in_place, _file_as_current, _folder_as_current, _foreign_link, _linked_notes]
)
def test_what_is_no_target_is_left_alone(
    strange: Callable[[Path], None], portal: Portal, place: Place
) -> None:
    word, target = place
    target.parent.mkdir(exist_ok=True)
    strange(target)
    was = contents(target) if target.is_dir() else {}
    outcome = portal.deploy(word)
    assert outcome.code == 2
    assert "用法有误" in outcome.err
    assert (contents(target) if target.is_dir() else {}) == was
    for verb in ("releases", "rollback"):
        assert run(verb, word).code == 2


def test_an_empty_target_says_so(place: Place) -> None:
    word, target = place
    assert "还没有发布过" in run("releases", word).out
    assert run("rollback", word).code == 2
    assert not target.exists()
