"""Interpretations on the page: by form on the policy's page, each with its policy, elements told and searchable."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.search.texts import read_texts
from tests.helpers import PORTAL, build, contents, document, make_portal
from tests.markup import parse_page

TREE = PORTAL + (
    "columns:\n  - name: 政策文件\n    type: 政策文件\n    description: 文件。\n"
    "    unit: 区司法局\n    owner: 陈某\n    cycle: as-needed\n"
    "  - name: 政策解读\n    type: 政策解读\n    description: 解读。\n"
    "    unit: 区司法局\n    owner: 陈某\n    cycle: as-needed\n"
)
OF = "[zcwj/20261102-gs.md]"
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n节约用水。\n"
TEXT = document(
    title="供水办法文字解读", interprets=OF, published="2026-11-03 09:00", elements="{背景: 管网老化严重。}"
)
FILES: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/zcwj/20261102-gs.md": document(title="供水办法", validity="有效", published="2026-11-02 09:00"),
    "content/zcjd/20261103-wz.md": TEXT,
    "content/zcjd/20261104-sp.md": document(
        title="供水办法视频解读", interprets=OF, published="2026-11-04 09:00", video="a.mp4", captions="a.vtt", poster="a.png"
    ),
    "content/zcjd/20261105-tp.md": document(
        title="一图读懂供水办法", interprets=OF, published="2026-11-05 09:00", picture="a.png", picture_alt="图上的字。"
    ),
    "content/zcjd/20261106-fb.md": document(
        title="供水办法新闻发布会", interprets=OF, published="2026-11-06 09:00", form="新闻发布"
    ),
    "content/zcjd/a.mp4": b"film",
    "content/zcjd/a.vtt": VTT,
    "content/zcjd/a.png": b"picture",
}  # fmt: skip
CHANGES: dict[str, tuple[str, str]] = {
    "form": ("content/zcjd/20261103-wz.md", TEXT.replace("elements:", "form: 新闻发布\nelements:")),
    "element": ("content/zcjd/20261103-wz.md", TEXT.replace("管网老化严重。", "管网老化，漏损较多。")),
    "relation": ("content/zcjd/20261103-wz.md", TEXT.replace(f"interprets: {OF}\n", "")),
    "title of the policy": (
        "content/zcwj/20261102-gs.md",
        document(title="供水管理办法", validity="有效", published="2026-11-02 09:00"),
    ),
    "end of the policy": (
        "content/zcwj/20261102-gs.md",
        document(title="供水管理办法", validity="有效", published="2026-11-02 09:00", expires="2026-11-19"),
    ),
}


def test_a_policy_lists_its_interpretations_by_form(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, FILES))
    policy = parse_page(site / "zcwj/20261102-gs.html")
    words = (
        "视频解读",
        "供水办法视频解读",
        "图片解读",
        "一图读懂供水办法",
        "文字解读",
        "供水办法文字解读",
        "新闻发布 供水办法新闻发布会",
    )
    places = [policy.text.index(word, policy.text.index("相关解读")) for word in words]
    assert places == sorted(places)
    for name in ("20261103-wz", "20261104-sp", "20261105-tp", "20261106-fb"):
        page = parse_page(site / f"zcjd/{name}.html")
        assert any(href.endswith("zcwj/20261102-gs.html") for href in page.values("href"))


def test_each_form_has_a_fitting_page(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, FILES))
    film = parse_page(site / "zcjd/20261104-sp.html")
    (video,) = film.named("video")
    assert "controls" in video
    assert video["poster"].endswith("a.png")
    assert film.named("track")[0]["kind"] == "captions"
    picture = parse_page(site / "zcjd/20261105-tp.html")
    assert "data-zoom" in picture.named("figure")[0]
    assert any(href.endswith("a.png") for href in picture.values("href"))
    text = parse_page(site / "zcjd/20261103-wz.html")
    assert "解读要点" in text.text
    assert "管网老化严重。" in text.text


def test_what_the_head_tells_can_be_searched(tmp_path: Path) -> None:
    site = build(make_portal(tmp_path, FILES))
    found = [text for rows in site.glob("pagefind/*/rows.pagefind") for text in read_texts(rows.parent)]
    assert any("管网老化严重" in text.extra for text in found)


def test_every_change_gives_the_site_of_a_fresh_build(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", FILES)
    seen = contents(build(root))
    for number, (name, (path, text)) in enumerate(CHANGES.items()):
        (root / path).write_text(text, encoding="utf-8")
        now = contents(build(root))
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        assert now == contents(build(fresh)), name
        assert now != seen, name
        seen = now
