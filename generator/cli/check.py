"""``gongkai check``: all findings, as text, JSON, SARIF or JUnit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.amend.url_lock import record_addresses
from generator.check.run import run_checks
from generator.check.settings import CheckResult
from generator.cli.parts.known import accept_known, prune_known
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings, summary_line
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_new
from generator.errors import GongkaiError, UsageError, reason_of
from generator.load.cache.folder import cache_folder
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.documents.parse_cache import read_cache, write_cache
from generator.load.markdown.mend import mend_documents
from generator.load.portal import Loaded, load_portal
from generator.load.renumber import renumber
from generator.model.finding import count_levels, has_errors
from generator.report.findings import to_json, to_junit, to_sarif
from generator.visible import visible

_TEXT, _URLS, _INDEX = "text", "urls", "index"
_REPORTS = {"json": to_json, "sarif": to_sarif, "junit": to_junit}


@click.command(cls=ChineseCommand, help="检查栏目和内容，列出全部问题和改法。")
@portal_options
@click.option(
    "--format", "form", type=click.Choice(["text", *_REPORTS]), default="text", metavar="格式",
    help="输出格式：text、json、sarif、junit",
)  # fmt: skip
@click.option(
    "--fix", "fixes", is_flag=False, flag_value=_TEXT, type=click.Choice([_TEXT, _URLS, _INDEX]), multiple=True, metavar="[项目]",
    help="先改好能确定的，再检查：text（默认）是粘贴留下的空格、换行、部首等，urls把地址登记到urls.lock，index给重复的索引号重新编号",
)  # fmt: skip
@click.option(
    "--accept-known", "accepted", metavar="文件", type=click.Path(path_type=Path),
    help="把今天的问题记为已知，写进清单（known.csv），以后只有新问题算不通过；不能等的问题不记",
)  # fmt: skip
@click.option("--prune-known", "pruned", is_flag=True, help="把已经改好的从已知问题的清单里去掉")
@click.option("--who", metavar="姓名", default="", help="谁确认的已知问题，默认是git里的姓名")
@click.option(
    "--by-unit", "by_unit", type=click.Path(path_type=Path), metavar="文件夹",
    help="给每个责任单位写一份清单（XLSX）：已逾期的、即将到期的、待办的任务、检查发现的问题；另有全部单位的一份",
)  # fmt: skip
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=30,
    metavar="天数",
    help="清单里即将到期的看以后多少天，默认30",
)
def command(
    *,
    root: Path,
    as_of: date,
    form: str,
    fixes: tuple[str, ...],
    accepted: Path | None,
    pruned: bool,
    who: str,
    by_unit: Path | None,
    days: int,
) -> int:
    """Check the portal, after mending what was asked for."""
    root = portal_root(root)
    loaded = _load(root, as_of)
    if _TEXT in fixes and _mend(root, loaded):
        loaded = _load(root, as_of)
    if _INDEX in fixes and _renumber(root, loaded):
        loaded = _load(root, as_of)
    if _URLS in fixes and _record(root, loaded):
        loaded = _load(root, as_of)
    reviewed = run_checks(loaded)
    if (accepted or pruned) and loaded.portal is None:
        raise UsageError("columns.yml读不出来，请先改正。")
    if pruned:
        prune_known(root, loaded, reviewed)
    if accepted:
        loaded = _load(root, as_of) if pruned else loaded
        accept_known(root, accepted, who, loaded, run_checks(loaded) if pruned else reviewed)
    if accepted or pruned:
        loaded = _load(root, as_of)
        reviewed = run_checks(loaded)
    if by_unit is not None:
        _write_lists(by_unit, loaded, reviewed, days)
    if form == "text":
        _print_text(reviewed)
    else:
        hand_out(_REPORTS[form](reviewed), nl=True)
    if loaded.portal is None:
        return 2
    return 1 if has_errors(reviewed.findings) else 0


def _write_lists(folder: Path, loaded: Loaded, reviewed: CheckResult, days: int) -> None:
    """Write the list of each unit and the one of all, and say so; of what was there before nothing is removed."""
    from generator.check.unit_lists import unit_lists
    from generator.report.units_xlsx import unit_workbooks

    if loaded.portal is None:
        return
    lists = unit_lists(loaded, reviewed.findings, days)
    written = set()
    for name, data in unit_workbooks(loaded.portal, lists, days):
        write_new(folder / name, data)
        written.add(name)
    say(f"已把{len(lists)}个单位的清单写到{folder}，全部单位的在“全部单位.xlsx”。", err=True)
    others = sorted(each.name for each in folder.glob("*.xlsx") if each.name not in written)
    if others:
        say(f"文件夹里还有不是这次写的：{'、'.join(others)}。以前的清单可以删去。", err=True)


def _load(root: Path, as_of: date) -> Loaded:
    cache = cache_folder(root)
    known = read_cache(cache)
    loaded = load_portal(root, as_of, False, known)
    write_cache(cache, known)
    return loaded


# What was mended is said on stderr: JSON and the like stay whole.
def _mend(root: Path, loaded: Loaded) -> bool:
    """Mend the documents that were found damaged and say which; True when any changed."""
    names = sorted({one.place.path for one in loaded.findings if one.code.startswith("paste-")})
    try:
        mended = mend_documents(root, names)
    except OSError as error:
        raise GongkaiError(
            f"无法改写{error.filename}：{reason_of(error)}。检查文件权限和磁盘空间。"
        ) from error
    for name in mended:
        say(f"已改：{name}", err=True)
    return bool(mended)


def _renumber(root: Path, loaded: Loaded) -> bool:
    """Renumber what is not published and shares its number, and say which; True when any changed."""
    try:
        outcome = renumber(root, loaded)
    except OSError as error:
        raise GongkaiError(
            f"无法改写{error.filename}：{reason_of(error)}。检查文件权限和磁盘空间。"
        ) from error
    for document, number in outcome.done:
        say(f"已改：{document.place.path}的索引号由{document.index_no}改为{number}", err=True)
    for document in outcome.left:
        say(
            f"没有改：{document.place.path}已经公开，或索引号的写法不寻常，请核对以后手工改正。",
            err=True,
        )
    if not (outcome.done or outcome.left):
        say("索引号没有重复的。", err=True)
    return bool(outcome.done)


def _record(root: Path, loaded: Loaded) -> bool:
    """Record the addresses that are not yet, and say how many; True when any was."""
    recorded = record_addresses(root, loaded, find_moves=True)
    if recorded is None:
        say(
            f"没有登记地址：columns.yml或{LOCK_FILE}有错误，或有文档不在任何栏目的文件夹里，请先改正。",
            err=True,
        )
        return False
    for move in recorded.moves:
        say(f"旧网址会跳转：{move.old} → {move.new}", err=True)
    if not (recorded.addresses or recorded.moves):
        say(f"地址都已登记在{LOCK_FILE}。", err=True)
        return False
    say(f"已把{recorded.addresses}个地址登记到{LOCK_FILE}，请与columns.yml一起提交到版本库。", err=True)
    return True


def _print_text(reviewed: CheckResult) -> None:
    findings = reviewed.findings
    print_findings(findings)
    for one in reviewed.off:
        say(visible(f"已关闭 {one.code}　{one.number}个　原因：{one.reason}"))
    if not findings:
        say("检查完毕，没有问题。")
        return
    say(f"\n检查完毕：{summary_line(count_levels(findings))}。")
    if has_errors(findings):
        say("有错误时不能生成网站。改正后再运行gongkai check。")
