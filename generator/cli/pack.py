"""``gongkai pack``: directives as data, those that come with the program and the portal's own in packs/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.amend.add_pack import carry_out, prepare
from generator.amend.columns_edit import CannotAddError
from generator.amend.said import addition_lines
from generator.check.packs import judge_packs
from generator.check.settings import CheckResult
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings, summary_line
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_new
from generator.errors import UsageError
from generator.load.cache.memo import Memo
from generator.load.packs.asked import asked_pack
from generator.load.packs.fresh import new_pack
from generator.load.packs.packs import read_files
from generator.load.structure import COLUMNS_FILE, Structure, read_structure
from generator.model.calendar.clock import day_of
from generator.model.finding import Finding, Level, count_levels, has_errors, sort_findings
from generator.model.portal import PACKS_FOLDER, OwnPacks, pack_path
from generator.report.findings import to_json
from generator.report.packs import list_json, list_lines, pack_json, pack_lines, pack_rows

_DO = ("list", "show", "check", "draft", "add")


@click.command(
    cls=ChineseCommand,
    help="要点：程序自带的，和网站packs文件夹里自己的。\n\n"
    "list列出全部；show查看一份；check检查自己的（不写编号就全部检查，也可以写文件）；"
    "draft从一份要点的文件（Word、网页、文字）起草，用--id写编号；"
    "add把一份要点和它要求的栏目加到columns.yml，别的一个字也不改。",
)
@click.argument("action", metavar="做什么", type=click.Choice(_DO))
@click.argument("name", metavar="要点", default="")
@portal_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", metavar="格式",
    help="list、show、check的输出格式：text、json",
)  # fmt: skip
@click.option("--id", "pack_id", default="", metavar="编号", help="draft起草的要点的编号，例如wanzhou-2026")
@click.option("--dry-run", is_flag=True, help="add只列出要做什么，不做")
def command(
    *, action: str, name: str, root: Path, as_of: date, form: str, pack_id: str, dry_run: bool
) -> int:
    """Do what is asked of packs."""
    home = portal_root(root)
    if action == "list":
        return _list(home, form)
    if action == "check":
        return _check(home, name, form)
    if action == "draft":
        return _draft(home, name, pack_id)
    if not name:
        raise UsageError(
            f"请写要点的编号，例如gongkai pack {action} wanzhou-2021；gongkai pack list列出全部。"
        )
    return _show(home, name, form) if action == "show" else _add(home, name, day_of(as_of), dry_run)


def _used(structure: Structure) -> tuple[str, ...]:
    return structure.tree.portal.packs if structure.tree else ()


def _list(root: Path, form: str) -> int:
    structure = read_structure(root)
    rows = pack_rows(structure.packs, _used(structure))
    if form == "json":
        hand_out(list_json(rows), nl=True)
    else:
        for line in list_lines(rows):
            say(line)
    return 0


def _show(root: Path, name: str, form: str) -> int:
    structure = read_structure(root)
    pack = asked_pack(name, structure.packs)
    facts = (any(each.id == pack.id for each in structure.packs.packs), pack.id in _used(structure))
    if form == "json":
        hand_out(pack_json(pack, *facts), nl=True)
    else:
        for line in pack_lines(pack, *facts):
            say(line)
    return 0


def _check(root: Path, name: str, form: str) -> int:
    structure = read_structure(root)
    if _is_file(root, name):
        findings: list[Finding] = []
        path = Path(name)
        packs = read_files(((path, name),), Memo(), findings)
        findings += _judged(packs, structure)
        findings = [each for each in findings if each.code != "pack-unused"]
    else:
        packs, findings = structure.packs, [each for each in structure.findings if _in_packs(each)]
        findings += [each for each in _judged(packs, structure) if _in_packs(each)]
        if "/" in name and not (root / name).is_file():
            raise UsageError(f"没有“{name}”这个文件。")
        if name:
            pack_id = Path(name).stem if name.endswith(".yml") else name
            if not packs.is_unread(pack_id) and asked_pack(pack_id, packs) not in packs.packs:
                say(f"{pack_id}是程序自带的要点，不用检查。")
                return 0
            findings = [each for each in findings if each.place.path == pack_path(pack_id)]
    return _told(sort_findings(findings), name, form, packs)


def _is_file(root: Path, name: str) -> bool:
    """Tell a file somewhere from the id of a pack, or the path of one in packs/."""
    if not name or not Path(name).is_file():
        return False
    return Path(name).resolve().parent != (root / PACKS_FOLDER).resolve()


def _in_packs(one: Finding) -> bool:
    return one.place.path.startswith(f"{PACKS_FOLDER}/") or one.place.path == PACKS_FOLDER


def _judged(packs: OwnPacks, structure: Structure) -> list[Finding]:
    tree = structure.tree
    paths = frozenset(column.path for top in tree.columns for column in top.walk()) if tree else frozenset()
    return list(judge_packs(packs, _used(structure), tree.places if tree else {}, paths))


def _told(findings: list[Finding], name: str, form: str, packs: OwnPacks) -> int:
    if form == "json":
        hand_out(to_json(CheckResult(findings)), nl=True)
    elif findings:
        print_findings(findings)
        say(f"\n检查完毕：{summary_line(count_levels(findings))}。")
    elif not name and not packs.packs:
        say(f"{PACKS_FOLDER}文件夹里没有自己的要点。")
    else:
        say("检查完毕，没有问题。")
    return 1 if has_errors(findings) else 0


def _draft(root: Path, name: str, pack_id: str) -> int:
    if not name or not pack_id:
        raise UsageError("请写要点的文件和编号，例如gongkai pack draft 任务分工.docx --id wanzhou-2026。")
    path = new_pack(root, pack_id)
    # Loaded only now: the readers of foreign files are needed by nothing else here.
    from generator.intake.directives.draft import draft_pack

    draft = draft_pack(Path(name), pack_id)
    write_new(path, draft.text.encode("utf-8"))
    for line in draft.notes:
        say(line)
    say(f"已写出{pack_path(pack_id)}。请对照原文核对，改好的项从unsure里删去，再运行：")
    say(f"  gongkai pack check {pack_id}\n  gongkai pack add {pack_id}")
    return 0


def _add(root: Path, name: str, day: date, dry_run: bool) -> int:
    structure = read_structure(root)
    pack = asked_pack(name, structure.packs)
    wrong = [each for each in structure.findings if each.level is Level.ERROR and not _in_packs(each)]
    if structure.tree is None or wrong:
        print_findings(wrong or list(structure.findings), at_least=Level.ERROR)
        say(f"{COLUMNS_FILE}或urls.lock有错误，没有改动。改正以后再运行一次。", err=True)
        return 2 if structure.tree is None else 1
    try:
        prepared = prepare(root, structure.tree, pack, structure.packs, day)
    except CannotAddError as error:
        raise UsageError(
            f"没有改动{COLUMNS_FILE}：{error.why}。请手工加上，或改成普通的写法再试。"
        ) from error
    if not dry_run and prepared.changes:
        carry_out(root, prepared)
        for page in prepared.pages:
            write_new(root / "content" / page.path, page.text.encode("utf-8", "replace"))
    for line in addition_lines(pack, prepared.addition, [page.path for page in prepared.pages], dry_run):
        say(line)
    return 0
