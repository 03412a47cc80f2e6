"""``gongkai serve``: build, show on this machine, rebuild on every change."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import click

from generator.cli.chinese import ChineseCommand
from generator.cli.common import print_findings, summary_line
from generator.cli.options import portal_options, portal_root, processes
from generator.cli.progress import ProgressPrinter
from generator.errors import GongkaiError, UsageError
from generator.model.finding import Level, count_levels
from generator.publish.build import CACHE, build
from generator.publish.preview import HOST, Bulletin, make_server, watch

PREVIEW = f"{CACHE}/preview"


@click.command(
    cls=ChineseCommand,
    help="生成网站并在本机预览；保存文件后自动重建，浏览器自动刷新。草稿也会显示，并带有标记。",
)
@portal_options
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口号，默认8000")
def command(root: Path, as_of: date, port: int) -> int:
    """Serve the portal until interrupted."""
    root = portal_root(root)
    bulletin = Bulletin()
    (root / PREVIEW).mkdir(parents=True, exist_ok=True)
    try:
        server = make_server(root / PREVIEW, bulletin, port)
    except OSError as error:
        raise UsageError(f"端口{port}已被占用，请用--port换一个端口。") from error
    signal, observer = watch(root)
    try:
        _rebuild(root, as_of, bulletin, first=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"预览地址：http://{HOST}:{server.server_address[1]}/　按Ctrl+C结束。")
        while True:
            if signal.wait(timeout=1):
                _rebuild(root, as_of, bulletin)
    except KeyboardInterrupt:
        click.echo("预览已结束。")
        return 0
    finally:
        observer.stop()
        server.shutdown() if bulletin.number else None
        server.server_close()


def _rebuild(root: Path, as_of: date, bulletin: Bulletin, first: bool = False) -> None:
    start, progress = time.perf_counter(), ProgressPrinter()
    try:
        result = build(root, as_of, progress.listener(), drafts=True, site=PREVIEW, processes=processes())
    except GongkaiError as error:
        progress.close()
        click.echo(f"没有完成：{error}", err=True)
        bulletin.post((str(error),))
        return
    progress.close()
    if result.stats is None:
        print_findings(result.findings, at_least=Level.ERROR)
        click.echo(
            f"内容有错误（{summary_line(count_levels(result.findings))}），页面停留在上一次的样子。改正后会自动重建。"
        )
        errors = [finding for finding in result.findings if finding.level is Level.ERROR]
        bulletin.post(tuple(f"{finding.place}　{finding.message}{finding.hint}" for finding in errors[:50]))
        return
    seconds = time.perf_counter() - start
    click.echo(f"{'已生成' if first else '已更新'}：文档{result.stats.documents}份，用时{seconds:.1f}秒。")
    bulletin.post(())
