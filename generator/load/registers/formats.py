"""Formats of registers: those that come with the program, and a portal's own in registers/*.yml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.load.cache.memo import Memo
from generator.load.gate.written import read_written
from generator.load.registers.declare_register import RegisterDeclaration, RuleDeclaration
from generator.load.registers.format_rules import LATE, RULE_KEYS, FormatReading, check_format
from generator.load.source.text import Source
from generator.load.yaml.validate import did_you_mean, rename_all_labels, validate
from generator.model.catalogue import finding
from generator.model.column import Column
from generator.model.finding import Finding
from generator.model.register import RegisterField, RegisterRule, RegisterSchema
from generator.model.words import ColumnKind

FOLDER = "registers"
SHIPPED = Path(__file__).parent / "schemas"


def load_formats(
    root: Path, columns: Iterable[Column], cache: Memo, findings: list[Finding]
) -> dict[str, RegisterSchema | None]:
    """Return the formats that columns name, by id; None for one that cannot be used.

    Every file in registers/ is checked, used or not; of the formats that come with the program, only
    those that are used are read.
    """
    own = {
        path.stem: read_format(path, f"{FOLDER}/{path.name}", cache, findings)
        for path in sorted((root / FOLDER).glob("*.yml"))
    }
    shipped = shipped_formats()
    formats: dict[str, RegisterSchema | None] = dict(own)
    for column in columns:
        wanted, place = column.schema, column.schema_place or column.place
        if wanted and column.kind is not ColumnKind.REGISTER:
            message = f"栏目“{column.name}”的kind是{column.kind.value}，不能写schema。"
            findings.append(finding("register-schema", place, message, "写上kind: register，或删去schema。"))
        elif wanted and wanted not in formats:
            if wanted in shipped:
                name = f"{SHIPPED.name}/{wanted}.yml"
                formats[wanted] = read_format(shipped[wanted], name, cache, findings)
                continue
            known = sorted({*own, *shipped})
            hint = did_you_mean(wanted, known) or f"现有：{'、'.join(known)}。"
            findings.append(finding("register-schema", place, f"没有名录格式“{wanted}”。", hint))
            formats[wanted] = None
    return formats


def shipped_formats() -> dict[str, Path]:
    """Return the files of the formats that come with the program, by id."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yml"))}


def read_format(path: Path, name: str, cache: Memo, findings: list[Finding]) -> RegisterSchema | None:
    """Read one format; its problems are added to ``findings``, and then it is None."""
    return cache.read(path, name, _read_format, findings)


def _read_format(source: Source, findings: list[Finding]) -> RegisterSchema | None:
    marked = read_written(source.text, source.name)
    rename_all_labels(marked, RegisterDeclaration)
    if marked.readable and not isinstance(marked.value, dict):
        marked.findings.append(finding("value-invalid", marked.place(()), "名录格式应是“键: 值”的形式。"))
        marked.readable = False
    findings.extend(marked.findings)
    if not marked.readable:
        return None
    declared, problems, _ = validate(RegisterDeclaration, marked)
    findings.extend(problems)
    if declared is None:
        return None
    before = len(findings)
    check_format(FormatReading(marked, declared, findings), PurePosixPath(source.name).stem)
    return _format(declared) if len(findings) == before else None


def _format(declared: RegisterDeclaration) -> RegisterSchema:
    return RegisterSchema(
        id=declared.id,
        name=declared.name,
        basis=declared.basis,
        fields=tuple(_fields(declared)),
        row_title=declared.row_title,
        date=declared.date,
        group=declared.group,
        head_rows=declared.head_rows,
        identity=tuple(declared.identity),
        rules=tuple(_rule(rule) for rule in declared.rules),
    )


def _fields(declared: RegisterDeclaration) -> Iterator[RegisterField]:
    for each in declared.fields:
        yield RegisterField(
            key=each.key,
            label=each.label,
            aliases=tuple(each.aliases),
            type=each.type,
            required=each.required,
            show=each.show,
            choices=tuple(each.choices),
            unit=each.unit,
            description=each.description,
            over=each.over,
            codes=tuple(each.codes),
        )


def _rule(rule: RuleDeclaration) -> RegisterRule:
    names, _ = RULE_KEYS[rule.kind]
    given = rule.model_dump(by_alias=True)
    return RegisterRule(
        kind=rule.kind,
        fields=tuple(rule.fields) or tuple(str(given[key]) for key in names),
        days=rule.days or 0,
        value=rule.value,
        code=rule.code or LATE,
        words=tuple(rule.words),
    )
