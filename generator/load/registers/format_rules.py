"""Rules on a register's format: its fields exist, its rules have what they need."""

from __future__ import annotations

import difflib

from generator.data import dataclass
from generator.kinds.catalogue import CATALOGUE
from generator.load.registers.declare_register import RegisterDeclaration, RuleDeclaration
from generator.load.yaml.marked import Marked, Spot
from generator.load.yaml.validate import did_you_mean
from generator.model.catalogue import finding
from generator.model.finding import Finding
from generator.model.register import FieldType, RuleKind, Show

LATE = "register-late"
# The keys that each kind of rule must have, those that name fields first.
RULE_KEYS: dict[RuleKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
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
class FormatReading:
    """A format being checked: its text with places, what it declares, and where problems go."""

    marked: Marked
    declared: RegisterDeclaration
    findings: list[Finding]

    def report(self, spot: Spot, message: str, hint: str = "") -> None:
        """Add a finding at a place of the format."""
        self.findings.append(finding("register-schema", self.marked.place(spot), message, hint))


def check_format(reading: FormatReading, stem: str) -> None:
    """Report what in a format contradicts itself; ``stem`` is the name of its file without the suffix."""
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
    for name in declared.identity:
        if _known(reading, ("identity",), name) and known[name].show is Show.HIDDEN:
            reading.report(("identity",), f"identity里的“{name}”不公开，不能用。", "换成公开的字段。")
    for number, rule in enumerate(declared.rules):
        _check_rule(reading, rule, number)


def _check_fields(reading: FormatReading) -> None:
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
        if each.codes and len(each.codes) != len(each.choices):
            reading.report(
                (*spot, "codes"), f"字段“{each.label}”的codes与choices个数不同。", "一一对应地写。"
            )
        if each.over and reading.declared.head_rows == 1:
            reading.report((*spot, "over"), "写了over，表头却只有一行。", "写上head_rows: 2，或删去over。")


def _check_rule(reading: FormatReading, rule: RuleDeclaration, number: int) -> None:
    spot: Spot = ("rules", number)
    names, others = RULE_KEYS[rule.kind]
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
        hint = f"是不是想写{'、'.join(close)}？" if close else f"可以写{LATE}。"
        reading.report((*spot, "code"), f"没有问题代码“{rule.code}”。", hint)


def _known(reading: FormatReading, spot: Spot, name: str) -> bool:
    keys = [each.key for each in reading.declared.fields]
    if name not in keys:
        hint = did_you_mean(name, keys) or f"现有：{'、'.join(keys)}。"
        reading.report(spot, f"没有字段“{name}”。", hint)
    return name in keys
