"""Click in Chinese: help pages and the words for a command line that is not right."""

from __future__ import annotations

import click


class ChineseCommand(click.Command):
    """A verb whose help page is Chinese."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, purpose and options in Chinese."""
        arguments = [p for p in self.params if isinstance(p, click.Argument)]
        names = "".join(f" {argument.human_readable_name}" for argument in arguments)
        formatter.write(f"用法：{ctx.command_path}{names} [选项]\n\n{self.help or ''}\n\n选项：\n")
        rows = []
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option):
                names = ", ".join(parameter.opts)
                if parameter.name == "help" or "--help" in parameter.opts:
                    rows.append(("--help", "显示这份说明"))
                else:
                    rows.append((f"{names} {parameter.metavar or ''}".rstrip(), parameter.help or ""))
        formatter.write_dl(rows)


def usage_message(error: click.UsageError, verbs: list[str]) -> str:
    """Return a usage error in Chinese, with what may have been meant and where help is."""
    path = error.ctx.command_path if error.ctx else "gongkai"
    return f"用法有误：{_what(error, verbs)}\n看说明：{path} --help"


def _what(error: click.UsageError, verbs: list[str]) -> str:
    if isinstance(error, click.NoSuchOption):
        close = f"是不是想写{'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有{error.option_name}这个选项。{close}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"缺少{name}。"
    if isinstance(error, click.BadParameter):
        option = "/".join(error.param.opts) if error.param else ""
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        allowed = f"可以写：{'、'.join(map(str, choices))}。" if choices else error.message
        return f"{option}的取值不对。{allowed}"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name}后面要写一个值。"
    if error.message.startswith("No such command"):
        import difflib  # for a word mistyped alone

        word = error.message.split("'")[1] if "'" in error.message else ""
        similar = difflib.get_close_matches(word, verbs)
        return f"没有“{word}”这个命令。" + (
            f"是不是想写{similar[0]}？" if similar else f"可用的命令：{'、'.join(verbs)}。"
        )
    if error.message.startswith("Got unexpected extra argument"):
        return "多写了参数。"
    return error.message
