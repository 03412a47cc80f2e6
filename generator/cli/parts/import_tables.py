"""The part of ``gongkai import`` that makes registers of XLSX, XLS, ET, ODS and CSV files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.check.run import run_checks
from generator.cli.shared.common import print_findings
from generator.cli.shared.say import hand_out, say, write_asked, write_new
from generator.data import dataclass
from generator.errors import UsageError
from generator.intake.batch import Talk
from generator.intake.tables.adopting import with_schema
from generator.intake.tables.grid import Left
from generator.intake.tables.importing import MadeTable, TableOrder, import_tables, table_as_told
from generator.intake.tables.making import sums_of
from generator.load.documents.parse_cache import ParseCache
from generator.load.portal import load_portal
from generator.load.registers.formats import FOLDER, SHIPPED, load_formats, read_format, shipped_formats
from generator.model.column import Column
from generator.model.finding import Finding, Level, has_errors

_SHOWN = 20
_TREE = "columns.yml"


@dataclass(frozen=True)
class TableChoices:
    """What was chosen on the command line about tables."""

    title: str = ""
    file_name: str = ""
    sheet: str = ""
    adopt: bool = False
    replace: bool = False
    form: str = "text"


@dataclass(frozen=True)
class Tables:
    """An import of tables into a register column: what was chosen on the command line, and who is asked."""

    root: Path
    as_of: date
    column: Column
    choices: TableChoices
    talk: Talk

    def run(self, files: Sequence[Path]) -> int:
        """Import the files and say what was made. Nothing is written if one cannot be read."""
        batch = import_tables(files, _order(self.root, self.column, self.choices), self.talk, self.root)
        for path, why in batch.refused:
            say(f"没有导入 {path}：{why.message}" + (f"\n　　改法：{why.hint}" if why.hint else ""), err=True)
        if batch.refused:
            if batch.made:
                say("有表格没能导入，所以一个也没有写。改好或去掉它们，再运行一次。", err=True)
            return 2
        _write(self.root, self.column, batch.made)
        found = _about(batch.made, run_checks(load_portal(self.root, self.as_of)).findings)
        if self.choices.form == "json":
            told = {"made": [table_as_told(each, self.column.name) for each in batch.made]}
            hand_out(json.dumps(told, ensure_ascii=False, indent=2), nl=True)
        else:
            _say(batch.made, found)
        return 1 if has_errors(found) or not all(each.register.whole for each in batch.made) else 0


def _order(root: Path, column: Column, choices: TableChoices) -> TableOrder:
    found: list[Finding] = []
    schema = load_formats(root, [column], ParseCache(), found).get(column.schema) if column.schema else None
    if column.schema and schema is None:
        raise UsageError(f"名录格式“{column.schema}”有误，请先运行gongkai check。")
    shipped = {} if schema else shipped_formats()
    formats = [
        read_format(path, f"{SHIPPED.name}/{path.name}", ParseCache(), []) for path in shipped.values()
    ]
    own = {path.stem for path in (root / FOLDER).glob("*.yml")}
    stem = (choices.file_name or choices.title).removesuffix(".csv")
    return TableOrder(
        column.address, schema, tuple(each for each in formats if each), frozenset({*shipped, *own}),
        choices.sheet, stem, choices.adopt, choices.replace,
    )  # fmt: skip


def _write(root: Path, column: Column, made: Sequence[MadeTable]) -> None:
    adopted = [each for each in made if each.adopted]
    if len(adopted) > 1:
        raise UsageError("一个栏目只有一个名录格式：采用格式时一次导入一张表。一个也没有写。")
    tree = _tree(root, column, adopted[0]) if adopted else None
    for each in made:
        write_new(root / "content" / each.path, each.register.raw)
        if each.adopted and each.format_text:
            write_new(root / FOLDER / f"{each.format_id}.yml", each.format_text.encode("utf-8"))
    if tree is not None:
        write_asked(root / _TREE, tree)


def _tree(root: Path, column: Column, made: MadeTable) -> bytes | None:
    """Return columns.yml in which the column follows the format; None, and say what to write, where that is not certain."""
    text = (root / _TREE).read_bytes().decode("utf-8")
    changed = with_schema(text, column, made.format_id)
    if changed is None:
        say(f"请在{_TREE}里给栏目“{column.name}”写上schema: {made.format_id}。", err=True)
        return None
    return changed.encode("utf-8")


def _about(made: Sequence[MadeTable], found: Sequence[Finding]) -> list[Finding]:
    names = {f"content/{each.path}" for each in made} | {f"{FOLDER}/{each.format_id}.yml" for each in made}
    return [each for each in found if each.place.path in names]


def _say(made: Sequence[MadeTable], found: list[Finding]) -> None:
    for each in made:
        whole = "已导入" if each.register.whole else "没有导入完整"
        say(f"{whole}：{each.source.name} → content/{each.path}")
        _say_one(each)
    if found:
        say("\n检查新名录的结果：")
        print_findings(found, at_least=Level.INFO)
    say("下一步：运行gongkai serve看一遍，再交给站长构建和发布。")


def _say_one(made: MadeTable) -> None:
    register = made.register
    counts = [f"{word}{count}" for word, count in sums_of(register).items() if count]
    share = f"{int(register.kept * 10000) / 100:g}%"
    say(
        f"　　{register.rows}行、{len(register.matched.columns)}列，保留{share}"
        + "".join(f"；{each}" for each in counts)
    )
    for text in register.beside:
        say(f"　　表外的文字：{_short(text)}")
    _list("少了", register.missing)
    _list("要人看", register.doubts)
    _list("没有公开", register.left)
    for asked in made.asked:
        say(f"　　没有回答：{asked.words}　回答写成--answer {asked.key}=……")
    if made.adopted:
        say(
            f"　　名录格式：{made.format_id}"
            + (f"，写在{FOLDER}/{made.format_id}.yml" if made.format_text else "（自带）")
        )
    elif made.format_id:
        say(
            f"　　可以采用名录格式{made.format_id}（加上--adopt）"
            + ("：" if made.format_text else "，是自带的。")
        )
        for line in made.format_text.splitlines():
            say(f"　　　　{line}")


def _list(word: str, lines: Sequence[Left]) -> None:
    for each in lines[:_SHOWN]:
        what = f"{each.what}：{each.text}" if each.what and each.text else each.what or each.text
        say(f"　　{word}：（{each.place}）{_short(what)}")
    if len(lines) > _SHOWN:
        say(f"　　{word}：还有{len(lines) - _SHOWN}处")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}……"
