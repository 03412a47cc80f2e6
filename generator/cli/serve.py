"""``gongkai serve``: show the portal on this machine, and every change as soon as it is saved."""

from __future__ import annotations

import errno
import ipaddress
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings, summary_line
from generator.cli.shared.options import portal_options, portal_root, processes
from generator.cli.shared.say import say
from generator.errors import GongkaiError, UsageError, reason_of
from generator.load.source.content import CONTENT
from generator.model.finding import Finding, Level, count_levels, has_errors
from generator.publish.collector import no_collector
from generator.publish.previewing.live import Live
from generator.publish.previewing.password import SHORTEST, Password, make_up
from generator.publish.previewing.searching import Searching
from generator.publish.previewing.server import HOST, Bulletin, Door, make_server
from generator.publish.previewing.snapshot import Snapshot
from generator.publish.previewing.watching import Watch, watch
from generator.publish.writing import must_write

# In seconds: how long a thread works before another may, how long a browser needs to fetch a page, and how
# often the search under way is looked after.
_TURN, _GIVE_WAY, _SEARCH_STEP = 0.0005, 0.3, 0.2

_HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")


@click.command(
    cls=ChineseCommand,
    help="在本机预览网站；保存文件后浏览器自动刷新。草稿也会显示，并带有标记。",
)
@portal_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口号，默认8000")
@click.option("--host", metavar="地址", help="让别的电脑也能看：写本机的IP地址或名称，要输密码才能看")
@click.option(
    "--password-file", "file", type=click.Path(path_type=Path), metavar="文件",
    help="密码取自这个文件的第一行；不写时随机编一个，显示在屏幕上",
)  # fmt: skip
def command(root: Path, as_of: date, port: int, host: str | None, file: Path | None) -> int:
    """Serve the portal until interrupted."""
    root = portal_root(root)
    if file and not host:
        raise UsageError("--password-file要与--host一起用：只在本机看，不用密码。")
    door, told = _open_door(host, file, root) if host else (Door(), "")
    must_write(root)
    live, bulletin = Live(root, as_of, processes(), shared=host is not None), Bulletin()
    try:
        server = make_server(live, bulletin, port, door)
    except OSError as error:
        raise _refused(error, port, host) from error
    watched, searching = watch(live.root), Searching()
    # A page is drawn in one thread while another reads everything again: they take turns more often.
    sys.setswitchinterval(_TURN)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    try:
        say("正在读取网站内容……")
        shown = _guarded(bulletin, lambda: _refresh(live, bulletin, "已读取"))
        serving.start()
        say(f"预览地址：http://{_in_url(door.names[0] if host else HOST)}:{server.port}/　按Ctrl+C结束。")
        if told:
            say(told)
        with no_collector():
            _work(live, bulletin, watched, searching, unchecked=shown)
    except KeyboardInterrupt:
        say("预览已结束。")
    finally:
        searching.stop()
        watched.stop()
        if serving.is_alive():
            server.shutdown()
        server.server_close()
    return 0


def _open_door(host: str, file: Path | None, root: Path) -> tuple[Door, str]:
    """Return who may come in, and what to say of it."""
    name = host.strip().lower().strip("[]")
    try:
        address = str(ipaddress.ip_address(name))
    except ValueError:
        # What a name leads to may be a number of this machine's that only others see.
        address = "" if _HOST_NAME.fullmatch(name) else "::"
    if address in ("0.0.0.0", "::"):
        raise UsageError(f"--host的取值“{host}”不对。写别的电脑打开预览时用的本机地址或名称，例如10.1.2.3。")
    words = _read_password(file, root) if file else make_up()
    told = "别的电脑也能打开，用户名随意写，" + (
        f"密码在{file}里。" if file else f"密码是{words}（只显示这一次）。"
    )
    return Door(address or "0.0.0.0", (_in_url(name),), Password.of(words)), told


def _in_url(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _read_password(file: Path, root: Path) -> str:
    if file.resolve().is_relative_to(root):
        raise UsageError(f"“{file}”在网站的文件夹里，会跟着内容一起提交。请把密码文件放到别处。")
    try:
        words = file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, ValueError) as error:
        why = "不是UTF-8文本" if isinstance(error, UnicodeDecodeError) else reason_of(error)
        raise UsageError(f"密码文件“{file}”读不出来：{why}。") from error
    if len(words) < SHORTEST:
        raise UsageError(f"“{file}”的第一行太短，密码至少{SHORTEST}个字符。")
    return words


def _refused(error: OSError, port: int, host: str | None) -> UsageError:
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(f"“{host}”不是本机的地址。请写本机的IP地址，或者别人用来找到本机的名称。")
    if error.errno == errno.EACCES:
        return UsageError(f"没有权限用端口{port}。请用--port换一个1024以上的端口，例如8000。")
    return UsageError(f"端口{port}已被占用，请用--port换一个端口。")


def _work(live: Live, bulletin: Bulletin, watched: Watch, searching: Searching, *, unchecked: bool) -> None:
    """Follow the changes until interrupted: what is edited is shown here, and all that follows is done beside it."""
    changed, ended = threading.Event(), threading.Event()
    follow = _following(live, bulletin, changed, searching, unchecked=unchecked)

    def go_on() -> None:
        while not ended.is_set():
            _guarded(bulletin, follow)

    threading.Thread(target=go_on, daemon=True).start()
    try:
        while True:
            _guarded(bulletin, partial(_show, live, bulletin, watched, changed))
    finally:
        ended.set()


def _show(live: Live, bulletin: Bulletin, watched: Watch, changed: threading.Event) -> None:
    """Wait a while for changes, and show what can be shown of them before everything is read again."""
    paths = watched.signal.wait(timeout=1)
    if not paths:
        return
    more = False
    try:
        watched.renew()
        _show_edit(live, bulletin, paths)
        # The browser comes for the page now, and is served sooner when nothing else is done meanwhile. Or a file is
        # half way through being replaced: what changes already is read with what comes next.
        in_content = any(path.startswith(f"{CONTENT}/") for path in paths)
        more = in_content and watched.signal.changes_within(_GIVE_WAY)
    finally:
        if not more:
            changed.set()


def _following(
    live: Live, bulletin: Bulletin, changed: threading.Event, searching: Searching, *, unchecked: bool
) -> Callable[[], None]:
    """Return the next step of what nobody waits for: read everything again, check, build the search, tidy up."""
    tidy = False

    def step() -> None:
        nonlocal tidy, unchecked
        if changed.wait(_GIVE_WAY if unchecked else _SEARCH_STEP if searching.busy else 1):
            changed.clear()
            tidy = unchecked = False
            unchecked = _refresh(live, bulletin, "已更新")
        elif unchecked:
            unchecked = False
            _check(live, bulletin)
        elif live.snapshot and not tidy:
            # Before the attempt: one that fails is made again only when something has changed.
            tidy = True
            tidy = _improve_search(live.snapshot, searching)
            live.tidy() if tidy else None

    return step


def _guarded(bulletin: Bulletin, step: Callable[[], bool | None]) -> bool:
    """Take a step; whatever it raises is told, here and in the browser, and the preview goes on."""
    try:
        return bool(step())
    except Exception as error:
        if isinstance(error, GongkaiError):
            text = f"没有完成：{error}"
        else:
            text = f"程序自身出错，预览继续显示改动以前的内容：{type(error).__name__}：{error}"
        say(text, err=True)
        bulletin.post((text,))
        return False


def _show_edit(live: Live, bulletin: Bulletin, paths: Iterable[str]) -> None:
    start = time.perf_counter()
    problems = live.edit(paths)
    if problems is not None:
        bulletin.post(_texts(problems))
        say(f"已显示改动的文档，用时{time.perf_counter() - start:.2f}秒。")


def _refresh(live: Live, bulletin: Bulletin, done: str) -> bool:
    """Read everything again; True when the new state is shown. Raises GongkaiError."""
    start = time.perf_counter()
    findings = live.refresh()
    if findings:
        _tell_errors(findings, bulletin)
        return False
    # What is wrong with files that were saved meanwhile stays told: they are read next.
    bulletin.post(bulletin.problems if live.behind else ())
    say(f"{done}：文档{live.documents}份，用时{time.perf_counter() - start:.1f}秒。")
    return True


def _check(live: Live, bulletin: Bulletin) -> None:
    findings = live.review()
    if has_errors(findings):
        _tell_errors(findings, bulletin)


def _tell_errors(findings: list[Finding], bulletin: Bulletin) -> None:
    bulletin.post(_texts(findings))
    print_findings(findings, at_least=Level.ERROR)
    say(f"内容有错误（{summary_line(count_levels(findings))}），改正后会自动更新。")


def _improve_search(snapshot: Snapshot, searching: Searching) -> bool:
    """Go one step on with the search; True when there is nothing left to do."""
    try:
        if searching.step(snapshot):
            say("站内搜索已更新。")
    except GongkaiError as error:
        say(f"站内搜索没有更新：{error}", err=True)
    return not searching.busy


def _texts(problems: Iterable[Finding]) -> tuple[str, ...]:
    errors = [finding for finding in problems if finding.level is Level.ERROR]
    return tuple(f"{finding.place}　{finding.message}{finding.hint}" for finding in errors[:50])
