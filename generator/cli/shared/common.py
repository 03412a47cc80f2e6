"""Findings as text on a screen."""

from __future__ import annotations

import click

from generator.cli.shared.say import say, say_styled
from generator.model.finding import Finding, Level
from generator.visible import visible

SHOWN_FINDINGS = 200
LEVEL_WORDS = {Level.ERROR: "错误", Level.WARNING: "警告", Level.INFO: "提示"}
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "blue"}


def print_findings(findings: list[Finding], *, at_least: Level = Level.INFO) -> None:
    """Write findings for people to stderr-free stdout: worst first, then by place."""
    order = list(Level)
    chosen = [finding for finding in findings if order.index(finding.level) <= order.index(at_least)]
    chosen.sort(key=lambda finding: order.index(finding.level))
    for finding in chosen[:SHOWN_FINDINGS]:
        word = click.style(LEVEL_WORDS[finding.level], fg=_COLOURS[finding.level], bold=True)
        place, message = visible(str(finding.place)), visible(finding.message)
        say_styled(f"{word} {place}　{message}　[{finding.code}]")
        if finding.hint:
            say(f"　　改法：{visible(finding.hint)}")
    if len(chosen) > SHOWN_FINDINGS:
        say(f"……还有{len(chosen) - SHOWN_FINDINGS}个问题，用gongkai check --format json查看全部。")


def summary_line(counts: dict[str, int]) -> str:
    """Return 「错误1个，警告2个，提示0个」."""
    return "，".join(f"{LEVEL_WORDS[level]}{counts[level.value]}个" for level in Level)
