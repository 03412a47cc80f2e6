"""Whole small portals that are sound, and what must hold for the sites built of them."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.helpers import AS_OF, MARKS, build, run
from tests.markup import Parsed, parse_page
from tests.render.text.test_markdown import assert_harmless

SITES = Path(__file__).parent / "sites_valid"
NAMES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
LINKING = ("href", "src", "poster", "action")


Build = Callable[[str], Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Copies and builds a valid portal when it is first asked for; returns its root."""

    @cache
    def copy_and_build(name: str) -> Path:
        root = tmp_path_factory.mktemp(name) / "portal"
        shutil.copytree(SITES / name, root)
        if not (root / "mkdocs.yml").exists():
            (root / "mkdocs.yml").write_text(MARKS, encoding="utf-8", newline="\n")
        build(root)
        return root

    return copy_and_build


def pages(root: Path) -> dict[str, Parsed]:
    """Return every page of a site by its address."""
    site = root / "site"
    return {path.relative_to(site).as_posix(): parse_page(path) for path in sorted(site.rglob("*.html"))}


def everything(root: Path) -> str:
    """Return all names and texts of a site, those of the search index too."""
    parts = []
    for path in sorted((root / "site").rglob("*")):
        parts.append(path.name)
        if path.is_file():
            raw = path.read_bytes()
            parts.append((gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8", "replace"))
    return "\n".join(parts)


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_error(name: str, tmp_path: Path) -> None:
    shutil.copytree(SITES / name, tmp_path / name)
    outcome = run("check", "--root", tmp_path / name, "--as-of", AS_OF)
    assert outcome.code == 0, outcome.out


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str, built: Build) -> None:
    site = built(name) / "site"
    for address, page in pages(built(name)).items():
        for _, attributes in page.tags:
            for value in (attributes[each] for each in LINKING if each in attributes):
                parts = urlsplit(value)
                if parts.scheme or parts.netloc:
                    continue
                path = unquote(parts.path)
                target = site / path.lstrip("/") if path.startswith("/") else (site / address).parent / path
                assert target.is_file() or (target / "index.html").is_file() or not path, (
                    f"{address}: {value}"
                )


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_on_a_page(name: str, built: Build) -> None:
    for address, page in pages(built(name)).items():
        found = page.values("id")
        assert len(set(found)) == len(found), f"{address}: {sorted(i for i in found if found.count(i) > 1)}"


def test_minimal_portal_has_the_pages_of_the_design(built: Build) -> None:
    site = built("minimal") / "site"
    for address in ("", "zwgk", "zwgk/zfxxgkml", "zwgk/zfxxgkml/zcjd/sp", "search", "map"):
        assert (site / address / "index.html").is_file()
    page = parse_page(site / "zwgk/zfxxgkml/20210604-zwgkfg.html")
    tags = {tag["name"]: tag["content"] for tag in page.named("meta") if "name" in tag}
    assert tags["SiteName"] == "示例区人民政府"
    assert tags["SiteIDCode"] == "5000000000"
    assert tags["ColumnName"] == "政府信息公开目录"
    assert tags["PubDate"] == "2021-06-04 09:30"
    assert tags["ContentSource"] == "区政府办公室"
    for text in ("示例府办发〔2021〕46号", "5000000000/2021-00001", "附件1.csv", "政务公开分工的说明"):
        assert text in page.text
    assert "gk-sign" in page.values("class")


def test_policy_and_interpretation_link_each_other(built: Build) -> None:
    site = built("minimal") / "site/zwgk/zfxxgkml"
    policy, interpretation = (
        parse_page(site / "20210604-zwgkfg.html"),
        parse_page(site / "zcjd/wz/20210610-jd.html"),
    )
    assert any(href.endswith("zcjd/wz/20210610-jd.html") for href in policy.values("href"))
    assert sum(href.endswith("20210604-zwgkfg.html") for href in interpretation.values("href")) == 2


def test_labels_mean_what_keys_mean(built: Build) -> None:
    page = parse_page(built("labels") / "site/zcwj/20260303-gs.html")
    tags = {tag["name"]: tag["content"] for tag in page.named("meta") if "name" in tag}
    assert tags["ArticleTitle"] == "示例区人民政府关于供水的通告"
    assert tags["ContentSource"] == "区水利局"
    assert tags["Author"] == "张某"
    assert tags["Description"] == "说明冬季供水的安排。"
    assert "联系电话：023-00000000" in page.text
    links = parse_page(built("labels") / "site/zcwj/gjfg/index.html")
    assert "https://xzfg.moj.gov.cn/" in links.values("href")


def test_a_directive_of_ones_own_is_audited(built: Build) -> None:
    page = parse_page(built("packs") / "site/audit/sl-2026/index.html")
    assert "示例区人民政府办公室关于印发<2026年>政务公开工作要点任务分工的通知" in page.text
    assert "接替：武隆府办发" not in page.text
    assert "接替：wulong-2022" in page.text
    assert {"m-1", "m-2", "m-3"} <= set(page.values("id"))
    column = parse_page(built("packs") / "site/zwgk/zqzc/index.html")
    assert "../../audit/sl-2026/#m-2" in column.values("href")


def test_hostile_texts_are_shown_and_do_nothing(built: Build) -> None:
    for address, page in pages(built("hostile")).items():
        data = [each for each in page.named("script") if each.get("type") == "application/ld+json"]
        assert all("src" in script for script in page.named("script") if script not in data), address
        own = {"script", "link", "meta", "form"}
        body = Parsed(tags=[(tag, values) for tag, values in page.tags if tag not in own])
        for _, values in body.tags:
            values.pop("action", None)
        assert_harmless(body)
    document = parse_page(built("hostile") / "site/a/20260303-x.html")
    assert "<script>alert(1)</script>" in document.text
    assert "照常显示" in document.text
    assert 'alert("body")' not in document.text
    assert "{{ 7 * 7 }}" in document.text
    assert "iframe" not in {tag for tag, _ in document.tags}
    titled = parse_page(built("hostile") / "site/a/20260304-y.html")
    assert "{{ portal }}<!--slot:main-->[[slot:title]]" in titled.text


def test_column_key_moves_documents_and_keeps_their_links(built: Build) -> None:
    site = built("overrides") / "site"
    moved = parse_page(site / "zcwj/bmwj/20260303-a.html")
    assert "../../inbox/%E8%A1%A8.csv" in moved.values("href")
    assert "../../tzgg/20260304-b.html" in moved.values("href")
    assert "../zcwj/bmwj/20260303-a.html" in parse_page(site / "tzgg/20260304-b.html").values("href")
    assert "公开指南全文" in parse_page(site / "gkzn/index.html").text
    assert not list((site / "inbox").glob("*.html"))


def test_drafts_and_scheduled_documents_leave_no_trace(built: Build) -> None:
    text = everything(built("drafts"))
    assert "已经公开的通知" in text
    for secret in (
        "机密草稿",
        "草稿正文",
        "草稿附件",
        "draft.svg",
        "20260304-draft",
        "下月公开",
        "定时正文",
        "下月附件",
    ):
        assert secret not in text
    # The link of the published document keeps its words and loses its address.
    page = parse_page(built("drafts") / "site/tzgg/20260303-public.html")
    assert "未定稿" in page.text


def test_scheduled_documents_appear_on_their_day(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    shutil.copytree(SITES / "drafts", root)
    assert run("build", "--root", root, "--as-of", "2026-12-01").code == 0
    assert (root / "site/tzgg/20261201-later.html").is_file()
    assert (root / "site/tzgg/下月附件.csv").is_file()
    assert not (root / "site/tzgg/20260304-draft.html").exists()


def test_tree_of_the_design_has_its_paths() -> None:
    outcome = run("tree", "--root", SITES / "minimal", "--as-of", AS_OF, "--format", "json")
    (top,) = json.loads(outcome.out)
    interpretation = top["children"][0]["children"][0]
    assert interpretation["path"] == ["政务公开", "政府信息公开目录", "政策解读"]
    assert interpretation["basis"] == ["wanzhou-2021#32"]
    assert [child["url"] for child in interpretation["children"]] == [
        "zwgk/zfxxgkml/zcjd/sp/",
        "zwgk/zfxxgkml/zcjd/tp/",
        "zwgk/zfxxgkml/zcjd/wz/",
    ]
