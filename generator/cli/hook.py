"""``gongkai hook``: a bare repository that publishes what is pushed to it, and the hooks that do so (hook_calls.py)."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root, reload_option
from generator.cli.shared.say import hand_out, say
from generator.publish.hooks.settings import LIMIT, Settings

if TYPE_CHECKING:
    from generator.publish.hooks.install import Step

_DO = ("install", "publish", "pre-receive", "post-receive", "pre-commit", "template")


@click.command(
    cls=ChineseCommand,
    help="推送即发布。install建一个裸版本库：推送到main的内容先检查，有错误就拒收，没有错误就构建和发布。\n\n"
    "publish立即发布main；template写出gitea、gitlab、pre-commit的模板；其余由git调用。",
)
@click.argument("action", metavar="做什么", type=click.Choice(_DO))
@click.argument("repo", metavar="版本库")
@portal_options
@click.option("--deploy", metavar="目标", help="发布到哪里：文件夹，或者用户@服务器:/文件夹")
@click.option(
    "--protect", metavar="文件", default="", help="权限文件：哪个账号可以改哪些栏目，放在版本库以外"
)
@click.option("--preview", metavar="文件夹", default="", help="别的分支的预览放在哪里，每个分支一个文件夹")
@click.option(
    "--withhold", is_flag=True, help="有错误的文档和栏目暂不公开，其余照常发布；不写时有错误就整个拒收"
)
@click.option("--keep", type=click.IntRange(1, 1000), default=10, metavar="个数", help="保留几个版本，默认10")
@click.option("--url", metavar="网址", default="", help="换上以后到这个网址取几个页面核对，不符就换回去")
@click.option(
    "--limit", type=click.IntRange(1, 1 << 20), default=LIMIT, metavar="MB",
    help=f"内容总共最多多大，默认{LIMIT}",
)  # fmt: skip
@reload_option
@click.option("--quiet", is_flag=True, help="publish用：没有变化时什么也不做、不说，定时运行用它")
@click.option("--dry-run", is_flag=True, help="只列出要做什么，不做")
def command(
    *, action: str, repo: str, root: Path, as_of: date, deploy: str | None, protect: str, preview: str,
    withhold: bool, keep: int, url: str, limit: int, reload: str | None,
    quiet: bool, dry_run: bool,
) -> int:  # fmt: skip
    """Do what is asked of a repository."""
    path = Path(os.path.abspath(root / repo))  # noqa: PTH100
    if action == "template":
        from generator.publish.hooks.words import template

        hand_out(template(repo))
        return 0
    if action != "install":
        return _called(action, path, as_of, quiet)
    from generator.publish.hooks.install import plan_bare, plan_pre_commit, read_settings

    if deploy is None:
        return _install(plan_pre_commit(portal_root(path), sys.executable), dry_run)
    told = read_settings(Settings(deploy, protect, preview, url, withhold, keep, limit, reload))
    return _install(plan_bare(path, told, sys.executable), dry_run, path)


def _called(action: str, path: Path, as_of: date, quiet: bool) -> int:
    from generator.cli.parts import hook_calls

    if action == "pre-commit":
        return hook_calls.pre_commit(portal_root(path), as_of)
    if action == "publish":
        return hook_calls.publish_now(path, as_of, quiet)
    return {"pre-receive": hook_calls.pre_receive, "post-receive": hook_calls.post_receive}[action](
        path, as_of
    )


def _install(steps: list[Step], dry_run: bool, bare: Path | None = None) -> int:
    for step in steps:
        if not dry_run:
            step.do()
        say(f"{'要' if dry_run else '已'}{step.words}")
    if not steps:
        say("都已装好，没有要改的。")
    elif bare and not dry_run:
        say(f"装好了。编辑这样连接：git remote add origin 账号@服务器:{bare}，再运行git push origin main。")
    return 0
