"""``gongkai init``: for every pack a portal that checks, builds, and has each column the text names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.check.proofs.elements import ITEMS
from generator.mandates.atlas import AtlasEntry, read_atlas
from generator.mandates.library import known_packs, load_pack
from generator.mandates.plan import full_path, named_paths
from generator.model.words import ColumnType, PortalLevel
from generator.report.tree import flatten
from tests.directives import kept_paths
from tests.helpers import AS_OF, Outcome, check, codes, contents, make_portal, run

PACKS = sorted(known_packs())
Names = tuple[str, ...]


def init(folder: Path, *packs: str, **options: str) -> Outcome:
    """Run the verb for a folder."""
    arguments = [word for pack in packs for word in ("--pack", pack)]
    for option, value in options.items():
        arguments += [f"--{option.replace('_', '-')}", value]
    return run("init", folder, "--as-of", AS_OF, *arguments)


def nodes(root: Path) -> list[dict[str, Any]]:
    """Return the nodes of a portal's tree in one list."""
    outcome = run("tree", "--root", root, "--as-of", AS_OF, "--format", "json")
    return list(flatten(json.loads(outcome.out)))


def entries(path: Names, known: AtlasEntry) -> Iterator[tuple[Names, AtlasEntry]]:
    """Yield every column the atlas knows with its path."""
    for name, entry in known.below.items():
        yield (*path, name), entry
        yield from entries((*path, name), entry)


@pytest.mark.parametrize("pack", PACKS)
def test_a_new_portal_checks_and_builds(pack: str, tmp_path: Path) -> None:
    root = tmp_path / "网站"
    assert init(root, pack).code == 0
    assert run("build", "--root", root, "--as-of", AS_OF).code == 0
    assert [finding for finding in check(root) if finding["level"] == "error"] == []
    tree = nodes(root)
    paths = {tuple(node["path"]) for node in tree}
    assert {
        full_path(path) for mandate in load_pack(pack).mandates for path in mandate.paths
    } - paths == set()
    assert {tuple(path) for path in kept_paths().get(pack, [])} - paths == set()
    for node in tree:
        assert node["unit"] and node["type"] in set(ColumnType) and node["cycle"], node["path"]
        assert (root / "site" / node["url"] / "index.html").is_file()


@pytest.mark.parametrize("pack", ["cq-2021", "tongliang-2021", "wanzhou-2021"])
def test_between_them_the_levels_have_every_path_of_a_pack(pack: str) -> None:
    named = {full_path(path) for mandate in load_pack(pack).mandates for path in mandate.paths}
    assert named
    assert set().union(*(named_paths(load_pack(pack), level) for level in PortalLevel)) == named


@pytest.mark.parametrize("level", PortalLevel)
def test_packs_merge_without_doubling(level: PortalLevel, tmp_path: Path) -> None:
    assert init(tmp_path / "all", *PACKS, level=level.value).code == 0
    findings = check(tmp_path / "all")
    assert [finding for finding in findings if finding["level"] == "error"] == []
    tree = nodes(tmp_path / "all")
    paths = [tuple(node["path"]) for node in tree]
    assert len(paths) == len(set(paths))
    for pack in PACKS:
        assert named_paths(load_pack(pack), level) <= set(paths)
    if level is PortalLevel.DISTRICT:
        basis = {tuple(node["path"]): set(node["basis"]) for node in tree}
        fever = basis[("政务公开", "政府信息公开目录", "疫情防控", "防疫服务", "发热门诊")]
        assert {"cq-2021#29", "wanzhou-2021#11"} <= fever


def test_sections_stand_in_the_order_of_the_rules(tmp_path: Path) -> None:
    init(tmp_path / "p", "wanzhou-2021")
    tree = json.loads(run("tree", "--root", tmp_path / "p", "--format", "json").out)
    assert [child["name"] for child in tree[0]["children"]] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    ]  # fmt: skip
    assert len(tree[0]["children"][2]["children"]) == 15


def test_a_department_has_its_ten_items(tmp_path: Path) -> None:
    init(tmp_path / "p", "cq-2020", level="department")
    tree = json.loads(run("tree", "--root", tmp_path / "p", "--format", "json").out)
    items = [child["name"] for child in tree[0]["children"][2]["children"]]
    assert items == [ITEMS[number - 1] for number in (1, 2, 5, 6, 7, 8, 9, 10, 14, 15)]


def test_what_is_asked_for_is_written(tmp_path: Path) -> None:
    name = 'A区: "甲" #乙 & 丙'
    outcome = init(
        tmp_path / "p",
        "cq-2020",
        "wulong-2022",
        "cq-2020",
        name=name,
        domain="www.sub-1.gov.cn",
        site_code="5001234567",
    )
    assert outcome.code == 0
    from datetime import date

    from generator.load.portal import load_portal

    portal = load_portal(tmp_path / "p", date.fromisoformat(AS_OF)).portal
    assert portal
    assert (portal.name, portal.domain, portal.site_code) == (name, "www.sub-1.gov.cn", "5001234567")
    assert portal.packs == ("cq-2020", "wulong-2022")
    assert portal.identity.site_url == "https://www.sub-1.gov.cn/"
    text = (tmp_path / "p/columns.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=./schema/columns.schema.json\n")
    assert (tmp_path / "p/schema/columns.schema.json").is_file()


def test_nothing_unwritten_is_published(tmp_path: Path) -> None:
    init(tmp_path / "p", "wanzhou-2021")
    pages = [node for node in nodes(tmp_path / "p") if node["kind"] == "page"]
    assert pages
    for page in pages:
        text = (tmp_path / "p/content" / page["url"] / "index.md").read_text(encoding="utf-8")
        assert "draft: true" in text
        assert page["documents"] == 0
    assert codes(check(tmp_path / "p")).count("draft") == len(pages)


def test_a_portal_is_never_written_over(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "old")
    before = contents(root)
    outcome = init(root, "cq-2020")
    assert (outcome.code, contents(root)) == (2, before)
    assert "已经有一个网站" in outcome.err
    make_portal(tmp_path / "half")
    (tmp_path / "half/columns.yml").unlink()
    outcome = init(tmp_path / "half", "cq-2020")
    assert outcome.code == 2
    assert "mkdocs.yml" in outcome.err
    assert not (tmp_path / "half/columns.yml").exists()


def test_the_same_again_is_the_same(tmp_path: Path) -> None:
    init(tmp_path / "a", *PACKS)
    init(tmp_path / "b", *PACKS)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize(
    ("packs", "options", "words"),
    [
        ([], {}, "wanzhou-2021"),
        (["wanzhu-2021"], {}, "是不是想写“wanzhou-2021”"),
        (["cq-2020"], {"level": "city"}, "municipality、district"),
        (["cq-2020"], {"domain": "https://www.example.gov.cn/"}, "不带https://"),
        (["cq-2020"], {"site_code": "123"}, "10位数字"),
        (["cq-2020"], {"name": " "}, "机关全称"),
        (["cq-2020"], {"name": "甲\n乙"}, "机关全称"),
    ],
)
def test_wrong_words_make_nothing(
    packs: list[str], options: dict[str, str], words: str, tmp_path: Path
) -> None:
    outcome = init(tmp_path / "p", *packs, **options)
    assert outcome.code == 2
    assert words in outcome.err
    assert not (tmp_path / "p").exists()


def test_each_column_is_described_once() -> None:
    known = dict(entries((), read_atlas()))
    wanted = {
        full_path(path) for pack in PACKS for mandate in load_pack(pack).mandates for path in mandate.sought
    }
    assert {path for path in wanted if not (path in known and known[path].text)} == set()
    texts = [entry.text for entry in known.values()]
    assert len(texts) == len(set(texts))
