"""``gongkai desk``: the page of an editor who knows Word, on one's own machine or on an intranet."""

from __future__ import annotations

import errno
import ipaddress
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import say
from generator.errors import UsageError, reason_of
from generator.model.calendar.clock import china_now, moment_of

if TYPE_CHECKING:
    from generator.desk.keeping.people import People

_HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_FILE = click.Path(path_type=Path)


@click.command(cls=ChineseCommand, help="办公桌面：在网页里写、改、发布文档，不用命令，也不用懂Markdown。")
@portal_options
@click.option("--port", type=click.IntRange(0, 65535), default=8010, metavar="端口", help="端口号，默认8010")
@click.option("--who", metavar="姓名", default="", help="本机使用时以谁的名义发布，默认取git的user.name")
@click.option("--accounts", type=_FILE, metavar="文件", help="给几个人用：权限文件，写法同hook的--protect")
@click.option("--add-account", "adding", metavar="账号", help="给权限文件里的账号设姓名和密码，不打开桌面")
@click.option("--name", "names", multiple=True, metavar="主机名", help="前面有反向代理时，浏览器里写的主机名")
@click.option(
    "--host", metavar="地址", help="直接给别的电脑用：本机的IP地址或名称，要同时写--certificate和--key"
)
@click.option("--certificate", type=_FILE, metavar="文件", help="TLS证书（PEM）")
@click.option("--key", "key_file", type=_FILE, metavar="文件", help="TLS私钥（PEM）")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    root: Path,
    as_of: date,
    port: int,
    who: str,
    accounts: Path | None,
    adding: str | None,
    names: tuple[str, ...],
    host: str | None,
    certificate: Path | None,
    key_file: Path | None,
) -> int:
    """Open the desk, until interrupted."""
    root = portal_root(root)
    if accounts and accounts.resolve().is_relative_to(root):
        raise UsageError(f"“{accounts}”在网站的文件夹里，会跟着内容一起提交。请把权限文件放到别处。")
    if adding is not None:
        return _add(accounts, adding)
    _check_together(accounts, names, host, certificate, key_file)
    # The rest is loaded when it is clear that it is wanted.
    from generator.desk.keeping.people import People
    from generator.desk.opening import Door, listen, open_desk, serve

    address, own = _listening(host)
    every = (*own, *(_name(each) for each in names))
    door = Door(address, port, every, bool(names), certificate, key_file)
    fixed = ctx.get_parameter_source("as_of") is not ParameterSource.DEFAULT
    moment = moment_of(as_of)

    def now() -> datetime:
        return moment if fixed else china_now()

    try:
        listening = listen(door)
    except OSError as error:
        raise _refused(error, port) from error
    with listening:
        say("正在打开办公桌面，读取网站……")
        people = People(accounts) if accounts else None
        with open_desk(root, now, people=people, who=who, secure=door.secure) as desk:
            _tell_opened(people, f"{address}:{listening.getsockname()[1]}", desk.key)
            serve(desk, door, listening, lambda words: say(words, err=True))
    say("办公桌面已关闭，草稿都在。")
    return 0


def _check_together(
    accounts: Path | None,
    names: tuple[str, ...],
    host: str | None,
    certificate: Path | None,
    key: Path | None,
) -> None:
    """Refuse options that do not go together, and files that are not there. Raises UsageError."""
    if accounts is None and (host or names):
        raise UsageError("--host和--name要与--accounts一起用：别的电脑要凭账号和密码进来。")
    if bool(certificate) != bool(key) or (certificate and not host):
        raise UsageError("--certificate、--key要一起写，并且与--host一起用。")
    if host and not certificate:
        raise UsageError(
            "--host要同时写--certificate和--key，密码才不会明着传。前面有反向代理的，改用--name。"
        )
    for file in (accounts, certificate, key):
        if file and not file.is_file():
            raise UsageError(f"没有“{file}”这个文件。")


def _tell_opened(people: People | None, address: str, key: str) -> None:
    """Say how to get in: ``address`` with its port, and on one's own machine with the ``key``."""
    from generator.desk.keeping.people import review_lines

    if people is None:
        say(f"用浏览器打开：http://{address}/?key={key}")
        say("地址里有钥匙，不要给别人。按Ctrl+C结束。")
    else:
        say(f"办公桌面已打开，端口{address.rpartition(':')[2]}，凭账号和密码登录。按Ctrl+C结束。")
        for line in review_lines(people):
            say(line)


def _add(accounts: Path | None, account: str) -> int:
    from generator.desk.keeping.people import SHORTEST, People
    from generator.desk.keeping.reviewers import STEPS

    if accounts is None:
        raise UsageError("--add-account要与--accounts一起用：写明权限文件。")
    name = click.prompt("姓名（发布的内容以这个名字记录）", err=True)
    password = click.prompt(
        f"密码（至少{SHORTEST}个字符，输入时不显示）",
        hide_input=True,
        confirmation_prompt="再输一次",
        err=True,
    )
    people = People(accounts)
    people.set_password(account.strip(), " ".join(name.split()), password)
    say(f"已设好账号{account.strip()}，记在{people.passwords.name}里。")
    person = people.person(account.strip())
    if person is None:
        say(f"权限文件{accounts.name}里还没有这个账号，写上它能改的单位、栏目或能审的才能登录。", err=True)
    elif person.reviewer.steps:
        say(f"这个账号能{'、'.join(step.label for step in STEPS if step in person.reviewer.steps)}。")
    return 0


def _listening(host: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the address to listen at, and the names by which it is called."""
    if host is None:
        return "127.0.0.1", ()
    name = host.strip().lower().strip("[]")
    try:
        address = str(ipaddress.ip_address(name))
    except ValueError:
        return "0.0.0.0", (_name(host),)
    if address in ("0.0.0.0", "::"):
        raise UsageError(f"--host的取值“{host}”不对。写别的电脑打开时用的本机地址或名称，例如10.1.2.3。")
    return address, (f"[{address}]" if ":" in address else address,)


def _name(told: str) -> str:
    name = told.strip().lower()
    if not _HOST_NAME.fullmatch(name):
        raise UsageError(f"“{told}”不是主机名。写浏览器地址栏里的那一段，例如desk.example.gov.cn。")
    return name


def _refused(error: OSError, port: int) -> UsageError:
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError("--host写的不是本机的地址。")
    if error.errno == errno.EACCES:
        return UsageError(f"没有权限用端口{port}。请用--port换一个1024以上的端口。")
    if error.errno == errno.EADDRINUSE:
        return UsageError(f"端口{port}已被占用，请用--port换一个端口。")
    return UsageError(f"端口{port}打不开：{reason_of(error)}。")
