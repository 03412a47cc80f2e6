"""``gongkai agenda``: what will appear, end and fall due."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from generator.check.agenda import agenda_of
from generator.check.run import check_portal
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say
from generator.load.cached import load_cached
from generator.model.calendar.clock import day_of, moment_of
from generator.model.finding import Level
from generator.report.agenda import agenda_csv, agenda_ical, agenda_lines
from generator.visible import visible


@click.command(
    cls=ChineseCommand,
    help="列出以后的事：定时公开、公示截止、撤下、有效期满、征集截止，和快到期限的栏目、年报、预决算、要点任务。",
)
@portal_options
@click.option("--days", type=click.IntRange(1, 3660), default=30, metavar="天数", help="看以后多少天，默认30")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "ical"]), default="text", metavar="格式",
    help="输出格式：text、csv、ical（日历软件可以订阅）",
)  # fmt: skip
@click.option("--bom", is_flag=True, help="在CSV开头加上编码标记，Excel打开不乱码")
def command(root: Path, as_of: date, days: int, form: str, bom: bool) -> int:
    """Show what is to come; what is wrong goes to check, except when nothing can be read."""
    loaded = load_cached(portal_root(root), as_of)
    portal = loaded.portal
    if portal is None:
        print_findings(check_portal(loaded), at_least=Level.ERROR)
        return 2
    occasions = agenda_of(loaded, day_of(as_of) + timedelta(days=days))
    if form == "csv":
        hand_out(("\ufeff" if bom else "") + agenda_csv(occasions))
    elif form == "ical":
        base = (portal.identity.site_url or f"https://{portal.domain}/").rstrip("/") + "/"
        hand_out(agenda_ical(occasions, portal.name, portal.domain, base, moment_of(as_of)))
    else:
        for line in agenda_lines(occasions):
            say(visible(line))
        if not occasions:
            say(f"以后{days}天没有要公开、到期和应办的事。")
    return 0
