"""``pack add`` puts columns into columns.yml as people write it, and leaves every other byte alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import AS_OF, MARKS, Outcome, check, run
from tests.packs import asking_for, mandate, pack_text

PORTAL = """\
# 栏目树，站长维护
portal:
  name: 示例区人民政府   # 全称
  domain: www.example.gov.cn
  site_code: "5000000000"
"""
TREE = """\
columns:
  - name: 政务公开   # 一级栏目
    description: 公开政务信息。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
    children:
      - name: 政策解读
        description: >-
          解读
          政策。
        # 下面三种形式

      # 领导信息
      - {name: 领导信息, description: 领导的分工。}
  # 互动

  - name: 互动交流
    description: 与公众互动。
    unit: 区政府办公室
    owner: 张某
    cycle: monthly
# 尾部说明
checks: []
"""


def portal(root: Path, columns: str | bytes, pack: str, name: str = "sl-2026") -> Path:
    """Write a portal with a pack of its own."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "packs").mkdir(exist_ok=True)
    raw = columns if isinstance(columns, bytes) else columns.encode()
    (root / "columns.yml").write_bytes(raw)
    (root / "mkdocs.yml").write_text(MARKS, encoding="utf-8")
    (root / f"packs/{name}.yml").write_text(pack, encoding="utf-8")
    return root


def add(root: Path, name: str = "sl-2026", *more: str) -> Outcome:
    """Run the verb."""
    return run("pack", "add", name, "--root", root, "--as-of", AS_OF, *more)


def paths_of(columns: list[dict[str, Any]], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Return every column of a plain value by its path."""
    found = {}
    for column in columns:
        here = (*above, column["name"])
        assert here not in found
        found[here] = column
        found |= paths_of(column.get("children") or [], here)
    return found


def errors(root: Path) -> list[str]:
    """Return the codes of all errors but that a new portal is empty."""
    return [
        each["code"]
        for each in check(root)
        if each["level"] == "error" and each["code"] != "column-empty-many"
    ]


def without_new_lines(new: bytes, old: bytes) -> bytes:
    """Return a file without the lines that the old one has not, taken in order."""
    left = old.splitlines(keepends=True)
    kept = []
    for line in new.splitlines(keepends=True):
        if left and line == left[0]:
            kept.append(left.pop(0))
    return b"".join(kept)


def is_within(old: bytes, new: bytes) -> bool:
    """Tell whether all bytes of one stand in another in their order."""
    rest = iter(new)
    return all(byte in rest for byte in old)


def test_columns_are_added_and_everything_else_stays(tmp_path: Path) -> None:
    wanted = [
        "政务公开>政策解读>视频",
        "政务公开>领导信息>分工",
        "政务公开>营商环境",
        "互动交流>意见征集>结果",
        "专题>助企",
    ]
    packs = "  packs:\n    - cq-2020   # 市里的\n"
    root = portal(tmp_path, PORTAL + packs + TREE, asking_for(wanted))
    old = (root / "columns.yml").read_bytes()
    outcome = add(root)
    assert outcome.code == 0, outcome.err
    new = (root / "columns.yml").read_bytes()
    # Where a column is written in brackets, what is new stands in them; else on lines of its own.
    line = "      - {name: 领导信息, description: 领导的分工。}\n".encode()
    grown = next(each for each in new.splitlines(keepends=True) if each.startswith(line[:-3]))
    assert without_new_lines(new.replace(grown, line), old) == old
    assert is_within(old, new)
    value = yaml.safe_load(new)
    there = paths_of(value["columns"])
    assert value["portal"]["packs"] == ["cq-2020", "sl-2026"]
    for number, path in enumerate(wanted, 1):
        assert there[tuple(path.split(">"))]["basis"] == [f"sl-2026#{number}"], path
        assert path in outcome.out
    assert errors(root) == []
    again = add(root)
    assert again.code == 0
    assert "没有改动" in again.out
    assert (root / "columns.yml").read_bytes() == new


PACKS = (
    "",
    "  packs:\n",
    "  packs: # 还没有\n",
    "  packs: cq-2020   # 一个\n",
    "  packs: []\n",
    "  packs: [cq-2020]\n",
    "  packs: [cq-2020, wulong-2022,]  # 注\n",
    "  packs:\n  - cq-2020\n  - wulong-2022\n",
    "  packs:\n    - cq-2020\n    # 注\n",
    "  适用的要点: [ cq-2020 ]\n",
    "  packs: [cq-2020, # 甲\n    wulong-2022 # 乙\n    ]\n",
)
NAMES = ("政策解读", "营商环境", "“六稳”“六保”", "意见征集", "预算/决算", "名录")


def _block(tree: list[Any], column: int, step: int, keys: tuple[str, str], notes: list[str]) -> str:
    """Return a tree as lines; ``step`` 0 writes lists at the column of their key."""
    text = ""
    for name, below in tree:
        note = notes.pop() if notes else ""
        text += f"{' ' * column}- {keys[0]}: {name}{note}\n"
        inner = " " * (column + 2)
        text += f"{inner}description: 公开{name}。\n{inner}unit: 区政府办公室\n{inner}owner: 张某\n{inner}cycle: monthly\n"
        if note:
            text += f"\n{inner}# 说明{note}\n{' ' * column}# 浅的\n"
        if below == "flow":
            text += f"{inner}{keys[1]}: [{{name: 甲, description: 公开甲。}},]  # 注\n"
        elif below == "none":
            text += f"{inner}{keys[1]}: [ ]   # 还没有\n"
        elif below:
            text += f"{inner}{keys[1]}:\n" + _block(below, column + 2 + step, step, keys, notes)
    return text


_names = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=3)
_trees: st.SearchStrategy[list[Any]] = st.recursive(
    _names.map(lambda names: [(name, []) for name in names]),
    lambda inner: st.builds(
        lambda names, below: [(name, below if number == 0 else []) for number, name in enumerate(names)],
        _names,
        st.one_of(inner, st.sampled_from(["flow", "none"])),
    ),
    max_leaves=4,
)
_paths = st.lists(
    st.lists(st.sampled_from((*NAMES, "甲", "乙")), min_size=1, max_size=4).map(">".join),
    min_size=1,
    max_size=4,
)


@dataclass(frozen=True)
class Written:
    """A columns.yml in one of the ways in which people write it."""

    tree: list[Any]
    packs: str
    step: int
    keys: tuple[str, str]
    notes: list[str]
    end: str
    mark: bool
    closed: bool

    def raw(self) -> bytes:
        """Return the bytes of the file."""
        tree = _block(self.tree, self.step, self.step, self.keys, list(self.notes))
        text = f"{PORTAL}{self.packs}columns:\n{tree}"
        text = text if self.closed else text.rstrip("\n")
        return (b"\xef\xbb\xbf" if self.mark else b"") + text.replace("\n", self.end).encode()


_written = st.builds(
    Written,
    tree=_trees,
    packs=st.sampled_from(PACKS),
    step=st.sampled_from((0, 2, 4)),
    keys=st.sampled_from((("name", "children"), ("栏目名称", "下级栏目"))),
    notes=st.lists(st.sampled_from(("", "   # 注", " #")), max_size=5),
    end=st.sampled_from(("\n", "\r\n")),
    mark=st.booleans(),
    closed=st.booleans(),
)


@settings(max_examples=40)
@given(_written, _paths)
def test_whatever_way_a_tree_is_written_it_only_grows(
    tmp_path_factory: pytest.TempPathFactory, written: Written, paths: list[str]
) -> None:
    old = written.raw()
    root = portal(tmp_path_factory.mktemp("p"), old, asking_for(paths))
    outcome = add(root)
    assert outcome.code == 0, outcome.err
    new = (root / "columns.yml").read_bytes()
    assert is_within(old, new)
    assert new.count(b"\r\n") == (new.count(b"\n") if written.end == "\r\n" else 0)
    renamed = new.decode("utf-8-sig").replace("栏目名称:", "name:").replace("下级栏目:", "children:")
    value = yaml.safe_load(renamed.replace("适用的要点:", "packs:"))
    assert value["portal"]["packs"][-1] == "sl-2026"
    there = paths_of(value["columns"])
    assert {tuple(path.split(">")) for path in paths} <= there.keys()
    assert add(root).code == 0
    assert (root / "columns.yml").read_bytes() == new


def test_pages_begin_as_drafts_and_sounding_alike_moves_no_address(tmp_path: Path) -> None:
    tree = TREE.replace("政策解读", "政策监督")
    root = portal(tmp_path, PORTAL + tree, asking_for(["政务公开>政策解读", "政府信息公开>政府信息公开指南"]))
    outcome = add(root)
    assert outcome.code == 0, outcome.err
    there = paths_of(yaml.safe_load((root / "columns.yml").read_text(encoding="utf-8"))["columns"])
    assert there["政务公开", "政策解读"]["slug"] == "zhengcejiedu"
    draft = (root / "content/zfxxgk/zfxxgkzn/index.md").read_text(encoding="utf-8")
    assert "draft: true" in draft
    assert "zfxxgk/zfxxgkzn/index.md" in outcome.out
    assert errors(root) == []


@pytest.mark.parametrize(
    ("columns", "word", "code"),
    [
        (PORTAL + TREE.replace("    unit", "   unit", 1), "columns.yml:", 2),
        (PORTAL + TREE.replace("cycle: monthly", "cycle: 每月", 1), "cycle", 1),
        ("", "没有任何内容", 2),
        ("- 甲\n", "portal和columns", 2),
        (PORTAL + "  packs: null\n" + TREE, "null", 2),
        (PORTAL + "  packs: &p [cq-2020]\n" + TREE, "引用", 2),
    ],
)
def test_a_columns_file_that_cannot_be_added_to_is_not_touched(
    columns: str, word: str, code: int, tmp_path: Path
) -> None:
    root = portal(tmp_path, columns, asking_for(["政务公开>营商环境"]))
    outcome = add(root)
    assert outcome.code == code, outcome.out + outcome.err
    assert word in outcome.out + outcome.err
    if code:
        assert (root / "columns.yml").read_bytes() == columns.encode()


def test_what_stands_by_another_name_or_place_is_not_added_again(tmp_path: Path) -> None:
    tree = TREE.replace("name: 互动交流\n", "name: 权责清单（2026年版）\n    basis: [sl-2026#1]\n").replace(
        "领导信息", "六稳六保"
    )
    pack = asking_for(["政务公开>权责清单", "政务公开>“六稳”“六保”", "政务公开>政府信息公开目录>甲"])
    root = portal(tmp_path, PORTAL + tree, pack)
    outcome = add(root)
    assert outcome.code == 0, outcome.err
    there = paths_of(yaml.safe_load((root / "columns.yml").read_text(encoding="utf-8"))["columns"])
    assert ("政务公开", "权责清单") not in there
    assert ("政务公开", "“六稳”“六保”") not in there
    assert ("政务公开", "政府信息公开目录", "甲") in there


def test_what_is_no_longer_asked_for_is_told(tmp_path: Path) -> None:
    root = portal(
        tmp_path, PORTAL + TREE, asking_for(["政务公开>政策解读", "政务公开>领导信息"], "sl-2025"), "sl-2025"
    )
    (root / "packs/sl-2026.yml").write_text(
        asking_for(["政务公开>领导信息"], more="supersedes: sl-2025\n"), encoding="utf-8"
    )
    assert add(root, "sl-2025").code == 0
    before = (root / "columns.yml").read_bytes()
    tried = add(root, "sl-2026", "--dry-run")
    assert (root / "columns.yml").read_bytes() == before
    outcome = add(root)
    for said in (tried.out, outcome.out):
        assert "sl-2025要求过、sl-2026不再要求的栏目1个" in said
        assert "政务公开>政策解读" in said
        assert "packs里还写着sl-2025" in said


def test_a_register_is_set_up_where_its_rows_are_the_proof(tmp_path: Path) -> None:
    proof = "proof: [{fact: rows, schemas: [permits]}]"
    root = portal(tmp_path, PORTAL + TREE, pack_text(mandates=mandate("1", "政务公开>许可", more=proof)))
    assert add(root).code == 0
    there = paths_of(yaml.safe_load((root / "columns.yml").read_text(encoding="utf-8"))["columns"])
    assert (there["政务公开", "许可"]["kind"], there["政务公开", "许可"]["schema"]) == ("register", "permits")


def test_a_column_that_only_a_proof_names_is_told_apart(tmp_path: Path) -> None:
    proof = "proof: [{fact: look, look: 看, columns: [政务公开>政策, 政务公开>领导信息]}]"
    root = portal(tmp_path, PORTAL + TREE, pack_text(mandates=mandate("1", "政务公开>甲", more=proof)))
    lines = add(root).out.splitlines()
    assert [line for line in lines if "没有点名" in line] == [
        "  政务公开>政策　（要点没有点名，证明里用到；写错了的请改正）"
    ]
    assert "  政务公开>甲" in lines


def test_rights_of_the_file_are_kept(tmp_path: Path) -> None:
    root = portal(tmp_path, PORTAL + TREE, asking_for(["政务公开>营商环境"]))
    (root / "columns.yml").chmod(0o640)
    assert add(root).code == 0
    assert (root / "columns.yml").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in root.iterdir()) == ["columns.yml", "content", "mkdocs.yml", "packs"]
