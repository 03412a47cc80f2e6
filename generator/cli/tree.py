"""``gongkai tree``: the column tree with its state."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.check.run import check_portal
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say
from generator.load.cached import load_cached
from generator.model.finding import Level
from generator.report.tree import flatten, tree_nodes
from generator.tables import csv_text
from generator.visible import escaped_json, visible


@click.command(cls=ChineseCommand, help="显示栏目结构：责任单位、更新周期、文档数量和最近更新。")
@portal_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", metavar="格式",
    help="输出格式：text、json、csv",
)  # fmt: skip
@click.option("--bom", is_flag=True, help="在CSV开头加上编码标记，Excel打开不乱码")
def command(root: Path, as_of: date, form: str, bom: bool) -> int:
    """Show the tree; findings go to check, except when there is no tree to show."""
    loaded = load_cached(portal_root(root), as_of)
    if loaded.portal is None:
        print_findings(check_portal(loaded), at_least=Level.ERROR)
        return 2
    nodes = tree_nodes(loaded.portal)
    if form == "json":
        hand_out(escaped_json(json.dumps(nodes, ensure_ascii=False, indent=2)), nl=True)
    elif form == "csv":
        # Without the mark, which trips scripts, a Chinese Excel takes UTF-8 for GBK.
        hand_out(("\ufeff" if bom else "") + _csv(nodes))
    else:
        for node in nodes:
            _print(node, "")
    return 0


def _print(node: dict[str, Any], indent: str) -> None:
    facts = [fact for fact in (node["unit"], f"{node['documents']}份") if fact]
    updated = f"，更新于{node['updated']}" if node["updated"] else ""
    say(visible(f"{indent}{node['name']}（{'，'.join(facts)}{updated}）　{node['url']}"))
    for child in node["children"]:
        _print(child, indent + "  ")


def _csv(nodes: list[dict[str, Any]]) -> str:
    head = [
        "栏目路径",
        "地址",
        "种类",
        "类别",
        "责任单位",
        "责任人员",
        "更新周期",
        "依据",
        "文档数",
        "最近更新",
    ]
    rows = [
        [
            ">".join(node["path"]), node["url"], node["kind"], node["type"], node["unit"], node["owner"],
            node["cycle"], "；".join(node["basis"]), node["documents"], node["updated"],
        ]
        for node in flatten(nodes)
    ]  # fmt: skip
    return csv_text([head, *rows])
