"""What holds for every kind of document, whatever its own tests say of it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.helpers import AS_OF, build, check, codes, contents, make_portal, run

YEARS = ("2026-11-20", "2027-01-02", "2031-01-01")


def assert_change_is_as_fresh(
    folder: Path, start: Mapping[str, str | bytes], change: Mapping[str, str | bytes]
) -> None:
    """Build a portal, change it, build it over its cache: it changes, into what a fresh build makes."""
    root = make_portal(folder / "portal", dict(start))
    before = contents(build(root))
    changed = {**start, **change}
    after = contents(build(make_portal(root, changed)))
    assert after != before
    assert after == contents(build(make_portal(folder / "fresh", changed)))


def build_over_years(folder: Path, start: Mapping[str, str | bytes]) -> Path:
    """Build a portal over its cache in one year after another, each as a fresh build does; return its last site."""
    root = make_portal(folder / "portal", dict(start))
    for day in YEARS:
        assert run("build", "--root", root, "--as-of", day).code == 0
        fresh = folder / day
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert run("build", "--root", fresh, "--as-of", day).code == 0
        assert contents(root / "site") == contents(fresh / "site"), day
    return root / "site"


def codes_of_a_new_one(folder: Path, tree: str, column: str, key: str) -> list[str]:
    """Let ``new`` write a document and publish it as it stands; return the codes of what is found."""
    root = make_portal(folder, {"columns.yml": tree})
    assert run("new", column, "新的文档", "--root", root, "--as-of", AS_OF).code == 0
    (path,) = (root / "content").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert f"\n{key}:\n" in text
    path.write_text(re.sub(r"draft:.*\n", "", text), encoding="utf-8")
    assert run("check", "--fix", "urls", "--root", root, "--as-of", AS_OF).code in (0, 1)
    return codes(check(root))
