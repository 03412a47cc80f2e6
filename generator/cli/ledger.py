"""``gongkai ledger``: the tasks of a directive with their state and evidence, as a form, CSV or JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.check.proofs.states import assess_pack
from generator.check.run import check_portal
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_asked
from generator.load.cached import load_cached
from generator.load.packs.asked import asked_pack
from generator.model.finding import Level
from generator.model.mandate import Assessment, Pack
from generator.model.portal import Portal
from generator.report.ledger import ledger_csv, ledger_json


@click.command(
    cls=ChineseCommand,
    help="导出一份要点的任务台账：各项任务的落实情况和证明。\n\n要点写编号，例如wanzhou-2021。",
)
@portal_options
@click.argument("pack_id", metavar="要点")
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "csv", "json"]), default="xlsx", metavar="格式",
    help="输出格式：xlsx（默认）、csv、json",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="文件",
    help="写到哪个文件；xlsx默认写到当前文件夹，csv和json默认显示在屏幕上，-表示标准输出",
)  # fmt: skip
def command(*, root: Path, as_of: date, pack_id: str, form: str, output: Path | None) -> int:
    """Write a ledger."""
    loaded = load_cached(portal_root(root), as_of)
    if loaded.portal is None:
        print_findings(check_portal(loaded), at_least=Level.ERROR)
        return 2
    pack = asked_pack(pack_id, loaded.portal.own_packs)
    made = _made(form, loaded.portal, pack, assess_pack(loaded.portal, pack))
    if output is None and form == "xlsx":
        output = Path(f"台账-{pack_id}.xlsx")
    if output is None or str(output) == "-":
        hand_out(made)
        return 0
    # A table that is kept as a file is opened in Excel, which takes UTF-8 only with this mark.
    text = made.encode("utf-8-sig" if form == "csv" else "utf-8") if isinstance(made, str) else made
    write_asked(output, text, "文件如果正在Excel中打开，请先关闭。")
    say(f"已写好台账：{output}")
    return 0


def _made(form: str, portal: Portal, pack: Pack, assessments: tuple[Assessment, ...]) -> str | bytes:
    if form == "json":
        return ledger_json(pack, assessments)
    if form == "csv":
        return ledger_csv(assessments)
    from generator.report.ledger_xlsx import ledger_xlsx

    return ledger_xlsx(portal, pack, assessments)
