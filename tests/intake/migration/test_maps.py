"""The map of an old site: what is wrong in it is told with its place, all at once; selectors and channels do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.migration.small import old_site, page

GOOD = "channels:\n  - {from: /tz/, column: 通知公告}\n"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", ["migration.yml", "没有任何内容"]),
        ("- a\n", ["映射应由templates、channels等各项组成"]),
        ("presets: [trs]\n", ["缺少栏目对应（channels）"]),
        ("channels: []\n", ["栏目对应（channels）至少要有一项"]),
        (GOOD + "preset: [trs]\n", ["migration.yml:3:1", "没有“preset”这个键", "是不是想写“presets”"]),
        (GOOD + "presets: [tsr]\n", ["migration.yml:3:11", "没有“tsr”这个预设", "“trs”"]),
        ("channels:\n  - {from: /tz/, column: 通知公吿}\n", ["migration.yml:2:26", "没有“通知公吿”这个栏目", "“通知公告”"]),
        ("channels:\n  - {column: 通知公告}\n  - {from: /a/}\n", ["缺少旧栏目（from）", "缺少栏目（column）"]),
        (GOOD + 'templates:\n  - body: "#zoom["\n    title: "h1 >"\n', ["migration.yml:4:11", "“#zoom[”不是认得出", "“h1 >”不是认得出"]),
        (GOOD + "templates:\n  - title: h1\n", ["这个模板没有写正文（body）"]),
        (GOOD + "pages: \"{page}-\"\n", ["分页的写法", "{n}"]),
        (GOOD + "\tpresets: []\n", ["制表符"]),
        (GOOD + "sites: {a: b}\n", ["旧域名（sites）应是列表"]),
        (GOOD + "dump: {link: x}\n", ["没有“link”这个键"]),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place(tmp_path: Path, said: str, words: list[str]) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()}, said)
    outcome = case.run()
    assert outcome.code == 2
    for word in words:
        assert word in outcome.out + outcome.err
    assert case.documents() == {}
    assert not (case.root / "migration").exists()


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()})
    (case.folder / "migration.yml").unlink()
    outcome = case.run()
    assert outcome.code == 2
    assert "migration.yml" in outcome.out + outcome.err


@pytest.mark.parametrize("source", ["nothing", "migration.yml", "portal/columns.yml"])
def test_an_old_site_that_is_none(tmp_path: Path, source: str) -> None:
    case = old_site(tmp_path, {})
    outcome = case.run(source=source)
    assert outcome.code == 2
    assert "没有完成" in outcome.err or "用法有误" in outcome.err


def test_an_empty_mirror_is_moved_at_once(tmp_path: Path) -> None:
    outcome = old_site(tmp_path, {}).run()
    assert outcome.code == 0
    assert "旧网址0个" in outcome.out


@pytest.mark.parametrize("folder", ["content", "content/migration", "site/x", "theme"])
def test_the_report_goes_nowhere_where_it_would_be_published(tmp_path: Path, folder: str) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()})
    outcome = case.run("--report", str(case.root / folder))
    assert outcome.code == 2
    assert "--report" in outcome.err
    assert case.documents() == {}


CUSTOM = """\
templates:
  - name: 公文
    match: /zc/*
    title: .t
    date: [.nothing, ".d::attr(data-day)"]
    source: .s
    issuer: .i
    number: .n
    signed: .n
    index_no: .x
    body: .b
    drop: .tools
    attachments: .files a
  - preset: trs
    title: h2.own
issuer: 区政府办公室
channels:
  - from: [/zc/*.html, 旧政策]
    column: zwgk/zcwj
    issuer: 示例区人民政府
  - {from: /, column: 政务公开>通知公告}
"""
PAPER = """<html><h1>网站名</h1><p class=t>示例办法</p><i class=d data-day="2020-5-6 8:30"></i><p class=s>来源：新华社</p>
<p class=x>索引号：5000/2020-1</p><p class=n>示例府发[2020]7号　二〇二〇年五月一日</p>
<div class=b><p>第一条。</p><div class=tools>打印</div></div><ul class=files><li><a href="/f/1.pdf">附件：图</a></li></ul></html>"""


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "zc/1.html": PAPER,
        "f/1.pdf": b"%PDF-1.4",
        "x/2.html": page()
        .replace("<h1>", "<h2 class=own>")
        .replace("</h1>", "</h2>")
        .replace("　来源：区财政局", ""),
    }
    case = old_site(tmp_path, files, CUSTOM)
    assert case.run().code == 0
    documents = case.documents()
    head, body = documents["zwgk/zcwj/20200506-slbf.md"]
    assert body == "第一条。"
    told = {
        key: str(value)
        for key, value in head.items()
        if isinstance(value, str) or key in ("signed", "published")
    }
    assert told == {
        "title": "示例办法",
        "issuer": "示例区人民政府",
        "source": "新华社",
        "doc_no": "示例府发〔2020〕7号",
        "signed": "2020-05-01",
        "published": "2020-05-06 08:30",
        "index_no": "5000/2020-1",
    }
    assert head["attachments"] == ["20200506-slbf/附件：图.pdf"]
    assert documents["zwgk/tzgg/20210603-gyyldtz.md"][0]["issuer"] == "区政府办公室"


def test_the_closest_channel_goes_first_and_a_name_last(tmp_path: Path) -> None:
    crumbs = '<div class="location"><a>首页</a><a>政策</a></div>'
    files: dict[str, str | bytes] = {
        "tz/1.html": page("一"),
        "tz/zc/2.html": page("二"),
        "x/3.html": page("三", "<p>三。</p>").replace("<h1>", f"{crumbs}<h1>"),
        "tz/4.html": page("四", "<p>四。</p>").replace("<h1>", f"{crumbs}<h1>"),
    }
    said = "presets: [trs]\nchannels:\n  - {from: [/tz/zc/, 政策], column: 政策文件}\n  - {from: /tz/, column: 通知公告}\n"
    case = old_site(tmp_path, files, said)
    assert case.run().code == 0
    where = {head["title"]: path.split("/")[1] for path, (head, _) in case.documents().items()}
    assert where == {"一": "tzgg", "二": "zcwj", "三": "zcwj", "四": "tzgg"}


def test_lists_and_what_is_not_to_be_moved(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "tz/1.html": page(),
        "tz/page-2.html": page("列表二"),
        "tz/index_1.html": "<ul></ul>x",
        "s/x.html": "<p>搜索</p>",
        "tz/print/1.html": page(),
    }
    case = old_site(tmp_path, files, "presets: [trs]\nlists: /tz/page-*\nskip: [/s/, '*/print/*']\n" + GOOD)
    assert case.run().code == 0
    assert len(case.documents()) == 1
    rows = (case.root / "migration/addresses.csv").read_text(encoding="utf-8-sig")
    assert rows.count("列表页，转到栏目") == 2
    assert rows.count("映射里写明不搬") == 2


def test_a_group_takes_lists_and_no_documents(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"zw/index.html": "<ul></ul>x", "zw/1.html": page()}
    case = old_site(tmp_path, files, "presets: [trs]\nchannels:\n  - {from: /zw/, column: zwgk}\n")
    left = case.left()
    assert list(left) == ["/zw/1.html"]
    assert "不放文档" in left["/zw/1.html"]
    assert "/zw/index.html,zwgk/" in (case.root / "old_urls.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("发布时间：2021-06-03 09:30　来源：区财政局　浏览：12", "2021-06-03 09:30"),
        ("【发布日期：2021/6/3】【字体：大 中 小】", "2021-06-03 00:00"),
        ("日期:2021年6月3日 作者:张某", "2021-06-03 00:00"),
        ("2021.06.03", "2021-06-03 00:00"),
        ("点击：20190101 发布日期：20210603", "2021-06-03 00:00"),
        ("成文日期：2020-01-01 发布日期：2021-06-03 09：05", "2021-06-03 09:05"),
        ("二〇二一年六月十三日", "2021-06-13 00:00"),
        ("二○二一年十二月三十一日", "2021-12-31 00:00"),
    ],
)
def test_dates_as_old_pages_write_them(tmp_path: Path, line: str, wanted: str) -> None:
    text = f'<html><h1>标题</h1><div class="info">{line}</div><div id="zoom"><p>字。</p></div></html>'
    case = old_site(tmp_path, {"tz/1.html": text})
    assert case.run().code == 0
    assert str(case.only()[0]["published"]).startswith(wanted)


@pytest.mark.parametrize(
    "address", ["tz/202106/t20210603_12.html", "tz/2021/6/3/12.html", "tz/2021-06-03/a.html"]
)
def test_a_day_that_only_the_address_tells(tmp_path: Path, address: str) -> None:
    case = old_site(tmp_path, {address: page(date="")})
    assert case.run().code == 0
    assert str(case.only()[0]["published"]).startswith("2021-06-03")


def test_the_name_of_the_site_is_no_title(tmp_path: Path) -> None:
    text = page().replace("<h1>", "<h1>示例区人民政府</h1><h1>").replace("_旧网站", "_示例区人民政府")
    case = old_site(tmp_path, {"tz/1.html": text})
    assert case.run().code == 0
    assert case.only()[0]["title"] == "关于样例的通知"


def test_what_stands_around_the_editor_s_part_comes_along(tmp_path: Path) -> None:
    inner = '<div class="TRS_Editor"><style>p{}</style><div class="TRS_Editor"><p>正文。</p></div></div>'
    body = f'{inner}<p><a href="/f/1.pdf">附件：表</a></p>'
    case = old_site(tmp_path, {"tz/1.html": page(body=body), "f/1.pdf": b"%PDF-1.4"})
    assert case.run().code == 0
    head, text = case.only()
    assert text.startswith("正文。\n\n[附件：表](")
    assert len(head["attachments"]) == 1


def test_a_first_page_without_a_day_is_a_list(tmp_path: Path) -> None:
    case = old_site(
        tmp_path, {"tz/index.html": page(date=""), "index.html": page(date=""), "tz/1.html": page()}
    )
    assert case.run().code == 0
    assert len(case.documents()) == 1


def test_hosts_are_known_by_their_folders(tmp_path: Path) -> None:
    link = '<p>见<a href="http://b.example.gov.cn/tz/2.html">二</a>和<a href="//a.example.gov.cn/tz/3.html">三</a>。</p>'
    files: dict[str, str | bytes] = {
        "a.example.gov.cn/tz/1.html": page("一", link),
        "b.example.gov.cn+8080/tz/2.html": page("二"),
        "a.example.gov.cn/tz/3.html": page("三", "<p>三。</p>"),
    }
    case = old_site(tmp_path, files)
    assert case.run().code == 0
    bodies = {head["title"]: body for head, body in case.documents().values()}
    assert bodies["一"] == "见[二](20210603-e.md)和[三](20210603-s.md)。"


def test_a_page_may_name_where_its_links_start(tmp_path: Path) -> None:
    text = page(body='<p>见<a href="2.html">二</a>。</p>').replace("<head>", '<head><base href="/zc/x/">')
    case = old_site(tmp_path, {"tz/1.html": text, "zc/x/2.html": page("二")})
    assert case.run().code == 0
    assert "见[二](../zcwj/20210603-e.md)。" in [body for _, body in case.documents().values()]
