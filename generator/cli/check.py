"""``gongkai check``: all findings, as text, JSON, SARIF or JUnit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.check.run import review_portal
from generator.check.settings import Reviewed
from generator.cli.chinese import ChineseCommand
from generator.cli.common import print_findings, summary_line
from generator.cli.options import portal_options, portal_root
from generator.cli.url_lock import record_addresses
from generator.load.cache import read_cache, write_cache
from generator.load.portal import load_portal
from generator.load.url_lock import LOCK_FILE
from generator.model.finding import count_levels, has_errors
from generator.report.findings import to_json, to_junit, to_sarif

CACHE = ".cache"
_REPORTS = {"json": to_json, "sarif": to_sarif, "junit": to_junit}


@click.command(cls=ChineseCommand, help="检查栏目和内容，列出全部问题和改法。")
@portal_options
@click.option(
    "--format", "form", type=click.Choice(["text", *_REPORTS]), default="text", metavar="格式",
    help="输出格式：text、json、sarif、junit",
)  # fmt: skip
@click.option(
    "--fix", "fixes", type=click.Choice(["urls"]), multiple=True, metavar="项目",
    help="先改好能确定的：urls把地址登记到urls.lock",
)  # fmt: skip
def command(root: Path, as_of: date, form: str, fixes: tuple[str, ...]) -> int:
    """Check the portal, after mending what was asked for."""
    root = portal_root(root)
    cache = root / CACHE
    known = read_cache(cache)
    loaded = load_portal(root, as_of, False, known)
    if fixes:
        recorded = record_addresses(root, loaded)
        # On stderr: JSON and the like stay whole.
        click.echo(_fixed(recorded), err=True)
        loaded = load_portal(root, as_of, False, known) if recorded is not None else loaded
    write_cache(cache, known)
    reviewed = review_portal(loaded)
    if form == "text":
        _print_text(reviewed)
    else:
        click.echo(_REPORTS[form](reviewed))
    if loaded.portal is None:
        return 2
    return 1 if has_errors(reviewed.findings) else 0


def _fixed(recorded: int | None) -> str:
    if recorded is None:
        return f"没有登记地址：columns.yml或{LOCK_FILE}有错误，或有文档不在任何栏目的文件夹里，请先改正。"
    if not recorded:
        return f"地址都已登记在{LOCK_FILE}。"
    return f"已把{recorded}个地址登记到{LOCK_FILE}，请与columns.yml一起提交到版本库。"


def _print_text(reviewed: Reviewed) -> None:
    findings = reviewed.findings
    print_findings(findings)
    for one in reviewed.off:
        click.echo(f"已关闭 {one.code}　{one.number}个　原因：{one.reason}")
    if not findings:
        click.echo("检查完毕，没有问题。")
        return
    click.echo(f"\n检查完毕：{summary_line(count_levels(findings))}。")
    if has_errors(findings):
        click.echo("有错误时不能生成网站。改正后再运行gongkai check。")
