"""``gongkai diff``: what a person did to a portal between two commits is told as what they did."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import AS_OF, MARKS, PORTAL, Outcome, contents, document, make_portal, run

DUTY = "    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
TREE = f"""\
{PORTAL}columns:
  - name: 通知公告
    description: 通知和公告。
{DUTY}  - name: 政策文件
    description: 政策文件。
{DUTY}    children:
      - name: 规章
        description: 规章文本。
      - name: 规范性文件
        description: 规范性文件。
  - name: 专题
    description: 专题。
{DUTY}    children:
      - name: 健康科普
        description: 健康知识。
      - name: 稳就业
        description: 就业政策。
  - name: 名录
    kind: register
    description: 名录。
{DUTY}"""
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/tzgg/a.md": document(title="停水通知", index_no="甲-1"),
    "content/tzgg/b.md": document(title="停电通知", published="2026-03-05 09:30", attachments="[表.csv]"),
    "content/tzgg/表.csv": "甲,乙\n1,2\n",
    "content/zcwj/gfxwj/c.md": document(title="供水办法", validity="有效"),
    "content/zt/wjy/d.md": document(title="就业措施"),
    "content/ml/表.csv": "名称,地址\n甲医院,一号\n乙医院,二号\n",
}
COLUMN_KINDS = ["added", "removed", "renamed", "moved", "changed"]
DOCUMENT_KINDS = ["published", "changed", "moved", "withdrawn"]


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder and return what it says."""
    identity = ["-c", "user.name=甲", "-c", "user.email=a@example.gov.cn", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def commit(root: Path, files: dict[str, str | bytes | None] | None = None, message: str = "改动") -> None:
    """Change files of a portal (None takes one away) and commit all that is there."""
    for name, text in (files or {}).items():
        if text is None:
            (root / name).unlink()
        else:
            make_portal(
                root, {"columns.yml": (root / "columns.yml").read_bytes(), name: text, "mkdocs.yml": MARKS}
            )
    git(root, "add", "-A", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in a repository of its own, with one commit."""
    portal = make_portal(tmp_path / "网站", START)
    git(portal, "init", "-q")
    commit(portal, {".gitignore": ".cache/\nsite/\n"})
    return portal


def diff(root: Path, *arguments: str) -> Outcome:
    """Compare revisions of a portal as of the usual day."""
    return run("diff", "--root", root, "--as-of", AS_OF, *arguments)


def report(root: Path, *arguments: str) -> dict[str, Any]:
    """Return the changes as JSON, the empty lists left out."""
    outcome = diff(root, *arguments, "--format", "json")
    assert outcome.code == 0, outcome.err
    whole: dict[str, Any] = json.loads(outcome.out)
    assert set(whole) == {
        "portal",
        "before",
        "after",
        "as_of",
        "columns",
        "documents",
        "registers",
        "mandates",
        "statements",
        "checks",
        "summary",
    }
    assert [*whole["columns"]] == COLUMN_KINDS
    assert [*whole["documents"]] == DOCUMENT_KINDS
    return {
        "columns": {kind: items for kind, items in whole["columns"].items() if items},
        "documents": {kind: items for kind, items in whole["documents"].items() if items},
        "registers": whole["registers"],
    }


def names(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return where items were and are."""
    return [(">".join(item["before"]), ">".join(item["after"])) for item in items]


def tree(root: Path, old: str, new: str) -> None:
    """Change words of columns.yml."""
    path = root / "columns.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_nothing_changed(root: Path) -> None:
    assert report(root, "HEAD") == {"columns": {}, "documents": {}, "registers": []}
    assert "没有变化" in diff(root, "HEAD").out
    assert "没有变化" in diff(root, "HEAD", "--format", "html").out


def test_documents_come_change_and_go(root: Path) -> None:
    commit(
        root,
        {
            "content/tzgg/new.md": document(title="新的通知"),
            "content/zcwj/gfxwj/c.md": document(title="供水办法", validity="废止"),
            "content/tzgg/b.md": document(
                title="停电通知", published="2026-03-05 09:30", attachments="[表.csv]", body="改过。"
            ),
            "content/zt/wjy/d.md": None,
        },
    )
    documents = report(root, "HEAD~1", "HEAD")["documents"]
    assert names(documents["published"]) == [("", "通知公告>新的通知")]
    assert names(documents["withdrawn"]) == [("专题>稳就业>就业措施", "")]
    changed = {
        item["after"][-1]: [(f["label"], f["before"], f["after"]) for f in item["fields"]]
        for item in documents["changed"]
    }
    assert changed == {
        "停电通知": [("正文或其他各项", "", "有改动")],
        "供水办法": [("有效性", "有效", "废止")],
    }


def test_a_moved_document_is_known_by_its_text_or_its_number(root: Path) -> None:
    moved = document(title="停水通知（改）", index_no="甲-1")
    commit(
        root,
        {
            "content/tzgg/a.md": None,
            "content/zt/jkkp/20260303-a.md": moved,
            "content/zt/wjy/d.md": None,
            "content/zcwj/gz/d2.md": START["content/zt/wjy/d.md"],
        },
    )
    found = report(root, "HEAD~1")["documents"]
    assert [*found] == ["moved"]
    assert sorted(names(found["moved"])) == [
        ("专题>稳就业>就业措施", "政策文件>规章>就业措施"),
        ("通知公告>停水通知", "专题>健康科普>停水通知（改）"),
    ]


def test_a_file_of_the_same_size_is_still_another(root: Path) -> None:
    commit(root, {"content/tzgg/表.csv": "甲,乙\n1,3\n"})
    (item,) = report(root, "HEAD~1", "HEAD")["documents"]["changed"]
    assert [(field["label"], field["after"]) for field in item["fields"]] == [("换过的文件", "表.csv")]


@pytest.mark.parametrize(
    ("old", "new", "folder"),
    [
        ("name: 稳就业", "name: 就业创业", "jycy"),
        ("name: 稳就业", "name: 稳岗就业\n        slug: wjy", "wjy"),
        (
            "name: 稳就业\n        description: 就业政策。",
            "name: 创业\n        description: 创业政策。",
            "cy",
        ),
    ],
    ids=["by its description", "by its slug", "by its documents"],
)
def test_a_renamed_column_is_no_new_column(old: str, new: str, folder: str, root: Path) -> None:
    tree(root, old, new)
    if folder != "wjy":
        (root / "content/zt/wjy").rename(root / "content/zt" / folder)
    columns = report(root, "HEAD")["columns"]
    assert [*columns] == ["renamed"]
    (item,) = columns["renamed"]
    assert item["before"] == ["专题", "稳就业"]
    assert item["url_after"] == f"zt/{folder}/"


def test_what_is_below_a_renamed_column_did_not_move(root: Path) -> None:
    tree(root, "name: 专题", "name: 重点专题\n    slug: zt")
    found = report(root, "HEAD")
    assert names(found["columns"]["renamed"]) == [("专题", "重点专题")]
    assert (len(found["columns"]), found["documents"]) == (1, {})


def test_a_moved_column_takes_its_documents_along(root: Path) -> None:
    part = "      - name: 稳就业\n        description: 就业政策。\n"
    tree(root, part, "")
    tree(root, "        description: 规范性文件。\n", f"        description: 规范性文件。\n{part}")
    (root / "content/zt/wjy").rename(root / "content/zcwj/wjy")
    found = report(root, "HEAD")
    assert names(found["columns"]["moved"]) == [("专题>稳就业", "政策文件>稳就业")]
    assert [*found["columns"]] == ["moved"]
    (item,) = found["documents"]["moved"]
    assert (item["url_before"], item["url_after"]) == ("zt/wjy/d.html", "zcwj/wjy/d.html")


def test_columns_come_and_go(root: Path) -> None:
    tree(root, "      - name: 健康科普\n        description: 健康知识。\n", "")
    tree(
        root,
        "      - name: 规章\n",
        "      - name: 公报\n        description: 政府公报。\n      - name: 规章\n",
    )
    columns = report(root, "HEAD")["columns"]
    assert names(columns["added"]) == [("", "政策文件>公报")]
    assert names(columns["removed"]) == [("专题>健康科普", "")]


def test_a_duty_is_told_once_for_all_below(root: Path) -> None:
    tree(
        root,
        f"    description: 政策文件。\n{DUTY}",
        f"    description: 政策文件。\n{DUTY.replace('张某', '李某某').replace('monthly', 'yearly')}",
    )
    tree(
        root,
        "        description: 规章文本。\n",
        "        description: 规章文本。\n        unit: 区司法局\n        basis: [tiaoli-2019#20.1]\n",
    )
    changed = report(root, "HEAD")["columns"]["changed"]
    told = {
        item["after"][-1]: [(f["key"], f["before"], f["after"], f["inherited"]) for f in item["fields"]]
        for item in changed
    }
    assert told["政策文件"] == [("owner", "张某", "李某某", False), ("cycle", "每月更新", "每年更新", False)]
    assert told["规章"][0] == ("unit", "区政府办公室", "区司法局", False)
    assert [key for key, *_, inherited in told["规章"] if inherited] == ["owner", "cycle"]
    text = diff(root, "HEAD").out
    assert "责任单位：区政府办公室 → 区司法局" in text
    assert text.count("李某某") == 1
    assert "政策文件>规范性文件" not in text


def test_rows_of_registers_are_counted(root: Path) -> None:
    commit(root, {"content/ml/表.csv": "名称,地址\n乙医院,二号\n丙医院,三号\n丁医院,四号\n"})
    (register,) = report(root, "HEAD~1", "HEAD")["registers"]
    assert (register["path"], register["added"], register["removed"]) == (["名录"], 2, 1)
    assert "增加2行，减少1行" in diff(root, "HEAD~1").out


def test_the_day_decides_what_is_published(root: Path) -> None:
    commit(root, {"content/tzgg/late.md": document(title="以后", published="2026-12-01 09:00")})
    assert report(root, "HEAD~1")["documents"] == {}
    later = json.loads(run("diff", "--root", root, "--as-of", "2026-12-02", "HEAD~1", "--format", "json").out)
    assert names(later["documents"]["published"]) == [("", "通知公告>以后")]


def test_a_portal_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    root = make_portal(tmp_path / "子 目录" / "网站", START)
    commit(root)
    commit(tmp_path, None, "别处")
    commit(root, {"content/tzgg/new.md": document(title="新的通知")})
    assert names(report(root, "HEAD~2", "HEAD")["documents"]["published"]) == [("", "通知公告>新的通知")]


def test_as_a_page_nothing_is_taken_for_markup(root: Path, tmp_path: Path) -> None:
    commit(root, {"content/tzgg/x.md": document(title='"<script>alert(1)</script>&amp;"')}, "<b>&</b>")
    page = tmp_path / "变动 表.html"
    outcome = diff(root, "HEAD~1", "HEAD", "--format", "html", "--output", str(page))
    assert (outcome.code, outcome.out) == (0, f"已写到{page}。\n")
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in text
    assert "<script" not in text and "<b>&" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_comparing_leaves_everything_as_it_was(root: Path) -> None:
    (root / "content/tzgg/a.md").write_text(document(title="改过"), encoding="utf-8")
    before, status = contents(root / "content"), git(root, "status", "--porcelain")
    diff(root, "HEAD")
    assert (contents(root / "content"), git(root, "status", "--porcelain")) == (before, status)
    assert list((root / ".cache").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有的"], "没有“没有的”这个版本"),
        (["HEAD", "HEAD~9"], "没有“HEAD~9”这个版本"),
        (["--", "-h"], "没有“-h”这个版本"),
        (["HEAD:columns.yml"], "没有“HEAD:columns.yml”这个版本"),
        ([], "缺少旧版本"),
        (["HEAD", "--output", "没有的目录/a.txt"], "写不进去"),
    ],
)
def test_wrong_words_are_explained(arguments: list[str], words: str, root: Path) -> None:
    outcome = diff(root, *arguments)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_revision_without_a_portal(root: Path) -> None:
    columns = (root / "columns.yml").read_bytes()
    commit(root, {"columns.yml": None})
    assert "里没有这个网站" in diff(root, "HEAD", "HEAD~1").err
    (root / "columns.yml").write_text("portal: [\n", encoding="utf-8")
    broken = diff(root, "HEAD~1")
    assert broken.code == 2
    assert "文件夹里的columns.yml读不出来" in broken.err
    commit(root)
    (root / "columns.yml").write_bytes(columns)
    assert "版本“HEAD”里的columns.yml读不出来" in diff(root, "HEAD").err


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path / "p", START)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    outcome = diff(root, "HEAD")
    assert outcome.code == 2
    assert "不在git版本库里" in outcome.err
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    outcome = diff(root, "HEAD")
    assert outcome.code == 2
    assert "没有找到git" in outcome.err


LEDGER = "statements:\n  - {mandate: 'wanzhou-2021#92', state: 已落实, date: 2026-03-01, who: 区政府办公室张某, evidence: [会议纪要]}\n"
SWITCHED = "checks:\n  - {code: draft, level: off, reason: 草稿很多}\n"


def test_what_an_auditor_signs_is_compared_too(tmp_path: Path) -> None:
    """Mandates in another state, statements, and checks that were switched off are told in all three forms."""
    asked = PORTAL.replace("organizer:", "packs: [wanzhou-2021]\n  organizer:")
    tree = TREE.replace(PORTAL, asked)
    root = make_portal(tmp_path / "portal", START | {"columns.yml": tree})
    git(root, "init", "-q")
    commit(root)
    commit(root, {"columns.yml": tree + SWITCHED, "ledger.yml": LEDGER})
    outcome = run("diff", "HEAD~1", "HEAD", "--root", root, "--as-of", AS_OF, "--format", "json")
    told = json.loads(outcome.out)
    (mandate,) = told["mandates"]
    assert (mandate["mandate"], mandate["before"], mandate["after"]) == (
        "wanzhou-2021#92",
        "needs-statement",
        "stated",
    )
    assert mandate["reason"]
    (statement,) = told["statements"]
    assert (statement["before"], statement["after"]) == ("", "met")
    assert "区政府办公室张某" in statement["after_words"]
    (setting,) = told["checks"]
    assert (setting["code"], setting["before"], setting["after"]) == ("draft", "", "off")
    assert setting["reason"] == "草稿很多"
    assert told["summary"]["mandates"] == told["summary"]["statements"] == told["summary"]["checks"] == 1
    text = run("diff", "HEAD~1", "HEAD", "--root", root, "--as-of", AS_OF).out
    assert "待说明 → 书面说明" in text
    assert "关闭（草稿很多）" in text
    back = run("diff", "HEAD", "HEAD~1", "--root", root, "--as-of", AS_OF, "--format", "html").out
    assert "关闭（草稿很多） → （没有另设）" in back


def test_the_day_alone_changes_no_standing(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    git(root, "init", "-q")
    commit(root)
    commit(root, {"content/tzgg/c.md": document(title="修路")})
    told = json.loads(
        run("diff", "HEAD~1", "HEAD", "--root", root, "--as-of", "2028-01-01", "--format", "json").out
    )
    assert told["mandates"] == told["statements"] == told["checks"] == []
