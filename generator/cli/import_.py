"""``gongkai import``: documents from DOCX, HTML and PDF files, with the proof of what was kept."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.amend.url_lock import record_addresses
from generator.check.run import run_checks
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.common import print_findings
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import hand_out, say, write_new
from generator.data import dataclass
from generator.errors import UsageError
from generator.intake.batch import Talk, import_all
from generator.intake.column_named import find_column, is_usable_name
from generator.intake.importing import Made, Order
from generator.intake.questions import Question
from generator.intake.sources.opening import is_table
from generator.intake.told import as_told
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.documents.numbers import Numbers
from generator.load.portal import load_portal
from generator.load.renumber import index_numbers
from generator.model.calendar.clock import day_of
from generator.model.finding import Finding, Level, has_errors
from generator.model.portal import governing_layouts
from generator.model.words import ColumnKind

_SHOWN = 20
_LABELS = {
    "issuer": "发布机构", "doc_no": "发文字号", "signed": "成文日期", "source": "来源", "theme": "主题分类", "genre": "体裁分类",
    "validity": "有效性",
}  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """What was chosen on the command line."""

    title: str = ""
    issuer: str = ""
    file_name: str | None = None
    changes: str | None = None
    original: bool = False
    draft: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    yes: bool = False
    form: str = "text"
    sheet: str = ""
    adopt: bool = False
    replace: bool = False


@click.command(
    cls=ChineseCommand,
    help="把Word（DOCX）、网页（HTML）、带文字的PDF变成文档，把XLSX、XLS、ET、ODS、CSV变成名录，逐字核对有没有遗漏。装了LibreOffice的还能导入DOC、WPS、RTF、ODT。",
)
@portal_options
@click.argument("files", metavar="文件", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--column", "column_name", metavar="栏目", required=True, help="放进哪个栏目：名称、路径或地址")
@click.option("--title", metavar="标题", default="", help="标题，默认照文件里的")
@click.option("--issuer", metavar="机关", default="", help="发布机构，默认照文件的落款")
@click.option("--file", "file_name", metavar="文件名", help="新文档的文件名，默认由日期和标题拼音组成")
@click.option(
    "--changes", type=click.Choice(["accept", "reject"]), metavar="修订",
    help="文件里的修订：accept接受，reject拒绝；不写就问",
)  # fmt: skip
@click.option("--original", is_flag=True, help="原来的文件也作为附件")
@click.option(
    "--sheet",
    metavar="工作表",
    default="",
    help="表格：导入哪张工作表；“全部”是看得见的每一张；默认第一张有内容的",
)
@click.option("--adopt", is_flag=True, help="表格：采用建议的名录格式，写进registers和columns.yml")
@click.option("--replace", is_flag=True, help="表格：换掉栏目里同名的名录")
@click.option("--draft", is_flag=True, help="写成草稿，看过再公开")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="键=值",
    help="回答导入时要问的，例如附件1=任务表.xlsx；可以写几次",
)
@click.option("--yes", is_flag=True, help="没有回答的都照建议办，不问")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    metavar="格式",
    help="输出格式：text、json",
)
def command(
    *, root: Path, as_of: date, files: Sequence[Path], column_name: str, answers: Sequence[str], **chosen: Any
) -> int:
    """Import documents."""
    return run_import(root, as_of, files, column_name, Choices(answers=_answers(answers), **chosen))


def run_import(root: Path, as_of: date, files: Sequence[Path], column_name: str, choices: Choices) -> int:
    """Import files into a column and say what was made. Nothing is written if one of them cannot be read."""
    root = portal_root(root)
    loaded = load_portal(root, day_of(as_of), drafts=True)
    portal = loaded.portal
    if portal is None:
        raise UsageError("columns.yml读不出来，请先运行gongkai check。")
    if len(files) > 1 and (choices.title or choices.file_name):
        raise UsageError("--title和--file只能用于一个文件。")
    name = choices.file_name
    if name and not is_usable_name(name):
        raise UsageError(f"文件名“{name}”不能用：不要含斜杠等符号，也不要以点开头。")
    column = find_column(portal, column_name)
    if column.kind is ColumnKind.REGISTER and all(is_table(each) for each in files):
        from generator.cli.parts.import_tables import TableChoices, Tables  # loads what documents do not need

        told = {key: getattr(choices, key) for key in ("title", "sheet", "adopt", "replace", "form")}
        about = TableChoices(**told, file_name=choices.file_name or "")
        return Tables(root, as_of, column, about, _talk(choices)).run(files)
    if column.kind is ColumnKind.REGISTER or any(is_table(each) for each in files):
        raise UsageError(_about_tables(files, column.name, column.kind))
    order = Order(
        column, governing_layouts(portal).get(column.address), portal.organizer, as_of,
        {"accept": True, "reject": False}.get(choices.changes or ""), choices.original, choices.draft, name,
        choices.title.strip(), choices.issuer.strip(),
    )  # fmt: skip
    talk = _talk(choices)
    batch = import_all(files, order, Numbers(portal.site_code, index_numbers(loaded)), talk, root)
    for path, why in batch.refused:
        say(f"没有导入 {path}：{why.message}" + (f"\n　　改法：{why.hint}" if why.hint else ""), err=True)
    if batch.refused:
        if batch.made:
            say("有文件没能导入，所以一个也没有写。改好或去掉它们，再运行一次。", err=True)
        return 2
    _write(root, batch.made)
    drafts = any(each.draft for each in batch.made)
    after = load_portal(root, as_of, drafts=drafts)
    # The address of a draft is not public yet; that of its column is.
    recorded = record_addresses(root, loaded if drafts else after)
    found = _about(batch.made, run_checks(after if drafts else load_portal(root, as_of)).findings)
    if choices.form == "json":
        told = {"made": [as_told(each, column.name) for each in batch.made]}
        hand_out(json.dumps(told, ensure_ascii=False, indent=2), nl=True)
    else:
        _say(batch.made, found)
        if recorded and recorded.addresses:
            say(f"已把{recorded.addresses}个地址登记到{LOCK_FILE}，请与新文件一起提交。")
    return 1 if has_errors(found) or not all(each.whole for each in batch.made) else 0


def _talk(choices: Choices) -> Talk:
    asks = choices.form == "text" and not choices.yes and sys.stdin is not None and sys.stdin.isatty()
    return Talk(choices.answers, choices.yes, _ask if asks else None)


def _about_tables(files: Sequence[Path], name: str, kind: ColumnKind) -> str:
    tables = [each.name for each in files if is_table(each)]
    if kind is ColumnKind.REGISTER and tables:
        return f"栏目“{name}”放名录：表格和文档请分开导入。"
    if tables:
        return f"“{tables[0]}”是表格，不能变成文档：请放进名录栏目，或作为文档的附件。"
    return f"栏目“{name}”放名录，不放文档。"


def _ask(source: str, question: Question) -> str:
    return str(
        click.prompt(f"{source}：{question.words}", default=question.proposal, prompt_suffix="\n> ", err=True)
    )


def _answers(told: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in told:
        key, equals, value = each.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--answer写成“键=值”，例如--answer 附件1=任务表.xlsx；“{each}”里没有等号。")
        found[key.strip()] = value.strip()
    return found


def _write(root: Path, made: Sequence[Made]) -> None:
    for each in made:
        folder = (root / "content" / each.path).parent
        for file in each.files:
            write_new(folder / file.name, file.raw)
        write_new(root / "content" / each.path, each.text.encode("utf-8"))


def _about(made: Sequence[Made], found: Sequence[Finding]) -> list[Finding]:
    """Return the findings about what was made, but that it is a draft: the import says so itself."""
    names = {f"content/{each.path}" for each in made}
    folders = {each.path: each.path.rpartition("/")[0] for each in made}
    names |= {f"content/{folders[each.path]}/{file.name}" for each in made for file in each.files}
    return [each for each in found if each.place.path in names and each.code != "draft"]


def _say(made: Sequence[Made], found: list[Finding]) -> None:
    for each in made:
        say(f"{'已导入' if each.whole else '没有导入完整'}：{each.source.name} → content/{each.path}")
        _say_one(each)
    if found:
        say("\n检查新文档的结果：")
        print_findings(found, at_least=Level.INFO)
    if any(each.draft for each in made):
        say("下一步：照上面说的改好，删除draft: true一行，再运行gongkai check。")
    else:
        say("下一步：运行gongkai serve看一遍，再交给站长构建和发布。")


def _say_one(made: Made) -> None:
    say(f"　　标题：{made.title}")
    say("　　" + "；".join(f"{_LABELS[key]}：{value}" for key, value in made.head if value))
    for file in made.files:
        say(f"　　附带：{file.name}")
    share = f"{int(made.proof.kept * 10000) / 100:g}%"
    say(
        f"　　原文{made.proof.characters}字，保留{share}"
        + (f"；自动编号写出{made.numbers}处" if made.numbers else "")
    )
    _list("少了（原文有，文档里没有）", [(each.text, each.place) for each in made.proof.missing])
    _list(
        "要人看",
        [(f"{each.what}：{each.text}" if each.text else each.what, each.place) for each in made.lost],
    )
    _list("多了（原文没有）", [(each.text, each.place) for each in made.proof.added])
    _list("换了位置", [(each.text, each.place) for each in made.proof.moved])
    _list("没有公开", [(f"{each.what}：{_short(each.text)}", each.place) for each in made.left])
    _list("没有回答", [(f"{each.words}　回答写成--answer {each.key}=……", "") for each in made.asked])


def _list(word: str, lines: Sequence[tuple[str, str]]) -> None:
    for text, place in lines[:_SHOWN]:
        say(f"　　{word}：{f'（{place}）' if place else ''}{text}")
    if len(lines) > _SHOWN:
        say(f"　　{word}：还有{len(lines) - _SHOWN}处")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}……"
