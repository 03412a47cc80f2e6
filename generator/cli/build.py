"""``gongkai build``: check, draw, index, swap."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.common import portal_options, portal_root, print_findings, summary_line
from generator.cli.progress import ProgressPrinter
from generator.model.finding import Level, has_errors
from generator.publish.build import SITE, STAGES, BuildStats, build


@click.command(cls=ChineseCommand, help="检查内容，生成网站到site目录。有错误时不改动site。")
@portal_options
@click.option("--stats", type=click.Path(path_type=Path), metavar="文件", help="把统计数据写成JSON文件")
def command(root: Path, as_of: date, stats: Path | None) -> int:
    """Build the portal."""
    root, start = portal_root(root), time.perf_counter()
    progress = ProgressPrinter()
    try:
        result = build(root, as_of, progress.listener())
    finally:
        progress.close()
    if result.stats is None:
        print_findings(result.findings, at_least=Level.ERROR)
        click.echo(
            f"\n没有生成网站（{summary_line(result.findings)}），{SITE}目录保持原样。改正错误后再运行gongkai build。"
        )
        return 2 if result.portal is None else 1
    if stats:
        stats.write_text(
            json.dumps(_as_json(result.stats), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    click.echo(_report(result.stats, root, time.perf_counter() - start))
    if result.findings:
        click.echo(f"检查结果：{summary_line(result.findings)}。运行gongkai check查看详情。")
    click.echo("下一步：运行gongkai serve预览。")
    return 1 if has_errors(result.findings) else 0


def _as_json(stats: BuildStats) -> dict[str, object]:
    return asdict(stats)


def _report(stats: BuildStats, root: Path, seconds: float) -> str:
    slowest = max(stats.seconds, key=lambda name: stats.seconds[name])
    return (
        f"已生成网站：{root / SITE}\n"
        f"文档{stats.documents}份，页面{stats.pages}个（新绘{stats.rendered}个，沿用{stats.reused}个），"
        f"搜索分片{stats.shards}个（新建{stats.shards_built}个）。\n"
        f"用时{seconds:.1f}秒，最慢的是{STAGES.get(slowest, slowest)}（{stats.seconds[slowest]:.1f}秒）。"
    )
