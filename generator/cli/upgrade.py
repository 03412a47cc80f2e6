"""``gongkai upgrade``: a portal goes on to the version of the program that is installed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings, summary_line
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import is_taken, say
from generator.equip.upgrade import Upgrade, apply_upgrade, plan_upgrade
from generator.errors import UsageError
from generator.model.finding import Level, count_levels


@click.command(
    cls=ChineseCommand,
    help="让网站换到现在装的程序版本：说明有什么变化，改写格式变了的文件，更新启动程序。",
)
@portal_options
@click.option("--dry-run", is_flag=True, help="只说明会改动什么，不改动")
def command(root: Path, as_of: date, dry_run: bool) -> int:
    """Tell, change, check; end 1 where the new version finds errors."""
    root = portal_root(root)
    if not is_taken(root / "columns.yml"):
        raise UsageError(f"{root}里没有网站（columns.yml）。请用--root写明网站所在的文件夹。")
    if is_taken(root / "hatch_build.py"):
        raise UsageError(
            f"{root}是程序自己的文件夹，不是单独的网站。换上新版本的文件就是升级，见docs/站长/安装.md。"
        )
    upgrade = plan_upgrade(root)
    _tell(upgrade)
    if dry_run:
        say("只是说明，没有改动。去掉--dry-run再运行，就照此改动。")
        if upgrade.migrated:
            return 0
    elif upgrade.migrated or upgrade.renewed:
        apply_upgrade(root, upgrade)
        say("已改动完。用git保存的，请核对以后提交。")
    return _check(root, as_of)


def _tell(upgrade: Upgrade) -> None:
    old = f"gongkai {upgrade.old}" if upgrade.old else "没有记录"
    say(f"网站记录的版本：{old}；现在的程序：gongkai {upgrade.new}。")
    for version, text in upgrade.told if upgrade.old else ():
        say(f"\n{version}的变化\n\n{text}\n")
    for title in upgrade.titles:
        say(f"格式有变：{title}")
    _tell_files("网站的文件", upgrade.migrated)
    _tell_files("程序给的文件", upgrade.renewed)
    for path in upgrade.outdated:
        say(f"请核对{path}：它所替换的原文件在新版本里变了，您的改动要重新做一遍，或者删除它，用程序自带的。")
    if not (upgrade.migrated or upgrade.renewed):
        say("没有要改动的文件。")


def _tell_files(what: str, changes: Mapping[str, bytes | None]) -> None:
    if changes:
        say(f"{what}要改动{len(changes)}个：")
        for line in _lines(changes):
            say(f"　　{line}")


def _lines(changes: Mapping[str, bytes | None]) -> Iterator[str]:
    for path in sorted(changes):
        yield f"{'删除' if changes[path] is None else '写入'} {path}"


def _check(root: Path, as_of: date) -> int:
    """Say what the installed version finds in the portal."""
    from generator.check.run import check_portal
    from generator.load.portal import load_portal

    loaded = load_portal(root, as_of)
    findings = check_portal(loaded)
    print_findings(findings, at_least=Level.ERROR)
    counts = count_levels(findings)
    say(f"用gongkai现在的版本检查：{summary_line(counts)}。运行gongkai check查看详情。")
    return 1 if counts["error"] or loaded.portal is None else 0
