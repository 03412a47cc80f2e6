"""columns.yml: slugs, inherited duties, labels as keys, and every problem at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.columns.columns import Tree, build_tree
from generator.load.columns.declare_columns import ColumnDeclaration
from generator.load.portal import load_portal
from generator.load.yaml.marked import parse_marked
from generator.model.finding import Finding
from generator.model.portal import Portal
from generator.model.words import ColumnKind, Cycle
from tests.helpers import PORTAL, check, codes, make_portal

TREE = """\
columns:
  - name: 政务公开
    kind: group
    description: 按领域公开政务信息。
    type: 信息公开目录
    unit: 区政府办公室
    owner: 张某
    cycle: yearly
    children:
      - name: 政策解读
        description: 解读政策文件。
        type: 政策解读
        unit: 区司法局
        children:
          - name: 视频
            description: 视频解读。
            cycle: monthly
          - name: 文字
            slug: text
            description: 文字解读。
      - name: 重大行政决策
        description: 公开决策过程。
"""


def load(tmp_path: Path, columns: str) -> Portal:
    """Load a portal of these columns, which must be readable."""
    portal = load_portal(make_portal(tmp_path, {"columns.yml": PORTAL + columns}), date(2026, 11, 20)).portal
    assert portal
    return portal


def read(text: str) -> tuple[Tree | None, list[Finding]]:
    """Build the tree of a text and return it with the findings."""
    findings: list[Finding] = []
    marked = parse_marked(text, "columns.yml")
    if not marked.readable:
        return None, marked.findings
    return build_tree(marked, findings), findings


def test_addresses_come_from_names_and_slugs(tmp_path: Path) -> None:
    assert [column.address for column in load(tmp_path, TREE).walk()] == [
        "zwgk",
        "zwgk/zcjd",
        "zwgk/zcjd/sp",
        "zwgk/zcjd/text",
        "zwgk/zdxzjc",
    ]


def test_children_inherit_what_they_do_not_state(tmp_path: Path) -> None:
    columns = {column.name: column for column in load(tmp_path, TREE).walk()}
    video, text, decisions = columns["视频"], columns["文字"], columns["重大行政决策"]
    assert (video.type, video.unit, video.owner, video.cycle) == (
        "政策解读",
        "区司法局",
        "张某",
        Cycle.MONTHLY,
    )
    assert (text.unit, text.cycle) == ("区司法局", Cycle.YEARLY)
    assert (decisions.type, decisions.unit) == ("信息公开目录", "区政府办公室")
    # What a column holds and is based on is its own.
    assert video.kind is ColumnKind.DOCUMENTS
    assert video.path == ("政务公开", "政策解读", "视频")


def test_kind_is_documents_unless_stated(tmp_path: Path) -> None:
    assert [column.kind.value for column in load(tmp_path, TREE).walk()][:2] == ["group", "documents"]


def test_chinese_labels_are_keys(tmp_path: Path) -> None:
    text = """\
网站:
  网站名称: 示例区人民政府
  机关级别: district
  网站域名: www.example.gov.cn
  网站标识码: "5000000000"
栏目树:
  - 栏目名称: 通知公告
    栏目描述: 发布需要公众知晓的事项。
    责任单位: 区政府办公室
    责任人员: 张某
    更新周期: monthly
    下级栏目:
      - 栏目名称: 停水停电
        栏目描述: 停水和停电的通知。
"""
    root = make_portal(tmp_path, {"columns.yml": text})
    assert check(root) == []
    portal = load_portal(root, date(2026, 11, 20)).portal
    assert portal
    assert [column.address for column in portal.walk()] == ["tzgg", "tzgg/tstd"]


def test_label_and_key_together_are_a_duplicate(tmp_path: Path) -> None:
    columns = "columns:\n  - name: 通知公告\n    unit: 甲局\n    责任单位: 乙局\n    description: 通知。\n"
    root = make_portal(tmp_path, {"columns.yml": PORTAL + columns + "    owner: 张某\n    cycle: yearly\n"})
    findings = check(root)
    assert [(f["code"], f["line"], f["column"]) for f in findings] == [("yaml-duplicate-key", 10, 5)]


def test_all_problems_show_at_once(tmp_path: Path) -> None:
    columns = """\
columns:
  - name: 通知公告
    description: 通知。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    kind: document
    descripton: 多了一项。
  - description: 没有名称。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
  - name: 政策文件
    description: 文件。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    home: topics
"""
    found = [(f["code"], f["line"]) for f in check(make_portal(tmp_path, {"columns.yml": PORTAL + columns}))]
    for wanted in [("value-invalid", 13), ("key-unknown", 14), ("key-missing", 15), ("value-invalid", 24)]:
        assert wanted in found


def test_a_broken_column_does_not_accuse_its_documents(tmp_path: Path) -> None:
    text = PORTAL + "columns:\n  - nmae: 通知公告\n    description: 通知。\n"
    found = codes(
        check(make_portal(tmp_path, {"columns.yml": text, "content/tzgg/a.md": "---\ntitle: 一\n---\n"}))
    )
    assert "document-no-column" not in found
    assert "key-unknown" in found


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("descripton: 通知。", "description"),
        ("责任单伟: 甲局", "责任单位"),
        ("cycel: yearly", "cycle"),
    ],
)
def test_unknown_keys_come_with_a_guess(wrong: str, hint: str, tmp_path: Path) -> None:
    columns = f"columns:\n  - name: 通知公告\n    {wrong}\n"
    findings = check(make_portal(tmp_path, {"columns.yml": PORTAL + columns}))
    unknown = next(finding for finding in findings if finding["code"] == "key-unknown")
    assert f"是不是想写“{hint}”" in unknown["hint"]


@pytest.mark.parametrize(
    "text", ["[]\n", "文字\n", "- a\n", "portal: 1\ncolumns: 2\n", "columns:\n", "a: 1\n"]
)
def test_a_file_of_another_shape_is_unreadable_input(text: str, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"columns.yml": text})
    assert load_portal(root, date(2026, 11, 20)).portal is None
    assert check(root)


KEYS = st.sampled_from([*ColumnDeclaration.model_fields, "栏目名称", "title", "url", "x"])
LEAVES = st.sampled_from(
    ["通知公告", "zcjd", "group", "links", "yearly", "a b", "", "{}", "~", "https://www.gov.cn/"]
)
NODES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


def as_yaml(value: object) -> str:
    """Write a value in YAML's flow style, its texts unquoted so that they may mean anything."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    return str(value)


@settings(max_examples=300)
@given(NODES)
def test_any_shape_of_columns_gives_findings_not_exceptions(value: object) -> None:
    tree, findings = read(f"{PORTAL}columns: {as_yaml(value)}\n")
    assert tree or findings


@given(
    st.lists(st.dictionaries(st.sampled_from(["name", "slug"]), LEAVES, min_size=1), min_size=1, max_size=6)
)
def test_siblings_are_distinct_or_a_finding(columns: object) -> None:
    tree, findings = read(f"{PORTAL}columns: {as_yaml(columns)}\n")
    if tree and not findings:
        addresses = [column.address for column in tree.columns]
        assert len(set(addresses)) == len(addresses)
