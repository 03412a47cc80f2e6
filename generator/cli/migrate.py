"""``gongkai migrate``: a whole old site into content/, with an account of every old address."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.progress import ProgressPrinter
from generator.cli.shared.say import hand_out, say, write_new
from generator.errors import UsageError
from generator.intake.migration.old.old_map import read_map
from generator.intake.migration.outcome import DEAD_LINKS, Became, Outcome, Row, percent
from generator.intake.migration.placing import Done
from generator.intake.migration.report import PAGE, report_files
from generator.intake.migration.run import Order, migrate
from generator.load.portal import load_portal
from generator.model.calendar.clock import day_of

_MOST_SAID = 20


@click.command(
    cls=ChineseCommand,
    help="把整个旧网站搬进content：文档、附件、图片、旧网址的跳转。\n\n"
    "旧网站写镜像的文件夹（wget等保存的），或从旧系统导出的CSV、JSON。可以再运行，只改变了的，不覆盖人改过的。",
)
@portal_options
@click.argument("mirror", metavar="旧网站", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件",
    help="映射：模板、栏目对应，见docs/站长/搬旧网站.md",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="报告和记录放在哪里，默认是网站目录的migration文件夹",
)
@click.option("--dry-run", is_flag=True, help="只看不写：报告照常写，content不动")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="格式", help="输出格式：text、json"
)  # fmt: skip
def command(
    *, root: Path, as_of: date, mirror: Path, map_file: Path, report: Path | None, dry_run: bool, form: str
) -> int:
    """Migrate an old site."""
    root = portal_root(root)
    loaded = load_portal(root, day_of(as_of), drafts=True)
    if loaded.portal is None:
        raise UsageError("columns.yml读不出来，请先运行gongkai check。")
    said, findings = read_map(map_file, loaded.portal)
    if said is None:
        if form == "json":  # stdout is for programs
            for each in findings:
                say(f"{each.place}　{each.message}{each.hint}", err=True)
        else:
            print_findings(findings)
        raise UsageError(f"映射{map_file.name}有{len(findings)}处要改，什么也没有写。")
    folder = _report_folder(root, report)
    progress = ProgressPrinter()
    try:
        outcome = migrate(
            Order(root, mirror, said, loaded, loaded.portal, folder, dry_run), progress.listener()
        )
    finally:
        progress.close()
    for name, raw in report_files(outcome, loaded.portal.name).items():
        write_new(folder / name, raw)
    if form == "json":
        hand_out(json.dumps(_json(outcome), ensure_ascii=False, indent=2), nl=True)
    else:
        _say(outcome, folder)
    return 1 if outcome.not_whole else 0


def _report_folder(root: Path, report: Path | None) -> Path:
    """Return where the report goes; never into what is published."""
    folder = (report if report else root / "migration").resolve()
    for name in ("content", "site", "theme", "public"):
        if folder == root / name or root / name in folder.parents:
            raise UsageError(f"报告不能放在{name}文件夹里，请用--report另写一个。")
    return folder


def _say(outcome: Outcome, folder: Path) -> None:
    counts, done = outcome.counts(), outcome.done()
    say(
        f"旧网址{len(outcome.rows)}个：文档{counts[Became.DOCUMENT]}份，附件{counts[Became.ATTACHMENT]}个，"
        f"图片{counts[Became.PICTURE]}个，转到栏目{counts[Became.COLUMN]}个，"
        f"没有搬{counts[Became.LEFT] + counts[Became.UNUSED]}个。"
    )
    characters = sum(row.characters for row in outcome.documents)
    say(f"原文{characters}个字，保留{percent(outcome.kept)}。")
    if outcome.dry:
        say("只看不写：content没有动。")
    else:
        say("，".join(f"{kind.value}{done[kind]}份" for kind in Done if done[kind]) or "没有文档。")
    for row in outcome.not_whole[:_MOST_SAID]:
        say(f"没有搬全：{row.old}　{_what_is_missing(row)}")
    if len(outcome.not_whole) > _MOST_SAID:
        say(f"……还有{len(outcome.not_whole) - _MOST_SAID}个，见报告。")
    for row in outcome.edited[:_MOST_SAID]:
        say(f"没有动：{row.path}　{row.done.value if row.done else ''}")
    say(f"报告：{folder / PAGE}")
    if not outcome.dry and outcome.documents:
        say("下一步：运行gongkai check --fix urls，看检查指出的问题，再gongkai build。")


def _what_is_missing(row: Row) -> str:
    if row.missing:
        text, place = row.missing[0]
        return f"缺少文字“{text}”{f'（{place}）' if place else ''}等{len(row.missing)}处"
    if row.losses:
        what, text = row.losses[0]
        return f"{what}：{text}"
    return row.why


def _json(outcome: Outcome) -> dict[str, object]:
    return {
        "made": [
            {
                "source": row.old,
                "path": row.path,
                "title": row.title,
                "column": row.column.rpartition(">")[2],
                "kept": 1.0 if row.kept is None else row.kept,
                "missing": _missing(row),
                "asked": [],
            }
            for row in outcome.documents
        ],
        "left": [{"source": row.old, "why": row.why} for row in outcome.of(Became.LEFT, Became.UNUSED)],
    }


def _missing(row: Row) -> list[dict[str, str]]:
    """Return the words that are missing, and what else did not come along but for links that were dead before."""
    said = [{"text": text, "place": place} for text, place in row.missing]
    lost = [{"text": f"{what}：{text}", "place": ""} for what, text in row.losses if what not in DEAD_LINKS]
    return [*said, *lost]
