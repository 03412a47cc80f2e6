"""What is not asked for proves nothing: a canteen's menu in every column, one row in every register, nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.mandate import Assessment, MandateState
from tests.check.proofs.portals import AFTER, CASES, DAYS, new_portal, put_menus, put_rows, states

# The mandates that structure alone meets, with the words of the clause that make it so: each asks for a column,
# a link or a feature of the site, and for nothing else.
BY_STRUCTURE = {
    "cq-2020": {"36": "规范政府信息公开平台，统一名称、统一格式、统一位置，全面建成"},
    "cq-2021": {
        "36": "在“政务公开>政府信息公开目录”中设置“六稳”“六保”等栏目",
        "91": "优化政府网站手机适配版，推动政府信息公开专栏在移动端展示",
    },
    "wanzhou-2021": {
        "15": "在“政务公开>政府信息公开目录”中设置“六稳”“六保”等栏目",
        "65": "优化政府网站手机适配版，推动政府信息公开专栏在移动端展示",
    },
    "tongliang-2021": {
        "15": "在“政务公开>政府信息公开目录”中设置“六稳”“六保”等栏目",
        "64": "优化政府网站手机适配版，推动政府信息公开专栏在移动端展示",
    },
    "wulong-2022": {
        "9": "在首页设置“减税降费”栏目，链接重庆市税务局网站栏目",
        "20": "将行政法规库和市政府规章库链接到“履职依据”栏目",
        "35": "逐一明确栏目内容、更新周期、责任单位、责任人员",
    },
}


def proved(assessed: dict[str, Assessment]) -> set[str]:
    """Return the mandates that are met."""
    return {key for key, each in assessed.items() if each.state is MandateState.MET}


@pytest.mark.parametrize(("pack", "level"), CASES)
def test_a_menu_in_every_column_meets_what_asks_for_structure_alone(
    pack: str, level: str, tmp_path: Path
) -> None:
    root = new_portal(tmp_path / "p", pack, level)
    bare = states(root, pack)
    assert proved(bare) <= BY_STRUCTURE[pack].keys()
    # The only content that a new portal has are the links of its columns of links.
    for each in bare.values():
        if each.state is MandateState.UNJUDGED:
            assert any(proof.note.startswith("链接") for proof in each.proofs), each.mandate.ref

    put_menus(root, DAYS[pack])
    fed = states(root, pack)
    assert proved(fed) == proved(bare), {key: fed[key].reason for key in proved(fed) - proved(bare)}

    put_rows(root, DAYS[pack])
    filled = states(root, pack)
    assert proved(filled) == proved(bare), {key: filled[key].reason for key in proved(filled) - proved(bare)}
    for key, each in filled.items():
        if each.state is MandateState.UNJUDGED:
            assert "要由人核对：" in each.reason, key


@pytest.mark.parametrize("pack", DAYS)
def test_structure_is_all_that_the_listed_clauses_ask_for(pack: str, tmp_path: Path) -> None:
    level = "municipality" if pack.startswith("cq") else "district"
    root = new_portal(tmp_path / "p", pack, level)
    met = proved(states(root, pack)) | proved(states(new_portal(tmp_path / "d", pack, "district"), pack))
    # A portal of init has no persons in charge yet.
    assert met == BY_STRUCTURE[pack].keys() - {"35"} or met == BY_STRUCTURE[pack].keys()


def test_many_irrelevant_rows_are_not_more_than_one(tmp_path: Path) -> None:
    root = new_portal(tmp_path / "p", "wanzhou-2021", "district")
    put_rows(root, DAYS["wanzhou-2021"], rows=5)
    assert proved(states(root, "wanzhou-2021")) <= BY_STRUCTURE["wanzhou-2021"].keys()


def test_what_came_before_the_directive_is_not_yet_asked_for(tmp_path: Path) -> None:
    root = new_portal(tmp_path / "p", "wulong-2022", "district")
    early = states(root, "wulong-2022", AFTER["wulong-2022"].replace(year=2022, month=6, day=28))
    assert {each.state for each in early.values()} == {MandateState.NOT_DUE}
