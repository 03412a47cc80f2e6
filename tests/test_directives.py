"""Every column that a directive names is in the tree of the sample portal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.report.tree import flatten
from tests.directives import SOURCES, expand, kept_paths, named_paths
from tests.helpers import AS_OF, REPOSITORY, run

KEPT = kept_paths()


@pytest.fixture(scope="module")
def tree(sample_root: Path) -> list[dict[str, Any]]:
    """The nodes of the sample's tree, all levels in one list."""
    outcome = run("tree", "--root", sample_root, "--as-of", AS_OF, "--format", "json")
    return list(flatten(json.loads(outcome.out)))


def missing(wanted: Iterable[list[str]], tree: list[dict[str, Any]]) -> list[str]:
    """Return the wanted paths that the tree has not."""
    there = {tuple(node["path"]) for node in tree}
    return [">".join(path) for path in wanted if tuple(path) not in there]


@pytest.mark.parametrize("pack", SOURCES)
def test_sample_has_every_column_of_the_directive(pack: str, tree: list[dict[str, Any]]) -> None:
    assert len(KEPT[pack]) >= 28
    assert missing(KEPT[pack], tree) == []


@pytest.mark.parametrize("pack", SOURCES)
def test_the_pack_itself_names_them(pack: str) -> None:
    text = (REPOSITORY / f"generator/mandates/data/{pack}.yml").read_text(encoding="utf-8")
    named = [path for mandate in yaml.safe_load(text)["mandates"] for path in mandate["paths"]]
    assert [path for path in KEPT[pack] if path not in named] == []


@pytest.mark.parametrize(
    "name",
    [
        "“六稳”“六保”",
        "政策解读>视频",
        "政策解读>图片",
        "政策解读>文字",
        "法治政府建设年度报告",
        "疫情防控>防疫服务>发热门诊",
    ],
)
def test_columns_set_by_sentence_are_among_them(name: str) -> None:
    assert ["政务公开", "政府信息公开目录", *name.split(">")] in KEPT["wanzhou-2021"]


def test_a_missing_column_is_noticed(tree: list[dict[str, Any]]) -> None:
    fewer = [node for node in tree if node["name"] != "收费项目"]
    assert missing(KEPT["wanzhou-2021"], fewer) == ["政府信息公开>法定主动公开内容>收费项目"]


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("政府信息公开目录>惠民惠农资金", ["政务公开>政府信息公开目录>惠民惠农资金"]),
        ("政府信息公开>预算/决算", ["政府信息公开>预算/决算"]),
        ("政府信息公开>甲/乙>丙/丁", [f"政府信息公开>{a}>{b}" for a in "甲乙" for b in "丙丁"]),
    ],
)
def test_written_paths_are_made_whole(written: str, paths: list[str]) -> None:
    assert [">".join(path) for path in expand(written)] == paths


def test_broken_lines_and_other_channels_do_not_matter() -> None:
    text = (
        "公开甲〔公开路径：1．政府网站>政府信息公\n\n开>甲（本\n级）>乙，2．其他渠道，3．村（居）务公开栏〕。"
    )
    assert named_paths(text) == {("政府信息公开", "甲（本级）", "乙")}
