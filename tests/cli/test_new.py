"""``gongkai new``: a document that is right from the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.load.registers.formats import shipped_formats
from tests.helpers import AS_OF, COLUMNS, PORTAL, Outcome, check, codes, document, make_portal, run

DUTIES = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = (
    PORTAL
    + COLUMNS
    + (
        f"  - name: 政务公开\n    kind: group\n    description: 政务公开。\n{DUTIES}"
        "    children:\n      - name: 政策解读\n        description: 解读。\n"
        "      - name: 办事\n        kind: links\n        description: 链接。\n"
        f"  - name: 疫情防控\n    kind: group\n    description: 疫情防控。\n{DUTIES}"
        "    children:\n      - name: 政策解读\n        description: 防控的解读。\n"
    )
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with two columns of one name."""
    return make_portal(tmp_path, {"columns.yml": TREE})


def new(root: Path, *arguments: str) -> Outcome:
    """Run the verb as of the day of the tests."""
    return run("new", *arguments, "--root", root, "--as-of", AS_OF)


@pytest.mark.parametrize("column", ["通知公告", "tzgg", "zwgk/zcjd", "政务公开>政策解读", "/zwgk/zcjd/"])
def test_a_new_document_is_sound(column: str, root: Path) -> None:
    outcome = new(root, column, "关于停水的通知")
    assert outcome.code == 0, outcome.err
    (path,) = (root / "content").rglob("*.md")
    assert path.relative_to(root).as_posix() in outcome.out
    assert codes(check(root)) == ["draft"]
    path.write_text(re.sub(r"draft: true.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert codes(check(root)) == ["address-unrecorded"]
    run("check", "--root", root, "--as-of", AS_OF, "--fix", "urls")
    assert check(root) == []


@pytest.mark.parametrize(
    "title", ["引号\"与'", "冒号: 和#号", "&锚 *别名", "{花括号}", "", " ", "<b>标签</b>", "@" * 80]
)
def test_any_title_is_written_soundly(title: str, root: Path) -> None:
    outcome = new(root, "通知公告", title)
    if outcome.code:
        assert outcome.code == 2
        assert not title.strip()
        assert not (root / "content" / "tzgg").exists()
    else:
        assert codes(check(root)) == ["draft"]
        assert title.strip() in next(iter(check(root)))["message"]


def test_an_index_number_is_that_of_the_draft_and_of_no_other(root: Path) -> None:
    make_portal(root, {"columns.yml": TREE, "content/tzgg/a.md": document(index_no="5000000000/2026-00041")})
    assert new(root, "通知公告", "停水通知").code == 0
    (path,) = (path for path in (root / "content").rglob("*.md") if path.name != "a.md")
    text = path.read_text(encoding="utf-8")
    (number,) = re.findall(r'^index_no: "(5000000000/2026-\d{8})"', text, re.MULTILINE)
    # Lost and made again it is the same draft; beside one that has its number it gets another.
    path.unlink()
    assert new(root, "通知公告", "停水通知").code == 0
    assert path.read_text(encoding="utf-8") == text
    path.rename(path.with_name("moved.md"))
    assert new(root, "通知公告", "停水通知").code == 0
    assert number not in path.read_text(encoding="utf-8")


def test_nothing_is_overwritten(root: Path) -> None:
    assert new(root, "通知公告", "停水通知").code == 0
    outcome = new(root, "通知公告", "停水通知")
    assert outcome.code == 2
    assert "已经存在" in outcome.err
    assert new(root, "通知公告", "停水通知", "--file", "20261120-again").code == 0


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("政策解读", "有2个栏目叫“政策解读”"),
        ("政策解渎", "是不是想写“政策解读”"),
        ("政务公开", "请选它的下级栏目"),
        ("办事", "不放文档"),
    ],
)
def test_a_wrong_column_is_explained(column: str, words: str, root: Path) -> None:
    outcome = new(root, column, "标题")
    assert outcome.code == 2
    assert words in outcome.err
    assert not list((root / "content").rglob("*.md"))


@pytest.mark.parametrize("name", ["../逃走", "/逃走", "..\\逃走", ".藏", "a:b", "甲/乙"])
def test_a_file_name_cannot_leave_its_folder(name: str, root: Path) -> None:
    outcome = new(root, "通知公告", "标题", "--file", name)
    assert outcome.code == 2
    assert not list(root.rglob("*逃走*"))


def test_unreadable_columns_are_told(tmp_path: Path) -> None:
    outcome = new(make_portal(tmp_path, {"columns.yml": "a: [\n"}), "通知公告", "标题")
    assert outcome.code == 2
    assert "gongkai check" in outcome.err


@pytest.mark.parametrize("schema", ["", *shipped_formats()])
def test_a_new_register_has_the_head_of_its_format_and_publishes_nothing(schema: str, tmp_path: Path) -> None:
    line = f"    schema: {schema}\n" if schema else ""
    column = f"  - name: 名录\n    kind: register\n{line}    description: 名录。\n{DUTIES}"
    root = make_portal(tmp_path, {"columns.yml": PORTAL + "columns:\n" + column})
    assert new(root, "名录", "样例单位名录").code == 0
    raw = (root / "content/ml/样例单位名录.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert codes(check(root)) == ["draft"]
    assert new(root, "名录", "样例单位名录").code == 2


@pytest.mark.parametrize("layout", ["annual-reports", "law-reports", "budget", "gazette"])
@pytest.mark.parametrize("issuer", ["区教委", "区教委/区民政局: 联合"])
def test_a_new_filing_is_listed_in_its_column(layout: str, issuer: str, tmp_path: Path) -> None:
    column = f"  - name: 年报\n    layout: {layout}\n    description: 年报。\n{DUTIES}"
    root = make_portal(tmp_path, {"columns.yml": PORTAL + "columns:\n" + column})
    assert new(root, "年报", "样例", "--issuer", issuer).code == 0
    (path,) = (root / "content").rglob("*.md")
    assert codes(check(root)) in (["draft"], ["report-missing", "draft"])
    path.write_text(re.sub(r"draft: true.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert {*codes(check(root))} <= {"address-unrecorded", "report-missing", "report-late"}
    if layout == "annual-reports":
        assert list((root / "content/nb").glob("2025年报数据-*.yml"))
        assert new(root, "年报", "又一份", "--issuer", issuer).code == 0


FORMS = (
    PORTAL
    + "columns:\n  - name: 政策解读\n    kind: group\n    type: 政策解读\n    description: 解读。\n"
    + DUTIES
    + "    children:\n      - {name: 视频, description: 片。}\n      - {name: 图片, description: 图。}\n"
    "      - {name: 文字, description: 文。}\n"
    "  - name: 文件库\n    type: 政策文件\n    layout: normative-library\n    description: 文件。\n" + DUTIES
)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("视频", ("form: 视频", "captions:", "poster:", "文字稿")),
        ("图片", ("form: 图片", "picture_alt:")),
        ("文字", ("## 出台背景", "## 新旧差异")),
        ("文件库", ("effective:", "expires:", "replaced_by:", "history:")),
    ],
)
def test_policies_and_interpretations_start_with_what_they_need(
    column: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    root = make_portal(tmp_path, {"columns.yml": FORMS})
    assert new(root, column, "停车办法").code == 0
    (path,) = (root / "content").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    assert all(word in text for word in words), text
    assert "draft" in codes(check(root))
    assert not {"value-invalid", "key-unknown", "attachment-missing"} & set(codes(check(root)))
