"""Formats of registers: those that come with the program, and a portal's own in registers/*.yml."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.load.declare_register import RegisterDeclaration, RuleDeclaration
from generator.load.marked import Marked, Spot, parse_marked
from generator.load.text import Source, read_source
from generator.load.validate import did_you_mean, rename_all_labels, validate
from generator.model.catalogue import CATALOGUE, finding
from generator.model.finding import Finding
from generator.model.portal import Column
from generator.model.register import FieldType, RegisterField, RegisterRule, RegisterSchema, RuleKind, Show
from generator.model.words import ColumnKind

FOLDER = "registers"
SHIPPED = Path(__file__).parent / "register_schemas"
_LATE = "register-late"
# The keys that each kind of rule must have, those that name fields first.
_RULE_KEYS: dict[RuleKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    RuleKind.WITHIN_WORKDAYS: (("from", "to"), ("days",)),
    RuleKind.TAKE_DOWN: (("date",), ()),
    RuleKind.WITHDRAWN: (("state", "reason"), ("value",)),
    RuleKind.UNIQUE: ((), ("fields",)),
    RuleKind.NOT_AFTER: (("earlier", "later"), ()),
    RuleKind.ANY_OF: ((), ("fields",)),
    RuleKind.WORDS: ((), ("fields", "words")),
}
_DATED = (RuleKind.WITHIN_WORKDAYS, RuleKind.TAKE_DOWN, RuleKind.NOT_AFTER)


@dataclass(frozen=True)
class _Reading:
    marked: Marked
    declared: RegisterDeclaration
    findings: list[Finding]

    def report(self, spot: Spot, message: str, hint: str = "") -> None:
        self.findings.append(finding("register-schema", self.marked.place(spot), message, hint))


def load_formats(
    root: Path, columns: Iterable[Column], findings: list[Finding]
) -> dict[str, RegisterSchema | None]:
    """Return the formats that columns name, by id; None for one that cannot be used.

    Every file in registers/ is checked, used or not; of the formats that come with the program, only
    those that are used are read.
    """
    own = {
        path.stem: read_format(path, f"{FOLDER}/{path.name}", findings)
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
                formats[wanted] = read_format(shipped[wanted], f"{SHIPPED.name}/{wanted}.yml", findings)
                continue
            known = sorted({*own, *shipped})
            hint = did_you_mean(wanted, known) or f"现有：{'、'.join(known)}。"
            findings.append(finding("register-schema", place, f"没有名录格式“{wanted}”。", hint))
            formats[wanted] = None
    return formats


def shipped_formats() -> dict[str, Path]:
    """Return the files of the formats that come with the program, by id."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yml"))}


def read_format(path: Path, name: str, findings: list[Finding]) -> RegisterSchema | None:
    """Read one format; its problems are added to ``findings``, and then it is None."""
    source = read_source(path, name)
    if not isinstance(source, Source):
        findings.append(source)
        return None
    marked = parse_marked(source.text, name)
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
    _check(_Reading(marked, declared, findings), path.stem)
    return _format(declared) if len(findings) == before else None


def _check(reading: _Reading, stem: str) -> None:
    declared = reading.declared
    if declared.id != stem:
        reading.report(("id",), f"id是“{declared.id}”，文件名是“{stem}.yml”。", "让两处相同。")
    _check_fields(reading)
    known = {each.key: each for each in declared.fields}
    for key in ("row_title", "date", "group"):
        name = getattr(declared, key)
        if name and _known(reading, (key,), name):
            if known[name].show is Show.HIDDEN:
                reading.report((key,), f"{key}指的“{name}”不公开，不能用。")
            if key == "date" and known[name].type is not FieldType.DATE:
                reading.report((key,), f"date指的“{name}”不是日期。", "把这个字段的type写成date。")
    for number, rule in enumerate(declared.rules):
        _check_rule(reading, rule, number)


def _check_fields(reading: _Reading) -> None:
    keys: dict[str, int] = {}
    labels: dict[tuple[str, str], int] = {}
    for number, each in enumerate(reading.declared.fields):
        spot: Spot = ("fields", number)
        if each.key in keys:
            reading.report((*spot, "key"), f"字段键“{each.key}”写了两次。")
        for label in (each.label, *each.aliases):
            if (each.over, label) in labels:
                reading.report((*spot, "label"), f"字段名称或别名“{label}”写了两次。")
            labels[each.over, label] = number
        keys[each.key] = number
        if each.type is FieldType.CHOICE and not each.choices:
            reading.report(spot, f"字段“{each.label}”是选项，没有写choices。", "写上choices: [甲, 乙]。")
        if each.over and reading.declared.head_rows == 1:
            reading.report((*spot, "over"), "写了over，表头却只有一行。", "写上head_rows: 2，或删去over。")


def _check_rule(reading: _Reading, rule: RuleDeclaration, number: int) -> None:
    spot: Spot = ("rules", number)
    names, others = _RULE_KEYS[rule.kind]
    given = rule.model_dump(by_alias=True)
    for key in (*names, *others):
        if not given[key]:
            reading.report(spot, f"规则{rule.kind.value}缺少{key}。", f"补上{key}。")
    extra = [key for key, value in given.items() if value and key not in (*names, *others, "kind", "code")]
    for key in extra:
        reading.report((*spot, key), f"规则{rule.kind.value}不用{key}。", "删去这一项。")
    known = {each.key: each for each in reading.declared.fields}
    for key, name in (*((key, given[key]) for key in names), *(("fields", name) for name in rule.fields)):
        if not name or not _known(reading, (*spot, key), name):
            continue
        if rule.kind in _DATED and known[name].type is not FieldType.DATE:
            reading.report((*spot, key), f"规则里的“{name}”不是日期字段。", "把这个字段的type写成date。")
    if rule.code and rule.code not in CATALOGUE:
        close = difflib.get_close_matches(rule.code, CATALOGUE, n=2)
        hint = f"是不是想写{'、'.join(close)}？" if close else f"可以写{_LATE}。"
        reading.report((*spot, "code"), f"没有问题代码“{rule.code}”。", hint)


def _known(reading: _Reading, spot: Spot, name: str) -> bool:
    keys = [each.key for each in reading.declared.fields]
    if name not in keys:
        hint = did_you_mean(name, keys) or f"现有：{'、'.join(keys)}。"
        reading.report(spot, f"没有字段“{name}”。", hint)
    return name in keys


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
        )


def _rule(rule: RuleDeclaration) -> RegisterRule:
    names, _ = _RULE_KEYS[rule.kind]
    given = rule.model_dump(by_alias=True)
    return RegisterRule(
        kind=rule.kind,
        fields=tuple(rule.fields) or tuple(str(given[key]) for key in names),
        days=rule.days or 0,
        value=rule.value,
        code=rule.code or _LATE,
        words=tuple(rule.words),
    )
