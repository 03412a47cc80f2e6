"""Columns are found by the basis they state, then by path, however people write and move them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.check.proofs.places import plain_name
from generator.model.mandate import MandateState
from tests.check.proofs.portals import loaded, states
from tests.helpers import make_portal

PORTAL = """\
portal:
  name: 示例区人民政府
  level: district
  domain: www.example.gov.cn
  site_code: "5000000000"
  packs: [cq-2020, wanzhou-2021, tongliang-2021, wulong-2022]
columns:
"""
TREE = """\
  - name: 政务公开
    kind: group
    children:
      - name: 政府信息公开目录
        kind: group
        children:
          - {name: “六稳”“六保”, description: 六稳六保。}
          - {name: 权责清单, slug: qzqd, description: 权责清单。}
  - name: 办事服务
    kind: group
    children:
      - {name: 其他, slug: qt, description: 其他。}
"""
MENU = "---\ntitle: 清单\nissuer: 区政府办公室\npublished: 2020-09-10 09:00\n---\n\n正文。\n"


def state_of(folder: Path, tree: str, pack: str, key: str, where: str = "") -> MandateState:
    """Return the state of a mandate in a portal of these columns, with one text in the column ``where``."""
    files = {f"content/{where}/20200910-a.md": MENU} if where else {}
    root = make_portal(folder, {"columns.yml": PORTAL + tree, **files})
    return states(root, pack, date(2024, 1, 1))[key].state


@pytest.mark.parametrize(
    "name",
    [
        "“六稳”“六保”",
        "六稳六保",
        "六稳 六保",
        "“六稳”、“六保”",
        "‘六稳’‘六保’",
        "「六稳」「六保」",
        "六稳、六保",
    ],
)
def test_quotation_marks_are_read_generously(name: str, tmp_path: Path) -> None:
    assert state_of(tmp_path, TREE.replace("“六稳”“六保”", name), "wanzhou-2021", "15") is MandateState.MET


def test_another_name_is_another_column(tmp_path: Path) -> None:
    assert (
        state_of(tmp_path, TREE.replace("“六稳”“六保”", "稳就业"), "wanzhou-2021", "15")
        is MandateState.NOT_MET
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("预算/决算", "预算、决算"),
        ("预算/决算", "预算决算"),
        ("失效/废止", "失效、废止"),
        ("本区县（本部门）规范性文件", "本区县(本部门)规范性文件"),
        ("本区县（本部门）规范性文件", "本区规范性文件"),
        ("本区县（本部门）规范性文件", "本部门规范性文件"),
        ("本区县（本部门）规范性文件", "规范性文件"),
        ("本区县（本部门）规范性文件", "示例区规范性文件"),
    ],
)
def test_signs_and_the_placeholder_are_read_generously(one: str, other: str) -> None:
    assert plain_name(one, "示例区") == plain_name(other, "示例区")


@pytest.mark.parametrize(
    ("one", "other"), [("预算/决算", "财政预算"), ("疫情通报", "疫情防控"), ("示例区", "")]
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert plain_name(one, "示例区") != plain_name(other, "示例区")


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ("", "", "zwgk/zfxxgkml/qzqd"),
        # Renamed, with the basis that it states.
        ("name: 权责清单, ", "name: 权力和责任事项, basis: [cq-2020#1], ", "zwgk/zfxxgkml/qzqd"),
        # Moved to another branch, name and basis kept.
        ("name: 其他, slug: qt, ", "name: 权责清单, slug: qt, basis: [cq-2020#1], ", "bsfw/qt"),
        # Moved and renamed, while the old column still stands.
        ("name: 其他, slug: qt, ", "name: 权力事项, slug: qt, basis: [cq-2020#1], ", "bsfw/qt"),
    ],
)
def test_a_column_that_states_its_basis_stays_found(was: str, now: str, where: str, tmp_path: Path) -> None:
    tree = TREE.replace(was, now) if was else TREE
    assert state_of(tmp_path, tree, "cq-2020", "1", where) is MandateState.UNJUDGED


def test_where_the_clause_names_no_path_a_column_of_that_name_may_stand_anywhere(tmp_path: Path) -> None:
    tree = TREE.replace("name: 权责清单, slug: qzqd", "name: 无关, slug: wg").replace(
        "name: 其他", "name: 权责清单"
    )
    assert state_of(tmp_path, tree, "cq-2020", "1", "bsfw/qt") is MandateState.UNJUDGED
    # A path that the clause names is meant: elsewhere it is another column.
    moved = TREE.replace("“六稳”“六保”", "别的").replace("name: 其他", "name: “六稳”“六保”")
    assert state_of(tmp_path / "b", moved, "wanzhou-2021", "15") is MandateState.NOT_MET
    stated = moved.replace("slug: qt,", "slug: qt, basis: [wanzhou-2021#15],")
    assert state_of(tmp_path / "c", stated, "wanzhou-2021", "15") is MandateState.MET


def test_below_a_topic_a_common_name_is_that_of_the_topic_alone(tmp_path: Path) -> None:
    epidemic = (
        "  - name: 疫情防控\n    slug: yqfk\n    kind: group\n    children:\n"
        "      - {name: 重要政策, slug: zyzc, description: 防疫政策。}\n"
    )
    # Mandate 12 is about 六稳 and 六保, not about the epidemic.
    assert state_of(tmp_path / "a", TREE + epidemic, "cq-2020", "12", "yqfk/zyzc") is MandateState.NOT_MET
    topic = epidemic.replace("疫情防控", "六稳六保")
    assert state_of(tmp_path / "b", TREE + topic, "cq-2020", "12", "yqfk/zyzc") is MandateState.UNJUDGED


def test_the_columns_of_several_paths_are_not_mistaken_for_one_another(tmp_path: Path) -> None:
    basis = "basis: [wanzhou-2021#21]"
    tree = TREE + (
        "  - name: 解读\n    kind: group\n    children:\n"
        f"      - {{name: 短片, slug: dp, description: 短片。, {basis}}}\n"
        f"      - {{name: 图片, description: 图片。, {basis}}}\n"
        f"      - {{name: 文字, description: 文字。, {basis}}}\n"
    )
    root = make_portal(tmp_path, {"columns.yml": PORTAL + tree})
    portal = loaded(root, date(2024, 1, 1)).portal
    assert portal
    from generator.check.proofs.places import Places
    from generator.mandates.library import find_mandate

    mandate = find_mandate("wanzhou-2021#21")
    assert mandate
    found = Places(portal).of(mandate)
    assert [found[path][0].name for path in mandate.paths] == ["短片", "图片", "文字"]
