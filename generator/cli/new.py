"""``gongkai new``: a document or a table from a template, in the right folder, with the fields that must be there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.amend.url_lock import record_addresses
from generator.cli.shared.chinese import ChineseCommand
from generator.cli.shared.options import portal_options, portal_root
from generator.cli.shared.say import is_taken, say, write_new
from generator.errors import UsageError
from generator.intake.column_named import find_column, is_usable_name
from generator.load.columns.url_lock import LOCK_FILE
from generator.load.documents.numbers import Numbers
from generator.load.documents.parse_cache import ParseCache
from generator.load.documents.template import draft_document
from generator.load.portal import Loaded, load_portal
from generator.load.registers.formats import load_formats
from generator.load.registers.template import draft_register
from generator.load.renumber import index_numbers
from generator.model.calendar.clock import day_of
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.portal import governing_layouts
from generator.model.words import ColumnKind


@click.command(
    cls=ChineseCommand,
    help="在栏目文件夹中按模板新建一份文档；在名录栏目中新建一张表格。\n\n"
    "栏目可以写名称（政策解读）、路径（政务公开>政府信息公开目录>政策解读>文字）或地址（zwgk/zfxxgkml/zcjd/wz）。",
)
@portal_options
@click.argument("column_name", metavar="栏目")
@click.argument("title", metavar="标题", default="")
@click.option(
    "--from",
    "source",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="内容取自Word、网页或PDF，同gongkai import",
)
@click.option("--issuer", metavar="机关", help="发布机构，默认取栏目的责任单位")
@click.option("--file", "file_name", metavar="文件名", help="文件名，默认由日期和标题拼音组成")
def command(
    *,
    root: Path,
    as_of: date,
    column_name: str,
    title: str,
    source: Path | None,
    issuer: str | None,
    file_name: str | None,
) -> int:
    """Make a document or a table."""
    if source is not None:
        from generator.cli.import_ import Choices, run_import

        return run_import(
            root,
            as_of,
            (source,),
            column_name,
            Choices(title=title, issuer=issuer or "", file_name=file_name),
        )
    root, day = portal_root(root), day_of(as_of)
    loaded = load_portal(root, day, drafts=True)
    if loaded.portal is None:
        raise UsageError("columns.yml读不出来，请先运行gongkai check。")
    if not title.strip():
        raise UsageError("标题不能是空的：写上标题，或用--from写内容所在的文件。")
    if any("\ud800" <= char <= "\udfff" for word in (title, issuer or "", file_name or "") for char in word):
        raise UsageError("标题、机关或文件名里有认不出的字符，请确认命令行用的是UTF-8编码。")
    column = find_column(loaded.portal, column_name)
    if file_name and not is_usable_name(file_name):
        raise UsageError(f"文件名“{file_name}”不能用：不要含斜杠等符号，也不要以点开头。")
    if column.kind is ColumnKind.REGISTER:
        _new_register(root, column, file_name or title.strip(), day)
        _record(root, loaded)
        say("下一步：用Excel打开这个文件，照示例的一行填写，存盘后运行gongkai check。")
        return 0
    draft = draft_document(
        column,
        title.strip(),
        issuer=issuer or column.unit or loaded.portal.organizer,
        day=day,
        numbers=Numbers(loaded.portal.site_code, index_numbers(loaded)),
        file_name=file_name,
        layout=governing_layouts(loaded.portal).get(column.address),
    )
    _write(root, draft.path, draft.text.encode("utf-8"))
    say(f"已新建：content/{draft.path}")
    for name, text in draft.beside:
        beside = f"{column.address}/{name}"
        if not is_taken(root / "content" / beside):
            _write(root, beside, text.encode("utf-8"))
            say(f"已新建：content/{beside}")
    _record(root, loaded)
    say("下一步：用编辑器打开这个文件，写好正文，删除draft: true一行，再运行gongkai serve预览。")
    return 0


def _record(root: Path, loaded: Loaded) -> None:
    """Write down the addresses of all columns: the file that was just made lies below one of them."""
    recorded = record_addresses(root, loaded)
    if recorded and recorded.addresses:
        say(f"已把{recorded.addresses}个地址登记到{LOCK_FILE}，请与新文件一起提交。")


def _new_register(root: Path, column: Column, name: str, day: date) -> None:
    path = f"{column.address}/{name.removesuffix('.csv')}.csv"
    if set('/\\:*?"<>|') & set(name):
        raise UsageError(f"文件名“{name}”不能用：请用--file另写一个，不要含斜杠等符号。")
    found: list[Finding] = []
    schema = load_formats(root, [column], ParseCache(), found).get(column.schema)
    if column.schema and schema is None:
        raise UsageError(f"名录格式“{column.schema}”有误，请先运行gongkai check。")
    _write(root, path, draft_register(schema, day))
    say(f"已新建：content/{path}")


def _write(root: Path, name: str, raw: bytes) -> None:
    path = root / "content" / name
    if is_taken(path):
        raise UsageError(f"content/{name}已经存在，请用--file换一个文件名。")
    write_new(path, raw)
