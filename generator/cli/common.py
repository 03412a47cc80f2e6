"""What all verbs share: where the portal is, as of which day, and how findings look on a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.errors import UsageError
from generator.model.finding import Finding, Level

Function = TypeVar("Function", bound=Callable[..., Any])
SHOWN_FINDINGS = 200
LEVEL_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date; anything else is a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成2026-03-02。", param, ctx)


def portal_options(function: Function) -> Function:
    """Add --root and --as-of, which every verb takes."""
    as_of = click.option(
        "--as-of", type=Day(), default=date.today, metavar="日期", help="按哪一天的状态处理，默认今天"
    )
    root = click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="目录",
        help="网站所在目录，默认当前目录",
    )
    return root(as_of(function))


def portal_root(root: Path) -> Path:
    """Return the absolute root; a folder that is not there is a usage error."""
    if not root.is_dir():
        raise UsageError(f"没有“{root}”这个目录。")
    return root.resolve()


def count_levels(findings: list[Finding]) -> dict[str, int]:
    """Return how many findings each level has."""
    return {level.value: sum(1 for finding in findings if finding.level is level) for level in Level}


def print_findings(findings: list[Finding], *, at_least: Level = Level.INFO) -> None:
    """Write findings for people to stderr-free stdout: worst first, then by place."""
    order = list(Level)
    chosen = [finding for finding in findings if order.index(finding.level) <= order.index(at_least)]
    chosen.sort(key=lambda finding: order.index(finding.level))
    for finding in chosen[:SHOWN_FINDINGS]:
        word = click.style(LEVEL_WORDS[finding.level], fg=_COLOURS[finding.level], bold=True)
        click.echo(f"{word} {finding.place}　{finding.message}　[{finding.code}]")
        if finding.hint:
            click.echo(f"　　改法：{finding.hint}")
    if len(chosen) > SHOWN_FINDINGS:
        click.echo(f"……还有{len(chosen) - SHOWN_FINDINGS}个问题，用gongkai check --format json查看全部。")


def summary_line(findings: list[Finding]) -> str:
    """Return 「错误1个，警告2个，提示0个」."""
    counts = count_levels(findings)
    return "，".join(f"{LEVEL_WORDS[level]}{counts[level.value]}个" for level in Level)
