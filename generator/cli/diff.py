"""``gongkai diff``: what changed in columns, documents and registers between two revisions of git."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_asked
from generator.errors import UsageError
from generator.load.cache.folder import cache_folder
from generator.load.cached import load_cached
from generator.load.portal import load_portal
from generator.load.source.revision import Revision, changed_files, find_revision, portal_at
from generator.model.calendar.clock import day_of
from generator.model.portal import Portal
from generator.report.changes import compare
from generator.report.changes_text import Comparison, to_html, to_json, to_text
from generator.report.standing import compare_standing

_FORMS = {"text": to_text, "json": to_json, "html": to_html}


@click.command(
    cls=ChineseCommand,
    help="比较git的两个版本：栏目的增减、改名、移动和责任变化，文档的公开、修改、移动和撤下，名录的增减，"
    "要点任务的落实情况、书面说明和检查设置的变化。\n\n"
    "版本写HEAD、HEAD~1、标签、分支或提交编号。只写一个版本时，与文件夹现在的样子比较。",
)
@portal_options
@click.argument("old", metavar="旧版本", required=False)
@click.argument("new", metavar="[新版本]", required=False)
@click.option(
    "--format", "form", type=click.Choice(list(_FORMS)), default="text", metavar="格式",
    help="输出格式：text、json、html",
)  # fmt: skip
@click.option("--live", metavar="目标", help="不比较git版本，列出把site发布到这个目标会改动什么")
@click.option("--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上")
def command(
    *,
    root: Path,
    as_of: date,
    old: str | None,
    new: str | None,
    form: str,
    live: str | None,
    output: Path | None,
) -> int:
    """Compare two states of the portal, or the built site with what a target serves."""
    root = portal_root(root)
    if live is not None:
        from generator.publish.releases.changes import live_changes

        if old:
            raise UsageError("--live与发布目标比较，不再写版本。")
        return _hand_out(live_changes(root, live, form).rstrip("\n") + "\n", output)
    if old is None:
        raise UsageError("缺少旧版本。")
    before, after = find_revision(root, old), find_revision(root, new) if new else None
    was = _portal(root, before, as_of)
    now = _portal(root, after, as_of)
    comparison = Comparison(
        name=now.name,
        before=_words(before),
        after=_words(after) if after else "文件夹现在的样子",
        as_of=day_of(as_of).isoformat(),
        changes=compare(was, now, changed_files(root, before, after)),
        standing=compare_standing(was, now),
    )
    return _hand_out(_FORMS[form](comparison), output)


def _hand_out(text: str, output: Path | None) -> int:
    if output is None:
        hand_out(text)
        return 0
    write_asked(output, text.encode("utf-8", "replace"))
    say(f"已写到{output}。")
    return 0


def _portal(root: Path, revision: Revision | None, as_of: date) -> Portal:
    if revision is None:
        loaded, where = load_cached(root, as_of), "文件夹里"
    else:
        where = f"版本“{revision.word}”里"
        with portal_at(root, revision, cache_folder(root)) as folder:
            loaded = load_portal(folder, as_of)
    if loaded.portal is None:
        reasons = "".join(f"\n{finding.place}　{finding.message}" for finding in loaded.findings[:5])
        raise UsageError(f"{where}的columns.yml读不出来。{reasons}")
    return loaded.portal


def _words(revision: Revision) -> str:
    subject = f"，{revision.subject}" if revision.subject else ""
    return f"{revision.word}（{revision.commit[:10]}，{revision.day}{subject}）"
