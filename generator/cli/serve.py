"""``gongkai serve``: show the portal on this machine, and every change as soon as it is saved."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.common import print_findings, summary_line
from generator.cli.options import portal_options, portal_root, processes
from generator.errors import GongkaiError, UsageError
from generator.model.finding import Finding, Level, count_levels
from generator.publish.live import Live
from generator.publish.preview import HOST, Bulletin, ChangeSignal, make_server, watch


@click.command(
    cls=ChineseCommand,
    help="在本机预览网站；保存文件后浏览器自动刷新。草稿也会显示，并带有标记。",
)
@portal_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口号，默认8000")
def command(root: Path, as_of: date, port: int) -> int:
    """Serve the portal until interrupted."""
    live, bulletin = Live(portal_root(root), as_of, processes()), Bulletin()
    try:
        server = make_server(live, bulletin, port)
    except OSError as error:
        raise UsageError(f"端口{port}已被占用，请用--port换一个端口。") from error
    signal, observer = watch(live.root)
    try:
        click.echo("正在读取网站内容……")
        _refresh(live, bulletin, "已读取")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"预览地址：http://{HOST}:{server.server_address[1]}/　按Ctrl+C结束。")
        _work(live, bulletin, signal)
    except KeyboardInterrupt:
        click.echo("预览已结束。")
    finally:
        observer.stop()
        server.shutdown() if bulletin.number else None
        server.server_close()
    return 0


def _work(live: Live, bulletin: Bulletin, signal: ChangeSignal) -> None:
    """Follow the changes; the search, which takes longest, comes when nothing else waits."""
    searchable = _improve_search(live, signal)
    while True:
        paths = signal.wait(timeout=1)
        if paths:
            _show_edit(live, bulletin, paths)
            _refresh(live, bulletin, "已更新")
            searchable = False
        if not searchable and not signal.waiting():
            searchable = _improve_search(live, signal)


def _show_edit(live: Live, bulletin: Bulletin, paths: Iterable[str]) -> None:
    start = time.perf_counter()
    problems = live.edit(paths)
    if problems is not None:
        bulletin.post(_texts(problems))
        click.echo(f"已显示改动的文档，用时{time.perf_counter() - start:.2f}秒。")


def _refresh(live: Live, bulletin: Bulletin, done: str) -> None:
    start = time.perf_counter()
    try:
        findings = live.refresh()
    except GongkaiError as error:
        click.echo(f"没有完成：{error}", err=True)
        bulletin.post((str(error),))
        return
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    bulletin.post(_texts(errors))
    if errors:
        print_findings(findings, at_least=Level.ERROR)
        click.echo(
            f"内容有错误（{summary_line(count_levels(findings))}），页面停留在上一次的样子。改正后会自动更新。"
        )
        return
    click.echo(f"{done}：文档{live.documents}份，用时{time.perf_counter() - start:.1f}秒。")


def _improve_search(live: Live, signal: ChangeSignal) -> bool:
    start = time.perf_counter()
    try:
        complete = live.improve_search(signal.waiting)
    except GongkaiError as error:
        click.echo(f"站内搜索没有更新：{error}", err=True)
        return True
    if complete:
        click.echo(f"站内搜索已更新，用时{time.perf_counter() - start:.1f}秒。")
    return complete or live.snapshot is None


def _texts(problems: Iterable[Finding]) -> tuple[str, ...]:
    errors = [finding for finding in problems if finding.level is Level.ERROR]
    return tuple(f"{finding.place}　{finding.message}{finding.hint}" for finding in errors[:50])
