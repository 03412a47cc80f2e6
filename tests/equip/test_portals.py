"""Portals that versions of the program have made open in this one: they check, build, and are upgraded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.equip.versions import PIN, number, pinned
from generator.libraries import version
from tests.helpers import REPOSITORY, check, contents, run

PORTALS = sorted(path for path in (REPOSITORY / "tests" / "portals").iterdir() if path.is_dir())
DAY = "2026-12-01"
WORDS = ("做好冬季用火安全工作", "更正附件中样例村的联系电话", "样例村便民服务点", "镇上的电话：023-00000000")


@pytest.fixture(params=PORTALS, ids=lambda path: path.name)
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a portal that was kept."""
    return Path(
        shutil.copytree(request.param, tmp_path / "网站", ignore=shutil.ignore_patterns(".cache", "site"))
    )


def built(root: Path) -> str:
    """Build; return all pages."""
    outcome = run("build", "--root", root, "--as-of", DAY)
    assert outcome.code == 0, outcome.out + outcome.err
    return "".join(path.read_text(encoding="utf-8") for path in sorted((root / "site").rglob("*.html")))


def test_it_checks_and_builds_as_it_is(portal: Path) -> None:
    assert [found for found in check(portal) if found["level"] == "error"] == []
    pages = built(portal)
    for words in WORDS:
        assert words in pages, words
    assert (portal / "site/zwgk/zwgkgzyd/20261121-gyyftz.html").is_file()


def test_it_is_upgraded_and_says_the_same(portal: Path) -> None:
    before = built(portal)
    outcome = run("upgrade", "--root", portal, "--as-of", DAY)
    assert outcome.code == 0, outcome.out + outcome.err
    assert pinned((portal / PIN).read_text(encoding="utf-8")) == version("gongkai")
    assert (portal / "schema/columns.schema.json").is_file()
    assert built(portal) == before
    whole = contents(portal)
    assert run("upgrade", "--root", portal, "--as-of", DAY).code == 0
    assert contents(portal) == whole


def test_each_version_but_the_one_under_way_has_left_one() -> None:
    names = [path.name for path in PORTALS]
    assert "0.1.0" in names
    assert all(number(name) <= number(version("gongkai")) for name in names)
    for path in PORTALS:
        assert pinned((path / PIN).read_text(encoding="utf-8")) == path.name
