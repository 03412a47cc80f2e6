"""``gongkai build``: check, draw, index, swap."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.options import portal_options, portal_root, processes
from generator.cli.say import say
from generator.errors import GongkaiError, UsageError, reason_of
from generator.load.cache.folder import cache_folder
from generator.publish.alive import told_if_live
from generator.publish.collector import no_collector
from generator.publish.crew import crew_for
from generator.publish.unchanged import Inputs, peak_memory, record_file, still_good, survey_inputs
from generator.publish.writing import must_write
from generator.workers import Workers

SITE = "site"


@click.command(cls=ChineseCommand, help="检查内容，生成网站到site目录。有错误时不改动site。")
@portal_options
@click.option("--stats", type=click.Path(path_type=Path), metavar="文件", help="把统计数据写成JSON文件")
@click.option("--audit/--no-audit", default=None, help="生成或不生成审计页面；不写时照columns.yml的audit")
def command(root: Path, as_of: date, stats: Path | None, audit: bool | None) -> int:
    """Build the portal, unless the last build still stands."""
    root, start = portal_root(root), time.perf_counter()
    if stats:
        _begin_stats(stats)
    with told_if_live(root / SITE):
        return _build_if_needed(root, as_of, stats, audit, start)


def _build_if_needed(root: Path, as_of: date, stats: Path | None, audit: bool | None, start: float) -> int:
    inputs = survey_inputs(root, False, audit)
    cache = cache_folder(root)
    record = still_good(root, cache, SITE, as_of, inputs.digest)
    if record is None:
        must_write(root)
        first = not os.path.isfile(record_file(cache, SITE))  # noqa: PTH113
        with no_collector(), crew_for(inputs.texts, processes(), first=first) as crew:
            return _build(root, as_of, stats, start, audit, inputs=inputs, crew=crew)
    figures = record.stats | {"rendered": 0, "reused": record.stats["pages"], "shards_built": 0}
    figures["seconds"] = {"check": round(time.perf_counter() - start, 3)}
    figures["peak_memory"] = peak_memory()
    _write_stats(stats, figures)
    say(f"没有变化，{root / SITE}已是最新：文档{figures['documents']}份，页面{figures['pages']}个。")
    _say_findings(record.findings)
    return 0


def _build(
    root: Path,
    as_of: date,
    stats: Path | None,
    start: float,
    audit: bool | None,
    *,
    inputs: Inputs,
    crew: Workers,
) -> int:
    # Loaded only now: an unchanged portal needs none of it.
    from dataclasses import asdict

    from generator.cli.common import print_findings, summary_line
    from generator.cli.progress import ProgressPrinter
    from generator.model.finding import Level, count_levels
    from generator.publish.build import build

    progress = ProgressPrinter()
    try:
        result = build(root, as_of, progress.listener(), audit=audit, inputs=inputs, crew=crew)
    finally:
        progress.close()
    counts = count_levels(result.findings)
    if result.stats is None:
        print_findings(result.findings, at_least=Level.ERROR)
        say(f"\n没有生成网站（{summary_line(counts)}），{SITE}目录保持原样。改正错误后再运行gongkai build。")
        return 2 if result.portal is None else 1
    figures = asdict(result.stats)
    if result.unkept:
        say(f"没有记下这次构建（{result.unkept}），下次构建会慢一些。网站已经换上。", err=True)
    _write_stats(stats, figures)
    say(_report(figures, root, time.perf_counter() - start))
    _say_findings(counts)
    say("下一步：运行gongkai serve预览。")
    return 0


def _begin_stats(path: Path) -> None:
    """See that the figures can be written before anything is done: afterwards the new site is live."""
    try:
        path.open("a", encoding="utf-8").close()
    except (OSError, ValueError) as error:
        raise UsageError(f"统计数据写不进“{path}”：{reason_of(error)}。请用--stats换一个文件。") from error


def _write_stats(path: Path | None, figures: dict[str, Any]) -> None:
    if path:
        try:
            path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise GongkaiError(f"统计数据没有写进{path}：{reason_of(error)}。") from error


def _say_findings(counts: dict[str, int]) -> None:
    if any(counts.values()):
        say(f"检查结果：警告{counts['warning']}个，提示{counts['info']}个。运行gongkai check查看详情。")


def _report(figures: dict[str, Any], root: Path, seconds: float) -> str:
    from generator.publish.stages import STAGES

    times: dict[str, float] = figures["seconds"]
    slowest = max(times, key=lambda name: times[name])
    return (
        f"已生成网站：{root / SITE}\n"
        f"文档{figures['documents']}份，页面{figures['pages']}个（新绘{figures['rendered']}个，"
        f"沿用{figures['reused']}个），搜索分片{figures['shards']}个（新建{figures['shards_built']}个）。\n"
        f"用时{seconds:.1f}秒，最慢的是{STAGES.get(slowest, slowest)}（{times[slowest]:.1f}秒）。"
    )
