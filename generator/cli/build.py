"""``gongkai build``: check, draw, index, swap."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root, processes
from generator.cli.shared.say import say
from generator.data import dataclass
from generator.errors import GongkaiError, UsageError, reason_of
from generator.load.cache.folder import CACHE, cache_folder
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
@click.option("--quiet", is_flag=True, help="没有错误就什么也不显示，给定时任务的日志用")
@click.option("--drafts", is_flag=True, help="连草稿和没有到时间的内容，写到--out的文件夹，不动site")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="目录", help="与--drafts一起用：写到哪个文件夹"
)
@click.option(
    "--portable",
    type=click.Path(path_type=Path),
    metavar="目录",
    help="另写一份能放U盘、不用服务器就能打开的到这个文件夹",
)
def command(
    *, root: Path, as_of: date, stats: Path | None, audit: bool | None, quiet: bool, drafts: bool, out: Path | None,
    portable: Path | None,
) -> int:  # fmt: skip
    """Build the portal, unless the last build still stands."""
    root, start = portal_root(root), time.perf_counter()
    if drafts != (out is not None):
        raise UsageError("--drafts和--out要一起写：带草稿的网站只写到--out的文件夹，不写到site。")
    if drafts and portable:
        raise UsageError("--portable写的是公开的网站，不能与--drafts一起用。")
    if out:
        from generator.publish.drafts import check_out

        out = check_out(root, out)
    if portable:
        from generator.publish.portable import check_portable

        portable = check_portable(root, portable)
    asked = Asked(root, as_of, stats, audit, out, quiet, start)
    if stats:
        _begin_stats(stats)
    with told_if_live(root / SITE):
        code = _build_if_needed(asked)
    if portable and code == 0:
        from generator.publish.portable import put_portable

        put_portable(root / SITE, portable)
        asked.say(f"能放U盘的一份在{portable}：打开里面的index.html。")
    return code


@dataclass(frozen=True)
class Asked:
    """What the command line asks for. ``out`` is where the drafts go, None for the portal itself."""

    root: Path
    as_of: date
    stats: Path | None
    audit: bool | None
    out: Path | None
    quiet: bool
    start: float

    @property
    def site(self) -> str:
        """Where the build goes, from the portal's root."""
        return f"{CACHE}/drafts-site" if self.out else SITE

    def say(self, text: str) -> None:
        """Say what nobody has to act on."""
        if not self.quiet:
            say(text)


def _build_if_needed(asked: Asked) -> int:
    root, start = asked.root, asked.start
    inputs = survey_inputs(root, asked.out is not None, asked.audit)
    cache = cache_folder(root)
    # What lies in the folder of the drafts is not looked at: it is put there anew.
    record = None if asked.out else still_good(root, cache, SITE, asked.as_of, inputs.digest)
    if record is None:
        must_write(root)
        first = not os.path.isfile(record_file(cache, asked.site))  # noqa: PTH113
        with no_collector(), crew_for(inputs.texts, processes(), first=first) as crew:
            return _build(asked, inputs=inputs, crew=crew)
    figures = record.stats | {"rendered": 0, "reused": record.stats["pages"], "shards_built": 0}
    figures["seconds"] = {"check": round(time.perf_counter() - start, 3)}
    figures["peak_memory"] = peak_memory()
    _write_stats(asked.stats, figures)
    asked.say(f"没有变化，{root / SITE}已是最新：文档{figures['documents']}份，页面{figures['pages']}个。")
    _say_findings(asked, record.findings)
    return 0


def _build(asked: Asked, *, inputs: Inputs, crew: Workers) -> int:
    # Loaded only now: an unchanged portal needs none of it.
    from dataclasses import asdict

    from generator.cli.shared.common import print_findings, summary_line
    from generator.cli.shared.progress import ProgressPrinter
    from generator.model.finding import Level, count_levels
    from generator.publish.build import build
    from generator.publish.stages import Listener

    progress = ProgressPrinter()
    listener = Listener() if asked.quiet else progress.listener()
    drafts = asked.out is not None
    try:
        result = build(
            asked.root, asked.as_of, listener, drafts=drafts, site=asked.site, audit=asked.audit, inputs=inputs,
            crew=crew,
        )  # fmt: skip
    finally:
        progress.close()
    counts = count_levels(result.findings)
    if result.stats is None:
        print_findings(result.findings, at_least=Level.ERROR)
        kept = f"“{asked.out}”" if asked.out else f"{SITE}目录"
        say(f"\n没有生成网站（{summary_line(counts)}），{kept}保持原样。改正错误后再运行gongkai build。")
        return 2 if result.portal is None else 1
    figures = asdict(result.stats)
    if result.unkept:
        say(f"没有记下这次构建（{result.unkept}），下次构建会慢一些。网站已经换上。", err=True)
    if asked.out:
        from generator.publish.drafts import put_out

        put_out(asked.root / asked.site, asked.out)
    _write_stats(asked.stats, figures)
    asked.say(_report(figures, asked.out or asked.root / SITE, time.perf_counter() - asked.start))
    _say_findings(asked, counts)
    asked.say("这里有草稿，不要公开。" if asked.out else "下一步：运行gongkai serve预览。")
    return 0


def _begin_stats(path: Path) -> None:
    """See that the figures can be written before anything is done: afterwards the new site is live."""
    try:
        path.open("a", encoding="utf-8").close()
    except (OSError, ValueError) as error:
        raise UsageError(f"统计数据写不进“{path}”：{reason_of(error)}。请用--stats换一个文件。") from error


def _write_stats(path: Path | None, figures: dict[str, Any]) -> None:
    if path:
        import json

        try:
            path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise GongkaiError(f"统计数据没有写进{path}：{reason_of(error)}。") from error


def _say_findings(asked: Asked, counts: dict[str, int]) -> None:
    if any(counts.values()):
        asked.say(f"检查结果：警告{counts['warning']}个，提示{counts['info']}个。运行gongkai check查看详情。")


def _report(figures: dict[str, Any], site: Path, seconds: float) -> str:
    from generator.publish.stages import STAGES

    times: dict[str, float] = figures["seconds"]
    slowest = max(times, key=lambda name: times[name])
    return (
        f"已生成网站：{site}\n"
        f"文档{figures['documents']}份，页面{figures['pages']}个（新绘{figures['rendered']}个，"
        f"沿用{figures['reused']}个），搜索分片{figures['shards']}个（新建{figures['shards_built']}个）。\n"
        f"用时{seconds:.1f}秒，最慢的是{STAGES.get(slowest, slowest)}（{times[slowest]:.1f}秒）。"
    )
