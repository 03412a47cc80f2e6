"""Findings of old content that are taken for known: only new ones fail."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, document, make_portal, run

DAY = "2026-11-20"
FILE = "content/tzgg/20260303-ts.md"
BROKEN = "\n[不在了](20200101-mei.md)\n"


def portal(folder: Path, body: str = BROKEN) -> Path:
    """Return a portal with one document that holds a broken link."""
    return make_portal(folder, {FILE: document() + body})


def checked(root: Path, *more: str) -> tuple[int, list[str]]:
    """Return the exit code and the codes of a check."""
    outcome = run("check", *more, "--format", "json", "--root", root, "--as-of", DAY)
    return outcome.code, [each["code"] for each in json.loads(outcome.out)["findings"]]


def listed(root: Path, name: str = "known.csv") -> list[list[str]]:
    """Return the rows of the list."""
    return list(csv.reader(io.StringIO((root / name).read_text(encoding="utf-8-sig"), newline="")))[1:]


def test_what_is_known_fails_no_more_and_what_is_new_does(tmp_path: Path) -> None:
    root = portal(tmp_path)
    assert checked(root) == (1, ["link-broken"])
    assert checked(root, "--accept-known", "known.csv", "--who", "张某") == (0, ["known-left"])
    ((code, path, _, count, day, who),) = listed(root)
    assert (code, path, count, day, who) == ("link-broken", FILE, "1", DAY, "张某")
    assert run("build", "--root", root, "--as-of", DAY).code == 0
    text = (root / FILE).read_text(encoding="utf-8")
    (root / FILE).write_text(text.replace(BROKEN, f"\n新的一段。\n\n又一段。\n{BROKEN}"), encoding="utf-8")
    assert checked(root) == (0, ["known-left"])
    (root / FILE).write_text(text + "\n[也不在了](20200102-mei.md)\n", encoding="utf-8")
    assert checked(root) == (1, ["link-broken", "known-left"])
    assert run("build", "--root", root, "--as-of", DAY).code == 1


def test_one_more_of_the_same_is_new(tmp_path: Path) -> None:
    root = portal(tmp_path)
    checked(root, "--accept-known", "known.csv", "--who", "张某")
    (root / FILE).write_text((root / FILE).read_text(encoding="utf-8") + BROKEN, encoding="utf-8")
    assert checked(root) == (1, ["link-broken", "known-left"])
    assert checked(root, "--accept-known", "known.csv", "--who", "李某") == (0, ["known-left"])
    assert [(row[3], row[5]) for row in listed(root)] == [("1", "张某"), ("1", "李某")]


def test_what_is_mended_is_told_and_can_be_pruned(tmp_path: Path) -> None:
    root = portal(tmp_path)
    checked(root, "--accept-known", "known.csv", "--who", "张某")
    (root / FILE).write_text(document(), encoding="utf-8")
    assert checked(root) == (0, ["known-gone"])
    assert checked(root, "--prune-known") == (0, [])
    assert listed(root) == []


def test_what_must_not_wait_is_not_taken(tmp_path: Path) -> None:
    root = portal(tmp_path, "\n手机13800138000。\n")
    assert checked(root, "--accept-known", "known.csv", "--who", "张某") == (1, ["personal-mobile"])
    assert listed(root) == []


@pytest.mark.parametrize("name", ["baseline.csv", "旧问题.csv"])
def test_the_list_may_have_another_name(tmp_path: Path, name: str) -> None:
    root = portal(tmp_path)
    assert checked(root, "--accept-known", name, "--who", "张某") == (0, ["known-left"])
    assert run("build", "--root", root, "--as-of", DAY).code == 0
    (root / name).write_text("", encoding="utf-8")
    assert checked(root) == (1, ["link-broken"])
    assert run("build", "--root", root, "--as-of", DAY).code == 1


@pytest.mark.parametrize("name", ["columns.yml", "content", "../known.csv", "/known.csv", ".hidden"])
def test_no_other_place_is_written_to(tmp_path: Path, name: str) -> None:
    root = portal(tmp_path / "portal")
    before = sorted(tmp_path.rglob("*"))
    assert run("check", "--accept-known", name, "--who", "张某", "--root", root, "--as-of", DAY).code == 2
    assert [each for each in sorted(tmp_path.rglob("*")) if ".cache" not in each.parts] == before


def test_the_audit_pages_tell_how_many_are_left(tmp_path: Path) -> None:
    root = portal(tmp_path)
    text = (root / "columns.yml").read_text(encoding="utf-8") if (root / "columns.yml").exists() else COLUMNS
    (root / "columns.yml").write_text(text, encoding="utf-8")
    checked(root, "--accept-known", "known.csv", "--who", "张某")
    assert run("build", "--audit", "--root", root, "--as-of", DAY).code == 0
    pages = [each.read_text(encoding="utf-8") for each in (root / "site").rglob("*.html")]
    assert any("还有1个已知问题没有改（错误1个）" in page for page in pages)
    assert not any("张某" in page and "known" in page for page in pages)
