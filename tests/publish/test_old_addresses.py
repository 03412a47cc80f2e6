"""Documents that are withdrawn, stand in several columns or had other addresses: what the site shows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import AS_OF, COLUMNS, PORTAL, build, check, codes, document, make_portal, run

TWO = PORTAL + COLUMNS + COLUMNS.replace("columns:\n", "").replace("通知公告", "政策文件")
GONE = "{date: 2026-11-20, reason: 数据有误}"


def read(site: Path, name: str) -> str:
    """Return a file of a site."""
    return (site / name).read_text(encoding="utf-8")


def test_a_withdrawn_document_leaves_a_notice_and_nothing_else(tmp_path: Path) -> None:
    files = {
        "content/tzgg/a.md": document("停水通知", "正文甲。", withdrawn=GONE, attachments="[表.pdf]"),
        "content/tzgg/表.pdf": "甲",
        "content/tzgg/b.md": document("见另一份", "见[停水](a.md)。"),
    }
    root = make_portal(tmp_path, files)
    site = build(root)
    notice = read(site, "tzgg/a.html")
    assert "2026-11-20" in notice and "数据有误" in notice and "noindex" in notice
    assert "正文甲" not in notice
    assert not (site / "tzgg/表.pdf").exists()
    for name in ("index.html", "tzgg/index.html", "sitemap.xml"):
        assert "停水通知" not in read(site, name) and "tzgg/a.html" not in read(site, name)
    assert "a.html" not in read(site, "tzgg/b.html").partition("<main")[2].partition("</main>")[0]
    assert '"/tzgg/表.pdf" "/tzgg/a.html";' in read(site, "redirects/nginx-gone.map")
    # The day before it is public still.
    before = run("build", "--root", root, "--as-of", "2026-11-19")
    assert before.code == 0
    assert "正文甲" in read(site, "tzgg/a.html") and (site / "tzgg/表.pdf").exists()
    assert not (site / "redirects").exists()


def test_a_withdrawn_page_of_a_column_is_its_notice(tmp_path: Path) -> None:
    tree = PORTAL + COLUMNS + "    kind: page\n"
    root = make_portal(tmp_path, {"columns.yml": tree, "content/tzgg/index.md": document(withdrawn=GONE)})
    assert codes(check(root)) == ["withdrawn"]
    assert "数据有误" in read(build(root), "tzgg/index.html")


def test_a_text_that_is_gone_can_be_withdrawn(tmp_path: Path) -> None:
    text = document(withdrawn=GONE).replace("正文。\n", "")
    assert codes(check(make_portal(tmp_path, {"content/tzgg/a.md": text}))) == ["withdrawn"]


def test_one_document_stands_in_further_columns_under_one_address(tmp_path: Path) -> None:
    files = {"columns.yml": TWO, "content/tzgg/a.md": document("停水通知", also="[zcwj]")}
    root = make_portal(tmp_path, {**files, "content/zcwj/b.md": document("办法", published="2026-01-01")})
    site = build(root)
    assert "../tzgg/a.html" in read(site, "zcwj/index.html")
    assert not (site / "zcwj/a.html").exists()
    assert read(site, "sitemap.xml").count("tzgg/a.html") == 1
    (root / "content/tzgg/a.md").write_text(document("停电通知", also="[zcwj]"), encoding="utf-8")
    assert "停电通知" in read(build(root), "zcwj/index.html")


@pytest.mark.parametrize(
    ("said", "word"), [("[tzgg]", "本来就在"), ("[zzzz]", "不是栏目的地址"), ("[zcwj]", "kind是page")]
)
def test_further_columns_must_have_lists(said: str, word: str, tmp_path: Path) -> None:
    files = {"columns.yml": TWO + "    kind: page\n", "content/tzgg/a.md": document(also=said)}
    found = [each for each in check(make_portal(tmp_path, files)) if each["code"] == "also-column"]
    assert len(found) == 1
    assert word in found[0]["message"]


def test_a_table_of_an_old_site_in_gbk(tmp_path: Path) -> None:
    table = "旧网址,新网址\n/art/1.html,tzgg/a.md\nhttp://old.gov.cn/旧/2.html,/tzgg/\n/l.aspx?id=1,/tzgg/a.html\n"
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(), "old_urls.csv": table.encode("gbk")})
    site = build(root)
    assert "url=../tzgg/a.html" in read(site, "art/1.html")
    assert "url=../tzgg/" in read(site, "旧/2.html")
    assert '"/l.aspx?id=1" "/tzgg/a.html";' in read(site, "redirects/nginx-asked.map")


def test_a_number_in_an_old_address_is_told(tmp_path: Path) -> None:
    files = {"content/tzgg/a.md": document(), "old_urls.csv": "/u/11010519491231002X.html,tzgg/a.md\n"}
    assert codes(check(make_portal(tmp_path, files))) == ["personal-identity"]


def test_a_draft_again_or_a_lost_file_is_missed_but_a_faulty_or_later_one_is_not(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/tzgg/a.md": document(), "urls.lock": "# 登记\n"})
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    path = root / "content/tzgg/a.md"
    for text, missed in (
        (document(draft="true"), True),
        (document(published="2027-01-01"), False),
        (document(published="2026-02-30"), False),
        (document(), False),
    ):
        path.write_text(text, encoding="utf-8")
        assert ("address-gone" in codes(check(root))) is missed
    path.unlink()
    (found,) = check(root)
    assert (found["code"], found["level"]) == ("address-gone", "error")
    assert "old_urls" in found["hint"] and "withdrawn" in found["hint"]


def test_what_stands_today_goes_before_what_left(tmp_path: Path) -> None:
    lock = "tzgg  通知公告\ntzgg/a.html  tzgg/a.md\ntzgg/b.html  -> tzgg/a.html\n"
    lock += "tzgg/c.html  -> tzgg/c2.html\ntzgg/c2.html  -> tzgg/a.html\n"
    files = {"content/tzgg/a.md": document("甲"), "content/tzgg/b.md": document("乙"), "urls.lock": lock}
    site = build(make_portal(tmp_path, files))
    assert "乙" in read(site, "tzgg/b.html")
    assert "url=../tzgg/a.html" in read(site, "tzgg/c.html")
