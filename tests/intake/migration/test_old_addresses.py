"""The addresses of an old site, however its files are called: one document each, and all its old addresses lead to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers import build, check
from tests.intake.migration.small import old_site, page


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("tz/show.asp?id=3", "/tz/show.asp?id=3"),
        ("tz/show.asp@id=3", "/tz/show.asp?id=3"),
        ("tz/show.asp?id=3.html", "/tz/show.asp?id=3"),
        ("tz/show.php.html", "/tz/show.php"),
        ("tz/3.shtml", "/tz/3.shtml"),
        ("tz/3.htm", "/tz/3.htm"),
        ("tz/view", "/tz/view"),
        ("tz/%B9%AB%B8%E6.html", "/tz/公告.html"),
        ("tz/公告.html", "/tz/公告.html"),
    ],
)
def test_the_name_of_a_file_tells_its_address(tmp_path: Path, file: str, address: str) -> None:
    case = old_site(tmp_path, {file: page()})
    assert case.run().code == 0
    head, body = case.only()
    assert head["old_urls"] == [address]
    assert body == "正文一段。"


def test_a_name_in_gbk_on_disk(tmp_path: Path) -> None:
    case = old_site(tmp_path, {})
    folder = os.fsencode(case.folder / "mirror/tz")
    os.makedirs(folder)  # noqa: PTH103 - a Path would not do: the name is no UTF-8
    with open(folder + b"/" + "公告.html".encode("gbk"), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(page())
    assert case.run().code == 0
    assert case.only()[0]["old_urls"] == ["/tz/公告.html"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("said", ["gb2312", "utf-8", ""])
def test_each_page_is_read_in_its_own_encoding(tmp_path: Path, encoding: str, said: str) -> None:
    text = page("關於樣例的通知", "<p>公告的正文，共三十個字。</p>").replace(
        '<meta charset="utf-8">',
        f"<meta http-equiv=Content-Type content='text/html; charset={said}'>" if said else "",
    )
    case = old_site(tmp_path, {"tz/1.html": text.encode(encoding)})
    assert case.run().code == 0
    head, body = case.only()
    assert (head["title"], body) == ("關於樣例的通知", "公告的正文，共三十個字。")


def test_one_document_at_several_addresses(tmp_path: Path) -> None:
    case = old_site(
        tmp_path,
        {
            "tz/1.html": page(),
            "tz/copy/1.html": page(),
            "zc/9.html": page(),
            "zc/8.html": page(body="<p>另一段。</p>"),
        },
    )
    assert case.run().code == 0
    documents = case.documents()
    assert len(documents) == 2
    head, _ = documents["zwgk/tzgg/20210603-gyyldtz.md"]
    assert sorted(head["old_urls"]) == ["/tz/1.html", "/tz/copy/1.html", "/zc/9.html"]
    assert head["also"] == ["zwgk/zcwj"]


def test_pages_that_send_their_readers_on(tmp_path: Path) -> None:
    refresh = '<html><head><meta http-equiv="refresh" content="0; URL={}"></head></html>'
    case = old_site(
        tmp_path,
        {
            "tz/1.html": page(),
            "tz/old.html": refresh.format("1.html"),
            "tz/older.html": refresh.format("'old.html'"),
            "tz/script.html": "<script>window.location.href='/tz/1.html';</script>",
            "tz/a.html": refresh.format("b.html"),
            "tz/b.html": refresh.format("a.html"),
            "tz/out.html": refresh.format("http://www.other.gov.cn/"),
            "tz/index.html": "<ul><li>列表</li></ul>",
            "tz/list-old.html": refresh.format("./"),
        },
    )
    left = case.left()
    assert sorted(left) == ["/tz/a.html", "/tz/b.html", "/tz/out.html"]
    assert "www.other.gov.cn" in left["/tz/out.html"]
    assert set(case.only()[0]["old_urls"]) == {
        "/tz/1.html",
        "/tz/old.html",
        "/tz/older.html",
        "/tz/script.html",
    }
    rows = (case.root / "old_urls.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows == ["old,new", "/tz/index.html,zwgk/tzgg/", "/tz/list-old.html,zwgk/tzgg/"]
    assert [each["code"] for each in check(case.root) if each["code"].startswith("old-url")] == []


def test_an_article_over_several_pages(tmp_path: Path) -> None:
    pages = {
        "tz/5.html": page(body="<p>一。</p>"),
        "tz/5_2.html": page(body="<p>二。</p>"),
        "tz/5_10.html": page(body="<p>十。</p>"),
        "tz/6_2.html": page("别的通知", "<p>别的。</p>"),
    }
    case = old_site(
        tmp_path,
        pages,
        'pages: "{page}_{n}"\npresets: [trs]\nchannels:\n  - {from: /tz/, column: 通知公告}\n',
    )
    assert case.run().code == 0
    documents = {head["title"]: (head["old_urls"], body) for head, body in case.documents().values()}
    assert documents["关于样例的通知"] == (
        ["/tz/5.html", "/tz/5_2.html", "/tz/5_10.html"],
        "一。\n\n二。\n\n十。",
    )
    assert documents["别的通知"] == (["/tz/6_2.html"], "别的。")


def test_a_page_that_keeps_its_address_needs_no_redirect(tmp_path: Path) -> None:
    case = old_site(
        tmp_path,
        {"zwgk/tzgg/20210603-abc.html": page()},
        "presets: [trs]\nchannels:\n  - {from: /zwgk/tzgg/, column: 通知公告}\n",
    )
    assert case.run().code == 0
    documents = case.documents()
    assert list(documents) == ["zwgk/tzgg/20210603-abc.md"]
    assert "old_urls" not in documents["zwgk/tzgg/20210603-abc.md"][0]
    assert case.run().code == 0
    assert list(case.documents()) == ["zwgk/tzgg/20210603-abc.md"]


def test_an_old_address_that_is_a_page_of_today_is_told(tmp_path: Path) -> None:
    said = "presets: [trs]\nchannels:\n  - {from: /zwgk/, column: 通知公告}\n"
    case = old_site(tmp_path, {"zwgk/zcwj/index.html": page(), "search/1.html": page("搜索")}, said)
    outcome = case.run()
    assert "old_urls" not in case.only()[0]
    assert "本站的另一个网页" in (case.root / "migration/addresses.csv").read_text(encoding="utf-8-sig")
    assert "/search/1.html" in outcome.out
    build(case.root)


def test_a_page_column_holds_one_document(tmp_path: Path) -> None:
    case = old_site(tmp_path, {"jg/1.html": page("机构职能"), "jg/2.html": page("又一份", "<p>别的。</p>")})
    assert list(case.left()) == ["/jg/2.html"]
    assert list(case.documents()) == ["zwgk/jgzn/index.md"]


def test_a_portal_below_a_path_cannot_answer_for_what_is_beside_it(tmp_path: Path) -> None:
    case = old_site(tmp_path, {"tz/1.html": page()})
    marks = case.root / "mkdocs.yml"
    marks.write_text(
        marks.read_text(encoding="utf-8").replace("gov.cn/\n", "gov.cn/new/\n"), encoding="utf-8"
    )
    assert case.run().code == 0
    assert "old_urls" not in case.only()[0]
    assert "本站不能跳转" in (case.root / "migration/report.html").read_text(encoding="utf-8")


def test_traditional_characters_in_big5(tmp_path: Path) -> None:
    top = "<html><head><meta charset=big5></head><body><h1>關於樣例的公告</h1>"
    text = f"{top}<div class=info>2021-06-03</div><div id=zoom>公告正文。</div>"
    case = old_site(tmp_path, {"tz/1.html": text.encode("big5")})
    assert case.run().code == 0
    head, body = case.only()
    assert (head["title"], body) == ("關於樣例的公告", "公告正文。")
