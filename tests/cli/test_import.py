"""``gongkai import``: an office file becomes a page in one command, or the command says what is in the way."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from generator.intake.sources.bounded import SECONDS, serve_reading
from generator.load.assets.foreign import Foreign
from tests.helpers import COLUMNS, PORTAL, Outcome, check, codes, make_portal, run
from tests.intake.docx import make_docx, p
from tests.intake.notices import TITLE, notice
from tests.intake.pages import ucap
from tests.intake.pictures import PNG, drawn, picture_rel

DAY = "2026-03-20"
SECOND = (
    "  - name: 政策文件\n    description: 文件。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
    "  - name: 机构名录\n    kind: register\n    description: 名录。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
)


class _Kept(Foreign):
    """The process that reads documents, kept for the next test."""

    def end(self) -> None:
        if self.deaths:
            super().end()

    def really_end(self) -> None:
        """End it."""
        super().end()


@pytest.fixture(scope="module", autouse=True)
def reader() -> Iterator[None]:
    """One process reads the documents of all tests here: to start one takes longer than a test."""
    kept = _Kept(serving=serve_reading, seconds=SECONDS)
    with mock.patch("generator.intake.batch.reading_process", lambda: kept):
        yield
    kept.really_end()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with two columns of documents."""
    return make_portal(tmp_path / "portal", {"columns.yml": PORTAL + COLUMNS + SECOND})


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder from which files are imported."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, raw: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(raw)
    return path


def take(root: Path, *arguments: str | Path) -> Outcome:
    """Run the verb into 通知公告."""
    return run("import", *arguments, "--column", "通知公告", "--root", root, "--as-of", DAY)


def told(outcome: Outcome) -> list[dict[str, Any]]:
    """Return what the verb says as JSON."""
    made: list[dict[str, Any]] = json.loads(outcome.out)["made"]
    return made


def written(root: Path) -> list[str]:
    """Return the names of all files of content/."""
    return sorted(
        each.relative_to(root / "content").as_posix()
        for each in (root / "content").rglob("*")
        if each.is_file()
    )


def test_a_notice_with_rules_and_tables_builds_without_findings(root: Path, office: Path) -> None:
    outcome = take(root, write(office, "通知.docx", notice()), "--format", "json")
    assert outcome.code == 0, outcome.err
    (made,) = told(outcome)
    assert {key: made[key] for key in ("title", "column", "kept", "missing", "asked")} == {
        "title": TITLE, "column": "通知公告", "kept": 1.0, "missing": [], "asked": [],
    }  # fmt: skip
    assert made["source"].endswith("通知.docx") and (root / made["path"]).is_file()
    assert check(root) == []
    built = run("build", "--root", root, "--as-of", DAY)
    assert built.code == 0, built.out
    page = (root / "site" / made["path"].removeprefix("content/").replace(".md", ".html")).read_text(
        encoding="utf-8"
    )
    for words in (
        '<p class="gk-addressee">各镇人民政府', "一、总体要求</h2>", "（一）集中植树</h3>", "<p>1. 3月12日前后进行。</p>",
        '<th scope="col" colspan="2">完成时限', '<td rowspan="2">植树', "第一章 总则</h3>", "<p>第三条 本办法由区林业局负责解释。</p>",
        '<p class="gk-sign">二〇二六年三月九日</p>', "示例府办发〔2026〕8号", "2026-03-09",
    ):  # fmt: skip
        assert words in page, words


def test_attachments_are_found_by_name_and_number(root: Path, office: Path) -> None:
    write(office, "植树任务表.xlsx", b"PK one")
    write(office, "附件2.docx", b"PK two")
    write(office, "无关.xlsx", b"PK three")
    path = write(
        office, "通知.docx", notice("附件：1.植树任务表", p("2.报名表") + p("附件3") + p("表三的内容。"))
    )
    raw = notice("附件：1.植树任务表 2.报名表", "")
    path.write_bytes(raw)
    (made,) = told(take(root, path, "--format", "json"))
    assert made["asked"] == [] and not made["draft"]
    folder = made["path"].rpartition("/")[0].removeprefix("content/")
    assert {f"{folder}/附件1.植树任务表.xlsx", f"{folder}/附件2.报名表.docx"} < set(written(root))
    head = (root / made["path"]).read_text(encoding="utf-8")
    assert '  - "附件1.植树任务表.xlsx"\n  - "附件2.报名表.docx"\n' in head


def test_what_is_not_there_is_asked_and_answered(root: Path, office: Path) -> None:
    path = write(office, "通知.docx", notice("附件：1.植树任务表", ""))
    other = write(office, "另一个.xlsx", b"PK")
    (made,) = told(take(root, path, "--format", "json", "--file", "a"))
    assert [each["key"] for each in made["asked"]] == ["附件1"]
    assert made["draft"] and "draft: true" in (root / made["path"]).read_text(encoding="utf-8")
    (made,) = told(take(root, path, "--format", "json", "--file", "b", "--answer", f"附件1={other}"))
    assert made["asked"] == [] and not made["draft"]
    assert "tzgg/附件1.植树任务表.xlsx" in written(root)
    (made,) = told(take(root, path, "--format", "json", "--file", "c", "--yes"))
    assert made["asked"] == [] and not made["draft"]


class _Terminal(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_is_asked(root: Path, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(office, "另一个.xlsx", b"PK")
    path = write(office, "通知.docx", notice("附件：1.植树任务表", ""))
    monkeypatch.setattr("sys.stdin", _Terminal("另一个.xlsx\n"))
    outcome = take(root, path)
    assert outcome.code == 0 and "没有找到这个文件" in outcome.err and "草稿" not in outcome.out
    assert "tzgg/附件1.植树任务表.xlsx" in written(root)


def test_an_original_that_shows_more_than_the_page_is_told_of(root: Path, office: Path) -> None:
    comment = '<w:comment w:id="1"><w:p><w:r><w:t>这里要改</w:t></w:r></w:p></w:comment>'
    path = write(office, "a.docx", make_docx(p("关于样例的通知") + p("正文。"), {"comments": comment}))
    outcome = take(root, path, "--original")
    assert outcome.code == 1 and "批注" in outcome.out and "一起公开" in outcome.out
    assert "这里要改" not in (root / "content").joinpath(*written(root)[0].split("/")).read_text(
        encoding="utf-8"
    )


def test_pictures_get_a_name_and_a_place_for_their_words(root: Path, office: Path) -> None:
    body = p("关于植树情况的通报") + p(f"<w:r>{drawn('rIdP', '图片 1')}</w:r>") + p("见上图。")
    path = write(
        office, "通报.docx", make_docx(body, rels=picture_rel("rIdP"), files={"word/media/image1.png": PNG})
    )
    (made,) = told(take(root, path, "--format", "json", "--file", "a"))
    assert [each["key"] for each in made["asked"]] == ["图1"]
    (made,) = told(take(root, path, "--format", "json", "--file", "b", "--answer", "图1=居民正在植树"))
    assert "![居民正在植树](b-图1.png)" in (root / made["path"]).read_text(encoding="utf-8")
    assert (root / "content/tzgg/b-图1.png").read_bytes() == PNG


def test_tracked_changes_are_asked_about(root: Path, office: Path) -> None:
    gone = "<w:del w:id='2'><w:r><w:delText>十</w:delText></w:r></w:del>"
    body = p(f"<w:r><w:t>任务</w:t></w:r><w:ins w:id='1'><w:r><w:t>十二</w:t></w:r></w:ins>{gone}")
    path = write(office, "a.docx", make_docx(p("关于任务的通知") + body))
    (made,) = told(take(root, path, "--format", "json", "--file", "a"))
    assert [each["key"] for each in made["asked"]] == ["changes"]
    for name, words, left in (("accept", "任务十二", "任务十\n"), ("reject", "任务十", "十二")):
        (made,) = told(take(root, path, "--format", "json", "--file", name, "--changes", name))
        text = (root / made["path"]).read_text(encoding="utf-8")
        assert words in text and left not in text and made["asked"] == []


def test_a_page_of_the_old_site_keeps_its_date(root: Path, office: Path) -> None:
    outcome = take(root, write(office, "旧.html", ucap().raw))
    assert outcome.code == 0, outcome.err
    (path,) = (root / "content").rglob("*.md")
    head = path.read_text(encoding="utf-8")
    assert "published: 2026-03-10 09:30" in head and 'index_no: "5000000000/2026-00012"' in head
    assert "没有公开：" in outcome.out and "原文" in outcome.out


def test_new_takes_its_text_from_a_file(root: Path, office: Path) -> None:
    path = write(office, "通知.docx", notice())
    outcome = run("new", "通知公告", "--from", path, "--root", root, "--as-of", DAY)
    assert outcome.code == 0 and TITLE in outcome.out
    assert run("new", "通知公告", "另一个标题", "--from", path, "--root", root, "--as-of", DAY).code == 0
    assert any(
        'title: "另一个标题"' in each.read_text(encoding="utf-8") for each in (root / "content").rglob("*.md")
    )


def test_the_file_itself_may_be_attached(root: Path, office: Path) -> None:
    (made,) = told(take(root, write(office, "通知.docx", notice()), "--original", "--format", "json"))
    assert "tzgg/原文.docx" in written(root)
    assert '  - "原文.docx"' in (root / made["path"]).read_text(encoding="utf-8")


BAD = {
    "空.docx": (b"", "文件是空的"),
    "坏.docx": (b"PK\x03\x04 not a zip", "打不开"),
    "别的.docx": (b"\x89PNG\r\n\x1a\n....", "认不出"),
    "网页.html": (b"   ", "什么也没有"),
    "脚本.html": (b"<html><body><script>document.write('x')</script></body></html>", "找不到正文"),
    "坏.pdf": (b"%PDF-1.4 broken", "打不开"),
    "旧.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
    "说明.txt": ("文字".encode(), "认不出"),
}


def test_what_cannot_be_read_is_told_all_at_once_and_nothing_written(root: Path, office: Path) -> None:
    files = [
        write(office, "通知.docx", notice()),
        *(write(office, name, raw) for name, (raw, _) in BAD.items()),
    ]
    outcome = take(root, *files)
    assert outcome.code == 2
    for name, (_, words) in BAD.items():
        (line,) = (each for each in outcome.err.splitlines() if str(office / name) in each)
        assert line.startswith("没有导入") and words in line
    assert outcome.err.count("改法：") == len(BAD) and "一个也没有写" in outcome.err
    assert written(root) == []


def test_a_missing_file_a_folder_and_a_table_are_told(root: Path, office: Path) -> None:
    assert "没有这个文件" in take(root, office / "没有.docx").err
    assert "文件夹" in take(root, office).err
    table = take(root, write(office, "表.xlsx", b"PK"))
    assert table.code == 2 and "表格" in table.err
    assert "名录" in run("import", office / "a.docx", "--column", "机构名录", "--root", root).err
    assert run("import", office / "a.docx", "--column", "没有的栏目", "--root", root).code == 2
    assert "等号" in take(root, office / "a.docx", "--answer", "附件1").err


def test_what_is_there_is_not_written_over(root: Path, office: Path) -> None:
    path = write(office, "通知.docx", notice())
    assert take(root, path).code == 0
    before = {name: (root / "content" / name).read_bytes() for name in written(root)}
    again = take(root, path)
    assert again.code == 2 and "已经存在" in again.err
    assert {name: (root / "content" / name).read_bytes() for name in written(root)} == before
    both = take(root, path, write(office, "通知2.docx", notice()))
    assert both.code == 2


def test_what_must_not_be_published_is_found(root: Path, office: Path) -> None:
    path = write(office, "a.docx", make_docx(p("关于联系人的通知") + p("联系人身份证号11010519491231002X。")))
    outcome = take(root, path)
    assert outcome.code == 1 and "personal-identity" in outcome.out
    assert codes(check(root)) == ["personal-identity"]
