"""The command: finds the verb, and is the one place that turns exceptions into words and exit codes."""

from __future__ import annotations

import contextlib
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from generator.cli.shared.chinese import ChineseCommand, usage_message
from generator.cli.shared.say import say
from generator.errors import GongkaiError, UsageError, WentLiveError, reason_of
from generator.files import disk_full
from generator.isolate import leave_current_folder

VERBS = {
    "build": "检查并生成网站",
    "serve": "在本机预览，改了文件自动刷新",
    "desk": "在网页里写、改、发布文档",
    "check": "检查栏目和内容，列出问题",
    "tree": "显示栏目结构和状态",
    "new": "按模板新建一份文档",
    "import": "把Word、网页、PDF变成文档",
    "init": "按要点新建一个网站",
    "migrate": "把整个旧网站搬进来",
    "upgrade": "让网站换到新的程序版本",
    "diff": "比较两个版本的栏目和内容",
    "ledger": "导出要点的任务台账",
    "pack": "列出、查看、检查、起草、加上要点",
    "agenda": "列出要公开、到期、应办的事",
    "timer": "写出定时构建和发布的设置",
    "fleet": "构建许多网站，在本机或集群上",
    "gather": "从别的网站归集信息，写进名录",
    "deploy": "发布到文件夹或服务器",
    "rollback": "退回较早的版本，并保持",
    "releases": "列出发布过的版本",
    "hook": "推送即发布：建版本库，检查和发布推送的内容",
    "server": "写出网页服务器的配置",
    "verify": "核对运行环境里的软件包",
    "kit": "做一份离线安装包",
}
# About many portals: cli/many.
_MANY = ("fleet", "gather")
OK, MISUSE, STOPPED = 0, 2, 130
_DISK_FULL = "磁盘空间不足。删去不用的文件，再运行一次；.cache文件夹也可以删去，下次构建会重做。"


def module_of(verb: str) -> str:
    """Return the name of a verb's module: none can be called as a word of Python is."""
    name = f"{verb}_" if keyword.iskeyword(verb) else verb
    return f"many.{name}" if verb in _MANY else name


class VerbGroup(click.Group):
    """Loads a verb's module only when the verb is used, so that the command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one verb."""
        if cmd_name not in VERBS:
            return None
        command = importlib.import_module(f"generator.cli.{module_of(cmd_name)}").command
        assert isinstance(command, ChineseCommand)
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview in Chinese."""
        formatter.write("用法：gongkai 命令 [选项]\n\n政务公开栏目的静态网站生成器。\n\n命令：\n")
        formatter.write_dl(list(VERBS.items()))
        formatter.write("\n“gongkai 命令 --help”说明每个命令的选项。测试整个项目：./gongkai test\n")


@click.group(cls=VerbGroup, invoke_without_command=True)
@click.version_option(package_name="gongkai", message="gongkai %(version)s")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Show the overview when no verb is given."""
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0 good, 1 findings, 2 misuse or unreadable input."""
    try:
        code = group.main(list(arguments), prog_name="gongkai", standalone_mode=False)
    except click.UsageError as error:
        say(usage_message(error, list(VERBS)), err=True)
        return MISUSE
    except WentLiveError as error:
        say(f"{error}，可以打开；但后面的事没有做完：{_what_failed(error.__cause__)}", err=True)
        return STOPPED if isinstance(error.__cause__, KeyboardInterrupt) else MISUSE
    except UsageError as error:
        say(f"用法有误：{error}", err=True)
        return MISUSE
    except GongkaiError as error:
        say(f"没有完成：{_DISK_FULL if disk_full(error) else error}", err=True)
        return MISUSE
    except (click.Abort, KeyboardInterrupt):
        say("已中止，网站没有改动。", err=True)
        return STOPPED
    except BrokenPipeError:
        return OK
    except Exception as error:
        if disk_full(error):
            say(f"没有完成，网站没有改动：{_DISK_FULL}", err=True)
            return MISUSE
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        kind = type(error).__name__
        say(f"程序自身出错，网站没有改动：{kind}：{error}", err=True)
        say("请设置环境变量GONGKAI_DEBUG=1再运行一次，把输出发给维护人员。", err=True)
        return MISUSE
    return code if isinstance(code, int) else OK


def _what_failed(cause: BaseException | None) -> str:
    if cause is None or isinstance(cause, KeyboardInterrupt):
        return "中途被中止了。"
    if disk_full(cause):
        return _DISK_FULL
    if isinstance(cause, GongkaiError):
        return str(cause)
    return f"{reason_of(cause)}。" if isinstance(cause, OSError) else f"{type(cause).__name__}：{cause}"


def run() -> None:
    """Entry point of the ``gongkai`` command."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    leave_current_folder(sys.path)
    # Looked for among all libraries installed; there are none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # In the C locale the words of a command line come as bytes in disguise; they are UTF-8 there too.
    _leave(main([os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]))


def _leave(code: int) -> NoReturn:
    """End the process without taking its objects apart one by one: that is a tenth of a small build's time.

    What was started has ended by now, and what was written is closed.
    """
    if sys.getprofile() or sys.gettrace():  # a profiler writes down what it saw when the process ends
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError):  # nobody reads any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
