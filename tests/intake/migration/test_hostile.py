"""Old sites that mean ill, or are simply old: nothing is written elsewhere, nothing ends in a traceback, all is told."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from tests.helpers import build, check, contents, run
from tests.intake.migration.old_portal import picture
from tests.intake.migration.small import MAP, Case, old_site, page


def test_nothing_is_written_but_content_the_table_and_the_report(tmp_path: Path) -> None:
    links = "".join(
        f'<a href="{each}">去</a>'
        for each in (
            "../../../../etc/passwd",
            "..\\..\\x.doc",
            "/../x.doc",
            "//x/y.doc",
            "file:///etc/passwd",
        )
    )
    files: dict[str, str | bytes] = {
        "tz/1.html": page("../../越界", f'<p>字{links}<a href="/f/a.doc">../../../tmp/越界附件</a></p>'),
        "f/a.doc": b"\xd0\xcf\x11\xe0",
        "tz/..%2F..%2F2.html": page("二", "<p>二。</p>"),
    }
    case = old_site(tmp_path, files)
    before = contents(tmp_path)
    case.run()
    after = contents(tmp_path)
    fresh = {name for name in after if name not in before or before[name] != after[name]}
    allowed = ("portal/content/zwgk", "portal/old_urls.csv", "portal/migration")
    assert {name for name in fresh if not name.startswith(allowed)} == set()
    assert case.files() == ["zwgk/tzgg/20210603-yj/tmp-越界附件.doc"]


@pytest.mark.parametrize("linked", ["content/zwgk/tzgg", "content/zwgk"])
def test_a_folder_that_is_a_link_out_of_content_is_not_written_through(tmp_path: Path, linked: str) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()})
    outside = tmp_path / "outside"
    outside.mkdir()
    path = case.root / linked
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside)
    outcome = case.run()
    assert outcome.code == 2
    assert "没有完成" in outcome.err
    assert list(outside.iterdir()) == []


def test_links_in_the_mirror_are_not_followed(tmp_path: Path) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()})
    (tmp_path / "secret.html").write_text(page("秘密"), encoding="utf-8")
    (case.folder / "mirror/tz/2.html").symlink_to(tmp_path / "secret.html")
    (case.folder / "mirror/loop").symlink_to(case.folder / "mirror")
    left = case.left()
    assert left == {"/loop": "这是链接，没有读", "/tz/2.html": "这是链接，没有读"}
    assert [head["title"] for head, _ in case.documents().values()] == ["关于样例的通知"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"tz/1.html": ""}, "空文件"),
        ({"tz/1.html": "  \n "}, "空文件"),
        ({"tz/1.html": "<html><body><p>没有模板认得的字</p></body></html>"}, "找不到正文"),
        ({"tz/1.html": page(date="")}, "找不到发布日期"),
        ({"tz/1.html": page(date="2021-02-30")}, "找不到发布日期"),
        ({"else/1.html": page()}, "映射里没有它的栏目"),
        ({"tz/1.html": b"\x00\x01\x02\x03" * 100}, "什么也没有"),
        ({"tz/a.pdf": "<html><body>404 没有这个文件</body></html>"}, "内容却是网页"),
        ({"tz/1.html": page(body='<a href="/f/a.exe">程序</a>'), "f/a.exe": b"MZ"}, "不在可以发布的类型里"),
        ({"tz/b.doc": b"\xd0\xcf\x11\xe0"}, "没有一份搬来的文档链接到它"),
    ],
)
def test_what_is_not_placed_is_named(tmp_path: Path, files: dict[str, str | bytes], why: str) -> None:
    case = old_site(tmp_path, files)
    assert case.run().code == 1
    left = case.left()
    assert any(why in each for each in left.values()), left
    assert why in (case.root / "migration/report.html").read_text(encoding="utf-8")


def test_a_deep_page_and_a_long_one_lose_no_word(tmp_path: Path) -> None:
    deep = "<div>" * 5000 + "<p>深处的字。</p>" + "</div>" * 5000 + "<p>后面的字。</p>"
    long = "".join(f"<p>第{number}段文字。</p>" for number in range(3000))
    case = old_site(
        tmp_path,
        {
            "tz/1.html": page("深", deep),
            "tz/2.html": page("长", long),
            "tz/3.html": page("一段", f"<p>{'字' * 300_000}</p>"),
        },
    )
    outcome = case.run()
    assert outcome.code == 0, outcome.out
    bodies = {head["title"]: body for head, body in case.documents().values()}
    assert bodies["深"] == "深处的字。\n\n后面的字。"
    assert bodies["长"].count("\n\n") == 2999
    assert bodies["一段"] == "字" * 300_000


def test_scripts_and_hidden_words_are_not_published(tmp_path: Path) -> None:
    body = (
        "<p>正文。</p><script>alert('甲')</script><style>p{}</style><p style='display:none'>藏着的字</p>"
        "<a href='javascript:alert(1)'>点我</a><a href='JaVa&#10;Script:alert(1)'>再点</a><img src='javascript:alert(1)'>"
        "<iframe src='http://www.other.gov.cn/'></iframe><p onclick='x()'>后来。</p><form><input value='表单'></form>"
        "<div class=share>分享到</div>"
    )
    case = old_site(tmp_path, {"tz/1.html": page(body=body)})
    case.run()
    _, text = case.only()
    assert "alert" not in text
    assert "藏着的字" not in text
    assert "onclick" not in text
    for words in ("正文。", "点我", "再点", "后来。"):
        assert words in text
    report = (case.root / "migration/report.html").read_text(encoding="utf-8")
    for words in ("www.other.gov.cn", "藏着的字", "照映射或预设去掉的：分享到"):
        assert words in report
    site = build(case.root)
    assert "alert" not in (site / "zwgk/tzgg/20210603-gyyldtz.html").read_text(encoding="utf-8")


def test_titles_that_mean_something_to_yaml_and_to_pages(tmp_path: Path) -> None:
    titles = [
        "<b>粗</b>: #不是注释",
        "- 列表",
        "'引号\"和\\反斜杠",
        "&amp;lt;script&amp;gt;",
        "true",
        "2021",
        "{{ x }}{% y %}",
        "一\u2028二\x85三\x07四",
    ]
    files: dict[str, str | bytes] = {
        f"tz/{number}.html": page(title, f"<p>第{number}份。</p>") for number, title in enumerate(titles)
    }
    case = old_site(tmp_path, files)
    outcome = case.run()
    assert outcome.code == 0, outcome.out
    found = {str(head["title"]) for head, _ in case.documents().values()}
    assert found == {
        "粗: #不是注释",
        "- 列表",
        "'引号\"和\\反斜杠",
        "&lt;script&gt;",
        "true",
        "2021",
        "{{ x }}{% y %}",
        "一 二 三四",
    }
    assert "<script>" not in (case.root / "migration/report.html").read_text(encoding="utf-8")
    assert [each for each in check(case.root) if each["level"] == "error"] == []


def test_pictures_of_all_kinds(tmp_path: Path) -> None:
    data = base64.b64encode(picture(3)).decode()
    body = (
        f'<p>图<img src="data:image/png;base64,{data}" alt="内嵌"><img src="/p/1.png" data-original="/p/2.png" alt="晚来">'
        '<img src="http://www.other.gov.cn/x.png" alt="别处"><img src="/p/none.png" alt="没有"><img src="data:text/html,<b>x</b>"></p>'
    )
    case = old_site(tmp_path, {"tz/1.html": page(body=body), "p/1.png": picture(1), "p/2.png": picture(2)})
    assert case.run().code == 1
    folder = "zwgk/tzgg/20210603-gyyldtz"
    assert case.files() == [f"{folder}/图1.png", f"{folder}/图2.png"]
    assert (case.root / "content" / folder / "图1.png").read_bytes() == picture(3)
    assert (case.root / "content" / folder / "图2.png").read_bytes() == picture(2)
    report = (case.root / "migration/report.html").read_text(encoding="utf-8")
    for words in ("别处（http://www.other.gov.cn/x.png）", "没有（/p/none.png）", "图片没有搬来"):
        assert words in report


@pytest.mark.parametrize(
    ("words", "old", "name"),
    [
        ("附件1：申请表.doc", "P0201.doc", "附件1：申请表.doc"),
        ("点击下载", "%E7%94%B3%E8%AF%B7%E8%A1%A8.doc", "申请表.doc"),
        ("点击下载", "P0201.doc", "关于样例的通知-附件.doc"),
        ("", "P0201.doc", "关于样例的通知-附件.doc"),
        ("名单（a|b）?*<x>.doc", "1.doc", "名单（a-b）-x.doc"),
        ("长" * 200, "1.doc", "长" * 60 + ".doc"),
        ("公告.asp;", "1.doc", "关于样例的通知-附件.doc"),
        ("con", "1.doc", "关于样例的通知-附件.doc"),
    ],
)
def test_attachments_get_readable_names(tmp_path: Path, words: str, old: str, name: str) -> None:
    said = words.replace("<", "&lt;")
    case = old_site(
        tmp_path,
        {"tz/1.html": page(body=f'<p>字<a href="/f/{old}">{said}</a></p>'), f"f/{old}": b"\xd0\xcf\x11\xe0"},
    )
    assert case.run().code == 0
    assert [each.rpartition("/")[2] for each in case.files()] == [name]
    assert [
        each["code"]
        for each in check(case.root)
        if each["code"] in ("file-name", "file-unpublishable", "asset-type", "link-broken")
    ] == []


def test_a_file_that_a_program_hands_out_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    body = '<p>字<a href="/down.jsp?id=7">附件：名单</a></p>'
    case = old_site(tmp_path, {"tz/1.html": page(body=body), "down.jsp?id=7": b"%PDF-1.4\n%x"})
    assert case.run().code == 0
    assert case.files() == ["zwgk/tzgg/20210603-gyyldtz/附件：名单.pdf"]
    assert case.only()[0]["attachments"] == ["20210603-gyyldtz/附件：名单.pdf"]


def test_anchors_lead_where_they_led(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "tz/1.html": page(
            "一",
            '<p><a href="#end">到末尾</a><a href="2.html#b2">到二</a><a href="2.html#none">到无</a></p><p id="end">末尾。</p>',
        ),
        "tz/2.html": page("二", '<p>头。</p><p><a name="b2"></a>这里。</p><p id="unused">没有人来。</p>'),
    }
    case = old_site(tmp_path, files)
    assert case.run().code == 0
    bodies = {head["title"]: body for head, body in case.documents().values()}
    assert '<a id="end"></a>末尾。' in bodies["一"]
    assert "[到末尾](20210603-y.md#end)" in bodies["一"]
    assert "(20210603-e.md#b2)" in bodies["一"]
    assert "[到无](20210603-e.md)" in bodies["一"]
    assert '<a id="b2"></a>这里。' in bodies["二"]
    assert "unused" not in bodies["二"]
    assert [each["code"] for each in check(case.root) if each["code"] == "anchor-missing"] == []


def test_films_stay_films(tmp_path: Path) -> None:
    body = '<p>看<video controls><source src="/v/1.mp4" type="video/mp4"></video></p><embed src="/v/2.swf">'
    case = old_site(
        tmp_path, {"tz/1.html": page(body=body), "v/1.mp4": b"\0\0\0\x18ftypmp42", "v/2.swf": b"FWS"}
    )
    case.run()
    assert '<video controls src="20210603-gyyldtz/' in case.only()[1]
    assert "2.swf" in (case.root / "migration/report.html").read_text(encoding="utf-8")


def test_another_umask_and_locale_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_with(mask: int, name: str) -> dict[str, str]:
        case: Case = old_site(_made(tmp_path / name), {"tz/1.html": page()}, MAP)
        before = os.umask(mask)
        try:
            assert case.run().code == 0
        finally:
            os.umask(before)
        return contents(case.root / "content")

    first = run_with(0o022, "a")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "America/New_York")
    assert run_with(0o077, "b") == first


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_import_reads_such_pages_too(tmp_path: Path) -> None:
    """A page that says GB2312 and is UTF-8, and one that nests deeper than the parser goes, as a single file."""
    case = old_site(tmp_path, {})
    text = page(
        body="<div>" * 600
        + "<p>深处的字，说是国标，其实不是。</p>"
        + "</div>" * 600
        + "<p>后面的一段字。</p>"
    )
    (tmp_path / "a.html").write_text(text.replace("utf-8", "gb2312"), encoding="utf-8")
    outcome = run(
        "import",
        tmp_path / "a.html",
        "--column",
        "通知公告",
        "--root",
        case.root,
        "--yes",
        "--as-of",
        "2026-11-20",
    )
    assert "深处的字，说是国标，其实不是。\n\n后面的一段字。" in case.only()[1], outcome.err
