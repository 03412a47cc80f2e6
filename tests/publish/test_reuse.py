"""What a build takes over from the one before: after any change the site is that of a fresh build."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers import COLUMNS, MARKS, PORTAL, build, contents, digest, document, make_portal, run

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'
TABLE = "名称,地址\n示例区人民医院,示例大道1号\n"
TREE = (
    PORTAL
    + COLUMNS
    + (
        "    home: notices\n"
        "  - name: 政策文件\n    description: 政策文件。\n    unit: 区政府办公室\n    owner: 张某\n    cycle: monthly\n"
        "  - name: 发热门诊\n    kind: register\n    description: 发热门诊。\n    unit: 区卫健委\n    owner: 赵某某\n    cycle: yearly\n"
    )
)
POLICY = document(title="供水办法", doc_no="示例府发〔2026〕3号", validity="有效", attachments="[表.csv]")
START: dict[str, str | bytes] = {
    "columns.yml": TREE,
    "content/zcwj/20260301-bf.md": POLICY,
    "content/zcwj/表.csv": "甲\n",
    "content/tzgg/20260303-jd.md": document(title="供水办法解读", interprets="[zcwj/20260301-bf.md]"),
    "content/tzgg/20260304-a.md": document(
        title="停水通知", body="见[办法](/zcwj/20260301-bf.md)和[图](图.svg)。"
    ),
    "content/tzgg/20260305-b.md": document(title="停电通知", published="2026-03-05 09:30"),
    "content/tzgg/图.svg": SQUARE.encode(),
    "content/frmz/发热门诊.csv": TABLE,
}
# Each change in the order in which they are made; None takes a file away.
CHANGES: dict[str, dict[str, str | bytes | None]] = {
    "text of a document": {
        "content/tzgg/20260305-b.md": document(title="停电通知", body="改过。", published="2026-03-05 09:30")
    },
    "title of a policy": {"content/zcwj/20260301-bf.md": POLICY.replace("供水办法", "供水管理办法")},
    "policy no longer valid": {
        "content/zcwj/20260301-bf.md": POLICY.replace("validity: 有效", "validity: 废止")
    },
    "bytes of a picture": {"content/tzgg/图.svg": SQUARE.replace('width="1', 'width="2').encode()},
    "bytes of an attachment": {"content/zcwj/表.csv": "乙\n丙\n"},
    "rows of a register": {"content/frmz/发热门诊.csv": TABLE + "样例街道卫生院,示例大道2号\n"},
    "document between two others": {
        "content/tzgg/20260304-c.md": document(title="新的通知", published="2026-03-04 10:00")
    },
    "document gone": {"content/tzgg/20260305-b.md": None},
    "document to another column": {
        "content/tzgg/20260304-c.md": None,
        "content/zcwj/20260304-c.md": document(title="新的通知", published="2026-03-04 10:00"),
    },
    "linked document becomes a draft": {
        "content/zcwj/20260301-bf.md": POLICY.replace("---\n\n", "draft: true\n---\n\n")
    },
    "linked document is back": {"content/zcwj/20260301-bf.md": POLICY},
    "description of a column": {"columns.yml": TREE.replace("政策文件。", "区政府的文件。")},
    "new column": {"columns.yml": TREE + COLUMNS.removeprefix("columns:\n").replace("通知公告", "办事指南")},
    "column renamed": {"columns.yml": TREE.replace("name: 政策文件", "name: 政府文件\n    slug: zcwj")},
    "phone in the footer": {"mkdocs.yml": MARKS.replace("023-00000000", "023-00000001")},
    "back to the beginning": {**START, "content/zcwj/20260304-c.md": None, "mkdocs.yml": MARKS},
}


def change(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write and remove files of a portal."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def fresh(root: Path, folder: Path) -> dict[str, str]:
    """Return what the site holds that a first build of the portal gives."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    found = contents(build(folder))
    shutil.rmtree(folder)
    return found


def test_every_change_gives_the_site_of_a_fresh_build(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    change(root, START)  # as they are, without the limits that a portal of the tests is given
    seen = [contents(build(root))]
    for number, (name, files) in enumerate(CHANGES.items()):
        change(root, files)
        seen.append(contents(build(root)))
        assert seen[-1] == fresh(root, tmp_path / f"fresh-{number}"), name
        assert seen[-1] != seen[-2], f"{name}: nothing changed"
    assert seen[-1] == seen[0]


@pytest.mark.parametrize("lost", ["site", ".cache", "both"])
def test_a_lost_tree_is_made_anew(lost: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    whole = digest(build(root))
    build(root)
    for name in ("site", ".cache") if lost == "both" else (lost,):
        shutil.rmtree(root / name)
    assert digest(build(root)) == whole


def test_documents_come_and_go_with_the_date(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal", START)
    build(root)
    assert run("build", "--root", root, "--as-of", "2026-03-04").code == 0
    assert not (root / "site/tzgg/20260305-b.html").exists()
    build(root)
    assert (root / "site/tzgg/20260305-b.html").is_file()
